/* QUANTITIES: what each number of the document means. */
#include "note/quantity.h"

#include <math.h>

#include "note/note.h"
/* ---- One quantity ---- */

static void set_value(struct gly_quantity *q, const struct gly_number *number)
{
    q->low = q->high = number->value;
    q->half = number->half;
    if (number->flags & GLY_NUMBER_VAGUE)
        q->bound = GLY_BOUND_VAGUE;
}
static void read_bare(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    uint32_t behind = q->first_tok + q->tok_count;
    if (number->flags & GLY_NUMBER_ORDINAL) {
        q->class = GLY_QUANTITY_ORDINAL;
        q->half = 0;
        return;
    }
    if (number->flags & GLY_NUMBER_FRACTION && number->value < 1) {
        q->class = GLY_QUANTITY_FRACTION;
        return;
    }
    if (number->scale == 0 && number->decimals == 0 &&
        !(q->flags & GLY_QUANTITY_SLIDING))
        q->half = 0;
    bool hyphen = gly_look_is_hyphen(look, behind) && gly_look_is_glued(look, behind) &&
                  gly_look_is_glued(look, behind + 1);
    if (hyphen)
        q->flags |= GLY_QUANTITY_ADJECTIVE;
    q->class = GLY_QUANTITY_NUMBER;
    bool many = q->high != 1 && !hyphen;
    if (!gly_look_among(look, behind - 1, "%"))
        gly_quantity_find_noun(look, behind + hyphen, many, hyphen, q);
    if (q->noun.end > q->noun.start) {
        q->class = GLY_QUANTITY_COUNT;
        gly_quantity_read_per(look, gly_look_reach(look, behind, q->noun.end), q);
    } else if (!hyphen) {
        gly_quantity_read_per(look, behind, q); /* "50 a night" */
    }
}

/* "18,000 of its 72,000 crowns", but not "two of the 5-litre cans" */
static bool may_be_amount_of(const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_AMOUNT && !(q->flags & GLY_QUANTITY_ADJECTIVE) &&
           q->low > 1 && q->unit->dimension != GLY_DIM_PERCENT &&
           q->unit->dimension != GLY_DIM_TIME;
}

/* "19 of 27 games": the whole behind a part, and the part before a whole. */
static void note_part(const struct gly_quantity_look *at, struct gly_quantity *q,
                      struct gly_quantity *last)
{
    const struct gly_look *look = &at->look;
    if (!last || last->sent != q->sent || last->flags & GLY_QUANTITY_RANGE ||
        (last->class != GLY_QUANTITY_NUMBER && last->class != GLY_QUANTITY_COUNT) ||
        (q->class != GLY_QUANTITY_NUMBER && q->class != GLY_QUANTITY_COUNT &&
         !may_be_amount_of(q)) ||
        (last->noun.end > last->noun.start &&
         (!may_be_amount_of(q) ||
          last->noun.start < look->toks[q->first_tok].span.start)))
        return;
    uint32_t tok = last->first_tok + last->tok_count;
    if (gly_look_among(look, tok, "out"))
        tok++;
    if (!gly_look_among(look, tok, "of"))
        return;
    tok++;
    if (gly_look_among(look, tok, "the those these a their its his her our"))
        tok++;
    if (tok != q->first_tok || last->high > q->low)
        return;
    last->role = GLY_ROLE_PART;
    q->role = GLY_ROLE_WHOLE;
    last->class = q->class;
    last->unit = q->unit;
    last->noun = q->noun;
    last->phrase = q->phrase;
}

/* "From 1.0 to 1.1 million", "from $26 to $31 million": the scale is shared. */
static void share_scale(const struct gly_quantity_look *at,
                        const struct gly_quantity *q, struct gly_quantity *last)
{
    const struct gly_number *number = gly_quantity_number(at, 0);
    if (!last || last->sent != q->sent || number->scale == 0 ||
        !gly_look_among(&at->look, last->first_tok - 1, "from") ||
        !gly_look_among(&at->look, last->first_tok + last->tok_count, "to") ||
        last->first_tok + last->tok_count + 1 != q->first_tok ||
        at->numbers->at[last->number].scale > 0 || last->low >= 1000 ||
        (last->unit && !gly_quantity_same_unit(last, q)))
        return;
    double scale = pow(10, number->scale);
    last->low *= scale;
    last->high *= scale;
    last->half = at->numbers->at[last->number].half * scale;
    last->unit = q->unit;
    last->class = q->class;
}

