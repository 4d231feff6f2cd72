/* The inside of reading a configuration file (engine/config_file.h). */
#ifndef GALLEY_CONFIG_READING_H
#define GALLEY_CONFIG_READING_H

#include "base/yaml.h"
#include "engine/config_file.h"

/* What is being read. */
struct gly_config_reading {
    struct gly_config_reader *reader;
    struct gly_config_file *file;
};

/* ---- What is told (config_mistake.c) ---- */

/* A mistake at the place of a value. */
__attribute__((format(printf, 3, 4))) void
gly_config_mistake_at(struct gly_config_reading *r, const struct gly_yaml *node,
                      const char *format, ...);

/* The same at its key. */
__attribute__((format(printf, 3, 4))) void
gly_config_key_mistake(struct gly_config_reading *r, const struct gly_yaml *node,
                       const char *format, ...);

struct gly_origin gly_config_origin(const struct gly_config_reading *r,
                                    const struct gly_yaml *node);
/* "a, b or c" */
struct gly_str gly_config_alternatives(struct gly_arena *arena,
                                       const char *const *words);

/* ---- Values (config_value.c) ---- */

/* Is the text a value of the key? Otherwise says what was wanted. */
bool gly_config_suits(struct gly_arena *arena, const struct gly_key_info *key,
                      struct gly_str text, struct gly_str *ret_wanted);
/* The value of a key, or the list of them; mistakes are told. */
struct gly_values gly_config_read_values(struct gly_config_reading *r,
                                         const struct gly_key_info *key,
                                         const struct gly_yaml *node);

/* Does it begin as a path does, and what path is it in a directory? */
bool gly_config_looks_like_path(struct gly_str text);
const char *gly_config_resolve(struct gly_arena *arena, struct gly_str directory,
                               struct gly_str text);

#endif
