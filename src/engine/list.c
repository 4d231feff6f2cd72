#include "engine/list.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"

enum gly_status gly_list_read(const char *path, struct gly_buf *list,
                              struct gly_error *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    const char *shown = is_stdin ? "<stdin>" : path;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return gly_error_set(err, GLY_E_IO, shown, 0,
                             "cannot open the list of files: %s", strerror(errno));
    int error = gly_file_read(fd, list);
    if (!is_stdin)
        close(fd);
    if (error == EFBIG)
        return gly_error_set(err, GLY_E_LIMIT, shown, 0,
                             "the list of files is larger than %u MB",
                             GLY_LIMIT_LIST_BYTES / 1024 / 1024);
    if (error)
        return gly_error_set(err, GLY_E_IO, shown, 0,
                             "cannot read the list of files: %s", strerror(error));
    return GLY_OK;
}
