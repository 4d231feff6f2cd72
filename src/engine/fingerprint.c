#include "engine/fingerprint.h"

#include <stdlib.h>

#include <galley/unicode.h>

#include "base/utf8.h"

/* ---- galley's own ---- */

/* How much of the words and of their sentence is hashed, in bytes: sentences end long
 * before, and a document that is one line stays linear in its findings. */
enum { LONGEST = 4096 };

/* FNV-1a, written out here because the value may never change with a faster hash. */
#define FNV_START 0xCBF29CE484222325u
#define FNV_PRIME 0x100000001B3u

static uint64_t add_byte(uint64_t hash, unsigned char byte)
{
    return (hash ^ byte) * FNV_PRIME;
}

static uint32_t plain_mark(uint32_t cp)
{
    switch (cp) {
    case 0x2018:
    case 0x2019:
        return '\'';
    case 0x201C:
    case 0x201D:
        return '"';
    default:
        return cp;
    }
}

/* A run of white space is one space, and none at the ends. The closing 0xFF, which is
 * no byte of UTF-8, keeps "ab" + "c" apart from "a" + "bc". */
static uint64_t add_text(uint64_t hash, struct gly_str s)
{
    size_t end = s.len < LONGEST ? s.len : LONGEST;
    bool space = false, begun = false;
    unsigned len;
    for (size_t at = 0; at < end; at += len) {
        unsigned char byte = (unsigned char)s.ptr[at];
        bool plain = byte > ' ' && byte < 0x7F; /* nearly all are: no need to decode */
        len = 1;
        uint32_t cp = plain ? byte : gly_utf8_decode(s.ptr, s.len, at, &len);
        if (!plain && gly_is_space(cp)) {
            space = true;
            continue;
        }
        if (space && begun)
            hash = add_byte(hash, ' ');
        space = false;
        begun = true;
        if (plain) {
            hash = add_byte(hash, byte);
            continue;
        }
        char bytes[4];
        unsigned count = gly_utf8_encode(plain_mark(cp), bytes);
        for (unsigned i = 0; i < count; i++)
            hash = add_byte(hash, (unsigned char)bytes[i]);
    }
    return add_byte(hash, 0xFF);
}

/* FNV leaves its low bits too alike for short differences; MurmurHash3's finaliser
 * spreads them. */
static uint64_t finish(uint64_t hash)
{
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDu;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53u;
    return hash ^ hash >> 33;
}

static uint64_t hash_finding(const struct gly_doc *doc, const struct gly_finding *f)
{
    uint64_t hash = add_text(FNV_START, gly_str(f->rule->id));
    if (!doc)
        return hash;
    hash = add_text(hash, gly_doc_slice(doc, f->span));
    return add_text(hash, gly_doc_slice(doc, gly_doc_context(doc, f->span)));
}

struct keyed {
    uint64_t hash;
    uint32_t index;
};

