#include "base/slip.h"

#include <limits.h>
#include <string.h>

#include <galley/unicode.h>

#include "base/utf8.h"

/* Groups that stand for one another, in either direction. Human misspellings keep the
 * sound more often than the letters (Mitton, English Spelling and the Computer, 1996,
 * chapters 4 and 5). */
#define GROUP(a, b, cost)                                                           \
    {                                                                               \
        a, b, (a)[sizeof(a) - 2], (b)[sizeof(b) - 2], sizeof(a) - 1, sizeof(b) - 1, \
            cost                                                                    \
    }
static const struct group {
    const char *a, *b;
    char a_last, b_last; /* letters */
    unsigned char a_len, b_len, cost;
} groups[] = {
    GROUP("f", "ph", 45),      GROUP("f", "gh", 70),      GROUP("k", "ck", 35),
    GROUP("k", "ch", 55),      GROUP("k", "qu", 70),      GROUP("kw", "qu", 50),
    GROUP("s", "sc", 45),      GROUP("s", "ss", 40),      GROUP("c", "sc", 40),
    GROUP("shun", "tion", 60), GROUP("sion", "tion", 40), GROUP("cion", "tion", 40),
    GROUP("tian", "tion", 50), GROUP("cian", "tion", 60), GROUP("sh", "ti", 60),
    GROUP("sh", "ci", 60),     GROUP("sh", "ch", 55),     GROUP("ch", "tch", 40),
    GROUP("able", "ible", 40), GROUP("j", "dg", 55),      GROUP("g", "dg", 55),
    GROUP("w", "wh", 40),      GROUP("r", "wr", 45),      GROUP("n", "kn", 45),
    GROUP("n", "gn", 50),      GROUP("m", "mb", 50),      GROUP("x", "cks", 60),
    GROUP("x", "ks", 50),      GROUP("x", "cs", 55),      GROUP("x", "xc", 45),
    GROUP("ite", "ight", 60),  GROUP("or", "augh", 110),  GROUP("t", "ght", 75),
    GROUP("oo", "u", 50),      GROUP("oo", "ou", 50),     GROUP("ou", "o", 55),
    GROUP("ey", "y", 35),      GROUP("y", "ie", 40),      GROUP("ys", "ies", 40),
    GROUP("yed", "ied", 40),   GROUP("i", "y", 50),       GROUP("us", "ous", 45),
    GROUP("ious", "us", 75),   GROUP("eous", "ious", 45), GROUP("g", "gue", 65),
    GROUP("k", "que", 65),     GROUP("c", "que", 65),     GROUP("f", "th", 80),
    GROUP("v", "th", 90),      GROUP("d", "ed", 55),      GROUP("t", "ed", 70),
    GROUP("a", "er", 70),      GROUP("a", "or", 80),      GROUP("u", "er", 80),
    GROUP("o", "er", 80),      GROUP("or", "er", 50),     GROUP("ur", "er", 50),
    GROUP("ir", "er", 50),     GROUP("re", "er", 45),     GROUP("le", "el", 45),
    GROUP("al", "le", 60),     GROUP("ence", "ance", 40), GROUP("ent", "ant", 40),
    GROUP("ea", "ee", 50),     GROUP("ei", "ie", 40),     GROUP("ay", "ai", 50),
    GROUP("ei", "ai", 60),     GROUP("ow", "ou", 55),     GROUP("aw", "or", 80),
    GROUP("au", "or", 80),     GROUP("ight", "it", 90),   GROUP("ough", "o", 100),
    GROUP("ough", "uff", 90),  GROUP("augh", "af", 110),  GROUP("ugh", "ff", 90),
    GROUP("ture", "cher", 90), GROUP("our", "or", 45),    GROUP("s", "z", 55),
    GROUP("ise", "ize", 40),   GROUP("our", "er", 75),    GROUP("ei", "eigh", 80),
    GROUP("ay", "eigh", 90),   GROUP("a", "eigh", 100),   GROUP("nt", "n", 80),
    GROUP("ls", "les", 50),    GROUP("ic", "ick", 40),
};

/* Of a to z the keys that touch theirs on a QWERTY keyboard, whose rows are shifted by half
 * a key each. */
