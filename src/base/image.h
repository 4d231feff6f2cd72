/* galley.dat: what was known when galley was built, compiled by tools/mkdata and mapped
 * as it is. Opening costs one mapping and a look at the directory, whatever its size.
 *
 * The file may have been damaged since, so a reader of a section checks every offset it
 * follows; nothing but gly_image_verify() reads the whole. What cannot be caught is a
 * file made shorter while it is mapped: replace it by renaming a new one over it. */
#ifndef GALLEY_IMAGE_H
#define GALLEY_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <galley/error.h>

struct gly_image {
    const unsigned char *bytes; /* NULL when closed */
    size_t size;
    const char *path; /* the caller's, for messages */
};

/* Map the file and check magic, version, byte order, size and the bounds of every
 * section. `path` must live as long as the image. Once open, an image may be read by
 * any thread. */
enum gly_status gly_image_open(const char *path, struct gly_image *ret_image,
                               struct gly_error *err);

/* The bytes of the section with this four-letter tag, aligned to 8; false when there is
 * none. They live as long as the image is open. */
bool gly_image_section(const struct gly_image *image, const char *tag,
                       const unsigned char **ret_bytes, size_t *ret_size);

/* Read everything and compare with the checksum: GLY_E_DATA when they differ. */
enum gly_status gly_image_verify(const struct gly_image *image, struct gly_error *err);

/* Unmap; closing twice is harmless. */
void gly_image_close(struct gly_image *image);

#endif
