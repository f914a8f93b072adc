/*
 * jobs.c - a line of jobs under one lock, which is taken for a document, never for a token.
 *
 * To wake a thread costs more than a short document. So nobody is woken for one job: the source fills the line and
 * sleeps until half of it is taken; workers sleep only when it is empty; and finished jobs are handed on several at a
 * time, which also spares the vocabulary the way from one core's cache to the other's. Who has nothing else to do hands
 * on what there is: the last job never waits for more.
 *
 * A job's memory is used again for a later one. Else it would be taken by the source, grow on a worker and be given
 * back by another, each in the others' way in malloc.
 */
#include "jobs.h"

#include <stdlib.h>

#include "array.h"
#include "interrupt.h"

enum {
    /* In the line: enough that the source sleeps long, few enough that a large corpus is not read far ahead. */
    UNTAKEN_PER_WORKER = 32,
    UNTAKEN_BYTES_PER_WORKER = 1 << 18, /* and of long documents fewer, but for a few */
    FEW_PER_WORKER = 4,
    /* Handed on together. */
    HANDED_ON_JOBS = 16,
    HANDED_ON_BYTES = 1 << 18,
    /* Some milliseconds of work: a second worker, who opens its own stages and meets every word anew, would be in time
     * for the rest of it at best. */
    ALONE_JOBS = 32,
    ALONE_BYTES = 1 << 16,
    SPARE_BYTES = 1 << 16 /* the most that a job keeps for the next document */
};

struct jobs_thread {
    struct jobs *jobs;
    unsigned worker;
};

/* ---- one job ---- */

void job_free(struct job *job)
{
    if (job == NULL) {
        return;
    }
    if (job->kept != NULL) {
        arena_free(&job->kept->arena);
        free(job->kept);
    }
    free(job->records);
    free(job->warnings);
    arena_free(&job->arena);
    free(job);
}

/* As after jobs_new_job, but for memory to be filled again. */
static void job_clear(struct job *job)
{
    if (job->kept != NULL) {
        arena_free(&job->kept->arena);
        *job->kept = (struct kept_document){0};
    }
    arena_clear(&job->arena);
    if (job->arena.bytes > SPARE_BYTES) {
        arena_free(&job->arena);
    }
    *job = (struct job){.kept = job->kept,
                        .arena = job->arena,
                        .records = job->records,
                        .record_capacity = job->record_capacity,
                        .warnings = job->warnings,
                        .warning_capacity = job->warning_capacity};
}

static struct job *take_spare(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    struct job *const job = jobs->spare;
    if (job != NULL) {
        jobs->spare = job->next;
        jobs->spare_count--;
        job->next = NULL;
    }
    pthread_mutex_unlock(&jobs->lock);
    return job;
}

struct job *jobs_new_job(struct jobs *jobs, struct failure *failure)
{
    struct job *job = take_spare(jobs);
    void *memory = job;
    if (job == NULL && array_zeroed(&memory, 1, sizeof(struct job), failure) != STATUS_OK) {
        return NULL;
    }
    job = memory;
    if (job->kept == NULL && array_zeroed(&memory, 1, sizeof(struct kept_document), failure) != STATUS_OK) {
        job_free(job);
        return NULL;
    }
    job->kept = job->kept == NULL ? memory : job->kept;
    return job;
}

/* ---- the line; all with the lock held ---- */

static size_t most_untaken(const struct jobs *jobs)
{
    return (size_t)jobs->worker_count * UNTAKEN_PER_WORKER;
}

/* Does the line hold so much, as a share of what it may? */
static bool holds(const struct jobs *jobs, size_t denominator)
{
    const size_t few = (size_t)jobs->worker_count * FEW_PER_WORKER;
    const size_t bytes = (size_t)jobs->worker_count * UNTAKEN_BYTES_PER_WORKER;
    return jobs->untaken_count >= most_untaken(jobs) / denominator ||
           (jobs->untaken_bytes >= bytes / denominator && jobs->untaken_count >= few / denominator);
}

static void append(struct jobs *jobs, struct job *job)
{
    job->next = NULL;
    if (jobs->last != NULL) {
        jobs->last->next = job;
    } else {
        jobs->first = job;
    }
    jobs->last = job;
    if (jobs->untaken == NULL) {
        jobs->untaken = job;
    }
    jobs->untaken_count++;
    jobs->untaken_bytes += job->input_bytes;
}

