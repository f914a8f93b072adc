/* test_robustness_csv.c - names and sentence, and a reason where there is no grid. */
#include <criterion/criterion.h>

#include "report_sample.h"
#include "robustness_csv.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(robustness_csv, .init = make, .fini = sample_folder_remove);

Test(robustness_csv, each_kind_has_its_sentence_and_the_settings_in_which_it_fails)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const struct span failed[] = {{"--stem none", 11}, {"--similarity cosine", 19}};
    const struct statement_finding documents = {.kind = STATEMENT_NEAREST_DOCUMENT,
                                                .a = span_of("x"),
                                                .b = span_of("y"),
                                                .c = span_of("z"),
                                                .holds = 2,
                                                .settings = 4,
                                                .failed = failed,
                                                .failed_count = 2};
    const struct statement_finding sources = {.kind = STATEMENT_NEAREST_SOURCE,
                                              .event = span_of("war"),
                                              .a = span_of("p"),
                                              .b = span_of("q"),
                                              .c = span_of("r"),
                                              .holds = 4,
                                              .settings = 4,
                                              .across_languages = true};
    const struct statement_finding pairs = {.kind = STATEMENT_PAIRS,
                                            .a = span_of("p"),
                                            .b = span_of("q"),
                                            .c = span_of("p"),
                                            .d = span_of("r"),
                                            .holds = 1,
                                            .settings = 4};
    sample_writer(&writer, "out");
    cr_assert_eq(robustness_csv_begin(&writer, &failure), STATUS_OK);
    cr_assert_eq(robustness_csv_add(&writer, &documents, &failure), STATUS_OK);
    cr_assert_eq(robustness_csv_add(&writer, &sources, &failure), STATUS_OK);
    cr_assert_eq(robustness_csv_add(&writer, &pairs, &failure), STATUS_OK);
    cr_assert_eq(robustness_csv_missing(&writer, "too long", &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(
        sample_content("out"),
        "kind,event,a,b,c,d,statement,holds,settings,share,fails_in,status\r\n"
        "nearest_document,,x,y,z,,x is nearest to y,2,4,0.5,--stem none; --similarity cosine,ok\r\n"
        "nearest_source,war,p,q,r,,on war: p is nearest to q,4,4,1,,doubtful: texts in different languages "
        "share few terms\r\n"
        "pairs,,p,q,p,r,over all events: p and q are nearer to each other than p and r,1,4,0.25,,ok\r\n"
        ",,,,,,,,,,,other settings were not tried: too long\r\n");
}
