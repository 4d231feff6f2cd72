#include <galley/check.h>

enum { UNBALANCED };

static const struct gly_rule rules[] = {
    [UNBALANCED] =
        {
            .id = "typography/unbalanced-pair",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A quotation mark or bracket has no partner",
            .why = "The reader does not learn where the quotation or the aside ends. A "
                   "quotation may run over paragraphs, each of which opens it again; "
                   "marks of lists (\"a)\"), intervals (\"[0, 1)\"), inches and "
                   "single quotation marks are left alone.",
            .bad = "The reader (who is patient hears of it.",
            .good = "We need a) time, b) nails (and “luck”) and 0 to 1 in [0, 1).",
        },
};

enum {
    DEPTH = 32,   /* brackets open at a time; deeper ones are not looked at */
    PATIENCE = 8, /* leaves over which a pair may run */
    HABIT = 5,    /* more than this many in one text are its way of writing */
};

struct candidate {
    uint32_t tok, partner; /* partner: the mark that does not fit, or NONE */
};

struct open {
    uint32_t tok;
    uint32_t leaf; /* in which leaf, counted */
    char close;
};

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    uint32_t count;
    struct open brackets[DEPTH];
    unsigned depth, base; /* those below `base` are from earlier leaves */
    uint32_t quote;       /* open quotation in this leaf */
    uint32_t carried;     /* one left open by an earlier leaf */
    uint32_t carried_leaf, leaf;
    struct candidate found[HABIT + 1];
    unsigned found_count, code_count;
};

static struct gly_str text_of(const struct state *s, uint32_t i)
{
    return gly_tok_text(s->doc, &s->toks[i]);
}

static bool is_glued(const struct state *s, uint32_t i)
{
    return i < s->count && s->toks[i].flags & GLY_TOK_GLUED;
}

static bool is_quote(struct gly_str text)
{
    static const char *const marks[] = {"\"", "'", "“", "”", "‘", "’", NULL};
    return gly_str_among(text, marks);
}

/* Signs that prose has no use for, close by. */
static bool is_among_signs(const struct state *s, uint32_t i)
{
    enum { REACH = 12 };
    struct gly_str text = gly_doc_text(s->doc);
    uint32_t start = s->toks[i].span.start;
    uint32_t from = start > REACH ? start - REACH : 0;
    for (uint32_t at = from; at < text.len && at < start + REACH; at++)
        if (strchr("=\\{}|<>$^*~`", text.ptr[at]))
            return true;
    return false;
}

/* A mark that is spoken of or belongs to code: it stands alone ("ESC [ m"), between
 * quotation marks or behind a backslash; a bracket that opens is glued to the word before
 * it ("printf(") or a sign, one that closes to the word behind it. */
static bool is_code(const struct state *s, uint32_t i)
{
    struct gly_str text = text_of(s, i);
    if (is_quote(text))
        return i > 0 && is_glued(s, i) && is_glued(s, i + 1) &&
               ((is_quote(text_of(s, i - 1)) && is_quote(text_of(s, i + 1))) ||
                (gly_str_is(text_of(s, i - 1), "(") &&
                 gly_str_is(text_of(s, i + 1), ")")));
    bool opens = strchr("([", text.ptr[0]) != NULL;
    /* A label of a shell's "case": "main)" alone on its line. */
    if (!opens && i > 0 && is_glued(s, i) && i + 1 < s->count &&
        s->toks[i + 1].flags & GLY_TOK_LINE_BREAK &&
        s->toks[i - 1].flags & (GLY_TOK_LINE_BREAK | GLY_TOK_SENT_START))
        return true;
    if (!is_glued(s, i) && !is_glued(s, i + 1))
        return i + 1 < s->count && s->toks[i + 1].sent == s->toks[i].sent && opens;
    if (i > 0 && is_glued(s, i) &&
        (strchr("\\!%$<>|;#:", text_of(s, i - 1).ptr[0]) ||
         is_quote(text_of(s, i - 1))))
        return true;
    if (opens)
        return i > 0 && is_glued(s, i) && s->toks[i - 1].kind != GLY_TOK_PUNCT;
    return is_glued(s, i + 1) && s->toks[i + 1].kind != GLY_TOK_PUNCT;
}

