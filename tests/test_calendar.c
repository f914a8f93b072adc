/* test_calendar.c - days of other calendars, by published pairs. */
#include <criterion/criterion.h>
#include <unicode/ucal.h>

#include "calendar.h"

#define DAY(year, month, day) ((struct calendar_day){year, month, day})

static void expect_day(struct calendar_day day, struct calendar_day expected)
{
    cr_expect(day.year == expected.year && day.month == expected.month && day.day == expected.day,
              "%d-%02d-%02d, expected %d-%02d-%02d", day.year, day.month, day.day, expected.year, expected.month,
              expected.day);
}

Test(calendar, knows_which_days_there_are)
{
    cr_expect(calendar_is_day(DAY(2000, 2, 29)) && calendar_is_day(DAY(1924, 2, 29)) && calendar_is_day(DAY(1, 1, 1)));
    cr_expect(!calendar_is_day(DAY(1900, 2, 29)) && !calendar_is_day(DAY(1925, 2, 29)));
    cr_expect(!calendar_is_day(DAY(1925, 2, 31)) && !calendar_is_day(DAY(1925, 4, 31)));
    cr_expect(!calendar_is_day(DAY(1925, 13, 1)) && !calendar_is_day(DAY(1925, 0, 1)));
    cr_expect(!calendar_is_day(DAY(1925, 1, 0)) && !calendar_is_day(DAY(0, 1, 1)) &&
              !calendar_is_day(DAY(10000, 1, 1)));
}

/* POSIX: day 0 is 1 January 1970, and 1 January 2000 is day 10957; R.D. 1 is day -719162. */
Test(calendar, numbers_days_from_1970)
{
    cr_expect_eq(calendar_number(DAY(1970, 1, 1)), 0);
    cr_expect_eq(calendar_number(DAY(2000, 1, 1)), 10957);
    cr_expect_eq(calendar_number(DAY(1, 1, 1)), -719162);
}

Test(calendar, every_number_of_four_thousand_years_is_a_day_and_back)
{
    for (int64_t number = calendar_number(DAY(1, 1, 1)); number <= calendar_number(DAY(4000, 12, 31)); number++) {
        const struct calendar_day day = calendar_from_number(number);
        cr_assert(calendar_is_day(day));
        cr_assert_eq(calendar_number(day), number);
    }
}

/* The October revolution, the end of the Julian calendar in Russia (1918-02-14 followed 1918-01-31), the papal reform
 * (1582-10-15 followed 1582-10-04), the leap day that Gregory left out. */
Test(calendar, julian_days_are_those_of_the_textbooks)
{
    expect_day(calendar_from_julian(DAY(1917, 10, 25)), DAY(1917, 11, 7));
    expect_day(calendar_from_julian(DAY(1918, 2, 1)), DAY(1918, 2, 14));
    expect_day(calendar_from_julian(DAY(1582, 10, 5)), DAY(1582, 10, 15));
    expect_day(calendar_from_julian(DAY(1900, 2, 29)), DAY(1900, 3, 13));
    expect_day(calendar_from_julian(DAY(1700, 2, 28)), DAY(1700, 3, 10));
    expect_day(calendar_from_julian(DAY(1905, 8, 23)), DAY(1905, 9, 5));
}

/* The civil epoch, 16 July 622 Julian; 1 Muharram 1343 and 1420 as printed in tables of this calendar; 30 years are
 * 10,631 days. */
Test(calendar, tabular_hijri_days_are_those_of_printed_tables)
{
    expect_day(calendar_from_tabular_hijri(1, 1, 1), DAY(622, 7, 19));
    expect_day(calendar_from_tabular_hijri(1343, 1, 1), DAY(1924, 8, 2));
    expect_day(calendar_from_tabular_hijri(1420, 1, 1), DAY(1999, 4, 17));
    cr_expect_eq(calendar_number(calendar_from_tabular_hijri(1331, 1, 1)) + 10631,
                 calendar_number(calendar_from_tabular_hijri(1361, 1, 1)));
}

/* Saudi Arabia's published new years: 1 Muharram 1445 on 19 July 2023, 1446 on 7 July 2024; and the planted dates of
 * corpora/README.md, which were converted by another program. */
