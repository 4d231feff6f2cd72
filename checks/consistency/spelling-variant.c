#include <galley/check.h>
#include <galley/usage.h>

enum { VARIANT };

static const struct gly_rule rules[] = {
    [VARIANT] =
        {
            .id = "consistency/spelling-variant",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary =
                "A word has two spellings in one text, or the spelling of another "
                "variety of English",
            .why =
                "Readers take a change of spelling for a change of author. The rarer "
                "spelling is the finding. Quotations and proper names keep theirs: "
                "the Department of Defense has its s in a British paper, too. Words "
                "that are two in one variety, as metre and meter, are no variants.",
            .bad = "The colour of the roof fades. A colour lasts ten years, but this "
                   "color lasted three.",
            .good = "The colour of the roof fades. A colour lasts ten years, but this "
                    "colour lasted three.",
        },
};

enum { SHOWN = 5 }; /* places of a spelling that are shown as evidence */

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_sent *sents;
    const struct gly_block *blocks;
    const struct gly_names *names;
    const struct gly_quotations *quotations;
    const struct gly_usage *usage;
    uint32_t tok_count;
};

/* One spelling as this text uses it, by index of gly_spellings. */
struct seen {
    uint32_t spelling;
    uint32_t count;      /* places that count */
    uint32_t tok[SHOWN]; /* the first of them */
};

/* ---- Which places count ---- */

static bool is_capital(const struct state *s, uint32_t tok)
{
    return tok < s->tok_count && s->toks[tok].flags & GLY_TOK_CAPITALISED &&
           s->toks[tok].kind == GLY_TOK_WORD;
}

static bool has_plain_capitals(const struct state *s, uint32_t tok)
{
    enum gly_block_kind kind = s->blocks[s->sents[s->toks[tok].sent].block].kind;
    return kind == GLY_BLOCK_HEADING || kind == GLY_BLOCK_CELL ||
           kind == GLY_BLOCK_CAPTION || kind == GLY_BLOCK_ITEM;
}

/* A capital in running text makes a proper name of a word; in a heading or a cell it may
 * be that of a title. */
static bool is_named(const struct state *s, uint32_t tok)
{
    const struct gly_tok *t = &s->toks[tok];
    if (!(t->flags & GLY_TOK_CAPITALISED))
        return false;
    uint32_t index = gly_name_at(s->names, tok);
    const struct gly_name *name = index == GLY_NONE ? NULL : &s->names->names[index];
    if (t->flags & GLY_TOK_SENT_START)
        return is_capital(s, tok + 1) && !has_plain_capitals(s, tok);
    if (!has_plain_capitals(s, tok) && !(name && name->flags & GLY_NAME_HEADING))
        return true;
    return name && name->tok_count > 1 && name->ground != GLY_NAME_GUESSED;
}

static bool is_speech(const struct state *s, uint32_t tok, unsigned speech)
{
    if (speech == GLY_SPELLING_ANY)
        return true;
    const struct gly_ud_word *word = gly_tok_reading(s->pass, tok);
    return word &&
           word->upos == (speech == GLY_SPELLING_NOUN ? GLY_UPOS_NOUN : GLY_UPOS_VERB);
}

static bool counts(const struct state *s, uint32_t tok, unsigned speech)
{
    const struct gly_tok *t = &s->toks[tok];
    return gly_tok_speaks(s->pass, t) && !is_named(s, tok) &&
           !(t->flags & GLY_TOK_IN_LINK && t->flags & GLY_TOK_EMPHASIS) &&
           !gly_quotation_marks(s->quotations, t->span.start) &&
           is_speech(s, tok, speech);
}

static void see(const struct state *s, const struct gly_usage_word *word,
                struct seen *seen)
{
    unsigned speech = gly_spellings[seen->spelling].speech;
    for (uint32_t f = word->form; f != GLY_NONE; f = s->usage->forms[f].sibling)
        for (uint32_t t = s->usage->forms[f].first; t != GLY_NONE;
             t = s->usage->next[t])
            if (counts(s, t, speech)) {
                if (seen->count < SHOWN)
                    seen->tok[seen->count] = t;
                seen->count++;
            }
}

/* ---- One word, two spellings ---- */

