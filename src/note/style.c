/* Finding phrase rules in a document. */
#include "note/style.h"

#include <string.h>

struct search {
    const struct gly_style *style;
    const struct gly_doc *doc;
    const bool *wanted;
    struct gly_matcher *matcher;
    gly_style_found *found;
    void *context;
    uint32_t *seen; /* by phrase: 1 + the last sentence its expression was tried on */
    const struct gly_sent *sent;
    struct gly_style_bits words; /* of the sentence */
    uint32_t scopes;             /* kinds of the blocks around the sentence */
};

/* May the phrase stand in the sentence, as far as a look tells? */
static bool is_possible(const struct search *s, const struct gly_style_phrase *phrase)
{
    for (unsigned i = 0; i < GLY_COUNT(s->words.bits); i++)
        if (phrase->needs.bits[i] & ~s->words.bits[i])
            return false;
    return phrase->scopes == 0 || (phrase->scopes & s->scopes) != 0;
}

/* ---- What silences ---- */

/* Does the span hold code or markup that is not read? */
static bool holds_masked(const struct search *s, struct gly_span span)
{
    for (uint32_t t = s->sent->first_tok; t < s->sent->first_tok + s->sent->tok_count;
         t++)
        if (s->doc->toks.at[t].kind == GLY_TOK_MASKED &&
            gly_span_overlaps(s->doc->toks.at[t].span, span))
            return true;
    return false;
}

static bool is_excused(const struct search *s, const struct gly_style_phrase *phrase,
                       struct gly_span span)
{
    if (!phrase->unless)
        return false;
    struct gly_str text = gly_doc_slice(s->doc, s->sent->span);
    size_t from = 0;
    while (from <= text.len && gly_pattern_find(phrase->unless, s->matcher, text, from,
                                                false) == GLY_MATCH_FOUND) {
        struct gly_span group = gly_matcher_group(s->matcher, 0);
        from = group.end > group.start ? group.end : group.end + 1;
        group.start += s->sent->span.start;
        group.end += s->sent->span.start;
        if (group.start >= span.end)
            return false;
        if (gly_span_overlaps(group, span))
            return true;
    }
    return false;
}

static void tell(const struct search *s, const struct gly_style_match *match)
{
    if (!holds_masked(s, match->span) &&
        !is_excused(s, &s->style->phrases[match->phrase], match->span))
        s->found(s->context, match);
}

/* ---- Literals ---- */

static unsigned char fold(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}

/* Is the token this word? A curly apostrophe is a straight one. */
static bool is_word(struct gly_str text, struct gly_str word, bool exact)
{
    size_t at = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == '\'' && text.len - at >= 3 &&
            memcmp(text.ptr + at, "’", 3) == 0) {
            at += 3;
            continue;
        }
        if (at == text.len)
            return false;
        unsigned char a = (unsigned char)text.ptr[at++];
        unsigned char b = (unsigned char)word.ptr[i];
        if (exact ? a != b : fold(a) != fold(b))
            return false;
    }
    return at == text.len;
}

static void try_literal(const struct search *s, const struct gly_style_key *key,
                        uint32_t tok)
{
    const struct gly_style_phrase *phrase = &s->style->phrases[key->phrase];
    uint32_t end = s->sent->first_tok + s->sent->tok_count;
    if (tok - s->sent->first_tok < key->at ||
        end - (tok - key->at) < phrase->word_count)
        return;
    uint32_t first = tok - key->at;
    for (uint32_t w = 0; w < phrase->word_count; w++)
        if (!is_word(gly_tok_text(s->doc, &s->doc->toks.at[first + w]),
                     phrase->words[w], phrase->exact))
            return;
    struct gly_style_match match = {
        .phrase = key->phrase,
        .span = {s->doc->toks.at[first].span.start,
                 s->doc->toks.at[first + phrase->word_count - 1].span.end}};
    tell(s, &match);
}

/* ---- Regular expressions ---- */

/* Tell the match that the matcher holds; false for an empty one. */
static bool tell_pattern(const struct search *s, uint32_t number)
{
    struct gly_style_match match = {.phrase = number,
                                    .group_count = GLY_COUNT(match.groups)};
    for (unsigned g = 0; g < match.group_count; g++) {
        match.groups[g] = gly_matcher_group(s->matcher, g);
        match.groups[g].start += s->sent->span.start;
        match.groups[g].end += s->sent->span.start;
    }
    match.span = match.groups[0];
    if (match.span.start == match.span.end)
        return false;
    tell(s, &match);
    return true;
}

