/* test_contrast_evidence.c - a difference that returns from event to event counts for more than one burst of it. */
#include <criterion/criterion.h>

#include <math.h>

#include "contrast_evidence.h"
#include "keyness.h"
#include "refusal.h"
#include "term_prior.h"
#include "told_matrix.h"

static struct told_matrix told;
static struct contrast_evidence evidence;
static struct sides sides;
static const double priors[2] = {0.5, 0.5};

/* Term 0: twice on either event; term 1: four times on one. */
static const struct told_document documents[4] = {
    {"e", "a", "en", 500}, {"e", "b", "en", 500}, {"f", "a", "en", 500}, {"f", "b", "en", 500}};
static const uint32_t counts[4 * 2] = {2, 4, 0, 0, 2, 0, 0, 0};

static void take_away(void)
{
    sides_close(&sides);
    contrast_evidence_close(&evidence);
    told_matrix_free(&told);
}

TestSuite(contrast_evidence, .fini = take_away);

static void gather(size_t source, uint64_t least)
{
    struct failure failure = {0};
    told_matrix_make(&told, documents, 4, 2, 0, counts);
    const struct comparison comparison = {
        .frame = &told.frames.items[0], .event_count = 2, .event = SIDES_ALL, .source = source, .other = SIDES_ALL};
    cr_assert_eq(contrast_evidence_open(&evidence, 2, &failure), STATUS_OK);
    cr_assert_eq(sides_open(&sides, 2, &failure), STATUS_OK);
    sides_gather(&sides, &comparison);
    contrast_evidence_gather(&evidence, &comparison, &sides, priors, least);
}

static double of(uint64_t a, uint64_t b)
{
    return keyness_evidence(&(struct keyness_table){a, b, 500, 500}, 0.5, TERM_PRIOR_WORDS);
}

Test(contrast_evidence, the_events_are_joined_as_normal_deviates_are)
{
    gather(0, 2);
    cr_assert_float_eq(evidence.values[0], (of(2, 0) + of(2, 0)) / sqrt(2), 1e-14);
    cr_assert_float_eq(evidence.values[1], of(4, 0) / sqrt(2), 1e-14);
    cr_assert_gt(evidence.values[0], evidence.values[1]);
}

/* Of each term four: with five asked for none is worked out. */
Test(contrast_evidence, the_other_side_has_less_and_what_is_too_rare_has_none)
{
    gather(1, 4);
    cr_assert_float_eq(evidence.values[0], (of(0, 2) + of(0, 2)) / sqrt(2), 1e-14);
    cr_assert_float_eq(evidence.values[1], of(0, 4) / sqrt(2), 1e-14);
    take_away();
    gather(1, 5);
    cr_assert(evidence.values[0] == 0 && evidence.values[1] == 0);
}

Test(contrast_evidence, every_refused_allocation_is_a_memory_failure)
{
    told_matrix_make(&told, documents, 4, 2, 0, counts);
    for (long refused = 0; refused < 4; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = contrast_evidence_open(&evidence, 2, &failure);
        cr_assert_gt(refuse_nothing(), refused);
        cr_assert_eq(status, STATUS_FAILED);
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
        contrast_evidence_close(&evidence);
    }
}
