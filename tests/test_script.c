#include <criterion/criterion.h>
#include <unicode/uscript.h>
#include <stdio.h>
#include <stdlib.h>

#include "script.h"

struct script_case {
    int32_t code_point;
    enum script script;
};

Test(script, letters_belong_to_the_script_that_unicode_gives_them)
{
    static const struct script_case cases[] = {
        {'a', SCRIPT_LATIN},       {'Z', SCRIPT_LATIN},         {0x00E9, SCRIPT_LATIN},    {0x1EA1, SCRIPT_LATIN},
        {0xFF21, SCRIPT_LATIN},    {0x0627, SCRIPT_ARABIC},     {0x06CC, SCRIPT_ARABIC},   {0xFEFB, SCRIPT_ARABIC},
        {0x0436, SCRIPT_CYRILLIC}, {0x0451, SCRIPT_CYRILLIC},   {0x03B1, SCRIPT_GREEK},    {0x1F41, SCRIPT_GREEK},
        {0x05D0, SCRIPT_HEBREW},   {0x0915, SCRIPT_DEVANAGARI}, {0x0561, SCRIPT_ARMENIAN}, {0x0B95, SCRIPT_TAMIL},
        {0x4E2D, SCRIPT_HAN},      {0x20000, SCRIPT_HAN},       {0x3042, SCRIPT_KANA},     {0x30A2, SCRIPT_KANA},
        {0xD55C, SCRIPT_HANGUL},   {0x0E01, SCRIPT_THAI},       {0x0E81, SCRIPT_THAI},     {0x1780, SCRIPT_THAI},
        {0x1000, SCRIPT_THAI},     {0x10D0, SCRIPT_OTHER},      {0x0995, SCRIPT_OTHER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(script_of(cases[i].code_point), cases[i].script, "U+%04X", (unsigned)cases[i].code_point);
    }
}

Test(script, what_is_common_to_scripts_and_what_is_no_character_has_none)
{
    static const int32_t common[] = {' ',    '0',    '@',    '[',    '`',      '{',      0x7F,      0x0640,   0x064B,
                                     0x0660, 0x06F0, 0x0E50, 0x0966, 0x0301,   0x2019,   0x3002,    0x1F600,  0x0378,
                                     -1,     0xD800, 0xF0B7, 0xFFFF, 0x10FFFF, 0x110000, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        cr_expect_eq(script_of(common[i]), SCRIPT_NONE, "U+%04X", (unsigned)common[i]);
    }
}

/* Scripts.txt of the Unicode Character Database: "0041..005A    ; Latin # L&  [26] ..." */
static void expect_line(const char *line, const char *name, enum script script, size_t *checked)
{
    unsigned first = 0, last = 0;
    char found[64] = "", category[8] = "";
    if (sscanf(line, "%x..%x ; %63s # %7s", &first, &last, found, category) != 4) {
        last = 0;
        if (sscanf(line, "%x ; %63s # %7s", &first, found, category) != 3) {
            return;
        }
    }
    if (strcmp(found, name) != 0) {
        return;
    }
    for (unsigned c = first; c <= (last == 0 ? first : last); c++) {
        const enum script expected = strcmp(category, "Nd") == 0 ? SCRIPT_NONE : script;
        cr_assert_eq(script_of((int32_t)c), expected, "U+%04X %s", c, name);
        ++*checked;
    }
}

Test(script, all_characters_agree_with_the_unicode_character_database)
{
    FILE *file = fopen("/usr/share/unicode/Scripts.txt", "r");
    if (file == NULL) {
        cr_skip_test("the package unicode-data is not installed: no /usr/share/unicode/Scripts.txt");
    }
    size_t checked = 0;
    char line[512];
    while (fgets(line, sizeof line, file) != NULL) {
        expect_line(line, "Latin", SCRIPT_LATIN, &checked);
        expect_line(line, "Arabic", SCRIPT_ARABIC, &checked);
        expect_line(line, "Cyrillic", SCRIPT_CYRILLIC, &checked);
        expect_line(line, "Han", SCRIPT_HAN, &checked);
        expect_line(line, "Katakana", SCRIPT_KANA, &checked);
        expect_line(line, "Myanmar", SCRIPT_THAI, &checked);
        expect_line(line, "Georgian", SCRIPT_OTHER, &checked);
        expect_line(line, "Common", SCRIPT_NONE, &checked);
        expect_line(line, "Inherited", SCRIPT_NONE, &checked);
    }
    fclose(file);
    cr_assert_gt(checked, 90000);
}

Test(script, every_script_has_a_code_of_four_letters)
{
    for (int script = 0; script < SCRIPT_COUNT; script++) {
        cr_expect_eq(strlen(script_code((enum script)script)), 4);
    }
    cr_expect_str_eq(script_code(SCRIPT_NONE), "Zyyy");
    cr_expect_str_eq(script_code(SCRIPT_ARABIC), "Arab");
    cr_expect_str_eq(script_code(SCRIPT_OTHER), "Zzzz");
}

Test(script, only_han_kana_and_thai_need_a_dictionary)
{
    for (int script = 0; script < SCRIPT_COUNT; script++) {
        const bool expected = script == SCRIPT_HAN || script == SCRIPT_KANA || script == SCRIPT_THAI;
        cr_expect_eq(script_needs_dictionary((enum script)script), expected);
    }
}

Test(script, what_is_not_asked_of_icu_is_as_icu_has_it)
{
    for (int32_t code = 0x400; code < 0x700; code++) {
        UErrorCode error = U_ZERO_ERROR;
        const UScriptCode expected = uscript_getScript(code, &error);
        const enum script script = script_of(code);
        cr_assert_eq(script == SCRIPT_CYRILLIC, expected == USCRIPT_CYRILLIC, "U+%04X", (unsigned)code);
        /* Digits of Arabic belong to no script here. */
        const bool digit = (code >= 0x660 && code <= 0x669) || (code >= 0x6F0 && code <= 0x6F9);
        cr_assert_eq(script == SCRIPT_ARABIC, expected == USCRIPT_ARABIC && !digit, "U+%04X", (unsigned)code);
    }
}
