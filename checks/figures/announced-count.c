/* "Three areas:" and then four of them. */
#include <math.h>

#include <galley/check.h>
#include <galley/enumeration.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { ANNOUNCED_COUNT };

static const struct gly_rule rules[] = {
    [ANNOUNCED_COUNT] =
        {
            .id = "figures/announced-count",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A list has more or fewer items than its announcement says",
            .why = "Somebody added an item or struck one out, and the reader looks for "
                   "the one that is missing. Judged where the counted thing leads "
                   "straight into the list; silent for examples ('including'), names "
                   "that hold an 'and', and lists that go on elsewhere.",
            .bad = "The ferry calls at three ports: Lerwick, Aberdeen, Kirkwall and "
                   "Stromness.",
            .good = "The ferry calls at four ports: Lerwick, Aberdeen, Kirkwall and "
                    "Stromness.",
        },
};

enum { FEWEST = 2, MOST = 20 };

/* Words by which a list is not meant to be whole, or the number is another one. */
#define PARTIAL                                                                      \
    "including|include|includes|included|such|among|example|examples|e.g.|eg|"       \
    "notably|mainly|chiefly|particularly|especially|most|some|several|other|others|" \
    "first|least|only|either|any|another|like|each|per|every|more|between"

/* Things that are listed; others ("two sisters") may only have made the list. */
#define LISTED_THINGS                                                                 \
    "things|conditions|steps|reasons|parts|areas|types|kinds|ways|options|rules|"     \
    "questions|points|factors|items|stages|phases|categories|groups|requirements|"    \
    "recommendations|principles|aims|goals|objectives|issues|problems|changes|tips|"  \
    "lessons|examples|sections|elements|components|features|benefits|tasks|criteria|" \
    "measures|methods|forms|levels|layers|modes|models|formats|themes|topics|titles|" \
    "sites|cities|countries|candidates|proposals|ingredients|documents|products|"     \
    "priorities|exceptions|findings|mistakes|errors|places|values|commands|fields|"   \
    "files|functions|tools|sorts|properties|arguments|parameters|variants|versions"

static bool is_count(const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_COUNT && gly_quantity_is_plain(q) &&
           gly_span_len(q->noun) > 0 && q->low == floor(q->low) && q->low >= FEWEST &&
           q->low <= MOST && !(q->flags & GLY_QUANTITY_ADJECTIVE) &&
           (q->role == GLY_ROLE_NONE || q->role == GLY_ROLE_TOTAL ||
            q->role == GLY_ROLE_TO); /* "went to three authors:" */
}

/* ---- Lists in a sentence ---- */

static void report(struct gly_pass *pass, const struct gly_quantity *q, unsigned count,
                   struct gly_span list)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_span span = {q->span.start, q->noun.end};
    struct gly_finding *f =
        gly_report(pass, ANNOUNCED_COUNT, span, "'%.*s' are announced, %u are listed",
                   GLY_STR_ARG(gly_doc_slice(doc, span)), count);
    gly_evidence(f, list, "the list");
}

/* "three cities: A, B, C and D." */
static void check_colon(struct gly_pass *pass, const struct gly_sent *sent,
                        const struct gly_quantity *q, uint32_t colon, bool names)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t end = sent->first_tok + sent->tok_count;
    struct gly_enumeration items = gly_enumeration_read(doc, colon + 1, end);
    unsigned least, most;
    gly_enumeration_count(&items, &least, &most);
    if (items.strange || items.commas == 0 || (names && !items.capital) ||
        items.end + 1 < end || !(items.last_and || items.oxford) ||
        gly_toks_have(doc, sent->first_tok, q->first_tok, PARTIAL) ||
        (q->low >= least && q->low <= most) || q->low * 2 == most || most > MOST)
        return;
    report(pass, q, most,
           (struct gly_span){toks[colon + 1].span.start, toks[items.end - 1].span.end});
}

