#include "base/sound.h"

#include <stdbool.h>
#include <string.h>

/* Spellings of more than one letter, longest first where one begins another, after the
 * rules that Lawrence Philips gave for Metaphone (Computer Language 7/12, 1990), less
 * those about names. `code` may be empty: the letters are silent. */
#define CHUNK(letters, code, initial)               \
    {                                               \
        letters, code, sizeof(letters) - 1, initial \
    }
static const struct {
    const char *letters, *code;
    size_t len; /* of `letters` */
    bool initial;
} chunks[] = {
    CHUNK("tion", "Xn", false), CHUNK("sion", "Xn", false), CHUNK("cion", "Xn", false),
    CHUNK("shun", "Xn", false), CHUNK("cian", "Xn", false), CHUNK("tian", "Xn", false),
    CHUNK("ture", "Cr", false), CHUNK("kn", "n", true),     CHUNK("gn", "n", true),
    CHUNK("pn", "n", true),     CHUNK("wr", "r", true),     CHUNK("ps", "s", true),
    CHUNK("rh", "r", true),     CHUNK("x", "s", true),      CHUNK("sch", "sk", false),
    CHUNK("tch", "C", false),   CHUNK("chr", "kr", false),  CHUNK("ch", "C", false),
    CHUNK("sh", "X", false),    CHUNK("ph", "f", false),    CHUNK("ght", "t", false),
    CHUNK("gh", "g", true),     CHUNK("gh", "", false),     CHUNK("th", "0", false),
    CHUNK("dge", "j", false),   CHUNK("dgi", "j", false),   CHUNK("sce", "s", false),
    CHUNK("sci", "s", false),   CHUNK("ck", "k", false),    CHUNK("cq", "k", false),
    CHUNK("ce", "s", false),    CHUNK("ci", "s", false),    CHUNK("cy", "s", false),
    CHUNK("ge", "j", false),    CHUNK("gi", "j", false),    CHUNK("gy", "j", false),
    CHUNK("wh", "w", true),     CHUNK("x", "ks", false),
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
            if (chunks[i].letters[0] != word[at] || chunks[i].len > len - at ||
                (chunks[i].initial && at > 0) ||
                memcmp(word + at, chunks[i].letters, chunks[i].len) != 0)
                continue;
            step = chunks[i].len;
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
