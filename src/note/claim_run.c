/* Sentences of which only a part says the same: "The club lost the first match of the season
 * to its neighbours" and "The club won the first match of the season, thanks to a penalty".
 *
 * The subject and what stands beside the word in question must agree, unit by unit and
 * preposition by preposition; what follows may differ where it only adds to the clause: by
 * whom, why, to what end. No parser is asked: tags tell the verb, and where the words leave
 * doubt (another time, another thing of the same name, a plan, a case), nothing is said. */
#include "note/claim_side.h"

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

enum { UNITS_MAX = 12, VERB_REACH = 8, NO_ENTITY = UINT32_MAX };

/* A word with content, or a name. */
struct unit {
    uint32_t stem, entity;
    uint32_t word;     /* of the profile */
    uint8_t joint;     /* the preposition of its phrase, 0 for none */
    bool opens;        /* the preposition stands right before it */
    bool mark, moment; /* a name or number; a time */
    bool matched;
};

struct run {
    const struct gly_claimer *c;
    const struct gly_claim *claim;
    struct gly_look look;
    const struct gly_reading *reading;
    struct gly_claim_subject subject;
    uint32_t verb, verb_end; /* tokens of the verb group: its first, behind its last */
    uint32_t slot;           /* token */
    uint32_t stop;           /* profile word where the clause ends */
    struct unit before[UNITS_MAX], left[UNITS_MAX], right[UNITS_MAX];
    unsigned before_count, left_count, right_count; /* of the subject; to the slot */
    unsigned denials;
    uint8_t article; /* enum article, of the subject */
    bool dated, verbal, broken;
    bool
        led; /* the slot is in what opens the sentence: "As a member of the club, Holm" */
};

/* "Revenue rose": the tagger takes a past form that is a noun as well for one. */
static unsigned tag_at(const struct run *r, uint32_t tok)
{
    unsigned tag = gly_claim_xpos(r->reading, r->look.first, tok);
    if (tag != GLY_XPOS_NN || tok == r->look.first)
        return tag;
    char form[GLY_CLAIM_FORM];
    uint32_t entry =
        gly_claim_find(r->c->words, gly_claim_fold(gly_look_at(&r->look, tok), form));
    return gly_claim_entry(r->c->words, entry)->word ? GLY_XPOS_VBD : tag;
}

static bool is_verb_tag(unsigned tag)
{
    return tag == GLY_XPOS_VB || tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ ||
           tag == GLY_XPOS_VBP || tag == GLY_XPOS_VBN || tag == GLY_XPOS_VBG ||
           tag == GLY_XPOS_MD;
}

static bool is_be(struct gly_str word)
{
    return gly_word_among(word, "is are was were be been being am");
}

/* ---- Units ---- */

/* Another clause, or another part of this one, begins. */
static bool ends_clause(struct gly_str word)
{
    return gly_word_among(word, "and but or nor who which that whose when where while "
                                "after before until till since because although though "
                                "if unless as so than what how why whether");
}

static unsigned joint_of(struct gly_str word)
{
    static const char *const joints[] = {
        "of",  "in",     "on",      "at",      "to",    "for",     "from",  "with",
        "by",  "into",   "about",   "against", "over",  "under",   "than",  "between",
        "per", "during", "through", "without", "near",  "towards", "via",   "among",
        "off", "out",    "up",      "down",    "above", "below",   "behind"};
    for (unsigned i = 0; i < GLY_COUNT(joints); i++)
        if (gly_str_eq_nocase(word, (struct gly_str){joints[i], strlen(joints[i])}))
            return i + 1;
    return 0;
}

static bool is_in_date(const struct gly_claimer *c, uint32_t tok)
{
    uint32_t d = gly_claimer_date_from(c, tok + 1);
    return d > 0 && tok < c->dates->at[d - 1].first_tok + c->dates->at[d - 1].tok_count;
}

static bool is_moment(struct gly_str word)
{
    return gly_word_among(
        word,
        "yesterday today tomorrow tonight spring summer autumn winter dawn dusk "
        "noon midnight morning afternoon evening night day days week weeks weekend "
        "month months year years season seasons decade century quarter half hour "
        "hours minute minutes moment time times round period");
}

