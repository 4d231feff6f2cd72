#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/usage.h>

enum { CAPITALS };

static const struct gly_rule rules[] = {
    [CAPITALS] =
        {
            .id = "consistency/capitals",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A term has its capitals in one place and not in another",
            .why =
                "The rarer form is the finding. It speaks where the capitals cannot "
                "mean anything: a proper name in lower case, letters of one name "
                "in other capitals (Covid-19, COVID-19), a name of ordinary words of "
                "which one has lost its capital (the Harbour board), and the "
                "terms of a contract. A minister is written small and Minister Lund "
                "is not: what may be right in both forms is left alone, as are "
                "headings, tables and quotations.",
            .bad = "The Harbour Board met. We thank the Harbour Board, and the "
                   "Harbour board thanks us.",
            .good = "The Harbour Board met. We thank the Harbour Board, and "
                    "the Harbour Board thanks us.",
        },
};

enum { SHOWN = 5 };

enum look { LOWER, TITLE, UPPER, MIXED, LOOK_COUNT };

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_sent *sents;
    const struct gly_block *blocks;
    const struct gly_names *names;
    const struct gly_quotations *quotations;
    const struct gly_usage *usage;
    const struct gly_word *words;
    uint32_t tok_count;
};

/* Places of one form. */
struct side {
    uint32_t tok[SHOWN], count;
    uint32_t starts; /* those among them that begin a sentence */
    bool names_code; /* other places have it as a part of code: "tsc=1", "gdk.pc" */
};

static void add(struct side *side, uint32_t tok)
{
    if (side->count < SHOWN)
        side->tok[side->count] = tok;
    side->count++;
}

/* ---- Places that count ---- */

static struct gly_str text_of(const struct state *s, uint32_t tok)
{
    return gly_tok_text(s->doc, &s->toks[tok]);
}

static const struct gly_usage_form *form_at(const struct state *s, uint32_t tok)
{
    return tok < s->tok_count && s->usage->form_at[tok] != GLY_NONE
               ? &s->usage->forms[s->usage->form_at[tok]]
               : NULL;
}

/* A line in which most words have a capital; one that ends as sentences do, in which all
 * have. */
static bool is_title(const struct state *s, uint32_t tok)
{
    const struct gly_sent *sent = &s->sents[s->toks[tok].sent];
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = 0; i < sent->tok_count && i < 40; i++) {
        const struct gly_tok *t = &s->toks[sent->first_tok + i];
        if (t->kind != GLY_TOK_WORD || gly_span_len(t->span) < 4)
            continue;
        words++;
        capitals += (t->flags & GLY_TOK_CAPITALISED) != 0;
    }
    bool ends = gly_str_is(text_of(s, sent->first_tok + sent->tok_count - 1), ".");
    return capitals > 2 && (ends ? capitals == words : capitals * 3 > words * 2);
}

/* Running text of the writer, where capitals mean something. */
static bool is_running(const struct state *s, uint32_t tok)
{
    const struct gly_tok *t = &s->toks[tok];
    if (!gly_tok_speaks(s->pass, t) ||
        t->flags & (GLY_TOK_IN_LINK | GLY_TOK_EMPHASIS) ||
        gly_quotation_marks(s->quotations, t->span.start))
        return false;
    enum gly_block_kind kind = s->blocks[s->sents[t->sent].block].kind;
    return kind == GLY_BLOCK_PARAGRAPH && !is_title(s, tok);
}

/* Glued to what is no punctuation of prose: a part of code, of an address. */
static bool is_joined(const struct state *s, uint32_t tok)
{
    if (tok + 1 < s->tok_count && s->toks[tok + 1].flags & GLY_TOK_GLUED &&
        strchr("(_/=:<@\\", text_of(s, tok + 1).ptr[0]) &&
        !(text_of(s, tok + 1).ptr[0] == ':' && tok + 2 < s->tok_count &&
          !(s->toks[tok + 2].flags & GLY_TOK_GLUED)))
        return true;
    return tok > 0 && s->toks[tok].flags & GLY_TOK_GLUED &&
           strchr("_/=:<>@\\.$#", text_of(s, tok - 1).ptr[0]);
}

/* An option, a pattern, a file, a label: "--gpt", "*xsl", "gmp.pc", "gaction: tidy up",
 * "fdo#12", "(gpt)intro"; a variable behind its type: "XID xid". */
