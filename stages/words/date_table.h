/* date_table.h - the words of dates, as date_words.c reads them. */
#ifndef MIZAN_DATE_TABLE_H
#define MIZAN_DATE_TABLE_H

#include "date_words.h"

enum { DATE_NUMBER_ONLY = 1, DATE_CAPITAL = 2 };

/* Forms separated by |; an asterisk stands for each ending of a Russian adjective. */
struct date_table_row {
    const char *language; /* "": numbers of Han, found in any */
    enum date_kind kind;
    int value;
    unsigned flags;
    const char *forms;
};
extern const struct date_table_row date_table[];
extern const size_t date_table_rows;

#endif
