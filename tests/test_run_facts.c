#include <criterion/criterion.h>

#include "refusal.h"
#include "results_sample.h"
#include "run_facts.h"
#include "scratch.h"

TestSuite(run_facts, .init = results_sample_make, .fini = scratch_close);

static void expect(const struct run_facts *facts, enum run_fact_group group, const char *name, const char *value)
{
    const struct run_fact *const fact = run_facts_find(facts, group, span_of(name));
    cr_assert_not_null(fact, "%s", name);
    cr_expect(span_equal(fact->value, span_of(value)), "%s: %.*s", name, SPAN_ARGUMENTS(fact->value));
}

Test(run_facts, everything_becomes_a_name_and_a_text)
{
    struct run_facts facts;
    struct failure failure = {0};
    struct arena arena = {0};
    struct span path;
    cr_assert_eq(run_facts_read(&facts, scratch_path("before"), &failure), STATUS_OK, "%s", failure.message);
    expect(&facts, RUN_VERSIONS, "ICU", "72.1");
    expect(&facts, RUN_OPTIONS, "threshold", "none");
    expect(&facts, RUN_OPTIONS, "full", "no");
    expect(&facts, RUN_OPTIONS, "top", "2");
    expect(&facts, RUN_TABLES, "names", "11111111");
    expect(&facts, RUN_INPUTS, "#1/war/post.txt", "1 bytes, CRC-32 00000001");
    expect(&facts, RUN_FORMULAS, "measure", "m");
    cr_expect_null(run_facts_find(&facts, RUN_FILES, span_of("stop.txt")));
    cr_assert_eq(run_facts_path(&facts, span_of("#1/war/post.txt"), &arena, &path, &failure), STATUS_OK);
    cr_expect(span_equal(path, span_of("texts/war/post.txt")));
    arena_free(&arena);
    run_facts_free(&facts);
}

Test(run_facts, what_is_no_run_of_mizan_is_told_with_its_file)
{
    static const struct {
        const char *edit, *with, *part;
    } cases[] = {
        {"{\"program\"", "[\"program\"", "run.json:1: column"},
        {"\"mizan\"", "\"other\"", "\"program\" is not \"mizan\""},
        {"\"options\"", "\"option\"", "\"options\" must be an object"},
        {"\"bytes\": 4", "\"bytes\": \"4\"", "\"inputs\" must be a list of objects"},
        {"\"crc32\": \"00000004\"", "\"crc32\": \"000000000004\"", "\"inputs\" must be"},
        {"\"tables\": [", "\"tables\": [1, ", "\"tables\" must be"},
        {"\"formula\": \"w\"", "\"formula\": 1", "\"weighting\" must be"},
        {"[\"texts\"]", "[1]", "\"corpus\" must be"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct run_facts facts;
        struct failure failure = {0};
        results_sample_write();
        results_sample_edit("after/run.json", cases[i].edit, cases[i].with);
        cr_expect_eq(run_facts_read(&facts, scratch_path("after"), &failure), STATUS_FAILED, "%s", cases[i].with);
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
        run_facts_free(&facts);
    }
}

Test(run_facts, a_folder_that_is_not_there_and_one_without_run_json_are_no_input)
{
    struct run_facts facts;
    struct failure failure = {0};
    cr_expect_eq(run_facts_read(&facts, scratch_path("none"), &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
    cr_expect_not_null(strstr(failure.message, "there is no such folder"), "%s", failure.message);
    run_facts_free(&facts);
    failure = (struct failure){0};
    results_sample_remove("after/run.json");
    cr_expect_eq(run_facts_read(&facts, scratch_path("after"), &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
    cr_expect_not_null(strstr(failure.message, "or not a whole one"), "%s", failure.message);
    run_facts_free(&facts);
}

Test(run_facts, every_refused_allocation_is_told)
{
    bool done = false;
    const char *const folder = scratch_path("before");
    for (long index = 0; !done; index++) {
        struct run_facts facts;
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = run_facts_read(&facts, folder, &failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, done ? STATUS_OK : STATUS_FAILED, "allocation %ld", index);
        cr_expect_eq(failure.kind, done ? FAILURE_NONE : FAILURE_MEMORY, "allocation %ld", index);
        run_facts_free(&facts);
    }
}
