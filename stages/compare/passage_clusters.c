/*
 * passage_clusters.c - how many events there are is not known, and one bound on likeness does not fit all corpora: a
 * few texts on one country's diplomacy are more alike than those of an encyclopedia, and texts in three languages less.
 */
#include "passage_clusters.h"

#include <stdlib.h>

#include "array.h"
#include "average_linkage.h"
#include "spill.h"

enum { CUTS = 28, FIRST_CUT = 3, CUT_STEPS = 100, BLOCK_PASSAGES = 16, ROW_PARTS = 3 };

struct search {
    const struct passage_likeness *likeness;
    float *similarities;
    struct linkage_merge *merges;
    size_t *labels; /* cut by cut, by passage */
    size_t counts[CUTS];
    double *margins; /* passage by passage, by cut */
    double *rows;    /* worker by worker: a row of likeness, then by cluster sums and how many were summed */
};

static double cut_at(size_t cut)
{
    return (double)(FIRST_CUT + cut) / CUT_STEPS;
}

static size_t block_end(const struct search *search, size_t index)
{
    const size_t end = (index + 1) * BLOCK_PASSAGES;
    return end < search->likeness->count ? end : search->likeness->count;
}

static enum status compare_block(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct search *const search = context;
    double *const row = search->rows + worker * ROW_PARTS * search->likeness->count;
    for (size_t passage = index * BLOCK_PASSAGES; passage < block_end(search, index); passage++) {
        passage_likeness_row(search->likeness, passage, passage, row);
        for (size_t other = 0; other < passage; other++) {
            search->similarities[linkage_place(passage, other)] = (float)row[other];
        }
    }
    return STATUS_OK;
}

/* Of one passage, for the clusters of one cut; what its own text says is no evidence. */
static double margin_of(const struct search *search, size_t cut, size_t passage, const double *row, double *sums)
{
    const struct passage_likeness *const likeness = search->likeness;
    const size_t *const labels = search->labels + cut * likeness->count, own = labels[passage];
    double *const numbers = sums + likeness->count;
    double within = 0, other = 0;
    for (size_t cluster = 0; cluster < search->counts[cut]; cluster++) {
        sums[cluster] = 0;
        numbers[cluster] = 0;
    }
    for (size_t i = 0; i < likeness->count; i++) {
        if (likeness->documents[i] != likeness->documents[passage]) {
            sums[labels[i]] += row[i];
            numbers[labels[i]]++;
        }
    }
    for (size_t cluster = 0; cluster < search->counts[cut]; cluster++) {
        const double mean = numbers[cluster] > 0 ? sums[cluster] / numbers[cluster] : 0;
        within = cluster == own ? mean : within;
        other = cluster != own && mean > other ? mean : other;
    }
    return within - other;
}

static enum status judge_block(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct search *const search = context;
    const size_t passages = search->likeness->count;
    double *const row = search->rows + worker * ROW_PARTS * passages;
    for (size_t passage = index * BLOCK_PASSAGES; passage < block_end(search, index); passage++) {
        passage_likeness_row(search->likeness, passage, passages, row);
        for (size_t cut = 0; cut < CUTS; cut++) {
            search->margins[passage * CUTS + cut] = margin_of(search, cut, passage, row, row + passages);
        }
    }
    return STATUS_OK;
}

static void cut_everywhere(struct search *search)
{
    const size_t passages = search->likeness->count;
    for (size_t cut = 0; cut < CUTS; cut++) {
        search->counts[cut] =
            average_linkage_cut(search->merges, passages, cut_at(cut), search->labels + cut * passages);
    }
}

/* One fixed order of summation, whoever worked them out. */
static void choose_cut(const struct search *search, struct passage_clusters *clusters)
{
    const size_t passages = search->likeness->count;
    size_t best = 0;
    for (size_t cut = 0; cut < CUTS; cut++) {
        double sum = 0;
        for (size_t i = 0; i < passages; i++) {
            sum += search->margins[i * CUTS + cut];
        }
        const double mean = sum / (double)passages;
        if (cut == 0 || mean > clusters->margin) {
            clusters->margin = mean;
            best = cut;
        }
    }
    clusters->cut = cut_at(best);
    clusters->count = search->counts[best];
    for (size_t i = 0; i < passages; i++) {
        clusters->labels[i] = search->labels[best * passages + i];
    }
}

static enum status open_search(struct search *search, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    const size_t passages = search->likeness->count;
    const size_t pairs = passages > 0 ? linkage_place(passages, 0) : 0;
    if (spill_zeroed(flow_spill(flow), (void **)&search->similarities, pairs, sizeof(float), failure) != STATUS_OK ||
        array_zeroed((void **)&search->merges, passages, sizeof *search->merges, failure) != STATUS_OK ||
        array_zeroed((void **)&search->labels, CUTS * passages, sizeof *search->labels, failure) != STATUS_OK ||
        array_zeroed((void **)&search->margins, CUTS * passages, sizeof *search->margins, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return array_zeroed((void **)&search->rows, ROW_PARTS * passages * flow_workers(flow), sizeof *search->rows,
                        failure);
}

static void close_search(struct search *search, struct flow *flow)
{
    free(search->rows);
    free(search->margins);
    free(search->labels);
    free(search->merges);
    spill_free(flow_spill(flow), search->similarities);
}

static enum status run_search(struct search *search, struct flow *flow)
{
    const size_t passages = search->likeness->count, blocks = (passages + BLOCK_PASSAGES - 1) / BLOCK_PASSAGES;
    if (flow_parallel(flow, blocks, compare_block, search) != STATUS_OK ||
        average_linkage(search->similarities, passages, search->merges, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    cut_everywhere(search);
    return flow_parallel(flow, blocks, judge_block, search);
}

enum status passage_clusters_find(struct passage_clusters *clusters, const struct passage_likeness *likeness,
                                  struct flow *flow)
{
    struct search search = {.likeness = likeness};
    *clusters = (struct passage_clusters){0};
    enum status status =
        array_zeroed((void **)&clusters->labels, likeness->count, sizeof *clusters->labels, flow_failure(flow));
    if (status == STATUS_OK && likeness->count > 0) {
        status = open_search(&search, flow);
        if (status == STATUS_OK) {
            status = run_search(&search, flow);
        }
        if (status == STATUS_OK) {
            choose_cut(&search, clusters);
        }
        close_search(&search, flow);
    }
    return status;
}

void passage_clusters_close(struct passage_clusters *clusters)
{
    free(clusters->labels);
    *clusters = (struct passage_clusters){0};
}
