#define _DEFAULT_SOURCE

#include "engine/config.h"

#include "scratch.h"

#include "base/buf.h"
#include "base/limits.h"
#include "engine/preset.h"

/* ---- A program of three rules, one with options ---- */

enum { SUM, SHARE };
enum { TOLERANCE, STYLE, WORDS, TABLES, STRICT };

static const struct gly_rule figures_rules[] = {
    [SUM] = {.id = "figures/sum", .severity = GLY_ERROR, .stage = GLY_STABLE},
    [SHARE] = {.id = "figures/share", .severity = GLY_WARNING, .stage = GLY_PREVIEW},
};
static const char *const styles[] = {"loose", "strict", NULL};
static const struct gly_rule_option figures_options[] = {
    [TOLERANCE] = {.rule = SUM,
                   .key = "tolerance",
                   .type = GLY_OPTION_NUMBER,
                   .fallback = "0.5"},
    [STYLE] = {.rule = SUM,
               .key = "style",
               .type = GLY_OPTION_WORD,
               .fallback = "loose",
               .choices = styles},
    [WORDS] = {.rule = SUM, .key = "words", .type = GLY_OPTION_TEXTS},
    [TABLES] = {.rule = SUM, .key = "tables", .type = GLY_OPTION_FILES},
    [STRICT] = {.rule = SHARE,
                .key = "strict",
                .type = GLY_OPTION_FLAG,
                .fallback = "false"},
};
static const struct gly_check figures = {
    .rules = figures_rules,
    .rule_count = GLY_COUNT(figures_rules),
    .options = figures_options,
    .option_count = GLY_COUNT(figures_options),
};
static const struct gly_rule script_rules[] = {
    {.id = "script/mixed-word", .severity = GLY_ERROR, .stage = GLY_STABLE},
};
static const struct gly_check script = {.rules = script_rules, .rule_count = 1};

struct program {
    struct gly_plan plan;
    const struct gly_rule *rules[3];
    enum gly_severity severity[3];
    uint32_t order[3];
    struct gly_plan_check checks[2];
};

static void start_program(struct program *p)
{
    *p = (struct program){
        .rules = {&figures_rules[SUM], &figures_rules[SHARE], &script_rules[0]},
        .order = {1, 0, 2},
        .checks = {{.check = &figures}, {.check = &script, .first_rule = 2}},
    };
    p->plan = (struct gly_plan){
        .rules = p->rules,
        .severity = p->severity,
        .rule_count = 3,
        .order = p->order,
        .checks = p->checks,
        .check_count = 2,
    };
}

/* ---- A project ---- */

struct fixture {
    struct scratch scratch;
    struct gly_arena arena;
    struct program program;
    struct gly_config_options options;
    struct gly_configs *configs;
    struct gly_error error;
};

static void start(struct fixture *f)
{
    *f = (struct fixture){0};
    scratch_enter(&f->scratch);
    setenv("XDG_CONFIG_HOME", f->scratch.path, 1);
    gly_arena_init(&f->arena, (size_t)256 * 1024 * 1024);
    start_program(&f->program);
    f->options.rules = &f->program.plan;
    scratch_file(".git/config", "");
}

static void finish(struct fixture *f)
{
    gly_arena_release(&f->arena);
    scratch_leave(&f->scratch);
}

static void open_configs(struct fixture *f)
{
    cr_assert(gly_configs_open(&f->arena, &f->options, &f->configs, &f->error) ==
                  GLY_OK,
              "%s", f->error.message);
}

static const struct gly_settings *settings_of(struct fixture *f, const char *path)
{
    struct gly_str real = gly_arena_format(&f->arena, "%s/%s", f->scratch.path, path);
    const struct gly_settings *settings = gly_configs_find(f->configs, real);
    uint32_t count;
    const struct gly_error *mistakes = gly_configs_mistakes(f->configs, &count);
    cr_assert(count == 0, "%s:%u: %s", mistakes[0].file, mistakes[0].line,
              mistakes[0].message);
    return settings;
}

