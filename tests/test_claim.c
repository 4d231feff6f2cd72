#include <criterion/criterion.h>

#include "base/buf.h"
#include "base/limits.h"
#include "engine/resources.h"
#include "engine/run.h"
#include "note/claim.h"

/* A document run through the rules of claims. */
struct page {
    struct gly_arena arena;
    struct gly_plan plan;
    struct gly_worker worker;
    struct gly_result result;
    const struct gly_claims *claims;
    struct gly_buf text;
};

static void page_open(struct page *page)
{
    gly_buf_init(&page->text, (size_t)64 * 1024 * 1024);
    gly_arena_init(&page->arena, GLY_LIMIT_ARENA_BYTES);
    gly_worker_init(&page->worker);
}

static void page_read(struct page *page, const char *name)
{
    const struct gly_wish wishes[] = {{GLY_WISH_ONLY, GLY_STR("claims/"), GLY_OFF},
                                      {GLY_WISH_ENABLE, GLY_STR("claims/"), GLY_OFF}};
    const struct gly_resources *resources;
    struct gly_error err;
    cr_assert(gly_plan_build(&page->arena, wishes, 2, &page->plan, &err) == GLY_OK);
    cr_assert(gly_resources_open(&page->arena, page->plan.annotations, &resources,
                                 &err) == GLY_OK,
              "%s", err.message);
    cr_assert(gly_plan_setup(&page->arena, &page->plan, resources, &err) == GLY_OK);
    struct gly_job job = {
        .path = gly_str(name), .bytes = gly_buf_str(&page->text), .named = true};
    gly_run_document(&page->worker, &page->plan, &job, &page->result);
    cr_assert_not_null(page->result.doc, "given up");
    cr_assert_not_null(page->result.doc->notes[GLY_ANNOTATION_CLAIMS]);
    page->claims = gly_doc_claims(page->result.doc);
}

static void page_close(struct page *page)
{
    gly_buf_release(&page->text);
    gly_worker_release(&page->worker);
    gly_arena_release(&page->arena);
}

/* Chains lead back and forth between claims of one key and speaker, in one order. */
static void chains_hold(const struct gly_claims *claims)
{
    for (uint32_t i = 0; i < claims->count; i++) {
        const struct gly_claim *claim = &claims->at[i];
        if (claim->before == GLY_NONE)
            continue;
        const struct gly_claim *before = &claims->at[claim->before];
        cr_assert_lt(claim->before, i);
        cr_assert_eq(before->after, i);
        cr_assert_eq(before->key, claim->key);
        cr_assert_eq(before->speaker, claim->speaker);
        cr_assert_eq(before->times, claim->times);
    }
}

static uint32_t count_kind(const struct gly_claims *claims, unsigned kind)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < claims->count; i++)
        count += claims->at[i].kind == kind;
    return count;
}

Test(claim, bears_a_hundred_thousand_claims_of_one_thing)
{
    enum { CLAIMS = 100000 };
    struct page page;
    page_open(&page);
    for (unsigned i = 0; i < CLAIMS; i++)
        gly_buf_printf(&page.text, "Torvik Ferries was founded in %u.\n\n",
                       1900 + i % 2);
    page_read(&page, "text.txt");
    cr_assert_eq(count_kind(page.claims, GLY_CLAIM_DATE), CLAIMS);
    cr_expect_eq(page.claims->at[0].times, CLAIMS);
    cr_expect_eq(page.result.finding_count + page.result.dropped, CLAIMS / 2);
    chains_hold(page.claims);
    page_close(&page);
}

Test(claim, bears_a_table_of_fifty_thousand_rows)
{
    enum { ROWS = 50000 };
    struct page page;
    page_open(&page);
    gly_buf_puts(&page.text, "| Company | Founded | Owner |\n|---|---|---|\n");
    for (unsigned i = 0; i < ROWS; i++)
        gly_buf_printf(&page.text, "| Torvik%c%c%c%c Ferries | %u | Ida Moen |\n",
                       'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26,
                       'a' + i / 17576, 1900 + i % 90);
    page_read(&page, "text.md");
    cr_expect_eq(count_kind(page.claims, GLY_CLAIM_DATE), ROWS);
    cr_expect_eq(page.result.finding_count, 0);
    chains_hold(page.claims);
    page_close(&page);
}

