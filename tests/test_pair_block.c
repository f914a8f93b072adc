/* test_pair_block.c - an inverted index gives the bits of the plain dot product. */
#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

#include "pair_block.h"
#include "open_files.h"
#include "refusal.h"
#include "small_matrix.h"
#include "spill.h"

enum { DOCUMENTS = 301, COLUMNS = 120, FIRST = 40, COUNT = 231 };

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static void expect_plain_products(enum similarity kind, size_t from)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(DOCUMENTS, 0, COLUMNS, 60, 11);
    struct similarity_measure measure;
    struct pair_block block;
    double products[COUNT];
    matrix->weighted.normalized = false; /* nothing to settle: the products themselves are compared */
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, kind, &failure), STATUS_OK);
    cr_assert_eq(pair_block_open(&block, &measure, FIRST, COUNT, &failure), STATUS_OK);
    for (size_t row = 0; row < DOCUMENTS; row++) {
        if (!similarity_exists(&measure, row)) {
            continue;
        }
        for (size_t i = 0; i < COUNT; i++) {
            products[i] = -7;
        }
        pair_block_multiply(&block, &measure, row, from, products);
        for (size_t i = 0; i < COUNT; i++) {
            const double expected = i < from ? -7 : similarity_between(&measure, row, FIRST + i);
            cr_assert(same_bits(products[i], expected), "row %zu with %zu: %a, not %a", row, FIRST + i, products[i],
                      expected);
        }
    }
    pair_block_close(&block);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(pair_block, its_products_are_the_dot_products_to_the_last_bit)
{
    expect_plain_products(SIMILARITY_CORRECTED, 0);
    expect_plain_products(SIMILARITY_COSINE, 0);
}

Test(pair_block, documents_before_the_first_wanted_are_left_alone)
{
    static const size_t firsts[] = {1, 2, 77, COUNT - 1, COUNT};
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        expect_plain_products(SIMILARITY_CORRECTED, firsts[i]);
    }
}

/* Under a limit of one byte all of 64 KB and more lies in a file. */
Test(pair_block, one_that_lies_in_files_has_the_same_values_and_gives_them_back)
{
    enum { MANY = 1000, WIDE = 17000 };
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(MANY, 0, WIDE, 150, 11);
    struct similarity_measure measure;
    struct pair_block block, spilled;
    struct spill *spill = NULL;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(pair_block_open(&block, &measure, 0, MANY, &failure), STATUS_OK);
    cr_assert_eq(spill_open(&spill, 1, NULL, &failure), STATUS_OK);
    matrix->counts.spill = spill;
    const size_t open_before = open_files();
    cr_assert_eq(pair_block_open(&spilled, &measure, 0, MANY, &failure), STATUS_OK, "%s", failure.message);
    const size_t postings = block.index.starts[WIDE], dense = (size_t)block.index.dense_count * MANY;
    const size_t starts = (WIDE + 1) * sizeof *block.index.starts, numbers = WIDE * sizeof *block.index.dense_number;
    cr_expect_geq(spill_bytes(spill), postings * (sizeof *block.values + sizeof *block.index.documents) +
                                          dense * sizeof *block.dense + starts + numbers);
    cr_expect_arr_eq(spilled.values, block.values, postings * sizeof *block.values);
    cr_expect_arr_eq(spilled.index.documents, block.index.documents, postings * sizeof *block.index.documents);
    cr_expect_arr_eq(spilled.dense, block.dense, dense * sizeof *block.dense);
    cr_expect_arr_eq(spilled.index.starts, block.index.starts, starts);
    cr_expect_arr_eq(spilled.index.dense_number, block.index.dense_number, numbers);
    pair_block_close(&spilled);
    cr_expect_eq(open_files(), open_before, "its files are open yet");
    matrix->counts.spill = NULL;
    spill_close(spill);
    pair_block_close(&block);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(pair_block, frequent_columns_are_dense_and_rare_ones_are_lists)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(DOCUMENTS, 0, COLUMNS, 60, 11);
    struct similarity_measure measure;
    struct pair_block block;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(pair_block_open(&block, &measure, 0, DOCUMENTS, &failure), STATUS_OK);
    cr_assert_eq(block.index.starts[1] - block.index.starts[0], 0);
    cr_assert_eq(block.index.dense_number[0], 0);
    cr_assert_gt(block.index.starts[COLUMNS] - block.index.starts[COLUMNS - 1], 0);
    pair_block_close(&block);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(pair_block, a_row_that_shares_no_term_has_no_product)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(200, 0, 4000, 3, 5);
    struct similarity_measure measure;
    struct pair_block block;
    size_t shared = 0;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(pair_block_open(&block, &measure, 0, 100, &failure), STATUS_OK);
    for (size_t row = 100; row < 200; row++) {
        bool has_product = false;
        for (size_t i = 0; i < 100; i++) {
            has_product = has_product || similarity_between(&measure, row, i) > 0;
        }
        cr_expect_eq(pair_block_shares(&block, &measure, row), has_product, "row %zu", row);
        shared += has_product;
    }
    cr_expect(shared > 0 && shared < 100, "%zu rows share a term", shared);
    pair_block_close(&block);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(pair_block, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    struct failure none = {0};
    struct small_matrix *matrix = small_matrix_random(50, 0, COLUMNS, 60, 11);
    struct similarity_measure measure;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &none), STATUS_OK);
    for (long index = 0;; index++) {
        struct failure failure = {0};
        struct pair_block block;
        refuse_allocation(index, false);
        const enum status status = pair_block_open(&block, &measure, 0, 50, &failure);
        const long asked = refuse_nothing();
        pair_block_close(&block);
        if (status == STATUS_OK) {
            cr_assert_eq(asked, index);
            cr_assert_geq(index, 6);
            break;
        }
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
    }
    similarity_close(&measure);
    small_matrix_free(matrix);
}
