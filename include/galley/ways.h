/* One thing that is written in several ways: where each stands, and telling the rarer one
 * where the other prevails. */
#ifndef GALLEY_WAYS_H
#define GALLEY_WAYS_H

#include <galley/check.h>

enum { GLY_WAY_SHOWN = 5 /* places of each way that a finding shows */ };

struct gly_way {
    struct gly_span at[GLY_WAY_SHOWN]; /* the first places */
    uint32_t count;                    /* all of them */
};

/* One more place of this way. */
static inline void gly_way_add(struct gly_way *way, struct gly_span span)
{
    if (way->count < GLY_WAY_SHOWN)
        way->at[way->count] = span;
    way->count++;
}

/* Is `few` a slip beside `many`: is there three times as much of that? */
static inline bool gly_way_is_rare(const struct gly_way *few,
                                   const struct gly_way *many)
{
    return few->count > 0 && few->count * 3 <= many->count;
}

/* The other places of both ways as evidence of a finding that stands on the first place
 * of `few`. */
static inline void gly_way_evidence(struct gly_finding *f, const struct gly_way *few,
                                    const struct gly_way *many)
{
    for (uint32_t i = 0; i < many->count && i < GLY_WAY_SHOWN; i++)
        gly_evidence(f, many->at[i], "the other way");
    for (uint32_t i = 1; i < few->count && i < GLY_WAY_SHOWN; i++)
        gly_evidence(f, few->at[i], "this way again");
}

/* Report that `few` is written `this_way` and `many` `other_way`; both follow "is
 * written". */
static inline void gly_way_report(struct gly_pass *pass, unsigned rule,
                                  const struct gly_way *few, const char *this_way,
                                  const struct gly_way *many, const char *other_way)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_finding *f =
        gly_report(pass, rule, few->at[0],
                   "'%.*s' is written %s, while '%.*s' and %u more are written %s",
                   GLY_STR_ARG(gly_doc_slice(doc, few->at[0])), this_way,
                   GLY_STR_ARG(gly_doc_slice(doc, many->at[0])),
                   (unsigned)many->count - 1, other_way);
    gly_way_evidence(f, few, many);
}

#endif
