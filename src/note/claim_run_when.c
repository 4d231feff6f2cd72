/* When a sentence in a run is true: its tense, its dates, and whether two of them may speak of two
 * times. */
#include "note/claim_run.h"

/* "granted the airline a licence": no participle, which would have no object. */
static bool has_object(const struct gly_claim_run *r, uint32_t verb)
{
    return gly_look_among(&r->look, verb + 1, "the a an his her its their all every") ||
           gly_name_at(r->c->names, verb + 1) != GLY_NONE;
}

/* "The soldier deserted in 1916": the tagger takes it for a participle. */
static bool is_only_verb(const struct gly_claim_run *r)
{
    for (uint32_t i = r->look.first; i < r->look.end; i++) {
        unsigned tag = gly_run_tag(r, i);
        if (tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP ||
            tag == GLY_XPOS_MD)
            return false;
    }
    return true;
}

/* The tense of the verb group; MODAL where it may be so or not. */
unsigned gly_run_tense(const struct gly_claim_run *r)
{
    uint32_t end = r->led ? r->look.end : r->verb_end;
    if (r->verbal && r->verb_end == r->verb + 1 &&
        gly_run_tag(r, r->verb) == GLY_XPOS_VBN &&
        (has_object(r, r->verb) || is_only_verb(r)))
        return GLY_RUN_PAST;
    for (uint32_t i = r->led ? r->subject.end_tok : r->verb; i < end; i++) {
        unsigned tag = gly_run_tag(r, i);
        if (gly_look_among(&r->look, i, "had"))
            return i + 1 < r->verb_end && r->verbal ? GLY_RUN_MODAL : GLY_RUN_PAST;
        if (tag == GLY_XPOS_MD && r->led)
            return GLY_RUN_PRESENT;
        if (tag == GLY_XPOS_MD)
            return gly_look_among(&r->look, i, "will shall can must cannot")
                       ? (unsigned)(GLY_RUN_MODAL + 1 +
                                    (gly_look_at(&r->look, i).ptr[0] | 0x20))
                       : GLY_RUN_MODAL;
        if (tag == GLY_XPOS_VBD)
            return GLY_RUN_PAST;
        if (tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP)
            return GLY_RUN_PRESENT;
    }
    return GLY_RUN_NO_TENSE;
}

/* Both name one date, and it is the same: "in July". */
bool gly_run_same_date(const struct gly_claim_run *a, const struct gly_claim_run *b)
{
    const struct gly_dates *dates = a->c->dates;
    uint32_t d = gly_claimer_date_from(a->c, a->look.first),
             e = gly_claimer_date_from(b->c, b->look.first);
    if (d >= dates->count || e >= dates->count ||
        dates->at[d].first_tok >= a->look.end || dates->at[e].first_tok >= b->look.end)
        return false;
    return gly_str_eq_nocase(gly_doc_slice(a->c->doc, dates->at[d].span),
                             gly_doc_slice(b->c->doc, dates->at[e].span)) &&
           (d + 1 >= dates->count || dates->at[d + 1].first_tok >= a->look.end) &&
           (e + 1 >= dates->count || dates->at[e + 1].first_tok >= b->look.end);
}

bool gly_run_is_timed(const struct gly_claim_run *r, unsigned run)
{
    bool moment =
        r->dated ||
        (r->stop < r->c->profile.count &&
         gly_word_among(gly_claim_text(r->c, r->stop),
                        "after before when while since until till once where"));
    for (unsigned i = run; i < r->right_count; i++)
        moment = moment || (!r->right[i].matched && r->right[i].moment);
    return moment;
}

/* Is it in doubt whether the two speak of one time? Of one thing one verdict is given, and
 * what is denied without a time is denied of all of them. */
bool gly_run_times_apart(const struct gly_claim_run *a, const struct gly_claim_run *b,
                         unsigned run)
{
    int32_t x = gly_claimer_year(a->c, a->claim->sent),
            y = gly_claimer_year(b->c, b->claim->sent);
    if (x != GLY_NO_YEAR && y != GLY_NO_YEAR)
        return x != y;
    if (gly_run_same_date(a, b))
        return false;
    bool early = gly_run_is_timed(a, run), late = gly_run_is_timed(b, run);
    if ((early && late) || (a->opened && !late) || (b->opened && !early))
        return true;
    if (a->claim->kind == GLY_CLAIM_NEGATION)
        return a->claim->side ? early : late;
    return (early || late) && !a->claim->verdict;
}
