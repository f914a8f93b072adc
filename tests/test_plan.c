#include <criterion/criterion.h>

#include "option_table.h"
#include "plan.h"
#include "stages.h"

Test(plan, there_is_one_for_every_command)
{
    for (size_t i = 0; i < command_table_count; i++) {
        const struct plan plan = plan_for(command_table[i].command);
        cr_expect_gt(plan.count, 1, "%s", command_table[i].name);
    }
}

/* What pipeline_run refuses when it opens a plan; here for all of them, without a corpus. */
Test(plan, each_stage_consumes_what_the_one_before_it_produces)
{
    for (size_t i = 0; i < command_table_count; i++) {
        const struct plan plan = plan_for(command_table[i].command);
        cr_assert_eq(plan.stages[0]->consumes, RECORD_NONE);
        cr_assert_eq(plan.stages[0]->placement, IN_ORDER);
        cr_assert_not_null(plan.stages[0]->finish, "a source works in its finish");
        cr_expect_eq(plan.stages[plan.count - 1]->produces, RECORD_NONE);
        for (size_t s = 1; s < plan.count; s++) {
            const struct stage_type *before = plan.stages[s - 1], *stage = plan.stages[s];
            cr_expect_eq(before->produces, stage->consumes, "%s: %s and %s", command_table[i].name, before->name,
                         stage->name);
            cr_expect(s == 1 || before->placement <= stage->placement, "%s: %s", command_table[i].name, stage->name);
        }
    }
}

Test(plan, commands_that_take_a_corpus_begin_with_it_and_filters_with_standard_input)
{
    for (size_t i = 0; i < command_table_count; i++) {
        const struct plan plan = plan_for(command_table[i].command);
        if (command_table[i].command == COMMAND_CHECK) { /* it reads results */
            cr_expect_str_eq(plan.stages[0]->name, no_documents_stage.name);
            continue;
        }
        cr_expect_str_eq(plan.stages[0]->name,
                         command_table[i].takes_corpus || command_table[i].command == COMMAND_EXPLAIN
                             ? inputs_stage.name
                             : vertical_inputs_stage.name,
                         "%s", command_table[i].name);
    }
}

Test(plan, what_is_read_again_passes_stages_that_fit)
{
    const struct plan plan = plan_to_read_again();
    for (size_t s = 1; s < plan.count; s++) {
        cr_expect_eq(plan.stages[s - 1]->produces, plan.stages[s]->consumes, "%s", plan.stages[s]->name);
    }
    cr_expect_eq(plan.stages[plan.count - 1]->produces, RECORD_NONE);
}
