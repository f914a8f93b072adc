/* test_statements.c - three sources on one event, weighed by hand: who is nearest, and in how many settings. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "refusal.h"
#include "stages.h"
#include "statements.h"
#include "told_matrix.h"

static struct told_matrix told, other;
static char seen[4096];

static void note(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    if (record->as.finding->kind != FINDING_STATEMENT) {
        return;
    }
    const struct statement_finding *const found = &record->as.finding->as.statement;
    const size_t used = strlen(seen);
    (void)snprintf(seen + used, sizeof seen - used, "%d %.*s: %.*s %.*s, %.*s %.*s %zu/%zu%s\n", (int)found->kind,
                   SPAN_ARGUMENTS(found->event), SPAN_ARGUMENTS(found->a), SPAN_ARGUMENTS(found->b),
                   SPAN_ARGUMENTS(found->c), SPAN_ARGUMENTS(found->d), found->holds, found->settings,
                   found->across_languages ? " across" : "");
    cr_expect_eq(found->holds + found->failed_count, found->settings);
}

/* Two matrices of the grid, the second with other counts, then the main one. */
static enum status run(const char *language, struct failure *failure)
{
    static const struct variant variants[] = {{.stop_words = true, .weight = "auto"},
                                              {.stem = STEM_CHOICE_NONE, .weight = "auto"}};
    const struct told_document documents[] = {
        {"war", "a", "en", 500}, {"war", "b", "en", 500}, {"war", "c", language, 500}};
    /* a and b share the first term, then b and c the third: cosines .8 and .32 in the one, .2 and .8 in the other */
    const uint32_t main_counts[] = {2, 1, 0, 0, 2, 0, 1, 0, 0, 0, 1, 1},
                   other_counts[] = {1, 2, 0, 0, 1, 0, 2, 0, 0, 0, 2, 1};
    told_matrix_make(&told, documents, 3, 4, 0, main_counts);
    told_matrix_make(&other, documents, 3, 4, 0, other_counts);
    struct weighted first = told.matrix->weighted, second = other.matrix->weighted;
    first.variant = &variants[0];
    second.variant = &variants[1];
    const struct record records[] = {{.kind = RECORD_WEIGHTED, .as.weighted = &first},
                                     {.kind = RECORD_WEIGHTED, .as.weighted = &second},
                                     {.kind = RECORD_WEIGHTED, .as.weighted = &told.matrix->weighted}};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&compare_stage},
                              .stage_count = 1,
                              .whole = records,
                              .whole_count = 3,
                              .collect = note};
    harness.settings.similarity = SIMILARITY_COSINE;
    seen[0] = '\0';
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    told_matrix_free(&other);
    told_matrix_free(&told);
    return status;
}

Test(statements, each_is_asked_of_every_setting)
{
    struct failure failure;
    cr_assert_eq(run("en", &failure), STATUS_OK, "%s", failure.message);
    /* Both similarities of the first matrix agree with the main one: it is the same; both of the second say b-c. */
    cr_expect_str_eq(seen, "0 : d0000 d0001, d0002  4/4\n"
                           "0 : d0001 d0000, d0002  2/4\n"
                           "0 : d0002 d0001, d0000  4/4\n"
                           "1 war: a b, c  4/4\n"
                           "1 war: b a, c  2/4\n"
                           "1 war: c b, a  4/4\n"
                           "2 war: a b, b c 2/4\n"
                           "2 war: b c, a c 4/4\n"
                           "3 war: a b,   2/4\n");
}

Test(statements, comparisons_across_languages_are_marked)
{
    struct failure failure;
    cr_assert_eq(run("ar", &failure), STATUS_OK, "%s", failure.message);
    cr_expect_not_null(strstr(seen, "2 war: b c, a c 4/4 across\n"));
    cr_expect_null(strstr(seen, "0 : d0000 d0001, d0002  4/4 across\n"));
}
