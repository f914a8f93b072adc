/* test_nearest.c - neighbours of documents, or of queries among the documents. */
#include <criterion/criterion.h>

#include <math.h>

#include "finding.h"
#include "harness.h"
#include "small_matrix.h"
#include "stages.h"

/*
 * Inner products without norms. Documents (1, 0), (2, 1), (0, 0), (1, 0); queries (1, 1), (0, 3), (0, 0).
 * Documents: 01 2, 03 1, 13 2. Queries: 4 with 0: 1, 1: 3, 3: 1; 5 with 0: 0, 1: 3, 3: 0; 6: none.
 */
static const uint32_t counts[7 * 2] = {1, 0, 2, 1, 0, 0, 1, 0, 1, 1, 0, 3, 0, 0};

struct expected {
    const struct neighbour *items;
    size_t count, seen;
};

static void expect_next(struct expected *expected, const struct neighbour *got)
{
    expected->seen++;
    cr_assert_leq(expected->seen - 1, expected->count);
    const struct neighbour *const wanted = &expected->items[expected->seen - 2];
    cr_assert_eq(got->document, wanted->document, "neighbour %zu", expected->seen - 1);
    cr_assert_eq(got->rank, wanted->rank, "neighbour %zu", expected->seen - 1);
    cr_assert_eq(got->neighbour, wanted->neighbour, "neighbour %zu is %zu", expected->seen - 1, got->neighbour);
    cr_assert_eq(got->similarity, wanted->similarity);
    cr_assert(isnan(got->cosine)); /* nobody shows it */
}

/* Those of queries come one by one, those of documents as lists. */
static void check_neighbour(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    struct expected *const expected = context;
    const struct finding *const finding = record->as.finding;
    if (expected->seen == 0) {
        expected->seen++;
        cr_assert_eq(finding->kind, FINDING_MATRIX);
        return;
    }
    if (finding->kind == FINDING_NEIGHBOUR) {
        expect_next(expected, &finding->as.neighbour);
        return;
    }
    cr_assert_eq(finding->kind, FINDING_NEIGHBOURS);
    const struct neighbour_lists *const lists = &finding->as.neighbours;
    for (size_t i = 0; i < lists->count; i++) {
        cr_assert_leq(lists->lists[i].count, lists->longest);
        for (size_t k = 0; k < lists->lists[i].count; k++) {
            const struct top_entry entry = lists->lists[i].entries[k];
            expect_next(expected, &(struct neighbour){i, k + 1, entry.index, entry.value, NAN});
        }
    }
}

/* --threshold, while set_threshold */
static bool set_threshold;
static double threshold;

static void expect_neighbours(size_t queries, size_t top, const struct neighbour *items, size_t count)
{
    struct small_matrix *matrix = small_matrix_new(4, queries, 2, counts, (struct small_scheme){.normalized = false});
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &matrix->weighted};
    for (unsigned workers = 1; workers <= 7; workers += 3) {
        struct expected expected = {.items = items, .count = count};
        struct harness harness = {.settings = harness_settings(),
                                  .stages = {&nearest_stage},
                                  .stage_count = 1,
                                  .whole = &record,
                                  .whole_count = 1,
                                  .collect = check_neighbour,
                                  .context = &expected};
        harness.settings.similarity = SIMILARITY_COSINE;
        harness.settings.top = top;
        harness.settings.has_threshold = set_threshold;
        harness.settings.threshold = threshold;
        harness.settings.workers = workers;
        cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
        cr_assert_eq(expected.seen, count + 1);
    }
    small_matrix_free(matrix);
}

Test(nearest, documents_have_their_nearest_others_and_an_empty_one_none)
{
    const struct neighbour expected[] = {{0, 1, 1, 2, NAN}, {0, 2, 3, 1, NAN}, {1, 1, 0, 2, NAN},
                                         {1, 2, 3, 2, NAN}, {3, 1, 1, 2, NAN}, {3, 2, 0, 1, NAN}};
    expect_neighbours(0, 10, expected, 6);
    const struct neighbour first[] = {{0, 1, 1, 2, NAN}, {1, 1, 0, 2, NAN}, {3, 1, 1, 2, NAN}};
    expect_neighbours(0, 1, first, 3);
}

Test(nearest, queries_have_their_nearest_documents_and_an_empty_one_none)
{
    const struct neighbour expected[] = {{4, 1, 1, 3, NAN}, {4, 2, 0, 1, NAN}, {4, 3, 3, 1, NAN},
                                         {5, 1, 1, 3, NAN}, {5, 2, 0, 0, NAN}, {5, 3, 3, 0, NAN}};
    expect_neighbours(3, 10, expected, 6);
    const struct neighbour first[] = {{4, 1, 1, 3, NAN}, {5, 1, 1, 3, NAN}};
    expect_neighbours(3, 1, first, 2);
    expect_neighbours(1, 10, expected, 3);
}

Test(nearest, with_a_threshold_those_at_or_above_it_alone)
{
    const struct neighbour documents[] = {{0, 1, 1, 2, NAN}, {1, 1, 0, 2, NAN}, {1, 2, 3, 2, NAN}, {3, 1, 1, 2, NAN}};
    const struct neighbour queries[] = {{4, 1, 1, 3, NAN}, {5, 1, 1, 3, NAN}};
    set_threshold = true;
    threshold = 2;
    expect_neighbours(0, 10, documents, 4);
    expect_neighbours(3, 10, queries, 2);
    threshold = 3.5;
    expect_neighbours(0, 10, NULL, 0);
    expect_neighbours(3, 10, NULL, 0);
}

Test(nearest, no_neighbour_is_asked_for_and_none_comes)
{
    expect_neighbours(0, 0, NULL, 0);
    expect_neighbours(3, 0, NULL, 0);
}
