/* Formats for programs. That JSON and SARIF are valid is also shown outside, by other
 * people's readers. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "engine/fingerprint.h"
#include "sample.h"

static struct sample s;

static void tear_down(void)
{
    sample_release(&s);
}

TestSuite(report_formats, .fini = tear_down);

static void expect_part(const char *text, const char *part)
{
    cr_expect(strstr(text, part), "'%s' is not in\n%s", part, text);
}

/* ---- Columns ---------------------------------------------------------------------------- */

static void expect_columns(struct gly_str bytes, const char *codepoint,
                           const char *utf16, const char *byte, const char *display)
{
    static const enum gly_unit units[] = {GLY_UNIT_CODEPOINT, GLY_UNIT_UTF16,
                                          GLY_UNIT_BYTE, GLY_UNIT_DISPLAY};
    const char *places[] = {codepoint, utf16, byte, display};
    sample_init(&s, "a.txt", bytes);
    sample_find(&s, 1, sample_span(&s, "the the", 0), "'the' stands twice");
    for (unsigned i = 0; i < GLY_COUNT(units); i++) {
        s.options.unit = units[i];
        struct gly_str got = gly_str(sample_document(&s, "concise"));
        char expected[128];
        snprintf(expected, sizeof expected,
                 "a.txt:%s: warning: 'the' stands twice [typography/repeated-word]\n",
                 places[i]);
        cr_expect(gly_str_is(got, expected), "unit %u: %.*s", i, GLY_STR_ARG(got));
    }
    sample_release(&s);
}

Test(report_formats, count_columns_in_every_unit)
{
    expect_columns(gly_str("one\nthe the"), "2:1", "2:1", "2:1", "2:1");
    expect_columns(gly_str("\uFEFFthe the"), "1:1", "1:1", "1:1", "1:1");
    expect_columns(gly_str("a\r\n\r\n the the"), "3:2", "3:2", "3:2", "3:2");
    expect_columns(gly_str("a\rb the the"), "1:5", "1:5", "1:5", "1:5");
    expect_columns(gly_str("ï — 😀 the the"), "1:7", "1:8", "1:13", "1:8");
    expect_columns(gly_str("e\u0301 漢 the the"), "1:6", "1:6", "1:9", "1:6");
    expect_columns(gly_str("ab\tthe the"), "1:4", "1:4", "1:4", "1:9");
    /* UTF-16 files have the columns of the same text in UTF-8. */
    static const char little[] = "\xFF\xFE\x3D\xD8\x00\xDE\n\0t\0h\0e\0 \0t\0h\0e\0";
    expect_columns((struct gly_str){little, sizeof little - 1}, "2:1", "2:1", "2:1",
                   "2:1");
    static const char big[] = "\xFE\xFF\xD8\x3D\xDE\x00\0t\0h\0e\0 \0t\0h\0e";
    expect_columns((struct gly_str){big, sizeof big - 1}, "1:2", "1:3", "1:5", "1:3");
    sample_init(&s, "a.txt", gly_str(""));
}

/* ---- GitHub's annotations ---------------------------------------------------------------- */

Test(report_formats, github_escapes_its_commands)
{
    sample_init(&s, "50%,a:b.txt", gly_str("the\nthe 100% the the end"));
    struct gly_finding *f =
        sample_find(&s, 1, sample_span(&s, "the\nthe", 0), "'100%' and\nmore");
    sample_fix(&s, f, "the");
    f = sample_find(&s, 0, sample_span(&s, "the the", 0), "'the' stands twice");
    sample_evidence(&s, f, sample_span(&s, "the", 0), "here");
    cr_expect_str_eq(sample_document(&s, "github"),
                     "::warning file=50%25%2Ca%3Ab.txt,line=1,endLine=2,"
                     "title=typography/repeated-word::'100%25' and ⏎ more"
                     "%0Areplace with 'the'\n"
                     "::error file=50%25%2Ca%3Ab.txt,line=2,endLine=2,col=10,"
                     "endColumn=17,title=figures/restated::'the' stands twice"
                     "%0Aline 1: here\n");
}

/* ---- JSON ---------------------------------------------------------------------------------- */

