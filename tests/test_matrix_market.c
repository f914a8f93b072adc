/* Bytes by hand after the format's definition (Boisvert, Pozo & Remington 1996); scipy is the independent reader. */
#include <criterion/criterion.h>

#include "matrix_market.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(matrix_market, .init = make, .fini = sample_folder_remove);

static const struct matrix_market_comments comments = {{"auto", "tf\n* idf"}};

static void write_weights(void)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "weights.mtx");
    cr_assert_eq(matrix_market_write_weights(&writer, &sample_weighted, 3, &comments, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
}

static void write_pairs(void)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "pairs.mtx");
    struct matrix_market_pairs pairs = {.writer = &writer};
    cr_assert_eq(matrix_market_begin_pairs(&pairs, 12, &comments, &failure), STATUS_OK);
    cr_assert_eq(matrix_market_add_pair(&pairs, 0, 11, 0.5, &failure), STATUS_OK);
    cr_assert_eq(matrix_market_add_pair(&pairs, 3, 1, 0.75, &failure), STATUS_OK);
    cr_assert_eq(matrix_market_end_pairs(&pairs, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
}

Test(matrix_market, weights_are_listed_row_by_row_from_1_without_zeros)
{
    write_weights();
    cr_assert_str_eq(sample_content("weights.mtx"), "%%MatrixMarket matrix coordinate real general\n"
                                                    "% auto\n"
                                                    "% tf * idf\n"
                                                    "3 4 5\n"
                                                    "1 1 0.5\n"
                                                    "1 2 0.25\n"
                                                    "2 2 0.125\n"
                                                    "2 3 1\n"
                                                    "2 4 0.75\n");
}

Test(matrix_market, counts_are_integers)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "counts.mtx");
    const struct matrix_market_comments none = {{NULL}};
    cr_assert_eq(matrix_market_write_counts(&writer, &sample_counts.rows, 3, 4, &none, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("counts.mtx"), "%%MatrixMarket matrix coordinate integer general\n"
                                                   "3 4 6\n"
                                                   "1 1 2\n1 2 1\n1 4 1\n2 2 2\n2 3 1\n2 4 1\n");
}

Test(matrix_market, pairs_lie_below_the_diagonal_and_their_number_is_filled_in)
{
    write_pairs();
    cr_assert_str_eq(sample_content("pairs.mtx"), "%%MatrixMarket matrix coordinate real symmetric\n"
                                                  "% auto\n"
                                                  "% tf * idf\n"
                                                  "12 12                    2\n"
                                                  "12 1 0.5\n"
                                                  "4 2 0.75\n");
}

Test(matrix_market, scipy_reads_the_same_numbers)
{
    bool is_there = false;
    write_weights();
    write_pairs();
    const bool is_same = sample_python("import sys\n"
                                       "try:\n"
                                       "    from scipy.io import mmread\n"
                                       "except ImportError:\n"
                                       "    sys.exit(0)\n"
                                       "w = mmread(sys.argv[1] + 'weights.mtx').toarray()\n"
                                       "assert w.tolist() == [[.5,.25,0,0],[0,.125,1,.75],[0,0,0,0]], w\n"
                                       "p = mmread(sys.argv[1] + 'pairs.mtx').toarray()\n"
                                       "assert p.shape == (12, 12) and p[0][11] == p[11][0] == .5\n"
                                       "assert p[1][3] == p[3][1] == .75 and p.sum() == 2.5\n",
                                       sample_path(""), &is_there);
    if (!is_there)
        cr_skip_test("python3 is not installed");
    cr_assert(is_same);
}
