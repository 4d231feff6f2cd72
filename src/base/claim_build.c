#include "base/claim_build.h"

#include "base/claim_builder.h"
#include "base/image_format.h"
#include "base/limits.h"

/* ---- Rows ---- */

static void add_cues(struct gly_claim_builder *b, const struct gly_str *cells)
{
    unsigned class = gly_claim_sheet_choice(GLY_CLAIM_SHEET_CUES, 0, cells[0]);
    struct gly_str list = cells[1];
    while (list.len > 0)
        gly_claim_builder_entry_of(b, gly_claim_cut(&list))->cues |= 1u << class;
}

/* A verb that has such a row gets forms, others a row. */
static bool add_event(struct gly_claim_builder *b, const struct gly_str *cells)
{
    unsigned object = gly_claim_sheet_choice(GLY_CLAIM_SHEET_EVENTS, 2, cells[2]);
    uint32_t row = 0;
    while (row < b->events.count &&
           (b->events.at[row].object != object ||
            !gly_claim_builder_text_is(b, b->events.at[row].verb, cells[0])))
        row++;
    if (row >= GLY_LIMIT_CLAIM_ROWS)
        return false;
    if (row == b->events.count)

    {
        uint32_t group = 0;
        while (group < row &&
               !gly_claim_builder_text_is(b, b->events.at[group].verb, cells[0]))
            group++;
        *GLY_VEC_ADD(b->arena, &b->events) = (struct gly_event_row){
            gly_claim_builder_add_text(b, cells[0]), object, group};
    }
    struct gly_str list = cells[1];
    while (list.len > 0)
        gly_claim_builder_entry_of(b, gly_claim_cut(&list))->event =
            (uint16_t)(row + 1);
    return true;
}

static bool add_relation(struct gly_claim_builder *b, const struct gly_str *cells)
{
    uint32_t row = b->relations.count, group = 0;
    if (row >= GLY_LIMIT_CLAIM_ROWS)
        return false;
    while (group < row &&
           !gly_claim_builder_text_is(b, b->relations.at[group].name, cells[0]))
        group++;
    *GLY_VEC_ADD(b->arena, &b->relations) = (struct gly_relation_row){
        .name = gly_claim_builder_add_text(b, cells[0]),
        .links = gly_claim_builder_add_text(b, cells[3]),
        .group = group,
        .frame =
            (uint16_t)gly_claim_sheet_choice(GLY_CLAIM_SHEET_RELATIONS, 1, cells[1]),
        .value =
            (uint16_t)gly_claim_sheet_choice(GLY_CLAIM_SHEET_RELATIONS, 4, cells[4])};
    struct gly_str list = cells[2];
    while (list.len > 0) {
        struct gly_claim_entry *entry =
            gly_claim_builder_entry_of(b, gly_claim_cut(&list));
        *GLY_VEC_ADD(b->arena, &b->links) =
            (struct gly_relation_link){row, entry->relations};
        entry->relations = b->links.count - 1;
    }
    return true;
}

static void add_opposite(struct gly_claim_builder *b, struct gly_str word,
                         struct gly_opposite row)
{
    struct gly_claim_entry *entry = gly_claim_builder_entry_of(b, word);
    row.next = entry->opposites;
    *GLY_VEC_ADD(b->arena, &b->opposites) = row;
    entry->opposites = b->opposites.count - 1;
}

/* How many opposites a word has; UINT32_MAX when `other` is one of them. */
static uint32_t opposites_of(struct gly_claim_builder *b, struct gly_str word,
                             struct gly_str other)
{
    uint32_t count = 0;
    for (uint32_t o = gly_claim_builder_entry_of(b, word)->opposites; o;
         o = b->opposites.at[o].next) {
        if (gly_claim_builder_text_is(b, b->opposites.at[o].other, other))
            return UINT32_MAX;
        count++;
    }
    return count;
}

/* By the choices of the column. */
static const enum gly_opposite_kind pair_kinds[] = {
    GLY_OPPOSITE_ANTONYM, GLY_OPPOSITE_QUANTIFIER, GLY_OPPOSITE_VERDICT,
    GLY_OPPOSITE_STATE, GLY_OPPOSITE_LACK};

