/* The tables of rules/claims, read from section CLAM of galley.dat: rows of plain fields,
 * an empty line before each table. The build has checked that they read. */
#include "note/claim.h"

#include <assert.h>

#include "base/image_format.h"

enum table {
    TABLE_NONE,
    TABLE_CUES,
    TABLE_EVENTS,
    TABLE_RELATIONS,
    TABLE_OPPOSITES,
    TABLE_WORDNET,
    TABLE_IMPLICATIVES,
    TABLE_ASYMMETRIC,
    TABLE_FORMS,
};

/* Bytes of the section for each entry, and for each opposite, at least. */
enum { LEAST_ROW = 9 };

struct reader {
    struct gly_arena *arena;
    struct gly_claim_words *words;
};

/* Cut the part before `end` off the front of `*rest`. */
static struct gly_str cut(struct gly_str *rest, char end)
{
    const char *at = rest->len > 0 ? memchr(rest->ptr, end, rest->len) : NULL;
    size_t len = at ? (size_t)(at - rest->ptr) : rest->len;
    struct gly_str part = {rest->ptr, len};
    size_t step = at ? len + 1 : len;
    *rest = (struct gly_str){rest->ptr + step, rest->len - step};
    return part;
}

/* ---- Entries ---- */

static uint32_t slot_of(const struct gly_claim_words *words, uint64_t hash)
{
    uint32_t slot = (uint32_t)(hash >> 32) & words->mask;
    while (words->slots[slot] && words->entries.at[words->slots[slot]].hash != hash)
        slot = (slot + 1) & words->mask;
    return slot;
}

uint32_t gly_claim_find(const struct gly_claim_words *words, struct gly_str word)
{
    return words->slots[slot_of(words, gly_word_hash(word.ptr, word.len))];
}

static struct gly_claim_entry *entry_of(struct reader *r, struct gly_str word)
{
    uint64_t hash = gly_word_hash(word.ptr, word.len);
    uint32_t slot = slot_of(r->words, hash);
    if (!r->words->slots[slot]) {
        assert(r->words->entries.count * 2 < r->words->mask);
        r->words->slots[slot] = r->words->entries.count;
        *GLY_VEC_ADD(r->arena, &r->words->entries) =
            (struct gly_claim_entry){.hash = hash, .word = word};
    }
    return &r->words->entries.at[r->words->slots[slot]];
}

/* ---- Rows ---- */

static void read_cues(struct reader *r, struct gly_str line)
{
    static const char *const classes[] = {
#define X(NAME, text) #text,
        GLY_CLAIM_CUES(X)
#undef X
    };
    struct gly_str class = cut(&line, ','), list = cut(&line, ',');
    for (unsigned i = 0; i < GLY_COUNT(classes); i++)
        if (gly_str_is(class, classes[i]))
            while (list.len > 0)
                entry_of(r, cut(&list, '|'))->cues |= 1u << i;
}

static uint8_t choice(struct gly_str word, const char *const *words, size_t count)
{
    for (uint8_t i = 0; i < count; i++)
        if (gly_str_is(word, words[i]))
            return i;
    return 0;
}

static void read_event(struct reader *r, struct gly_str line)
{
    static const char *const objects[] = {"self", "goal", "other", "term", "until"};
    struct gly_str verb = cut(&line, ','), forms = cut(&line, ',');
    *GLY_VEC_ADD(r->arena, &r->words->events) =
        (struct gly_event_row){verb, choice(cut(&line, ','), objects, 5)};
    while (forms.len > 0)
        entry_of(r, cut(&forms, '|'))->event = (uint16_t)r->words->events.count;
}

static void read_relation(struct reader *r, struct gly_str line)
{
    static const char *const values[] = {"place", "thing", "school", "office"};
    static const char *const frames[] = {"verb", "noun", "active"};
    struct gly_str name = cut(&line, ','), frame = cut(&line, ',');
    struct gly_str forms = cut(&line, ','), links = cut(&line, ',');
    *GLY_VEC_ADD(r->arena, &r->words->relations) = (struct gly_relation_row){
        name, links, choice(frame, frames, 3), choice(cut(&line, ','), values, 4), 0};
    struct gly_relation_row *rows = r->words->relations.at;
    uint32_t last = r->words->relations.count - 1;
    while (rows[last].group < last && !gly_str_eq(rows[rows[last].group].name, name))
        rows[last].group++;
    while (forms.len > 0) {
        struct gly_claim_entry *entry = entry_of(r, cut(&forms, '|'));
        /* The rows of one word follow each other: those before are this one's next. */
        if (entry->relation)
            r->words->relations.at[r->words->relations.count - 1].next =
                entry->relation;
        entry->relation = (uint16_t)r->words->relations.count;
    }
}

static void add_opposite(struct reader *r, struct gly_str word, struct gly_str other,
                         uint8_t side, bool quantifier)
{
    struct gly_claim_entry *entry = entry_of(r, word);
    *GLY_VEC_ADD(r->arena, &r->words->opposites) = (struct gly_opposite){
        r->words->pair_count, entry->opposites, side, quantifier, other};
    entry->opposites = r->words->opposites.count - 1;
}

