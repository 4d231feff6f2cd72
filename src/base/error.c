#include <galley/error.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum gly_status gly_error_set(struct gly_error *err, enum gly_status status,
                              const char *file, unsigned line, const char *format, ...)
{
    if (!err)
        return status;
    /* `file` may be the error's own: what went wrong with it before is replaced. */
    if (file != err->file)
        snprintf(err->file, sizeof err->file, "%s", file ? file : "");
    err->status = status;
    err->line = line;
    err->column = 0;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    return status;
}
