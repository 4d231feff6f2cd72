/* One figure said twice, and differently. */
#include <math.h>
#include <stdlib.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { RESTATED, SCALE };

static const struct gly_rule rules[] = {
    [RESTATED] =
        {
            .id = "figures/restated",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "The same figure is given twice and differs",
            .why =
                "A reader who meets 12 in the headline and 21 below trusts neither. "
                "Judged where the later figure speaks of one already known ('the "
                "4,130 people'), or stands in a title or caption; where no other "
                "figure of the text agrees with it; and where it is a slip away from "
                "one that the same words introduce: two digits changed over, one "
                "digit wrong.",
            .bad =
                "The yard trains 2,160 welders in three towns. A quarter of the 2,610 "
                "welders trained by the yard are women.",
            .good = "The yard trains 2,160 welders in three towns. A quarter of the "
                    "2,160 welders trained by the yard are women.",
        },
    [SCALE] =
        {
            .id = "figures/scale",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Thousands, millions or billions are mixed up",
            .why = "The same figure stands in the text a thousand times larger, or the "
                   "parts make the whole only where one of them is a thousand times "
                   "larger, or two conversions imply rates far apart.",
            .bad = "The trust left nine hundred thousand pounds to hospitals. The £900 "
                   "million was split between two of them.",
            .good = "The trust left nine hundred million pounds to hospitals. The £900 "
                    "million was split between two of them.",
        },
};

/* ---- Figures that may be said again ---- */

struct figure {
    const struct gly_quantity *q;
    struct gly_str kind; /* the noun, or the symbol of the unit */
    uint32_t index;      /* in gly_quantities() */
    bool title;          /* in a heading */
    bool caption;
    bool known; /* spoken of as known: "the 4,130 people" */
};

static uint32_t hash_of(struct gly_str s)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)(s.ptr[i] | 0x20)) * 16777619u;
    return hash;
}

