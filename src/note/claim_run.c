/* Sentences of which only a part says the same: "The club lost the first match of the season
 * to its neighbours" and "The club won the first match of the season, thanks to a penalty".
 *
 * The subject and what stands beside the word in question must agree, unit by unit and
 * preposition by preposition; what follows may differ where it only adds to the clause: by
 * whom, why, to what end. No parser is asked: tags tell the verb, and where the words leave
 * doubt (another time, another thing of the same name, a plan, a case), nothing is said. */
#include "note/claim_run.h"

#include "base/image_format.h"

/* "Revenue rose": the tagger takes a past form that is a noun as well for one. */
unsigned gly_run_tag(const struct gly_claim_run *r, uint32_t tok)
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

bool gly_run_is_be(struct gly_str word)
{
    return gly_word_among(word, "is are was were be been being am");
}

/* ---- Units ---- */

/* Another clause, or another part of this one, begins. */
static bool ends_clause(struct gly_str word)
{
    return gly_word_among(
        word, "and but or nor who which that whose when where while "
              "after before until till since because although though "
              "if unless as so than what how why whether thanks due owing according "
              "despite");
}

unsigned gly_run_joint(struct gly_str word)
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

bool gly_run_is_in_date(const struct gly_claimer *c, uint32_t tok)
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
    return GLY_NONE;
}

/* Read profile word `*at` as a unit, and pass over the rest of a name. Words without
 * content give none; a pronoun whose noun is in doubt breaks the run. */
static bool read_unit(struct gly_claim_run *r, uint32_t *at, uint32_t end,
                      struct gly_claim_unit *ret)
{
    const struct gly_claimer *c = r->c;
    const struct gly_claim_word *word = &c->profile.at[*at];
    struct gly_str text = gly_claim_text(c, *at);
    *ret = (struct gly_claim_unit){.entity = GLY_NONE, .word = *at, .stem = word->stem};
    if (gly_run_is_in_date(c, word->tok)) {
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
    if (gly_word_among(text, "great huge big major complete total utter real absolute"))
        return false;
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
    if (ret->entity == GLY_NONE && gly_word_among(text, "his her its their"))
        return false;
    r->broken = r->broken || ret->entity == GLY_NONE;
    return true;
}

/* The units of profile words [from, to), as far as the clause goes. Returns the word at
 * which it stopped. */
static uint32_t read_units(struct gly_claim_run *r, uint32_t from, uint32_t to,
                           bool whole, struct gly_claim_unit *units,
                           unsigned *ret_count)
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
        /* "for the first time in years" tells no time. */
        if (gly_word_among(text, "for") && i + 3 < to &&
            gly_word_among(gly_claim_text(r->c, i + 2), "first second third last") &&
            gly_word_among(gly_claim_text(r->c, i + 3), "time"))
            return i;
        unsigned found = gly_run_joint(text);
        if (found) {
            joint = found;
            opens = true;
            continue;
        }
        struct gly_claim_unit unit;
        if (!read_unit(r, &i, to, &unit))
            continue;
        if (*ret_count == GLY_RUN_UNITS)
            return i;
        unit.joint = (uint8_t)joint;
        unit.opens = opens;
        units[(*ret_count)++] = unit;
        opens = false;
    }
    return to;
}

bool gly_run_units_match(const struct gly_claim_unit *a, const struct gly_claim_unit *b)
{
    if (a->entity != GLY_NONE && b->entity != GLY_NONE)
        return a->entity == b->entity;
    return a->stem && a->stem == b->stem;
}

/* ---- The clause around the slot ---- */

uint32_t gly_run_word(const struct gly_claimer *c, uint32_t sent, uint32_t tok)
{
    const struct gly_claim_sent *s = &c->sents[sent];
    uint32_t i = s->first;
    while (i < s->first + s->count && c->profile.at[i].tok < tok)
        i++;
    return i;
}

/* "was approved", "is enabled": a participle behind "be" is what the subject is. */
static bool is_predicate(const struct gly_claim_run *r)
{
    uint32_t i = r->slot;
    while (i > r->look.first && gly_run_tag(r, i - 1) == GLY_XPOS_RB)
        i--;
    return i > r->look.first && gly_run_is_be(gly_look_at(&r->look, i - 1));
}

