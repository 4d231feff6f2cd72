#include <galley/check.h>
#include <galley/compound.h>

static const struct gly_usage_word *word_at(const struct gly_compounds *all,
                                            uint32_t tok)
{
    if (tok >= all->tok_count || all->usage->form_at[tok] == GLY_NONE)
        return NULL;
    return &all->usage->words[all->usage->forms[all->usage->form_at[tok]].word];
}

static struct gly_compound *slot_of(const struct gly_compounds *all, uint64_t key)
{
    uint32_t at = (uint32_t)((key ^ key >> 29) * 0xD6E8FEB86659FD93u >> 32) &
                  (all->slot_count - 1);
    while (all->slots[at].key != 0 && all->slots[at].key != key)
        at = (at + 1) & (all->slot_count - 1);
    return &all->slots[at];
}

static bool is_hyphen(const struct gly_compounds *all, uint32_t tok)
{
    return tok < all->tok_count && all->toks[tok].kind == GLY_TOK_PUNCT &&
           all->toks[tok].flags & GLY_TOK_GLUED &&
           (gly_str_is(gly_tok_text(all->doc, &all->toks[tok]), "-") ||
            gly_str_is(gly_tok_text(all->doc, &all->toks[tok]), "‐"));
}

/* A name keeps its form; what is only set in capitals keeps none of its own. */
static bool is_named(const struct gly_compounds *all, uint32_t tok)
{
    uint16_t flags = all->toks[tok].flags;
    return flags & (GLY_TOK_ALL_CAPS | GLY_TOK_MIXED_CASE) ||
           (flags & GLY_TOK_CAPITALISED && !(flags & GLY_TOK_SENT_START));
}

/* Letters only, and at most one hyphen. */
static bool is_plain(struct gly_str text, uint32_t *ret_hyphen)
{
    *ret_hyphen = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '-' && i > 0 && *ret_hyphen == 0)
            *ret_hyphen = i;
        else if (!gly_is_ascii_letter(c))
            return false;
    }
    return *ret_hyphen == 0 || *ret_hyphen + 1 < text.len;
}

static void add_place(struct gly_compounds *all, struct gly_compound *c,
                      enum gly_compound_shape shape, uint32_t tok, uint32_t end)
{
    if (all->place_count == all->place_room)
        return;
    all->places[all->place_count++] =
        (struct gly_compound_place){.tok = tok, .end = end, .shape = shape};
    if (c->first[shape] == 0)
        c->first[shape] = all->place_count;
    else
        all->places[c->last[shape] - 1].next = all->place_count;
    c->last[shape] = all->place_count;
}

static uint64_t stem_key(struct gly_str first, struct gly_str second)
{
    if (second.len >= 4 && gly_str_ends(second, "s") && !gly_str_ends(second, "ss"))
        second.len--;
    return gly_usage_joined(gly_usage_hash(first), gly_usage_hash(second), second.len);
}

/* A token that has its hyphen inside, as those of prefixes do. */
static void add_prefixed(struct gly_compounds *all, uint32_t w)
{
    const struct gly_usage_word *word = &all->usage->words[w];
    uint32_t hyphen;
    if (!is_plain(word->text, &hyphen) || hyphen == 0)
        return;
    struct gly_str first = {word->text.ptr, hyphen};
    struct gly_str second = {word->text.ptr + hyphen + 1, word->text.len - hyphen - 1};
    struct gly_compound *c = slot_of(all, stem_key(first, second));
    c->key = stem_key(first, second);
    c->split = hyphen;
    for (uint32_t f = word->form; f != GLY_NONE; f = all->usage->forms[f].sibling)
        for (uint32_t t = all->usage->forms[f].first; t != GLY_NONE;
             t = all->usage->next[t])
            if (!is_named(all, t) && !is_hyphen(all, t + 1) &&
                !(t > 0 && is_hyphen(all, t)))
                add_place(all, c, GLY_COMPOUND_HYPHENATED, t, t + 1);
}

/* "long", "-", "term", and no more. */
static bool is_hyphenated(const struct gly_compounds *all, uint32_t tok)
{
    return is_hyphen(all, tok + 1) && word_at(all, tok + 2) &&
           all->toks[tok + 2].flags & GLY_TOK_GLUED &&
           !(all->toks[tok + 2].flags & GLY_TOK_LINE_BREAK) &&
           !is_hyphen(all, tok + 3) &&
           !(tok > 0 && all->toks[tok].flags & GLY_TOK_GLUED &&
             is_hyphen(all, tok - 1));
}

static void add_hyphenated(struct gly_compounds *all, uint32_t tok)
{
    const struct gly_usage_word *first = word_at(all, tok),
                                *second = word_at(all, tok + 2);
    uint32_t hyphen, hyphen_two;
    if (!is_plain(first->text, &hyphen) || !is_plain(second->text, &hyphen_two) ||
        hyphen + hyphen_two > 0 || is_named(all, tok) || is_named(all, tok + 2))
        return;
    uint64_t key = stem_key(first->text, second->text);
    struct gly_compound *c = slot_of(all, key);
    c->key = key;
    c->split = (uint32_t)first->text.len;
    add_place(all, c, GLY_COMPOUND_HYPHENATED, tok, tok + 3);
}

