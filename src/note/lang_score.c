/*
 * The inner loops: three quarters of the time of reading a sentence is spent here.
 * Vectors are those of gcc and clang, which turn them into SSE2, NEON or plain code.
 */

#include "note/lang_model.h"

#include <math.h>
#include <string.h>

typedef int32_t lanes __attribute__((vector_size(16)));

static lanes bucket_read(const uint32_t *buckets, uint32_t at)
{
    lanes bucket;

    memcpy(&bucket, buckets + at, sizeof(bucket));
    return bucket;
}

static int32_t lanes_sum(lanes v)
{
    return v[0] + v[1] + v[2] + v[3];
}

void gly_lang_rows_score(const struct gly_lang_rows *rows, const uint64_t *features,
                         size_t count, uint32_t classes, int16_t *ret_scores)
{
    uint32_t offsets[GLY_LANG_FEATURES_MAX];
    size_t found = 0;

    for (uint32_t i = 0; i < GLY_LANG_TAGS_MAX; i++) {
        ret_scores[i] = INT16_MIN / 2;
    }
    memset(ret_scores, 0, classes * sizeof(*ret_scores));
    for (size_t i = 0; i < count && rows->bucket_count != 0; i++) {
        lanes bucket = bucket_read(rows->buckets,
                                   gly_lang_bucket(features[i], rows->bucket_count));
        lanes same = (bucket & 0xFF) == (int32_t)gly_lang_print(features[i]);
        uint64_t halves[2];

        /* The trainer sees to it that no two in a bucket have the same print. */
        bucket &= same;
        memcpy(halves, &bucket, sizeof(halves));
        halves[0] |= halves[1];
        uint32_t hit = (uint32_t)(halves[0] | halves[0] >> 32) >> 8;
        offsets[found] = hit;
        found += hit != 0;
        __builtin_prefetch(rows->pool + hit);
    }
    for (size_t i = 0; i < found; i++) {
        if (offsets[i] >= rows->pool_count) {
            continue;
        }
        const uint16_t *pair = rows->pool + offsets[i];
        const uint16_t *end = pair + 1 + *pair;

        if (*pair >= rows->pool_count - offsets[i]) {
            continue;
        }
        for (pair++; pair < end; pair++) {
            ret_scores[*pair % GLY_LANG_TAGS_MAX] += (int8_t)(*pair >> 8);
        }
    }
}

void gly_lang_moves_score(const struct gly_lang_moves *moves, const uint64_t *features,
                          size_t count, int32_t ret_scores[3])
{
    lanes shift = {0};
    lanes left = {0};
    lanes right = {0};

    for (size_t i = 0; i < count && moves->bucket_count != 0; i++) {
        lanes bucket = bucket_read(moves->buckets,
                                   gly_lang_bucket(features[i], moves->bucket_count));

        bucket &= (bucket & 0xFF) == (int32_t)gly_lang_print(features[i]);
        shift += (bucket << 16) >> 24;
        left += (bucket << 8) >> 24;
        right += bucket >> 24;
    }
    ret_scores[0] = lanes_sum(shift);
    ret_scores[1] = lanes_sum(left);
    ret_scores[2] = lanes_sum(right);
}

int16_t gly_lang_margin(int32_t units, float scale)
{
    float margin = (float)units / scale;

    return margin >= INT16_MAX ? INT16_MAX : (int16_t)margin;
}

static int16_t scores_highest(const int16_t *scores)
{
    int16_t highest = INT16_MIN;

    for (uint32_t i = 0; i < GLY_LANG_TAGS_MAX; i++) {
        highest = scores[i] > highest ? scores[i] : highest;
    }
    return highest;
}

uint32_t gly_lang_scores_best(int16_t *scores, uint32_t classes, float scale,
                              int16_t *ret_margin)
{
    int16_t highest = scores_highest(scores);
    uint32_t best = 0;

    while (scores[best] != highest) {
        best++;
    }
    scores[best] = INT16_MIN;
    *ret_margin = gly_lang_margin(highest - scores_highest(scores), scale);
    scores[best] = highest;
    /* Only in a forged model is the best one a class that does not exist. */
    return best < classes ? best : 0;
}
