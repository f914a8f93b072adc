/*
 * date_reader.c - the ways of writing a date, one function each; the first that fits wins.
 *
 * Of the signs between words only their length is known here, because the vertical format carries no more; a date reads
 * the same whether it comes from a text or from a filter.
 */
#include "date_reader.h"

#include <strings.h>

#include "date_parts.h"
#include "han_date.h"

enum {
    CENTURY_YEARS = 100,
    GREGORIAN_REFORM = 1582,
    HIJRI_SLACK_DAYS = 2 /* between what was sighted and what is computed */
};

static struct date date_of(struct calendar_day day)
{
    return (struct date){day.day != 0 ? DATE_DAY : day.month != 0 ? DATE_MONTH : DATE_YEAR, day};
}

static bool is_day_of_some_year(struct date_written written)
{
    const int leap_year = 2000;
    return calendar_is_day((struct calendar_day){leap_year, written.month, written.day});
}

/* A written day or month with its year as a Gregorian one. A Hijri month is the Gregorian one of its middle. */
static bool make_date(struct date_written written, struct date_year year, bool is_old, struct date *date)
{
    const int middle = 15;
    struct calendar_day day = {year.value, written.month, written.day};
    if (written.is_hijri != (year.calendar == DATE_HIJRI)) {
        return false;
    }
    if (written.is_hijri) {
        if (!hijri_day(year.value, written.month, written.day != 0 ? written.day : middle, &day)) {
            return false;
        }
        day.day = written.day != 0 ? day.day : 0;
    } else if (written.day != 0 && is_old) {
        const bool is_julian_leap = written.month == 2 && written.day == 29 && year.value % 4 == 0;
        if (!is_julian_leap && !calendar_is_day(day)) {
            return false;
        }
        day = calendar_from_julian(day);
    } else if (written.day != 0 && !calendar_is_day(day)) {
        return false;
    }
    *date = date_of(day);
    return true;
}

static void note_year(struct date_reading *reading, struct date_year year)
{
    if (year.in_digits && year.calendar == DATE_HIJRI) {
        reading->has_false_year = true;
        reading->false_year = year.word;
    } else if (year.in_digits) {
        reading->written_year = year.value;
    }
}

/* Days between two Gregorian dates, far apart if one is no day. */
static int64_t days_between(struct date a, struct date b)
{
    return a.precision == DATE_DAY && b.precision == DATE_DAY ? calendar_number(b.day) - calendar_number(a.day)
                                                              : INT64_MAX;
}

/* Is `written` of the Julian calendar the same day as `gregorian`? */
static bool is_julian_of(struct date_written written, struct calendar_day gregorian)
{
    for (int year = gregorian.year - 1; year <= gregorian.year + 1; year++) {
        const struct calendar_day day = {year, written.month, written.day};
        if (year > GREGORIAN_REFORM && calendar_is_day(day) &&
            calendar_number(calendar_from_julian(day)) == calendar_number(gregorian)) {
            return true;
        }
    }
    return false;
}

static bool take_day_and_month(struct date_tokens *tokens, struct date_written *written)
{
    const struct date_tokens before = *tokens;
    if (date_take_day(tokens, &written->day)) {
        /* "the second in September" is no day. */
        const bool is_within = date_tokens_kind(tokens, 0) == DATE_WORD_OF && date_next(tokens)->word.value != 0;
        date_pass_of(tokens);
        if (!is_within && date_take_month(tokens, written)) {
            return true;
        }
    }
    *tokens = before;
    return false;
}

/* "25 October (7 November) 1917", "from 11 May to 16 September 1939": two days, and the year behind the second. */
static bool read_two_days(struct date_tokens *tokens, struct date_written first, struct date_reading *reading)
{
    struct date_written second = {0};
    struct date_year year;
    struct date dates[DATES_MOST];
    (void)(date_tokens_take(tokens, DATE_WORD_AND) || date_tokens_take(tokens, DATE_WORD_THAT_IS));
    if (first.is_hijri || !take_day_and_month(tokens, &second) || second.is_hijri ||
        !date_take_year(tokens, false, &year) || !make_date(second, year, false, &dates[1])) {
        return false;
    }
    note_year(reading, year);
    if (is_julian_of(first, dates[1].day)) {
        reading->dates[0] = dates[1];
        reading->count = 1;
        return true;
    }
    const bool is_earlier = first.month < second.month || (first.month == second.month && first.day < second.day);
    if (is_earlier && make_date(first, year, false, &dates[0])) {
        reading->dates[0] = dates[0];
    } else {
        reading->dates[0] = (struct date){DATE_MONTH_DAY, {0, first.month, first.day}};
    }
    reading->dates[1] = dates[1];
    reading->count = 2;
    return true;
}

