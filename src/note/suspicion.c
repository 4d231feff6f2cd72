/* What an unknown, rare or derived word is suspected of, by its form, its place and what the
 * document shows of it: limits chosen on edited and unedited text (docs/measurements-
 * spelling.md). */
#include <galley/suspicion.h>
#include <galley/unicode.h>

#include "base/slip.h"

enum { LAST_SIZE = 95 };
enum { SHORT = 3, LONG = 8 }; /* words, in letters */

/* An unknown word in lower case. In short words every other string is a slip away from
 * some word. */
static struct gly_suspicion of_unknown(const struct gly_tok *tok,
                                       const struct gly_word *word, size_t len)
{
    static const struct gly_suspicion by_len[] = {
        {0},
        {0},
        {0},
        {72, GLY_SUGGEST_COMMON, GLY_SIZE_COMMONEST, GLY_SLIPS_FINGERS},
        {100, GLY_SUGGEST_COMMON | GLY_SUGGEST_TWO, GLY_SIZE_FAMILIAR, GLY_SLIPS_EAR},
        {110, GLY_SUGGEST_ALL, GLY_SIZE_ANY, GLY_SLIPS_SEVERAL},
        {150, GLY_SUGGEST_ALL, GLY_SIZE_ANY, GLY_SLIPS_SEVERAL},
        {180, GLY_SUGGEST_ALL, GLY_SIZE_ANY, GLY_SLIPS_SEVERAL},
        {220, GLY_SUGGEST_ALL, GLY_SIZE_ANY, GLY_SLIPS_SEVERAL},
    };
    if (word->flags & GLY_WORD_MENTIONED)
        return (struct gly_suspicion){len < 5 ? 0 : 95, GLY_SUGGEST_ALL,
                                      len < LONG ? GLY_SIZE_COMMON : GLY_SIZE_LISTED,
                                      GLY_SLIPS_FINGERS};
    if (word->times > 2 || tok->flags & (GLY_TOK_HYPHENATED | GLY_TOK_EMPHASIS))
        return (struct gly_suspicion){
            len < 5 ? 0 : 100, GLY_SUGGEST_COMMON | GLY_SUGGEST_TWO, GLY_SIZE_COMMON,
            tok->flags & GLY_TOK_EMPHASIS || word->times > 2 ? GLY_SLIPS_FINGERS
                                                             : GLY_SLIPS_LETTER};
    return by_len[len < GLY_COUNT(by_len) ? len : GLY_COUNT(by_len) - 1];
}

/* A word of the largest lists only. SCOWL's last size has hundreds of slips among its
 * hundreds of thousands, and hardly a word of it stands in edited prose; the last but one
 * is better, and what the rules of English make as well ("gropings", "heelers") is
 * right. */
static struct gly_suspicion of_rare(const struct gly_word *word, size_t len)
{
    if (word->times > 2 || len < 3 || word->flags & GLY_WORD_MENTIONED)
        return (struct gly_suspicion){0};
    if (word->flags & GLY_WORD_DERIVED)
        return (struct gly_suspicion){word->size == LAST_SIZE && len > 5 ? 95 : 50,
                                      GLY_SUGGEST_COMMON, GLY_SIZE_COMMON,
                                      word->size == LAST_SIZE ? GLY_SLIPS_SEVERAL
                                                              : 1 << GLY_SLIP_SWAPPED};
    if (word->size == LAST_SIZE && len < 5)
        return (struct gly_suspicion){64, GLY_SUGGEST_COMMON, GLY_SIZE_COMMONEST,
                                      GLY_SLIPS_FINGERS};
    if (word->size == LAST_SIZE)
        return (struct gly_suspicion){len < 7 ? 95 : 135,
                                      len < LONG ? GLY_SUGGEST_COMMON : GLY_SUGGEST_ALL,
                                      len < 6      ? GLY_SIZE_FAMILIAR
                                      : len < LONG ? GLY_SIZE_COMMON
                                                   : GLY_SIZE_LISTED,
                                      GLY_SLIPS_SEVERAL};
    static const uint8_t limits[] = {0, 0, 0, 72, 34, 45, 60};
    return (struct gly_suspicion){limits[len < GLY_COUNT(limits) ? len : 6],
                                  GLY_SUGGEST_COMMON,
                                  len < 5 ? GLY_SIZE_COMMONEST : GLY_SIZE_COMMON,
                                  len < 4 ? 1 << GLY_SLIP_SWAPPED : GLY_SLIPS_EAR};
}

/* A word that the rules of English allow, but one letter from a common one: a "lanternist"
 * may be meant, a "gardenner" hardly. */