static uint32_t entity_at(const struct gly_claimer *c, uint32_t tok)
{
    struct gly_claim_subject at;
    if (gly_claimer_mention(c, tok, GLY_MENTION_PRONOUN, &at) ||
        gly_claimer_mention(c, tok, GLY_MENTION_DESCRIPTION, &at))
        return at.entity;
    return NO_ENTITY;
}

/* Read profile word `*at` as a unit, and pass over the rest of a name. Words without
 * content give none; a pronoun whose noun is in doubt breaks the run. */
static bool read_unit(struct run *r, uint32_t *at, uint32_t end, struct unit *ret)
{
    const struct gly_claimer *c = r->c;
    const struct gly_claim_word *word = &c->profile.at[*at];
    struct gly_str text = gly_claim_text(c, *at);
    *ret = (struct unit){.entity = NO_ENTITY, .word = *at, .stem = word->stem};
    if (is_in_date(c, word->tok)) {
        r->dated = true;
        return false;
    }
    uint32_t n = gly_name_at(c->names, word->tok);
    if (n != GLY_NONE) {
        const struct gly_name *name = &c->names->names[n];
        ret->mark = true;
        if (!c->names->entities[name->entity].ambiguous)
            ret->entity = name->entity;
        while (*at + 1 < end &&
               c->profile.at[*at + 1].tok < name->first_tok + name->tok_count)
            ret->stem = c->profile.at[++*at].stem;
        return true;
    }
    if (word->stem) {
        ret->mark = word->flags & (GLY_CLAIM_NAME | GLY_CLAIM_NUMBER);
        ret->moment = is_moment(text);
        return true;
    }
    if (!gly_word_among(text,
                        "he him she her it they them his hers its their theirs this "
                        "these those such himself herself itself themselves"))
        return false;
    ret->entity = entity_at(c, word->tok);
    if (ret->entity == NO_ENTITY && gly_word_among(text, "his her its their"))
        return false;
    r->broken = r->broken || ret->entity == NO_ENTITY;
    return true;
}

/* The units of profile words [from, to), as far as the clause goes. Returns the word at
 * which it stopped. */
static uint32_t read_units(struct run *r, uint32_t from, uint32_t to, bool whole,
                           struct unit *units, unsigned *ret_count)
{
    unsigned joint = 0;
    bool opens = false;
    *ret_count = 0;
    for (uint32_t i = from; i < to; i++) {
        const struct gly_claim_word *word = &r->c->profile.at[i];
        struct gly_str text = gly_claim_text(r->c, i);
        if (!whole &&
            (word->flags & (GLY_CLAIM_COMMA | GLY_CLAIM_BREAK) || ends_clause(text)))
            return i;
        unsigned found = joint_of(text);
        if (found) {
            joint = found;
            opens = true;
            continue;
        }
        struct unit unit;
        if (!read_unit(r, &i, to, &unit))
            continue;
        if (*ret_count == UNITS_MAX)
            return i;
        unit.joint = (uint8_t)joint;
        unit.opens = opens;
        units[(*ret_count)++] = unit;
        opens = false;
    }
    return to;
}

static bool units_match(const struct unit *a, const struct unit *b)
{
    if (a->entity != NO_ENTITY && b->entity != NO_ENTITY)
        return a->entity == b->entity;
    return a->stem && a->stem == b->stem;
}

/* ---- The clause around the slot ---- */

static uint32_t word_of(const struct gly_claimer *c, uint32_t sent, uint32_t tok)
{
    const struct gly_claim_sent *s = &c->sents[sent];
    uint32_t i = s->first;
    while (i < s->first + s->count && c->profile.at[i].tok < tok)
        i++;
    return i;
}

/* "was approved", "is enabled": a participle behind "be" is what the subject is. */
static bool is_predicate(const struct run *r)
{
    uint32_t i = r->slot;
    while (i > r->look.first && tag_at(r, i - 1) == GLY_XPOS_RB)
        i--;
    return i > r->look.first && is_be(gly_look_at(&r->look, i - 1));
}

