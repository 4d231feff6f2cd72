/* The annotation SCRIPTS: every character beyond ASCII, and whose writing it is. */
#ifndef GALLEY_SCRIPT_H
#define GALLEY_SCRIPT_H

#include <galley/document.h>
#include <galley/unicode.h>

struct gly_pass;

enum gly_script_run_kind {
    GLY_RUN_LETTERS,     /* of one script, with their marks, and the joiners that the
                            script needs */
    GLY_RUN_DIGITS,      /* decimal digits of one script */
    GLY_RUN_MARKS,       /* combining marks on an ASCII character, or on nothing */
    GLY_RUN_PUNCT,       /* punctuation */
    GLY_RUN_SYMBOLS,     /* symbols, emoji with what joins them, other numbers */
    GLY_RUN_SPACES,      /* spaces that are not ASCII */
    GLY_RUN_INVISIBLE,   /* format characters that nothing near them calls for */
    GLY_RUN_BIDI,        /* one direction control (UAX #9) */
    GLY_RUN_CONTROL,     /* C0 but for tab, line feed and carriage return; DEL; C1;
                            line and paragraph separators */
    GLY_RUN_PRIVATE,     /* private use, and what is no character at all */
    GLY_RUN_REPLACEMENT, /* U+FFFD */
};

enum gly_script_run_flags {
    GLY_RUN_PROSE = 1 << 0,   /* in a block of prose, not masked */
    GLY_RUN_LINK = 1 << 1,    /* in a URL, an address, a path, a handle or a tag */
    GLY_RUN_MARKED = 1 << 2,  /* has combining marks */
    GLY_RUN_MISREAD = 1 << 3, /* part of a misreading, and therefore not PROSE */
};

/* A stretch of characters of one kind and one script, none of them printable ASCII; in
 * the order of the text. Pure ASCII has none, so a check that reads them costs nothing
 * there. */
struct gly_script_run {
    struct gly_span span;
    uint32_t block;   /* index of its leaf block */
    uint32_t foreign; /* index of the foreign passage it belongs to, or GLY_NONE */
    uint8_t kind;     /* enum gly_script_run_kind */
    uint8_t script;   /* enum gly_script; of punctuation and digits that several share,
                         the best known one */
    uint16_t flags;   /* enum gly_script_run_flags */
};

/* Why a passage in another script may stand where it does. */
enum gly_foreign_flags {
    GLY_FOREIGN_ENCLOSED = 1 << 0, /* in brackets or quotation marks, or beside them */
    GLY_FOREIGN_NAMED = 1 << 1, /* a word nearby speaks of a language, a word, a name,
                                      a character */
    GLY_FOREIGN_LABELLED =
        1 << 2, /* a colon, dash, slash or equals sign joins it to what
                                      it explains */
    GLY_FOREIGN_FORMATTED = 1 << 3, /* emphasis, a link or a heading of its own */
    GLY_FOREIGN_LONG = 1 << 4,      /* a sentence or more: text in another language */
    GLY_FOREIGN_AGAIN = 1 << 5,     /* the same words are explained elsewhere */
    GLY_FOREIGN_LINK = 1 << 6,      /* part of a URL, an address, a path, a tag */
    GLY_FOREIGN_EXPLAINED = (1 << 7) - 1, /* any of these */

    GLY_FOREIGN_GLUED_BEFORE = 1 << 7, /* a Latin letter stands right before it */
    GLY_FOREIGN_GLUED_AFTER = 1 << 8,
    GLY_FOREIGN_PROSE_BEFORE = 1 << 9, /* a lower-case Latin word stands before it,
                                          with nothing but space between */
    GLY_FOREIGN_PROSE_AFTER = 1 << 10,
    GLY_FOREIGN_FIRST = 1 << 11,       /* nothing of its sentence stands before it */
    GLY_FOREIGN_LAST = 1 << 12,        /* nothing but punctuation stands behind it */
    GLY_FOREIGN_DIGITS = 1 << 13,      /* digits, not letters */
    GLY_FOREIGN_WORD_BEFORE = 1 << 14, /* any Latin word, one space between */
    GLY_FOREIGN_WORD_AFTER = 1 << 15,
    GLY_FOREIGN_NUMBER_BEFORE = 1 << 16, /* glued, or one space between */
};

/* Letters or digits of a script that is at home neither in their block nor in the
 * document: one word or several of the same writing. Han, kana, bopomofo and Hangul
 * count as one writing. Latin is at home everywhere. */
struct gly_foreign {
    struct gly_span span;
    uint32_t block;
    uint32_t first_run, run_count; /* runs that stand between others are counted in */
    uint8_t script;                /* of its first run */
    uint32_t flags;                /* enum gly_foreign_flags */
};

/* The scripts at home in a leaf block. A writing of several scripts is named by one:
 * Han stands for kana, bopomofo and Hangul as well. */
struct gly_script_home {
    uint8_t main;    /* in which most of it is written; Latin where no letter tells */
    uint8_t also[3]; /* others that are used here, Common where there are none */
};

/* Text that was UTF-8, was read in another encoding and saved so: "Ã©" for "é". Whole
 * words where letters were hit; words that follow each other are one. */
struct gly_misread {
    struct gly_span span;
    uint32_t block;
    const char *page;     /* "Windows-1252": as which it was read */
    struct gly_str fixed; /* as it was; empty where bytes were lost */
};

/* A place in leaf block `block` where the text speaks of characters. */
struct gly_script_term {
    uint32_t at, block;
};

struct gly_scripts {
    const struct gly_script_run *runs;
    uint32_t run_count;
    const struct gly_foreign *foreign;
    uint32_t foreign_count;
    const struct gly_misread *misreads;
    uint32_t misread_count;
    const struct gly_script_term *terms;
    uint32_t term_count;
    const struct gly_script_home *homes; /* by block index; NULL without runs */
    const bool *house; /* by enum gly_script: at home because the configuration says so;
                          NULL: it says nothing */
};

const struct gly_scripts *gly_scripts(const struct gly_pass *pass);

/* Is `script` at home in leaf block `index`: the block's own, the document's, that of
 * the language they name, or one that takes a good part of either? Latin, Common and
 * Inherited always are. */
bool gly_script_at_home(const struct gly_scripts *scripts, uint32_t block,
                        enum gly_script script);

/* Does the text near a span of leaf block `block` speak of characters as such: Unicode,
 * encodings, look-alikes, ligatures? What is odd there is an example. */
bool gly_speaks_of_characters(const struct gly_scripts *scripts, uint32_t block,
                              struct gly_span span);

#endif
