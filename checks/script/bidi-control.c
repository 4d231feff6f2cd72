/* Direction controls (UAX #9) that have nothing to direct, are never closed, or close
 * nothing. They are invisible and can make a line read differently from what it says
 * (CVE-2021-42574, "Trojan Source"), so code is looked at as well. */
#include <galley/check.h>

enum { BIDI };

static const struct gly_rule rules[] = {
    [BIDI] =
        {
            .id = "script/bidi-control",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "An invisible direction control disturbs the text",
            .why = "It can show the characters after it in another order than they are "
                   "stored: file names and amounts read wrong. Silent for controls "
                   "that open and close round right-to-left text, for direction marks "
                   "beside it, and for balanced left-to-right isolates.",
            .bad = "Open the file minutes\u202Efdp.exe tonight.",
            .good = "The Hebrew word \u2067\u05E9\u05DC\u05D5\u05DD\u2069 means peace.",
        },
};

enum {
    LRM = 0x200E,
    RLM = 0x200F,
    ALM = 0x061C,
    LRE = 0x202A,
    RLE = 0x202B,
    PDF = 0x202C,
    LRO = 0x202D,
    RLO = 0x202E,
    LRI = 0x2066,
    RLI = 0x2067,
    FSI = 0x2068,
    PDI = 0x2069,
};

static const char *name_of(uint32_t cp)
{
    switch (cp) {
    case LRM:
        return "left-to-right mark";
    case RLM:
        return "right-to-left mark";
    case ALM:
        return "Arabic letter mark";
    case LRE:
        return "left-to-right embedding";
    case RLE:
        return "right-to-left embedding";
    case PDF:
        return "end of embedding";
    case LRO:
        return "left-to-right override";
    case RLO:
        return "right-to-left override";
    case LRI:
        return "left-to-right isolate";
    case RLI:
        return "right-to-left isolate";
    case FSI:
        return "isolate";
    default:
        return "end of isolate";
    }
}

/* Scripts written from right to left (bidi classes R and AL). */
static bool is_right_to_left(const struct gly_script_run *r)
{
    switch ((enum gly_script)r->script) {
    case GLY_SCRIPT_ARABIC:
    case GLY_SCRIPT_HEBREW:
    case GLY_SCRIPT_SYRIAC:
    case GLY_SCRIPT_THAANA:
    case GLY_SCRIPT_NKO:
    case GLY_SCRIPT_ADLAM:
    case GLY_SCRIPT_HANIFI_ROHINGYA:
    case GLY_SCRIPT_SAMARITAN:
    case GLY_SCRIPT_MANDAIC:
        return r->kind != GLY_RUN_BIDI;
    default:
        return false;
    }
}

/* ---- One paragraph ---- */

/* UAX #9 allows 125 levels; what is deeper has no effect, and is not looked at. */
enum { MAX_DEPTH = 125 };

struct open {
    struct gly_span span;
    uint32_t cp;
    bool turns; /* right-to-left text came since */
};

struct fault {
    struct gly_span span;
    uint32_t cp;
    const char *what;
};

/* So many faults of one paragraph are told; a text full of them is not read further. */
enum { MAX_FAULTS = 32 };

struct paragraph {
    bool at_home; /* the text runs from right to left: only overrides disturb it */
    struct open open[MAX_DEPTH];
    unsigned depth;
    struct fault faults[MAX_FAULTS];
    unsigned fault_count;
};

/* Kept in the order of the text: what is never closed is known last. */
static void note(struct paragraph *p, struct gly_span span, uint32_t cp,
                 const char *what)
{
    if (p->fault_count == MAX_FAULTS || (p->at_home && cp != LRO && cp != RLO))
        return;
    unsigned i = p->fault_count++;
    for (; i > 0 && p->faults[i - 1].span.start > span.start; i--)
        p->faults[i] = p->faults[i - 1];
    p->faults[i] = (struct fault){.span = span, .cp = cp, .what = what};
}

/* One finding a paragraph: its first fault, with the others as evidence. */
static void report(struct gly_pass *pass, const struct paragraph *p)
{
    if (p->fault_count == 0)
        return;
    const struct fault *first = &p->faults[0];
    struct gly_finding *f =
        gly_report(pass, BIDI, first->span, "invisible U+%04X (%s) %s",
                   (unsigned)first->cp, name_of(first->cp), first->what);
    for (unsigned i = 1; i < p->fault_count; i++)
        gly_evidence(f, p->faults[i].span, "U+%04X (%s) %s", (unsigned)p->faults[i].cp,
                     name_of(p->faults[i].cp), p->faults[i].what);
}

