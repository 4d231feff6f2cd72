#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/ways.h>

enum { NUMBER_STYLE, UNIT_SPACING };

static const struct gly_rule rules[] = {
    [NUMBER_STYLE] =
        {
            .id = "consistency/number-style",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Numbers are written in two styles",
            .why =
                "The rarer style is the finding, where the other has three times as "
                "many places. What is compared: small counts in words and in "
                "figures, larger ones likewise, 14% and 14 per cent, 12,000 and "
                "12000. A sentence that has other figures, or other numbers in words, "
                "may follow them; measures, ages, scores, headings, tables and "
                "quotations are left alone.",
            .bad = "Turnout was 38% in May. In the harbour it was 22%, and in the old "
                   "town 31%. Uphill it was 14 per cent.",
            .good = "Turnout was 38% in May. In the harbour it was 22%, and in the old "
                    "town 31%. Uphill it was 14%.",
        },
    [UNIT_SPACING] =
        {
            .id = "consistency/unit-spacing",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Units stand close to some numbers and apart from others",
            .why = "The rarer way is the finding, where the other has three times as "
                   "many places. Units of one letter that names use (a 4K screen) and "
                   "units in words do not count.",
            .bad =
                "The path is 5 km long, and the sack weighs 12 kg. The river is 3 km "
                "off, and the well is 40m deep.",
            .good =
                "The path is 5 km long, and the sack weighs 12 kg. The river is 3 km "
                "off, and the well is 40 m deep.",
        },
};

/* What may be written in several ways, and the ways. */
enum choice { SMALL, LARGE, PERCENT, THOUSANDS, SPACING, CHOICE_COUNT };
enum { WAYS = 3 };

/* "is written ..." */
static const char *const wording[CHOICE_COUNT][WAYS] = {
    [SMALL] = {"in words", "in figures", NULL},
    [LARGE] = {"in figures", "in words", NULL},
    [PERCENT] = {"with the sign", "with 'per cent'", "with 'percent'"},
    [THOUSANDS] = {"with a mark between the thousands", "without a mark", NULL},
    [SPACING] = {"with a space before the unit", "without a space", NULL},
};

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_sent *sents;
    const struct gly_block *blocks;
    const struct gly_quotations *quotations;
    const struct gly_quantities *quantities;
    const struct gly_number *numbers;
    uint32_t tok_count;
    struct gly_way ways[CHOICE_COUNT][WAYS];
    bool is_mixed; /* a small count in figures beside one in words */
};

static void add(struct state *s, enum choice choice, unsigned way, struct gly_span span)
{
    gly_way_add(&s->ways[choice][way], span);
}

/* ---- One quantity ---- */

/* Do other numbers of the sentence stand in figures, or in words? It may follow them. */
static bool has_company(const struct state *s, uint32_t index, bool in_words)
{
    const struct gly_quantity *q = &s->quantities->at[index];
    for (uint32_t i = index; i-- > 0 && s->quantities->at[i].sent == q->sent;)
        if (((s->quantities->at[i].flags & GLY_QUANTITY_IN_WORDS) != 0) == in_words)
            return true;
    for (uint32_t i = index + 1;
         i < s->quantities->count && s->quantities->at[i].sent == q->sent; i++)
        if (((s->quantities->at[i].flags & GLY_QUANTITY_IN_WORDS) != 0) == in_words)
            return true;
    return false;
}

/* "2 pounders": guns and vehicles are named by their figure. */
static bool names_a_kind(const struct state *s, const struct gly_quantity *q)
{
    static const char *const kinds[] = {"pounder", "seater", "wheeler", "footer",
                                        "tonner",  "inch",   "door"};
    struct gly_str noun = gly_doc_slice(s->doc, q->noun);
    for (size_t i = 0; i < GLY_COUNT(kinds); i++)
        if (gly_str_starts(noun, kinds[i]))
            return true;
    return false;
}

static bool is_duration(const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_AMOUNT && q->unit &&
           q->unit->dimension == GLY_DIM_TIME;
}

/* A whole number by itself. In words at the start of a sentence it says nothing of the
 * style, as no figure may stand there. */
