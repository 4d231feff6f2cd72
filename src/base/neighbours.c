#include "base/neighbours.h"

#include <string.h>

#include "base/slip.h"
#include "base/sound.h"

enum gly_status gly_neighbours_init(struct gly_neighbours *ret_neighbours,
                                    const struct gly_wordlist *words,
                                    const struct gly_image *image,
                                    struct gly_error *err)
{
    const unsigned char *bytes;
    size_t size;
    if (!gly_image_section(image, "NEAR", &bytes, &size))
        return gly_error_set(err, GLY_E_DATA, image->path, 0, "has no neighbours");
    const struct gly_near_table *table = (const void *)bytes;
    bool fits = size >= sizeof *table && table->first[0] == 0;
    for (unsigned i = 1; fits && i < GLY_NEAR_LENGTHS; i++)
        fits = table->first[i - 1] <= table->common[i - 1] &&
               table->common[i - 1] <= table->proper[i - 1] &&
               table->proper[i - 1] <= table->first[i];
    size_t count = fits ? table->first[GLY_NEAR_LENGTHS - 1] : 0;
    if (!fits || count > (size - sizeof *table) / (4 * sizeof(uint32_t)))
        return gly_error_set(err, GLY_E_DATA, image->path, 0,
                             "is damaged: its neighbours do not fit");
    const uint32_t *columns = (const void *)(table + 1);
    *ret_neighbours = (struct gly_neighbours){
        .words = words,
        .table = table,
        .once = columns,
        .twice = columns + count,
        .sounds = columns + 2 * count,
        .offsets = columns + 3 * count,
    };
    return GLY_OK;
}

/* ---- Keeping the best ---- */

struct search {
    const struct gly_neighbours *neighbours;
    struct gly_slip slip;
    struct gly_near_letters letters;
    uint32_t sound;
    unsigned among;
    unsigned limit;
    struct gly_neighbour *found;
    unsigned count, room;
};

/* A rarer word must be the nearer one. SCOWL's sizes are ten steps; what they weigh
 * against an ordinary slip was tried out on public sets of human misspellings. */
static unsigned rareness(unsigned size)
{
    static const struct {
        unsigned size, cost;
    } steps[] = {{10, 0}, {20, 12}, {35, 30}, {40, 42}, {50, 50}, {60, 65}};
    for (unsigned i = 0; i < GLY_COUNT(steps); i++)
        if (size <= steps[i].size)
            return steps[i].cost;
    return 85;
}

static void keep(struct search *search, struct gly_neighbour neighbour)
{
    struct gly_neighbour *found = search->found;
    unsigned at = search->count;
    while (at > 0 && found[at - 1].rank > neighbour.rank)
        at--;
    if (at == search->room)
        return;
    if (search->count < search->room)
        search->count++;
    for (unsigned i = search->count - 1; i > at; i--)
        found[i] = found[i - 1];
    found[at] = neighbour;
}

/* What is no longer worth looking at: past the caller's limit, or past the worst kept. */
static unsigned bound(const struct search *search)
{
    if (search->count < search->room)
        return search->limit;
    unsigned worst = search->found[search->room - 1].rank;
    return worst < search->limit ? worst : search->limit;
}

/* ---- Trying a word ---- */

/* Plain edit distance of at most 64 letters against many words, a column a letter
 * (Myers, Journal of the ACM 46, 1999, in Hyyrö's form). */
struct pattern {
    uint64_t at[256];
    unsigned len;
};

static void pattern_init(struct pattern *pattern, struct gly_str word)
{
    memset(pattern->at, 0, sizeof pattern->at);
    pattern->len = (unsigned)word.len;
    for (size_t i = 0; i < word.len; i++)
        pattern->at[(unsigned char)word.ptr[i]] |= (uint64_t)1 << i;
}

