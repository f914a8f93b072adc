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
#include "spill.h"

/* Measured: adding a whole dense column costs about as much as scattering to a third of its documents. */
enum { DENSE_SHARE = 3 };

static void fill_block(struct pair_block *block, const struct similarity_measure *measure)
{
    uint32_t *const next = block->index.next;
    for (size_t local = 0; local < block->index.count; local++) {
        const size_t row = block->index.first + local;
        spill_make_room(block->index.spill);
        block->blank[local] = similarity_exists(measure, row) ? 0 : NAN;
        for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
            const uint32_t column = measure->columns[entry];
            const double value = measure->values[entry];
            if (value == 0) {
                continue;
            }
            if (block->index.dense_number[column] != NOT_DENSE) {
                block->dense[(size_t)block->index.dense_number[column] * block->index.count + local] = value;
            } else {
                block->index.documents[next[column]] = (uint16_t)local;
                block->values[next[column]++] = value;
            }
        }
    }
}

enum status pair_block_open(struct pair_block *block, const struct similarity_measure *measure, size_t first,
                            size_t count, struct failure *failure)
{
    struct pair_index *const index = &block->index;
    *block = (struct pair_block){0};
    if (pair_index_open(index, measure, first, count, DENSE_SHARE, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t postings = index->starts[measure->weighted->counts->term_count];
    if (pair_index_take_documents(index, measure->weighted->counts->term_count, failure) != STATUS_OK ||
        spill_zeroed(index->spill, (void **)&block->values, postings, sizeof *block->values, failure) != STATUS_OK ||
        spill_zeroed(index->spill, (void **)&block->dense, index->dense_count * count, sizeof *block->dense, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&block->blank, count, sizeof *block->blank, failure) != STATUS_OK) {
        pair_block_close(block);
        return STATUS_FAILED;
    }
    fill_block(block, measure);
    free(index->next);
    index->next = NULL;
    return STATUS_OK;
}

void pair_block_close(struct pair_block *block)
{
    if (block == NULL) {
        return;
    }
    free(block->blank);
    spill_free(block->index.spill, block->dense);
    spill_free(block->index.spill, block->values);
    pair_index_close(&block->index);
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
    const uint16_t *const documents = block->index.documents;
    const double *const values = block->values;
    for (size_t posting = begin; posting < end; posting++) {
        products[documents[posting]] += factor * values[posting];
    }
}

bool pair_block_shares(const struct pair_block *block, const struct similarity_measure *measure, size_t row)
{
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        const uint32_t column = measure->columns[entry];
        if (block->index.starts[column] < block->index.starts[column + 1] ||
            block->index.dense_number[column] != NOT_DENSE) {
            return true;
        }
    }
    return false;
}

void pair_block_multiply(const struct pair_block *block, const struct similarity_measure *measure, size_t row,
                         size_t from, double *products)
{
    memcpy(products + from, block->blank + from, (block->index.count - from) * sizeof *products);
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        const uint32_t column = measure->columns[entry];
        const double factor = measure->values[entry];
        size_t begin = block->index.starts[column];
        const size_t end = block->index.starts[column + 1];
        if (begin < end) {
            if (from > 0) {
                begin = pair_index_skip(&block->index, column, from);
            }
            add_postings(block, begin, end, factor, products);
        } else if (block->index.dense_number[column] != NOT_DENSE) {
            const double *const values = block->dense + (size_t)block->index.dense_number[column] * block->index.count;
            add_dense(products + from, values + from, factor, block->index.count - from);
        }
    }
}
