/* SARIF's tool.driver (2.1.0, 3.19): who galley is and what its rules say. All rules
 * that are on are listed, found or not, so that the list is the same in every run. */
#include <string.h>

#include "report/escape.h"
#include "report/reporters.h"

const char *gly_sarif_level(enum gly_severity severity)
{
    return severity == GLY_OFF ? "none" : gly_severity_name(severity);
}

void gly_sarif_each_rule(const struct gly_plan *plan,
                         void (*each)(void *context, const struct gly_rule *rule),
                         void *context)
{
    for (uint32_t i = 0; plan && i < plan->rule_count; i++)
        if (plan->severity[plan->order[i]] != GLY_OFF)
            each(context, plan->rules[plan->order[i]]);
}

/* "geography/wrong-region": "GeographyWrongRegion" (3.49.7: a name people can read). */
static void add_name(struct gly_json *json, const char *id)
{
    char name[128];
    size_t len = 0;
    bool upper = true;
    for (; *id && len < sizeof name; id++) {
        if (*id == '/' || *id == '-') {
            upper = true;
            continue;
        }
        bool lower = *id >= 'a' && *id <= 'z';
        name[len++] = upper && lower ? (char)(*id - 'a' + 'A') : *id;
        upper = false;
    }
    gly_json_add_str(json, "name", (struct gly_str){name, len});
}

/* A sentence, with the full stop that rules leave out. */
static void put_sentence(struct gly_buf *out, const char *text)
{
    struct gly_str s = gly_str(text);
    gly_escape_json(out, s);
    if (s.len > 0 && !strchr(".!?", s.ptr[s.len - 1]))
        gly_buf_putc(out, '.');
}

/* {"text":"...."} */
static void add_description(struct gly_json *json, const char *key, const char *text)
{
    gly_json_add_open(json, key, '{');
    gly_json_key(json, "text");
    gly_json_begin_str(json);
    put_sentence(json->out, text);
    gly_json_end_str(json);
    gly_json_close(json, '}');
}

static void put_example(struct gly_buf *out, const char *title, const char *example,
                        bool markdown)
{
    if (!example)
        return;
    gly_buf_printf(out, markdown ? "\\n\\n**%s:**\\n\\n> " : "\\n\\n%s: ", title);
    gly_escape_json(out, gly_str(example));
}

static void add_help(struct gly_json *json, const struct gly_rule *rule)
{
    gly_json_add_open(json, "help", '{');
    for (int markdown = 0; markdown < 2; markdown++) {
        gly_json_key(json, markdown ? "markdown" : "text");
        gly_json_begin_str(json);
        put_sentence(json->out, rule->summary);
        if (rule->why) {
            gly_buf_puts(json->out, "\\n\\n");
            put_sentence(json->out, rule->why);
        }
        put_example(json->out, "Found", rule->bad, markdown);
        put_example(json->out, "Put right", rule->good, markdown);
        gly_json_end_str(json);
    }
    gly_json_close(json, '}');
}

/* `tags` and "problem.severity" are what GitHub sorts by. No "security-severity": it
 * would make a security alert of a wrong figure. */
static void add_properties(struct gly_json *json, const struct gly_rule *rule)
{
    static const char *const problem[] = {
        [GLY_OFF] = "recommendation",
        [GLY_NOTE] = "recommendation",
        [GLY_WARNING] = "warning",
        [GLY_ERROR] = "error",
    };
    gly_json_add_open(json, "properties", '{');
    gly_json_add_open(json, "tags", '[');
    gly_json_str(json, (struct gly_str){rule->id, strcspn(rule->id, "/")});
    gly_json_close(json, ']');
    gly_json_add_text(json, "problem.severity", problem[rule->severity]);
    gly_json_close(json, '}');
}

static void add_rule(void *context, const struct gly_rule *rule)
{
    struct gly_json *json = context;
    if (json->comma)
        gly_buf_putc(json->out, ',');
    json->comma = false;
    gly_buf_putc(json->out, '\n');
    gly_json_open(json, '{');
    gly_json_add_text(json, "id", rule->id);
    add_name(json, rule->id);
    add_description(json, "shortDescription", rule->summary);
    add_description(json, "fullDescription", rule->why ? rule->why : rule->summary);
    add_help(json, rule);
    gly_json_add_open(json, "defaultConfiguration", '{');
    gly_json_add_text(json, "level", gly_sarif_level(rule->severity));
    gly_json_close(json, '}');
    add_properties(json, rule);
    gly_json_close(json, '}');
}

void gly_sarif_driver(struct gly_json *json, const struct gly_report_options *options)
{
    gly_json_add_open(json, "driver", '{');
    gly_json_add_text(json, "name", "galley");
    if (options->version && options->version[0]) {
        gly_json_add_text(json, "version", options->version);
        gly_json_add_text(json, "semanticVersion", options->version);
    }
    if (options->homepage)
        gly_json_add_text(json, "informationUri", options->homepage);
    gly_json_add_open(json, "rules", '[');
    gly_sarif_each_rule(options->plan, add_rule, json);
    gly_json_close(json, ']');
    gly_json_close(json, '}');
}
