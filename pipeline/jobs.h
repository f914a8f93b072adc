/*
 * jobs.h - documents on their way: taken by any worker, handed on in input order.
 *
 * The source submits jobs; workers take them in order and process them at the same time; whoever finds that some have
 * finished in their turn hands them on. What waits for a worker or for its turn is bounded in bytes. The source's own
 * thread is one of the workers while there is no room, unless documents are so large that the others would want for
 * more meanwhile.
 */
#ifndef MIZAN_JOBS_H
#define MIZAN_JOBS_H

#include <pthread.h>
#include <stdatomic.h>

#include "crew.h"
#include "job.h"

/* Work on a job on worker's own chain: sets job->failed on failure. Called by several threads on different jobs. */
typedef void job_process(void *context, unsigned worker, struct job *job);
/* A finished job in its turn. What it takes over it sets to NULL, `kept` alone, whose arena it may leave behind as the
 * job's document_arena; the job itself is used again. Called by
 * one thread at a time, in order of submission. */
typedef enum status job_hand_on(void *context, struct job *job);
/* Helps with a job that was offered, which another worker is at, until there is nothing left to help with. */
typedef void job_help(void *context, struct job *job);

struct jobs {
    pthread_mutex_t lock;
    pthread_cond_t work, caller, alone;
    struct job *first, *last; /* not yet handed on, in order */
    struct job *untaken;      /* first of them that no worker has */
    size_t untaken_count, untaken_bytes;
    size_t finished_count, waiting_bytes; /* jobs finished before their turn */
    size_t waiting_limit;
    struct job *spare; /* to be used again */
    size_t spare_count;
    struct job *offered; /* those that nobody helps with yet, in the order in which they were offered */
    unsigned sleeping;   /* workers that wait for work */
    bool caller_sleeps, caller_wants_room;
    bool closed, handing_on;
    atomic_bool stopped; /* after a failed hand-on: nothing more is taken or handed on */
    job_process *process;
    job_hand_on *hand_on;
    job_help *help;
    void *context;
    struct crew *crew; /* of as many as there are workers */
    unsigned started;  /* threads */
    bool is_alone;     /* there are no threads, and will be none */
    bool is_relieved;  /* of the work of worker 0, the caller: a thread does it */
};

/* Threads of the crew, which must be idle, get work once there is enough, with one worker never: without them the
 * caller's thread does the work, as worker 0. */
void jobs_open(struct jobs *jobs, struct crew *crew, size_t waiting_limit, job_process *process, job_hand_on *hand_on,
               void *context);

/* By the worker that has the job: it is long, and others may help: one will, if there is nothing to be taken, or if too
 * much is finished and waits for its turn behind it. Only where `help` was set, between jobs_open and the first job. */
void jobs_offer(struct jobs *jobs, struct job *job);
/* Nobody comes to help any more; returns when who came has left. */
void jobs_withdraw(struct jobs *jobs, struct job *job);

/* An empty job, to be filled and submitted; NULL when memory is short. */
struct job *jobs_new_job(struct jobs *jobs, struct failure *failure);

/* Takes the job over. Blocks while too many wait. STATUS_FAILED without words of its own once stopped. */
enum status jobs_submit(struct jobs *jobs, struct job *job) MUST_CHECK;

/* Sees to it that what was submitted so far is worked on now, though it is little. */
void jobs_hurry(struct jobs *jobs);

/* Returns when all submitted jobs were handed on, or it has stopped (STATUS_FAILED). */
enum status jobs_wait(struct jobs *jobs) MUST_CHECK;

/* Lets go of the threads, frees what was not handed on. Copes with one that was never opened, or is closed. */
void jobs_close(struct jobs *jobs);

#endif
