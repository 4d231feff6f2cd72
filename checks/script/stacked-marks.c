#include <galley/check.h>

enum { STACKED };

static const struct gly_rule rules[] = {
    [STACKED] =
        {
            .id = "script/stacked-marks",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "Combining marks are piled on one letter",
            .why =
                "No orthography puts the same accent twice on a letter or four marks "
                "on it: text was converted twice, or made to look broken. Silent for "
                "decomposed Vietnamese and Greek, for phonetic transcription, for "
                "words struck through with one mark a letter, and for scripts that "
                "stack marks, as Hebrew, Arabic, Thai and Tibetan do.",
            .bad = "The b\u00E1\u0301d news spread.",
            .good = "Vie\u0323\u0302t Nam and \u1FB3\u0301.",
        },
};

/* Polytonic Greek decomposed has three, as has Livonian; four are none's. */
enum { TOO_MANY = 4 };

/* Strokes and tildes drawn through the letter: one strikes it out, two deface it. */
static bool is_overlay(uint32_t cp)
{
    return gly_in_range(cp, 0x334, 0x338);
}

static bool is_european(enum gly_script script)
{
    return script == GLY_SCRIPT_LATIN || script == GLY_SCRIPT_GREEK ||
           script == GLY_SCRIPT_CYRILLIC || script == GLY_SCRIPT_COMMON ||
           script == GLY_SCRIPT_INHERITED;
}

/* Does `letter` (precomposed) already bear `mark`? */
static bool bears(uint32_t letter, uint32_t mark)
{
    if (letter < 0xC0)
        return false;
    for (uint32_t base = 'A'; base <= 'z'; base++)
        if (gly_is_ascii_letter(base) && gly_compose(base, mark) == letter)
            return true;
    return false;
}

/* ---- One letter and its marks ---- */

struct pile {
    struct gly_span marks;
    unsigned count, overlays;
    bool twice; /* the same mark again */
    bool bare;  /* on a space, with a letter right behind: its own letter was lost */
};

/* The marks that begin at `at`, behind `letter`. */
static struct pile look_at(struct gly_str text, uint32_t at, uint32_t end,
                           uint32_t letter)
{
    struct pile pile = {.marks = {at, at}};
    uint32_t before = 0;
    unsigned len;
    while (pile.marks.end < end) {
        uint32_t cp = gly_utf8_decode(text.ptr, text.len, pile.marks.end, &len);
        if (!gly_is_mark(cp))
            break;
        pile.count++;
        pile.overlays += is_overlay(cp);
        pile.twice |= cp == before || (before == 0 && bears(letter, cp));
        before = cp;
        pile.marks.end += len;
    }
    return pile;
}

static bool is_fault(const struct pile *pile)
{
    return pile->count >= TOO_MANY || pile->twice || pile->bare || pile->overlays >= 2;
}

/* ---- The check ---- */

/* Piles of one word make one finding. */
struct state {
    struct gly_span found; /* so far, not yet reported; empty for nothing */
    unsigned marks;
    bool bare;
};

static void flush(struct gly_pass *pass, struct state *state)
{
    if (state->marks == 0)
        return;
    struct gly_str codes =
        gly_codepoints(pass, gly_doc_slice(gly_pass_doc(pass), state->found));
    if (state->marks == 1 && state->bare)
        gly_report(pass, STACKED, state->found,
                   "the combining mark %.*s stands on a space", GLY_STR_ARG(codes));
    else if (state->marks == 1)
        gly_report(pass, STACKED, state->found,
                   "the letter already bears the mark %.*s", GLY_STR_ARG(codes));
    else
        gly_report(pass, STACKED, state->found,
                   "%u combining marks are piled up (%.*s)", state->marks,
                   GLY_STR_ARG(codes));
    *state = (struct state){0};
}

static bool same_word(struct gly_str text, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end; at++)
        if (gly_is_space((unsigned char)text.ptr[at]))
            return false;
    return true;
}

static void check_run(struct gly_pass *pass, const struct gly_script_run *r,
                      struct state *state)
{
    struct gly_str text = gly_doc_text(gly_pass_doc(pass));
    unsigned len;
    uint32_t at = r->span.start;
    uint32_t letter = at > 0 ? gly_utf8_decode_before(text.ptr, at, &len) : ' ';
    while (at < r->span.end) {
        uint32_t cp = gly_utf8_decode(text.ptr, text.len, at, &len);
        if (!gly_is_mark(cp)) {
            letter = cp;
            at += len;
            continue;
        }
        struct pile pile = look_at(text, at, r->span.end, letter);
        at = pile.marks.end;
        pile.bare = letter == ' ' && at < text.len &&
                    gly_is_ascii_letter((unsigned char)text.ptr[at]);
        if (!is_fault(&pile))
            continue;
        if (state->marks > 0 && !same_word(text, state->found.end, pile.marks.start))
            flush(pass, state);
        if (state->marks == 0)
            state->found = pile.marks;
        state->found.end = pile.marks.end;
        state->marks += pile.count;
        state->bare = pile.bare;
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_scripts *scripts = gly_scripts(pass);
    struct state state = {0};
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        const struct gly_script_run *r = &scripts->runs[i];
        if (!(r->flags & GLY_RUN_MARKED) || !(r->flags & GLY_RUN_PROSE) ||
            !is_european((enum gly_script)r->script) ||
            gly_speaks_of_characters(scripts, r->block, r->span))
            continue;
        check_run(pass, r, &state);
    }
    flush(pass, &state);
}

const struct gly_check gly_check_script_stacked_marks = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
