/* The inside of a document, for the layers that build it: readers through the builder,
 * the tokeniser, annotators. Checks see <galley/document.h> only. */
#ifndef GALLEY_DOC_H
#define GALLEY_DOC_H

#include <galley/document.h>
#include <galley/note.h>

#include "base/arena.h"
#include "text/source.h"

/* One run of the map from text to source: text [text_start, next run's text_start) came
 * from source [source_start, source_end). Where both are equally long the run maps byte
 * by byte, else as a whole (an entity, a synthetic line feed). */
struct gly_run {
    uint32_t text_start, source_start, source_end;
};

/* What the format says of a stretch of text beside the blocks. */
enum gly_mark_kind {
    GLY_MARK_CODE,     /* masked: code span, formula, raw markup: one MASKED token */
    GLY_MARK_LINK,     /* the text of a link */
    GLY_MARK_EMPHASIS, /* emphasised, strong, italic */
    GLY_MARK_QUOTE,    /* an inline quotation (<q>) */
    GLY_MARK_LANG,     /* text in another language: `lang` says which */
    GLY_MARK_FROZEN,   /* the author asked to leave it (translate="no") */
    GLY_MARK_ALT,      /* what stands for an image: prose, but no part of the sentence
                          around it */
    GLY_MARK_NOTE, /* a reference to a note, empty: it stands between two bytes of the
                      text; `target` is its label */
    GLY_MARK_COMMENT, /* a comment inside a leaf; `target` is what the comment says. Of a
                         format that lets people comment on words it spans them, of others
                         it is empty. A comment between leaves is a block */
};

struct gly_mark {
    struct gly_span span;
    enum gly_mark_kind kind;
    char lang[12];
    struct gly_str target; /* link: where it points, as written; note: its label;
                              comment: its text. Borrowed or in the arena */
};

struct gly_memory;

struct gly_doc {
    struct gly_arena *arena;
    struct gly_source *source;
    struct gly_str text;
    char lang[12]; /* of the whole document, "" when nobody says */

    GLY_VEC(struct gly_run) runs; /* empty: text offsets are source offsets */
    GLY_VEC(struct gly_block) blocks;
    GLY_VEC(struct gly_mark) marks; /* sorted by start, nested spans after outer ones */
    GLY_VEC(struct gly_sent) sents;
    GLY_VEC(struct gly_tok) toks;
    uint32_t word_count;           /* of the tokens */
    GLY_VEC(uint32_t) designators; /* see gly_doc_designators() */

    /* Of formats without lines, whose places are told with the nearest heading: the
     * headings, as indices of blocks, and the names that links may point to. */
    GLY_VEC(uint32_t) headings;
    GLY_VEC(struct gly_str) anchors;

    /* One array a kind, NULL until computed; owned by src/note. */
    void *notes[GLY_ANNOTATION_COUNT];
    struct gly_memory *memory; /* the worker's (note/memory.h), or NULL */
};

/* Gives the tokens inside marks of a kind, links or emphasis, a flag. */
void gly_doc_flag_marked(struct gly_doc *doc, enum gly_mark_kind kind, uint16_t flag);

/* The span of the source that a span of the text came from. An empty span maps to an
 * empty one. */
struct gly_span gly_doc_source_span(const struct gly_doc *doc, struct gly_span span);

/* The heading under which a place of the text stands, as index of its block, in formats
 * without lines; GLY_NONE where none stands before it. */
uint32_t gly_doc_heading(const struct gly_doc *doc, uint32_t at);

/* The other way: the span of the text nearest to a span of the source. What the text
 * leaves out (markup) maps to the empty span where it would stand. */
struct gly_span gly_doc_text_span(const struct gly_doc *doc, struct gly_span source);

/* ---- Building ----
 *
 * A reader opens and closes blocks in reading order and adds text to the innermost
 * leaf. Two ways, never mixed in one document:
 *
 *   in place   gly_build_place(): the text is the source; a leaf names its span in it.
 *   decoded    gly_build_text() and friends: the builder writes a new text and the map,
 *              and puts a line feed between leaves. Sources are given in ascending
 * order.
 *
 * Containers nested deeper than GLY_LIMIT_BLOCK_DEPTH are left out; their leaves stand
 * in the deepest one kept. Like everything that allocates in an arena, the builder
 * jumps to the unwind point where memory ends: a reader that calls it from inside a
 * foreign parser registers the parser's handle with gly_arena_defer(). */
