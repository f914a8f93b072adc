/* test_evidence.c - the surprise of a sum against every case counted out. */
#include <criterion/criterion.h>
#include <math.h>

#include "event_evidence.h"
#include "refusal.h"

enum { MOST = EVENT_EVIDENCE_COUNT_MOST };

/* The chance that a term stands there exactly so often. */
static double exactly(double chance, unsigned count)
{
    const double at_least = count > 0 ? chance / count : 1;
    return at_least - (count == 0 ? chance : count < MOST ? chance / (count + 1) : 0);
}

/* The chance that three terms bring `sum` or more, all counts tried. */
static double tail(const double *chances, double sum)
{
    double chance = 0;
    for (unsigned a = 0; a <= MOST; a++) {
        for (unsigned b = 0; b <= MOST; b++) {
            for (unsigned c = 0; c <= MOST; c++) {
                const double brought = (a > 0 ? log(a / chances[0]) : 0) + (b > 0 ? log(b / chances[1]) : 0) +
                                       (c > 0 ? log(c / chances[2]) : 0);
                if (brought >= sum - 1e-9) {
                    chance += exactly(chances[0], a) * exactly(chances[1], b) * exactly(chances[2], c);
                }
            }
        }
    }
    return chance;
}

Test(event_evidence, a_count_is_as_surprising_as_its_chance_is_small)
{
    cr_expect_float_eq(event_evidence_of(0.01, 1), log(100), 1e-15);
    cr_expect_float_eq(event_evidence_of(0.01, 4), log(400), 1e-15);
    cr_expect_eq(event_evidence_of(0.01, MOST), event_evidence_of(0.01, 1000));
    cr_expect_eq(event_evidence_of(1, 1), 0);
}

Test(event_evidence, one_term_alone_is_as_surprising_as_its_evidence)
{
    struct event_evidence evidence;
    struct failure failure = {0};
    const double chance = 0.01;
    cr_assert_eq(event_evidence_open(&evidence, &chance, 1, &failure), STATUS_OK);
    for (uint32_t count = 1; count <= MOST; count++) {
        cr_expect_float_eq(event_evidence_surprise(&evidence, event_evidence_of(chance, count)), log(count / chance),
                           1e-9);
    }
    cr_expect_eq(event_evidence_surprise(&evidence, 0), 0);
    event_evidence_close(&evidence);
}

Test(event_evidence, the_surprise_of_a_sum_is_that_of_all_cases_that_reach_it)
{
    static const double chances[] = {0.3, 0.02, 0.005};
    struct event_evidence evidence;
    struct failure failure = {0};
    cr_assert_eq(event_evidence_open(&evidence, chances, 3, &failure), STATUS_OK);
    for (unsigned a = 0; a <= MOST; a++) {
        for (unsigned b = 0; b <= 2; b++) {
            for (unsigned c = 0; c <= 2; c++) {
                const double sum = (a > 0 ? event_evidence_of(chances[0], a) : 0) +
                                   (b > 0 ? event_evidence_of(chances[1], b) : 0) +
                                   (c > 0 ? event_evidence_of(chances[2], c) : 0);
                const double surprise = event_evidence_surprise(&evidence, sum),
                             exact = sum > 0 ? -log(tail(chances, sum)) : 0;
                cr_expect_leq(surprise, exact + 1e-9, "%u %u %u", a, b, c);
                /* three roundings of 1/16 at most */
                cr_expect_geq(surprise, -log(tail(chances, sum - 3.0 / 16)) - 1e-9, "%u %u %u", a, b, c);
            }
        }
    }
    event_evidence_close(&evidence);
}

Test(event_evidence, the_more_terms_the_less_each_says)
{
    static const double chances[] = {0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01};
    struct event_evidence few, many;
    struct failure failure = {0};
    cr_assert_eq(event_evidence_open(&few, chances, 1, &failure), STATUS_OK);
    cr_assert_eq(event_evidence_open(&many, chances, 10, &failure), STATUS_OK);
    const double sum = event_evidence_of(0.01, 1);
    cr_expect_float_eq(event_evidence_surprise(&many, sum), -log(1 - pow(0.99, 10)), 1e-9);
    cr_expect_lt(event_evidence_surprise(&many, sum), event_evidence_surprise(&few, sum));
    cr_expect_gt(event_evidence_surprise(&many, 2 * sum), event_evidence_surprise(&many, sum));
    event_evidence_close(&many);
    event_evidence_close(&few);
}

Test(event_evidence, beyond_the_table_surprise_goes_on_growing)
{
    static const double chances[] = {1e-9, 1e-9, 1e-9, 1e-9};
    struct event_evidence evidence;
    struct failure failure = {0};
    cr_assert_eq(event_evidence_open(&evidence, chances, 4, &failure), STATUS_OK);
    const double four = event_evidence_surprise(&evidence, 4 * event_evidence_of(1e-9, 1));
    cr_expect(isfinite(four) && four > event_evidence_surprise(&evidence, 3 * event_evidence_of(1e-9, 1)));
    event_evidence_close(&evidence);
}

Test(event_evidence, no_term_says_nothing_and_refused_memory_is_a_failure)
{
    struct event_evidence evidence;
    struct failure failure = {0};
    cr_assert_eq(event_evidence_open(&evidence, NULL, 0, &failure), STATUS_OK);
    cr_expect_eq(event_evidence_surprise(&evidence, 0), 0);
    event_evidence_close(&evidence);
    for (long index = 0; index < 2; index++) {
        refuse_allocation(index, false);
        const enum status status = event_evidence_open(&evidence, NULL, 0, &failure);
        cr_assert_gt(refuse_nothing(), index);
        cr_assert_eq(status, STATUS_FAILED);
        event_evidence_close(&evidence);
    }
}
