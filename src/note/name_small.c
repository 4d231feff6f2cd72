/* Words that a document has with a capital and without one: "the Board ... a board". An
 * ordinary word of which the lists know no name is none there either: it has its capital
 * out of courtesy. One pass over the document; a small table of ends of words keeps most
 * of its words from being hashed. */
#include <galley/utf8.h>

#include "base/image_format.h"
#include "note/name.h"

enum { SIEVE_BITS = 1 << 16, LETTERS_MIN = 4, LETTERS_MAX = 24 };

/* Of three of the first letters, the last one and the length. */
static uint32_t sieve_of(const char *text, uint32_t len)
{
    uint32_t letters = ((uint32_t)(unsigned char)text[0] | 0x20) |
                       (uint32_t)(unsigned char)text[1] << 8 |
                       (uint32_t)(unsigned char)text[3] << 16 |
                       (uint32_t)(unsigned char)text[len - 1] << 24;
    return ((letters + len * 0x10001u) * 0x9E3779B1u) >> 16;
}

static bool is_sieved(const struct gly_tok *tok)
{
    uint32_t len = gly_span_len(tok->span);
    return tok->kind == GLY_TOK_WORD && len >= LETTERS_MIN && len <= LETTERS_MAX;
}

/* The word with a capital, 0 for none, of one in small letters. */
static uint32_t with_capital(const struct gly_namer *n, struct gly_str text)
{
    char capital[LETTERS_MAX];
    memcpy(capital, text.ptr, text.len);
    capital[0] = (char)(capital[0] - 0x20);
    uint64_t hash = gly_word_hash(capital, text.len);
    uint32_t at = (uint32_t)(hash >> 32) & n->slot_mask;
    while (n->slots[at] != 0 && n->vocabulary.at[n->slots[at]].hash != hash)
        at = (at + 1) & n->slot_mask;
    return n->slots[at];
}

void gly_namer_find_small(struct gly_namer *n)
{
    const struct gly_doc *doc = n->doc;
    uint8_t sieve[SIEVE_BITS / 8] = {0};
    bool any = false;
    for (uint32_t i = 0; i < n->start_count; i++) {
        uint32_t t = n->starts[i];
        if (n->tok_words[t] == 0 || gly_namer_word(n, t)->roles != 0 ||
            !is_sieved(&doc->toks.at[t]))
            continue;
        const struct gly_span span = doc->toks.at[t].span;
        uint32_t bit = sieve_of(doc->text.ptr + span.start, gly_span_len(span));
        sieve[bit / 8] |= (uint8_t)(1u << bit % 8);
        any = true;
    }
    for (uint32_t t = 0; any && t < doc->toks.count; t++) {
        const struct gly_tok *tok = &doc->toks.at[t];
        if (n->tok_words[t] != 0 || !is_sieved(tok))
            continue;
        const char *text = doc->text.ptr + tok->span.start;
        uint32_t bit = sieve_of(text, gly_span_len(tok->span));
        if (sieve[bit / 8] >> bit % 8 & 1 && text[0] >= 'a' && text[0] <= 'z')
            n->vocabulary.at[with_capital(n, gly_tok_text(doc, tok))].small = true;
    }
    n->vocabulary.at[0].small = false; /* nobody's */
}
