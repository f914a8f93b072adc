/* test_date_term.c - dates as ISO 8601-1:2019 writes them (4.3, and without a year as ISO 8601:2000, 5.2.1.3). */
#include <criterion/criterion.h>

#include "date_term.h"

Test(date_term, is_written_as_far_as_the_date_is_known)
{
    static const struct {
        enum date_precision precision;
        struct calendar_day day;
        const char *term;
    } cases[] = {
        {DATE_DAY, {1925, 1, 20}, "date:1925-01-20"}, {DATE_DAY, {800, 12, 5}, "date:0800-12-05"},
        {DATE_MONTH, {2017, 10, 0}, "date:2017-10"},  {DATE_MONTH_DAY, {1925, 1, 20}, "date:--01-20"},
        {DATE_MONTH_DAY, {0, 11, 9}, "date:--11-09"}, {DATE_YEAR, {1925, 1, 20}, "year:1925"},
        {DATE_YEAR, {7, 0, 0}, "year:0007"},          {DATE_DECADE, {1930, 0, 0}, "decade:1930"},
        {DATE_YEAR, {9999, 0, 0}, "year:9999"},       {DATE_YEAR, {10323, 0, 0}, "year:10323"},
        {DATE_DAY, {-1, 12, 30}, "date:-001-12-30"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char term[DATE_TERM_BYTES];
        date_term_write(term, cases[i].precision, cases[i].day);
        cr_expect_str_eq(term, cases[i].term);
    }
}
