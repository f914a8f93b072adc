/* test_word_split.c - what UAX #29 leaves together, cut; the cases are those of TEXT.md's traps and of word_split.c's
 * rules. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

#include "character_table.h"
#include "refusal.h"
#include "word_split.h"

enum { UNITS = 128, SHOWN = 256 };

/* The parts of a word separated by "|", with "#" behind a number. */
static const char *split(const char *word)
{
    static char shown[SHOWN];
    struct failure failure = {0};
    struct character_table *table = NULL;
    cr_assert_eq(character_table_open(&table, &failure), STATUS_OK, "%s", failure.message);
    UChar units[UNITS];
    int32_t length = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8(units, UNITS, &length, word, -1, &code);
    shown[0] = '\0';
    size_t position = 0;
    struct word_part part;
    while (word_split_next(table, units, (size_t)length, &position, &part)) {
        char bytes[SHOWN];
        int32_t count = 0;
        u_strToUTF8(bytes, SHOWN, &count, units + part.start, (int32_t)(part.end - part.start), &code);
        snprintf(shown + strlen(shown), SHOWN - strlen(shown), "%s%.*s%s", shown[0] != '\0' ? "|" : "", (int)count,
                 bytes, part.numeric ? "#" : "");
    }
    character_table_close(table);
    return shown;
}

struct split_case {
    const char *word, *parts;
};

static void check(const struct split_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cr_expect_str_eq(split(cases[i].word), cases[i].parts, "%s gives %s, not %s", cases[i].word,
                         split(cases[i].word), cases[i].parts);
    }
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof(cases)[0])

Test(word_split, ends_a_part_between_letter_and_digit)
{
    static const struct split_case cases[] = {
        {"1918تناقش", "1918#|تناقش"}, {"الـ4", "الـ|4#"}, {"1930s", "1930#|s"}, {"B12", "B|12#"}};
    CHECK(cases);
}

Test(word_split, ends_a_part_between_scripts_but_keeps_japanese_words)
{
    static const struct split_case cases[] = {
        {"A.С", "A|С"}, {"NATO는", "NATO|는"}, {"食べる", "食べる"}, {"موسكوMoscow", "موسكو|Moscow"}};
    CHECK(cases);
}

Test(word_split, ends_a_part_at_full_stops_but_not_in_abbreviations)
{
    static const struct split_case cases[] = {
        {"بها.وبأيجاز", "بها|وبأيجاز"},         {"د.ت", "د.ت"},         {"U.S.A", "U.S.A"},
        {"www.example.com", "www|example|com"}, {"A.Smith", "A|Smith"}, {"دَ.ت", "دَ.ت"}};
    CHECK(cases);
}

Test(word_split, breaks_at_the_non_joiner_but_not_behind_a_virama)
{
    static const struct split_case cases[] = {{"می‌خواهم", "می|خواهم"}, {"क्‌ष", "क्‌ष"}};
    CHECK(cases);
}

Test(word_split, breaks_at_underscores_and_colons)
{
    static const struct split_case cases[] = {{"stage_type", "stage|type"}, {"a:b", "a|b"}, {"__x__", "x"}};
    CHECK(cases);
}

Test(word_split, keeps_apostrophes_and_middle_dots)
{
    static const struct split_case cases[] = {
        {"don't", "don't"}, {"l’homme", "l’homme"}, {"col·lecció", "col·lecció"}, {"country’s", "country’s"}};
    CHECK(cases);
}

Test(word_split, keeps_the_separators_that_a_number_can_have)
{
    static const struct split_case cases[] = {{"1,000", "1,000#"},         {"3.14", "3.14#"},
                                              {"1.000.000", "1.000.000#"}, {"1,234,567.89", "1,234,567.89#"},
                                              {"12,34,567", "12,34,567#"}, {"1’000", "1’000#"},
                                              {"1٬000", "1٬000#"},         {"٣٫١٤", "٣٫١٤#"}};
    CHECK(cases);
}

Test(word_split, gives_the_numbers_of_a_date_and_of_two_years)
{
    static const struct split_case cases[] = {{"14.2.1950", "14#|2#|1950#"},
                                              {"14.02.1950", "14#|02#|1950#"},
                                              {"1918,1939", "1918#|1939#"},
                                              {"1918،1939", "1918#|1939#"},
                                              {"1.2.3.4", "1#|2#|3#|4#"}};
    CHECK(cases);
}

Test(word_split, leaves_out_tatweel_alone_and_invisible_characters_at_the_end)
{
    static const struct split_case cases[] = {
        {"ــــ", ""}, {"كتاب\xE2\x80\x8F", "كتاب"}, {"ـهم", "ـهم"}, {"كتـاب", "كتـاب"}};
    CHECK(cases);
}

Test(word_split, keeps_combining_marks_and_letters_beyond_the_basic_plane)
{
    static const struct split_case cases[] = {
        {"أُبرمَت", "أُبرمَت"}, {"e\xCC\x81t\xC3\xA9", "e\xCC\x81t\xC3\xA9"}, {"𐌰𐌱", "𐌰𐌱"}};
    CHECK(cases);
}

Test(word_split, takes_the_script_of_the_first_letter_that_has_one)
{
    struct failure failure = {0};
    struct character_table *table = NULL;
    cr_assert_eq(character_table_open(&table, &failure), STATUS_OK);
    static const UChar micro_metre[] = {0x00B5, 'm'}; /* the micro sign is common to scripts */
    size_t position = 0;
    struct word_part part = {0};
    cr_assert(word_split_next(table, micro_metre, 2, &position, &part));
    cr_assert_eq(part.script, SCRIPT_LATIN);
    cr_assert_eq(part.end, 2U);
    character_table_close(table);
}

Test(word_split, takes_linear_time_on_endless_full_stops, .timeout = 10)
{
    enum { LENGTH = 1 << 19 };
    struct failure failure = {0};
    struct character_table *table = NULL;
    cr_assert_eq(character_table_open(&table, &failure), STATUS_OK);
    UChar *const units = malloc(LENGTH * sizeof *units);
    cr_assert_not_null(units);
    for (size_t kind = 0; kind < 2; kind++) {
        for (size_t i = 0; i < LENGTH; i++) {
            units[i] = i % 2 == 1 ? '.' : kind == 0 ? 'a' : '1';
        }
        size_t position = 0;
        size_t letters = 0;
        struct word_part part;
        while (word_split_next(table, units, LENGTH, &position, &part)) {
            letters += (part.end - part.start + 1) / 2;
        }
        cr_expect_eq(letters, LENGTH / 2U);
    }
    free(units);
    character_table_close(table);
}

Test(word_split, reports_a_refused_allocation)
{
    struct failure failure = {0};
    struct character_table *table = NULL;
    refuse_allocation(0, false);
    cr_expect_eq(character_table_open(&table, &failure), STATUS_FAILED);
    refuse_nothing();
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    cr_expect_null(table);
    character_table_close(NULL);
}