/* "Being the eldest of five, she ...", "As a member of the club, Holm ..." */
static bool find_lead(struct run *r)
{
    uint32_t comma = r->slot;
    if (!gly_look_among(&r->look, r->look.first, "as being") ||
        !gly_look_among(&r->look, r->look.first + 1, "a an the"))
        return false;
    while (gly_look_has(&r->look, comma) && !gly_look_among(&r->look, comma, ","))
        comma++;
    r->led = true;
    r->verb = r->look.first;
    r->verb_end = r->verb + 1;
    return gly_look_has(&r->look, comma + 1) &&
           (gly_claimer_object(r->c, r->claim->sent, comma + 1, &r->subject) ||
            gly_claimer_mention(r->c, comma + 1, GLY_MENTION_PRONOUN, &r->subject)) &&
           r->subject.key != 0;
}

/* The verb that the slot is, or that governs it. */
static bool find_verb(struct run *r)
{
    unsigned tag = tag_at(r, r->slot);
    r->verbal = is_verb_tag(tag) && tag != GLY_XPOS_VBG && !is_predicate(r);
    uint32_t i = r->slot;
    if (!r->verbal) {
        for (i = r->slot; i > r->look.first && r->slot - i < VERB_REACH; i--) {
            if (gly_look_among(&r->look, i - 1, ", ; : ( ) and but or who which that"))
                return false;
            tag = tag_at(r, i - 1);
            if (is_verb_tag(tag) && tag != GLY_XPOS_VBG)
                break;
        }
        if (i == r->look.first)
            return find_lead(r);
        if (r->slot - i >= VERB_REACH)
            return false;
        i--;
    }
    r->verb = i;
    r->verb_end = i + 1;
    while (r->verb > r->look.first) {
        struct gly_str word = gly_look_at(&r->look, r->verb - 1);
        tag = tag_at(r, r->verb - 1);
        bool to = gly_word_among(word, "to") && tag_at(r, r->verb) == GLY_XPOS_VB;
        if (!is_verb_tag(tag) && tag != GLY_XPOS_RB && !to)
            break;
        r->verb--;
    }
    return true;
}

enum article { NO_ARTICLE, DEFINITE, INDEFINITE, OTHER_DETERMINER };

static enum article article_of(struct gly_str word)
{
    if (gly_word_among(word, "the"))
        return DEFINITE;
    if (gly_word_among(word, "a an"))
        return INDEFINITE;
    return gly_word_among(word,
                          "some any no each every another both several many most few "
                          "one two three other others this these those that")
               ? OTHER_DETERMINER
               : NO_ARTICLE;
}

/* The subject by its words, back to where its clause begins: "Membership of the fund". */
static bool read_words(struct run *r, uint32_t verb)
{
    const struct gly_claim_sent *sent = &r->c->sents[r->claim->sent];
    uint32_t first = verb;
    while (first > sent->first && !ends_clause(gly_claim_text(r->c, first - 1)) &&
           !(r->c->profile.at[first].flags & (GLY_CLAIM_COMMA | GLY_CLAIM_BREAK)))
        first--;
    read_units(r, first, verb, true, r->before, &r->before_count);
    if (first == verb || r->before_count == 0 || r->before[0].opens)
        return false;
    r->article = (uint8_t)article_of(gly_claim_text(r->c, first));
    if (r->subject.key == 0)
        r->subject.first_tok = r->c->profile.at[first].tok;
    return r->article != OTHER_DETERMINER;
}

static bool read_subject(struct run *r, uint32_t verb)
{
    if (!gly_claimer_subject(r->c, r->claim->sent, r->verb, &r->subject) ||
        r->subject.key == 0)
        r->subject = (struct gly_claim_subject){.entity = GLY_NONE};
    if (r->subject.key == 0 && r->verb > r->look.first &&
        gly_look_among(&r->look, r->verb - 1, "we")) {
        r->subject.first_tok = r->verb - 1;
        r->subject.key = 1;
        return true;
    }
    bool broken = r->broken;
    if (!read_words(r, verb))
        r->before_count = 0;
    if (r->subject.key != 0)
        r->broken = broken;
    return r->subject.key != 0 || r->before_count > 0;
}

