/* test_topic_search.c - the choice by a table; the search on passages whose topics are known. */
#include <criterion/criterion.h>
#include <math.h>

#include "random_sparse.h"
#include "refusal.h"
#include "topic_search.h"
#include "within_flow.h"

Test(topic_search, the_most_coherent_of_the_equally_good_is_chosen)
{
    static const struct {
        struct topic_trial trials[3];
        size_t chosen;
    } cases[] = {
        {{{5, .9, .1}, {5, .9, .2}, {5, .9, .15}}, 1},
        {{{5, .9, .1}, {5, .9, .1}, {5, .9, .1 + 1e-14}}, 0}, /* equal but for rounding */
        {{{5, .9, .1}, {5, .9046, .3}, {5, .9044, .2}}, 2},   /* .9045 is the bound */
        {{{5, .9046, .3}, {5, .9, .1}, {5, .95, .2}}, 1},     /* the bound hangs on the smallest error */
        {{{5, .9, .1}, {4, .8, .3}, {6, .8, .3}}, 0},         /* topics lost or split */
        {{{5, .9, NAN}, {5, .9, -.5}, {5, .9, NAN}}, 1},      /* no coherence is less than any */
        {{{5, .9, NAN}, {5, .9, NAN}, {5, .9, NAN}}, 0},
        {{{2, 0, .1}, {2, 0, .2}, {2, 1e-9, .3}}, 1}, /* factors without error */
        {{{0, 1, NAN}, {1, .5, .2}, {0, 1, NAN}}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(topic_search_choose(cases[i].trials, 3), cases[i].chosen, "case %zu", i);
    }
    cr_expect_eq(topic_search_choose(cases[0].trials, 1), 0);
}

/* Four passages of two terms each, of two topics: {0 1} and {2 3}; one document, in which they stand side by side. */
static const uint32_t sequence[] = {0, 1, 0, 1, 2, 3, 2, 3, 2, 3};
static const uint64_t starts[] = {0, 10}, document_starts[] = {0, 1};
static const uint32_t words[] = {10};
static const struct counts counts = {
    .term_count = 4,
    .document_count = 1,
    .sequences = {
        .segment_count = 1, .document_starts = document_starts, .starts = starts, .terms = sequence, .words = words}};
static const double values[] = {.6, .8, 0, 0, .8, .6, 0, 0, 0, 0, .6, .8, 0, 0, .8, .6};

struct task {
    struct topic_matrix matrix;
    struct nonnegative_factors factors;
    uint32_t terms[4];
};

static enum status search(void *context, struct flow *flow)
{
    struct task *const task = context;
    return topic_search_find(&task->factors, &task->matrix, &counts, 2, flow);
}

static void open_task(struct task *task)
{
    *task = (struct task){.terms = {0, 1, 2, 3}};
    task->matrix.terms = task->terms;
    sparse_both_of(4, 4, values, &task->matrix.rows, &task->matrix.columns);
}

static void close_task(struct task *task)
{
    nonnegative_factors_free(&task->factors);
    sparse_matrix_free(&task->matrix.rows);
    sparse_matrix_free(&task->matrix.columns);
}

/* What is best for one row (.6 .8) and one (.8 .6) together is (1 1): .98 + .98 of the two squares' 2. */
Test(topic_search, two_topics_are_found_with_the_least_error_there_is)
{
    struct task task;
    struct failure failure = {0};
    open_task(&task);
    cr_assert_eq(within_flow(search, &task, 2, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_float_eq(task.factors.error, sqrt(.02), 1e-7);
    for (size_t row = 0; row < 4; row++) {
        const double *const of = task.factors.row_factors + 2 * row, *const other =
                                                                         task.factors.row_factors + (row < 2 ? 6 : 0);
        cr_expect((of[0] > 1e-6) != (of[1] > 1e-6) && (of[0] > 1e-6) != (other[0] > 1e-6), "row %zu: %g %g", row, of[0],
                  of[1]);
    }
    close_task(&task);
}

Test(topic_search, a_refused_allocation_is_a_memory_failure_and_nothing_is_left)
{
    struct task task;
    open_task(&task);
    long refused = 0;
    for (; refused < 5000; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = within_flow(search, &task, 1, &failure);
        const long asked = refuse_nothing();
        if (asked <= refused) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld: %s", refused, failure.message);
        cr_assert_null(task.factors.row_factors);
    }
    cr_assert(refused > 40 && refused < 5000);
    close_task(&task);
}
