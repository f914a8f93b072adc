/* jansson reads the block back. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "page_sample.h"

TestSuite(page_data, .init = page_sample_open, .fini = page_sample_close);

Test(page_data, another_reader_gets_pairs_orders_and_words)
{
    static struct span names[] = {{"</script>", 9}, {"b", 1}};
    static const size_t years[] = {3};
    struct page_source_pair pair = {.finding = {.event = span_of("war"),
                                                .similarity = 1.0 / 3,
                                                .low = NAN,
                                                .high = NAN,
                                                .null_percentile = NAN,
                                                .reference_z = NAN,
                                                .names_share = 0.25,
                                                .without_names = NAN,
                                                .years = years,
                                                .year_count = 1,
                                                .status = "short"},
                                    .a = 0,
                                    .b = 1};
    struct page_event event = {.name = span_of("war"), .first = 0, .count = 1};
    struct failure failure = {0};
    page_sample.sources = (struct page_sources){
        .names = names, .count = 2, .pairs = &pair, .pair_count = 1, .events = &event, .event_count = 1};
    cr_assert_eq(page_data_write(&page_sample, page_sample_writer(), &failure), STATUS_OK);
    const char *const text = page_sample_written();
    const char *const from = strchr(text, '{'), *const to = strstr(text, "</script>");
    cr_assert_not_null(to);
    json_t *const data = json_loadb(from, (size_t)(to - from), 0, NULL);
    cr_assert_not_null(data);
    json_t *const row = json_array_get(json_object_get(data, "pairs"), 0);
    cr_expect_eq(json_real_value(json_array_get(row, 7)), 0.3333);
    cr_expect(json_is_null(json_array_get(row, 8)));
    cr_expect_str_eq(json_string_value(json_array_get(json_array_get(row, 14), 0)), "1939");
    cr_expect_str_eq(json_string_value(json_array_get(row, 15)), "short");
    cr_expect_str_eq(json_string_value(json_array_get(json_object_get(data, "sources"), 0)), "</script>");
    json_t *const orders = json_object_get(json_object_get(data, "maps"), "e0");
    cr_expect_eq(json_array_size(json_object_get(orders, "clustered")), 2);
    cr_expect_gt(json_object_size(json_object_get(data, "interface")), 10);
    json_decref(data);
}
