#include "engine/config.h"

static const char *const levels[] = {"error", "warning", "note", "never", NULL};
static const char *const reasons[] = {"required", "optional", NULL};

/* A new key is a row here and a name in enum gly_key; whoever wants its value finds it
 * in the settings of a file. */
const struct gly_key_info gly_keys[GLY_KEY_COUNT] = {
    [GLY_KEY_ROOT] =
        {
            .name = "root",
            .type = GLY_TYPE_FLAG,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_UNSHOWN,
            .help = "no file above this one counts (which is so in any case)",
        },
    [GLY_KEY_EXTENDS] =
        {
            .name = "extends",
            .type = GLY_TYPE_PATHS,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_UNSHOWN,
            .help = "files, or preset:news, preset:docs, preset:report, to start from",
        },
    [GLY_KEY_LANGUAGE] =
        {
            .name = "language",
            .type = GLY_TYPE_LANGUAGE,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE,
            .help = "the language of texts that do not name theirs",
        },
    [GLY_KEY_INCLUDE] =
        {
            .name = "include",
            .type = GLY_TYPE_GLOBS,
            .flags = GLY_KEY_ON_TOP,
            .help =
                "the files to take from directories, instead of those of known types",
        },
    [GLY_KEY_EXCLUDE] =
        {
            .name = "exclude",
            .type = GLY_TYPE_GLOBS,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_GROWS,
            .help = "files and directories to leave out",
        },
    [GLY_KEY_FAIL_ON] =
        {
            .name = "fail-on",
            .type = GLY_TYPE_CHOICE,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE,
            .fallback = "error",
            .choices = levels,
            .help = "findings of this severity and above make the run fail",
        },
    [GLY_KEY_DICTIONARIES] =
        {
            .name = "dictionaries",
            .type = GLY_TYPE_PATHS,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE | GLY_KEY_GROWS,
            .help = "word lists, one word a line, or names of installed dictionaries",
        },
    [GLY_KEY_SCRIPTS] =
        {
            .name = "scripts",
            .type = GLY_TYPE_TEXTS,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE | GLY_KEY_GROWS,
            .help = "scripts that are at home in these texts, such as Han",
        },
    [GLY_KEY_PLACES] =
        {
            .name = "places",
            .type = GLY_TYPE_PATHS,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE | GLY_KEY_GROWS,
            .help = "tables of places of your own",
        },
    [GLY_KEY_UNITS] =
        {
            .name = "units",
            .type = GLY_TYPE_PATHS,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE | GLY_KEY_GROWS,
            .help = "tables of units of measurement of your own",
        },
    [GLY_KEY_CLAIMS] =
        {
            .name = "claims",
            .type = GLY_TYPE_PATHS,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE | GLY_KEY_GROWS,
            .help = "tables of words of claims of your own",
        },
    [GLY_KEY_CONFUSED] =
        {
            .name = "confused",
            .type = GLY_TYPE_PATHS,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE | GLY_KEY_GROWS,
            .help = "tables of confused words of your own",
        },
    [GLY_KEY_STYLE] =
        {
            .name = "style",
            .type = GLY_TYPE_PATHS,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE | GLY_KEY_GROWS,
            .help = "tables of phrase rules of your own",
        },
    [GLY_KEY_STET_REASONS] =
        {
            .name = "stet-reasons",
            .type = GLY_TYPE_CHOICE,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE,
            .fallback = "optional",
            .choices = reasons,
            .help = "must a stet comment say why?",
        },
    [GLY_KEY_RULES] =
        {
            .name = "rules",
            .type = GLY_TYPE_OWN,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_IN_OVERRIDE | GLY_KEY_UNSHOWN,
            .help = "rules, and error, warning, note, on or off for each",
        },
    [GLY_KEY_OVERRIDES] =
        {
            .name = "overrides",
            .type = GLY_TYPE_OWN,
            .flags = GLY_KEY_ON_TOP | GLY_KEY_UNSHOWN,
            .help = "other settings for some files",
        },
    [GLY_KEY_FILES] =
        {
            .name = "files",
            .type = GLY_TYPE_GLOBS,
            .flags = GLY_KEY_IN_OVERRIDE | GLY_KEY_UNSHOWN,
            .help = "the files that an override is about",
        },
};