static bool open_run(const struct gly_claimer *c, const struct gly_claim *claim,
                     struct run *r)
{
    *r = (struct run){.c = c,
                      .claim = claim,
                      .look = gly_look_sent(c->doc, claim->sent),
                      .reading = gly_sent_read(c->doc, claim->sent, GLY_DEPTH_TAGS),
                      .slot = c->profile.at[claim->detail].tok,
                      .verb = c->profile.at[claim->detail].tok};
    return r->reading != NULL;
}

/* What stands behind the slot, and how often the clause denies. */
static void read_behind(struct run *r)
{
    const struct gly_claim_sent *sent = &r->c->sents[r->claim->sent];
    r->stop = read_units(r, r->claim->detail + 1, sent->first + sent->count, false,
                         r->right, &r->right_count);
    for (uint32_t i = word_of(r->c, r->claim->sent, r->verb); i < r->stop; i++)
        r->denials +=
            i != r->claim->detail && gly_claim_denies(r->c, &r->c->profile.at[i]);
}

static bool read_run(const struct gly_claimer *c, const struct gly_claim *claim,
                     struct run *r)
{
    if (!open_run(c, claim, r) || !find_verb(r))
        return false;
    if (!r->led && !read_subject(r, word_of(c, claim->sent, r->verb)))
        return false;
    if (!r->verbal)
        read_units(r, word_of(c, claim->sent, r->verb_end), claim->detail, true,
                   r->left, &r->left_count);
    read_behind(r);
    return !r->broken;
}

/* Is the slot the first word of its clause? */
static bool opens_clause(const struct run *r)
{
    const struct gly_claim_sent *sent = &r->c->sents[r->claim->sent];
    uint32_t at = r->claim->detail;
    return at == sent->first ||
           r->c->profile.at[at].flags & (GLY_CLAIM_COMMA | GLY_CLAIM_BREAK);
}

/* Is a verb among what both say? */
static bool has_verb(const struct run *r, unsigned run)
{
    uint32_t last = r->c->profile.at[r->right[run - 1].word].tok;
    for (uint32_t i = r->slot; i <= last; i++) {
        unsigned tag = tag_at(r, i);
        if (tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP ||
            tag == GLY_XPOS_MD)
            return true;
    }
    return false;
}

/* ---- Do the two agree? ---- */

static bool same_units(const struct unit *a, unsigned count, const struct unit *b,
                       unsigned others)
{
    if (count != others)
        return false;
    for (unsigned i = 0; i < count; i++)
        if (!units_match(&a[i], &b[i]) || a[i].joint != b[i].joint)
            return false;
    return true;
}

/* Two subjects, or two things that are done: "the jury", Holm. */
static bool same_thing(const struct run *a, const struct gly_claim_subject *x,
                       const struct run *b, const struct gly_claim_subject *y)
{
    return x->key != 0 && x->key == y->key &&
           (x->noun == 0 ||
            gly_claim_same_definite(a->c, x->noun, a->claim->sent, b->claim->sent));
}

/* The same words: of both without an article, or "a jury" first and "the jury" then. */
static bool same_words(const struct run *a, const struct run *b)
{
    if (a->before_count == 0 ||
        !same_units(a->before, a->before_count, b->before, b->before_count))
        return false;
    if (a->article == NO_ARTICLE && b->article == NO_ARTICLE)
        return a->subject.key == 0 && b->subject.key == 0;
    return a->article == INDEFINITE && b->article == DEFINITE &&
           gly_claim_same_definite(a->c, a->before[0].stem, a->claim->sent,
                                   b->claim->sent);
}

static bool same_subject(const struct run *a, const struct run *b)
{
    return a->subject.passive == b->subject.passive &&
           (same_thing(a, &a->subject, b, &b->subject) || same_words(a, b));
}

static unsigned weight_of(const struct run *r)
{
    unsigned words = r->subject.key ? r->subject.words.count : r->before_count;
    return r->subject.entity != GLY_NONE || words > 2 ? 2 : words;
}

