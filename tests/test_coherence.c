/* test_coherence.c - windows counted by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "coherence.h"
#include "refusal.h"

/*
 * Terms 0..3, 9 fills. First document, 12 terms, 3 windows of 10:
 *     0 1 9 9 9 9 9 9 9 9 2 0      windows: {0 1 9} {1 9 2} {9 2 0}
 * Second document, 3 terms, one window: {0 1 3}. Third document: no term. So 4 windows:
 * 0 in 3, 1 in 3, 2 in 2, 3 in 1; 0 and 1 in 2, 0 and 2 in 1, 1 and 2 in 1, 2 and 3 in none.
 */
static const uint32_t terms[] = {0, 1, 9, 9, 9, 9, 9, 9, 9, 9, 2, 0, 0, 1, 3};
static const uint64_t starts[] = {0, 5, 12, 15}, document_starts[] = {0, 2, 3, 3};
static const uint32_t words[] = {5, 7, 3};
static const struct counts counts = {
    .term_count = 10,
    .document_count = 3,
    .sequences = {
        .segment_count = 3, .document_starts = document_starts, .starts = starts, .terms = terms, .words = words}};

Test(coherence, is_the_mean_npmi_of_the_pairs)
{
    const struct coherence_topic topics[] = {{{0, 1}, 2}, {{2, 0}, 2}, {{2, 3}, 2}, {{0, 1, 2}, 3},
                                             {{1}, 1},    {{0}, 0},    {{3, 1}, 2}};
    enum { TOPICS = sizeof topics / sizeof *topics };
    const double first = log(.5 / (.75 * .75)) / -log(.5), second = log(.25 / (.5 * .75)) / -log(.25);
    const double expected[TOPICS] = {
        first, second, -1, (first + second + second) / 3, NAN, NAN, log(.25 / (.25 * .75)) / -log(.25)};
    double values[TOPICS];
    struct failure failure = {0};
    cr_assert_eq(coherence_find(&counts, topics, TOPICS, values, &failure), STATUS_OK);
    for (size_t i = 0; i < TOPICS; i++) {
        cr_expect(isnan(expected[i]) ? isnan(values[i]) : fabs(values[i] - expected[i]) < 1e-15,
                  "topic %zu: %.17g, %.17g", i, values[i], expected[i]);
    }
}

Test(coherence, a_pair_that_stands_in_every_window_is_one)
{
    const uint32_t pair[] = {0, 1};
    const uint64_t ends[] = {0, 2}, of_documents[] = {0, 1};
    const struct counts both = {
        .term_count = 2, .document_count = 1, .sequences = {1, of_documents, ends, pair, words}};
    const struct coherence_topic topic = {{0, 1}, 2};
    double value = 0;
    struct failure failure = {0};
    cr_assert_eq(coherence_find(&both, &topic, 1, &value, &failure), STATUS_OK);
    cr_assert_eq(value, 1);
}

Test(coherence, a_refused_allocation_is_a_memory_failure)
{
    const struct coherence_topic topic = {{0, 1}, 2};
    for (long refused = 0; refused < 5; refused++) {
        double value = 0;
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = coherence_find(&counts, &topic, 1, &value, &failure);
        (void)refuse_nothing();
        cr_assert_eq(status, STATUS_FAILED);
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
    }
}
