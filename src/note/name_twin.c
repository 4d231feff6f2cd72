/* Words of names that are one edit apart. Each word is filed under itself and under every
 * form that leaves one of its letters out (Garbe's symmetric deletion, as in SymSpell): two
 * words one edit apart meet in a file. Time grows with the letters of distinct words. */
#include "base/image_format.h"
#include "base/nearest.h"
#include "note/name.h"

/* Shorter words are one edit apart by chance, longer ones are no words. A file of more
 * words than these is a table of codes. */
enum { LETTERS_MIN = 5, LETTERS_MAX = 24, TWINS_MAX = 1000 };

struct word {
    struct gly_str text;
    uint32_t name, tok, times;
};

struct filed {
    uint64_t key;
    uint32_t word; /* + 1, 0 when free */
};

struct finder {
    struct gly_namer *n;
    GLY_VEC(struct word) words;
    uint32_t *by_word; /* by vocabulary index: a word + 1 */
    struct filed *files;
    uint32_t mask;
};

/* Letters of ASCII only: what differs by an accent is another matter. */
static bool is_plain(struct gly_str text)
{
    if (text.len < LETTERS_MIN || text.len > LETTERS_MAX)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (((unsigned char)text.ptr[i] | 0x20) < 'a' ||
            ((unsigned char)text.ptr[i] | 0x20) > 'z')
            return false;
    return true;
}

static void find_words(struct finder *f)
{
    const struct gly_doc *doc = f->n->doc;
    for (uint32_t i = 0; i < f->n->list.count; i++) {
        const struct gly_name *name = &f->n->list.at[i];
        if (name->outer != GLY_NONE)
            continue;
        for (uint32_t t = name->first_tok; t < name->first_tok + name->tok_count; t++) {
            uint32_t index = f->n->tok_words[t];
            struct gly_name_form form;
            struct gly_str text = gly_name_form(doc, t, t + 1, &form);
            if (index == 0 || text.ptr == form.folded || !is_plain(text))
                continue;
            if (f->by_word[index] == 0) {
                *GLY_VEC_ADD(f->n->arena, &f->words) =
                    (struct word){.text = text, .name = i, .tok = t};
                f->by_word[index] = f->words.count;
            }
            f->words.at[f->by_word[index] - 1].times++;
        }
    }
}

static bool is_listed(const struct finder *f, const struct word *word)
{
    return f->n->vocabulary.at[f->n->tok_words[word->tok]].roles != 0;
}

/* Different names that are often one letter apart: plurals ("Arab", "Arabs"), and pairs
 * that the lists both know ("Maria", "Marie") are two names and no slip. */
static bool is_twin(struct finder *f, const struct word *a, const struct word *b)
{
    const struct word *longer = a->text.len > b->text.len ? a : b;
    const struct word *shorter = longer == a ? b : a;
    if (is_listed(f, a) && is_listed(f, b))
        return false;
    if (longer->text.len == shorter->text.len + 1 &&
        memcmp(longer->text.ptr, shorter->text.ptr, shorter->text.len) == 0 &&
        (longer->text.ptr[shorter->text.len] | 0x20) == 's')
        return false;
    if (gly_namer_is_common(f->n, a->tok) || gly_namer_is_common(f->n, b->tok))
        return false;
    return gly_edit_distance(a->text, b->text, 1) == 1;
}

static void add_twin(struct finder *f, uint32_t one, uint32_t two)
{
    const struct word *a = &f->words.at[one], *b = &f->words.at[two];
    const struct word *rare =
        a->times < b->times || (a->times == b->times && two < one) ? a : b;
    const struct word *often = rare == a ? b : a;
    for (uint32_t i = 0; i < f->n->twins.count && f->n->twins.count < 64; i++)
        if (f->n->twins.at[i].rare_tok == rare->tok &&
            f->n->twins.at[i].often_tok == often->tok)
            return;
    *GLY_VEC_ADD(f->n->arena, &f->n->twins) = (struct gly_name_twin){
        .rare = rare->name,
        .often = often->name,
        .rare_tok = rare->tok,
        .often_tok = often->tok,
        .rare_times = rare->times,
        .often_times = often->times,
    };
}

/* A file keeps the first word that came: of three that are alike each is still found beside
 * the first. */
static void file(struct finder *f, uint64_t key, uint32_t word)
{
    uint32_t at = (uint32_t)(key >> 32) & f->mask;
    while (f->files[at].word != 0 && f->files[at].key != key)
        at = (at + 1) & f->mask;
    if (f->files[at].word == 0) {
        f->files[at] = (struct filed){key, word + 1};
        return;
    }
    uint32_t other = f->files[at].word - 1;
    if (other != word && f->n->twins.count < TWINS_MAX &&
        is_twin(f, &f->words.at[other], &f->words.at[word]))
        add_twin(f, other, word);
}

static void file_all(struct finder *f)
{
    for (uint32_t w = 0; w < f->words.count; w++) {
        struct gly_str text = f->words.at[w].text;
        char form[LETTERS_MAX];
        for (size_t i = 0; i < text.len; i++)
            form[i] = (char)(text.ptr[i] | 0x20);
        file(f, gly_word_hash(form, text.len), w);
        /* form is the word without letter i */
        char left_out = form[0];
        memmove(form, form + 1, text.len - 1);
        for (size_t i = 0;; i++) {
            file(f, gly_word_hash(form, text.len - 1), w);
            if (i + 1 == text.len)
                break;
            char next = form[i];
            form[i] = left_out;
            left_out = next;
        }
    }
}

void gly_namer_find_twins(struct gly_namer *n)
{
    struct finder f = {.n = n};
    f.by_word = gly_arena_alloc(n->arena, n->vocabulary.count, sizeof *f.by_word);
    find_words(&f);
    uint64_t forms = 0;
    for (uint32_t w = 0; w < f.words.count; w++)
        forms += f.words.at[w].text.len + 1;
    uint32_t files = 64;
    while (files < 2 * forms && files < (1u << 30))
        files *= 2;
    f.files = gly_arena_alloc(n->arena, files, sizeof *f.files);
    f.mask = files - 1;
    file_all(&f);
}
