/* test_sought_events.c - chances by their formulas, and a passage scored by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "event_corpus.h"
#include "refusal.h"
#include "sought_events.h"

static struct event_corpus *corpus;
static struct sought_events events;

static void open_events(void)
{
    struct failure failure = {0};
    corpus = event_corpus_new();
    events = (struct sought_events){0};
    cr_assert_eq(sought_events_read(&events, &corpus->matrix->counts, &failure), STATUS_OK);
    cr_assert_eq(sought_events_settle(&events, &corpus->matrix->counts, &failure), STATUS_OK);
}

static void close_events(void)
{
    sought_events_close(&events);
    event_corpus_free(corpus);
}

TestSuite(sought_events, .init = open_events, .fini = close_events);

Test(sought_events, the_rows_of_events_and_their_dates_are_their_terms)
{
    cr_assert_eq(events.count, 3);
    const char *const names[] = {"raid", "void", "vote"};
    const size_t counts[] = {5, 0, 2};
    for (size_t i = 0; i < 3; i++) {
        cr_expect(span_equal(events.items[i].name, span_of(names[i])));
        cr_expect_eq(events.items[i].count, counts[i]);
    }
    cr_expect(events.items[0].line == 2 && events.items[1].line == 4 && events.items[2].line == 3);
    for (uint32_t i = 0; i < 2; i++) {
        cr_expect_eq(events.items[2].terms[i].column, 2 + i);
    }
}

Test(sought_events, chances_are_those_of_the_formulas)
{
    const struct sought_term *const terms = events.items[0].terms;
    /* word 0 stands in 3 of 3 documents, never in the background */
    cr_expect_float_eq(terms[0].chance, (3.0 + 1) / (3 + 200 + 1), 1e-15);
    cr_expect_float_eq(terms[2].chance, 1.0 / 366, 1e-15);       /* date:--05-12 */
    cr_expect_float_eq(terms[3].chance, 1.0 / 201 / 366, 1e-15); /* date:1927-05-12 */
    cr_expect_float_eq(terms[4].chance, 1.0 / 201, 1e-15);       /* year:1927 */
    cr_expect(terms[3].implied_year == 4 && terms[2].implied_year == SOUGHT_NONE &&
              terms[0].implied_year == SOUGHT_NONE);
    corpus->matrix->terms[0].background = 0.25;
    struct sought_events common = {0};
    struct failure failure = {0};
    const uint32_t column = 0;
    cr_assert_eq(sought_events_add(&common, &corpus->matrix->counts, span_of("x"), &column, 1, &failure), STATUS_OK);
    cr_expect_float_eq(common.items[0].terms[0].chance, (3.0 + 200 * 0.25 + 1) / (3 + 200 + 1), 1e-15);
    sought_events_close(&common);
}

/* Sentence 1 of "long" holds word 0, word 1, and 12 May 1927, whose text counts the day of any year and the year too:
 * neither is evidence of its own. */
Test(sought_events, a_day_is_no_second_mention_of_its_year)
{
    const struct event_passage passage = {.document = 0, .first = 1, .end = 2, .words = 75};
    const struct sought_term *const terms = events.items[0].terms;
    sought_events_score(&events, &corpus->matrix->counts, &passage);
    const double sum = event_evidence_of(terms[0].chance, 1) + event_evidence_of(terms[1].chance, 1) +
                       event_evidence_of(terms[3].chance, 1);
    cr_expect_eq(events.scores[0], event_evidence_surprise(&events.items[0].evidence, sum));
    cr_expect_eq(events.scores[1], 0);
    cr_expect_eq(events.scores[2], 0);
}

/* Sentences 0 and 1 together: the year stands once more than the day. */
Test(sought_events, a_year_beside_the_day_is_evidence)
{
    const struct event_passage passage = {.document = 0, .first = 0, .end = 2, .words = 150};
    const struct sought_term *const terms = events.items[0].terms;
    sought_events_score(&events, &corpus->matrix->counts, &passage);
    const double sum = event_evidence_of(terms[0].chance, 3) + event_evidence_of(terms[1].chance, 2) +
                       event_evidence_of(terms[3].chance, 1) + event_evidence_of(terms[4].chance, 1);
    cr_expect_eq(events.scores[0], event_evidence_surprise(&events.items[0].evidence, sum));
}

/* The 12 May of another year is none of this event's. */
Test(sought_events, a_day_of_another_year_is_no_day_of_any_year)
{
    struct counts *const counts = &corpus->matrix->counts;
    struct sought_events other = {0};
    struct failure failure = {0};
    const uint32_t column = EVENT_WORDS; /* date:--05-12 alone */
    cr_assert_eq(sought_events_add(&other, counts, span_of("x"), &column, 1, &failure), STATUS_OK);
    cr_assert_eq(sought_events_settle(&other, counts, &failure), STATUS_OK);
    sought_events_score(&other, counts, &(struct event_passage){.first = 1, .end = 2});
    cr_expect_eq(other.scores[0], 0);
    sought_events_close(&other);
}

Test(sought_events, every_refused_allocation_is_a_failure)
{
    const struct counts *const counts = &corpus->matrix->counts;
    for (long index = 0;; index++) {
        struct sought_events refused = {0};
        struct failure failure = {0};
        refuse_allocation(index, false);
        const bool is_made = sought_events_read(&refused, counts, &failure) == STATUS_OK &&
                             sought_events_settle(&refused, counts, &failure) == STATUS_OK;
        const long asked = refuse_nothing();
        sought_events_close(&refused);
        if (asked <= index) {
            cr_assert(is_made && index > 10);
            return;
        }
        cr_assert(!is_made && failure.kind == FAILURE_MEMORY, "allocation %ld", index);
    }
}
