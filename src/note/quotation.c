/* QUOTATIONS: pairing of marks. A straight mark tells by the blanks around it whether it
 * opens or closes; an apostrophe inside or at the end of a word is none, as the tokeniser
 * has seen. Marks pair inside one block. A double mark that opens and is never closed goes
 * on into the next paragraph when that opens with the same mark (Chicago Manual of Style
 * 13.32), and else ends with its paragraph. */
#include "note/quotation.h"

#include <assert.h>
#include <stdlib.h>

#include <galley/utf8.h>

/* Quotations inside quotations; deeper ones are taken for one. */
enum { DEPTH_MAX = 8 };

enum side { NOT_A_MARK, OPENS, CLOSES };

struct mark {
    uint32_t tok;
    uint32_t opener; /* its code point; `` and '' are a straight double mark */
};

struct pairing {
    struct gly_quoter *q;
    uint32_t first, end; /* tokens of the block */
    struct mark open[DEPTH_MAX];
    uint32_t depth;
};

/* ---- Marks ---- */

static uint32_t mark_of(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(doc, tok);
    unsigned len;
    /* All others begin with these bytes in UTF-8; commas and full stops do not. */
    if (!strchr("\"'`\xC2\xE2", text.ptr[0]))
        return 0;
    if (gly_str_is(text, "''") || gly_str_is(text, "``"))
        return '"';
    uint32_t cp = gly_utf8_decode(text.ptr, text.len, 0, &len);
    if (len != text.len)
        return 0;
    switch (cp) {
    case '"':
    case '\'':
    case 0xAB:   /* « */
    case 0xBB:   /* » */
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
    case 0x201A: /* ‚ */
    case 0x201C: /* “ */
    case 0x201D: /* ” */
    case 0x201E: /* „ */
    case 0x2039: /* ‹ */
    case 0x203A: /* › */
        return cp;
    default:
        return 0;
    }
}

/* May `mark` close what `opener` opened? English, German, French, Nordic, Polish, and the
 * German books that turn guillemets inward. */
static bool closes(uint32_t opener, uint32_t mark)
{
    switch (opener) {
    case '"':
    case '\'':
    case 0x201D: /* Swedish ”so” */
    case 0x2019:
        return mark == opener;
    case 0x201C:
        return mark == 0x201D || mark == '"';
    case 0x2018:
        return mark == 0x2019;
    case 0x201E:
        return mark == 0x201C || mark == 0x201D || mark == '"';
    case 0x201A:
        return mark == 0x2018 || mark == 0x2019;
    case 0xAB:
        return mark == 0xBB;
    case 0xBB:
        return mark == 0xAB || mark == 0xBB;
    case 0x2039:
        return mark == 0x203A;
    case 0x203A:
        return mark == 0x2039;
    default:
        return false;
    }
}

static bool is_glued(const struct pairing *p, uint32_t tok)
{
    return tok < p->end && tok > p->first &&
           p->q->doc->toks.at[tok].flags & GLY_TOK_GLUED;
}

static bool is_opening_place(const struct pairing *p, uint32_t tok)
{
    static const char *const openers[] = {"(",  "[", "-", "—", "–",
                                          "\"", "“", "‘", "'", NULL};
    if (!is_glued(p, tok))
        return true;
    struct gly_str before = gly_tok_text(p->q->doc, &p->q->doc->toks.at[tok - 1]);
    for (const char *const *o = openers; *o; o++)
        if (gly_str_is(before, *o))
            return true;
    return false;
}

static bool is_open(const struct pairing *p, uint32_t mark, uint32_t *ret_level)
{
    for (uint32_t i = p->depth; i > 0; i--) {
        if (closes(p->open[i - 1].opener, mark)) {
            *ret_level = i - 1;
            return true;
        }
    }
    return false;
}

/* A mark that looks as if it opened, where one of its kind is open: the opening mark
 * repeated at a paragraph that was run into the one before. The quotation before it is
 * complete as a sentence then. */
