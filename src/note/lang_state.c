#include "note/lang_parse.h"

#include <string.h>

enum {
    WORD_NONE = 3,
    WORD_ROOT = 5,
    TAG_NONE = 200,
    TAG_ROOT = 201,
    LABEL_NONE = 253, /* of no word */
    LABEL_OPEN = 254, /* of a word that has no head yet */
};

void gly_lang_state_init(struct gly_lang_state *state,
                         const struct gly_lang_word *words, const uint8_t *tags,
                         uint32_t count)
{
    uint32_t places = count + 2;

    state->count = count;
    state->depth = 0;
    state->buffer = 1;
    memset(state->left_labels, 0, places * sizeof(*state->left_labels));
    memset(state->right_labels, 0, places * sizeof(*state->right_labels));
    memset(state->head, 0, places * sizeof(*state->head));
    memset(state->left, 0, places * sizeof(*state->left));
    memset(state->second_left, 0, places * sizeof(*state->second_left));
    memset(state->right, 0, places * sizeof(*state->right));
    memset(state->second_right, 0, places * sizeof(*state->second_right));
    memset(state->left_count, 0, places);
    memset(state->right_count, 0, places);
    memset(state->label, LABEL_OPEN, places);
    for (uint32_t i = 0; i < count; i++) {
        state->word[i + 1] = words[i].low;
        state->suffix[i + 1] = words[i].suffix & 0xFFFFFF;
        state->tag[i + 1] = tags[i];
    }
    state->word[0] = WORD_NONE;
    state->suffix[0] = 0;
    state->tag[0] = TAG_NONE;
    state->label[0] = LABEL_NONE;
    state->word[count + 1] = WORD_ROOT;
    state->suffix[count + 1] = 0;
    state->tag[count + 1] = TAG_ROOT;
}

uint32_t gly_lang_state_legal(const struct gly_lang_state *state)
{
    bool in_buffer = state->buffer <= state->count;
    uint32_t legal = 0;

    if (in_buffer) {
        legal |= 1U << GLY_LANG_SHIFT;
    }
    /* Only the last word left may have the root for its head. */
    if (state->depth >= 1 && (in_buffer || state->depth == 1)) {
        legal |= 1U << GLY_LANG_LEFT;
    }
    if (state->depth >= 2) {
        legal |= 1U << GLY_LANG_RIGHT;
    }
    return legal;
}

uint32_t gly_lang_state_head(const struct gly_lang_state *state,
                             enum gly_lang_move move)
{
    return move == GLY_LANG_LEFT ? state->buffer : gly_lang_state_top(state, 1);
}

void gly_lang_state_move(struct gly_lang_state *state, enum gly_lang_move move,
                         uint8_t label)
{
    if (move == GLY_LANG_SHIFT) {
        state->stack[state->depth++] = (uint16_t)state->buffer++;
        return;
    }
    uint32_t head = gly_lang_state_head(state, move);
    uint32_t child = gly_lang_state_top(state, 0);

    state->head[child] = (uint16_t)head;
    state->label[child] = label;
    if (child < head) {
        state->second_left[head] = state->left[head];
        state->left[head] = (uint16_t)child;
        state->left_count[head] += state->left_count[head] < 7;
        state->left_labels[head] |= 1ULL << (label & 63);
    } else {
        state->second_right[head] = state->right[head];
        state->right[head] = (uint16_t)child;
        state->right_count[head] += state->right_count[head] < 7;
        state->right_labels[head] |= 1ULL << (label & 63);
    }
    state->depth--;
}

/* Up to 4 exactly, then roughly; 9 when a word is missing. */
static uint64_t distance(uint32_t from, uint32_t to)
{
    if (from == 0 || to == 0) {
        return 9;
    }
    uint32_t words = from < to ? to - from : from - to;

    return words < 5 ? words : words < 8 ? 5 : words < 12 ? 6 : 7;
}

/* Two small values as one. */
#define PAIR(a, b) ((uint64_t)(a) << 8 | (uint64_t)(b))