static struct gly_suspicion of_derived(const struct gly_word *word, size_t len)
{
    if (word->times > 2 || len < 6 || word->flags & GLY_WORD_MENTIONED)
        return (struct gly_suspicion){0};
    return (struct gly_suspicion){100, GLY_SUGGEST_COMMON, GLY_SIZE_COMMON,
                                  GLY_SLIPS_SEVERAL};
}

/* "poeple's": names have genitives more often than common words, and names of programs
 * too. */
static bool fits_genitive(const struct gly_suggestion *meant,
                          const struct gly_word *word, bool capitalised, size_t len)
{
    enum { LONG_ENOUGH = 8, LONGER = 11 };
    if (capitalised || word->flags & GLY_WORD_NAME)
        return false;
    return len >= LONGER
               ? GLY_SLIPS_LETTER & 1u << meant->how && meant->size <= GLY_SIZE_COMMON
               : len >= LONG_ENOUGH && GLY_SLIPS_FINGERS & 1u << meant->how &&
                     meant->size <= GLY_SIZE_FAMILIAR;
}

/* The rarer the word that was meant, and the shorter the one that was written, the cheaper
 * the slip must be. */
bool gly_suspicion_fits(const struct gly_suggestion *meant,
                        const struct gly_suspicion *s, const struct gly_word *word,
                        bool starts, bool capitalised, size_t len)
{
    enum { CHEAP = 75, LETTER_COST = 100, NAME_COST = 66 };
    if (meant->among == GLY_SUGGEST_TWO)
        return true;
    if (meant->slip == 0) /* "irish": a capital is missing */
        return meant->size <= GLY_SIZE_LISTED;
    if ((gly_str_ends(meant->text, "'s") || gly_str_ends(meant->text, "\u2019s")) &&
        !fits_genitive(meant, word, capitalised, len))
        return false;
    if (meant->size > s->size || !(s->hows & 1u << meant->how) ||
        (len <= SHORT && !meant->grammar))
        return false;
    bool fingers = GLY_SLIPS_FINGERS & 1u << meant->how;
    if (meant->how == GLY_SLIP_SEVERAL && word->times > 1)
        return false; /* nobody slips twice in the same two places */
    if (meant->among == GLY_SUGGEST_NAMES && meant->size > GLY_SIZE_COMMON &&
        !capitalised)
        return false;
    if (meant->abroad &&
        (word->flags & GLY_WORD_MENTIONED ||
         (meant->size > GLY_SIZE_COMMON && !(fingers && meant->slip <= CHEAP))))
        return false;
    if (word->flags & GLY_WORD_NAME && !starts &&
        (meant->among == GLY_SUGGEST_NAMES
             ? meant->slip > NAME_COST
             : !fingers || meant->size > GLY_SIZE_FAMILIAR))
        return false;
    /* "Ferrier left": a surname at the start of a sentence. */
    if (capitalised && starts && meant->how == GLY_SLIP_VOWEL &&
        meant->size > GLY_SIZE_FAMILIAR)
        return false;
    if (meant->size > GLY_SIZE_COMMONEST &&
        ((len < 6 && meant->how == GLY_SLIP_VOWEL) || (len < 5 && !fingers)))
        return false;
    if (!(word->flags & (GLY_WORD_RARE | GLY_WORD_DERIVED)) || meant->slip <= CHEAP ||
        (word->size == LAST_SIZE && fingers))
        return true;
    if (meant->slip > LETTER_COST)
        return meant->size <= GLY_SIZE_COMMONEST;
    if (word->flags & GLY_WORD_DERIVED)
        return len < LONG ? meant->size <= GLY_SIZE_COMMONEST
                          : fingers || meant->how != GLY_SLIP_REPLACED;
    return meant->size <= GLY_SIZE_FAMILIAR;
}

/* Part of a longer name: a capitalised neighbour that is no common word stands beside it.
 * In "Ministry of Helth" and in titles the neighbours are common words. */
static bool is_name_beside(const struct gly_tok *toks, const struct gly_word *words,
                           uint32_t index, uint32_t other, uint32_t count)
{
    return other < count && toks[other].sent == toks[index].sent &&
           toks[other].kind == GLY_TOK_WORD &&
           toks[other].flags & GLY_TOK_CAPITALISED &&
           (!(words[other].flags & GLY_WORD_COMMON) ||
            words[other].flags & GLY_WORD_PROPER);
}

/* All there is in its cell or line. */
static bool stands_alone(const struct gly_tok *toks, uint32_t index, uint32_t count)
{
    return (index == 0 || toks[index - 1].sent != toks[index].sent) &&
           (index + 1 == count || toks[index + 1].sent != toks[index].sent);
}

