/* URLs, e-mail addresses, paths, file names, identifiers, handles and hashtags.
 *
 * All of these are runs of "name" characters with something characteristic inside or
 * behind. A run that turns out to be nothing is remembered (scan->no_link), so that no
 * byte is looked at more than a few times however the text is made. */
#include "base/limits.h"
#include "text/scan.h"

/* ---- Lists ---- */

/* Top-level domains that prose names without a scheme: the generic ones in use and the
 * country codes that are no English words. */
static const gly_short_word domains[] = {
    "com",  "org",    "net",    "edu",  "gov",  "mil",  "int", "info", "biz",    "eu",
    "uk",   "de",     "fr",     "nl",   "ch",   "se",   "dk",  "fi",   "pl",     "cz",
    "ru",   "jp",     "cn",     "kr",   "au",   "nz",   "ca",  "br",   "mx",     "ar",
    "za",   "ie",     "es",     "pt",   "gr",   "tr",   "il",  "ua",   "hk",     "tw",
    "sg",   "io",     "ai",     "ly",   "tv",   "fm",   "cc",  "co",   "app",    "dev",
    "aero", "museum", "onion",  "gg",   "be",   "at",   "it",  "in",   "me",     "us",
    "is",   "no",     "to",     "am",   "my",   "so",   "hu",  "ro",   "bg",     "lt",
    "lv",   "ee",     "travel", "wiki", "blog", "news", "xyz", "club", "online", "site",
    "tech", "eat",
};

/* Of these, the ones that are words: a stop without the space behind it is likelier
 * ("came in.it was"), unless a path follows or the name has three parts. */
static const gly_short_word wordy_domains[] = {
    "be",  "at",   "it",   "in",     "me",   "us",     "is",   "no",   "to",
    "am",  "my",   "so",   "app",    "dev",  "travel", "blog", "news", "club",
    "eat", "site", "tech", "online", "wiki", "museum", "int",  "net",
};

static const gly_short_word extensions[] = {
    "c",    "h",     "cc",    "cpp",  "cxx",   "hpp",  "cs",    "py",    "js",
    "ts",   "jsx",   "tsx",   "rs",   "go",    "rb",   "pl",    "pm",    "java",
    "kt",   "swift", "php",   "lua",  "sql",   "sh",   "bash",  "zsh",   "ps1",
    "exe",  "dll",   "dylib", "jar",  "war",   "asm",  "txt",   "md",    "rst",
    "tex",  "adoc",  "html",  "htm",  "xhtml", "xml",  "json",  "yaml",  "yml",
    "toml", "ini",   "cfg",   "conf", "csv",   "tsv",  "log",   "lock",  "css",
    "scss", "less",  "svg",   "png",  "jpg",   "jpeg", "gif",   "bmp",   "tif",
    "tiff", "webp",  "ico",   "mp3",  "mp4",   "wav",  "ogg",   "flac",  "avi",
    "mov",  "mkv",   "pdf",   "ps",   "eps",   "doc",  "docx",  "xls",   "xlsx",
    "ppt",  "pptx",  "odt",   "ods",  "odp",   "rtf",  "epub",  "zip",   "gz",
    "tgz",  "bz2",   "xz",    "zst",  "tar",   "rar",  "7z",    "deb",   "rpm",
    "iso",  "img",   "dmg",   "apk",  "bak",   "tmp",  "dat",   "db",    "sqlite",
    "pem",  "crt",   "pub",   "diff", "patch", "vue",  "ipynb", "proto", "wasm",
    "mk",   "cmake", "bat",   "url",  "mod",   "sum",  "asp",   "aspx",  "jsp",
    "cgi",  "dtf",
};

/* ---- Runs ---- */

static bool is_name_byte(char c)
{
    return gly_byte_is(c, GLY_CHAR_WORD) || c == '.' || c == '-' || c == '_';
}