static bool is_repeated(const struct pairing *p, uint32_t tok)
{
    static const char *const stops[] = {".", "!", "?", "...", "…", NULL};
    if (tok == p->first || !is_opening_place(p, tok) || !is_glued(p, tok + 1))
        return false;
    struct gly_str before = gly_tok_text(p->q->doc, &p->q->doc->toks.at[tok - 1]);
    for (const char *const *stop = stops; *stop; stop++)
        if (gly_str_is(before, *stop))
            return true;
    return false;
}

/* said: "... where one is still open: that one was never closed. */
static bool is_new_speech(const struct pairing *p, uint32_t tok)
{
    if (tok <= p->first + 1 || is_glued(p, tok) || !is_glued(p, tok + 1))
        return false;
    struct gly_str before = gly_tok_text(p->q->doc, &p->q->doc->toks.at[tok - 1]);
    return gly_str_is(before, ":") || gly_str_is(before, ",");
}

static enum side side_of(const struct pairing *p, uint32_t tok, uint32_t mark)
{
    uint32_t level;
    bool open = is_open(p, mark, &level);
    bool before = is_opening_place(p, tok), behind = is_glued(p, tok + 1);
    switch (mark) {
    case 0x201A:
    case 0x201E:
    case 0xAB:
    case 0x2039:
    case 0x2018:
    case 0x201C:
        if (open && !(before && behind && mark != 0xAB))
            return CLOSES;
        return OPENS;
    case 0x2019:
    case 0x201D:
    case 0xBB:
    case 0x203A:
        if (open)
            return CLOSES;
        return before && behind && !is_glued(p, tok) ? OPENS : NOT_A_MARK;
    default:
        break;
    }
    const struct gly_tok *t = &p->q->doc->toks.at[tok];
    if (open && mark == '\'' && before && behind && !is_glued(p, tok))
        return NOT_A_MARK; /* 'em: an apostrophe never closes with a blank before it */
    if (open)
        return before && behind && !is_glued(p, tok) && !is_repeated(p, tok) &&
                       p->open[p->depth - 1].opener != mark
                   ? OPENS
                   : CLOSES;
    /* 5'10", 'em, rock 'n' roll */
    if (tok > p->first && t[-1].kind == GLY_TOK_NUMBER && is_glued(p, tok))
        return NOT_A_MARK;
    if (mark == '\'' && (!before || !behind))
        return NOT_A_MARK;
    return before || !is_glued(p, tok) ? OPENS : NOT_A_MARK;
}

/* ---- Pairs ---- */

static struct gly_quotation *add(struct gly_quoter *q, uint32_t first, uint32_t end,
                                 uint32_t inside, uint32_t inside_end)
{
    const struct gly_tok *toks = q->doc->toks.at;
    struct gly_quotation *quotation = GLY_VEC_ADD(q->arena, &q->list);
    *quotation = (struct gly_quotation){
        .span = {toks[first].span.start, toks[end - 1].span.end},
        .first_tok = first,
        .tok_count = end - first,
        .entity = GLY_NONE,
        .outer = GLY_NONE,
        .kind = GLY_QUOTATION_DIRECT,
    };
    quotation->inside =
        inside < inside_end
            ? (struct gly_span){toks[inside].span.start, toks[inside_end - 1].span.end}
            : (struct gly_span){toks[first].span.end, toks[first].span.end};
    return quotation;
}

/* Give the innermost one up: it ends before the sentence of `tok`, or, where that is its
 * own, is no quotation. */
static void abandon(struct pairing *p, uint32_t tok)
{
    const struct gly_doc *doc = p->q->doc;
    uint32_t open = p->open[--p->depth].tok;
    uint32_t sent = doc->toks.at[tok].sent;
    uint32_t end = sent == GLY_NONE ? tok : doc->sents.at[sent].first_tok;
    if (end > open + 1)
        add(p->q, open, end, open + 1, end)->flags |= GLY_QUOTATION_OPEN;
}

