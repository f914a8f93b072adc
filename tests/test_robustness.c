/* test_robustness.c - what each setting answers, matrix by matrix; whole statements are in test_statements.c. */
#include <criterion/criterion.h>

#include <string.h>

#include "refusal.h"
#include "robustness.h"
#include "told_matrix.h"
#include "within_flow.h"

enum { DOCUMENTS = 4 };

/* 0 and 1 are nearest to each other, 2 is nearest to 1; 3 shares nothing with any. */
static const struct told_document documents[] = {
    {"war", "a", "en", 9}, {"war", "b", "en", 9}, {"peace", "a", "en", 9}, {"peace", "b", "en", 9}};
static const uint32_t counts[] = {4, 1, 0, 0, 3, 2, 0, 0, 0, 1, 3, 0, 0, 0, 0, 2};

static struct told_matrix told;
static struct robustness robustness;
static struct variant variant;
static size_t matrices;

static enum status take(void *context, struct flow *flow)
{
    (void)context;
    for (size_t i = 0; i < matrices; i++) {
        struct weighted weighted = told.matrix->weighted;
        weighted.variant = &variant;
        if (robustness_take(&robustness, &weighted, NULL, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static void make(void)
{
    told_matrix_make(&told, documents, DOCUMENTS, 4, 0, counts);
    robustness = (struct robustness){0};
    variant = (struct variant){.stop_words = true, .weight = "auto"};
    matrices = 1;
}

static void forget(void)
{
    robustness_close(&robustness);
    robustness_close(NULL);
    told_matrix_free(&told);
}

TestSuite(robustness, .init = make, .fini = forget);

Test(robustness, a_matrix_is_two_settings_that_say_who_is_nearest)
{
    struct failure failure = {0};
    cr_assert_eq(within_flow(take, NULL, 2, &failure), STATUS_OK);
    cr_assert_eq(robustness.count, 2);
    const uint32_t nearest[] = {1, 0, 1, ROBUSTNESS_NOBODY};
    for (size_t i = 0; i < 2; i++) {
        cr_assert_arr_eq(robustness.settings[i].nearest, nearest, sizeof nearest);
    }
    /* by cosine; pairs by event: peace, war */
    cr_assert_eq(robustness.settings[1].likenesses[0], 0);
    cr_assert_float_eq(robustness.settings[1].likenesses[1], 0.9417419115948374, 1e-12, "14 / root of 17 * 13");
}

Test(robustness, how_often_one_is_the_nearest_is_counted_and_how_often_each_of_the_other)
{
    struct failure failure = {0};
    matrices = 3;
    cr_assert_eq(within_flow(take, NULL, 1, &failure), STATUS_OK);
    cr_assert_eq(robustness_nearest(&robustness, 0, 1, true), 6);
    cr_assert_eq(robustness_nearest(&robustness, 2, 1, false), 6);
    cr_assert_eq(robustness_nearest(&robustness, 2, 1, true), 0);
    cr_assert_eq(robustness_nearest(&robustness, 3, 1, false), 0);
}

Test(robustness, a_setting_is_named_by_its_options)
{
    struct failure failure = {0};
    variant = (struct variant){.stem = STEM_CHOICE_NONE, .keep_apparatus = true, .weight = "sklearn-sublinear"};
    cr_assert_eq(within_flow(take, NULL, 1, &failure), STATUS_OK);
    cr_assert(
        span_equal(robustness.settings[0].name, span_of("--stem none --stop-words none --weight sklearn-sublinear "
                                                        "--similarity corrected --keep-apparatus")));
    variant = (struct variant){.stop_words = true, .without_names = true, .one_length = true, .weight = "auto"};
    cr_assert_eq(within_flow(take, NULL, 1, &failure), STATUS_OK);
    cr_assert(span_equal(robustness.settings[3].name,
                         span_of("--stem auto --stop-words auto --weight auto --similarity cosine without names of "
                                 "states texts cut to one length")));
}

Test(robustness, more_settings_than_there_is_room_for_are_a_failure)
{
    struct failure failure = {0};
    matrices = ROBUSTNESS_SETTINGS / 2 + 1;
    cr_assert_eq(within_flow(take, NULL, 1, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_INTERNAL);
}

Test(robustness, every_refused_allocation_is_a_memory_failure)
{
    long refused = 0;
    for (bool was_refused = true; was_refused && refused < 200; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = within_flow(take, NULL, 1, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
        robustness_close(&robustness);
    }
    cr_assert_gt(refused, 10);
}
