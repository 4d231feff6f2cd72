/* What stands for a word without being all of it: broken at the end of a line, broken off
 * in speech, cut short, drawn out, or with an ending behind an apostrophe. */
#include <galley/suspicion.h>
#include <galley/unicode.h>

/* A part of a word that is broken at the end of a line: "diffi-" and "culty". */
static bool is_broken(const struct gly_tok *toks, uint32_t index, uint32_t count)
{
    uint32_t hyphen = toks[index].flags & GLY_TOK_LINE_BREAK ? index - 1 : index + 1;
    return hyphen > 0 && hyphen + 1 < count && toks[hyphen].kind == GLY_TOK_PUNCT &&
           gly_span_len(toks[hyphen].span) == 1 && toks[hyphen].flags & GLY_TOK_GLUED &&
           toks[hyphen - 1].kind == GLY_TOK_WORD &&
           toks[hyphen + 1].flags & GLY_TOK_LINE_BREAK;
}

/* "zero'ed", "OK'd", "the 'prefix'": a known word with what an apostrophe parts from it. */
static bool is_ending_apart(const struct gly_pass *pass, struct gly_str text)
{
    static const char *const endings[] = {"'", "'d", "'ed", "'ing", "'er"};
    for (unsigned i = 0; i < GLY_COUNT(endings); i++) {
        struct gly_str stem = {text.ptr, text.len - strlen(endings[i])};
        if (text.len > strlen(endings[i]) && gly_str_ends(text, endings[i]))
            return gly_word_of(pass, stem).flags & GLY_WORD_KNOWN;
    }
    return false;
}

/* Cuts an apostrophe off the end; false where there is none. */
static bool cut_apostrophe(struct gly_str *text)
{
    size_t len = gly_str_ends(*text, "'") ? 1 : gly_str_ends(*text, "\u2019") ? 3 : 0;
    text->len -= len;
    return len > 0;
}

/* "nothin'": speech, written as it sounds. The apostrophe may be a token of its own. */
static bool is_clipped(struct gly_pass *pass, const struct gly_tok *toks,
                       uint32_t index, uint32_t count, struct gly_str text)
{
    bool clipped = cut_apostrophe(&text);
    if (!gly_str_ends(text, "in"))
        return false;
    if (!clipped && index + 1 < count && toks[index + 1].sent == toks[index].sent) {
        struct gly_str next = gly_tok_text(gly_pass_doc(pass), &toks[index + 1]);
        clipped = cut_apostrophe(&next) && next.len == 0;
    }
    struct gly_str whole = gly_format(pass, "%.*sg", GLY_STR_ARG(text));
    return clipped && gly_word_of(pass, whole).flags & GLY_WORD_KNOWN;
}

/* "the proble-, excuse me": speech that breaks off in the middle of a word. */
static bool is_broken_off(struct gly_str text, size_t end)
{
    unsigned char behind = end + 1 < text.len ? (unsigned char)text.ptr[end + 1] : ' ';
    return end < text.len && text.ptr[end] == '-' && behind != '-' && behind < 0x80 &&
           !gly_is_ascii_letter(behind) && !(behind >= '0' && behind <= '9');
}

/* "hmmmm", "sooo gooood", "hehehe": drawn out on purpose. Three equal letters once are a
 * slip. */
static bool is_drawn_out(struct gly_str text)
{
    unsigned equal = 1, thrice = 0;
    if (text.len >= 6 && memcmp(text.ptr, text.ptr + 2, text.len - 2) == 0)
        return true;
    for (size_t i = 1; i < text.len; i++) {
        equal = text.ptr[i] == text.ptr[i - 1] ? equal + 1 : 1;
        thrice += equal == 3;
        if (equal > 3 || thrice > 1)
            return true;
    }
    return false;
}

/* "passwordz": a plural as some like to write it. */
static bool is_plural_in_z(struct gly_pass *pass, struct gly_str text)
{
    if (!gly_str_ends(text, "z"))
        return false;
    struct gly_str plural = gly_format(pass, "%.*ss", (int)text.len - 1, text.ptr);
    return gly_word_of(pass, plural).flags & GLY_WORD_KNOWN;
}

/* "i'll": a capital is missing, no letter. */
static bool is_small_i(struct gly_str text)
{
    return gly_str_starts(text, "i'") || gly_str_starts(text, "i\u2019");
}

bool gly_is_word_part(struct gly_pass *pass, const struct gly_tok *toks, uint32_t index,
                      uint32_t count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str text = gly_tok_text(doc, &toks[index]);
    return is_broken(toks, index, count) || is_ending_apart(pass, text) ||
           is_clipped(pass, toks, index, count, text) || is_drawn_out(text) ||
           is_plural_in_z(pass, text) || is_small_i(text) ||
           is_broken_off(gly_doc_text(doc), toks[index].span.end);
}

/* "not resetting correc...": the ellipsis may stand behind an apostrophe. */
bool gly_is_cut_short(const struct gly_doc *doc, const struct gly_tok *tok,
                      struct gly_str meant)
{
    struct gly_str text = gly_doc_text(doc), written = gly_tok_text(doc, tok);
    struct gly_str rest = {text.ptr + tok->span.end, text.len - tok->span.end};
    if (gly_str_starts(rest, "'"))
        rest = (struct gly_str){rest.ptr + 1, rest.len - 1};
    return (gly_str_starts(rest, "...") || gly_str_starts(rest, "\u2026")) &&
           meant.len > written.len && memcmp(meant.ptr, written.ptr, written.len) == 0;
}
