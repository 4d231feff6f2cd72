/* What somebody or something does that is no more: "Brandl died in 2011" and "Brandl still
 * lives", "the theatre closed for good in 2008" and "the theatre stages six plays a season",
 * "fell at Korin in 1813" and "in 1815 Amsel signed".
 *
 * Ends are verbs of events.csv; what only those do who are there still are the few verbs
 * below, in the present or in a later year. Fame, works and names outlive their owners, so
 * what may be done by them is not among these. */
#include "note/claim_state.h"

#include "base/image_format.h"
#include "note/claim_event.h"
#include "note/claim_side.h"
#include "note/language.h"
#include "note/look.h"
#include "text/short_set.h"

enum { ENDS_MAX = 16, LONGEST = 60, NO_ROW = UINT32_MAX };

static const uint64_t end_key = 0x656e64656421203f; /* the key of what is no more */

struct reading {
    struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *tags;
    uint32_t sent, tok;
    struct gly_claim_subject subject;
    struct gly_claim_state state;
};

/* The one year that the sentence names; GLY_NO_YEAR for none. False: there are several, or
 * it is about that year. */
static bool read_year(const struct reading *r, int32_t *ret_year)
{
    const struct gly_dates *dates = r->c->dates;
    *ret_year = GLY_NO_YEAR;
    for (uint32_t d = gly_claimer_date_from(r->c, r->look.first);
         d < dates->count && dates->at[d].first_tok < r->look.end; d++) {
        const struct gly_date *date = &dates->at[d];
        if (date->from.year == GLY_NO_YEAR && !date->from.month)
            continue;
        if (!gly_event_is_plain(date) || date->kind != GLY_DATE_POINT ||
            *ret_year != GLY_NO_YEAR ||
            !gly_look_among(&r->look, date->first_tok - 1, "in on the during"))
            return false;
        if (date->from.year != GLY_NO_YEAR)
            *ret_year = date->from.year;
    }
    return true;
}

/* What is said of the year is read first: it takes no tagger. False: it is not one. */
static bool open_reading(struct reading *r, struct gly_claimer *c, uint32_t sent,
                         uint32_t tok)
{
    *r = (struct reading){.c = c,
                          .look = gly_look_sent(c->doc, sent),
                          .sent = sent,
                          .tok = tok,
                          .subject = {.entity = GLY_NONE, .person = 255},
                          .state = {.year = GLY_NO_YEAR, .ended = true}};
    return r->look.end - r->look.first <= LONGEST &&
           gly_claimer_owns(c, r->look.toks[tok].span.start) &&
           read_year(r, &r->state.year);
}

static bool read_tags(struct reading *r)
{
    r->tags = gly_sent_read(r->c->doc, r->sent, GLY_DEPTH_TAGS);
    return r->tags != NULL;
}

static bool is_claimed(const struct reading *r, uint32_t end)
{
    enum {
        REASONS = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION |
                  GLY_CUE_PLAN | GLY_CUE_QUALIFIER
    };
    uint32_t first = r->subject.first_tok < r->tok ? r->subject.first_tok : r->tok;
    for (uint32_t i = first; i < end && gly_look_has(&r->look, i); i++)
        if (gly_claim_cues_at(r->c, &r->look, i) & REASONS)
            return false;
    return true;
}

static void file(const struct reading *r, unsigned side, uint64_t key)
{
    struct gly_claimer *c = r->c;
    struct gly_claim_state state = r->state;
    state.noun = gly_claim_subject_head(&r->subject);
    *GLY_VEC_ADD(c->arena, &c->states) = state;
    gly_claimer_add(
        c, &(struct gly_claim){.key = key,
                               .span = r->look.toks[r->tok].span,
                               .subject = gly_claim_subject_span(c, &r->subject),
                               .sent = r->sent,
                               .detail = c->states.count - 1,
                               .kind = GLY_CLAIM_STATE,
                               .side = (uint8_t)side,
                               .lack = true});
}

static bool is_person(const struct reading *r)
{
    return r->subject.person != 255 ||
           (r->subject.entity != GLY_NONE &&
            r->c->names->entities[r->subject.entity].kind == GLY_NAME_PERSON);
}

/* ---- Ends ---- */

/* "closed its doors for good", "closed down", "closed permanently", "closed in 2008" */
static bool is_for_good(const struct reading *r)
{
    uint32_t i = r->tok + 1;
    if (gly_look_among(&r->look, i, "its") &&
        gly_look_among(&r->look, i + 1, "doors gates"))
        i += 2;
    return (gly_look_among(&r->look, i, "for") &&
            gly_look_among(&r->look, i + 1, "good ever")) ||
           gly_look_among(&r->look, i, "down permanently forever") ||
           (r->state.year != GLY_NO_YEAR && gly_look_among(&r->look, i, "in") &&
            gly_look_flags(&r->look, i + 1) & GLY_TOK_HAS_DIGIT);
}

