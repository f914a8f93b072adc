/*
 * jobs.c - a line of jobs under one lock, which is taken for some documents, never for a token.
 *
 * To wake a thread costs more than a short document. So nobody is woken for one job: the source fills the line and
 * works on it itself until half of it is taken; workers sleep only when it is empty; and finished jobs are handed on
 * several at a time, which also spares the vocabulary the way from one core's cache to the other's. Who has nothing
 * else to do hands on what there is: the last job never waits for more.
 *
 * A thread for each worker beside the source's was one too many: two of three took turns on a processor, and each turn
 * is a way through the kernel and to other caches. Only the source of a large document gets it, to go on reading.
 *
 * A job's memory is used again for a later one. Else it would be taken by the source, grow on a worker and be given
 * back by another, each in the others' way in malloc.
 */
#include "jobs.h"

#include <stdlib.h>

#include "array.h"

enum {
    /* In the line: enough that the source sleeps long, few enough that a large corpus is not read far ahead. */
    UNTAKEN_PER_WORKER = 32,
    UNTAKEN_BYTES_PER_WORKER = 1 << 18, /* and of long documents fewer, but for a few */
    FEW_PER_WORKER = 4,
    /* Handed on together. */
    HANDED_ON_JOBS = 16,
    HANDED_ON_BYTES = 1 << 18,
    LEFT_TO_CALLER = 8, /* times as many by the others: the vocabulary stays in the caches of one core */
    /* Some milliseconds of work: a second worker, who opens its own stages and meets every word anew, would be in time
     * for the rest of it at best. */
    ALONE_JOBS = 32,
    ALONE_BYTES = 1 << 16,
    LARGE_BYTES = 1 << 16, /* of a document that would keep the source from reading for longer than the line lasts */
    /* So much is finished and waits for its turn when to help with a long job comes before taking more. */
    HELP_BYTES = 1 << 24,
    /* Short ones that are taken, or handed on, at one visit to the lock: with all that it guards it goes from core to
     * core, which costs .5 to 2 microseconds, and a short document takes 10. */
    TAKEN_JOBS = 8,
    TAKEN_BYTES = 1 << 14,
    TAKEN_ROOM_BYTES = 1 << 18 /* where so much more may wait */
};

/* ---- a new job ---- */

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
    return job_new(take_spare(jobs), failure);
}

/* ---- the line; all with the lock held ---- */

static size_t most_untaken(const struct jobs *jobs)
{
    return (size_t)jobs->crew->count * UNTAKEN_PER_WORKER;
}

