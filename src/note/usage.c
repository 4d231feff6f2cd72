/* USAGE: one pass over the tokens, one hash table for the forms and one for the words. A
 * form that has been seen costs a hash of its bytes and a comparison. */
#include <galley/unicode.h>
#include <galley/usage.h>
#include <galley/utf8.h>

#include "base/image_format.h"
#include "note/note.h"
#include "note/words.h"

/* Longer ones are no words that two writers would write differently. */
enum { FORM_BYTES_MAX = 64 };

struct builder {
    struct gly_doc *doc;
    GLY_VEC(struct gly_usage_form) forms;
    GLY_VEC(struct gly_usage_word) words;
    uint32_t *form_slots, *word_slots; /* 1 + index */
    uint32_t mask;
    uint32_t *form_at, *next;
};

/* ---- Hashes ---- */

static const uint64_t base = 0x9E3779B97F4A7C15u;

uint64_t gly_usage_hash(struct gly_str text)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < text.len; i++)
        hash = hash * base + (unsigned char)text.ptr[i] + 1;
    return hash;
}

uint64_t gly_usage_joined(uint64_t first, uint64_t second, size_t second_len)
{
    uint64_t power = base;
    for (; second_len > 0; second_len >>= 1, power *= power)
        if (second_len & 1)
            first *= power;
    return first + second;
}

/* The hash without the last letter, an s: the step for it taken back. */
static uint64_t stem_hash(struct gly_str text, uint64_t hash)
{
    const uint64_t inverse = 0xF1DE83E19937733Du; /* of `base`, modulo 2 to the 64th */
    if (text.len < 4 || text.ptr[text.len - 1] != 's' || text.ptr[text.len - 2] == 's')
        return hash;
    return (hash - ('s' + 1)) * inverse;
}

/* ---- Text ---- */

static struct gly_str without_possessive(struct gly_str text)
{
    if (text.len > 2 && gly_str_ends(text, "'s"))
        text.len -= 2;
    else if (text.len > 4 && gly_str_ends(text, "’s"))
        text.len -= 4;
    return text;
}

/* In lower case and with straight apostrophes; the text itself where it is so already. */
static struct gly_str folded(struct builder *b, struct gly_str text)
{
    bool same = true;
    for (size_t i = 0; i < text.len && same; i++)
        same = !gly_is_upper((unsigned char)text.ptr[i]) &&
               (unsigned char)text.ptr[i] < 0x80;
    if (same)
        return text;
    /* A byte becomes three at most: U+FFFD for one that is no UTF-8. */
    char *to = gly_arena_alloc_raw(b->doc->arena, 3 * text.len, 1);
    size_t used = 0;
    for (size_t at = 0; at < text.len;) {
        unsigned len;
        uint32_t cp = gly_utf8_decode(text.ptr, text.len, at, &len);
        used += gly_utf8_encode(cp == 0x2019 ? '\'' : gly_to_lower(cp), to + used);
        at += len;
    }
    return (struct gly_str){to, used};
}

/* ---- Tables ---- */

static uint32_t slot_of(uint64_t hash, uint32_t mask)
{
    return (uint32_t)((hash ^ hash >> 29) * base >> 32) & mask;
}

static uint32_t word_of(struct builder *b, struct gly_str text)
{
    uint64_t hash = gly_usage_hash(text);
    uint32_t at = slot_of(hash, b->mask);
    for (; b->word_slots[at] != 0; at = (at + 1) & b->mask) {
        const struct gly_usage_word *word = &b->words.at[b->word_slots[at] - 1];
        if (word->hash == hash && gly_str_eq(word->text, text))
            return b->word_slots[at] - 1;
    }
    *GLY_VEC_ADD(b->doc->arena, &b->words) = (struct gly_usage_word){
        .text = text,
        .hash = hash,
        .stem = stem_hash(text, hash),
        .form = GLY_NONE,
        .spelling = text.len > 2 ? gly_spelling_find(text) : 0,
    };
    b->word_slots[at] = b->words.count;
    return b->words.count - 1;
}

static uint32_t form_of(struct builder *b, struct gly_str text)
{
    uint32_t at = slot_of(gly_word_hash(text.ptr, text.len), b->mask);
    for (; b->form_slots[at] != 0; at = (at + 1) & b->mask)
        if (gly_str_eq(b->forms.at[b->form_slots[at] - 1].text, text))
            return b->form_slots[at] - 1;
    uint32_t index = b->forms.count;
    b->form_slots[at] = index + 1;
    uint32_t word = word_of(b, folded(b, text));
    *GLY_VEC_ADD(b->doc->arena, &b->forms) = (struct gly_usage_form){
        .text = text,
        .word = word,
        .first = GLY_NONE,
        .sibling = b->words.at[word].form,
    };
    b->words.at[word].form = index;
    return index;
}

