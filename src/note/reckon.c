/* What the rules about figures share. */
#include <galley/reckon.h>

#include <math.h>
#include <stdio.h>

#include <galley/phrase.h>

#include "text/doc.h"

struct gly_str gly_tok_at(const struct gly_doc *doc, uint32_t tok)
{
    return tok < doc->toks.count ? gly_tok_text(doc, &doc->toks.at[tok])
                                 : (struct gly_str){"", 0};
}

bool gly_toks_have(const struct gly_doc *doc, uint32_t first, uint32_t end,
                   const char *list)
{
    for (uint32_t tok = first; tok < end && tok < doc->toks.count; tok++)
        if (gly_tok_is(doc, tok, list))
            return true;
    return false;
}

bool gly_sent_has(const struct gly_doc *doc, uint32_t sent, const char *list)
{
    const struct gly_sent *s = &doc->sents.at[sent];
    return gly_toks_have(doc, s->first_tok, s->first_tok + s->tok_count, list);
}

bool gly_sent_corrects(const struct gly_doc *doc, uint32_t sent)
{
    return gly_sent_has(doc, sent, GLY_CORRECTING);
}

bool gly_block_tabled(const struct gly_doc *doc, uint32_t block)
{
    return gly_block_within(doc, block, GLY_BLOCK_TABLE) != GLY_NONE;
}

uint32_t gly_quantity_behind_noun(const struct gly_doc *doc,
                                  const struct gly_quantity *q)
{
    uint32_t count, tok = gly_quantity_end(q);
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    while (tok < count && toks[tok].span.start < q->noun.end)
        tok++;
    return tok;
}

bool gly_quantity_is_plain(const struct gly_quantity *q)
{
    return gly_quantity_is_value(q) && q->bound == GLY_BOUND_NONE &&
           !(q->flags & (GLY_QUANTITY_RANGE | GLY_QUANTITY_SLIDING));
}

bool gly_quantity_is_positive(const struct gly_quantity *q)
{
    return (q->class == GLY_QUANTITY_COUNT || q->class == GLY_QUANTITY_AMOUNT ||
            q->class == GLY_QUANTITY_NUMBER) &&
           gly_quantity_is_plain(q) && q->low > 0;
}

struct gly_str gly_quantity_text(const struct gly_doc *doc,
                                 const struct gly_quantity *q)
{
    return gly_doc_slice(doc, q->span);
}

double gly_quantity_half(const struct gly_quantity *q)
{
    /* No more than a twentieth: "400 km" is hardly 350. */
    double zeros = fmin(gly_round_half(q->low), 0.05 * q->low);
    return q->half > 0.5 || zeros <= 0.5 ? fmax(q->half, 0.5 * (q->half == 0))
                                         : fmax(q->half, zeros);
}

double gly_figure_hundredths(double value)
{
    return fabs(value) >= 1 ? round(value * 100) / 100 : value;
}

bool gly_quantity_in(const struct gly_quantity *q, unsigned dimension)
{
    return q->unit ? q->unit->dimension == dimension : dimension == GLY_DIM_NONE;
}

bool gly_quantity_comparable(const struct gly_quantity *a, const struct gly_quantity *b)
{
    if (gly_quantity_same_unit(a, b))
        return true;
    return a->unit && b->unit && a->unit->dimension == b->unit->dimension &&
           a->unit->dimension != GLY_DIM_MONEY && a->unit->offset == 0 &&
           b->unit->offset == 0 && a->unit->factor > 0 && b->unit->factor > 0;
}

double gly_quantity_factor(const struct gly_quantity *q,
                           const struct gly_quantity *base)
{
    if (!q->unit || !base->unit || strcmp(q->unit->symbol, base->unit->symbol) == 0)
        return 1;
    return q->unit->factor / base->unit->factor;
}

bool gly_quantity_same_per(const struct gly_doc *doc, const struct gly_quantity *a,
                           const struct gly_quantity *b)
{
    return gly_str_eq_nocase(gly_doc_slice(doc, a->per), gly_doc_slice(doc, b->per));
}

bool gly_quantity_same_noun(const struct gly_doc *doc, const struct gly_quantity *a,
                            const struct gly_quantity *b)
{
    return gly_span_len(a->noun) == 0 || gly_span_len(b->noun) == 0 ||
           gly_str_eq_nocase(gly_doc_slice(doc, a->noun), gly_doc_slice(doc, b->noun));
}

bool gly_quantity_is_time(const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_AMOUNT && gly_quantity_in(q, GLY_DIM_TIME);
}

bool gly_date_is_known(const struct gly_date *d)
{
    return !(d->flags & GLY_DATE_VAGUE) && d->kind != GLY_DATE_TIME &&
           d->first_day != GLY_NO_DAY && d->last_day != GLY_NO_DAY &&
           d->from.year != GLY_NO_YEAR && d->from.year > 0;
}

double gly_round_half(double value)
{
    double half = 0.5;
    value = fabs(value);
    if (value < 1 || value > 1e15 || value != floor(value))
        return 0;
    while (fmod(value, 10) == 0) {
        value /= 10;
        half *= 10;
    }
    return half;
}