/* The job whose turn it is has been taken by somebody or is first in line: to wait for less cannot block it. */
static bool may_take(const struct jobs *jobs)
{
    return jobs->untaken != NULL && (jobs->waiting_bytes <= jobs->waiting_limit || jobs->untaken == jobs->first);
}

static struct job *take_first(struct jobs *jobs)
{
    struct job *const job = jobs->untaken;
    jobs->untaken = job->next;
    jobs->untaken_count--;
    jobs->untaken_bytes -= job->input_bytes;
    if (jobs->source_waits && !holds(jobs, 2)) {
        pthread_cond_signal(&jobs->room);
    }
    return job;
}

static void wake_workers(struct jobs *jobs)
{
    if (jobs->sleeping > 0 && (may_take(jobs) || atomic_load(&jobs->stopped))) {
        pthread_cond_broadcast(&jobs->work);
    }
}

static bool has_turn(const struct jobs *jobs)
{
    return jobs->first != NULL && jobs->first->finished && !jobs->handing_on && !atomic_load(&jobs->stopped);
}

static void put_away(struct jobs *jobs, struct job *job)
{
    if (jobs->spare_count > most_untaken(jobs)) {
        job_free(job);
        return;
    }
    job->next = jobs->spare;
    jobs->spare = job;
    jobs->spare_count++;
}

/* Hands on every finished job whose turn it is. Lets go of the lock in between. */
static void hand_on_finished(struct jobs *jobs)
{
    jobs->handing_on = true;
    while (jobs->first != NULL && jobs->first->finished && !atomic_load(&jobs->stopped)) {
        struct job *const job = jobs->first;
        const size_t bytes = job->arena.bytes;
        jobs->first = job->next;
        if (jobs->first == NULL) {
            jobs->last = NULL;
        }
        jobs->finished_count--;
        pthread_mutex_unlock(&jobs->lock);
        const enum status status = jobs->hand_on(jobs->context, job);
        job_clear(job);
        pthread_mutex_lock(&jobs->lock);
        put_away(jobs, job);
        jobs->waiting_bytes -= bytes;
        if (status != STATUS_OK) {
            atomic_store(&jobs->stopped, true);
        }
        wake_workers(jobs);
    }
    jobs->handing_on = false;
    if (jobs->first == NULL || atomic_load(&jobs->stopped)) {
        pthread_cond_broadcast(&jobs->idle);
        pthread_cond_broadcast(&jobs->room);
    }
    wake_workers(jobs);
}

/* Works on a job that was taken. Lets go of the lock in between. */
static void work_on(struct jobs *jobs, unsigned worker, struct job *job)
{
    pthread_mutex_unlock(&jobs->lock);
    jobs->process(jobs->context, worker, job);
    pthread_mutex_lock(&jobs->lock);
    job->finished = true;
    jobs->finished_count++;
    jobs->waiting_bytes += job->arena.bytes;
}

/* ---- workers ---- */

static bool is_worth_handing_on(const struct jobs *jobs)
{
    return jobs->finished_count >= HANDED_ON_JOBS || jobs->waiting_bytes >= HANDED_ON_BYTES ||
           jobs->waiting_bytes > jobs->waiting_limit;
}

/* The next job, or NULL when there will be none. */
static struct job *take(struct jobs *jobs)
{
    for (;;) {
        if (atomic_load(&jobs->stopped)) {
            return NULL;
        }
        const bool can_take = may_take(jobs);
        if (has_turn(jobs) && (!can_take || is_worth_handing_on(jobs))) {
            hand_on_finished(jobs);
        } else if (can_take) {
            return take_first(jobs);
        } else if (jobs->untaken == NULL && jobs->closed) {
            return NULL;
        } else {
            jobs->sleeping++;
            pthread_cond_wait(&jobs->work, &jobs->lock);
            jobs->sleeping--;
        }
    }
}

static void *work(void *argument)
{
    const struct jobs_thread *const thread = argument;
    struct jobs *const jobs = thread->jobs;
    interrupt_block();
    pthread_mutex_lock(&jobs->lock);
    for (struct job *job = take(jobs); job != NULL; job = take(jobs)) {
        work_on(jobs, thread->worker, job);
    }
    pthread_mutex_unlock(&jobs->lock);
    return NULL;
}

