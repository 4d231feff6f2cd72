/* Runs: words with a capital that stand together, with the small words that names have
 * inside ("University of the West of England", "Ludwig van Beethoven", "Kwok Ka-ki"). */
#include "note/name.h"

/* The longest phrase of the lists in words: "Chancellor of the Exchequer" has four. */
enum { PHRASE_WORDS_MAX = 6 };

struct run {
    struct gly_namer *n;
    uint32_t end; /* of the sentence */
    struct gly_name_piece pieces[GLY_NAME_PIECES_MAX];
    uint32_t count;
};

static const struct gly_tok *tok_at(const struct run *run, uint32_t tok)
{
    return &run->n->doc->toks.at[tok];
}

static bool is_capital(const struct run *run, uint32_t tok)
{
    return tok < run->end && run->n->tok_words[tok] != 0;
}

static bool is_text(const struct run *run, uint32_t tok, const char *text)
{
    return tok < run->end &&
           gly_str_is(gly_tok_text(run->n->doc, tok_at(run, tok)), text);
}

static bool is_glued(const struct run *run, uint32_t tok)
{
    return tok < run->end && tok_at(run, tok)->flags & GLY_TOK_GLUED;
}

/* ---- Pieces ---- */

static const uint32_t names_whole =
    GLY_NAME_ROLE(PLACE) | GLY_NAME_ROLE(ORG) | GLY_NAME_ROLE(EVENT) |
    GLY_NAME_ROLE(WORK) | GLY_NAME_ROLE(PRODUCT) | GLY_NAME_ROLE(OTHER) |
    GLY_NAME_ROLE(TITLE) | GLY_NAME_ROLE(JOINED) | GLY_NAME_ROLE(PERSON);

/* The longest phrase that begins at `tok`; returns its end, or `tok` for none. The lists
 * tell of each beginning whether a phrase goes on so. */
static uint32_t find_phrase(const struct run *run, uint32_t tok, uint32_t *ret_roles)
{
    uint32_t end = tok, roles = GLY_NAME_ROLE(PHRASE);
    for (uint32_t t = tok + 1;
         t < run->end && t - tok < PHRASE_WORDS_MAX && roles & GLY_NAME_ROLE(PHRASE);
         t++) {
        struct gly_name_form form;
        if (tok_at(run, t)->kind == GLY_TOK_PUNCT && !is_text(run, t, "-"))
            break;
        roles = gly_namelist_roles(run->n->names,
                                   gly_name_form(run->n->doc, tok, t + 1, &form));
        if (roles & names_whole) {
            *ret_roles = roles & (names_whole | GLY_NAME_ROLE(NUMBERED));
            end = t + 1;
        }
    }
    return end;
}

/* "Women's", "King's": whom an institution is for, or who gave it. */
static bool is_group_possessive(const struct run *run, uint32_t tok)
{
    static const char *const groups[] = {"People", "Women",   "Men",   "Children",
                                         "King",   "Queen",   "Girls", "Boys",
                                         "Ladies", "Veterans"};
    struct gly_span span = tok_at(run, tok)->span;
    if (!is_capital(run, tok + 1) ||
        !gly_name_is_possessive(run->n->doc, tok, &span.end))
        return false;
    struct gly_str text = gly_doc_slice(run->n->doc, span);
    return gly_str_one_of(text, groups, GLY_COUNT(groups));
}

/* Takes the word or phrase at `tok` as the next piece; returns where it ends. */
static uint32_t take(struct run *run, uint32_t tok, enum gly_name_glue before)
{
    const struct gly_name_word *word = gly_namer_word(run->n, tok);
    struct gly_name_piece *piece = &run->pieces[run->count++];
    *piece = (struct gly_name_piece){.tok = tok,
                                     .tok_end = tok + 1,
                                     .capital = tok,
                                     .roles = word->roles,
                                     .word = run->n->tok_words[tok],
                                     .before = (uint8_t)before};
    if (is_group_possessive(run, tok))
        piece->roles = GLY_NAME_ROLE(MODIFIER);
    if (word->roles & GLY_NAME_ROLE(PHRASE)) {
        uint32_t roles, end = find_phrase(run, tok, &roles);
        if (end > tok) {
            /* What a phrase takes after it ("Department of Health and ...") its first
             * word does not say. */
            piece->roles = roles;
            piece->tok_end = end;
            piece->phrase = true;
        }
    }
    return piece->tok_end;
}

/* ---- What may stand between pieces ---- */

