/* Building an atlas from tables: those of rules/geography when galley.dat is made, and
 * those of a house on top of the finished one when a run starts.
 *
 * A table is a sheet of texts whose columns are known by name
 * (rules/geography/README.md). Each mistake is told with the line and the column; the
 * caller decides whether that ends the build or leaves the row out. */
#ifndef GALLEY_ATLAS_BUILD_H
#define GALLEY_ATLAS_BUILD_H

#include <galley/error.h>

#include "base/arena.h"
#include "base/atlas_format.h"

enum gly_atlas_sheet_kind {
    GLY_SHEET_COUNTRIES,
    GLY_SHEET_CURRENCIES,
    GLY_SHEET_DIVISIONS,
    GLY_SHEET_GROUPS,
    GLY_SHEET_REGIONS,
    GLY_SHEET_DEMONYMS,
    GLY_SHEET_CONFUSABLE,
    GLY_SHEET_AMBIGUOUS,
    GLY_SHEET_DISPUTED,
    GLY_SHEET_HISTORY,
    GLY_SHEET_FEATURES,
    GLY_SHEET_CITIES,
    GLY_SHEET_KIND_COUNT
};

enum { GLY_SHEET_COLUMNS = 32 };

struct gly_atlas_record {
    const char *const *fields;
    unsigned line;
    bool is_bad;  /* a mistake of it was told: it is passed over */
    uint32_t row; /* the builder's: of its table */
};

struct gly_atlas_sheet {
    enum gly_atlas_sheet_kind kind;
    const char *file; /* for messages */
    const char *columns[GLY_SHEET_COLUMNS];
    uint32_t column_count;
    struct gly_atlas_record *records;
    uint32_t record_count;
};

/* Told of each mistake; a build that goes on leaves the row out. */
struct gly_atlas_mistakes {
    void (*tell)(void *context, const struct gly_error *err);
    void *context;
};

/* "countries.csv" */
const char *gly_atlas_sheet_name(enum gly_atlas_sheet_kind kind);

/* Which table has this header? GLY_SHEET_KIND_COUNT when none has. */
enum gly_atlas_sheet_kind gly_atlas_sheet_of(const char *const *columns,
                                             uint32_t count);

/* Does the table have this column? If not, `ret_near` is the one that may be meant, ""
 * when none is near. */
bool gly_atlas_sheet_has(enum gly_atlas_sheet_kind kind, const char *column,
                         struct gly_str *ret_near);

struct gly_atlas_builder;
struct gly_atlas;

/* Begin with nothing (`under` is NULL) or with all that an atlas knows. Everything lives
 * in the arena. */
struct gly_atlas_builder *gly_atlas_builder_new(struct gly_arena *arena,
                                                const struct gly_atlas *under,
                                                const struct gly_atlas_mistakes *told);

/* Read sheets, in the order in which they need each other. Over an atlas a row whose key
 * is known changes what its cells say and adds its names; a cell "-" empties a list.
 * Returns how many rows were found bad. */
uint32_t gly_atlas_builder_read(struct gly_atlas_builder *b,
                                struct gly_atlas_sheet *sheets, uint32_t count);

/* Lay everything out as section ATLA of galley.dat. False when there is too much of
 * something, which `ret_why` says. */
bool gly_atlas_builder_finish(struct gly_atlas_builder *b,
                              const unsigned char **ret_bytes, size_t *ret_size,
                              const char **ret_why);

#endif
