#include <criterion/criterion.h>
#include <math.h>

#include "finding_tables.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(finding_tables, .init = make, .fini = sample_folder_remove);

Test(finding_tables, neighbours_name_both_documents_and_their_lengths)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const struct neighbour neighbour = {.document = 0, .rank = 1, .neighbour = 1, .similarity = 1.25, .cosine = 0.1};
    sample_writer(&writer, "out");
    cr_assert_eq(neighbours_csv_begin(&writer, &failure), STATUS_OK);
    cr_assert_eq(neighbours_csv_add(&writer, &sample_counts, &neighbour, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"), "document,rank,neighbour,similarity,cosine,tokens,neighbour_tokens\r\n"
                                            "war/post,1,حرب/صحيفة,1.25,0.1,420,500\r\n");
}

Test(finding_tables, terms_say_of_which_group_they_are)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const struct term_finding term = {.kind = GROUP_SOURCE,
                                      .name = span_of("صحيفة"),
                                      .rank = 2,
                                      .term = 2,
                                      .weight = 7.5,
                                      .count = 1,
                                      .document_frequency = 1,
                                      .form = span_of("معاهدة")};
    sample_writer(&writer, "out");
    cr_assert_eq(terms_csv_begin(&writer, &failure), STATUS_OK);
    cr_assert_eq(terms_csv_add(&writer, &sample_counts, &term, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"), "kind,name,rank,term,form,weight,count,document_frequency\r\n"
                                            "source,صحيفة,2,معاهده,معاهدة,7.5,1,1\r\n");
}
