/* Runs: one pass over the bytes of each leaf block that stops at nothing printable in
 * ASCII. */
#include "note/script.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "note/note.h"

enum {
    ZWSP = 0x200B,
    ZWNJ = 0x200C,
    ZWJ = 0x200D,
    WORD_JOINER = 0x2060,
    KEYCAP = 0x20E3,
    BRAILLE_BLANK = 0x2800,
    BLACK_FLAG = 0x1F3F4,
};

/* Where the scan stands. */
struct scan {
    struct gly_script_runs *runs;
    const char *text;
    uint32_t block;
    bool prose;
    uint32_t start, end;        /* of the block */
    uint32_t tok, tok_end;      /* the next token that may hold the place in hand */
    struct gly_script_run *cur; /* the run that ends where the scan stands, or NULL */
};

/* ---- Finding the next character ---- */

/* Tab and the line ends are layout; everything else below the space is looked at. */
static bool is_plain(unsigned char byte)
{
    return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t' ||
           byte == '\r';
}

/* Which of sixteen bytes are not plain? The high ones are below 0. */
static inline gly_sixteen odd_ones(const char *at)
{
    gly_sixteen c = gly_sixteen_at(at);
    return ((c < 0x20) & (c != '\n') & (c != '\t') & (c != '\r')) | (c == 0x7F);
}

/* The next byte from `at` that is not plain. */
static uint32_t next_odd(const char *text, uint32_t at, uint32_t end)
{
    enum { STEP = sizeof(gly_sixteen) };
    while (end - at >= 4 * STEP &&
           !gly_sixteen_any(odd_ones(text + at) | odd_ones(text + at + STEP) |
                            odd_ones(text + at + 2 * STEP) |
                            odd_ones(text + at + 3 * STEP)))
        at += 4 * STEP;
    while (end - at >= STEP && !gly_sixteen_any(odd_ones(text + at)))
        at += STEP;
    while (at < end && is_plain((unsigned char)text[at]))
        at++;
    return at;
}

/* ---- What a character is ---- */

enum gly_script gly_script_family(enum gly_script script)
{
    switch (script) {
    case GLY_SCRIPT_HIRAGANA:
    case GLY_SCRIPT_KATAKANA:
    case GLY_SCRIPT_BOPOMOFO:
    case GLY_SCRIPT_HANGUL:
        return GLY_SCRIPT_HAN;
    default:
        return script;
    }
}

/* The script of a character, and for one that several scripts share (UAX #24, Script
 * Extensions) the one of the run it continues, else the best known of them. */
static enum gly_script script_of(uint32_t cp, enum gly_script before)
{
    static const enum gly_script known[] = {
        GLY_SCRIPT_HIRAGANA,   GLY_SCRIPT_HAN,   GLY_SCRIPT_ARABIC,
        GLY_SCRIPT_DEVANAGARI, GLY_SCRIPT_LATIN,
    };
    enum gly_script script = gly_script_of(cp);
    if (script != GLY_SCRIPT_COMMON && script != GLY_SCRIPT_INHERITED)
        return script;
    if (gly_script_has(cp, script))
        return script;
    if (gly_script_has(cp, before))
        return before;
    for (size_t i = 0; i < GLY_COUNT(known); i++)
        if (gly_script_has(cp, known[i]))
            return known[i];
    for (unsigned s = 0; s < GLY_SCRIPT_COUNT; s++)
        if (gly_script_has(cp, (enum gly_script)s))
            return (enum gly_script)s;
    return script;
}

/* Scripts whose letters take another form beside a joiner, or that set break
 * opportunities without spaces: all but those of Europe. A zero-width character beside
 * such a letter is spelling (Unicode 15, 23.2). */
static bool uses_joiners(uint32_t cp)
{
    if (cp < 0x80 || (!gly_is_letter(cp) && !gly_is_mark(cp)))
        return false;
    switch (gly_script_of(cp)) {
    case GLY_SCRIPT_LATIN:
    case GLY_SCRIPT_GREEK:
    case GLY_SCRIPT_CYRILLIC:
    case GLY_SCRIPT_ARMENIAN:
    case GLY_SCRIPT_GEORGIAN:
    case GLY_SCRIPT_COMMON:
    case GLY_SCRIPT_INHERITED:
        return false;
    default:
        return true;
    }
}

static bool is_variation_selector(uint32_t cp)
{
    return gly_in_range(cp, 0xFE00, 0xFE0F) || gly_in_range(cp, 0xE0100, 0xE01EF);
}

static bool is_tag(uint32_t cp)
{
    return gly_in_range(cp, 0xE0020, 0xE007F);
}

static bool is_pictorial(uint32_t cp)
{
    return cp >= 0x80 && (gly_is_emoji(cp) || gly_is_symbol(cp));
}

/* What may carry a variation selector: emoji and other symbols, the digits of keycaps and
 * the slashed zero, ideographs, letters of scripts with forms of their own
 * (StandardizedVariants.txt, emoji-variation-sequences.txt). */
static bool takes_selector(uint32_t base)
{
    if (base < 0x80)
        return gly_is_digit(base) || base == '#' || base == '*';
    return is_pictorial(base) || gly_is_punct(base) || uses_joiners(base);
}

