/* Of what a name is a name. Everything that speaks for a kind adds to its score: what the
 * lists know of the whole and of its first and last word, and what stands around it. The
 * scores of all mentions of an entity are added up later (name_entity.c). The weights are
 * steps of certainty, chosen on the training and dev parts of GUM
 * (docs/measurements-names.md). */
#include "note/name.h"

#include <galley/unicode.h>
#include <galley/utf8.h>

enum {
    SURE = 100,  /* "Mr", "Ltd" */
    STRONG = 55, /* known as a whole, "University of ..." */
    GOOD = 40,   /* known by a part: given name, "... River" */
    FAIR = 25,   /* "in ...", a given name alone */
    WEAK = 12,   /* shape */
    HINT = 6,
};

struct view {
    struct gly_namer *n;
    const struct gly_doc *doc;
    const struct gly_name *name;
    const struct gly_name_piece *pieces;
    uint32_t count;
    struct gly_name_draft *draft;
};

static bool has(const struct gly_name_piece *piece, uint32_t roles)
{
    return (piece->roles & roles) != 0;
}

static void score(const struct view *v, enum gly_name_kind kind, int points)
{
    v->draft->words[kind] = (int16_t)(v->draft->words[kind] + points);
}

static void score_around(const struct view *v, enum gly_name_kind kind, int points)
{
    v->draft->around[kind] = (int16_t)(v->draft->around[kind] + points);
}

/* From the lists: also what the ground of the kind is told by. */
static void score_listed(const struct view *v, enum gly_name_kind kind, int points)
{
    score(v, kind, points);
    v->draft->listed = (int16_t)(v->draft->listed + points);
}

struct weight {
    uint32_t roles;
    uint8_t kind;
    int8_t points;
};

static void score_roles(const struct view *v, uint32_t roles,
                        const struct weight *weights, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (roles & weights[i].roles)
            score_listed(v, (enum gly_name_kind)weights[i].kind, weights[i].points);
}

/* ---- The words of the name ---- */

static const struct weight whole[] = {
    {GLY_NAME_ROLE(PERSON), GLY_NAME_PERSON, STRONG},
    {GLY_NAME_ROLE(ORG), GLY_NAME_ORGANISATION, STRONG},
    {GLY_NAME_ROLE(EVENT), GLY_NAME_EVENT, STRONG},
    {GLY_NAME_ROLE(WORK), GLY_NAME_WORK, STRONG},
    {GLY_NAME_ROLE(PRODUCT), GLY_NAME_PRODUCT, STRONG},
    {GLY_NAME_ROLE(OTHER), GLY_NAME_OTHER, STRONG},
    {GLY_NAME_ROLE(PEOPLE), GLY_NAME_OTHER, STRONG},
    {GLY_NAME_ROLE(DEMONYM), GLY_NAME_OTHER, FAIR},
    {GLY_NAME_ROLE(TITLE), GLY_NAME_PERSON, FAIR},
    {GLY_NAME_GIVEN, GLY_NAME_PERSON, FAIR},
    {GLY_NAME_ROLE(SURNAME), GLY_NAME_PERSON, FAIR - HINT},
};

/* Names of one word are what they are listed as; institutions alone are one as well:
 * "Parliament", "the Court". */
static const struct weight single[] = {
    {GLY_NAME_ROLE(ORG_TAIL) | GLY_NAME_ROLE(ORG_OF), GLY_NAME_ORGANISATION, FAIR},
    {GLY_NAME_ROLE(PLACE_TAIL), GLY_NAME_PLACE, WEAK},
    {GLY_NAME_ROLE(EVENT_TAIL), GLY_NAME_EVENT, WEAK},
    {GLY_NAME_ROLE(WORK_TAIL), GLY_NAME_WORK, WEAK},
};

