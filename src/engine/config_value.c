/* Single values of a configuration file, and lists of them. */
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "engine/config_reading.h"

/* "en", "en-GB", "zh-Hant-HK": letters, then groups of letters and digits. */
static bool is_language(struct gly_str text)
{
    size_t group = 0, groups = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == '-' && group >= (groups ? 1 : 2)) {
            group = 0;
            groups++;
        } else if (letter || (groups && c >= '0' && c <= '9')) {
            group++;
        } else {
            return false;
        }
        if (group > (groups ? 8u : 3u))
            return false;
    }
    /* What a document keeps of a tag. */
    return group >= (groups ? 1u : 2u) && text.len < sizeof((struct gly_block){0}.lang);
}

static bool is_choice(const char *const *choices, struct gly_str text)
{
    for (unsigned i = 0; choices[i]; i++)
        if (gly_str_is(text, choices[i]))
            return true;
    return false;
}

/* Does the text suit the key? If not, what does it take? */
bool gly_config_suits(struct gly_arena *arena, const struct gly_key_info *key,
                      struct gly_str text, struct gly_str *ret_wanted)
{
    switch (key->type) {
    case GLY_TYPE_FLAG:
        *ret_wanted = gly_str("true or false");
        return gly_str_is(text, "true") || gly_str_is(text, "false");
    case GLY_TYPE_CHOICE:
        *ret_wanted = gly_config_alternatives(arena, key->choices);
        return is_choice(key->choices, text);
    case GLY_TYPE_LANGUAGE:
        *ret_wanted = gly_str("a language tag such as en or en-GB");
        return is_language(text);
    case GLY_TYPE_TEXTS:
    case GLY_TYPE_PATHS:
    case GLY_TYPE_GLOBS:
    case GLY_TYPE_OWN:
        break;
    }
    return true;
}

static bool is_list_type(enum gly_key_type type)
{
    return type == GLY_TYPE_TEXTS || type == GLY_TYPE_PATHS || type == GLY_TYPE_GLOBS;
}

/* "words.txt" and "lists/words" are paths, "de_DE" and "preset:news" are names. */
bool gly_config_looks_like_path(struct gly_str text)
{
    return !gly_str_starts(text, "preset:") &&
           (memchr(text.ptr, '/', text.len) || memchr(text.ptr, '.', text.len));
}

const char *gly_config_resolve(struct gly_arena *arena, struct gly_str directory,
                               struct gly_str text)
{
    if (gly_str_starts(text, "/") || directory.len == 0)
        return gly_arena_cstring(arena, text);
    return gly_arena_format(arena, "%.*s/%.*s", GLY_STR_ARG(directory),
                            GLY_STR_ARG(text))
        .ptr;
}

struct value_list {
    GLY_VEC(struct gly_value) list;
};

static void read_value(struct gly_config_reading *r, const struct gly_key_info *key,
                       const struct gly_yaml *node, struct value_list *list)
{
    struct gly_arena *arena = r->reader->arena;
    const char *name = key->name;
    struct gly_str wanted;
    if (node->kind != GLY_YAML_TEXT) {
        gly_config_mistake_at(r, node, "'%s' takes text, not %s", name,
                              gly_yaml_kind_name(node));
        return;
    }
    if (node->text.len == 0) {
        gly_config_mistake_at(r, node, "'%s' has no value", name);
        return;
    }
    if (!gly_config_suits(arena, key, node->text, &wanted)) {
        gly_config_mistake_at(r, node, "'%s' takes %.*s, not '%.*s'", name,
                              GLY_STR_ARG(wanted), GLY_STR_ARG(node->text));
        return;
    }
    struct gly_value value = {.text = node->text, .origin = gly_config_origin(r, node)};
    if (key->type == GLY_TYPE_PATHS && gly_config_looks_like_path(node->text)) {
        value.path = gly_config_resolve(arena, r->file->directory, node->text);
        if (access(value.path, F_OK) != 0) {
            gly_config_mistake_at(r, node, "there is no file '%.*s'",
                                  GLY_STR_ARG(node->text));
            return;
        }
    }
    *GLY_VEC_ADD(arena, &list->list) = value;
}

struct gly_values gly_config_read_values(struct gly_config_reading *r,
                                         const struct gly_key_info *key,
                                         const struct gly_yaml *node)
{
    struct value_list values = {0};
    if (node->kind == GLY_YAML_MAP)
        gly_config_mistake_at(r, node, "'%s' takes %s, not a map", key->name,
                              is_list_type(key->type) ? "a list" : "text");
    else if (node->kind == GLY_YAML_LIST && !is_list_type(key->type))
        gly_config_mistake_at(r, node, "'%s' takes one value, not a list", key->name);
    else if (node->kind == GLY_YAML_TEXT)
        read_value(r, key, node, &values);
    else
        for (const struct gly_yaml *item = node->first; item; item = item->next)
            read_value(r, key, item, &values);
    return (struct gly_values){
        .at = values.list.at,
        .count = values.list.count,
        .is_set = true,
        .origin = gly_config_origin(r, node),
    };
}
