/* QUOTATIONS: whose words are whose. */

#include <criterion/criterion.h>

#include <galley/quotation.h>

#include "base/buf.h"
#include "engine/resources.h"
#include "note/note.h"
#include "text.h"

struct quotes {
    struct gly_arena arena;
    const struct gly_resources *resources;
    struct text text;
    const struct gly_quotations *all;
};

static void quotes_open(struct quotes *q)
{
    struct gly_error err;
    gly_arena_init(&q->arena, GLY_LIMIT_ARENA_BYTES);
    cr_assert_eq(gly_resources_open(&q->arena, GLY_NEED_NAMES, &q->resources, &err),
                 GLY_OK, "%s", err.message);
}

static void quotes_read(struct quotes *q, struct gly_str text)
{
    text_read(&q->text, text);
    gly_annotate(q->text.doc, gly_annotation_closure(GLY_NEED_QUOTATIONS),
                 q->resources);
    q->all = q->text.doc->notes[GLY_ANNOTATION_QUOTATIONS];
}

/* The text of the first quotation is `inside`, its kind and the words that say who. */
Test(quotation, tells_who_speaks)
{
    static const struct {
        const char *text, *inside, *speaker;
        enum gly_quotation_kind kind;
    } cases[] = {
        {"\"The roof leaks,\" said Ann Kelly.", "The roof leaks,", "Ann Kelly",
         GLY_QUOTATION_DIRECT},
        {"Kelly said: \"The roof leaks.\"", "The roof leaks.", "Kelly",
         GLY_QUOTATION_DIRECT},
        {"But Kelly said the roof leaked badly.", "the roof leaked badly", "Kelly",
         GLY_QUOTATION_INDIRECT},
        {"A spokesman for the Harwick Trust said it was closed.", "it was closed",
         "A spokesman for the Harwick Trust", GLY_QUOTATION_INDIRECT},
        {"Spokesman Ed Marsh meanwhile said the plan was dead.", "the plan was dead",
         "Ed Marsh", GLY_QUOTATION_INDIRECT},
        {"He said it was winning support and said a plan had been made.",
         "it was winning support", "He", GLY_QUOTATION_INDIRECT},
        {"Police warned Mr Hale they would come back.", "they would come back",
         "Police", GLY_QUOTATION_INDIRECT},
        {"According to Ann Kelly, the roof leaks.", "the roof leaks", "Ann Kelly",
         GLY_QUOTATION_INDIRECT},
        {"\xE2\x80\x9EThe roof leaks,\xE2\x80\x9C he said.", "The roof leaks,", "he",
         GLY_QUOTATION_DIRECT},
        {"\xC2\xABThe roof leaks,\xC2\xBB he said.", "The roof leaks,", "he",
         GLY_QUOTATION_DIRECT},
        {"She sang in the film \"Harbour Lights\" last year.", "Harbour Lights", "",
         GLY_QUOTATION_TITLE},
        {"They call such rooms \"cold\" rooms.", "cold", "", GLY_QUOTATION_SCARE},
    };
    struct quotes q;
    quotes_open(&q);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        quotes_read(&q, gly_str(cases[i].text));
        cr_expect_gt(q.all->count, 0, "none in: %s", cases[i].text);
        if (q.all->count > 0) {
            const struct gly_quotation *first = &q.all->list[0];
            struct gly_str inside = gly_doc_slice(q.text.doc, first->inside);
            struct gly_str speaker = gly_doc_slice(q.text.doc, first->speaker);
            cr_expect_eq(first->kind, cases[i].kind, "kind %u in: %s", first->kind,
                         cases[i].text);
            cr_expect(gly_str_is(inside, cases[i].inside), "'%.*s' in: %s",
                      GLY_STR_ARG(inside), cases[i].text);
            cr_expect(gly_str_is(speaker, cases[i].speaker), "'%.*s' in: %s",
                      GLY_STR_ARG(speaker), cases[i].text);
        }
        text_release(&q.text);
    }
    gly_arena_release(&q.arena);
}

Test(quotation, is_silent_where_nobody_speaks)
{
    static const char *const cases[] = {
        "The raids have claimed a famous victim.",
        "This perhaps said more about the town.",
        "Police were called in response to claims that were false.",
        "The clock said ten.",
    };
    struct quotes q;
    quotes_open(&q);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        quotes_read(&q, gly_str(cases[i]));
        cr_expect_eq(q.all->count, 0, "%s", cases[i]);
        text_release(&q.text);
    }
    gly_arena_release(&q.arena);
}

/* Read in the square of its length, a text like these would outlast the runner's
 * patience. Quotations begin in the order of the text. */
Test(quotation, reads_repetition_without_end)
{
    static const char *const pieces[] = {
        "\"",           "said ",          "\"a\" he said ",           "\xE2\x80\x9C",
        "'a' ",         "Kelly said it ", "\xC2\xAB a \xE2\x80\x9E ", "\"Yes,\" ",
        "claims that ", "warned they ",   "he said and said ",        "according to "};
    struct quotes q;
    quotes_open(&q);
    enum { BYTES = 400 * 1000 };
    for (size_t i = 0; i < GLY_COUNT(pieces); i++) {
        struct gly_buf buf;
        gly_buf_init(&buf, BYTES + 4096);
        while (buf.len < BYTES)
            gly_buf_puts(&buf, pieces[i]);
        quotes_read(&q, gly_buf_str(&buf));
        uint32_t start = 0;
        for (uint32_t k = 0; k < q.all->count; k++) {
            const struct gly_quotation *quotation = &q.all->list[k];
            cr_assert_geq(quotation->span.start, start, "%s", pieces[i]);
            cr_assert_leq(quotation->span.end, buf.len, "%s", pieces[i]);
            start = quotation->span.start;
        }
        text_release(&q.text);
        gly_buf_release(&buf);
    }
    gly_arena_release(&q.arena);
}
