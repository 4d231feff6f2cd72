/* From a run of pieces to the names in it. What is cut away: words that have their capital
 * from standing first, titles, days and months, adjectives of nationality; and in lines of
 * title case all that is no known name. */
#include "note/name.h"

#include <galley/utf8.h>

static const uint32_t known_name =
    GLY_NAME_ROLE(PLACE) | GLY_NAME_ROLE(ORG) | GLY_NAME_ROLE(EVENT) |
    GLY_NAME_ROLE(WORK) | GLY_NAME_ROLE(PRODUCT) | GLY_NAME_ROLE(OTHER) |
    GLY_NAME_ROLE(PERSON) | GLY_NAME_ROLE(PEOPLE) | GLY_NAME_ROLE(JOINED);
static const uint32_t known_tail = GLY_NAME_ROLE(ORG_TAIL) | GLY_NAME_ROLE(PLACE_TAIL) |
                                   GLY_NAME_ROLE(EVENT_TAIL) |
                                   GLY_NAME_ROLE(WORK_TAIL) | GLY_NAME_ROLE(CORPORATE);

static bool has(const struct gly_name_piece *piece, uint32_t roles)
{
    return (piece->roles & roles) != 0;
}

static const struct gly_tok *first_tok(const struct gly_namer *n,
                                       const struct gly_name_piece *piece)
{
    return &n->doc->toks.at[piece->tok];
}

/* Does the document use this word where only names have capitals? */
static bool is_seen(const struct gly_namer *n, const struct gly_name_piece *piece)
{
    return n->vocabulary.at[piece->word].inside > 0;
}

/* And alone, or last in a name, or as a given name: "Berg" is one where "Anna Berg" was
 * seen, but "the Iodine Study" makes no name of "Iodine". */
static bool is_seen_to_name(const struct gly_namer *n,
                            const struct gly_name_piece *piece)
{
    const struct gly_name_word *word = &n->vocabulary.at[piece->word];
    return word->last > 0 || (word->inside > 0 && word->roles & GLY_NAME_GIVEN);
}

/* "Figure 3": a number that belongs to the word makes a name of it, wherever it stands. */
static bool has_number(const struct gly_namer *n, const struct gly_name_piece *piece)
{
    return has(piece, GLY_NAME_ROLE(NUMBERED)) && piece->tok_end > piece->capital + 1 &&
           n->doc->toks.at[piece->tok_end - 1].kind == GLY_TOK_NUMBER;
}

/* Only the start of a sentence, or no part of a name? */
static bool is_stop(const struct gly_namer *n, const struct gly_name_piece *piece)
{
    return has(piece, GLY_NAME_ROLE(STOP)) && !piece->phrase && !has_number(n, piece);
}

/* ---- Starts ---- */

/* May the word have its capital for another reason than being a name? */
static bool is_start(const struct gly_namer *n, const struct gly_name_piece *piece)
{
    const struct gly_tok *tok = first_tok(n, piece);
    if (tok->flags & GLY_TOK_SENT_START)
        return true;
    if (piece->tok == 0 || tok[-1].sent != tok->sent)
        return true;
    if (tok[-1].kind != GLY_TOK_PUNCT)
        return tok[-1].kind == GLY_TOK_SYMBOL;
    static const char *const openers[] = {":", "\"", "“", "‘",   "'", "*",
                                          "•", "«",  "„", "...", "…", NULL};
    return gly_tok_is_one(n->doc, piece->tok - 1, openers);
}

/* "Anna, who ...", "Rose said": only people are spoken of so. */
static bool is_shown_person(const struct gly_namer *n,
                            const struct gly_name_piece *piece)
{
    static const char *const who[] = {"who", "whose", "whom", NULL};
    const struct gly_tok *toks = n->doc->toks.at;
    uint32_t at = piece->tok_end;
    if (!has(piece, GLY_NAME_GIVEN) || at + 1 >= n->doc->toks.count ||
        toks[at + 1].sent != toks[piece->tok].sent)
        return false;
    struct gly_str text = gly_tok_text(n->doc, &toks[at]);
    if (gly_str_is(text, ","))
        return gly_tok_is_one(n->doc, at + 1, who);
    return gly_namelist_says(n->names, text);
}

