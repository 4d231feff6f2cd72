#include "base/glob.h"

/* ---- Classes: "[a-z]" ---- */

/* Is `c` in the class of that name? -1 when there is no such class. ASCII alone, in any
 * locale. */
static int in_named_class(struct gly_str name, unsigned char c)
{
    bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    bool digit = c >= '0' && c <= '9', graph = c > 0x20 && c < 0x7F;
    const struct {
        const char *name;
        bool in;
    } classes[] = {
        {"alnum", upper || lower || digit},
        {"alpha", upper || lower},
        {"blank", c == ' ' || c == '\t'},
        {"cntrl", c < 0x20 || c == 0x7F},
        {"digit", digit},
        {"graph", graph},
        {"lower", lower},
        {"print", graph || c == ' '},
        {"punct", graph && !upper && !lower && !digit},
        {"space", c == ' ' || (c >= '\t' && c <= '\r')},
        {"upper", upper},
        {"xdigit", digit || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f')},
    };
    for (size_t i = 0; i < GLY_COUNT(classes); i++)
        if (gly_str_is(name, classes[i].name))
            return classes[i].in;
    return -1;
}

/* The "[:name:]" at `at`: its end behind the last bracket, 0 when there is none. */
static size_t named_class_end(struct gly_str glob, size_t at)
{
    if (at + 1 >= glob.len || glob.ptr[at] != '[' || glob.ptr[at + 1] != ':')
        return 0;
    size_t end = at + 2;
    while (end < glob.len && glob.ptr[end] != ']')
        end++;
    return end < glob.len && end >= at + 3 && glob.ptr[end - 1] == ':' ? end + 1 : 0;
}

/* The class that opens at glob.ptr[at]: does `c` match? `*ret_end` is the offset behind
 * it, 0 when it does not end or has an unknown [:name:]. The grammar is that of git's
 * wildmatch.c: "]" is literal in front, "^" negates like "!". */
static bool match_class(struct gly_str glob, size_t at, unsigned char c,
                        size_t *ret_end)
{
    const unsigned char *p = (const unsigned char *)glob.ptr;
    size_t i = at + 1;
    bool negated = i < glob.len && (p[i] == '!' || p[i] == '^');
    bool matched = false, first = true;
    int previous = -1; /* the byte a range may start from */
    *ret_end = 0;
    for (i += negated; i < glob.len && (first || p[i] != ']'); first = false) {
        size_t named = named_class_end(glob, i);
        bool is_range =
            p[i] == '-' && previous > 0 && i + 1 < glob.len && p[i + 1] != ']';
        if (named) {
            struct gly_str name = {glob.ptr + i + 2, named - i - 4};
            int in = in_named_class(name, c);
            if (in < 0)
                return false;
            matched |= in;
            previous = -1;
            i = named;
            continue;
        }
        i += is_range;
        if (p[i] == '\\' && ++i >= glob.len)
            return false;
        matched |= is_range ? c >= previous && c <= p[i] : c == p[i];
        previous = is_range ? -1 : p[i];
        i++;
    }
    if (i >= glob.len)
        return false;
    *ret_end = i + 1;
    return matched != negated && c != '/';
}

/* ---- Matching ---- */

static char byte_at(struct gly_str s, size_t at)
{
    return at < s.len ? s.ptr[at] : '\0';
}

/* The stars at glob.ptr[at]: do they stand for directories? So they do when they are
 * two or more and a component of their own. `at` 0 counts as the start of a component,
 * also where a literal prefix was taken off before: git does the same. */
static bool is_directory_star(struct gly_str glob, size_t at, size_t end)
{
    if (end - at < 2 || (at > 0 && glob.ptr[at - 1] != '/'))
        return false;
    return end == glob.len || glob.ptr[end] == '/' ||
           (glob.ptr[end] == '\\' && byte_at(glob, end + 1) == '/');
}

/* One byte of the path against the item at `*at`, which is no star; moves `*at` on. */
static bool match_one(struct gly_str glob, size_t *at, char c)
{
    size_t end;
    bool matched;
    switch (byte_at(glob, *at)) {
    case '?':
        ++*at;
        return c != '/';
    case '[':
        matched = match_class(glob, *at, (unsigned char)c, &end);
        *at = end;
        return matched;
    case '\\':
        ++*at;
        break;
    }
    return *at < glob.len && glob.ptr[(*at)++] == c;
}

/* Where to go on when the rest does not match: the glob behind a star, and the place in
 * the path to try next. */
struct retry {
    size_t glob, path;
    bool is_set;
};

/* Move `at` behind the next slash of the path; false when there is none. */
static bool next_component(struct gly_str path, size_t *at)
{
    size_t slash = *at;
    while (slash < path.len && path.ptr[slash] != '/')
        slash++;
    *at = slash + 1;
    return slash < path.len;
}

/* Two places to go back to suffice. A star that stops at '/' may always be matched as
 * short as possible, for what follows it in the component can only gain by more room;
 * the same holds of directory stars among components. So the last of each decides, and
 * no byte of the path is met more than once for a byte of the glob. */
static bool match_wild(struct gly_str glob, struct gly_str path)
{
    struct retry star = {0}, directories = {0};
    size_t g = 0, p = 0;
    for (;;) {
        if (g < glob.len && glob.ptr[g] == '*') {
            size_t end = g;
            while (end < glob.len && glob.ptr[end] == '*')
                end++;
            if (is_directory_star(glob, g, end)) {
                if (end == glob.len)
                    return true;
                bool is_escaped = glob.ptr[end] == '\\';
                /* Before an escaped slash git wants at least one directory. */
                if (is_escaped && !next_component(path, &p))
                    return false;
                g = end + is_escaped + 1; /* behind the slash */
                directories = (struct retry){g, p, true};
                star.is_set = false;
            } else {
                g = end;
                star = (struct retry){g, p, true};
            }
            continue;
        }
        if (p == path.len) {
            if (g == glob.len)
                return true;
        } else if (g < glob.len && match_one(glob, &g, path.ptr[p])) {
            p++;
            continue;
        }
        if (star.is_set && star.path < path.len && path.ptr[star.path] != '/') {
            g = star.glob;
            p = ++star.path;
            continue;
        }
        star.is_set = false;
        if (!directories.is_set)
            return false;
        if (!next_component(path, &directories.path))
            return false;
        g = directories.glob;
        p = directories.path;
    }
}

static bool matches(const struct gly_glob *glob, struct gly_str path, size_t name_start,
                    bool is_directory)
{
    if (glob->never || (glob->directories_only && !is_directory))
        return false;
    if (glob->name_only) {
        path.ptr += name_start;
        path.len -= name_start;
    }
    struct gly_str text = glob->text;
    if (glob->suffix) {
        text.ptr++;
        text.len--;
        return path.len >= text.len &&
               memcmp(path.ptr + path.len - text.len, text.ptr, text.len) == 0;
    }
    if (path.len < glob->literal || memcmp(path.ptr, text.ptr, glob->literal) != 0)
        return false;
    if (glob->literal == text.len)
        return path.len == text.len;
    text.ptr += glob->literal;
    text.len -= glob->literal;
    path.ptr += glob->literal;
    path.len -= glob->literal;
    return match_wild(text, path);
}

static size_t name_start(struct gly_str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return start;
}

enum gly_glob_verdict gly_globs_judge(const struct gly_globs *globs,
                                      struct gly_str path, bool is_directory)
{
    size_t start = name_start(path);
    for (uint32_t i = globs->list.count; i-- > 0;) {
        const struct gly_glob *glob = &globs->list.at[i];
        if (matches(glob, path, start, is_directory))
            return glob->negated ? GLY_GLOB_NO : GLY_GLOB_YES;
    }
    return GLY_GLOB_SILENT;
}

bool gly_globs_cover(const struct gly_globs *globs, struct gly_str path,
                     bool is_directory)
{
    if (globs->list.count == 0)
        return false;
    for (size_t i = 1; i < path.len; i++)
        if (path.ptr[i] == '/' &&
            gly_globs_judge(globs, (struct gly_str){path.ptr, i}, true) == GLY_GLOB_YES)
            return true;
    return gly_globs_judge(globs, path, is_directory) == GLY_GLOB_YES;
}

/* ---- Reading globs ---- */

static bool is_special(char c)
{
    return c == '*' || c == '?' || c == '[' || c == '\\';
}

static size_t literal_length(struct gly_str text)
{
    size_t len = 0;
    while (len < text.len && !is_special(text.ptr[len]))
        len++;
    return len;
}

static bool has_broken_class(struct gly_str text)
{
    for (size_t i = 0; i < text.len;) {
        if (text.ptr[i] == '[') {
            match_class(text, i, 0, &i);
            if (i == 0)
                return true;
        } else {
            i += text.ptr[i] == '\\' ? 2 : 1;
        }
    }
    return false;
}

void gly_globs_add(struct gly_arena *arena, struct gly_globs *globs,
                   struct gly_str text)
{
    struct gly_glob glob = {0};
    if (gly_str_starts(text, "!")) {
        glob.negated = true;
        text.ptr++;
        text.len--;
    }
    if (gly_str_ends(text, "/")) {
        glob.directories_only = true;
        text.len--;
    }
    glob.name_only = text.len == 0 || !memchr(text.ptr, '/', text.len);
    if (gly_str_starts(text, "/")) {
        text.ptr++;
        text.len--;
    }
    if (text.len == 0)
        return; /* "/" and "!" say nothing */
    glob.text = text;
    glob.literal = literal_length(text);
    struct gly_str tail = {text.ptr + 1, text.len - 1};
    glob.suffix =
        glob.name_only && text.ptr[0] == '*' && literal_length(tail) == tail.len;
    glob.never = has_broken_class(text);
    *GLY_VEC_ADD(arena, &globs->list) = glob;
}

/* Blanks in the end go, unless escaped. */
static size_t trimmed_length(struct gly_str line)
{
    size_t len = 0;
    for (size_t i = 0; i < line.len; i++) {
        bool is_escaped = line.ptr[i] == '\\';
        if (is_escaped && ++i == line.len)
            return line.len;
        if (is_escaped || line.ptr[i] != ' ')
            len = i + 1;
    }
    return len;
}

void gly_globs_add_lines(struct gly_arena *arena, struct gly_globs *globs,
                         struct gly_str lines)
{
    size_t start = gly_str_starts(lines, "\xEF\xBB\xBF") ? 3 : 0, end;
    for (; start < lines.len; start = end + 1) {
        const char *stop = memchr(lines.ptr + start, '\n', lines.len - start);
        end = stop ? (size_t)(stop - lines.ptr) : lines.len;
        struct gly_str line = {lines.ptr + start, end - start};
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        line.len -= gly_str_ends(line, "\r");
        line.len = trimmed_length(line);
        if (line.len > 0)
            gly_globs_add(arena, globs, line);
    }
}
