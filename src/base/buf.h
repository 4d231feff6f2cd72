/* An owned, growing byte buffer with a cap, for output and for bytes read from a file.
 *
 * Invariants: `ptr` is never NULL and always NUL-terminated behind `len`, so an empty
 * buffer prints as "". Every buffer is created with the most it may hold; past the cap,
 * or when memory ends, it turns `failed`, keeps what it has and ignores further bytes:
 * check it once, at the end. */
#ifndef GALLEY_BUF_H
#define GALLEY_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <galley/span.h>

struct gly_buf {
    char *ptr;
    size_t len, room;
    size_t cap;
    bool failed;
};

void gly_buf_init(struct gly_buf *buf, size_t cap);
/* Empty, ready to use; keeps its memory. */
void gly_buf_clear(struct gly_buf *buf);
void gly_buf_release(struct gly_buf *buf);

void gly_buf_add(struct gly_buf *buf, const char *bytes, size_t len);
void gly_buf_add_str(struct gly_buf *buf, struct gly_str s);
void gly_buf_puts(struct gly_buf *buf, const char *cstring);
void gly_buf_putc(struct gly_buf *buf, char c);
/* `count` times the byte `c`. */
void gly_buf_fill(struct gly_buf *buf, char c, size_t count);
void gly_buf_printf(struct gly_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void gly_buf_vprintf(struct gly_buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Room for `len` more bytes behind the contents: a pointer to write them to, or NULL
 * when the buffer has failed. gly_buf_used() says how many were written. */
char *gly_buf_room(struct gly_buf *buf, size_t len);
void gly_buf_used(struct gly_buf *buf, size_t len);

static inline struct gly_str gly_buf_str(const struct gly_buf *buf)
{
    return (struct gly_str){buf->ptr, buf->len};
}

#endif
