#include <criterion/criterion.h>

#include "document_details.h"
#include "repairs_csv.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(repairs_csv, .init = make, .fini = sample_folder_remove);

Test(repairs_csv, each_repair_is_a_row_with_its_places)
{
    const struct repair list[] = {{REPAIR_HALVES, 70, 76, 0, 14, span_of("الب ريطانية"), span_of("البريطانية")},
                                  {REPAIR_LAM_ALEF, 80, 96, 0, 0, span_of("االشتراك"), span_of("الاشتراك")}};
    struct document one = {.id = span_of("a,b"),
                           .details = &(struct document_details){.repair_list = list, .repair_list_count = 2}};
    struct document none = {.id = span_of("c")};
    struct document *const documents[] = {&none, &one};
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    cr_assert_eq(repairs_csv_write(&writer, documents, 2, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_expect_str_eq(sample_content("out"), "document,kind,start,end,second_start,second_end,written,mended\r\n"
                                            "\"a,b\",halves,70,76,0,14,الب ريطانية,البريطانية\r\n"
                                            "\"a,b\",lam_alef,80,96,,,االشتراك,الاشتراك\r\n");
}

Test(repairs_csv, repairs_of_all_kinds_make_a_documents_count)
{
    const struct document document = {
        .details = &(struct document_details){.repairs = {[REPAIR_HALVES] = 2, [REPAIR_TATWEEL] = 5}}};
    cr_expect_eq(repairs_csv_count(&document), 7);
}