static bool is_code(const struct state *s, uint32_t tok)
{
    struct gly_str text = gly_doc_text(s->doc);
    struct gly_span span = s->toks[tok].span;
    char before = span.start > 0 ? text.ptr[span.start - 1] : ' ';
    char behind = span.end < text.len ? text.ptr[span.end] : ' ';
    char beyond = span.end + 1 < text.len ? text.ptr[span.end + 1] : ' ';
    return strchr("-*[{<", before) || strchr("*[]{>:;#+", behind) ||
           (behind == ')' && gly_is_ascii_letter((unsigned char)beyond)) ||
           (tok > 0 && gly_str_eq_nocase(text_of(s, tok - 1), text_of(s, tok))) ||
           (behind == '.' && (gly_is_ascii_letter((unsigned char)beyond) ||
                              beyond == '[' || beyond == '*'));
}

static bool is_capital(const struct state *s, uint32_t tok)
{
    return tok < s->tok_count && s->toks[tok].flags & GLY_TOK_CAPITALISED &&
           !(s->toks[tok].flags & GLY_TOK_SENT_START);
}

/* Is a word beside `tok` in capitals, or one behind the hyphen there? */
static bool is_among_loud(const struct state *s, uint32_t tok)
{
    const uint16_t hyphen = GLY_TOK_HYPHENATED | GLY_TOK_GLUED;
    for (int step = -1; step <= 1; step += 2) {
        uint32_t next = tok + (uint32_t)step, beyond = next + (uint32_t)step;
        if (next < s->tok_count &&
            (s->toks[next].flags & GLY_TOK_ALL_CAPS ||
             ((s->toks[next].flags & hyphen) == hyphen && beyond < s->tok_count &&
              s->toks[beyond].flags & GLY_TOK_ALL_CAPS)))
            return true;
    }
    return false;
}

/* Of `words` words from `tok` on, without the "'s" of the last. */
static struct gly_span span_of(const struct state *s, uint32_t tok, uint32_t words)
{
    uint32_t start = s->toks[tok].span.start;
    uint32_t last = s->toks[tok + words - 1].span.start;
    return (struct gly_span){start,
                             last + (uint32_t)form_at(s, tok + words - 1)->text.len};
}

/* ---- One word in several looks ---- */

static enum look look_of(struct gly_str text)
{
    uint32_t capitals = 0, letters = 0;
    for (size_t i = 0; i < text.len; i++) {
        letters += gly_is_ascii_letter((unsigned char)text.ptr[i]);
        capitals += text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
    }
    if (capitals == 0)
        return LOWER;
    if (capitals == letters && letters > 1)
        return UPPER;
    return capitals == 1 && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z' ? TITLE : MIXED;
}

static bool is_plain(struct gly_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!gly_is_ascii_letter((unsigned char)text.ptr[i]))
            return false;
    return text.len >= 3;
}

static void gather(const struct state *s, const struct gly_usage_form *form,
                   enum look look, bool loud, struct side *side)
{
    for (uint32_t t = form->first; t != GLY_NONE; t = s->usage->next[t]) {
        side->names_code |= look == LOWER && (is_joined(s, t) || is_code(s, t));
        if (!is_running(s, t) || is_joined(s, t) ||
            (look == UPPER &&
             (is_among_loud(s, t) || s->toks[t].flags & GLY_TOK_SENT_START)) ||
            /* inside a longer name: "Mac OS X" beside "MAC" */
            (look == TITLE && loud && is_capital(s, t + 1)) ||
            (look == LOWER && (s->toks[t].flags & GLY_TOK_HYPHENATED || is_code(s, t))))
            continue;
        side->starts += (s->toks[t].flags & GLY_TOK_SENT_START) != 0;
        add(side, t);
    }
}

static void report(const struct state *s, const struct side *few,
                   const struct side *many, uint32_t words)
{
    struct gly_span span = span_of(s, few->tok[0], words);
    struct gly_str other = gly_doc_slice(s->doc, span_of(s, many->tok[0], words));
    struct gly_finding *f =
        gly_report(s->pass, CAPITALS, span,
                   "'%.*s' (%.*s) is written '%.*s' (%.*s) elsewhere in this text",
                   GLY_STR_ARG(gly_doc_slice(s->doc, span)),
                   GLY_STR_ARG(gly_times(s->pass, few->count)), GLY_STR_ARG(other),
                   GLY_STR_ARG(gly_times(s->pass, many->count)));
    for (uint32_t i = 0; i < many->count && i < SHOWN; i++)
        gly_evidence(f, span_of(s, many->tok[i], words), "the other form");
    for (uint32_t i = 1; i < few->count && i < SHOWN; i++)
        gly_evidence(f, span_of(s, few->tok[i], words), "this form again");
    gly_fix(f, other);
}