/* What is told many times over in one table is of many things. */
Test(claim, takes_a_table_of_one_label_for_a_list)
{
    struct page page;
    page_open(&page);
    gly_buf_puts(&page.text, "# Torvik Ferries\n\n| Founded | 1964 |\n|---|---|\n");
    for (unsigned i = 0; i < 50000; i++)
        gly_buf_printf(&page.text, "| Founded | %u |\n", 1900 + i % 90);
    page_read(&page, "text.md");
    cr_expect_eq(count_kind(page.claims, GLY_CLAIM_DATE), 0);
    page_close(&page);
}

/* Facts, questions, front matter and sentences: one order. */
Test(claim, files_what_is_told_outside_of_sentences_in_the_order_of_the_text)
{
    struct page page;
    page_open(&page);
    gly_buf_puts(
        &page.text,
        "---\nauthor: Ida Moen\ndate: 2031-05-12\n---\n# Torvik Ferries\n\n"
        "Torvik Ferries was founded in 1958.\n\n| Founded | 1958 |\n|---|---|\n"
        "| Owner | Ida Moen |\n\nTorvik Ferries was founded in 1958.\n\n"
        "When was Torvik Ferries founded?\n\nIn 1958.\n");
    page_read(&page, "text.md");
    uint32_t last = 0, dates = 0;
    for (uint32_t i = 0; i < page.claims->count; i++) {
        const struct gly_claim *claim = &page.claims->at[i];
        if (claim->kind != GLY_CLAIM_DATE || claim->times != 4)
            continue;
        cr_expect_gt(claim->span.start, last);
        last = claim->span.start;
        dates++;
    }
    cr_expect_eq(dates, 4);
    chains_hold(page.claims);
    page_close(&page);
}

/* How many claims of a document say the opposite of an earlier one. */
static unsigned opposed(const char *text)
{
    struct page page;
    page_open(&page);
    gly_buf_puts(&page.text, text);
    page_read(&page, "a.md");
    unsigned count = 0;
    for (uint32_t i = 0; i < page.claims->count; i++) {
        const struct gly_claim *later = &page.claims->at[i];
        for (uint32_t b = later->before; b != GLY_NONE; b = page.claims->at[b].before)
            count += later->kind == GLY_CLAIM_OPPOSITE &&
                     gly_doc_claims_clash(page.result.doc, &page.claims->at[b], later);
    }
    page_close(&page);
    return count;
}

Test(claim, compares_the_answers_of_a_set)
{
    cr_expect_gt(opposed("The barn by the river is built of brick.\n\nIt rained.\n\n"
                         "The barn by the river is built of granite.\n"),
                 0);
    cr_expect_eq(opposed("The barn by the river is built of wood.\n\nIt rained.\n\n"
                         "The barn by the river is built of timber.\n"),
                 0, "two words for one answer");
}

Test(claim, gives_participles_the_opposites_of_their_verbs)
{
    cr_expect_gt(
        opposed("The tariff increased trade across the border.\n\nIt rained.\n\n"
                "The tariff reduced trade across the border.\n"),
        0);
}

Test(claim, believes_one_verdict_on_one_thing)
{
    cr_expect_gt(
        opposed("The board approved the sale of the yard on Friday.\n\nIt "
                "rained.\n\nThe board rejected the sale of the yard with cheers.\n"),
        0);
    cr_expect_eq(
        opposed("The guard opened the gate of the yard on Friday.\n\nIt "
                "rained.\n\nThe guard closed the gate of the yard with care.\n"),
        0, "a gate is opened and closed again");
}
