/* The syntactic words of a token: "don't" is do + n't, "John's" is John + 's, "cannot"
 * is can + not, as Universal Dependencies has it. Every cut follows from the letters,
 * so the words are slices of the token. */
#include "text/chars.h"
#include "text/doc.h"

/* Words written as one without an apostrophe to tell; `cut` is where they part. Only
 * those that are nothing else: "its", "cant" and "wont" are words of their own. */
struct fused {
    const char *word;
    uint8_t cut, second; /* `second`: where the third word begins, 0 for none */
};

static const struct fused fused[] = {
    {"cannot", 3, 0},   {"gonna", 3, 0}, {"wanna", 3, 0},   {"gotta", 3, 0},
    {"dunno", 2, 3},    {"lemme", 3, 0}, {"gimme", 3, 0},   {"outta", 3, 0},
    {"dont", 2, 0},     {"didnt", 3, 0}, {"doesnt", 4, 0},  {"isnt", 2, 0},
    {"wasnt", 3, 0},    {"arent", 3, 0}, {"werent", 4, 0},  {"havent", 4, 0},
    {"hasnt", 3, 0},    {"hadnt", 3, 0}, {"wouldnt", 5, 0}, {"couldnt", 5, 0},
    {"shouldnt", 6, 0}, {"aint", 2, 0},  {"im", 1, 0},      {"ive", 1, 0},
    {"thats", 4, 0},    {"whats", 4, 0}, {"theres", 5, 0},  {"heres", 4, 0},
    {"youre", 3, 0},    {"youve", 3, 0}, {"youll", 3, 0},   {"theyre", 4, 0},
    {"theyve", 4, 0},   {"itll", 2, 0},  {"cant", 2, 0},    {"wont", 2, 0},
};

static unsigned cut_fused(struct gly_span span, struct gly_str text,
                          struct gly_span ret_words[GLY_TOK_MAX_WORDS])
{
    enum { LONGEST = 8 };
    if (text.len > LONGEST || text.len < 2)
        return 0;
    for (size_t i = 0; i < GLY_COUNT(fused); i++) {
        if (((fused[i].word[0] ^ text.ptr[0]) & ~0x20) != 0 ||
            !gly_str_eq_nocase(text, gly_str(fused[i].word)))
            continue;
        uint32_t first = span.start + fused[i].cut;
        uint32_t second = fused[i].second ? span.start + fused[i].second : span.end;
        ret_words[0] = (struct gly_span){span.start, first};
        ret_words[1] = (struct gly_span){first, second};
        if (second == span.end)
            return 2;
        ret_words[2] = (struct gly_span){second, span.end};
        return 3;
    }
    return 0;
}

/* Where the last clitic of text[start, end) begins; `end` when there is none. */
static uint32_t clitic_start(const char *text, uint32_t start, uint32_t end)
{
    static const gly_short_word clitics[] = {"s", "m", "d", "re", "ve", "ll"};
    for (uint32_t p = end; p > start;) {
        p--;
        unsigned len = gly_apostrophe_at(text, p, end);
        if (len == 0 && text[p] == '`' && p > start)
            len = 1;
        if (len == 0) {
            if (end - p > 5)
                return end; /* longer than any clitic */
            continue;
        }
        struct gly_str letters = {text + p + len, end - p - len};
        if (p == start)
            return end;
        /* n't takes a letter from before the apostrophe. */
        if (gly_str_eq_nocase(letters, gly_str("t")) && p - start >= 2 &&
            (text[p - 1] | 0x20) == 'n')
            return p - 1;
        if (letters.len == 0) /* "the readers'", but "goin'", "o'" */
            return strchr("sSxXzZ", text[p - 1]) ? p : end;
        /* "the 1960's" is one word, "Radio 4's" two. */
        if (text[p - 1] == '0' && gly_str_eq_nocase(letters, gly_str("s")))
            return end;
        return gly_word_in(letters, clitics, GLY_COUNT(clitics)) ? p : end;
    }
    return end;
}

unsigned gly_tok_words(const struct gly_doc *doc, const struct gly_tok *tok,
                       struct gly_span ret_words[GLY_TOK_MAX_WORDS])
{
    struct gly_span span = tok->span;
    ret_words[0] = span;
    if (tok->kind == GLY_TOK_WORD && !(tok->flags & GLY_TOK_APOSTROPHE)) {
        unsigned count = cut_fused(span, gly_tok_text(doc, tok), ret_words);
        return count > 0 ? count : 1;
    }
    if (!(tok->flags & GLY_TOK_APOSTROPHE) ||
        (tok->kind != GLY_TOK_WORD && tok->kind != GLY_TOK_MIXED &&
         tok->kind != GLY_TOK_NUMBER))
        return 1;
    static const gly_short_word before[] = {"'tis",   "'twas", "'twere",
                                            "'twill", "d'you", "c'mon"};
    struct gly_str text = gly_tok_text(doc, tok);
    if (gly_word_in(text, before, GLY_COUNT(before))) {
        uint32_t cut = span.start + (text.ptr[0] == '\''  ? 2
                                     : text.ptr[0] == 'c' ? 3
                                                          : 2);
        ret_words[0] = (struct gly_span){span.start, cut};
        ret_words[1] = (struct gly_span){cut, span.end};
        return 2;
    }
    /* From the right: the clitics, then turned round. */
    uint32_t starts[GLY_TOK_MAX_WORDS];
    unsigned count = 0;
    uint32_t end = span.end;
    while (count < GLY_TOK_MAX_WORDS - 1) {
        uint32_t start = clitic_start(doc->text.ptr, span.start, end);
        if (start == end)
            break;
        starts[count++] = end = start;
    }
    for (unsigned i = 0; i <= count; i++) {
        ret_words[i].start = i == 0 ? span.start : starts[count - i];
        ret_words[i].end = i == count ? span.end : starts[count - i - 1];
    }
    return count + 1;
}
