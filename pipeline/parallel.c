/* parallel.c - flow_parallel: numbered tasks shared out among the threads of the run. */
#include <stdatomic.h>
#include <stdlib.h>

#include "array.h"
#include "chain.h"
#include "pipeline_state.h"
#include "spill.h"

typedef enum status parallel_task(void *context, size_t index, unsigned worker, struct failure *failure);

struct parallel {
    struct flow *flow;
    const char *label; /* of the progress that the caller's thread shows between its tasks, or NULL */
    size_t tasks;
    atomic_size_t next;
    atomic_bool stopped;
    parallel_task *task;
    void *context;
};

struct parallel_thread {
    struct parallel *parallel;
    unsigned worker;
    bool started, failed;
    size_t failed_index;
    struct failure failure;
};

/* A look costs as much as the smallest tasks, of which there are millions: after the first ones of a thread, and one
 * in sixteen of the others. */
static bool is_time_to_look(size_t done)
{
    enum { FIRST_TASKS = 64, LOOK_EVERY = 16 };
    return done < FIRST_TASKS || done % LOOK_EVERY == 0;
}

static void run_tasks(struct parallel_thread *thread)
{
    struct parallel *parallel = thread->parallel;
    size_t done = 0;
    while (!atomic_load(&parallel->stopped) && !flow_interrupted(parallel->flow)) {
        const size_t index = atomic_fetch_add(&parallel->next, 1);
        if (index >= parallel->tasks) {
            return;
        }
        if (parallel->label != NULL && thread->worker == 0) {
            flow_progress(parallel->flow, parallel->label, index, parallel->tasks);
        }
        enum status status = parallel->task(parallel->context, index, thread->worker, &thread->failure);
        spill_make_room(parallel->flow->chain->pipeline->spill);
        if (status == STATUS_OK && is_time_to_look(done++)) {
            status = pipeline_check_tables(parallel->flow->chain->pipeline, &thread->failure);
        }
        if (status != STATUS_OK) {
            thread->failed = true;
            thread->failed_index = index;
            atomic_store(&parallel->stopped, true);
        }
    }
}

static void run_thread(void *context, unsigned worker)
{
    struct parallel_thread *const threads = context;
    run_tasks(&threads[worker]);
}

/* The failure of the lowest task is the one that is told: tasks start in order and a started one runs to its end, so
 * which one it is does not depend on the number of threads. */
static enum status first_failure(const struct parallel_thread *threads, unsigned count, struct failure *failure)
{
    const struct parallel_thread *first = NULL;
    for (unsigned i = 0; i < count; i++) {
        if (threads[i].failed && (first == NULL || threads[i].failed_index < first->failed_index)) {
            first = &threads[i];
        }
    }
    if (first == NULL) {
        return STATUS_OK;
    }
    if (failure->kind == FAILURE_NONE) {
        *failure = first->failure;
    }
    return STATUS_FAILED;
}

enum status flow_parallel(struct flow *flow, size_t tasks, parallel_task *task, void *context)
{
    return flow_parallel_shown(flow, NULL, tasks, task, context);
}

enum status flow_parallel_shown(struct flow *flow, const char *label, size_t tasks, parallel_task *task, void *context)
{
    const unsigned workers = flow_workers(flow);
    struct crew *const crew = &flow->chain->pipeline->crew;
    struct parallel parallel = {.flow = flow, .label = label, .tasks = tasks, .task = task, .context = context};
    void *memory = NULL;
    if (array_zeroed(&memory, workers, sizeof(struct parallel_thread), flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct parallel_thread *threads = memory;
    for (unsigned i = 0; i < workers; i++) {
        threads[i].parallel = &parallel;
        threads[i].worker = i;
        /* A thread that cannot be started is done without: the others take its tasks. */
        threads[i].started = i > 0 && i < tasks && crew_give(crew, i, run_thread, threads);
    }
    run_tasks(&threads[0]);
    for (unsigned i = 1; i < workers; i++) {
        if (threads[i].started) {
            crew_wait(crew, i);
        }
    }
    const enum status status = first_failure(threads, workers, flow_failure(flow));
    free(threads);
    return status == STATUS_OK && flow_interrupted(flow) ? flow_fail_signal(flow) : status;
}