static const struct weight last_word[] = {
    {GLY_NAME_ROLE(CORPORATE), GLY_NAME_ORGANISATION, SURE},
    {GLY_NAME_ROLE(ORG_TAIL), GLY_NAME_ORGANISATION, GOOD},
    {GLY_NAME_ROLE(PLACE_TAIL), GLY_NAME_PLACE, GOOD},
    {GLY_NAME_ROLE(EVENT_TAIL), GLY_NAME_EVENT, GOOD},
    {GLY_NAME_ROLE(WORK_TAIL), GLY_NAME_WORK, GOOD},
    {GLY_NAME_ROLE(PEOPLE) | GLY_NAME_ROLE(OTHER), GLY_NAME_OTHER, GOOD},
    {GLY_NAME_ROLE(PLACE), GLY_NAME_PLACE, WEAK},
    {GLY_NAME_ROLE(ORG), GLY_NAME_ORGANISATION, WEAK},
    {GLY_NAME_ROLE(PRODUCT), GLY_NAME_PRODUCT, WEAK},
    {GLY_NAME_ROLE(SURNAME), GLY_NAME_PERSON, WEAK},
};

static const struct weight first_word[] = {
    {GLY_NAME_ROLE(PLACE_HEAD), GLY_NAME_PLACE, FAIR},
    {GLY_NAME_ROLE(TITLE), GLY_NAME_PERSON, WEAK},
    {GLY_NAME_ROLE(ORG), GLY_NAME_ORGANISATION, HINT},
    {GLY_NAME_ROLE(MODIFIER), GLY_NAME_ORGANISATION, HINT},
};

static const struct weight before_of[] = {
    {GLY_NAME_ROLE(ORG_OF), GLY_NAME_ORGANISATION, STRONG},
    {GLY_NAME_ROLE(PLACE_OF), GLY_NAME_PLACE, GOOD},
    {GLY_NAME_ROLE(EVENT_OF), GLY_NAME_EVENT, GOOD},
    {GLY_NAME_ROLE(TITLE), GLY_NAME_PERSON, STRONG},
};

static bool is_initial(const struct view *v, const struct gly_name_piece *piece)
{
    struct gly_str text = gly_tok_text(v->doc, &v->doc->toks.at[piece->capital]);
    return piece->tok_end == piece->capital + 1 &&
           ((text.len == 2 && text.ptr[1] == '.') || text.len == 1 ||
            (text.len == 4 && text.ptr[1] == '.' && text.ptr[3] == '.'));
}

static void score_place(const struct view *v, uint32_t roles)
{
    if (roles & GLY_NAME_ROLE(MAYBE_PLACE))
        score_listed(v, GLY_NAME_PLACE, FAIR + HINT);
    else if (roles & GLY_NAME_ROLE(PLACE))
        score_listed(v, GLY_NAME_PLACE, STRONG);
}

/* "Darwinism", "Methodology" */
static bool is_like_idea(const struct view *v)
{
    static const char *const ends[] = {"ism",  "phobia", "ology", "ography", "ics",
                                       "tion", "ness",   "onomy", "ity",     NULL};
    struct gly_str text = gly_doc_slice(v->doc, v->name->span);
    if (!strchr("maysn", text.ptr[text.len - 1]))
        return false;
    for (const char *const *end = ends; *end; end++)
        if (text.len > strlen(*end) + 3 && gly_str_ends(text, *end))
            return true;
    return false;
}

/* "A64", "M25" */
static bool is_road(const struct view *v)
{
    struct gly_str text = gly_doc_slice(v->doc, v->name->span);
    return text.len >= 2 && text.len <= 5 &&
           (text.ptr[0] == 'A' || text.ptr[0] == 'M') && text.ptr[1] >= '1' &&
           text.ptr[1] <= '9';
}

