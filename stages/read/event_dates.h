/* event_dates.h - the years and dates of an event, as terms that texts are searched for. */
#ifndef MIZAN_EVENT_DATES_H
#define MIZAN_EVENT_DATES_H

#include "arena.h"
#include "failure.h"
#include "record.h"

/* The years that texts' are read as; and how many days and years one event may have, ranges written out. */
enum { EVENT_DATES_FIRST_YEAR = 1000, EVENT_DATES_LAST_YEAR = 2099 };
enum { EVENT_DATES_YEARS_MOST = 100, EVENT_DATES_DAYS_MOST = 366 };

/* Zero-initialized it is empty. */
struct event_dates {
    char *terms; /* of channel date (record.h), each once, with a space between them */
    size_t length, capacity;
    size_t days, years;
};

/*
 * Adds the dates of a cell: 1927, 1927-05, 1927-05-12, ranges of years or of days (1925-1929, 1925/1929,
 * 1927-05-12/1927-05-27), separated by spaces, commas or semicolons; digits may be Arabic-Indic, dashes en dashes. A
 * day makes four terms: itself, its day in any year, its month, its year; a month makes two. FAILURE_DATA with `where`
 * ("events.csv:3: ") before what is wrong.
 */
enum status event_dates_add(struct event_dates *dates, struct span cell, const char *where,
                            struct failure *failure) MUST_CHECK;

void event_dates_clear(struct event_dates *dates);
void event_dates_free(struct event_dates *dates);

#endif
