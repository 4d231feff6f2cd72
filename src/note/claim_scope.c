/* Where sentences stand in a document, and what "the" means there.
 *
 * A manual says the same of two options but for one word, release notes the same of two
 * patches: sentences that are twins, and speak of different things. What tells is where
 * they stand: in entries under their own terms, in a document of many small sections, or
 * behind sentences that name two different things in the same way. */
#include "note/claim.h"

#include "base/image_format.h"
#include "note/claim_side.h"
#include "note/language.h"
#include "note/look.h"

enum {
    COLUMNS_MAX = 120,     /* looked at before a word */
    SECTIONS_LEAST = 12,   /* of a reference */
    SENTENCES_A_PART = 10, /* of a reference, at most */
    TERM_MAX = 80,         /* bytes of the line that an entry is about */
    NO_COLUMN = 1 << 16,
    SEVERAL_MAX = 100, /* counting stops there */
    LOOKED_MAX = 40,   /* words of the sentence before */
};

/* What a paragraph is: prose, the entry of a reference, or several in a row. */
enum entry { NO_ENTRY, ONE_ENTRY, SEVERAL_ENTRIES };

/* ---- Sections and entries ---- */

/* The columns at which the lines of a paragraph begin, as the source has them; of its
 * first line NO_COLUMN where more than blanks stands before it. */
struct margin {
    uint32_t first, last;
    uint32_t length; /* of the first line, in bytes */
    bool returns;    /* a line is as far left as the first, behind one that is not */
    bool gap;        /* the first line has a column of its own at its beginning */
};

