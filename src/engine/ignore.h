/* Ignore files: .gitignore and .git/info/exclude as git reads them, and .galleyignore,
 * which is written the same way and outranks them.
 *
 * A node stands for a directory and leads to the nodes above it, up to the root of the
 * repository; in no repository up to the working directory, or to where the walk began
 * when that is elsewhere. So `check .` and `check part` leave out the same files. The
 * user's own git settings (core.excludesFile) are not read: what is checked must not
 * depend on who runs the check. */
#ifndef GALLEY_IGNORE_H
#define GALLEY_IGNORE_H

#include <galley/error.h>

#include "base/glob.h"

struct gly_ignore;

/* The node of the directory where a walk begins, by its real path: reads the files of
 * this directory and of those above it. Never NULL. A file that cannot be read counts
 * as empty and is told in `err`, whose status is GLY_OK otherwise. */
const struct gly_ignore *gly_ignore_open(struct gly_arena *arena,
                                         struct gly_str directory,
                                         struct gly_error *err);

/* The node of a directory inside the one of `outer`. */
const struct gly_ignore *gly_ignore_enter(struct gly_arena *arena,
                                          const struct gly_ignore *outer,
                                          struct gly_str directory,
                                          struct gly_error *err);

/* Is this very path (real, below the node's directory) ignored? It is not asked whether
 * a directory above it is: a walk does not enter those. */
bool gly_ignore_matches(const struct gly_ignore *ignore, struct gly_str path,
                        bool is_directory);

/* The same, asked of every directory on the way too. For files that are named. */
bool gly_ignore_covers(const struct gly_ignore *ignore, struct gly_str path,
                       bool is_directory);

/* The root of the repository that a directory (by its real path) stands in: the nearest
 * one upwards that holds ".git"; empty when there is none. */
struct gly_str gly_repository_root(struct gly_arena *arena, struct gly_str directory);

#endif
