/*
 * crew.c - a lock and two conditions for each thread, so that nobody wakes but who has something to do.
 *
 * Who waits for a thread looks a while before it sleeps: what one has left to do when the others are through is mostly
 * less than it takes to be woken.
 *
 * A thread leaves the processor of who gave it work: some began there, beside an idle one. As both sleep now and then
 * until the other wakes them, the system left them there in turns for 5 to 40 ms, sometimes for a whole run.
 */
#include "crew.h"

#include <sched.h>
#include <stdlib.h>

#include "array.h"
#include "interrupt.h"

enum { LOOKS = 32 }; /* some dozens of microseconds, in which others may have the processor */

/* Moves the calling thread from this processor to another one that it may use. It may come back: where it begins is
 * what matters. */
static void leave(int processor)
{
    cpu_set_t allowed;
    if (processor < 0 || sched_getcpu() != processor || sched_getaffinity(0, sizeof allowed, &allowed) != 0) {
        return;
    }
    cpu_set_t others = allowed;
    CPU_CLR((size_t)processor, &others);
    if (CPU_COUNT(&others) > 0 && sched_setaffinity(0, sizeof others, &others) == 0) {
        (void)sched_setaffinity(0, sizeof allowed, &allowed);
    }
}

static void *run(void *argument)
{
    struct crew_member *const member = argument;
    interrupt_block();
    pthread_mutex_lock(&member->lock);
    for (;;) {
        while (member->state == CREW_IDLE) {
            pthread_cond_wait(&member->given, &member->lock);
        }
        if (member->state == CREW_ENDING) {
            break;
        }
        member->state = CREW_AT_WORK;
        const int giver_processor = member->giver_processor;
        pthread_mutex_unlock(&member->lock);
        leave(giver_processor);
        member->work(member->context, member->worker);
        pthread_mutex_lock(&member->lock);
        member->state = CREW_IDLE;
        pthread_cond_signal(&member->done);
    }
    pthread_mutex_unlock(&member->lock);
    return NULL;
}

enum status crew_open(struct crew *crew, unsigned count, struct failure *failure)
{
    void *memory = NULL;
    *crew = (struct crew){0};
    if (array_zeroed(&memory, count, sizeof(struct crew_member), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    crew->members = memory;
    crew->count = count;
    for (unsigned i = 0; i < count; i++) {
        struct crew_member *const member = &crew->members[i];
        member->worker = i;
        pthread_mutex_init(&member->lock, NULL);
        pthread_cond_init(&member->given, NULL);
        pthread_cond_init(&member->done, NULL);
    }
    return STATUS_OK;
}

bool crew_give(struct crew *crew, unsigned worker, crew_work *work, void *context)
{
    struct crew_member *const member = &crew->members[worker];
    pthread_mutex_lock(&member->lock);
    member->work = work;
    member->context = context;
    member->giver_processor = sched_getcpu();
    member->state = CREW_GIVEN;
    if (member->is_there) {
        pthread_cond_signal(&member->given);
    } else {
        member->is_there = pthread_create(&member->thread, NULL, run, member) == 0;
        member->state = member->is_there ? CREW_GIVEN : CREW_IDLE;
    }
    pthread_mutex_unlock(&member->lock);
    return member->is_there;
}

void crew_wait(struct crew *crew, unsigned worker)
{
    struct crew_member *const member = &crew->members[worker];
    pthread_mutex_lock(&member->lock);
    if (member->state == CREW_GIVEN) {
        member->state = CREW_IDLE;
    }
    pthread_mutex_unlock(&member->lock);
    for (unsigned i = 0; i < LOOKS && member->state != CREW_IDLE; i++) {
        (void)sched_yield();
    }
    pthread_mutex_lock(&member->lock);
    while (member->state != CREW_IDLE) {
        pthread_cond_wait(&member->done, &member->lock);
    }
    pthread_mutex_unlock(&member->lock);
}

void crew_close(struct crew *crew)
{
    for (unsigned i = 0; i < crew->count; i++) {
        struct crew_member *const member = &crew->members[i];
        if (member->is_there) {
            pthread_mutex_lock(&member->lock);
            member->state = CREW_ENDING;
            pthread_cond_signal(&member->given);
            pthread_mutex_unlock(&member->lock);
            pthread_join(member->thread, NULL);
        }
        pthread_cond_destroy(&member->done);
        pthread_cond_destroy(&member->given);
        pthread_mutex_destroy(&member->lock);
    }
    free(crew->members);
    *crew = (struct crew){0};
}
