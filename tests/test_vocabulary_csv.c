#include <criterion/criterion.h>

#include "report_sample.h"
#include "vocabulary_csv.h"

static void make(void)
{
    sample_folder_make();
}

Test(vocabulary_csv, terms_are_numbered_from_1_with_their_forms_commonest_first, .init = make,
     .fini = sample_folder_remove)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    cr_assert_eq(vocabulary_csv_write(&writer, &sample_counts, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"), "number,channel,term,document_frequency,count,forms\r\n"
                                            "1,word,peace,1,2,peace:2\r\n"
                                            "2,word,treaty,2,3,Treaty:2 treaty:1\r\n"
                                            "3,word,معاهده,1,1,معاهدة:1\r\n"
                                            "4,date,year:1939,2,2,1939:2\r\n");
}
