/* test_event_dates.c - cells of years and dates, as ISO 8601 writes them. */
#include <criterion/criterion.h>

#include "event_dates.h"
#include "refusal.h"

struct cell_case {
    const char *cell, *terms;
};

Test(event_dates, a_cell_becomes_the_terms_that_texts_have)
{
    static const struct cell_case cases[] = {
        {"", ""},
        {" ;, ", ""},
        {"1927", "year:1927"},
        {"1927 1927", "year:1927"},
        {"1925-1927", "year:1925 year:1926 year:1927"},
        {"1925/1926;1930", "year:1925 year:1926 year:1930"},
        {"1927-05", "date:1927-05 year:1927"},
        {"1927-05-12", "date:1927-05-12 date:--05-12 date:1927-05 year:1927"},
        {"1928-02-28/1928-03-01",
         "date:1928-02-28 date:--02-28 date:1928-02 year:1928 date:1928-02-29 date:--02-29 date:1928-03-01 "
         "date:--03-01 date:1928-03"},
        {"1926-12-31/1927-01-01",
         "date:1926-12-31 date:--12-31 date:1926-12 year:1926 date:1927-01-01 date:--01-01 date:1927-01 year:1927"},
        {"١٩٢٧، ۱۹۲۸", "year:1927 year:1928"},
        {"1925\xE2\x80\x93"
         "1926",
         "year:1925 year:1926"}, /* an en dash */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct event_dates dates = {0};
        struct failure failure = {0};
        cr_expect_eq(event_dates_add(&dates, span_of(cases[i].cell), "e.csv:2: ", &failure), STATUS_OK, "%s: %s",
                     cases[i].cell, failure.message);
        cr_expect(span_equal((struct span){dates.terms, dates.length}, span_of(cases[i].terms)), "%s: %.*s",
                  cases[i].cell, (int)dates.length, dates.terms);
        event_dates_free(&dates);
    }
}

Test(event_dates, what_is_no_date_is_named_with_its_place)
{
    static const struct cell_case cases[] = {
        {"27", "e.csv:2: \"27\" is no date; write a year (1927)"},
        {"19277", "\"19277\" is no date"},
        {"1927 May", "\"May\" is no date"},
        {"0999", "is out of the years 1000 to 2099"},
        {"2100", "is out of the years"},
        {"1927-13", "has no month from 01 to 12"},
        {"1927-00-01", "has no month"},
        {"1927-02-29", "has a day that its month has not"},
        {"1900-02-29", "has a day that its month has not"},
        {"1927-02-00", "has a day"},
        {"1927-05-1", "has a day"},
        {"1927-05-123", "has a day"},
        {"1929-1925", "ends before it begins"},
        {"1927/1928-05-01", "unlike ends"},
        {"1927-05/1927-06", "unlike ends"},
        {"1925-1929-1930", "is no date"},
        {"1000-2099", "more than 100 years"},
        {"1926-01-01/1927-06-01", "more than 366 days"},
        {"1111111111111111111111111111111111111111111111111111111111111111111111", "is no date"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct event_dates dates = {0};
        struct failure failure = {0};
        cr_expect_eq(event_dates_add(&dates, span_of(cases[i].cell), "e.csv:2: ", &failure), STATUS_FAILED, "%s",
                     cases[i].cell);
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect_not_null(strstr(failure.message, cases[i].terms), "%s: %s", cases[i].cell, failure.message);
        event_dates_free(&dates);
    }
}

Test(event_dates, days_and_years_are_bounded_over_all_cells_of_an_event)
{
    struct event_dates dates = {0};
    struct failure failure = {0};
    cr_assert_eq(event_dates_add(&dates, span_of("1900-1999"), "", &failure), STATUS_OK);
    cr_assert_eq(event_dates_add(&dates, span_of("2000"), "", &failure), STATUS_FAILED);
    event_dates_clear(&dates);
    failure = (struct failure){0};
    cr_assert_eq(event_dates_add(&dates, span_of("2000"), "", &failure), STATUS_OK);
    cr_assert_eq(dates.length, strlen("year:2000"));
    event_dates_free(&dates);
}

Test(event_dates, a_refused_allocation_is_a_failure)
{
    struct event_dates dates = {0};
    struct failure failure = {0};
    refuse_allocation(0, false);
    const enum status status = event_dates_add(&dates, span_of("1927"), "", &failure);
    cr_assert_eq(refuse_nothing(), 1);
    cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY);
    event_dates_free(&dates);
}
