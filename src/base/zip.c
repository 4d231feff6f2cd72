#include "base/zip.h"

#include <zip.h>

#include "base/library.h"
#include "base/limits.h"

#ifndef GALLEY_LIBZIP
#error "meson.build defines GALLEY_LIBZIP"
#endif

/* What is used of libzip, which is loaded with the first package. */
#define FUNCTIONS(X)            \
    X(zip_discard)              \
    X(zip_error_code_zip)       \
    X(zip_error_fini)           \
    X(zip_error_init)           \
    X(zip_fclose)               \
    X(zip_file_get_error)       \
    X(zip_fopen)                \
    X(zip_fread)                \
    X(zip_get_error)            \
    X(zip_name_locate)          \
    X(zip_open_from_source)     \
    X(zip_source_buffer_create) \
    X(zip_source_free)

/* Written once under the lock of gly_library_open(), with the same values each time. */
static struct {
#define X(name) __typeof__(name) *name;
    FUNCTIONS(X)
#undef X
} lib;

static enum gly_status load(struct gly_error *err)
{
    /* POSIX promises that a function's address fits a void pointer. */
    static const struct gly_symbol symbols[] = {
#define X(name) {#name, (void **)&lib.name},
        FUNCTIONS(X)
#undef X
    };
    return gly_library_open(GALLEY_LIBZIP, symbols, GLY_COUNT(symbols), err);
}

struct gly_zip {
    zip_t *archive;
    zip_file_t *member;
    const char *name; /* of the member */
    size_t left;      /* bytes that the package may still give */
};

static void close_zip(void *object)
{
    struct gly_zip *zip = object;
    if (zip->member)
        lib.zip_fclose(zip->member);
    if (zip->archive)
        lib.zip_discard(zip->archive);
}

static enum gly_status open_failed(int code, struct gly_error *err)
{
    if (code == ZIP_ER_MEMORY)
        return gly_error_set(err, GLY_E_LIMIT, NULL, 0, "there is not enough memory");
    return gly_error_set(err, GLY_E_ENCODING, NULL, 0,
                         "the file is damaged: it is not a ZIP package");
}

enum gly_status gly_zip_open(struct gly_arena *arena, struct gly_str bytes,
                             struct gly_zip **ret_zip, struct gly_error *err)
{
    enum gly_status status = load(err);
    if (status != GLY_OK)
        return status;
    struct gly_zip *zip = gly_arena_alloc(arena, 1, sizeof *zip);
    /* Registered before it is opened, since registering may be where memory ends. */
    gly_arena_defer(arena, close_zip, zip);
    zip_error_t error;
    /* To libzip nothing is an archive of nothing. */
    if (bytes.len == 0)
        return open_failed(ZIP_ER_NOZIP, err);
    lib.zip_error_init(&error);
    zip_source_t *source =
        lib.zip_source_buffer_create(bytes.ptr, bytes.len, 0, &error);
    if (source)
        zip->archive = lib.zip_open_from_source(source, ZIP_RDONLY, &error);
    int code = lib.zip_error_code_zip(&error);
    lib.zip_error_fini(&error);
    if (!zip->archive) {
        if (source)
            lib.zip_source_free(source);
        return open_failed(code, err);
    }
    zip->left = GLY_LIMIT_PACKAGE_BYTES;
    *ret_zip = zip;
    return GLY_OK;
}

bool gly_zip_has(const struct gly_zip *zip, const char *name)
{
    return lib.zip_name_locate(zip->archive, name, 0) >= 0;
}

static enum gly_status damaged(const struct gly_zip *zip, zip_error_t *error,
                               struct gly_error *err)
{
    if (lib.zip_error_code_zip(error) == ZIP_ER_NOPASSWD ||
        lib.zip_error_code_zip(error) == ZIP_ER_ENCRNOTSUPP)
        return gly_error_set(err, GLY_E_IO, NULL, 0, "the document is encrypted");
    return gly_error_set(err, GLY_E_ENCODING, NULL, 0, "the package is damaged at '%s'",
                         zip->name);
}

enum gly_status gly_zip_enter(struct gly_zip *zip, const char *name,
                              struct gly_error *err)
{
    if (zip->member)
        lib.zip_fclose(zip->member);
    zip->name = name;
    zip->member = lib.zip_fopen(zip->archive, name, 0);
    if (zip->member)
        return GLY_OK;
    if (!gly_zip_has(zip, name))
        return gly_error_set(err, GLY_E_ENCODING, NULL, 0, "the package has no '%s'",
                             name);
    return damaged(zip, lib.zip_get_error(zip->archive), err);
}

enum gly_status gly_zip_next(struct gly_zip *zip, char *bytes, size_t room,
                             size_t *ret_len, struct gly_error *err)
{
    zip_int64_t got = lib.zip_fread(zip->member, bytes, room);
    if (got < 0)
        return damaged(zip, lib.zip_file_get_error(zip->member), err);
    if ((size_t)got > zip->left)
        return gly_error_set(err, GLY_E_LIMIT, NULL, 0,
                             "the package holds more than %u MiB",
                             GLY_LIMIT_PACKAGE_BYTES / (1024 * 1024));
    zip->left -= (size_t)got;
    *ret_len = (size_t)got;
    return GLY_OK;
}

enum gly_status gly_zip_read(struct gly_arena *arena, struct gly_zip *zip,
                             const char *name, size_t most, struct gly_str *ret_bytes,
                             struct gly_error *err)
{
    enum gly_status status = gly_zip_enter(zip, name, err);
    char *bytes = gly_arena_alloc_raw(arena, most, 1);
    size_t len = 0, got = 1;
    while (status == GLY_OK && got > 0 && len < most) {
        status = gly_zip_next(zip, bytes + len, most - len, &got, err);
        len += status == GLY_OK ? got : 0;
    }
    *ret_bytes = (struct gly_str){bytes, len};
    return status;
}
