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

/* A slip of the fingers in a word that is not short, for a common one; or two words of which
 * one is of grammar. Anything else may be a word that galley does not know. `technical`:
 * the text is full of names of code, which look like slips more often. */
bool gly_slip_is_certain(const struct gly_pass *pass,
                         const struct gly_suggestion *meant,
                         const struct gly_word *word, struct gly_str text,
                         bool technical);

/* One letter of a long word that the document does not use again, for a common one: a slip
 * whatever other words the document has. */
bool gly_slip_is_plain(const struct gly_pass *pass, const struct gly_suggestion *meant,
                       const struct gly_word *word, struct gly_str text,
                       bool technical);

#endif
