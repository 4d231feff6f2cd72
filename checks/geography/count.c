/* "all five Benelux countries" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-count",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "A group of countries is counted wrongly",
        .why =
            "A number beside 'all' or 'the' counts the whole group. Numbers that were "
            "right in some year, and parts of a group, keep the rule silent.",
        .bad = "All five Benelux countries have agreed.",
        .good = "All three Benelux countries have agreed.",
    },
};

static const char *const numbers[] = {
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
};

/* The number a token writes, 0 for none. */
static unsigned number_at(const struct gly_doc *doc, uint32_t tok)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    struct gly_str text = gly_tok_text(doc, &toks[tok]);
    for (unsigned i = 2; i < GLY_COUNT(numbers); i++)
        if (gly_tok_is(doc, tok, numbers[i]))
            return i;
    unsigned value = 0;
    for (size_t i = 0; i < text.len && text.len <= 3; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        value = value * 10 + (unsigned)(text.ptr[i] - '0');
    }
    return text.len <= 3 ? value : 0;
}

enum { FIRST_YEAR = 1945, THIS_YEAR = 2026 };

/* Has the group ever had that many, counting loose members or not? */
static bool was_ever(const struct gly_atlas *atlas, uint16_t row, unsigned number)
{
    const struct gly_group *group = gly_atlas_group(atlas, row);
    if (number == group->members.count || number == gly_group_size(atlas, row, 0))
        return true;
    for (int year = FIRST_YEAR; group->dated && year <= THIS_YEAR; year++)
        if (gly_group_size(atlas, row, year) == number)
            return true;
    return false;
}

/* Only names that count countries can be counted: "the G7" is a name. */
static bool is_countable(const struct gly_doc *doc, const struct gly_toponym *group)
{
    uint32_t count;
    gly_doc_toks(doc, &count);
    uint32_t last = group->first_tok + group->tok_count - 1;
    return gly_tok_is(doc, last,
                      "countries|states|nations|republics|kingdoms|baltics|nordics") ||
           (last + 1 < count &&
            gly_tok_is(doc, last + 1, "countries|states|nations|members|kingdoms"));
}

/* ---- "the EU's 28 member states agreed in 2024" ---- */

/* The year of a sentence that speaks of one: 0 for none or several. */
static int year_of(const struct gly_doc *doc, uint32_t sent)
{
    uint32_t count;
    const struct gly_sent *s = &gly_doc_sents(doc, &count)[sent];
    int last, first = gly_sentence_year(doc, sent, &last);
    if (first != 0)
        return first == last ? first : 0;
    for (uint32_t tok = s->first_tok; tok < s->first_tok + s->tok_count; tok++)
        if (gly_tok_is(doc, tok, "today|now|currently|current"))
            return THIS_YEAR;
    return 0;
}

/* Organisations whose years of entry are exact (rules/geography/README.md). */
static bool has_exact_years(const struct gly_atlas *atlas, uint16_t group)
{
    struct gly_str name = gly_group_name(atlas, group);
    return gly_str_is(name, "European Union") || gly_str_is(name, "NATO") ||
           gly_str_is(name, "euro area");
}

/* The number that is all of them: "all 28 EU countries", "the EU's 28 member states",
 * "the EU has 28 members"; its token, GLY_NONE where there is none. */
static uint32_t number_of_all(const struct gly_doc *doc,
                              const struct gly_toponym *group)
{
    static const char members[] = "members|states|countries|nations|allies";
    uint32_t at = group->first_tok, behind = at + group->tok_count;
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    bool has = gly_tok_is(doc, behind, "has|have");
    uint32_t number = has ? behind + 1 : behind;
    if (has || group->flags & GLY_PLACE_POSSESSIVE) {
        uint32_t noun = number + 1 + gly_tok_is(doc, number + 1, "member");
        return noun < count && toks[noun].sent == group->sent &&
                       number_at(doc, number) > 1 && gly_tok_is(doc, noun, members)
                   ? number
                   : GLY_NONE;
    }
    uint32_t noun = behind + gly_tok_is(doc, behind, "member");
    bool all =
        at > 1 && (gly_tok_is(doc, at - 2, "all") ||
                   (gly_tok_is(doc, at - 2, "the") && number_at(doc, at - 1) > 9));
    return all && number_at(doc, at - 1) > 1 && gly_tok_is(doc, noun, members)
               ? at - 1
               : GLY_NONE;
}

