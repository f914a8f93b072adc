/* date_reader.h - one date from a run of words. */
#ifndef MIZAN_DATE_READER_H
#define MIZAN_DATE_READER_H

#include "calendar.h"
#include "date_number.h"

enum date_precision { DATE_DAY, DATE_MONTH, DATE_MONTH_DAY, DATE_YEAR, DATE_DECADE };

struct date {
    enum date_precision precision;
    struct calendar_day day; /* Gregorian; what the precision does not have is 0 */
};

/* Which of 3/4/1925 is the day. */
enum date_order { DATE_DAY_FIRST, DATE_MONTH_FIRST, DATE_ORDER_UNKNOWN };

/* The order in a language, by its tag. English is written in two ways; only the American one can be told by its tag. */
enum date_order date_order_of(struct span tag);

enum { DATES_MOST = 2 };
struct date_reading {
    struct date dates[DATES_MOST]; /* 0: what is read is another writing of the date next to it */
    size_t count;
    size_t words; /* of the run that it takes up */
    /* A word of the run that is not the year that it looks like: of the Hijri calendar, or the first of a decade. */
    bool has_false_year;
    size_t false_year;
    int written_year; /* a Gregorian year that stands there in digits, or 0 */
};

/*
 * Reads the date that starts with the first token; false if none does. The tokens are those of one run: only white
 * space and a sign or two stand between them. `after_number`: a number stands right before the run.
 */
bool date_read(const struct date_token *tokens, size_t count, bool after_number, enum date_order order,
               struct date_reading *reading);

#endif
