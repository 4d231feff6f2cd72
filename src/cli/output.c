#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"

/* NO_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM in the order CMake documents. */
static bool wants_color(const char *when, FILE *out)
{
    if (when && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    const char *value = getenv("NO_COLOR");
    if (value && value[0])
        return false;
    value = getenv("CLICOLOR_FORCE");
    if (value && value[0] && strcmp(value, "0") != 0)
        return true;
    value = getenv("CLICOLOR");
    if (value && strcmp(value, "0") == 0)
        return false;
    value = getenv("TERM");
    return isatty(fileno(out)) && !(value && strcmp(value, "dumb") == 0);
}

static bool locale_is_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (unsigned i = 0; i < GLY_COUNT(names); i++) {
        const char *value = getenv(names[i]);
        if (value && value[0])
            return strstr(value, "UTF-8") || strstr(value, "utf8") ||
                   strstr(value, "UTF8") || strstr(value, "utf-8");
    }
    return false;
}

static unsigned terminal_width(FILE *out)
{
    struct winsize size;
    if (isatty(fileno(out)) && ioctl(fileno(out), TIOCGWINSZ, &size) == 0 &&
        size.ws_col >= 40)
        return size.ws_col;
    return 0;
}

enum gly_status gly_output_open(struct gly_output *output,
                                const struct gly_reporter *reporter, const char *path,
                                const struct gly_output_style *style,
                                struct gly_error *err)
{
    FILE *file = path ? fopen(path, "we") : stdout;
    if (!file)
        return gly_error_set(err, GLY_E_IO, path, 0, "%s", strerror(errno));
    *output = (struct gly_output){
        .reporter = reporter,
        .path = path,
        .file = file,
        .options =
            {
                .unit = style->unit,
                .color = wants_color(style->color, file),
                .ascii = isatty(fileno(file)) && !locale_is_utf8(),
                .width = terminal_width(file),
                .quiet = style->quiet,
                .category = "galley",
                .version = GALLEY_VERSION,
                .homepage = GALLEY_HOMEPAGE,
            },
    };
    return GLY_OK;
}

static void write_out(struct gly_output *output, const char *bytes, size_t len)
{
    if (output->failure || len == 0)
        return;
    if (fwrite(bytes, 1, len, output->file) != len)
        output->failure = errno;
}

static void write_buf(struct gly_output *output, struct gly_buf *buf)
{
    if (buf->failed && !output->failure)
        output->failure = ENOMEM;
    write_out(output, buf->ptr, buf->len);
    gly_buf_release(buf);
}

/* What begin and end may print: SARIF's list of rules is the longest. */
enum { FRAME_CAP = 64 * 1024 * 1024 };

void gly_output_begin(struct gly_output *output, const struct gly_plan *plan)
{
    output->options.plan = plan;
    struct gly_buf buf;
    gly_buf_init(&buf, FRAME_CAP);
    if (output->reporter->begin)
        output->reporter->begin(&output->options, &buf);
    write_buf(output, &buf);
}

void gly_output_end(struct gly_output *output, const struct gly_report_totals *totals)
{
    struct gly_buf buf;
    gly_buf_init(&buf, FRAME_CAP);
    if (output->reporter->end)
        output->reporter->end(&output->options, totals, &buf);
    write_buf(output, &buf);
}

void gly_output_document(struct gly_output *output, const struct gly_buf *printed)
{
    if (printed->len == 0)
        return;
    if (output->any_printed)
        write_out(output, output->reporter->separator,
                  strlen(output->reporter->separator));
    output->any_printed = true;
    write_out(output, printed->ptr, printed->len);
}

enum gly_status gly_output_close(struct gly_output *output, struct gly_error *err)
{
    if (fflush(output->file) != 0 && !output->failure)
        output->failure = errno;
    if (output->path && fclose(output->file) != 0 && !output->failure)
        output->failure = errno;
    if (output->failure && output->failure != EPIPE)
        return gly_error_set(err, GLY_E_IO, output->path ? output->path : "", 0,
                             "cannot write the output: %s", strerror(output->failure));
    return GLY_OK;
}
