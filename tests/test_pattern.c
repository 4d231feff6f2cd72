#include <criterion/criterion.h>

#include "base/pattern.h"

static struct gly_pattern *compiled(const char *pattern, unsigned flags)
{
    struct gly_pattern *made = NULL;
    struct gly_error err;
    cr_assert(gly_pattern_compile(gly_str(pattern), flags, &made, &err) == GLY_OK, "%s",
              err.message);
    return made;
}

Test(pattern, finds_groups_in_utf8)
{
    struct gly_pattern *p = compiled("(caf\\w)\\s+(\\d+)", 0);
    struct gly_matcher *m = gly_matcher_open();
    struct gly_str text = gly_str("un café  12");
    cr_assert(gly_pattern_find(p, m, text, 0, false) == GLY_MATCH_FOUND);
    cr_expect(gly_matcher_group(m, 1).start == 3 && gly_matcher_group(m, 1).end == 8);
    cr_expect(gly_matcher_group(m, 2).start == 10);
    cr_expect(gly_matcher_group(m, 7).end == 0, "a group that is not there is empty");
    cr_expect(gly_pattern_find(p, m, text, 0, true) == GLY_MATCH_NONE, "anchored");
    gly_matcher_close(m);
    gly_pattern_free(p);
}

Test(pattern, takes_literals_and_whole_words)
{
    struct gly_pattern *p =
        compiled("a.b", GLY_PATTERN_LITERAL | GLY_PATTERN_WORDS | GLY_PATTERN_NOCASE);
    struct gly_matcher *m = gly_matcher_open();
    cr_expect(gly_pattern_find(p, m, gly_str("axb A.Bc"), 0, false) == GLY_MATCH_NONE);
    cr_expect(gly_pattern_find(p, m, gly_str("so A.B."), 0, false) == GLY_MATCH_FOUND);
    gly_matcher_close(m);
    gly_pattern_free(p);
}

Test(pattern, gives_up_instead_of_hanging)
{
    struct gly_pattern *p = compiled("(a+)+$", 0);
    struct gly_matcher *m = gly_matcher_open();
    struct gly_str text =
        gly_str("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
    cr_expect(gly_pattern_find(p, m, text, 0, false) == GLY_MATCH_GAVE_UP);
    gly_matcher_close(m);
    gly_pattern_free(p);
}

Test(pattern, names_the_place_of_a_mistake)
{
    struct gly_pattern *p = NULL;
    struct gly_error err;
    cr_expect(gly_pattern_compile(gly_str("a(b"), 0, &p, &err) == GLY_E_CONFIG);
    cr_expect(strstr(err.message, "'a(b' is wrong at character 4"), "%s", err.message);
}