/* With the lock held. A thread that cannot be started is done without: the others take its jobs. */
static void start_workers(struct jobs *jobs)
{
    for (unsigned i = 0; i < jobs->worker_count; i++) {
        struct jobs_thread *const argument = &jobs->arguments[jobs->started];
        *argument = (struct jobs_thread){jobs, jobs->started};
        jobs->started += pthread_create(&jobs->threads[jobs->started], NULL, work, argument) == 0;
    }
    jobs->is_alone = jobs->started == 0;
}

/* With the lock held: everything in line, on the caller's thread. */
static void work_alone(struct jobs *jobs)
{
    while (jobs->untaken != NULL && !atomic_load(&jobs->stopped)) {
        work_on(jobs, 0, take_first(jobs));
        hand_on_finished(jobs);
    }
}

/* ---- for the source ---- */

enum status jobs_open(struct jobs *jobs, unsigned worker_count, size_t waiting_limit, job_process *process,
                      job_hand_on *hand_on, void *context, struct failure *failure)
{
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->work, NULL);
    pthread_cond_init(&jobs->room, NULL);
    pthread_cond_init(&jobs->idle, NULL);
    jobs->worker_count = worker_count;
    jobs->is_alone = worker_count <= 1;
    jobs->waiting_limit = waiting_limit;
    jobs->process = process;
    jobs->hand_on = hand_on;
    jobs->context = context;
    void *threads = NULL, *arguments = NULL;
    if (jobs->is_alone) {
        return STATUS_OK;
    }
    if (array_zeroed(&threads, worker_count, sizeof(pthread_t), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    jobs->threads = threads;
    if (array_zeroed(&arguments, worker_count, sizeof(struct jobs_thread), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    jobs->arguments = arguments;
    return STATUS_OK;
}

static void wait_for_room(struct jobs *jobs)
{
    if (jobs->started == 0 || !holds(jobs, 1)) {
        return;
    }
    jobs->source_waits = true;
    while (holds(jobs, 2) && !atomic_load(&jobs->stopped)) {
        pthread_cond_wait(&jobs->room, &jobs->lock);
    }
    jobs->source_waits = false;
}

enum status jobs_submit(struct jobs *jobs, struct job *job)
{
    pthread_mutex_lock(&jobs->lock);
    wait_for_room(jobs);
    const bool stopped = atomic_load(&jobs->stopped);
    if (!stopped) {
        append(jobs, job);
        if (!jobs->is_alone && jobs->started == 0 &&
            (jobs->untaken_count > ALONE_JOBS || jobs->untaken_bytes > ALONE_BYTES)) {
            start_workers(jobs);
        }
        if (jobs->is_alone) {
            work_alone(jobs);
        } else if (jobs->sleeping > 0) {
            pthread_cond_signal(&jobs->work);
        }
    }
    pthread_mutex_unlock(&jobs->lock);
    if (stopped) {
        job_free(job);
    }
    return atomic_load(&jobs->stopped) ? STATUS_FAILED : STATUS_OK;
}

void jobs_hurry(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    if (jobs->started == 0) {
        work_alone(jobs);
    }
    pthread_mutex_unlock(&jobs->lock);
}

enum status jobs_wait(struct jobs *jobs)
{
    jobs_hurry(jobs);
    pthread_mutex_lock(&jobs->lock);
    while ((jobs->first != NULL || jobs->handing_on) && !(atomic_load(&jobs->stopped) && !jobs->handing_on)) {
        pthread_cond_wait(&jobs->idle, &jobs->lock);
    }
    pthread_mutex_unlock(&jobs->lock);
    return atomic_load(&jobs->stopped) ? STATUS_FAILED : STATUS_OK;
}

static void free_all(struct job *first)
{
    struct job *next = NULL;
    for (struct job *job = first; job != NULL; job = next) {
        next = job->next;
        job_free(job);
    }
}

void jobs_close(struct jobs *jobs)
{
    if (jobs->process == NULL) {
        return;
    }
    pthread_mutex_lock(&jobs->lock);
    jobs->closed = true;
    pthread_cond_broadcast(&jobs->work);
    pthread_mutex_unlock(&jobs->lock);
    for (unsigned i = 0; i < jobs->started; i++) {
        pthread_join(jobs->threads[i], NULL);
    }
    free_all(jobs->first);
    free_all(jobs->spare);
    free(jobs->threads);
    free(jobs->arguments);
    pthread_cond_destroy(&jobs->idle);
    pthread_cond_destroy(&jobs->room);
    pthread_cond_destroy(&jobs->work);
    pthread_mutex_destroy(&jobs->lock);
}
