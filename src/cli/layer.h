/* `galley annotate`: one layer of what galley has understood of a document a file. */
#ifndef GALLEY_CLI_LAYER_H
#define GALLEY_CLI_LAYER_H

#include "base/buf.h"
#include "text/doc.h"

enum gly_layer_format {
    GLY_LAYER_TEXT,
    GLY_LAYER_JSON,
    GLY_LAYER_CONLLU,
    GLY_LAYER_CSV,
    GLY_LAYER_FORMAT_COUNT
};

typedef void gly_layer_print(const struct gly_doc *doc, struct gly_buf *out);

/* One layer of a document, in the formats that it has; a new layer is a file beside
 * layer_tokens.c and a line in the table of cmd_annotate.c. */
struct gly_layer {
    const char *name;
    uint32_t needs; /* GLY_NEED_...: annotations that must stand */
    gly_layer_print *formats[GLY_LAYER_FORMAT_COUNT]; /* NULL where there is none */
};

extern const struct gly_layer gly_layer_tokens;
/* layer_language.c: words with part of speech and lemma, trees, clauses. */
extern const struct gly_layer gly_layer_tag, gly_layer_parse, gly_layer_clause;
/* layer_place.c: names of places. */
extern const struct gly_layer gly_layer_place;
/* layer_name.c, layer_quotation.c */
extern const struct gly_layer gly_layer_name, gly_layer_quotation;

extern const struct gly_layer gly_layer_quantity, gly_layer_date, gly_layer_claim;
/* layer_grid.c: tables as grids of cells. */
extern const struct gly_layer gly_layer_grid;

/* Names of enum gly_tok_kind and its flags, as printed. */
const char *gly_tok_kind_name(unsigned kind);

/* ---- layer_csv.c ---- */

/* One row in the making, empty at first; texts are borrowed until its end. */
struct gly_layer_row {
    struct gly_str fields[24];
    uint32_t count;
    char made[512]; /* numbers as printed; what does not fit is cut */
    uint32_t used;
};

void gly_layer_csv_head(const char *const *names, size_t count, struct gly_buf *out);
void gly_layer_csv_text(struct gly_layer_row *row, struct gly_str text);
__attribute__((format(printf, 2, 3))) void
gly_layer_csv_print(struct gly_layer_row *row, const char *format, ...);
/* Write the row; it is empty again. */
void gly_layer_csv_end(struct gly_layer_row *row, struct gly_buf *out);

/* `text` as a JSON string, quotation marks included. */
void gly_layer_json_string(struct gly_buf *out, struct gly_str text);

/* A form for CoNLL-U, which may hold no tab and no line break. */
void gly_layer_conllu_form(struct gly_buf *out, struct gly_str text);

#endif