static bool is_plain_count(const struct state *s, const struct gly_quantity *q)
{
    return q->number_count == 1 && s->numbers[q->number].decimals == 0 &&
           q->low == q->high && q->bound == GLY_BOUND_NONE &&
           !(q->flags & GLY_QUANTITY_ADJECTIVE) && q->low == (double)(int)q->low &&
           !(s->toks[q->first_tok].flags &
             (GLY_TOK_SENT_START | GLY_TOK_CAPITALISED | GLY_TOK_HYPHENATED));
}

static void see_count(struct state *s, uint32_t index)
{
    const struct gly_quantity *q = &s->quantities->at[index];
    bool words = q->flags & GLY_QUANTITY_IN_WORDS;
    if (q->low < 2 || q->low > 99 || !is_plain_count(s, q))
        return;
    bool small = q->low <= 9;
    if (is_duration(q) && small && words) /* measures take figures, these do not */
        add(s, SMALL, 0, q->span);
    if (q->class != GLY_QUANTITY_COUNT || gly_span_len(q->noun) == 0 ||
        names_a_kind(s, q))
        return;
    if (small && (words || !has_company(s, index, false))) {
        add(s, SMALL, !words, q->span);
        s->is_mixed |= !words && has_company(s, index, true);
    }
    if (q->low >= 11 && (!words || !has_company(s, index, true)) &&
        !(words && (int)q->low % 10 == 0))
        add(s, LARGE, words, q->span);
}

static bool is_in_brackets(const struct state *s, const struct gly_quantity *q)
{
    uint32_t after = q->first_tok + q->tok_count;
    return (q->first_tok > 0 &&
            gly_str_is(gly_tok_text(s->doc, &s->toks[q->first_tok - 1]), "(")) ||
           (after < s->tok_count &&
            gly_str_is(gly_tok_text(s->doc, &s->toks[after]), ")"));
}

static void see_percent(struct state *s, const struct gly_quantity *q)
{
    struct gly_str text = gly_doc_slice(s->doc, q->span);
    if (q->flags & GLY_QUANTITY_IN_WORDS || is_in_brackets(s, q))
        return;
    if (gly_str_ends(text, "%"))
        add(s, PERCENT, 0, q->span);
    else if (gly_str_ends(text, "per cent"))
        add(s, PERCENT, 1, q->span);
    else if (gly_str_ends(text, "percent"))
        add(s, PERCENT, 2, q->span);
}

static void see_thousands(struct state *s, const struct gly_quantity *q)
{
    const struct gly_number *n = &s->numbers[q->number];
    if (q->number_count != 1 || n->scale != 0 || n->flags & GLY_NUMBER_WORDS ||
        n->value < 10000 || n->decimals > 0)
        return;
    add(s, THOUSANDS, !(n->flags & GLY_NUMBER_GROUPED), n->span);
}

/* "5 km", "5km": a unit of letters behind a number in figures. */
static void see_unit(struct state *s, const struct gly_quantity *q)
{
    static const char *const units[] = {"km",  "m",  "cm", "mm", "kg", "g",   "mg",
                                        "ml",  "kW", "MW", "GW", "Hz", "kHz", "MHz",
                                        "GHz", "KB", "MB", "GB", "TB", "ms",  "kPa",
                                        "mph", "lb", "ft", "ha", "nm", "kWh", "GWh"};
    const struct gly_number *n = &s->numbers[q->number + q->number_count - 1];
    uint32_t last = q->first_tok + q->tok_count - 1;
    if (q->number_count == 0 ||
        q->flags & (GLY_QUANTITY_COMPOUND | GLY_QUANTITY_SLIDING) ||
        s->toks[last].flags & GLY_TOK_HYPHENATED || n->scale != 0 ||
        n->flags & GLY_NUMBER_WORDS)
        return;
    struct gly_str unit = gly_tok_text(s->doc, &s->toks[last]);
    bool listed = false;
    for (size_t i = 0; i < GLY_COUNT(units) && !listed; i++)
        listed = gly_str_is(unit, units[i]);
    uint32_t between = s->toks[last].span.start - n->span.end;
    if (!listed || s->toks[last].span.start < n->span.end || between > 4)
        return;
    add(s, SPACING, between == 0, (struct gly_span){n->span.start, q->span.end});
}

/* "Merlin 4 engines", "point 9 of", "mount.8", "prior to 3.0": a number that belongs to
 * what stands before it, and one that is a version. */
