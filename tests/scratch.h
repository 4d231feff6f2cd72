/* A directory of its own for a test: made below TMPDIR, entered, removed in the end. */
#ifndef GALLEY_TESTS_SCRATCH_H
#define GALLEY_TESTS_SCRATCH_H

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>

struct scratch {
    char path[512];
};

static inline void scratch_enter(struct scratch *scratch)
{
    const char *base = getenv("TMPDIR");
    snprintf(scratch->path, sizeof scratch->path, "%s/galley-test-XXXXXX",
             base && *base ? base : "/tmp");
    cr_assert(mkdtemp(scratch->path), "mkdtemp: %s", strerror(errno));
    cr_assert(chdir(scratch->path) == 0);
}

static inline void scratch_leave(struct scratch *scratch)
{
    char command[1100];
    cr_assert(chdir("/") == 0);
    snprintf(command, sizeof command, "chmod -R u+rwx '%s' && rm -rf '%s'",
             scratch->path, scratch->path);
    cr_expect(system(command) == 0);
}

/* The directories above `path`, as far as they are missing. */
static inline void scratch_parents(const char *path)
{
    char copy[4096];
    snprintf(copy, sizeof copy, "%s", path);
    for (char *slash = strchr(copy, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (*copy)
            cr_assert(mkdir(copy, 0777) == 0 || errno == EEXIST, "%s", copy);
        *slash = '/';
    }
}

static inline void scratch_bytes(const char *path, const char *bytes, size_t len)
{
    scratch_parents(path);
    FILE *file = fopen(path, "wb");
    cr_assert(file, "%s: %s", path, strerror(errno));
    cr_assert(fwrite(bytes, 1, len, file) == len);
    cr_assert(fclose(file) == 0);
}

static inline void scratch_file(const char *path, const char *text)
{
    scratch_bytes(path, text, strlen(text));
}

#endif
