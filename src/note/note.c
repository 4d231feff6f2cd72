#include "note/note.h"

static const uint32_t direct_needs[] = {
#define X(NAME, name, needs) [GLY_ANNOTATION_##NAME] = (needs),
    GLY_ANNOTATIONS(X)
#undef X
};

static const gly_annotate_fn annotators[] = {
#define X(NAME, name, needs) [GLY_ANNOTATION_##NAME] = gly_annotate_##name,
    GLY_ANNOTATIONS(X)
#undef X
};

/* The list names an annotation before those that need it, so one walk from the end
 * closes the set. */
uint32_t gly_annotation_closure(uint32_t needs)
{
    for (unsigned a = GLY_ANNOTATION_COUNT; a-- > 0;)
        if (needs & (1u << a))
            needs |= direct_needs[a];
    return needs;
}

void gly_annotate(struct gly_doc *doc, uint32_t needs,
                  const struct gly_resources *resources)
{
    for (unsigned a = 0; a < GLY_ANNOTATION_COUNT; a++)
        if (needs & (1u << a) && !doc->notes[a])
            annotators[a](doc, resources);
}
