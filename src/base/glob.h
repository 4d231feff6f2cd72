/* Globs over paths, as git's ignore files write them (gitignore(5)): '*' and '?' stop
 * at
 * '/', a component of two stars spans any number of directories, [classes], backslash
 * escapes. A glob without a slash, except in the end, is about the name alone, any
 * other is about the whole path from where the glob was written; one that ends in a
 * slash is about directories only; one that starts with '!' takes back what an earlier
 * one said. Like git, they match bytes: '?' is one byte of a name.
 *
 * A match costs at most the length of the glob times that of the path, whatever stars
 * it has. */
#ifndef GALLEY_GLOB_H
#define GALLEY_GLOB_H

#include <galley/span.h>

#include "base/arena.h"

struct gly_glob {
    struct gly_str text; /* without '!', leading and trailing '/' */
    size_t literal;      /* bytes before the first special one */
    bool negated, directories_only, name_only;
    bool suffix; /* a star and then nothing special */
    bool never;  /* a class that does not end: git lets it match nothing */
};

/* Globs in the order written: the last one that matches decides. */
struct gly_globs {
    GLY_VEC(struct gly_glob) list;
};

enum gly_glob_verdict {
    GLY_GLOB_SILENT, /* none matches */
    GLY_GLOB_YES,
    GLY_GLOB_NO, /* the last that matches is negated */
};

/* `text` is borrowed: it must live as long as the list. */
void gly_globs_add(struct gly_arena *arena, struct gly_globs *globs,
                   struct gly_str text);

/* The lines of an ignore file: comments, empty lines, CRs and trailing blanks go. */
void gly_globs_add_lines(struct gly_arena *arena, struct gly_globs *globs,
                         struct gly_str lines);

/* What the globs say of this very path, relative to where they were written. */
enum gly_glob_verdict gly_globs_judge(const struct gly_globs *globs,
                                      struct gly_str path, bool is_directory);

/* Does the path match, or does a directory above it? What is below a directory that
 * matches cannot be taken back. */
bool gly_globs_cover(const struct gly_globs *globs, struct gly_str path,
                     bool is_directory);

#endif