/* The severity that the wishes of a file give a rule. */
static enum gly_severity severity_of(const struct gly_settings *s,
                                     const struct gly_rule *rule)
{
    bool on = rule->stage == GLY_STABLE;
    enum gly_severity severity = rule->severity;
    for (size_t i = 0; i < s->wish_count; i++) {
        if (!gly_wish_names(s->wishes[i].rules, rule))
            continue;
        if (s->wishes[i].kind == GLY_WISH_SEVERITY)
            severity = s->wishes[i].severity;
        else
            on = s->wishes[i].kind != GLY_WISH_DISABLE;
    }
    return on ? severity : GLY_OFF;
}

static void has_origin(const struct gly_values *values, const char *name, unsigned line)
{
    cr_assert(values->count > 0);
    const struct gly_origin *origin = &values->at[values->count - 1].origin;
    cr_expect(gly_str_is(origin->name, name) && origin->line == line, "%.*s:%u",
              GLY_STR_ARG(origin->name), origin->line);
}

/* ---- Mistakes ---- */

/* Every mistake that `text` makes as a galley.yaml: "line:column: message", one a line. */
static void mistakes_are(const char *text, const char *wanted)
{
    struct fixture f;
    start(&f);
    scratch_file("galley.yaml", text);
    scratch_file("words.txt", "");
    open_configs(&f);
    gly_configs_find(f.configs, gly_arena_format(&f.arena, "%s/a.md", f.scratch.path));
    uint32_t count;
    const struct gly_error *mistakes = gly_configs_mistakes(f.configs, &count);
    struct gly_buf got;
    gly_buf_init(&got, 1 << 20);
    for (uint32_t i = 0; i < count; i++) {
        cr_expect_str_eq(mistakes[i].file, "galley.yaml");
        cr_expect(mistakes[i].status == GLY_E_CONFIG);
        gly_buf_printf(&got, "%s%u:%u: %s", i ? "\n" : "", mistakes[i].line,
                       mistakes[i].column, mistakes[i].message);
    }
    cr_expect_str_eq(got.ptr, wanted, "%s", text);
    gly_buf_release(&got);
    finish(&f);
}

Test(config, names_unknown_keys_and_the_nearest_right_ones)
{
    mistakes_are("langage: en\n",
                 "1:1: unknown key 'langage', did you mean 'language'?");
    mistakes_are("Language: en\n",
                 "1:1: unknown key 'Language', did you mean 'language'?");
    mistakes_are("x: 1\nqwertz: 2\n",
                 "1:1: unknown key 'x'\n2:1: unknown key 'qwertz'");
    mistakes_are("rules:\n  figures/sum:\n    sevrity: error\n",
                 "3:5: unknown key 'sevrity', did you mean 'severity'?");
    mistakes_are("rules:\n  figures/sum: {tolerence: 1}\n",
                 "2:17: unknown key 'tolerence', did you mean 'tolerance'?");
    mistakes_are("rules:\n  figures/*: {sevrity: error}\n",
                 "2:15: unknown key 'sevrity', did you mean 'severity'?");
    mistakes_are(
        "rules:\n  figures/*: {tolerance: 1}\n",
        "2:15: 'figures/*' stands for many rules, and options are set for one");
    mistakes_are("rules:\n  figures/share: {tolerance: 1}\n",
                 "2:19: unknown key 'tolerance'");
    mistakes_are("overrides:\n  - files: x\n    fail_on: note\n",
                 "3:5: unknown key 'fail_on', did you mean 'fail-on'?");
    mistakes_are("overrides:\n  - files: x\n    root: true\n",
                 "3:5: 'root' stands at the top of the file, not in an override");
    mistakes_are("files: x\n",
                 "1:1: 'files' stands in an override, not at the top of the file");
}

