#include "base/dictionary.h"

#include <dlfcn.h>
#include <hunspell.h>
#include <iconv.h>
#include <pthread.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include <galley/unicode.h>

/* ---- The library ---- */

/* Mutable and shared, against the rule of the house, because what they guard is: the table
 * of letters that libhunspell makes with the first handle and frees with the last. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool is_loaded;

static struct {
    __typeof__(Hunspell_create) *create;
    __typeof__(Hunspell_destroy) *destroy;
    __typeof__(Hunspell_spell) *spell;
    __typeof__(Hunspell_suggest) *suggest;
    __typeof__(Hunspell_free_list) *free_list;
    __typeof__(Hunspell_get_dic_encoding) *encoding;
} library;

/* Under the lock. What is missing stays NULL. */
static bool load(void)
{
    if (!is_loaded) {
        is_loaded = true;
        void *so = dlopen(GALLEY_HUNSPELL, RTLD_NOW | RTLD_LOCAL);
        if (!so)
            return false;
        *(void **)&library.destroy = dlsym(so, "Hunspell_destroy");
        *(void **)&library.spell = dlsym(so, "Hunspell_spell");
        *(void **)&library.suggest = dlsym(so, "Hunspell_suggest");
        *(void **)&library.free_list = dlsym(so, "Hunspell_free_list");
        *(void **)&library.encoding = dlsym(so, "Hunspell_get_dic_encoding");
        if (library.destroy && library.spell && library.suggest && library.free_list &&
            library.encoding)
            *(void **)&library.create = dlsym(so, "Hunspell_create");
    }
    return library.create != NULL;
}

/* ---- Finding files ---- */

static const char *const folders[] = {
    "/usr/local/share/hunspell",
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
};

static bool is_readable(const char *path)
{
    return access(path, R_OK) == 0;
}

/* `stem` with both endings. */
static bool find_pair(struct gly_arena *arena, struct gly_str stem,
                      struct gly_dictionary *ret)
{
    const char *aff = gly_arena_format(arena, "%.*s.aff", GLY_STR_ARG(stem)).ptr;
    const char *dic = gly_arena_format(arena, "%.*s.dic", GLY_STR_ARG(stem)).ptr;
    if (!is_readable(aff) || !is_readable(dic))
        return false;
    ret->aff = aff;
    ret->dic = dic;
    return true;
}

/* "de_AT" is a language, "names" is none. */
static void name_language(struct gly_str name, char ret_lang[12])
{
    size_t primary = 0;
    while (primary < name.len && gly_is_ascii_letter((unsigned char)name.ptr[primary]))
        primary++;
    bool is_tag =
        (primary == 2 || primary == 3) && name.len < 12 &&
        (primary == name.len || name.ptr[primary] == '_' || name.ptr[primary] == '-');
    ret_lang[0] = '\0';
    if (!is_tag)
        return;
    memcpy(ret_lang, name.ptr, name.len);
    ret_lang[name.len] = '\0';
    for (char *c = ret_lang; *c; c++)
        if (*c == '_')
            *c = '-';
}

static struct gly_str base_name(struct gly_str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return (struct gly_str){path.ptr + start, path.len - start};
}

static bool find_in(struct gly_arena *arena, struct gly_str folder, struct gly_str name,
                    struct gly_dictionary *ret)
{
    return folder.len > 0 &&
           find_pair(arena,
                     gly_arena_format(arena, "%.*s/%.*s", GLY_STR_ARG(folder),
                                      GLY_STR_ARG(name)),
                     ret);
}

static bool find_anywhere(struct gly_arena *arena, struct gly_str name,
                          struct gly_dictionary *ret)
{
    const char *own = getenv("DICPATH");
    for (const char *at = own; at && *at;) {
        size_t len = strcspn(at, ":");
        if (find_in(arena, (struct gly_str){at, len}, name, ret))
            return true;
        at += len + (at[len] == ':');
    }
    for (size_t i = 0; i < GLY_COUNT(folders); i++)
        if (find_in(arena, gly_str(folders[i]), name, ret))
            return true;
    return false;
}

/* "de" is "de_DE", and "de-at" is "de_AT": how packages call them. */
static struct gly_str file_name(struct gly_arena *arena, struct gly_str name)
{
    size_t primary = 0;
    while (primary < name.len && name.ptr[primary] != '-' && name.ptr[primary] != '_')
        primary++;
    char *copy = gly_arena_alloc(arena, 2 * name.len + 2, 1);
    memcpy(copy, name.ptr, name.len);
    size_t len = name.len;
    if (primary == len && len == 2) {
        copy[2] = '_';
        memcpy(copy + 3, name.ptr, 2);
        len = 5;
    }
    for (size_t i = 0; i < len; i++) {
        if (copy[i] == '-')
            copy[i] = '_';
        if (i > primary && len == primary + 3 && copy[i] >= 'a' && copy[i] <= 'z')
            copy[i] = (char)(copy[i] - 'a' + 'A');
    }
    return (struct gly_str){copy, len};
}

