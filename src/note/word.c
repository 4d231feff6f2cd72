/* WORDS: what the word lists and the document itself say of each token. */
#include <galley/unicode.h>

#include "note/words.h"

static uint16_t flags_of(const struct gly_word_form *form)
{
    uint16_t flags = GLY_WORD_KNOWN;
    if (form->info.size <= GLY_SIZE_COMMON)
        flags |= GLY_WORD_COMMON;
    if (form->info.size >= GLY_SIZE_RARE)
        flags |= GLY_WORD_RARE;
    if (form->info.flags & GLY_LISTED_NAME)
        flags |= GLY_WORD_PROPER;
    return flags;
}

struct gly_word gly_word_look_up(const struct gly_resources *resources,
                                 struct gly_str word)
{
    struct gly_word_form form;
    struct gly_word found = {0};
    if (gly_wordlist_find_form(resources->words, word, &form))
        found = (struct gly_word){.flags = flags_of(&form), .size = form.info.size};
    if (found.flags & GLY_WORD_KNOWN && !(found.flags & GLY_WORD_RARE))
        return found;
    struct gly_folded folded;
    struct gly_str lower = gly_fold_word(word, &folded);
    if (gly_str_ends(lower, "'s"))
        lower.len -= 2;
    if (gly_word_is_derived(resources->words, lower))
        found.flags |= GLY_WORD_KNOWN | GLY_WORD_DERIVED;
    return found;
}

/* ---- Each token by itself ---- */

/* What is written like no word: capitals for an abbreviation, a capital inside for an
 * identifier, letters of other alphabets, a measure, a struck-out word. */
static bool is_skipped(const struct gly_doc *doc, const struct gly_tok *tok)
{
    if (tok->flags & (GLY_TOK_ALL_CAPS | GLY_TOK_MIXED_CASE | GLY_TOK_NON_ASCII |
                      GLY_TOK_HAS_DIGIT | GLY_TOK_ABBREVIATION))
        return true;
    struct gly_str text = gly_tok_text(doc, tok);
    if (text.len < 3 || text.len > GLY_WORD_BYTES_MAX)
        return true;
    for (size_t i = 0; i < text.len; i++)
        if (!gly_is_ascii_letter((unsigned char)text.ptr[i]) && text.ptr[i] != '\'')
            return true;
    return false;
}

static bool is_curly_only(struct gly_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.len - i >= 3 && memcmp(text.ptr + i, "\xE2\x80\x99", 3) == 0)
            i += 2;
        else if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

/* The last words looked up: most words of a page stand on it more than once, and a miss
 * of the processor's cache costs more than the whole look. */
struct recent {
    struct gly_str text;
    struct gly_word word;
};

struct annotator {
    struct gly_doc *doc;
    const struct gly_resources *resources;
    struct gly_word *words;
    struct recent *recent;
    uint32_t recent_mask;
};

static struct gly_word look_up(struct annotator *a, struct gly_str text)
{
    uint64_t hash = gly_word_hash(text.ptr, text.len);
    struct recent *recent = &a->recent[hash & a->recent_mask];
    if (!gly_str_eq(recent->text, text))
        *recent = (struct recent){text, gly_word_look_up(a->resources, text)};
    return recent->word;
}

static struct gly_word judge(struct annotator *a, const struct gly_tok *tok)
{
    if (tok->kind != GLY_TOK_WORD)
        return (struct gly_word){.flags = GLY_WORD_SKIPPED};
    struct gly_word word = look_up(a, gly_tok_text(a->doc, tok));
    if (word.flags & GLY_WORD_KNOWN)
        return word;
    struct gly_tok seen = *tok;
    if (seen.flags & GLY_TOK_NON_ASCII && is_curly_only(gly_tok_text(a->doc, tok)))
        seen.flags &= (uint16_t)~GLY_TOK_NON_ASCII;
    if (is_skipped(a->doc, &seen))
        word.flags |= GLY_WORD_SKIPPED;
    else if (tok->flags & GLY_TOK_CAPITALISED)
        word.flags |= GLY_WORD_NAME;
    return word;
}

/* ---- Words the lists do not have, counted ---- */

struct counted {
    struct gly_str text; /* in lower case; NULL when free */
    uint32_t times;
};

struct counts {
    struct counted *slots;
    uint32_t mask;
};

static struct counted *counted_at(struct counts *counts, struct gly_str text)
{
    uint32_t at = (uint32_t)(gly_word_hash(text.ptr, text.len) >> 32) & counts->mask;
    while (counts->slots[at].text.ptr && !gly_str_eq(counts->slots[at].text, text))
        at = (at + 1) & counts->mask;
    return &counts->slots[at];
}

static bool is_counted(const struct gly_word *word)
{
    return !(word->flags & (GLY_WORD_KNOWN | GLY_WORD_SKIPPED)) ||
           word->flags & (GLY_WORD_RARE | GLY_WORD_DERIVED);
}

static uint32_t power_above(uint32_t count)
{
    uint32_t power = 16;
    while (power < count && power < (1u << 30))
        power *= 2;
    return power;
}

static void count_words(struct annotator *a, uint32_t candidates)
{
    struct gly_arena *arena = a->doc->arena;
    uint32_t slots = power_above(2 * candidates);
    struct counts counts = {
        .slots = gly_arena_alloc(arena, slots, sizeof *counts.slots),
        .mask = slots - 1,
    };
    for (unsigned round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < a->doc->toks.count; i++) {
            if (!is_counted(&a->words[i]))
                continue;
            struct gly_folded folded;
            struct gly_str text =
                gly_fold_word(gly_tok_text(a->doc, &a->doc->toks.at[i]), &folded);
            struct counted *entry = counted_at(&counts, text);
            if (round == 0) {
                if (!entry->text.ptr)
                    entry->text = gly_arena_copy(arena, text);
                entry->times++;
            } else {
                a->words[i].times = entry->times > 255 ? 255 : (uint8_t)entry->times;
            }
        }
    }
}

void gly_annotate_words(struct gly_doc *doc, const struct gly_resources *resources)
{
    uint32_t count = doc->toks.count;
    uint32_t recents = power_above(count < 8192 ? count / 2 : 4096);
    struct annotator a = {
        .doc = doc,
        .resources = resources,
        .words = gly_arena_alloc(doc->arena, (size_t)count + 1, sizeof *a.words),
        .recent = gly_arena_alloc(doc->arena, recents, sizeof *a.recent),
        .recent_mask = recents - 1,
    };
    uint32_t candidates = 0;
    for (uint32_t i = 0; i < count; i++) {
        a.words[i] = judge(&a, &doc->toks.at[i]);
        candidates += is_counted(&a.words[i]);
    }
    if (candidates > 0)
        count_words(&a, candidates);
    doc->notes[GLY_ANNOTATION_WORDS] = a.words;
}