/* The run of name characters; letters of any script belong. */
static uint32_t name_end(const struct gly_scan *scan, uint32_t at)
{
    while (at < scan->end) {
        if (is_name_byte(scan->text[at])) {
            at++;
            continue;
        }
        unsigned len;
        if (!gly_byte_is(scan->text[at], GLY_CHAR_HIGH) ||
            !(gly_char_at(scan->text, at, scan->end, &len) &
              (GLY_CHAR_WORD | GLY_CHAR_INNER)))
            break;
        at += len;
    }
    return at;
}

static uint32_t trim_name(const struct gly_scan *scan, uint32_t start, uint32_t end)
{
    while (end > start && (scan->text[end - 1] == '.' || scan->text[end - 1] == '-'))
        end--;
    return end;
}

/* What may stand in a URL. Letters of other scripts may (people paste them decoded),
 * their punctuation may not. */
static uint32_t url_end(const struct gly_scan *scan, uint32_t start, uint32_t at)
{
    uint32_t parens = 0, brackets = 0;
    while (at < scan->end) {
        char c = scan->text[at];
        if (gly_byte_is(c, GLY_CHAR_HIGH)) {
            unsigned len;
            if (!(gly_char_at(scan->text, at, scan->end, &len) &
                  (GLY_CHAR_WORD | GLY_CHAR_INNER)))
                break;
            at += len;
            continue;
        }
        if (gly_byte_is(c, GLY_CHAR_SPACE) || strchr("<>\"`{}|^\\", c))
            break;
        parens += c == '(';
        brackets += c == '[';
        /* A closing bracket that was not opened inside belongs to the prose around. */
        if ((c == ')' && parens-- == 0) || (c == ']' && brackets-- == 0))
            break;
        at++;
    }
    while (at > start && strchr(".,;:!?'*", scan->text[at - 1]))
        at--;
    return at;
}

/* ---- Recognisers ---- */

/* "https://", "mailto:" at `at`: the end of the scheme, or `at`. */
static uint32_t scheme_end(const struct gly_scan *scan, uint32_t at)
{
    static const gly_short_word bare[] = {"mailto", "doi",   "tel",
                                          "urn",    "ymsgr", "arxiv"};
    enum { LONGEST_SCHEME = 20 };
    uint32_t p = at;
    while (p < scan->end && p - at < LONGEST_SCHEME &&
           (gly_byte_is(scan->text[p], GLY_CHAR_WORD) || scan->text[p] == '+'))
        p++;
    if (p - at < 2 || gly_scan_byte(scan, p) != ':')
        return at;
    if (gly_scan_byte(scan, p + 1) == '/' && gly_scan_byte(scan, p + 2) == '/' &&
        gly_scan_class(scan, p + 3) != GLY_CHAR_SPACE)
        return p + 3;
    bool known = gly_word_in(gly_scan_slice(scan, at, p), bare, GLY_COUNT(bare));
    bool follows = (gly_scan_class(scan, p + 1) & GLY_CHAR_WORD) != 0 ||
                   gly_scan_byte(scan, p + 1) == '+';
    return known && follows ? p + 1 : at;
}

/* "user@example.org", and "user@HOST" as mail systems of companies write it. The local
 * part ends at `name`; it may go on with characters that no other name has. */
static struct gly_lexeme email(const struct gly_scan *scan, uint32_t name)
{
    enum { LONGEST_LOCAL = 64 }; /* RFC 5321, 4.5.3.1.1 */
    uint32_t p = name;
    while (
        p < scan->end && p - scan->at < LONGEST_LOCAL &&
        (is_name_byte(scan->text[p]) || scan->text[p] == '+' || scan->text[p] == '%'))
        p++;
    if (gly_scan_byte(scan, p) != '@' || p == scan->at ||
        !(gly_scan_class(scan, p + 1) & GLY_CHAR_WORD))
        return (struct gly_lexeme){scan->at, 0, 0};
    uint32_t end = trim_name(scan, p + 1, name_end(scan, p + 1));
    return (struct gly_lexeme){end, GLY_TOK_EMAIL, 0};
}

