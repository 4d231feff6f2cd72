/* Words that name a day by the day of writing: "yesterday", "last month". They say nothing
 * where nobody says when that was, so they are dates only in a document with an anchor: a
 * `date:` in its front matter, a dateline ("LEEDS, 3 May 2021 -") or a line of its own
 * with a date at its top. Quoted speech has a day of its own and is left alone. */
#include "note/date.h"
#include "note/front.h"

/* ---- The anchor ---- */

struct gly_moment gly_date_iso_day(struct gly_str text)
{
    struct gly_moment moment = gly_moment_none();
    size_t at = 0, figures[3] = {0, 0, 0};
    static const uint8_t widths[] = {4, 2, 2};
    while (at < text.len && memchr(" \t\"'", text.ptr[at], 4))
        at++;
    for (unsigned part = 0; part < 3; part++) {
        for (unsigned i = 0; i < widths[part]; i++, at++) {
            if (at >= text.len || text.ptr[at] < '0' || text.ptr[at] > '9')
                return gly_moment_none();
            figures[part] = figures[part] * 10 + (size_t)(text.ptr[at] - '0');
        }
        if (part < 2 && (at >= text.len || text.ptr[at++] != '-'))
            return gly_moment_none();
    }
    moment.year = (int32_t)figures[0];
    moment.month = (uint8_t)figures[1];
    moment.day = (uint8_t)figures[2];
    return gly_is_date(moment.year, moment.month, moment.day) ? moment
                                                              : gly_moment_none();
}

/* The day of writing that this date gives, which ends where only a dateline or a line of
 * its own does: before a dash, or with its block. */
static bool is_dateline(const struct gly_doc *doc, const struct gly_date *date)
{
    enum { LONGEST_PLACE = 8 };
    struct gly_look look = gly_look_sent(doc, date->sent);
    uint32_t first = date->first_tok, behind = first + date->tok_count;
    if (first - look.first > LONGEST_PLACE)
        return false;
    for (uint32_t t = look.first; t < first; t++)
        if (gly_look_kind(&look, t) == GLY_TOK_WORD &&
            !(gly_look_flags(&look, t) & GLY_TOK_CAPITALISED) &&
            !gly_look_among(&look, t, "on"))
            return false;
    if (first > look.first && gly_look_kind(&look, first - 1) == GLY_TOK_WORD &&
        !gly_look_among(&look, first - 1, "published posted date dated on updated"))
        return false;
    if (gly_look_among(&look, behind, "(")) {
        while (gly_look_has(&look, behind) && !gly_look_among(&look, behind, ")") &&
               behind < first + date->tok_count + LONGEST_PLACE)
            behind++;
        behind++;
    }
    return !gly_look_has(&look, behind) ||
           gly_look_among(&look, behind, "- \xE2\x80\x93 \xE2\x80\x94 --");
}

static struct gly_moment find_anchor(const struct gly_doc *doc,
                                     const struct gly_date *dates, uint32_t count)
{
    enum { TOP = 6 }; /* blocks in which a dateline may stand */
    uint32_t leaves = 0;
    for (uint32_t b = 0; b < doc->blocks.count && leaves < TOP; b++) {
        const struct gly_block *block = &doc->blocks.at[b];
        if (!(block->flags & GLY_BLOCK_LEAF))
            continue;
        if (block->kind == GLY_BLOCK_FRONT_MATTER) {
            struct gly_moment day = gly_date_iso_day(
                gly_front_value(gly_doc_slice(doc, block->span), "date"));
            if (day.year != GLY_NO_YEAR)
                return day;
        }
        leaves++;
        for (uint32_t d = 0; d < count && dates[d].span.start < block->span.end; d++)
            if (dates[d].span.start >= block->span.start &&
                dates[d].kind == GLY_DATE_POINT && dates[d].from.day > 0 &&
                dates[d].from.year != GLY_NO_YEAR &&
                !(dates[d].flags & (GLY_DATE_IMPOSSIBLE | GLY_DATE_AMBIGUOUS)) &&
                is_dateline(doc, &dates[d]))
                return dates[d].from;
    }
    return gly_moment_none();
}

/* ---- The words ---- */

static struct gly_moment day_at(int32_t number)
{
    struct gly_moment moment = gly_moment_none();
    unsigned month, day;
    gly_day_split(number, &moment.year, &month, &day);
    moment.month = (uint8_t)month;
    moment.day = (uint8_t)day;
    return moment;
}