Test(config, names_unknown_rules_and_the_nearest_right_ones)
{
    mistakes_are("rules: {figures/sun: error}\n",
                 "1:9: unknown rule 'figures/sun', did you mean 'figures/sum'?");
    mistakes_are("rules: {sum: error}\n",
                 "1:9: unknown rule 'sum', did you mean 'figures/sum'?");
    mistakes_are("rules: {claims/*: error}\n", "1:9: unknown rule 'claims/*'");
}

Test(config, says_what_a_value_should_be)
{
    mistakes_are("fail-on: eror\n",
                 "1:10: 'fail-on' takes error, warning, note or never, not 'eror'");
    mistakes_are("root: yes\n", "1:7: 'root' takes true or false, not 'yes'");
    mistakes_are("language: English\n",
                 "1:11: 'language' takes a language tag such as en or en-GB, not "
                 "'English'");
    mistakes_are("language: [en, de]\n",
                 "1:11: 'language' takes one value, not a list");
    mistakes_are("language: {a: b}\n", "1:11: 'language' takes text, not a map");
    mistakes_are("language:\n", "1:1: 'language' has no value");
    mistakes_are("exclude: {a: b}\n", "1:10: 'exclude' takes a list, not a map");
    mistakes_are(
        "exclude: [a, [b], '']\n",
        "1:14: 'exclude' takes text, not a list\n1:19: 'exclude' has no value");
    mistakes_are("stet-reasons: always\n",
                 "1:15: 'stet-reasons' takes required or optional, not 'always'");
    mistakes_are("dictionaries: [words.txt, more.txt, de_DE]\n",
                 "1:27: there is no file 'more.txt'");
    mistakes_are("rules: [figures/sum]\n",
                 "1:8: 'rules' takes a map of rules, not a list");
    mistakes_are("rules: {figures/sum: fatal}\n",
                 "1:22: 'figures/sum' takes error, warning, note, on or off, not "
                 "'fatal'");
    mistakes_are("rules: {figures/sum: [error]}\n",
                 "1:22: 'figures/sum' takes error, warning, note, on or off, not a "
                 "list");
    mistakes_are("rules: {figures/sum: {tolerance: -1}}\n",
                 "1:34: 'tolerance' takes a number such as 3 or 0.5, not '-1'");
    mistakes_are("rules: {figures/sum: {tolerance: 1e9}}\n",
                 "1:34: 'tolerance' takes a number such as 3 or 0.5, not '1e9'");
    mistakes_are("rules: {figures/sum: {style: rigid}}\n",
                 "1:30: 'style' takes loose or strict, not 'rigid'");
    mistakes_are("rules: {figures/sum: {words: {a: b}}}\n",
                 "1:30: 'words' takes a list of texts, not a map");
    mistakes_are("rules: {figures/sum: {tables: [none.csv]}}\n",
                 "1:32: there is no file 'none.csv'");
    mistakes_are("rules: {figures/share: {strict: yes}}\n",
                 "1:33: 'strict' takes true or false, not 'yes'");
    mistakes_are("overrides: {files: x}\n",
                 "1:12: 'overrides' takes a list, not a map");
    mistakes_are("overrides: [x]\n",
                 "1:13: an override is a map with 'files', not text");
    mistakes_are("overrides:\n  - rules: {figures/sum: off}\n",
                 "2:5: an override needs 'files': globs of the files it is about");
    mistakes_are("- a\n",
                 "1:1: a configuration is a map of keys and values, not a list");
    mistakes_are("word\n",
                 "1:1: a configuration is a map of keys and values, not text");
    mistakes_are("a: &x b\n",
                 "1:4: anchors (&name) are not understood here, repeat the "
                 "value");
}

