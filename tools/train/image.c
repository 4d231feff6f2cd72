#include "image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"

void image_init(struct image *image)
{
    *image = (struct image){.scales = {{1, 1, 1}, {1, 1, 1}}};
}

static uint64_t align(uint64_t offset)
{
    return (offset + GLY_LANG_ALIGN - 1) / GLY_LANG_ALIGN * GLY_LANG_ALIGN;
}

static uint8_t *image_build(const struct image *image, size_t *ret_size)
{
    struct gly_lang_header header = {
        .magic = GLY_LANG_MAGIC,
        .version = GLY_LANG_VERSION,
        .byte_order = GLY_LANG_BYTE_ORDER,
        .size = sizeof(header),
    };

    _Static_assert(sizeof(header) % GLY_LANG_ALIGN == 0, "the header fills its place");
    memcpy(header.scales, image->scales, sizeof(header.scales));
    for (int i = 0; i < GLY_LANG_SECTION_COUNT; i++) {
        header.section_starts[i] = header.size;
        header.section_sizes[i] = image->sections[i].len;
        header.size = align(header.size + image->sections[i].len);
    }
    uint8_t *bytes = aligned_alloc(GLY_LANG_ALIGN, header.size);
    if (bytes == NULL) {
        die("out of memory", "image");
    }
    memset(bytes, 0, header.size);
    for (int i = 0; i < GLY_LANG_SECTION_COUNT; i++) {
        if (image->sections[i].len > 0) {
            memcpy(bytes + header.section_starts[i], image->sections[i].ptr,
                   image->sections[i].len);
        }
    }
    header.checksum =
        gly_lang_checksum(&header, sizeof(header)) ^
        gly_lang_checksum(bytes + sizeof(header), header.size - sizeof(header));
    memcpy(bytes, &header, sizeof(header));
    *ret_size = header.size;
    return bytes;
}

void image_open(const struct image *image, struct gly_lang_model *ret_model,
                void **ret_bytes)
{
    const char *why;
    size_t size;

    *ret_bytes = image_build(image, &size);
    if (!gly_lang_model_read(ret_model, *ret_bytes, size, &why)) {
        die(why, "the model just made");
    }
}

void image_take(struct image *image, const struct gly_lang_model *from,
                enum gly_lang_section first, enum gly_lang_section last, int direction)
{
    const struct gly_lang_header *header = (const void *)from->bytes;

    for (enum gly_lang_section i = first; i <= last; i++) {
        image->sections[i] = (struct gly_str){
            .ptr = (const char *)from->bytes + header->section_starts[i],
            .len = (size_t)header->section_sizes[i],
        };
    }
    if (direction >= 0) {
        memcpy(image->scales[direction], header->scales[direction],
               sizeof(image->scales[direction]));
    }
}

void image_save(const struct image *image, const char *path)
{
    size_t size;
    uint8_t *bytes = image_build(image, &size);
    FILE *file = fopen(path, "wb");

    if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        die("cannot be written", path);
    }
    fprintf(stderr, "%s: %.2f MB\n", path, (double)size / 1e6);
    free(bytes);
}
