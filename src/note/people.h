/* The nouns of rules/figures/people.csv, in order. */
#ifndef GALLEY_PEOPLE_H
#define GALLEY_PEOPLE_H

#include <galley/span.h>

extern const char *const gly_people[];
extern const size_t gly_people_count;

#endif
