#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>

#include "array.h"
#include "refusal.h"

Test(array, growing_keeps_what_is_there)
{
    struct failure failure = {0};
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        cr_assert_eq(array_reserve((void **)&items, &capacity, (size_t)i + 1, sizeof *items, &failure), STATUS_OK);
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++) {
        cr_assert_eq(items[i], i);
    }
    cr_assert_geq(capacity, 1000);
    free(items);
}

Test(array, a_size_beyond_the_address_space_is_refused)
{
    struct failure failure = {0};
    int *items = NULL;
    size_t capacity = 0;
    cr_assert_eq(array_reserve((void **)&items, &capacity, SIZE_MAX / 2, sizeof *items, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
    cr_assert_null(items);
}

Test(array, a_refused_allocation_leaves_the_array_whole)
{
    struct failure failure = {0};
    int *items = NULL;
    size_t capacity = 0;
    cr_assert_eq(array_reserve((void **)&items, &capacity, 4, sizeof *items, &failure), STATUS_OK);
    items[3] = 42;
    const size_t before = capacity;
    refuse_allocation(0, true);
    cr_assert_eq(array_reserve((void **)&items, &capacity, before + 1, sizeof *items, &failure), STATUS_FAILED);
    refuse_nothing();
    cr_assert_eq(capacity, before);
    cr_assert_eq(items[3], 42);
    free(items);
}

Test(array, zeroed_items_are_zero_and_none_is_no_null)
{
    struct failure failure = {0};
    void *none = NULL, *some = NULL;
    cr_assert_eq(array_zeroed(&none, 0, 8, &failure), STATUS_OK);
    cr_assert_not_null(none);
    cr_assert_eq(array_zeroed(&some, 8, 1, &failure), STATUS_OK);
    for (size_t i = 0; i < 8; i++) {
        cr_assert_eq(((char *)some)[i], 0);
    }
    free(none);
    free(some);
}
