/* PLACES: names of places, found as the longest match among all the names of the
 * atlas. */
#include <galley/phrase.h>

#include "note/place.h"

#include <string.h>

/* ---- Finding names ---- */

struct found {
    struct gly_atlas_entry entry;
    uint32_t tok_count;
    uint32_t start; /* of the name, behind "non-" */
    uint32_t end;   /* of the name, without a possessive ending */
    bool possessive;
    bool titled; /* written in capitals only */
};

/* The text of tokens as names are written: one space between words, straight
 * apostrophes. */
struct spelling {
    char text[GLY_ATLAS_NAME_MAX + 8];
    size_t len;
};

enum { SPELL_AS_IS, SPELL_TITLE, SPELL_LOWER_FIRST, SPELL_BEHIND_NON };

/* "non-EU" is one token, since "non" is no word of its own. */
static const char non[] = "non-";
enum { NON_LEN = sizeof non - 1 };

static bool begins_non(struct gly_str text)
{
    return text.len > NON_LEN && gly_str_eq_nocase((struct gly_str){text.ptr, NON_LEN},
                                                   (struct gly_str){non, NON_LEN});
}

static bool spell_token(struct spelling *s, struct gly_str text, bool glued, int mode)
{
    if (s->len > 0 && !glued)
        s->text[s->len++] = ' ';
    bool inner = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (s->len + 2 > sizeof s->text)
            return false;
        if (c == '\xE2' && i + 2 < text.len && text.ptr[i + 1] == '\x80' &&
            text.ptr[i + 2] == '\x99') {
            c = '\'';
            i += 2;
        } else if (mode == SPELL_TITLE && inner && c >= 'A' && c <= 'Z') {
            c = (char)(c | 0x20);
        } else if (mode == SPELL_LOWER_FIRST && s->len == 0 && c >= 'A' && c <= 'Z') {
            c = (char)(c | 0x20);
        }
        inner = gly_is_first_byte((unsigned char)c);
        s->text[s->len++] = c;
    }
    return true;
}

static size_t letters_at(const char *text, size_t len)
{
    size_t count = 0;
    while (count < len && gly_is_first_byte((unsigned char)text[count]))
        count++;
    return count;
}

static uint32_t possessive_len(const char *text, size_t len)
{
    if (len > 2 && text[len - 2] == '\'' && (text[len - 1] | 0x20) == 's')
        return 2;
    return len > 1 && text[len - 1] == '\'' ? 1 : 0;
}

/* Bytes that the ending takes in the document, where the apostrophe may have three. */
static uint32_t ending_bytes(struct gly_str text, uint32_t ending)
{
    if (ending == 0)
        return 0;
    uint32_t mark = text.len > ending && text.ptr[text.len - ending] != '\'' ? 3 : 1;
    return ending - 1 + mark;
}

/* Names never cross a sentence; `limit` is where the last token must lie before. */
static bool find_spelled(const struct gly_place_work *work, uint32_t first,
                         uint32_t limit, int mode, struct found *ret_found)
{
    const struct gly_doc *doc = work->doc;
    struct spelling s = {.len = 0};
    uint32_t longest = 0;
    bool found = false;
    for (uint32_t tok = first; tok < limit; tok++) {
        const struct gly_tok *t = &doc->toks.at[tok];
        struct gly_str text = gly_tok_text(doc, t);
        if (tok == first && mode == SPELL_BEHIND_NON) {
            text.ptr += NON_LEN;
            text.len -= NON_LEN;
        }
        if (t->sent != doc->toks.at[first].sent ||
            s.len + text.len > GLY_ATLAS_NAME_MAX + 4 ||
            !spell_token(&s, text, t->flags & GLY_TOK_GLUED, mode))
            break;
        if (tok == first) {
            struct gly_str word = {s.text, letters_at(s.text, s.len)};
            if (!gly_atlas_begins(work->atlas, word, &longest))
                break;
        }
        uint32_t ending = possessive_len(s.text, s.len);
        if (s.len - ending > longest)
            break;
        struct gly_atlas_entry entry;
        struct gly_str whole = {s.text, s.len}, bare = {s.text, s.len - ending};
        bool is_whole = gly_atlas_find(work->atlas, whole, &entry);
        if (!is_whole && (ending == 0 || !gly_atlas_find(work->atlas, bare, &entry)))
            continue;
        uint32_t cut = is_whole ? 0 : ending_bytes(text, ending);
        *ret_found = (struct found){
            .entry = entry,
            .tok_count = tok - first + 1,
            .start = doc->toks.at[first].span.start +
                     (mode == SPELL_BEHIND_NON ? (uint32_t)NON_LEN : 0),
            .end = t->span.end - cut,
            .possessive = !is_whole,
            .titled = mode == SPELL_TITLE,
        };
        found = true;
    }
    return found;
}

