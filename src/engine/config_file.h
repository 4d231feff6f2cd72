/* One configuration file, read and checked, before anything is laid over anything. */
#ifndef GALLEY_CONFIG_FILE_H
#define GALLEY_CONFIG_FILE_H

#include "base/glob.h"
#include "engine/config.h"

struct gly_rule_wish {
    struct gly_wish wish;
    struct gly_origin origin;
};

struct gly_rule_setting {
    struct gly_option_setting setting;
    struct gly_origin origin;
};

/* What the top of a file or one override says. */
struct gly_layer {
    struct gly_values values[GLY_KEY_COUNT];
    GLY_VEC(struct gly_rule_wish) wishes; /* the more special later */
    GLY_VEC(struct gly_rule_setting) options;
};

struct gly_override {
    struct gly_globs files;
    struct gly_layer layer;
};

struct gly_config_file {
    struct gly_str name;      /* in messages and origins */
    struct gly_str path;      /* real path, "" for presets and the command line */
    struct gly_str directory; /* what its paths are relative to */
    bool is_preset;           /* knows of rules that are still to come */
    struct gly_layer layer;
    GLY_VEC(struct gly_override) overrides;
};

struct gly_config_reader {
    struct gly_arena *arena;
    const struct gly_plan *rules;
    GLY_VEC(struct gly_error) mistakes;
};

/* Read `text` into `file`, whose first four members are set. Mistakes are added to the
 * reader; what is sound is kept. */
void gly_config_file_read(struct gly_config_reader *reader, struct gly_str text,
                          struct gly_config_file *file);

/* Put a value of the command line into a layer. */
enum gly_status gly_config_give(struct gly_arena *arena, struct gly_layer *layer,
                                const struct gly_given *given, struct gly_error *err);

/* Add a mistake; line and column may be 0. */
void gly_config_mistake(struct gly_config_reader *reader, struct gly_str file,
                        unsigned line, unsigned column, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
