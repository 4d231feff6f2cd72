#include "engine/house.h"

#include <string.h>

#include "base/atlas.h"
#include "base/atlas_build.h"
#include "base/limits.h"
#include "engine/house_claims.h"
#include "engine/house_confused.h"
#include "engine/house_table.h"
#include "note/measure.h"

struct paths {
    const char **at;
    uint32_t count, room;
};

/* The tables of one configuration and what came of them. */
struct house {
    struct house *next;
    struct paths places, units, claims, confused;
    const struct gly_resources *resources;
};

/* A file that was read; several houses may name it. */
struct house_file {
    struct house_file *next;
    const char *path;
    bool is_sound; /* it is a table */
    struct gly_atlas_sheet sheet;
};

struct gly_houses {
    struct gly_arena *arena;
    const struct gly_resources *resources;
    struct house *houses;
    struct house_file *files;
    GLY_VEC(struct gly_error) mistakes;
};

struct gly_houses *gly_houses_new(struct gly_arena *arena,
                                  const struct gly_resources *resources)
{
    struct gly_houses *houses = gly_arena_alloc(arena, 1, sizeof *houses);
    houses->arena = arena;
    houses->resources = resources;
    return houses;
}

const struct gly_error *gly_houses_mistakes(const struct gly_houses *houses,
                                            uint32_t *ret_count)
{
    *ret_count = houses->mistakes.count;
    return houses->mistakes.at;
}

static void tell(void *context, const struct gly_error *err)
{
    struct gly_houses *houses = context;
    for (uint32_t i = 0; i < houses->mistakes.count; i++) {
        const struct gly_error *known = &houses->mistakes.at[i];
        if (known->line == err->line && strcmp(known->file, err->file) == 0 &&
            strcmp(known->message, err->message) == 0)
            return; /* two houses share the table */
    }
    if (houses->mistakes.count < GLY_LIMIT_MISTAKES)
        *GLY_VEC_ADD(houses->arena, &houses->mistakes) = *err;
}

/* ---- A file as a sheet ---- */

/* A cell as a C string; NULL for what no table of places holds. */
static const char *cell_of(struct gly_houses *houses, struct gly_str field)
{
    struct gly_str cell;
    return gly_house_table_cell(field, &cell) ? gly_arena_cstring(houses->arena, cell)
                                              : NULL;
}

static enum gly_status read_header(struct gly_houses *houses,
                                   const struct gly_csv_row *header,
                                   struct gly_atlas_sheet *sheet, struct gly_error *err)
{
    if (header->count > GLY_SHEET_COLUMNS)
        return gly_error_set(err, GLY_E_CONFIG, sheet->file, header->line,
                             "more than %d columns", GLY_SHEET_COLUMNS);
    for (uint32_t c = 0; c < header->count; c++) {
        const char *name = cell_of(houses, header->fields[c]);
        sheet->columns[c] = name ? name : "";
        for (uint32_t d = 0; d < c; d++)
            if (strcmp(sheet->columns[c], sheet->columns[d]) == 0)
                return gly_error_set(err, GLY_E_CONFIG, sheet->file, header->line,
                                     "there are two columns '%.60s'",
                                     sheet->columns[c]);
    }
    sheet->column_count = header->count;
    sheet->kind = gly_atlas_sheet_of(sheet->columns, sheet->column_count);
    if (sheet->kind == GLY_SHEET_KIND_COUNT)
        return gly_error_set(err, GLY_E_CONFIG, sheet->file, header->line,
                             "the header is that of no table of places");
    for (uint32_t c = 0; c < header->count; c++) {
        struct gly_str near;
        if (gly_atlas_sheet_has(sheet->kind, sheet->columns[c], &near))
            continue;
        struct gly_error mistake;
        gly_error_set(&mistake, GLY_E_CONFIG, sheet->file, header->line,
                      "%s has no column '%.60s'%s%.*s%s",
                      gly_atlas_sheet_name(sheet->kind), sheet->columns[c],
                      near.len ? ", did you mean '" : "", GLY_STR_ARG(near),
                      near.len ? "'?" : "");
        tell(houses, &mistake);
    }
    return GLY_OK;
}

static bool read_record(struct gly_houses *houses, const struct gly_csv_row *row,
                        const struct gly_atlas_sheet *sheet,
                        struct gly_atlas_record *ret_record)
{
    struct gly_error mistake;
    if (row->count != sheet->column_count) {
        gly_error_set(&mistake, GLY_E_CONFIG, sheet->file, row->line,
                      "this row has %u fields, the header has %u", row->count,
                      sheet->column_count);
        tell(houses, &mistake);
        return false;
    }
    const char **fields = gly_arena_alloc(houses->arena, row->count, sizeof *fields);
    for (uint32_t c = 0; c < row->count; c++) {
        fields[c] = cell_of(houses, row->fields[c]);
        if (fields[c])
            continue;
        gly_error_set(&mistake, GLY_E_CONFIG, sheet->file, row->line,
                      "column '%.60s': a control character or more than %d bytes",
                      sheet->columns[c], GLY_LIMIT_CELL_BYTES);
        tell(houses, &mistake);
        return false;
    }
    *ret_record = (struct gly_atlas_record){.fields = fields, .line = row->line};
    return true;
}

