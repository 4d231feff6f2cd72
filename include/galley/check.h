/* Everything the author of a rule needs, in the order one uses it.
 *
 *     #include <galley/check.h>
 *
 *     enum { REPEATED };
 *
 *     static const struct gly_rule rules[] = {
 *         [REPEATED] = {
 *             .id = "typography/repeated-word",
 *             .severity = GLY_ERROR,
 *             .stage = GLY_STABLE,
 *             .summary = "A word stands twice in a row",
 *             .why = "A slip of editing that the eye jumps over.",
 *             .bad = "It was in the the end.",
 *             .good = "It was in the end.",
 *         },
 *     };
 *
 *     static void run(struct gly_pass *pass) { ... gly_report(pass, REPEATED, ...) ...
 * }
 *
 *     const struct gly_check gly_check_typography_repeated_word = {
 *         .rules = rules,
 *         .rule_count = GLY_COUNT(rules),
 *         .run = run,
 *     };
 *
 * The file stands at checks/<module>/<file>.c and its symbol is
 * gly_check_<module>_<file> with '-' as '_'. Nothing else has to be edited. A check
 * never prints, allocates, reads files or looks at another check. */
#ifndef GALLEY_CHECK_H
#define GALLEY_CHECK_H

#include <galley/document.h>
#include <galley/note.h>
#include <galley/unicode.h>
#include <galley/utf8.h>

/* ---- Rules ---- */

enum gly_severity {
    GLY_OFF,
    GLY_NOTE,
    GLY_WARNING,
    GLY_ERROR,
};

enum gly_stage {
    GLY_STABLE,   /* on */
    GLY_OPTIONAL, /* exact, but a matter of choice: off until enabled */
    GLY_PREVIEW,  /* not yet proved on prose nobody here wrote: off until enabled */
};

/* A rule is its own documentation: help, reference page and SARIF are printed from
 * these fields, and the examples run as tests. All strings are static. */
struct gly_rule {
    const char *id;             /* "module/what-is-wrong" */
    enum gly_severity severity; /* by default; a finding may be reported lower */
    enum gly_stage stage;
    const char *summary;        /* one line, no full stop: what is wrong */
    const char *why;            /* a sentence or more: why a reader minds, and what
                                   keeps the rule silent */
    const char *bad, *good;     /* an example it finds, and the same put right */
    const char *const *aliases; /* former ids, NULL-terminated; NULL for none */
};

/* ---- Findings ---- */

struct gly_finding;
struct gly_pass;

/* Does anybody want findings of this rule? A check with several rules asks before it
 * does work for one. `rule` is an index into the rules of the running check. */
bool gly_wants(const struct gly_pass *pass, unsigned rule);

/* Report a finding on `span`. The message (printf) states in one plain sentence what is
 * wrong with these words, starts with a letter or a single quotation mark, quotes the
 * document's words in 'single quotes' and ends without a full stop. Returns NULL when
 * the rule is not wanted; the functions below accept that. */
struct gly_finding *gly_report(struct gly_pass *pass, unsigned rule,
                               struct gly_span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Lower the severity of this finding; raising it has no effect. */
void gly_soften(struct gly_finding *f, enum gly_severity severity);

/* The other place: a span that shows why, with a label of its own ("the earlier
 * figure"). Evidence is shown in the order in which it was added. */
void gly_evidence(struct gly_finding *f, struct gly_span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A replacement of the finding's whole span, best first. The text is copied and may not
 * be empty: a deletion widens the span to a neighbouring word. */
void gly_fix(struct gly_finding *f, struct gly_str replacement);

/* A slice that lives as long as the document, made by printf. */
struct gly_str gly_format(struct gly_pass *pass, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The code points of a slice as people cite them: "U+0430", "U+65F6 U+95F4"; of many,
 * the first four and how many follow. */
struct gly_str gly_codepoints(struct gly_pass *pass, struct gly_str s);

/* Zeroed memory that lives as long as the document, for the working arrays of a check.
 * Never NULL: where memory ends, the document ends. */
void *gly_alloc(struct gly_pass *pass, size_t count, size_t size);

/* ---- The pass: one check's view of one document ---- */

const struct gly_doc *gly_pass_doc(const struct gly_pass *pass);

/* What .setup of the check returned; NULL without one. */
const void *gly_pass_data(const struct gly_pass *pass);

/* ---- The check ---- */

struct gly_setup; /* what a check may read before the run: see <galley/setup.h> */

struct gly_check {
    const struct gly_rule *rules;
    size_t rule_count;
    /* GLY_NEED_... of <galley/note.h>: the annotations it reads. The accessors of
     * annotations stop the program when a check reads what it did not declare. */
    uint32_t needs;
    /* Primary language subtag its rules speak of ("en"), NULL for any language: blocks
     * in other languages do not reach it through gly_block_speaks(). */
    const char *language;
    /* Once per run, before the workers start. What it returns is const from then on and
     * shared by all workers. */
    const void *(*setup)(struct gly_setup *setup);
    void (*run)(struct gly_pass *pass);
};

/* Is block `index` prose in the check's language? What a check asks before it looks at
 * a block: code, front matter, comments and other languages are not. */
bool gly_block_speaks(const struct gly_pass *pass, uint32_t index);

#endif
