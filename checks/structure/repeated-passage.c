#include <galley/check.h>
#include <galley/phrase.h>

enum { REPEATED };

static const struct gly_rule rules[] = {
    [REPEATED] =
        {
            .id = "structure/repeated-passage",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A passage stands twice, word for word or nearly so",
            .why = "A paragraph moved and not taken away, or pasted twice. Speaks of "
                   "paragraphs and sentences that share nearly all their words in "
                   "order. What stands three times is meant: a refrain, a formula, a "
                   "form. Lists, tables, quotations, captions, licences and the "
                   "entries of "
                   "a reference are left alone.",
            .bad = "The old mill by the river was sold to a baker from the next valley "
                   "who wants to grind rye there.\n\nNobody minded.\n\nThe old mill by "
                   "the river was sold to a baker from the next valley who wants to "
                   "grind rye there.",
            .good = "The mill was sold.\n\nNobody minded.\n\nThe mill was sold.",
        },
};

/* A passage is compared by its shingles: runs of SHINGLE words, each known by a hash. A
 * table remembers for each where it was first seen; so every word is looked at a fixed
 * number of times, however often openers repeat. */
enum {
    SHINGLE = 5,
    SHORTEST_SENTENCE = 14, /* words; shorter ones repeat by chance or on purpose */
    SHORTEST_PARAGRAPH = 24,
    ENOUGH = 85, /* of 100 shingles, for paragraphs */
    /* A text that repeats more than these is a reference, which says the same of each
     * thing it describes, or a history of branches. */
    HABIT_SENTENCES = 3,
    HABIT_PARAGRAPHS = 5,
    /* So is one in which so many passages resemble others in part. */
    PARTLY = 30, /* of 100 shingles */
    FORMULAS = 3,
    FORMULAS_IN = 60, /* one at least in so many */
};

struct unit {
    uint32_t first, end; /* tokens */
    uint32_t words;
    uint32_t times; /* others that repeat it */
    uint32_t of;    /* the unit it repeats, or NONE */
    uint32_t block;
    uint32_t entry; /* the heading it stands below where that names code, or NONE */
    bool whole;     /* a paragraph of several sentences */
};

struct slot {
    uint64_t hash; /* 0: empty */
    uint32_t unit; /* where it was first seen */
};

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    struct unit *units;
    uint32_t unit_count;
    uint32_t entry; /* while units are gathered */
    bool *repeats;  /* blocks that repeat others: their sentences need no word more */
    struct slot *slots;
    uint32_t mask;
};

/* ---- Hashes ---- */

static uint64_t word_hash(struct gly_str word)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 0x100000001b3u;
    }
    return hash ^ (hash >> 29);
}

static bool is_counted(const struct gly_tok *tok)
{
    return tok->kind != GLY_TOK_PUNCT && tok->kind != GLY_TOK_SYMBOL;
}

/* Walk over the shingles of a unit. */
struct walk {
    const struct state *s;
    uint32_t at, end;
    uint64_t words[SHINGLE];
    uint32_t count;
};

static bool next_shingle(struct walk *walk, uint64_t *ret_hash)
{
    while (walk->at < walk->end) {
        const struct gly_tok *tok = &walk->s->toks[walk->at++];
        if (!is_counted(tok))
            continue;
        walk->words[walk->count++ % SHINGLE] =
            word_hash(gly_tok_text(walk->s->doc, tok));
        if (walk->count < SHINGLE)
            continue;
        uint64_t hash = 0;
        for (uint32_t i = 0; i < SHINGLE; i++)
            hash =
                (hash ^ walk->words[(walk->count + i) % SHINGLE]) * 0x9e3779b97f4a7c15u;
        *ret_hash = (hash ^ (hash >> 31)) | 1u;
        return true;
    }
    return false;
}

static struct slot *find_slot(const struct state *s, uint64_t hash)
{
    uint32_t i = (uint32_t)(hash >> 17) & s->mask;
    while (s->slots[i].hash != 0 && s->slots[i].hash != hash)
        i = (i + 1) & s->mask;
    return &s->slots[i];
}

/* ---- Units ---- */

