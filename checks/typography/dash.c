#include <galley/check.h>
#include <galley/phrase.h>

enum { DASH };

static const struct gly_rule rules[] = {
    [DASH] =
        {
            .id = "typography/dash",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A hyphen stands for a dash that this text sets elsewhere",
            .why = "A hyphen between spaces, or two of them, is how a typewriter makes "
                   "a dash. Where a text has dashes of its own, the few that are left "
                   "are slips; where it has none, the hyphen is its way. So it is with "
                   "ranges of numbers, where the text sets en dashes. Options of "
                   "commands, sums and code are left alone.",
            .bad =
                "The mill – it was old – burned. The barn – new – stood. They went - "
                "all of them - home.",
            .good = "The mill - it was old - burned down in 1890-91.",
        },
};

enum { SHOWN = 5 };

enum kind { NO_DASH, REAL, HYPHEN, DOUBLE, RANGE_REAL, RANGE_HYPHEN, KIND_COUNT };

static bool is_prose(const struct gly_tok *tok)
{
    return tok->kind == GLY_TOK_WORD || tok->kind == GLY_TOK_NUMBER ||
           tok->kind == GLY_TOK_MASKED;
}

static unsigned value_of(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(doc, tok);
    unsigned value = 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            value = value * 10 + (unsigned)(text.ptr[i] - '0');
    return value;
}

/* Two numbers around the mark, the second greater: "12-15". Otherwise it is a score; a
 * third makes it a date or a code. */
static bool is_range(const struct gly_doc *doc, const struct gly_tok *toks, uint32_t i,
                     uint32_t count)
{
    const struct gly_tok *left = &toks[i - 1], *right = &toks[i + 1];
    return left->kind == GLY_TOK_NUMBER && right->kind == GLY_TOK_NUMBER &&
           toks[i].flags & GLY_TOK_GLUED && right->flags & GLY_TOK_GLUED &&
           !(left->flags & GLY_TOK_GLUED) && gly_span_len(left->span) <= 4 &&
           gly_span_len(right->span) <= 4 &&
           value_of(doc, left) < value_of(doc, right) &&
           !(i + 2 < count && toks[i + 2].flags & GLY_TOK_GLUED &&
             toks[i + 2].kind != GLY_TOK_PUNCT);
}

/* Between curly marks in its sentence: a title or a label has its own dashes. */
static bool is_quoted(const struct gly_doc *doc, const struct gly_tok *toks, uint32_t i)
{
    enum { REACH = 24 };
    for (uint32_t back = 1; back <= REACH && back <= i; back++) {
        const struct gly_tok *tok = &toks[i - back];
        if (tok->sent != toks[i].sent || gly_str_is(gly_tok_text(doc, tok), "”"))
            return false;
        if (gly_str_is(gly_tok_text(doc, tok), "“"))
            return true;
    }
    return false;
}

/* "--" between options ("mend -n -- FILE") ends them; it is no dash. */
static bool is_among_options(const struct gly_doc *doc, const struct gly_tok *toks,
                             uint32_t i)
{
    return gly_str_is(gly_tok_text(doc, &toks[i]), "--") && i >= 2 &&
           gly_str_is(gly_tok_text(doc, &toks[i - 2]), "-") &&
           toks[i - 1].flags & GLY_TOK_GLUED && !(toks[i - 2].flags & GLY_TOK_GLUED);
}

/* "a file name of - is given", "prefix - to sort it": the mark itself is meant. */
static bool is_spoken_of(const struct gly_doc *doc, uint32_t i)
{
    return gly_tok_is(doc, i - 1, "a|an|the|of|prefix|put|use|using|with");
}

