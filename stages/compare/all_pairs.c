/*
 * all_pairs.c - tiles of the product of the matrix with itself.
 *
 * Every value is the dot product of pair_block_multiply, so nothing here can change a bit: how rows and documents are
 * cut, who computes them, and when, decides the speed alone. The lists of nearest documents are sets under a total
 * order (top_list.h), so neither can that change them.
 *
 * all_pairs_nearest computes each pair once, for both its documents. Measured on 10,000 synthetic documents of 300
 * words (Zipf, 50,000 words), that takes half the time of each row on its own. It indexes one block of documents at a
 * time, so that its memory beyond the lists is small. A square matrix that fits one tile is computed above its diagonal
 * and mirrored.
 *
 * GSL's sparse product took 1.3, 1.5 and 2.1 times as long as all rows without mirroring for 250, 1,000 and 2,000 of
 * these documents, on one core; it makes the small matrices, where this is a matter of milliseconds.
 */
#include "all_pairs.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "array.h"
#include "distance_pairs.h"
#include "gsl_product.h"
#include "pair_block.h"
#include "screened_nearest.h"
#include "spill.h"
#include "spread_row.h"

enum {
    CHUNK_ROWS = 32,       /* rows of one task: long enough to hide its start, short enough to share out evenly */
    TILE_BYTES = 64 << 20, /* of values that all_pairs_rows holds */
    FEW_DOCUMENTS = 32,    /* whose nearest are found without an index */
    GSL_DOCUMENTS = 512,   /* a square matrix up to this size is made by GSL */
    FILTER_DOCUMENTS = 16  /* looked at together: most hold nothing for either list */
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t documents_of(const struct similarity_measure *measure)
{
    return measure->weighted->counts->document_count;
}

/* ---- rows ---- */

struct tile {
    const struct all_pairs *pairs;
    const struct flow *flow;
    struct pair_block *blocks;
    size_t block_count, block_documents; /* in each, but for the last */
    bool mirrored;                       /* compute a document behind the row or at it, and copy the rest */
    size_t first_row, row_count;         /* of this tile */
    double *values;                      /* row_count x documents */
};

static void fill_missing(double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        values[i] = NAN;
    }
}

static void multiply_row(const struct tile *tile, const struct pair_block *block, size_t row)
{
    const struct similarity_measure *const measure = tile->pairs->measure;
    double *const values = tile->values + (row - tile->first_row) * documents_of(measure) + block->index.first;
    const size_t first = tile->pairs->upper ? row + 1 : tile->mirrored ? row : 0;
    const size_t from = first > block->index.first ? first - block->index.first : 0;
    if (from >= block->index.count) {
        return;
    }
    if (!similarity_exists(measure, row)) {
        fill_missing(values + from, block->index.count - from);
        return;
    }
    pair_block_multiply(block, measure, row, from, values);
    for (size_t i = from; i < block->index.count; i++) {
        values[i] = similarity_settle(measure, values[i]);
    }
}

static enum status multiply_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct tile *const tile = context;
    const size_t begin = tile->first_row + index * CHUNK_ROWS;
    const size_t end = smaller(begin + CHUNK_ROWS, tile->first_row + tile->row_count);
    for (size_t b = 0; b < tile->block_count && !flow_interrupted(tile->flow); b++) {
        spill_make_room(tile->blocks[b].index.spill); /* all of a block is looked at within half a millisecond */
        for (size_t row = begin; row < end; row++) {
            multiply_row(tile, &tile->blocks[b], row);
        }
    }
    return STATUS_OK;
}

static enum status index_block(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    struct tile *const tile = context;
    const size_t first = index * tile->block_documents;
    const size_t count = smaller(tile->block_documents, documents_of(tile->pairs->measure) - first);
    return pair_block_open(&tile->blocks[index], tile->pairs->measure, first, count, failure);
}

/* A chunk of rows of a square tile gets what lies before its diagonal. */
static enum status mirror_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct tile *const tile = context;
    const size_t end = smaller((index + 1) * CHUNK_ROWS, tile->row_count);
    for (size_t column = 0; column < end; column++) {
        for (size_t row = index * CHUNK_ROWS > column ? index * CHUNK_ROWS : column + 1; row < end; row++) {
            tile->values[row * tile->row_count + column] = tile->values[column * tile->row_count + row];
        }
    }
    return STATUS_OK;
}

