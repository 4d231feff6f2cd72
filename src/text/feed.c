#include "text/feed.h"

enum {
    BRACKET_LINES = 1000, /* in one paragraph, before it is parted */
    ADDRESS_BYTES = 1024, /* of a definition, before it is cut: longer than any browser
                             shows, and short enough to be read again and again */
    ADDRESS_KEPT = 512,   /* at its start; and a few at its end, for a closing '>' */
    ADDRESS_END = 16,
    MARGIN = 64, /* bytes behind the text that md4c may look at */
};

/* Work that md4c may be given beyond one pass: bytes of definitions read again, cells of
 * tables that are only filled up. At 250 MB a second the first is four seconds. */
#define LIMIT_REREAD UINT64_C(1000000000)
#define LIMIT_CELLS  UINT64_C(100000)

/* A change of the source: `cut` bytes from `at` on leave, `count` bytes `put` come. */
struct change {
    uint32_t at, cut, count;
    char put;
};

struct survey {
    struct gly_arena *arena;
    struct gly_str text;
    GLY_VEC(struct change) changes;
    uint32_t put, cut;   /* bytes in all */
    bool bar_before;     /* the line before has a bar */
    uint32_t columns;    /* of the table in hand, 0 outside tables */
    uint32_t brackets;   /* lines with brackets in the paragraph in hand */
    uint32_t definition; /* where the definition in hand begins, plus one; or 0 */
    uint64_t cells;      /* of all tables */
    uint64_t uses;       /* closing brackets */
    uint64_t longest;    /* definition, in bytes */
};

static void add_change(struct survey *s, struct change change)
{
    *GLY_VEC_ADD(s->arena, &s->changes) = change;
    s->put += change.count;
    s->cut += change.cut;
}

/* ---- Lines ---- */

/* Where the line says something, behind the prefix of quotations. */
static size_t skip_prefix(struct gly_str line)
{
    size_t at = 0;
    while (at < line.len && memchr(" \t>", line.ptr[at], 3))
        at++;
    return at;
}

/* Is it a row of bars, dashes and colons? Returns its columns. */
static uint32_t separator_columns(struct gly_str line)
{
    uint32_t columns = 0;
    bool bar = false, dash = false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c == '-') {
            columns += !dash;
            dash = true;
        } else if (c == '|') {
            bar = true;
            dash = false;
        } else if (!memchr(" :\t\r>", c, 5)) {
            return 0;
        }
    }
    return bar ? columns : 0;
}

/* Put in what is missing where a cell has less than three dashes. */
static void lengthen_dashes(struct survey *s, struct gly_str line)
{
    uint32_t start = (uint32_t)(line.ptr - s->text.ptr), dashes = 0;
    for (uint32_t i = 0; i <= line.len; i++) {
        if (i < line.len && line.ptr[i] == '-') {
            dashes++;
            continue;
        }
        if (dashes > 0 && dashes < 3)
            add_change(s, (struct change){start + i, 0, 3 - dashes, '-'});
        dashes = 0;
    }
}

/* Cut the middle out of what has no blanks. */
static void cut_addresses(struct survey *s, struct gly_str line)
{
    uint32_t start = (uint32_t)(line.ptr - s->text.ptr), run = 0;
    if (line.len <= ADDRESS_BYTES)
        return;
    for (uint32_t i = 0; i <= line.len; i++) {
        if (i < line.len && !memchr(" \t\r", line.ptr[i], 3))
            continue;
        if (i - run > ADDRESS_BYTES)
            add_change(s, (struct change){
                              .at = start + run + ADDRESS_KEPT,
                              .cut = i - run - ADDRESS_KEPT - ADDRESS_END,
                          });
        run = i + 1;
    }
}

static void end_definition(struct survey *s, uint32_t at)
{
    if (s->definition > 0 && at - (s->definition - 1) > s->longest)
        s->longest = at - (s->definition - 1);
    s->definition = 0;
}

static void end_paragraph(struct survey *s, uint32_t at)
{
    end_definition(s, at - s->cut);
    s->columns = 0;
    s->brackets = 0;
    s->bar_before = false;
}

static uint32_t count_char(struct gly_str s, char c)
{
    uint32_t count = 0;
    for (size_t at = 0; at < s.len; at++) {
        const char *found = memchr(s.ptr + at, c, s.len - at);
        if (!found)
            break;
        at = (size_t)(found - s.ptr);
        count++;
    }
    return count;
}

/* Can the text behind an address be a title, or come on the next line? */
static bool may_be_title(struct gly_str rest)
{
    size_t at = 0;
    while (at < rest.len && memchr(" \t", rest.ptr[at], 2))
        at++;
    return at == rest.len || memchr("\"'(", rest.ptr[at], 3);
}

/* Is the line "[label]: address", with a title or without one behind it? */
static bool begins_definition(struct gly_str line)
{
    const char *sign = line.ptr[0] == '[' ? memmem(line.ptr, line.len, "]:", 2) : NULL;
    if (!sign)
        return false;
    size_t at = (size_t)(sign - line.ptr) + 2;
    while (at < line.len && memchr(" \t", line.ptr[at], 2))
        at++;
    while (at < line.len && !memchr(" \t", line.ptr[at], 2))
        at++;
    return may_be_title((struct gly_str){line.ptr + at, line.len - at});
}