/* What a dotted name shows about itself. */
struct labels {
    uint32_t count;
    uint32_t last;    /* start of the last label */
    bool empty;       /* two stops in a row, or one at an end */
    bool underscore;  /* somewhere */
    bool lower;       /* no capitals */
    bool upper;       /* no lower-case letters */
    bool high;        /* something beyond ASCII */
    bool short_label; /* a label of one character */
};

static struct labels read_labels(const struct gly_scan *scan, uint32_t start,
                                 uint32_t end)
{
    struct labels l = {.count = 1, .last = start, .lower = true, .upper = true};
    for (uint32_t p = start; p < end; p++) {
        char c = scan->text[p];
        if (c == '.') {
            l.empty = l.empty || p == l.last;
            l.short_label = l.short_label || p - l.last == 1;
            l.last = p + 1;
            l.count++;
        }
        l.underscore = l.underscore || c == '_';
        l.lower = l.lower && !gly_byte_is(c, GLY_CHAR_UPPER);
        l.upper = l.upper && !gly_byte_is(c, GLY_CHAR_LOWER);
        l.high = l.high || gly_byte_is(c, GLY_CHAR_HIGH);
    }
    l.empty = l.empty || l.last == end;
    l.short_label = l.short_label || end - l.last == 1;
    return l;
}

static bool last_is_lower(const struct gly_scan *scan, const struct labels *l,
                          uint32_t end)
{
    for (uint32_t p = l->last; p < end; p++)
        if (gly_byte_is(scan->text[p], GLY_CHAR_UPPER))
            return false;
    return true;
}

static bool is_domain(const struct gly_scan *scan, const struct labels *l, uint32_t end)
{
    if (l->count < 2 || l->empty || l->underscore)
        return false;
    bool www = gly_str_starts(gly_scan_slice(scan, scan->at, end), "www.");
    if (www && l->count > 2)
        return true;
    struct gly_str last = gly_scan_slice(scan, l->last, end);
    bool titled = gly_str_is(last, "Com") || gly_str_is(last, "Org");
    if (!(last_is_lower(scan, l, end) || l->upper || titled) ||
        !gly_word_in(last, domains, GLY_COUNT(domains)))
        return false;
    return l->count > 2 || gly_scan_byte(scan, end) == '/' ||
           !gly_word_in(last, wordy_domains, GLY_COUNT(wordy_domains)) ||
           gly_byte_is(scan->text[scan->at], GLY_CHAR_UPPER);
}

static bool has_extension(const struct gly_scan *scan, uint32_t start, uint32_t end)
{
    uint32_t dot = end;
    while (dot > start && gly_byte_is(scan->text[dot - 1], GLY_CHAR_WORD))
        dot--;
    if (dot <= start + 1 || dot == end || scan->text[dot - 1] != '.')
        return false;
    /* "D.C." is no source file. */
    if (end - dot == 1 &&
        (dot - start < 3 || !gly_byte_is(scan->text[dot], GLY_CHAR_LOWER)))
        return false;
    /* "The end.Java is next": an extension is written small, or all of it large. */
    struct gly_str extension = gly_scan_slice(scan, dot, end);
    for (size_t i = 1; i < extension.len; i++)
        if (gly_byte_is(extension.ptr[0], GLY_CHAR_UPPER) &&
            gly_byte_is(extension.ptr[i], GLY_CHAR_LOWER))
            return false;
    return gly_word_in(extension, extensions, GLY_COUNT(extensions));
}

/* "os.path.join", "alt.animals.cat", "v1.2", "snake_case", "foo.bar(": code and the
 * like that prose names without marking it. */
static bool is_identifier(const struct gly_scan *scan, const struct labels *l,
                          uint32_t end)
{
    if (l->empty)
        return false;
    if (l->count > 2 && l->lower && !l->high && !l->short_label)
        return true;
    if (l->count > 1 && !l->short_label && gly_scan_byte(scan, end) == '(' &&
        last_is_lower(scan, l, end))
        return true;
    if (!l->underscore || scan->text[end - 1] == '_')
        return false;
    return true;
}

