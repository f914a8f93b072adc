/*
 * screened_nearest.c - each pair once in float, then the exact products of a few.
 *
 * For every document the best K + SLACK by the screened product are kept. Their exact products are the plain dot
 * product, so the published bits are those of every other kernel. The list is certain if nothing outside of it can
 * reach its K-th value: what is outside was screened at most as high as the worst that was kept, and so is at most that
 * times 1 + e (pair_screen_error). Where the list is not certain, as among many copies of one text, that document is
 * compared with all in double; if that happens to many, all_pairs_nearest does the whole work instead.
 */
#include "screened_nearest.h"

#include <math.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "pair_screen.h"

enum {
    CHUNK_ROWS = 32,      /* rows of one task: a multiple of SCREEN_ROWS */
    SLACK = 6,            /* kept beyond K: a tie or two must not make a list uncertain */
    UNCERTAIN_SHARE = 64, /* more uncertain lists than a 64th of all: screening does not pay */
    FILTER_DOCUMENTS = 16 /* looked at together: most hold nothing for either list */
};

/* What one worker needs. */
struct searcher {
    float *products, *factors;
    float *gathered;              /* SCREEN_DOCUMENTS products, 0 between rows */
    uint16_t *touched;            /* which of them are not */
    float *bounds;                /* by document of the block: what its list asks for */
    struct top_lists block_lists; /* for documents of the block, which other workers find neighbours for too */
    double *row_values;           /* a row spread out by column, zero elsewhere */
};

struct search {
    const struct similarity_measure *measure;
    const struct flow *flow;
    struct pair_screen screen;
    struct top_lists *lists; /* the result */
    struct top_lists wide;   /* by screened product, K + SLACK */
    double error;
    struct searcher *searchers;
    unsigned searcher_count;
    atomic_size_t uncertain;
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- screening ---- */

/* Exact: what is in the list was a float. A product must pass it: one that equals it may stay outside, as is_certain
 * has it. Never below 0, so that what shares no term is not offered. */
static float bound_of(const struct top_list *list)
{
    return fmaxf((float)top_list_bound(list), 0);
}

typedef float lanes __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t lane_masks __attribute__((vector_size(16)));

/* Four at a time by hand, since gcc -O2 compares one by one: all pairs come by here. */
static inline bool any_passes(const float *products, const float *bounds, float bound, size_t count)
{
    const lanes bound_of_row = {bound, bound, bound, bound};
    lane_masks passed = {0};
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const lanes product = *(const lanes *)(products + i);
        passed |= (lane_masks)(product > bound_of_row) | (lane_masks)(product > *(const lanes *)(bounds + i));
    }
    bool any = (passed[0] | passed[1] | passed[2] | passed[3]) != 0;
    for (; i < count; i++) {
        any = any || products[i] > bound || products[i] > bounds[i];
    }
    return any;
}

static void offer_pair(const struct search *search, struct searcher *searcher, size_t row, size_t local, float product)
{
    const size_t document = search->screen.index.first + local;
    if (!similarity_exists(search->measure, document)) {
        return;
    }
    top_list_offer(&search->wide.items[row], (double)product, document);
    top_list_offer(&searcher->block_lists.items[local], (double)product, row);
    searcher->bounds[local] = bound_of(&searcher->block_lists.items[local]);
}

static void offer_row(const struct search *search, struct searcher *searcher, size_t row, size_t from,
                      const float *products)
{
    const struct top_list *const list = &search->wide.items[row];
    float bound = bound_of(list);
    for (size_t begin = from; begin < search->screen.index.count; begin += FILTER_DOCUMENTS) {
        const size_t end = smaller(begin + FILTER_DOCUMENTS, search->screen.index.count);
        if (!any_passes(products + begin, searcher->bounds + begin, bound, end - begin)) {
            continue;
        }
        for (size_t i = begin; i < end; i++) {
            if (products[i] > bound || products[i] > searcher->bounds[i]) {
                offer_pair(search, searcher, row, i, products[i]);
                bound = bound_of(list);
            }
        }
    }
}

/* The first document of the block that makes a pair with the row: each pair is looked at once. */
static size_t first_local(const struct pair_screen *screen, size_t row)
{
    return row >= screen->index.first ? row + 1 - screen->index.first : 0;
}

/* A short row that meets few documents of the block. False: it does not, and nothing was done. */
static bool gather_row(const struct search *search, struct searcher *searcher, size_t row)
{
    const struct pair_screen *const screen = &search->screen;
    float *const products = searcher->gathered;
    const size_t count =
        pair_screen_gather(screen, search->measure, row, first_local(screen, row), products, searcher->touched);
    if (count == SIZE_MAX) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const size_t local = searcher->touched[i];
        if (products[local] > bound_of(&search->wide.items[row]) || products[local] > searcher->bounds[local]) {
            offer_pair(search, searcher, row, local, products[local]);
        }
        products[local] = 0;
    }
    return true;
}

