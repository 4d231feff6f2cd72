/* Is one figure another told again? */
#include <math.h>

#include <galley/phrase.h>
#include <galley/restate.h>

#include "text/doc.h"

/* ---- How a figure stands in its sentence ---- */

/* "the 4,130 people", "this cohort of 412", "the sum of £3.54m": a determiner before it,
 * with at most a few words and "of" between. */
bool gly_figure_is_known(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[q->sent];
    uint32_t at = q->first_tok;
    enum { LONGEST = 4 };
    if (at == sent->first_tok)
        return false;
    static const char known[] = "the|this|these|that|those|its|their|his|her|our|all";
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
bool gly_figure_is_label(const struct gly_doc *doc, const struct gly_quantity *q)
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

/* ---- Slips ---- */

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

enum gly_misprint gly_misprint_between(const struct gly_doc *doc,
                                       const struct gly_quantity *a,
                                       const struct gly_quantity *b)
{
    char x[16], y[16];
    double ratio = a->low > b->low ? a->low / b->low : b->low / a->low;
    if (fabs(ratio - 1e3) < 1e-6 || fabs(ratio - 1e6) < 1e-3)
        return GLY_MISPRINT_THOUSANDS;
    if ((a->flags | b->flags) & GLY_QUANTITY_IN_WORDS)
        return GLY_MISPRINT_NONE;
    unsigned n = digits_of(doc, a, x);
    if (digits_of(doc, b, y) != n || n < 2 || ratio > 9.5)
        return GLY_MISPRINT_NONE;
    unsigned wrong = 0, first = 0;
    for (unsigned i = 0; i < n; i++)
        if (x[i] != y[i] && wrong++ == 0)
            first = i;
    if (wrong == 1)
        return significant(x, n) >= 2 ? GLY_MISPRINT_DIGIT : GLY_MISPRINT_NONE;
    if (wrong == 2 && first + 1 < n && x[first] == y[first + 1] &&
        y[first] == x[first + 1])
        return GLY_MISPRINT_SWAPPED;
    return GLY_MISPRINT_NONE;
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

/* The same, of words that stand near one of the two figures only: "the new wing" is the new
 * wing in both places. */
static bool is_apart(const struct gly_doc *doc, const struct gly_quantity *a,
                     const struct gly_quantity *b, const char *list)
{
    enum { BEFORE = 12, BEHIND = 8 };
    for (unsigned which = 0; which < 2; which++) {
        const struct gly_quantity *q = which ? b : a, *other = which ? a : b;
        const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[q->sent];
        const struct gly_sent *there = &gly_doc_sents(doc, &(uint32_t){0})[other->sent];
        uint32_t end = gly_quantity_end(q) + BEHIND,
                 stop = sent->first_tok + sent->tok_count;
        uint32_t tok = q->first_tok > sent->first_tok + BEFORE ? q->first_tok - BEFORE
                                                               : sent->first_tok;
        for (; tok < end && tok < stop; tok++) {
            if (!gly_str_listed(gly_tok_at(doc, tok), list))
                continue;
            bool shared = false;
            /* "the former airfield" is the airfield of the title. */
            bool adjective = gly_tok_is(doc, tok, "former|new|old|separate|extra");
            for (uint32_t i = 0; i < there->tok_count && !shared; i++)
                shared = tok + 1 < stop &&
                         (adjective ||
                          (i > 0 &&
                           gly_str_eq_nocase(gly_tok_at(doc, there->first_tok + i - 1),
                                             gly_tok_at(doc, tok)))) &&
                         gly_str_eq_nocase(gly_tok_at(doc, there->first_tok + i),
                                           gly_tok_at(doc, tok + 1));
            if (!shared)
                return true;
        }
    }
    return false;
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

/* The name beside a noun, before it ("the Corve depot") or behind it ("the blast in
 * Corve"); GLY_NONE where it has none. */
static uint32_t name_beside(const struct gly_doc *doc, const struct gly_sent *sent,
                            uint32_t noun, bool behind)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t end = sent->first_tok + sent->tok_count, at = noun - 1;
    if (behind) {
        at = noun + 1;
        if (at >= end || !gly_tok_is(doc, at, "in|at|near|of|on|off|outside|from"))
            return GLY_NONE;
        at += at + 1 < end && gly_tok_is(doc, at + 1, "the|a|an") ? 2 : 1;
    } else if (noun == sent->first_tok) {
        return GLY_NONE;
    }
    bool named = at < end && toks[at].kind == GLY_TOK_WORD &&
                 toks[at].flags & GLY_TOK_CAPITALISED &&
                 !(toks[at].flags & GLY_TOK_SENT_START);
    return named ? at : GLY_NONE;
}

/* "The blast in Corve", "the blast in Alda": has a word that both sentences have another
 * name beside it? */
static bool of_other_things(const struct gly_doc *doc, uint32_t sent_a, uint32_t sent_b)
{
    enum { MOST_TOKENS = 60 };
    const struct gly_sent *a = &gly_doc_sents(doc, &(uint32_t){0})[sent_a];
    const struct gly_sent *b = &gly_doc_sents(doc, &(uint32_t){0})[sent_b];
    for (uint32_t i = 0; i < a->tok_count && i < MOST_TOKENS; i++) {
        uint32_t x = a->first_tok + i;
        if (!is_content(doc, x))
            continue;
        for (uint32_t k = 0; k < b->tok_count && k < MOST_TOKENS; k++) {
            uint32_t y = b->first_tok + k;
            if (!is_content(doc, y) || !is_kin(gly_tok_at(doc, x), gly_tok_at(doc, y)))
                continue;
            for (unsigned behind = 0; behind < 2; behind++) {
                uint32_t m = name_beside(doc, a, x, behind);
                uint32_t n = name_beside(doc, b, y, behind);
                if (m != GLY_NONE && n != GLY_NONE &&
                    !gly_str_eq_nocase(gly_tok_at(doc, m), gly_tok_at(doc, n)))
                    return true;
            }
        }
    }
    return false;
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

/* "Revenue of", "revenue reached": the one word of content before the figure, past words
 * that only lead to it; it begins the sentence, or has nothing that would part it from
 * another of its name before it. GLY_NONE. */
static uint32_t metric_before(const struct gly_doc *doc, const struct gly_quantity *q)
{
    enum { NEAR = 4 };
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[q->sent];
    uint32_t tok = q->first_tok;
    for (unsigned n = 0; n < NEAR && tok > sent->first_tok; n++) {
        tok--;
        if (gly_tok_is(
                doc, tok,
                "of|was|is|were|are|at|reached|totalled|stood|a|the|to|came|:|has|"
                "had|amounted|hit|in|all|total"))
            continue;
        if (!is_content(doc, tok))
            return GLY_NONE;
        bool first = tok == sent->first_tok ||
                     (tok == sent->first_tok + 1 &&
                      gly_tok_is(doc, sent->first_tok, "the|its|our|total|group"));
        return first ? tok : GLY_NONE;
    }
    return GLY_NONE;
}

/* "employs 3,400 people ... employs 4,300 people", "146 metres tall ... 164 metres tall":
 * the words at both figures' sides say the same of them. */
bool gly_figures_share_frame(const struct gly_doc *doc, const struct gly_quantity *a,
                             const struct gly_quantity *b)
{
    uint32_t x = gly_quantity_end(a), y = gly_quantity_end(b);
    if (a->first_tok == 0 || b->first_tok == 0)
        return false;
    bool verb =
        is_content(doc, a->first_tok - 1) &&
        is_kin(gly_tok_at(doc, a->first_tok - 1), gly_tok_at(doc, b->first_tok - 1));
    if (!verb && !(a->flags & GLY_QUANTITY_ADJECTIVE) &&
        !(b->flags & GLY_QUANTITY_ADJECTIVE)) {
        uint32_t of_a = metric_before(doc, a), of_b = metric_before(doc, b);
        verb = of_a != GLY_NONE && of_b != GLY_NONE &&
               gly_str_eq_nocase(gly_tok_at(doc, of_a), gly_tok_at(doc, of_b));
    }
    return verb || (gly_tok_is(doc, x, "tall|long|high|wide|deep|thick|old|above") &&
                    gly_str_eq_nocase(gly_tok_at(doc, x), gly_tok_at(doc, y)));
}

/* Points for what binds figure `b` to an earlier `a`; 0 where something parts them. */
unsigned gly_figures_binding(const struct gly_doc *doc, const struct gly_dates *dates,
                             const struct gly_figure *a, const struct gly_figure *b,
                             enum gly_misprint misprint)
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
    bool that = misprint == GLY_MISPRINT_THOUSANDS && b->known &&
                !is_round(doc, a->q) && b->q->sent <= a->q->sent + 2 &&
                same_thing(doc, b->q, a->q->sent);
    bool lead = a->title && b->q->sent <= a->q->sent + 2;
    const char *apart = lead ? APART_FROM_TITLE : APART;
    if (that)
        return GLY_FIGURE_SAME;
    /* "The $3.5 billion fund" is another thing than the loan. */
    uint32_t behind = gly_quantity_end(b->q);
    if (misprint == GLY_MISPRINT_THOUSANDS && is_content(doc, behind) &&
        !gly_str_ends(gly_tok_at(doc, behind), "ed") &&
        !same_thing(doc, b->q, a->q->sent) && gly_span_len(b->q->noun) == 0)
        return 0;
    /* A title may name the country, and the text the town. */
    if (!a->title && !b->title && of_other_things(doc, a->q->sent, b->q->sent))
        return 0;
    bool shown = a->title || a->caption || b->caption;
    if ((shown ? is_apart(doc, a->q, b->q, apart)
               : has_near(doc, a->q, apart) || has_near(doc, b->q, apart)) ||
        at_other_times(dates, a->q->sent, b->q->sent))
        return 0;
    unsigned points = misprint == GLY_MISPRINT_DIGIT ? 1 : 2;
    points += b->known ? 2 : 0;
    /* "... £600 to the fund. The £600 was ..." */
    points += b->known && b->q->sent == a->q->sent + 1 &&
              gly_tok_is(doc, b->q->first_tok - 1, "the|this|that|these|those");
    points += a->title || b->title ? 2 : 0;
    points += a->caption != b->caption ? 2 : 0;
    unsigned shared = shared_words(doc, a->q->sent, b->q->sent);
    return points + (shared < 3 ? shared : 3);
}

/* "Fire kills 12", "Fourteen people died": do both tell the dead, or the hurt? */
bool gly_figures_share_toll(const struct gly_doc *doc, const struct gly_quantity *a,
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