static bool is_label(const struct state *s, const struct gly_quantity *q)
{
    uint32_t tok = q->first_tok;
    const struct gly_tok *left = &s->toks[tok > 0 ? tok - 1 : 0];
    if (q->flags & GLY_QUANTITY_IN_WORDS || tok == 0 || left->sent != s->toks[tok].sent)
        return false;
    bool initials = left->flags & GLY_TOK_ALL_CAPS && gly_span_len(left->span) > 2;
    return (left->kind == GLY_TOK_WORD && left->flags & GLY_TOK_CAPITALISED &&
            (initials || !(left->flags & GLY_TOK_SENT_START))) ||
           (s->toks[tok].flags & GLY_TOK_GLUED &&
            gly_str_is(gly_tok_text(s->doc, left), ".")) ||
           gly_tok_is(s->doc, tok - 1,
                      "point|points|section|chapter|item|step|version|versions|level|"
                      "page|table|figure|part|phase|class|type|rule|number|article|"
                      "question|case|option|release") ||
           (tok > 1 && gly_tok_is(s->doc, tok - 1, "to") &&
            gly_tok_is(s->doc, tok - 2, "prior"));
}

static bool counts(const struct state *s, const struct gly_quantity *q)
{
    const struct gly_tok *tok = &s->toks[q->first_tok];
    return gly_tok_speaks(s->pass, tok) && !(tok->flags & GLY_TOK_IN_LINK) &&
           s->blocks[s->sents[tok->sent].block].kind == GLY_BLOCK_PARAGRAPH &&
           !gly_quotation_marks(s->quotations, q->span.start);
}

static void see(struct state *s, uint32_t index)
{
    const struct gly_quantity *q = &s->quantities->at[index];
    if (!gly_quantity_is_value(q) || q->number_count == 0 || !counts(s, q))
        return;
    bool label = is_label(s, q);
    if (!label)
        see_count(s, index);
    if (!label && (q->class == GLY_QUANTITY_COUNT || q->class == GLY_QUANTITY_AMOUNT))
        see_thousands(s, q);
    if (q->unit && q->unit->dimension == GLY_DIM_PERCENT)
        see_percent(s, q);
    else if (q->unit && q->class == GLY_QUANTITY_AMOUNT)
        see_unit(s, q);
}

/* ---- The document ---- */

/* A single small count in figures is rare also against two in words, where its own
 * sentence has another one in words. */
static bool is_minority(const struct state *s, enum choice choice,
                        const struct gly_way *rare, const struct gly_way *often)
{
    return gly_way_is_rare(rare, often) ||
           (choice == SMALL && rare->count == 1 && often->count == 2 && s->is_mixed);
}

static void judge(const struct state *s, enum choice choice, unsigned few,
                  unsigned many)
{
    const struct gly_way *rare = &s->ways[choice][few], *often = &s->ways[choice][many];
    if (is_minority(s, choice, rare, often))
        gly_way_report(s->pass, choice == SPACING ? UNIT_SPACING : NUMBER_STYLE, rare,
                       wording[choice][few], often, wording[choice][many]);
}

static void run(struct gly_pass *pass)
{
    uint32_t unused;
    const struct gly_quantities *quantities = gly_quantities(pass);
    if (quantities->count < 3)
        return;
    struct state *s = gly_alloc(pass, 1, sizeof *s);
    s->pass = pass;
    s->doc = gly_pass_doc(pass);
    s->quotations = gly_quotations(pass);
    s->quantities = quantities;
    s->numbers = gly_numbers(pass)->at;
    s->toks = gly_doc_toks(s->doc, &s->tok_count);
    s->sents = gly_doc_sents(s->doc, &unused);
    s->blocks = gly_doc_blocks(s->doc, &unused);
    for (uint32_t i = 0; i < quantities->count; i++)
        see(s, i);
    for (unsigned choice = 0; choice < CHOICE_COUNT; choice++)
        for (unsigned few = 0; few < WAYS; few++)
            for (unsigned many = 0; many < WAYS; many++)
                if (few != many)
                    judge(s, choice, few, many);
}

const struct gly_check gly_check_consistency_number_style = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_NUMBERS | GLY_NEED_QUANTITIES | GLY_NEED_QUOTATIONS,
    .language = "en",
    .run = run,
};