/* The next template: its number is its place in the list, so the order is the format.
 */
#define ADD(a, b, c) ret[n] = gly_lang_feature(base + n, (a), (b), (c)), n++

/*
 * The templates follow Zhang and Nivre (2011). s0, s1, s2 are the stack's top and those
 * below, b0, b1, b2 the buffer's first; l and r mean the leftmost and the rightmost
 * child, w the word, t the tag. As a preposition is a child of its noun in Universal
 * Dependencies, the left child's word beside the words around it tells where a phrase
 * attaches.
 */
uint32_t gly_lang_move_features(const struct gly_lang_state *state, uint64_t *ret)
{
    const uint32_t *word = state->word;
    const uint8_t *tag = state->tag;
    const uint8_t *label = state->label;
    uint32_t s0 = gly_lang_state_top(state, 0);
    uint32_t s1 = gly_lang_state_top(state, 1);
    uint32_t s2 = gly_lang_state_top(state, 2);
    uint32_t root = gly_lang_state_root(state);
    uint32_t b0 = state->buffer;
    uint32_t b1 = b0 + 1 <= root ? b0 + 1 : 0;
    uint32_t b2 = b0 + 2 <= root ? b0 + 2 : 0;
    uint64_t s0w = word[s0], s1w = word[s1], s2w = word[s2];
    uint64_t b0w = word[b0], b1w = word[b1], b2w = word[b2];
    uint64_t s0t = tag[s0], s1t = tag[s1], s2t = tag[s2];
    uint64_t b0t = tag[b0], b1t = tag[b1], b2t = tag[b2];
    uint32_t s0l = state->left[s0], s0r = state->right[s0];
    uint32_t s1l = state->left[s1], s1r = state->right[s1];
    uint32_t b0l = state->left[b0];
    uint64_t s0lw = word[s0l], s0rw = word[s0r], s1rw = word[s1r], b0lw = word[b0l];
    uint64_t s0lt = tag[s0l], s0rt = tag[s0r];
    uint64_t s1lt = tag[s1l], s1rt = tag[s1r], b0lt = tag[b0l];
    uint64_t s0l2t = tag[state->second_left[s0]], s0r2t = tag[state->second_right[s0]];
    uint64_t s1r2t = tag[state->second_right[s1]], b0l2t = tag[state->second_left[b0]];
    uint64_t s0ll = state->left_labels[s0], s0rl = state->right_labels[s0];
    uint64_t s1ll = state->left_labels[s1], s1rl = state->right_labels[s1];
    uint64_t b0ll = state->left_labels[b0];
    uint64_t s0_b0 = distance(s0, b0), s1_s0 = distance(s1, s0);
    uint64_t s0n = (uint64_t)state->left_count[s0] * 8 + state->right_count[s0];
    uint64_t s1n = (uint64_t)state->left_count[s1] * 8 + state->right_count[s1];
    uint64_t b0n = state->left_count[b0];
    uint64_t s1s0t = PAIR(s1t, s0t), s0b0t = PAIR(s0t, b0t), s2s1t = PAIR(s2t, s1t);
    uint32_t s0n1 = s0 == 0 ? 0 : s0 + 1, s0p1 = s0 == 0 ? 0 : s0 - 1;
    uint32_t s1n1 = s1 == 0 ? 0 : s1 + 1;
    const uint32_t base = 40;
    uint32_t n = 0;

    /* single words */
    ADD(s0w, s0t, 0);
    ADD(s0w, 1, 0);
    ADD(s0t, 2, 0);
    ADD(s1w, s1t, 0);
    ADD(s1w, 1, 0);
    ADD(s1t, 2, 0);
    ADD(b0w, b0t, 0);
    ADD(b0w, 1, 0);
    ADD(b0t, 2, 0);
    ADD(b1w, b1t, 0);
    ADD(b1w, 1, 0);
    ADD(b1t, 2, 0);
    ADD(b2w, b2t, 0);
    ADD(b2t, 2, 0);
    ADD(s2w, s2t, 0);
    ADD(s2t, 0, 0);
    /* pairs of words */
    ADD(s0w, b0w, s0b0t);
    ADD(s0w, b0w, 0);
    ADD(s0w, s0t, b0t);
    ADD(s0w, b0t, 0);
    ADD(s0t, b0w, b0t);
    ADD(s0t, b0w, 0);
    ADD(s0t, b0t, 0);
    ADD(b0t, b1t, 0);
    ADD(b0w, b1t, 0);
    ADD(b0t, b1w, 0);
    ADD(s1w, s0w, 0);
    ADD(s1w, s0w, s1s0t);
    ADD(s1w, s0t, 0);
    ADD(s1t, s0w, 0);
    ADD(s1t, s0t, 0);
    ADD(s1t, b0t, 0);
    ADD(s1w, b0t, 0);
    ADD(s1t, b0w, 0);
    ADD(s1w, b0w, 0);
    /* three and four tags */
    ADD(PAIR(b0t, b1t), b2t, 0);
    ADD(s0b0t, b1t, 0);
    ADD(s1s0t, b0t, 0);
    ADD(s2s1t, s0t, 0);
    ADD(s2s1t, s0b0t, 0);
    ADD(s1s0t, PAIR(b0t, b1t), 0);
    ADD(s0b0t, PAIR(b1t, b2t), 0);
    /* tags of children */
    ADD(s0b0t, s0lt, 0);
    ADD(s0b0t, s0rt, 0);
    ADD(s0b0t, b0lt, 0);
    ADD(s1s0t, s1lt, 0);
    ADD(s1s0t, s1rt, 0);
    ADD(s1s0t, s0lt, 0);
    ADD(s1s0t, s0rt, 0);
    ADD(s1s0t, PAIR(s0lt, b0t), s0rt);
    /* sets of children's labels */
    ADD(s0w, s0ll, s0rl);
    ADD(s0t, s0ll, s0rl);
    ADD(s1t, s1ll, s1rl);
    ADD(s1w, s1rl, 0);
    ADD(b0t, b0ll, 0);
    ADD(b0w, b0ll, 0);
    ADD(s0b0t, s0rl, b0ll);
    ADD(s1s0t, s1rl, s0ll);
    ADD(s1s0t, PAIR(b0t, label[s1r]), PAIR(label[s0l], label[s0r]));
    /* distance and number of children */
    ADD(s0w, s0_b0, 0);
    ADD(s0t, s0_b0, b0t);
    ADD(b0w, s0_b0, 0);
    ADD(s1t, s1_s0, s0t);
    ADD(s1w, s1_s0, s0t);
    ADD(s0w, s0n, 0);
    ADD(s0t, s0n, b0t);
    ADD(s1t, s1n, s0t);
    ADD(b0t, b0n, s0t);
    /* the word that marks the phrase's case, beside what it may attach to */
    ADD(s1w, s0lw, 1);
    ADD(s1t, s0lw, s0t);
    ADD(s1w, s0lw, s0w);
    ADD(s2s1t, s0lw, s0t);
    ADD(s2w, s0lw, 1);
    ADD(s0b0t, s0lw, 0);
    ADD(s0lw, b0t, s1t);
    ADD(b0lw, b0t, s0t);
    ADD(b0lw, s0w, b0t);
    ADD(s1rw, s1t, s0t);
    ADD(s0rw, s0t, b0t);
    ADD(PAIR(s0l2t, s0lt), s0t, b0t);
    ADD(PAIR(s1r2t, s1rt), s1t, s0t);
    ADD(PAIR(b0l2t, b0lt), b0t, s0t);
    ADD(PAIR(s0r2t, s0rt), s0t, b0t);
    /* farther ones */
    ADD(s2w, b0w, s1t);
    ADD(PAIR(s2t, s0t), b0t, 0);
    ADD(s0w, b1w, b0t);
    ADD(s0t, b1t, b0w);
    ADD(s0w, b0t, b1t);
    ADD(s1s0t, b0w, b1t);
    ADD(s1s0t, s0lw, b0t);
    /* what stands beside them: commas, conjunctions, auxiliaries in between */
    ADD(s0b0t, tag[b0 - 1], 1);
    ADD(s0b0t, word[b0 - 1], 0);
    ADD(s0b0t, tag[s0n1], 2);
    ADD(s0b0t, word[s0n1], 1);
    ADD(s0b0t, tag[s0n1], PAIR(tag[b0 - 1], 3));
    ADD(s1s0t, tag[s1n1], PAIR(tag[s0p1], 4));
    ADD(s1s0t, word[s1n1], 2);
    ADD(s1s0t, word[s0p1], 3);
    /* endings, for words not seen before */
    ADD(state->suffix[s0], b0t, s1t);
    ADD(state->suffix[b0], s0t, b1t);
    ADD(state->suffix[s1], s0t, 1);
    ADD(PAIR(label[s0l], label[b0l]), s0b0t, 4);
    return n;
}

