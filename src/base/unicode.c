#include <galley/unicode.h>

#include <string.h>

/*
 * A code point selects a block of 128 in stage1, the block selects a record in stage2.
 * Records are shared: about a thousand tell all 1,114,112 code points apart. Case
 * mappings are kept as differences, so that whole alphabets share a record.
 */
enum { BLOCK_SHIFT = 7, BLOCK_MASK = (1 << BLOCK_SHIFT) - 1, CP_LIMIT = 0x110000 };

/* The flags of a record, in step with tools/unicode/generate.py. */
enum { WHITE_SPACE = 1, IGNORABLE = 2, EMOJI = 4, BIDI_CONTROL = 8 };

struct record {
    int32_t lower, upper, fold;
    uint8_t script;
    uint8_t category;
    uint8_t flags;
    uint8_t width;
    uint8_t extension; /* 0: none beyond `script` */
    uint8_t compat;
};

struct compat_entry {
    uint32_t cp;
    uint16_t start; /* in compat_pool */
    uint16_t count;
};

struct composition {
    uint32_t base, mark, result;
};

struct mapping {
    uint32_t cp, result;
};

#include "base/unicode_data.inc"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static inline const struct record *find_record(uint32_t cp)
{
    /* The last code point of all is a noncharacter, unassigned like what lies beyond.
     */
    if (cp >= CP_LIMIT) {
        cp = CP_LIMIT - 1;
    }
    uint32_t block = stage1[cp >> BLOCK_SHIFT];
    return &records[stage2[(block << BLOCK_SHIFT) + (cp & BLOCK_MASK)]];
}

enum gly_script gly_script_any(uint32_t cp)
{
    return (enum gly_script)find_record(cp)->script;
}

enum gly_category gly_category_any(uint32_t cp)
{
    return (enum gly_category)find_record(cp)->category;
}

uint32_t gly_to_lower_any(uint32_t cp)
{
    return cp + (uint32_t)find_record(cp)->lower;
}

uint32_t gly_to_upper_any(uint32_t cp)
{
    return cp + (uint32_t)find_record(cp)->upper;
}

uint32_t gly_case_fold_any(uint32_t cp)
{
    return cp + (uint32_t)find_record(cp)->fold;
}

unsigned gly_width_any(uint32_t cp)
{
    return find_record(cp)->width;
}

bool gly_is_space_any(uint32_t cp)
{
    return find_record(cp)->flags & WHITE_SPACE;
}

bool gly_is_default_ignorable(uint32_t cp)
{
    return cp >= 0x80 && find_record(cp)->flags & IGNORABLE;
}

bool gly_is_bidi_control(uint32_t cp)
{
    return cp >= 0x80 && find_record(cp)->flags & BIDI_CONTROL;
}

bool gly_is_emoji(uint32_t cp)
{
    return cp >= 0x80 && find_record(cp)->flags & EMOJI;
}

bool gly_script_has(uint32_t cp, enum gly_script script)
{
    const struct record *record = find_record(cp);
    if (record->extension == 0) {
        return record->script == script;
    }
    unsigned end = extension_starts[record->extension + 1];
    for (unsigned i = extension_starts[record->extension]; i < end; i++) {
        if (extension_members[i] == script) {
            return true;
        }
    }
    return false;
}

struct script_text {
    char code[5], older[5];
    const char *name;
};

static const struct script_text scripts[GLY_SCRIPT_COUNT] = {
#define X(constant, code, older, name) {code, older, name},
    GLY_SCRIPTS(X)
#undef X
};

const char *gly_script_name(enum gly_script script)
{
    return scripts[script < GLY_SCRIPT_COUNT ? script : GLY_SCRIPT_UNKNOWN].name;
}

const char *gly_script_code(enum gly_script script)
{
    return scripts[script < GLY_SCRIPT_COUNT ? script : GLY_SCRIPT_UNKNOWN].code;
}

enum gly_script gly_script_from_code(const char *code)
{
    for (unsigned i = 0; code[0] != '\0' && i < GLY_SCRIPT_COUNT; i++) {
        if (strcmp(scripts[i].code, code) == 0 || strcmp(scripts[i].older, code) == 0) {
            return (enum gly_script)i;
        }
    }
    return GLY_SCRIPT_UNKNOWN;
}

int gly_digit_value(uint32_t cp)
{
    if (!gly_is_digit(cp)) {
        return -1;
    }
    /* Find the last zero that is not above cp: the digits stand in runs of ten. */
    size_t low = 0;
    size_t high = COUNT(digit_zeros);
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (digit_zeros[middle] <= cp) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (int)(cp - digit_zeros[low]);
}

static const struct compat_entry *find_compat(uint32_t cp)
{
    size_t low = 0;
    size_t high = COUNT(compats);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compats[middle].cp == cp) {
            return &compats[middle];
        }
        if (compats[middle].cp < cp) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

enum gly_compat gly_compat_kind(uint32_t cp)
{
    return (enum gly_compat)find_record(cp)->compat;
}

size_t gly_compat_fold(uint32_t cp, uint32_t out[GLY_COMPAT_MAX])
{
    const struct compat_entry *entry =
        gly_compat_kind(cp) == GLY_COMPAT_NONE ? NULL : find_compat(cp);
    if (entry == NULL) {
        out[0] = cp;
        return 1;
    }
    memcpy(out, &compat_pool[entry->start], entry->count * sizeof(out[0]));
    return entry->count;
}

uint32_t gly_compose(uint32_t base, uint32_t mark)
{
    size_t low = 0;
    size_t high = COUNT(compositions);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct composition *at = &compositions[middle];
        if (at->base == base && at->mark == mark) {
            return at->result;
        }
        if (at->base < base || (at->base == base && at->mark < mark)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return 0;
}

uint32_t gly_confusable_latin(uint32_t cp)
{
    size_t low = 0;
    size_t high = COUNT(confusables);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (confusables[middle].cp == cp) {
            return confusables[middle].result;
        }
        if (confusables[middle].cp < cp) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return 0;
}
