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

#include <galley/date.h>
#include <galley/document.h>
#include <galley/name.h>
#include <galley/note.h>
#include <galley/quantity.h>
#include <galley/quotation.h>
#include <galley/grid.h>
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

/* ---- Options: what a configuration may say to a rule ---- */

enum gly_option_type {
    GLY_OPTION_FLAG,   /* true or false */
    GLY_OPTION_NUMBER, /* a decimal number, not negative */
    GLY_OPTION_WORD,   /* one of `choices` */
    GLY_OPTION_TEXTS,  /* a list of texts */
    GLY_OPTION_FILES,  /* a list of files, by paths that can be opened */
};

struct gly_rule_option {
    unsigned rule;   /* whose option: an index into the rules of the check */
    const char *key; /* in the configuration, "tolerance" */
    enum gly_option_type type;
    const char *fallback;       /* its value when nobody sets it, written as in a
                             configuration; NULL for lists, which are empty then */
    const char *const *choices; /* of a WORD, NULL-terminated */
    const char *help;           /* one line, no full stop */
};

/* The value in force; which member holds it goes by the type. */
struct gly_option_value {
    bool flag;
    double number;
    const struct gly_str *texts; /* TEXTS and FILES; a WORD is the only one */
    uint32_t count;
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
 * be empty: a deletion widens the span to a neighbouring word. Left out where markup stands inside
 * the span, which a replacement would destroy. */
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

/* The value of an option: `option` is an index into the options of the check. Never
 * NULL. */
const struct gly_option_value *gly_pass_option(const struct gly_pass *pass,
                                               unsigned option);

/* ---- The check ---- */

struct gly_setup; /* what a check may read before the run: see <galley/setup.h> */

/* The same as gly_pass_option(), before the run. */
const struct gly_option_value *gly_setup_option(const struct gly_setup *setup,
                                                unsigned option);

struct gly_check {
    const struct gly_rule *rules;
    size_t rule_count;
    const struct gly_rule_option *options; /* what a configuration may set */
    size_t option_count;
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

/* Is it prose in this language, whatever the check's? Text whose language nobody names is in
 * all. */
bool gly_block_speaks_in(const struct gly_pass *pass, uint32_t index,
                         const char *language);

/* Is this token of the document in such a block, and not in a sentence or quotation of
 * another language than the check's? */
bool gly_tok_speaks(const struct gly_pass *pass, const struct gly_tok *tok);

#endif
