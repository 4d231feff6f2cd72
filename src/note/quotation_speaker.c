/* Who speaks between marks, and whether anybody does: words behind the quotation ("...," said
 * Ms Hale), before it (Ms Hale said: "..."), or the quotation before, which this one goes on
 * from. Where nothing says so, nobody is named. */
#include "note/name.h"
#include "note/quotation.h"

enum { BEFORE_MAX = 30, BEHIND_MAX = 22, TITLE_WORDS_MAX = 10 };

struct view {
    struct gly_quoter *q;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    struct gly_quotation *quotation;
    uint32_t first, end;   /* tokens inside the marks */
    uint32_t open, behind; /* the opening mark; the first token behind */
};

static bool is_one(const struct view *v, uint32_t tok, const char *const *list)
{
    return gly_tok_is_one(v->doc, tok, list);
}

static bool is_text(const struct view *v, uint32_t tok, const char *text)
{
    return gly_str_is(gly_tok_text(v->doc, &v->toks[tok]), text);
}

static bool is_mark(const struct view *v, uint32_t tok)
{
    static const char *const marks[] = {"\"", "“",  "”",  "«", "»",
                                        "„",  "''", "``", NULL};
    return v->toks[tok].kind == GLY_TOK_PUNCT && is_one(v, tok, marks);
}

static uint32_t block_of(const struct view *v, uint32_t tok)
{
    uint32_t sent = v->toks[tok].sent;
    return sent == GLY_NONE ? GLY_NONE : v->doc->sents.at[sent].block;
}

static uint32_t sent_end(const struct view *v, uint32_t tok)
{
    const struct gly_sent *sent = &v->doc->sents.at[v->toks[tok].sent];
    return sent->first_tok + sent->tok_count;
}

static void take(const struct view *v, const struct gly_speaker *speaker)
{
    v->quotation->speaker = speaker->span;
    v->quotation->verb = speaker->verb;
    v->quotation->entity = speaker->entity;
    v->quotation->speaker_kind = speaker->kind;
}

/* ---- Behind ---- */

/* Does the quotation end so that its sentence goes on? "...," said; "...?" said; "..." , said */
static bool goes_on(const struct view *v)
{
    static const char *const ends[] = {",", "?", "!", "—", "–", "...", "…", "?!", NULL};
    uint32_t last = v->end;
    while (last > v->first + 1 &&
           (is_mark(v, last - 1) ||
            is_one(v, last - 1, (const char *const[]){"'", "’", NULL})))
        last--; /* marks of a quotation inside */
    if (last > v->first && is_one(v, last - 1, ends))
        return true;
    if (is_text(v, v->behind, ","))
        return v->end - v->first > 2;
    bool stop = v->end > v->first && is_text(v, v->end - 1, ".");
    return stop && !(v->toks[v->behind].flags & GLY_TOK_CAPITALISED) &&
           v->toks[v->behind].kind == GLY_TOK_WORD;
}

static bool find_behind(const struct view *v)
{
    if (v->behind >= v->doc->toks.count || block_of(v, v->behind) == GLY_NONE ||
        block_of(v, v->behind) != block_of(v, v->open) || !goes_on(v))
        return false;
    uint32_t at = v->behind;
    if (is_text(v, at, ","))
        at++;
    if (at >= v->doc->toks.count || block_of(v, at) != block_of(v, v->open))
        return false;
    uint32_t end = sent_end(v, at);
    struct gly_speaker speaker;
    for (uint32_t t = at; t < end && t < at + BEHIND_MAX; t++) {
        static const char *const stops[] = {".", ";", ":", "?", "!", NULL};
        if (is_mark(v, t) || is_one(v, t, stops))
            return false;
        if (!gly_quoter_says(v->q, t))
            continue;
        bool found = t == at ? gly_quoter_subject_behind(v->q, t, end, &speaker)
                             : gly_quoter_subject_before(v->q, at, t, &speaker);
        if (!found)
            return false;
        /* "...," Jo Hale, head of the school said */
        uint32_t name = gly_name_at(v->q->names, at);
        if (t > at && name != GLY_NONE && speaker.kind == GLY_SPEAKER_DESCRIPTION) {
            const struct gly_name *n = &v->q->names->names[name];
            if (is_text(v, n->first_tok + n->tok_count, ",")) {
                speaker.span = n->span;
                speaker.entity = n->entity;
                speaker.kind = GLY_SPEAKER_NAME;
            }
        }
        take(v, &speaker);
        return true;
    }
    return false;
}

