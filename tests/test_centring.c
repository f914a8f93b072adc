/* test_centring.c - two sources on twelve events against the formula of the header, written down once more. */
#include <criterion/criterion.h>

#include <math.h>

#include "centring.h"
#include "refusal.h"
#include "told_corpus.h"
#include "within_flow.h"

enum { EVENTS = 12, SOURCES = 2 };

static struct told_corpus *told;
static struct similarity_measure measure;
static struct source_pairs pairs;
static struct telling_square square;
static struct length_correlation correlation;

static enum status centre(void *context, struct flow *flow)
{
    (void)context;
    return source_pairs_open(&pairs, &told->tellings, &measure, flow) == STATUS_OK &&
                   telling_square_open(&square, &pairs, flow) == STATUS_OK &&
                   centring_fill(&pairs, &square, &correlation, flow_failure(flow)) == STATUS_OK
               ? STATUS_OK
               : STATUS_FAILED;
}

static void make(size_t events)
{
    struct failure failure = {0};
    told = told_corpus_new(events, SOURCES, 2, 5);
    cr_assert_eq(similarity_open(&measure, &told->matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
}

static void run(size_t events)
{
    struct failure failure = {0};
    make(events);
    cr_assert_eq(within_flow(centre, NULL, 1, &failure), STATUS_OK);
}

static void close_all(void)
{
    telling_square_close(&square);
    source_pairs_close(&pairs);
    similarity_close(&measure);
    told_corpus_free(told);
}

/* The telling of a source on an event. */
static double at(size_t event_a, size_t event_b)
{
    return telling_square_at(&square, event_a * SOURCES, event_b * SOURCES + 1);
}

Test(centring, means_over_unrelated_pairs_are_taken_off_rows_and_columns)
{
    run(EVENTS);
    double all = 0;
    for (size_t a = 0; a < EVENTS; a++) {
        for (size_t b = 0; b < EVENTS; b++) {
            all += a != b ? at(a, b) / (EVENTS * (EVENTS - 1)) : 0;
        }
    }
    for (size_t event = 0; event < EVENTS; event++) {
        double row = 0, column = 0;
        for (size_t other = 0; other < EVENTS; other++) {
            row += other != event ? at(event, other) / (EVENTS - 1) : 0;
            column += other != event ? at(other, event) / (EVENTS - 1) : 0;
        }
        cr_assert_float_eq(pairs.items[event].centred, at(event, event) - row - column + all, 1e-12);
        cr_assert_eq(pairs.items[event].unrelated, EVENTS - 1);
    }
    cr_assert_eq(correlation.pairs, EVENTS * (EVENTS - 1));
    close_all();
}

Test(centring, a_text_that_is_like_anything_loses_nearly_all_of_that)
{
    run(EVENTS);
    double before[EVENTS];
    for (size_t event = 0; event < EVENTS; event++) {
        before[event] = pairs.items[event].centred;
    }
    for (size_t other = 0; other < square.count; other++) { /* the first telling of source 0 grows like all */
        square.values[other] += 0.25;
        square.values[other * square.count] += 0.25;
    }
    pairs.items[0].similarity += 0.25;
    struct failure failure = {0};
    cr_assert_eq(centring_fill(&pairs, &square, &correlation, &failure), STATUS_OK);
    for (size_t event = 0; event < EVENTS;
         event++) { /* the mean of all grew by .25 / 12, those of 11 columns by .25 / 11 */
        const double rest = event == 0 ? 0.25 / EVENTS : 0.25 / EVENTS - 0.25 / (EVENTS - 1);
        cr_assert_float_eq(pairs.items[event].centred, before[event] + rest, 1e-12);
    }
    close_all();
}

Test(centring, nine_events_are_too_few_and_say_how_many_pairs_there_were)
{
    run(9);
    for (size_t i = 0; i < pairs.count; i++) {
        cr_assert(isnan(pairs.items[i].centred));
        cr_assert_eq(pairs.items[i].unrelated, 8);
    }
    cr_assert_eq(correlation.pairs, 0);
    cr_assert(isnan(correlation.plain) && isnan(correlation.centred));
    close_all();
}

Test(centring, texts_in_another_language_are_no_partners)
{
    make(EVENTS);
    for (size_t i = 0; i < told->tellings.unit_count; i++) {
        told->tellings.units[i].language = span_of(i % SOURCES == 0 ? "en" : "ru");
    }
    struct failure failure = {0};
    cr_assert_eq(within_flow(centre, NULL, 1, &failure), STATUS_OK);
    cr_assert(isnan(pairs.items[0].centred));
    cr_assert_eq(pairs.items[0].unrelated, 0);
    close_all();
}

Test(centring, the_correlation_is_spearmans_with_the_product_of_the_lengths)
{
    run(EVENTS);
    struct failure failure = {0};
    for (size_t i = 0; i < told->tellings.count; i++) {
        told->tellings.items[i].tokens = 100 + 10 * i;
    }
    for (size_t a = 0; a < square.count; a++) {
        for (size_t b = 0; b < square.count; b++) {
            square.values[a * square.count + b] =
                (double)(told->tellings.items[a].tokens * told->tellings.items[b].tokens) / 1e6;
        }
    }
    cr_assert_eq(centring_fill(&pairs, &square, &correlation, &failure), STATUS_OK);
    cr_assert_float_eq(correlation.plain, 1, 1e-12);
    cr_assert_lt(fabs(correlation.centred), 0.7);
    close_all();
}

Test(centring, every_refused_allocation_is_a_memory_failure)
{
    run(EVENTS);
    long refused = 0;
    for (bool was_refused = true; was_refused && refused < 100; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = centring_fill(&pairs, &square, &correlation, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
    }
    cr_assert_gt(refused, 5);
    close_all();
}
