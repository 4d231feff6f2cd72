/* What only looks like a quantity: labels, references, versions, telephone numbers,
 * codes, addresses, ratios. */
#include "note/quantity.h"

const struct gly_number *gly_quantity_number_at(const struct gly_quantity_look *at,
                                                uint32_t tok)
{
    for (uint32_t k = at->k; k < at->numbers->count; k++) {
        if (at->numbers->at[k].first_tok == tok)
            return &at->numbers->at[k];
        if (at->numbers->at[k].first_tok > tok)
            break;
    }
    return NULL;
}

bool gly_quantity_is_integer(const struct gly_number *number)
{
    return number->decimals == 0 && number->scale == 0 &&
           !(number->flags &
             (GLY_NUMBER_SHAPED | GLY_NUMBER_FRACTION | GLY_NUMBER_GROUPED |
              GLY_NUMBER_ORDINAL | GLY_NUMBER_PLURAL | GLY_NUMBER_NEGATIVE));
}

/* ---- Words before ---- */

static const char *const label_words[GLY_WORD_LETTERS] = {
    ['a' - 'a'] = "act airbus amendment apollo area",
    ['b' - 'a'] = "bay bill block boeing booth box building bus",
    ['c' - 'a'] = "called category cell championship channel code codes",
    ['d' - 'a'] = "dax decree district division dubbed",
    ['e' - 'a'] = "exit",
    ['f' - 'a'] = "flight formula fortune ftse",
    ['g' - 'a'] = "gate grade grand group",
    ['h' - 'a'] = "hall heat highway",
    ['i' - 'a'] = "interstate",
    ['j' - 'a'] = "junction",
    ['l' - 'a'] = "lane level locomotive lot",
    ['m' - 'a'] = "mark mk mk. model motorway",
    ['n' - 'a'] = "nasdaq no no. nos nos. number numbers",
    ['o' - 'a'] = "option ordinance",
    ['p' - 'a'] = "phase pier platform plot pool proposition psa",
    ['r' - 'a'] = "radio ranked resolution room route runway",
    ['s' - 'a'] = "sector seed size sizes squadron stage stages studio suite "
                  "sura",
    ['t' - 'a'] = "tank terminal tier track tracks train tram turret turrets type",
    ['u' - 'a'] = "ufc unit",
    ['w' - 'a'] = "ward wrestlemania",
    ['z' - 'a'] = "zone",
    [GLY_WORD_OTHER] = "#",
};

static const char *const reference_words[GLY_WORD_LETTERS] = {
    ['a' - 'a'] = "annex appendix art. article articles",
    ['b' - 'a'] = "book",
    ['c' - 'a'] = "ch. chapter chapters clause clauses column",
    ['e' - 'a'] = "episode eq. eqs. equation example exhibit",
    ['f' - 'a'] = "fig fig. figs figs. figure figures footnote footnotes",
    ['i' - 'a'] = "issue item items",
    ['l' - 'a'] = "lemma line lines listing",
    ['n' - 'a'] = "note notes",
    ['p' - 'a'] = "p. page pages para paragraph paragraphs paras part parts "
                  "plate pp. psalm psalms",
    ['q' - 'a'] = "question questions",
    ['r' - 'a'] = "ref. refs. row rule rules",
    ['s' - 'a'] = "s. scene schedule sec. section sections ss. step steps",
    ['t' - 'a'] = "table tables theorem title",
    ['v' - 'a'] = "verse verses vol. vols. volume volumes",
    [GLY_WORD_OTHER] = "§ §§",
};

static const char *const version_words =
    "version versions v v. release python java windows ios android firefox chrome php "
    "ruby rust go office linux ubuntu debian";

/* Of all these, words that say something else before a number of things. */
static const char *const plain_words =
    "on go rust mark part parts issue rule rules step steps line lines act bill type "
    "called group unit text box note notes size area v s. bus train total stage stages "
    "ranked title row";