static bool add_pair(struct gly_claim_builder *b, const struct gly_str *cells)
{
    uint32_t there = opposites_of(b, cells[0], cells[1]);
    uint32_t back = opposites_of(b, cells[1], cells[0]);
    if (there == UINT32_MAX)
        return true;
    if (there >= GLY_LIMIT_CLAIM_OPPOSITES || back >= GLY_LIMIT_CLAIM_OPPOSITES)
        return false;
    struct gly_opposite row = {
        .pair = b->pair_count,
        .kind = (uint16_t)
            pair_kinds[gly_claim_sheet_choice(GLY_CLAIM_SHEET_OPPOSITES, 2, cells[2])]};
    row.other = gly_claim_builder_add_text(b, cells[1]);
    add_opposite(b, cells[0], row);
    row.other = gly_claim_builder_add_text(b, cells[0]);
    row.side = 1;
    add_opposite(b, cells[1], row);
    b->pair_count++;
    return true;
}

/* Words of one row are one answer; another row of the set is another. */
static bool add_answer(struct gly_claim_builder *b, const struct gly_str *cells)
{
    struct gly_opposite row = {.kind = GLY_OPPOSITE_SET, .pair = b->pair_count};
    bool found = false;
    for (uint32_t i = 1; i < b->opposites.count; i++) {
        const struct gly_opposite *o = &b->opposites.at[i];
        if (o->kind != GLY_OPPOSITE_SET ||
            !gly_claim_builder_text_is(b, o->other, cells[0]))
            continue;
        if (!found || o->side >= row.side)
            row.side = (uint16_t)(o->side + 1);
        row.other = o->other;
        row.pair = o->pair;
        found = true;
    }
    if (row.side >= GLY_LIMIT_CLAIM_OPPOSITES)
        return false;
    if (!found) {
        row.other = gly_claim_builder_add_text(b, cells[0]);
        b->pair_count++;
    }
    struct gly_str list = cells[1];
    while (list.len > 0)
        add_opposite(b, gly_claim_cut(&list), row);
    return true;
}

static void add_implicative(struct gly_claim_builder *b, const struct gly_str *cells)
{
    struct gly_str list = cells[1];
    while (list.len > 0)
        gly_claim_builder_entry_of(b, gly_claim_cut(&list))->implicative =
            gly_claim_sheet_choice(GLY_CLAIM_SHEET_IMPLICATIVES, 2, cells[2]) == 1 ? -1
                                                                                   : 1;
}

static bool add_asymmetric(struct gly_claim_builder *b, const struct gly_str *cells)
{
    if (b->verb_count >= GLY_LIMIT_CLAIM_ROWS)
        return false;
    b->verb_count++;
    unsigned deed = gly_claim_sheet_choice(GLY_CLAIM_SHEET_ASYMMETRIC, 2, cells[2]);
    struct gly_str list = cells[1];
    while (list.len > 0) {
        struct gly_claim_entry *entry =
            gly_claim_builder_entry_of(b, gly_claim_cut(&list));
        entry->verb = (uint16_t)b->verb_count;
        entry->once = (uint16_t)deed;
    }
    return true;
}

static void add_form(struct gly_claim_builder *b, const struct gly_str *cells)
{
    uint32_t word = gly_claim_builder_entry_at(b, cells[1]);
    gly_claim_builder_entry_of(b, cells[0])->word = word;
}

/* The last event of this name; UINT32_MAX for none. */
static uint32_t event_called(const struct gly_claim_builder *b, struct gly_str name)
{
    for (uint32_t row = b->events.count; row-- > 0;)
        if (gly_claim_builder_text_is(b, b->events.at[row].verb, name))
            return row;
    return UINT32_MAX;
}

static uint32_t relation_called(const struct gly_claim_builder *b, struct gly_str name)
{
    for (uint32_t row = 0; row < b->relations.count; row++)
        if (gly_claim_builder_text_is(b, b->relations.at[row].name, name))
            return row;
    return UINT32_MAX;
}

