/* What sifts many words at once says what asking each word says; and misspellings are found
 * in their table, whatever is damaged there. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/sift.h"
#include "base/slips.h"
#include "engine/resources.h"
#include "scratch.h"

enum { WORDS = 300, ROOM = WORDS + GLY_SIFT_LANES };

static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Few letters, so that many words are near. */
static void make_words(uint32_t *once, struct gly_near_row *rows)
{
    uint32_t seed = 7;
    for (unsigned i = 0; i < WORDS; i++) {
        char word[6];
        for (size_t k = 0; k < sizeof word; k++)
            word[k] = "aeinrst"[next_number(&seed) % 7];
        struct gly_near_letters letters = gly_near_letters(word, sizeof word);
        once[i] = letters.once;
        rows[i] = (struct gly_near_row){.twice = letters.twice,
                                        .pairs = gly_near_pairs(word, sizeof word),
                                        .sound = next_number(&seed) % 50};
    }
}

static unsigned beyond(uint32_t these, uint32_t those)
{
    return (unsigned)__builtin_popcount(these & ~those);
}

static bool fits(uint32_t once, const struct gly_near_row *row,
                 const struct gly_sift_wanted *wanted, struct gly_slack slack)
{
    return beyond(once, wanted->letters.once) +
                   beyond(row->twice, wanted->letters.twice) <=
               slack.more &&
           beyond(wanted->letters.once, once) +
                   beyond(wanted->letters.twice, row->twice) <=
               slack.less &&
           (row->sound == wanted->sound ||
            (beyond(row->pairs, wanted->pairs) <= 2 * wanted->distance &&
             beyond(wanted->pairs, row->pairs) <= 2 * wanted->distance));
}

Test(sift, takes_what_each_word_says)
{
    static uint32_t once[ROOM];
    static struct gly_near_row rows[ROOM];
    make_words(once, rows);
    struct gly_sift_wanted wanted = {.letters = gly_near_letters("entrain", 7),
                                     .pairs = gly_near_pairs("entrain", 7),
                                     .sound = 11};
    unsigned all = 0;
    for (wanted.distance = 1; wanted.distance <= 3; wanted.distance++)
        for (unsigned meant = 7 - wanted.distance; meant <= 7 + wanted.distance;
             meant++)
            for (unsigned count = 1; count <= WORDS; count += 13) {
                uint16_t fitting[GLY_SIFT_BLOCK];
                struct gly_slack slack = gly_slack_for(wanted.distance, 7, meant);
                unsigned found = gly_sift_by_letters(
                    (struct gly_sift_words){once, rows, count}, wanted, slack, fitting);
                unsigned expected = 0;
                for (unsigned i = 0; i < count; i++)
                    if (fits(once[i], &rows[i], &wanted, slack)) {
                        cr_assert_lt(expected, found);
                        cr_assert_eq(fitting[expected++], i);
                    }
                cr_assert_eq(found, expected);
                all += found;
            }
    cr_expect_gt(all, 100, "the words are made so that many fit: %u", all);
}

/* ---- Misspellings ---- */

Test(slips, finds_every_line_of_its_table)
{
    struct gly_arena arena;
    gly_arena_init(&arena, (size_t)1 << 28);
    const struct gly_resources *resources;
    struct gly_error err = {0};
    cr_assert_eq(gly_resources_open(&arena, GLY_NEED_WORDS, &resources, &err), GLY_OK,
                 "%s", err.message);
    const struct gly_slips *slips = &resources->slips;
    unsigned lines = 0;
    for (size_t at = 0; at < slips->text.len; lines++) {
        const char *line = slips->text.ptr + at;
        const char *comma = memchr(line, ',', slips->text.len - at);
        const char *end = memchr(line, '\n', slips->text.len - at);
        struct gly_str meant, written = {line, (size_t)(comma - line)};
        cr_assert(gly_slips_find(slips, written, &meant));
        cr_expect_eq(meant.ptr, comma + 1);
        cr_expect_eq(meant.ptr + meant.len, end);
        at = (size_t)(end + 1 - slips->text.ptr);
    }
    cr_expect_gt(lines, 300);
    struct gly_str meant;
    cr_expect_not(gly_slips_find(slips, gly_str(""), &meant));
    cr_expect_not(gly_slips_find(slips, gly_str("lighthouse"), &meant));
    gly_arena_release(&arena);
}

/* An image with this section alone. */
struct small {
    struct gly_image_header header;
    struct gly_image_entry entry;
    struct gly_slip_table table;
    uint32_t slots[4];
    char text[8];
};

static enum gly_status ask(const struct small *small, bool *ret_found)
{
    struct scratch scratch;
    scratch_enter(&scratch);
    scratch_bytes("slips", (const char *)small, sizeof *small);
    struct gly_image image;
    struct gly_slips slips;
    struct gly_error err = {0};
    struct gly_str meant;
    cr_assert_eq(gly_image_open("slips", &image, &err), GLY_OK, "%s", err.message);
    enum gly_status status = gly_slips_init(&slips, &image, &err);
    *ret_found = status == GLY_OK && gly_slips_find(&slips, gly_str("teh"), &meant) &&
                 gly_str_is(meant, "the");
    gly_image_close(&image);
    scratch_leave(&scratch);
    return status;
}

Test(slips, refuses_what_is_damaged)
{
    struct small good = {
        .header = {.magic = GLY_IMAGE_MAGIC,
                   .version = GLY_IMAGE_VERSION,
                   .order = GLY_IMAGE_ORDER,
                   .size = sizeof good,
                   .section_count = 1},
        .entry = {.tag = {'S', 'L', 'I', 'P'},
                  .offset = offsetof(struct small, table),
                  .size = sizeof good - offsetof(struct small, table)},
        .table = {.slot_count = 4, .text_size = 8},
        .text = {'t', 'e', 'h', ',', 't', 'h', 'e', '\n'},
    };
    good.slots[gly_slip_home(gly_word_hash("teh", 3), 4)] = 1;
    bool found;
    cr_expect_eq(ask(&good, &found), GLY_OK);
    cr_expect(found);
    struct small many = good, odd = good, long_text = good, none = good, far = good;
    many.table.slot_count = 1u << 20;
    odd.table.slot_count = 3;
    none.table.slot_count = 0;
    long_text.table.text_size = 1000;
    cr_expect_eq(ask(&many, &found), GLY_E_DATA);
    cr_expect_eq(ask(&odd, &found), GLY_E_DATA);
    cr_expect_eq(ask(&none, &found), GLY_E_DATA);
    cr_expect_eq(ask(&long_text, &found), GLY_E_DATA);
    for (size_t i = 0; i < GLY_COUNT(far.slots); i++)
        far.slots[i] = UINT32_MAX; /* no free slot, and all of them outside */
    cr_expect_eq(ask(&far, &found), GLY_OK);
    cr_expect_not(found);
}
