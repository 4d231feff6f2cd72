/* Verbs of saying and their subjects, told by the words around the verb: "Ms Hale, who runs
 * the shop, said", "said a spokesman for the company", "according to the police". */
#include "note/name.h"
#include "note/quotation.h"

enum { PHRASE_MAX = 8, APPOSITION_MAX = 18 };

static struct gly_str text_at(const struct gly_quoter *q, uint32_t tok)
{
    return gly_tok_text(q->doc, &q->doc->toks.at[tok]);
}

static bool is_one(const struct gly_quoter *q, uint32_t tok, const char *const *list)
{
    return gly_tok_is_one(q->doc, tok, list);
}

bool gly_quoter_says(const struct gly_quoter *q, uint32_t tok)
{
    const struct gly_tok *t = &q->doc->toks.at[tok];
    uint32_t len = gly_span_len(t->span);
    if (t->kind != GLY_TOK_WORD || len < 3 || len > 12 ||
        t->flags & GLY_TOK_CAPITALISED)
        return false;
    return gly_namelist_says(q->words, text_at(q, tok));
}

static const char *const pronouns[] = {"he",  "she",  "they", "it", "I",   "we", "He",
                                       "She", "They", "It",   "We", "you", NULL};
static const char *const prepositions[] = {"for",  "of", "from", "at", "in",
                                           "with", "on", "to",   "by", NULL};
static const char *const articles[] = {"the", "a", "an", NULL};
static const char *const determiners[] = {
    "the",   "a",       "an",    "his",   "her",     "its",   "their",   "our",
    "my",    "one",     "two",   "three", "some",    "many",  "most",    "several",
    "other", "another", "these", "those", "both",    "The",   "A",       "An",
    "His",   "Her",     "Its",   "Their", "Our",     "My",    "One",     "Two",
    "Three", "Some",    "Many",  "Most",  "Several", "Other", "Another", "These",
    "Those", "Both",    NULL};
/* Between subject and verb. */
static const char *const between[] = {
    "has",        "have",      "had",      "also",   "then",         "later",
    "earlier",    "once",      "still",    "now",    "always",       "often",
    "was",        "is",        "who",      "will",   "would",        "yesterday",
    "even",       "further",   "again",    "simply", "just",         "today",
    "reportedly", "himself",   "herself",  "did",    "not",          "went",
    "on",         "to",        "tonight",  "Monday", "Tuesday",      "Wednesday",
    "Thursday",   "Friday",    "Saturday", "Sunday", "meanwhile",    "however",
    "instead",    "therefore", "too",      "both",   "nevertheless", "never",
    NULL};

/* "clearly", but not "Kelly" and "Italy". */
static bool is_adverb(const struct gly_quoter *q, uint32_t tok)
{
    return gly_str_ends(text_at(q, tok), "ly") &&
           !(q->doc->toks.at[tok].flags & GLY_TOK_CAPITALISED);
}

/* What may stand between a subject and its verb from `at` back: "has also clearly", "had
 * in 1997". */
static uint32_t over_between(const struct gly_quoter *q, uint32_t first, uint32_t at)
{
    enum { MOST = 6 };
    for (uint32_t n = 0; n < MOST && at > first; n++) {
        bool year = at > first + 1 && q->doc->toks.at[at - 1].kind == GLY_TOK_NUMBER &&
                    gly_span_len(q->doc->toks.at[at - 1].span) == 4 &&
                    is_one(q, at - 2, (const char *const[]){"in", NULL});
        /* "went on to say", but not "in response to claims" */
        bool object = gly_str_is(text_at(q, at - 1), "to") &&
                      !(at > first + 1 && gly_str_is(text_at(q, at - 2), "on"));
        if (object || (!year && !is_one(q, at - 1, between) && !is_adverb(q, at - 1)))
            break;
        at -= year ? 2 : 1;
    }
    return at;
}

/* ---- Answers ---- */

/* What the words [first, end) are a mention of: a pronoun, or a description as a whole. Of
 * "France's finance minister" France is a part. */
static uint32_t mentioned(const struct gly_quoter *q, uint32_t first, uint32_t end)
{
    uint32_t low = 0, high = q->names->mention_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (q->names->mentions[middle].first_tok < first)
            low = middle + 1;
        else
            high = middle;
    }
    const struct gly_mention *mention = &q->names->mentions[low];
    return low < q->names->mention_count && mention->first_tok == first &&
                   mention->kind != GLY_MENTION_NAME &&
                   mention->span.end == q->doc->toks.at[end - 1].span.end
               ? mention->entity
               : GLY_NONE;
}

static struct gly_speaker by_name(const struct gly_quoter *q, uint32_t name)
{
    return (struct gly_speaker){.span = q->names->names[name].span,
                                .entity = q->names->names[name].entity,
                                .kind = GLY_SPEAKER_NAME};
}

