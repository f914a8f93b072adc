/*
 * said_otherwise.h - what a source says, but not in the word that is looked for: no silence.
 *
 * A state has several names (England and Britain, Russia and the Soviet Union): a source that has one of them in place
 * of another is silent on none. A day is named without its year where the year is known, so that a source with 16
 * September lacks no 16 September 1939; and a document that is dated names its own year seldom, and its day as today.
 * What happened after a text was written it cannot tell; and a day that all others name with its year is one fact, not
 * two. Ordinals and names of months stand in dates, whose calendars differ; the dates tell whether the day is missing.
 */
#ifndef MIZAN_SAID_OTHERWISE_H
#define MIZAN_SAID_OTHERWISE_H

#include "sides.h"

/* Zero-initialized it is closed: then nothing is said otherwise. */
struct said_otherwise {
    const struct tellings *tellings;
    uint32_t *next; /* by column: 1 + the column of the state's next name, round and round; 0: it has no other */
};

/* Borrows the tellings. FAILURE_MEMORY alone. */
enum status said_otherwise_open(struct said_otherwise *said, const struct tellings *tellings,
                                struct failure *failure) MUST_CHECK;
void said_otherwise_close(struct said_otherwise *said);

/* Fills counts[0] and counts[1] with how often the source and the others name what the column names, by any name. */
void said_otherwise_count(const struct said_otherwise *said, const struct sides *sides, uint32_t column,
                          uint64_t counts[2]);

/* True for a date that the source gives in part, or need not give, on the event. */
bool said_otherwise_date(const struct said_otherwise *said, const struct sides *sides,
                         const struct comparison *comparison, uint32_t column);

/* True for a date with a year that is later than all documents of the source on the event, each of which is dated, and
 * that no other source dated as early or earlier names: what was to come was then not yet known. */
bool said_otherwise_is_to_come(const struct said_otherwise *said, const struct comparison *comparison, uint32_t column);

/* True for a day of any year that the others name as often with one year, which stands in a column of its own. */
bool said_otherwise_has_year(const struct said_otherwise *said, const struct sides *sides, uint32_t column);

/* True for an ordinal, and for the name of a month as the text writes it. */
bool said_otherwise_is_calendar(const struct vocabulary_term *term);

#endif
