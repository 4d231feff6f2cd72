/* Are two sentences twins, and is what they differ in a contradiction? */
#include "note/claim_side.h"

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

/* "captures a mutable reference": one of many, and the next one may be another. */
static bool is_indefinite(const struct gly_side *s)
{
    const struct gly_claimer *c = s->c;
    uint32_t tok = c->profile.at[s->slot].tok;
    return tok > 0 && gly_word_among(gly_tok_text(c->doc, &c->doc->toks.at[tok - 1]),
                                     "a an some any");
}

static bool is_finite(unsigned tag)
{
    return tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP ||
           tag == GLY_XPOS_MD || tag == GLY_XPOS_VB;
}

static bool is_nominal(unsigned tag)
{
    return tag == GLY_XPOS_NN || tag == GLY_XPOS_NNS || tag == GLY_XPOS_NNP ||
           tag == GLY_XPOS_NNPS || tag == GLY_XPOS_JJ || tag == GLY_XPOS_CD ||
           tag == GLY_XPOS_VBN || tag == GLY_XPOS_VBG;
}

/* "The northern quarry ...": a word before the noun of the subject, behind no "a", that
 * tells which one is meant. */
static bool tells_apart(const struct gly_side *s, const struct gly_claim *claim)
{
    const struct gly_claimer *c = s->c;
    const struct gly_reading *reading =
        gly_sent_read(c->doc, claim->sent, GLY_DEPTH_TAGS);
    uint32_t first = c->doc->sents.at[claim->sent].first_tok;
    uint32_t tok = c->profile.at[s->slot].tok;
    if (!reading)
        return true;
    unsigned tag = gly_claim_xpos(reading, first, tok);
    unsigned behind = gly_claim_xpos(reading, first, tok + 1);
    /* "Opening the valve raises", "The buyer pays": it is the subject itself. */
    bool head = tag == GLY_XPOS_VBG || tag == GLY_XPOS_NN || tag == GLY_XPOS_NNS;
    if (head && is_finite(behind))
        return true;
    if (tag == GLY_XPOS_VBG && tok == first)
        return true;
    if ((tag != GLY_XPOS_JJ && tag != GLY_XPOS_JJR && tag != GLY_XPOS_JJS &&
         tag != GLY_XPOS_NN && tag != GLY_XPOS_NNP) ||
        !is_nominal(behind))
        return false;
    for (uint32_t i = tok; i-- > first;) {
        struct gly_str text = gly_tok_text(c->doc, &c->doc->toks.at[i]);
        if (is_finite(gly_claim_xpos(reading, first, i)) ||
            (gly_word_among(text, "a an") && tok - i < 4))
            return false;
    }
    return true;
}

/* "Without a key, the door ...", "In warm water, ...": what stands before the clause and
 * its comma says when it holds. */
static bool is_scope(const struct gly_side *s, const struct gly_claim *claim)
{
    const struct gly_claimer *c = s->c;
    const struct gly_claim_sent *sent = &c->sents[claim->sent];
    if (!gly_word_among(
            gly_claim_text(c, sent->first),
            "with without before after during under in inside outside on at "
            "by when while upon for until above below") &&
        !(gly_word_among(gly_claim_text(c, sent->first), "to") &&
          gly_word_among(gly_claim_text(c, sent->first + 1), "the a")))
        return false;
    for (uint32_t i = sent->first + 1; i < sent->first + sent->count; i++)
        if (c->profile.at[i].flags & (GLY_CLAIM_COMMA | GLY_CLAIM_BREAK))
            return i > s->slot;
    return false;
}

/* "Under the new rules ...": a case of which the other sentence says nothing. "With a new
 * probe, we ..." is the means, unless no comma sets it apart. */
static bool is_case_alone(const struct gly_side *s, const struct gly_claim *claim)
{
    const struct gly_claimer *c = s->c;
    uint32_t first = c->sents[claim->sent].first;
    bool with = gly_word_among(gly_claim_text(c, first), "with");
    for (uint32_t i = first + 1; with && i <= s->slot; i++)
        with = !(c->profile.at[i].flags & GLY_CLAIM_COMMA);
    return (with || gly_word_among(gly_claim_text(c, first),
                                   "without under outside inside for seen viewed")) &&
           s->count > 0 && s->words[0] < s->slot && s->words[0] - first <= 3 &&
           !s->matched[0];
}

