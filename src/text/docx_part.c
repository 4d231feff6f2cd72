/* The package of a Word document: its parts and how they relate. */
#include <stdlib.h>

#include "text/docx.h"

enum {
    SPACE_W = 1,
    SPACE_MC,
    SPACE_M,
    SPACE_PR,
};

static const struct gly_xml_space spaces[] = {
    {"/wordprocessingml/2006/main", SPACE_W},
    {"/wordprocessingml/main", SPACE_W},
    {"/markup-compatibility/2006", SPACE_MC},
    {"/officeDocument/2006/math", SPACE_M},
    {"/officeDocument/math", SPACE_M},
    {"/package/2006/relationships", SPACE_PR},
    {NULL, 0},
};

static const struct gly_xml_name names[] = {
#define X(space, name) {SPACE_##space, #name, GLY_DOCX_##name},
    GLY_DOCX_ELEMENTS(X)
#undef X
        {0, NULL, 0},
};

static const struct gly_xml_vocabulary vocabulary = {spaces, names};

bool gly_docx_is_on(const struct gly_xml_attributes *attributes)
{
    struct gly_str value = gly_xml_attribute(attributes, "val");
    return !gly_str_is(value, "0") && !gly_str_is(value, "false") &&
           !gly_str_is(value, "off") && !gly_str_is(value, "none");
}

uint32_t gly_docx_number(const struct gly_xml_attributes *attributes, const char *local,
                         uint32_t otherwise)
{
    uint32_t number;
    return gly_xml_number(attributes, local, &number) && number <= INT32_MAX
               ? number
               : otherwise;
}

/* ---- Reading a part ---- */

enum gly_status gly_docx_read(const struct gly_docx_package *package, const char *name,
                              const struct gly_xml_handler *handler, void *context,
                              struct gly_error *err)
{
    return gly_part_read(package->arena, package->zip, name, &vocabulary, handler,
                         context, err);
}

void gly_docx_tell(const struct gly_docx_package *package, enum gly_status status,
                   const struct gly_error *err)
{
    if (status != GLY_OK && package->first->status == GLY_OK)
        *package->first = *err;
}

/* ---- Relationships ---- */

struct relating {
    struct gly_arena *arena;
    struct gly_docx_relations *relations;
    struct gly_str folder; /* of the part that relates, with its slash */
};

/* The name of a part from a target that may begin with '/' and hold "..". What leads out
 * of the package stays in it: a part is only ever looked up by name. */
static struct gly_str resolve(struct gly_arena *arena, struct gly_str folder,
                              struct gly_str target)
{
    bool absolute = target.len > 0 && target.ptr[0] == '/';
    char *path = gly_arena_alloc_raw(arena, folder.len + target.len + 2, 1);
    size_t len = 0;
    if (!absolute && folder.len > 0) {
        memcpy(path, folder.ptr, folder.len);
        len = folder.len;
    }
    for (size_t at = absolute; at < target.len;) {
        const char *slash = memchr(target.ptr + at, '/', target.len - at);
        size_t end = slash ? (size_t)(slash - target.ptr) : target.len;
        struct gly_str step = {target.ptr + at, end - at};
        at = end + 1;
        if (gly_str_is(step, "..")) {
            len -= len > 0;
            while (len > 0 && path[len - 1] != '/')
                len--;
        } else if (step.len > 0 && !gly_str_is(step, ".")) {
            memcpy(path + len, step.ptr, step.len);
            len += step.len;
            if (slash)
                path[len++] = '/';
        }
    }
    path[len] = '\0';
    return (struct gly_str){path, len};
}

static void on_relation(void *context, unsigned id,
                        const struct gly_xml_attributes *attributes)
{
    struct relating *r = context;
    if (id != GLY_DOCX_Relationship)
        return;
    struct gly_str target = gly_xml_attribute(attributes, "Target");
    bool external = gly_str_is(gly_xml_attribute(attributes, "TargetMode"), "External");
    *GLY_VEC_ADD(r->arena, &r->relations->list) = (struct gly_docx_relation){
        .id = gly_arena_copy(r->arena, gly_xml_attribute(attributes, "Id")),
        .type = gly_arena_copy(r->arena, gly_xml_attribute(attributes, "Type")),
        .target = external ? gly_arena_copy(r->arena, target)
                           : resolve(r->arena, r->folder, target),
        .external = external,
    };
}