/* "(an old one :)": the smile is a bracket as well. */
static bool smiles(const struct state *s, uint32_t open)
{
    if (!gly_str_is(text_of(s, open), "("))
        return false;
    for (uint32_t i = open + 1; i < s->count && s->toks[i].sent == s->toks[open].sent;
         i++)
        if (s->toks[i].kind == GLY_TOK_SYMBOL && gly_str_ends(text_of(s, i), ")"))
            return true;
    return false;
}

static void add(struct state *s, uint32_t tok, uint32_t partner)
{
    if (smiles(s, tok))
        return;
    if (is_among_signs(s, tok) || is_code(s, tok)) {
        s->code_count++;
        return;
    }
    if (s->found_count <= HABIT)
        s->found[s->found_count++] = (struct candidate){tok, partner};
}

static bool is_mark(const struct state *s, uint32_t i)
{
    return s->toks[i].kind == GLY_TOK_PUNCT;
}

/* ---- Brackets ---- */

/* "a)", "(iv)" without its opening, "12)": a short word or number that stands alone. */
static bool is_list_mark(const struct state *s, uint32_t i, uint32_t first)
{
    if (i == first)
        return true;
    const struct gly_tok *left = &s->toks[i - 1];
    return s->toks[i].flags & GLY_TOK_GLUED && gly_span_len(left->span) <= 3 &&
           (i - 1 == first || !(left->flags & GLY_TOK_GLUED));
}

/* Numbers, letters and signs between two brackets: an interval of mathematics. */
static bool is_interval(const struct state *s, uint32_t open, uint32_t close)
{
    for (uint32_t i = open + 1; i < close; i++)
        if (s->toks[i].kind == GLY_TOK_WORD && gly_span_len(s->toks[i].span) > 2)
            return false;
    return close - open < 16;
}

static void open_bracket(struct state *s, uint32_t i, char close)
{
    if (s->depth < DEPTH)
        s->brackets[s->depth++] = (struct open){i, s->leaf, close};
}

static void close_bracket(struct state *s, uint32_t i, char close, uint32_t first)
{
    if (s->depth > s->base) {
        struct open top = s->brackets[s->depth - 1];
        if (top.close == close) {
            s->depth--;
            return;
        }
        bool interval = is_interval(s, top.tok, i);
        /* "[see a) word]": the mark of a list inside brackets. */
        if (!interval && close == ')' && is_list_mark(s, i, first))
            return;
        s->depth--;
        if (!interval)
            add(s, i, top.tok);
        return;
    }
    if (s->depth > 0 && s->brackets[s->depth - 1].close == close) {
        s->depth--;
        s->base--;
        return;
    }
    if (!is_list_mark(s, i, first))
        add(s, i, GLY_NONE);
}

static void see_bracket(struct state *s, uint32_t i, uint32_t first)
{
    struct gly_str text = text_of(s, i);
    if (text.len != 1)
        return;
    /* Behind a control it belongs to a command: the colours of a terminal. */
    if (i > first && s->toks[i].flags & GLY_TOK_GLUED &&
        (unsigned char)text_of(s, i - 1).ptr[0] < ' ')
        return;
    switch (text.ptr[0]) {
    case '(':
        open_bracket(s, i, ')');
        break;
    case '[':
        open_bracket(s, i, ']');
        break;
    case ')':
    case ']':
        close_bracket(s, i, text.ptr[0], first);
        break;
    default:
        break;
    }
}

/* ---- Quotation marks ---- */

enum side { NEITHER, OPENS, CLOSES, EITHER };