Test(config, names_what_cannot_be_extended)
{
    mistakes_are("extends: preset:newz\n",
                 "1:0: unknown preset 'newz', did you mean 'news'?");
    mistakes_are("extends: gone.yaml\n", "1:10: there is no file 'gone.yaml'");
    mistakes_are("extends: [gone]\n", "1:0: there is no file 'gone'");
    mistakes_are("root: true\nextends: ./galley.yaml\n",
                 "2:0: './galley.yaml' extends itself");
}

Test(config, gives_up_on_files_full_of_mistakes)
{
    struct fixture f;
    start(&f);
    struct gly_buf text;
    gly_buf_init(&text, GLY_LIMIT_YAML_BYTES);
    for (int i = 0; text.len + 20 < GLY_LIMIT_YAML_BYTES; i++)
        gly_buf_printf(&text, "k%d: x\n", i);
    scratch_bytes("galley.yaml", text.ptr, text.len);
    open_configs(&f);
    gly_configs_find(f.configs, gly_arena_format(&f.arena, "%s/a", f.scratch.path));
    uint32_t count;
    gly_configs_mistakes(f.configs, &count);
    cr_expect(count == GLY_LIMIT_MISTAKES);
    /* A long list is no mistake, and takes no time. */
    gly_buf_clear(&text);
    gly_buf_puts(&text, "exclude: [");
    while (text.len + 8 < GLY_LIMIT_YAML_BYTES)
        gly_buf_puts(&text, "a,");
    gly_buf_puts(&text, "a]\n");
    scratch_bytes("x/galley.yaml", text.ptr, text.len);
    open_configs(&f);
    const struct gly_settings *s = settings_of(&f, "x/a.md");
    cr_expect(s->values[GLY_KEY_EXCLUDE].count > 100000);
    gly_buf_release(&text);
    finish(&f);
}

/* ---- Which file counts ---- */

Test(config, takes_the_nearest_file_upwards)
{
    struct fixture f;
    start(&f);
    scratch_file("galley.yaml", "language: en\nfail-on: note\n");
    scratch_file("sub/.galley.yaml", "language: de\n");
    scratch_file("repo/.git/config", "");
    scratch_file("repo/x/a.md", "");
    scratch_file("sub/deep/a.md", "");
    open_configs(&f);
    cr_expect_str_eq(settings_of(&f, "a.md")->language, "en");
    cr_expect_str_eq(settings_of(&f, "other/x/a.md")->language, "en");
    const struct gly_settings *sub = settings_of(&f, "sub/deep/a.md");
    cr_expect_str_eq(sub->language, "de");
    cr_expect(sub->fail_on == GLY_ERROR, "nothing above the nearest file counts");
    cr_expect_str_eq(settings_of(&f, "repo/x/a.md")->language, "",
                     "a repository is a border");
    cr_expect(
        gly_str_is(gly_configs_file(f.configs, gly_arena_format(&f.arena, "%s/sub/a.md",
                                                                f.scratch.path)),
                   "sub/.galley.yaml"));
    finish(&f);
}

Test(config, refuses_two_files_in_one_directory)
{
    struct fixture f;
    start(&f);
    scratch_file("galley.yaml", "");
    scratch_file(".galley.yaml", "");
    open_configs(&f);
    gly_configs_find(f.configs, gly_arena_format(&f.arena, "%s/a", f.scratch.path));
    uint32_t count;
    const struct gly_error *mistakes = gly_configs_mistakes(f.configs, &count);
    cr_assert(count == 1);
    cr_expect_str_eq(mistakes[0].file, ".galley.yaml");
    cr_expect_str_eq(mistakes[0].message,
                     "galley.yaml stands beside it, and only one may be there");
    finish(&f);
}

