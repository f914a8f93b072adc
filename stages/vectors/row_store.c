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
enum { LEAD_OF_BYTES = 8, LEAD_OF_HALVES = 16 }; /* bits of the count below it */

static enum status reserve_plain(struct row_store *store, size_t entries, struct failure *failure)
{
    const size_t filled = (size_t)store->entry_count, wanted = filled + entries;
    if (spill_reserve(store->spill, (void **)&store->columns, &store->columns_capacity, wanted, sizeof *store->columns,
                      failure) != STATUS_OK ||
        spill_reserve(store->spill, (void **)&store->counts, &store->counts_capacity, wanted, sizeof *store->counts,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    pages_prepare_next(store->columns, filled * sizeof *store->columns, wanted * sizeof *store->columns,
                       store->columns_capacity * sizeof *store->columns);
    pages_prepare_next(store->counts, filled * sizeof *store->counts, wanted * sizeof *store->counts,
                       store->counts_capacity * sizeof *store->counts);
    return STATUS_OK;
}

enum status row_store_reserve(struct row_store *store, size_t entries, struct failure *failure)
{
    if (spill_reserve(store->spill, (void **)&store->starts, &store->starts_capacity, store->row_count + 2,
                      sizeof *store->starts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    store->starts[store->row_count] = store->entry_count;
    return store->width == ROWS_PACKED ? packed_rows_reserve(&store->packed, store->spill, entries, failure)
                                       : reserve_plain(store, entries, failure);
}

void row_store_end(struct row_store *store)
{
    store->row_count++;
    store->starts[store->row_count] = store->entry_count;
    if (store->width == ROWS_PACKED) {
        packed_rows_end(&store->packed);
    }
}

bool row_store_fits(const struct row_store *store)
{
    return store->packed.most <= INT16_MAX;
}

/* ---- packed rows as plain ones ---- */

static size_t row_length(const struct row_store *store, size_t row)
{
    return (size_t)(store->starts[row + 1] - store->starts[row]);
}

static enum status unpack_row(const struct row_store *store, size_t row, struct row_store *plain,
                              struct row_store *leads, struct failure *failure)
{
    const size_t entries = row_length(store, row);
    const uint8_t *from = store->packed.bytes + store->packed.starts[row];
    if (row_store_reserve(plain, entries, failure) != STATUS_OK ||
        row_store_reserve(leads, entries, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < entries; i++) {
        const struct packed_entry entry = packed_rows_next(&from);
        row_store_put(plain, entry.column, entry.count);
        if (entry.lead > 0) {
            row_store_put(leads, entry.column, entry.lead);
        }
    }
    row_store_end(plain);
    row_store_end(leads);
    return STATUS_OK;
}

enum status row_store_unpack(struct row_store *store, struct row_store *leads, struct failure *failure)
{
    struct row_store plain = {.spill = store->spill};
    enum status status = STATUS_OK;
    if (store->width != ROWS_PACKED) {
        return STATUS_OK;
    }
    for (size_t row = 0; row < store->row_count && status == STATUS_OK; row++) {
        status = unpack_row(store, row, &plain, leads, failure);
        packed_rows_forget(&store->packed, row, row + 1);
    }
    if (status != STATUS_OK) {
        row_store_free(&plain);
        return STATUS_FAILED;
    }
    row_store_free(store);
    *store = plain;
    return STATUS_OK;
}

/* ---- order ---- */

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

/* What stays of a row: column above count, and the largest column. */
struct taken {
    uint64_t *entries;
    size_t count;
    uint32_t largest;
};

static void take_entry(struct taken *taken, uint32_t column, uint32_t count)
{
    const bool stays = column != ROW_STORE_DROPPED;
    taken->entries[taken->count] = (uint64_t)column << COLUMN_SHIFT | count;
    taken->largest = stays && column > taken->largest ? column : taken->largest;
    taken->count += stays;
}

/* Reads the row's entries under their new numbers. */
static void take_plain(const struct row_store *store, const uint32_t *numbers, uint64_t start, uint64_t end,
                       struct taken *taken)
{
    for (uint64_t i = start; i < end; i++) {
        take_entry(taken, numbers[store->columns[i]], store->counts[i]);
    }
}

static void take_packed(const struct row_store *store, const uint32_t *numbers, size_t row, size_t length,
                        struct taken *taken)
{
    const unsigned lead_shift = store->width == ROWS_BYTES ? LEAD_OF_BYTES : LEAD_OF_HALVES;
    const uint8_t *from = store->packed.bytes + store->packed.starts[row];
    for (size_t i = 0; i < length; i++) {
        const struct packed_entry entry = packed_rows_next(&from);
        take_entry(taken, numbers[entry.column], entry.count | entry.lead << lead_shift);
    }
}

static void put_lows(struct row_store *store, size_t row, uint64_t target, const uint64_t *sorted, size_t count)
{
    uint32_t *const ends = store->ends + row * (store->part_count - 1);
    size_t part = 0;
    for (size_t i = 0; i < count; i++) {
        store->lows[target + i] = (uint16_t)(sorted[i] >> COLUMN_SHIFT);
        for (; part < sorted[i] >> (COLUMN_SHIFT + LOW_COLUMN_BITS); part++) {
            ends[part] = (uint32_t)i;
        }
    }
    for (; part + 1 < store->part_count; part++) {
        ends[part] = (uint32_t)count;
    }
}

static void put_sorted(struct row_store *store, size_t row, uint64_t target, const uint64_t *sorted, size_t count)
{
    if (store->lows != NULL) {
        put_lows(store, row, target, sorted, count);
    }
    for (size_t i = 0; i < count && store->lows == NULL; i++) {
        store->columns[target + i] = (uint32_t)(sorted[i] >> COLUMN_SHIFT);
    }
    for (size_t i = 0; i < count && store->width == ROWS_BYTES; i++) {
        store->bytes[target + i] = (uint16_t)sorted[i];
    }
    for (size_t i = 0; i < count && store->width != ROWS_BYTES; i++) {
        store->counts[target + i] = (uint32_t)sorted[i];
    }
}

/* Arranges the entries of the row, which stood from `start` up to `end`, writes them from `target` on (at or before
 * `start`), returns where they end. */
static uint64_t arrange_row(const struct arranging *arranging, size_t row, uint64_t start, uint64_t end,
                            uint64_t target, uint64_t *entries, uint64_t *spare)
{
    struct row_store *const store = arranging->store;
    struct taken taken = {.entries = entries};
    if (store->packed.row_count > 0) {
        take_packed(store, arranging->numbers, row, (size_t)(end - start), &taken);
    } else {
        take_plain(store, arranging->numbers, start, end, &taken);
    }
    const uint64_t *const sorted = sort_entries(entries, spare, taken.count, taken.largest);
    put_sorted(store, row, target, sorted, taken.count);
    return target + taken.count;
}

/* What the block's packed rows are going to be written to. */
static void prepare(const struct row_store *store, const struct row_block *block)
{
    const void *const heap_end = pages_heap_end(0);
    const size_t entries = (size_t)(store->starts[block->end] - block->start);
    if (store->lows != NULL) {
        pages_prepare(heap_end, store->lows + block->start, entries * sizeof *store->lows);
    } else {
        pages_prepare(heap_end, store->columns + block->start, entries * sizeof *store->columns);
    }
    if (store->width == ROWS_BYTES) {
        pages_prepare(heap_end, store->bytes + block->start, entries * sizeof *store->bytes);
    } else {
        pages_prepare(heap_end, store->counts + block->start, entries * sizeof *store->counts);
    }
}

enum { ENTRIES_A_LOOK = SPILL_PIECE_BYTES / 16 }; /* of two arrays, read and written */

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
    if (store->packed.row_count > 0) {
        prepare(store, block);
    }
    uint64_t *const entries = memory;
    uint64_t start = block->start, target = block->start;
    for (size_t row = block->first; row < block->end; row++) {
        const uint64_t end = store->starts[row + 1];
        target = arrange_row(arranging, row, start, end, target, entries, entries + longest);
        if (row + 1 < block->end) {
            store->starts[row + 1] = target;
        }
        if (start / ENTRIES_A_LOOK != end / ENTRIES_A_LOOK) {
            spill_make_room(store->spill);
        }
        start = end;
    }
    block->arranged = target;
    free(memory);
    if (store->packed.row_count > 0) {
        packed_rows_forget(&store->packed, block->first, block->end);
    }
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
        if (gap > 0 && store->lows != NULL) {
            memmove(store->lows + target, store->lows + block->start, entries * sizeof *store->lows);
        } else if (gap > 0) {
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

/* Columns in two bytes save as many for an entry, and take four for each part of a row but its last. */
static bool lows_pay(const struct row_store *store, size_t parts)
{
    return store->column_count > 0 && (parts - 1) * sizeof *store->ends * store->row_count <
                                          (size_t)store->entry_count * (sizeof *store->columns - sizeof *store->lows);
}

/* Room for what is ROWS_PACKED, as wide as it must be. */
static enum status widen(struct row_store *store, struct failure *failure)
{
    const size_t entries = (size_t)store->entry_count;
    const size_t parts = (store->column_count >> LOW_COLUMN_BITS) + ((store->column_count & UINT16_MAX) != 0);
    enum status status;
    store->width = store->packed.most <= UINT8_MAX ? ROWS_BYTES : ROWS_HALVES;
    if (lows_pay(store, parts)) {
        store->part_count = parts;
        status = spill_later(store->spill, (void **)&store->lows, entries, sizeof *store->lows, failure);
        if (status == STATUS_OK && parts > 1) {
            status = spill_zeroed(store->spill, (void **)&store->ends, (parts - 1) * store->row_count,
                                  sizeof *store->ends, failure);
        }
    } else {
        status = spill_later(store->spill, (void **)&store->columns, entries, sizeof *store->columns, failure);
    }
    if (status == STATUS_OK && store->width == ROWS_BYTES) {
        return spill_later(store->spill, (void **)&store->bytes, entries, sizeof *store->bytes, failure);
    }
    return status == STATUS_OK
               ? spill_later(store->spill, (void **)&store->counts, entries, sizeof *store->counts, failure)
               : STATUS_FAILED;
}

/* All workers write to them at once, and would meet in the kernel for each small page. */
static void expect_entries(const struct row_store *store)
{
    const size_t entries = (size_t)store->entry_count;
    if (store->lows != NULL) {
        pages_expect_all(store->lows, entries * sizeof *store->lows);
    } else {
        pages_expect_all(store->columns, entries * sizeof *store->columns);
    }
    if (store->width == ROWS_BYTES) {
        pages_expect_all(store->bytes, entries * sizeof *store->bytes);
    } else {
        pages_expect_all(store->counts, entries * sizeof *store->counts);
    }
}

enum status row_store_arrange(struct row_store *store, const uint32_t *numbers, struct flow *flow,
                              struct failure *failure)
{
    struct arranging arranging = {.store = store, .numbers = numbers};
    enum status status = cut(&arranging, failure);
    if (status == STATUS_OK && store->width == ROWS_PACKED) {
        status = widen(store, failure);
        if (status == STATUS_OK) {
            expect_entries(store);
        }
    }
    if (status == STATUS_OK && flow != NULL && arranging.block_count > 1) {
        status = flow_parallel(flow, arranging.block_count, arrange_block, &arranging);
    } else {
        for (size_t i = 0; status == STATUS_OK && i < arranging.block_count; i++) {
            status = arrange_block(&arranging, i, 0, failure);
        }
    }
    if (status == STATUS_OK) {
        close_gaps(&arranging);
        packed_rows_free(&store->packed, store->spill);
    }
    free(arranging.blocks);
    return status;
}

struct count_rows row_store_view(const struct row_store *store)
{
    return (struct count_rows){store->row_count, store->starts, store->columns,
                               store->width == ROWS_PLAIN ? store->counts : NULL};
}

struct low_columns row_store_low_columns(const struct row_store *store)
{
    return (struct low_columns){store->lows, store->ends, store->lows != NULL ? store->part_count : 0};
}

struct led_counts row_store_led_counts(const struct row_store *store)
{
    return (struct led_counts){.bytes = store->width == ROWS_BYTES ? store->bytes : NULL,
                               .halves = store->width == ROWS_HALVES ? store->counts : NULL};
}

void row_store_forget_counts(const struct row_store *store, size_t first, size_t end)
{
    const size_t start = (size_t)store->starts[first], entries = (size_t)store->starts[end] - start;
    if (store->width == ROWS_BYTES) {
        pages_forget(store->bytes + start, entries * sizeof *store->bytes);
    } else {
        pages_forget(store->counts + start, entries * sizeof *store->counts);
    }
}

void row_store_drop_counts(struct row_store *store)
{
    spill_free(store->spill, store->counts);
    spill_free(store->spill, store->bytes);
    store->counts = NULL;
    store->bytes = NULL;
    store->counts_capacity = 0;
}

void row_store_free(struct row_store *store)
{
    spill_free(store->spill, store->starts);
    spill_free(store->spill, store->columns);
    spill_free(store->spill, store->counts);
    spill_free(store->spill, store->bytes);
    spill_free(store->spill, store->lows);
    spill_free(store->spill, store->ends);
    packed_rows_free(&store->packed, store->spill);
    *store = (struct row_store){0};
}
