#include <galley/unicode.h>

#include <criterion/criterion.h>
#include <string.h>

Test(unicode, knows_the_script_of_a_letter)
{
    static const struct {
        uint32_t cp;
        enum gly_script script;
    } cases[] = {
        {'a', GLY_SCRIPT_LATIN},       {'Z', GLY_SCRIPT_LATIN},
        {'0', GLY_SCRIPT_COMMON},      {' ', GLY_SCRIPT_COMMON},
        {'[', GLY_SCRIPT_COMMON},      {'`', GLY_SCRIPT_COMMON},
        {'{', GLY_SCRIPT_COMMON},      {'@', GLY_SCRIPT_COMMON},
        {0x00E9, GLY_SCRIPT_LATIN},    {0x0430, GLY_SCRIPT_CYRILLIC},
        {0x03B1, GLY_SCRIPT_GREEK},    {0x0561, GLY_SCRIPT_ARMENIAN},
        {0x05D0, GLY_SCRIPT_HEBREW},   {0x0628, GLY_SCRIPT_ARABIC},
        {0x65F6, GLY_SCRIPT_HAN},      {0x3042, GLY_SCRIPT_HIRAGANA},
        {0x30A2, GLY_SCRIPT_KATAKANA}, {0xD55C, GLY_SCRIPT_HANGUL},
        {0x0E01, GLY_SCRIPT_THAI},     {0x0301, GLY_SCRIPT_INHERITED},
        {0x2019, GLY_SCRIPT_COMMON},   {0x20000, GLY_SCRIPT_HAN},
        {0xFF21, GLY_SCRIPT_LATIN},    {0x0378, GLY_SCRIPT_UNKNOWN},
        {0xE000, GLY_SCRIPT_UNKNOWN},  {0x10FFFF, GLY_SCRIPT_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        cr_expect_eq(gly_script_of(cases[i].cp), cases[i].script, "U+%04X is %s",
                     cases[i].cp, gly_script_name(gly_script_of(cases[i].cp)));
    }
}

Test(unicode, ascii_paths_agree_with_the_tables)
{
    for (uint32_t cp = 0; cp < 0x80; cp++) {
        enum gly_category category = gly_category_any(cp);
        cr_expect_eq(gly_script_of(cp), gly_script_any(cp), "U+%04X", cp);
        cr_expect_eq(gly_to_lower(cp), gly_to_lower_any(cp), "U+%04X", cp);
        cr_expect_eq(gly_to_upper(cp), gly_to_upper_any(cp), "U+%04X", cp);
        cr_expect_eq(gly_case_fold(cp), gly_case_fold_any(cp), "U+%04X", cp);
        cr_expect_eq(gly_is_space(cp), gly_is_space_any(cp), "U+%04X", cp);
        cr_expect_eq(gly_display_width(cp), gly_width_any(cp), "U+%04X", cp);
        cr_expect_eq(gly_is_upper(cp), category == GLY_CATEGORY_LU, "U+%04X", cp);
        cr_expect_eq(gly_is_lower(cp), category == GLY_CATEGORY_LL, "U+%04X", cp);
        cr_expect_eq(gly_is_digit(cp), category == GLY_CATEGORY_ND, "U+%04X", cp);
        cr_expect_eq(gly_is_letter(cp),
                     category == GLY_CATEGORY_LU || category == GLY_CATEGORY_LL,
                     "U+%04X", cp);
        cr_expect_eq(gly_is_punct(cp) || gly_is_symbol(cp),
                     strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", (int)cp) && cp != 0,
                     "U+%04X", cp);
    }
}

/* The short cuts in the header assume that nothing below their limit differs. */
Test(unicode, short_cuts_hold_for_every_code_point)
{
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        enum gly_category category = gly_category_of(cp);
        bool mark = category >= GLY_CATEGORY_MN && category <= GLY_CATEGORY_ME;
        cr_assert_eq(gly_is_mark(cp), mark, "U+%04X", cp);
        cr_assert_eq(gly_is_control(cp), category == GLY_CATEGORY_CC, "U+%04X", cp);
        cr_assert_eq(gly_is_format(cp), category == GLY_CATEGORY_CF, "U+%04X", cp);
        cr_assert_eq(gly_is_private_use(cp), category == GLY_CATEGORY_CO, "U+%04X", cp);
        cr_assert_eq(gly_display_width(cp), gly_width_any(cp), "U+%04X", cp);
    }
}

