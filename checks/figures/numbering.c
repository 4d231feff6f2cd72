/* The numbers of a list's items, or of headings, go up by one. */
#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { NUMBERING };

static const struct gly_rule rules[] = {
    [NUMBERING] =
        {
            .id = "figures/numbering",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A numbered list or row of headings skips or repeats a number",
            .why =
                "An item was lost or put in, and what refers to the others by number "
                "now points at the wrong one. Only a series that is regular but for "
                "one place is judged; lists that begin later, count down, or give "
                "every item the same number are left alone.",
            .bad = "1. Fill the kettle.\n2. Light the gas.\n4. Warm the pot.\n5. Pour.",
            .good =
                "1. Fill the kettle.\n2. Light the gas.\n3. Warm the pot.\n4. Pour.",
        },
};

/* Numbers in the order of the text, of one list or one rank of headings. */
struct series {
    uint32_t count;
    uint32_t number, block;          /* of the last member */
    uint32_t odd, odd_block, before; /* the member out of step, the one before it */
    uint32_t before_block;
    uint32_t first;
    unsigned regular, irregular;
};

enum { WIDEST_GAP = 4, FEWEST_REGULAR = 1 };

static void series_add(struct series *s, uint32_t number, uint32_t block)
{
    if (s->count++ == 0) {
        s->first = number;
    } else if (number == s->number + 1) {
        s->regular++;
    } else {
        bool near = number == s->number ||
                    (number > s->number && number <= s->number + WIDEST_GAP);
        s->irregular += near ? 1 : 2;
        s->odd = number;
        s->odd_block = block;
        s->before = s->number;
        s->before_block = s->block;
    }
    s->number = number;
    s->block = block;
}

/* Where a block begins to be read: its first word. */
static bool first_word(const struct gly_doc *doc, uint32_t block, struct gly_span *ret)
{
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    for (uint32_t i = block; i < blocks[block].end && i < count; i++)
        if (blocks[i].tok_count > 0) {
            *ret = toks[blocks[i].first_tok].span;
            return true;
        }
    return false;
}

/* Does a letter mark the item whose first word stands at `at`: "(d) Test cubes"? Only a
 * format without markup of its own has its marks in the text. */
