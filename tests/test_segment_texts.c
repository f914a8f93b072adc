/* test_segment_texts.c - where segments stand, from words through the stages count and vectorize (sources on events).
 */
#include <criterion/criterion.h>

#include "harness.h"
#include "matrix.h"
#include "stages.h"

/* "one two. [three of a note] | four five-" of bytes 0..19; "five" is mended: its second half ends at 40. */
static const struct form form = {.surface = {"w", 1}, .term = {"w", 1}, .background = NO_BACKGROUND};
static const struct form *const forms[] = {&form, &form, &form, &form, &form};
static const struct word words[] = {
    {.surface = {"w", 1}, .start = 0, .end = 3, .flags = WORD_STARTS_SEGMENT},
    {.surface = {"w", 1}, .start = 4, .end = 7},
    {.surface = {"w", 1}, .start = 9, .end = 14, .field = FIELD_NOTES},
    {.surface = {"w", 1}, .start = 15, .end = 19, .flags = WORD_STARTS_SEGMENT},
    {.surface = {"w", 1}, .start = 20, .end = 24, .second_start = 30, .second_end = 40},
};
static const struct terms terms = {words, forms, 5};
static const struct record record = {.kind = RECORD_TERMS, .as.terms = &terms};

struct seen {
    size_t rows, segments;
    uint64_t starts[8];
    struct segment_text texts[8];
};

static void note(void *context, const struct record *found, struct flow *flow)
{
    (void)flow;
    struct seen *const seen = context;
    const struct counts *const counts = found->as.counts;
    seen->rows = counts->rows.row_count;
    seen->segments = counts->segments.row_count;
    for (size_t i = 0; counts->segment_starts != NULL && i <= seen->rows; i++) {
        seen->starts[i] = counts->segment_starts[i];
    }
    for (size_t i = 0; i < seen->segments; i++) {
        seen->texts[i] = counts->segment_texts[i];
    }
}

static struct seen run(struct settings settings)
{
    struct seen seen = {0};
    const struct span source = span_of("post"), event = span_of("war");
    struct harness_document documents[] = {
        {.declared = {.id = span_of("a"), .source = source}, .records = &record, .record_count = 1},
        {.declared = {.id = span_of("b"), .source = source, .event = event}, .records = &record, .record_count = 1},
        {.declared = {.id = span_of("c"), .source = source, .event = event}},
        {.declared = {.id = span_of("d"), .event = event}, .records = &record, .record_count = 1}};
    struct harness harness = {.settings = settings,
                              .stages = {&count_stage, &vectorize_stage},
                              .stage_count = 2,
                              .documents = documents,
                              .document_count = 4,
                              .collect = note,
                              .context = &seen};
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    return seen;
}

Test(segment_texts, they_are_kept_of_documents_that_a_source_tells_of_an_event)
{
    const struct seen seen = run(harness_settings());
    const uint64_t starts[] = {0, 0, 2, 2, 2};
    cr_assert_eq(seen.rows, 4);
    cr_assert_eq(seen.segments, 2);
    cr_assert_arr_eq(seen.starts, starts, sizeof starts);
    cr_assert(seen.texts[0].start == 0 && seen.texts[0].end == 7 && seen.texts[0].words == 2);
    cr_assert(seen.texts[1].start == 15 && seen.texts[1].end == 40 && seen.texts[1].words == 2);
}

Test(segment_texts, other_commands_keep_none)
{
    struct settings settings = harness_settings();
    settings.command = COMMAND_NEAREST;
    cr_assert_eq(run(settings).segments, 0);
}
