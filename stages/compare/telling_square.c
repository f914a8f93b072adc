/*
 * telling_square.c - a task is one telling and all behind it. Its row lies spread over the columns, so that a partner
 * costs as much as its own row; the zeros that this adds to a sum change no bit of it.
 */
#include "telling_square.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"

struct work {
    const struct source_pairs *pairs;
    struct telling_square *square;
    double **spread; /* by worker, by column; all 0 between tasks */
    size_t worker_count;
};

static void spread_row(double *spread, struct scaled_row row, bool is_there)
{
    for (size_t i = 0; i < row.row.count; i++) {
        spread[row.row.columns[i]] = is_there ? row.values[i] : 0;
    }
}

static double product(const double *spread, struct scaled_row partner)
{
    double sum = 0;
    for (size_t i = 0; i < partner.row.count; i++) {
        sum += spread[partner.row.columns[i]] * partner.values[i];
    }
    return sum;
}

static enum status multiply(void *context, size_t telling, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct work *const work = context;
    const struct source_pairs *const pairs = work->pairs;
    const size_t count = work->square->count;
    double *const spread = work->spread[worker];
    const bool is_distance = similarity_is_distance(pairs->measure->kind);
    spread_row(spread, source_pairs_row(pairs, telling), true);
    work->square->values[telling * count + telling] = NAN;
    for (size_t other = telling + 1; other < count; other++) {
        const bool both = pairs->exists[telling] && pairs->exists[other];
        const double value =
            !both ? (double)NAN
            : is_distance
                ? similarity_of_rows(pairs->measure, source_pairs_row(pairs, telling), source_pairs_row(pairs, other))
                : similarity_settle(pairs->measure, product(spread, source_pairs_row(pairs, other)));
        work->square->values[telling * count + other] = work->square->values[other * count + telling] = value;
    }
    spread_row(spread, source_pairs_row(pairs, telling), false);
    return STATUS_OK;
}

static enum status open_spread(struct work *work, size_t columns, struct failure *failure)
{
    for (size_t i = 0; i < work->worker_count; i++) {
        if (array_zeroed((void **)&work->spread[i], columns, sizeof *work->spread[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status telling_square_open(struct telling_square *square, const struct source_pairs *pairs, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    const size_t count = pairs->tellings->count;
    struct work work = {.pairs = pairs, .square = square};
    *square = (struct telling_square){0};
    if (count > TELLING_SQUARE_MOST) {
        return STATUS_OK;
    }
    if (array_zeroed((void **)&square->values, count * count, sizeof *square->values, failure) != STATUS_OK ||
        array_zeroed((void **)&work.spread, flow_workers(flow), sizeof *work.spread, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    square->count = count;
    work.worker_count = flow_workers(flow);
    enum status status = open_spread(&work, pairs->tellings->counts->term_count, failure);
    if (status == STATUS_OK) {
        status = flow_parallel_shown(flow, "comparing sources over events", count, multiply, &work);
    }
    for (size_t i = 0; i < work.worker_count; i++) {
        free(work.spread[i]);
    }
    free(work.spread);
    return status;
}

void telling_square_close(struct telling_square *square)
{
    if (square == NULL) {
        return;
    }
    free(square->values);
    *square = (struct telling_square){0};
}
