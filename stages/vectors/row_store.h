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
#include "spill.h"

struct flow;

/* A column that row_store_arrange takes out. */
#define ROW_STORE_DROPPED UINT32_MAX

/* How an entry is kept: its count alone; or its count and, above it, what of that stands in the lead, in a byte or half
 * a word each. */
enum row_width { ROWS_PLAIN, ROWS_BYTES, ROWS_HALVES };

struct row_store {
    struct spill *spill;  /* where its arrays are taken from; set by the owner, NULL: memory alone */
    enum row_width width; /* likewise, before the first row */
    uint64_t *starts;
    uint32_t *columns, *counts; /* ROWS_HALVES: the halves */
    uint16_t *bytes;            /* ROWS_BYTES, where counts is NULL */
    size_t row_count;
    size_t starts_capacity, columns_capacity, counts_capacity, bytes_capacity;
    uint64_t entry_count;
};

/* Room for a next row of at most `entries` entries; row_store_put and row_store_end cannot fail after it. */
enum status row_store_reserve(struct row_store *store, size_t entries, struct failure *failure) MUST_CHECK;

/* Behind the last row: keeps what is there so that counts up to `most` may be kept, too. From 2^15 on it becomes
 * ROWS_PLAIN, and the leads are rows of `leads` from then on: the sum of a count and its lead has 16 bits in all else.
 */
enum status row_store_widen(struct row_store *store, uint32_t most, struct row_store *leads,
                            struct failure *failure) MUST_CHECK;

/* One entry of the row that was reserved: a column that it does not have yet, a count >= 1. For ROWS_PLAIN. */
static inline void row_store_put(struct row_store *store, uint32_t column, uint32_t count)
{
    store->columns[store->entry_count] = column;
    store->counts[store->entry_count] = count;
    store->entry_count++;
}

/* The same with what of the count stands in the lead, for the other widths; both fit. */
static inline void row_store_put_led(struct row_store *store, uint32_t column, uint32_t count, uint32_t lead)
{
    store->columns[store->entry_count] = column;
    if (store->width == ROWS_BYTES) {
        store->bytes[store->entry_count] = (uint16_t)(count | lead << 8);
    } else {
        store->counts[store->entry_count] = count | lead << 16;
    }
    store->entry_count++;
}

/* Ends the row, perhaps an empty one. */
void row_store_end(struct row_store *store);

/* Replaces every column c by numbers[c], takes out those that are ROW_STORE_DROPPED, and sorts each row ascending. On
 * all workers of the flow; NULL: on this thread. */
enum status row_store_arrange(struct row_store *store, const uint32_t *numbers, struct flow *flow,
                              struct failure *failure) MUST_CHECK;

/* The rows as they lie; valid until the store changes. Without counts unless it is ROWS_PLAIN. */
struct count_rows row_store_view(const struct row_store *store);

/* Gives back the counts, which are NULL then; nothing more may be added. */
void row_store_drop_counts(struct row_store *store);

void row_store_free(struct row_store *store);

#endif
