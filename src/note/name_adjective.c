/* Adjectives of nations, faiths and schools: "British troops", "a Buddhist prayer", "German,
 * Polish and Jewish traders", "Her father was French." They have capitals and name nothing;
 * the same words do as nouns: "the British", "in French". */
#include "note/name.h"

static bool has(const struct gly_name_piece *piece, uint32_t roles)
{
    return (piece->roles & roles) != 0;
}

static bool is_demonym(const struct gly_namer *n, uint32_t tok)
{
    return gly_namer_word(n, tok)->roles & GLY_NAME_ROLE(DEMONYM);
}

/* Behind "German" in "German, Polish and Jewish traders": what stands behind the last
 * adjective of such a list; `tok` where there is none. */
static uint32_t over_list(const struct gly_namer *n, uint32_t tok, uint32_t end)
{
    static const char *const joins[] = {",", "and",          "or", "/",
                                        "&", "\xE2\x80\x93", NULL};
    for (;;) {
        uint32_t next = tok;
        while (next < end && next < tok + 2 && gly_tok_is_one(n->doc, next, joins))
            next++;
        if (next == tok || next >= end || !is_demonym(n, next))
            return tok;
        tok = next + 1;
    }
}

/* May the word at `tok` be a noun that an adjective before it belongs to? */
static bool is_like_noun(const struct gly_namer *n, uint32_t tok, uint32_t end)
{
    static const char *const after_noun[] = {
        "and",     "or",     "is",     "are",     "was",     "were",   "in",
        "to",      "as",     "at",     "on",      "of",      "for",    "from",
        "with",    "by",     "that",   "which",   "who",     "have",   "has",
        "had",     "will",   "would",  "can",     "could",   "the",    "but",
        "when",    "than",   "do",     "did",     "also",    "into",   "among",
        "out",     "over",   "under",  "against", "between", "during", "before",
        "after",   "since",  "until",  "because", "if",      "while",  "where",
        "not",     "up",     "down",   "off",     "about",   "around", "across",
        "through", "near",   "within", "without", "like",    "must",   "may",
        "might",   "should", "became", "began",   "said",    "says",   "both",
        "often",   "never",  "still",  "then",    "there",   "upon",   "built",
        "made",    "won",    "lost",   "took",    "gave",    "went",   "came",
        "saw",     "knew",   "held",   "kept",    "left",    "fought", "spoke",
        "wrote",   "ate",    NULL};
    return tok < end && n->doc->toks.at[tok].kind != GLY_TOK_PUNCT &&
           (n->doc->toks.at[tok].kind != GLY_TOK_WORD ||
            !gly_tok_is_one(n->doc, tok, after_noun));
}

/* "the Dutch painted": a verb behind those whom the article makes a noun. */
static bool is_verb_behind(const struct gly_namer *n, uint32_t first, uint32_t tok)
{
    static const char *const articles[] = {"the", "The", NULL};
    struct gly_str text = gly_tok_text(n->doc, &n->doc->toks.at[tok]);
    return first > 0 && gly_tok_is_one(n->doc, first - 1, articles) && text.len > 4 &&
           gly_str_ends(text, "ed");
}

/* "was French;", "of ethnic German or Polish stock": said of somebody. */
static bool is_predicate(const struct gly_namer *n, uint32_t first, uint32_t tok)
{
    static const char *const before[] = {"is",     "was",    "are",   "were", "be",
                                         "been",   "am",     "being", "half", "part",
                                         "ethnic", "became", "so",    "very", NULL};
    const struct gly_tok *toks = n->doc->toks.at;
    return first > 0 && toks[first - 1].sent == toks[first].sent &&
           gly_tok_is_one(n->doc, first - 1, before) &&
           toks[tok].kind == GLY_TOK_PUNCT &&
           !gly_tok_is_one(n->doc, tok, (const char *const[]){"-", NULL});
}

/* "North Korean", "Middle Eastern": words of their own, or a demonym and where in it. */
static bool is_of_several(const struct gly_namer *n,
                          const struct gly_name_piece *pieces, uint32_t count)
{
    static const char *const parts[] = {
        "North",   "South",   "East",   "West",  "Northern", "Southern", "Eastern",
        "Western", "Central", "Middle", "Latin", "Pan",      NULL};
    const struct gly_name_piece *last = &pieces[count - 1];
    struct gly_name_form form;
    struct gly_str text = gly_name_form(n->doc, pieces[0].tok, last->tok_end, &form);
    if (count != 2 || last->before != GLY_GLUE_SPACE || last->phrase ||
        pieces[0].phrase)
        return false;
    return gly_namelist_roles(n->names, text) & GLY_NAME_ROLE(DEMONYM) ||
           (has(last, GLY_NAME_ROLE(DEMONYM)) &&
            gly_tok_is_one(n->doc, pieces[0].tok, parts));
}

bool gly_namer_is_adjective(const struct gly_namer *n,
                            const struct gly_name_piece *pieces, uint32_t count)
{
    const uint32_t nouns = GLY_NAME_ROLE(PLACE) | GLY_NAME_ROLE(ORG) |
                           GLY_NAME_ROLE(EVENT) | GLY_NAME_ROLE(WORK) |
                           GLY_NAME_ROLE(PRODUCT) | GLY_NAME_ROLE(PERSON) |
                           GLY_NAME_ROLE(JOINED);
    const struct gly_name_piece *last = &pieces[count - 1];
    const struct gly_doc *doc = n->doc;
    bool several = is_of_several(n, pieces, count);
    for (uint32_t i = 0; i < count && !several; i++)
        if (!has(&pieces[i], GLY_NAME_ROLE(DEMONYM) | GLY_NAME_ROLE(MODIFIER)) ||
            pieces[i].phrase || has(&pieces[i], nouns) ||
            (i > 0 && pieces[i].before != GLY_GLUE_HYPHEN))
            return false;
    uint32_t sent = doc->toks.at[last->tok_end - 1].sent;
    uint32_t end = doc->sents.at[sent].first_tok + doc->sents.at[sent].tok_count;
    uint32_t tok = last->tok_end;
    uint32_t name_end;
    if (tok >= end || gly_name_is_possessive(doc, tok - 1, &name_end) ||
        is_verb_behind(n, pieces[0].tok, tok))
        return false;
    if (gly_tok_is_one(doc, tok, (const char *const[]){"-", NULL}) ||
        is_like_noun(n, tok, end) ||
        ((several || has(last, GLY_NAME_ROLE(DEMONYM))) &&
         is_predicate(n, pieces[0].tok, tok)))
        return true;
    uint32_t behind = has(last, GLY_NAME_ROLE(DEMONYM)) ? over_list(n, tok, end) : tok;
    return behind > tok && n->tok_words[behind < end ? behind : tok] == 0 &&
           is_like_noun(n, behind, end);
}
