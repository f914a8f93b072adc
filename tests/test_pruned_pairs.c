/* test_pruned_pairs.c - the pairs at or above a threshold are those of all plain dot products, whatever is skipped. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gsl_product.h"
#include "pruned_pairs.h"
#include "refusal.h"
#include "small_matrix.h"
#include "within_flow.h"

/* What is to be searched, and how. */
static struct probe {
    struct small_matrix *matrix;
    enum similarity kind;
    double threshold;
    struct found_pair {
        size_t a, b;
        double similarity;
    } * pairs;
    size_t count, capacity;
    bool refuse_second;
} probe;

static enum status take(void *context, size_t a, size_t b, double similarity, struct flow *flow)
{
    cr_assert_eq(context, &probe);
    cr_assert_lt(probe.count, probe.capacity);
    probe.pairs[probe.count++] = (struct found_pair){a, b, similarity};
    return probe.refuse_second && probe.count == 2 ? flow_fail(flow, FAILURE_IO, "the taker refuses") : STATUS_OK;
}

static enum status search_matrix(void *unused, struct flow *flow)
{
    (void)unused;
    struct similarity_measure measure;
    enum status status = similarity_open(&measure, &probe.matrix->weighted, probe.kind, flow_failure(flow));
    probe.count = 0;
    if (status == STATUS_OK) {
        status = pruned_pairs(&measure, probe.threshold, take, &probe, flow);
    }
    similarity_close(&measure);
    return status;
}

static enum failure_kind run_probe(unsigned workers)
{
    struct failure failure;
    (void)within_flow(search_matrix, NULL, workers, &failure);
    return failure.kind;
}

static void make_room(size_t documents)
{
    probe.capacity = documents * documents / 2 + 2;
    probe.pairs = calloc(probe.capacity, sizeof *probe.pairs);
    cr_assert_not_null(probe.pairs);
}

/* Against GSL's product of the matrix with itself, pair by pair, in order and to the last bit. */
static void expect_pairs_of_gsl(void)
{
    struct failure failure = {0};
    struct similarity_measure measure;
    const size_t documents = probe.matrix->counts.document_count;
    cr_assert_eq(similarity_open(&measure, &probe.matrix->weighted, probe.kind, &failure), STATUS_OK);
    double *const values = calloc(documents * documents, sizeof *values);
    cr_assert_eq(gsl_product(&measure, values, &failure), STATUS_OK, "%s", failure.message);
    size_t next = 0;
    for (size_t a = 0; a < documents; a++) {
        for (size_t b = a + 1; b < documents; b++) {
            const double similarity = similarity_settle(&measure, values[a * documents + b]);
            if (!similarity_exists(&measure, a) || !similarity_exists(&measure, b) || similarity < probe.threshold) {
                continue;
            }
            cr_assert_lt(next, probe.count, "pair %zu, %zu of %a is not found", a, b, similarity);
            cr_assert_eq(probe.pairs[next].a, a);
            cr_assert_eq(probe.pairs[next].b, b, "%zu with %zu in place of %zu", a, probe.pairs[next].b, b);
            cr_assert_eq(probe.pairs[next].similarity, similarity);
            next++;
        }
    }
    cr_assert_eq(next, probe.count);
    free(values);
    similarity_close(&measure);
}

static void expect_pairs(enum similarity kind, double threshold, unsigned workers)
{
    probe.kind = kind;
    probe.threshold = threshold;
    cr_assert_eq(run_probe(workers), FAILURE_NONE);
    expect_pairs_of_gsl();
}

Test(pruned_pairs, they_are_those_of_all_products)
{
    probe = (struct probe){.matrix = small_matrix_random(900, 3, 4000, 60, 11)};
    make_room(900);
    expect_pairs(SIMILARITY_CORRECTED, 0.9, 1);
    expect_pairs(SIMILARITY_CORRECTED, 0.5, 2);
    expect_pairs(SIMILARITY_CORRECTED, 0.2, 1);
    expect_pairs(SIMILARITY_COSINE, 0.2, 2);
    cr_assert_gt(probe.count, 5, "the threshold is so high that nothing is tested");
    expect_pairs(SIMILARITY_COSINE, 0.01, 1); /* nearly all: every product is made */
    expect_pairs(SIMILARITY_COSINE, 0, 1);    /* all, those of 0 too */
    free(probe.pairs);
    small_matrix_free(probe.matrix);
}

/* Documents in groups of three that share 16 words of their own and have 8 each among words that many have: few pairs
 * are candidates, and the bound decides over all others. */
