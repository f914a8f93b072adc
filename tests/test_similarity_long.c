#include <criterion/criterion.h>
#include <math.h>

#include "report_sample.h"
#include "similarity_long.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(similarity_long, .init = make, .fini = sample_folder_remove);

Test(similarity_long, each_pair_stands_once)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const double first[] = {1, .5, NAN}, second[] = {.5, 1, .25};
    const struct similarity_row rows[] = {{0, 3, first}, {1, 3, second}};
    const struct similarity_pair pair = {0, 2, .125};
    sample_writer(&writer, "long");
    cr_assert_eq(similarity_long_begin(&writer, &failure), STATUS_OK);
    cr_assert_eq(similarity_long_add_row(&writer, &sample_counts, &rows[0], &failure), STATUS_OK);
    cr_assert_eq(similarity_long_add_row(&writer, &sample_counts, &rows[1], &failure), STATUS_OK);
    cr_assert_eq(similarity_long_add_pair(&writer, &sample_counts, &pair, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_expect_str_eq(sample_content("long"), "document_a,document_b,source_a,source_b,event_a,event_b,similarity\r\n"
                                             "war/post,حرب/صحيفة,post,صحيفة,war,war,0.5\r\n"
                                             "war/post,empty,post,,war,,\r\n"
                                             "حرب/صحيفة,empty,صحيفة,,war,,0.25\r\n"
                                             "war/post,empty,post,,war,,0.125\r\n");
}
