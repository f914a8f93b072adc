/* test_summary_nearest.c - distances, and lines that do not run past the screen; more is in test_summary.c. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "report_sample.h"
#include "summary_nearest.h"
#include "text_width.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(summary_nearest, .init = make, .fini = sample_folder_remove);

static const char *shown(enum similarity kind, double similarity, size_t width)
{
    static const size_t terms[] = {1}, years[] = {3};
    const struct settings settings = {.similarity = kind};
    struct summary summary;
    struct screen screen = {.width = width};
    struct failure failure = {0};
    struct finding finding = {.kind = FINDING_MATRIX, .as.weighted = &sample_weighted};
    summary_open(&summary, &settings);
    cr_assert_eq(summary_add(&summary, &finding, &failure), STATUS_OK);
    finding = (struct finding){.kind = FINDING_NEAREST,
                               .as.nearest = {.a = 0,
                                              .b = 2,
                                              .similarity = similarity,
                                              .margin = 0.25,
                                              .names_share = 0.125,
                                              .without_names = 0.375,
                                              .terms = terms,
                                              .term_count = 1,
                                              .years = years,
                                              .year_count = 1,
                                              .holds = 3,
                                              .settings = 36}};
    cr_assert_eq(summary_add(&summary, &finding, &failure), STATUS_OK);
    sample_writer(&screen.writer, "out");
    summary_nearest_write(&summary, &screen);
    cr_assert_eq(writer_close(&screen.writer, &failure), STATUS_OK);
    summary_close(&summary);
    return sample_content("out");
}

Test(summary_nearest, a_distance_is_called_one)
{
    cr_expect_str_eq(shown(SIMILARITY_JENSEN_SHANNON, 0.5, 200),
                     "\nNearest\n"
                     "  war/post is nearest to empty: a distance of 0.50, 0.25 less than the next; so in 3 of 36 "
                     "settings.\n"
                     "    Names of states and peoples make 13% of it; compared without them the two reach 0.38. Years "
                     "in both: 1939.\n"
                     "    Shared most: Treaty.\n");
}

Test(summary_nearest, who_shares_nothing_is_told_so_by_each_measure)
{
    cr_expect_str_eq(shown(SIMILARITY_JENSEN_SHANNON, 1, 200),
                     "\nNearest\n  war/post shares no weighted term with any other document.\n");
    sample_folder_remove();
    sample_folder_make();
    cr_expect_str_eq(shown(SIMILARITY_CORRECTED, 0, 200),
                     "\nNearest\n  war/post shares no weighted term with any other document.\n");
    sample_folder_remove();
    sample_folder_make();
    cr_expect_not_null(strstr(shown(SIMILARITY_BURROWS_DELTA, 1.5, 200), "a distance of 1.50"));
}

Test(summary_nearest, no_line_runs_past_the_screen)
{
    const char *line = shown(SIMILARITY_CORRECTED, 0.5, 40);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        cr_expect_leq(text_width((struct span){line, (size_t)(end - line)}), 40);
    }
}
