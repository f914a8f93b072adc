/*
 * screening.c - one block at a time with all workers, or two blocks with two workers.
 *
 * Two workers at one block have two lists of each of its documents, whose bounds stay low: of half the rows each, three
 * in ten offers more than one list takes. Each at a block of its own they have one. They must not meet at a row, so
 * each looks at one half of the rows before the two blocks, then at the other; the first block's own rows come last
 * with the second one, when their lists are merged.
 */
#include "screening.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "array.h"

enum {
    FEW_KEPT = 64, /* lists of two blocks at the same time are worth their memory up to here: 3 MiB for two workers */
    BLOCK_CHUNKS = SCREEN_DOCUMENTS / SCREEN_ROWS
};

/* ---- pairs ---- */

/* What a product must pass to enter the row's list. As one of the block's documents it has two lists, to be one in the
 * end: what one of them leaves out, the other need not take. */
static float bound_of_row(const struct screening *screening, size_t first, const struct candidate_lists *found,
                          size_t row)
{
    const float bound = screening->wide.bounds[row];
    return row >= first ? fmaxf(bound, found->bounds[row - first]) : bound;
}

static void offer_pair(struct screening *screening, size_t first, struct candidate_lists *found, size_t row,
                       size_t local, float product)
{
    if (product > bound_of_row(screening, first, found, row)) {
        candidate_lists_offer(&screening->wide, row, product, (uint32_t)(first + local));
    }
    candidate_lists_offer(found, local, product, (uint32_t)row);
}

static void offer_row(struct screening *screening, const struct screened_block *block, unsigned worker, size_t row,
                      size_t from, const float *products)
{
    uint16_t *const touched = screening->workers[worker].touched;
    struct candidate_lists *const found = &block->found.of_workers[worker];
    const size_t first = block->screen->index.first;
    const size_t count = screening->kernel->find(products, found->bounds, bound_of_row(screening, first, found, row),
                                                 from, block->screen->index.count, touched);
    for (size_t i = 0; i < count; i++) {
        offer_pair(screening, first, found, row, touched[i], products[touched[i]]);
    }
}

/* The first document of the block that makes a pair with the row: each pair is looked at once. */
static size_t first_local(const struct pair_screen *screen, size_t row)
{
    return row >= screen->index.first ? row + 1 - screen->index.first : 0;
}

/* A short row that meets few documents of the block. False: it does not, and nothing was done. */
static bool gather_row(struct screening *screening, const struct screened_block *block, unsigned worker, size_t row)
{
    const struct screening_worker *const own = &screening->workers[worker];
    const struct pair_screen *const screen = block->screen;
    float *const products = own->gathered;
    const size_t count =
        pair_screen_gather(screen, screening->measure, row, first_local(screen, row), products, own->touched);
    if (count == SIZE_MAX) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const size_t local = own->touched[i];
        offer_pair(screening, screen->index.first, &block->found.of_workers[worker], row, local, products[local]);
        products[local] = 0;
    }
    return true;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* SCREEN_ROWS rows with the block. */
static void screen_chunk(struct screening *screening, struct screened_block *block, size_t index, unsigned worker)
{
    struct screening_worker *const own = &screening->workers[worker];
    const struct pair_screen *const screen = block->screen;
    const size_t first = index * SCREEN_ROWS;
    const size_t end = smaller(first + SCREEN_ROWS, screen->index.first + screen->index.count);
    block_lists_share(&block->found, worker, screen->index.count);
    size_t rows[SCREEN_ROWS], count = 0;
    for (size_t row = first; row < end && !flow_interrupted(screening->flow); row++) {
        if (first_local(screen, row) < screen->index.count && similarity_exists(screening->measure, row) &&
            !gather_row(screening, block, worker, row)) {
            rows[count++] = row;
        }
    }
    if (count > 0) {
        pair_screen_multiply(screen, screening->measure, rows, count, first_local(screen, rows[0]), &own->scratch);
    }
    for (size_t r = 0; r < count; r++) {
        offer_row(screening, block, worker, rows[r], first_local(screen, rows[r]),
                  own->scratch.products + r * SCREEN_DOCUMENTS);
    }
}

