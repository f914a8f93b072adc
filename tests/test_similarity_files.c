#include <criterion/criterion.h>
#include <math.h>

#include "report_sample.h"
#include "similarity_files.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(similarity_files, .init = make, .fini = sample_folder_remove);

static struct results_folder open_folder(void)
{
    struct results_folder folder = {0};
    struct failure failure = {0};
    cr_assert_eq(results_folder_open(&folder, sample_path("out"), false, &failure), STATUS_OK, "%s", failure.message);
    return folder;
}

Test(similarity_files, rows_make_a_table_with_empty_cells_for_no_similarity)
{
    const double values[3][3] = {{1, 0.25, NAN}, {0.25, 1.5, NAN}, {NAN, NAN, NAN}};
    struct results_folder folder = open_folder();
    struct similarity_files files = {0};
    struct failure failure = {0};
    for (size_t row = 0; row < 3; row++) {
        const struct similarity_row finding = {row, 3, values[row]};
        cr_assert_eq(similarity_files_add_row(&files, &folder, &sample_counts, &finding, &failure), STATUS_OK);
    }
    cr_assert_eq(similarity_files_end(&files, &failure), STATUS_OK);
    cr_assert_eq(results_folder_commit(&folder, &failure), STATUS_OK);
    results_folder_close(&folder);
    cr_assert_str_eq(sample_content("out/similarity.csv"), "document,war/post,حرب/صحيفة,empty\r\n"
                                                           "war/post,1,0.25,\r\n"
                                                           "حرب/صحيفة,0.25,1.5,\r\n"
                                                           "empty,,,\r\n");
    sample_content("out/similarity.npy");
    cr_assert_eq(sample_content_length(), 128 + 9 * 8);
}

Test(similarity_files, pairs_make_a_file_even_when_there_are_none)
{
    struct results_folder folder = open_folder();
    struct similarity_files files = {0};
    struct failure failure = {0};
    const struct matrix_market_comments comments = {{"none"}};
    cr_assert_eq(similarity_files_begin_pairs(&files, &folder, &sample_counts, &comments, &failure), STATUS_OK);
    cr_assert_eq(similarity_files_end(&files, &failure), STATUS_OK);
    cr_assert_eq(results_folder_commit(&folder, &failure), STATUS_OK);
    results_folder_close(&folder);
    cr_assert_str_eq(sample_content("out/similarity.mtx"), "%%MatrixMarket matrix coordinate real symmetric\n"
                                                           "% none\n"
                                                           "3 3                    0\n");
}

Test(similarity_files, discarding_closes_what_is_half_made)
{
    struct results_folder folder = open_folder();
    struct similarity_files files = {0};
    struct failure failure = {0};
    const double values[3] = {1, 0, 0};
    const struct similarity_row finding = {0, 3, values};
    cr_assert_eq(similarity_files_add_row(&files, &folder, &sample_counts, &finding, &failure), STATUS_OK);
    similarity_files_discard(&files);
    similarity_files_discard(&files);
    results_folder_close(&folder);
    cr_assert_eq(sample_entry_count(), 0);
}
