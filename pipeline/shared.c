/* shared.c - a short list under a lock: stages ask when they are opened, never for a document or a word. */
#include "shared.h"

#include <stdlib.h>

#include "array.h"
#include "pipeline_state.h"

void shared_open(struct shared *shared)
{
    *shared = (struct shared){0};
    pthread_mutex_init(&shared->lock, NULL);
}

void shared_close(struct shared *shared)
{
    while (shared->count > 0) {
        const struct shared_object *const last = &shared->objects[--shared->count];
        last->type->release(last->object);
    }
    free(shared->objects);
    pthread_mutex_destroy(&shared->lock);
}

static enum status find_or_make(struct shared *shared, const struct shared_type *type, const struct settings *settings,
                                const void **object, struct failure *failure)
{
    for (size_t i = 0; i < shared->count; i++) {
        if (shared->objects[i].type == type) {
            *object = shared->objects[i].object;
            return STATUS_OK;
        }
    }
    struct shared_object made = {.type = type};
    if (array_reserve((void **)&shared->objects, &shared->capacity, shared->count + 1, sizeof made, failure) !=
            STATUS_OK ||
        type->make(settings, &made.object, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    shared->objects[shared->count++] = made;
    *object = made.object;
    return STATUS_OK;
}

enum status shared_get(struct shared *shared, const struct shared_type *type, const struct settings *settings,
                       const void **object, struct failure *failure)
{
    pthread_mutex_lock(&shared->lock);
    const enum status status = find_or_make(shared, type, settings, object, failure);
    pthread_mutex_unlock(&shared->lock);
    return status;
}

enum status flow_shared(struct flow *flow, const struct shared_type *type, const void **object)
{
    struct pipeline *const pipeline = flow->chain->pipeline;
    return shared_get(pipeline->shared, type, pipeline->settings, object, flow->chain->failure);
}