/* The same word, or one made from the other: "attention", "attentional". */
static bool are_akin(const struct gly_side *a, unsigned i, const struct gly_side *b,
                     unsigned j)
{
    struct gly_str x = gly_claim_text(a->c, a->words[i]),
                   y = gly_claim_text(b->c, b->words[j]);
    size_t same = 0;
    if (gly_side_word(a, i)->stem == gly_side_word(b, j)->stem)
        return true;
    while (same < x.len && same < y.len && (x.ptr[same] | 0x20) == (y.ptr[same] | 0x20))
        same++;
    return same >= 5 && same * 4 >= (x.len < y.len ? x.len : y.len) * 3;
}

/* What follows the slot is the same, or one says nothing more. */
static bool follows_alike(const struct gly_side *a, const struct gly_side *b)
{
    unsigned i = a->before, j = b->before;
    return i >= a->count || j >= b->count || are_akin(a, i, b, j) ||
           (i + 1 < a->count && are_akin(a, i + 1, b, j)) ||
           (j + 1 < b->count && are_akin(a, i, b, j + 1));
}

static bool follows_at_once(const struct gly_side *a, const struct gly_side *b)
{
    return a->before >= a->count || b->before >= b->count ||
           are_akin(a, a->before, b, b->before);
}

static bool is_preposition(const struct gly_side *s)
{
    return gly_word_among(gly_claim_text(s->c, s->slot),
                          "before after during above below over under inside outside "
                          "ahead behind within without against for");
}

/* What is denied before the slot stands in the other sentence as well. */
static bool denies_shared(const struct gly_side *s)
{
    const struct gly_claimer *c = s->c;
    for (unsigned i = s->before; i-- > 0;) {
        for (uint32_t w = s->words[i]; w < s->slot; w++)
            if (gly_claim_denies(c, &c->profile.at[w]))
                return true;
        struct gly_str text = gly_claim_text(c, s->words[i]);
        if (!s->matched[i] && !gly_str_ends(text, "ly"))
            return false;
    }
    return true;
}

/* Is the slot denied by "non-"? */
static bool is_prefixed(const struct gly_side *s)
{
    return s->slot > 0 && s->c->profile.at[s->slot - 1].flags & GLY_CLAIM_PREFIX &&
           s->c->profile.at[s->slot - 1].tok == s->c->profile.at[s->slot].tok;
}

/* "non-image" and "images" are two forms. */
static bool same_form(const struct gly_side *a, const struct gly_side *b)
{
    struct gly_str x = gly_claim_text(a->c, a->slot), y = gly_claim_text(b->c, b->slot);
    const struct gly_str *longer = x.len > y.len ? &x : &y;
    const struct gly_str *shorter = longer == &x ? &y : &x;
    return gly_str_eq_nocase(
        (struct gly_str){longer->ptr + longer->len - shorter->len, shorter->len},
        *shorter);
}

static bool is_determiner(const struct gly_side *s)
{
    return gly_word_among(
        gly_claim_text(s->c, s->slot),
        "all no none every each most few many several both neither more "
        "fewer some any");
}

static bool are_twins(struct gly_side *a, struct gly_side *b, unsigned shared)
{
    unsigned shorter = a->count < b->count ? a->count : b->count;
    unsigned ordered = gly_side_in_order(a, b);
    unsigned run = gly_side_run(a, b, 1) + gly_side_run(a, b, -1);
    if (shared < 3 || run == 0 || ordered + 1 < shared)
        return false;
    if (shared == shorter)
        return true;
    return shared >= 5 &&
           (shared * 5 >= shorter * 4 || (run >= 5 && shared * 2 >= shorter));
}

/* A sentence, and no label or caption: it ends as one. */
static bool is_whole(const struct gly_claimer *c, const struct gly_claim *claim)
{
    const struct gly_sent *sent = &c->doc->sents.at[claim->sent];
    uint32_t last = sent->first_tok + sent->tok_count;
    for (unsigned i = 0; i < 3 && last-- > sent->first_tok; i++)
        if (gly_word_among(gly_tok_text(c->doc, &c->doc->toks.at[last]), ". ! ."))
            return !gly_word_among(gly_claim_text(c, c->sents[claim->sent].first),
                                   "fig fig. figure table listing photo image chart");
    return false;
}

static bool is_nominal_at(const struct gly_side *s, const struct gly_claim *claim,
                          unsigned i)
{
    const struct gly_doc *doc = s->c->doc;
    const struct gly_reading *reading = gly_sent_read(doc, claim->sent, GLY_DEPTH_TAGS);
    if (!reading)
        return false;
    unsigned tag = gly_claim_xpos(reading, doc->sents.at[claim->sent].first_tok,
                                  gly_side_word(s, i)->tok);
    if (tag == GLY_XPOS_VBN || tag == GLY_XPOS_VBG) /* "smoked herring", "is used to" */
        return i + 1 < s->count &&
               gly_side_word(s, i + 1)->tok == gly_side_word(s, i)->tok + 1;
    return is_nominal(tag);
}

