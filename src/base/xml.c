#include "base/xml.h"

#include <expat.h>

#include "base/limits.h"

enum {
    CHUNK = 65536,
    SLOTS = 1024, /* a power of two, several times the names of a vocabulary */
    SEPARATOR = '\n',
};

/* What ended the reading before the end of the file. */
enum fault { FAULT_NONE, FAULT_DOCTYPE, FAULT_DEPTH, FAULT_UNWIND };

struct stream {
    XML_Parser parser;
    struct gly_arena *arena;
    const struct gly_xml_vocabulary *vocabulary;
    const struct gly_xml_handler *handler;
    void *context;
    const struct gly_xml_name *slots[SLOTS]; /* open addressing, by local name */
    unsigned depth;
    enum fault fault;
};

/* ---- Names ---- */

static uint32_t hash(const char *local)
{
    uint32_t h = 2166136261u;
    for (; *local; local++)
        h = (h ^ (unsigned char)*local) * 16777619u;
    return h;
}

static void learn_names(struct stream *r)
{
    for (const struct gly_xml_name *name = r->vocabulary->names; name->local; name++) {
        uint32_t slot = hash(name->local) % SLOTS;
        while (r->slots[slot])
            slot = (slot + 1) % SLOTS;
        r->slots[slot] = name;
    }
}

static unsigned space_of(const struct stream *r, struct gly_str space)
{
    for (const struct gly_xml_space *s = r->vocabulary->spaces; s->end; s++)
        if (gly_str_ends(space, s->end))
            return s->space;
    return 0;
}

/* expat writes "NAMESPACE\nLOCAL". */
static const char *local_of(const char *name)
{
    const char *separator = strchr(name, SEPARATOR);
    return separator ? separator + 1 : name;
}

static unsigned find_id(const struct stream *r, const char *name)
{
    const char *local = local_of(name);
    uint32_t slot = hash(local) % SLOTS;
    for (; r->slots[slot]; slot = (slot + 1) % SLOTS) {
        if (strcmp(r->slots[slot]->local, local) != 0)
            continue;
        size_t len = local > name ? (size_t)(local - name) - 1 : 0;
        unsigned space = space_of(r, (struct gly_str){name, len});
        if (space == r->slots[slot]->space)
            return r->slots[slot]->id;
    }
    return 0;
}

static const char *find_attribute(const struct gly_xml_attributes *attributes,
                                  const char *local)
{
    for (const char **a = attributes->list; a[0]; a += 2)
        if (strcmp(local_of(a[0]), local) == 0)
            return a[1];
    return NULL;
}

struct gly_str gly_xml_attribute(const struct gly_xml_attributes *attributes,
                                 const char *local)
{
    return gly_str(find_attribute(attributes, local));
}

bool gly_xml_has_attribute(const struct gly_xml_attributes *attributes,
                           const char *local)
{
    return find_attribute(attributes, local) != NULL;
}

bool gly_xml_number(const struct gly_xml_attributes *attributes, const char *local,
                    uint32_t *ret_number)
{
    struct gly_str value = gly_xml_attribute(attributes, local);
    uint64_t number = 0;
    if (value.len == 0 || value.len > 10)
        return false;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(value.ptr[i] - '0');
    }
    *ret_number = number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
    return true;
}

/* ---- Events ---- */

static void stop(struct stream *r, enum fault fault)
{
    if (r->fault == FAULT_NONE)
        r->fault = fault;
    XML_StopParser(r->parser, XML_FALSE);
}

/* expat keeps buffers of its own, so nothing may jump over it: the jump is caught here
 * and made again when expat has returned. */
#define GUARDED(r, call)                         \
    do {                                         \
        jmp_buf here, *outer = r->arena->unwind; \
        if (r->fault != FAULT_NONE)              \
            return;                              \
        if (setjmp(here)) {                      \
            r->arena->unwind = outer;            \
            stop(r, FAULT_UNWIND);               \
            return;                              \
        }                                        \
        r->arena->unwind = &here;                \
        call;                                    \
        r->arena->unwind = outer;                \
    } while (0)

