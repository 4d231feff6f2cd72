#ifndef GALLEY_SPAN_H
#define GALLEY_SPAN_H

#include <stddef.h>
#include <stdint.h>

/* A stretch of a document's text, half open, in bytes. */
struct gly_span {
    uint32_t start;
    uint32_t end;
};

/* Borrowed bytes, never NUL-terminated. */
struct gly_str {
    const char *ptr;
    size_t len;
};

#endif
