/* Items in a row inside a sentence: "oats, rye and fish and chips". */
#include <galley/enumeration.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

bool gly_is_item_word(const struct gly_doc *doc, uint32_t tok)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    return toks[tok].kind == GLY_TOK_WORD || toks[tok].kind == GLY_TOK_MIXED;
}

bool gly_is_item_name(const struct gly_doc *doc, uint32_t tok)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    return gly_is_item_word(doc, tok) &&
           (toks[tok].flags &
            (GLY_TOK_CAPITALISED | GLY_TOK_ALL_CAPS | GLY_TOK_MIXED_CASE));
}

bool gly_enumeration_ends(struct gly_str text)
{
    return gly_str_is(text, ".") || gly_str_is(text, ";") || gly_str_is(text, ")") ||
           gly_str_is(text, "?") || gly_str_is(text, "!");
}

/* "Fish and chips": two words that make one thing. `tok` is the first of three. */
static bool is_pair(const struct gly_doc *doc, uint32_t tok)
{
    static const char *const pairs[][2] = {{"fish", "chips"},
                                           {"salt", "pepper"},
                                           {"bread", "butter"},
                                           {"food", "drink"},
                                           {"oil", "gas"},
                                           {"trial", "error"},
                                           {"cheese", "biscuits"},
                                           {"gin", "tonic"},
                                           {"wind", "rain"},
                                           {"research", "development"},
                                           {"arts", "crafts"},
                                           {"bed", "breakfast"},
                                           {"black", "white"},
                                           {"health", "safety"},
                                           {"law", "order"},
                                           {"supply", "demand"},
                                           {"profit", "loss"},
                                           {"eggs", "bacon"},
                                           {"bacon", "eggs"},
                                           {"hotels", "restaurants"},
                                           {"strawberries", "cream"},
                                           {"tea", "coffee"},
                                           {"town", "country"},
                                           {"food", "beverages"},
                                           {"terms", "conditions"},
                                           {"time", "motion"},
                                           {"search", "rescue"},
                                           {"repair", "maintenance"},
                                           {"training", "development"}};
    for (size_t i = 0; i < GLY_COUNT(pairs); i++)
        if (gly_tok_is(doc, tok, pairs[i][0]) && gly_tok_is(doc, tok + 2, pairs[i][1]))
            return true;
    return false;
}

struct gly_enumeration gly_enumeration_read(const struct gly_doc *doc, uint32_t tok,
                                            uint32_t end)
{
    enum { LONGEST_ITEM = 5 };
    struct gly_enumeration items = {.capital = true, .article = true, .single = true};
    unsigned words = 0, ands = 0;
    bool begins = true;
    for (; tok < end; tok++) {
        struct gly_str text = gly_tok_at(doc, tok);
        if (gly_enumeration_ends(text))
            break;
        if (gly_str_is(text, ",")) {
            items.commas++;
            items.inner += ands;
            items.strange |= words == 0 || words > LONGEST_ITEM;
            items.single &= words == 1 && ands == 0;
            words = ands = 0;
            begins = true;
            items.oxford = false;
            continue;
        }
        if (gly_tok_is(doc, tok, "and|&")) {
            items.oxford |= words == 0 && items.commas > 0;
            ands += words > 0;
            begins = true;
            continue;
        }
        items.strange |=
            !gly_is_item_word(doc, tok) ||
            gly_tok_is(doc, tok,
                       "which|who|that|as|or|but|because|where|when|with|"
                       "is|are|was|were|will|has|have|etc.|etc|then|not|"
                       "co|co.|sons|company|bros|brothers|inc|ltd|partners|"
                       "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
                       "dozen|several|so|both|if|to|it|he|she|they|we|you|i|be|"
                       "for|plus|respectively");
        items.capital &= !begins || gly_is_item_name(doc, tok);
        items.article &= !begins || gly_tok_is(doc, tok, "a|an|the|his|her|its|their");
        begins = false;
        words++;
    }
    items.single &= ands == 1 && words == 2 && tok >= 3 && !is_pair(doc, tok - 3);
    items.last_and = ands > 0;
    items.inner += ands > 1 ? ands - 1 : 0;
    items.strange |= words == 0 || words > LONGEST_ITEM + 2 * (ands > 0);
    items.end = tok;
    return items;
}

void gly_enumeration_count(const struct gly_enumeration *items, unsigned *ret_least,
                           unsigned *ret_most)
{
    unsigned segments = items->commas + 1;
    *ret_least = *ret_most = segments + (items->last_and ? 1 : 0);
    /* "Fish and chips" is one, and so may be what follows ", and". */
    if (items->last_and &&
        ((!items->capital && !items->article && !items->single) || items->oxford))
        *ret_least = segments;
    *ret_most += items->inner;
}
