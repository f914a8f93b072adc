#include <criterion/criterion.h>
#include <string.h>

#include "chain.h"
#include "mizan.h"
#include "refusal.h"

/* Stages that write down what is done with them. */
static char log_text[256];
static bool second_open_fails;

static void note(const char *what)
{
    cr_assert_lt(strlen(log_text) + strlen(what), sizeof log_text);
    strcat(log_text, what);
}

struct state {
    bool opened;
};

static enum status open_first(void *state, const struct settings *settings, struct flow *flow)
{
    (void)settings;
    (void)flow;
    ((struct state *)state)->opened = true;
    note("open1 ");
    return STATUS_OK;
}

static enum status open_second(void *state, const struct settings *settings, struct flow *flow)
{
    (void)settings;
    cr_assert_not(((struct state *)state)->opened, "a state is zeroed");
    ((struct state *)state)->opened = true;
    note("open2 ");
    return second_open_fails ? flow_fail(flow, FAILURE_CONFIGURATION, "no table") : STATUS_OK;
}

static void close_first(void *state)
{
    cr_expect(((struct state *)state)->opened);
    note("close1 ");
}

static void close_second(void *state)
{
    (void)state;
    note("close2 ");
}

static enum status begin_first(void *state, struct flow *flow)
{
    (void)state;
    (void)flow;
    note("begin1 ");
    return STATUS_OK;
}

static enum status end_second(void *state, struct flow *flow)
{
    (void)state;
    (void)flow;
    note("end2 ");
    return STATUS_OK;
}

static enum status accept_second(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    (void)flow;
    cr_expect_eq(record->kind, RECORD_TEXT);
    note("accept2 ");
    return STATUS_OK;
}

static enum status finish_second(void *state, struct flow *flow)
{
    (void)state;
    (void)flow;
    note("finish2 ");
    return STATUS_OK;
}

static const struct stage_type first = {.name = "first",
                                        .consumes = RECORD_INPUT,
                                        .produces = RECORD_TEXT,
                                        .state_size = sizeof(struct state),
                                        .open = open_first,
                                        .begin_document = begin_first,
                                        .close = close_first};
static const struct stage_type second = {.name = "second",
                                         .consumes = RECORD_TEXT,
                                         .produces = RECORD_NONE,
                                         .state_size = sizeof(struct state),
                                         .open = open_second,
                                         .accept = accept_second,
                                         .end_document = end_second,
                                         .finish = finish_second,
                                         .close = close_second};
static const struct stage_type *const types[] = {&first, &second};

static void prepare(struct chain *chain)
{
    log_text[0] = '\0';
    *chain = (struct chain){.kind = CHAIN_WORKER, .types = types, .count = 2};
    chain->failure = &chain->own_failure;
}

Test(chain, calls_every_stage_in_order_and_closes_in_reverse)
{
    const struct settings settings = settings_default();
    struct chain chain;
    prepare(&chain);
    const struct record record = {.kind = RECORD_TEXT};
    cr_assert_eq(chain_open(&chain, &settings), STATUS_OK);
    cr_assert_eq(chain_begin_document(&chain), STATUS_OK);
    cr_assert_eq(chain_push(&chain, 1, &record), STATUS_OK);
    cr_assert_eq(chain_end_document(&chain), STATUS_OK);
    cr_assert_eq(chain_finish(&chain), STATUS_OK);
    chain_close(&chain);
    cr_expect_str_eq(log_text, "open1 open2 begin1 accept2 end2 finish2 close2 close1 ");
}

Test(chain, a_stage_whose_open_failed_is_closed_too)
{
    const struct settings settings = settings_default();
    struct chain chain;
    prepare(&chain);
    second_open_fails = true;
    cr_assert_eq(chain_open(&chain, &settings), STATUS_FAILED);
    cr_expect_eq(chain.own_failure.kind, FAILURE_CONFIGURATION);
    chain_close(&chain);
    cr_expect_str_eq(log_text, "open1 open2 close2 close1 ");
    second_open_fails = false;
}

Test(chain, a_record_of_the_wrong_kind_is_a_fault_of_the_plan)
{
    const struct settings settings = settings_default();
    struct chain chain;
    prepare(&chain);
    const struct record record = {.kind = RECORD_BAG};
    cr_assert_eq(chain_open(&chain, &settings), STATUS_OK);
    cr_expect_eq(chain_push(&chain, 1, &record), STATUS_FAILED);
    cr_expect_eq(chain.own_failure.kind, FAILURE_INTERNAL);
    chain_close(&chain);
}

Test(chain, a_rejected_document_passes_no_further_stage)
{
    const struct settings settings = settings_default();
    struct chain chain;
    struct job job = {.reject_reason = "damaged"};
    prepare(&chain);
    const struct record record = {.kind = RECORD_TEXT};
    cr_assert_eq(chain_open(&chain, &settings), STATUS_OK);
    chain.job = &job;
    cr_expect_eq(chain_push(&chain, 1, &record), STATUS_OK);
    cr_expect_eq(chain_end_document(&chain), STATUS_OK);
    chain_close(&chain);
    cr_expect_str_eq(log_text, "open1 open2 close2 close1 ");
}

Test(chain, every_refused_allocation_leaves_a_chain_that_can_be_closed)
{
    const struct settings settings = settings_default();
    for (long refused = 0;; refused++) {
        struct chain chain;
        prepare(&chain);
        refuse_allocation(refused, false);
        const enum status status = chain_open(&chain, &settings);
        const long asked = refuse_nothing();
        cr_expect_eq(chain.own_failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY);
        chain_close(&chain);
        if (asked <= refused) {
            cr_assert_eq(refused, 4); /* states, flows, and a state each */
            return;
        }
    }
}
