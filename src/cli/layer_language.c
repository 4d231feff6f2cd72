/* The layers "tag", "parse" and "clause": what the language model makes of a sentence.
 */
#include "cli/layer.h"
#include "note/language.h"

/* The deepest reading a sentence has up to this depth: headings have tags only. */
static const struct gly_reading *read_up_to(const struct gly_doc *doc, uint32_t sent,
                                            enum gly_depth depth)
{
    const struct gly_reading *reading = gly_sent_read(doc, sent, depth);
    return reading ? reading : gly_sent_read(doc, sent, GLY_DEPTH_TAGS);
}

static bool is_parsed(const struct gly_reading *reading)
{
    return reading->depth >= GLY_DEPTH_TREE;
}

static struct gly_str word_text(const struct gly_doc *doc,
                                const struct gly_reading *reading, uint32_t word)
{
    return gly_doc_slice(doc, reading->words[word].span);
}

/* The text from one word to before another. */
static struct gly_str words_text(const struct gly_doc *doc,
                                 const struct gly_reading *reading, uint32_t start,
                                 uint32_t end)
{
    if (start >= end)
        return (struct gly_str){"", 0};
    return gly_doc_slice(doc, (struct gly_span){reading->words[start].span.start,
                                                reading->words[end - 1].span.end});
}

static const char *const tenses[] = {"none", "present", "past", "future"};
static const char *const verdicts[] = {"alone", "core", "full"};

/* ---- Text ---- */

static void text_words(const struct gly_doc *doc, const struct gly_reading *reading,
                       struct gly_buf *out)
{
    const struct gly_lang_model *model = gly_doc_language(doc);
    for (uint32_t i = 0; i < reading->word_count; i++) {
        const struct gly_ud_word *word = &reading->words[i];
        struct gly_str upos = gly_lang_upos_name(model, word->tag);
        struct gly_str xpos = gly_lang_xpos_name(model, word->tag);
        gly_buf_printf(out, "%4u %-5.*s %-4.*s ", i + 1, GLY_STR_ARG(upos),
                       GLY_STR_ARG(xpos));
        gly_layer_conllu_form(out, word_text(doc, reading, i));
        gly_buf_puts(out, " (");
        gly_layer_conllu_form(out, word->lemma);
        gly_buf_putc(out, ')');
        if (is_parsed(reading)) {
            struct gly_str label = gly_lang_label_name(model, word->label);
            gly_buf_printf(out, " %.*s", GLY_STR_ARG(label));
            if (word->head != GLY_LANG_NONE) {
                gly_buf_printf(out, " of %u ", word->head + 1u);
                gly_layer_conllu_form(out, word_text(doc, reading, word->head));
            }
        }
        gly_buf_putc(out, '\n');
    }
}

static void text_part(const struct gly_doc *doc, const struct gly_reading *reading,
                      const char *name, const struct gly_noun *noun,
                      struct gly_buf *out)
{
    if (noun->head == GLY_LANG_NONE)
        return;
    gly_buf_printf(out, "; %s: ", name);
    gly_layer_conllu_form(
        out, words_text(doc, reading, noun->phrase_start, noun->phrase_end));
}

static void text_word_part(const struct gly_doc *doc, const struct gly_reading *reading,
                           const char *name, uint16_t word, struct gly_buf *out)
{
    if (word == GLY_LANG_NONE)
        return;
    gly_buf_printf(out, "; %s: ", name);
    gly_layer_conllu_form(out, word_text(doc, reading, word));
}

