/* Errors are about the run, findings are about the text; they never mix. A function
 * that can fail returns a status, fills the error given last and writes its outputs
 * only on success. Nothing but the command line prints errors. */
#ifndef GALLEY_ERROR_H
#define GALLEY_ERROR_H

enum gly_status {
    GLY_OK,
    GLY_E_USAGE,    /* the caller or the command line asked for something impossible */
    GLY_E_CONFIG,   /* a configuration or a user's table says something unknown */
    GLY_E_DATA,     /* a data file of galley's own is missing, damaged or foreign */
    GLY_E_IO,       /* the system refused: a file is missing, unreadable, full */
    GLY_E_ENCODING, /* bytes that are not text in the encoding they claim */
    GLY_E_LIMIT,    /* one of the limits of src/base/limits.h, or memory, is reached */
};

struct gly_error {
    enum gly_status status;
    char file[512];    /* the file it is about, "" when about none */
    unsigned line;     /* from 1, 0 when it is about no line */
    unsigned column;   /* from 1 in code points, 0 likewise */
    char message[512]; /* one sentence, no full stop, no line break */
};

/* Fill `err` (which may be NULL) and return `status`. Over-long texts are cut. */
enum gly_status gly_error_set(struct gly_error *err, enum gly_status status,
                              const char *file, unsigned line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