Test(report_formats, jsonl_tells_everything)
{
    sample_init(&s, "a.txt", gly_str("\uFEFFHe said \"no no\" 😀 no."));
    struct gly_finding *f =
        sample_find(&s, 1, sample_span(&s, "no no", 0), "'no' stands \u202Etwice");
    sample_evidence(&s, f, sample_span(&s, "no", 2), "the third");
    sample_fix(&s, f, "no");
    sample_fix(&s, f, "\"no\"");
    f->suppression = GLY_SUPPRESS_STET;
    f->justification = gly_str("as spoken");
    sample_document(&s, "jsonl");
    f->fingerprint = 0xAB;
    char expected[1024];
    snprintf(expected, sizeof expected, "%s",
             "{\"galley\":1,\"path\":\"a.txt\",\"rule\":\"typography/repeated-word\","
             "\"severity\":\"warning\",\"message\":\"'no' stands U+202Etwice\","
             "\"region\":{\"start\":{\"line\":1,\"column\":10},"
             "\"end\":{\"line\":1,\"column\":15}},\"bytes\":{\"start\":12,\"end\":17},"
             "\"text\":\"no no\",\"evidence\":[{\"region\":{"
             "\"start\":{\"line\":1,\"column\":19},\"end\":{\"line\":1,\"column\":21}},"
             "\"bytes\":{\"start\":24,\"end\":26},\"text\":\"no\","
             "\"label\":\"the third\"}],\"fixes\":[\"no\",\"\\\"no\\\"\"],"
             "\"fingerprint\":\"");
    cr_expect(gly_str_starts(gly_buf_str(&s.out), expected), "%s", s.out.ptr);
    expect_part(s.out.ptr, ",\"suppression\":{\"kind\":\"stet\","
                           "\"justification\":\"as spoken\"}}\n");
}

Test(report_formats, json_is_one_object)
{
    sample_init(&s, "a.txt", gly_str("the the"));
    static const struct gly_error errors[] = {
        {.status = GLY_E_IO, .file = "gone.txt", .message = "no such file"}};
    s.totals.errors = errors;
    s.totals.error_count = 1;
    cr_expect_str_eq(
        sample_run(&s, "json"),
        "{\"galley\":1,\"version\":\"0.1.0\",\"findings\":[\n\n],\"errors\":["
        "{\"path\":\"gone.txt\",\"line\":0,\"column\":0,\"message\":\"no such file\"}],"
        "\"summary\":{\"files\":1,\"words\":1204,\"errors\":0,\"warnings\":0,"
        "\"notes\":0,\"suppressed\":0,\"dropped\":0}}\n");
}

/* ---- SARIF ----------------------------------------------------------------------------------- */

Test(report_formats, sarif_lists_the_rules_that_are_on)
{
    sample_init(&s, "a.txt", gly_str("the the"));
    const char *out = sample_run(&s, "sarif");
    expect_part(out, "\"id\":\"figures/restated\",\"name\":\"FiguresRestated\"");
    expect_part(out, "\"id\":\"typography/repeated-word\"");
    expect_part(out, "\"columnKind\":\"utf16CodeUnits\"");
    expect_part(out, "\"automationDetails\":{\"id\":\"galley/\"}");
    expect_part(out, "\"executionSuccessful\":true");
    cr_expect_null(strstr(out, "style/unused"));
}

Test(report_formats, sarif_points_at_both_places)
{
    sample_init(&s, "./my notes/a.txt", gly_str("😀 Two {ships}.\nThree ships."));
    struct gly_finding *f = sample_find(&s, 0, sample_span(&s, "Three ships", 0),
                                        "'Three ships', but [two](x) {above}");
    sample_evidence(&s, f, sample_span(&s, "Two {ships}", 0), "the {first}");
    sample_fix(&s, f, "Two ships");
    const char *out = sample_document(&s, "sarif");
    expect_part(out, "\"ruleId\":\"figures/restated\",\"ruleIndex\":0");
    expect_part(out, "\"'Three ships', but [two] (x) {{above}}. See [line 1](1).\"");
    expect_part(out, "\"uri\":\"my%20notes/a.txt\"");
    expect_part(out, "\"region\":{\"startLine\":2,\"startColumn\":1,\"endLine\":2,"
                     "\"endColumn\":12,\"snippet\":{\"text\":\"Three ships\"}}");
    expect_part(out, "\"contextRegion\":{\"startLine\":2,\"startColumn\":1,"
                     "\"endLine\":2,\"endColumn\":13");
    expect_part(out, "{\"id\":1,\"physicalLocation\"");
    expect_part(out, "\"startColumn\":4,\"endLine\":1,\"endColumn\":15");
    expect_part(out, "\"message\":{\"text\":\"the {{first}}\"}");
    expect_part(out, "\"Replace 'Three ships' with 'Two ships'.\"");
    expect_part(out, "\"insertedContent\":{\"text\":\"Two ships\"}");
    expect_part(out, "\"primaryLocationLineHash\":\"");
    expect_part(out, "\"suppressions\":[]");
    cr_expect_null(strstr(out, "baselineState"));
}

