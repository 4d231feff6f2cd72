/* Libraries that few documents need, loaded when the first of these comes: a library that
 * brings others along (libzip brings libcrypto, hunspell brings libstdc++) would take more
 * of a start than reading a small file does. */
#ifndef GALLEY_LIBRARY_H
#define GALLEY_LIBRARY_H

#include <galley/error.h>

struct gly_symbol {
    const char *name;
    void **at; /* where its address goes */
};

/* Load the shared library `soname` and look its symbols up. It stays loaded. Threads may
 * ask for the same library at once. GLY_E_DATA names the library that is missing. */
enum gly_status gly_library_open(const char *soname, const struct gly_symbol *symbols,
                                 unsigned count, struct gly_error *err);

#endif