/* A fragment in a sentence that ends with ", Ms Hale said." */
static bool find_at_end(const struct view *v)
{
    if (v->behind >= v->doc->toks.count || v->toks[v->open].sent == GLY_NONE ||
        v->toks[v->behind].sent != v->toks[v->open].sent)
        return false;
    uint32_t end = sent_end(v, v->behind);
    while (end > v->behind && v->toks[end - 1].kind == GLY_TOK_PUNCT)
        end--;
    struct gly_speaker speaker;
    for (uint32_t t = v->behind; t + 2 < end; t++) {
        if (is_text(v, t, ",") && gly_quoter_says(v->q, t + 1) &&
            !gly_str_ends(gly_tok_text(v->doc, &v->toks[t + 1]), "ing") &&
            gly_quoter_subject_behind(v->q, t + 1, end, &speaker)) {
            take(v, &speaker); /* "..., said the committee." */
            return true;
        }
    }
    if (end <= v->behind + 1 || !gly_quoter_says(v->q, end - 1) ||
        !gly_quoter_subject_before(v->q, v->behind, end - 1, &speaker))
        return false;
    uint32_t t = end - 1;
    while (t > v->behind && v->toks[t - 1].span.end > speaker.span.start)
        t--;
    /* A title or an article may stand between the comma and the name. */
    for (unsigned i = 0; i < 4 && t > v->behind && v->toks[t - 1].kind == GLY_TOK_WORD;
         i++)
        t--;
    if (t <= v->behind || !is_text(v, t - 1, ","))
        return false;
    take(v, &speaker);
    return true;
}

/* ---- Before ---- */

/* "he was told": the subject hears. */
static bool is_passive(const struct view *v, uint32_t first, uint32_t verb)
{
    static const char *const passive[] = {"was", "were", "been", "be",
                                          "is",  "are",  NULL};
    return verb > first && is_one(v, verb - 1, passive);
}

static bool subject_of(const struct view *v, uint32_t first, uint32_t verb,
                       uint32_t end, struct gly_speaker *ret)
{
    bool inverted =
        verb > first && !gly_str_ends(gly_tok_text(v->doc, &v->toks[verb]), "ing") &&
        (is_mark(v, verb - 1) || is_text(v, verb - 1, ",")) && verb + 1 < end;
    if (inverted && is_mark(v, verb - 1) &&
        gly_quoter_subject_behind(v->q, verb, end, ret))
        return true;
    return gly_quoter_subject_before(v->q, first, verb, ret) ||
           (inverted && gly_quoter_subject_behind(v->q, verb, end, ret));
}

/* A colon says that somebody speaks, who is the only person the sentence names. */
static bool find_by_colon(const struct view *v, uint32_t first)
{
    static const char *const pronouns[] = {"He",  "She", "he", "she",
                                           "His", "Her", NULL};
    uint32_t person = GLY_NONE;
    for (uint32_t t = first; t < v->open; t++) {
        uint32_t name = gly_name_at(v->q->names, t);
        if (name == GLY_NONE || v->q->names->names[name].kind != GLY_NAME_PERSON ||
            v->q->names->names[name].flags & GLY_NAME_ROLE)
            continue;
        if (person != GLY_NONE &&
            v->q->names->names[person].entity != v->q->names->names[name].entity)
            return false;
        person = person == GLY_NONE ? name : person;
    }
    struct gly_speaker speaker = {.entity = GLY_NONE};
    if (person != GLY_NONE) {
        speaker.span = v->q->names->names[person].span;
        speaker.entity = v->q->names->names[person].entity;
        speaker.kind = GLY_SPEAKER_NAME;
    } else if (is_one(v, first, pronouns)) {
        speaker.span = v->toks[first].span;
        speaker.kind = GLY_SPEAKER_PRONOUN;
    } else {
        return false;
    }
    take(v, &speaker);
    return true;
}

static bool find_before(const struct view *v)
{
    if (v->toks[v->open].sent == GLY_NONE)
        return false;
    uint32_t first = v->doc->sents.at[v->toks[v->open].sent].first_tok;
    uint32_t limit = v->open - first > BEFORE_MAX ? v->open - BEFORE_MAX : first;
    struct gly_speaker speaker;
    for (uint32_t t = v->open; t > limit; t--) {
        /* Words between other marks are not the sentence's own. */
        if (is_mark(v, t - 1) && t - 1 > limit &&
            v->toks[t - 1].flags & GLY_TOK_GLUED &&
            !(t < v->open && gly_quoter_says(v->q, t))) {
            uint32_t back = t - 1;
            while (back > limit && !is_mark(v, back - 1))
                back--;
            if (back <= limit)
                break;
            t = back;
            continue;
        }
        if (is_text(v, t - 1, "to") && t - 1 > limit &&
            is_one(v, t - 2, (const char *const[]){"according", "According", NULL}) &&
            gly_quoter_subject_behind(v->q, t - 1, v->open, &speaker)) {
            take(v, &speaker);
            return true;
        }
        if (!gly_quoter_says(v->q, t - 1) || is_passive(v, first, t - 1))
            continue;
        if (subject_of(v, first, t - 1, v->open, &speaker)) {
            take(v, &speaker);
            return true;
        }
    }
    return v->open > first && is_text(v, v->open - 1, ":") && find_by_colon(v, first);
}

