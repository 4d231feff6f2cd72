#include "note/lang.h"

#include <assert.h>

#include "note/lang_tag.h"

static void words_read(const struct gly_lang_model *model, const struct gly_str *forms,
                       size_t count, struct gly_lang_word *ret_words)
{
    assert(count <= GLY_LANG_WORDS_MAX);
    for (size_t i = 0; i < count; i++) {
        gly_lang_word_read(&model->lexicon, forms[i], &ret_words[i]);
    }
}

static void words_tag(const struct gly_lang_model *model,
                      const struct gly_lang_rows *rows,
                      const struct gly_lang_word *words, uint32_t count,
                      uint8_t *ret_tags, int16_t *ret_margins)
{
    uint64_t features[GLY_LANG_TAG_STATIC + GLY_LANG_TAG_DYNAMIC];
    int16_t scores[GLY_LANG_TAGS_MAX];
    uint32_t before = GLY_LANG_TAG_BEGIN;
    uint32_t before_that = GLY_LANG_TAG_BEGIN;

    for (uint32_t i = 0; i < count; i++) {
        int16_t margin = GLY_LANG_SURE;
        uint32_t tag;

        if (words[i].only_tag >= 0 && (uint32_t)words[i].only_tag < model->tag_count) {
            tag = (uint32_t)words[i].only_tag;
        } else {
            gly_lang_tag_static_features(words, count, i, features);
            gly_lang_tag_dynamic_features(words, count, i, before, before_that,
                                          features + GLY_LANG_TAG_STATIC);
            gly_lang_rows_score(rows, features,
                                GLY_LANG_TAG_STATIC + GLY_LANG_TAG_DYNAMIC,
                                model->tag_count, scores);
            tag = gly_lang_scores_best(scores, model->tag_count, rows->scale, &margin);
        }
        ret_tags[i] = (uint8_t)tag;
        if (ret_margins != NULL) {
            ret_margins[i] = margin;
        }
        before_that = before;
        before = tag;
    }
}

struct choice {
    enum gly_lang_move move;
    int16_t margin;
};

static struct choice move_choose(const struct gly_lang_moves *moves,
                                 const struct gly_lang_state *state)
{
    uint64_t features[GLY_LANG_FEATURES_MAX];
    uint32_t legal = gly_lang_state_legal(state);
    struct choice choice = {.margin = GLY_LANG_SURE};
    int32_t scores[3];
    int32_t best = INT32_MIN;
    int32_t second = INT32_MIN;

    if ((legal & (legal - 1)) == 0) {
        choice.move = legal == 1U << GLY_LANG_SHIFT  ? GLY_LANG_SHIFT
                      : legal == 1U << GLY_LANG_LEFT ? GLY_LANG_LEFT
                                                     : GLY_LANG_RIGHT;
        return choice;
    }
    gly_lang_moves_score(moves, features, gly_lang_move_features(state, features),
                         scores);
    for (int move = 0; move < 3; move++) {
        if ((legal >> move & 1) == 0) {
            continue;
        }
        if (scores[move] > best) {
            second = best;
            best = scores[move];
            choice.move = (enum gly_lang_move)move;
        } else if (scores[move] > second) {
            second = scores[move];
        }
    }
    choice.margin = gly_lang_margin(best - second, moves->scale);
    return choice;
}

static uint32_t label_choose(const struct gly_lang_model *model,
                             const struct gly_lang_rows *rows,
                             const struct gly_lang_state *state, uint32_t head,
                             int16_t *ret_margin)
{
    uint64_t features[GLY_LANG_FEATURES_MAX];
    int16_t scores[GLY_LANG_TAGS_MAX];

    if (head == gly_lang_state_root(state)) {
        *ret_margin = GLY_LANG_SURE;
        return model->root_label;
    }
    gly_lang_rows_score(rows, features, gly_lang_label_features(state, head, features),
                        model->label_count, scores);
    return gly_lang_scores_best(scores, model->label_count, rows->scale, ret_margin);
}

static void words_parse(const struct gly_lang_model *model,
                        const struct gly_lang_direction *direction,
                        struct gly_lang_scratch *scratch, const uint8_t *tags,
                        uint32_t count, struct gly_lang_arc *ret_arcs)
{
    struct gly_lang_state *state = &scratch->state;

    for (uint32_t i = 0; i < count; i++) {
        ret_arcs[i].arc_margin = GLY_LANG_SURE;
    }
    gly_lang_state_init(state, scratch->words, tags, count);
    while (!gly_lang_state_done(state)) {
        struct choice choice = move_choose(&direction->moves, state);
        uint32_t top = gly_lang_state_top(state, 0);
        uint32_t label = 0;

        /* An arc is as sure as the least sure move while the child was the top. */
        if (top != 0) {
            struct gly_lang_arc *arc = &ret_arcs[top - 1];

            if (choice.margin < arc->arc_margin) {
                arc->arc_margin = choice.margin;
            }
            if (choice.move != GLY_LANG_SHIFT) {
                uint32_t head = gly_lang_state_head(state, choice.move);

                label = label_choose(model, &direction->labels, state, head,
                                     &arc->label_margin);
                arc->label = (uint8_t)label;
                arc->head = head > count ? GLY_LANG_ROOT : (uint16_t)(head - 1);
            }
        }
        gly_lang_state_move(state, choice.move, (uint8_t)label);
    }
}

void gly_lang_tag(const struct gly_lang_model *model, struct gly_lang_scratch *scratch,
                  const struct gly_str *forms, size_t count, uint8_t *ret_tags,
                  int16_t *ret_margins)
{
    words_read(model, forms, count, scratch->words);
    words_tag(model, &model->directions[GLY_LANG_FORWARD].tags, scratch->words,
              (uint32_t)count, ret_tags, ret_margins);
}

void gly_lang_parse(const struct gly_lang_model *model,
                    struct gly_lang_scratch *scratch, const struct gly_str *forms,
                    const uint8_t *tags, size_t count, struct gly_lang_arc *ret_arcs)
{
    words_read(model, forms, count, scratch->words);
    words_parse(model, &model->directions[GLY_LANG_FORWARD], scratch, tags,
                (uint32_t)count, ret_arcs);
}

static void arcs_turn(struct gly_lang_arc *arcs, uint8_t *tags, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (arcs[i].head != GLY_LANG_ROOT) {
            arcs[i].head = (uint16_t)(count - 1 - arcs[i].head);
        }
    }
    for (size_t i = 0, j = count; i + 1 < j; i++) {
        j--;
        struct gly_lang_arc arc = arcs[i];
        uint8_t tag = tags[i];

        arcs[i] = arcs[j];
        arcs[j] = arc;
        tags[i] = tags[j];
        tags[j] = tag;
    }
}

void gly_lang_parse_back(const struct gly_lang_model *model,
                         struct gly_lang_scratch *scratch, const struct gly_str *forms,
                         size_t count, uint8_t *ret_tags, struct gly_lang_arc *ret_arcs)
{
    const struct gly_lang_direction *direction = &model->directions[GLY_LANG_REVERSE];

    assert(count <= GLY_LANG_WORDS_MAX);
    for (size_t i = 0; i < count; i++) {
        gly_lang_word_read(&model->lexicon, forms[count - 1 - i], &scratch->words[i]);
    }
    words_tag(model, &direction->tags, scratch->words, (uint32_t)count, ret_tags, NULL);
    words_parse(model, direction, scratch, ret_tags, (uint32_t)count, ret_arcs);
    arcs_turn(ret_arcs, ret_tags, count);
}