Test(unicode, knows_the_scripts_a_shared_character_writes)
{
    cr_expect(gly_script_has(0x30FC, GLY_SCRIPT_HIRAGANA));
    cr_expect(gly_script_has(0x30FC, GLY_SCRIPT_KATAKANA));
    cr_expect_not(gly_script_has(0x30FC, GLY_SCRIPT_LATIN));
    cr_expect_not(gly_script_has(0x30FC, GLY_SCRIPT_COMMON));
    cr_expect(gly_script_has(0x3001, GLY_SCRIPT_HAN), "ideographic comma");
    cr_expect(gly_script_has(0x0640, GLY_SCRIPT_SYRIAC), "tatweel");
    cr_expect(gly_script_has('a', GLY_SCRIPT_LATIN));
    cr_expect(gly_script_has('.', GLY_SCRIPT_COMMON));
    cr_expect_not(gly_script_has('.', GLY_SCRIPT_LATIN));
}

Test(unicode, names_every_script)
{
    for (unsigned i = 0; i < GLY_SCRIPT_COUNT; i++) {
        enum gly_script script = (enum gly_script)i;
        cr_expect_eq(strlen(gly_script_code(script)), 4);
        cr_expect_gt(strlen(gly_script_name(script)), 1);
        cr_expect_eq(gly_script_from_code(gly_script_code(script)), script);
    }
    cr_expect_str_eq(gly_script_name(GLY_SCRIPT_CYRILLIC), "Cyrillic");
    cr_expect_str_eq(gly_script_name(GLY_SCRIPT_OLD_ITALIC), "Old Italic");
    cr_expect_eq(gly_script_from_code("Qaac"), GLY_SCRIPT_COPTIC, "the older code");
    cr_expect_eq(gly_script_from_code(""), GLY_SCRIPT_UNKNOWN);
    cr_expect_eq(gly_script_from_code("Jpan"), GLY_SCRIPT_UNKNOWN);
}

Test(unicode, tells_categories_apart)
{
    cr_expect(gly_is_letter(0x00E9) && gly_is_lower(0x00E9) && !gly_is_upper(0x00E9));
    cr_expect(gly_is_upper(0x0416) && !gly_is_lower(0x0416));
    cr_expect(gly_is_letter(0x01C5) && !gly_is_upper(0x01C5) && !gly_is_lower(0x01C5));
    cr_expect(gly_is_letter(0x65F6) && gly_is_letter(0x30FC) && !gly_is_letter(0xD7));
    cr_expect(gly_is_mark(0x0301) && gly_is_mark(0x093E) && !gly_is_mark(0x00B4));
    cr_expect(gly_is_digit(0x0665) && !gly_is_digit(0x00B2) && !gly_is_digit(0x2460));
    cr_expect(gly_is_space(0x00A0) && gly_is_space(0x2009) && gly_is_space(0x85));
    cr_expect_not(gly_is_space(0x200B) || gly_is_space(0xFEFF));
    cr_expect(gly_is_punct(0x2019) && gly_is_punct(0x2014) && gly_is_punct(0x3002));
    cr_expect(gly_is_symbol(0x20AC) && gly_is_symbol('$') && !gly_is_symbol('%'));
    cr_expect(gly_is_control(0x0B) && gly_is_control(0x9F) && !gly_is_control(0xA0));
    cr_expect(gly_is_format(0x200D) && gly_is_format(0xAD) && gly_is_format(0xFEFF));
    cr_expect(gly_is_default_ignorable(0x200B) && gly_is_default_ignorable(0x3164));
    cr_expect(gly_is_default_ignorable(0xFE0F) && !gly_is_default_ignorable(' '));
    cr_expect(gly_is_bidi_control(0x202E) && gly_is_bidi_control(0x2066));
    cr_expect_not(gly_is_bidi_control(0x200B));
    cr_expect(gly_is_private_use(0xE000) && gly_is_private_use(0xF0000));
    cr_expect(gly_is_emoji(0x1F600) && gly_is_emoji(0x2764) && !gly_is_emoji('#'));
    cr_expect_eq(gly_category_of(0xD800), GLY_CATEGORY_CS);
}

