/*
 * Reads CoNLL-U with the language model, word by word as the file has them, for
 * measuring (bench/language):
 *
 *     language-read MODEL FILE.conllu            writes CoNLL-U: tags, lemmas, trees
 *     language-read --back MODEL FILE.conllu     the same with the reverse model
 *     language-read --clauses MODEL FILE.conllu  counts clauses against the file's own
 *     language-read --speed MODEL FILE.conllu    words a second, best of some rounds
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "corpus.h"
#include "note/lang.h"
#include "note/lang_clause.h"
#include "note/lang_lemma.h"

struct reader {
    struct gly_lang_model model;
    struct gly_lang_scratch scratch;
    uint8_t tags[GLY_LANG_WORDS_MAX];
    struct gly_lang_arc arcs[GLY_LANG_WORDS_MAX];
};

static void str_put(struct gly_str str)
{
    fwrite(str.ptr, 1, str.len, stdout);
}

static void sentence_put(const struct reader *reader, const struct sentence *sentence)
{
    const struct gly_lang_model *model = &reader->model;

    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct gly_lang_arc *arc = &reader->arcs[i];
        char buffer[GLY_LANG_LEMMA_MAX];
        struct gly_str form = sentence->forms[i];
        uint8_t tag = reader->tags[i];

        printf("%u\t", i + 1);
        str_put(form);
        putchar('\t');
        str_put(gly_lang_lemma(model, form, tag, buffer));
        putchar('\t');
        str_put(gly_lang_upos_name(model, tag));
        putchar('\t');
        str_put(gly_lang_xpos_name(model, tag));
        printf("\t_\t%d\t", arc->head == GLY_LANG_ROOT ? 0 : arc->head + 1);
        str_put(gly_lang_label_name(model, arc->label));
        printf("\t_\tArc=%d|Label=%d\n", arc->arc_margin, arc->label_margin);
    }
    putchar('\n');
}

static void sentence_read(struct reader *reader, const struct sentence *sentence,
                          bool back)
{
    if (back) {
        gly_lang_parse_back(&reader->model, &reader->scratch, sentence->forms,
                            sentence->count, reader->tags, reader->arcs);
        return;
    }
    gly_lang_tag(&reader->model, &reader->scratch, sentence->forms, sentence->count,
                 reader->tags, NULL);
    gly_lang_parse(&reader->model, &reader->scratch, sentence->forms, reader->tags,
                   sentence->count, reader->arcs);
}

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Counts of clauses at one level of trust. */
struct tally {
    uint32_t count;
    uint32_t core;
    uint32_t full;
};

static void tally_put(const char *name, struct tally tally, uint32_t gold)
{
    double count = tally.count > 0 ? tally.count : 1;

    printf(
        "%-22s %5u clauses  core right %.1f %%  full right %.1f %%  coverage %.1f %%\n",
        name, tally.count, 100 * tally.core / count, 100 * tally.full / count,
        100.0 * tally.count / gold);
}

static uint8_t name_find(const struct gly_str *names, uint32_t count, const char *name)
{
    for (uint32_t i = 0; i < count; i++) {
        if (strlen(name) == names[i].len &&
            memcmp(name, names[i].ptr, names[i].len) == 0) {
            return (uint8_t)i;
        }
    }
    return (uint8_t)(count - 1);
}

/* The sentence as the file has it, in the numbers of the model. */
static void gold_read(const struct gly_lang_model *model, const struct corpus *corpus,
                      const struct sentence *sentence, uint8_t *ret_tags,
                      struct gly_lang_arc *ret_arcs)
{
    for (uint32_t i = 0; i < sentence->count; i++) {
        uint16_t head = sentence->gold_heads[i];

        ret_tags[i] = name_find(model->tag_names, model->tag_count,
                                corpus->tags.items[sentence->gold_tags[i]]);
        ret_arcs[i] = (struct gly_lang_arc){
            .head = (uint16_t)(head == 0 ? GLY_LANG_ROOT : head - 1),
            .label = name_find(model->label_names, model->label_count,
                               corpus->labels.items[sentence->gold_labels[i]]),
        };
    }
}

enum { LEVELS = 8 };

