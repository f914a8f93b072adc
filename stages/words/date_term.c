/* date_term.c - by hand, since a text of news has a date in every other line and snprintf took longer than all else
 * that is done for one. */
#include "date_term.h"

#include <stdio.h>

enum { YEAR_MOST = 9999, TEN = 10 };

static char digit(int value)
{
    return (char)('0' + value % TEN);
}

/* Returns the place behind it. */
static char *write_text(char *at, const char *text)
{
    const size_t length = strlen(text);
    memcpy(at, text, length);
    return at + length;
}

static char *write_year(char *at, int year)
{
    if (year < 0 || year > YEAR_MOST) { /* no calendar gives such a one */
        return at + snprintf(at, DATE_TERM_BYTES / 2, "%04d", year);
    }
    for (int unit = 1000; unit > 0; unit /= TEN) {
        *at++ = digit(year / unit);
    }
    return at;
}

/* "-01": a month or a day. */
static char *write_part(char *at, int part)
{
    *at++ = '-';
    *at++ = digit(part / TEN);
    *at++ = digit(part);
    return at;
}

void date_term_write(char term[DATE_TERM_BYTES], enum date_precision precision, struct calendar_day day)
{
    char *at = write_text(term, precision == DATE_YEAR     ? TERM_YEAR_PREFIX
                                : precision == DATE_DECADE ? TERM_DECADE_PREFIX
                                                           : TERM_DATE_PREFIX);
    at = precision == DATE_MONTH_DAY ? write_text(at, "-") : write_year(at, day.year);
    if (precision == DATE_DAY || precision == DATE_MONTH || precision == DATE_MONTH_DAY) {
        at = write_part(at, day.month);
    }
    if (precision == DATE_DAY || precision == DATE_MONTH_DAY) {
        at = write_part(at, day.day);
    }
    *at = '\0';
}