static const char *const phone_words =
    "call ring phone telephone tel tel. tel: dial fax mobile text on";

static const char *const street_words =
    "street st st. road rd rd. avenue ave ave. lane square drive close terrace place "
    "boulevard blvd crescent court gardens row way mews gate hill park";

/* Capitalised words that begin a sentence and are no name. */
static const char *const openers[GLY_WORD_LETTERS] = {
    ['a' - 'a'] = "a about about: add after aged all almost also an and another "
                  "approximately are around as ask at",
    ['b' - 'a'] = "bag before between both bring but by",
    ['c' - 'a'] = "circa cut",
    ['d' - 'a'] = "during",
    ['e' - 'a'] = "exactly",
    ['f' - 'a'] = "fewer first for from",
    ['g' - 'a'] = "give",
    ['h' - 'a'] = "had has he her his",
    ['i' - 'a'] = "i if in is it its",
    ['j' - 'a'] = "just",
    ['l' - 'a'] = "last least less",
    ['m' - 'a'] = "make mix more most my",
    ['n' - 'a'] = "nearly no not number",
    ['o' - 'a'] = "of on only or our over",
    ['r' - 'a'] = "roughly run",
    ['s' - 'a'] = "said see she since so some",
    ['t' - 'a'] = "take than that the their then there these they this those to "
                  "total",
    ['u' - 'a'] = "under until up use",
    ['w' - 'a'] = "was we were when while with within",
    ['y' - 'a'] = "yet your",
};

static bool is_name(const struct gly_look *look, uint32_t tok)
{
    return gly_look_kind(look, tok) == GLY_TOK_WORD &&
           (gly_look_flags(look, tok) & GLY_TOK_CAPITALISED) &&
           !gly_look_listed(look, tok, openers);
}

/* "Formula One", "UFC 116": a name right before a bare number that counts nothing. */
static bool is_named(const struct gly_look *look, uint32_t tok,
                     const struct gly_number *number)
{
    uint32_t behind = tok + number->tok_count;
    if (!is_name(look, tok - 1) || tok - 1 == look->first)
        return false;
    if (gly_look_flags(look, tok - 1) & GLY_TOK_APOSTROPHE)
        return false;
    if (number->flags & GLY_NUMBER_WORDS)
        return (gly_look_flags(look, tok) & GLY_TOK_CAPITALISED) != 0;
    uint32_t after;
    if (gly_quantity_unit_behind(look, behind, &after))
        return false;
    return !gly_quantity_is_plural(look, behind) ||
           (gly_look_flags(look, behind) & GLY_TOK_CAPITALISED);
}

static uint8_t class_by_word(const struct gly_look *look, uint32_t before)
{
    if (gly_look_listed(look, before, reference_words))
        return GLY_QUANTITY_REFERENCE;
    if (gly_look_among(look, before, version_words))
        return GLY_QUANTITY_VERSION;
    if (gly_look_listed(look, before, label_words))
        return GLY_QUANTITY_LABEL;
    return GLY_QUANTITY_CLASS_COUNT;
}

/* Does a word before make the number a label or a reference? "No more than 12" and
 * "at least some lines 12" are held off by asking for the word right before. */
