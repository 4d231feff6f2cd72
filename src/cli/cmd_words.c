/* galley words: the words of the user's own, in the files that `dictionaries:` names. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "engine/lexicon.h"

enum {
    OPT_FILE = 1,
    OPT_HELP,
};

static const struct gly_option options_table[] = {
    {OPT_FILE, "--file", 0, "FILE",
     "this word list, not the one that galley.yaml names", "Words"},
    GLY_CLI_CONFIG_OPTIONS,
    {OPT_HELP, "--help", 'h', NULL, "print this help", "Help"},
    {0},
};

static const char usage[] =
    "Usage: galley words list [OPTION...]\n"
    "       galley words add [OPTION...] WORD...\n\n"
    "List the words of your own that count in this directory, or add some to "
    "the first\nword list that 'dictionaries:' in galley.yaml names. A word may "
    "name another one\nas whose forms it is inflected: grabble/handle.\n";

static int fail(const char *file, const char *why)
{
    struct gly_error err;
    gly_error_set(&err, GLY_E_IO, file, 0, "%s", why);
    return gly_cli_error(&err);
}

/* The text of a list; an empty one where there is none yet. */
static int read_list(const char *path, struct gly_buf *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? 0 : errno;
    int code = gly_file_read(fd, out);
    close(fd);
    return code;
}

static int list(const struct gly_values *files)
{
    struct gly_buf out;
    gly_buf_init(&out, GLY_LIMIT_LIST_BYTES);
    int status = GLY_EXIT_CLEAN;
    for (uint32_t i = 0; i < files->count && status == GLY_EXIT_CLEAN; i++) {
        int code = gly_lexicon_is_words(&files->at[i])
                       ? read_list(files->at[i].path, &out)
                       : 0;
        if (code != 0)
            status = fail(files->at[i].path, strerror(code));
        else if (out.len > 0 && out.ptr[out.len - 1] != '\n')
            gly_buf_putc(&out, '\n');
    }
    if (status == GLY_EXIT_CLEAN)
        status = gly_cli_print(&out);
    gly_buf_release(&out);
    return status;
}

/* Does the text hold the line? */
static bool has_line(const struct gly_buf *text, const char *word)
{
    size_t len = strlen(word);
    for (size_t at = 0; at < text->len;) {
        const char *end = memchr(text->ptr + at, '\n', text->len - at);
        size_t line = end ? (size_t)(end - text->ptr) - at : text->len - at;
        if (line == len && memcmp(text->ptr + at, word, len) == 0)
            return true;
        at += line + 1;
    }
    return false;
}

/* One word a line: no line break, no blank at either end, no comment. */
static bool is_word(const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)word[i] < ' ')
            return false;
    return len > 0 && word[0] != '#' && word[0] != ' ' && word[len - 1] != ' ';
}

/* Appended in one write, so that what stands in the file is never at risk. */
static int append(const char *path, const struct gly_buf *lines)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(path, strerror(errno));
    ssize_t written = write(fd, lines->ptr, lines->len);
    int code = written == (ssize_t)lines->len ? 0 : written < 0 ? errno : EIO;
    if (close(fd) != 0 && code == 0)
        code = errno;
    return code == 0 ? GLY_EXIT_CLEAN : fail(path, strerror(code));
}

static int add(const char *path, const struct gly_cli_inputs *in)
{
    struct gly_buf text, lines;
    gly_buf_init(&text, GLY_LIMIT_LIST_BYTES);
    gly_buf_init(&lines, GLY_LIMIT_LIST_BYTES);
    int code = read_list(path, &text);
    int status = code == 0 ? GLY_EXIT_CLEAN : fail(path, strerror(code));
    if (text.len > 0 && text.ptr[text.len - 1] != '\n')
        gly_buf_putc(&lines, '\n');
    for (uint32_t i = 1; i < in->paths.count && status == GLY_EXIT_CLEAN; i++) {
        const char *word = in->paths.at[i];
        if (!is_word(word))
            status = fail("", "a word is one line that does not begin with '#'");
        else if (!has_line(&text, word) && !has_line(&lines, word))
            gly_buf_printf(&lines, "%s\n", word);
    }
    bool has_more = lines.len > 1 || (lines.len == 1 && lines.ptr[0] != '\n');
    if (status == GLY_EXIT_CLEAN && has_more)
        status = append(path, &lines);
    gly_buf_release(&text);
    gly_buf_release(&lines);
    return status;
}

/* The word lists that count here; with --file, that one. */
static enum gly_status find_lists(struct gly_cli_inputs *in, const char *file,
                                  struct gly_values *ret_files, struct gly_error *err)
{
    struct gly_plan rules;
    struct gly_configs *configs;
    if (file) {
        struct gly_value *value = gly_arena_alloc(in->arena, 1, sizeof *value);
        *value = (struct gly_value){.text = gly_str(file), .path = file};
        *ret_files = (struct gly_values){.at = value, .count = 1};
        return GLY_OK;
    }
    gly_plan_gather(in->arena, &rules);
    enum gly_status status = gly_cli_inputs_configure(in, &rules, &configs, err);
    if (status != GLY_OK)
        return status;
    const struct gly_settings *settings =
        gly_configs_find(configs, gly_cli_real_path(in->arena, "."));
    *ret_files = settings->values[GLY_KEY_DICTIONARIES];
    if (gly_cli_print_mistakes(configs))
        return gly_error_set(err, GLY_E_CONFIG, NULL, 0,
                             "the configuration is mistaken");
    return GLY_OK;
}

static int words(struct gly_cli_inputs *in, void *context)
{
    const char *file = *(const char **)context;
    struct gly_values files;
    struct gly_error err;
    struct gly_str verb = gly_str(in->paths.count > 0 ? in->paths.at[0] : "");
    bool adds = gly_str_is(verb, "add"), lists = gly_str_is(verb, "list");
    if ((!adds && !lists) || (adds && in->paths.count < 2) ||
        (lists && in->paths.count > 1)) {
        gly_error_set(&err, GLY_E_USAGE, NULL, 0,
                      "'galley words' takes 'list', or 'add' and some words");
        return gly_cli_error(&err);
    }
    if (find_lists(in, file, &files, &err) != GLY_OK)
        return gly_cli_error(&err);
    if (lists)
        return list(&files);
    for (uint32_t i = 0; i < files.count; i++)
        if (gly_lexicon_is_words(&files.at[i]))
            return add(files.at[i].path, in);
    gly_error_set(&err, GLY_E_USAGE, NULL, 0,
                  "no word list is named: write 'dictionaries: [./words.txt]' in "
                  "galley.yaml, or give --file");
    return gly_cli_error(&err);
}

static enum gly_status take(void *file, int id, const char *value,
                            struct gly_error *err)
{
    (void)err;
    if (id == OPT_FILE)
        *(const char **)file = value;
    return GLY_OK;
}

int gly_cmd_words(int argc, char **argv)
{
    static const struct gly_cli_frame frame = {options_table, OPT_HELP, usage, take,
                                               words};
    const char *file = NULL;
    return gly_cli_run(&frame, &file, argc, argv);
}
