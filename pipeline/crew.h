/*
 * crew.h - the threads of a run: each is started when it is first given work, and kept for the next.
 *
 * To start a thread, let it end and wait for it takes .3 ms, and a run has some dozens of steps that threads share.
 */
#ifndef MIZAN_CREW_H
#define MIZAN_CREW_H

#include <pthread.h>

#include "failure.h"

typedef void crew_work(void *context, unsigned worker);

enum crew_state { CREW_IDLE, CREW_GIVEN, CREW_AT_WORK, CREW_ENDING };

struct crew_member {
    unsigned worker;
    pthread_t thread;
    bool is_there;
    pthread_mutex_t lock;
    pthread_cond_t given, done;
    _Atomic enum crew_state state;
    crew_work *work;
    void *context;
    int giver_processor; /* of who gave it; -1: not known */
};

struct crew {
    struct crew_member *members; /* by worker; the first is seldom needed: the caller's thread is worker 0, too */
    unsigned count;
};

/* For workers 0 .. count - 1. No thread is started yet. */
enum status crew_open(struct crew *crew, unsigned count, struct failure *failure) MUST_CHECK;

/* Has work(context, worker) called on the worker's thread, which must be idle. False if it cannot be started. */
bool crew_give(struct crew *crew, unsigned worker, crew_work *work, void *context);

/* Returns when the worker's thread is idle. Work that it has not begun by then it never does. Copes with a thread that
 * was never started. */
void crew_wait(struct crew *crew, unsigned worker);

/* Ends the threads, which must be idle. Copes with a crew that was never opened. */
void crew_close(struct crew *crew);

#endif
