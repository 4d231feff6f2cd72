#include <criterion/criterion.h>

#include "report/escape.h"

struct pair {
    const char *in, *out;
};

static void expect_all(void (*put)(struct gly_buf *, struct gly_str),
                       const struct pair *pairs, size_t count)
{
    struct gly_buf out;
    gly_buf_init(&out, 4096);
    for (size_t i = 0; i < count; i++) {
        gly_buf_clear(&out);
        put(&out, gly_str(pairs[i].in));
        cr_expect_str_eq(out.ptr, pairs[i].out, "case %zu: %s", i, out.ptr);
    }
    gly_buf_release(&out);
}

Test(escape, shows_nothing_that_hides)
{
    static const struct pair pairs[] = {
        {"plain, naïve, 漢字", "plain, naïve, 漢字"},
        {"one\ntwo\r\nthree", "one ⏎ two ⏎ three"},
        {"lone\rreturn", "loneU+000Dreturn"},
        {"a\tb\x1b[31mred\x7f", "aU+0009bU+001B[31mredU+007F"},
        {"\u202Eabc\u202C", "U+202EabcU+202C"},
        {"pay\u200Bpal \u00ADsoft \uFEFF", "payU+200Bpal U+00ADsoft U+FEFF"},
        {"\xC2\x85 \u2028", "U+0085 U+2028"},
        {"\U000E0041", "U+E0041"},
        /* what belongs to its neighbours stays */
        {"e\u0301", "e\u0301"},
        {"👩\u200D🚒 ❤\uFE0F", "👩\u200D🚒 ❤\uFE0F"},
        {"می\u200Cخواهم", "می\u200Cخواهم"},
        {"a\u200Db, x\uFE0F", "aU+200Db, xU+FE0F"},
    };
    expect_all(gly_show, pairs, GLY_COUNT(pairs));
}

Test(escape, writes_json_that_loses_nothing)
{
    static const struct pair pairs[] = {
        {"say \"so\" \\ /", "say \\\"so\\\" \\\\ /"},
        {"a\n\r\tb\x01\x7f", "a\\n\\r\\tb\\u0001\\u007f"},
        {"\u202E \u2028 \U000E0041", "\\u202e \\u2028 \\udb40\\udc41"},
        {"bad \xFF\xC3 \uFFFD", "bad \\ufffd\\ufffd \uFFFD"},
        {"", ""},
    };
    expect_all(gly_escape_json, pairs, GLY_COUNT(pairs));
}

Test(escape, makes_uris_of_paths)
{
    static const struct pair pairs[] = {
        {"a/b-c_d.~1.md", "a/b-c_d.~1.md"},
        {"./a.md", "a.md"},
        {".//./a.md", "a.md"},
        {"/srv/My Text.md", "file:///srv/My%20Text.md"},
        {"50% #1?.md", "50%25%20%231%3F.md"},
        {"c:a.md", "c%3Aa.md"},
        {"ä\xFF.md", "%C3%A4%FF.md"},
        {"../a.md", "../a.md"},
    };
    expect_all(gly_escape_uri, pairs, GLY_COUNT(pairs));
}

Test(escape, measures_what_it_shows)
{
    cr_expect_eq(gly_show_width(gly_str("abc"), 99), 3);
    cr_expect_eq(gly_show_width(gly_str("漢字"), 99), 4);
    cr_expect_eq(gly_show_width(gly_str("e\u0301"), 99), 1);
    cr_expect_eq(gly_show_width(gly_str("\u202E"), 99), 6);
    cr_expect_eq(gly_show_width(gly_str("a long one"), 4), 4);
}

Test(escape, cuts_between_clusters)
{
    /* '|' stands where a cut is allowed. */
    static const char *const cases[] = {
        "|a|b|c",         "|e\u0301|x", "|👩\u200D🚒|!",
        "|👍🏽|👍", "|🇩🇪|🇫🇷",     "|\u1100\u1161\u11A8|가",
        "|❤\uFE0F|a",
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        char text[64];
        bool allowed[65] = {false};
        size_t len = 0;
        for (const char *c = cases[i]; *c; c++) {
            if (*c == '|')
                allowed[len] = true;
            else
                text[len++] = *c;
        }
        for (size_t at = 0; at < len; at++)
            if (((unsigned char)text[at] & 0xC0) != 0x80)
                cr_expect_eq(gly_is_cluster_start((struct gly_str){text, len}, at),
                             allowed[at], "case %zu at %zu", i, at);
    }
}
