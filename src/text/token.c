/* From text to tokens: the tokeniser of Universal Dependencies' English treebanks (EWT,
 * GUM), one pass over each block of prose.
 *
 * Nine words in ten are a run of ASCII letters with a space or a comma behind; they and the
 * commonest marks take the short way of scan_plain(). Everything else goes through the lexers
 * of scan.h, each in a file of its own. None of them allocates, none looks at a byte more than
 * a few times whatever the text. */
#include "base/limits.h"
#include "base/utf8.h"
#include "text/doc.h"
#include "text/scan.h"
#include "text/sentence.h"

/* Inlined into scan_plain(), which keeps the scanner in registers. */
#define PLAIN static inline __attribute__((always_inline))

/* ---- What the letters tell ---- */

/* Flags that follow from the characters of a token. */
static uint16_t flags_of(struct gly_str whole, struct gly_span span)
{
    const char *text = whole.ptr;
    uint16_t flags = 0;
    uint32_t letters = 0, lower = 0;
    if (gly_byte_is(text[span.start], GLY_CHAR_UPPER | GLY_CHAR_LOWER) &&
        gly_lower_end(whole, span.start + 1, span.end) == span.end)
        return gly_byte_is(text[span.start], GLY_CHAR_UPPER) ? GLY_TOK_CAPITALISED : 0;
    for (uint32_t p = span.start; p < span.end;) {
        unsigned len = 1;
        unsigned class = gly_char_of_byte[(unsigned char)text[p]];
        if (class & (GLY_CHAR_HIGH | GLY_CHAR_PUNCT)) {
            flags |= class & GLY_CHAR_HIGH ? GLY_TOK_NON_ASCII : 0;
            flags |= text[p] == '-' ? GLY_TOK_HYPHENATED : 0;
            flags |= gly_apostrophe_at(text, p, span.end) ? GLY_TOK_APOSTROPHE : 0;
            class = gly_char_at(text, p, span.end, &len);
        }
        if (class & GLY_CHAR_DIGIT)
            flags |= GLY_TOK_HAS_DIGIT;
        if (class & GLY_CHAR_UPPER) {
            flags |= letters == 0 ? GLY_TOK_CAPITALISED : 0;
            flags |= lower > 0 ? GLY_TOK_MIXED_CASE : 0;
        }
        letters += (class & GLY_CHAR_LETTER) != 0;
        lower += (class & (GLY_CHAR_LOWER | GLY_CHAR_CASELESS)) != 0;
        p += len;
    }
    if (letters >= 2 && lower == 0)
        flags |= GLY_TOK_ALL_CAPS;
    return flags;
}

static bool has_letters(uint16_t kind)
{
    return kind != GLY_TOK_PUNCT && kind != GLY_TOK_SYMBOL && kind != GLY_TOK_MASKED;
}

/* ---- Adding tokens ---- */

static bool is_hyphen(const char *text, struct gly_span span)
{
    const char *at = text + span.start;
    uint32_t len = gly_span_len(span);
    return (len == 1 && at[0] == '-') ||
           (len == 3 &&
            (memcmp(at, "\xE2\x80\x90", 3) == 0 || memcmp(at, "\xE2\x80\x91", 3) == 0));
}

/* A hyphen glued to words on both sides makes a compound of them. `word_behind`: a word
 * follows the token. */
static void note_compound(const char *text, struct gly_tok *tok, bool word_behind)
{
    struct gly_tok *prev = tok - 1;
    if (tok->kind == GLY_TOK_PUNCT) {
        if (has_letters(prev->kind) && is_hyphen(text, tok->span) && word_behind) {
            prev->flags |= GLY_TOK_HYPHENATED;
            tok->flags |= GLY_TOK_HYPHENATED;
        }
    } else if (prev->kind == GLY_TOK_PUNCT && (prev->flags & GLY_TOK_HYPHENATED)) {
        tok->flags |= GLY_TOK_HYPHENATED;
    }
}

/* Tokens are counted while they are scanned; this tells the document of them. */
static void commit_tokens(struct gly_doc *doc, const struct gly_scan *scan)
{
    doc->toks.count = (uint32_t)(scan->next - doc->toks.at);
}

