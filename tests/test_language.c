/* The language layer on sentences of our own, already split into words, and on model
 * files that are broken by accident and on purpose. */

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "note/lang.h"
#include "note/lang_clause.h"
#include "note/lang_lemma.h"
#include "note/language.h"
#include "note/note.h"

#ifndef LANGUAGE_MODEL
#error "LANGUAGE_MODEL names the model file, rules/language/en.model"
#endif

struct sample {
    struct gly_lang_model model;
    struct gly_lang_scratch scratch;
    size_t count;
    struct gly_str forms[GLY_LANG_WORDS_MAX];
    uint8_t tags[GLY_LANG_WORDS_MAX];
    struct gly_lang_arc arcs[GLY_LANG_WORDS_MAX];
    uint8_t back_tags[GLY_LANG_WORDS_MAX];
    struct gly_lang_arc back_arcs[GLY_LANG_WORDS_MAX];
    size_t clause_count;
    struct gly_clause clauses[GLY_LANG_WORDS_MAX];
    struct gly_clause back_clauses[GLY_LANG_WORDS_MAX];
};

static struct sample *sample_open(void)
{
    struct sample *sample = calloc(1, sizeof(*sample));
    const char *why = NULL;

    cr_assert(gly_lang_model_open(&sample->model, LANGUAGE_MODEL, &why), "%s", why);
    return sample;
}

static void sample_close(struct sample *sample)
{
    gly_lang_model_close(&sample->model);
    free(sample);
}

/* Words are separated by one space. */
static void sample_read(struct sample *sample, const char *text)
{
    const struct gly_lang_model *model = &sample->model;

    sample->count = 0;
    for (const char *at = text; *at != '\0' && sample->count < GLY_LANG_WORDS_MAX;) {
        size_t length = strcspn(at, " ");

        sample->forms[sample->count++] = (struct gly_str){at, length};
        at += length + (at[length] == ' ');
    }
    gly_lang_tag(model, &sample->scratch, sample->forms, sample->count, sample->tags,
                 NULL);
    gly_lang_parse(model, &sample->scratch, sample->forms, sample->tags, sample->count,
                   sample->arcs);
    sample->clause_count =
        gly_lang_clauses_read(model, sample->forms, sample->tags, sample->arcs,
                              sample->count, sample->clauses);
    gly_lang_parse_back(model, &sample->scratch, sample->forms, sample->count,
                        sample->back_tags, sample->back_arcs);
    size_t back_count =
        gly_lang_clauses_read(model, sample->forms, sample->back_tags,
                              sample->back_arcs, sample->count, sample->back_clauses);
    gly_lang_clauses_gate(model, sample->forms, sample->tags, sample->clauses,
                          sample->clause_count, sample->back_tags, sample->back_clauses,
                          back_count);
}

static bool word_is(const struct sample *sample, uint16_t word, const char *text)
{
    return word < sample->count && strlen(text) == sample->forms[word].len &&
           memcmp(text, sample->forms[word].ptr, sample->forms[word].len) == 0;
}

/* The words of a span, joined by spaces, as they stand in the text. */
static bool span_is(const struct sample *sample, uint16_t start, uint16_t end,
                    const char *text)
{
    if (start >= end || end > sample->count) {
        return *text == '\0';
    }
    const char *first = sample->forms[start].ptr;
    const char *last = sample->forms[end - 1].ptr + sample->forms[end - 1].len;

    return (size_t)(last - first) == strlen(text) &&
           memcmp(first, text, strlen(text)) == 0;
}

static const struct gly_clause *clause_of(const struct sample *sample,
                                          const char *predicate)
{
    for (size_t i = 0; i < sample->clause_count; i++) {
        if (word_is(sample, sample->clauses[i].predicate, predicate)) {
            return &sample->clauses[i];
        }
    }
    return NULL;
}

static uint8_t tag_named(const struct gly_lang_model *model, const char *name)
{
    for (uint32_t tag = 0; tag < model->tag_count; tag++) {
        if (strlen(name) == model->tag_names[tag].len &&
            memcmp(name, model->tag_names[tag].ptr, strlen(name)) == 0) {
            return (uint8_t)tag;
        }
    }
    cr_assert_fail("no tag %s", name);
    return 0;
}

