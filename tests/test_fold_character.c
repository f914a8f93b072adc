#include <criterion/criterion.h>

#include "fold_character.h"

Test(fold_character, letter_variants_fold_to_one_letter)
{
    static const int32_t pairs[][2] = {{0x0622, 0x0627}, {0x0623, 0x0627}, {0x0625, 0x0627}, {0x0671, 0x0627},
                                       {0x0649, 0x064A}, {0x06CC, 0x064A}, {0x06A9, 0x0643}, {0x0629, 0x0647},
                                       {0x06C1, 0x0647}, {0x0451, 0x0435}, {0x2019, '\''},   {0x0663, '3'},
                                       {0x06F7, '7'},    {0x0969, '3'},    {0x1D7D8, '0'}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        cr_expect_eq(character_fold(pairs[i][0], false), pairs[i][1], "U+%04X", (unsigned)pairs[i][0]);
    }
}

Test(fold_character, marks_fillers_and_private_characters_are_dropped)
{
    static const int32_t dropped[] = {0x0640, 0x064B, 0x0652, 0x0655, 0x0670, 0x0610, 0x061A, 0x06D6, 0x06ED, 0x08F0,
                                      0x05B0, 0x00AD, 0x200C, 0x200D, 0x200E, 0x202E, 0x2067, 0x061C, 0xFE0F, 0xFEFF,
                                      0xF0B7, 0x00A0, 0x3000, 0x2028, '\n',   ' ',    0x7F,   0x85,   0xE0100};
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++) {
        cr_expect_eq(character_fold(dropped[i], false), CHARACTER_DROPPED, "U+%04X", (unsigned)dropped[i]);
        cr_expect_eq(character_key(dropped[i]), CHARACTER_DROPPED, "U+%04X", (unsigned)dropped[i]);
    }
}

Test(fold_character, a_capital_i_is_dotless_in_turkish_alone)
{
    cr_expect_eq(character_fold_simple('I', true), 0x0131);
    cr_expect_eq(character_fold_simple('I', false), 'i');
    cr_expect_eq(character_fold(0x0130, true), 'i');
    cr_expect_eq(character_fold(0x0130, false), 0x0130);
}

Test(fold_character, keys_keep_the_letters_as_written)
{
    static const int32_t kept[] = {0x0622, 0x0623, 0x0649, 0x06CC, 0x0629, 0x0451, 0x0663};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        cr_expect_eq(character_key(kept[i]), kept[i]);
        cr_expect_eq(character_key_simple(kept[i]), kept[i]);
    }
    cr_expect_eq(character_key_simple(0x0411), 0x0431);
    cr_expect_eq(character_key_simple(0x064E), CHARACTER_DROPPED);
}

Test(fold_character, stress_marks_go_from_cyrillic_and_stay_on_latin)
{
    cr_expect(character_drops_mark(0x0438, 0x0301));
    cr_expect(character_drops_mark(0x0435, 0x0308));
    cr_expect(character_drops_mark('i', 0x0307));
    cr_expect_not(character_drops_mark('e', 0x0301));
    cr_expect_not(character_drops_mark('o', 0x0308));
    cr_expect_not(character_drops_mark(0, 0x0301));
}

Test(fold_character, characters_that_others_change_are_not_simple)
{
    static const int32_t dependent[] = {0x00DF, 0x0130, 0x0301, 0x0653, 0x0654, 0x03A3, 0xFEFB, 0x06C0, 0xAC00, 0x2019};
    for (size_t i = 0; i < sizeof dependent / sizeof dependent[0]; i++) {
        cr_expect_eq(character_fold_simple(dependent[i], false), CHARACTER_DEPENDS, "U+%04X", (unsigned)dependent[i]);
        cr_expect_eq(character_key_simple(dependent[i]), CHARACTER_DEPENDS, "U+%04X", (unsigned)dependent[i]);
    }
}

Test(fold_character, plain_arabic_letters_are_those_that_folding_and_keys_leave)
{
    for (int32_t c = 0x0600; c <= 0x067F; c++) {
        const bool is_plain =
            character_is_plain_arabic((unsigned char)(0xC0 | c >> 6), (unsigned char)(0x80 | (c & 0x3F)));
        cr_expect_eq(is_plain, character_fold_simple(c, false) == c, "U+%04X", (unsigned)c);
        cr_expect(!is_plain || character_key_simple(c) == c, "U+%04X", (unsigned)c);
    }
    cr_expect_not(character_is_plain_arabic(0xDA, 0xA8), "another block");
    cr_expect_not(character_is_plain_arabic(0x58, 0xA8));
}
