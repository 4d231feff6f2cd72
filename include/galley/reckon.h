/* Reckoning: what the rules about figures share. */
#ifndef GALLEY_RECKON_H
#define GALLEY_RECKON_H

#include <galley/date.h>
#include <galley/quantity.h>

struct gly_pass;

/* ---- Words ---- */

/* The text of token `tok`, empty behind the last one of the document. */
struct gly_str gly_tok_at(const struct gly_doc *doc, uint32_t tok);

/* Is one of the tokens from `first` to before `end` a word of a list, "one|two|three",
 * whatever its case? */
bool gly_toks_have(const struct gly_doc *doc, uint32_t first, uint32_t end,
                   const char *list);

/* The same, asked of a whole sentence. */
bool gly_sent_has(const struct gly_doc *doc, uint32_t sent, const char *list);

/* Do the words of a sentence take a figure back, deny it, or set two claims side by
 * side ("first reported as", "has been restated", "it is often said", "not 12 but 14")?
 * Then two figures in it may differ without a fault. */
bool gly_sent_corrects(const struct gly_doc *doc, uint32_t sent);

/* The words by which it does. */
#define GLY_CORRECTING                                                           \
    "correction|corrected|corrects|clarified|clarification|wrongly|mistakenly|"  \
    "incorrectly|erroneously|erroneous|wrong|myth|claimed|claim|claims|alleged|" \
    "allegedly|amended|restated|revised|denied|denies|disputed|instead|not|"     \
    "misstated|sic|error|initially|originally|formerly|previously|supposed|"     \
    "supposedly|hypothetical|imagine|suppose|if|fact"

/* Is block `block` a table, or in one? */
bool gly_block_tabled(const struct gly_doc *doc, uint32_t block);

/* The token behind a quantity. */
static inline uint32_t gly_quantity_end(const struct gly_quantity *q)
{
    return q->first_tok + q->tok_count;
}

/* The token behind a quantity and what it counts. */
uint32_t gly_quantity_behind_noun(const struct gly_doc *doc,
                                  const struct gly_quantity *q);

/* The whole that "416 of them" speaks of, for quantity `index`: the only count before it
 * in its sentence, else in the one before; NULL for none or several. */
const struct gly_quantity *gly_quantity_whole_before(const struct gly_doc *doc,
                                                     const struct gly_quantities *all,
                                                     uint32_t index);

/* ---- Figures ---- */

/* A value that is stated plainly: how many or how much, one value, no hedge. */
bool gly_quantity_is_plain(const struct gly_quantity *q);

/* The same of a count, an amount or a bare number above 0: what may be multiplied and divided. */
bool gly_quantity_is_positive(const struct gly_quantity *q);

/* As it is written. */
struct gly_str gly_quantity_text(const struct gly_doc *doc,
                                 const struct gly_quantity *q);

/* What it may have been rounded by, to either side, the zeros of a count included. */
double gly_quantity_half(const struct gly_quantity *q);

/* A quotient as a message shows it: to hundredths from 1 on. */
double gly_figure_hundredths(double value);

/* Is its unit one of this dimension (enum gly_dimension)? GLY_DIM_NONE: has it none? */
bool gly_quantity_in(const struct gly_quantity *q, unsigned dimension);

/* Can one be reckoned against the other: the same unit, none, or units of one dimension
 * of which money and temperature are not? */
bool gly_quantity_comparable(const struct gly_quantity *a,
                             const struct gly_quantity *b);

/* What one unit of `q` is in units of `base`, where the two are comparable: 100 for
 * metres in centimetres. */
double gly_quantity_factor(const struct gly_quantity *q,
                           const struct gly_quantity *base);

/* Are both for the same ("a year", "per head"), or neither for anything? */
bool gly_quantity_same_per(const struct gly_doc *doc, const struct gly_quantity *a,
                           const struct gly_quantity *b);

/* May both count the same thing: one noun, or one of the two without any? */
bool gly_quantity_same_noun(const struct gly_doc *doc, const struct gly_quantity *a,
                            const struct gly_quantity *b);

/* A length of time: "two weeks"? */
bool gly_quantity_is_time(const struct gly_quantity *q);

/* What keeps a date from being one to reckon with. */
enum {
    GLY_DATE_VAGUE = GLY_DATE_CIRCA | GLY_DATE_EARLY | GLY_DATE_AMBIGUOUS |
                     GLY_DATE_BC | GLY_DATE_DECADE | GLY_DATE_CENTURY |
                     GLY_DATE_FISCAL | GLY_DATE_SEASON | GLY_DATE_IMPOSSIBLE |
                     GLY_DATE_REVERSED | GLY_DATE_QUARTER
};

/* Are the days that a date covers known: its year is named, and it is not vague? */
bool gly_date_is_known(const struct gly_date *d);

/* Half of what `value` may have been rounded by, if its zeros at the end are rounding:
 * 500 for 12,000. 0 for 0. */
double gly_round_half(double value);

/* The quantities of one sentence; {0} before the first. */
struct gly_figures {
    uint32_t sent;
    uint32_t first, end; /* in gly_quantities() */
};

/* The next sentence with figures in it; false behind the last. */
bool gly_figures_next(const struct gly_quantities *all, struct gly_figures *walk);

/* ---- The values of a sentence ---- */

enum { GLY_VALUES = 6 };

struct gly_values {
    const struct gly_quantity *at[GLY_VALUES];
    unsigned count;
};

/* How many or how much, and no adjective as in "a 30-minute film"? */
bool gly_quantity_is_amount(const struct gly_quantity *q);

/* Is it a range, or hedged? "Over" and "under" do not count: the "than" of "5 more than the
 * 30" is no hedge. */
bool gly_quantity_is_open(const struct gly_quantity *q);

/* The amounts of a sentence that can be reckoned against `q`, itself left out; all of them
 * for NULL. False where there are too many. */
bool gly_values_gather(const struct gly_quantities *all, const struct gly_figures *at,
                       const struct gly_quantity *q, struct gly_values *ret);

/* "from a to b", in either order: two amounts of a kind and no third. */
bool gly_values_from_to(const struct gly_doc *doc, const struct gly_values *v,
                        const struct gly_quantity **ret_from,
                        const struct gly_quantity **ret_to);

/* A figure and whose it is by the order of the words: "Brandt 6,845", "Ard is 2,410 m". */
struct gly_holder {
    const struct gly_quantity *q;
    uint32_t name; /* token: the last word of the name */
};

/* The holders of `count` figures of one sentence, one each; false where one is hedged or has
 * no name before it. */
bool gly_holders_read(const struct gly_doc *doc, const struct gly_quantity *q,
                      uint32_t count, struct gly_holder *ret);

/* Does a noun count persons ("nurses", "women", "pupil")? From rules/figures/people.csv. */
bool gly_noun_is_people(struct gly_str noun);

/* ---- Writing ---- */

enum { GLY_FIGURE_BYTES = 40 };

/* A number as people write it: "14,200", "0.35", "-3". Returns `ret`. */
const char *gly_figure_text(double value, char ret[GLY_FIGURE_BYTES]);

#endif
