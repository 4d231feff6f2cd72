#include "engine/pass.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <strings.h>

#include <galley/expansion.h>
#include <galley/phrase.h>
#include <galley/place.h>
#include <galley/usage.h>

#include "base/limits.h"
#include "note/language.h"
#include "note/lexicon.h"
#include "note/name.h"
#include "note/quotation.h"
#include "note/claim.h"
#include "note/confuse.h"
#include "note/memory.h"
#include "note/words.h"

/* ---- What a check reads ---- */

const struct gly_doc *gly_pass_doc(const struct gly_pass *pass)
{
    return pass->doc;
}

const void *gly_pass_data(const struct gly_pass *pass)
{
    return pass->planned->data;
}

/* Every accessor of an annotation comes through here, so that a check's declared needs
 * stay true. */
static const void *annotation(const struct gly_pass *pass, enum gly_annotation kind)
{
    assert(pass->planned->check->needs & (1u << kind));
    return pass->doc->notes[kind];
}

const struct gly_word *gly_words(const struct gly_pass *pass)
{
    const struct gly_word_notes *notes = annotation(pass, GLY_ANNOTATION_WORDS);
    return notes->words;
}

const uint32_t *gly_doubtful_words(const struct gly_pass *pass, uint32_t *ret_count)
{
    const struct gly_word_notes *notes = annotation(pass, GLY_ANNOTATION_WORDS);
    *ret_count = notes->doubtful.count;
    return notes->doubtful.at;
}

const uint32_t *gly_confusable_words(const struct gly_pass *pass, uint32_t *ret_count)
{
    const struct gly_word_notes *notes = annotation(pass, GLY_ANNOTATION_WORDS);
    *ret_count = notes->confusable.count;
    return notes->confusable.at;
}

const struct gly_scripts *gly_scripts(const struct gly_pass *pass)
{
    return annotation(pass, GLY_ANNOTATION_SCRIPTS);
}

const struct gly_numbers *gly_numbers(const struct gly_pass *pass)
{
    return annotation(pass, GLY_ANNOTATION_NUMBERS);
}

const struct gly_dates *gly_dates(const struct gly_pass *pass)
{
    return annotation(pass, GLY_ANNOTATION_DATES);
}

const struct gly_quantities *gly_quantities(const struct gly_pass *pass)
{
    return annotation(pass, GLY_ANNOTATION_QUANTITIES);
}

const struct gly_grids *gly_grids(const struct gly_pass *pass)
{
    return annotation(pass, GLY_ANNOTATION_GRIDS);
}

const struct gly_names *gly_names(const struct gly_pass *pass)
{
    return annotation(pass, GLY_ANNOTATION_NAMES);
}

const struct gly_quotations *gly_quotations(const struct gly_pass *pass)
{
    return annotation(pass, GLY_ANNOTATION_QUOTATIONS);
}

const struct gly_claims *gly_claims(const struct gly_pass *pass)
{
    annotation(pass, GLY_ANNOTATION_CLAIMS);
    return gly_doc_claims(pass->doc);
}

void gly_claims_disputes(const struct gly_pass *pass, const struct gly_claim *first,
                         void (*each)(void *context,
                                      const struct gly_claim_dispute *dispute),
                         void *context)
{
    annotation(pass, GLY_ANNOTATION_CLAIMS);
    gly_doc_claims_disputes(pass->doc, first, each, context);
}

bool gly_claims_clash(const struct gly_pass *pass, const struct gly_claim *earlier,
                      const struct gly_claim *later)
{
    annotation(pass, GLY_ANNOTATION_CLAIMS);
    return gly_doc_claims_clash(pass->doc, earlier, later);
}

const struct gly_reading *gly_sent_reading(const struct gly_pass *pass, uint32_t sent,
                                           enum gly_depth depth)
{
    annotation(pass, GLY_ANNOTATION_LANGUAGE);
    return gly_sent_read(pass->doc, sent, depth);
}

