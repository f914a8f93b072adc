#include <criterion/criterion.h>
#include <stdlib.h>
#include <time.h>

#include "jobs.h"
#include "refusal.h"

enum { JOBS = 300 };

struct run {
    struct crew crew;
    struct jobs jobs;
    atomic_uint processed;
    uint32_t order[JOBS]; /* numbers in the order of handing on */
    size_t handed_on;
    uint32_t refused; /* handing on the job with this number fails; JOBS: none does */
    atomic_bool in_hand_on;
    atomic_bool overlapped;
    size_t bytes_per_job;
    atomic_size_t waiting, most_waiting; /* jobs processed and not handed on */
    size_t input_bytes;                  /* of every job */
    enum input_kind input_kind;          /* likewise */
    bool is_watched;                     /* one thread does all the work */
    size_t finished_before[JOBS];        /* as the lock knew when the job was worked on */
    atomic_bool has_begun;
    atomic_bool is_held;      /* the first job is at work until it is let go */
    _Atomic pthread_t thread; /* that processed the last job */
};

static void pause_for(long microseconds)
{
    (void)nanosleep(&(struct timespec){.tv_nsec = microseconds * 1000}, NULL);
}

/* Every seventh job takes much longer, so that others finish before their turn. */
static void process(void *context, unsigned worker, struct job *job)
{
    struct run *run = context;
    (void)worker;
    struct failure failure = {0};
    void *memory = NULL;
    job->block = malloc(100); /* as of a giant line, whose text nobody wants once it is processed */
    if (run->bytes_per_job > 0) {
        cr_assert_eq(arena_take(&job->arena, run->bytes_per_job, &memory, &failure), STATUS_OK);
    }
    if (run->is_watched) {
        run->finished_before[job->kept->document.number] = run->handed_on + run->jobs.finished_count;
    }
    pause_for(job->kept->document.number % 7 == 0 ? 2000 : 20);
    run->has_begun = true;
    while (job->kept->document.number == 0 && run->is_held) {
        pause_for(100);
    }
    run->thread = pthread_self();
    run->processed++;
    const size_t waiting = atomic_fetch_add(&run->waiting, 1) + 1;
    size_t most = run->most_waiting;
    while (waiting > most && !atomic_compare_exchange_weak(&run->most_waiting, &most, waiting)) {
    }
}

static enum status hand_on(void *context, struct job *job)
{
    struct run *run = context;
    run->overlapped = atomic_exchange(&run->in_hand_on, true) || run->overlapped;
    const uint32_t number = job->kept->document.number;
    cr_assert_null(job->block);
    run->order[run->handed_on++] = number;
    run->waiting--;
    run->in_hand_on = false;
    return number == run->refused ? STATUS_FAILED : STATUS_OK;
}

static void open_run(struct run *run, unsigned workers, size_t limit)
{
    struct failure failure = {0};
    *run = (struct run){.refused = JOBS};
    cr_assert_eq(crew_open(&run->crew, workers, &failure), STATUS_OK, "%s", failure.message);
    jobs_open(&run->jobs, &run->crew, limit, process, hand_on, run);
}

static void close_run(struct run *run)
{
    jobs_close(&run->jobs);
    crew_close(&run->crew);
}

static enum status submit(struct run *run, uint32_t number)
{
    struct failure failure = {0};
    struct job *job = jobs_new_job(&run->jobs, &failure);
    cr_assert_not_null(job);
    job->kept->document.number = number;
    job->input_bytes = run->input_bytes;
    job->input.kind = run->input_kind;
    return jobs_submit(&run->jobs, job);
}

/* Those with numbers from `first` up to `end`. */
static void submit_all(struct run *run, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        cr_assert_eq(submit(run, i), STATUS_OK);
    }
}

/* Until a thread has the first. Returns how many were submitted. */
static uint32_t submit_until_begun(struct run *run)
{
    uint32_t number = 0;
    for (; run->jobs.started == 0; number++) {
        cr_assert_eq(submit(run, number), STATUS_OK);
    }
    for (unsigned i = 0; i < 10000 && !run->has_begun; i++) {
        pause_for(1000);
    }
    return number;
}