/* Words behind a hyphen that end no name: "Paris-based", "English-speaking". */
static const char *const not_in_names[] = {
    "based",    "born",     "backed",  "led",   "style",  "wide", "like",
    "era",      "made",     "owned",   "bound", "listed", "run",  "type",
    "level",    "only",     "trained", "area",  "held",   "free", "related",
    "speaking", "friendly", "sized",   "wing",  NULL};

/* "-Jones", "-ki": behind a hyphen a name goes on with a capital, and in given names of
 * East Asia, which stand behind the surname, with a small letter. */
static uint32_t over_hyphen(struct run *run, uint32_t tok)
{
    if (!is_text(run, tok, "-") || !is_glued(run, tok) || !is_glued(run, tok + 1))
        return tok;
    if (is_capital(run, tok + 1))
        return tok + 1;
    const struct gly_name_piece *last = &run->pieces[run->count - 1];
    struct gly_str text = gly_tok_text(run->n->doc, tok_at(run, tok + 1));
    bool is_place = last->roles & (GLY_NAME_ROLE(PLACE) | GLY_NAME_ROLE(DEMONYM));
    if ((run->count >= 2 || text.len <= 2) &&
        tok_at(run, tok + 1)->kind == GLY_TOK_WORD && !is_place && text.len <= 6 &&
        !gly_tok_is_one(run->n->doc, tok + 1, not_in_names) &&
        !gly_str_ends(text, "ed") && !last->phrase) {
        run->pieces[run->count - 1].tok_end = tok + 2;
        return tok + 2;
    }
    return tok;
}

/* "Aldwick–Morley Bridge" is one thing; "the Smith–Jones theorem" names two persons. The
 * dash is U+2013, and the last capital behind it says what the whole is. */
static uint32_t over_dash(const struct run *run, uint32_t tok)
{
    const uint32_t tails = GLY_NAME_ROLE(PLACE_TAIL) | GLY_NAME_ROLE(ORG_TAIL) |
                           GLY_NAME_ROLE(EVENT_TAIL) | GLY_NAME_ROLE(WORK_TAIL);
    if (!is_text(run, tok, "\xE2\x80\x93") || !is_glued(run, tok) ||
        !is_glued(run, tok + 1) || !is_capital(run, tok + 1))
        return tok;
    uint32_t last = tok + 1;
    while (is_capital(run, last + 1) && !is_glued(run, last + 1) &&
           last - tok < GLY_NAME_PIECES_MAX)
        last++;
    return last > tok + 1 && gly_namer_word(run->n, last)->roles & tails ? tok + 1
                                                                         : tok;
}

static bool is_particle(const struct run *run, uint32_t tok)
{
    static const char *const particles[] = {
        "van", "von", "der", "den",   "de",  "la",  "le",  "du",  "da",  "di", "del",
        "dos", "das", "do",  "della", "bin", "ibn", "ben", "ter", "ten", "zu", "af",
        "av",  "el",  "al",  "y",     "und", "des", "las", "los", "et",  NULL};
    return tok < run->end && tok_at(run, tok)->kind == GLY_TOK_WORD &&
           gly_span_len(tok_at(run, tok)->span) <= 5 &&
           gly_tok_is_one(run->n->doc, tok, particles);
}

/* "van der Rohe", "al-Assad": returns the capital behind particles, or `tok`. */
static uint32_t over_particles(const struct run *run, uint32_t tok)
{
    uint32_t t = tok;
    for (unsigned i = 0; i < 2 && is_particle(run, t); i++) {
        t++;
        if (is_text(run, t, "-") && is_glued(run, t))
            t++;
    }
    return t > tok && is_capital(run, t) ? t : tok;
}

static const uint32_t takes_of =
    GLY_NAME_ROLE(ORG_OF) | GLY_NAME_ROLE(PLACE_OF) | GLY_NAME_ROLE(EVENT_OF);