/* "v1.2", "Python3.9": letters and a version. */
static bool is_version(const struct gly_scan *scan, uint32_t end)
{
    uint32_t p = scan->at;
    while (p < end && gly_byte_is(scan->text[p], GLY_CHAR_LETTER))
        p++;
    if (p == scan->at || p == end || !gly_byte_is(scan->text[p], GLY_CHAR_DIGIT))
        return false;
    while (p < end &&
           (gly_byte_is(scan->text[p], GLY_CHAR_DIGIT) || scan->text[p] == '.'))
        p++;
    return p == end;
}

/* Segments joined by slashes, beginning with the name that ends at `p`. `ret_tried` is
 * how far one has looked. */
static uint32_t path_end(const struct gly_scan *scan, uint32_t p, char slash,
                         uint32_t *ret_tried)
{
    uint32_t slashes = 0, last = scan->at, end = p;
    while (gly_scan_byte(scan, p) == slash && gly_scan_byte(scan, p + 1) != slash) {
        slashes++;
        last = p + 1;
        end = p + 1;
        uint32_t next = name_end(scan, p + 1);
        uint32_t trimmed = trim_name(scan, p + 1, next);
        if (trimmed > p + 1)
            end = trimmed;
        p = next;
        if (trimmed != next)
            break;
    }
    *ret_tried = p;
    if (slashes == 0)
        return scan->at;
    char first = scan->text[scan->at];
    bool rooted =
        first == '/' || first == '~' || slash == '\\' || (first == '.' && slashes > 0);
    bool folder = end == last && slashes >= 2;
    if ((rooted && slashes >= 2) || (rooted && first != '/') || folder ||
        has_extension(scan, last, end))
        return end;
    return scan->at;
}

/* "C:\Users\x" */
static uint32_t windows_path_end(const struct gly_scan *scan, uint32_t *ret_tried)
{
    uint32_t p = scan->at + 2;
    if (!gly_byte_is(scan->text[scan->at], GLY_CHAR_UPPER | GLY_CHAR_LOWER) ||
        gly_scan_byte(scan, scan->at + 1) != ':' || gly_scan_byte(scan, p) != '\\')
        return scan->at;
    return path_end(scan, p, '\\', ret_tried);
}

/* "10.1000/182": a DOI without "doi:" before it. */
static bool is_doi(const struct gly_scan *scan, uint32_t name)
{
    return name - scan->at >= 7 && name - scan->at <= 12 &&
           gly_str_starts(gly_scan_slice(scan, scan->at, name), "10.") &&
           gly_scan_byte(scan, name) == '/' &&
           gly_byte_is(scan->text[name - 1], GLY_CHAR_DIGIT);
}

static struct gly_lexeme name_lexeme(struct gly_scan *scan)
{
    struct gly_lexeme none = {scan->at, 0, 0};
    uint32_t tried = scan->at + 1;
    uint32_t path = windows_path_end(scan, &tried);
    if (path > scan->at)
        return (struct gly_lexeme){path, GLY_TOK_PATH, 0};
    uint32_t name = name_end(scan, scan->at);
    if (scan->text[scan->at] == '~' && name == scan->at)
        name++;
    if (gly_scan_hints(scan, GLY_CHUNK_AT)) {
        struct gly_lexeme found = email(scan, name);
        if (found.end > scan->at)
            return found;
    }
    uint32_t end = trim_name(scan, scan->at, name);
    scan->no_link = name > scan->at ? name : scan->at + 1;
    if (end > scan->at) {
        if (is_doi(scan, name))
            return (struct gly_lexeme){url_end(scan, scan->at, name), GLY_TOK_URL, 0};
        struct labels l = read_labels(scan, scan->at, end);
        if (is_domain(scan, &l, end)) {
            char next = gly_scan_byte(scan, end);
            bool more = next == '/' || next == '?' ||
                        (next == ':' &&
                         gly_byte_is(gly_scan_byte(scan, end + 1), GLY_CHAR_DIGIT));
            uint32_t rest = more ? url_end(scan, scan->at, end) : end;
            return (struct gly_lexeme){rest > end ? rest : end, GLY_TOK_URL, 0};
        }
        path = path_end(scan, name, '/', &tried);
        if (path > scan->at)
            return (struct gly_lexeme){path, GLY_TOK_PATH, 0};
        scan->no_link = tried > scan->no_link ? tried : scan->no_link;
        if (l.count > 1 && !l.empty && has_extension(scan, scan->at, end))
            return (struct gly_lexeme){end, GLY_TOK_PATH, 0};
        if (is_identifier(scan, &l, end) || is_version(scan, end))
            return (struct gly_lexeme){end, GLY_TOK_MIXED, 0};
        return none;
    }
    path = path_end(scan, name, '/', &tried);
    scan->no_link = tried > scan->no_link ? tried : scan->no_link;
    return path > scan->at ? (struct gly_lexeme){path, GLY_TOK_PATH, 0} : none;
}