static struct gly_speaker by_words(const struct gly_quoter *q, uint32_t first,
                                   uint32_t end)
{
    const struct gly_tok *toks = q->doc->toks.at;
    bool pronoun = end == first + 1 && is_one(q, first, pronouns);
    return (struct gly_speaker){
        .span = {toks[first].span.start, toks[end - 1].span.end},
        .entity = mentioned(q, first, end),
        .kind = pronoun ? GLY_SPEAKER_PRONOUN : GLY_SPEAKER_DESCRIPTION,
    };
}

/* ---- Before the verb ---- */

static bool is_word(const struct gly_quoter *q, uint32_t tok)
{
    return q->doc->toks.at[tok].kind == GLY_TOK_WORD ||
           q->doc->toks.at[tok].kind == GLY_TOK_NUMBER ||
           q->doc->toks.at[tok].kind == GLY_TOK_MIXED ||
           gly_str_is(text_at(q, tok), "-");
}

/* The phrase that ends before `end`: back to its determiner, over "of", "for" to the one
 * before. */
static bool phrase_before(const struct gly_quoter *q, uint32_t first, uint32_t end,
                          struct gly_speaker *ret)
{
    uint32_t at = end;
    /* "with claims", "the claims": a noun */
    if (is_one(q, end - 1, prepositions) || is_one(q, end - 1, determiners))
        return false;
    for (unsigned i = 0; at > first && i < 2 * PHRASE_MAX; i++) {
        uint32_t name = gly_name_at(q->names, at - 1);
        if (name != GLY_NONE && q->names->names[name].first_tok >= first &&
            !(q->names->names[name].flags & GLY_NAME_ROLE)) {
            uint32_t begin = q->names->names[name].first_tok;
            bool article = begin > first + 1 && is_one(q, begin - 1, articles) &&
                           is_one(q, begin - 2, prepositions);
            begin -= article; /* "a spokesman for the BBC" */
            bool behind_of = begin > first && is_one(q, begin - 1, prepositions);
            bool compound = at < end; /* "Villa chairman" */
            if (begin > first + 1 && gly_str_is(text_at(q, begin - 1), "and") &&
                is_word(q, begin - 2)) {
                at = begin - 1; /* "the Post and the Times said" */
                end = end > at ? end : at;
                continue;
            }
            if (!behind_of && !compound) {
                *ret = by_name(q, name);
                return true;
            }
            at = begin;
            if (!behind_of && (begin == first || !is_word(q, begin - 1)))
                break;
            if (behind_of) {
                uint32_t outer =
                    begin - 1 > first ? gly_name_at(q->names, begin - 2) : GLY_NONE;
                if (outer != GLY_NONE && q->names->names[outer].first_tok >= first) {
                    *ret = by_name(q, outer);
                    return true;
                }
                at = begin - 1;
            }
            continue;
        }
        if (!is_word(q, at - 1))
            break;
        if (at == end && is_one(q, at - 1, pronouns)) {
            *ret = by_words(q, at - 1, at);
            return true;
        }
        if (is_one(q, at - 1, determiners)) {
            at--;
            if (at > first + 1 && at + 1 < end &&
                gly_str_is(text_at(q, at - 1), "and") &&
                gly_name_at(q->names, at - 2) != GLY_NONE) {
                at--;
                continue;
            }
            if (at > first + 1 && is_one(q, at - 1, prepositions) &&
                is_word(q, at - 2)) {
                at--;
                continue;
            }
            break;
        }
        if (gly_quoter_says(q, at - 1) ||
            is_one(q, at - 1,
                   (const char *const[]){"that", "but", "and", "But", "And", "when",
                                         "as", "while", "which", "because", "if",
                                         NULL}))
            break;
        at--;
    }
    if (at >= end)
        return false;
    *ret = by_words(q, at, end);
    return true;
}

/* "Doug Hale, chairman of the club, said": the subject before the apposition. */
static bool before_apposition(const struct gly_quoter *q, uint32_t first,
                              uint32_t comma, struct gly_speaker *ret)
{
    for (uint32_t t = comma; t > first && comma - t < APPOSITION_MAX; t--) {
        if (!gly_str_is(text_at(q, t - 1), ","))
            continue;
        uint32_t name = t - 1 > first ? gly_name_at(q->names, t - 2) : GLY_NONE;
        if (name == GLY_NONE && comma > first) /* "another peer, Lord Hale, said" */
            name = gly_name_at(q->names, comma - 1);
        if (name != GLY_NONE) {
            *ret = by_name(q, name);
            return q->names->names[name].kind <= GLY_NAME_ORGANISATION ||
                   q->names->names[name].ground == GLY_NAME_GUESSED;
        }
        return false;
    }
    return false;
}