static void XMLCALL on_open(void *data, const XML_Char *name, const XML_Char **list)
{
    struct stream *const r = data;
    const struct gly_xml_attributes attributes = {list};
    if (++r->depth > GLY_LIMIT_XML_DEPTH) {
        stop(r, FAULT_DEPTH);
        return;
    }
    GUARDED(r, r->handler->open(r->context, find_id(r, name), &attributes));
}

static void XMLCALL on_close(void *data, const XML_Char *name)
{
    struct stream *const r = data;
    r->depth--;
    GUARDED(r, r->handler->close(r->context, find_id(r, name)));
}

static void XMLCALL on_text(void *data, const XML_Char *text, int len)
{
    struct stream *const r = data;
    if (!r->handler->text)
        return;
    const uint32_t start = (uint32_t)XML_GetCurrentByteIndex(r->parser);
    const struct gly_span at = {start,
                                start + (uint32_t)XML_GetCurrentByteCount(r->parser)};
    const struct gly_str slice = {text, (size_t)len};
    GUARDED(r, r->handler->text(r->context, slice, at));
}

static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int has_internal)
{
    stop(data, FAULT_DOCTYPE);
}

/* ---- Reading ---- */

static enum gly_status tell(const struct stream *r, const char *name,
                            struct gly_error *err)
{
    enum XML_Error code = XML_GetErrorCode(r->parser);
    switch (r->fault) {
    case FAULT_UNWIND:
        gly_arena_give_up(r->arena);
    case FAULT_DOCTYPE:
        return gly_error_set(err, GLY_E_ENCODING, NULL, 0,
                             "'%s' declares a document type, which this format forbids",
                             name);
    case FAULT_DEPTH:
        return gly_error_set(err, GLY_E_LIMIT, NULL, 0,
                             "'%s' has more than %d elements inside each other", name,
                             GLY_LIMIT_XML_DEPTH);
    default:
        if (code == XML_ERROR_NO_MEMORY)
            return gly_error_set(err, GLY_E_LIMIT, NULL, 0,
                                 "there is not enough memory");
        return gly_error_set(
            err, GLY_E_ENCODING, NULL, 0, "'%s' is damaged at byte %lld: %s", name,
            (long long)XML_GetCurrentByteIndex(r->parser), XML_ErrorString(code));
    }
}

static enum gly_status parse(struct stream *r, const char *name,
                             const struct gly_xml_input *input, struct gly_error *err)
{
    uint64_t fed = 0;
    for (;;) {
        size_t len;
        char *bytes = XML_GetBuffer(r->parser, CHUNK);
        if (!bytes)
            return tell(r, name, err);
        enum gly_status status = input->next(input->context, bytes, CHUNK, &len, err);
        if (status != GLY_OK)
            return status;
        fed += len;
        if (XML_ParseBuffer(r->parser, (int)len, len == 0) != XML_STATUS_OK)
            return tell(r, name, err);
        if (len == 0)
            return GLY_OK;
        XML_Index done = XML_GetCurrentByteIndex(r->parser);
        if (done >= 0 && fed - (uint64_t)done > GLY_LIMIT_XML_TOKEN)
            return gly_error_set(err, GLY_E_LIMIT, NULL, 0,
                                 "'%s' has a tag of more than %u MiB", name,
                                 GLY_LIMIT_XML_TOKEN / (1024 * 1024));
    }
}

static void free_parser(void *object)
{
    struct stream *r = object;
    if (r->parser)
        XML_ParserFree(r->parser);
    r->parser = NULL;
}

enum gly_status gly_xml_read(struct gly_arena *arena, const char *name,
                             const struct gly_xml_input *input,
                             const struct gly_xml_vocabulary *vocabulary,
                             const struct gly_xml_handler *handler, void *context,
                             struct gly_error *err)
{
    struct stream *r = gly_arena_alloc(arena, 1, sizeof *r);
    r->arena = arena;
    r->vocabulary = vocabulary;
    r->handler = handler;
    r->context = context;
    learn_names(r);
    gly_arena_defer(arena, free_parser, r);
    r->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!r->parser)
        return gly_error_set(err, GLY_E_LIMIT, NULL, 0, "there is not enough memory");
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_open, on_close);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    enum gly_status status = parse(r, name, input, err);
    free_parser(r);
    return status;
}
