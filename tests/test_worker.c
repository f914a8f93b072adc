/* test_worker.c - where the stages of a worker may be parted; test_relay.c has documents that are. */
#include <criterion/criterion.h>

#include "plan.h"
#include "stages.h"
#include "worker.h"

static const struct stage_type *const stages[] = {&inputs_stage, &read_stage, &tokenize_stage, &stem_stage,
                                                  &count_stage};

static enum status part(const struct stage_type *apart_from, size_t *before, struct failure *failure)
{
    const struct plan plan = {stages, sizeof stages / sizeof *stages, apart_from};
    return worker_stages_before(&plan, plan.count - 1, before, failure);
}

Test(worker, has_all_stages_in_one_chain_unless_the_plan_parts_them)
{
    struct failure failure = {0};
    size_t before;
    cr_assert_eq(part(NULL, &before, &failure), STATUS_OK);
    cr_expect_eq(before, 4);
    cr_assert_eq(part(&stem_stage, &before, &failure), STATUS_OK);
    cr_expect_eq(before, 2);
}

Test(worker, is_parted_before_a_stage_that_takes_words_and_no_other)
{
    const struct stage_type *const wrong[] = {&read_stage, &tokenize_stage, &count_stage, &dates_stage};
    for (size_t i = 0; i < 4; i++) {
        struct failure failure = {0};
        size_t before;
        cr_expect_eq(part(wrong[i], &before, &failure), STATUS_FAILED, "%s", wrong[i]->name);
        cr_expect_eq(failure.kind, FAILURE_INTERNAL);
    }
}

Test(worker, parts_the_plans_of_compare_and_nearest_before_the_stemmer)
{
    cr_expect_eq(plan_for(COMMAND_COMPARE).apart_from, &stem_stage);
    cr_expect_eq(plan_for(COMMAND_NEAREST).apart_from, &stem_stage);
    cr_expect_null(plan_for(COMMAND_STEM).apart_from, "what it emits would come while the first stages may warn");
}

Test(worker, that_was_never_set_can_be_closed)
{
    struct worker worker = {.relay = NULL};
    worker_close(&worker);
    cr_expect(worker_is_open(&worker));
}
