#include <galley/check.h>
#include <galley/compound.h>
#include <galley/usage.h>

enum { HYPHENATION };

static const struct gly_rule rules[] = {
    [HYPHENATION] =
        {
            .id = "consistency/hyphenation",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A compound is written open, hyphenated and closed in one text",
            .why =
                "The rarer form is the finding. What grammar asks for is no fault: a "
                "long-term plan pays in the long term, and whoever logs in has a "
                "login. So a hyphen is compared with a space only where both "
                "compounds stand before a noun or both are nouns, and a space with "
                "nothing only between nouns. Names are left alone.",
            .bad = "The healthcare budget grew. Money for healthcare came late, and "
                   "health care for children came last.",
            .good = "The healthcare budget grew. Money for healthcare came late, and "
                    "healthcare for children came last.",
        },
};

/* What it does in its sentence. */
enum role { ROLE_OTHER, ROLE_BEFORE_NOUN, ROLE_NOUN, ROLE_COUNT };

enum { SHOWN = 5 };

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_quotations *quotations;
    const struct gly_usage *usage;
    uint32_t tok_count;
    struct gly_compounds compounds;
    uint8_t *roles; /* by place; UINT8_MAX for one that does not count */
};

/* ---- Which places count, and as what ---- */

static bool has_upos(const struct state *s, uint32_t tok, unsigned set)
{
    const struct gly_ud_word *word = gly_tok_reading(s->pass, tok);
    return word && set >> word->upos & 1;
}

enum {
    NOUNS = 1 << GLY_UPOS_NOUN | 1 << GLY_UPOS_PROPN,
    PARTS = NOUNS | 1 << GLY_UPOS_ADJ | 1 << GLY_UPOS_NUM | 1 << GLY_UPOS_ADV,
};

static bool same_sentence(const struct state *s, uint32_t a, uint32_t b)
{
    return b < s->tok_count && s->toks[a].sent == s->toks[b].sent;
}

/* Does a noun follow, or an adjective and a noun? */
static bool stands_before_noun(const struct state *s, uint32_t last)
{
    uint32_t next = last + 1;
    if (!same_sentence(s, last, next) || s->toks[next].kind != GLY_TOK_WORD)
        return false;
    if (has_upos(s, next, 1 << GLY_UPOS_ADJ))
        next++;
    return same_sentence(s, last, next) && has_upos(s, next, NOUNS);
}

static bool is_gerund(const struct state *s, uint32_t tok)
{
    const struct gly_ud_word *word = gly_tok_reading(s->pass, tok);
    return word && word->xpos == GLY_XPOS_VBG;
}

static bool are_nouns(const struct state *s, uint32_t first, uint32_t last)
{
    return has_upos(s, first, 1 << GLY_UPOS_NOUN) &&
           (has_upos(s, last, 1 << GLY_UPOS_NOUN) || is_gerund(s, last));
}

static enum role role_of(const struct state *s, const struct gly_compound_place *p)
{
    uint32_t last = p->end - 1;
    if (p->shape == GLY_COMPOUND_CLOSED)
        return has_upos(s, last, 1 << GLY_UPOS_NOUN) ? ROLE_NOUN : ROLE_OTHER;
    bool parts = p->end == p->tok + 1 || has_upos(s, p->tok, PARTS) ||
                 p->shape == GLY_COMPOUND_HYPHENATED;
    if (parts && stands_before_noun(s, last))
        return ROLE_BEFORE_NOUN;
    return are_nouns(s, p->tok, last) ? ROLE_NOUN : ROLE_OTHER;
}

/* What was said aloud had no hyphens: they are the writer's. What was written has its
 * own. */
static bool is_written_by_others(const struct state *s, uint32_t offset)
{
    uint32_t at = gly_quotation_at(s->quotations, offset);
    if (at == GLY_NONE)
        return gly_quotation_marks(s->quotations, offset);
    const struct gly_quotation *q = &s->quotations->list[at];
    return q->kind == GLY_QUOTATION_BLOCK ||
           (q->kind == GLY_QUOTATION_DIRECT && q->speaker_kind != GLY_SPEAKER_NAME &&
            q->speaker_kind != GLY_SPEAKER_PRONOUN);
}

/* "--format output-format": what an option takes. */
static bool is_argument(struct gly_str text, uint32_t start)
{
    if (start < 2 || text.ptr[start - 1] != ' ')
        return false;
    uint32_t at = start - 1;
    while (at > 0 && text.ptr[at - 1] > ' ')
        at--;
    return text.ptr[at] == '-' && at + 1 < start - 1;
}

/* Paths, options, fields and what stands for them keep their form: "--log-file",
 * "<file name>", "man-db/", "cursor-name: INT", "error_code". */