bool gly_scan_hints(struct gly_scan *scan, unsigned hints)
{
    if (scan->at < scan->chunk_end)
        return (scan->chunk_hints & hints) != 0;
    unsigned found = 0;
    uint32_t p = scan->at;
    for (; p < scan->end; p++) {
        char c = scan->text[p];
        if (gly_byte_is(c, GLY_CHAR_WORD | GLY_CHAR_HIGH))
            continue;
        if (gly_byte_is(c, GLY_CHAR_SPACE))
            break;
        bool letter =
            p + 1 < scan->end && gly_byte_is(scan->text[p + 1], GLY_CHAR_LETTER);
        switch (c) {
        case '@':
            found |= GLY_CHUNK_AT;
            break;
        case '/':
        case '\\':
            found |= GLY_CHUNK_SLASH;
            break;
        case '_':
            found |= GLY_CHUNK_UNDERSCORE;
            break;
        case ':':
            found |= letter ? GLY_CHUNK_COLON : 0;
            break;
        case '.':
            found |= letter ? GLY_CHUNK_DOT : 0;
            break;
        default:
            break;
        }
    }
    scan->chunk_end = p;
    scan->chunk_hints = found;
    return (found & hints) != 0;
}

struct gly_lexeme gly_lex_link(struct gly_scan *scan)
{
    struct gly_lexeme none = {scan->at, 0, 0};
    if (scan->at < scan->no_link || !gly_scan_hints(scan, ~0u))
        return none;
    if (gly_scan_hints(scan, GLY_CHUNK_SLASH | GLY_CHUNK_COLON)) {
        uint32_t scheme = scheme_end(scan, scan->at);
        uint32_t end = scheme > scan->at ? url_end(scan, scheme, scheme) : scheme;
        if (end > scheme)
            return (struct gly_lexeme){end, GLY_TOK_URL, 0};
    }
    return name_lexeme(scan);
}

struct gly_lexeme gly_lex_tag(const struct gly_scan *scan)
{
    struct gly_lexeme none = {scan->at, 0, 0};
    bool hash = scan->text[scan->at] == '#';
    /* "job#12", "a@b": not at the beginning of a word. */
    if (scan->glued && scan->prev && scan->prev->kind != GLY_TOK_PUNCT)
        return none;
    uint32_t p = scan->at + 1;
    if (!(gly_scan_class(scan, p) & GLY_CHAR_LETTER) && gly_scan_byte(scan, p) != '_')
        return none;
    uint32_t end = name_end(scan, p);
    while (end > p &&
           !gly_byte_is(scan->text[end - 1], GLY_CHAR_WORD | GLY_CHAR_HIGH) &&
           scan->text[end - 1] != '_')
        end--;
    return (struct gly_lexeme){end, hash ? GLY_TOK_HASHTAG : GLY_TOK_HANDLE, 0};
}