/* Is the first word of a sentence part of the name that follows it, or a name itself? */
static bool keeps_start(struct gly_namer *n, const struct gly_name_piece *pieces,
                        uint32_t count)
{
    const struct gly_name_piece *first = pieces;
    if (is_stop(n, first)) {
        /* "Will Smith", "May Parker": a given name before a word that is none */
        return count > 1 && has(first, GLY_NAME_GIVEN) &&
               has(&pieces[1], GLY_NAME_ROLE(SURNAME)) &&
               !has(&pieces[1], known_name) && is_seen(n, first);
    }
    if (first->phrase || has_number(n, first) ||
        has(first, GLY_NAME_ROLE(TITLE) | GLY_NAME_ROLE(PEOPLE)) ||
        first->before != GLY_GLUE_SPACE)
        return true;
    if (!gly_namer_is_common(n, first->capital) ||
        (count == 1 && is_shown_person(n, first)))
        return true;
    if (count > 1) {
        const struct gly_name_piece *last = &pieces[count - 1];
        return has(first, known_name | GLY_NAME_GIVEN | GLY_NAME_ROLE(MODIFIER) |
                              GLY_NAME_ROLE(PLACE_HEAD)) ||
               is_seen(n, first) || pieces[1].before != GLY_GLUE_SPACE ||
               (has(last, known_tail) && !has(last, known_name));
    }
    return is_seen_to_name(n, first);
}

/* ---- Lines of title case ---- */

/* In a title, what tells that a word is part of a name? */
static bool is_known_in_title(const struct gly_namer *n,
                              const struct gly_name_piece *piece)
{
    if (has(piece, GLY_NAME_ROLE(STOP) | GLY_NAME_ROLE(TIME)) && !piece->phrase)
        return false;
    return piece->phrase || has(piece, known_name) || is_seen(n, piece);
}

static void trim_plain(struct gly_namer *n, uint32_t sent,
                       struct gly_name_piece *pieces, uint32_t count);

static void trim_title_case(struct gly_namer *n, uint32_t sent,
                            struct gly_name_piece *pieces, uint32_t count)
{
    for (uint32_t i = 0; i < count;) {
        bool person = i + 1 < count && has(&pieces[i], GLY_NAME_GIVEN) &&
                      !has(&pieces[i], GLY_NAME_ROLE(STOP)) &&
                      has(&pieces[i + 1], GLY_NAME_ROLE(SURNAME)) &&
                      !gly_namer_is_common(n, pieces[i + 1].capital);
        bool unknown = !has(&pieces[i], GLY_NAME_ROLE(STOP) | GLY_NAME_ROLE(TIME)) &&
                       !gly_namer_is_common(n, pieces[i].capital);
        if (!person && !unknown && !is_known_in_title(n, &pieces[i])) {
            i++;
            continue;
        }
        uint32_t end = i + (person ? 2 : 1);
        while (end < count &&
               (is_known_in_title(n, &pieces[end]) ||
                pieces[end].before != GLY_GLUE_SPACE || has(&pieces[end], known_tail) ||
                !gly_namer_is_common(n, pieces[end].capital)))
            end++;
        trim_plain(n, sent, pieces + i, end - i);
        i = end;
    }
}

/* ---- Titles ---- */

/* Is piece `at` a title before a name, or an office alone? */
static bool is_title(const struct gly_name_piece *pieces, uint32_t count, uint32_t at)
{
    const struct gly_name_piece *piece = &pieces[at], *last = &pieces[count - 1];
    if (!has(piece, GLY_NAME_ROLE(TITLE)))
        return false;
    if (at + 1 < count && pieces[at + 1].before != GLY_GLUE_SPACE)
        return false;
    /* "Prince Street", "General Motors", "Mayor Gallery" */
    if (at + 1 < count && has(last, known_tail) && !has(last, GLY_NAME_ROLE(SURNAME)))
        return false;
    /* "Martin Luther King", "John Major" */
    if (at > 0 && at + 1 == count && has(piece, GLY_NAME_ROLE(SURNAME)) &&
        has(&pieces[at - 1], GLY_NAME_GIVEN) && !has(&pieces[at - 1], known_name))
        return false;
    return true;
}