static int by_kind_and_value(const void *a, const void *b)
{
    const struct figure *x = a, *y = b;
    uint32_t hx = hash_of(x->kind), hy = hash_of(y->kind);
    if (hx != hy)
        return hx < hy ? -1 : 1;
    if (x->q->low != y->q->low)
        return x->q->low < y->q->low ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* "the 4,130 people", "this cohort of 412", "the sum of £3.54m": a determiner before it,
 * with at most a few words and "of" between. */
static bool is_known(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[q->sent];
    uint32_t at = q->first_tok;
    enum { LONGEST = 4 };
    if (at == sent->first_tok)
        return false;
    static const char known[] = "the|this|these|that|those|its|their|his|her|our";
    if (gly_tok_is(doc, at - 1, known))
        return true;
    if (!gly_tok_is(doc, at - 1, "of"))
        return false;
    for (unsigned n = 2; n <= LONGEST && at >= sent->first_tok + n; n++) {
        if (gly_tok_is(doc, at - n, known))
            return !gly_toks_have(doc, at - n, at,
                                  "total|cost|price|number|rate|average|end|rest|most|"
                                  "addition|remainder|value|tune|region|range|order");
        if (gly_tok_is(doc, at - n, ",|and|of|in|to"))
            return false;
    }
    return false;
}

/* "The 35 level": which one, and not how many. */
static bool is_label(const struct gly_doc *doc, const struct gly_quantity *q)
{
    struct gly_str noun = gly_doc_slice(doc, q->noun);
    uint32_t tok = gly_quantity_end(q);
    if (q->class != GLY_QUANTITY_COUNT || q->unit)
        return false;
    if (gly_tok_is(doc, tok + 1,
                   "includes|contains|has|is|covers|lists|shows|uses|was"))
        return true;
    return noun.len > 0 && !gly_str_ends(noun, "s") && !gly_str_ends(noun, "S") &&
           !gly_str_ends(noun, "en") &&
           !gly_str_listed(noun, "people|staff|crew|cattle|sheep|fish|aircraft|police|"
                                 "personnel|feet|teeth|dead|injured|wounded|homeless|"
                                 "missing|mice|geese|poultry|media|data");
}

static bool is_figure(const struct gly_quantity *q)
{
    if (!gly_quantity_is_plain(q) || q->low < 10 * (q->half == 0 || q->half == 0.5) ||
        q->flags & GLY_QUANTITY_COMPOUND || q->low <= 0 ||
        (q->flags & GLY_QUANTITY_ADJECTIVE && !q->unit))
        return false;
    if (q->class == GLY_QUANTITY_COUNT || q->class == GLY_QUANTITY_NUMBER)
        return true;
    return q->class == GLY_QUANTITY_AMOUNT && !gly_quantity_in(q, GLY_DIM_TIME) &&
           !gly_quantity_in(q, GLY_DIM_PERCENT) &&
           !gly_quantity_in(q, GLY_DIM_PERCENTAGE_POINT) &&
           !gly_quantity_in(q, GLY_DIM_TEMPERATURE) &&
           !gly_quantity_in(q, GLY_DIM_ANGLE) && !gly_quantity_in(q, GLY_DIM_DATA);
}

/* ---- Slips ---- */

enum slip { NO_SLIP, ONE_DIGIT, SWAPPED, THOUSANDS };

/* The digits of a value as printed, without the point and the zeros behind; at most 15. */
static unsigned digits_of(const struct gly_doc *doc, const struct gly_quantity *q,
                          char ret[16])
{
    struct gly_str text = gly_doc_slice(doc, q->span);
    unsigned count = 0;
    for (size_t i = 0; i < text.len && count < 15; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            ret[count++] = text.ptr[i];
    ret[count] = '\0';
    return count;
}

static unsigned significant(const char *digits, unsigned count)
{
    while (count > 0 && digits[count - 1] == '0')
        count--;
    return count;
}

static enum slip slip_between(const struct gly_doc *doc, const struct gly_quantity *a,
                              const struct gly_quantity *b)
{
    char x[16], y[16];
    double ratio = a->low > b->low ? a->low / b->low : b->low / a->low;
    if (fabs(ratio - 1e3) < 1e-6 || fabs(ratio - 1e6) < 1e-3)
        return THOUSANDS;
    if ((a->flags | b->flags) & GLY_QUANTITY_IN_WORDS)
        return NO_SLIP;
    unsigned n = digits_of(doc, a, x);
    if (digits_of(doc, b, y) != n || n < 2 || ratio > 9.5)
        return NO_SLIP;
    unsigned wrong = 0, first = 0;
    for (unsigned i = 0; i < n; i++)
        if (x[i] != y[i] && wrong++ == 0)
            first = i;
    if (wrong == 1)
        return significant(x, n) >= 2 ? ONE_DIGIT : NO_SLIP;
    if (wrong == 2 && first + 1 < n && x[first] == y[first + 1] &&
        y[first] == x[first + 1])
        return SWAPPED;
    return NO_SLIP;
}

/* ---- What binds two figures ---- */

/* Words that set two figures apart in time, plan or scope. */
#define APART                                                                        \
    "previous|previously|earlier|former|formerly|last|ago|target|forecast|budget|"   \
    "budgeted|expected|rose|fell|risen|fallen|increase|increased|decrease|"          \
    "decreased|another|other|others|second|further|additional|more|fewer|less|than|" \
    "compared|against|respectively|each|per|every|estimated|estimate|average|"       \
    "originally|"                                                                    \
    "revised|instead|now|then|remaining|rest|excluding|next|new|extra|raised|"       \
    "summer|winter|spring|autumn|"                                                   \
    "cut|reduced|grew|growth|projected|planned|separate|different|later|record"

/* A title and the first sentence below it tell one thing: plans and novelties are the
 * same in both. */
#define APART_FROM_TITLE                                                             \
    "previous|previously|earlier|former|formerly|last|ago|target|forecast|budget|"   \
    "rose|fell|another|other|others|second|further|additional|more|fewer|less|than|" \
    "compared|against|respectively|each|per|every|average|originally|revised|"       \
    "instead|then|remaining|rest|excluding|extra|separate|different|first"

/* Is one of these words near the figure, where it would speak of it? */
static bool has_near(const struct gly_doc *doc, const struct gly_quantity *q,
                     const char *list)
{
    enum { BEFORE = 12, BEHIND = 8 };
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[q->sent];
    uint32_t end = gly_quantity_end(q) + BEHIND,
             stop = sent->first_tok + sent->tok_count;
    uint32_t first = q->first_tok > sent->first_tok + BEFORE ? q->first_tok - BEFORE
                                                             : sent->first_tok;
    return gly_toks_have(doc, first, end < stop ? end : stop, list);
}

static bool is_stop_word(struct gly_str word)
{
    return gly_str_listed(
        word,
        "that|this|with|from|were|have|been|they|their|which|when|will|would|also|"
        "into|them|there|these|those|over|about|after|before|during|under|while|"
        "said|says|more|most|only|such|some|than|then|very|what|where|million|"
        "billion|thousand|hundred|first|second|third|year|years|people|does|could|"
        "should|because|between|through|other|your|many|much|year's");
}

/* A word of content: three letters or more, no word of grammar. */
static bool is_content(const struct gly_doc *doc, uint32_t tok)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    struct gly_str text = gly_tok_at(doc, tok);
    return toks[tok].kind == GLY_TOK_WORD &&
           (text.len >= 4 ||
            (text.len == 3 &&
             !gly_str_listed(text, "the|and|for|was|its|has|had|not|are|"
                                   "but|who|all|his|her|our|can|one|two|"
                                   "six|ten|any|may|out|how"))) &&
           !is_stop_word(text);
}

/* The same word, or the same but for its ending: "employed", "employs". */
static bool is_kin(struct gly_str a, struct gly_str b)
{
    size_t shared = 0, shorter = a.len < b.len ? a.len : b.len;
    size_t longer = a.len > b.len ? a.len : b.len;
    while (shared < shorter && (a.ptr[shared] | 0x20) == (b.ptr[shared] | 0x20))
        shared++;
    return shared >= 3 && shared + 2 >= shorter && longer - shared <= 3;
}

/* How many words of content the two sentences share. */
static unsigned shared_words(const struct gly_doc *doc, uint32_t sent_a,
                             uint32_t sent_b)
{
    enum { MOST_TOKENS = 60 };
    const struct gly_sent *a = &gly_doc_sents(doc, &(uint32_t){0})[sent_a];
    const struct gly_sent *b = &gly_doc_sents(doc, &(uint32_t){0})[sent_b];
    uint32_t n = a->tok_count < MOST_TOKENS ? a->tok_count : MOST_TOKENS;
    uint32_t m = b->tok_count < MOST_TOKENS ? b->tok_count : MOST_TOKENS;
    unsigned shared = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!is_content(doc, a->first_tok + i))
            continue;
        for (uint32_t k = 0; k < m; k++)
            if (is_content(doc, b->first_tok + k) &&
                is_kin(gly_tok_at(doc, a->first_tok + i),
                       gly_tok_at(doc, b->first_tok + k))) {
                shared++;
                break;
            }
    }
    return shared;
}

