/* What the document itself says of words that the lists do not have: how often it uses
 * them, and whether its code, links and front matter do. */
#include <galley/unicode.h>

#include "note/words.h"
#include "text/chars.h"

struct counted {
    struct gly_str text; /* in lower case; NULL when free */
    uint32_t times;
    bool lower;    /* stands somewhere without a capital: no name */
    bool inside;   /* stands with one inside a sentence */
    bool document; /* stands in code, a link or the front matter */
};

struct counts {
    struct counted *slots;
    uint32_t *of_doubt; /* the slot of each doubtful word */
    uint32_t mask;
    /* By first and last letter, bits of the lengths that words have: length_bit(). Row and
     * column 26 stand for what is no letter. */
    uint32_t lengths[27][27];
};

/* The letter a to z, whatever its capital; 26 for none. */
static unsigned letter_of(char c)
{
    unsigned letter = ((unsigned char)c | 0x20u) - (unsigned)'a';
    return letter < 26 ? letter : 26;
}

static uint32_t length_bit(size_t len)
{
    return UINT32_C(1) << (len < 31 ? len : 31);
}

uint32_t gly_power_above(uint32_t count)
{
    uint32_t power = 16;
    while (power < count && power < (1u << 30))
        power *= 2;
    return power;
}

static struct counted *slot_of(const struct counts *counts, struct gly_str text)
{
    uint32_t at = (uint32_t)(gly_word_hash(text.ptr, text.len) >> 32) & counts->mask;
    while (counts->slots[at].text.ptr && !gly_str_eq(counts->slots[at].text, text))
        at = (at + 1) & counts->mask;
    return &counts->slots[at];
}

/* ---- Text that is no prose ---- */

/* `word` is of letters: most fail by the first, the last and their number. */
static inline bool may_be_doubtful(const struct counts *counts, struct gly_str word)
{
    return word.len >= 2 && word.len <= GLY_WORD_BYTES_MAX &&
           counts->lengths[letter_of(word.ptr[0])][letter_of(word.ptr[word.len - 1])] &
               length_bit(word.len);
}

static void note_word(struct counts *counts, struct gly_str word)
{
    struct gly_folded folded;
    struct counted *entry = slot_of(counts, gly_fold_word(word, &folded));
    if (entry->text.ptr)
        entry->document = true;
}

static inline void see_word(struct counts *counts, struct gly_str word)
{
    if (may_be_doubtful(counts, word))
        note_word(counts, word);
}

/* Where the next ASCII letter stands. */
static inline uint32_t next_letter(const char *ptr, uint32_t at, uint32_t end)
{
    while (at < end && letter_of(ptr[at]) == 26)
        at++;
    return at;
}

/* The words of identifiers: "covdata", "parseLink", "MAX_SIZE", each run of letters as a
 * whole and cut where a capital follows a small letter. */
static void see_text(struct counts *counts, struct gly_str text)
{
    const char *ptr = text.ptr;
    uint32_t end = (uint32_t)text.len;
    for (uint32_t at = next_letter(ptr, 0, end); at < end;
         at = next_letter(ptr, at, end)) {
        uint32_t start = at, part = at;
        for (;;) {
            while (at < end && gly_is_upper((unsigned char)ptr[at]))
                at++;
            at = gly_lower_end(text, at, end);
            if (at == end || !gly_is_upper((unsigned char)ptr[at]))
                break;
            see_word(counts, (struct gly_str){ptr + part, at - part});
            part = at;
        }
        see_word(counts, (struct gly_str){ptr + start, at - start});
        if (part > start)
            see_word(counts, (struct gly_str){ptr + part, at - part});
    }
}

static void see_document(struct counts *counts, const struct gly_doc *doc)
{
    for (uint32_t i = 0; i < doc->marks.count; i++) {
        const struct gly_mark *mark = &doc->marks.at[i];
        if (mark->kind == GLY_MARK_CODE)
            see_text(counts, gly_doc_slice(doc, mark->span));
        else if (mark->kind == GLY_MARK_LINK)
            see_text(counts, mark->target);
    }
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const struct gly_block *block = &doc->blocks.at[i];
        if (block->flags & GLY_BLOCK_LEAF &&
            (block->kind == GLY_BLOCK_CODE || block->kind == GLY_BLOCK_FRONT_MATTER))
            see_text(counts, gly_doc_slice(doc, block->span));
    }
    for (uint32_t i = 0; i < doc->designators.count; i++) {
        const struct gly_tok *tok = &doc->toks.at[doc->designators.at[i]];
        if (tok->kind != GLY_TOK_MASKED) /* its mark tells what it holds */
            see_text(counts, gly_tok_text(doc, tok));
    }
}

/* ---- Counting ---- */

static void count(struct gly_doc *doc, const struct gly_tok_list *doubts,
                  struct counts *ret_counts)
{
    struct counts *counts = ret_counts;
    uint32_t slots = gly_power_above(2 * doubts->count);
    *counts = (struct counts){
        .slots = gly_arena_alloc(doc->arena, slots, sizeof *counts->slots),
        .of_doubt =
            gly_arena_alloc_raw(doc->arena, doubts->count, sizeof *counts->of_doubt),
        .mask = slots - 1,
    };
    for (uint32_t i = 0; i < doubts->count; i++) {
        const struct gly_tok *tok = &doc->toks.at[doubts->at[i]];
        struct gly_folded folded;
        struct gly_str text = gly_fold_word(gly_tok_text(doc, tok), &folded);
        struct counted *entry = slot_of(counts, text);
        counts->of_doubt[i] = (uint32_t)(entry - counts->slots);
        if (!entry->text.ptr)
            entry->text = gly_arena_copy(doc->arena, text);
        char first = text.ptr[0], last = text.ptr[text.len - 1];
        counts->lengths[letter_of(first)][letter_of(last)] |= length_bit(text.len);
        entry->times++;
        entry->lower |= !(tok->flags & GLY_TOK_CAPITALISED);
        entry->inside |=
            tok->flags & GLY_TOK_CAPITALISED && !(tok->flags & GLY_TOK_SENT_START);
    }
}

void gly_count_doubts(struct gly_doc *doc, struct gly_word *words,
                      const struct gly_tok_list *doubts)
{
    struct counts counts;
    count(doc, doubts, &counts);
    see_document(&counts, doc);
    for (uint32_t i = 0; i < doubts->count; i++) {
        const struct gly_tok *tok = &doc->toks.at[doubts->at[i]];
        struct gly_word *word = &words[doubts->at[i]];
        const struct counted *entry = &counts.slots[counts.of_doubt[i]];
        word->times = entry->times > UINT8_MAX ? UINT8_MAX : (uint8_t)entry->times;
        if (entry->document)
            word->flags |= GLY_WORD_DOCUMENT;
        if (entry->lower && tok->flags & GLY_TOK_SENT_START)
            word->flags &= (uint16_t)~GLY_WORD_NAME;
        /* A rare word that begins a sentence, a cell or an item, and is a name elsewhere. */
        if (entry->inside && !entry->lower && word->flags & GLY_WORD_RARE &&
            tok->flags & GLY_TOK_SENT_START && tok->flags & GLY_TOK_CAPITALISED)
            word->flags |= GLY_WORD_NAME;
    }
}
