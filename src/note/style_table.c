/* Reading the tables of phrase rules. */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "note/style.h"

enum column {
    COLUMN_ID,
    COLUMN_SEVERITY,
    COLUMN_PATTERN,
    COLUMN_UNLESS,
    COLUMN_SCOPE,
    COLUMN_MESSAGE,
    COLUMN_SUGGESTION,
    COLUMN_BAD,
    COLUMN_GOOD,
    COLUMN_COUNT
};

static const char *const severities[] = {"warning", "note", "error", NULL};
static const enum gly_severity severity_of[] = {GLY_WARNING, GLY_NOTE, GLY_ERROR};

static const struct gly_column columns[COLUMN_COUNT] = {
    [COLUMN_ID] = {"id", GLY_COLUMN_TEXT, true, NULL},
    [COLUMN_SEVERITY] = {"severity", GLY_COLUMN_WORD, false, severities},
    [COLUMN_PATTERN] = {"pattern", GLY_COLUMN_TEXT, true, NULL},
    [COLUMN_UNLESS] = {"unless", GLY_COLUMN_TEXT, false, NULL},
    [COLUMN_SCOPE] = {"scope", GLY_COLUMN_LIST, false, NULL},
    [COLUMN_MESSAGE] = {"message", GLY_COLUMN_TEXT, false, NULL},
    [COLUMN_SUGGESTION] = {"suggestion", GLY_COLUMN_LIST, false, NULL},
    [COLUMN_BAD] = {"bad", GLY_COLUMN_TEXT, true, NULL},
    [COLUMN_GOOD] = {"good", GLY_COLUMN_TEXT, true, NULL},
};

/* What `scope` may say, and the block that must hold the words. */
static const struct {
    const char *name;
    enum gly_block_kind kind;
} scopes[] = {
    {"heading", GLY_BLOCK_HEADING}, {"paragraph", GLY_BLOCK_PARAGRAPH},
    {"item", GLY_BLOCK_ITEM},       {"cell", GLY_BLOCK_CELL},
    {"quote", GLY_BLOCK_QUOTE},     {"caption", GLY_BLOCK_CAPTION},
    {"note", GLY_BLOCK_NOTE},
};

/* The reading of one row; its pieces say what is wrong through `wrong`. */
struct row {
    struct gly_arena *arena;
    const char *file;
    unsigned line;
    struct gly_error *wrong;
};