Test(language, tags_words_by_what_surrounds_them)
{
    static const struct {
        const char *text;
        size_t word;
        enum gly_upos upos;
    } cases[] = {
        {"The ferry connects two islands .", 2, GLY_UPOS_VERB},
        {"The links between the towns are old .", 1, GLY_UPOS_NOUN},
        {"She will record a new record next week .", 2, GLY_UPOS_VERB},
        {"She will record a new record next week .", 5, GLY_UPOS_NOUN},
        {"Nobody has seen Warsaw like this .", 3, GLY_UPOS_PROPN},
        {"The firm employs 6,200 people .", 2, GLY_UPOS_VERB},
    };
    struct sample *sample = sample_open();

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        sample_read(sample, cases[i].text);
        cr_expect_eq(sample->model.tag_upos[sample->tags[cases[i].word]], cases[i].upos,
                     "%s: word %zu", cases[i].text, cases[i].word);
    }
    sample_close(sample);
}

Test(language, finds_lemmas)
{
    static const struct {
        const char *form, *tag, *lemma;
    } cases[] = {
        {"Planned", "VERB|VBD", "plan"},
        {"hoping", "VERB|VBG", "hope"},
        {"passed", "VERB|VBN", "pass"},
        {"visited", "VERB|VBD", "visit"},
        {"carries", "VERB|VBZ", "carry"},
        {"went", "VERB|VBD", "go"},
        {"saw", "VERB|VBD", "see"},
        {"saw", "VERB|VB", "saw"},
        {"churches", "NOUN|NNS", "church"},
        {"oxen", "NOUN|NNS", "ox"},
        {"analyses", "NOUN|NNS", "analysis"},
        {"cities", "NOUN|NNS", "city"},
        {"gas", "NOUN|NN", "gas"},
        {"Smiths", "PROPN|NNPS", "Smith"},
        {"better", "ADJ|JJR", "good"},
        {"biggest", "ADJ|JJS", "big"},
        {"n\xE2\x80\x99t", "PART|RB", "not"},
        {"wo", "AUX|MD", "will"},
        {"'s", "AUX|VBZ", "be"},
        {"'s", "PART|POS", "'s"},
        {"them", "PRON|PRP", "they"},
        {"Paris", "PROPN|NNP", "Paris"},
    };
    struct sample *sample = sample_open();

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char buffer[GLY_LANG_LEMMA_MAX];
        struct gly_str form = {cases[i].form, strlen(cases[i].form)};
        struct gly_str lemma = gly_lang_lemma(
            &sample->model, form, tag_named(&sample->model, cases[i].tag), buffer);

        cr_expect(lemma.len == strlen(cases[i].lemma) &&
                      memcmp(lemma.ptr, cases[i].lemma, lemma.len) == 0,
                  "%s as %s: %.*s", cases[i].form, cases[i].tag, (int)lemma.len,
                  lemma.ptr);
    }
    sample_close(sample);
}

/* Every word has a head, and from every word the heads lead to the one root. */
static void expect_tree(const struct gly_lang_arc *arcs, size_t count)
{
    size_t roots = 0;

    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        size_t steps = 0;

        roots += arcs[i].head == GLY_LANG_ROOT;
        while (arcs[at].head != GLY_LANG_ROOT && steps++ <= count) {
            at = arcs[at].head;
            cr_assert_lt(at, count);
        }
        cr_expect_leq(steps, count, "word %zu hangs in a circle", i);
    }
    cr_expect_eq(roots, count > 0 ? 1 : 0);
}

Test(language, builds_one_tree_of_any_words)
{
    struct sample *sample = sample_open();
    char text[4 * GLY_LANG_WORDS_MAX];

    for (size_t length = 1; length < sizeof(text); length += 211) {
        for (size_t i = 0; i < length; i++) {
            text[i] = i % 3 == 2 ? ' ' : "the,.a2-Z(is"[(i * 7 + length) % 12];
        }
        text[length] = '\0';
        sample_read(sample, text);
        expect_tree(sample->arcs, sample->count);
        expect_tree(sample->back_arcs, sample->count);
    }
    sample_read(sample, "");
    cr_expect_eq(sample->clause_count, 0);
    sample_close(sample);
}