static void score_single(const struct view *v)
{
    uint32_t roles = v->pieces[0].roles;
    score_place(v, roles);
    score_roles(v, roles, whole, GLY_COUNT(whole));
    if (v->pieces[0].phrase)
        return;
    static const char *const compass[] = {
        "North",     "South",     "East",      "West",   "Northeast",
        "Northwest", "Southeast", "Southwest", "Nation", NULL};
    if (gly_tok_is_one(v->doc, v->pieces[0].capital, compass))
        score(v, GLY_NAME_PLACE, FAIR);
    score_roles(v, roles, single, GLY_COUNT(single));
    if (roles &
        ~(GLY_NAME_ROLE(PHRASE) | GLY_NAME_ROLE(MODIFIER) | GLY_NAME_ROLE(NUMBERED)))
        return;
    const struct gly_tok *tok = &v->doc->toks.at[v->pieces[0].capital];
    if (is_road(v))
        score(v, GLY_NAME_PLACE, WEAK);
    else if (v->pieces[0].word == 0)
        score(v, GLY_NAME_OTHER, FAIR); /* an address */
    else if (tok->flags & GLY_TOK_ALL_CAPS)
        score(v, gly_span_len(tok->span) >= 3 ? GLY_NAME_ORGANISATION : GLY_NAME_OTHER,
              WEAK);
    else if (tok->flags & GLY_TOK_MIXED_CASE)
        score(v, GLY_NAME_ORGANISATION, HINT);
    else if (gly_namer_is_common(v->n, v->pieces[0].capital) || is_like_idea(v))
        score(v, GLY_NAME_OTHER, WEAK);
    else
        score(v, GLY_NAME_PERSON, HINT);
}

/* Ends as names of places do: "Ashworth" does not, it is as often a surname. */
static bool is_like_place(struct gly_str text)
{
    static const char *const ends[] = {"shire", "burg", "ville", "grad",    "stan",
                                       "abad",  "pur",  "polis", "borough", "land",
                                       "istan", "sk",   NULL};
    if (!strchr("deghknrs", text.ptr[text.len - 1]))
        return false;
    for (const char *const *end = ends; *end; end++)
        if (text.len > strlen(*end) + 2 && gly_str_ends(text, *end))
            return true;
    return false;
}

static void score_many(const struct view *v)
{
    const struct gly_name_piece *first = &v->pieces[0],
                                *last = &v->pieces[v->count - 1];
    const struct gly_name_piece *head = last; /* before the first "of" */
    bool person_only = true;
    for (uint32_t i = 1; i < v->count; i++) {
        enum gly_name_glue glue = (enum gly_name_glue)v->pieces[i].before;
        if (glue == GLY_GLUE_OF && head == last) {
            head = &v->pieces[i - 1];
            score_roles(v, head->roles, before_of, GLY_COUNT(before_of));
            if (i == 1 && (head->roles == 0 || has(head, GLY_NAME_GIVEN)))
                score(v, GLY_NAME_PERSON, FAIR); /* "Hilda of Whitrow" */
        }
        if (glue == GLY_GLUE_PARTICLE && has(first, GLY_NAME_ROLE(ORG_OF)))
            score(v, GLY_NAME_ORGANISATION, STRONG); /* Universidad de ... */
        else if (glue == GLY_GLUE_PARTICLE)
            score(v, GLY_NAME_PERSON, FAIR);
        if (glue == GLY_GLUE_AMPERSAND)
            score(v, GLY_NAME_ORGANISATION, GOOD);
        person_only &= glue == GLY_GLUE_SPACE || glue == GLY_GLUE_PARTICLE ||
                       glue == GLY_GLUE_HYPHEN;
    }
    if (head == last)
        score_roles(v, last->roles, last_word, GLY_COUNT(last_word));
    score_roles(v, first->roles, first_word, GLY_COUNT(first_word));
    if (first->phrase)
        score_place(v, first->roles & ~GLY_NAME_ROLE(PLACE)),
            score(v, GLY_NAME_ORGANISATION, HINT);
    const uint32_t tails = GLY_NAME_ROLE(ORG_TAIL) | GLY_NAME_ROLE(PLACE_TAIL) |
                           GLY_NAME_ROLE(EVENT_TAIL) | GLY_NAME_ROLE(WORK_TAIL) |
                           GLY_NAME_ROLE(CORPORATE);
    bool tail =
        has(last, tails) && !(has(last, GLY_NAME_ROLE(SURNAME)) && v->count == 2);
    if (person_only && (!tail || has(last, GLY_NAME_ROLE(SURNAME)))) {
        if (has(first, GLY_NAME_GIVEN) && !first->phrase)
            score_listed(v, GLY_NAME_PERSON,
                         has(first, GLY_NAME_ROLE(PLACE) | GLY_NAME_ROLE(ORG)) ? FAIR
                                                                               : GOOD);
        else if (is_initial(v, first) || (v->count > 2 && is_initial(v, &v->pieces[1])))
            score(v, GLY_NAME_PERSON, GOOD);
    }
    if (has(first, GLY_NAME_ROLE(MODIFIER)) && has(last, GLY_NAME_ROLE(PLACE)))
        score_listed(v, GLY_NAME_PLACE, FAIR);
    /* What is known of nothing is a person more often than not, when its words are no
     * words of English. */
    bool common = false;
    for (uint32_t i = 0; i < v->count; i++)
        common |=
            !v->pieces[i].phrase && gly_namer_is_common(v->n, v->pieces[i].capital);
    if (common && !has(first, GLY_NAME_GIVEN))
        score(v, GLY_NAME_OTHER, WEAK);
    else
        score(v, GLY_NAME_PERSON, HINT);
}

