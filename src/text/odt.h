/* The inside of the ODT reader (ISO/IEC 26300, "OpenDocument"): what its files share. */
#ifndef GALLEY_ODT_H
#define GALLEY_ODT_H

#include "base/part.h"
#include "text/flow.h"
#include "text/style.h"

/* ---- Elements ---- */

enum gly_odt_element {
#define GLY_ODT_ELEMENTS(X)       \
    X(T, h)                       \
    X(T, p)                       \
    X(T, span)                    \
    X(T, a)                       \
    X(T, s)                       \
    X(T, tab)                     \
    X(T, line_break)              \
    X(T, list)                    \
    X(T, list_item)               \
    X(T, list_header)             \
    X(T, note)                    \
    X(T, note_citation)           \
    X(T, note_body)               \
    X(T, bookmark)                \
    X(T, bookmark_start)          \
    X(T, tracked_changes)         \
    X(T, changed_region)          \
    X(T, insertion)               \
    X(T, deletion)                \
    X(T, change)                  \
    X(T, change_start)            \
    X(T, change_end)              \
    X(T, table_of_content)        \
    X(T, alphabetical_index)      \
    X(T, illustration_index)      \
    X(T, table_index)             \
    X(T, object_index)            \
    X(T, user_index)              \
    X(T, ruby_text)               \
    X(T, script)                  \
    X(T, hidden_text)             \
    X(T, list_style)              \
    X(T, list_level_style_number) \
    X(T, list_level_style_bullet) \
    X(TA, table)                  \
    X(TA, table_column)           \
    X(TA, table_header_rows)      \
    X(TA, table_row)              \
    X(TA, table_cell)             \
    X(TA, covered_table_cell)     \
    X(O, text)                    \
    X(O, annotation)              \
    X(O, annotation_end)          \
    X(O, forms)                   \
    X(D, text_box)                \
    X(SV, title)                  \
    X(SV, desc)                   \
    X(ST, style)                  \
    X(ST, default_style)          \
    X(ST, text_properties)
    GLY_ODT_UNKNOWN,
#define X(space, name) GLY_ODT_##name,
    GLY_ODT_ELEMENTS(X)
#undef X
};

/* Read one part of the package through a handler. */
enum gly_status gly_odt_read(struct gly_arena *arena, struct gly_zip *zip,
                             const char *name, const struct gly_xml_handler *handler,
                             void *context, struct gly_error *err);

/* An attribute as a number of at most `most`; `otherwise` where it is none. */
uint32_t gly_odt_number(const struct gly_xml_attributes *attributes, const char *local,
                        uint32_t otherwise, uint32_t most);

/* ---- Styles (odt_style.c) ---- */

struct gly_odt_style {
    struct gly_str name, parent;
    bool is_text; /* of characters, not of paragraphs */
    bool settled;
    enum gly_style_role role;
    uint16_t level;
    unsigned on, off; /* enum gly_flow_look */
    char lang[12];
};

enum { GLY_ODT_LEVELS = 10 };

struct gly_odt_list_style {
    struct gly_str name;
    struct {
        bool ordered;
        uint32_t start;
    } level[GLY_ODT_LEVELS];
};

struct gly_odt_styles {
    struct gly_arena *arena;
    GLY_VEC(struct gly_odt_style) list;       /* sorted by family and name */
    GLY_VEC(struct gly_odt_list_style) lists; /* sorted by name */
    char lang[12];                            /* of paragraphs that name none */
};

/* Read the styles of both parts; what is missing is left out, and the first fault told
 * in `first`. */
void gly_odt_read_styles(struct gly_arena *arena, struct gly_zip *zip,
                         struct gly_odt_styles *ret_styles, struct gly_error *first);
/* NULL where there is none of that name. */
const struct gly_odt_style *gly_odt_find_style(const struct gly_odt_styles *styles,
                                               struct gly_str name, bool is_text);
const struct gly_odt_list_style *gly_odt_find_list(const struct gly_odt_styles *styles,
                                                   struct gly_str name);

/* ---- The text (odt_body.c) ---- */

enum gly_odt_pass {
    GLY_ODT_PASS_BODY,
    GLY_ODT_PASS_BOXES,
    GLY_ODT_PASS_NOTES,
};