static bool is_minority(uint32_t few, uint32_t many)
{
    return few > 0 && ((few == 1 && many >= 2) || few * 3 <= many);
}

/* A person's name in capitals is one set so, not one spelled so. */
static bool is_person(const struct state *s, const struct side *side)
{
    uint32_t name = gly_name_at(s->names, side->tok[0]);
    return name != GLY_NONE && s->names->names[name].kind == GLY_NAME_PERSON &&
           s->names->names[name].ground != GLY_NAME_GUESSED;
}

/* Two looks of a word that is a name: which may be compared? */
static bool may_compare(const struct state *s, enum look few, enum look many,
                        const struct side *f, const struct side *m,
                        const struct gly_word *known)
{
    enum { SURE = 3 };
    bool listed = known->flags & GLY_WORD_KNOWN && known->flags & GLY_WORD_PROPER;
    if (f->names_code || m->names_code)
        return false;
    if ((few == LOWER || many == LOWER) && known->flags & GLY_WORD_KNOWN && !listed)
        return false;
    if (few == LOWER && many == TITLE) /* at the start of a sentence it says nothing */
        return listed ? m->count > m->starts
                      : m->count >= SURE + m->starts && f->count == 1;
    if (few == LOWER || many == LOWER)
        return few == LOWER && m->count >= SURE && f->count == 1;
    if (few == MIXED || many == MIXED)
        return (few == MIXED || f->count > f->starts) && m->count >= 2;
    return !is_person(s, f) && !is_person(s, m);
}

static void check_word(const struct state *s, const struct gly_usage_word *word)
{
    for (uint32_t f = word->form; f != GLY_NONE; f = s->usage->forms[f].sibling) {
        uint16_t flags = s->words[s->usage->forms[f].first].flags;
        if (flags & GLY_WORD_COMMON && !(flags & GLY_WORD_PROPER))
            return;
    }
    struct gly_word known = gly_word_of(s->pass, word->text);
    if (!is_plain(word->text) ||
        (known.flags & GLY_WORD_COMMON && !(known.flags & GLY_WORD_PROPER)))
        return;
    struct side sides[LOOK_COUNT];
    memset(sides, 0, sizeof sides);
    bool twice = false; /* two forms in mixed capitals are too much to judge */
    bool loud = false;  /* one is in capitals */
    for (uint32_t f = word->form; f != GLY_NONE; f = s->usage->forms[f].sibling)
        loud |= look_of(s->usage->forms[f].text) == UPPER;
    for (uint32_t f = word->form; f != GLY_NONE; f = s->usage->forms[f].sibling) {
        enum look look = look_of(s->usage->forms[f].text);
        twice |= look == MIXED && sides[MIXED].count > 0;
        gather(s, &s->usage->forms[f], look, loud, &sides[look]);
    }
    for (unsigned few = 0; few < LOOK_COUNT && !twice; few++)
        for (unsigned many = 0; many < LOOK_COUNT; many++)
            if (few != many && is_minority(sides[few].count, sides[many].count) &&
                may_compare(s, few, many, &sides[few], &sides[many], &known)) {
                report(s, &sides[few], &sides[many], 1);
                return;
            }
}

/* ---- Names of ordinary words ---- */

struct pair {
    uint64_t key; /* 0 for a free slot */
    struct side full, half;
};

struct pairs {
    struct pair *slots;
    uint32_t mask;
};

/* An ordinary word, whatever its capital here. */
static bool is_ordinary(const struct state *s, uint32_t tok)
{
    uint16_t flags = s->words[tok].flags;
    return flags & GLY_WORD_COMMON && !(flags & (GLY_WORD_PROPER | GLY_WORD_DERIVED)) &&
           gly_span_len(s->toks[tok].span) > 3;
}

