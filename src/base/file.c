#include "base/file.h"

#include <errno.h>
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