static void text_clauses(const struct gly_doc *doc, const struct gly_reading *reading,
                         struct gly_buf *out)
{
    for (uint32_t i = 0; i < reading->clause_count; i++) {
        const struct gly_clause *clause = &reading->clauses[i];
        gly_buf_printf(out, "  %s, margin %d: ", verdicts[clause->verdict],
                       clause->margin);
        if (clause->copula != GLY_LANG_NONE)
            gly_buf_puts(out, "be");
        else
            gly_layer_conllu_form(out, reading->words[clause->predicate].lemma);
        gly_buf_printf(out, ", %s%s%s%s", tenses[clause->tense],
                       clause->perfect ? ", perfect" : "",
                       clause->progressive ? ", progressive" : "",
                       clause->question ? ", question" : "");
        text_part(doc, reading, "who", gly_clause_doer(clause), out);
        text_part(doc, reading, clause->passive ? "undergone by" : "what",
                  gly_clause_undergoer(clause), out);
        text_word_part(doc, reading, "complement", clause->complement, out);
        text_word_part(doc, reading, "negated by", clause->negation, out);
        text_word_part(doc, reading, "modal", clause->modal, out);
        text_word_part(doc, reading, "condition", clause->condition, out);
        text_word_part(doc, reading, "according to", clause->reporter, out);
        gly_buf_putc(out, '\n');
    }
}

/* ---- JSON ---- */

static void json_str(struct gly_buf *out, const char *key, struct gly_str value)
{
    gly_buf_printf(out, ",\"%s\":", key);
    gly_layer_json_string(out, value);
}

static void json_words(const struct gly_doc *doc, const struct gly_reading *reading,
                       struct gly_buf *out)
{
    const struct gly_lang_model *model = gly_doc_language(doc);
    for (uint32_t i = 0; i < reading->word_count; i++) {
        const struct gly_ud_word *word = &reading->words[i];
        gly_buf_printf(out, "%s\n  {\"start\":%u,\"end\":%u", i > 0 ? "," : "",
                       word->span.start, word->span.end);
        json_str(out, "form", word_text(doc, reading, i));
        json_str(out, "lemma", word->lemma);
        json_str(out, "upos", gly_lang_upos_name(model, word->tag));
        json_str(out, "xpos", gly_lang_xpos_name(model, word->tag));
        if (is_parsed(reading)) {
            gly_buf_printf(out, ",\"head\":%u",
                           word->head == GLY_LANG_NONE ? 0 : word->head + 1u);
            json_str(out, "relation", gly_lang_label_name(model, word->label));
        }
        gly_buf_putc(out, '}');
    }
}

static void json_noun(const struct gly_doc *doc, const struct gly_reading *reading,
                      const char *key, const struct gly_noun *noun, struct gly_buf *out)
{
    if (noun->head == GLY_LANG_NONE)
        return;
    gly_buf_printf(out, ",\"%s\":{\"head\":%u", key, noun->head + 1u);
    json_str(out, "name", words_text(doc, reading, noun->name_start, noun->name_end));
    json_str(out, "phrase",
             words_text(doc, reading, noun->phrase_start, noun->phrase_end));
    gly_buf_putc(out, '}');
}

static void json_word(const char *key, uint16_t word, struct gly_buf *out)
{
    if (word != GLY_LANG_NONE)
        gly_buf_printf(out, ",\"%s\":%u", key, word + 1u);
}

static void json_clauses(const struct gly_doc *doc, const struct gly_reading *reading,
                         struct gly_buf *out)
{
    for (uint32_t i = 0; i < reading->clause_count; i++) {
        const struct gly_clause *clause = &reading->clauses[i];
        gly_buf_printf(out, "%s\n  {\"predicate\":%u", i > 0 ? "," : "",
                       clause->predicate + 1u);
        json_str(out, "verb",
                 clause->copula != GLY_LANG_NONE
                     ? (struct gly_str){"be", 2}
                     : reading->words[clause->predicate].lemma);
        json_noun(doc, reading, "subject", &clause->subject, out);
        json_noun(doc, reading, "object", &clause->object, out);
        json_noun(doc, reading, "agent", &clause->agent, out);
        json_word("complement", clause->complement, out);
        json_word("negation", clause->negation, out);
        json_word("modal", clause->modal, out);
        json_word("condition", clause->condition, out);
        json_word("reporter", clause->reporter, out);
        gly_buf_printf(out, ",\"tense\":\"%s\"", tenses[clause->tense]);
        const struct {
            const char *name;
            bool set;
        } flags[] = {
            {"copula", clause->copula != GLY_LANG_NONE},
            {"passive", clause->passive},
            {"perfect", clause->perfect},
            {"progressive", clause->progressive},
            {"question", clause->question},
            {"shared_subject", clause->shared_subject},
            {"relative", clause->relative},
        };
        for (unsigned f = 0; f < GLY_COUNT(flags); f++)
            if (flags[f].set)
                gly_buf_printf(out, ",\"%s\":true", flags[f].name);
        gly_buf_printf(out, ",\"verdict\":\"%s\",\"margin\":%d}",
                       verdicts[clause->verdict], clause->margin);
    }
}

