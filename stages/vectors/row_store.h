/*
 * row_store.h - rows of counts that grow at their end (compressed sparse rows, CSR).
 *
 * Zero-initialized it holds no row. While rows are added their columns stand in any order; row_store_arrange puts them
 * right.
 */
#ifndef MIZAN_ROW_STORE_H
#define MIZAN_ROW_STORE_H

#include "failure.h"
#include "matrix.h"
#include "packed_rows.h"
#include "spill.h"

struct flow;

/* A column that row_store_arrange takes out. */
#define ROW_STORE_DROPPED UINT32_MAX

/* How an entry is kept: its count alone; or its count and what of that stands in the lead, packed while rows are added,
 * and once they are arranged side by side, the lead above, in a byte or half a word each. */
enum row_width { ROWS_PLAIN, ROWS_PACKED, ROWS_BYTES, ROWS_HALVES };

struct row_store {
    struct spill *spill;  /* where its arrays are taken from; set by the owner, NULL: memory alone */
    enum row_width width; /* likewise, before the first row: ROWS_PLAIN or ROWS_PACKED */
    size_t column_count;  /* of ROWS_PACKED once arranged; set by the owner before that, 0: not known */
    uint64_t *starts;
    uint32_t *columns, *counts; /* ROWS_HALVES: the halves */
    uint16_t *bytes;            /* ROWS_BYTES, where counts is NULL */
    uint16_t *lows;             /* columns in two bytes, where `columns` is NULL (matrix.h, struct low_columns) */
    uint32_t *ends;
    size_t part_count;
    struct packed_rows packed; /* ROWS_PACKED: all but the starts */
    size_t row_count;
    size_t starts_capacity, columns_capacity, counts_capacity;
    uint64_t entry_count;
};

/* Room for a next row of at most `entries` entries; row_store_put and row_store_end cannot fail after it. */
enum status row_store_reserve(struct row_store *store, size_t entries, struct failure *failure) MUST_CHECK;

/* True if the rows can stay ROWS_PACKED until they are arranged: no count is above 2^15 - 1, so that the sum of one and
 * its lead has 16 bits. */
bool row_store_fits(const struct row_store *store);

/* ROWS_PACKED becomes ROWS_PLAIN, and the leads are rows of `leads`, which had none. Before they are arranged. */
enum status row_store_unpack(struct row_store *store, struct row_store *leads, struct failure *failure) MUST_CHECK;

/* One entry of the row that was reserved: a column that it does not have yet, a count >= 1. For ROWS_PLAIN. */
static inline void row_store_put(struct row_store *store, uint32_t column, uint32_t count)
{
    store->columns[store->entry_count] = column;
    store->counts[store->entry_count] = count;
    store->entry_count++;
}

/* The same with what of the count stands in the lead, for ROWS_PACKED. */
static inline void row_store_put_led(struct row_store *store, uint32_t column, uint32_t count, uint32_t lead)
{
    packed_rows_put(&store->packed, (struct packed_entry){column, count, lead});
    store->entry_count++;
}

/* Ends the row, perhaps an empty one. */
void row_store_end(struct row_store *store);

/* Replaces every column c by numbers[c], takes out those that are ROW_STORE_DROPPED, and sorts each row ascending. What
 * was ROWS_PACKED, and fits, is as wide as its largest count then, with columns in two bytes where that saves memory;
 * nothing may be added any more. On all workers of the flow; NULL: on this thread. */
enum status row_store_arrange(struct row_store *store, const uint32_t *numbers, struct flow *flow,
                              struct failure *failure) MUST_CHECK;

/* The rows as they lie; valid until the store changes. Without counts unless it is ROWS_PLAIN, and without columns
 * where they are the low ones. */
struct count_rows row_store_view(const struct row_store *store);
struct low_columns row_store_low_columns(const struct row_store *store);
struct led_counts row_store_led_counts(const struct row_store *store);

/* The counts of the rows from `first` up to `end` were read for the last time: their memory is given back, but for its
 * rims. Once the rows are arranged. */
void row_store_forget_counts(const struct row_store *store, size_t first, size_t end);

/* Gives back the counts, which are NULL then; nothing more may be added. */
void row_store_drop_counts(struct row_store *store);

void row_store_free(struct row_store *store);

#endif
