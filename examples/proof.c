/* A small program on libgalley: checks the files it is given, one line a finding.
 *
 *     cc proof.c $(pkg-config --cflags --libs galley) -o proof */
#include <galley/galley.h>
#include <stdio.h>

static void print_finding(const char *path, const struct galley_finding *f)
{
    printf("%s:%u:%u: %.*s [%s]\n", path, f->region.start.line, f->region.start.column,
           (int)f->message.len, f->message.ptr, f->rule);
    for (size_t i = 0; i < f->evidence_count; i++)
        printf("    %s:%u: %s\n", path, f->evidence[i].region.start.line,
               f->evidence[i].label.ptr);
    if (f->fix_count > 0)
        printf("    write '%s'\n", f->fixes[0].ptr);
}

/* Returns how many findings count, -1 where the file cannot be read. */
static int check(const struct galley *galley, const char *path)
{
    struct galley_error error;
    struct galley_report *report;
    int counting = 0;
    if (galley_check_file(galley, path, &report, &error) != GALLEY_OK) {
        fprintf(stderr, "%s: %s\n", path, error.message);
        return -1;
    }
    for (size_t i = 0; i < galley_report_count(report); i++) {
        const struct galley_finding *f = galley_report_finding(report, i);
        if (f->let_stand)
            continue;
        counting++;
        print_finding(path, f);
    }
    if (galley_report_trouble(report))
        fprintf(stderr, "%s: %s\n", path, galley_report_trouble(report)->message);
    galley_report_free(report);
    return counting;
}

int main(int argc, char **argv)
{
    struct galley_options options = GALLEY_OPTIONS_INIT;
    struct galley_error error;
    struct galley *galley;
    int status = 0;
    if (galley_open(&options, &galley, &error) != GALLEY_OK) {
        fprintf(stderr, "%s%s%s\n", error.file, error.file[0] ? ": " : "",
                error.message);
        return 2;
    }
    for (int i = 1; i < argc; i++) {
        int found = check(galley, argv[i]);
        if (found < 0)
            status = 2;
        else if (found > 0 && status == 0)
            status = 1;
    }
    galley_close(galley);
    return status;
}
