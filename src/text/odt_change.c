/* Of OpenDocument: tracked changes and comments. */
#include "text/odt.h"

/* ---- Tracked changes ---- */

static const struct gly_odt_change *
find_change(const struct gly_odt_body *b, const struct gly_xml_attributes *attributes)
{
    struct gly_str id = gly_xml_attribute(attributes, "change-id");
    for (uint32_t i = 0; i < b->changes.count; i++)
        if (gly_str_eq(b->changes.at[i].id, id))
            return &b->changes.at[i];
    return NULL;
}

/* The list of changes: which are insertions, and what was deleted. */
void gly_odt_on_change_list(struct gly_odt_body *b, unsigned id,
                            const struct gly_xml_attributes *attributes)
{
    if (id == GLY_ODT_changed_region) {
        b->change_id = gly_arena_copy(b->arena, gly_xml_attribute(attributes, "id"));
    } else if (id == GLY_ODT_insertion) {
        *GLY_VEC_ADD(b->arena, &b->changes) =
            (struct gly_odt_change){b->change_id, true, {0}};
    } else if (id == GLY_ODT_deletion) {
        b->in_deletion = true;
        b->deleted.count = 0;
    } else if (b->in_deletion && (id == GLY_ODT_p || id == GLY_ODT_h) &&
               b->deleted.count > 0) {
        *GLY_VEC_ADD(b->arena, &b->deleted) = '\n';
    }
}

void gly_odt_close_change_list(struct gly_odt_body *b, unsigned id)
{
    if (id == GLY_ODT_tracked_changes)
        b->in_changes = false;
    if (id != GLY_ODT_deletion)
        return;
    b->in_deletion = false;
    *GLY_VEC_ADD(b->arena, &b->changes) = (struct gly_odt_change){
        b->change_id,
        false,
        gly_arena_copy(b->arena, (struct gly_str){b->deleted.at, b->deleted.count}),
    };
}

/* What was deleted here, read again. */
static void add_deleted(struct gly_odt_body *b, struct gly_str text)
{
    for (size_t at = 0; at < text.len && gly_odt_takes_words(b);) {
        const char *feed = memchr(text.ptr + at, '\n', text.len - at);
        size_t end = feed ? (size_t)(feed - text.ptr) : text.len;
        if (end > at)
            gly_odt_add_words(b, (struct gly_str){text.ptr + at, end - at},
                              (struct gly_span){0, 0});
        at = end + 1;
        if (!feed)
            return;
        struct gly_flow_paragraph same = b->flow.paragraph;
        gly_flow_paragraph_end(&b->flow);
        gly_flow_paragraph(&b->flow);
        b->flow.paragraph = same;
        b->any_text = b->space = false;
    }
}

void gly_odt_on_change(struct gly_odt_body *b, unsigned id,
                       const struct gly_xml_attributes *attributes)
{
    const struct gly_odt_change *change =
        b->original ? find_change(b, attributes) : NULL;
    if (!change)
        return;
    if (id == GLY_ODT_change && !change->insertion)
        add_deleted(b, change->deleted);
    else if (id == GLY_ODT_change_start && change->insertion)
        b->inserted++;
    else if (id == GLY_ODT_change_end && change->insertion)
        b->inserted -= b->inserted > 0;
}

/* ---- Comments ---- */

void gly_odt_close_annotation(struct gly_odt_body *b)
{
    struct gly_str content =
        gly_flow_stet(b->arena, (struct gly_str){b->comment, b->comment_len});
    if (content.len == 0 || b->pass != GLY_ODT_PASS_BODY)
        return;
    if (b->comment_name.len == 0) {
        gly_flow_comment(&b->flow, gly_flow_at(&b->flow), content);
        return;
    }
    *GLY_VEC_ADD(b->arena, &b->comments) =
        (struct gly_odt_comment){b->comment_name, content, gly_flow_at(&b->flow)};
}

void gly_odt_end_annotation(struct gly_odt_body *b, struct gly_str name)
{
    for (uint32_t i = 0; i < b->comments.count; i++) {
        if (!gly_str_eq(b->comments.at[i].name, name) ||
            b->comments.at[i].content.len == 0)
            continue;
        gly_flow_comment(&b->flow, b->comments.at[i].start, b->comments.at[i].content);
        b->comments.at[i].content.len = 0;
    }
}

/* A comment with a name whose end never came: on its place. */
void gly_odt_end_annotations(struct gly_odt_body *b)
{
    for (uint32_t i = 0; i < b->comments.count; i++)
        gly_odt_end_annotation(b, b->comments.at[i].name);
}
