#include <galley/check.h>
#include <galley/expansion.h>
#include <galley/usage.h>

enum { ABBREVIATION, UNUSED };

static const struct gly_rule rules[] = {
    [ABBREVIATION] =
        {
            .id = "consistency/abbreviation",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "An abbreviation is explained twice, in two ways, or after its "
                       "first use",
            .why =
                "Readers look for the words behind the letters where they first meet "
                "them, and take a second explanation for another thing. Headings, "
                "tables, captions and quotations may use what the text explains "
                "later. Letters that every reader knows need no explanation, and in "
                "a long text a second one is a kindness.",
            .bad = "The harbour lights board (HLB) sat in May. The HLB has five "
                   "members. The harbour lights board (HLB) sits again in June.",
            .good = "The harbour lights board (HLB) sat in May. The HLB has five "
                    "members. The HLB sits again in June.",
        },
    [UNUSED] =
        {
            .id = "consistency/unused-abbreviation",
            .severity = GLY_NOTE,
            .stage = GLY_OPTIONAL,
            .summary = "An abbreviation is explained and never used",
            .why =
                "The reader learns letters for nothing. Off by default: many give the "
                "letters so that those who know them by no other name find them.",
            .bad = "The friends of the old quay (FOQ) met on Sunday. They have no "
                   "chairman.",
            .good = "The friends of the old quay (FOQ) met on Sunday. The FOQ has no "
                    "chairman.",
        },
};

/* Farther apart, a second explanation helps: so many tokens are three pages. */
enum { FAR = 1500 };

/* A text that explains more abbreviations is a list of them. */
enum { EXPLAINED_MAX = 64 };

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_sent *sents;
    const struct gly_block *blocks;
    const struct gly_quotations *quotations;
    const struct gly_usage *usage;
    const struct gly_expansions *expansions;
};

/* Running text of the writer: no heading, table, caption, note or quotation. */
static bool is_running(const struct state *s, uint32_t tok)
{
    const struct gly_tok *t = &s->toks[tok];
    if (!gly_tok_speaks(s->pass, t) || t->flags & GLY_TOK_IN_LINK ||
        gly_quotation_marks(s->quotations, t->span.start))
        return false;
    uint32_t block = s->sents[t->sent].block;
    return s->blocks[block].kind == GLY_BLOCK_PARAGRAPH &&
           gly_block_within(s->doc, block, GLY_BLOCK_NOTE) == GLY_NONE &&
           gly_block_within(s->doc, block, GLY_BLOCK_QUOTE) == GLY_NONE;
}

static struct gly_str letters(const struct state *s, const struct gly_expansion *e)
{
    return gly_doc_slice(s->doc, e->letters);
}

static struct gly_str words(const struct state *s, const struct gly_expansion *e)
{
    return gly_doc_slice(s->doc, e->words);
}

/* ---- Comparing what two brackets say ---- */