/* "40,000 or 45,000 horsepower", "from 12.50 to 13.50 euros": what the second is of the
 * first is, too. */
static void share_unit(const struct gly_look *look, const struct gly_quantity *q,
                       struct gly_quantity *last)
{
    if (!last || last->sent != q->sent || last->class != GLY_QUANTITY_NUMBER ||
        q->class != GLY_QUANTITY_AMOUNT || (q->flags & GLY_QUANTITY_ADJECTIVE) ||
        last->first_tok + last->tok_count + 1 != q->first_tok)
        return;
    bool or = gly_look_among(look, q->first_tok - 1, "or") &&
              q->unit->dimension != GLY_DIM_MONEY;
    bool to = gly_look_among(look, q->first_tok - 1, "to") &&
              gly_look_among(look, last->first_tok - 1, "from");
    if (! or &&!to)
        return;
    last->class = q->class;
    last->unit = q->unit;
}

/* "Down by 12 euros, from 89 to 77", "from 89 euros to 77": the unit was said before. */
static void share_unit_before(const struct gly_look *look, struct gly_quantity *q,
                              const struct gly_quantity *last)
{
    if (!last || last->sent != q->sent || last->class != GLY_QUANTITY_AMOUNT ||
        last->unit->dimension == GLY_DIM_TIME || q->class != GLY_QUANTITY_NUMBER)
        return;
    bool by = last->role == GLY_ROLE_BY && q->role == GLY_ROLE_FROM &&
              last->unit->dimension != GLY_DIM_PERCENT &&
              gly_look_among(look, q->first_tok - 1, "from");
    bool to = last->role == GLY_ROLE_FROM && q->role == GLY_ROLE_TO &&
              q->first_tok == last->first_tok + last->tok_count + 1;
    if (!by && !to)
        return;
    q->class = last->class;
    q->unit = last->unit;
}

/* ---- The walk ---- */

struct quantities {
    struct gly_doc *doc;
    const struct gly_numbers *numbers;
    const struct gly_dates *dates;
    GLY_VEC(struct gly_quantity) list;
    uint32_t date; /* the first date not behind us */
};

static void finish(struct quantities *all, const struct gly_look *look,
                   struct gly_quantity *q)
{
    q->span = (struct gly_span){look->toks[q->first_tok].span.start,
                                look->toks[q->first_tok + q->tok_count - 1].span.end};
    *GLY_VEC_ADD(all->doc->arena, &all->list) = *q;
}

/* The date that covers number `k`, GLY_NONE. */
static uint32_t date_over(struct quantities *all, uint32_t k)
{
    struct gly_span span = all->numbers->at[k].span;
    while (all->date < all->dates->count &&
           all->dates->at[all->date].span.end <= span.start)
        all->date++;
    return all->date < all->dates->count &&
                   all->dates->at[all->date].span.start <= span.start
               ? all->date
               : GLY_NONE;
}

/* "Tables 2 and 3", "Turrets 2, 3 and 5": what the first is the next is too. */
static bool follows_label(const struct gly_look *look, const struct gly_quantity *last,
                          struct gly_quantity *q)
{
    if (!last || last->sent != q->sent ||
        (last->class != GLY_QUANTITY_LABEL && last->class != GLY_QUANTITY_REFERENCE))
        return false;
    uint32_t gap = q->first_tok - (last->first_tok + last->tok_count);
    bool list =
        gap == 1 && gly_look_among(look, q->first_tok - 1, "and , to or & – - —");
    list = list || (gap == 2 && gly_look_among(look, q->first_tok - 1, "and or"));
    /* "Nos. 11 and 20 Squadrons" are two; "Table 2 and 3 men" are not tables. */
    bool several = gly_look_among(look, last->first_tok - 1, "nos nos.") ||
                   gly_look_among(look, last->first_tok - 2, "nos");
    if (!list ||
        (!several && gly_quantity_is_plural(look, q->first_tok + q->tok_count)))
        return false;
    q->class = last->class;
    return true;
}

