/* test_contrast_test.c - which terms are tested, and under which conditions p and q are given. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>

#include "contrast_test.h"
#include "told_matrix.h"
#include "within_flow.h"

enum { EVENTS = 10, DOCUMENTS = 2 * EVENTS, TERMS = 4 };

static struct told_document documents[DOCUMENTS];
static uint32_t counts[DOCUMENTS * TERMS];
static char names[EVENTS][24];
static struct told_matrix told;
static struct contrast_test test;
static struct comparison comparison;

/* Two sources, ten events, a document each. Term 0: in each document of a and none of b; 1: in every document; 2: in
 * two documents; 3: in three documents of one event, if there were as many. */
static void make(size_t events)
{
    struct failure failure = {0};
    for (size_t d = 0; d < 2 * events; d++) {
        const bool is_a = d % 2 == 0;
        (void)snprintf(names[d / 2], sizeof names[0], "e%zu", d / 2);
        documents[d] = (struct told_document){names[d / 2], is_a ? "a" : "b", "en", 100};
        counts[d * TERMS] = is_a ? 2 : 0;
        counts[d * TERMS + 1] = 1;
        counts[d * TERMS + 2] = d < 2;
        counts[d * TERMS + 3] = d == 0 ? 3 : 0;
    }
    told_matrix_make(&told, documents, 2 * events, TERMS, 0, counts);
    cr_assert_eq(contrast_test_open(&test, TERMS, &failure), STATUS_OK);
    comparison = (struct comparison){
        .frame = &told.frames.items[0], .event_count = events, .event = SIDES_ALL, .source = 0, .other = SIDES_ALL};
}

static void take_away(void)
{
    contrast_test_close(&test);
    told_matrix_free(&told);
}

static enum status run(void *context, struct flow *flow)
{
    (void)context;
    return contrast_test_run(&test, &comparison, 1, flow);
}

static void run_test(void)
{
    struct failure failure = {0};
    cr_assert_eq(within_flow(run, NULL, 2, &failure), STATUS_OK, "%s", failure.message);
}

/* 2^10 ways, two tested terms: 1,024 >= 20 * 2. p of the first 2 / 1,024, q twice that. */
Test(contrast_test, p_and_q_are_those_of_all_relabellings, .fini = take_away)
{
    make(EVENTS);
    run_test();
    cr_assert(test.ways == 1024 && test.relabellings == 1024 && test.tested_count == 2);
    cr_assert_eq(test.p[0], 2.0 / 1024);
    cr_assert_eq(test.q[0], 4.0 / 1024);
    cr_assert(test.p[1] == 1 && test.q[1] == 1);
    cr_assert(isnan(test.p[2]) && isnan(test.p[3]));
}

Test(contrast_test, with_fewer_than_forty_relabellings_there_is_no_p, .fini = take_away)
{
    make(5);
    run_test();
    cr_assert(test.ways == 32 && test.relabellings == 0 && test.tested_count == 0);
    cr_assert(isnan(test.p[0]) && isnan(test.q[0]));
}

/* 2^6 = 64 ways for 4 terms tested, of which 20 * 4 would be needed: columns 0 and 1 twice. */
Test(contrast_test, with_too_few_relabellings_for_the_terms_there_is_no_q, .fini = take_away)
{
    make(6);
    for (size_t d = 0; d < 12; d++) {
        counts[d * TERMS + 2] = 1;
        counts[d * TERMS + 3] = 1 + (uint32_t)(d % 3);
    }
    told_matrix_free(&told);
    told_matrix_make(&told, documents, 12, TERMS, 0, counts);
    comparison.frame = &told.frames.items[0];
    run_test();
    cr_assert(test.tested_count == 4 && test.relabellings == 64);
    cr_assert_eq(test.p[0], 2.0 / 64);
    cr_assert(isnan(test.q[0]) && isnan(test.q[1]));
}

/* A document of three words with the term once has a rate of 1/3; it counts as one of half the mean length, 26. */
Test(contrast_test, a_very_short_document_does_not_decide, .fini = take_away)
{
    make(EVENTS);
    for (size_t d = 0; d < DOCUMENTS; d++) {
        counts[d * TERMS + 1] = d % 2 == 0 ? 2 : 4;
    }
    counts[1] = 1;
    documents[0].words = 3;
    told_matrix_free(&told);
    told_matrix_make(&told, documents, DOCUMENTS, TERMS, 0, counts);
    comparison.frame = &told.frames.items[0];
    run_test();
    cr_assert_leq(test.p[1], 4.0 / 1024);
}