/* A Hijri date in front of the Gregorian one of the same day says nothing more; that one is read after it. */
static bool is_glossed(struct date_tokens tokens, struct date date)
{
    struct date_written written = {0};
    struct date_year year;
    struct date gregorian;
    (void)date_tokens_take(&tokens, DATE_WORD_THAT_IS);
    if (!take_day_and_month(&tokens, &written) || written.is_hijri || !date_take_year(&tokens, false, &year) ||
        !make_date(written, year, false, &gregorian)) {
        return false;
    }
    const int64_t days = days_between(date, gregorian);
    return days >= -HIJRI_SLACK_DAYS && days <= HIJRI_SLACK_DAYS;
}

/* A Gregorian date takes the Hijri or Julian one behind it along. */
static void pass_gloss(struct date_tokens *tokens, struct date date, struct date_reading *reading)
{
    const struct date_tokens before = *tokens;
    struct date_written written = {0};
    struct date_year year;
    struct date other;
    (void)date_tokens_take(tokens, DATE_WORD_THAT_IS);
    if (date.precision == DATE_DAY && take_day_and_month(tokens, &written)) {
        const bool has_year = date_take_year(tokens, written.is_hijri, &year);
        if (!written.is_hijri && is_julian_of(written, date.day) && (!has_year || year.calendar == DATE_GREGORIAN)) {
            (void)date_take_old_style(tokens);
            return;
        }
        if (written.is_hijri && has_year && make_date(written, year, false, &other)) {
            const int64_t days = days_between(date, other);
            if (days >= -HIJRI_SLACK_DAYS && days <= HIJRI_SLACK_DAYS) {
                note_year(reading, year);
                return;
            }
        }
    }
    *tokens = before;
}

/* What follows a day and month, or a month. */
static bool finish_month(struct date_tokens *tokens, struct date_written written, struct date_reading *reading)
{
    const struct date_tokens behind_month = *tokens;
    struct date_year year;
    if (date_take_year(tokens, written.is_hijri, &year)) {
        const bool is_old = !written.is_hijri && date_take_old_style(tokens);
        if (!make_date(written, year, is_old, &reading->dates[0])) {
            return written.day > 0; /* no such day, and no month of that year either */
        }
        note_year(reading, year);
        if (written.is_hijri && is_glossed(*tokens, reading->dates[0])) {
            return true; /* count 0 */
        }
        reading->count = 1;
        if (!written.is_hijri) {
            pass_gloss(tokens, reading->dates[0], reading);
        }
        return true;
    }
    if (written.day == 0) {
        return true; /* a month of no year: its words are no other date */
    }
    if (written.is_hijri || !is_day_of_some_year(written)) {
        return false;
    }
    if (read_two_days(tokens, written, reading)) {
        return true;
    }
    *tokens = behind_month;
    if (date_take_old_style(tokens)) {
        return true; /* which day of ours it is the year would say */
    }
    reading->dates[0] = (struct date){DATE_MONTH_DAY, {0, written.month, written.day}};
    reading->count = 1;
    return true;
}

/* "11 and 16 May 1939", "11-16 May": the first day takes month and year of the second. */
static bool read_days_of_a_month(struct date_tokens *tokens, struct date_reading *reading)
{
    struct date_written first = {0}, second = {0};
    const bool in_digits = date_tokens_kind(tokens, 0) == DATE_WORD_DIGITS;
    if (!date_take_day(tokens, &first.day)) {
        return false;
    }
    const bool is_joined = in_digits && date_tokens_kind(tokens, 0) == DATE_WORD_DIGITS && date_is_joined(tokens, 0);
    if (!is_joined && !date_tokens_take(tokens, DATE_WORD_AND)) {
        return false;
    }
    if (!take_day_and_month(tokens, &second) || second.day <= first.day || !finish_month(tokens, second, reading) ||
        reading->count != 1) {
        return false;
    }
    reading->dates[1] = reading->dates[0];
    reading->dates[0].day.day -= second.day - first.day;
    reading->count = 2;
    return !second.is_hijri && reading->dates[1].day.day == second.day;
}

static bool read_day_first(struct date_tokens *tokens, struct date_reading *reading)
{
    struct date_written written = {0};
    return take_day_and_month(tokens, &written) && finish_month(tokens, written, reading);
}

/* "January 20, 1925", "May 12": as English has it. */
static bool read_month_first(struct date_tokens *tokens, struct date_reading *reading)
{
    struct date_written written = {0};
    const struct date_token *const month = date_next(tokens);
    if (month->word.kind != DATE_WORD_MONTH || !date_take_one_month(tokens, &written) ||
        !date_take_day(tokens, &written.day)) {
        return false;
    }
    return !month->word.is_inverted && finish_month(tokens, written, reading);
}

