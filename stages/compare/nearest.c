/* nearest.c - the nearest documents of every document, or of every query, and nothing else. */
#include <stddef.h>

#include "all_pairs.h"
#include "finding.h"
#include "neighbours.h"
#include "screened_nearest.h"
#include "similarity.h"
#include "stages.h"
#include "top_list.h"

struct nearest {
    const struct settings *settings;
    struct similarity_measure measure;
    struct top_lists lists; /* by document; with queries one, for one query after another */
};

static enum status open_nearest(void *state, const struct settings *settings, struct flow *flow)
{
    (void)flow;
    struct nearest *const nearest = state;
    nearest->settings = settings;
    return STATUS_OK;
}

/* --threshold T: of a sorted list what is at T or above stays, of distances what is at T or below. */
static void cut_below(struct top_list *list, const struct nearest *nearest)
{
    const double bound = similarity_bound(&nearest->measure, nearest->settings->threshold);
    while (nearest->settings->has_threshold && list->count > 0 && list->entries[list->count - 1].value < bound) {
        list->count--;
    }
}

static enum status take_query(void *context, size_t row, const double *values, struct flow *flow)
{
    const struct nearest *const nearest = context;
    struct top_list *const list = &nearest->lists.items[0];
    list->count = 0;
    for (size_t i = 0; i < nearest->measure.weighted->counts->document_count; i++) {
        if (values[i] >= top_list_bound(list)) {
            top_list_offer(list, values[i], i);
        }
    }
    top_list_sort(list);
    cut_below(list, nearest);
    return neighbours_emit(&nearest->measure, row, list, list->count, flow);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static enum status search_queries(struct nearest *nearest, const struct counts *counts, struct flow *flow)
{
    const struct all_pairs pairs = {
        .measure = &nearest->measure, .first_row = counts->document_count, .row_count = counts->query_count};
    const size_t capacity = smaller(nearest->settings->top, counts->document_count);
    if (top_lists_open(&nearest->lists, 1, capacity, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return all_pairs_rows(&pairs, "comparing queries", take_query, nearest, flow);
}

static enum status search_documents(struct nearest *nearest, const struct counts *counts, struct flow *flow)
{
    const size_t others = counts->document_count > 0 ? counts->document_count - 1 : 0;
    const size_t capacity = smaller(nearest->settings->top, others);
    if (top_lists_open_in(&nearest->lists, flow_spill(flow), counts->document_count, capacity, flow_failure(flow)) !=
            STATUS_OK ||
        all_pairs_nearest(&nearest->measure, &nearest->lists, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < nearest->lists.count; i++) {
        cut_below(&nearest->lists.items[i], nearest);
    }
    return neighbours_emit_lists(&nearest->measure, &nearest->lists, capacity, flow);
}

/* Over many documents values are most of the memory; a few are not worth making them again and again. */
static enum status open_measure(struct nearest *nearest, const struct weighted *weighted, struct flow *flow)
{
    const enum similarity similarity =
        weighted->corrects_queries ? SIMILARITY_CORRECTED : nearest->settings->similarity;
    const struct counts *const counts = weighted->counts;
    const bool in_short =
        counts->rows.counts == NULL || (similarity == SIMILARITY_CORRECTED && counts->query_count == 0 &&
                                        counts->document_count >= SCREENED_DOCUMENTS);
    return in_short ? similarity_open_short(&nearest->measure, weighted, flow)
                    : similarity_open_in(&nearest->measure, weighted, similarity, flow);
}

static enum status accept_weighted(void *state, const struct record *record, struct flow *flow)
{
    struct nearest *const nearest = state;
    const struct weighted *const weighted = record->as.weighted;
    if (neighbours_emit_matrix(weighted, flow) != STATUS_OK || open_measure(nearest, weighted, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (weighted->counts->query_count > 0) {
        return search_queries(nearest, weighted->counts, flow);
    }
    return search_documents(nearest, weighted->counts, flow);
}

static void close_nearest(void *state)
{
    struct nearest *const nearest = state;
    top_lists_close(&nearest->lists);
    similarity_close(&nearest->measure);
}

const struct stage_type nearest_stage = {
    .name = "nearest",
    .placement = WHOLE,
    .consumes = RECORD_WEIGHTED,
    .produces = RECORD_FINDING,
    .state_size = sizeof(struct nearest),
    .open = open_nearest,
    .accept = accept_weighted,
    .close = close_nearest,
};