static const char *const keys_beside[26] = {
    "qswz",   "ghnv",  "dfvx", "cefrsx", "drsw", "cdgrtv", "bfhtvy", "bgjnuy", "jkou",
    "hikmnu", "ijlmo", "kop",  "jkn",    "bhjm", "iklp",   "lo",     "aw",     "deft",
    "adewxz", "fgry",  "hijy", "bcfg",   "aeqs", "cdsz",   "ghtu",   "asx",
};

/* Of a to z the consonants that English lets sound alike, or nearly. */
static const char *const sounds_like[26] = {
    "",  "pv", "kqs", "t",  "",  "v",   "jk", "",  "y",   "g",  "cgq", "r", "n",
    "m", "",   "b",   "ck", "l", "cxz", "d",  "w", "bfw", "uv", "sz",  "i", "sx",
};

static bool is_vowel(char letter)
{
    return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' ||
           letter == 'u' || letter == 'y';
}

/* One of 26 bits, 0 for what is no letter. */
static uint32_t bit_of(char letter)
{
    unsigned index = (unsigned char)letter - (unsigned)'a';
    return index < 26 ? UINT32_C(1) << index : 0;
}

/* What it costs to have written a letter where each of a to z was meant. */
static void fill_replaced(char letter, unsigned char costs[26])
{
    memset(costs, GLY_SLIP, 26);
    unsigned index = (unsigned char)letter - (unsigned)'a';
    if (index >= 26)
        return;
    for (const char *key = keys_beside[index]; *key; key++)
        costs[*key - 'a'] = 80;
    for (const char *sound = sounds_like[index]; *sound; sound++)
        costs[*sound - 'a'] = 75;
    for (const char *vowel = "aeiouy"; is_vowel(letter) && *vowel; vowel++)
        costs[*vowel - 'a'] = 70;
}

/* A letter that one of the words has at `at` and the other lacks. */
static unsigned extra_cost(struct gly_str word, size_t at)
{
    char letter = word.ptr[at];
    char before = at > 0 ? word.ptr[at - 1] : '\0';
    char after = at + 1 < word.len ? word.ptr[at + 1] : '\0';
    if (letter == before || letter == after)
        return 55;
    if (letter == '\'')
        return 45;
    if (letter == 'e' && at + 1 == word.len)
        return 75;
    if (letter == 'h' && (before == 'c' || before == 'g' || before == 'r' ||
                          before == 't' || before == 'w'))
        return 75;
    return is_vowel(letter) ? 85 : 95;
}

static bool stands_before(struct gly_str word, size_t end, const char *group,
                          size_t len)
{
    if (len > end)
        return false;
    while (len > 0 && word.ptr[end - 1] == group[len - 1]) {
        end--;
        len--;
    }
    return len == 0;
}

/* Adds a group wherever `written`, which ends in `last`, stands. */
static void add_group(struct gly_slip *slip, const char *written, char last,
                      struct gly_slip_group group)
{
    for (size_t end = group.written_len; end <= slip->written.len; end++) {
        unsigned char *count = &slip->group_counts[end - 1];
        if (slip->written.ptr[end - 1] == last && *count < GLY_SLIP_GROUPS_MAX &&
            stands_before(slip->written, end, written, group.written_len)) {
            slip->groups[end - 1][(*count)++] = group;
            slip->group_ends[end - 1] |= bit_of(group.meant[group.meant_len - 1]);
        }
    }
}

bool gly_slip_init(struct gly_slip *slip, struct gly_str written)
{
    if (written.len == 0 || written.len > GLY_SLIP_LETTERS_MAX)
        return false;
    uint32_t letters = 0;
    slip->written = written;
    for (size_t i = 0; i < written.len; i++) {
        slip->group_counts[i] = 0;
        slip->group_ends[i] = 0;
        slip->extra[i] = (unsigned short)(extra_cost(written, i) + (i == 0) * 25u);
        fill_replaced(written.ptr[i], slip->replaced[i]);
        letters |= bit_of(written.ptr[i]);
    }
    for (size_t g = 0; g < GLY_COUNT(groups); g++) {
        const struct group *group = &groups[g];
        if (letters & bit_of(group->a_last))
            add_group(slip, group->a, group->a_last,
                      (struct gly_slip_group){group->b, group->a_len, group->b_len,
                                              group->cost});
        if (letters & bit_of(group->b_last))
            add_group(slip, group->b, group->b_last,
                      (struct gly_slip_group){group->a, group->b_len, group->a_len,
                                              group->cost});
    }
    return true;
}

