/* Words of names that are one edit apart. Each word is filed under itself and under every
 * form that leaves one of its letters out (Garbe's symmetric deletion, as in SymSpell): two
 * words one edit apart meet in a file. Time grows with the letters of distinct words. */
#include <galley/unicode.h>
#include <galley/utf8.h>

#include "base/image_format.h"
#include "base/nearest.h"
#include "base/sound.h"
#include "note/name.h"

/* Shorter words are one edit apart by chance, longer ones are no words. A file of more
 * words than these is a table of codes. */
enum { LETTERS_MIN = 5, LETTERS_MAX = 24, TWINS_MAX = 1000 };

/* Letters with accents end before U+0180; '-' stands for none under them. */
enum { LATIN_END = 0x180, NONE = '-' };

struct word {
    struct gly_str text; /* without accents */
    struct gly_str written;
    uint32_t name, tok, times;
};

/* The upper half of a hash tells where a form is filed, the lower one that it is this. */
struct filed {
    uint32_t check;
    uint32_t word; /* + 1, 0 when free */
};

struct finder {
    struct gly_namer *n;
    GLY_VEC(struct word) words;
    uint32_t *by_word; /* by vocabulary index: a word + 1 */
    struct filed *files;
    uint32_t mask;
    char letters[LATIN_END]; /* bare_letter() of those seen so far, NONE for none */
};

/* The letter of ASCII under an accent, NONE where there is none. */
static char bare_letter(uint32_t cp)
{
    static const uint16_t marks[] = {0x301, 0x308, 0x300, 0x302, 0x303, 0x30C, 0x327,
                                     0x304, 0x30A, 0x306, 0x307, 0x30B, 0x328};
    static const struct {
        uint16_t cp;
        char letter;
    } struck[] = {{0xD8, 'O'},  {0xF8, 'o'},  {0x110, 'D'}, {0x111, 'd'},
                  {0x141, 'L'}, {0x142, 'l'}, {0x131, 'i'}};
    if (cp < 0x80)
        return gly_is_ascii_letter(cp) ? (char)cp : NONE;
    for (size_t i = 0; i < GLY_COUNT(struck); i++)
        if (struck[i].cp == cp)
            return struck[i].letter;
    for (size_t m = 0; m < GLY_COUNT(marks); m++)
        for (char c = 'A'; c <= 'z'; c++)
            if (gly_is_ascii_letter((unsigned char)c) &&
                gly_compose((unsigned char)c, marks[m]) == cp)
                return c;
    return NONE;
}

static char bare_letter_of(struct finder *f, uint32_t cp)
{
    if (cp >= LATIN_END)
        return NONE;
    if (f->letters[cp] == 0)
        f->letters[cp] = bare_letter(cp);
    return f->letters[cp];
}

/* The word without accents, empty where it is no word of Latin letters. */
static struct gly_str bare(struct finder *f, struct gly_str text)
{
    struct gly_str none = {"", 0};
    if (text.len < LETTERS_MIN || text.len > LETTERS_MAX)
        return none;
    bool plain = true;
    for (size_t i = 0; i < text.len && plain; i++)
        plain = gly_is_ascii_letter((unsigned char)text.ptr[i]);
    if (plain)
        return text;
    char *to = gly_arena_alloc_raw(f->n->arena, text.len, 1);
    size_t used = 0;
    for (size_t at = 0; at < text.len;) {
        unsigned len;
        char c = bare_letter_of(f, gly_utf8_decode(text.ptr, text.len, at, &len));
        if (c == NONE)
            return none;
        to[used++] = c;
        at += len;
    }
    return used < LETTERS_MIN ? none : (struct gly_str){to, used};
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
            /* A form that had to be made lies nowhere in the text. */
            if (index == 0 ||
                doc->toks.at[t].flags & (GLY_TOK_APOSTROPHE | GLY_TOK_LINE_BREAK))
                continue;
            if (f->by_word[index] == 0) {
                struct gly_str text = gly_tok_text(doc, &doc->toks.at[t]);
                struct gly_str letters = bare(f, text);
                if (letters.len == 0)
                    continue;
                *GLY_VEC_ADD(f->n->arena, &f->words) = (struct word){
                    .text = letters, .written = text, .name = i, .tok = t};
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

/* Is one the other and one letter more at its end? */
static bool is_longer(struct gly_str a, struct gly_str b)
{
    struct gly_str longer = a.len > b.len ? a : b, shorter = a.len > b.len ? b : a;
    return longer.len == shorter.len + 1 &&
           memcmp(longer.ptr, shorter.ptr, shorter.len) == 0;
}

static bool ends_in_s(struct gly_str text)
{
    return (text.ptr[text.len - 1] | 0x20) == 's';
}

/* A plural ("Arab", "Arabs") is no slip, and BLAIR is Blair. */
static bool is_twin(const struct word *a, const struct word *b)
{
    if (is_longer(a->text, b->text) &&
        ends_in_s(a->text.len > b->text.len ? a->text : b->text))
        return false;
    unsigned distance = gly_edit_distance(a->text, b->text, 1);
    return distance == 1 ||
           (distance == 0 && !gly_str_eq_nocase(a->written, b->written) &&
            gly_str_eq(a->text, b->text));
}

static uint8_t flags_of(struct finder *f, const struct word *a, const struct word *b)
{
    unsigned flags = 0;
    if (gly_str_eq(a->text, b->text))
        flags |= GLY_NAME_TWIN_ACCENT;
    if (is_listed(f, a) && is_listed(f, b))
        flags |= GLY_NAME_TWIN_LISTED;
    if ((gly_namer_word(f->n, a->tok)->roles | gly_namer_word(f->n, b->tok)->roles) &
        GLY_NAME_ROLE(PERSON))
        flags |= GLY_NAME_TWIN_FAMOUS;
    if (gly_namer_is_common(f->n, a->tok) || gly_namer_is_common(f->n, b->tok))
        flags |= GLY_NAME_TWIN_COMMON;
    if (is_longer(a->text, b->text))
        flags |= GLY_NAME_TWIN_LONGER;
    char one[LETTERS_MAX], other[LETTERS_MAX];
    for (size_t i = 0; i < a->text.len; i++)
        one[i] = (char)(a->text.ptr[i] | 0x20);
    for (size_t i = 0; i < b->text.len; i++)
        other[i] = (char)(b->text.ptr[i] | 0x20);
    if (gly_sound_key(one, a->text.len) == gly_sound_key(other, b->text.len))
        flags |= GLY_NAME_TWIN_SOUNDS;
    return (uint8_t)flags;
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
        .flags = flags_of(f, a, b),
    };
}

/* A file keeps the first word that came: of three that are alike each is still found beside
 * the first. */
static void file(struct finder *f, uint64_t key, uint32_t word)
{
    uint32_t at = (uint32_t)(key >> 32) & f->mask;
    while (f->files[at].word != 0 && f->files[at].check != (uint32_t)key)
        at = (at + 1) & f->mask;
    if (f->files[at].word == 0) {
        f->files[at] = (struct filed){(uint32_t)key, word + 1};
        return;
    }
    uint32_t other = f->files[at].word - 1;
    if (other != word && f->n->twins.count < TWINS_MAX &&
        is_twin(&f->words.at[other], &f->words.at[word]))
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
