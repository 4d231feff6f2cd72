/* Words as somebody spoke them or as they were written long ago: letters left out behind
 * an apostrophe, dialect and old spelling in quotation marks, the words of a psalm. Whoever
 * quotes them keeps their spelling. */
#include <galley/suspicion.h>
#include <galley/unicode.h>

static const char right_quote[] = "\u2019";

static size_t apostrophe_at(struct gly_str text, size_t at)
{
    struct gly_str rest = {text.ptr + at, text.len - at};
    return gly_str_starts(rest, "'") ? 1 : gly_str_starts(rest, right_quote) ? 3 : 0;
}

static bool has_apostrophe(struct gly_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (apostrophe_at(text, i) > 0)
            return true;
    return false;
}

/* Does a quotation mark close behind a word, as far as is of interest? */
static bool is_closed(struct gly_str text, size_t at)
{
    enum { FAR = 160 };
    for (size_t n = 0; n < FAR && at < text.len && text.ptr[at] != '\n'; n++, at++) {
        size_t len = apostrophe_at(text, at);
        if (len > 0 && gly_is_ascii_letter((unsigned char)text.ptr[at - 1]) &&
            (at + len == text.len ||
             !gly_is_ascii_letter((unsigned char)text.ptr[at + len])))
            return true;
    }
    return false;
}

/* "'bout", "for 'emselves": an apostrophe before the word, and it opens no quotation. */
static bool is_beheaded(struct gly_str text, struct gly_span span)
{
    if (apostrophe_at(text, span.start) > 0)
        return true;
    size_t len = 0;
    if (span.start >= 1 && apostrophe_at(text, span.start - 1) == 1)
        len = 1;
    else if (span.start >= 3 && apostrophe_at(text, span.start - 3) == 3)
        len = 3;
    unsigned char before =
        span.start > len ? (unsigned char)text.ptr[span.start - len - 1] : ' ';
    return len > 0 && !gly_is_ascii_letter(before) && !is_closed(text, span.end);
}

/* "rep'tation", "asham'd", "lighter'n", "'bout": an apostrophe where what is meant has letters
 * is no slip of the finger. "her's" is one. */
static bool leaves_out(struct gly_str text, struct gly_span span,
                       const struct gly_suggestion *meant)
{
    struct gly_str written = {text.ptr + span.start, gly_span_len(span)};
    if (is_beheaded(text, span))
        return true;
    bool genitive = gly_str_ends(written, "'s") || gly_str_ends(written, "\u2019s");
    bool fewer = written.len <= meant->text.len || gly_str_ends(written, "'n");
    return !genitive && fewer && has_apostrophe(written) &&
           !has_apostrophe(meant->text) &&
           !memchr(meant->text.ptr, ' ', meant->text.len);
}

/* ---- Quotations ---- */

/* Does a straight quotation mark at `at` open: behind a blank, before a letter? */
static bool opens(struct gly_str text, size_t at)
{
    char before = at > 0 ? text.ptr[at - 1] : ' ';
    char behind = at + 1 < text.len ? text.ptr[at + 1] : ' ';
    return strchr(" \n\t([", before) && !strchr(" \n\t.,;", behind);
}

/* Inside quotation marks, of which the nearest one before opens, or in a block that is
 * quoted. */
static bool is_quoted(const struct gly_doc *doc, const struct gly_tok *tok)
{
    enum { FAR = 1500 };
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    uint32_t block = gly_doc_sents(doc, &count)[tok->sent].block;
    struct gly_str text = gly_doc_text(doc);
    size_t start = blocks[block].span.start, at = tok->span.start;
    for (size_t n = 0; at > start && n < FAR; n++) {
        struct gly_str rest = {text.ptr + --at, text.len - at};
        if (rest.ptr[0] == '"')
            return opens(text, at);
        if (gly_str_starts(rest, "\u201C") || gly_str_starts(rest, "\u00AB"))
            return true;
        if (gly_str_starts(rest, "\u201D") || gly_str_starts(rest, "\u00BB"))
            return false;
    }
    return gly_block_within(doc, block, GLY_BLOCK_QUOTE) != GLY_NONE;
}

/* In no list, or hardly, and no name; or with letters left out: "goin'", "'em", "o'". */
static bool is_strange(struct gly_str text, const struct gly_tok *tok,
                       const struct gly_word *word)
{
    if (tok->kind != GLY_TOK_WORD || tok->flags & GLY_TOK_CAPITALISED)
        return false;
    if (!(word->flags & (GLY_WORD_KNOWN | GLY_WORD_SKIPPED)) ||
        (word->flags & GLY_WORD_RARE && !(word->flags & GLY_WORD_DERIVED)))
        return true;
    return apostrophe_at(text, tok->span.start) > 0 ||
           (apostrophe_at(text, tok->span.end) > 0 &&
            text.ptr[tok->span.end - 1] == 'n');
}

/* How many words around are strange, up to `enough`. */
static unsigned count_strange(const struct gly_doc *doc, const struct gly_word *words,
                              uint32_t index, unsigned enough)
{
    enum { AROUND = 24 };
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    uint32_t first = index > AROUND ? index - AROUND : 0;
    unsigned strange = 0;
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    uint32_t block = sents[toks[index].sent].block;
    for (uint32_t i = first; i < count && i <= index + AROUND && strange < enough; i++)
        strange += i != index && toks[i].sent != GLY_NONE &&
                   sents[toks[i].sent].block == block &&
                   is_strange(gly_doc_text(doc), &toks[i], &words[i]);
    return strange;
}

/* ---- Old words ---- */

