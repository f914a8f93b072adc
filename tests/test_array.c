#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

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

Test(array, of_one_to_be_written_later_no_page_is_made)
{
    enum { BYTES = 16 << 20, PAGES = BYTES / 4096 };
    static unsigned char made[PAGES];
    struct failure failure = {0};
    void *items = NULL, *none = NULL;
    cr_assert_eq(array_later(&none, 0, 8, &failure), STATUS_OK);
    cr_assert_not_null(none);
    cr_assert_eq(array_later(&items, BYTES / 8, 8, &failure), STATUS_OK);
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), second = ((uintptr_t)items + 2 * page - 1) & ~(page - 1);
    cr_assert_eq(mincore((void *)second, BYTES / 2, made), 0);
    size_t count = 0;
    for (size_t i = 0; i < BYTES / 2 / page; i++) {
        count += made[i] & 1U;
    }
    cr_expect_eq(count, 0);
    cr_expect_eq(((char *)items)[BYTES - 1], 0);
    free(items);
    free(none);
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