/* "Sales of electric cars doubled", "Sales of diesel cars halved": before the slot another
 * word stands between the same two. */
static bool speaks_of_others(const struct gly_side *a, const struct gly_claim *x,
                             const struct gly_side *b, const struct gly_claim *y)
{
    for (unsigned i = 1; i + 1 < a->before; i++)
        for (unsigned j = 1; j + 1 < b->before; j++)
            if (!a->matched[i] && !b->matched[j] && a->matched[i + 1] &&
                b->matched[j + 1] &&
                gly_side_word(a, i + 1)->stem == gly_side_word(b, j + 1)->stem &&
                a->matched[i - 1] &&
                gly_side_word(a, i - 1)->stem == gly_side_word(b, j - 1)->stem &&
                is_nominal_at(a, x, i) && is_nominal_at(b, y, j))
                return true;
    return false;
}

/* "In winter", "in summer": a time of the year or of the day that the other has not. */
static bool has_moment_alone(const struct gly_side *s)
{
    for (unsigned i = 0; i < s->count; i++)
        if (!s->matched[i] &&
            gly_word_among(gly_claim_text(s->c, s->words[i]),
                           "winter summer spring autumn fall morning afternoon evening "
                           "night day dawn dusk noon midnight weekday weekdays weekend "
                           "weekends"))
            return true;
    return false;
}

/* Word by word, around the slots of the two. */
static bool words_clash(const struct gly_claimer *c, const struct gly_claim *x,
                        const struct gly_claim *y, struct gly_side *a,
                        struct gly_side *b, unsigned shared)
{
    if (!gly_sides_same_time(a, b))
        return false;
    unsigned reasons = GLY_CUE_OTHER | GLY_CUE_MODAL | GLY_CUE_PLAN;
    unsigned marks = GLY_CLAIM_NAME | GLY_CLAIM_NUMBER;
    if (gly_side_left_over(a, marks) && gly_side_left_over(b, marks))
        return false;
    if (gly_side_possible(a) || gly_side_possible(b) ||
        gly_side_of_now(a, x) != gly_side_of_now(b, y) ||
        gly_side_cue_alone(a, b, reasons) || gly_side_cue_alone(b, a, reasons) ||
        gly_sides_second_pair(a, b))
        return false;
    if (speaks_of_others(a, x, b, y) || is_scope(a, x) || is_scope(b, y) ||
        is_case_alone(a, x) || is_case_alone(b, y))
        return false;
    unsigned more = gly_side_denials(a), less = gly_side_denials(b);
    unsigned denials = more > less ? more - less : less - more;
    unsigned shorter = a->count < b->count ? a->count : b->count;
    if (x->kind == GLY_CLAIM_NEGATION)
        return denials == (is_prefixed(a) || is_prefixed(b) ? 0 : 1) &&
               shared * 3 >= shorter * 2 && follows_alike(a, b) &&
               ((!is_prefixed(a) && !is_prefixed(b)) || same_form(a, b)) &&
               denies_shared(x->side ? a : b) &&
               !gly_side_cue_alone(a, b, GLY_CUE_YET) &&
               !gly_side_cue_alone(b, a, GLY_CUE_YET);
    if ((is_preposition(a) || is_preposition(b)) && !follows_at_once(a, b))
        return false;

    if (x->quantifier && is_determiner(a) && !follows_alike(a, b))
        return false;
    if (x->set && shared < 4)
        return false;
    if (!x->quantifier && ((tells_apart(a, x) && tells_apart(b, y)) ||
                           (shared < 5 && is_indefinite(a) && is_indefinite(b))))
        return false;
    return denials % 2 == 0;
}

/* Is a word before the slot, as subjects are, also in the other sentence? */
static bool shares_before(const struct gly_side *s)
{
    for (unsigned i = 0; i < s->before; i++)
        if (s->matched[i])
            return true;
    return false;
}

/* "was not damaged", "cannot be washed": is the word in the slot denied close before it? */
static bool is_denied(const struct gly_side *s)
{
    enum { NEAR = 4 };
    for (uint32_t i = s->slot; i > s->first && s->slot - i < NEAR; i--)
        if (gly_claim_denies(s->c, &s->c->profile.at[i - 1]))
            return true;
    return false;
}

/* "from person to person", where the other says "person" but once. */
static bool says_more(const struct gly_side *s)
{
    for (unsigned i = 0; i < s->count; i++)
        for (unsigned j = 0; j < s->count && !s->matched[i]; j++)
            if (s->matched[j] && gly_side_word(s, i)->stem == gly_side_word(s, j)->stem)
                return true;
    return false;
}

