/* "The third" of two. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { ORDINAL };

static const struct gly_rule rules[] = {
    [ORDINAL] =
        {
            .id = "figures/ordinal",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "More are counted off than there are",
            .why =
                "'Two volumes', and then the first, the second and the third. Judged "
                "where the ordinals follow each other without a gap and nothing "
                "else is counted with them, and where the words bind an ordinal to "
                "its number: 'of the nine rowers, the one who came tenth'.",
            .bad = "The survey has two parts. The first covers the coast, the second "
                   "the hills and the third the islands.",
            .good =
                "The survey has three parts. The first covers the coast, the second "
                "the hills and the third the islands.",
        },
};

enum { FEWEST = 2, MOST = 12, SENTENCES = 3 };

static bool is_number_of(const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_COUNT && gly_quantity_is_plain(q) &&
           q->low == floor(q->low) && q->low >= FEWEST && q->low <= MOST &&
           gly_span_len(q->noun) > 0 && !(q->flags & GLY_QUANTITY_ADJECTIVE);
}

/* Is a word the singular of the noun, or the noun? */
static bool is_noun_of(struct gly_str word, struct gly_str noun)
{
    return word.len >= 3 && word.len <= noun.len && noun.len <= word.len + 3 &&
           gly_str_eq_nocase((struct gly_str){word.ptr, word.len - 1},
                             (struct gly_str){noun.ptr, word.len - 1});
}

/* Does the ordinal stand for one of the things: "the third" and no noun but theirs? */
static bool is_one_of_them(struct gly_pass *pass, const struct gly_quantity *ordinal,
                           struct gly_str noun)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t tok = ordinal->first_tok, behind = gly_quantity_end(ordinal);
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[ordinal->sent];
    if (tok == sent->first_tok) /* "Second, it is slow." */
        return gly_str_is(gly_tok_at(doc, behind), ",");
    if (!gly_tok_is(doc, tok - 1, "the|and|,|a"))
        return false;
    if (is_noun_of(gly_tok_at(doc, behind), noun))
        return true;
    if (behind >= sent->first_tok + sent->tok_count ||
        gly_tok_is(doc, behind,
                   ",|.|;|:|is|was|are|were|and|in|on|with|to|by|at|of|deals|"
                   "covers|has|had|will|from|for|about|as|describes|a|an|the|"
                   "one"))
        return true;
    /* Another noun is another thing; a verb goes on. */
    const struct gly_reading *reading =
        gly_sent_reading(pass, ordinal->sent, GLY_DEPTH_TAGS);
    for (uint32_t i = 0; reading && i < reading->word_count; i++)
        if (reading->words[i].tok == behind)
            return reading->words[i].upos == GLY_UPOS_VERB ||
                   reading->words[i].upos == GLY_UPOS_AUX;
    return false;
}

/* The first, the second ... one more than there are, each in its turn. */
static void check_series(struct gly_pass *pass, const struct gly_quantities *all,
                         uint32_t first)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantity *number = &all->at[first], *last = NULL;
    struct gly_str noun = gly_doc_slice(doc, number->noun);
    unsigned reached = 0, most = (unsigned)number->low;
    for (uint32_t i = first + 1; i < all->count; i++) {
        const struct gly_quantity *q = &all->at[i];
        uint32_t from = last ? last->sent : number->sent;
        if (q->sent >= from + SENTENCES ||
            sents[q->sent].block != sents[number->sent].block)
            break;
        /* "The first two": they count as both. */
        if (reached == 1 && last == q - 1 && q->class != GLY_QUANTITY_ORDINAL &&
            q->first_tok == gly_quantity_end(last) && q->low == 2)
            reached = 2;
        bool other = q->class == GLY_QUANTITY_NUMBER && q->low > number->low;
        if (is_number_of(q) || other)
            break; /* something else begins to be counted */
        if (q->class != GLY_QUANTITY_ORDINAL || q->low < 1 || q->low > MOST ||
            !(is_one_of_them(pass, q, noun) || (q->low == 1 && i + 1 < all->count &&
                                                q[1].first_tok == gly_quantity_end(q))))
            continue;
        /* "First, the valve ..." is an adverb, and no number of its own. */
        const struct gly_sent *sent = &sents[q->sent];
        if (reached == 0 && q->low == 2 && q->first_tok == sent->first_tok &&
            q->sent > number->sent &&
            gly_tok_is(doc, sents[q->sent - 1].first_tok, "first|firstly"))
            reached = 1;
        if (q->low == reached + 1)
            reached++;
        else if (q->low > reached + 1)
            break;
        last = q;
        if (reached <= most)
            continue;
        struct gly_finding *f = gly_report(
            pass, ORDINAL, q->span, "'%.*s' of '%.*s'",
            GLY_STR_ARG(gly_doc_slice(doc, q->span)),
            GLY_STR_ARG(gly_doc_slice(
                doc, (struct gly_span){number->span.start, number->noun.end})));
        gly_evidence(f, (struct gly_span){number->span.start, number->noun.end},
                     "how many there are");
        return;
    }
}