/* Do the sentences name different years or days? */
static bool at_other_times(const struct gly_dates *dates, uint32_t sent_a,
                           uint32_t sent_b)
{
    const struct gly_date *a = NULL, *b = NULL;
    uint32_t low = 0, high = dates->count;
    for (unsigned which = 0; which < 2; which++) {
        uint32_t sent = which ? sent_b : sent_a;
        for (low = 0, high = dates->count; low < high;) {
            uint32_t middle = low + (high - low) / 2;
            if (dates->at[middle].sent < sent)
                low = middle + 1;
            else
                high = middle;
        }
        const struct gly_date *found =
            low < dates->count && dates->at[low].sent == sent ? &dates->at[low] : NULL;
        *(which ? &b : &a) = found;
    }
    return a && b &&
           (a->from.year != b->from.year || a->from.month != b->from.month ||
            a->from.day != b->from.day || a->weekday != b->weekday);
}

/* "The 48-metre tower": does the earlier sentence speak of a tower? */
static bool same_thing(const struct gly_doc *doc, const struct gly_quantity *q,
                       uint32_t sent)
{
    const struct gly_sent *s = &gly_doc_sents(doc, &(uint32_t){0})[sent];
    struct gly_str thing = gly_tok_at(doc, gly_quantity_end(q));
    enum { MOST_TOKENS = 60 };
    for (uint32_t i = 0; i < s->tok_count && i < MOST_TOKENS; i++)
        if (is_kin(gly_tok_at(doc, s->first_tok + i), thing))
            return true;
    return false;
}

