/* calendar.h - days of other calendars as days of the Gregorian one, which is carried backwards before 1582. */
#ifndef MIZAN_CALENDAR_H
#define MIZAN_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct calendar_day {
    int year, month, day; /* month and day from 1 */
};

enum calendar_era { ERA_MEIJI, ERA_TAISHO, ERA_SHOWA, ERA_HEISEI, ERA_REIWA, ERA_MINGUO, ERA_COUNT };

/* Does the Gregorian calendar have this day? Years 1 to 9999. */
bool calendar_is_day(struct calendar_day day);

/* Days from 1 January 1970, which is 0. */
int64_t calendar_number(struct calendar_day day);
struct calendar_day calendar_from_number(int64_t number);

/* A day written in the Julian calendar (29 February of every fourth year is one). */
struct calendar_day calendar_from_julian(struct calendar_day julian);

/* The Gregorian year of a year of an era, 0 if the era has no such year: (ERA_SHOWA, 14) is 1939. */
int calendar_era_year(enum calendar_era era, int year);

/* True and the Gregorian day, if the Hijri calendar as printed has such a day: years 1 to 1600, days 1 to 30. */
bool hijri_day(int year, int month, int day, struct calendar_day *gregorian);

/* The tabular calendar (civil epoch, intercalary years 2 5 7 10 13 16 18 21 24 26 29), which stands in for years that
 * hijri_day has no table for. */
struct calendar_day calendar_from_tabular_hijri(int year, int month, int day);

#endif
