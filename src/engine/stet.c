#include "engine/stet.h"

#include "base/nearest.h"
#include "base/yaml.h"
#include "engine/run.h"

enum scope { SCOPE_NEXT, SCOPE_BEGIN, SCOPE_END, SCOPE_FILE };

/* One comment that speaks to galley. */
struct stet {
    enum scope scope;
    GLY_VEC(struct gly_str)
    rules;                /* as written: ids, "module/", "module/" and a star */
    struct gly_str words; /* text-anchored: just these; ptr NULL: any */
    struct gly_str reason;
    struct gly_span at;      /* the comment, in the text of the document */
    struct gly_span covered; /* what it lets stand */
    bool ended;              /* a begin that met its end */
    bool used;
};

struct stets {
    struct gly_pass *pass;
    GLY_VEC(struct stet) list;
};

/* ---- Reading a comment ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct gly_str trim(struct gly_str s)
{
    while (s.len > 0 && is_blank(s.ptr[0]))
        s.ptr++, s.len--;
    while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

static struct gly_str from(struct gly_str s, size_t at)
{
    return (struct gly_str){s.ptr + at, s.len - at};
}

/* "stet", "stet-begin", ... at the start, as a word of its own; returns its length. */
static size_t read_keyword(struct gly_str text, enum scope *ret_scope)
{
    static const struct {
        const char *word;
        enum scope scope;
    } keywords[] = {
        {"stet-begin", SCOPE_BEGIN},
        {"stet-end", SCOPE_END},
        {"stet-file", SCOPE_FILE},
        {"stet", SCOPE_NEXT},
    };
    for (unsigned i = 0; i < GLY_COUNT(keywords); i++) {
        size_t len = strlen(keywords[i].word);
        if (!gly_str_starts(text, keywords[i].word))
            continue;
        if (text.len > len && !is_blank(text.ptr[len]) && text.ptr[len] != ':')
            continue;
        *ret_scope = keywords[i].scope;
        return len;
    }
    return 0;
}

static void add_rules(struct gly_arena *arena, struct stet *stet, struct gly_str list)
{
    while (list.len > 0) {
        const char *comma = memchr(list.ptr, ',', list.len);
        size_t len = comma ? (size_t)(comma - list.ptr) : list.len;
        struct gly_str rule = trim((struct gly_str){list.ptr, len});
        if (rule.len > 0)
            *GLY_VEC_ADD(arena, &stet->rules) = rule;
        list = from(list, comma ? len + 1 : len);
    }
}

/* RULES ["words"] [: reason] */
static void read_arguments(struct gly_arena *arena, struct stet *stet,
                           struct gly_str text)
{
    size_t end = 0;
    while (end < text.len && text.ptr[end] != '"' && text.ptr[end] != ':')
        end++;
    add_rules(arena, stet, (struct gly_str){text.ptr, end});
    text = from(text, end);
    if (text.len > 0 && text.ptr[0] == '"') {
        const char *close = memchr(text.ptr + 1, '"', text.len - 1);
        size_t len = close ? (size_t)(close - text.ptr) - 1 : text.len - 1;
        stet->words = (struct gly_str){text.ptr + 1, len};
        text = trim(from(text, close ? len + 2 : text.len));
    }
    if (text.len > 0 && text.ptr[0] == ':')
        stet->reason = trim(from(text, 1));
}

/* ---- What it covers ---- */

/* The sentence an inline comment stands in: the one that holds its place, or the one it
 * stands behind. */
static struct gly_span sentence_at(const struct gly_doc *doc, uint32_t at)
{
    uint32_t low = 0, high = doc->sents.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->sents.at[middle].span.start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return doc->sents.count > 0 ? doc->sents.at[0].span : (struct gly_span){at, at};
    return doc->sents.at[low - 1].span;
}

static struct gly_span next_block(const struct gly_doc *doc, uint32_t index)
{
    uint32_t next = doc->blocks.at[index].end;
    while (next < doc->blocks.count && doc->blocks.at[next].kind == GLY_BLOCK_COMMENT)
        next = doc->blocks.at[next].end;
    if (next < doc->blocks.count)
        return doc->blocks.at[next].span;
    uint32_t end = (uint32_t)doc->text.len;
    return (struct gly_span){end, end};
}

