/*
 * distance_pairs.c - one row after another, a tile of them at a time; each pair is worked out once where that is known
 * to be enough (a square, the nearest of each).
 */
#include "distance_pairs.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "spill.h"

enum { TILE_BYTES = 16 << 20 };
enum { DOCUMENTS_A_LOOK = 128 }; /* half a megabyte of rows, or so */

struct tile {
    const struct all_pairs *pairs;
    bool is_square;   /* it holds all rows, and what is before the diagonal is copied */
    size_t first_row; /* of this tile */
    double *values;   /* rows x documents */
};

static size_t documents_of(const struct similarity_measure *measure)
{
    return measure->weighted->counts->document_count;
}

static enum status fill_row(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct tile *const tile = context;
    const size_t row = tile->first_row + index, documents = documents_of(tile->pairs->measure);
    for (size_t other = tile->pairs->upper ? row + 1 : tile->is_square ? row : 0; other < documents; other++) {
        if (other % DOCUMENTS_A_LOOK == 0) {
            spill_make_room(tile->pairs->measure->weighted->counts->spill);
        }
        const double value = similarity_between(tile->pairs->measure, row, other);
        tile->values[index * documents + other] = value;
        if (tile->is_square) {
            tile->values[other * documents + index] = value;
        }
    }
    return STATUS_OK;
}

enum status distance_pairs_rows(const struct all_pairs *pairs, const char *label, all_pairs_take *take, void *context,
                                struct flow *flow)
{
    const size_t documents = documents_of(pairs->measure),
                 fitting = all_pairs_tile_bytes(pairs->measure, TILE_BYTES) / sizeof(double) / (documents + 1) + 1;
    const size_t tile_rows = fitting < pairs->row_count ? fitting : pairs->row_count;
    struct tile tile = {.pairs = pairs, .is_square = !pairs->upper && pairs->first_row == 0 && tile_rows == documents};
    enum status status =
        array_zeroed((void **)&tile.values, tile_rows * documents, sizeof *tile.values, flow_failure(flow));
    for (size_t done = 0, rows; done < pairs->row_count && status == STATUS_OK; done += rows) {
        rows = pairs->row_count - done < tile_rows ? pairs->row_count - done : tile_rows;
        tile.first_row = pairs->first_row + done;
        flow_progress(flow, label, done, pairs->row_count);
        status = flow_parallel(flow, rows, fill_row, &tile);
        if (status == STATUS_OK && flow_interrupted(flow)) {
            status = flow_fail_signal(flow);
        }
        for (size_t i = 0; i < rows && status == STATUS_OK; i++) {
            status = take(context, tile.first_row + i, tile.values + i * documents, flow);
        }
    }
    flow_progress(flow, label, pairs->row_count, pairs->row_count);
    free(tile.values);
    return status;
}

/* A row meets the documents behind it, which all wait for their rows: each list is offered every pair once. */
static enum status offer_row(void *context, size_t row, const double *values, struct flow *flow)
{
    (void)flow;
    const struct top_lists *const lists = context;
    for (size_t other = row + 1; other < lists->count; other++) {
        top_list_offer(&lists->items[row], values[other], other);
        top_list_offer(&lists->items[other], values[other], row);
    }
    top_list_sort(&lists->items[row]);
    return STATUS_OK;
}

enum status distance_pairs_nearest(const struct similarity_measure *measure, struct top_lists *lists, struct flow *flow)
{
    const struct all_pairs pairs = {.measure = measure, .row_count = lists->count, .upper = true};
    return distance_pairs_rows(&pairs, "comparing pairs", offer_row, lists, flow);
}
