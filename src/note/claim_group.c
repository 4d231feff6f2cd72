/* Which of the claims of one key is the odd one out. What is compared is a window of a chain;
 * the next one begins with the claim that most of the window agreed with, so that a chain of
 * any length costs a fixed number of comparisons for each claim. */
#include "note/claim.h"

/* So many claims of which no two agree are a series: each is of a time or thing of its own. */
enum { SERIES = 4 };

struct window {
    const struct gly_doc *doc;
    const struct gly_claim *at[GLY_CLAIMS_COMPARED];
    uint16_t clashes[GLY_CLAIMS_COMPARED]; /* by claim: with whom, as bits */
    unsigned count;
};

static unsigned bits(unsigned set)
{
    unsigned count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

static void compare(struct window *w)
{
    for (unsigned i = 0; i < w->count; i++)
        w->clashes[i] = 0;
    for (unsigned i = 0; i < w->count; i++)
        for (unsigned j = i + 1; j < w->count; j++)
            if (gly_doc_claims_clash(w->doc, w->at[i], w->at[j])) {
                w->clashes[i] |= (uint16_t)(1u << j);
                w->clashes[j] |= (uint16_t)(1u << i);
            }
}

/* All that clash with `first`, with those that clash with it, and so on. */
static unsigned dispute_of(const struct window *w, unsigned first)
{
    unsigned set = 1u << first, before = 0;
    while (set != before) {
        before = set;
        for (unsigned i = 0; i < w->count; i++)
            if (before & 1u << i)
                set |= w->clashes[i];
    }
    return set;
}

/* The claim of a dispute that clashes with the fewest; the first of several. */
static unsigned most_agreed(const struct window *w, unsigned dispute)
{
    unsigned best = GLY_CLAIMS_COMPARED, least = GLY_CLAIMS_COMPARED;
    for (unsigned i = 0; i < w->count; i++)
        if (dispute & 1u << i && bits(w->clashes[i]) < least) {
            best = i;
            least = bits(w->clashes[i]);
        }
    return best;
}

/* Tell of each claim that clashes with `best`: those it clashes with are the others. */
static void tell(const struct window *w, unsigned dispute, unsigned best,
                 void (*each)(void *context, const struct gly_claim_dispute *dispute),
                 void *context)
{
    unsigned agreed = dispute & ~(unsigned)w->clashes[best];
    if (bits(agreed) == 1 && bits(dispute) >= SERIES)
        return;
    for (unsigned i = 0; i < w->count; i++) {
        if (!(w->clashes[best] & 1u << i))
            continue;
        struct gly_claim_dispute told = {.odd = w->at[i]};
        told.others[told.count++] = w->at[best];
        for (unsigned j = 0; j < w->count; j++)
            if (j != best && agreed & 1u << j && w->clashes[i] & 1u << j)
                told.others[told.count++] = w->at[j];
        each(context, &told);
    }
}

/* Returns the claim that the next window begins with. */
static const struct gly_claim *
settle(struct window *w,
       void (*each)(void *context, const struct gly_claim_dispute *dispute),
       void *context)
{
    unsigned done = 0;
    compare(w);
    for (unsigned i = 0; i < w->count; i++) {
        if (!w->clashes[i] || done & 1u << i)
            continue;
        unsigned dispute = dispute_of(w, i);
        tell(w, dispute, most_agreed(w, dispute), each, context);
        done |= dispute;
    }
    return w->at[most_agreed(w, (1u << w->count) - 1)];
}

void gly_doc_claims_disputes(const struct gly_doc *doc, const struct gly_claim *first,
                             void (*each)(void *context,
                                          const struct gly_claim_dispute *dispute),
                             void *context)
{
    const struct gly_claims *claims = gly_doc_claims(doc);
    struct window w = {.doc = doc};
    for (const struct gly_claim *claim = first;;) {
        w.at[w.count++] = claim;
        if (w.count < GLY_CLAIMS_COMPARED && claim->after != GLY_NONE) {
            claim = &claims->at[claim->after];
            continue;
        }
        w.at[0] = settle(&w, each, context);
        w.count = 1;
        if (claim->after == GLY_NONE)
            return;
        claim = &claims->at[claim->after];
    }
}
