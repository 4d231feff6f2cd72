/* The layer "name": names with kind and entity, and the other mentions of entities. As
 * CoNLL-U a name is marked in MISC: Name=B-person on its first word, Name=I-person on the
 * others, with the kinds person, organisation, place and other. */
#include <galley/name.h>

#include "cli/layer.h"
#include "note/name.h"

static const char *const kinds[] = {"person",  "organisation", "place", "work",
                                    "product", "event",        "other"};
static const char *const grounds[] = {"guessed", "listed", "shown"};
static const char *const mention_kinds[] = {"name", "pronoun", "description"};
static const char *const sexes[] = {"", "male", "female"};

static struct gly_str text_of(const struct gly_doc *doc, struct gly_span span)
{
    return gly_doc_slice(doc, span);
}

/* ---- Text ---- */

static void print_text(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_names *names = gly_doc_names(doc);
    for (uint32_t i = 0; i < names->mention_count; i++) {
        const struct gly_mention *mention = &names->mentions[i];
        const struct gly_entity *entity = &names->entities[mention->entity];
        gly_buf_printf(out, "%u-%u %s %s ", mention->span.start, mention->span.end,
                       mention_kinds[mention->kind], kinds[entity->kind]);
        gly_layer_conllu_form(out, text_of(doc, mention->span));
        gly_buf_puts(out, " = ");
        gly_layer_conllu_form(out, text_of(doc, names->names[entity->canonical].span));
        gly_buf_printf(out, " (%u%s%s)\n", mention->entity + 1,
                       mention->name != GLY_NONE ? ", " : "",
                       mention->name != GLY_NONE
                           ? grounds[names->names[mention->name].ground]
                           : "");
    }
    for (uint32_t i = 0; i < names->twin_count; i++) {
        const struct gly_name_twin *twin = &names->twins[i];
        gly_buf_puts(out, "twins: ");
        gly_layer_conllu_form(out, gly_tok_text(doc, &doc->toks.at[twin->rare_tok]));
        gly_buf_printf(out, " (%u), ", twin->rare_times);
        gly_layer_conllu_form(out, gly_tok_text(doc, &doc->toks.at[twin->often_tok]));
        gly_buf_printf(out, " (%u)\n", twin->often_times);
    }
}

/* ---- JSON ---- */

static void json_names(const struct gly_doc *doc, const struct gly_names *names,
                       struct gly_buf *out)
{
    static const struct {
        const char *name;
        unsigned flag;
    } flags[] = {
        {"acronym", GLY_NAME_ACRONYM},           {"possessive", GLY_NAME_POSSESSIVE},
        {"sentence_start", GLY_NAME_SENT_START}, {"role", GLY_NAME_ROLE},
        {"heading", GLY_NAME_HEADING},           {"defined", GLY_NAME_DEFINED},
    };
    for (uint32_t i = 0; i < names->name_count; i++) {
        const struct gly_name *name = &names->names[i];
        gly_buf_printf(out, "%s\n{\"start\":%u,\"end\":%u,\"text\":", i > 0 ? "," : "",
                       name->span.start, name->span.end);
        gly_layer_json_string(out, text_of(doc, name->span));
        gly_buf_printf(out, ",\"kind\":\"%s\",\"ground\":\"%s\",\"entity\":%u",
                       kinds[name->kind], grounds[name->ground], name->entity);
        if (name->title.end > name->title.start) {
            gly_buf_puts(out, ",\"title\":");
            gly_layer_json_string(out, text_of(doc, name->title));
        }
        if (name->outer != GLY_NONE)
            gly_buf_printf(out, ",\"outer\":%u", name->outer);
        for (unsigned f = 0; f < GLY_COUNT(flags); f++)
            if (name->flags & flags[f].flag)
                gly_buf_printf(out, ",\"%s\":true", flags[f].name);
        gly_buf_putc(out, '}');
    }
}

static void print_json(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_names *names = gly_doc_names(doc);
    gly_buf_puts(out, "{\"names\":[");
    json_names(doc, names, out);
    gly_buf_puts(out, "],\"entities\":[");
    for (uint32_t i = 0; i < names->entity_count; i++) {
        const struct gly_entity *entity = &names->entities[i];
        gly_buf_printf(out, "%s\n{\"canonical\":", i > 0 ? "," : "");
        gly_layer_json_string(out, text_of(doc, names->names[entity->canonical].span));
        gly_buf_printf(out, ",\"kind\":\"%s\",\"ground\":\"%s\"%s%s%s%s,\"mentions\":[",
                       kinds[entity->kind], grounds[entity->ground],
                       entity->sex ? ",\"sex\":\"" : "", sexes[entity->sex],
                       entity->sex ? "\"" : "",
                       entity->ambiguous ? ",\"ambiguous\":true" : "");
        for (uint32_t m = entity->first; m != GLY_NONE; m = names->mentions[m].next) {
            const struct gly_mention *mention = &names->mentions[m];
            gly_buf_printf(out, "%s{\"start\":%u,\"end\":%u,\"kind\":\"%s\"}",
                           m != entity->first ? "," : "", mention->span.start,
                           mention->span.end, mention_kinds[mention->kind]);
        }
        gly_buf_puts(out, "]}");
    }
    gly_buf_puts(out, "],\"twins\":[");
    for (uint32_t i = 0; i < names->twin_count; i++) {
        const struct gly_name_twin *twin = &names->twins[i];
        gly_buf_printf(out, "%s\n{\"rare\":", i > 0 ? "," : "");
        gly_layer_json_string(out, gly_tok_text(doc, &doc->toks.at[twin->rare_tok]));
        gly_buf_puts(out, ",\"often\":");
        gly_layer_json_string(out, gly_tok_text(doc, &doc->toks.at[twin->often_tok]));
        gly_buf_printf(out, ",\"rare_times\":%u,\"often_times\":%u}", twin->rare_times,
                       twin->often_times);
    }
    gly_buf_puts(out, "]}\n");
}

