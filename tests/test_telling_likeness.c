/* test_telling_likeness.c - the pairs of each event in order, by measures written down once more. */
#include <criterion/criterion.h>

#include <math.h>

#include "refusal.h"
#include "telling_likeness.h"
#include "told_matrix.h"

enum { PAIRS = 4 };

/* war: a, b, c; peace: b, c; flood: a alone. Events by name: flood, peace, war. */
static const struct told_document documents[] = {{"war", "a", "en", 9},   {"war", "b", "en", 9},
                                                 {"war", "c", "en", 9},   {"peace", "b", "en", 9},
                                                 {"peace", "c", "en", 9}, {"flood", "a", "en", 9}};
static const uint32_t counts[] = {3, 4, 0, 0, 4, 3, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 1, 0, 2, 5, 5, 5, 5};

static void fill(enum similarity kind, double *values)
{
    struct told_matrix told;
    struct similarity_measure measure;
    struct failure failure = {0};
    told_matrix_make(&told, documents, 6, 4, 0, counts);
    cr_assert_eq(telling_likeness_count(&told.tellings), PAIRS);
    cr_assert_eq(similarity_open(&measure, &told.matrix->weighted, kind, &failure), STATUS_OK);
    cr_assert_eq(telling_likeness_fill(&told.tellings, &measure, values, &failure), STATUS_OK);
    similarity_close(&measure);
    told_matrix_free(&told);
}

Test(telling_likeness, cosines_come_by_event_and_pair_and_a_text_without_terms_has_none)
{
    double values[PAIRS];
    fill(SIMILARITY_COSINE, values);
    cr_assert_float_eq(values[0], 4. / 5, 1e-12, "peace: (1 0 0 2) and (0 1 0 2)");
    cr_assert_float_eq(values[1], 24. / 25, 1e-12, "war: (3 4) and (4 3)");
    cr_assert(isnan(values[2]) && isnan(values[3]), "c says nothing of the war");
}

/* L 3: 3/2 * 2 = 3 above the half of 5; L 7: 7/6 * (6 + 12) = 21 above the half of 25. */
Test(telling_likeness, the_corrected_measure_is_that_of_the_tellings)
{
    double values[PAIRS];
    fill(SIMILARITY_CORRECTED, values);
    cr_assert_float_eq(values[0], 4. / 3, 1e-12);
    cr_assert_float_eq(values[1], 24. / 21, 1e-12);
}

/* (1 0 0 2) / 3 and (0 1 0 2) / 3 differ by a third that each has alone. */
Test(telling_likeness, a_distance_has_its_sign_turned)
{
    double values[PAIRS];
    fill(SIMILARITY_JENSEN_SHANNON, values);
    cr_assert_float_eq(values[0], -1. / 3, 1e-12);
    cr_assert(isnan(values[2]));
}

Test(telling_likeness, every_refused_allocation_is_a_memory_failure)
{
    struct told_matrix told;
    struct similarity_measure measure;
    struct failure failure = {0};
    long refused = 0;
    told_matrix_make(&told, documents, 6, 4, 0, counts);
    cr_assert_eq(similarity_open(&measure, &told.matrix->weighted, SIMILARITY_COSINE, &failure), STATUS_OK);
    for (bool was_refused = true; was_refused && refused < 20; refused++) {
        double values[PAIRS];
        refuse_allocation(refused, false);
        const enum status status = telling_likeness_fill(&told.tellings, &measure, values, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
    }
    cr_assert_eq(refused, 3);
    similarity_close(&measure);
    told_matrix_free(&told);
}
