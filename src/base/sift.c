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
 * the compiler lowers to what the processor has), and four vectors make a mask of bits. */
enum { LANES = GLY_SIFT_LANES, VECTORS = 4, STRIDE = LANES * VECTORS };

typedef uint32_t lanes __attribute__((vector_size(4 * LANES)));

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif
#define INSIDE static inline __attribute__((always_inline))

/* Adds one bit for each of eight words, the lowest for the first. `hits` has all ones where
 * a word fits, `nth` says which eight of a stride they are. */
INSIDE void add_bits(const lanes *hits, unsigned nth, lanes *bits)
{
    const lanes each = {1, 2, 4, 8, 16, 32, 64, 128};
    *bits |= *hits & (each << (nth * LANES));
}

/* The bits of all lanes in one. */
INSIDE uint32_t gather(const lanes *bits)
{
    uint64_t pairs[LANES / 2];
    memcpy(pairs, bits, sizeof pairs);
    uint64_t all = pairs[0] | pairs[1] | pairs[2] | pairs[3];
    return (uint32_t)(all | all >> 32);
}

/* The first `count` of 32. */
INSIDE uint32_t first_bits(unsigned count)
{
    return count < 32 ? (UINT32_C(1) << count) - 1 : ~UINT32_C(0);
}

INSIDE void take_lowest(lanes *bits, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        *bits &= *bits - 1; /* 0 stays 0 */
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

/* The same for up to 32 words, as bits. */
INSIDE uint32_t sift_some(const uint32_t *once, unsigned count, uint32_t wanted,
                          unsigned more, unsigned less)
{
    lanes bits = {0}, hits;
    for (unsigned i = 0; i * LANES < count; i++) {
        sift_eight(once + i * LANES, wanted, more, less, &hits);
        add_bits(&hits, i, &bits);
    }
    return gather(&bits) & first_bits(count);
}

/* The words whose letters may fit: what stands in them twice is not asked yet. */
INSIDE unsigned sift_by(const uint32_t *once, unsigned count, uint32_t wanted,
                        unsigned more, unsigned less, uint16_t *ret_fitting)
{
    unsigned found = 0;
    for (unsigned at = 0; at < count; at += STRIDE) {
        unsigned left = count - at;
        uint32_t hits = left >= STRIDE
                            ? sift_some(once + at, STRIDE, wanted, more, less)
                            : sift_some(once + at, left, wanted, more, less);
        for (; hits != 0; hits &= hits - 1)
            ret_fitting[found++] = (uint16_t)(at + (unsigned)__builtin_ctz(hits));
    }
    return found;
}

/* With constants for the slack, which leaves few instructions for each eight words; those
 * of three edits, which are seldom looked for, are taken together. */
INSIDE unsigned sift_once(const uint32_t *once, unsigned count, uint32_t wanted,
                          struct gly_slack slack, uint16_t *ret_fitting)
{
#define CASE(more, less)      \
    case 4 * (more) + (less): \
        return sift_by(once, count, wanted, more, less, ret_fitting)
    switch (4 * slack.more + slack.less) {
        CASE(0, 1);
        CASE(1, 0);
        CASE(1, 1);
        CASE(0, 2);
        CASE(1, 2);
        CASE(2, 2);
        CASE(2, 1);
        CASE(2, 0);
    default:
        return sift_by(once, count, wanted, 3, 3, ret_fitting);
    }
#undef CASE
}

INSIDE bool fits(uint32_t once, const struct gly_near_row *row,
                 const struct gly_sift_wanted *wanted, struct gly_slack slack)
{
    unsigned extra = (unsigned)__builtin_popcount(once & ~wanted->letters.once) +
                     (unsigned)__builtin_popcount(row->twice & ~wanted->letters.twice);
    unsigned missing =
        (unsigned)__builtin_popcount(wanted->letters.once & ~once) +
        (unsigned)__builtin_popcount(wanted->letters.twice & ~row->twice);
    unsigned more = (unsigned)__builtin_popcount(row->pairs & ~wanted->pairs);
    unsigned less = (unsigned)__builtin_popcount(wanted->pairs & ~row->pairs);
    bool pairs = (more <= 2 * wanted->distance) & (less <= 2 * wanted->distance);
    return (extra <= slack.more) & (missing <= slack.less) &
           (pairs | (row->sound == wanted->sound));
}

FOR_EACH_PROCESSOR
unsigned gly_sift_by_letters(struct gly_sift_words words, struct gly_sift_wanted wanted,
                             struct gly_slack slack, uint16_t *ret_fitting)
{
    unsigned found =
        sift_once(words.once, words.count, wanted.letters.once, slack, ret_fitting);
    for (unsigned i = 0; i < found; i++)
        __builtin_prefetch(&words.rows[ret_fitting[i]]);
    unsigned kept = 0;
    for (unsigned i = 0; i < found; i++) {
        unsigned at = ret_fitting[i];
        ret_fitting[kept] = (uint16_t)at;
        kept += fits(words.once[at], &words.rows[at], &wanted, slack);
    }
    return kept;
}