/* More room for tokens. */
static void make_room(struct gly_doc *doc, struct gly_scan *scan)
{
    commit_tokens(doc, scan);
    uint32_t count = doc->toks.count;
    doc->toks.at = gly_arena_grow_vec(doc->arena, doc->toks.at, count, &doc->toks.room,
                                      sizeof *doc->toks.at);
    scan->next = doc->toks.at + count;
    scan->room = doc->toks.at + doc->toks.room;
    scan->prev = scan->prev ? scan->next - 1 : NULL;
}

PLAIN void add(struct gly_doc *doc, struct gly_scan *scan, struct gly_lexeme lexeme)
{
    if (scan->next == scan->room)
        make_room(doc, scan);
    struct gly_tok *tok = scan->next++;
    unsigned before =
        (scan->glued ? GLY_TOK_GLUED : 0) | (scan->line_break ? GLY_TOK_LINE_BREAK : 0);
    *tok = (struct gly_tok){
        .span = {scan->at, lexeme.end},
        .kind = lexeme.kind,
        .flags = (uint16_t)(lexeme.flags | before),
        .sent = GLY_NONE,
    };
    if (scan->glued && scan->prev)
        note_compound(scan->text, tok,
                      gly_scan_class(scan, lexeme.end) & GLY_CHAR_WORD);
    scan->words += lexeme.kind == GLY_TOK_WORD;
    scan->prev = tok;
    scan->at = lexeme.end;
    scan->glued = true;
    scan->line_break = false;
}

/* The index of the token just added. */
PLAIN uint32_t last_token(const struct gly_doc *doc, const struct gly_scan *scan)
{
    return (uint32_t)(scan->next - doc->toks.at) - 1;
}

/* The token just added stands for a thing: see gly_doc_designators(). */
static void note_designator(struct gly_doc *doc, const struct gly_scan *scan)
{
    *GLY_VEC_ADD(doc->arena, &doc->designators) = last_token(doc, scan);
}

/* A sentence may end with the token just added. */
static void note_stop(struct gly_doc *doc, const struct gly_scan *scan)
{
    *GLY_VEC_ADD(doc->arena, scan->stops) = last_token(doc, scan);
}

/* ---- Words ---- */

/* Does a word of `len` bytes end before `at`, whatever follows there? */
PLAIN bool ends_word(const struct gly_scan *scan, uint32_t at, uint32_t len)
{
    enum { LONGEST_ABBREVIATION = 6 };
    switch (gly_scan_byte(scan, at)) {
    case ' ':
    case '\n':
    case ',':
    case ')':
    case '"':
    case ';':
        return true;
    case ':':
    case '?':
        return gly_byte_is(gly_scan_byte(scan, at + 1), GLY_CHAR_SPACE);
    case '.':
        return len > LONGEST_ABBREVIATION &&
               gly_byte_is(gly_scan_byte(scan, at + 1), GLY_CHAR_SPACE);
    default:
        return false;
    }
}

/* The end of the run of ASCII letters from `start` that goes on with a capital at `at`,
 * and what its capitals tell. */
static inline uint32_t cased_end(const char *text, uint32_t start, uint32_t at,
                                 uint32_t end, uint16_t *flags)
{
    bool lower = at > start + 1 || !(*flags & GLY_TOK_CAPITALISED);
    for (; at < end; at++) {
        unsigned class = gly_char_of_byte[(unsigned char)text[at]];
        if (!(class & (GLY_CHAR_LOWER | GLY_CHAR_UPPER)))
            break;
        *flags |= class & GLY_CHAR_UPPER && lower ? GLY_TOK_MIXED_CASE : 0;
        lower = lower || class & GLY_CHAR_LOWER;
    }
    *flags |= lower ? 0 : GLY_TOK_ALL_CAPS;
    return at;
}

/* "don't", "city’s": the end of the small letters behind an apostrophe at `at`, `at` where
 * there are none. */
static inline uint32_t clitic_end(const struct gly_scan *scan, uint32_t at,
                                  uint16_t *flags)
{
    unsigned len = gly_apostrophe_at(scan->text, at, scan->end);
    if (len == 0 || *flags & GLY_TOK_ALL_CAPS ||
        !gly_byte_is(gly_scan_byte(scan, at + len), GLY_CHAR_LOWER))
        return at;
    *flags |= GLY_TOK_APOSTROPHE | (len > 1 ? GLY_TOK_NON_ASCII : 0);
    return gly_lower_end(scan->whole, at + len, scan->end);
}

