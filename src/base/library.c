#include "base/library.h"

#include <dlfcn.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static enum gly_status look_up(void *library, const char *soname,
                               const struct gly_symbol *symbols, unsigned count,
                               struct gly_error *err)
{
    for (unsigned i = 0; i < count; i++) {
        *symbols[i].at = dlsym(library, symbols[i].name);
        if (!*symbols[i].at)
            return gly_error_set(err, GLY_E_DATA, NULL, 0, "the library %s has no %s",
                                 soname, symbols[i].name);
    }
    return GLY_OK;
}

enum gly_status gly_library_open(const char *soname, const struct gly_symbol *symbols,
                                 unsigned count, struct gly_error *err)
{
    pthread_mutex_lock(&lock);
    void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
    enum gly_status status =
        library
            ? look_up(library, soname, symbols, count, err)
            : gly_error_set(err, GLY_E_DATA, NULL, 0,
                            "the library %s cannot be loaded: %s", soname, dlerror());
    pthread_mutex_unlock(&lock);
    return status;
}
