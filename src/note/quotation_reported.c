/* What is reported without marks: "Ms Hale said that the shop would close", "the shop will
 * close, according to Ms Hale", "the shop would close, she said". */
#include "note/name.h"
#include "note/quotation.h"

struct sentence {
    struct gly_quoter *q;
    const struct gly_doc *doc;
    uint32_t first, end; /* tokens */
    uint32_t marked;     /* quotations between marks seen so far, in order */
    uint32_t marked_count;
};

static bool is_one(const struct sentence *s, uint32_t tok, const char *const *list)
{
    return gly_tok_is_one(s->doc, tok, list);
}

static bool is_text(const struct sentence *s, uint32_t tok, const char *text)
{
    return tok < s->end &&
           gly_str_is(gly_tok_text(s->doc, &s->doc->toks.at[tok]), text);
}

/* The end of the sentence without its stop. */
static uint32_t words_end(const struct sentence *s)
{
    uint32_t end = s->end;
    static const char *const stops[] = {".", "!", "?", ",", ";", ":", "...", "…", NULL};
    while (end > s->first && is_one(s, end - 1, stops))
        end--;
    return end;
}

/* "... and said", "... but on Monday said": the same speaker reported a second time. */
static bool says_again(const struct sentence *s, uint32_t tok, uint32_t end)
{
    static const char *const joins[] = {"and", "but", NULL};
    if (!is_one(s, tok, joins))
        return false;
    for (uint32_t v = tok + 1; v < end && v <= tok + 3; v++) {
        if (gly_quoter_says(s->q, v))
            return is_one(s, v,
                          (const char *const[]){"said", "says", "added", "told",
                                                "warned", "insisted", NULL});
        if (gly_name_at(s->q->names, v) != GLY_NONE ||
            is_one(s, v,
                   (const char *const[]){"he", "she", "they", "it", "the", "a", "who",
                                         "which", "that", NULL}))
            return false;
    }
    return false;
}

/* "..., while the union says": where somebody else's words begin. */
static uint32_t clause_end(const struct sentence *s, uint32_t first, uint32_t end)
{
    static const char *const turns[] = {"while",  "but", "although",
                                        "though", "and", NULL};
    for (uint32_t t = first; t + 2 < end; t++) {
        if (t > first + 2 && says_again(s, t, end))
            return t;
        if (!is_text(s, t, ",") || !is_one(s, t + 1, turns))
            continue;
        for (uint32_t v = t + 2; v < end && v < t + 9; v++)
            if (gly_quoter_says(s->q, v))
                return t;
    }
    return end;
}

/* Does a quotation between marks begin in these tokens and reach beyond their first half?
 * Then they are not reported but quoted. */
static bool is_quoted(const struct sentence *s, uint32_t first, uint32_t end)
{
    for (uint32_t i = s->marked;
         i < s->marked_count && s->q->list.at[i].first_tok < end; i++)
        if (s->q->list.at[i].first_tok == first)
            return true;
    for (uint32_t i = s->marked; i > 0 && s->marked - i < 4; i--) {
        const struct gly_quotation *q = &s->q->list.at[i - 1];
        if (q->first_tok <= first && q->first_tok + q->tok_count > first)
            return true;
    }
    return false;
}

static void add(const struct sentence *s, uint32_t first, uint32_t end,
                const struct gly_speaker *speaker)
{
    const struct gly_tok *toks = s->doc->toks.at;
    if (end < first + 3)
        return;
    struct gly_span span = {toks[first].span.start, toks[end - 1].span.end};
    *GLY_VEC_ADD(s->q->arena, &s->q->list) = (struct gly_quotation){
        .span = span,
        .inside = span,
        .speaker = speaker->span,
        .verb = speaker->verb,
        .first_tok = first,
        .tok_count = end - first,
        .entity = speaker->entity,
        .outer = GLY_NONE,
        .kind = GLY_QUOTATION_INDIRECT,
        .speaker_kind = speaker->kind,
    };
}

