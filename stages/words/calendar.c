/*
 * calendar.c - Gregorian, Julian and tabular Hijri days by arithmetic, Umm al-Qura by a table.
 *
 * Day numbers after Reingold & Dershowitz, Calendrical Calculations, chapters 2, 3 and 7. A Hijri date stands for a
 * month that was sighted, not computed: it is right to a day or two, whichever table is asked. Umm al-Qura is asked
 * for 1300 to 1600, that is 1882 to 2174, because modern editors convert by it: the months are those of ICU, which is
 * not asked itself: its calendar brings along time zones, locales and number formats, a megabyte for one date.
 */
#include "calendar.h"

enum {
    MONTHS = 12,
    DAYS_TO_1970 = 719163, /* day 1 is 1 January of year 1, Gregorian */
    HIJRI_EPOCH = 227015,  /* 16 July 622 Julian, counted likewise */
    JULIAN_EPOCH = -1,     /* 30 December of year 0, Gregorian, counted likewise */
    UMM_AL_QURA_FIRST = 1300,
    UMM_AL_QURA_LAST = 1600,
    UMM_AL_QURA_EPOCH = -31826 /* 1 Muharram 1300, 12 November 1882, in days from 1970 */
};

/* By year: bit m - 1 says that month m has 30 days, else it has 29. */
static const uint16_t umm_al_qura[UMM_AL_QURA_LAST - UMM_AL_QURA_FIRST + 1] = {
    0x555, 0x2AB, 0x937, 0x2B6, 0x576, 0x36C, 0xB55, 0xAAA, 0x956, 0x49E, 0x95D, 0x2BA, 0x5B5, 0x3AA, 0xB4B, 0xA96,
    0x52E, 0x2AD, 0x56D, 0xB5A, 0x752, 0xF25, 0xE8A, 0xD16, 0xA56, 0xAB5, 0x6B4, 0xDA9, 0xB92, 0xB25, 0x64B, 0xA9B,
    0x35A, 0x6D9, 0x5D4, 0xDA5, 0xD4A, 0xA95, 0x536, 0x975, 0x2F4, 0x6E9, 0x6D4, 0x6A9, 0x535, 0x25D, 0x4BD, 0x9BA,
    0x3B4, 0xB69, 0xB2A, 0xA55, 0x4AD, 0xA5D, 0x2DA, 0x6D9, 0xEAA, 0xE94, 0xD2A, 0xC56, 0x4AE, 0xA6D, 0x56A, 0xD55,
    0xD4A, 0xA93, 0x52B, 0xA5B, 0x53A, 0x6B5, 0xEA9, 0xD52, 0xD29, 0xA55, 0x4AD, 0x56D, 0xAEA, 0x6E4, 0xED1, 0xDA2,
    0xAAA, 0x95A, 0x2DA, 0x5B9, 0xBB2, 0x764, 0x6C9, 0x555, 0x2AB, 0x4DB, 0xABA, 0x5B4, 0xDA9, 0xD52, 0xAA5, 0x92D,
    0x26D, 0x8ED, 0x2DA, 0xAD5, 0xAA5, 0xA4B, 0x497, 0x937, 0x2B6, 0x975, 0xD69, 0xD52, 0xC95, 0x92B, 0x25B, 0x4DB,
    0x9D5, 0x5D2, 0xDA5, 0xD4A, 0xA95, 0x54D, 0xAAD, 0x3AA, 0xBD2, 0xBC4, 0xB89, 0xA95, 0x52D, 0x5AD, 0xB6A, 0x6D4,
    0xDC9, 0xD92, 0xAA6, 0x956, 0x2AE, 0x56D, 0x36A, 0xB55, 0xAAA, 0x94D, 0x49D, 0x95D, 0x2BA, 0x5B5, 0x5AA, 0xD55,
    0xA9A, 0x92E, 0x26E, 0x55D, 0xADA, 0x6D4, 0x6A5, 0xB27, 0xA4D, 0x4AD, 0x56D, 0xB5A, 0x754, 0xF49, 0xE92, 0xD26,
    0xA56, 0x356, 0x6B5, 0xBAA, 0xB92, 0xB25, 0x68B, 0xA9B, 0x55A, 0xADA, 0x5B4, 0xDA9, 0xB52, 0xA9A, 0x536, 0x276,
    0x575, 0xAF2, 0x6D4, 0x6A9, 0x555, 0x2AD, 0x4BD, 0x9BA, 0x574, 0xB69, 0xB52, 0xA95, 0x52D, 0xA5D, 0x4DA, 0xAD9,
    0x6B2, 0xE95, 0xE2A, 0xC96, 0x92E, 0xAAD, 0x56A, 0xD65, 0xD4A, 0xD15, 0x62B, 0xC5B, 0x53A, 0x6B5, 0xDB2, 0xD64,
    0xD29, 0xA55, 0x4AD, 0x96D, 0xAEA, 0x6E8, 0xED1, 0xDA4, 0xD4A, 0xA6A, 0x2DA, 0x5B9, 0xB72, 0xB68, 0x6D1, 0x655,
    0x4AB, 0x95B, 0x2BA, 0x5B5, 0xDA9, 0xD52, 0xCA6, 0x94E, 0x46E, 0x95D, 0x4DA, 0xAD5, 0xAAA, 0xA4D, 0x49B, 0x937,
    0x4B6, 0x975, 0xD6A, 0xD52, 0xAA5, 0x94B, 0x2AB, 0x55B, 0xAD9, 0x5D2, 0xDC5, 0xD92, 0xB25, 0x555, 0xAB5, 0x5B4,
    0xBA9, 0x7A2, 0x745, 0x593, 0xAAB, 0x4D6, 0x9D6, 0x5D2, 0xBA5, 0xB4A, 0xA95, 0x4AD, 0x15D, 0x2DD, 0x9DA, 0x5B4,
    0x5A9, 0x52D, 0x25B, 0x8B7, 0x176, 0x56D, 0xB6A, 0xACA, 0xA96, 0x52B, 0x15B, 0x2BB, 0x5B6, 0xDAA, 0xB94, 0xD46,
    0xA8D, 0x52D, 0xA9D, 0x55A, 0x755, 0x749, 0xF13, 0xE4A, 0xA96, 0x556, 0x6B5, 0xBAA, 0xB94};

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
    static const int days[MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool calendar_is_day(struct calendar_day day)
{
    return day.year >= 1 && day.year <= 9999 && day.month >= 1 && day.month <= MONTHS && day.day >= 1 &&
           day.day <= month_days(day.year, day.month);
}

/* Days of the year before this one, in a year whose February has 28 days, and 29 if it is a leap year. */
static int64_t days_before(struct calendar_day day, bool leap)
{
    const int after_february = day.month <= 2 ? 0 : leap ? -1 : -2;
    return (367 * day.month - 362) / 12 + after_february + day.day;
}

static int64_t floor_divide(int64_t number, int64_t by)
{
    return number / by - (number % by < 0);
}

int64_t calendar_number(struct calendar_day day)
{
    const int64_t years = day.year - 1;
    return 365 * years + floor_divide(years, 4) - floor_divide(years, 100) + floor_divide(years, 400) +
           days_before(day, is_leap(day.year)) - DAYS_TO_1970;
}

struct calendar_day calendar_from_number(int64_t number)
{
    /* By the mean year; with two days to spare it is right or one too early. */
    struct calendar_day day = {(int)floor_divide(400 * (number + DAYS_TO_1970 + 1), 146097) + 1, 1, 1};
    if (calendar_number(day) > number) {
        day.year--;
    }
    int64_t rest = number - calendar_number(day);
    while (rest >= month_days(day.year, day.month)) {
        rest -= month_days(day.year, day.month++);
    }
    day.day = (int)rest + 1;
    return day;
}

struct calendar_day calendar_from_julian(struct calendar_day julian)
{
    const int64_t years = julian.year - 1;
    return calendar_from_number(JULIAN_EPOCH - 1 + 365 * years + floor_divide(years, 4) +
                                days_before(julian, julian.year % 4 == 0) - DAYS_TO_1970);
}

int calendar_era_year(enum calendar_era era, int year)
{
    /* The year 1, and the last: of Reiwa and Minguo none is known, so all that end before 2100 are. */
    static const struct {
        int first, years;
    } eras[ERA_COUNT] = {{1868, 45}, {1912, 15}, {1926, 64}, {1989, 31}, {2019, 81}, {1912, 188}};
    return year >= 1 && year <= eras[era].years ? eras[era].first + year - 1 : 0;
}

struct calendar_day calendar_from_tabular_hijri(int year, int month, int day)
{
    const int64_t years = year - 1;
    return calendar_from_number(HIJRI_EPOCH - 1 + 354 * years + (3 + 11 * (int64_t)year) / 30 + 29 * (month - 1) +
                                month / 2 + day - DAYS_TO_1970);
}

/* Days of the first so many months of a year. */
static int umm_al_qura_days(int year, int months)
{
    const unsigned long_months = umm_al_qura[year - UMM_AL_QURA_FIRST] & ((1U << months) - 1);
    return 29 * months + __builtin_popcount(long_months);
}

static bool umm_al_qura_day(int year, int month, int day, struct calendar_day *gregorian)
{
    const int before = umm_al_qura_days(year, month - 1);
    int64_t number = UMM_AL_QURA_EPOCH + before + day - 1;
    for (int earlier = UMM_AL_QURA_FIRST; earlier < year; earlier++) {
        number += umm_al_qura_days(earlier, MONTHS);
    }
    *gregorian = calendar_from_number(number);
    return day <= umm_al_qura_days(year, month) - before;
}

bool hijri_day(int year, int month, int day, struct calendar_day *gregorian)
{
    if (year < 1 || year > UMM_AL_QURA_LAST || month < 1 || month > MONTHS || day < 1 || day > 30) {
        return false;
    }
    if (year >= UMM_AL_QURA_FIRST) {
        return umm_al_qura_day(year, month, day, gregorian);
    }
    const bool is_leap_year = (14 + 11 * year) % 30 < 11;
    const bool has_30 = month % 2 == 1 || (month == MONTHS && is_leap_year);
    *gregorian = calendar_from_tabular_hijri(year, month, day);
    return day <= (has_30 ? 30 : 29);
}
