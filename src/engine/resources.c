#include "engine/resources.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/image.h"
#include "base/neighbours.h"
#include "base/wordlist.h"
#include "note/confuse.h"

#ifndef GALLEY_DATADIR
#error "meson.build defines GALLEY_DATADIR"
#endif

/* Where the installed program keeps its data, seen from the folder of the program: an
 * installation may be moved as a whole. */
static const char installed[] = "../share/galley";

static struct gly_str program_folder(struct gly_arena *arena)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    if (len <= 0)
        return (struct gly_str){"", 0};
    while (len > 0 && path[len - 1] != '/')
        len--;
    return gly_arena_copy(arena, (struct gly_str){path, (size_t)len});
}

struct gly_str gly_data_path(struct gly_arena *arena, const char *name)
{
    const char *named = getenv("GALLEY_DATA");
    if (named && named[0])
        return gly_arena_format(arena, "%s/%s", named, name);
    struct gly_str folder = program_folder(arena);
    struct gly_str candidates[] = {
        gly_arena_format(arena, "%.*s%s", GLY_STR_ARG(folder), name),
        gly_arena_format(arena, "%.*s%s/%s", GLY_STR_ARG(folder), installed, name),
    };
    for (unsigned i = 0; i < GLY_COUNT(candidates); i++)
        if (folder.len > 0 && access(candidates[i].ptr, R_OK) == 0)
            return candidates[i];
    return gly_arena_format(arena, "%s/%s", GALLEY_DATADIR, name);
}

static void close_image(void *image)
{
    gly_image_close(image);
}

static enum gly_status open_words(struct gly_arena *arena,
                                  struct gly_resources *resources,
                                  struct gly_error *err)
{
    struct gly_image *image = gly_arena_alloc(arena, 1, sizeof *image);
    struct gly_wordlist *words = gly_arena_alloc(arena, 1, sizeof *words);
    enum gly_status status =
        gly_image_open(gly_data_path(arena, "galley.dat").ptr, image, err);
    if (status != GLY_OK)
        return status;
    gly_arena_defer(arena, close_image, image);
    struct gly_neighbours *neighbours = gly_arena_alloc(arena, 1, sizeof *neighbours);
    status = gly_wordlist_init(words, image, err);
    if (status == GLY_OK)
        status = gly_neighbours_init(neighbours, words, image, err);
    if (status != GLY_OK)
        return status;
    const unsigned char *bytes;
    size_t size;
    if (gly_image_section(image, "SLIP", &bytes, &size))
        resources->slips = (struct gly_str){(const char *)bytes, size};
    if (gly_image_section(image, "CONF", &bytes, &size))
        resources->confusions =
            gly_confusions_read(arena, (struct gly_str){(const char *)bytes, size});
    resources->words = words;
    resources->neighbours = neighbours;
    return GLY_OK;
}

enum gly_status gly_resources_open(struct gly_arena *arena, uint32_t needs,
                                   const struct gly_resources **ret_resources,
                                   struct gly_error *err)
{
    struct gly_resources *resources = gly_arena_alloc(arena, 1, sizeof *resources);
    enum gly_status status = GLY_OK;
    if (needs & GLY_NEED_WORDS)
        status = open_words(arena, resources, err);
    if (status == GLY_OK)
        *ret_resources = resources;
    return status;
}