static bool read_worded(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    uint32_t tok = q->first_tok, before = tok - 1;
    /* "Radio 4's" is no plural as "the 90s" is. */
    bool possessive = number->flags & GLY_NUMBER_PLURAL && number->decimals == 0 &&
                      gly_look_flags(look, tok) & GLY_TOK_APOSTROPHE;
    bool integer = gly_quantity_is_integer(number) || possessive;
    bool decimal = number->decimals > 0 && number->scale == 0;
    if (gly_str_is(gly_look_at(look, before), ".") &&
        gly_look_among(look, before - 1, "no nos fig p pp vol art"))
        before--;
    uint8_t class = class_by_word(look, before);
    if (class != GLY_QUANTITY_CLASS_COUNT && number->flags & GLY_NUMBER_WORDS &&
        !(gly_look_flags(look, before) & GLY_TOK_CAPITALISED) &&
        !gly_look_among(look, before, "number chapter page step act scene phase type"))
        class = GLY_QUANTITY_CLASS_COUNT;
    if (class == GLY_QUANTITY_CLASS_COUNT &&
        gly_look_flags(look, before) & GLY_TOK_ABBREVIATION && integer &&
        gly_look_at(look, before).len == 2 && !(number->flags & GLY_NUMBER_WORDS))
        class = GLY_QUANTITY_LABEL; /* "P. 108" */
    bool inside =
        before > look->first && gly_look_flags(look, before) & GLY_TOK_CAPITALISED;
    if (class != GLY_QUANTITY_CLASS_COUNT && !inside &&
        gly_look_among(look, before, plain_words) &&
        gly_quantity_is_plural(look, tok + number->tok_count))
        class = GLY_QUANTITY_CLASS_COUNT;
    if (gly_word_among(gly_look_at(look, before), "no") &&
        !(gly_look_flags(look, before) & GLY_TOK_CAPITALISED))
        class = GLY_QUANTITY_CLASS_COUNT;
    /* "Type 8-centimetre guns" */
    uint32_t end = tok + number->tok_count, after;
    if (class == GLY_QUANTITY_LABEL && gly_look_is_hyphen(look, end) &&
        gly_look_is_glued(look, end) && gly_quantity_unit_behind(look, end, &after))
        class = GLY_QUANTITY_CLASS_COUNT;
    if (class == GLY_QUANTITY_CLASS_COUNT)
        return false;
    if (class == GLY_QUANTITY_VERSION && !decimal && !integer &&
        !(number->flags & GLY_NUMBER_SHAPED))
        return false;
    if (class != GLY_QUANTITY_VERSION && !integer && !decimal &&
        !(number->flags & (GLY_NUMBER_SHAPED | GLY_NUMBER_GROUPED)))
        return false;
    q->class = class;
    return true;
}

/* ---- Telephone numbers, codes, addresses ---- */

/* Digits in groups parted by spaces, with a plus or a nought first: "020 7946 0018". */
static bool read_phone(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    struct gly_str text = gly_look_at(look, q->first_tok);
    bool plus = gly_str_is(gly_look_at(look, q->first_tok - 1), "+") &&
                gly_look_is_glued(look, q->first_tok);
    bool called = gly_look_among(look, q->first_tok - 1, phone_words);
    uint32_t groups = 1;
    while (gly_look_kind(look, q->first_tok + groups) == GLY_TOK_NUMBER &&
           gly_quantity_number(at, groups) &&
           gly_look_at(look, q->first_tok + groups).len >= 2 && groups < 6)
        groups++;
    bool hyphens = text.len >= 7 && memchr(text.ptr, '-', text.len) &&
                   number->flags & GLY_NUMBER_SHAPED;
    bool zero = number->flags & GLY_NUMBER_ZERO_FIRST && text.len <= 5;
    if (!(hyphens && groups == 1 && text.len <= 14) && !(plus && groups > 1) &&
        !(zero && groups > 1) && !(zero && called && text.len > 6))
        return false;
    if (gly_look_among(look, q->first_tok - 1, "isbn issn isbn: doi"))
        return false;
    q->class = GLY_QUANTITY_PHONE;
    q->tok_count = groups;
    q->number_count = groups;
    if (plus) {
        q->first_tok--;
        q->tok_count++;
    }
    return true;
}

