#include "engine/config_file.h"

#include <stdio.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "base/yaml.h"
#include "engine/config_reading.h"

/* So many mistakes that nobody reads on: the file is something else. */
static bool is_hopeless(const struct gly_config_reading *r)
{
    return r->reader->mistakes.count >= GLY_LIMIT_MISTAKES;
}

/* ", did you mean 'x'?", or nothing. */
static struct gly_str guess(struct gly_arena *arena, struct gly_str nearest)
{
    if (nearest.len == 0)
        return gly_str("");
    return gly_arena_format(arena, ", did you mean '%.*s'?", GLY_STR_ARG(nearest));
}

/* ---- Rules ---- */

/* "off" and the severities in the order of enum gly_severity, then "on". */
static const char *const actions[] = {"off", "note", "warning", "error", "on", NULL};
enum { ACTION_ON = 4 };

/* 0 for "all", 1 for a module, 2 for one rule. */
static unsigned speciality(struct gly_str rules)
{
    if (gly_str_is(rules, "all") || gly_str_is(rules, "*"))
        return 0;
    return gly_str_ends(rules, "/") || gly_str_ends(rules, "*") ? 1 : 2;
}

/* In one map the order of lines means nothing: a rule outranks its module. */
static void add_wish(struct gly_config_reading *r, struct gly_layer *layer,
                     struct gly_wish wish, const struct gly_yaml *node)
{
    GLY_VEC_ADD(r->reader->arena, &layer->wishes);
    uint32_t at = layer->wishes.count - 1;
    for (; at > 0; at--) {
        if (speciality(layer->wishes.at[at - 1].wish.rules) <= speciality(wish.rules))
            break;
        layer->wishes.at[at] = layer->wishes.at[at - 1];
    }
    layer->wishes.at[at] = (struct gly_rule_wish){wish, gly_config_origin(r, node)};
}

/* Naming one rule switches it on; a severity for a whole module leaves alone which of
 * its rules are on, or it would call up all those that are not proved yet. */
static void read_action(struct gly_config_reading *r, struct gly_layer *layer,
                        struct gly_str rules, const struct gly_yaml *node)
{
    unsigned action = 0;
    while (actions[action] && !gly_str_is(node->text, actions[action]))
        action++;
    if (node->kind != GLY_YAML_TEXT || !actions[action]) {
        bool is_text = node->kind == GLY_YAML_TEXT;
        struct gly_str found = is_text ? gly_arena_format(r->reader->arena, "'%.*s'",
                                                          GLY_STR_ARG(node->text))
                                       : gly_str(gly_yaml_kind_name(node));
        gly_config_mistake_at(r, node,
                              "'%.*s' takes error, warning, note, on or off, not %.*s",
                              GLY_STR_ARG(rules), GLY_STR_ARG(found));
        return;
    }
    struct gly_wish wish = {.rules = rules};
    if (action == GLY_OFF) {
        wish.kind = GLY_WISH_DISABLE;
        add_wish(r, layer, wish, node);
        return;
    }
    if (action == ACTION_ON || speciality(rules) == 2) {
        wish.kind = GLY_WISH_ENABLE;
        add_wish(r, layer, wish, node);
    }
    if (action != ACTION_ON) {
        wish.kind = GLY_WISH_SEVERITY;
        wish.severity = (enum gly_severity)action;
        add_wish(r, layer, wish, node);
    }
}

/* The texts of an option's value; false when there is something else among them. */
static bool option_texts(struct gly_config_reading *r,
                         const struct gly_rule_option *option,
                         const struct gly_yaml *node, struct gly_str **ret_texts,
                         uint32_t *ret_count)
{
    struct gly_arena *arena = r->reader->arena;
    GLY_VEC(struct gly_str) texts = {0};
    bool is_list = option->type == GLY_OPTION_TEXTS || option->type == GLY_OPTION_FILES;
    const struct gly_yaml *item = node;
    if (node->kind == GLY_YAML_LIST && is_list)
        item = node->first;
    for (; item; item = item == node ? NULL : item->next) {
        if (item->kind != GLY_YAML_TEXT || item->text.len == 0) {
            gly_config_mistake_at(
                r, item, "'%s' takes %s, not %s", option->key,
                is_list ? "a list of texts" : "text",
                item->kind == GLY_YAML_TEXT ? "nothing" : gly_yaml_kind_name(item));
            return false;
        }
        struct gly_str text = item->text;
        if (option->type == GLY_OPTION_FILES)
            text = gly_str(gly_config_resolve(arena, r->file->directory, text));
        if (option->type == GLY_OPTION_FILES && access(text.ptr, F_OK) != 0) {
            gly_config_mistake_at(r, item, "there is no file '%.*s'",
                                  GLY_STR_ARG(item->text));
            return false;
        }
        *GLY_VEC_ADD(arena, &texts) = text;
    }
    *ret_texts = texts.at;
    *ret_count = texts.count;
    return true;
}

