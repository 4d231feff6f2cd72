/* Questions to the atlas (<galley/atlas.h>). Where the tables leave doubt the answer is
 * the one that keeps a rule silent. */
#include "base/atlas.h"

#include <string.h>

struct gly_str gly_country_name(const struct gly_atlas *atlas, unsigned country)
{
    return gly_atlas_text(atlas, gly_atlas_country(atlas, country)->name);
}

struct gly_str gly_country_adjective(const struct gly_atlas *atlas, unsigned country)
{
    return gly_atlas_text(atlas, gly_atlas_country(atlas, country)->adjective);
}

const char *gly_country_the(const struct gly_atlas *atlas, unsigned country)
{
    return gly_atlas_country(atlas, country)->flags & GLY_COUNTRY_ARTICLE ? "the " : "";
}

struct gly_str gly_group_name(const struct gly_atlas *atlas, unsigned group)
{
    return gly_atlas_text(atlas, gly_atlas_group(atlas, group)->name);
}

/* Names of several words and numbered ones take it, acronyms that are spoken as words do
 * not. */
const char *gly_group_the(const struct gly_atlas *atlas, unsigned group)
{
    struct gly_str name = gly_group_name(atlas, group);
    bool words = name.len > 0 && memchr(name.ptr, ' ', name.len);
    bool numbered = name.len > 1 && name.ptr[0] == 'G' && name.ptr[1] <= '9';
    return words || numbered || gly_str_is(name, "Commonwealth") ||
                   gly_str_is(name, "Quad") || gly_str_is(name, "Maghreb")
               ? "the "
               : "";
}

enum gly_answer gly_country_in_region(const struct gly_atlas *atlas, unsigned country,
                                      unsigned region)
{
    const struct gly_country *row = gly_atlas_country(atlas, country);
    uint16_t wanted = (uint16_t)region;
    if (gly_atlas_lists(atlas, row->regions, wanted))
        return GLY_ANSWER_YES;
    if (gly_atlas_lists(atlas, row->regions_tolerated, wanted) ||
        gly_atlas_lists(atlas, row->continents, wanted))
        return GLY_ANSWER_TOLERATED;
    return GLY_ANSWER_NO;
}

enum gly_answer gly_country_borders(const struct gly_atlas *atlas, unsigned country,
                                    unsigned other)
{
    const struct gly_country *row = gly_atlas_country(atlas, country);
    const struct gly_country *far = gly_atlas_country(atlas, other);
    if (gly_countries_has(&row->borders, other) ||
        gly_countries_has(&far->borders, country))
        return GLY_ANSWER_YES;
    if (gly_countries_has(&row->borders_tolerated, other) ||
        gly_countries_has(&far->borders_tolerated, country))
        return GLY_ANSWER_TOLERATED;
    return GLY_ANSWER_NO;
}

bool gly_country_has_capital(const struct gly_atlas *atlas, unsigned country,
                             unsigned city)
{
    return gly_atlas_lists(atlas, gly_atlas_country(atlas, country)->capitals,
                           (uint16_t)city);
}

bool gly_country_had_capital(const struct gly_atlas *atlas, unsigned country,
                             unsigned city, int year)
{
    struct gly_str name = gly_atlas_text(atlas, gly_atlas_city(atlas, city)->name);
    for (uint32_t i = 0; year != 0 && i < atlas->counts[GLY_ATLAS_FORMER]; i++) {
        const struct gly_former *row = gly_atlas_former(atlas, i);
        if (row->kind == GLY_FORMER_CAPITAL && year <= row->to &&
            gly_str_eq(gly_atlas_text(atlas, row->name), name) &&
            gly_atlas_lists(atlas, row->countries, (uint16_t)country))
            return true;
    }
    return false;
}

/* Waters hold each other a few deep (Gulf of Riga, Baltic Sea, Atlantic Ocean), and each
 * lies in one or two others; a place lies on a few. The bounds guard against circles and
 * endless rows in a damaged file. */
enum { WATERS_DEEP = 5, WHOLES_MAX = 4, SEAS_MAX = 32 };

static bool part_of(const struct gly_atlas *atlas, unsigned part, unsigned whole,
                    unsigned depth)
{
    if (part == whole)
        return true;
    if (depth == 0)
        return false;
    struct gly_rows wholes = gly_atlas_feature(atlas, part)->part_of;
    uint16_t next;
    for (uint32_t i = 0;
         i < WHOLES_MAX && (next = gly_atlas_item(atlas, wholes, i)) != GLY_NOWHERE;
         i++)
        if (part_of(atlas, next, whole, depth - 1))
            return true;
    return false;
}