static bool read_address(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    enum { LONGEST_NAME = 3 };
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    if (number->decimals > 0 || number->scale > 0 ||
        number->flags & (GLY_NUMBER_FRACTION | GLY_NUMBER_PLURAL))
        return false;
    uint32_t i = q->first_tok + q->tok_count;
    bool ordinal = (number->flags & GLY_NUMBER_ORDINAL) != 0;
    if (number->flags & GLY_NUMBER_WORDS && !ordinal)
        return false;
    for (unsigned n = ordinal ? 1 : 0; n <= LONGEST_NAME; n++, i++) {
        if (!(gly_look_flags(look, i) & GLY_TOK_CAPITALISED))
            return false;
        if (n > 0 && gly_look_among(look, i, street_words)) {
            q->class = GLY_QUANTITY_ADDRESS;
            return true;
        }
    }
    return false;
}

/* ---- Colons, slashes, dots ---- */

static bool has_byte(struct gly_str text, char c)
{
    return text.len > 0 && memchr(text.ptr, c, text.len);
}

/* "3:2", "1:50,000", "John 3:16". */
static void read_ratio(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    uint32_t behind = q->first_tok + q->tok_count;
    q->class =
        is_name(look, q->first_tok - 1) ? GLY_QUANTITY_REFERENCE : GLY_QUANTITY_RATIO;
    while (gly_str_is(gly_look_at(look, behind), ",") &&
           gly_look_is_glued(look, behind) && gly_look_is_glued(look, behind + 1) &&
           gly_look_at(look, behind + 1).len == 3 &&
           gly_look_kind(look, behind + 1) == GLY_TOK_NUMBER) {
        behind += 2;
        q->number_count++;
    }
    q->tok_count = behind - q->first_tok;
}

static bool read_shaped(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    struct gly_str text = gly_look_at(look, q->first_tok);
    if (!(number->flags & GLY_NUMBER_SHAPED) || number->flags & GLY_NUMBER_FRACTION)
        return false;
    q->class = GLY_QUANTITY_CODE;
    if (has_byte(text, ':'))
        read_ratio(at, q);
    else if (has_byte(text, '/'))
        q->class = gly_look_among(look, q->first_tok - 1, "odds at of") ||
                           gly_look_among(look, q->first_tok + 1, "odds favourite shot")
                       ? GLY_QUANTITY_RATIO
                       : GLY_QUANTITY_LABEL;
    else if (has_byte(text, '.') && !has_byte(text, '-'))
        q->class = GLY_QUANTITY_VERSION;
    return true;
}

/* "[4]", "[12, 13]": a citation mark. */
static bool is_citation(const struct gly_look *look, uint32_t tok)
{
    return gly_look_among(look, tok - 1, "[ [[") &&
           gly_look_among(look, tok + 1, "] ]]");
}

/* "F-5", "Under-21": a hyphen joins it to the word before. "Pre-1914" and "mid-" are
 * dates, "twenty-1" is none. */
static bool is_joined(const struct gly_look *look, uint32_t tok)
{
    return gly_look_is_glued(look, tok) && gly_look_is_hyphen(look, tok - 1) &&
           gly_look_is_glued(look, tok - 1) &&
           (gly_look_kind(look, tok - 2) == GLY_TOK_WORD ||
            gly_look_kind(look, tok - 2) == GLY_TOK_MIXED);
}

/* "One Direction", "his Six Nations career": capitalised inside a sentence. */
static bool begins_name(const struct gly_look *look, uint32_t tok, uint32_t count,
                        const struct gly_number *number)
{
    return number->flags & GLY_NUMBER_WORDS && tok > look->first &&
           is_name(look, tok + count) &&
           gly_look_flags(look, tok) & GLY_TOK_CAPITALISED &&
           !gly_look_among(look, tok - 1, "\" “ ‘ ' : — . ( -");
}