/* A pair that closes: an override needs right-to-left text inside to be meant, and so
 * does anything that says "right to left". */
static void check_pair(struct paragraph *p, const struct open *open)
{
    bool needs =
        open->cp == RLO || open->cp == LRO || open->cp == RLE || open->cp == RLI;
    if (needs && !open->turns)
        note(p, open->span, open->cp, "holds no right-to-left text");
}

static void close_one(struct paragraph *p, struct gly_span span, uint32_t cp)
{
    bool isolate = cp == PDI;
    if (p->depth > 0) {
        struct open *top = &p->open[p->depth - 1];
        bool top_isolate = top->cp >= LRI;
        if (top_isolate == isolate) {
            p->depth--;
            check_pair(p, top);
            if (p->depth > 0)
                p->open[p->depth - 1].turns |= top->turns;
            return;
        }
    }
    note(p, span, cp, "closes nothing");
}

/* The paragraph ends: what is still open was never closed. */
static void close_all(struct paragraph *p)
{
    for (unsigned i = 0; i < p->depth; i++)
        note(p, p->open[i].span, p->open[i].cp, "is never closed");
    p->depth = 0;
}

static void step(struct paragraph *p, struct gly_span span, uint32_t cp, bool rtl)
{
    switch (cp) {
    case LRM:
    case RLM:
    case ALM:
        if (!rtl)
            note(p, span, cp, "stands in text without right-to-left letters");
        break;
    case PDF:
    case PDI:
        close_one(p, span, cp);
        break;
    default:
        if (p->depth < MAX_DEPTH)
            p->open[p->depth++] = (struct open){.span = span, .cp = cp};
    }
}

/* ---- The check ---- */

static void check_block(struct gly_pass *pass, const struct gly_scripts *scripts,
                        uint32_t first, uint32_t end)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str text = gly_doc_text(doc);
    uint32_t index = scripts->runs[first].block;
    bool rtl_home = gly_script_at_home(scripts, index, GLY_SCRIPT_ARABIC) ||
                    gly_script_at_home(scripts, index, GLY_SCRIPT_HEBREW);
    bool rtl = rtl_home;
    bool any = false;
    for (uint32_t i = first; i < end; i++) {
        rtl |= is_right_to_left(&scripts->runs[i]);
        any |= scripts->runs[i].kind == GLY_RUN_BIDI;
    }
    if (!any)
        return;
    struct paragraph p = {.at_home = rtl_home};
    const struct gly_block *block = &gly_doc_blocks(doc, &(uint32_t){0})[index];
    uint32_t line = scripts->runs[first].span.start;
    for (uint32_t i = first; i < end; i++) {
        const struct gly_script_run *r = &scripts->runs[i];
        /* A line end closes everything (UAX #9, rule X8); in prose it is a space. */
        if (p.depth > 0 && block->kind == GLY_BLOCK_CODE &&
            memchr(text.ptr + line, '\n', r->span.start - line))
            close_all(&p);
        line = r->span.start;
        if (p.depth > 0 && is_right_to_left(r))
            p.open[p.depth - 1].turns = true;
        unsigned len;
        /* Beside a tab it is a row of a table of characters. */
        bool listed = (line > 0 && text.ptr[line - 1] == '\t') ||
                      (r->span.end < text.len && text.ptr[r->span.end] == '\t');
        if (r->kind == GLY_RUN_BIDI && !listed)
            step(&p, r->span, gly_utf8_decode(text.ptr, text.len, line, &len), rtl);
    }
    close_all(&p);
    report(pass, &p);
}

static void run(struct gly_pass *pass)
{
    const struct gly_scripts *scripts = gly_scripts(pass);
    uint32_t end;
    for (uint32_t i = 0; i < scripts->run_count; i = end) {
        uint32_t block = scripts->runs[i].block;
        for (end = i + 1;
             end < scripts->run_count && scripts->runs[end].block == block;)
            end++;
        check_block(pass, scripts, i, end);
    }
}

const struct gly_check gly_check_script_bidi_control = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
