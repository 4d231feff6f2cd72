/* The document as every check sees it: a text, its blocks, its sentences, its tokens.
 *
 * The text is UTF-8. For plain text it is the bytes of the source; for formats with
 * markup it is the prose alone, decoded, with a monotone map back to the source that
 * only the locator uses. Blocks lie in the text in reading order and are separated by
 * line feeds; sentences lie inside one block, tokens inside one sentence.
 *
 * Everything here is read-only and belongs to the document: slices and pointers live as
 * long as it does. Positions in arrays ("index") are stable. */
#ifndef GALLEY_DOCUMENT_H
#define GALLEY_DOCUMENT_H

#include <galley/span.h>

struct gly_doc;

/* "No index": a block without a parent, a token outside every sentence. */
#define GLY_NONE UINT32_MAX

/* ---- Blocks ---- */

/* A LEAF block holds text of its own (heading, paragraph, cell, caption, code, front
 * matter); the others hold blocks. A list item or quotation always holds its text in
 * paragraphs. */
enum gly_block_kind {
    GLY_BLOCK_DOCUMENT, /* block 0, the root */
    GLY_BLOCK_SECTION,  /* a part named by the format: navigation, footer, aside */
    GLY_BLOCK_HEADING,
    GLY_BLOCK_PARAGRAPH,
    GLY_BLOCK_LIST,
    GLY_BLOCK_ITEM,
    GLY_BLOCK_TABLE,
    GLY_BLOCK_ROW,
    GLY_BLOCK_CELL,
    GLY_BLOCK_QUOTE,
    GLY_BLOCK_CAPTION,
    GLY_BLOCK_NOTE, /* the body of a footnote or endnote */
    GLY_BLOCK_CODE,
    GLY_BLOCK_FRONT_MATTER,
    GLY_BLOCK_COMMENT, /* a comment of the format; stet reads it, checks do not */
    GLY_BLOCK_KIND_COUNT
};

enum gly_block_flags {
    GLY_BLOCK_ORDERED = 1 << 0, /* list: numbered */
    GLY_BLOCK_HEADER =
        1 << 1,               /* row or cell: a header of its table; item: a term, which
                                   the items behind it explain */
    GLY_BLOCK_LEAF = 1 << 2,  /* holds text of its own */
    GLY_BLOCK_PROSE = 1 << 3, /* a leaf whose text a person reads as language */
    GLY_BLOCK_CHROME = 1 << 4, /* navigation, footer, share bar: not the article; on the
                                   section and on every block in it */
    GLY_BLOCK_GUESSED = 1 << 5, /* heading: by its looks alone; the format names none */
};

struct gly_block {
    enum gly_block_kind kind;
    uint16_t flags;       /* enum gly_block_flags */
    uint16_t level;       /* heading: 1 to 6; list: depth from 1; cell: column from 0 */
    struct gly_span span; /* in the text; a container spans what it holds */
    uint32_t parent;      /* index, GLY_NONE for block 0 */
    uint32_t end;         /* index after the last block inside this one */
    uint32_t first_sent, sent_count;
    uint32_t first_tok, tok_count;
    uint32_t number;           /* ordered item: its number as written; else 0 */
    uint16_t colspan, rowspan; /* cell: at least 1 */
    char lang[12];             /* BCP 47 tag named by the format, "" when none is */
};

/* ---- Sentences and tokens ---- */

struct gly_sent {
    struct gly_span span; /* from its first token to the end of its last */
    uint32_t block;       /* index of the leaf block it stands in */
    uint32_t first_tok, tok_count;
};

enum gly_tok_kind {
    GLY_TOK_WORD,   /* letters of any script with what belongs to them: "don't",
                       "naïve", "pre-war", "Dr.", "U.S.", "AT&T", "時間frames" */
    GLY_TOK_NUMBER, /* digits with their separators: "1,200.5", "12 345" (no-break
                       spaces), "10:30", "9/11", "2024-02-29", "3rd", "1990s", "'90s" */
    GLY_TOK_PUNCT,  /* one mark, or a run that is one mark: "...", "?!", "--" */
    GLY_TOK_SYMBOL, /* "$", "US$", "%", "+", "->", emoji, emoticons, marks without a
                       letter, controls */
    GLY_TOK_URL,    /* with or without a scheme: "www.example.org/a" */
    GLY_TOK_EMAIL,
    GLY_TOK_HANDLE,  /* "@name" */
    GLY_TOK_HASHTAG, /* "#name" */
    GLY_TOK_PATH,    /* file names and paths: "src/main.c", "C:\\x", ".NET" */
    GLY_TOK_MIXED,   /* letters and digits that are neither: "M72", "H2O", "v1.2"; names
                        of code: "x86_64", "os.path.join" */
    GLY_TOK_MASKED,  /* what is not prose, one span: code, raw markup, and runs longer
                        than a word can be (GLY_LIMIT_TOKEN_BYTES) */
};