static void check_year(struct gly_pass *pass, const struct gly_places *places,
                       const struct gly_toponym *group)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_atlas *atlas = places->atlas;
    const struct gly_place_reading *r = gly_place_as(group, GLY_PLACE_GROUP);
    if (!r || group->flags & (GLY_PLACE_UNSURE | GLY_PLACE_HEADING) ||
        !has_exact_years(atlas, r->row))
        return;
    uint32_t at = number_of_all(doc, group);
    int year = at == GLY_NONE ? 0 : year_of(doc, group->sent);
    if (year < 1995 || year > THIS_YEAR)
        return;
    unsigned number = number_at(doc, at);
    bool all = at > 0 && gly_tok_is(doc, at - 1, "all");
    for (int near = year - 1; near <= year + 1; near++) {
        unsigned size = gly_group_size(atlas, r->row, near);
        if (size == number || (number < size && !all)) /* some of them */
            return;
    }
    if (gly_guards_near(doc, at, group->first_tok, 6) &
        (GLY_GUARD_NEGATED | GLY_GUARD_FICTION | GLY_GUARD_MAYBE | GLY_GUARD_PAST))
        return;
    uint32_t count;
    struct gly_finding *f =
        gly_report(pass, 0, gly_doc_toks(doc, &count)[at].span,
                   "%s%.*s had %u members in %d, not %u", gly_group_the(atlas, r->row),
                   GLY_STR_ARG(gly_group_name(atlas, r->row)),
                   gly_group_size(atlas, r->row, year), year, number);
    gly_evidence(f, group->span, "whose members are counted");
    if (group->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* ---- "the two Baltic states: Estonia, Latvia and Lithuania" ---- */

static bool is_member_row(const struct gly_doc *doc, const struct gly_places *places,
                          const struct gly_toponym *first, uint16_t group,
                          unsigned *ret_length, uint32_t *ret_end)
{
    unsigned length = 0;
    const struct gly_toponym *last = NULL;
    for (const struct gly_toponym *place = first; place;
         place = gly_place_listed_behind(doc, places, place)) {
        uint16_t country = gly_place_country(place, false);
        if (country == GLY_NOWHERE ||
            gly_country_in_group(places->atlas, country, group, 0) == GLY_ANSWER_NO)
            return false;
        last = place;
        length++;
    }
    uint32_t before = last->first_tok - 1 - gly_tok_is(doc, last->first_tok - 1, "the");
    *ret_length = length;
    *ret_end = last->first_tok + last->tok_count;
    return length > 1 && gly_tok_is(doc, before, "and");
}

static void check_list(struct gly_pass *pass, const struct gly_places *places,
                       const struct gly_toponym *group)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_place_reading *r = gly_place_as(group, GLY_PLACE_GROUP);
    if (!r || group->first_tok < 1 ||
        group->flags & (GLY_PLACE_UNSURE | GLY_PLACE_HEADING | GLY_PLACE_POSSESSIVE))
        return;
    uint32_t at = group->first_tok - 1, end, count;
    unsigned number = number_at(doc, at), length;
    uint32_t mark = group->first_tok + group->tok_count;
    mark += gly_tok_is(doc, mark, "countries|states|nations|members|republics");
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (number < 2 || mark + 1 >= count || !gly_tok_is(doc, mark, ",|:|(|-|–|—") ||
        (gly_tok_is(doc, mark, "-") && toks[mark].flags & GLY_TOK_GLUED))
        return;
    uint32_t first = mark + 1 + gly_tok_is(doc, mark + 1, "the");
    const struct gly_toponym *place =
        first < count ? gly_place_at(places, first) : NULL;
    if (!place || place->sent != group->sent || place->kind == GLY_PLACE_PHRASE ||
        !is_member_row(doc, places, place, r->row, &length, &end) || length == number ||
        (end < count && toks[end].sent == group->sent &&
         toks[end].kind != GLY_TOK_PUNCT))
        return;
    if (length < number && gly_tok_is(doc, mark, ",")) /* some of them follow */
        return;
    struct gly_span span = {toks[at].span.start, group->span.end};
    struct gly_finding *f =
        gly_report(pass, 0, span, "%u of '%.*s' are named behind, not %u", length,
                   GLY_STR_ARG(gly_doc_slice(doc, group->span)), number);
    gly_evidence(f, place->span, "the names");
    if (group->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* "The Benelux countries, all three of them,": behind the name. */
static void check_all_of_them(struct gly_pass *pass, const struct gly_places *places,
                              const struct gly_toponym *group)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_atlas *atlas = places->atlas;
    const struct gly_place_reading *r = gly_place_as(group, GLY_PLACE_GROUP);
    uint32_t tok = group->first_tok + group->tok_count;
    tok += gly_tok_is(doc, tok, "countries|states|nations|members");
    if (!r || group->flags & (GLY_PLACE_UNSURE | GLY_PLACE_HEADING) ||
        !gly_tok_is(doc, tok, ",") || !gly_tok_is(doc, tok + 1, "all") ||
        !gly_tok_is(doc, tok + 3, "of") || !gly_tok_is(doc, tok + 4, "them"))
        return;
    const struct gly_group *row = gly_atlas_group(atlas, r->row);
    unsigned number = number_at(doc, tok + 2);
    if (number < 2 || was_ever(atlas, r->row, number) ||
        (row->kind != GLY_GROUP_COLLECTIVE && row->kind != GLY_GROUP_BODY))
        return;
    uint32_t count;
    struct gly_finding *f = gly_report(pass, 0, gly_doc_toks(doc, &count)[tok + 2].span,
                                       "'%.*s' are %u, not %u",
                                       GLY_STR_ARG(gly_doc_slice(doc, group->span)),
                                       gly_group_size(atlas, r->row, 0), number);
    gly_evidence(f, group->span, "whose members are counted");
    if (group->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

static void check_group(struct gly_pass *pass, const struct gly_places *places,
                        const struct gly_toponym *group)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_atlas *atlas = places->atlas;
    const struct gly_place_reading *r = gly_place_as(group, GLY_PLACE_GROUP);
    if (!r || group->first_tok < 1 ||
        group->flags & (GLY_PLACE_UNSURE | GLY_PLACE_HEADING) ||
        !is_countable(doc, group))
        return;
    const struct gly_group *row = gly_atlas_group(atlas, r->row);
    if (row->kind != GLY_GROUP_COLLECTIVE && row->kind != GLY_GROUP_BODY)
        return;
    uint32_t at = group->first_tok - 1;
    unsigned number = number_at(doc, at);
    if (number < 2 || was_ever(atlas, r->row, number))
        return;
    unsigned size = gly_group_size(atlas, r->row, 0);
    bool all = at > 0 && gly_tok_is(doc, at - 1, "all");
    if (number < size && !all) /* some of them */
        return;
    if (number > row->members.count ? false : row->kind == GLY_GROUP_BODY && !all)
        return;
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (gly_guards_near(doc, at, group->first_tok, 4) &
        (GLY_GUARD_NEGATED | GLY_GUARD_FICTION | GLY_GUARD_MAYBE))
        return;
    struct gly_span span = {toks[at].span.start, group->span.end};
    uint32_t last = group->first_tok + group->tok_count;
    struct gly_span name = group->span;
    if (last < count && gly_tok_is(doc, last, "countries|states|nations|members"))
        span.end = name.end = toks[last].span.end;
    struct gly_finding *f =
        gly_report(pass, 0, span, "'%.*s' are %u, not %u",
                   GLY_STR_ARG(gly_doc_slice(doc, name)), size, number);
    if (size < GLY_COUNT(numbers) && toks[at].kind == GLY_TOK_WORD) {
        struct gly_span rest = {toks[at].span.end, span.end};
        gly_fix(f, gly_format(pass, "%s%.*s", numbers[size],
                              GLY_STR_ARG(gly_doc_slice(doc, rest))));
    }
    if (group->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

static void run(struct gly_pass *pass)
{
    const struct gly_places *places = gly_places(pass);
    for (uint32_t i = 0; i < places->count; i++)
        if (places->at[i].kind != GLY_PLACE_PHRASE) {
            check_group(pass, places, &places->at[i]);
            check_year(pass, places, &places->at[i]);
            check_list(pass, places, &places->at[i]);
            check_all_of_them(pass, places, &places->at[i]);
        }
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_count = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .run = run,
};
