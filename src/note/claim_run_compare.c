/* Do two sentences that agree around a word contradict each other there? What follows the
 * part that both share may differ where it only adds to the clause. */
#include "note/claim_run.h"

static bool same_units(const struct gly_claim_unit *a, unsigned count,
                       const struct gly_claim_unit *b, unsigned others)
{
    if (count != others)
        return false;
    for (unsigned i = 0; i < count; i++)
        if (!gly_run_units_match(&a[i], &b[i]) || a[i].joint != b[i].joint)
            return false;
    return true;
}

/* Two subjects, or two things that are done: "the jury", Holm. */
static bool same_thing(const struct gly_claim_run *a, const struct gly_claim_subject *x,
                       const struct gly_claim_run *b, const struct gly_claim_subject *y)
{
    return x->key != 0 && x->key == y->key &&
           !gly_run_has_symbol(a, x->first_tok, x->end_tok) &&
           !gly_run_has_symbol(b, y->first_tok, y->end_tok) &&
           (x->noun == 0 ||
            gly_claim_same_definite(a->c, x->noun, a->claim->sent, b->claim->sent));
}

/* The same words: of both without an article, or "a jury" first and "the jury" then. */
static bool same_words(const struct gly_claim_run *a, const struct gly_claim_run *b)
{
    if (a->before_count == 0 ||
        !same_units(a->before, a->before_count, b->before, b->before_count))
        return false;
    if (a->article == b->article &&
        (a->article == GLY_NO_ARTICLE || a->article == GLY_WHOLE))
        return true;
    if (b->article != GLY_DEFINITE || a->article == GLY_DEFINITE)
        return false;
    return a->article == GLY_WHOLE ||
           gly_claim_same_definite(a->c, a->before[0].stem, a->claim->sent,
                                   b->claim->sent);
}

static bool same_subject(const struct gly_claim_run *a, const struct gly_claim_run *b)
{
    return a->subject.passive == b->subject.passive &&
           (same_thing(a, &a->subject, b, &b->subject) || same_words(a, b));
}

static unsigned weight_of(const struct gly_claim_run *r)
{
    unsigned words = r->subject.key ? r->subject.words.count : r->before_count;
    return r->subject.entity != GLY_NONE || words > 2 ? 2 : words;
}

/* Nothing but time stands before the subject in its clause. */
static bool is_led(struct gly_claim_run *r)
{
    const struct gly_claim_sent *sent = &r->c->sents[r->claim->sent];
    if (r->led)
        return false;
    uint32_t first = gly_run_word(r->c, r->claim->sent, r->subject.first_tok);
    if (r->subject.first_tok > r->slot)
        return false;
    for (uint32_t i = first; i > sent->first; i--) {
        const struct gly_claim_word *word = &r->c->profile.at[i - 1];
        if (gly_word_among(gly_claim_text(r->c, i - 1), "after when"))
            return gly_run_tense(r) != GLY_RUN_PAST;
        if (gly_word_among(gly_claim_text(r->c, i - 1),
                           "and but because since although though"))
            return false;
        if (gly_run_is_in_date(r->c, word->tok))
            r->dated = r->opened = true;
        else if (word->stem || gly_word_among(gly_claim_text(r->c, i - 1), "that") ||
                 word->cues & (GLY_CUE_QUALIFIER | GLY_CUE_CONTRAST | GLY_CUE_NOW))
            return true;
    }
    return false;
}

/* "As a member", "Being the eldest": not "Founded in" */
static bool opens_bare(const struct gly_claim_run *r)
{
    return gly_look_among(&r->look, r->look.first, "as being");
}

/* "survived", where the other "was killed". */
static bool lives(const struct gly_claim_run *r)
{
    return r->verbal && gly_look_among(&r->look, r->slot, "survived survive survives");
}

