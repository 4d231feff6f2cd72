#include "base/json.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"

struct reader {
    struct gly_arena *arena;
    const char *file;
    struct gly_str text;
    size_t at;
    /* Where the line of `at` starts: places are worked out from here. */
    size_t line_start;
    unsigned line;
    unsigned depth;
    struct gly_error *err;
};

/* ---- Places and errors ---- */

static unsigned column_of(const struct reader *r, size_t at)
{
    struct gly_str before = {r->text.ptr + r->line_start, at - r->line_start};
    return (unsigned)gly_utf8_count(before) + 1;
}

static enum gly_status refuse_at(const struct reader *r, unsigned line, unsigned column,
                                 const char *what)
{
    gly_error_set(r->err, GLY_E_CONFIG, r->file, line, "%s", what);
    if (r->err)
        r->err->column = column;
    return GLY_E_CONFIG;
}

static enum gly_status refuse(const struct reader *r, const char *what)
{
    return refuse_at(r, r->line, column_of(r, r->at), what);
}

/* ---- Bytes ---- */

static int peek(const struct reader *r)
{
    return r->at < r->text.len ? (unsigned char)r->text.ptr[r->at] : -1;
}

static void skip_space(struct reader *r)
{
    for (; r->at < r->text.len; r->at++) {
        char c = r->text.ptr[r->at];
        if (c == '\n') {
            r->line++;
            r->line_start = r->at + 1;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            return;
        }
    }
}

static bool take(struct reader *r, char wanted)
{
    if (peek(r) != wanted)
        return false;
    r->at++;
    return true;
}

/* ---- Text ---- */

