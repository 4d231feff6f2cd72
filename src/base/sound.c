#include "base/sound.h"

#include <stdbool.h>
#include <string.h>

/* Spellings of more than one letter, longest first where one begins another, after the
 * rules that Lawrence Philips gave for Metaphone (Computer Language 7/12, 1990), less
 * those about names. `code` may be empty: the letters are silent. */
static const struct {
    const char *letters, *code;
    bool initial;
} chunks[] = {
    {"tion", "Xn", false}, {"sion", "Xn", false}, {"cion", "Xn", false},
    {"shun", "Xn", false}, {"cian", "Xn", false}, {"tian", "Xn", false},
    {"ture", "Cr", false}, {"kn", "n", true},     {"gn", "n", true},
    {"pn", "n", true},     {"wr", "r", true},     {"ps", "s", true},
    {"rh", "r", true},     {"x", "s", true},      {"sch", "sk", false},
    {"tch", "C", false},   {"chr", "kr", false},  {"ch", "C", false},
    {"sh", "X", false},    {"ph", "f", false},    {"ght", "t", false},
    {"gh", "g", true},     {"gh", "", false},     {"th", "0", false},
    {"dge", "j", false},   {"dgi", "j", false},   {"sce", "s", false},
    {"sci", "s", false},   {"ck", "k", false},    {"cq", "k", false},
    {"ce", "s", false},    {"ci", "s", false},    {"cy", "s", false},
    {"ge", "j", false},    {"gi", "j", false},    {"gy", "j", false},
    {"wh", "w", true},     {"x", "ks", false},
};

/* One letter: '\0' for those that are not heard after the first. */
static char single(char letter, bool first)
{
    switch (letter) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
        return first ? 'A' : '\0';
    case 'y':
    case 'w':
    case 'h':
        return first ? letter : '\0';
    case 'c':
    case 'q':
        return 'k';
    case 'z':
        return 's';
    case 'v':
        return 'f';
    default:
        return letter >= 'a' && letter <= 'z' ? letter : '\0';
    }
}

struct key {
    uint32_t hash;
    char last;
};

static void add(struct key *key, char code)
{
    if (code == '\0' || code == key->last)
        return;
    key->last = code;
    key->hash = (key->hash ^ (unsigned char)code) * 0x01000193u;
}

uint32_t gly_sound_key(const char *word, size_t len)
{
    const uint32_t start = 0x811C9DC5u;
    struct key key = {.hash = start};
    for (size_t at = 0; at < len;) {
        size_t step = 0;
        for (size_t i = 0; i < sizeof chunks / sizeof chunks[0] && step == 0; i++) {
            size_t size = strlen(chunks[i].letters);
            if (chunks[i].letters[0] != word[at] || size > len - at ||
                (chunks[i].initial && at > 0) ||
                memcmp(word + at, chunks[i].letters, size) != 0)
                continue;
            step = size;
            for (const char *code = chunks[i].code; *code; code++)
                add(&key, *code);
        }
        if (step == 0) {
            add(&key, single(word[at], at == 0));
            step = 1;
        }
        at += step;
    }
    return key.hash == start ? 0 : key.hash;
}