/* To read clauses is dear. A subject and one word more must be shared, but where a sentence
 * has no other ("the cover cannot be washed"), and half of what the shorter one says. */
static bool may_clash_as_clauses(const struct gly_claim *x, const struct gly_side *a,
                                 const struct gly_side *b, unsigned shared)
{
    unsigned shorter = a->count < b->count ? a->count : b->count;
    if (x->quantifier || !shares_before(a) || !shares_before(b) ||
        (shared < 2 && shorter > 1) || shared * 2 < shorter)
        return false;
    if (x->kind == GLY_CLAIM_NEGATION)
        return (is_denied(a) || is_denied(b)) && !says_more(x->side ? a : b);
    return !is_preposition(a) && !is_preposition(b);
}

static uint32_t beside(const struct gly_side *s, int step)
{
    unsigned at = s->before + (step < 0 ? 0 : (unsigned)step - 1);
    if (step < 0 && s->before < (unsigned)-step)
        return 0;
    at = step < 0 ? s->before - (unsigned)-step : at;
    return at >= s->count ? 0 : gly_side_word(s, at)->stem;
}

/* A word beside the slot is the same in both, or turned round: "approved the drug", "the
 * drug was rejected". */
static bool may_clash_as_runs(const struct gly_side *a, const struct gly_side *b,
                              unsigned shared)
{
    if (shared < 2 && a->count > 3 && b->count > 3 &&
        (a->before != 1 || b->before != 1))
        return false;

    uint32_t left = beside(a, -1), right = beside(a, 1);
    return (left && (left == beside(b, -1) || left == beside(b, 1))) ||
           (right && (right == beside(b, 1) || right == beside(b, -1))) ||
           (left && left == beside(b, -2)) ||
           (beside(b, -1) && beside(b, -1) == beside(a, -2));
}

/* The signs of a sentence that stand for things: "The $ character", not "$5". */
static uint64_t signs_of(const struct gly_claimer *c, uint32_t s)
{
    const struct gly_sent *sent = &c->doc->sents.at[s];
    const struct gly_tok *toks = c->doc->toks.at;
    uint64_t signs = 0;
    for (uint32_t i = sent->first_tok; i + 1 < sent->first_tok + sent->tok_count; i++) {
        struct gly_str text = gly_tok_text(c->doc, &toks[i]);
        if (toks[i].kind == GLY_TOK_SYMBOL && !(toks[i + 1].flags & GLY_TOK_HAS_DIGIT))
            signs += gly_word_hash(text.ptr, text.len);
    }
    return signs;
}

static bool signs_differ(const struct gly_claimer *c, uint32_t x, uint32_t y)
{
    uint64_t a = signs_of(c, x), b = signs_of(c, y);
    return a && b && a != b;
}

bool gly_claim_twins_clash(const struct gly_claimer *c, const struct gly_claim *x,
                           const struct gly_claim *y)
{
    struct gly_side a, b;
    gly_side_read(c, x, x->detail + 1, &a);
    gly_side_read(c, y, y->detail + 1, &b);
    unsigned shared = gly_side_match(&a, &b);
    if (shared == 0)
        return false;
    /* What is cheap first: most pairs are neither. */
    bool by_words = are_twins(&a, &b, shared) && words_clash(c, x, y, &a, &b, shared);
    bool near = y->sent - x->sent <= 2 &&
                c->doc->sents.at[x->sent].block == c->doc->sents.at[y->sent].block;
    bool by_clauses = !by_words && !near && may_clash_as_clauses(x, &a, &b, shared) &&
                      !is_case_alone(&a, x) && !is_case_alone(&b, y);
    bool by_runs = !by_words && may_clash_as_runs(&a, &b, shared) &&
                   !is_case_alone(&a, x) && !is_case_alone(&b, y);
    if ((!by_words && !by_clauses && !by_runs) ||
        (has_moment_alone(&a) && has_moment_alone(&b)) ||
        gly_claim_opens_with_contrast(c, x) != gly_claim_opens_with_contrast(c, y) ||
        !is_whole(c, x) || !is_whole(c, y) || gly_claims_adjoin(c, x, y))
        return false;
    by_runs = by_runs && gly_claims_runs_clash(c, x, y);
    return (by_words || by_runs || by_clauses) && !gly_claims_parallel(c, x, y) &&
           !signs_differ(c, x->sent, y->sent) &&
           (by_words || by_runs || gly_claims_clauses_clash(c, x, y));
}
