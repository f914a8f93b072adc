#include <criterion/criterion.h>
#include <math.h>

#include "csv_writer.h"
#include "json_rows.h"
#include "refusal.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(json_rows, .init = make, .fini = sample_folder_remove);

static enum status write_rows(const char *name, unsigned count, struct failure *failure)
{
    struct writer writer = {0};
    struct json_rows rows;
    sample_writer(&writer, name);
    json_rows_open(&rows, &writer);
    struct csv_writer csv = {.writer = &writer};
    csv_names(&csv, "text,whole,real");
    enum status status = csv_end_row(&csv, failure);
    for (unsigned i = 0; i < count && status == STATUS_OK; i++) {
        csv_text(&csv, "a\"\n");
        csv_integer(&csv, i);
        csv_number(&csv, i == 0 ? .1 : (double)NAN);
        status = csv_end_row(&csv, failure);
    }
    json_rows_end(&rows);
    json_rows_free(&rows);
    if (status == STATUS_OK)
        status = writer_close(&writer, failure);
    writer_discard(&writer);
    return status;
}

Test(json_rows, rows_are_objects_by_the_names_of_the_header)
{
    struct failure failure = {0};
    cr_assert_eq(write_rows("two", 2, &failure), STATUS_OK);
    cr_expect_str_eq(sample_content("two"),
                     "[\n  {\n    \"text\": \"a\\\"\\n\",\n    \"whole\": 0,\n    \"real\": 0.1\n  },\n"
                     "  {\n    \"text\": \"a\\\"\\n\",\n    \"whole\": 1,\n    \"real\": null\n  }\n]\n");
    cr_assert_eq(write_rows("none", 0, &failure), STATUS_OK);
    cr_expect_str_eq(sample_content("none"), "[]\n");
}
