/* test_permanova.c - distances of numbers on a line, of which PERMANOVA is the analysis of variance: by hand where the
 * design is balanced, by numpy's least squares where it is not; tests/end_to_end/test_factors.py asks vegan. */
#include <criterion/criterion.h>

#include "permanova.h"

enum { ITEMS_MOST = 8 };

static struct permanova find(const double *points, size_t count, const struct permanova_factor *factors,
                             size_t factor_count)
{
    double squared[ITEMS_MOST * ITEMS_MOST];
    struct permanova found;
    struct failure failure = {0};
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count; k++) {
            squared[i * count + k] = (points[i] - points[k]) * (points[i] - points[k]);
        }
    }
    cr_assert_eq(permanova_find(&found, squared, count, factors, factor_count, &failure), STATUS_OK);
    return found;
}

/* Means .5 and 3.5, 1 and 3, of all 2: squares 9 and 4 of 14. */
Test(permanova, of_a_balanced_design_it_is_the_analysis_of_variance)
{
    const double points[] = {0, 1, 2, 5};
    const size_t rows[] = {0, 0, 1, 1}, columns[] = {0, 1, 0, 1};
    const struct permanova_factor factors[] = {{rows, 2}, {columns, 2}};
    const struct permanova found = find(points, 4, factors, 2);
    cr_assert_float_eq(found.total, 14, 1e-12);
    cr_assert_float_eq(found.parts[0].sum, 9, 1e-12);
    cr_assert_float_eq(found.parts[1].sum, 4, 1e-12);
    cr_assert_float_eq(found.residual, 1, 1e-12);
    cr_assert(found.residual_degrees == 1 && found.parts[0].degrees == 1 && found.parts[1].degrees == 1);
}

Test(permanova, of_an_unbalanced_design_each_factor_gets_what_the_other_leaves)
{
    const double points[] = {0, 1, 2, 5, 3, 7, 4};
    const size_t rows[] = {0, 0, 1, 1, 1, 0, 2}, columns[] = {0, 1, 0, 1, 1, 1, 0};
    const struct permanova_factor factors[] = {{columns, 2}, {rows, 3}}; /* whatever their order */
    const struct permanova found = find(points, 7, factors, 2);
    cr_assert_float_eq(found.total, 34.857142857142854, 1e-12);
    cr_assert_float_eq(found.residual, 64. / 3, 1e-12);
    cr_assert_float_eq(found.parts[1].sum, 20. / 3, 1e-12);
    cr_assert_float_eq(found.parts[0].sum, 12, 1e-12);
    cr_assert(found.residual_degrees == 3 && found.parts[1].degrees == 2 && found.parts[0].degrees == 1);
}

Test(permanova, a_factor_that_another_one_determines_has_no_degrees)
{
    const double points[] = {0, 1, 2, 5, 3, 7};
    const size_t sources[] = {0, 0, 1, 1, 2, 2}, languages[] = {0, 0, 0, 0, 1, 1};
    const struct permanova_factor factors[] = {{sources, 3}, {languages, 2}};
    const struct permanova found = find(points, 6, factors, 2);
    cr_assert(found.parts[1].degrees == 0 && found.parts[1].sum == 0);
    cr_assert(found.parts[0].degrees == 1 && found.residual_degrees == 3);
}

Test(permanova, without_factors_all_is_left_over)
{
    const double points[] = {1, 3};
    const struct permanova found = find(points, 2, NULL, 0);
    cr_assert_float_eq(found.total, 2, 1e-15);
    cr_assert_float_eq(found.residual, 2, 1e-15);
    cr_assert_eq(found.residual_degrees, 1);
}

Test(permanova, work_grows_with_the_smaller_factors_alone)
{
    const size_t levels[ITEMS_MOST] = {0};
    const struct permanova_factor one[] = {{levels, 4}, {levels, 2}}, other[] = {{levels, 8}, {levels, 2}};
    cr_assert_eq(permanova_work(8, one, 2), permanova_work(8, other, 2));
    cr_assert_lt(permanova_work(8, one, 2), permanova_work(16, one, 2));
}
