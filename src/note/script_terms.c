/* Places where a text speaks of characters as such. */
#include "note/script.h"

#include "base/utf8.h"

/* In lower case, as they are looked for. "U+" stands before every code point. */
static const char *const of_characters[] = {
    "unicode",      "utf-",           "u+",          "ascii",         "mojibake",
    "encoding",     "code point",     "codepoint",   "code page",     "homoglyph",
    "homograph",    "lookalike",      "look-alike",  "confusable",    "zero-width",
    "zero width",   "ligature",       "glyph",       "fullwidth",     "full-width",
    "half-width",   "halfwidth",      "cyrillic",    "diacritic",     "combining",
    "control char", "replacement ch", "private use", "bidirectional", "soft hyphen",
    "latin-1",      "windows-125",    "iso 8859",    "iso-8859",      "garbled",
    "zalgo",        "invisible ch",   "byte order",  "punctuation",   "latin letter",
};

/* How far round such a word its examples stand, in bytes: some three lines. */
enum { TERM_REACH = 240 };

/* Can anything in this run be a fault that an example would excuse? Accents, curly
 * quotation marks and dashes, which most texts have and nothing else, cannot. */
static bool is_remarkable(const struct gly_doc *doc, const struct gly_script_run *run)
{
    switch ((enum gly_script_run_kind)run->kind) {
    case GLY_RUN_LETTERS:
    case GLY_RUN_PUNCT:
    case GLY_RUN_SYMBOLS:
    case GLY_RUN_SPACES:
        break;
    default:
        return true;
    }
    if (run->flags & (GLY_RUN_MISREAD | GLY_RUN_MARKED) ||
        (run->script != GLY_SCRIPT_LATIN && run->script != GLY_SCRIPT_COMMON))
        return true;
    unsigned len;
    for (uint32_t at = run->span.start; at < run->span.end; at += len) {
        uint32_t cp = gly_utf8_decode(doc->text.ptr, run->span.end, at, &len);
        /* Phonetic letters; ligatures, East Asian and fullwidth forms. */
        if (gly_in_range(cp, 0x250, 0x2AF) || gly_in_range(cp, 0x3000, 0xFFFF))
            return true;
    }
    return false;
}

/* The terms by their first letter, so that one look at a byte passes over most text. */
struct term_index {
    uint8_t first[256]; /* 1 + index of the first term with this letter, 0 for none */
    uint8_t next[GLY_COUNT(of_characters)];
};

static void index_terms(struct term_index *index)
{
    memset(index, 0, sizeof *index);
    for (size_t i = GLY_COUNT(of_characters); i-- > 0;) {
        unsigned char letter = (unsigned char)of_characters[i][0];
        index->next[i] = index->first[letter];
        index->first[letter] = (uint8_t)(i + 1);
        index->first[letter - 0x20] = (uint8_t)(i + 1);
    }
}

struct term_list {
    struct gly_script_term *at;
    uint32_t count, room;
};

/* Every term has two characters at least. */
static bool term_at(const struct term_index *index, const char *text, uint32_t at,
                    uint32_t end)
{
    for (unsigned i = index->first[(unsigned char)text[at]]; i > 0 && at + 1 < end;
         i = index->next[i - 1]) {
        if ((of_characters[i - 1][1] ^ text[at + 1]) & ~0x20)
            continue;
        struct gly_str term = gly_str(of_characters[i - 1]);
        if (term.len <= end - at &&
            gly_str_eq_nocase((struct gly_str){text + at, term.len}, term))
            return true;
    }
    return false;
}

static void find_in_block(struct gly_doc *doc, const struct term_index *index,
                          uint32_t block, struct term_list *list)
{
    struct gly_span span = doc->blocks.at[block].span;
    bool inside = false; /* a word: terms stand at the beginning of one */
    for (uint32_t at = span.start; at < span.end; at++) {
        unsigned char byte = (unsigned char)doc->text.ptr[at];
        bool letter = (byte | 0x20) - (unsigned)'a' < 26;
        if (letter && !inside && index->first[byte] &&
            term_at(index, doc->text.ptr, at, span.end))
            *GLY_VEC_ADD(doc->arena, list) = (struct gly_script_term){at, block};
        inside = letter;
    }
}

void gly_script_find_terms(struct gly_doc *doc, struct gly_scripts *scripts)
{
    struct term_index index;
    struct term_list list = {0};
    uint32_t done = GLY_NONE;
    for (uint32_t r = 0; r < scripts->run_count; r++) {
        const struct gly_script_run *run = &scripts->runs[r];
        if (run->block == done || !is_remarkable(doc, run))
            continue;
        if (done == GLY_NONE)
            index_terms(&index);
        done = run->block;
        find_in_block(doc, &index, run->block, &list);
    }
    scripts->terms = list.at;
    scripts->term_count = list.count;
}

bool gly_speaks_of_characters(const struct gly_scripts *scripts, uint32_t block,
                              struct gly_span span)
{
    uint32_t from = span.start > TERM_REACH ? span.start - TERM_REACH : 0;
    uint32_t low = 0, high = scripts->term_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (scripts->terms[mid].at < from)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < scripts->term_count && scripts->terms[low].block <= block; low++)
        if (scripts->terms[low].block == block)
            return scripts->terms[low].at < span.end + TERM_REACH;
    return false;
}