static bool is_letter(char c)
{
    return gly_is_ascii_letter((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The same words but for capitals, hyphens and plurals; organisation is organization. */
static bool same_words(struct gly_str a, struct gly_str b)
{
    size_t i = 0, j = 0;
    while (i < a.len || j < b.len) {
        if (i < a.len && !is_letter(a.ptr[i])) {
            i++;
        } else if (j < b.len && !is_letter(b.ptr[j])) {
            j++;
        } else if (i < a.len && j < b.len &&
                   ((a.ptr[i] | 0x20) == (b.ptr[j] | 0x20) ||
                    (strchr("sz", a.ptr[i] | 0x20) && strchr("sz", b.ptr[j] | 0x20)))) {
            i++, j++;
        } else if (i < a.len && (a.ptr[i] | 0x20) == 's' &&
                   (i + 1 == a.len || !is_letter(a.ptr[i + 1]))) {
            i++;
        } else if (j < b.len && (b.ptr[j] | 0x20) == 's' &&
                   (j + 1 == b.len || !is_letter(b.ptr[j + 1]))) {
            j++;
        } else {
            return false;
        }
    }
    return true;
}

/* Different words, not the same ones in other forms: each has one that the other has
 * nothing like. */
static bool has_word_of_its_own(struct gly_str a, struct gly_str b)
{
    enum { ALIKE = 4 };
    for (size_t i = 0; i < a.len;) {
        size_t end = i;
        while (end < a.len && is_letter(a.ptr[end]))
            end++;
        size_t len = end - i < ALIKE ? end - i : ALIKE;
        bool found = end - i < ALIKE;
        for (size_t j = 0; !found && j + len <= b.len; j++)
            found = gly_str_eq_nocase((struct gly_str){a.ptr + i, len},
                                      (struct gly_str){b.ptr + j, len});
        if (!found)
            return true;
        i = end + 1;
    }
    return false;
}

/* ---- The findings ---- */

static void report_twice(const struct state *s, const struct gly_expansion *first,
                         const struct gly_expansion *again)
{
    struct gly_str l = letters(s, again);
    struct gly_finding *f = gly_report(s->pass, ABBREVIATION, again->span,
                                       "'%.*s' is explained again", GLY_STR_ARG(l));
    gly_evidence(f, first->span, "first explained here");
    gly_fix(f, gly_doc_slice(s->doc, s->toks[again->tok].span));
}

static void report_two(const struct state *s, const struct gly_expansion *first,
                       const struct gly_expansion *other)
{
    struct gly_finding *f =
        gly_report(s->pass, ABBREVIATION, other->span,
                   "'%.*s' stands for '%.*s' here and for '%.*s' elsewhere",
                   GLY_STR_ARG(letters(s, other)), GLY_STR_ARG(words(s, other)),
                   GLY_STR_ARG(words(s, first)));
    gly_evidence(f, first->span, "the other explanation");
}

/* ---- All brackets with the same letters ---- */

/* "COMMAND PID PGID USER": the head of a table that nobody marked as one; more tokens
 * follow. */
static bool is_in_capitals(const struct state *s, uint32_t tok)
{
    const struct gly_tok *t = &s->toks[tok];
    return tok > 0 && t[-1].sent == t->sent && t[1].sent == t->sent &&
           t[-1].flags & t[1].flags & GLY_TOK_ALL_CAPS &&
           gly_span_len(t[-1].span) > 1 && gly_span_len(t[1].span) > 1;
}

/* The places where the letters stand, in any form that has them: "RRU", "RRUs". */
static const struct gly_usage_form *form_of(const struct state *s,
                                            const struct gly_expansion *e)
{
    uint32_t form = s->usage->form_at[e->tok];
    return form == GLY_NONE ? NULL : &s->usage->forms[form];
}

static bool is_known(const struct state *s, const struct gly_expansion *e)
{
    struct gly_str l = letters(s, e);
    return l.len < 3 || gly_is_digit((unsigned char)l.ptr[l.len - 1]) ||
           gly_word_of(s->pass, l).flags & GLY_WORD_KNOWN;
}

/* Two items of lists are entries of their own, as in a history of releases, which tells
 * the latest first. */
static bool are_entries(const struct state *s, uint32_t a, uint32_t b)
{
    uint32_t x =
        gly_block_within(s->doc, s->sents[s->toks[a].sent].block, GLY_BLOCK_ITEM);
    uint32_t y =
        gly_block_within(s->doc, s->sents[s->toks[b].sent].block, GLY_BLOCK_ITEM);
    return x != y && x != GLY_NONE && y != GLY_NONE;
}

static void check_first_use(const struct state *s, const struct gly_expansion *e)
{
    const struct gly_usage_form *form = form_of(s, e);
    if (!form || is_known(s, e) || e->letters_first || !is_running(s, e->tok))
        return;
    uint32_t uses = 0, first = GLY_NONE;
    for (uint32_t t = form->first; t != GLY_NONE && t < e->first_tok;
         t = s->usage->next[t]) {
        if (!is_running(s, t) || s->toks[t].flags & GLY_TOK_HYPHENATED ||
            is_in_capitals(s, t))
            continue;
        uses++;
        if (first == GLY_NONE)
            first = t;
    }
    if (uses == 0 || s->toks[first].sent == s->toks[e->tok].sent ||
        are_entries(s, first, e->tok))
        return;
    struct gly_finding *f =
        gly_report(s->pass, ABBREVIATION, s->toks[first].span,
                   "'%.*s' is used before it is explained", GLY_STR_ARG(letters(s, e)));
    gly_evidence(f, e->span, "explained here");
}

static void check_unused(const struct state *s, const struct gly_expansion *e)
{
    const struct gly_usage_form *form = form_of(s, e);
    if (!gly_wants(s->pass, UNUSED) || s->expansions->count > EXPLAINED_MAX || !form ||
        form->count > 1 || e->letters_first)
        return;
    for (uint32_t w = 0; w < s->usage->form_count; w++) {
        struct gly_str text = s->usage->forms[w].text, l = letters(s, e);
        if (text.len > l.len && text.len <= l.len + 2 &&
            memcmp(text.ptr, l.ptr, l.len) == 0)
            return; /* "RRUs" */
    }
    gly_report(s->pass, UNUSED, e->span, "'%.*s' is explained and never used",
               GLY_STR_ARG(letters(s, e)));
}

static void run(struct gly_pass *pass)
{
    uint32_t unused;
    struct state s = {
        .pass = pass,
        .doc = gly_pass_doc(pass),
        .quotations = gly_quotations(pass),
        .usage = gly_usage(pass),
        .expansions = gly_expansions(pass),
    };
    if (s.expansions->count == 0)
        return;
    s.toks = gly_doc_toks(s.doc, &unused);
    s.sents = gly_doc_sents(s.doc, &unused);
    s.blocks = gly_doc_blocks(s.doc, &unused);
    /* By form of the letters: the first and the last explanation, 1 + index. */
    uint32_t *first = gly_alloc(pass, s.usage->form_count + 1, sizeof *first);
    uint32_t *last = gly_alloc(pass, s.usage->form_count + 1, sizeof *last);
    for (uint32_t i = 0; i < s.expansions->count; i++) {
        const struct gly_expansion *e = &s.expansions->at[i];
        uint32_t form = s.usage->form_at[e->tok];
        if (form == GLY_NONE || !is_running(&s, e->tok))
            continue;
        if (first[form] == 0) {
            first[form] = i + 1;
            check_first_use(&s, e);
            check_unused(&s, e);
        } else {
            const struct gly_expansion *one = &s.expansions->at[first[form] - 1];
            const struct gly_expansion *before = &s.expansions->at[last[form] - 1];
            if (!same_words(words(&s, one), words(&s, e))) {
                /* Two letters may be anybody's initials. */
                if (letters(&s, e).len > 2 &&
                    has_word_of_its_own(words(&s, one), words(&s, e)) &&
                    has_word_of_its_own(words(&s, e), words(&s, one)))
                    report_two(&s, one, e);
            } else if (e->first_tok - before->first_tok < FAR &&
                       !are_entries(&s, one->tok, e->tok)) {
                report_twice(&s, one, e);
            }
        }
        last[form] = i + 1;
    }
}

const struct gly_check gly_check_consistency_abbreviation = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs =
        GLY_NEED_USAGE | GLY_NEED_EXPANSIONS | GLY_NEED_QUOTATIONS | GLY_NEED_WORDS,
    .language = "en",
    .run = run,
};
