/* test_term_prior.c - rates by hand. */
#include <criterion/criterion.h>

#include <math.h>

#include "term_prior.h"
#include "told_matrix.h"

/* 100 words; term 0 stands 6 times, 1 twice, 2 (no background) twice, 3 is a date. Term 4 is nowhere. */
Test(term_prior, it_is_the_mean_of_the_documents_rate_and_the_backgrounds)
{
    static const struct told_document documents[2] = {{"e", "a", "en", 60}, {"e", "b", "en", 40}};
    static const uint32_t counts[2 * 5] = {4, 2, 0, 0, 1, 2, 0, 2, 0, 1};
    struct told_matrix told;
    double priors[5];
    told_matrix_make(&told, documents, 2, 5, 1, counts);
    told.matrix->terms[0].background = 1 - exp(-0.5); /* half a time in a document */
    told.matrix->terms[1].background = 1 - exp(-0.3);
    term_prior_fill(&told.frames.items[0], &told.matrix->counts, priors);
    /* .06 and .5 / .8 of .08; .02 and .3 / .8 of .08 */
    cr_assert_float_eq(priors[0], 500 * (0.06 + 0.05) / 2, 1e-12);
    cr_assert_float_eq(priors[1], 500 * (0.02 + 0.03) / 2, 1e-12);
    cr_assert_float_eq(priors[2], 500 * 0.02, 1e-12);
    cr_assert_eq(priors[3], 0);
    term_prior_fill(&told.frames.items[1], &told.matrix->counts, priors);
    cr_assert(priors[0] == 0 && fabs(priors[4] - 500 * 0.02) < 1e-12);
    told_matrix_free(&told);
}

Test(term_prior, a_word_that_is_everything_leaves_room_for_others)
{
    static const struct told_document documents[1] = {{"e", "a", "en", 5}};
    static const uint32_t counts[1] = {5};
    struct told_matrix told;
    double prior = 0;
    told_matrix_make(&told, documents, 1, 1, 0, counts);
    told.matrix->terms[0].background = 1;
    term_prior_fill(&told.frames.items[0], &told.matrix->counts, &prior);
    cr_assert(prior > 0 && prior < TERM_PRIOR_WORDS);
    told_matrix_free(&told);
}
