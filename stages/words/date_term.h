/* date_term.h - a date as a term of channel date, written as ISO 8601 writes dates, behind a prefix that no word has.
 */
#ifndef MIZAN_DATE_TERM_H
#define MIZAN_DATE_TERM_H

#include "date_reader.h"
#include "record.h"

enum { DATE_TERM_BYTES = 32 };

/* "date:1925-01-20", "date:1925-01", "date:--01-20", "year:1925" or "decade:1930", by what the precision has of the
 * day; ends with a zero byte. */
void date_term_write(char term[DATE_TERM_BYTES], enum date_precision precision, struct calendar_day day);

#endif
