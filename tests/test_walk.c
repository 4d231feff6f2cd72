#define _DEFAULT_SOURCE

#include "engine/walk.h"

#include "scratch.h"

#include "base/buf.h"

struct fixture {
    struct scratch scratch;
    struct gly_arena arena;
    struct gly_walk_options options;
    struct gly_inputs inputs;
    struct gly_error error;
};

static void start(struct fixture *f)
{
    *f = (struct fixture){0};
    scratch_enter(&f->scratch);
    gly_arena_init(&f->arena, (size_t)64 * 1024 * 1024);
}

static void finish(struct fixture *f)
{
    gly_arena_release(&f->arena);
    scratch_leave(&f->scratch);
}

/* Walk and compare the shown paths, separated by blanks; errors show as "!path". */
static void walks_to(struct fixture *f, const char *const *paths, const char *wanted)
{
    f->options.paths = paths;
    for (f->options.path_count = 0; paths[f->options.path_count];)
        f->options.path_count++;
    enum gly_status status = gly_walk(&f->arena, &f->options, &f->inputs, &f->error);
    cr_assert(status == GLY_OK, "%s", f->error.message);
    struct gly_buf got;
    gly_buf_init(&got, 1 << 20);
    for (uint32_t i = 0; i < f->inputs.count; i++) {
        const struct gly_input *in = &f->inputs.at[i];
        gly_buf_printf(&got, "%s%s%.*s", i ? " " : "", in->error ? "!" : "",
                       GLY_STR_ARG(in->path));
        cr_expect(in->error || in->reader);
    }
    cr_expect_str_eq(got.ptr, wanted);
    gly_buf_release(&got);
}

#define PATHS(...) ((const char *const[]){__VA_ARGS__, NULL})

Test(walk, goes_in_byte_order_of_paths_and_takes_known_types)
{
    struct fixture f;
    start(&f);
    scratch_file("b.md", "");
    scratch_file("a/z.txt", "");
    scratch_file("a/B.md", "");
    scratch_file("a-c.md", "");
    scratch_file("a.md", "");
    scratch_file("a/deep/er/x.MD", "");
    scratch_file("tool.c", "");
    scratch_file("noextension", "");
    scratch_file(".hidden.md", "");
    scratch_file(".dir/x.md", "");
    scratch_file(".git/x.md", "");
    walks_to(&f, PATHS("."), "a-c.md a.md a/B.md a/deep/er/x.MD a/z.txt b.md");
    walks_to(&f, PATHS("./"), "a-c.md a.md a/B.md a/deep/er/x.MD a/z.txt b.md");
    walks_to(&f, PATHS("./a"), "./a/B.md ./a/deep/er/x.MD ./a/z.txt");
    walks_to(&f, PATHS("a//"), "a/B.md a/deep/er/x.MD a/z.txt");
    walks_to(&f, PATHS("b.md", "a/deep"), "b.md a/deep/er/x.MD");
    f.options.hidden = true;
    walks_to(&f, PATHS("."),
             ".dir/x.md .hidden.md a-c.md a.md a/B.md a/deep/er/x.MD a/z.txt b.md");
    finish(&f);
}

Test(walk, takes_the_current_directory_when_nothing_is_named)
{
    struct fixture f;
    start(&f);
    scratch_file("a.md", "");
    cr_assert(gly_walk(&f.arena, &f.options, &f.inputs, &f.error) == GLY_OK);
    cr_assert(f.inputs.count == 1);
    cr_expect(gly_str_is(f.inputs.at[0].path, "a.md"));
    cr_expect(!f.inputs.at[0].named);
    finish(&f);
}

Test(walk, takes_a_named_file_whatever_it_is_called)
{
    struct fixture f;
    start(&f);
    scratch_file("tool.c", "");
    scratch_file(".hidden", "");
    scratch_file("-x", "");
    walks_to(&f, PATHS("tool.c", ".hidden", "./-x"), "tool.c .hidden ./-x");
    for (uint32_t i = 0; i < f.inputs.count; i++) {
        cr_expect(f.inputs.at[i].named);
        cr_expect_str_eq(f.inputs.at[i].reader->name, gly_readers()[0]->name);
    }
    finish(&f);
}