enum gly_status gly_dictionary_find(struct gly_arena *arena, const char *name,
                                    struct gly_dictionary *ret_dictionary,
                                    struct gly_error *err)
{
    struct gly_str stem = gly_str(name);
    if (gly_str_ends(stem, ".dic") || gly_str_ends(stem, ".aff"))
        stem.len -= 4;
    *ret_dictionary = (struct gly_dictionary){0};
    bool found = memchr(stem.ptr, '/', stem.len)
                     ? find_pair(arena, stem, ret_dictionary)
                     : find_anywhere(arena, stem, ret_dictionary) ||
                           find_anywhere(arena, file_name(arena, stem), ret_dictionary);
    if (!found)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "no dictionary '%s': neither a file of words nor the "
                             "name of an installed dictionary",
                             name);
    name_language(base_name(stem), ret_dictionary->lang);
    return GLY_OK;
}

/* ---- Handles ---- */

static void open_converters(struct gly_handle *handle)
{
    const char *encoding = library.encoding(handle->hunspell);
    if (!encoding || strcasecmp(encoding, "UTF-8") == 0)
        return;
    handle->to = iconv_open(encoding, "UTF-8");
    handle->from = iconv_open("UTF-8", encoding);
}

static struct gly_handle *handle_of(struct gly_handles *handles,
                                    const struct gly_dictionary *dictionary)
{
    for (unsigned i = 0; i < handles->count; i++)
        if (handles->at[i].of == dictionary)
            return &handles->at[i];
    if (handles->count == GLY_HANDLES_MAX)
        return NULL;
    struct gly_handle *handle = &handles->at[handles->count++];
    *handle = (struct gly_handle){.of = dictionary};
    pthread_mutex_lock(&lock);
    if (load())
        handle->hunspell = library.create(dictionary->aff, dictionary->dic);
    pthread_mutex_unlock(&lock);
    if (handle->hunspell)
        open_converters(handle);
    return handle;
}

enum { WORD_BYTES = 200 };

/* A word in another encoding, NUL-terminated; false where it does not fit in. */
static bool convert(void *converter, struct gly_str word, char ret[WORD_BYTES])
{
    if (word.len >= WORD_BYTES)
        return false;
    if (!converter) {
        memcpy(ret, word.ptr, word.len);
        ret[word.len] = '\0';
        return true;
    }
    char *in = (char *)(uintptr_t)word.ptr, *out = ret;
    size_t in_left = word.len, out_left = WORD_BYTES - 1;
    if (converter == (void *)-1 ||
        iconv(converter, &in, &in_left, &out, &out_left) == (size_t)-1)
        return false;
    *out = '\0';
    return true;
}

bool gly_dictionary_has(struct gly_handles *handles,
                        const struct gly_dictionary *dictionary, struct gly_str word)
{
    char bytes[WORD_BYTES];
    struct gly_handle *handle = handle_of(handles, dictionary);
    return !handle || !handle->hunspell || memchr(word.ptr, '\0', word.len) ||
           !convert(handle->to, word, bytes) ||
           library.spell(handle->hunspell, bytes) != 0;
}

unsigned gly_dictionary_suggest(struct gly_handles *handles,
                                const struct gly_dictionary *dictionary,
                                struct gly_arena *arena, struct gly_str word,
                                struct gly_str *ret, unsigned room)
{
    char bytes[WORD_BYTES];
    char **list = NULL;
    struct gly_handle *handle = handle_of(handles, dictionary);
    if (!handle || !handle->hunspell || !convert(handle->to, word, bytes))
        return 0;
    int count = library.suggest(handle->hunspell, &list, bytes);
    unsigned kept = 0;
    /* Copied by a buffer, not by the arena: its end must not lose the list. */
    char copies[8][WORD_BYTES];
    for (int i = 0; i < count && kept < room && kept < GLY_COUNT(copies); i++)
        kept += convert(handle->from, gly_str(list[i]), copies[kept]);
    if (count > 0)
        library.free_list(handle->hunspell, &list, count);
    for (unsigned i = 0; i < kept; i++)
        ret[i] = gly_arena_copy(arena, gly_str(copies[i]));
    return kept;
}

void gly_handles_close(struct gly_handles *handles)
{
    pthread_mutex_lock(&lock);
    for (unsigned i = 0; i < handles->count; i++) {
        struct gly_handle *handle = &handles->at[i];
        if (handle->hunspell)
            library.destroy(handle->hunspell);
        if (handle->to && handle->to != (void *)-1)
            iconv_close(handle->to);
        if (handle->from && handle->from != (void *)-1)
            iconv_close(handle->from);
    }
    pthread_mutex_unlock(&lock);
    handles->count = 0;
}
