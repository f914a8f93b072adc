/* test_relabelling.c - by enumerating on paper, and against the hypergeometric distribution where it draws. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>

#include "relabelling.h"
#include "within_flow.h"

enum { MOST_TERMS = 101 };

struct trial {
    struct relabelling relabelling;
    double p[MOST_TERMS];
    uint64_t made;
};

static enum status run(void *context, struct flow *flow)
{
    struct trial *const trial = context;
    return relabelling_test(&trial->relabelling, trial->p, &trial->made, flow);
}

static void run_trial(struct trial *trial, unsigned workers)
{
    struct failure failure = {0};
    cr_assert_eq(within_flow(run, trial, workers, &failure), STATUS_OK, "%s", failure.message);
}

static const uint32_t first_terms[] = {0, 1};

/* Three events of one document a side. Term 0 stands in all three of the side: of the 8 ways the one there is and its
 * mirror are as far. Term 1 stands everywhere alike. */
Test(relabelling, three_events_of_two_documents_have_eight_ways)
{
    static const double both[] = {0.01, 0.02}, one[] = {0.02};
    static const uint32_t second[] = {1};
    const struct relabelled_document documents[6] = {{first_terms, both, 2, true}, {second, one, 1, false},
                                                     {first_terms, both, 2, true}, {second, one, 1, false},
                                                     {second, one, 1, false},      {first_terms, both, 2, true}};
    const struct relabelled_event events[3] = {{0, 2}, {2, 4}, {4, 6}};
    struct trial trial = {{documents, events, 3, 2, 1}, {0}, 0};
    cr_assert_eq(relabelling_ways(&trial.relabelling), 8);
    run_trial(&trial, 1);
    cr_assert_eq(trial.made, 8);
    cr_assert_eq(trial.p[0], 2.0 / 8);
    cr_assert_eq(trial.p[1], 1);
}

/* Rates 3 2 | 1 0: the six sums of two are 5 4 3 3 2 1, around 3; 5 and 1 are as far as 5. */
Test(relabelling, two_of_four_documents_have_six_ways)
{
    static const double three[] = {3}, two[] = {2}, single[] = {1};
    const struct relabelled_document documents[4] = {{first_terms, three, 1, true},
                                                     {first_terms, two, 1, true},
                                                     {first_terms, single, 1, false},
                                                     {NULL, NULL, 0, false}};
    const struct relabelled_event events[1] = {{0, 4}};
    struct trial trial = {{documents, events, 1, 1, 1}, {0}, 0};
    run_trial(&trial, 2);
    cr_assert_eq(trial.made, 6);
    cr_assert_eq(trial.p[0], 2.0 / 6);
}

/*
 * Two of twelve documents, 66 ways, and a document has few of the 13 terms: one of its own, and the first four share
 * term
 * 12. A term of a document inside is on the side in 11 ways, and else at 0, less far; one of a document outside is
 * never nearer than at 0, where it is; term 12 comes to 2 for the 6 pairs of the four, and is less far else.
 */
Test(relabelling, terms_that_few_documents_have_are_tested_as_others)
{
    static const double rates[] = {1, 1};
    static const struct relabelled_event events[1] = {{0, 12}};
    uint32_t terms[12][2];
    struct relabelled_document documents[12];
    for (uint32_t d = 0; d < 12; d++) {
        terms[d][0] = d;
        terms[d][1] = 12;
        documents[d] = (struct relabelled_document){terms[d], rates, d < 4 ? 2 : 1, d < 2};
    }
    struct trial trial = {{documents, events, 1, 13, 1}, {0}, 0};
    run_trial(&trial, 2);
    cr_assert_eq(trial.made, 66);
    for (size_t t = 0; t < 12; t++) {
        cr_assert_eq(trial.p[t], t < 2 ? 11.0 / 66 : 1, "term %zu", t);
    }
    cr_assert_eq(trial.p[12], 6.0 / 66);
}

static struct relabelled_document many[200];

/* Ten of twenty documents: 184,756 ways, so they are drawn. Term 0 stands in five, all of the side: 2 C(15, 5) of them
 * are as far. Term 1 stands in one of each side. */
