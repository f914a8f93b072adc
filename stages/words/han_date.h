/* han_date.h - Chinese and Japanese dates: 1939年5月11日, 昭和十四年五月, 民国二十八年. */
#ifndef MIZAN_HAN_DATE_H
#define MIZAN_HAN_DATE_H

#include "date_reader.h"

/* What a sign of DATE_WORD_HAN is worth; below 0 the signs of year, month and day. */
enum { HAN_NONE = -4, HAN_DAY = -3, HAN_MONTH = -2, HAN_YEAR = -1 };
int han_date_sign(const char *sign);

/* Takes a date; *written_year is its year if that stands there in four digits. A year in digits alone is none: it is a
 * term already. */
bool han_date_take(struct date_tokens *tokens, struct date *date, int *written_year);

#endif
