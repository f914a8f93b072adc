/* test_events_json.c - what run.json says of the events, read by jansson. */
#include <criterion/criterion.h>
#include <jansson.h>

#include "events_json.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(events_json, .init = make, .fini = sample_folder_remove);

static json_t *written(const struct event_model *events)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    struct json_writer json = {.writer = &writer};
    json_writer_object(&json, NULL);
    events_json_write(&json, events);
    json_writer_close(&json);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    json_t *const read = json_loads(sample_content("out"), 0, NULL);
    cr_assert_not_null(read);
    return read;
}

Test(events_json, of_the_corpus_own_events_their_number_is_told)
{
    json_t *const read = written(&(struct event_model){.kind = EVENTS_FROM_CORPUS, .events = 3});
    json_t *const events = json_object_get(read, "events");
    cr_assert_str_eq(json_string_value(json_object_get(events, "from")), "corpus");
    cr_assert_eq(json_integer_value(json_object_get(events, "events")), 3);
    cr_assert_eq(json_object_size(events), 2);
    json_decref(read);
}

Test(events_json, of_found_events_passages_method_and_circularity_are_told)
{
    json_t *const read = written(&(struct event_model){
        .kind = EVENTS_FOUND, .events = 2, .passages = 9, .about_one = 4, .about_several = 1, .circular = true});
    json_t *const events = json_object_get(read, "events");
    cr_assert_str_eq(json_string_value(json_object_get(events, "from")), "auto");
    cr_assert_eq(json_integer_value(json_object_get(events, "passages")), 9);
    cr_assert_eq(json_integer_value(json_object_get(events, "about_one")), 4);
    cr_assert_eq(json_integer_value(json_object_get(events, "about_several")), 1);
    cr_assert_eq(json_real_value(json_object_get(events, "chance")), 0.01);
    cr_assert(json_is_true(json_object_get(events, "circular")));
    cr_assert_not_null(json_object_get(events, "method"));
    cr_assert_not_null(json_object_get(events, "found"));
    json_decref(read);
}

Test(events_json, without_events_nothing_is_written)
{
    json_t *const read = written(NULL);
    cr_assert_eq(json_object_size(read), 0);
    json_decref(read);
}
