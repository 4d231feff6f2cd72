/* The words around one that the lists do not have: is it a word of another language, or
 * one that the text speaks of rather than uses? */
#include <galley/unicode.h>

#include "note/words.h"
#include "text/chars.h"

/* Small words that stand among the words of another language. Those that are English as
 * well ("die", "in", "on") are no sign. */
static const gly_short_word particles[] = {
    "ad",    "auf",   "aux", "da",  "das", "de",    "degli", "dei", "del",
    "della", "delle", "den", "der", "des", "di",    "dos",   "du",  "ein",
    "eine",  "el",    "est", "et",  "gli", "il",    "la",    "las", "le",
    "les",   "los",   "och", "og",  "por", "que",   "qui",   "sur", "und",
    "van",   "von",   "zu",  "zum", "zur", "carte", "avant"};

struct place {
    const struct gly_doc *doc;
    const struct gly_word *words;
    const struct gly_sent *sent;
};

static bool is_inside(const struct place *place, uint32_t index)
{
    return index - place->sent->first_tok < place->sent->tok_count;
}

static bool is_unknown(const struct place *place, uint32_t index)
{
    return place->doc->toks.at[index].kind == GLY_TOK_WORD &&
           !(place->words[index].flags & (GLY_WORD_KNOWN | GLY_WORD_SKIPPED));
}

/* A word in letters that English does without: "gráinne", "für". */
static bool is_accented(const struct place *place, uint32_t index)
{
    const struct gly_tok *tok = &place->doc->toks.at[index];
    return tok->kind == GLY_TOK_WORD && tok->flags & GLY_TOK_NON_ASCII &&
           !(place->words[index].flags & GLY_WORD_KNOWN);
}

/* A rare word may belong to another language as well: "memoriam". */
static bool is_rare(const struct place *place, uint32_t index)
{
    return place->words[index].flags & GLY_WORD_RARE &&
           !(place->doc->toks.at[index].flags & GLY_TOK_CAPITALISED);
}

static bool is_foreign(const struct place *place, uint32_t index)
{
    return is_unknown(place, index) || is_accented(place, index) ||
           is_rare(place, index) || place->words[index].flags & GLY_WORD_PARTICLE;
}

/* How many unknown words in lower case, and how many foreign ones, stand in one run
 * around `index`. */
static void count_run(const struct place *place, uint32_t index, unsigned *ret_lower,
                      unsigned *ret_foreign)
{
    enum { FAR = 12 };
    *ret_lower = *ret_foreign = 0;
    for (int step = -1; step <= 1; step += 2) {
        uint32_t at = step < 0 ? index : index + 1;
        for (unsigned n = 0; n < FAR && is_inside(place, at) && is_foreign(place, at);
             n++, at += (uint32_t)step) {
            *ret_foreign += 1;
            *ret_lower += is_unknown(place, at) &&
                          !(place->doc->toks.at[at].flags & GLY_TOK_CAPITALISED);
        }
    }
}

/* ---- Brackets and quotation marks ---- */

enum mark { MARK_NONE, MARK_QUOTE, MARK_OPEN, MARK_CLOSE };

static enum mark mark_of(struct gly_str text)
{
    static const char *const quotes[] = {"\u2018", "\u2019", "\u201C", "\u201D",
                                         "\u00AB", "\u00BB", "``",     "''"};
    if (text.len == 1) {
        switch (text.ptr[0]) {
        case '(':
        case '[':
            return MARK_OPEN;
        case ')':
        case ']':
            return MARK_CLOSE;
        case '"':
        case '\'':
        case '`':
            return MARK_QUOTE;
        default:
            return MARK_NONE;
        }
    }
    return gly_str_one_of(text, quotes, GLY_COUNT(quotes)) ? MARK_QUOTE : MARK_NONE;
}

static inline enum mark mark_at(const struct place *place, uint32_t index)
{
    const struct gly_tok *tok = &place->doc->toks.at[index];
    return tok->kind == GLY_TOK_PUNCT ? mark_of(gly_tok_text(place->doc, tok))
                                      : MARK_NONE;
}

/* How many words stand in the quotation marks around `index`; 0 where there are none
 * within a few words. */