static bool is_looked_at(const struct state *s, uint32_t b)
{
    static const enum gly_block_kind holders[] = {GLY_BLOCK_LIST, GLY_BLOCK_TABLE,
                                                  GLY_BLOCK_QUOTE, GLY_BLOCK_NOTE};
    uint32_t count;
    const struct gly_block *block = &gly_doc_blocks(s->doc, &count)[b];
    if (block->kind != GLY_BLOCK_PARAGRAPH || block->tok_count == 0 ||
        !gly_block_speaks(s->pass, b))
        return false;
    for (size_t i = 0; i < GLY_COUNT(holders); i++)
        if (gly_block_within(s->doc, b, holders[i]) != GLY_NONE)
            return false;
    return true;
}

static uint32_t words_in(const struct state *s, uint32_t first, uint32_t end)
{
    uint32_t words = 0;
    for (uint32_t i = first; i < end; i++)
        words += s->toks[i].kind == GLY_TOK_WORD; /* a row of numbers is data */
    return words;
}

static void add_unit(struct state *s, uint32_t block, uint32_t first, uint32_t end,
                     bool whole)
{
    uint32_t shortest = whole ? SHORTEST_PARAGRAPH : SHORTEST_SENTENCE;
    uint32_t words = words_in(s, first, end);
    if (words >= shortest)
        s->units[s->unit_count++] = (struct unit){.first = first,
                                                  .end = end,
                                                  .words = words,
                                                  .of = GLY_NONE,
                                                  .block = block,
                                                  .entry = s->entry,
                                                  .whole = whole};
}

/* "`boat.launch()`", "BOAT_MAX=n", "Version 2.4.1": an entry of a reference, or of a
 * history in which branches have their news in common. */
static bool names_code(const struct state *s, const struct gly_block *heading)
{
    const struct gly_tok *toks = &s->toks[heading->first_tok];
    for (uint32_t i = 0; i < heading->tok_count; i++)
        if (toks[i].kind == GLY_TOK_MASKED || toks[i].kind == GLY_TOK_MIXED ||
            (i > 0 && toks[i].kind == GLY_TOK_NUMBER &&
             memchr(gly_tok_text(s->doc, &toks[i]).ptr, '.',
                    gly_span_len(toks[i].span))) ||
            (toks[i].flags & GLY_TOK_GLUED &&
             gly_str_is(gly_tok_text(s->doc, &toks[i]), "(")))
            return true;
    return false;
}

/* Paragraphs or sentences, in order. */
static void gather(struct state *s, bool whole)
{
    uint32_t count, sent_count;
    const struct gly_block *blocks = gly_doc_blocks(s->doc, &count);
    const struct gly_sent *sents = gly_doc_sents(s->doc, &sent_count);
    s->unit_count = 0;
    s->entry = GLY_NONE;
    for (uint32_t b = 0; b < count; b++) {
        if (blocks[b].kind == GLY_BLOCK_HEADING)
            s->entry = names_code(s, &blocks[b]) ? b : GLY_NONE;
        if (!is_looked_at(s, b) || s->repeats[b])
            continue;
        if (whole) {
            add_unit(s, b, blocks[b].first_tok,
                     blocks[b].first_tok + blocks[b].tok_count, true);
            continue;
        }
        for (uint32_t i = 0; i < blocks[b].sent_count; i++) {
            const struct gly_sent *sent = &sents[blocks[b].first_sent + i];
            add_unit(s, b, sent->first_tok, sent->first_tok + sent->tok_count, false);
        }
    }
}

/* The earlier unit in which most shingles of unit `u` were seen first; a majority vote
 * names the candidate, a second walk counts. Shingles seen first here are entered. */
static uint32_t earlier_of(struct state *s, uint32_t u, uint32_t *ret_share)
{
    const struct unit *unit = &s->units[u];
    uint32_t candidate = GLY_NONE, lead = 0, total = 0, same = 0;
    uint64_t hash;
    struct walk walk = {.s = s, .at = unit->first, .end = unit->end};
    while (next_shingle(&walk, &hash)) {
        struct slot *slot = find_slot(s, hash);
        if (slot->hash == 0)
            *slot = (struct slot){hash, u};
        total++;
        if (slot->unit == u)
            continue;
        if (lead == 0)
            candidate = slot->unit;
        lead = slot->unit == candidate ? lead + 1 : lead - 1;
    }
    if (candidate == GLY_NONE)
        return GLY_NONE;
    walk = (struct walk){.s = s, .at = unit->first, .end = unit->end};
    while (next_shingle(&walk, &hash))
        same += find_slot(s, hash)->unit == candidate;
    *ret_share = same * 100 / total;
    return candidate;
}

/* ---- Findings ---- */

