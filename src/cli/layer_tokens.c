/* The layer "tokens": tokens with kind and flags, syntactic words, sentences, blocks.
 */
#include "cli/layer.h"

#include "report/escape.h"

const char *gly_tok_kind_name(unsigned kind)
{
    static const char *const names[] = {
        [GLY_TOK_WORD] = "word",     [GLY_TOK_NUMBER] = "number",
        [GLY_TOK_PUNCT] = "punct",   [GLY_TOK_SYMBOL] = "symbol",
        [GLY_TOK_URL] = "url",       [GLY_TOK_EMAIL] = "email",
        [GLY_TOK_HANDLE] = "handle", [GLY_TOK_HASHTAG] = "hashtag",
        [GLY_TOK_PATH] = "path",     [GLY_TOK_MIXED] = "mixed",
        [GLY_TOK_MASKED] = "masked",
    };
    return kind < GLY_COUNT(names) ? names[kind] : "?";
}

/* By bit, from the lowest. */
static const char *const flag_names[] = {
    "glued",      "capitalised", "all-caps",     "mixed-case", "non-ascii",
    "digit",      "apostrophe",  "abbreviation", "start",      "hyphenated",
    "line-break", "link",        "emphasis",
};

/* ---- Text: a sentence a paragraph, a token a line ---- */

static void print_text(const struct gly_doc *doc, struct gly_buf *out)
{
    for (uint32_t i = 0; i < doc->sents.count; i++) {
        const struct gly_sent *sent = &doc->sents.at[i];
        gly_buf_printf(out, "%ssentence %u, %u tokens\n", i > 0 ? "\n" : "", i + 1,
                       sent->tok_count);
        for (uint32_t t = 0; t < sent->tok_count; t++) {
            const struct gly_tok *tok = &doc->toks.at[sent->first_tok + t];
            struct gly_span words[GLY_TOK_MAX_WORDS];
            unsigned count = gly_tok_words(doc, tok, words);
            gly_buf_printf(out, "%6u %-8s ", tok->span.start,
                           gly_tok_kind_name(tok->kind));
            gly_show(out, gly_tok_text(doc, tok));
            for (unsigned w = 0; count > 1 && w < count; w++) {
                gly_buf_puts(out, w == 0 ? " = " : " + ");
                gly_show(out, gly_doc_slice(doc, words[w]));
            }
            for (unsigned f = 0; f < GLY_COUNT(flag_names); f++)
                if (tok->flags & (1u << f))
                    gly_buf_printf(out, " [%s]", flag_names[f]);
            gly_buf_putc(out, '\n');
        }
    }
}

/* ---- JSON ---- */

void gly_layer_json_string(struct gly_buf *out, struct gly_str text)
{
    gly_buf_putc(out, '"');
    gly_escape_json(out, text);
    gly_buf_putc(out, '"');
}

static void json_token(const struct gly_doc *doc, const struct gly_tok *tok,
                       struct gly_buf *out)
{
    gly_buf_printf(out, "{\"start\":%u,\"end\":%u,\"kind\":\"%s\",\"text\":",
                   tok->span.start, tok->span.end, gly_tok_kind_name(tok->kind));
    gly_layer_json_string(out, gly_tok_text(doc, tok));
    gly_buf_puts(out, ",\"flags\":[");
    bool first = true;
    for (unsigned f = 0; f < GLY_COUNT(flag_names); f++) {
        if (!(tok->flags & (1u << f)))
            continue;
        gly_buf_printf(out, "%s\"%s\"", first ? "" : ",", flag_names[f]);
        first = false;
    }
    gly_buf_puts(out, "]");
    struct gly_span words[GLY_TOK_MAX_WORDS];
    unsigned count = gly_tok_words(doc, tok, words);
    for (unsigned w = 0; count > 1 && w < count; w++) {
        gly_buf_puts(out, w == 0 ? ",\"words\":[" : ",");
        gly_layer_json_string(out, gly_doc_slice(doc, words[w]));
    }
    gly_buf_puts(out, count > 1 ? "]}" : "}");
}

static void print_json(const struct gly_doc *doc, struct gly_buf *out)
{
    gly_buf_puts(out, "{\"sentences\":[");
    for (uint32_t i = 0; i < doc->sents.count; i++) {
        const struct gly_sent *sent = &doc->sents.at[i];
        gly_buf_printf(out, "%s\n{\"start\":%u,\"end\":%u,\"block\":%u,\"tokens\":[",
                       i > 0 ? "," : "", sent->span.start, sent->span.end, sent->block);
        for (uint32_t t = 0; t < sent->tok_count; t++) {
            gly_buf_puts(out, t > 0 ? ",\n  " : "\n  ");
            json_token(doc, &doc->toks.at[sent->first_tok + t], out);
        }
        gly_buf_puts(out, "]}");
    }
    gly_buf_puts(out, "]}\n");
}

/* ---- CoNLL-U ---- */

void gly_layer_conllu_form(struct gly_buf *out, struct gly_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        gly_buf_putc(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
}

static void conllu_row(struct gly_buf *out, struct gly_str form, unsigned id,
                       bool space)
{
    gly_buf_printf(out, "%u\t", id);
    gly_layer_conllu_form(out, form);
    gly_buf_puts(out, "\t_\t_\t_\t_\t");
    /* No tree yet: the first word is the root, the others hang from it, so that
     * readers of CoNLL-U accept the file. */
    gly_buf_puts(out, id == 1 ? "0\troot" : "1\tdep");
    gly_buf_printf(out, "\t_\t%s\n", space ? "_" : "SpaceAfter=No");
}

static void conllu_sentence(const struct gly_doc *doc, const struct gly_sent *sent,
                            struct gly_buf *out)
{
    unsigned id = 1;
    for (uint32_t t = 0; t < sent->tok_count; t++) {
        uint32_t index = sent->first_tok + t;
        const struct gly_tok *tok = &doc->toks.at[index];
        bool glued = index + 1 < doc->toks.count && (tok[1].flags & GLY_TOK_GLUED) &&
                     tok[1].span.start == tok->span.end;
        struct gly_span words[GLY_TOK_MAX_WORDS];
        unsigned count = gly_tok_words(doc, tok, words);
        if (count > 1) {
            gly_buf_printf(out, "%u-%u\t", id, id + count - 1);
            gly_layer_conllu_form(out, gly_tok_text(doc, tok));
            gly_buf_printf(out, "\t_\t_\t_\t_\t_\t_\t_\t%s\n",
                           glued ? "SpaceAfter=No" : "_");
        }
        for (unsigned w = 0; w < count; w++)
            conllu_row(out, gly_doc_slice(doc, words[w]), id++, count > 1 || !glued);
    }
    gly_buf_putc(out, '\n');
}

static void print_conllu(const struct gly_doc *doc, struct gly_buf *out)
{
    uint32_t block = GLY_NONE;
    for (uint32_t i = 0; i < doc->sents.count; i++) {
        const struct gly_sent *sent = &doc->sents.at[i];
        if (sent->block != block)
            gly_buf_puts(out, "# newpar\n");
        block = sent->block;
        gly_buf_printf(out, "# sent_id = %u\n# text = ", i + 1);
        gly_layer_conllu_form(out, gly_doc_slice(doc, sent->span));
        gly_buf_putc(out, '\n');
        conllu_sentence(doc, sent, out);
    }
}

const struct gly_layer gly_layer_tokens = {
    .name = "tokens",
    .formats = {[GLY_LAYER_TEXT] = print_text,
                [GLY_LAYER_JSON] = print_json,
                [GLY_LAYER_CONLLU] = print_conllu},
};
