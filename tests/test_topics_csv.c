#include <criterion/criterion.h>
#include <math.h>

#include "report_sample.h"
#include "topics_csv.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(topics_csv, .init = make, .fini = sample_folder_remove);

Test(topics_csv, a_row_for_each_document_repeats_what_the_topic_is)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const struct topic_document documents[] = {{1, 0.75, 0.625}, {0, 0.25, 0.375}};
    const struct topic_finding topic = {
        .number = 12, .share = 0.125, .coherence = -0.5, .passages = 7, .documents = documents, .document_count = 2};
    const struct topic_finding lone = {
        .number = 13, .share = 0.0625, .coherence = NAN, .documents = documents + 1, .document_count = 1};
    sample_writer(&writer, "out");
    cr_assert_eq(topics_csv_begin(&writer, &failure), STATUS_OK);
    cr_assert_eq(topics_csv_add(&writer, &sample_counts, &topic, &failure), STATUS_OK);
    cr_assert_eq(topics_csv_add(&writer, &sample_counts, &lone, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"),
                     "topic,share,coherence,passages,rank,document,share_of_document,share_of_topic\r\n"
                     "topic-12,0.125,-0.5,7,1,حرب/صحيفة,0.75,0.625\r\n"
                     "topic-12,0.125,-0.5,7,2,war/post,0.25,0.375\r\n"
                     "topic-13,0.0625,,0,1,war/post,0.25,0.375\r\n");
}