/* "of England", "of the Sea", "for Economic Research". */
static uint32_t over_of(const struct run *run, uint32_t tok)
{
    static const char *const also[] = {"for", "on", NULL};
    static const char *const ranks[] = {
        "Earl",        "Countess", "Marquess", "Marchioness", "Duke",
        "Duchess",     "Baroness", "Viscount", "Prince",      "Princess",
        "Viscountess", "Baron",    NULL};
    const struct gly_name_piece *last = &run->pieces[run->count - 1];
    bool is_of = is_text(run, tok, "of");
    bool is_rank = is_of && gly_tok_is_one(run->n->doc, tok - 1, ranks);
    /* "the History of Marchmont": a work by its capital, "History of art is ..." by its place */
    bool is_work = is_of && last->roles & GLY_NAME_ROLE(WORK_TAIL) &&
                   (run->count == 1 || !(run->pieces[0].roles & GLY_NAME_GIVEN)) &&
                   !(tok_at(run, last->tok)->flags & GLY_TOK_SENT_START);
    if ((!(last->roles & takes_of) && !is_rank && !is_work) ||
        (!is_of && !(last->roles & GLY_NAME_ROLE(ORG_OF) && tok < run->end &&
                     gly_tok_is_one(run->n->doc, tok, also))))
        return tok;
    uint32_t t = tok + 1;
    if (is_text(run, t, "the"))
        t++;
    if (!is_capital(run, t))
        return tok;
    uint32_t roles = gly_namer_word(run->n, t)->roles;
    bool bare = roles & (GLY_NAME_ROLE(STOP) | GLY_NAME_ROLE(TIME)) &&
                !(roles & GLY_NAME_ROLE(MODIFIER));
    /* "the president of the council on Iraq": what is discussed, not a name's part */
    bool topic = !is_of && roles & GLY_NAME_ROLE(PLACE);
    return bare || topic ? tok : t;
}

/* Has the run an "of" behind the name of an office? "Department of Health" has. */
static bool has_office(const struct run *run)
{
    for (uint32_t i = 1; i < run->count; i++)
        if (run->pieces[i].before == GLY_GLUE_OF &&
            run->pieces[i - 1].roles & GLY_NAME_ROLE(ORG_OF))
            return true;
    return false;
}

/* "and Human Services" behind "Department of Health", "and Sons", "and Company". */
static uint32_t over_and(const struct run *run, uint32_t tok)
{
    if (!is_text(run, tok, "and") || !is_capital(run, tok + 1))
        return tok;
    static const char *const closing[] = {"Sons",       "Company",  "Co",        "Co.",
                                          "Associates", "Partners", "Daughters", NULL};
    uint32_t roles = gly_namer_word(run->n, tok + 1)->roles;
    const uint32_t known = GLY_NAME_GIVEN | GLY_NAME_ROLE(PLACE) | GLY_NAME_ROLE(ORG) |
                           GLY_NAME_ROLE(TITLE) | GLY_NAME_ROLE(STOP) |
                           GLY_NAME_ROLE(ORG_OF);
    if (gly_tok_is_one(run->n->doc, tok + 1, closing) ||
        (has_office(run) && !(roles & known) &&
         !(run->pieces[run->count - 1].roles & GLY_NAME_ROLE(PLACE))))
        return tok + 1;
    return tok;
}

static bool is_year(const struct run *run, uint32_t tok)
{
    if (tok >= run->end || tok_at(run, tok)->kind != GLY_TOK_NUMBER)
        return false;
    struct gly_str text = gly_tok_text(run->n->doc, tok_at(run, tok));
    return text.len == 4 && (gly_str_starts(text, "1") || gly_str_starts(text, "20")) &&
           !memchr(text.ptr, '.', 4) && !memchr(text.ptr, ',', 4);
}

/* "Orme & Tully (2014)", "Orme & Tully, 2014": two authors, no firm. */
static uint32_t over_ampersand(const struct run *run, uint32_t tok)
{
    if (!is_text(run, tok, "&") || !is_capital(run, tok + 1))
        return tok;
    bool mark = is_text(run, tok + 2, "(") || is_text(run, tok + 2, ",");
    bool reference = is_text(run, tok + 2, "[");
    bool places = run->pieces[run->count - 1].roles & GLY_NAME_ROLE(PLACE) &&
                  gly_namer_word(run->n, tok + 1)->roles & GLY_NAME_ROLE(PLACE);
    return run->count == 1 && (is_year(run, tok + 2 + mark) || reference || places)
               ? tok
               : tok + 1;
}

static uint32_t over_comma(const struct run *run, uint32_t tok)
{
    static const char *const behind[] = {"Jr",   "Jr.", "Sr",    "Sr.", "Inc",
                                         "Inc.", "Ltd", "Ltd.",  "LLC", "L.P.",
                                         "PLC",  "Plc", "Corp.", "III", NULL};
    return is_text(run, tok, ",") && tok + 1 < run->end &&
                   gly_tok_is_one(run->n->doc, tok + 1, behind)
               ? tok + 1
               : tok;
}

