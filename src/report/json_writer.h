/* Writes JSON (RFC 8259) value by value and puts the commas. It trusts its caller to
 * open and close in order. */
#ifndef GALLEY_JSON_WRITER_H
#define GALLEY_JSON_WRITER_H

#include "base/buf.h"

struct gly_json {
    struct gly_buf *out;
    bool comma; /* the next key or value needs one before it */
};

/* `bracket` is '{' or '[', '}' or ']'. */
void gly_json_open(struct gly_json *json, char bracket);
void gly_json_close(struct gly_json *json, char bracket);
void gly_json_key(struct gly_json *json, const char *key);

void gly_json_str(struct gly_json *json, struct gly_str value);
void gly_json_uint(struct gly_json *json, uint64_t value);
void gly_json_bool(struct gly_json *json, bool value);
void gly_json_null(struct gly_json *json);

/* A string made piece by piece: what is added to `json->out` between the two must have
 * been through gly_escape_json(). */
void gly_json_begin_str(struct gly_json *json);
void gly_json_end_str(struct gly_json *json);

/* A key and its value. */
void gly_json_add_open(struct gly_json *json, const char *key, char bracket);
void gly_json_add_str(struct gly_json *json, const char *key, struct gly_str value);
void gly_json_add_text(struct gly_json *json, const char *key, const char *value);
void gly_json_add_uint(struct gly_json *json, const char *key, uint64_t value);

#endif
