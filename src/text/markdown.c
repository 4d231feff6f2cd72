#include "text/doc.h"
static struct gly_doc *read_md(struct gly_arena *a, struct gly_source *s){return gly_reader_plain.read(a,s);}
static const char *const ext[]={"md",NULL};
static const char *const mime[]={"text/markdown",NULL};
const struct gly_reader gly_reader_markdown={"markdown",ext,mime,read_md};
