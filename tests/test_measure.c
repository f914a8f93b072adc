#include <criterion/criterion.h>
#include <string.h>

#include "measure.h"
#include "report_sample.h"

Test(measure, the_name_follows_the_option_and_the_norm)
{
    struct settings settings = {.similarity = SIMILARITY_CORRECTED};
    struct weighted weighted = sample_weighted;
    cr_expect_str_eq(measure_name(&settings, &weighted), "corrected");
    settings.similarity = SIMILARITY_COSINE;
    cr_expect_str_eq(measure_name(&settings, &weighted), "cosine");
    weighted.normalized = false;
    cr_expect_str_eq(measure_name(&settings, &weighted), "inner product");
}

Test(measure, words_and_formula_belong_to_the_name)
{
    const struct settings corrected = {.similarity = SIMILARITY_CORRECTED}, cosine = {.similarity = SIMILARITY_COSINE};
    cr_expect_not_null(strstr(measure_words(&corrected, &sample_weighted), "does not grow with length"));
    cr_expect_not_null(strstr(measure_formula(&corrected, &sample_weighted), "sqrt(A_x A_y)"));
    const struct settings characters = {.similarity = SIMILARITY_CORRECTED, .characters = 4};
    struct weighted apart = sample_weighted;
    cr_expect_null(strstr(measure_formula(&characters, &apart), "character n-grams"));
    apart.characters_share = 0.2;
    cr_expect_not_null(strstr(measure_formula(&characters, &apart), "4/5"));
    cr_expect_null(strstr(measure_formula(&corrected, &apart), "4/5"));
    cr_expect_not_null(strstr(measure_words(&cosine, &sample_weighted), "cosine"));
    cr_expect_not_null(strstr(measure_formula(&cosine, &sample_weighted), "weights.mtx"));
}