/* Rows group .. group + rows - 1 with the block. */
static void screen_group(const struct search *search, struct searcher *searcher, size_t group, size_t rows)
{
    const struct pair_screen *const screen = &search->screen;
    bool open[SCREEN_ROWS] = {false};
    bool any_open = false;
    for (size_t r = 0; r < rows; r++) {
        open[r] = similarity_exists(search->measure, group + r) && !gather_row(search, searcher, group + r);
        any_open = any_open || open[r];
    }
    if (!any_open) {
        return;
    }
    pair_screen_multiply(screen, search->measure, group, rows, first_local(screen, group), searcher->products,
                         searcher->factors);
    for (size_t r = 0; r < rows; r++) {
        if (open[r]) {
            offer_row(search, searcher, group + r, first_local(screen, group + r),
                      searcher->products + r * SCREEN_DOCUMENTS);
        }
    }
}

static enum status screen_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct search *const search = context;
    const struct pair_screen *const screen = &search->screen;
    const size_t end = smaller((index + 1) * CHUNK_ROWS, screen->index.first + screen->index.count);
    for (size_t group = index * CHUNK_ROWS; group < end && !flow_interrupted(search->flow); group += SCREEN_ROWS) {
        if (first_local(screen, group) < screen->index.count) {
            screen_group(search, &search->searchers[worker], group, smaller(SCREEN_ROWS, end - group));
        }
    }
    return STATUS_OK;
}