struct table {
    /* Of the letters of what was meant: a is 0, and 26 what is no letter. */
    unsigned char letters[GLY_SLIP_LETTERS_MAX];
    unsigned short cost[GLY_SLIP_LETTERS_MAX + 1][GLY_SLIP_LETTERS_MAX + 1];
    unsigned short extra[GLY_SLIP_LETTERS_MAX]; /* of the letters of what was meant */
};

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Cost of meant[0..j) where written[0..i) stands, and a group of letters ends both. */
static unsigned group_cost(const struct table *t, const struct gly_slip *slip,
                           struct gly_str meant, size_t i, size_t j)
{
    unsigned best = UINT_MAX;
    for (unsigned g = 0; g < slip->group_counts[i - 1]; g++) {
        const struct gly_slip_group *group = &slip->groups[i - 1][g];
        if (stands_before(meant, j, group->meant, group->meant_len))
            best = least(best, t->cost[i - group->written_len][j - group->meant_len] +
                                   (unsigned)group->cost);
    }
    return best;
}

/* Cost of meant[0..j) where written[0..i) stands, the last step of each kind tried. */
static inline unsigned cell(const struct table *t, const struct gly_slip *slip,
                            struct gly_str meant, size_t i, size_t j)
{
    char a = slip->written.ptr[i - 1], b = meant.ptr[j - 1];
    unsigned letter = t->letters[j - 1];
    unsigned best = t->cost[i - 1][j - 1];
    if (a != b)
        best += (letter < 26 ? slip->replaced[i - 1][letter] : (unsigned)GLY_SLIP) +
                (i == 1) * 40u;
    best = least(best, t->cost[i - 1][j] + slip->extra[i - 1]);
    best = least(best, t->cost[i][j - 1] + t->extra[j - 1]);
    if (i > 1 && j > 1 && a != b && a == meant.ptr[j - 2] &&
        b == slip->written.ptr[i - 2])
        best = least(best, t->cost[i - 2][j - 2] + 65u);
    if (letter < 26 && slip->group_ends[i - 1] >> letter & 1)
        best = least(best, group_cost(t, slip, meant, i, j));
    return best;
}

static void fill_edges(struct table *t, const struct gly_slip *slip,
                       struct gly_str meant)
{
    t->cost[0][0] = 0;
    for (size_t i = 0; i < slip->written.len; i++)
        t->cost[i + 1][0] = (unsigned short)(t->cost[i][0] + slip->extra[i]);
    for (size_t j = 0; j < meant.len; j++) {
        unsigned letter = (unsigned char)meant.ptr[j] - (unsigned)'a';
        t->letters[j] = (unsigned char)(letter < 26 ? letter : 26);
        t->extra[j] = (unsigned short)(extra_cost(meant, j) + (j == 0) * 25u);
        t->cost[0][j + 1] = (unsigned short)(t->cost[0][j] + t->extra[j]);
    }
}

unsigned gly_slip_cost(const struct gly_slip *slip, struct gly_str meant,
                       unsigned limit)
{
    if (meant.len > GLY_SLIP_LETTERS_MAX)
        return limit + 1;
    struct table t;
    fill_edges(&t, slip, meant);
    size_t rows = slip->written.len;
    unsigned last[4] = {0}; /* the least of the last rows: a group reaches back four */
    for (size_t i = 1; i <= rows; i++) {
        unsigned row = t.cost[i][0];
        for (size_t j = 1; j <= meant.len; j++) {
            unsigned cost = cell(&t, slip, meant, i, j);
            t.cost[i][j] = (unsigned short)cost;
            row = least(row, cost);
        }
        last[i % 4] = row;
        if (least(least(last[0], last[1]), least(last[2], last[3])) > limit)
            return limit + 1;
    }
    unsigned cost = t.cost[rows][meant.len];
    return cost <= limit ? cost : limit + 1;
}

