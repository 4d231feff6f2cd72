#include "engine/changed.h"

#include <criterion/criterion.h>

#include "base/buf.h"

/* "path: first+count ..." for each file. */
static void parses_as(const char *diff, const char *wanted)
{
    struct gly_arena arena;
    struct gly_changed_file *files;
    struct gly_buf out;
    uint32_t count;
    gly_arena_init(&arena, (size_t)64 * 1024 * 1024);
    gly_buf_init(&out, 1 << 20);
    if (gly_changes_parse(&arena, gly_str(diff), &files, &count, NULL) != GLY_OK) {
        gly_buf_puts(&out, "refused");
        count = 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        gly_buf_printf(&out, "%s%.*s:", i > 0 ? "; " : "", GLY_STR_ARG(files[i].path));
        for (uint32_t l = 0; l < files[i].line_count; l++)
            gly_buf_printf(&out, " %u+%u", files[i].lines[l].first,
                           files[i].lines[l].count);
    }
    cr_expect_str_eq(out.ptr, wanted, "%s\ngives %s", diff, out.ptr);
    gly_buf_release(&out);
    gly_arena_release(&arena);
}

Test(changed, reads_hunks)
{
    parses_as("", "");
    parses_as("diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n"
              "@@ -1 +1 @@ heading\n-x\n+y\n@@ -5,2 +5,0 @@\n-x\n-y\n@@ -9,0 +8,2 @@\n"
              "+x\n+y\n\\ No newline at end of file\n"
              "diff --git a/b b b/b b\n--- a/b b\t\n+++ b/b b\t\n@@ -0,0 +1 @@\n+z\n",
              "a.md: 1+1 6+0 8+2; b b: 1+1");
    parses_as("--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n", ": 1+0");
    parses_as("--- /dev/null\n+++ \"b/\\303\\244\\t\\\"\\\\\"\n@@ -0,0 +1 @@\n+x\n",
              "\xC3\xA4\t\"\\: 1+1");
}

Test(changed, counts_lines_and_believes_none)
{
    parses_as("+++ b/a\n@@ -1 +1,2 @@\n--- a/x\n+++ b/x\n+@@ -1 +1 @@\n", "a: 1+2");
}

Test(changed, refuses_what_git_never_prints)
{
    parses_as("@@ -1 +1 @@\n-x\n+y\n", "refused");
    parses_as("+++ b/a\n@@ -1,9 +1 @@\n-x\n", "refused");
    parses_as("+++ b/a\n@@ -x +1 @@\n", "refused");
    parses_as("+++ b/a\n@@ -1 +99999999999 @@\n", "refused");
    parses_as("+++ \"b/\\7", "7:");
    parses_as("+++ \"", ":");
}
