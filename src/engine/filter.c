#include "engine/filter.h"

#include <stdlib.h>

/* Where several rules see the same words, the earlier row's finding stays: a stray
 * Cyrillic letter explains a "misspelling", a wrong place explains a repeated figure.
 * Rows are rule ids or their beginnings; a rule no row names comes last. */
static const char *const precedence[] = {
    "run/",
    "stet/",
    "script/",
    "geography/",
    "figures/",
    "claims/",
    "spelling/common-misspelling",
    "spelling/misspelling",
    "spelling/confused-word",
    "spelling/",
    "consistency/",
    "typography/",
    "structure/",
    "style/",
};

unsigned gly_filter_rank(const struct gly_rule *rule)
{
    unsigned rank = 0;
    while (rank < GLY_COUNT(precedence) &&
           !gly_str_starts(gly_str(rule->id), precedence[rank]))
        rank++;
    return rank;
}

static int compare(const void *a, const void *b)
{
    const struct gly_finding *x = *(struct gly_finding *const *)a;
    const struct gly_finding *y = *(struct gly_finding *const *)b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end < y->span.end ? -1 : 1;
    int by_rule = strcmp(x->rule->id, y->rule->id);
    if (by_rule != 0)
        return by_rule;
    size_t shorter = x->message.len < y->message.len ? x->message.len : y->message.len;
    int by_text = memcmp(x->message.ptr, y->message.ptr, shorter);
    return by_text
               ? by_text
               : (x->message.len > y->message.len) - (x->message.len < y->message.len);
}

/* The same words: the spans share at least half of the longer one. A finding on a whole
 * paragraph does not explain a slip inside it. */
static bool same_words(struct gly_span a, struct gly_span b)
{
    uint32_t start = a.start > b.start ? a.start : b.start;
    uint32_t end = a.end < b.end ? a.end : b.end;
    if (start >= end)
        return a.start == b.start && a.end == b.end;
    uint32_t longer =
        gly_span_len(a) > gly_span_len(b) ? gly_span_len(a) : gly_span_len(b);
    return 2 * (uint64_t)(end - start) >= longer;
}

/* Stray characters break words in two: what is left of them inside the fault or right
 * beside it is no word of its own, and the spelling of it no second fault. */
static bool breaks_word(const struct gly_finding *x, const struct gly_finding *y)
{
    return gly_str_starts(gly_str(x->rule->id), "script/") &&
           gly_str_starts(gly_str(y->rule->id), "spelling/") &&
           x->span.start <= y->span.end && y->span.start <= x->span.end;
}

/* Two findings of one rule on the same words stay both unless they are equal: each may
 * disagree with another place. */
static bool displaces(const struct gly_finding *x, const struct gly_finding *y)
{
    if (x->rule == y->rule)
        return x->span.start == y->span.start && x->span.end == y->span.end &&
               gly_str_eq(x->message, y->message);
    if (breaks_word(x, y))
        return true;
    if (!same_words(x->span, y->span))
        return false;
    unsigned rank_x = gly_filter_rank(x->rule), rank_y = gly_filter_rank(y->rule);
    /* Of one rank, the finding that comes first in place and id order. */
    return rank_x < rank_y || (rank_x == rank_y && compare(&x, &y) < 0);
}

void gly_filter_findings(struct gly_findings *findings)
{
    struct gly_finding **list = findings->list.at;
    uint32_t count = findings->list.count;
    if (count < 2)
        return;
    qsort(list, count, sizeof(list[0]), compare);
    /* A displaced finding still displaces: what explains it explains the third as well.
     * So mark first, remove later. Spans that share half of the longer one start within
     * its length of each other; the inner loop ends where that is no longer possible.
     */
    bool *gone = gly_arena_alloc(list[0]->arena, count, sizeof *gone);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = i + 1; j < count && list[j]->span.start <= list[i]->span.end;
             j++) {
            if (displaces(list[i], list[j]))
                gone[j] = true;
            else if (displaces(list[j], list[i]))
                gone[i] = true;
        }
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!gone[i])
            list[kept++] = list[i];
    findings->list.count = kept;
}
