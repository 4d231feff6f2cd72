/* From the rows of a table of confused words to section CONF. */
#include "base/confusions.h"

#include "base/image_format.h"

struct set {
    struct gly_str name, words;
};

struct gly_confusions_builder {
    struct gly_arena *arena;
    GLY_VEC(struct set) sets;
    GLY_VEC(struct gly_confuse_row) rows;
    GLY_VEC(struct gly_confuse_context) contexts;
    GLY_VEC(struct gly_confuse_element) elements;
    GLY_VEC(char) text;
};

struct gly_confusions_builder *gly_confusions_builder_new(struct gly_arena *arena)
{
    struct gly_confusions_builder *builder = gly_arena_alloc(arena, 1, sizeof *builder);
    builder->arena = arena;
    return builder;
}

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

static void add_char(struct gly_confusions_builder *builder, char c)
{
    *GLY_VEC_ADD(builder->arena, &builder->text) = c;
}

/* Puts `s` into the text; returns where it begins. */
static uint32_t add_text(struct gly_confusions_builder *builder, struct gly_str s)
{
    uint32_t at = builder->text.count;
    for (size_t i = 0; i < s.len; i++)
        add_char(builder, s.ptr[i]);
    return at;
}

/* ---- Elements ---- */

static const struct set *find_set(const struct gly_confusions_builder *builder,
                                  struct gly_str name)
{
    for (uint32_t i = 0; i < builder->sets.count; i++)
        if (gly_str_eq(builder->sets.at[i].name, name))
            return &builder->sets.at[i];
    return NULL;
}

/* The words of "a||b", one after another; false behind the last. */
static bool next_word(struct gly_str *words, struct gly_str *ret_word)
{
    while (words->len > 0) {
        *ret_word = cut(words, '|');
        if (ret_word->len > 0)
            return true;
    }
    return false;
}

/* Adds words to those of the element, which is the last thing in the text. */
static void add_words(struct gly_confusions_builder *builder,
                      struct gly_confuse_element *element, struct gly_str words)
{
    struct gly_str word;
    while (next_word(&words, &word)) {
        if (builder->text.count > element->words)
            add_char(builder, '|');
        add_text(builder, word);
        bool open = word.ptr[0] == '~' || gly_str_is(word, "#");
        element->shape.initials |=
            word.ptr[0] == '~' ? UINT32_MAX : gly_confuse_initial(word.ptr[0]);
        element->shape.lengths |= open ? UINT32_MAX : gly_confuse_length(word.len);
    }
}

/* "@poss|the" with the words of the set in its place. */
static bool read_words(struct gly_confusions_builder *builder, struct gly_str text,
                       struct gly_confuse_element *element)
{
    struct gly_str word;
    element->words = builder->text.count;
    while (next_word(&text, &word)) {
        const struct set *set = word.ptr[0] == '@' ? find_set(builder, word) : NULL;
        if (word.ptr[0] == '@' && !set)
            return false;
        add_words(builder, element, set ? set->words : word);
    }
    element->words_len = builder->text.count - element->words;
    return true;
}

static bool read_element(struct gly_confusions_builder *builder, struct gly_str text,
                         struct gly_confuse_element *ret)
{
    static const struct {
        const char *sign;
        enum gly_confuse_element_kind kind;
    } signs[] = {{"_", GLY_CONFUSE_SELF},
                 {"^", GLY_CONFUSE_START},
                 {"$", GLY_CONFUSE_END},
                 {"..", GLY_CONFUSE_GAP}};
    *ret = (struct gly_confuse_element){.kind = GLY_CONFUSE_WORDS};
    for (size_t i = 0; i < GLY_COUNT(signs); i++)
        if (gly_str_is(text, signs[i].sign))
            ret->kind = (uint8_t)signs[i].kind;
    if (ret->kind != GLY_CONFUSE_WORDS)
        return true;
    ret->negated = text.ptr[0] == '!';
    if (ret->negated)
        text = (struct gly_str){text.ptr + 1, text.len - 1};
    return read_words(builder, text, ret);
}

/* ---- Rows ---- */

