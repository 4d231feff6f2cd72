#include "sample.h"

#include <assert.h>
#include <stdlib.h>

#include "base/limits.h"
#include "engine/fingerprint.h"

static const struct gly_rule restated = {
    .id = "figures/restated",
    .severity = GLY_ERROR,
    .stage = GLY_STABLE,
    .summary = "A figure differs from the one given for the same thing elsewhere",
    .why = "Readers cannot tell which of the two is right. Silent where one is called "
           "an estimate.",
    .bad = "The ship carried 240 people. All 230 people were saved.",
    .good = "The ship carried 240 people. All 240 people were saved.",
};

static const struct gly_rule repeated = {
    .id = "typography/repeated-word",
    .severity = GLY_WARNING,
    .stage = GLY_STABLE,
    .summary = "A word stands twice in a row",
    .why = "A slip of editing that the eye jumps over.",
    .bad = "It was in the the end.",
    .good = "It was in the end.",
};

static const struct gly_rule unused = {
    .id = "style/unused", .severity = GLY_NOTE, .summary = "Never on"};

static const struct gly_rule *rules[] = {&restated, &repeated, &unused};
static enum gly_severity severities[] = {GLY_ERROR, GLY_WARNING, GLY_OFF};
static uint32_t order[] = {0, 2, 1}; /* by id */

static void add_sents(struct gly_doc *doc)
{
    uint32_t start = 0;
    for (uint32_t at = 0; at < doc->text.len; at++) {
        char c = doc->text.ptr[at];
        if (at == start && (c == ' ' || c == '\n' || c == '\r')) {
            start++;
            continue;
        }
        bool last = at + 1 == doc->text.len;
        if (c != '.' && c != '\n' && !last)
            continue;
        uint32_t end = c == '\n' ? at : at + 1;
        *GLY_VEC_ADD(doc->arena, &doc->sents) = (struct gly_sent){.span = {start, end}};
        start = at + 1;
    }
}

void sample_init(struct sample *sample, const char *path, struct gly_str bytes)
{
    *sample = (struct sample){0};
    gly_arena_init(&sample->arena, (size_t)64 << 20);
    gly_source_read(&sample->arena, gly_str(path), bytes, &sample->source);
    struct gly_builder builder;
    gly_build_start(&builder, &sample->arena, &sample->source, false);
    gly_build_place(&builder, GLY_BLOCK_PARAGRAPH,
                    (struct gly_span){0, (uint32_t)sample->source.text.len});
    struct gly_doc *doc = gly_build_finish(&builder);
    add_sents(doc);
    for (unsigned i = 0; i < SAMPLE_FINDINGS; i++)
        sample->list[i] = &sample->findings[i];
    sample->result = (struct gly_result){.path = gly_str(path),
                                         .source = &sample->source,
                                         .doc = doc,
                                         .findings = sample->list,
                                         .arena = &sample->arena};
    sample->plan = (struct gly_plan){
        .rules = rules, .severity = severities, .rule_count = 3, .order = order};
    sample->options = (struct gly_report_options){.plan = &sample->plan,
                                                  .unit = GLY_UNIT_CODEPOINT,
                                                  .width = 80,
                                                  .category = "galley",
                                                  .version = "0.1.0",
                                                  .homepage = "https://example.org/"};
    sample->totals = (struct gly_report_totals){.files = 1, .words = 1204};
    gly_buf_init(&sample->out, (size_t)64 << 20);
}

void sample_release(struct sample *sample)
{
    gly_buf_release(&sample->out);
    gly_arena_release(&sample->arena);
}

struct gly_span sample_span(const struct sample *sample, const char *words,
                            unsigned nth)
{
    struct gly_str text = sample->result.doc->text;
    size_t len = strlen(words);
    for (uint32_t at = 0; at + len <= text.len; at++)
        if (memcmp(text.ptr + at, words, len) == 0 && nth-- == 0)
            return (struct gly_span){at, at + (uint32_t)len};
    assert(!"the words stand in the text");
    abort();
}

struct gly_finding *sample_find(struct sample *sample, unsigned rule,
                                struct gly_span span, const char *message)
{
    assert(sample->result.finding_count < SAMPLE_FINDINGS);
    struct gly_finding *f = &sample->findings[sample->result.finding_count++];
    *f = (struct gly_finding){.rule = rules[rule],
                              .severity = rules[rule]->severity,
                              .span = span,
                              .message = gly_str(message),
                              .arena = &sample->arena};
    f->evidence = gly_arena_alloc(&sample->arena, SAMPLE_PLACES, sizeof *f->evidence);
    f->fixes = gly_arena_alloc(&sample->arena, SAMPLE_PLACES, sizeof *f->fixes);
    sample->totals.findings[f->severity]++;
    return f;
}

void sample_evidence(struct sample *sample, struct gly_finding *f, struct gly_span span,
                     const char *label)
{
    (void)sample;
    assert(f->evidence_count < SAMPLE_PLACES);
    f->evidence[f->evidence_count++] = (struct gly_evidence_span){span, gly_str(label)};
}

void sample_fix(struct sample *sample, struct gly_finding *f, const char *fix)
{
    (void)sample;
    assert(f->fix_count < SAMPLE_PLACES);
    f->fixes[f->fix_count++] = gly_str(fix);
}

static const struct gly_reporter *start(struct sample *sample, const char *name)
{
    const struct gly_reporter *reporter = gly_reporter_find(gly_str(name));
    assert(reporter);
    gly_buf_clear(&sample->out);
    gly_fingerprint_findings(&sample->arena, sample->result.doc, sample->list,
                             sample->result.finding_count);
    return reporter;
}

const char *sample_document(struct sample *sample, const char *reporter)
{
    start(sample, reporter)->document(&sample->options, &sample->result, &sample->out);
    return sample->out.ptr;
}

const char *sample_run(struct sample *sample, const char *name)
{
    const struct gly_reporter *reporter = start(sample, name);
    reporter->begin(&sample->options, &sample->out);
    reporter->document(&sample->options, &sample->result, &sample->out);
    reporter->end(&sample->options, &sample->totals, &sample->out);
    return sample->out.ptr;
}
