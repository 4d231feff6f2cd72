/* Proof that a document stands where its map says: for every leaf and every token, the
 * source bytes of its span, decoded here by other means than the readers', are its
 * text. */
#ifndef GALLEY_TEST_SOURCE_MAP_H
#define GALLEY_TEST_SOURCE_MAP_H

#include <setjmp.h>

#include "text/doc.h"

/* NULL when all is right, else the first fault, until the next call. The document has
 * been tokenised. */
const char *source_map_fault(const struct gly_doc *doc);

/* A document read from bytes, with an arena of its own. */
struct scratch_doc {
    struct gly_arena arena;
    struct gly_source source;
    struct gly_doc *doc;  /* NULL when a limit was reached, or nothing could be read */
    struct gly_error err; /* of a package */
    enum gly_tracked tracked; /* set before reading; 0 is what readers do unasked */
    jmp_buf unwind;
};

/* Read with the reader of that name, and tokenise. `bytes` outlive it. */
void scratch_doc_read(struct scratch_doc *scratch, const char *reader,
                      struct gly_str bytes);
/* The same without tokens; with memory for the document of at most `cap` bytes. */
void scratch_doc_read_only(struct scratch_doc *scratch, const char *reader,
                           struct gly_str bytes);
void scratch_doc_read_capped(struct scratch_doc *scratch, const char *reader,
                             struct gly_str bytes, size_t cap);
void scratch_doc_release(struct scratch_doc *scratch);

/* The blocks as indented lines, for comparing: `paragraph "Text"`. In the arena. */
const char *scratch_doc_outline(struct scratch_doc *scratch);

#endif
