#include "report/json_writer.h"

#include <inttypes.h>

#include "report/escape.h"

static void separate(struct gly_json *json)
{
    if (json->comma)
        gly_buf_putc(json->out, ',');
    json->comma = true;
}

void gly_json_open(struct gly_json *json, char bracket)
{
    separate(json);
    gly_buf_putc(json->out, bracket);
    json->comma = false;
}

void gly_json_close(struct gly_json *json, char bracket)
{
    gly_buf_putc(json->out, bracket);
    json->comma = true;
}

void gly_json_key(struct gly_json *json, const char *key)
{
    gly_json_str(json, gly_str(key));
    gly_buf_putc(json->out, ':');
    json->comma = false;
}

void gly_json_begin_str(struct gly_json *json)
{
    separate(json);
    gly_buf_putc(json->out, '"');
}

void gly_json_end_str(struct gly_json *json)
{
    gly_buf_putc(json->out, '"');
}

void gly_json_str(struct gly_json *json, struct gly_str value)
{
    gly_json_begin_str(json);
    gly_escape_json(json->out, value);
    gly_json_end_str(json);
}

void gly_json_uint(struct gly_json *json, uint64_t value)
{
    separate(json);
    gly_buf_printf(json->out, "%" PRIu64, value);
}

void gly_json_bool(struct gly_json *json, bool value)
{
    separate(json);
    gly_buf_puts(json->out, value ? "true" : "false");
}

void gly_json_null(struct gly_json *json)
{
    separate(json);
    gly_buf_puts(json->out, "null");
}

void gly_json_add_open(struct gly_json *json, const char *key, char bracket)
{
    gly_json_key(json, key);
    gly_json_open(json, bracket);
}

void gly_json_add_str(struct gly_json *json, const char *key, struct gly_str value)
{
    gly_json_key(json, key);
    gly_json_str(json, value);
}

void gly_json_add_text(struct gly_json *json, const char *key, const char *value)
{
    gly_json_add_str(json, key, gly_str(value));
}

void gly_json_add_uint(struct gly_json *json, const char *key, uint64_t value)
{
    gly_json_key(json, key);
    gly_json_uint(json, value);
}
