#include <criterion/criterion.h>

#include "sample.h"

static struct sample s;

static void tear_down(void)
{
    sample_release(&s);
}

TestSuite(report_text, .fini = tear_down);

static void expect(const char *expected)
{
    const char *got = sample_document(&s, "text");
    cr_expect_str_eq(got, expected, "got:\n%s", got);
}

Test(report_text, shows_both_places)
{
    sample_init(&s, "ship.md",
                gly_str("# Saved\n\nThe ship carried 240 people.\n\nIt sank.\n\n"
                        "All 230 people were saved.\n"));
    struct gly_finding *f = sample_find(&s, 0, sample_span(&s, "230 people", 0),
                                        "'230 people' here, but 240 above");
    sample_evidence(&s, f, sample_span(&s, "240 people", 0), "the earlier figure");
    sample_fix(&s, f, "240 people");
    expect("error[figures/restated]: '230 people' here, but 240 above\n"
           "  ┌─ ship.md:7:5\n"
           "  │\n"
           "3 │ The ship carried 240 people.\n"
           "  │                  ---------- the earlier figure\n"
           "  ⋮\n"
           "7 │ All 230 people were saved.\n"
           "  │     ^^^^^^^^^^\n"
           "  = help: replace with '240 people'\n"
           "\n");
    s.options.ascii = true;
    expect("error[figures/restated]: '230 people' here, but 240 above\n"
           "  --> ship.md:7:5\n"
           "  |\n"
           "3 | The ship carried 240 people.\n"
           "  |                  ---------- the earlier figure\n"
           "  ...\n"
           "7 | All 230 people were saved.\n"
           "  |     ^^^^^^^^^^\n"
           "  = help: replace with '240 people'\n"
           "\n");
}

Test(report_text, shares_an_excerpt_between_places_of_a_line)
{
    sample_init(&s, "a.txt", gly_str("He won 12 games, lost 3 and played 16 in all."));
    struct gly_finding *f =
        sample_find(&s, 0, sample_span(&s, "16", 0), "'16' is not 12 and 3");
    sample_evidence(&s, f, sample_span(&s, "12", 0), "won");
    sample_evidence(&s, f, sample_span(&s, "3", 0), "lost");
    sample_fix(&s, f, "15");
    sample_fix(&s, f, "fifteen");
    expect("error[figures/restated]: '16' is not 12 and 3\n"
           "  ┌─ a.txt:1:36\n"
           "  │\n"
           "1 │ He won 12 games, lost 3 and played 16 in all.\n"
           "  │        --             -            ^^\n"
           "  │        │              │\n"
           "  │        │              lost\n"
           "  │        won\n"
           "  = help: replace with '15' or 'fifteen'\n"
           "\n");
}

Test(report_text, puts_a_label_beside_the_last_mark)
{
    sample_init(&s, "a.txt", gly_str("All 230 of the 240 people were saved."));
    struct gly_finding *f =
        sample_find(&s, 0, sample_span(&s, "230", 0), "'All 230' are not 240");
    sample_evidence(&s, f, sample_span(&s, "240", 0), "the whole");
    expect("error[figures/restated]: 'All 230' are not 240\n"
           "  ┌─ a.txt:1:5\n"
           "  │\n"
           "1 │ All 230 of the 240 people were saved.\n"
           "  │     ^^^        --- the whole\n"
           "\n");
}

Test(report_text, follows_words_over_a_line_break)
{
    sample_init(&s, "a.txt", gly_str("\n\n\n\n\n\n\n\nIt was the\r\n   the end.\r\n"));
    sample_find(&s, 1, sample_span(&s, "the\r\n   the", 0), "'the' stands twice");
    expect("warning[typography/repeated-word]: 'the' stands twice\n"
           "   ┌─ a.txt:9:8\n"
           "   │\n"
           " 9 │ It was the\n"
           "   │        ^^^\n"
           "10 │    the end.\n"
           "   │    ^^^\n"
           "\n");
}

Test(report_text, cuts_long_lines_between_words)
{
    sample_init(&s, "a.txt",
                gly_str("When the harbour froze over in that winter, the whole town "
                        "went out on the the ice with lanterns, and the mayor, who "
                        "had never skated before, was pulled along on a chair."));
    sample_find(&s, 1, sample_span(&s, "the the", 0), "'the' stands twice");
    s.options.width = 60;
    expect("warning[typography/repeated-word]: 'the' stands twice\n"
           "  ┌─ a.txt:1:72\n"
           "  │\n"
           "1 │ … town went out on the the ice with lanterns, and …\n"
           "  │                    ^^^^^^^\n"
           "\n");
}