/* Letters, then something plain: at once, and a space behind it with it. */
PLAIN bool quick_word(struct gly_doc *doc, struct gly_scan *scan, unsigned class)
{
    uint16_t flags = class & GLY_CHAR_UPPER ? GLY_TOK_CAPITALISED : 0;
    uint32_t p = gly_lower_end(scan->whole, scan->at + 1, scan->end);
    if (gly_byte_is(gly_scan_byte(scan, p), GLY_CHAR_UPPER))
        p = cased_end(scan->text, scan->at, p, scan->end, &flags);
    bool space = p < scan->end && scan->text[p] == ' ';
    if (!space) {
        p = clitic_end(scan, p, &flags);
        if (!ends_word(scan, p, p - scan->at))
            return false;
        space = p < scan->end && scan->text[p] == ' ';
    }
    if (p - scan->at > GLY_LIMIT_TOKEN_BYTES)
        return false;
    add(doc, scan, (struct gly_lexeme){p, GLY_TOK_WORD, flags});
    if (flags & GLY_TOK_MIXED_CASE)
        note_designator(doc, scan);
    if (space) {
        scan->at++;
        scan->glued = false;
    }
    return true;
}

/* The commonest marks, where what follows cannot make more of them. */
PLAIN bool quick_mark(struct gly_doc *doc, struct gly_scan *scan)
{
    char next = gly_scan_byte(scan, scan->at + 1);
    switch (scan->text[scan->at]) {
    case ',':
    case '.':
        if (!gly_byte_is(next, GLY_CHAR_SPACE) && next != '"')
            return false;
        break;
    case ':':
    case ';':
    case '?':
    case '!':
        if (!gly_byte_is(next, GLY_CHAR_SPACE))
            return false;
        break;
    case '-':
        if (!gly_byte_is(next, GLY_CHAR_SPACE | GLY_CHAR_WORD))
            return false;
        break;
    case '/': /* between words, where it begins no path */
        if (!gly_byte_is(next, GLY_CHAR_WORD) || !scan->glued || !scan->prev ||
            !has_letters(scan->prev->kind))
            return false;
        break;
    case '(':
        if (!gly_byte_is(next, GLY_CHAR_WORD))
            return false;
        scan->open_paren++;
        break;
    case ')':
        if (gly_byte_is(next, GLY_CHAR_HIGH))
            return false;
        scan->open_paren -= scan->open_paren > 0;
        break;
    case '"':
    case '[':
    case ']':
        if (gly_byte_is(next, GLY_CHAR_HIGH))
            return false;
        break;
    default:
        return false;
    }
    char mark = scan->text[scan->at];
    add(doc, scan, (struct gly_lexeme){scan->at + 1, GLY_TOK_PUNCT, 0});
    if (mark == '.' || mark == '?' || mark == '!')
        note_stop(doc, scan);
    return true;
}

/* ---- Everything else ---- */

/* Remember which single quotation marks and parentheses are open. */
static void note_open(struct gly_scan *scan, uint32_t end)
{
    char c = scan->text[scan->at];
    if (c == '(')
        scan->open_paren++;
    else if (c == ')')
        scan->open_paren -= scan->open_paren > 0;
    unsigned len = gly_apostrophe_at(scan->text, scan->at, scan->end);
    if (len == 0 || len != end - scan->at)
        return;
    bool behind_word = scan->glued && scan->prev && scan->prev->kind != GLY_TOK_PUNCT;
    bool before_space = (gly_scan_class(scan, end) & GLY_CHAR_SPACE) != 0;
    if (!behind_word && !before_space)
        scan->open_single++;
    else if (scan->open_single > 0)
        scan->open_single--;
}

/* Small letters, a stop, a space: no part of a name. */
static bool before_stop(const struct gly_scan *scan)
{
    uint32_t p = gly_lower_end(scan->whole, scan->at + 1, scan->end);
    return gly_scan_byte(scan, p) == '.' &&
           gly_byte_is(gly_scan_byte(scan, p + 1), GLY_CHAR_SPACE);
}

