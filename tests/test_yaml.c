#include "base/yaml.h"

#include <criterion/criterion.h>

#include "base/buf.h"
#include "base/limits.h"

struct fixture {
    struct gly_arena arena;
    struct gly_yaml *root;
    struct gly_error error;
};

static enum gly_status reads(struct fixture *f, struct gly_str text)
{
    *f = (struct fixture){0};
    gly_arena_init(&f->arena, (size_t)256 * 1024 * 1024);
    return gly_yaml_read(&f->arena, "galley.yaml", text, &f->root, &f->error);
}

/* The tree in one line: {key@line:column=value, ...} and [value, ...]. */
static void dump(const struct gly_yaml *node, struct gly_buf *out)
{
    if (node->key.ptr)
        gly_buf_printf(out, "%.*s@%u:%u=", GLY_STR_ARG(node->key), node->key_line,
                       node->key_column);
    if (node->kind == GLY_YAML_TEXT) {
        gly_buf_printf(out, node->quoted ? "\"%.*s\"" : "%.*s",
                       GLY_STR_ARG(node->text));
        return;
    }
    bool is_map = node->kind == GLY_YAML_MAP;
    gly_buf_putc(out, is_map ? '{' : '[');
    for (const struct gly_yaml *child = node->first; child; child = child->next) {
        dump(child, out);
        if (child->next)
            gly_buf_puts(out, ", ");
    }
    gly_buf_putc(out, is_map ? '}' : ']');
}

static void reads_as(const char *text, const char *wanted)
{
    struct fixture f;
    cr_assert(reads(&f, gly_str(text)) == GLY_OK, "%s: %s", text, f.error.message);
    struct gly_buf out;
    gly_buf_init(&out, 1 << 20);
    if (f.root)
        dump(f.root, &out);
    cr_expect_str_eq(out.ptr, wanted);
    gly_buf_release(&out);
    gly_arena_release(&f.arena);
}

static void refuses(const char *text, unsigned line, unsigned column,
                    const char *message)
{
    struct fixture f;
    cr_expect(reads(&f, gly_str(text)) == GLY_E_CONFIG, "%s", text);
    cr_expect_str_eq(f.error.file, "galley.yaml");
    cr_expect(f.error.line == line && f.error.column == column,
              "%s: line %u, column %u", text, f.error.line, f.error.column);
    cr_expect_str_eq(f.error.message, message);
    gly_arena_release(&f.arena);
}

Test(yaml, reads_maps_lists_and_text_with_their_places)
{
    reads_as("a: 1\nb: [x, 'y z']\n\xC3\xA4:  {c: d}\n",
             "{a@1:1=1, b@2:1=[x, \"y z\"], \xC3\xA4@3:1={c@3:6=d}}");
    reads_as("rules:\n  a/b: off\n  a/c:\n    - x\n    - y\n",
             "{rules@1:1={a/b@2:3=off, a/c@3:3=[x, y]}}");
    reads_as("- NO\n- yes\n- 0x10\n- ~\n", "[NO, yes, 0x10, ~]");
    reads_as("a:\nb: ''\n", "{a@1:1=, b@2:1=\"\"}");
    reads_as("%YAML 1.1\n---\na: b\n...\n", "{a@3:1=b}");
    reads_as("\xEF\xBB\xBF"
             "a: b\r\nc: d\r\n",
             "{a@1:1=b, c@2:1=d}");
    reads_as("a: |\n  two\n  lines\n", "{a@1:1=\"two\nlines\n\"}");
}

Test(yaml, takes_a_file_without_content)
{
    reads_as("", "");
    reads_as("# only a comment\n", "");
    reads_as("---\n", "");
}

Test(yaml, refuses_what_is_hard_to_trust)
{
    refuses("a: &x 1\nb: 2\n", 1, 4,
            "anchors (&name) are not understood here, repeat the value");
    refuses("a: 1\nb: *x\n", 2, 4,
            "aliases (*name) are not understood here, repeat the value");
    refuses("a: !!str 1\n", 1, 4, "tags (!name) are not understood here");
    refuses("a: !x [1]\n", 1, 4, "tags (!name) are not understood here");
    refuses("a:\n  <<: {b: c}\n", 2, 3,
            "merge keys (<<) are not understood here, repeat the values");
    refuses("? [a, b]\n: c\n", 1, 3, "a key must be text");
    refuses("a: 1\nb: 2\na: 3\n", 3, 1,
            "the key 'a' stands twice in one map, first in line 1");
    refuses("a: {b: 1, c: 1, b: 2}\n", 1, 17,
            "the key 'b' stands twice in one map, first in line 1");
    refuses("a: 1\n---\nb: 2\n", 2, 1,
            "a second document ('---') starts here, there may be one only");
}

Test(yaml, says_where_it_is_not_yaml)
{
    refuses("a: [1, 2\nb: 3\n", 2, 2,
            "this is not YAML: did not find expected ',' or ']'");
    refuses("a: 1\n  b: 2\n", 2, 4,
            "this is not YAML: mapping values are not allowed in this context");
    refuses("a:\n\t- b\n", 2, 1,
            "this is not YAML: found character that cannot start any token");
    refuses("a: b\nc: \xFF\xFE\n", 2, 0,
            "this is not YAML: invalid leading UTF-8 octet");
    refuses("a: b\nc: \x01\n", 2, 0,
            "this is not YAML: control characters are not allowed");
    refuses("a: \"b\n", 2, 1, "this is not YAML: found unexpected end of stream");
}

Test(yaml, refuses_the_billion_laughs)
{
    refuses("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, 4,
            "anchors (&name) are not understood here, repeat the value");
}

Test(yaml, ends_soon_on_hostile_files)
{
    struct gly_buf text;
    struct fixture f;
    gly_buf_init(&text, (size_t)4 * 1024 * 1024);
    static const char *const openers[] = {"[", "{", "- ", "a: [", "? "};
    for (size_t i = 0; i < GLY_COUNT(openers); i++) {
        gly_buf_clear(&text);
        while (text.len + 8 < GLY_LIMIT_YAML_BYTES)
            gly_buf_puts(&text, openers[i]);
        cr_expect(reads(&f, gly_buf_str(&text)) == GLY_E_CONFIG, "%s", openers[i]);
        gly_arena_release(&f.arena);
    }
    /* One scalar of a megabyte is odd, but no fault. */
    gly_buf_clear(&text);
    gly_buf_puts(&text, "a: ");
    gly_buf_fill(&text, 'x', GLY_LIMIT_YAML_BYTES - 3);
    cr_expect(reads(&f, gly_buf_str(&text)) == GLY_OK);
    cr_expect(f.root && f.root->first->text.len == GLY_LIMIT_YAML_BYTES - 3);
    gly_arena_release(&f.arena);
    gly_buf_putc(&text, 'x');
    cr_expect(reads(&f, gly_buf_str(&text)) == GLY_E_LIMIT);
    cr_expect_str_eq(f.error.message, "the file is larger than 1024 KB");
    gly_arena_release(&f.arena);
    /* Many keys, the last one twice. */
    gly_buf_clear(&text);
    for (int i = 0; text.len + 20 < GLY_LIMIT_YAML_BYTES; i++)
        gly_buf_printf(&text, "k%d:\n", i);
    gly_buf_puts(&text, "k7:\n");
    cr_expect(reads(&f, gly_buf_str(&text)) == GLY_E_CONFIG);
    cr_expect_str_eq(f.error.message,
                     "the key 'k7' stands twice in one map, first in line 8");
    gly_arena_release(&f.arena);
    gly_buf_release(&text);
}