static bool is_lettered(const struct gly_doc *doc, uint32_t at)
{
    struct gly_str text = gly_doc_text(doc);
    while (at > 0 && (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\t'))
        at--;
    return at >= 2 && text.ptr[at - 1] == ')' && text.ptr[at - 2] >= 'a' &&
           text.ptr[at - 2] <= 'z';
}

/* A number as the list writes it. */
static struct gly_str label(struct gly_pass *pass, uint32_t number, bool lettered)
{
    return lettered && number >= 1 && number <= 26
               ? gly_format(pass, "(%c)", (char)('a' + number - 1))
               : gly_format(pass, "%u", number);
}

/* Stands a number that the series lacks at the start of some block between: "Chapter 3",
 * "5. Errors"? Then that is a heading which its looks did not give away. */
static bool is_hidden(const struct gly_doc *doc, const struct series *s)
{
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    for (uint32_t i = s->before_block + 1; i < s->odd_block; i++) {
        uint32_t tok = blocks[i].first_tok;
        if (!(blocks[i].flags & GLY_BLOCK_LEAF) || blocks[i].tok_count < 2)
            continue;
        if (blocks[blocks[i].parent].number > s->before &&
            blocks[blocks[i].parent].number < s->odd)
            return true;
        tok += toks[tok].kind == GLY_TOK_WORD;
        struct gly_str text = gly_tok_at(doc, tok);
        uint32_t value = 0;
        for (size_t k = 0; k < text.len && gly_is_digit((unsigned char)text.ptr[k]);
             k++)
            value = value > 999 ? value : value * 10 + (uint32_t)(text.ptr[k] - '0');
        if (value > s->before && value < s->odd)
            return true;
    }
    return false;
}

/* A series of two ("1, 3") shows nothing, and one that begins late may be a selection. */
static void series_judge(struct gly_pass *pass, const struct series *s,
                         const char *what)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_span span, before;
    /* A second 1 begins another list: contents under the heading "1. Contents". */
    if (s->irregular != 1 || s->regular < FEWEST_REGULAR || s->first > 1 ||
        (s->odd == 1 && s->before == 1) || !first_word(doc, s->odd_block, &span) ||
        !first_word(doc, s->before_block, &before))
        return;
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    if (blocks[s->odd_block].flags & GLY_BLOCK_GUESSED && is_hidden(doc, s))
        return;
    bool lettered = is_lettered(doc, span.start);
    struct gly_str odd = label(pass, s->odd, lettered);
    struct gly_str last = label(pass, s->before, lettered);
    struct gly_str from = label(pass, s->before + 1, lettered);
    struct gly_str to = label(pass, s->odd - 1, lettered);
    struct gly_finding *f;
    if (s->odd == s->before)
        f = gly_report(pass, NUMBERING, span, "two %ss in a row have the number %.*s",
                       what, GLY_STR_ARG(odd));
    else if (s->odd == s->before + 2)
        f = gly_report(pass, NUMBERING, span,
                       "%s %.*s follows %s %.*s: %.*s is missing", what,
                       GLY_STR_ARG(odd), what, GLY_STR_ARG(last), GLY_STR_ARG(from));
    else
        f = gly_report(pass, NUMBERING, span,
                       "%s %.*s follows %s %.*s: %.*s to %.*s are missing", what,
                       GLY_STR_ARG(odd), what, GLY_STR_ARG(last), GLY_STR_ARG(from),
                       GLY_STR_ARG(to));
    gly_evidence(f, before, "the %s before", what);
}

/* ---- Lists ---- */

/* "i", "v" and "x" are read as Roman figures, without a number; among letters they stand
 * for themselves. */
static bool is_roman_letter(uint32_t expected)
{
    return expected == 9 || expected == 22 || expected == 24;
}

static void check_list(struct gly_pass *pass, uint32_t list)
{
    const struct gly_block *blocks = gly_doc_blocks(gly_pass_doc(pass), &(uint32_t){0});
    struct series s = {0};
    for (uint32_t i = list + 1; i < blocks[list].end; i = blocks[i].end) {
        if (blocks[i].kind != GLY_BLOCK_ITEM)
            return;
        uint32_t number = blocks[i].number;
        if (number == 0) {
            if (s.count == 0 || !is_roman_letter(s.number + 1))
                return;
            number = s.number + 1;
        }
        series_add(&s, number, i);
    }
    series_judge(pass, &s, "item");
}

/* ---- Headings ---- */

enum { DEPTH = 4 };

struct mark {
    uint32_t part[DEPTH];
    unsigned depth;
};

/* "2.3": figures between stops. A stop at the end belongs to it. */
static bool read_mark(struct gly_str text, struct mark *ret)
{
    *ret = (struct mark){0};
    uint32_t value = 0;
    bool digit = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c >= '0' && c <= '9') {
            value = value * 10 + (uint32_t)(c - '0');
            digit = true;
            if (value > 200)
                return false;
        } else if (c == '.' && digit && ret->depth < DEPTH - 1) {
            ret->part[ret->depth++] = value;
            value = 0;
            digit = false;
        } else {
            return false;
        }
    }
    if (digit)
        ret->part[ret->depth++] = value;
    return ret->depth > 0;
}

/* The number a heading begins with: "4. Safety", "2.3 Fees", "Chapter 4". A number
 * without a stop may count what follows it ("5 ways to sleep"). */
static bool heading_mark(const struct gly_doc *doc, const struct gly_block *block,
                         struct mark *ret, const char **ret_class)
{
    uint32_t tok = block->first_tok, end = tok + block->tok_count;
    static const char *const classes[] = {"chapter", "section", "step",   "part",
                                          "lesson",  "rule",    "article"};
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    *ret_class = "heading";
    if (end - tok < 2)
        return false;
    bool named = false;
    for (size_t i = 0; i < GLY_COUNT(classes) && !named; i++)
        if (gly_tok_is(doc, tok, classes[i])) {
            named = true;
            *ret_class = classes[i];
        }
    tok += named;
    if (!read_mark(gly_tok_at(doc, tok), ret) || toks[tok].kind != GLY_TOK_NUMBER)
        return false;
    struct gly_str behind =
        tok + 1 < end ? gly_tok_at(doc, tok + 1) : (struct gly_str){"", 0};
    bool stop = gly_str_is(behind, ".") || gly_str_is(behind, ")");
    return named || stop || ret->depth > 1 || gly_str_ends(gly_tok_at(doc, tok), ".");
}

static bool same_parent(const struct mark *a, const struct mark *b)
{
    if (a->depth != b->depth)
        return false;
    for (unsigned i = 0; i + 1 < a->depth; i++)
        if (a->part[i] != b->part[i])
            return false;
    return true;
}

