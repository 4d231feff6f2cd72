#include "note/lang_lemma.h"

#include <stdbool.h>
#include <string.h>

struct pair {
    const char *form;
    const char *lemma;
};

/* Auxiliaries and what is left of them after an apostrophe. */
static const struct pair auxiliaries[] = {
    {"am", "be"},       {"is", "be"},    {"are", "be"},      {"was", "be"},
    {"were", "be"},     {"been", "be"},  {"being", "be"},    {"'s", "be"},
    {"'re", "be"},      {"'m", "be"},    {"has", "have"},    {"had", "have"},
    {"having", "have"}, {"'ve", "have"}, {"'d", "would"},    {"does", "do"},
    {"did", "do"},      {"done", "do"},  {"wo", "will"},     {"'ll", "will"},
    {"gets", "get"},    {"got", "get"},  {"getting", "get"}, {"gotten", "get"},
    {"s", "be"},        {"m", "be"},     {"ai", "be"},       {"ca", "can"},
};

/* Cases of personal pronouns, plurals of demonstratives. */
static const struct pair pronouns[] = {
    {"me", "I"},      {"i", "I"},      {"us", "we"},      {"him", "he"},
    {"them", "they"}, {"'em", "they"}, {"these", "this"}, {"those", "that"},
    {"her", "she"},   {"'s", "we"},    {"whom", "who"},   {"thee", "thou"},
    {"u", "you"},     {"ya", "you"},
};

static const struct pair determiners[] = {
    {"an", "a"},
    {"these", "this"},
    {"those", "that"},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A word being taken apart: bytes[0] to bytes[length - 1], in the caller's buffer. */
struct stem {
    const struct gly_lang_model *model;
    char *bytes;
    size_t length;
};

static struct gly_str stem_str(const struct stem *stem)
{
    return (struct gly_str){stem->bytes, stem->length};
}

static bool str_is(struct gly_str str, const char *text)
{
    return str.len == strlen(text) && memcmp(str.ptr, text, str.len) == 0;
}

static bool ends(const struct stem *stem, const char *ending)
{
    size_t length = strlen(ending);

    return stem->length > length &&
           memcmp(stem->bytes + stem->length - length, ending, length) == 0;
}

static bool ends_any(const struct stem *stem, const char *const *endings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ends(stem, endings[i])) {
            return true;
        }
    }
    return false;
}

static bool pair_find(const struct pair *pairs, size_t count, struct gly_str form,
                      struct gly_str *ret)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(form, pairs[i].form)) {
            *ret = (struct gly_str){pairs[i].lemma, strlen(pairs[i].lemma)};
            return true;
        }
    }
    return false;
}

/* Offsets and text come from the file: an entry must lie within it, and match. */
static bool exception_find(const struct gly_lang_model *model, uint32_t kind,
                           struct gly_str form, struct gly_str *ret)
{
    const struct gly_lang_lemmas *lemmas = &model->lemmas;
    uint32_t hash =
        gly_lang_hash((const uint8_t *)form.ptr, form.len, GLY_LANG_SEED_LEMMA + kind);
    uint32_t at = gly_lang_hashes_find(&lemmas->keys, hash);

    if (at == GLY_LANG_ABSENT || lemmas->offsets[at] >= lemmas->text.len) {
        return false;
    }
    const char *entry = lemmas->text.ptr + lemmas->offsets[at];
    size_t left = lemmas->text.len - lemmas->offsets[at];
    if (left < form.len + 3 || (uint8_t)entry[0] != kind ||
        memcmp(entry + 1, form.ptr, form.len) != 0 || entry[1 + form.len] != '\0') {
        return false;
    }
    const char *lemma = entry + 2 + form.len;
    const char *end = memchr(lemma, '\0', left - 2 - form.len);
    if (end == NULL || end == lemma) {
        return false;
    }
    *ret = (struct gly_str){lemma, (size_t)(end - lemma)};
    return true;
}

/* Whether the stem, cut by so many bytes and with the tail added, is such a word. */
static bool is_known(const struct stem *stem, size_t cut, const char *tail,
                     uint32_t kinds)
{
    char candidate[GLY_LANG_LEMMA_MAX + 2];
    size_t length = stem->length - cut;
    size_t more = strlen(tail);

    memcpy(candidate, stem->bytes, length);
    memcpy(candidate + length, tail, more);
    struct gly_str str = {candidate, length + more};
    return (gly_lang_forms_find(&stem->model->lexicon, str) & kinds) != 0;
}

/* The result is never longer than the form: every tail is shorter than what went. */
static struct gly_str stem_with(struct stem *stem, size_t cut, const char *tail)
{
    size_t more = strlen(tail);

    stem->length -= cut;
    memcpy(stem->bytes + stem->length, tail, more);
    stem->length += more;
    return stem_str(stem);
}

static const char *const es_endings[] = {"ses", "xes", "zes", "ches", "shes"};