/* Nothing but time stands before the subject in its clause. */
static bool is_led(struct run *r)
{
    const struct gly_claim_sent *sent = &r->c->sents[r->claim->sent];
    if (r->led)
        return false;
    uint32_t first = word_of(r->c, r->claim->sent, r->subject.first_tok);
    if (r->subject.first_tok > r->slot)
        return false;
    for (uint32_t i = first; i > sent->first; i--) {
        const struct gly_claim_word *word = &r->c->profile.at[i - 1];
        if (gly_word_among(gly_claim_text(r->c, i - 1),
                           "and but because since although though after when that"))
            return false;
        if (is_in_date(r->c, word->tok))
            r->dated = true;
        else if (word->stem ||
                 word->cues & (GLY_CUE_QUALIFIER | GLY_CUE_CONTRAST | GLY_CUE_NOW))
            return true;
    }
    return false;
}

enum { TENSE_NONE, TENSE_PAST, TENSE_PRESENT, TENSE_OTHER };

/* "granted the airline a licence": no participle, which would have no object. */
static bool has_object(const struct run *r, uint32_t verb)
{
    return gly_look_among(&r->look, verb + 1, "the a an his her its their all every") ||
           gly_name_at(r->c->names, verb + 1) != GLY_NONE;
}

/* The tense of the verb group; OTHER where it may be so or not. */
static unsigned tense_of(const struct run *r)
{
    uint32_t end = r->led ? r->look.end : r->verb_end;
    if (r->verbal && r->verb_end == r->verb + 1 && tag_at(r, r->verb) == GLY_XPOS_VBN &&
        has_object(r, r->verb))
        return TENSE_PAST;
    for (uint32_t i = r->led ? r->subject.end_tok : r->verb; i < end; i++) {
        unsigned tag = tag_at(r, i);
        if (gly_look_among(&r->look, i, "had"))
            return i + 1 < r->verb_end && r->verbal ? TENSE_OTHER : TENSE_PAST;
        if (tag == GLY_XPOS_MD)
            return gly_look_among(&r->look, i, "will shall can must cannot")
                       ? (unsigned)(TENSE_OTHER + 1 +
                                    (gly_look_at(&r->look, i).ptr[0] | 0x20))
                       : TENSE_OTHER;
        if (tag == GLY_XPOS_VBD)
            return TENSE_PAST;
        if (tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP)
            return TENSE_PRESENT;
    }
    return TENSE_NONE;
}

static bool same_verb(const struct run *a, const struct run *b)
{
    unsigned x = tense_of(a), y = tense_of(b);
    if (x != y || x == TENSE_NONE || x == TENSE_OTHER)
        return false;
    if (a->verbal != b->verbal)
        return false;
    if (a->verbal)
        return true;
    if (a->led || b->led)
        return is_be(
            gly_look_at(a->led ? &b->look : &a->look, (a->led ? b : a)->verb_end - 1));
    struct gly_str v = gly_look_at(&a->look, a->verb_end - 1),
                   w = gly_look_at(&b->look, b->verb_end - 1);
    char first[GLY_CLAIM_FORM], second[GLY_CLAIM_FORM];
    if (is_be(v) && is_be(w))
        return true;
    return gly_claim_stem(gly_claim_fold(v, first)) ==
           gly_claim_stem(gly_claim_fold(w, second));
}

static unsigned right_run(const struct run *a, const struct run *b)
{
    unsigned run = 0;
    while (run < a->right_count && run < b->right_count &&
           units_match(&a->right[run], &b->right[run]) &&
           a->right[run].joint == b->right[run].joint)
        run++;
    return run;
}

/* Match what is left behind the run, each once; how many. */
static unsigned match_rest(struct run *a, struct run *b, unsigned run)
{
    unsigned shared = 0;
    for (unsigned i = 0; i < run; i++)
        a->right[i].matched = b->right[i].matched = true;
    for (unsigned i = run; i < a->right_count; i++)
        for (unsigned j = run; j < b->right_count && !a->right[i].matched; j++)
            if (!b->right[j].matched && units_match(&a->right[i], &b->right[j])) {
                a->right[i].matched = b->right[j].matched = true;
                shared++;
            }
    return shared;
}