static void clauses_count(struct reader *reader, const struct corpus *corpus)
{
    static const char *const names[LEVELS] = {"all",
                                              "both: core",
                                              "both: full",
                                              "full, margin 5",
                                              "full, margin 10",
                                              "full, margin 20",
                                              "full, margin 40",
                                              "full, margin 60"};
    static const int16_t margins[LEVELS] = {0, 0, 0, 5, 10, 20, 40, 60};
    struct gly_clause gold[GLY_LANG_WORDS_MAX];
    struct gly_clause own[GLY_LANG_WORDS_MAX];
    struct gly_clause others[GLY_LANG_WORDS_MAX];
    struct gly_lang_arc arcs[GLY_LANG_WORDS_MAX];
    uint8_t tags[GLY_LANG_WORDS_MAX];
    struct tally tallies[LEVELS] = {0};
    uint32_t gold_total = 0;

    for (uint32_t s = 0; s < corpus->count; s++) {
        const struct sentence *sentence = &corpus->sentences[s];
        size_t n = sentence->count;

        sentence_read(reader, sentence, true);
        size_t other_count = gly_lang_clauses_read(
            &reader->model, sentence->forms, reader->tags, reader->arcs, n, others);
        memcpy(tags, reader->tags, n);
        sentence_read(reader, sentence, false);
        size_t own_count = gly_lang_clauses_read(&reader->model, sentence->forms,
                                                 reader->tags, reader->arcs, n, own);
        gly_lang_clauses_gate(&reader->model, sentence->forms, reader->tags, own,
                              own_count, tags, others, other_count);
        gold_read(&reader->model, corpus, sentence, tags, arcs);
        size_t gold_count =
            gly_lang_clauses_read(&reader->model, sentence->forms, tags, arcs, n, gold);
        gold_total += (uint32_t)gold_count;
        for (size_t i = 0; i < own_count; i++) {
            struct gly_clause judged = own[i];

            /* The gate serves as the judge, with the treebank for the other model. */
            gly_lang_clauses_gate(&reader->model, sentence->forms, reader->tags,
                                  &judged, 1, tags, gold, gold_count);
            for (int level = 0; level < LEVELS; level++) {
                int needed = level < 3 ? level : GLY_GATE_FULL;

                if (own[i].verdict >= needed && own[i].margin >= margins[level]) {
                    tallies[level].count++;
                    tallies[level].core += judged.verdict >= GLY_GATE_CORE;
                    tallies[level].full += judged.verdict == GLY_GATE_FULL;
                }
            }
        }
    }
    for (int level = 0; level < LEVELS; level++) {
        tally_put(names[level], tallies[level], gold_total);
    }
}

enum { SPEED_ROUNDS = 9, SPEED_STEPS = 4 };

static void speed_put(struct reader *reader, const struct corpus *corpus,
                      const char *path)
{
    static const char *const names[SPEED_STEPS] = {"open", "tag", "parse", "back"};
    double best[SPEED_STEPS] = {1e9, 1e9, 1e9, 1e9};
    struct gly_lang_model model;
    const char *why;
    uint64_t words = 0;

    for (uint32_t s = 0; s < corpus->count; s++) {
        words += corpus->sentences[s].count;
    }
    for (int round = 0; round < SPEED_ROUNDS; round++) {
        for (int step = 0; step < SPEED_STEPS; step++) {
            double start = seconds_now();

            if (step == 0 && gly_lang_model_open(&model, path, &why)) {
                gly_lang_model_close(&model);
            }
            for (uint32_t s = 0; s < corpus->count && step > 0; s++) {
                const struct sentence *sentence = &corpus->sentences[s];

                if (step == 1) {
                    gly_lang_tag(&reader->model, &reader->scratch, sentence->forms,
                                 sentence->count, sentence->tags, NULL);
                } else if (step == 2) {
                    gly_lang_parse(&reader->model, &reader->scratch, sentence->forms,
                                   sentence->tags, sentence->count, reader->arcs);
                } else {
                    sentence_read(reader, sentence, true);
                }
            }
            double took = seconds_now() - start;
            best[step] = took < best[step] ? took : best[step];
        }
    }
    printf("open %.3f ms\n", best[0] * 1e3);
    for (int step = 1; step < SPEED_STEPS; step++) {
        printf("%s %.0f words/s\n", names[step], (double)words / best[step]);
    }
    printf("tag+parse %.0f words/s\n", (double)words / (best[1] + best[2]));
}

int main(int argc, char **argv)
{
    const char *mode = argc > 1 && strncmp(argv[1], "--", 2) == 0 ? argv[1] : "";
    int at = *mode != '\0' ? 2 : 1;
    struct reader *reader = must_alloc(1, sizeof(*reader));
    struct corpus *corpus = must_alloc(1, sizeof(*corpus));
    const char *why;

    if (argc != at + 2) {
        fputs("usage: language-read [--back|--clauses|--speed] MODEL FILE.conllu\n",
              stderr);
        return EXIT_FAILURE;
    }
    if (!gly_lang_model_open(&reader->model, argv[at], &why)) {
        die(why, argv[at]);
    }
    corpus_read(corpus, argv[at + 1], 1);
    if (strcmp(mode, "--speed") == 0) {
        speed_put(reader, corpus, argv[at]);
        return EXIT_SUCCESS;
    }
    if (strcmp(mode, "--clauses") == 0) {
        clauses_count(reader, corpus);
        return EXIT_SUCCESS;
    }
    for (uint32_t s = 0; s < corpus->count; s++) {
        sentence_read(reader, &corpus->sentences[s], strcmp(mode, "--back") == 0);
        sentence_put(reader, &corpus->sentences[s]);
    }
    return EXIT_SUCCESS;
}