/* ---- CSV ---- */

/* A row for each mention, in the order of the text. */
static void print_csv(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_names *names = gly_doc_names(doc);
    static const char *const columns[] = {"start", "end",    "mention", "text",
                                          "kind",  "ground", "entity",  "name"};
    struct gly_layer_row row = {0};
    gly_layer_csv_head(columns, GLY_COUNT(columns), out);
    for (uint32_t i = 0; i < names->mention_count; i++) {
        const struct gly_mention *mention = &names->mentions[i];
        const struct gly_entity *entity = &names->entities[mention->entity];
        gly_layer_csv_print(&row, "%u", mention->span.start);
        gly_layer_csv_print(&row, "%u", mention->span.end);
        gly_layer_csv_text(&row, gly_str(mention_kinds[mention->kind]));
        gly_layer_csv_text(&row, text_of(doc, mention->span));
        gly_layer_csv_text(&row, gly_str(kinds[entity->kind]));
        gly_layer_csv_text(&row, gly_str(grounds[entity->ground]));
        gly_layer_csv_print(&row, "%u", mention->entity + 1);
        gly_layer_csv_text(&row, text_of(doc, names->names[entity->canonical].span));
        gly_layer_csv_end(&row, out);
    }
}

/* ---- CoNLL-U ---- */

static const char *conllu_kind(const struct gly_name *name)
{
    return name->kind <= GLY_NAME_PLACE ? kinds[name->kind] : "other";
}

/* A word of the name, and not the possessive ending behind it. */
static void conllu_row(const struct gly_doc *doc, const struct gly_names *names,
                       struct gly_span span, uint32_t name, unsigned id, bool glued,
                       struct gly_buf *out)
{
    gly_buf_printf(out, "%u\t", id);
    gly_layer_conllu_form(out, gly_doc_slice(doc, span));
    gly_buf_printf(out, "\t_\t_\t_\t_\t%s\t%s\t_\t", id == 1 ? "0" : "1",
                   id == 1 ? "root" : "dep");
    const struct gly_name *in = name != GLY_NONE ? &names->names[name] : NULL;
    bool marked = in && span.start >= in->span.start && span.end <= in->span.end;
    if (marked)
        gly_buf_printf(out, "Name=%c-%s", span.start == in->span.start ? 'B' : 'I',
                       conllu_kind(in));
    if (glued)
        gly_buf_puts(out, marked ? "|SpaceAfter=No" : "SpaceAfter=No");
    gly_buf_puts(out, marked || glued ? "\n" : "_\n");
}

static void conllu_sentence(const struct gly_doc *doc, const struct gly_names *names,
                            const struct gly_sent *sent, struct gly_buf *out)
{
    unsigned id = 0;
    for (uint32_t t = 0; t < sent->tok_count; t++) {
        uint32_t index = sent->first_tok + t;
        const struct gly_tok *tok = &doc->toks.at[index];
        struct gly_span words[GLY_TOK_MAX_WORDS];
        unsigned count = gly_tok_words(doc, tok, words);
        bool glued = index + 1 < doc->toks.count && (tok[1].flags & GLY_TOK_GLUED) &&
                     tok[1].span.start == tok->span.end;
        if (count > 1) {
            gly_buf_printf(out, "%u-%u\t", id + 1, id + count);
            gly_layer_conllu_form(out, gly_tok_text(doc, tok));
            gly_buf_printf(out, "\t_\t_\t_\t_\t_\t_\t_\t%s\n",
                           glued ? "SpaceAfter=No" : "_");
        }
        uint32_t name = gly_name_at(names, index);
        for (unsigned w = 0; w < count; w++)
            conllu_row(doc, names, words[w], name, ++id, count == 1 && glued, out);
    }
    gly_buf_putc(out, '\n');
}

static void print_conllu(const struct gly_doc *doc, struct gly_buf *out)
{
    for (uint32_t s = 0; s < doc->sents.count; s++) {
        gly_buf_printf(out, "# sent_id = %u\n", s + 1);
        conllu_sentence(doc, gly_doc_names(doc), &doc->sents.at[s], out);
    }
}

const struct gly_layer gly_layer_name = {
    .name = "name",
    .needs = GLY_NEED_NAMES,
    .formats = {[GLY_LAYER_TEXT] = print_text,
                [GLY_LAYER_JSON] = print_json,
                [GLY_LAYER_CONLLU] = print_conllu,
                [GLY_LAYER_CSV] = print_csv},
};
