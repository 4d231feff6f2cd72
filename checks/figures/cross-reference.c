/* What a text refers to by number is in it. */
#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { CROSS_REFERENCE };

static const struct gly_rule rules[] = {
    [CROSS_REFERENCE] =
        {
            .id = "figures/cross-reference",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A table, figure, section or item that is not there",
            .why =
                "Renumbering leaves such references behind, and the reader looks in "
                "vain. Judged where the document itself numbers things of that kind; "
                "silent where the words point to another document or to an Act.",
            .bad = "1. Hedges. The hedge was cut.\n2. Water. It ran.\n3. Date. Not "
                   "set.\n\nThe clerk will write as agreed under item 7.",
            .good = "1. Hedges. The hedge was cut.\n2. Water. It ran.\n3. Date. Not "
                    "set.\n\nThe clerk will write as agreed under item 2.",
        },
};

/* ---- What can be referred to ---- */

enum class_kind {
    TABLE,
    FIGURE,
    SECTION,
    APPENDIX,
    ITEM,
    STEP,
    CLAUSE,
    BOX,
    CHART,
    EQUATION,
    CLASS_COUNT,
    NO_CLASS = CLASS_COUNT
};

/* `fewest` defined there must be before a missing one means anything; an excerpt may
 * begin and end anywhere. */
static const struct {
    const char *words;
    const char *name;
    bool numbered; /* numbered items or headings define them as well */
    unsigned fewest;
} classes[CLASS_COUNT] = {
    [TABLE] = {"table|tables", "table", false, 1},
    [FIGURE] = {"figure|figures|fig|figs|fig.|figs.", "figure", false, 1},
    [SECTION] = {"section|sections", "section", true, 2},
    [APPENDIX] = {"appendix|appendices|annex", "appendix", false, 2},
    [ITEM] = {"item|items", "item", true, 2},
    [STEP] = {"step|steps", "step", true, 2},
    [CLAUSE] = {"clause|clauses|paragraph|paragraphs", "paragraph", true, 2},
    [BOX] = {"box|boxes", "box", false, 2},
    [CHART] = {"chart|charts", "chart", false, 1},
    [EQUATION] = {"equation|equations|eq.|eqs.|eq|eqs", "equation", false, 2},
};

/* Labels: numbers below 1,000, capital letters, and "2.3", of which a few are kept. */
enum { LABELS = 1000, LETTERS = 26, MOST_PARTS = 500 };

struct known {
    bool number[CLASS_COUNT][LABELS];
    bool letter[CLASS_COUNT][LETTERS];
    unsigned count[CLASS_COUNT];
    struct gly_str parts[MOST_PARTS]; /* of sections */
    unsigned part_count;
};

struct label {
    uint32_t number; /* 0 for none */
    char letter;     /* '\0' for none */
    struct gly_str part;
};

static enum class_kind class_of(const struct gly_doc *doc, uint32_t tok)
{
    struct gly_str text = gly_tok_at(doc, tok);
    if (text.len < 2 || !strchr("tTfFsSaAiIcCpPbBeE", text.ptr[0]))
        return NO_CLASS;
    for (unsigned k = 0; k < CLASS_COUNT; k++)
        if (gly_str_listed(text, classes[k].words))
            return k;
    return NO_CLASS;
}

/* "3", "3.", "3a", "D", "2.3". */
static bool read_label(struct gly_str text, struct label *ret)
{
    *ret = (struct label){0};
    while (text.len > 0 && text.ptr[text.len - 1] == '.')
        text.len--;
    if (text.len == 1 && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z') {
        ret->letter = text.ptr[0];
        return true;
    }
    size_t at = 0;
    for (; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++)
        ret->number = ret->number < LABELS
                          ? ret->number * 10 + (uint32_t)(text.ptr[at] - '0')
                          : LABELS;
    if (at == 0 || ret->number == 0 || ret->number >= LABELS)
        return false;
    bool panel = at + 1 == text.len && text.ptr[at] >= 'a' && text.ptr[at] <= 'h';
    if (at == text.len || panel)
        return true;
    for (size_t i = at; i < text.len; i++)
        if (text.ptr[i] != '.' && (text.ptr[i] < '0' || text.ptr[i] > '9'))
            return false;
    ret->part = text;
    return true;
}

static void define(struct known *known, enum class_kind k, const struct label *label)
{
    bool *slot = label->letter          ? &known->letter[k][label->letter - 'A']
                 : label->part.len == 0 ? &known->number[k][label->number]
                                        : NULL;
    known->count[k] += slot ? !*slot : 1;
    if (slot)
        *slot = true;
    else if (known->part_count < MOST_PARTS)
        known->parts[known->part_count++] = label->part;
}

static void define_numbered(struct known *known, const struct label *label)
{
    for (unsigned k = 0; k < CLASS_COUNT; k++)
        if (classes[k].numbered)
            define(known, k, label);
}