bool gly_feature_part_of(const struct gly_atlas *atlas, unsigned part, unsigned whole)
{
    return part_of(atlas, part, whole, WATERS_DEEP);
}

/* Of a sea that is part of its own, a country has a share only where the sea's row says
 * so: the Baltic is a part of the Atlantic, and Portugal is not on it. */
static bool on_sea(const struct gly_atlas *atlas, struct gly_rows seas,
                   unsigned country, unsigned sea)
{
    struct gly_rows shares = gly_atlas_feature(atlas, sea)->countries;
    bool may_share =
        shares.count == 0 || gly_atlas_lists(atlas, shares, (uint16_t)country);
    uint16_t own;
    for (uint32_t i = 0;
         i < SEAS_MAX && (own = gly_atlas_item(atlas, seas, i)) != GLY_NOWHERE; i++)
        if (gly_feature_part_of(atlas, own, sea) ||
            (may_share && gly_feature_part_of(atlas, sea, own)))
            return true;
    return false;
}

bool gly_country_on_sea(const struct gly_atlas *atlas, unsigned country, unsigned sea)
{
    return on_sea(atlas, gly_atlas_country(atlas, country)->seas, country, sea) ||
           gly_atlas_lists(atlas, gly_atlas_feature(atlas, sea)->countries,
                           (uint16_t)country);
}

/* The seas of a city may be told by a large name (the Mediterranean for the Ligurian
 * Sea): a part of it that its country has is right as well. */
bool gly_city_on_sea(const struct gly_atlas *atlas, unsigned city, unsigned sea)
{
    const struct gly_city *row = gly_atlas_city(atlas, city);
    return on_sea(atlas, row->seas, row->country, sea);
}

bool gly_country_uses(const struct gly_atlas *atlas, unsigned country,
                      unsigned currency)
{
    return gly_atlas_lists(atlas, gly_atlas_country(atlas, country)->currencies,
                           (uint16_t)currency) ||
           gly_atlas_lists(atlas, gly_atlas_currency(atlas, currency)->countries,
                           (uint16_t)country);
}

enum gly_answer gly_country_in_group(const struct gly_atlas *atlas, unsigned country,
                                     unsigned group, int year)
{
    struct gly_rows members = gly_atlas_group(atlas, group)->members;
    enum gly_answer verdict = GLY_ANSWER_NO;
    for (uint32_t i = 0; i < members.count; i++) {
        const struct gly_member *m = gly_atlas_member(atlas, members.first + i);
        if (m->country != country)
            continue;
        if (m->loose || (year != 0 && (year == m->from || year == m->to)))
            verdict = verdict == GLY_ANSWER_YES ? verdict : GLY_ANSWER_TOLERATED;
        else if (year == 0
                     ? m->to == 0
                     : (m->from == 0 || m->from < year) && (m->to == 0 || year < m->to))
            verdict = GLY_ANSWER_YES;
    }
    return verdict;
}

bool gly_country_was_in_group(const struct gly_atlas *atlas, unsigned country,
                              unsigned group, int *ret_from, int *ret_to)
{
    struct gly_rows members = gly_atlas_group(atlas, group)->members;
    bool found = false;
    for (uint32_t i = 0; i < members.count; i++) {
        const struct gly_member *m = gly_atlas_member(atlas, members.first + i);
        if (m->country == country) {
            *ret_from = m->from;
            *ret_to = m->to;
            found = true;
        }
    }
    return found;
}

unsigned gly_group_size(const struct gly_atlas *atlas, unsigned group, int year)
{
    struct gly_rows members = gly_atlas_group(atlas, group)->members;
    unsigned size = 0;
    for (uint32_t i = 0; i < members.count; i++) {
        const struct gly_member *m = gly_atlas_member(atlas, members.first + i);
        bool now =
            year == 0 ? m->to == 0 : m->from <= year && (m->to == 0 || year <= m->to);
        size += now && !m->loose && m->country != GLY_NOWHERE;
    }
    return size;
}

bool gly_countries_confusable(const struct gly_atlas *atlas, unsigned country,
                              unsigned other)
{
    const struct gly_confusable *pairs =
        (const void *)atlas->tables[GLY_ATLAS_CONFUSABLE];
    for (uint32_t i = 0; i < atlas->counts[GLY_ATLAS_CONFUSABLE]; i++)
        if ((pairs[i].country == country && pairs[i].other == other) ||
            (pairs[i].country == other && pairs[i].other == country))
            return true;
    return false;
}
