#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/pattern.h"

#include <pcre2.h>
#include <stdlib.h>

#include "base/limits.h"

struct gly_pattern {
    pcre2_code *code;
};

struct gly_matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
    int groups; /* of the last match */
};

/* A pattern of more groups than this has no use here; its later groups are not told. */
enum { MAX_GROUPS = 32 };

enum gly_status gly_pattern_compile(struct gly_str pattern, unsigned flags,
                                    struct gly_pattern **ret_pattern,
                                    struct gly_error *err)
{
    /* NEVER_BACKSLASH_C: \C could split a character. MATCH_INVALID_UTF is not set: the
     * text was decoded before it came here. */
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
    if (flags & GLY_PATTERN_NOCASE)
        options |= PCRE2_CASELESS;
    if (flags & GLY_PATTERN_LITERAL)
        options = (options | PCRE2_LITERAL) & ~(uint32_t)PCRE2_NEVER_BACKSLASH_C &
                  ~(uint32_t)PCRE2_UCP;
    pcre2_compile_context *context = NULL;
    if (flags & GLY_PATTERN_WORDS) {
        context = pcre2_compile_context_create(NULL);
        if (context)
            pcre2_set_compile_extra_options(context, PCRE2_EXTRA_MATCH_WORD);
    }
    int code_error;
    PCRE2_SIZE offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len, options,
                                     &code_error, &offset, context);
    pcre2_compile_context_free(context);
    if (!code) {
        PCRE2_UCHAR text[256];
        pcre2_get_error_message(code_error, text, sizeof text);
        return gly_error_set(
            err, GLY_E_CONFIG, NULL, 0, "pattern '%.*s' is wrong at character %zu: %s",
            GLY_STR_ARG(pattern), (size_t)offset + 1, (const char *)text);
    }
    struct gly_pattern *made = malloc(sizeof *made);
    if (!made) {
        pcre2_code_free(code);
        return gly_error_set(err, GLY_E_LIMIT, NULL, 0, "out of memory");
    }
    made->code = code;
    *ret_pattern = made;
    return GLY_OK;
}

void gly_pattern_free(struct gly_pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_code_free(pattern->code);
    free(pattern);
}

struct gly_matcher *gly_matcher_open(void)
{
    struct gly_matcher *matcher = calloc(1, sizeof *matcher);
    if (!matcher)
        return NULL;
    matcher->data = pcre2_match_data_create(MAX_GROUPS, NULL);
    matcher->context = pcre2_match_context_create(NULL);
    if (!matcher->data || !matcher->context) {
        gly_matcher_close(matcher);
        return NULL;
    }
    pcre2_set_match_limit(matcher->context, GLY_LIMIT_PATTERN_MATCH);
    return matcher;
}

void gly_matcher_close(struct gly_matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    free(matcher);
}

enum gly_match gly_pattern_find(const struct gly_pattern *pattern,
                                struct gly_matcher *matcher, struct gly_str text,
                                size_t from, bool anchored)
{
    /* The text is valid UTF-8 by construction, so PCRE2 need not look again. */
    uint32_t options = PCRE2_NO_UTF_CHECK | (anchored ? PCRE2_ANCHORED : 0);
    int groups = pcre2_match(pattern->code, (PCRE2_SPTR)text.ptr, text.len, from,
                             options, matcher->data, matcher->context);
    if (groups == PCRE2_ERROR_NOMATCH)
        return GLY_MATCH_NONE;
    if (groups < 0)
        return GLY_MATCH_GAVE_UP;
    matcher->groups = groups == 0 ? MAX_GROUPS : groups;
    return GLY_MATCH_FOUND;
}

struct gly_span gly_matcher_group(const struct gly_matcher *matcher, unsigned group)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(matcher->data);
    if ((int)group >= matcher->groups || at[2 * group] == PCRE2_UNSET)
        return (struct gly_span){0, 0};
    return (struct gly_span){(uint32_t)at[2 * group], (uint32_t)at[2 * group + 1]};
}
