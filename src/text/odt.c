/* ODT through libzip and expat: the body, then text boxes, then notes; headers and
 * footers of pages are no part of the text and not read. */
#include "text/odt.h"

enum {
    SPACE_T = 1,
    SPACE_TA,
    SPACE_O,
    SPACE_D,
    SPACE_SV,
    SPACE_ST,
};

static const struct gly_xml_space spaces[] = {
    {"opendocument:xmlns:text:1.0", SPACE_T},
    {"opendocument:xmlns:table:1.0", SPACE_TA},
    {"opendocument:xmlns:office:1.0", SPACE_O},
    {"opendocument:xmlns:drawing:1.0", SPACE_D},
    {"opendocument:xmlns:svg-compatible:1.0", SPACE_SV},
    {"opendocument:xmlns:style:1.0", SPACE_ST},
    {NULL, 0},
};

static const struct gly_xml_name names[] = {
    {SPACE_T, "line-break", GLY_ODT_line_break},
    {SPACE_T, "list-item", GLY_ODT_list_item},
    {SPACE_T, "list-header", GLY_ODT_list_header},
    {SPACE_T, "note-citation", GLY_ODT_note_citation},
    {SPACE_T, "note-body", GLY_ODT_note_body},
    {SPACE_T, "bookmark-start", GLY_ODT_bookmark_start},
    {SPACE_T, "tracked-changes", GLY_ODT_tracked_changes},
    {SPACE_T, "changed-region", GLY_ODT_changed_region},
    {SPACE_T, "change-start", GLY_ODT_change_start},
    {SPACE_T, "change-end", GLY_ODT_change_end},
    {SPACE_T, "table-of-content", GLY_ODT_table_of_content},
    {SPACE_T, "alphabetical-index", GLY_ODT_alphabetical_index},
    {SPACE_T, "illustration-index", GLY_ODT_illustration_index},
    {SPACE_T, "table-index", GLY_ODT_table_index},
    {SPACE_T, "object-index", GLY_ODT_object_index},
    {SPACE_T, "user-index", GLY_ODT_user_index},
    {SPACE_T, "ruby-text", GLY_ODT_ruby_text},
    {SPACE_T, "hidden-text", GLY_ODT_hidden_text},
    {SPACE_T, "list-style", GLY_ODT_list_style},
    {SPACE_T, "list-level-style-number", GLY_ODT_list_level_style_number},
    {SPACE_T, "list-level-style-bullet", GLY_ODT_list_level_style_bullet},
    {SPACE_TA, "table-column", GLY_ODT_table_column},
    {SPACE_TA, "table-header-rows", GLY_ODT_table_header_rows},
    {SPACE_TA, "table-row", GLY_ODT_table_row},
    {SPACE_TA, "table-cell", GLY_ODT_table_cell},
    {SPACE_TA, "covered-table-cell", GLY_ODT_covered_table_cell},
    {SPACE_O, "annotation-end", GLY_ODT_annotation_end},
    {SPACE_D, "text-box", GLY_ODT_text_box},
    {SPACE_ST, "default-style", GLY_ODT_default_style},
    {SPACE_ST, "text-properties", GLY_ODT_text_properties},
/* The rest are spelt as in C; the names above stand in this list with '_' for '-', which
 * no document writes. */
#define X(space, name) {SPACE_##space, #name, GLY_ODT_##name},
    GLY_ODT_ELEMENTS(X)
#undef X
        {0, NULL, 0},
};

enum gly_status gly_odt_read(struct gly_arena *arena, struct gly_zip *zip,
                             const char *name, const struct gly_xml_handler *handler,
                             void *context, struct gly_error *err)
{
    static const struct gly_xml_vocabulary vocabulary = {spaces, names};
    return gly_part_read(arena, zip, name, &vocabulary, handler, context, err);
}

uint32_t gly_odt_number(const struct gly_xml_attributes *attributes, const char *local,
                        uint32_t otherwise, uint32_t most)
{
    uint32_t number;
    if (!gly_xml_number(attributes, local, &number))
        return otherwise;
    return number > most ? most : number;
}

/* ---- Passes ---- */

static enum gly_status read_pass(struct gly_odt_body *body, struct gly_zip *zip,
                                 enum gly_odt_pass pass, struct gly_error *first)
{
    static const struct gly_xml_handler handler = {
        gly_odt_body_open, gly_odt_body_close, gly_odt_body_text};
    struct gly_error err;
    gly_odt_body_begin(body, pass);
    enum gly_status status =
        gly_odt_read(body->arena, zip, "content.xml", &handler, body, &err);
    if (status != GLY_OK && first->status == GLY_OK)
        *first = err;
    gly_odt_body_end(body);
    return status;
}

static enum gly_status read_odt(struct gly_arena *arena, struct gly_source *source,
                                const struct gly_read_options *how,
                                struct gly_doc **ret_doc, struct gly_error *err)
{
    struct gly_zip *zip;
    struct gly_odt_styles styles;
    struct gly_odt_body *body = gly_arena_alloc(arena, 1, sizeof *body);
    *err = (struct gly_error){0};
    enum gly_status status = gly_zip_open(arena, source->bytes, &zip, err);
    if (status != GLY_OK)
        return status;
    if (!gly_zip_has(zip, "content.xml"))
        return gly_error_set(err, GLY_E_ENCODING, NULL, 0,
                             "the package holds no OpenDocument text");
    gly_odt_read_styles(arena, zip, &styles, err);
    body->arena = arena;
    body->styles = &styles;
    body->original = how->tracked == GLY_TRACKED_ORIGINAL;
    gly_flow_start(&body->flow, arena, source);
    gly_flow_part(&body->flow, "content.xml");
    status = read_pass(body, zip, GLY_ODT_PASS_BODY, err);
    if (status == GLY_OK && body->has_boxes)
        status = read_pass(body, zip, GLY_ODT_PASS_BOXES, err);
    if (status == GLY_OK && body->has_notes)
        status = read_pass(body, zip, GLY_ODT_PASS_NOTES, err);
    struct gly_doc *doc = gly_flow_finish(&body->flow);
    if (status == GLY_OK || doc->text.len > 0)
        *ret_doc = doc;
    return err->status;
}

static const char *const extensions[] = {"odt", "ott", NULL};
static const char *const mime[] = {"application/vnd.oasis.opendocument.text", NULL};

const struct gly_reader gly_reader_odt = {
    .name = "odt",
    .extensions = extensions,
    .mime = mime,
    .places = GLY_FLOW_PLACES("An OpenDocument text"),
    .unpack = read_odt,
};