unsigned gly_suggest(struct gly_pass *pass, struct gly_str written, unsigned among,
                     unsigned limit, struct gly_suggestion *ret, unsigned room)
{
    assert(pass->planned->check->needs & GLY_NEED_WORDS);
    struct gly_memory *memory = pass->doc->memory;
    return gly_suggest_words(pass->arena, memory ? &memory->near : NULL,
                             pass->plan->resources, written, among, limit, ret, room);
}

bool gly_is_near_common(struct gly_pass *pass, struct gly_str written, unsigned among)
{
    assert(pass->planned->check->needs & GLY_NEED_WORDS);
    return gly_near_common_word(pass->plan->resources, written, among);
}

struct gly_str gly_known_slip(struct gly_pass *pass, struct gly_str written)
{
    assert(pass->planned->check->needs & GLY_NEED_WORDS);
    return gly_known_slip_of(pass->arena, pass->plan->resources, written);
}

bool gly_confused(struct gly_pass *pass, uint32_t tok, struct gly_confusion *ret)
{
    assert(pass->planned->check->needs & GLY_NEED_WORDS);
    return gly_confusions_find(pass->plan->resources->confusions, pass->arena,
                               pass->doc, tok, ret);
}

struct gly_word gly_word_of(const struct gly_pass *pass, struct gly_str word)
{
    assert(pass->planned->check->needs & GLY_NEED_WORDS);
    return gly_word_look_up(pass->plan->resources, word);
}

/* Has the tag the same primary language as the dictionary? One without a language, as a list
 * of a trade's terms, speaks all. */
static bool answers(const struct gly_dictionary *dictionary, const char *language)
{
    size_t len = strcspn(dictionary->lang, "-");
    return len == 0 || (strcspn(language, "-") == len &&
                        strncasecmp(dictionary->lang, language, len) == 0);
}

bool gly_has_dictionary(const struct gly_pass *pass, const char *language)
{
    const struct gly_lexicon *lexicon = pass->plan->resources->lexicon;
    for (unsigned i = 0; lexicon && language[0] && i < lexicon->count; i++)
        if (lexicon->dictionaries[i].lang[0] &&
            answers(&lexicon->dictionaries[i], language))
            return pass->handles != NULL;
    return false;
}

bool gly_has_dictionaries(const struct gly_pass *pass)
{
    const struct gly_lexicon *lexicon = pass->plan->resources->lexicon;
    return lexicon && lexicon->count > 0 && pass->handles;
}

bool gly_dictionary_knows(struct gly_pass *pass, const char *language,
                          struct gly_str word)
{
    const struct gly_lexicon *lexicon = pass->plan->resources->lexicon;
    if (!lexicon)
        return false;
    for (unsigned i = 0; pass->handles && i < lexicon->count; i++)
        if (answers(&lexicon->dictionaries[i], language) &&
            gly_dictionary_has(pass->handles, &lexicon->dictionaries[i], word))
            return true;
    return gly_ownwords_has(&lexicon->own, pass->plan->resources->words, word);
}

unsigned gly_dictionary_offers(struct gly_pass *pass, const char *language,
                               struct gly_str word, struct gly_str *ret, unsigned room)
{
    const struct gly_lexicon *lexicon = pass->plan->resources->lexicon;
    for (unsigned i = 0; lexicon && pass->handles && i < lexicon->count; i++)
        if (lexicon->dictionaries[i].lang[0] &&
            answers(&lexicon->dictionaries[i], language))
            return gly_dictionary_suggest(pass->handles, &lexicon->dictionaries[i],
                                          pass->arena, word, ret, room);
    return 0;
}

const struct gly_places *gly_places(const struct gly_pass *pass)
{
    return annotation(pass, GLY_ANNOTATION_PLACES);
}