/* One digit and noughts: such figures meet by chance. */
static bool is_round(const struct gly_doc *doc, const struct gly_quantity *q)
{
    char digits[16];
    unsigned count = digits_of(doc, q, digits);
    return significant(digits, count) < 2;
}

/* "employs 3,400 people ... employs 4,300 people", "146 metres tall ... 164 metres tall":
 * the words at both figures' sides say the same of them. */
static bool same_frame(const struct gly_doc *doc, const struct gly_quantity *a,
                       const struct gly_quantity *b)
{
    uint32_t x = gly_quantity_end(a), y = gly_quantity_end(b);
    if (a->first_tok == 0 || b->first_tok == 0)
        return false;
    bool verb =
        is_content(doc, a->first_tok - 1) &&
        is_kin(gly_tok_at(doc, a->first_tok - 1), gly_tok_at(doc, b->first_tok - 1));
    return verb || (gly_tok_is(doc, x, "tall|long|high|wide|deep|thick|old|above") &&
                    gly_str_eq_nocase(gly_tok_at(doc, x), gly_tok_at(doc, y)));
}

enum { ENOUGH = 5 }; /* points to be the same figure */

/* Points for what binds figure `b` to an earlier `a`; 0 where something parts them. */
static unsigned binding(const struct gly_doc *doc, const struct gly_dates *dates,
                        const struct figure *a, const struct figure *b, enum slip slip)
{
    /* Two headings speak of two parts. */
    if ((a->title && b->title) || a->q->sent == b->q->sent ||
        a->q->role >= GLY_ROLE_FROM || b->q->role >= GLY_ROLE_FROM ||
        !gly_quantity_same_per(doc, a->q, b->q) ||
        (b->q->flags & GLY_QUANTITY_ADJECTIVE && !same_thing(doc, b->q, a->q->sent)) ||
        has_near(doc, a->q, GLY_CORRECTING) || has_near(doc, b->q, GLY_CORRECTING))
        return 0;
    /* "the $3.5 billion loan" behind "the loan of $3.5 million" is that loan, whatever
     * became of it when. */
    bool that = slip == THOUSANDS && b->known && !is_round(doc, a->q) &&
                b->q->sent <= a->q->sent + 2 && same_thing(doc, b->q, a->q->sent);
    bool lead = a->title && b->q->sent <= a->q->sent + 2;
    const char *apart = lead ? APART_FROM_TITLE : APART;
    if (that)
        return ENOUGH;
    /* "The $3.5 billion fund" is another thing than the loan. */
    uint32_t behind = gly_quantity_end(b->q);
    if (slip == THOUSANDS && is_content(doc, behind) &&
        !gly_str_ends(gly_tok_at(doc, behind), "ed") &&
        !same_thing(doc, b->q, a->q->sent) && gly_span_len(b->q->noun) == 0)
        return 0;
    if (has_near(doc, a->q, apart) || has_near(doc, b->q, apart) ||
        at_other_times(dates, a->q->sent, b->q->sent))
        return 0;
    unsigned points = slip == ONE_DIGIT ? 1 : 2;
    points += b->known ? 2 : 0;
    /* "... £600 to the fund. The £600 was ..." */
    points += b->known && b->q->sent == a->q->sent + 1 &&
              gly_tok_is(doc, b->q->first_tok - 1, "the|this|that|these|those");
    points += a->title || b->title ? 2 : 0;
    points += a->caption != b->caption ? 2 : 0;
    unsigned shared = shared_words(doc, a->q->sent, b->q->sent);
    return points + (shared < 3 ? shared : 3);
}