static void check_headings(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    struct series series[DEPTH + 1] = {0};
    struct mark last[DEPTH + 1] = {0};
    const char *class[DEPTH + 1] = {0};
    for (uint32_t i = 0; i < count; i++) {
        struct mark mark;
        const char *name;
        if (blocks[i].kind != GLY_BLOCK_HEADING || blocks[i].flags & GLY_BLOCK_CHROME ||
            !heading_mark(doc, &blocks[i], &mark, &name))
            continue;
        unsigned d = mark.depth;
        if (series[d].count > 0 &&
            (!same_parent(&mark, &last[d]) || name != class[d])) {
            series_judge(pass, &series[d], class[d]);
            series[d] = (struct series){0};
        }
        /* Deeper ranks begin again under a new number. */
        for (unsigned k = d + 1; k <= DEPTH; k++) {
            series_judge(pass, &series[k], class[k]);
            series[k] = (struct series){0};
        }
        series_add(&series[d], mark.part[d - 1], i);
        last[d] = mark;
        class[d] = name;
    }
    for (unsigned d = 1; d <= DEPTH; d++)
        series_judge(pass, &series[d], class[d]);
}

/* ---- Captions and steps: "Table 2. Yields" ---- */

static void check_captions(struct gly_pass *pass)
{
    static const char *const words[] = {"table", "figure", "step", "rule", "exhibit"};
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    struct series series[GLY_COUNT(words)] = {0};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t tok = blocks[i].first_tok;
        if ((blocks[i].kind != GLY_BLOCK_PARAGRAPH &&
             blocks[i].kind != GLY_BLOCK_CAPTION) ||
            blocks[i].tok_count < 4 || blocks[i].flags & GLY_BLOCK_CHROME)
            continue;
        for (size_t k = 0; k < GLY_COUNT(words); k++) {
            struct mark mark;
            if (!gly_tok_is(doc, tok, words[k]) ||
                !read_mark(gly_tok_at(doc, tok + 1), &mark) || mark.depth != 1 ||
                !gly_tok_is(doc, tok + 2, ".|:"))
                continue;
            series_add(&series[k], mark.part[0], i);
        }
    }
    for (size_t k = 0; k < GLY_COUNT(words); k++)
        series_judge(pass, &series[k], words[k]);
}

/* ---- Letters in a paragraph: "(a) ..., (b) ... and (d)" ---- */

static void check_letters(struct gly_pass *pass, const struct gly_block *block)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t end = block->first_tok + block->tok_count, odd = 0, before = 0;
    unsigned reached = 0, wrong = 0;
    for (uint32_t tok = block->first_tok; tok + 2 < end; tok++) {
        struct gly_str letter = gly_tok_at(doc, tok + 1);
        if (!gly_str_is(gly_tok_at(doc, tok), "(") || letter.len != 1 ||
            letter.ptr[0] < 'a' || letter.ptr[0] > 'z' ||
            !gly_str_is(gly_tok_at(doc, tok + 2), ")") ||
            /* "Sections 4(a), 4(b) and 4(d)" refer. */
            (tok > block->first_tok && toks[tok].flags & GLY_TOK_GLUED &&
             toks[tok - 1].kind == GLY_TOK_NUMBER))
            continue;
        unsigned number = (unsigned)(letter.ptr[0] - 'a') + 1;
        if (number == reached + 1) {
            reached = number;
            before = wrong ? before : tok + 1;
        } else if (reached >= 2 && number == reached + 2 && wrong == 0) {
            wrong++;
            odd = tok + 1;
            reached = number;
        } else {
            return;
        }
    }
    if (wrong != 1 || reached < 4)
        return;
    unsigned letter = (unsigned)gly_tok_at(doc, odd).ptr[0];
    struct gly_finding *f = gly_report(
        pass, NUMBERING, toks[odd].span, "(%c) follows (%c): (%c) is missing",
        (char)letter, (char)(letter - 2), (char)(letter - 1));
    gly_evidence(f, toks[before].span, "the letter before");
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    bool headings = false;
    for (uint32_t i = 0; i < count; i++) {
        headings |= blocks[i].kind == GLY_BLOCK_HEADING;
        if (blocks[i].kind == GLY_BLOCK_PARAGRAPH && blocks[i].tok_count >= 12 &&
            !(blocks[i].flags & GLY_BLOCK_CHROME))
            check_letters(pass, &blocks[i]);
        if (blocks[i].kind == GLY_BLOCK_LIST && blocks[i].flags & GLY_BLOCK_ORDERED &&
            !(blocks[i].flags & GLY_BLOCK_CHROME))
            check_list(pass, i);
    }
    check_captions(pass);
    if (headings)
        check_headings(pass);
}

const struct gly_check gly_check_figures_numbering = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .run = run,
};
