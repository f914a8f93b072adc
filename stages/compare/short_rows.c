/*
 * short_rows.c - a value is made of the term's idf, of what stands for the row, and of a small whole number: the tokens
 * of the term, those of the lead counted twice. The number is kept.
 *
 * Rejected: floats, which are four bytes and not the values; columns by their differences, which every kernel would
 * have to read one after another.
 */
#include "short_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "pages.h"
#include "spill.h"

enum { CHUNK_ROWS = 256, CHUNK_ENTRIES = 1 << 16 };

struct extent {
    bool has_zeros;
    double least, greatest;
    uint32_t sum; /* the greatest of counts.led_counts */
};

struct shortening {
    struct short_rows *made;
    const struct weighted *weighted;
    struct extent *extents; /* by worker */
};

static uint32_t greatest_count(const struct count_rows *rows)
{
    const uint64_t entries = rows->row_count > 0 ? rows->starts[rows->row_count] : 0;
    uint32_t greatest = 0;
    for (uint64_t entry = 0; entry < entries; entry++) {
        greatest = rows->counts[entry] > greatest ? rows->counts[entry] : greatest;
    }
    return greatest;
}

static uint64_t led_entries(const struct counts *counts)
{
    return counts->rows.starts[counts->rows.row_count];
}

static enum status look_at_led_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct shortening *const shortening = context;
    const struct led_counts led = shortening->weighted->counts->led_counts;
    const uint64_t first = (uint64_t)index * CHUNK_ENTRIES, left = led_entries(shortening->weighted->counts) - first;
    const uint64_t end = first + (left < CHUNK_ENTRIES ? left : CHUNK_ENTRIES);
    uint32_t greatest = shortening->extents[worker].sum;
    for (uint64_t entry = first; entry < end && led.bytes != NULL; entry++) {
        const uint32_t sum = (uint32_t)(led.bytes[entry] & UINT8_MAX) + (led.bytes[entry] >> 8);
        greatest = sum > greatest ? sum : greatest;
    }
    for (uint64_t entry = first; entry < end && led.bytes == NULL; entry++) {
        const uint32_t sum = (led.halves[entry] & UINT16_MAX) + (led.halves[entry] >> 16);
        greatest = sum > greatest ? sum : greatest;
    }
    shortening->extents[worker].sum = greatest;
    return STATUS_OK;
}

