/* Packages made in memory: ZIP archives whose members are stored as they are. */
#ifndef GALLEY_TEST_PACKAGE_H
#define GALLEY_TEST_PACKAGE_H

#include <galley/span.h>

struct package_part {
    const char *name;
    struct gly_str content;
};

/* The archive, to be freed. */
struct gly_str package_build(const struct package_part *parts, size_t count);

/* A Word document of a body (what stands in <w:body>), with styles, numbering, notes and
 * comments where these are not NULL; to be freed. The namespaces are declared. */
struct package_docx {
    const char *body, *styles, *numbering, *footnotes, *comments, *relations;
};
struct gly_str package_docx(const struct package_docx *docx);

/* An OpenDocument text of a body (what stands in <office:text>) and automatic styles. */
struct gly_str package_odt(const char *body, const char *styles);

#endif
