/* Packages: ZIP archives in memory, read member by member. The one place that knows
 * libzip.
 *
 * Members are found by their names in the archive and written nowhere, so a name with
 * "../" in it leads nowhere. What all reads of one package give is bounded by
 * GLY_LIMIT_PACKAGE_BYTES, whatever the archive claims. */
#ifndef GALLEY_ZIP_H
#define GALLEY_ZIP_H

#include <galley/error.h>

#include "base/arena.h"

struct gly_zip;

/* Open an archive. `bytes` outlive it; it is closed with the arena. Fails with
 * GLY_E_ENCODING where the bytes are no archive. */
enum gly_status gly_zip_open(struct gly_arena *arena, struct gly_str bytes,
                             struct gly_zip **ret_zip, struct gly_error *err);

bool gly_zip_has(const struct gly_zip *zip, const char *name);

/* Start reading a member; one at a time. */
enum gly_status gly_zip_enter(struct gly_zip *zip, const char *name,
                              struct gly_error *err);
/* The next bytes of it, at most `room`; 0 at its end. Damage and limits are told. */
enum gly_status gly_zip_next(struct gly_zip *zip, char *bytes, size_t room,
                             size_t *ret_len, struct gly_error *err);

/* A small member as a whole, of at most `most` bytes; what is longer is cut. */
enum gly_status gly_zip_read(struct gly_arena *arena, struct gly_zip *zip,
                             const char *name, size_t most, struct gly_str *ret_bytes,
                             struct gly_error *err);

#endif
