/* test_row_store.c - rows go in as they come and come out renumbered and sorted. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "keyed_random.h"
#include "row_store.h"
#include "within_flow.h"

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
    cr_assert_eq(row_store_arrange(&store, numbers, NULL, &failure), STATUS_OK);
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
    cr_assert_eq(row_store_arrange(&store, numbers, NULL, &failure), STATUS_OK);
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
    cr_assert_eq(row_store_arrange(&store, NULL, NULL, &failure), STATUS_OK);
    cr_assert_eq(row_store_view(&store).row_count, 0);
    row_store_free(&store);
}

/* Several blocks of rows, some of them empty or longer than a block, of which a part is taken out. */
enum { COLUMNS = 70000, ROWS = 3000 };
static uint32_t numbers_of_many[COLUMNS];

static void fill_many(struct row_store *store)
{
    struct failure failure = {0};
    struct keyed_random random = keyed_random_start(11, NULL, 0);
    for (uint32_t row = 0; row < ROWS; row++) {
        const uint32_t entries = row == 1000 ? COLUMNS : (uint32_t)keyed_random_below(&random, 120);
        cr_assert_eq(row_store_reserve(store, entries, &failure), STATUS_OK);
        for (uint32_t i = 0; i < entries; i++) {
            row_store_put(store, (row * 31 + i * 17) % COLUMNS, row + i + 1);
        }
        row_store_end(store);
    }
}

static enum status arrange_many(void *context, struct flow *flow)
{
    return row_store_arrange(context, numbers_of_many, flow, flow_failure(flow));
}