/* A capitalised unknown word is a name, and names are spelt as their bearers like. At the
 * start of a sentence it may be a common word; by itself, no part of a longer name, it
 * may be a country or a month. */
static struct gly_suspicion of_name(const struct gly_tok *toks, uint32_t index,
                                    uint32_t count, const struct gly_word *words,
                                    size_t len)
{
    enum { NAME_LEN = 7, LIMIT = 66, LIMIT_START = 72, LIMIT_LONG = 86 };
    const struct gly_tok *tok = &toks[index];
    const struct gly_word *word = &words[index];
    bool starts = tok->flags & GLY_TOK_SENT_START;
    if (word->times > 1 || len < (starts ? 3 : NAME_LEN) ||
        tok->flags & (GLY_TOK_HYPHENATED | GLY_TOK_IN_LINK | GLY_TOK_EMPHASIS) ||
        is_name_beside(toks, words, index, index - 1, count) ||
        is_name_beside(toks, words, index, index + 1, count))
        return (struct gly_suspicion){0};
    if (!starts && word->flags & GLY_WORD_NAME && len >= NAME_LEN)
        return (struct gly_suspicion){len == NAME_LEN ? LIMIT : LIMIT_LONG,
                                      GLY_SUGGEST_NAMES | GLY_SUGGEST_COMMON,
                                      GLY_SIZE_ANY, GLY_SLIPS_FINGERS};
    if (len < NAME_LEN)
        return (struct gly_suspicion){
            LIMIT_START, GLY_SUGGEST_COMMON, GLY_SIZE_COMMONEST,
            len < NAME_LEN - 2 || stands_alone(toks, index, count) ? GLY_SLIPS_FINGERS
                                                                   : GLY_SLIPS_EAR};
    unsigned limit =
        len > NAME_LEN && (starts || word->flags & GLY_WORD_RARE) ? LIMIT_LONG : LIMIT;
    unsigned among = GLY_SUGGEST_NAMES;
    if (starts || len > NAME_LEN)
        among |= GLY_SUGGEST_COMMON;
    return (struct gly_suspicion){limit, among, GLY_SIZE_ANY,
                                  starts ? GLY_SLIPS_EAR : GLY_SLIPS_FINGERS};
}

struct gly_suspicion gly_suspect(const struct gly_tok *toks, uint32_t index,
                                 uint32_t count, const struct gly_word *words,
                                 size_t len)
{
    const struct gly_word *word = &words[index];
    uint16_t written = toks[index].flags;
    bool inside = written & GLY_TOK_CAPITALISED && !(written & GLY_TOK_SENT_START);
    if (word->flags & GLY_WORD_NAME || (inside && word->flags & GLY_WORD_RARE))
        return of_name(toks, index, count, words, len);
    if (inside)
        return (struct gly_suspicion){0};
    if (word->flags & GLY_WORD_RARE)
        return of_rare(word, len);
    if (word->flags & GLY_WORD_DERIVED)
        return of_derived(word, len);
    return of_unknown(&toks[index], word, len);
}

bool gly_is_one_slip(struct gly_str written, struct gly_str meant)
{
    return gly_slip_is_single(written, meant);
}

/* A letter before a whole word: "kqueue", "lseeking". */
static bool is_before_word(const struct gly_pass *pass, struct gly_str text,
                           struct gly_str meant)
{
    struct gly_word tail =
        gly_word_of(pass, (struct gly_str){text.ptr + 1, text.len - 1});
    return memcmp(text.ptr, meant.ptr, 2) != 0 && tail.flags & GLY_WORD_KNOWN &&
           tail.size <= (text.len > LONG - 2 ? GLY_SIZE_LISTED : GLY_SIZE_FAMILIAR) &&
           !(tail.flags & GLY_WORD_DERIVED);
}

/* A letter behind a whole word: "clearb", "tracee", "spendy". A long word is no name, and
 * three equal letters are a slip. Old spelling has an -e ("thinke", "effectinge"). */
static bool is_behind_word(struct gly_str text, struct gly_str meant)
{
    if (text.len == meant.len + 1 && gly_str_ends(text, "e") &&
        !gly_str_ends(meant, "e") && !gly_str_ends(meant, "s") &&
        memcmp(text.ptr, meant.ptr, meant.len) == 0)
        return true;
    if (text.len != meant.len + 1 || memcmp(text.ptr, meant.ptr, meant.len) != 0)
        return false;
    if (meant.len > LONG)
        return gly_str_ends(text, "ee") &&
               !gly_str_ends(meant, "ee"); /* "reorganizee" */
    char last = text.ptr[meant.len], before = text.ptr[meant.len - 1];
    if (last == before)
        return last != text.ptr[meant.len - 2] && (last == 'e' || text.len < LONG);
    return !strchr("aeiou", last);
}

