/*
 * pruned_pairs.c - exact pruning by the norms of prefixes.
 *
 * The bound is that of L2AP (Anastasiu & Karypis 2014): with the columns ordered from the most to the least frequent,
 * the frequent columns of two rows add at most the product of the norms of these parts to their dot product (Cauchy and
 * Schwarz). If that is below the threshold for a whole block of documents, a row's frequent columns are skipped there,
 * and with them most of the postings; a document is a candidate if what the rare columns gave and the bound for the
 * rest reach the threshold together. Candidates get the plain dot product in double, and that alone decides.
 *
 * The norms are kept for some cuts of the order alone, each for all documents of a block in a row, so that the test of
 * a block is one pass over two arrays. Sums in float are widened by the bound of their error (pair_screen_error).
 */
#include "pruned_pairs.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "all_pairs.h"
#include "array.h"
#include "column_cuts.h"
#include "pair_index.h"
#include "pair_screen.h"
#include "spill.h"
#include "top_list.h"

enum {
    BLOCK_DOCUMENTS = 16384, /* of an index, and rows of a tile: their numbers in it are 16-bit */
    CHUNK_ROWS = 32,         /* of one task */
    LEAST_DOCUMENTS = 512,   /* below, all products are a matter of milliseconds */
    SAMPLE_ROWS = 64,        /* of a tile, to see how many candidates there are */
    CANDIDATE_SHARE = 16,   /* more than a 16th of all pairs: all products are cheaper (10 times a pair's share each) */
    SCAN_DOCUMENTS = 16,    /* tested together: most are no candidates */
    FOUND_BYTES = 256 << 20 /* of found pairs of a tile that are held; beyond, the tile is done the other way */
};

/* Wider than what rounding to float takes off. */
#define NORM_SLACK (1 + 1e-6)

/* A block of documents. */
struct block {
    struct pair_index index;
    float *values;              /* by posting */
    float *norms;               /* norms[cut * index.count + i]: of what document i has before the cut */
    float largest[COLUMN_CUTS]; /* of the norms of a cut */
};

/* The pairs of one row. */
struct found {
    struct top_entry *entries;
    size_t count, capacity;
};

struct searcher {
    float *sums;        /* by document of a block */
    double *row_values; /* a row spread out by column, zero elsewhere */
    size_t candidates, held;
};

struct search {
    const struct similarity_measure *measure;
    const struct flow *flow;
    double threshold, widening;
    size_t documents;
    struct column_cuts cuts;
    struct block block;
    size_t first_row, row_count, row_step; /* of the tile; every row_step-th of its rows */
    struct found *found;                   /* by row of the tile */
    struct searcher *searchers;
    unsigned searcher_count;
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- a block ---- */

static void close_block(struct block *block)
{
    spill_free(block->index.spill, block->norms);
    spill_free(block->index.spill, block->values);
    pair_index_close(&block->index);
    *block = (struct block){0};
}

static void fill_block(const struct search *search, struct block *block)
{
    const struct similarity_measure *const measure = search->measure;
    double norms[COLUMN_CUTS];
    for (size_t local = 0; local < block->index.count; local++) {
        const size_t row = block->index.first + local;
        spill_make_room(block->index.spill);
        for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
            if (measure->values[entry] != 0) {
                const uint32_t posting = block->index.next[measure->columns[entry]]++;
                block->index.documents[posting] = (uint16_t)local;
                block->values[posting] = (float)measure->values[entry];
            }
        }
        column_cuts_norms(&search->cuts, search->measure, row, norms);
        for (size_t cut = 0; cut < search->cuts.count; cut++) {
            const float norm = (float)norms[cut];
            block->norms[cut * block->index.count + local] = norm;
            block->largest[cut] = fmaxf(block->largest[cut], norm);
        }
    }
}