Test(unicode, reads_digits_of_any_script)
{
    cr_expect_eq(gly_digit_value('7'), 7);
    cr_expect_eq(gly_digit_value(0x0663), 3, "Arabic-Indic");
    cr_expect_eq(gly_digit_value(0x096F), 9, "Devanagari");
    cr_expect_eq(gly_digit_value(0xFF10), 0, "fullwidth");
    cr_expect_eq(gly_digit_value(0x1D7FF), 9, "monospace, last of five runs in a row");
    cr_expect_eq(gly_digit_value('a'), -1);
    cr_expect_eq(gly_digit_value(0x00B3), -1, "superscripts are no decimal digits");
}

Test(unicode, measures_cells)
{
    cr_expect_eq(gly_display_width('a'), 1);
    cr_expect_eq(gly_display_width(0x00E9), 1);
    cr_expect_eq(gly_display_width(0x0301), 0);
    cr_expect_eq(gly_display_width(0x200B), 0);
    cr_expect_eq(gly_display_width(0x65F6), 2);
    cr_expect_eq(gly_display_width(0xFF21), 2);
    cr_expect_eq(gly_display_width(0xFF71), 1, "halfwidth katakana");
    cr_expect_eq(gly_display_width(0x1F600), 2);
    cr_expect_eq(gly_display_width(0x1161), 0, "vowel of a Hangul syllable");
    cr_expect_eq(gly_display_width(0x2FFFD), 2, "unassigned, wide by default");
}

Test(unicode, maps_case_one_to_one)
{
    static const struct {
        uint32_t from, lower, upper, fold;
    } cases[] = {
        {'A', 'a', 'A', 'a'},
        {'z', 'z', 'Z', 'z'},
        {0x00C9, 0x00E9, 0x00C9, 0x00E9},
        {0x00FF, 0x00FF, 0x0178, 0x00FF},
        {0x00DF, 0x00DF, 0x00DF, 0x00DF},
        {0x0130, 0x0069, 0x0130, 0x0130},
        {0x03A3, 0x03C3, 0x03A3, 0x03C3},
        {0x03C2, 0x03C2, 0x03A3, 0x03C3},
        {0x0416, 0x0436, 0x0416, 0x0436},
        {0x01C5, 0x01C6, 0x01C4, 0x01C6},
        {0x10400, 0x10428, 0x10400, 0x10428},
        {0x65F6, 0x65F6, 0x65F6, 0x65F6},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint32_t cp = cases[i].from;
        cr_expect_eq(gly_to_lower(cp), cases[i].lower, "lower of U+%04X", cp);
        cr_expect_eq(gly_to_upper(cp), cases[i].upper, "upper of U+%04X", cp);
        cr_expect_eq(gly_case_fold(cp), cases[i].fold, "fold of U+%04X", cp);
    }
}