/* The verb at the token says that it was the end of its subject. */
static bool is_end(const struct reading *r, uint32_t row)
{
    const struct gly_look *look = &r->look;
    uint32_t tok = r->tok;
    if (gly_look_among(look, tok, "fell"))
        return is_person(r) && !r->subject.passive &&
               gly_look_among(look, tok + 1, "in at") &&
               gly_look_among(look, tok + 2, "the battle action") &&
               (!gly_look_among(look, tok + 2, "the") ||
                gly_look_among(look, tok + 3, "battle siege"));
    if (gly_look_among(look, tok, "extinct"))
        return gly_look_among(look, tok - 1, "became went") && !is_person(r);
    struct gly_str name =
        gly_claim_row_text(r->c->words, gly_claim_event_row(r->c->words, row)->verb);
    if (gly_str_is(name, "die"))
        return is_person(r) &&
               r->subject.passive == !gly_look_among(look, tok, "died drowned");
    if (gly_str_is(name, "close"))
        return !is_person(r) && is_for_good(r);
    return r->subject.passive && !is_person(r);
}

/* Returns the key of the claim, 0 for none. */
static uint64_t read_end(struct gly_claimer *c, uint32_t sent, uint32_t tok,
                         uint32_t row)
{
    struct reading r;
    if (!open_reading(&r, c, sent, tok) || !read_tags(&r))
        return 0;
    bool extinct = gly_look_among(&r.look, tok, "extinct");
    unsigned tag = gly_claim_xpos(r.tags, r.look.first, extinct ? tok - 1 : tok);
    if ((tag != GLY_XPOS_VBD && tag != GLY_XPOS_VBN) ||
        !gly_claimer_subject(c, sent, extinct ? tok - 1 : tok, &r.subject) ||
        r.subject.key == 0 || !is_end(&r, row) || !is_claimed(&r, tok + 1))
        return 0;
    uint64_t key = gly_claim_state_key(end_key, gly_claim_subject_key(&r.subject));
    file(&r, 0, key);
    return key;
}

/* ---- What is done by those who are there ---- */

static const char persons_now[] = "lives teaches coaches resides works";
static const char things_now[] = "stages sells employs offers welcomes attracts hosts "
                                 "serves produces publishes trains exports open";
static const char persons_then[] =
    "signed married moved joined resigned taught travelled traveled testified met "
    "bought "
    "commanded campaigned visited remarried emigrated enrolled ran";
static const char things_then[] = "staged sold employed hired hosted produced exported";

/* The first letters of these, which hardly any other word has. */
static struct gly_short_set act_heads;
static pthread_once_t act_once = PTHREAD_ONCE_INIT;

static void add_heads(const char *words)
{
    for (struct gly_str rest = gly_str(words); rest.len > 0;) {
        const char *blank = memchr(rest.ptr, ' ', rest.len);
        size_t len = blank ? (size_t)(blank - rest.ptr) : rest.len;
        gly_short_set_add(&act_heads, gly_short_head((struct gly_str){rest.ptr, len}));
        len += blank != NULL;
        rest = (struct gly_str){rest.ptr + len, rest.len - len};
    }
}

static void fill_act_heads(void)
{
    add_heads(persons_now);
    add_heads(things_now);
    add_heads(persons_then);
    add_heads(things_then);
}

static bool is_done_now(struct gly_str word)
{
    return gly_word_among(word, persons_now) || gly_word_among(word, things_now);
}

static bool is_done_then(struct gly_str word)
{
    return gly_word_among(word, persons_then) || gly_word_among(word, things_then);
}

static bool may_act(struct gly_str word)
{
    return word.len > 2 && word.len < 12 &&
           gly_short_set_has(&act_heads, gly_short_head(word)) &&
           (is_done_now(word) || is_done_then(word));
}

static bool is_act(const struct reading *r)
{
    bool person = is_person(r), now = r->state.present;
    if (!gly_look_among(&r->look, r->tok,
                        now ? (person ? persons_now : things_now)
                            : (person ? persons_then : things_then)))
        return false;
    if (gly_look_among(&r->look, r->tok, "open"))
        return gly_look_among(&r->look, r->tok - 1, "is");
    return !now || !person ||
           !gly_look_among(&r->look, r->tok + 1, "on through forever by");
}

