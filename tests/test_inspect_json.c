#include <criterion/criterion.h>

#include "inspect_json.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(inspect_json, .init = make, .fini = sample_folder_remove);

Test(inspect_json, queries_are_left_out_and_rejects_have_their_line)
{
    struct writer writer = {0};
    struct failure failure = {0};
    struct document one = {.id = span_of("a\n"), .encoding = "UTF-8", .bytes = 7, .language_detected = true};
    struct document query = {.id = span_of("q"), .role = ROLE_QUERY};
    struct document *documents[] = {&one, &query};
    struct reject reject = {.path = span_of("x.ndjson"), .line = 3, .reason = span_of("no object")};
    struct warning warning = {.text = span_of("a: odd")};
    const struct journal journal = {.documents = documents,
                                    .document_count = 2,
                                    .rejects = &reject,
                                    .reject_count = 1,
                                    .warnings = &warning,
                                    .warning_count = 1};
    sample_writer(&writer, "out");
    cr_assert_eq(inspect_json_write(&writer, &journal, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_expect_str_eq(
        sample_content("out"),
        "{\n  \"documents\": [\n    {\n      \"document\": \"a\\n\",\n      \"source\": \"\",\n      "
        "\"event\": \"\",\n      \"language\": \"\",\n      \"language_detected\": true,\n      "
        "\"encoding\": \"UTF-8\",\n      \"bytes\": 7,\n      \"path\": \"\"\n    }\n  ],\n  \"rejects\": [\n "
        "   {\n      \"document\": \"\",\n      \"path\": \"x.ndjson\",\n      \"line\": 3,\n      \"reason\": "
        "\"no object\"\n    }\n  ],\n  \"warnings\": [\n    \"a: odd\"\n  ]\n}\n");
}
