/*
 * screened_nearest.c - each pair once in float, then the exact products of a few.
 *
 * For every document the best K + SLACK by the screened product are kept. Their exact products are plain dot products,
 * with the bits of every other kernel. A list is certain if nothing outside of it can reach its K-th value: that was
 * screened at most as high as the worst that was kept, and is at most that times 1 + e (pair_screen_error). If more
 * than a few are not, they are screened again, finely. Where that does not tell either, as among many copies of one
 * text, a document is compared with all in double; if it happens to many, all_pairs_nearest does the whole work.
 */
#include "screened_nearest.h"

#include <math.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "block_lists.h"
#include "candidate_lists.h"
#include "pages.h"
#include "pair_screen.h"
#include "screen_blocks.h"
#include "spread_row.h"

enum {
    LEAST_SLACK = 10,          /* kept beyond K: neither a tie or two nor coarse steps must make a list uncertain */
    SLACK_SHARE = 2,           /* of K, where that is more: the farther down, the closer they stand */
    FEW_SHARE = 512,           /* uncertain lists up to this share are not worth screening again */
    UNCERTAIN_SHARE = 64,      /* more uncertain lists than this share in the end: screening does not pay */
    AHEAD = 3,                 /* rows that are on their way while a product is computed */
    DECIDED_ROWS = 128,        /* in one task: some pages of candidates, given back together */
    FORGOTTEN_LISTS = 1 << 15, /* so many are worth giving back before the end */
    ROUNDS = 2                 /* in which a list is decided: the best, then what may still enter */
};

/* What one worker needs. */
struct searcher {
    struct pair_screen_scratch scratch; /* of a block */
    float *gathered;                    /* SCREEN_DOCUMENTS products, 0 between rows */
    uint16_t *touched;                  /* which of them are not; what of a row passes */
    struct spread_row spread;           /* the row whose list is decided */
};

struct search {
    const struct similarity_measure *measure;
    const struct flow *flow;
    const struct screen_kernel *kernel;
    struct screen_blocks blocks;
    bool makes_next;             /* one task makes the next block while the others look at this one */
    struct top_lists *lists;     /* the result */
    struct candidate_lists wide; /* by screened product, K + SLACK */
    struct block_lists found;    /* the same for documents of the block, by worker */
    double error;
    struct searcher *searchers;
    unsigned searcher_count;
    uint32_t *rows; /* whose lists are to be found again */
    size_t row_count;
    size_t block_count, block_documents; /* which documents' exact products are computed in one step */
    size_t first_step, end_step;         /* of ROUNDS * block_count: what a task does of its lists */
    uint32_t *uncertain;                 /* the first uncertain_count: rows whose lists are not certain, in any order */
    atomic_size_t uncertain_count;
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- screening ---- */

/* What a product must pass to enter the row's list. As one of the block's documents it has two lists, to be one in the
 * end: what one of them leaves out, the other need not take. */
static float bound_of_row(const struct search *search, const struct candidate_lists *found, size_t row)
{
    const size_t first = search->blocks.current.index.first;
    const float bound = search->wide.bounds[row];
    return row >= first ? fmaxf(bound, found->bounds[row - first]) : bound;
}

static void offer_pair(struct search *search, struct candidate_lists *found, size_t row, size_t local, float product)
{
    if (product > bound_of_row(search, found, row)) {
        candidate_lists_offer(&search->wide, row, product, (uint32_t)(search->blocks.current.index.first + local));
    }
    candidate_lists_offer(found, local, product, (uint32_t)row);
}

static void offer_row(struct search *search, unsigned worker, size_t row, size_t from, const float *products)
{
    uint16_t *const touched = search->searchers[worker].touched;
    struct candidate_lists *const found = &search->found.of_workers[worker];
    const size_t count = search->kernel->find(products, found->bounds, bound_of_row(search, found, row), from,
                                              search->blocks.current.index.count, touched);
    for (size_t i = 0; i < count; i++) {
        offer_pair(search, found, row, touched[i], products[touched[i]]);
    }
}

/* The first document of the block that makes a pair with the row: each pair is looked at once. */
static size_t first_local(const struct pair_screen *screen, size_t row)
{
    return row >= screen->index.first ? row + 1 - screen->index.first : 0;
}

/* A short row that meets few documents of the block. False: it does not, and nothing was done. */
static bool gather_row(struct search *search, unsigned worker, size_t row)
{
    const struct searcher *const searcher = &search->searchers[worker];
    const struct pair_screen *const screen = &search->blocks.current;
    float *const products = searcher->gathered;
    const size_t count =
        pair_screen_gather(screen, search->measure, row, first_local(screen, row), products, searcher->touched);
    if (count == SIZE_MAX) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const size_t local = searcher->touched[i];
        offer_pair(search, &search->found.of_workers[worker], row, local, products[local]);
        products[local] = 0;
    }
    return true;
}

