/* What is so many years old was begun so many years before. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { ANNIVERSARY };

static const struct gly_rule rules[] = {
    [ANNIVERSARY] =
        {
            .id = "figures/anniversary",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "An anniversary or edition does not fit its two years",
            .why = "The year of the beginning and the present one decide which "
                   "anniversary it is; of something held every year, also which "
                   "edition. Judged where the sentences name exactly two years.",
            .bad = "The library keeps its bicentenary in 2022; it was opened in 1922.",
            .good = "The library keeps its centenary in 2022; it was opened in 1922.",
        },
};

/* ---- What is kept ---- */

struct feast {
    double years; /* 0 for none */
    uint32_t tok; /* of the word "anniversary" */
    struct gly_span span;
};

static double years_of_word(const struct gly_doc *doc, uint32_t tok)
{
    static const struct {
        const char *words;
        double years;
    } feasts[] = {
        {"centenary|centennial", 100},
        {"bicentenary|bicentennial", 200},
        {"tercentenary|tricentennial", 300},
        {"quatercentenary", 400},
        {"quincentenary", 500},
        {"sesquicentennial|sesquicentenary", 150},
    };
    for (size_t i = 0; i < GLY_COUNT(feasts); i++)
        if (gly_tok_is(doc, tok, feasts[i].words))
            return feasts[i].years;
    if (gly_tok_is(doc, tok + 1, "jubilee|anniversary")) {
        if (gly_tok_is(doc, tok, "silver"))
            return 25;
        if (gly_tok_is(doc, tok, "golden"))
            return 50;
        if (gly_tok_is(doc, tok, "diamond"))
            return 60;
        if (gly_tok_is(doc, tok, "platinum") && gly_tok_is(doc, tok + 1, "jubilee"))
            return 70;
    }
    return 0;
}

/* "its 215th anniversary", "the 40th birthday", "the bicentenary": the only one of a
 * sentence. */
static struct feast feast_of(const struct gly_doc *doc,
                             const struct gly_quantities *all, uint32_t first_figure,
                             const struct gly_sent *sent)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    struct feast found = {0};
    for (uint32_t tok = sent->first_tok; tok < sent->first_tok + sent->tok_count;
         tok++) {
        struct feast feast = {
            .years = years_of_word(doc, tok), .tok = tok, .span = toks[tok].span};
        if (feast.years == 0 && gly_tok_is(doc, tok, "anniversary|birthday"))
            for (uint32_t i = first_figure;
                 i < all->count && all->at[i].first_tok < tok; i++)
                if (all->at[i].class == GLY_QUANTITY_ORDINAL &&
                    gly_quantity_end(&all->at[i]) == tok && all->at[i].low >= 2) {
                    feast.years = all->at[i].low;
                    feast.span = all->at[i].span;
                }
        if (feast.years == 0)
            continue;
        if (found.years > 0)
            return (struct feast){0};
        found = feast;
    }
    return found;
}

/* ---- Years ---- */

struct years {
    const struct gly_date *at[3];
    unsigned count;
    bool vague;
};

static void add_years(const struct gly_dates *dates, uint32_t first, uint32_t sent,
                      struct years *ret)
{
    enum {
        VAGUE = GLY_DATE_CIRCA | GLY_DATE_BC | GLY_DATE_DECADE | GLY_DATE_CENTURY |
                GLY_DATE_FISCAL
    };
    for (uint32_t i = first; i < dates->count && dates->at[i].sent <= sent; i++) {
        const struct gly_date *d = &dates->at[i];
        if (d->sent != sent || d->from.year == GLY_NO_YEAR)
            continue;
        ret->vague |= d->flags & VAGUE || d->kind == GLY_DATE_PERIOD;
        if (ret->count > 0 && ret->at[ret->count - 1]->from.year == d->from.year)
            continue;
        if (ret->count == GLY_COUNT(ret->at)) {
            ret->vague = true;
            return;
        }
        ret->at[ret->count++] = d;
    }
}

#define BEGINNINGS                                                                 \
    "opened|founded|built|began|begun|established|launched|started|formed|held|"   \
    "inaugurated|created|signed|completed|laid|introduced|published|incorporated|" \
    "born|set|moved|settled|chartered|unveiled|came|since|discovered|granted|"     \
    "crowned|elected|invented|adopted|begins|opens|starts|dates|dating"

/* The words of the beginning that "the centenary of his death" asks for; those of any where
 * it does not say what it is of. */