static void on_close(void *context, unsigned id)
{
    (void)context;
    (void)id;
}

static int by_id(const void *left, const void *right)
{
    const struct gly_docx_relation *a = left, *b = right;
    return gly_str_order(a->id, b->id);
}

static enum gly_status read_relations(const struct gly_docx_package *package,
                                      const char *name, struct gly_str folder,
                                      struct gly_docx_relations *ret_relations,
                                      struct gly_error *err)
{
    static const struct gly_xml_handler handler = {on_relation, on_close, NULL};
    struct relating relating = {package->arena, ret_relations, folder};
    *ret_relations = (struct gly_docx_relations){0};
    enum gly_status status = gly_docx_read(package, name, &handler, &relating, err);
    if (ret_relations->list.count > 0)
        qsort(ret_relations->list.at, ret_relations->list.count,
              sizeof *ret_relations->list.at, by_id);
    return status;
}

static const struct gly_docx_relation *
of_type(const struct gly_docx_relations *relations, const char *type)
{
    for (uint32_t i = 0; i < relations->list.count; i++) {
        const struct gly_docx_relation *r = &relations->list.at[i];
        size_t len = strlen(type);
        if (!r->external && r->type.len > len && gly_str_ends(r->type, type) &&
            r->type.ptr[r->type.len - len - 1] == '/')
            return r;
    }
    return NULL;
}

const char *gly_docx_part(const struct gly_docx_package *package, const char *type)
{
    const struct gly_docx_relation *r = of_type(&package->relations, type);
    return r && gly_zip_has(package->zip, r->target.ptr) ? r->target.ptr : NULL;
}

struct gly_str gly_docx_target(const struct gly_docx_package *package,
                               struct gly_str id)
{
    const struct gly_docx_relations *relations = &package->relations;
    struct gly_docx_relation wanted = {.id = id};
    const struct gly_docx_relation *r =
        relations->list.count == 0
            ? NULL
            : bsearch(&wanted, relations->list.at, relations->list.count,
                      sizeof *relations->list.at, by_id);
    return r && r->external ? r->target : (struct gly_str){"", 0};
}

/* ---- Opening ---- */

enum gly_status gly_docx_open(struct gly_arena *arena, struct gly_str bytes,
                              struct gly_docx_package *ret_package,
                              struct gly_error *err)
{
    struct gly_docx_package *package = ret_package;
    if (gly_str_starts(bytes, "\xD0\xCF\x11\xE0"))
        return gly_error_set(err, GLY_E_ENCODING, NULL, 0,
                             "the document has a password or is in the format before "
                             "DOCX: save it as DOCX, without a password");
    enum gly_status status = gly_zip_open(arena, bytes, &package->zip, err);
    if (status != GLY_OK)
        return status;
    package->arena = arena;
    package->document = "word/document.xml";
    struct gly_docx_relations top;
    struct gly_error fault;
    if (gly_zip_has(package->zip, "_rels/.rels")) {
        status = read_relations(package, "_rels/.rels", (struct gly_str){0}, &top, err);
        if (status != GLY_OK)
            return status;
        const struct gly_docx_relation *main = of_type(&top, "officeDocument");
        if (main)
            package->document = main->target.ptr;
    }
    if (!gly_zip_has(package->zip, package->document))
        return gly_error_set(err, GLY_E_ENCODING, NULL, 0,
                             "the package holds no Word document");
    const char *slash = strrchr(package->document, '/');
    struct gly_str folder = {package->document,
                             slash ? (size_t)(slash + 1 - package->document) : 0};
    struct gly_str relations =
        gly_arena_format(arena, "%.*s_rels/%s.rels%c", GLY_STR_ARG(folder),
                         package->document + folder.len, '\0');
    package->relations = (struct gly_docx_relations){0};
    if (gly_zip_has(package->zip, relations.ptr))
        gly_docx_tell(
            package,
            read_relations(package, relations.ptr, folder, &package->relations, &fault),
            &fault);
    return GLY_OK;
}