/* What the words at `tok` name, seen from `anchor`; returns how many they are. */
static uint32_t read_relative(const struct gly_look *look, uint32_t tok,
                              struct gly_moment anchor, struct gly_moment *ret)
{
    static const struct {
        const char *word;
        int8_t away;
    } days[] = {{"yesterday", -1}, {"today", 0}, {"tonight", 0}, {"tomorrow", 1}},
      steps[] = {{"last", -1}, {"this", 0}, {"next", 1}};
    int32_t number = gly_day_number(anchor.year, anchor.month, anchor.day);
    for (size_t i = 0; i < GLY_COUNT(days); i++)
        if (gly_look_among(look, tok, days[i].word)) {
            *ret = day_at(number + days[i].away);
            return 1;
        }
    for (size_t i = 0; i < GLY_COUNT(steps); i++) {
        if (!gly_look_among(look, tok, steps[i].word))
            continue;
        *ret = gly_moment_none();
        ret->year = anchor.year;
        if (gly_look_among(look, tok + 1, "year")) {
            ret->year += steps[i].away;
            return 2;
        }
        if (gly_look_among(look, tok + 1, "month")) {
            int32_t month = anchor.month - 1 + steps[i].away;
            ret->year += month < 0 ? -1 : month / 12;
            ret->month = (uint8_t)((month + 12) % 12 + 1);
            return 2;
        }
    }
    return 0;
}

/* "The last year of the war", "this year's", "today's youth": no day of the calendar. */
static bool is_other(const struct gly_look *look, uint32_t tok, uint32_t count)
{
    return gly_look_among(look, tok - 1,
                          "the his her its their our my of s every each") ||
           gly_look_among(look, tok + count, "of s") ||
           gly_look_is_hyphen(look, tok + count) ||
           gly_look_flags(look, tok + count - 1) & GLY_TOK_APOSTROPHE;
}

static bool is_quote(struct gly_str text)
{
    return gly_str_is(text, "\"") || gly_str_is(text, "\xE2\x80\x9C") ||
           gly_str_is(text, "\xE2\x80\x9D") || gly_str_is(text, "\xC2\xAB") ||
           gly_str_is(text, "\xC2\xBB");
}

/* May one of the words begin with this letter? */
static bool is_candidate(const struct gly_doc *doc, const struct gly_tok *tok)
{
    char c = (char)(doc->text.ptr[tok->span.start] | 0x20);
    uint32_t len = gly_span_len(tok->span);
    return tok->kind == GLY_TOK_WORD && len >= 4 && len <= 9 &&
           (c == 'y' || c == 't' || c == 'l' || c == 'n');
}

void gly_dates_add_relative(struct gly_doc *doc, const struct gly_date *dates,
                            uint32_t count, struct gly_dates *ret)
{
    GLY_VEC(struct gly_date) all = {0};
    struct gly_moment anchor = find_anchor(doc, dates, count), moment;
    uint32_t next = 0, block = GLY_NONE;
    bool quoted = false;
    if (anchor.year == GLY_NO_YEAR)
        return;
    for (uint32_t t = 0; t < doc->toks.count; t++) {
        const struct gly_tok *tok = &doc->toks.at[t];
        if (tok->sent == GLY_NONE)
            continue;
        if (doc->sents.at[tok->sent].block != block) {
            block = doc->sents.at[tok->sent].block;
            quoted = false;
        }
        if (tok->kind == GLY_TOK_PUNCT && is_quote(gly_tok_text(doc, tok)))
            quoted = !quoted;
        while (next < count && dates[next].first_tok + dates[next].tok_count <= t)
            *GLY_VEC_ADD(doc->arena, &all) = dates[next++];
        bool taken = next < count && dates[next].first_tok <= t + 1;
        if (quoted || taken || !is_candidate(doc, tok))
            continue;
        struct gly_look look = gly_look_sent(doc, tok->sent);
        uint32_t words = read_relative(&look, t, anchor, &moment);
        if (words == 0 || t + words > look.end || is_other(&look, t, words))
            continue;
        struct gly_date date = {
            .span = {tok->span.start, doc->toks.at[t + words - 1].span.end},
            .sent = tok->sent,
            .first_tok = t,
            .tok_count = words,
            .kind = GLY_DATE_POINT,
            .flags = GLY_DATE_RELATIVE,
            .from = moment,
            .to = moment,
        };
        gly_date_settle(&date);
        *GLY_VEC_ADD(doc->arena, &all) = date;
        t += words - 1;
    }
    while (next < count)
        *GLY_VEC_ADD(doc->arena, &all) = dates[next++];
    *ret = (struct gly_dates){all.at, all.count};
}
