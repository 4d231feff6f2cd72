#include "note/lang_model.h"

#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Vectors are those of gcc and clang, which make of them what the machine has. */
typedef uint64_t lanes __attribute__((vector_size(64)));

/*
 * A sum that any changed bit changes, near the speed of memory. It guards against
 * damage, not against forgery; against that stands the checking of every index.
 */
uint64_t gly_lang_checksum(const void *bytes, size_t size)
{
    lanes sums = {0};
    lanes sums_of_sums = {0};
    const uint8_t *at = bytes;

    for (const uint8_t *end = at + size; at < end; at += sizeof(lanes)) {
        lanes words;

        memcpy(&words, at, sizeof(words));
        sums += words;
        sums_of_sums += sums;
    }
    uint64_t checksum = size;
    for (int i = 0; i < 8; i++) {
        checksum = (checksum ^ sums[i]) * 0x9E3779B97F4A7C15U;
        checksum =
            (checksum ^ sums_of_sums[i] ^ (checksum >> 29)) * 0xBF58476D1CE4E5B9U;
    }
    return checksum ^ (checksum >> 32);
}

struct sections {
    const uint8_t *bytes;
    const struct gly_lang_header *header;
};

static size_t section_size(struct sections file, enum gly_lang_section section)
{
    return (size_t)file.header->section_sizes[section];
}

static const void *section_bytes(struct sections file, enum gly_lang_section section)
{
    return file.bytes + file.header->section_starts[section];
}

static bool sections_fit(const struct gly_lang_header *header)
{
    uint64_t at = sizeof(*header);

    for (int i = 0; i < GLY_LANG_SECTION_COUNT; i++) {
        uint64_t start = header->section_starts[i];
        uint64_t size = header->section_sizes[i];

        if (start % GLY_LANG_ALIGN != 0 || start < at || start > header->size ||
            size > header->size - start) {
            return false;
        }
        at = start + size;
    }
    return true;
}

/* NUL-ended names up to max; their number, or 0 when they do not fill the section. */
static uint32_t names_read(struct sections file, enum gly_lang_section section,
                           uint32_t max, struct gly_str *ret_names)
{
    const char *at = section_bytes(file, section);
    size_t left = section_size(file, section);
    uint32_t count = 0;

    while (left > 0) {
        const char *end = memchr(at, '\0', left);

        if (end == NULL || end == at || count == max) {
            return 0;
        }
        ret_names[count++] = (struct gly_str){at, (size_t)(end - at)};
        left -= (size_t)(end - at) + 1;
        at = end + 1;
    }
    return count;
}

enum { BUCKET_SIZE = 16, BUCKETS_MAX = 1 << 22, POOL_MAX = 1 << 24 };

static bool is_buckets(size_t size)
{
    return size % BUCKET_SIZE == 0 && size / BUCKET_SIZE <= BUCKETS_MAX;
}

/* The power of two that size is, counted in pieces of unit bytes; 0 when it is none. */
static uint32_t size_bits(size_t size, size_t unit)
{
    for (uint32_t bits = 1; bits <= 22; bits++) {
        if (size == unit << bits) {
            return bits;
        }
    }
    return 0;
}

static bool hashes_read(struct sections file, enum gly_lang_section starts,
                        enum gly_lang_section prints, struct gly_lang_hashes *ret)
{
    size_t size = section_size(file, starts);

    *ret = (struct gly_lang_hashes){0};
    if (size == 0) {
        return section_size(file, prints) == 0;
    }
    ret->bits = size_bits(size - sizeof(uint32_t), sizeof(uint32_t));
    ret->starts = section_bytes(file, starts);
    ret->prints = section_bytes(file, prints);
    ret->count = (uint32_t)(section_size(file, prints) / sizeof(uint16_t));
    return ret->bits != 0 && ret->bits <= 16;
}

static bool lexicon_read(struct sections file, struct gly_lang_lexicon *ret)
{
    if (!hashes_read(file, GLY_LANG_SECTION_SEEN_STARTS, GLY_LANG_SECTION_SEEN_PRINTS,
                     &ret->seen) ||
        !hashes_read(file, GLY_LANG_SECTION_KNOWN_STARTS, GLY_LANG_SECTION_KNOWN_PRINTS,
                     &ret->known)) {
        return false;
    }
    ret->ambiguities = section_bytes(file, GLY_LANG_SECTION_AMBIGUITIES);
    ret->only_tags = section_bytes(file, GLY_LANG_SECTION_ONLY_TAGS);
    ret->classes = section_bytes(file, GLY_LANG_SECTION_KNOWN_CLASSES);
    ret->masks = section_bytes(file, GLY_LANG_SECTION_KNOWN_MASKS);
    return section_size(file, GLY_LANG_SECTION_AMBIGUITIES) ==
               ret->seen.count * sizeof(uint16_t) &&
           section_size(file, GLY_LANG_SECTION_ONLY_TAGS) == ret->seen.count &&
           section_size(file, GLY_LANG_SECTION_KNOWN_CLASSES) == ret->known.count &&
           section_size(file, GLY_LANG_SECTION_KNOWN_MASKS) == 256 * sizeof(uint16_t);
}