enum gly_tok_flags {
    GLY_TOK_GLUED = 1 << 0,       /* no white space before it in the text */
    GLY_TOK_CAPITALISED = 1 << 1, /* first letter is upper or title case */
    GLY_TOK_ALL_CAPS = 1 << 2,    /* two letters or more, none lower case */
    GLY_TOK_MIXED_CASE = 1 << 3,  /* an upper-case letter after a lower-case one */
    GLY_TOK_NON_ASCII = 1 << 4,
    GLY_TOK_HAS_DIGIT = 1 << 5,
    GLY_TOK_APOSTROPHE = 1 << 6,   /* has one, straight or curly, anywhere */
    GLY_TOK_ABBREVIATION = 1 << 7, /* ends with a full stop that is part of it */
    GLY_TOK_SENT_START = 1 << 8,   /* first word of its sentence */
    GLY_TOK_HYPHENATED = 1 << 9,   /* part of a hyphenated compound: a word glued to a
                                      hyphen, that hyphen, or a word with one inside */
    GLY_TOK_LINE_BREAK = 1 << 10,  /* a line break stands before it */
    GLY_TOK_IN_LINK = 1 << 11,     /* inside the text of a link */
    GLY_TOK_EMPHASIS = 1 << 12,    /* emphasised by the format */
    GLY_TOK_FOREIGN = 1 << 13,     /* in a sentence or quotation whose language is not
                                      that of its block */
};

/* A token is a surface token of Universal Dependencies as its English treebanks have
 * them: punctuation and hyphens stand alone ("two", "-", "year") but for the hyphens of
 * prefixes ("pre-war", "e-mail"); a unit stands apart from its number ("5", "kg"); the
 * stop of an abbreviation belongs to it; "don't" is one token. It stands for one
 * syntactic word or for several whose spans it holds (gly_tok_words). A word ends with
 * white space or a mark, never where its script changes. */
struct gly_tok {
    struct gly_span span;
    uint16_t kind;  /* enum gly_tok_kind */
    uint16_t flags; /* enum gly_tok_flags */
    uint32_t sent;  /* index of its sentence, GLY_NONE in code and front matter */
};

/* The most syntactic words one token can stand for ("wouldn't've"). */
#define GLY_TOK_MAX_WORDS 4

struct gly_str gly_doc_text(const struct gly_doc *doc);
/* The text of a span of this document. */
struct gly_str gly_doc_slice(const struct gly_doc *doc, struct gly_span span);

const struct gly_block *gly_doc_blocks(const struct gly_doc *doc, uint32_t *ret_count);
const struct gly_sent *gly_doc_sents(const struct gly_doc *doc, uint32_t *ret_count);
/* Behind the last token stands one more, which begins and ends beyond every text (UINT32_MAX), so
 * that a walk to the token at some place ends by itself. */
const struct gly_tok *gly_doc_toks(const struct gly_doc *doc, uint32_t *ret_count);

/* How many of them are of the kind WORD. */
uint32_t gly_doc_word_count(const struct gly_doc *doc);

/* Those that stand for a thing rather than say something, by index and ascending: URLs and
 * e-mail addresses, paths, handles, hashtags, identifiers (MIXED, and words of MIXED_CASE),
 * and what is MASKED. */
const uint32_t *gly_doc_designators(const struct gly_doc *doc, uint32_t *ret_count);

/* The text of a token. */
struct gly_str gly_tok_text(const struct gly_doc *doc, const struct gly_tok *tok);

/* The syntactic words of a token: writes their spans, in order and without gaps, and
 * returns how many there are (1 to GLY_TOK_MAX_WORDS). */
unsigned gly_tok_words(const struct gly_doc *doc, const struct gly_tok *tok,
                       struct gly_span ret_words[GLY_TOK_MAX_WORDS]);

/* A link, by its text, or a reference to a note, which is empty and stands between two
 * bytes of the text. */
struct gly_ref {
    struct gly_span span;
    struct gly_str target; /* where it points, as written; of a note its label */
    bool note;
};

/* The next link or reference, in reading order; false at the end. `*at` begins at 0. */
bool gly_doc_next_ref(const struct gly_doc *doc, uint32_t *at, struct gly_ref *ret_ref);

/* Does the source name this anchor (id="...", name="...", {#...})? Reads the whole
 * source, so ask for a few only. */
bool gly_doc_has_anchor(const struct gly_doc *doc, struct gly_str name);
/* Does it hold "[^label]:", the text of a note? True as well where its format writes
 * notes in another way. */
bool gly_doc_has_note(const struct gly_doc *doc, struct gly_str label);

/* Does the word at `span` hang: does it begin a line of plain text whose term is explained
 * behind a wide gap ("name  the name of the boat") or on lines indented more? */
bool gly_doc_hangs(const struct gly_doc *doc, struct gly_span span);

/* The nearest block of `kind` that holds block `index` (or is it); GLY_NONE when there
 * is none. */
uint32_t gly_block_within(const struct gly_doc *doc, uint32_t index,
                          enum gly_block_kind kind);

/* The language of a block: the tag it or its nearest ancestor names, else that of the
 * document, else "". */
const char *gly_block_lang(const struct gly_doc *doc, uint32_t index);

/* The language of a token, "" where it is not known: that of its block, or that which the
 * format names for the words it stands in. */
const char *gly_tok_lang(const struct gly_doc *doc, const struct gly_tok *tok);

#endif
