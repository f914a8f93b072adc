/* jobs.c - a line of jobs under one lock; the lock is taken per document, never per token. */
#include "jobs.h"

#include <stdlib.h>

#include "array.h"
#include "interrupt.h"

/* Enough that no worker waits for the source, few enough that a large corpus is not read far ahead. */
enum { UNTAKEN_PER_WORKER = 8 };

struct jobs_thread {
    struct jobs *jobs;
    unsigned worker;
};

struct job *job_new(struct failure *failure)
{
    void *memory = NULL, *kept = NULL;
    if (array_zeroed(&memory, 1, sizeof(struct job), failure) != STATUS_OK) {
        return NULL;
    }
    struct job *job = memory;
    if (array_zeroed(&kept, 1, sizeof(struct kept_document), failure) != STATUS_OK) {
        job_free(job);
        return NULL;
    }
    job->kept = kept;
    return job;
}

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

/* Hands on every finished job whose turn it is. Called and returns with the lock held; lets go of it in between. */
static void hand_on_finished(struct jobs *jobs)
{
    if (jobs->handing_on) {
        return;
    }
    jobs->handing_on = true;
    while (jobs->first != NULL && jobs->first->finished && !atomic_load(&jobs->stopped)) {
        struct job *job = jobs->first;
        jobs->first = job->next;
        if (jobs->first == NULL) {
            jobs->last = NULL;
        }
        const size_t bytes = job->arena.bytes;
        pthread_mutex_unlock(&jobs->lock);
        const enum status status = jobs->hand_on(jobs->context, job);
        pthread_mutex_lock(&jobs->lock);
        jobs->waiting_bytes -= bytes;
        if (status != STATUS_OK) {
            atomic_store(&jobs->stopped, true);
        }
        pthread_cond_broadcast(&jobs->work);
    }
    jobs->handing_on = false;
    if (jobs->first == NULL || atomic_load(&jobs->stopped)) {
        pthread_cond_broadcast(&jobs->idle);
        pthread_cond_broadcast(&jobs->room);
        pthread_cond_broadcast(&jobs->work);
    }
}

/* With the lock held: the next job, or NULL when there will be none. */
static struct job *take(struct jobs *jobs)
{
    for (;;) {
        if (atomic_load(&jobs->stopped)) {
            return NULL;
        }
        /* The job whose turn it is has been taken by somebody or is first in line: waiting here cannot block it. */
        const bool may_take = jobs->waiting_bytes <= jobs->waiting_limit || jobs->untaken == jobs->first;
        if (jobs->untaken != NULL && may_take) {
            struct job *job = jobs->untaken;
            jobs->untaken = job->next;
            jobs->untaken_count--;
            pthread_cond_signal(&jobs->room);
            return job;
        }
        if (jobs->untaken == NULL && jobs->closed) {
            return NULL;
        }
        pthread_cond_wait(&jobs->work, &jobs->lock);
    }
}

static void *work(void *argument)
{
    const struct jobs_thread *thread = argument;
    struct jobs *jobs = thread->jobs;
    interrupt_block();
    pthread_mutex_lock(&jobs->lock);
    for (struct job *job = take(jobs); job != NULL; job = take(jobs)) {
        pthread_mutex_unlock(&jobs->lock);
        jobs->process(jobs->context, thread->worker, job);
        pthread_mutex_lock(&jobs->lock);
        job->finished = true;
        jobs->waiting_bytes += job->arena.bytes;
        hand_on_finished(jobs);
    }
    pthread_mutex_unlock(&jobs->lock);
    return NULL;
}

enum status jobs_open(struct jobs *jobs, unsigned worker_count, size_t waiting_limit, job_process *process,
                      job_hand_on *hand_on, void *context, struct failure *failure)
{
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->work, NULL);
    pthread_cond_init(&jobs->room, NULL);
    pthread_cond_init(&jobs->idle, NULL);
    jobs->worker_count = worker_count;
    jobs->untaken_limit = (size_t)worker_count * UNTAKEN_PER_WORKER;
    jobs->waiting_limit = waiting_limit;
    jobs->process = process;
    jobs->hand_on = hand_on;
    jobs->context = context;
    if (worker_count <= 1) {
        return STATUS_OK;
    }
    void *threads = NULL, *arguments = NULL;
    if (array_zeroed(&threads, worker_count, sizeof(pthread_t), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    jobs->threads = threads;
    if (array_zeroed(&arguments, worker_count, sizeof(struct jobs_thread), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    jobs->arguments = arguments;
    for (unsigned i = 0; i < worker_count; i++) {
        jobs->arguments[i] = (struct jobs_thread){jobs, i};
        if (pthread_create(&jobs->threads[i], NULL, work, &jobs->arguments[i]) != 0) {
            return failure_set(failure, FAILURE_MEMORY, "cannot start worker %u of %u; try a smaller -j", i + 1,
                               worker_count);
        }
        jobs->started++;
    }
    return STATUS_OK;
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
}

enum status jobs_submit(struct jobs *jobs, struct job *job)
{
    if (jobs->worker_count <= 1) {
        jobs->process(jobs->context, 0, job);
        pthread_mutex_lock(&jobs->lock);
        append(jobs, job);
        job->finished = true;
        jobs->waiting_bytes += job->arena.bytes;
        hand_on_finished(jobs);
        pthread_mutex_unlock(&jobs->lock);
        return atomic_load(&jobs->stopped) ? STATUS_FAILED : STATUS_OK;
    }
    pthread_mutex_lock(&jobs->lock);
    while (jobs->untaken_count >= jobs->untaken_limit && !atomic_load(&jobs->stopped)) {
        pthread_cond_wait(&jobs->room, &jobs->lock);
    }
    const bool stopped = atomic_load(&jobs->stopped);
    if (!stopped) {
        append(jobs, job);
        if (jobs->untaken == NULL) {
            jobs->untaken = job;
        }
        jobs->untaken_count++;
        pthread_cond_signal(&jobs->work);
    }
    pthread_mutex_unlock(&jobs->lock);
    if (stopped) {
        job_free(job);
    }
    return stopped ? STATUS_FAILED : STATUS_OK;
}

enum status jobs_wait(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    while ((jobs->first != NULL || jobs->handing_on) && !(atomic_load(&jobs->stopped) && !jobs->handing_on)) {
        pthread_cond_wait(&jobs->idle, &jobs->lock);
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
    for (unsigned i = 0; i < jobs->started; i++) {
        pthread_join(jobs->threads[i], NULL);
    }
    struct job *next = NULL;
    for (struct job *job = jobs->first; job != NULL; job = next) {
        next = job->next;
        job_free(job);
    }
    free(jobs->threads);
    free(jobs->arguments);
    pthread_cond_destroy(&jobs->idle);
    pthread_cond_destroy(&jobs->room);
    pthread_cond_destroy(&jobs->work);
    pthread_mutex_destroy(&jobs->lock);
}
