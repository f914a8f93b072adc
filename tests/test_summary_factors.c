#include <criterion/criterion.h>
#include <math.h>

#include "report_sample.h"
#include "summary_factors.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(summary_factors, .init = make, .fini = sample_folder_remove);

static void add_means(struct summary_factors *factors, const size_t pairs[SUMMARY_FACTOR_MEANS])
{
    for (size_t i = 0; i < SUMMARY_FACTOR_MEANS; i++) {
        const struct factor_finding mean = {
            .kind = FACTOR_PAIRS, .pairs = pairs[i], .similarity = 0.5 - 0.0625 * (double)i, .status = ""};
        summary_factors_add(factors, &mean);
    }
}

static void add_share(struct summary_factors *factors, const char *name, double share, double by_chance,
                      const char *status)
{
    const struct factor_finding found = {
        .kind = FACTOR_SHARE, .name = name, .levels = 3, .share = share, .by_chance = by_chance, .status = status};
    summary_factors_add(factors, &found);
}

static const char *shown(const struct summary_factors *factors)
{
    struct screen screen = {.width = 80};
    struct failure failure = {0};
    sample_writer(&screen.writer, "out");
    summary_factors_write(factors, &screen);
    cr_assert_eq(writer_close(&screen.writer, &failure), STATUS_OK);
    return sample_content("out");
}

Test(summary_factors, means_shares_and_what_cannot_be_told_are_said)
{
    struct summary_factors factors = {0};
    add_means(&factors, (const size_t[]){28, 22, 1, 0, 109, 91});
    add_share(&factors, "event", 0.268, 0.087, "");
    add_share(&factors, "source", 0.17, 0.09, "with what goes with language");
    add_share(&factors, "language", NAN, NAN, "language cannot be told from source");
    add_share(&factors, "none of these", 0.31, NAN, "");
    cr_assert_str_eq(shown(&factors),
                     "\nWhat goes with event, source and language\n"
                     "  Mean similarity of tellings in one language: two sources on one event 0.50 (28\n"
                     "    pairs), one source on two events 0.38 (1 pair), two sources on two events\n"
                     "    0.25 (109 pairs). Across languages: two sources on one event 0.44 (22\n"
                     "    pairs), two sources on two events 0.19 (91 pairs).\n"
                     "  Of all differences between tellings 27% go with event (9% would with as many\n"
                     "    groups at random), 17% with source (9%), 31% with none of these. Language\n"
                     "    cannot be told from source.\n");
}

Test(summary_factors, the_reason_stands_where_there_are_no_shares)
{
    struct summary_factors factors = {0};
    add_means(&factors, (const size_t[]){1, 0, 0, 0, 3, 0});
    for (int i = 0; i < 3; i++) {
        add_share(&factors, "event", NAN, NAN, "no-shares: post tells 1 event, and it takes 3 of each source");
    }
    cr_assert_str_eq(shown(&factors),
                     "\nWhat goes with event, source and language\n"
                     "  Mean similarity of tellings in one language: two sources on one event 0.50 (1\n"
                     "    pair), two sources on two events 0.25 (3 pairs).\n"
                     "  Which part of the differences goes with each cannot be said: post tells 1\n"
                     "    event, and it takes 3 of each source.\n");
}

Test(summary_factors, one_relation_alone_says_nothing)
{
    struct summary_factors factors = {0};
    add_means(&factors, (const size_t[]){3, 2, 0, 0, 0, 0});
    cr_assert_str_eq(shown(&factors), "");
}
