/* test_gather_lines.c - what is read a second time must be what was read first. */
#include <criterion/criterion.h>
#include <string.h>

#include "harness.h"
#include "rereading.h"
#include "stages.h"

static size_t taken, seen;

static enum status take(void *context, size_t document, const struct hit *hit, struct failure *failure)
{
    (void)context;
    (void)failure;
    cr_expect_eq(document, 0);
    cr_expect_eq(hit->wanted, 7);
    taken++;
    return STATUS_OK;
}

static enum status run(const struct document *first, const struct document *again, struct failure *failure)
{
    const struct hit hit = {.wanted = 7};
    const struct record record = {.kind = RECORD_HIT, .as.hit = &hit};
    const struct wanted_document wanted = {first, NULL, 0};
    struct rereading rereading = {.documents = &wanted, .count = 1, .take = take};
    const struct harness_document document = {.declared = *again, .records = &record, .record_count = 1};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&gather_lines_stage},
                              .stage_count = 1,
                              .documents = &document,
                              .document_count = 1};
    harness.settings.rereading = &rereading;
    taken = 0;
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    seen = rereading.seen;
    return status;
}

Test(gather_lines, lines_go_to_who_wants_them_with_the_place_of_their_term)
{
    struct failure failure = {0};
    const struct document document = {.id = span_of("a"), .path = span_of("a.txt")};
    cr_assert_eq(run(&document, &document, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(taken, 1);
    cr_expect_eq(seen, 1);
}

Test(gather_lines, a_text_that_has_changed_is_an_error_that_names_it)
{
    struct failure failure = {0};
    const struct document first = {.id = span_of("a"), .path = span_of("a.txt"), .crc = 5, .bytes = 9},
                          again = {.id = span_of("a")};
    cr_expect_eq(run(&first, &again, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(failure.message,
                              "a.txt: has changed while it was compared: CRC-32 of its text 00000005 (9 "
                              "bytes) at first, 00000000 (0 bytes) afterwards"),
                       "%s", failure.message);
}

Test(gather_lines, a_text_of_the_same_length_that_has_changed_is_an_error_too)
{
    struct failure failure = {0};
    const struct document first = {.id = span_of("a"), .path = span_of("a.txt"), .crc = 5},
                          again = {.id = span_of("a")};
    cr_expect_eq(run(&first, &again, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_DATA);
}

Test(gather_lines, another_document_at_the_same_place_is_an_error)
{
    struct failure failure = {0};
    const struct document first = {.id = span_of("a"), .path = span_of("a.txt")}, again = {.id = span_of("b")};
    cr_expect_eq(run(&first, &again, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_DATA);
}

Test(gather_lines, a_document_that_nobody_wants_is_passed_over)
{
    struct failure failure = {0};
    const struct document first = {.id = span_of("a"), .number = 3}, again = {.id = span_of("a")};
    cr_expect_eq(run(&first, &again, &failure), STATUS_OK);
    cr_expect_eq(seen, 0);
    cr_expect_eq(taken, 0);
}
