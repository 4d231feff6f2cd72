#include "note/lang_tag.h"

#include <assert.h>

#include "note/lang.h"

static struct gly_lang_word beyond(uint32_t number, uint16_t forms)
{
    return (struct gly_lang_word){
        .form = number,
        .low = number,
        .suffix = number,
        .prefix = number,
        .shape = number,
        .ambiguity = (uint16_t)number,
        .forms = forms,
        .only_tag = -1,
    };
}

#define ADD(a, b, c) ret[n] = gly_lang_feature(base + n, (a), (b), (c)), n++

void gly_lang_tag_static_features(const struct gly_lang_word *words, uint32_t count,
                                  uint32_t at, uint64_t ret[GLY_LANG_TAG_STATIC])
{
    const struct gly_lang_word begin = beyond(GLY_AMBIGUITY_BEGIN, 0x1000);
    const struct gly_lang_word end = beyond(GLY_AMBIGUITY_END, 0x2000);
    const struct gly_lang_word *w = &words[at];
    const struct gly_lang_word *p1 = at > 0 ? w - 1 : &begin;
    const struct gly_lang_word *p2 = at > 1 ? w - 2 : &begin;
    const struct gly_lang_word *n1 = at + 1 < count ? w + 1 : &end;
    const struct gly_lang_word *n2 = at + 2 < count ? w + 2 : &end;
    uint64_t flags = w->flags & GLY_LANG_WORD_CASE_MASK;
    uint64_t next_flags = n1->flags & GLY_LANG_WORD_CASE_MASK;
    uint64_t capital = w->flags & GLY_LANG_WORD_CAPITAL;
    uint64_t suffix2 = w->suffix & 0xFFFF;
    /* A capital says little at the beginning, also after an opening quotation mark. */
    uint64_t first =
        at == 0 || (at == 1 && (p1->flags & GLY_LANG_WORD_PUNCTUATION) != 0);
    const uint32_t base = 1;
    uint32_t n = 0;

    ADD(w->form, 0, 0);
    ADD(w->low, 0, 0);
    ADD(w->suffix & 0xFF, flags, 0);
    ADD(suffix2, 0, 0);
    ADD(w->suffix & 0xFFFFFF, 0, 0);
    ADD(w->suffix, 0, 0);
    ADD(w->prefix & 0xFFFF, 0, 0);
    ADD(w->prefix & 0xFFFFFF, 0, 0);
    ADD(w->prefix, 0, 0);
    ADD(w->shape, first, 0);
    ADD(w->flags, first, 0);
    ADD(p1->low, 0, 0);
    ADD(n1->low, 0, 0);
    ADD(n2->low, 0, 0);
    ADD(p2->low, 0, 0);
    ADD(p1->low, w->low, 0);
    ADD(w->low, n1->low, 0);
    ADD(n1->suffix & 0xFFFFFF, next_flags, 0);
    ADD(n1->ambiguity, w->ambiguity, 0);
    ADD(n1->ambiguity, n2->ambiguity, w->ambiguity);
    ADD(w->ambiguity, suffix2, first);
    ADD(p1->suffix & 0xFFFFFF, 0, 0);
    ADD(n1->ambiguity, suffix2, flags);
    ADD(p1->low, n1->low, 0);
    ADD(w->ambiguity, flags, next_flags);
    ADD(w->forms, flags, first);
    ADD(w->forms, n1->forms, capital);
    ADD(w->forms, p1->forms, capital);
    ADD(w->forms, suffix2, flags);
    ADD(p1->low, w->forms, n1->ambiguity);
    assert(n == GLY_LANG_TAG_STATIC);
}

void gly_lang_tag_dynamic_features(const struct gly_lang_word *words, uint32_t count,
                                   uint32_t at, uint32_t before, uint32_t before_that,
                                   uint64_t ret[GLY_LANG_TAG_DYNAMIC])
{
    const struct gly_lang_word end = beyond(GLY_AMBIGUITY_END, 0x2000);
    const struct gly_lang_word *w = &words[at];
    const struct gly_lang_word *n1 = at + 1 < count ? w + 1 : &end;
    const uint32_t base = 400;
    uint32_t n = 0;

    ADD(before, 0, 0);
    ADD(before, before_that, 0);
    ADD(before, w->low, 0);
    ADD(before, w->suffix & 0xFFFFFF, 0);
    ADD(before, n1->ambiguity, w->ambiguity);
    ADD(before, before_that, w->ambiguity);
    ADD(before, n1->low, 0);
    ADD(before, w->shape, 0);
    ADD(before, w->forms, w->flags & GLY_LANG_WORD_CAPITAL);
    ADD(before, w->forms, n1->forms);
    ADD(before, before_that, w->forms);
    assert(n == GLY_LANG_TAG_DYNAMIC);
}
