/* The rules of the user's own: tables of phrases (src/note/style.h) as a check like any
 * other, made while a run is set up. */
#ifndef GALLEY_ENGINE_STYLE_H
#define GALLEY_ENGINE_STYLE_H

#include "engine/config.h"
#include "note/style.h"

/* The check of the tables that these settings name by `style:`, for gly_plan_build();
 * NULL where they name none. Mistakes as in gly_style_read(). */
enum gly_status gly_style_open(struct gly_arena *arena,
                               const struct gly_settings *settings,
                               const struct gly_table_mistakes *mistakes,
                               const struct gly_check **ret_check,
                               struct gly_error *err);

#endif