Test(walk, knows_types_given_by_the_user)
{
    struct fixture f;
    start(&f);
    scratch_file("a.note", "");
    scratch_file("b.NOTE", "");
    scratch_file("note", "");
    scratch_file("c.txt", "");
    struct gly_walk_type types[] = {
        {GLY_STR("note"), &gly_reader_markdown},
        {GLY_STR("txt"), &gly_reader_markdown},
    };
    f.options.types = types;
    f.options.type_count = GLY_COUNT(types);
    walks_to(&f, PATHS("."), "a.note b.NOTE c.txt");
    for (uint32_t i = 0; i < f.inputs.count; i++)
        cr_expect(f.inputs.at[i].reader == &gly_reader_markdown);
    finish(&f);
}

Test(walk, keeps_what_is_missing_in_its_place)
{
    struct fixture f;
    start(&f);
    scratch_file("a.md", "");
    scratch_file("b.md", "");
    walks_to(&f, PATHS("a.md", "gone.md", "a.md/x", "", "b.md", "gone.md"),
             "a.md !gone.md !a.md/x ! b.md");
    const struct gly_error *error = f.inputs.at[1].error;
    cr_expect(error->status == GLY_E_IO);
    cr_expect_str_eq(error->file, "gone.md");
    cr_expect_str_eq(error->message, "no such file or directory");
    cr_expect_str_eq(f.inputs.at[3].error->message, "the path is empty");
    finish(&f);
}

Test(walk, goes_on_past_a_directory_that_cannot_be_read)
{
    struct fixture f;
    start(&f);
    scratch_file("a/x.md", "");
    scratch_file("b/x.md", "");
    scratch_file("c/x.md", "");
    cr_assert(chmod("b", 0) == 0);
    if (geteuid() != 0) {
        walks_to(&f, PATHS("."), "a/x.md !b c/x.md");
        cr_expect_str_eq(f.inputs.at[1].error->message, "permission denied");
    }
    finish(&f);
}

Test(walk, leaves_links_alone_unless_they_are_named)
{
    struct fixture f;
    start(&f);
    scratch_file("real/a.md", "");
    cr_assert(symlink("..", "real/up") == 0);
    cr_assert(symlink("real", "link") == 0);
    cr_assert(symlink("real/a.md", "b.md") == 0);
    cr_assert(symlink("circle.md", "circle.md") == 0);
    cr_assert(symlink("nowhere", "dangling.md") == 0);
    walks_to(&f, PATHS("."), "real/a.md");
    walks_to(&f, PATHS("link"), "link/a.md");
    walks_to(&f, PATHS("b.md", "circle.md", "dangling.md"),
             "b.md !circle.md !dangling.md");
    finish(&f);
}

Test(walk, checks_a_file_once)
{
    struct fixture f;
    start(&f);
    scratch_file("dir/a.md", "");
    scratch_file("dir/b.md", "");
    scratch_file("dir/sub/a.md", "");
    cr_assert(symlink("dir", "link") == 0);
    walks_to(&f, PATHS("dir/b.md", "dir", "dir/../dir/a.md", "dir/sub", "link/a.md"),
             "dir/b.md dir/a.md dir/sub/a.md");
    cr_expect(f.inputs.at[0].named);
    cr_expect(f.inputs.at[1].named, "named later, but named");
    cr_expect(!f.inputs.at[2].named);
    cr_expect(f.inputs.barren_count == 0);
    finish(&f);
}

Test(walk, keeps_names_that_are_not_utf8)
{
    struct fixture f;
    start(&f);
    scratch_file("caf\xE9.md", "");
    scratch_file("d\xE9p\xF4t/a\nb.md", "");
    walks_to(&f, PATHS("."), "caf\xE9.md d\xE9p\xF4t/a\nb.md");
    cr_expect(access(f.inputs.at[1].open_path, R_OK) == 0);
    finish(&f);
}

Test(walk, tells_directories_that_held_nothing)
{
    struct fixture f;
    start(&f);
    scratch_file("empty/x.c", "");
    scratch_file("a.md", "");
    walks_to(&f, PATHS("empty", "."), "a.md");
    cr_assert(f.inputs.barren_count == 1);
    cr_expect(gly_str_is(f.inputs.barren[0], "empty"));
    finish(&f);
}