static unsigned count_quoted(const struct place *place, uint32_t index)
{
    enum { FAR = 3 };
    unsigned words = 1;
    bool opened = false, closed = false;
    for (uint32_t at = index - 1, n = 0; n < FAR && is_inside(place, at) && !opened;
         at--, n++) {
        opened = mark_at(place, at) == MARK_QUOTE;
        words += !opened;
    }
    for (uint32_t at = index + 1, n = 0; n < FAR && is_inside(place, at) && !closed;
         at++, n++) {
        closed = mark_at(place, at) == MARK_QUOTE;
        words += !closed && place->doc->toks.at[at].kind == GLY_TOK_WORD;
    }
    return opened && closed ? words : 0;
}

/* In short brackets with another unknown word: "(Ordre des bateliers)". */
static bool is_glossed(const struct place *place, uint32_t index)
{
    enum { FAR = 8 };
    uint32_t open = index - 1, close = index + 1;
    while (index - open <= FAR && is_inside(place, open) &&
           mark_at(place, open) != MARK_OPEN)
        open--;
    if (index - open > FAR || !is_inside(place, open))
        return false;
    while (close - index <= FAR && is_inside(place, close) &&
           mark_at(place, close) != MARK_CLOSE)
        close++;
    if (close - index > FAR || !is_inside(place, close))
        return false;
    for (uint32_t at = open; at <= close; at++)
        if (at != index && is_foreign(place, at))
            return true;
    return false;
}

static bool stands_beside_foreign(const struct place *place, uint32_t index)
{
    for (int step = -1; step <= 1; step += 2) {
        uint32_t at = index + (uint32_t)step;
        if (is_inside(place, at) &&
            (is_accented(place, at) || place->words[at].flags & GLY_WORD_PARTICLE))
            return true;
    }
    return false;
}

/* ---- Words that are introduced ---- */

/* "called", "the word", "named": what follows is a name of a thing, spelt as it likes. */
static const char *const introducers[26][6] = {
    ['a' - 'a'] = {"aka"},
    ['c' - 'a'] = {"called"},
    ['d' - 'a'] = {"dubbed"},
    ['k' - 'a'] = {"known"},
    ['m' - 'a'] = {"meaning", "means"},
    ['n' - 'a'] = {"named", "nicknamed", "noun"},
    ['p' - 'a'] = {"prefix", "pronounced"},
    ['r' - 'a'] = {"root"},
    ['s' - 'a'] = {"suffix", "spelled", "spelt"},
    ['t' - 'a'] = {"termed", "titled", "term", "terms", "transliterated"},
    ['v' - 'a'] = {"verb"},
    ['w' - 'a'] = {"word", "words"},
};

/* The languages whose words stand in English prose, and what one calls their speakers; by
 * their first letter, as those above. */
static const char *const languages[26][8] = {
    ['a' - 'a'] = {"Arabic", "Aztec"},
    ['b' - 'a'] = {"Basque", "Bengali"},
    ['c' - 'a'] = {"Catalan", "Czech", "Croatian", "Chinese", "Cantonese"},
    ['d' - 'a'] = {"Dutch", "Danish"},
    ['f' - 'a'] = {"French", "Finnish", "Filipino"},
    ['g' - 'a'] = {"Greek", "German", "Gaelic"},
    ['h' - 'a'] = {"Hebrew", "Hungarian", "Hindi", "Hawaiian"},
    ['i' - 'a'] = {"Italian", "Icelandic", "Irish", "Indonesian", "Inuit", "Inca"},
    ['j' - 'a'] = {"Japanese"},
    ['k' - 'a'] = {"Korean"},
    ['l' - 'a'] = {"Latin"},
    ['m' - 'a'] = {"Mandarin", "Malay", "Maori", "Mayan"},
    ['n' - 'a'] = {"Norwegian", "Norse", "Nahuatl"},
    ['p' - 'a'] = {"Persian", "Portuguese", "Polish"},
    ['q' - 'a'] = {"Quechua"},
    ['r' - 'a'] = {"Russian", "Romanian", "Roman"},
    ['s' - 'a'] = {"Sanskrit", "Spanish", "Swedish", "Slovak", "Serbian", "Samoan",
                   "Swahili"},
    ['t' - 'a'] = {"Turkish", "Thai", "Tagalog", "Tamil", "Tongan"},
    ['u' - 'a'] = {"Urdu"},
    ['v' - 'a'] = {"Vietnamese"},
    ['w' - 'a'] = {"Welsh"},
    ['x' - 'a'] = {"Xhosa"},
    ['y' - 'a'] = {"Yiddish", "Yoruba"},
    ['z' - 'a'] = {"Zulu"},
};