static enum side side_of(const struct state *s, uint32_t i, uint32_t first,
                         uint32_t end)
{
    struct gly_str text = text_of(s, i);
    if (gly_str_is(text, "“"))
        return OPENS;
    if (gly_str_is(text, "”"))
        return CLOSES;
    if (!gly_str_is(text, "\""))
        return NEITHER;
    bool before = i > first && s->toks[i].flags & GLY_TOK_GLUED,
         behind = i + 1 < end && s->toks[i + 1].flags & GLY_TOK_GLUED;
    /* Behind a bracket or a dash it opens though it is glued, before a mark it closes. */
    if (before && behind) {
        struct gly_str left = text_of(s, i - 1);
        if (strchr("([-", left.ptr[0]) || gly_str_is(left, "—") ||
            gly_str_is(left, "–"))
            return OPENS;
        return s->toks[i + 1].kind == GLY_TOK_PUNCT ? CLOSES : EITHER;
    }
    return behind ? OPENS : before ? CLOSES : EITHER;
}

/* An even number of straight marks pairs up, whatever blanks stand around them; which
 * side each is on is asked only where one is left over. */
static bool pairs_up(const struct state *s, uint32_t first, uint32_t end)
{
    uint32_t marks = 0;
    for (uint32_t i = first; i < end; i++)
        marks += is_mark(s, i) && gly_str_is(text_of(s, i), "\"");
    return marks % 2 == 0;
}

/* Inches and seconds make straight marks unreadable. */
static bool has_inches(const struct state *s, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i < end; i++)
        if (is_mark(s, i) && gly_str_is(text_of(s, i), "\"") &&
            s->toks[i].flags & GLY_TOK_GLUED && s->toks[i - 1].kind == GLY_TOK_NUMBER)
            return true;
    return false;
}

static void drop_carried(struct state *s)
{
    if (s->carried != GLY_NONE)
        add(s, s->carried, GLY_NONE);
    s->carried = GLY_NONE;
}

static void see_quote(struct state *s, uint32_t i, enum side side, uint32_t first)
{
    if (side == EITHER)
        side = s->quote == GLY_NONE ? OPENS : CLOSES;
    if (side == OPENS) {
        if (i == first)
            s->carried = GLY_NONE; /* goes on with a quotation and opens it again */
        drop_carried(s);
        /* At the start of a sentence it goes on with a quotation of several paragraphs
         * that have been run together. */
        if (s->quote != GLY_NONE && s->toks[s->quote].sent == s->toks[i].sent)
            add(s, s->quote, GLY_NONE);
        s->quote = i;
        return;
    }
    if (s->quote != GLY_NONE)
        s->quote = GLY_NONE;
    else if (s->carried != GLY_NONE)
        s->carried = GLY_NONE;
    else
        add(s, i, GLY_NONE);
}

/* ---- Leaves ---- */

/* Marks of other languages and of code, whose pairs are not ours. */
static bool has_foreign_marks(const struct state *s, uint32_t first, uint32_t end)
{
    static const char *const marks[] = {"„", "``", "`"};
    for (uint32_t i = first; i < end; i++)
        for (size_t m = 0; m < GLY_COUNT(marks) && is_mark(s, i); m++)
            if (gly_str_is(text_of(s, i), marks[m]))
                return true;
    return false;
}

/* 'Norway"s': typed for an apostrophe, and no other mark's. */
static bool is_apostrophe(const struct state *s, uint32_t i, uint32_t first,
                          uint32_t end)
{
    return s->quote == GLY_NONE && i > first && i + 1 < end &&
           gly_str_is(text_of(s, i), "\"") && gly_str_is(text_of(s, i + 1), "s") &&
           s->toks[i - 1].kind == GLY_TOK_WORD &&
           s->toks[i].flags & s->toks[i + 1].flags & GLY_TOK_GLUED;
}

