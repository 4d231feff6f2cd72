#define _DEFAULT_SOURCE

#include "engine/ignore.h"

#include <limits.h>

#include "scratch.h"

#include "base/buf.h"
#include "engine/walk.h"

/* ---- Globs ---- */

struct glob_case {
    const char *lines, *path;
    bool is_directory;
    enum gly_glob_verdict verdict;
};

static enum gly_glob_verdict judge(struct gly_arena *arena, const struct glob_case *c)
{
    struct gly_globs globs = {0};
    gly_globs_add_lines(arena, &globs, gly_str(c->lines));
    return gly_globs_judge(&globs, gly_str(c->path), c->is_directory);
}

Test(glob, reads_what_git_reads)
{
    const enum gly_glob_verdict NO = GLY_GLOB_NO, YES = GLY_GLOB_YES;
    const enum gly_glob_verdict NONE = GLY_GLOB_SILENT;
    const struct glob_case cases[] = {
        {"a.md", "a.md", false, YES},
        {"a.md", "x/y/a.md", false, YES},
        {"/a.md", "x/a.md", false, NONE},
        {"/a.md", "a.md", false, YES},
        {"x/a.md", "y/x/a.md", false, NONE},
        {"**/x/a.md", "y/x/a.md", false, YES},
        {"**/a.md", "a.md", false, YES},
        {"a/**", "a/b/c", false, YES},
        {"a/**", "a", true, NONE},
        {"a/**/b", "a/b", false, YES},
        {"a/**/b", "a/x/y/b", false, YES},
        {"a/**/b", "a/xb", false, NONE},
        {"a**b", "axxb", false, YES},
        {"x/a**b", "x/ax/xb", false, NONE},
        {"*.md", "x/b.md", false, YES},
        {"x/*.md", "x/y/b.md", false, NONE},
        {"x/?.md", "x/b.md", false, YES},
        {"build/", "build", false, NONE},
        {"build/", "x/build", true, YES},
        {"/x/build/", "x/build", true, YES},
        {"*.md\n!a.md", "a.md", false, NO},
        {"!a.md\n*.md", "a.md", false, YES},
        {"\\!a.md", "!a.md", false, YES},
        {"\\#a.md", "#a.md", false, YES},
        {"#a.md", "#a.md", false, NONE},
        {"a.md   ", "a.md", false, YES},
        {"a.md\\ ", "a.md ", false, YES},
        {"a.md \\ ", "a.md  ", false, YES},
        {"a.md\t", "a.md", false, NONE},
        {"a.md\r\nb.md\r\n", "b.md", false, YES},
        {"\xEF\xBB\xBF"
         "a.md",
         "a.md", false, YES},
        {"[ab].md", "b.md", false, YES},
        {"[!ab].md", "b.md", false, NONE},
        {"[^ab].md", "c.md", false, YES},
        {"[a-c].md", "b.md", false, YES},
        {"[]-].md", "].md", false, YES},
        {"[]-].md", "-.md", false, YES},
        {"[\\]].md", "].md", false, YES},
        {"[[:digit:]x].md", "7.md", false, YES},
        {"[[:nonsense:]x].md", "x.md", false, NONE},
        {"[a.md", "[a.md", false, NONE},
        {"\\[a.md", "[a.md", false, YES},
        {"a[/]b", "a/b", false, NONE},
        {"a\\", "a\\", false, NONE},
        {"/", "a", true, NONE},
        {"!", "a", false, NONE},
        {"*", "a", false, YES},
        {"**", "a/b", false, YES},
        {"caf\xC3\xA9.md", "caf\xC3\xA9.md", false, YES},
        {"caf\xE9*", "caf\xE9.md", false, YES},
    };
    struct gly_arena arena;
    gly_arena_init(&arena, (size_t)16 * 1024 * 1024);
    for (size_t i = 0; i < GLY_COUNT(cases); i++)
        cr_expect(judge(&arena, &cases[i]) == cases[i].verdict, "'%s' on '%s'",
                  cases[i].lines, cases[i].path);
    gly_arena_release(&arena);
}

Test(glob, covers_what_is_below_a_directory)
{
    struct gly_arena arena;
    gly_arena_init(&arena, (size_t)16 * 1024 * 1024);
    struct gly_globs globs = {0};
    gly_globs_add(&arena, &globs, gly_str("drafts/"));
    gly_globs_add(&arena, &globs, gly_str("!keep.md"));
    cr_expect(gly_globs_cover(&globs, gly_str("x/drafts/y/keep.md"), false));
    cr_expect(!gly_globs_cover(&globs, gly_str("drafts"), false));
    cr_expect(gly_globs_cover(&globs, gly_str("drafts"), true));
    cr_expect(!gly_globs_cover(&globs, gly_str("x/keep.md"), false));
    gly_arena_release(&arena);
}