static struct trial drawn_trial(unsigned workers, uint64_t seed)
{
    static const double rates[] = {0.5, 0.5};
    static const uint32_t second[] = {1};
    static const struct relabelled_event events[1] = {{0, 20}};
    for (size_t d = 0; d < 20; d++) {
        many[d] = (struct relabelled_document){first_terms, rates, d < 5, d < 10};
    }
    many[0].count = 2;
    many[15] = (struct relabelled_document){second, rates, 1, false};
    struct trial trial = {{many, events, 1, 2, seed}, {0}, 0};
    cr_assert_eq(relabelling_ways(&trial.relabelling), RELABELLINGS_MOST + 1);
    run_trial(&trial, workers);
    return trial;
}

Test(relabelling, what_is_too_much_to_enumerate_is_drawn)
{
    const struct trial trial = drawn_trial(1, 7);
    const double expected = 2 * 3003.0 / 184756;
    cr_assert_float_eq(trial.p[0], expected, 4 * sqrt(expected / 5000)); /* 100 are as far after some 3,000 draws */
    cr_assert_eq(trial.p[1], 1);
    cr_assert_eq(trial.made, 5000);
}

/* Three of a hundred documents, 161,700 ways, each with a term of its own; the three inside share term 100. Of draws 3
 * in 100 hold a term of one inside, one in 161,700 holds all three of term 100, and of the others nobody has fewer. */
Test(relabelling, terms_that_few_documents_have_are_drawn_as_others)
{
    static const double rates[] = {1, 1};
    static const struct relabelled_event events[1] = {{0, 100}};
    static uint32_t terms[100][2];
    for (uint32_t d = 0; d < 100; d++) {
        terms[d][0] = d;
        terms[d][1] = 100;
        many[d] = (struct relabelled_document){terms[d], rates, d < 3 ? 2 : 1, d < 3};
    }
    struct trial trial = {{many, events, 1, 101, 5}, {0}, 0};
    run_trial(&trial, 2);
    cr_assert_eq(trial.made, RELABELLINGS_MOST);
    for (size_t t = 0; t < 100; t++) {
        cr_assert_float_eq(trial.p[t], t < 3 ? 0.03 : 1, t < 3 ? 4 * sqrt(0.03 / 5000) : 0, "term %zu", t);
    }
    cr_assert_leq(trial.p[100], 6.0 / RELABELLINGS_MOST);
}

Test(relabelling, draws_depend_on_the_seed_and_not_on_workers)
{
    const struct trial one = drawn_trial(1, 7), three = drawn_trial(3, 7), other = drawn_trial(2, 8);
    cr_assert_eq(one.p[0], three.p[0]);
    cr_assert_neq(one.p[0], other.p[0]);
}

/* 100 and 100 documents, each with two of four terms at random: P(p <= .05) over 200 shuffles of the sides. */
Test(relabelling, what_chance_does_is_seldom_called_rare)
{
    static uint32_t terms[200][2];
    static const double rates[2] = {1, 2};
    static const struct relabelled_event events[2] = {{0, 60}, {60, 200}};
    unsigned random = 1, low = 0, all = 0;
    for (int round = 0; round < 50; round++) {
        for (size_t d = 0; d < 200; d++) {
            random = random * 1103515245U + 12345U;
            const uint32_t term = (random >> 16) % 4;
            terms[d][0] = term < 3 ? term : 0;
            terms[d][1] = 3;
            many[d] = (struct relabelled_document){terms[d], rates, 1 + (random >> 20) % 2, (random >> 24) % 3 == 0};
        }
        struct trial trial = {{many, events, 2, 4, 3}, {0}, 0};
        run_trial(&trial, 2);
        for (size_t t = 0; t < 4; t++) {
            low += trial.p[t] <= 0.05;
            all++;
        }
    }
    cr_assert_eq(all, 200);
    cr_assert_leq(low, 10 + 3 * 3, "%u of 200 at or below .05", low); /* 10 expected, sd 3.1 */
}
