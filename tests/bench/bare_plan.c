/*
 * bare_plan.c - `mizan nearest` without the stages that mend and mark text, linked in place of pipeline/plan.c.
 *
 * What those stages cost is measured by running the same command with and without them; the product has no switch that
 * leaves them out. Their stems are left out by --stem snowball.
 */
#include "plan.h"

#include "stages.h"

static const struct stage_type *const nearest_plan[] = {&inputs_stage, &read_stage,    &tokenize_stage,
                                                        &stem_stage,   &count_stage,   &vectorize_stage,
                                                        &weigh_stage,  &nearest_stage, &write_neighbours_stage};

struct plan plan_for(enum command command)
{
    return command == COMMAND_NEAREST
               ? (struct plan){nearest_plan, sizeof nearest_plan / sizeof *nearest_plan, &stem_stage}
               : (struct plan){0};
}

struct plan plan_to_read_again(void)
{
    return (struct plan){0};
}
