#include <galley/check.h>

enum { MARKS };

static const struct gly_rule rules[] = {
    [MARKS] =
        {
            .id = "typography/quotation-marks",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Straight and curly quotation marks, or single and double ones, "
                       "are mixed",
            .why = "Text pasted from two sources keeps the marks of both. The smaller "
                   "part is the finding. Quotations inside quotations, words set off "
                   "rather than spoken, inches and code are left alone.",
            .bad = "“Good,” he said. “Late,” she said. “Is it?” he said. \"Quite.\"",
            .good = "“He told me ‘never’,” she said, and the ‘mill’ was shut.",
        },
};

enum { SHOWN = 5 }; /* more of a kind are told in one finding */

enum kind { STRAIGHT_DOUBLE, CURLY_DOUBLE, STRAIGHT_MARK, CURLY_MARK, KIND_COUNT };

static enum kind kind_of(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(doc, tok);
    if (tok->kind == GLY_TOK_PUNCT) {
        if (gly_str_is(text, "\""))
            return STRAIGHT_DOUBLE;
        if (gly_str_is(text, "“") || gly_str_is(text, "”"))
            return CURLY_DOUBLE;
    } else if (tok->kind == GLY_TOK_WORD && tok->flags & GLY_TOK_APOSTROPHE) {
        if (memchr(text.ptr, '\'', text.len))
            return STRAIGHT_MARK;
        if (memmem(text.ptr, text.len, "’", strlen("’")))
            return CURLY_MARK;
    }
    return KIND_COUNT;
}

struct census {
    uint32_t count[KIND_COUNT], first[KIND_COUNT];
};

/* Inches: a straight mark behind a number. */
static bool is_measure(const struct gly_tok *tok)
{
    return tok->flags & GLY_TOK_GLUED && tok[-1].kind == GLY_TOK_NUMBER;
}

static void take_census(struct gly_pass *pass, struct census *census)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 0; i < count; i++) {
        enum kind kind = kind_of(doc, &toks[i]);
        if (kind == KIND_COUNT || !gly_tok_speaks(pass, &toks[i]) ||
            (i > 0 && kind == STRAIGHT_DOUBLE && is_measure(&toks[i])))
            continue;
        if (census->count[kind]++ == 0)
            census->first[kind] = i;
    }
}

/* Marks of kind `few` among three times as many of kind `many`. */
static void check_shape(struct gly_pass *pass, const struct census *census,
                        enum kind few, enum kind many)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(gly_pass_doc(pass), &count);
    if (census->count[few] == 0 || census->count[few] * 3 > census->count[many])
        return;
    const char *shape =
        few == STRAIGHT_DOUBLE || few == STRAIGHT_MARK ? "straight" : "curly";
    bool doubles = few <= CURLY_DOUBLE;
    uint32_t shown = 0;
    for (uint32_t i = census->first[few]; i < count && shown < SHOWN; i++) {
        if (kind_of(gly_pass_doc(pass), &toks[i]) != few ||
            !gly_tok_speaks(pass, &toks[i]) ||
            (i > 0 && few == STRAIGHT_DOUBLE && is_measure(&toks[i])))
            continue;
        shown++;
        struct gly_finding *f = gly_report(
            pass, MARKS, toks[i].span, "a %s %s, while %u others of this text are %s",
            shape, doubles ? "quotation mark" : "apostrophe", census->count[many],
            strcmp(shape, "curly") == 0 ? "straight" : "curly");
        gly_evidence(f, toks[census->first[many]].span, "the first of the others");
        if (!doubles)
            gly_soften(f, GLY_NOTE);
        if (census->count[few] > SHOWN)
            return;
    }
}

/* ---- Single and double ---- */

struct speech {
    uint32_t open, close;
};

/* A quotation that somebody speaks: it ends with a comma, a question or a call, and the
 * sentence goes on behind it. `close` is its closing mark. */
static bool is_spoken(const struct gly_doc *doc, uint32_t open, uint32_t close,
                      uint32_t end)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (close < open + 4 || close + 1 >= end)
        return false;
    struct gly_str last = gly_tok_text(doc, &toks[close - 1]);
    const struct gly_tok *next = &toks[close + 1];
    return (gly_str_is(last, ",") || gly_str_is(last, "?") || gly_str_is(last, "!")) &&
           next->kind == GLY_TOK_WORD && !(next->flags & GLY_TOK_GLUED);
}