static bool same_verb(const struct gly_claim_run *a, const struct gly_claim_run *b)
{
    unsigned x = gly_run_tense(a), y = gly_run_tense(b);
    if (x != y || x == GLY_RUN_NO_TENSE || x == GLY_RUN_MODAL)
        return false;
    if (a->verbal != b->verbal)
        return a->claim->verdict && (lives(a) || lives(b));
    if (a->verbal)
        return true;
    if ((a->led && opens_bare(a)) || (b->led && opens_bare(b)))
        return gly_run_is_be(
            gly_look_at(a->led ? &b->look : &a->look, (a->led ? b : a)->verb_end - 1));
    struct gly_str v = gly_look_at(&a->look, a->verb_end - 1),
                   w = gly_look_at(&b->look, b->verb_end - 1);
    char first[GLY_CLAIM_FORM], second[GLY_CLAIM_FORM];
    if (gly_run_is_be(v) && gly_run_is_be(w))
        return true;
    return gly_claim_stem(gly_claim_fold(v, first)) ==
           gly_claim_stem(gly_claim_fold(w, second));
}

static unsigned right_run(const struct gly_claim_run *a, const struct gly_claim_run *b)
{
    unsigned run = 0;
    while (
        run < a->right_count && run < b->right_count &&
        gly_run_units_match(&a->right[run], &b->right[run]) &&
        (a->right[run].joint == b->right[run].joint || (run == 0 && a->claim->verdict)))
        run++;
    return run;
}

/* Match what is left behind the run, each once; how many. */
static unsigned match_rest(struct gly_claim_run *a, struct gly_claim_run *b,
                           unsigned run)
{
    unsigned shared = 0;
    for (unsigned i = 0; i < run; i++)
        a->right[i].matched = b->right[i].matched = true;
    for (unsigned i = run; i < a->right_count; i++)
        for (unsigned j = run; j < b->right_count && !a->right[i].matched; j++)
            if (!b->right[j].matched && a->right[i].joint == b->right[j].joint &&
                gly_run_units_match(&a->right[i], &b->right[j])) {
                a->right[i].matched = b->right[j].matched = true;
                shared++;
            }
    return shared;
}

/* A cue in the clause, and none in the other one, that may tell the two apart. */
static bool has_reason(const struct gly_claim_run *r)
{
    unsigned cues = GLY_CUE_QUALIFIER | GLY_CUE_OTHER | GLY_CUE_CONTRAST |
                    GLY_CUE_PLAN | GLY_CUE_YET | GLY_CUE_NOW | GLY_CUE_POSSIBLE;
    for (uint32_t i = gly_run_word(r->c, r->claim->sent, r->verb); i < r->stop; i++) {
        const struct gly_claim_word *word = &r->c->profile.at[i];
        bool matched = i == r->claim->detail;
        for (unsigned j = 0; j < r->left_count; j++)
            matched = matched || r->left[j].word == i;
        for (unsigned j = 0; j < r->right_count; j++)
            matched = matched || (r->right[j].word == i && r->right[j].matched);
        if (!matched && word->cues & cues && !gly_run_is_in_date(r->c, word->tok) &&
            !gly_claim_denies(r->c, word) &&
            !gly_word_among(gly_claim_text(r->c, i), "can each any about"))
            return true;
    }
    return r->stop < r->c->profile.count &&
           r->c->profile.at[r->stop].cues & GLY_CUE_YET;
}

/* What is left of one begins where the phrase ends. */
static bool begins_apart(const struct gly_claim_run *r, unsigned run)
{
    return run >= r->right_count || r->right[run].opens || r->right[run].moment ||
           (run + 1 < r->right_count && r->right[run + 1].moment) ||
           gly_str_ends(gly_claim_text(r->c, r->right[run].word), "ly");
}

/* "of the engineers" behind a bare "the plan", "for clerks" behind "voluntary": which one
 * is meant, or of whom it is true. */