/* ---- CoNLL-U ---- */

static void conllu_row(const struct gly_doc *doc, const struct gly_reading *reading,
                       uint32_t index, bool space, struct gly_buf *out)
{
    const struct gly_lang_model *model = gly_doc_language(doc);
    const struct gly_ud_word *word = &reading->words[index];
    struct gly_str upos = gly_lang_upos_name(model, word->tag);
    struct gly_str xpos = gly_lang_xpos_name(model, word->tag);
    gly_buf_printf(out, "%u\t", index + 1);
    gly_layer_conllu_form(out, word_text(doc, reading, index));
    gly_buf_putc(out, '\t');
    gly_layer_conllu_form(out, word->lemma);
    gly_buf_printf(out, "\t%.*s\t%.*s\t_\t", GLY_STR_ARG(upos), GLY_STR_ARG(xpos));
    if (is_parsed(reading)) {
        struct gly_str label = gly_lang_label_name(model, word->label);
        gly_buf_printf(out, "%u\t%.*s",
                       word->head == GLY_LANG_NONE ? 0 : word->head + 1u,
                       GLY_STR_ARG(label));
    } else {
        /* Not parsed: a flat tree, so that readers of CoNLL-U accept the file. */
        gly_buf_puts(out, index == 0 ? "0\troot" : "1\tdep");
    }
    gly_buf_printf(out, "\t_\t%s\n", space ? "_" : "SpaceAfter=No");
}

static void conllu_words(const struct gly_doc *doc, const struct gly_reading *reading,
                         struct gly_buf *out)
{
    uint32_t in_token = 0; /* words of the same token still to come */
    for (uint32_t i = 0; i < reading->word_count; i++) {
        uint32_t index = reading->words[i].tok;
        const struct gly_tok *tok = &doc->toks.at[index];
        bool glued = index + 1 < doc->toks.count && (tok[1].flags & GLY_TOK_GLUED) &&
                     tok[1].span.start == tok->span.end;
        uint32_t end = i + 1;
        while (end < reading->word_count && reading->words[end].tok == index)
            end++;
        if (in_token == 0 && end > i + 1) {
            in_token = end - i;
            gly_buf_printf(out, "%u-%u\t", i + 1, end);
            gly_layer_conllu_form(out, gly_tok_text(doc, tok));
            gly_buf_printf(out, "\t_\t_\t_\t_\t_\t_\t_\t%s\n",
                           glued ? "SpaceAfter=No" : "_");
        }
        conllu_row(doc, reading, i, in_token > 0 || !glued, out);
        in_token -= in_token > 0;
    }
    gly_buf_putc(out, '\n');
}

/* ---- The layers ---- */