/* How a word at element `at` of a context may look. */
static struct gly_confuse_shape shape_at(const struct gly_confusions_builder *builder,
                                         const struct gly_confuse_context *context,
                                         unsigned at)
{
    const struct gly_confuse_shape open = {GLY_CONFUSE_ANY, UINT32_MAX};
    if (at >= context->element_count)
        return open;
    const struct gly_confuse_element *element =
        &builder->elements.at[context->first_element + at];
    bool asked = element->kind == GLY_CONFUSE_WORDS && !element->negated;
    return asked ? element->shape : open;
}

/* What is wrong with a context, NULL where nothing is. */
static const char *read_context(struct gly_confusions_builder *builder,
                                struct gly_str text)
{
    struct gly_confuse_context context = {.first_element = builder->elements.count};
    unsigned selves = 0;
    while (text.len > 0) {
        struct gly_str part = cut(&text, ' ');
        struct gly_confuse_element element;
        if (part.len == 0)
            continue;
        if (context.element_count == GLY_CONFUSE_ELEMENTS_MAX)
            return "a context has too many elements";
        if (!read_element(builder, part, &element))
            return "a context names a set that no row above has";
        if (element.kind == GLY_CONFUSE_SELF) {
            selves++;
            context.self = context.element_count;
        }
        *GLY_VEC_ADD(builder->arena, &builder->elements) = element;
        context.element_count++;
    }
    if (selves != 1)
        return "a context has '_' once, where the words in question stand";
    context.before = shape_at(builder, &context, context.self - 1u);
    context.behind = shape_at(builder, &context, context.self + 1u);
    *GLY_VEC_ADD(builder->arena, &builder->contexts) = context;
    return NULL;
}

static const char *add_set(struct gly_confusions_builder *builder, struct gly_str name,
                           struct gly_str words)
{
    if (find_set(builder, name))
        return "a row above has a set of this name";
    *GLY_VEC_ADD(builder->arena, &builder->sets) = (struct set){name, words};
    return NULL;
}

/* How many rows begin with the first word of `written`? */
static unsigned count_same(const struct gly_confusions_builder *builder,
                           struct gly_str written)
{
    unsigned count = 0;
    struct gly_str word = cut(&written, ' ');
    for (uint32_t i = 0; i < builder->rows.count; i++) {
        const struct gly_confuse_row *row = &builder->rows.at[i];
        struct gly_str other = {builder->text.at + row->written, row->written_len};
        count += gly_str_eq(cut(&other, ' '), word);
    }
    return count;
}

static const char *add_row(struct gly_confusions_builder *builder,
                           struct gly_str written, struct gly_str meant,
                           struct gly_str contexts)
{
    struct gly_confuse_row row = {.written_len = (uint32_t)written.len,
                                  .meant_len = (uint32_t)meant.len,
                                  .word_count = 1,
                                  .first_context = builder->contexts.count};
    for (size_t i = 0; i < written.len; i++)
        row.word_count += written.ptr[i] == ' ';
    const char *why = NULL;
    while (contexts.len > 0 && !why) {
        struct gly_str context = cut(&contexts, ';');
        if (context.len > 0)
            why = read_context(builder, context);
    }
    row.context_count = builder->contexts.count - row.first_context;
    for (uint32_t i = row.first_context; i < builder->contexts.count; i++) {
        const struct gly_confuse_context *context = &builder->contexts.at[i];
        row.before.initials |= context->before.initials;
        row.before.lengths |= context->before.lengths;
        row.behind.initials |= context->behind.initials;
        row.behind.lengths |= context->behind.lengths;
    }
    if (row.context_count > GLY_CONFUSE_CONTEXTS_MAX)
        why = "a row has too many contexts";
    if (builder->rows.count == GLY_CONFUSE_ROWS_MAX)
        why = "there are too many rows";
    if (count_same(builder, written) == GLY_CONFUSE_SAME_MAX)
        why = "too many rows begin with this word";
    if (!why && row.context_count == 0)
        why = "a row has a context at least";
    if (why)
        return why;
    row.written = add_text(builder, written);
    row.meant = add_text(builder, meant);
    *GLY_VEC_ADD(builder->arena, &builder->rows) = row;
    return NULL;
}

