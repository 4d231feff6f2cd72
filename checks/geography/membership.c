/* "NATO member Austria", "non-EU Slovenia", "Latvia, which joined the EU in 2007" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-membership",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary =
            "A country is said to belong to a group and does not, or the reverse",
        .why =
            "Memberships change the meaning of a story. Former members, candidates, "
            "partners and what a text of an earlier year could not know keep the rule "
            "silent.",
        .bad = "Trucks from non-EU Croatia wait at the gate.",
        .good = "Trucks from non-EU Serbia wait at the gate.",
    },
};

enum claim { MEMBER, OUTSIDER, JOINED, LEFT };

/* Countries in a row that the same is said of: from the matched one on, or up to it. */
enum row { ALONE, BEHIND, AHEAD };

struct membership_pattern {
    const char *text;
    enum claim claim;
    unsigned country, group; /* which of A and B is what */
    enum row row;
    bool counted; /* where the name itself counts countries: "Visegrad countries" */
};

#define MEMBERS "member|members"
#define ALL_OF  "members|countries|states|nations|allies"

static const struct membership_pattern patterns[] = {
    {"A " MEMBERS " state|states|country|countries|nation|nations? B", MEMBER, 1, 0},
    {"an|a|fellow|the A " MEMBERS " state|country|nation? , B", MEMBER, 1, 0},
    {"A , a|an|the _3 " MEMBERS " state|country|nation? of B", MEMBER, 0, 1},
    {"as a|an _2 member of A , B", MEMBER, 1, 0},
    {"A , which uses B", MEMBER, 0, 1},
    {"A uses B", MEMBER, 0, 1},
    {"A is used in|by B", MEMBER, 1, 0, BEHIND},
    {"A , a|an B member|country|state|nation", MEMBER, 0, 1},
    {"A is|remains a|an|one _3 " MEMBERS " of B", MEMBER, 0, 1},
    {"A is|remains a|an B member", MEMBER, 0, 1},
    {"A , which is a|an|also|now|already _2 " MEMBERS " of B", MEMBER, 0, 1},
    {"A , which is a|an B member", MEMBER, 0, 1},
    {"A , which has been a|an _2 member of B", MEMBER, 0, 1},
    {"A , which has been a|an B member", MEMBER, 0, 1},
    {"A has been a|an _2 member of B", MEMBER, 0, 1},
    {"A has been a|an B member", MEMBER, 0, 1},
    {"A belongs to B", MEMBER, 0, 1},
    {"A became a|an|the _2 member of B in #", JOINED, 0, 1},
    {"A , a|an _2 member of B since #", JOINED, 0, 1},
    {"A , which is in B $", MEMBER, 0, 1},
    {"A is in B $", MEMBER, 0, 1},
    {"A' B membership", MEMBER, 0, 1},
    {"A has used B since #", JOINED, 0, 1},
    {"A has used B", MEMBER, 0, 1},
    {"A members|nations|countries|states|allies B", MEMBER, 1, 0, BEHIND},
    {"A " ALL_OF " , among them B", MEMBER, 1, 0, BEHIND},
    {"A , among them B", MEMBER, 1, 0, BEHIND, true},
    {"A " ALL_OF " such as B", MEMBER, 1, 0, BEHIND},
    {"A " ALL_OF " ,? including B", MEMBER, 1, 0, BEHIND},
    {"A " ALL_OF " like B", MEMBER, 1, 0, BEHIND},
    {"A member states|countries such as B", MEMBER, 1, 0, BEHIND},
    {"A member states|countries like B", MEMBER, 1, 0, BEHIND},
    {"A member states|countries ,? including B", MEMBER, 1, 0, BEHIND},
    {ALL_OF " of A such|like as? B", MEMBER, 1, 0, BEHIND},
    {ALL_OF " of A ,? including B", MEMBER, 1, 0, BEHIND},
    {"like|unlike other members of A , B", MEMBER, 1, 0, BEHIND},
    {"like|unlike other A " ALL_OF " , B", MEMBER, 1, 0, BEHIND},
    {"two|three|four|both A " ALL_OF " , B", MEMBER, 1, 0, BEHIND},
    {"A country|state|nation|economy of? B", MEMBER, 1, 0},
    {"A' _2 " MEMBERS " ,? B", MEMBER, 1, 0, BEHIND},
    {"newest|latest|oldest|only|poorest|richest|largest|smallest _1 member of A , B $",
     MEMBER, 1, 0},
    {"A and|or many|several|most|two|three? other|fellow B", MEMBER, 0, 1, AHEAD, true},
    {"A , like|unlike other B", MEMBER, 0, 1, AHEAD, true},
    {"like|unlike other A , B", MEMBER, 1, 0, BEHIND, true},
    {"A ,? such|including|like as? B", MEMBER, 1, 0, BEHIND, true},
    {"A , both|all _1 members of B", MEMBER, 0, 1, AHEAD},
    {"A , both|all B members", MEMBER, 0, 1, AHEAD},
    {"A , though|although|as|itself a|an _2 member of B", MEMBER, 0, 1},
    {"A , though|although|as|itself a|an B member", MEMBER, 0, 1},
    {"fellow A " MEMBERS " B", MEMBER, 1, 0, BEHIND},
    {"A and|or many|several|most? other|fellow B " ALL_OF, MEMBER, 0, 1, AHEAD},
    {"A and|or many|several|most? other members of B", MEMBER, 0, 1, AHEAD},
    {"A , like|unlike other B " ALL_OF, MEMBER, 0, 1, AHEAD},
    {"A , like|unlike other members of B", MEMBER, 0, 1, AHEAD},
    {"A are|remain all|both? members of B", MEMBER, 0, 1, AHEAD},
    {"A are|remain all|both? B members", MEMBER, 0, 1, AHEAD},
    {"A , which belongs to B", MEMBER, 0, 1},
    {"A , which is|are part of B", MEMBER, 0, 1},
    {"A is part of B", MEMBER, 0, 1},
    {"A' _1 membership of|in B", MEMBER, 0, 1},
    {"A left|quit B in #", LEFT, 0, 1},
    {"A , which left|quit B in #", LEFT, 0, 1},
    {"A , which _1 joined B in #", JOINED, 0, 1},
    {"A _1 joined B in #", JOINED, 0, 1},
    {"A , which entered|acceded to? B in #", JOINED, 0, 1},
    {"A adopted|adopts|introduced B in #", JOINED, 0, 1},
    {"A! " MEMBERS "|state|country|nation? B", OUTSIDER, 1, 0},
    {"A , which is|remains not _3 in|of|to B", OUTSIDER, 0, 1},
    {"A , which is not a|an B member", OUTSIDER, 0, 1},
    {"A , which is neither in|a _2 B", OUTSIDER, 0, 1},
    {"A is not a|an|part|one|in _2 of? B", OUTSIDER, 0, 1},
    {"A , not a|an|in|part _2 of? B", OUTSIDER, 0, 1},
    {"A , which is|remains|stays|lies|stands|sits still? outside|out of? B", OUTSIDER,
     0, 1},
    {"A is|remains|stays still? outside B", OUTSIDER, 0, 1},
    {"A , outside B $", OUTSIDER, 0, 1},
    {"A , which does not belong to B", OUTSIDER, 0, 1},
    {"A does not belong to B", OUTSIDER, 0, 1},
    {"A , which has not|never _1 joined B", OUTSIDER, 0, 1},
    {"A has not|never _1 joined B", OUTSIDER, 0, 1},
};

