#include "note/claim.h"
void gly_claimer_roles(struct gly_claimer *c)
{
    (void)c;
}