/* ---- The search ---- */

enum { LOOK_BACK = 64 };

struct search {
    const struct gly_dates *dates;
    struct figure *figures; /* in the order of the text */
    struct figure *sorted;  /* by kind and value */
    uint32_t count;
};

static bool agree(const struct gly_quantity *a, const struct gly_quantity *b)
{
    double slack = a->half + b->half + 1e-9 * a->low;
    double round = fmax(gly_round_half(a->low), gly_round_half(b->low));
    return fabs(a->low - b->low) <= slack ||
           (round >= 5 && fabs(a->low - b->low) <= round && a->low != b->low &&
            fmin(gly_round_half(a->low), gly_round_half(b->low)) * 10 <= round);
}

/* How many figures of the kind there are, and does none but itself agree with `f`? */
static bool stands_alone(const struct search *s, const struct figure *f)
{
    const struct figure *at =
        bsearch(f, s->sorted, s->count, sizeof *f, by_kind_and_value);
    if (!at)
        return false;
    uint32_t i = (uint32_t)(at - s->sorted);
    uint32_t hash = hash_of(f->kind);
    bool before = i > 0 && hash_of(at[-1].kind) == hash && agree(at[-1].q, f->q);
    bool behind =
        i + 1 < s->count && hash_of(at[1].kind) == hash && agree(at[1].q, f->q);
    return !before && !behind;
}

static void report(struct gly_pass *pass, const struct figure *a,
                   const struct figure *b, enum slip slip)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_finding *f = gly_report(
        pass, slip == THOUSANDS ? SCALE : RESTATED, b->q->span,
        slip == THOUSANDS ? "'%.*s' here is '%.*s' elsewhere: a thousand times "
                            "more or less"
                          : "'%.*s' here is '%.*s' elsewhere",
        GLY_STR_ARG(gly_doc_slice(doc, b->q->span)),
        GLY_STR_ARG(gly_doc_slice(doc, a->q->span)));
    gly_evidence(f, a->q->span, "the other figure");
}

/* "Fire kills 12", "Fourteen people died": do both tell the dead, or the hurt? */
static bool same_toll(const struct gly_doc *doc, const struct gly_quantity *a,
                      const struct gly_quantity *b)
{
    static const char *const tolls[] = {
        "kill|kills|killed|killing|die|dies|died|dead|deaths",
        "injure|injures|injured|injuring|hurt|hurts|wound|wounds|wounded|wounding",
    };
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t behind = gly_quantity_end(b);
    while (toks[behind].span.start < b->noun.end)
        behind++;
    bool passive = gly_tok_is(doc, behind, "were|was|are|have|had");
    behind += passive;
    behind += passive && gly_tok_is(doc, behind, "been");
    for (size_t i = 0; i < GLY_COUNT(tolls); i++)
        if (a->first_tok > 0 && gly_tok_is(doc, a->first_tok - 1, tolls[i]))
            return gly_tok_is(doc, behind, tolls[i]) ||
                   (b->first_tok > 0 && gly_tok_is(doc, b->first_tok - 1, tolls[i]));
    return false;
}

/* "Fourteen died, two of them in Portugal": others in the sentence may be left out. */
static bool is_only_count(const struct gly_pass *pass, uint32_t i)
{
    const struct gly_quantities *all = gly_quantities(pass);
    const struct gly_quantity *q = &all->at[i];
    return !(i > 0 && q[-1].sent == q->sent && q[-1].class <= GLY_QUANTITY_NUMBER) &&
           !(i + 1 < all->count && q[1].sent == q->sent &&
             q[1].class <= GLY_QUANTITY_NUMBER);
}

/* Has its sentence another figure of the kind: "1,200 jobs in Wales and 300 in Kent"?
 * Then it may be a part of what the title sums up. */
static bool has_sibling(const struct search *s, uint32_t i)
{
    const struct figure *f = &s->figures[i];
    uint32_t hash = hash_of(f->kind);
    return (i > 0 && f[-1].q->sent == f->q->sent && hash_of(f[-1].kind) == hash) ||
           (i + 1 < s->count && f[1].q->sent == f->q->sent &&
            hash_of(f[1].kind) == hash);
}