/* `list` ends with NULL. */
static bool stands_in(struct gly_str word, const char *const *list)
{
    for (; *list; list++)
        if (gly_str_is(word, *list))
            return true;
    return false;
}

uint16_t gly_word_company(struct gly_str form)
{
    unsigned char first = form.len > 0 ? (unsigned char)form.ptr[0] : 0;
    unsigned initial = (first | 0x20u) - 'a';
    uint16_t flags = 0;
    if (initial >= 26)
        return flags;
    if (form.len <= 5 && gly_word_in(form, particles, GLY_COUNT(particles)))
        flags |= GLY_WORD_PARTICLE;
    if (!gly_is_upper(first) && stands_in(form, introducers[initial]))
        flags |= GLY_WORD_INTRODUCER;
    if (gly_is_upper(first) && stands_in(form, languages[initial]))
        flags |= GLY_WORD_LANGUAGE;
    return flags;
}

/* "called skelder", "known as the skelder", "a skelder (a kind of oar)", "the Danish word
 * skelder". */
static bool is_introduced(const struct place *place, uint32_t index)
{
    enum { FAR = 3, FAR_LANGUAGE = 4 };
    for (uint32_t n = 1; n <= FAR_LANGUAGE && is_inside(place, index - n); n++) {
        uint16_t flags = place->words[index - n].flags;
        if (flags & GLY_WORD_LANGUAGE || (n <= FAR && flags & GLY_WORD_INTRODUCER))
            return true;
    }
    return is_inside(place, index + 1) && mark_at(place, index + 1) == MARK_OPEN;
}

/* Half of a hyphenated name: "Wai-keung". */
static bool is_half_of_name(const struct place *place, uint32_t index)
{
    const struct gly_tok *toks = place->doc->toks.at;
    if (!(toks[index].flags & GLY_TOK_HYPHENATED))
        return false;
    for (int step = -2; step <= 2; step += 4) {
        uint32_t at = index + (uint32_t)step;
        if (is_inside(place, at) && toks[at].flags & GLY_TOK_HYPHENATED &&
            toks[at].flags & GLY_TOK_CAPITALISED &&
            gly_str_is(gly_tok_text(place->doc, &toks[step < 0 ? at + 1 : at - 1]),
                       "-") &&
            !(place->words[at].flags & GLY_WORD_COMMON))
            return true;
    }
    return false;
}

static uint16_t company_of(const struct place *place, uint32_t index)
{
    unsigned lower, foreign;
    count_run(place, index, &lower, &foreign);
    if ((foreign >= 3 && lower >= 2) || stands_beside_foreign(place, index) ||
        place->words[index].flags & GLY_WORD_PARTICLE || is_glossed(place, index) ||
        is_half_of_name(place, index))
        return GLY_WORD_FOREIGN;
    unsigned quoted = count_quoted(place, index);
    if (quoted == 1)
        return GLY_WORD_FOREIGN;
    bool mentioned = quoted > 0 || lower >= 2 || is_introduced(place, index);
    return mentioned ? GLY_WORD_MENTIONED : 0;
}

void gly_judge_company(const struct gly_doc *doc, struct gly_word *words,
                       const struct gly_tok_list *doubts)
{
    for (uint32_t i = 0; i < doubts->count; i++) {
        uint32_t index = doubts->at[i];
        const struct gly_tok *tok = &doc->toks.at[index];
        if (tok->sent == GLY_NONE)
            continue;
        struct place place = {doc, words, &doc->sents.at[tok->sent]};
        words[index].flags |= company_of(&place, index);
    }
}