Test(config, takes_the_users_file_where_no_project_has_one)
{
    struct fixture f;
    start(&f);
    scratch_file("galley/galley.yaml", "language: fr\nexclude: [x/]\n");
    scratch_file("project/galley.yaml", "fail-on: note\n");
    open_configs(&f);
    cr_expect_str_eq(settings_of(&f, "a.md")->language, "fr");
    cr_expect_str_eq(settings_of(&f, "project/a.md")->language, "");
    struct gly_str x = gly_arena_format(&f.arena, "%s/y/x", f.scratch.path);
    cr_expect(gly_configs_judge(f.configs, x, true) == GLY_WALK_SKIP);
    f.options.none = true;
    open_configs(&f);
    cr_expect_str_eq(settings_of(&f, "a.md")->language, "");
    f.options.none = false;
    f.options.file = "project/galley.yaml";
    open_configs(&f);
    cr_expect(settings_of(&f, "a.md")->fail_on == GLY_NOTE);
    f.options.file = "gone.yaml";
    cr_expect(gly_configs_open(&f.arena, &f.options, &f.configs, &f.error) ==
              GLY_E_USAGE);
    finish(&f);
}

/* ---- What is laid over what ---- */

Test(config, lays_later_over_earlier_key_by_key)
{
    struct fixture f;
    start(&f);
    scratch_file("style/house.yaml", "language: en-GB\nfail-on: note\n"
                                     "dictionaries: [words.txt]\nexclude: [a/]\n"
                                     "include: ['*.md']\n"
                                     "rules: {figures/sum: warning, script/*: off}\n");
    scratch_file("style/words.txt", "");
    scratch_file("more.txt", "");
    scratch_file("galley.yaml", "extends: [preset:news, style/house.yaml]\n"
                                "fail-on: warning\n"
                                "dictionaries: more.txt\n"
                                "exclude: [b/]\n"
                                "include: ['*.txt', '*.log']\n"
                                "rules:\n  script/mixed-word: note\n");
    open_configs(&f);
    const struct gly_settings *s = settings_of(&f, "a.md");
    cr_expect_str_eq(s->language, "en-GB");
    has_origin(&s->values[GLY_KEY_LANGUAGE], "style/house.yaml", 1);
    cr_expect(s->fail_on == GLY_WARNING);
    has_origin(&s->values[GLY_KEY_FAIL_ON], "galley.yaml", 2);
    cr_expect(s->wants_stet_reasons);
    cr_expect(
        gly_str_is(s->values[GLY_KEY_STET_REASONS].at[0].origin.name, "preset:news"));
    cr_expect(s->values[GLY_KEY_DICTIONARIES].count == 2);
    cr_expect(gly_str_ends(gly_str(s->values[GLY_KEY_DICTIONARIES].at[0].path),
                           "/style/words.txt"));
    cr_expect(s->values[GLY_KEY_EXCLUDE].count == 2, "exclude grows");
    cr_expect(s->values[GLY_KEY_INCLUDE].count == 2, "include does not");
    cr_expect(severity_of(s, &figures_rules[SUM]) == GLY_WARNING);
    cr_expect(severity_of(s, &script_rules[0]) == GLY_NOTE);
    finish(&f);
}

Test(config, knows_rules_better_than_modules)
{
    struct fixture f;
    start(&f);
    scratch_file("galley.yaml", "rules:\n"
                                "  figures/sum: note\n"
                                "  figures/*: warning\n"
                                "  all: error\n");
    open_configs(&f);
    const struct gly_settings *s = settings_of(&f, "a.md");
    cr_expect(severity_of(s, &figures_rules[SUM]) == GLY_NOTE);
    cr_expect(severity_of(s, &script_rules[0]) == GLY_ERROR);
    cr_expect(severity_of(s, &figures_rules[SHARE]) == GLY_OFF,
              "a severity for a module does not call up what is off");
    scratch_file("x/galley.yaml", "rules: {figures/share: note}\n");
    scratch_file("y/galley.yaml", "rules: {figures/*: on, figures/sum: off}\n");
    cr_expect(severity_of(settings_of(&f, "x/a"), &figures_rules[SHARE]) == GLY_NOTE);
    cr_expect(severity_of(settings_of(&f, "y/a"), &figures_rules[SHARE]) ==
              GLY_WARNING);
    cr_expect(severity_of(settings_of(&f, "y/a"), &figures_rules[SUM]) == GLY_OFF);
    finish(&f);
}

