/* Configuration: what galley.yaml says of a file.
 *
 * The nearest galley.yaml (or .galley.yaml) upwards rules a file; the search ends at the
 * root of the repository, and nothing above the file found is read unless it is extended.
 * Where there is none, the user's own $XDG_CONFIG_HOME/galley/galley.yaml counts.
 *
 * What counts for a file is laid over each other in this order, later over earlier:
 *
 *     defaults, the preset of the command line, what is extended (in the order written),
 *     the file itself, the overrides of all these whose globs match, the command line.
 *
 * A later value takes the place of an earlier one, key by key and rule by rule; only the
 * lists whose key says so (exclude, dictionaries ...) grow. Files with the same values
 * share one struct gly_settings, so that a plan is built once for all of them.
 *
 * Mistakes are gathered, all of them, and told at once; nothing is run on half of a
 * configuration. */
#ifndef GALLEY_CONFIG_H
#define GALLEY_CONFIG_H

#include "engine/option.h"
#include "engine/plan.h"
#include "engine/walk.h"

/* ---- Keys ---- */

enum gly_key {
    GLY_KEY_ROOT,
    GLY_KEY_EXTENDS,
    GLY_KEY_LANGUAGE,
    GLY_KEY_INCLUDE,
    GLY_KEY_EXCLUDE,
    GLY_KEY_FAIL_ON,
    GLY_KEY_DICTIONARIES,
    GLY_KEY_SCRIPTS,
    GLY_KEY_PLACES,
    GLY_KEY_UNITS,
    GLY_KEY_CLAIMS,
    GLY_KEY_CONFUSED,
    GLY_KEY_STYLE,
    GLY_KEY_STET_REASONS,
    GLY_KEY_RULES,
    GLY_KEY_OVERRIDES,
    GLY_KEY_FILES,
    GLY_KEY_COUNT
};

enum gly_key_type {
    GLY_TYPE_FLAG,     /* true or false */
    GLY_TYPE_CHOICE,   /* one of `choices` */
    GLY_TYPE_LANGUAGE, /* a language tag */
    GLY_TYPE_TEXTS,    /* a list of texts; one text is a list of one */
    GLY_TYPE_PATHS,    /* the same; what looks like a path is relative to the file */
    GLY_TYPE_GLOBS,
    GLY_TYPE_OWN, /* has a reader of its own: rules, overrides */
};

enum gly_key_flags {
    GLY_KEY_ON_TOP = 1 << 0,      /* may stand at the top of a file */
    GLY_KEY_IN_OVERRIDE = 1 << 1, /* may stand in an override */
    GLY_KEY_GROWS = 1 << 2,       /* lists add up */
    GLY_KEY_UNSHOWN = 1 << 3,     /* says nothing about a single file */
};

struct gly_key_info {
    const char *name;
    enum gly_key_type type;
    unsigned flags;       /* enum gly_key_flags */
    const char *fallback; /* as one would write it; NULL: nothing */
    const char *const *choices;
    const char *help;
};

/* By enum gly_key: the one list of keys. */
extern const struct gly_key_info gly_keys[GLY_KEY_COUNT];

/* ---- Values ---- */

/* Who said so. */
struct gly_origin {
    struct gly_str name; /* a file, "preset:news", "--lang", "default" */
    unsigned line;       /* in that file, else 0 */
};

struct gly_value {
    struct gly_str text; /* as written */
    const char *path;    /* of type PATHS, where it is one: to be opened; else NULL */
    struct gly_origin origin;
};

struct gly_values {
    const struct gly_value *at;
    uint32_t count;
    bool is_set;
    struct gly_origin origin;
};

/* What counts for a file. */
struct gly_settings {
    uint32_t index; /* among all settings of the run */
    struct gly_values values[GLY_KEY_COUNT];
    const char *language;      /* "" when nobody says */
    enum gly_severity fail_on; /* GLY_OFF: never */
    bool wants_stet_reasons;
    /* For gly_plan_build() and gly_options_apply(), with the origin of each. */
    const struct gly_wish *wishes;
    const struct gly_origin *wish_origins;
    size_t wish_count;
    const struct gly_option_setting *options;
    const struct gly_origin *option_origins;
    size_t option_count;
};

/* ---- The configurations of a run ---- */

struct gly_configs;

/* A value given on the command line. */
struct gly_given {
    enum gly_key key;
    const char *option; /* "--lang" */
    const char *value;
};

struct gly_config_options {
    const char *file;   /* --config: this one for every file; NULL: the nearest */
    bool none;          /* --no-config */
    const char *preset; /* --preset, without "preset:"; NULL for none */
    const struct gly_given *given;
    size_t given_count;
    const struct gly_wish *wishes; /* of the command line */
    size_t wish_count;
    bool force_exclude;           /* directories above a path count too */
    const struct gly_plan *rules; /* all that are known: gly_plan_gather() */
};

/* Mistakes on the command line end it here (GLY_E_USAGE); those in files are gathered.
 * Everything lives in the arena. */
enum gly_status gly_configs_open(struct gly_arena *arena,
                                 const struct gly_config_options *options,
                                 struct gly_configs **ret_configs,
                                 struct gly_error *err);

/* What a walk asks (struct gly_walk_options): include and exclude. `configs` is a struct
 * gly_configs. */
enum gly_walk_verdict gly_configs_judge(void *configs, struct gly_str path,
                                        bool is_directory);

/* What counts for a file, by its real path. */
const struct gly_settings *gly_configs_find(struct gly_configs *configs,
                                            struct gly_str path);

/* The same for an input: standard input goes by its name. */
const struct gly_settings *gly_configs_for(struct gly_configs *configs,
                                           const struct gly_input *input);

/* The configuration file that rules a file; "" when there is none. */
struct gly_str gly_configs_file(struct gly_configs *configs, struct gly_str path);

/* All that were asked for so far, by index. */
const struct gly_settings *const *
gly_configs_settings(const struct gly_configs *configs, uint32_t *ret_count);

/* All mistakes found so far, in the order of files and lines met. */
const struct gly_error *gly_configs_mistakes(const struct gly_configs *configs,
                                             uint32_t *ret_count);

#endif
