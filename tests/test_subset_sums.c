/* test_subset_sums.c - small cases on paper, and others against going through all ways one by one. */
#include <criterion/criterion.h>

#include "subset_sums.h"

Test(subset_sums, ways_are_binomial_coefficients_up_to_a_bound)
{
    cr_assert_eq(subset_ways(400, 2, 100000), 79800);
    cr_assert_eq(subset_ways(20, 10, 1000000), 184756);
    cr_assert_eq(subset_ways(20, 10, 100000), 100001);
    cr_assert_eq(subset_ways(5, 0, 10), 1);
    cr_assert_eq(subset_ways(5, 5, 10), 1);
    cr_assert_eq(subset_ways(0, 0, 10), 1);
    cr_assert_eq(subset_ways(3, 4, 10), 0);
}

/* Two of six documents, 15 ways; rates 1 and 3. Both 1 way, sum 4; the first or the second alone 4 ways each; none C(4,
 * 2) = 6. Around 4/3: 4 and 0 are 8/3 and 4/3 away, 3 is 5/3, 1 is 1/3. */
Test(subset_sums, two_of_six_documents_that_two_add_to)
{
    static const double rates[] = {1, 3};
    const struct subset_event event = {.size = 6, .chosen = 2, .first = 0, .end = 2};
    const struct subset_sums sums = {&event, 1, rates};
    cr_assert_eq(subset_sums_count(&sums, 100), 4);
    cr_assert_eq(subset_sums_count(&sums, 3), 4);
    cr_assert_eq(subset_sums_count(&sums, 2), 3);
    cr_assert_eq(subset_sums_as_far(&sums, (struct reach){4.0 / 3, 2}), 1);
    cr_assert_eq(subset_sums_as_far(&sums, (struct reach){4.0 / 3, 1.5}), 5);
    cr_assert_eq(subset_sums_as_far(&sums, (struct reach){4.0 / 3, 1}), 11);
    cr_assert_eq(subset_sums_as_far(&sums, (struct reach){4.0 / 3, 0}), 15);
}

/* Five of six, four of which hold it: at least three of them are chosen. */
Test(subset_sums, of_documents_that_are_nearly_all_chosen_most_are)
{
    static const double rates[] = {1, 2, 4, 8};
    const struct subset_event event = {.size = 6, .chosen = 5, .first = 0, .end = 4};
    const struct subset_sums sums = {&event, 1, rates};
    cr_assert_eq(subset_sums_count(&sums, 100), 5);
    cr_assert_eq(subset_sums_as_far(&sums, (struct reach){0, 15}), 2); /* all four, and one of the other two */
    cr_assert_eq(subset_sums_as_far(&sums, (struct reach){0, 14}), 3);
    cr_assert_eq(subset_sums_as_far(&sums, (struct reach){0, 0}), 6);
}

enum { DOCUMENTS = 12, EVENTS = 3 };

/* The same by all subsets of twelve documents; those with a rate of 0 add nothing. */
static uint64_t count_one_by_one(const double *rates, const size_t *sizes, const size_t *chosen, struct reach reach)
{
    uint64_t as_far = 0;
    for (unsigned subset = 0; subset < 1U << DOCUMENTS; subset++) {
        double sum = 0;
        bool is_one = true;
        for (size_t e = 0, d = 0; e < EVENTS; e++) {
            size_t taken = 0;
            for (size_t end = d + sizes[e]; d < end; d++) {
                taken += subset >> d & 1;
                sum += subset >> d & 1 ? rates[d] : 0;
            }
            is_one = is_one && taken == chosen[e];
        }
        as_far += is_one && reach_is_met(reach, sum);
    }
    return as_far;
}

Test(subset_sums, three_events_come_to_what_all_subsets_come_to)
{
    static const size_t sizes[EVENTS] = {5, 4, 3};
    unsigned random = 7;
    for (int round = 0; round < 60; round++) {
        double all[DOCUMENTS] = {0}, rates[DOCUMENTS];
        size_t chosen[EVENTS], count = 0;
        struct subset_event events[EVENTS];
        for (size_t e = 0, d = 0; e < EVENTS; e++) {
            random = random * 1103515245U + 12345U;
            chosen[e] = 1 + (random >> 16) % (sizes[e] - 1);
            events[e] = (struct subset_event){sizes[e], chosen[e], count, count};
            for (size_t end = d + sizes[e]; d < end; d++) {
                random = random * 1103515245U + 12345U;
                if ((random >> 20) % 3 > 0) {
                    all[d] = rates[count++] = 1.0 / (1 + (random >> 16) % 7);
                }
            }
            events[e].end = count;
        }
        const struct subset_sums sums = {events, EVENTS, rates};
        for (double reach = 0; reach < 2; reach += 0.25) {
            const struct reach wanted = {0.7, reach};
            cr_assert_eq(subset_sums_as_far(&sums, wanted), count_one_by_one(all, sizes, chosen, wanted));
        }
    }
}

Test(subset_sums, what_would_nest_too_deep_is_more_than_any_bound)
{
    static const double rates[100];
    const struct subset_event deep = {.size = 100, .chosen = 99, .first = 0, .end = 100}, flat = {100, 1, 0, 100};
    cr_assert_eq(subset_sums_count(&(struct subset_sums){&deep, 1, rates}, 1000), 1001);
    cr_assert_eq(subset_sums_count(&(struct subset_sums){&flat, 1, rates}, 1000), 100);
}