/* "One Direction sang": the same words make a name inside a sentence not far away. */
static bool is_known_to_begin(const struct gly_quantity_look *at, uint32_t tok,
                              uint32_t count)
{
    enum { NEAR = 150 };
    const struct gly_numbers *numbers = at->numbers;
    const struct gly_number *number = &numbers->at[at->k];
    struct gly_str next = gly_look_at(&at->look, tok + count);
    if (!(number->flags & GLY_NUMBER_WORDS) || tok != at->look.first ||
        !is_name(&at->look, tok + count))
        return false;
    uint32_t from = at->k > NEAR ? at->k - NEAR : 0;
    for (uint32_t i = from; i < numbers->count && i < at->k + NEAR; i++) {
        const struct gly_number *other = &numbers->at[i];
        if (other->value != number->value || !(other->flags & GLY_NUMBER_WORDS) ||
            other->tok_count != number->tok_count)
            continue;
        struct gly_look look =
            gly_look_sent(at->look.doc, at->look.toks[other->first_tok].sent);
        if (begins_name(&look, other->first_tok, other->tok_count, other) &&
            gly_str_eq(gly_look_at(&look, other->first_tok + other->tok_count), next))
            return true;
    }
    return false;
}

bool gly_quantity_read_lookalike(const struct gly_quantity_look *at,
                                 struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    if (read_phone(at, q) || read_address(at, q) || read_worded(at, q))
        return true;
    if (is_citation(look, q->first_tok) && gly_quantity_is_integer(number)) {
        q->class = GLY_QUANTITY_REFERENCE;
        return true;
    }
    if (gly_look_among(look, q->first_tok + q->tok_count,
                       "u.s.c. usc u.s. f.2d f.3d")) {
        q->class = GLY_QUANTITY_REFERENCE;
        return true;
    }
    if (gly_look_among(look, q->first_tok - 1, "u.s.c. usc § §§")) {
        q->class = GLY_QUANTITY_REFERENCE;
        return true;
    }
    /* "A 9-pounder", "a 45-calibre gun": which one, not nine of something. */
    uint32_t end = q->first_tok + q->tok_count;
    if (gly_look_among(look, end + gly_look_is_hyphen(look, end),
                       "pounder pounders calibre caliber")) {
        q->class = GLY_QUANTITY_LABEL;
        return true;
    }
    if (gly_look_among(look, q->first_tok - 1, "of") &&
        gly_look_among(look, q->first_tok - 2, "group") &&
        gly_look_flags(look, q->first_tok - 2) & GLY_TOK_CAPITALISED) {
        q->class = GLY_QUANTITY_LABEL;
        return true;
    }
    if (read_shaped(at, q))
        return true;
    /* "2^64": base and exponent are no values. */
    if ((gly_look_among(look, end, "^") && gly_look_is_glued(look, end)) ||
        (gly_look_among(look, q->first_tok - 1, "^") &&
         gly_look_is_glued(look, q->first_tok))) {
        q->class = GLY_QUANTITY_CODE;
        return true;
    }
    if (begins_name(look, q->first_tok, q->tok_count, number) ||
        is_known_to_begin(at, q->first_tok, q->tok_count)) {
        q->class = GLY_QUANTITY_LABEL;
        return true;
    }
    if (gly_str_is(gly_look_at(look, q->first_tok - 1), "/") &&
        gly_quantity_is_integer(number) && gly_look_is_glued(look, q->first_tok)) {
        q->class = GLY_QUANTITY_RATIO; /* "7.4/10" */
        return true;
    }
    if (is_joined(look, q->first_tok) &&
        gly_look_among(look, q->first_tok - 2, "age")) {
        q->class = GLY_QUANTITY_AGE;
        return true;
    }
    if (is_joined(look, q->first_tok) && !(number->flags & GLY_NUMBER_ORDINAL)) {
        q->class = GLY_QUANTITY_LABEL;
        return true;
    }
    bool decimal = number->decimals == 1 || number->decimals == 2;
    if ((gly_quantity_is_integer(number) || (decimal && number->value < 30)) &&
        is_named(look, q->first_tok, number)) {
        q->class = decimal ? GLY_QUANTITY_VERSION : GLY_QUANTITY_LABEL;
        return true;
    }
    if (number->flags & GLY_NUMBER_ZERO_FIRST) {
        q->class = GLY_QUANTITY_CODE;
        return true;
    }
    return false;
}