/* Globs that make a backtracking matcher take longer than the universe has. */
Test(glob, ends_soon_on_hostile_globs)
{
    struct gly_buf glob, path;
    gly_buf_init(&glob, 1 << 20);
    gly_buf_init(&path, 1 << 20);
    struct gly_arena arena;
    gly_arena_init(&arena, (size_t)16 * 1024 * 1024);
    for (int i = 0; i < 1000; i++)
        gly_buf_puts(&glob, i % 2 ? "*a" : "**/*a*a/");
    gly_buf_puts(&glob, "b");
    for (int i = 0; i < 2000; i++)
        gly_buf_puts(&path, i % 7 ? "a" : "aa/");
    struct glob_case c = {glob.ptr, path.ptr, false, GLY_GLOB_SILENT};
    cr_expect(judge(&arena, &c) == GLY_GLOB_SILENT);
    gly_arena_release(&arena);
    gly_buf_release(&glob);
    gly_buf_release(&path);
}

/* ---- The same as git ---- */

static const char *const tree[] = {
    "a",           "b.md",     "ab.md",     "a.b/c.md",    "d/a",           "d/b.md",
    "d/e/a",       "d/e/b.md", "d/e/f/a",   "d/e/f/ab.md", "d/ab/c",        "e/d/a",
    "e/e/e/e/a",   "foo/bar",  "foo/x/bar", "foox/bar",    "foo/x/y/bar",   "foobar",
    "!x/a",        "#x",       "sp ace/a ", "d/trail ",    "br[a]ck/a",     "d/back\\s",
    "ab/ab/ab",    "x/y.tmp",  "x/z/y.tmp", "x/z.tmp/k",   "d/caf\xC3\xA9", "d/e/]",
    "foo/foo/foo", "a-b",      "d/-",       "e/^a",        "d/e.md/f.md",
};

/* Which of the tree's paths git ignores, as a string of '0' and '1'. */
static void ask_git(char *ret_answer)
{
    scratch_file("../paths", "");
    FILE *paths = fopen("../paths", "wb");
    for (size_t i = 0; i < GLY_COUNT(tree); i++)
        fwrite(tree[i], 1, strlen(tree[i]) + 1, paths);
    fclose(paths);
    FILE *git = popen("git check-ignore --no-index -v -n -z --stdin < ../paths", "r");
    cr_assert(git);
    char *field = NULL;
    size_t room = 0;
    /* source, line, pattern, path; a pattern that starts with '!' does not ignore */
    for (size_t i = 0; i < GLY_COUNT(tree); i++) {
        bool ignored = false;
        for (int k = 0; k < 4; k++) {
            cr_assert(getdelim(&field, &room, '\0', git) >= 0);
            if (k == 2)
                ignored = field[0] && field[0] != '!';
        }
        ret_answer[i] = ignored ? '1' : '0';
    }
    ret_answer[GLY_COUNT(tree)] = '\0';
    free(field);
    pclose(git);
}

static void ask_galley(char *ret_answer)
{
    struct gly_arena arena;
    gly_arena_init(&arena, (size_t)16 * 1024 * 1024);
    char root[PATH_MAX];
    cr_assert(getcwd(root, sizeof root));
    for (size_t i = 0; i < GLY_COUNT(tree); i++) {
        struct gly_error error;
        struct gly_str path = gly_arena_format(&arena, "%s/%s", root, tree[i]);
        struct gly_str directory = path;
        while (directory.ptr[--directory.len] != '/')
            ;
        const struct gly_ignore *ignore = gly_ignore_open(&arena, directory, &error);
        ret_answer[i] = gly_ignore_covers(ignore, path, false) ? '1' : '0';
    }
    ret_answer[GLY_COUNT(tree)] = '\0';
    gly_arena_release(&arena);
}

static void compare(const char *what)
{
    char wanted[GLY_COUNT(tree) + 1], got[GLY_COUNT(tree) + 1];
    ask_git(wanted);
    ask_galley(got);
    for (size_t i = 0; i < GLY_COUNT(tree); i++)
        cr_expect(wanted[i] == got[i], "%s: git says %c of '%s'", what, wanted[i],
                  tree[i]);
}

