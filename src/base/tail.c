/* Upper tails of the normal, t, F and chi-square distributions.
 *
 * Regularised incomplete beta and gamma functions by continued fraction and series
 * (NIST Digital Library of Mathematical Functions, 8.17.22, 8.9.2, 8.7.1; evaluated by
 * Lentz's method); log gamma by Stirling's series (DLMF 5.11.1). */
#include <galley/statistics.h>

#include <math.h>

enum { MOST_STEPS = 20000 }; /* about the root of GLY_DF_MAX, times what it takes */

#define TINY      1e-300
#define PRECISION 1e-15

/* log gamma less its leading terms, for x >= 10. */
static double stirling_rest(double x)
{
    double x2 = 1 / (x * x);
    return (1.0 / 12 - x2 * (1.0 / 360 - x2 * (1.0 / 1260 - x2 / 1680))) / x;
}

static double log_gamma(double x)
{
    static const double half_log_2pi = 0.91893853320467274178;
    double shift = 0;
    for (; x < 10; x++)
        shift -= log(x);
    return shift + (x - 0.5) * log(x) - x + half_log_2pi + stirling_rest(x);
}

/* log of x^a (1-x)^b / B(a, b); terms that nearly cancel are never made. */
static double log_beta_front(double a, double b, double x, double y)
{
    static const double half_log_2pi = 0.91893853320467274178;
    if (a < 10 || b < 10)
        return a * log(x) + b * log(y) + log_gamma(a + b) - log_gamma(a) - log_gamma(b);
    double mean = a / (a + b);
    return a * log(x / mean) + b * log(y / (1 - mean)) + 0.5 * log(a * b / (a + b)) -
           half_log_2pi + stirling_rest(a + b) - stirling_rest(a) - stirling_rest(b);
}

static double beta_fraction(double a, double b, double x)
{
    double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabs(d) < TINY ? TINY : d);
    double h = d;
    for (int m = 1; m <= MOST_STEPS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 + even * d;
        c = 1 + even / c;
        d = 1 / (fabs(d) < TINY ? TINY : d);
        c = fabs(c) < TINY ? TINY : c;
        h *= d * c;
        d = 1 + odd * d;
        c = 1 + odd / c;
        d = 1 / (fabs(d) < TINY ? TINY : d);
        c = fabs(c) < TINY ? TINY : c;
        h *= d * c;
        if (fabs(d * c - 1) < PRECISION)
            break;
    }
    return h;
}

/* The regularised incomplete beta function of x, with y = 1 - x given as well. */
static double beta_part(double a, double b, double x, double y)
{
    if (x <= 0)
        return 0;
    if (y <= 0)
        return 1;
    double front = exp(log_beta_front(a, b, x, y));
    return x < (a + 1) / (a + b + 2) ? front * beta_fraction(a, b, x) / a
                                     : 1 - front * beta_fraction(b, a, y) / b;
}

/* The regularised upper incomplete gamma function. */
static double gamma_upper(double a, double x)
{
    if (x <= 0)
        return 1;
    double front = exp(-x + a * log(x) - log_gamma(a));
    if (x < a + 1) {
        double term = 1 / a, sum = term;
        for (int n = 1; n <= MOST_STEPS && term > sum * PRECISION; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return 1 - front * sum;
    }
    double b = x + 1 - a, c = 1 / TINY, d = 1 / b, h = d;
    for (int n = 1; n <= MOST_STEPS; n++) {
        double an = -n * (n - a);
        b += 2;
        d = an * d + b;
        d = 1 / (fabs(d) < TINY ? TINY : d);
        c = b + an / c;
        c = fabs(c) < TINY ? TINY : c;
        h *= d * c;
        if (fabs(d * c - 1) < PRECISION)
            break;
    }
    return front * h;
}

static bool is_df(double df)
{
    return df > 0 && df <= GLY_DF_MAX;
}

double gly_tail_normal(double x)
{
    return 0.5 * erfc(x / sqrt(2.0));
}

double gly_tail_t(double x, double df)
{
    if (!is_df(df) || !isfinite(x))
        return (double)NAN;
    double square = x * x;
    double tail =
        0.5 * beta_part(df / 2, 0.5, df / (df + square), square / (df + square));
    return x < 0 ? 1 - tail : tail;
}

double gly_tail_f(double x, double df1, double df2)
{
    if (!is_df(df1) || !is_df(df2) || !isfinite(x))
        return (double)NAN;
    double all = df2 + df1 * x;
    return x <= 0 ? 1 : beta_part(df2 / 2, df1 / 2, df2 / all, df1 * x / all);
}

double gly_tail_chi_square(double x, double df)
{
    return is_df(df) && isfinite(x) ? gamma_upper(df / 2, x / 2) : (double)NAN;
}