/* ---- The words around it ---- */

static uint32_t lower_roles(const struct view *v, uint32_t tok)
{
    return gly_namelist_roles(v->n->names, gly_tok_text(v->doc, &v->doc->toks.at[tok]));
}

static bool is_one_of(const struct view *v, uint32_t tok, const char *const *list)
{
    return gly_tok_is_one(v->doc, tok, list);
}

struct preposition {
    const char *text;
    uint8_t kind;
    int8_t points;
};

/* What stands directly before a name. */
static const struct preposition prepositions[] = {
    {"in", GLY_NAME_PLACE, FAIR},      {"In", GLY_NAME_PLACE, FAIR},
    {"near", GLY_NAME_PLACE, GOOD},    {"outside", GLY_NAME_PLACE, FAIR},
    {"across", GLY_NAME_PLACE, FAIR},  {"throughout", GLY_NAME_PLACE, FAIR},
    {"from", GLY_NAME_PLACE, WEAK},    {"to", GLY_NAME_PLACE, HINT},
    {"at", GLY_NAME_PLACE, HINT},      {"into", GLY_NAME_PLACE, HINT},
    {"by", GLY_NAME_PERSON, HINT},     {"between", GLY_NAME_PLACE, HINT},
    {"around", GLY_NAME_PLACE, WEAK},  {"toward", GLY_NAME_PLACE, WEAK},
    {"towards", GLY_NAME_PLACE, HINT}, {"with", GLY_NAME_PERSON, HINT},
};

static void score_before(const struct view *v)
{
    uint32_t first = v->name->first_tok;
    const struct gly_tok *tok = &v->doc->toks.at[first];
    if (first == 0 || tok[-1].sent != tok->sent)
        return;
    struct gly_str text = gly_tok_text(v->doc, tok - 1);
    if (tok[-1].kind != GLY_TOK_WORD)
        return;
    for (size_t i = 0; i < GLY_COUNT(prepositions); i++)
        if (gly_str_is(text, prepositions[i].text))
            score_around(v, (enum gly_name_kind)prepositions[i].kind,
                         prepositions[i].points);
    static const char *const regions[] = {
        "city",   "town",      "village",      "island",   "state",   "province",
        "county", "region",    "suburb",       "port",     "capital", "river",
        "area",   "district",  "municipality", "republic", "kingdom", "islands",
        "parish", "outskirts", "coast",        "streets",  NULL};
    if (gly_str_is(text, "of") && first >= 2 &&
        gly_tok_is_one(v->doc, first - 2, regions))
        score_around(v, GLY_NAME_PLACE, GOOD);
    if (gly_str_is(text, "the") || gly_str_is(text, "The")) {
        if (!has(&v->pieces[0], GLY_NAME_ROLE(TITLE)))
            score_around(v, GLY_NAME_PERSON, -FAIR);
        score_around(v,
                     v->draft->words[GLY_NAME_PLACE] > 0 ? GLY_NAME_PLACE
                     : v->count > 1 || v->name->flags & GLY_NAME_ACRONYM
                         ? GLY_NAME_ORGANISATION
                         : GLY_NAME_OTHER,
                     HINT);
    } else if (text.ptr[0] >= 'a' && text.ptr[0] <= 'z' && text.len > 3 &&
               lower_roles(v, first - 1) & GLY_NAME_ROLE(ROLE)) {
        score_around(v, GLY_NAME_PERSON, FAIR);
    }
}