static bool lemmas_read(struct sections file, struct gly_lang_lemmas *ret)
{
    ret->offsets = section_bytes(file, GLY_LANG_SECTION_LEMMA_OFFSETS);
    ret->text =
        (struct gly_str){.ptr = section_bytes(file, GLY_LANG_SECTION_LEMMA_TEXT),
                         .len = section_size(file, GLY_LANG_SECTION_LEMMA_TEXT)};
    return hashes_read(file, GLY_LANG_SECTION_LEMMA_STARTS,
                       GLY_LANG_SECTION_LEMMA_PRINTS, &ret->keys) &&
           section_size(file, GLY_LANG_SECTION_LEMMA_OFFSETS) ==
               ret->keys.count * sizeof(uint32_t);
}

static bool rows_read(struct sections file, enum gly_lang_section buckets, float scale,
                      struct gly_lang_rows *ret)
{
    size_t size = section_size(file, buckets);
    size_t pool_size = section_size(file, buckets + 1);

    *ret = (struct gly_lang_rows){
        .buckets = section_bytes(file, buckets),
        .pool = section_bytes(file, buckets + 1),
        .bucket_count = (uint32_t)(size / BUCKET_SIZE),
        .pool_count = (uint32_t)(pool_size / sizeof(uint16_t)),
        .scale = scale,
    };
    return is_buckets(size) && pool_size <= POOL_MAX * sizeof(uint16_t);
}

static bool direction_read(struct sections file, enum gly_lang_section first,
                           const float scales[3], struct gly_lang_direction *ret)
{
    enum gly_lang_section labels =
        first + GLY_LANG_SECTION_FORWARD_LABELS - GLY_LANG_SECTION_FORWARD_TAGS;
    enum gly_lang_section moves =
        first + GLY_LANG_SECTION_FORWARD_MOVES - GLY_LANG_SECTION_FORWARD_TAGS;
    size_t size = section_size(file, moves);

    for (int i = 0; i < 3; i++) {
        /* Written so that it refuses NaN too. */
        if (!(scales[i] >= 1e-6F && scales[i] <= 1e6F)) {
            return false;
        }
    }
    ret->moves = (struct gly_lang_moves){
        .buckets = section_bytes(file, moves),
        .bucket_count = (uint32_t)(size / BUCKET_SIZE),
        .scale = scales[2],
    };
    return rows_read(file, first, scales[0], &ret->tags) &&
           rows_read(file, labels, scales[1], &ret->labels) && is_buckets(size);
}

static bool names_kinds_read(struct sections file, struct gly_lang_model *model)
{
    size_t size = section_size(file, GLY_LANG_SECTION_NAME_KINDS);
    uint32_t bits = size_bits(size, sizeof(*model->name_slots));

    if (size == 0) {
        return true;
    }
    model->name_slots = section_bytes(file, GLY_LANG_SECTION_NAME_KINDS);
    model->name_mask = (1U << bits) - 1;
    return bits > 0;
}

static const char *const upos_names[] = {
#define GLY_X(name) #name,
    GLY_UPOS_LIST(GLY_X)
#undef GLY_X
};

static const char *const xpos_names[] = {
#define GLY_X(name) #name,
    GLY_XPOS_LIST(GLY_X)
#undef GLY_X
};

static const char *const rel_names[] = {
#define GLY_X(name, text) text,
    GLY_REL_LIST(GLY_X)
#undef GLY_X
};

static bool str_is(struct gly_str str, const char *text)
{
    return str.len == strlen(text) && memcmp(str.ptr, text, str.len) == 0;
}

static void names_number(struct gly_lang_model *model)
{
    for (uint32_t tag = 0; tag < model->tag_count; tag++) {
        uint8_t kind = 0;

        while (kind < GLY_UPOS_OTHER &&
               !str_is(gly_lang_upos_name(model, (uint8_t)tag), upos_names[kind])) {
            kind++;
        }
        model->tag_upos[tag] = kind;
        kind = 0;
        while (kind < GLY_XPOS_OTHER &&
               !str_is(gly_lang_xpos_name(model, (uint8_t)tag), xpos_names[kind])) {
            kind++;
        }
        model->tag_xpos[tag] = kind;
    }
    for (uint32_t label = 0; label < model->label_count; label++) {
        uint8_t kind = 0;

        while (kind < GLY_REL_OTHER &&
               !str_is(model->label_names[label], rel_names[kind])) {
            kind++;
        }
        model->label_kinds[label] = kind;
        if (kind == GLY_REL_ROOT) {
            model->root_label = (uint8_t)label;
        }
    }
}

