/* Which scripts are at home in a block: counted, named by the language, or used in the
 * rest of the document. */
#include "note/script.h"

/* Languages by tag and by English name, each with the script that a reader expects. Tags
 * and scripts: likelySubtags of CLDR 42. */
const struct gly_script_language gly_script_languages[] = {
    {"ar", "Arabic", GLY_SCRIPT_ARABIC},
    {"fa", "Persian", GLY_SCRIPT_ARABIC},
    {"", "Farsi", GLY_SCRIPT_ARABIC},
    {"ur", "Urdu", GLY_SCRIPT_ARABIC},
    {"ps", "Pashto", GLY_SCRIPT_ARABIC},
    {"ug", "Uyghur", GLY_SCRIPT_ARABIC},
    {"ckb", "Kurdish", GLY_SCRIPT_ARABIC},
    {"sd", "Sindhi", GLY_SCRIPT_ARABIC},
    {"", "Ottoman", GLY_SCRIPT_ARABIC},
    {"", "Jawi", GLY_SCRIPT_ARABIC},
    {"he", "Hebrew", GLY_SCRIPT_HEBREW},
    {"yi", "Yiddish", GLY_SCRIPT_HEBREW},
    {"", "Aramaic", GLY_SCRIPT_HEBREW},
    {"", "Ladino", GLY_SCRIPT_HEBREW},
    {"syr", "Syriac", GLY_SCRIPT_SYRIAC},
    {"ru", "Russian", GLY_SCRIPT_CYRILLIC},
    {"uk", "Ukrainian", GLY_SCRIPT_CYRILLIC},
    {"be", "Belarusian", GLY_SCRIPT_CYRILLIC},
    {"bg", "Bulgarian", GLY_SCRIPT_CYRILLIC},
    {"mk", "Macedonian", GLY_SCRIPT_CYRILLIC},
    {"sr", "Serbian", GLY_SCRIPT_CYRILLIC},
    {"", "Montenegrin", GLY_SCRIPT_CYRILLIC},
    {"kk", "Kazakh", GLY_SCRIPT_CYRILLIC},
    {"ky", "Kyrgyz", GLY_SCRIPT_CYRILLIC},
    {"tg", "Tajik", GLY_SCRIPT_CYRILLIC},
    {"tt", "Tatar", GLY_SCRIPT_CYRILLIC},
    {"ba", "Bashkir", GLY_SCRIPT_CYRILLIC},
    {"ce", "Chechen", GLY_SCRIPT_CYRILLIC},
    {"os", "Ossetian", GLY_SCRIPT_CYRILLIC},
    {"mn", "Mongolian", GLY_SCRIPT_CYRILLIC},
    {"", "Slavonic", GLY_SCRIPT_CYRILLIC},
    {"", "Cyrillic", GLY_SCRIPT_CYRILLIC},
    {"el", "Greek", GLY_SCRIPT_GREEK},
    {"cop", "Coptic", GLY_SCRIPT_COPTIC},
    {"hy", "Armenian", GLY_SCRIPT_ARMENIAN},
    {"ka", "Georgian", GLY_SCRIPT_GEORGIAN},
    {"zh", "Chinese", GLY_SCRIPT_HAN},
    {"yue", "Cantonese", GLY_SCRIPT_HAN},
    {"", "Mandarin", GLY_SCRIPT_HAN},
    {"", "Hokkien", GLY_SCRIPT_HAN},
    {"", "Taiwanese", GLY_SCRIPT_HAN},
    {"", "Hakka", GLY_SCRIPT_HAN},
    {"", "Teochew", GLY_SCRIPT_HAN},
    {"", "Shanghainese", GLY_SCRIPT_HAN},
    {"", "Vietnamese", GLY_SCRIPT_HAN}, /* chữ Nôm */
    {"ja", "Japanese", GLY_SCRIPT_HAN},
    {"", "Okinawan", GLY_SCRIPT_HAN},
    {"ko", "Korean", GLY_SCRIPT_HAN},
    {"hi", "Hindi", GLY_SCRIPT_DEVANAGARI},
    {"mr", "Marathi", GLY_SCRIPT_DEVANAGARI},
    {"ne", "Nepali", GLY_SCRIPT_DEVANAGARI},
    {"sa", "Sanskrit", GLY_SCRIPT_DEVANAGARI},
    {"", "Konkani", GLY_SCRIPT_DEVANAGARI},
    {"", "Bhojpuri", GLY_SCRIPT_DEVANAGARI},
    {"", "Maithili", GLY_SCRIPT_DEVANAGARI},
    {"bn", "Bengali", GLY_SCRIPT_BENGALI},
    {"", "Bangla", GLY_SCRIPT_BENGALI},
    {"as", "Assamese", GLY_SCRIPT_BENGALI},
    {"pa", "Punjabi", GLY_SCRIPT_GURMUKHI},
    {"gu", "Gujarati", GLY_SCRIPT_GUJARATI},
    {"or", "Odia", GLY_SCRIPT_ORIYA},
    {"ta", "Tamil", GLY_SCRIPT_TAMIL},
    {"te", "Telugu", GLY_SCRIPT_TELUGU},
    {"kn", "Kannada", GLY_SCRIPT_KANNADA},
    {"ml", "Malayalam", GLY_SCRIPT_MALAYALAM},
    {"si", "Sinhala", GLY_SCRIPT_SINHALA},
    {"th", "Thai", GLY_SCRIPT_THAI},
    {"lo", "Lao", GLY_SCRIPT_LAO},
    {"km", "Khmer", GLY_SCRIPT_KHMER},
    {"my", "Burmese", GLY_SCRIPT_MYANMAR},
    {"bo", "Tibetan", GLY_SCRIPT_TIBETAN},
    {"dz", "Dzongkha", GLY_SCRIPT_TIBETAN},
    {"am", "Amharic", GLY_SCRIPT_ETHIOPIC},
    {"ti", "Tigrinya", GLY_SCRIPT_ETHIOPIC},
    {"", "Geez", GLY_SCRIPT_ETHIOPIC},
    {"dv", "Dhivehi", GLY_SCRIPT_THAANA},
    {"chr", "Cherokee", GLY_SCRIPT_CHEROKEE},
    {"iu", "Inuktitut", GLY_SCRIPT_CANADIAN_ABORIGINAL},
};

