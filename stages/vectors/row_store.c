/*
 * row_store.c - a column and its count are 8 bytes an entry, in arrays that double.
 *
 * Rows are sorted one at a time, so that sorting needs memory for the longest row only (a double transposition of the
 * matrix sorts too, but needs it twice). An entry is packed into 64 bits, column above count. Short rows are sorted by
 * insertion; the others by radix, least significant byte first (Knuth, TAOCP 5.2.5, algorithm R), over the bytes that
 * columns have.
 *
 * Blocks of rows are arranged by all workers, each where it stands; what was taken out leaves gaps between them, which
 * are closed in the end.
 */
#include "row_store.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "pages.h"
#include "stage.h"

enum { INSERTION_ENTRIES = 32, BYTE_VALUES = 256, BYTE_BITS = 8, COLUMN_SHIFT = 32, COLUMN_BYTES = 4 };

enum status row_store_reserve(struct row_store *store, size_t entries, struct failure *failure)
{
    const size_t wanted = (size_t)store->entry_count + entries;
    if (spill_reserve(store->spill, (void **)&store->starts, &store->starts_capacity, store->row_count + 2,
                      sizeof *store->starts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    store->starts[store->row_count] = store->entry_count;
    if (spill_reserve(store->spill, (void **)&store->columns, &store->columns_capacity, wanted, sizeof *store->columns,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const bool in_bytes = store->width == ROWS_BYTES;
    if ((in_bytes ? spill_reserve(store->spill, (void **)&store->bytes, &store->bytes_capacity, wanted,
                                  sizeof *store->bytes, failure)
                  : spill_reserve(store->spill, (void **)&store->counts, &store->counts_capacity, wanted,
                                  sizeof *store->counts, failure)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t filled = (size_t)store->entry_count;
    pages_prepare_next(store->columns, filled * sizeof *store->columns, wanted * sizeof *store->columns,
                       store->columns_capacity * sizeof *store->columns);
    if (in_bytes) {
        pages_prepare_next(store->bytes, filled * sizeof *store->bytes, wanted * sizeof *store->bytes,
                           store->bytes_capacity * sizeof *store->bytes);
    } else {
        pages_prepare_next(store->counts, filled * sizeof *store->counts, wanted * sizeof *store->counts,
                           store->counts_capacity * sizeof *store->counts);
    }
    return STATUS_OK;
}

/* ---- widths ---- */

/* Entries of ROWS_BYTES as those of ROWS_HALVES. */
static enum status spread_bytes(struct row_store *store, struct failure *failure)
{
    const size_t wanted = (size_t)store->entry_count;
    if (spill_reserve(store->spill, (void **)&store->counts, &store->counts_capacity, wanted, sizeof *store->counts,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (uint64_t i = 0; i < store->entry_count; i++) {
        store->counts[i] = (uint32_t)(store->bytes[i] & UINT8_MAX) | (uint32_t)(store->bytes[i] >> 8) << 16;
    }
    spill_free(store->spill, store->bytes);
    store->bytes = NULL;
    store->bytes_capacity = 0;
    store->width = ROWS_HALVES;
    return STATUS_OK;
}

/* Entries of ROWS_HALVES as two stores of plain ones. */
static enum status part_halves(struct row_store *store, struct row_store *leads, struct failure *failure)
{
    for (size_t row = 0; row < store->row_count; row++) {
        const uint64_t start = store->starts[row], end = store->starts[row + 1];
        if (row_store_reserve(leads, (size_t)(end - start), failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        for (uint64_t i = start; i < end; i++) {
            if (store->counts[i] >> 16 > 0) {
                row_store_put(leads, store->columns[i], store->counts[i] >> 16);
            }
        }
        row_store_end(leads);
    }
    for (uint64_t i = 0; i < store->entry_count; i++) {
        store->counts[i] &= UINT16_MAX;
    }
    store->width = ROWS_PLAIN;
    return STATUS_OK;
}

enum status row_store_widen(struct row_store *store, uint32_t most, struct row_store *leads, struct failure *failure)
{
    if (store->width == ROWS_BYTES && most > UINT8_MAX && spread_bytes(store, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return store->width == ROWS_HALVES && most > INT16_MAX ? part_halves(store, leads, failure) : STATUS_OK;
}

/* ---- order ---- */

void row_store_end(struct row_store *store)
{
    store->row_count++;
    store->starts[store->row_count] = store->entry_count;
}

static void sort_by_insertion(uint64_t *entries, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const uint64_t entry = entries[i];
        size_t place = i;
        for (; place > 0 && entries[place - 1] > entry; place--) {
            entries[place] = entries[place - 1];
        }
        entries[place] = entry;
    }
}

/* One pass: moves `source` to `target`, ordered by the byte at `shift`. */
static void radix_pass(const uint64_t *source, uint64_t *target, size_t count, unsigned shift)
{
    size_t places[BYTE_VALUES] = {0};
    for (size_t i = 0; i < count; i++) {
        places[source[i] >> shift & (BYTE_VALUES - 1)]++;
    }
    size_t place = 0;
    for (size_t value = 0; value < BYTE_VALUES; value++) {
        const size_t here = places[value];
        places[value] = place;
        place += here;
    }
    for (size_t i = 0; i < count; i++) {
        target[places[source[i] >> shift & (BYTE_VALUES - 1)]++] = source[i];
    }
}

/* Sorts `count` entries by column; `spare` has as much room. Returns the one of the two that holds the result. */
static uint64_t *sort_entries(uint64_t *entries, uint64_t *spare, size_t count, uint32_t largest_column)
{
    if (count <= INSERTION_ENTRIES) {
        sort_by_insertion(entries, count);
        return entries;
    }
    for (unsigned byte = 0; byte < COLUMN_BYTES && largest_column >> (byte * BYTE_BITS) != 0; byte++) {
        radix_pass(entries, spare, count, COLUMN_SHIFT + byte * BYTE_BITS);
        uint64_t *const sorted = spare;
        spare = entries;
        entries = sorted;
    }
    return entries;
}

/* Rows that one task arranges. */
struct row_block {
    size_t first, end;        /* rows */
    uint64_t start, arranged; /* where its entries begin, and where they end once they are arranged */
};

struct arranging {
    struct row_store *store;
    const uint32_t *numbers;
    struct row_block *blocks;
    size_t block_count;
};

/* Some milliseconds of work. */
enum { BLOCK_ENTRIES = 1 << 16 };

static size_t row_length(const struct row_store *store, size_t row)
{
    return (size_t)(store->starts[row + 1] - store->starts[row]);
}

static enum status cut(struct arranging *arranging, struct failure *failure)
{
    const struct row_store *const store = arranging->store;
    const size_t most = (size_t)(store->entry_count / BLOCK_ENTRIES) + 1;
    if (array_zeroed((void **)&arranging->blocks, most, sizeof *arranging->blocks, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t row = 0; row < store->row_count; arranging->block_count++) {
        struct row_block *const block = &arranging->blocks[arranging->block_count];
        *block = (struct row_block){.first = row, .start = store->starts[row]};
        while (row < store->row_count &&
               (store->starts[row] - block->start < BLOCK_ENTRIES || arranging->block_count + 1 == most)) {
            row++;
        }
        block->end = row;
    }
    return STATUS_OK;
}

/* Arranges the entries from `start` up to `end`, writes them from `target` on (at or before `start`), returns where
 * they end. */
static uint64_t arrange_row(struct row_store *store, const uint32_t *numbers, uint64_t start, uint64_t end,
                            uint64_t target, uint64_t *entries, uint64_t *spare)
{
    size_t count = 0;
    uint32_t largest = 0;
    for (uint64_t i = start; i < end; i++) {
        const uint32_t column = numbers[store->columns[i]];
        if (column != ROW_STORE_DROPPED) {
            entries[count++] =
                (uint64_t)column << COLUMN_SHIFT | (store->width == ROWS_BYTES ? store->bytes[i] : store->counts[i]);
            largest = column > largest ? column : largest;
        }
    }
    const uint64_t *const sorted = sort_entries(entries, spare, count, largest);
    for (size_t i = 0; i < count; i++) {
        store->columns[target + i] = (uint32_t)(sorted[i] >> COLUMN_SHIFT);
    }
    for (size_t i = 0; i < count && store->width == ROWS_BYTES; i++) {
        store->bytes[target + i] = (uint16_t)sorted[i];
    }
    for (size_t i = 0; i < count && store->width != ROWS_BYTES; i++) {
        store->counts[target + i] = (uint32_t)sorted[i];
    }
    return target + count;
}

/* Leaves starts[block->end] as it is: it is the next block's. */
static enum status arrange_block(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    const struct arranging *const arranging = context;
    struct row_store *const store = arranging->store;
    struct row_block *const block = &arranging->blocks[index];
    size_t longest = 0;
    for (size_t row = block->first; row < block->end; row++) {
        longest = row_length(store, row) > longest ? row_length(store, row) : longest;
    }
    void *memory = NULL;
    if (array_zeroed(&memory, longest, 2 * sizeof(uint64_t), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    uint64_t *const entries = memory;
    uint64_t start = block->start, target = block->start;
    for (size_t row = block->first; row < block->end; row++) {
        const uint64_t end = store->starts[row + 1];
        target = arrange_row(store, arranging->numbers, start, end, target, entries, entries + longest);
        if (row + 1 < block->end) {
            store->starts[row + 1] = target;
        }
        start = end;
    }
    block->arranged = target;
    free(memory);
    return STATUS_OK;
}

static void close_gaps(const struct arranging *arranging)
{
    struct row_store *const store = arranging->store;
    uint64_t target = 0;
    for (size_t i = 0; i < arranging->block_count; i++) {
        const struct row_block *const block = &arranging->blocks[i];
        const uint64_t gap = block->start - target;
        const size_t entries = (size_t)(block->arranged - block->start);
        if (gap > 0) {
            memmove(store->columns + target, store->columns + block->start, entries * sizeof *store->columns);
        }
        if (gap > 0 && store->width == ROWS_BYTES) {
            memmove(store->bytes + target, store->bytes + block->start, entries * sizeof *store->bytes);
        } else if (gap > 0) {
            memmove(store->counts + target, store->counts + block->start, entries * sizeof *store->counts);
        }
        for (size_t row = block->first; gap > 0 && row < block->end; row++) {
            store->starts[row] -= gap;
        }
        target += entries;
    }
    if (store->row_count > 0) {
        store->starts[store->row_count] = target;
    }
    store->entry_count = target;
}

enum status row_store_arrange(struct row_store *store, const uint32_t *numbers, struct flow *flow,
                              struct failure *failure)
{
    struct arranging arranging = {.store = store, .numbers = numbers};
    enum status status = cut(&arranging, failure);
    if (status == STATUS_OK && flow != NULL && arranging.block_count > 1) {
        status = flow_parallel(flow, arranging.block_count, arrange_block, &arranging);
    } else {
        for (size_t i = 0; status == STATUS_OK && i < arranging.block_count; i++) {
            status = arrange_block(&arranging, i, 0, failure);
        }
    }
    if (status == STATUS_OK) {
        close_gaps(&arranging);
    }
    free(arranging.blocks);
    return status;
}

struct count_rows row_store_view(const struct row_store *store)
{
    return (struct count_rows){store->row_count, store->starts, store->columns,
                               store->width == ROWS_PLAIN ? store->counts : NULL};
}

void row_store_drop_counts(struct row_store *store)
{
    spill_free(store->spill, store->counts);
    spill_free(store->spill, store->bytes);
    store->counts = NULL;
    store->bytes = NULL;
    store->counts_capacity = store->bytes_capacity = 0;
}

void row_store_free(struct row_store *store)
{
    spill_free(store->spill, store->starts);
    spill_free(store->spill, store->columns);
    spill_free(store->spill, store->counts);
    spill_free(store->spill, store->bytes);
    *store = (struct row_store){0};
}