static struct small_matrix *matrix_of_groups(size_t documents)
{
    const size_t columns = 3000;
    uint32_t *const counts = calloc(documents * columns, sizeof *counts);
    for (size_t row = 0; row < documents; row++) {
        const size_t group = row / 3;
        for (size_t word = 0; word < 16; word++) {
            counts[row * columns + 60 + (group * 131 + word * word * 17) % (columns - 60)] = 1 + (uint32_t)(word % 4);
        }
        for (size_t word = 0; word < 8; word++) {
            counts[row * columns + (row * 7 + word * (word + row % 11)) % 60] += 1 + (uint32_t)((row + word) % 3);
        }
    }
    struct small_matrix *const matrix =
        small_matrix_new(documents, 0, columns, counts, (struct small_scheme){.normalized = true});
    free(counts);
    return matrix;
}

Test(pruned_pairs, what_the_bound_skips_is_below_the_threshold)
{
    probe = (struct probe){.matrix = matrix_of_groups(1200)};
    make_room(1200);
    for (int step = 1; step < 10; step++) {
        expect_pairs(SIMILARITY_COSINE, 0.1 * step, 1 + (unsigned)step % 2);
        cr_assert(probe.count > 0 || step == 9);
    }
    free(probe.pairs);
    small_matrix_free(probe.matrix);
}

/* Thresholds that are similarities of pairs, to the bit, and the next double above. */
Test(pruned_pairs, a_pair_that_equals_the_threshold_is_found_and_one_a_bit_below_is_not)
{
    probe = (struct probe){.matrix = matrix_of_groups(700)};
    make_room(700);
    expect_pairs(SIMILARITY_COSINE, 0.5, 1);
    const size_t found = probe.count;
    cr_assert_gt(found, 10);
    for (size_t i = 0; i < 10; i++) {
        probe.count = 0;
        expect_pairs(SIMILARITY_COSINE, 0.5, 1);
        const double similarity = probe.pairs[i * (found - 1) / 9].similarity;
        expect_pairs(SIMILARITY_COSINE, similarity, 1);
        expect_pairs(SIMILARITY_COSINE, nextafter(similarity, 2), 1);
    }
    free(probe.pairs);
    small_matrix_free(probe.matrix);
}

/* Copies of one another have cosine 1, which is clamped. */
Test(pruned_pairs, copies_are_found_at_a_threshold_of_1)
{
    const size_t documents = 600, columns = 500;
    uint32_t *const counts = calloc(documents * columns, sizeof *counts);
    for (size_t row = 0; row < documents; row++) {
        for (size_t word = 0; word < 8; word++) {
            counts[row * columns + (row / 2 * 31 + word * word * 7) % columns] = 1 + (uint32_t)(word % 3);
        }
    }
    probe = (struct probe){
        .matrix = small_matrix_new(documents, 0, columns, counts, (struct small_scheme){.normalized = true})};
    make_room(documents);
    expect_pairs(SIMILARITY_COSINE, 1, 2);
    cr_assert_gt(probe.count, 0);
    free(probe.pairs);
    free(counts);
    small_matrix_free(probe.matrix);
}

Test(pruned_pairs, values_below_zero_are_multiplied_all)
{
    probe = (struct probe){.matrix = small_matrix_random(600, 0, 900, 30, 3)};
    probe.matrix->idf[7] = -1;
    make_room(600);
    expect_pairs(SIMILARITY_CORRECTED, 0.3, 1);
    free(probe.pairs);
    small_matrix_free(probe.matrix);
}

Test(pruned_pairs, a_failure_of_the_taker_ends_the_search)
{
    probe = (struct probe){.matrix = small_matrix_random(600, 0, 900, 30, 3), .threshold = 0.3, .refuse_second = true};
    make_room(600);
    cr_assert_eq(run_probe(2), FAILURE_IO);
    cr_assert_eq(probe.count, 2);
    free(probe.pairs);
    small_matrix_free(probe.matrix);
}

Test(pruned_pairs, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    struct small_matrix *matrix = small_matrix_random(520, 0, 300, 8, 1);
    enum failure_kind kind = FAILURE_MEMORY;
    for (long index = 0; kind != FAILURE_NONE; index += index < 60 ? 1 : 37) {
        probe = (struct probe){.matrix = matrix, .threshold = 0.8};
        make_room(520);
        refuse_allocation(index, false);
        kind = run_probe(2);
        (void)refuse_nothing();
        cr_assert(kind == FAILURE_MEMORY || kind == FAILURE_NONE, "allocation %ld: %d", index, (int)kind);
        free(probe.pairs);
    }
    small_matrix_free(matrix);
}
