#!/usr/bin/env python3
"""Make tests/data/tails.csv: upper tails of distributions, to 17 figures.

Reckoned with mpmath at 60 digits from the definitions (regularised incomplete beta and
gamma functions, erfc), which shares nothing with src/base/tail.c. Rows named "table" are
critical values as printed in the NIST/SEMATECH e-Handbook of Statistical Methods,
section 1.3.6.7, and hold to the figures printed there only.
"""
import sys
from mpmath import mp, mpf, erfc, sqrt, betainc, gammainc

mp.dps = 60
SOURCE = "mpmath 1.3.0, 60 digits"
NIST = "NIST/SEMATECH e-Handbook 1.3.6.7"


def normal(x):
    return erfc(x / sqrt(mpf(2))) / 2


def t(x, n):
    return betainc(n / 2, mpf(1) / 2, 0, n / (n + x * x), regularized=True) / 2


def f(x, a, b):
    return betainc(b / 2, a / 2, 0, b / (b + a * x), regularized=True)


def chi_square(x, n):
    return gammainc(n / 2, x / 2, mp.inf, regularized=True)


def rows():
    for x in ["0", "0.5", "1.6448536", "1.96", "2.5758", "4", "8", "20"]:
        yield "normal", x, "", "", normal(mpf(x)), SOURCE
    for n in ["1", "2", "5", "28", "29.5", "120", "1000", "100000"]:
        for x in ["0.1", "1", "2.2", "3.5", "10", "22.2"]:
            yield "t", x, n, "", t(mpf(x), mpf(n)), SOURCE
    for a in ["1", "2", "7", "30", "400"]:
        for b in ["3", "28", "117", "1000", "20000"]:
            for x in ["0.3", "1", "2.2", "5", "22.2"]:
                yield "f", x, a, b, f(mpf(x), mpf(a), mpf(b)), SOURCE
    for n in ["1", "2", "5", "28", "100", "1000", "10000"]:
        for k in ["0.2", "0.9", "1", "1.1", "2", "6"]:
            x = mpf(k) * mpf(n)
            yield "chi-square", mp.nstr(x, 17), n, "", chi_square(x, mpf(n)), SOURCE
    yield "table t", "2.048", "28", "", mpf("0.025"), NIST
    yield "table t", "1.701", "28", "", mpf("0.05"), NIST
    yield "table t", "12.706", "1", "", mpf("0.025"), NIST
    yield "table f", "4.196", "1", "28", mpf("0.05"), NIST
    yield "table f", "3.340", "2", "28", mpf("0.05"), NIST
    yield "table chi-square", "3.841", "1", "", mpf("0.05"), NIST
    yield "table chi-square", "41.337", "28", "", mpf("0.05"), NIST
    yield "table chi-square", "124.342", "100", "", mpf("0.05"), NIST


print("function,x,df1,df2,tail,source")
for name, x, a, b, tail, source in rows():
    print(",".join([name, x, a, b, mp.nstr(tail, 17), '"%s"' % source]))