/* What the spellings of one word come to: side 0 is the one listed first. */
struct word {
    uint32_t first[2]; /* seen, + 1; 0 for none */
    uint32_t count[2];
};

static const char *side_text(const struct seen *seen)
{
    return gly_spellings[seen->spelling].text;
}

static unsigned side_of(uint32_t spelling)
{
    return gly_spellings[spelling].pair < spelling;
}

static struct gly_str written(const struct state *s, uint32_t tok)
{
    const struct gly_usage_form *form = &s->usage->forms[s->usage->form_at[tok]];
    return form->text;
}

static struct gly_span span_of(const struct state *s, uint32_t tok)
{
    uint32_t start = s->toks[tok].span.start;
    return (struct gly_span){start, start + (uint32_t)written(s, tok).len};
}

/* The other spelling with the capitals of this one. */
static struct gly_str respelt(const struct state *s, const struct seen *seen)
{
    struct gly_str as = written(s, seen->tok[0]);
    const char *other = gly_spellings[gly_spellings[seen->spelling].pair].text;
    if (as.ptr[0] < 'A' || as.ptr[0] > 'Z')
        return gly_str(other);
    if (as.len > 1 && as.ptr[1] >= 'A' && as.ptr[1] <= 'Z')
        return (struct gly_str){0};
    return gly_format(s->pass, "%c%s", other[0] - 'a' + 'A', other + 1);
}

static void show(struct gly_finding *f, const struct state *s, const struct seen *seen,
                 uint32_t from, const char *label)
{
    for (uint32_t i = from; i < seen->count && i < SHOWN; i++)
        gly_evidence(f, span_of(s, seen->tok[i]), "%s", label);
}

/* One against two or more, few against three times as many. */
static bool is_minority(uint32_t few, uint32_t many)
{
    return few > 0 && ((few == 1 && many >= 2) || few * 3 <= many);
}

static void report_pair(const struct state *s, const struct seen *few,
                        uint32_t few_count, const struct seen *many,
                        uint32_t many_count)
{
    uint32_t tok = few->tok[0];
    struct gly_finding *f = gly_report(
        s->pass, VARIANT, span_of(s, tok),
        "'%.*s' (%.*s) is spelled as in '%s' (%.*s) elsewhere in this text",
        GLY_STR_ARG(written(s, tok)), GLY_STR_ARG(gly_times(s->pass, few_count)),
        side_text(many), GLY_STR_ARG(gly_times(s->pass, many_count)));
    show(f, s, many, 0, "the other spelling");
    show(f, s, few, 1, "this spelling again");
    struct gly_str fix = respelt(s, few);
    if (f && fix.len > 0)
        gly_fix(f, fix);
}

/* ---- The variety of English ---- */

/* Places whose spelling is not the usual one of a variety, and all places. */
struct census {
    uint32_t unusual[GLY_SPELLING_VARIETIES], count;
};

enum { ALL_VARIETIES = (1 << GLY_SPELLING_VARIETIES) - 1 };

static unsigned usual_in(const struct seen *seen)
{
    return gly_spellings[seen->spelling].varieties & ALL_VARIETIES;
}

static unsigned accepted_by(const struct seen *seen)
{
    unsigned varieties = gly_spellings[seen->spelling].varieties;
    return (varieties | varieties >> GLY_SPELLING_VARIANT) & ALL_VARIETIES;
}

/* The variety that most of the text is written in, GLY_SPELLING_VARIETIES where that is
 * doubtful. Nine of ten places must agree with it, and six at least must be unusual where
 * the stranger is at home: colour beside aluminum is Canadian. */
static unsigned main_variety(const struct census *census, unsigned strangers)
{
    enum { ENOUGH = 6, TENTH = 10 };
    unsigned best = 0, most = 0;
    for (unsigned v = 1; v < GLY_SPELLING_VARIETIES; v++)
        if (census->unusual[v] < census->unusual[best])
            best = v;
    for (unsigned v = 0; v < GLY_SPELLING_VARIETIES; v++)
        if (strangers >> v & 1 && (most == 0 || census->unusual[v] < most))
            most = census->unusual[v];
    return census->unusual[best] * TENTH <= census->count && most >= ENOUGH
               ? best
               : GLY_SPELLING_VARIETIES;
}

