#include <criterion/criterion.h>
#include <math.h>

#include "report_sample.h"
#include "silences_csv.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(silences_csv, .init = make, .fini = sample_folder_remove);

Test(silences_csv, a_row_tells_what_is_missed_and_who_mentions_it_or_why_there_is_nothing)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const struct silence_finding silence = {.source = span_of("post"),
                                            .event = span_of("war"),
                                            .language = span_of("ar"),
                                            .has_term = true,
                                            .rank = 1,
                                            .term = 2,
                                            .expected = 2.5,
                                            .found = 0,
                                            .words = 500,
                                            .other_count = 9,
                                            .other_sources = 3,
                                            .sources = 4,
                                            .other_documents = 5,
                                            .documents = 6,
                                            .elsewhere = 7,
                                            .surprise = 3.5,
                                            .p = 0.25,
                                            .q = NAN,
                                            .status = "no q"};
    const struct silence_finding none = {
        .source = span_of("post"), .event = span_of("war"), .language = span_of("en"), .status = "nothing"};
    sample_writer(&writer, "out");
    cr_assert_eq(silences_csv_begin(&writer, &failure), STATUS_OK);
    cr_assert_eq(silences_csv_add(&writer, &sample_counts, &silence, &failure), STATUS_OK);
    cr_assert_eq(silences_csv_add(&writer, &sample_counts, &none, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"),
                     "source,event,language,rank,term,form,kind,expected,found,words,other_count,other_sources,sources,"
                     "other_documents,documents,elsewhere,surprise,p,q,status\r\n"
                     "post,war,ar,1,معاهده,معاهدة,word,2.5,0,500,9,3,4,5,6,7,3.5,0.25,,no q\r\n"
                     "post,war,en,,,,,,,,,,,,,,,,,nothing\r\n");
}
