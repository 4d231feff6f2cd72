#include "base/image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/image_format.h"

/* The entry of a section. The header has been checked, and is read in place: a mapping
 * is aligned to a page. */
static const struct gly_image_entry *directory(const struct gly_image *image)
{
    return (const struct gly_image_entry *)(image->bytes +
                                            sizeof(struct gly_image_header));
}

/* What is wrong with the file, NULL when nothing is. */
static const char *find_fault(const struct gly_image *image)
{
    const struct gly_image_header *header = (const void *)image->bytes;
    if (image->size < sizeof *header)
        return "is too short to be a data file of galley";
    if (memcmp(header->magic, GLY_IMAGE_MAGIC, sizeof header->magic) != 0)
        return "is not a data file of galley";
    if (header->order != GLY_IMAGE_ORDER)
        return "was built for a machine with another byte order";
    if (header->version != GLY_IMAGE_VERSION)
        return "was built by another version of galley";
    if (header->size != image->size)
        return "is damaged: its size is not the one it was built with";
    if (header->section_count > GLY_IMAGE_SECTIONS_MAX ||
        header->section_count >
            (image->size - sizeof *header) / sizeof(struct gly_image_entry))
        return "is damaged: its directory does not fit";

    size_t after_directory =
        sizeof *header + header->section_count * sizeof(struct gly_image_entry);
    for (uint32_t i = 0; i < header->section_count; i++) {
        const struct gly_image_entry *entry = &directory(image)[i];
        if (entry->offset % GLY_IMAGE_ALIGNMENT != 0 ||
            entry->offset < after_directory || entry->offset > image->size ||
            entry->size > image->size - entry->offset)
            return "is damaged: a section lies outside of it";
    }
    return NULL;
}

enum gly_status gly_image_open(const char *path, struct gly_image *ret_image,
                               struct gly_error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return gly_error_set(err, GLY_E_DATA, path, 0, "cannot be opened: %s",
                             strerror(errno));

    enum gly_status status = GLY_OK;
    struct stat stat;
    if (fstat(file, &stat) < 0) {
        status = gly_error_set(err, GLY_E_IO, path, 0, "cannot be read: %s",
                               strerror(errno));
        goto out;
    }
    if (!S_ISREG(stat.st_mode) || stat.st_size <= 0 ||
        (uintmax_t)stat.st_size > SIZE_MAX) {
        status =
            gly_error_set(err, GLY_E_DATA, path, 0, "is not a data file of galley");
        goto out;
    }
    size_t size = (size_t)stat.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) {
        status = gly_error_set(err, GLY_E_IO, path, 0, "cannot be mapped: %s",
                               strerror(errno));
        goto out;
    }
    struct gly_image image = {.bytes = bytes, .size = size, .path = path};
    const char *fault = find_fault(&image);
    if (fault) {
        munmap(bytes, size);
        status = gly_error_set(err, GLY_E_DATA, path, 0, "%s", fault);
        goto out;
    }
    *ret_image = image;
out:
    close(file);
    return status;
}

bool gly_image_section(const struct gly_image *image, const char *tag,
                       const unsigned char **ret_bytes, size_t *ret_size)
{
    const struct gly_image_header *header = (const void *)image->bytes;
    for (uint32_t i = 0; i < header->section_count; i++) {
        const struct gly_image_entry *entry = &directory(image)[i];
        if (strncmp(entry->tag, tag, sizeof entry->tag) == 0) {
            *ret_bytes = image->bytes + entry->offset;
            *ret_size = (size_t)entry->size;
            return true;
        }
    }
    return false;
}

enum gly_status gly_image_verify(const struct gly_image *image, struct gly_error *err)
{
    const struct gly_image_header *header = (const void *)image->bytes;
    uint64_t sum =
        gly_image_checksum(image->bytes + sizeof *header, image->size - sizeof *header);
    if (sum != header->checksum)
        return gly_error_set(err, GLY_E_DATA, image->path, 0,
                             "is damaged: its checksum does not match");
    return GLY_OK;
}

void gly_image_close(struct gly_image *image)
{
    if (image->bytes)
        munmap((void *)image->bytes, image->size);
    *image = (struct gly_image){0};
}
