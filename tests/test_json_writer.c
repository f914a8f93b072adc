/* jansson is the independent reader; the bytes were written by hand after RFC 8259. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>
#include <math.h>

#include "json_writer.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(json_writer, .init = make, .fini = sample_folder_remove);

static void write_all(struct json_writer *json)
{
    json_writer_object(json, NULL);
    json_writer_text(json, "quote\"", "a\\b\n\x01\x1f\x7f حرب");
    json_writer_span(json, "broken", (struct span){"a\xff", 2});
    json_writer_array(json, "list");
    json_writer_integer(json, NULL, 18446744073709551615ULL);
    json_writer_number(json, NULL, 0.1);
    json_writer_number(json, NULL, 1);
    json_writer_number(json, NULL, NAN);
    json_writer_close(json);
    json_writer_array(json, "nothing");
    json_writer_close(json);
    json_writer_boolean(json, "yes", true);
    json_writer_text(json, "absent", NULL);
    json_writer_close(json);
}

Test(json_writer, writes_members_in_order_indented_by_two)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    struct json_writer json = {.writer = &writer};
    write_all(&json);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"), "{\n"
                                            "  \"quote\\\"\": \"a\\\\b\\n\\u0001\\u001f\\u007f حرب\",\n"
                                            "  \"broken\": \"a\ufffd\",\n"
                                            "  \"list\": [\n"
                                            "    18446744073709551615,\n"
                                            "    0.1,\n"
                                            "    1.0,\n"
                                            "    null\n"
                                            "  ],\n"
                                            "  \"nothing\": [],\n"
                                            "  \"yes\": true,\n"
                                            "  \"absent\": null\n"
                                            "}\n");
}

Test(json_writer, another_reader_gets_back_what_was_put_in)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    struct json_writer json = {.writer = &writer};
    json_writer_object(&json, NULL);
    json_writer_text(&json, "k\"", "a\\b\n\x01\x1f\x7f حرب");
    json_writer_number(&json, "n", 0.1);
    json_writer_close(&json);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    json_t *const read = json_loads(sample_content("out"), 0, NULL);
    cr_assert_not_null(read);
    cr_assert_str_eq(json_string_value(json_object_get(read, "k\"")), "a\\b\n\x01\x1f\x7f حرب");
    cr_assert_eq(json_real_value(json_object_get(read, "n")), 0.1);
    json_decref(read);
}

Test(json_writer, in_a_page_nothing_can_end_the_element_and_another_reader_gets_it_back)
{
    static const char hostile[] = "</script><!-- <script> ]]> & \u2028\u2029";
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    struct json_writer json = {.writer = &writer, .is_embedded = true};
    json_writer_object(&json, NULL);
    json_writer_text(&json, hostile, hostile);
    json_writer_text(&json, "order", "a\u202eb\u2067");
    json_writer_array(&json, "a");
    json_writer_integer(&json, NULL, 1);
    json_writer_integer(&json, NULL, 2);
    json_writer_close(&json);
    json_writer_close(&json);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    const char *const content = sample_content("out");
    cr_expect_null(strpbrk(content, "<>&"), "%s", content);
    cr_expect_null(strstr(content, "\u2028"));
    cr_expect_not_null(strstr(content, ",\"order\":\"a\ufffdb\ufffd\","), "%s", content);
    cr_expect_not_null(strstr(content, ",\"a\":[1,2]}\n"), "%s", content);
    json_t *const read = json_loads(content, 0, NULL);
    cr_assert_not_null(read);
    cr_expect_str_eq(json_string_value(json_object_get(read, hostile)), hostile);
    json_decref(read);
}
