/* date_parts.h - the parts of a date; each takes its words, or none and says false. */
#ifndef MIZAN_DATE_PARTS_H
#define MIZAN_DATE_PARTS_H

#include "calendar.h"
#include "date_number.h"

/* What four digits may be as a year by themselves. */
enum { DATE_FIRST_YEAR = 1000, DATE_LAST_YEAR = 2099, DATE_LAST_HIJRI_YEAR = 1500 };

enum date_calendar { DATE_GREGORIAN, DATE_HIJRI };
struct date_year {
    int value;
    enum date_calendar calendar;
    bool in_digits; /* one word of four digits */
    size_t word;    /* that one */
};

/* A day or month as it is written. */
struct date_written {
    bool is_hijri;
    int month, day; /* day 0: the month alone */
};

const struct date_token *date_next(const struct date_tokens *tokens);

/* Does the token that lies so far ahead follow the one before it by one byte: a space, a hyphen, a stroke, a point? */
bool date_is_joined(const struct date_tokens *tokens, size_t ahead);

/* Takes what may stand between two parts: of, in, the. */
void date_pass_of(struct date_tokens *tokens);

bool date_take_digits(struct date_tokens *tokens, unsigned digits_most, int lowest, int highest, int *value);
bool date_take_day(struct date_tokens *tokens, int *day);
bool date_take_one_month(struct date_tokens *tokens, struct date_written *written);

/* A month, perhaps by two names side by side. */
bool date_take_month(struct date_tokens *tokens, struct date_written *written);

/* The Gregorian year of "the fourteenth year of Showa", "Showa 14", "السنة الرابعة عشرة من عصر شووا". */
bool date_take_era_year(struct date_tokens *tokens, int *year);

/* A year behind a month: in digits, in words, of an era, of the Hijri calendar (`is_hijri`: as its month is). */
bool date_take_year(struct date_tokens *tokens, bool is_hijri, struct date_year *year);

/* "old style", "по старому стилю", "بالتقويم اليولياني". */
bool date_take_old_style(struct date_tokens *tokens);

#endif
