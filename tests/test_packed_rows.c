/* test_packed_rows.c - what was put comes out again, however large, and takes three bytes where it is small. */
#include <criterion/criterion.h>

#include "packed_rows.h"
#include "refusal.h"

static const struct packed_entry extremes[] = {
    {0, 1, 0},  {65534, 15, 15},         {65535, 1, 1},  {65536, 2, 0}, {UINT32_MAX - 1, 16, 15}, {7, 15, 16},
    {8, 16, 0}, {9, UINT32_MAX, 100000}, {10, 255, 255}, {11, 1, 0},    {UINT32_MAX, 1, 1},       {65535, 70000, 100},
};
enum { EXTREMES = sizeof extremes / sizeof *extremes };

static enum status put_rows(struct packed_rows *rows, size_t count, struct failure *failure)
{
    for (size_t row = 0; row < count; row++) { /* the first one is empty */
        if (packed_rows_reserve(rows, NULL, row % (EXTREMES + 1), failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        for (size_t i = 0; i < row % (EXTREMES + 1); i++) {
            packed_rows_put(rows, extremes[(row + i) % EXTREMES]);
        }
        packed_rows_end(rows);
    }
    return STATUS_OK;
}

Test(packed_rows, entries_of_any_size_come_out_as_they_were_put)
{
    enum { ROWS = 5000 };
    struct packed_rows rows = {0};
    struct failure failure = {0};
    cr_assert_eq(put_rows(&rows, ROWS, &failure), STATUS_OK);
    cr_assert_eq(rows.row_count, ROWS);
    cr_assert_eq(rows.most, UINT32_MAX);
    for (size_t row = 0; row < ROWS; row++) {
        const uint8_t *from = rows.bytes + rows.starts[row];
        for (size_t i = 0; i < row % (EXTREMES + 1); i++) {
            const struct packed_entry entry = packed_rows_next(&from), expected = extremes[(row + i) % EXTREMES];
            cr_assert(entry.column == expected.column && entry.count == expected.count && entry.lead == expected.lead,
                      "row %zu, entry %zu", row, i);
        }
        cr_assert_eq((size_t)(from - rows.bytes), rows.starts[row + 1]);
    }
    packed_rows_free(&rows, NULL);
}

Test(packed_rows, three_bytes_hold_a_column_below_65535_and_counts_below_16)
{
    static const struct {
        struct packed_entry entry;
        size_t bytes;
    } cases[] = {{{0, 1, 0}, 3},   {{65534, 15, 15}, 3}, {{65535, 15, 15}, 7},
                 {{0, 16, 0}, 11}, {{0, 15, 16}, 11},    {{65535, 16, 0}, PACKED_ENTRY_MOST}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct packed_rows rows = {0};
        struct failure failure = {0};
        cr_assert_eq(packed_rows_reserve(&rows, NULL, 1, &failure), STATUS_OK);
        packed_rows_put(&rows, cases[c].entry);
        packed_rows_end(&rows);
        cr_expect_eq(rows.byte_count, cases[c].bytes, "case %zu", c);
        cr_expect_eq(rows.most, cases[c].entry.count, "case %zu", c);
        packed_rows_free(&rows, NULL);
    }
}

Test(packed_rows, what_is_forgotten_takes_nothing_of_the_others)
{
    enum { ROWS = 20000, FIRST = 5000, END = 9000 };
    struct packed_rows rows = {0}, whole = {0};
    struct failure failure = {0};
    cr_assert_eq(put_rows(&rows, ROWS, &failure), STATUS_OK);
    cr_assert_eq(put_rows(&whole, ROWS, &failure), STATUS_OK);
    packed_rows_forget(&rows, FIRST, END);
    packed_rows_forget(&rows, 0, 1); /* no whole page */
    cr_assert_arr_eq(rows.bytes, whole.bytes, (size_t)rows.starts[FIRST]);
    cr_assert_arr_eq(rows.bytes + rows.starts[END], whole.bytes + rows.starts[END],
                     rows.byte_count - (size_t)rows.starts[END]);
    packed_rows_free(&whole, NULL);
    packed_rows_free(&rows, NULL);
}

Test(packed_rows, every_refused_allocation_is_a_failure_of_memory)
{
    enum status status = STATUS_FAILED;
    for (long index = 0; status != STATUS_OK; index++) {
        struct packed_rows rows = {0};
        struct failure failure = {0};
        refuse_allocation(index, false);
        status = put_rows(&rows, 200, &failure);
        (void)refuse_nothing();
        cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY, "allocation %ld", index);
        packed_rows_free(&rows, NULL);
    }
}

Test(packed_rows, more_entries_than_there_can_be_bytes_are_refused)
{
    struct packed_rows rows = {0};
    struct failure failure = {0};
    cr_expect_eq(packed_rows_reserve(&rows, NULL, SIZE_MAX / 2, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    packed_rows_free(&rows, NULL);
}
