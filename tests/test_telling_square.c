/* test_telling_square.c - every pair is what source_pairs says of it, where that says something. */
#include <criterion/criterion.h>

#include <math.h>

#include "refusal.h"
#include "telling_square.h"
#include "told_corpus.h"
#include "within_flow.h"

static struct told_corpus *told;
static struct similarity_measure measure;
static struct source_pairs pairs;
static struct telling_square square;

static enum status open_square(void *context, struct flow *flow)
{
    (void)context;
    return source_pairs_open(&pairs, &told->tellings, &measure, flow) == STATUS_OK &&
                   telling_square_open(&square, &pairs, flow) == STATUS_OK
               ? STATUS_OK
               : STATUS_FAILED;
}

static void make(enum similarity kind)
{
    struct failure failure = {0};
    told = told_corpus_new(3, 3, 2, 1);
    cr_assert_eq(similarity_open(&measure, &told->matrix->weighted, kind, &failure), STATUS_OK);
}

static void close_all(void)
{
    telling_square_close(&square);
    source_pairs_close(&pairs);
    similarity_close(&measure);
    told_corpus_free(told);
}

Test(telling_square, it_has_the_bits_of_the_pairs_of_each_event_and_is_symmetric)
{
    struct failure failure = {0};
    make(SIMILARITY_CORRECTED);
    cr_assert_eq(within_flow(open_square, NULL, 2, &failure), STATUS_OK);
    cr_assert_eq(square.count, 9);
    for (size_t i = 0; i < pairs.count; i++) {
        cr_assert_eq(telling_square_at(&square, pairs.items[i].a, pairs.items[i].b), pairs.items[i].similarity);
    }
    for (size_t a = 0; a < 9; a++) {
        cr_assert(isnan(telling_square_at(&square, a, a)));
        for (size_t b = 0; b < 9; b++) {
            const uint32_t *const counts = told->segment_counts;
            uint32_t sums[2][TOLD_COLUMNS];
            for (size_t column = 0; column < TOLD_COLUMNS; column++) {
                sums[0][column] = counts[a * 2 * TOLD_COLUMNS + column] + counts[(a * 2 + 1) * TOLD_COLUMNS + column];
                sums[1][column] = counts[b * 2 * TOLD_COLUMNS + column] + counts[(b * 2 + 1) * TOLD_COLUMNS + column];
            }
            if (a != b) {
                cr_assert_float_eq(telling_square_at(&square, a, b), told_similarity(sums[0], sums[1]), 1e-12);
                cr_assert_eq(telling_square_at(&square, a, b), telling_square_at(&square, b, a));
            }
        }
    }
    close_all();
}

static enum status open_without_first(void *context, struct flow *flow)
{
    (void)context;
    cr_assert_eq(source_pairs_open(&pairs, &told->tellings, &measure, flow), STATUS_OK);
    pairs.exists[0] = false;
    return telling_square_open(&square, &pairs, flow);
}

Test(telling_square, what_has_no_weighted_term_has_no_likeness)
{
    struct failure failure = {0};
    make(SIMILARITY_COSINE);
    cr_assert_eq(within_flow(open_without_first, NULL, 1, &failure), STATUS_OK);
    for (size_t other = 1; other < 9; other++) {
        cr_assert(isnan(telling_square_at(&square, 0, other)));
        cr_assert(!isnan(telling_square_at(&square, other, 1 + other % 8)));
    }
    close_all();
}

Test(telling_square, every_refused_allocation_is_a_memory_failure)
{
    make(SIMILARITY_CORRECTED);
    long refused = 0;
    for (bool was_refused = true; was_refused && refused < 200; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = within_flow(open_square, NULL, 1, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
        telling_square_close(&square);
        source_pairs_close(&pairs);
    }
    cr_assert_gt(refused, 5);
    similarity_close(&measure);
    told_corpus_free(told);
}