/* Does a clause begin here? */
static bool begins_clause(const struct sentence *s, uint32_t tok)
{
    static const char *const begins[] = {
        "he",   "she",  "it",    "they",  "we",    "I",    "the", "a",   "an",
        "this", "that", "these", "those", "there", "his",  "her", "its", "their",
        "no",   "many", "some",  "most",  "all",   "more", NULL};
    return tok < s->end &&
           (is_one(s, tok, begins) || gly_name_at(s->q->names, tok) != GLY_NONE);
}

/* Verbs that a clause follows without "that", too; behind others it is mostly an object:
 * "described the plan". */
static bool takes_clause(const struct sentence *s, uint32_t verb)
{
    static const char *const verbs[] = {
        "said",      "says",      "say",      "believes", "believe",
        "thinks",    "think",     "insisted", "insists",  "claimed",
        "claims",    "added",     "adds",     "admitted", "argued",
        "argues",    "believed",  "thought",  "hoped",    "saying",
        "estimates", "predicted", "warned",   "reckons",  NULL};
    return is_one(s, verb, verbs);
}

/* "claimed a high-profile victim": what begins with an article may be an object. A clause
 * has a verb, which these words show. */
static bool has_verb(const struct sentence *s, uint32_t clause, uint32_t end)
{
    static const char *const verbs[] = {
        "is",    "are",  "was",   "were",  "has",    "have",   "had",    "will",
        "would", "can",  "could", "may",   "might",  "must",   "should", "do",
        "does",  "did",  "said",  "went",  "came",   "became", "left",   "made",
        "needs", "need", "took",  "isn't", "wasn't", "won't",  "can't",  "cannot",
        "got",   "gave", "met",   NULL};
    for (uint32_t t = clause; t < end; t++)
        if (is_one(s, t, verbs) || (s->doc->toks.at[t].flags & GLY_TOK_APOSTROPHE) ||
            (gly_span_len(s->doc->toks.at[t].span) > 3 && t > clause + 1 &&
             gly_str_ends(gly_tok_text(s->doc, &s->doc->toks.at[t]), "ed")))
            return true;
    return end - clause > 8;
}

/* "told reporters that": the hearer between verb and clause. */
static uint32_t over_hearer(const struct sentence *s, uint32_t verb)
{
    if (!is_one(s, verb,
                (const char *const[]){"told", "tells", "warned", "assured", "reminded",
                                      NULL}))
        return verb + 1;
    static const char *const subjects[] = {"he", "she",   "it", "they",
                                           "we", "there", NULL};
    static const char *const before_that[] = {"at",  "in", "on", "of",
                                              "for", "by", NULL};
    for (uint32_t t = verb + 1; t < s->end && t < verb + 7; t++)
        if (t > verb + 1 &&
            ((is_text(s, t, "that") && !is_one(s, t - 1, before_that)) ||
             is_one(s, t, subjects)))
            return t;
        else if (s->doc->toks.at[t].kind == GLY_TOK_PUNCT)
            break;
    return verb + 1;
}

static bool is_passive(const struct sentence *s, uint32_t verb)
{
    static const char *const passive[] = {"was", "were", "been", "be",
                                          "is",  "are",  NULL};
    uint32_t at = verb;
    while (at > s->first &&
           gly_str_ends(gly_tok_text(s->doc, &s->doc->toks.at[at - 1]), "ly"))
        at--;
    return at > s->first && is_one(s, at - 1, passive);
}

