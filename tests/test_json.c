#include "base/json.h"

#include <criterion/criterion.h>

#include "base/limits.h"

struct fixture {
    struct gly_arena arena;
    struct gly_json_value *root;
    struct gly_error error;
};

static enum gly_status reads(struct fixture *f, struct gly_str text)
{
    *f = (struct fixture){0};
    gly_arena_init(&f->arena, (size_t)8 * 1024 * 1024 * 1024);
    return gly_json_read(&f->arena, "base.json", text, &f->root, &f->error);
}

static void dump(const struct gly_json_value *node, struct gly_buf *out)
{
    if (node->kind == GLY_JSON_TEXT) {
        gly_json_quote(out, node->text);
    } else if (node->kind == GLY_JSON_NUMBER) {
        gly_buf_add_str(out, node->text);
    } else if (node->kind < GLY_JSON_NUMBER) {
        gly_buf_puts(out, gly_json_kind_name(node->kind));
    } else {
        bool is_map = node->kind == GLY_JSON_MAP;
        gly_buf_putc(out, is_map ? '{' : '[');
        for (const struct gly_json_value *c = node->first; c; c = c->next) {
            if (is_map) {
                gly_json_quote(out, c->key);
                gly_buf_putc(out, ':');
            }
            dump(c, out);
            gly_buf_puts(out, c->next ? "," : "");
        }
        gly_buf_putc(out, is_map ? '}' : ']');
    }
}

static void reads_as(const char *text, const char *wanted)
{
    struct fixture f;
    cr_assert(reads(&f, gly_str(text)) == GLY_OK, "%s: %s", text, f.error.message);
    struct gly_buf out;
    gly_buf_init(&out, 1 << 20);
    dump(f.root, &out);
    cr_expect_str_eq(out.ptr, wanted);
    gly_buf_release(&out);
    gly_arena_release(&f.arena);
}

static void refuses(const char *text, unsigned line, unsigned column)
{
    struct fixture f;
    cr_expect(reads(&f, gly_str(text)) == GLY_E_CONFIG, "%s", text);
    cr_expect(f.error.line == line && f.error.column == column,
              "%s: line %u, column %u: %s", text, f.error.line, f.error.column,
              f.error.message);
    cr_expect_str_eq(f.error.file, "base.json");
    gly_arena_release(&f.arena);
}

Test(json, reads_what_the_standard_allows)
{
    reads_as(" [ 1 , -0.5e+3, 0, true,false , null ] \r\n",
             "[1,-0.5e+3,0,true,false,null]");
    reads_as("{\"a\": {}, \"b\": [], \"\": \"\"}", "{\"a\":{},\"b\":[],\"\":\"\"}");
    reads_as("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00\\u0000\"",
             "\"\\\"\\\\/\\b\\f\\n\\r\\t\xC3\xA4\xF0\x9F\x98\x80\\u0000\"");
    reads_as("\"plain \xE2\x9C\x93\"", "\"plain \xE2\x9C\x93\"");
}

Test(json, names_the_place_of_a_mistake)
{
    refuses("", 1, 1);
    refuses("[1,]", 1, 4);
    refuses("[1 2]", 1, 4);
    refuses("{\"a\" 1}", 1, 6);
    refuses("{a: 1}", 1, 2);
    refuses("{\"a\": 1,}", 1, 9);
    refuses("[\n\"\xC3\xA4\xC3\xB6\", x]", 2, 7);
    refuses("1 2", 1, 3);
    refuses("01", 1, 2);
    refuses("-", 1, 2);
    refuses("1.", 1, 3);
    refuses("1e", 1, 3);
    refuses("+1", 1, 1);
    refuses("nul", 1, 1);
    refuses("\"a", 1, 3);
    refuses("\"a\nb\"", 1, 3);
    refuses("\"\\x\"", 1, 3);
    refuses("\"\\u12g4\"", 1, 6);
    refuses("\"\\ud83d\"", 1, 8);
    refuses("\"\\ude00\"", 1, 8);
    refuses("\"\\", 1, 3);
    refuses("// no\n1", 1, 1);
    refuses("\n\xFF", 2, 1);
    refuses("\xEF\xBB\xBF{}", 1, 1);
    refuses("{\"a\": 1,\n \"a\": 2}", 2, 7);
    refuses("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,"
            "\"j\":1,\"k\":1,\"l\":1,\"m\":1,\n\"c\":2}",
            2, 5);
}

Test(json, ends_soon_on_hostile_files)
{
    struct gly_buf text;
    struct fixture f;
    gly_buf_init(&text, (size_t)GLY_LIMIT_JSON_BYTES + 16);
    static const char *const openers[] = {"[", "{\"a\":", "[[],", "\"\\u0041", "1"};
    for (size_t i = 0; i < GLY_COUNT(openers); i++) {
        gly_buf_clear(&text);
        while (text.len < 8 * 1024 * 1024)
            gly_buf_puts(&text, openers[i]);
        enum gly_status status = reads(&f, gly_buf_str(&text));
        cr_expect(status == (i == 4 ? GLY_OK : GLY_E_CONFIG), "%s", openers[i]);
        gly_arena_release(&f.arena);
    }
    /* Many keys in one map, on one line. */
    gly_buf_clear(&text);
    gly_buf_putc(&text, '{');
    for (int i = 0; i < 300000; i++)
        gly_buf_printf(&text, "\"%d\":0,", i);
    gly_buf_puts(&text, "\"7\":0}");
    cr_expect(reads(&f, gly_buf_str(&text)) == GLY_E_CONFIG);
    cr_expect_str_eq(f.error.message, "the key '7' stands twice in one map");
    gly_arena_release(&f.arena);
    gly_buf_clear(&text);
    gly_buf_fill(&text, ' ', (size_t)GLY_LIMIT_JSON_BYTES + 1);
    cr_expect(reads(&f, gly_buf_str(&text)) == GLY_E_LIMIT);
    gly_arena_release(&f.arena);
    gly_buf_release(&text);
}