/* Only right at `at` in the text. */
static void try_pattern_at(const struct search *s, uint32_t number, const char *at)
{
    struct gly_str text = gly_doc_slice(s->doc, s->sent->span);
    if (gly_pattern_find(s->style->phrases[number].pattern, s->matcher, text,
                         (size_t)(at - text.ptr), true) == GLY_MATCH_FOUND)
        tell_pattern(s, number);
}

/* Once for a sentence, over all of it. */
static void try_pattern(const struct search *s, uint32_t number)
{
    uint32_t stamp = (uint32_t)(s->sent - s->doc->sents.at) + 1;
    if (s->seen[number] == stamp)
        return;
    s->seen[number] = stamp;
    struct gly_str text = gly_doc_slice(s->doc, s->sent->span);
    size_t from = 0;
    while (from <= text.len &&
           gly_pattern_find(s->style->phrases[number].pattern, s->matcher, text, from,
                            false) == GLY_MATCH_FOUND) {
        from = gly_matcher_group(s->matcher, 0).end;
        if (!tell_pattern(s, number))
            from++;
    }
}

/* ---- Sentences ---- */

static void search_token(const struct search *s, uint32_t tok)
{
    struct gly_str text = gly_tok_text(s->doc, &s->doc->toks.at[tok]);
    size_t at = 0;
    for (struct gly_str run; (run = gly_style_letters(text, &at)).len > 0;)
        for (const struct gly_style_key *key = gly_style_look_up(s->style, run); key;
             key = gly_style_next(s->style, key)) {
            const struct gly_style_phrase *phrase = &s->style->phrases[key->phrase];
            if (!s->wanted[key->phrase] || !is_possible(s, phrase))
                continue;
            if (phrase->words)
                try_literal(s, key, tok);
            else if (key->first)
                try_pattern_at(s, key->phrase, run.ptr);
            else
                try_pattern(s, key->phrase);
        }
}

static void gather_words(struct search *s)
{
    s->words = (struct gly_style_bits){0};
    for (uint32_t t = s->sent->first_tok; t < s->sent->first_tok + s->sent->tok_count;
         t++) {
        struct gly_str text = gly_tok_text(s->doc, &s->doc->toks.at[t]);
        size_t at = 0;
        for (struct gly_str run; (run = gly_style_letters(text, &at)).len > 0;)
            gly_style_add(&s->words, run);
    }
}

static void search_sentence(struct search *s)
{
    gather_words(s);
    for (uint32_t t = s->sent->first_tok; t < s->sent->first_tok + s->sent->tok_count;
         t++)
        if (s->doc->toks.at[t].kind != GLY_TOK_MASKED)
            search_token(s, t);
    for (uint32_t i = 0; i < s->style->scanned.count; i++) {
        uint32_t number = s->style->scanned.at[i];
        const struct gly_style_phrase *phrase = &s->style->phrases[number];
        if (!s->wanted[number] || !is_possible(s, phrase))
            continue;
        if (phrase->pattern) {
            try_pattern(s, number);
            continue;
        }
        /* A literal without letters: "...", "50 %". */
        struct gly_style_key key = {.phrase = number};
        for (uint32_t t = s->sent->first_tok;
             t < s->sent->first_tok + s->sent->tok_count; t++)
            try_literal(s, &key, t);
    }
}

static uint32_t scopes_around(const struct gly_doc *doc, uint32_t block)
{
    uint32_t kinds = 0;
    for (uint32_t b = block; b != GLY_NONE; b = doc->blocks.at[b].parent)
        kinds |= 1u << doc->blocks.at[b].kind;
    return kinds;
}

void gly_style_find(const struct gly_style *style, const struct gly_doc *doc,
                    const bool *wanted, struct gly_matcher *matcher,
                    gly_style_found *found, void *context)
{
    struct search s = {.style = style,
                       .doc = doc,
                       .wanted = wanted,
                       .matcher = matcher,
                       .found = found,
                       .context = context};
    s.seen = gly_arena_alloc(doc->arena, style->count, sizeof *s.seen);
    for (uint32_t b = 0; b < doc->blocks.count; b++) {
        const struct gly_block *block = &doc->blocks.at[b];
        if (!(block->flags & GLY_BLOCK_PROSE) || block->flags & GLY_BLOCK_CHROME)
            continue;
        s.scopes = scopes_around(doc, b);
        for (uint32_t i = 0; i < block->sent_count; i++) {
            s.sent = &doc->sents.at[block->first_sent + i];
            search_sentence(&s);
        }
    }
}
