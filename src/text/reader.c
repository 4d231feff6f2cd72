#include "text/doc.h"

static const struct gly_reader *const readers[] = {
    &gly_reader_plain,
    &gly_reader_markdown,
    &gly_reader_html,
    NULL,
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
