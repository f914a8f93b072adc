/* test_events_csv.c - a passage with what speaks for its event, and a whole document. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "events_csv.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(events_csv, .init = make, .fini = sample_folder_remove);

Test(events_csv, passages_have_numbers_places_scores_and_terms_and_documents_have_not)
{
    struct writer writer = {0};
    struct failure failure = {0};
    static const size_t terms[] = {3, 2};
    const struct passage_finding passage = {.event = span_of("raid, the"),
                                            .document = sample_documents[1],
                                            .number = 2,
                                            .start = 10,
                                            .end = 900,
                                            .words = 151,
                                            .score = 6.5,
                                            .terms = terms,
                                            .term_count = 2,
                                            .status = "beside"};
    const struct passage_finding document = {
        .document = sample_documents[0], .end = 77, .words = 420, .score = NAN, .status = "whole document; no event"};
    sample_writer(&writer, "out");
    cr_assert_eq(events_csv_begin(&writer, &failure), STATUS_OK);
    cr_assert_eq(events_csv_add(&writer, &sample_counts, &passage, &failure), STATUS_OK);
    cr_assert_eq(events_csv_add(&writer, &sample_counts, &document, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    char expected[512];
    (void)snprintf(expected, sizeof expected,
                   "event,source,document,passage,start,end,words,score,terms,status\r\n"
                   "\"raid, the\",%.*s,%.*s,2,10,900,151,6.5,1939 %.*s,beside\r\n"
                   ",%.*s,%.*s,,0,77,420,,,whole document; no event\r\n",
                   SPAN_ARGUMENTS(sample_documents[1]->source), SPAN_ARGUMENTS(sample_documents[1]->id),
                   SPAN_ARGUMENTS(sample_counts.terms[2].forms[0].surface), SPAN_ARGUMENTS(sample_documents[0]->source),
                   SPAN_ARGUMENTS(sample_documents[0]->id));
    cr_assert_str_eq(sample_content("out"), expected);
}
