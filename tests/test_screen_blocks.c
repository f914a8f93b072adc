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

/* Walks over the blocks of a random matrix of DOCUMENTS rows. */
static void walk_matrix(struct screen_blocks blocks, bool makes_ahead,
                        enum status (*walk_them)(void *context, struct flow *flow), void *context)
{
    struct failure failure = {0};
    struct similarity_measure measure;
    struct small_matrix *matrix = small_matrix_random(DOCUMENTS, 0, 400, 8, 3);
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    probe = (struct probe){.blocks = blocks, .makes_ahead = makes_ahead};
    probe.blocks.measure = &measure;
    probe.blocks.kernel = screen_kernel_best();
    cr_assert_eq(within_flow(walk_them, context, blocks.worker_count, &failure), STATUS_OK, "%s", failure.message);
    screen_blocks_close(&probe.blocks);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

static void walk(unsigned workers, bool is_fine, bool makes_ahead)
{
    walk_matrix((struct screen_blocks){.document_count = DOCUMENTS, .worker_count = workers, .is_fine = is_fine},
                makes_ahead, walk_blocks, NULL);
    cr_assert_eq(probe.block_count, 4);
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

/* The numbers of blocks that are at hand one time after the other. */
static enum status walk_in_twos(void *expected, struct flow *flow)
{
    size_t first = 0;
    for (const size_t *at_hand = expected; *at_hand > 0; at_hand++) {
        cr_assert_lt(first, probe.blocks.document_count);
        if (screen_blocks_begin(&probe.blocks, first, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        cr_assert_eq(screen_blocks_at_hand(&probe.blocks), *at_hand, "from document %zu on", first);
        cr_assert_not(screen_blocks_wants_next(&probe.blocks));
        expect_screen(&probe.blocks.current, first, SCREEN_DOCUMENTS);
        cr_assert_eq(probe.blocks.next.kernel != NULL, *at_hand == 2);
        first += SCREEN_DOCUMENTS;
        if (*at_hand == 2) {
            const size_t rest = probe.blocks.document_count - first;
            expect_screen(&probe.blocks.next, first, rest < SCREEN_DOCUMENTS ? rest : SCREEN_DOCUMENTS);
            first += SCREEN_DOCUMENTS;
        }
        screen_blocks_end(&probe.blocks);
        cr_assert_null(probe.blocks.next.kernel, "nothing is left of what was at hand");
    }
    cr_assert_geq(first, probe.blocks.document_count);
    return STATUS_OK;
}

Test(screen_blocks, in_twos_the_odd_one_comes_first)
{
    struct screen_blocks blocks = {.document_count = DOCUMENTS, .worker_count = 2, .is_in_twos = true};
    walk_matrix(blocks, false, walk_in_twos, (size_t[]){2, 2, 0});
    blocks.document_count = 2 * SCREEN_DOCUMENTS + 100;
    walk_matrix(blocks, false, walk_in_twos, (size_t[]){1, 2, 0});
}
