/* mkdata [-d DEPFILE] OUTPUT RULES: compile the tables under RULES into OUTPUT. */

#include "mkdata.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/image_format.h"

static void (*const makers[])(const struct rules *rules,
                              struct section *ret_section) = {
    make_words, make_near,       make_atlas,     make_names,
    make_slips, make_confusions, make_knowledge, make_claims,
};

enum { SECTION_COUNT = sizeof makers / sizeof makers[0] };

_Noreturn void fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("mkdata: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

void *allocate(size_t size)
{
    void *bytes = calloc(1, size ? size : 1);
    if (!bytes)
        fail("out of memory");
    return bytes;
}

void *reallocate(void *bytes, size_t size)
{
    bytes = realloc(bytes, size ? size : 1);
    if (!bytes)
        fail("out of memory");
    return bytes;
}

static uint64_t align(uint64_t offset)
{
    return (offset + GLY_IMAGE_ALIGNMENT - 1) / GLY_IMAGE_ALIGNMENT *
           GLY_IMAGE_ALIGNMENT;
}

/* Lay header, directory and sections out in one piece of memory. */
static unsigned char *assemble(const struct section *sections, size_t *ret_size)
{
    struct gly_image_header header = {
        .magic = GLY_IMAGE_MAGIC,
        .version = GLY_IMAGE_VERSION,
        .order = GLY_IMAGE_ORDER,
        .section_count = SECTION_COUNT,
    };
    struct gly_image_entry entries[SECTION_COUNT] = {0};
    uint64_t end = align(sizeof header + sizeof entries);
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        memcpy(entries[i].tag, sections[i].tag, sizeof entries[i].tag);
        entries[i].offset = end;
        entries[i].size = sections[i].size;
        end = align(end + sections[i].size);
    }
    header.size = end;

    unsigned char *image = allocate(end);
    memcpy(image + sizeof header, entries, sizeof entries);
    for (size_t i = 0; i < SECTION_COUNT; i++)
        memcpy(image + entries[i].offset, sections[i].bytes, sections[i].size);
    header.checksum = gly_image_checksum(image + sizeof header, end - sizeof header);
    memcpy(image, &header, sizeof header);
    *ret_size = end;
    return image;
}

/* Written beside and renamed, so that a program that has the old file mapped keeps it.
 */
static void write_image(const char *path, const unsigned char *image, size_t size)
{
    char *beside = allocate(strlen(path) + sizeof ".new");
    strcat(strcpy(beside, path), ".new");
    FILE *file = fopen(beside, "wb");
    if (!file)
        fail("%s: %s", beside, strerror(errno));
    if (fwrite(image, 1, size, file) != size || fclose(file) != 0)
        fail("%s: %s", beside, strerror(errno));
    if (rename(beside, path) != 0)
        fail("%s: %s", path, strerror(errno));
    free(beside);
}

/* "OUTPUT: TABLE TABLE ...", as make and ninja read it. */
static FILE *open_depfile(const char *path, const char *output)
{
    if (!path)
        return NULL;
    FILE *file = fopen(path, "w");
    if (!file || fprintf(file, "%s:", output) < 0)
        fail("%s: %s", path, strerror(errno));
    return file;
}

static void close_depfile(const char *path, FILE *file)
{
    if (file && (fputc('\n', file) == EOF || fclose(file) != 0))
        fail("%s: %s", path, strerror(errno));
}

int main(int argc, char **argv)
{
    const char *depfile = NULL;
    if (argc > 2 && strcmp(argv[1], "-d") == 0) {
        depfile = argv[2];
        argc -= 2;
        argv += 2;
    }
    if (argc != 3) {
        fputs("usage: mkdata [-d DEPFILE] OUTPUT RULES\n", stderr);
        return 2;
    }
    const char *output = argv[1];
    struct rules rules = {.folder = argv[2], .depfile = open_depfile(depfile, output)};

    struct section sections[SECTION_COUNT] = {0};
    for (size_t i = 0; i < SECTION_COUNT; i++)
        makers[i](&rules, &sections[i]);
    size_t size;
    unsigned char *image = assemble(sections, &size);
    write_image(output, image, size);
    free(image);
    for (size_t i = 0; i < SECTION_COUNT; i++)
        free(sections[i].bytes);
    close_depfile(depfile, rules.depfile);
    return 0;
}
