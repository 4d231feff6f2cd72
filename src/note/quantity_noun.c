/* What is counted: the head of the noun phrase behind a number, found by the surface of
 * its words. NEEDSWORK: where tags and arcs stand, they decide and this is the second
 * opinion. */
#include "note/quantity.h"

/* Words at which the noun phrase behind a number is over. */
static const char *const stops =
    "a about above according across after again against ago ahead all along also "
    "although "
    "altogether always am among amid an and another any apart are around as at away "
    "back be became because become been before began behind being below beneath beside "
    "between beyond both but by came can cannot combined could despite did do does "
    "down "
    "due during each either else ever every except far for from gave get go got had "
    "has "
    "have he held her here him his how however i if in including inside into is it its "
    "just last later left less like made may me might more most much must near never "
    "next no nor not now of off on once only onto or other our out outside over own "
    "per "
    "perhaps plus rather same shall she should since so some soon still such take "
    "taken "
    "than that the their them then there these they this those though through "
    "throughout "
    "to together too took toward towards under unless until up upon us very via was we "
    "went were what when where whereas whether which while who whom whose why will "
    "with "
    "within without worth would yet you your";

static const char *const irregular =
    "people men women children feet teeth mice geese sheep fish deer police cattle "
    "staff "
    "personnel troops aircraft species series crew offspring spacecraft salmon swine "
    "horsemen policemen firemen seamen postmen clergymen fishermen workmen businessmen "
    "gunmen spokesmen servicemen countrymen schoolchildren grandchildren data media "
    "criteria phenomena percent poultry headquarters crossroads barracks";

/* Verbs in the past and elsewhere that follow a subject without a word between. */
static const char *const verbs =
    "said say says died die live lived work worked want wanted voted came fell rose "
    "ran "
    "won lost took sat stood met left signed attended survived remain remained "
    "appeared "
    "agreed failed refused escaped participated responded replied gave began sang "
    "slept "
    "queued improved withdrew completed chose received reported seem seemed happened "
    "showed told wrote spoke played scored finished started joined opened closed moved "
    "passed helped followed led go went know knew saw think thought believe believed "
    "make need see stay stayed swim sign answered watched marched arrived suggest "
    "recorded drew";

bool gly_quantity_is_plural(const struct gly_look *look, uint32_t tok)
{
    struct gly_str text = gly_look_at(look, tok);
    if (gly_look_kind(look, tok) != GLY_TOK_WORD &&
        gly_look_kind(look, tok) != GLY_TOK_MIXED)
        return false;
    if (gly_word_among(text, irregular) || gly_str_ends(text, "men"))
        return true;
    if (text.len < 3 || text.ptr[text.len - 1] != 's')
        return false;
    return !gly_str_ends(text, "ss") && !gly_str_ends(text, "ous") &&
           !gly_str_ends(text, "'s") && !gly_str_ends(text, "’s") &&
           !gly_str_ends(text, "ics") && !gly_str_ends(text, "less") &&
           !gly_word_among(text, stops) &&
           !gly_word_among(text, "perhaps always besides religious previous various "
                                 "famous bonus virus campus this us gas bus plus "
                                 "christmas surplus census status focus says does "
                                 "diabetes overseas sometimes upwards afterwards");
}

static bool is_stop(const struct gly_look *look, uint32_t tok)
{
    unsigned kind = gly_look_kind(look, tok);
    if (kind != GLY_TOK_WORD && kind != GLY_TOK_MIXED)
        return true;
    struct gly_str text = gly_look_at(look, tok);
    return gly_word_among(text, stops) || gly_str_ends(text, "n't") ||
           gly_str_ends(text, "n’t");
}

static bool may_be_verb(const struct gly_look *look, uint32_t tok)
{
    struct gly_str text = gly_look_at(look, tok);
    return gly_word_among(text, verbs) || gly_str_ends(text, "ly") ||
           gly_str_ends(text, "ed") || gly_str_ends(text, "ing");
}

static bool is_possessive(const struct gly_look *look, uint32_t tok)
{
    struct gly_str text = gly_look_at(look, tok);
    return gly_str_ends(text, "'s") || gly_str_ends(text, "’s") ||
           gly_str_ends(text, "s'") || gly_str_ends(text, "s’");
}

static void set_noun(const struct gly_look *look, uint32_t behind, uint32_t head,
                     struct gly_quantity *q)
{
    q->noun = look->toks[head].span;
    q->phrase =
        (struct gly_span){look->toks[behind].span.start, look->toks[head].span.end};
}

/* The head of many: the first plural, or the last of several that follow each other
 * ("sales managers"). */
static uint32_t plural_head(const struct gly_look *look, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++) {
        if (!gly_quantity_is_plural(look, i) || is_possessive(look, i))
            continue;
        while (i + 1 < end && gly_quantity_is_plural(look, i + 1) &&
               !may_be_verb(look, i + 1))
            i++;
        return i;
    }
    return GLY_NONE;
}

/* The head of one: the last word before what may be its verb. */
static uint32_t singular_head(const struct gly_look *look, uint32_t from, uint32_t end)
{
    uint32_t head = GLY_NONE;
    for (uint32_t i = from; i < end; i++) {
        if (i > from && may_be_verb(look, i))
            break;
        if (gly_look_is_hyphen(look, i + 1) || is_possessive(look, i))
            continue;
        head = i;
    }
    return head;
}

void gly_quantity_find_noun(const struct gly_look *look, uint32_t behind, bool many,
                            struct gly_quantity *q)
{
    enum { LONGEST_PHRASE = 8 };
    uint32_t from = behind;
    /* "Hundreds of trees", "15 of the boats" are counts of what stands behind "of";
     * "30 more nurses", "two other men". */
    if (q->bound == GLY_BOUND_VAGUE && gly_look_among(look, from, "of"))
        from++;
    if (q->bound == GLY_BOUND_VAGUE && gly_look_among(look, from, "the these those"))
        from++;
    while (gly_look_among(look, from, "more other additional such further extra new"))
        from++;
    uint32_t end = from;
    while (end < look->end && end - from < LONGEST_PHRASE) {
        bool hyphen = gly_look_is_hyphen(look, end) && gly_look_is_glued(look, end) &&
                      gly_look_is_glued(look, end + 1);
        bool quote = gly_look_among(look, end, "\" “ ” ‘ ’ '");
        bool joined = end > from && gly_look_is_hyphen(look, end - 1);
        if (!hyphen && !quote && !joined && is_stop(look, end))
            break;
        end++;
    }
    uint32_t head = GLY_NONE;
    if (many)
        head = plural_head(look, from, end);
    else if (end > from)
        head = singular_head(look, from, end);
    /* A list of adjectives: "two small, dark rooms", "12 young and old men". */
    if (many && head == GLY_NONE && end > from &&
        (gly_look_among(look, end, ", and or")) && end - from <= 2 &&
        !gly_look_among(look, end + 1, "and or the a"))
        head =
            is_stop(look, end + 1)
                ? GLY_NONE
                : plural_head(look, end + 1, end + 4 < look->end ? end + 4 : look->end);
    if (head != GLY_NONE && from < look->end)
        set_noun(look, from, head, q);
}
