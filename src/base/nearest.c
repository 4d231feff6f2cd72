#include "base/nearest.h"

enum { LONGEST = 63 };

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned gly_edit_distance(struct gly_str a, struct gly_str b, unsigned cap)
{
    if (a.len > LONGEST || b.len > LONGEST)
        return cap + 1;
    /* Three rows of the matrix: a swap of neighbours looks two rows back. */
    unsigned rows[3][LONGEST + 1];
    for (unsigned j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (unsigned i = 1; i <= a.len; i++) {
        unsigned *row = rows[i % 3];
        const unsigned *above = rows[(i - 1) % 3];
        const unsigned *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (unsigned j = 1; j <= b.len; j++) {
            unsigned char x = lower(a.ptr[i - 1]), y = lower(b.ptr[j - 1]);
            row[j] = least(least(row[j - 1], above[j]) + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b.ptr[j - 2]) && y == lower(a.ptr[i - 2]))
                row[j] = least(row[j], above2[j - 2] + 1);
        }
    }
    unsigned distance = rows[a.len % 3][b.len];
    return distance <= cap ? distance : cap + 1;
}

void gly_nearest_offer(struct gly_nearest *nearest, struct gly_str candidate)
{
    /* A third of the letters may be wrong; beyond that a suggestion only puzzles. */
    unsigned cap = (unsigned)(nearest->wanted.len / 3 + 1);
    if (cap > 6)
        cap = 6;
    unsigned distance = gly_edit_distance(nearest->wanted, candidate, cap);
    if (distance > cap || (nearest->best.len > 0 && distance >= nearest->distance))
        return;
    nearest->best = candidate;
    nearest->distance = distance;
}