static bool start_repository(struct scratch *scratch)
{
    scratch_enter(scratch);
    if (system("git --version >/dev/null 2>&1") != 0)
        return false;
    /* The person's own settings must not speak here. */
    setenv("HOME", scratch->path, 1);
    setenv("XDG_CONFIG_HOME", scratch->path, 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    cr_assert(mkdir("repo", 0777) == 0 && chdir("repo") == 0);
    cr_assert(system("git init -q .") == 0);
    for (size_t i = 0; i < GLY_COUNT(tree); i++)
        scratch_file(tree[i], "");
    return true;
}

Test(ignore, says_what_git_says)
{
    struct scratch scratch;
    if (start_repository(&scratch)) {
        static const char *const files[] = {
            "*.md\n!b.md\n",
            "d/\n!d/e/b.md\n",
            "/d/e\n",
            "d/**/a\n",
            "**/e/\n",
            "foo**/bar\n",
            "foo*/bar\n",
            "foo/**/bar\n",
            "foo**\n",
            "/foo/**\n!foo/x\n",
            "*\n!*/\n!*.md\n",
            "\\!x/\n",
            "\\#x\n",
            "#x\n",
            "a \n",
            "a\\ \n",
            "*[[]*\n",
            "br\\[a\\]ck\n",
            "d/back\\\\s\n",
            "[]]\n",
            "d/[!a]*\n",
            "**\n!d/\n",
            "*.tmp/\n",
            "x/*.tmp\n",
            "/*\n!/d\n/d/*\n!/d/e\n",
            "***/a\n",
            "d/***/a\n",
            "d\\/a\n",
            "d/**\\/a\n",
            "e/\\^a\n",
            "[^^]-b\n",
            "a[+--]b\n",
            "d/[[:punct:]]\n",
        };
        for (size_t i = 0; i < GLY_COUNT(files); i++) {
            scratch_file(".gitignore", files[i]);
            compare(files[i]);
        }
    }
    scratch_leave(&scratch);
}

Test(ignore, nests_as_git_nests)
{
    struct scratch scratch;
    if (start_repository(&scratch)) {
        scratch_file(".git/info/exclude", "ab.md\n*.tmp\n/e/d\n");
        scratch_file(".gitignore", "a\n!d/a\n");
        scratch_file("d/.gitignore", "!ab.md\n/b.md\n!/e/a\n");
        scratch_file("d/e/.gitignore", "*\n!/f/\n");
        scratch_file("d/e/f/.gitignore", "!a\n");
        scratch_file("x/.gitignore", "!y.tmp\n");
        compare("nested files");
    }
    scratch_leave(&scratch);
}

static unsigned next_random(unsigned long *state)
{
    *state = *state * 6364136223846793005UL + 1442695040888963407UL;
    return (unsigned)(*state >> 33);
}

Test(ignore, agrees_with_git_on_random_files)
{
    static const char *const pieces[] = {
        "a",  "b",  "d",   "e",   "foo", "bar",  "/",     "/",    "/",   "*",
        "*",  "**", "**/", "/**", "?",   "!",    "[a-e]", "[!b]", ".md", "x",
        "\\", "\n", "\n",  " ",   "y",   ".tmp", "[",     "]"};
    struct scratch scratch;
    unsigned long state = 20240229;
    if (start_repository(&scratch)) {
        for (int round = 0; round < 200; round++) {
            char text[512] = "";
            unsigned count = 1 + next_random(&state) % 12;
            for (unsigned i = 0; i < count; i++)
                strcat(text, pieces[next_random(&state) % GLY_COUNT(pieces)]);
            scratch_file(".gitignore", text);
            compare(text);
        }
    }
    scratch_leave(&scratch);
}

/* ---- In the walk ---- */

static void walks_to(const struct gly_walk_options *given, const char *path,
                     const char *wanted)
{
    struct gly_arena arena;
    gly_arena_init(&arena, (size_t)16 * 1024 * 1024);
    struct gly_walk_options options = *given;
    struct gly_inputs inputs;
    struct gly_error error;
    const char *paths[] = {path};
    options.paths = paths;
    options.path_count = 1;
    cr_assert(gly_walk(&arena, &options, &inputs, &error) == GLY_OK);
    struct gly_buf got;
    gly_buf_init(&got, 1 << 20);
    for (uint32_t i = 0; i < inputs.count; i++)
        gly_buf_printf(&got, "%s%s%.*s", i ? " " : "", inputs.at[i].error ? "!" : "",
                       GLY_STR_ARG(inputs.at[i].path));
    cr_expect_str_eq(got.ptr, wanted);
    gly_buf_release(&got);
    gly_arena_release(&arena);
}

Test(ignore, keeps_files_out_of_the_walk)
{
    struct scratch scratch;
    struct gly_walk_options options = {0};
    scratch_enter(&scratch);
    scratch_file(".git/info/exclude", "secret.md\n");
    scratch_file(".gitignore", "vendor/\ngen.md\n!kept.md\n");
    scratch_file(".galleyignore", "kept.md\n!gen.md\n");
    scratch_file("a.md", "");
    scratch_file("gen.md", "");
    scratch_file("kept.md", "");
    scratch_file("secret.md", "");
    scratch_file("vendor/x.md", "");
    scratch_file("sub/vendor/x.md", "");
    scratch_file("sub/secret.md", "");
    scratch_file("sub/b.md", "");
    walks_to(&options, ".", "a.md gen.md sub/b.md");
    walks_to(&options, "sub", "sub/b.md");
    walks_to(&options, "vendor", "vendor/x.md");
    walks_to(&options, "secret.md", "secret.md");
    options.force_exclude = true;
    walks_to(&options, "vendor", "");
    walks_to(&options, "vendor/x.md", "");
    walks_to(&options, "secret.md", "");
    walks_to(&options, "sub/b.md", "sub/b.md");
    options = (struct gly_walk_options){.no_ignore = true};
    walks_to(&options, ".",
             "a.md gen.md kept.md secret.md sub/b.md sub/secret.md sub/vendor/x.md "
             "vendor/x.md");
    scratch_leave(&scratch);
}

Test(ignore, knows_repositories_inside_repositories)
{
    struct scratch scratch;
    struct gly_walk_options options = {0};
    scratch_enter(&scratch);
    scratch_file(".git/config", "");
    scratch_file(".gitignore", "a.md\n");
    scratch_file(".galleyignore", "b.md\n");
    scratch_file("inner/.git", "gitdir: ../.git/modules/inner\n");
    scratch_file(".git/modules/inner/info/exclude", "c.md\n");
    scratch_file("inner/a.md", "");
    scratch_file("inner/b.md", "");
    scratch_file("inner/c.md", "");
    scratch_file("linked/.git", "gitdir: ../.git/worktrees/linked\n");
    scratch_file(".git/worktrees/linked/commondir", "../..\n");
    scratch_file(".git/info/exclude", "d.md\n");
    scratch_file("linked/d.md", "");
    scratch_file("linked/e.md", "");
    walks_to(&options, ".", "inner/a.md linked/e.md");
    scratch_leave(&scratch);
}

Test(ignore, reads_up_to_the_working_directory_outside_repositories)
{
    struct scratch scratch;
    struct gly_walk_options options = {0};
    scratch_enter(&scratch);
    scratch_file(".galleyignore", "a.md\n");
    scratch_file("here/.gitignore", "b.md\n");
    for (const char *name = "abc"; *name; name++) {
        char path[32];
        snprintf(path, sizeof path, "here/sub/%c.md", *name);
        scratch_file(path, "");
    }
    walks_to(&options, "here/sub", "here/sub/c.md");
    cr_assert(chdir("here") == 0);
    walks_to(&options, "sub", "sub/a.md sub/c.md");
    scratch_leave(&scratch);
}

Test(ignore, tells_of_files_that_cannot_be_read)
{
    struct scratch scratch;
    struct gly_walk_options options = {0};
    scratch_enter(&scratch);
    scratch_file("a.md", "");
    scratch_file("z.md", "");
    struct gly_buf large;
    gly_buf_init(&large, (size_t)8 * 1024 * 1024);
    gly_buf_fill(&large, 'x', (size_t)5 * 1024 * 1024);
    scratch_bytes(".galleyignore", large.ptr, large.len);
    gly_buf_release(&large);
    char wanted[1024];
    snprintf(wanted, sizeof wanted, "!%s/.galleyignore a.md z.md", scratch.path);
    walks_to(&options, ".", wanted);
    cr_assert(unlink(".galleyignore") == 0);
    cr_assert(symlink("/etc/passwd", ".galleyignore") == 0, "links are not followed");
    walks_to(&options, ".", "a.md z.md");
    scratch_leave(&scratch);
}