static bool is_age(const struct view *v, uint32_t tok)
{
    const struct gly_tok *t = &v->doc->toks.at[tok];
    struct gly_str text = gly_tok_text(v->doc, t);
    return t->kind == GLY_TOK_NUMBER && text.len == 2 && text.ptr[0] >= '1';
}

/* "Hale (2014)", "Hale, 2014;", "Hale et al.": the work is meant, not its author. */
static bool is_citation(const struct view *v, uint32_t at)
{
    const struct gly_doc *doc = v->doc;
    const struct gly_tok *toks = doc->toks.at;
    uint32_t end = at + 3 < doc->toks.count ? at + 3 : doc->toks.count;
    static const char *const et[] = {"et", NULL}, *const al[] = {"al", "al.", NULL};
    if (at + 2 > end)
        return false;
    if (gly_tok_is_one(doc, at, et) && gly_tok_is_one(doc, at + 1, al))
        return true;
    static const char *const before[] = {"(", ",", "[", NULL};
    static const char *const behind[] = {")", ";", "]", ",", ":", NULL};
    if (toks[at].kind == GLY_TOK_NUMBER && gly_span_len(toks[at].span) == 4 &&
        gly_tok_is_one(doc, at + 1, (const char *const[]){")", ";", "]", NULL}))
        return true;
    struct gly_str text = gly_tok_text(doc, &toks[at + 1]);
    bool year = toks[at + 1].kind == GLY_TOK_NUMBER && text.len == 4 &&
                (text.ptr[0] == '1' || text.ptr[0] == '2');
    if (!gly_tok_is_one(doc, at, before) || !year || at + 2 >= end ||
        !gly_tok_is_one(doc, at + 2, behind))
        return false;
    /* "in Paris, 1968," is no citation: without a bracket before the year only ")" and
     * ";" behind it tell. */
    return !gly_str_is(gly_tok_text(doc, &toks[at]), ",") ||
           !gly_tok_is_one(doc, at + 2, (const char *const[]){",", ":", NULL});
}

static void score_after(const struct view *v)
{
    static const char *const relative[] = {"who", "whose", "whom", NULL};
    uint32_t at = v->name->first_tok + v->name->tok_count;
    const struct gly_doc *doc = v->doc;
    const struct gly_tok *toks = doc->toks.at;
    uint32_t sent = v->name->sent;
    if (at >= doc->toks.count || toks[at].sent != sent)
        return;
    if (is_one_of(v, at, relative))
        score_around(v, GLY_NAME_PERSON, FAIR);
    if (is_citation(v, at) && v->draft->words[GLY_NAME_PLACE] < STRONG)
        score_around(v, GLY_NAME_WORK, SURE);
    if (toks[at].kind == GLY_TOK_WORD && gly_span_len(toks[at].span) <= 12 &&
        lower_roles(v, at) & GLY_NAME_ROLE(SAYS)) {
        score_around(v, GLY_NAME_PERSON, WEAK);
        score_around(v, GLY_NAME_ORGANISATION, HINT);
    }
    if (!gly_str_is(gly_tok_text(doc, &toks[at]), ",") || at + 1 >= doc->toks.count ||
        toks[at + 1].sent != sent)
        return;
    if (is_one_of(v, at + 1, relative))
        score_around(v, GLY_NAME_PERSON, FAIR);
    if (at + 2 < doc->toks.count && is_age(v, at + 1) &&
        gly_str_is(gly_tok_text(doc, &toks[at + 2]), ","))
        score_around(v, GLY_NAME_PERSON, GOOD);
    /* "Springfield, Illinois" */
    const struct gly_name_word *word = gly_namer_word(v->n, at + 1);
    if (word->roles & GLY_NAME_ROLE(PLACE) &&
        !(word->roles & GLY_NAME_ROLE(MAYBE_PLACE)) && v->count <= 2)
        score_around(v, GLY_NAME_PLACE, WEAK);
}

/* ---- All together ---- */