bool gly_confusions_builder_add(struct gly_confusions_builder *builder,
                                struct gly_str written, struct gly_str meant,
                                struct gly_str contexts, const char **ret_why)
{
    if (written.len == 0 || meant.len == 0 || written.ptr[0] == ' ')
        *ret_why = "a row has the words as written and what was meant";
    else if (written.ptr[0] == '@')
        *ret_why = add_set(builder, written, meant);
    else
        *ret_why = add_row(builder, written, meant, contexts);
    return !*ret_why;
}

/* ---- The section ---- */

static void add_shape(struct gly_confuse_shape *any, struct gly_confuse_shape shape)
{
    any->initials |= shape.initials;
    any->lengths |= shape.lengths;
}

/* What stands beside the first word of a row: before it what its contexts ask for, behind
 * it the second word, where it has one. `rest` is what was written behind the first. */
static void add_neighbours(struct gly_confuse_row *row, struct gly_str rest)
{
    struct gly_str second = cut(&rest, ' ');
    add_shape(&row->any_before, row->before);
    add_shape(&row->any_behind,
              second.len > 0
                  ? (struct gly_confuse_shape){gly_confuse_initial(second.ptr[0]),
                                               gly_confuse_length(second.len)}
                  : row->behind);
}

static void fill_slots(struct gly_confuse_row *rows, uint32_t row_count,
                       const char *text, uint32_t *slots, uint32_t mask)
{
    for (uint32_t i = 0; i < row_count; i++) {
        struct gly_str written = {text + rows[i].written, rows[i].written_len};
        struct gly_str word = cut(&written, ' ');
        size_t head = word.len < sizeof rows[i].head ? word.len : sizeof rows[i].head;
        rows[i].head_len = (uint32_t)word.len;
        memcpy(rows[i].head, word.ptr, head);
        uint32_t at = (uint32_t)(gly_word_hash(word.ptr, word.len) >> 32) & mask;
        for (; slots[at] != 0; at = (at + 1) & mask) {
            const struct gly_confuse_row *other = &rows[slots[at] - 1];
            struct gly_str theirs = {text + other->written, other->written_len};
            if (gly_str_eq(cut(&theirs, ' '), word))
                break;
        }
        if (slots[at] != 0) {
            rows[i].any_before = rows[slots[at] - 1].any_before;
            rows[i].any_behind = rows[slots[at] - 1].any_behind;
        }
        add_neighbours(&rows[i], written);
        rows[i].next = slots[at];
        slots[at] = i + 1;
    }
}

/* Copies `count` objects to `at`; returns what lies behind them. */
static unsigned char *put(unsigned char *at, const void *from, size_t count,
                          size_t size)
{
    if (count > 0)
        memcpy(at, from, count * size);
    return at + count * size;
}

void *gly_confusions_builder_finish(const struct gly_confusions_builder *builder,
                                    size_t *ret_size)
{
    struct gly_confuse_table table = {.slot_count = 4,
                                      .row_count = builder->rows.count,
                                      .context_count = builder->contexts.count,
                                      .element_count = builder->elements.count,
                                      .text_size = builder->text.count};
    while (table.slot_count <= 2 * table.row_count)
        table.slot_count *= 2;
    size_t slots_size = table.slot_count * sizeof(uint32_t);
    *ret_size =
        sizeof table + slots_size + table.row_count * sizeof(struct gly_confuse_row) +
        table.context_count * sizeof(struct gly_confuse_context) +
        table.element_count * sizeof(struct gly_confuse_element) + table.text_size;
    unsigned char *bytes = gly_arena_alloc(builder->arena, *ret_size, 1);
    unsigned char *at = put(bytes, &table, 1, sizeof table);
    uint32_t *slots = (uint32_t *)(void *)at;
    struct gly_confuse_row *rows = (void *)(at + slots_size);
    at = put((unsigned char *)rows, builder->rows.at, table.row_count, sizeof *rows);
    at = put(at, builder->contexts.at, table.context_count,
             sizeof *builder->contexts.at);
    at = put(at, builder->elements.at, table.element_count,
             sizeof *builder->elements.at);
    put(at, builder->text.at, table.text_size, 1);
    fill_slots(rows, table.row_count, builder->text.at, slots, table.slot_count - 1);
    return bytes;
}
