/* Sees what an embedding program sees: <galley/galley.h> and libgalley.so. */
#include <galley/galley.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

static struct galley *open_with(const char *only)
{
    struct galley_options options = GALLEY_OPTIONS_INIT;
    struct galley_error error = {0};
    struct galley *galley = NULL;
    options.only = only;
    cr_assert(galley_open(&options, &galley, &error) == GALLEY_OK, "%s", error.message);
    return galley;
}

static struct galley_report *check(const struct galley *galley, const char *text)
{
    struct galley_error error = {0};
    struct galley_report *report = NULL;
    cr_assert(galley_check_bytes(galley, "a.md", text, strlen(text), &report, &error) ==
                  GALLEY_OK,
              "%s", error.message);
    return report;
}

Test(library, gives_findings_with_places_and_fixes)
{
    struct galley *galley = open_with("typography/repeated-word");
    struct galley_report *report =
        check(galley, "# T\n\nAn \xC3\xA4rger it was was *here*.\n");
    cr_assert(galley_report_count(report) == 1);
    const struct galley_finding *f = galley_report_finding(report, 0);
    cr_expect_str_eq(f->rule, "typography/repeated-word");
    cr_expect_str_eq(f->message.ptr, "'was' stands twice");
    cr_expect(f->message.len == strlen(f->message.ptr));
    cr_expect_str_eq(f->text.ptr, "was was");
    cr_expect(f->severity == GALLEY_ERROR && !f->let_stand && f->fingerprint != 0);
    cr_expect(f->region.start.line == 3 && f->region.start.column == 13);
    cr_expect(f->region.start.offset == 5 + 13);
    cr_expect(f->region.end.line == 3 && f->region.end.column == 20);
    cr_assert(f->fix_count == 1);
    cr_expect_str_eq(f->fixes[0].ptr, "was");
    cr_expect_null(galley_report_finding(report, 1));
    cr_expect_null(galley_report_trouble(report));
    galley_report_free(report);
    galley_close(galley);
}

Test(library, tells_what_a_stet_lets_stand)
{
    struct galley *galley = open_with("typography/repeated-word");
    struct galley_report *report =
        check(galley, "<!-- stet typography/repeated-word: meant -->\nIt was was.\n");
    cr_assert(galley_report_count(report) == 1);
    cr_expect(galley_report_finding(report, 0)->let_stand);
    cr_expect_str_eq(galley_report_finding(report, 0)->reason.ptr, "meant");
    galley_report_free(report);
    galley_close(galley);
}

Test(library, tells_trouble_with_a_document)
{
    struct galley *galley = open_with("typography/repeated-word");
    struct galley_report *report = check(galley, "It was\xFF was was.\n");
    cr_assert(galley_report_trouble(report));
    cr_expect(galley_report_trouble(report)->status == GALLEY_E_ENCODING);
    cr_expect(galley_report_count(report) == 2);
    galley_report_free(report);
    report = check(galley, "");
    cr_expect(galley_report_count(report) == 0);
    galley_report_free(report);
    galley_close(galley);
}

static void refuses(struct galley_options options, enum galley_status status,
                    const char *message)
{
    struct galley_error error = {0};
    struct galley *galley = NULL;
    enum galley_status got = galley_open(&options, &galley, &error);
    cr_expect(got == status && error.status == status && !galley, "%d not %d: %s",
              (int)got, (int)status, error.message);
    cr_expect(strstr(error.message, message), "%s", error.message);
}

