#include "base/neighbours.h"

#include <string.h>

#include "base/sift.h"
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
    if (!fits || count < GLY_SIFT_LANES ||
        count >
            (size - sizeof *table) / (sizeof(uint32_t) + sizeof(struct gly_near_row)))
        return gly_error_set(err, GLY_E_DATA, image->path, 0,
                             "is damaged: its neighbours do not fit");
    const uint32_t *once = (const void *)(table + 1);
    *ret_neighbours = (struct gly_neighbours){
        .words = words,
        .table = table,
        .once = once,
        .rows = (const void *)(once + count),
    };
    return GLY_OK;
}

/* ---- Keeping the best ---- */

struct search {
    const struct gly_neighbours *neighbours;
    struct gly_str written;
    struct gly_slip *slip; /* made when the first word is compared */
    bool has_slip;
    struct gly_sift_wanted wanted;
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
    if (!search->has_slip)
        search->has_slip = gly_slip_init(search->slip, search->written);
    /* A word that sounds the same may look farther away. */
    unsigned limit = bound(search);
    unsigned slip =
        gly_slip_cost(search->slip, lower, sounds_alike ? limit + limit / 3 : limit);
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

static void try_index(struct search *search, const struct pattern *pattern, uint32_t at)
{
    struct gly_str word;
    struct gly_word_info info;
    const struct gly_near_row *row = &search->neighbours->rows[at];
    if (!word_at(search->neighbours, row->offset, &word, &info) ||
        word.len >= GLY_NEAR_LENGTHS)
        return;
    bool alike = row->sound == search->wanted.sound;
    char letters[GLY_NEAR_LENGTHS];
    struct gly_str lower = word;
    if (info.flags & GLY_LISTED_CAPITAL) {
        memcpy(letters, word.ptr, word.len);
        letters[0] |= 0x20;
        lower.ptr = letters;
    }
    if (alike || pattern_distance(pattern, lower) <= search->wanted.distance)
        try_word(search, word, lower, info, alike);
}

/* A block of the words from index `at` to `end`. */
static struct gly_sift_words block_of(const struct gly_neighbours *n, uint32_t at,
                                      uint32_t end)
{
    return (struct gly_sift_words){
        n->once + at, n->rows + at,
        end - at < GLY_SIFT_BLOCK ? end - at : (uint32_t)GLY_SIFT_BLOCK};
}

/* The words from index `at` to `end` within the distance. */
static void try_range(struct search *search, const struct pattern *pattern,
                      struct gly_slack slack, uint32_t at, uint32_t end)
{
    const struct gly_neighbours *n = search->neighbours;
    uint16_t fitting[GLY_SIFT_BLOCK];
    for (; at < end; at += GLY_SIFT_BLOCK) {
        unsigned found =
            gly_sift_by_letters(block_of(n, at, end), search->wanted, slack, fitting);
        for (unsigned i = 0; i < found; i++)
            gly_wordlist_prefetch_at(n->words, n->rows[at + fitting[i]].offset);
        for (unsigned i = 0; i < found; i++)
            try_index(search, pattern, at + fitting[i]);
    }
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

/* Has the beginning of a range read ahead: most ranges are short, and far apart. */
static void fetch(const uint32_t *column)
{
    for (unsigned line = 0; line < 4; line++)
        __builtin_prefetch(column + 16 * line);
}

/* The words of one length and kind. */
static void try_kind(struct search *search, const struct pattern *pattern,
                     struct gly_slack slack, unsigned len, enum gly_near_kind kind)
{
    const uint32_t *first = search->neighbours->table->first;
    unsigned bin = gly_near_bin(len, kind, 0);
    for (uint32_t initials = search->initials; initials; initials &= initials - 1)
        fetch(search->neighbours->once +
              first[bin + (unsigned)__builtin_ctz(initials)]);
    for (uint32_t initials = search->initials; initials; initials &= initials - 1) {
        unsigned at = bin + (unsigned)__builtin_ctz(initials);
        if (first[at] < first[at + 1])
            try_range(search, pattern, slack, first[at], first[at + 1]);
    }
}

/* The common words first: where one of them is near, a rarer one will hardly be meant. */
static void try_near(struct search *search, const struct pattern *pattern,
                     unsigned distance, unsigned among)
{
    enum { NEAR_ENOUGH = 100 };
    search->wanted.distance = distance;
    unsigned len = (unsigned)search->written.len;
    unsigned shortest = len > distance ? len - distance : 1;
    unsigned longest = len + distance;
    if (longest > GLY_NEAR_LENGTHS - 2)
        longest = GLY_NEAR_LENGTHS - 2;
    for (unsigned l = shortest; l <= longest; l++) {
        struct gly_slack slack = gly_slack_for(distance, len, l);
        if (among & GLY_AMONG_COMMON)
            try_kind(search, pattern, slack, l, GLY_NEAR_COMMON);
        if (among & GLY_AMONG_NAMES)
            try_kind(search, pattern, slack, l, GLY_NEAR_PROPER);
    }
    if (!(among & GLY_AMONG_OTHERS) ||
        (search->count > 0 && search->found[0].rank <= NEAR_ENOUGH))
        return;
    for (unsigned l = shortest; l <= longest; l++)
        try_kind(search, pattern, gly_slack_for(distance, len, l), l, GLY_NEAR_OTHER);
}

static void try_sounds_in(struct search *search, uint32_t at, uint32_t end)
{
    const struct gly_neighbours *n = search->neighbours;
    for (; at < end; at++) {
        struct gly_str word;
        struct gly_word_info info;
        if (n->rows[at].sound == search->wanted.sound &&
            word_at(n, n->rows[at].offset, &word, &info))
            try_word(search, word, word, info, true);
    }
}

/* The words that sound the same, however they are spelt. */
static void try_sound(struct search *search)
{
    const uint32_t *first = search->neighbours->table->first;
    for (unsigned bin = 0; search->wanted.sound != 0 && bin < GLY_NEAR_BINS; bin++) {
        unsigned initial = bin % GLY_NEAR_INITIALS;
        if (bin / GLY_NEAR_INITIALS % GLY_NEAR_KINDS != GLY_NEAR_PROPER &&
            search->initials & UINT32_C(1) << initial)
            try_sounds_in(search, first[bin], first[bin + 1]);
    }
}

/* However it sounds. */
static struct gly_sift_wanted wanted_for(struct gly_str written, unsigned distance)
{
    return (struct gly_sift_wanted){
        .letters = gly_near_letters(written.ptr, written.len),
        .pairs = gly_near_pairs(written.ptr, written.len),
        .distance = distance,
    };
}

unsigned gly_neighbours_find(const struct gly_neighbours *neighbours,
                             struct gly_str written, unsigned among, unsigned limit,
                             struct gly_neighbour *ret, unsigned room)
{
    struct gly_slip slip; /* large: not to be zeroed each time */
    if (room == 0 || written.len == 0 || written.len > GLY_SLIP_LETTERS_MAX)
        return 0;
    struct search search = {
        .neighbours = neighbours,
        .written = written,
        .slip = &slip,
        .wanted = wanted_for(written, 2),
        .among = among,
        .limit = limit,
        .found = ret,
        .room = room,
    };
    struct pattern pattern;
    pattern_init(&pattern, written);
    search.wanted.sound = gly_sound_key(written.ptr, written.len);
    search.initials = likely_initials(written);
    try_near(&search, &pattern, 2, among);
    if (search.count == 0 && limit > GLY_SLIP + GLY_SLIP / 8) {
        search.initials = ~search.initials & EVERY_INITIAL;
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

/* ---- One letter away ---- */

static bool has_in_range(const struct gly_neighbours *n, struct gly_str written,
                         const struct gly_sift_wanted *wanted, struct gly_slack slack,
                         uint32_t at, uint32_t end)
{
    uint16_t fitting[GLY_SIFT_BLOCK];
    for (; at < end; at += GLY_SIFT_BLOCK) {
        unsigned found =
            gly_sift_by_letters(block_of(n, at, end), *wanted, slack, fitting);
        for (unsigned i = 0; i < found; i++) {
            struct gly_str word;
            struct gly_word_info info;
            if (word_at(n, n->rows[at + fitting[i]].offset, &word, &info) &&
                info.size <= GLY_SIZE_COMMON && gly_slip_is_single(written, word))
                return true;
        }
    }
    return false;
}

bool gly_neighbours_has_common(const struct gly_neighbours *neighbours,
                               struct gly_str written, unsigned among)
{
    if (written.len == 0 || written.len >= GLY_NEAR_LENGTHS - 2)
        return false;
    /* Neighbours that changed places are two plain edits. */
    struct gly_sift_wanted wanted = wanted_for(written, 2);
    unsigned len = (unsigned)written.len;
    const uint32_t *first = neighbours->table->first;
    for (uint32_t initials = likely_initials(written); initials;
         initials &= initials - 1)
        for (unsigned l = len > 1 ? len - 1 : 1; l <= len + 1; l++)
            for (unsigned kind = 0; kind < GLY_NEAR_KINDS; kind++) {
                unsigned bin = gly_near_bin(l, (enum gly_near_kind)kind,
                                            (unsigned)__builtin_ctz(initials));
                bool asked = kind == GLY_NEAR_COMMON   ? among & GLY_AMONG_COMMON
                             : kind == GLY_NEAR_PROPER ? among & GLY_AMONG_NAMES
                                                       : false;
                if (asked &&
                    has_in_range(neighbours, written, &wanted, gly_slack_for(1, len, l),
                                 first[bin], first[bin + 1]))
                    return true;
            }
    return false;
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