static bool find_name(const struct gly_place_work *work, uint32_t first, uint32_t limit,
                      struct found *ret_found)
{
    const struct gly_tok *t = &work->doc->toks.at[first];
    /* Most words begin no name and are done with here. */
    if (!(t->flags & (GLY_TOK_CAPITALISED | GLY_TOK_HYPHENATED))) {
        struct gly_str text = gly_tok_text(work->doc, t);
        uint32_t longest;
        text.len = letters_at(text.ptr, text.len);
        if (!gly_atlas_begins(work->atlas, text, &longest))
            return false;
    }
    if (find_spelled(work, first, limit, SPELL_AS_IS, ret_found))
        return true;
    if (t->flags & GLY_TOK_HYPHENATED && begins_non(gly_tok_text(work->doc, t)))
        return find_spelled(work, first, limit, SPELL_BEHIND_NON, ret_found);
    if (t->flags & GLY_TOK_ALL_CAPS && gly_span_len(t->span) >= 4)
        return find_spelled(work, first, limit, SPELL_TITLE, ret_found);
    return t->flags & GLY_TOK_SENT_START && t->flags & GLY_TOK_CAPITALISED &&
           find_spelled(work, first, limit, SPELL_LOWER_FIRST, ret_found) &&
           ret_found->entry.flags & GLY_LABEL_PHRASE;
}

/* ---- Making mentions of them ---- */

static bool is_phrase(const struct found *found)
{
    return found->entry.flags & GLY_LABEL_PHRASE || found->entry.count == 0;
}

static bool is_amount(const struct gly_doc *doc, uint32_t tok)
{
    return doc->toks.at[tok].kind == GLY_TOK_NUMBER ||
           gly_tok_is(doc, tok, "million|billion|trillion|thousand|hundred|bn|m|few");
}

/* "the Hungarian forint fell": in one number, as "Polish marks" are of an examiner. */
static bool is_behind_country(const struct gly_place_work *work, uint32_t tok)
{
    const struct gly_doc *doc = work->doc;
    if (tok < 2 || work->starts[tok - 1] == 0 ||
        !gly_tok_is(doc, tok - 2, "the|a|its|in|into|against|for"))
        return false;
    const struct gly_toponym *place = &work->places.at[work->starts[tok - 1] - 1];
    static const char goes_on[] =
        "fell|rose|lost|weakened|strengthened|gained|slid|dropped|plunged|has|is|was|"
        "will|sank|hit|recovered|slipped|and|by|in|at|traded|jumped|climbed|against|to|"
        "on|tumbled|had|remains|stood|after|since|for|with|could|may";
    if (tok + 1 < doc->toks.count && doc->toks.at[tok + 1].kind == GLY_TOK_WORD &&
        !gly_tok_is(doc, tok + 1, goes_on))
        return false;
    /* A crown and a real are many things: what they do tells. */
    static const char moves[] =
        "fell|rose|lost|weakened|strengthened|gained|slid|dropped|plunged|traded|sank|"
        "tumbled|depreciated|appreciated";
    if (place->kind == GLY_PLACE_COUNTRY && place->form == GLY_PLACE_ADJECTIVE &&
        gly_tok_is(doc, tok, "crown|franc|mark|peso|pound|dollar|dinar|real|sol") &&
        gly_tok_is(doc, tok + 1, moves))
        return true;
    return place->kind == GLY_PLACE_COUNTRY && place->tok_count == 1 &&
           place->form == GLY_PLACE_ADJECTIVE &&
           gly_tok_is(doc, tok,
                      "baht|cedi|dinar|dirham|dong|forint|hryvnia|koruna|krona|krone|"
                      "leu|lev|lira|naira|peso|rand|ringgit|rouble|ruble|rupee|rupiah|"
                      "shekel|shilling|taka|tenge|yen|yuan|zloty|złoty|euro|afghani|"
                      "lari|rial|riyal|kwacha|birr|dram|manat|som|won");
}

/* Units of money are common words (sol, real, mark): a number must stand before them.
 * "Sino" is a country only before a hyphen. */
