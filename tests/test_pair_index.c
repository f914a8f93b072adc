/* test_pair_index.c - postings counted by hand. */
#include <criterion/criterion.h>

#include "pair_index.h"
#include "refusal.h"
#include "small_matrix.h"

/* 20 documents. All have term 0, documents 2, 5 and 19 have term 1, none from document 2 on has term 2. */
enum { DOCUMENTS = 20, COLUMNS = 3, FIRST = 2, COUNT = 18 };

struct fixture {
    struct small_matrix *matrix;
    struct similarity_measure measure;
};

static void open_fixture(struct fixture *fixture)
{
    uint32_t counts[DOCUMENTS * COLUMNS] = {0};
    struct failure failure = {0};
    for (size_t i = 0; i < DOCUMENTS; i++) {
        counts[i * COLUMNS] = 1;
    }
    counts[2 * COLUMNS + 1] = counts[5 * COLUMNS + 1] = counts[19 * COLUMNS + 1] = 2;
    counts[1 * COLUMNS + 2] = 3;
    fixture->matrix = small_matrix_new(DOCUMENTS, 0, COLUMNS, counts, (struct small_scheme){.normalized = false});
    cr_assert_eq(similarity_open(&fixture->measure, &fixture->matrix->weighted, SIMILARITY_COSINE, &failure),
                 STATUS_OK);
}

static void close_fixture(struct fixture *fixture)
{
    similarity_close(&fixture->measure);
    small_matrix_free(fixture->matrix);
}

Test(pair_index, has_the_postings_of_its_documents_and_none_of_a_dense_column)
{
    static const uint32_t starts[] = {0, 0, 3, 3}, next[] = {0, 0, 3}, dense[] = {0, NOT_DENSE, NOT_DENSE};
    struct fixture fixture;
    struct pair_index index;
    struct failure failure = {0};
    open_fixture(&fixture);
    cr_assert_eq(pair_index_open(&index, &fixture.measure, FIRST, COUNT, 3, &failure), STATUS_OK);
    cr_expect(index.first == FIRST && index.count == COUNT && index.dense_count == 1);
    cr_expect_arr_eq(index.starts, starts, sizeof starts);
    cr_expect_arr_eq(index.next, next, sizeof next);
    cr_expect_arr_eq(index.dense_number, dense, sizeof dense);
    pair_index_close(&index);
    /* 15 documents are too few for a dense column, though all have it; of 16 it is one. */
    cr_assert_eq(pair_index_open(&index, &fixture.measure, 0, 15, 1, &failure), STATUS_OK);
    cr_expect(index.dense_count == 0 && index.starts[1] == 15);
    pair_index_close(&index);
    cr_assert_eq(pair_index_open(&index, &fixture.measure, 0, 16, 1, &failure), STATUS_OK);
    cr_expect(index.dense_count == 1 && index.starts[1] == 0);
    pair_index_close(&index);
    close_fixture(&fixture);
}

Test(pair_index, skips_to_the_first_document_that_is_wanted)
{
    static const size_t cases[][2] = {{0, 0}, {1, 1}, {3, 1}, {4, 2}, {17, 2}, {18, 3}};
    static const uint16_t documents[] = {0, 3, 17};
    struct fixture fixture;
    struct pair_index index;
    struct failure failure = {0};
    open_fixture(&fixture);
    cr_assert_eq(pair_index_open(&index, &fixture.measure, FIRST, COUNT, 3, &failure), STATUS_OK);
    cr_assert_eq(pair_index_take_documents(&index, fixture.measure.weighted->counts->term_count, &failure), STATUS_OK);
    for (size_t i = 0; i < 3; i++) {
        index.documents[i] = documents[i];
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(pair_index_skip(&index, 1, cases[i][0]), cases[i][1], "from %zu", cases[i][0]);
    }
    cr_expect_eq(pair_index_skip(&index, 2, 0), 3, "a column without postings");
    pair_index_close(&index);
    close_fixture(&fixture);
}

Test(pair_index, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    struct fixture fixture;
    open_fixture(&fixture);
    for (long refused = 0; refused < 5; refused++) {
        struct pair_index index;
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = pair_index_open(&index, &fixture.measure, FIRST, COUNT, 3, &failure);
        const long asked = refuse_nothing();
        cr_expect_eq(status, asked <= refused ? STATUS_OK : STATUS_FAILED);
        cr_expect_eq(failure.kind, asked <= refused ? FAILURE_NONE : FAILURE_MEMORY);
        cr_expect(status == STATUS_OK || index.starts == NULL);
        pair_index_close(&index);
    }
    close_fixture(&fixture);
}
