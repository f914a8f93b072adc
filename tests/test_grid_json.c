#include <criterion/criterion.h>
#include <jansson.h>

#include "grid_json.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(grid_json, .init = make, .fini = sample_folder_remove);

/* What jansson reads of an object that holds the account alone. */
static json_t *written(const struct grid_account *grid)
{
    struct writer writer = {0};
    struct failure failure = {0};
    struct json_writer json = {.writer = &writer};
    json_error_t error;
    sample_writer(&writer, "out");
    json_writer_object(&json, NULL);
    grid_json_write(&json, grid);
    json_writer_close(&json);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    json_t *const read = json_loads(sample_content("out"), 0, &error);
    cr_assert_not_null(read, "%s", error.text);
    return read;
}

Test(grid_json, settings_are_matrices_times_similarities_and_omissions_are_listed)
{
    const struct grid_account grid = {.matrices = 14,
                                      .length = 450,
                                      .omitted = {"--stem snowball, which gives the terms of auto", "b"},
                                      .omitted_count = 2};
    json_t *const read = written(&grid);
    const json_t *const told = json_object_get(read, "robustness");
    const json_t *const omitted = json_object_get(told, "left_out");
    cr_assert_eq(json_integer_value(json_object_get(told, "settings")), 28);
    cr_assert_eq(json_integer_value(json_object_get(told, "one_length_words")), 450);
    cr_assert_null(json_object_get(told, "missing"));
    cr_assert_eq(json_array_size(omitted), 2);
    cr_assert_str_eq(json_string_value(json_array_get(omitted, 1)), "b");
    json_decref(read);
}

Test(grid_json, why_there_is_none_is_told)
{
    const struct grid_account grid = {.missing = "an order takes three documents"};
    json_t *const read = written(&grid);
    const json_t *const told = json_object_get(read, "robustness");
    cr_assert_eq(json_integer_value(json_object_get(told, "settings")), 0);
    cr_assert_str_eq(json_string_value(json_object_get(told, "missing")), "an order takes three documents");
    cr_assert_null(json_object_get(told, "one_length_words"));
    json_decref(read);
}

Test(grid_json, nothing_is_told_of_a_grid_that_nobody_wanted)
{
    const struct grid_account none = {0};
    json_t *read = written(&none);
    cr_assert_eq(json_object_size(read), 0);
    json_decref(read);
}

Test(grid_json, nor_where_there_is_no_account)
{
    json_t *const read = written(NULL);
    cr_assert_eq(json_object_size(read), 0);
    json_decref(read);
}
