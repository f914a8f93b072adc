/* test_vertical_output.c - what test_write_words.c and test_write_terms.c, which go through it, do not reach. */
#include <criterion/criterion.h>

#include "refusal.h"
#include "vertical_output.h"
#include "vertical_writer.h"
#include "within_flow.h"

static enum status open_refused(void *context, struct flow *flow)
{
    struct vertical_writer *const vertical = context;
    refuse_allocation(0, false);
    const enum status status = vertical_output_open(vertical, NULL, flow);
    (void)refuse_nothing();
    return status;
}

Test(vertical_output, without_memory_does_not_open_and_can_be_closed_all_the_same)
{
    struct vertical_writer vertical = {0};
    struct failure failure = {0};
    cr_expect_eq(within_flow(open_refused, &vertical, 1, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    vertical_output_close(&vertical);
}