static void print(const struct gly_doc *doc, enum gly_layer_format format,
                  enum gly_depth depth, struct gly_buf *out)
{
    uint32_t block = GLY_NONE;
    bool first = true;
    if (format == GLY_LAYER_JSON)
        gly_buf_puts(out, "{\"sentences\":[");
    for (uint32_t i = 0; i < doc->sents.count; i++) {
        const struct gly_sent *sent = &doc->sents.at[i];
        const struct gly_reading *reading = read_up_to(doc, i, depth);
        if (!reading)
            continue;
        switch (format) {
        case GLY_LAYER_TEXT:
            gly_buf_puts(out, first ? "" : "\n");
            gly_layer_conllu_form(out, gly_doc_slice(doc, sent->span));
            gly_buf_putc(out, '\n');
            if (depth < GLY_DEPTH_CLAUSES)
                text_words(doc, reading, out);
            else
                text_clauses(doc, reading, out);
            break;
        case GLY_LAYER_JSON:
            gly_buf_printf(out, "%s\n{\"start\":%u,\"end\":%u,\"words\":[",
                           first ? "" : ",", sent->span.start, sent->span.end);
            json_words(doc, reading, out);
            if (depth == GLY_DEPTH_CLAUSES) {
                gly_buf_puts(out, "],\"clauses\":[");
                json_clauses(doc, reading, out);
            }
            gly_buf_puts(out, "]}");
            break;
        case GLY_LAYER_CONLLU:
            gly_buf_puts(out, sent->block != block ? "# newpar\n" : "");
            gly_buf_printf(out, "# sent_id = %u\n# text = ", i + 1);
            gly_layer_conllu_form(out, gly_doc_slice(doc, sent->span));
            gly_buf_putc(out, '\n');
            conllu_words(doc, reading, out);
            break;
        default:
            break;
        }
        block = sent->block;
        first = false;
    }
    if (format == GLY_LAYER_JSON)
        gly_buf_puts(out, "]}\n");
}

static void text_tag(const struct gly_doc *doc, struct gly_buf *out)
{
    print(doc, GLY_LAYER_TEXT, GLY_DEPTH_TAGS, out);
}

static void json_tag(const struct gly_doc *doc, struct gly_buf *out)
{
    print(doc, GLY_LAYER_JSON, GLY_DEPTH_TAGS, out);
}

static void conllu_tag(const struct gly_doc *doc, struct gly_buf *out)
{
    print(doc, GLY_LAYER_CONLLU, GLY_DEPTH_TAGS, out);
}

static void text_parse(const struct gly_doc *doc, struct gly_buf *out)
{
    print(doc, GLY_LAYER_TEXT, GLY_DEPTH_TREE, out);
}

static void json_parse(const struct gly_doc *doc, struct gly_buf *out)
{
    print(doc, GLY_LAYER_JSON, GLY_DEPTH_TREE, out);
}

static void conllu_parse(const struct gly_doc *doc, struct gly_buf *out)
{
    print(doc, GLY_LAYER_CONLLU, GLY_DEPTH_TREE, out);
}

static void text_clause(const struct gly_doc *doc, struct gly_buf *out)
{
    print(doc, GLY_LAYER_TEXT, GLY_DEPTH_CLAUSES, out);
}

static void json_clause(const struct gly_doc *doc, struct gly_buf *out)
{
    print(doc, GLY_LAYER_JSON, GLY_DEPTH_CLAUSES, out);
}

const struct gly_layer gly_layer_tag = {
    .name = "tag",
    .needs = GLY_NEED_LANGUAGE,
    .formats = {[GLY_LAYER_TEXT] = text_tag,
                [GLY_LAYER_JSON] = json_tag,
                [GLY_LAYER_CONLLU] = conllu_tag},
};

const struct gly_layer gly_layer_parse = {
    .name = "parse",
    .needs = GLY_NEED_LANGUAGE,
    .formats = {[GLY_LAYER_TEXT] = text_parse,
                [GLY_LAYER_JSON] = json_parse,
                [GLY_LAYER_CONLLU] = conllu_parse},
};

const struct gly_layer gly_layer_clause = {
    .name = "clause",
    .needs = GLY_NEED_LANGUAGE,
    .formats = {[GLY_LAYER_TEXT] = text_clause, [GLY_LAYER_JSON] = json_clause},
};