static enum status find_greatest_led_sum(struct shortening *shortening, uint64_t *greatest, struct flow *flow)
{
    const uint64_t chunks = (led_entries(shortening->weighted->counts) + CHUNK_ENTRIES - 1) / CHUNK_ENTRIES;
    *greatest = 0;
    if (flow_parallel(flow, (size_t)chunks, look_at_led_chunk, shortening) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (unsigned w = 0; w < flow_workers(flow); w++) {
        *greatest = shortening->extents[w].sum > *greatest ? shortening->extents[w].sum : *greatest;
    }
    return STATUS_OK;
}

/* A token of the lead counts for two: a sum is at most this. */
static enum status find_greatest_sum(struct shortening *shortening, uint64_t *greatest, struct flow *flow)
{
    const struct counts *const counts = shortening->weighted->counts;
    if (counts->rows.counts == NULL) {
        return find_greatest_led_sum(shortening, greatest, flow);
    }
    *greatest = (uint64_t)greatest_count(&counts->rows) + greatest_count(&counts->leads);
    return STATUS_OK;
}

static size_t longest_row(const struct count_rows *rows)
{
    uint64_t longest = 0;
    for (size_t row = 0; row < rows->row_count; row++) {
        const uint64_t length = rows->starts[row + 1] - rows->starts[row];
        longest = length > longest ? length : longest;
    }
    return (size_t)longest;
}

static struct term_row row_of(const struct count_rows *rows, size_t row)
{
    if (row >= rows->row_count) {
        return (struct term_row){0};
    }
    const uint64_t start = rows->starts[row];
    return (struct term_row){rows->columns + start, rows->counts + start, (size_t)(rows->starts[row + 1] - start)};
}

static void keep_sums(struct short_rows *made, uint64_t start, const uint32_t *sums, size_t count)
{
    for (size_t i = 0; i < count && made->bytes != NULL; i++) {
        made->bytes[start + i] = (uint8_t)sums[i];
    }
    for (size_t i = 0; i < count && made->bytes == NULL; i++) {
        made->halves[start + i] = (uint16_t)sums[i];
    }
}

/* `room`: four times the longest row; the sums stand in the first part. */
static void shorten_row(const struct shortening *shortening, size_t row, double *values, uint32_t *room,
                        struct extent *extent)
{
    const struct weighted *const weighted = shortening->weighted;
    const struct counts *const counts = weighted->counts;
    const size_t longest = shortening->made->longest;
    const bool is_led = counts->rows.counts == NULL;
    struct term_row lead = row_of(&counts->leads, row);
    const struct term_row counted =
        is_led ? counts_led_row(counts, row, room + longest, room + 2 * longest, room + 3 * longest, &lead)
               : row_of(&counts->rows, row);
    (void)weighted->shorten_row(weighted->rules, weighted->idf, counted, lead, values, room,
                                &shortening->made->rows[row]);
    keep_sums(shortening->made, counts->rows.starts[row], room, counted.count);
    for (size_t i = 0; i < counted.count; i++) {
        const bool is_zero = values[i] == 0;
        extent->has_zeros |= is_zero;
        extent->least = !is_zero && values[i] < extent->least ? values[i] : extent->least;
        extent->greatest = values[i] > extent->greatest ? values[i] : extent->greatest;
    }
}

/* What the chunk's sums are going to be written to. */
static void make_room(const struct short_rows *made, uint64_t start, uint64_t end)
{
    if (made->bytes != NULL) {
        pages_make(made->bytes + start, (size_t)(end - start) * sizeof *made->bytes);
    } else {
        pages_make(made->halves + start, (size_t)(end - start) * sizeof *made->halves);
    }
}

static enum status shorten_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    const struct shortening *const shortening = context;
    const struct counts *const counts = shortening->weighted->counts;
    const size_t first = index * CHUNK_ROWS, left = counts->rows.row_count - first;
    const size_t end = first + (left < CHUNK_ROWS ? left : CHUNK_ROWS), longest = shortening->made->longest;
    double *values = NULL;
    uint32_t *room = NULL;
    struct extent extent =
        shortening->extents[worker]; /* apart: another worker's lies beside it in a line of a cache */
    enum status status = array_zeroed((void **)&values, longest, sizeof *values, failure);
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&room, longest, 4 * sizeof *room, failure);
    }
    make_room(shortening->made, counts->rows.starts[first], counts->rows.starts[end]);
    for (size_t row = first; row < end && status == STATUS_OK; row++) {
        shorten_row(shortening, row, values, room, &extent);
    }
    if (status == STATUS_OK && counts->forget_counts != NULL) {
        counts->forget_counts(counts->owner, first, end);
    }
    shortening->extents[worker] = extent;
    free(room);
    free(values);
    return status;
}

