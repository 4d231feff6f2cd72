/* Looking at the words around a token: what annotators that work by surface share. A
 * look never leaves its sentence; what lies outside reads as nothing. */
#ifndef GALLEY_NOTE_LOOK_H
#define GALLEY_NOTE_LOOK_H

#include "text/doc.h"

struct gly_look {
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    uint32_t first, end; /* tokens of the sentence */
};

static inline struct gly_look gly_look_sent(const struct gly_doc *doc, uint32_t sent)
{
    const struct gly_sent *s = &doc->sents.at[sent];
    return (struct gly_look){doc, doc->toks.at, s->first_tok,
                             s->first_tok + s->tok_count};
}

static inline bool gly_look_has(const struct gly_look *look, uint32_t tok)
{
    return tok >= look->first && tok < look->end;
}

/* The text of a token, empty outside the sentence: `tok` may be one below its first. */
static inline struct gly_str gly_look_at(const struct gly_look *look, uint32_t tok)
{
    return gly_look_has(look, tok) ? gly_tok_text(look->doc, &look->toks[tok])
                                   : (struct gly_str){"", 0};
}

static inline unsigned gly_look_kind(const struct gly_look *look, uint32_t tok)
{
    return gly_look_has(look, tok) ? look->toks[tok].kind : GLY_TOK_MASKED;
}

static inline unsigned gly_look_flags(const struct gly_look *look, uint32_t tok)
{
    return gly_look_has(look, tok) ? look->toks[tok].flags : 0;
}

static inline bool gly_look_is_glued(const struct gly_look *look, uint32_t tok)
{
    return (gly_look_flags(look, tok) & GLY_TOK_GLUED) != 0;
}

/* Is `word` one of `words`, which are lower case and parted by single spaces? For short
 * lists asked seldom: where a number stands. */
bool gly_word_among(struct gly_str word, const char *words);

static inline bool gly_look_among(const struct gly_look *look, uint32_t tok,
                                  const char *words)
{
    return gly_word_among(gly_look_at(look, tok), words);
}

/* The same for long lists: the words by their first letter, those that begin with none
 * of a to z last. */
enum { GLY_WORD_OTHER = 26, GLY_WORD_LETTERS };
bool gly_word_listed(struct gly_str word, const char *const list[GLY_WORD_LETTERS]);

static inline bool gly_look_listed(const struct gly_look *look, uint32_t tok,
                                   const char *const list[GLY_WORD_LETTERS])
{
    return gly_word_listed(gly_look_at(look, tok), list);
}

/* How words that are looked for begin: their second and third letters in pairs, by the
 * first. What most words of a text fail before any list is asked, and nearly all of them
 * by their second letter. */
struct gly_word_starts {
    const char *const *pairs; /* of 26 letters */
    uint32_t seconds[32]; /* bits of second letters, by the first; the last five bits
                               * of each count */
};

void gly_word_starts_init(struct gly_word_starts *ret_starts,
                          const char *const pairs[26]);

/* Does the word begin so, whatever its capitals? */
static inline bool gly_word_begins(const struct gly_word_starts *starts,
                                   struct gly_str word)
{
    if (word.len < 3 || !(starts->seconds[word.ptr[0] & 31] >> (word.ptr[1] & 31) & 1))
        return false;
    unsigned letter = ((unsigned char)word.ptr[0] | 0x20u) - 'a';
    const char *at = letter < 26 ? starts->pairs[letter] : NULL;
    for (; at && *at; at += 2)
        if ((word.ptr[1] | 0x20) == at[0] && (word.ptr[2] | 0x20) == at[1])
            return true;
    return false;
}

/* Hyphens, dashes: what joins the ends of a range, and a compound. */
bool gly_look_is_hyphen(const struct gly_look *look, uint32_t tok);
bool gly_look_is_dash(const struct gly_look *look, uint32_t tok);

/* The first token at or behind offset `at`, from `tok` on. */
uint32_t gly_look_reach(const struct gly_look *look, uint32_t tok, uint32_t at);

/* The text from a token to the end of its sentence. */
struct gly_str gly_look_rest(const struct gly_look *look, uint32_t tok);

#endif
