/* Words that have opposites, by their forms. */
#include "note/claim.h"

static uint32_t opposed(const struct gly_claim_words *words, const char *form,
                        size_t len)
{
    if (len < 2)
        return 0;
    uint32_t entry = gly_claim_find(words, (struct gly_str){form, len});
    const struct gly_claim_entry *row = gly_claim_entry(words, entry);
    if (row->opposites || !row->word)
        return row->opposites ? entry : 0;
    return gly_claim_entry(words, row->word)->opposites ? row->word : 0;
}

/* The stem as it is, with an e, or without its doubled letter. */
static uint32_t opposed_stem(const struct gly_claim_words *words, char *form,
                             size_t len)
{
    uint32_t entry = opposed(words, form, len);
    if (!entry && len > 2 && form[len - 1] == form[len - 2])
        entry = opposed(words, form, len - 1);
    if (!entry) {
        form[len] = 'e';
        entry = opposed(words, form, len + 1);
    }
    return entry;
}

uint32_t gly_claim_find_opposed(const struct gly_claim_words *words,
                                struct gly_str word)
{
    char form[GLY_CLAIM_FORM + 1];
    size_t len = word.len;
    uint32_t entry = opposed(words, word.ptr, len);
    if (entry || len < 4 || len > GLY_CLAIM_FORM)
        return entry;
    memcpy(form, word.ptr, len);
    if (gly_str_ends(word, "ies") || gly_str_ends(word, "ied")) {
        form[len - 3] = 'y';
        return opposed(words, form, len - 2);
    }
    if (gly_str_ends(word, "ing"))
        return opposed_stem(words, form, len - 3);
    if (gly_str_ends(word, "ed"))
        return opposed_stem(words, form, len - 2);
    if (gly_str_ends(word, "s") && !gly_str_ends(word, "ss")) {
        entry = opposed(words, form, len - 1);
        return entry || !gly_str_ends(word, "es") ? entry
                                                  : opposed(words, form, len - 2);
    }
    return 0;
}