/* A cue in the clause, and none in the other one, that may tell the two apart. */
static bool has_reason(const struct run *r)
{
    unsigned cues = GLY_CUE_QUALIFIER | GLY_CUE_OTHER | GLY_CUE_CONTRAST |
                    GLY_CUE_PLAN | GLY_CUE_YET | GLY_CUE_NOW | GLY_CUE_POSSIBLE;
    for (uint32_t i = word_of(r->c, r->claim->sent, r->verb); i < r->stop; i++) {
        const struct gly_claim_word *word = &r->c->profile.at[i];
        bool matched = i == r->claim->detail;
        for (unsigned j = 0; j < r->left_count; j++)
            matched = matched || r->left[j].word == i;
        for (unsigned j = 0; j < r->right_count; j++)
            matched = matched || (r->right[j].word == i && r->right[j].matched);
        if (!matched && word->cues & cues && !gly_claim_denies(r->c, word) &&
            !gly_word_among(gly_claim_text(r->c, i), "can each any about"))
            return true;
    }
    return false;
}

/* What is left of one begins where the phrase ends. */
static bool begins_apart(const struct run *r, unsigned run)
{
    return run >= r->right_count || r->right[run].opens || r->right[run].moment ||
           (run + 1 < r->right_count && r->right[run + 1].moment) ||
           gly_str_ends(gly_claim_text(r->c, r->right[run].word), "ly");
}

/* "of the engineers" behind a bare "the plan", "for clerks" behind "voluntary": which one
 * is meant, or of whom it is true. */
static bool narrows(const struct run *r, unsigned run)
{
    if (run >= r->right_count || r->right[run].matched)
        return false;
    if (run > 1 || (run == 1 && r->right[0].entity != NO_ENTITY))
        return false;
    struct gly_str joint = {"", 0};
    for (uint32_t i = r->right[run].word; i > r->claim->detail && joint.len == 0; i--)
        if (joint_of(gly_claim_text(r->c, i - 1)))
            joint = gly_claim_text(r->c, i - 1);
    if (run == 0 && r->verbal && r->subject.passive)
        return gly_word_among(joint, "for from of against under");
    return gly_word_among(joint, "of for on about against between from under") &&
           !gly_word_among(gly_claim_text(r->c, r->right[run].word), "all every any");
}

/* The same preposition with other words: another place, other persons. */
static bool rests_clash(const struct run *a, const struct run *b, unsigned run)
{
    bool mark = false, other = false, moment = false, late = false;
    for (unsigned i = run; i < a->right_count; i++) {
        const struct unit *x = &a->right[i];
        for (unsigned j = run; j < b->right_count; j++)
            if (!x->matched && !b->right[j].matched && x->joint == b->right[j].joint)
                return true;
        mark = mark || (!x->matched && x->mark);
        moment = moment || (!x->matched && x->moment);
    }
    for (unsigned j = run; j < b->right_count; j++) {
        other = other || (!b->right[j].matched && b->right[j].mark);
        late = late || (!b->right[j].matched && b->right[j].moment);
    }
    return (mark && other) || (moment && late);
}

static bool is_timed(const struct run *r, unsigned run)
{
    bool moment = r->dated;
    for (unsigned i = run; i < r->right_count; i++)
        moment = moment || (!r->right[i].matched && r->right[i].moment);
    return moment;
}

/* "won a match", "sold shares": one of many; "a good conductor" is what the subject is. */
static bool is_one_of_many(const struct run *r)
{
    uint32_t tok = r->verbal ? r->slot + 1 : r->slot;
    if (!r->verbal) {
        if (is_be(gly_look_at(&r->look, r->verb_end - 1)))
            return false;
        while (tok > r->verb_end && !gly_look_among(&r->look, tok - 1, "a an the"))
            tok--;
        return tok == r->verb_end || !gly_look_among(&r->look, tok - 1, "the");
    }
    if (r->right_count == 0 || r->right[0].opens)
        return false;
    return !gly_look_among(&r->look, tok, "the his her its their all both every") &&
           r->right[0].entity == NO_ENTITY;
}

/* Is it in doubt whether the two speak of one time? Of one thing one verdict is given, and
 * what is denied without a time is denied of all of them. */
