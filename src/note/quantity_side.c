/* What stands beside a quantity: bounds and hedges, and the part it plays. */
#include "note/quantity.h"

struct phrase {
    const char *words; /* parted by spaces, last one next to the number */
    uint8_t means;
};

/* Do the words of `phrase` end right before token `tok`? */
static bool stands_before(const struct gly_look *look, uint32_t tok, const char *phrase)
{
    struct gly_str last = gly_look_at(look, tok - 1);
    size_t end = strlen(phrase);
    if (last.len == 0 || last.len > end ||
        (last.ptr[last.len - 1] | 0x20) != (phrase[end - 1] | 0x20))
        return false;
    for (uint32_t i = tok; end > 0;) {
        size_t start = end;
        while (start > 0 && phrase[start - 1] != ' ')
            start--;
        struct gly_str word = {phrase + start, end - start};
        if (!gly_look_has(look, i - 1) ||
            !gly_str_eq_nocase(gly_look_at(look, --i), word))
            return false;
        end = start > 0 ? start - 1 : 0;
    }
    return true;
}

static bool stands_behind(const struct gly_look *look, uint32_t tok, const char *phrase)
{
    while (*phrase) {
        size_t len = strcspn(phrase, " ");
        if (!gly_str_eq_nocase(gly_look_at(look, tok++), (struct gly_str){phrase, len}))
            return false;
        phrase += len + (phrase[len] == ' ');
    }
    return true;
}

/* ---- Bounds ---- */

/* Longer ones before those they end with. */
static const struct phrase bounds_before[] = {
    {"no more than", GLY_BOUND_UP_TO},
    {"not more than", GLY_BOUND_UP_TO},
    {"no fewer than", GLY_BOUND_AT_LEAST},
    {"not fewer than", GLY_BOUND_AT_LEAST},
    {"no less than", GLY_BOUND_AT_LEAST},
    {"not less than", GLY_BOUND_AT_LEAST},
    {"in excess of", GLY_BOUND_OVER},
    {"a little over", GLY_BOUND_OVER},
    {"a minimum of", GLY_BOUND_AT_LEAST},
    {"a maximum of", GLY_BOUND_UP_TO},
    {"as many as", GLY_BOUND_UP_TO},
    {"as much as", GLY_BOUND_UP_TO},
    {"as few as", GLY_BOUND_AT_LEAST},
    {"as little as", GLY_BOUND_AT_LEAST},
    {"more than", GLY_BOUND_OVER},
    {"greater than", GLY_BOUND_OVER},
    {"higher than", GLY_BOUND_OVER},
    {"larger than", GLY_BOUND_OVER},
    {"longer than", GLY_BOUND_OVER},
    {"older than", GLY_BOUND_OVER},
    {"upwards of", GLY_BOUND_OVER},
    {"fewer than", GLY_BOUND_UNDER},
    {"less than", GLY_BOUND_UNDER},
    {"lower than", GLY_BOUND_UNDER},
    {"smaller than", GLY_BOUND_UNDER},
    {"younger than", GLY_BOUND_UNDER},
    {"at least", GLY_BOUND_AT_LEAST},
    {"at most", GLY_BOUND_UP_TO},
    {"up to", GLY_BOUND_UP_TO},
    {"close to", GLY_BOUND_ABOUT},
    {"an estimated", GLY_BOUND_ABOUT},
    {"estimated at", GLY_BOUND_ABOUT},
    {"in the region of", GLY_BOUND_ABOUT},
    {"in the order of", GLY_BOUND_ABOUT},
    {"about", GLY_BOUND_ABOUT},
    {"around", GLY_BOUND_ABOUT},
    {"some", GLY_BOUND_ABOUT},
    {"roughly", GLY_BOUND_ABOUT},
    {"approximately", GLY_BOUND_ABOUT},
    {"approx", GLY_BOUND_ABOUT},
    {"approx.", GLY_BOUND_ABOUT},
    {"circa", GLY_BOUND_ABOUT},
    {"estimated", GLY_BOUND_ABOUT},
    {"~", GLY_BOUND_ABOUT},
    {"nearly", GLY_BOUND_NEARLY},
    {"almost", GLY_BOUND_NEARLY},
    {"over", GLY_BOUND_OVER},
    {"above", GLY_BOUND_OVER},
    {"exceeding", GLY_BOUND_OVER},
    {"exceeds", GLY_BOUND_OVER},
    {"exceeded", GLY_BOUND_OVER},
    {">", GLY_BOUND_OVER},
    {"≥", GLY_BOUND_AT_LEAST},
    {"minimum", GLY_BOUND_AT_LEAST},
    {"under", GLY_BOUND_UNDER},
    {"below", GLY_BOUND_UNDER},
    {"<", GLY_BOUND_UNDER},
    {"≤", GLY_BOUND_UP_TO},
    {"maximum", GLY_BOUND_UP_TO},
};

