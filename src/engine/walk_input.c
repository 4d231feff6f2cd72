/* What a walk gathers: inputs and errors, who reads them, and each place once. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine/walk_inside.h"

/* ---- Adding inputs ---- */

void gly_walk_add_input(struct gly_walk_state *w, struct gly_input input, dev_t dev,
                        ino_t ino)
{
    struct gly_str name = dev || ino ? input.name : input.path;
    *GLY_VEC_ADD(w->arena, &w->keys) =
        (struct gly_walk_key){dev, ino, name, w->inputs.count};
    *GLY_VEC_ADD(w->arena, &w->inputs) = input;
}

void gly_walk_add_error(struct gly_walk_state *w, struct gly_str path,
                        enum gly_status status, const char *message)
{
    struct gly_error *error = gly_arena_alloc(w->arena, 1, sizeof *error);
    gly_error_set(error, status, path.ptr, 0, "%s", message);
    struct gly_input input = {
        .path = path, .open_path = path.ptr, .name = path, .error = error};
    gly_walk_add_input(w, input, 0, 0);
}

void gly_walk_add_system_error(struct gly_walk_state *w, struct gly_str path,
                               int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        gly_walk_add_error(w, path, GLY_E_IO, "no such file or directory");
        break;
    case EACCES:
        gly_walk_add_error(w, path, GLY_E_IO, "permission denied");
        break;
    case ELOOP:
        gly_walk_add_error(w, path, GLY_E_IO, "symbolic links lead in a circle");
        break;
    case ENAMETOOLONG:
        gly_walk_add_error(w, path, GLY_E_LIMIT, "the path is too long");
        break;
    default:
        gly_walk_add_error(w, path, GLY_E_IO, strerror(number));
    }
}

/* ---- Types ---- */

struct gly_str gly_walk_base_name(struct gly_str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return (struct gly_str){path.ptr + start, path.len - start};
}

const struct gly_reader *gly_walk_reader(const struct gly_walk_type *types,
                                         size_t type_count, struct gly_str path)
{
    struct gly_str name = gly_walk_base_name(path);
    for (size_t i = type_count; i-- > 0;) {
        struct gly_str ext = types[i].extension;
        if (name.len <= ext.len || name.ptr[name.len - ext.len - 1] != '.')
            continue;
        struct gly_str tail = {name.ptr + name.len - ext.len, ext.len};
        if (gly_str_eq_nocase(tail, ext))
            return types[i].reader;
    }
    return gly_reader_for_path(name);
}

const struct gly_reader *gly_walk_known_reader(const struct gly_walk_state *w,
                                               struct gly_str name)
{
    return gly_walk_reader(w->options->types, w->options->type_count, name);
}

const struct gly_reader *gly_walk_reader_or_plain(const struct gly_walk_state *w,
                                                  struct gly_str name)
{
    const struct gly_reader *reader = gly_walk_known_reader(w, name);
    return reader ? reader : gly_readers()[0];
}

/* ---- One place, one input ---- */

static int by_place(const void *left, const void *right)
{
    const struct gly_walk_key *a = left, *b = right;
    if (a->dev != b->dev)
        return a->dev < b->dev ? -1 : 1;
    if (a->ino != b->ino)
        return a->ino < b->ino ? -1 : 1;
    if (a->name.len != b->name.len)
        return a->name.len < b->name.len ? -1 : 1;
    int order = a->name.len ? memcmp(a->name.ptr, b->name.ptr, a->name.len) : 0;
    if (order != 0)
        return order;
    return (a->input > b->input) - (a->input < b->input);
}

void gly_walk_drop_duplicates(struct gly_walk_state *w)
{
    struct gly_walk_key *keys = w->keys.at;
    uint32_t count = w->inputs.count, kept = 0;
    if (count < 2)
        return;
    bool *dropped = gly_arena_alloc(w->arena, count, sizeof *dropped);
    qsort(keys, count, sizeof *keys, by_place);
    uint32_t first = 0;
    for (uint32_t i = 1; i < count; i++) {
        const struct gly_walk_key *a = &keys[first], *b = &keys[i];
        if (a->dev == b->dev && a->ino == b->ino && gly_str_eq(a->name, b->name)) {
            dropped[b->input] = true;
            w->inputs.at[a->input].named |= w->inputs.at[b->input].named;
        } else {
            first = i;
        }
    }
    for (uint32_t i = 0; i < count; i++)
        if (!dropped[i])
            w->inputs.at[kept++] = w->inputs.at[i];
    w->inputs.count = kept;
}
