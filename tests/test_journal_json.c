#include <criterion/criterion.h>

#include "journal_json.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(journal_json, .init = make, .fini = sample_folder_remove);

static const char *written(const struct journal *journal)
{
    struct writer writer = {0};
    struct failure failure = {0};
    struct json_writer json = {.writer = &writer};
    sample_writer(&writer, "out");
    json_writer_object(&json, NULL);
    journal_json_write(&json, journal);
    json_writer_close(&json);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return sample_content("out");
}

Test(journal_json, a_line_is_told_of_what_stands_in_lines)
{
    struct reject rejects[] = {
        {.id = span_of("a"), .path = span_of("a.txt.gz"), .reason = span_of("cut short")},
        {.id = span_of("b"), .path = span_of("x.ndjson"), .line = 3, .reason = span_of("no \"object\"")}};
    const struct journal journal = {.rejects = rejects, .reject_count = 2};
    cr_expect_str_eq(written(&journal),
                     "{\n  \"rejects\": [\n    {\n      \"document\": \"a\",\n      \"path\": \"a.txt.gz\",\n      "
                     "\"reason\": \"cut short\"\n    },\n    {\n      \"document\": \"b\",\n      \"path\": "
                     "\"x.ndjson\",\n      \"line\": 3,\n      \"reason\": \"no \\\"object\\\"\"\n    }\n  ],\n  "
                     "\"warnings\": []\n}\n");
}
