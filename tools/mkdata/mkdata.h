/* mkdata compiles rules/ into galley.dat. One file a section; the same rules give the
 * same bytes. It runs while galley is built, so it needs nothing but the C library, and
 * any fault of the rules ends it with the place of the fault. */
#ifndef GALLEY_MKDATA_H
#define GALLEY_MKDATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Where the tables are. */
struct rules {
    const char *folder;
    FILE *depfile; /* gets the name of each table read; NULL when nobody asked */
};

struct section {
    char tag[5];
    unsigned char *bytes;
    size_t size;
};

/* A table of rules, line by line. Lines that begin with '#' are the table's own
 * business, empty ones are skipped. */
struct table {
    char *path; /* for messages */
    char *text; /* lines are cut out of it */
    char *next;
    unsigned line; /* of the line last given, from 1 */
};

void table_open(struct table *table, const struct rules *rules, const char *name);
/* The next line without its end, NULL after the last. The caller may write into it. */
char *table_next(struct table *table);
void table_close(struct table *table);

/* Say what is wrong at the table's line and exit. */
_Noreturn void table_fail(const struct table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same as CSV with a header line; a field keeps its place until the next record. */
enum { SHEET_COLUMNS = 32 };

struct sheet {
    struct table table;
    char *columns[SHEET_COLUMNS], *fields[SHEET_COLUMNS];
    size_t column_count;
};

void sheet_open(struct sheet *sheet, const struct rules *rules, const char *name);
bool sheet_next(struct sheet *sheet);
const char *sheet_get(const struct sheet *sheet, const char *column);
/* Take the first item of a list separated by '|'; false at its end. */
bool sheet_item(const char **list, char *ret_item, size_t room);
void sheet_close(struct sheet *sheet);

_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
void *allocate(size_t size);                /* zeroed; exits when there is none */
void *reallocate(void *bytes, size_t size); /* likewise */

/* Section WORD, from spelling/words-*.txt and spelling/additions.txt. */
void make_words(const struct rules *rules, struct section *ret_section);
/* Section NEAR, from the same. */
void make_near(const struct rules *rules, struct section *ret_section);
/* Section ATLA, from the tables of geography. */
void make_atlas(const struct rules *rules, struct section *ret_section);
/* Section NAME, from the tables of names and geography. */
void make_names(const struct rules *rules, struct section *ret_section);
/* Section SLIP, from spelling/misspellings.csv and inflections.csv. */
void make_slips(const struct rules *rules, struct section *ret_section);
/* Section CONF, from spelling/confused.csv. */
void make_confusions(const struct rules *rules, struct section *ret_section);
/* Section KNOW, from knowledge.csv and the tables it names. */
void make_knowledge(const struct rules *rules, struct section *ret_section);
/* Section CLAM, from the tables of claims. */
void make_claims(const struct rules *rules, struct section *ret_section);

#endif
