/* The inside of a walk (engine/walk.h): what is gathered, and the way through folders. */
#ifndef GALLEY_WALK_INSIDE_H
#define GALLEY_WALK_INSIDE_H

#include <sys/types.h>

#include "base/buf.h"
#include "engine/ignore.h"
#include "engine/walk.h"

/* Which place in the file system an input is: the same name in the same directory, by
 * whatever path it was reached. Inputs that are no files have zeros and their path. */
struct gly_walk_key {
    dev_t dev;
    ino_t ino;
    struct gly_str name;
    uint32_t input;
};

struct gly_walk_state {
    struct gly_arena *arena;
    const struct gly_walk_options *options;
    struct gly_buf *names; /* of the directory being read: flag, name, NUL */
    struct gly_buf *path;  /* the real path of the entry in hand */
    struct gly_walk_last { /* the node of the last file named: lists name neighbours */
        struct gly_str directory;
        const struct gly_ignore *ignore;
    } last;
    GLY_VEC(struct gly_input) inputs;
    GLY_VEC(struct gly_walk_key) keys;
    GLY_VEC(struct gly_str) barren;
};

/* A directory on the way. */
struct gly_walk_place {
    struct gly_str shown; /* "" where entries are shown by name alone, else with '/' */
    const char *open_path;
    struct gly_str real;
    const struct gly_ignore *ignore; /* NULL when ignore files are not read */
    unsigned depth;
};

/* ---- What is gathered (walk_input.c) ---- */

void gly_walk_add_input(struct gly_walk_state *w, struct gly_input input, dev_t dev,
                        ino_t ino);
void gly_walk_add_error(struct gly_walk_state *w, struct gly_str path,
                        enum gly_status status, const char *message);
/* What errno says of a path. */
void gly_walk_add_system_error(struct gly_walk_state *w, struct gly_str path,
                               int number);

/* Keep the first of the inputs that are the same place; it is named if any is. */
void gly_walk_drop_duplicates(struct gly_walk_state *w);

/* What stands behind the last slash. */
struct gly_str gly_walk_base_name(struct gly_str path);
/* Who reads a file of that name: NULL, or the reader of plain text, where nobody does. */
const struct gly_reader *gly_walk_known_reader(const struct gly_walk_state *w,
                                               struct gly_str name);
const struct gly_reader *gly_walk_reader_or_plain(const struct gly_walk_state *w,
                                                  struct gly_str name);

/* ---- Folders (walk_directory.c) ---- */

/* Take what a directory holds, in the order of paths. */
void gly_walk_directory(struct gly_walk_state *w, const struct gly_walk_place *at);

struct gly_str gly_walk_join(struct gly_arena *arena, struct gly_str directory,
                             struct gly_str name);
/* The same in the buffer of the walk: good until the next call. */
struct gly_str gly_walk_real_path_of(struct gly_walk_state *w, struct gly_str directory,
                                     struct gly_str name);
/* What the globs of the options say of a real path. */
enum gly_walk_verdict gly_walk_judge(const struct gly_walk_state *w,
                                     struct gly_str path, bool is_directory);
/* The ignore files from the root down to a directory. */
const struct gly_ignore *gly_walk_open_ignore(struct gly_walk_state *w,
                                              struct gly_str directory);

#endif