/* "the fifth of four concerts", "seventh among six finalists"; "of the six finalists,
 * the one placed seventh". */
static void check_bound(struct gly_pass *pass, const struct gly_quantity *number,
                        const struct gly_quantity *ordinal)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (ordinal->class != GLY_QUANTITY_ORDINAL || ordinal->low <= number->low)
        return;
    bool placed = false;
    uint32_t at = ordinal->first_tok, before = number->first_tok;
    if (ordinal < number) {
        uint32_t tok = gly_quantity_end(ordinal);
        placed = (gly_tok_is(doc, tok, "of|among") ||
                  (gly_tok_is(doc, tok, "out") && gly_tok_is(doc, ++tok, "of"))) &&
                 (before == tok + 1 ||
                  (before == tok + 2 &&
                   gly_tok_is(doc, tok + 1, "the|only|just|its|his|her|their"))) &&
                 at > 0 && gly_tok_is(doc, at - 1, "the|came|finished|placed|ranked");
    } else if (before >= 2 && gly_tok_is(doc, before - 1, "the") &&
               gly_tok_is(doc, before - 2, "of|among") && at > 0) {
        enum { LONGEST_GAP = 8 };
        placed =
            gly_tok_is(doc, at - 1, "placed|came|finished|ranked|finishing|coming") &&
            at - gly_quantity_end(number) <= LONGEST_GAP;
    }
    if (!placed || gly_sent_corrects(doc, ordinal->sent))
        return;
    struct gly_span span = {number->span.start, number->noun.end};
    struct gly_finding *f = gly_report(pass, ORDINAL, ordinal->span, "'%.*s' of '%.*s'",
                                       GLY_STR_ARG(gly_doc_slice(doc, ordinal->span)),
                                       GLY_STR_ARG(gly_doc_slice(doc, span)));
    gly_evidence(f, span, "how many there are");
}

#define RUNNERS                                                                       \
    "entries|entrants|runners|teams|competitors|finalists|candidates|crews|riders|"   \
    "boats|horses|starters|finishers|bids|clubs|contestants|swimmers|drivers|yachts|" \
    "bidders|cyclists|skaters|jumpers|schools|choirs|pairs|players"

/* "in a field of eight riders, she finished" */
static bool is_field(const struct gly_doc *doc, const struct gly_quantity *number)
{
    return number->first_tok >= 2 && gly_tok_is(doc, number->first_tok - 1, "of") &&
           gly_tok_is(doc, number->first_tok - 2, "field|group|final|heat");
}

/* "There were six entries. Hanna's came seventh." */
static void check_placed(struct gly_pass *pass, const struct gly_quantities *all,
                         uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantity *number = &all->at[i], *ordinal = number + 1;
    if (i + 1 >= all->count || ordinal->class != GLY_QUANTITY_ORDINAL ||
        (ordinal->sent != number->sent + 1 && ordinal->sent != number->sent) ||
        sents[ordinal->sent].block != sents[number->sent].block ||
        ordinal->low <= number->low || ordinal->first_tok == 0 ||
        !gly_str_listed(gly_doc_slice(doc, number->noun), RUNNERS) ||
        (ordinal->sent == number->sent && is_field(doc, number) ? false
         : ordinal->sent == number->sent
             ? number->first_tok != sents[number->sent].first_tok ||
                   !gly_toks_have(
                       doc, gly_quantity_end(number), ordinal->first_tok,
                       "started|entered|competed|took|ran|sailed|raced|rowed")
             : number->first_tok != sents[number->sent].first_tok &&
                   !gly_tok_is(doc, sents[number->sent].first_tok, "there|the|all")) ||
        !(gly_tok_is(doc, ordinal->first_tok - 1, "came|finished|placed|ranked") ||
          (gly_tok_is(doc, ordinal->first_tok - 1, "in") &&
           gly_tok_is(doc, ordinal->first_tok - 2, "came|finished|coming"))) ||
        !gly_tok_is(doc, gly_quantity_end(ordinal), ".|,|;|and|with") ||
        gly_sent_corrects(doc, ordinal->sent) ||
        gly_sent_has(doc, number->sent, "more|other|last|next|first|final"))
        return;
    struct gly_span span = {number->span.start, number->noun.end};
    struct gly_finding *f = gly_report(pass, ORDINAL, ordinal->span, "'%.*s' of '%.*s'",
                                       GLY_STR_ARG(gly_doc_slice(doc, ordinal->span)),
                                       GLY_STR_ARG(gly_doc_slice(doc, span)));
    gly_evidence(f, span, "how many there are");
}

