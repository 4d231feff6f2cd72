/* Names made of ordinary words: "the Internet of Things", "Elevator to the Gallows", "the
 * Ways and Means Committee". What the lists know of no word tells that they belong together:
 * inside a sentence an ordinary word has its capital from a name, and where two of them have
 * small words between them it is from the same one. */
#include "note/name.h"

static const uint32_t tails = GLY_NAME_ROLE(ORG_TAIL) | GLY_NAME_ROLE(PLACE_TAIL) |
                              GLY_NAME_ROLE(EVENT_TAIL) | GLY_NAME_ROLE(WORK_TAIL);

/* A word with a capital that is known for nothing but being a word. Names of offices are
 * not: "the Director of Research" is a person with a field of work. */
static bool is_plain(struct gly_namer *n, uint32_t tok)
{
    const uint32_t known =
        GLY_NAME_ROLE(PERSON) | GLY_NAME_ROLE(PLACE) | GLY_NAME_ROLE(ORG) |
        GLY_NAME_ROLE(EVENT) | GLY_NAME_ROLE(PRODUCT) | GLY_NAME_ROLE(OTHER) |
        GLY_NAME_ROLE(DEMONYM) | GLY_NAME_ROLE(PEOPLE) | GLY_NAME_ROLE(TITLE) |
        GLY_NAME_ROLE(STOP) | GLY_NAME_ROLE(TIME) | GLY_NAME_ROLE(CORPORATE) |
        GLY_NAME_ROLE(ROLE);
    return n->tok_words[tok] != 0 && !(gly_namer_word(n, tok)->roles & known) &&
           !(n->doc->toks.at[tok].flags & GLY_TOK_ALL_CAPS) &&
           gly_namer_is_common(n, tok);
}

/* Does the word have its capital from a name, not from where it stands? */
static bool is_inside(const struct gly_namer *n, uint32_t tok)
{
    static const char *const marks[] = {",", ";", "(", NULL};
    const struct gly_tok *t = &n->doc->toks.at[tok];
    return tok > 0 && !(t->flags & GLY_TOK_SENT_START) && t[-1].sent == t->sent &&
           (t[-1].kind == GLY_TOK_WORD || gly_tok_is_one(n->doc, tok - 1, marks));
}

static bool is_capital(const struct gly_namer *n, uint32_t tok, uint32_t end)
{
    return tok < end && n->tok_words[tok] != 0;
}

/* The last of the capitals that begin at `tok`. */
static uint32_t last_of(const struct gly_namer *n, uint32_t tok, uint32_t end)
{
    while (is_capital(n, tok + 1, end))
        tok++;
    return tok;
}

/* "and": two things that have nothing to do with each other are joined by it as well. What
 * the last word names must be one of which both are parts. */
static bool is_pair(struct gly_namer *n, uint32_t tok, uint32_t end)
{
    uint32_t last = last_of(n, tok + 1, end);
    return last > tok + 1 && !(gly_namer_word(n, tok - 1)->roles & tails) &&
           gly_namer_word(n, last)->roles & tails;
}

/* "Hilda of Whitrow": who has one name alone is told by a place. Not "Kimura of Japan" or
 * "Anna of Harwick Ltd": there the place or firm is one of its own. */
static bool is_of_place(struct gly_namer *n, const struct gly_name_piece *piece,
                        uint32_t tok, uint32_t end)
{
    const uint32_t person = GLY_NAME_GIVEN | GLY_NAME_ROLE(PERSON);
    const uint32_t also = GLY_NAME_ROLE(SURNAME) | GLY_NAME_ROLE(PHRASE);
    const uint32_t place = GLY_NAME_ROLE(MAYBE_PLACE) | GLY_NAME_ROLE(PHRASE);
    enum { LETTERS_MIN = 4 };
    uint32_t next = tok + 1;
    if (piece->phrase || piece->tok_end != tok || !is_capital(n, next, end) ||
        is_capital(n, next + 1, end) ||
        (piece->roles != 0 &&
         (!(piece->roles & person) || piece->roles & ~(person | also))))
        return false;
    const struct gly_tok *t = &n->doc->toks.at[next];
    return !(gly_namer_word(n, next)->roles & ~place) &&
           gly_span_len(t->span) >= LETTERS_MIN &&
           !((t->flags | n->doc->toks.at[piece->capital].flags) &
             (GLY_TOK_ALL_CAPS | GLY_TOK_MIXED_CASE)) &&
           !gly_namer_is_common(n, next) && !gly_namer_is_common(n, piece->capital);
}

uint32_t gly_namer_over_small_words(struct gly_namer *n,
                                    const struct gly_name_piece *pieces, uint32_t count,
                                    uint32_t tok, uint32_t end)
{
    static const char *const joins[] = {"of", "to", "at", "and", NULL};
    static const char *const articles[] = {"the", "a", "an", NULL};
    const struct gly_name_piece *last = &pieces[count - 1];
    if (tok < end && count == 1 &&
        gly_str_is(gly_tok_text(n->doc, &n->doc->toks.at[tok]), "of") &&
        is_of_place(n, last, tok, end))
        return tok + 1;
    if (tok >= end || !gly_tok_is_one(n->doc, tok, joins) || last->phrase ||
        last->tok_end != tok || !is_plain(n, tok - 1) || !is_inside(n, pieces[0].tok))
        return tok;
    for (uint32_t i = 1; i < count; i++)
        if (pieces[i].before == GLY_GLUE_OF)
            return tok;
    struct gly_str join = gly_tok_text(n->doc, &n->doc->toks.at[tok]);
    bool both = gly_str_is(join, "and");
    uint32_t next = tok + 1;
    if (!both && next < end && gly_tok_is_one(n->doc, next, articles))
        next++;
    if (!is_capital(n, next, end) || !is_plain(n, next))
        return tok;
    if (both)
        return is_pair(n, tok, end) ? next : tok;
    /* "Fellow of the Royal Society", "Members of the House" */
    if (gly_namer_word(n, last_of(n, next, end))->roles &
        (GLY_NAME_ROLE(ORG_TAIL) | GLY_NAME_ROLE(ORG_OF)))
        return tok;
    return gly_str_is(join, "of") || count == 1 ? next : tok;
}
