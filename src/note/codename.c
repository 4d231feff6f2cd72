/* Names of code in plain text: what stands among the signs of code, in a list of names, in
 * an address or in a column of terms, and what is built as such names are. */
#include <galley/suspicion.h>
#include <galley/unicode.h>

/* ---- The signs around a word ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_alnum(char c)
{
    return gly_is_ascii_letter((unsigned char)c) || (c >= '0' && c <= '9');
}

/* The characters without a blank among which `span` stands; as far as is of interest. */
static struct gly_span run_around(struct gly_str text, struct gly_span span)
{
    enum { FAR = 48 };
    struct gly_span run = span;
    while (run.start > 0 && span.start - run.start < FAR &&
           !is_blank(text.ptr[run.start - 1]))
        run.start--;
    while (run.end < text.len && run.end - span.end < FAR &&
           !is_blank(text.ptr[run.end]))
        run.end++;
    return run;
}

/* Without quotation marks, brackets and marks of headings and bullets around it, and
 * without what closes a part of a sentence. */
static struct gly_str without_marks(struct gly_str run)
{
    while (run.len > 0 && strchr("\"'([*_`=#", run.ptr[0]))
        run = (struct gly_str){run.ptr + 1, run.len - 1};
    while (run.len > 0 && strchr("\"')]*_`=#.,;:!?", run.ptr[run.len - 1]))
        run.len--;
    return run;
}

/* A full stop, a colon or an opening bracket behind a letter and before another one, several
 * stops are an ellipsis; "getty(8)", "advise()". */
static bool joins_names(struct gly_str run, size_t at)
{
    char c = run.ptr[at], behind = at + 1 < run.len ? run.ptr[at + 1] : '\0';
    if (at == 0 || !is_alnum(run.ptr[at - 1]))
        return false;
    return c == '(' || (strchr(".:[", c) && gly_is_lower((unsigned char)behind));
}

/* "GDB=<path>", "CGI::start", "progtest.m4", "-d[etails]": one slash is none, it joins
 * words as well. */
static bool has_signs_of_code(struct gly_str run)
{
    static const bool is_sign[256] = {
        ['='] = 1, ['<'] = 1, ['>'] = 1, ['\\'] = 1, ['$'] = 1, ['@'] = 1, ['#'] = 1,
        ['|'] = 1, ['{'] = 1, ['}'] = 1, ['^'] = 1,  ['~'] = 1, ['_'] = 1, ['\0'] = 1,
    };
    unsigned slashes = 0;
    for (size_t i = 0; i < run.len; i++) {
        char c = run.ptr[i];
        if (is_alnum(c))
            continue;
        slashes += c == '/';
        if (is_sign[(unsigned char)c] || joins_names(run, i) ||
            (c == ':' && i + 2 < run.len && run.ptr[i + 1] == ':'))
            return true;
    }
    return slashes > 1 || (slashes == 1 && memchr(run.ptr, '-', run.len));
}

/* "--quiet", "-lsocket": what begins with a hyphen is an option; a lone one at the start
 * of a line is a bullet, unless another one follows. */
static bool is_option(struct gly_str text, struct gly_span run)
{
    struct gly_str bare =
        without_marks((struct gly_str){text.ptr + run.start, run.end - run.start});
    if (bare.len < 2 || bare.ptr[0] != '-')
        return false;
    if (bare.ptr[1] == '-')
        return bare.len > 2 && is_alnum(bare.ptr[2]);
    bool starts = run.start == 0 || text.ptr[run.start - 1] == '\n';
    return is_alnum(bare.ptr[1]) &&
           (!starts || memchr(bare.ptr + 1, '-', bare.len - 1));
}

/* ---- Addresses ---- */

static size_t skip_blanks(struct gly_str text, size_t at)
{
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    return at;
}

/* "mooney at example.org": an address, written so that machines should not read it. */
static bool is_address(struct gly_str text, size_t end)
{
    static const char *const ats[] = {"at ", "[at] ", "(at) ", "<at> "};
    size_t at = skip_blanks(text, end);
    struct gly_str rest = {text.ptr + at, text.len - at};
    for (unsigned i = 0; i < GLY_COUNT(ats); i++) {
        if (!gly_str_starts(rest, ats[i]))
            continue;
        at = skip_blanks(text, at + strlen(ats[i]));
        size_t host = at;
        while (at < text.len && (is_alnum(text.ptr[at]) || text.ptr[at] == '-'))
            at++;
        return at > host + 1 && at + 1 < text.len && text.ptr[at] == '.' &&
               gly_is_lower((unsigned char)text.ptr[at + 1]);
    }
    return false;
}

/* ---- Columns and lists ---- */

/* First in its line and far from the rest of it: a column of terms. Texts with both edges
 * straight have two blanks as well. */
static bool is_in_column(struct gly_str text, struct gly_span span)
{
    enum { FAR = 3 };
    size_t start = span.start;
    while (start > 0 && (text.ptr[start - 1] == ' ' || text.ptr[start - 1] == '\t'))
        start--;
    size_t behind = skip_blanks(text, span.end);
    bool wide = behind >= span.end + FAR ||
                (behind == span.end + 1 && text.ptr[span.end] == '\t');
    return (start == 0 || text.ptr[start - 1] == '\n') && wide && behind < text.len &&
           text.ptr[behind] != '\n';
}

/* What stands beyond the comma on one side: 0 nothing, 1 a word, 2 what is no word of a
 * list. */
