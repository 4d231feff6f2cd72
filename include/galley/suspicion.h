/* When a word that no list settles is taken for a slip of another one. */
#ifndef GALLEY_SUSPICION_H
#define GALLEY_SUSPICION_H

#include <galley/check.h>

/* Size classes of SCOWL: how many readers know a word. */
enum {
    GLY_SIZE_COMMONEST = 10,
    GLY_SIZE_FAMILIAR = 20,
    GLY_SIZE_COMMON = 35,
    GLY_SIZE_LISTED = 50,
    GLY_SIZE_ANY = 95,
};

/* Slips by kind. Fingers miss, double and swap letters; an ear takes one vowel for another,
 * which in short words is more often a word of another language; and what ends as foreign
 * words end mostly is one. */
enum {
    GLY_SLIPS_FINGERS =
        1 << GLY_SLIP_SWAPPED | 1 << GLY_SLIP_DOUBLED | 1 << GLY_SLIP_MISSING,
    GLY_SLIPS_LETTER = GLY_SLIPS_FINGERS | 1 << GLY_SLIP_EXTRA | 1 << GLY_SLIP_REPLACED,
    GLY_SLIPS_EAR = GLY_SLIPS_LETTER | 1 << GLY_SLIP_VOWEL,
    GLY_SLIPS_SEVERAL = GLY_SLIPS_EAR | 1 << GLY_SLIP_SEVERAL,
};

/* What a word is suspected of, and what it takes to say so. */
struct gly_suspicion {
    unsigned limit; /* the most that the slip may cost; 0: nothing is suspected */
    unsigned among; /* enum gly_suggest_among */
    uint8_t size;   /* the rarest word that may have been meant */
    uint16_t hows;  /* bits of enum gly_slip_how */
};

/* Of token `index`, a word of `len` bytes; `words` are those of gly_words(). */
struct gly_suspicion gly_suspect(const struct gly_tok *toks, uint32_t index,
                                 uint32_t count, const struct gly_word *words,
                                 size_t len);

/* May `meant` have been meant? The rarer it is, and the shorter what was written, the
 * cheaper the slip must be. `starts`: at the start of a sentence; `len` in bytes. */
bool gly_suspicion_fits(const struct gly_suggestion *meant,
                        const struct gly_suspicion *s, const struct gly_word *word,
                        bool starts, bool capitalised, size_t len);

/* Is one letter too many, missing or wrong, or have two neighbours changed places? Of any alphabet,
 * whatever the capitals; false where nothing differs. */
bool gly_is_one_slip(struct gly_str written, struct gly_str meant);

/* Is token `index` a part of a word, or short for one, or a word as it is spoken: broken at
 * the end of a line, broken off, with an ending behind an apostrophe, drawn out? */
bool gly_is_word_part(struct gly_pass *pass, const struct gly_tok *toks, uint32_t index,
                      uint32_t count);

/* Is token `index` in a quotation among other words that no list has: dialect, or the
 * spelling of another time? */
bool gly_is_as_quoted(struct gly_pass *pass, uint32_t index);

/* Is token `index` written as somebody spoke or as one wrote long ago, rather than a slip
 * for `meant`: with letters left out behind an apostrophe ("rep'tation", "'bout"), in a
 * quotation of that kind, beside "thou" and "hath"? */
bool gly_is_as_spoken(struct gly_pass *pass, const struct gly_suggestion *meant,
                      uint32_t index);

/* "nothin": a g that is not spoken. */
bool gly_is_without_g(struct gly_str written, struct gly_str meant);

/* Does token `index` stand inside quotation marks or in a quoted block? */
bool gly_is_in_quotes(const struct gly_doc *doc, uint32_t index);

/* Is token `index` the word that a dictionary explains, alone in its line or before its
 * part of speech, or of those whose capitals make a short form ("COmmon Business")? */
bool gly_is_headword(const struct gly_doc *doc, uint32_t index);

