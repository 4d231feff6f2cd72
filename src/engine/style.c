#include "engine/style.h"

#include "engine/pass.h"

/* A check with what it runs on: `check` is handed out, the rest found behind it. */
struct style_check {
    struct gly_check check;
    const struct gly_style *style;
};

struct reporting {
    struct gly_pass *pass;
    const struct gly_style *style;
};

/* ---- What is said ---- */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The suggestion with "$1" to "$9" put in and, of a literal in small letters, the capital
 * of what it replaces. */
static struct gly_str suggest(struct gly_pass *pass,
                              const struct gly_style_phrase *phrase,
                              const struct gly_style_match *match,
                              struct gly_str suggestion)
{
    struct gly_str text = gly_doc_slice(pass->doc, match->span);
    char *made = gly_alloc(pass, suggestion.len + 9 * text.len + 1, 1);
    size_t len = 0, room = suggestion.len + 9 * text.len;
    for (size_t i = 0; i < suggestion.len; i++) {
        bool group = match->group_count > 0 && suggestion.ptr[i] == '$' &&
                     i + 1 < suggestion.len && suggestion.ptr[i + 1] >= '1' &&
                     suggestion.ptr[i + 1] <= '9';
        struct gly_str piece = {suggestion.ptr + i, 1};
        if (group)
            piece = gly_doc_slice(pass->doc, match->groups[suggestion.ptr[++i] - '0']);
        if (piece.len > room - len)
            break;
        memcpy(made + len, piece.ptr, piece.len);
        len += piece.len;
    }
    if (len > 0 && phrase->words && !phrase->exact && is_upper(text.ptr[0]) &&
        made[0] >= 'a' && made[0] <= 'z')
        made[0] = (char)(made[0] & ~0x20);
    return (struct gly_str){made, len};
}

static void report(void *context, const struct gly_style_match *match)
{
    const struct reporting *r = context;
    const struct gly_style_phrase *phrase = &r->style->phrases[match->phrase];
    struct gly_str text = gly_doc_slice(r->pass->doc, match->span);
    struct gly_str first = {0};
    if (phrase->suggestion_count > 0)
        first = suggest(r->pass, phrase, match, phrase->suggestions[0]);
    /* What is already written as it should be needs no finding. */
    if (first.len > 0 && gly_str_eq(first, text))
        return;
    struct gly_finding *f =
        phrase->message.len > 0
            ? gly_report(r->pass, match->phrase, match->span, "'%.*s': %.*s",
                         GLY_STR_ARG(text), GLY_STR_ARG(phrase->message))
            : gly_report(r->pass, match->phrase, match->span,
                         "write '%.*s', not '%.*s'", GLY_STR_ARG(first),
                         GLY_STR_ARG(text));
    for (uint32_t i = 0; i < phrase->suggestion_count; i++) {
        struct gly_str fix = suggest(r->pass, phrase, match, phrase->suggestions[i]);
        if (fix.len > 0)
            gly_fix(f, fix);
    }
}

/* ---- The check ---- */

static void close_matcher(void *matcher)
{
    gly_matcher_close(matcher);
}

static void run(struct gly_pass *pass)
{
    const struct style_check *own =
        (const struct style_check *)(const void *)pass->planned->check;
    struct reporting reporting = {pass, own->style};
    struct gly_matcher *matcher = NULL;
    bool *wanted = gly_alloc(pass, own->style->count, sizeof *wanted);
    for (uint32_t r = 0; r < own->style->count; r++)
        wanted[r] = gly_wants(pass, r);
    if (own->style->has_patterns) {
        matcher = gly_matcher_open();
        if (!matcher)
            gly_arena_give_up(pass->arena);
        gly_arena_defer(pass->arena, close_matcher, matcher);
    }
    gly_style_find(own->style, pass->doc, wanted, matcher, report, &reporting);
}

enum gly_status gly_style_open(struct gly_arena *arena,
                               const struct gly_settings *settings,
                               const struct gly_table_mistakes *mistakes,
                               const struct gly_check **ret_check,
                               struct gly_error *err)
{
    const struct gly_values *tables = &settings->values[GLY_KEY_STYLE];
    *ret_check = NULL;
    if (tables->count == 0)
        return GLY_OK;
    const char **files = gly_arena_alloc(arena, tables->count, sizeof *files);
    for (uint32_t i = 0; i < tables->count; i++)
        files[i] = tables->at[i].path ? tables->at[i].path
                                      : gly_arena_cstring(arena, tables->at[i].text);
    struct gly_style *style;
    enum gly_status status =
        gly_style_read(arena, files, tables->count, mistakes, &style, err);
    if (status != GLY_OK)
        return status;
    struct style_check *own = gly_arena_alloc(arena, 1, sizeof *own);
    own->style = style;
    own->check = (struct gly_check){
        .rules = style->rules, .rule_count = style->count, .run = run};
    *ret_check = &own->check;
    return GLY_OK;
}