/* Lines with brackets: definitions, and paragraphs that get too long. */
static void survey_brackets(struct survey *s, struct gly_str line, uint32_t start,
                            size_t prefix)
{
    uint32_t uses = count_char(line, ']');
    s->uses += uses;
    if (uses == 0)
        return;
    if (begins_definition((struct gly_str){line.ptr + prefix, line.len - prefix})) {
        end_definition(s, start - s->cut);
        s->definition = start - s->cut + 1;
        if (line.len > ADDRESS_BYTES)
            cut_addresses(s, line);
    }
    if (s->columns == 0 && ++s->brackets % BRACKET_LINES == 0)
        add_change(s, (struct change){start, 0, 2, '\n'}); /* one may follow a CR */
}

static void survey_line(struct survey *s, struct gly_str line)
{
    uint32_t start = (uint32_t)(line.ptr - s->text.ptr);
    size_t prefix = skip_prefix(line);
    if (prefix == line.len) {
        end_paragraph(s, start);
        return;
    }
    uint32_t columns = s->bar_before ? separator_columns(line) : 0;
    if (columns > 0) {
        lengthen_dashes(s, line);
        s->columns = columns;
    }
    s->cells += s->columns;
    survey_brackets(s, line, start, prefix);
    s->bar_before = memchr(line.ptr, '|', line.len) != NULL;
}

/* Lines end as md4c has it, also at a lone CR. */
static void survey_text(struct survey *s)
{
    const char *text = s->text.ptr;
    size_t lf = 0;
    for (size_t at = 0; at < s->text.len;) {
        if (at == 0 || lf < at) {
            const char *found = memchr(text + at, '\n', s->text.len - at);
            lf = found ? (size_t)(found - text) : s->text.len;
        }
        const char *cr = memchr(text + at, '\r', lf - at);
        size_t end = cr ? (size_t)(cr - text) : lf;
        survey_line(s, (struct gly_str){text + at, end - at});
        at = end + 1;
        if (cr && at == lf)
            at++;
    }
    end_paragraph(s, (uint32_t)s->text.len);
}

/* ---- The copy ---- */

static void make_copy(struct gly_feed *feed, const struct survey *s)
{
    size_t room = s->text.len + s->put - s->cut;
    char *copy = gly_arena_alloc(s->arena, room + MARGIN, 1);
    uint32_t len = 0, at = 0;
    int64_t shift = 0;
    for (uint32_t i = 0; i < s->changes.count; i++) {
        const struct change *change = &s->changes.at[i];
        memcpy(copy + len, s->text.ptr + at, change->at - at);
        len += change->at - at;
        memset(copy + len, change->put, change->count);
        len += change->count;
        at = change->at + change->cut;
        shift += (int64_t)change->cut - change->count;
        *GLY_VEC_ADD(s->arena, &feed->edits) = (struct gly_feed_edit){len, shift};
    }
    memcpy(copy + len, s->text.ptr + at, s->text.len - at);
    feed->text = (struct gly_str){copy, room};
}

void gly_feed_prepare(struct gly_arena *arena, struct gly_str source, uint32_t start,
                      struct gly_feed *ret_feed)
{
    struct gly_str text = {source.ptr + start, source.len - start};
    *ret_feed = (struct gly_feed){.text = text, .source = source, .start = start};
    struct survey s = {.arena = arena, .text = text};
    survey_text(&s);
    if (text.len > 0 && text.ptr[text.len - 1] != '\n')
        add_change(&s, (struct change){(uint32_t)text.len, 0, 1, '\n'});
    if (s.uses * s.longest > LIMIT_REREAD || s.cells > 2 * text.len + LIMIT_CELLS)
        gly_arena_give_up(arena);
    if (s.changes.count > 0)
        make_copy(ret_feed, &s);
}

/* ---- Back ---- */

static uint32_t source_of(const struct gly_feed *feed, uint32_t at)
{
    if (at == feed->text.len)
        return (uint32_t)feed->source.len;
    uint32_t low = 0, high = feed->edits.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (feed->edits.at[middle].at <= at)
            low = middle + 1;
        else
            high = middle;
    }
    int64_t shift = low > 0 ? feed->edits.at[low - 1].shift : 0;
    return (uint32_t)(feed->start + at + shift);
}

bool gly_feed_place(const struct gly_feed *feed, const char *bytes, size_t len,
                    struct gly_span *ret_span)
{
    uintptr_t base = (uintptr_t)feed->text.ptr, at = (uintptr_t)bytes;
    if (at < base || at >= base + feed->text.len + MARGIN)
        return false;
    size_t offset = at - base, left = feed->text.len;
    offset = offset < left ? offset : left;
    left -= offset;
    uint32_t start = (uint32_t)offset,
             end = start + (uint32_t)(len < left ? len : left);
    if (feed->edits.count > 0) {
        start = source_of(feed, start);
        end = source_of(feed, end);
    } else {
        start += feed->start;
        end += feed->start;
    }
    *ret_span = (struct gly_span){start, end};
    return true;
}
