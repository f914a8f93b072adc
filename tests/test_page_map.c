/* Steps and orders were worked out by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "page_map.h"
#include "report_sample.h"

Test(page_map, the_scale_runs_over_what_was_observed_between_tenths)
{
    struct page_scale scale = {0};
    page_scale_add(&scale, NAN);
    page_scale_add(&scale, 0.28);
    page_scale_add(&scale, 0.9);
    page_scale_add(&scale, 0.31);
    page_scale_round(&scale);
    cr_expect_eq(scale.least, 0.28);
    cr_expect_eq(scale.most, 0.9);
    cr_expect_float_eq(scale.low, 0.2, 1e-12);
    cr_expect_float_eq(scale.high, 0.9, 1e-12);
    cr_expect_eq(page_scale_step(&scale, 0.28), 1);
    cr_expect_eq(page_scale_step(&scale, 0.56), 5);
    cr_expect_eq(page_scale_step(&scale, 0.9), 9);
    cr_expect_eq(page_scale_step(&scale, -5), 0);
    cr_expect_eq(page_scale_step(&scale, 5), 9);
}

Test(page_map, a_scale_of_one_value_or_of_none_has_a_width)
{
    struct page_scale scale = {0};
    page_scale_round(&scale);
    cr_expect_gt(scale.high, scale.low);
    page_scale_add(&scale, 0.5);
    page_scale_round(&scale);
    cr_expect_gt(scale.high, scale.low);
    cr_expect_lt(page_scale_step(&scale, 0.5), PAGE_MAP_STEPS);
}

Test(page_map, of_distances_the_smallest_has_the_last_step)
{
    struct page_scale scale = {.is_reversed = true};
    page_scale_add(&scale, 0);
    page_scale_add(&scale, 1);
    page_scale_round(&scale);
    cr_expect_eq(page_scale_step(&scale, 0), PAGE_MAP_STEPS - 1);
    cr_expect_eq(page_scale_step(&scale, 0.25), 7);
    cr_expect_eq(page_scale_step(&scale, 1), 0);
}

static struct document told[] = {{.id = {"d1", 2}, .source = {"c", 1}, .event = {"war", 3}, .date = {"1950", 4}},
                                 {.id = {"d0", 2}, .source = {"a", 1}, .event = {"war", 3}, .date = {"1941-02", 7}},
                                 {.id = {"d2", 2}, .source = {"b", 1}, .event = {"war", 3}},
                                 {.id = {"d3", 2}, .source = {"b", 1}, .event = {"peace", 5}, .date = {"1900", 4}}};
static struct document *const rows[] = {&told[0], &told[1], &told[2], &told[3]};
static const struct counts counts = {.documents = rows, .document_count = 4};
static const struct weighted weighted = {.counts = &counts};
static const struct settings settings;
static const struct span names[] = {{"a", 1}, {"b", 1}, {"c", 1}};

static void expect_order(const struct page_map *map, enum page_order order, const size_t *expected)
{
    for (size_t i = 0; i < map->count; i++)
        cr_expect_eq(map->orders[order][i], expected[i], "%s, place %zu: %zu", page_order_names[order], i,
                     map->orders[order][i]);
}

Test(page_map, of_sources_has_four_orders)
{
    static const size_t given[] = {2, 0, 1}, name[] = {0, 1, 2}, date[] = {0, 2, 1};
    struct page_source_pair pairs[] = {{.finding = {.similarity = 0.2}, .a = 0, .b = 1},
                                       {.finding = {.similarity = 0.9}, .a = 0, .b = 2},
                                       {.finding = {.similarity = NAN}, .a = 1, .b = 2}};
    struct page_event event = {.name = {"war", 3}, .first = 0, .count = 3};
    struct page page = {.settings = &settings,
                        .weighted = &weighted,
                        .sources = {.names = (struct span *)names,
                                    .count = 3,
                                    .pairs = pairs,
                                    .pair_count = 3,
                                    .events = &event,
                                    .event_count = 1}};
    struct page_map map;
    struct failure failure = {0};
    char id[32];
    cr_assert_eq(page_map_open_sources(&map, &page, &event, &failure), STATUS_OK);
    cr_assert_eq(map.count, 3);
    expect_order(&map, ORDER_GIVEN, given);
    expect_order(&map, ORDER_NAME, name);
    expect_order(&map, ORDER_DATE, date); /* b's text on the war has no date: the one on the peace does not count */
    cr_expect_eq(map.values[0 * 3 + 2], 0.9);
    cr_expect_eq(map.pairs[2 * 3 + 0], &pairs[1]);
    cr_expect(isnan(map.values[1 * 3 + 2]));
    cr_expect_eq(map.tree.merges[0].first, 0);
    cr_expect_eq(map.tree.merges[0].second, 2);
    cr_expect_eq(page_map_first_order(&map), ORDER_GIVEN);
    page_map_name(&page, &map, id);
    cr_expect_str_eq(id, "e0");
    page_map_close(&map);
}

