/* test_shared.c - what all workers read is made once, handed to all, and released behind them. */
#include <criterion/criterion.h>
#include <stdatomic.h>
#include <unistd.h>

#include "refusal.h"
#include "shared.h"

enum { ASKERS = 8, MAKING_MICROSECONDS = 20000 };

static atomic_int made, released;
static const void *last_released;
static int first_object, second_object;

static enum status make_first(const struct settings *settings, void **object, struct failure *failure)
{
    (void)failure;
    (void)usleep(MAKING_MICROSECONDS);     /* all others ask meanwhile */
    made += settings->workers > 0 ? 1 : 0; /* the settings of the run are handed on */
    *object = &first_object;
    return STATUS_OK;
}

static enum status make_second(const struct settings *settings, void **object, struct failure *failure)
{
    (void)settings;
    (void)failure;
    made++;
    *object = &second_object;
    return STATUS_OK;
}

static enum status make_nothing(const struct settings *settings, void **object, struct failure *failure)
{
    (void)settings;
    (void)object;
    return failure_set(failure, FAILURE_DATA, "line 3 is not a number");
}

static void release(void *object)
{
    released++;
    last_released = object;
}

static const struct shared_type first = {make_first, release}, second = {make_second, release},
                                failing = {make_nothing, release};
static const struct settings settings = {.workers = 2};

struct asker {
    struct shared *shared;
    const void *object;
    enum status status;
    pthread_t thread;
};

static void *ask(void *memory)
{
    struct asker *const asker = memory;
    struct failure failure = {0};
    asker->status = shared_get(asker->shared, &first, &settings, &asker->object, &failure);
    return NULL;
}

Test(shared, threads_that_ask_at_the_same_time_get_one_object)
{
    struct shared shared;
    shared_open(&shared);
    struct asker askers[ASKERS];
    for (unsigned i = 0; i < ASKERS; i++) {
        askers[i] = (struct asker){.shared = &shared};
        cr_assert_eq(pthread_create(&askers[i].thread, NULL, ask, &askers[i]), 0);
    }
    for (unsigned i = 0; i < ASKERS; i++) {
        cr_assert_eq(pthread_join(askers[i].thread, NULL), 0);
        cr_expect_eq(askers[i].status, STATUS_OK);
        cr_expect_eq(askers[i].object, &first_object);
    }
    cr_expect_eq(made, 1);
    cr_expect_eq(released, 0);
    shared_close(&shared);
    cr_expect_eq(released, 1);
}

Test(shared, types_have_objects_of_their_own_and_the_last_is_released_first)
{
    struct shared shared;
    struct failure failure = {0};
    const void *one = NULL, *two = NULL;
    shared_open(&shared);
    cr_assert_eq(shared_get(&shared, &first, &settings, &one, &failure), STATUS_OK);
    cr_assert_eq(shared_get(&shared, &second, &settings, &two, &failure), STATUS_OK);
    cr_expect_eq(one, &first_object);
    cr_expect_eq(two, &second_object);
    shared_close(&shared);
    cr_expect_eq(released, 2);
    cr_expect_eq(last_released, &first_object);
}

Test(shared, what_cannot_be_made_is_told_and_never_released)
{
    struct shared shared;
    struct failure failure = {0};
    const void *object = NULL;
    shared_open(&shared);
    cr_expect_eq(shared_get(&shared, &failing, &settings, &object, &failure), STATUS_FAILED);
    cr_expect_str_eq(failure.message, "line 3 is not a number");
    shared_close(&shared);
    shared_open(&shared); /* without room for a first object */
    refuse_allocation(0, false);
    cr_expect_eq(shared_get(&shared, &first, &settings, &object, &failure), STATUS_FAILED);
    refuse_nothing();
    cr_expect_null(object);
    shared_close(&shared);
    cr_expect_eq(made, 0);
    cr_expect_eq(released, 0);
}