static void read_act(struct gly_claimer *c, uint32_t sent, uint32_t tok,
                     const uint64_t *keys, unsigned count)
{
    struct reading r;
    struct gly_str word = gly_tok_text(c->doc, &c->doc->toks.at[tok]);
    if (!open_reading(&r, c, sent, tok) ||
        !(r.state.year == GLY_NO_YEAR ? is_done_now(word) : is_done_then(word)) ||
        !read_tags(&r))
        return;
    bool open = gly_look_among(&r.look, tok, "open");
    unsigned tag = gly_claim_xpos(r.tags, r.look.first, tok);
    /* "The theatre stages six plays": a noun to the tagger. */
    unsigned next = gly_claim_xpos(r.tags, r.look.first, tok + 1);
    bool noun = tag == GLY_XPOS_NNS && (next == GLY_XPOS_CD || next == GLY_XPOS_DT);
    r.state.present = open || noun || tag == GLY_XPOS_VBZ;
    if ((!r.state.present && tag != GLY_XPOS_VBD) ||
        (r.state.present != (r.state.year == GLY_NO_YEAR)) ||
        !gly_claimer_subject(c, sent, open ? tok - 1 : tok, &r.subject) ||
        r.subject.key == 0 || (r.subject.passive && !open) || !is_act(&r) ||
        !is_claimed(&r, tok + 1))
        return;
    uint64_t key = gly_claim_state_key(end_key, gly_claim_subject_key(&r.subject));
    for (unsigned i = 0; i < count; i++)
        if (keys[i] == key) {
            file(&r, 1, key);
            return;
        }
}

/* The row of events.csv by which an end may be told. */
static uint32_t find_row(const struct gly_claimer *c, uint32_t i)
{
    uint32_t entry = c->profile.at[i].entry;
    uint32_t event = entry ? gly_claim_entry(c->words, entry)->event : 0;
    if (!event) {
        struct gly_str word = entry || c->profile.at[i].stem ? gly_claim_text(c, i)
                                                             : (struct gly_str){"", 0};
        return gly_str_is(word, "extinct") || gly_str_is(word, "fell") ? NO_ROW - 1
                                                                       : NO_ROW;
    }
    uint32_t row = gly_claim_event_row(c->words, event - 1)->group;
    struct gly_str name =
        gly_claim_row_text(c->words, gly_claim_event_row(c->words, row)->verb);
    return gly_word_among(name, "die close demolish dissolve scrap") ||
                   gly_str_is(name, "burn down")
               ? row
               : NO_ROW;
}

/* Is there a word for an end, and one for what is done afterwards? */
static bool may_end(const struct gly_claimer *c)
{
    bool end = false, act = false;
    for (uint32_t i = 0; i < c->profile.count && !end; i++)
        end = find_row(c, i) != NO_ROW;
    for (uint32_t i = 0; i < c->profile.count && end && !act; i++)
        act = may_act(gly_claim_text(c, i));
    return act;
}

void gly_claimer_ends(struct gly_claimer *c)
{
    uint64_t keys[ENDS_MAX];
    unsigned count = 0;
    pthread_once(&act_once, fill_act_heads);
    for (uint32_t s = 0; s < c->doc->sents.count && count < ENDS_MAX; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        if (s == 0 && !may_end(c))
            return;
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
            uint32_t row = find_row(c, i);
            uint64_t key = row != NO_ROW && gly_claimer_speaks(c, s)
                               ? read_end(c, s, c->profile.at[i].tok, row)
                               : 0;
            if (key && count < ENDS_MAX)
                keys[count++] = key;
        }
    }
    for (uint32_t s = 0; count && s < c->doc->sents.count; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        if (!gly_claimer_speaks(c, s))
            continue;
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++)
            if (may_act(gly_claim_text(c, i)))
                read_act(c, s, c->profile.at[i].tok, keys, count);
    }
}

bool gly_claim_ends_clash(const struct gly_claimer *c, const struct gly_claim *a,
                          const struct gly_claim *b)
{
    const struct gly_claim_state *x =
        &c->states.at[a->side == 0 ? a->detail : b->detail];
    const struct gly_claim_state *y =
        &c->states.at[a->side == 0 ? b->detail : a->detail];
    if (!y->present && (x->year == GLY_NO_YEAR || y->year <= x->year))
        return false;
    return !(x->noun && !gly_claims_same_thing(c, x->noun, a, b)) &&
           !gly_claims_told_between(c, a, b,
                                    "reopened reopen reopens rebuilt restored again "
                                    "refounded revived namesake anew replaced "
                                    "successor");
}