static void read_opposites(struct reader *r, struct gly_str line)
{
    struct gly_str word = cut(&line, ','), other = cut(&line, ',');
    bool quantifier = gly_str_is(cut(&line, ','), "quantifier");
    const struct gly_claim_entry *entry = entry_of(r, word);
    for (uint32_t o = entry->opposites; o; o = r->words->opposites.at[o].next)
        if (gly_str_eq(r->words->opposites.at[o].other, other))
            return;
    add_opposite(r, word, other, 0, quantifier);
    add_opposite(r, other, word, 1, quantifier);
    r->words->pair_count++;
}

static void read_implicative(struct reader *r, struct gly_str line)
{
    cut(&line, ',');
    struct gly_str forms = cut(&line, ',');
    int8_t sign = gly_str_is(cut(&line, ','), "-") ? -1 : 1;
    while (forms.len > 0)
        entry_of(r, cut(&forms, '|'))->implicative = sign;
}

static void read_asymmetric(struct reader *r, struct gly_str line)
{
    cut(&line, ',');
    struct gly_str forms = cut(&line, ',');
    if (r->words->asymmetric_count < UINT8_MAX)
        r->words->asymmetric_count++;
    while (forms.len > 0)
        entry_of(r, cut(&forms, '|'))->asymmetric = r->words->asymmetric_count;
}

/* Behind all tables of opposites: a form has those of its word. */
static void read_form(struct reader *r, struct gly_str line)
{
    struct gly_str form = cut(&line, ',');
    uint32_t opposites = entry_of(r, cut(&line, ','))->opposites;
    struct gly_claim_entry *entry = entry_of(r, form);
    if (!entry->opposites)
        entry->opposites = opposites;
}

static void read_line(struct reader *r, enum table table, struct gly_str line)
{
    static void (*const readers[])(struct reader *, struct gly_str) = {
        [TABLE_CUES] = read_cues,
        [TABLE_EVENTS] = read_event,
        [TABLE_RELATIONS] = read_relation,
        [TABLE_OPPOSITES] = read_opposites,
        [TABLE_WORDNET] = read_opposites,
        [TABLE_IMPLICATIVES] = read_implicative,
        [TABLE_ASYMMETRIC] = read_asymmetric,
        [TABLE_FORMS] = read_form,
    };
    if (table < GLY_COUNT(readers) && readers[table])
        readers[table](r, line);
}

const struct gly_claim_words *gly_claim_words_read(struct gly_arena *arena,
                                                   const struct gly_image *image)
{
    const unsigned char *bytes;
    size_t size;
    if (!gly_image_section(image, "CLAM", &bytes, &size))
        return NULL;
    struct gly_claim_words *words = gly_arena_alloc(arena, 1, sizeof *words);
    struct reader r = {arena, words};
    struct gly_str rest = {(const char *)bytes, size};
    /* An entry takes more than eight bytes of the section: half of the slots are free. */
    words->mask = 1023;
    while (words->mask < size / 4)
        words->mask = words->mask * 2 + 1;
    words->slots =
        gly_arena_alloc(arena, (size_t)words->mask + 1, sizeof *words->slots);
    /* Room at once for what a row holds at least: growing would copy the most of it. */
    words->entries.room = words->opposites.room = (uint32_t)(size / LEAST_ROW) + 64;
    words->entries.at =
        gly_arena_alloc_raw(arena, words->entries.room, sizeof *words->entries.at);
    words->opposites.at =
        gly_arena_alloc_raw(arena, words->opposites.room, sizeof *words->opposites.at);
    *GLY_VEC_ADD(arena, &words->entries) = (struct gly_claim_entry){0};
    *GLY_VEC_ADD(arena, &words->opposites) = (struct gly_opposite){0};
    for (unsigned table = TABLE_NONE; rest.len > 0;) {
        struct gly_str line = cut(&rest, '\n');
        if (line.len == 0)
            table++;
        else
            read_line(&r, (enum table)table, line);
    }
    return words;
}

/* ---- Forms ---- */

static uint32_t opposed(const struct gly_claim_words *words, const char *form,
                        size_t len)
{
    if (len < 2)
        return 0;
    uint32_t entry = gly_claim_find(words, (struct gly_str){form, len});
    return words->entries.at[entry].opposites ? entry : 0;
}

/* The stem as it is, with an e, or without its doubled letter. */
static uint32_t opposed_stem(const struct gly_claim_words *words, char *form,
                             size_t len)
{
    uint32_t entry = opposed(words, form, len);
    if (!entry && len > 2 && form[len - 1] == form[len - 2])
        entry = opposed(words, form, len - 1);
    if (!entry) {
        form[len] = 'e';
        entry = opposed(words, form, len + 1);
    }
    return entry;
}

uint32_t gly_claim_find_opposed(const struct gly_claim_words *words,
                                struct gly_str word)
{
    char form[GLY_CLAIM_FORM + 1];
    size_t len = word.len;
    uint32_t entry = opposed(words, word.ptr, len);
    if (entry || len < 4 || len > GLY_CLAIM_FORM)
        return entry;
    memcpy(form, word.ptr, len);
    if (gly_str_ends(word, "ies") || gly_str_ends(word, "ied")) {
        form[len - 3] = 'y';
        return opposed(words, form, len - 2);
    }
    if (gly_str_ends(word, "ing"))
        return opposed_stem(words, form, len - 3);
    if (gly_str_ends(word, "ed"))
        return opposed_stem(words, form, len - 2);
    if (gly_str_ends(word, "s") && !gly_str_ends(word, "ss")) {
        entry = opposed(words, form, len - 1);
        return entry || !gly_str_ends(word, "es") ? entry
                                                  : opposed(words, form, len - 2);
    }
    return 0;
}
