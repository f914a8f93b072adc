/* test_user_background.c - the table of --background FILE is read once and is the same for every stage that asks. */
#include <criterion/criterion.h>

#include "harness.h"
#include "scratch.h"
#include "user_background.h"

enum { ASKED = 2 };

static const struct background *tables[ASKED];
static unsigned asked;

/* Two stages that do nothing but ask. */
static enum status ask(void *state, const struct settings *settings, struct flow *flow)
{
    (void)state;
    return user_background(settings, flow, &tables[asked++ % ASKED]);
}

static enum status pass(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    return flow_emit(flow, record);
}

#define ASKING(name_)                                                                                                  \
    {                                                                                                                  \
        .name = name_, .placement = PER_WORKER, .consumes = RECORD_TEXT, .produces = RECORD_TEXT, .state_size = 1,     \
        .open = ask, .accept = pass                                                                                    \
    }
static const struct stage_type one = ASKING("one"), other = ASKING("other");

static void run_stages(struct harness *harness)
{
    static const struct harness_document document;
    harness->stages[0] = &one;
    harness->stages[1] = &other;
    harness->stage_count = ASKED;
    harness->documents = &document;
    harness->document_count = 1;
    cr_assert_eq(harness_run(harness), STATUS_OK, "%s", harness->failure.message);
    cr_assert_eq(asked, ASKED);
}

static uint32_t frequency_seen;

static void note_frequency(void *context, const struct journal *journal)
{
    (void)context;
    (void)journal;
    frequency_seen = background_frequency(tables[1], span_of("treaty"));
}

Test(user_background, two_stages_read_one_table, .init = scratch_open, .fini = scratch_close)
{
    struct harness harness = {.settings = harness_settings(), .inspect = note_frequency};
    harness.settings.background_file = scratch_write("table.tsv", "#documents\t200\ntreaty\t50\n");
    run_stages(&harness);
    cr_assert_not_null(tables[0]);
    cr_expect_eq(tables[0], tables[1]);
    cr_expect_eq(frequency_seen, 50);
}

Test(user_background, there_is_none_without_a_file)
{
    struct harness harness = {.settings = harness_settings()};
    tables[0] = tables[1] = background_builtin("en");
    run_stages(&harness);
    cr_expect_null(tables[0]);
    cr_expect_null(tables[1]);
}