static int hex_digit(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool read_hex(struct reader *r, uint32_t *ret_unit)
{
    uint32_t unit = 0;
    for (unsigned i = 0; i < 4; i++) {
        int digit = hex_digit(peek(r));
        if (digit < 0)
            return false;
        unit = unit << 4 | (uint32_t)digit;
        r->at++;
    }
    *ret_unit = unit;
    return true;
}

/* What stands behind "\u", with the second half where the first asks for one. */
static enum gly_status read_unicode(struct reader *r, uint32_t *ret_cp)
{
    static const char halves[] = "half of a surrogate pair stands alone here";
    uint32_t high, low;
    if (!read_hex(r, &high))
        return refuse(r, "four hexadecimal digits must follow '\\u'");
    if (high >= 0xDC00 && high <= 0xDFFF)
        return refuse(r, halves);
    if (high >= 0xD800 && high < 0xDC00) {
        if (!take(r, '\\') || !take(r, 'u') || !read_hex(r, &low) || low < 0xDC00 ||
            low > 0xDFFF)
            return refuse(r, halves);
        high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    *ret_cp = high;
    return GLY_OK;
}

static enum gly_status read_escape(struct reader *r, char *out, size_t *out_len)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    int c = peek(r);
    const char *name = c > 0 ? strchr(names, c) : NULL;
    if (name) {
        out[(*out_len)++] = values[name - names];
        r->at++;
        return GLY_OK;
    }
    uint32_t cp;
    if (!take(r, 'u'))
        return refuse(r, "this is no escape of JSON");
    enum gly_status status = read_unicode(r, &cp);
    if (status == GLY_OK)
        *out_len += gly_utf8_encode(cp, out + *out_len);
    return status;
}

/* How far the text goes that starts at `at`, behind its quotation mark: an escape is
 * never shorter than what it stands for. */
static size_t text_room(const struct reader *r)
{
    size_t end = r->at;
    while (end < r->text.len && r->text.ptr[end] != '"')
        end += r->text.ptr[end] == '\\' && end + 1 < r->text.len ? 2 : 1;
    return end - r->at;
}

static enum gly_status read_text(struct reader *r, struct gly_str *ret_text)
{
    if (!take(r, '"'))
        return refuse(r, "a text in double quotation marks is wanted here");
    size_t room = text_room(r), len = 0;
    struct gly_str plain = {r->text.ptr + r->at, room};
    /* Most texts hold no escape and need no copy. */
    char *out = memchr(plain.ptr, '\\', room)
                    ? gly_arena_alloc_raw(r->arena, room + 1, 1)
                    : NULL;
    for (;;) {
        int c = peek(r);
        if (c < 0)
            return refuse(r, "the file ends inside a text");
        if (c < 0x20)
            return refuse(r, "a control character inside a text must be escaped");
        r->at++;
        if (c == '"')
            break;
        if (c == '\\') {
            enum gly_status status = read_escape(r, out, &len);
            if (status != GLY_OK)
                return status;
        } else {
            if (out)
                out[len] = (char)c;
            len++;
        }
    }
    *ret_text = (struct gly_str){out ? out : plain.ptr, len};
    return GLY_OK;
}

/* ---- Numbers and names ---- */

static bool take_digits(struct reader *r)
{
    size_t start = r->at;
    while (peek(r) >= '0' && peek(r) <= '9')
        r->at++;
    return r->at > start;
}

static enum gly_status read_number(struct reader *r, struct gly_json_value *node)
{
    static const char bad[] = "this is no number of JSON";
    size_t start = r->at;
    take(r, '-');
    if (!take(r, '0') && !take_digits(r))
        return refuse(r, bad);
    if (take(r, '.') && !take_digits(r))
        return refuse(r, bad);
    if (take(r, 'e') || take(r, 'E')) {
        if (!take(r, '+'))
            take(r, '-');
        if (!take_digits(r))
            return refuse(r, bad);
    }
    node->kind = GLY_JSON_NUMBER;
    node->text = (struct gly_str){r->text.ptr + start, r->at - start};
    return GLY_OK;
}

static enum gly_status read_name(struct reader *r, struct gly_json_value *node)
{
    static const struct {
        const char *name;
        enum gly_json_kind kind;
    } names[] = {
        {"null", GLY_JSON_NULL}, {"false", GLY_JSON_FALSE}, {"true", GLY_JSON_TRUE}};
    struct gly_str rest = {r->text.ptr + r->at, r->text.len - r->at};
    for (unsigned i = 0; i < GLY_COUNT(names); i++) {
        if (!gly_str_starts(rest, names[i].name))
            continue;
        node->kind = names[i].kind;
        r->at += strlen(names[i].name);
        return GLY_OK;
    }
    return refuse(r, r->at < r->text.len ? "a value is wanted here"
                                         : "the file ends where a value is wanted");
}

/* ---- Lists and maps ---- */

static int by_key(const void *left, const void *right)
{
    const struct gly_json_value *a = *(const struct gly_json_value *const *)left;
    const struct gly_json_value *b = *(const struct gly_json_value *const *)right;
    size_t shorter = a->key.len < b->key.len ? a->key.len : b->key.len;
    int order = shorter > 0 ? memcmp(a->key.ptr, b->key.ptr, shorter) : 0;
    if (order == 0)
        order = (a->key.len > b->key.len) - (a->key.len < b->key.len);
    if (order == 0)
        order = (a->line > b->line) - (a->line < b->line);
    return order ? order : (a->column > b->column) - (a->column < b->column);
}

static enum gly_status refuse_twice(const struct reader *r,
                                    const struct gly_json_value *second)
{
    gly_error_set(r->err, GLY_E_CONFIG, r->file, second->line,
                  "the key '%.*s' stands twice in one map", GLY_STR_ARG(second->key));
    if (r->err)
        r->err->column = second->column;
    return GLY_E_CONFIG;
}

/* Small maps, and nearly all are, are compared pair by pair; large ones are sorted. */
static enum gly_status check_keys(const struct reader *r,
                                  const struct gly_json_value *map)
{
    enum { SMALL = 12 };
    if (map->count <= SMALL) {
        for (const struct gly_json_value *a = map->first; a; a = a->next)
            for (const struct gly_json_value *b = a->next; b; b = b->next)
                if (gly_str_eq(a->key, b->key))
                    return refuse_twice(r, b);
        return GLY_OK;
    }
    const struct gly_json_value **sorted =
        gly_arena_alloc_raw(r->arena, map->count, sizeof *sorted);
    uint32_t count = 0;
    for (const struct gly_json_value *child = map->first; child; child = child->next)
        sorted[count++] = child;
    qsort(sorted, count, sizeof *sorted, by_key);
    for (uint32_t i = 1; i < count; i++)
        if (gly_str_eq(sorted[i - 1]->key, sorted[i]->key))
            return refuse_twice(r, sorted[i]);
    return GLY_OK;
}

static enum gly_status read_value(struct reader *r, struct gly_json_value *node);

static enum gly_status read_key(struct reader *r, struct gly_json_value *child)
{
    enum gly_status status = read_text(r, &child->key);
    if (status != GLY_OK)
        return status;
    skip_space(r);
    if (!take(r, ':'))
        return refuse(r, "a ':' is wanted here");
    skip_space(r);
    return GLY_OK;
}

static enum gly_status read_children(struct reader *r, struct gly_json_value *node)
{
    bool is_map = node->kind == GLY_JSON_MAP;
    char close = is_map ? '}' : ']';
    struct gly_json_value **link = &node->first;
    skip_space(r);
    if (take(r, close))
        return GLY_OK;
    for (;;) {
        struct gly_json_value *child = gly_arena_alloc(r->arena, 1, sizeof *child);
        enum gly_status status = is_map ? read_key(r, child) : GLY_OK;
        if (status == GLY_OK)
            status = read_value(r, child);
        if (status != GLY_OK)
            return status;
        *link = child;
        link = &child->next;
        node->count++;
        skip_space(r);
        if (take(r, close))
            return is_map ? check_keys(r, node) : GLY_OK;
        if (!take(r, ','))
            return refuse(r, is_map ? "a ',' or '}' is wanted here"
                                    : "a ',' or ']' is wanted here");
        skip_space(r);
    }
}

static enum gly_status read_container(struct reader *r, struct gly_json_value *node)
{
    node->kind = peek(r) == '{' ? GLY_JSON_MAP : GLY_JSON_LIST;
    if (r->depth == GLY_LIMIT_JSON_DEPTH)
        return refuse(r, "lists and maps are nested too deeply here");
    r->depth++;
    r->at++;
    enum gly_status status = read_children(r, node);
    r->depth--;
    return status;
}

/* The place of a value is counted from its line's start, which is linear for files that
 * a person or galley wrote. A file that is one line would be quadratic, so there columns
 * end at COLUMNS. */
enum { COLUMNS = 4096 };

static enum gly_status read_value(struct reader *r, struct gly_json_value *node)
{
    node->line = r->line;
    node->column = r->at - r->line_start < COLUMNS ? column_of(r, r->at) : COLUMNS;
    switch (peek(r)) {
    case '{':
    case '[':
        return read_container(r, node);
    case '"':
        node->kind = GLY_JSON_TEXT;
        return read_text(r, &node->text);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return read_number(r, node);
    default:
        return read_name(r, node);
    }
}

static enum gly_status read_all(struct reader *r, struct gly_json_value *root)
{
    if (r->text.len > GLY_LIMIT_JSON_BYTES)
        return gly_error_set(r->err, GLY_E_LIMIT, r->file, 0,
                             "the file is larger than %u MB",
                             GLY_LIMIT_JSON_BYTES / (1024 * 1024));
    size_t valid = gly_utf8_valid_prefix(r->text.ptr, r->text.len);
    if (valid < r->text.len) {
        for (; r->at < valid; r->at++) {
            if (r->text.ptr[r->at] == '\n') {
                r->line++;
                r->line_start = r->at + 1;
            }
        }
        return refuse(r, "these bytes are not UTF-8");
    }
    skip_space(r);
    enum gly_status status = read_value(r, root);
    if (status != GLY_OK)
        return status;
    skip_space(r);
    return r->at < r->text.len ? refuse(r, "nothing may follow here") : GLY_OK;
}

enum gly_status gly_json_read(struct gly_arena *arena, const char *file,
                              struct gly_str text, struct gly_json_value **ret_root,
                              struct gly_error *err)
{
    struct reader r = {
        .arena = arena, .file = file, .text = text, .line = 1, .err = err};
    struct gly_json_value *root = gly_arena_alloc(arena, 1, sizeof *root);
    enum gly_status status = read_all(&r, root);
    if (status == GLY_OK)
        *ret_root = root;
    return status;
}

const struct gly_json_value *gly_json_find(const struct gly_json_value *map,
                                           const char *key)
{
    for (const struct gly_json_value *child = map->first; child; child = child->next)
        if (map->kind == GLY_JSON_MAP && gly_str_is(child->key, key))
            return child;
    return NULL;
}

const char *gly_json_kind_name(enum gly_json_kind kind)
{
    static const char *const names[] = {
        [GLY_JSON_NULL] = "null", [GLY_JSON_FALSE] = "false",
        [GLY_JSON_TRUE] = "true", [GLY_JSON_NUMBER] = "a number",
        [GLY_JSON_TEXT] = "text", [GLY_JSON_LIST] = "a list",
        [GLY_JSON_MAP] = "a map",
    };
    return names[kind];
}

void gly_json_quote(struct gly_buf *out, struct gly_str s)
{
    static const char escaped[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    gly_buf_putc(out, '"');
    unsigned len;
    for (size_t at = 0; at < s.len; at += len) {
        uint32_t cp = gly_utf8_decode(s.ptr, s.len, at, &len);
        const char *found = cp > 0 && cp < 0x80 ? strchr(escaped, (int)cp) : NULL;
        char bytes[4];
        if (found) {
            gly_buf_putc(out, '\\');
            gly_buf_putc(out, letters[found - escaped]);
        } else if (cp < 0x20 || cp == 0x7F) {
            gly_buf_printf(out, "\\u%04x", (unsigned)cp);
        } else {
            gly_buf_add(out, bytes, gly_utf8_encode(cp, bytes));
        }
    }
    gly_buf_putc(out, '"');
}
