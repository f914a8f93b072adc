/* test_candidate_lists.c - the kept are the best of all that were offered, in whatever order they came. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "candidate_lists.h"
#include "keyed_random.h"
#include "refusal.h"

static int descending(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a < b) - (a > b);
}

static void fill_keys(uint64_t *keys, size_t count, uint64_t values, uint64_t seed)
{
    struct keyed_random random = keyed_random_start(seed, NULL, 0);
    for (size_t i = 0; i < count; i++) {
        keys[i] = candidate_key((float)(1 + keyed_random_below(&random, values)), (uint32_t)i);
    }
}

Test(candidate_lists, a_key_holds_value_and_index_and_orders_by_value_then_index)
{
    cr_assert_eq(candidate_value(candidate_key(0.75F, 9)), 0.75F);
    cr_assert_eq(candidate_index(candidate_key(0.75F, UINT32_MAX)), UINT32_MAX);
    cr_assert_gt(candidate_key(0.5F, 9), candidate_key(0.25F, 0));
    cr_assert_gt(candidate_key(0.5F, 8), candidate_key(0.5F, 9));
}

Test(candidate_lists, selection_puts_the_greatest_keys_first)
{
    enum { MOST = 70 };
    uint64_t keys[MOST], sorted[MOST];
    for (size_t count = 0; count <= MOST; count++) {
        for (size_t wanted = 0; wanted <= count; wanted++) {
            fill_keys(keys, count, count % 2 == 0 ? 4 : 1000, count * MOST + wanted);
            memcpy(sorted, keys, count * sizeof *keys);
            qsort(sorted, count, sizeof *sorted, descending);
            candidate_keys_select(keys, count, wanted);
            qsort(keys, wanted, sizeof *keys, descending);
            cr_assert_arr_eq(keys, sorted, wanted * sizeof *keys, "%zu of %zu", wanted, count);
        }
    }
}

/* Offers `count` values, every third to a second list that is merged in the end, and looks for the best. */
static void probe_list(size_t kept, size_t count, uint64_t values)
{
    struct failure failure = {0};
    struct candidate_lists lists, other;
    uint64_t *sorted = calloc(count + 1, sizeof *sorted);
    cr_assert_eq(candidate_lists_open(&lists, NULL, 3, kept, &failure), STATUS_OK);
    cr_assert_eq(candidate_lists_open(&other, NULL, 2, kept, &failure), STATUS_OK);
    fill_keys(sorted, count, values, count);
    for (size_t i = 0; i < count; i++) {
        const bool to_other = i % 3 == 0;
        candidate_lists_offer(to_other ? &other : &lists, to_other ? 1 : 2, candidate_value(sorted[i]), (uint32_t)i);
    }
    candidate_lists_merge(&lists, 2, &other, 1);
    cr_assert_eq(other.counts[1], 0);
    cr_assert_eq(other.bounds[1], 0);
    candidate_lists_cut(&lists, 2);
    qsort(sorted, count, sizeof *sorted, descending);
    uint64_t *const keys = lists.keys + 2 * lists.capacity;
    cr_assert_eq(lists.counts[2], kept < count ? kept : count);
    qsort(keys, lists.counts[2], sizeof *keys, descending);
    for (size_t i = 0; i < lists.counts[2]; i++) { /* of equal values any may be kept */
        cr_assert_eq(candidate_value(keys[i]), candidate_value(sorted[i]), "%zu of %zu: place %zu", kept, count, i);
    }
    if (count > kept) {
        cr_assert_eq(lists.bounds[2], candidate_value(sorted[kept - 1]));
    }
    candidate_lists_close(&other);
    candidate_lists_close(&lists);
    free(sorted);
}

Test(candidate_lists, the_kept_are_the_best_of_all)
{
    probe_list(1, 100, 1000);
    probe_list(16, 5, 1000);
    probe_list(16, 17, 1000);
    probe_list(20, 5000, 100000);
    probe_list(20, 5000, 7);
    probe_list(300, 2000, 900);
}

Test(candidate_lists, nothing_is_left_out_while_the_bound_is_0)
{
    struct failure failure = {0};
    struct candidate_lists lists;
    cr_assert_eq(candidate_lists_open(&lists, NULL, 1, 4, &failure), STATUS_OK);
    for (uint32_t i = 0; lists.bounds[0] == 0; i++) {
        cr_assert_eq(lists.counts[0], i);
        candidate_lists_offer(&lists, 0, 0, i + 1000); /* is not above the bound */
        candidate_lists_offer(&lists, 0, (float)(i + 1), i);
    }
    cr_assert_eq(lists.counts[0], 4);
    candidate_lists_close(&lists);
}

Test(candidate_lists, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    enum status status = STATUS_FAILED;
    for (long index = 0; status != STATUS_OK; index++) {
        struct failure failure = {0};
        struct candidate_lists lists;
        refuse_allocation(index, false);
        status = candidate_lists_open(&lists, NULL, 10, 5, &failure);
        (void)refuse_nothing();
        cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY);
        candidate_lists_close(&lists);
    }
}

Test(candidate_lists, an_index_is_among_the_keys_that_hold_it)
{
    const uint64_t keys[] = {candidate_key(0.5F, 7), candidate_key(0.25F, 0)};
    cr_expect(candidate_keys_hold(keys, 2, 7));
    cr_expect(candidate_keys_hold(keys, 2, 0));
    cr_expect_not(candidate_keys_hold(keys, 1, 0));
    cr_expect_not(candidate_keys_hold(keys, 2, 1));
}

