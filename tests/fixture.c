#include "fixture.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "engine/resources.h"
#include "engine/run.h"
#include "engine/walk.h"

/* A mark of the fixture: an expected finding or evidence of one. */
struct mark {
    struct gly_span span;        /* in the document without marks */
    struct gly_str rule;         /* "" for evidence */
    unsigned label;              /* 0: none */
    struct gly_str message, fix; /* ptr NULL: not asked for */
    bool matched;
};

struct fixture_case {
    struct gly_str title;
    struct gly_str raw; /* as in the file */
    struct gly_str open, close;
    bool escapes;
    struct gly_str lang;
    unsigned line;
    struct gly_str text; /* without marks */
    GLY_VEC(struct mark) marks;
};

struct fixture {
    struct gly_arena *arena;
    const char *path;
    GLY_VEC(struct fixture_case) cases;
};

/* ---- Reading a fixture ---- */

static bool take_header(struct gly_str line, const char *word, struct gly_str *ret_rest)
{
    size_t len = strlen(word);
    if (!gly_str_starts(line, "%% ") || line.len < 3 + len ||
        memcmp(line.ptr + 3, word, len) != 0 ||
        (line.len > 3 + len && line.ptr[3 + len] != ' '))
        return false;
    *ret_rest = (struct gly_str){line.ptr + 3 + len, line.len - 3 - len};
    while (ret_rest->len > 0 && ret_rest->ptr[0] == ' ') {
        ret_rest->ptr++;
        ret_rest->len--;
    }
    return true;
}

static struct gly_str next_line(struct gly_str *rest)
{
    const char *lf = memchr(rest->ptr, '\n', rest->len);
    struct gly_str line = {rest->ptr, lf ? (size_t)(lf - rest->ptr) : rest->len};
    size_t used = lf ? line.len + 1 : line.len;
    rest->ptr += used;
    rest->len -= used;
    return line;
}

static void set_brackets(struct fixture_case *c, struct gly_str value)
{
    const char *space = memchr(value.ptr, ' ', value.len);
    if (!space)
        return;
    c->open = (struct gly_str){value.ptr, (size_t)(space - value.ptr)};
    c->close = (struct gly_str){space + 1, value.len - c->open.len - 1};
}

/* Split the file into cases; a case ends with one line feed, however many stand there.
 */
static void split_cases(struct fixture *fixture, struct gly_str file)
{
    struct fixture_case defaults = {.open = GLY_STR("{{"), .close = GLY_STR("}}")};
    struct fixture_case *current = NULL;
    unsigned number = 0;
    while (file.len > 0) {
        const char *line_start = file.ptr;
        struct gly_str line = next_line(&file), value;
        number++;
        struct fixture_case *target = current ? current : &defaults;
        if (take_header(line, "case", &value)) {
            current = GLY_VEC_ADD(fixture->arena, &fixture->cases);
            *current = defaults;
            current->title = value;
            current->line = number;
            current->raw = (struct gly_str){file.ptr, 0};
        } else if (take_header(line, "marks", &value)) {
            set_brackets(target, value);
        } else if (take_header(line, "escapes", &value)) {
            target->escapes = true;
        } else if (take_header(line, "lang", &value)) {
            target->lang = value;
        } else if (take_header(line, "source", &value)) {
            /* for the reader of the fixture */
        } else if (current) {
            if (current->raw.len == 0)
                current->raw.ptr = line_start;
            if (line.len > 0)
                current->raw.len = (size_t)(file.ptr - current->raw.ptr);
        }
    }
}

/* One escape at `at` of `raw`; returns its length, 0 where there is none. */
static size_t unescape(struct gly_str raw, size_t at, struct gly_buf *out)
{
    if (raw.ptr[at] != '\\' || at + 1 == raw.len)
        return 0;
    char kind = raw.ptr[at + 1];
    if (kind == 't' || kind == 'r') {
        gly_buf_putc(out, kind == 't' ? '\t' : '\r');
        return 2;
    }
    if ((kind != 'u' && kind != 'x') || at + 2 == raw.len || raw.ptr[at + 2] != '{')
        return 0;
    char *end;
    unsigned long value = strtoul(raw.ptr + at + 3, &end, 16);
    if (*end != '}')
        return 0;
    char bytes[4] = {(char)value};
    gly_buf_add(out, bytes, kind == 'u' ? gly_utf8_encode((uint32_t)value, bytes) : 1);
    return (size_t)(end - raw.ptr) + 1 - at;
}