static void check_figure(struct gly_pass *pass, const struct search *s, uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct figure *b = &s->figures[i], *best = NULL;
    enum slip best_slip = NO_SLIP;
    unsigned most = 0;
    uint32_t hash = hash_of(b->kind);
    uint32_t first = i > LOOK_BACK ? i - LOOK_BACK : 0;
    bool alone = true;
    for (uint32_t k = first; k < i; k++) {
        const struct figure *a = &s->figures[k];
        /* "Ferry fire kills 37": the noun is left out above, not in the lead. */
        enum { LEAD = 3 };
        bool bare = a->title && a->kind.len == 0 && b->q->class == GLY_QUANTITY_COUNT &&
                    b->q->sent <= a->q->sent + LEAD;
        if (hash_of(a->kind) != hash && !bare)
            continue;
        enum slip slip = slip_between(doc, a->q, b->q);
        /* Digits may be a slip apart; a toll told at once is the same. */
        bool toll = slip == NO_SLIP && a->title && b->q->sent == a->q->sent + 1 &&
                    b->q->low < 2 * a->q->low && a->q->low < 2 * b->q->low &&
                    same_toll(doc, a->q, b->q) && is_only_count(pass, b->index);
        if (toll)
            slip = SWAPPED;
        if (slip == NO_SLIP || agree(a->q, b->q))
            continue;
        if (!(b->known || a->title || b->caption || a->caption) &&
            !(slip == SWAPPED && same_frame(doc, a->q, b->q)))
            continue;
        if (!best && !(alone = stands_alone(s, b)))
            return;
        if (a->title && has_sibling(s, i))
            continue;
        unsigned points = binding(doc, s->dates, a, b, slip);
        /* A title's figure has to be missing below, or two things are meant. */
        if (a->title && !b->known && !stands_alone(s, a))
            continue;
        if (points >= (bare ? ENOUGH + 1 : ENOUGH) && points > most) {
            most = points;
            best = a;
            best_slip = slip;
        }
    }
    if (best)
        report(pass, best, b, best_slip);
}

static void find_restated(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    struct search s = {.dates = gly_dates(pass)};
    s.figures = gly_alloc(pass, all->count + 1, sizeof *s.figures);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_quantity *q = &all->at[i];
        uint32_t block = sents[q->sent].block;
        if (!is_figure(q) || is_label(doc, q) || !gly_block_speaks(pass, block) ||
            gly_block_tabled(doc, block) ||
            (!q->unit && gly_span_len(q->noun) == 0 &&
             (blocks[block].kind != GLY_BLOCK_HEADING || blocks[block].level > 1)))
            continue;
        bool caption =
            blocks[block].kind == GLY_BLOCK_CAPTION ||
            (blocks[block].tok_count > 2 &&
             gly_tok_is(doc, blocks[block].first_tok, "figure|table|fig.|photo") &&
             blocks[block].sent_count <= 4);
        s.figures[s.count++] = (struct figure){
            .q = q,
            .kind = q->unit ? gly_str(q->unit->symbol) : gly_doc_slice(doc, q->noun),
            .index = i,
            .title = blocks[block].kind == GLY_BLOCK_HEADING,
            .caption = caption,
            .known = is_known(doc, q)};
    }
    if (s.count < 2)
        return;
    s.sorted = gly_alloc(pass, s.count, sizeof *s.sorted);
    memcpy(s.sorted, s.figures, s.count * sizeof *s.sorted);
    qsort(s.sorted, s.count, sizeof *s.sorted, by_kind_and_value);
    for (uint32_t i = 1; i < s.count; i++)
        check_figure(pass, &s, i);
}

/* ---- Parts that make the whole when one is a thousand times larger ---- */

