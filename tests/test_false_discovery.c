/* test_false_discovery.c - against R's p.adjust(p, "BH"). */
#include <criterion/criterion.h>

#include "false_discovery.h"
#include "refusal.h"

static void expect_adjusted(const double *p, const double *expected, size_t count)
{
    struct failure failure = {0};
    double q[16];
    cr_assert_eq(false_discovery_adjust(p, q, count, &failure), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        cr_assert_float_eq(q[i], expected[i], 1e-14, "q of %zu is %.17g", i, q[i]);
    }
}

Test(false_discovery, q_is_that_of_r)
{
    const double p[10] = {.001, .008, .039, .041, .042, .06, .074, .205, .212, .216};
    const double q[10] = {.01, .04, .084, .084, .084, .1, 0.74 / 7, .216, .216, .216};
    expect_adjusted(p, q, 10);
}

Test(false_discovery, order_and_ties_make_no_difference)
{
    const double p[5] = {.5, .01, .01, 1, .03}, q[5] = {.625, .025, .025, 1, .05};
    expect_adjusted(p, q, 5);
    expect_adjusted(p, q, 0);
}

Test(false_discovery, a_refused_allocation_is_a_memory_failure)
{
    struct failure failure = {0};
    double p = 1, q = 0;
    refuse_allocation(0, false);
    cr_assert_eq(false_discovery_adjust(&p, &q, 1, &failure), STATUS_FAILED);
    (void)refuse_nothing();
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
}