static const struct phrase bounds_behind[] = {
    {"or more", GLY_BOUND_AT_LEAST},  {"or over", GLY_BOUND_AT_LEAST},
    {"or above", GLY_BOUND_AT_LEAST}, {"and over", GLY_BOUND_AT_LEAST},
    {"or less", GLY_BOUND_UP_TO},     {"or fewer", GLY_BOUND_UP_TO},
    {"or under", GLY_BOUND_UP_TO},    {"or so", GLY_BOUND_ABOUT},
    {"plus", GLY_BOUND_AT_LEAST},
};

/* "Over 12 months" is how long something went on, "for over 12 months" a bound. */
static bool spans_time(const struct gly_look *look, uint32_t tok,
                       const struct gly_quantity *q, const char *words)
{
    return q->unit && q->unit->dimension == GLY_DIM_TIME &&
           strcmp(words, "over") == 0 &&
           !gly_look_among(look, tok - 2,
                           "for well just is was took lasted little in after");
}

/* "Edged up to 6.1%", "adds up to £400": where it went, not a bound. */
static bool goes_up(const struct gly_look *look, uint32_t tok, const char *words)
{
    static const char *const verbs[GLY_WORD_LETTERS] = {
        ['a' - 'a'] = "add adding adds added",
        ['b' - 'a'] = "bring brings bringing brought",
        ['c' - 'a'] = "climbed climbs crept creeps",
        ['e' - 'a'] = "edged edges edging",
        ['g' - 'a'] = "goes gone going",
        ['i' - 'a'] = "inched inches",
        ['j' - 'a'] = "jumped",
        ['m' - 'a'] = "moved moves",
        ['n' - 'a'] = "nudged",
        ['p' - 'a'] = "picked pushed",
        ['r' - 'a'] = "rounded",
        ['s' - 'a'] = "sum sums shot",
        ['t' - 'a'] = "ticked ticks took taking",
        ['w' - 'a'] = "went",
    };
    return strcmp(words, "up to") == 0 && gly_look_listed(look, tok - 3, verbs);
}

/* The last words of the phrases above: most numbers stand behind none of them. */
static const char *const bound_ends[GLY_WORD_LETTERS] = {
    ['a' - 'a'] = "as about around approximately approx approx. almost above at",
    ['b' - 'a'] = "below",
    ['c' - 'a'] = "circa",
    ['e' - 'a'] = "estimated exceeding exceeds exceeded",
    ['l' - 'a'] = "least",
    ['m' - 'a'] = "most minimum maximum",
    ['n' - 'a'] = "nearly",
    ['o' - 'a'] = "of over",
    ['r' - 'a'] = "roughly",
    ['s' - 'a'] = "some",
    ['t' - 'a'] = "than to",
    ['u' - 'a'] = "under",
    [GLY_WORD_OTHER] = "~ > < \xE2\x89\xA5 \xE2\x89\xA4",
};

static void find_bound(const struct gly_look *look, struct gly_quantity *q)
{
    if (q->bound != GLY_BOUND_NONE)
        return;
    uint32_t tok = q->first_tok;
    if (gly_look_among(look, tok - 1, "a an the"))
        tok--;
    bool may = gly_look_listed(look, q->first_tok - 1, bound_ends) ||
               (tok != q->first_tok && gly_look_listed(look, tok - 1, bound_ends));
    for (size_t i = 0; may && i < GLY_COUNT(bounds_before); i++) {
        const struct phrase *p = &bounds_before[i];
        bool at = stands_before(look, q->first_tok, p->words) ||
                  (tok != q->first_tok && stands_before(look, tok, p->words));
        if (at && !spans_time(look, q->first_tok, q, p->words) &&
            !goes_up(look, q->first_tok, p->words)) {
            q->bound = p->means;
            return;
        }
    }
    uint32_t behind = q->first_tok + q->tok_count;
    if (!gly_look_among(look, behind, "or and plus"))
        return;
    for (size_t i = 0; i < GLY_COUNT(bounds_behind); i++)
        if (stands_behind(look, behind, bounds_behind[i].words))
            q->bound = bounds_behind[i].means;
}

/* ---- Roles ---- */