bool gly_lang_model_read(struct gly_lang_model *model, const void *bytes, size_t size,
                         const char **ret_why)
{
    const struct gly_lang_header *header = bytes;
    struct sections file = {.bytes = bytes, .header = header};

    *model = (struct gly_lang_model){.bytes = bytes, .size = size};
    if (size < sizeof(header->magic) ||
        memcmp(header->magic, GLY_LANG_MAGIC, sizeof(header->magic)) != 0) {
        *ret_why = "not a language model";
        return false;
    }
    if (size < sizeof(*header)) {
        *ret_why = "the language model is cut short";
        return false;
    }
    if (header->byte_order != GLY_LANG_BYTE_ORDER) {
        *ret_why = "the language model is for machines of another byte order";
        return false;
    }
    if (header->version != GLY_LANG_VERSION) {
        *ret_why = "the language model is for another version of galley";
        return false;
    }
    if (header->size != size || size % GLY_LANG_ALIGN != 0) {
        *ret_why = size < header->size ? "the language model is cut short"
                                       : "the language model has the wrong size";
        return false;
    }
    *ret_why = "the language model is damaged: its parts do not fit together";
    if (!sections_fit(header)) {
        return false;
    }
    model->tag_count = names_read(file, GLY_LANG_SECTION_TAG_NAMES, GLY_LANG_TAGS_MAX,
                                  model->tag_names);
    model->label_count = names_read(file, GLY_LANG_SECTION_LABEL_NAMES,
                                    GLY_LANG_LABELS_MAX, model->label_names);
    if (model->tag_count == 0 || model->label_count == 0 ||
        !lexicon_read(file, &model->lexicon) || !lemmas_read(file, &model->lemmas) ||
        !direction_read(file, GLY_LANG_SECTION_FORWARD_TAGS, header->scales[0],
                        &model->directions[0]) ||
        !direction_read(file, GLY_LANG_SECTION_REVERSE_TAGS, header->scales[1],
                        &model->directions[1]) ||
        !names_kinds_read(file, model)) {
        return false;
    }
    names_number(model);
    *ret_why = NULL;
    return true;
}

bool gly_lang_model_verify(const struct gly_lang_model *model, const char **ret_why)
{
    struct gly_lang_header blank = *(const struct gly_lang_header *)model->bytes;
    uint64_t checksum = blank.checksum;

    blank.checksum = 0;
    *ret_why = NULL;
    if ((gly_lang_checksum(&blank, sizeof(blank)) ^
         gly_lang_checksum(model->bytes + sizeof(blank),
                           model->size - sizeof(blank))) != checksum) {
        *ret_why = "the language model is damaged: its checksum is wrong";
    }
    return *ret_why == NULL;
}

bool gly_lang_model_open(struct gly_lang_model *model, const char *path,
                         const char **ret_why)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    void *bytes;

    *model = (struct gly_lang_model){0};
    if (fd < 0) {
        *ret_why = "the language model cannot be opened";
        return false;
    }
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0) {
        close(fd);
        *ret_why = "not a language model";
        return false;
    }
    bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED) {
        *ret_why = "the language model cannot be mapped";
        return false;
    }
    if (!gly_lang_model_read(model, bytes, (size_t)info.st_size, ret_why)) {
        munmap(bytes, (size_t)info.st_size);
        *model = (struct gly_lang_model){0};
        return false;
    }
    return true;
}

void gly_lang_model_close(struct gly_lang_model *model)
{
    if (model->bytes != NULL) {
        munmap((void *)(uintptr_t)model->bytes, model->size);
    }
    *model = (struct gly_lang_model){0};
}

bool gly_lang_model_has_reverse(const struct gly_lang_model *model)
{
    const struct gly_lang_direction *reverse = &model->directions[GLY_LANG_REVERSE];

    return reverse->tags.bucket_count != 0 && reverse->labels.bucket_count != 0 &&
           reverse->moves.bucket_count != 0;
}

struct gly_str gly_lang_upos_name(const struct gly_lang_model *model, uint8_t tag)
{
    struct gly_str name = model->tag_names[tag % GLY_LANG_TAGS_MAX];
    const char *bar = name.len == 0 ? NULL : memchr(name.ptr, '|', name.len);

    if (bar != NULL) {
        name.len = (size_t)(bar - name.ptr);
    }
    return name;
}

struct gly_str gly_lang_xpos_name(const struct gly_lang_model *model, uint8_t tag)
{
    struct gly_str name = model->tag_names[tag % GLY_LANG_TAGS_MAX];
    const char *bar = name.len == 0 ? NULL : memchr(name.ptr, '|', name.len);

    if (bar != NULL) {
        name.len -= (size_t)(bar + 1 - name.ptr);
        name.ptr = bar + 1;
    }
    return name;
}

struct gly_str gly_lang_label_name(const struct gly_lang_model *model, uint8_t label)
{
    return model->label_names[label % GLY_LANG_LABELS_MAX];
}

struct gly_str gly_lang_model_credit(const struct gly_lang_model *model)
{
    const struct gly_lang_header *header = (const void *)model->bytes;

    return (struct gly_str){.ptr = (const char *)model->bytes +
                                   header->section_starts[GLY_LANG_SECTION_CREDIT],
                            .len =
                                (size_t)header->section_sizes[GLY_LANG_SECTION_CREDIT]};
}