/* Does the line hold so much, as a share of what it may? */
static bool holds(const struct jobs *jobs, size_t denominator)
{
    const size_t few = (size_t)jobs->crew->count * FEW_PER_WORKER;
    const size_t bytes = (size_t)jobs->crew->count * UNTAKEN_BYTES_PER_WORKER;
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

static struct job *take_first(struct jobs *jobs, unsigned worker)
{
    struct job *const job = jobs->untaken;
    job->worker = worker;
    jobs->untaken = job->next;
    jobs->untaken_count--;
    jobs->untaken_bytes -= job->input_bytes;
    if (jobs->caller_wants_room && !holds(jobs, 2)) {
        pthread_cond_signal(&jobs->caller);
    }
    return job;
}

/* What a file holds is not known. */
static bool is_short(const struct job *job)
{
    return job->input.kind != INPUT_FILE && job->input_bytes <= TAKEN_BYTES;
}

/* Takes the first and, of short ones, as many behind it as leave enough for the others; says how many. */
static struct job *take_some(struct jobs *jobs, unsigned worker, size_t *count)
{
    const size_t share = jobs->untaken_count / (2 * (size_t)jobs->crew->count);
    const bool has_room = jobs->waiting_bytes + TAKEN_ROOM_BYTES <= jobs->waiting_limit;
    const size_t most = !has_room ? 1 : share < TAKEN_JOBS ? share : TAKEN_JOBS;
    struct job *const first = take_first(jobs, worker);
    size_t bytes = first->input_bytes;
    for (*count = 1; *count < most && is_short(first) && is_short(jobs->untaken); ++*count) {
        bytes += jobs->untaken->input_bytes;
        if (bytes > TAKEN_BYTES) {
            break;
        }
        (void)take_first(jobs, worker);
    }
    return first;
}

static struct job *take_offered(struct jobs *jobs)
{
    struct job *const job = jobs->offered;
    jobs->offered = job->behind;
    job->is_helped = true;
    return job;
}

static void wake_workers(struct jobs *jobs)
{
    const bool is_work = may_take(jobs) || atomic_load(&jobs->stopped);
    if (jobs->sleeping > 0 && is_work) {
        pthread_cond_broadcast(&jobs->work);
    }
    if (jobs->caller_sleeps && is_work && !jobs->is_relieved) {
        pthread_cond_signal(&jobs->caller);
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

/* Takes finished ones whose turn it is out of the line; the last of them has no next. */
static struct job *take_finished(struct jobs *jobs, size_t *bytes)
{
    struct job *const first = jobs->first;
    struct job *last = first;
    *bytes = 0;
    for (size_t count = 0; count < TAKEN_JOBS && jobs->first != NULL && jobs->first->finished; count++) {
        last = jobs->first;
        jobs->first = last->next;
        jobs->finished_count--;
        *bytes += last->waiting_bytes;
        if (*bytes >= HANDED_ON_BYTES) {
            break;
        }
    }
    if (jobs->first == NULL) {
        jobs->last = NULL;
    }
    last->next = NULL;
    return first;
}

/* Hands them on until one fails; what is behind that is freed. Returns those to be put away. */
static struct job *hand_on_some(struct jobs *jobs, struct job *first, enum status *status)
{
    struct job *handed_on = NULL, *next = NULL;
    for (struct job *job = first; job != NULL; job = next) {
        next = job->next;
        if (*status != STATUS_OK) {
            job_free(job);
            continue;
        }
        job_prefetch_records(next);
        *status = jobs->hand_on(jobs->context, job);
        job_clear(job);
        job->next = handed_on;
        handed_on = job;
    }
    return handed_on;
}

/* Hands on every finished job whose turn it is. Lets go of the lock in between. */
static void hand_on_finished(struct jobs *jobs)
{
    jobs->handing_on = true;
    while (jobs->first != NULL && jobs->first->finished && !atomic_load(&jobs->stopped)) {
        size_t bytes;
        enum status status = STATUS_OK;
        struct job *const first = take_finished(jobs, &bytes);
        pthread_mutex_unlock(&jobs->lock);
        struct job *const handed_on = hand_on_some(jobs, first, &status);
        pthread_mutex_lock(&jobs->lock);
        for (struct job *job = handed_on, *next; job != NULL; job = next) {
            next = job->next;
            put_away(jobs, job);
        }
        jobs->waiting_bytes -= bytes;
        if (status != STATUS_OK) {
            atomic_store(&jobs->stopped, true);
        }
        wake_workers(jobs);
    }
    jobs->handing_on = false;
    if (jobs->first == NULL || atomic_load(&jobs->stopped)) {
        pthread_cond_broadcast(&jobs->caller);
    }
    wake_workers(jobs);
}

/* Works on so many jobs that were taken together. Lets go of the lock in between. */
static void work_on(struct jobs *jobs, unsigned worker, struct job *first, size_t count)
{
    pthread_mutex_unlock(&jobs->lock);
    size_t done = 0;
    for (struct job *job = first; done < count && (done == 0 || !atomic_load(&jobs->stopped));) {
        struct job *const next = done + 1 < count ? job->next : NULL; /* the last one's is the source's to change */
        job_prefetch_input(done == 0 ? job : NULL);
        job_prefetch_input(next);
        jobs->process(jobs->context, worker, job);
        spill_free(job->spill, job->block); /* what waits does not need its text */
        job->block = NULL;
        job->waiting_bytes = job_waiting_bytes(job);
        done++;
        job = next;
    }
    pthread_mutex_lock(&jobs->lock);
    for (struct job *job = first; done > 0; done--) {
        job->finished = true;
        jobs->finished_count++;
        jobs->waiting_bytes += job->waiting_bytes;
        job = job->next;
    }
}

/* ---- workers ---- */

static bool is_worth_handing_on(const struct jobs *jobs, unsigned worker)
{
    const size_t times = worker == 0 || jobs->is_relieved ? 1 : LEFT_TO_CALLER;
    return jobs->finished_count >= times * HANDED_ON_JOBS || jobs->waiting_bytes >= times * HANDED_ON_BYTES ||
           jobs->waiting_bytes > jobs->waiting_limit;
}

/* Helps with a job of another worker. Lets go of the lock in between. */
static void help_with(struct jobs *jobs, struct job *job)
{
    pthread_mutex_unlock(&jobs->lock);
    jobs->help(jobs->context, job);
    pthread_mutex_lock(&jobs->lock);
    job->is_helped = false;
    pthread_cond_broadcast(&jobs->alone);
}

static bool should_help(const struct jobs *jobs, bool can_take)
{
    return jobs->offered != NULL && (!can_take || jobs->waiting_bytes >= HELP_BYTES);
}

/* Hands on or works on what there is. False: there is nothing to do now. */
static bool do_next(struct jobs *jobs, unsigned worker)
{
    const bool can_take = may_take(jobs);
    if (has_turn(jobs) && (!can_take || is_worth_handing_on(jobs, worker))) {
        hand_on_finished(jobs);
    } else if (should_help(jobs, can_take)) {
        help_with(jobs, take_offered(jobs));
    } else if (can_take) {
        size_t count;
        struct job *const first = take_some(jobs, worker, &count);
        work_on(jobs, worker, first, count);
    } else {
        return false;
    }
    return true;
}

static void work(void *context, unsigned worker)
{
    struct jobs *const jobs = context;
    pthread_mutex_lock(&jobs->lock);
    while (!atomic_load(&jobs->stopped)) {
        if (do_next(jobs, worker)) {
            continue;
        }
        if (jobs->untaken == NULL && jobs->closed) {
            break;
        }
        jobs->sleeping++;
        pthread_cond_wait(&jobs->work, &jobs->lock);
        jobs->sleeping--;
    }
    pthread_mutex_unlock(&jobs->lock);
}

/* With the lock held. A thread that cannot be started is done without: the others take its jobs. */
static void start_workers(struct jobs *jobs)
{
    for (unsigned i = 1; i < jobs->crew->count; i++) {
        jobs->started += crew_give(jobs->crew, i, work, jobs);
    }
    jobs->is_alone = jobs->started == 0;
}

/* With the lock held: a thread as worker 0 in the caller's place. Where there is none, the caller goes on. */
static void relieve_caller(struct jobs *jobs)
{
    jobs->is_relieved = crew_give(jobs->crew, 0, work, jobs);
    jobs->started += jobs->is_relieved;
}

/* With the lock held: everything in line, on the caller's thread. */
static void work_alone(struct jobs *jobs)
{
    while (jobs->untaken != NULL && !atomic_load(&jobs->stopped)) {
        work_on(jobs, 0, take_first(jobs, 0), 1);
        hand_on_finished(jobs);
    }
}

void jobs_offer(struct jobs *jobs, struct job *job)
{
    pthread_mutex_lock(&jobs->lock);
    struct job **end = &jobs->offered;
    while (*end != NULL) {
        end = &(*end)->behind;
    }
    job->behind = NULL;
    *end = job;
    if (jobs->sleeping > 0) {
        pthread_cond_signal(&jobs->work);
    } else if (jobs->caller_sleeps && !jobs->is_relieved) {
        pthread_cond_signal(&jobs->caller);
    }
    pthread_mutex_unlock(&jobs->lock);
}

void jobs_withdraw(struct jobs *jobs, struct job *job)
{
    pthread_mutex_lock(&jobs->lock);
    for (struct job **at = &jobs->offered; *at != NULL; at = &(*at)->behind) {
        if (*at == job) {
            *at = job->behind;
            break;
        }
    }
    while (job->is_helped) {
        pthread_cond_wait(&jobs->alone, &jobs->lock);
    }
    pthread_mutex_unlock(&jobs->lock);
}

/* ---- for the source ---- */

void jobs_open(struct jobs *jobs, struct crew *crew, size_t waiting_limit, job_process *process, job_hand_on *hand_on,
               void *context)
{
    /* Held for a moment only: who looks again mostly need not sleep. */
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ADAPTIVE_NP);
    pthread_mutex_init(&jobs->lock, &attributes);
    pthread_mutexattr_destroy(&attributes);
    pthread_cond_init(&jobs->work, NULL);
    pthread_cond_init(&jobs->caller, NULL);
    pthread_cond_init(&jobs->alone, NULL);
    jobs->crew = crew;
    jobs->is_alone = crew->count <= 1;
    jobs->waiting_limit = waiting_limit;
    jobs->process = process;
    jobs->hand_on = hand_on;
    jobs->context = context;
}

/* With the lock held: works as worker 0 or, relieved of it or without work, sleeps until there may be some. */
static void work_or_sleep(struct jobs *jobs)
{
    if (jobs->is_relieved || !do_next(jobs, 0)) {
        jobs->caller_sleeps = true;
        pthread_cond_wait(&jobs->caller, &jobs->lock);
        jobs->caller_sleeps = false;
    }
}

static void make_room(struct jobs *jobs)
{
    if (jobs->started == 0 || !holds(jobs, 1)) {
        return;
    }
    jobs->caller_wants_room = true;
    while (holds(jobs, 2) && !atomic_load(&jobs->stopped)) {
        work_or_sleep(jobs);
    }
    jobs->caller_wants_room = false;
}

enum status jobs_submit(struct jobs *jobs, struct job *job)
{
    pthread_mutex_lock(&jobs->lock);
    make_room(jobs);
    const bool stopped = atomic_load(&jobs->stopped);
    if (!stopped) {
        append(jobs, job);
        if (!jobs->is_alone && jobs->started == 0 &&
            (jobs->untaken_count > ALONE_JOBS || jobs->untaken_bytes > ALONE_BYTES)) {
            start_workers(jobs);
        }
        if (jobs->started > 0 && !jobs->is_relieved && job->input_bytes > LARGE_BYTES) {
            relieve_caller(jobs);
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
        work_or_sleep(jobs);
    }
    pthread_mutex_unlock(&jobs->lock);
    return atomic_load(&jobs->stopped) ? STATUS_FAILED : STATUS_OK;
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
    for (unsigned i = 0; i < jobs->crew->count; i++) {
        crew_wait(jobs->crew, i);
    }
    job_free_all(jobs->first);
    job_free_all(jobs->spare);
    jobs->first = jobs->spare = NULL;
    jobs->process = NULL;
    pthread_cond_destroy(&jobs->alone);
    pthread_cond_destroy(&jobs->caller);
    pthread_cond_destroy(&jobs->work);
    pthread_mutex_destroy(&jobs->lock);
}
