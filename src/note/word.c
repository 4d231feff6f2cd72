/* WORDS: what the word lists and the document itself say of each token. */
#include <galley/unicode.h>

#include "base/namelist.h"
#include "note/confuse.h"
#include "note/forms.h"
#include "note/lexicon.h"
#include "note/words.h"
#include "text/chars.h"

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

/* "sandwich", "wellingtons": a name that has become a word. Whether it wants its capital is
 * not a question of spelling. */
static bool is_known_as_name(const struct gly_wordlist *list, struct gly_str word,
                             struct gly_word *ret_word)
{
    enum { NAME_LEN = 6 };
    char title[GLY_WORD_BYTES_MAX];
    struct gly_word_info info;
    if (word.len < NAME_LEN || word.len > sizeof title ||
        !gly_is_lower((unsigned char)word.ptr[0]))
        return false;
    memcpy(title, word.ptr, word.len);
    title[0] = (char)(title[0] - 'a' + 'A');
    if (!gly_wordlist_find(list, (struct gly_str){title, word.len}, &info) ||
        info.size > GLY_SIZE_ORDINARY || !(info.flags & GLY_LISTED_CAPITAL))
        return false;
    *ret_word =
        (struct gly_word){.flags = GLY_WORD_KNOWN | GLY_WORD_PROPER, .size = info.size};
    return true;
}

/* A name of a person, a place or an organisation. */
static bool is_listed_name(const struct gly_namelist *names, struct gly_str word)
{
    const uint32_t wanted = GLY_NAME_GIVEN | GLY_NAME_ROLE(SURNAME) |
                            GLY_NAME_ROLE(PERSON) | GLY_NAME_ROLE(PLACE) |
                            GLY_NAME_ROLE(MAYBE_PLACE) | GLY_NAME_ROLE(ORG) |
                            GLY_NAME_ROLE(PRODUCT) | GLY_NAME_ROLE(OTHER);
    if (gly_str_ends(word, "'s"))
        word.len -= 2;
    return gly_namelist_roles(names, word) & wanted;
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
    if (resources->lexicon &&
        gly_ownwords_has(&resources->lexicon->own, resources->words, word))
        return (struct gly_word){.flags = GLY_WORD_KNOWN, .size = GLY_SIZE_ORDINARY};
    if (is_known_as_name(resources->words, word, &found))
        return found;
    if (word.len > 0 && gly_is_upper((unsigned char)word.ptr[0]) &&
        !(found.flags & GLY_WORD_KNOWN) && is_listed_name(resources->names, word))
        return (struct gly_word){.flags = GLY_WORD_KNOWN | GLY_WORD_PROPER,
                                 .size = GLY_SIZE_ORDINARY};
    struct gly_folded folded;
    struct gly_str lower = gly_fold_word(word, &folded);
    if (gly_str_ends(lower, "'s"))
        lower.len -= 2;
    if (gly_word_is_derived(resources->words, lower))
        found.flags |= GLY_WORD_KNOWN | GLY_WORD_DERIVED;
    return found;
}

/* ---- Each token by itself ---- */

/* a, e, i, o, u and y, small or capital, as bits by their place in the alphabet. */
enum { VOWELS = 1 << 1 | 1 << 5 | 1 << 9 | 1 << 15 | 1 << 21 | 1 << 25 };

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
    bool vowel = false;
    for (size_t i = 0; i < text.len; i++) {
        if (!gly_is_ascii_letter((unsigned char)text.ptr[i]) && text.ptr[i] != '\'')
            return true;
        vowel |= VOWELS >> ((unsigned char)text.ptr[i] & 31) & 1;
    }
    return !vowel && text.len < 5; /* an abbreviation: "rpc", "mgmt" */
}