/* ---- blocks at hand ---- */

static void close_scratch(struct screening_worker *worker)
{
    pair_screen_scratch_close(&worker->scratch);
    worker->screen = NULL;
}

static enum status open_scratch(struct screening *screening, struct screening_worker *worker,
                                const struct pair_screen *screen, struct failure *failure)
{
    if (worker->screen == screen) {
        return STATUS_OK;
    }
    close_scratch(worker);
    if (pair_screen_scratch_open(&worker->scratch, screen, screening->measure, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    worker->screen = screen;
    return STATUS_OK;
}

/* A chunk of the worker's own block or, where none is left, of the other one. Only the number of tasks tells that there
 * is one: which, is the workers' choice. */
static enum status screen_or_make(void *context, size_t index, unsigned worker, struct failure *failure)
{
    struct screening *const screening = context;
    if (screening->makes_next && index == 0) {
        return screen_blocks_make_next(&screening->blocks, failure);
    }
    const size_t at_hand = screen_blocks_at_hand(&screening->blocks);
    for (size_t b = 0; b < at_hand; b++) {
        struct screened_block *const block = &screening->of[(worker + b) % at_hand];
        const size_t taken = atomic_fetch_add_explicit(&block->taken, 1, memory_order_relaxed);
        if (taken < block->count) {
            if (open_scratch(screening, &screening->workers[worker], block->screen, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            const size_t chunk =
                taken < block->first_count ? block->first + taken : block->rest + (taken - block->first_count);
            screen_chunk(screening, block, chunk, worker);
            return STATUS_OK;
        }
    }
    return STATUS_OK;
}

static enum status run_step(struct screening *screening, struct flow *flow)
{
    const size_t tasks = screening->of[0].count + screening->of[1].count + screening->makes_next;
    return tasks == 0 ? STATUS_OK : flow_parallel(flow, tasks, screen_or_make, screening);
}

/* Of SCREEN_ROWS rows that make pairs with the block. */
static size_t chunk_count(const struct pair_screen *screen)
{
    return (screen->index.first + screen->index.count + SCREEN_ROWS - 1) / SCREEN_ROWS;
}

/* Chunks from `first` up to `end`, then from `rest` up to `rest_end`. */
static void set_chunks(struct screened_block *block, size_t first, size_t end, size_t rest, size_t rest_end)
{
    block->first = first;
    block->first_count = end - first;
    block->rest = rest;
    block->count = end - first + (rest_end - rest);
    atomic_store_explicit(&block->taken, 0, memory_order_relaxed);
}

static void begin_lists(struct screened_block *block, const struct pair_screen *screen)
{
    block->screen = screen;
    block_lists_begin(&block->found);
}

static enum status merge(struct screening *screening, struct screened_block *block, struct flow *flow)
{
    const struct pair_screen *const screen = block->screen;
    return block_lists_merge(&block->found, screen->index.count, &screening->wide, screen->index.first, flow);
}

/* The block's own rows last: their lists are good by then (last rows first: 6 % of a run more). */
static enum status screen_one(struct screening *screening, struct flow *flow)
{
    struct screened_block *const block = &screening->of[0];
    begin_lists(block, &screening->blocks.current);
    set_chunks(block, 0, chunk_count(block->screen), 0, 0);
    set_chunks(&screening->of[1], 0, 0, 0, 0);
    screening->makes_next = screen_blocks_wants_next(&screening->blocks);
    return run_step(screening, flow) == STATUS_OK ? merge(screening, block, flow) : STATUS_FAILED;
}

static enum status screen_two(struct screening *screening, struct flow *flow)
{
    struct screened_block *const a = &screening->of[0], *const b = &screening->of[1];
    begin_lists(a, &screening->blocks.current);
    begin_lists(b, &screening->blocks.next);
    const size_t own = a->screen->index.first / SCREEN_ROWS, half = own / 2, next = own + BLOCK_CHUNKS;
    screening->makes_next = false;
    set_chunks(a, 0, half, 0, 0);
    set_chunks(b, half, own, 0, 0);
    if (run_step(screening, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    set_chunks(a, half, next, 0, 0);
    set_chunks(b, 0, half, next, chunk_count(b->screen));
    if (run_step(screening, flow) != STATUS_OK || merge(screening, a, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    set_chunks(a, 0, 0, 0, 0);
    set_chunks(b, own, next, 0, 0);
    return run_step(screening, flow) == STATUS_OK ? merge(screening, b, flow) : STATUS_FAILED;
}

static enum status begin_blocks(struct screening *screening, size_t first, struct flow *flow)
{
    for (unsigned w = 0; w < screening->worker_count; w++) {
        close_scratch(&screening->workers[w]);
    }
    return screen_blocks_begin(&screening->blocks, first, flow);
}

enum status screening_run(struct screening *screening, struct flow *flow)
{
    const size_t documents = screening->document_count;
    const uint64_t pairs = (uint64_t)documents * (documents - 1) / 2;
    size_t at_hand = 0;
    for (size_t first = 0; first < documents; first += at_hand * SCREEN_DOCUMENTS) {
        flow_progress(flow, "comparing pairs", first > 0 ? (uint64_t)first * (first - 1) / 2 : 0, pairs);
        if (begin_blocks(screening, first, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        at_hand = screen_blocks_at_hand(&screening->blocks);
        if ((at_hand == 1 ? screen_one(screening, flow) : screen_two(screening, flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
        screening_end_block(screening);
    }
    flow_progress(flow, "comparing pairs", pairs, pairs);
    return STATUS_OK;
}

enum status screening_begin_block(struct screening *screening, size_t first, struct flow *flow)
{
    enum status status = begin_blocks(screening, first, flow);
    for (unsigned w = 0; w < screening->worker_count && status == STATUS_OK; w++) {
        status = open_scratch(screening, &screening->workers[w], &screening->blocks.current, flow_failure(flow));
    }
    return status;
}

void screening_end_block(struct screening *screening)
{
    for (unsigned w = 0; w < screening->worker_count; w++) {
        close_scratch(&screening->workers[w]);
    }
    screen_blocks_end(&screening->blocks);
}

/* ---- the whole ---- */

enum status screening_open(struct screening *screening, size_t kept, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    struct spill *const spill = screening->measure->weighted->counts->spill;
    const unsigned workers = flow_workers(flow);
    screening->flow = flow;
    screening->blocks = (struct screen_blocks){.measure = screening->measure,
                                               .kernel = screening->kernel,
                                               .document_count = screening->document_count,
                                               .worker_count = workers,
                                               .is_in_twos = workers == 2 && kept <= FEW_KEPT};
    enum status status = candidate_lists_open(&screening->wide, spill, screening->document_count, kept, failure);
    for (size_t b = 0; b < (screening->blocks.is_in_twos ? 2 : 1) && status == STATUS_OK; b++) {
        status = block_lists_open(&screening->of[b].found, workers, SCREEN_DOCUMENTS, kept, failure);
    }
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&screening->workers, workers, sizeof *screening->workers, failure);
    }
    if (status == STATUS_OK) {
        screening->worker_count = workers;
    }
    for (unsigned w = 0; w < workers && status == STATUS_OK; w++) {
        struct screening_worker *const worker = &screening->workers[w];
        if (array_zeroed((void **)&worker->gathered, SCREEN_DOCUMENTS, sizeof *worker->gathered, failure) !=
                STATUS_OK ||
            array_zeroed((void **)&worker->touched, SCREEN_DOCUMENTS, sizeof *worker->touched, failure) != STATUS_OK) {
            status = STATUS_FAILED;
        }
    }
    return status;
}

void screening_close(struct screening *screening)
{
    for (unsigned w = 0; w < screening->worker_count; w++) {
        struct screening_worker *const worker = &screening->workers[w];
        close_scratch(worker);
        free(worker->touched);
        free(worker->gathered);
    }
    free(screening->workers);
    for (size_t b = 0; b < SCREEN_BLOCKS_AT_HAND; b++) {
        block_lists_close(&screening->of[b].found);
    }
    screen_blocks_close(&screening->blocks);
    candidate_lists_close(&screening->wide);
}