static enum status open_block(struct search *search, size_t first, struct failure *failure)
{
    struct block *const block = &search->block;
    const size_t count = smaller(BLOCK_DOCUMENTS, search->documents - first);
    *block = (struct block){0};
    if (pair_index_open(&block->index, search->measure, first, count, 0, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t postings = block->index.starts[search->measure->weighted->counts->term_count];
    if (pair_index_take_documents(&block->index, search->measure->weighted->counts->term_count, failure) != STATUS_OK ||
        spill_zeroed(block->index.spill, (void **)&block->values, postings, sizeof *block->values, failure) !=
            STATUS_OK ||
        spill_zeroed(block->index.spill, (void **)&block->norms, search->cuts.count * count, sizeof *block->norms,
                     failure) != STATUS_OK) {
        close_block(block);
        return STATUS_FAILED;
    }
    fill_block(search, block);
    return STATUS_OK;
}

/* ---- a row against a block ---- */

/* The last cut whose columns together cannot reach the threshold in any document of the block. */
static size_t choose_cut(const struct search *search, const double norms[COLUMN_CUTS])
{
    size_t cut = 0;
    while (cut + 1 < search->cuts.count &&
           norms[cut + 1] * (double)search->block.largest[cut + 1] * NORM_SLACK < search->threshold) {
        cut++;
    }
    return cut;
}

/* Sums up what the columns behind the cut give. */
static void scatter(const struct search *search, size_t row, size_t cut, size_t from, float *sums)
{
    const struct similarity_measure *const measure = search->measure;
    const struct pair_index *const index = &search->block.index;
    memset(sums + from, 0, (index->count - from) * sizeof *sums);
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        const uint32_t column = measure->columns[entry];
        if (search->cuts.cut_of[column] < cut) {
            continue;
        }
        const float factor = (float)measure->values[entry];
        const size_t end = index->starts[column + 1];
        for (size_t posting = from > 0 ? pair_index_skip(index, column, from) : index->starts[column]; posting < end;
             posting++) {
            sums[index->documents[posting]] += factor * search->block.values[posting];
        }
    }
}

static double exact_product(const struct similarity_measure *measure, const double *row_values, size_t other)
{
    double sum = 0;
    for (uint64_t entry = measure->starts[other]; entry < measure->starts[other + 1]; entry++) {
        sum += row_values[measure->columns[entry]] * measure->values[entry];
    }
    return similarity_settle(measure, sum);
}

static void spread_row(const struct similarity_measure *measure, size_t row, bool clear, double *row_values)
{
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        row_values[measure->columns[entry]] = clear ? 0 : measure->values[entry];
    }
}