/* A long word in capitals among others: a heading, no abbreviation. */
static bool is_in_capitals(const struct gly_doc *doc, uint32_t index)
{
    enum { LONG = 6 };
    const struct gly_tok *tok = &doc->toks.at[index];
    if (!(tok->flags & GLY_TOK_ALL_CAPS) || gly_span_len(tok->span) < LONG)
        return false;
    for (int step = -1; step <= 1; step += 2) {
        uint32_t at = index + (uint32_t)step;
        if (at < doc->toks.count && doc->toks.at[at].sent == tok->sent &&
            doc->toks.at[at].kind == GLY_TOK_WORD &&
            doc->toks.at[at].flags & GLY_TOK_ALL_CAPS)
            return true;
    }
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

struct annotator {
    struct gly_doc *doc;
    const struct gly_resources *resources;
    struct gly_form_memory *forms;
};

/* The worker's memory of forms, or one of the document's own. */
static struct gly_form_memory *forms_of(struct gly_doc *doc,
                                        const struct gly_resources *resources)
{
    struct gly_form_memory *forms = doc->memory
                                        ? &doc->memory->forms
                                        : gly_arena_alloc(doc->arena, 1, sizeof *forms);
    if (forms->of && forms->of != resources)
        memset(forms, 0, sizeof *forms);
    forms->of = resources;
    return forms;
}

/* Is the rest of the document to be asked about it? */
static bool is_doubtful(const struct gly_word *word)
{
    return !(word->flags & (GLY_WORD_KNOWN | GLY_WORD_SKIPPED)) ||
           word->flags & (GLY_WORD_RARE | GLY_WORD_DERIVED);
}

/* What can be said of a form wherever it stands. */
static struct gly_word judge_form(const struct gly_resources *resources,
                                  struct gly_str text)
{
    struct gly_folded folded;
    struct gly_word word = gly_word_look_up(resources, text);
    word.flags |= gly_word_company(text);
    if (is_doubtful(&word) && gly_is_known_slip(resources, text))
        word.flags |= GLY_WORD_SLIP;
    if (gly_confusions_has(resources->confusions, gly_fold_word(text, &folded)))
        word.flags |= GLY_WORD_CONFUSABLE;
    return word;
}

/* Judge a form and remember it. */
static uint64_t remember(const struct annotator *a, struct gly_span span, uint64_t hash)
{
    return gly_form_remember(a->forms, hash,
                             judge_form(a->resources, gly_doc_slice(a->doc, span)));
}

/* A token of the kind WORD, whose form is judged: what can be said of it here. */
static struct gly_word judge(const struct annotator *a, uint32_t index,
                             struct gly_word word)
{
    const struct gly_tok *tok = &a->doc->toks.at[index];
    if (word.flags & GLY_WORD_KNOWN)
        return word;
    struct gly_tok seen = *tok;
    if (seen.flags & GLY_TOK_NON_ASCII && is_curly_only(gly_tok_text(a->doc, tok)))
        seen.flags &= (uint16_t)~GLY_TOK_NON_ASCII;
    if (is_in_capitals(a->doc, index))
        seen.flags &= (uint16_t)~GLY_TOK_ALL_CAPS;
    if (is_skipped(a->doc, &seen))
        word.flags |= GLY_WORD_SKIPPED;
    else if (tok->flags & GLY_TOK_CAPITALISED)
        word.flags |= GLY_WORD_NAME;
    return word;
}

/* Does a bracket at `at` hold a few letters and no more? */
static bool holds_letters(struct gly_str text, size_t at)
{
    enum { MOST = 5 };
    size_t end = at + 1;
    while (end < text.len && end - at <= MOST &&
           gly_is_ascii_letter((unsigned char)text.ptr[end]))
        end++;
    return end > at + 1 && end < text.len &&
           text.ptr[end] == (text.ptr[at] == '[' ? ']' : ')');
}

/* A part of a word whose rest stands in brackets: "advocat[ing]", "[a]ccording",
 * "child(ren)". */
static bool is_completed(const struct gly_doc *doc, const struct gly_tok *tok)
{
    enum { FAR = 7 }; /* bytes from a bracket to behind its end */
    struct gly_str text = doc->text;
    size_t start = tok->span.start, end = tok->span.end;
    if (end < text.len && (text.ptr[end] == '[' || text.ptr[end] == '('))
        return holds_letters(text, end);
    if (start == 0 || (text.ptr[start - 1] != ']' && text.ptr[start - 1] != ')'))
        return false;
    char open = text.ptr[start - 1] == ']' ? '[' : '(';
    size_t at = start - 1;
    while (at > 0 && start - at < FAR && text.ptr[at] != open)
        at--;
    return text.ptr[at] == open && holds_letters(text, at);
}

/* What most forms are: in the lists, common enough, and never confused. */
static bool is_settled(uint64_t form)
{
    const uint16_t asked = GLY_WORD_KNOWN | GLY_WORD_SKIPPED | GLY_WORD_RARE |
                           GLY_WORD_DERIVED | GLY_WORD_CONFUSABLE;
    return ((uint16_t)form & asked) == GLY_WORD_KNOWN;
}

/* What the form of the word at `index` leaves open. */
static void settle(const struct annotator *a, uint32_t index, struct gly_word *word,
                   struct gly_word_notes *notes)
{
    struct gly_doc *doc = a->doc;
    *word = judge(a, index, *word);
    if (!is_doubtful(word) && !(word->flags & GLY_WORD_CONFUSABLE))
        return;
    if (is_completed(doc, &doc->toks.at[index])) {
        *word = (struct gly_word){.flags = GLY_WORD_SKIPPED};
        return;
    }
    if (is_doubtful(word))
        *GLY_VEC_ADD(doc->arena, &notes->doubtful) = index;
    if (word->flags & GLY_WORD_CONFUSABLE)
        *GLY_VEC_ADD(doc->arena, &notes->confusable) = index;
}

/* The memory is larger than the nearest cache: the places of the next words are fetched
 * while those before them are judged. */
enum { BATCH = 32 };

struct batch {
    uint32_t indices[BATCH]; /* of words among the tokens */
    uint64_t hashes[BATCH];
    uint32_t count;
    uint8_t open[BATCH]; /* which of them are not remembered or leave something open */
    uint32_t open_count;
};

/* The words among the tokens from `first` to `end`, and what is remembered of them; all others
 * are SKIPPED. */
static void fetch(const struct annotator *a, uint32_t first, uint32_t end,
                  struct gly_word *words, struct batch *batch)
{
    batch->count = 0;
    for (uint32_t i = first; i < end; i++) {
        words[i] = (struct gly_word){.flags = GLY_WORD_SKIPPED};
        batch->indices[batch->count] = i;
        batch->count += a->doc->toks.at[i].kind == GLY_TOK_WORD;
    }
    for (uint32_t n = 0; n < batch->count; n++) {
        struct gly_span span = a->doc->toks.at[batch->indices[n]].span;
        batch->hashes[n] = gly_form_hash(a->doc->text, span);
        __builtin_prefetch(gly_form_set(a->forms, batch->hashes[n]));
    }
    batch->open_count = 0;
    for (uint32_t n = 0; n < batch->count; n++) {
        uint32_t i = batch->indices[n];
        uint64_t form = gly_form_find(a->forms, batch->hashes[n]);
        words[i] = gly_form_word(form);
        batch->open[batch->open_count] = (uint8_t)n;
        batch->open_count += !is_settled(form);
        if (form == 0)
            gly_wordlist_prefetch(a->resources->words,
                                  gly_tok_text(a->doc, &a->doc->toks.at[i]));
    }
}

/* The words of a batch that are open, in their order. */
static void settle_open(const struct annotator *a, const struct batch *batch,
                        struct gly_word *words, struct gly_word_notes *notes)
{
    for (uint32_t n = 0; n < batch->open_count; n++) {
        uint32_t i = batch->indices[batch->open[n]];
        uint64_t hash = batch->hashes[batch->open[n]];
        uint64_t form = gly_form_find(a->forms, hash);
        if (form == 0)
            form = remember(a, a->doc->toks.at[i].span, hash);
        words[i] = gly_form_word(form);
        if (!is_settled(form))
            settle(a, i, &words[i], notes);
    }
}

void gly_annotate_words(struct gly_doc *doc, const struct gly_resources *resources)
{
    uint32_t count = doc->toks.count;
    struct annotator a = {doc, resources, forms_of(doc, resources)};
    struct gly_word_notes *notes = gly_arena_alloc(doc->arena, 1, sizeof *notes);
    struct gly_word *words =
        gly_arena_alloc_raw(doc->arena, (size_t)count + 1, sizeof *words);
    struct batch batch;
    for (uint32_t first = 0; first < count; first += BATCH) {
        fetch(&a, first, count - first < BATCH ? count : first + BATCH, words, &batch);
        settle_open(&a, &batch, words, notes);
    }
    if (notes->doubtful.count > 0) {
        gly_count_doubts(doc, words, &notes->doubtful);
        gly_judge_company(doc, words, &notes->doubtful);
    }
    notes->words = words;
    doc->notes[GLY_ANNOTATION_WORDS] = notes;
}