static void wait_for_processed(const struct run *run, size_t count)
{
    for (unsigned i = 0; i < 10000 && run->processed < count; i++) {
        pause_for(1000);
    }
}

Test(jobs, are_handed_on_in_order_and_one_at_a_time)
{
    static struct run run;
    for (unsigned workers = 1; workers <= 8; workers *= 2) {
        open_run(&run, workers, SIZE_MAX);
        submit_all(&run, 0, JOBS);
        cr_assert_eq(jobs_wait(&run.jobs), STATUS_OK);
        cr_expect_eq(run.handed_on, JOBS, "%u workers", workers);
        cr_expect_eq(run.processed, JOBS);
        cr_expect_not(run.overlapped);
        for (uint32_t i = 0; i < JOBS; i++) {
            cr_assert_eq(run.order[i], i);
        }
        close_run(&run);
    }
}

/* The limit of one byte is reached at once: only the job whose turn it is may then be taken. */
Test(jobs, that_wait_are_bounded_and_never_block_the_one_whose_turn_it_is, .timeout = 20)
{
    static struct run run;
    open_run(&run, 4, 1);
    run.bytes_per_job = 4096;
    submit_all(&run, 0, JOBS);
    cr_assert_eq(jobs_wait(&run.jobs), STATUS_OK);
    cr_expect_eq(run.handed_on, JOBS);
    cr_expect_leq(run.most_waiting,
                  4 + 1); /* what each worker held when the limit was reached, and the one that is handed on */
    close_run(&run);
}

Test(jobs, stop_after_a_failure_and_nothing_behind_it_is_handed_on, .timeout = 20)
{
    static struct run run;
    for (unsigned workers = 1; workers <= 8; workers *= 2) {
        open_run(&run, workers, SIZE_MAX);
        run.refused = 40;
        enum status status = STATUS_OK;
        for (uint32_t i = 0; i < JOBS && status == STATUS_OK; i++) {
            status = submit(&run, i);
        }
        cr_expect_eq(jobs_wait(&run.jobs), STATUS_FAILED);
        cr_expect_eq(jobs_wait(&run.jobs), STATUS_FAILED, "it stays so");
        cr_expect_eq(submit(&run, JOBS), STATUS_FAILED);
        cr_expect_eq(run.handed_on, 41, "%u workers", workers);
        close_run(&run);
    }
}

Test(jobs, can_be_waited_for_again_and_again)
{
    static struct run run;
    open_run(&run, 3, SIZE_MAX);
    cr_expect_eq(jobs_wait(&run.jobs), STATUS_OK, "nothing was submitted");
    for (uint32_t i = 0; i < 20; i++) {
        cr_assert_eq(submit(&run, i), STATUS_OK);
        cr_expect_eq(jobs_wait(&run.jobs), STATUS_OK);
        cr_expect_eq(run.handed_on, i + 1);
    }
    close_run(&run);
}

Test(jobs, closed_in_the_middle_are_freed)
{
    static struct run run;
    open_run(&run, 4, SIZE_MAX);
    submit_all(&run, 0, 20);
    close_run(&run);
    jobs_close(&run.jobs);
    struct jobs never_opened = {0};
    jobs_close(&never_opened);
}

/* Waits until so many jobs were handed on, for ten seconds at most. */
static bool comes_to(struct run *run, size_t handed_on)
{
    for (unsigned i = 0; i < 10000; i++) {
        pthread_mutex_lock(&run->jobs.lock);
        const bool is_there = run->handed_on == handed_on && !run->jobs.handing_on;
        pthread_mutex_unlock(&run->jobs.lock);
        if (is_there) {
            return true;
        }
        pause_for(1000);
    }
    return false;
}