Test(walk, ends_in_trees_that_are_too_deep)
{
    struct fixture f;
    start(&f);
    char path[1024] = "";
    for (int i = 0; i < 150; i++)
        strcat(path, "d/");
    strcat(path, "x.md");
    scratch_file(path, "");
    scratch_file("e.md", "");
    f.options.paths = PATHS(".");
    f.options.path_count = 1;
    cr_assert(gly_walk(&f.arena, &f.options, &f.inputs, &f.error) == GLY_OK);
    cr_assert(f.inputs.count == 2);
    cr_expect(f.inputs.at[0].error->status == GLY_E_LIMIT);
    cr_expect_str_eq(f.inputs.at[0].error->message, "directories are nested too deep");
    cr_expect(gly_str_is(f.inputs.at[1].path, "e.md"));
    finish(&f);
}

Test(walk, reads_a_list_of_paths)
{
    struct fixture f;
    start(&f);
    scratch_file("a.md", "");
    scratch_file("b c.md", "");
    scratch_file("line\nfeed.md", "");
    scratch_file("dir/d.md", "");
    scratch_file("list", "b c.md\r\n\ndir\na.md");
    scratch_bytes("list0", "line\nfeed.md\0a.md\0", 18);
    scratch_file("none", "");
    f.options.files_from = "list";
    walks_to(&f, PATHS("a.md"), "a.md b c.md dir/d.md");
    f.options.files_from = "list0";
    f.options.nul_separated = true;
    walks_to(&f, PATHS("a.md"), "a.md line\nfeed.md");
    f.options.files_from = "none";
    f.options.path_count = 0;
    cr_assert(gly_walk(&f.arena, &f.options, &f.inputs, &f.error) == GLY_OK);
    cr_expect(f.inputs.count == 0, "an empty list is not the current directory");
    f.options.files_from = "missing";
    cr_expect(gly_walk(&f.arena, &f.options, &f.inputs, &f.error) == GLY_E_IO);
    cr_expect_str_eq(f.error.file, "missing");
    finish(&f);
}

Test(walk, names_standard_input)
{
    struct fixture f;
    start(&f);
    walks_to(&f, PATHS("-", "-"), "<stdin>");
    cr_expect(!f.inputs.at[0].open_path);
    f.options.stdin_name = "post/x.md";
    walks_to(&f, PATHS("-"), "post/x.md");
    cr_expect(f.inputs.at[0].reader == &gly_reader_markdown);
    cr_expect(gly_str_is(f.inputs.at[0].name, "x.md"));
    f.options.files_from = "-";
    cr_expect(gly_walk(&f.arena, &f.options, &f.inputs, &f.error) == GLY_E_USAGE);
    finish(&f);
}

static enum gly_walk_verdict skip_x(void *data, struct gly_str path, bool is_directory)
{
    (void)data;
    cr_expect(path.len > 0 && path.ptr[0] == '/');
    if (strstr(path.ptr, "/x"))
        return GLY_WALK_SKIP;
    return !is_directory && gly_str_ends(path, ".log") ? GLY_WALK_TAKE
                                                       : GLY_WALK_BY_TYPE;
}

Test(walk, asks_the_judge)
{
    struct fixture f;
    start(&f);
    scratch_file("a.log", "");
    scratch_file("x.md", "");
    scratch_file("xdir/a.md", "");
    scratch_file("b.c", "");
    f.options.judge = skip_x;
    walks_to(&f, PATHS("."), "a.log");
    walks_to(&f, PATHS("x.md", "b.c"), "x.md b.c");
    f.options.force_exclude = true;
    walks_to(&f, PATHS("x.md", "b.c", "xdir"), "b.c");
    finish(&f);
}

Test(walk, tells_binary_from_text)
{
    const char utf16[] = "\xFF\xFE"
                         "a\0b\0c\0\n\0";
    const char big[] = "\xFE\xFF\0a\0b\0c";
    const struct {
        struct gly_str bytes;
        bool binary;
    } cases[] = {
        {GLY_STR(""), false},
        {GLY_STR("plain text\r\n\twith tabs\f"), false},
        {GLY_STR("na\xC3\xAFve \xE9t\xE9"), false},
        {GLY_STR("one \x1B[1mescape in a longer line\n"), false},
        {GLY_STR("\x7F"
                 "ELF\2\1\1\0\0\0\0\0\0\0\0\0"),
         true},
        {GLY_STR("\0\0\0\0"), true},
        {{utf16, sizeof utf16 - 1}, false},
        {{big, sizeof big - 1}, false},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++)
        cr_expect(gly_bytes_look_binary(cases[i].bytes) == cases[i].binary, "case %zu",
                  i);
}
