#include "base/slip.h"

/* Groups that stand for one another, in either direction. Human misspellings keep the
 * sound more often than the letters (Mitton, English Spelling and the Computer, 1996,
 * chapters 4 and 5). */
static const struct group {
    const char *a, *b;
    unsigned cost;
} groups[] = {
    {"f", "ph", 45},      {"f", "gh", 70},      {"k", "ck", 35},
    {"k", "ch", 55},      {"k", "qu", 70},      {"kw", "qu", 50},
    {"s", "sc", 45},      {"s", "ss", 40},      {"c", "sc", 40},
    {"shun", "tion", 60}, {"sion", "tion", 40}, {"cion", "tion", 40},
    {"tian", "tion", 50}, {"cian", "tion", 60}, {"sh", "ti", 60},
    {"sh", "ci", 60},     {"sh", "ch", 55},     {"ch", "tch", 40},
    {"able", "ible", 40}, {"j", "dg", 55},      {"g", "dg", 55},
    {"w", "wh", 40},      {"r", "wr", 45},      {"n", "kn", 45},
    {"n", "gn", 50},      {"m", "mb", 50},      {"x", "cks", 60},
    {"x", "ks", 50},      {"x", "cs", 55},      {"x", "xc", 45},
    {"ite", "ight", 60},  {"or", "augh", 110},  {"t", "ght", 75},
    {"oo", "u", 50},      {"oo", "ou", 50},     {"ou", "o", 55},
    {"ey", "y", 35},      {"y", "ie", 40},      {"ys", "ies", 40},
    {"yed", "ied", 40},   {"i", "y", 50},       {"us", "ous", 45},
    {"ious", "us", 75},   {"eous", "ious", 45}, {"g", "gue", 65},
    {"k", "que", 65},     {"c", "que", 65},     {"f", "th", 80},
    {"v", "th", 90},      {"d", "ed", 55},      {"t", "ed", 70},
    {"a", "er", 70},      {"a", "or", 80},      {"u", "er", 80},
    {"o", "er", 80},      {"or", "er", 50},     {"ur", "er", 50},
    {"ir", "er", 50},     {"re", "er", 45},     {"le", "el", 45},
    {"al", "le", 60},     {"ence", "ance", 40}, {"ent", "ant", 40},
    {"ea", "ee", 50},     {"ei", "ie", 40},     {"ay", "ai", 50},
    {"ei", "ai", 60},     {"ow", "ou", 55},     {"aw", "or", 80},
    {"au", "or", 80},     {"ight", "it", 90},   {"ough", "o", 100},
    {"ough", "uff", 90},  {"augh", "af", 110},  {"ugh", "ff", 90},
    {"ture", "cher", 90}, {"our", "or", 45},    {"s", "z", 55},
    {"ise", "ize", 40},   {"our", "er", 75},    {"ei", "eigh", 80},
    {"ay", "eigh", 90},   {"a", "eigh", 100},   {"nt", "n", 80},
    {"ls", "les", 50},    {"ic", "ick", 40},
};

/* The rows of a QWERTY keyboard, each shifted by half a key against the one above. */
static const char *const keyboard[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};

static bool key_of(char letter, int *ret_row, int *ret_column)
{
    for (int row = 0; row < 3; row++) {
        const char *at = letter ? strchr(keyboard[row], letter) : NULL;
        if (at) {
            *ret_row = row;
            *ret_column = (int)(at - keyboard[row]);
            return true;
        }
    }
    return false;
}

static bool are_neighbours(char a, char b)
{
    int row_a, column_a, row_b, column_b;
    if (!key_of(a, &row_a, &column_a) || !key_of(b, &row_b, &column_b))
        return false;
    if (row_a == row_b)
        return column_a - column_b == 1 || column_b - column_a == 1;
    if (row_a > row_b)
        return row_a - row_b == 1 && (column_a == column_b || column_a == column_b - 1);
    return row_b - row_a == 1 && (column_b == column_a || column_b == column_a - 1);
}

static bool is_vowel(char letter)
{
    return letter && strchr("aeiouy", letter);
}

