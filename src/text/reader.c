#include "text/doc.h"

static const struct gly_reader *const readers[] = {
    &gly_reader_plain, &gly_reader_markdown, &gly_reader_html,
    &gly_reader_docx,  &gly_reader_odt,      NULL,
};

const struct gly_reader *const *gly_readers(void)
{
    return readers;
}

const struct gly_reader *gly_reader_find(struct gly_str name)
{
    for (unsigned i = 0; readers[i]; i++)
        if (gly_str_is(name, readers[i]->name))
            return readers[i];
    return NULL;
}

const struct gly_reader *gly_reader_for_path(struct gly_str path)
{
    size_t dot = path.len;
    while (dot > 0 && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/')
        dot--;
    if (dot == 0 || path.ptr[dot - 1] != '.')
        return NULL;
    struct gly_str extension = {path.ptr + dot, path.len - dot};
    for (unsigned i = 0; readers[i]; i++)
        for (const char *const *e = readers[i]->extensions; *e; e++)
            if (gly_str_eq_nocase(extension, gly_str(*e)))
                return readers[i];
    return NULL;
}

void gly_reader_open(struct gly_arena *arena, const struct gly_reader *reader,
                     struct gly_str path, struct gly_str bytes,
                     struct gly_source *ret_source)
{
    if (reader->unpack)
        *ret_source = (struct gly_source){
            .path = path, .bytes = bytes, .encoding = GLY_ENCODING_PACKAGE};
    else
        gly_source_read(arena, path, bytes, ret_source);
}

enum gly_status gly_doc_read(struct gly_arena *arena, const struct gly_reader *reader,
                             const struct gly_read_options *how,
                             struct gly_source *source, struct gly_doc **ret_doc,
                             struct gly_error *err)
{
    *ret_doc = NULL;
    if (reader->unpack)
        return reader->unpack(arena, source, how, ret_doc, err);
    *ret_doc = reader->read(arena, source);
    return GLY_OK;
}