static enum gly_status mistake(const struct row *row, const char *column,
                               const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static enum gly_status mistake(const struct row *row, const char *column,
                               const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct gly_str text = gly_arena_vformat(row->arena, format, args);
    va_end(args);
    return gly_error_set(row->wrong, GLY_E_CONFIG, row->file, row->line,
                         "column '%s': %.*s", column, GLY_STR_ARG(text));
}

/* ---- Regular expressions ---- */

static void free_pattern(void *pattern)
{
    gly_pattern_free(pattern);
}

/* A blank stands for any white space, as lines may break there. */
static struct gly_str widen_blanks(struct gly_arena *arena, struct gly_str p)
{
    struct gly_buf out;
    gly_buf_init(&out, p.len * 8 + 1);
    bool in_class = false;
    for (size_t i = 0; i < p.len; i++) {
        char c = p.ptr[i];
        if (c == '\\' && i + 1 < p.len) {
            gly_buf_add(&out, p.ptr + i++, 2);
            continue;
        }
        in_class = in_class ? c != ']' : c == '[';
        if (c == ' ' && !in_class)
            gly_buf_puts(&out, "(?:\\s+)");
        else
            gly_buf_putc(&out, c);
    }
    struct gly_str wide = gly_arena_copy(arena, (struct gly_str){out.ptr, out.len});
    gly_buf_release(&out);
    return wide;
}

/* The words of a literal as an expression: any white space between them, either
 * apostrophe, whole words. */
static struct gly_str escape(struct gly_arena *arena, struct gly_str literal)
{
    struct gly_buf out;
    gly_buf_init(&out, literal.len * 16 + 1);
    for (size_t i = 0; i < literal.len; i++) {
        char c = literal.ptr[i];
        if (c == ' ')
            gly_buf_puts(&out, "\\s+");
        else if (c == '\'')
            gly_buf_puts(&out, "(?:'|’)");
        else if (strchr("\\^$.[]|()?*+{}", c))
            gly_buf_printf(&out, "\\%c", c);
        else
            gly_buf_putc(&out, c);
    }
    struct gly_str escaped = gly_arena_copy(arena, (struct gly_str){out.ptr, out.len});
    gly_buf_release(&out);
    return escaped;
}

static bool has_upper(struct gly_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z')
            return true;
    return false;
}

/* "/.../" or "/.../i": what stands between the slashes, and whether case counts. */
static bool is_expression(struct gly_str text, struct gly_str *ret_inside,
                          bool *ret_nocase)
{
    *ret_nocase = gly_str_ends(text, "/i");
    size_t tail = *ret_nocase ? strlen("/i") : strlen("/");
    if (text.len <= 1 + tail || text.ptr[0] != '/' || text.ptr[text.len - tail] != '/')
        return false;
    *ret_inside = (struct gly_str){text.ptr + 1, text.len - 1 - tail};
    return true;
}

static enum gly_status compile(const struct row *row, const char *column,
                               struct gly_str text, const struct gly_pattern **ret)
{
    struct gly_str inside;
    bool nocase;
    unsigned flags = 0;
    if (is_expression(text, &inside, &nocase)) {
        inside = widen_blanks(row->arena, inside);
        flags = nocase ? GLY_PATTERN_NOCASE : 0;
    } else {
        inside = escape(row->arena, text);
        flags = GLY_PATTERN_WORDS | (has_upper(text) ? 0 : GLY_PATTERN_NOCASE);
    }
    struct gly_pattern *pattern;
    struct gly_error why;
    if (gly_pattern_compile(inside, flags, &pattern, &why) != GLY_OK)
        return mistake(row, column, "%s", why.message);
    gly_arena_defer(row->arena, free_pattern, pattern);
    *ret = pattern;
    return GLY_OK;
}

/* ---- Literals ---- */

static struct gly_str straighten(struct gly_arena *arena, struct gly_str text)
{
    if (!memmem(text.ptr, text.len, "’", strlen("’")))
        return text;
    char *copy = gly_arena_alloc_raw(arena, text.len, 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool curly = text.len - i >= 3 && memcmp(text.ptr + i, "’", 3) == 0;
        copy[len++] = curly ? '\'' : text.ptr[i];
        i += curly ? 2 : 0;
    }
    return (struct gly_str){copy, len};
}

/* The words as a document would have them. */
static enum gly_status read_literal(const struct row *row, struct gly_str text,
                                    struct gly_style_phrase *phrase)
{
    struct gly_source *source = gly_arena_alloc(row->arena, 1, sizeof *source);
    struct gly_builder builder;
    gly_source_read(row->arena, gly_str("pattern"), text, source);
    gly_build_start(&builder, row->arena, source, false);
    gly_build_place(&builder, GLY_BLOCK_PARAGRAPH,
                    (struct gly_span){0, (uint32_t)source->text.len});
    struct gly_doc *doc = gly_build_finish(&builder);
    gly_doc_tokenise(doc);
    if (doc->toks.count == 0)
        return mistake(row, "pattern", "'%.*s' holds no word", GLY_STR_ARG(text));
    phrase->words = gly_arena_alloc(row->arena, doc->toks.count, sizeof *phrase->words);
    phrase->word_count = doc->toks.count;
    for (uint32_t t = 0; t < doc->toks.count; t++)
        phrase->words[t] = straighten(row->arena, gly_tok_text(doc, &doc->toks.at[t]));
    phrase->exact = has_upper(text);
    return GLY_OK;
}

/* ---- Ids ---- */

/* The slot of an id: 1 + its phrase, 0 while it is free. */
static uint32_t *id_slot(const struct gly_style *style, const char *id)
{
    uint32_t hash = 2166136261u;
    for (const char *c = id; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    uint32_t at = (hash ^ hash >> 15) & style->id_mask;
    while (style->ids[at] > 0 && strcmp(style->rules[style->ids[at] - 1].id, id) != 0)
        at = (at + 1) & style->id_mask;
    return &style->ids[at];
}

static void make_ids(struct gly_arena *arena, struct gly_style *style, uint32_t room)
{
    uint32_t slots = 16;
    while (slots < 2 * room)
        slots *= 2;
    style->ids = gly_arena_alloc(arena, slots, sizeof *style->ids);
    style->id_mask = slots - 1;
    for (uint32_t i = 0; i < style->count; i++)
        *id_slot(style, style->rules[i].id) = i + 1;
}

/* ---- Rows ---- */

static bool is_id(struct gly_str id)
{
    for (size_t i = 0; i < id.len; i++)
        if (!((id.ptr[i] >= 'a' && id.ptr[i] <= 'z') ||
              (id.ptr[i] >= '0' && id.ptr[i] <= '9') || id.ptr[i] == '-'))
            return false;
    return id.len > 0;
}

static enum gly_status read_scopes(const struct row *row, const struct gly_cell *cell,
                                   uint32_t *ret_scopes)
{
    for (uint32_t i = 0; i < cell->list.count; i++) {
        unsigned s = 0;
        while (s < GLY_COUNT(scopes) &&
               !gly_str_is(cell->list.items[i], scopes[s].name))
            s++;
        if (s == GLY_COUNT(scopes))
            return mistake(row, "scope",
                           "'%.*s' is none of heading, paragraph, item, cell, quote, "
                           "caption, note",
                           GLY_STR_ARG(cell->list.items[i]));
        *ret_scopes |= 1u << scopes[s].kind;
    }
    return GLY_OK;
}

static enum gly_status read_row(const struct row *row, const struct gly_cell *cells,
                                const struct gly_style *style,
                                struct gly_style_phrase *phrase, struct gly_rule *rule)
{
    struct gly_str id = cells[COLUMN_ID].text;
    bool nocase;
    if (!is_id(id))
        return mistake(row, "id", "'%.*s': small letters, digits and hyphens",
                       GLY_STR_ARG(id));
    rule->id = gly_arena_format(row->arena, "style/%.*s", GLY_STR_ARG(id)).ptr;
    uint32_t same = *id_slot(style, rule->id);
    if (same > 0)
        return mistake(row, "id", "'%.*s' is the rule of %s:%u already",
                       GLY_STR_ARG(id), style->phrases[same - 1].file,
                       style->phrases[same - 1].line);
    phrase->message = cells[COLUMN_MESSAGE].text;
    phrase->suggestions = cells[COLUMN_SUGGESTION].list.items;
    phrase->suggestion_count = cells[COLUMN_SUGGESTION].list.count;
    phrase->file = row->file;
    phrase->line = row->line;
    if (phrase->message.len == 0 && phrase->suggestion_count == 0)
        return mistake(row, "message", "a rule needs a message or a suggestion");
    struct gly_str pattern = cells[COLUMN_PATTERN].text;
    enum gly_status status = read_scopes(row, &cells[COLUMN_SCOPE], &phrase->scopes);
    if (status == GLY_OK)
        status = is_expression(pattern, &phrase->expression, &nocase)
                     ? compile(row, "pattern", pattern, &phrase->pattern)
                     : read_literal(row, pattern, phrase);
    if (status == GLY_OK && cells[COLUMN_UNLESS].text.len > 0)
        status = compile(row, "unless", cells[COLUMN_UNLESS].text, &phrase->unless);
    rule->severity = severity_of[cells[COLUMN_SEVERITY].word];
    rule->stage = GLY_STABLE;
    rule->summary = phrase->message.len > 0
                        ? gly_arena_cstring(row->arena, phrase->message)
                        : gly_arena_format(row->arena, "'%.*s' instead of '%.*s'",
                                           GLY_STR_ARG(pattern),
                                           GLY_STR_ARG(phrase->suggestions[0]))
                              .ptr;
    rule->why = gly_arena_format(row->arena, "A phrase rule of the house: %s, line %u.",
                                 row->file, row->line)
                    .ptr;
    rule->bad = gly_arena_cstring(row->arena, cells[COLUMN_BAD].text);
    rule->good = gly_arena_cstring(row->arena, cells[COLUMN_GOOD].text);
    return status;
}

/* ---- Files ---- */

static enum gly_status read_text(struct gly_arena *arena, const char *path,
                                 struct gly_str *ret_text, struct gly_error *err)
{
    int error = gly_file_text(arena, path, GLY_LIMIT_STYLE_BYTES, ret_text);
    return error == 0 ? GLY_OK
                      : gly_error_set(err, GLY_E_CONFIG, path, 0, "cannot be read: %s",
                                      strerror(error));
}

enum gly_status gly_style_add_table(struct gly_arena *arena, const char *file,
                                    struct gly_str text,
                                    const struct gly_table_mistakes *mistakes,
                                    struct gly_style *style, struct gly_error *err)
{
    struct gly_table table;
    enum gly_status status =
        gly_table_read(arena, file, text, columns, COLUMN_COUNT, mistakes, &table, err);
    if (status != GLY_OK)
        return status;
    uint32_t room = style->count + table.row_count;
    style->rules =
        gly_arena_grow(arena, style->rules, style->count, room, sizeof *style->rules);
    style->phrases = gly_arena_grow(arena, style->phrases, style->count, room,
                                    sizeof *style->phrases);
    make_ids(arena, style, room);
    for (uint32_t r = 0; r < table.row_count; r++) {
        struct gly_error wrong;
        struct row row = {arena, file, table.lines[r], &wrong};
        struct gly_style_phrase *phrase = &style->phrases[style->count];
        struct gly_rule *rule = &style->rules[style->count];
        *phrase = (struct gly_style_phrase){0};
        *rule = (struct gly_rule){0};
        const struct gly_cell *cells = gly_table_value(&table, r, 0);
        if (read_row(&row, cells, style, phrase, rule) == GLY_OK) {
            *id_slot(style, rule->id) = ++style->count;
            style->has_patterns |= phrase->pattern || phrase->unless;
        } else if (!mistakes) {
            *err = wrong;
            return wrong.status;
        } else if (!mistakes->mistake(mistakes->context, &wrong)) {
            break;
        }
    }
    return GLY_OK;
}

enum gly_status gly_style_read(struct gly_arena *arena, const char *const *files,
                               uint32_t file_count,
                               const struct gly_table_mistakes *mistakes,
                               struct gly_style **ret_style, struct gly_error *err)
{
    struct gly_style *style = gly_arena_alloc(arena, 1, sizeof *style);
    for (uint32_t f = 0; f < file_count; f++) {
        struct gly_str text;
        enum gly_status status = read_text(arena, files[f], &text, err);
        if (status == GLY_OK)
            status = gly_style_add_table(arena, files[f], text, mistakes, style, err);
        if (status != GLY_OK &&
            (!mistakes || !mistakes->mistake(mistakes->context, err)))
            return status;
    }
    gly_style_index(arena, style);
    *ret_style = style;
    return GLY_OK;
}