/* An invisible character that its neighbours call for. */
static bool is_called_for(uint32_t before, uint32_t cp, uint32_t next,
                          bool behind_symbol)
{
    if (is_variation_selector(cp))
        return takes_selector(before);
    if (cp == ZWJ && (is_pictorial(before) || is_variation_selector(before)) &&
        is_pictorial(next))
        return true;
    if (is_tag(cp))
        return behind_symbol && (before == BLACK_FLAG || is_tag(before));
    if (cp == ZWJ || cp == ZWNJ || cp == ZWSP || cp == WORD_JOINER)
        return uses_joiners(before) || uses_joiners(next);
    /* Format characters of one script: Mongolian selectors, Khmer inherent vowels. */
    enum gly_script script = gly_script_of(cp);
    return script != GLY_SCRIPT_COMMON && script != GLY_SCRIPT_INHERITED &&
           script == gly_script_of(before);
}

/* Cf characters that can be seen: Arabic number signs, and the controls of hieroglyphs,
 * musical and shorthand notation, which stand among visible ones. */
static bool is_visible_format(uint32_t cp)
{
    return gly_in_range(cp, 0x600, 0x605) || cp == 0x6DD || cp == 0x70F ||
           gly_in_range(cp, 0x890, 0x8E2) || gly_in_range(cp, 0x110BD, 0x1D17A);
}

static enum gly_script_run_kind kind_of(uint32_t before, uint32_t cp, uint32_t next,
                                        bool behind_symbol)
{
    if (cp == 0xFFFD)
        return GLY_RUN_REPLACEMENT;
    if (gly_is_control(cp) || cp == 0x2028 || cp == 0x2029)
        return GLY_RUN_CONTROL;
    if (gly_is_bidi_control(cp))
        return GLY_RUN_BIDI;
    if (cp == KEYCAP || (gly_is_emoji(cp) && gly_is_punct(cp)))
        return GLY_RUN_SYMBOLS;
    if (cp == BRAILLE_BLANK)
        return gly_script_of(before) == GLY_SCRIPT_BRAILLE ||
                       gly_script_of(next) == GLY_SCRIPT_BRAILLE
                   ? GLY_RUN_SYMBOLS
                   : GLY_RUN_INVISIBLE;
    if ((cp & 0xFFFE) == 0xFFFE || gly_in_range(cp, 0xFDD0, 0xFDEF))
        return GLY_RUN_PRIVATE;
    if (gly_is_default_ignorable(cp) || (gly_is_format(cp) && !is_visible_format(cp))) {
        if (!is_called_for(before, cp, next, behind_symbol))
            return GLY_RUN_INVISIBLE;
        return uses_joiners(before) || uses_joiners(next) ? GLY_RUN_LETTERS
                                                          : GLY_RUN_SYMBOLS;
    }
    enum gly_category category = gly_category_of(cp);
    if (gly_in_range(category, GLY_CATEGORY_LU, GLY_CATEGORY_LO))
        return GLY_RUN_LETTERS;
    if (gly_in_range(category, GLY_CATEGORY_MN, GLY_CATEGORY_ME))
        return GLY_RUN_MARKS;
    if (category == GLY_CATEGORY_ND)
        return GLY_RUN_DIGITS;
    if (gly_in_range(category, GLY_CATEGORY_PC, GLY_CATEGORY_PO))
        return GLY_RUN_PUNCT;
    if (category == GLY_CATEGORY_ZS)
        return GLY_RUN_SPACES;
    return category == GLY_CATEGORY_CO ? GLY_RUN_PRIVATE : GLY_RUN_SYMBOLS;
}

/* ---- Building runs ---- */

/* PROSE and LINK, from the token that holds `at`. */
static uint16_t place_flags(struct scan *scan, uint32_t at)
{
    const struct gly_doc *doc = scan->runs->doc;
    while (scan->tok < scan->tok_end && doc->toks.at[scan->tok].span.end <= at)
        scan->tok++;
    uint16_t kind =
        scan->tok < scan->tok_end && doc->toks.at[scan->tok].span.start <= at
            ? doc->toks.at[scan->tok].kind
            : (uint16_t)GLY_TOK_WORD;
    switch (kind) {
    case GLY_TOK_MASKED:
        return 0;
    case GLY_TOK_URL:
    case GLY_TOK_EMAIL:
    case GLY_TOK_HANDLE:
    case GLY_TOK_HASHTAG:
    case GLY_TOK_PATH:
        return GLY_RUN_LINK | (scan->prose ? GLY_RUN_PROSE : 0);
    default:
        return scan->prose ? GLY_RUN_PROSE : 0;
    }
}

static bool continues(const struct gly_script_run *run, enum gly_script_run_kind kind,
                      enum gly_script script)
{
    if (kind == GLY_RUN_BIDI)
        return false;
    if (run->kind == GLY_RUN_LETTERS && kind == GLY_RUN_MARKS)
        return script == GLY_SCRIPT_INHERITED || script == run->script;
    return run->kind == kind && (run->script == script || kind == GLY_RUN_SYMBOLS ||
                                 kind == GLY_RUN_INVISIBLE || kind == GLY_RUN_CONTROL);
}

