/* Words that make a claim another than it seems (geography, spec "general guards"). */
#include <galley/phrase.h>
#include <galley/place.h>

#include "text/doc.h"

struct guard_words {
    unsigned guard;
    const char *words;
};

static const struct guard_words guard_words[] = {
    {GLY_GUARD_NEGATED,
     "not|never|no|nor|neither|none|without|wrongly|mistakenly|erroneously|incorrectly|"
     "falsely|contrary|version|amended|rather|unlike|instead|correction|corrected|"
     "corrects|"
     "clarification|"
     "misidentified|misstated|mistaken|confused|confuse|confusing|myth|isn't|wasn't|"
     "aren't|weren't|doesn't|didn't|don't|isn’t|wasn’t|aren’t|weren’t|doesn’t|didn’t|"
     "don’t|cannot|can't|hardly|nobody|error|mistake|false|wrong|inaccurate|misnamed|"
     "mislabelled|mislabeled"},
    {GLY_GUARD_PAST,
     "former|formerly|then|once|until|till|ex|historic|historical|historically|"
     "medieval|"
     "ancient|colonial|wartime|interwar|previously|previous|erstwhile|temporary|"
     "provisional|century|centuries|empire|dynasty|era|briefly|exile|occupied|prewar|"
     "postwar|antiquity|old"},
    {GLY_GUARD_PAST_VERB, "was|were|had|became|used|bordered|been|served"},
    {GLY_GUARD_MAYBE,
     "if|would|could|might|perhaps|imagine|suppose|hypothetical|candidate|candidates|"
     "aspiring|prospective|applied|apply|applying|bid|seeks|seeking|hopes|hoping|wants|"
     "proposed|future|eventual|possible|potential|associate|observer|suspended|"
     "accession|whether|unless|wish|dream|claims|claimed|claim|calls|call|called|"
     "dubbed|"
     "nicknamed|nickname|facto|unofficial|alternate|joked|honorary|symbolic|think|"
     "thinks|"
     "thought|believe|believes|believed|assume|assumes|guess|guessed|pretend|pretends|"
     "pupil|pupils|mix|mixed"},
    {GLY_GUARD_SPORT,
     "qualifier|qualifiers|qualifying|qualification|tournament|championship|"
     "championships|league|uefa|fifa|conmebol|concacaf|cup|eurovision|team|teams|squad|"
     "confederation|olympic|olympics|paralympic|coach|striker|midfielder|goalkeeper"},
    {GLY_GUARD_FICTION,
     "novel|fiction|fictional|film|movie|game|legend|fairy|story|satire|parody|spoof|"
     "imaginary|mythical|mythology|poem|song|novels|films|games|tale"},
};

/* "runs until May", "till midnight", "since then": not of the past; "called at Riga", "calls
 * for talks": no name. */
static bool is_harmless(const struct gly_doc *doc, uint32_t tok)
{
    if (gly_tok_is(doc, tok, "call|calls|called"))
        return gly_tok_is(doc, tok + 1, "at|for|on|in|off|upon");
    if (gly_tok_is(doc, tok, "then"))
        return tok > 0 && gly_tok_is(doc, tok - 1, "since");
    return gly_tok_is(doc, tok, "until|till") && tok + 1 < doc->toks.count &&
           doc->toks.at[tok + 1].kind == GLY_TOK_WORD &&
           (doc->toks.at[tok + 1].flags & GLY_TOK_CAPITALISED ||
            gly_tok_is(doc, tok + 1,
                       "midnight|noon|dawn|dusk|sunset|sunrise|late|early|further|next|"
                       "at|tomorrow|well"));
}

unsigned gly_guards(const struct gly_doc *doc, uint32_t first, uint32_t end)
{
    unsigned guards = 0;
    for (uint32_t tok = first; tok < end && tok < doc->toks.count; tok++) {
        if (doc->toks.at[tok].kind != GLY_TOK_WORD || is_harmless(doc, tok))
            continue;
        for (size_t i = 0; i < GLY_COUNT(guard_words); i++)
            if (!(guards & guard_words[i].guard) &&
                gly_tok_is(doc, tok, guard_words[i].words))
                guards |= guard_words[i].guard;
    }
    return guards;
}

/* Words that correct what somebody said: they may stand far from it. */
static const char corrections[] =
    "version|correction|corrected|corrects|amended|clarification|wrongly|mistakenly|"
    "erroneously|incorrectly|falsely|misidentified|misstated|error|mistake|myth|quiz|"
    "confuse|confused|confusing";

unsigned gly_guards_near(const struct gly_doc *doc, uint32_t first, uint32_t end,
                         uint32_t around)
{
    uint32_t sent = doc->toks.at[first].sent;
    uint32_t behind = end;
    while (around-- > 0) {
        if (first > 0 && doc->toks.at[first - 1].sent == sent)
            first--;
        if (behind < doc->toks.count && doc->toks.at[behind].sent == sent)
            behind++;
    }
    /* "not" and "hopes" behind the claim speak of what comes next; "until 1991" and "as
     * a boy, then" of the claim. */
    unsigned guards = gly_guards(doc, first, end) |
                      (gly_guards(doc, end, behind) &
                       (GLY_GUARD_PAST | GLY_GUARD_PAST_VERB | GLY_GUARD_SPORT));
    const struct gly_sent *s = &doc->sents.at[sent];
    for (uint32_t tok = s->first_tok; tok < s->first_tok + s->tok_count; tok++)
        if (gly_tok_is(doc, tok, corrections))
            guards |= GLY_GUARD_NEGATED;
    if (gly_tok_is(doc, s->first_tok + s->tok_count - 1, "?"))
        guards |= GLY_GUARD_QUESTION;
    return guards;
}

unsigned gly_sentence_guards(const struct gly_doc *doc, uint32_t sent)
{
    const struct gly_sent *s = &doc->sents.at[sent];
    uint32_t end = s->first_tok + s->tok_count;
    unsigned guards = gly_guards(doc, s->first_tok, end);
    for (uint32_t tok = s->first_tok; tok < end; tok++)
        if (gly_tok_is(doc, tok, "?"))
            guards |= GLY_GUARD_QUESTION;
    return guards;
}

int gly_sentence_year(const struct gly_doc *doc, uint32_t sent, int *ret_last)
{
    const struct gly_sent *s = &doc->sents.at[sent];
    int first_year = 0, last_year = 0;
    for (uint32_t i = 0; i < s->tok_count; i++) {
        const struct gly_tok *tok = &doc->toks.at[s->first_tok + i];
        struct gly_str text = gly_tok_text(doc, tok);
        if (tok->kind != GLY_TOK_NUMBER || text.len < 4 || text.len > 5)
            continue;
        int year = 0;
        unsigned digits = 0;
        while (digits < 4 && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
            year = year * 10 + (text.ptr[digits++] - '0');
        bool decade = text.len == 5 && text.ptr[4] == 's';
        if (digits < 4 || (text.len == 5 && !decade) || year < 1000 || year >= 2100)
            continue;
        first_year = first_year ? first_year : year;
        last_year = year;
    }
    if (ret_last)
        *ret_last = last_year;
    return first_year;
}