static bool read_month(struct date_tokens *tokens, struct date_reading *reading)
{
    struct date_written written = {0};
    return date_take_month(tokens, &written) && finish_month(tokens, written, reading);
}

/* The year first: as programs that take text out of PDF files turn Arabic lines round ("1921أيار 26"). A month alone
 * must touch its year. */
static bool read_year_first(struct date_tokens *tokens, struct date_reading *reading)
{
    struct date_written written = {0};
    struct date_year year = {.calendar = DATE_GREGORIAN};
    if (date_next(tokens)->word.digits != 4 ||
        !date_take_digits(tokens, 4, DATE_FIRST_YEAR, DATE_LAST_YEAR, &year.value)) {
        return false;
    }
    const struct date_token *const month = date_next(tokens);
    if (month == NULL || !month->word.is_inverted || month->gap > 1 || !date_take_month(tokens, &written) ||
        written.is_hijri) {
        return false;
    }
    const struct date_tokens behind = *tokens;
    if (!date_take_digits(tokens, 2, 1, 31, &written.day) && month->gap > 0) {
        return false;
    }
    if (date_tokens_kind(tokens, 0) == DATE_WORD_MONTH || date_tokens_kind(tokens, 0) == DATE_WORD_MONTH_STEM) {
        *tokens = behind; /* the day is that of the next month */
        written.day = 0;
    }
    reading->count = 1;
    reading->written_year = year.value;
    return make_date(written, year, false, &reading->dates[0]) && (written.day > 0 || month->gap == 0);
}

/* 1925-01-20, 20.1.1925, 3/4/1925. */
static bool read_digits(struct date_tokens *tokens, enum date_order order, struct date_reading *reading)
{
    const struct date_token *const first = date_next(tokens);
    int parts[3];
    if (!date_is_joined(tokens, 1) || !date_is_joined(tokens, 2) ||
        (date_tokens_kind(tokens, 3) == DATE_WORD_DIGITS && date_is_joined(tokens, 3))) {
        return false;
    }
    const bool year_first = first->word.digits == 4;
    for (size_t i = 0; i < 3; i++) {
        const bool is_year = i == (year_first ? 0 : 2);
        if ((is_year && date_next(tokens)->word.digits != 4) ||
            !date_take_digits(tokens, is_year ? 4 : 2, is_year ? DATE_FIRST_YEAR : 1, is_year ? DATE_LAST_YEAR : 31,
                              &parts[i])) {
            return false;
        }
    }
    struct calendar_day day = year_first ? (struct calendar_day){parts[0], parts[1], parts[2]}
                                         : (struct calendar_day){parts[2], parts[1], parts[0]};
    const bool is_ambiguous = !year_first && parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1];
    if (is_ambiguous && order == DATE_ORDER_UNKNOWN) {
        return false;
    }
    if (!year_first && (parts[1] > 12 || (is_ambiguous && order == DATE_MONTH_FIRST))) {
        day = (struct calendar_day){parts[2], parts[0], parts[1]};
    }
    reading->dates[0] = date_of(day);
    reading->count = 1;
    reading->written_year = day.year;
    (void)date_tokens_take(tokens, DATE_WORD_YEAR_MARK);
    return calendar_is_day(day);
}

/* A year that is not plain digits: of an era, in words behind "the year", of the Hijri calendar (two years). */
static bool read_year(struct date_tokens *tokens, struct date_reading *reading)
{
    const struct date_tokens before = *tokens;
    struct date_year year = {0};
    if (date_take_era_year(tokens, &year.value)) {
        reading->dates[0] = date_of((struct calendar_day){.year = year.value});
        reading->count = 1;
        return true;
    }
    *tokens = before;
    const bool has_year = date_tokens_kind(tokens, 0) == DATE_WORD_YEAR;
    if (!date_take_year(tokens, false, &year)) {
        return false;
    }
    struct calendar_day first, last;
    if (year.calendar == DATE_HIJRI && hijri_day(year.value, 1, 1, &first) && hijri_day(year.value, 12, 29, &last)) {
        note_year(reading, year);
        reading->dates[0] = date_of((struct calendar_day){.year = first.year});
        reading->dates[1] = date_of((struct calendar_day){.year = last.year});
        reading->count = first.year == last.year ? 1 : 2;
        return true;
    }
    reading->dates[0] = date_of((struct calendar_day){.year = year.value});
    reading->count = 1;
    return has_year && !year.in_digits && year.calendar == DATE_GREGORIAN;
}

