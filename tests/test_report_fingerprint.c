#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>

#include "engine/fingerprint.h"
#include "sample.h"

/* ---- GitHub's name for a line ------------------------------------------------------- */

static void expect_line(const char *text, uint32_t line, const char *expected)
{
    struct gly_arena arena;
    gly_arena_init(&arena, (size_t)1 << 24);
    struct gly_source source;
    gly_source_read(&arena, gly_str("a.txt"), gly_str(text), &source);
    struct gly_line_hash hash = {.line = line};
    gly_fingerprint_lines(&arena, &source, &hash, 1);
    char got[40];
    snprintf(got, sizeof got, "%" PRIx64 ":%" PRIu32, hash.hash, hash.count);
    cr_expect_str_eq(got, expected, "line %" PRIu32 " of '%s': %s", line, text, got);
    gly_arena_release(&arena);
}

/* The vectors are those of github/codeql-action, src/fingerprints.test.ts (MIT). */
Test(fingerprint, names_lines_as_github_does)
{
    expect_line("", 1, "c129715d7a2bc9a3:1");
    static const char *const forms[] = {
        " a\nb\n  \t\tc\n d", " a\r\nb\r\n  \t\tc\r\n d", " a\rb\r  \t\tc\r d"};
    for (unsigned i = 0; i < GLY_COUNT(forms); i++) {
        expect_line(forms[i], 1, "271789c17abda88f:1");
        expect_line(forms[i], 2, "54703d4cd895b18:1");
        expect_line(forms[i], 3, "180aee12dab6264:1");
        expect_line(forms[i], 4, "a23a3dc5e078b07b:1");
    }
    const char *more = "hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End";
    expect_line(more, 1, "8b7cf3e952e7aeb2:1");
    expect_line(more, 2, "b1ae1287ec4718d9:1");
    expect_line(more, 3, "bff680108adb0fcc:1");
    expect_line(more, 4, "c6805c5e1288b612:1");
    expect_line(more, 5, "b86d3392aea1be30:1");
    expect_line(more, 6, "e6ceba753e1a442:1");
    expect_line(more, 7, "0:0");
}
