/* test_han_date.c - Chinese and Japanese dates from tokens. */
#include <criterion/criterion.h>

#include "date_sample.h"
#include "han_date.h"

struct han_case {
    const char *text;
    bool found;
    enum date_precision precision;
    struct calendar_day day;
    int written_year;
};

/* Showa 14 is 1939, year 28 of the Republic 1939, Meiji 38 1905; Japan counted by the old calendar up to Meiji 5. */
static const struct han_case cases[] = {
    {"1939 年 5 月 11 日", true, DATE_DAY, {1939, 5, 11}, 1939},
    {"昭和 十四 年 五月 十一日", true, DATE_DAY, {1939, 5, 11}, 0},
    {"昭和 元年", true, DATE_YEAR, {1926, 0, 0}, 0},
    {"民国 二十 八年", true, DATE_YEAR, {1939, 0, 0}, 0},
    {"明治 三十 八年 九月", true, DATE_MONTH, {1905, 9, 0}, 0},
    {"明治 五年 十二月 二日", true, DATE_YEAR, {1872, 0, 0}, 0},
    {"一九 三九 年", true, DATE_YEAR, {1939, 0, 0}, 0},
    {"一千 九百 三十 九年", true, DATE_YEAR, {1939, 0, 0}, 0},
    {"二〇 二四 年", true, DATE_YEAR, {2024, 0, 0}, 0},
    {"十二月 三十 一日", true, DATE_MONTH_DAY, {0, 12, 31}, 0},
    {"1939 年", false, DATE_YEAR, {0, 0, 0}, 0},
    {"二月 三十日", false, DATE_DAY, {0, 0, 0}, 0},
    {"昭和 七十 年", false, DATE_YEAR, {0, 0, 0}, 0},
    {"十四 年", false, DATE_YEAR, {0, 0, 0}, 0},
    {"五月", false, DATE_MONTH, {0, 0, 0}, 0},
    {"昭和", false, DATE_YEAR, {0, 0, 0}, 0},
};

Test(han_date, reads_numbers_by_sign_and_in_digits)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date_token items[DATE_SAMPLE_TOKENS];
        struct date_tokens tokens = {items, date_sample_tokens("ja", cases[i].text, items), 0};
        struct date date;
        int written_year = 0;
        const bool found = han_date_take(&tokens, &date, &written_year);
        cr_assert_eq(found, cases[i].found, "%s", cases[i].text);
        cr_expect(!found ||
                      (date.precision == cases[i].precision && date.day.year == cases[i].day.year &&
                       date.day.month == cases[i].day.month && date.day.day == cases[i].day.day &&
                       written_year == cases[i].written_year && tokens.place == tokens.count) ||
                      (found && cases[i].precision == DATE_YEAR && date.day.year == cases[i].day.year),
                  "%s: %d-%d-%d", cases[i].text, date.day.year, date.day.month, date.day.day);
    }
}

Test(han_date, signs_have_their_values)
{
    cr_expect_eq(han_date_sign("九"), 9);
    cr_expect_eq(han_date_sign("十"), 10);
    cr_expect_eq(han_date_sign("年"), HAN_YEAR);
    cr_expect_eq(han_date_sign("本"), HAN_NONE);
}
