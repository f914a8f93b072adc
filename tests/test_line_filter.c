/* test_line_filter.c - which lines pass --where, and which columns are known behind the last. */
#include <criterion/criterion.h>

#include "line_filter.h"

static const struct condition conditions[] = {{"source", "RT"}};

/* '1' for each line that becomes a document. */
static enum status pass(const struct settings *settings, const char *const *lines, size_t count, char *passed,
                        struct failure *failure)
{
    struct line_filter filter;
    struct arena arena = {0};
    cr_assert_eq(line_filter_open(&filter, settings, failure), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        bool wanted;
        cr_assert_eq(line_filter_look(&filter, span_of(lines[i]), NULL, &arena, &wanted, failure), STATUS_OK);
        passed[i] = wanted ? '1' : '0';
    }
    passed[count] = '\0';
    const enum status status = line_filter_check(&filter, "a.ndjson", failure);
    line_filter_close(&filter);
    arena_free(&arena);
    return status;
}

static const char *const lines[] = {"{\"text\":\"a\",\"genre\":\"news\"}", "{\"text\":\"b\",\"source\":\"RT\"}",
                                    "broken", "{\"text\":\"c\",\"source\":\"BBC\"}"};

Test(line_filter, lines_that_match_or_are_malformed_pass)
{
    char passed[8];
    struct failure failure = {0};
    const struct settings settings = {.conditions = conditions, .condition_count = 1};
    cr_assert_eq(pass(&settings, lines, 4, passed, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(passed, "0110");
}

Test(line_filter, a_column_that_no_line_has_is_a_fault_of_usage)
{
    char passed[8];
    struct failure failure = {0};
    const struct settings settings = {.source_column = "period"};
    cr_assert_eq(pass(&settings, lines, 4, passed, &failure), STATUS_FAILED);
    cr_assert_str_eq(passed, "1111");
    cr_assert_eq(failure.kind, FAILURE_USAGE);
    cr_assert_str_eq(failure.message, "--source-column period: a.ndjson has no such column; it has: genre");
}