static struct gly_str quoted(struct gly_str *spec)
{
    struct gly_str value = {NULL, 0};
    const char *open = memchr(spec->ptr, '"', spec->len);
    if (!open)
        return value;
    const char *close =
        memchr(open + 1, '"', spec->len - (size_t)(open + 1 - spec->ptr));
    if (!close)
        return value;
    value = (struct gly_str){open + 1, (size_t)(close - open - 1)};
    spec->len -= (size_t)(close + 1 - spec->ptr);
    spec->ptr = close + 1;
    return value;
}

/* "rule#1 "message" -> "fix"" */
static struct mark parse_mark(struct gly_str spec)
{
    struct mark mark = {0};
    size_t len = 0;
    while (len < spec.len && !strchr(" #\"", spec.ptr[len]))
        len++;
    mark.rule = (struct gly_str){spec.ptr, len};
    if (len < spec.len && spec.ptr[len] == '#') {
        mark.label = (unsigned)strtoul(spec.ptr + len + 1, NULL, 10);
        while (len < spec.len && spec.ptr[len] != ' ')
            len++;
    }
    struct gly_str rest = {spec.ptr + len, spec.len - len};
    while (rest.len > 0) {
        bool is_fix = false;
        for (size_t i = 0; i + 1 < rest.len && rest.ptr[i] != '"'; i++)
            is_fix |= rest.ptr[i] == '-' && rest.ptr[i + 1] == '>';
        struct gly_str value = quoted(&rest);
        if (!value.ptr)
            break;
        if (is_fix)
            mark.fix = value;
        else
            mark.message = value;
    }
    return mark;
}

/* The end of "(...)" at the start of `s`, over quoted parts; 0 where there is none. */
static size_t spec_length(struct gly_str s)
{
    if (s.len == 0 || s.ptr[0] != '(')
        return 0;
    bool in_quotes = false;
    for (size_t i = 1; i < s.len && s.ptr[i] != '\n'; i++) {
        if (s.ptr[i] == '"')
            in_quotes = !in_quotes;
        else if (s.ptr[i] == ')' && !in_quotes)
            return i + 1;
    }
    return 0;
}

static enum gly_status take_out_marks(struct fixture *fixture, struct fixture_case *c,
                                      struct gly_error *err)
{
    struct gly_buf text;
    gly_buf_init(&text, GLY_LIMIT_DOCUMENT_BYTES);
    uint32_t open[32];
    unsigned depth = 0;
    for (size_t at = 0; at < c->raw.len;) {
        struct gly_str rest = {c->raw.ptr + at, c->raw.len - at};
        size_t escaped = c->escapes ? unescape(c->raw, at, &text) : 0;
        if (escaped > 0) {
            at += escaped;
        } else if (rest.len >= c->open.len && depth < GLY_COUNT(open) &&
                   memcmp(rest.ptr, c->open.ptr, c->open.len) == 0) {
            open[depth++] = (uint32_t)text.len;
            at += c->open.len;
        } else if (depth > 0 && rest.len >= c->close.len &&
                   memcmp(rest.ptr, c->close.ptr, c->close.len) == 0) {
            at += c->close.len;
            struct gly_str after = {c->raw.ptr + at, c->raw.len - at};
            size_t len = spec_length(after);
            if (len == 0)
                return gly_error_set(err, GLY_E_DATA, fixture->path, c->line,
                                     "case '%.*s': a mark has no (rule) behind it",
                                     GLY_STR_ARG(c->title));
            struct mark mark = parse_mark((struct gly_str){after.ptr + 1, len - 2});
            mark.span = (struct gly_span){open[--depth], (uint32_t)text.len};
            *GLY_VEC_ADD(fixture->arena, &c->marks) = mark;
            at += len;
        } else {
            gly_buf_putc(&text, rest.ptr[0]);
            at++;
        }
    }
    c->text = gly_arena_copy(fixture->arena, gly_buf_str(&text));
    gly_buf_release(&text);
    if (depth > 0)
        return gly_error_set(err, GLY_E_DATA, fixture->path, c->line,
                             "case '%.*s': a mark is not closed",
                             GLY_STR_ARG(c->title));
    return GLY_OK;
}

/* ---- Comparing ---- */

static bool contains(struct gly_str text, struct gly_str part)
{
    return part.len == 0 ||
           (text.len > 0 && memmem(text.ptr, text.len, part.ptr, part.len));
}

static bool same_span(struct gly_span a, struct gly_span b)
{
    return a.start == b.start && a.end == b.end;
}

static bool evidence_matches(const struct gly_result *result,
                             const struct gly_finding *f, struct fixture_case *c,
                             unsigned label)
{
    for (uint32_t m = 0; m < c->marks.count; m++) {
        struct mark *mark = &c->marks.at[m];
        if (mark->rule.len > 0 || mark->label != label)
            continue;
        bool found = false;
        for (uint32_t e = 0; e < f->evidence_count; e++)
            found |= same_span(gly_doc_source_span(result->doc, f->evidence[e].span),
                               mark->span);
        if (!found)
            return false;
    }
    return true;
}