/* "Table 3. Yields", "Appendix B", "4. Safety", "2.3 Fees": what a block begins with. */
static void learn_block(const struct gly_doc *doc, const struct gly_block *block,
                        struct known *known)
{
    uint32_t tok = block->first_tok, end = tok + block->tok_count;
    bool title = block->kind == GLY_BLOCK_HEADING || block->kind == GLY_BLOCK_CAPTION;
    struct label label;
    if (tok == end)
        return;
    /* "V = k S    (2)": an equation with its number behind. */
    if (block->tok_count >= 6 && gly_tok_is(doc, end - 1, ")") &&
        gly_tok_is(doc, end - 3, "(") && read_label(gly_tok_at(doc, end - 2), &label) &&
        label.part.len == 0 && !label.letter && gly_toks_have(doc, tok, end - 3, "="))
        define(known, EQUATION, &label);
    enum class_kind k = class_of(doc, tok);
    if (k == NO_CLASS) {
        const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
        bool marked = tok + 1 < end && gly_tok_is(doc, tok + 1, ".|)");
        if (toks[tok].kind == GLY_TOK_NUMBER && (title || marked) &&
            read_label(gly_tok_at(doc, tok), &label))
            define_numbered(known, &label);
        return;
    }
    if (tok + 1 >= end || !read_label(gly_tok_at(doc, tok + 1), &label))
        return;
    struct gly_str behind = gly_tok_at(doc, tok + 2);
    if (title || tok + 2 == end || gly_str_is(behind, ".") || gly_str_is(behind, ":") ||
        gly_str_is(behind, "\u2014") || gly_str_is(behind, "\u2013") ||
        gly_str_is(behind, "-") || gly_str_is(behind, "--") ||
        gly_str_is(behind, "|") || gly_str_ends(gly_tok_at(doc, tok + 1), "."))
        define(known, k, &label);
}

static void learn(const struct gly_doc *doc, struct known *known)
{
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    uint32_t sent_count;
    const struct gly_sent *sents = gly_doc_sents(doc, &sent_count);
    /* "Fig. 7. The mill": a picture may stand before it in its block. */
    for (uint32_t i = 0; i < sent_count; i++) {
        uint32_t tok = sents[i].first_tok;
        struct label label;
        enum class_kind k = sents[i].tok_count >= 3 ? class_of(doc, tok) : NO_CLASS;
        if (k != NO_CLASS && read_label(gly_tok_at(doc, tok + 1), &label) &&
            gly_tok_is(doc, tok + 2, ".|:|--"))
            define(known, k, &label);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (blocks[i].kind == GLY_BLOCK_ITEM && blocks[i].number > 0 &&
            blocks[i].number < LABELS)
            define_numbered(known, &(struct label){.number = blocks[i].number});
        else if (blocks[i].flags & GLY_BLOCK_PROSE)
            learn_block(doc, &blocks[i], known);
    }
}

/* ---- References ---- */

static bool is_known(const struct known *known, enum class_kind k,
                     const struct label *label)
{
    if (label->letter)
        return known->letter[k][label->letter - 'A'];
    if (label->part.len == 0)
        return known->number[k][label->number];
    for (unsigned i = 0; i < known->part_count; i++)
        if (gly_str_eq(known->parts[i], label->part))
            return true;
    return false;
}

/* Has the document enough of the kind, and from the beginning on, to be sure that it
 * should have this one? */
static bool is_judged(const struct known *known, enum class_kind k,
                      const struct label *label)
{
    if (known->count[k] < classes[k].fewest)
        return false;
    if (label->letter)
        return k == APPENDIX && known->letter[k][0];
    /* "with table 42": far beyond the last it is a number of something else. */
    enum { FAR = 20 };
    bool near = label->number <= FAR;
    for (uint32_t n = label->number; !near && n > label->number - FAR; n--)
        near = known->number[k][n];
    if (label->part.len == 0)
        return known->number[k][1] && near;
    /* Of "2.3" the part 2 must be cut up at all. */
    unsigned same = 0;
    size_t dot = (size_t)((const char *)memchr(label->part.ptr, '.', label->part.len) -
                          label->part.ptr);
    for (unsigned i = 0; i < known->part_count; i++)
        same += known->parts[i].len > dot &&
                memcmp(known->parts[i].ptr, label->part.ptr, dot + 1) == 0;
    return k == SECTION && same >= 2;
}

/* "the ministry's Table 7", "Table 7 of the handbook", "section 4 of the Act". */
static bool is_elsewhere(const struct gly_doc *doc, const struct gly_sent *sent,
                         uint32_t tok, uint32_t behind)
{
    static const char others[] =
        "act|acts|law|code|treaty|statute|regulation|regulations|constitution|bill|"
        "directive|convention|handbook|manual|standard|supplementary|supplemental|"
        "supplement|online|removed|omitted|deleted|withdrawn|contract|lease|agreement|"
        "volume|thesis|guide|charter|statutes|u.s.c.|gdpr|iso|rfc|al|previous|original|"
        "former|old|earlier|menu|kit|exhibit|catalogue|faq|copyright";
    uint32_t first = sent->first_tok, end = first + sent->tok_count;
    if (gly_toks_have(doc, first, end, others))
        return true;
    if (behind < end && gly_tok_is(doc, behind, "of|in|from|to|by|at|on|under"))
        return !gly_tok_is(doc, behind, "in|of") ||
               !gly_tok_is(doc, behind + 1, "this|these");
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    /* "the figure 8 on the door", "a seat at table 9" */
    if (tok > first && !(toks[tok].flags & GLY_TOK_CAPITALISED) &&
        gly_tok_is(doc, tok - 1, "the|a|at|this"))
        return true;
    return tok > first && (gly_tok_is(doc, tok - 1, "their|his|her|its|your|my") ||
                           toks[tok - 1].flags & GLY_TOK_APOSTROPHE);
}

