/* From the paths of a command line to the list of inputs to check.
 *
 * A file that is named is taken, whatever it is called. A directory is walked: its
 * files of known types are taken in the byte order of their paths, so that the same
 * tree gives the same list everywhere. Hidden entries, .git, ignored paths and symbolic
 * links met on the way are left out (a link that is named is followed): what a link
 * points to inside the tree is met at its own place, and there are no loops.
 *
 * What cannot be walked becomes an input with an error, in its place, and the walk goes
 * on. Nothing but directories, ignore files and the list of --files-from is read. */
#ifndef GALLEY_WALK_H
#define GALLEY_WALK_H

#include <galley/error.h>

#include "base/arena.h"
#include "base/binary.h"
#include "text/doc.h"

/* One input. Paths are bytes: not every file name is UTF-8. */
struct gly_input {
    struct gly_str path;             /* to be shown: as given, and the way below that */
    const char *open_path;           /* to be opened; NULL for standard input */
    struct gly_str directory;        /* real path of the directory it stands in */
    struct gly_str name;             /* its name there */
    const struct gly_reader *reader; /* by --type or extension; plain text is the
                                        fallback. NULL when there is an error */
    bool named;                    /* given outright: read even when it looks binary */
    const struct gly_error *error; /* NULL, or why it cannot be checked */
};

/* --type EXT=TYPE. Extensions are compared without case. */
struct gly_walk_type {
    struct gly_str extension; /* without the dot */
    const struct gly_reader *reader;
};

enum gly_walk_verdict {
    GLY_WALK_BY_TYPE, /* take it if its type is known; enter it if it is a directory */
    GLY_WALK_TAKE,    /* take it, whatever its type */
    GLY_WALK_SKIP,
};

struct gly_walk_options {
    const char *const *paths; /* as typed; none at all means "." */
    size_t path_count;
    const char *files_from; /* a list of further paths, "-" for standard input */
    bool nul_separated;     /* that list is separated by NUL, not by lines */
    const char *stdin_name; /* what "-" is called, NULL for "<stdin>" */
    const struct gly_walk_type *types;
    size_t type_count;
    bool no_ignore;     /* do not read .gitignore and .galleyignore */
    bool hidden;        /* take hidden entries too */
    bool force_exclude; /* ignore files and `judge` speak of named files too */
    /* What configuration and --exclude say of an entry, by its real path. With
     * force_exclude it is asked about named paths too, and has to think of the
     * directories above them. NULL: everything by type. */
    enum gly_walk_verdict (*judge)(void *data, struct gly_str path, bool is_directory);
    void *judge_data;
};

struct gly_inputs {
    struct gly_input *at;
    uint32_t count;
    /* Directories that were named and held nothing to check: worth a notice. */
    struct gly_str *barren;
    uint32_t barren_count;
};

/* Fails only where --files-from cannot be read or standard input is wanted twice. */
enum gly_status gly_walk(struct gly_arena *arena,
                         const struct gly_walk_options *options,
                         struct gly_inputs *ret_inputs, struct gly_error *err);

/* The reader of a path by the types given, then by its extension; NULL when unknown. */
const struct gly_reader *gly_walk_reader(const struct gly_walk_type *types,
                                         size_t type_count, struct gly_str path);

#endif
