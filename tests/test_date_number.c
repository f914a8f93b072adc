/* test_date_number.c - numbers in words. */
#include <criterion/criterion.h>

#include "date_sample.h"

struct number_case {
    const char *language, *text;
    int value;
    size_t tokens; /* that it takes */
    bool is_ordinal;
};

static const struct number_case cases[] = {
    {"ar", "الأول من", 1, 1, true},
    {"ar", "الحادي عشر من", 11, 2, true},
    {"ar", "الثاني عشر", 12, 2, true},
    {"ar", "العشرين من", 20, 1, false},
    {"ar", "الرابع والعشرين", 24, 2, true},
    {"ar", "الحادية والثلاثين", 31, 2, true},
    {"ar", "ثلاثة عشر", 13, 2, false},
    {"ar", "سبعة وخمسين", 57, 2, false},
    {"ar", "ثلاثمئة وسبعة وخمسين", 357, 3, false},
    {"ar", "تسع مئة", 900, 2, false},
    {"ar", "ألف وتسعمئة وخمسة وعشرين", 1925, 4, false},
    {"ar", "ألف وتسعمائة وتسعة وثلاثين", 1939, 4, false},
    {"ar", "الرابع والخامس", 4, 1, true},
    {"ar", "عشرين ثلاثين", 20, 1, false},
    {"en", "twenty first of", 21, 2, true},
    {"en", "twentieth", 20, 1, true},
    {"en", "first second", 1, 1, true},
    {"en", "one hundred and eleven", 111, 4, false},
    {"en", "three hundred and fifty seven", 357, 5, false},
    {"en", "nineteen hundred and twenty five", 1925, 5, false},
    {"en", "one thousand nine hundred twenty five", 1925, 6, false},
    {"ru", "двадцать пятого января", 25, 2, true},
    {"ru", "тысяча девятьсот двадцать пятого года", 1925, 4, true},
    {"ru", "сорок первого", 41, 2, true},
    {"fr", "premier mai", 1, 1, true},
    {"fr", "mil neuf cent vingt cinq", 1925, 5, false},
    {"fr", "quatre vingt dix", 90, 3, false},
    {"fr", "soixante quinze", 75, 2, false},
};

Test(date_number, takes_the_longest_number)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date_token items[DATE_SAMPLE_TOKENS];
        struct date_tokens tokens = {items, date_sample_tokens(cases[i].language, cases[i].text, items), 0};
        struct date_number number;
        cr_assert(date_number_take(&tokens, &number), "%s", cases[i].text);
        cr_expect(number.value == cases[i].value && tokens.place == cases[i].tokens &&
                      number.is_ordinal == cases[i].is_ordinal,
                  "%s: %d by %zu tokens%s", cases[i].text, number.value, tokens.place,
                  number.is_ordinal ? ", an ordinal" : "");
    }
}

Test(date_number, takes_nothing_where_there_is_none)
{
    static const char *const texts[] = {"and five", "January", "12", ""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct date_token items[DATE_SAMPLE_TOKENS];
        struct date_tokens tokens = {items, date_sample_tokens("en", texts[i], items), 0};
        struct date_number number;
        cr_expect(!date_number_take(&tokens, &number) && tokens.place == 0, "%s", texts[i]);
    }
}

Test(date_number, years_are_also_spoken_in_two_halves)
{
    static const struct {
        const char *language, *text;
        int year; /* 0: none */
    } years[] = {{"en", "nineteen twenty five", 1925},
                 {"en", "eighteen twelve", 1812},
                 {"en", "two thousand and five", 2005},
                 {"ar", "ألف وتسعمئة وخمسة وعشرين", 1925},
                 {"ru", "тысяча девятьсот пятом", 1905},
                 {"en", "nineteen", 0},
                 {"en", "three hundred", 0},
                 {"en", "nineteen five", 0}};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        struct date_token items[DATE_SAMPLE_TOKENS];
        struct date_tokens tokens = {items, date_sample_tokens(years[i].language, years[i].text, items), 0};
        int year = 0;
        const bool found = date_number_take_year(&tokens, &year);
        cr_expect(found == (years[i].year != 0) && (!found || year == years[i].year), "%s: %d", years[i].text, year);
        cr_expect(found || tokens.place == 0);
    }
}
