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
        unsigned left = count - at < STRIDE ? count - at : (unsigned)STRIDE;
        uint32_t hits = sift_some(once + at, left, wanted, more, less);
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

FOR_EACH_PROCESSOR
unsigned gly_sift_by_letters(struct gly_sift_letters letters, unsigned count,
                             struct gly_near_letters wanted, struct gly_slack slack,
                             uint16_t *ret_fitting)
{
    unsigned found = sift_once(letters.once, count, wanted.once, slack, ret_fitting);
    unsigned kept = 0;
    for (unsigned i = 0; i < found; i++) {
        ret_fitting[kept] = ret_fitting[i];
        kept += fits(letters, ret_fitting[i], wanted, slack.more, slack.less);
    }
    return kept;
}

FOR_EACH_PROCESSOR
unsigned gly_sift_by_pairs(const uint32_t *pairs, const uint32_t *sounds,
                           struct gly_sift_pairs wanted, uint16_t *fitting,
                           unsigned count)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < count; i++) {
        uint32_t have = pairs[fitting[i]];
        bool fits =
            ((unsigned)__builtin_popcount(have & ~wanted.pairs) <= wanted.slack &&
             (unsigned)__builtin_popcount(wanted.pairs & ~have) <= wanted.slack);
        fitting[kept] = fitting[i];
        kept += fits || sounds[fitting[i]] == wanted.sound;
    }
    return kept;
}

FOR_EACH_PROCESSOR
unsigned gly_sift_by_sound(const uint32_t *sounds, unsigned count, uint32_t wanted,
                           uint16_t *ret_alike)
{
    unsigned found = 0;
    for (unsigned at = 0; at < count; at += LANES) {
        lanes have;
        memcpy(&have, sounds + at, sizeof have);
        lanes hits = (lanes)(have == wanted);
        lanes bits = {0};
        add_bits(&hits, 0, &bits);
        uint32_t alike = gather(&bits) & first_bits(count - at);
        for (; alike != 0; alike &= alike - 1)
            ret_alike[found++] = (uint16_t)(at + (unsigned)__builtin_ctz(alike));
    }
    return found;
}
