/* Configuration files and what they extend, read once and put in order. */
#ifndef GALLEY_CONFIG_CHAIN_H
#define GALLEY_CONFIG_CHAIN_H

#include "engine/config_file.h"

struct gly_known_settings;

/* A configuration with all it extends, in the order in which they are laid over each
 * other; its own file is the last. */
struct gly_config_chain {
    struct gly_config_chain *next;
    struct gly_str path; /* of its file; "" for none */
    struct gly_str name;
    struct gly_str base; /* what its globs are relative to */
    GLY_VEC(const struct gly_config_file *) files;
    GLY_VEC(const struct gly_override *) overrides;
    struct gly_globs include, exclude;
    struct gly_known_settings *known; /* what was put together from it so far */
};

struct gly_config_loader {
    struct gly_arena *arena;
    struct gly_config_reader reader;
    struct gly_str working;               /* real path of the working directory */
    const struct gly_config_file *preset; /* of the command line, NULL for none */
    struct gly_config_chain *chains;      /* all that were loaded */
};

/* The chain that ends in the file at `path`, which is real and "" for none: the preset of
 * the command line alone then. Globs are relative to `base`. */
struct gly_config_chain *gly_config_load(struct gly_config_loader *loader,
                                         struct gly_str path, struct gly_str base);

/* The file of a preset by its name; NULL when there is none. */
const struct gly_config_file *gly_config_read_preset(struct gly_config_loader *loader,
                                                     struct gly_str name);
/* The preset nearest to a misspelt one, "" when none is near. */
struct gly_str gly_config_nearest_preset(struct gly_str name);

/* ---- Paths ---- */

struct gly_str gly_path_parent(struct gly_str path);
struct gly_str gly_path_in(struct gly_arena *arena, struct gly_str directory,
                           const char *name);
/* `path` as seen from `base`; from the root where it is not below it. */
struct gly_str gly_path_relative(struct gly_str path, struct gly_str base);
/* The real path; where the system will not tell, the path itself. */
struct gly_str gly_path_real(struct gly_arena *arena, const char *path);
bool gly_path_exists(struct gly_str path);
/* As short as a path can be said from the working directory. */
struct gly_str gly_path_shown(const struct gly_config_loader *loader,
                              struct gly_str path);

#endif
