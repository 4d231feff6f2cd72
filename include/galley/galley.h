/* galley as a library: check prose from another program.
 *
 *     struct galley_options options = GALLEY_OPTIONS_INIT;
 *     struct galley_error error;
 *     struct galley *galley;
 *     struct galley_report *report;
 *
 *     if (galley_open(&options, &galley, &error) != GALLEY_OK)
 *         ... error.message ...
 *     if (galley_check_bytes(galley, "letter.md", text, length, &report, &error) ==
 *         GALLEY_OK) {
 *         for (size_t i = 0; i < galley_report_count(report); i++)
 *             ... galley_report_finding(report, i)->message.ptr ...
 *         galley_report_free(report);
 *     }
 *     galley_close(galley);
 *
 * The library prints nothing, ends no program, changes no state of the process and keeps
 * none of its own between calls: all of it hangs on the handles. What it reads from
 * outside are the files named here and its own data (galley.dat). A struct galley is
 * const once it is open, so any number of threads may check with it at once; a report
 * belongs to the thread that asked for it.
 *
 * All texts are UTF-8, NUL-terminated and `len` bytes long; they live as long as what
 * they were asked of. Version 0: the interface may still change with the minor version,
 * and the library's name with it. docs/library.md tells more. */
#ifndef GALLEY_GALLEY_H
#define GALLEY_GALLEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define GALLEY_API __attribute__((visibility("default")))
#else
#define GALLEY_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Errors: about the run, never about the text ---- */

enum galley_status {
    GALLEY_OK,
    GALLEY_E_USAGE,    /* the caller asked for something impossible */
    GALLEY_E_CONFIG,   /* a configuration says something unknown */
    GALLEY_E_DATA,     /* galley.dat is missing, damaged or of another version */
    GALLEY_E_IO,       /* a file is missing or cannot be read */
    GALLEY_E_ENCODING, /* bytes that are not text in the encoding they claim */
    GALLEY_E_LIMIT,    /* a limit is reached, or memory has ended */
};

struct galley_error {
    enum galley_status status;
    unsigned line, column; /* in `file`, from 1; 0: about no line */
    char file[512];        /* "" when it is about none */
    char message[512];     /* one sentence without full stop */
};

/* ---- Opening ---- */

/* Start from GALLEY_OPTIONS_INIT; whatever is NULL is as the program has it by default.
 * The strings are read while galley_open() runs and not kept. */
struct galley_options {
    size_t size;          /* of this struct: set by GALLEY_OPTIONS_INIT */
    const char *data;     /* the folder of galley.dat */
    const char *config;   /* a galley.yaml to read; NULL: none is looked for */
    const char *document; /* the overrides of `config` for this path count */
    const char *preset;   /* "news", "docs" or "report" */
    const char *language; /* of texts that do not name theirs: "en-GB" */
    const char *only; /* rules as on the command line: "geography/,script/mixed-word" */
    const char *enable;
    const char *disable;
    const char *severity; /* "RULE=LEVEL,..." */
};

/* clang-format off */
#define GALLEY_OPTIONS_INIT                                                    \
    {sizeof(struct galley_options), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL}
/* clang-format on */

struct galley;

/* `error` may be NULL, here and below. On failure nothing is written to the outputs. */
GALLEY_API enum galley_status galley_open(const struct galley_options *options,
                                          struct galley **ret_galley,
                                          struct galley_error *error);

/* After the last report is freed; NULL is accepted. */
GALLEY_API void galley_close(struct galley *galley);

/* "0.1.0" */
GALLEY_API const char *galley_version(void);

/* ---- Rules ---- */

enum galley_severity {
    GALLEY_OFF,
    GALLEY_NOTE,
    GALLEY_WARNING,
    GALLEY_ERROR,
};

struct galley_rule {
    const char *id;                /* "geography/wrong-region" */
    const char *summary;           /* one line */
    const char *why;               /* why a reader minds */
    const char *bad, *good;        /* examples */
    enum galley_severity severity; /* with the options given; GALLEY_OFF: not run */
};

/* All rules, in the order of their ids. */
GALLEY_API size_t galley_rule_count(const struct galley *galley);
/* False where there is no such index. */
GALLEY_API bool galley_rule_get(const struct galley *galley, size_t index,
                                struct galley_rule *ret_rule);

/* ---- Checking ---- */

struct galley_report;

/* Check a text that is in memory already. `name` says what it is called, and by its
 * ending what it is: "letter.md"; plain text when it has none that is known. The bytes
 * are borrowed until the report is freed. */
GALLEY_API enum galley_status galley_check_bytes(const struct galley *galley,
                                                 const char *name, const void *bytes,
                                                 size_t length,
                                                 struct galley_report **ret_report,
                                                 struct galley_error *error);

/* Read a file and check it. */
GALLEY_API enum galley_status galley_check_file(const struct galley *galley,
                                                const char *path,
                                                struct galley_report **ret_report,
                                                struct galley_error *error);

/* NULL is accepted. */
GALLEY_API void galley_report_free(struct galley_report *report);

/* What kept galley from reading the text as it should: damaged bytes (the rest was
 * checked) or a limit. NULL when nothing did. */
GALLEY_API const struct galley_error *
galley_report_trouble(const struct galley_report *report);

/* ---- Findings ---- */

struct galley_text {
    const char *ptr; /* never NULL */
    size_t len;
};

/* Lines and columns count from 1; a column counts Unicode code points. `offset` counts
 * the bytes of the text in UTF-8 without a byte order mark: for sound UTF-8, and nearly
 * all is, just what galley_check_bytes() was given. */
struct galley_place {
    uint32_t line, column;
    uint32_t offset;
};

/* The end is the place behind the last character. */
struct galley_region {
    struct galley_place start, end;
};

/* Another place that shows why: "the earlier figure". */
struct galley_evidence {
    struct galley_region region;
    struct galley_text label;
};

struct galley_finding {
    const char *rule; /* its id */
    enum galley_severity severity;
    struct galley_text message; /* a plain sentence without full stop */
    struct galley_region region;
    struct galley_text text; /* what stands there */
    const struct galley_evidence *evidence;
    size_t evidence_count;
    const struct galley_text *fixes; /* what may stand there instead, best first */
    size_t fix_count;
    uint64_t fingerprint;      /* galleyFinding/v1: the same after the text has moved */
    bool let_stand;            /* a stet comment of the text lets it stand */
    struct galley_text reason; /* which that comment gives */
};

/* Findings in the order of their places. */
GALLEY_API size_t galley_report_count(const struct galley_report *report);
/* NULL where there is no such index. */
GALLEY_API const struct galley_finding *
galley_report_finding(const struct galley_report *report, size_t index);

#ifdef __cplusplus
}
#endif

#endif