static struct gly_str plural_undo(struct stem *stem, uint32_t kind, bool verb)
{
    if (ends(stem, "ies") && stem->length > 4) {
        bool keeps_e =
            !verb && is_known(stem, 1, "", kind) && !is_known(stem, 3, "y", kind);
        return keeps_e ? stem_with(stem, 1, "") : stem_with(stem, 3, "y");
    }
    if (ends(stem, "es")) {
        if (is_known(stem, 1, "", kind)) {
            return stem_with(stem, 1, "");
        }
        if (is_known(stem, 2, "", kind) ||
            ends_any(stem, es_endings, COUNT(es_endings)) ||
            (verb && ends(stem, "oes"))) {
            return stem_with(stem, 2, "");
        }
        return stem_with(stem, 1, "");
    }
    if (ends(stem, "s") && !ends(stem, "ss")) {
        return stem_with(stem, 1, "");
    }
    return stem_str(stem);
}

static bool is_vowel(char letter)
{
    return memchr("aeiou", letter, 5) != NULL;
}

/* Stems that hardly ever want their e back: "visit(ed)", "clean(ing)", "play(ed)". */
static const char *const whole_endings[] = {
    "ss", "sh", "ch", "ck", "ng", "nd", "nt", "st", "ld", "rt",
    "rd", "er", "en", "on", "it", "ow", "aw", "ay", "ey", "oy",
};

static bool stem_is_whole(const struct stem *stem)
{
    const char *end = stem->bytes + stem->length;

    if (stem->length >= 3 && is_vowel(end[-3]) && is_vowel(end[-2]) &&
        !is_vowel(end[-1])) {
        return true;
    }
    return ends_any(stem, whole_endings, COUNT(whole_endings));
}

/* "planned", "hoping", "passed": try the likeliest stem first, take a known verb. */
static struct gly_str participle_undo(struct stem *stem, size_t cut)
{
    stem->length -= cut;
    const char *end = stem->bytes + stem->length;

    if (cut == 2 && end[-1] == 'i') {
        return stem_with(stem, 1, "y");
    }
    bool doubled = stem->length > 2 && end[-1] == end[-2];
    bool may_be_whole = doubled && (end[-1] == 'l' || end[-1] == 's');
    struct candidate {
        size_t cut;
        const char *tail;
    } tries[3] = {{0, "e"}, {0, ""}, {0, ""}};

    if (may_be_whole) {
        tries[0] = (struct candidate){0, ""};
        tries[1] = (struct candidate){1, ""};
        tries[2] = (struct candidate){0, "e"};
    } else if (doubled) {
        tries[0] = (struct candidate){1, ""};
        tries[1] = (struct candidate){0, ""};
        tries[2] = (struct candidate){0, "e"};
    } else if (stem_is_whole(stem)) {
        tries[0] = (struct candidate){0, ""};
        tries[1] = (struct candidate){0, "e"};
        tries[2] = tries[1];
    }
    for (size_t i = 0; i < COUNT(tries); i++) {
        if (is_known(stem, tries[i].cut, tries[i].tail, GLY_FORM_VERB)) {
            return stem_with(stem, tries[i].cut, tries[i].tail);
        }
    }
    return stem_with(stem, tries[0].cut, tries[0].tail);
}

static struct gly_str verb_lemma(struct stem *stem, enum gly_xpos xpos)
{
    struct gly_str form = stem_str(stem);
    struct gly_str lemma;
    bool base = xpos == GLY_XPOS_VB || xpos == GLY_XPOS_VBP;

    if (pair_find(auxiliaries, COUNT(auxiliaries), form, &lemma)) {
        return lemma;
    }
    if (xpos != GLY_XPOS_VBZ &&
        exception_find(stem->model, GLY_LEMMA_VERB, form, &lemma) &&
        !(base && is_known(stem, 0, "", GLY_FORM_VERB))) {
        return lemma;
    }
    if (xpos == GLY_XPOS_VBZ) {
        return plural_undo(stem, GLY_FORM_VERB, true);
    }
    if ((xpos == GLY_XPOS_VBD || xpos == GLY_XPOS_VBN) && ends(stem, "ed")) {
        return participle_undo(stem, 2);
    }
    if (xpos == GLY_XPOS_VBG && ends(stem, "ing")) {
        return participle_undo(stem, 3);
    }
    return form;
}

static struct gly_str noun_lemma(struct stem *stem)
{
    struct gly_str lemma;

    if (exception_find(stem->model, GLY_LEMMA_NOUN, stem_str(stem), &lemma)) {
        return lemma;
    }
    return plural_undo(stem, GLY_FORM_NOUN, false);
}

static struct gly_str compared_lemma(struct stem *stem, enum gly_xpos xpos)
{
    bool superlative = xpos == GLY_XPOS_JJS || xpos == GLY_XPOS_RBS;
    const uint32_t kinds = GLY_FORM_ADJECTIVE | GLY_FORM_ADVERB;
    struct gly_str lemma;