static void check_many(unsigned workers, uint32_t dropped_every)
{
    struct row_store store = {0}, before = {0};
    struct failure failure = {0};
    for (uint32_t i = 0; i < COLUMNS; i++) {
        numbers_of_many[i] = i % dropped_every == dropped_every - 1 ? ROW_STORE_DROPPED : COLUMNS - 1 - i;
    }
    fill_many(&store);
    fill_many(&before);
    cr_assert_eq(within_flow(arrange_many, &store, workers, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(store.row_count, ROWS);
    uint64_t at = 0;
    for (size_t row = 0; row < ROWS; row++) {
        cr_assert_eq(store.starts[row], at, "row %zu", row);
        uint64_t sum = 0, wanted = 0;
        for (uint64_t i = before.starts[row]; i < before.starts[row + 1]; i++) {
            const uint32_t number = numbers_of_many[before.columns[i]];
            wanted += number != ROW_STORE_DROPPED ? (uint64_t)number * before.counts[i] : 0;
            at += number != ROW_STORE_DROPPED;
        }
        for (uint64_t i = store.starts[row]; i < store.starts[row + 1]; i++) {
            sum += (uint64_t)store.columns[i] * store.counts[i];
            cr_assert(i == store.starts[row] || store.columns[i] > store.columns[i - 1]);
        }
        cr_assert_eq(sum, wanted, "row %zu", row);
    }
    cr_expect_eq(store.starts[ROWS], at);
    cr_expect_eq(store.entry_count, at);
    row_store_free(&before);
    row_store_free(&store);
}

Test(row_store, many_rows_are_arranged_alike_by_any_number_of_workers)
{
    for (unsigned workers = 1; workers <= 4; workers += 3) {
        check_many(workers, COLUMNS + 1);
        check_many(workers, 3);
        check_many(workers, 1);
    }
}

/* ---- packed, with low columns ---- */

/* Rows with columns at both sides of each border of 65,536, each column in some rows alone, and rows without any. */
enum { PACKED_ROWS = 400, LONGEST = 40 };
static uint32_t wide_numbers[LONGEST];

static uint32_t wide_column(uint32_t column, size_t column_count)
{
    static const uint32_t at[] = {0, 1, 65534, 65535, 65536, 65537, 131071, 131072, 131073, 196607, 196608};
    const uint32_t wide = column < sizeof at / sizeof *at ? at[column] : 1000 * column;
    return wide < column_count ? wide : ROW_STORE_DROPPED;
}

static void fill_packed(struct row_store *store, uint32_t count_step)
{
    struct failure failure = {0};
    for (uint32_t row = 0; row < PACKED_ROWS; row++) {
        const uint32_t entries = row % (LONGEST + 1);
        cr_assert_eq(row_store_reserve(store, entries, &failure), STATUS_OK);
        for (uint32_t i = 0; i < entries; i++) {
            const uint32_t column = (row + i) % LONGEST, count = 1 + i * count_step;
            if (store->width == ROWS_PACKED) {
                row_store_put_led(store, column, count, i % 2);
            } else {
                row_store_put(store, column, count);
            }
        }
        row_store_end(store);
    }
}

static enum status arrange_wide(void *context, struct flow *flow)
{
    return row_store_arrange(context, wide_numbers, flow, flow_failure(flow));
}

static void expect_same_rows(const struct row_store *store, const struct row_store *plain)
{
    const struct counts counts = {.rows = row_store_view(store),
                                  .low_columns = row_store_low_columns(store),
                                  .led_counts = {.bytes = store->bytes, .halves = store->counts}};
    uint32_t columns[LONGEST], row_counts[LONGEST], leads[LONGEST];
    cr_assert_eq(store->row_count, plain->row_count);
    for (size_t row = 0; row < plain->row_count; row++) {
        struct term_row lead;
        const struct term_row here = counts_led_row(&counts, row, columns, row_counts, leads, &lead);
        cr_assert_eq(here.count, plain->starts[row + 1] - plain->starts[row], "row %zu", row);
        cr_assert_arr_eq(here.columns, plain->columns + plain->starts[row], here.count * sizeof *columns, "row %zu",
                         row);
        cr_assert_arr_eq(here.counts, plain->counts + plain->starts[row], here.count * sizeof *columns, "row %zu", row);
    }
}

static void check_packed(size_t column_count, size_t told_count, uint32_t count_step, size_t expected_parts)
{
    for (unsigned workers = 1; workers <= 2; workers++) {
        struct failure failure = {0};
        struct row_store store = {.width = ROWS_PACKED, .column_count = told_count}, plain = {0};
        for (uint32_t i = 0; i < LONGEST; i++) {
            wide_numbers[i] = wide_column(i, column_count);
        }
        fill_packed(&store, count_step);
        fill_packed(&plain, count_step);
        cr_assert_eq(within_flow(arrange_wide, &store, workers, &failure), STATUS_OK, "%s", failure.message);
        cr_assert_eq(row_store_arrange(&plain, wide_numbers, NULL, &failure), STATUS_OK);
        cr_assert_eq(row_store_low_columns(&store).part_count, expected_parts, "%zu columns", column_count);
        cr_assert_eq(store.width, count_step > 6 ? ROWS_HALVES : ROWS_BYTES);
        expect_same_rows(&store, &plain);
        row_store_free(&plain);
        row_store_free(&store);
    }
}

Test(row_store, packed_rows_are_arranged_as_plain_ones_with_columns_in_two_bytes)
{
    check_packed(1, 1, 1, 1);
    check_packed(65535, 65535, 1, 1);
    check_packed(65536, 65536, 1, 1);
    check_packed(65537, 65537, 1, 2);
    check_packed(131072, 131072, 1, 2);
    check_packed(131073, 131073, 700, 3);
    check_packed(200000, 200000, 700, 4);
}

Test(row_store, columns_stay_wide_where_two_bytes_would_save_nothing)
{
    check_packed(200000, 0, 1, 0);
    check_packed(200000, (size_t)12 << 16, 1, 0); /* 20 entries a row save 40 bytes, 11 borders take 44 */
    check_packed(200000, (size_t)10 << 16, 1, 10);
}

/* Rows of counts from `least` on, of which the midst is given back. */
static void check_forgotten(uint32_t least, enum row_width width)
{
    enum { ENTRIES = 5000, FULL_ROWS = 3 };
    static uint32_t same[ENTRIES];
    struct failure failure = {0};
    struct row_store store = {.width = ROWS_PACKED, .column_count = ENTRIES};
    for (uint32_t row = 0; row < FULL_ROWS; row++) {
        cr_assert_eq(row_store_reserve(&store, ENTRIES, &failure), STATUS_OK);
        for (uint32_t i = 0; i < ENTRIES; i++) {
            same[i] = i;
            row_store_put_led(&store, i, least + row, 1);
        }
        row_store_end(&store);
    }
    cr_assert_eq(row_store_arrange(&store, same, NULL, &failure), STATUS_OK);
    cr_assert_eq(store.width, width);
    row_store_forget_counts(&store, 1, 2);
    const struct led_counts counts = row_store_led_counts(&store);
    for (size_t i = 0; i < FULL_ROWS * ENTRIES; i++) {
        const uint32_t count = least + (uint32_t)(i / ENTRIES);
        const uint32_t wanted = width == ROWS_BYTES ? count | 1U << 8 : count | 1U << 16;
        const uint32_t found = width == ROWS_BYTES ? counts.bytes[i] : counts.halves[i];
        cr_assert(found == wanted || (i / ENTRIES == 1 && found == 0), "entry %zu: %x, not %x", i, found, wanted);
        cr_assert(found == 0 || i != ENTRIES + ENTRIES / 2, "a page in the midst of the row");
    }
    row_store_drop_counts(&store);
    cr_assert(row_store_led_counts(&store).bytes == NULL && row_store_led_counts(&store).halves == NULL);
    row_store_free(&store);
}

Test(row_store, counts_of_rows_that_were_read_are_given_back_and_the_others_stay)
{
    check_forgotten(1, ROWS_BYTES);
    check_forgotten(1000, ROWS_HALVES);
}
