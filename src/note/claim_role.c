/* Who does what to whom, with verbs that do not hold the other way round.
 *
 * "X acquired Y", "Y, which was bought by X in May" are read from the words around the verb:
 * a name right before its group, a name right behind it or behind "by". Other shapes are
 * left to the parser, which is believed where its second opinion agrees in full. What is
 * done once between two clashes wherever it is turned round; what happens again and again
 * (they meet in every final) only where the two sentences tell of one occasion. */
#include "note/claim_side.h"

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

enum { ENTITIES_MAX = 8, FILTER_BITS = 1 << 14, AGENT_REACH = 10, DEEDS_MAX = 6 };

struct roles {
    struct gly_claimer *c;
    uint32_t sent;
    struct gly_look look;
    const struct gly_reading *reading;
};

/* Two sides of a deed, and the tokens of their names. */
struct deed {
    uint32_t doer, other; /* entities, GLY_NONE */
    struct gly_claim_subject at[2];
    uint32_t verb;
};

static const struct gly_claim_entry *row_at(const struct gly_claimer *c, uint32_t tok)
{
    char form[GLY_CLAIM_FORM];
    struct gly_str word =
        gly_claim_fold(gly_tok_text(c->doc, &c->doc->toks.at[tok]), form);
    return gly_claim_entry(c->words, gly_claim_find(c->words, word));
}

/* ---- By the words ---- */

/* A name at `tok`, or behind what describes it, and nobody beside it. */
static bool names_one(const struct roles *r, uint32_t tok,
                      struct gly_claim_subject *ret)
{
    uint32_t n = gly_look_has(&r->look, tok) ? gly_name_at(r->c->names, tok) : GLY_NONE;
    if (n != GLY_NONE && r->c->names->names[n].first_tok == tok) {
        if (r->c->names->names[n].flags & GLY_NAME_POSSESSIVE ||
            !gly_claimer_name(r->c, n, ret))
            return false;
    } else if (!gly_claimer_object(r->c, r->sent, tok, ret) ||
               ret->entity == GLY_NONE) {
        return false;
    }
    return !gly_look_among(&r->look, ret->end_tok, "and or & 's '") &&
           !gly_look_is_hyphen(&r->look, ret->end_tok);
}

/* "was taught the cello by Y": the agent farther on in the clause. */
static bool find_agent(const struct roles *r, uint32_t verb,
                       struct gly_claim_subject *ret)
{
    for (uint32_t i = verb + 1; i < verb + AGENT_REACH && gly_look_has(&r->look, i);
         i++) {
        unsigned tag = gly_claim_xpos(r->reading, r->look.first, i);
        if (gly_look_among(&r->look, i, "by"))
            return names_one(r, i + 1, ret);
        if (gly_look_among(&r->look, i, ", ; : ( ) and who which that when while") ||
            tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_MD)
            return false;
    }
    return false;
}

/* Does something between the subject and the verb take the claim back? */
static bool is_claimed(const struct roles *r, const struct gly_claim_subject *subject,
                       uint32_t verb)
{
    uint32_t first = subject->end_tok < verb ? subject->end_tok : verb;
    for (uint32_t i = first; i < verb; i++)
        if (gly_claim_cues_at(r->c, &r->look, i) &
                (GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION |
                 GLY_CUE_PLAN) ||
            gly_look_among(&r->look, i, "will to"))
            return false;
    return true;
}

static bool read_words(const struct roles *r, struct deed *deed)
{
    struct gly_claim_subject subject, other;
    unsigned tag = gly_claim_xpos(r->reading, r->look.first, deed->verb);
    /* "Alda beat Brede": between two names it is a verb, whatever the tagger says. */
    bool between = deed->verb > r->look.first &&
                   gly_name_at(r->c->names, deed->verb - 1) != GLY_NONE &&
                   gly_look_has(&r->look, deed->verb + 1) &&
                   gly_name_at(r->c->names, deed->verb + 1) != GLY_NONE;
    if ((!between && tag != GLY_XPOS_VBD && tag != GLY_XPOS_VBN &&
         tag != GLY_XPOS_VBZ && tag != GLY_XPOS_VBP) ||
        !gly_claimer_subject(r->c, r->sent, deed->verb, &subject) ||
        subject.entity == GLY_NONE || !is_claimed(r, &subject, deed->verb) ||
        !(subject.passive ? find_agent(r, deed->verb, &other)
                          : names_one(r, deed->verb + 1, &other)))
        return false;
    deed->doer = subject.passive ? other.entity : subject.entity;
    deed->other = subject.passive ? subject.entity : other.entity;
    deed->at[0] = subject;
    deed->at[1] = other;
    return true;
}

