/* neighbours.c - FINDING_NEIGHBOUR, with the plain cosine beside the chosen measure. */
#include "neighbours.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "finding.h"
#include "spill.h"

enum {
    BATCH_DOCUMENTS = 4096, /* whose cosines are held at a time */
    CHUNK_DOCUMENTS = 64    /* of one task */
};

struct cosines {
    const struct similarity_measure *measure;
    const struct top_list *lists; /* of the batch */
    size_t first, count, shown;
    double *values; /* count x shown */
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The similarity is the cosine where that is the measure and the weights are of length 1: the same bits. */
static double cosine_of(const struct similarity_measure *measure, size_t row, struct top_entry entry)
{
    const bool is_cosine = measure->kind == SIMILARITY_COSINE && measure->weighted->normalized;
    return is_cosine ? entry.value : similarity_cosine(measure->weighted, row, entry.index);
}

static enum status emit_neighbour(const struct similarity_measure *measure, size_t row, size_t rank,
                                  struct top_entry entry, double cosine, struct flow *flow)
{
    const struct finding finding = {.kind = FINDING_NEIGHBOUR,
                                    .as.neighbour = {.document = row,
                                                     .rank = rank,
                                                     .neighbour = entry.index,
                                                     .similarity = similarity_shown(measure, entry.value),
                                                     .cosine = cosine}};
    const struct record record = {.kind = RECORD_FINDING, .as.finding = &finding};
    return flow_emit(flow, &record);
}

enum status neighbours_emit_matrix(const struct weighted *weighted, struct flow *flow)
{
    const struct finding finding = {.kind = FINDING_MATRIX, .as.weighted = weighted};
    const struct record record = {.kind = RECORD_FINDING, .as.finding = &finding};
    return flow_emit(flow, &record);
}

enum status neighbours_emit(const struct similarity_measure *measure, size_t row, const struct top_list *list,
                            size_t shown, struct flow *flow)
{
    for (size_t i = 0; i < smaller(list->count, shown); i++) {
        const struct top_entry entry = list->entries[i];
        if (emit_neighbour(measure, row, i + 1, entry, NAN, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status cosines_of_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct cosines *const cosines = context;
    const size_t end = smaller((index + 1) * CHUNK_DOCUMENTS, cosines->count);
    for (size_t i = index * CHUNK_DOCUMENTS; i < end; i++) {
        spill_make_room(cosines->measure->weighted->counts->spill);
        for (size_t k = 0; k < smaller(cosines->lists[i].count, cosines->shown); k++) {
            cosines->values[i * cosines->shown + k] =
                cosine_of(cosines->measure, cosines->first + i, cosines->lists[i].entries[k]);
        }
    }
    return STATUS_OK;
}

static enum status emit_batch(const struct cosines *cosines, struct flow *flow)
{
    for (size_t i = 0; i < cosines->count; i++) {
        for (size_t k = 0; k < smaller(cosines->lists[i].count, cosines->shown); k++) {
            if (emit_neighbour(cosines->measure, cosines->first + i, k + 1, cosines->lists[i].entries[k],
                               cosines->values[i * cosines->shown + k], flow) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

enum status neighbours_emit_all(const struct similarity_measure *measure, const struct top_lists *lists, size_t shown,
                                struct flow *flow)
{
    /* A list is never longer than the other documents. */
    struct cosines cosines = {.measure = measure, .shown = smaller(shown, lists->count)};
    if (array_zeroed((void **)&cosines.values, smaller(BATCH_DOCUMENTS, lists->count) * cosines.shown,
                     sizeof *cosines.values, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    enum status status = STATUS_OK;
    for (size_t first = 0; first < lists->count && status == STATUS_OK; first += cosines.count) {
        cosines.first = first;
        cosines.lists = lists->items + first;
        cosines.count = smaller(BATCH_DOCUMENTS, lists->count - first);
        status =
            flow_parallel(flow, (cosines.count + CHUNK_DOCUMENTS - 1) / CHUNK_DOCUMENTS, cosines_of_chunk, &cosines);
        if (status == STATUS_OK) {
            status = emit_batch(&cosines, flow);
        }
    }
    free(cosines.values);
    return status;
}

enum status neighbours_emit_lists(const struct similarity_measure *measure, const struct top_lists *lists,
                                  size_t longest, struct flow *flow)
{
    const struct finding finding = {.kind = FINDING_NEIGHBOURS,
                                    .as.neighbours = {.count = lists->count,
                                                      .lists = lists->items,
                                                      .longest = longest,
                                                      .are_distances = similarity_is_distance(measure->kind)}};
    const struct record record = {.kind = RECORD_FINDING, .as.finding = &finding};
    return flow_emit(flow, &record);
}