Test(language, reads_who_does_what)
{
    struct sample *sample = sample_open();
    const struct gly_clause *clause;

    sample_read(sample, "Mayor Anna Kowalska opened the new library in March .");
    clause = clause_of(sample, "opened");
    cr_assert_not_null(clause);
    cr_expect(span_is(sample, clause->subject.name_start, clause->subject.name_end,
                      "Mayor Anna Kowalska"));
    cr_expect(span_is(sample, clause->object.phrase_start, clause->object.phrase_end,
                      "the new library"));
    cr_expect_eq(clause->tense, GLY_TENSE_PAST);
    cr_expect_eq(clause->negation, GLY_LANG_NONE);
    cr_expect_eq(clause->verdict, GLY_GATE_FULL);

    sample_read(sample, "The company does n't employ any drivers .");
    clause = clause_of(sample, "employ");
    cr_assert_not_null(clause);
    cr_expect(word_is(sample, clause->negation, "n't"));
    cr_expect_eq(clause->tense, GLY_TENSE_PRESENT);

    sample_read(sample, "Lisbon is the capital of Portugal .");
    clause = clause_of(sample, "capital");
    cr_assert_not_null(clause);
    cr_expect(word_is(sample, clause->copula, "is"));
    cr_expect(word_is(sample, clause->subject.head, "Lisbon"));
    cr_expect(span_is(sample, clause->object.phrase_start, clause->object.phrase_end,
                      "the capital of Portugal"));
    sample_close(sample);
}

Test(language, turns_passives_round)
{
    struct sample *sample = sample_open();
    const struct gly_clause *clause;

    sample_read(sample, "The bridge was designed by two engineers .");
    clause = clause_of(sample, "designed");
    cr_assert_not_null(clause);
    cr_expect(clause->passive);
    cr_expect(word_is(sample, gly_clause_undergoer(clause)->head, "bridge"));

    sample_read(sample, "The law was passed by the parliament in 1998 .");
    clause = clause_of(sample, "passed");
    cr_assert_not_null(clause);
    cr_expect(clause->passive);
    cr_expect(word_is(sample, gly_clause_doer(clause)->head, "parliament"));
    cr_expect(word_is(sample, gly_clause_undergoer(clause)->head, "law"));
    sample_close(sample);
}

Test(language, shares_subjects_and_resolves_relatives)
{
    struct sample *sample = sample_open();
    const struct gly_clause *clause;

    sample_read(sample, "The committee met on Monday and rejected the plan .");
    clause = clause_of(sample, "rejected");
    cr_assert_not_null(clause);
    cr_expect(clause->shared_subject);
    cr_expect(word_is(sample, clause->subject.head, "committee"));

    sample_read(sample, "The woman who founded the school moved to Oslo .");
    clause = clause_of(sample, "founded");
    cr_assert_not_null(clause);
    cr_expect(clause->relative);
    cr_expect(word_is(sample, clause->subject.head, "woman"));
    clause = clause_of(sample, "moved");
    cr_assert_not_null(clause);
    cr_expect(word_is(sample, clause->subject.head, "woman"));
    sample_close(sample);
}

Test(language, tells_what_is_not_claimed_outright)
{
    struct sample *sample = sample_open();
    const struct gly_clause *clause;

    sample_read(sample, "The minister said that the tax will rise .");
    clause = clause_of(sample, "rise");
    cr_assert_not_null(clause);
    cr_expect(word_is(sample, clause->reporter, "said"));
    cr_expect_eq(clause->tense, GLY_TENSE_FUTURE);
    cr_expect_eq(clause->modal, GLY_LANG_NONE);

    sample_read(sample, "If the river rises , the town may lose its bridge .");
    clause = clause_of(sample, "rises");
    cr_assert_not_null(clause);
    cr_expect(word_is(sample, clause->condition, "If"));
    clause = clause_of(sample, "lose");
    cr_assert_not_null(clause);
    cr_expect(word_is(sample, clause->condition, "If"));
    cr_expect(word_is(sample, clause->modal, "may"));

    sample_read(sample, "Did the council approve the budget ?");
    clause = clause_of(sample, "approve");
    cr_assert_not_null(clause);
    cr_expect(clause->question);
    sample_close(sample);
}

/* ---- Model files ---- */

static uint8_t *model_copy(const struct gly_lang_model *model)
{
    uint8_t *bytes = aligned_alloc(GLY_LANG_ALIGN, model->size);

    memcpy(bytes, model->bytes, model->size);
    return bytes;
}