/* Two words in a row whose capitals, where they have one, are no more than that. */
static bool are_adjacent(const struct state *s, uint32_t tok)
{
    const uint16_t odd = GLY_TOK_ALL_CAPS | GLY_TOK_MIXED_CASE | GLY_TOK_HYPHENATED;
    return form_at(s, tok) && form_at(s, tok + 1) &&
           !(s->toks[tok].flags & (odd | GLY_TOK_SENT_START)) &&
           !(s->toks[tok + 1].flags & (odd | GLY_TOK_GLUED)) &&
           s->toks[tok].sent == s->toks[tok + 1].sent;
}

static bool is_pair(const struct state *s, uint32_t tok)
{
    return s->toks[tok].flags & GLY_TOK_CAPITALISED && are_adjacent(s, tok);
}

static struct pair *slot_of(const struct pairs *p, uint64_t key)
{
    uint32_t at = (uint32_t)((key ^ key >> 29) * 0xD6E8FEB86659FD93u >> 32) & p->mask;
    while (p->slots[at].key != 0 && p->slots[at].key != key)
        at = (at + 1) & p->mask;
    return &p->slots[at];
}

static uint64_t pair_key(const struct state *s, uint32_t tok)
{
    return (uint64_t)(form_at(s, tok)->word + 1) << 32 | form_at(s, tok + 1)->word;
}

static bool is_half(const struct state *s, uint32_t tok)
{
    return !(s->toks[tok + 1].flags & GLY_TOK_CAPITALISED);
}

/* The first of two ordinary words of which the one at `tok` has kept its capital and the
 * other has none ("the Lending committee", "the lending Committee"), or GLY_NONE. */
static uint32_t half_at(const struct state *s, uint32_t tok)
{
    /* A line may begin with a capital: "Fixed issues" below "Known issues". */
    if (tok + 1 < s->tok_count && !(s->toks[tok].flags & GLY_TOK_LINE_BREAK) &&
        is_pair(s, tok) && is_half(s, tok) && is_ordinary(s, tok) &&
        is_ordinary(s, tok + 1))
        return tok;
    return tok > 0 && !(s->toks[tok - 1].flags & GLY_TOK_CAPITALISED) &&
                   are_adjacent(s, tok - 1) && is_ordinary(s, tok - 1) &&
                   is_ordinary(s, tok) && !is_capital(s, tok + 1)
               ? tok - 1
               : GLY_NONE;
}

/* Only a name that has lost a capital is worth a slot, and there are few. */
static void find_pairs(const struct state *s, struct pairs *p)
{
    uint32_t *halves = NULL, count = 0, room = 16;
    for (uint32_t i = 0; i < s->tok_count; i++) {
        if (!(s->toks[i].flags & GLY_TOK_CAPITALISED) ||
            s->toks[i].flags & GLY_TOK_SENT_START)
            continue;
        uint32_t half = half_at(s, i);
        if (half == GLY_NONE)
            continue;
        if (!halves)
            halves = gly_alloc(s->pass, s->tok_count, sizeof *halves);
        halves[count++] = half;
    }
    if (count == 0)
        return;
    while (room < 2 * count && room < (1u << 30))
        room *= 2;
    *p = (struct pairs){gly_alloc(s->pass, room, sizeof *p->slots), room - 1};
    for (uint32_t i = 0; i < count; i++) {
        if (!is_running(s, halves[i]))
            continue;
        struct pair *pair = slot_of(p, pair_key(s, halves[i]));
        pair->key = pair_key(s, halves[i]);
        add(&pair->half, halves[i]);
    }
    for (uint32_t i = 0; i + 1 < s->tok_count; i++)
        if (s->toks[i].flags & GLY_TOK_CAPITALISED && is_pair(s, i) && !is_half(s, i)) {
            struct pair *pair = slot_of(p, pair_key(s, i));
            if (pair->key != 0 && is_running(s, i))
                add(&pair->full, i);
        }
}

static void check_pairs(const struct state *s)
{
    struct pairs p = {NULL, 0};
    find_pairs(s, &p);
    for (uint32_t i = 0; p.slots && i <= p.mask; i++)
        if (is_minority(p.slots[i].half.count, p.slots[i].full.count))
            report(s, &p.slots[i].half, &p.slots[i].full, 2);
}

/* ---- Terms of a contract ---- */

/* "the Tenant": a noun alone behind an article. What a clause picks out ("the tenant who
 * left") may be another. */