static void check_parts(struct gly_pass *pass, const struct gly_quantities *all,
                        const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    enum { MOST = 6 };
    const struct gly_quantity *v[MOST];
    unsigned count = 0;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (!gly_quantity_in(q, GLY_DIM_MONEY))
            continue;
        if (count == MOST || !gly_quantity_is_plain(q) || q->low <= 0 ||
            (count > 0 && !gly_quantity_same_unit(q, v[0])))
            return;
        v[count++] = q;
    }
    if (count < 3)
        return;
    uint32_t behind = gly_quantity_end(v[0]);
    if (!gly_toks_have(doc, behind, v[1]->first_tok, "which|including|comprising|:"))
        return;
    double sum = 0, slack = v[0]->half;
    for (unsigned i = 1; i < count; i++) {
        sum += v[i]->low;
        slack += v[i]->half;
    }
    if (fabs(sum - v[0]->low) <= slack)
        return;
    for (unsigned i = 1; i < count; i++)
        for (int k = -1; k <= 1; k += 2) {
            double factor = k > 0 ? 1e3 : 1e-3;
            double rest = sum + v[i]->low * (factor - 1);
            double loose = slack + v[i]->half * (factor - 1);
            if (fabs(rest - v[0]->low) > loose || loose > 0.2 * v[0]->low)
                continue;
            struct gly_finding *f = gly_report(
                pass, SCALE, v[i]->span,
                "the parts make '%.*s' if '%.*s' is a thousand times %s",
                GLY_STR_ARG(gly_doc_slice(doc, v[0]->span)),
                GLY_STR_ARG(gly_doc_slice(doc, v[i]->span)), k > 0 ? "more" : "less");
            gly_evidence(f, v[0]->span, "the whole");
            return;
        }
}

/* ---- Conversions of money ---- */

struct rate {
    const struct gly_quantity *a, *b;
};

/* Is `b` what `a` is in another currency: in brackets behind it, or ", or"? */
static bool is_conversion(const struct gly_doc *doc, const struct gly_quantity *a,
                          const struct gly_quantity *b)
{
    uint32_t behind = gly_quantity_end(a);
    if (a->sent != b->sent || !gly_quantity_in(a, GLY_DIM_MONEY) ||
        !gly_quantity_in(b, GLY_DIM_MONEY) || gly_quantity_same_unit(a, b) ||
        !gly_quantity_is_value(a) || !gly_quantity_is_value(b) || a->low <= 0 ||
        b->low <= 0 || b->first_tok > behind + 4)
        return false;
    return gly_tok_is(doc, behind, "(") ||
           (gly_tok_is(doc, behind, ",") &&
            gly_tok_is(doc, behind + 1, "or|about|roughly"));
}

static void check_rates(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantities *all = gly_quantities(pass);
    enum { MOST_RATES = 16 };
    struct rate rates[MOST_RATES];
    unsigned count = 0;
    for (uint32_t i = 0; i + 1 < all->count; i++) {
        const struct gly_quantity *a = &all->at[i], *b = a + 1;
        if (!is_conversion(doc, a, b))
            continue;
        double rate = a->low / b->low;
        for (unsigned k = 0; k < count; k++) {
            if (!gly_quantity_same_unit(rates[k].a, a) ||
                !gly_quantity_same_unit(rates[k].b, b))
                continue;
            double other = rates[k].a->low / rates[k].b->low;
            double off = rate > other ? rate / other : other / rate;
            if (off < 5)
                break;
            struct gly_finding *f =
                gly_report(pass, SCALE, b->span,
                           "'%.*s' for '%.*s' is %.3g times the other rate here",
                           GLY_STR_ARG(gly_doc_slice(doc, b->span)),
                           GLY_STR_ARG(gly_doc_slice(doc, a->span)), other / rate);
            gly_evidence(f, rates[k].a->span, "the other amount");
            gly_evidence(f, rates[k].b->span, "converted so");
            break;
        }
        if (count < MOST_RATES)
            rates[count++] = (struct rate){a, b};
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    if (all->count < 2)
        return;
    find_restated(pass);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);)
        if (at.end - at.first >= 3 && gly_block_speaks(pass, sents[at.sent].block) &&
            !gly_block_tabled(doc, sents[at.sent].block))
            check_parts(pass, all, &at);
    check_rates(pass);
}

const struct gly_check gly_check_figures_restated = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_DATES | GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