static void add(struct scan *scan, struct gly_span span, enum gly_script_run_kind kind,
                enum gly_script script)
{
    struct gly_script_run *run = scan->cur;
    uint16_t marked = kind == GLY_RUN_MARKS ? GLY_RUN_MARKED : 0;
    if (run && run->span.end == span.start && continues(run, kind, script)) {
        run->span.end = span.end;
        run->flags |= marked;
        return;
    }
    uint16_t flags = place_flags(scan, span.start);
    run = GLY_VEC_ADD(scan->runs->doc->arena, &scan->runs->list);
    *run = (struct gly_script_run){
        .span = span,
        .block = scan->block,
        .foreign = GLY_NONE,
        .kind = (uint8_t)kind,
        .script = (uint8_t)script,
        .flags = flags | marked,
    };
    scan->cur = run;
}

static uint32_t char_before(const struct scan *scan, uint32_t at)
{
    unsigned len;
    return at > scan->start ? gly_utf8_decode_before(scan->text, at, &len) : ' ';
}

/* Add the characters from `at`, which is not plain, to the next plain one or the end of
 * the block, each decoded once. Returns where that is. */
static uint32_t scan_stretch(struct scan *scan, uint32_t at)
{
    uint32_t before = char_before(scan, at);
    unsigned len, next_len = 0;
    uint32_t cp = gly_utf8_decode(scan->text, scan->end, at, &len);
    for (;;) {
        uint32_t next = ' ';
        if (at + len < scan->end)
            next = gly_utf8_decode(scan->text, scan->end, at + len, &next_len);
        bool joined = scan->cur && scan->cur->span.end == at;
        enum gly_script_run_kind kind =
            kind_of(before, cp, next, joined && scan->cur->kind == GLY_RUN_SYMBOLS);
        enum gly_script last =
            joined ? (enum gly_script)scan->cur->script : GLY_SCRIPT_COMMON;
        enum gly_script script = script_of(cp, last);
        /* A joiner has no script of its own: it goes with what calls for it. */
        if (kind == GLY_RUN_LETTERS && gly_is_default_ignorable(cp))
            script = uses_joiners(before) ? last : script_of(next, last);
        add(scan, (struct gly_span){at, at + len}, kind, script);
        at += len;
        if (at >= scan->end || is_plain((unsigned char)scan->text[at]))
            return at;
        before = cp;
        cp = next;
        len = next_len;
    }
}

static struct scan begin_block(struct gly_script_runs *runs, uint32_t index)
{
    const struct gly_block *block = &runs->doc->blocks.at[index];
    return (struct scan){
        .runs = runs,
        .text = runs->doc->text.ptr,
        .block = index,
        .prose =
            (block->flags & (GLY_BLOCK_PROSE | GLY_BLOCK_CHROME)) == GLY_BLOCK_PROSE,
        .start = block->span.start,
        .end = block->span.end,
        .tok = block->first_tok,
        .tok_end = block->first_tok + block->tok_count,
    };
}

/* The text is looked through as a whole; blocks, which stand in its order, are found
 * where something is. What lies between leaves is nobody's. */
static void scan_document(struct gly_script_runs *runs)
{
    const struct gly_doc *doc = runs->doc;
    uint32_t at = 0, end = (uint32_t)doc->text.len, block = GLY_NONE;
    struct scan scan = {0};
    while ((at = next_odd(doc->text.ptr, at, end)) < end) {
        if (block == GLY_NONE || scan.end <= at) {
            do
                block++;
            while (block < doc->blocks.count &&
                   (!(doc->blocks.at[block].flags & GLY_BLOCK_LEAF) ||
                    doc->blocks.at[block].span.end <= at));
            if (block == doc->blocks.count)
                return;
            scan = begin_block(runs, block);
        }
        at = at < scan.start ? scan.start : at;
        if (at < scan.end && !is_plain((unsigned char)scan.text[at]))
            at = scan_stretch(&scan, at);
    }
}

void gly_annotate_scripts(struct gly_doc *doc, const struct gly_resources *resources)
{
    struct gly_scripts *scripts = gly_arena_alloc(doc->arena, 1, sizeof *scripts);
    struct gly_script_runs runs = {.doc = doc};
    scan_document(&runs);
    /* U+FFFD of our own making: run/encoding tells of them, byte by byte. */
    if (doc->source->damage_total > 0)
        for (uint32_t i = 0; i < runs.list.count; i++)
            if (runs.list.at[i].kind == GLY_RUN_REPLACEMENT)
                runs.list.at[i].flags = 0;
    scripts->runs = runs.list.at;
    scripts->run_count = runs.list.count;
    if (runs.list.count > 0) {
        gly_script_find_misreads(doc, scripts, runs.list.at);
        scripts->house = resources->scripts;
        gly_script_find_homes(doc, scripts);
        gly_script_find_foreign(doc, scripts, runs.list.at);
        gly_script_find_terms(doc, scripts);
    }
    doc->notes[GLY_ANNOTATION_SCRIPTS] = scripts;
}
