#include "base/sift.h"

#include <stdbool.h>
#include <string.h>

struct gly_slack gly_slack_for(unsigned distance, unsigned written, unsigned meant)
{
    struct gly_slack slack = {distance, distance};
    if (meant > written)
        slack.less -= meant - written;
    else
        slack.more -= written - meant;
    return slack;
}

/* Words are sifted eight at a time, as one vector (an extension of GCC and Clang, which
 * the compiler lowers to what the processor has), and asked for four vectors at once
 * whether any word is left. */
enum { LANES = GLY_SIFT_LANES, VECTORS = 4, STRIDE = LANES * VECTORS };

typedef uint32_t lanes __attribute__((vector_size(4 * LANES)));

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif
#define INSIDE static inline __attribute__((always_inline))

INSIDE bool is_none(const lanes *bits)
{
    uint64_t pairs[LANES / 2];
    memcpy(pairs, bits, sizeof pairs);
    return (pairs[0] | pairs[1] | pairs[2] | pairs[3]) == 0;
}

INSIDE void take_lowest(lanes *bits, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        *bits &= *bits - 1; /* 0 stays 0 */
}

/* Keeps the first `count` of eight. */
INSIDE void keep_first(lanes *hits, unsigned count)
{
    const lanes numbers = {0, 1, 2, 3, 4, 5, 6, 7};
    *hits &= (lanes)(numbers < count);
}

INSIDE bool fits(struct gly_sift_letters letters, unsigned at,
                 struct gly_near_letters wanted, unsigned more, unsigned less)
{
    uint32_t once = letters.once[at], twice = letters.twice[at];
    return (unsigned)__builtin_popcount(once & ~wanted.once) +
                   (unsigned)__builtin_popcount(twice & ~wanted.twice) <=
               more &&
           (unsigned)__builtin_popcount(wanted.once & ~once) +
                   (unsigned)__builtin_popcount(wanted.twice & ~twice) <=
               less;
}

/* Which of eight words have letters that may fit: all ones for each. */
INSIDE void sift_eight(const uint32_t *once, uint32_t wanted, unsigned more,
                       unsigned less, lanes *ret_hits)
{
    lanes have;
    memcpy(&have, once, sizeof have);
    lanes extra = have & ~wanted, missing = ~have & wanted;
    take_lowest(&extra, more);
    take_lowest(&missing, less);
    *ret_hits = (lanes)((extra | missing) == 0);
}

/* Adds the words of `hits`, which begin at `at`, that fit in all their letters. */
INSIDE unsigned keep_fitting(struct gly_sift_letters letters, unsigned at,
                             const lanes *hits, struct gly_near_letters wanted,
                             unsigned more, unsigned less, unsigned found,
                             uint16_t *ret_fitting)
{
    if (is_none(hits))
        return found;
    for (unsigned lane = 0; lane < LANES; lane++)
        if ((*hits)[lane] && fits(letters, at + lane, wanted, more, less))
            ret_fitting[found++] = (uint16_t)(at + lane);
    return found;
}

/* With constants for the slack, which leaves few instructions for each eight words. */
INSIDE unsigned sift_by(struct gly_sift_letters letters, unsigned count,
                        struct gly_near_letters wanted, unsigned more, unsigned less,
                        uint16_t *ret_fitting)
{
    unsigned found = 0, at = 0;
    lanes hits[VECTORS];
    for (; at + STRIDE <= count; at += STRIDE) {
        lanes any = {0};
        for (unsigned i = 0; i < VECTORS; i++) {
            sift_eight(letters.once + at + i * LANES, wanted.once, more, less,
                       &hits[i]);
            any |= hits[i];
        }
        if (is_none(&any))
            continue;
        for (unsigned i = 0; i < VECTORS; i++)
            found = keep_fitting(letters, at + i * LANES, &hits[i], wanted, more, less,
                                 found, ret_fitting);
    }
    for (; at < count; at += LANES) {
        sift_eight(letters.once + at, wanted.once, more, less, &hits[0]);
        keep_first(&hits[0], count - at);
        found =
            keep_fitting(letters, at, &hits[0], wanted, more, less, found, ret_fitting);
    }
    return found;
}

FOR_EACH_PROCESSOR
unsigned gly_sift_by_letters(struct gly_sift_letters letters, unsigned count,
                             struct gly_near_letters wanted, struct gly_slack slack,
                             uint16_t *ret_fitting)
{
#define CASE(more, less)      \
    case 4 * (more) + (less): \
        return sift_by(letters, count, wanted, more, less, ret_fitting)
    switch (4 * slack.more + slack.less) {
        CASE(0, 1);
        CASE(1, 0);
        CASE(1, 1);
        CASE(0, 2);
        CASE(1, 2);
        CASE(2, 2);
        CASE(2, 1);
        CASE(2, 0);
        CASE(0, 3);
        CASE(1, 3);
        CASE(2, 3);
        CASE(3, 2);
        CASE(3, 1);
        CASE(3, 0);
    default:
        return sift_by(letters, count, wanted, 3, 3, ret_fitting);
    }
#undef CASE
}

FOR_EACH_PROCESSOR
unsigned gly_sift_by_sound(const uint32_t *sounds, unsigned count, uint32_t wanted,
                           uint16_t *ret_alike)
{
    unsigned found = 0, at = 0;
    for (; at < count; at += LANES) {
        lanes have;
        memcpy(&have, sounds + at, sizeof have);
        lanes hits = (lanes)(have == wanted);
        keep_first(&hits, count - at);
        if (is_none(&hits))
            continue;
        for (unsigned lane = 0; lane < LANES; lane++)
            if (hits[lane])
                ret_alike[found++] = (uint16_t)(at + lane);
    }
    return found;
}