/* The label of the arc from head to the stack's top: c is the child, h the head. */
uint32_t gly_lang_label_features(const struct gly_lang_state *state, uint32_t head,
                                 uint64_t *ret)
{
    const uint32_t *word = state->word;
    const uint8_t *tag = state->tag;
    const uint8_t *label = state->label;
    uint32_t child = gly_lang_state_top(state, 0);
    uint32_t root = gly_lang_state_root(state);
    int to_left = head < child;
    uint32_t hl = state->left[head], hr = state->right[head];
    uint32_t cl = state->left[child], cr = state->right[child];
    uint32_t before_c = child - 1, before_h = head - 1;
    uint32_t after_c = child + 1, after_h = head + 1 <= root ? head + 1 : 0;
    uint64_t side = (uint64_t)to_left;
    uint64_t hw = word[head], cw = word[child], clw = word[cl];
    uint64_t ht = tag[head] | side << 9, ct = tag[child];
    uint64_t tags = ht << 8 | ct;
    uint64_t cll = state->left_labels[child], crl = state->right_labels[child];
    uint64_t near_l = to_left ? state->right_labels[head] : state->left_labels[head];
    uint64_t far_l = to_left ? state->left_labels[head] : state->right_labels[head];
    uint64_t apart = distance(head, child);
    uint64_t cn = (uint64_t)state->left_count[child] * 8 + state->right_count[child];
    const uint32_t base = 200;
    uint32_t n = 0;

    ADD(ht, ct, 0);
    ADD(hw, ct, side);
    ADD(cw, ht, 0);
    ADD(hw, cw, side);
    ADD(cw, ct, side);
    ADD(ct, side, 0);
    ADD(ht, 0, 0);
    ADD(hw, side, 0);
    ADD(tags, apart, 0);
    ADD(tags, clw, 0);
    ADD(clw, cw, side);
    ADD(hw, clw, ct);
    ADD(tags, cll, crl);
    ADD(cw, cll, side);
    ADD(ct, cll, ht);
    ADD(tags, near_l, 0);
    ADD(hw, near_l, ct);
    ADD(tags, near_l, far_l);
    ADD(hw, far_l, ct);
    ADD(tags, PAIR(tag[after_c], tag[before_c]), 0);
    ADD(tags, PAIR(tag[after_h], tag[before_h]), 0);
    ADD(tags, tag[after_c], 0);
    ADD(tags, tag[before_c], 0);
    ADD(tags, state->suffix[child], 0);
    ADD(tags, state->suffix[head], 0);
    ADD(tags, PAIR(tag[cl], tag[cr]), 0);
    ADD(tags, word[hl], side);
    ADD(tags, word[before_c], 0);
    ADD(tags, word[after_c], 0);
    ADD(tags, tag[state->second_left[child]], clw);
    ADD(tags, PAIR(label[hl], label[hr]), 0);
    ADD(cw, word[before_c], ht);
    ADD(tags, cn, apart);
    ADD(hw, clw, near_l);
    return n;
}
