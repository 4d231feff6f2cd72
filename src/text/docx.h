/* The inside of the DOCX reader (ISO/IEC 29500, "WordprocessingML"): what its files
 * share. */
#ifndef GALLEY_DOCX_H
#define GALLEY_DOCX_H

#include "base/part.h"
#include "text/flow.h"
#include "text/style.h"

/* ---- Parts and relationships (docx_part.c) ---- */

struct gly_docx_relation {
    struct gly_str id, type, target; /* `target` is a part's name unless `external` */
    bool external;
};

struct gly_docx_relations {
    GLY_VEC(struct gly_docx_relation) list; /* sorted by id */
};

struct gly_docx_package {
    struct gly_arena *arena;
    struct gly_zip *zip;
    const char *document; /* name of the main part */
    struct gly_docx_relations relations;
    struct gly_error *first; /* where the first fault is told */
};

enum gly_status gly_docx_open(struct gly_arena *arena, struct gly_str bytes,
                              struct gly_docx_package *ret_package,
                              struct gly_error *err);
/* The part that the document relates to as `type` ("styles"), NULL when there is none. */
const char *gly_docx_part(const struct gly_docx_package *package, const char *type);
/* The target of an external relation (a hyperlink), "" when there is none. */
struct gly_str gly_docx_target(const struct gly_docx_package *package,
                               struct gly_str id);

/* Read one part through a handler. */
enum gly_status gly_docx_read(const struct gly_docx_package *package, const char *name,
                              const struct gly_xml_handler *handler, void *context,
                              struct gly_error *err);

/* ---- Elements ---- */

enum gly_docx_element {
#define GLY_DOCX_ELEMENTS(X) \
    X(W, p)                  \
    X(W, pPr)                \
    X(W, pStyle)             \
    X(W, numPr)              \
    X(W, ilvl)               \
    X(W, numId)              \
    X(W, outlineLvl)         \
    X(W, r)                  \
    X(W, rPr)                \
    X(W, rStyle)             \
    X(W, b)                  \
    X(W, i)                  \
    X(W, u)                  \
    X(W, strike)             \
    X(W, dstrike)            \
    X(W, vanish)             \
    X(W, webHidden)          \
    X(W, noProof)            \
    X(W, lang)               \
    X(W, vertAlign)          \
    X(W, t)                  \
    X(W, delText)            \
    X(W, tab)                \
    X(W, ptab)               \
    X(W, br)                 \
    X(W, cr)                 \
    X(W, noBreakHyphen)      \
    X(W, softHyphen)         \
    X(W, sym)                \
    X(W, fldChar)            \
    X(W, instrText)          \
    X(W, hyperlink)          \
    X(W, bookmarkStart)      \
    X(W, ins)                \
    X(W, del)                \
    X(W, moveFrom)           \
    X(W, moveTo)             \
    X(W, rPrChange)          \
    X(W, pPrChange)          \
    X(W, tblPrChange)        \
    X(W, trPrChange)         \
    X(W, tcPrChange)         \
    X(W, sectPr)             \
    X(W, rt)                 \
    X(W, tbl)                \
    X(W, gridCol)            \
    X(W, tr)                 \
    X(W, trPr)               \
    X(W, tblHeader)          \
    X(W, gridBefore)         \
    X(W, tc)                 \
    X(W, gridSpan)           \
    X(W, vMerge)             \
    X(W, footnoteReference)  \
    X(W, endnoteReference)   \
    X(W, footnote)           \
    X(W, endnote)            \
    X(W, comment)            \
    X(W, commentRangeStart)  \
    X(W, commentRangeEnd)    \
    X(W, commentReference)   \
    X(W, txbxContent)        \
    X(W, style)              \
    X(W, name)               \
    X(W, basedOn)            \
    X(W, docDefaults)        \
    X(W, tblStylePr)         \
    X(W, abstractNum)        \
    X(W, abstractNumId)      \
    X(W, lvl)                \
    X(W, start)              \
    X(W, numFmt)             \
    X(W, num)                \
    X(W, lvlOverride)        \
    X(W, startOverride)      \
    X(MC, Fallback)          \
    X(M, oMath)              \
    X(PR, Relationship)
    GLY_DOCX_UNKNOWN,
#define X(space, name) GLY_DOCX_##name,
    GLY_DOCX_ELEMENTS(X)
#undef X
};

/* <w:b/> and <w:b w:val="0"/>. */
bool gly_docx_is_on(const struct gly_xml_attributes *attributes);
/* An attribute as a number; `otherwise` where it is none. Never above INT32_MAX. */
uint32_t gly_docx_number(const struct gly_xml_attributes *attributes, const char *local,
                         uint32_t otherwise);

/* ---- Styles and numbering (docx_style.c) ---- */

/* What properties of runs switch on and off (enum gly_flow_look). */
struct gly_docx_look {
    unsigned on, off;
    char lang[12];
};

/* Take one property of a run; false where it is none of those read here. */
bool gly_docx_take_look(struct gly_docx_look *look, unsigned id,
                        const struct gly_xml_attributes *attributes);

enum { GLY_DOCX_LEVELS = 9, GLY_DOCX_NO_NUMBER = UINT32_MAX };

struct gly_docx_style {
    struct gly_str id, based_on;
    enum gly_style_role role;
    uint16_t level;
    uint32_t number, depth; /* of its list, or GLY_DOCX_NO_NUMBER */
    struct gly_docx_look look;
    bool settled, is_default, is_character;
};

struct gly_docx_abstract {
    uint32_t id;
    struct {
        bool ordered;
        uint32_t start;
        uint32_t count; /* the number of the item before; 0: none yet */
    } level[GLY_DOCX_LEVELS];
};

struct gly_docx_number {
    uint32_t id, abstract;           /* id of it */
    uint32_t start[GLY_DOCX_LEVELS]; /* where this list begins anew, else NO_NUMBER */
    bool begun[GLY_DOCX_LEVELS];
};

struct gly_docx_styles {
    struct gly_arena *arena;
    GLY_VEC(struct gly_docx_style) list; /* sorted by id */
    struct gly_docx_look defaults;
    const struct gly_docx_style *normal; /* of paragraphs that name none; or NULL */
    GLY_VEC(struct gly_docx_abstract) abstracts;
    GLY_VEC(struct gly_docx_number) numbers; /* both sorted by id */
};

/* Read both parts; what is missing is left out, faults are told in package->first. */
void gly_docx_read_styles(const struct gly_docx_package *package,
                          struct gly_docx_styles *ret_styles);
/* NULL when there is none of that name. */
const struct gly_docx_style *gly_docx_find_style(const struct gly_docx_styles *styles,
                                                 struct gly_str id);
/* Make the paragraph the next item of a numbering; false where that is none. */
bool gly_docx_count(struct gly_docx_styles *styles, uint32_t number, uint32_t depth,
                    struct gly_flow_paragraph *paragraph);

/* Keep the first fault of a package. */
void gly_docx_tell(const struct gly_docx_package *package, enum gly_status status,
                   const struct gly_error *err);

#endif
