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
               table->common[i - 1] <= table->first[i];
    size_t count = fits ? table->first[GLY_NEAR_LENGTHS - 1] : 0;
    if (!fits ||
        count > (size - sizeof *table) / (sizeof(uint64_t) + 2 * sizeof(uint32_t)))
        return gly_error_set(err, GLY_E_DATA, image->path, 0,
                             "is damaged: its neighbours do not fit");
    const uint64_t *letters = (const void *)(table + 1);
    const uint32_t *sounds = (const void *)(letters + count);
    *ret_neighbours = (struct gly_neighbours){
        .words = words,
        .table = table,
        .letters = letters,
        .sounds = sounds,
        .offsets = sounds + count,
    };
    return GLY_OK;
}

/* ---- Keeping the best ---- */

struct search {
    const struct gly_neighbours *neighbours;
    struct gly_slip slip;
    uint64_t letters;
    uint32_t sound;
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

static void try_word(struct search *search, struct gly_str word,
                     struct gly_word_info info, bool sounds_alike)
{
    /* A word that sounds the same may look farther away. */
    unsigned limit = bound(search);
    unsigned slip =
        gly_slip_cost(&search->slip, word, sounds_alike ? limit + limit / 3 : limit);
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

/* Letters that one word has and the other lacks are edits each. Marks the words that have
 * at most `distance` of either kind. */
static void sift(const uint64_t *letters, unsigned count, uint64_t wanted,
                 unsigned distance, uint64_t *left)
{
    for (unsigned i = 0; i < count; i++) {
        uint64_t more = letters[i] & ~wanted, less = wanted & ~letters[i];
        for (unsigned d = 0; d < distance; d++) {
            more &= more - 1; /* takes the lowest bit away; 0 stays 0 */
            less &= less - 1;
        }
        left[i] = more | less;
    }
}

/* The words from index `at` to `end` within `distance` plain edits. */
static void try_range(struct search *search, const struct pattern *pattern,
                      unsigned distance, uint32_t at, uint32_t end)
{
    const struct gly_neighbours *n = search->neighbours;
    for (; at < end; at += BLOCK) {
        uint64_t left[BLOCK];
        unsigned count = end - at < BLOCK ? end - at : BLOCK;
        sift(n->letters + at, count, search->letters, distance, left);
        for (unsigned i = 0; i < count; i++) {
            struct gly_str word;
            struct gly_word_info info;
            if (left[i] != 0 || !word_at(n, n->offsets[at + i], &word, &info))
                continue;
            bool alike = n->sounds[at + i] == search->sound;
            if (alike || pattern_distance(pattern, word) <= distance)
                try_word(search, word, info, alike);
        }
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
    for (unsigned l = shortest; l <= longest; l++)
        try_range(search, pattern, distance, table->first[l], table->common[l]);
    if (search->count > 0 && search->found[0].rank <= NEAR_ENOUGH)
        return;
    for (unsigned l = shortest; l <= longest; l++)
        try_range(search, pattern, distance, table->common[l], table->first[l + 1]);
}

/* The words that sound the same, however they are spelt. */
static void try_sound(struct search *search)
{
    const struct gly_neighbours *n = search->neighbours;
    uint32_t end = n->table->first[GLY_NEAR_LENGTHS - 1];
    for (uint32_t i = 0; search->sound != 0 && i < end; i++) {
        struct gly_str word;
        struct gly_word_info info;
        if (n->sounds[i] == search->sound && word_at(n, n->offsets[i], &word, &info))
            try_word(search, word, info, true);
    }
}

unsigned gly_neighbours_find(const struct gly_neighbours *neighbours,
                             struct gly_str written, unsigned limit,
                             struct gly_neighbour *ret, unsigned room)
{
    struct search search = {
        .neighbours = neighbours,
        .letters = gly_near_letters(written.ptr, written.len),
        .sound = gly_sound_key(written.ptr, written.len),
        .limit = limit,
        .found = ret,
        .room = room,
    };
    if (room == 0 || !gly_slip_init(&search.slip, written))
        return 0;
    struct pattern pattern;
    pattern_init(&pattern, written);
    try_near(&search, &pattern, 2);
    if (search.count == 0 && limit > 2 * GLY_SLIP) {
        try_near(&search, &pattern, 3);
        if (search.count == 0)
            try_sound(&search);
    }
    return search.count;
}