static struct gly_span span_of(const struct state *s, const struct unit *unit)
{
    return (struct gly_span){s->toks[unit->first].span.start,
                             s->toks[unit->end - 1].span.end};
}

static void report(const struct state *s, const struct unit *unit,
                   const struct unit *earlier, uint32_t share)
{
    struct gly_finding *f = gly_report(
        s->pass, REPEATED, span_of(s, unit), "this %s stands %s in the text before",
        unit->whole ? "paragraph" : "sentence",
        share == 100 ? "word for word" : "nearly word for word");
    gly_evidence(f, span_of(s, earlier), "here");
}

/* A reference says of each function all that is to be known of it. */
static bool is_of_another_entry(const struct state *s, const struct unit *unit)
{
    uint32_t entry = s->units[unit->of].entry;
    return unit->entry != GLY_NONE && entry != GLY_NONE && entry != unit->entry;
}

static bool is_repeat(const struct state *s, const struct unit *unit)
{
    return unit->of != GLY_NONE && s->units[unit->of].times == 1 &&
           gly_tok_speaks(s->pass, &s->toks[unit->first]);
}

/* "The request takes a window. The request takes a font": one thing is said of each. */
static bool is_formulaic(const struct state *s, const uint32_t *shares)
{
    uint32_t partly = 0;
    for (uint32_t u = 0; u < s->unit_count; u++)
        partly += shares[u] >= PARTLY && s->units[u].of == GLY_NONE;
    return partly >= FORMULAS && partly * FORMULAS_IN >= s->unit_count;
}

/* The terms of a licence stand with each work that they are for, and what an option does
 * with each command that takes it. */
static bool is_standing(const struct state *s, const struct unit *unit)
{
    struct gly_str first = gly_tok_text(s->doc, &s->toks[unit->first]);
    if (first.ptr[0] == '-' && s->toks[unit->first + 1].flags & GLY_TOK_GLUED)
        return true;
    for (uint32_t i = unit->first; i < unit->end; i++)
        if (gly_tok_is(s->doc, i,
                       "copyright|licence|license|licensed|permission|redistribute|"
                       "warranty|warranties"))
            return true;
    return false;
}

static void check_units(struct state *s, bool whole)
{
    gather(s, whole);
    memset(s->slots, 0, ((size_t)s->mask + 1) * sizeof *s->slots);
    uint32_t *shares = gly_alloc(s->pass, s->unit_count + 1, sizeof *shares);
    for (uint32_t u = 0; u < s->unit_count; u++) {
        uint32_t earlier = earlier_of(s, u, &shares[u]);
        if (earlier == GLY_NONE || shares[u] < (whole ? ENOUGH : 100) ||
            s->units[earlier].words > s->units[u].words * 5 / 4)
            continue;
        s->units[u].of = earlier;
        s->repeats[s->units[u].block] |= whole;
        s->units[earlier].times++;
    }
    uint32_t found = 0;
    for (uint32_t u = 0; u < s->unit_count; u++)
        found += is_repeat(s, &s->units[u]);
    if (found == 0 || found > (whole ? HABIT_PARAGRAPHS : HABIT_SENTENCES) ||
        is_formulaic(s, shares))
        return;
    for (uint32_t u = 0; u < s->unit_count; u++) {
        const struct unit *unit = &s->units[u];
        if (is_repeat(s, unit) && !is_of_another_entry(s, unit) &&
            !is_standing(s, unit))
            report(s, unit, &s->units[unit->of], shares[u]);
    }
}

static void run(struct gly_pass *pass)
{
    struct state s = {.pass = pass, .doc = gly_pass_doc(pass)};
    uint32_t tok_count, sent_count;
    s.toks = gly_doc_toks(s.doc, &tok_count);
    gly_doc_sents(s.doc, &sent_count);
    /* At most one shingle a token; a table half full stays quick. */
    s.mask = 63;
    while (s.mask < tok_count * 2u && s.mask < UINT32_MAX / 4)
        s.mask = s.mask * 2 + 1;
    s.slots = gly_alloc(pass, (size_t)s.mask + 1, sizeof *s.slots);
    uint32_t block_count;
    gly_doc_blocks(s.doc, &block_count);
    s.repeats = gly_alloc(pass, block_count, sizeof *s.repeats);
    s.units = gly_alloc(pass, (size_t)block_count + sent_count, sizeof *s.units);
    check_units(&s, true);
    check_units(&s, false);
}

const struct gly_check gly_check_structure_repeated_passage = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .run = run,
};
