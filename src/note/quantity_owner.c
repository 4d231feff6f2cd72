/* Whose a quantity is: "Kent's 12 schools", "the 40 members of the council", "Harwick Ltd
 * employs 400 people". Only what stands beside it and can be nothing else; elsewhere the
 * owner stays empty. */
#include "note/quantity.h"

/* The longest name or description of an owner, in words. */
enum { LONGEST_OWNER = 8 };

static bool is_capital(const struct gly_look *look, uint32_t tok)
{
    return gly_look_kind(look, tok) == GLY_TOK_WORD &&
           gly_look_flags(look, tok) & GLY_TOK_CAPITALISED;
}

static bool is_article(const struct gly_look *look, uint32_t tok)
{
    return gly_look_among(look, tok, "the this that its his her their our my your");
}

/* The first token of the name, or of the description with its article, that ends before
 * `end`; `end` where there is none. */
static uint32_t owner_start(const struct gly_look *look, uint32_t end)
{
    uint32_t tok = end;
    bool name = is_capital(look, end - 1);
    while (gly_look_has(look, tok - 1) && end - tok < LONGEST_OWNER) {
        bool small = name && gly_look_among(look, tok - 1, "of and for & de van der") &&
                     is_capital(look, tok - 2);
        if (is_article(look, tok - 1))
            return tok - 1;
        if (name ? !is_capital(look, tok - 1) && !small
                 : gly_look_kind(look, tok - 1) != GLY_TOK_WORD ||
                       gly_look_among(look, tok - 1,
                                      "and or but a an of in at on to for with by from "
                                      "as that which who is was are were"))
            break;
        tok--;
    }
    /* A description needs its article: "the company", not "company". */
    return name ? tok : end;
}

static bool set(const struct gly_look *look, struct gly_quantity *q, uint32_t start,
                uint32_t end)
{
    if (start >= end || !gly_look_has(look, start) || end > look->end)
        return false;
    q->owner =
        (struct gly_span){look->toks[start].span.start, look->toks[end - 1].span.end};
    return true;
}

/* The length of the word at `tok` without 's or s'; 0 when it is no possessive. */
static uint32_t possessive_len(const struct gly_look *look, uint32_t tok)
{
    if (!(gly_look_flags(look, tok) & GLY_TOK_APOSTROPHE))
        return 0;
    struct gly_str text = gly_look_at(look, tok);
    if (text.len > 2 && gly_str_ends(text, "'s"))
        return (uint32_t)text.len - 2;
    if (text.len > 4 && gly_str_ends(text, "\xE2\x80\x99s"))
        return (uint32_t)text.len - 4;
    if (text.len > 2 && gly_str_ends(text, "s'"))
        return (uint32_t)text.len - 1;
    return text.len > 4 && gly_str_ends(text, "s\xE2\x80\x99") ? (uint32_t)text.len - 3
                                                               : 0;
}

/* "Kent's 12 schools", "the firm's more than 400 staff", "its 12 schools". */
static bool stands_before(const struct gly_look *look, struct gly_quantity *q)
{
    uint32_t tok = q->first_tok - 1;
    while (gly_look_among(look, tok,
                          "more than about some nearly almost roughly over "
                          "other first last remaining"))
        tok--;
    if (gly_look_among(look, tok, "its his her their our my your"))
        return set(look, q, tok, tok + 1);
    uint32_t len = possessive_len(look, tok);
    if (len == 0 || !set(look, q, owner_start(look, tok + 1), tok + 1))
        return false;
    q->owner.end = look->toks[tok].span.start + len;
    return true;
}

/* May what ends before `tok` be the whole of a name or a description? No noun goes on. */
static bool is_closed(const struct gly_look *look, uint32_t tok)
{
    return (gly_look_kind(look, tok) != GLY_TOK_WORD && !gly_look_is_dash(look, tok)) ||
           gly_look_among(
               look, tok,
               "is was are were has have had will would can could may and or in "
               "at on to for with by from as that which who did do does since "
               "after before when while during voted");
}

/* "40 members of the council", "12 schools of Kent". */
static bool stands_behind(const struct gly_look *look, struct gly_quantity *q)
{
    if (q->noun.end == q->noun.start)
        return false;
    uint32_t tok = gly_look_reach(look, q->first_tok, q->noun.end);
    if (!gly_look_among(look, tok, "of"))
        return false;
    uint32_t start = tok + 1, end = start + is_article(look, start);
    bool name = is_capital(look, end);
    if (end == start && !name)
        return false;
    while (gly_look_kind(look, end) == GLY_TOK_WORD && end - start < LONGEST_OWNER &&
           (is_capital(look, end) ||
            (name && gly_look_among(look, end, "of and for") &&
             is_capital(look, end + 1) && !gly_look_among(look, end, "and"))))
        end++;
    /* "of the council": one word behind an article */
    if (!name && gly_look_kind(look, end) == GLY_TOK_WORD)
        end++;
    if (!is_closed(look, end) ||
        gly_look_among(look, end - 1, "first second last other"))
        return false;
    return end > start + (name ? 0 : 1) && set(look, q, start, end);
}

/* "Harwick Ltd employs 400 people", "The firm has about 400 staff". */
static bool stands_as_subject(const struct gly_look *look, struct gly_quantity *q)
{
    uint32_t tok = q->first_tok - 1;
    while (gly_look_among(look, tok,
                          "a an the total of more than about some nearly almost "
                          "roughly over at least only just around"))
        tok--;
    if (!gly_look_among(
            look, tok,
            "has have had employs employed owns owned operates operated runs "
            "ran manages managed holds held"))
        return false;
    while (gly_look_among(look, tok - 1, "now currently still also already once alone"))
        tok--;
    if (gly_look_among(look, tok - 1, "has have had"))
        tok--;
    if (gly_look_among(look, tok - 1, "he she it they we i you"))
        return set(look, q, tok - 1, tok);
    uint32_t start = owner_start(look, tok);
    /* What stands before the subject must not own it: "the head of Harwick employs". */
    if (gly_look_among(look, start - 1, "of in at for by with from to and or"))
        return false;
    return set(look, q, start, tok);
}

void gly_quantity_find_owner(const struct gly_look *look, struct gly_quantity *q)
{
    if (!gly_quantity_is_value(q) || q->class == GLY_QUANTITY_ORDINAL)
        return;
    (void)(stands_before(look, q) || stands_behind(look, q) ||
           stands_as_subject(look, q));
}