/* ---- By the parser ---- */

static uint32_t mention_at(const struct gly_claimer *c, uint32_t tok)
{
    struct gly_claim_subject at;
    return gly_claimer_mention(c, tok, GLY_MENTION_PRONOUN, &at) ||
                   gly_claimer_mention(c, tok, GLY_MENTION_DESCRIPTION, &at)
               ? at.entity
               : GLY_NONE;
}

/* The entity that a noun of a clause names; GLY_NONE where that is in doubt. */
static uint32_t entity_of(const struct roles *r, const struct gly_noun *noun,
                          struct gly_claim_subject *ret_at)
{
    const struct gly_names *names = r->c->names;
    if (noun->head == GLY_LANG_NONE || noun->name_end > r->reading->word_count ||
        noun->name_end == noun->name_start)
        return GLY_NONE;
    uint32_t tok = r->reading->words[noun->name_end - 1].tok;
    uint32_t n = gly_name_at(names, tok);
    uint32_t entity = n != GLY_NONE ? names->names[n].entity : mention_at(r->c, tok);
    if (entity == GLY_NONE || names->entities[entity].ambiguous ||
        (n != GLY_NONE &&
         (names->names[n].flags & GLY_NAME_POSSESSIVE ||
          names->names[n].first_tok + names->names[n].tok_count != tok + 1)))
        return GLY_NONE;
    *ret_at = (struct gly_claim_subject){
        .first_tok = r->reading->words[noun->name_start].tok, .end_tok = tok + 1};
    return entity;
}

static bool read_clause(const struct roles *r, const struct gly_clause *clause,
                        struct deed *deed)
{
    if (clause->verdict != GLY_GATE_FULL || clause->question ||
        clause->negation != GLY_LANG_NONE || clause->modal != GLY_LANG_NONE ||
        clause->condition != GLY_LANG_NONE || clause->reporter != GLY_LANG_NONE ||
        clause->tense == GLY_TENSE_FUTURE)
        return false;
    deed->doer = entity_of(r, gly_clause_doer(clause), &deed->at[0]);
    deed->other = entity_of(r, gly_clause_undergoer(clause), &deed->at[1]);
    return deed->doer != GLY_NONE && deed->other != GLY_NONE;
}

static bool read_tree(const struct roles *r, struct deed *deed)
{
    for (uint32_t i = 0; i < r->reading->clause_count; i++)
        if (r->reading->words[r->reading->clauses[i].predicate].tok == deed->verb)
            return read_clause(r, &r->reading->clauses[i], deed);
    return false;
}

/* ---- The occasion ---- */

/* The year that holds at a sentence: its own, or the last one named before it. */
static int32_t year_of(const struct gly_claimer *c, uint32_t sent, bool *ret_own)
{
    int32_t year = gly_claimer_year(c, sent);
    *ret_own = year != GLY_NO_YEAR;
    uint32_t d = gly_claimer_date_from(c, c->doc->sents.at[sent].first_tok);
    while (year == GLY_NO_YEAR && d-- > 0)
        year = c->dates->at[d].from.year;
    return year;
}

static bool is_year(const struct gly_claimer *c, uint32_t tok)
{
    struct gly_str text = gly_tok_text(c->doc, &c->doc->toks.at[tok]);
    return text.len == 4 && (gly_str_starts(text, "1") || gly_str_starts(text, "20")) &&
           c->doc->toks.at[tok].kind == GLY_TOK_NUMBER;
}

static bool is_occasion(struct gly_str word)
{
    return gly_word_among(word, "match matches game games league cup season tournament "
                                "qualifier friendly friendlies derby round heat leg "
                                "election elections race battle war case trial year "
                                "years week weeks day days month months time times "
                                "home away previous return");
}

