/* test_screen_blocks.c - each block is the screen of its documents, whoever made it and when. */
#include <criterion/criterion.h>

#include <string.h>

#include "screen_blocks.h"
#include "small_matrix.h"
#include "within_flow.h"

enum { DOCUMENTS = 3 * SCREEN_DOCUMENTS + 100 }; /* four blocks */

static struct probe {
    struct screen_blocks blocks;
    bool makes_ahead;
    size_t made_ahead[DOCUMENTS / SCREEN_DOCUMENTS + 1], ahead_count; /* first documents */
    size_t block_count;
} probe;

static void expect_screen(const struct pair_screen *screen, size_t first, size_t count)
{
    struct failure failure = {0};
    struct pair_screen expected;
    const size_t columns = probe.blocks.measure->weighted->counts->term_count;
    cr_assert_eq(pair_screen_open(&expected, probe.blocks.kernel, probe.blocks.is_fine, probe.blocks.measure, first,
                                  count, &failure),
                 STATUS_OK, "%s", failure.message);
    cr_assert_eq(screen->index.first, first);
    cr_assert_eq(screen->index.count, count);
    cr_assert_eq(screen->index.dense_count, expected.index.dense_count);
    cr_assert_eq(screen->plane_count, expected.plane_count);
    cr_assert_arr_eq(screen->index.starts, expected.index.starts, (columns + 1) * sizeof(uint32_t));
    const size_t postings = expected.index.starts[columns];
    cr_assert_gt(postings, 0);
    cr_assert_arr_eq(screen->postings, expected.postings, postings * sizeof(uint32_t));
    pair_screen_close(&expected);
}

static enum status walk_blocks(void *unused, struct flow *flow)
{
    (void)unused;
    for (size_t first = 0; first < DOCUMENTS; first += SCREEN_DOCUMENTS) {
        if (screen_blocks_begin(&probe.blocks, first, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        probe.block_count++;
        if (probe.makes_ahead && screen_blocks_wants_next(&probe.blocks)) {
            probe.made_ahead[probe.ahead_count++] = first + SCREEN_DOCUMENTS;
            if (screen_blocks_make_next(&probe.blocks, flow_failure(flow)) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
        expect_screen(&probe.blocks.current, first,
                      DOCUMENTS - first < SCREEN_DOCUMENTS ? DOCUMENTS - first : SCREEN_DOCUMENTS);
        screen_blocks_end(&probe.blocks);
    }
    return STATUS_OK;
}

static void walk(unsigned workers, bool is_fine, bool makes_ahead)
{
    struct failure failure = {0};
    struct similarity_measure measure;
    struct small_matrix *matrix = small_matrix_random(DOCUMENTS, 0, 400, 8, 3);
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    probe = (struct probe){.blocks = {.measure = &measure,
                                      .kernel = screen_kernel_best(),
                                      .document_count = DOCUMENTS,
                                      .worker_count = workers,
                                      .is_fine = is_fine},
                           .makes_ahead = makes_ahead};
    cr_assert_eq(within_flow(walk_blocks, NULL, workers, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(probe.block_count, 4);
    screen_blocks_close(&probe.blocks);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(screen_blocks, one_worker_makes_each_block_when_it_is_looked_at)
{
    walk(1, false, true);
    cr_assert_eq(probe.ahead_count, 0);
}

Test(screen_blocks, several_workers_make_two_at_once_and_then_each_next_one_ahead)
{
    walk(2, false, true);
    cr_assert_eq(probe.ahead_count, 2, "%zu were made ahead; the second was there with the first", probe.ahead_count);
    cr_assert_eq(probe.made_ahead[0], 2 * SCREEN_DOCUMENTS);
    cr_assert_eq(probe.made_ahead[1], 3 * SCREEN_DOCUMENTS);
}

Test(screen_blocks, who_makes_none_ahead_has_two_made_at_once_each_time)
{
    walk(3, true, false);
}
