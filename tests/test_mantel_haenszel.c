/* test_mantel_haenszel.c - Berkeley's admissions, against R's mantelhaen.test; tables that cannot bear a ratio. */
#include <criterion/criterion.h>

#include <math.h>

#include "mantel_haenszel.h"

/* Admitted men and women, of all men and women, by department (UCBAdmissions). */
static const struct keyness_table admissions[6] = {{512, 89, 825, 108},  {353, 17, 560, 25}, {120, 202, 325, 593},
                                                   {138, 131, 417, 375}, {53, 94, 191, 393}, {22, 24, 373, 341}};

Test(mantel_haenszel, the_common_odds_ratio_of_the_admissions_is_that_of_r)
{
    const struct common_odds common = mantel_haenszel(admissions, 6);
    cr_assert_float_eq(exp(common.log_odds), 0.904696828258623, 1e-13);
}

/* R: th <- sapply(1:6, function(i) log(mantelhaen.test(UCBAdmissions[,,-i])$estimate)); qt(.975, 5) and so on. */
Test(mantel_haenszel, the_interval_leaves_out_one_event_at_a_time)
{
    const struct common_odds common = mantel_haenszel(admissions, 6);
    cr_assert_float_eq(common.low, -0.513835582984736, 1e-12);
    cr_assert_float_eq(common.high, 0.313524807374034, 1e-12);
}

Test(mantel_haenszel, four_events_have_a_ratio_and_no_interval)
{
    const struct common_odds common = mantel_haenszel(admissions, 4);
    cr_assert(isfinite(common.log_odds) && isnan(common.low) && isnan(common.high));
}

Test(mantel_haenszel, events_without_the_term_or_with_an_empty_side_do_not_count)
{
    struct keyness_table tables[8] = {{0, 0, 900, 800}, {3, 0, 50, 0}};
    for (size_t i = 0; i < 4; i++) {
        tables[2 + i] = admissions[i];
    }
    const struct common_odds four = mantel_haenszel(admissions, 4), eight = mantel_haenszel(tables, 8);
    cr_assert_eq(eight.log_odds, four.log_odds);
    cr_assert(isnan(eight.low) && isnan(eight.high));
}

Test(mantel_haenszel, what_one_side_never_says_has_no_ratio)
{
    const struct keyness_table tables[2] = {{4, 0, 100, 100}, {2, 0, 50, 70}};
    cr_assert(isnan(mantel_haenszel(tables, 2).log_odds));
    cr_assert(isnan(mantel_haenszel(tables, 0).log_odds));
}

/* The other side has the term in one event alone; without that one the ratio would be infinite. */
Test(mantel_haenszel, an_interval_that_hangs_on_one_event_is_none)
{
    struct keyness_table tables[6];
    for (size_t i = 0; i < 6; i++) {
        tables[i] = (struct keyness_table){3, i == 0 ? 2 : 0, 100, 100};
    }
    const struct common_odds common = mantel_haenszel(tables, 6);
    cr_assert(isfinite(common.log_odds) && isnan(common.low) && isnan(common.high));
}

/* Twice as often in each event; pooled, the mix of events turns it round (Simpson's paradox). */
Test(mantel_haenszel, an_unequal_mix_of_events_does_not_turn_the_ratio_round)
{
    const struct keyness_table tables[2] = {{20, 90, 1000, 9000}, {900, 50, 9000, 1000}};
    cr_assert_float_eq(mantel_haenszel(tables, 2).log_odds,
                       log((20.0 * 8910 + 900.0 * 950) / (90.0 * 980 + 50.0 * 8100)), 1e-14);
}
