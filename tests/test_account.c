/* test_account.c - a similarity taken apart: the parts add up, and each term stands in its list. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "account.h"
#include "harness.h"
#include "refusal.h"
#include "similarity.h"
#include "small_matrix.h"
#include "stages.h"

enum { DOCUMENTS = 4, TERMS = 5, SHOWN_BYTES = 512 };

static const uint32_t counts[DOCUMENTS * TERMS] = {
    3, 1, 2, 0, 0, /* a: war, post */
    1, 2, 0, 4, 0, /* b: war, times */
    0, 1, 1, 0, 5, /* c: war, post */
    0, 0, 0, 0, 0, /* d: without a word */
};
static struct small_matrix *matrix;
static char shown[SHOWN_BYTES];
static double sum, shares, similarity;
static size_t shared;

static void make(void)
{
    static const char *const events[] = {"war", "war", "war", ""}, *const sources[] = {"post", "times", "post", ""};
    matrix = small_matrix_new(DOCUMENTS, 0, TERMS, counts, (struct small_scheme){.normalized = true});
    for (size_t i = 0; i < DOCUMENTS; i++) {
        matrix->documents[i].event = span_of(events[i]);
        matrix->documents[i].source = span_of(sources[i]);
    }
}

static void drop(void)
{
    small_matrix_free(matrix);
}

TestSuite(account, .init = make, .fini = drop);

static void collect(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    const struct account *const account = record->as.account;
    shown[0] = '\0';
    sum = shares = 0;
    similarity = account->similarity;
    shared = account->shared_count;
    for (size_t i = 0; i < account->term_count; i++) {
        const struct account_term *const term = &account->terms[i];
        const size_t used = strlen(shown);
        sum += term->product;
        shares += term->share;
        (void)snprintf(shown + used, sizeof shown - used, "%d.%zu %.*s %d:%d ", (int)term->part, term->rank,
                       SPAN_ARGUMENTS(term->term), (int)term->counts[0], (int)term->counts[1]);
    }
}

static struct failure run(struct settings settings)
{
    const struct record whole = {.kind = RECORD_WEIGHTED, .as.weighted = &matrix->weighted};
    settings.command = COMMAND_EXPLAIN;
    struct harness harness = {.settings = settings,
                              .stages = {&account_stage},
                              .stage_count = 1,
                              .whole = &whole,
                              .whole_count = 1,
                              .collect = collect};
    (void)!harness_run(&harness);
    return harness.failure;
}

static struct settings of_documents(const char *a, const char *b)
{
    struct settings settings = harness_settings();
    settings.documents[0] = a;
    settings.documents[1] = b;
    return settings;
}

static struct settings of_sources(const char *event, const char *a, const char *b)
{
    struct settings settings = harness_settings();
    settings.event = event;
    settings.sources[0] = a;
    settings.sources[1] = b;
    return settings;
}

/* a and b share terms 0 and 1; 2 is a's, 3 is b's. With the corrected measure 3 * 1 of the one outweighs 1 * 2. */
Test(account, the_parts_add_up_to_the_similarity_of_the_matrix)
{
    const enum similarity kinds[] = {SIMILARITY_CORRECTED, SIMILARITY_COSINE};
    for (size_t i = 0; i < 2; i++) {
        struct settings settings = of_documents("d0000", "d0001");
        struct similarity_measure measure;
        struct failure failure = {0};
        settings.similarity = kinds[i];
        failure = run(settings);
        cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
        cr_assert_eq(similarity_open(&measure, &matrix->weighted, kinds[i], &failure), STATUS_OK);
        cr_expect_eq(similarity, similarity_between(&measure, 0, 1));
        similarity_close(&measure);
        cr_expect_float_eq(sum, similarity, 1e-12);
        cr_expect_float_eq(shares, 1, 1e-12);
        cr_expect_eq(shared, 2);
        cr_expect_str_eq(shown, "0.1 t000 3:1 0.2 t001 1:2 1.1 t002 2:0 2.1 t003 0:4 ");
    }
}

Test(account, the_documents_of_a_source_on_the_event_are_one_side)
{
    const struct failure failure = run(of_sources("war", "post", "times"));
    cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    cr_expect_float_eq(sum, similarity, 1e-12);
    cr_expect_not_null(strstr(shown, "t000 3:1 "), "%s", shown);
    cr_expect_not_null(strstr(shown, "t001 2:2 "), "%s", shown);
    cr_expect_not_null(strstr(shown, "t002 3:0 "), "%s", shown);
    cr_expect_not_null(strstr(shown, "t004 5:0 "), "%s", shown);
}

Test(account, a_text_without_words_has_no_similarity)
{
    const struct failure failure = run(of_documents("d0000", "d0003"));
    cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    cr_expect(isnan(similarity));
    cr_expect_eq(shared, 0);
}

Test(account, who_is_not_there_is_named_with_who_was_probably_meant)
{
    const struct {
        struct settings settings;
        const char *words;
    } cases[] = {
        {of_documents("d0000", "d00"), "there is no document 'd00' in these results"},
        {of_documents("d000l", "d0000"), "did you mean 'd0000'?"},
        {of_sources("wars", "post", "times"), "there is no event 'wars' in these results; did you mean 'war'?"},
        {of_sources("war", "post", "time"), "there is no source 'time' in these results; did you mean 'times'?"},
        {of_sources("war", "post", "zzzzzzzz"), "documents.csv lists the documents with their sources and events"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct failure failure = run(cases[i].settings);
        cr_expect_eq(failure.kind, FAILURE_USAGE);
        cr_expect_not_null(strstr(failure.message, cases[i].words), "%s", failure.message);
    }
}

Test(account, every_refused_allocation_is_a_failure)
{
    for (long index = 0;; index++) {
        refuse_allocation(index, false);
        const struct failure failure = run(of_documents("d0000", "d0001"));
        if (refuse_nothing() <= index) {
            cr_assert_eq(failure.kind, FAILURE_NONE);
            return;
        }
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld: %s", index, failure.message);
    }
}