/* ---- Going on ---- */

static bool starts_sentence(const struct view *v)
{
    uint32_t sent = v->toks[v->open].sent;
    return sent != GLY_NONE && v->doc->sents.at[sent].first_tok == v->open;
}

/* "...," she said. "...": the quotation before has its speaker in the sentence that ends
 * where this one begins. */
static bool find_earlier(const struct view *v, const struct gly_quotation *earlier)
{
    if (!earlier || earlier->speaker_kind == GLY_SPEAKER_NONE ||
        earlier->kind == GLY_QUOTATION_TITLE || earlier->kind == GLY_QUOTATION_SCARE)
        return false;
    uint32_t last = earlier->first_tok + earlier->tok_count - 1;
    uint32_t a = v->toks[last].sent, b = v->toks[v->open].sent;
    if (a == GLY_NONE || b == GLY_NONE)
        return false;
    const struct gly_sent *sents = v->doc->sents.at;
    const struct gly_block *blocks = v->doc->blocks.at;
    /* In news the next paragraph may open with the quotation that goes on. */
    if (sents[a].block != sents[b].block &&
        (blocks[sents[a].block].kind != GLY_BLOCK_PARAGRAPH ||
         blocks[sents[b].block].kind != GLY_BLOCK_PARAGRAPH || b != a + 1))
        return false;
    bool near =
        b == a || (b <= a + 1 && starts_sentence(v)) ||
        (b == a + 2 && starts_sentence(v) && earlier->verb.start > earlier->span.end);
    /* Nobody else's sentence may stand between. */
    if (!near || (b == a + 2 && v->toks[last + 1].sent == b))
        return false;
    v->quotation->speaker = earlier->speaker;
    v->quotation->entity = earlier->entity;
    v->quotation->speaker_kind = GLY_SPEAKER_CONTINUED;
    if (a == b)
        v->quotation->flags |= GLY_QUOTATION_SPLIT;
    return true;
}

/* Does the quotation stand in the block of token `tok`, or both in paragraphs, one behind
 * the other? */
static bool is_same_text(const struct view *v, uint32_t tok)
{
    uint32_t a = block_of(v, tok), b = block_of(v, v->open);
    const struct gly_block *blocks = v->doc->blocks.at;
    return a != GLY_NONE && b != GLY_NONE &&
           (a == b || (blocks[a].kind == GLY_BLOCK_PARAGRAPH &&
                       blocks[b].kind == GLY_BLOCK_PARAGRAPH));
}

/* Ms Hale said that ... . "...": the sentence before reports the same person. */
static bool find_reported(const struct view *v, uint32_t index)
{
    const struct gly_quotation *list = v->q->list.at;
    if (!starts_sentence(v))
        return false;
    for (uint32_t i = index; i > 0 && index - i < 4; i--) {
        const struct gly_quotation *earlier = &list[i - 1];
        uint32_t last = earlier->first_tok + earlier->tok_count - 1;
        if (earlier->kind != GLY_QUOTATION_INDIRECT || last >= v->open)
            continue;
        if (v->toks[last].sent + 1 != v->toks[v->open].sent || !is_same_text(v, last) ||
            earlier->speaker_kind == GLY_SPEAKER_DESCRIPTION)
            return false;
        v->quotation->speaker = earlier->speaker;
        v->quotation->entity = earlier->entity;
        v->quotation->speaker_kind = GLY_SPEAKER_CONTINUED;
        return true;
    }
    return false;
}

/* ---- Kinds ---- */

static bool is_title_case(const struct view *v, uint32_t *ret_words)
{
    uint32_t words = 0;
    for (uint32_t t = v->first; t < v->end; t++) {
        const struct gly_tok *tok = &v->toks[t];
        if (tok->kind != GLY_TOK_WORD)
            continue;
        words++;
        if (!(tok->flags & GLY_TOK_CAPITALISED) &&
            (gly_span_len(tok->span) > 3 || words == 1))
            return false;
    }
    *ret_words = words;
    return words > 0;
}

static uint32_t count_words(const struct view *v)
{
    uint32_t words = 0;
    for (uint32_t t = v->first; t < v->end; t++)
        words += v->toks[t].kind == GLY_TOK_WORD || v->toks[t].kind == GLY_TOK_NUMBER;
    return words;
}

/* Before the name of a work. */
static const char *const works[] = {
    "film",     "movie",   "book",      "novel",   "song",   "album",    "single",
    "play",     "series",  "show",      "article", "paper",  "poem",     "painting",
    "magazine", "episode", "hit",       "track",   "titled", "entitled", "essay",
    "report",   "story",   "programme", "musical", "opera",  "game",     "documentary",
    "sitcom",   "comedy",  "drama",     "ballad",  NULL};