Test(jobs, the_last_is_handed_on_though_no_other_comes_and_nobody_waits_for_it, .timeout = 20)
{
    static struct run run;
    open_run(&run, 3, SIZE_MAX);
    submit_all(&run, 0, 50);
    cr_expect(comes_to(&run, 50));
    cr_assert_eq(submit(&run, 50), STATUS_OK);
    cr_expect(comes_to(&run, 51), "one alone, neither");
    close_run(&run);
}

Test(jobs, that_are_few_and_small_are_done_without_a_thread)
{
    static struct run run;
    open_run(&run, 8, SIZE_MAX);
    submit_all(&run, 0, 10);
    cr_expect_eq(jobs_wait(&run.jobs), STATUS_OK);
    cr_expect_eq(run.handed_on, 10);
    cr_expect_eq(run.jobs.started, 0);
    cr_expect(pthread_equal(run.thread, pthread_self()));
    close_run(&run);
}

Test(jobs, that_are_few_are_done_at_once_when_hurried)
{
    static struct run run;
    open_run(&run, 2, SIZE_MAX);
    for (uint32_t i = 0; i < 3; i++) {
        cr_assert_eq(submit(&run, i), STATUS_OK);
        cr_expect_eq(run.handed_on, i);
        jobs_hurry(&run.jobs);
        cr_expect_eq(run.handed_on, i + 1);
    }
    close_run(&run);
}

Test(jobs, that_are_long_get_a_thread_from_the_second_on, .timeout = 20)
{
    static struct run run;
    open_run(&run, 2, SIZE_MAX);
    run.input_bytes = 50000;
    run.is_held = true; /* were the first done by this thread, it would never end */
    cr_assert_eq(submit(&run, 0), STATUS_OK);
    cr_expect_eq(run.jobs.started, 0);
    cr_assert_eq(submit(&run, 1), STATUS_OK);
    cr_expect_eq(run.jobs.started, 1, "the other worker is this thread");
    run.is_held = false;
    cr_expect_eq(jobs_wait(&run.jobs), STATUS_OK);
    cr_expect_eq(run.handed_on, 2);
    close_run(&run);
}

/* The line holds a few dozens for each worker: all the others must be done while the first is at work. */
Test(jobs, all_go_on_behind_one_that_takes_long, .timeout = 20)
{
    static struct run run;
    open_run(&run, 2, SIZE_MAX);
    run.is_held = true;
    run.input_bytes = 100000;
    cr_assert_eq(submit(&run, 0), STATUS_OK);
    run.input_bytes = 1;
    submit_all(&run, 1, JOBS);
    wait_for_processed(&run, JOBS - 1);
    cr_expect_eq(run.processed, JOBS - 1);
    cr_expect_eq(run.handed_on, 0);
    run.is_held = false;
    cr_expect_eq(jobs_wait(&run.jobs), STATUS_OK);
    cr_expect_eq(run.handed_on, JOBS);
    close_run(&run);
}

/* Of so many jobs, all in line but those that the one thread took first: how many does it take next? */
static size_t taken_together(size_t count, enum input_kind kind, size_t input_bytes, size_t waiting_limit)
{
    static struct run run;
    open_run(&run, 2, waiting_limit);
    run.is_held = run.is_watched = true;
    run.input_kind = kind;
    run.input_bytes = input_bytes;
    const uint32_t number = submit_until_begun(&run);
    submit_all(&run, number, (uint32_t)count);
    run.is_held = false;
    wait_for_processed(&run, count);
    cr_assert_eq(jobs_wait(&run.jobs), STATUS_OK);
    cr_assert_eq(run.handed_on, count);
    size_t taken[2] = {0}; /* at first, and then */
    for (size_t i = 0; i < count; i++) {
        taken[0] += run.finished_before[i] == 0;
        taken[1] += run.finished_before[i] > 0 && run.finished_before[i] == taken[0];
    }
    close_run(&run);
    return taken[1];
}