static uint8_t sex_of(const struct view *v, uint32_t title_roles)
{
    static const char *const female[] = {
        "Mrs",   "Mrs.",     "Ms",     "Ms.",      "Miss",    "Dame", "Lady",
        "Queen", "Princess", "Sister", "Baroness", "Duchess", NULL};
    static const char *const male[] = {"Mr",   "Mr.",    "Sir",     "Lord",
                                       "King", "Prince", "Brother", "Father",
                                       "Duke", "Pope",   "Baron",   NULL};
    if (title_roles != 0) {
        struct gly_str title = gly_doc_slice(v->doc, v->name->title);
        for (const char *const *t = female; *t; t++)
            if (gly_str_is(title, *t))
                return GLY_SEX_FEMALE;
        for (const char *const *t = male; *t; t++)
            if (gly_str_is(title, *t))
                return GLY_SEX_MALE;
    }
    uint32_t given = v->pieces[0].roles & GLY_NAME_GIVEN;
    if (v->count > 1 || title_roles == 0) {
        if (given == GLY_NAME_ROLE(GIVEN_MALE))
            return GLY_SEX_MALE;
        if (given == GLY_NAME_ROLE(GIVEN_FEMALE))
            return GLY_SEX_FEMALE;
    }
    return GLY_SEX_UNSAID;
}

void gly_namer_score(struct gly_namer *n, const struct gly_name *name,
                     const struct gly_name_piece *pieces, uint32_t count,
                     uint32_t title_roles, struct gly_name_draft *ret_draft)
{
    struct view v = {n, n->doc, name, pieces, count, ret_draft};
    *ret_draft = (struct gly_name_draft){0};
    if (count == 1)
        score_single(&v);
    else
        score_many(&v);
    if (is_like_place(gly_doc_slice(n->doc, name->span)))
        score(&v, GLY_NAME_PLACE, WEAK);
    if (title_roles != 0)
        score_around(&v, GLY_NAME_PERSON, SURE);
    score_before(&v);
    score_after(&v);
    ret_draft->sex = sex_of(&v, title_roles);
}

enum gly_name_kind gly_name_best_kind(const struct gly_name_draft *draft,
                                      enum gly_name_ground *ret_ground)
{
    unsigned best = 0;
    for (unsigned k = 1; k < GLY_NAME_KIND_COUNT; k++)
        if (draft->words[k] + draft->around[k] >
            draft->words[best] + draft->around[best])
            best = k;
    *ret_ground = draft->around[best] >= FAIR ? GLY_NAME_SHOWN
                  : draft->listed >= FAIR - HINT && draft->words[best] >= FAIR - HINT
                      ? GLY_NAME_LISTED
                      : GLY_NAME_GUESSED;
    return draft->words[best] + draft->around[best] > 0 ? (enum gly_name_kind)best
                                                        : GLY_NAME_OTHER;
}

/* ---- Lists ---- */

/* Is there only a comma or "and" between two names? */
static bool is_listed_with(const struct gly_doc *doc, const struct gly_name *before,
                           const struct gly_name *after)
{
    static const char *const joins[] = {",", "and", "or", NULL};
    uint32_t from = before->first_tok + before->tok_count;
    if (before->sent != after->sent || from == after->first_tok ||
        after->first_tok - from > 2)
        return false;
    for (uint32_t t = from; t < after->first_tok; t++)
        if (!gly_tok_is_one(doc, t, joins))
            return false;
    return true;
}

void gly_namer_level_lists(struct gly_namer *n)
{
    for (uint32_t round = 0; round < 2; round++) {
        uint32_t before = GLY_NONE;
        for (uint32_t i = 0; i < n->list.count; i++) {
            uint32_t at = round == 0 ? i : n->list.count - 1 - i;
            const struct gly_name *name = &n->list.at[at];
            if (name->outer != GLY_NONE || name->flags & GLY_NAME_ROLE)
                continue;
            bool beside =
                before != GLY_NONE &&
                (round == 0 ? is_listed_with(n->doc, &n->list.at[before], name)
                            : is_listed_with(n->doc, name, &n->list.at[before]));
            if (beside) {
                enum gly_name_ground ground, own;
                enum gly_name_kind kind =
                    gly_name_best_kind(&n->drafts.at[before], &ground);
                gly_name_best_kind(&n->drafts.at[at], &own);
                if (own == GLY_NAME_GUESSED && ground != GLY_NAME_GUESSED)
                    n->drafts.at[at].around[kind] += WEAK + HINT;
            }
            before = at;
        }
    }
}