Test(library, names_mistakes)
{
    struct galley_options start = GALLEY_OPTIONS_INIT, options;
    struct galley_error error;
    struct galley_report *report;
    options = start;
    options.only = "typography/repeated-wrod";
    refuses(options, GALLEY_E_USAGE, "typography/repeated-word");
    options = start;
    options.severity = "typography/repeated-word=loud";
    refuses(options, GALLEY_E_USAGE, "'loud' is no severity");
    options = start;
    options.severity = "error";
    refuses(options, GALLEY_E_USAGE, "RULE=LEVEL");
    options = start;
    options.preset = "nwes";
    refuses(options, GALLEY_E_USAGE, "news");
    options = start;
    options.config = "/nonexistent/galley.yaml";
    refuses(options, GALLEY_E_USAGE, "cannot read the configuration");
    options = start;
    options.data = "/nonexistent";
    refuses(options, GALLEY_E_DATA, "cannot be opened");
    options = start;
    options.size = 3;
    refuses(options, GALLEY_E_USAGE, "GALLEY_OPTIONS_INIT");
    struct galley *galley = open_with("typography/repeated-word");
    cr_expect(galley_check_file(galley, "/nonexistent", &report, &error) ==
              GALLEY_E_IO);
    cr_expect_str_eq(error.file, "/nonexistent");
    cr_expect(galley_check_bytes(galley, "a", "", SIZE_MAX, &report, &error) ==
              GALLEY_E_LIMIT);
    cr_expect(galley_check_file(galley, "/", &report, NULL) == GALLEY_E_IO);
    galley_close(galley);
    galley_close(NULL);
    galley_report_free(NULL);
}

Test(library, lists_rules)
{
    struct galley *galley = open_with("typography/repeated-word");
    struct galley_rule rule, before = {.id = ""};
    size_t on = 0;
    cr_assert(galley_rule_count(galley) > 0);
    for (size_t i = 0; galley_rule_get(galley, i, &rule); i++) {
        cr_expect(strcmp(before.id, rule.id) < 0);
        on += rule.severity != GALLEY_OFF && strncmp(rule.id, "run/", 4) != 0;
        before = rule;
    }
    cr_expect(on == 1);
    cr_expect_not_null(galley_version());
    galley_close(galley);
}

enum { ROUNDS = 20 };

static void *check_often(void *argument)
{
    size_t found = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct galley_report *report = check(argument, "It was was the the end.\n");
        found += galley_report_count(report);
        galley_report_free(report);
    }
    return (void *)found;
}

Test(library, is_shared_by_threads)
{
    struct galley *galley = open_with("typography/repeated-word");
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++)
        cr_assert(pthread_create(&threads[i], NULL, check_often, galley) == 0);
    for (size_t i = 0; i < 4; i++) {
        void *found;
        pthread_join(threads[i], &found);
        cr_expect((size_t)found == 2 * ROUNDS);
    }
    galley_close(galley);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
}

/* What a configuration adds is there for the library as for the program. */
Test(library, reads_units_that_a_configuration_names)
{
    char folder[] = "/tmp/galley-library-XXXXXX", path[128];
    cr_assert_not_null(mkdtemp(folder));
    write_file(folder, "galley.yaml", "units: own.csv\n");
    write_file(folder, "own.csv",
               "symbol,dimension,factor\nTEU,containers,1\n"
               "FEU,containers,2\n");
    snprintf(path, sizeof path, "%s/galley.yaml", folder);
    struct galley_options options = GALLEY_OPTIONS_INIT;
    struct galley_error error = {0};
    struct galley *galley = NULL;
    options.only = "figures/unit-conversion";
    options.config = path;
    cr_assert(galley_open(&options, &galley, &error) == GALLEY_OK, "%s", error.message);
    struct galley_report *report =
        check(galley, "They took 300 FEU (600 TEU), then 40 FEU (90 TEU).\n");
    cr_expect(galley_report_count(report) == 1);
    galley_report_free(report);
    galley_close(galley);
    write_file(folder, "own.csv", "symbol,dimension,factor\nTEU,containers,none\n");
    cr_expect(galley_open(&options, &galley, &error) != GALLEY_OK);
    cr_expect(strstr(error.message, "'none' is not a number") != NULL, "%s",
              error.message);
    remove(path);
    snprintf(path, sizeof path, "%s/own.csv", folder);
    remove(path);
    remove(folder);
}
