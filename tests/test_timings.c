/* test_timings.c - time is counted once, for who worked last. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "refusal.h"
#include "timings.h"

static void work(uint64_t nanoseconds)
{
    struct timespec start, time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start);
    do {
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    } while ((uint64_t)(time.tv_sec - start.tv_sec) * 1000000000 + (uint64_t)time.tv_nsec <
             (uint64_t)start.tv_nsec + nanoseconds);
}

/* Stage 0 works 2 ms, stage 1 within it 4 ms, then nobody 8 ms, whoever else the processor serves. */
Test(timings, what_is_nested_counts_for_the_inner_stage_alone)
{
    struct failure failure = {0};
    struct timings timings;
    cr_assert_eq(timings_open(&timings, 2, CLOCK_THREAD_CPUTIME_ID, &failure), STATUS_OK);
    cr_assert_eq(timings_switch(&timings, 0), TIMINGS_NOBODY);
    work(1000000);
    cr_assert_eq(timings_switch(&timings, 1), 0);
    work(4000000);
    cr_assert_eq(timings_switch(&timings, 0), 1);
    work(1000000);
    cr_assert_eq(timings_switch(&timings, TIMINGS_NOBODY), 0);
    work(8000000);
    timings_change_clock(&timings, CLOCK_PROCESS_CPUTIME_ID);
    cr_assert_geq(timings.nanoseconds[0], 2000000);
    cr_assert_lt(timings.nanoseconds[0], 4000000);
    cr_assert_geq(timings.nanoseconds[1], 4000000);
    cr_assert_lt(timings.nanoseconds[1], 8000000);
    timings_close(&timings);
}

Test(timings, switched_off_nothing_is_counted)
{
    struct timings timings = {0};
    cr_assert_eq(timings_switch(&timings, 3), TIMINGS_NOBODY);
    timings_change_clock(&timings, CLOCK_PROCESS_CPUTIME_ID);
    timings_close(&timings);
}

Test(timings, seconds_are_written_with_six_decimals)
{
    char text[64] = "";
    FILE *const file = fmemopen(text, sizeof text, "w");
    timings_show(file, "stem", UINT64_C(12000345678));
    fclose(file);
    cr_assert_str_eq(text, "stem\t12.000345\n");
}

Test(timings, a_refused_allocation_is_a_failure)
{
    struct failure failure = {0};
    struct timings timings;
    refuse_allocation(0, false);
    const enum status status = timings_open(&timings, 2, CLOCK_THREAD_CPUTIME_ID, &failure);
    (void)refuse_nothing();
    cr_assert_eq(status, STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
    timings_close(&timings);
}
