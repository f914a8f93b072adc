/* test_said_otherwise.c - names of one state, dates in part, on counts by hand. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "refusal.h"
#include "said_otherwise.h"
#include "told_matrix.h"

enum { COLUMNS = 6 };

static struct told_matrix told;
static struct said_otherwise said;
static struct sides sides;
static const struct comparison comparison = {.event = 0, .source = 0, .other = SIDES_ALL, .event_count = 1};

static void name_term(size_t column, enum channel channel, const char *name)
{
    char *const copy = strdup(name);
    cr_assert_not_null(copy);
    free((void *)(uintptr_t)told.matrix->terms[column].term.bytes);
    told.matrix->terms[column].term = span_of(copy);
    told.matrix->terms[column].channel = channel;
}

/* The source "a" has England and 16 September; the other Britain, Russia and the day with its year. */
static void make(void)
{
    static const struct told_document documents[] = {{"e", "a", "en", 100}, {"e", "b", "en", 100}};
    static const uint32_t counts[] = {0, 3, 0, 2, 0, 0, 4, 0, 2, 1, 1, 1};
    struct failure failure = {0};
    told_matrix_make(&told, documents, 2, COLUMNS, 0, counts);
    name_term(0, CHANNEL_WORD, "britain");
    name_term(1, CHANNEL_WORD, "england");
    name_term(2, CHANNEL_WORD, "russia");
    name_term(3, CHANNEL_DATE, "date:--09-16");
    name_term(4, CHANNEL_DATE, "date:1939-09-16");
    name_term(5, CHANNEL_DATE, "year:1939");
    cr_assert_eq(sides_open(&sides, COLUMNS, &failure), STATUS_OK);
    for (size_t column = 0; column < COLUMNS; column++) {
        sides.counts_a[column] = counts[column];
        sides.counts_b[column] = counts[COLUMNS + column];
    }
    cr_assert_eq(said_otherwise_open(&said, &told.tellings, &failure), STATUS_OK);
}

static void drop(void)
{
    said_otherwise_close(&said);
    sides_close(&sides);
    told_matrix_free(&told);
}

TestSuite(said_otherwise, .init = make, .fini = drop);

Test(said_otherwise, the_names_of_a_state_are_counted_together)
{
    uint64_t counts[2];
    said_otherwise_count(&said, &sides, 0, counts);
    cr_expect(counts[0] == 3 && counts[1] == 4);
    said_otherwise_count(&said, &sides, 1, counts);
    cr_expect(counts[0] == 3 && counts[1] == 4);
    said_otherwise_count(&said, &sides, 2, counts); /* no other name of it stands here */
    cr_expect(counts[0] == 0 && counts[1] == 2);
}

Test(said_otherwise, a_day_without_its_year_is_the_day)
{
    cr_expect(said_otherwise_date(&said, &sides, &comparison, 4));
    sides.counts_a[3] = 0;
    cr_expect_not(said_otherwise_date(&said, &sides, &comparison, 4));
    cr_expect_not(said_otherwise_date(&said, &sides, &comparison, 3));
    cr_expect_not(said_otherwise_date(&said, &sides, &comparison, 0));
}

Test(said_otherwise, a_dated_text_need_not_name_its_own_year)
{
    cr_expect_not(said_otherwise_date(&said, &sides, &comparison, 5));
    told.matrix->documents[1].date = span_of("1939-09-17");
    cr_expect_not(said_otherwise_date(&said, &sides, &comparison, 5)); /* the other's */
    told.matrix->documents[0].date = span_of("1939-09-17");
    cr_expect(said_otherwise_date(&said, &sides, &comparison, 5));
    sides.counts_a[3] = 0;
    cr_expect_not(said_otherwise_date(&said, &sides, &comparison, 4)); /* another day */
    told.matrix->documents[0].date = span_of("1939-09-16");
    cr_expect(said_otherwise_date(&said, &sides, &comparison, 4));
}

Test(said_otherwise, what_was_to_come_is_no_silence_unless_it_was_known)
{
    told.matrix->documents[1].date = span_of("1958");
    cr_expect_not(said_otherwise_is_to_come(&said, &comparison, 5)); /* nobody knows when the source wrote */
    told.matrix->documents[0].date = span_of("1938-12-31");
    cr_expect(said_otherwise_is_to_come(&said, &comparison, 5));
    cr_expect(said_otherwise_is_to_come(&said, &comparison, 4));
    cr_expect_not(said_otherwise_is_to_come(&said, &comparison, 3)); /* of any year */
    cr_expect_not(said_otherwise_is_to_come(&said, &comparison, 0));
    told.matrix->documents[1].date = span_of("1938-12-31");
    cr_expect_not(said_otherwise_is_to_come(&said, &comparison, 5)); /* the other knew on the same day */
    told.matrix->documents[1].date = span_of("1958");
    told.matrix->documents[0].date = span_of("1939");
    cr_expect_not(said_otherwise_is_to_come(&said, &comparison, 4)); /* perhaps later, in the same year */
    told.matrix->documents[0].date = span_of("last year");
    cr_expect_not(said_otherwise_is_to_come(&said, &comparison, 5));
}

Test(said_otherwise, a_day_that_stands_with_its_year_is_one_fact)
{
    static const uint32_t columns[] = {3, 4, 5};
    memcpy(sides.touched, columns, sizeof columns);
    sides.touched_count = 3;
    cr_expect(said_otherwise_has_year(&said, &sides, 3));
    cr_expect_not(said_otherwise_has_year(&said, &sides, 4));
    cr_expect_not(said_otherwise_has_year(&said, &sides, 5));
    sides.counts_b[3] = 2; /* once without */
    cr_expect_not(said_otherwise_has_year(&said, &sides, 3));
}

Test(said_otherwise, every_refused_allocation_is_a_failure)
{
    struct failure failure = {0};
    said_otherwise_close(&said);
    refuse_allocation(0, false);
    const enum status status = said_otherwise_open(&said, &told.tellings, &failure);
    cr_assert_eq(refuse_nothing(), 1);
    cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY);
}
