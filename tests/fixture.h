/* Fixtures: documents that carry their expected findings inside
 * (docs/writing-a-rule.md).
 *
 *     %% case what this text shows
 *     It was in {{the the}}(typography/repeated-word -> "the") end.
 *
 * Marks are taken out before checking and become expected spans. A case fails when a
 * mark is not found and when anything is found that is not marked, whichever rule found
 * it.
 *
 *     {{words}}(rule)               expected there, exactly
 *     {{words}}(rule "text")        ... with this text in its message
 *     {{words}}(rule -> "fix")      ... with this as its first fix
 *     {{words}}(rule#1)             ... labelled, so that evidence may refer to it:
 *     {{words}}(#1)                 evidence of finding 1, exactly there
 *
 * Marks nest. Lines that begin "%% " and one of these words are headers, all others are
 * text; what stands before the first case holds for the whole file:
 *
 *     %% case TITLE                 a case begins
 *     %% marks << >>                other brackets for this case
 *     %% escapes                    \u{200B}, \x{FF}, \t and \r are read in this case
 *     %% lang de                    the language of the document
 *     %% source WHERE               where quoted text is from
 */
#ifndef GALLEY_TESTS_FIXTURE_H
#define GALLEY_TESTS_FIXTURE_H

#include "base/buf.h"
#include "engine/plan.h"

struct gly_fixture_totals {
    unsigned files, cases, speaking, silent, failed;
};

/* Run every case of one file; what fails is described in `out`. Fails itself
 * (GLY_E_DATA) where the file is not a fixture. */
enum gly_status gly_fixture_run(const char *path, struct gly_fixture_totals *totals,
                                struct gly_buf *out, struct gly_error *err);

/* The cases of one file with their marks taken out, in order; `rules` are all that the
 * marks of the file name, joined by commas. What is handed out lives until the call
 * returns. */
struct gly_fixture_text {
    struct gly_str title, lang, text;
    unsigned line;
};
typedef void gly_fixture_visit(void *context, const struct gly_fixture_text *text);
enum gly_status gly_fixture_each(const char *path, gly_fixture_visit *visit,
                                 void *context, struct gly_buf *rules,
                                 struct gly_error *err);

/* Run every fixture below a folder. */
enum gly_status gly_fixture_run_all(const char *folder,
                                    struct gly_fixture_totals *totals,
                                    struct gly_buf *out, struct gly_error *err);

#endif