static void read_option(struct gly_config_reading *r, struct gly_layer *layer,
                        uint32_t rule, const struct gly_yaml *node)
{
    struct gly_arena *arena = r->reader->arena;
    const struct gly_plan *rules = r->reader->rules;
    struct gly_rule_setting set = {.origin = gly_config_origin(r, node)};
    const struct gly_rule_option *option = gly_option_find(
        rules, rule, node->key, &set.setting.check, &set.setting.option);
    if (!option) {
        struct gly_str near = guess(arena, gly_option_nearest(rules, rule, node->key));
        gly_config_key_mistake(r, node, "unknown key '%.*s'%.*s",
                               GLY_STR_ARG(node->key), GLY_STR_ARG(near));
        return;
    }
    struct gly_str *texts, wanted;
    uint32_t count;
    if (!option_texts(r, option, node, &texts, &count))
        return;
    if (!gly_option_parse(arena, option, texts, count, &set.setting.value, &wanted)) {
        gly_config_mistake_at(r, node, "'%s' takes %.*s, not '%.*s'", option->key,
                              GLY_STR_ARG(wanted), GLY_STR_ARG(texts[0]));
        return;
    }
    *GLY_VEC_ADD(arena, &layer->options) = set;
}

/* A key beside "severity" under a name that stands for many rules. */
static void module_mistake(struct gly_config_reading *r, struct gly_str module,
                           const struct gly_yaml *node)
{
    struct gly_nearest nearest = {.wanted = node->key};
    gly_nearest_offer(&nearest, gly_str("severity"));
    if (nearest.best.len > 0)
        gly_config_key_mistake(r, node, "unknown key '%.*s', did you mean 'severity'?",
                               GLY_STR_ARG(node->key));
    else
        gly_config_key_mistake(
            r, node, "'%.*s' stands for many rules, and options are set for one",
            GLY_STR_ARG(module));
}

/* "rule: {severity: error, option: value}" */
static void read_rule_map(struct gly_config_reading *r, struct gly_layer *layer,
                          const struct gly_yaml *map)
{
    uint32_t rule = 0;
    bool is_one = gly_plan_find_rule(r->reader->rules, map->key, &rule) != NULL;
    for (const struct gly_yaml *node = map->first; node; node = node->next) {
        if (gly_str_is(node->key, "severity"))
            read_action(r, layer, map->key, node);
        else if (is_one)
            read_option(r, layer, rule, node);
        else
            module_mistake(r, map->key, node);
    }
}

static void read_rules(struct gly_config_reading *r, struct gly_layer *layer,
                       const struct gly_yaml *map)
{
    const struct gly_plan *rules = r->reader->rules;
    if (map->kind != GLY_YAML_MAP) {
        gly_config_mistake_at(r, map, "'rules' takes a map of rules, not %s",
                              gly_yaml_kind_name(map));
        return;
    }
    for (const struct gly_yaml *node = map->first; node && !is_hopeless(r);
         node = node->next) {
        /* The phrase rules are not read yet; the plan will know. */
        if (!gly_plan_knows(rules, node->key) && !gly_str_starts(node->key, "style/")) {
            struct gly_str near = gly_plan_nearest_rule(rules, node->key);
            near = guess(r->reader->arena, near);
            if (!r->file->is_preset)
                gly_config_key_mistake(r, node, "unknown rule '%.*s'%.*s",
                                       GLY_STR_ARG(node->key), GLY_STR_ARG(near));
        } else if (node->kind == GLY_YAML_MAP) {
            read_rule_map(r, layer, node);
        } else {
            read_action(r, layer, node->key, node);
        }
    }
}

/* ---- Maps of keys ---- */

static enum gly_key find_key(struct gly_str name, unsigned where,
                             struct gly_str *ret_nearest)
{
    struct gly_nearest nearest = {.wanted = name};
    for (unsigned k = 0; k < GLY_KEY_COUNT; k++) {
        if (gly_str_is(name, gly_keys[k].name))
            return (enum gly_key)k;
        if (gly_keys[k].flags & where)
            gly_nearest_offer(&nearest, gly_str(gly_keys[k].name));
    }
    *ret_nearest = nearest.best;
    return GLY_KEY_COUNT;
}

static void read_overrides(struct gly_config_reading *r, const struct gly_yaml *list);

