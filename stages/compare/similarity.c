/*
 * similarity.c - scaled rows and their dot products.
 *
 * Both measures are a dot product of rows that were scaled beforehand, each by itself, so that one kernel serves both;
 * struct weighted scales them.
 */
#include "similarity.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "spill.h"

struct term_row similarity_row(const struct count_rows *rows, size_t row)
{
    if (row >= rows->row_count) {
        return (struct term_row){0};
    }
    const uint64_t start = rows->starts[row];
    return (struct term_row){rows->columns + start, rows->counts + start, (size_t)(rows->starts[row + 1] - start)};
}

bool similarity_scale(const struct similarity_measure *measure, struct term_row row, struct term_row lead,
                      double *values)
{
    const struct weighted *const weighted = measure->weighted;
    if (similarity_is_distance(measure->kind)) {
        const struct distance distance = similarity_distance(measure);
        return distance_scale(&distance, row, values);
    }
    if (measure->kind == SIMILARITY_CORRECTED) {
        return weighted->correct_row(weighted->rules, weighted->idf, row, lead, values);
    }
    double length;
    weighted->weigh_row(weighted->rules, weighted->idf, row, values, &length);
    return length > 0;
}

/* All but the values of the rows, where they are others than the weights. */
static enum status prepare(struct similarity_measure *measure, const struct weighted *weighted, enum similarity kind,
                           struct failure *failure)
{
    const struct count_rows *rows = &weighted->counts->rows;
    *measure = (struct similarity_measure){.weighted = weighted,
                                           .kind = kind,
                                           .starts = rows->starts,
                                           .columns = rows->columns,
                                           .values = weighted->weights};
    if (kind == SIMILARITY_COSINE) {
        return STATUS_OK;
    }
    if (similarity_is_delta(kind) &&
        delta_words_open(&measure->words, weighted->counts, DELTA_WORDS, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (similarity_is_distance(kind) &&
        array_zeroed((void **)&measure->has_words, rows->row_count, sizeof *measure->has_words, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (spill_zeroed(weighted->counts->spill, (void **)&measure->owned, rows->starts[rows->row_count],
                     sizeof *measure->owned, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    measure->values = measure->owned;
    return STATUS_OK;
}

static void scale_rows(const struct similarity_measure *measure, size_t first, size_t end)
{
    const struct counts *const counts = measure->weighted->counts;
    for (size_t row = first; row < end && measure->owned != NULL; row++) {
        const bool is_weighted =
            similarity_scale(measure, similarity_row(&counts->rows, row), similarity_row(&counts->leads, row),
                             measure->owned + counts->rows.starts[row]);
        if (measure->has_words != NULL) {
            measure->has_words[row] = is_weighted;
        }
    }
}

enum status similarity_open(struct similarity_measure *measure, const struct weighted *weighted, enum similarity kind,
                            struct failure *failure)
{
    if (prepare(measure, weighted, kind, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    scale_rows(measure, 0, weighted->counts->rows.row_count);
    return STATUS_OK;
}

enum { CHUNK_ROWS = 256 };

static enum status scale_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct similarity_measure *const measure = context;
    const size_t first = index * CHUNK_ROWS, left = measure->weighted->counts->rows.row_count - first;
    scale_rows(measure, first, first + (left < CHUNK_ROWS ? left : CHUNK_ROWS));
    return STATUS_OK;
}

enum status similarity_open_in(struct similarity_measure *measure, const struct weighted *weighted,
                               enum similarity kind, struct flow *flow)
{
    if (prepare(measure, weighted, kind, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t rows = measure->owned != NULL ? weighted->counts->rows.row_count : 0;
    return flow_parallel(flow, (rows + CHUNK_ROWS - 1) / CHUNK_ROWS, scale_chunk, measure);
}

enum status similarity_open_short(struct similarity_measure *measure, const struct weighted *weighted,
                                  struct flow *flow)
{
    const struct counts *const counts = weighted->counts;
    bool fits = false;
    *measure = (struct similarity_measure){.weighted = weighted,
                                           .kind = SIMILARITY_CORRECTED,
                                           .starts = counts->rows.starts,
                                           .columns = counts->rows.columns};
    if (short_rows_open(&measure->in_short, weighted, &fits, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!fits) {
        return similarity_open_in(measure, weighted, SIMILARITY_CORRECTED, flow);
    }
    if (counts->release_counts != NULL) {
        counts->release_counts(counts->owner);
    }
    return STATUS_OK;
}

static enum status restore_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct similarity_measure *const whole = context;
    const size_t first = index * CHUNK_ROWS, left = whole->weighted->counts->rows.row_count - first;
    for (size_t row = first; row < first + (left < CHUNK_ROWS ? left : CHUNK_ROWS); row++) {
        const uint64_t start = whole->starts[row];
        const uint32_t *columns = whole->columns + start;
        if (whole->owned_columns != NULL) {
            columns = counts_columns(whole->weighted->counts, row, whole->owned_columns + start);
        }
        short_rows_restore(&whole->in_short, whole->weighted, row, columns, whole->owned + start);
    }
    return STATUS_OK;
}

enum status similarity_open_whole(struct similarity_measure *measure, const struct similarity_measure *short_measure,
                                  struct flow *flow)
{
    const struct counts *const counts = short_measure->weighted->counts;
    const size_t rows = counts->rows.row_count;
    if (prepare(measure, short_measure->weighted, SIMILARITY_CORRECTED, flow_failure(flow)) != STATUS_OK ||
        (counts->low_columns.lows != NULL &&
         spill_zeroed(counts->spill, (void **)&measure->owned_columns, counts->rows.starts[rows],
                      sizeof *measure->owned_columns, flow_failure(flow)) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    measure->columns = measure->owned_columns != NULL ? measure->owned_columns : measure->columns;
    measure->in_short = short_measure->in_short;
    const enum status status = flow_parallel(flow, (rows + CHUNK_ROWS - 1) / CHUNK_ROWS, restore_chunk, measure);
    measure->in_short = (struct short_rows){0}; /* they are not its own */
    return status;
}

void similarity_close(struct similarity_measure *measure)
{
    if (measure == NULL) {
        return;
    }
    short_rows_close(&measure->in_short, measure->weighted);
    delta_words_close(&measure->words);
    free(measure->has_words);
    if (measure->owned != NULL) {
        spill_free(measure->weighted->counts->spill, measure->owned_columns);
        spill_free(measure->weighted->counts->spill, measure->owned);
    }
    *measure = (struct similarity_measure){0};
}

bool similarity_exists(const struct similarity_measure *measure, size_t row)
{
    return measure->has_words != NULL ? measure->has_words[row] : measure->weighted->lengths[row] > 0;
}

static double clamp(double cosine)
{
    if (cosine > 1) {
        return 1;
    }
    return cosine < -1 ? -1 : cosine;
}

double similarity_settle(const struct similarity_measure *measure, double product)
{
    const bool unit_rows = measure->kind == SIMILARITY_COSINE && measure->weighted->normalized;
    return unit_rows ? clamp(product) : product;
}

static double dot_product(const struct count_rows *rows, const double *values, size_t a, size_t b)
{
    const uint32_t *columns = rows->columns;
    uint64_t in_a = rows->starts[a], in_b = rows->starts[b];
    double sum = 0;
    while (in_a < rows->starts[a + 1] && in_b < rows->starts[b + 1]) {
        const uint32_t column_a = columns[in_a], column_b = columns[in_b];
        if (column_a == column_b) {
            sum += values[in_a] * values[in_b];
        }
        in_a += column_a <= column_b;
        in_b += column_b <= column_a;
    }
    return sum;
}

double similarity_between(const struct similarity_measure *measure, size_t a, size_t b)
{
    if (!similarity_exists(measure, a) || !similarity_exists(measure, b)) {
        return NAN;
    }
    if (similarity_is_distance(measure->kind)) {
        return similarity_of_rows(measure, similarity_scaled_row(measure, a), similarity_scaled_row(measure, b));
    }
    return similarity_settle(measure, dot_product(&measure->weighted->counts->rows, measure->values, a, b));
}

struct scaled_row similarity_scaled_row(const struct similarity_measure *measure, size_t row)
{
    return (struct scaled_row){similarity_row(&measure->weighted->counts->rows, row),
                               measure->values + measure->starts[row]};
}

struct distance similarity_distance(const struct similarity_measure *measure)
{
    return (struct distance){measure->kind, measure->weighted->counts->terms, &measure->words};
}

double similarity_of_rows(const struct similarity_measure *measure, struct scaled_row a, struct scaled_row b)
{
    if (similarity_is_distance(measure->kind)) {
        const struct distance distance = similarity_distance(measure);
        return -distance_between(&distance, a, b);
    }
    return similarity_settle(measure, scaled_row_product(a, b));
}

double similarity_shown(const struct similarity_measure *measure, double likeness)
{
    return similarity_is_distance(measure->kind) ? 0 - likeness : likeness; /* never -0 */
}

double similarity_bound(const struct similarity_measure *measure, double shown)
{
    return similarity_is_distance(measure->kind) ? -shown : shown;
}

bool similarity_is_like(const struct similarity_measure *measure, double likeness)
{
    return similarity_is_delta(measure->kind)           ? !isnan(likeness)
           : measure->kind == SIMILARITY_JENSEN_SHANNON ? likeness > -1
                                                        : likeness > 0;
}

double similarity_names_share(const struct similarity_measure *measure, struct scaled_row a, struct scaled_row b)
{
    const struct vocabulary_term *const terms = measure->weighted->counts->terms;
    if (measure->kind == SIMILARITY_COSINE_DELTA) {
        return NAN;
    }
    if (similarity_is_distance(measure->kind)) {
        const struct distance distance = similarity_distance(measure);
        return distance_names_share(&distance, a, b);
    }
    return scaled_row_names_share(terms, a, b);
}

double similarity_cosine(const struct weighted *weighted, size_t a, size_t b)
{
    const double length_a = weighted->lengths[a], length_b = weighted->lengths[b];
    if (!(length_a > 0) || !(length_b > 0)) {
        return NAN;
    }
    const double product = dot_product(&weighted->counts->rows, weighted->weights, a, b);
    return clamp(weighted->normalized ? product : product / (length_a * length_b));
}