struct claimed {
    uint16_t country, group;
    const struct gly_toponym *country_place, *group_place;
};

/* A group whose members are known with their years: bodies and closed collectives. Of
 * terms like "Latin America" nobody is a member. */
static bool is_closed(const struct gly_group *group)
{
    return group->kind == GLY_GROUP_BODY ||
           (group->kind == GLY_GROUP_COLLECTIVE && group->dated);
}

/* "adopted the euro": who uses it by treaty is in the euro area. */
static uint16_t group_of(const struct gly_places *places,
                         const struct gly_toponym *group)
{
    const struct gly_place_reading *r = gly_place_as(group, GLY_PLACE_GROUP);
    if (r)
        return r->form == GLY_PLACE_NOUN ? r->row : GLY_NOWHERE;
    r = gly_place_as(group, GLY_PLACE_CURRENCY);
    if (!r || strcmp(gly_atlas_currency(places->atlas, r->row)->code, "EUR") != 0)
        return GLY_NOWHERE;
    struct gly_str name;
    for (uint16_t row = 0; (name = gly_group_name(places->atlas, row)).len > 0; row++)
        if (gly_str_is(name, "euro area"))
            return row;
    return GLY_NOWHERE;
}

/* Money is used by more countries than have agreed on it: of those in the European Union
 * alone it is certain. */
