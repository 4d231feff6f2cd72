/* What the front matter says of the text, `date` and `author`, and what the text itself says
 * of the same at its top: "Published 3 March 2024", "By Jane Roe". */
#include "note/claim_event.h"

#include "base/namelist.h"
#include "base/wordlist.h"
#include "note/date.h"
#include "note/front.h"

/* Leaf blocks at the top of a text in which a byline or a dateline stands. */
enum { TOP = 6, BYLINE_WORDS = 16 };

static const struct gly_str author = GLY_STR("author of this text");
static const struct gly_str publication = GLY_STR("publication of this text");

struct front {
    struct gly_claimer *c;
    const struct gly_resources *resources;
};

/* ---- Persons ---- */

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || c == '.' || c == '\'' ||
           (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next word of a list of persons, or a mark; quotation marks, brackets and hyphens are
 * passed over. */
static struct gly_str next_word(struct gly_str *rest)
{
    while (rest->len > 0 && memchr(" \n\"'[]-", rest->ptr[0], 8))
        rest->ptr++, rest->len--;
    size_t len = 0;
    while (len < rest->len && is_word_byte(rest->ptr[len]))
        len++;
    len += len == 0 && rest->len > 0;
    struct gly_str word = {rest->ptr, len};
    *rest = (struct gly_str){rest->ptr + len, rest->len - len};
    return word;
}

/* A common word that is no surname: "By Grace Alone". */
static bool is_common(const struct front *f, struct gly_str word, uint32_t roles)
{
    struct gly_word_form found;
    return !(roles & GLY_NAME_ROLE(SURNAME)) &&
           gly_wordlist_find_form(f->resources->words, word, &found) && found.lowered &&
           found.info.size <= GLY_SIZE_COMMON;
}

/* May this be word number `at` of a person's name? */
static bool is_of_person(const struct front *f, struct gly_str word, unsigned at)
{
    uint32_t roles = gly_namelist_roles(f->resources->names, word);
    bool capital = (unsigned char)word.ptr[0] >= 0x80 ||
                   (word.ptr[0] >= 'A' && word.ptr[0] <= 'Z');
    return at == 0 ? (roles & GLY_NAME_GIVEN) != 0
                   : (capital && !is_common(f, word, roles)) ||
                         roles & GLY_NAME_ROLE(PARTICLE);
}

/* The words of persons but their given names: "Jane Roe", "Jane Roe and Bo van Lind". False
 * where there is anything else, or a name that may be no person's. */
static bool read_persons(const struct front *f, struct gly_str text,
                         struct gly_bag *bag)
{
    for (unsigned words = 0;;) {
        char form[GLY_CLAIM_FORM];
        struct gly_str word = next_word(&text);
        bool ends = word.len == 0 || gly_word_among(word, ", & and");
        if (ends && words == 1)
            return false;
        if (word.len == 0)
            return bag->count > 0;
        if (!ends && !is_of_person(f, word, words))
            return false;
        words = ends ? 0 : words + 1;
        if (words > 1)
            gly_bag_add(bag, gly_claim_stem(gly_claim_fold(word, form)));
    }
}

static void file_author(const struct front *f, struct gly_span span, uint32_t sent)
{
    struct gly_claimer *c = f->c;
    struct gly_claim_value value = {.place = GLY_NONE,
                                    .within = GLY_NONE,
                                    .year = GLY_NO_YEAR,
                                    .type = GLY_VALUE_THING};
    if (!read_persons(f, gly_doc_slice(c->doc, span), &value.names))
        return;
    *GLY_VEC_ADD(c->arena, &c->values) = value;
    gly_claimer_add(c, &(struct gly_claim){.key = gly_claim_relation_key(author, 0),
                                           .span = span,
                                           .what = author,
                                           .sent = sent,
                                           .detail = c->values.count - 1,
                                           .kind = GLY_CLAIM_VALUE});
}

/* ---- Days ---- */

/* `slack`: days by which it may be off, where the front matter has a time of some zone. */
static void file_day(const struct front *f, struct gly_span span, uint32_t sent,
                     const struct gly_moment *day, int32_t slack)
{
    struct gly_claimer *c = f->c;
    int32_t number = gly_day_number(day->year, day->month, day->day);
    struct gly_claim_time time = {.first = number - slack, .last = number + slack};
    *GLY_VEC_ADD(c->arena, &c->events) =
        (struct gly_claim_event){.from = time,
                                 .to = time,
                                 .person = 255,
                                 .type = GLY_EVENT_SELF,
                                 .subject = GLY_NONE,
                                 .home = true};
    gly_claimer_add(c,
                    &(struct gly_claim){.key = gly_claim_relation_key(publication, 0),
                                        .span = span,
                                        .what = publication,
                                        .sent = sent,
                                        .detail = c->events.count - 1,
                                        .kind = GLY_CLAIM_DATE});
}

/* ---- Where they stand ---- */

static struct gly_span span_of(const struct gly_doc *doc, struct gly_str slice)
{
    uint32_t start = (uint32_t)(slice.ptr - gly_doc_text(doc).ptr);
    return (struct gly_span){start, start + (uint32_t)slice.len};
}

static void read_front(const struct front *f, const struct gly_block *block)
{
    const struct gly_doc *doc = f->c->doc;
    struct gly_str text = gly_doc_slice(doc, block->span);
    struct gly_str who = gly_front_value(text, "author");
    struct gly_str when = gly_front_value(text, "date");
    struct gly_moment day = gly_date_iso_day(when);
    if (who.len > 0)
        file_author(f, span_of(doc, who), GLY_NONE);
    if (day.year != GLY_NO_YEAR)
        file_day(f, span_of(doc, when), GLY_NONE, &day,
                 memchr(when.ptr, ':', when.len) != NULL);
}

/* "By Jane Roe", and nothing else in its block. */
static void read_byline(const struct front *f, const struct gly_block *block)
{
    const struct gly_doc *doc = f->c->doc;
    uint32_t first = block->first_tok, end = first + block->tok_count;
    if (block->tok_count < 3 || block->tok_count > BYLINE_WORDS ||
        !gly_word_among(gly_tok_text(doc, &doc->toks.at[first]), "by"))
        return;
    struct gly_span span = {doc->toks.at[first + 1].span.start,
                            doc->toks.at[end - 1].span.end};
    file_author(f, span, doc->toks.at[first].sent);
}

/* "Published 3 March 2024", "Posted on: 3 March 2024 | News" */
static void read_dateline(const struct front *f, const struct gly_block *block)
{
    const struct gly_doc *doc = f->c->doc;
    const struct gly_dates *dates = f->c->dates;
    struct gly_look look = {doc, doc->toks.at, block->first_tok,
                            block->first_tok + block->tok_count};
    uint32_t first = look.first + 1;
    if (!gly_look_among(&look, look.first, "published posted"))
        return;
    while (gly_look_among(&look, first, "on :"))
        first++;
    uint32_t d = gly_claimer_date_from(f->c, first);
    if (d == dates->count || dates->at[d].first_tok != first)
        return;
    const struct gly_date *date = &dates->at[d];
    uint32_t behind = first + date->tok_count;
    if (date->kind == GLY_DATE_POINT && date->from.year != GLY_NO_YEAR &&
        date->from.day > 0 && gly_event_is_plain(date) &&
        (!gly_look_has(&look, behind) ||
         gly_look_among(&look, behind, ". | \u00B7 \u2022 \u2013 \u2014 -")))
        file_day(f, date->span, date->sent, &date->from, 0);
}

void gly_claimer_front(struct gly_claimer *c, const struct gly_resources *resources)
{
    const struct gly_doc *doc = c->doc;
    struct front f = {c, resources};
    unsigned leaves = 0;
    bool found = false;
    for (uint32_t b = 0; b < doc->blocks.count && leaves < TOP; b++) {
        const struct gly_block *block = &doc->blocks.at[b];
        if (!(block->flags & GLY_BLOCK_LEAF))
            continue;
        if (block->kind == GLY_BLOCK_FRONT_MATTER) {
            read_front(&f, block);
            found = true;
        } else if (leaves++ < TOP && found && block->flags & GLY_BLOCK_PROSE &&
                   gly_claim_is_read(doc, b)) {
            read_byline(&f, block);
            read_dateline(&f, block);
        }
    }
}
