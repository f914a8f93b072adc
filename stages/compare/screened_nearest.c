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

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "candidate_lists.h"
#include "pages.h"
#include "pair_screen.h"
#include "screening.h"
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

struct search {
    const struct similarity_measure *measure;
    const struct flow *flow;
    struct screening screening; /* keeps K + SLACK */
    struct top_lists *lists;    /* the result */
    double error;
    struct spread_row *spreads; /* by worker: the row whose list is decided */
    unsigned spread_count;
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

/* ---- screening again ---- */

/* Rows that are looked at again, with all documents of the block. */
static enum status screen_chunk_again(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    struct search *const search = context;
    const struct pair_screen_scratch *const scratch = &search->screening.workers[worker].scratch;
    const size_t first = search->screening.blocks.current.index.first,
                 count = search->screening.blocks.current.index.count;
    size_t rows[SCREEN_ROWS], row_count = 0;
    for (size_t i = index * SCREEN_ROWS; i < search->row_count && row_count < SCREEN_ROWS; i++) {
        rows[row_count++] = search->rows[i];
    }
    if (flow_interrupted(search->flow)) {
        return STATUS_OK;
    }
    pair_screen_multiply(&search->screening.blocks.current, search->measure, rows, row_count, 0, scratch);
    for (size_t r = 0; r < row_count; r++) {
        const float *const products = scratch->products + r * SCREEN_DOCUMENTS;
        for (size_t i = 0; i < count; i++) {
            if (first + i != rows[r]) {
                candidate_lists_offer(&search->screening.wide, rows[r], products[i], (uint32_t)(first + i));
            }
        }
    }
    return STATUS_OK;
}

static enum status screen_again(struct search *search, struct flow *flow)
{
    search->screening.blocks.is_fine = true;
    search->screening.blocks.is_in_twos = false;
    for (size_t i = 0; i < search->row_count; i++) {
        search->screening.wide.counts[search->rows[i]] = 0;
        search->screening.wide.bounds[search->rows[i]] = 0;
        search->lists->items[search->rows[i]].count = 0;
    }
    for (size_t first = 0; first < search->lists->count; first += SCREEN_DOCUMENTS) {
        if (screening_begin_block(&search->screening, first, flow) != STATUS_OK ||
            flow_parallel(flow, (search->row_count + SCREEN_ROWS - 1) / SCREEN_ROWS, screen_chunk_again, search) !=
                STATUS_OK) {
            return STATUS_FAILED;
        }
        screening_end_block(&search->screening);
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
    const uint64_t *const keys = search->screening.wide.keys + row * search->screening.wide.capacity;
    const size_t count = search->screening.wide.counts[row], best = smaller(list->capacity, count);
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
    fill_up(search, row, search->screening.wide.keys + row * search->screening.wide.capacity,
            search->screening.wide.counts[row]);
    const float outside = search->screening.wide.bounds[row]; /* 0: outside is only what shares no term */
    if (outside > 0 && !(top_list_bound(list) > most(search, outside))) {
        search->uncertain[atomic_fetch_add(&search->uncertain_count, 1)] = (uint32_t)row;
    }
    top_list_sort(list);
}

static void decide_row(struct search *search, size_t row, struct spread_row *spread)
{
    if (search->first_step == 0) {
        candidate_lists_cut(&search->screening.wide, row);
        candidate_keys_select(search->screening.wide.keys + row * search->screening.wide.capacity,
                              search->screening.wide.counts[row], search->lists->items[row].capacity);
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
    const size_t end =
        smaller(first + DECIDED_ROWS, search->screening.blocks.is_fine ? search->row_count : search->lists->count);
    if (!search->screening.blocks.is_fine && search->first_step == 0) {
        pages_prepare(pages_heap_end(0), search->lists->entries + first * capacity,
                      (end - first) * capacity * sizeof *search->lists->entries);
    }
    for (size_t i = first; i < end && !flow_interrupted(search->flow); i++) {
        const size_t row = search->screening.blocks.is_fine ? search->rows[i] : i;
        if (similarity_exists(search->measure, row)) {
            decide_row(search, row, &search->spreads[worker]);
        }
    }
    /* If a list is found again, it begins anew. Of few documents it is not worth the way through the kernel, on which
     * workers meet. */
    if (!search->screening.blocks.is_fine && search->end_step == ROUNDS * search->block_count &&
        search->lists->count >= FORGOTTEN_LISTS) {
        candidate_lists_forget(&search->screening.wide, first, end);
    }
    return STATUS_OK;
}

/* A millisecond each, and often there are but a few. */
static enum status compare_list(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct search *const search = context;
    const size_t row = search->uncertain[index];
    spread_row_nearest(&search->spreads[worker], row, search->lists->count, &search->lists->items[row]);
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

static enum status open_search(struct search *search, const struct screen_kernel *kernel, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    const size_t documents = search->lists->count, wanted = search->lists->items[0].capacity;
    const size_t kept = wanted + (wanted / SLACK_SHARE > LEAST_SLACK ? wanted / SLACK_SHARE : LEAST_SLACK);
    search->screening = (struct screening){.measure = search->measure, .kernel = kernel, .document_count = documents};
    enum status status = screening_open(&search->screening, kept, flow);
    if (status != STATUS_OK ||
        array_zeroed((void **)&search->rows, documents, sizeof *search->rows, failure) != STATUS_OK ||
        array_zeroed((void **)&search->uncertain, documents, sizeof *search->uncertain, failure) != STATUS_OK ||
        array_zeroed((void **)&search->spreads, flow_workers(flow), sizeof *search->spreads, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    search->spread_count = flow_workers(flow);
    for (unsigned s = 0; s < search->spread_count && status == STATUS_OK; s++) {
        status = spread_row_open(&search->spreads[s], search->measure, failure);
    }
    return status;
}

static void close_search(struct search *search)
{
    for (unsigned s = 0; s < search->spread_count; s++) {
        spread_row_close(&search->spreads[s]);
    }
    free(search->spreads);
    free(search->uncertain);
    free(search->rows);
    screening_close(&search->screening);
}

enum status screened_nearest(const struct similarity_measure *measure, const struct screen_kernel *kernel,
                             struct top_lists *lists, bool *found, struct flow *flow)
{
    struct search search = {.measure = measure, .flow = flow, .lists = lists};
    *found = false;
    if (lists->count == 0 || lists->items[0].capacity == 0 || lists->count > UINT32_MAX ||
        !pair_screen_possible(measure, lists->count, &search.error)) {
        return STATUS_OK;
    }
    enum status status = open_search(&search, kernel, flow);
    if (status == STATUS_OK) {
        status = screening_run(&search.screening, flow);
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
