/* EXPANSIONS: abbreviations of capitals with the words they stand for, where the text says
 * so: "the rapid response unit (RRU)", "the RRU (rapid response unit)". In the order of the
 * text. */
#ifndef GALLEY_EXPANSION_H
#define GALLEY_EXPANSION_H

#include <galley/document.h>

struct gly_pass;

struct gly_expansion {
    struct gly_span span; /* both, with the bracket */
    struct gly_span words;
    struct gly_span letters;       /* without a plural s */
    uint32_t tok;                  /* of the letters */
    uint32_t first_tok, tok_count; /* of the whole */
    bool letters_first;
};

struct gly_expansions {
    const struct gly_expansion *at;
    uint32_t count;
};

const struct gly_expansions *gly_expansions(const struct gly_pass *pass);

#endif