/* A tracked change, as the list before the text has it. */
struct gly_odt_change {
    struct gly_str id;
    bool insertion;
    struct gly_str deleted; /* its text, paragraphs parted by line feeds */
};

/* A comment on a stretch of text, for galley. */
struct gly_odt_comment {
    struct gly_str name, content;
    uint32_t start; /* in the text */
};

enum {
    GLY_ODT_SPANS = 64, /* spans inside spans; deeper ones look like these */
    GLY_ODT_LISTS = 64,
    GLY_ODT_TABLES = 32,
    GLY_ODT_COMMENT = 2000,
};

struct gly_odt_body {
    struct gly_arena *arena;
    struct gly_odt_styles *styles;
    struct gly_flow flow;
    bool original;
    enum gly_odt_pass pass;
    bool has_boxes, has_notes;

    uint32_t skip;   /* open elements of what is left out */
    uint32_t beside; /* of the passes but the first: open elements of what is read */
    uint32_t text;   /* open office:text */

    bool in_paragraph;
    uint32_t contents; /* open tables of contents and indexes */
    struct gly_flow_run runs[GLY_ODT_SPANS];
    uint32_t spans; /* open ones, the paragraph with them */
    bool any_text, space;
    struct gly_span space_at;

    struct {
        const struct gly_odt_list_style *style;
        uint32_t id, number;
        bool item_open, begun; /* the item has a paragraph */
    } lists[GLY_ODT_LISTS];
    uint32_t list_depth;
    uint32_t list_count;

    struct {
        bool begun, flat;
        uint32_t columns;
    } table[GLY_ODT_TABLES];
    uint32_t tables;
    bool header_rows;
    uint32_t covered; /* cells that the one before covers in its row */

    GLY_VEC(struct gly_odt_change) changes;
    bool in_changes, in_deletion;
    uint32_t inserted; /* open insertions */
    GLY_VEC(char) deleted;
    struct gly_str change_id;

    uint32_t annotation; /* open elements of one */
    char comment[GLY_ODT_COMMENT];
    size_t comment_len;
    struct gly_str comment_name;
    GLY_VEC(struct gly_odt_comment) comments;
};

void gly_odt_body_begin(struct gly_odt_body *body, enum gly_odt_pass pass);
void gly_odt_body_end(struct gly_odt_body *body);
void gly_odt_body_open(void *body, unsigned id,
                       const struct gly_xml_attributes *attributes);
void gly_odt_body_close(void *body, unsigned id);
void gly_odt_body_text(void *body, struct gly_str text, struct gly_span at);

/* Is the text to be taken that stands here? */
bool gly_odt_takes_words(const struct gly_odt_body *b);
/* Add text as XML has it: white space is one blank. */
void gly_odt_add_words(struct gly_odt_body *b, struct gly_str text, struct gly_span at);

/* ---- Tables (odt_table.c) ---- */

/* Inside a table of data, not one inside another? */
bool gly_odt_in_data_table(const struct gly_odt_body *b);
/* An element of a table opens; false for what is none. */
bool gly_odt_on_table(struct gly_odt_body *b, unsigned id,
                      const struct gly_xml_attributes *attributes);
/* A cell that another one covers. */
void gly_odt_open_covered(struct gly_odt_body *b);
void gly_odt_close_table(struct gly_odt_body *b);

/* ---- Tracked changes and comments (odt_change.c) ---- */

/* The list of changes before the text: an element of it opens, or closes. */
void gly_odt_on_change_list(struct gly_odt_body *b, unsigned id,
                            const struct gly_xml_attributes *attributes);
void gly_odt_close_change_list(struct gly_odt_body *b, unsigned id);
/* Where a change begins, ends or is. */
void gly_odt_on_change(struct gly_odt_body *b, unsigned id,
                       const struct gly_xml_attributes *attributes);
void gly_odt_close_annotation(struct gly_odt_body *b);
void gly_odt_end_annotation(struct gly_odt_body *b, struct gly_str name);
/* A comment with a name whose end never came: on its place. */
void gly_odt_end_annotations(struct gly_odt_body *b);

#endif
