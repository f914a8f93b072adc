/* test_row_store.c - rows go in as they come and come out renumbered and sorted. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "row_store.h"

Test(row_store, an_arranged_row_is_renumbered_pruned_and_ascending)
{
    struct row_store store = {0};
    struct failure failure = {0};
    const uint32_t numbers[] = {2, ROW_STORE_DROPPED, 0, 1};
    cr_assert_eq(row_store_reserve(&store, 4, &failure), STATUS_OK);
    for (uint32_t column = 0; column < 4; column++) {
        row_store_put(&store, column, column + 10);
    }
    row_store_end(&store);
    cr_assert_eq(row_store_reserve(&store, 1, &failure), STATUS_OK);
    row_store_put(&store, 1, 5);
    row_store_end(&store);
    cr_assert_eq(row_store_reserve(&store, 1, &failure), STATUS_OK);
    row_store_put(&store, 3, 6);
    row_store_end(&store);
    cr_assert_eq(row_store_arrange(&store, numbers, &failure), STATUS_OK);
    const struct count_rows rows = row_store_view(&store);
    const uint64_t starts[] = {0, 3, 3, 4};
    const uint32_t columns[] = {0, 1, 2, 1}, counts[] = {12, 13, 10, 6};
    cr_assert_eq(rows.row_count, 3);
    cr_assert_arr_eq(rows.starts, starts, sizeof starts);
    cr_assert_arr_eq(rows.columns, columns, sizeof columns);
    cr_assert_arr_eq(rows.counts, counts, sizeof counts);
    row_store_free(&store);
}

/* Rows of one length each, in descending order: 2 is sorted by insertion, 5,000 by radix over one to four bytes. */
static void check_reversed(uint32_t entries, uint32_t step)
{
    struct row_store store = {0};
    struct failure failure = {0};
    uint32_t *const numbers = calloc(entries, sizeof *numbers);
    cr_assert_not_null(numbers);
    cr_assert_eq(row_store_reserve(&store, entries, &failure), STATUS_OK);
    for (uint32_t i = 0; i < entries; i++) {
        numbers[i] = (entries - 1 - i) * step;
        row_store_put(&store, i, UINT32_MAX - i);
    }
    row_store_end(&store);
    cr_assert_eq(row_store_arrange(&store, numbers, &failure), STATUS_OK);
    for (uint32_t i = 0; i < entries; i++) {
        cr_assert_eq(store.columns[i], i * step);
        cr_assert_eq(store.counts[i], UINT32_MAX - (entries - 1 - i));
    }
    free(numbers);
    row_store_free(&store);
}

Test(row_store, rows_of_any_length_and_column_width_are_sorted)
{
    check_reversed(2, 1);
    check_reversed(32, 1);
    check_reversed(33, 1);
    check_reversed(200, 1);
    check_reversed(5000, 1);
    check_reversed(5000, 100);
    check_reversed(5000, 800000);
}

Test(row_store, an_empty_store_can_be_arranged)
{
    struct row_store store = {0};
    struct failure failure = {0};
    cr_assert_eq(row_store_arrange(&store, NULL, &failure), STATUS_OK);
    cr_assert_eq(row_store_view(&store).row_count, 0);
    row_store_free(&store);
}