/* 1918/19, 1930s, 1930-х. */
static bool read_years_or_decade(struct date_tokens *tokens, struct date_reading *reading)
{
    const struct date_token *const first = date_next(tokens);
    int year, second;
    if (first->word.digits != 4 || !date_take_digits(tokens, 4, DATE_FIRST_YEAR, DATE_LAST_YEAR, &year)) {
        return false;
    }
    const struct date_tokens behind = *tokens;
    if (date_is_joined(tokens, 0) && date_take_digits(tokens, 2, 0, CENTURY_YEARS - 1, &second)) {
        const bool goes_on = date_tokens_kind(tokens, 0) == DATE_WORD_DIGITS && date_is_joined(tokens, 0);
        reading->dates[0] = date_of((struct calendar_day){.year = year + 1});
        reading->count = 1;
        return !goes_on && tokens->items[tokens->place - 1].word.digits == 2 && (year + 1) % CENTURY_YEARS == second &&
               year < DATE_LAST_YEAR;
    }
    *tokens = behind;
    const struct date_token *const mark = date_next(tokens);
    const bool is_mark = mark != NULL && mark->gap <= 1 && date_tokens_take(tokens, DATE_WORD_DECADE_MARK);
    (void)date_tokens_take(tokens, DATE_WORD_YEAR);
    reading->has_false_year = true;
    reading->false_year = first->index;
    reading->dates[0] = (struct date){DATE_DECADE, {.year = year}};
    reading->count = 1;
    return is_mark && year % 10 == 0;
}

/* "the thirties of the twentieth century". */
static bool read_decade(struct date_tokens *tokens, struct date_reading *reading)
{
    const struct date_token *const decade = date_next(tokens);
    struct date_number number = {.value = 20};
    tokens->place++;
    date_pass_of(tokens);
    const bool is_named = date_number_take(tokens, &number);
    if (!date_tokens_take(tokens, DATE_WORD_CENTURY) ||
        !(is_named || date_tokens_take(tokens, DATE_WORD_PAST) || date_number_take(tokens, &number)) ||
        number.value > 21) {
        return false;
    }
    reading->dates[0] = (struct date){DATE_DECADE, {.year = CENTURY_YEARS * (number.value - 1) + decade->word.value}};
    reading->count = 1;
    return reading->dates[0].day.year >= DATE_FIRST_YEAR;
}

static bool read_after_year(struct date_tokens *tokens, struct date_reading *reading)
{
    const struct date_tokens before = *tokens;
    if (read_year(tokens, reading)) {
        return true;
    }
    *tokens = before;
    *reading = (struct date_reading){0};
    return date_next(tokens)->word.kind == DATE_WORD_DIGITS && read_years_or_decade(tokens, reading);
}

enum { WAYS = 9 };

/* One way of writing after the other, the more telling first. */
static bool read_way(int way, struct date_tokens *tokens, bool after_number, enum date_order order,
                     struct date_reading *reading)
{
    const enum date_kind kind = date_tokens_kind(tokens, 0);
    const bool is_number = kind == DATE_WORD_DIGITS || kind == DATE_WORD_CARDINAL || kind == DATE_WORD_ORDINAL;
    switch (way) {
    case 0:
        return han_date_take(tokens, &reading->dates[0], &reading->written_year) && (reading->count = 1);
    case 1:
        return kind == DATE_WORD_DIGITS && !after_number && read_digits(tokens, order, reading);
    case 2:
        return kind == DATE_WORD_DIGITS && read_year_first(tokens, reading);
    case 3:
        return is_number && read_days_of_a_month(tokens, reading);
    case 4:
        return is_number && read_day_first(tokens, reading);
    case 5:
        return read_month_first(tokens, reading);
    case 6:
        return !is_number && read_month(tokens, reading);
    case 7:
        return kind == DATE_WORD_DECADE && read_decade(tokens, reading);
    default:
        return read_after_year(tokens, reading);
    }
}

bool date_read(const struct date_token *tokens, size_t count, bool after_number, enum date_order order,
               struct date_reading *reading)
{
    for (int way = 0; way < WAYS && count > 0; way++) {
        struct date_tokens rest = {tokens, count, 0};
        *reading = (struct date_reading){0};
        if (read_way(way, &rest, after_number, order, reading)) {
            reading->words = tokens[rest.place - 1].index + 1;
            return true;
        }
    }
    return false;
}

enum date_order date_order_of(struct span tag)
{
    if (tag.length == 2 && strncasecmp(tag.bytes, "en", 2) == 0) {
        return DATE_ORDER_UNKNOWN;
    }
    return tag.length >= 5 && strncasecmp(tag.bytes, "en-US", 5) == 0 ? DATE_MONTH_FIRST : DATE_DAY_FIRST;
}
