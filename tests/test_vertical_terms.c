/* test_vertical_terms.c - the stage that reads mizan stem's output, or one column of another tool's. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "refusal.h"
#include "stages.h"

enum { SHOWN = 4096 };

struct seen {
    char terms[SHOWN];
    struct failure failure;
    const char *column;
};

static void note(void *context, const struct record *record, struct flow *flow)
{
    static const char *const classes[] = {"", "~", "#", "^", "!"};
    struct seen *const seen = context;
    (void)flow;
    for (size_t i = 0; i < record->as.terms->count; i++) {
        const struct form *const form = record->as.terms->forms[i];
        const size_t used = strlen(seen->terms);
        cr_expect_eq(form->background, NO_BACKGROUND);
        (void)snprintf(seen->terms + used, SHOWN - used, "%d:%.*s/%.*s/%s%.*s%s ", (int)form->number,
                       SPAN_ARGUMENTS(form->surface), SPAN_ARGUMENTS(form->normalized),
                       form->channel == CHANNEL_DATE ? "date:" : "", SPAN_ARGUMENTS(form->term), classes[form->class]);
    }
}

static enum status run(struct seen *seen, const char *column, const char *payload)
{
    const struct harness_document document = {
        .declared = {.id = span_of("d"), .line = 1}, .input_kind = INPUT_VERTICAL, .payload = payload};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&vertical_terms_stage},
                              .stage_count = 1,
                              .documents = &document,
                              .document_count = 1,
                              .collect = note,
                              .context = seen};
    harness.settings.column = column;
    seen->terms[0] = '\0';
    const enum status status = harness_run(&harness);
    seen->failure = harness.failure;
    return status;
}

static const char own[] =
    "<doc>\n<s>\nThe\t0\t3\tthe\t-\nWars\t4\t8\twars\twar\n1918\t9\t13\t1918\tyear:1918\n20\t14\t16\t20\t-\n"
    "Wars\t17\t21\twars\twar\n</s>\n</doc>\n";

Test(vertical_terms, makes_each_form_once_with_its_class_and_channel)
{
    static struct seen seen;
    cr_assert_eq(run(&seen, NULL, own), STATUS_OK, "%s", seen.failure.message);
    cr_expect_str_eq(seen.terms, "0:The/the/~ 1:Wars/wars/war 2:1918/1918/date:year:1918 3:20/20/# 1:Wars/wars/war ");
}

Test(vertical_terms, counts_the_column_that_is_named)
{
    static struct seen seen;
    cr_assert_eq(run(&seen, "normalized", own), STATUS_OK);
    cr_expect_str_eq(seen.terms, "0:The/the/the 1:Wars/wars/wars 2:1918/1918/1918 3:20/20/20 1:Wars/wars/wars ");
    cr_assert_eq(run(&seen, "word", "<doc>\nThe\t0\t3\n</doc>\n"), STATUS_OK);
    cr_expect_str_eq(seen.terms, "0:The/The/The ");
}

/* A date's row has its term for a normalized form; it is no word, so counting words leaves it out. */
Test(vertical_terms, takes_a_date_for_no_word)
{
    static const char dates[] = "<doc>\n20\t0\t2\t20\t-\nMay\t3\t6\tmay\tmay\n"
                                "20 May\t0\t6\tdate:--05-20\tdate:--05-20\nShowa\t7\t12\tshowa\tshowa\n"
                                "Showa 14\t7\t15\tyear:1939\tyear:1939\n</doc>\n";
    static struct seen seen;
    cr_assert_eq(run(&seen, NULL, dates), STATUS_OK, "%s", seen.failure.message);
    cr_expect_str_eq(seen.terms, "0:20/20/# 1:May/may/may 2:20 May/date:--05-20/date:date:--05-20! "
                                 "3:Showa/showa/showa 4:Showa 14/year:1939/date:year:1939! ");
    cr_assert_eq(run(&seen, "word", dates), STATUS_OK, "%s", seen.failure.message);
    cr_expect_str_eq(seen.terms, "0:20/20/20 1:May/May/May 2:Showa/Showa/Showa ");
}

Test(vertical_terms, counts_any_column_of_another_tool_by_number)
{
    static struct seen seen;
    cr_assert_eq(run(&seen, "3", "<doc>\nwars\tNOUN\twar\twhatever\n.\tPUNCT\t-\n</doc>\n"), STATUS_OK, "%s",
                 seen.failure.message);
    cr_expect_str_eq(seen.terms, "0:wars/war/war 1:./-/^ ");
    cr_assert_eq(run(&seen, "1", "<doc>\nwars\n</doc>\n"), STATUS_OK);
    cr_expect_str_eq(seen.terms, "0:wars/wars/wars ");
}

Test(vertical_terms, refuses_unknown_columns_as_usage)
{
    static const char *const columns[] = {"lemma", "0", "65", "", "3x", "-1"};
    static struct seen seen;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        cr_expect_eq(run(&seen, columns[i], own), STATUS_FAILED, "%s", columns[i]);
        cr_expect_eq(seen.failure.kind, FAILURE_USAGE, "%s", columns[i]);
    }
}

Test(vertical_terms, names_the_line_of_a_wrong_row)
{
    static struct seen seen;
    cr_expect_eq(run(&seen, NULL, "<doc>\nThe\t0\t3\n</doc>\n"), STATUS_FAILED);
    cr_expect_eq(seen.failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(seen.failure.message, "standard input, line 2: 3 columns"), "%s", seen.failure.message);
    cr_expect_eq(run(&seen, "4", "<doc>\nThe\t0\t3\n</doc>\n"), STATUS_FAILED);
    cr_expect_eq(run(&seen, NULL, "<doc>\nThe\t3\t3\tthe\t-\n</doc>\n"), STATUS_FAILED);
    cr_expect_not_null(strstr(seen.failure.message, "line 2"), "%s", seen.failure.message);
}

Test(vertical_terms, survives_every_refused_allocation)
{
    static struct seen seen;
    for (long refused = 0; refused < 1000; refused++) {
        refuse_allocation(refused, false);
        const enum status status = run(&seen, NULL, "<doc>\nR&amp;D\t0\t3\tr&amp;d\tr&amp;d\n</doc>\n");
        const long asked = refuse_nothing();
        if (asked <= refused) {
            cr_expect_eq(status, STATUS_OK);
            cr_expect_str_eq(seen.terms, "0:R&D/r&d/r&d ");
            return;
        }
        cr_expect_eq(status, STATUS_FAILED, "allocation %ld", refused);
        cr_expect_eq(seen.failure.kind, FAILURE_MEMORY);
    }
    cr_assert_fail("more than 1000 allocations");
}