const size_t gly_script_language_count = GLY_COUNT(gly_script_languages);

/* Letters by script, for the few scripts that one block or document uses. */
enum { MAX_SCRIPTS = 16 };

struct count {
    enum gly_script script;
    uint64_t letters;
};

struct counts {
    struct count at[MAX_SCRIPTS];
    unsigned used;
    uint64_t total;
};

/* A seventeenth script is not counted: it takes no good part of anything. */
static void count_add(struct counts *counts, enum gly_script script, uint64_t letters)
{
    counts->total += letters;
    unsigned i = 0;
    while (i < counts->used && counts->at[i].script != script)
        i++;
    if (i == MAX_SCRIPTS)
        return;
    if (i == counts->used)
        counts->at[counts->used++] = (struct count){.script = script};
    counts->at[i].letters += letters;
}

/* About how many letters a run is worth beside Latin ones: a Han character or a syllable
 * of kana two, all others one a character. Told from the bytes, which is near enough. */
static uint64_t worth(const struct gly_script_run *run, const char *text)
{
    uint64_t bytes = gly_span_len(run->span);
    unsigned char lead = (unsigned char)text[run->span.start];
    uint64_t letters = lead < 0xE0 ? bytes / 2 : lead < 0xF0 ? bytes / 3 : bytes / 4;
    return gly_script_family(run->script) == GLY_SCRIPT_HAN ? 2 * letters : letters;
}

static uint64_t ascii_letters(const char *text, struct gly_span span)
{
    uint64_t count = 0;
    for (uint32_t i = span.start; i < span.end; i++)
        count += (unsigned char)((text[i] | 0x20) - 'a') < 26;
    return count;
}

/* The script of a BCP 47 tag: its script subtag, else that of its language; Latin for
 * every language that is not in the table. */
static enum gly_script script_of_tag(const char *tag)
{
    if (tag[0] == '\0' || strcmp(tag, "en") == 0)
        return GLY_SCRIPT_LATIN;
    const char *dash = strchr(tag, '-');
    size_t len = dash ? (size_t)(dash - tag) : strlen(tag);
    if (dash && strlen(dash + 1) >= 4 && (dash[5] == '\0' || dash[5] == '-')) {
        const char code[5] = {dash[1], dash[2], dash[3], dash[4], '\0'};
        enum gly_script script = gly_script_from_code(code);
        if (script != GLY_SCRIPT_UNKNOWN)
            return gly_script_family(script);
    }
    for (size_t i = 0; len > 0 && i < gly_script_language_count; i++)
        if (strlen(gly_script_languages[i].tag) == len &&
            gly_str_eq_nocase((struct gly_str){tag, len},
                              gly_str(gly_script_languages[i].tag)))
            return gly_script_languages[i].script;
    return GLY_SCRIPT_LATIN;
}

static bool is_home(const struct gly_script_home *home, enum gly_script script)
{
    return home->main == script || home->also[0] == script || home->also[1] == script ||
           home->also[2] == script;
}

static void home_add(struct gly_script_home *home, enum gly_script script)
{
    if (script == GLY_SCRIPT_LATIN || is_home(home, script))
        return;
    for (unsigned i = 0; i < GLY_COUNT(home->also); i++)
        if (home->also[i] == GLY_SCRIPT_COMMON) {
            home->also[i] = (uint8_t)script;
            return;
        }
}

