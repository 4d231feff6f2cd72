/* What is counted: the head of the noun phrase behind a number, found by the surface of
 * its words. Tags and arcs would ask for a reading of every sentence that has a number, and
 * could tell little more: against the trees of the treebanks (dev and test) 221 of the 227
 * nouns found behind bare numbers are the heads. */
#include "note/quantity.h"

/* Words at which the noun phrase behind a number is over. */
static const char *const stops[GLY_WORD_LETTERS] = {
    ['a' - 'a'] = "a about above according across after again against ago ahead "
                  "all along also although altogether always am amid among an "
                  "and another any apart are around as at away allows",
    ['b' - 'a'] = "back be became because become been before began behind being "
                  "below beneath beside between beyond both but by becomes",
    ['c' - 'a'] = "came can cannot combined could comes",
    ['d' - 'a'] = "despite did do does down due during describes disables determines",
    ['e' - 'a'] = "each either else ever every except exceeds equals enables",
    ['f' - 'a'] = "far for from",
    ['g' - 'a'] = "gave get go got gives gets goes",
    ['h' - 'a'] = "had has have he held her here him his how however",
    ['i' - 'a'] = "i if in including inside into is it its indicates",
    ['j' - 'a'] = "just",
    ['l' - 'a'] = "last later left less like lets",
    ['m' - 'a'] = "made may me might more most much must makes",
    ['n' - 'a'] = "near never next no nor not now",
    ['o' - 'a'] = "of off on once only onto or other our out outside over own",
    ['p' - 'a'] = "per perhaps plus provides produces prevents",
    ['r' - 'a'] = "rather requires represents",
    ['s' - 'a'] = "same shall she should since so some soon still such seems specifies",
    ['t' - 'a'] = "take taken than that the their them then there these they "
                  "this those though through throughout to together too took "
                  "toward towards takes",
    ['u' - 'a'] = "under unless until up upon us",
    ['v' - 'a'] = "very via",
    ['w' - 'a'] = "was we went were what when where whereas whether which while "
                  "who whom whose why will with within without worth would",
    ['y' - 'a'] = "yet you your",
};

static const char *const irregular[GLY_WORD_LETTERS] = {
    ['a' - 'a'] = "aircraft",
    ['b' - 'a'] = "barracks businessmen",
    ['c' - 'a'] = "cattle children clergymen countrymen crew criteria "
                  "crossroads",
    ['d' - 'a'] = "data deer",
    ['f' - 'a'] = "feet firemen fish fishermen",
    ['g' - 'a'] = "geese grandchildren gunmen",
    ['h' - 'a'] = "headquarters horsemen",
    ['m' - 'a'] = "media men mice",
    ['o' - 'a'] = "offspring",
    ['p' - 'a'] = "people percent personnel phenomena police policemen postmen "
                  "poultry",
    ['s' - 'a'] = "salmon schoolchildren seamen series servicemen sheep "
                  "spacecraft species spokesmen staff swine",
    ['t' - 'a'] = "teeth troops",
    ['w' - 'a'] = "women workmen",
};

/* Verbs in the past and elsewhere that follow a subject without a word between. */
static const char *const verbs[GLY_WORD_LETTERS] = {
    ['a' - 'a'] = "agreed answered appeared arrived attended",
    ['b' - 'a'] = "began believe believed",
    ['c' - 'a'] = "came chose closed completed",
    ['d' - 'a'] = "die died drew",
    ['e' - 'a'] = "escaped",
    ['f' - 'a'] = "failed fell felt finished followed found",
    ['g' - 'a'] = "gave go grew",
    ['h' - 'a'] = "happened helped",
    ['i' - 'a'] = "improved",
    ['j' - 'a'] = "joined",
    ['k' - 'a'] = "knew know",
    ['l' - 'a'] = "led left live lived lost",
    ['m' - 'a'] = "make marched met moved",
    ['n' - 'a'] = "need",
    ['o' - 'a'] = "opened",
    ['p' - 'a'] = "participated passed played",
    ['q' - 'a'] = "queued",
    ['r' - 'a'] = "ran received recorded refused remain remained replied "
                  "reported responded rose",
    ['s' - 'a'] = "said sang sat saw say says scored see seem seemed showed "
                  "sign signed slept spoke started stay stayed stood suggest "
                  "survived swim",
    ['t' - 'a'] = "think thought told took",
    ['v' - 'a'] = "voted",
    ['w' - 'a'] = "want wanted watched went withdrew won work worked wrote",
};

