/* test_source_pairs.c - which pairs there are, and what they share; the numbers by hand are in test_sources.c. */
#include <criterion/criterion.h>

#include "source_pairs.h"
#include "told_corpus.h"
#include "within_flow.h"

static struct told_corpus *told;
static struct similarity_measure measure;
static struct source_pairs pairs;

static enum status open_pairs(void *context, struct flow *flow)
{
    (void)context;
    return source_pairs_open(&pairs, &told->tellings, &measure, flow);
}

Test(source_pairs, every_two_tellings_of_an_event_are_a_pair_that_can_be_found)
{
    struct failure failure = {0};
    told = told_corpus_new(2, 4, 2, 1);
    told->matrix->terms[0].channel = CHANNEL_DATE; /* no year: "t000" */
    cr_assert_eq(similarity_open(&measure, &told->matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(within_flow(open_pairs, NULL, 2, &failure), STATUS_OK);
    cr_assert_eq(source_pairs_wanted(&told->tellings), 12);
    cr_assert_eq(pairs.count, 12);
    for (size_t event = 0; event < 2; event++) {
        for (size_t i = 0; i < 4; i++) {
            for (size_t k = i + 1; k < 4; k++) {
                const struct source_pair *const pair = &pairs.items[source_pairs_index(&pairs, event, i, k)];
                size_t years[TOLD_COLUMNS];
                cr_assert(pair->a == event * 4 + i && pair->b == event * 4 + k);
                cr_assert_eq(source_pairs_years(&pairs, pair, years), 0);
            }
        }
    }
    source_pairs_close(&pairs);
    similarity_close(&measure);
    told_corpus_free(told);
}
