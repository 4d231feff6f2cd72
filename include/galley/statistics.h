/* Statistics: results of tests as papers print them ("t(58) = 2.41, p = .019"), and the
 * tails of the distributions that decide them. */
#ifndef GALLEY_STATISTICS_H
#define GALLEY_STATISTICS_H

#include <galley/document.h>

/* ---- Tails: the probability of a value beyond `x` ----
 *
 * Right to 1e-9 (tests/data/tails.csv); NaN for degrees of freedom that are not above 0
 * or beyond GLY_DF_MAX, where the sums would take too long. */

#define GLY_DF_MAX 1e6

double gly_tail_normal(double x);                    /* upper */
double gly_tail_t(double x, double df);              /* upper */
double gly_tail_f(double x, double df1, double df2); /* upper; x >= 0 */
double gly_tail_chi_square(double x, double df);     /* upper; x >= 0 */

/* ---- Results as printed ---- */

enum gly_test_kind {
    GLY_TEST_T,
    GLY_TEST_F,
    GLY_TEST_R, /* a correlation */
    GLY_TEST_Z,
    GLY_TEST_CHI_SQUARE,
    GLY_TEST_Q, /* of heterogeneity */
};

/* A number as printed: 0.5e-3 has four decimals. */
struct gly_printed {
    double value;
    unsigned decimals;
    char sign; /* '=', '<' or '>' before it */
};

struct gly_statistic {
    struct gly_span span;   /* "t(58) = 2.41" */
    struct gly_span p_span; /* ".19", "ns" */
    uint8_t kind;           /* enum gly_test_kind */
    double df1, df2;        /* df2 of F only; none of z */
    struct gly_printed value, p;
    bool not_significant; /* "ns" stands for p */
};

/* The first result that begins at or behind byte `*at` of a block's text; false where
 * there is none. Moves *at behind it. */
bool gly_statistic_next(const struct gly_doc *doc, const struct gly_block *block,
                        uint32_t *at, struct gly_statistic *ret);

/* The probability of a result at least as extreme: two-tailed for t, r and z, upper for
 * the others. `value` is that of the test. */
double gly_statistic_p(const struct gly_statistic *s, double value);

#endif
