/* Names of programs in prose: what a text on software has, and where such a name stands. */
#include <galley/suspicion.h>
#include <galley/unicode.h>

#include "text/short_set.h"

/* Words of texts on software. Sorted. */
static const char *const software[] = {
    "API",       "APIs",        "CLI",          "CPU",         "Debian",
    "GNOME",     "GNU",         "GTK",          "GUI",         "GitHub",
    "HTML",      "HTTP",        "Java",         "JavaScript",  "KDE",
    "Linux",     "Python",      "Qt",           "SQL",         "SSH",
    "URL",       "USB",         "Unix",         "Windows",     "XML",
    "app",       "application", "applications", "apps",        "async",
    "backend",   "binaries",    "binary",       "browser",     "bug",
    "bugs",      "callback",    "client",       "clients",     "codec",
    "command",   "compiler",    "configure",    "console",     "daemon",
    "database",  "debugger",    "desktop",      "directory",   "dock",
    "download",  "driver",      "drivers",      "editor",      "emulator",
    "file",      "files",       "firmware",     "folder",      "format",
    "formats",   "frontend",    "graphical",    "hardware",    "install",
    "installed", "interface",   "interpreter",  "kernel",      "keyboard",
    "libraries", "library",     "login",        "metadata",    "module",
    "modules",   "mouse",       "package",      "packages",    "parser",
    "password",  "plugin",      "plugins",      "programming", "protocol",
    "protocols", "runtime",     "screen",       "script",      "scripts",
    "server",    "servers",     "shell",        "software",    "syntax",
    "terminal",  "toolkit",     "user",         "users",       "utility",
    "web",       "webcam",      "window",       "windows",     "workspace",
};

uint32_t gly_count_code(const struct gly_doc *doc, uint32_t *ret_words)
{
    uint32_t count, unused, names = 0;
    const uint32_t *designators = gly_doc_designators(doc, &count);
    const struct gly_tok *toks = gly_doc_toks(doc, &unused);
    for (uint32_t i = 0; i < count; i++) {
        uint16_t kind = toks[designators[i]].kind;
        names +=
            kind == GLY_TOK_MIXED || kind == GLY_TOK_PATH || kind == GLY_TOK_MASKED;
    }
    *ret_words = gly_doc_word_count(doc);
    return names;
}

/* Their first eight bytes: hardly any other word begins so. */
static struct gly_short_set heads;
static pthread_once_t heads_once = PTHREAD_ONCE_INIT;

_Static_assert(4 * GLY_COUNT(software) <= GLY_SHORT_SET_SLOTS, "a quarter");

static void fill_heads(void)
{
    for (size_t i = 0; i < GLY_COUNT(software); i++)
        gly_short_set_add(&heads, gly_short_head(gly_str(software[i])));
}

bool gly_is_on_software(const struct gly_doc *doc)
{
    enum { MOST = 4000, FEW = 2, ONE_IN = 40 };
    uint32_t count, words = 0, found = 0;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    pthread_once(&heads_once, fill_heads);
    for (uint32_t i = 0; i < count && words < MOST; i++) {
        if (toks[i].kind != GLY_TOK_WORD)
            continue;
        struct gly_str word = gly_tok_text(doc, &toks[i]);
        words++;
        found += gly_short_set_has(&heads, gly_short_head(word)) &&
                 gly_str_in_sorted(word, software, GLY_COUNT(software));
    }
    return found >= FEW && found * ONE_IN >= words;
}

/* ---- Where a name stands ---- */

static bool is_one_of(const struct gly_doc *doc, const struct gly_tok *toks,
                      uint32_t index, uint32_t other, uint32_t count,
                      const char *const *list)
{
    return other < count && toks[other].sent == toks[index].sent &&
           gly_str_among(gly_tok_text(doc, &toks[other]), list);
}

/* "kdialog allows you to", "Tennix is a game": no article stands before the subject of
 * the first words. */
static bool is_bare_subject(const struct gly_doc *doc, const struct gly_tok *toks,
                            uint32_t index, uint32_t count)
{
    static const char *const is[] = {"is", "was", NULL};
    static const char *const does[] = {
        "adds",     "aims",   "allows",   "can",   "comes", "contains", "creates",
        "displays", "does",   "gives",    "has",   "helps", "is",       "lets",
        "makes",    "offers", "provides", "reads", "runs",  "shows",    "supports",
        "takes",    "tries",  "uses",     "was",   "will",  "works",    NULL};
    static const char *const articles[] = {"a", "an", "the", NULL};
    if (!(toks[index].flags & GLY_TOK_SENT_START))
        return false;
    if (!(toks[index].flags & GLY_TOK_CAPITALISED))
        return is_one_of(doc, toks, index, index + 1, count, does);
    return is_one_of(doc, toks, index, index + 1, count, is) &&
           is_one_of(doc, toks, index, index + 2, count, articles);
}

/* "the certbot package", "using the stoken library". */
static bool is_before_kind(const struct gly_doc *doc, const struct gly_tok *toks,
                           uint32_t index, uint32_t count)
{
    static const char *const kinds[] = {"package", "packages",   "library",  "daemon",
                                        "toolkit", "plugin",     "compiler", "server",
                                        "client",  "command",    "binaries", "binary",
                                        "runtime", "runtimes",   "backend",  "engine",
                                        "utility", "executable", NULL};
    return is_one_of(doc, toks, index, index + 1, count, kinds);
}

/* Titles in links keep their language; halves of hyphenated words are short for more than
 * lists have ("sympto-thermal"). */
static bool is_part_of_title(const struct gly_tok *tok,
                             const struct gly_suggestion *meant)
{
    enum { LONG = 8 };
    return tok->flags & GLY_TOK_IN_LINK ||
           (tok->flags & GLY_TOK_HYPHENATED && gly_span_len(tok->span) < LONG &&
            !(GLY_SLIPS_FINGERS & 1u << meant->how));
}

bool gly_stands_as_name(const struct gly_doc *doc, const struct gly_suggestion *meant,
                        uint32_t index)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    return is_part_of_title(&toks[index], meant) ||
           is_bare_subject(doc, toks, index, count) ||
           is_before_kind(doc, toks, index, count);
}