static bool same_rules(const struct stet *a, const struct stet *b)
{
    if (a->rules.count != b->rules.count)
        return false;
    for (uint32_t i = 0; i < a->rules.count; i++)
        if (!gly_str_eq(a->rules.at[i], b->rules.at[i]))
            return false;
    return true;
}

/* An end closes the last open begin of the same rules; a bare one the last open begin. */
static void close_range(struct stets *stets, const struct stet *end)
{
    for (uint32_t i = stets->list.count; i-- > 0;) {
        struct stet *begin = &stets->list.at[i];
        if (begin->scope != SCOPE_BEGIN || begin->ended ||
            (end->rules.count > 0 && !same_rules(begin, end)))
            continue;
        begin->ended = true;
        begin->covered.end = end->at.start;
        return;
    }
}

/* `block` is the comment's own block, GLY_NONE for a comment inside a leaf. */
static void add(struct stets *stets, struct gly_str content, struct gly_span at,
                uint32_t block)
{
    const struct gly_doc *doc = stets->pass->doc;
    struct stet stet = {.at = at};
    content = trim(content);
    size_t keyword = read_keyword(content, &stet.scope);
    if (keyword == 0)
        return;
    read_arguments(stets->pass->arena, &stet, from(content, keyword));
    switch (stet.scope) {
    case SCOPE_NEXT:
        stet.covered =
            block == GLY_NONE ? sentence_at(doc, at.start) : next_block(doc, block);
        if (block == GLY_NONE && at.end > stet.covered.end)
            stet.covered.end = at.end; /* words of several sentences are commented on */
        break;
    case SCOPE_BEGIN:
        stet.covered = (struct gly_span){at.end, (uint32_t)doc->text.len};
        break;
    case SCOPE_FILE:
        stet.covered = (struct gly_span){0, (uint32_t)doc->text.len};
        break;
    case SCOPE_END:
        close_range(stets, &stet);
        return;
    }
    *GLY_VEC_ADD(stets->pass->arena, &stets->list) = stet;
}

/* galley: {stet: [RULE, ...]} */
static void add_front_matter(struct stets *stets, const struct gly_block *block)
{
    struct gly_pass *pass = stets->pass;
    struct gly_yaml *root;
    /* Front matter that is no YAML (or more of it than is read here) says nothing. */
    if (gly_yaml_read(pass->arena, "", gly_doc_slice(pass->doc, block->span), &root,
                      NULL) != GLY_OK ||
        !root)
        return;
    const struct gly_yaml *own = gly_yaml_find(root, "galley");
    const struct gly_yaml *named = own ? gly_yaml_find(own, "stet") : NULL;
    if (!named)
        return;
    struct stet stet = {.scope = SCOPE_FILE,
                        .at = block->span,
                        .covered = {0, (uint32_t)pass->doc->text.len}};
    if (named->kind == GLY_YAML_TEXT)
        add_rules(pass->arena, &stet, named->text);
    for (const struct gly_yaml *item = named->kind == GLY_YAML_LIST ? named->first
                                                                    : NULL;
         item; item = item->next)
        if (item->kind == GLY_YAML_TEXT)
            add_rules(pass->arena, &stet, item->text);
    *GLY_VEC_ADD(pass->arena, &stets->list) = stet;
}

/* Comments in the order of their places: blocks and marks are both sorted. */
static void gather(struct stets *stets)
{
    const struct gly_doc *doc = stets->pass->doc;
    uint32_t mark = 0;
    for (uint32_t b = 0; b <= doc->blocks.count; b++) {
        const struct gly_block *block =
            b < doc->blocks.count ? &doc->blocks.at[b] : NULL;
        bool comment = block && block->kind == GLY_BLOCK_COMMENT;
        for (; (comment || !block) && mark < doc->marks.count &&
               (!block || doc->marks.at[mark].span.start < block->span.start);
             mark++)
            if (doc->marks.at[mark].kind == GLY_MARK_COMMENT)
                add(stets, doc->marks.at[mark].target, doc->marks.at[mark].span,
                    GLY_NONE);
        if (comment)
            add(stets, gly_doc_slice(doc, block->span), block->span, b);
        else if (block && block->kind == GLY_BLOCK_FRONT_MATTER)
            add_front_matter(stets, block);
    }
}

/* ---- What it stops ---- */

