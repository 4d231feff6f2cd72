/* For every token of real documents its source span, decoded, is the token. The documents
 * are the fixtures and the project's own pages; GALLEY_PROSE names a folder of more. */
#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "source_map.h"

static unsigned files;

static bool read_file(const char *path, struct gly_buf *buf)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char *room;
    while ((room = gly_buf_room(buf, 65536)) != NULL) {
        size_t got = fread(room, 1, 65536, file);
        gly_buf_used(buf, got);
        if (got == 0)
            break;
    }
    fclose(file);
    return !buf->failed;
}

static void check(const char *path, const char *reader, struct gly_str bytes)
{
    struct scratch_doc scratch;
    scratch_doc_read(&scratch, reader, bytes);
    const char *fault =
        scratch.doc ? source_map_fault(scratch.doc) : "given up at a limit";
    cr_expect_null(fault, "%s as %s: %s", path, reader, fault);
    scratch_doc_release(&scratch);
    files++;
}

/* Each document is read in its own format, and as plain text too. */
static int visit(const char *path, const struct stat *info, int type, struct FTW *ftw)
{
    (void)info;
    (void)ftw;
    if (type != FTW_F)
        return 0;
    const struct gly_reader *reader = gly_reader_for_path(gly_str(path));
    struct gly_buf buf;
    gly_buf_init(&buf, (size_t)1 << 26);
    if (reader && read_file(path, &buf)) {
        check(path, reader->name, gly_buf_str(&buf));
        check(path, "plain", gly_buf_str(&buf));
        if (gly_str_is(gly_str(reader->name), "plain"))
            check(path, "markdown", gly_buf_str(&buf));
    }
    gly_buf_release(&buf);
    return 0;
}

Test(source_map, holds_for_every_token_of_real_documents)
{
    static const char *const folders[] = {FIXTURES, FIXTURES "/../docs",
                                          FIXTURES "/../README.md"};
    for (size_t i = 0; i < GLY_COUNT(folders); i++)
        nftw(folders[i], visit, 16, FTW_PHYS);
    const char *more = getenv("GALLEY_PROSE");
    if (more)
        nftw(more, visit, 16, FTW_PHYS);
    cr_expect_gt(files, 5);
}
