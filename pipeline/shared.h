/* shared.h - what all workers of a run read, made once (flow_shared, stage.h). For pipeline/ alone. */
#ifndef MIZAN_SHARED_H
#define MIZAN_SHARED_H

#include <pthread.h>
#include <stddef.h>

#include "stage.h"

struct shared_object {
    const struct shared_type *type;
    void *object;
};

struct shared {
    pthread_mutex_t lock;
    struct shared_object *objects;
    size_t count, capacity;
};

void shared_open(struct shared *shared);
/* Releases the objects, the last first; behind the stages that read them. */
void shared_close(struct shared *shared);

/* The object of this type: made if nobody has asked for it yet. Any thread may call it. */
enum status shared_get(struct shared *shared, const struct shared_type *type, const struct settings *settings,
                       const void **object, struct failure *failure) MUST_CHECK;

#endif