static void see_leaf(struct state *s, const struct gly_block *block)
{
    uint32_t first = block->first_tok, end = first + block->tok_count;
    if (first == end || has_foreign_marks(s, first, end))
        return;
    bool runs_on = block->kind == GLY_BLOCK_PARAGRAPH,
         inches = has_inches(s, first, end), even = pairs_up(s, first, end);
    s->leaf++;
    s->base = runs_on ? s->depth : 0;
    s->quote = GLY_NONE;
    if (s->carried != GLY_NONE && (!runs_on || s->leaf - s->carried_leaf > PATIENCE))
        drop_carried(s);
    for (uint32_t i = first; i < end; i++) {
        if (!is_mark(s, i) || is_apostrophe(s, i, first, end))
            continue;
        enum side side = side_of(s, i, first, end);
        if (side == NEITHER)
            see_bracket(s, i, first);
        else if (!inches)
            see_quote(s, i, even && gly_str_is(text_of(s, i), "\"") ? EITHER : side,
                      first);
    }
    if (s->quote != GLY_NONE) {
        s->carried = s->quote;
        s->carried_leaf = s->leaf;
        if (!runs_on)
            drop_carried(s);
    }
    /* What has waited too long, or cannot run on. */
    unsigned kept = 0;
    for (unsigned d = 0; d < s->depth; d++) {
        if (runs_on && s->leaf - s->brackets[d].leaf < PATIENCE)
            s->brackets[kept++] = s->brackets[d];
        else
            add(s, s->brackets[d].tok, GLY_NONE);
    }
    s->depth = kept;
}

static void report(struct state *s, struct candidate found)
{
    const struct gly_tok *tok = &s->toks[found.tok];
    struct gly_str mark = text_of(s, found.tok);
    bool opens = strchr("([", mark.ptr[0]) || gly_str_is(mark, "“") ||
                 (gly_str_is(mark, "\"") && found.tok + 1 < s->count &&
                  s->toks[found.tok + 1].flags & GLY_TOK_GLUED);
    /* Shown with the word beside it, which is easier to find than a mark alone. */
    struct gly_span span = tok->span;
    if (opens && found.tok + 1 < s->count && s->toks[found.tok + 1].sent == tok->sent)
        span.end = s->toks[found.tok + 1].span.end;
    for (uint32_t i = found.tok; !opens && i > 0 && s->toks[i].flags & GLY_TOK_GLUED;) {
        span.start = s->toks[--i].span.start;
        if (s->toks[i].kind != GLY_TOK_PUNCT)
            break;
    }
    if (!gly_tok_speaks(s->pass, tok))
        return;
    if (found.partner == GLY_NONE) {
        gly_report(s->pass, UNBALANCED, span,
                   opens ? "%.*s opens and nothing closes it"
                         : "%.*s closes what nothing opened",
                   GLY_STR_ARG(gly_format(s->pass, "'%.*s'", GLY_STR_ARG(mark))));
        return;
    }
    struct gly_finding *f =
        gly_report(s->pass, UNBALANCED, span, "'%.*s' closes what '%.*s' opened",
                   GLY_STR_ARG(mark), GLY_STR_ARG(text_of(s, found.partner)));
    gly_evidence(f, s->toks[found.partner].span, "opened here");
}

static void run(struct gly_pass *pass)
{
    struct state s = {.pass = pass,
                      .doc = gly_pass_doc(pass),
                      .quote = GLY_NONE,
                      .carried = GLY_NONE};
    s.toks = gly_doc_toks(s.doc, &s.count);
    /* Where a text has been misread, marks are lost. */
    if (gly_scripts(pass)->misread_count > 0)
        return;
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(s.doc, &count);
    for (uint32_t b = 0; b < count; b++)
        if (blocks[b].flags & GLY_BLOCK_LEAF && gly_block_speaks(pass, b))
            see_leaf(&s, &blocks[b]);
    drop_carried(&s);
    for (unsigned d = 0; d < s.depth; d++)
        add(&s, s.brackets[d].tok, GLY_NONE);
    if (s.found_count + s.code_count > HABIT)
        return;
    for (unsigned i = 0; i < s.found_count; i++)
        report(&s, s.found[i]);
}

const struct gly_check gly_check_typography_unbalanced_pair = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .language = "en",
    .run = run,
};
