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
    for (unsigned i = 0; fits && i < GLY_NEAR_BINS; i++)
        fits = table->first[i] <= table->first[i + 1];
    size_t count = fits ? table->first[GLY_NEAR_BINS] : 0;
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
    uint32_t initials; /* bits of gly_near_initial(): where to look */
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

/* Words are sifted eight at a time, as one vector (an extension of GCC and Clang, which
 * the compiler lowers to what the processor has), and only what is left word by word. */
enum { LANES = 8 };
typedef uint32_t lanes __attribute__((vector_size(4 * LANES)));

/* `keep[n]` is all ones for the n that is the slack: leaves of the bits what is left when
 * the n lowest are taken away. */
static inline void take_away(lanes *bits, const lanes keep[4])
{
    lanes one = *bits & (*bits - 1); /* 0 stays 0 */
    lanes two = one & (one - 1);
    lanes three = two & (two - 1);
    *bits = (*bits & keep[0]) | (one & keep[1]) | (two & keep[2]) | (three & keep[3]);
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

/* Eight words of which at least one may fit: bit n of `fits` is word 8 * `eight` + n. */
struct sifted {
    uint16_t eight;
    uint8_t fits;
};

/* Sifts `count` eights; returns how many hold a word whose letters fit. */
FOR_EACH_PROCESSOR
static unsigned sift(const uint32_t *letters, unsigned count, uint32_t wanted_letters,
                     struct slack slack, struct sifted *ret_sifted)
{
    lanes more[4] = {0}, less[4] = {0}, wanted = {0};
    more[slack.more] |= UINT32_MAX;
    less[slack.less] |= UINT32_MAX;
    wanted |= wanted_letters;
    unsigned found = 0;
    for (unsigned i = 0; i < count; i++) {
        lanes have;
        memcpy(&have, letters + (size_t)i * LANES, sizeof have);
        lanes extra = have & ~wanted, missing = wanted & ~have;
        take_away(&extra, more);
        take_away(&missing, less);
        lanes fits = (lanes)((extra | missing) == 0);
        uint64_t pairs[LANES / 2];
        memcpy(pairs, &fits, sizeof pairs);
        if ((pairs[0] | pairs[1] | pairs[2] | pairs[3]) == 0)
            continue;
        unsigned bits = 0;
        for (unsigned lane = 0; lane < LANES; lane++)
            bits |= (fits[lane] & 1) << lane;
        ret_sifted[found++] = (struct sifted){(uint16_t)i, (uint8_t)bits};
    }
    return found;
}

/* The same of one word. */
static bool fits_once(const struct search *search, uint32_t at, struct slack slack)
{
    uint32_t once = search->neighbours->once[at], wanted = search->letters.once;
    return (unsigned)__builtin_popcount(once & ~wanted) <= slack.more &&
           (unsigned)__builtin_popcount(wanted & ~once) <= slack.less;
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
    enum { BLOCK = 64 };
    const struct gly_neighbours *n = search->neighbours;
    while (end - at >= LANES) {
        struct sifted sifted[BLOCK];
        unsigned count = (end - at) / LANES < BLOCK ? (end - at) / LANES : BLOCK;
        unsigned found = sift(n->once + at, count, search->letters.once, slack, sifted);
        for (unsigned i = 0; i < found; i++)
            for (unsigned fits = sifted[i].fits; fits; fits &= fits - 1) {
                uint32_t word =
                    at + sifted[i].eight * LANES + (unsigned)__builtin_ctz(fits);
                if (fits_twice(search, word, slack))
                    try_index(search, pattern, distance, word);
            }
        at += count * LANES;
    }
    for (; at < end; at++)
        if (fits_once(search, at, slack) && fits_twice(search, at, slack))
            try_index(search, pattern, distance, at);
}

/* Of a to z the first letters that are taken for them: they sound alike, or the right one is
 * not heard ("nife"). */
static const char *const initials_like[GLY_NEAR_INITIALS] = {
    "eou", "p", "ksq", "t", "iay", "pv", "jk",  "w", "eay", "g", "cq",  "",   "", "kgp",
    "au",  "b", "kc",  "w", "cpz", "",   "aoy", "f", "wr",  "z", "eiu", "sx", "",
};

enum { EVERY_INITIAL = (1 << GLY_NEAR_INITIALS) - 1 };

/* Nobody misses the first letter, but for a neighbour or one that sounds alike. */
static uint32_t likely_initials(struct gly_str written)
{
    unsigned first = gly_near_initial(written.ptr[0]);
    uint32_t initials = UINT32_C(1) << first;
    if (written.len > 1)
        initials |= UINT32_C(1) << gly_near_initial(written.ptr[1]);
    for (const char *like = initials_like[first]; *like; like++)
        initials |= UINT32_C(1) << gly_near_initial(*like);
    return initials;
}

/* The words of one length and kind. */
static void try_kind(struct search *search, const struct pattern *pattern,
                     unsigned distance, struct slack slack, unsigned len,
                     enum gly_near_kind kind)
{
    const uint32_t *first = search->neighbours->table->first;
    unsigned bin = gly_near_bin(len, kind, 0);
    if (search->initials == EVERY_INITIAL) {
        try_range(search, pattern, distance, slack, first[bin],
                  first[bin + GLY_NEAR_INITIALS]);
        return;
    }
    for (unsigned i = 0; i < GLY_NEAR_INITIALS; i++)
        if (search->initials & UINT32_C(1) << i)
            try_range(search, pattern, distance, slack, first[bin + i],
                      first[bin + i + 1]);
}

/* The common words first: where one of them is near, a rarer one will hardly be meant. */
static void try_near(struct search *search, const struct pattern *pattern,
                     unsigned distance, unsigned among)
{
    enum { NEAR_ENOUGH = 100 };
    unsigned len = (unsigned)search->slip.written.len;
    unsigned shortest = len > distance ? len - distance : 1;
    unsigned longest = len + distance;
    if (longest > GLY_NEAR_LENGTHS - 2)
        longest = GLY_NEAR_LENGTHS - 2;
    for (unsigned l = shortest; l <= longest; l++) {
        struct slack slack = slack_for(distance, len, l);
        if (among & GLY_AMONG_COMMON)
            try_kind(search, pattern, distance, slack, l, GLY_NEAR_COMMON);
        if (among & GLY_AMONG_NAMES)
            try_kind(search, pattern, distance, slack, l, GLY_NEAR_PROPER);
    }
    if (!(among & GLY_AMONG_OTHERS) ||
        (search->count > 0 && search->found[0].rank <= NEAR_ENOUGH))
        return;
    for (unsigned l = shortest; l <= longest; l++)
        try_kind(search, pattern, distance, slack_for(distance, len, l), l,
                 GLY_NEAR_OTHER);
}

/* The words that sound the same, however they are spelt. */
static void try_sound(struct search *search)
{
    const struct gly_neighbours *n = search->neighbours;
    for (unsigned bin = 0; search->sound != 0 && bin < GLY_NEAR_BINS; bin++) {
        unsigned initial = bin % GLY_NEAR_INITIALS;
        if (bin / GLY_NEAR_INITIALS % GLY_NEAR_KINDS == GLY_NEAR_PROPER ||
            !(search->initials & UINT32_C(1) << initial))
            continue;
        for (uint32_t i = n->table->first[bin]; i < n->table->first[bin + 1]; i++) {
            struct gly_str word;
            struct gly_word_info info;
            if (n->sounds[i] == search->sound &&
                word_at(n, n->offsets[i], &word, &info))
                try_word(search, word, word, info, true);
        }
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
    search.initials = likely_initials(written);
    try_near(&search, &pattern, 2, among);
    if (search.count == 0 && limit > GLY_SLIP + GLY_SLIP / 8) {
        search.initials = EVERY_INITIAL;
        try_near(&search, &pattern, 2, among & GLY_AMONG_COMMON);
        search.initials = likely_initials(written);
    }
    if (search.count == 0 && among & GLY_AMONG_OTHERS && limit > 2 * GLY_SLIP) {
        try_near(&search, &pattern, 3, among);
        if (search.count == 0)
            try_sound(&search);
    }
    return search.count;
}

unsigned gly_neighbours_recall(struct gly_near_memory *memory,
                               const struct gly_neighbours *neighbours,
                               struct gly_str written, unsigned among, unsigned limit,
                               struct gly_neighbour *ret)
{
    if (!memory || written.len >= GLY_NEAR_LENGTHS || limit > UINT16_MAX)
        return gly_neighbours_find(neighbours, written, among, limit, ret,
                                   GLY_NEAR_KEPT);
    uint64_t hash = gly_word_hash(written.ptr, written.len);
    struct gly_near_entry *entry = &memory->entries[(hash >> 32) % GLY_NEAR_REMEMBERED];
    if (entry->of != neighbours || entry->among != among || entry->limit != limit ||
        !gly_str_eq((struct gly_str){entry->written, entry->len}, written)) {
        unsigned count = gly_neighbours_find(neighbours, written, among, limit,
                                             entry->found, GLY_NEAR_KEPT);
        entry->of = neighbours;
        memcpy(entry->written, written.ptr, written.len);
        entry->len = (uint8_t)written.len;
        entry->among = (uint8_t)among;
        entry->limit = (uint16_t)limit;
        entry->count = (uint8_t)count;
    }
    memcpy(ret, entry->found, entry->count * sizeof *ret);
    return entry->count;
}
