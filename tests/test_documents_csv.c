#include <criterion/criterion.h>

#include "document_details.h"
#include "documents_csv.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(documents_csv, .init = make, .fini = sample_folder_remove);

Test(documents_csv, rows_have_what_was_declared_found_and_carried)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    cr_assert_eq(documents_csv_write(&writer, sample_documents, 3, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(
        sample_content("out"),
        "document,source,event,language,date,title,encoding,bytes,segments,tokens,terms,warnings,own_bytes,script,"
        "language_detected,path,text_crc32,notes,appended,other_script,residue,repeated,repairs,repaired_halves,"
        "repaired_numbers,"
        "repaired_ranges,repaired_lam_alef,repaired_presentation_forms,repaired_reversed,repaired_spaced_letters,"
        "repaired_tatweel,genre,region,page\r\n"
        "war/post,post,war,en,1939-09-01,\"\"\"War\"\", "
        "again\",UTF-8,2400,30,420,2,1,yes,Latn,no,,00000000,5,0,0,2,1,0,0,0,0,0,0,0,0,0,,north,\r\n"
        "حرب/"
        "صحيفة,صحيفة,war,ar,,الحرب,windows-1256,5100,25,500,2,0,no,Arab,yes,,00000000,0,0,7,0,0,4,3,0,1,0,0,0,0,0,news,"
        "south,"
        "7\r\n"
        "empty,,,,,,UTF-8,0,0,0,0,0,yes,Zyyy,no,,00000000,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,\r\n");
}

Test(documents_csv, carried_columns_are_found_wherever_they_stand)
{
    const struct column one[] = {{span_of("x"), span_of("1")}, {span_of("y"), span_of("2")}};
    const struct column two[] = {{span_of("y"), span_of("3")}, {span_of("x"), span_of("4")}};
    struct document first = {.id = span_of("a"),
                             .details = &(struct document_details){.columns = one, .column_count = 2}};
    struct document second = {.id = span_of("b"),
                              .details = &(struct document_details){.columns = two, .column_count = 2}};
    struct document *const documents[] = {&first, &second};
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    cr_assert_eq(documents_csv_write(&writer, documents, 2, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    const char *const content = sample_content("out");
    cr_expect_not_null(strstr(content, "repaired_tatweel,x,y\r\n"));
    cr_expect_not_null(strstr(content, "0,1,2\r\n"));
    cr_expect_not_null(strstr(content, "0,4,3\r\n"));
}

Test(documents_csv, a_carried_column_never_has_the_name_of_another)
{
    const struct column columns[] = {{span_of("tokens"), span_of("1")},
                                     {span_of("carried_tokens"), span_of("2")},
                                     {span_of("genre"), span_of("3")},
                                     {span_of("notes"), span_of("4")},
                                     {span_of("language_detected"), span_of("5")},
                                     {span_of("token"), span_of("6")}};
    struct document document = {.id = span_of("a"),
                                .details = &(struct document_details){.columns = columns, .column_count = 6}};
    struct document *const documents[] = {&document};
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    cr_assert_eq(documents_csv_write(&writer, documents, 1, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    const char *const content = sample_content("out");
    cr_expect_not_null(strstr(content, ",carried_carried_tokens,carried_tokens,carried_genre,carried_notes,"
                                       "carried_language_detected,token\r\n"),
                       "%s", content);
    cr_expect_not_null(strstr(content, ",1,2,3,4,5,6\r\n"), "%s", content);
}

Test(documents_csv, labels_are_a_row_a_document)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    cr_assert_eq(documents_csv_write_labels(&writer, sample_documents, 3, NULL, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"), "document,source,event,language\r\n"
                                            "war/post,post,war,en\r\n"
                                            "حرب/صحيفة,صحيفة,war,ar\r\n"
                                            "empty,,,\r\n");
}

Test(documents_csv, labels_of_segments_count_them_in_their_document)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    cr_assert_eq(documents_csv_write_labels(&writer, sample_documents, 3, sample_counts.segment_starts, &failure),
                 STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"), "document,source,event,language,segment\r\n"
                                            "war/post,post,war,en,1\r\n"
                                            "war/post,post,war,en,2\r\n"
                                            "حرب/صحيفة,صحيفة,war,ar,1\r\n");
}