static bool is_event(const struct gly_name_piece *piece)
{
    return piece->roles & (GLY_NAME_ROLE(EVENT) | GLY_NAME_ROLE(EVENT_TAIL)) &&
           !(piece->roles & GLY_NAME_ROLE(TIME));
}

/* "Room" in "we met in Room 12": an ordinary word that has its capital from the number. */
static bool is_numbered(const struct run *run)
{
    const struct gly_name_piece *only = &run->pieces[0];
    const uint32_t known =
        GLY_NAME_ROLE(STOP) | GLY_NAME_ROLE(TIME) | GLY_NAME_ROLE(TITLE) |
        GLY_NAME_ROLE(PLACE) | GLY_NAME_ROLE(ORG) | GLY_NAME_ROLE(PERSON) |
        GLY_NAME_ROLE(OTHER) | GLY_NAME_ROLE(PEOPLE) | GLY_NAME_ROLE(ORG_OF);
    return run->count == 1 && !only->phrase && !(only->roles & known) &&
           gly_span_len(tok_at(run, only->tok)->span) > 1 &&
           !(tok_at(run, only->tok)->flags & (GLY_TOK_SENT_START | GLY_TOK_ALL_CAPS)) &&
           gly_namer_is_common(run->n, only->capital);
}

/* "11" behind "Apollo", "2" behind "Deck". */
static bool is_number_of(const struct run *run, uint32_t tok)
{
    const struct gly_name_piece *last = &run->pieces[run->count - 1];
    if (tok >= run->end || tok_at(run, tok)->kind != GLY_TOK_NUMBER ||
        tok_at(run, tok)->flags & GLY_TOK_GLUED)
        return false;
    struct gly_str text = gly_tok_text(run->n->doc, tok_at(run, tok));
    bool plain = text.len <= 5 && text.ptr[0] >= '0' && text.ptr[0] <= '9';
    return plain && (last->roles & GLY_NAME_ROLE(NUMBERED) ||
                     (is_event(last) && is_year(run, tok)) ||
                     (!memchr(text.ptr, '.', text.len) && !is_year(run, tok) &&
                      is_numbered(run)));
}

/* "the 2012 Olympics": the year tells which. "In 2012 Carnival ..." says when. */
static uint32_t year_before(const struct run *run, uint32_t first, uint32_t tok)
{
    static const char *const definite[] = {"the", "The", "this",  "its", "his",
                                           "her", "our", "their", NULL};
    return tok >= first + 2 && is_event(&run->pieces[run->count - 1]) &&
                   is_year(run, tok - 1) &&
                   gly_tok_is_one(run->n->doc, tok - 2, definite)
               ? tok - 1
               : tok;
}

/* ---- A run ---- */

/* A possessive ends a name, but for "Women's Institute", "St Brendan's College". */
static bool is_end(const struct run *run, uint32_t tok)
{
    static const char *const saints[] = {"St", "St.", "Saint", NULL};
    uint32_t end;
    return gly_name_is_possessive(run->n->doc, tok, &end) &&
           !is_group_possessive(run, tok) &&
           (run->count < 2 ||
            !gly_tok_is_one(run->n->doc, run->pieces[run->count - 2].tok, saints));
}

/* "Otto I, ...", "Otto I of Brandt": no pronoun is followed so. */
static bool is_first_of_name(const struct run *run, uint32_t tok)
{
    static const char *const behind[] = {",", ".", ";", ")", "of", NULL};
    return is_text(run, tok, "I") && tok + 1 < run->end &&
           run->pieces[run->count - 1].roles &
               (GLY_NAME_GIVEN | GLY_NAME_ROLE(PERSON)) &&
           gly_tok_is_one(run->n->doc, tok + 1, behind);
}

/* May the word at `tok` be a further word of the name? */
static bool goes_on(const struct run *run, uint32_t tok)
{
    if (!is_capital(run, tok) || is_glued(run, tok))
        return false;
    uint32_t roles = gly_namer_word(run->n, tok)->roles;
    if (is_first_of_name(run, tok))
        return true;
    if (roles & GLY_NAME_ROLE(STOP) && !(roles & GLY_NAME_ROLE(MODIFIER))) {
        /* "Formula One", "World War Two", but not "London The". */
        uint32_t last = run->pieces[run->count - 1].roles;
        return last & (GLY_NAME_ROLE(NUMBERED) | GLY_NAME_ROLE(EVENT_TAIL));
    }
    return true;
}