static unsigned beyond_comma(const struct gly_doc *doc, const struct gly_tok *toks,
                             const struct gly_word *words, uint32_t index, int step,
                             uint32_t count)
{
    uint32_t comma = index + (uint32_t)step, other = index + (uint32_t)(2 * step);
    if (comma >= count || other >= count || toks[comma].sent != toks[index].sent ||
        toks[other].sent != toks[index].sent ||
        !gly_str_is(gly_tok_text(doc, &toks[comma]), ","))
        return 0;
    bool name = toks[other].kind == GLY_TOK_MIXED || toks[other].kind == GLY_TOK_PATH ||
                (toks[other].kind == GLY_TOK_WORD &&
                 (!(words[other].flags & GLY_WORD_KNOWN) ||
                  words[other].flags & GLY_WORD_RARE) &&
                 !(toks[other].flags & GLY_TOK_CAPITALISED));
    return name ? 2 : 1;
}

/* "msgmni, sem, shmall, shmmax": among names of its kind. */
static bool is_among_names(const struct gly_doc *doc, const struct gly_tok *toks,
                           const struct gly_word *words, uint32_t index, uint32_t count)
{
    unsigned before = beyond_comma(doc, toks, words, index, -1, count);
    unsigned behind = beyond_comma(doc, toks, words, index, 1, count);
    return before != 1 && behind != 1 && before + behind >= 2;
}

bool gly_stands_as_code(const struct gly_doc *doc, const struct gly_tok *toks,
                        const struct gly_word *words, uint32_t index, uint32_t count)
{
    struct gly_str text = gly_doc_text(doc);
    struct gly_span span = toks[index].span, run = run_around(text, span);
    bool bare = run.start == span.start && run.end == span.end;
    return (!bare && (has_signs_of_code(without_marks((struct gly_str){
                          text.ptr + run.start, run.end - run.start})) ||
                      is_option(text, run))) ||
           is_address(text, span.end) || is_in_column(text, span) ||
           is_among_names(doc, toks, words, index, count);
}

/* ---- How names are built ---- */

/* Stumps of words that names of code are built of. Sorted. */
static const char *const stumps[] = {
    "addr",  "api",   "arg",  "args", "attr", "auth",  "buf",  "cfg",  "cmd",  "cmp",
    "conf",  "cpu",   "cred", "ctl",  "ctx",  "cvs",   "db",   "dbg",  "dec",  "def",
    "dep",   "desc",  "dev",  "dict", "dir",  "dll",   "dns",  "doc",  "docs", "dst",
    "elem",  "enc",   "env",  "err",  "exec", "ext",   "fd",   "fs",   "ftp",  "func",
    "gid",   "git",   "gnu",  "gpu",  "grp",  "gui",   "hdr",  "html", "http", "id",
    "idx",   "img",   "init", "io",   "ip",   "iso",   "jit",  "js",   "kbd",  "kern",
    "lib",   "ln",    "loc",  "mem",  "mgr",  "mime",  "mk",   "mnt",  "mod",  "mon",
    "msg",   "mutex", "net",  "nfs",  "ns",   "num",   "obj",  "opt",  "opts", "os",
    "param", "pci",   "perl", "pid",  "pkg",  "prefs", "prev", "prio", "proc", "prog",
    "ptr",   "rc",    "ref",  "refs", "reg",  "req",   "ret",  "rpc",  "rpm",  "sched",
    "sec",   "seg",   "sem",  "seq",  "shm",  "sig",   "smb",  "spec", "sql",  "src",
    "ssh",   "ssl",   "stat", "std",  "str",  "svn",   "sym",  "sys",  "tcp",  "temp",
    "tls",   "tmp",   "toc",  "txt",  "udp",  "uid",   "uri",  "url",  "usb",  "usr",
    "util",  "val",   "var",  "vec",  "vfs",  "vm",    "vpn",  "win",  "xml",  "yaml",
};

static bool is_stump(struct gly_str part)
{
    return gly_str_in_sorted(part, stumps, GLY_COUNT(stumps));
}

/* A word that most readers know, or all. */
static bool is_common(const struct gly_pass *pass, struct gly_str part, unsigned size)
{
    struct gly_word word = gly_word_of(pass, part);
    return part.len >= 3 && word.flags & GLY_WORD_KNOWN &&
           !(word.flags & (GLY_WORD_DERIVED | GLY_WORD_PROPER)) && word.size <= size;
}

/* What code puts before and behind stumps, and before words. */
static bool is_affix(struct gly_str part)
{
    static const char *const affixes[] = {"d", "is", "no", "re", "un", NULL};
    return gly_str_among(part, affixes);
}

static bool is_prefix(struct gly_str part)
{
    return gly_str_is(part, "is") || gly_str_is(part, "no");
}

/* Are these two parts of a name? */
static bool make_name(const struct gly_pass *pass, struct gly_str first,
                      struct gly_str second)
{
    enum { SHORT = 3, SURE = 6 };
    bool stump_first = first.len > 1 && is_stump(first);
    bool stump_second = second.len > 1 && is_stump(second);
    unsigned size = first.len + second.len > SURE ? GLY_SIZE_LISTED : GLY_SIZE_COMMON;
    if (stump_first || is_prefix(first))
        return stump_second || (stump_first && is_affix(second)) ||
               is_common(pass, second, size);
    if (stump_second)
        return is_affix(first) || is_common(pass, first, size);
    return first.len == SHORT && second.len == SHORT &&
           is_common(pass, first, GLY_SIZE_COMMONEST) &&
           is_common(pass, second, GLY_SIZE_COMMONEST);
}

bool gly_is_built_as_name(const struct gly_pass *pass, struct gly_str text)
{
    for (size_t at = 1; at < text.len; at++)
        if (make_name(pass, (struct gly_str){text.ptr, at},
                      (struct gly_str){text.ptr + at, text.len - at}))
            return true;
    return gly_str_ends(text, "s") && text.len > 4 &&
           gly_is_built_as_name(pass, (struct gly_str){text.ptr, text.len - 1});
}
