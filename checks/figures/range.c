#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { RANGE };

static const struct gly_rule rules[] = {
    [RANGE] =
        {
            .id = "figures/range",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A range from more to less",
            .why =
                "'Between 35 and 18' names the larger end first: the two are changed "
                "over, or one of them is wrong. Only 'between ... and', ages and "
                "'range from ... to' are read so: "
                "dashes join scores, tapers and abbreviated figures as well. Silent "
                "for "
                "temperatures and whatever is below nought.",
            .bad = "Singers must be between 60 and 16 years old.",
            .good = "Singers must be between 16 and 60 years old.",
        },
};

/* "Between" before the range, on its way perhaps a currency sign. */
static bool is_between(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    return q->first_tok > 0 &&
           gly_str_eq_nocase(gly_tok_text(doc, &toks[q->first_tok - 1]),
                             gly_str("between"));
}

/* "aged 12 to 8", "ranged from £500 to £100": two figures of one kind, the larger first,
 * where the words speak of a span and not of a change. */
static bool is_span(const struct gly_doc *doc, const struct gly_quantity *a,
                    const struct gly_quantity *b)
{
    uint32_t at = a->first_tok, gap = gly_quantity_end(a);
    if (a->sent != b->sent || at < 1 || b->first_tok != gap + 1 || a->low <= b->low ||
        b->low <= 0 || !gly_quantity_is_plain(a) || !gly_quantity_is_plain(b) ||
        a->low > 100 * b->low)
        return false;
    bool ages = a->class == GLY_QUANTITY_AGE &&
                (b->class == GLY_QUANTITY_NUMBER || b->class == GLY_QUANTITY_AGE ||
                 gly_quantity_in(b, GLY_DIM_TIME));
    if (ages && gly_tok_is(doc, at - 1, "between"))
        return gly_tok_is(doc, at - 2, "aged|ages") && gly_tok_is(doc, gap, "and");
    if (ages && at >= 4 && gly_tok_is(doc, at - 1, "of"))
        return gly_tok_is(doc, at - 4, "between") && gly_tok_is(doc, at - 2, "ages") &&
               gly_tok_is(doc, gap, "and");
    if (ages)
        return gly_tok_is(doc, at - 1, "aged|ages") &&
               gly_tok_is(doc, gap, "to|-|\u2013|\u2014") && b->low < 100;
    return gly_quantity_same_unit(a, b) && gly_tok_is(doc, gap, "to") && at >= 2 &&
           gly_tok_is(doc, at - 1, "from") &&
           gly_tok_is(doc, at - 2,
                      "range|ranges|ranged|ranging|vary|varies|varied|varying") &&
           gly_quantity_same_per(doc, a, b);
}

/* "between 15,000 and 10,000 BC": years that are counted backwards. */
static bool counts_backwards(const struct gly_doc *doc, uint32_t sent)
{
    return gly_sent_has(doc, sent, "bc|bce|b.c|b.c.|b.c.e|b.c.e.|bp|ago|before");
}

/* Words by which the larger end may well come first: a scale read downwards. */
static bool goes_down(const struct gly_doc *doc, uint32_t sent)
{
    return gly_sent_has(doc, sent,
                        "fall|falls|fell|falling|down|drop|drops|dropped|decline|"
                        "declined|decreasing|decrease|reduced|descending|respectively|"
                        "respective|best|worst|highest|strongest|oldest|largest|first|"
                        "winner|countdown|backwards|not|night|winter|logarithmic");
}

static void check_span(struct gly_pass *pass, const struct gly_quantity *a)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *b = a + 1;
    if (!is_span(doc, a, b) || gly_quantity_in(a, GLY_DIM_TEMPERATURE) ||
        gly_quantity_in(a, GLY_DIM_ANGLE) || goes_down(doc, a->sent) ||
        counts_backwards(doc, a->sent))
        return;
    struct gly_span span = {a->span.start, b->span.end};
    gly_report(pass, RANGE, span, "the range '%.*s' begins with its larger end",
               GLY_STR_ARG(gly_doc_slice(doc, span)));
}

/* What a thing is made for is no weather: its temperatures go up. */
static bool is_specified(const struct gly_doc *doc, uint32_t sent)
{
    return gly_sent_has(doc, sent,
                        "works|operates|operate|operating|designed|rated|withstands|"
                        "tested|temperatures");
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (i + 1 < all->count && gly_block_speaks(pass, sents[q->sent].block))
            check_span(pass, q);
        if (!(q->flags & GLY_QUANTITY_DESCENDING) || !gly_quantity_is_value(q) ||
            q->low <= 0 || q->flags & GLY_QUANTITY_ADJECTIVE ||
            (!q->unit && q->half > 0 && q->half < 0.5) || /* "1.1 and 1.0": versions */
            !is_between(doc, q) || counts_backwards(doc, q->sent) ||
            (q->unit &&
             (q->unit->dimension == GLY_DIM_TEMPERATURE ||
              q->unit->dimension == GLY_DIM_ANGLE) &&
             !is_specified(doc, q->sent)) ||
            !gly_block_speaks(pass, sents[q->sent].block))
            continue;
        gly_report(pass, RANGE, q->span, "the range '%.*s' begins with its larger end",
                   GLY_STR_ARG(gly_doc_slice(doc, q->span)));
    }
}

const struct gly_check gly_check_figures_range = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