static bool find_by_verb(const struct sentence *s, uint32_t verb)
{
    struct gly_speaker speaker;
    uint32_t clause = over_hearer(s, verb), end = words_end(s);
    if (is_passive(s, verb))
        return false;
    bool that = is_text(s, clause, "that");
    /* "said a week later that" */
    for (uint32_t t = clause; !that && t < end && t < clause + 5; t++) {
        if (is_text(s, t, "that") && t > clause && !begins_clause(s, t - 1) &&
            is_one(s, t - 1,
                   (const char *const[]){"later", "earlier", "yesterday", "Monday",
                                         "Tuesday", "Wednesday", "Thursday", "Friday",
                                         "Saturday", "Sunday", NULL})) {
            clause = t;
            that = true;
        }
    }
    if (clause + 1 < end && s->doc->toks.at[clause + 1].kind == GLY_TOK_PUNCT)
        return false; /* "denied that, saying" */
    if (!that && clause < end &&
        is_one(s, verb, (const char *const[]){"said", "says", NULL}) &&
        end > clause + 4 && s->doc->toks.at[clause].kind == GLY_TOK_WORD) {
        static const char *const no_clause[] = {
            "on",     "in",        "at",       "to",        "of",        "after",
            "during", "before",    "by",       "with",      "as",        "when",
            "while",  "for",       "about",    "how",       "what",      "why",
            "so",     "and",       "but",      "yes",       "no",        "goodbye",
            "later",  "earlier",   "recently", "yesterday", "not",       "last",
            "from",   "following", "ahead",    "nothing",   "something", "more",
            NULL};
        that = !is_one(s, clause, no_clause);
        /* "said more than 50 were hurt", but not "said more about it" */
        if (is_text(s, clause, "more") && !is_text(s, clause + 1, "than"))
            return false;
    }
    if (clause < end && (that || (takes_clause(s, verb) && begins_clause(s, clause) &&
                                  has_verb(s, clause, end)))) {
        if (!gly_quoter_subject_before(s->q, s->first, verb, &speaker))
            return false;
        add(s, clause, clause_end(s, clause, end), &speaker);
        return true;
    }
    /* "..., she said." */
    if (verb + 1 < end || !gly_quoter_subject_before(s->q, s->first, verb, &speaker))
        return false;
    uint32_t comma = verb;
    while (comma > s->first && s->doc->toks.at[comma - 1].span.end > speaker.span.start)
        comma--;
    if (comma <= s->first + 3 || !is_text(s, comma - 1, ",") ||
        is_quoted(s, s->first, comma))
        return false;
    add(s, s->first, comma - 1, &speaker);
    return true;
}

static bool find_by_according(const struct sentence *s, uint32_t tok)
{
    struct gly_speaker speaker;
    if (!is_text(s, tok + 1, "to") ||
        !gly_quoter_subject_behind(s->q, tok + 1, s->end, &speaker))
        return false;
    uint32_t at = tok + 2, end = words_end(s);
    while (at < end && s->doc->toks.at[at].span.start < speaker.span.end)
        at++;
    if (tok == s->first) {
        while (at < end && !is_text(s, at, ","))
            at++;
        if (at + 1 < end)
            add(s, at + 1, end, &speaker);
    } else {
        uint32_t before = tok;
        while (before > s->first && s->doc->toks.at[before - 1].kind == GLY_TOK_PUNCT)
            before--;
        add(s, s->first, before, &speaker);
    }
    return true;
}

/* Is the token between marks? The quotations are in order and tokens come in order. */
static bool is_marked(struct sentence *s, uint32_t tok)
{
    const struct gly_quotation *list = s->q->list.at;
    while (s->marked < s->marked_count &&
           list[s->marked].first_tok + list[s->marked].tok_count <= tok)
        s->marked++;
    return s->marked < s->marked_count && list[s->marked].first_tok <= tok;
}

void gly_quoter_find_reported(struct gly_quoter *q)
{
    struct sentence s = {.q = q, .doc = q->doc, .marked_count = q->list.count};
    for (uint32_t i = 0; i < q->doc->sents.count; i++) {
        const struct gly_sent *sent = &q->doc->sents.at[i];
        bool found = false;
        s.first = sent->first_tok;
        s.end = sent->first_tok + sent->tok_count;
        for (uint32_t t = s.first; t < s.end && !found; t++) {
            if (q->doc->toks.at[t].kind != GLY_TOK_WORD)
                continue;
            if (gly_quoter_says(q, t))
                found = !is_marked(&s, t) && find_by_verb(&s, t);
            else if (gly_span_len(q->doc->toks.at[t].span) == 9 &&
                     is_one(&s, t,
                            (const char *const[]){"according", "According", NULL}))
                found = !is_marked(&s, t) && find_by_according(&s, t);
        }
    }
}
