/*
 * pair_block.c - scattered products over an inverted index.
 *
 * For each of the row's columns, ascending, row value * document value is added to the document's accumulator: per
 * document that is the sequence of additions of the plain dot product, so the bits are the same. A dense column adds
 * zeros too, and x + 0 is x for every accumulator that can occur (they start at +0, and a sum is -0 only if both its
 * terms are).
 */
#include "pair_block.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

static const uint32_t not_dense = UINT32_MAX;

/* Measured: adding a whole dense column costs about as much as scattering to a third of its documents. */
enum { DENSE_SHARE_DIVISOR = 3, DENSE_MINIMUM = 16 };

static void count_postings(const struct pair_block *block, const struct similarity_measure *measure)
{
    /* starts[column + 1] holds the count of the column until the prefix sums are made. */
    const uint64_t end = measure->starts[block->first + block->count];
    for (uint64_t entry = measure->starts[block->first]; entry < end; entry++) {
        block->starts[measure->columns[entry] + 1] += measure->values[entry] != 0;
    }
}

/* Turns counts into starts; returns the number of dense columns. */
static uint32_t divide_columns(struct pair_block *block, size_t columns)
{
    uint32_t dense = 0;
    for (size_t column = 0; column < columns; column++) {
        const uint32_t postings = block->starts[column + 1];
        const bool is_dense = postings >= DENSE_MINIMUM && (size_t)postings * DENSE_SHARE_DIVISOR >= block->count;
        block->dense_number[column] = is_dense ? dense++ : not_dense;
        block->starts[column + 1] = block->starts[column] + (is_dense ? 0 : postings);
    }
    return dense;
}

static void fill_block(struct pair_block *block, const struct similarity_measure *measure, uint32_t *next)
{
    for (size_t local = 0; local < block->count; local++) {
        const size_t row = block->first + local;
        block->blank[local] = similarity_exists(measure, row) ? 0 : NAN;
        for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
            const uint32_t column = measure->columns[entry];
            const double value = measure->values[entry];
            if (value == 0) {
                continue;
            }
            if (block->dense_number[column] != not_dense) {
                block->dense[(size_t)block->dense_number[column] * block->count + local] = value;
            } else {
                block->documents[next[column]] = (uint16_t)local;
                block->values[next[column]++] = value;
            }
        }
    }
}

static enum status build_block(struct pair_block *block, const struct similarity_measure *measure,
                               struct failure *failure)
{
    const size_t columns = measure->weighted->counts->term_count;
    count_postings(block, measure);
    const uint32_t dense = divide_columns(block, columns);
    const size_t postings = block->starts[columns];
    uint32_t *next = NULL;
    if (array_zeroed((void **)&block->documents, postings, sizeof *block->documents, failure) != STATUS_OK ||
        array_zeroed((void **)&block->values, postings, sizeof *block->values, failure) != STATUS_OK ||
        array_zeroed((void **)&block->dense, dense * block->count, sizeof *block->dense, failure) != STATUS_OK ||
        array_zeroed((void **)&next, columns, sizeof *next, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(next, block->starts, columns * sizeof *next);
    fill_block(block, measure, next);
    free(next);
    return STATUS_OK;
}

enum status pair_block_open(struct pair_block *block, const struct similarity_measure *measure, size_t first,
                            size_t count, struct failure *failure)
{
    const size_t columns = measure->weighted->counts->term_count;
    *block = (struct pair_block){.first = first, .count = count};
    if (measure->starts[first + count] - measure->starts[first] > UINT32_MAX) {
        return failure_set(failure, FAILURE_DATA,
                           "documents %zu to %zu hold more than %u distinct terms in all, which is more than can be "
                           "compared at once; cut them into smaller documents",
                           first + 1, first + count, UINT32_MAX);
    }
    if (array_zeroed((void **)&block->starts, columns + 1, sizeof *block->starts, failure) != STATUS_OK ||
        array_zeroed((void **)&block->dense_number, columns, sizeof *block->dense_number, failure) != STATUS_OK ||
        array_zeroed((void **)&block->blank, count, sizeof *block->blank, failure) != STATUS_OK ||
        build_block(block, measure, failure) != STATUS_OK) {
        pair_block_close(block);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void pair_block_close(struct pair_block *block)
{
    if (block == NULL) {
        return;
    }
    free(block->blank);
    free(block->dense);
    free(block->dense_number);
    free(block->values);
    free(block->documents);
    free(block->starts);
    *block = (struct pair_block){0};
}

/* Two doubles of one register, at any address of a double. Multiplied and added lane by lane they give the bits of
 * plain doubles; gcc -O2 does not find this by itself, and it is 1.8 times as fast. */
typedef double double_pair __attribute__((vector_size(16), aligned(8), may_alias));

static void add_dense(double *restrict products, const double *restrict values, double factor, size_t count)
{
    double_pair *const product_pairs = (double_pair *)products;
    const double_pair *const value_pairs = (const double_pair *)values;
    const size_t pairs = count / 2;
    for (size_t i = 0; i < pairs; i++) {
        product_pairs[i] += factor * value_pairs[i];
    }
    if (count % 2 == 1) {
        products[count - 1] += factor * values[count - 1];
    }
}

static void add_postings(const struct pair_block *block, size_t begin, size_t end, double factor, double *products)
{
    const uint16_t *const documents = block->documents;
    const double *const values = block->values;
    for (size_t posting = begin; posting < end; posting++) {
        products[documents[posting]] += factor * values[posting];
    }
}

/* The first posting in begin .. end of a document at or behind `from`. */
static size_t skip_postings(const uint16_t *documents, size_t begin, size_t end, size_t from)
{
    while (begin < end) {
        const size_t middle = begin + (end - begin) / 2;
        if (documents[middle] < from) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}

bool pair_block_shares(const struct pair_block *block, const struct similarity_measure *measure, size_t row)
{
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        const uint32_t column = measure->columns[entry];
        if (block->starts[column] < block->starts[column + 1] || block->dense_number[column] != not_dense) {
            return true;
        }
    }
    return false;
}

void pair_block_multiply(const struct pair_block *block, const struct similarity_measure *measure, size_t row,
                         size_t from, double *products)
{
    memcpy(products + from, block->blank + from, (block->count - from) * sizeof *products);
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        const uint32_t column = measure->columns[entry];
        const double factor = measure->values[entry];
        size_t begin = block->starts[column];
        const size_t end = block->starts[column + 1];
        if (begin < end) {
            if (from > 0) {
                begin = skip_postings(block->documents, begin, end, from);
            }
            add_postings(block, begin, end, factor, products);
        } else if (block->dense_number[column] != not_dense) {
            const double *const values = block->dense + (size_t)block->dense_number[column] * block->count;
            add_dense(products + from, values + from, factor, block->count - from);
        }
    }
}