static void link_label(struct gly_claim_builder *b, const struct gly_str *cells,
                       uint32_t row, bool relation)
{
    uint32_t qualifiers = gly_claim_builder_add_text(b, cells[4]);
    struct gly_claim_entry *entry = gly_claim_builder_entry_of(b, cells[0]);
    *GLY_VEC_ADD(b->arena, &b->labels) = (struct gly_label_row){
        .next = entry->labels,
        .row = row,
        .qualifiers = qualifiers,
        .relation = relation,
        .any_tense = gly_claim_sheet_choice(GLY_CLAIM_SHEET_LABELS, 3, cells[3]) == 1,
        .text = gly_claim_sheet_choice(GLY_CLAIM_SHEET_LABELS, 5, cells[5]) == 1};
    entry->labels = b->labels.count - 1;
}

/* What the row names must be there, all of it. */
static const char *fault_of_label(const struct gly_claim_builder *b,
                                  const struct gly_str *cells)
{
    struct gly_str list = cells[2];
    if (cells[1].len == 0 && cells[2].len == 0)
        return "tells neither an event nor a relation";
    if (cells[1].len > 0 && event_called(b, cells[1]) == UINT32_MAX)
        return "tells an event that no table has";
    while (list.len > 0)
        if (relation_called(b, gly_claim_cut(&list)) == UINT32_MAX)
            return "tells a relation that no table has";
    return NULL;
}

static bool add_label(struct gly_claim_builder *b, const struct gly_str *cells)
{
    struct gly_str list = cells[2];
    if (b->labels.count >= GLY_LIMIT_CLAIM_ROWS)
        return false;
    if (cells[1].len > 0)
        link_label(b, cells, event_called(b, cells[1]), false);
    while (list.len > 0)
        link_label(b, cells, relation_called(b, gly_claim_cut(&list)), true);
    return true;
}

/* False where there is no room for it. */
static bool add_row(struct gly_claim_builder *b, enum gly_claim_sheet sheet,
                    const struct gly_str *cells)
{
    switch (sheet) {
    case GLY_CLAIM_SHEET_EVENTS:
        return add_event(b, cells);
    case GLY_CLAIM_SHEET_RELATIONS:
        return add_relation(b, cells);
    case GLY_CLAIM_SHEET_OPPOSITES:
        return add_pair(b, cells);
    case GLY_CLAIM_SHEET_SETS:
        return add_answer(b, cells);
    case GLY_CLAIM_SHEET_ASYMMETRIC:
        return add_asymmetric(b, cells);
    case GLY_CLAIM_SHEET_CUES:
        add_cues(b, cells);
        return true;
    case GLY_CLAIM_SHEET_IMPLICATIVES:
        add_implicative(b, cells);
        return true;
    case GLY_CLAIM_SHEET_LABELS:
        return add_label(b, cells);
    default:
        add_form(b, cells);
        return true;
    }
}

enum gly_status gly_claim_builder_add(struct gly_claim_builder *b,
                                      enum gly_claim_sheet sheet,
                                      const struct gly_str cells[GLY_CLAIM_COLUMNS],
                                      const char *file, unsigned line,
                                      struct gly_error *err)
{
    for (unsigned c = 0; gly_claim_sheet_column(sheet, c); c++) {
        const char *fault = gly_claim_sheet_fault(sheet, c, cells[c]);
        if (fault)
            return gly_error_set(
                err, GLY_E_CONFIG, file, line, "column '%s': '%.*s' %s",
                gly_claim_sheet_column(sheet, c),
                (int)(cells[c].len < 60 ? cells[c].len : 60), cells[c].ptr, fault);
    }
    const char *fault =
        sheet == GLY_CLAIM_SHEET_LABELS ? fault_of_label(b, cells) : NULL;
    if (fault)
        return gly_error_set(err, GLY_E_CONFIG, file, line, "column 'label': '%.*s' %s",
                             GLY_STR_ARG(cells[0]), fault);
    if (!add_row(b, sheet, cells))
        return gly_error_set(
            err, GLY_E_CONFIG, file, line,
            sheet == GLY_CLAIM_SHEET_OPPOSITES ? "a word has more than %d opposites"
            : sheet == GLY_CLAIM_SHEET_SETS    ? "a set has more than %d rows"
                                               : "more than %d rows of such tables",
            sheet == GLY_CLAIM_SHEET_OPPOSITES || sheet == GLY_CLAIM_SHEET_SETS
                ? GLY_LIMIT_CLAIM_OPPOSITES
                : GLY_LIMIT_CLAIM_ROWS);
    return GLY_OK;
}