static struct gly_span span_of(const struct gly_namer *n,
                               const struct gly_name_piece *first,
                               const struct gly_name_piece *last)
{
    return (struct gly_span){n->doc->toks.at[first->tok].span.start,
                             n->doc->toks.at[last->tok_end - 1].span.end};
}

static const struct gly_span no_title;

static void add(struct gly_namer *n, uint32_t sent, const struct gly_name_piece *pieces,
                uint32_t count)
{
    gly_namer_add(n, sent, pieces, count, no_title, 0);
}

/* What stands before a title: "US" of "US President Obama", "Labour leader". */
static void add_before_title(struct gly_namer *n, uint32_t sent,
                             const struct gly_name_piece *pieces, uint32_t count)
{
    while (count > 0 &&
           has(&pieces[0], GLY_NAME_ROLE(DEMONYM) | GLY_NAME_ROLE(MODIFIER)) &&
           !has(&pieces[0], known_name)) {
        pieces++;
        count--;
    }
    if (count > 0)
        add(n, sent, pieces, count);
}

/* "French President Jacques Chirac": returns false when there is no title in the run. */
static bool split_at_title(struct gly_namer *n, uint32_t sent,
                           struct gly_name_piece *pieces, uint32_t count)
{
    uint32_t at = 0;
    while (at < count && !is_title(pieces, count, at))
        at++;
    if (at == count)
        return false;
    uint32_t behind = at + 1;
    while (behind < count && is_title(pieces, count, behind))
        behind++;
    if (at > 0 && behind == count) {
        /* "Deputy Mayor", "Financial Secretary": an office of several words */
        bool place = has(&pieces[0], known_name | GLY_NAME_ROLE(DEMONYM));
        if (place)
            add_before_title(n, sent, pieces, at);
        struct gly_name *name = gly_namer_add(n, sent, pieces + (place ? at : 0),
                                              count - (place ? at : 0), no_title, 0);
        name->flags |= GLY_NAME_ROLE;
        return true;
    }
    if (at > 0)
        add_before_title(n, sent, pieces, at);
    if (behind < count) {
        uint32_t roles = 0;
        for (uint32_t i = at; i < behind; i++)
            roles |= pieces[i].roles;
        gly_namer_add(n, sent, pieces + behind, count - behind,
                      span_of(n, &pieces[at], &pieces[behind - 1]),
                      roles | GLY_NAME_ROLE(TITLE));
    } else if (!is_start(n, &pieces[at]) || is_seen(n, &pieces[at])) {
        struct gly_name *name =
            gly_namer_add(n, sent, pieces + at, count - at, no_title, 0);
        name->flags |= GLY_NAME_ROLE;
    }
    return true;
}

/* ---- A person behind something else ---- */

/* Are these pieces a person's name, given name first, and nothing else? */
static bool is_full_name(struct gly_namer *n, const struct gly_name_piece *pieces,
                         uint32_t count)
{
    if (count < 2 || count > 4 || !has(&pieces[0], GLY_NAME_GIVEN) ||
        pieces[0].phrase || has(&pieces[0], known_name | GLY_NAME_ROLE(STOP)) ||
        (gly_namer_is_common(n, pieces[0].capital) &&
         (!has(&pieces[1], GLY_NAME_ROLE(SURNAME)) ||
          gly_namer_is_common(n, pieces[1].capital))))
        return false;
    for (uint32_t i = 1; i < count; i++)
        if (pieces[i].phrase || has(&pieces[i], known_tail | known_name) ||
            pieces[i].before > GLY_GLUE_PARTICLE ||
            (!has(&pieces[i], GLY_NAME_ROLE(SURNAME)) &&
             gly_namer_is_common(n, pieces[i].capital)))
            return false;
    return true;
}

/* "Drainage Council Anna Berg": who speaks for an institution or comes from a place stands
 * behind its name. But "Lake Anna Berg", "Otto Berg", "the Otto Anna Berg Prize". */