static const struct phrase roles_before[] = {
    {"up from", GLY_ROLE_PRIOR},        {"down from", GLY_ROLE_PRIOR},
    {"compared with", GLY_ROLE_VERSUS}, {"compared to", GLY_ROLE_VERSUS},
    {"as against", GLY_ROLE_VERSUS},    {"against", GLY_ROLE_VERSUS},
    {"versus", GLY_ROLE_VERSUS},        {"a total of", GLY_ROLE_TOTAL},
    {"the total to", GLY_ROLE_TO},      {"in all ,", GLY_ROLE_TOTAL},
    {"in all", GLY_ROLE_TOTAL},         {"in total ,", GLY_ROLE_TOTAL},
    {"altogether ,", GLY_ROLE_TOTAL},   {"target of", GLY_ROLE_TARGET},
    {"goal of", GLY_ROLE_TARGET},       {"forecast", GLY_ROLE_FORECAST},
    {"forecast of", GLY_ROLE_FORECAST}, {"expected", GLY_ROLE_FORECAST},
    {"predicted", GLY_ROLE_FORECAST},
};

/* Their last words. */
static const char *const role_ends =
    "from with to against versus of , all forecast expected predicted";

/* Verbs and nouns of change: what makes "from", "to" and "by" roles. */
static const char *const changes[GLY_WORD_LETTERS] = {
    ['b' - 'a'] = "boost boosted bringing brought",
    ['c' - 'a'] = "change changed climb climbed climbs crept cut cuts cutting",
    ['d' - 'a'] = "decline declined declines decrease decreased decreases "
                  "dipped doubled down drop dropped drops",
    ['e' - 'a'] = "eased edged expanded extended",
    ['f' - 'a'] = "fall fallen falling falls fell",
    ['g' - 'a'] = "gained grew grow grown grows growth",
    ['i' - 'a'] = "inched improved increase increased increases increasing",
    ['j' - 'a'] = "jump jumped jumps",
    ['l' - 'a'] = "lift lifted lower lowered",
    ['m' - 'a'] = "moved",
    ['n' - 'a'] = "narrowed",
    ['p' - 'a'] = "plunged",
    ['r' - 'a'] = "raise raised raises raising range ranged ranging reached "
                  "recovered reduce reduced reduces reducing reduction rise "
                  "risen rises rising rose",
    ['s' - 'a'] = "shrank shrunk slid slip slipped slump slumped soared surge "
                  "surged swelled",
    ['t' - 'a'] = "taking ticked took tumbled",
    ['u' - 'a'] = "up",
    ['w' - 'a'] = "went widened",
};

static bool changes_near(const struct gly_look *look, uint32_t tok)
{
    enum { NEAR = 9 };
    for (uint32_t i = 1; i <= NEAR && gly_look_has(look, tok - i); i++)
        if (gly_look_listed(look, tok - i, changes))
            return true;
    return false;
}

static void find_role(const struct gly_look *look, struct gly_quantity *q)
{
    if (q->role != GLY_ROLE_NONE)
        return;
    uint32_t tok = q->first_tok, behind = tok + q->tok_count;
    if (gly_look_among(look, tok - 1, "about around nearly almost some over roughly"))
        tok--;
    else if (gly_look_among(look, tok - 1, "than"))
        tok -= 2;
    bool may = gly_look_among(look, tok - 1, role_ends);
    for (size_t i = 0; may && i < GLY_COUNT(roles_before); i++)
        if (stands_before(look, tok, roles_before[i].words)) {
            q->role = roles_before[i].means;
            return;
        }
    uint32_t noun_end = behind;
    if (q->noun.end > q->noun.start)
        noun_end = gly_look_reach(look, behind, q->noun.end);
    if (stands_behind(look, noun_end, "in all") ||
        stands_behind(look, noun_end, "in total") ||
        gly_look_among(look, noun_end, "altogether") ||
        gly_look_among(look, behind, "altogether"))
        q->role = GLY_ROLE_TOTAL;
    else if (!gly_look_among(look, tok - 1, "from to by") || !changes_near(look, tok))
        return;
    else if (gly_look_among(look, tok - 1, "from"))
        q->role = GLY_ROLE_FROM;
    else if (gly_look_among(look, tok - 1, "to"))
        q->role = GLY_ROLE_TO;
    else if (gly_look_among(look, tok - 1, "by"))
        q->role = GLY_ROLE_BY;
}

void gly_quantity_find_sides(const struct gly_look *look, struct gly_quantity *q)
{
    find_bound(look, q);
    find_role(look, q);
}