static void read_key(struct gly_config_reading *r, struct gly_layer *layer,
                     unsigned where, const struct gly_yaml *node)
{
    struct gly_str nearest;
    if (is_hopeless(r))
        return;
    enum gly_key key = find_key(node->key, where, &nearest);
    if (key == GLY_KEY_COUNT) {
        nearest = guess(r->reader->arena, nearest);
        gly_config_key_mistake(r, node, "unknown key '%.*s'%.*s",
                               GLY_STR_ARG(node->key), GLY_STR_ARG(nearest));
    } else if (!(gly_keys[key].flags & where)) {
        gly_config_key_mistake(
            r, node,
            where == GLY_KEY_IN_OVERRIDE
                ? "'%s' stands at the top of the file, not in an override"
                : "'%s' stands in an override, not at the top of the file",
            gly_keys[key].name);
    } else if (gly_yaml_is_empty(node)) {
        gly_config_key_mistake(r, node, "'%s' has no value", gly_keys[key].name);
    } else if (key == GLY_KEY_RULES) {
        read_rules(r, layer, node);
    } else if (key == GLY_KEY_OVERRIDES) {
        read_overrides(r, node);
    } else {
        layer->values[key] = gly_config_read_values(r, &gly_keys[key], node);
    }
}

static void read_override(struct gly_config_reading *r, const struct gly_yaml *map)
{
    struct gly_arena *arena = r->reader->arena;
    if (map->kind != GLY_YAML_MAP) {
        gly_config_mistake_at(r, map, "an override is a map with 'files', not %s",
                              gly_yaml_kind_name(map));
        return;
    }
    struct gly_override override = {0};
    for (const struct gly_yaml *node = map->first; node; node = node->next)
        read_key(r, &override.layer, GLY_KEY_IN_OVERRIDE, node);
    const struct gly_values *files = &override.layer.values[GLY_KEY_FILES];
    if (!gly_yaml_find(map, "files"))
        gly_config_mistake_at(
            r, map, "an override needs 'files': globs of the files it is about");
    for (uint32_t i = 0; i < files->count; i++)
        gly_globs_add(arena, &override.files, files->at[i].text);
    *GLY_VEC_ADD(arena, &r->file->overrides) = override;
}

static void read_overrides(struct gly_config_reading *r, const struct gly_yaml *list)
{
    if (list->kind != GLY_YAML_LIST) {
        gly_config_mistake_at(r, list, "'overrides' takes a list, not %s",
                              gly_yaml_kind_name(list));
        return;
    }
    for (const struct gly_yaml *item = list->first; item; item = item->next)
        read_override(r, item);
}

/* ---- Entry ---- */

void gly_config_file_read(struct gly_config_reader *reader, struct gly_str text,
                          struct gly_config_file *file)
{
    struct gly_config_reading r = {reader, file};
    struct gly_yaml *root;
    struct gly_error err;
    const char *name = gly_arena_cstring(reader->arena, file->name);
    if (gly_yaml_read(reader->arena, name, text, &root, &err) != GLY_OK) {
        *GLY_VEC_ADD(reader->arena, &reader->mistakes) = err;
        return;
    }
    if (!root)
        return;
    if (root->kind != GLY_YAML_MAP) {
        gly_config_mistake_at(&r, root,
                              "a configuration is a map of keys and values, not %s",
                              gly_yaml_kind_name(root));
        return;
    }
    for (const struct gly_yaml *node = root->first; node; node = node->next)
        read_key(&r, &file->layer, GLY_KEY_ON_TOP, node);
}

enum gly_status gly_config_give(struct gly_arena *arena, struct gly_layer *layer,
                                const struct gly_given *given, struct gly_error *err)
{
    const struct gly_key_info *key = &gly_keys[given->key];
    struct gly_str wanted, text = gly_str(given->value);
    struct gly_origin origin = {gly_str(given->option), 0};
    if (text.len == 0)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0, "%s has no value",
                             given->option);
    if (!gly_config_suits(arena, key, text, &wanted))
        return gly_error_set(err, GLY_E_USAGE, NULL, 0, "%s takes %.*s, not '%s'",
                             given->option, GLY_STR_ARG(wanted), given->value);
    struct gly_value value = {.text = text, .origin = origin};
    if (key->type == GLY_TYPE_PATHS && gly_config_looks_like_path(text))
        value.path = given->value;
    struct gly_values *values = &layer->values[given->key];
    bool grows = key->flags & GLY_KEY_GROWS;
    uint32_t before = grows ? values->count : 0;
    struct gly_value *grown = gly_arena_alloc(arena, before + 1, sizeof *grown);
    if (before > 0)
        memcpy(grown, values->at, before * sizeof *grown);
    grown[before] = value;
    *values = (struct gly_values){grown, before + 1, true, origin};
    return GLY_OK;
}
