/* What stands inside quotation marks is somebody else's claim. */
#include "note/place.h"

enum mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_STRAIGHT };

static enum mark mark_of(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(doc, tok);
    if (tok->kind != GLY_TOK_PUNCT && tok->kind != GLY_TOK_SYMBOL)
        return MARK_NONE;
    if (gly_str_is(text, "\""))
        return MARK_STRAIGHT;
    if (gly_str_is(text, "“") || gly_str_is(text, "«") || gly_str_is(text, "„") ||
        gly_str_is(text, "‘"))
        return MARK_OPEN;
    if (gly_str_is(text, "”") || gly_str_is(text, "»") || gly_str_is(text, "’"))
        return MARK_CLOSE;
    return MARK_NONE;
}

/* A quotation that is not closed runs to the end of its paragraph: the next paragraph of
 * the speaker opens with a mark of its own. */
void gly_place_quotes(const struct gly_doc *doc, const struct gly_block *block,
                      uint8_t *quoted)
{
    unsigned depth = 0;
    for (uint32_t i = 0; i < block->tok_count; i++) {
        uint32_t tok = block->first_tok + i;
        switch (mark_of(doc, &doc->toks.at[tok])) {
        case MARK_OPEN:
            depth++;
            break;
        case MARK_CLOSE:
            depth -= depth > 0;
            break;
        case MARK_STRAIGHT:
            depth = depth == 0;
            break;
        case MARK_NONE:
            break;
        }
        quoted[tok] = depth > 0;
    }
}
