/*
 * event_dates.c - dates as ISO 8601 writes them, because a table is read by a program: what 5/12 means, only its writer
 * knows. Dates in words belong into the column of words, where they are read as the texts' are.
 */
#include "event_dates.h"

#include <stdio.h>
#include <stdlib.h>

#include "array.h"

enum { PART_BYTES = 64, TERM_BYTES = 32, MONTHS = 12, PARTS_OF_A_DAY = 3 };

/* Years, months and days that were written; what was not is 0. */
struct written {
    int year, month, day;
};

struct reader {
    struct event_dates *dates;
    const char *where;
    const char *part; /* that is being read, for messages */
    struct failure *failure;
};

static enum status refuse(const struct reader *reader, const char *why)
{
    return failure_set(reader->failure, FAILURE_DATA,
                       "%s\"%s\" %s; write a year (1927), a month (1927-05), a day (1927-05-12) or a range of years "
                       "(1925-1929) or of days (1927-05-12/1927-05-27), several separated by spaces",
                       reader->where, reader->part, why);
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of_month(int year, int month)
{
    static const int days[MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* ---- terms ------------------------------------------------------------------------------------------------------- */

static bool has_term(const struct event_dates *dates, const char *term, size_t length)
{
    for (size_t at = 0; at < dates->length;) {
        const char *const space = memchr(dates->terms + at, ' ', dates->length - at);
        const size_t end = space != NULL ? (size_t)(space - dates->terms) : dates->length;
        if (end - at == length && memcmp(dates->terms + at, term, length) == 0) {
            return true;
        }
        at = end + 1;
    }
    return false;
}

static enum status add_term(const struct reader *reader, const char *format, ...) PRINTF_LIKE(2, 3);

/* Nothing where it is there already. */
static enum status add_term(const struct reader *reader, const char *format, ...)
{
    struct event_dates *const dates = reader->dates;
    char term[TERM_BYTES];
    va_list arguments;
    va_start(arguments, format);
    const int written = vsnprintf(term, sizeof term, format, arguments);
    va_end(arguments);
    const size_t length = written > 0 ? (size_t)written : 0;
    if (has_term(dates, term, length)) {
        return STATUS_OK;
    }
    if (array_reserve((void **)&dates->terms, &dates->capacity, dates->length + 1 + length, 1, reader->failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    if (dates->length > 0) {
        dates->terms[dates->length++] = ' ';
    }
    memcpy(dates->terms + dates->length, term, length);
    dates->length += length;
    return STATUS_OK;
}

static enum status add_year(const struct reader *reader, int year)
{
    if (++reader->dates->years > EVENT_DATES_YEARS_MOST) {
        return refuse(reader, "makes more than 100 years for one event, by which nothing can be found");
    }
    return add_term(reader, TERM_YEAR_PREFIX "%d", year);
}

static enum status add_month(const struct reader *reader, struct written date)
{
    return add_term(reader, TERM_DATE_PREFIX "%d-%02d", date.year, date.month) == STATUS_OK &&
                   add_term(reader, TERM_YEAR_PREFIX "%d", date.year) == STATUS_OK
               ? STATUS_OK
               : STATUS_FAILED;
}

static enum status add_day(const struct reader *reader, struct written date)
{
    if (++reader->dates->days > EVENT_DATES_DAYS_MOST) {
        return refuse(reader, "makes more than 366 days for one event; name its years");
    }
    if (add_term(reader, TERM_DATE_PREFIX "%d-%02d-%02d", date.year, date.month, date.day) != STATUS_OK ||
        add_term(reader, TERM_DATE_PREFIX "--%02d-%02d", date.month, date.day) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return add_month(reader, date);
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Exactly so many digits; moves on behind them. */
static bool take_number(const char **at, size_t digits, int *value)
{
    *value = 0;
    for (size_t i = 0; i < digits; i++) {
        if (!is_digit((*at)[i])) {
            return false;
        }
        *value = *value * 10 + ((*at)[i] - '0');
    }
    if (is_digit((*at)[digits])) {
        return false;
    }
    *at += digits;
    return true;
}

/* A year, and a month and day as far as they are there; 1925-1929 is left at the hyphen. */
static enum status take_date(const struct reader *reader, const char **at, struct written *date)
{
    const char *next;
    int month;
    *date = (struct written){0};
    if (!take_number(at, 4, &date->year)) {
        return refuse(reader, "is no date");
    }
    if (date->year < EVENT_DATES_FIRST_YEAR || date->year > EVENT_DATES_LAST_YEAR) {
        return refuse(reader, "is out of the years 1000 to 2099, which are read in texts");
    }
    next = *at + 1;
    if (**at != '-' || !take_number(&next, 2, &month)) {
        return STATUS_OK;
    }
    *at = next;
    date->month = month;
    if (date->month < 1 || date->month > MONTHS) {
        return refuse(reader, "has no month from 01 to 12 behind its year");
    }
    next = *at + 1;
    if (**at != '-') {
        return STATUS_OK;
    }
    if (!take_number(&next, 2, &date->day) || date->day < 1 || date->day > days_of_month(date->year, date->month)) {
        return refuse(reader, "has a day that its month has not");
    }
    *at = next;
    return STATUS_OK;
}

static int compare_days(struct written a, struct written b)
{
    const int first = (a.year * MONTHS + a.month) * 31 + a.day, second = (b.year * MONTHS + b.month) * 31 + b.day;
    return (first > second) - (first < second);
}

static enum status add_range(const struct reader *reader, struct written first, struct written last)
{
    if ((first.day > 0) != (last.day > 0) || (first.day == 0 && first.month + last.month > 0)) {
        return refuse(reader, "is a range of unlike ends: two years, or two days");
    }
    if (compare_days(first, last) > 0) {
        return refuse(reader, "is a range that ends before it begins");
    }
    for (int year = first.year; first.day == 0 && year <= last.year; year++) {
        if (add_year(reader, year) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    while (first.day > 0 && compare_days(first, last) <= 0) {
        if (add_day(reader, first) != STATUS_OK) {
            return STATUS_FAILED;
        }
        first.day++;
        if (first.day > days_of_month(first.year, first.month)) {
            first = (struct written){first.year + first.month / MONTHS, first.month % MONTHS + 1, 1};
        }
    }
    return STATUS_OK;
}

static enum status add_part(const struct reader *reader)
{
    struct written first, last;
    const char *at = reader->part;
    if (take_date(reader, &at, &first) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (*at == '/' || (*at == '-' && first.month == 0)) {
        at++;
        if (take_date(reader, &at, &last) != STATUS_OK) {
            return STATUS_FAILED;
        }
        return *at == '\0' ? add_range(reader, first, last) : refuse(reader, "is no date");
    }
    if (*at != '\0') {
        return refuse(reader, "is no date");
    }
    return first.day > 0     ? add_day(reader, first)
           : first.month > 0 ? add_month(reader, first)
                             : add_year(reader, first.year);
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

/* What is written otherwise in other scripts: two or three bytes for one. */
static char plain(const char *bytes, size_t left, size_t *length)
{
    const unsigned char *const at = (const unsigned char *)bytes;
    *length = 2;
    if (left >= 2 && at[0] == 0xD9 && at[1] >= 0xA0 && at[1] <= 0xA9) { /* U+0660 ... */
        return (char)('0' + (at[1] - 0xA0));
    }
    if (left >= 2 && at[0] == 0xDB && at[1] >= 0xB0 && at[1] <= 0xB9) { /* U+06F0 ... */
        return (char)('0' + (at[1] - 0xB0));
    }
    if (left >= 2 && ((at[0] == 0xD8 && (at[1] == 0x8C || at[1] == 0x9B)) || (at[0] == 0xC2 && at[1] == 0xA0))) {
        return ' '; /* Arabic comma and semicolon, no-break space */
    }
    if (left >= 3 && at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0x90 && at[2] <= 0x94) { /* hyphens and dashes */
        *length = 3;
        return '-';
    }
    *length = 1;
    return *bytes == ',' || *bytes == ';' || *bytes == '\t' || *bytes == '\n' || *bytes == '\r' ? ' ' : *bytes;
}

enum status event_dates_add(struct event_dates *dates, struct span cell, const char *where, struct failure *failure)
{
    char part[PART_BYTES];
    const struct reader reader = {dates, where, part, failure};
    size_t used = 0;
    for (size_t at = 0; at <= cell.length;) {
        size_t length = 1;
        const char byte = at < cell.length ? plain(cell.bytes + at, cell.length - at, &length) : ' ';
        at += length;
        if (byte != ' ' && used + 1 < sizeof part) {
            part[used++] = byte;
        } else if (byte != ' ') {
            part[used] = '\0';
            failure_trim(part);
            return refuse(&reader, "is no date");
        } else if (used > 0) {
            part[used] = '\0';
            used = 0;
            if (add_part(&reader) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

void event_dates_clear(struct event_dates *dates)
{
    dates->length = 0;
    dates->days = 0;
    dates->years = 0;
}

void event_dates_free(struct event_dates *dates)
{
    free(dates->terms);
    *dates = (struct event_dates){0};
}