static void see_mark(struct pairing *p, uint32_t tok, uint32_t mark)
{
    uint32_t level;
    if (mark == '"' && p->depth > 0 && p->open[p->depth - 1].opener == mark &&
        is_new_speech(p, tok))
        abandon(p, tok);
    switch (side_of(p, tok, mark)) {
    case OPENS:
        if (p->depth < DEPTH_MAX)
            p->open[p->depth++] = (struct mark){tok, mark};
        break;
    case CLOSES:
        is_open(p, mark, &level);
        if (is_repeated(p, tok) && p->open[level].opener == mark && mark != 0xBB) {
            add(p->q, p->open[level].tok, tok, p->open[level].tok + 1, tok)->flags |=
                GLY_QUOTATION_GOES_ON;
            p->open[level].tok = tok;
            p->depth = level + 1;
            break;
        }
        add(p->q, p->open[level].tok, tok + 1, p->open[level].tok + 1, tok);
        p->depth = level;
        break;
    case NOT_A_MARK:
        break;
    }
}

/* An outermost double mark that is still open goes to the end of the block. */
static void close_block(struct pairing *p)
{
    if (p->depth == 0 || p->open[0].opener == '\'' || p->open[0].opener == 0x2018 ||
        p->open[0].opener == 0x2019)
        return;
    if (p->open[0].tok + 1 < p->end)
        add(p->q, p->open[0].tok, p->end, p->open[0].tok + 1, p->end)->flags |=
            GLY_QUOTATION_OPEN;
}

static void pair_block(struct gly_quoter *q, const struct gly_block *block)
{
    struct pairing p = {
        .q = q, .first = block->first_tok, .end = block->first_tok + block->tok_count};
    for (uint32_t t = p.first; t < p.end; t++) {
        const struct gly_tok *tok = &q->doc->toks.at[t];
        uint32_t len = gly_span_len(tok->span);
        if (tok->kind != GLY_TOK_PUNCT || len > 3)
            continue;
        uint32_t mark = mark_of(q->doc, tok);
        if (mark != 0)
            see_mark(&p, t, mark);
    }
    close_block(&p);
}

/* ---- Block quotations ---- */

static void add_block_quote(struct gly_quoter *q, uint32_t index)
{
    const struct gly_block *blocks = q->doc->blocks.at, *block = &blocks[index];
    uint32_t first = GLY_NONE, end = 0;
    for (uint32_t b = index + 1; b < block->end; b++) {
        if (!(blocks[b].flags & GLY_BLOCK_LEAF) || blocks[b].tok_count == 0)
            continue;
        if (first == GLY_NONE)
            first = blocks[b].first_tok;
        end = blocks[b].first_tok + blocks[b].tok_count;
    }
    if (first != GLY_NONE)
        add(q, first, end, first, end)->kind = GLY_QUOTATION_BLOCK;
}

/* ---- Order, nesting, chains ---- */