static enum status take_memory(struct short_rows *made, const struct counts *counts, uint32_t greatest,
                               struct failure *failure)
{
    const size_t rows = counts->rows.row_count, entries = (size_t)counts->rows.starts[rows];
    if (spill_zeroed(counts->spill, (void **)&made->rows, rows, sizeof *made->rows, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return greatest <= UINT8_MAX
               ? spill_later(counts->spill, (void **)&made->bytes, entries, sizeof *made->bytes, failure)
               : spill_later(counts->spill, (void **)&made->halves, entries, sizeof *made->halves, failure);
}

static enum status shorten_all(struct shortening *shortening, struct flow *flow)
{
    struct short_rows *const made = shortening->made;
    const unsigned workers = flow_workers(flow);
    for (unsigned w = 0; w < workers; w++) {
        shortening->extents[w] = (struct extent){.least = INFINITY};
    }
    const size_t chunks = (shortening->weighted->counts->rows.row_count + CHUNK_ROWS - 1) / CHUNK_ROWS;
    if (flow_parallel(flow, chunks, shorten_chunk, shortening) != STATUS_OK) {
        return STATUS_FAILED;
    }
    made->least = INFINITY;
    for (unsigned w = 0; w < workers; w++) {
        made->has_zeros |= shortening->extents[w].has_zeros;
        made->least = fmin(made->least, shortening->extents[w].least);
        made->greatest = fmax(made->greatest, shortening->extents[w].greatest);
    }
    return STATUS_OK;
}

enum status short_rows_open(struct short_rows *short_rows, const struct weighted *weighted, bool *fits,
                            struct flow *flow)
{
    const struct counts *const counts = weighted->counts;
    struct shortening shortening = {.made = short_rows, .weighted = weighted};
    uint64_t greatest = 0;
    *short_rows = (struct short_rows){.longest = longest_row(&counts->rows)};
    enum status status =
        array_zeroed((void **)&shortening.extents, flow_workers(flow), sizeof *shortening.extents, flow_failure(flow));
    if (status == STATUS_OK) {
        status = find_greatest_sum(&shortening, &greatest, flow);
    }
    *fits = greatest <= UINT16_MAX;
    if (status == STATUS_OK && *fits) {
        status = take_memory(short_rows, counts, (uint32_t)greatest, flow_failure(flow));
    }
    if (status == STATUS_OK && *fits) {
        status = shorten_all(&shortening, flow);
    }
    free(shortening.extents);
    return status;
}

void short_rows_close(struct short_rows *short_rows, const struct weighted *weighted)
{
    if (short_rows->rows != NULL) {
        struct spill *const spill = weighted->counts->spill;
        spill_free(spill, short_rows->halves);
        spill_free(spill, short_rows->bytes);
        spill_free(spill, short_rows->rows);
    }
    *short_rows = (struct short_rows){0};
}

/* All but its columns. */
static struct summed_row summed_row(const struct short_rows *short_rows, const struct weighted *weighted, size_t row)
{
    const struct count_rows *const rows = &weighted->counts->rows;
    const uint64_t start = rows->starts[row];
    return (struct summed_row){.corrected = &short_rows->rows[row],
                               .bytes = short_rows->bytes != NULL ? short_rows->bytes + start : NULL,
                               .halves = short_rows->halves != NULL ? short_rows->halves + start : NULL,
                               .count = (size_t)(rows->starts[row + 1] - start)};
}

void short_rows_restore(const struct short_rows *short_rows, const struct weighted *weighted, size_t row,
                        const uint32_t *columns, double *values)
{
    struct summed_row summed = summed_row(short_rows, weighted, row);
    summed.columns = columns;
    weighted->restore_row(weighted->rules, weighted->idf, summed, values);
}

enum { LINE_BYTES = 64 };

static void prefetch(const void *items, size_t bytes)
{
    for (size_t at = 0; at < bytes; at += LINE_BYTES) {
        __builtin_prefetch((const char *)items + at);
    }
}

void short_rows_prefetch(const struct short_rows *short_rows, const struct weighted *weighted, size_t row)
{
    const struct counts *const counts = weighted->counts;
    const struct summed_row summed = summed_row(short_rows, weighted, row);
    const uint64_t start = counts->rows.starts[row];
    __builtin_prefetch(summed.corrected);
    if (counts->rows.columns != NULL) {
        prefetch(counts->rows.columns + start, summed.count * sizeof *counts->rows.columns);
    } else {
        prefetch(counts->low_columns.lows + start, summed.count * sizeof *counts->low_columns.lows);
    }
    if (summed.bytes != NULL) {
        prefetch(summed.bytes, summed.count * sizeof *summed.bytes);
    } else {
        prefetch(summed.halves, summed.count * sizeof *summed.halves);
    }
}

/* ---- products ---- */

enum status short_room_open(struct short_room *room, const struct short_rows *short_rows, struct failure *failure)
{
    *room = (struct short_room){0};
    if (array_zeroed((void **)&room->values, short_rows->longest, sizeof *room->values, failure) != STATUS_OK ||
        array_zeroed((void **)&room->columns, short_rows->longest + 1, sizeof *room->columns, failure) != STATUS_OK ||
        array_zeroed((void **)&room->sums, short_rows->longest + 1, sizeof *room->sums, failure) != STATUS_OK) {
        short_room_close(room);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void short_room_close(struct short_room *room)
{
    free(room->sums);
    free(room->columns);
    free(room->values);
    *room = (struct short_room){0};
}

/* Not 0, without what a comparison of doubles has to say of NaN. */
static bool has_value(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits != 0;
}

/* Two texts have a third of their terms in common: making the values of the others would cost more than the product.
 * They are passed over without a branch that a processor cannot foresee. */
static size_t share_plain(const uint32_t *of_row, const uint8_t *bytes, size_t end, const double *spread,
                          const struct short_room *room)
{
    size_t count = 0;
    for (size_t i = 0; i < end; i++) {
        room->columns[count] = of_row[i];
        room->sums[count] = bytes[i];
        count += has_value(spread[of_row[i]]);
    }
    return count;
}

/* The same of low columns, those of a part from `high` on, behind `count` that are there. */
static size_t share_lows(const uint16_t *lows, const uint8_t *bytes, size_t begin, size_t end, uint32_t high,
                         const double *spread, const struct short_room *room, size_t count)
{
    const double *const of_part = spread + high;
    for (size_t i = begin; i < end; i++) {
        room->columns[count] = high | lows[i];
        room->sums[count] = bytes[i];
        count += has_value(of_part[lows[i]]);
    }
    return count;
}

/* The same where a sum takes two bytes. */
static size_t share_halves(const uint32_t *of_row, const uint16_t *halves, size_t end, const double *spread,
                           const struct short_room *room)
{
    size_t count = 0;
    for (size_t i = 0; i < end; i++) {
        const uint32_t column = of_row[i]; /* room->columns may be what they lie in */
        room->columns[count] = column;
        room->sums[count] = halves[i];
        count += has_value(spread[column]);
    }
    return count;
}

static struct summed_row shared_part(const struct counts *counts, size_t row, struct summed_row summed,
                                     const double *spread, const struct short_room *room)
{
    const uint64_t start = counts->rows.starts[row];
    size_t count = 0;
    if (summed.bytes == NULL) {
        count = share_halves(counts_columns(counts, row, room->columns), summed.halves, summed.count, spread, room);
    } else if (counts->rows.columns != NULL) {
        count = share_plain(counts->rows.columns + start, summed.bytes, summed.count, spread, room);
    } else {
        for (size_t part = 0; part < counts->low_columns.part_count; part++) {
            size_t begin, end;
            low_columns_part(&counts->low_columns, row, summed.count, part, &begin, &end);
            count = share_lows(counts->low_columns.lows + start, summed.bytes, begin, end,
                               (uint32_t)part << LOW_COLUMN_BITS, spread, room, count);
        }
    }
    return (struct summed_row){
        .corrected = summed.corrected, .columns = room->columns, .halves = room->sums, .count = count};
}

double short_rows_product(const struct short_rows *short_rows, const struct weighted *weighted, size_t row,
                          const double *spread, const struct short_room *room)
{
    const struct summed_row shared =
        shared_part(weighted->counts, row, summed_row(short_rows, weighted, row), spread, room);
    double sum = 0;
    weighted->restore_row(weighted->rules, weighted->idf, shared, room->values);
    for (size_t i = 0; i < shared.count; i++) {
        sum += spread[shared.columns[i]] * room->values[i];
    }
    return sum;
}
