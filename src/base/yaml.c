#include "base/yaml.h"

#include <stdlib.h>

#include <yaml.h>

#include "base/limits.h"

/* What libyaml holds; the arena gives it back, however the reading ends. */
struct handles {
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
};

struct reading {
    struct gly_arena *arena;
    struct handles *handles;
    const char *file;
    struct gly_error *err;
};

static void drop_event(struct handles *h)
{
    if (h->has_event)
        yaml_event_delete(&h->event);
    h->has_event = false;
}

static void release(void *object)
{
    struct handles *h = object;
    drop_event(h);
    yaml_parser_delete(&h->parser);
}

/* ---- Errors ---- */

static enum gly_status at_place(struct gly_error *err, enum gly_status status,
                                unsigned column)
{
    if (err)
        err->column = column;
    return status;
}

static enum gly_status refuse(const struct reading *r, const char *what)
{
    const yaml_mark_t *mark = &r->handles->event.start_mark;
    enum gly_status status = gly_error_set(r->err, GLY_E_CONFIG, r->file,
                                           (unsigned)mark->line + 1, "%s", what);
    return at_place(r->err, status, (unsigned)mark->column + 1);
}

/* Bytes that are no characters have an offset and no mark. */
static unsigned line_of(struct gly_str text, size_t offset)
{
    unsigned line = 1;
    for (size_t i = 0; i < offset && i < text.len; i++)
        line += text.ptr[i] == '\n';
    return line;
}

static enum gly_status parser_error(const struct reading *r, struct gly_str text)
{
    const yaml_parser_t *p = &r->handles->parser;
    const char *problem = p->problem ? p->problem : "it cannot be read";
    if (p->error == YAML_MEMORY_ERROR)
        return gly_error_set(r->err, GLY_E_LIMIT, r->file, 0,
                             "there is not enough memory to read the file");
    if (p->error == YAML_READER_ERROR)
        return gly_error_set(r->err, GLY_E_CONFIG, r->file,
                             line_of(text, p->problem_offset), "this is not YAML: %s",
                             problem);
    enum gly_status status =
        gly_error_set(r->err, GLY_E_CONFIG, r->file, (unsigned)p->problem_mark.line + 1,
                      "this is not YAML: %s", problem);
    return at_place(r->err, status, (unsigned)p->problem_mark.column + 1);
}

/* ---- Events ---- */

static enum gly_status next_event(struct reading *r, struct gly_str text)
{
    struct handles *h = r->handles;
    drop_event(h);
    if (!yaml_parser_parse(&h->parser, &h->event))
        return parser_error(r, text);
    h->has_event = true;
    return GLY_OK;
}

/* Anchors and tags of the event in hand. */
static enum gly_status check_plainness(const struct reading *r)
{
    const yaml_event_t *e = &r->handles->event;
    const yaml_char_t *anchor = NULL, *tag = NULL;
    switch (e->type) {
    case YAML_ALIAS_EVENT:
        return refuse(r, "aliases (*name) are not understood here, repeat the value");
    case YAML_SCALAR_EVENT:
        anchor = e->data.scalar.anchor;
        tag = e->data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = e->data.sequence_start.anchor;
        tag = e->data.sequence_start.tag;
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = e->data.mapping_start.anchor;
        tag = e->data.mapping_start.tag;
        break;
    default:
        break;
    }
    if (anchor)
        return refuse(r, "anchors (&name) are not understood here, repeat the value");
    if (tag)
        return refuse(r, "tags (!name) are not understood here");
    return GLY_OK;
}

static struct gly_yaml *new_node(const struct reading *r, enum gly_yaml_kind kind)
{
    const yaml_mark_t *mark = &r->handles->event.start_mark;
    struct gly_yaml *node = gly_arena_alloc(r->arena, 1, sizeof *node);
    node->kind = kind;
    node->line = (unsigned)mark->line + 1;
    node->column = (unsigned)mark->column + 1;
    return node;
}

static struct gly_yaml *text_node(const struct reading *r)
{
    const yaml_event_t *e = &r->handles->event;
    struct gly_yaml *node = new_node(r, GLY_YAML_TEXT);
    struct gly_str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
    node->text = gly_arena_copy(r->arena, text);
    node->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    return node;
}

/* ---- The tree ---- */

static int by_key(const void *left, const void *right)
{
    const struct gly_yaml *a = *(struct gly_yaml *const *)left;
    const struct gly_yaml *b = *(struct gly_yaml *const *)right;
    size_t len = a->key.len < b->key.len ? a->key.len : b->key.len;
    int order = len ? memcmp(a->key.ptr, b->key.ptr, len) : 0;
    if (order == 0 && a->key.len != b->key.len)
        order = a->key.len < b->key.len ? -1 : 1;
    if (order == 0 && a->key_line != b->key_line)
        order = a->key_line < b->key_line ? -1 : 1;
    if (order == 0)
        order = a->key_column < b->key_column ? -1 : 1;
    return order;
}

static enum gly_status check_keys(const struct reading *r, struct gly_yaml *map,
                                  uint32_t count)
{
    if (count < 2)
        return GLY_OK;
    struct gly_yaml **sorted = gly_arena_alloc(r->arena, count, sizeof(sorted[0]));
    uint32_t i = 0;
    for (struct gly_yaml *child = map->first; child; child = child->next)
        sorted[i++] = child;
    qsort(sorted, count, sizeof(sorted[0]), by_key);
    for (i = 1; i < count; i++) {
        const struct gly_yaml *again = sorted[i];
        if (!gly_str_eq(again->key, sorted[i - 1]->key))
            continue;
        enum gly_status status =
            gly_error_set(r->err, GLY_E_CONFIG, r->file, again->key_line,
                          "the key '%.*s' stands twice in one map, first in line %u",
                          GLY_STR_ARG(again->key), sorted[i - 1]->key_line);
        return at_place(r->err, status, again->key_column);
    }
    return GLY_OK;
}

