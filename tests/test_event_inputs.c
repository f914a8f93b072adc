/* test_event_inputs.c - each event is read in every language of the documents. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "harness.h"
#include "scratch.h"
#include "stages.h"

TestSuite(event_inputs, .init = scratch_open, .fini = scratch_close);

enum { SHOWN_BYTES = 4096 };

static char shown[SHOWN_BYTES], warned[SHOWN_BYTES], read_files[SHOWN_BYTES];

static void collect(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    const struct document *const document = flow_document(flow);
    const size_t used = strlen(shown);
    if (document->role == ROLE_EVENT) {
        (void)snprintf(shown + used, sizeof shown - used, "%.*s|%.*s|%.*s|%.*s|%d\n", SPAN_ARGUMENTS(document->id),
                       SPAN_ARGUMENTS(document->language), SPAN_ARGUMENTS(document->date),
                       SPAN_ARGUMENTS(record->as.text->utf8), (int)document->line);
    }
}

static void inspect(void *context, const struct journal *journal)
{
    (void)context;
    for (size_t i = 0; i < journal->warning_count; i++) {
        const size_t used = strlen(warned);
        (void)snprintf(warned + used, sizeof warned - used, "%.*s\n", SPAN_ARGUMENTS(journal->warnings[i].text));
    }
    for (size_t i = 0; i < journal->input_count; i++) {
        const size_t used = strlen(read_files);
        (void)snprintf(read_files + used, sizeof read_files - used, "%.*s\n", SPAN_ARGUMENTS(journal->inputs[i].path));
    }
}

static struct failure run(const char *corpus, const char *events)
{
    static const char *paths[] = {"c.ndjson"};
    (void)scratch_write("c.ndjson", corpus);
    (void)scratch_write("e.csv", events);
    cr_assert_eq(chdir(scratch_path("")), 0);
    struct settings settings = harness_settings();
    settings.command = COMMAND_COMPARE;
    settings.corpora = paths;
    settings.corpus_count = 1;
    settings.events = "e.csv";
    struct harness harness = {.settings = settings,
                              .stages = {&inputs_stage, &read_stage},
                              .stage_count = 2,
                              .collect = collect,
                              .inspect = inspect};
    (void)!harness_run(&harness);
    return harness.failure;
}

Test(event_inputs, an_event_comes_once_for_each_language_and_with_its_dates_once)
{
    const struct failure failure =
        run("{\"id\":\"a\",\"language\":\"ru\",\"text\":\"x\"}\n{\"id\":\"b\",\"language\":\"arz\",\"text\":\"x\"}\n"
            "{\"id\":\"c\",\"language\":\"ar-EG\",\"text\":\"x\"}\n",
            "event,years,words\nraid,1927,Arcos أركوس\n");
    cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    cr_assert_str_eq(shown, "raid [ar]|ar|year:1927|Arcos أركوس|2\nraid [ru]|ru||Arcos أركوس|2\n");
    cr_assert_str_eq(warned, "");
    cr_assert_str_eq(read_files, "c.ndjson\ne.csv\n");
}

Test(event_inputs, an_event_without_words_and_columns_without_use_are_no_cause_for_a_failure)
{
    const struct failure failure =
        run("{\"id\":\"a\",\"language\":\"en\",\"text\":\"x\"}\n", "event,years,words,note,by\nraid,1927,,x,y\n");
    cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    cr_assert_str_eq(warned, "e.csv: 2 columns are not used (\"note\", ...); an event is found by `years`, `dates` and "
                             "`words`\n");
}

Test(event_inputs, a_bad_table_ends_the_run_before_the_texts_are_read)
{
    const struct failure failure = run("{\"id\":\"a\",\"text\":\"x\"}\n", "event,years\nraid,27\n");
    cr_assert_eq(failure.kind, FAILURE_DATA);
    cr_assert_not_null(strstr(failure.message, "e.csv:2: \"27\" is no date"), "%s", failure.message);
    cr_assert_str_eq(read_files, "");
}