bool gly_quantity_is_plural(const struct gly_look *look, uint32_t tok)
{
    struct gly_str text = gly_look_at(look, tok);
    if (gly_look_kind(look, tok) != GLY_TOK_WORD &&
        gly_look_kind(look, tok) != GLY_TOK_MIXED)
        return false;
    if (gly_word_listed(text, irregular) || gly_str_ends(text, "men"))
        return true;
    if (text.len < 3 || text.ptr[text.len - 1] != 's')
        return false;
    return !gly_str_ends(text, "ss") && !gly_str_ends(text, "ous") &&
           !gly_str_ends(text, "'s") && !gly_str_ends(text, "’s") &&
           !gly_str_ends(text, "less") && !gly_word_listed(text, stops) &&
           !gly_word_among(text,
                           "perhaps always besides religious previous various "
                           "famous bonus virus campus this us gas bus plus "
                           "christmas surplus census status focus says does "
                           "diabetes overseas sometimes upwards afterwards politics "
                           "physics mathematics economics ethics athletics "
                           "gymnastics electronics linguistics logistics "
                           "genetics mechanics dynamics optics acoustics includes "
                           "contains consists comprises");
}

static bool is_stop(const struct gly_look *look, uint32_t tok)
{
    unsigned kind = gly_look_kind(look, tok);
    if (kind != GLY_TOK_WORD && kind != GLY_TOK_MIXED)
        return true;
    struct gly_str text = gly_look_at(look, tok);
    return gly_word_listed(text, stops) || gly_str_ends(text, "n't") ||
           gly_str_ends(text, "n’t");
}

static bool may_be_verb(const struct gly_look *look, uint32_t tok)
{
    struct gly_str text = gly_look_at(look, tok);
    return gly_word_listed(text, verbs) || gly_str_ends(text, "ly") ||
           gly_str_ends(text, "ed") || gly_str_ends(text, "ing");
}

static bool is_possessive(const struct gly_look *look, uint32_t tok)
{
    struct gly_str text = gly_look_at(look, tok);
    return gly_str_ends(text, "'s") || gly_str_ends(text, "’s") ||
           gly_str_ends(text, "s'") || gly_str_ends(text, "s’");
}

static const char *const determiners = "the these those its his her their our my your";

/* "Six of the magazine's reviewers": past the determiner and an owner. */
static uint32_t skip_owner(const struct gly_look *look, uint32_t tok)
{
    enum { LONGEST_OWNER = 4 };
    if (!gly_look_among(look, tok, determiners))
        return tok;
    tok++;
    for (uint32_t i = tok; i < tok + LONGEST_OWNER && !is_stop(look, i); i++)
        if (is_possessive(look, i))
            return i + 1;
    return tok;
}

static void set_noun(const struct gly_look *look, uint32_t behind, uint32_t head,
                     struct gly_quantity *q)
{
    q->noun = look->toks[head].span;
    q->phrase =
        (struct gly_span){look->toks[behind].span.start, look->toks[head].span.end};
}

/* "Each of the 15", "one of its 20": the verb of the sentence is that of one. */
static bool is_one_of_many(const struct gly_look *look, uint32_t number)
{
    return gly_look_among(look, number - 1, determiners) &&
           gly_look_among(look, number - 2, "of") &&
           gly_look_among(look, number - 3, "each one either neither none every any");
}

/* "... of the 15 coaches carries 52": what looks like a plural and has an object is the verb
 * of one. */
static bool takes_object(const struct gly_look *look, uint32_t tok)
{
    return gly_look_kind(look, tok + 1) == GLY_TOK_NUMBER ||
           gly_look_among(
               look, tok + 1,
               "a an the its his her their about some at least two three four "
               "five six seven eight nine ten twelve up more over only no");
}

/* The head of many: the first plural, or the last of several that follow each other
 * ("sales managers"). */
