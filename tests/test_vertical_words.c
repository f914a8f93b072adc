/* test_vertical_words.c - the stage that reads mizan tokenize's output. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "refusal.h"
#include "stages.h"

enum { SHOWN = 4096 };

struct seen {
    char words[SHOWN];
    struct failure failure;
};

static void note(void *context, const struct record *record, struct flow *flow)
{
    struct seen *const seen = context;
    (void)flow;
    for (size_t i = 0; i < record->as.words->count; i++) {
        const struct word *const word = &record->as.words->items[i];
        const size_t used = strlen(seen->words);
        (void)snprintf(seen->words + used, SHOWN - used, "%s%s%.*s@%d-%d ",
                       (word->flags & WORD_STARTS_SEGMENT) != 0 ? "/" : "", word->field != FIELD_BODY ? "!" : "",
                       SPAN_ARGUMENTS(word->surface), (int)word->start, (int)word->end);
    }
}

static enum status run(struct seen *seen, const char *payload)
{
    const struct harness_document document = {
        .declared = {.id = span_of("d"), .line = 100}, .input_kind = INPUT_VERTICAL, .payload = payload};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&vertical_words_stage},
                              .stage_count = 1,
                              .documents = &document,
                              .document_count = 1,
                              .collect = note,
                              .context = seen};
    seen->words[0] = '\0';
    const enum status status = harness_run(&harness);
    seen->failure = harness.failure;
    return status;
}

Test(vertical_words, gives_the_words_with_places_segments_and_fields)
{
    static struct seen seen;
    cr_assert_eq(
        run(&seen, "<doc>\n<s>\nR&amp;D\t0\t3\n<notes>\nb\t4\t5\n</notes>\n</s>\n<s>\nc\t6\t7\n</s>\n</doc>\n"),
        STATUS_OK, "%s", seen.failure.message);
    cr_expect_str_eq(seen.words, "/R&D@0-3 !b@4-5 /c@6-7 ");
}

Test(vertical_words, passes_over_punctuation_without_losing_the_start_of_a_segment)
{
    static struct seen seen;
    cr_assert_eq(run(&seen, "<doc>\n<s>\n(\t0\t1\na\t1\t2\n)\t2\t3\nb\t4\t5\n</s>\n</doc>\n"), STATUS_OK);
    cr_expect_str_eq(seen.words, "/a@1-2 b@4-5 ");
}

Test(vertical_words, names_the_line_of_a_wrong_row)
{
    static struct seen seen;
    cr_expect_eq(run(&seen, "<doc>\na\t0\t1\nb\t2\n</doc>\n"), STATUS_FAILED);
    cr_expect_eq(seen.failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(seen.failure.message, "standard input, line 102: 2 columns"), "%s", seen.failure.message);
    cr_expect_eq(run(&seen, "<doc>\na\t0\tx\n</doc>\n"), STATUS_FAILED);
    cr_expect_not_null(strstr(seen.failure.message, "line 101"), "%s", seen.failure.message);
}

Test(vertical_words, survives_every_refused_allocation)
{
    static struct seen seen;
    for (long refused = 0; refused < 1000; refused++) {
        refuse_allocation(refused, false);
        const enum status status = run(&seen, "<doc>\n&amp;a\t0\t1\n</doc>\n");
        const long asked = refuse_nothing();
        if (asked <= refused) {
            cr_expect_eq(status, STATUS_OK);
            return;
        }
        cr_expect_eq(status, STATUS_FAILED, "allocation %ld", refused);
        cr_expect_eq(seen.failure.kind, FAILURE_MEMORY);
    }
    cr_assert_fail("more than 1000 allocations");
}
