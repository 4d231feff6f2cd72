#include <criterion/criterion.h>

#include "fixture.h"

/* One test for all fixtures: each Criterion test is a process of its own. */
Test(fixtures, say_what_galley_finds)
{
    struct gly_fixture_totals totals = {0};
    struct gly_buf out;
    gly_buf_init(&out, (size_t)64 * 1024 * 1024);
    struct gly_error err;
    enum gly_status status = gly_fixture_run_all(FIXTURES, &totals, &out, &err);
    cr_expect(status == GLY_OK, "%s: %s", err.file, err.message);
    cr_log_info("%u fixtures, %u cases (%u speaking, %u silent)", totals.files,
                totals.cases, totals.speaking, totals.silent);
    cr_expect(totals.failed == 0, "%u of %u cases failed:\n%s", totals.failed,
              totals.cases, out.ptr);
    cr_expect(totals.cases > 0);
    gly_buf_release(&out);
}