static uint32_t plural_head(const struct gly_look *look, uint32_t from, uint32_t end,
                            bool single)
{
    for (uint32_t i = from; i < end; i++) {
        if (!gly_quantity_is_plural(look, i) || is_possessive(look, i))
            continue;
        while (i + 1 < end && gly_quantity_is_plural(look, i + 1) &&
               !may_be_verb(look, i + 1) && !(single && takes_object(look, i + 1)))
            i++;
        return i;
    }
    return GLY_NONE;
}

/* Is the token a hyphen between two halves of a word? */
static bool joins(const struct gly_look *look, uint32_t tok)
{
    return gly_look_is_hyphen(look, tok) && gly_look_is_glued(look, tok) &&
           gly_look_is_glued(look, tok + 1);
}

/* The head of one: the last word before what may be its verb. */
static uint32_t singular_head(const struct gly_look *look, uint32_t from, uint32_t end)
{
    uint32_t head = GLY_NONE;
    for (uint32_t i = from; i < end; i++) {
        /* "One thought-provoking film": no verb, and no head. */
        bool joined = i > from && joins(look, i - 1);
        if (i > from && !joined && may_be_verb(look, i))
            break;
        if (joins(look, i) || joins(look, i + 1) || is_possessive(look, i) ||
            (joined && may_be_verb(look, i)) || gly_look_kind(look, i) == GLY_TOK_PUNCT)
            continue;
        head = i;
    }
    return head;
}

/* "Eight 40-caliber 12.7 cm guns": measures inside the phrase. */
static bool is_measure(const struct gly_look *look, uint32_t from, uint32_t tok)
{
    uint32_t behind;
    return gly_look_kind(look, tok) == GLY_TOK_NUMBER &&
           (gly_look_is_hyphen(look, tok + 1) ||
            (tok > from && gly_look_flags(look, tok - 1) & GLY_TOK_CAPITALISED) ||
            (!gly_look_among(look, tok + 1, "in a") &&
             gly_quantity_unit_behind(look, tok + 1, &behind)));
}

void gly_quantity_find_noun(const struct gly_look *look, uint32_t behind, bool many,
                            bool joined, struct gly_quantity *q)
{
    enum { LONGEST_PHRASE = 12 };
    uint32_t from = behind;
    if (joined && gly_look_among(look, from, "odd plus strong")) {
        joined = false; /* "eighty-odd aircraft" */
        from++;
    }
    if (joined) {
        /* "A 44-man squad": men are counted. */
        if (gly_look_kind(look, from) == GLY_TOK_WORD)
            set_noun(look, from, from, q);
        return;
    }
    /* "Hundreds of trees", "15 of the boats" are counts of what stands behind "of";
     * "30 more nurses", "two other men". */
    bool vague = q->bound == GLY_BOUND_VAGUE;
    if (gly_look_among(look, from, "of") &&
        (vague || gly_look_among(look, from + 1, determiners)))
        from = skip_owner(look, from + 1);
    while (gly_look_among(look, from, "more other additional such further extra new"))
        from++;
    uint32_t end = from;
    while (end < look->end && end - from < LONGEST_PHRASE) {
        bool hyphen = joins(look, end);
        bool quote = gly_look_among(look, end, "\" “ ” ‘ ’ '");
        bool behind_hyphen = end > from && gly_look_is_hyphen(look, end - 1);
        if (!hyphen && !quote && !behind_hyphen && !is_measure(look, from, end) &&
            is_stop(look, end))
            break;
        end++;
    }
    uint32_t head = GLY_NONE;
    bool single = is_one_of_many(look, q->first_tok);
    if (many)
        head = plural_head(look, from, end, single);
    else if (end > from)
        head = singular_head(look, from, end);
    /* A list of adjectives: "two small, dark rooms", "12 young and old men". */
    if (many && head == GLY_NONE && end > from &&
        (gly_look_among(look, end, ", and or")) && end - from <= 2 &&
        !gly_look_among(look, end + 1, "and or the a"))
        head = is_stop(look, end + 1)
                   ? GLY_NONE
                   : plural_head(look, end + 1,
                                 end + 4 < look->end ? end + 4 : look->end, false);
    if (head != GLY_NONE && from < look->end)
        set_noun(look, from, head, q);
}
