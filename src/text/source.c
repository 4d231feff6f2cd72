#include "text/source.h"

#include <string.h>

#include <galley/unicode.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/utf8.h"

/* ---- Decoding ---- */

static void record_damage(struct gly_source *source, struct gly_damage *list,
                          uint32_t at, const unsigned char *bytes, unsigned count)
{
    source->damage_total++;
    if (source->damage_count == GLY_LIMIT_DAMAGE)
        return;
    struct gly_damage *d = &list[source->damage_count++];
    *d = (struct gly_damage){.at = at, .count = (uint8_t)count};
    memcpy(d->bytes, bytes, count);
}

static void put(char *text, size_t *len, uint32_t cp)
{
    *len += gly_utf8_encode(cp, text + *len);
}

/* Copy UTF-8 with U+FFFD for every maximal ill-formed subpart. */
static void repair_utf8(struct gly_arena *arena, struct gly_source *source,
                        struct gly_str in, struct gly_damage *list)
{
    char *text = gly_arena_alloc_raw(arena, in.len, 3);
    size_t len = 0;
    for (size_t at = 0; at < in.len;) {
        size_t good = gly_utf8_valid_prefix(in.ptr + at, in.len - at);
        memcpy(text + len, in.ptr + at, good);
        len += good;
        at += good;
        if (at == in.len)
            break;
        unsigned bad;
        gly_utf8_decode(in.ptr, in.len, at, &bad);
        record_damage(source, list, (uint32_t)len, (const unsigned char *)in.ptr + at,
                      bad);
        put(text, &len, 0xFFFD);
        at += bad;
    }
    source->text = (struct gly_str){text, len};
}

static uint32_t utf16_unit(const unsigned char *bytes, bool little)
{
    return little ? bytes[0] | (uint32_t)bytes[1] << 8
                  : (uint32_t)bytes[0] << 8 | bytes[1];
}

static void decode_utf16(struct gly_arena *arena, struct gly_source *source,
                         struct gly_str in, struct gly_damage *list)
{
    bool little = source->encoding == GLY_ENCODING_UTF16LE;
    const unsigned char *bytes = (const unsigned char *)in.ptr;
    char *text = gly_arena_alloc_raw(arena, in.len / 2 + 1, 3);
    size_t len = 0, at = 0;
    for (; at + 2 <= in.len; at += 2) {
        uint32_t cp = utf16_unit(bytes + at, little);
        if (cp >= 0xD800 && cp < 0xDC00 && at + 4 <= in.len) {
            uint32_t low = utf16_unit(bytes + at + 2, little);
            if (low >= 0xDC00 && low < 0xE000) {
                put(text, &len, 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00));
                at += 2;
                continue;
            }
        }
        if (cp >= 0xD800 && cp < 0xE000) {
            record_damage(source, list, (uint32_t)len, bytes + at, 2);
            cp = 0xFFFD;
        }
        put(text, &len, cp);
    }
    if (at < in.len) {
        record_damage(source, list, (uint32_t)len, bytes + at, 1);
        put(text, &len, 0xFFFD);
    }
    source->text = (struct gly_str){text, len};
}

void gly_source_read(struct gly_arena *arena, struct gly_str path, struct gly_str bytes,
                     struct gly_source *ret_source)
{
    struct gly_source *source = ret_source;
    *source = (struct gly_source){.path = path, .bytes = bytes};
    struct gly_damage *list =
        gly_arena_alloc(arena, GLY_LIMIT_DAMAGE, sizeof *source->damage);
    source->damage = list;
    struct gly_str body = bytes;
    if (gly_str_starts(body, "\xFF\xFE") || gly_str_starts(body, "\xFE\xFF")) {
        source->encoding =
            body.ptr[0] == '\xFF' ? GLY_ENCODING_UTF16LE : GLY_ENCODING_UTF16BE;
        body = (struct gly_str){body.ptr + 2, body.len - 2};
        decode_utf16(arena, source, body, list);
        return;
    }
    if (gly_str_starts(body, "\xEF\xBB\xBF")) {
        source->encoding = GLY_ENCODING_UTF8_BOM;
        body = (struct gly_str){body.ptr + 3, body.len - 3};
    }
    if (gly_utf8_valid_prefix(body.ptr, body.len) == body.len)
        source->text = body;
    else
        repair_utf8(arena, source, body, list);
}

/* ---- Places ---- */

/* A checkpoint every 4 KiB: 28 bytes each, so below one hundredth of the text, and a
 * lookup scans at most that far. */
enum { STEP = 4096 };

/* Cells between tab stops: those of terminals, and of Emacs where it reads columns. */
enum { TAB = 8 };

struct state {
    uint32_t line;      /* from 1 */
    uint32_t column[4]; /* from 1, by enum gly_unit */
};

struct gly_locator {
    struct state *at; /* at[i] is the state at offset i * STEP, or at the first code
                         point that starts there or later */
    struct state
        last; /* where the last question ended: places are asked for in order */
    uint32_t last_at;
};

static void advance(struct state *state, uint32_t cp, unsigned bytes)
{
    if (cp == '\n') {
        state->line++;
        for (unsigned i = 0; i < GLY_COUNT(state->column); i++)
            state->column[i] = 1;
        return;
    }
    state->column[GLY_UNIT_CODEPOINT]++;
    state->column[GLY_UNIT_UTF16] += cp > 0xFFFF ? 2 : 1;
    state->column[GLY_UNIT_BYTE] += bytes;
    uint32_t *cell = &state->column[GLY_UNIT_DISPLAY];
    if (cp == '\t')
        *cell += TAB - (*cell - 1) % TAB;
    else
        *cell += cp < 0x7F ? 1 : gly_display_width(cp);
}

