#include <criterion/criterion.h>
#include <math.h>

#include "factors_csv.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(factors_csv, .init = make, .fini = sample_folder_remove);

Test(factors_csv, a_kind_fills_its_columns_and_leaves_the_others_empty)
{
    static const struct factor_finding rows[] = {
        {FACTOR_PAIRS, "same event, other source", "same", 28, 0.5, 0, 0, NAN, NAN, NAN, ""},
        {FACTOR_PAIRS, "other event, same source", "different", 0, NAN, 0, 0, NAN, NAN, NAN, "no pair"},
        {FACTOR_SHARE, "event", "", 0, NAN, 5, 4, 0.25, 0.125, NAN, ""},
        {FACTOR_SHARE, "language", "", 0, NAN, 2, 0, NAN, NAN, NAN, "language cannot be told from source"},
        {FACTOR_SHARE, "none of these", "", 0, NAN, 0, 14, 0.375, NAN, NAN, ""},
        {FACTOR_LENGTH, "centred", "same", 90, NAN, 0, 0, NAN, NAN, -0.0625, ""}};
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    cr_assert_eq(factors_csv_begin(&writer, &failure), STATUS_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert_eq(factors_csv_add(&writer, &rows[i], &failure), STATUS_OK);
    }
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"),
                     "kind,name,languages,pairs,similarity,levels,degrees,share,by_chance,correlation,status\r\n"
                     "pairs,\"same event, other source\",same,28,0.5,,,,,,\r\n"
                     "pairs,\"other event, same source\",different,0,,,,,,,no pair\r\n"
                     "share,event,,,,5,4,0.25,0.125,,\r\n"
                     "share,language,,,,2,,,,,language cannot be told from source\r\n"
                     "share,none of these,,,,,14,0.375,,,\r\n"
                     "length,centred,same,90,,,,,,-0.0625,\r\n");
}