Test(language_model, carries_its_credits)
{
    struct sample *sample = sample_open();
    struct gly_str credit = gly_lang_model_credit(&sample->model);

    cr_expect_not_null(memmem(credit.ptr, credit.len, "CC BY-SA 4.0", 12));
    cr_expect_not_null(memmem(credit.ptr, credit.len, "English Web Treebank", 20));
    sample_close(sample);
}

Test(language_model, refuses_what_is_none)
{
    struct gly_lang_model model;
    const char *why = NULL;

    cr_expect_not(gly_lang_model_open(&model, "/nonexistent/en.model", &why));
    cr_expect_not_null(why);
    cr_expect_not(gly_lang_model_open(&model, "/dev/null", &why));
    cr_expect_str_eq(why, "not a language model");
    cr_expect_not(gly_lang_model_read(&model, "", 0, &why));
}

Test(language_model, refuses_damage)
{
    struct sample *sample = sample_open();
    uint8_t *bytes = model_copy(&sample->model);
    size_t size = sample->model.size;
    struct gly_lang_model model;
    const char *why;

    cr_expect(gly_lang_model_read(&model, bytes, size, &why));
    cr_expect(gly_lang_model_verify(&model, &why), "%s", why);
    for (size_t cut = 0; cut < size; cut = cut * 3 + 64) {
        cr_expect_not(gly_lang_model_read(&model, bytes, cut, &why), "%zu bytes", cut);
    }
    for (size_t at = 0; at < size; at += size / 61) {
        bytes[at] ^= 0x10;
        cr_expect_not(gly_lang_model_read(&model, bytes, size, &why) &&
                          gly_lang_model_verify(&model, &why),
                      "byte %zu", at);
        bytes[at] ^= 0x10;
    }
    free(bytes);
    sample_close(sample);
}

static void model_forge(uint8_t *bytes, size_t size)
{
    struct gly_lang_header *header = (struct gly_lang_header *)bytes;

    header->checksum = 0;
    header->checksum =
        gly_lang_checksum(header, sizeof(*header)) ^
        gly_lang_checksum(bytes + sizeof(*header), size - sizeof(*header));
}

/* With a right checksum a model is opened whatever it holds: it may talk nonsense, but
 * reads nothing outside itself (run under ASan). */
Test(language_model, survives_forgery)
{
    struct sample *sample = sample_open();
    struct gly_lang_model whole = sample->model;
    size_t size = whole.size;
    uint32_t random = 12345;

    for (int round = 0; round < 24; round++) {
        uint8_t *bytes = model_copy(&whole);
        const struct gly_lang_header *header = (const void *)bytes;
        const char *why;

        for (int section = 0; section < GLY_LANG_SECTION_COUNT; section++) {
            uint64_t start = header->section_starts[section];
            uint64_t length = header->section_sizes[section];
            uint64_t step = round % 3 == 0 ? 1 : 1 + length / 400;

            for (uint64_t i = 0; i < length && (round + section) % 4 != 0; i += step) {
                random = random * 1664525 + 1013904223;
                bytes[start + i] = (uint8_t)(round % 2 == 0 ? random >> 24 : 0xFF);
            }
        }
        model_forge(bytes, size);
        if (gly_lang_model_read(&sample->model, bytes, size, &why)) {
            sample_read(sample, "The dogs , which were n't fed by anyone , ran away "
                                "and bigger cats had taken over 42 houses .");
            expect_tree(sample->arcs, sample->count);
        }
        free(bytes);
    }
    sample->model = whole;
    sample_close(sample);
}

Test(language_model, refuses_parts_that_do_not_fit)
{
    struct sample *sample = sample_open();
    size_t size = sample->model.size;
    struct gly_lang_model model;
    const char *why;

    for (int section = 0; section < GLY_LANG_SECTION_COUNT; section++) {
        uint8_t *bytes = model_copy(&sample->model);
        struct gly_lang_header *header = (struct gly_lang_header *)bytes;

        header->section_sizes[section] = size;
        model_forge(bytes, size);
        cr_expect_not(gly_lang_model_read(&model, bytes, size, &why), "section %d",
                      section);
        *header = *(const struct gly_lang_header *)sample->model.bytes;
        header->section_starts[section] = UINT64_MAX - 63;
        model_forge(bytes, size);
        cr_expect_not(gly_lang_model_read(&model, bytes, size, &why), "section %d",
                      section);
        free(bytes);
    }
    sample_close(sample);
}

