/* Links, references to notes, and the anchors they point to. */
#include "text/doc.h"

bool gly_doc_next_ref(const struct gly_doc *doc, uint32_t *at, struct gly_ref *ret_ref)
{
    while (*at < doc->marks.count) {
        const struct gly_mark *mark = &doc->marks.at[(*at)++];
        if (mark->kind != GLY_MARK_LINK && mark->kind != GLY_MARK_NOTE)
            continue;
        *ret_ref =
            (struct gly_ref){mark->span, mark->target, mark->kind == GLY_MARK_NOTE};
        return true;
    }
    return false;
}

/* Stands `name` somewhere right behind one of `openings`, with one of `closings` behind
 * it? */
static bool stands_between(struct gly_str text, struct gly_str name,
                           const char *const *openings, const char *closings)
{
    const char *from = text.ptr, *end = text.ptr + text.len;
    while (from < end) {
        const char *hit = memmem(from, (size_t)(end - from), name.ptr, name.len);
        if (!hit)
            return false;
        from = hit + 1;
        const char *behind = hit + name.len;
        if (behind < end && !strchr(closings, *behind))
            continue;
        for (const char *const *opening = openings; *opening; opening++) {
            size_t len = strlen(*opening);
            if ((size_t)(hit - text.ptr) >= len &&
                memcmp(hit - len, *opening, len) == 0)
                return true;
        }
    }
    return false;
}

bool gly_doc_has_anchor(const struct gly_doc *doc, struct gly_str name)
{
    static const char *const openings[] = {"id=\"", "id='", "id=",  "name=\"", "name='",
                                           "name=", "{#",   "{: #", NULL};
    for (uint32_t i = 0; i < doc->anchors.count; i++)
        if (gly_str_eq(doc->anchors.at[i], name))
            return true;
    return name.len == 0 ||
           stands_between(doc->source->text, name, openings, "\"'> \t\r\n}/");
}

bool gly_doc_has_note(const struct gly_doc *doc, struct gly_str label)
{
    static const char *const openings[] = {"[^", NULL};
    struct gly_str text = doc->source->text;
    if (label.len == 0 || !stands_between(text, label, openings, "]"))
        return true;
    const char *from = text.ptr, *end = text.ptr + text.len;
    while (from < end) {
        const char *hit = memmem(from, (size_t)(end - from), label.ptr, label.len);
        if (!hit)
            return false;
        from = hit + 1;
        if (hit - text.ptr >= 2 && memcmp(hit - 2, "[^", 2) == 0 &&
            (size_t)(end - hit) >= label.len + 2 &&
            memcmp(hit + label.len, "]:", 2) == 0)
            return true;
    }
    return false;
}