/* Names are made of whole words with a letter before or behind them, and what is cut off
 * is one of these. An -s may stand behind it all. */
static bool is_at_edge(const struct gly_pass *pass, struct gly_str text,
                       const struct gly_suggestion *found)
{
    enum { SHORTEST = 5 };
    struct gly_str meant = found->text;
    if (text.len < SHORTEST)
        return false;
    if (is_before_word(pass, text, meant) || is_behind_word(text, meant))
        return true;
    bool plural = gly_str_ends(text, "s") && gly_str_ends(meant, "s");
    return (plural && is_behind_word((struct gly_str){text.ptr, text.len - 1},
                                     (struct gly_str){meant.ptr, meant.len - 1})) ||
           (found->how == GLY_SLIP_MISSING && meant.len > text.len &&
            memcmp(meant.ptr, text.ptr, text.len) == 0);
}

/* One letter too many by itself, no likely one, in a word that is not long; or in one that
 * not all readers know. */
static bool is_unlikely(const struct gly_suggestion *meant, size_t len)
{
    enum { PLAIN = 95 };
    bool extra = meant->how == GLY_SLIP_EXTRA;
    if (len < LONG && extra && meant->slip >= PLAIN)
        return true;
    return meant->size > GLY_SIZE_FAMILIAR && len < (size_t)(extra ? LONG : LONG - 1);
}

bool gly_looks_like_code(const struct gly_pass *pass, struct gly_str text,
                         const struct gly_suggestion *meant)
{
    struct gly_str tail = {text.ptr + 1, text.len - 1};
    if (meant->how == GLY_SLIP_EXTRA && gly_word_of(pass, tail).flags & GLY_WORD_KNOWN)
        return true;
    return meant->among == GLY_SUGGEST_TWO || text.ptr[0] != meant->text.ptr[0] ||
           (meant->text.len < text.len && text.ptr[0] == text.ptr[1] &&
            meant->text.ptr[1] != text.ptr[1]) ||
           is_at_edge(pass, text, meant) || gly_is_built_as_name(pass, text);
}

bool gly_is_chance(const struct gly_suggestion *meant, size_t len)
{
    return meant->slip > 0 && meant->how == GLY_SLIP_SEVERAL && len < LONG &&
           meant->size > GLY_SIZE_COMMON;
}

bool gly_may_be_named(const struct gly_pass *pass, const struct gly_suggestion *meant,
                      uint32_t index)
{
    enum { FAR = 120 };
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *tok = &gly_doc_toks(doc, &(uint32_t){0})[index];
    return (meant->how == GLY_SLIP_SEVERAL && meant->slip > FAR) ||
           gly_looks_like_code(pass, gly_tok_text(doc, tok), meant);
}

static bool has_apostrophe(struct gly_str text)
{
    return memchr(text.ptr, '\'', text.len) != NULL;
}

bool gly_slip_is_certain(const struct gly_pass *pass,
                         const struct gly_suggestion *meant, uint32_t index)
{
    enum { LONG_ENOUGH = 6, ONE_LETTER = 100 };
    const unsigned slips = GLY_SLIPS_FINGERS | 1u << GLY_SLIP_EXTRA;
    const uint16_t doubtful =
        GLY_WORD_KNOWN | GLY_WORD_NAME | GLY_WORD_MENTIONED | GLY_WORD_PROPER;
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(gly_pass_doc(pass), &count);
    const struct gly_word *word = &gly_words(pass)[index];
    struct gly_str text = gly_tok_text(gly_pass_doc(pass), &toks[index]);
    if (word->flags & doubtful || word->times > 1 || text.len <= SHORT ||
        stands_alone(toks, index, count))
        return false;
    if (meant->among == GLY_SUGGEST_TWO)
        return meant->grammar;
    /* "library-fication", "system-importd" */
    if (toks[index].flags & GLY_TOK_HYPHENATED &&
        (meant->how == GLY_SLIP_EXTRA || text.ptr[text.len - 1] == 'd'))
        return false;
    if (toks[index].flags & GLY_TOK_APOSTROPHE && !has_apostrophe(meant->text))
        return false; /* "e'mail" */
    return slips & 1u << meant->how && meant->slip <= ONE_LETTER &&
           meant->size <= GLY_SIZE_COMMON &&
           (text.len >= LONG_ENOUGH || meant->grammar) &&
           !is_unlikely(meant, text.len) && !is_at_edge(pass, text, meant) &&
           !gly_is_built_as_name(pass, text);
}