static bool sound_alike(char a, char b)
{
    static const char *const pairs[] = {"ck", "cs", "sz", "fv", "gj", "mn",
                                        "td", "bp", "kq", "cq", "gk", "vw",
                                        "iy", "uw", "bv", "xs", "xz", "lr"};
    for (size_t i = 0; i < GLY_COUNT(pairs); i++)
        if ((pairs[i][0] == a && pairs[i][1] == b) ||
            (pairs[i][0] == b && pairs[i][1] == a))
            return true;
    return false;
}

static unsigned replace_cost(char a, char b)
{
    if (is_vowel(a) && is_vowel(b))
        return 70;
    if (sound_alike(a, b))
        return 75;
    return are_neighbours(a, b) ? 80 : GLY_SLIP;
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
    if (letter == 'h' && before && strchr("cgrtw", before))
        return 75;
    return is_vowel(letter) ? 85 : 95;
}

static bool stands_before(struct gly_str word, size_t end, const char *group,
                          size_t len)
{
    return len <= end && memcmp(word.ptr + end - len, group, len) == 0;
}

static void add_group(struct gly_slip *slip, size_t end, const char *written,
                      const char *meant, unsigned cost)
{
    unsigned char *count = &slip->group_counts[end - 1];
    size_t len = strlen(written);
    if (*count == GLY_SLIP_GROUPS_MAX ||
        !stands_before(slip->written, end, written, len))
        return;
    slip->groups[end - 1][(*count)++] = (struct gly_slip_group){
        .meant = meant,
        .written_len = (unsigned char)len,
        .meant_len = (unsigned char)strlen(meant),
        .cost = (unsigned char)cost,
    };
}

bool gly_slip_init(struct gly_slip *slip, struct gly_str written)
{
    if (written.len == 0 || written.len > GLY_SLIP_LETTERS_MAX)
        return false;
    slip->written = written;
    for (size_t i = 0; i < written.len; i++) {
        slip->group_counts[i] = 0;
        slip->extra[i] = (unsigned short)(extra_cost(written, i) + (i == 0) * 25u);
        for (size_t g = 0; g < GLY_COUNT(groups); g++) {
            add_group(slip, i + 1, groups[g].a, groups[g].b, groups[g].cost);
            add_group(slip, i + 1, groups[g].b, groups[g].a, groups[g].cost);
        }
    }
    return true;
}

struct table {
    unsigned short cost[GLY_SLIP_LETTERS_MAX + 1][GLY_SLIP_LETTERS_MAX + 1];
    unsigned short extra[GLY_SLIP_LETTERS_MAX]; /* of the letters of what was meant */
};

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Cost of meant[0..j) where written[0..i) stands, the last step of each kind tried. */
static unsigned cell(const struct table *t, const struct gly_slip *slip,
                     struct gly_str meant, size_t i, size_t j)
{
    struct gly_str written = slip->written;
    char a = written.ptr[i - 1], b = meant.ptr[j - 1];
    unsigned best = t->cost[i - 1][j - 1];
    if (a != b)
        best += replace_cost(a, b) + (i == 1) * 40u;
    best = least(best, t->cost[i - 1][j] + slip->extra[i - 1]);
    best = least(best, t->cost[i][j - 1] + t->extra[j - 1]);
    if (i > 1 && j > 1 && a != b && a == meant.ptr[j - 2] && b == written.ptr[i - 2])
        best = least(best, t->cost[i - 2][j - 2] + 65u);
    for (unsigned g = 0; g < slip->group_counts[i - 1]; g++) {
        const struct gly_slip_group *group = &slip->groups[i - 1][g];
        if (stands_before(meant, j, group->meant, group->meant_len))
            best = least(best, t->cost[i - group->written_len][j - group->meant_len] +
                                   (unsigned)group->cost);
    }
    return best;
}

static void fill_edges(struct table *t, const struct gly_slip *slip,
                       struct gly_str meant)
{
    t->cost[0][0] = 0;
    for (size_t i = 0; i < slip->written.len; i++)
        t->cost[i + 1][0] = (unsigned short)(t->cost[i][0] + slip->extra[i]);
    for (size_t j = 0; j < meant.len; j++) {
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