Test(config, overrides_by_path_and_shares_equal_settings)
{
    struct fixture f;
    start(&f);
    scratch_file("galley.yaml", "rules: {figures/sum: warning}\n"
                                "overrides:\n"
                                "  - files: ['drafts/**']\n"
                                "    fail-on: never\n"
                                "    rules: {figures/*: note}\n"
                                "  - files: [\"*.txt\"]\n"
                                "    rules: {figures/sum: off}\n");
    open_configs(&f);
    const struct gly_settings *plain = settings_of(&f, "a.md");
    const struct gly_settings *draft = settings_of(&f, "drafts/x/a.md");
    cr_expect(severity_of(plain, &figures_rules[SUM]) == GLY_WARNING);
    cr_expect(severity_of(draft, &figures_rules[SUM]) == GLY_NOTE);
    cr_expect(draft->fail_on == GLY_OFF);
    cr_expect(severity_of(settings_of(&f, "drafts/a.txt"), &figures_rules[SUM]) ==
              GLY_OFF);
    cr_expect(settings_of(&f, "b/c.md") == plain);
    cr_expect(settings_of(&f, "drafts/b.md") == draft);
    cr_expect(settings_of(&f, "drafts/y.txt") == settings_of(&f, "drafts/z/z.txt"));
    uint32_t count;
    gly_configs_settings(f.configs, &count);
    cr_expect(count == 3);
    finish(&f);
}

Test(config, sets_options_of_rules)
{
    struct fixture f;
    start(&f);
    scratch_file("base.yaml", "rules:\n  figures/sum: {tolerance: 3, words: [x]}\n");
    scratch_file("list.csv", "");
    scratch_file("galley.yaml", "extends: base.yaml\n"
                                "rules:\n"
                                "  figures/sum:\n"
                                "    severity: note\n"
                                "    words: [a, b]\n"
                                "    tables: list.csv\n"
                                "  figures/share: {strict: true}\n");
    open_configs(&f);
    const struct gly_settings *s = settings_of(&f, "a.md");
    struct gly_plan *plan = &f.program.plan;
    gly_options_default(&f.arena, plan);
    cr_expect(plan->checks[0].options[TOLERANCE].number == 0.5);
    gly_options_apply(plan, s->options, s->option_count);
    const struct gly_option_value *values = plan->checks[0].options;
    cr_expect(values[TOLERANCE].number == 3);
    cr_expect(gly_str_is(values[STYLE].texts[0], "loose"));
    cr_expect(values[WORDS].count == 2 && gly_str_is(values[WORDS].texts[1], "b"));
    cr_expect(values[TABLES].count == 1 &&
              gly_str_ends(values[TABLES].texts[0], "/list.csv"));
    cr_expect(values[STRICT].flag);
    cr_expect(severity_of(s, &figures_rules[SUM]) == GLY_NOTE);
    cr_expect(severity_of(s, &figures_rules[SHARE]) == GLY_OFF,
              "an option alone does not switch a rule on");
    finish(&f);
}

