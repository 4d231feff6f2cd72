#include "note/look.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Does `words` begin with `word`, whatever its capitals, as a whole? */
static bool begins_with(const char *words, struct gly_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (words[i] != lower(word.ptr[i]))
            return false;
    return words[word.len] == ' ' || words[word.len] == '\0';
}

bool gly_word_among(struct gly_str word, const char *words)
{
    if (word.len == 0)
        return false;
    char first = lower(word.ptr[0]);
    for (const char *at = words; first && (at = strchr(at, first)); at++)
        if ((at == words || at[-1] == ' ') && begins_with(at, word))
            return true;
    return false;
}

bool gly_word_listed(struct gly_str word, const char *const list[GLY_WORD_LETTERS])
{
    if (word.len == 0)
        return false;
    unsigned letter = (unsigned)(lower(word.ptr[0]) - 'a');
    const char *words = list[letter < GLY_WORD_OTHER ? letter : GLY_WORD_OTHER];
    return words && gly_word_among(word, words);
}

void gly_word_starts_init(struct gly_word_starts *ret_starts,
                          const char *const pairs[26])
{
    *ret_starts = (struct gly_word_starts){.pairs = pairs};
    for (unsigned letter = 0; letter < 26; letter++)
        for (const char *at = pairs[letter]; at && *at; at += 2)
            ret_starts->seconds[('a' + letter) & 31] |= UINT32_C(1) << (at[0] & 31);
}

/* All hyphens and dashes but "-" begin so in UTF-8; most tokens do not. */
static bool may_be_dash(const struct gly_look *look, uint32_t tok)
{
    struct gly_str text = gly_look_at(look, tok);
    return text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '\xE2');
}

bool gly_look_is_hyphen(const struct gly_look *look, uint32_t tok)
{
    return may_be_dash(look, tok) &&
           gly_look_among(look, tok, "- \xE2\x80\x90 \xE2\x80\x91");
}

bool gly_look_is_dash(const struct gly_look *look, uint32_t tok)
{
    /* Hyphen, U+2010, no-break hyphen, figure dash, en dash, minus. */
    return may_be_dash(look, tok) &&
           gly_look_among(look, tok,
                          "- \xE2\x80\x90 \xE2\x80\x91 \xE2\x80\x92 \xE2\x80\x93 "
                          "\xE2\x88\x92");
}

uint32_t gly_look_reach(const struct gly_look *look, uint32_t tok, uint32_t at)
{
    while (tok < look->end && look->toks[tok].span.start < at)
        tok++;
    return tok;
}

struct gly_str gly_look_rest(const struct gly_look *look, uint32_t tok)
{
    if (!gly_look_has(look, tok))
        return (struct gly_str){"", 0};
    uint32_t start = look->toks[tok].span.start;
    uint32_t end = look->toks[look->end - 1].span.end;
    return (struct gly_str){look->doc->text.ptr + start, end - start};
}