static enum gly_status read_sheet(struct gly_houses *houses, struct house_file *file,
                                  struct gly_error *err)
{
    struct gly_csv csv;
    enum gly_status status =
        gly_house_table_read(houses->arena, file->path, "places", &csv, err);
    if (status != GLY_OK)
        return status;
    struct gly_atlas_sheet *sheet = &file->sheet;
    sheet->file = file->path;
    status = read_header(houses, &csv.rows[0], sheet, err);
    if (status != GLY_OK)
        return status;
    sheet->records = gly_arena_alloc(houses->arena, csv.count, sizeof *sheet->records);
    for (uint32_t i = 1; i < csv.count; i++)
        sheet->record_count += read_record(houses, &csv.rows[i], sheet,
                                           &sheet->records[sheet->record_count]);
    return GLY_OK;
}

static struct house_file *file_of(struct gly_houses *houses, const char *path)
{
    for (struct house_file *known = houses->files; known; known = known->next)
        if (strcmp(known->path, path) == 0)
            return known;
    struct house_file *file = gly_arena_alloc(houses->arena, 1, sizeof *file);
    struct gly_error err;
    *file = (struct house_file){.next = houses->files, .path = path};
    houses->files = file;
    file->is_sound = read_sheet(houses, file, &err) == GLY_OK;
    if (!file->is_sound)
        tell(houses, &err);
    return file;
}

/* ---- An atlas over the given one ---- */

/* A bad row may have been half read when it is found bad: all begins again without it,
 * and rows that need it fall with it. Where that goes on and on, half a row stays. */
enum { ROUNDS_MAX = 6 };

static const struct gly_atlas *build(struct gly_houses *houses,
                                     struct gly_atlas_sheet *sheets, uint32_t count)
{
    const struct gly_atlas_mistakes told = {tell, houses};
    struct gly_atlas_builder *b = NULL;
    uint32_t bad = 1;
    for (unsigned round = 0; bad > 0 && round < ROUNDS_MAX; round++) {
        b = gly_atlas_builder_new(houses->arena, houses->resources->atlas, &told);
        bad = gly_atlas_builder_read(b, sheets, count);
    }
    const unsigned char *bytes;
    size_t size;
    const char *why;
    struct gly_atlas *atlas = gly_arena_alloc(houses->arena, 1, sizeof *atlas);
    struct gly_error err;
    if (!gly_atlas_builder_finish(b, &bytes, &size, &why)) {
        gly_error_set(&err, GLY_E_CONFIG, sheets[0].file, 0, "%s", why);
        tell(houses, &err);
        return houses->resources->atlas;
    }
    if (gly_atlas_init(atlas, bytes, size, sheets[0].file, &err) != GLY_OK) {
        tell(houses, &err);
        return houses->resources->atlas;
    }
    return atlas;
}

/* Records are marked, and what is bad in one house may be right beside other tables. */
static struct gly_atlas_sheet copy_of(struct gly_arena *arena,
                                      const struct gly_atlas_sheet *sheet)
{
    struct gly_atlas_sheet copy = *sheet;
    copy.records = gly_arena_alloc(arena, sheet->record_count, sizeof *copy.records);
    if (sheet->record_count > 0)
        memcpy(copy.records, sheet->records,
               sheet->record_count * sizeof *copy.records);
    return copy;
}

static const struct gly_atlas *open_places(struct gly_houses *houses,
                                           const struct paths *paths)
{
    struct gly_atlas_sheet *sheets =
        gly_arena_alloc(houses->arena, paths->count, sizeof *sheets);
    uint32_t count = 0;
    for (uint32_t i = 0; i < paths->count; i++) {
        const struct house_file *file = file_of(houses, paths->at[i]);
        if (file->is_sound)
            sheets[count++] = copy_of(houses->arena, &file->sheet);
    }
    return count > 0 ? build(houses, sheets, count) : houses->resources->atlas;
}

/* ---- Units ---- */

static bool tell_row(void *context, const struct gly_error *err)
{
    struct gly_houses *houses = context;
    tell(houses, err);
    return houses->mistakes.count < GLY_LIMIT_MISTAKES;
}

