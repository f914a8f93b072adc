/* test_neighbours.c - lists come out as neighbours, ranked from one, with their cosines. */
#include <criterion/criterion.h>

#include <math.h>

#include "finding.h"
#include "harness.h"
#include "neighbours.h"
#include "small_matrix.h"

enum { DOCUMENTS = 5000, LISTED = 3 };

static size_t shown;
static enum similarity kind;
static bool at_once;

/* Documents row + 1, row + 2 ... as if they were the nearest; the last ones have fewer. */
static void fill_lists(struct top_lists *lists)
{
    for (size_t row = 0; row < lists->count; row++) {
        for (size_t k = 0; k < LISTED && row + k + 1 < lists->count; k++) {
            lists->items[row].entries[k] = (struct top_entry){1.0 / (double)(k + 1), row + k + 1};
            lists->items[row].count = k + 1;
        }
    }
}

static enum status accept_matrix(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    struct similarity_measure measure;
    struct top_lists lists;
    cr_assert_eq(similarity_open(&measure, record->as.weighted, kind, flow_failure(flow)), STATUS_OK);
    cr_assert_eq(top_lists_open(&lists, record->as.weighted->counts->document_count, LISTED, flow_failure(flow)),
                 STATUS_OK);
    fill_lists(&lists);
    const enum status status = at_once ? neighbours_emit_lists(&measure, &lists, shown, flow)
                                       : neighbours_emit_all(&measure, &lists, shown, flow);
    top_lists_close(&lists);
    similarity_close(&measure);
    return status;
}

static const struct stage_type neighbours_alone = {.name = "neighbours",
                                                   .placement = WHOLE,
                                                   .consumes = RECORD_WEIGHTED,
                                                   .produces = RECORD_FINDING,
                                                   .accept = accept_matrix};

struct seen {
    const struct small_matrix *matrix;
    size_t count;
    size_t row, rank; /* of the last */
};

static void check_neighbour(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    struct seen *const seen = context;
    const struct neighbour *const neighbour = &record->as.finding->as.neighbour;
    const bool same_row = seen->count > 0 && neighbour->document == seen->row;
    cr_assert_eq(record->as.finding->kind, FINDING_NEIGHBOUR);
    cr_assert_eq(neighbour->rank, same_row ? seen->rank + 1 : 1);
    cr_assert(same_row || neighbour->document == (seen->count > 0 ? seen->row + 1 : 0));
    cr_assert_eq(neighbour->neighbour, neighbour->document + neighbour->rank);
    cr_assert_eq(neighbour->similarity, 1.0 / (double)neighbour->rank);
    if (kind == SIMILARITY_COSINE) {
        cr_assert_eq(neighbour->cosine, neighbour->similarity);
    } else if (neighbour->document % 101 == 0) {
        const double cosine = similarity_cosine(&seen->matrix->weighted, neighbour->document, neighbour->neighbour);
        cr_assert(neighbour->cosine == cosine || (isnan(neighbour->cosine) && isnan(cosine)));
    }
    seen->count++;
    seen->row = neighbour->document;
    seen->rank = neighbour->rank;
}

static size_t emitted(size_t wanted, enum similarity measure_kind)
{
    struct seen seen = {.matrix = small_matrix_random(DOCUMENTS, 0, 30, 5, 2)};
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &seen.matrix->weighted};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&neighbours_alone},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = check_neighbour,
                              .context = &seen};
    shown = wanted;
    kind = measure_kind;
    harness.settings.workers = 2;
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    small_matrix_free((struct small_matrix *)(uintptr_t)seen.matrix);
    return seen.count;
}

Test(neighbours, every_list_comes_out_as_far_as_it_goes)
{
    /* The last documents have two, one and no documents behind them. */
    cr_assert_eq(emitted(10, SIMILARITY_CORRECTED), LISTED * DOCUMENTS - 3 - 2 - 1);
    cr_assert_eq(emitted(2, SIMILARITY_CORRECTED), 2 * DOCUMENTS - 2 - 1);
    cr_assert_eq(emitted(0, SIMILARITY_CORRECTED), 0);
}

Test(neighbours, the_cosine_measure_is_not_computed_again)
{
    cr_assert_eq(emitted(1, SIMILARITY_COSINE), DOCUMENTS - 1);
}

static void check_lists(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    size_t *const seen = context;
    const struct neighbour_lists *const lists = &record->as.finding->as.neighbours;
    cr_assert_eq(record->as.finding->kind, FINDING_NEIGHBOURS);
    cr_expect_eq(lists->count, DOCUMENTS);
    cr_expect_eq(lists->longest, LISTED);
    cr_expect_eq(lists->lists[DOCUMENTS - 2].count, 1);
    cr_expect_eq(lists->lists[7].entries[1].index, 9);
    cr_expect_eq(lists->are_distances, kind == SIMILARITY_JENSEN_SHANNON);
    ++*seen;
}

static void expect_one_finding(enum similarity measure_kind)
{
    size_t seen = 0;
    struct small_matrix *const matrix = small_matrix_random(DOCUMENTS, 0, 30, 5, 2);
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &matrix->weighted};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&neighbours_alone},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = check_lists,
                              .context = &seen};
    shown = LISTED;
    kind = measure_kind;
    at_once = true;
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_expect_eq(seen, 1);
    small_matrix_free(matrix);
}

Test(neighbours, lists_of_all_documents_are_one_finding_that_says_what_their_values_are)
{
    expect_one_finding(SIMILARITY_COSINE);
    expect_one_finding(SIMILARITY_JENSEN_SHANNON);
}
