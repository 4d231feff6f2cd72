#include "base/zip.h"

#include <zip.h>

#include "base/limits.h"

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
        zip_fclose(zip->member);
    if (zip->archive)
        zip_discard(zip->archive);
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
    struct gly_zip *zip = gly_arena_alloc(arena, 1, sizeof *zip);
    /* Registered before it is opened, since registering may be where memory ends. */
    gly_arena_defer(arena, close_zip, zip);
    zip_error_t error;
    /* To libzip nothing is an archive of nothing. */
    if (bytes.len == 0)
        return open_failed(ZIP_ER_NOZIP, err);
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &error);
    if (source)
        zip->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    int code = zip_error_code_zip(&error);
    zip_error_fini(&error);
    if (!zip->archive) {
        if (source)
            zip_source_free(source);
        return open_failed(code, err);
    }
    zip->left = GLY_LIMIT_PACKAGE_BYTES;
    *ret_zip = zip;
    return GLY_OK;
}

bool gly_zip_has(const struct gly_zip *zip, const char *name)
{
    return zip_name_locate(zip->archive, name, 0) >= 0;
}

static enum gly_status damaged(const struct gly_zip *zip, zip_error_t *error,
                               struct gly_error *err)
{
    if (zip_error_code_zip(error) == ZIP_ER_NOPASSWD ||
        zip_error_code_zip(error) == ZIP_ER_ENCRNOTSUPP)
        return gly_error_set(err, GLY_E_IO, NULL, 0, "the document is encrypted");
    return gly_error_set(err, GLY_E_ENCODING, NULL, 0, "the package is damaged at '%s'",
                         zip->name);
}

enum gly_status gly_zip_enter(struct gly_zip *zip, const char *name,
                              struct gly_error *err)
{
    if (zip->member)
        zip_fclose(zip->member);
    zip->name = name;
    zip->member = zip_fopen(zip->archive, name, 0);
    if (zip->member)
        return GLY_OK;
    if (!gly_zip_has(zip, name))
        return gly_error_set(err, GLY_E_ENCODING, NULL, 0, "the package has no '%s'",
                             name);
    return damaged(zip, zip_get_error(zip->archive), err);
}

enum gly_status gly_zip_next(struct gly_zip *zip, char *bytes, size_t room,
                             size_t *ret_len, struct gly_error *err)
{
    zip_int64_t got = zip_fread(zip->member, bytes, room);
    if (got < 0)
        return damaged(zip, zip_file_get_error(zip->member), err);
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
