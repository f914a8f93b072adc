/* test_sources_csv.c - rows as they are read, empty fields where there is nothing, and the wide form. */
#include <criterion/criterion.h>
#include <math.h>

#include "report_sample.h"
#include "sources_csv.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(sources_csv, .init = make, .fini = sample_folder_remove);

static const struct span names[] = {{"globe", 5}, {"post", 4}, {"صحيفة", 10}};

Test(sources_csv, a_row_for_each_finding_and_a_matrix_of_those_over_all_events)
{
    static const size_t years[] = {3};
    struct sources_csv sources = {0};
    struct results_folder folder = {0};
    struct failure failure = {0};
    const struct source_finding war = {.event = span_of("war, 1"),
                                       .sources = names,
                                       .source_count = 3,
                                       .a = 1,
                                       .b = 2,
                                       .documents_a = 2,
                                       .documents_b = 3,
                                       .tokens_a = 420,
                                       .tokens_b = 500,
                                       .similarity = 0.5,
                                       .low = 0.25,
                                       .high = 0.75,
                                       .has_null = true,
                                       .null_pairs = 40,
                                       .null_percentile = 0.125,
                                       .names_share = 0.375,
                                       .without_names = 0.0625,
                                       .centred = -0.5,
                                       .reference_pairs = 24,
                                       .reference_mean = 0.125,
                                       .reference_deviation = 0.25,
                                       .reference_z = 1.5,
                                       .years = years,
                                       .year_count = 1,
                                       .status = ""};
    struct source_finding alone = war, all = war;
    alone.b = NO_SOURCE;
    alone.similarity = alone.low = alone.high = alone.null_percentile = alone.names_share = alone.without_names = NAN;
    alone.centred = alone.reference_mean = alone.reference_deviation = alone.reference_z = NAN;
    alone.reference_pairs = all.reference_pairs = 0;
    alone.has_null = false;
    alone.year_count = 0;
    alone.status = "one-source";
    all.event = span_of("");
    all.has_null = false;
    all.null_percentile = all.low = all.high = all.reference_mean = all.reference_deviation = NAN;
    all.status = "null: by event";
    cr_assert_eq(results_folder_open(&folder, sample_path("out"), false, &failure), STATUS_OK);
    cr_assert_eq(sources_csv_begin(&sources, &folder, &failure), STATUS_OK);
    cr_assert_eq(sources_csv_add(&sources, &sample_counts, &war, &failure), STATUS_OK);
    cr_assert_eq(sources_csv_add(&sources, &sample_counts, &alone, &failure), STATUS_OK);
    cr_assert_eq(sources_csv_add(&sources, &sample_counts, &all, &failure), STATUS_OK);
    cr_assert_eq(sources_csv_end(&sources, &folder, &failure), STATUS_OK);
    sources_csv_discard(&sources);
    cr_assert_eq(results_folder_commit(&folder, &failure), STATUS_OK, "%s", failure.message);
    results_folder_close(&folder);
    cr_assert_str_eq(
        sample_content("out/sources.csv"),
        "event,source_a,source_b,documents_a,documents_b,tokens_a,tokens_b,similarity,low,high,null_pairs,"
        "null_percentile,names_share,without_names,shared_years,status,centred,reference_pairs,"
        "reference_mean,reference_deviation,reference_z\r\n"
        "\"war, 1\",post,صحيفة,2,3,420,500,0.5,0.25,0.75,40,0.125,0.375,0.0625,1939,,-0.5,24,0.125,0.25,1.5\r\n"
        "\"war, 1\",post,,2,,420,,,,,,,,,,one-source,,,,,\r\n"
        ",post,صحيفة,2,3,420,500,0.5,,,,,0.375,0.0625,1939,null: by event,-0.5,,,,1.5\r\n");
    cr_assert_str_eq(sample_content("out/sources_matrix.csv"), "source,globe,post,صحيفة\r\n"
                                                               "globe,,,\r\n"
                                                               "post,,,0.5\r\n"
                                                               "صحيفة,,0.5,\r\n");
}