static int compare(const void *a, const void *b)
{
    const struct gly_quotation *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end > y->span.end ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

static void sort(struct gly_quoter *q)
{
    if (q->list.count > 1)
        qsort(q->list.at, q->list.count, sizeof *q->list.at, compare);
    for (uint32_t i = 0; i < q->list.count; i++) {
        struct gly_quotation *quotation = &q->list.at[i];
        quotation->outer = GLY_NONE;
        for (uint32_t o = i > 0 ? i - 1 : GLY_NONE; o != GLY_NONE;
             o = q->list.at[o].outer) {
            if (gly_span_contains(q->list.at[o].span, quotation->span)) {
                quotation->outer = o;
                break;
            }
        }
    }
}

/* The mark a quotation opens with. */
static uint32_t opener_of(const struct gly_quoter *q,
                          const struct gly_quotation *quotation)
{
    return mark_of(q->doc, &q->doc->toks.at[quotation->first_tok]);
}

static bool is_next_paragraph(const struct gly_quoter *q,
                              const struct gly_quotation *before,
                              const struct gly_quotation *quotation)
{
    const struct gly_doc *doc = q->doc;
    uint32_t end = before->first_tok + before->tok_count;
    if (quotation->first_tok != end)
        return false;
    uint32_t a = doc->toks.at[end - 1].sent, b = doc->toks.at[end].sent;
    return a != GLY_NONE && b != GLY_NONE &&
           doc->sents.at[a].block != doc->sents.at[b].block;
}

/* Parts of one quotation: those that go on, inside a block or into the next one. */
static void chain(struct gly_quoter *q)
{
    for (uint32_t i = 0; i < q->list.count; i++) {
        struct gly_quotation *quotation = &q->list.at[i];
        quotation->whole = i;
        if (i == 0)
            continue;
        uint32_t b = i - 1;
        while (q->list.at[b].outer != GLY_NONE &&
               q->list.at[b].outer != quotation->outer)
            b = q->list.at[b].outer;
        struct gly_quotation *before = &q->list.at[b];
        bool same = opener_of(q, before) == opener_of(q, quotation);
        if (before->flags & GLY_QUOTATION_OPEN && same &&
            is_next_paragraph(q, before, quotation)) {
            before->flags &= (uint16_t)~GLY_QUOTATION_OPEN;
            before->flags |= GLY_QUOTATION_GOES_ON;
        }
        if (before->flags & GLY_QUOTATION_GOES_ON && same &&
            quotation->first_tok == before->first_tok + before->tok_count)
            quotation->whole = before->whole;
    }
}

/* ---- The annotation ---- */

void gly_annotate_quotations(struct gly_doc *doc, const struct gly_resources *resources)
{
    struct gly_quotations *quotations =
        gly_arena_alloc(doc->arena, 1, sizeof *quotations);
    struct gly_quoter q = {
        .doc = doc,
        .arena = doc->arena,
        .words = resources->names,
        .names = doc->notes[GLY_ANNOTATION_NAMES],
    };
    doc->notes[GLY_ANNOTATION_QUOTATIONS] = quotations;
    for (uint32_t b = 0; b < doc->blocks.count; b++) {
        const struct gly_block *block = &doc->blocks.at[b];
        if (block->kind == GLY_BLOCK_QUOTE)
            add_block_quote(&q, b);
        else if (block->flags & GLY_BLOCK_LEAF && block->flags & GLY_BLOCK_PROSE)
            pair_block(&q, block);
    }
    sort(&q);
    gly_quoter_find_reported(&q);
    sort(&q);
    chain(&q);
    gly_quoter_find_speakers(&q);
    *quotations = (struct gly_quotations){q.list.at, q.list.count};
}

const struct gly_quotations *gly_doc_quotations(const struct gly_doc *doc)
{
    return doc->notes[GLY_ANNOTATION_QUOTATIONS];
}

/* The innermost quotation of one of these kinds (as bits) that holds the offset. */
static uint32_t innermost(const struct gly_quotations *quotations, uint32_t offset,
                          unsigned kinds)
{
    uint32_t low = 0, high = quotations->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (quotations->list[middle].span.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = low > 0 ? low - 1 : GLY_NONE; i != GLY_NONE;
         i = quotations->list[i].outer) {
        const struct gly_quotation *q = &quotations->list[i];
        if (offset < q->span.end && kinds >> q->kind & 1)
            return i;
    }
    return GLY_NONE;
}

uint32_t gly_quotation_at(const struct gly_quotations *quotations, uint32_t offset)
{
    return innermost(quotations, offset,
                     1 << GLY_QUOTATION_DIRECT | 1 << GLY_QUOTATION_INDIRECT |
                         1 << GLY_QUOTATION_BLOCK);
}

bool gly_quotation_marks(const struct gly_quotations *quotations, uint32_t offset)
{
    return innermost(quotations, offset, ~(1u << GLY_QUOTATION_INDIRECT)) != GLY_NONE;
}
