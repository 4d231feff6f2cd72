#include "lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "note/lang_lemma.h"

/* A lemma that is to be looked up. */
struct entry {
    uint32_t hash;
    uint8_t kind;
    struct gly_str form;
    struct gly_str lemma;
};

struct entries {
    struct entry *items;
    uint32_t count;
    uint32_t room;
};

static void entry_add(struct entries *entries, uint8_t kind, struct gly_str form,
                      struct gly_str lemma)
{
    if (form.len > GLY_LANG_FORM_MAX || lemma.len > GLY_LANG_FORM_MAX) {
        return;
    }
    if (entries->count == entries->room) {
        entries->room = 2 * entries->room + 1024;
        entries->items =
            must_grow(entries->items, entries->room, sizeof(*entries->items));
    }
    entries->items[entries->count++] = (struct entry){
        .hash = gly_lang_hash((const uint8_t *)form.ptr, form.len,
                              GLY_LANG_SEED_LEMMA + kind),
        .kind = kind,
        .form = form,
        .lemma = lemma,
    };
}

static int entry_compare(const void *a, const void *b)
{
    const struct entry *left = a;
    const struct entry *right = b;

    if (left->hash != right->hash) {
        return left->hash < right->hash ? -1 : 1;
    }
    /* Of two lemmas of one form the first in the list is the better known. */
    return left->lemma.ptr < right->lemma.ptr ? -1 : 1;
}

static void entries_write(struct entries *entries, struct image *image)
{
    uint32_t *hashes = must_alloc(entries->count, sizeof(*hashes));
    uint32_t *offsets = must_alloc(entries->count, sizeof(*offsets));
    char *text = must_alloc(entries->count, 2 * GLY_LANG_LEMMA_MAX + 1);
    size_t length = 0;
    uint32_t count = 0;

    qsort(entries->items, entries->count, sizeof(*entries->items), entry_compare);
    for (uint32_t i = 0; i < entries->count; i++) {
        const struct entry *entry = &entries->items[i];

        if (count > 0 && hashes[count - 1] == entry->hash) {
            continue;
        }
        hashes[count] = entry->hash;
        offsets[count++] = (uint32_t)length;
        text[length++] = (char)entry->kind;
        memcpy(text + length, entry->form.ptr, entry->form.len);
        length += entry->form.len + 1;
        memcpy(text + length, entry->lemma.ptr, entry->lemma.len);
        length += entry->lemma.len + 1;
    }
    hashes_make(hashes, count, 12, image, GLY_LANG_SECTION_LEMMA_STARTS);
    image->sections[GLY_LANG_SECTION_LEMMA_OFFSETS] =
        (struct gly_str){(char *)offsets, count * sizeof(*offsets)};
    image->sections[GLY_LANG_SECTION_LEMMA_TEXT] = (struct gly_str){text, length};
    fprintf(stderr, "lemmas: %u exceptions\n", count);
    free(hashes);
}

static void wordnet_entries(const struct wordnet *wordnet, struct entries *entries)
{
    static const char classes[] = "nvar"; /* GLY_LEMMA_NOUN and so on */

    for (size_t i = 0; i < wordnet->exception_count; i++) {
        const struct wordnet_exception *exception = &wordnet->exceptions[i];
        const char *class = strchr(classes, exception->class);

        if (exception->class == '\0' || class == NULL) {
            die("an exception of no known class", "WordNet");
        }
        entry_add(entries, (uint8_t)(class - classes), exception->form,
                  exception->lemma);
    }
}

/* A word of the corpus with its lemma. */
struct sample {
    uint8_t tag;
    struct gly_str form; /* in small letters, but for proper nouns */
    struct gly_str lemma;
};

static int str_compare(struct gly_str a, struct gly_str b)
{
    int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);

    return order != 0 ? order : a.len < b.len ? -1 : a.len > b.len;
}

static int key_compare(const struct sample *left, const struct sample *right)
{
    return left->tag != right->tag ? left->tag - right->tag
                                   : str_compare(left->form, right->form);
}

static int sample_compare(const void *a, const void *b)
{
    const struct sample *left = a;
    const struct sample *right = b;
    int order = key_compare(left, right);

    return order != 0 ? order : str_compare(left->lemma, right->lemma);
}

static struct gly_str form_small(struct gly_str form)
{
    char *small = must_alloc(form.len, 1);

    for (size_t i = 0; i < form.len; i++) {
        bool upper = form.ptr[i] >= 'A' && form.ptr[i] <= 'Z';
        small[i] = (char)(upper ? form.ptr[i] + ('a' - 'A') : form.ptr[i]);
    }
    return (struct gly_str){small, form.len};
}

static struct sample *samples_collect(const struct corpus *corpus,
                                      const struct gly_lang_model *model,
                                      size_t *ret_count)
{
    struct sample *samples = NULL;
    size_t count = 0;
    size_t room = 0;

    for (uint32_t s = 0; s < corpus->count; s++) {
        const struct sentence *sentence = &corpus->sentences[s];

        if (count + sentence->count > room) {
            room = 2 * room + sentence->count + 4096;
            samples = must_grow(samples, room, sizeof(*samples));
        }
        for (uint32_t i = 0; i < sentence->count; i++) {
            uint8_t tag = sentence->gold_tags[i];

            if (tag == NAME_NONE || sentence->forms[i].len > GLY_LANG_FORM_MAX) {
                continue;
            }
            samples[count++] = (struct sample){
                .tag = tag,
                .form = model->tag_upos[tag] == GLY_UPOS_PROPN
                            ? sentence->forms[i]
                            : form_small(sentence->forms[i]),
                .lemma = sentence->lemmas[i],
            };
        }
    }
    qsort(samples, count, sizeof(*samples), sample_compare);
    *ret_count = count;
    return samples;
}

/* What the corpus says of a form more often than anything else, and at least twice. */
static void corpus_entries(const struct corpus *corpus,
                           const struct gly_lang_model *model, struct entries *entries)
{
    size_t count;
    struct sample *samples = samples_collect(corpus, model, &count);
    char buffer[GLY_LANG_LEMMA_MAX];

    for (size_t i = 0, next; i < count; i = next) {
        const struct sample *best = NULL;
        size_t most = 1;

        for (next = i; next < count && key_compare(&samples[i], &samples[next]) == 0;) {
            size_t first = next;

            while (next < count &&
                   sample_compare(&samples[first], &samples[next]) == 0) {
                next++;
            }
            if (next - first > most) {
                most = next - first;
                best = &samples[first];
            }
        }
        if (best != NULL &&
            str_compare(best->lemma,
                        gly_lang_lemma(model, best->form, best->tag, buffer)) != 0) {
            entry_add(entries, (uint8_t)(GLY_LEMMA_TAGGED + best->tag), best->form,
                      best->lemma);
        }
    }
    free(samples);
}

void lemmas_make(const struct wordnet *wordnet, const struct corpus *corpus,
                 struct image *image)
{
    struct entries entries = {0};
    struct gly_lang_model model;
    void *bytes;

    wordnet_entries(wordnet, &entries);
    entries_write(&entries, image);
    image_open(image, &model, &bytes);
    corpus_entries(corpus, &model, &entries);
    entries_write(&entries, image);
    free(bytes);
    free(entries.items);
}
