/* test_passage_clusters.c - which passages of event_corpus.h stand together, and the margin worked out again. */
#include <criterion/criterion.h>

#include "event_corpus.h"
#include "passage_clusters.h"
#include "refusal.h"
#include "within_flow.h"

enum { PASSAGES = 15 };

static struct event_corpus *corpus;
static struct event_passages passages;
static struct passage_likeness likeness;
static struct passage_clusters clusters;

/* The second half of "raid" tells of the vote: sentences 9 to 11 have the words 2 and 3 in place of two others. */
static void tell_the_vote_twice(void)
{
    uint32_t *const columns = (uint32_t *)(uintptr_t)corpus->matrix->counts.segments.columns;
    for (size_t segment = 9; segment < 12; segment++) {
        const uint64_t first = corpus->matrix->counts.segments.starts[segment];
        columns[first] = 2;
        columns[first + 1] = 3;
    }
}

static void make(void)
{
    struct failure failure = {0};
    corpus = event_corpus_new();
    tell_the_vote_twice();
    cr_assert_eq(event_passages_cut(&passages, &corpus->matrix->counts, 150, &failure), STATUS_OK);
    cr_assert_eq(passage_likeness_open(&likeness, &corpus->matrix->counts, &passages, &failure), STATUS_OK);
}

static void drop(void)
{
    passage_clusters_close(&clusters);
    passage_likeness_close(&likeness);
    event_passages_free(&passages);
    event_corpus_free(corpus);
}

TestSuite(passage_clusters, .init = make, .fini = drop);

static enum status find(void *context, struct flow *flow)
{
    (void)context;
    return passage_clusters_find(&clusters, &likeness, flow);
}

static void run(unsigned workers)
{
    struct failure failure = {0};
    passage_clusters_close(&clusters);
    cr_assert_eq(within_flow(find, NULL, workers, &failure), STATUS_OK, "%s", failure.message);
}

/* Passages 0 and 1 of "long" and 5 and 6 of "raid" tell of the raid, 3 and 4 and 8 and 9 of the vote. */
Test(passage_clusters, passages_that_tell_one_thing_stand_together)
{
    run(1);
    const size_t *const labels = clusters.labels;
    cr_expect_eq(labels[0], 0);
    cr_expect(labels[5] == labels[0] && labels[6] == labels[0] && labels[1] == labels[0]);
    cr_expect(labels[3] == labels[4] && labels[8] == labels[3] && labels[9] == labels[3] && labels[3] != labels[0]);
    for (size_t i = 0; i < PASSAGES; i++) {
        cr_expect_lt(labels[i], clusters.count);
    }
}

Test(passage_clusters, the_margin_is_a_mean_over_passages_of_other_texts)
{
    double total = 0, row[PASSAGES];
    run(1);
    for (size_t i = 0; i < PASSAGES; i++) {
        double within = 0, other = 0;
        passage_likeness_row(&likeness, i, PASSAGES, row);
        for (size_t cluster = 0; cluster < clusters.count; cluster++) {
            double sum = 0, number = 0;
            for (size_t j = 0; j < PASSAGES; j++) {
                const bool counts = j / 5 != i / 5 && clusters.labels[j] == cluster;
                sum += counts ? row[j] : 0;
                number += counts;
            }
            const double mean = number > 0 ? sum / number : 0;
            if (cluster == clusters.labels[i]) {
                within = mean;
            } else if (mean > other) {
                other = mean;
            }
        }
        total += within - other;
    }
    cr_expect_float_eq(clusters.margin, total / PASSAGES, 1e-12);
    cr_expect(clusters.cut >= 0.03 && clusters.cut <= 0.3);
}

Test(passage_clusters, they_do_not_depend_on_the_number_of_workers)
{
    size_t labels[PASSAGES];
    run(1);
    const double margin = clusters.margin;
    memcpy(labels, clusters.labels, sizeof labels);
    run(3);
    cr_expect_arr_eq(labels, clusters.labels, sizeof labels);
    cr_expect_eq(margin, clusters.margin);
}

Test(passage_clusters, without_passages_there_are_none)
{
    struct passage_likeness none = {0};
    struct passage_likeness kept = likeness;
    likeness = none;
    run(1);
    cr_expect_eq(clusters.count, 0);
    likeness = kept;
}

Test(passage_clusters, every_refused_allocation_is_a_failure)
{
    for (long index = 0;; index++) {
        struct failure failure = {0};
        passage_clusters_close(&clusters);
        refuse_allocation(index, false);
        const enum status status = within_flow(find, NULL, 1, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_gt(index, 8);
            return;
        }
        cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY);
    }
}