/* "three varieties, Fuggle and Goldings, grow": capitalised names alone, set off. */
static void check_apposition(struct gly_pass *pass, const struct gly_sent *sent,
                             const struct gly_quantity *q, uint32_t comma)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t end = sent->first_tok + sent->tok_count;
    enum { LONGEST_NAME = 3, MOST_OFF = 2 };
    unsigned count = 0, words = 0;
    bool and = false;
    uint32_t tok = comma + 1;
    for (; tok < end; tok++) {
        bool joint = gly_tok_is(doc, tok, "and");
        if (gly_is_item_name(doc, tok)) {
            words++;
            continue;
        }
        if (words == 0 && gly_tok_is(doc, tok, "the") && tok + 1 < end &&
            gly_is_item_name(doc, tok + 1)) /* "the Tarn, the Ouse and the Leme" */
            continue;
        if (words == 0 && joint && count > 0) { /* ", and D" */
            and = true;
            continue;
        }
        if (words == 0 || words > LONGEST_NAME)
            return;
        count++;
        words = 0;
        if (and || (!joint && !gly_str_is(gly_tok_at(doc, tok), ",")))
            break;
        and = joint;
    }
    double off = fabs(q->low - count);
    struct gly_str mark = tok < end ? gly_tok_at(doc, tok) : (struct gly_str){".", 1};
    if (!and || count < FEWEST || off == 0 || off > MOST_OFF ||
        !(gly_str_is(mark, ",") || gly_enumeration_ends(mark)) ||
        gly_toks_have(doc, sent->first_tok, q->first_tok, PARTIAL) ||
        gly_toks_have(doc, tok, tok + 4 < end ? tok + 4 : end,
                      "among|included|including|and|plus|as|along|with|but"))
        return;
    report(pass, q, count,
           (struct gly_span){toks[comma + 1].span.start, toks[tok - 1].span.end});
}

static void check_inline(struct gly_pass *pass, const struct gly_sent *sent,
                         const struct gly_quantity *q)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t end = sent->first_tok + sent->tok_count;
    uint32_t tok = gly_quantity_behind_noun(doc, q);
    if (tok + 2 >= end)
        return;
    /* "Three people were hurt: Ann Hale, ...": names alone, a few words on. */
    enum { LONGEST_GAP = 6 };
    uint32_t colon = tok;
    while (colon < end && colon < tok + LONGEST_GAP && gly_is_item_word(doc, colon))
        colon++;
    if (gly_str_is(gly_tok_at(doc, tok), ":"))
        check_colon(pass, sent, q, tok, false);
    else if (colon > tok && gly_str_is(gly_tok_at(doc, colon), ":") &&
             !gly_toks_have(doc, tok, colon, "following|these|in|this|by|whose") &&
             /* "four causes of the flood:", not "four of these" */
             (!gly_toks_have(doc, tok, colon, "of") ||
              (gly_tok_is(doc, tok, "of") &&
               (gly_tok_is(doc, tok + 1, "the|its|their") ||
                gly_str_listed(gly_doc_slice(doc, q->noun),
                               "kinds|types|sorts|species|varieties|forms|ways|"
                               "reasons|sources|sides|causes")) &&
               !gly_toks_have(doc, tok + 1, colon, "of"))))
        check_colon(pass, sent, q, colon, !gly_tok_is(doc, tok, "of"));
    else if (gly_tok_is(doc, tok, ",|(|-|\u2013|\u2014|--"))
        check_apposition(pass, sent, q, tok);
    else if (gly_tok_is(doc, tok, "were|are") && q->first_tok > 0 &&
             gly_tok_is(doc, q->first_tok - 1, "the"))
        check_apposition(pass, sent, q, tok);
}

/* "both the union, the company and the club": three of the same form. */
static void check_both(struct gly_pass *pass, const struct gly_sent *sent,
                       uint32_t both)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t end = sent->first_tok + sent->tok_count;
    enum { LONGEST = 5 };
    uint32_t tok = both + 1;
    bool the = tok < end && gly_tok_is(doc, tok, "the");
    for (unsigned n = 0; n < 3; n++) {
        if (tok + 1 >= end ||
            (the ? !gly_tok_is(doc, tok, "the") : !gly_is_item_name(doc, tok)))
            return;
        uint32_t first = tok;
        while (tok < end && gly_is_item_word(doc, tok) &&
               !gly_tok_is(doc, tok, "and") && (the || gly_is_item_name(doc, tok)))
            tok++;
        if (tok == first || tok - first > LONGEST)
            return;
        if (n == 0 && !gly_str_is(gly_tok_at(doc, tok), ","))
            return;
        if (n == 1) {
            tok += gly_str_is(gly_tok_at(doc, tok), ",");
            if (!gly_tok_is(doc, tok, "and"))
                return;
        }
        tok += n < 2;
    }
    struct gly_span span = {toks[both].span.start, toks[tok - 1].span.end};
    gly_report(pass, ANNOUNCED_COUNT, span, "'both' stands before three");
}

