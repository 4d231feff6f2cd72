#include "parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "note/lang_parse.h"

struct learner {
    const struct corpus *corpus;
    struct weights *moves;
    struct weights *labels;
    uint64_t *random;
    uint8_t root_label;
    bool follow_gold; /* the first round shows what is right, the others explore */
    struct gly_lang_state state;
    uint16_t gold[GLY_LANG_PLACES]; /* projective heads by place; the root's place is
                                       count + 1 */
    uint64_t decisions;
    uint64_t right;
};

/* Whether all words between a word and its head depend on that head. */
static bool arc_is_projective(const uint16_t *heads, uint32_t count, uint32_t child)
{
    uint32_t root = count + 1;
    uint32_t head = heads[child];
    uint32_t from = child < head ? child : head;
    uint32_t to = child < head ? head : child;

    for (uint32_t between = from + 1; between < to; between++) {
        uint32_t at = between;

        for (uint32_t steps = 0; at != root && at != head && steps <= count; steps++) {
            at = heads[at];
        }
        if (at != head) {
            return false;
        }
    }
    return true;
}

/*
 * The parser builds projective trees only. An arc that crosses others is lifted to its
 * head's head, shortest first, until none is left (Nivre and Nilsson 2005).
 */
static void heads_projectivise(uint16_t *heads, uint32_t count)
{
    uint32_t root = count + 1;

    for (uint32_t lifts = 0; lifts < 4 * count; lifts++) {
        uint32_t shortest = UINT32_MAX;
        uint32_t worst = 0;

        for (uint32_t child = 1; child <= count; child++) {
            uint32_t head = heads[child];
            uint32_t length = child < head ? head - child : child - head;

            if (length < shortest && !arc_is_projective(heads, count, child)) {
                shortest = length;
                worst = child;
            }
        }
        if (worst == 0 || heads[worst] == root) {
            return;
        }
        heads[worst] = heads[heads[worst]];
    }
}

/*
 * How many gold arcs each move makes impossible: the dynamic oracle of arc-hybrid
 * (Goldberg and Nivre 2013).
 */
static void move_costs(const struct gly_lang_state *state, const uint16_t *gold,
                       uint32_t ret_costs[3])
{
    uint32_t top = gly_lang_state_top(state, 0);
    uint32_t below = gly_lang_state_top(state, 1);
    uint32_t next = state->buffer;

    memset(ret_costs, 0, 3 * sizeof(*ret_costs));
    if (top != 0) {
        uint32_t children = 0;

        for (uint32_t i = next; i <= state->count; i++) {
            children += gold[i] == top;
        }
        ret_costs[GLY_LANG_LEFT] =
            children + (below != 0 && gold[top] == below) + (gold[top] > next);
        ret_costs[GLY_LANG_RIGHT] = children + (gold[top] >= next);
    }
    if (next <= state->count) {
        for (uint32_t i = 0; i < state->depth; i++) {
            ret_costs[GLY_LANG_SHIFT] += gold[state->stack[i]] == next;
            ret_costs[GLY_LANG_SHIFT] +=
                i + 1 < state->depth && gold[next] == state->stack[i];
        }
    }
}

enum { MOVE_MARGIN = 2, LABEL_MARGIN = 2, EXPLORE = 10 };

static enum gly_lang_move move_learn(struct learner *learner)
{
    const struct gly_lang_state *state = &learner->state;
    uint32_t legal = gly_lang_state_legal(state);
    uint64_t features[GLY_LANG_FEATURES_MAX];
    uint32_t slots[GLY_LANG_FEATURES_MAX];
    uint32_t costs[3];
    int32_t scores[4];
    int good = -1; /* the best of the moves that cost least */
    int bad = -1;  /* the best of the others */
    uint32_t least = UINT32_MAX;

    for (int move = 0; move < 3; move++) {
        if (legal == 1U << move) {
            return (enum gly_lang_move)move;
        }
    }
    move_costs(state, learner->gold, costs);
    for (int move = 0; move < 3; move++) {
        if ((legal >> move & 1) != 0 && costs[move] < least) {
            least = costs[move];
        }
    }
    uint32_t count = gly_lang_move_features(state, features);
    weights_slots(learner->moves, features, count, slots);
    weights_score(learner->moves, slots, count, scores);
    learner->moves->time++;
    for (int move = 0; move < 3; move++) {
        if ((legal >> move & 1) == 0) {
            continue;
        }
        if (costs[move] == least) {
            good = good < 0 || scores[move] > scores[good] ? move : good;
        } else {
            bad = bad < 0 || scores[move] > scores[bad] ? move : bad;
        }
    }
    bool wrong = bad >= 0 && scores[bad] > scores[good];
    if (bad >= 0 && scores[bad] + MOVE_MARGIN > scores[good]) {
        weights_update(learner->moves, slots, count, (uint32_t)good, (uint32_t)bad);
    }
    learner->decisions++;
    learner->right += !wrong;
    if (!wrong) {
        return (enum gly_lang_move)good;
    }
    /* Mostly goes on from its own mistake, to learn what to do after one. */
    return (enum gly_lang_move)(
        learner->follow_gold || random_next(learner->random) % EXPLORE == 0 ? good
                                                                            : bad);
}