/* ---- Documents ---- */

struct page {
    struct gly_arena arena;
    struct gly_source source;
    struct gly_lang_model model;
    struct gly_resources resources;
    struct gly_doc *doc;
};

static void page_open(struct page *page, const char *text)
{
    const char *why = NULL;

    memset(page, 0, sizeof(*page));
    gly_arena_init(&page->arena, GLY_LIMIT_ARENA_BYTES);
    cr_assert(gly_lang_model_open(&page->model, LANGUAGE_MODEL, &why), "%s", why);
    page->resources.language = &page->model;
    gly_source_read(&page->arena, gly_str("page.txt"), gly_str(text), &page->source);
    page->doc = gly_reader_plain.read(&page->arena, &page->source);
    gly_doc_tokenise(page->doc);
    gly_annotate(page->doc, GLY_NEED_LANGUAGE, &page->resources);
}

static void page_close(struct page *page)
{
    gly_lang_model_close(&page->model);
    gly_arena_release(&page->arena);
}

Test(language_of_document, reads_sentences_as_far_as_asked)
{
    struct page page;

    page_open(&page, "The council did not approve the budget. It wasn't ready.\n");
    const struct gly_reading *reading = gly_sent_read(page.doc, 0, GLY_DEPTH_TAGS);
    cr_assert_not_null(reading);
    cr_expect_eq(reading->depth, GLY_DEPTH_TAGS);
    cr_expect_eq(reading->words[4].upos, GLY_UPOS_VERB);
    cr_expect(gly_str_is(reading->words[2].lemma, "do"));
    cr_expect_eq(reading->clause_count, 0);
    cr_expect_eq(gly_sent_read(page.doc, 0, GLY_DEPTH_CLAUSES), reading);
    cr_assert_eq(reading->clause_count, 1);
    cr_expect_eq(reading->clauses[0].verdict, GLY_GATE_FULL);
    cr_expect_eq(reading->words[reading->clauses[0].negation].span.start, 16);

    reading = gly_sent_read(page.doc, 1, GLY_DEPTH_TREE);
    cr_assert_eq(reading->word_count, 5); /* It was n't ready . */
    cr_expect_eq(reading->words[1].tok, reading->words[2].tok);
    cr_expect(gly_str_is(reading->words[2].lemma, "not"));
    page_close(&page);
}

Test(language_of_document, is_silent_on_other_languages_and_without_a_model)
{
    struct page page;

    page_open(&page, "Der Rat hat den Haushalt nicht gebilligt.\n");
    memcpy(page.doc->lang, "de", 3);
    cr_expect_null(gly_sent_read(page.doc, 0, GLY_DEPTH_TAGS));
    memcpy(page.doc->lang, "en-GB", 6);
    cr_expect_not_null(gly_sent_read(page.doc, 0, GLY_DEPTH_TAGS));

    struct gly_resources none = {0};
    page.doc->notes[GLY_ANNOTATION_LANGUAGE] = NULL;
    gly_annotate(page.doc, GLY_NEED_LANGUAGE, &none);
    cr_expect_null(gly_sent_read(page.doc, 0, GLY_DEPTH_TAGS));
    page_close(&page);
}

Test(language_of_document, does_not_parse_what_is_no_sentence)
{
    struct page page;
    char text[GLY_LANG_WORDS_MAX * 12];
    size_t length = 0;

    for (int i = 0; i < GLY_LANG_WORDS_MAX + 40; i++) {
        length += (size_t)sprintf(text + length, "word%s ", i % 7 == 0 ? "," : "");
    }
    page_open(&page, text);
    cr_expect_not_null(gly_sent_read(page.doc, 0, GLY_DEPTH_TAGS));
    cr_expect_null(gly_sent_read(page.doc, 0, GLY_DEPTH_CLAUSES));
    page_close(&page);

    page_open(&page, "- a red car\n- The red car is hers.\n");
    cr_expect_not_null(gly_sent_read(page.doc, 0, GLY_DEPTH_TAGS));
    cr_expect_null(gly_sent_read(page.doc, 0, GLY_DEPTH_TREE));
    cr_expect_not_null(gly_sent_read(page.doc, 1, GLY_DEPTH_TREE));
    page_close(&page);
}