/* What comes behind the piece that ends before `tok`: the next capital, and `glue`. */
static uint32_t next_capital(struct run *run, uint32_t tok, enum gly_name_glue *glue)
{
    static uint32_t (*const over[])(const struct run *, uint32_t) = {
        [GLY_GLUE_PARTICLE] = over_particles,
        [GLY_GLUE_OF] = over_of,
        [GLY_GLUE_AND] = over_and,
        [GLY_GLUE_AMPERSAND] = over_ampersand,
        [GLY_GLUE_COMMA] = over_comma,
    };
    *glue = GLY_GLUE_SPACE;
    if (tok >= run->end || goes_on(run, tok))
        return tok;
    bool word = tok_at(run, tok)->kind == GLY_TOK_WORD;
    uint32_t next = word ? tok : over_hyphen(run, tok);
    if (!word && next == tok)
        next = over_dash(run, tok);
    *glue = GLY_GLUE_HYPHEN;
    if (next > tok)
        return next;
    unsigned first = word ? GLY_GLUE_PARTICLE : GLY_GLUE_AMPERSAND;
    unsigned end = word ? GLY_GLUE_AMPERSAND : GLY_COUNT(over);
    for (unsigned g = first; g < end; g++) {
        next = over[g](run, tok);
        if (next > tok) {
            *glue = (enum gly_name_glue)g;
            return next;
        }
    }
    *glue = GLY_GLUE_OF;
    return gly_namer_over_small_words(run->n, run->pieces, run->count, tok, run->end);
}

/* Reads the run that begins at `tok`; returns where it ends. */
static uint32_t read_run(struct run *run, uint32_t tok)
{
    run->count = 0;
    uint32_t at = take(run, tok, GLY_GLUE_SPACE);
    while (at < run->end && run->count < GLY_NAME_PIECES_MAX) {
        enum gly_name_glue glue;
        if (is_end(run, at - 1))
            break;
        if (is_number_of(run, at)) {
            run->pieces[run->count - 1].tok_end = ++at;
            break;
        }
        uint32_t next = next_capital(run, at, &glue);
        if (is_capital(run, next) && (next > at || glue == GLY_GLUE_SPACE)) {
            at = take(run, next, glue);
            continue;
        }
        /* over_hyphen() has lengthened the last piece by a word in small letters. */
        if (next == at)
            break;
        at = next;
    }
    return at;
}

/* "bin Laden", "de Gaulle", "al-Qaeda": particles before the first capital. Those that
 * are English words as well ("do", "den") or mean "and" are left alone. */
static uint32_t particle_before(const struct run *run, uint32_t first, uint32_t tok)
{
    static const char *const leading[] = {"van", "von", "bin", "ibn", "al",
                                          "el",  "de",  "di",  "du",  NULL};
    const struct gly_doc *doc = run->n->doc;
    if (tok >= first + 2 && is_text(run, tok - 1, "-") && is_glued(run, tok) &&
        is_glued(run, tok - 1) && gly_tok_is_one(doc, tok - 2, leading))
        return tok - 2;
    if (tok > first && !is_glued(run, tok) && gly_tok_is_one(doc, tok - 1, leading))
        return tok - 1;
    return tok;
}

/* "example.org", "@anna": the address is the name. */
static void add_address(struct gly_namer *n, uint32_t sent, uint32_t tok)
{
    const struct gly_name_piece piece = {
        .tok = tok, .tok_end = tok + 1, .capital = tok};
    gly_namer_add(n, sent, &piece, 1, (struct gly_span){0, 0}, 0);
}

void gly_namer_find_spans(struct gly_namer *n)
{
    const struct gly_doc *doc = n->doc;
    struct run run = {.n = n};
    uint32_t behind = 0; /* the run before */
    for (uint32_t i = 0; i < n->start_count; i++) {
        uint32_t t = n->starts[i], s = doc->toks.at[t].sent;
        const struct gly_sent *sent = &doc->sents.at[s];
        if (t < behind)
            continue;
        if (n->tok_words[t] == 0) {
            add_address(n, s, t);
            continue;
        }
        run.end = sent->first_tok + sent->tok_count;
        uint32_t begin = particle_before(&run, sent->first_tok, t);
        behind = read_run(&run, t);
        run.pieces[0].tok = year_before(&run, sent->first_tok, begin);
        gly_namer_trim(n, s, run.pieces, run.count);
    }
}