/* ---- The whole ---- */

/* The rows of `base`, which may be damaged: what a row leads to is there. */
static void copy_rows(struct gly_claim_builder *b, const struct gly_claim_words *base)
{
    const uint32_t *counts = base->counts;
    for (uint32_t i = 0; i < counts[GLY_CLAIM_ENTRIES]; i++) {
        struct gly_claim_entry entry = *gly_claim_entry(base, i);
        if (entry.opposites >= counts[GLY_CLAIM_OPPOSITES])
            entry.opposites = 0;
        if (entry.relations >= counts[GLY_CLAIM_LINKS])
            entry.relations = 0;
        if (entry.labels >= counts[GLY_CLAIM_LABELS])
            entry.labels = 0;
        if (entry.word >= counts[GLY_CLAIM_ENTRIES])
            entry.word = 0;
        *GLY_VEC_ADD(b->arena, &b->entries) = entry;
    }
    for (uint32_t i = 0; i < counts[GLY_CLAIM_OPPOSITES]; i++)
        *GLY_VEC_ADD(b->arena, &b->opposites) = *gly_claim_opposite(base, i);
    for (uint32_t i = 0; i < counts[GLY_CLAIM_EVENTS]; i++)
        *GLY_VEC_ADD(b->arena, &b->events) = *gly_claim_event_row(base, i);
    for (uint32_t i = 0; i < counts[GLY_CLAIM_RELATIONS]; i++)
        *GLY_VEC_ADD(b->arena, &b->relations) = *gly_claim_relation_row(base, i);
    for (uint32_t i = 0; i < counts[GLY_CLAIM_LINKS]; i++)
        *GLY_VEC_ADD(b->arena, &b->links) = *gly_claim_link(base, i);
    for (uint32_t i = 0; i < counts[GLY_CLAIM_LABELS]; i++)
        *GLY_VEC_ADD(b->arena, &b->labels) = *gly_claim_label(base, i);
    const unsigned char *text = base->tables[GLY_CLAIM_TEXT];
    for (uint32_t i = 0; i < counts[GLY_CLAIM_TEXT]; i++)
        *GLY_VEC_ADD(b->arena, &b->text) = text[i];
    b->pair_count = base->pair_count;
    b->verb_count = base->verb_count;
}

struct gly_claim_builder *gly_claim_builder_new(struct gly_arena *arena,
                                                const struct gly_claim_words *base)
{
    struct gly_claim_builder *b = gly_arena_alloc(arena, 1, sizeof *b);
    b->arena = arena;
    b->slot_count = 512;
    if (base)
        copy_rows(b, base);
    if (b->entries.count == 0)
        *GLY_VEC_ADD(arena, &b->entries) = (struct gly_claim_entry){0};
    if (b->opposites.count == 0)
        *GLY_VEC_ADD(arena, &b->opposites) = (struct gly_opposite){0};
    if (b->links.count == 0)
        *GLY_VEC_ADD(arena, &b->links) = (struct gly_relation_link){0};
    if (b->labels.count == 0)
        *GLY_VEC_ADD(arena, &b->labels) = (struct gly_label_row){0};
    while (b->slot_count < b->entries.count * 4)
        b->slot_count *= 2;
    gly_claim_builder_grow(b);
    return b;
}

