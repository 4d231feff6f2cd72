#include "base/buf.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an empty buffer points to: nobody writes to it, `room` is 0. */
static char nothing[1];

void gly_buf_init(struct gly_buf *buf, size_t cap)
{
    *buf = (struct gly_buf){.ptr = nothing, .cap = cap};
}

void gly_buf_clear(struct gly_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
    if (buf->room > 0)
        buf->ptr[0] = '\0';
}

void gly_buf_release(struct gly_buf *buf)
{
    if (buf->room > 0)
        free(buf->ptr);
    gly_buf_init(buf, buf->cap);
}

static bool reserve(struct gly_buf *buf, size_t more)
{
    if (buf->failed)
        return false;
    if (more > buf->cap || buf->len > buf->cap - more) {
        buf->failed = true;
        return false;
    }
    size_t wanted = buf->len + more + 1;
    if (wanted <= buf->room)
        return true;
    size_t room = buf->room ? buf->room : 256;
    while (room < wanted)
        room *= 2;
    char *ptr = realloc(buf->room > 0 ? buf->ptr : NULL, room);
    if (!ptr) {
        buf->failed = true;
        return false;
    }
    buf->ptr = ptr;
    buf->room = room;
    return true;
}

void gly_buf_add(struct gly_buf *buf, const char *bytes, size_t len)
{
    if (len == 0 || !reserve(buf, len))
        return;
    memcpy(buf->ptr + buf->len, bytes, len);
    gly_buf_used(buf, len);
}

void gly_buf_add_str(struct gly_buf *buf, struct gly_str s)
{
    gly_buf_add(buf, s.ptr, s.len);
}

void gly_buf_puts(struct gly_buf *buf, const char *cstring)
{
    gly_buf_add(buf, cstring, strlen(cstring));
}

void gly_buf_putc(struct gly_buf *buf, char c)
{
    gly_buf_add(buf, &c, 1);
}

void gly_buf_fill(struct gly_buf *buf, char c, size_t count)
{
    char *room = gly_buf_room(buf, count);
    if (!room)
        return;
    memset(room, c, count);
    gly_buf_used(buf, count);
}

void gly_buf_vprintf(struct gly_buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len >= 0 && reserve(buf, (size_t)len)) {
        vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

void gly_buf_printf(struct gly_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    gly_buf_vprintf(buf, format, args);
    va_end(args);
}

char *gly_buf_room(struct gly_buf *buf, size_t len)
{
    return reserve(buf, len) ? buf->ptr + buf->len : NULL;
}

void gly_buf_used(struct gly_buf *buf, size_t len)
{
    assert(buf->len + len < buf->room);
    buf->len += len;
    buf->ptr[buf->len] = '\0';
}