struct gly_builder {
    struct gly_arena *arena;
    struct gly_doc *doc;
    GLY_VEC(char) text;       /* decoded way */
    GLY_VEC(uint32_t) open;   /* indices of the open containers, innermost last */
    uint32_t leaf;            /* index of the open leaf, GLY_NONE */
    uint32_t skipped;         /* containers opened beyond the depth limit */
    uint32_t source_at;       /* decoded way: end of the source read so far */
    bool decoded;             /* writes a text of its own */
    struct gly_block dropped; /* what the caller may write to for a skipped one */
};

/* Start a document, in place or decoded; its root block is open. */
void gly_build_start(struct gly_builder *b, struct gly_arena *arena,
                     struct gly_source *source, bool decoded);

/* Open a block inside the innermost open container; no leaf may be open. The block may
 * be changed through the pointer until the next call of the builder. */
struct gly_block *gly_build_open(struct gly_builder *b, enum gly_block_kind kind);
void gly_build_close(struct gly_builder *b);
/* Is a block of this kind open? */
bool gly_build_is_open(const struct gly_builder *b, enum gly_block_kind kind);

/* In place: a leaf over `span` of the source, complete at once. */
struct gly_block *gly_build_place(struct gly_builder *b, enum gly_block_kind kind,
                                  struct gly_span span);

/* Decoded: a stretch of the source, byte by byte. */
void gly_build_text(struct gly_builder *b, struct gly_span source);
/* Decoded: `text` stands for the whole of `source`; they may differ in length. */
void gly_build_decoded(struct gly_builder *b, struct gly_str text,
                       struct gly_span source);
/* Decoded: text that stands nowhere in the source, after what was added last. */
void gly_build_synthetic(struct gly_builder *b, const char *text);

/* The offset in the text at which the next byte will stand. */
uint32_t gly_build_at(const struct gly_builder *b);
/* A mark over text already built (or, in place, over the source). Marks may be added in
 * any order; one may be changed through the pointer until the next call. */
struct gly_mark *gly_build_mark(struct gly_builder *b, enum gly_mark_kind kind,
                                struct gly_span span, struct gly_str target);

/* Close what is open, settle the spans of containers, sort the marks. */
struct gly_doc *gly_build_finish(struct gly_builder *b);

/* ---- Tokens and sentences ---- */

/* Fill doc->toks and doc->sents from the leaves; src/text/token.c and sentence.c. */
void gly_doc_tokenise(struct gly_doc *doc);

/* ---- Readers ---- */

/* Which side of changes that an author tracked and nobody has judged is read. */
enum gly_tracked {
    GLY_TRACKED_ACCEPTED, /* as if all had been accepted */
    GLY_TRACKED_ORIGINAL, /* as if all had been rejected */
};

/* What may be asked of a reader. */
struct gly_read_options {
    enum gly_tracked tracked;
};

/* One format. Adding one: a file in src/text/ and a line in the table of reader.c. A
 * format is text, and `read` builds the document from it, which never fails; or it is a
 * package, and `unpack` writes the text of the source and builds the document. */
struct gly_reader {
    const char *name;              /* "markdown" */
    const char *const *extensions; /* without the dot, lower case, NULL-terminated */
    const char *const *mime;       /* for SARIF, first one; NULL-terminated */
    const char *places; /* packages: what a place counts, one sentence for SARIF */
    struct gly_doc *(*read)(struct gly_arena *arena, struct gly_source *source);
    /* `*ret_doc` is NULL where nothing could be read; it may stand beside an error. */
    enum gly_status (*unpack)(struct gly_arena *arena, struct gly_source *source,
                              const struct gly_read_options *how,
                              struct gly_doc **ret_doc, struct gly_error *err);
};

/* Make a source of the bytes, which must outlive it: decoded for a format that is text,
 * as they are for a package. */
void gly_reader_open(struct gly_arena *arena, const struct gly_reader *reader,
                     struct gly_str path, struct gly_str bytes,
                     struct gly_source *ret_source);

/* Read a source as a document of a format. Text is always read, its damage recorded in the
 * source; a package may fail, which `err` tells, in part (there is a document) or as a
 * whole (there is none). */
enum gly_status gly_doc_read(struct gly_arena *arena, const struct gly_reader *reader,
                             const struct gly_read_options *how,
                             struct gly_source *source, struct gly_doc **ret_doc,
                             struct gly_error *err);

/* The reader for a path by its extension; NULL when none claims it. */
const struct gly_reader *gly_reader_for_path(struct gly_str path);
/* The reader by name; NULL when there is none. */
const struct gly_reader *gly_reader_find(struct gly_str name);
/* All readers, NULL-terminated; the first is plain text. */
const struct gly_reader *const *gly_readers(void);

extern const struct gly_reader gly_reader_plain, gly_reader_markdown, gly_reader_html,
    gly_reader_docx, gly_reader_odt;

#endif