static bool times_apart(const struct run *a, const struct run *b, unsigned run)
{
    bool early = is_timed(a, run), late = is_timed(b, run);
    if (early && late)
        return true;
    if (a->claim->kind == GLY_CLAIM_NEGATION)
        return a->claim->side ? early : late;
    return (early || late) && !a->claim->verdict;
}

/* "The agency approved the drug", "The drug was rejected by the agency". */
static bool turned_round(const struct run *active, const struct run *passive)
{
    struct gly_claim_subject object, agent;
    uint32_t by = passive->slot + 1;
    while (gly_look_has(&passive->look, by) &&
           !gly_look_among(&passive->look, by, "by") && by < passive->slot + VERB_REACH)
        by++;
    return active->verbal && !passive->verbal && !passive->led &&
           active->left_count == 0 && passive->left_count == 0 &&
           gly_look_among(&passive->look, by, "by") &&
           gly_claimer_object(active->c, active->claim->sent, active->slot + 1,
                              &object) &&
           gly_claimer_object(passive->c, passive->claim->sent, by + 1, &agent) &&
           same_thing(active, &active->subject, passive, &agent) &&
           same_thing(active, &object, passive, &passive->subject);
}

static bool turned_clash(struct run *a, struct run *b)
{
    unsigned x = tense_of(a), y = tense_of(b);
    match_rest(a, b, 0);
    return (turned_round(a, b) || turned_round(b, a)) && x == y && x < TENSE_OTHER &&
           !has_reason(a) && !has_reason(b) && !times_apart(a, b, 0);
}

/* "Most of the guests were saved", "None of the guests were saved": what is counted opens
 * the clause, and what is said of it is the same. */
static bool counts_clash(const struct gly_claimer *c, const struct gly_claim *x,
                         const struct gly_claim *y)
{
    struct run a, b;
    if (!open_run(c, x, &a) || !open_run(c, y, &b) || !opens_clause(&a) ||
        !opens_clause(&b))
        return false;
    read_behind(&a);
    read_behind(&b);
    unsigned run = right_run(&a, &b);
    if (run < 2 || a.broken || b.broken || a.denials != b.denials ||
        !begins_apart(&a, run) || !begins_apart(&b, run) || !has_verb(&a, run))
        return false;
    match_rest(&a, &b, run);
    return !rests_clash(&a, &b, run) && !has_reason(&a) && !has_reason(&b) &&
           !is_timed(&a, run) && !is_timed(&b, run);
}

static bool slots_clash(struct run *a, struct run *b)
{
    bool negation = a->claim->kind == GLY_CLAIM_NEGATION;
    if (!same_subject(a, b) || !same_verb(a, b) ||
        !same_units(a->left, a->left_count, b->left, b->left_count))
        return false;
    unsigned run = right_run(a, b);
    if (!begins_apart(a, run) || !begins_apart(b, run))
        return false;
    unsigned shared = match_rest(a, b, run);
    if (rests_clash(a, b, run) || has_reason(a) || has_reason(b) ||
        times_apart(a, b, run) ||
        ((narrows(a, run) || narrows(b, run)) && shared == 0) ||
        (!negation && is_one_of_many(a) && is_one_of_many(b)))
        return false;
    unsigned beside = a->left_count + run + shared;
    unsigned total = weight_of(a) + beside +
                     (!a->verbal && !is_be(gly_look_at(&a->look, a->verb_end - 1)));
    if (beside == 0)
        return !a->verbal && weight_of(a) >= 2;
    return total >= 3 || (total == 2 && (negation || a->claim->verdict));
}

bool gly_claims_runs_clash(const struct gly_claimer *c, const struct gly_claim *x,
                           const struct gly_claim *y)
{
    struct run a, b;
    if (x->quantifier)
        return counts_clash(c, x, y);
    if (!read_run(c, x, &a) || !read_run(c, y, &b))
        return false;
    bool negation = x->kind == GLY_CLAIM_NEGATION;
    if (a.denials > 1 || b.denials > 1 || (a.denials == b.denials) == negation ||
        is_led(&a) || is_led(&b))
        return false;
    return slots_clash(&a, &b) || turned_clash(&a, &b);
}
