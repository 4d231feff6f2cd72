/* The words of each sentence as claims are compared by: a stem, the cues and the opposites
 * of each. Stems are hashes; words without content have none. */
#include "note/claim.h"

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

/* ---- Bags ---- */

void gly_bag_add(struct gly_bag *bag, uint32_t stem)
{
    if (stem && bag->count < GLY_BAG_MAX && !gly_bag_has(bag, stem))
        bag->stems[bag->count++] = stem;
}

bool gly_bag_has(const struct gly_bag *bag, uint32_t stem)
{
    for (unsigned i = 0; i < bag->count; i++)
        if (bag->stems[i] == stem)
            return true;
    return false;
}

unsigned gly_bag_shared(const struct gly_bag *a, const struct gly_bag *b)
{
    unsigned shared = 0;
    for (unsigned i = 0; i < a->count; i++)
        shared += gly_bag_has(b, a->stems[i]);
    return shared;
}

bool gly_bag_fits(const struct gly_bag *a, const struct gly_bag *b)
{
    if (a->count == 0 || b->count == 0)
        return a->count == b->count;
    return gly_bag_shared(a, b) == (a->count < b->count ? a->count : b->count);
}

uint64_t gly_bag_hash(const struct gly_bag *bag)
{
    uint64_t sum = bag->count;
    for (unsigned i = 0; i < bag->count; i++)
        sum += gly_word_hash((const char *)&bag->stems[i], sizeof bag->stems[i]);
    return sum;
}

/* ---- Stems ---- */