static void report_stranger(const struct state *s, const struct seen *seen,
                            const struct seen *all, uint32_t all_count,
                            unsigned variety)
{
    uint32_t tok = seen->tok[0], others = 0;
    const struct gly_spelling *own = &gly_spellings[seen->spelling];
    const char *name = gly_spelling_variety_name(own->varieties);
    const char *home = gly_spelling_variety_name(1u << variety);
    for (uint32_t i = 0; i < all_count; i++)
        if (!(usual_in(&all[i]) & usual_in(seen)))
            others += all[i].count;
    if (!name || !home || strcmp(name, home) == 0)
        return;
    struct gly_finding *f =
        gly_report(s->pass, VARIANT, span_of(s, tok),
                   "'%.*s' is %s spelling, while %u words of this text are spelled in "
                   "the %s way",
                   GLY_STR_ARG(written(s, tok)), name, (unsigned)others, home);
    uint32_t shown = 0;
    for (uint32_t i = 0; i < all_count && shown < SHOWN; i++)
        if (all[i].count > 0 && !(usual_in(&all[i]) & usual_in(seen))) {
            gly_evidence(f, span_of(s, all[i].tok[0]), "%s spelling", home);
            shown++;
        }
    struct gly_str fix = respelt(s, seen);
    if (f && fix.len > 0)
        gly_fix(f, fix);
}

static void check_variety(const struct state *s, const struct seen *all, uint32_t count,
                          const struct word *words)
{
    struct census census = {0};
    for (uint32_t i = 0; i < count; i++) {
        census.count += all[i].count;
        for (unsigned v = 0; v < GLY_SPELLING_VARIETIES; v++)
            census.unusual[v] += usual_in(&all[i]) >> v & 1 ? 0 : all[i].count;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct word *word = &words[gly_spellings[all[i].spelling].word];
        unsigned side = side_of(all[i].spelling);
        if (all[i].count == 0 || usual_in(&all[i]) == 0 || word->first[side] != i + 1 ||
            word->count[!side] > 0)
            continue;
        unsigned variety = main_variety(&census, usual_in(&all[i]));
        if (variety < GLY_SPELLING_VARIETIES && !(accepted_by(&all[i]) >> variety & 1))
            report_stranger(s, &all[i], all, count, variety);
    }
}

/* ---- The document ---- */

static uint32_t gather(const struct state *s, struct seen *all, struct word *words)
{
    uint32_t count = 0;
    for (uint32_t w = 0; w < s->usage->word_count; w++) {
        const struct gly_usage_word *word = &s->usage->words[w];
        if (word->spelling == 0)
            continue;
        struct seen *seen = &all[count];
        seen->spelling = word->spelling - 1;
        see(s, word, seen);
        if (seen->count == 0)
            continue;
        struct word *sum = &words[gly_spellings[seen->spelling].word];
        unsigned side = side_of(seen->spelling);
        count++;
        if (sum->first[side] == 0)
            sum->first[side] = count;
        sum->count[side] += seen->count;
    }
    return count;
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
    s.toks = gly_doc_toks(s.doc, &s.tok_count);
    s.sents = gly_doc_sents(s.doc, &unused);
    s.blocks = gly_doc_blocks(s.doc, &unused);
    uint32_t room = 0;
    for (uint32_t w = 0; w < s.usage->word_count; w++)
        room += s.usage->words[w].spelling != 0;
    if (room < 2)
        return;
    struct seen *all = gly_alloc(pass, room + 1, sizeof *all);
    struct word *words = gly_alloc(pass, gly_spelling_word_count, sizeof *words);
    uint32_t count = gather(&s, all, words);
    for (uint32_t w = 0; w < gly_spelling_word_count; w++) {
        const struct word *word = &words[w];
        for (unsigned side = 0; side < 2; side++)
            if (is_minority(word->count[side], word->count[!side]))
                report_pair(&s, &all[word->first[side] - 1], word->count[side],
                            &all[word->first[!side] - 1], word->count[!side]);
    }
    check_variety(&s, all, count, words);
}

const struct gly_check gly_check_consistency_spelling_variant = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_USAGE | GLY_NEED_NAMES | GLY_NEED_QUOTATIONS | GLY_NEED_LANGUAGE,
    .language = "en",
    .run = run,
};
