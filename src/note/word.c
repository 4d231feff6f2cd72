/* WORDS: what the word lists say of each token. */
#include "base/wordlist.h"
#include "note/note.h"

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

void gly_annotate_words(struct gly_doc *doc, const struct gly_resources *resources)
{
    struct gly_word *words =
        gly_arena_alloc(doc->arena, doc->toks.count + 1, sizeof *words);
    for (uint32_t i = 0; i < doc->toks.count; i++) {
        const struct gly_tok *tok = &doc->toks.at[i];
        struct gly_word_form form;
        if (tok->kind != GLY_TOK_WORD) {
            words[i].flags = GLY_WORD_SKIPPED;
        } else if (gly_wordlist_find_form(resources->words, gly_tok_text(doc, tok),
                                          &form)) {
            words[i].flags = flags_of(&form);
            words[i].size = form.info.size;
        }
    }
    doc->notes[GLY_ANNOTATION_WORDS] = words;
}