static bool names(struct gly_str wish, const char *id)
{
    if (wish.len > 0 && wish.ptr[wish.len - 1] == '*')
        wish.len--;
    else if (wish.len == 0 || wish.ptr[wish.len - 1] != '/')
        return gly_str_is(wish, id);
    return wish.len > 0 && strncmp(id, wish.ptr, wish.len) == 0;
}

/* Equal when runs of white space count as one space. */
static bool same_words(struct gly_str a, struct gly_str b)
{
    a = trim(a);
    b = trim(b);
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        if (is_blank(a.ptr[i]) && is_blank(b.ptr[j])) {
            while (is_blank(a.ptr[i]))
                i++;
            while (is_blank(b.ptr[j]))
                j++;
        } else if (a.ptr[i++] != b.ptr[j++]) {
            return false;
        }
    }
    return i == a.len && j == b.len;
}

static bool stops(const struct gly_doc *doc, const struct stet *stet,
                  const struct gly_finding *f)
{
    bool inside =
        gly_span_overlaps(stet->covered, f->span) ||
        (f->span.start == f->span.end && gly_span_contains(stet->covered, f->span));
    if (!inside ||
        (stet->words.ptr && !same_words(stet->words, gly_doc_slice(doc, f->span))))
        return false;
    for (uint32_t r = 0; r < stet->rules.count; r++)
        if (names(stet->rules.at[r], f->rule->id))
            return true;
    return false;
}

static void suppress(struct stets *stets)
{
    struct gly_findings *findings = stets->pass->findings;
    for (uint32_t s = 0; s < stets->list.count; s++) {
        struct stet *stet = &stets->list.at[s];
        for (uint32_t i = 0; i < findings->list.count; i++) {
            struct gly_finding *f = findings->list.at[i];
            if (!stops(stets->pass->doc, stet, f))
                continue;
            stet->used = true;
            f->suppression = GLY_SUPPRESS_STET;
            f->justification = stet->reason;
            f->suppressed_at = stet->at;
        }
    }
}

/* ---- Stets that are wrong ---- */

/* Report a name that no rule has. Returns whether every rule named has run: a rule that
 * is off says nothing about its stet. A whole module counts as run when one of its rules
 * has. */
static bool check_name(struct gly_pass *pass, const struct stet *stet,
                       struct gly_str name)
{
    const struct gly_plan *plan = pass->plan;
    bool known = false, ran = false;
    for (uint32_t r = 0; r < plan->rule_count; r++) {
        if (!names(name, plan->rules[r]->id))
            continue;
        known = true;
        ran |= plan->severity[r] != GLY_OFF;
    }
    if (known)
        return ran;
    struct gly_str near = gly_plan_nearest_rule(plan, name);
    gly_report(pass, GLY_RULE_STET_UNNAMED, stet->at,
               "stet names '%.*s', which is no rule%s%.*s%s", GLY_STR_ARG(name),
               near.len ? "; did you mean '" : "", GLY_STR_ARG(near),
               near.len ? "'?" : "");
    return false;
}

static bool all_ran(struct gly_pass *pass, const struct stet *stet)
{
    bool ran = true;
    for (uint32_t r = 0; r < stet->rules.count; r++)
        ran &= check_name(pass, stet, stet->rules.at[r]);
    return ran;
}

static void report_wrong(struct stets *stets)
{
    for (uint32_t s = 0; s < stets->list.count; s++) {
        const struct stet *stet = &stets->list.at[s];
        if (stet->rules.count == 0) {
            gly_report(stets->pass, GLY_RULE_STET_UNNAMED, stet->at,
                       "stet names no rule, so it lets nothing stand");
            continue;
        }
        if (stets->pass->plan->wants_stet_reasons && stet->reason.len == 0)
            gly_report(stets->pass, GLY_RULE_STET_NO_REASON, stet->at,
                       "stet gives no reason");
        if (all_ran(stets->pass, stet) && !stet->used)
            gly_report(stets->pass, GLY_RULE_STET_UNUSED, stet->at,
                       "stet lets nothing stand: there is no finding of '%.*s' here",
                       GLY_STR_ARG(stet->rules.at[0]));
    }
}

void gly_stet_apply(struct gly_pass *pass)
{
    struct stets stets = {.pass = pass};
    gather(&stets);
    if (stets.list.count == 0)
        return;
    suppress(&stets);
    report_wrong(&stets);
}