Test(jobs, that_are_short_are_taken_together, .timeout = 60)
{
    cr_expect_eq(taken_together(60, INPUT_JSON, 100, SIZE_MAX), 8);
    cr_expect_eq(taken_together(34, INPUT_JSON, 100, SIZE_MAX), 6, "a quarter of 26: the other worker wants some, too");
    cr_expect_eq(taken_together(24, INPUT_JSON, 5000, SIZE_MAX), 3, "16 KB");
    cr_expect_eq(taken_together(24, INPUT_JSON, 20000, SIZE_MAX), 1, "this is not short");
    cr_expect_eq(taken_together(60, INPUT_FILE, 100, SIZE_MAX), 1, "what a file holds is not known");
    cr_expect_eq(taken_together(60, INPUT_JSON, 100, 200000), 1, "there is no room for what waits");
}

/* The one thread is held by the first job: what the line has no room for can only be done by the caller. */
Test(jobs, that_are_short_are_done_by_the_caller_while_there_is_no_room, .timeout = 20)
{
    static struct run run;
    open_run(&run, 2, SIZE_MAX);
    run.input_bytes = 1;
    run.is_held = true;
    const uint32_t number = submit_until_begun(&run);
    submit_all(&run, number, JOBS);
    cr_expect_eq(run.jobs.started, 1);
    cr_expect(pthread_equal(run.thread, pthread_self()));
    cr_expect_gt(run.processed, JOBS / 2);
    cr_expect_eq(run.handed_on, 0);
    run.is_held = false;
    cr_expect_eq(jobs_wait(&run.jobs), STATUS_OK);
    cr_expect_eq(run.handed_on, JOBS);
    close_run(&run);
}

Test(jobs, that_are_large_are_left_to_a_thread_and_the_caller_goes_on, .timeout = 20)
{
    static struct run run;
    open_run(&run, 2, SIZE_MAX);
    run.input_bytes = 100000;
    run.is_held = true;
    submit_all(&run, 0, 4);
    cr_expect_eq(run.jobs.started, 2);
    cr_expect(run.jobs.is_relieved);
    run.is_held = false;
    cr_expect_eq(jobs_wait(&run.jobs), STATUS_OK);
    cr_expect_eq(run.handed_on, 4);
    cr_expect_not(pthread_equal(run.thread, pthread_self()));
    close_run(&run);
}

Test(jobs, use_their_memory_again)
{
    static struct run run;
    struct failure failure = {0};
    open_run(&run, 1, SIZE_MAX);
    run.bytes_per_job = 1000;
    cr_assert_eq(submit(&run, 1), STATUS_OK);
    struct job *const job = jobs_new_job(&run.jobs, &failure);
    cr_assert_not_null(job);
    const struct arena_block *const block = job->arena.blocks;
    cr_expect_eq(job->kept->document.number, 0);
    cr_expect_not(job->finished);
    cr_assert_eq(jobs_submit(&run.jobs, job), STATUS_OK);
    struct job *const again = jobs_new_job(&run.jobs, &failure);
    cr_expect_eq(again, job);
    cr_expect_eq(again->arena.blocks, block);
    job_free(again);

    run.bytes_per_job = 1 << 20;
    cr_assert_eq(submit(&run, 1), STATUS_OK);
    cr_assert_not_null(run.jobs.spare);
    cr_expect_eq(run.jobs.spare->arena.bytes, 0, "a megabyte is not kept");
    close_run(&run);
}

Test(jobs, without_threads_are_done_by_the_caller)
{
    static struct run run;
    open_run(&run, 4, SIZE_MAX);
    pthread_attr_t attributes;
    cr_assert_eq(pthread_attr_init(&attributes), 0);
    cr_assert_eq(pthread_attr_setstacksize(&attributes, (size_t)1 << 46), 0); /* nowhere is room for it */
    cr_assert_eq(pthread_setattr_default_np(&attributes), 0);
    run.input_bytes = 1 << 20;
    submit_all(&run, 0, 3);
    cr_expect_eq(run.jobs.started, 0);
    cr_expect_eq(run.handed_on, 3, "at once: they are no longer few");
    cr_expect_eq(jobs_wait(&run.jobs), STATUS_OK);
    close_run(&run);
}

/* ---- jobs that are offered ---- */