static int by_hash_and_place(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

void gly_fingerprint_findings(struct gly_arena *arena, const struct gly_doc *doc,
                              struct gly_finding *const *findings, uint32_t count)
{
    struct keyed *keys = gly_arena_alloc(arena, count, sizeof *keys);
    for (uint32_t i = 0; i < count; i++)
        keys[i] = (struct keyed){hash_finding(doc, findings[i]), i};
    if (count > 1)
        qsort(keys, count, sizeof *keys, by_hash_and_place);
    uint32_t ordinal = 0;
    for (uint32_t i = 0; i < count; i++) {
        ordinal = i > 0 && keys[i].hash == keys[i - 1].hash ? ordinal + 1 : 0;
        uint64_t hash = keys[i].hash;
        for (unsigned byte = 0; byte < 4; byte++)
            hash = add_byte(hash, (unsigned char)(ordinal >> 8 * byte));
        findings[keys[i].index]->fingerprint = finish(hash);
    }
}

/* ---- GitHub's
 * --------------------------------------------------------------------------
 *
 * After github/codeql-action, src/fingerprints.ts: a rolling hash over the last 100
 * UTF-16 units. Blanks and tabs do not count, CR and CRLF count as LF, and the end of
 * the file as the unit 65535; behind it come zeros. It takes a lone CR for the end of a
 * line, which galley and SARIF do not, and so counts lines differently in such files;
 * what it computes for a line number is what it compares with, so that is what it gets.
 */

enum { WINDOW = 100, FACTOR = 37, END_OF_FILE = 65535 };

struct roll {
    uint16_t window[WINDOW];
    uint32_t starts[WINDOW]; /* the line that starts at this unit, 0 for none */
    uint64_t hash, first; /* `first`: the weight of the unit that leaves the window */
    uint32_t line;
    unsigned at;
    bool line_start, after_cr;
    bool (*found)(void *context, uint32_t line, uint64_t hash); /* false: enough */
    void *context;
};

static void roll_update(struct roll *roll, uint16_t unit)
{
    uint16_t leaving = roll->window[roll->at];
    roll->window[roll->at] = unit;
    roll->hash = roll->hash * FACTOR + unit - roll->first * leaving;
    roll->at = (roll->at + 1) % WINDOW;
}

static bool roll_tell(struct roll *roll)
{
    uint32_t line = roll->starts[roll->at];
    roll->starts[roll->at] = 0;
    return line == 0 || roll->found(roll->context, line, roll->hash);
}

static bool roll_unit(struct roll *roll, uint16_t unit)
{
    if (unit == ' ' || unit == '\t' || (roll->after_cr && unit == '\n')) {
        roll->after_cr = false;
        return true;
    }
    roll->after_cr = unit == '\r';
    if (unit == '\r')
        unit = '\n';
    if (!roll_tell(roll))
        return false;
    if (roll->line_start)
        roll->starts[roll->at] = ++roll->line;
    roll->line_start = unit == '\n';
    roll_update(roll, unit);
    return true;
}

static bool roll_code_point(struct roll *roll, uint32_t cp)
{
    if (cp <= 0xFFFF)
        return roll_unit(roll, (uint16_t)cp);
    cp -= 0x10000;
    return roll_unit(roll, (uint16_t)(0xD800 + (cp >> 10))) &&
           roll_unit(roll, (uint16_t)(0xDC00 + (cp & 0x3FF)));
}

static void roll_over(const struct gly_source *source,
                      bool (*found)(void *, uint32_t, uint64_t), void *context)
{
    struct roll roll = {.first = 1, .line_start = true, .found = found};
    roll.context = context;
    for (unsigned i = 0; i < WINDOW; i++)
        roll.first *= FACTOR;
    /* Node's reader hands a byte order mark on. */
    if (source->encoding == GLY_ENCODING_UTF8_BOM && !roll_code_point(&roll, 0xFEFF))
        return;
    struct gly_str text = source->text;
    unsigned len;
    for (size_t at = 0; at < text.len; at += len)
        if (!roll_code_point(&roll, gly_utf8_decode(text.ptr, text.len, at, &len)))
            return;
    if (!roll_unit(&roll, END_OF_FILE))
        return;
    for (unsigned i = 0; i < WINDOW; i++) {
        if (!roll_tell(&roll))
            return;
        roll_update(&roll, 0);
    }
}

struct wanted {
    struct gly_line_hash *lines;
    uint32_t count, next; /* `next`: the first line not met yet */
    struct keyed *seen;   /* hashes wanted, ascending; `index` counts their lines */
    uint32_t seen_count;
};

static bool note_hash(void *context, uint32_t line, uint64_t hash)
{
    struct wanted *wanted = context;
    while (wanted->next < wanted->count && wanted->lines[wanted->next].line < line)
        wanted->next++;
    if (wanted->next < wanted->count && wanted->lines[wanted->next].line == line)
        wanted->lines[wanted->next++].hash = hash;
    return wanted->next < wanted->count;
}

static struct keyed *find_seen(struct wanted *wanted, uint64_t hash)
{
    uint32_t low = 0, high = wanted->seen_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (wanted->seen[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == wanted->seen_count || wanted->seen[low].hash != hash)
        return NULL;
    return &wanted->seen[low];
}

static bool count_hash(void *context, uint32_t line, uint64_t hash)
{
    struct wanted *wanted = context;
    struct keyed *seen = find_seen(wanted, hash);
    if (seen)
        seen->index++;
    while (wanted->next < wanted->count && wanted->lines[wanted->next].line < line)
        wanted->next++;
    if (seen && wanted->next < wanted->count &&
        wanted->lines[wanted->next].line == line)
        wanted->lines[wanted->next++].count = seen->index;
    return wanted->next < wanted->count;
}

void gly_fingerprint_lines(struct gly_arena *arena, const struct gly_source *source,
                           struct gly_line_hash *lines, uint32_t count)
{
    struct wanted wanted = {.lines = lines, .count = count};
    for (uint32_t i = 0; i < count; i++)
        lines[i].hash = lines[i].count = 0;
    if (count == 0)
        return;
    roll_over(source, note_hash, &wanted);

    wanted.seen = gly_arena_alloc(arena, count, sizeof *wanted.seen);
    for (uint32_t i = 0; i < count; i++)
        wanted.seen[i].hash = lines[i].hash;
    qsort(wanted.seen, count, sizeof *wanted.seen, by_hash_and_place);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || wanted.seen[i].hash != wanted.seen[wanted.seen_count - 1].hash)
            wanted.seen[wanted.seen_count++] = wanted.seen[i];
    wanted.next = 0;
    roll_over(source, count_hash, &wanted);
}