static enum gly_quotation_kind kind_of(const struct view *v, bool beside)
{
    static const char *const ends[] = {".", ",", "?", "!", "...", "…", NULL};
    uint32_t words = count_words(v), title_words;
    bool ended = v->end > v->first && is_one(v, v->end - 1, ends);
    bool title_case = is_title_case(v, &title_words) && title_words <= TITLE_WORDS_MAX;
    bool work = v->open > 0 && is_one(v, v->open - 1, works);
    if (title_case && (work || (title_words >= 2 && !ended && !beside)))
        return GLY_QUOTATION_TITLE;
    if (beside)
        return GLY_QUOTATION_DIRECT;
    if (words <= 3 && !ended)
        return GLY_QUOTATION_SCARE;
    return GLY_QUOTATION_DIRECT;
}

/* A fragment of one or two words inside a sentence is only directly beside its verb what
 * somebody said: said it was "good", but not: said the "rogue" trader. */
static bool is_beside(const struct view *v)
{
    if (v->quotation->speaker_kind == GLY_SPEAKER_NONE)
        return false;
    uint32_t words = count_words(v);
    if (words > 2 || v->quotation->verb.start >= v->quotation->span.end)
        return true;
    static const char *const articles[] = {
        "the",    "a",      "an", "The",   "A",   "word", "term", "phrase",
        "dubbed", "called", "so", "words", "and", "or",   NULL};
    return v->open == 0 || !is_one(v, v->open - 1, articles);
}

/* the "so-called" experts, the word "energy" */
static bool is_so_called(const struct view *v)
{
    static const char *const words[] = {"word",   "words",  "term", "phrase",
                                        "dubbed", "called", "so",   NULL};
    return v->open > 0 && is_one(v, v->open - 1, words);
}

static void find_one(struct gly_quoter *q, uint32_t index)
{
    struct gly_quotation *quotation = &q->list.at[index];
    bool closed = !(quotation->flags & (GLY_QUOTATION_OPEN | GLY_QUOTATION_GOES_ON));
    struct view v = {
        .q = q,
        .doc = q->doc,
        .toks = q->doc->toks.at,
        .quotation = quotation,
        .open = quotation->first_tok,
        .first = quotation->first_tok + 1,
        .behind = quotation->first_tok + quotation->tok_count,
    };
    v.end = v.behind - (closed ? 1 : 0);
    const struct gly_quotation *earlier = NULL;
    for (uint32_t i = index; i > 0 && !earlier; i--) {
        const struct gly_quotation *e = &q->list.at[i - 1];
        if (i - 1 == quotation->outer)
            break;
        if (e->outer == quotation->outer && e->kind != GLY_QUOTATION_INDIRECT)
            earlier = e;
        if (index - i > 8)
            break;
    }
    const struct gly_quotation *whole = &q->list.at[quotation->whole];
    bool found = find_behind(&v) || find_before(&v) || find_at_end(&v);
    if (!found && whole != quotation && whole->speaker_kind != GLY_SPEAKER_NONE) {
        quotation->speaker = whole->speaker;
        quotation->entity = whole->entity;
        quotation->speaker_kind = GLY_SPEAKER_CONTINUED;
        found = true;
    }
    quotation->kind = (uint8_t)kind_of(&v, is_beside(&v));
    if (!found && quotation->kind == GLY_QUOTATION_DIRECT && !find_earlier(&v, earlier))
        find_reported(&v, index);
    /* Of a word or two in somebody's reported sentence the speaker is kept: whose irony or
     * whose words they are, he answers for them. */
    if (quotation->kind == GLY_QUOTATION_TITLE ||
        (quotation->kind == GLY_QUOTATION_SCARE && is_so_called(&v)))
        take(&v, &(struct gly_speaker){.entity = GLY_NONE});
}

/* The parts of one quotation have one speaker, named with any of them. */
static void share(struct gly_quoter *q)
{
    for (uint32_t i = 0; i < q->list.count; i++) {
        struct gly_quotation *part = &q->list.at[i], *whole = &q->list.at[part->whole];
        if (part == whole || part->speaker_kind == GLY_SPEAKER_NONE ||
            whole->speaker_kind != GLY_SPEAKER_NONE)
            continue;
        whole->speaker = part->speaker;
        whole->entity = part->entity;
        whole->speaker_kind = GLY_SPEAKER_CONTINUED;
    }
}

void gly_quoter_find_speakers(struct gly_quoter *q)
{
    for (uint32_t i = 0; i < q->list.count; i++)
        if (q->list.at[i].kind == GLY_QUOTATION_DIRECT)
            find_one(q, i);
    share(q);
}
