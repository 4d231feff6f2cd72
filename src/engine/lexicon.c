#include "engine/lexicon.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "note/lexicon.h"
#include "note/script.h"

bool gly_lexicon_is_words(const struct gly_value *value)
{
    return value->path && !gly_str_ends(gly_str(value->path), ".dic") &&
           !gly_str_ends(gly_str(value->path), ".aff");
}

/* The text of a file, in the arena. */
static enum gly_status read_words(struct gly_arena *arena, const char *path,
                                  struct gly_str *ret_text, struct gly_error *err)
{
    int error = gly_file_text(arena, path, GLY_LIMIT_LIST_BYTES, ret_text);
    return error == 0 ? GLY_OK
                      : gly_error_set(err, GLY_E_IO, path, 0, "%s", strerror(error));
}

struct mistakes {
    bool (*mistake)(void *context, const struct gly_error *err);
    void *context;
};

/* At the value's place where the error names no other; false: that is enough. */
static bool tell(const struct mistakes *mistakes, const struct gly_value *value,
                 struct gly_error *err)
{
    if (!err->file[0]) {
        snprintf(err->file, sizeof err->file, "%.*s", GLY_STR_ARG(value->origin.name));
        err->line = value->origin.line;
    }
    return !mistakes->mistake || mistakes->mistake(mistakes->context, err);
}

static const struct gly_lexicon *read_lexicon(struct gly_arena *arena,
                                              const struct gly_values *values,
                                              const struct mistakes *mistakes)
{
    struct gly_lexicon *lexicon = gly_arena_alloc(arena, 1, sizeof *lexicon);
    struct gly_dictionary *dictionaries =
        gly_arena_alloc(arena, values->count, sizeof *dictionaries);
    for (uint32_t i = 0; i < values->count; i++) {
        const struct gly_value *value = &values->at[i];
        bool words = gly_lexicon_is_words(value);
        struct gly_error err = {0};
        struct gly_str text = {"", 0};
        const char *name =
            value->path ? value->path : gly_arena_cstring(arena, value->text);
        enum gly_status status =
            words
                ? read_words(arena, name, &text, &err)
                : gly_dictionary_find(arena, name, &dictionaries[lexicon->count], &err);
        if (status != GLY_OK && !tell(mistakes, value, &err))
            break;
        if (status == GLY_OK && words)
            gly_ownwords_add(arena, &lexicon->own, text);
        else if (status == GLY_OK)
            lexicon->count++;
    }
    lexicon->dictionaries = dictionaries;
    return lexicon;
}

/* By name or by code: "Cyrillic", "Cyrl". */
static enum gly_script find_script(struct gly_str name)
{
    for (unsigned script = 0; script < GLY_SCRIPT_COUNT; script++)
        if (gly_str_eq_nocase(name, gly_str(gly_script_name(script))) ||
            gly_str_eq_nocase(name, gly_str(gly_script_code(script))))
            return (enum gly_script)script;
    return GLY_SCRIPT_COUNT;
}

static const bool *read_scripts(struct gly_arena *arena,
                                const struct gly_values *values,
                                const struct mistakes *mistakes)
{
    bool *scripts = gly_arena_alloc(arena, GLY_SCRIPT_COUNT, sizeof *scripts);
    for (uint32_t i = 0; i < values->count; i++) {
        const struct gly_value *value = &values->at[i];
        enum gly_script script = find_script(value->text);
        struct gly_error err = {0};
        if (script < GLY_SCRIPT_COUNT) {
            scripts[script] = scripts[gly_script_family(script)] = true;
            continue;
        }
        gly_error_set(&err, GLY_E_CONFIG, NULL, 0, "there is no script '%.*s'",
                      GLY_STR_ARG(value->text));
        if (!tell(mistakes, value, &err))
            break;
    }
    return scripts;
}

const struct gly_resources *
gly_lexicon_open(struct gly_arena *arena, const struct gly_resources *resources,
                 const struct gly_settings *settings,
                 bool (*mistake)(void *context, const struct gly_error *err),
                 void *context)
{
    const struct gly_values *words = &settings->values[GLY_KEY_DICTIONARIES];
    const struct gly_values *scripts = &settings->values[GLY_KEY_SCRIPTS];
    const struct mistakes mistakes = {mistake, context};
    if (words->count == 0 && scripts->count == 0)
        return resources;
    struct gly_resources *own = gly_arena_alloc(arena, 1, sizeof *own);
    *own = *resources;
    if (words->count > 0)
        own->lexicon = read_lexicon(arena, words, &mistakes);
    if (scripts->count > 0)
        own->scripts = read_scripts(arena, scripts, &mistakes);
    return own;
}