/* "last year" is a time as any other. */
static bool is_last_time(const struct gly_claimer *c, uint32_t at)
{
    return at + 1 < c->profile.count && gly_word_among(gly_claim_text(c, at), "last") &&
           gly_word_among(gly_claim_text(c, at + 1),
                          "year month week night spring summer autumn winter");
}

/* What the sentence says beside the deed: words, names and numbers, and what sets it apart
 * from another deed. */
static void read_occasion(const struct roles *r, const struct deed *deed,
                          struct gly_claim_role *ret)
{
    const struct gly_claimer *c = r->c;
    const struct gly_claim_sent *sent = &c->sents[r->sent];
    for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
        const struct gly_claim_word *word = &c->profile.at[i];
        if (word->tok == deed->verb ||
            (word->tok >= deed->at[0].first_tok && word->tok < deed->at[0].end_tok) ||
            (word->tok >= deed->at[1].first_tok && word->tok < deed->at[1].end_tok))
            continue;
        unsigned tag = gly_claim_xpos(r->reading, r->look.first, word->tok);
        bool match =
            gly_word_among(gly_claim_text(c, i), "final finals") || is_last_time(c, i);
        if ((word->cues & (GLY_CUE_QUALIFIER | GLY_CUE_OTHER | GLY_CUE_CONTRAST) &&
             !match) ||
            gly_word_among(gly_claim_text(c, i), "back return turn too then"))
            ret->apart = true;
        ret->match = ret->match || is_occasion(gly_claim_text(c, i));
        if (word->flags & (GLY_CLAIM_NAME | GLY_CLAIM_NUMBER))
            gly_bag_add(&ret->marks, is_year(c, word->tok) ? 0 : word->stem);
        else if (tag != GLY_XPOS_IN && tag != GLY_XPOS_RB)
            gly_bag_add(&ret->words, word->stem);
    }
    ret->year = year_of(c, r->sent, &ret->dated);
}

static void add_claim(const struct roles *r, const struct deed *deed)
{
    struct gly_claimer *c = r->c;
    const struct gly_claim_entry *row = row_at(c, deed->verb);
    if (deed->doer == deed->other)
        return;
    bool first = deed->doer < deed->other;
    uint64_t parts[4] = {GLY_CLAIM_ROLE, row->verb, first ? deed->doer : deed->other,
                         first ? deed->other : deed->doer};
    struct gly_claim_role *role = GLY_VEC_ADD(c->arena, &c->roles);
    *role = (struct gly_claim_role){.once = row->once == GLY_DEED_ONCE,
                                    .contest = row->once == GLY_DEED_CONTEST};
    read_occasion(r, deed, role);
    gly_claimer_add(c, &(struct gly_claim){
                           .key = gly_word_hash((const char *)parts, sizeof parts) | 1,
                           .span = c->doc->toks.at[deed->verb].span,
                           .sent = r->sent,
                           .detail = c->roles.count - 1,
                           .kind = GLY_CLAIM_ROLE,
                           .side = first,
                       });
}

static void read_sent(struct gly_claimer *c, uint32_t s)
{
    struct roles r = {c, s, gly_look_sent(c->doc, s),
                      gly_sent_read(c->doc, s, GLY_DEPTH_CLAUSES)};
    const struct gly_claim_sent *sent = &c->sents[s];
    unsigned deeds = 0; /* more of them are a list */
    for (uint32_t i = sent->first; r.reading && i < sent->first + sent->count; i++) {
        struct deed deed = {.verb = c->profile.at[i].tok};
        if (!gly_claim_entry(c->words, c->profile.at[i].entry)->verb ||
            !gly_claimer_owns(c, c->doc->toks.at[deed.verb].span.start))
            continue;
        if (deeds++ == DEEDS_MAX)
            return;
        struct deed tree = deed;
        bool parsed = read_tree(&r, &tree);
        if (read_words(&r, &deed)) {
            if (!parsed || (tree.doer == deed.doer && tree.other == deed.other))
                add_claim(&r, &deed);
        } else if (parsed) {
            add_claim(&r, &tree);
        }
    }
}