static void add(struct builder *b, uint32_t tok)
{
    struct gly_str text =
        without_possessive(gly_tok_text(b->doc, &b->doc->toks.at[tok]));
    if (text.len == 0 || text.len > FORM_BYTES_MAX)
        return;
    uint32_t index = form_of(b, text);
    struct gly_usage_form *form = &b->forms.at[index];
    b->form_at[tok] = index;
    if (form->count++ == 0)
        form->first = tok;
    else
        b->next[form->last] = tok;
    form->last = tok;
    b->words.at[form->word].count++;
}

static bool is_word(const struct gly_tok *tok)
{
    return (tok->kind == GLY_TOK_WORD || tok->kind == GLY_TOK_MIXED) &&
           tok->sent != GLY_NONE;
}

void gly_annotate_usage(struct gly_doc *doc, const struct gly_resources *resources)
{
    (void)resources;
    uint32_t count = doc->toks.count, room = gly_power_above(2 * count);
    struct gly_usage *usage = gly_arena_alloc(doc->arena, 1, sizeof *usage);
    struct builder b = {
        .doc = doc,
        .mask = room - 1,
        .form_slots = gly_arena_alloc(doc->arena, room, sizeof *b.form_slots),
        .word_slots = gly_arena_alloc(doc->arena, room, sizeof *b.word_slots),
        .form_at = gly_arena_alloc_raw(doc->arena, count + 1u, sizeof *b.form_at),
        .next = gly_arena_alloc_raw(doc->arena, count + 1u, sizeof *b.next),
    };
    for (uint32_t i = 0; i <= count; i++)
        b.form_at[i] = b.next[i] = GLY_NONE;
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const struct gly_block *block = &doc->blocks.at[i];
        if (!(block->flags & GLY_BLOCK_PROSE) || block->flags & GLY_BLOCK_CHROME)
            continue;
        for (uint32_t t = 0; t < block->tok_count; t++)
            if (is_word(&doc->toks.at[block->first_tok + t]))
                add(&b, block->first_tok + t);
    }
    *usage = (struct gly_usage){
        .forms = b.forms.at,
        .words = b.words.at,
        .form_count = b.forms.count,
        .word_count = b.words.count,
        .form_at = b.form_at,
        .next = b.next,
    };
    doc->notes[GLY_ANNOTATION_USAGE] = usage;
}

/* ---- Spellings ---- */

unsigned gly_spelling_variety_of(const char *tag)
{
    static const struct {
        const char *tag;
        unsigned variety;
    } varieties[] = {
        {"en-GB-oxendict", GLY_SPELLING_GB_IZE},
        {"en-GB-oed", GLY_SPELLING_GB_IZE},
        {"en-GB", GLY_SPELLING_GB},
        {"en-US", GLY_SPELLING_US},
        {"en-CA", GLY_SPELLING_CA},
        {"en-AU", GLY_SPELLING_AU},
    };
    if (strchr(tag, '-') == NULL)
        return 0;
    for (size_t i = 0; i < GLY_COUNT(varieties); i++)
        if (gly_str_eq_nocase(gly_str(tag), gly_str(varieties[i].tag)))
            return varieties[i].variety;
    return 0;
}

const char *gly_spelling_variety_name(unsigned varieties)
{
    varieties &= (1u << GLY_SPELLING_VARIETIES) - 1;
    if (varieties == GLY_SPELLING_US ||
        varieties == (GLY_SPELLING_US | GLY_SPELLING_CA))
        return "American";
    if (varieties & (GLY_SPELLING_GB | GLY_SPELLING_GB_IZE) &&
        !(varieties & GLY_SPELLING_US))
        return "British";
    return NULL;
}

const char *gly_spelling_elsewhere(struct gly_str text, unsigned variety,
                                   const char **ret_name)
{
    char lower[32];
    if (text.len > sizeof lower)
        return NULL;
    for (size_t i = 0; i < text.len; i++)
        lower[i] = gly_is_upper((unsigned char)text.ptr[i]) ? (char)(text.ptr[i] | 0x20)
                                                            : text.ptr[i];
    uint32_t found = gly_spelling_find((struct gly_str){lower, text.len});
    if (found == 0)
        return NULL;
    const struct gly_spelling *own = &gly_spellings[found - 1];
    const struct gly_spelling *other = &gly_spellings[own->pair];
    const char *name = gly_spelling_variety_name(own->varieties);
    if (own->speech != GLY_SPELLING_ANY || !name || !(other->varieties & variety) ||
        (own->varieties | own->varieties >> GLY_SPELLING_VARIANT) & variety)
        return NULL;
    *ret_name = name;
    return other->text;
}