static const char *beginnings_of(const struct gly_doc *doc, const struct feast *feast)
{
    enum { NEAR = 4 };
    uint32_t from = feast->tok + 2, end = from + NEAR;
    if (!gly_tok_is(doc, feast->tok + 1, "of"))
        return BEGINNINGS;
    return gly_toks_have(doc, from, end, "death")   ? "died|killed|executed|death"
           : gly_toks_have(doc, from, end, "birth") ? "born|birth"
                                                    : BEGINNINGS;
}

/* The year of the beginning and the present one, in order; false where that is not
 * what the two are. */
static bool two_years(const struct gly_doc *doc, const struct years *y,
                      const struct feast *feast, bool same_sentence)
{
    if (y->vague || y->count != 2 || y->at[0]->from.year >= y->at[1]->from.year) {
        /* "In 2019 ... the centenary of the charter of 1919". */
        if (y->vague || y->count != 2 || y->at[1]->sent != y->at[0]->sent)
            return false;
    }
    const struct gly_date *start =
        y->at[0]->from.year < y->at[1]->from.year ? y->at[0] : y->at[1];
    const struct gly_date *now = start == y->at[0] ? y->at[1] : y->at[0];
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[start->sent];
    uint32_t at = start->first_tok;
    enum { NEAR = 6 };
    uint32_t from = at > sent->first_tok + NEAR ? at - NEAR : sent->first_tok;
    /* Behind the feast comes what it is of; before it, how it began. */
    bool of = same_sentence && at > feast->tok &&
              gly_toks_have(doc, feast->tok, feast->tok + 3, "of|since") &&
              !gly_toks_have(doc, feast->tok, at, ",|;");
    if (!of && !gly_toks_have(doc, from, at, beginnings_of(doc, feast)))
        return false;
    return !gly_toks_have(doc, now->first_tok, now->first_tok + now->tok_count,
                          "until");
}

static void judge(struct gly_pass *pass, const struct years *y,
                  const struct feast *feast, const char *what, double expected)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    int32_t a = y->at[0]->from.year, b = y->at[1]->from.year;
    if (feast->years == expected)
        return;
    struct gly_finding *f =
        gly_report(pass, ANNIVERSARY, feast->span,
                   "from %d to %d is %s %.0f, not '%.*s'", a < b ? a : b, a < b ? b : a,
                   what, expected, GLY_STR_ARG(gly_doc_slice(doc, feast->span)));
    gly_evidence(f, y->at[a < b ? 0 : 1]->span, "the beginning");
    gly_evidence(f, y->at[a < b ? 1 : 0]->span, "the year in question");
}

static int32_t distance(const struct years *y)
{
    int32_t d = y->at[1]->from.year - y->at[0]->from.year;
    return d < 0 ? -d : d;
}

/* ---- Anniversaries ---- */

/* "its 125th anniversary in 2023" */
static bool is_kept_in(const struct gly_doc *doc, const struct years *y,
                       const struct feast *feast)
{
    for (unsigned i = 0; i < y->count; i++)
        if (gly_tok_is(doc, feast->tok + 1, "in") &&
            y->at[i]->first_tok == feast->tok + 2)
            return true;
    return false;
}

static void check_feast(struct gly_pass *pass, const struct gly_dates *dates,
                        uint32_t first_date, const struct feast *feast, uint32_t index)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t sent_count;
    const struct gly_sent *sents = gly_doc_sents(doc, &sent_count);
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    struct years y = {.count = 0};
    if (gly_sent_corrects(doc, index) ||
        gly_sent_has(doc, index,
                     "approaching|approaches|until|before|after|ahead|eve|"
                     "late|belated|postponed|delayed|next"))
        return;
    add_years(dates, first_date, index, &y);
    /* "will celebrate its 125th anniversary in 2023": the year is that of the feast, which
     * may be kept late. */
    if (gly_sent_has(doc, index, "will|would") &&
        (!is_kept_in(doc, &y, feast) || y.count != 2 ||
         fabs(distance(&y) - feast->years) <= 1))
        return;
    bool same = y.count == 2;
    if (y.count == 1 && index > 0 && sents[index - 1].block == sents[index].block) {
        struct years before = {.count = 0};
        add_years(dates, first_date, index - 1, &before);
        if (before.count == 1 && !before.vague &&
            before.at[0]->from.year < y.at[0]->from.year) {
            y.at[1] = y.at[0];
            y.at[0] = before.at[0];
            y.count = 2;
        }
    } else if (y.count == 0 && blocks[sents[index].block].kind == GLY_BLOCK_HEADING &&
               index + 1 < sent_count) {
        add_years(dates, first_date, index + 1, &y);
    }
    if (two_years(doc, &y, feast, same))
        judge(pass, &y, feast, "anniversary", distance(&y));
}

/* ---- "marked 50 years since its founding in 1973" ---- */