/* ---- Lists of the format ---- */

/* The block before a list, of the same parent; GLY_NONE. */
static uint32_t block_before(const struct gly_block *blocks, uint32_t list)
{
    uint32_t parent = blocks[list].parent, i = list - 1;
    if (list == 0 || i == parent)
        return GLY_NONE;
    while (blocks[i].parent != parent)
        i = blocks[i].parent;
    return i;
}

static unsigned item_count(const struct gly_block *blocks, uint32_t list)
{
    unsigned count = 0, terms = 0;
    for (uint32_t i = list + 1; i < blocks[list].end; i = blocks[i].end) {
        count += blocks[i].kind == GLY_BLOCK_ITEM;
        terms += blocks[i].kind == GLY_BLOCK_ITEM && blocks[i].flags & GLY_BLOCK_HEADER;
    }
    return terms > 0 ? terms : count; /* a term and what is said of it are one */
}

/* Two options over one explanation: the item begins with two lines of a word each. */
static bool begins_twice(const struct gly_block *blocks, uint32_t item)
{
    unsigned heads = 0;
    for (uint32_t i = item + 1; i < blocks[item].end && heads < 2; i++) {
        if (!(blocks[i].flags & GLY_BLOCK_LEAF))
            continue;
        if (blocks[i].tok_count > 1)
            return false;
        heads++;
    }
    return heads == 2;
}

/* "two limits for files; two limits for users": do items begin with numbers of their
 * own? Then they are not counted one by one. */
static bool counts_itself(const struct gly_doc *doc, const struct gly_block *blocks,
                          const struct gly_quantities *all, uint32_t list)
{
    for (uint32_t i = list + 1; i < blocks[list].end; i = blocks[i].end) {
        if (begins_twice(blocks, i))
            return true;
        uint32_t leaf = i;
        while (leaf + 1 < blocks[i].end && !(blocks[leaf].flags & GLY_BLOCK_LEAF))
            leaf++;
        uint32_t low = 0, high = all->count;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (all->at[middle].first_tok < blocks[leaf].first_tok)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < all->count && blocks[leaf].tok_count > 0 &&
            all->at[low].first_tok == blocks[leaf].first_tok && is_count(&all->at[low]))
            return true;
    }
    return false;
}

/* "The remaining fields stay as they are", "If neither is set, none is read": an item
 * that speaks of what is not counted. */
static bool ends_with_rest(const struct gly_doc *doc, const struct gly_block *blocks,
                           uint32_t list)
{
    uint32_t last = list;
    for (uint32_t i = list + 1; i < blocks[list].end; i = blocks[i].end)
        last = i;
    uint32_t tok = blocks[last].first_tok;
    for (uint32_t i = last; i < blocks[last].end && blocks[i].tok_count == 0; i++)
        tok = blocks[i + 1 < blocks[last].end ? i + 1 : i].first_tok;
    bool without = gly_tok_is(doc, tok, "if|where|when") &&
                   gly_tok_is(doc, tok + 1, "neither|none|nothing");
    /* "NOTE: other concerns remain" */
    bool note =
        gly_tok_is(doc, tok, "note|nb|warning|tip") && gly_tok_is(doc, tok + 1, ":");
    tok += gly_tok_is(doc, tok, "the|all|any");
    return last > list &&
           (without || note ||
            gly_tok_is(doc, tok, "remaining|other|others|rest|everything|otherwise"));
}

/* Does another list follow, with a paragraph between or not? Then the two may be one. */
static bool goes_on(const struct gly_block *blocks, uint32_t count, uint32_t list)
{
    uint32_t parent = blocks[list].parent, i = blocks[list].end;
    for (unsigned n = 0; n < 2 && i < count && i < blocks[parent].end; n++) {
        if (blocks[i].kind == GLY_BLOCK_LIST)
            return true;
        i = blocks[i].end;
    }
    return false;
}

/* "three fields, red, green and blue:", "three fields “r”, “g” and “b”:": the things stand
 * right behind their number, and what follows the colon is something else. */
static bool is_listed_here(const struct gly_doc *doc, uint32_t tok, uint32_t end)
{
    if (tok >= end || !gly_tok_is(doc, tok, ",|\"|“|‘|'|`|("))
        return false;
    bool comma = gly_str_is(gly_tok_at(doc, tok), ",");
    return gly_toks_have(doc, tok + 1, end, comma ? "and" : "and|or") &&
           !gly_tok_is(doc, tok + 1, "as|namely|and|which");
}

