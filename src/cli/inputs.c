#include "cli/inputs.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/nearest.h"
#include "cli/cli.h"

bool gly_cli_inputs_know(int id)
{
    return id == GLY_OPTION_OPERAND || id >= GLY_CLI_CONFIG;
}

static enum gly_status take_type(struct gly_cli_inputs *in, const char *value,
                                 struct gly_error *err)
{
    const char *equals = strchr(value, '=');
    if (!equals || equals == value)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "--type takes EXT=TYPE, not '%s'", value);
    const struct gly_reader *reader = gly_reader_find(gly_str(equals + 1));
    if (!reader) {
        struct gly_nearest nearest = {.wanted = gly_str(equals + 1)};
        for (const struct gly_reader *const *r = gly_readers(); *r; r++)
            gly_nearest_offer(&nearest, gly_str((*r)->name));
        return gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown type '%s'%s%.*s%s",
                             equals + 1, nearest.best.len ? ", did you mean '" : "",
                             GLY_STR_ARG(nearest.best), nearest.best.len ? "'?" : "");
    }
    size_t skip = value[0] == '.'; /* ".txt=markdown" */
    *GLY_VEC_ADD(in->arena, &in->types) = (struct gly_walk_type){
        .extension = {value + skip, (size_t)(equals - value) - skip}, .reader = reader};
    return GLY_OK;
}

static enum gly_status take_tracked(struct gly_cli_inputs *in, const char *value,
                                    struct gly_error *err)
{
    bool original = strcmp(value, "original") == 0;
    if (!original && strcmp(value, "accepted") != 0)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "--tracked takes accepted or original, not '%s'", value);
    in->read.tracked = original ? GLY_TRACKED_ORIGINAL : GLY_TRACKED_ACCEPTED;
    return GLY_OK;
}

enum gly_status gly_cli_inputs_take(struct gly_cli_inputs *in, int id,
                                    const char *value, struct gly_error *err)
{
    switch (id) {
    case GLY_OPTION_OPERAND:
        *GLY_VEC_ADD(in->arena, &in->paths) = value;
        break;
    case GLY_CLI_CONFIG:
        in->config.file = value;
        break;
    case GLY_CLI_NO_CONFIG:
        in->config.none = true;
        break;
    case GLY_CLI_PRESET:
        in->config.preset = value;
        break;
    case GLY_CLI_LANG:
        *GLY_VEC_ADD(in->arena, &in->given) =
            (struct gly_given){GLY_KEY_LANGUAGE, "--lang", value};
        break;
    case GLY_CLI_STDIN_FILENAME:
        in->walk.stdin_name = value;
        break;
    case GLY_CLI_FILES_FROM:
        in->walk.files_from = value;
        break;
    case GLY_CLI_NULL:
        in->walk.nul_separated = true;
        break;
    case GLY_CLI_TYPE:
        return take_type(in, value, err);
    case GLY_CLI_EXCLUDE:
        *GLY_VEC_ADD(in->arena, &in->given) =
            (struct gly_given){GLY_KEY_EXCLUDE, "--exclude", value};
        break;
    case GLY_CLI_FORCE_EXCLUDE:
        in->walk.force_exclude = in->config.force_exclude = true;
        break;
    case GLY_CLI_NO_IGNORE:
        in->walk.no_ignore = true;
        break;
    case GLY_CLI_HIDDEN:
        in->walk.hidden = true;
        break;
    case GLY_CLI_TRACKED:
        return take_tracked(in, value, err);
    }
    return GLY_OK;
}

enum gly_status gly_cli_inputs_configure(struct gly_cli_inputs *in,
                                         const struct gly_plan *rules,
                                         struct gly_configs **ret_configs,
                                         struct gly_error *err)
{
    if (in->config.file && in->config.none)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "--config and --no-config contradict each other");
    in->config.given = in->given.at;
    in->config.given_count = in->given.count;
    in->config.rules = rules;
    return gly_configs_open(in->arena, &in->config, ret_configs, err);
}

enum gly_status gly_cli_inputs_walk(struct gly_cli_inputs *in,
                                    struct gly_configs *configs,
                                    struct gly_inputs *ret_inputs,
                                    struct gly_error *err)
{
    in->walk.paths = in->paths.at;
    in->walk.path_count = in->paths.count;
    in->walk.types = in->types.at;
    in->walk.type_count = in->types.count;
    in->walk.judge = gly_configs_judge;
    in->walk.judge_data = configs;
    return gly_walk(in->arena, &in->walk, ret_inputs, err);
}

bool gly_cli_print_mistakes(const struct gly_configs *configs)
{
    uint32_t count;
    const struct gly_error *mistakes = gly_configs_mistakes(configs, &count);
    for (uint32_t i = 0; i < count; i++)
        gly_cli_error(&mistakes[i]);
    return count > 0;
}

struct gly_str gly_cli_real_path(struct gly_arena *arena, const char *path)
{
    char real[PATH_MAX];
    struct stat info;
    if (realpath(path, real)) {
        bool is_directory = stat(real, &info) == 0 && S_ISDIR(info.st_mode);
        return gly_arena_format(arena, "%s%s", real, is_directory ? "/-" : "");
    }
    const char *slash = strrchr(path, '/');
    struct gly_str parent = slash ? (struct gly_str){path, (size_t)(slash - path) + 1}
                                  : (struct gly_str)GLY_STR(".");
    bool known = realpath(gly_arena_cstring(arena, parent), real) != NULL;
    return gly_arena_format(arena, "%s/%s", known ? real : "",
                            slash ? slash + 1 : path);
}