Test(report_text, shows_far_places_of_a_long_line_apart)
{
    sample_init(&s, "a.txt",
                gly_str("The fleet of 40 ships left at dawn, and the people on the "
                        "pier waved until the last sail had gone below the horizon; "
                        "in the evening 39 ships came back."));
    struct gly_finding *f =
        sample_find(&s, 0, sample_span(&s, "39 ships", 0), "'39 ships', but 40 before");
    sample_evidence(&s, f, sample_span(&s, "40 ships", 0), "the earlier figure");
    s.options.width = 60;
    expect("error[figures/restated]: '39 ships', but 40 before\n"
           "  ┌─ a.txt:1:133\n"
           "  │\n"
           "1 │ The fleet of 40 ships left at dawn, and the people …\n"
           "  │              -------- the earlier figure\n"
           "  ⋮\n"
           "1 │ … the horizon; in the evening 39 ships came back.\n"
           "  │                               ^^^^^^^^\n"
           "\n");
}

Test(report_text, aligns_by_cells)
{
    sample_init(
        &s, "a.txt",
        gly_str("\tcafe\u0301 漢字 \u202E👍🏽 the the end, and e\u0301."));
    sample_find(&s, 1, sample_span(&s, "the the", 0), "'the' stands twice");
    sample_find(&s, 1, sample_span(&s, "\u0301", 1), "a mark alone");
    expect("warning[typography/repeated-word]: 'the' stands twice\n"
           "  ┌─ a.txt:1:15\n"
           "  │\n"
           "1 │     cafe\u0301 漢字 U+202E👍🏽 the the end, and e\u0301.\n"
           "  │                          ^^^^^^^\n"
           "\n"
           "warning[typography/repeated-word]: a mark alone\n"
           "  ┌─ a.txt:1:33\n"
           "  │\n"
           "1 │     cafe\u0301 漢字 U+202E👍🏽 the the end, and e\u0301.\n"
           "  │                                           ^\n"
           "\n");
}

Test(report_text, marks_the_end_of_the_text)
{
    sample_init(&s, "a.txt", gly_str("No stop"));
    sample_find(&s, 1, (struct gly_span){7, 7}, "the sentence has no end");
    expect("warning[typography/repeated-word]: the sentence has no end\n"
           "  ┌─ a.txt:1:8\n"
           "  │\n"
           "1 │ No stop\n"
           "  │        ^\n"
           "\n");
}

Test(report_text, reads_only_round_the_place)
{
    static char huge[300000];
    memset(huge, 'x', sizeof huge);
    for (size_t i = 0; i < sizeof huge; i += 9)
        huge[i] = ' ';
    memcpy(huge + 150003, " the the ", 9);
    sample_init(&s, "a.txt", (struct gly_str){huge, sizeof huge});
    struct gly_finding *f =
        sample_find(&s, 1, sample_span(&s, "the the", 0), "'the' stands twice");
    /* The whole text as evidence must not print it all. */
    sample_evidence(&s, f, (struct gly_span){0, sizeof huge}, "everything");
    cr_expect_lt(strlen(sample_document(&s, "text")), 2000);
}

Test(report_text, colours_only_on_demand)
{
    sample_init(&s, "a.txt", gly_str("the the \x1b[31m"));
    sample_find(&s, 1, sample_span(&s, "the the", 0), "'the' stands twice");
    cr_expect_null(strchr(sample_document(&s, "text"), 0x1b));
    s.options.color = true;
    cr_expect_not_null(strstr(sample_document(&s, "text"), "\x1b[1;33mwarning["));
    cr_expect_null(strstr(sample_document(&s, "text"), "\x1b[31m"));
}

Test(report_text, ends_with_the_sums)
{
    sample_init(&s, "a.txt", gly_str("the the"));
    cr_expect_str_eq(sample_run(&s, "text"), "1 file, 1,204 words: nothing found\n");
    s.totals = (struct gly_report_totals){
        .files = 2, .words = 1, .suppressed = 3, .dropped = 4};
    s.totals.findings[GLY_ERROR] = 2;
    s.totals.findings[GLY_NOTE] = 1;
    cr_expect_str_eq(sample_run(&s, "text"), "2 files, 1 word: 2 errors, 1 note, 3 let "
                                             "stand, 4 more not shown\n");
    s.options.quiet = true;
    cr_expect_str_eq(sample_run(&s, "text"), "");
}
