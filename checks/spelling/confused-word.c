#include <galley/check.h>

enum { CONFUSED };

static const struct gly_rule rules[] = {
    [CONFUSED] =
        {
            .id = "spelling/confused-word",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A word that is right by itself and wrong where it stands",
            .why = "Words that sound or look alike take each other's place (would of, "
                   "it's own, pubic library), and a dictionary passes them. Told only "
                   "where the words around leave no doubt; rules/spelling/confused.csv "
                   "has them all, and `confused` in galley.yaml adds a house's own.",
            .bad = "It would of rained by noon.",
            .good = "They would have won without the rain.",
        },
};

static void check_token(struct gly_pass *pass, uint32_t index)
{
    struct gly_confusion confusion;
    if (!gly_confused(pass, index, &confusion))
        return;
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    struct gly_span span = {toks[index].span.start,
                            toks[index + confusion.count - 1].span.end};
    struct gly_finding *f =
        gly_report(pass, CONFUSED, span, "'%.*s' should read '%.*s' in '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, span)), GLY_STR_ARG(confusion.meant),
                   GLY_STR_ARG(confusion.context));
    gly_fix(f, confusion.meant);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t count;
    const uint32_t *confusable = gly_confusable_words(pass, &count);
    uint32_t block = GLY_NONE; /* the last that was asked */
    bool speaks = false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t sent = toks[confusable[i]].sent;
        if (sent == GLY_NONE)
            continue;
        if (sents[sent].block != block) {
            block = sents[sent].block;
            speaks = gly_block_speaks(pass, block);
        }
        if (speaks)
            check_token(pass, confusable[i]);
    }
}

const struct gly_check gly_check_spelling_confused_word = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS,
    .language = "en",
    .run = run,
};
