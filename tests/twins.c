/* Writes the cases of fixtures as files, each with its twin in HTML, for a word processor
 * to make documents of (tests/cli/test_twins.py):
 *
 *     twins FOLDER FIXTURE...
 *
 * The HTML says what galley's own reader understood of the case: the same blocks, the
 * same words. It prints a line a case, "name<TAB>extension<TAB>language", and one "rules"
 * line with the rules that the fixtures name. */
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "fixture.h"
#include "text/doc.h"

struct twins {
    const char *folder, *extension, *stem;
    unsigned number;
};

/* ---- HTML of a document ---- */

static void put_char(FILE *out, char c)
{
    switch (c) {
    case '&':
        fputs("&amp;", out);
        break;
    case '<':
        fputs("&lt;", out);
        break;
    case '>':
        fputs("&gt;", out);
        break;
    default:
        putc(c, out);
    }
}

static const char *mark_tag(enum gly_mark_kind kind)
{
    switch (kind) {
    case GLY_MARK_CODE:
        return "code";
    case GLY_MARK_EMPHASIS:
        return "em";
    case GLY_MARK_FROZEN:
        return "del";
    default:
        return NULL;
    }
}

static void put_tags(FILE *out, const struct gly_doc *doc, uint32_t at, bool open)
{
    for (uint32_t i = 0; i < doc->marks.count; i++) {
        const struct gly_mark *m = &doc->marks.at[open ? i : doc->marks.count - 1 - i];
        if ((open ? m->span.start : m->span.end) != at || m->span.start == m->span.end)
            continue;
        const char *tag = mark_tag(m->kind);
        if (tag) {
            fprintf(out, open ? "<%s>" : "</%s>", tag);
        } else if (m->kind == GLY_MARK_LINK && open) {
            fputs("<a href=\"", out);
            for (size_t c = 0; c < m->target.len; c++)
                put_char(out, m->target.ptr[c] == '"' ? '\'' : m->target.ptr[c]);
            fputs("\">", out);
        } else if (m->kind == GLY_MARK_LINK) {
            fputs("</a>", out);
        }
    }
}

static void put_text(FILE *out, const struct gly_doc *doc,
                     const struct gly_block *block)
{
    for (uint32_t at = block->span.start; at <= block->span.end; at++) {
        put_tags(out, doc, at, false);
        if (at == block->span.end)
            return;
        put_tags(out, doc, at, true);
        put_char(out, doc->text.ptr[at]);
    }
}

static void put_tag(FILE *out, const struct gly_doc *doc, const struct gly_block *block,
                    bool open)
{
    const char *slash = open ? "" : "/";
    switch (block->kind) {
    case GLY_BLOCK_HEADING:
        fprintf(out, "<%sh%u>", slash, block->level);
        break;
    case GLY_BLOCK_LIST:
        fprintf(out, "<%s%s>", slash, block->flags & GLY_BLOCK_ORDERED ? "ol" : "ul");
        break;
    case GLY_BLOCK_ITEM:
        if (open && block->number > 0)
            fprintf(out, "<li value=%u>", block->number);
        else
            fprintf(out, "<%sli>", slash);
        break;
    case GLY_BLOCK_TABLE:
        fprintf(out, "<%stable>", slash);
        break;
    case GLY_BLOCK_ROW:
        if (open && block->flags & GLY_BLOCK_HEADER)
            fputs("<thead>", out);
        fprintf(out, "<%str>", slash);
        if (!open && block->flags & GLY_BLOCK_HEADER)
            fputs("</thead>", out);
        break;
    case GLY_BLOCK_CELL:
        fprintf(out, "<%s%s>", slash, block->flags & GLY_BLOCK_HEADER ? "th" : "td");
        break;
    case GLY_BLOCK_QUOTE:
        fprintf(out, "<%sblockquote>", slash);
        break;
    case GLY_BLOCK_CODE:
        fprintf(out, "<%spre>", slash);
        break;
    case GLY_BLOCK_PARAGRAPH:
    case GLY_BLOCK_CAPTION:
        fprintf(out, "<%sp>", slash);
        break;
    default:
        break;
    }
    (void)doc;
}