Test(page_map, of_documents_has_no_diagonal)
{
    double likeness[16];
    struct page page = {.settings = &settings, .weighted = &weighted, .likeness = likeness, .has_likeness = true};
    static const size_t name[] = {1, 0, 2, 3}, date[] = {3, 1, 0, 2};
    struct page_map map;
    struct failure failure = {0};
    for (size_t i = 0; i < 16; i++)
        likeness[i] = 0.5;
    cr_assert_eq(page_map_open_documents(&map, &page, &failure), STATUS_OK);
    cr_assert_eq(map.count, 4);
    expect_order(&map, ORDER_NAME, name);
    expect_order(&map, ORDER_DATE, date);
    for (size_t i = 0; i < 4; i++)
        cr_expect(isnan(map.values[i * 4 + i]));
    page_map_close(&map);
}

/* Distances .9 .1 .5: b and c are joined first, and a, farther from b than from c, stands at the side of c. */
Test(page_map, of_distances_the_nearest_are_joined_first)
{
    static const struct settings by_distance = {.similarity = SIMILARITY_JENSEN_SHANNON};
    static const double distances[] = {0, 0.9, 0.5, 0.9, 0, 0.1, 0.5, 0.1, 0};
    struct document *const three[] = {&told[0], &told[1], &told[2]};
    const struct counts of_three = {.documents = three, .document_count = 3};
    const struct weighted small = {.counts = &of_three};
    const struct page page = {
        .settings = &by_distance, .weighted = &small, .likeness = (double *)distances, .has_likeness = true};
    struct page_map map;
    struct failure failure = {0};
    cr_assert_eq(page_map_open_documents(&map, &page, &failure), STATUS_OK);
    cr_expect_eq(map.tree.merges[0].first, 1);
    cr_expect_eq(map.tree.merges[0].second, 2);
    cr_expect_eq(map.orders[ORDER_CLUSTERED][1], 2);
    page_map_close(&map);
}

Test(page_map, texts_in_two_languages_or_of_few_words_have_a_reason_and_no_colour)
{
    struct document documents[] = {{.id = {"a", 1}, .language = {"ar", 2}, .tokens = 400},
                                   {.id = {"b", 1}, .language = {"ar", 2}, .tokens = 900},
                                   {.id = {"c", 1}, .language = {"en", 2}, .tokens = 900},
                                   {.id = {"d", 1}, .language = {"ar", 2}, .tokens = 399}};
    struct document *const items[] = {&documents[0], &documents[1], &documents[2], &documents[3]};
    double likeness[16];
    for (size_t i = 0; i < 16; i++)
        likeness[i] = 0.5;
    likeness[1 * 4 + 3] = likeness[3 * 4 + 1] = NAN;
    const struct counts four = {.documents = items, .document_count = 4};
    const struct weighted of_four = {.counts = &four};
    const struct page page = {.settings = &settings, .weighted = &of_four, .likeness = likeness, .has_likeness = true};
    struct page_map map;
    struct failure failure = {0};
    cr_assert_eq(page_map_open_documents(&map, &page, &failure), STATUS_OK);
    cr_expect_eq(map.states[0 * 4 + 1], PAIR_SHOWN);
    cr_expect_eq(map.states[0 * 4 + 2], PAIR_LANGUAGE);
    cr_expect_eq(map.states[0 * 4 + 3], PAIR_SHORT);
    cr_expect_eq(map.states[1 * 4 + 3], PAIR_NONE);
    cr_expect_eq(map.states[0], PAIR_NONE, "a text and itself");
    page_map_close(&map);
}