static bool is_term(const struct state *s, uint32_t tok)
{
    if (tok == 0 || s->toks[tok].sent != s->toks[tok - 1].sent ||
        s->toks[tok].flags & (GLY_TOK_HYPHENATED | GLY_TOK_GLUED) ||
        !gly_str_eq_nocase(text_of(s, tok - 1), gly_str("the")))
        return false;
    const struct gly_tok *next = tok + 1 < s->tok_count ? &s->toks[tok + 1] : NULL;
    if (!next || next->sent != s->toks[tok].sent)
        return true;
    return !(next->flags & (GLY_TOK_CAPITALISED | GLY_TOK_HYPHENATED)) &&
           !gly_tok_is(s->doc, tok + 1, "of|that|which|who|whose|whom") &&
           next->kind != GLY_TOK_NUMBER;
}

struct term {
    struct side capital, small;
};

/* The places of one look of a word as a term, those between `first` and `last`. */
static void see_term(const struct state *s, const struct gly_usage_word *word,
                     enum look look, uint32_t *first, uint32_t *last, struct side *side)
{
    uint32_t low = *first, high = *last;
    for (uint32_t f = word->form; f != GLY_NONE; f = s->usage->forms[f].sibling) {
        const struct gly_usage_form *form = &s->usage->forms[f];
        if (look_of(form->text) != look)
            continue;
        for (uint32_t t = form->first; t != GLY_NONE; t = s->usage->next[t])
            if (t >= low && t <= high && is_term(s, t) && is_running(s, t)) {
                *first = side->count == 0 || t < *first ? t : *first;
                *last = side->count == 0 || t > *last ? t : *last;
                add(side, t);
            }
    }
}

/* Two terms or more that have their capital nearly always make a text a contract, or a
 * text that writes as contracts do; where very many waver it is an old text, which sets
 * capitals as it likes. */
static void check_terms(const struct state *s)
{
    enum { OFTEN = 3, TERMS = 2, MOST = 64, WAVERING = 16 };
    struct term *found = NULL;
    uint32_t terms = 0, count = 0;
    for (uint32_t w = 0; w < s->usage->word_count && count < MOST; w++) {
        const struct gly_usage_word *word = &s->usage->words[w];
        const struct gly_usage_form *form = &s->usage->forms[word->form];
        if (word->count < 2 || word->text.len < 4 || !is_plain(word->text) ||
            (form->sibling == GLY_NONE && look_of(form->text) != TITLE) ||
            !is_ordinary(s, form->first))
            continue;
        struct term term;
        memset(&term, 0, sizeof term);
        uint32_t first = 0, last = GLY_NONE; /* a licence may stand in a manual */
        see_term(s, word, TITLE, &first, &last, &term.capital);
        see_term(s, word, LOWER, &first, &last, &term.small);
        if (term.capital.count < 2 || term.small.count * OFTEN > term.capital.count)
            continue;
        terms++;
        if (term.small.count > 0 && term.capital.count >= OFTEN) {
            if (!found)
                found = gly_alloc(s->pass, MOST, sizeof *found);
            found[count++] = term;
        }
    }
    for (uint32_t i = 0; i < count && terms >= TERMS && count <= WAVERING; i++)
        report(s, &found[i].small, &found[i].capital, 1);
}

static void run(struct gly_pass *pass)
{
    uint32_t unused;
    struct state s = {
        .pass = pass,
        .doc = gly_pass_doc(pass),
        .names = gly_names(pass),
        .quotations = gly_quotations(pass),
        .usage = gly_usage(pass),
    };
    s.words = gly_words(pass);
    s.toks = gly_doc_toks(s.doc, &s.tok_count);
    s.sents = gly_doc_sents(s.doc, &unused);
    s.blocks = gly_doc_blocks(s.doc, &unused);
    for (uint32_t w = 0; w < s.usage->word_count; w++) {
        const struct gly_usage_word *word = &s.usage->words[w];
        if (word->count >= 2 && s.usage->forms[word->form].sibling != GLY_NONE)
            check_word(&s, word);
    }
    check_pairs(&s);
    check_terms(&s);
}

const struct gly_check gly_check_consistency_capitals = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS | GLY_NEED_NAMES | GLY_NEED_QUOTATIONS | GLY_NEED_USAGE,
    .language = "en",
    .run = run,
};