/* Has the sentence a verb between the noun and the colon, as in "two sisters brought:"?
 * A past participle or a noun behind "for" is none, but a list cannot tell; so the noun
 * is one that is listed as a rule, or a preposition or the colon follows it. */
static bool leads_into(const struct gly_doc *doc, const struct gly_quantity *q,
                       uint32_t tok, uint32_t end)
{
    if (gly_str_listed(gly_doc_slice(doc, q->noun), LISTED_THINGS))
        return !is_listed_here(doc, tok, end);
    /* "To compare two strings for sorting:" tells what to do with them. */
    bool purpose = q->first_tok >= 2 && gly_tok_is(doc, q->first_tok - 2, "to");
    return gly_str_is(gly_tok_at(doc, tok), ":") ||
           (!purpose && gly_tok_is(doc, tok, "for|of|to|in|on|at|from")) ||
           (tok + 1 < end && gly_tok_is(doc, tok, ",") &&
            gly_tok_is(doc, tok + 1, "as|namely"));
}

/* The announcement in the last sentence of a paragraph that ends with a colon. */
static const struct gly_quantity *announced(const struct gly_doc *doc,
                                            const struct gly_quantities *all,
                                            uint32_t first, const struct gly_sent *sent,
                                            uint32_t index)
{
    const struct gly_quantity *found = NULL;
    uint32_t end = sent->first_tok + sent->tok_count;
    for (uint32_t i = first; i < all->count && all->at[i].sent == index; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (found && q->class <= GLY_QUANTITY_NUMBER)
            return NULL;
        if (!is_count(q))
            continue;
        uint32_t tok = gly_quantity_behind_noun(doc, q);
        /* "Given two types Sub and Super, where": what is told is about them. */
        if (found || !leads_into(doc, q, tok, end) ||
            gly_toks_have(doc, sent->first_tok, q->first_tok,
                          "given|suppose|let|consider|assume|assuming"))
            return NULL;
        found = q;
    }
    return found;
}

/* "Council names five sites" above "has published the sites:". */
static const struct gly_quantity *announced_above(const struct gly_doc *doc,
                                                  const struct gly_quantities *all,
                                                  uint32_t before,
                                                  const struct gly_sent *intro)
{
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    enum { FARTHEST = 6 };
    for (uint32_t i = before, n = 0; i-- > 0 && n < FARTHEST; n++) {
        const struct gly_quantity *q = &all->at[i];
        if (blocks[sents[q->sent].block].kind != GLY_BLOCK_HEADING)
            continue;
        if (!is_count(q) || sents[q->sent].tok_count > 14)
            return NULL;
        struct gly_str noun = gly_doc_slice(doc, q->noun);
        for (uint32_t tok = intro->first_tok + 1;
             tok < intro->first_tok + intro->tok_count; tok++)
            if (gly_str_eq_nocase(gly_tok_text(doc, &toks[tok]), noun) &&
                gly_tok_is(doc, tok - 1, "the|these|following"))
                return q;
        return NULL;
    }
    return NULL;
}

/* "There are three reasons for this." and then a numbered list: a sentence that says no
 * more than how many. */
static bool is_bare_announcement(const struct gly_doc *doc,
                                 const struct gly_quantities *all, uint32_t *next,
                                 const struct gly_block *blocks, uint32_t before,
                                 uint32_t list)
{
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    uint32_t index = blocks[before].first_sent + blocks[before].sent_count - 1;
    const struct gly_sent *sent = &sents[index];
    enum { LONGEST = 9 };
    if (sent->tok_count > LONGEST || blocks[before].sent_count > 2 ||
        !gly_tok_is(doc, sent->first_tok, "there|here|these") ||
        !gly_tok_is(doc, sent->first_tok + 1, "are|were") ||
        item_count(blocks, list) < 2)
        return false;
    while (*next < all->count && all->at[*next].sent < index)
        ++*next;
    const struct gly_quantity *q = *next < all->count ? &all->at[*next] : NULL;
    return q && q->sent == index && is_count(q) &&
           q->first_tok <= sent->first_tok + 3 &&
           gly_str_listed(gly_doc_slice(doc, q->noun),
                          "reasons|steps|conditions|rules|options|stages|phases|"
                          "questions|causes|aims|goals|objectives|requirements|"
                          "recommendations|principles|exceptions|factors|lessons");
}