static uint32_t column_of(struct gly_str text, uint32_t at)
{
    uint32_t column = 0;
    while (at > 0 && column < COLUMNS_MAX &&
           (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\t')) {
        at--;
        column++;
    }
    return at == 0 || text.ptr[at - 1] == '\n' ? column : NO_COLUMN;
}

/* "-v   Say more.": blanks set a term apart. */
static bool has_gap(struct gly_str line)
{
    for (size_t i = 1; i + 3 < line.len && i < TERM_MAX / 2; i++)
        if (memcmp(line.ptr + i, "   ", 3) == 0)
            return line.ptr[i - 1] != '.' && line.ptr[i - 1] != ' ';
    return false;
}

static struct margin margin_of(const struct gly_doc *doc, uint32_t b)
{
    struct gly_str text = doc->source->text;
    struct gly_span span = gly_doc_source_span(doc, doc->blocks.at[b].span);
    struct margin margin = {.first = column_of(text, span.start),
                            .length = span.end - span.start};
    margin.last = margin.first;
    for (uint32_t at = span.start; at < span.end;) {
        const char *end = memchr(text.ptr + at, '\n', span.end - at);
        if (!end)
            break;
        uint32_t start = (uint32_t)(end - text.ptr) + 1, column = 0;
        if (at == span.start)
            margin.length = start - 1 - at;
        while (start + column < span.end &&
               (text.ptr[start + column] == ' ' || text.ptr[start + column] == '\t'))
            column++;
        margin.returns =
            margin.returns || (column == margin.first && margin.last > margin.first);
        margin.last = column;
        at = start + column;
    }
    margin.gap = has_gap((struct gly_str){text.ptr + span.start, margin.length});
    return margin;
}

/* One line, set in. */
static bool is_line(const struct margin *margin, uint32_t size)
{
    return margin->length == size && margin->first >= 4 && margin->first != NO_COLUMN;
}

/* A term, and set in below it what is said of it, in one paragraph or in the next one; or
 * one of several lines set in alike. */
static enum entry entry_of(const struct gly_doc *doc, uint32_t b, uint32_t next,
                           uint32_t *last_line)
{
    uint32_t above = *last_line;
    *last_line = NO_COLUMN;
    if (doc->blocks.at[b].kind != GLY_BLOCK_PARAGRAPH)
        return NO_ENTRY;
    struct margin margin = margin_of(doc, b);
    if (margin.first == NO_COLUMN)
        return NO_ENTRY;
    if (is_line(&margin, doc->blocks.at[b].span.end - doc->blocks.at[b].span.start))
        *last_line = margin.first;
    if (margin.returns)
        return SEVERAL_ENTRIES;
    if (margin.last >= margin.first + 2 || margin.gap)
        return ONE_ENTRY;
    if (margin.length > TERM_MAX)
        return NO_ENTRY;
    if (*last_line != NO_COLUMN && above == margin.first)
        return ONE_ENTRY;
    if (next == GLY_NONE)
        return NO_ENTRY;
    struct margin below = margin_of(doc, next);
    if (below.first == NO_COLUMN)
        return NO_ENTRY;
    bool line = is_line(&below, doc->blocks.at[next].span.end -
                                    doc->blocks.at[next].span.start);
    return below.first >= margin.first + 2 ||
                   (line && below.first == margin.first && *last_line != NO_COLUMN)
               ? ONE_ENTRY
               : NO_ENTRY;
}

static uint32_t next_leaf(const struct gly_doc *doc, uint32_t b)
{
    for (b++; b < doc->blocks.count; b++)
        if (doc->blocks.at[b].flags & GLY_BLOCK_LEAF)
            return b;
    return GLY_NONE;
}

/* How many sentences stand in running text: the entries of lists say nothing of how long
 * the sections are. */
static uint32_t running_sentences(const struct gly_doc *doc)
{
    uint32_t count = 0;
    for (uint32_t b = 0; b < doc->blocks.count; b++)
        if (doc->blocks.at[b].kind == GLY_BLOCK_PARAGRAPH &&
            doc->blocks.at[doc->blocks.at[b].parent].kind != GLY_BLOCK_ITEM)
            count += doc->blocks.at[b].sent_count;
    return count;
}

/* "1.3", "v2.0.1", "2019-03-02" */
static bool is_version(struct gly_str text)
{
    size_t at = text.len > 0 && (text.ptr[0] | 0x20) == 'v', digits = 0;
    bool parted = false;
    for (; at < text.len && text.ptr[at] != '-'; at++) {
        bool digit = text.ptr[at] >= '0' && text.ptr[at] <= '9';
        if (!digit && (text.ptr[at] != '.' || digits == 0))
            return false;
        parted = parted || (!digit && at + 1 < text.len);
        digits += digit;
    }
    return (parted && digits > 1) || (digits == 4 && at + 5 < text.len);
}

/* "Version 1.3 (May 2019)", "commit 3ab41", "2019-03-02  A. Writer": an entry of a log
 * begins. "2.3 Installing" is a section: words follow its number. */
static bool opens_log(const struct gly_doc *doc, const struct gly_block *block)
{
    enum { TOKENS = 14, NEAR = 5 };
    uint32_t first = block->first_tok, end = first + block->tok_count;
    if (block->tok_count == 0 || block->tok_count > TOKENS)
        return false;
    const struct gly_tok *toks = doc->toks.at;
    struct gly_str text = gly_tok_text(doc, &toks[first]);
    if (gly_word_among(text, "commit revision"))
        return block->tok_count > 1 && toks[first + 1].flags & GLY_TOK_HAS_DIGIT;
    if (gly_word_among(text,
                       "table figure section chapter part appendix example listing") ||
        gly_str_is(gly_tok_text(doc, &toks[end - 1]), "."))
        return false;
    for (uint32_t i = first; i < end && i < first + NEAR; i++) {
        if (!(toks[i].flags & GLY_TOK_HAS_DIGIT) ||
            !is_version(gly_tok_text(doc, &toks[i])))
            continue;
        bool dated = memchr(doc->text.ptr + toks[i].span.start, '-',
                            gly_span_len(toks[i].span)) != NULL;
        return dated || i + 1 == end || toks[i + 1].kind != GLY_TOK_WORD;
    }
    return false;
}

static void survey_sections(struct gly_claimer *c)
{
    struct gly_claim_scope *scope = &c->scope;
    const struct gly_doc *doc = c->doc;
    scope->sections = gly_arena_alloc(c->arena, doc->blocks.count, sizeof(uint32_t));
    scope->entries = gly_arena_alloc(c->arena, doc->blocks.count, 1);
    scope->logs = gly_arena_alloc(c->arena, doc->blocks.count, sizeof(uint32_t));
    uint32_t logs = 0, sections = 0, next = GLY_NONE, last_line = NO_COLUMN;
    enum entry entry = NO_ENTRY;
    for (uint32_t b = 0; b < doc->blocks.count; b++) {
        if (doc->blocks.at[b].kind == GLY_BLOCK_HEADING) {
            sections++;
            entry = NO_ENTRY;
        } else if (doc->blocks.at[b].flags & GLY_BLOCK_LEAF) {
            if (next == GLY_NONE || next <= b)
                next = next_leaf(doc, b);
            enum entry new = entry_of(doc, b, next, &last_line);
            if (new != NO_ENTRY) {
                sections++;
                entry = new;
            }
        }
        logs += doc->blocks.at[b].flags & GLY_BLOCK_LEAF &&
                opens_log(doc, &doc->blocks.at[b]);
        scope->logs[b] = logs;
        scope->sections[b] = sections;
        scope->entries[b] = (uint8_t)entry;
    }
    scope->reference = sections >= SECTIONS_LEAST &&
                       sections * SENTENCES_A_PART >= running_sentences(doc);
}

/* ---- Sentences ---- */

static bool is_noun(unsigned tag)
{
    return tag == GLY_XPOS_NN || tag == GLY_XPOS_NNS || tag == GLY_XPOS_NNP ||
           tag == GLY_XPOS_NNPS;
}

/* "Returns the key", "Dynamically enable the port", and, as the tagger takes it for a
 * noun, "Attempts to open the port". */
static bool opens_with_verb(const struct gly_reading *reading)
{
    uint32_t i = 0;
    while (i + 1 < reading->word_count && reading->words[i].xpos == GLY_XPOS_RB)
        i++;
    unsigned tag = reading->words[i].xpos;
    unsigned behind =
        i + 1 < reading->word_count ? reading->words[i + 1].xpos : GLY_XPOS_OTHER;
    if (tag == GLY_XPOS_NNS && i + 2 < reading->word_count)
        return behind == GLY_XPOS_TO || behind == GLY_XPOS_DT ||
               (reading->words[i + 1].upos == GLY_UPOS_SCONJ &&
                reading->words[i + 2].xpos == GLY_XPOS_DT);
    return tag == GLY_XPOS_VB || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBN;
}

/* What it speaks of stands elsewhere: it opens with its verb, or has none ("A number
 * that is added before the limit."). Where the tagger may have missed the verb, as in
 * "numbers on the line rose", it has one. */
static bool lacks_subject(const struct gly_claimer *c, const struct gly_claim *claim)
{
    const struct gly_reading *reading =
        gly_sent_read(c->doc, claim->sent, GLY_DEPTH_TAGS);
    if (!reading || reading->word_count == 0)
        return false;
    if (opens_with_verb(reading))
        return true;
    unsigned subordinate = 0, before = GLY_XPOS_OTHER;
    bool participle = false;
    for (uint32_t i = 0; i < reading->word_count; i++) {
        unsigned tag = reading->words[i].xpos;
        bool finite = tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ ||
                      tag == GLY_XPOS_VBP || tag == GLY_XPOS_MD;
        participle = participle || tag == GLY_XPOS_VBG;
        if (tag == GLY_XPOS_WDT || tag == GLY_XPOS_WP || tag == GLY_XPOS_WRB ||
            reading->words[i].upos == GLY_UPOS_SCONJ)
            subordinate++;
        else if (finite && subordinate > 0)
            subordinate--;
        else if (finite || (is_noun(tag) && is_noun(before)) ||
                 (tag == GLY_XPOS_VB && before != GLY_XPOS_TO) ||
                 (tag == GLY_XPOS_VBN && !participle))
            return false;
        before = tag;
    }
    return true;
}

/* "This flag", "It": what it speaks of was named just before. */
static bool points(const struct gly_claimer *c, const struct gly_claim *claim)
{
    return gly_word_among(gly_claim_text(c, c->sents[claim->sent].first),
                          "this these that those it they such both either here his her "
                          "its their he she");
}

/* "Enabling this", "While in these modes": what was named just before is among what the
 * sentence speaks of. "Despite this" only joins it to what was said. */
static bool has_pointer(const struct gly_claimer *c, const struct gly_claim *claim)
{
    const struct gly_claim_sent *sent = &c->sents[claim->sent];
    for (uint32_t i = sent->first + 1; i < sent->first + sent->count; i++)
        if (gly_word_among(gly_claim_text(c, i), "this these those such") &&
            !gly_word_among(gly_claim_text(c, i - 1),
                            "despite besides since after before following"))
            return true;
    return false;
}

bool gly_claims_adjoin(const struct gly_claimer *c, const struct gly_claim *a,
                       const struct gly_claim *b)
{
    uint32_t x = c->doc->sents.at[a->sent].block, y = c->doc->sents.at[b->sent].block;
    return x == y && (b->sent - a->sent <= 1 || c->scope.entries[x] == SEVERAL_ENTRIES);
}

bool gly_claims_logged_apart(const struct gly_claimer *c, const struct gly_claim *a,
                             const struct gly_claim *b)
{
    if (a->sent == GLY_NONE || b->sent == GLY_NONE)
        return false;
    uint32_t x = c->scope.logs[c->doc->sents.at[a->sent].block],
             y = c->scope.logs[c->doc->sents.at[b->sent].block];
    return x != y && x != 0 && y != 0;
}

bool gly_claims_parallel(const struct gly_claimer *c, const struct gly_claim *a,
                         const struct gly_claim *b)
{
    const struct gly_claim_scope *scope = &c->scope;
    uint32_t x = c->doc->sents.at[a->sent].block, y = c->doc->sents.at[b->sent].block;
    if (gly_claims_adjoin(c, a, b))
        return true;
    if (lacks_subject(c, a) && lacks_subject(c, b))
        return true;
    if (has_pointer(c, a) && has_pointer(c, b))
        return true;
    if (scope->sections[y] > scope->sections[x] &&
        (scope->reference || (scope->entries[x] && scope->entries[y]) || points(c, a) ||
         points(c, b)))
        return true;
    /* Entries, of one list or of two: release notes say of each version what it does. */
    return x != y && gly_block_within(c->doc, x, GLY_BLOCK_ITEM) != GLY_NONE &&
           gly_block_within(c->doc, y, GLY_BLOCK_ITEM) != GLY_NONE;
}

/* ---- "The" ---- */

/* How many things a word before a noun shows at least: "a fix" is one, "each fix" and "the
 * second fix" are several. */
static unsigned shows(const struct gly_claimer *c, uint32_t at)
{
    const struct gly_claim_word *word = &c->profile.at[at];
    if (!word->entry && !(word->flags & GLY_CLAIM_NUMBER)) /* an ordinary word */
        return 0;
    struct gly_str text = gly_claim_text(c, at);
    if (gly_word_among(text, "a an"))
        return 1;
    /* "the two-hour film" */
    if (word->tok + 1 < c->doc->toks.count &&
        gly_str_is(gly_tok_text(c->doc, &c->doc->toks.at[word->tok + 1]), "-"))
        return 0;
    return gly_word_among(text,
                          "another each every several other both two three four five "
                          "many some any either neither per first second third "
                          "next")
               ? 2
               : 0;
}

static uint8_t *several_of(const struct gly_claimer *c, uint32_t stem)
{
    return &c->scope.several[stem & c->scope.several_mask];
}

/* Count for each noun how many there are. The words behind the article that may be it all
 * count. */
static void survey_nouns(struct gly_claimer *c)
{
    uint32_t size = 4096; /* two stems of a short text must not meet */
    while (size < c->profile.count * 2 && size < 1u << 20)
        size *= 2;
    c->scope.several = gly_arena_alloc(c->arena, size, 1);
    c->scope.several_mask = size - 1;
    for (uint32_t i = 0; i < c->profile.count; i++) {
        unsigned shown = shows(c, i);
        if (shown == 0)
            continue;
        for (uint32_t j = i + 1;
             j < c->profile.count && j < i + 4 && c->profile.at[j].stem; j++) {
            uint8_t *times = several_of(c, c->profile.at[j].stem);
            *times = (uint8_t)(*times + (*times < SEVERAL_MAX ? shown : 0));
        }
    }
}

/* Is the word a name or a number, or may it be one, as it opens its sentence without an
 * article? */
static bool is_mark(const struct gly_claimer *c, uint32_t first, uint32_t at)
{
    const struct gly_claim_word *word = &c->profile.at[at];
    return word->stem &&
           (at == first || word->flags & (GLY_CLAIM_NAME | GLY_CLAIM_NUMBER));
}

/* Where a sentence ends to those who look at the one before it. */
static uint32_t looked_end(const struct gly_claim_sent *sent)
{
    return sent->first + (sent->count < LOOKED_MAX ? sent->count : LOOKED_MAX);
}

static bool has_stem(const struct gly_claimer *c, const struct gly_claim_sent *sent,
                     uint32_t stem)
{
    for (uint32_t i = sent->first; i < looked_end(sent); i++)
        if (c->profile.at[i].stem == stem)
            return true;
    return false;
}

/* Do the sentences before the two speak of different things: "Kestrel makes pumps. The
 * company ...", or "The small model comes first. The lamp ..." and the same of the large one? */
static bool stand_behind_others(const struct gly_claimer *c, uint32_t sent,
                                uint32_t other)
{
    const struct gly_sent *sents = c->doc->sents.at;
    if (sent == 0 || other == 0 || sents[sent - 1].block != sents[sent].block ||
        sents[other - 1].block != sents[other].block)
        return false;
    const struct gly_claim_sent *a = &c->sents[sent - 1], *b = &c->sents[other - 1];
    bool here = false, there = false, same = false;
    unsigned shared = 0, alone = 0;
    for (uint32_t j = b->first; j < looked_end(b); j++)
        there = there || is_mark(c, b->first, j);
    for (uint32_t i = a->first; i < looked_end(a); i++) {
        uint32_t stem = c->profile.at[i].stem;
        bool found = stem && has_stem(c, b, stem);
        bool mark = is_mark(c, a->first, i);
        here = here || mark;
        same = same || (mark && found);
        shared += found;
        alone += stem && !found;
    }
    return (here && there && !same) || (shared >= 2 && alone > 0);
}

bool gly_claim_same_definite(const struct gly_claimer *c, uint32_t noun, uint32_t sent,
                             uint32_t other)
{
    if (sent == GLY_NONE || other == GLY_NONE) /* told by a table or the front matter */
        return *several_of(c, noun) < 2;
    uint32_t x = c->doc->sents.at[sent].block, y = c->doc->sents.at[other].block;
    if (x != y && (gly_block_within(c->doc, x, GLY_BLOCK_ITEM) != GLY_NONE ||
                   gly_block_within(c->doc, y, GLY_BLOCK_ITEM) != GLY_NONE))
        return false;
    if (c->scope.sections[x] != c->scope.sections[y] &&
        (c->scope.reference || c->scope.entries[x] || c->scope.entries[y]))
        return false;
    return *several_of(c, noun) < 2 && !stand_behind_others(c, sent, other);
}

void gly_claimer_scope(struct gly_claimer *c)
{
    survey_sections(c);
    survey_nouns(c);
}
