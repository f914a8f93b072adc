#include <criterion/criterion.h>

#include "apparatus_csv.h"
#include "document_details.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(apparatus_csv, .init = make, .fini = sample_folder_remove);

static const char *table_of(struct document *const *documents, size_t count)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    cr_assert_eq(apparatus_csv_write(&writer, documents, count, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return sample_content("out");
}

Test(apparatus_csv, a_row_for_each_run_by_document_and_place)
{
    const struct apparatus_run runs[] = {{10, 14, 1, FIELD_RESIDUE, span_of("[edit")},
                                         {90, 200, 20, FIELD_NOTES, span_of("المراجع \"كتاب\"")}};
    struct document first = {.id = span_of("a"),
                             .details = &(struct document_details){.apparatus = runs, .apparatus_count = 2}};
    struct document second = {.id = span_of("b")};
    struct document third = {.id = span_of("c"),
                             .details = &(struct document_details){.apparatus = runs, .apparatus_count = 1}};
    struct document *const documents[] = {&first, &second, &third};
    cr_expect_str_eq(table_of(documents, 3), "document,field,start,end,words,excerpt\r\n"
                                             "a,residue,10,14,1,[edit\r\n"
                                             "a,notes,90,200,20,\"المراجع \"\"كتاب\"\"\"\r\n"
                                             "c,residue,10,14,1,[edit\r\n");
}

Test(apparatus_csv, has_its_header_where_all_is_body)
{
    cr_expect_str_eq(table_of(sample_documents, 3), "document,field,start,end,words,excerpt\r\n");
}
