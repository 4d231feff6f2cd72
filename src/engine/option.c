#include "engine/option.h"

#include <assert.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/nearest.h"
#include "engine/pass.h"
#include "engine/setup.h"
#include "note/phrase.h"

/* ---- Reading values ---- */

static bool parse_number(struct gly_arena *arena, struct gly_str text,
                         double *ret_number)
{
    /* Digits and one point: strtod() alone would take "inf", "0x1p3" and "1e9". */
    unsigned points = 0, digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        points += text.ptr[i] == '.';
        digits += text.ptr[i] >= '0' && text.ptr[i] <= '9';
    }
    if (digits == 0 || points > 1 || digits + points != text.len || digits > 15)
        return false;
    *ret_number = strtod(gly_arena_cstring(arena, text), NULL);
    return true;
}

/* "a, b or c" */
static struct gly_str choices_text(struct gly_arena *arena, const char *const *choices)
{
    struct gly_str text = gly_str(choices[0]);
    for (unsigned i = 1; choices[i]; i++)
        text = gly_arena_format(arena, "%.*s%s%s", GLY_STR_ARG(text),
                                choices[i + 1] ? ", " : " or ", choices[i]);
    return text;
}

bool gly_option_parse(struct gly_arena *arena, const struct gly_rule_option *option,
                      const struct gly_str *texts, uint32_t count,
                      struct gly_option_value *ret_value, struct gly_str *ret_wanted)
{
    bool one = count == 1;
    struct gly_option_value value = {.texts = texts, .count = count};
    switch (option->type) {
    case GLY_OPTION_FLAG:
        *ret_wanted = gly_str("true or false");
        value.flag = one && gly_str_is(texts[0], "true");
        if (!value.flag && !(one && gly_str_is(texts[0], "false")))
            return false;
        break;
    case GLY_OPTION_NUMBER:
        *ret_wanted = gly_str("a number such as 3 or 0.5");
        if (!one || !parse_number(arena, texts[0], &value.number))
            return false;
        break;
    case GLY_OPTION_WORD: {
        *ret_wanted = choices_text(arena, option->choices);
        const char *const *choice = option->choices;
        while (one && *choice && !gly_str_is(texts[0], *choice))
            choice++;
        if (!one || !*choice)
            return false;
        break;
    }
    case GLY_OPTION_TEXTS:
    case GLY_OPTION_FILES:
        break;
    }
    *ret_value = value;
    return true;
}

struct gly_str gly_option_text(struct gly_arena *arena,
                               const struct gly_rule_option *option,
                               const struct gly_option_value *value)
{
    switch (option->type) {
    case GLY_OPTION_FLAG:
        return gly_str(value->flag ? "true" : "false");
    case GLY_OPTION_NUMBER:
        return gly_arena_format(arena, "%.15g", value->number);
    case GLY_OPTION_WORD:
        return value->texts[0];
    case GLY_OPTION_TEXTS:
    case GLY_OPTION_FILES:
        break;
    }
    struct gly_str text = gly_str("[");
    for (uint32_t i = 0; i < value->count; i++)
        text = gly_arena_format(arena, "%.*s%s%.*s", GLY_STR_ARG(text), i ? ", " : "",
                                GLY_STR_ARG(value->texts[i]));
    return gly_arena_format(arena, "%.*s]", GLY_STR_ARG(text));
}

/* ---- Values in force ---- */

static struct gly_option_value fallback(struct gly_arena *arena,
                                        const struct gly_rule_option *option)
{
    struct gly_option_value value = {0};
    struct gly_str wanted;
    if (!option->fallback)
        return value;
    struct gly_str *text = gly_arena_alloc(arena, 1, sizeof *text);
    *text = gly_str(option->fallback);
    bool is_sound = gly_option_parse(arena, option, text, 1, &value, &wanted);
    assert(is_sound);
    (void)is_sound;
    return value;
}

void gly_options_default(struct gly_arena *arena, struct gly_plan *plan)
{
    for (uint32_t c = 0; c < plan->check_count; c++) {
        struct gly_plan_check *planned = &plan->checks[c];
        const struct gly_check *check = planned->check;
        planned->options =
            gly_arena_alloc(arena, check->option_count, sizeof *planned->options);
        for (size_t i = 0; i < check->option_count; i++)
            planned->options[i] = fallback(arena, &check->options[i]);
    }
}

void gly_options_apply(struct gly_plan *plan, const struct gly_option_setting *settings,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (uint32_t c = 0; c < plan->check_count; c++)
            if (plan->checks[c].check == settings[i].check)
                plan->checks[c].options[settings[i].option] = settings[i].value;
}

/* ---- Finding options ---- */

static const struct gly_plan_check *check_of(const struct gly_plan *plan, uint32_t rule)
{
    uint32_t c = 0;
    while (rule >= plan->checks[c].first_rule + plan->checks[c].check->rule_count)
        c++;
    return &plan->checks[c];
}

const struct gly_rule_option *gly_option_find(const struct gly_plan *plan,
                                              uint32_t rule, struct gly_str key,
                                              const struct gly_check **ret_check,
                                              unsigned *ret_index)
{
    const struct gly_plan_check *planned = check_of(plan, rule);
    const struct gly_check *check = planned->check;
    for (size_t i = 0; i < check->option_count; i++) {
        const struct gly_rule_option *option = &check->options[i];
        if (planned->first_rule + option->rule != rule || !gly_str_is(key, option->key))
            continue;
        *ret_check = check;
        *ret_index = (unsigned)i;
        return option;
    }
    return NULL;
}

struct gly_str gly_option_nearest(const struct gly_plan *plan, uint32_t rule,
                                  struct gly_str key)
{
    const struct gly_plan_check *planned = check_of(plan, rule);
    struct gly_nearest nearest = {.wanted = key};
    gly_nearest_offer(&nearest, gly_str("severity"));
    for (size_t i = 0; i < planned->check->option_count; i++)
        if (planned->first_rule + planned->check->options[i].rule == rule)
            gly_nearest_offer(&nearest, gly_str(planned->check->options[i].key));
    return nearest.best;
}

/* ---- What checks call ---- */

const struct gly_option_value *gly_pass_option(const struct gly_pass *pass,
                                               unsigned option)
{
    assert(option < pass->planned->check->option_count);
    return &pass->planned->options[option];
}

const struct gly_option_value *gly_setup_option(const struct gly_setup *setup,
                                                unsigned option)
{
    assert(option < setup->planned->check->option_count);
    return &setup->planned->options[option];
}

const struct gly_phrases *gly_setup_phrases(struct gly_setup *setup,
                                            const void *patterns, size_t size,
                                            size_t count)
{
    return gly_phrases_read(setup->arena, patterns, size, count);
}