static uint32_t add_date(struct quantities *all, const struct gly_look *look,
                         uint32_t k, uint32_t date)
{
    const struct gly_date *d = &all->dates->at[date];
    struct gly_quantity q = {.sent = d->sent,
                             .first_tok = d->first_tok,
                             .tok_count = d->tok_count,
                             .number = k,
                             .class = GLY_QUANTITY_DATE,
                             .date = date};
    while (k < all->numbers->count && all->numbers->at[k].span.start < d->span.end)
        k++;
    q.number_count = k - q.number;
    q.low = q.high = all->numbers->at[q.number].value;
    finish(all, look, &q);
    return k;
}

static uint32_t read_at(struct quantities *all, uint32_t k)
{
    const struct gly_number *number = &all->numbers->at[k];
    uint32_t sent = all->doc->toks.at[number->first_tok].sent;
    struct gly_quantity_look at = {gly_look_sent(all->doc, sent), all->numbers, k};
    uint32_t date = date_over(all, k);
    if (date != GLY_NONE)
        return add_date(all, &at.look, k, date);
    struct gly_quantity *last =
        all->list.count > 0 ? &all->list.at[all->list.count - 1] : NULL;
    struct gly_quantity q = {
        .sent = sent,
        .first_tok = number->first_tok,
        .tok_count = number->tok_count,
        .number = k,
        .number_count = 1,
        .date = GLY_NONE,
        .flags = number->flags & GLY_NUMBER_DIGITS ? 0 : GLY_QUANTITY_IN_WORDS,
    };
    set_value(&q, number);
    bool alike = gly_quantity_read_isbn(&at, &q) || gly_quantity_read_score(&at, &q) ||
                 follows_label(&at.look, last, &q);
    if (!alike &&
        gly_quantity_currency_before(&at.look, q.first_tok, &(uint32_t){0}) == NULL)
        alike = gly_quantity_read_lookalike(&at, &q);
    if (!alike) {
        if (!gly_quantity_read_age(&at, &q) && !gly_quantity_read_multiple(&at, &q) &&
            !gly_quantity_read_one_in(&at, &q) && !gly_quantity_read_amount(&at, &q))
            read_bare(&at, &q);
        note_part(&at, &q, last);
        share_scale(&at, &q, last);
        share_unit(&at.look, &q, last);
        gly_quantity_find_sides(&at.look, &q);
        share_unit_before(&at.look, &q, last);
        gly_quantity_find_owner(&at.look, &q);
    }
    finish(all, &at.look, &q);
    return k + q.number_count;
}

void gly_annotate_quantities(struct gly_doc *doc, const struct gly_resources *resources)
{
    (void)resources;
    struct quantities all = {
        .doc = doc,
        .numbers = doc->notes[GLY_ANNOTATION_NUMBERS],
        .dates = doc->notes[GLY_ANNOTATION_DATES],
    };
    for (uint32_t k = 0; k < all.numbers->count;)
        k = read_at(&all, k);
    struct gly_quantities *note = gly_arena_alloc(doc->arena, 1, sizeof *note);
    *note = (struct gly_quantities){all.list.at, all.list.count};
    doc->notes[GLY_ANNOTATION_QUANTITIES] = note;
}

/* ---- For checks ---- */

bool gly_quantity_same_unit(const struct gly_quantity *a, const struct gly_quantity *b)
{
    if (!a->unit || !b->unit)
        return a->unit == b->unit;
    return a->unit->dimension == b->unit->dimension &&
           strcmp(a->unit->symbol, b->unit->symbol) == 0;
}

const char *gly_quantity_class_name(unsigned class)
{
    static const char *const names[] = {"count",    "amount",    "number",  "fraction",
                                        "multiple", "age",       "ordinal", "date",
                                        "label",    "reference", "version", "phone",
                                        "code",     "address",   "score",   "ratio"};
    return class < GLY_COUNT(names) ? names[class] : "?";
}

const char *gly_bound_name(unsigned bound)
{
    static const char *const names[] = {"",        "about", "nearly", "over",
                                        "atleast", "under", "upto",   "vague"};
    return bound < GLY_COUNT(names) ? names[bound] : "?";
}

const char *gly_role_name(unsigned role)
{
    static const char *const names[] = {"",      "total",  "part",    "whole",
                                        "from",  "to",     "by",      "versus",
                                        "prior", "target", "forecast"};
    return role < GLY_COUNT(names) ? names[role] : "?";
}