/* The end of the run of printable ASCII from `at` on, at `until` at the latest. */
static uint32_t printable_end(const char *text, uint32_t at, uint32_t until)
{
    for (; until - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t eight;
        memcpy(&eight, text + at, sizeof eight);
        if (gly_bytes_between(eight, ' ', '~') != gly_bytes_of(0x80))
            break;
    }
    while (at < until && text[at] >= ' ' && text[at] < 0x7F)
        at++;
    return at;
}

static uint32_t count_line_feeds(struct gly_str text)
{
    enum { CHUNK = 128 }; /* a byte holds the count of one; a loop over vectors */
    uint32_t count = 0;
    for (; text.len >= CHUNK; text.ptr += CHUNK, text.len -= CHUNK) {
        unsigned char found = 0;
        for (unsigned i = 0; i < CHUNK; i++)
            found = (unsigned char)(found + (text.ptr[i] == '\n'));
        count += found;
    }
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    return count;
}

/* Move `*at` and its state on past the last line feed before `until`. */
static void skip_lines(struct gly_str text, struct state *state, uint32_t *at,
                       uint32_t until)
{
    const char *last = memrchr(text.ptr + *at, '\n', until - *at);
    if (!last)
        return;
    uint32_t behind = (uint32_t)(last + 1 - text.ptr);
    state->line += count_line_feeds((struct gly_str){text.ptr + *at, behind - *at});
    for (unsigned i = 0; i < GLY_COUNT(state->column); i++)
        state->column[i] = 1;
    *at = behind;
}

/* Move `*at` and its state on to `until`, or past it when `until` splits a code point.
 */
static void walk(struct gly_str text, struct state *state, uint32_t *at, uint32_t until)
{
    if (*at < until)
        skip_lines(text, state, at, until);
    while (*at < until) {
        /* Prose is runs of ASCII, in which every unit is one. */
        uint32_t run = printable_end(text.ptr, *at, until);
        for (unsigned i = 0; i < GLY_COUNT(state->column); i++)
            state->column[i] += run - *at;
        *at = run;
        if (run == until)
            break;
        unsigned len;
        uint32_t cp = gly_utf8_decode(text.ptr, text.len, *at, &len);
        advance(state, cp, len);
        *at += len;
    }
}

static void build_locator(struct gly_arena *arena, struct gly_source *source)
{
    struct gly_locator *locator = gly_arena_alloc(arena, 1, sizeof *locator);
    size_t count = source->text.len / STEP + 1;
    locator->at = gly_arena_alloc(arena, count, sizeof *locator->at);
    struct state state = {.line = 1, .column = {1, 1, 1, 1}};
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        walk(source->text, &state, &at, (uint32_t)(i * STEP));
        locator->at[i] = state;
    }
    source->locator = locator;
}

struct gly_place gly_source_locate(struct gly_arena *arena, struct gly_source *source,
                                   uint32_t offset, enum gly_unit unit)
{
    if (!source->locator)
        build_locator(arena, source);
    struct gly_str text = source->text;
    uint32_t at = offset / STEP * STEP;
    struct state state = source->locator->at[offset / STEP];
    while (at < text.len && gly_utf8_is_continuation(text.ptr[at]))
        at++;
    if (source->locator->last_at > at && source->locator->last_at <= offset) {
        at = source->locator->last_at;
        state = source->locator->last;
    }
    walk(text, &state, &at, offset);
    source->locator->last_at = at;
    source->locator->last = state;
    return (struct gly_place){state.line, state.column[unit]};
}

struct gly_span gly_source_line(const struct gly_source *source, uint32_t offset)
{
    struct gly_str text = source->text;
    struct gly_span line = {offset, offset};
    while (line.start > 0 && text.ptr[line.start - 1] != '\n')
        line.start--;
    const char *lf = memchr(text.ptr + offset, '\n', text.len - offset);
    line.end = lf ? (uint32_t)(lf - text.ptr) : (uint32_t)text.len;
    if (line.end > line.start && lf && text.ptr[line.end - 1] == '\r')
        line.end--;
    return line;
}

/* ---- Packages ---- */

bool gly_source_origin(const struct gly_source *source, uint32_t offset,
                       struct gly_str *ret_part, struct gly_span *ret_bytes)
{
    const struct gly_writings *origins = source->origins;
    uint32_t low = 0, high = origins ? origins->list.count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (origins->list.at[middle].text_start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || offset >= source->text.len || source->text.ptr[offset] == '\n')
        return false;
    const struct gly_written *origin = &origins->list.at[low - 1];
    uint32_t end = low < origins->list.count ? origins->list.at[low].text_start
                                             : (uint32_t)source->text.len;
    while (end > offset + 1 && source->text.ptr[end - 1] == '\n')
        end--;
    if (origin->start == origin->end)
        return false;
    *ret_part = origins->parts.at[origin->part];
    *ret_bytes = (struct gly_span){origin->start, origin->end};
    if (origin->end - origin->start == end - origin->text_start) {
        ret_bytes->start += offset - origin->text_start;
        ret_bytes->end = ret_bytes->start + 1;
    }
    return true;
}