/* "his third win in a row, after victories in 2019, 2020 and 2022": the years of the
 * ones before it count up to it. */
static void check_years(struct gly_pass *pass, const struct gly_dates *dates,
                        uint32_t *next, const struct gly_quantity *ordinal)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[ordinal->sent];
    uint32_t end = sent->first_tok + sent->tok_count, tok = gly_quantity_end(ordinal);
    while (*next < dates->count && dates->at[*next].sent < ordinal->sent)
        ++*next;
        /* The won thing, then "after", then the same thing again. */
#define WON                                                                            \
    "win|wins|victory|victories|title|titles|triumph|triumphs|success|successes|gold|" \
    "golds|championship|championships|crown|crowns|cup|cups|trophy|trophies|medal|"    \
    "medals|defeat|defeats|loss|losses|final|finals|term|terms|election|elections"
    while (tok < end && tok < gly_quantity_end(ordinal) + 5 &&
           !gly_tok_is(doc, tok, WON))
        tok++;
    uint32_t won = tok, after = tok;
    while (after < end && after < won + 9 &&
           !gly_tok_is(doc, after, "after|following|followed"))
        after++;
    uint32_t again = after + 1;
    while (again < end && again < after + 4 && !gly_tok_is(doc, again, WON))
        again++;
    if (again >= end || !gly_tok_is(doc, won, WON) || !gly_tok_is(doc, again, WON) ||
        !gly_tok_is(doc, after, "after|following|followed") ||
        !gly_tok_is(doc, again + 1, "in") ||
        (gly_tok_is(doc, won, "defeat|loss") !=
         gly_tok_is(doc, again, "defeats|losses|defeat|loss")))
        return;
    unsigned years = 0;
    const struct gly_date *last = NULL, *first = NULL;
    for (uint32_t i = *next; i < dates->count && dates->at[i].sent == ordinal->sent;
         i++) {
        const struct gly_date *d = &dates->at[i];
        if (d->first_tok < again)
            continue;
        if (d->kind != GLY_DATE_POINT || d->from.month > 0 || d->flags ||
            (last && d->first_tok > last->first_tok + last->tok_count + 2) ||
            (!last && d->first_tok != again + 2))
            return;
        first = first ? first : d;
        last = d;
        years++;
    }
    bool row = gly_toks_have(doc, gly_quantity_end(ordinal), after,
                             "row|straight|successive|consecutive|running");
    unsigned before = (unsigned)ordinal->low - 1;
    if (years == 0 || ordinal->low < 2 || ordinal->low > MOST || years == before ||
        (years < before && !row) ||
        gly_tok_is(doc, last->first_tok + 1, "alone|among") ||
        gly_sent_corrects(doc, ordinal->sent))
        return;
    struct gly_span span = {first->span.start, last->span.end};
    struct gly_finding *f =
        gly_report(pass, ORDINAL, ordinal->span, "'%.*s', but %u came before: '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, ordinal->span)), years,
                   GLY_STR_ARG(gly_doc_slice(doc, span)));
    gly_evidence(f, span, "those before");
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    uint32_t next = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (q->class == GLY_QUANTITY_ORDINAL &&
            gly_block_speaks(pass, sents[q->sent].block))
            check_years(pass, gly_dates(pass), &next, q);
        if (!is_number_of(q) || !gly_block_speaks(pass, sents[q->sent].block) ||
            gly_block_tabled(doc, sents[q->sent].block))
            continue;
        if (i > 0 && q[-1].sent == q->sent)
            check_bound(pass, q, q - 1);
        enum { AHEAD = 3 };
        for (uint32_t k = 1; k <= AHEAD && i + k < all->count && q[k].sent == q->sent;
             k++)
            check_bound(pass, q, q + k);
        check_placed(pass, all, i);
        check_series(pass, all, i);
    }
}

const struct gly_check gly_check_figures_ordinal = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES | GLY_NEED_DATES | GLY_NEED_LANGUAGE,
    .language = "en",
    .run = run,
};