static bool is_of_union(const struct gly_atlas *atlas, uint16_t country)
{
    struct gly_str name;
    for (uint16_t row = 0; (name = gly_group_name(atlas, row)).len > 0; row++)
        if (gly_str_is(name, "European Union"))
            return gly_country_in_group(atlas, country, row, 0) == GLY_ANSWER_YES;
    return false;
}

/* An overseas territory may be part of the European Union with its country: the tables do
 * not say. It is told by being a member of nothing itself. */
static bool may_come_along(const struct gly_atlas *atlas, uint16_t country,
                           uint16_t group)
{
    struct gly_str name = gly_group_name(atlas, group);
    if (!gly_str_is(name, "European Union") && !gly_str_is(name, "euro area") &&
        !gly_str_is(name, "Schengen area"))
        return false;
    int from, to;
    for (uint16_t row = 0; gly_group_name(atlas, row).len > 0; row++)
        if (gly_atlas_group(atlas, row)->kind == GLY_GROUP_BODY &&
            gly_country_was_in_group(atlas, country, row, &from, &to))
            return false;
    return true;
}

static bool read_claim(const struct gly_places *places,
                       const struct gly_toponym *country,
                       const struct gly_toponym *group, struct claimed *ret_claimed)
{
    uint16_t row = group_of(places, group);
    bool money = !gly_place_as(group, GLY_PLACE_GROUP);
    if (gly_place_country(country, false) == GLY_NOWHERE || row == GLY_NOWHERE ||
        group->flags & (GLY_PLACE_PART | GLY_PLACE_IN_PHRASE) ||
        !is_closed(gly_atlas_group(places->atlas, row)) ||
        (money && !is_of_union(places->atlas, country->row)) ||
        may_come_along(places->atlas, country->row, row))
        return false;
    *ret_claimed = (struct claimed){country->row, row, country, group};
    return true;
}

/* A text that names no later year may have been right when it was written. */
static bool was_true_then(const struct gly_places *places, int sentence_year,
                          int change)
{
    int year = sentence_year != 0 ? sentence_year : places->latest_year;
    return change != 0 && year != 0 && year <= change;
}

