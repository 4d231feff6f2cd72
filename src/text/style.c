#include "text/style.h"

#include "text/inline.h"

static const struct {
    const char *name; /* lower case */
    enum gly_style_role role;
} roles[] = {
    {"title", GLY_STYLE_HEADING},
    {"block quotation", GLY_STYLE_QUOTE},
    {"block quote", GLY_STYLE_QUOTE},
    {"block text", GLY_STYLE_QUOTE},
    {"blockquote", GLY_STYLE_QUOTE},
    {"intense quote", GLY_STYLE_QUOTE},
    {"quotation", GLY_STYLE_QUOTE},
    {"quotations", GLY_STYLE_QUOTE},
    {"quote", GLY_STYLE_QUOTE},
    {"code", GLY_STYLE_CODE},
    {"code block", GLY_STYLE_CODE},
    {"code char", GLY_STYLE_CODE},
    {"example", GLY_STYLE_CODE},
    {"html code", GLY_STYLE_CODE},
    {"html keyboard", GLY_STYLE_CODE},
    {"html preformatted", GLY_STYLE_CODE},
    {"html sample", GLY_STYLE_CODE},
    {"html typewriter", GLY_STYLE_CODE},
    {"html variable", GLY_STYLE_CODE},
    {"inline code", GLY_STYLE_CODE},
    {"macro text", GLY_STYLE_CODE},
    {"preformatted text", GLY_STYLE_CODE},
    {"source code", GLY_STYLE_CODE},
    {"source text", GLY_STYLE_CODE},
    {"teletype", GLY_STYLE_CODE},
    {"user entry", GLY_STYLE_CODE},
    {"variable", GLY_STYLE_CODE},
    {"verbatim char", GLY_STYLE_CODE},
    {"caption", GLY_STYLE_CAPTION},
    {"drawing", GLY_STYLE_CAPTION},
    {"figure", GLY_STYLE_CAPTION},
    {"illustration", GLY_STYLE_CAPTION},
    {"image caption", GLY_STYLE_CAPTION},
    {"table", GLY_STYLE_CAPTION},
    {"table caption", GLY_STYLE_CAPTION},
    {"contents heading", GLY_STYLE_CONTENTS},
    {"index heading", GLY_STYLE_CONTENTS},
    {"table of authorities", GLY_STYLE_CONTENTS},
    {"table of figures", GLY_STYLE_CONTENTS},
    {"toa heading", GLY_STYLE_CONTENTS},
    {"toc heading", GLY_STYLE_CONTENTS},
    {"table head", GLY_STYLE_HEAD},
    {"table header", GLY_STYLE_HEAD},
    {"table heading", GLY_STYLE_HEAD},
    {"list paragraph", GLY_STYLE_GO_ON},
};

/* Names that end with a number: "heading 2", "toc 1". */
static const struct {
    const char *name;
    enum gly_style_role role;
} numbered[] = {
    {"heading ", GLY_STYLE_HEADING},    {"toc ", GLY_STYLE_CONTENTS},
    {"contents ", GLY_STYLE_CONTENTS},  {"index ", GLY_STYLE_CONTENTS},
    {"list continue", GLY_STYLE_GO_ON},
};

static bool starts_nocase(struct gly_str s, const char *prefix)
{
    size_t len = strlen(prefix);
    return s.len >= len &&
           gly_str_eq_nocase((struct gly_str){s.ptr, len}, gly_str(prefix));
}

enum gly_style_role gly_style_role(struct gly_str name, uint16_t *ret_level)
{
    *ret_level = 1;
    for (unsigned i = 0; i < GLY_COUNT(numbered); i++) {
        size_t len = strlen(numbered[i].name);
        if (!starts_nocase(name, numbered[i].name))
            continue;
        char digit = name.len == len + 1 ? name.ptr[len] : '0';
        if (numbered[i].role == GLY_STYLE_GO_ON)
            return GLY_STYLE_GO_ON;
        if (digit < '1' || digit > '9')
            continue;
        *ret_level = (uint16_t)(digit > '6' ? 6 : digit - '0');
        return numbered[i].role;
    }
    for (unsigned i = 0; i < GLY_COUNT(roles); i++)
        if (gly_str_eq_nocase(name, gly_str(roles[i].name)))
            return roles[i].role;
    return GLY_STYLE_NONE;
}

void gly_style_apply(enum gly_style_role role, uint16_t level,
                     struct gly_flow_paragraph *paragraph)
{
    switch (role) {
    case GLY_STYLE_HEADING:
        paragraph->kind = GLY_FLOW_HEADING;
        paragraph->level = level;
        break;
    case GLY_STYLE_QUOTE:
        paragraph->kind = GLY_FLOW_QUOTE;
        break;
    case GLY_STYLE_CODE:
        paragraph->kind = GLY_FLOW_CODE;
        break;
    case GLY_STYLE_CAPTION:
        paragraph->kind = GLY_FLOW_CAPTION;
        break;
    case GLY_STYLE_CONTENTS:
        paragraph->kind = GLY_FLOW_CONTENTS;
        break;
    case GLY_STYLE_HEAD:
        paragraph->is_head = true;
        break;
    case GLY_STYLE_GO_ON:
        paragraph->in_item = true;
        break;
    case GLY_STYLE_NONE:
        break;
    }
}

bool gly_style_lang(char ret_lang[12], struct gly_str language, struct gly_str country)
{
    char tag[12];
    ret_lang[0] = '\0';
    if (gly_str_is(language, "none") || gly_str_is(language, "zxx"))
        return true;
    if (gly_str_starts(language, "x-") || gly_str_starts(language, "qt"))
        return false; /* "x-none": Word has not been told */
    gly_lang_copy(tag, language);
    size_t len = strlen(tag);
    if (len > 0 && country.len == 2 && len + 3 < sizeof tag &&
        !gly_str_is(country, "no")) {
        tag[len] = '-';
        memcpy(tag + len + 1, country.ptr, 2);
        tag[len + 3] = '\0';
    }
    memset(ret_lang, 0, 12);
    strcpy(ret_lang, tag);
    return false;
}