/* ---- The document ---- */

static unsigned sentence_verb(const struct gly_claimer *c, uint32_t s)
{
    const struct gly_claim_sent *sent = &c->sents[s];
    if (sent->silent ||
        sent->cues & (GLY_CUE_HEARSAY | GLY_CUE_CORRECT | GLY_CUE_CONDITION))
        return 0;
    for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
        unsigned verb = gly_claim_entry(c->words, c->profile.at[i].entry)->verb;
        if (verb &&
            gly_claimer_owns(c, c->doc->toks.at[c->profile.at[i].tok].span.start))
            return verb;
    }
    return 0;
}

/* Walk the pairs of entities that a sentence names, with its verb, as bits of a filter:
 * once met, they are in the lower half, twice met, in the upper. Says whether the sentence
 * has a pair that is met twice. */
static bool meet_pairs(const struct gly_claimer *c, uint32_t s, unsigned verb,
                       uint8_t *filter, bool add)
{
    const struct gly_sent *sent = &c->doc->sents.at[s];
    uint32_t entities[ENTITIES_MAX];
    unsigned count = 0;
    bool twice = false;
    for (uint32_t i = sent->first_tok;
         i < sent->first_tok + sent->tok_count && count < ENTITIES_MAX; i++) {
        uint32_t n = gly_name_at(c->names, i);
        if (n == GLY_NONE || c->names->names[n].first_tok != i)
            continue;
        /* Each once: what a sentence names twice is met in it but once. */
        unsigned known = 0;
        entities[count] = c->names->names[n].entity;
        while (entities[known] != entities[count])
            known++;
        count += known == count;
    }
    for (unsigned i = 0; i < count; i++)
        for (unsigned j = 0; j < i; j++) {
            uint64_t parts[3] = {verb,
                                 entities[i] < entities[j] ? entities[i] : entities[j],
                                 entities[i] < entities[j] ? entities[j] : entities[i]};
            uint32_t bit = (uint32_t)gly_word_hash((const char *)parts, sizeof parts) %
                           FILTER_BITS;
            uint8_t mask = (uint8_t)(1u << bit % 8);
            uint8_t *once = &filter[bit / 8], *more = once + FILTER_BITS / 8;
            if (add && *once & mask)
                *more |= mask;
            if (add)
                *once |= mask;
            twice = twice || *more & mask;
        }
    return twice;
}

void gly_claimer_roles(struct gly_claimer *c)
{
    uint8_t *filter = gly_arena_alloc(c->arena, 2 * FILTER_BITS / 8, 1);
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        unsigned verb = sentence_verb(c, s);
        if (verb)
            meet_pairs(c, s, verb, filter, true);
    }
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        unsigned verb = sentence_verb(c, s);
        if (verb && meet_pairs(c, s, verb, filter, false))
            read_sent(c, s);
    }
}

/* ---- Comparing ---- */

/* No occasion is named: it is the one that the document tells of. */
static bool is_plain(const struct gly_claim_role *role)
{
    return role->marks.count == 0 && !role->dated && !role->match;
}

bool gly_claim_roles_clash(const struct gly_claimer *c, const struct gly_claim *a,
                           const struct gly_claim *b)
{
    const struct gly_claim_role *x = &c->roles.at[a->detail];
    const struct gly_claim_role *y = &c->roles.at[b->detail];
    bool dated = x->dated && y->dated;
    if (a->side == b->side || x->apart || y->apart || (dated && x->year != y->year) ||
        c->doc->sents.at[a->sent].block == c->doc->sents.at[b->sent].block)
        return false;
    if (x->once)
        return true;
    if (x->marks.count > 0 && y->marks.count > 0 && !gly_bag_fits(&x->marks, &y->marks))
        return false;
    if (x->year != y->year)
        return false;
    return gly_bag_shared(&x->words, &y->words) + gly_bag_shared(&x->marks, &y->marks) >
               0 ||
           (x->contest && b->times == 2 && (is_plain(x) || is_plain(y)) &&
            x->marks.count + y->marks.count > 0);
}