/* "Being the eldest of five, she ...", "As a member of the club, Holm ..." */
static bool find_lead(struct gly_claim_run *r)
{
    uint32_t comma = r->slot;
    bool participle = gly_run_tag(r, r->look.first) == GLY_XPOS_VBN;
    if (!participle && (!gly_look_among(&r->look, r->look.first, "as being") ||
                        !gly_look_among(&r->look, r->look.first + 1, "a an the")))
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
static bool find_verb(struct gly_claim_run *r)
{
    unsigned tag = gly_run_tag(r, r->slot);
    r->verbal = is_verb_tag(tag) && tag != GLY_XPOS_VBG && !is_predicate(r);
    uint32_t i = r->slot;
    if (!r->verbal) {
        for (i = r->slot; i > r->look.first && r->slot - i < GLY_RUN_VERB_REACH; i--) {
            if (gly_look_among(&r->look, i - 1, ", ; : ( ) and but or who which that"))
                return false;
            tag = gly_run_tag(r, i - 1);
            if (is_verb_tag(tag) && tag != GLY_XPOS_VBG)
                break;
        }
        if (i == r->look.first)
            return find_lead(r);
        if (r->slot - i >= GLY_RUN_VERB_REACH)
            return false;
        i--;
        if (i == r->look.first && tag == GLY_XPOS_VBN)
            return find_lead(r);
    }
    r->verb = i;
    r->verb_end = i + 1;
    /* "was finished before": an adjective to the tagger. */
    if (r->verb_end < r->slot && gly_run_is_be(gly_look_at(&r->look, i)) &&
        gly_str_ends(gly_look_at(&r->look, i + 1), "ed"))
        r->verb_end++;
    while (r->verb > r->look.first) {
        struct gly_str word = gly_look_at(&r->look, r->verb - 1);
        tag = gly_run_tag(r, r->verb - 1);
        bool to = gly_word_among(word, "to") && gly_run_tag(r, r->verb) == GLY_XPOS_VB;
        if (!is_verb_tag(tag) && tag != GLY_XPOS_RB && !to)
            break;
        r->verb--;
    }
    return true;
}

static enum gly_article article_of(struct gly_str word)
{
    if (gly_word_among(word, "the"))
        return GLY_DEFINITE;
    if (gly_word_among(word, "a an"))
        return GLY_INDEFINITE;
    return gly_word_among(word, "some any no each every another several many most few "
                                "one two three other others this these those that")
               ? GLY_OTHER_DETERMINER
           : gly_word_among(word, "both all") ? GLY_WHOLE
                                              : GLY_NO_ARTICLE;
}

/* "The $ character": what tells it apart is no word. */
bool gly_run_has_symbol(const struct gly_claim_run *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        unsigned kind = gly_look_kind(&r->look, i);
        if ((kind == GLY_TOK_SYMBOL || kind == GLY_TOK_PUNCT ||
             kind == GLY_TOK_MASKED) &&
            !gly_look_is_hyphen(&r->look, i) && !gly_look_is_dash(&r->look, i) &&
            !gly_look_among(&r->look, i, "' ’ . &"))
            return true;
    }
    return false;
}

/* The subject by its words, back to where its clause begins: "Membership of the fund". */
static bool read_words(struct gly_claim_run *r, uint32_t verb)
{
    const struct gly_claim_sent *sent = &r->c->sents[r->claim->sent];
    uint32_t first = verb;
    while (first > sent->first && !ends_clause(gly_claim_text(r->c, first - 1)) &&
           !(r->c->profile.at[first].flags & (GLY_CLAIM_COMMA | GLY_CLAIM_BREAK)))
        first--;
    bool whole = article_of(gly_claim_text(r->c, first)) == GLY_WHOLE;
    read_units(r, first + whole, verb, true, r->before, &r->before_count);
    if (first < verb && gly_run_has_symbol(r, r->c->profile.at[first].tok, r->verb))
        return false;
    if (first == verb || r->before_count == 0 || r->before[0].opens)
        return false;
    r->article = (uint8_t)article_of(gly_claim_text(r->c, first));
    if (r->subject.key == 0)
        r->subject.first_tok = r->c->profile.at[first].tok;
    return r->article != GLY_OTHER_DETERMINER;
}

static bool read_subject(struct gly_claim_run *r, uint32_t verb)
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

bool gly_run_open(const struct gly_claimer *c, const struct gly_claim *claim,
                  struct gly_claim_run *r)
{
    *r = (struct gly_claim_run){.c = c,
                                .claim = claim,
                                .look = gly_look_sent(c->doc, claim->sent),
                                .reading =
                                    gly_sent_read(c->doc, claim->sent, GLY_DEPTH_TAGS),
                                .slot = c->profile.at[claim->detail].tok,
                                .slot_end = claim->detail + 1,
                                .verb = c->profile.at[claim->detail].tok};
    return r->reading != NULL;
}

/* What stands behind the slot, and how often the clause denies. */
void gly_run_read_behind(struct gly_claim_run *r)
{
    const struct gly_claim_sent *sent = &r->c->sents[r->claim->sent];
    r->stop = read_units(r, r->slot_end, sent->first + sent->count, false, r->right,
                         &r->right_count);
    for (uint32_t i = gly_run_word(r->c, r->claim->sent, r->verb); i < r->stop; i++)
        r->denials +=
            i != r->claim->detail && gly_claim_denies(r->c, &r->c->profile.at[i]);
}

static bool read_around(struct gly_claim_run *r)
{
    const struct gly_claimer *c = r->c;
    const struct gly_claim *claim = r->claim;
    if (!find_verb(r))
        return false;
    if (!r->led && !read_subject(r, gly_run_word(c, claim->sent, r->verb)))
        return false;
    if (!r->verbal)
        read_units(r, gly_run_word(c, claim->sent, r->verb_end), claim->detail, true,
                   r->left, &r->left_count);
    gly_run_read_behind(r);
    return !r->broken;
}

bool gly_run_read_figure(const struct gly_claimer *c, const struct gly_claim *claim,
                         uint32_t slot_end, struct gly_claim_run *r)
{
    if (!gly_run_open(c, claim, r))
        return false;
    r->slot_end = slot_end;
    return read_around(r);
}

bool gly_run_read(const struct gly_claimer *c, const struct gly_claim *claim,
                  struct gly_claim_run *r)
{
    return gly_run_open(c, claim, r) && read_around(r);
}

/* Is the slot the first word of its clause? */
bool gly_run_opens_clause(const struct gly_claim_run *r)
{
    const struct gly_claim_sent *sent = &r->c->sents[r->claim->sent];
    uint32_t at = r->claim->detail;
    return at == sent->first ||
           r->c->profile.at[at].flags & (GLY_CLAIM_COMMA | GLY_CLAIM_BREAK);
}

/* Is a verb among what both say? */
bool gly_run_has_verb(const struct gly_claim_run *r, unsigned run)
{
    uint32_t last = r->c->profile.at[r->right[run - 1].word].tok;
    for (uint32_t i = r->slot; i <= last; i++) {
        unsigned tag = gly_run_tag(r, i);
        if (tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP ||
            tag == GLY_XPOS_MD)
            return true;
    }
    return false;
}
