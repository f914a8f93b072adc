#include <criterion/criterion.h>

#include "job.h"
#include "refusal.h"

static struct job *new_job(void)
{
    struct failure failure = {0};
    struct job *const job = job_new(NULL, &failure);
    cr_assert_not_null(job);
    return job;
}

static void take(struct arena *arena, size_t bytes)
{
    struct failure failure = {0};
    void *memory = NULL;
    cr_assert_eq(arena_take(arena, bytes, &memory, &failure), STATUS_OK);
}

Test(job, keeps_little_memory_and_nothing_else_when_it_is_cleared)
{
    struct job *const job = new_job();
    take(&job->arena, 1000);
    take(&job->document_arena, 1000);
    job->finished = true;
    job->input_bytes = 7;
    job->warning_count = 1;
    job_clear(job);
    cr_expect_gt(job->arena.bytes, 0);
    cr_expect_gt(job->document_arena.bytes, 0);
    cr_expect(arena_is_empty(&job->arena));
    cr_expect_not(job->finished);
    cr_expect_eq(job->input_bytes, 0);
    cr_expect_eq(job->warning_count, 0);
    take(&job->arena, 1 << 20);
    take(&job->document_arena, 1 << 20);
    cr_expect_gt(job_waiting_bytes(job), 1 << 20);
    job_clear(job);
    cr_expect_eq(job->arena.bytes, 0);
    cr_expect_eq(job->document_arena.bytes, 0);
    cr_expect_eq(job_waiting_bytes(job), 0);
    cr_expect_eq(job_new(job, &(struct failure){0}), job, "it is used again");
    job_free(job);
    job_free(NULL);
}

Test(job, a_new_one_is_NULL_when_memory_is_refused)
{
    for (long refused = 0; refused < 2; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        struct job *const job = job_new(NULL, &failure);
        (void)refuse_nothing();
        cr_expect_null(job);
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
    }
}

Test(job, copes_with_nothing_to_fetch)
{
    struct job *const job = new_job();
    job_prefetch_input(NULL);
    job_prefetch_records(NULL);
    job_prefetch_input(job);
    job_prefetch_records(job);
    job_free(job);
}
