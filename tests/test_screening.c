/* test_screening.c - whoever looks at a pair, it is looked at once and offered to both its documents. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "screening.h"
#include "small_matrix.h"
#include "within_flow.h"

enum { KEPT = 12 };

static struct probe {
    struct similarity_measure measure;
    size_t documents;
    struct screening screening;
    size_t kept;
} probe;

static enum status screen_documents(void *unused, struct flow *flow)
{
    (void)unused;
    probe.screening = (struct screening){
        .measure = &probe.measure, .kernel = screen_kernel_best(), .document_count = probe.documents};
    const enum status status = screening_open(&probe.screening, probe.kept, flow);
    return status == STATUS_OK ? screening_run(&probe.screening, flow) : status;
}

static int compare_keys(const void *a, const void *b)
{
    const uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left < right) - (left > right);
}

/* Sorts a list's keys, greatest first; returns how many are above what was left out. */
static size_t sort_list(struct candidate_lists *lists, size_t list)
{
    uint64_t *const keys = lists->keys + list * lists->capacity;
    candidate_lists_cut(lists, list);
    qsort(keys, lists->counts[list], sizeof *keys, compare_keys);
    size_t count = lists->counts[list];
    while (count > 0 && candidate_value(keys[count - 1]) <= lists->bounds[list]) {
        count--;
    }
    return count;
}

static void screen(unsigned workers)
{
    struct failure failure = {0};
    cr_assert_eq(within_flow(screen_documents, NULL, workers, &failure), STATUS_OK, "%s", failure.message);
}

/* One worker looks at the rows in order, block by block: its lists are the peer of the others'. */
static void expect_lists_of_one_worker(size_t documents, size_t kept, unsigned workers)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(documents, 0, 500, 9, documents);
    probe = (struct probe){.documents = documents, .kept = kept};
    cr_assert_eq(similarity_open(&probe.measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    screen(1);
    struct screening of_one = probe.screening;
    screen(workers);
    size_t compared = 0;
    for (size_t d = 0; d < documents; d++) {
        const size_t expected = sort_list(&of_one.wide, d), found = sort_list(&probe.screening.wide, d);
        const size_t count = expected < found ? expected : found;
        const uint64_t *const keys = probe.screening.wide.keys + d * probe.screening.wide.capacity;
        cr_assert_arr_eq(keys, of_one.wide.keys + d * of_one.wide.capacity, count * sizeof *keys,
                         "document %zu of %zu, %u workers", d, documents, workers);
        compared += count;
    }
    cr_assert_gt(compared, documents * kept / 2);
    screening_close(&of_one);
    screening_close(&probe.screening);
    similarity_close(&probe.measure);
    small_matrix_free(matrix);
}

Test(screening, two_workers_at_two_blocks_find_what_one_does)
{
    expect_lists_of_one_worker(SCREEN_DOCUMENTS - 5, KEPT, 2);
    expect_lists_of_one_worker(SCREEN_DOCUMENTS + 40, KEPT, 2);
    expect_lists_of_one_worker(2 * SCREEN_DOCUMENTS + 333, KEPT, 2); /* one block, then two */
    expect_lists_of_one_worker(3 * SCREEN_DOCUMENTS + 1, KEPT, 2);   /* twice two, the last one of one document */
}

Test(screening, three_workers_at_one_block_find_what_one_does)
{
    expect_lists_of_one_worker(2 * SCREEN_DOCUMENTS + 333, KEPT, 3);
}

Test(screening, long_lists_are_kept_of_one_block_at_a_time)
{
    expect_lists_of_one_worker(2 * SCREEN_DOCUMENTS + 333, 65, 2);
    cr_assert_not(probe.screening.blocks.is_in_twos);
}