static bool split_at_person(struct gly_namer *n, uint32_t sent,
                            struct gly_name_piece *pieces, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 &&
            has(&pieces[i],
                GLY_NAME_GIVEN | GLY_NAME_ROLE(PLACE_HEAD) | GLY_NAME_ROLE(SURNAME)) &&
            !pieces[i].phrase)
            return false;
    for (uint32_t i = 1; i + 1 < count; i++) {
        const struct gly_name_piece *before = &pieces[i - 1];
        bool ends = has(before, known_tail | known_name) || before->phrase ||
                    gly_namer_is_common(n, before->capital);
        if (!ends || pieces[i].before != GLY_GLUE_SPACE ||
            !is_full_name(n, pieces + i, count - i))
            continue;
        trim_plain(n, sent, pieces, i);
        add(n, sent, pieces + i, count - i);
        return true;
    }
    return false;
}

/* ---- All together ---- */

/* "Formica fusca", "E. coli": kinds of living things are common nouns in English. */
static bool is_species(const struct gly_namer *n, const struct gly_name_piece *piece)
{
    static const char *const ends[] = {"us", "um", "is",  "ae", "ii",
                                       "a",  "i",  "ens", NULL};
    const struct gly_tok *toks = n->doc->toks.at;
    uint32_t next = piece->tok_end;
    struct gly_word_info info;
    if (next >= n->doc->toks.count || toks[next].sent != toks[next - 1].sent ||
        toks[next].kind != GLY_TOK_WORD || gly_span_len(toks[next].span) < 4 ||
        toks[next].flags &
            (GLY_TOK_CAPITALISED | GLY_TOK_HYPHENATED | GLY_TOK_APOSTROPHE) ||
        piece->roles & ~GLY_NAME_ROLE(MAYBE_PLACE))
        return false;
    struct gly_str text = gly_tok_text(n->doc, &toks[next]);
    for (const char *const *end = ends; *end; end++)
        if (gly_str_ends(text, *end))
            return !gly_wordlist_find(n->words, text, &info) ||
                   info.size > GLY_SIZE_ORDINARY;
    return false;
}

/* Letters for a common noun, known ("DNA": a word that only begins names) or shown to be. */
static bool is_common_noun(struct gly_namer *n, const struct gly_name_piece *piece)
{
    const struct gly_name_word *word = &n->vocabulary.at[piece->word];
    return word->shortens || is_species(n, piece) ||
           (word->small && piece->roles == 0 && piece->tok_end == piece->capital + 1 &&
            gly_namer_is_common(n, piece->capital)) ||
           (has(piece, GLY_NAME_ROLE(STOP)) && has(piece, GLY_NAME_ROLE(MODIFIER)));
}

static void trim_plain(struct gly_namer *n, uint32_t sent,
                       struct gly_name_piece *pieces, uint32_t count)
{
    const uint32_t at_ends = GLY_NAME_ROLE(TIME);
    while (count > 0 && has(&pieces[0], at_ends) && !has(&pieces[0], GLY_NAME_GIVEN) &&
           !pieces[0].phrase &&
           !(count > 1 && has(&pieces[count - 1],
                              GLY_NAME_ROLE(EVENT_TAIL) | GLY_NAME_ROLE(ORG_TAIL)))) {
        pieces++;
        count--;
    }
    while (count > 0 && has(&pieces[count - 1], at_ends) && !pieces[count - 1].phrase &&
           !(count > 1 && has(&pieces[count - 2], GLY_NAME_GIVEN)))
        count--;
    while (count > 0 && is_stop(n, &pieces[0]) &&
           !has(&pieces[0], GLY_NAME_ROLE(MODIFIER)) &&
           !(count > 1 && has(&pieces[0], GLY_NAME_GIVEN))) {
        pieces++;
        count--;
    }
    if (count == 0)
        return;
    if (count == 1 && !pieces[0].phrase &&
        (has(&pieces[0], at_ends) || is_common_noun(n, &pieces[0])))
        return;
    if (count > 1 && has(&pieces[0], GLY_NAME_ROLE(DEMONYM) | GLY_NAME_ROLE(PEOPLE)) &&
        has(&pieces[1], GLY_NAME_GIVEN) && pieces[1].before == GLY_GLUE_SPACE &&
        !has(&pieces[count - 1], known_tail)) {
        pieces++;
        count--;
    }
    if (split_at_title(n, sent, pieces, count) ||
        split_at_person(n, sent, pieces, count))
        return;
    if (gly_namer_is_adjective(n, pieces, count))
        return;
    add(n, sent, pieces, count);
}