static bool mark_matches(const struct gly_result *result, const struct gly_finding *f,
                         struct fixture_case *c, const struct mark *mark)
{
    return gly_str_is(mark->rule, f->rule->id) &&
           same_span(gly_doc_source_span(result->doc, f->span), mark->span) &&
           (!mark->message.ptr || contains(f->message, mark->message)) &&
           (!mark->fix.ptr ||
            (f->fix_count > 0 && gly_str_eq(f->fixes[0], mark->fix))) &&
           (mark->label == 0 || evidence_matches(result, f, c, mark->label));
}

static void describe(const struct gly_result *result, const struct gly_finding *f,
                     struct gly_buf *out)
{
    struct gly_span span = gly_doc_source_span(result->doc, f->span);
    struct gly_str text = result->source->text;
    gly_buf_printf(out, "    got      {{%.*s}}(%s \"%.*s\"", (int)gly_span_len(span),
                   text.ptr + span.start, f->rule->id, GLY_STR_ARG(f->message));
    if (f->fix_count > 0)
        gly_buf_printf(out, " -> \"%.*s\"", GLY_STR_ARG(f->fixes[0]));
    gly_buf_puts(out, ")\n");
    for (uint32_t e = 0; e < f->evidence_count; e++) {
        span = gly_doc_source_span(result->doc, f->evidence[e].span);
        gly_buf_printf(out, "             evidence {{%.*s}} \"%.*s\"\n",
                       (int)gly_span_len(span), text.ptr + span.start,
                       GLY_STR_ARG(f->evidence[e].label));
    }
}

static bool compare(const struct fixture *fixture, struct fixture_case *c,
                    const struct gly_result *result, struct gly_buf *out)
{
    struct gly_buf wrong;
    gly_buf_init(&wrong, 1 << 20);
    for (uint32_t i = 0; i < result->finding_count; i++) {
        const struct gly_finding *f = result->findings[i];
        struct mark *match = NULL;
        for (uint32_t m = 0; m < c->marks.count && !match; m++)
            if (!c->marks.at[m].matched && c->marks.at[m].rule.len > 0 &&
                mark_matches(result, f, c, &c->marks.at[m]))
                match = &c->marks.at[m];
        if (match)
            match->matched = true;
        else
            describe(result, f, &wrong);
    }
    for (uint32_t m = 0; m < c->marks.count; m++) {
        const struct mark *mark = &c->marks.at[m];
        if (mark->matched || mark->rule.len == 0)
            continue;
        gly_buf_printf(&wrong, "    expected {{%.*s}}(%.*s",
                       (int)gly_span_len(mark->span), c->text.ptr + mark->span.start,
                       GLY_STR_ARG(mark->rule));
        if (mark->message.ptr)
            gly_buf_printf(&wrong, " \"%.*s\"", GLY_STR_ARG(mark->message));
        if (mark->fix.ptr)
            gly_buf_printf(&wrong, " -> \"%.*s\"", GLY_STR_ARG(mark->fix));
        gly_buf_puts(&wrong, ")\n");
    }
    bool failed = wrong.len > 0;
    if (failed)
        gly_buf_printf(out, "%s:%u: %.*s\n%s", fixture->path, c->line,
                       GLY_STR_ARG(c->title), wrong.ptr);
    gly_buf_release(&wrong);
    return !failed;
}

/* ---- Running ---- */

/* All stable rules, those the file's marks name, and the rule the file is called after.
 */
static enum gly_status make_plan(struct fixture *fixture, struct gly_plan *ret_plan,
                                 struct gly_error *err)
{
    GLY_VEC(struct gly_wish) wishes = {0};
    for (uint32_t i = 0; i < fixture->cases.count; i++)
        for (uint32_t m = 0; m < fixture->cases.at[i].marks.count; m++)
            if (fixture->cases.at[i].marks.at[m].rule.len > 0)
                *GLY_VEC_ADD(fixture->arena, &wishes) = (struct gly_wish){
                    GLY_WISH_ENABLE, fixture->cases.at[i].marks.at[m].rule, GLY_OFF};
    struct gly_plan all;
    gly_plan_gather(fixture->arena, &all);
    const char *slash = strrchr(fixture->path, '/');
    const char *module = slash;
    while (module > fixture->path && module[-1] != '/')
        module--;
    const char *dot = strchr(slash, '.');
    struct gly_str own = {module, (size_t)((dot ? dot : slash) - module)};
    if (gly_plan_find_rule(&all, own, NULL))
        *GLY_VEC_ADD(fixture->arena, &wishes) =
            (struct gly_wish){GLY_WISH_ENABLE, own, GLY_OFF};
    enum gly_status status =
        gly_plan_build(fixture->arena, wishes.at, wishes.count, ret_plan, err);
    if (status != GLY_OK) {
        snprintf(err->file, sizeof err->file, "%s", fixture->path);
        return status;
    }
    const struct gly_resources *resources;
    status = gly_resources_open(fixture->arena, ret_plan->annotations, &resources, err);
    if (status != GLY_OK)
        return status;
    return gly_plan_setup(fixture->arena, ret_plan, resources, err);
}