static bool is_possible(const struct gly_place_work *work, uint32_t first,
                        const struct found *found)
{
    const struct gly_doc *doc = work->doc;
    if (found->entry.flags & GLY_LABEL_NEVER)
        return false;
    if (is_phrase(found))
        return true;
    uint8_t form = found->entry.readings[0].form;
    if (form == GLY_NAMED_COMBINING) {
        uint32_t next = first + found->tok_count;
        return next < doc->toks.count && doc->toks.at[next].flags & GLY_TOK_GLUED &&
               doc->text.ptr[doc->toks.at[next].span.start] == '-';
    }
    if (form == GLY_NAMED_UNIT) {
        uint32_t number = first;
        /* "uses the baht", "its currency, the dong" */
        if (first > 1 && gly_tok_is(doc, first - 1, "the") &&
            (gly_tok_is(doc, first - 2, "uses|use|currency|adopted") ||
             (first > 2 && gly_tok_is(doc, first - 2, ",|is") &&
              gly_tok_is(doc, first - 3, "currency"))))
            return true;
        if (is_behind_country(work, first) ||
            (first > 0 && gly_tok_is(doc, first, "euro") &&
             gly_tok_is(doc, first - 1, "the")))
            return true;
        /* "90 million Swiss marks" */
        if (number > 0 && work->starts[number - 1] != 0)
            number--;
        return number > 0 && is_amount(doc, number - 1);
    }
    return true;
}

static const struct gly_place_reading *
copy_readings(struct gly_place_work *work, const struct gly_atlas_entry *entry)
{
    struct gly_place_reading *readings =
        gly_arena_alloc(work->doc->arena, entry->count, sizeof *readings);
    for (uint32_t i = 0; i < entry->count; i++) {
        const struct gly_atlas_reading *r = &entry->readings[i];
        readings[i] =
            (struct gly_place_reading){r->kind, r->form, r->row, r->former, r->country};
    }
    return readings;
}

/* "KAUNAS, Lithuania (AP)": where a report was written. */
static bool is_dateline(const struct gly_doc *doc, uint32_t first,
                        const struct found *found, const struct gly_sent *sent)
{
    return first == doc->blocks.at[sent->block].first_tok &&
           gly_tok_is(doc, first + found->tok_count, ",");
}

static uint16_t flags_of(const struct gly_place_work *work, uint32_t first,
                         const struct found *found)
{
    const struct gly_doc *doc = work->doc;
    const struct gly_tok *tok = &doc->toks.at[first];
    const struct gly_sent *sent = &doc->sents.at[tok->sent];
    enum gly_block_kind kind = doc->blocks.at[sent->block].kind;
    uint16_t flags = 0;
    if (found->possessive)
        flags |= GLY_PLACE_POSSESSIVE;
    if (work->quoted[first] ||
        gly_block_within(doc, sent->block, GLY_BLOCK_QUOTE) != GLY_NONE)
        flags |= GLY_PLACE_QUOTED;
    if (tok->flags & GLY_TOK_EMPHASIS)
        flags |= GLY_PLACE_TITLE;
    if (kind == GLY_BLOCK_HEADING || kind == GLY_BLOCK_CELL)
        flags |= GLY_PLACE_HEADING;
    if (found->start != tok->span.start)
        flags |= GLY_PLACE_NON;
    if (found->titled && !is_dateline(doc, first, found, sent))
        flags |= GLY_PLACE_HEADING;
    if (found->entry.flags & GLY_LABEL_DISPUTED)
        flags |= GLY_PLACE_ON_DISPUTE;
    if (found->entry.flags & GLY_LABEL_NEEDS_CONTEXT)
        flags |= GLY_PLACE_DOUBTFUL;
    return flags;
}

static void add_place(struct gly_place_work *work, uint32_t first,
                      const struct found *found, uint16_t more)
{
    struct gly_doc *doc = work->doc;
    const struct gly_tok *tok = &doc->toks.at[first];
    struct gly_toponym place = {
        .span = {found->start, found->end},
        .first_tok = first,
        .tok_count = found->tok_count,
        .sent = tok->sent,
        .block = doc->sents.at[tok->sent].block,
        .flags = flags_of(work, first, found) | more,
        .kind = GLY_PLACE_PHRASE,
        .country = GLY_NOWHERE,
        .row = GLY_NOWHERE,
    };
    if (!is_phrase(found)) {
        place.readings = copy_readings(work, &found->entry);
        place.reading_count = found->entry.count;
        place.kind = place.readings[0].kind;
        place.form = place.readings[0].form;
        place.row = place.readings[0].row;
        place.country = place.readings[0].country;
        if (place.readings[0].former)
            place.flags |= GLY_PLACE_FORMER_NAME;
    }
    *GLY_VEC_ADD(doc->arena, &work->places) = place;
    if (work->starts[first] == 0)
        work->starts[first] = work->places.count;
}