    if (exception_find(stem->model, GLY_LEMMA_ADJECTIVE, stem_str(stem), &lemma) ||
        exception_find(stem->model, GLY_LEMMA_ADVERB, stem_str(stem), &lemma)) {
        return lemma;
    }
    if (!ends(stem, superlative ? "est" : "er")) {
        return stem_str(stem);
    }
    stem->length -= superlative ? 3 : 2;
    if (ends(stem, "i")) {
        return stem_with(stem, 1, "y");
    }
    if (is_known(stem, 0, "", kinds)) {
        return stem_str(stem);
    }
    if (is_known(stem, 0, "e", kinds)) {
        return stem_with(stem, 0, "e");
    }
    if (stem->length > 1 && is_known(stem, 1, "", kinds)) {
        return stem_with(stem, 1, "");
    }
    return stem_str(stem);
}

/* Small letters and straight quotation marks; the capitals of a name can be kept. */
static size_t form_normalise(struct gly_str form, bool keep_case, char *ret)
{
    size_t length = 0;

    for (size_t i = 0; i < form.len; i++) {
        const uint8_t *at = (const uint8_t *)form.ptr + i;

        /* U+2018 and U+2019 are E2 80 98 and E2 80 99. */
        if (at[0] == 0xE2 && i + 2 < form.len && at[1] == 0x80 &&
            (at[2] == 0x98 || at[2] == 0x99)) {
            ret[length++] = '\'';
            i += 2;
        } else if (!keep_case && at[0] >= 'A' && at[0] <= 'Z') {
            ret[length++] = (char)(at[0] + ('a' - 'A'));
        } else {
            ret[length++] = (char)at[0];
        }
    }
    return length;
}

static struct gly_str particle_lemma(struct gly_str form)
{
    if (str_is(form, "n't") || str_is(form, "nt") || str_is(form, "t")) {
        return (struct gly_str){"not", 3};
    }
    return str_is(form, "'") ? (struct gly_str){"'s", 2} : form;
}

static struct gly_str proper_plural(struct stem *stem, struct gly_str form)
{
    stem->length = form_normalise(form, false, stem->bytes);
    struct gly_str lemma = noun_lemma(stem);

    if (form.ptr[0] >= 'A' && form.ptr[0] <= 'Z') {
        if (lemma.ptr != stem->bytes) {
            memcpy(stem->bytes, lemma.ptr, lemma.len);
            lemma.ptr = stem->bytes;
        }
        stem->bytes[0] = form.ptr[0];
    }
    return lemma;
}

struct gly_str gly_lang_lemma(const struct gly_lang_model *model, struct gly_str form,
                              uint8_t tag, char buffer[GLY_LANG_LEMMA_MAX])
{
    enum gly_upos upos = model->tag_upos[tag % GLY_LANG_TAGS_MAX];
    enum gly_xpos xpos = model->tag_xpos[tag % GLY_LANG_TAGS_MAX];
    bool compared = xpos == GLY_XPOS_JJR || xpos == GLY_XPOS_JJS ||
                    xpos == GLY_XPOS_RBR || xpos == GLY_XPOS_RBS;
    struct stem stem = {.model = model, .bytes = buffer};
    struct gly_str lemma;

    if (form.len == 0 || form.len > GLY_LANG_FORM_MAX) {
        return form;
    }
    stem.length = form_normalise(form, upos == GLY_UPOS_PROPN, buffer);
    struct gly_str low = stem_str(&stem);
    if (exception_find(model, GLY_LEMMA_TAGGED + (tag % GLY_LANG_TAGS_MAX), low,
                       &lemma)) {
        return lemma;
    }
    switch (upos) {
    case GLY_UPOS_AUX:
        return pair_find(auxiliaries, COUNT(auxiliaries), low, &lemma) ? lemma : low;
    case GLY_UPOS_VERB:
        return verb_lemma(&stem, xpos);
    case GLY_UPOS_NOUN:
        return xpos == GLY_XPOS_NNS ? noun_lemma(&stem) : low;
    case GLY_UPOS_PROPN:
        return xpos == GLY_XPOS_NNPS ? proper_plural(&stem, form) : form;
    case GLY_UPOS_PRON:
        return xpos != GLY_XPOS_OTHER && /* PRP$ keeps its form */
                       pair_find(pronouns, COUNT(pronouns), low, &lemma)
                   ? lemma
                   : low;
    case GLY_UPOS_ADJ:
    case GLY_UPOS_ADV:
        if (compared) {
            return compared_lemma(&stem, xpos);
        }
        return upos == GLY_UPOS_ADV && str_is(low, "n't") ? (struct gly_str){"not", 3}
               : xpos == GLY_XPOS_NNP                     ? form
                                                          : low;
    case GLY_UPOS_PART:
        return particle_lemma(low);
    case GLY_UPOS_DET:
        return pair_find(determiners, COUNT(determiners), low, &lemma) ? lemma : low;
    case GLY_UPOS_SYM:
    case GLY_UPOS_PUNCT:
    case GLY_UPOS_X:
        return form;
    default:
        return low;
    }
}
