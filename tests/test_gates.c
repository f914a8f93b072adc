#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "gates.h"
#include "results_sample.h"
#include "scratch.h"

TestSuite(gates, .init = results_sample_make, .fini = scratch_close);

/* Tries the gates on the folder "after" alone; what breaks them as "a b similarity;". */
static const char *broken(const struct settings *settings, struct failure *failure)
{
    static char text[1024];
    struct comparison comparison = {.kinds = ~0u};
    struct gates gates = {0};
    size_t length = 0;
    text[0] = '\0';
    cr_assert_eq(comparison_open(&comparison, NULL, scratch_path("after"), failure), STATUS_OK, "%s", failure->message);
    if (gates_try(&gates, &comparison, settings, failure) == STATUS_OK) {
        cr_assert_eq(change_list_settle(&comparison.changes, failure), STATUS_OK);
        for (size_t i = 0; i < comparison.changes.sorted_count; i++) {
            const struct check_change *const change = &comparison.changes.sorted[i];
            cr_expect_lt(change->cause, gates.count);
            length += (size_t)snprintf(text + length, sizeof text - length, "%.*s %.*s %g;",
                                       SPAN_ARGUMENTS(change->names[0]), SPAN_ARGUMENTS(change->names[1]),
                                       change->after.type == CHECK_NUMBER ? change->after.number : -1);
        }
    }
    gates_free(&gates);
    comparison_close(&comparison);
    return text;
}

static void expect(const struct settings *settings, const char *pairs)
{
    struct failure failure = {0};
    const char *const found = broken(settings, &failure);
    cr_expect_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    cr_expect_str_eq(found, pairs, "%s", found);
}

Test(gates, near_copies_are_found_in_the_matrix_the_pairs_or_the_neighbours)
{
    const struct settings settings = {.has_maximum = true, .maximum = .4};
    static const char pairs[] = "war/post war/star 0.75;peace/globe peace/post 0.5;";
    expect(&settings, pairs);
    results_sample_edit("after/run.json", "\"threshold\": null", "\"threshold\": 0.4");
    results_sample_remove("after/similarity.csv");
    expect(&settings, pairs); /* neighbours.csv */
    scratch_write("after/similarity.mtx", "%%MatrixMarket\n4 4 2\n2 1 0.5\n4 3 0.75\n");
    expect(&settings, pairs);
    expect(&(struct settings){.has_maximum = true, .maximum = .75}, "");
}

Test(gates, a_threshold_above_the_bound_cannot_tell)
{
    const struct settings settings = {.has_maximum = true, .maximum = .3};
    struct failure failure = {0};
    results_sample_edit("after/run.json", "\"threshold\": null", "\"threshold\": 0.5");
    results_sample_remove("after/similarity.csv");
    scratch_write("after/similarity.mtx", "%%MatrixMarket\n4 4 1\n4 3 0.75\n");
    (void)broken(&settings, &failure);
    cr_expect_eq(failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(failure.message, "holds no pairs below --threshold 0.5"), "%s", failure.message);
}

static struct settings minimum_of(struct least_similarity *gate, const char *a, const char *b, double least)
{
    *gate = (struct least_similarity){a, b, least};
    return (struct settings){.least = gate, .least_count = 1};
}

Test(gates, two_documents_or_two_sources_over_all_events_must_reach_their_minimum)
{
    struct least_similarity gate;
    struct settings settings = minimum_of(&gate, "war/star", "war/post", .7);
    expect(&settings, "");
    settings = minimum_of(&gate, "war/star", "war/post", .8);
    expect(&settings, "war/star war/post 0.75;");
    settings = minimum_of(&gate, "peace/globe", "war/star", .1); /* an empty cell reaches no minimum */
    expect(&settings, "peace/globe war/star -1;");
    results_sample_edit("after/sources.csv", "peace,globe,post,0.5", ",globe,post,0.5");
    settings = minimum_of(&gate, "post", "globe", .6);
    expect(&settings, "post globe 0.5;");
}

Test(gates, names_that_are_not_there_and_pairs_that_were_not_written_are_told)
{
    static const struct {
        const char *a, *b, *part;
        enum failure_kind kind;
    } cases[] = {
        {"war/pst", "war/star", "'war/pst' is neither a document nor a source", FAILURE_USAGE},
        {"war/post", "globe", "one is a document and one a source", FAILURE_USAGE},
        {"post", "globe", "does not hold the similarity of 'post' and 'globe'", FAILURE_DATA},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct least_similarity gate;
        struct failure failure = {0};
        const struct settings settings = minimum_of(&gate, cases[i].a, cases[i].b, .5);
        (void)broken(&settings, &failure);
        cr_expect_eq(failure.kind, cases[i].kind);
        cr_expect_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
    }
}

Test(gates, are_refused_where_the_results_are_distances)
{
    const struct settings settings = {.has_maximum = true, .maximum = .4};
    struct failure failure = {0};
    results_sample_edit("after/run.json", "\"corrected\"", "\"burrows-delta\"");
    (void)broken(&settings, &failure);
    cr_expect_eq(failure.kind, FAILURE_USAGE);
    cr_expect_not_null(strstr(failure.message, "holds distances (--similarity burrows-delta)"), "%s", failure.message);
}
