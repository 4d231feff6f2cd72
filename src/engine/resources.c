#include "engine/resources.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/atlas.h"
#include "base/claim_words.h"
#include "base/confusions.h"
#include "base/image.h"
#include "base/namelist.h"
#include "base/neighbours.h"
#include "base/wordlist.h"
#include "note/lang_model.h"

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

static struct gly_str path_in(struct gly_arena *arena, const char *folder,
                              const char *name)
{
    return folder ? gly_arena_format(arena, "%s/%s", folder, name)
                  : gly_data_path(arena, name);
}

static void close_image(void *image)
{
    gly_image_close(image);
}

static enum gly_status open_image(struct gly_arena *arena, const char *folder,
                                  const struct gly_image **ret_image,
                                  struct gly_error *err)
{
    struct gly_image *image = gly_arena_alloc(arena, 1, sizeof *image);
    enum gly_status status =
        gly_image_open(path_in(arena, folder, "galley.dat").ptr, image, err);
    if (status != GLY_OK)
        return status;
    gly_arena_defer(arena, close_image, image);
    *ret_image = image;
    return GLY_OK;
}

static enum gly_status open_words(struct gly_arena *arena,
                                  const struct gly_image *image,
                                  struct gly_resources *resources,
                                  struct gly_error *err)
{
    struct gly_wordlist *words = gly_arena_alloc(arena, 1, sizeof *words);
    struct gly_neighbours *neighbours = gly_arena_alloc(arena, 1, sizeof *neighbours);
    enum gly_status status = gly_wordlist_init(words, image, err);
    if (status == GLY_OK)
        status = gly_neighbours_init(neighbours, words, image, err);
    struct gly_namelist *names = gly_arena_alloc(arena, 1, sizeof *names);
    if (status == GLY_OK)
        status = gly_namelist_init(names, image, err);
    if (status != GLY_OK)
        return status;
    resources->names = names;
    const unsigned char *bytes;
    size_t size;
    status = gly_slips_init(&resources->slips, image, err);
    if (status != GLY_OK)
        return status;
    if (gly_image_section(image, "CONF", &bytes, &size)) {
        struct gly_confusions *confusions =
            gly_arena_alloc(arena, 1, sizeof *confusions);
        status = gly_confusions_init(confusions, bytes, size, image->path, err);
        if (status != GLY_OK)
            return status;
        resources->confusions = confusions;
    }
    resources->words = words;
    resources->neighbours = neighbours;
    return GLY_OK;
}

static enum gly_status open_atlas(struct gly_arena *arena,
                                  const struct gly_image *image,
                                  struct gly_resources *resources,
                                  struct gly_error *err)
{
    struct gly_atlas *atlas = gly_arena_alloc(arena, 1, sizeof *atlas);
    const unsigned char *bytes;
    size_t size;
    if (!gly_image_section(image, "ATLA", &bytes, &size))
        return gly_error_set(err, GLY_E_DATA, image->path, 0, "has no atlas");
    enum gly_status status = gly_atlas_init(atlas, bytes, size, image->path, err);
    if (status == GLY_OK)
        resources->atlas = atlas;
    return status;
}

static enum gly_status open_claims(struct gly_arena *arena,
                                   const struct gly_image *image,
                                   struct gly_resources *resources,
                                   struct gly_error *err)
{
    struct gly_claim_words *words = gly_arena_alloc(arena, 1, sizeof *words);
    const unsigned char *bytes;
    size_t size;
    if (!gly_image_section(image, "CLAM", &bytes, &size))
        return gly_error_set(err, GLY_E_DATA, image->path, 0, "has no words of claims");
    enum gly_status status = gly_claim_words_init(words, bytes, size, image->path, err);
    if (status == GLY_OK)
        resources->claims = words;
    return status;
}

static void close_language(void *model)
{
    gly_lang_model_close(model);
}

/* A model that is not installed is no fault: what needs it is silent. A damaged one is. */
static enum gly_status open_language(struct gly_arena *arena, const char *folder,
                                     struct gly_resources *resources,
                                     struct gly_error *err)
{
    const char *path = path_in(arena, folder, "en.model").ptr;
    const char *why;
    if (access(path, F_OK) != 0)
        return GLY_OK;
    struct gly_lang_model *model = gly_arena_alloc(arena, 1, sizeof *model);
    if (!gly_lang_model_open(model, path, &why))
        return gly_error_set(err, GLY_E_DATA, path, 0, "%s", why);
    gly_arena_defer(arena, close_language, model);
    resources->language = model;
    return GLY_OK;
}

enum gly_status gly_resources_open_in(struct gly_arena *arena, const char *folder,
                                      uint32_t needs,
                                      const struct gly_resources **ret_resources,
                                      struct gly_error *err)
{
    struct gly_resources *resources = gly_arena_alloc(arena, 1, sizeof *resources);
    const struct gly_image *image = NULL;
    enum gly_status status = GLY_OK;
    if (needs & (GLY_NEED_WORDS | GLY_NEED_NAMES | GLY_NEED_PLACES))
        status = open_image(arena, folder, &image, err);
    /* Places ask the word list which words at the start of a sentence are names. */
    if (status == GLY_OK && needs & (GLY_NEED_WORDS | GLY_NEED_NAMES | GLY_NEED_PLACES))
        status = open_words(arena, image, resources, err);
    if (status == GLY_OK && image && needs & GLY_NEED_CLAIMS)
        status = open_claims(arena, image, resources, err);
    if (status == GLY_OK && needs & GLY_NEED_PLACES)
        status = open_atlas(arena, image, resources, err);
    /* Kinds of names are learnt, too. */
    if (status == GLY_OK && needs & (GLY_NEED_LANGUAGE | GLY_NEED_NAMES))
        status = open_language(arena, folder, resources, err);
    if (status == GLY_OK)
        *ret_resources = resources;
    return status;
}

enum gly_status gly_resources_open(struct gly_arena *arena, uint32_t needs,
                                   const struct gly_resources **ret_resources,
                                   struct gly_error *err)
{
    return gly_resources_open_in(arena, NULL, needs, ret_resources, err);
}