static struct gly_finding *say(struct gly_pass *pass, const struct gly_places *places,
                               const struct gly_match *m, const struct claimed *claimed,
                               const char *what)
{
    const struct gly_atlas *atlas = places->atlas;
    bool within = gly_span_contains(m->span, claimed->country_place->span);
    struct gly_finding *f = gly_report(
        pass, 0, within ? m->span : claimed->country_place->span,
        "%s%.*s %s a member of %s%.*s", gly_country_the(atlas, claimed->country),
        GLY_STR_ARG(gly_country_name(atlas, claimed->country)), what,
        gly_group_the(atlas, claimed->group),
        GLY_STR_ARG(gly_group_name(atlas, claimed->group)));
    if (!within)
        gly_evidence(f, claimed->group_place->span, "the group it speaks of");
    if (claimed->country_place->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
    return f;
}

/* Organisations whose years of entry are exact (rules/geography/README.md). */
static bool has_exact_years(const struct gly_atlas *atlas, uint16_t group)
{
    static const char *const names[] = {"European Union", "NATO", "euro area"};
    struct gly_str name = gly_atlas_text(atlas, gly_atlas_group(atlas, group)->name);
    for (size_t i = 0; i < GLY_COUNT(names); i++)
        if (gly_str_is(name, names[i]))
            return true;
    return false;
}

static void check_joined(struct gly_pass *pass, const struct gly_places *places,
                         const struct gly_match *m, const struct claimed *claimed)
{
    const struct gly_atlas *atlas = places->atlas;
    int from, to;
    if (!gly_country_was_in_group(atlas, claimed->country, claimed->group, &from,
                                  &to)) {
        say(pass, places, m, claimed, "has never been");
        return;
    }
    struct gly_rows members = gly_atlas_group(atlas, claimed->group)->members;
    for (uint32_t i = 0; i < members.count; i++) {
        const struct gly_member *row = gly_atlas_member(atlas, members.first + i);
        if (row->country == claimed->country &&
            (row->loose || row->from == 0 || row->from == m->year ||
             row->to == m->year))
            return;
    }
    if (!has_exact_years(atlas, claimed->group))
        return;
    gly_report(pass, 0, m->span, "%s%.*s has been a member of %s%.*s since %d, not %d",
               gly_country_the(atlas, claimed->country),
               GLY_STR_ARG(gly_country_name(atlas, claimed->country)),
               gly_group_the(atlas, claimed->group),
               GLY_STR_ARG(gly_group_name(atlas, claimed->group)), from, m->year);
}

/* Who is said to have left is a member still, and has never gone and come back. */
static void check_left(struct gly_pass *pass, const struct gly_places *places,
                       const struct gly_match *m, const struct claimed *claimed)
{
    const struct gly_atlas *atlas = places->atlas;
    struct gly_rows members = gly_atlas_group(atlas, claimed->group)->members;
    for (uint32_t i = 0; i < members.count; i++) {
        const struct gly_member *row = gly_atlas_member(atlas, members.first + i);
        if (row->country == claimed->country && (row->loose || row->to != 0))
            return;
    }
    enum { SETTLED = 2024 }; /* what has changed since may not be in the tables */
    if (m->year <= SETTLED && gly_country_in_group(atlas, claimed->country,
                                                   claimed->group, 0) == GLY_ANSWER_YES)
        say(pass, places, m, claimed, "is still");
}

/* "NATO and EU members such as Norway": of either of the two. */
static bool is_one_of_two(const struct gly_doc *doc, const struct gly_toponym *group)
{
    uint32_t first = group->first_tok;
    first -= first > 0 && gly_tok_is(doc, first - 1, "the");
    return first > 0 && gly_tok_is(doc, first - 1, "and|or|/|non|-|–");
}

static bool check_claim(struct gly_pass *pass, const struct gly_places *places,
                        const struct gly_match *m, enum claim claim,
                        const struct claimed *claimed)
{
    if (claim == LEFT) {
        check_left(pass, places, m, claimed);
        return true;
    }
    if (claim == JOINED) {
        check_joined(pass, places, m, claimed);
        return true;
    }
    int from = 0, to = 0;
    bool ever = gly_country_was_in_group(places->atlas, claimed->country,
                                         claimed->group, &from, &to);
    enum gly_answer verdict =
        gly_country_in_group(places->atlas, claimed->country, claimed->group, 0);
    int year =
        gly_sentence_year(gly_pass_doc(pass), claimed->country_place->sent, NULL);
    if (claim == MEMBER && verdict == GLY_ANSWER_NO && !ever)
        return say(pass, places, m, claimed, "is not") != NULL;
    return claim == OUTSIDER && verdict == GLY_ANSWER_YES &&
           !was_true_then(places, year, from) &&
           say(pass, places, m, claimed, "is") != NULL;
}

static bool counts_countries(struct gly_str name)
{
    return gly_str_ends(name, "countries") || gly_str_ends(name, "states") ||
           gly_str_ends(name, "nations");
}

static bool check_match(struct gly_pass *pass, const struct gly_places *places,
                        size_t index, const struct gly_match *m)
{
    const struct membership_pattern *pattern = &patterns[index];
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *country = &places->at[m->place[pattern->country]];
    const struct gly_toponym *group = &places->at[m->place[pattern->group]];
    unsigned guards = gly_guards_near(doc, m->first_tok, m->end_tok, 4);
    unsigned silencing = GLY_GUARD_PAST | GLY_GUARD_MAYBE | GLY_GUARD_QUESTION |
                         GLY_GUARD_FICTION | GLY_GUARD_SPORT;
    bool unlike =
        gly_tok_is(doc, m->first_tok, "unlike") ||
        gly_tok_is(doc, country->first_tok + country->tok_count + 1, "unlike");
    if (pattern->claim != OUTSIDER && !(pattern->row != ALONE && unlike))
        silencing |= GLY_GUARD_NEGATED;
    if (pattern->counted && !counts_countries(gly_doc_slice(doc, group->span)))
        return false;
    if (pattern->row == BEHIND && !gly_place_is_example(doc, places, group, country))
        return false;
    if (guards & silencing || (pattern->row != ALONE && is_one_of_two(doc, group)))
        return false;
    while (country) {
        struct claimed claimed;
        if (read_claim(places, country, group, &claimed) &&
            check_claim(pass, places, m, pattern->claim, &claimed))
            return true;
        country = pattern->row == AHEAD ? gly_place_listed_before(doc, places, country)
                  : pattern->row == BEHIND
                      ? gly_place_listed_behind(doc, places, country)
                      : NULL;
    }
    return false;
}

static const void *setup(struct gly_setup *setup)
{
    return gly_setup_phrases(setup, patterns, sizeof patterns[0], GLY_COUNT(patterns));
}

static void run(struct gly_pass *pass)
{
    gly_phrases_try(pass, gly_pass_data(pass), check_match);
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_membership = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
