/*
 * workers.c - each worker by one thread, which writes to nothing else.
 *
 * What a worker has gathered over a corpus goes back in some milliseconds for each, most of them in the kernel.
 */
#include "workers.h"

#include <stdlib.h>

static enum status finish(void *context, size_t index, unsigned thread, struct failure *failure)
{
    (void)thread;
    const struct pipeline *const pipeline = context;
    struct worker *const worker = &pipeline->workers[index];
    if (worker_is_open(worker) &&
        (chain_finish(&worker->chain) != STATUS_OK || chain_finish(&worker->rest) != STATUS_OK)) {
        *failure = *worker_failure(worker);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

enum status workers_finish(struct pipeline *pipeline)
{
    struct flow flow = {.chain = &pipeline->ordered};
    unsigned count = pipeline->worker_count;
    while (count > 1 && !worker_was_opened(&pipeline->workers[count - 1])) {
        count--; /* never got a document: no thread is started for it */
    }
    return flow_parallel(&flow, count, finish, pipeline);
}

static void close_one(void *context, unsigned index)
{
    const struct pipeline *const pipeline = context;
    worker_close(&pipeline->workers[index]);
}

void workers_close(struct pipeline *pipeline)
{
    for (unsigned i = 1; pipeline->workers != NULL && i < pipeline->crew.count; i++) {
        if (worker_was_opened(&pipeline->workers[i])) {
            (void)crew_give(&pipeline->crew, i, close_one, pipeline);
        }
    }
    if (pipeline->workers != NULL) {
        worker_close(&pipeline->workers[0]);
    }
    for (unsigned i = 1; i < pipeline->crew.count; i++) {
        crew_wait(&pipeline->crew, i);
    }
    for (unsigned i = 1; pipeline->workers != NULL && i < pipeline->worker_count; i++) {
        worker_close(&pipeline->workers[i]); /* whose thread had not begun by then */
    }
    free(pipeline->workers);
    pipeline->workers = NULL;
}