/* Words that nobody uses now but who quotes, prays or rhymes. */
static bool is_of_old(struct gly_str word)
{
    static const char *const old[] = {"dost",  "doth", "hast", "hath", "saith",
                                      "shalt", "thee", "thou", "thy",  "thine",
                                      "unto",  "wilt", NULL};
    return word.len >= 3 && word.len <= 5 && gly_str_among(word, old);
}

static bool stands_among_old(const struct gly_doc *doc, const struct gly_tok *tok)
{
    uint32_t unused;
    const struct gly_sent *sent = &gly_doc_sents(doc, &unused)[tok->sent];
    const struct gly_tok *toks = gly_doc_toks(doc, &unused);
    for (uint32_t i = 0; i < sent->tok_count; i++)
        if (is_of_old(gly_tok_text(doc, &toks[sent->first_tok + i])))
            return true;
    return false;
}

/* "thinke", "sheepe", "libertie": as words were spelt once. */
static bool is_spelt_of_old(struct gly_str written, struct gly_str meant)
{
    bool e = written.len == meant.len + 1 && gly_str_ends(written, "e") &&
             memcmp(written.ptr, meant.ptr, meant.len) == 0;
    bool ie = written.len == meant.len + 1 && gly_str_ends(written, "ie") &&
              gly_str_ends(meant, "y") &&
              memcmp(written.ptr, meant.ptr, meant.len - 1) == 0;
    return e || ie;
}

/* "findeth", "requireth": a verb as it was inflected once. */
static bool is_old_verb(const struct gly_pass *pass, struct gly_str text)
{
    enum { SHORTEST = 7 };
    if (gly_str_is(text, "goeth") || gly_str_is(text, "doeth"))
        return true;
    if (text.len < SHORTEST || !gly_str_ends(text, "eth"))
        return false;
    struct gly_word stem = gly_word_of(pass, (struct gly_str){text.ptr, text.len - 3});
    struct gly_word with_e =
        gly_word_of(pass, (struct gly_str){text.ptr, text.len - 2});
    return (stem.flags | with_e.flags) & GLY_WORD_COMMON;
}

/* "discust", "supprest": a participle as some wrote it. */
static bool is_old_participle(struct gly_pass *pass, struct gly_str text)
{
    enum { SHORTEST = 6 };
    if (text.len < SHORTEST || !gly_str_ends(text, "t"))
        return false;
    struct gly_str whole = gly_format(pass, "%.*ssed", (int)text.len - 1, text.ptr);
    return gly_word_of(pass, whole).flags & GLY_WORD_COMMON;
}

bool gly_is_as_quoted(struct gly_pass *pass, uint32_t index)
{
    enum { SOME = 2 };
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *tok = &gly_doc_toks(doc, &(uint32_t){0})[index];
    return count_strange(doc, gly_words(pass), index, SOME) == SOME &&
           is_quoted(doc, tok);
}

bool gly_is_as_spoken(struct gly_pass *pass, const struct gly_suggestion *meant,
                      uint32_t index)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *tok = &gly_doc_toks(doc, &(uint32_t){0})[index];
    struct gly_str written = gly_tok_text(doc, tok);
    return leaves_out(gly_doc_text(doc), tok->span, meant) ||
           gly_is_as_quoted(pass, index) || stands_among_old(doc, tok) ||
           is_old_verb(pass, written) || is_old_participle(pass, written) ||
           (is_spelt_of_old(written, meant->text) && is_quoted(doc, tok));
}

bool gly_is_without_g(struct gly_str written, struct gly_str meant)
{
    return meant.len == written.len + 1 && gly_str_ends(written, "in") &&
           gly_str_ends(meant, "ing");
}

bool gly_is_in_quotes(const struct gly_doc *doc, uint32_t index)
{
    return is_quoted(doc, &gly_doc_toks(doc, &(uint32_t){0})[index]);
}

bool gly_stands_beside_strange(const struct gly_doc *doc, const struct gly_word *words,
                               uint32_t index)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (int step = -1; step <= 1; step += 2) {
        uint32_t at = index + (uint32_t)step;
        if (at < count && toks[at].sent == toks[index].sent &&
            toks[at].kind == GLY_TOK_WORD && !(toks[at].flags & GLY_TOK_CAPITALISED) &&
            (words[at].flags & GLY_WORD_RARE ||
             !(words[at].flags & (GLY_WORD_KNOWN | GLY_WORD_SKIPPED))))
            return true;
    }
    return false;
}

/* "bozone, n.:" */
static bool is_before_part_of_speech(const struct gly_doc *doc, uint32_t index)
{
    static const char *const parts[] = {"n",   "n.",   "v",    "v.",    "vt.",  "vi.",
                                        "adj", "adj.", "adv.", "abbr.", "noun", NULL};
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (index + 2 >= count)
        return false;
    struct gly_str comma = gly_tok_text(doc, &toks[index + 1]);
    return gly_str_is(comma, ",") &&
           gly_str_among(gly_tok_text(doc, &toks[index + 2]), parts);
}

bool gly_is_headword(const struct gly_doc *doc, uint32_t index)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    uint32_t sent = toks[index].sent;
    bool alone = (index == 0 || toks[index - 1].sent != sent) &&
                 (index + 1 == count || toks[index + 1].sent != sent);
    if (alone)
        return !(toks[index].flags & GLY_TOK_CAPITALISED);
    /* "COmpiler and GENeralized Translator": what a short form is made of. */
    struct gly_str text = gly_tok_text(doc, &toks[index]);
    bool spelt_out =
        text.len > 2 && gly_is_upper((unsigned char)text.ptr[1]) &&
        gly_is_lower((unsigned char)text.ptr[text.len - 1]) && index + 2 < count &&
        (toks[index + 1].flags | toks[index + 2].flags) & GLY_TOK_CAPITALISED;
    return spelt_out || is_before_part_of_speech(doc, index);
}