bool gly_figures_next(const struct gly_quantities *all, struct gly_figures *walk)
{
    uint32_t at = walk->end;
    if (at >= all->count)
        return false;
    walk->sent = all->at[at].sent;
    walk->first = at;
    while (at < all->count && all->at[at].sent == walk->sent)
        at++;
    walk->end = at;
    return true;
}

const char *gly_figure_text(double value, char ret[GLY_FIGURE_BYTES])
{
    char plain[GLY_FIGURE_BYTES];
    double size = fabs(value);
    if (size >= 1e15 || (size > 0 && size < 1e-6)) {
        snprintf(ret, GLY_FIGURE_BYTES, "%.6g", value);
        return ret;
    }
    /* Twelve figures are more than any text has and fewer than a double is unsure of. */
    int whole = size >= 1 ? (int)floor(log10(size)) + 1 : 1;
    snprintf(plain, sizeof plain, "%.*f", whole < 8 ? 6 : 2, size);
    char *point = strchr(plain, '.');
    for (char *last = plain + strlen(plain) - 1; point && last >= point; last--) {
        if (*last != '0' && *last != '.')
            break;
        *last = '\0';
    }
    size_t digits = point ? (size_t)(point - plain) : strlen(plain);
    if (digits > strlen(plain))
        digits = strlen(plain);
    char *to = ret;
    if (value < 0 && strcmp(plain, "0") != 0)
        *to++ = '-';
    for (size_t i = 0; i < digits; i++) {
        if (i > 0 && digits > 3 && (digits - i) % 3 == 0)
            *to++ = ',';
        *to++ = plain[i];
    }
    memcpy(to, plain + digits, strlen(plain + digits) + 1);
    return ret;
}

bool gly_quantity_is_amount(const struct gly_quantity *q)
{
    return (q->class == GLY_QUANTITY_COUNT || q->class == GLY_QUANTITY_AMOUNT ||
            q->class == GLY_QUANTITY_NUMBER) &&
           !(q->flags & GLY_QUANTITY_ADJECTIVE);
}

bool gly_values_gather(const struct gly_quantities *all, const struct gly_figures *at,
                       const struct gly_quantity *q, struct gly_values *ret)
{
    ret->count = 0;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *v = &all->at[i];
        if (v == q || !gly_quantity_is_amount(v) ||
            (q && !gly_quantity_comparable(v, q)))
            continue;
        if (ret->count == GLY_VALUES)
            return false;
        ret->at[ret->count++] = v;
    }
    return true;
}

bool gly_quantity_is_open(const struct gly_quantity *q)
{
    return q->flags & GLY_QUANTITY_RANGE ||
           (q->bound != GLY_BOUND_NONE && q->bound != GLY_BOUND_OVER &&
            q->bound != GLY_BOUND_UNDER);
}

bool gly_values_from_to(const struct gly_doc *doc, const struct gly_values *v,
                        const struct gly_quantity **ret_from,
                        const struct gly_quantity **ret_to)
{
    if (v->count != 2 || !gly_quantity_comparable(v->at[0], v->at[1]))
        return false;
    const struct gly_quantity *a = v->at[0], *b = v->at[1];
    bool a_from = a->role == GLY_ROLE_FROM || gly_tok_is(doc, a->first_tok - 1, "from");
    bool b_to = b->role == GLY_ROLE_TO || gly_tok_is(doc, b->first_tok - 1, "to");
    if (a_from && b_to) {
        *ret_from = a;
        *ret_to = b;
        return true;
    }
    bool b_from = b->role == GLY_ROLE_FROM || b->role == GLY_ROLE_PRIOR ||
                  gly_tok_is(doc, b->first_tok - 1, "from") ||
                  (gly_tok_is(doc, b->first_tok - 1, "the|its|their") &&
                   gly_tok_is(doc, b->first_tok - 2, "from"));
    if (b_from && (a->role == GLY_ROLE_TO || gly_tok_is(doc, a->first_tok - 1, "to"))) {
        *ret_from = b;
        *ret_to = a;
        return true;
    }
    return false;
}

/* The last capitalised word before token `tok`, at or behind `from`. */
static uint32_t name_before(const struct gly_doc *doc, uint32_t from, uint32_t tok)
{
    enum { LONGEST_GAP = 6 };
    for (unsigned n = 0; n < LONGEST_GAP && tok > from; n++) {
        const struct gly_tok *t = &doc->toks.at[--tok];
        if (t->kind == GLY_TOK_WORD && t->flags & GLY_TOK_CAPITALISED &&
            gly_span_len(t->span) > 2)
            return tok;
        if (gly_tok_is(doc, tok, "and|;|but"))
            break;
    }
    return GLY_NONE;
}

bool gly_holders_read(const struct gly_doc *doc, const struct gly_quantity *q,
                      uint32_t count, struct gly_holder *ret)
{
    uint32_t from = doc->sents.at[q->sent].first_tok;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t name = name_before(doc, from, q[i].first_tok);
        if (!gly_quantity_is_plain(&q[i]) || name == GLY_NONE)
            return false;
        ret[i] = (struct gly_holder){&q[i], name};
        from = gly_quantity_end(&q[i]);
    }
    return true;
}