static enum gly_status read_node(struct reading *r, struct gly_str text, unsigned depth,
                                 struct gly_yaml **ret_node);

/* The key of the event in hand goes into `*ret_key`; the event after it is the value. */
static enum gly_status read_key(struct reading *r, struct gly_str text,
                                struct gly_yaml **ret_key)
{
    enum gly_status status = check_plainness(r);
    if (status != GLY_OK)
        return status;
    if (r->handles->event.type != YAML_SCALAR_EVENT)
        return refuse(r, "a key must be text");
    struct gly_yaml *key = text_node(r);
    if (!key->quoted && gly_str_is(key->text, "<<"))
        return refuse(r, "merge keys (<<) are not understood here, repeat the values");
    *ret_key = key;
    return next_event(r, text);
}

static enum gly_status read_children(struct reading *r, struct gly_str text,
                                     unsigned depth, struct gly_yaml *parent)
{
    bool is_map = parent->kind == GLY_YAML_MAP;
    yaml_event_type_t end = is_map ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;
    struct gly_yaml **link = &parent->first;
    uint32_t count = 0;
    enum gly_status status = next_event(r, text);
    while (status == GLY_OK && r->handles->event.type != end) {
        struct gly_yaml *key = NULL, *child;
        if (is_map && (status = read_key(r, text, &key)) != GLY_OK)
            break;
        if ((status = read_node(r, text, depth, &child)) != GLY_OK)
            break;
        if (key) {
            child->key = key->text;
            child->key_line = key->line;
            child->key_column = key->column;
        }
        *link = child;
        link = &child->next;
        count++;
        status = next_event(r, text);
    }
    if (status == GLY_OK && is_map)
        status = check_keys(r, parent, count);
    return status;
}

static enum gly_status read_node(struct reading *r, struct gly_str text, unsigned depth,
                                 struct gly_yaml **ret_node)
{
    enum gly_status status = check_plainness(r);
    if (status != GLY_OK)
        return status;
    yaml_event_type_t type = r->handles->event.type;
    if (type == YAML_SCALAR_EVENT) {
        *ret_node = text_node(r);
        return GLY_OK;
    }
    if (depth >= GLY_LIMIT_YAML_DEPTH)
        return refuse(r, "maps and lists are nested too deep");
    bool is_map = type == YAML_MAPPING_START_EVENT;
    struct gly_yaml *node = new_node(r, is_map ? GLY_YAML_MAP : GLY_YAML_LIST);
    status = read_children(r, text, depth + 1, node);
    if (status == GLY_OK)
        *ret_node = node;
    return status;
}

static enum gly_status read_stream(struct reading *r, struct gly_str text,
                                   struct gly_yaml **ret_root)
{
    enum gly_status status;
    *ret_root = NULL;
    bool has_document = false;
    for (;;) {
        if ((status = next_event(r, text)) != GLY_OK)
            return status;
        switch (r->handles->event.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT:
            break;
        case YAML_DOCUMENT_START_EVENT:
            if (has_document)
                return refuse(r, "a second document ('---') starts here, there may be "
                                 "one only");
            has_document = true;
            break;
        case YAML_STREAM_END_EVENT:
        case YAML_NO_EVENT:
            return GLY_OK;
        default:
            if ((status = read_node(r, text, 0, ret_root)) != GLY_OK)
                return status;
        }
    }
}

/* ---- Entry ---- */

enum gly_status gly_yaml_read(struct gly_arena *arena, const char *file,
                              struct gly_str text, struct gly_yaml **ret_root,
                              struct gly_error *err)
{
    if (text.len > GLY_LIMIT_YAML_BYTES)
        return gly_error_set(err, GLY_E_LIMIT, file, 0, "the file is larger than %u KB",
                             GLY_LIMIT_YAML_BYTES / 1024);
    struct reading r = {.arena = arena, .file = file, .err = err};
    r.handles = gly_arena_alloc(arena, 1, sizeof *r.handles);
    gly_arena_defer(arena, release, r.handles);
    if (!yaml_parser_initialize(&r.handles->parser))
        return gly_error_set(err, GLY_E_LIMIT, file, 0,
                             "there is not enough memory to read the file");
    yaml_parser_set_input_string(&r.handles->parser, (const unsigned char *)text.ptr,
                                 text.len);
    struct gly_yaml *root;
    enum gly_status status = read_stream(&r, text, &root);
    if (status == GLY_OK)
        *ret_root = root && gly_yaml_is_empty(root) ? NULL : root;
    return status;
}

const struct gly_yaml *gly_yaml_find(const struct gly_yaml *map, const char *key)
{
    for (const struct gly_yaml *child = map->first; child; child = child->next)
        if (gly_str_is(child->key, key))
            return child;
    return NULL;
}

bool gly_yaml_is_empty(const struct gly_yaml *node)
{
    return node->kind == GLY_YAML_TEXT && !node->quoted && node->text.len == 0;
}

const char *gly_yaml_kind_name(const struct gly_yaml *node)
{
    return node->kind == GLY_YAML_MAP    ? "a map"
           : node->kind == GLY_YAML_LIST ? "a list"
                                         : "text";
}
