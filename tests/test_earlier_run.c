/* What comes out is written by hand from what run.json of mizan looks like. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "earlier_run.h"
#include "refusal.h"
#include "scratch.h"

TestSuite(earlier_run, .init = scratch_open, .fini = scratch_close);

static const char whole[] =
    "{\"program\": \"mizan\", \"corpus\": [\"texts\", \"-\"],\n"
    " \"options\": {\"encoding\": null, \"strict\": false, \"full\": true, \"stem\": \"light\",\n"
    "  \"where\": [{\"column\": \"genre\", \"value\": \"a=b\"}, {\"column\": \"language\", \"value\": \"\"}],\n"
    "  \"top\": 10, \"max-df\": 1.0, \"min-df\": 1, \"threshold\": 1e-7, \"seed\": 9007199254740991}}\n";

Test(earlier_run, options_in_force_come_as_the_command_line_would_have_them)
{
    static const struct earlier_option expected[] = {
        {"full", NULL},    {"stem", "light"}, {"where", "genre=a=b"}, {"where", "language="},       {"top", "10"},
        {"max-df", "1.0"}, {"min-df", "1"},   {"threshold", "1e-7"},  {"seed", "9007199254740991"},
    };
    struct earlier_run run;
    struct failure failure = {0};
    cr_assert_eq(earlier_run_read(&run, scratch_write("run.json", whole), &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(run.option_count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < run.option_count; i++) {
        cr_expect_str_eq(run.options[i].name, expected[i].name);
        cr_expect_eq(run.options[i].value == NULL, expected[i].value == NULL, "%s", expected[i].name);
        if (expected[i].value != NULL && run.options[i].value != NULL)
            cr_expect_str_eq(run.options[i].value, expected[i].value);
    }
    cr_assert_eq(run.corpus_count, 2);
    cr_expect_str_eq(run.corpora[0], "texts");
    cr_expect_str_eq(run.corpora[1], "-");
    earlier_run_free(&run);
    earlier_run_free(&run); /* an empty one */
}

Test(earlier_run, what_is_no_run_json_is_told_with_its_file_and_its_place)
{
    static const struct {
        const char *text, *part;
    } cases[] = {
        {"", "run.json: line 1"},
        {"{\"program\": \"mizan\",\n \"options\": {\"top\" 5}}", "run.json: line 2"},
        {"[]", "\"program\" is not \"mizan\""},
        {"{\"program\": \"other\", \"options\": {}}", "\"program\" is not \"mizan\""},
        {"{\"program\": \"mizan\"}", "\"options\" must be an object"},
        {"{\"program\": \"mizan\", \"options\": {\"top\": {}}}", "\"top\" must be a text"},
        {"{\"program\": \"mizan\", \"options\": {\"where\": [\"a=b\"]}}", "\"where\" must be a list of objects"},
        {"{\"program\": \"mizan\", \"options\": {\"top\": 1, \"top\": 2}}", "duplicate"},
        {"{\"program\": \"mizan\", \"options\": {}, \"corpus\": [1]}", "\"corpus\" must be a list of paths"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct earlier_run run;
        struct failure failure = {0};
        cr_expect_eq(earlier_run_read(&run, scratch_write("run.json", cases[i].text), &failure), STATUS_FAILED, "%s",
                     cases[i].text);
        cr_expect_eq(failure.kind, FAILURE_CONFIGURATION, "%s", cases[i].text);
        cr_expect_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
        cr_expect_not_null(strstr(failure.message, "run.json"), "%s", failure.message);
        earlier_run_free(&run);
    }
}

Test(earlier_run, a_file_that_is_not_there_is_no_input)
{
    struct earlier_run run;
    struct failure failure = {0};
    cr_assert_eq(earlier_run_read(&run, scratch_path("none.json"), &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
    cr_expect_not_null(strstr(failure.message, "none.json: cannot be opened: No such file"), "%s", failure.message);
    earlier_run_free(&run);
}

Test(earlier_run, refused_memory_is_reported_and_nothing_leaks)
{
    const char *const path = scratch_write("run.json", whole);
    bool done = false;
    for (long index = 0; !done; index++) {
        struct earlier_run run;
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = earlier_run_read(&run, path, &failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, done ? STATUS_OK : STATUS_FAILED, "allocation %ld", index);
        cr_expect_eq(failure.kind, done ? FAILURE_NONE : FAILURE_MEMORY, "allocation %ld", index);
        earlier_run_free(&run);
    }
}