Test(report_formats, sarif_tells_what_does_not_count)
{
    sample_init(&s, "a.txt", gly_str("the the and and. <!-- stet -->"));
    struct gly_finding *f =
        sample_find(&s, 1, sample_span(&s, "the the", 0), "'the' stands twice");
    f->suppression = GLY_SUPPRESS_STET;
    f->justification = gly_str("as spoken");
    f->suppressed_at = sample_span(&s, "<!-- stet -->", 0);
    f = sample_find(&s, 1, sample_span(&s, "and and", 0), "'and' stands twice");
    f->suppression = GLY_SUPPRESS_BASELINE;
    s.options.baseline = true;
    const char *out = sample_document(&s, "sarif");
    expect_part(out, "[{\"kind\":\"inSource\",\"status\":\"accepted\","
                     "\"justification\":\"as spoken\",\"location\":{");
    expect_part(out, "\"suppressions\":[],\"baselineState\":\"unchanged\"");
    expect_part(out, "\"baselineState\":\"new\"");
}

Test(report_formats, sarif_tells_of_inputs_that_could_not_be_read)
{
    sample_init(&s, "a.txt", gly_str("the the"));
    static const struct gly_error errors[] = {
        {.status = GLY_E_IO, .file = "gone.txt", .message = "no such file {1}"}};
    s.totals.errors = errors;
    s.totals.error_count = 1;
    s.totals.dropped = 7;
    const char *out = sample_run(&s, "sarif");
    expect_part(out, "\"executionSuccessful\":false");
    expect_part(out, "{\"level\":\"error\",\"message\":{\"text\":"
                     "\"no such file {{1}}.\"}");
    expect_part(out, "\"uri\":\"gone.txt\"");
    expect_part(out, "7 further findings are left out.");
}

/* ---- A result without a document ------------------------------------------------------------- */

Test(report_formats, need_no_source)
{
    sample_init(&s, "a.txt", gly_str("the the"));
    sample_find(&s, 0, (struct gly_span){0, 0}, "a limit is reached");
    s.result.doc = NULL;
    s.result.source = NULL;
    for (const struct gly_reporter *const *r = gly_reporters(); *r; r++)
        expect_part(sample_run(&s, (*r)->name), "a limit is reached");
}

/* ---- galley's fingerprints --------------------------------------------------------------------- */

static uint64_t fingerprint_of(const char *text, const char *words, unsigned nth)
{
    struct sample one;
    sample_init(&one, "a.txt", gly_str(text));
    for (unsigned i = 0; i <= nth; i++)
        sample_find(&one, 1, sample_span(&one, words, i), "twice");
    sample_document(&one, "concise");
    uint64_t fingerprint = one.findings[nth].fingerprint;
    sample_release(&one);
    return fingerprint;
}

Test(report_formats, fingerprints_survive_what_does_not_matter)
{
    uint64_t first = fingerprint_of("It’s the the end.", "the the", 0);
    cr_expect_eq(fingerprint_of("New. It's  the the end.", "the the", 0), first);
    cr_expect_eq(fingerprint_of("\n\n It's the the end.", "the the", 0), first);
    cr_expect_neq(fingerprint_of("It was the the end.", "the the", 0), first);
    /* Equal ones are told apart by their order. */
    const char *twins = "It's the the end. It's the the end.";
    cr_expect_eq(fingerprint_of(twins, "the the", 0), first);
    cr_expect_neq(fingerprint_of(twins, "the the", 1), first);
    sample_init(&s, "a.txt", gly_str(""));
}
