/* Which lines have changed since a revision, so that a check of a change tells what the
 * change did. A contradiction is often made by editing the other passage, so a finding
 * counts when its region or any of its evidence touches a changed line.
 *
 * git says what has changed (run without a shell, without pagers, external diffs,
 * text converters or file system monitors). Lines are those of the file on disc against the revision,
 * committed or not; files that git does not track have changed wholly. Where lines were
 * only taken out, what spans the gap has changed. Submodules are repositories of their
 * own: their files count as unchanged seen from outside. */
#ifndef GALLEY_CHANGED_H
#define GALLEY_CHANGED_H

#include "engine/result.h"

/* Lines from `first` on, `count` of them; 0 is the gap before `first`. */
struct gly_changed_lines {
    uint32_t first, count;
};

struct gly_changed_file {
    struct gly_str path; /* below the top of the repository */
    bool whole;
    const struct gly_changed_lines *lines; /* ascending */
    uint32_t line_count;
};

struct gly_changes;

/* Ask git in the repository that `directory` lies in; `revision` is as typed. */
enum gly_status gly_changes_open(struct gly_arena *arena, struct gly_str directory,
                                 const char *revision, struct gly_changes **ret_changes,
                                 struct gly_error *err);

/* What has changed in a file: `name` in the real path of its directory. NULL when
 * nothing has. Files outside the repository have changed wholly. */
const struct gly_changed_file *gly_changes_find(const struct gly_changes *changes,
                                                struct gly_str directory,
                                                struct gly_str name);

/* Keep the findings that touch a changed line. Works in the arena of the result. */
void gly_changes_keep(const struct gly_changed_file *file, struct gly_result *result);

/* The parts that need no git, for tests: what `git diff -U0` printed. */
enum gly_status gly_changes_parse(struct gly_arena *arena, struct gly_str diff,
                                  struct gly_changed_file **ret_files,
                                  uint32_t *ret_count, struct gly_error *err);

#endif
