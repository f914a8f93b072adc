/* plan.c - the order of work, written once. */
#include "plan.h"

#include "stages.h"

/* clang-format off */
static const struct stage_type *const compare_plan[] = {
    &inputs_stage, &read_stage, &tokenize_stage, &apparatus_stage, &repair_stage, &stem_stage, &dates_stage,
    &count_stage, &vectorize_stage, &audit_stage, &weigh_stage, &compare_stage, &evidence_lines_stage, &report_stage};

static const struct stage_type *const nearest_plan[] = {
    &inputs_stage, &read_stage, &tokenize_stage, &apparatus_stage, &repair_stage, &stem_stage, &dates_stage,
    &count_stage, &vectorize_stage, &weigh_stage, &nearest_stage, &write_neighbours_stage};

static const struct stage_type *const inspect_plan[] = {
    &inputs_stage, &read_stage, &inspect_stage};

static const struct stage_type *const concordance_plan[] = {
    &inputs_stage, &read_stage, &tokenize_stage, &apparatus_stage, &repair_stage,
    &concordance_stage, &write_concordance_stage};

static const struct stage_type *const tokenize_plan[] = {
    &inputs_stage, &read_stage, &tokenize_stage, &apparatus_stage, &repair_stage, &write_words_stage};

static const struct stage_type *const stem_plan[] = {
    &vertical_inputs_stage, &vertical_words_stage, &stem_stage, &dates_stage, &write_terms_stage};

static const struct stage_type *const stem_explain_plan[] = {
    &operands_stage, &read_stage, &tokenize_stage, &stem_stage, &dates_stage,
    &explain_stem_stage, &write_explanations_stage};

static const struct stage_type *const vectorize_plan[] = {
    &vertical_inputs_stage, &vertical_terms_stage, &count_stage, &vectorize_stage, &write_counts_stage};

static const struct stage_type *const explain_plan[] = {
    &inputs_stage, &read_stage, &tokenize_stage, &apparatus_stage, &repair_stage, &keep_text_stage, &stem_stage,
    &dates_stage, &keep_terms_stage, &count_stage, &vectorize_stage, &unchanged_stage, &weigh_stage, &account_stage,
    &account_lines_stage, &write_account_stage};

static const struct stage_type *const again_plan[] = {
    &inputs_stage, &read_stage, &tokenize_stage, &apparatus_stage, &repair_stage, &keep_text_stage, &stem_stage,
    &dates_stage, &find_lines_stage, &gather_lines_stage};

/* Results are read, and no documents. */
static const struct stage_type *const check_plan[] = {
    &no_documents_stage, &check_stage, &write_check_stage};

#define PLAN_APART(stages, apart_from) (struct plan){stages, sizeof(stages) / sizeof *(stages), apart_from}
#define PLAN(stages) PLAN_APART(stages, NULL)
/* clang-format on */

struct plan plan_for(enum command command)
{
    switch (command) {
    case COMMAND_COMPARE:
        return PLAN_APART(compare_plan, &stem_stage);
    case COMMAND_NEAREST:
        return PLAN_APART(nearest_plan, &stem_stage);
    case COMMAND_INSPECT:
        return PLAN(inspect_plan);
    case COMMAND_CONCORDANCE:
        return PLAN(concordance_plan);
    case COMMAND_EXPLAIN:
        return PLAN(explain_plan);
    case COMMAND_CHECK:
        return PLAN(check_plan);
    case COMMAND_TOKENIZE:
        return PLAN(tokenize_plan);
    case COMMAND_STEM:
        return PLAN(stem_plan);
    case COMMAND_STEM_EXPLAIN:
        return PLAN(stem_explain_plan);
    case COMMAND_VECTORIZE:
        return PLAN(vectorize_plan);
    }
    return (struct plan){0};
}

struct plan plan_to_read_again(void)
{
    return PLAN(again_plan);
}