static bool is_identifier(const struct state *s, const struct gly_compound_place *p)
{
    struct gly_str text = gly_doc_text(s->doc);
    uint32_t start = s->toks[p->tok].span.start, end = s->toks[p->end - 1].span.end;
    char before = start > 0 ? text.ptr[start - 1] : ' ';
    char behind = end < text.len ? text.ptr[end] : ' ';
    char beyond = end + 1 < text.len ? text.ptr[end + 1] : ' ';
    return strchr("/<>[]{}=_@#\\|+*~-.:$%", before) || is_argument(text, start) ||
           strchr("/<>[]{}=_@#\\|+*~(", behind) ||
           (behind == '.' && gly_is_ascii_letter((unsigned char)beyond)) ||
           (behind == ':' && p->shape != GLY_COMPOUND_OPEN) ||
           (behind == '-' && beyond == '-');
}

/* "keel-depth - tell the depth of the keel": what a manual page is called by. */
static bool is_page_name(const struct state *s, const struct gly_compound_place *p)
{
    if (p->tok > 0 && p->end < s->tok_count && p->shape != GLY_COMPOUND_OPEN &&
        s->toks[p->tok].flags & GLY_TOK_LINE_BREAK &&
        gly_str_is(gly_tok_text(s->doc, &s->toks[p->tok - 1]), "NAME")) {
        struct gly_str mark = gly_tok_text(s->doc, &s->toks[p->end]);
        return gly_str_is(mark, "-") || gly_str_is(mark, "–") || gly_str_is(mark, "—");
    }
    return false;
}

static bool counts(const struct state *s, const struct gly_compound_place *p)
{
    const struct gly_tok *tok = &s->toks[p->tok];
    return gly_tok_speaks(s->pass, tok) && !(tok->flags & GLY_TOK_IN_LINK) &&
           !is_identifier(s, p) && !is_page_name(s, p) &&
           !is_written_by_others(s, tok->span.start);
}

/* The places of one shape, by role; `all` in the end has them whatever their role. */
struct tally {
    uint32_t count[ROLE_COUNT], all, nouns;
    uint32_t first[ROLE_COUNT]; /* places, 1 + index */
    uint32_t first_all, first_nouns;
};

static void tell(const struct state *s, const struct gly_compound *c,
                 enum gly_compound_shape shape, struct tally *tally)
{
    for (uint32_t p = c->first[shape]; p != 0; p = s->compounds.places[p - 1].next) {
        const struct gly_compound_place *place = &s->compounds.places[p - 1];
        uint8_t *role = &s->roles[p - 1];
        *role = UINT8_MAX;
        if (!counts(s, place))
            continue;
        *role = (uint8_t)role_of(s, place);
        bool nouns = *role == ROLE_NOUN || (shape == GLY_COMPOUND_OPEN &&
                                            are_nouns(s, place->tok, place->end - 1));
        if (nouns && tally->nouns++ == 0)
            tally->first_nouns = p;
        if (tally->count[*role]++ == 0)
            tally->first[*role] = p;
        if (tally->all++ == 0)
            tally->first_all = p;
    }
}

/* ---- Judging ---- */

static struct gly_span span_of(const struct state *s,
                               const struct gly_compound_place *p)
{
    struct gly_span span = {s->toks[p->tok].span.start, s->toks[p->end - 1].span.end};
    struct gly_str text = gly_doc_slice(s->doc, span);
    if (gly_str_ends(text, "'s"))
        span.end -= 2;
    else if (gly_str_ends(text, "’s"))
        span.end -= 4;
    return span;
}

/* The words of a place written in another shape. */
static struct gly_str reshaped(const struct state *s, const struct gly_compound *c,
                               const struct gly_compound_place *p,
                               enum gly_compound_shape shape)
{
    static const char *const between[] = {[GLY_COMPOUND_CLOSED] = "",
                                          [GLY_COMPOUND_HYPHENATED] = "-",
                                          [GLY_COMPOUND_OPEN] = " "};
    struct gly_str text = gly_doc_slice(s->doc, span_of(s, p));
    size_t first = c->split;
    size_t second = p->shape == GLY_COMPOUND_CLOSED ? first
                    : p->end == p->tok + 1
                        ? first + 1
                        : s->toks[p->end - 1].span.start - s->toks[p->tok].span.start;
    if (first == 0 || first > second || second >= text.len)
        return (struct gly_str){0};
    return gly_format(s->pass, "%.*s%s%.*s", (int)first, text.ptr, between[shape],
                      (int)(text.len - second), text.ptr + second);
}

static void show(struct gly_finding *f, const struct state *s, uint32_t from, int role,
                 const char *label)
{
    uint32_t shown = 0;
    for (uint32_t p = from; p != 0 && shown < SHOWN;
         p = s->compounds.places[p - 1].next)
        if (role == ROLE_COUNT ? s->roles[p - 1] != UINT8_MAX
                               : s->roles[p - 1] == role) {
            gly_evidence(f, span_of(s, &s->compounds.places[p - 1]), "%s", label);
            shown++;
        }
}

static bool is_minority(uint32_t few, uint32_t many)
{
    return few > 0 && ((few == 1 && many >= 2) || few * 3 <= many);
}