static void put_block(FILE *out, const struct gly_doc *doc, uint32_t index)
{
    const struct gly_block *block = &doc->blocks.at[index];
    if (block->kind == GLY_BLOCK_COMMENT || block->kind == GLY_BLOCK_FRONT_MATTER)
        return;
    put_tag(out, doc, block, true);
    if (block->flags & GLY_BLOCK_LEAF)
        put_text(out, doc, block);
    for (uint32_t i = index + 1; i < block->end; i = doc->blocks.at[i].end)
        put_block(out, doc, i);
    put_tag(out, doc, block, false);
    putc('\n', out);
}

/* ---- Cases ---- */

static FILE *create(const struct twins *t, const char *extension)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s-%s-%u.%s", t->folder, t->stem, t->extension,
             t->number, extension);
    FILE *file = fopen(path, "wb");
    if (!file) {
        perror(path);
        exit(2);
    }
    return file;
}

static void write_case(void *context, const struct gly_fixture_text *text)
{
    struct twins *t = context;
    struct gly_arena arena;
    struct gly_source source;
    struct gly_doc *doc;
    t->number = text->line;
    FILE *file = create(t, t->extension);
    fwrite(text->text.ptr, 1, text->text.len, file);
    fclose(file);
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    const struct gly_reader *reader = gly_reader_for_path(
        strcmp(t->extension, "md") == 0 ? gly_str("a.md") : gly_str("a.txt"));
    struct gly_read_options how = {0};
    struct gly_error err;
    gly_reader_open(&arena, reader, gly_str("a"), text->text, &source);
    gly_doc_read(&arena, reader, &how, &source, &doc, &err);
    file = create(t, "html");
    fprintf(file,
            "<!DOCTYPE html>\n<html lang=\"%.*s\"><meta charset=\"utf-8\"><body>\n",
            GLY_STR_ARG(text->lang.len > 0 ? text->lang : gly_str("en-US")));
    for (uint32_t i = 1; i < doc->blocks.count; i = doc->blocks.at[i].end)
        put_block(file, doc, i);
    fputs("</body></html>\n", file);
    fclose(file);
    printf("%s-%s-%u\t%s\t%.*s\n", t->stem, t->extension, t->number, t->extension,
           GLY_STR_ARG(text->lang.len > 0 ? text->lang : gly_str("en-US")));
    gly_arena_release(&arena);
}

int main(int argc, char **argv)
{
    struct gly_buf rules;
    gly_buf_init(&rules, 1 << 20);
    if (argc < 3) {
        fprintf(stderr, "usage: twins FOLDER FIXTURE...\n");
        return 2;
    }
    for (int i = 2; i < argc; i++) {
        struct gly_error err;
        char stem[256];
        const char *dot = strrchr(argv[i], '.');
        snprintf(stem, sizeof stem, "%s", argv[i]);
        stem[dot ? (size_t)(dot - argv[i]) % sizeof stem : 0] = '\0';
        const char *from = stem;
        for (const char *slash = strchr(stem, '/'), *next; slash; slash = next) {
            next = strchr(slash + 1, '/');
            from = next ? slash + 1 : from; /* the last two names of the path */
        }
        for (char *c = stem; *c; c++)
            if (*c == '/')
                *c = '_';
        struct twins twins = {argv[1], dot ? dot + 1 : "txt", from, 0};
        if (gly_fixture_each(argv[i], write_case, &twins, &rules, &err) != GLY_OK) {
            fprintf(stderr, "%s: %s\n", argv[i], err.message);
            return 2;
        }
    }
    printf("rules\t%s\n", rules.ptr);
    gly_buf_release(&rules);
    return 0;
}