/* Every script that has one letter in `part` of the counted text is at home there. */
static void home_add_counts(struct gly_script_home *home, const struct counts *counts,
                            unsigned part)
{
    for (unsigned i = 0; i < counts->used; i++)
        if (counts->at[i].letters * part >= counts->total && counts->total > 0)
            home_add(home, counts->at[i].script);
}

static enum gly_script most(const struct counts *counts)
{
    const struct count *best = NULL;
    for (unsigned i = 0; i < counts->used; i++)
        if (!best || counts->at[i].letters > best->letters)
            best = &counts->at[i];
    return best && best->letters > 0 ? best->script : GLY_SCRIPT_LATIN;
}

/* What is counted: words of prose in a script that is not Latin. */
static bool counts_as_letters(const struct gly_script_run *run)
{
    return run->kind == GLY_RUN_LETTERS && run->flags & GLY_RUN_PROSE &&
           run->script != GLY_SCRIPT_LATIN && run->script != GLY_SCRIPT_COMMON &&
           run->script != GLY_SCRIPT_INHERITED;
}

/* Is there anything to weigh against Latin letters? */
static bool has_counted(const struct gly_scripts *scripts)
{
    for (uint32_t i = 0; i < scripts->run_count; i++)
        if (counts_as_letters(&scripts->runs[i]))
            return true;
    return false;
}

/* The letters of a block beyond ASCII, by script; `*i` moves on to the runs of the next
 * block. */
static struct counts count_block(const struct gly_scripts *scripts, const char *text,
                                 uint32_t block, uint32_t *i)
{
    struct counts counts = {0};
    for (; *i < scripts->run_count && scripts->runs[*i].block == block; ++*i) {
        const struct gly_script_run *run = &scripts->runs[*i];
        if (counts_as_letters(run))
            count_add(&counts, gly_script_family(run->script), worth(run, text));
    }
    return counts;
}

/* A third of the letters of a block make a script at home there: the other half of a
 * bilingual line. Of a document a fifth is enough, once it is long enough to tell. */
enum { BLOCK_PART = 3, DOCUMENT_PART = 5, SHORT_DOCUMENT = 400 };

/* The scripts of one leaf, also into those of the whole document. */
static void weigh_block(const struct gly_doc *doc, const struct gly_scripts *scripts,
                        uint32_t index, uint32_t *run, struct gly_script_home *homes,
                        struct counts *whole)
{
    const struct gly_block *block = &doc->blocks.at[index];
    struct gly_script_home *home = &homes[index];
    struct counts counts = count_block(scripts, doc->text.ptr, index, run);
    for (unsigned i = 0; i < counts.used; i++)
        count_add(whole, counts.at[i].script, counts.at[i].letters);
    if (block->flags & GLY_BLOCK_PROSE) {
        uint64_t latin = ascii_letters(doc->text.ptr, block->span);
        count_add(whole, GLY_SCRIPT_LATIN, latin);
        count_add(&counts, GLY_SCRIPT_LATIN, latin);
    }
    home->main = (uint8_t)most(&counts);
    home_add_counts(home, &counts, BLOCK_PART);
}

void gly_script_find_homes(struct gly_doc *doc, struct gly_scripts *scripts)
{
    struct gly_script_home *homes =
        gly_arena_alloc(doc->arena, doc->blocks.count, sizeof *homes);
    scripts->homes = homes;
    bool counted = has_counted(scripts);
    struct counts whole = {0};
    uint32_t run = 0;
    for (uint32_t b = 0; b < doc->blocks.count; b++) {
        homes[b] = (struct gly_script_home){.main = GLY_SCRIPT_LATIN};
        memset(homes[b].also, GLY_SCRIPT_COMMON, sizeof homes[b].also);
        if (!(doc->blocks.at[b].flags & GLY_BLOCK_LEAF))
            continue;
        home_add(&homes[b], script_of_tag(gly_block_lang(doc, b)));
        if (counted)
            weigh_block(doc, scripts, b, &run, homes, &whole);
    }
    if (whole.used < 2)
        return;
    unsigned part = whole.total < SHORT_DOCUMENT ? BLOCK_PART : DOCUMENT_PART;
    for (uint32_t b = 0; b < doc->blocks.count; b++)
        home_add_counts(&homes[b], &whole, part);
}

bool gly_script_at_home(const struct gly_scripts *scripts, uint32_t block,
                        enum gly_script script)
{
    if (script == GLY_SCRIPT_LATIN || script == GLY_SCRIPT_COMMON ||
        script == GLY_SCRIPT_INHERITED)
        return true;
    if (scripts->house && scripts->house[script])
        return true;
    return scripts->homes && is_home(&scripts->homes[block], gly_script_family(script));
}