struct offer {
    struct run run;
    atomic_bool is_over, came;
    uint32_t helped_with;       /* the number of the job, and */
    unsigned processed_by_then; /* how many others were done */
    bool is_offered;
};

static void help(void *context, struct job *job)
{
    struct offer *const offer = context;
    offer->helped_with = job->kept->document.number;
    offer->processed_by_then = offer->run.processed;
    offer->came = true;
    while (!offer->is_over) {
        pause_for(100);
    }
}

enum { IN_LINE = 16 };

/* Waits until there are so many jobs that nobody has, for two seconds at most. */
static void wait_for_line(struct jobs *jobs)
{
    for (unsigned i = 0; i < 20000; i++) {
        pthread_mutex_lock(&jobs->lock);
        const bool is_there = jobs->untaken_count >= IN_LINE;
        pthread_mutex_unlock(&jobs->lock);
        if (is_there) {
            return;
        }
        pause_for(100);
    }
}

/* The first job is offered while others wait to be taken, and at work until a helper has come or two seconds are over.
 */
static void process_and_offer(void *context, unsigned worker, struct job *job)
{
    struct offer *const offer = context;
    if (job->kept->document.number == 0 && offer->is_offered) {
        if (!offer->came) {
            wait_for_line(&offer->run.jobs);
        }
        jobs_offer(&offer->run.jobs, job);
        for (unsigned i = 0; i < 20000 && !offer->came; i++) {
            pause_for(100);
        }
        offer->is_over = true;
        jobs_withdraw(&offer->run.jobs, job);
    }
    process(&offer->run, worker, job);
}

static enum status hand_on_of_offer(void *context, struct job *job)
{
    struct offer *const offer = context;
    return hand_on(&offer->run, job);
}

static void run_offer(struct offer *offer, unsigned workers, size_t bytes_per_job)
{
    struct failure failure = {0};
    *offer = (struct offer){
        .run = {.refused = JOBS, .bytes_per_job = bytes_per_job}, .helped_with = JOBS, .is_offered = true};
    cr_assert_eq(crew_open(&offer->run.crew, workers, &failure), STATUS_OK);
    jobs_open(&offer->run.jobs, &offer->run.crew, SIZE_MAX, process_and_offer, hand_on_of_offer, offer);
    offer->run.jobs.help = help;
    submit_all(&offer->run, 0, JOBS);
    cr_assert_eq(jobs_wait(&offer->run.jobs), STATUS_OK);
    cr_expect_eq(offer->run.handed_on, JOBS);
    close_run(&offer->run);
}

Test(jobs, that_are_offered_are_helped_with_once_there_are_no_others, .timeout = 20)
{
    static struct offer offer;
    run_offer(&offer, 2, 0);
    cr_expect_eq(offer.helped_with, 0);
    cr_expect_geq(offer.processed_by_then, IN_LINE);
}

/* 16 MiB of what is finished may wait: that are 32 jobs of half a mebibyte. */
Test(jobs, that_are_offered_are_helped_with_before_too_much_waits_for_them, .timeout = 20)
{
    static struct offer offer;
    run_offer(&offer, 2, 1 << 19);
    cr_expect_eq(offer.helped_with, 0);
    cr_expect_leq(offer.processed_by_then, 33);
}

Test(jobs, that_are_offered_and_met_by_nobody_are_withdrawn)
{
    struct failure failure = {0};
    static struct offer offer;
    offer = (struct offer){.run = {.refused = JOBS}, .is_offered = true, .came = true};
    cr_assert_eq(crew_open(&offer.run.crew, 1, &failure), STATUS_OK);
    jobs_open(&offer.run.jobs, &offer.run.crew, SIZE_MAX, process_and_offer, hand_on_of_offer, &offer);
    submit_all(&offer.run, 0, 3);
    cr_assert_eq(jobs_wait(&offer.run.jobs), STATUS_OK);
    cr_expect_eq(offer.run.handed_on, 3);
    cr_expect_null(offer.run.jobs.offered);
    close_run(&offer.run);
}
