/* Questions and their answers: "When was Kestrel founded?" and, behind it, "In 1998." */
#include "note/claim.h"

#include "note/look.h"

enum { QUESTION_WORDS = 24, ANSWER_WORDS = 16 };

struct question {
    struct gly_claimer *c;
    struct gly_look look;
    uint32_t first, end; /* its tokens, without what numbers it and without its mark */
    struct gly_claim_told told;
    uint32_t verb; /* the participle that an answer in a sentence repeats; GLY_NONE */
};

static const struct gly_claim_entry *entry_at(const struct question *q, uint32_t tok)
{
    char form[GLY_CLAIM_FORM];
    struct gly_str word = gly_claim_fold(gly_look_at(&q->look, tok), form);
    return gly_claim_entry(q->c->words, gly_claim_find(q->c->words, word));
}

static bool name_at(struct question *q, uint32_t first, uint32_t end)
{
    first += first < end && gly_look_among(&q->look, first, "the");
    return gly_claimer_is_name(q->c, first, end, &q->told.subject);
}

/* The relation of this word that is said in this way and has such an answer. */
static bool find_relation(struct question *q, uint32_t tok,
                          enum gly_relation_frame frame, bool place)
{
    uint32_t link = entry_at(q, tok)->relations;
    for (; link; link = gly_claim_link(q->c->words, link)->next) {
        uint32_t row = gly_claim_link(q->c->words, link)->row;
        const struct gly_relation_row *relation =
            gly_claim_relation_row(q->c->words, row);
        if (relation->frame != frame || (relation->value == GLY_VALUE_PLACE) != place)
            continue;
        q->told.row = row;
        q->told.relation = true;
        return true;
    }
    return false;
}

/* "When was X founded", "When did X die": what happens once. */
static bool read_when(struct question *q)
{
    struct gly_claimer *c = q->c;
    uint32_t verb = q->end - 1;
    if (!name_at(q, q->first + 2, verb))
        return false;
    if (gly_look_among(&q->look, q->first + 1, "was were")) {
        uint32_t event = entry_at(q, verb)->event;
        q->told.row = event - 1;
        q->verb = verb;
        return event != 0;
    }
    if (!gly_look_among(&q->look, q->first + 1, "did"))
        return false;
    for (uint32_t row = 0; row < c->words->counts[GLY_CLAIM_EVENTS]; row++) {
        uint32_t name = gly_claim_event_row(c->words, row)->verb;
        if (gly_str_eq_nocase(gly_claim_row_text(c->words, name),
                              gly_look_at(&q->look, verb))) {
            q->told.row = row;
            return true;
        }
    }
    return false;
}

/* "Where was X born", "Where is X based" */
static bool read_where(struct question *q)
{
    q->verb = q->end - 1;
    q->told.any_tense = gly_look_among(&q->look, q->verb, "born buried");
    return gly_look_among(&q->look, q->first + 1, "was is") &&
           name_at(q, q->first + 2, q->verb) &&
           find_relation(q, q->verb, GLY_FRAME_VERB, true);
}

/* "Who founded X", "Who is the chair of X" */
static bool read_who(struct question *q)
{
    if (find_relation(q, q->first + 1, GLY_FRAME_ACTIVE, false))
        return name_at(q, q->first + 2, q->end);
    return gly_look_among(&q->look, q->first + 1, "is") &&
           gly_look_among(&q->look, q->first + 2, "the") &&
           gly_look_among(&q->look, q->first + 4, "of") &&
           find_relation(q, q->first + 3, GLY_FRAME_NOUN, false) &&
           name_at(q, q->first + 5, q->end);
}

static bool read_question(struct question *q)
{
    while (q->first < q->end && !gly_look_among(&q->look, q->first, "when where who"))
        if (gly_look_kind(&q->look, q->first) == GLY_TOK_WORD &&
            !gly_look_among(&q->look, q->first, "q question"))
            return false;
        else
            q->first++;
    if (q->first + 3 >= q->end)
        return false;
    if (gly_look_among(&q->look, q->first, "when"))
        return read_when(q);
    return gly_look_among(&q->look, q->first, "where") ? read_where(q) : read_who(q);
}

/* The first sentence of the answer: "In 1998.", "It was founded in 1998." */
static bool read_answer(struct question *q, uint32_t sent)
{
    struct gly_look answer = gly_look_sent(q->c->doc, sent);
    uint32_t first = answer.first;
    if (gly_look_among(&answer, first, "a answer") &&
        gly_look_among(&answer, first + 1, ":"))
        first += 2;
    if (q->verb != GLY_NONE && gly_look_among(&answer, first, "it he she they") &&
        gly_look_among(&answer, first + 1, "was were is") &&
        gly_str_eq(gly_look_at(&answer, first + 2), gly_look_at(&q->look, q->verb)))
        first += 3;
    first += gly_look_among(&answer, first, "in on at by");
    q->told.first_tok = first;
    q->told.end_tok = answer.end;
    return first < answer.end && answer.end - first <= ANSWER_WORDS;
}

/* Does the answer stand right behind: in the same block, or the next one with text? */
static bool is_next(const struct gly_doc *doc, uint32_t sent)
{
    uint32_t from = doc->sents.at[sent].block, to = doc->sents.at[sent + 1].block;
    return doc->blocks.at[to].kind == GLY_BLOCK_PARAGRAPH && to - from <= 3 &&
           gly_claim_is_read(doc, to);
}

void gly_claimer_questions(struct gly_claimer *c)
{
    const struct gly_doc *doc = c->doc;
    for (uint32_t s = 0; s + 1 < doc->sents.count; s++) {
        const struct gly_sent *sent = &doc->sents.at[s];
        struct question q = {.c = c,
                             .look = gly_look_sent(doc, s),
                             .first = sent->first_tok,
                             .end = sent->first_tok + sent->tok_count - 1,
                             .told = {.qualifiers = GLY_NONE},
                             .verb = GLY_NONE};
        if (sent->tok_count < 4 || sent->tok_count > QUESTION_WORDS ||
            !gly_look_among(&q.look, q.end, "?") ||
            doc->blocks.at[sent->block].kind == GLY_BLOCK_CELL ||
            !gly_claim_is_read(doc, sent->block))
            continue;
        if (read_question(&q) && is_next(doc, s) && read_answer(&q, s + 1))
            *GLY_VEC_ADD(c->arena, &c->told) = q.told;
    }
}