static enum status begin_block(struct search *search, size_t first, size_t count, struct failure *failure)
{
    if (pair_screen_open(&search->screen, search->measure, first, count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (unsigned s = 0; s < search->searcher_count; s++) {
        struct searcher *const searcher = &search->searchers[s];
        free(searcher->factors);
        searcher->factors = NULL;
        if (array_zeroed((void **)&searcher->factors, (size_t)search->screen.index.dense_count * SCREEN_ROWS,
                         sizeof *searcher->factors, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        for (size_t i = 0; i < count; i++) {
            searcher->bounds[i] = bound_of(&searcher->block_lists.items[i]);
        }
    }
    return STATUS_OK;
}

static void end_block(struct search *search)
{
    for (unsigned s = 0; s < search->searcher_count; s++) {
        for (size_t i = 0; i < search->screen.index.count; i++) {
            top_list_merge(&search->wide.items[search->screen.index.first + i],
                           &search->searchers[s].block_lists.items[i]);
        }
    }
    pair_screen_close(&search->screen);
}

static enum status screen_all(struct search *search, struct flow *flow)
{
    const size_t documents = search->lists->count;
    const uint64_t pairs = (uint64_t)documents * (documents - 1) / 2;
    for (size_t first = 0; first < documents; first += SCREEN_DOCUMENTS) {
        const size_t count = smaller(SCREEN_DOCUMENTS, documents - first);
        flow_progress(flow, "comparing pairs", first > 0 ? (uint64_t)first * (first - 1) / 2 : 0, pairs);
        if (begin_block(search, first, count, flow_failure(flow)) != STATUS_OK ||
            flow_parallel(flow, (first + count + CHUNK_ROWS - 1) / CHUNK_ROWS, screen_chunk, search) != STATUS_OK) {
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

/* ---- deciding ---- */

static void spread_row(const struct similarity_measure *measure, size_t row, bool clear, double *row_values)
{
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        row_values[measure->columns[entry]] = clear ? 0 : measure->values[entry];
    }
}

/* The dot product of the row that is spread out with another: columns ascending, and a zero more changes no bit. */
static double exact_product(const struct similarity_measure *measure, const double *row_values, size_t other)
{
    double sum = 0;
    for (uint64_t entry = measure->starts[other]; entry < measure->starts[other + 1]; entry++) {
        sum += row_values[measure->columns[entry]] * measure->values[entry];
    }
    return similarity_settle(measure, sum);
}

static void compare_with_all(const struct search *search, size_t row, const double *row_values)
{
    struct top_list *const list = &search->lists->items[row];
    list->count = 0;
    for (size_t other = 0; other < search->lists->count; other++) {
        if (other != row && similarity_exists(search->measure, other)) {
            top_list_offer(list, exact_product(search->measure, row_values, other), other);
        }
    }
}

static bool holds(const struct top_list *list, size_t index)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->entries[i].index == index) {
            return true;
        }
    }
    return false;
}

/* What room is left goes to the first documents that share no term with the row. */
static void fill_up(const struct search *search, size_t row, const struct top_list *wide)
{
    struct top_list *const list = &search->lists->items[row];
    for (size_t other = 0; other < search->lists->count && list->count < list->capacity; other++) {
        if (other != row && similarity_exists(search->measure, other) && !holds(wide, other)) {
            top_list_offer(list, 0, other);
        }
    }
}

static bool is_certain(const struct search *search, const struct top_list *list, const struct top_list *wide)
{
    if (wide->count < wide->capacity) {
        return true; /* outside is only what shares no term */
    }
    const double outside = top_list_bound(wide) * (1 + search->error) + SCREEN_TINY;
    return top_list_bound(list) > outside;
}

static void decide_row(struct search *search, size_t row, double *row_values)
{
    const struct top_list *const wide = &search->wide.items[row];
    struct top_list *const list = &search->lists->items[row];
    spread_row(search->measure, row, false, row_values);
    for (size_t i = 0; i < wide->count; i++) {
        const size_t other = wide->entries[i].index;
        top_list_offer(list, exact_product(search->measure, row_values, other), other);
    }
    fill_up(search, row, wide);
    if (!is_certain(search, list, wide)) {
        const size_t so_far = atomic_fetch_add(&search->uncertain, 1) + 1;
        if (so_far * UNCERTAIN_SHARE <= search->lists->count) {
            compare_with_all(search, row, row_values);
        }
    }
    spread_row(search->measure, row, true, row_values);
    top_list_sort(list);
}

static enum status decide_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    struct search *const search = context;
    const size_t end = smaller((index + 1) * CHUNK_ROWS, search->lists->count);
    for (size_t row = index * CHUNK_ROWS; row < end && !flow_interrupted(search->flow); row++) {
        if (similarity_exists(search->measure, row)) {
            decide_row(search, row, search->searchers[worker].row_values);
        }
    }
    return STATUS_OK;
}

static enum status decide_all(struct search *search, struct flow *flow)
{
    const size_t chunks = (search->lists->count + CHUNK_ROWS - 1) / CHUNK_ROWS;
    if (flow_parallel(flow, chunks, decide_chunk, search) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return flow_interrupted(flow) ? flow_fail_signal(flow) : STATUS_OK;
}

/* ---- the whole ---- */

static enum status open_search(struct search *search, struct failure *failure)
{
    const size_t documents = search->lists->count;
    const size_t capacity = search->lists->items[0].capacity + SLACK;
    const size_t columns = search->measure->weighted->counts->term_count;
    if (top_lists_open_in(&search->wide, search->measure->weighted->counts->spill, documents, capacity, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&search->searchers, search->searcher_count, sizeof *search->searchers, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    for (unsigned s = 0; s < search->searcher_count; s++) {
        struct searcher *const searcher = &search->searchers[s];
        if (array_zeroed((void **)&searcher->products, SCREEN_ROWS * SCREEN_DOCUMENTS, sizeof *searcher->products,
                         failure) != STATUS_OK ||
            array_zeroed((void **)&searcher->gathered, SCREEN_DOCUMENTS, sizeof *searcher->gathered, failure) !=
                STATUS_OK ||
            array_zeroed((void **)&searcher->touched, SCREEN_DOCUMENTS, sizeof *searcher->touched, failure) !=
                STATUS_OK ||
            array_zeroed((void **)&searcher->bounds, SCREEN_DOCUMENTS, sizeof *searcher->bounds, failure) !=
                STATUS_OK ||
            array_zeroed((void **)&searcher->row_values, columns, sizeof *searcher->row_values, failure) != STATUS_OK ||
            top_lists_open(&searcher->block_lists, SCREEN_DOCUMENTS, capacity, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static void close_search(struct search *search)
{
    pair_screen_close(&search->screen);
    for (unsigned s = 0; search->searchers != NULL && s < search->searcher_count; s++) {
        struct searcher *const searcher = &search->searchers[s];
        top_lists_close(&searcher->block_lists);
        free(searcher->row_values);
        free(searcher->bounds);
        free(searcher->touched);
        free(searcher->gathered);
        free(searcher->factors);
        free(searcher->products);
    }
    free(search->searchers);
    top_lists_close(&search->wide);
}

enum status screened_nearest(const struct similarity_measure *measure, struct top_lists *lists, bool *found,
                             struct flow *flow)
{
    struct search search = {.measure = measure, .flow = flow, .lists = lists, .searcher_count = flow_workers(flow)};
    *found = false;
    if (lists->count == 0 || lists->items[0].capacity == 0 ||
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
    const size_t uncertain = atomic_load(&search.uncertain);
    close_search(&search);
    *found = uncertain * UNCERTAIN_SHARE <= lists->count;
    for (size_t i = 0; i < lists->count && !*found; i++) {
        lists->items[i].count = 0;
    }
    return status;
}