static bool judge(const struct state *s, const struct gly_compound *c, uint32_t few,
                  uint32_t few_count, uint32_t many, uint32_t many_count, int role)
{
    if (!is_minority(few_count, many_count))
        return false;
    const struct gly_compound_place *p = &s->compounds.places[few - 1],
                                    *other = &s->compounds.places[many - 1];
    struct gly_str text = gly_doc_slice(s->doc, span_of(s, p));
    struct gly_finding *f = gly_report(
        s->pass, HYPHENATION, span_of(s, p),
        "'%.*s' (%.*s) is written as in '%.*s' (%.*s) elsewhere in this text",
        GLY_STR_ARG(text), GLY_STR_ARG(gly_times(s->pass, few_count)),
        GLY_STR_ARG(gly_doc_slice(s->doc, span_of(s, other))),
        GLY_STR_ARG(gly_times(s->pass, many_count)));
    show(f, s, many, role, "the other form");
    show(f, s, p->next, role, "this form again");
    struct gly_str fix = reshaped(s, c, p, other->shape);
    if (f && fix.len > 0)
        gly_fix(f, fix);
    return true;
}

/* Whatever they do in their sentences. */
static bool judge_all(const struct state *s, const struct gly_compound *c,
                      const struct tally *a, const struct tally *b)
{
    return judge(s, c, a->first_all, a->all, b->first_all, b->all, ROLE_COUNT) ||
           judge(s, c, b->first_all, b->all, a->first_all, a->all, ROLE_COUNT);
}

static bool judge_both(const struct state *s, const struct gly_compound *c,
                       const struct tally *a, const struct tally *b, enum role role)
{
    return judge(s, c, a->first[role], a->count[role], b->first[role], b->count[role],
                 role) ||
           judge(s, c, b->first[role], b->count[role], a->first[role], a->count[role],
                 role);
}

/* A form of the compound that is another word when it is written apart. */
static bool is_other_word(const struct state *s, const struct gly_compound *c)
{
    for (uint32_t w = c->word; w != 0; w = s->compounds.alike[w - 1])
        if (gly_usage_differs_apart(s->usage->words[w - 1].text))
            return true;
    return false;
}

/* How many places of a shape count, before any sentence is read. */
static uint32_t count_own(const struct state *s, uint32_t first)
{
    uint32_t count = 0;
    for (uint32_t p = first; p != 0; p = s->compounds.places[p - 1].next)
        count += counts(s, &s->compounds.places[p - 1]);
    return count;
}

/* Can any of its shapes be the rarer one of two? Reading sentences costs. */
static bool may_disagree(const struct state *s, const struct gly_compound *c)
{
    uint32_t shapes = 0, most = 0;
    for (unsigned shape = 0; shape < GLY_COMPOUND_SHAPES; shape++) {
        uint32_t count = count_own(s, c->first[shape]);
        shapes += count > 0;
        most = count > most ? count : most;
    }
    return shapes >= 2 && most >= 2;
}

static void judge_compound(struct state *s, struct gly_compound *c)
{
    struct tally tally[GLY_COMPOUND_SHAPES];
    memset(tally, 0, sizeof tally);
    if (c->word != 0)
        gly_compound_close(&s->compounds, c);
    if (!may_disagree(s, c))
        return;
    for (unsigned shape = 0; shape < GLY_COMPOUND_SHAPES; shape++)
        tell(s, c, shape, &tally[shape]);
    const struct tally *closed = &tally[GLY_COMPOUND_CLOSED],
                       *hyphenated = &tally[GLY_COMPOUND_HYPHENATED],
                       *open = &tally[GLY_COMPOUND_OPEN];
    bool same = c->word != 0 && !is_other_word(s, c);
    if (same && judge_all(s, c, hyphenated, closed))
        return;
    if (judge_both(s, c, hyphenated, open, ROLE_BEFORE_NOUN) ||
        judge_both(s, c, hyphenated, open, ROLE_NOUN) || !same)
        return;
    if (!judge(s, c, open->first_nouns, open->nouns, closed->first_nouns, closed->nouns,
               ROLE_COUNT))
        judge(s, c, closed->first_nouns, closed->nouns, open->first_nouns, open->nouns,
              ROLE_COUNT);
}

static void run(struct gly_pass *pass)
{
    struct state s = {
        .pass = pass,
        .doc = gly_pass_doc(pass),
        .quotations = gly_quotations(pass),
        .usage = gly_usage(pass),
    };
    s.toks = gly_doc_toks(s.doc, &s.tok_count);
    gly_compounds_gather(pass, &s.compounds);
    s.roles = gly_alloc(pass, s.compounds.place_room, sizeof *s.roles);
    for (uint32_t i = 0; i < s.compounds.slot_count; i++) {
        struct gly_compound *c = &s.compounds.slots[i];
        if (c->key != 0 &&
            (c->word != 0) + (c->first[GLY_COMPOUND_HYPHENATED] != 0) + c->open >= 2)
            judge_compound(&s, c);
    }
}

const struct gly_check gly_check_consistency_hyphenation = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_USAGE | GLY_NEED_QUOTATIONS | GLY_NEED_LANGUAGE,
    .language = "en",
    .run = run,
};
