/* Passages in a script that is not at home where they stand. */
#include "note/script.h"

#include "base/utf8.h"

/* So many explained passages of one document are remembered. */
enum { MAX_KNOWN = 64 };

static bool is_seed(const struct gly_doc *doc, const struct gly_scripts *scripts,
                    const struct gly_script_run *run)
{
    /* A vowel sign of Devanagari on a Latin letter: it has a script, as a plain accent
     * has not. */
    bool sign = run->kind == GLY_RUN_MARKS && run->span.start > 0 &&
                gly_is_ascii_letter((unsigned char)doc->text.ptr[run->span.start - 1]);
    return (run->kind == GLY_RUN_LETTERS || run->kind == GLY_RUN_DIGITS || sign) &&
           run->flags & GLY_RUN_PROSE &&
           !gly_script_at_home(scripts, run->block, (enum gly_script)run->script);
}

/* Between two words of one passage: spaces, and marks that do not end a phrase. */
static bool joins(const struct gly_doc *doc, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end; at++)
        if (!strchr(" \n-,'.!?", doc->text.ptr[at]) || doc->text.ptr[at] == '\0')
            return false;
    return true;
}

/* A run that may stand inside a passage without being a word of it. */
static bool is_filler(const struct gly_script_run *run, const struct gly_doc *doc)
{
    if (run->kind == GLY_RUN_PUNCT) {
        unsigned len;
        uint32_t cp =
            gly_utf8_decode(doc->text.ptr, doc->text.len, run->span.start, &len);
        return !gly_category_between(cp, GLY_CATEGORY_PS, GLY_CATEGORY_PF);
    }
    return run->kind == GLY_RUN_MARKS || run->kind == GLY_RUN_SPACES ||
           run->kind == GLY_RUN_INVISIBLE || run->kind == GLY_RUN_BIDI;
}

static struct gly_foreign gather(const struct gly_doc *doc,
                                 const struct gly_scripts *scripts, uint32_t first)
{
    const struct gly_script_run *runs = scripts->runs;
    enum gly_script family = gly_script_family(runs[first].script);
    uint32_t last = first;
    for (uint32_t i = first + 1;
         i < scripts->run_count && runs[i].block == runs[first].block &&
         joins(doc, runs[i - 1].span.end, runs[i].span.start);
         i++) {
        if (is_seed(doc, scripts, &runs[i]) &&
            gly_script_family(runs[i].script) == family)
            last = i;
        else if (!is_filler(&runs[i], doc))
            break;
    }
    return (struct gly_foreign){
        .span = {runs[first].span.start, runs[last].span.end},
        .block = runs[first].block,
        .first_run = first,
        .run_count = last - first + 1,
        .script = runs[first].script,
        .flags = ((runs[first].flags & GLY_RUN_LINK ? GLY_FOREIGN_LINK : 0) |
                  (runs[first].kind == GLY_RUN_DIGITS ? GLY_FOREIGN_DIGITS : 0)),
    };
}

/* What is explained once may be used again without a word. */
static void mark_repeated(const struct gly_doc *doc, struct gly_foreign *list,
                          uint32_t count)
{
    struct gly_str known[MAX_KNOWN];
    unsigned known_count = 0;
    for (uint32_t i = 0; i < count && known_count < MAX_KNOWN; i++)
        if (list[i].flags & GLY_FOREIGN_EXPLAINED)
            known[known_count++] = gly_doc_slice(doc, list[i].span);
    for (uint32_t i = 0; i < count; i++)
        for (unsigned k = 0; k < known_count; k++)
            if (!(list[i].flags & GLY_FOREIGN_EXPLAINED) &&
                gly_str_eq(known[k], gly_doc_slice(doc, list[i].span)))
                list[i].flags |= GLY_FOREIGN_AGAIN;
}

/* A row of words each with what it means: where two of them are explained, so is the third,
 * as in "of дом it is dom, of мир mir, of книга kniga". */
static void mark_rows(struct gly_foreign *list, uint32_t count)
{
    enum { BESIDE = 3, FAR = 160, ENOUGH = 2 };
    for (uint32_t i = 0; i < count; i++) {
        unsigned explained = 0;
        for (uint32_t j = i > BESIDE ? i - BESIDE : 0; j < count && j <= i + BESIDE;
             j++) {
            uint32_t far = j < i ? list[i].span.start - list[j].span.end
                                 : list[j].span.start - list[i].span.end;
            explained += j != i && list[j].block == list[i].block && far <= FAR &&
                         gly_script_family((enum gly_script)list[j].script) ==
                             gly_script_family((enum gly_script)list[i].script) &&
                         list[j].flags & GLY_FOREIGN_EXPLAINED & ~GLY_FOREIGN_AGAIN;
        }
        if (!(list[i].flags & GLY_FOREIGN_EXPLAINED) && explained >= ENOUGH)
            list[i].flags |= GLY_FOREIGN_AGAIN;
    }
}

void gly_script_find_foreign(struct gly_doc *doc, struct gly_scripts *scripts,
                             struct gly_script_run *runs)
{
    GLY_VEC(struct gly_foreign) list = {0};
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        if (!is_seed(doc, scripts, &runs[i]))
            continue;
        struct gly_foreign foreign = gather(doc, scripts, i);
        foreign.flags |= gly_script_explain(doc, &foreign);
        for (uint32_t r = i; r < i + foreign.run_count; r++)
            runs[r].foreign = list.count;
        *GLY_VEC_ADD(doc->arena, &list) = foreign;
        i += foreign.run_count - 1;
    }
    mark_repeated(doc, list.at, list.count);
    mark_rows(list.at, list.count);
    scripts->foreign = list.at;
    scripts->foreign_count = list.count;
}
