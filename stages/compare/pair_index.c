/* pair_index.c - counts first, so that each array is made once and at its size. */
#include "pair_index.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "spill.h"

enum { DENSE_MINIMUM = 16 };

/* The rooms are for the values of a row and for its columns. */
static void count_postings(const struct pair_index *index, const struct similarity_measure *measure, double *room,
                           uint32_t *column_room)
{
    const bool has_zeros = measure->values != NULL || measure->in_short.has_zeros;
    /* starts[column + 1] holds the count of the column until the prefix sums are made. */
    for (size_t row = index->first; row < index->first + index->count; row++) {
        spill_make_room(index->spill);
        const uint32_t *const columns = similarity_columns(measure, row, column_room);
        const double *const values = has_zeros ? similarity_values(measure, row, columns, room) : NULL;
        const size_t terms = (size_t)(measure->starts[row + 1] - measure->starts[row]);
        for (size_t i = 0; i < terms; i++) {
            index->starts[columns[i] + 1] += !has_zeros || values[i] != 0;
        }
    }
}

/* Turns counts into starts and numbers the dense columns. */
static void divide_columns(struct pair_index *index, size_t columns, size_t dense_share)
{
    for (size_t column = 0; column < columns; column++) {
        const uint32_t postings = index->starts[column + 1];
        const bool is_dense = index->dense_count < PAIR_INDEX_DENSE_MOST && postings >= DENSE_MINIMUM &&
                              (size_t)postings * dense_share >= index->count;
        index->dense_number[column] = is_dense ? index->dense_count++ : NOT_DENSE;
        index->starts[column + 1] = index->starts[column] + (is_dense ? 0 : postings);
    }
}

enum status pair_index_open(struct pair_index *index, const struct similarity_measure *measure, size_t first,
                            size_t count, size_t dense_share, struct failure *failure)
{
    const size_t columns = measure->weighted->counts->term_count;
    *index = (struct pair_index){.spill = measure->weighted->counts->spill, .first = first, .count = count};
    if (measure->starts[first + count] - measure->starts[first] > UINT32_MAX) {
        return failure_set(failure, FAILURE_DATA,
                           "documents %zu to %zu hold more than %u distinct terms in all, which is more than can be "
                           "compared at once; cut them into smaller documents",
                           first + 1, first + count, UINT32_MAX);
    }
    if (spill_zeroed(index->spill, (void **)&index->starts, columns + 1, sizeof *index->starts, failure) != STATUS_OK ||
        spill_zeroed(index->spill, (void **)&index->dense_number, columns, sizeof *index->dense_number, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&index->next, columns, sizeof *index->next, failure) != STATUS_OK) {
        pair_index_close(index);
        return STATUS_FAILED;
    }
    double *room = NULL;
    uint32_t *column_room = NULL;
    if (array_zeroed((void **)&room, measure->in_short.longest, sizeof *room, failure) != STATUS_OK ||
        array_zeroed((void **)&column_room, measure->in_short.longest, sizeof *column_room, failure) != STATUS_OK) {
        free(room);
        pair_index_close(index);
        return STATUS_FAILED;
    }
    count_postings(index, measure, room, column_room);
    free(column_room);
    free(room);
    divide_columns(index, columns, dense_share);
    memcpy(index->next, index->starts, columns * sizeof *index->next);
    return STATUS_OK;
}

enum status pair_index_take_documents(struct pair_index *index, size_t columns, struct failure *failure)
{
    return spill_zeroed(index->spill, (void **)&index->documents, index->starts[columns], sizeof *index->documents,
                        failure);
}

void pair_index_close(struct pair_index *index)
{
    free(index->next);
    spill_free(index->spill, index->documents);
    spill_free(index->spill, index->dense_number);
    spill_free(index->spill, index->starts);
    *index = (struct pair_index){0};
}

size_t pair_index_skip(const struct pair_index *index, uint32_t column, size_t from)
{
    size_t begin = index->starts[column], end = index->starts[column + 1];
    while (begin < end) {
        const size_t middle = begin + (end - begin) / 2;
        if (index->documents[middle] < from) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}
