/* user_background.c - see user_background.h. */
#include "user_background.h"

static enum status make(const struct settings *settings, void **object, struct failure *failure)
{
    struct background *background = NULL;
    const enum status status = background_read(settings->background_file, &background, failure);
    *object = background;
    return status;
}

static void release(void *object)
{
    background_free(object);
}

static const struct shared_type table_of_user = {make, release};

enum status user_background(const struct settings *settings, struct flow *flow, const struct background **background)
{
    const void *object = NULL;
    if (settings->background_file != NULL && flow_shared(flow, &table_of_user, &object) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *background = object;
    return STATUS_OK;
}