/* "Ms Hale left, saying": the subject of the sentence, which begins with it. */
static bool subject_of_sentence(const struct gly_quoter *q, uint32_t first,
                                uint32_t verb, struct gly_speaker *ret)
{
    static const char *const links[] = {"But", "And", "However", "Then", ",", NULL};
    while (first < verb && is_one(q, first, links))
        first++;
    if (first == verb)
        return false;
    uint32_t name = gly_name_at(q->names, first);
    if (name == GLY_NONE && first + 1 < verb)
        name = gly_name_at(q->names, first + 1); /* "Mr", "Coach" */
    if (name != GLY_NONE && !(q->names->names[name].flags & GLY_NAME_POSSESSIVE))
        *ret = by_name(q, name);
    else if (is_one(q, first, pronouns))
        *ret = by_words(q, first, first + 1);
    else
        return false;
    return true;
}

bool gly_quoter_subject_before(const struct gly_quoter *q, uint32_t first,
                               uint32_t verb, struct gly_speaker *ret_speaker)
{
    if (gly_str_ends(text_at(q, verb), "ing") &&
        !(verb > first &&
          is_one(q, verb - 1,
                 (const char *const[]){"is", "was", "are", "were", NULL}))) {
        ret_speaker->verb = q->doc->toks.at[verb].span;
        struct gly_span span = ret_speaker->verb;
        bool found_subject = subject_of_sentence(q, first, verb, ret_speaker);
        ret_speaker->verb = span;
        return found_subject;
    }
    uint32_t at = over_between(q, first, verb);
    if (at == first)
        return false;
    bool found;
    if (gly_str_is(text_at(q, at - 1), ","))
        found = before_apposition(q, first, at - 1, ret_speaker);
    else
        found = phrase_before(q, first, at, ret_speaker);
    if (found)
        ret_speaker->verb = q->doc->toks.at[verb].span;
    return found;
}

/* ---- Behind the verb ---- */

static bool ends_phrase(const struct gly_quoter *q, uint32_t tok)
{
    static const char *const ends[] = {
        "who",   "when",      "after", "as",    "during",    "before",
        "ahead", "following", "last",  "on",    "yesterday", "today",
        "in",    "to",        "about", "while", "and",       "but",
        "that",  "at",        "by",    "with",  "because",   NULL};
    const struct gly_tok *t = &q->doc->toks.at[tok];
    return (t->kind == GLY_TOK_PUNCT && !gly_str_is(text_at(q, tok), "-") &&
            !gly_str_is(text_at(q, tok), "'")) ||
           is_one(q, tok, ends);
}

bool gly_quoter_subject_behind(const struct gly_quoter *q, uint32_t verb, uint32_t end,
                               struct gly_speaker *ret_speaker)
{
    uint32_t first = verb + 1, at = first;
    uint32_t last_name = GLY_NONE;
    static const char *const no_subject[] = {"not", "to",    "that",    "if",
                                             "how", "what",  "there",   "so",
                                             "why", "where", "whether", NULL};
    if (first >= end || is_one(q, first, no_subject))
        return false;
    while (at < end && at < first + 14 && !ends_phrase(q, at)) {
        uint32_t name = gly_name_at(q->names, at);
        if (name == GLY_NONE) {
            at++;
            continue;
        }
        const struct gly_name *n = &q->names->names[name];
        if (!(n->flags & (GLY_NAME_ROLE | GLY_NAME_POSSESSIVE)) &&
            n->kind == GLY_NAME_PERSON &&
            (last_name == GLY_NONE ||
             q->names->names[last_name].kind != GLY_NAME_PERSON))
            last_name = name;
        else if (last_name == GLY_NONE && at == first &&
                 !(n->flags & GLY_NAME_POSSESSIVE))
            last_name = name;
        at = n->first_tok + n->tok_count;
    }
    at = at < end ? at : end;
    if (at == first)
        return false;
    struct gly_speaker speaker;
    bool name_is_all =
        last_name != GLY_NONE &&
        (q->names->names[last_name].kind == GLY_NAME_PERSON ||
         q->names->names[last_name].first_tok + q->names->names[last_name].tok_count ==
             at);
    if (name_is_all) {
        speaker = by_name(q, last_name);
    } else {
        speaker = by_words(q, first, at);
        /* "said the club's chairman, Doug Hale" */
        uint32_t behind = at + 1 < end && gly_str_is(text_at(q, at), ",")
                              ? gly_name_at(q->names, at + 1)
                              : GLY_NONE;
        if (behind != GLY_NONE && q->names->names[behind].kind == GLY_NAME_PERSON &&
            speaker.kind == GLY_SPEAKER_DESCRIPTION)
            speaker = by_name(q, behind);
    }
    speaker.verb = q->doc->toks.at[verb].span;
    *ret_speaker = speaker;
    return true;
}
