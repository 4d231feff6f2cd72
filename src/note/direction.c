/* Directions of the compass: what words name them, and who lies on which side. */
#include <galley/direction.h>
#include <galley/phrase.h>

/* ---- Words ---- */

static const struct gly_direction directions[] = {
    {"north|northern|northward|northwards|northerly", 1, 0, "north"},
    {"south|southern|southward|southwards|southerly", -1, 0, "south"},
    {"east|eastern|eastward|eastwards|easterly", 0, 1, "east"},
    {"west|western|westward|westwards|westerly", 0, -1, "west"},
    {"northeast|northeastern|north-east|north-eastern", 1, 1, "north-east"},
    {"northwest|northwestern|north-west|north-western", 1, -1, "north-west"},
    {"southeast|southeastern|south-east|south-eastern", -1, 1, "south-east"},
    {"southwest|southwestern|south-west|south-western", -1, -1, "south-west"},
};

const struct gly_direction *gly_direction_in(const struct gly_doc *doc, uint32_t first,
                                             uint32_t end)
{
    int north = 0, east = 0;
    for (uint32_t tok = first; tok < end; tok++)
        for (size_t i = 0; i < GLY_COUNT(directions); i++)
            if (gly_tok_is(doc, tok, directions[i].words)) {
                if ((north && directions[i].north) || (east && directions[i].east))
                    return NULL;
                north += directions[i].north;
                east += directions[i].east;
            }
    for (size_t i = 0; i < GLY_COUNT(directions); i++)
        if (directions[i].north == north && directions[i].east == east)
            return &directions[i];
    return NULL;
}

/* ---- Where things are ---- */

/* How far A must lie on the other side, in degrees, before the claim is wrong: a short
 * way is a matter of the road one takes. */
static const double margin = 0.5;

/* Does [a] lie wholly on the wrong side of [b] along one axis: both edges and the middle
 * beyond, so that long countries and neighbours that overlap stay out of it? */
static bool is_opposite(double a_low, double a_high, double b_low, double b_high,
                        int sign)
{
    double middles = (a_low + a_high) / 2 - (b_low + b_high) / 2;
    double need = margin + 0.1 * (b_high - b_low + a_high - a_low);
    if (sign > 0)
        return middles < -need && a_low <= b_low && a_high <= b_high;
    return middles > need && a_low >= b_low && a_high >= b_high;
}

bool gly_direction_is_wrong(const struct gly_box *a, const struct gly_box *b,
                            const struct gly_direction *direction)
{
    double apart = (a->west + a->east) / 2 - (b->west + b->east) / 2;
    if (apart > 120 || apart < -120)
        return false;
    return (direction->north != 0 &&
            is_opposite(a->south, a->north, b->south, b->north, direction->north)) ||
           (direction->east != 0 &&
            is_opposite(a->west, a->east, b->west, b->east, direction->east));
}

const char *gly_direction_between(const struct gly_box *a, const struct gly_box *b,
                                  const struct gly_direction *claimed)
{
    double north = (a->south + a->north) / 2 - (b->south + b->north) / 2;
    double east = (a->west + a->east) / 2 - (b->west + b->east) / 2;
    bool by_north = claimed->north != 0 &&
                    is_opposite(a->south, a->north, b->south, b->north, claimed->north);
    return by_north ? (north > 0 ? "north" : "south") : (east > 0 ? "east" : "west");
}