static enum kind kind_of(const struct gly_doc *doc, const struct gly_tok *toks,
                         uint32_t i, uint32_t count)
{
    if (i == 0 || i + 1 >= count || toks[i].kind != GLY_TOK_PUNCT ||
        toks[i - 1].sent != toks[i].sent || toks[i + 1].sent != toks[i].sent)
        return NO_DASH;
    struct gly_str text = gly_tok_text(doc, &toks[i]);
    bool hyphen = gly_str_is(text, "-"), en = gly_str_is(text, "–");
    if ((hyphen || en) && is_range(doc, toks, i, count))
        return en ? RANGE_REAL : RANGE_HYPHEN;
    if (en || gly_str_is(text, "—"))
        return REAL;
    bool before = toks[i].flags & GLY_TOK_GLUED,
         behind = toks[i + 1].flags & GLY_TOK_GLUED;
    /* A sum or a score has numbers on both sides. */
    if (!is_prose(&toks[i - 1]) || toks[i + 1].kind != GLY_TOK_WORD ||
        toks[i].flags & GLY_TOK_LINE_BREAK || is_among_options(doc, toks, i))
        return NO_DASH;
    if (hyphen)
        return !before && !behind && !is_quoted(doc, toks, i) && !is_spoken_of(doc, i)
                   ? HYPHEN
                   : NO_DASH;
    return gly_str_is(text, "--") && before == behind ? DOUBLE : NO_DASH;
}

/* "NAME" and below it "boats - list of all boats": manual pages begin so. */
static bool is_manual_name(const struct gly_doc *doc, const struct gly_block *block)
{
    uint32_t count, tok = block->first_tok;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    return tok + 1 < count && gly_str_is(gly_tok_text(doc, &toks[tok]), "NAME") &&
           toks[tok + 1].flags & GLY_TOK_LINE_BREAK;
}

/* Labels of headings, items and cells ("Hull - 12 boats") are no sentences. */
static bool is_looked_at(struct gly_pass *pass, const struct gly_tok *tok)
{
    if (!gly_tok_speaks(pass, tok))
        return false;
    uint32_t count;
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sent = &gly_doc_sents(doc, &count)[tok->sent];
    const struct gly_block *block = &gly_doc_blocks(doc, &count)[sent->block];
    return block->kind == GLY_BLOCK_PARAGRAPH && !is_manual_name(doc, block) &&
           gly_block_within(doc, sent->block, GLY_BLOCK_LIST) == GLY_NONE;
}

static void check_kind(struct gly_pass *pass, enum kind few, const uint32_t *found,
                       const uint32_t *first, enum kind many, const char *message,
                       const char *mark)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count, shown = 0;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (found[few] == 0 || found[few] > SHOWN || found[many] < 3 ||
        found[few] * 2 > found[many])
        return;
    for (uint32_t i = first[few]; i < count && shown < found[few]; i++) {
        if (kind_of(doc, toks, i, count) != few || !is_looked_at(pass, &toks[i]))
            continue;
        shown++;
        struct gly_finding *f = gly_report(pass, DASH, toks[i].span, "%s", message);
        gly_evidence(f, toks[first[many]].span, "set so here");
        gly_fix(f, gly_str(mark));
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count, found[KIND_COUNT] = {0}, first[KIND_COUNT] = {0};
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 0; i < count; i++) {
        enum kind kind = kind_of(doc, toks, i, count);
        if (kind == NO_DASH || !is_looked_at(pass, &toks[i]))
            continue;
        if (found[kind]++ == 0)
            first[kind] = i;
    }
    if (found[REAL] == 0 && found[RANGE_REAL] == 0)
        return;
    struct gly_str real = gly_tok_text(doc, &toks[first[REAL]]);
    const char *mark = gly_str_is(real, "–") ? "–" : "—";
    check_kind(pass, HYPHEN, found, first, REAL,
               "a hyphen where this text sets a dash elsewhere", mark);
    check_kind(pass, DOUBLE, found, first, REAL,
               "two hyphens where this text sets a dash elsewhere", mark);
    check_kind(pass, RANGE_HYPHEN, found, first, RANGE_REAL,
               "a hyphen in a range, where this text sets an en dash elsewhere", "–");
}

const struct gly_check gly_check_typography_dash = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .language = "en",
    .run = run,
};