static uint32_t best_class(const int32_t *scores, uint32_t count)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < count; i++) {
        best = scores[i] > scores[best] ? i : best;
    }
    return best;
}

static uint8_t label_learn(struct learner *learner, const struct sentence *sentence,
                           uint32_t head)
{
    const struct gly_lang_state *state = &learner->state;
    uint32_t child = gly_lang_state_top(state, 0);
    uint32_t labels = learner->corpus->labels.count;
    uint32_t gold = sentence->gold_labels[child - 1];
    uint64_t features[GLY_LANG_FEATURES_MAX];
    uint32_t slots[GLY_LANG_FEATURES_MAX];
    int32_t scores[GLY_LANG_LABELS_MAX];

    if (head == gly_lang_state_root(state)) {
        return learner->root_label;
    }
    uint32_t count = gly_lang_label_features(state, head, features);
    weights_slots(learner->labels, features, count, slots);
    weights_score(learner->labels, slots, count, scores);
    uint32_t guess = best_class(scores, labels);
    if (learner->gold[child] != head || gold == NAME_NONE ||
        gold == learner->root_label) {
        return (uint8_t)guess; /* a wrong arc has no right label */
    }
    learner->labels->time++;
    scores[gold] -= LABEL_MARGIN;
    guess = best_class(scores, labels);
    scores[gold] += LABEL_MARGIN;
    if (guess != gold) {
        weights_update(learner->labels, slots, count, gold, guess);
    }
    return (uint8_t)best_class(scores, labels);
}

static void sentence_learn(struct learner *learner, const struct sentence *sentence,
                           const uint16_t *gold)
{
    struct gly_lang_state *state = &learner->state;

    memcpy(learner->gold, gold, (sentence->count + 1) * sizeof(*gold));
    gly_lang_state_init(state, sentence->words, sentence->tags, sentence->count);
    while (!gly_lang_state_done(state)) {
        enum gly_lang_move move = move_learn(learner);
        uint8_t label = 0;

        if (move != GLY_LANG_SHIFT) {
            label = label_learn(learner, sentence, gly_lang_state_head(state, move));
        }
        gly_lang_state_move(state, move, label);
    }
}

static uint16_t **heads_collect(const struct corpus *corpus)
{
    uint16_t **heads = must_alloc(corpus->count, sizeof(*heads));

    for (uint32_t s = 0; s < corpus->count; s++) {
        const struct sentence *sentence = &corpus->sentences[s];

        heads[s] = must_alloc(sentence->count + 1, sizeof(**heads));
        for (uint32_t i = 0; i < sentence->count; i++) {
            uint16_t head = sentence->gold_heads[i];

            heads[s][i + 1] = (uint16_t)(head == 0 ? sentence->count + 1 : head);
        }
        heads_projectivise(heads[s], sentence->count);
    }
    return heads;
}

static uint8_t root_label_find(const struct names *labels)
{
    for (uint32_t i = 0; i < labels->count; i++) {
        if (strcmp(labels->items[i], "root") == 0) {
            return (uint8_t)i;
        }
    }
    die("no label root", "the treebank");
}

void parser_train(const struct corpus *corpus, uint32_t runs, uint32_t rounds,
                  uint64_t *random, struct weights *ret_moves,
                  struct weights *ret_labels)
{
    struct learner *learner = must_alloc(1, sizeof(*learner));
    uint16_t **heads = heads_collect(corpus);
    uint32_t *order = must_alloc(corpus->count, sizeof(*order));

    weights_init(ret_moves, 4, 25);
    weights_init(ret_labels, (corpus->labels.count + 7) / 8 * 8, 23);
    learner->corpus = corpus;
    learner->moves = ret_moves;
    learner->labels = ret_labels;
    learner->random = random;
    learner->root_label = root_label_find(&corpus->labels);
    for (uint32_t s = 0; s < corpus->count; s++) {
        order[s] = s;
    }
    for (uint32_t run = 0; run < runs; run++) {
        for (uint32_t round = 0; round < rounds; round++) {
            learner->follow_gold = run == 0 && round == 0;
            learner->decisions = 0;
            learner->right = 0;
            random_shuffle(random, order, corpus->count);
            for (uint32_t s = 0; s < corpus->count; s++) {
                sentence_learn(learner, &corpus->sentences[order[s]], heads[order[s]]);
            }
        }
        fprintf(stderr, "  parser, run %u: %.2f %% of moves right in training\n",
                run + 1, 100.0 * (double)learner->right / (double)learner->decisions);
        weights_finish(ret_moves);
        weights_finish(ret_labels);
    }
    for (uint32_t s = 0; s < corpus->count; s++) {
        free(heads[s]);
    }
    free(heads);
    free(order);
    free(learner);
}