/* The word that a form in -ed or -ing is of, as an entry with opposites; 0 for none. */
static uint32_t base_of(struct gly_claim_builder *b, struct gly_str form)
{
    char word[GLY_CLAIM_WORD_BYTES + 1];
    size_t len = form.len;
    len -= gly_str_ends(form, "ed") ? 2 : gly_str_ends(form, "ing") ? 3 : len;
    if (len < 2 || len >= GLY_CLAIM_WORD_BYTES)
        return 0;
    memcpy(word, form.ptr, len);
    word[len] = 'e';
    const struct gly_str tries[] = {
        {word, len},
        {word, len + 1},
        {word, word[len - 1] == word[len - 2] ? len - 1 : 0}};
    for (unsigned i = 0; i < GLY_COUNT(tries); i++) {
        uint32_t entry =
            *gly_claim_builder_slot(b, gly_word_hash(tries[i].ptr, tries[i].len));
        if (entry && b->entries.at[entry].opposites)
            return entry;
    }
    return 0;
}

/* "Increased" has an opposite of its own, and those of "increase" as well. */
static void inherit(struct gly_claim_builder *b, struct gly_str word)
{
    uint32_t own = gly_claim_builder_entry_at(b, word), base = b->entries.at[own].word;
    if (!base)
        base = base_of(b, word);
    for (uint32_t o = base ? b->entries.at[base].opposites : 0; o;
         o = b->opposites.at[o].next) {
        struct gly_opposite copy = b->opposites.at[o];
        if (opposites_of(b, word, gly_claim_builder_text(b, copy.other)) == UINT32_MAX)
            continue;
        copy.next = b->entries.at[own].opposites;
        *GLY_VEC_ADD(b->arena, &b->opposites) = copy;
        b->entries.at[own].opposites = b->opposites.count - 1;
    }
}

static void inherit_all(struct gly_claim_builder *b)
{
    uint32_t count = b->opposites.count;
    for (uint32_t i = 1; i < count; i++)
        if (b->opposites.at[i].kind != GLY_OPPOSITE_SET)
            inherit(b, gly_claim_builder_text(b, b->opposites.at[i].other));
}

void gly_claim_builder_finish(struct gly_claim_builder *b,
                              const unsigned char **ret_bytes, size_t *ret_size)
{
    inherit_all(b);
    const struct {
        const void *rows;
        uint32_t count;
        size_t size;
    } tables[GLY_CLAIM_TABLE_COUNT] = {
        [GLY_CLAIM_SLOTS] = {b->slots, b->slot_count, sizeof *b->slots},
        [GLY_CLAIM_ENTRIES] = {b->entries.at, b->entries.count, sizeof *b->entries.at},
        [GLY_CLAIM_OPPOSITES] = {b->opposites.at, b->opposites.count,
                                 sizeof *b->opposites.at},
        [GLY_CLAIM_EVENTS] = {b->events.at, b->events.count, sizeof *b->events.at},
        [GLY_CLAIM_RELATIONS] = {b->relations.at, b->relations.count,
                                 sizeof *b->relations.at},
        [GLY_CLAIM_LABELS] = {b->labels.at, b->labels.count, sizeof *b->labels.at},
        [GLY_CLAIM_LINKS] = {b->links.at, b->links.count, sizeof *b->links.at},
        [GLY_CLAIM_TEXT] = {b->text.at, b->text.count, sizeof *b->text.at},
    };
    struct gly_claim_head head = {.version = GLY_CLAIM_VERSION,
                                  .pair_count = b->pair_count,
                                  .verb_count = b->verb_count};
    size_t end = (sizeof head + 7) / 8 * 8;
    for (unsigned i = 0; i < GLY_CLAIM_TABLE_COUNT; i++) {
        head.tables[i].offset = (uint32_t)end;
        head.tables[i].count = tables[i].count;
        end += (tables[i].count * tables[i].size + 7) / 8 * 8;
    }
    unsigned char *bytes = gly_arena_alloc(b->arena, end, 1);
    memcpy(bytes, &head, sizeof head);
    for (unsigned i = 0; i < GLY_CLAIM_TABLE_COUNT; i++)
        if (tables[i].count > 0)
            memcpy(bytes + head.tables[i].offset, tables[i].rows,
                   tables[i].count * tables[i].size);
    *ret_bytes = bytes;
    *ret_size = end;
}
