/* packed_rows.c - one array of bytes, and where each row begins in it: rows are read by several workers. */
#include "packed_rows.h"

#include "pages.h"

enum status packed_rows_reserve(struct packed_rows *rows, struct spill *spill, size_t entries, struct failure *failure)
{
    if (entries > (SIZE_MAX - rows->byte_count) / PACKED_ENTRY_MOST) {
        return failure_memory(failure, "the rows of counts");
    }
    const size_t wanted = rows->byte_count + entries * PACKED_ENTRY_MOST;
    if (spill_reserve(spill, (void **)&rows->starts, &rows->starts_capacity, rows->row_count + 2, sizeof *rows->starts,
                      failure) != STATUS_OK ||
        spill_reserve(spill, (void **)&rows->bytes, &rows->bytes_capacity, wanted, 1, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    rows->starts[rows->row_count] = rows->byte_count;
    return STATUS_OK;
}

void packed_rows_end(struct packed_rows *rows)
{
    const size_t before = (size_t)rows->starts[rows->row_count];
    rows->row_count++;
    rows->starts[rows->row_count] = rows->byte_count;
    pages_prepare_next(rows->bytes, before, rows->byte_count, rows->bytes_capacity);
}

void packed_rows_forget(struct packed_rows *rows, size_t first, size_t end)
{
    pages_forget(rows->bytes + rows->starts[first], (size_t)(rows->starts[end] - rows->starts[first]));
}

void packed_rows_free(struct packed_rows *rows, struct spill *spill)
{
    spill_free(spill, rows->starts);
    spill_free(spill, rows->bytes);
    *rows = (struct packed_rows){0};
}