/* The names inside a phrase: no claims, but named all the same. */
static void add_inner(struct gly_place_work *work, uint32_t first, uint32_t end)
{
    for (uint32_t tok = first; tok < end;) {
        struct found found;
        uint32_t limit = tok == first ? end - 1 : end;
        if (find_name(work, tok, limit, &found) && is_possible(work, tok, &found) &&
            !is_phrase(&found)) {
            add_place(work, tok, &found, GLY_PLACE_IN_PHRASE);
            tok += found.tok_count;
        } else {
            tok++;
        }
    }
}

static bool may_begin(const struct gly_tok *tok)
{
    return tok->kind == GLY_TOK_WORD || tok->kind == GLY_TOK_MIXED;
}

static void scan_block(struct gly_place_work *work, const struct gly_block *block)
{
    const struct gly_doc *doc = work->doc;
    uint32_t end = block->first_tok + block->tok_count;
    for (uint32_t tok = block->first_tok; tok < end;) {
        struct found found;
        if (!may_begin(&doc->toks.at[tok]) || doc->toks.at[tok].sent == GLY_NONE ||
            !find_name(work, tok, end, &found) || !is_possible(work, tok, &found)) {
            tok++;
            continue;
        }
        add_place(work, tok, &found, 0);
        if (is_phrase(&found))
            add_inner(work, tok, tok + found.tok_count);
        tok += found.tok_count;
    }
}

/* ---- The whole document ---- */

static bool speaks_english(const struct gly_doc *doc, uint32_t block)
{
    const struct gly_block *b = &doc->blocks.at[block];
    const char *lang = gly_block_lang(doc, block);
    return b->flags & GLY_BLOCK_PROSE && !(b->flags & GLY_BLOCK_CHROME) &&
           b->tok_count > 0 &&
           (lang[0] == '\0' || ((lang[0] | 0x20) == 'e' && (lang[1] | 0x20) == 'n'));
}

const struct gly_toponym *gly_place_named_at(const struct gly_place_work *work,
                                             uint32_t tok)
{
    if (tok >= work->doc->toks.count || work->starts[tok] == 0)
        return NULL;
    const struct gly_toponym *place = &work->places.at[work->starts[tok] - 1];
    return place->kind == GLY_PLACE_PHRASE ? NULL : place;
}

/* Prose knows nothing later. */
static int latest_year(const struct gly_doc *doc)
{
    int latest = 0;
    for (uint32_t sent = 0; sent < doc->sents.count; sent++) {
        int last;
        gly_sentence_year(doc, sent, &last);
        latest = last > latest ? last : latest;
    }
    return latest;
}

void gly_annotate_places(struct gly_doc *doc, const struct gly_resources *resources)
{
    uint32_t room = doc->toks.count + 1;
    struct gly_place_work work = {
        .doc = doc,
        .atlas = resources->atlas,
        .words = resources->words,
        .starts = gly_arena_alloc(doc->arena, room, sizeof *work.starts),
        .quoted = gly_arena_alloc(doc->arena, room, sizeof *work.quoted),
    };
    for (uint32_t i = 0; i < doc->blocks.count; i++)
        if (speaks_english(doc, i)) {
            gly_place_quotes(doc, &doc->blocks.at[i], work.quoted);
            scan_block(&work, &doc->blocks.at[i]);
        }
    gly_place_doubt(&work);
    for (uint32_t i = 0; i < doc->blocks.count; i++)
        if (work.places.count > 0 && speaks_english(doc, i))
            gly_place_describe(&work, i);

    struct gly_places *places = gly_arena_alloc(doc->arena, 1, sizeof *places);
    struct gly_countries named = {{0}};
    for (uint32_t i = 0; i < work.places.count; i++)
        gly_countries_add(&named, work.places.at[i].country);
    *places = (struct gly_places){
        .atlas = work.atlas,
        .at = work.places.at,
        .count = work.places.count,
        .starts = work.starts,
        .descriptions = work.descriptions.at,
        .description_count = work.descriptions.count,
        .named = named,
        .latest_year = work.places.count > 0 ? latest_year(doc) : 0,
    };
    doc->notes[GLY_ANNOTATION_PLACES] = places;
}
