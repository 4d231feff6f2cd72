/* Words near a passage in another script that say what it is doing there. */
#include "note/script.h"

const struct gly_tok *gly_script_tok_at(const struct gly_doc *doc, uint32_t at,
                                        uint32_t *ret_index)
{
    uint32_t low = 0, high = doc->toks.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (doc->toks.at[mid].span.end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    *ret_index = low;
    return low < doc->toks.count ? &doc->toks.at[low] : NULL;
}

/* Words that stand right beside what they speak of; news has them, too, so far away
 * they tell nothing. */
static const char *const naming[] = {
    "word",     "words",     "term",       "name",    "names",       "named",
    "phrase",   "character", "characters", "letter",  "letters",     "symbol",
    "symbols",  "sign",      "signs",      "title",   "titled",      "called",
    "written",  "writes",    "writing",    "reads",   "reading",     "means",
    "meaning",  "meant",     "mean",       "verb",    "verbs",       "noun",
    "nouns",    "article",   "root",       "stem",    "ending",      "endings",
    "form",     "forms",     "string",     "strings", "text",        "hashtag",
    "tag",      "tags",      "key",        "keyword", "menu",        "label",
    "caption",  "numeral",   "numerals",   "digit",   "digits",      "derived",
    "lit",      "i.e",       "i.e.",       "aka",     "typed",       "typing",
    "shouted",  "chanted",   "spells",     "logo",    "username",    "nickname",
    "slogan",   "motto",     "expression", "says",    "abbreviated", "acronym",
    "particle", NULL,
};

/* Credits name people as they write themselves. */
static bool is_credit(const struct gly_doc *doc, uint32_t index)
{
    static const char *const credits[] = {"by",         "thanks", "author", "authors",
                                          "translator", "cc",     NULL};
    struct gly_str word = gly_doc_slice(doc, doc->toks.at[index].span);
    return gly_str_among(word, credits) ||
           (index > 0 && gly_str_is(word, "to") &&
            gly_str_eq_nocase(gly_doc_slice(doc, doc->toks.at[index - 1].span),
                              gly_str("thanks")));
}

/* Words that hardly stand in a sentence that is not about language. */
static const char *const linguistic[] = {
    "kanji",        "hanzi",          "hanja",
    "kana",         "hiragana",       "katakana",
    "hangul",       "pinyin",         "romaji",
    "entitled",     "spelled",        "spelt",
    "spelling",     "translates",     "translated",
    "translation",  "pronounced",     "pronunciation",
    "surname",      "adjective",      "adverb",
    "pronoun",      "preposition",    "conjunction",
    "suffix",       "prefix",         "syllable",
    "syllables",    "vowel",          "vowels",
    "consonant",    "consonants",     "diacritic",
    "abbreviation", "transliterated", "transliteration",
    "romanized",    "romanised",      "transcribed",
    "inscription",  "inscribed",      "homophone",
    "cognate",      "cognates",       "synonym",
    "etymology",    "etymologically", "radical",
    "ideogram",     "ideograph",      "calligraphy",
    "literally",    "dialect",        "alphabet",
    "accusative",   "genitive",       "dative",
    "nominative",   "infinitive",     "loanword",
    "glyph",        "glyphs",         "script",
    "scripts",      "phonetic",       NULL,
};

/* The name of a language written in `script`, or of the script itself. */
static bool names_language(struct gly_str word, enum gly_script script)
{
    enum gly_script family = gly_script_family(script);
    if (word.len == 0 || word.ptr[0] < 'A' || word.ptr[0] > 'Z')
        return false;
    if (gly_str_is(word, gly_script_name(script)) ||
        gly_str_is(word, gly_script_name(family)) || gly_str_is(word, "Unicode"))
        return true;
    for (size_t i = 0; i < gly_script_language_count; i++)
        if (gly_str_is(word, gly_script_languages[i].name) &&
            (gly_script_languages[i].script == family || family == GLY_SCRIPT_LATIN))
            return true;
    return false;
}

static bool is_into(struct gly_str word)
{
    static const char *const into[] = {"in", "into", "from", "to", NULL};
    return gly_str_among(word, into);
}

/* A linguistic word within six before and four behind, a naming one within three before
 * or right behind; a
 * language that is the word next to the passage or stands behind "in". "The Chinese
 * ministry and 的 budget" has none of them. */
enum { WORDS_BEFORE = 6, WORDS_AFTER = 4, WORDS_NEAR = 3 };

static bool names_at(const struct gly_doc *doc, uint32_t index, unsigned distance,
                     unsigned near, enum gly_script script)
{
    const struct gly_tok *tok = &doc->toks.at[index];
    struct gly_str word = gly_doc_slice(doc, tok->span);
    if (gly_str_among(word, linguistic) ||
        (distance <= near && gly_str_among(word, naming)))
        return true;
    if (near > 1 && distance == 1 && is_credit(doc, index))
        return true;
    if (!names_language(word, script))
        return false;
    if (distance == 1 || (distance == 2 && near > 1 && index + 1 < doc->toks.count &&
                          gly_str_is(gly_doc_slice(doc, doc->toks.at[index + 1].span),
                                     "one"))) /* "the Hindi one" */
        return true;
    return index > 0 && is_into(gly_doc_slice(doc, doc->toks.at[index - 1].span));
}

bool gly_script_is_named(const struct gly_doc *doc, struct gly_span span,
                         enum gly_script script)
{
    uint32_t at;
    const struct gly_tok *tok = gly_script_tok_at(doc, span.start, &at);
    if (!tok)
        return false;
    uint32_t sent = tok->sent;
    unsigned words = 0;
    for (uint32_t i = at;
         i-- > 0 && doc->toks.at[i].sent == sent && words < WORDS_BEFORE;)
        if (doc->toks.at[i].kind == GLY_TOK_WORD &&
            names_at(doc, i, ++words, WORDS_NEAR, script))
            return true;
    words = 0;
    for (uint32_t i = at;
         i < doc->toks.count && doc->toks.at[i].sent == sent && words < WORDS_AFTER;
         i++)
        if (doc->toks.at[i].span.start >= span.end &&
            doc->toks.at[i].kind == GLY_TOK_WORD &&
            names_at(doc, i, ++words, 1, script))
            return true;
    return false;
}