bool gly_slip_is_plain(const struct gly_pass *pass, const struct gly_suggestion *meant,
                       uint32_t index)
{
    enum { LONG_ENOUGH = 7, ONE_LETTER = 100 };
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *tok = &gly_doc_toks(doc, &(uint32_t){0})[index];
    const struct gly_word *word = &gly_words(pass)[index];
    struct gly_str text = gly_tok_text(doc, tok);
    unsigned times = meant->how == GLY_SLIP_REPLACED ? 1 : 2;
    return !(word->flags & (GLY_WORD_KNOWN | GLY_WORD_NAME)) && word->times <= times &&
           GLY_SLIPS_EAR & 1u << meant->how && meant->slip <= ONE_LETTER &&
           meant->size <= GLY_SIZE_COMMON && text.len >= LONG_ENOUGH &&
           !(meant->how == GLY_SLIP_EXTRA && tok->flags & GLY_TOK_HYPHENATED) &&
           !is_at_edge(pass, text, meant);
}

bool gly_slip_is_cheap(const struct gly_pass *pass, const struct gly_suggestion *meant,
                       uint32_t index)
{
    enum { LONG_ENOUGH = 6, CHEAP = 65, CHEAPEST = 34 };
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *tok = &gly_doc_toks(doc, &(uint32_t){0})[index];
    size_t len = gly_span_len(tok->span);
    struct gly_str text = gly_tok_text(doc, tok);
    return !(gly_words(pass)[index].flags & (GLY_WORD_NAME | GLY_WORD_PROPER)) &&
           GLY_SLIPS_FINGERS & 1u << meant->how && meant->size <= GLY_SIZE_LISTED &&
           !is_at_edge(pass, text, meant) &&
           ((len >= LONG_ENOUGH && meant->slip <= CHEAP) ||
            (len + 1 >= LONG_ENOUGH && meant->slip <= CHEAPEST));
}

bool gly_slip_is_clear(const struct gly_pass *pass, const struct gly_suggestion *meant,
                       uint32_t index)
{
    enum { LONG_ENOUGH = 8, ONE_LETTER = 100 };
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *tok = &gly_doc_toks(doc, &(uint32_t){0})[index];
    struct gly_str text = gly_tok_text(doc, tok);
    return text.len >= LONG_ENOUGH && meant->how != GLY_SLIP_SEVERAL &&
           meant->slip <= ONE_LETTER && meant->size <= GLY_SIZE_LISTED &&
           !(gly_words(pass)[index].flags & (GLY_WORD_KNOWN | GLY_WORD_NAME)) &&
           !is_at_edge(pass, text, meant) && !gly_is_built_as_name(pass, text);
}

bool gly_is_inflection(struct gly_str written, struct gly_str meant)
{
    return written.len > meant.len &&
           gly_str_eq((struct gly_str){written.ptr, meant.len}, meant) &&
           written.ptr[written.len - 1] == 's';
}

bool gly_is_name_and_s(struct gly_pass *pass, const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(gly_pass_doc(pass), tok);
    if (!(tok->flags & GLY_TOK_CAPITALISED) || !gly_str_ends(text, "s"))
        return false;
    struct gly_str stem = {text.ptr, text.len - 1};
    struct gly_str lower =
        gly_format(pass, "%c%.*s", stem.ptr[0] | 0x20, (int)stem.len - 1, stem.ptr + 1);
    struct gly_word name = gly_word_of(pass, stem), common = gly_word_of(pass, lower);
    return name.flags & GLY_WORD_KNOWN && !(name.flags & GLY_WORD_RARE) &&
           (!(common.flags & GLY_WORD_KNOWN) || common.flags & GLY_WORD_PROPER);
}

bool gly_is_name_in_lower_case(struct gly_pass *pass,
                               const struct gly_suggestion *meant, uint32_t index)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str text = gly_tok_text(doc, &gly_doc_toks(doc, &(uint32_t){0})[index]);
    if (gly_words(pass)[index].flags & GLY_WORD_KNOWN || meant->slip == 0 ||
        !gly_is_lower((unsigned char)text.ptr[0]) ||
        GLY_SLIPS_FINGERS & 1u << meant->how)
        return false;
    struct gly_str title = gly_format(pass, "%c%.*s", text.ptr[0] & ~0x20,
                                      (int)text.len - 1, text.ptr + 1);
    struct gly_word name = gly_word_of(pass, title);
    return name.flags & GLY_WORD_KNOWN && name.size <= GLY_SIZE_LISTED;
}
