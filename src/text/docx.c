/* DOCX through libzip and expat: the body, then text boxes, then notes.
 *
 * Runs are joined, so that a word split over runs is one token; deleted text, comments,
 * field codes, hidden text and pronunciations are not on the page and left out. Pages
 * repeat headers and footers, which are no part of the text and not read. */
#include "text/docx_body.h"

#include <galley/unicode.h>

#include "base/limits.h"
#include "base/utf8.h"

/* ---- Comments that speak to galley ---- */

enum { COMMENT_BYTES = 2000 };

struct commenting {
    struct gly_docx_body *body;
    struct gly_str id;
    char text[COMMENT_BYTES];
    size_t len;
    bool inside, in_text;
};

static void comment_open(void *context, unsigned id,
                         const struct gly_xml_attributes *attributes)
{
    struct commenting *c = context;
    if (id == GLY_DOCX_comment) {
        c->id = gly_arena_copy(c->body->arena, gly_xml_attribute(attributes, "id"));
        c->len = 0;
        c->inside = true;
    }
    c->in_text = c->inside && id == GLY_DOCX_t;
    if (c->inside && id == GLY_DOCX_p && c->len > 0 && c->len < COMMENT_BYTES)
        c->text[c->len++] = '\n';
}

static void comment_text(void *context, struct gly_str text, struct gly_span at)
{
    struct commenting *c = context;
    (void)at;
    for (size_t i = 0; c->in_text && i < text.len && c->len < COMMENT_BYTES; i++)
        c->text[c->len++] = text.ptr[i];
}

static void comment_close(void *context, unsigned id)
{
    struct commenting *c = context;
    c->in_text = false;
    if (id != GLY_DOCX_comment || !c->inside)
        return;
    c->inside = false;
    struct gly_str content =
        gly_flow_stet(c->body->arena, (struct gly_str){c->text, c->len});
    if (content.len > 0)
        *GLY_VEC_ADD(c->body->arena, &c->body->comments) =
            (struct gly_docx_comment){c->id, content, GLY_NONE, false};
}

static void read_comments(struct gly_docx_body *body)
{
    static const struct gly_xml_handler handler = {comment_open, comment_close,
                                                   comment_text};
    const char *part = gly_docx_part(body->package, "comments");
    if (!part)
        return;
    struct gly_error err;
    struct commenting *c = gly_arena_alloc(body->arena, 1, sizeof *c);
    c->body = body;
    gly_docx_tell(body->package, gly_docx_read(body->package, part, &handler, c, &err),
                  &err);
}

/* ---- The parts in the order of reading ---- */

static const struct gly_xml_handler body_handler = {
    gly_docx_body_open, gly_docx_body_close, gly_docx_body_text};

static enum gly_status read_part(struct gly_docx_body *body, const char *part,
                                 enum gly_docx_pass pass)
{
    struct gly_error err;
    body->pass = pass;
    gly_flow_part(&body->flow, part);
    gly_docx_body_begin(body);
    enum gly_status status =
        gly_docx_read(body->package, part, &body_handler, body, &err);
    gly_docx_tell(body->package, status, &err);
    gly_docx_body_end(body);
    return status;
}

static void read_notes(struct gly_docx_body *body, const char *type)
{
    const char *part = gly_docx_part(body->package, type);
    if (part)
        read_part(body, part, GLY_DOCX_PASS_NOTES);
}

static enum gly_status read_docx(struct gly_arena *arena, struct gly_source *source,
                                 const struct gly_read_options *how,
                                 struct gly_doc **ret_doc, struct gly_error *err)
{
    struct gly_docx_package package;
    struct gly_docx_styles styles;
    struct gly_docx_body *body = gly_arena_alloc(arena, 1, sizeof *body);
    *err = (struct gly_error){0};
    package.first = err;
    enum gly_status status = gly_docx_open(arena, source->bytes, &package, err);
    if (status != GLY_OK)
        return status;
    gly_docx_read_styles(&package, &styles);
    body->arena = arena;
    body->package = &package;
    body->styles = &styles;
    body->original = how->tracked == GLY_TRACKED_ORIGINAL;
    gly_flow_start(&body->flow, arena, source);
    read_comments(body);
    status = read_part(body, package.document, GLY_DOCX_PASS_BODY);
    if (status == GLY_OK && body->has_boxes)
        status = read_part(body, package.document, GLY_DOCX_PASS_BOXES);
    if (status == GLY_OK) {
        read_notes(body, "footnotes");
        read_notes(body, "endnotes");
    }
    struct gly_doc *doc = gly_flow_finish(&body->flow);
    /* Of a package whose main part cannot be read there is nothing to check. */
    if (status == GLY_OK || doc->text.len > 0)
        *ret_doc = doc;
    return err->status;
}

static const char *const extensions[] = {"docx", "docm", "dotx", NULL};
static const char *const mime[] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", NULL};

const struct gly_reader gly_reader_docx = {
    .name = "docx",
    .extensions = extensions,
    .mime = mime,
    .places = GLY_FLOW_PLACES("A Word document"),
    .unpack = read_docx,
};