static enum status add_found(struct found *found, double similarity, size_t other, struct failure *failure)
{
    if (array_reserve((void **)&found->entries, &found->capacity, found->count + 1, sizeof *found->entries, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    found->entries[found->count++] = (struct top_entry){similarity, other};
    return STATUS_OK;
}

/* Can one of the documents reach the threshold? */
static bool any_reaches(const float *sums, const float *norms, float widening, float norm, float least, size_t count)
{
    unsigned reached = 0;
    for (size_t i = 0; i < count; i++) {
        reached |= (unsigned)(sums[i] * widening + norm * norms[i] >= least);
    }
    return reached != 0;
}

static enum status test_candidate(const struct search *search, struct searcher *searcher, size_t row, size_t local,
                                  struct failure *failure)
{
    struct found *const found = &search->found[row - search->first_row];
    const size_t other = search->block.index.first + local;
    searcher->candidates++;
    if (!similarity_exists(search->measure, other)) {
        return STATUS_OK;
    }
    const double similarity = exact_product(search->measure, searcher->row_values, other);
    if (!(similarity >= search->threshold)) {
        return STATUS_OK;
    }
    searcher->held += sizeof *found->entries;
    return add_found(found, similarity, other, failure);
}

static enum status search_row(const struct search *search, struct searcher *searcher, size_t row,
                              struct failure *failure)
{
    const struct block *const block = &search->block;
    const size_t from = row >= block->index.first ? row + 1 - block->index.first : 0;
    double norms[COLUMN_CUTS];
    if (from >= block->index.count || !similarity_exists(search->measure, row)) {
        return STATUS_OK;
    }
    column_cuts_norms(&search->cuts, search->measure, row, norms);
    const size_t cut = choose_cut(search, norms);
    if (cut + 1 == search->cuts.count) {
        return STATUS_OK;
    }
    scatter(search, row, cut, from, searcher->sums);
    spread_row(search->measure, row, false, searcher->row_values);
    /* All of it a little wider than it is: these are floats. */
    const float widening = (float)(search->widening * NORM_SLACK), norm = (float)(norms[cut] * NORM_SLACK);
    const float least = (float)(search->threshold * (2 - NORM_SLACK));
    const float *const sums = searcher->sums, *const others = block->norms + cut * block->index.count;
    enum status status = STATUS_OK;
    for (size_t begin = from; begin < block->index.count && status == STATUS_OK; begin += SCAN_DOCUMENTS) {
        const size_t end = smaller(begin + SCAN_DOCUMENTS, block->index.count);
        if (!any_reaches(sums + begin, others + begin, widening, norm, least, end - begin)) {
            continue;
        }
        for (size_t i = begin; i < end && status == STATUS_OK; i++) {
            if (sums[i] * widening + norm * others[i] >= least) {
                status = test_candidate(search, searcher, row, i, failure);
            }
        }
    }
    spread_row(search->measure, row, true, searcher->row_values);
    return status;
}

/* ---- a tile of rows ---- */

static bool holds_too_much(const struct search *search, const struct searcher *searcher)
{
    return searcher->held > FOUND_BYTES / search->searcher_count;
}

static enum status search_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    const struct search *const search = context;
    struct searcher *const searcher = &search->searchers[worker];
    const size_t end = smaller((index + 1) * CHUNK_ROWS, search->row_count);
    for (size_t i = index * CHUNK_ROWS; i < end; i++) {
        if (flow_interrupted(search->flow) || holds_too_much(search, searcher)) {
            break;
        }
        spill_make_room(search->block.index.spill);
        if (i % search->row_step == 0 && search_row(search, searcher, search->first_row + i, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status search_block(struct search *search, size_t first, struct flow *flow)
{
    if (open_block(search, first, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const enum status status =
        flow_parallel(flow, (search->row_count + CHUNK_ROWS - 1) / CHUNK_ROWS, search_chunk, search);
    close_block(&search->block);
    return status == STATUS_OK && flow_interrupted(flow) ? flow_fail_signal(flow) : status;
}

static void empty_found(struct search *search)
{
    for (size_t i = 0; i < BLOCK_DOCUMENTS; i++) {
        free(search->found[i].entries);
        search->found[i] = (struct found){0};
    }
    for (unsigned s = 0; s < search->searcher_count; s++) {
        search->searchers[s].candidates = 0;
        search->searchers[s].held = 0;
    }
}

static size_t candidates_of(const struct search *search)
{
    size_t candidates = 0;
    for (unsigned s = 0; s < search->searcher_count; s++) {
        candidates += search->searchers[s].candidates;
    }
    return candidates;
}

/* Some rows of the tile against its own block: are so few pairs candidates that it pays? */
static enum status try_sample(struct search *search, bool *pays, struct flow *flow)
{
    search->row_step = search->row_count / SAMPLE_ROWS + 1;
    if (search_block(search, search->first_row, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t rows = (search->row_count + search->row_step - 1) / search->row_step;
    *pays = candidates_of(search) <= rows * search->row_count / 2 / CANDIDATE_SHARE;
    empty_found(search);
    search->row_step = 1;
    return STATUS_OK;
}

static enum status search_tile(struct search *search, bool *done, struct flow *flow)
{
    *done = false;
    if (try_sample(search, done, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t first = search->first_row; first < search->documents && *done; first += BLOCK_DOCUMENTS) {
        if (search_block(search, first, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        for (unsigned s = 0; s < search->searcher_count; s++) {
            *done = *done && !holds_too_much(search, &search->searchers[s]);
        }
    }
    return STATUS_OK;
}

/* ---- the whole ---- */

struct receiver {
    const struct search *search;
    pruned_pairs_take *take;
    void *context;
};

static enum status take_row(void *context, size_t row, const double *values, struct flow *flow)
{
    const struct receiver *const receiver = context;
    for (size_t other = row + 1; other < receiver->search->documents; other++) {
        if (values[other] >= receiver->search->threshold &&
            receiver->take(receiver->context, row, other, values[other], flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status take_found(const struct receiver *receiver, struct flow *flow)
{
    const struct search *const search = receiver->search;
    for (size_t i = 0; i < search->row_count; i++) {
        for (size_t k = 0; k < search->found[i].count; k++) {
            const struct top_entry pair = search->found[i].entries[k];
            if (receiver->take(receiver->context, search->first_row + i, pair.index, pair.value, flow) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

static const char label[] = "finding pairs above the threshold";

static enum status all_products(struct receiver *receiver, size_t first_row, size_t row_count, struct flow *flow)
{
    const struct all_pairs pairs = {
        .measure = receiver->search->measure, .first_row = first_row, .row_count = row_count, .upper = true};
    return all_pairs_rows(&pairs, label, take_row, receiver, flow);
}

static enum status search_all(struct search *search, struct receiver *receiver, struct flow *flow)
{
    for (size_t first = 0; first < search->documents; first += BLOCK_DOCUMENTS) {
        bool done = false;
        search->first_row = first;
        search->row_count = smaller(BLOCK_DOCUMENTS, search->documents - first);
        flow_progress(flow, label, first, search->documents);
        if (search_tile(search, &done, flow) != STATUS_OK ||
            (done ? take_found(receiver, flow) : all_products(receiver, first, search->row_count, flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
        empty_found(search);
    }
    flow_progress(flow, label, search->documents, search->documents);
    return STATUS_OK;
}

static enum status open_search(struct search *search, struct failure *failure)
{
    const size_t columns = search->measure->weighted->counts->term_count;
    if (column_cuts_open(&search->cuts, search->measure, search->documents, failure) != STATUS_OK ||
        array_zeroed((void **)&search->found, BLOCK_DOCUMENTS, sizeof *search->found, failure) != STATUS_OK ||
        array_zeroed((void **)&search->searchers, search->searcher_count, sizeof *search->searchers, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    for (unsigned s = 0; s < search->searcher_count; s++) {
        struct searcher *const searcher = &search->searchers[s];
        if (array_zeroed((void **)&searcher->sums, BLOCK_DOCUMENTS, sizeof *searcher->sums, failure) != STATUS_OK ||
            array_zeroed((void **)&searcher->row_values, columns, sizeof *searcher->row_values, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static void close_search(struct search *search)
{
    if (search->found != NULL && search->searchers != NULL) {
        empty_found(search);
    }
    for (unsigned s = 0; search->searchers != NULL && s < search->searcher_count; s++) {
        free(search->searchers[s].row_values);
        free(search->searchers[s].sums);
    }
    free(search->searchers);
    free(search->found);
    column_cuts_close(&search->cuts);
}

enum status pruned_pairs(const struct similarity_measure *measure, double threshold, pruned_pairs_take *take,
                         void *context, struct flow *flow)
{
    struct search search = {.measure = measure,
                            .flow = flow,
                            .threshold = threshold,
                            .documents = measure->weighted->counts->document_count,
                            .row_step = 1,
                            .searcher_count = flow_workers(flow)};
    struct receiver receiver = {.search = &search, .take = take, .context = context};
    double error = 0;
    if (search.documents < LEAST_DOCUMENTS || !(threshold > SCREEN_TINY * (1 << 20)) ||
        !pair_screen_possible(measure, search.documents, &error)) {
        return all_products(&receiver, 0, search.documents, flow);
    }
    search.widening = 1 + error;
    enum status status = open_search(&search, flow_failure(flow));
    if (status == STATUS_OK) {
        status = search_all(&search, &receiver, flow);
    }
    close_search(&search);
    return status;
}