Test(unicode, folds_compatibility_forms)
{
    static const struct {
        uint32_t from;
        enum gly_compat kind;
        uint32_t to[4];
    } cases[] = {
        {'a', GLY_COMPAT_NONE, {'a'}},
        {0x00E9, GLY_COMPAT_NONE, {0x00E9}},
        {0xD55C, GLY_COMPAT_NONE, {0xD55C}},
        {0xFF21, GLY_COMPAT_WIDE, {'A'}},
        {0xFF11, GLY_COMPAT_WIDE, {'1'}},
        {0xFF76, GLY_COMPAT_NARROW, {0x30AB}},
        {0xFB01, GLY_COMPAT_LIGATURE, {'f', 'i'}},
        {0xFB03, GLY_COMPAT_LIGATURE, {'f', 'f', 'i'}},
        {0x212B, GLY_COMPAT_CANONICAL, {0x00C5}},
        {0x00B2, GLY_COMPAT_SUPER, {'2'}},
        {0x00BD, GLY_COMPAT_FRACTION, {'1', 0x2044, '2'}},
        {0x1D400, GLY_COMPAT_FONT, {'A'}},
        {0x2026, GLY_COMPAT_OTHER, {'.', '.', '.'}},
        {0x00A0, GLY_COMPAT_NO_BREAK, {' '}},
        {0xF900, GLY_COMPAT_CANONICAL, {0x8C48}},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint32_t out[GLY_COMPAT_MAX];
        size_t count = gly_compat_fold(cases[i].from, out);
        cr_expect_eq(gly_compat_kind(cases[i].from), cases[i].kind, "U+%04X",
                     cases[i].from);
        cr_assert_leq(count, 4);
        cr_expect_arr_eq(out, cases[i].to, count * sizeof(out[0]), "U+%04X",
                         cases[i].from);
        cr_expect(count == 4 || cases[i].to[count] == 0, "U+%04X", cases[i].from);
    }
}

Test(unicode, longest_fold_fits)
{
    uint32_t out[GLY_COMPAT_MAX];
    size_t longest = 0;
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        size_t count = gly_compat_fold(cp, out);
        longest = count > longest ? count : longest;
    }
    cr_expect_eq(longest, GLY_COMPAT_MAX);
    cr_expect_eq(gly_compat_fold(0xFDFA, out), GLY_COMPAT_MAX);
}

Test(unicode, composes_accents)
{
    cr_expect_eq(gly_compose('e', 0x0301), 0x00E9);
    cr_expect_eq(gly_compose('A', 0x030A), 0x00C5);
    cr_expect_eq(gly_compose(0x0438, 0x0306), 0x0439);
    cr_expect_eq(gly_compose('q', 0x0301), 0);
    cr_expect_eq(gly_compose(0, 0), 0);
}

Test(unicode, finds_the_latin_letter_behind_a_homoglyph)
{
    static const struct {
        uint32_t cp, latin;
    } cases[] = {
        {0x0430, 'a'}, /* Cyrillic */
        {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0445, 'x'},
        {0x0443, 'y'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0455, 's'}, {0x043A, 'k'},
        {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'}, {0x041C, 'M'},
        {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'},
        {0x0425, 'X'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0405, 'S'}, {0x0451, 0xEB},
        {0x03BF, 'o'}, /* Greek */
        {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'},
        {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'},
        {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03BD, 'v'},
        {0x0585, 'o'}, /* Armenian */
        {0x0578, 'n'}, {0x057D, 'u'}, {0x0436, 0},   {0x65F6, 0},   {'a', 0},
        {0x00E9, 0},   {0x0301, 0},   {'0', 0},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        cr_expect_eq(gly_confusable_latin(cases[i].cp), cases[i].latin,
                     "U+%04X gives U+%04X", cases[i].cp,
                     gly_confusable_latin(cases[i].cp));
    }
}

Test(unicode, takes_any_number)
{
    static const uint32_t cases[] = {0x110000, 0x7FFFFFFF, 0x80000000, UINT32_MAX};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint32_t out[GLY_COMPAT_MAX];
        cr_expect_eq(gly_script_of(cases[i]), GLY_SCRIPT_UNKNOWN);
        cr_expect_eq(gly_category_of(cases[i]), GLY_CATEGORY_CN);
        cr_expect_eq(gly_to_lower(cases[i]), cases[i]);
        cr_expect_eq(gly_to_upper(cases[i]), cases[i]);
        cr_expect_eq(gly_compat_fold(cases[i], out), 1);
        cr_expect_eq(out[0], cases[i]);
        cr_expect_not(gly_is_letter(cases[i]) || gly_is_mark(cases[i]));
        cr_expect_eq(gly_confusable_latin(cases[i]), 0);
        cr_expect_eq(gly_digit_value(cases[i]), -1);
    }
}
