/* test_workers.c - every worker that was opened is finished and closed once, whoever does it. */
#include <criterion/criterion.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "harness.h"
#include "workers.h"

enum { WORKERS = 3 };

static atomic_uint opens, finishes, closes;
static unsigned fails_from;            /* the worker's number, from 0, by when it was opened */
static atomic_uint closes_of[WORKERS]; /* by that number */
static bool waits_for_others;          /* the first is not closed before the others are, if that comes soon */
static pthread_t callers;
static atomic_uint closes_elsewhere; /* on other threads than the caller's */

static enum status count_open(void *state, const struct settings *settings, struct flow *flow)
{
    (void)settings;
    (void)flow;
    *(unsigned *)state = atomic_fetch_add(&opens, 1);
    return STATUS_OK;
}

static enum status count_finish(void *state, struct flow *flow)
{
    const unsigned number = *(unsigned *)state;
    atomic_fetch_add(&finishes, 1);
    return number < fails_from ? STATUS_OK : flow_fail(flow, FAILURE_DATA, "worker %u", number);
}

static void count_close(void *state)
{
    const unsigned number = *(unsigned *)state;
    for (unsigned i = 0; waits_for_others && number == 0 && i < 2000 && closes < WORKERS - 1; i++) {
        (void)nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    atomic_fetch_add(&closes_of[number], 1);
    atomic_fetch_add(&closes, 1);
    atomic_fetch_add(&closes_elsewhere, !pthread_equal(pthread_self(), callers));
}

static const struct stage_type counted_stage = {.name = "counted",
                                                .placement = PER_WORKER,
                                                .consumes = RECORD_INPUT,
                                                .produces = RECORD_TEXT,
                                                .state_size = sizeof(unsigned),
                                                .open = count_open,
                                                .finish = count_finish,
                                                .close = count_close};
static const struct stage_type *const types[] = {&counted_stage};

struct trial {
    struct settings settings;
    struct failure failure;
    struct pipeline pipeline;
};

/* As in a run whose workers with their bit in `opened` got a document. */
static void set_up(struct trial *trial, unsigned opened)
{
    struct pipeline *const pipeline = &trial->pipeline;
    *trial = (struct trial){.settings = harness_settings()};
    opens = finishes = closes = closes_elsewhere = 0;
    for (unsigned i = 0; i < WORKERS; i++) {
        closes_of[i] = 0;
    }
    callers = pthread_self();
    fails_from = WORKERS;
    pipeline->settings = &trial->settings;
    pipeline->failure = &trial->failure;
    pipeline->worker_count = WORKERS;
    pipeline->ordered = (struct chain){.pipeline = pipeline, .kind = CHAIN_ORDERED, .failure = &trial->failure};
    pipeline->workers = calloc(WORKERS, sizeof *pipeline->workers);
    cr_assert_not_null(pipeline->workers);
    for (unsigned i = 0; i < WORKERS; i++) {
        worker_set(&pipeline->workers[i], pipeline, types, 1, 1);
        if (opened >> i & 1) {
            cr_assert_eq(worker_open(&pipeline->workers[i]), STATUS_OK);
        }
    }
}

static void open_crew(struct trial *trial)
{
    cr_assert_eq(crew_open(&trial->pipeline.crew, WORKERS, &trial->failure), STATUS_OK);
}

Test(workers, that_were_opened_are_finished_and_closed_once, .timeout = 20)
{
    static struct trial trial;
    for (unsigned opened = 1; opened < 1 << WORKERS; opened += 2) { /* the first always is */
        set_up(&trial, opened);
        open_crew(&trial);
        cr_assert_eq(workers_finish(&trial.pipeline), STATUS_OK, "%s", trial.failure.message);
        cr_expect_eq(finishes, opens, "%u of %u, opened %u", finishes, opens, opened);
        workers_close(&trial.pipeline);
        for (unsigned i = 0; i < WORKERS; i++) {
            cr_expect_eq(closes_of[i], i < opens, "number %u, opened %u: %u times", i, opened, closes_of[i]);
        }
        crew_close(&trial.pipeline.crew);
    }
}

/* The caller's own cannot be closed before all others are. */
Test(workers, are_closed_at_the_same_time_each_once, .timeout = 20)
{
    static struct trial trial;
    set_up(&trial, (1 << WORKERS) - 1);
    open_crew(&trial);
    waits_for_others = true;
    workers_close(&trial.pipeline);
    cr_expect_eq(closes_elsewhere, WORKERS - 1);
    for (unsigned i = 0; i < WORKERS; i++) {
        cr_expect_eq(closes_of[i], 1, "number %u: %u times", i, closes_of[i]);
    }
    crew_close(&trial.pipeline.crew);
}

Test(workers, no_thread_is_started_for_one_that_got_no_document, .timeout = 20)
{
    static struct trial trial;
    set_up(&trial, 1);
    open_crew(&trial);
    cr_assert_eq(workers_finish(&trial.pipeline), STATUS_OK);
    workers_close(&trial.pipeline);
    for (unsigned i = 0; i < WORKERS; i++) {
        cr_expect_not(trial.pipeline.crew.members[i].is_there);
    }
    crew_close(&trial.pipeline.crew);
}

Test(workers, the_failure_of_the_first_is_told, .timeout = 20)
{
    static struct trial trial;
    for (unsigned first = 0; first < WORKERS; first++) {
        for (unsigned i = 0; i < 50; i++) {
            char message[16];
            snprintf(message, sizeof message, "worker %u", first);
            set_up(&trial, (1 << WORKERS) - 1);
            open_crew(&trial);
            fails_from = first;
            cr_assert_eq(workers_finish(&trial.pipeline), STATUS_FAILED);
            cr_assert_str_eq(trial.failure.message, message);
            workers_close(&trial.pipeline);
            cr_assert_eq(closes, WORKERS);
            crew_close(&trial.pipeline.crew);
        }
    }
}

Test(workers, are_closed_where_there_is_no_crew_or_none_of_them)
{
    static struct trial trial;
    set_up(&trial, 5);
    workers_close(&trial.pipeline);
    cr_expect_eq(closes, 2);
    cr_expect_null(trial.pipeline.workers);
    workers_close(&trial.pipeline);
    cr_expect_eq(closes, 2);
}
