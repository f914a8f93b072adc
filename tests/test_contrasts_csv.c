#include <criterion/criterion.h>
#include <string.h>
#include <math.h>

#include "contrasts_csv.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(contrasts_csv, .init = make, .fini = sample_folder_remove);

static const char header[] =
    "source,event,language,direction,rank,term,form,kind,count,words,rate,documents,other_count,other_words,other_rate,"
    "other_documents,g2,g2_four_cell,log_ratio,prior,log_odds,z,evidence,events,held,event_log_odds,mantel_haenszel,"
    "low,high,"
    "dispersion,relabellings,p,q,status\r\n";

static const char *written(const struct contrast_finding *contrast)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    cr_assert_eq(contrasts_csv_begin(&writer, &failure), STATUS_OK);
    cr_assert_eq(contrasts_csv_add(&writer, &sample_counts, contrast, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    const char *const content = sample_content("out");
    cr_assert_eq(strncmp(content, header, sizeof header - 1), 0, "%s", content);
    return content + sizeof header - 1;
}

Test(contrasts_csv, a_row_has_counts_and_rates_of_both_sides_and_each_statistic)
{
    const double events[3] = {0.5, NAN, -1.25};
    const struct contrast_finding contrast = {.source = span_of("post"),
                                              .event = span_of(""),
                                              .language = span_of("en"),
                                              .has_term = true,
                                              .is_more = true,
                                              .rank = 2,
                                              .term = 1,
                                              .count = 3,
                                              .words = 1500,
                                              .other_count = 1,
                                              .other_words = 4000,
                                              .documents = 2,
                                              .other_documents = 1,
                                              .two_cell = 4.5,
                                              .four_cell = 4.75,
                                              .log_ratio = 3,
                                              .prior = 0.125,
                                              .log_odds = 1.5,
                                              .z = 2.5,
                                              .evidence = 2.25,
                                              .events = 2,
                                              .held = 1,
                                              .event_log_odds = events,
                                              .event_count = 3,
                                              .mantel_haenszel = 1.75,
                                              .low = 0.25,
                                              .high = 3.25,
                                              .dispersion = 0.375,
                                              .relabellings = 64,
                                              .p = 0.03125,
                                              .q = NAN,
                                              .status = "no q"};
    cr_assert_str_eq(written(&contrast),
                     "post,,en,more,2,treaty,Treaty,word,3,1500,2,2,1,4000,0.25,1,4.5,4.75,3,0.125,1.5,"
                     "2.5,2.25,2,1,0.5 - -1.25,1.75,0.25,3.25,0.375,64,0.03125,,no q\r\n");
}

Test(contrasts_csv, on_one_event_the_cells_of_all_events_are_empty)
{
    const struct contrast_finding contrast = {.source = span_of("post"),
                                              .event = span_of("war, the"),
                                              .language = span_of("*"),
                                              .has_term = true,
                                              .rank = 1,
                                              .term = 3,
                                              .count = 0,
                                              .words = 10,
                                              .other_count = 2,
                                              .other_words = 1000,
                                              .other_documents = 2,
                                              .two_cell = 1,
                                              .four_cell = 1,
                                              .log_ratio = -1,
                                              .prior = 1,
                                              .log_odds = -1,
                                              .z = -1,
                                              .evidence = -0.5,
                                              .mantel_haenszel = NAN,
                                              .low = NAN,
                                              .high = NAN,
                                              .dispersion = NAN,
                                              .p = NAN,
                                              .q = NAN,
                                              .status = ""};
    cr_assert_str_eq(
        written(&contrast),
        "post,\"war, the\",*,less,1,year:1939,1939,date,0,10,0,0,2,1000,2,2,1,1,-1,1,-1,-1,-0.5,,,,,,,,,,,\r\n");
}

Test(contrasts_csv, a_reason_stands_alone)
{
    const struct contrast_finding contrast = {
        .source = span_of("post"), .event = span_of("war"), .language = span_of("en"), .status = "nobody else"};
    cr_assert_str_eq(written(&contrast), "post,war,en,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,nobody else\r\n");
}
