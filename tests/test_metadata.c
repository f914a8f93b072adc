/* test_metadata.c - columns become fields, and conditions hold or not. */
#include <criterion/criterion.h>

#include "document_details.h"
#include "metadata.h"

static const struct column sample[] = {
    {{"path", 4}, {"a.txt", 5}}, {{"period", 6}, {"1918", 4}}, {{"source", 6}, {"RT", 2}},
    {{"id", 2}, {"", 0}},        {{"title", 5}, {"T", 1}},
};

static struct metadata sample_metadata(struct column copy[5])
{
    memcpy(copy, sample, sizeof sample);
    return (struct metadata){copy, 5};
}

Test(metadata, fields_are_set_and_other_columns_carried_in_order)
{
    struct column columns[5];
    const struct metadata metadata = sample_metadata(columns);
    struct arena arena = {0};
    struct failure failure = {0};
    struct document document = {.id = span_of("default"), .event = span_of("kept"), .path = span_of("folder/a.txt")};
    cr_assert_eq(metadata_apply(&metadata, NULL, &arena, &document, &failure), STATUS_OK);
    cr_expect(span_equal(document.source, span_of("RT")));
    cr_expect(span_equal(document.title, span_of("T")));
    cr_expect(span_equal(document.id, span_of("default")), "an empty id is none");
    cr_expect(span_equal(document.event, span_of("kept")));
    cr_expect(span_equal(document.path, span_of("folder/a.txt")), "path is not taken");
    cr_assert_eq(document_details(&document)->column_count, 1);
    cr_expect(span_equal(document_details(&document)->columns[0].name, span_of("period")));
    cr_expect(span_equal(document_details(&document)->columns[0].value, span_of("1918")));
    arena_free(&arena);
}

Test(metadata, any_column_can_play_source_and_event)
{
    struct column columns[5];
    const struct metadata metadata = sample_metadata(columns);
    const struct settings settings = {.source_column = "period", .event_column = "source"};
    struct arena arena = {0};
    struct failure failure = {0};
    struct document document = {0};
    cr_assert_eq(metadata_apply(&metadata, &settings, &arena, &document, &failure), STATUS_OK);
    cr_expect(span_equal(document.source, span_of("1918")));
    cr_expect(span_equal(document.event, span_of("RT")));
    arena_free(&arena);
}

Test(metadata, all_conditions_must_hold)
{
    struct column columns[5];
    const struct metadata metadata = sample_metadata(columns);
    const struct condition both[] = {{"source", "RT"}, {"period", "1918"}};
    const struct condition one[] = {{"source", "RT"}, {"period", "1919"}};
    const struct condition unknown[] = {{"genre", ""}};
    cr_expect(metadata_satisfies(&metadata, &(struct settings){0}));
    cr_expect(metadata_satisfies(&metadata, &(struct settings){.conditions = both, .condition_count = 2}));
    cr_expect(!metadata_satisfies(&metadata, &(struct settings){.conditions = one, .condition_count = 2}));
    cr_expect(!metadata_satisfies(&metadata, &(struct settings){.conditions = unknown, .condition_count = 1}));
}

Test(metadata, an_asked_column_that_is_not_there_is_named_with_those_that_are)
{
    struct column columns[5];
    const struct metadata metadata = sample_metadata(columns);
    const struct condition condition = {"source", "RT"};
    struct settings settings = {.conditions = &condition, .condition_count = 1, .source_column = "period"};
    struct failure failure = {0};
    cr_assert_eq(metadata_check_asked(&metadata, &settings, "list.csv", &failure), STATUS_OK);
    settings.event_column = "perid";
    cr_assert_eq(metadata_check_asked(&metadata, &settings, "list.csv", &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_USAGE);
    cr_assert_str_eq(failure.message, "--event-column perid: list.csv has no such column; it has: path, period, "
                                      "source, id, title");
}