/* Shorter words are not told from two by chance. */
enum { CLOSED_MIN = 5, CLOSED_MAX = 24, PART_MIN = 3 };

static void add_closed(struct gly_compounds *all, uint32_t w)
{
    const struct gly_usage_word *word = &all->usage->words[w];
    if (word->text.len < CLOSED_MIN || word->text.len > CLOSED_MAX)
        return;
    struct gly_compound *c = slot_of(all, word->stem);
    c->key = word->stem;
    all->alike[w] = c->word;
    c->word = w + 1;
}

/* Words that make no noun with another one: anyone is not any one, a breakdown does not
 * break down. */
static bool is_grammar(struct gly_str word)
{
    static const char *const words[] = {
        "the",    "and",  "any",   "some",  "every",   "may",    "can",   "not",
        "how",    "what", "when",  "where", "who",     "with",   "out",   "over",
        "under",  "down", "off",   "away",  "through", "there",  "here",  "him",
        "her",    "them", "our",   "your",  "self",    "selves", "for",   "ever",
        "never",  "more", "other", "thing", "body",    "wise",   "get",   "set",
        "put",    "take", "make",  "break", "along",   "around", "about", "after",
        "before", "then", "than",  "that",  "this",    "was",    "were",  "has",
        "had",    "been", "are",   "too",
    };
    return gly_str_one_of(word, words, GLY_COUNT(words));
}

static void add_open(struct gly_compounds *all, uint32_t tok)
{
    const struct gly_usage_word *first = word_at(all, tok),
                                *second = word_at(all, tok + 1);
    if (first->text.len < PART_MIN || second->text.len < PART_MIN)
        return;
    /* joined() wants the length of the stem, which is one less than the word's where the
     * hashes differ. */
    size_t len = second->text.len - (second->stem != second->hash);
    uint64_t key = gly_usage_joined(first->hash, second->stem, len);
    struct gly_compound *c = slot_of(all, key);
    if (c->key == 0 || is_named(all, tok) || is_named(all, tok + 1) ||
        is_grammar(first->text) || is_grammar(second->text))
        return;
    if (!c->open)
        c->split = (uint32_t)first->text.len;
    c->open = true;
    add_place(all, c, GLY_COMPOUND_OPEN, tok, tok + 2);
}

static bool is_pair(const struct gly_compounds *all, uint32_t tok)
{
    return word_at(all, tok) && word_at(all, tok + 1) &&
           all->toks[tok].sent == all->toks[tok + 1].sent &&
           !(all->toks[tok + 1].flags & GLY_TOK_GLUED) && !is_hyphen(all, tok + 2) &&
           !(all->toks[tok].flags & GLY_TOK_HYPHENATED) &&
           !(all->toks[tok + 1].flags & GLY_TOK_HYPHENATED);
}

void gly_compounds_gather(struct gly_pass *pass, struct gly_compounds *all)
{
    uint32_t hyphens = 0;
    *all = (struct gly_compounds){.doc = gly_pass_doc(pass), .usage = gly_usage(pass)};
    all->toks = gly_doc_toks(all->doc, &all->tok_count);
    for (uint32_t i = 0; i < all->tok_count; i++)
        hyphens += (all->toks[i].flags & GLY_TOK_HYPHENATED) != 0;
    uint32_t room = 64;
    while (room < 2 * (all->usage->word_count + hyphens) && room < (1u << 30))
        room *= 2;
    all->slots = gly_alloc(pass, room, sizeof *all->slots);
    all->slot_count = room;
    all->alike = gly_alloc(pass, all->usage->word_count, sizeof *all->alike);
    all->place_room = 2 * all->tok_count + 1;
    all->places = gly_alloc(pass, all->place_room, sizeof *all->places);
    for (uint32_t w = 0; w < all->usage->word_count; w++) {
        if (memchr(all->usage->words[w].text.ptr, '-', all->usage->words[w].text.len))
            add_prefixed(all, w);
        else
            add_closed(all, w);
    }
    for (uint32_t i = 0; hyphens > 0 && i + 2 < all->tok_count; i++)
        if (all->toks[i].flags & GLY_TOK_HYPHENATED && word_at(all, i) &&
            is_hyphenated(all, i))
            add_hyphenated(all, i);
    for (uint32_t i = 0; i + 1 < all->tok_count; i++)
        if (is_pair(all, i))
            add_open(all, i);
}

void gly_compound_close(struct gly_compounds *all, struct gly_compound *c)
{
    for (uint32_t w = c->word; w != 0; w = all->alike[w - 1]) {
        const struct gly_usage_word *word = &all->usage->words[w - 1];
        for (uint32_t f = word->form; f != GLY_NONE; f = all->usage->forms[f].sibling)
            for (uint32_t t = all->usage->forms[f].first; t != GLY_NONE;
                 t = all->usage->next[t])
                if (!is_named(all, t) && !(all->toks[t].flags & GLY_TOK_HYPHENATED))
                    add_place(all, c, GLY_COMPOUND_CLOSED, t, t + 1);
    }
}