struct gly_str gly_claim_fold(struct gly_str text, char form[GLY_CLAIM_FORM])
{
    size_t len = 0;
    for (size_t i = 0; i < text.len && len < GLY_CLAIM_FORM; i++) {
        char c = text.ptr[i];
        /* U+2019 is an apostrophe. */
        if (text.len - i >= 3 && memcmp(text.ptr + i, "\xE2\x80\x99", 3) == 0) {
            c = '\'';
            i += 2;
        }
        form[len++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    if (len > 2 && form[len - 1] == 's' && form[len - 2] == '\'')
        len -= 2;
    else if (len > 1 && form[len - 1] == '\'')
        len--;
    return (struct gly_str){form, len};
}

static bool has_vowel(const char *form, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (form[i] && strchr("aeiouy", form[i]))
            return true;
    return false;
}

static size_t drop(const struct gly_str *word, const char *ending, size_t least)
{
    size_t len = strlen(ending);
    return word->len >= len + least && gly_str_ends(*word, ending) &&
                   has_vowel(word->ptr, word->len - len)
               ? len
               : 0;
}

/* What inflection and the commonest derivations add comes off, longest first; an "s" goes
 * before them. No dictionary: the stem need not be a word, only the same for its forms. */
uint32_t gly_claim_stem(struct gly_str word)
{
    static const char *const endings[] = {"ations", "ation", "ating", "ated", "ates",
                                          "ate",    "ings",  "ing",   "ies",  "ied",
                                          "ed",     "ions",  "ion",   "ely",  "ly"};
    if (word.len > 3 && gly_str_ends(word, "s") && !gly_str_ends(word, "ss") &&
        !gly_str_ends(word, "us") && !gly_str_ends(word, "is") &&
        !gly_str_ends(word, "ies"))
        word.len -= 1;
    for (unsigned i = 0; i < GLY_COUNT(endings); i++) {
        size_t less = drop(&word, endings[i], 3);
        if (less) {
            word.len -= less;
            break;
        }
    }
    while (word.len > 3 &&
           (word.ptr[word.len - 1] == 'e' || word.ptr[word.len - 1] == 'y' ||
            (word.ptr[word.len - 1] == word.ptr[word.len - 2] &&
             word.ptr[word.len - 1] > '9')))
        word.len--;
    uint32_t stem = (uint32_t)gly_word_hash(word.ptr, word.len);
    return stem ? stem : 1;
}

/* ---- Words ---- */

static void add_word(struct gly_claimer *c, uint32_t tok, struct gly_str form,
                     unsigned flags)
{
    uint32_t entry = gly_claim_find(c->words, form);
    unsigned cues = gly_claim_entry(c->words, entry)->cues;
    struct gly_claim_word word = {
        .tok = tok, .entry = entry, .cues = (uint16_t)cues, .flags = (uint16_t)flags};
    if (!(cues & (GLY_CUE_FUNCTION | GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL)) &&
        form.len > 0)
        word.stem = gly_claim_stem(form);
    if (!(flags & (GLY_CLAIM_NAME | GLY_CLAIM_NUMBER)))
        word.opposed = gly_claim_find_opposed(c->words, form);
    *GLY_VEC_ADD(c->arena, &c->profile) = word;
}

/* "pre-war" is one token: its prefix is a word of its own where it has an opposite, or
 * denies. */
static void add_token(struct gly_claimer *c, uint32_t i, unsigned flags)
{
    char buffer[GLY_CLAIM_FORM];
    const struct gly_tok *tok = &c->doc->toks.at[i];
    struct gly_str form = gly_claim_fold(gly_tok_text(c->doc, tok), buffer);
    const char *hyphen = form.len > 0 ? memchr(form.ptr, '-', form.len) : NULL;
    if (hyphen && tok->kind == GLY_TOK_WORD) {
        struct gly_str prefix = {form.ptr, (size_t)(hyphen - form.ptr)};
        struct gly_str rest = {hyphen + 1, form.len - prefix.len - 1};
        bool non = gly_str_is(prefix, "non");
        if (rest.len > 2 && ((non && !(tok->flags & GLY_TOK_CAPITALISED)) ||
                             gly_claim_find_opposed(c->words, prefix))) {
            add_word(c, i, prefix, flags | GLY_CLAIM_PREFIX);
            /* "no-reply": a part of a word denies nothing, but for "non-". */
            c->profile.at[c->profile.count - 1].cues = non ? GLY_CUE_NOT : 0;
            if (non)
                c->profile.at[c->profile.count - 1].stem = 0;
            add_word(c, i, rest, flags);
            return;
        }
    }
    add_word(c, i, form, flags);
    /* "didn't": the token has the negation in it. */
    if (gly_str_ends(form, "n't") && form.len > 3)
        c->profile.at[c->profile.count - 1].cues = GLY_CUE_NOT | GLY_CUE_FUNCTION;
    if (gly_str_ends(form, "n't") && form.len > 3)
        c->profile.at[c->profile.count - 1].stem = 0;
}

static unsigned mark_flags(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(doc, tok);
    if (gly_str_is(text, ","))
        return GLY_CLAIM_COMMA;
    static const char *const breaks[] = {":", ";", "(", ")", "[",  "]",
                                         "<", ">", "—", "–", "--", "|"};
    for (unsigned i = 0; i < GLY_COUNT(breaks); i++)
        if (gly_str_is(text, breaks[i]))
            return GLY_CLAIM_BREAK;
    return 0;
}

/* ", and they expect": another clause begins. */
static void mark_clauses(struct gly_claimer *c, const struct gly_claim_sent *sent)
{
    for (uint32_t i = sent->first; i + 1 < sent->first + sent->count; i++) {
        struct gly_claim_word *word = &c->profile.at[i];
        const struct gly_doc *doc = c->doc;
        if (word->flags & GLY_CLAIM_COMMA &&
            gly_word_among(gly_tok_text(doc, &doc->toks.at[word->tok]), "and but so") &&
            gly_word_among(gly_tok_text(doc, &doc->toks.at[word[1].tok]),
                           "he she it they we i you there the this these"))
            word->flags |= GLY_CLAIM_BREAK;
    }
}

/* Is the token part of a number in words? Asked in the order of the text. */
static bool is_numeral(struct gly_claimer *c, uint32_t tok)
{
    const struct gly_quantities *all = c->quantities;
    while (c->next_quantity < all->count &&
           all->at[c->next_quantity].first_tok + all->at[c->next_quantity].tok_count <=
               tok)
        c->next_quantity++;
    return c->next_quantity < all->count &&
           all->at[c->next_quantity].first_tok <= tok &&
           all->at[c->next_quantity].class != GLY_QUANTITY_FRACTION;
}

/* "--zero": a dash without a word before it, and a word glued to it. */
static bool is_option(const struct gly_doc *doc, const struct gly_sent *sent,
                      uint32_t i)
{
    const struct gly_tok *tok = &doc->toks.at[i];
    if (i == sent->first_tok || !(tok->flags & GLY_TOK_GLUED))
        return false;
    struct gly_str before = gly_tok_text(doc, tok - 1);
    return before.len > 0 && before.ptr[0] == '-' && !(tok[-1].flags & GLY_TOK_GLUED);
}

/* "A novel by Holm": what is told in a novel is a story, but not what is told of it. */
static bool names_work(const struct gly_doc *doc, const struct gly_sent *sent,
                       uint32_t i)
{
    return gly_word_among(gly_tok_text(doc, &doc->toks.at[i]), "novel") &&
           !(i >= sent->first_tok + 2 &&
             gly_word_among(gly_tok_text(doc, &doc->toks.at[i - 2]), "in of"));
}

static void profile_sent(struct gly_claimer *c, uint32_t s)
{
    const struct gly_sent *sent = &c->doc->sents.at[s];
    struct gly_claim_sent *profile = &c->sents[s];
    unsigned pending = 0, cues = 0;
    profile->first = c->profile.count;
    for (uint32_t i = sent->first_tok; i < sent->first_tok + sent->tok_count; i++) {
        const struct gly_tok *tok = &c->doc->toks.at[i];
        if (tok->kind == GLY_TOK_PUNCT || tok->kind == GLY_TOK_SYMBOL) {
            pending |= mark_flags(c->doc, tok);
            if (gly_str_is(gly_tok_text(c->doc, tok), "?"))
                profile->silent = true;
            continue;
        }
        if (tok->flags & GLY_TOK_CAPITALISED && !(tok->flags & GLY_TOK_SENT_START))
            pending |= GLY_CLAIM_NAME;
        if (tok->flags & GLY_TOK_HAS_DIGIT || is_numeral(c, i))
            pending |= GLY_CLAIM_NUMBER;
        if (tok->kind != GLY_TOK_WORD && tok->kind != GLY_TOK_NUMBER)
            pending |= GLY_CLAIM_NAME;
        uint32_t before = c->profile.count;
        add_token(c, i, pending);
        struct gly_claim_word *word = &c->profile.at[before];
        if (is_option(c->doc, sent, i))
            word->cues = 0;

        if (word->cues & GLY_CUE_POSSIBLE && word->flags & GLY_CLAIM_NAME)
            word->cues = 0; /* the month of May */
        if (word->cues & GLY_CUE_HEARSAY && names_work(c->doc, sent, i))
            word->cues &= (uint16_t)~GLY_CUE_HEARSAY;
        for (; before < c->profile.count; before++)
            cues |= c->profile.at[before].cues;
        pending = 0;
    }
    profile->count = c->profile.count - profile->first;
    /* "Had he won, ...", "Should it fail, ..." */
    if (gly_word_among(gly_tok_text(c->doc, &c->doc->toks.at[sent->first_tok]),
                       "had were should"))
        cues |= GLY_CUE_CONDITION;
    mark_clauses(c, profile);
    profile->cues = (uint16_t)cues;
}

bool gly_claim_is_read(const struct gly_doc *doc, uint32_t block)
{
    const char *lang = gly_block_lang(doc, block);
    return !(doc->blocks.at[block].flags & GLY_BLOCK_CHROME) &&
           (lang[0] == '\0' || strncmp(lang, "en", 2) == 0) &&
           gly_block_within(doc, block, GLY_BLOCK_QUOTE) == GLY_NONE;
}

/* The words of cells are no sentences. */
static bool is_read(const struct gly_doc *doc, const struct gly_sent *sent)
{
    const struct gly_block *block = &doc->blocks.at[sent->block];
    return block->flags & GLY_BLOCK_PROSE && block->kind != GLY_BLOCK_CELL &&
           gly_claim_is_read(doc, sent->block);
}

void gly_claimer_profile(struct gly_claimer *c)
{
    c->sents = gly_arena_alloc(c->arena, c->doc->sents.count, sizeof *c->sents);
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        if (is_read(c->doc, &c->doc->sents.at[s]))
            profile_sent(c, s);
        else
            c->sents[s].silent = true;
    }
    gly_claimer_scope(c);
}

/* ---- Sentences and tokens for the readers of claims ---- */

uint32_t gly_claim_cues_at(const struct gly_claimer *c, const struct gly_look *look,
                           uint32_t tok)
{
    char form[GLY_CLAIM_FORM];

    struct gly_str word = gly_claim_fold(gly_look_at(look, tok), form);
    if (tok > look->first && gly_str_is(gly_look_at(look, tok), "May"))
        return 0;
    return gly_claim_entry(c->words, gly_claim_find(c->words, word))->cues |
           (word.len > 3 && gly_str_ends(word, "n't") ? GLY_CUE_NOT : 0);
}

void gly_claim_bag_at(const struct gly_claimer *c, const struct gly_look *look,
                      uint32_t tok, struct gly_bag *bag)
{
    char form[GLY_CLAIM_FORM];
    unsigned kind = gly_look_kind(look, tok);
    if (kind != GLY_TOK_PUNCT && kind != GLY_TOK_SYMBOL &&
        !(gly_claim_cues_at(c, look, tok) & GLY_CUE_FUNCTION))
        gly_bag_add(bag, gly_claim_stem(gly_claim_fold(gly_look_at(look, tok), form)));
}

bool gly_claimer_speaks(const struct gly_claimer *c, uint32_t sent)
{
    const struct gly_claim_sent *s = &c->sents[sent];
    return !s->silent &&
           !(s->cues & (GLY_CUE_HEARSAY | GLY_CUE_CORRECT | GLY_CUE_CONDITION));
}

uint32_t gly_claimer_date_from(const struct gly_claimer *c, uint32_t tok)
{
    uint32_t low = 0, high = c->dates->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->dates->at[middle].first_tok < tok)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int32_t gly_claimer_year(const struct gly_claimer *c, uint32_t sent)
{
    const struct gly_sent *s = &c->doc->sents.at[sent];
    uint32_t d = gly_claimer_date_from(c, s->first_tok);
    for (;
         d < c->dates->count && c->dates->at[d].first_tok < s->first_tok + s->tok_count;
         d++)
        if (c->dates->at[d].from.year != GLY_NO_YEAR)
            return c->dates->at[d].from.year;
    return GLY_NO_YEAR;
}

unsigned gly_claim_xpos(const struct gly_reading *reading, uint32_t first_tok,
                        uint32_t tok)
{
    for (uint32_t i = tok - first_tok; i < reading->word_count; i++)
        if (reading->words[i].tok >= tok)
            return reading->words[i].tok == tok ? reading->words[i].xpos
                                                : GLY_XPOS_OTHER;
    return GLY_XPOS_OTHER;
}
