/* The inside of the tokeniser. A lexer looks at the text from one place on and says how
 * far the token there reaches and what it is; token.c calls them in turn and keeps the
 * little that they must know of what came before. */
#ifndef GALLEY_TEXT_SCAN_H
#define GALLEY_TEXT_SCAN_H

#include <galley/document.h>

#include "text/chars.h"

/* What a stretch of text up to white space holds, so that most words need not ask
 * whether they begin a URL, an e-mail address or a file name. */
enum gly_chunk_hints {
    GLY_CHUNK_AT = 1 << 0,         /* @ */
    GLY_CHUNK_SLASH = 1 << 1,      /* / or \ */
    GLY_CHUNK_UNDERSCORE = 1 << 2, /* _ */
    GLY_CHUNK_COLON = 1 << 3,      /* : with a letter behind */
    GLY_CHUNK_DOT = 1 << 4,        /* . with a letter behind */
};

struct gly_stops;

/* Where the scanner stands in one block. */
struct gly_scan {
    const char *text;
    struct gly_str whole; /* the text of the document */
    uint32_t at;
    uint32_t end;               /* of the block, or where masked text begins */
    const struct gly_tok *prev; /* the token before, NULL at the start of the block */
    struct gly_tok *next,
        *room;            /* where the next token goes; the end of what there is */
    uint32_t words;       /* so many of the tokens are of the kind WORD */
    bool glued;           /* no white space between `prev` and `at` */
    bool line_break;      /* a line break between them */
    uint32_t open_single; /* single quotation marks not yet closed */
    uint32_t open_paren;
    uint32_t chunk_end; /* the hints hold up to here */
    unsigned chunk_hints;
    struct gly_stops *stops; /* of the block */
    uint32_t no_link;        /* nothing that lex_link() finds begins before this */
};

/* A token found at scan->at. `end` is scan->at when there is none. */
struct gly_lexeme {
    uint32_t end;
    uint16_t kind;  /* enum gly_tok_kind */
    uint16_t flags; /* ABBREVIATION; token.c sees to those that the letters tell */
};

/* URLs, e-mail addresses, file names and paths, dotted and underscored identifiers. */
struct gly_lexeme gly_lex_link(struct gly_scan *scan);
/* At '@' or '#': "@name", "#name". */
struct gly_lexeme gly_lex_tag(const struct gly_scan *scan);
/* At a digit, or at a stop before one: a number with its separators. */
struct gly_lexeme gly_lex_number(const struct gly_scan *scan);
/* At a letter. */
struct gly_lexeme gly_lex_word(const struct gly_scan *scan);
/* At an apostrophe: "'em", "'90s", "'s" behind something that is no word. */
struct gly_lexeme gly_lex_elision(const struct gly_scan *scan);
/* At anything else. */
struct gly_lexeme gly_lex_mark(const struct gly_scan *scan);

/* Do `hints` hold for the chunk at scan->at? Looks through the chunk once. */
bool gly_scan_hints(struct gly_scan *scan, unsigned hints);

/* The byte at `at`, a space at the end of the block. */
static inline char gly_scan_byte(const struct gly_scan *scan, uint32_t at)
{
    return at < scan->end ? scan->text[at] : ' ';
}

/* The class of the character at `at`, SPACE at the end of the block. */
static inline unsigned gly_scan_class(const struct gly_scan *scan, uint32_t at)
{
    unsigned len;
    return at < scan->end ? gly_char_at(scan->text, at, scan->end, &len)
                          : GLY_CHAR_SPACE;
}

static inline struct gly_str gly_scan_slice(const struct gly_scan *scan, uint32_t start,
                                            uint32_t end)
{
    return (struct gly_str){scan->text + start, end - start};
}

/* From `at` to the end of the run of letters and of what stands inside words: digits,
 * marks, joiners. */
uint32_t gly_scan_letters(const struct gly_scan *scan, uint32_t at);

#endif