static bool narrows(const struct gly_claim_run *r, unsigned run)
{
    if (run >= r->right_count || r->right[run].matched)
        return false;
    if (run > 1 || (run == 1 && r->right[0].entity != GLY_NONE))
        return false;
    struct gly_str joint = {"", 0};
    for (uint32_t i = r->right[run].word; i > r->claim->detail && joint.len == 0; i--)
        if (gly_run_joint(gly_claim_text(r->c, i - 1)))
            joint = gly_claim_text(r->c, i - 1);
    if (run == 0 && r->verbal && r->subject.passive)
        return gly_word_among(joint, "for from of against under");
    return gly_word_among(joint, "of for on about against between from under") &&
           !gly_word_among(gly_claim_text(r->c, r->right[run].word), "all every any");
}

/* The same preposition with other words: another place, other persons. */
static bool rests_clash(const struct gly_claim_run *a, const struct gly_claim_run *b,
                        unsigned run)
{
    bool mark = false, other = false, moment = false, late = false;
    for (unsigned i = run; i < a->right_count; i++) {
        const struct gly_claim_unit *x = &a->right[i];
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

/* "won a match", "sold shares": one of many; "a good conductor" is what the subject is. */
static bool is_one_of_many(const struct gly_claim_run *r)
{
    uint32_t tok = r->verbal ? r->slot + 1 : r->slot;
    if (gly_run_tag(r, r->slot) == GLY_XPOS_IN ||
        gly_run_joint(gly_look_at(&r->look, r->slot)))
        return false;
    if (!r->verbal) {
        if (gly_run_is_be(gly_look_at(&r->look, r->verb_end - 1)))
            return false;
        while (tok > r->verb_end && !gly_look_among(&r->look, tok - 1, "a an the"))
            tok--;
        return tok == r->verb_end || !gly_look_among(&r->look, tok - 1, "the");
    }
    if (r->right_count == 0 || r->right[0].opens)
        return false;
    return !gly_look_among(&r->look, tok, "the his her its their all both every") &&
           r->right[0].entity == GLY_NONE;
}

/* "The agency approved the drug", "The drug was rejected by the agency". */
static bool turned_round(const struct gly_claim_run *active,
                         const struct gly_claim_run *passive)
{
    struct gly_claim_subject object, agent;
    uint32_t by = passive->slot + 1;
    while (gly_look_has(&passive->look, by) &&
           !gly_look_among(&passive->look, by, "by") &&
           by < passive->slot + GLY_RUN_VERB_REACH)
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

static bool turned_clash(struct gly_claim_run *a, struct gly_claim_run *b)
{
    unsigned x = gly_run_tense(a), y = gly_run_tense(b);
    match_rest(a, b, 0);
    return (turned_round(a, b) || turned_round(b, a)) && x == y && x < GLY_RUN_MODAL &&
           !has_reason(a) && !has_reason(b) && !gly_run_times_apart(a, b, 0);
}

static bool counts_things(const struct gly_claim_run *r)
{
    return gly_look_among(
        &r->look, r->slot,
        "all no none every each most few many several nobody everybody "
        "everyone both neither");
}

/* "Most of the guests were saved", "None of the guests were saved": what is counted opens
 * the clause, and what is said of it is the same. */
static bool counts_clash(const struct gly_claimer *c, const struct gly_claim *x,
                         const struct gly_claim *y)
{
    struct gly_claim_run a, b;
    if (!gly_run_open(c, x, &a) || !gly_run_open(c, y, &b) ||
        !gly_run_opens_clause(&a) || !gly_run_opens_clause(&b))
        return false;
    gly_run_read_behind(&a);
    gly_run_read_behind(&b);
    unsigned run = right_run(&a, &b);
    if (!counts_things(&a) || !counts_things(&b) || run < 2 || a.broken || b.broken ||
        a.denials != b.denials || !begins_apart(&a, run) || !begins_apart(&b, run) ||
        !gly_run_has_verb(&a, run))
        return false;
    match_rest(&a, &b, run);
    return !rests_clash(&a, &b, run) && !has_reason(&a) && !has_reason(&b) &&
           !gly_run_is_timed(&a, run) && !gly_run_is_timed(&b, run);
}

/* "when she won", "who stayed": what follows is the same, too, or something new. */
static bool go_on_alike(const struct gly_claim_run *a, const struct gly_claim_run *b)
{
    const struct gly_claim_word *words = a->c->profile.at;
    const struct gly_claim_sent *x = &a->c->sents[a->claim->sent],
                                *y = &b->c->sents[b->claim->sent];
    uint32_t i = a->stop, j = b->stop, m = x->first + x->count, n = y->first + y->count;
    bool bare = i < m && !(words[i].flags & (GLY_CLAIM_COMMA | GLY_CLAIM_BREAK)) &&
                !gly_word_among(gly_claim_text(a->c, i), "and but");
    bool too = j < n && !(words[j].flags & (GLY_CLAIM_COMMA | GLY_CLAIM_BREAK)) &&
               !gly_word_among(gly_claim_text(b->c, j), "and but");
    if (!bare && !too)
        return true;
    if (!bare || !too)
        return gly_word_among(
            gly_claim_text(a->c, bare ? i : j),
            "after because since as although though thanks due despite so");
    for (unsigned seen = 0; i < m && j < n && seen < 4; i++, j++, seen++)
        if (!gly_str_eq_nocase(gly_claim_text(a->c, i), gly_claim_text(b->c, j)))
            return false;
    return bare && too;
}

/* "knows how to swim", "says that it rains": what is known or said belongs to it. */
static bool is_complemented(const struct gly_claim_run *r)
{
    return r->stop < r->c->profile.count &&
           gly_word_among(gly_claim_text(r->c, r->stop),
                          "how what why whether that than which who whose if");
}

/* "The battery is rechargeable", "The battery is not rechargeable": so short that only a text
 * about one such thing can mean the same in both. */
static bool is_one_thing(const struct gly_claim_run *a, const struct gly_claim_run *b)
{
    const struct gly_claim_scope *scope = &a->c->scope;
    uint32_t x = a->c->doc->sents.at[a->claim->sent].block,
             y = a->c->doc->sents.at[b->claim->sent].block;
    return x != y && !scope->reference && !scope->entries[x] && !scope->entries[y] &&
           scope->sections[x] == scope->sections[y] && a->subject.noun != 0 &&
           gly_look_among(&a->look, a->look.first, "the") &&
           b->subject.first_tok == b->look.first &&
           a->subject.first_tok == a->look.first &&
           (a->verbal || gly_run_is_be(gly_look_at(&a->look, a->verb_end - 1)));
}

/* What something is, and not how it is just now: "profitable", not "open". */
static bool is_lasting(const struct gly_claim_run *r)
{
    return gly_run_tense(r) == GLY_RUN_PRESENT &&
           !gly_look_among(
               &r->look, r->slot,
               "open closed shut full empty on off busy free hot cold wet dry dark "
               "light up down left right front rear early late high low large small "
               "long short first last new old true false left enabled disabled "
               "active inactive upper lower increased decreased raised lowered "
               "opened locked unlocked visible hidden present absent here there "
               "ready set unset clean dirty warm cool awake asleep quiet loud");
}

static bool has_never(const struct gly_claim_run *r)
{
    for (uint32_t i = r->verb; i < r->verb_end; i++)
        if (gly_look_among(&r->look, i, "never"))
            return true;
    return false;
}

static bool slots_clash(struct gly_claim_run *a, struct gly_claim_run *b)
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
        gly_run_times_apart(a, b, run) ||
        ((is_complemented(a) || is_complemented(b)) && !go_on_alike(a, b)) ||
        ((narrows(a, run) || narrows(b, run)) && shared == 0) ||
        (!negation && is_one_of_many(a) && is_one_of_many(b)))
        return false;
    unsigned beside = a->left_count + run + shared + gly_run_same_date(a, b);
    unsigned total =
        weight_of(a) + beside +
        (!a->verbal && !gly_run_is_be(gly_look_at(&a->look, a->verb_end - 1)));
    if (beside == 0 && a->verbal)
        return negation && (has_never(a) || has_never(b)) &&
               (a->subject.entity != GLY_NONE || is_one_thing(a, b));
    if (beside == 0)
        return !a->verbal &&
               (weight_of(a) >= 2 ||
                ((negation || is_lasting(a)) && is_one_thing(a, b))) &&
               (a->subject.key != 0 || a->before[a->before_count - 1].joint != 0);
    return total >= 3 ||
           (total == 2 && (negation || a->claim->verdict || is_one_thing(a, b)));
}

/* What happens again: "scored two goals" in one match, and three in the next. */
static bool is_repeated(const struct gly_claim_run *r)
{
    return gly_look_among(
        &r->look, r->verb_end - 1,
        "scored won made took sold bought played hit ran threw caught "
        "added earned lost gained rose fell grew paid raised received "
        "spent ordered gave sent got held returned cut used ate drank "
        "score win make take sell buy play run add pay use get give");
}

/* Nothing is left in the clause that the other one has not. */
static bool is_whole(const struct gly_claim_run *r)
{
    for (unsigned i = 0; i < r->right_count; i++)
        if (!r->right[i].matched)
            return false;
    return true;
}

/* One thing by its name or in the singular: of "the samples" there may be others. */
static bool is_one(const struct gly_claim_run *r)
{
    if (r->subject.entity != GLY_NONE || r->subject.noun == 0)
        return true;
    struct gly_str last = gly_look_at(&r->look, r->subject.end_tok - 1);
    return !gly_str_ends(last, "s") || gly_str_ends(last, "ss");
}

bool gly_claims_figure_runs_clash(const struct gly_claimer *c,
                                  const struct gly_claim *x, uint32_t x_end,
                                  const struct gly_claim *y, uint32_t y_end)
{
    struct gly_claim_run a, b;
    if (!gly_run_read_figure(c, x, x_end, &a) ||
        !gly_run_read_figure(c, y, y_end, &b) || a.verbal || b.verbal || a.led ||
        b.led || a.denials > 0 || b.denials > 0 || is_led(&a) || is_led(&b) ||
        !same_subject(&a, &b) || !same_verb(&a, &b) ||
        !same_units(a.left, a.left_count, b.left, b.left_count))
        return false;
    unsigned run = right_run(&a, &b);
    if (!begins_apart(&a, run) || !begins_apart(&b, run))
        return false;
    match_rest(&a, &b, run);
    return is_one(&a) && is_whole(&a) && is_whole(&b) && !has_reason(&a) &&
           !has_reason(&b) && !gly_run_times_apart(&a, &b, run) && !is_repeated(&a) &&
           go_on_alike(&a, &b);
}

bool gly_claims_runs_clash(const struct gly_claimer *c, const struct gly_claim *x,
                           const struct gly_claim *y)
{
    struct gly_claim_run a, b;
    if (x->quantifier)
        return counts_clash(c, x, y);
    if (!gly_run_read(c, x, &a) || !gly_run_read(c, y, &b))
        return false;
    bool negation = x->kind == GLY_CLAIM_NEGATION;
    if (a.denials > 1 || b.denials > 1 || (a.denials == b.denials) == negation ||
        is_led(&a) || is_led(&b))
        return false;
    /* With but a sentence between, "the offer for the mill" and "the offer" may be two. */
    bool near = c->doc->sents.at[x->sent].block == c->doc->sents.at[y->sent].block &&
                y->sent - x->sent <= 2;
    return (slots_clash(&a, &b) && (!near || (is_whole(&a) && is_whole(&b)))) ||
           turned_clash(&a, &b);
}