/* Of SCREEN_ROWS rows that make pairs with the block. */
static size_t chunk_count(const struct pair_screen *screen)
{
    return (screen->index.first + screen->index.count + SCREEN_ROWS - 1) / SCREEN_ROWS;
}

/* SCREEN_ROWS rows with the block, its own last: their lists are good by then (last rows first: 6 % of a run more). */
static enum status screen_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    struct search *const search = context;
    struct searcher *const searcher = &search->searchers[worker];
    const struct pair_screen *const screen = &search->blocks.current;
    const size_t first = index * SCREEN_ROWS;
    const size_t end = smaller(first + SCREEN_ROWS, screen->index.first + screen->index.count);
    block_lists_share(&search->found, worker, screen->index.count);
    size_t rows[SCREEN_ROWS], count = 0;
    for (size_t row = first; row < end && !flow_interrupted(search->flow); row++) {
        if (first_local(screen, row) < screen->index.count && similarity_exists(search->measure, row) &&
            !gather_row(search, worker, row)) {
            rows[count++] = row;
        }
    }
    if (count > 0) {
        pair_screen_multiply(screen, search->measure, rows, count, first_local(screen, rows[0]), &searcher->scratch);
    }
    for (size_t r = 0; r < count; r++) {
        offer_row(search, worker, rows[r], first_local(screen, rows[r]),
                  searcher->scratch.products + r * SCREEN_DOCUMENTS);
    }
    return STATUS_OK;
}