static struct gly_lexeme lex(struct gly_scan *scan, unsigned class)
{
    struct gly_lexeme found;
    char c = scan->text[scan->at];
    if (class & GLY_CHAR_WORD) {
        found = before_stop(scan) ? (struct gly_lexeme){scan->at, 0, 0}
                                  : gly_lex_link(scan);
        if (found.end > scan->at)
            return found;
        return class & GLY_CHAR_DIGIT ? gly_lex_number(scan) : gly_lex_word(scan);
    }
    bool behind_word = scan->glued && scan->prev && scan->prev->kind != GLY_TOK_PUNCT &&
                       scan->prev->kind != GLY_TOK_SYMBOL;
    if (!behind_word && (c == '/' || c == '~' || c == '\\' || c == '.')) {
        found = gly_lex_link(scan);
        if (found.end > scan->at)
            return found;
    }
    if (!behind_word && c == '.' &&
        gly_byte_is(gly_scan_byte(scan, scan->at + 1), GLY_CHAR_DIGIT))
        return gly_lex_number(scan);
    if (c == '@' || c == '#') {
        found = gly_lex_tag(scan);
        if (found.end > scan->at)
            return found;
    }
    found = gly_lex_elision(scan);
    return found.end > scan->at ? found : gly_lex_mark(scan);
}

/* Marks that combine with what stands before them. */
static uint32_t with_marks(const struct gly_scan *scan, uint32_t end)
{
    unsigned len;
    while (end < scan->end && gly_byte_is(scan->text[end], GLY_CHAR_HIGH) &&
           gly_char_at(scan->text, end, scan->end, &len) == GLY_CHAR_INNER)
        end += len;
    return end;
}

/* Is it a kind of those that gly_doc_designators() has, or a word written like one? */
static bool designates(const struct gly_lexeme *lexeme)
{
    const unsigned kinds = 1u << GLY_TOK_URL | 1u << GLY_TOK_PATH |
                           1u << GLY_TOK_MIXED | 1u << GLY_TOK_EMAIL |
                           1u << GLY_TOK_HASHTAG | 1u << GLY_TOK_HANDLE |
                           1u << GLY_TOK_MASKED;
    return kinds >> lexeme->kind & 1 ||
           (lexeme->kind == GLY_TOK_WORD && lexeme->flags & GLY_TOK_MIXED_CASE);
}

static void slow_token(struct gly_doc *doc, struct gly_scan *scan, unsigned class)
{
    struct gly_lexeme found = lex(scan, class);
    if (found.kind == GLY_TOK_PUNCT)
        note_open(scan, found.end);
    found.end = with_marks(scan, found.end);
    if (found.end - scan->at > GLY_LIMIT_TOKEN_BYTES)
        found = (struct gly_lexeme){found.end, GLY_TOK_MASKED, 0};
    else if (has_letters(found.kind))
        found.flags |= flags_of(scan->whole, (struct gly_span){scan->at, found.end});
    else if (gly_byte_is(scan->text[scan->at], GLY_CHAR_HIGH))
        found.flags |= GLY_TOK_NON_ASCII;
    char first = scan->text[scan->at];
    add(doc, scan, found);
    if (designates(&found))
        note_designator(doc, scan);
    bool mark =
        found.kind == GLY_TOK_PUNCT && (first == '.' || first == '?' || first == '!' ||
                                        gly_byte_is(first, GLY_CHAR_HIGH));
    if (mark || found.flags & GLY_TOK_ABBREVIATION)
        note_stop(doc, scan);
}

/* ---- A stretch of text ---- */

/* Words, marks and spaces that need no second look, up to the first that does. Works on
 * a copy of the scanner, which stays in registers. */
static void scan_plain(struct gly_doc *doc, struct gly_scan *scan)
{
    struct gly_scan here = *scan;
    while (here.at < here.end) {
        char c = here.text[here.at];
        unsigned class = gly_char_of_byte[(unsigned char)c];
        if (class & (GLY_CHAR_LOWER | GLY_CHAR_UPPER)) {
            if (!quick_word(doc, &here, class))
                break;
        } else if (class == GLY_CHAR_PUNCT) {
            if (!quick_mark(doc, &here))
                break;
        } else if (class == GLY_CHAR_SPACE) {
            here.line_break = here.line_break || c == '\n';
            here.glued = false;
            here.at++;
        } else {
            break;
        }
    }
    /* What words and marks move. */
    scan->at = here.at;
    scan->prev = here.prev;
    scan->next = here.next;
    scan->room = here.room;
    scan->words = here.words;
    scan->glued = here.glued;
    scan->line_break = here.line_break;
    scan->open_paren = here.open_paren;
}