Test(calendar, hijri_days_are_those_of_umm_al_qura)
{
    static const struct {
        int year, month, day;
        struct calendar_day expected;
    } cases[] = {{1445, 1, 1, {2023, 7, 19}},   {1446, 1, 1, {2024, 7, 7}},   {1343, 6, 25, {1925, 1, 20}},
                 {1345, 11, 10, {1927, 5, 12}}, {1358, 7, 4, {1939, 8, 20}},  {1360, 6, 17, {1941, 7, 12}},
                 {1361, 5, 10, {1942, 5, 26}},  {1369, 4, 26, {1950, 2, 14}}, {1, 1, 1, {622, 7, 19}}};
    struct calendar_day day;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect(hijri_day(cases[i].year, cases[i].month, cases[i].day, &day));
        expect_day(day, cases[i].expected);
    }
    cr_expect(!hijri_day(0, 1, 1, &day) && !hijri_day(1601, 1, 1, &day));
    cr_expect(!hijri_day(1343, 13, 1, &day) && !hijri_day(1343, 1, 31, &day));
    cr_expect(!hijri_day(1200, 2, 30, &day), "even months have 29 days");
    cr_expect(!(hijri_day(1343, 1, 30, &day) && hijri_day(1343, 2, 30, &day) && hijri_day(1343, 3, 30, &day) &&
                hijri_day(1343, 4, 30, &day) && hijri_day(1343, 5, 30, &day)),
              "five months of 30 days in a row do not occur");
}

Test(calendar, umm_al_qura_is_never_more_than_two_days_from_the_tabular_calendar)
{
    struct calendar_day day;
    for (int year = 1200; year <= 1600; year++) {
        for (int month = 1; month <= 12; month++) {
            cr_assert(hijri_day(year, month, 1, &day));
            const int64_t off = calendar_number(day) - calendar_number(calendar_from_tabular_hijri(year, month, 1));
            cr_assert(off >= -2 && off <= 2, "%d-%d: %d", year, month, (int)off);
        }
    }
}

/* Day by day, and which days there are. */
Test(calendar, umm_al_qura_is_icus)
{
    static const UChar utc[] = u"Etc/UTC";
    const double milliseconds_a_day = 86400000;
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *const icu = ucal_open(utc, -1, "root@calendar=islamic-umalqura", UCAL_DEFAULT, &code);
    cr_assert(U_SUCCESS(code));
    for (int date = 1300 * 360; date < 1601 * 360; date++) {
        const int year = date / 360, month = date / 30 % 12 + 1, day = date % 30 + 1;
        struct calendar_day got;
        ucal_clear(icu);
        ucal_setDateTime(icu, year, month - 1, day, 0, 0, 0, &code);
        const double number = ucal_getMillis(icu, &code) / milliseconds_a_day;
        const bool is_there = ucal_get(icu, UCAL_MONTH, &code) == month - 1;
        cr_assert(U_SUCCESS(code));
        cr_assert_eq(hijri_day(year, month, day, &got), is_there, "%d-%d-%d", year, month, day);
        cr_assert(!is_there || (double)calendar_number(got) == number, "%d-%d-%d", year, month, day);
    }
    ucal_close(icu);
}

/* Meiji 1 is 1868, Taisho 14 1925, Showa 14 1939, Heisei 31 and Reiwa 1 2019, year 28 of the Republic of China 1939. */
Test(calendar, eras_count_from_their_first_year)
{
    cr_expect_eq(calendar_era_year(ERA_MEIJI, 1), 1868);
    cr_expect_eq(calendar_era_year(ERA_MEIJI, 38), 1905);
    cr_expect_eq(calendar_era_year(ERA_TAISHO, 14), 1925);
    cr_expect_eq(calendar_era_year(ERA_SHOWA, 14), 1939);
    cr_expect_eq(calendar_era_year(ERA_HEISEI, 31), 2019);
    cr_expect_eq(calendar_era_year(ERA_REIWA, 1), 2019);
    cr_expect_eq(calendar_era_year(ERA_MINGUO, 28), 1939);
    cr_expect_eq(calendar_era_year(ERA_SHOWA, 65), 0, "Showa ended in its 64th year");
    cr_expect_eq(calendar_era_year(ERA_TAISHO, 0), 0);
}