void gly_phrases_run(struct gly_pass *pass, const struct gly_phrases *phrases,
                     gly_phrase_fn *found)
{
    const struct gly_places *places = gly_places(pass);
    for (uint32_t i = 0; i < places->count; i++) {
        struct gly_match match;
        size_t pattern =
            gly_phrases_match(gly_pass_doc(pass), places, phrases, 0, i, &match);
        if (pattern < phrases->count)
            found(pass, places, pattern, &match);
    }
}

void gly_phrases_try(struct gly_pass *pass, const struct gly_phrases *phrases,
                     gly_phrase_try_fn *said)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_places *places = gly_places(pass);
    for (uint32_t i = 0; i < places->count; i++) {
        struct gly_match match;
        bool done = false;
        for (size_t k = 0; !done && (k = gly_phrases_match(doc, places, phrases, k, i,
                                                           &match)) < phrases->count;
             k++)
            done = said(pass, places, k, &match);
    }
}

const struct gly_ud_word *gly_tok_reading(const struct gly_pass *pass, uint32_t tok)
{
    uint32_t sent =
        tok < pass->doc->toks.count ? pass->doc->toks.at[tok].sent : GLY_NONE;
    const struct gly_reading *reading =
        sent == GLY_NONE ? NULL : gly_sent_reading(pass, sent, GLY_DEPTH_TAGS);
    uint32_t low = 0, high = reading ? reading->word_count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (reading->words[middle].tok < tok)
            low = middle + 1;
        else
            high = middle;
    }
    return reading && low < reading->word_count && reading->words[low].tok == tok
               ? &reading->words[low]
               : NULL;
}

const struct gly_usage *gly_usage(const struct gly_pass *pass)
{
    return annotation(pass, GLY_ANNOTATION_USAGE);
}

const struct gly_expansions *gly_expansions(const struct gly_pass *pass)
{
    return annotation(pass, GLY_ANNOTATION_EXPANSIONS);
}

struct gly_str gly_times(struct gly_pass *pass, uint32_t count)
{
    return count == 1   ? gly_str("once")
           : count == 2 ? gly_str("twice")
                        : gly_format(pass, "%u times", (unsigned)count);
}

/* "en" speaks of "en", "en-GB" and of text whose language nobody named. */
static bool language_matches(const char *wanted, const char *tag)
{
    if (tag[0] == '\0')
        return true;
    while (*wanted && ((*wanted ^ *tag) & ~0x20) == 0) {
        wanted++;
        tag++;
    }
    return *wanted == '\0' && (*tag == '\0' || *tag == '-');
}

bool gly_block_speaks(const struct gly_pass *pass, uint32_t index)
{
    const struct gly_block *block = &pass->doc->blocks.at[index];
    if (!(block->flags & GLY_BLOCK_PROSE) || block->flags & GLY_BLOCK_CHROME)
        return false;
    const char *wanted = pass->planned->check->language;
    return !wanted || language_matches(wanted, gly_block_lang(pass->doc, index));
}

bool gly_block_speaks_in(const struct gly_pass *pass, uint32_t index,
                         const char *language)
{
    const struct gly_block *block = &pass->doc->blocks.at[index];
    return block->flags & GLY_BLOCK_PROSE && !(block->flags & GLY_BLOCK_CHROME) &&
           language_matches(language, gly_block_lang(pass->doc, index));
}

bool gly_tok_speaks(const struct gly_pass *pass, const struct gly_tok *tok)
{
    return tok->sent != GLY_NONE &&
           !(pass->planned->check->language && tok->flags & GLY_TOK_FOREIGN) &&
           gly_block_speaks(pass, pass->doc->sents.at[tok->sent].block);
}

/* ---- What a check writes ---- */

static enum gly_severity severity_of(const struct gly_pass *pass, unsigned rule)
{
    assert(rule < pass->planned->check->rule_count);
    return pass->plan->severity[pass->planned->first_rule + rule];
}