/* The text from scan->at to `end`, which is not masked. */
static void scan_text(struct gly_doc *doc, struct gly_scan *scan, uint32_t end)
{
    scan->end = end;
    scan->chunk_end = scan->at;
    for (;;) {
        scan_plain(doc, scan);
        if (scan->at == end)
            return;
        unsigned len;
        unsigned class = gly_char_at(scan->text, scan->at, end, &len);
        if (class & GLY_CHAR_SPACE) {
            scan->glued = false;
            scan->at += len;
        } else {
            slow_token(doc, scan, class);
        }
    }
}

/* ---- Blocks and marks ---- */

/* Tokenise one leaf. `*mark` is the first mark that may still concern it. */
static void scan_leaf(struct gly_doc *doc, struct gly_span span, uint32_t *mark,
                      struct gly_stops *stops)
{
    struct gly_scan scan = {
        .text = doc->text.ptr,
        .whole = doc->text,
        .at = span.start,
        .next = doc->toks.at + doc->toks.count,
        .room = doc->toks.at + doc->toks.room,
        .stops = stops,
    };
    while (scan.at < span.end) {
        while (*mark < doc->marks.count &&
               (doc->marks.at[*mark].kind != GLY_MARK_CODE ||
                doc->marks.at[*mark].span.end <= scan.at))
            ++*mark;
        struct gly_span masked = {span.end, span.end};
        if (*mark < doc->marks.count && doc->marks.at[*mark].span.start < span.end)
            masked = doc->marks.at[*mark].span;
        scan_text(doc, &scan, masked.start > scan.at ? masked.start : scan.at);
        uint32_t end = masked.end < span.end ? masked.end : span.end;
        if (end > scan.at) {
            add(doc, &scan, (struct gly_lexeme){end, GLY_TOK_MASKED, 0});
            note_designator(doc, &scan);
        }
    }
    commit_tokens(doc, &scan);
    doc->word_count += scan.words;
}

/* Room for the tokens of usual prose, five bytes each with their spaces, so that the
 * array seldom moves. Pages of it that are never written cost nothing. */
static void reserve(struct gly_doc *doc)
{
    enum { BYTES_A_TOKEN = 5 };
    uint32_t room = (uint32_t)(doc->text.len / BYTES_A_TOKEN) + 16;
    if (doc->toks.room >= room)
        return;
    doc->toks.at = gly_arena_grow(doc->arena, doc->toks.at, doc->toks.count, room,
                                  sizeof *doc->toks.at);
    doc->toks.room = room;
}

/* Behind the last token stands one that begins beyond every text: see gly_doc_toks(). */
static void add_sentinel(struct gly_doc *doc)
{
    *GLY_VEC_ADD(doc->arena, &doc->toks) =
        (struct gly_tok){.span = {UINT32_MAX, UINT32_MAX}, .sent = GLY_NONE};
    doc->toks.count--;
}

void gly_doc_tokenise(struct gly_doc *doc)
{
    struct gly_stops stops = {0};
    uint32_t mark = 0;
    reserve(doc);
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        struct gly_block *block = &doc->blocks.at[i];
        block->first_tok = doc->toks.count;
        block->first_sent = doc->sents.count;
        if (!(block->flags & GLY_BLOCK_PROSE))
            continue;
        stops.count = 0;
        scan_leaf(doc, block->span, &mark, &stops);
        gly_split_sentences(doc, i, &stops);
    }
    /* Blocks stand in preorder: what a block holds ends where the next one begins. */
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        struct gly_block *block = &doc->blocks.at[i];
        bool last = block->end >= doc->blocks.count;
        const struct gly_block *next = last ? NULL : &doc->blocks.at[block->end];
        block->tok_count =
            (next ? next->first_tok : doc->toks.count) - block->first_tok;
        block->sent_count =
            (next ? next->first_sent : doc->sents.count) - block->first_sent;
    }
    gly_doc_flag_marked(doc, GLY_MARK_LINK, GLY_TOK_IN_LINK);
    gly_doc_flag_marked(doc, GLY_MARK_EMPHASIS, GLY_TOK_EMPHASIS);
    add_sentinel(doc);
}