Test(config, puts_the_command_line_over_all)
{
    struct fixture f;
    start(&f);
    scratch_file("galley.yaml", "language: de\nexclude: [a/]\n"
                                "rules: {figures/sum: off}\n");
    const struct gly_given given[] = {
        {GLY_KEY_LANGUAGE, "--lang", "en-GB"},
        {GLY_KEY_EXCLUDE, "--exclude", "b/"},
        {GLY_KEY_EXCLUDE, "--exclude", "c/"},
    };
    const struct gly_wish wish = {GLY_WISH_ENABLE, GLY_STR("figures/sum"), GLY_OFF};
    f.options.given = given;
    f.options.given_count = GLY_COUNT(given);
    f.options.wishes = &wish;
    f.options.wish_count = 1;
    f.options.preset = "news";
    open_configs(&f);
    const struct gly_settings *s = settings_of(&f, "x.md");
    cr_expect_str_eq(s->language, "en-GB");
    has_origin(&s->values[GLY_KEY_LANGUAGE], "--lang", 0);
    cr_expect(s->values[GLY_KEY_EXCLUDE].count == 3);
    cr_expect(severity_of(s, &figures_rules[SUM]) == GLY_ERROR);
    cr_expect(gly_str_is(s->wish_origins[s->wish_count - 1].name, "--enable"));
    cr_expect(s->wants_stet_reasons);
    for (const char *name = "abc"; *name; name++) {
        struct gly_str path =
            gly_arena_format(&f.arena, "%s/%c", f.scratch.path, *name);
        cr_expect(gly_configs_judge(f.configs, path, true) == GLY_WALK_SKIP);
    }
    const struct gly_given bad = {GLY_KEY_LANGUAGE, "--lang", "English!"};
    f.options.given = &bad;
    f.options.given_count = 1;
    cr_expect(gly_configs_open(&f.arena, &f.options, &f.configs, &f.error) ==
              GLY_E_USAGE);
    cr_expect_str_eq(f.error.message,
                     "--lang takes a language tag such as en or en-GB, "
                     "not 'English!'");
    f.options.given_count = 0;
    f.options.preset = "nwes";
    cr_expect(gly_configs_open(&f.arena, &f.options, &f.configs, &f.error) ==
              GLY_E_USAGE);
    cr_expect_str_eq(f.error.message, "unknown preset 'nwes', did you mean 'news'?");
    finish(&f);
}

/* ---- Include and exclude ---- */

static enum gly_walk_verdict judge(struct fixture *f, const char *path)
{
    struct gly_str real = gly_arena_format(&f->arena, "%s/%s", f->scratch.path, path);
    return gly_configs_judge(f->configs, real, false);
}

Test(config, includes_and_excludes)
{
    struct fixture f;
    start(&f);
    scratch_file("galley.yaml",
                 "exclude: [vendor/, /top.md, '*.min.md', '!x.min.md']\n");
    scratch_file("sub/galley.yaml",
                 "include: [docs/, '*.log']\nexclude: docs/old.md\n");
    open_configs(&f);
    cr_expect(judge(&f, "a.md") == GLY_WALK_BY_TYPE);
    cr_expect(judge(&f, "top.md") == GLY_WALK_SKIP);
    cr_expect(judge(&f, "x/top.md") == GLY_WALK_BY_TYPE);
    cr_expect(judge(&f, "x/y.min.md") == GLY_WALK_SKIP);
    cr_expect(judge(&f, "x/x.min.md") == GLY_WALK_BY_TYPE);
    cr_expect(judge(&f, "vendor/a.md") == GLY_WALK_BY_TYPE,
              "a walk that began inside goes on");
    cr_expect(judge(&f, "sub/a.md") == GLY_WALK_SKIP);
    cr_expect(judge(&f, "sub/a.log") == GLY_WALK_TAKE);
    cr_expect(judge(&f, "sub/docs/x/a.odd") == GLY_WALK_TAKE);
    cr_expect(judge(&f, "sub/docs/old.md") == GLY_WALK_SKIP);
    cr_expect(judge(&f, "sub/top.md") == GLY_WALK_SKIP);
    f.options.force_exclude = true;
    open_configs(&f);
    cr_expect(judge(&f, "vendor/a.md") == GLY_WALK_SKIP);
    finish(&f);
}

/* ---- What comes with galley ---- */

Test(config, has_sound_presets)
{
    struct fixture f;
    start(&f);
    for (const struct gly_preset *p = gly_presets; p->name; p++) {
        f.options.preset = p->name;
        open_configs(&f);
        settings_of(&f, "a.md");
    }
    finish(&f);
}