static unsigned pattern_distance(const struct pattern *pattern, struct gly_str word)
{
    uint64_t plus = ~(uint64_t)0, minus = 0;
    uint64_t last = (uint64_t)1 << (pattern->len - 1);
    unsigned distance = pattern->len;
    for (size_t i = 0; i < word.len; i++) {
        uint64_t equal = pattern->at[(unsigned char)word.ptr[i]];
        uint64_t vertical = equal | minus;
        uint64_t across = (((equal & plus) + plus) ^ plus) | equal;
        uint64_t up = minus | ~(across | plus);
        uint64_t down = plus & across;
        distance += (up & last) != 0;
        distance -= (down & last) != 0;
        up = up << 1 | 1;
        down <<= 1;
        plus = down | ~(vertical | up);
        minus = up & vertical;
    }
    return distance;
}

static bool word_at(const struct gly_neighbours *neighbours, uint32_t offset,
                    struct gly_str *ret_word, struct gly_word_info *ret_info)
{
    uint32_t cursor = offset;
    return offset > 0 &&
           gly_wordlist_next(neighbours->words, &cursor, ret_word, ret_info);
}

/* `lower` is the word without its capital. */
static void try_word(struct search *search, struct gly_str word, struct gly_str lower,
                     struct gly_word_info info, bool sounds_alike)
{
    /* A word that sounds the same may look farther away. */
    unsigned limit = bound(search);
    unsigned slip =
        gly_slip_cost(&search->slip, lower, sounds_alike ? limit + limit / 3 : limit);
    if (sounds_alike)
        slip -= slip / 4;
    if (slip > search->limit)
        return;
    keep(search, (struct gly_neighbour){
                     .word = word,
                     .info = info,
                     .slip = slip,
                     .rank = slip + rareness(info.size),
                 });
}

/* Words are sifted in blocks: a loop without branches first, which the compiler makes
 * one of vectors, then what is left word by word. */
enum { BLOCK = 256 };

/* How many letters a word within `distance` edits may have that the written one lacks, and
 * the other way about. A longer word has that many letters more, which leaves less room
 * for replaced ones. */
struct slack {
    unsigned more, less;
};

static struct slack slack_for(unsigned distance, unsigned written, unsigned meant)
{
    struct slack slack = {distance, distance};
    if (meant > written)
        slack.less -= meant - written;
    else
        slack.more -= written - meant;
    return slack;
}

/* `keep[n]` is all ones for the n that is the slack: what is left of the bits when the n
 * lowest are taken away. Written so that the loop below becomes one of vectors. */
static inline uint32_t beyond(uint32_t bits, const uint32_t keep[4])
{
    uint32_t one = bits & (bits - 1); /* 0 stays 0 */
    uint32_t two = one & (one - 1);
    uint32_t three = two & (two - 1);
    return (bits & keep[0]) | (one & keep[1]) | (two & keep[2]) | (three & keep[3]);
}

static void sift(const uint32_t *letters, unsigned count, uint32_t wanted,
                 struct slack slack, uint32_t *left)
{
    uint32_t more[4] = {0}, less[4] = {0};
    more[slack.more] = less[slack.less] = UINT32_MAX;
    for (unsigned i = 0; i < count; i++)
        left[i] =
            beyond(letters[i] & ~wanted, more) | beyond(wanted & ~letters[i], less);
}

static bool fits_twice(const struct search *search, uint32_t at, struct slack slack)
{
    uint32_t once = search->neighbours->once[at], twice = search->neighbours->twice[at];
    struct gly_near_letters wanted = search->letters;
    return (unsigned)__builtin_popcount(once & ~wanted.once) +
                   (unsigned)__builtin_popcount(twice & ~wanted.twice) <=
               slack.more &&
           (unsigned)__builtin_popcount(wanted.once & ~once) +
                   (unsigned)__builtin_popcount(wanted.twice & ~twice) <=
               slack.less;
}