Test(candidate_lists, of_two_bounds_the_greater_becomes_both)
{
    _Atomic float told[] = {0, 0.5F, 0.25F};
    float own[] = {0.75F, 0, 0.25F};
    candidate_bounds_share(told, own, 3);
    const float wanted[] = {0.75F, 0.5F, 0.25F};
    for (size_t i = 0; i < 3; i++) {
        cr_expect_eq(told[i], wanted[i]);
        cr_expect_eq(own[i], wanted[i]);
    }
}

/* Two workers' lists that tell each other their bounds hold, merged, the best of all that either was offered. */
Test(candidate_lists, that_share_bounds_lose_none_of_the_best)
{
    enum { KEPT = 20, COUNT = 5000, EVERY = 64 };
    struct failure failure = {0};
    struct candidate_lists lists[2], merged;
    _Atomic float told[1] = {0};
    static uint64_t keys[COUNT];
    fill_keys(keys, COUNT, 1000, 5);
    cr_assert_eq(candidate_lists_open(&merged, NULL, 1, KEPT, &failure), STATUS_OK);
    for (size_t i = 0; i < 2; i++) {
        cr_assert_eq(candidate_lists_open(&lists[i], NULL, 1, KEPT, &failure), STATUS_OK);
    }
    for (size_t i = 0; i < COUNT; i++) {
        if (i % EVERY == 0) {
            candidate_bounds_share(told, lists[i / EVERY % 2].bounds, 1);
        }
        candidate_lists_offer(&lists[i % 3 == 0], 0, candidate_value(keys[i]), (uint32_t)i);
    }
    for (size_t i = 0; i < 2; i++) {
        candidate_lists_merge(&merged, 0, &lists[i], 0);
        candidate_lists_close(&lists[i]);
    }
    candidate_lists_cut(&merged, 0);
    qsort(keys, COUNT, sizeof *keys, descending);
    for (size_t i = 0; i < KEPT; i++) {
        cr_expect(candidate_keys_hold(merged.keys, merged.counts[0], candidate_index(keys[i])) ||
                      candidate_value(keys[i]) <= merged.bounds[0],
                  "number %zu", i);
    }
    cr_expect_leq(merged.bounds[0], candidate_value(keys[KEPT - 1]), "what is left out is no better than the last");
    candidate_lists_close(&merged);
}

/* Of three keys the middle one parts: by the first alone, keys in order would be parted one by one, which is some
 * minutes of work. */
Test(candidate_lists, selection_of_many_keys_in_order_takes_a_few_passes_over_them, .timeout = 10)
{
    enum { COUNT = 400000 };
    uint64_t *const keys = calloc(COUNT, sizeof *keys);
    cr_assert_not_null(keys);
    for (size_t falling = 0; falling < 2; falling++) {
        for (uint64_t i = 0; i < COUNT; i++) {
            keys[i] = falling ? COUNT - i : i + 1;
        }
        candidate_keys_select(keys, COUNT, COUNT / 2);
        for (size_t i = 0; i < COUNT; i++) {
            cr_assert_eq(keys[i] > COUNT / 2, i < COUNT / 2, "place %zu", i);
        }
    }
    free(keys);
}

/* Where none is below the one that parts, what is above it goes first. */
Test(candidate_lists, selection_among_equal_keys_ends_and_puts_greater_ones_first, .timeout = 10)
{
    enum { COUNT = 50 };
    uint64_t keys[COUNT];
    for (size_t wanted = 0; wanted <= COUNT; wanted++) {
        for (size_t i = 0; i < COUNT; i++) {
            keys[i] = i % 7 == 6 ? 9 : 8; /* seven of 9 */
        }
        candidate_keys_select(keys, COUNT, wanted);
        for (size_t i = 0; i < wanted; i++) {
            cr_assert(wanted > 7 || keys[i] == 9, "%zu wanted, place %zu", wanted, i);
        }
        size_t greater = 0;
        for (size_t i = 0; i < wanted; i++) {
            greater += keys[i] == 9;
        }
        cr_assert_eq(greater, wanted < 7 ? wanted : 7, "%zu wanted", wanted);
    }
}

Test(candidate_lists, lists_that_are_forgotten_take_no_other_with_them_and_can_begin_anew)
{
    enum { LISTS = 4000, KEPT = 20, FIRST = 1000, END = 3000 };
    struct candidate_lists lists;
    struct failure failure = {0};
    cr_assert_eq(candidate_lists_open(&lists, NULL, LISTS, KEPT, &failure), STATUS_OK);
    for (size_t list = 0; list < LISTS; list++) {
        for (uint32_t i = 0; i < KEPT; i++) {
            candidate_lists_offer(&lists, list, (float)(i + 1), (uint32_t)list + i);
        }
    }
    candidate_lists_forget(&lists, FIRST, END);
    for (size_t list = 0; list < LISTS; list++) {
        for (uint32_t i = 0; i < KEPT && (list < FIRST || list >= END); i++) {
            cr_assert_eq(lists.keys[list * lists.capacity + i], candidate_key((float)(i + 1), (uint32_t)list + i));
        }
    }
    lists.counts[FIRST + 500] = 0;
    candidate_lists_offer(&lists, FIRST + 500, 3, 7);
    cr_expect(candidate_keys_hold(lists.keys + (FIRST + 500) * lists.capacity, 1, 7));
    candidate_lists_close(&lists);
}
