/* The lists of rules/spelling as one list, from the commonest words to the rarest and by
 * their bytes within a size: as they stand in section WORD. */
#ifndef GALLEY_MKDATA_WORDS_H
#define GALLEY_MKDATA_WORDS_H

#include <stdint.h>

#include "mkdata.h"

struct word {
    char *text; /* of the table it came from */
    uint8_t len, size;
    uint16_t facts;  /* base/image_format.h */
    uint32_t offset; /* into the blob of section WORD */
};

struct words {
    struct word *list;
    size_t count, room;
    struct table *tables; /* what the words were read from */
};

void words_open(struct words *words, const struct rules *rules);
void words_close(struct words *words);

#endif
