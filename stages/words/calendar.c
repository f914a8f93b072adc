/*
 * calendar.c - Gregorian, Julian and tabular Hijri days by arithmetic, Umm al-Qura by ICU's tables.
 *
 * Day numbers after Reingold & Dershowitz, Calendrical Calculations, chapters 2, 3 and 7. A Hijri date stands for a
 * month that was sighted, not computed: it is right to a day or two, whichever table is asked. Umm al-Qura is asked
 * where ICU has it (1300 to 1600, that is 1882 to 2174), because modern editors convert by it.
 */
#include "calendar.h"

#include <stdlib.h>
#include <unicode/ucal.h>

#include "array.h"

enum {
    MONTHS = 12,
    DAYS_TO_1970 = 719163,    /* day 1 is 1 January of year 1, Gregorian */
    HIJRI_EPOCH = 227015,     /* 16 July 622 Julian, counted likewise */
    JULIAN_EPOCH = -1,        /* 30 December of year 0, Gregorian, counted likewise */
    UMM_AL_QURA_FIRST = 1300, /* what ICU has tables for; outside of it falls back to the tabular one */
    UMM_AL_QURA_LAST = 1600,
    MILLISECONDS_A_DAY = 86400000
};

struct hijri {
    UCalendar *umm_al_qura; /* once a date asks for it */
    struct failure failure; /* of its opening */
};

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

enum status hijri_open(struct hijri **hijri, struct failure *failure)
{
    return array_zeroed((void **)hijri, 1, sizeof **hijri, failure);
}

static enum status load(struct hijri *hijri)
{
    static const UChar utc[] = {'E', 't', 'c', '/', 'U', 'T', 'C', 0};
    UErrorCode code = U_ZERO_ERROR;
    hijri->umm_al_qura = ucal_open(utc, -1, "root@calendar=islamic-umalqura", UCAL_DEFAULT, &code);
    if (U_SUCCESS(code)) {
        return STATUS_OK;
    }
    hijri->umm_al_qura = NULL;
    return code == U_MEMORY_ALLOCATION_ERROR
               ? failure_memory(&hijri->failure, "the Hijri calendar")
               : failure_set(&hijri->failure, FAILURE_INTERNAL, "ICU has no Hijri calendar: %s", u_errorName(code));
}

void hijri_close(struct hijri *hijri)
{
    if (hijri == NULL) {
        return;
    }
    if (hijri->umm_al_qura != NULL) {
        ucal_close(hijri->umm_al_qura);
    }
    free(hijri);
}

enum status hijri_check(const struct hijri *hijri, struct failure *failure)
{
    return hijri->failure.kind == FAILURE_NONE
               ? STATUS_OK
               : failure_set(failure, hijri->failure.kind, "%s", hijri->failure.message);
}

/* The day by ICU's table; the month tells whether it has so many days. */
static bool umm_al_qura_day(struct hijri *hijri, int year, int month, int day, struct calendar_day *gregorian)
{
    UErrorCode code = U_ZERO_ERROR;
    if (hijri->umm_al_qura == NULL && (hijri->failure.kind != FAILURE_NONE || load(hijri) != STATUS_OK)) {
        return false;
    }
    ucal_clear(hijri->umm_al_qura);
    ucal_setDateTime(hijri->umm_al_qura, year, month - 1, day, 0, 0, 0, &code);
    const UDate milliseconds = ucal_getMillis(hijri->umm_al_qura, &code);
    if (U_FAILURE(code) || ucal_get(hijri->umm_al_qura, UCAL_MONTH, &code) != month - 1 || U_FAILURE(code)) {
        return false;
    }
    *gregorian = calendar_from_number(floor_divide((int64_t)milliseconds, MILLISECONDS_A_DAY));
    return true;
}

bool hijri_day(struct hijri *hijri, int year, int month, int day, struct calendar_day *gregorian)
{
    if (year < 1 || year > UMM_AL_QURA_LAST || month < 1 || month > MONTHS || day < 1 || day > 30) {
        return false;
    }
    if (year >= UMM_AL_QURA_FIRST) {
        return umm_al_qura_day(hijri, year, month, day, gregorian);
    }
    const bool is_leap_year = (14 + 11 * year) % 30 < 11;
    const bool has_30 = month % 2 == 1 || (month == MONTHS && is_leap_year);
    *gregorian = calendar_from_tabular_hijri(year, month, day);
    return day <= (has_30 ? 30 : 29);
}