static void check_since(struct gly_pass *pass, const struct gly_dates *dates,
                        uint32_t first_date, const struct gly_quantity *q)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t behind = gly_quantity_end(q);
    enum { FAR = 7, LOOSE = 2 }; /* feasts are put off */
    if (!gly_quantity_in(q, GLY_DIM_TIME) || !gly_quantity_is_plain(q) ||
        strcmp(q->unit->symbol, "year") != 0 || q->low < 10 || q->low > 1000 ||
        !gly_tok_is(doc, behind, "since") ||
        !gly_sent_has(doc, q->sent,
                      "marked|marks|marking|celebrated|celebrates|celebrating|"
                      "commemorated|commemorates") ||
        gly_sent_corrects(doc, q->sent) || gly_sent_has(doc, q->sent, "will|next"))
        return;
    struct years y = {.count = 0};
    add_years(dates, first_date, q->sent, &y);
    if (y.vague || y.count != 2)
        return;
    const struct gly_date *start =
        y.at[y.at[0]->from.year < y.at[1]->from.year ? 0 : 1];
    if (start->first_tok < behind || start->first_tok > behind + FAR)
        return;
    struct feast feast = {.years = q->low, .span = q->span};
    if (fabs(distance(&y) - q->low) > LOOSE)
        judge(pass, &y, &feast, "year", distance(&y));
}

/* ---- Editions ---- */

/* "First held in 1998 and every year since. ... The edition of 2022 is the 22nd." */
static void check_edition(struct gly_pass *pass, const struct gly_dates *dates,
                          uint32_t first_date, const struct gly_quantity *ordinal)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    uint32_t index = ordinal->sent;
    if (ordinal->low < 3 ||
        !gly_sent_has(doc, index,
                      "edition|festival|race|fair|show|season|year's|prize") ||
        gly_sent_has(doc, index,
                     "cancelled|skipped|missed|twice|except|no|not|break|gap"))
        return;
    struct years y = {.count = 0};
    uint32_t from = index;
    if (index > 0 && sents[index - 1].block == sents[index].block &&
        gly_sent_has(doc, index - 1, "first")) {
        from = index - 1;
        add_years(dates, first_date, from, &y);
    }
    add_years(dates, first_date, index, &y);
    bool yearly = false;
    const struct gly_sent *sent = &sents[from];
    for (uint32_t tok = sent->first_tok; tok + 1 < sent->first_tok + sent->tok_count;
         tok++)
        yearly |= gly_tok_is(doc, tok, "every|each") &&
                  gly_tok_is(doc, tok + 1, "year|summer|spring|winter|autumn");
    if (!yearly || y.vague || y.count != 2 ||
        y.at[0]->from.year >= y.at[1]->from.year ||
        gly_sent_has(doc, from, "except|cancelled|apart|save|but|war|pandemic"))
        return;
    const struct gly_sent *first = &sents[y.at[0]->sent];
    if (!gly_toks_have(doc, first->first_tok, y.at[0]->first_tok, "first") ||
        !gly_toks_have(doc, first->first_tok, y.at[0]->first_tok,
                       "held|staged|run|took|edition|hosted|organised|organized|"
                       "awarded|given|played|raced|rowed|sailed|ridden|danced|sung|"
                       "shown|published"))
        return;
    struct feast feast = {.years = ordinal->low, .span = ordinal->span};
    judge(pass, &y, &feast, "edition", distance(&y) + 1);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantities *all = gly_quantities(pass);
    const struct gly_dates *dates = gly_dates(pass);
    uint32_t count, date = 0, figure = 0;
    const struct gly_sent *sents = gly_doc_sents(doc, &count);
    if (dates->count == 0)
        return;
    for (uint32_t i = 0; i < count; i++) {
        while (date < dates->count && dates->at[date].sent + 1 < i)
            date++;
        while (figure < all->count && all->at[figure].sent < i)
            figure++;
        /* Dates near enough to matter, in this sentence or beside it. */
        if (date == dates->count || dates->at[date].sent > i + 1)
            continue;
        if (!gly_block_speaks(pass, sents[i].block))
            continue;
        struct feast feast = feast_of(doc, all, figure, &sents[i]);
        if (feast.years > 0) {
            check_feast(pass, dates, date, &feast, i);
            continue;
        }
        for (uint32_t k = figure; k < all->count && all->at[k].sent == i; k++)
            if (all->at[k].class == GLY_QUANTITY_ORDINAL)
                check_edition(pass, dates, date, &all->at[k]);
            else if (all->at[k].class == GLY_QUANTITY_AMOUNT)
                check_since(pass, dates, date, &all->at[k]);
    }
}

const struct gly_check gly_check_figures_anniversary = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_DATES | GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