/* ---- How the words differ ---- */

static const char *const abroad[] = {"a", "i", "o", "u", "um", "us", "os", "ae", "eau"};

bool gly_ends_abroad(struct gly_str word)
{
    for (size_t i = 0; i < GLY_COUNT(abroad); i++)
        if (gly_str_ends(word, abroad[i]))
            return true;
    return false;
}

/* Has only `written` such an ending, and not because it is cut off ("withou")? */
static bool strays_abroad(struct gly_str written, struct gly_str meant)
{
    if (written.len < meant.len && memcmp(written.ptr, meant.ptr, written.len) == 0)
        return false;
    if (gly_str_ends(meant, "oes"))
        return false; /* a plural in -os */
    for (size_t i = 0; i < GLY_COUNT(abroad); i++)
        if (gly_str_ends(written, abroad[i]) && !gly_str_ends(meant, abroad[i]))
            return true;
    return false;
}

static bool is_beside_same(struct gly_str word, size_t at)
{
    return (at > 0 && word.ptr[at - 1] == word.ptr[at]) ||
           (at + 1 < word.len && word.ptr[at + 1] == word.ptr[at]);
}

/* The words without what they begin and end with alike: `written` and `meant` differ from
 * `start` on, by so many letters. */
struct difference {
    size_t start, written, meant;
};

static struct difference difference_of(struct gly_str written, struct gly_str meant)
{
    size_t start = 0;
    while (start < written.len && start < meant.len &&
           written.ptr[start] == meant.ptr[start])
        start++;
    size_t a = written.len, b = meant.len;
    while (a > start && b > start && written.ptr[a - 1] == meant.ptr[b - 1]) {
        a--;
        b--;
    }
    return (struct difference){start, a - start, b - start};
}

enum gly_slip_kind gly_slip_kind(struct gly_str written, struct gly_str meant)
{
    struct difference d = difference_of(written, meant);
    const char *a = written.ptr + d.start, *b = meant.ptr + d.start;
    if (d.written == 2 && d.meant == 2 && a[0] == b[1] && a[1] == b[0])
        return GLY_KIND_SWAPPED;
    if (strays_abroad(written, meant))
        return GLY_KIND_ENDING;
    if (d.written == 1 && d.meant == 0)
        return is_beside_same(written, d.start) ? GLY_KIND_DOUBLED : GLY_KIND_EXTRA;
    if (d.written == 0 && d.meant == 1)
        return is_beside_same(meant, d.start) ? GLY_KIND_DOUBLED : GLY_KIND_MISSING;
    if (d.written == 1 && d.meant == 1)
        return is_vowel(a[0]) && is_vowel(b[0]) ? GLY_KIND_VOWEL : GLY_KIND_REPLACED;
    return GLY_KIND_SEVERAL;
}

/* ---- One letter ---- */

enum { LETTERS_MAX = 48 };

/* The letters of a word in lower case; 0 where it has too many. */
static size_t letters_of(struct gly_str word, uint32_t letters[LETTERS_MAX])
{
    size_t count = 0;
    unsigned step;
    for (size_t at = 0; at < word.len; at += step) {
        if (count == LETTERS_MAX)
            return 0;
        letters[count++] = gly_to_lower(gly_utf8_decode(word.ptr, word.len, at, &step));
    }
    return count;
}

bool gly_slip_is_single(struct gly_str written, struct gly_str meant)
{
    uint32_t a[LETTERS_MAX], b[LETTERS_MAX];
    size_t a_len = letters_of(written, a), b_len = letters_of(meant, b), same = 0;
    while (same < a_len && same < b_len && a[same] == b[same])
        same++;
    while (a_len > same && b_len > same && a[a_len - 1] == b[b_len - 1]) {
        a_len--;
        b_len--;
    }
    size_t left_a = a_len - same, left_b = b_len - same;
    if (left_a == 2 && left_b == 2)
        return a[same] == b[same + 1] && a[same + 1] == b[same];
    return left_a + left_b > 0 && left_a <= 1 && left_b <= 1;
}