bool gly_wants(const struct gly_pass *pass, unsigned rule)
{
    return severity_of(pass, rule) != GLY_OFF;
}

/* Does the source read just like the text there? Where markup or an entity stands
 * inside the span, a replacement of the whole would destroy it. */
static bool is_verbatim(const struct gly_doc *doc, struct gly_span span)
{
    struct gly_span source = gly_doc_source_span(doc, span);
    struct gly_str written = {doc->source->text.ptr + source.start,
                              gly_span_len(source)};
    return gly_str_eq(written, gly_doc_slice(doc, span));
}

struct gly_finding *gly_report(struct gly_pass *pass, unsigned rule,
                               struct gly_span span, const char *format, ...)
{
    enum gly_severity severity = severity_of(pass, rule);
    if (severity == GLY_OFF)
        return NULL;
    if (pass->findings->list.count == GLY_LIMIT_FINDINGS) {
        pass->findings->dropped++;
        return NULL;
    }
    assert(span.start <= span.end && span.end <= pass->doc->text.len);
    struct gly_finding *f = gly_arena_alloc(pass->arena, 1, sizeof *f);
    *f = (struct gly_finding){
        .rule = &pass->planned->check->rules[rule],
        .severity = severity,
        .span = span,
        .arena = pass->arena,
        .fixable = is_verbatim(pass->doc, span),
    };
    va_list args;
    va_start(args, format);
    f->message = gly_arena_vformat(pass->arena, format, args);
    va_end(args);
    *GLY_VEC_ADD(pass->arena, &pass->findings->list) = f;
    return f;
}

void gly_soften(struct gly_finding *f, enum gly_severity severity)
{
    if (f && severity < f->severity)
        f->severity = severity;
}

void gly_evidence(struct gly_finding *f, struct gly_span span, const char *format, ...)
{
    if (!f || f->evidence_count == GLY_LIMIT_EVIDENCE)
        return;
    /* Arrays of a finding are short: they grow one by one up to their cap. */
    f->evidence = gly_arena_grow(f->arena, f->evidence, f->evidence_count,
                                 f->evidence_count + 1, sizeof *f->evidence);
    va_list args;
    va_start(args, format);
    f->evidence[f->evidence_count++] = (struct gly_evidence_span){
        .span = span, .label = gly_arena_vformat(f->arena, format, args)};
    va_end(args);
}

void gly_fix(struct gly_finding *f, struct gly_str replacement)
{
    assert(replacement.len > 0);
    if (!f || f->fix_count == GLY_LIMIT_FIXES || !f->fixable)
        return;
    struct gly_str copy = gly_arena_copy(f->arena, replacement);
    f->fixes = gly_arena_grow(f->arena, f->fixes, f->fix_count, f->fix_count + 1,
                              sizeof *f->fixes);
    f->fixes[f->fix_count++] = copy;
}

struct gly_str gly_format(struct gly_pass *pass, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct gly_str text = gly_arena_vformat(pass->arena, format, args);
    va_end(args);
    return text;
}

struct gly_str gly_codepoints(struct gly_pass *pass, struct gly_str s)
{
    enum { SHOWN = 4 };
    char text[SHOWN * sizeof "U+10FFFF "] = "";
    size_t at = 0, used = 0, count = 0;
    for (unsigned len; at < s.len; at += len, count++) {
        uint32_t cp = gly_utf8_decode(s.ptr, s.len, at, &len);
        if (count < SHOWN)
            used += (size_t)snprintf(text + used, sizeof text - used, "%sU+%04X",
                                     count > 0 ? " " : "", (unsigned)cp);
    }
    if (count > SHOWN)
        return gly_format(pass, "%s and %zu more", text, count - SHOWN);
    return gly_format(pass, "%s", text);
}

void *gly_alloc(struct gly_pass *pass, size_t count, size_t size)
{
    return gly_arena_alloc(pass->arena, count, size);
}