static enum status multiply_tile(struct tile *tile, struct flow *flow)
{
    const size_t chunks = (tile->row_count + CHUNK_ROWS - 1) / CHUNK_ROWS;
    if (flow_parallel(flow, chunks, multiply_chunk, tile) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (flow_interrupted(flow)) {
        return flow_fail_signal(flow);
    }
    return tile->mirrored ? flow_parallel(flow, chunks, mirror_chunk, tile) : STATUS_OK;
}

static enum status take_rows(const struct tile *tile, all_pairs_take *take, void *context, struct flow *flow)
{
    const size_t documents = documents_of(tile->pairs->measure);
    for (size_t i = 0; i < tile->row_count; i++) {
        if (take(context, tile->first_row + i, tile->values + i * documents, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status walk_tiles(struct tile *tile, const char *label, all_pairs_take *take, void *context,
                              size_t tile_rows, struct flow *flow)
{
    const struct all_pairs *const pairs = tile->pairs;
    if (flow_parallel(flow, tile->block_count, index_block, tile) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t done = 0; done < pairs->row_count; done += tile->row_count) {
        tile->first_row = pairs->first_row + done;
        tile->row_count = smaller(tile_rows, pairs->row_count - done);
        flow_progress(flow, label, done, pairs->row_count);
        if (multiply_tile(tile, flow) != STATUS_OK || take_rows(tile, take, context, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    flow_progress(flow, label, pairs->row_count, pairs->row_count);
    return STATUS_OK;
}

/* All rows of a small square matrix at once. */
static enum status multiply_by_gsl(struct tile *tile, all_pairs_take *take, void *context, struct flow *flow)
{
    const struct similarity_measure *const measure = tile->pairs->measure;
    const size_t documents = documents_of(measure);
    if (gsl_product(measure, tile->values, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t row = 0; row < documents; row++) {
        const bool exists = similarity_exists(measure, row);
        for (size_t i = 0; i < documents; i++) {
            double *const value = &tile->values[row * documents + i];
            *value = exists && similarity_exists(measure, i) ? similarity_settle(measure, *value) : NAN;
        }
    }
    tile->row_count = documents;
    return take_rows(tile, take, context, flow);
}

size_t all_pairs_tile_bytes(const struct similarity_measure *measure, size_t most)
{
    enum { LEAST_BYTES = 1 << 20, SLACK_SHARE = 2 };
    const uint64_t slack = spill_slack(measure->weighted->counts->spill) / SLACK_SHARE;
    return slack >= most ? most : slack > LEAST_BYTES ? (size_t)slack : LEAST_BYTES;
}

/* Each row of a chunk looks at all of a block, here and there: where blocks may lie in files, those of all workers are
 * to stay in memory meanwhile. */
static size_t block_documents_of(const struct similarity_measure *measure, unsigned workers)
{
    enum { LEAST_DOCUMENTS = 64, ROOM_SHARE = 4 };
    struct spill *const spill = measure->weighted->counts->spill;
    const uint64_t room = spill_room(spill), slack = spill_slack(spill), bytes = room < slack ? room : slack;
    const size_t documents = documents_of(measure);
    const uint64_t of_document = measure->starts[documents] / documents * (sizeof(double) + sizeof(uint16_t)) + 1;
    const uint64_t fitting = bytes / ROOM_SHARE / workers / of_document;
    return fitting >= PAIR_BLOCK_DOCUMENTS ? PAIR_BLOCK_DOCUMENTS
           : fitting > LEAST_DOCUMENTS     ? (size_t)fitting
                                           : LEAST_DOCUMENTS;
}

enum status all_pairs_rows(const struct all_pairs *pairs, const char *label, all_pairs_take *take, void *context,
                           struct flow *flow)
{
    const size_t documents = documents_of(pairs->measure);
    if (documents == 0 || pairs->row_count == 0) {
        return STATUS_OK;
    }
    if (similarity_is_distance(pairs->measure->kind)) {
        return distance_pairs_rows(pairs, label, take, context, flow);
    }
    const size_t fitting = all_pairs_tile_bytes(pairs->measure, TILE_BYTES) / sizeof(double) / documents;
    const size_t tile_rows = smaller(pairs->row_count, fitting > 0 ? fitting : 1);
    const size_t block_documents = block_documents_of(pairs->measure, flow_workers(flow));
    struct tile tile = {.pairs = pairs,
                        .flow = flow,
                        .mirrored = !pairs->upper && pairs->first_row == 0 && tile_rows == documents,
                        .block_documents = block_documents,
                        .block_count = (documents + block_documents - 1) / block_documents};
    enum status status = STATUS_FAILED;
    if (array_zeroed((void **)&tile.blocks, tile.block_count, sizeof *tile.blocks, flow_failure(flow)) == STATUS_OK &&
        array_zeroed((void **)&tile.values, tile_rows * documents, sizeof *tile.values, flow_failure(flow)) ==
            STATUS_OK) {
        status = tile.mirrored && documents <= GSL_DOCUMENTS ? multiply_by_gsl(&tile, take, context, flow)
                                                             : walk_tiles(&tile, label, take, context, tile_rows, flow);
    }
    free(tile.values);
    for (size_t b = 0; tile.blocks != NULL && b < tile.block_count; b++) {
        pair_block_close(&tile.blocks[b]);
    }
    free(tile.blocks);
    return status;
}

/* ---- nearest ---- */

/* What one worker needs: products, and lists for the documents of the block, which other workers find neighbours for
 * too. */
struct searcher {
    double *products;
    double *bounds;
    size_t open; /* documents of the block whose list a product of 0 could still enter */
    struct top_lists block_lists;
};

struct search {
    const struct similarity_measure *measure;
    const struct flow *flow;
    struct pair_block block;
    struct top_list *lists; /* of all documents */
    struct searcher *searchers;
    unsigned searcher_count;
};

static void offer_pair(const struct search *search, struct searcher *searcher, size_t row, size_t local)
{
    struct top_list *const found = &searcher->block_lists.items[local];
    const double similarity = similarity_settle(search->measure, searcher->products[local]);
    top_list_offer(&search->lists[row], similarity, search->block.index.first + local);
    top_list_offer(found, similarity, row);
    const double bound = top_list_bound(found);
    searcher->open -= searcher->bounds[local] < 0 && bound >= 0;
    searcher->bounds[local] = bound;
}

/*
 * Does one of the products pass the row's bound, or its document's? NaN passes none. One that only equals the bound
 * cannot enter: a row meets its documents, and a worker its rows, in ascending order, and of equals the first stay.
 * Were it let through, short documents, whose lists end in zeros, would offer every pair.
 */
static bool any_passes(const double *products, const double *bounds, double bound, size_t count)
{
    unsigned passed = 0;
    for (size_t i = 0; i < count; i++) {
        passed |= (unsigned)(products[i] > bound) | (unsigned)(products[i] > bounds[i]);
    }
    return passed != 0;
}

static void offer_row(const struct search *search, struct searcher *searcher, size_t row, size_t from)
{
    const double *const products = searcher->products;
    for (size_t begin = from; begin < search->block.index.count; begin += FILTER_DOCUMENTS) {
        const size_t end = smaller(begin + FILTER_DOCUMENTS, search->block.index.count);
        double bound = top_list_bound(&search->lists[row]);
        if (!any_passes(products + begin, searcher->bounds + begin, bound, end - begin)) {
            continue;
        }
        for (size_t i = begin; i < end; i++) {
            if (!(products[i] > bound || products[i] > searcher->bounds[i])) {
                continue;
            }
            offer_pair(search, searcher, row, i);
            bound = top_list_bound(&search->lists[row]);
        }
    }
}

static enum status search_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct search *const search = context;
    struct searcher *const searcher = &search->searchers[worker];
    const struct pair_block *const block = &search->block;
    const size_t end = smaller((index + 1) * CHUNK_ROWS, block->index.first + block->index.count);
    for (size_t row = index * CHUNK_ROWS; row < end && !flow_interrupted(search->flow); row++) {
        const size_t from = row >= block->index.first ? row + 1 - block->index.first : 0;
        if (from >= block->index.count || !similarity_exists(search->measure, row)) {
            continue;
        }
        /* Most short documents share no term with most blocks: then all products are 0, and often no list wants one. */
        const bool wants_zeros = searcher->open > 0 || top_list_bound(&search->lists[row]) < 0;
        if (!wants_zeros && !pair_block_shares(block, search->measure, row)) {
            continue;
        }
        spill_make_room(block->index.spill);
        pair_block_multiply(block, search->measure, row, from, searcher->products);
        offer_row(search, searcher, row, from);
    }
    return STATUS_OK;
}

static void begin_block(struct search *search)
{
    for (unsigned s = 0; s < search->searcher_count; s++) {
        struct searcher *const searcher = &search->searchers[s];
        searcher->open = 0;
        for (size_t i = 0; i < search->block.index.count; i++) {
            searcher->bounds[i] = top_list_bound(&searcher->block_lists.items[i]);
            searcher->open +=
                searcher->bounds[i] < 0 && similarity_exists(search->measure, search->block.index.first + i);
        }
    }
}

static void end_block(struct search *search)
{
    for (unsigned s = 0; s < search->searcher_count; s++) {
        for (size_t i = 0; i < search->block.index.count; i++) {
            top_list_merge(&search->lists[search->block.index.first + i], &search->searchers[s].block_lists.items[i]);
        }
    }
    pair_block_close(&search->block);
}

static enum status search_blocks(struct search *search, struct flow *flow)
{
    const size_t documents = documents_of(search->measure);
    const uint64_t pairs = (uint64_t)documents * (documents - 1) / 2;
    for (size_t first = 0; first < documents; first += PAIR_BLOCK_DOCUMENTS) {
        const size_t count = smaller(PAIR_BLOCK_DOCUMENTS, documents - first);
        flow_progress(flow, "comparing pairs", first > 0 ? (uint64_t)first * (first - 1) / 2 : 0, pairs);
        if (pair_block_open(&search->block, search->measure, first, count, flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
        begin_block(search);
        if (flow_parallel(flow, (first + count + CHUNK_ROWS - 1) / CHUNK_ROWS, search_chunk, search) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (flow_interrupted(flow)) {
            return flow_fail_signal(flow);
        }
        end_block(search);
    }
    flow_progress(flow, "comparing pairs", pairs, pairs);
    return STATUS_OK;
}

static enum status open_searcher(struct searcher *searcher, size_t count, size_t capacity, struct failure *failure)
{
    if (array_zeroed((void **)&searcher->products, count, sizeof *searcher->products, failure) != STATUS_OK ||
        array_zeroed((void **)&searcher->bounds, count, sizeof *searcher->bounds, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return top_lists_open(&searcher->block_lists, count, capacity, failure);
}

static void close_search(struct search *search)
{
    pair_block_close(&search->block);
    for (unsigned s = 0; search->searchers != NULL && s < search->searcher_count; s++) {
        top_lists_close(&search->searchers[s].block_lists);
        free(search->searchers[s].bounds);
        free(search->searchers[s].products);
    }
    free(search->searchers);
}

static void offer_behind(const struct spread_row *spread, size_t row, struct top_lists *lists)
{
    for (size_t other = row + 1; other < lists->count; other++) {
        if (similarity_exists(spread->measure, other)) {
            const double similarity = spread_row_product(spread, other);
            top_list_offer(&lists->items[row], similarity, other);
            top_list_offer(&lists->items[other], similarity, row);
        }
    }
}

/* Of few documents an index costs more than their products. */
static enum status nearest_of_few(const struct similarity_measure *measure, struct top_lists *lists,
                                  struct failure *failure)
{
    struct spread_row spread;
    const enum status status = spread_row_open(&spread, measure, failure);
    for (size_t row = 0; row < lists->count && status == STATUS_OK; row++) {
        if (similarity_exists(measure, row)) {
            spread_row_set(&spread, row);
            offer_behind(&spread, row, lists);
            spread_row_clear(&spread, row);
        }
    }
    spread_row_close(&spread);
    for (size_t i = 0; i < lists->count && status == STATUS_OK; i++) {
        top_list_sort(&lists->items[i]);
    }
    return status;
}

enum status all_pairs_nearest_exact(const struct similarity_measure *measure, struct top_lists *lists,
                                    struct flow *flow)
{
    struct search search = {
        .measure = measure, .flow = flow, .lists = lists->items, .searcher_count = flow_workers(flow)};
    const size_t block = smaller(PAIR_BLOCK_DOCUMENTS, lists->count);
    enum status status =
        array_zeroed((void **)&search.searchers, search.searcher_count, sizeof *search.searchers, flow_failure(flow));
    for (unsigned s = 0; s < search.searcher_count && status == STATUS_OK; s++) {
        status = open_searcher(&search.searchers[s], block, lists->items[0].capacity, flow_failure(flow));
    }
    if (status == STATUS_OK) {
        status = search_blocks(&search, flow);
    }
    close_search(&search);
    for (size_t i = 0; i < lists->count && status == STATUS_OK; i++) {
        top_list_sort(&lists->items[i]);
    }
    return status;
}

enum status all_pairs_nearest(const struct similarity_measure *measure, struct top_lists *lists, struct flow *flow)
{
    if (lists->count == 0 || lists->items[0].capacity == 0) {
        return STATUS_OK;
    }
    if (similarity_is_distance(measure->kind)) {
        return distance_pairs_nearest(measure, lists, flow);
    }
    if (lists->count <= FEW_DOCUMENTS) {
        return nearest_of_few(measure, lists, flow_failure(flow));
    }
    if (lists->count >= SCREENED_DOCUMENTS) {
        bool found = false;
        if (screened_nearest(measure, screen_kernel_best(), lists, &found, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (found) {
            return STATUS_OK;
        }
    }
    if (measure->values != NULL) {
        return all_pairs_nearest_exact(measure, lists, flow);
    }
    struct similarity_measure whole;
    enum status status = similarity_open_whole(&whole, measure, flow);
    if (status == STATUS_OK) {
        status = all_pairs_nearest_exact(&whole, lists, flow);
    }
    similarity_close(&whole);
    return status;
}