/* Spoken quotations of one leaf: `marks` are the forms of opening and closing mark. */
static bool find_speech(const struct gly_doc *doc, const struct gly_block *leaf,
                        const char *const marks[4], uint32_t *at, struct speech *ret)
{
    uint32_t count, end = leaf->first_tok + leaf->tok_count, open = GLY_NONE;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (; *at < end; ++*at) {
        const struct gly_tok *tok = &toks[*at];
        if (tok->kind != GLY_TOK_PUNCT)
            continue;
        struct gly_str text = gly_tok_text(doc, tok);
        bool glued = tok->flags & GLY_TOK_GLUED && *at > leaf->first_tok;
        if ((gly_str_is(text, marks[0]) || gly_str_is(text, marks[2])) && !glued) {
            open = *at;
        } else if ((gly_str_is(text, marks[1]) || gly_str_is(text, marks[3])) &&
                   glued && open != GLY_NONE) {
            if (is_spoken(doc, open, *at, end)) {
                *ret = (struct speech){open, (*at)++};
                return true;
            }
            open = GLY_NONE;
        }
    }
    return false;
}

static const char *const single_marks[] = {"'", "'", "‘", "’"};
static const char *const double_marks[] = {"\"", "\"", "“", "”"};

/* Is there a double mark open before `tok` in its leaf? Then the single one is inside. */
static bool is_inside(const struct gly_doc *doc, const struct gly_block *leaf,
                      uint32_t tok)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    bool open = false;
    for (uint32_t i = leaf->first_tok; i < tok; i++) {
        enum kind kind = kind_of(doc, &toks[i]);
        if (kind == STRAIGHT_DOUBLE)
            open = !open;
        else if (kind == CURLY_DOUBLE)
            open = gly_str_is(gly_tok_text(doc, &toks[i]), "“");
    }
    return open;
}

static void check_levels(struct gly_pass *pass)
{
    enum { LEVELS = 2, TRIES = 64 };
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count, found[LEVELS] = {0}, tries = 0;
    struct speech first[LEVELS] = {0};
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    uint32_t tok_count;
    const struct gly_tok *toks = gly_doc_toks(doc, &tok_count);
    for (uint32_t b = 0; b < count; b++) {
        if (blocks[b].kind != GLY_BLOCK_PARAGRAPH || !gly_block_speaks(pass, b))
            continue;
        for (unsigned level = 0; level < LEVELS; level++) {
            struct speech speech;
            uint32_t at = blocks[b].first_tok;
            while (find_speech(doc, &blocks[b], level ? double_marks : single_marks,
                               &at, &speech)) {
                /* A leaf is read again from its start each time: for the first few. */
                if (!level &&
                    (tries++ >= TRIES || is_inside(doc, &blocks[b], speech.open)))
                    continue;
                if (found[level]++ == 0)
                    first[level] = speech;
            }
        }
    }
    if (found[0] == 0 || found[1] == 0)
        return;
    /* Where it is one against one, the later is the one that changes the style. */
    unsigned few =
        found[0] == found[1] ? first[1].open > first[0].open : found[1] < found[0];
    if (found[few] * 3 > found[!few] && found[few] > 1)
        return;
    struct gly_finding *f = gly_report(
        pass, MARKS,
        (struct gly_span){toks[first[few].open].span.start,
                          toks[first[few].close].span.end},
        "%s quotation marks around speech, which this text sets in %s ones elsewhere",
        few ? "double" : "single", few ? "single" : "double");
    gly_evidence(f,
                 (struct gly_span){toks[first[!few].open].span.start,
                                   toks[first[!few].close].span.end},
                 "set so here");
}

static void run(struct gly_pass *pass)
{
    struct census census = {0};
    take_census(pass, &census);
    check_shape(pass, &census, STRAIGHT_DOUBLE, CURLY_DOUBLE);
    check_shape(pass, &census, CURLY_DOUBLE, STRAIGHT_DOUBLE);
    check_shape(pass, &census, STRAIGHT_MARK, CURLY_MARK);
    check_shape(pass, &census, CURLY_MARK, STRAIGHT_MARK);
    check_levels(pass);
}

const struct gly_check gly_check_typography_quotation_marks = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .language = "en",
    .run = run,
};
