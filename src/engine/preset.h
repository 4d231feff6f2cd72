/* Presets: configurations that come with galley, for "extends: preset:NAME". */
#ifndef GALLEY_PRESET_H
#define GALLEY_PRESET_H

struct gly_preset {
    const char *name;
    const char *text; /* YAML */
};

/* Sorted by name, ends with name NULL (generated from the folder rules/presets/). */
extern const struct gly_preset gly_presets[];

#endif
