/* test_top_list.c - the best are the same, in whatever order they come. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdint.h>

#include "top_list.h"

enum { OFFERED = 9 };
/* Best first: value descending, then index ascending. */
static const struct top_entry sorted[OFFERED] = {{3, 7},    {2.5, 0}, {2.5, 4}, {2.5, 8}, {1, 2},
                                                 {0.25, 1}, {0, 3},   {0, 5},   {-1, 6}};

static void expect(const struct top_list *list, size_t count)
{
    cr_assert_eq(list->count, count);
    for (size_t i = 0; i < count; i++) {
        cr_assert_eq(list->entries[i].index, sorted[i].index, "place %zu holds %zu", i, list->entries[i].index);
        cr_assert_eq(list->entries[i].value, sorted[i].value);
    }
}

Test(top_list, the_best_are_kept_in_order_whatever_order_they_come_in)
{
    /* 1, 2, 4, 5, 7 and 8 have no divisor in common with 9: each is a step through all entries. */
    static const size_t steps[] = {1, 2, 4, 5, 7, 8};
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        for (size_t capacity = 1; capacity <= OFFERED + 1; capacity++) {
            struct top_entry entries[OFFERED + 1];
            struct top_list list = {.entries = entries, .capacity = capacity};
            for (size_t i = 0; i < OFFERED; i++) {
                const struct top_entry entry = sorted[i * steps[s] % OFFERED];
                top_list_offer(&list, entry.value, entry.index);
            }
            top_list_sort(&list);
            expect(&list, capacity < OFFERED ? capacity : OFFERED);
        }
    }
}

Test(top_list, a_number_that_is_none_is_never_kept)
{
    struct top_entry entries[2];
    struct top_list list = {.entries = entries, .capacity = 2};
    top_list_offer(&list, NAN, 0);
    cr_assert_eq(list.count, 0);
}

Test(top_list, the_bound_is_what_an_entry_must_reach)
{
    struct top_entry entries[2];
    struct top_list list = {.entries = entries, .capacity = 2};
    cr_assert_eq(top_list_bound(&list), -INFINITY);
    top_list_offer(&list, 5, 0);
    cr_assert_eq(top_list_bound(&list), -INFINITY);
    top_list_offer(&list, 3, 1);
    cr_assert_eq(top_list_bound(&list), 3);
    top_list_offer(&list, 4, 2);
    cr_assert_eq(top_list_bound(&list), 4);
}

Test(top_list, a_list_without_room_keeps_nothing)
{
    struct top_list list = {0};
    top_list_offer(&list, 1, 0);
    cr_assert_eq(list.count, 0);
    cr_assert_eq(top_list_bound(&list), INFINITY);
    top_list_sort(&list);
}

Test(top_list, merged_lists_are_the_list_of_all)
{
    struct failure failure = {0};
    struct top_lists lists;
    cr_assert_eq(top_lists_open(&lists, 2, 4, &failure), STATUS_OK);
    for (size_t i = 0; i < OFFERED; i++) {
        top_list_offer(&lists.items[i % 2], sorted[i].value, sorted[i].index);
    }
    top_list_merge(&lists.items[0], &lists.items[1]);
    top_list_sort(&lists.items[0]);
    expect(&lists.items[0], 4);
    cr_assert_eq(lists.items[1].count, 0);
    top_lists_close(&lists);
    top_lists_close(NULL);
}

Test(top_list, lists_beyond_the_address_space_are_refused)
{
    struct failure failure = {0};
    struct top_lists lists;
    cr_assert_eq(top_lists_open(&lists, SIZE_MAX / 2, 3, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
    top_lists_close(&lists);
}
