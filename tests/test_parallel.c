#include <criterion/criterion.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"
#include "resident.h"
#include "interrupt.h"
#include "refusal.h"

enum { TASKS = 1000, WORKERS = 4 };

/* What the stage under test does in its finish. */
struct trial {
    const char *label;
    size_t tasks;
    enum status (*task)(void *context, size_t index, unsigned worker, struct failure *failure);
    atomic_uint done[TASKS];
    atomic_uint busy[WORKERS];
    atomic_bool shared_worker;
    enum status status;
};
static struct trial trial;

static enum status finish(void *state, struct flow *flow)
{
    (void)state;
    cr_expect_eq(flow_workers(flow), WORKERS);
    trial.status = trial.label == NULL ? flow_parallel(flow, trial.tasks, trial.task, &trial)
                                       : flow_parallel_shown(flow, trial.label, trial.tasks, trial.task, &trial);
    return trial.status;
}

static const struct stage_type whole_stage = {
    .name = "whole", .placement = WHOLE, .consumes = RECORD_COUNTS, .produces = RECORD_WEIGHTED, .finish = finish};

static const char *label; /* of the progress that is shown, or NULL */

static struct failure run(size_t tasks, enum status (*task)(void *, size_t, unsigned, struct failure *))
{
    struct harness harness = {.settings = harness_settings(), .stages = {&whole_stage}, .stage_count = 1};
    harness.settings.workers = WORKERS;
    memset(&trial, 0, sizeof trial);
    trial.tasks = tasks;
    trial.task = task;
    trial.label = label;
    cr_expect(harness_run(&harness) == STATUS_FAILED || harness.failure.kind == FAILURE_NONE);
    return harness.failure;
}

static enum status count(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    struct trial *seen = context;
    cr_assert_lt(worker, WORKERS);
    seen->shared_worker = atomic_fetch_add(&seen->busy[worker], 1) != 0 || seen->shared_worker;
    (void)nanosleep(&(struct timespec){.tv_nsec = 1000}, NULL);
    seen->done[index]++;
    seen->busy[worker]--;
    return STATUS_OK;
}

Test(parallel, each_task_runs_once_and_no_worker_has_two_at_a_time)
{
    for (size_t tasks = 0; tasks <= TASKS; tasks = tasks * 4 + 1) {
        cr_assert_eq(run(tasks, count).kind, FAILURE_NONE);
        for (size_t i = 0; i < TASKS; i++) {
            cr_assert_eq(trial.done[i], i < tasks, "task %zu of %zu", i, tasks);
        }
        cr_expect_not(trial.shared_worker);
    }
}

Test(parallel, tasks_whose_progress_is_shown_are_the_same)
{
    label = "doing";
    cr_assert_eq(run(TASKS, count).kind, FAILURE_NONE);
    for (size_t i = 0; i < TASKS; i++) {
        cr_assert_eq(trial.done[i], 1);
    }
}

/* The later task fails much earlier in time. */
static enum status fail_twice(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)context;
    (void)worker;
    if (index == 5) {
        (void)nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
        return failure_set(failure, FAILURE_DATA, "task 5");
    }
    return index == 7 ? failure_set(failure, FAILURE_IO, "task 7") : STATUS_OK;
}

Test(parallel, of_several_failures_that_of_the_first_task_is_told)
{
    for (int i = 0; i < 10; i++) {
        const struct failure failure = run(TASKS, fail_twice);
        cr_assert_str_eq(failure.message, "task 5");
        cr_assert_eq(failure.kind, FAILURE_DATA);
    }
}

static enum status fail_without_words(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)context;
    (void)worker;
    (void)failure;
    return index == 3 ? STATUS_FAILED : STATUS_OK;
}

Test(parallel, a_failure_without_words_is_a_failure_all_the_same)
{
    (void)run(10, fail_without_words);
    cr_expect_eq(trial.status, STATUS_FAILED);
}

/* The signal is sent to the process, as a user's is: the thread that has it unblocked is any but those started here.
 * Every task from the tenth on waits until it is there, so that not all are done before. */
static enum status interrupt_at_ten(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    struct trial *seen = context;
    seen->done[index]++;
    if (index == 10 && kill(getpid(), SIGTERM) != 0) {
        return STATUS_FAILED;
    }
    while (index >= 10 && interrupt_signal() == 0) {
        (void)nanosleep(&(struct timespec){.tv_nsec = 1000}, NULL);
    }
    return STATUS_OK;
}

Test(parallel, a_signal_ends_it_between_tasks)
{
    interrupt_install();
    const struct failure failure = run(TASKS, interrupt_at_ten);
    cr_expect_eq(failure.kind, FAILURE_SIGNAL);
    cr_expect_eq(failure.signal, SIGTERM);
    size_t done = 0;
    for (size_t i = 0; i < TASKS; i++) {
        done += trial.done[i];
    }
    cr_expect_geq(done, 11);
    cr_expect_leq(done, 10 + WORKERS, "what was begun when it came, and nothing behind it");
}

Test(parallel, refused_memory_is_told)
{
    for (long refused = 0; refused < 30; refused++) {
        refuse_allocation(refused, false);
        const struct failure failure = run(20, count);
        const long asked = refuse_nothing();
        if (asked <= refused) {
            cr_assert_eq(failure.kind, FAILURE_NONE);
            return;
        }
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld", refused);
    }
    cr_assert_fail("no run without a refusal");
}

/* What a task takes behind the barrier, of which the pipeline knows nothing but the resident size. */
static enum status take_memory(void *context, size_t index, unsigned worker, struct failure *failure)
{
    enum { TAKEN = 64 << 20 };
    static void *taken;
    (void)context;
    (void)worker;
    (void)failure;
    if (index == 4) {
        taken = malloc(TAKEN);
        cr_assert_not_null(taken);
        memset(taken, 1, TAKEN);
    }
    trial.done[index]++;
    return STATUS_OK;
}

Test(parallel, memory_that_tasks_take_behind_the_barrier_is_counted)
{
    struct harness harness = {.settings = harness_settings(), .stages = {&whole_stage}, .stage_count = 1};
    memset(&trial, 0, sizeof trial);
    trial.tasks = TASKS;
    trial.task = take_memory;
    harness.settings.workers = WORKERS;
    harness.settings.memory_bytes = resident_bytes() + (32 << 20);
    cr_assert_eq(harness_run(&harness), STATUS_FAILED);
    cr_expect_eq(harness.failure.kind, FAILURE_USAGE);
    cr_expect(strstr(harness.failure.message, "the tables of the comparison take") &&
                  strstr(harness.failure.message, "give at least --memory"),
              "%s", harness.failure.message);
}