static const struct gly_measures *open_units(struct gly_houses *houses,
                                             const struct paths *paths)
{
    const struct gly_table_mistakes mistakes = {tell_row, houses};
    struct gly_measure_sheet *sheets =
        gly_arena_alloc(houses->arena, paths->count, sizeof *sheets);
    uint32_t count = 0;
    for (uint32_t i = 0; i < paths->count; i++) {
        struct gly_error err;
        sheets[count].file = paths->at[i];
        if (gly_house_table_text(houses->arena, paths->at[i], "units",
                                 &sheets[count].text, &err) == GLY_OK)
            count++;
        else
            tell(houses, &err);
    }
    return gly_measures_read(houses->arena, sheets, count, &mistakes);
}

/* ---- A house ---- */

static const struct gly_resources *open_house(struct gly_houses *houses,
                                              const struct house *house)
{
    struct gly_resources *resources =
        gly_arena_alloc(houses->arena, 1, sizeof *resources);
    *resources = *houses->resources;
    if (house->places.count > 0)
        resources->atlas = open_places(houses, &house->places);
    if (house->units.count > 0)
        resources->units = open_units(houses, &house->units);
    if (house->claims.count > 0)
        resources->claims =
            gly_house_claims_open(houses->arena, houses->resources->claims,
                                  house->claims.at, house->claims.count, tell, houses);
    if (house->confused.count > 0)
        resources->confusions = gly_house_confused_open(
            houses->arena, houses->resources->confusions, house->confused.at,
            house->confused.count, tell, houses);
    return resources;
}

/* ---- Which tables a plan wants ---- */

static void add_path(struct gly_arena *arena, struct paths *paths, const char *path)
{
    for (uint32_t i = 0; i < paths->count; i++)
        if (strcmp(paths->at[i], path) == 0)
            return;
    *GLY_VEC_ADD(arena, paths) = path;
}

static struct paths paths_of(struct gly_houses *houses,
                             const struct gly_settings *settings, enum gly_key key)
{
    struct paths paths = {0};
    const struct gly_values *values = &settings->values[key];
    for (uint32_t i = 0; i < values->count; i++)
        add_path(houses->arena, &paths,
                 values->at[i].path
                     ? values->at[i].path
                     : gly_arena_cstring(houses->arena, values->at[i].text));
    return paths;
}

/* The tables of places that rules name in their options, too. */
static struct paths places_of(struct gly_houses *houses, const struct gly_plan *plan,
                              const struct gly_settings *settings)
{
    struct paths paths = paths_of(houses, settings, GLY_KEY_PLACES);
    for (uint32_t c = 0; c < plan->check_count; c++) {
        const struct gly_plan_check *planned = &plan->checks[c];
        for (size_t o = 0; planned->wanted && o < planned->check->option_count; o++) {
            if (strcmp(planned->check->options[o].key, "places") != 0)
                continue;
            for (uint32_t i = 0; i < planned->options[o].count; i++)
                add_path(
                    houses->arena, &paths,
                    gly_arena_cstring(houses->arena, planned->options[o].texts[i]));
        }
    }
    return paths;
}

static bool are_same(const struct paths *a, const struct paths *b)
{
    bool same = a->count == b->count;
    for (uint32_t i = 0; same && i < a->count; i++)
        same = strcmp(a->at[i], b->at[i]) == 0;
    return same;
}

const struct gly_resources *gly_houses_find(struct gly_houses *houses,
                                            const struct gly_plan *plan,
                                            const struct gly_settings *settings)
{
    struct paths places = {0}, units = {0}, claims = {0}, confused = {0};
    if (plan->annotations & GLY_NEED_PLACES && houses->resources->atlas)
        places = places_of(houses, plan, settings);
    if (plan->annotations & GLY_NEED_NUMBERS)
        units = paths_of(houses, settings, GLY_KEY_UNITS);
    if (plan->annotations & GLY_NEED_CLAIMS && houses->resources->claims)
        claims = paths_of(houses, settings, GLY_KEY_CLAIMS);
    if (plan->annotations & GLY_NEED_WORDS && houses->resources->words)
        confused = paths_of(houses, settings, GLY_KEY_CONFUSED);
    if (places.count + units.count + claims.count + confused.count == 0)
        return houses->resources;
    for (const struct house *known = houses->houses; known; known = known->next)
        if (are_same(&known->places, &places) && are_same(&known->units, &units) &&
            are_same(&known->claims, &claims) && are_same(&known->confused, &confused))
            return known->resources;
    struct house *house = gly_arena_alloc(houses->arena, 1, sizeof *house);
    *house = (struct house){.next = houses->houses,
                            .places = places,
                            .units = units,
                            .claims = claims,
                            .confused = confused};
    house->resources = open_house(houses, house);
    houses->houses = house;
    return house->resources;
}