/* "Four reasons to visit in winter", right above the list. */
static bool is_counting_heading(const struct gly_doc *doc,
                                const struct gly_quantities *all, uint32_t *next,
                                const struct gly_block *heading)
{
    const struct gly_sent *sent =
        &gly_doc_sents(doc, &(uint32_t){0})[heading->first_sent];
    if (heading->kind != GLY_BLOCK_HEADING || heading->sent_count != 1)
        return false;
    while (*next < all->count && all->at[*next].sent < heading->first_sent)
        ++*next;
    const struct gly_quantity *q = *next < all->count ? &all->at[*next] : NULL;
    return q && q->sent == heading->first_sent && is_count(q) &&
           q->first_tok == sent->first_tok &&
           gly_str_listed(
               gly_doc_slice(doc, q->noun),
               "reasons|ways|tips|steps|rules|things|lessons|questions|facts|"
               "mistakes|ideas|principles|myths");
}

static void check_list(struct gly_pass *pass, const struct gly_quantities *all,
                       uint32_t *next, uint32_t list)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    uint32_t before = block_before(blocks, list);
    if (before == GLY_NONE || blocks[before].sent_count == 0 ||
        (blocks[before].kind != GLY_BLOCK_PARAGRAPH &&
         !is_counting_heading(doc, all, next, &blocks[before])) ||
        !gly_block_speaks(pass, before))
        return;
    uint32_t index = blocks[before].first_sent + blocks[before].sent_count - 1;
    const struct gly_sent *sent = &sents[index];
    uint32_t end = sent->first_tok + sent->tok_count;
    if (!(gly_str_is(gly_tok_at(doc, end - 1), ":") ||
          blocks[before].kind == GLY_BLOCK_HEADING ||
          is_bare_announcement(doc, all, next, blocks, before, list)) ||
        gly_toks_have(doc, sent->first_tok, end, PARTIAL) ||
        goes_on(blocks, count, list))
        return;
    while (*next < all->count && all->at[*next].sent < index)
        ++*next;
    bool has = *next < all->count && all->at[*next].sent == index;
    bool heading = blocks[before].kind == GLY_BLOCK_HEADING;
    const struct gly_quantity *q = heading ? &all->at[*next]
                                   : has   ? announced(doc, all, *next, sent, index)
                                           : announced_above(doc, all, *next, sent);
    unsigned items = item_count(blocks, list);
    if (q && ((q->low + 1 == items && ends_with_rest(doc, blocks, list)) ||
              counts_itself(doc, blocks, all, list)))
        return;
    if (q && q->low != items && items >= FEWEST && items <= MOST)
        report(pass, q, items, blocks[list].span);
}

/* "Three of the five mills, Ard, Brae and Corrie": what follows lists the three. */
static bool is_whole(const struct gly_doc *doc, const struct gly_quantities *all,
                     uint32_t i)
{
    const struct gly_quantity *q = &all->at[i];
    return i > 0 && q[-1].sent == q->sent &&
           q->first_tok == gly_quantity_end(&q[-1]) + 2 &&
           gly_tok_is(doc, q->first_tok - 2, "of") &&
           gly_tok_is(doc, q->first_tok - 1, "the|its|their|our|his|her");
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count, next = 0;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t i = 0; i < all->count; i++)
        if (is_count(&all->at[i]) && !is_whole(doc, all, i) &&
            gly_block_speaks(pass, sents[all->at[i].sent].block))
            check_inline(pass, &sents[all->at[i].sent], &all->at[i]);
    for (uint32_t i = 0; i < count; i++)
        if (blocks[i].kind == GLY_BLOCK_LIST && !(blocks[i].flags & GLY_BLOCK_CHROME))
            check_list(pass, all, &next, i);
    uint32_t toks;
    const struct gly_tok *tok = gly_doc_toks(doc, &toks);
    for (uint32_t i = 0; i + 4 < toks; i++)
        if (gly_span_len(tok[i].span) == 4 && tok[i].sent != GLY_NONE &&
            gly_tok_is(doc, i, "both") && gly_tok_speaks(pass, &tok[i]))
            check_both(pass, &sents[tok[i].sent], i);
}

const struct gly_check gly_check_figures_announced_count = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
