/* "Lithuania and the Baltic states" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/member-beside-group",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "A country stands beside a group as if it were no part of it",
        .why = "'Lithuania and the Baltic states' says that Lithuania is none of them. "
               "'Other', 'the rest of' and organisations that act for themselves keep "
               "the rule silent.",
        .bad = "Growers in Latvia and the Baltic states met on Friday.",
        .good = "Growers in Latvia and the other Baltic states met on Friday.",
    },
};

#define NUMBERS "two|three|four|five|six|seven|eight|nine|ten"

/* A member of last year only: the text may be older than that. */
enum { LATELY = 2024 };

static const char *const patterns[] = {
    "A and|& B",      "A and|& the " NUMBERS " B",      "A , as well as B",
    "A as well as B", "A together|along with B",        "A alongside B",
    "A~ _2 and B",    "A~ _2 and the " NUMBERS " B",    "A' _2 and B",
    "A or B",         "A and in|to|from|with|of|for B", "A plus B",
};

static bool ends_with_word(struct gly_str text, const char *list)
{
    size_t start = text.len;
    while (start > 0 && text.ptr[start - 1] != ' ' && text.ptr[start - 1] != '-')
        start--;
    struct gly_str word = {text.ptr + start, text.len - start};
    for (const char *at = list; *at;) {
        size_t len = strcspn(at, "|");
        if (gly_str_eq_nocase(word, (struct gly_str){at, len}))
            return true;
        at += len + (at[len] == '|');
    }
    return false;
}

/* Does the name count countries ("the G7 countries") or stand for a land as a whole
 * ("the Korean peninsula", "the Horn of Africa"), beside which a country may be named? */
static bool counts_countries(struct gly_str name)
{
    for (size_t i = 0; i + 4 < name.len; i++)
        if (memcmp(name.ptr + i, " of ", 4) == 0) /* Organization of American States */
            return false;
    return ends_with_word(name,
                          "countries|states|nations|republics|economies|monarchies|"
                          "members|emirates");
}

static bool is_land(struct gly_str name)
{
    return ends_with_word(name, "peninsula|isles|africa|region|iberia|indochina|levant|"
                                "world|subcontinent");
}

/* May the group stand beside its own member? A body may, unless countries are named. */
static bool excludes_members(const struct gly_pass *pass,
                             const struct gly_places *places,
                             const struct gly_toponym *group, uint16_t row)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str name = gly_doc_slice(doc, group->span);
    uint32_t next = group->first_tok + group->tok_count;
    bool counted = counts_countries(name) ||
                   gly_tok_is(doc, next + gly_tok_is(doc, next, "member"),
                              "countries|states|nations|members|allies");
    switch ((enum gly_group_kind)gly_atlas_group(places->atlas, row)->kind) {
    case GLY_GROUP_COLLECTIVE:
        return counted || !is_land(name);
    case GLY_GROUP_REGION:
    case GLY_GROUP_BODY:
        return counted;
    default:
        return false;
    }
}

/* What stands behind the group may make it something else: a council, a region, "the
 * Baltic states as a whole". */
static bool goes_on(const struct gly_doc *doc, const struct gly_toponym *group)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    uint32_t next = group->first_tok + group->tok_count;
    if (next >= count || toks[next].sent != group->sent)
        return false;
    /* "Iceland and NATO members such as Spain": some of them */
    if (gly_tok_is(doc, next, "members|states|countries|nations|allies") &&
        gly_tok_is(doc, next + 1, "such|like|including|who|that|which|from|as"))
        return true;
    return gly_tok_is(doc, next,
                      "region|council|bank|fund|summit|as|format|presidency|"
                      "team|group|more|in|beyond|themselves|generally|at") &&
           !(gly_tok_is(doc, next, "in|at") &&
             !gly_tok_is(doc, next + 1, "general|large")) &&
           !(gly_tok_is(doc, next, "as") && !gly_tok_is(doc, next + 1, "a|such"));
}

/* The country of a name or, beside its forces or people, of an adjective. */
static uint16_t country_of(const struct gly_toponym *place)
{
    uint16_t country = gly_place_country(place, false);
    return country != GLY_NOWHERE ? country : gly_place_country(place, true);
}

static void propose(struct gly_pass *pass, struct gly_finding *f,
                    const struct gly_toponym *group, struct gly_span span)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str name = gly_doc_slice(doc, group->span);
    uint32_t first = group->first_tok - (group->first_tok > 0 &&
                                         gly_tok_is(doc, group->first_tok - 1, "the"));
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (toks[first].span.start < span.start || group->span.end != span.end ||
        gly_tok_is(doc, first, NUMBERS))
        return;
    bool article = first < group->first_tok;
    uint32_t next = group->first_tok + group->tok_count;
    bool counted = counts_countries(name) ||
                   gly_tok_is(doc, next + gly_tok_is(doc, next, "member"),
                              "countries|states|nations|members|allies");
    const char *other = counted ? "the other " : "the rest of ";
    struct gly_span before = {span.start, toks[first].span.start};
    if (gly_span_len(before) > 80)
        return;
    gly_fix(f, gly_format(pass, "%.*s%s%s%.*s", GLY_STR_ARG(gly_doc_slice(doc, before)),
                          other, article && !counted ? "the " : "", GLY_STR_ARG(name)));
}