static enum gly_status read_file(struct gly_arena *arena, const char *path,
                                 struct gly_str *ret_text, struct gly_error *err)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return gly_error_set(err, GLY_E_IO, path, 0, "cannot be opened");
    struct gly_buf buf;
    gly_buf_init(&buf, GLY_LIMIT_DOCUMENT_BYTES);
    char chunk[65536];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        gly_buf_add(&buf, chunk, got);
    fclose(file);
    *ret_text = gly_arena_copy(arena, gly_buf_str(&buf));
    gly_buf_release(&buf);
    return GLY_OK;
}

static enum gly_status run_cases(struct fixture *fixture,
                                 struct gly_fixture_totals *totals, struct gly_buf *out,
                                 struct gly_error *err)
{
    struct gly_plan plan;
    enum gly_status status = make_plan(fixture, &plan, err);
    if (status != GLY_OK)
        return status;
    struct gly_worker worker;
    gly_worker_init(&worker);
    for (uint32_t i = 0; i < fixture->cases.count; i++) {
        struct fixture_case *c = &fixture->cases.at[i];
        struct gly_job job = {
            .path = gly_str(fixture->path), .bytes = c->text, .named = true};
        snprintf(job.lang, sizeof job.lang, "%.*s", GLY_STR_ARG(c->lang));
        struct gly_result result;
        gly_run_document(&worker, &plan, &job, &result);
        totals->cases++;
        if (c->marks.count > 0)
            totals->speaking++;
        else
            totals->silent++;
        if (!compare(fixture, c, &result, out))
            totals->failed++;
    }
    gly_worker_release(&worker);
    return GLY_OK;
}

static enum gly_status read_fixture(struct fixture *fixture, struct gly_error *err)
{
    struct gly_str file;
    enum gly_status status = read_file(fixture->arena, fixture->path, &file, err);
    if (status == GLY_OK)
        split_cases(fixture, file);
    for (uint32_t i = 0; i < fixture->cases.count && status == GLY_OK; i++)
        status = take_out_marks(fixture, &fixture->cases.at[i], err);
    if (status == GLY_OK && fixture->cases.count == 0)
        status = gly_error_set(err, GLY_E_DATA, fixture->path, 0,
                               "no '%%%% case' in this file");
    return status;
}

enum gly_status gly_fixture_run(const char *path, struct gly_fixture_totals *totals,
                                struct gly_buf *out, struct gly_error *err)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct fixture fixture = {.arena = &arena, .path = path};
    enum gly_status status = read_fixture(&fixture, err);
    if (status == GLY_OK)
        status = run_cases(&fixture, totals, out, err);
    totals->files++;
    gly_arena_release(&arena);
    return status;
}

enum gly_status gly_fixture_each(const char *path, gly_fixture_visit *visit,
                                 void *context, struct gly_buf *rules,
                                 struct gly_error *err)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct fixture fixture = {.arena = &arena, .path = path};
    enum gly_status status = read_fixture(&fixture, err);
    for (uint32_t i = 0; i < fixture.cases.count && status == GLY_OK; i++) {
        const struct fixture_case *c = &fixture.cases.at[i];
        struct gly_fixture_text text = {c->title, c->lang, c->text, c->line};
        for (uint32_t m = 0; m < c->marks.count; m++)
            if (c->marks.at[m].rule.len > 0)
                gly_buf_printf(rules, "%s%.*s", rules->len > 0 ? "," : "",
                               GLY_STR_ARG(c->marks.at[m].rule));
        visit(context, &text);
    }
    gly_arena_release(&arena);
    return status;
}

enum gly_status gly_fixture_run_all(const char *folder,
                                    struct gly_fixture_totals *totals,
                                    struct gly_buf *out, struct gly_error *err)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_walk_options options = {
        .paths = &folder, .path_count = 1, .no_ignore = true};
    struct gly_inputs inputs;
    enum gly_status status = gly_walk(&arena, &options, &inputs, err);
    for (uint32_t i = 0; status == GLY_OK && i < inputs.count; i++)
        status = gly_fixture_run(inputs.at[i].open_path, totals, out, err);
    gly_arena_release(&arena);
    return status;
}
