/* Patterns: regular expressions in PCRE2's syntax. The one place that knows PCRE2.
 *
 * A compiled pattern is const and shared by workers; a matcher is what one worker needs
 * to run any of them. Patterns see valid UTF-8 only. Every match runs under
 * GLY_LIMIT_PATTERN_MATCH: a pattern that runs away gives up, it never hangs. */
#ifndef GALLEY_PATTERN_H
#define GALLEY_PATTERN_H

#include <galley/error.h>
#include <galley/span.h>

struct gly_pattern;
struct gly_matcher;

enum gly_pattern_flags {
    GLY_PATTERN_NOCASE = 1 << 0,
    GLY_PATTERN_LITERAL = 1 << 1, /* the text itself, no syntax */
    GLY_PATTERN_WORDS = 1 << 2,   /* matches whole words only */
};

/* Compile a pattern. An error names the place in the pattern. Free it with
 * gly_pattern_free(). */
enum gly_status gly_pattern_compile(struct gly_str pattern, unsigned flags,
                                    struct gly_pattern **ret_pattern,
                                    struct gly_error *err);
/* Accepts NULL. */
void gly_pattern_free(struct gly_pattern *pattern);

/* NULL where memory ends. */
struct gly_matcher *gly_matcher_open(void);
/* Accepts NULL. */
void gly_matcher_close(struct gly_matcher *matcher);

enum gly_match {
    GLY_MATCH_NONE,
    GLY_MATCH_FOUND,
    GLY_MATCH_GAVE_UP, /* a limit was reached; the pattern is at fault, not the text */
};

/* The first match at or after `from`; with `anchored` only one that starts right there.
 * The groups of the match stand in the matcher until its next use. */
enum gly_match gly_pattern_find(const struct gly_pattern *pattern,
                                struct gly_matcher *matcher, struct gly_str text,
                                size_t from, bool anchored);

/* Group `group` of the last match, 0 for all of it; empty span at 0 where it took no
 * part. */
struct gly_span gly_matcher_group(const struct gly_matcher *matcher, unsigned group);

#endif