/* "NEW RULES FOR BANKS": capitals say nothing, only what the lists or the rest of the
 * document know is a name; single words of the lists are too often something else. */
static bool is_shouted(const struct gly_namer *n, const struct gly_name_piece *piece)
{
    return piece->phrase ||
           (has(piece, known_name) &&
            !has(piece, GLY_NAME_ROLE(STOP) | GLY_NAME_ROLE(TIME))) ||
           is_seen(n, piece);
}

/* "Key Terms", "Learning Objectives": two or three ordinary words alone in their block, each
 * with a capital and none of them the head of a name. */
static bool is_bare_heading(struct gly_namer *n, const struct gly_sent *sent,
                            const struct gly_name_piece *pieces, uint32_t count)
{
    enum { WORDS_MAX = 3 };
    const struct gly_doc *doc = n->doc;
    const struct gly_block *block = &doc->blocks.at[sent->block];
    uint32_t words = 0, end = sent->first_tok + sent->tok_count;
    if (count == 1 || block->sent_count != 1 || sent->tok_count > 3 * WORDS_MAX)
        return false;
    for (uint32_t t = sent->first_tok; t < end; t++)
        if (doc->toks.at[t].kind == GLY_TOK_WORD)
            words += n->tok_words[t] != 0 || gly_span_len(doc->toks.at[t].span) >= 5;
    if (words != count || count > WORDS_MAX ||
        gly_tok_is_one(doc, end - 1, (const char *const[]){".", NULL}))
        return false;
    const uint32_t roles = known_name | known_tail | GLY_NAME_GIVEN |
                           GLY_NAME_ROLE(TITLE) | GLY_NAME_ROLE(PLACE_HEAD);
    for (uint32_t i = 0; i < count; i++)
        if (pieces[i].phrase || has(&pieces[i], roles) ||
            n->vocabulary.at[pieces[i].word].inside > (i > 0) || /* but for this one */
            !gly_namer_is_common(n, pieces[i].capital))
            return false;
    return true;
}

/* "B. Normandy" answers a question; "B. Norman" is a person. */
static bool is_list_letter(const struct gly_namer *n,
                           const struct gly_name_piece *pieces)
{
    const uint32_t persons =
        GLY_NAME_ROLE(SURNAME) | GLY_NAME_ROLE(PERSON) | GLY_NAME_GIVEN;
    struct gly_str text = gly_tok_text(n->doc, first_tok(n, &pieces[0]));
    return first_tok(n, &pieces[0])->flags & GLY_TOK_SENT_START && text.len == 2 &&
           text.ptr[1] == '.' && text.ptr[0] >= 'A' && text.ptr[0] <= 'H' &&
           has(&pieces[1], known_name) && !has(&pieces[1], persons);
}

void gly_namer_trim(struct gly_namer *n, uint32_t sent, struct gly_name_piece *pieces,
                    uint32_t count)
{
    switch ((enum gly_name_style)n->styles[sent]) {
    case GLY_STYLE_TITLE:
        trim_title_case(n, sent, pieces, count);
        return;
    case GLY_STYLE_CAPS:
        for (uint32_t i = 0, end; i < count; i = end) {
            for (end = i; end < count && is_shouted(n, &pieces[end]); end++)
                ;
            if (end > i)
                trim_plain(n, sent, pieces + i, end - i);
            else
                end++;
        }
        return;
    case GLY_STYLE_SENTENCE:
        break;
    }
    if (is_bare_heading(n, &n->doc->sents.at[sent], pieces, count))
        return;
    if (count > 1 && is_list_letter(n, pieces)) {
        pieces++;
        count--;
    }
    while (count > 0 && is_start(n, pieces) && !keeps_start(n, pieces, count)) {
        pieces++;
        count--;
        if (count > 0)
            break; /* what follows does not stand first */
    }
    if (count > 0)
        trim_plain(n, sent, pieces, count);
}