static enum status begin_block(struct search *search, size_t first, struct flow *flow)
{
    if (screen_blocks_begin(&search->blocks, first, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    search->makes_next = !search->blocks.is_fine && screen_blocks_wants_next(&search->blocks);
    block_lists_begin(&search->found);
    for (unsigned s = 0; s < search->searcher_count; s++) {
        if (pair_screen_scratch_open(&search->searchers[s].scratch, &search->blocks.current, search->measure,
                                     flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static void end_block(struct search *search)
{
    for (unsigned s = 0; s < search->searcher_count; s++) {
        pair_screen_scratch_close(&search->searchers[s].scratch);
    }
    screen_blocks_end(&search->blocks);
}

static enum status screen_or_make(void *context, size_t index, unsigned worker, struct failure *failure)
{
    struct search *const search = context;
    if (!search->makes_next) {
        return screen_chunk(context, index, worker, failure);
    }
    return index == 0 ? screen_blocks_make_next(&search->blocks, failure)
                      : screen_chunk(context, index - 1, worker, failure);
}

static enum status screen_all(struct search *search, struct flow *flow)
{
    const size_t documents = search->lists->count;
    const uint64_t pairs = (uint64_t)documents * (documents - 1) / 2;
    for (size_t first = 0; first < documents; first += SCREEN_DOCUMENTS) {
        flow_progress(flow, "comparing pairs", first > 0 ? (uint64_t)first * (first - 1) / 2 : 0, pairs);
        const struct pair_screen *const screen = &search->blocks.current;
        if (begin_block(search, first, flow) != STATUS_OK ||
            flow_parallel(flow, chunk_count(screen) + search->makes_next, screen_or_make, search) != STATUS_OK ||
            block_lists_merge(&search->found, screen->index.count, &search->wide, first, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        end_block(search);
    }
    flow_progress(flow, "comparing pairs", pairs, pairs);
    return STATUS_OK;
}

/* ---- screening again ---- */

/* Rows that are looked at again, with all documents of the block. */
static enum status screen_chunk_again(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    struct search *const search = context;
    const struct searcher *const searcher = &search->searchers[worker];
    const size_t first = search->blocks.current.index.first, count = search->blocks.current.index.count;
    size_t rows[SCREEN_ROWS], row_count = 0;
    for (size_t i = index * SCREEN_ROWS; i < search->row_count && row_count < SCREEN_ROWS; i++) {
        rows[row_count++] = search->rows[i];
    }
    if (flow_interrupted(search->flow)) {
        return STATUS_OK;
    }
    pair_screen_multiply(&search->blocks.current, search->measure, rows, row_count, 0, &searcher->scratch);
    for (size_t r = 0; r < row_count; r++) {
        const float *const products = searcher->scratch.products + r * SCREEN_DOCUMENTS;
        for (size_t i = 0; i < count; i++) {
            if (first + i != rows[r]) {
                candidate_lists_offer(&search->wide, rows[r], products[i], (uint32_t)(first + i));
            }
        }
    }
    return STATUS_OK;
}

static enum status screen_again(struct search *search, struct flow *flow)
{
    search->blocks.is_fine = true;
    for (size_t i = 0; i < search->row_count; i++) {
        search->wide.counts[search->rows[i]] = 0;
        search->wide.bounds[search->rows[i]] = 0;
        search->lists->items[search->rows[i]].count = 0;
    }
    for (size_t first = 0; first < search->lists->count; first += SCREEN_DOCUMENTS) {
        if (begin_block(search, first, flow) != STATUS_OK ||
            flow_parallel(flow, (search->row_count + SCREEN_ROWS - 1) / SCREEN_ROWS, screen_chunk_again, search) !=
                STATUS_OK) {
            return STATUS_FAILED;
        }
        end_block(search);
    }
    return STATUS_OK;
}

/* ---- deciding ---- */

/* What room is left goes to the first documents that share no term with the row. */
static void fill_up(const struct search *search, size_t row, const uint64_t *keys, size_t count)
{
    struct top_list *const list = &search->lists->items[row];
    for (size_t other = 0; other < search->lists->count && list->count < list->capacity; other++) {
        if (other != row && similarity_exists(search->measure, other) && !candidate_keys_hold(keys, count, other)) {
            top_list_offer(list, 0, other);
        }
    }
}

/* The most that a pair can be that was screened as this. */
static double most(const struct search *search, float screened)
{
    return (double)screened * (1 + search->error) + SCREEN_TINY;
}

/* Computes what the step wants of the row's list: first the best K by screening, then those few others that may still
 * enter, each time with the documents of one block. */
static void offer_candidates(const struct search *search, size_t row, size_t step, const struct spread_row *spread)
{
    struct top_list *const list = &search->lists->items[row];
    const uint64_t *const keys = search->wide.keys + row * search->wide.capacity;
    const size_t count = search->wide.counts[row], best = smaller(list->capacity, count);
    const bool is_first_round = step < search->block_count;
    const size_t first = step % search->block_count * search->block_documents;
    for (size_t i = is_first_round ? 0 : best; i < (is_first_round ? best : count); i++) {
        if (is_first_round && i + AHEAD < best) {
            spread_row_prefetch(spread, candidate_index(keys[i + AHEAD]));
        }
        const size_t other = candidate_index(keys[i]);
        if (other - first < search->block_documents &&
            (is_first_round || most(search, candidate_value(keys[i])) >= top_list_bound(list))) {
            top_list_offer(list, spread_row_product(spread, other), other);
        }
    }
}

static void end_list(struct search *search, size_t row)
{
    struct top_list *const list = &search->lists->items[row];
    fill_up(search, row, search->wide.keys + row * search->wide.capacity, search->wide.counts[row]);
    const float outside = search->wide.bounds[row]; /* 0: outside is only what shares no term */
    if (outside > 0 && !(top_list_bound(list) > most(search, outside))) {
        search->uncertain[atomic_fetch_add(&search->uncertain_count, 1)] = (uint32_t)row;
    }
    top_list_sort(list);
}

static void decide_row(struct search *search, size_t row, struct spread_row *spread)
{
    if (search->first_step == 0) {
        candidate_lists_cut(&search->wide, row);
        candidate_keys_select(search->wide.keys + row * search->wide.capacity, search->wide.counts[row],
                              search->lists->items[row].capacity);
    }
    spread_row_set(spread, row);
    for (size_t step = search->first_step; step < search->end_step; step++) {
        offer_candidates(search, row, step, spread);
    }
    spread_row_clear(spread, row);
    if (search->end_step == ROUNDS * search->block_count) {
        end_list(search, row);
    }
}

static enum status decide_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    struct search *const search = context;
    const size_t first = index * DECIDED_ROWS, capacity = search->lists->items[0].capacity;
    const size_t end = smaller(first + DECIDED_ROWS, search->blocks.is_fine ? search->row_count : search->lists->count);
    if (!search->blocks.is_fine && search->first_step == 0) {
        pages_prepare(pages_heap_end(0), search->lists->entries + first * capacity,
                      (end - first) * capacity * sizeof *search->lists->entries);
    }
    for (size_t i = first; i < end && !flow_interrupted(search->flow); i++) {
        const size_t row = search->blocks.is_fine ? search->rows[i] : i;
        if (similarity_exists(search->measure, row)) {
            decide_row(search, row, &search->searchers[worker].spread);
        }
    }
    /* If a list is found again, it begins anew. Of few documents it is not worth the way through the kernel, on which
     * workers meet. */
    if (!search->blocks.is_fine && search->end_step == ROUNDS * search->block_count &&
        search->lists->count >= FORGOTTEN_LISTS) {
        candidate_lists_forget(&search->wide, first, end);
    }
    return STATUS_OK;
}

/* A millisecond each, and often there are but a few. */
static enum status compare_list(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct search *const search = context;
    const size_t row = search->uncertain[index];
    spread_row_nearest(&search->searchers[worker].spread, row, search->lists->count, &search->lists->items[row]);
    return STATUS_OK;
}

static enum status in_chunks(struct flow *flow, size_t count, size_t of_chunk,
                             enum status (*task)(void *context, size_t index, unsigned worker, struct failure *failure),
                             struct search *search)
{
    if (flow_parallel(flow, (count + of_chunk - 1) / of_chunk, task, search) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return flow_interrupted(flow) ? flow_fail_signal(flow) : STATUS_OK;
}

/* Lists name documents in no order. Where the rows lie in a file, only so many of them are looked at in one step as may
 * stay in memory for it: looked at wherever a list leads, each row came back from the file for each list (ten times the
 * whole time at the least limit). Without a file all is one step. */
static void divide_documents(struct search *search)
{
    enum { ROOM_SHARE = 2, MOST_BLOCKS = 64 };
    const size_t entry_bytes = sizeof(uint32_t) + (search->measure->values != NULL ? sizeof(double) : sizeof(uint16_t));
    const size_t documents = search->lists->count;
    const uint64_t bytes = search->measure->starts[documents] * entry_bytes;
    const uint64_t blocks = bytes / (spill_room(search->measure->weighted->counts->spill) / ROOM_SHARE) + 1;
    search->block_documents = documents / (blocks < MOST_BLOCKS ? (size_t)blocks : MOST_BLOCKS) + 1;
    search->block_count = (documents + search->block_documents - 1) / search->block_documents;
}

static enum status decide_lists(struct search *search, size_t list_count, struct flow *flow)
{
    divide_documents(search);
    const size_t steps = ROUNDS * search->block_count, at_once = search->block_count == 1 ? ROUNDS : 1;
    enum status status = STATUS_OK;
    for (size_t step = 0; step < steps && status == STATUS_OK; step += at_once) {
        search->first_step = step;
        search->end_step = step + at_once;
        status = in_chunks(flow, list_count, DECIDED_ROWS, decide_chunk, search);
    }
    return status;
}

static enum status decide_all(struct search *search, struct flow *flow)
{
    const size_t documents = search->lists->count;
    enum status status = decide_lists(search, documents, flow);
    if (status == STATUS_OK && search->uncertain_count * FEW_SHARE > documents) {
        memcpy(search->rows, search->uncertain, search->uncertain_count * sizeof *search->rows);
        search->row_count = search->uncertain_count;
        search->uncertain_count = 0;
        status = screen_again(search, flow);
        status = status == STATUS_OK ? decide_lists(search, search->row_count, flow) : status;
    }
    if (status == STATUS_OK && search->uncertain_count * UNCERTAIN_SHARE <= documents) {
        status = in_chunks(flow, search->uncertain_count, 1, compare_list, search);
    }
    return status;
}

/* ---- the whole ---- */

static enum status open_searcher(struct searcher *searcher, const struct similarity_measure *measure,
                                 struct failure *failure)
{
    if (array_zeroed((void **)&searcher->gathered, SCREEN_DOCUMENTS, sizeof *searcher->gathered, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&searcher->touched, SCREEN_DOCUMENTS, sizeof *searcher->touched, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return spread_row_open(&searcher->spread, measure, failure);
}

static enum status open_search(struct search *search, struct failure *failure)
{
    const struct counts *const counts = search->measure->weighted->counts;
    const size_t documents = search->lists->count, wanted = search->lists->items[0].capacity;
    const size_t kept = wanted + (wanted / SLACK_SHARE > LEAST_SLACK ? wanted / SLACK_SHARE : LEAST_SLACK);
    enum status status = candidate_lists_open(&search->wide, counts->spill, documents, kept, failure);
    if (status != STATUS_OK ||
        array_zeroed((void **)&search->rows, documents, sizeof *search->rows, failure) != STATUS_OK ||
        array_zeroed((void **)&search->uncertain, documents, sizeof *search->uncertain, failure) != STATUS_OK ||
        array_zeroed((void **)&search->searchers, search->searcher_count, sizeof *search->searchers, failure) !=
            STATUS_OK ||
        block_lists_open(&search->found, search->searcher_count, SCREEN_DOCUMENTS, kept, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (unsigned s = 0; s < search->searcher_count && status == STATUS_OK; s++) {
        status = open_searcher(&search->searchers[s], search->measure, failure);
    }
    return status;
}

static void close_search(struct search *search)
{
    screen_blocks_close(&search->blocks);
    block_lists_close(&search->found);
    for (unsigned s = 0; search->searchers != NULL && s < search->searcher_count; s++) {
        struct searcher *const searcher = &search->searchers[s];
        spread_row_close(&searcher->spread);
        free(searcher->touched);
        free(searcher->gathered);
        pair_screen_scratch_close(&searcher->scratch);
    }
    free(search->searchers);
    free(search->uncertain);
    free(search->rows);
    candidate_lists_close(&search->wide);
}

enum status screened_nearest(const struct similarity_measure *measure, const struct screen_kernel *kernel,
                             struct top_lists *lists, bool *found, struct flow *flow)
{
    struct search search = {.measure = measure,
                            .flow = flow,
                            .kernel = kernel,
                            .blocks = {.measure = measure,
                                       .kernel = kernel,
                                       .document_count = lists->count,
                                       .worker_count = flow_workers(flow)},
                            .lists = lists,
                            .searcher_count = flow_workers(flow)};
    *found = false;
    if (lists->count == 0 || lists->items[0].capacity == 0 || lists->count > UINT32_MAX ||
        !pair_screen_possible(measure, lists->count, &search.error)) {
        return STATUS_OK;
    }
    enum status status = open_search(&search, flow_failure(flow));
    if (status == STATUS_OK) {
        status = screen_all(&search, flow);
    }
    if (status == STATUS_OK) {
        status = decide_all(&search, flow);
    }
    close_search(&search);
    *found = search.uncertain_count * UNCERTAIN_SHARE <= lists->count;
    for (size_t i = 0; i < lists->count && !*found; i++) {
        lists->items[i].count = 0;
    }
    return status;
}