/* Is it the text of a link to another document? Few references get as far as here. */
static bool leads_elsewhere(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_ref ref;
    if (!(tok->flags & GLY_TOK_IN_LINK))
        return false;
    for (uint32_t at = 0; gly_doc_next_ref(doc, &at, &ref);)
        if (!ref.note && ref.span.start <= tok->span.start &&
            tok->span.end <= ref.span.end)
            return ref.target.len > 0 && ref.target.ptr[0] != '#';
    return false;
}

/* References that lead nowhere, and which numbers of each kind were named: where most of
 * them are nowhere, they are those of something else (the sections of a manual). */
enum { MOST_LOST = 64, FEWEST_STRANGE = 3 };

struct lost {
    struct {
        struct gly_span span;
        enum class_kind k;
        uint32_t tok; /* the label */
    } at[MOST_LOST];
    unsigned count;
    uint64_t missing[CLASS_COUNT], found[CLASS_COUNT]; /* numbers below 64 */
};

static unsigned count_bits(uint64_t set)
{
    unsigned count = 0;
    for (; set != 0; set &= set - 1)
        count++;
    return count;
}

static uint64_t bit_of(const struct label *label)
{
    return label->number < 64 ? (uint64_t)1 << label->number : 0;
}

static void report_lost(struct gly_pass *pass, const struct lost *lost)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    for (unsigned i = 0; i < lost->count; i++) {
        enum class_kind k = lost->at[i].k;
        unsigned missing = count_bits(lost->missing[k]);
        if (missing < FEWEST_STRANGE || missing <= count_bits(lost->found[k]))
            gly_report(pass, CROSS_REFERENCE, lost->at[i].span,
                       "this document has no %s '%.*s'", classes[k].name,
                       GLY_STR_ARG(gly_tok_at(doc, lost->at[i].tok)));
    }
}

static void judge(const struct gly_doc *doc, const struct known *known,
                  enum class_kind k, uint32_t tok, const struct gly_sent *sent,
                  struct lost *lost)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t end = sent->first_tok + sent->tok_count;
    enum { MOST_LABELS = 6 };
    uint32_t at = tok + 1;
    at += k == EQUATION && gly_tok_is(doc, at, "(");
    for (unsigned n = 0; n < MOST_LABELS && at < end; n++) {
        struct label label;
        if (!read_label(gly_tok_at(doc, at), &label))
            return;
        if (is_known(known, k, &label))
            lost->found[k] |= bit_of(&label);
        if (is_judged(known, k, &label) && !is_known(known, k, &label) &&
            !is_elsewhere(doc, sent, tok, at + 1) && !leads_elsewhere(doc, &toks[at]) &&
            lost->count < MOST_LOST) {
            lost->at[lost->count].span = (struct gly_span){
                toks[n == 0 ? tok : at].span.start, toks[at].span.end};
            lost->at[lost->count].k = k;
            lost->at[lost->count++].tok = at;
            lost->missing[k] |= bit_of(&label);
        }
        /* "Tables 2 and 3", "sections 4, 5 and 6". */
        at++;
        bool joined = false;
        while (at < end && gly_tok_is(doc, at, ",|and|or|to|-|\u2013|&")) {
            joined = true;
            at++;
        }
        if (!joined || toks[at - 1].kind == GLY_TOK_NUMBER ||
            !gly_str_ends(gly_tok_at(doc, tok), "s"))
            return;
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    struct known *known = NULL;
    struct lost lost = {.count = 0};
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (toks[i].kind != GLY_TOK_WORD || toks[i].sent == GLY_NONE ||
            toks[i + 1].sent != toks[i].sent)
            continue;
        struct label label;
        bool bracket = gly_tok_is(doc, i + 1, "(");
        if (!read_label(gly_tok_at(doc, i + 1 + bracket), &label))
            continue;
        enum class_kind k = class_of(doc, i);
        if (bracket && k != EQUATION)
            continue;
        if (k == NO_CLASS || !gly_tok_speaks(pass, &toks[i]))
            continue;
        if (!known) {
            known = gly_alloc(pass, 1, sizeof *known);
            learn(doc, known);
        }
        judge(doc, known, k, i, &sents[toks[i].sent], &lost);
    }
    report_lost(pass, &lost);
}

const struct gly_check gly_check_figures_cross_reference = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .language = "en",
    .run = run,
};
