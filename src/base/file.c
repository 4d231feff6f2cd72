#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { STEP = 16 * 1024 };

int gly_file_read(int fd, struct gly_buf *out)
{
    char bytes[STEP];
    for (;;) {
        ssize_t got = read(fd, bytes, sizeof bytes);
        if (got == 0)
            return out->failed ? EFBIG : 0;
        if (got < 0 && errno != EINTR)
            return errno;
        if (got > 0)
            gly_buf_add(out, bytes, (size_t)got);
        if (out->failed)
            return EFBIG;
    }
}

int gly_file_text(struct gly_arena *arena, const char *path, size_t most,
                  struct gly_str *ret_text)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    struct gly_buf buf;
    gly_buf_init(&buf, most);
    int error = gly_file_read(fd, &buf);
    close(fd);
    if (error == 0)
        *ret_text = gly_arena_copy(arena, gly_buf_str(&buf));
    gly_buf_release(&buf);
    return error;
}