/* Is a word next to token `index` in no list, or a rare one: "comedie humaine"? */
bool gly_stands_beside_strange(const struct gly_doc *doc, const struct gly_word *words,
                               uint32_t index);

/* How many tokens are names of code, paths or expressions; writes how many are words. */
uint32_t gly_count_code(const struct gly_doc *doc, uint32_t *ret_words);

/* Is the text on software? There names look like slips. Reads all of it. */
bool gly_is_on_software(const struct gly_doc *doc);

/* Does token `index` stand as names of programs and titles do: without an article at the start
 * of a sentence ("kdialog allows"), before what it is ("the certbot package"), in the text
 * of a link, as the short half of a hyphenated word in which no finger slipped? */
bool gly_stands_as_name(const struct gly_doc *doc, const struct gly_suggestion *meant,
                        uint32_t index);

/* Does an ellipsis stand behind a token that is the beginning of `meant`? */
bool gly_is_cut_short(const struct gly_doc *doc, const struct gly_tok *tok,
                      struct gly_str meant);

/* Does token `index` stand as names of code do: among their signs ("CGI::start", "--quiet"),
 * in a list of them, in an address that is written out, in a column of terms? `words` are
 * those of gly_words(). */
bool gly_stands_as_code(const struct gly_doc *doc, const struct gly_tok *toks,
                        const struct gly_word *words, uint32_t index, uint32_t count);

/* Is a word built as names of code are: "refname", "growfs", "oldset"? */
bool gly_is_built_as_name(const struct gly_pass *pass, struct gly_str text);

/* Is what was written a name rather than a slip, where a text has names of code: words run
 * together, or a word behind another letter or without its first one ("fflush",
 * "lsocket", "offsetof"), or what no single letter makes of it? */
bool gly_looks_like_code(const struct gly_pass *pass, struct gly_str text,
                         const struct gly_suggestion *meant);

/* The same of token `index`, or what is far from `meant`: a name, where names of code stand
 * in the text and nothing slips. */
bool gly_may_be_named(const struct gly_pass *pass, const struct gly_suggestion *meant,
                      uint32_t index);

/* Is `meant` so far from a short word of `len` bytes, and so rare, that they may be alike by
 * chance? */
bool gly_is_chance(const struct gly_suggestion *meant, size_t len);

/* A slip of the fingers in token `index`, which is not short, for a common word; or two words
 * of which one is of grammar. Anything else may be a word that galley does not know, and
 * so may what stands alone in its line or is built as names are. `technical`: the text is
 * full of names of code, which look like slips more often. */
bool gly_slip_is_certain(const struct gly_pass *pass,
                         const struct gly_suggestion *meant, uint32_t index);

/* One letter of a long word that the document does not use again, for a common one: a slip
 * whatever other words the document has. */
bool gly_slip_is_plain(const struct gly_pass *pass, const struct gly_suggestion *meant,
                       uint32_t index);

/* A likely slip of the fingers in a word that is not short and no name: told in a text
 * that has hardly another slip. */
bool gly_slip_is_cheap(const struct gly_pass *pass, const struct gly_suggestion *meant,
                       uint32_t index);

/* May one letter of a long word that is common have slipped, not at its edge? Told in a text on
 * software. */
bool gly_slip_is_clear(const struct gly_pass *pass, const struct gly_suggestion *meant,
                       uint32_t index);

/* "financials" is a plural that the lists lack, no slip for "financial". */
bool gly_is_inflection(struct gly_str written, struct gly_str meant);

/* "Estonias": a name and an s. Whether an apostrophe is missing is asked elsewhere. */
bool gly_is_name_and_s(struct gly_pass *pass, const struct gly_tok *tok);

/* "karol", "latin": a name without its capital is no slip for a word that is merely like it. */
bool gly_is_name_in_lower_case(struct gly_pass *pass,
                               const struct gly_suggestion *meant, uint32_t index);

#endif