static void try_index(struct search *search, const struct pattern *pattern,
                      unsigned distance, uint32_t at)
{
    const struct gly_neighbours *n = search->neighbours;
    struct gly_str word;
    struct gly_word_info info;
    if (!word_at(n, n->offsets[at], &word, &info) || word.len >= GLY_NEAR_LENGTHS)
        return;
    char letters[GLY_NEAR_LENGTHS];
    struct gly_str lower = word;
    if (info.flags & GLY_LISTED_CAPITAL) {
        memcpy(letters, word.ptr, word.len);
        letters[0] |= 0x20;
        lower.ptr = letters;
    }
    bool alike = n->sounds[at] == search->sound;
    if (alike || pattern_distance(pattern, lower) <= distance)
        try_word(search, word, lower, info, alike);
}

/* The words from index `at` to `end` within `distance` plain edits. */
static void try_range(struct search *search, const struct pattern *pattern,
                      unsigned distance, struct slack slack, uint32_t at, uint32_t end)
{
    const struct gly_neighbours *n = search->neighbours;
    for (; at < end; at += BLOCK) {
        uint32_t left[BLOCK];
        unsigned count = end - at < BLOCK ? end - at : BLOCK;
        sift(n->once + at, count, search->letters.once, slack, left);
        for (unsigned i = 0; i < count; i++)
            if (left[i] == 0 && fits_twice(search, at + i, slack))
                try_index(search, pattern, distance, at + i);
    }
}

/* The common words first: where one of them is near, a rarer one will hardly be meant. */
static void try_near(struct search *search, const struct pattern *pattern,
                     unsigned distance)
{
    enum { NEAR_ENOUGH = 100 };
    const struct gly_near_table *table = search->neighbours->table;
    unsigned len = (unsigned)search->slip.written.len;
    unsigned shortest = len > distance ? len - distance : 1;
    unsigned longest = len + distance;
    if (longest > GLY_NEAR_LENGTHS - 2)
        longest = GLY_NEAR_LENGTHS - 2;
    for (unsigned l = shortest; l <= longest; l++) {
        struct slack slack = slack_for(distance, len, l);
        if (search->among & GLY_AMONG_COMMON)
            try_range(search, pattern, distance, slack, table->first[l],
                      table->common[l]);
        if (search->among & GLY_AMONG_NAMES)
            try_range(search, pattern, distance, slack, table->proper[l],
                      table->first[l + 1]);
    }
    if (!(search->among & GLY_AMONG_OTHERS) ||
        (search->count > 0 && search->found[0].rank <= NEAR_ENOUGH))
        return;
    for (unsigned l = shortest; l <= longest; l++)
        try_range(search, pattern, distance, slack_for(distance, len, l),
                  table->common[l], table->proper[l]);
}

/* The words that sound the same, however they are spelt. */
static void try_sound(struct search *search)
{
    const struct gly_neighbours *n = search->neighbours;
    uint32_t end = n->table->first[GLY_NEAR_LENGTHS - 1];
    for (uint32_t i = 0; search->sound != 0 && i < end; i++) {
        struct gly_str word;
        struct gly_word_info info;
        if (n->sounds[i] == search->sound && word_at(n, n->offsets[i], &word, &info) &&
            !(info.flags & GLY_LISTED_CAPITAL))
            try_word(search, word, word, info, true);
    }
}

unsigned gly_neighbours_find(const struct gly_neighbours *neighbours,
                             struct gly_str written, unsigned among, unsigned limit,
                             struct gly_neighbour *ret, unsigned room)
{
    struct search search = {
        .neighbours = neighbours,
        .letters = gly_near_letters(written.ptr, written.len),
        .sound = gly_sound_key(written.ptr, written.len),
        .among = among,
        .limit = limit,
        .found = ret,
        .room = room,
    };
    if (room == 0 || !gly_slip_init(&search.slip, written))
        return 0;
    struct pattern pattern;
    pattern_init(&pattern, written);
    try_near(&search, &pattern, 2);
    if (search.count == 0 && among & GLY_AMONG_OTHERS && limit > 2 * GLY_SLIP) {
        try_near(&search, &pattern, 3);
        if (search.count == 0)
            try_sound(&search);
    }
    return search.count;
}