/* "the other Gulf states and Qatar" */
static bool is_rest(const struct gly_doc *doc, const struct gly_toponym *group)
{
    uint32_t first = group->first_tok;
    for (uint32_t back = 1; back <= 4 && back <= first; back++)
        if (gly_tok_is(doc, first - back,
                       "other|others|rest|remaining|remainder|fellow|elsewhere|six|"
                       "neighbouring|neighboring|two|both|some|most|many|several|few"))
            return true;
    return false;
}

static void check_match(struct gly_pass *pass, const struct gly_places *places,
                        const struct gly_match *m, unsigned a, unsigned b)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_atlas *atlas = places->atlas;
    const struct gly_toponym *country = &places->at[m->place[a]];
    const struct gly_toponym *group = &places->at[m->place[b]];
    const struct gly_place_reading *r = gly_place_as(group, GLY_PLACE_GROUP);
    uint16_t row = country_of(country);
    if (row == GLY_NOWHERE || !r || r->form != GLY_PLACE_NOUN ||
        group->form != GLY_PLACE_NOUN ||
        group->flags & (GLY_PLACE_UNSURE | GLY_PLACE_HEADING | GLY_PLACE_HYPHENATED) ||
        gly_country_in_group(atlas, row, r->row, 0) != GLY_ANSWER_YES ||
        gly_country_in_group(atlas, row, r->row, LATELY) != GLY_ANSWER_YES ||
        !excludes_members(pass, places, group, r->row) || goes_on(doc, group) ||
        (country < group ? false : is_rest(doc, group)))
        return;
    unsigned guards = gly_guards_near(doc, m->first_tok, m->end_tok, 2);
    if (guards & (GLY_GUARD_PAST | GLY_GUARD_FICTION))
        return;
    struct gly_finding *f = gly_report(
        pass, 0, m->span, "%s%.*s is one of the countries meant by '%.*s'",
        gly_country_the(atlas, row), GLY_STR_ARG(gly_country_name(atlas, row)),
        GLY_STR_ARG(gly_doc_slice(doc, group->span)));
    if (m->place[b] > m->place[a])
        propose(pass, f, group, m->span);
    if (group->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* "Canada, the G7 countries and Brazil": any name of the row. */
static void check_row(struct gly_pass *pass, const struct gly_places *places,
                      uint32_t index)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *group = &places->at[index];
    if (!gly_place_as(group, GLY_PLACE_GROUP) || group->kind == GLY_PLACE_COUNTRY)
        return;
    const struct gly_toponym *first = group, *other;
    while ((other = gly_place_listed_before(doc, places, first)))
        first = other;
    const struct gly_toponym *last = first;
    unsigned length = 1;
    while ((other = gly_place_listed_behind(doc, places, last))) {
        last = other;
        length++;
    }
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (length < 3 || gly_place_listed_before(doc, places, last) == NULL ||
        !gly_tok_is(doc,
                    last->first_tok - 1 - gly_tok_is(doc, last->first_tok - 1, "the"),
                    "and|or"))
        return;
    /* Several members in a row may be what the group's name explains: "Fiji, Samoa and
     * Tonga, the island states, and New Zealand". */
    const struct gly_toponym *member = NULL;
    uint16_t row = gly_place_as(group, GLY_PLACE_GROUP)->row;
    for (const struct gly_toponym *place = first; place;
         place = gly_place_listed_behind(doc, places, place)) {
        if (place == group || country_of(place) == GLY_NOWHERE ||
            gly_country_in_group(places->atlas, country_of(place), row, 0) ==
                GLY_ANSWER_NO)
            continue;
        if (member)
            return;
        member = place;
    }
    if (member) {
        struct gly_match m = {
            .first_tok = first->first_tok,
            .end_tok = last->first_tok + last->tok_count,

            .place = {(uint32_t)(member - places->at), index, GLY_NONE, GLY_NONE}};
        m.span = (struct gly_span){toks[m.first_tok].span.start,
                                   toks[m.end_tok - 1].span.end};
        check_match(pass, places, &m, 0, 1);
    }
}

static const void *setup(struct gly_setup *setup)
{
    return gly_setup_phrases(setup, patterns, sizeof patterns[0], GLY_COUNT(patterns));
}

static void check_phrase(struct gly_pass *pass, const struct gly_places *places,
                         size_t index, const struct gly_match *m)
{
    (void)index;
    const struct gly_toponym *first = &places->at[m->place[0]];
    bool group_leads =
        gly_place_as(first, GLY_PLACE_GROUP) && first->kind != GLY_PLACE_COUNTRY;
    check_match(pass, places, m, group_leads, !group_leads);
}

static void run(struct gly_pass *pass)
{
    const struct gly_places *places = gly_places(pass);
    gly_phrases_run(pass, gly_pass_data(pass), check_phrase);
    for (uint32_t i = 0; i < places->count; i++)
        check_row(pass, places, i);
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_member_beside_group = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
