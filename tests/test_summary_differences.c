#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "refusal.h"
#include "report_sample.h"
#include "summary_differences.h"

static struct summary_differences differences;

static void make(void)
{
    sample_folder_make();
}

static void take_away(void)
{
    summary_differences_close(&differences);
    sample_folder_remove();
}

TestSuite(summary_differences, .init = make, .fini = take_away);

static void contrast(const char *source, const char *event, size_t term, double evidence)
{
    struct failure failure = {0};
    const struct contrast_finding finding = {.source = span_of(source),
                                             .event = span_of(event),
                                             .has_term = true,
                                             .is_more = evidence > 0,
                                             .term = term,
                                             .evidence = evidence};
    cr_assert_eq(summary_differences_contrast(&differences, &finding, &failure), STATUS_OK);
}

static void silence(const char *source, const char *event, size_t term, double surprise, size_t rank)
{
    struct failure failure = {0};
    const struct silence_finding finding = {.source = span_of(source),
                                            .event = span_of(event),
                                            .has_term = true,
                                            .term = term,
                                            .surprise = surprise,
                                            .rank = rank,
                                            .sources = 2};
    cr_assert_eq(summary_differences_silence(&differences, &finding, &failure), STATUS_OK);
}

static const char *shown(size_t width)
{
    struct screen screen = {.width = width};
    struct failure failure = {0};
    sample_writer(&screen.writer, "out");
    summary_differences_write(&differences, &sample_counts, &screen);
    cr_assert_eq(writer_close(&screen.writer, &failure), STATUS_OK);
    return sample_content("out");
}

Test(summary_differences, the_strongest_come_first_and_the_weak_not_at_all)
{
    contrast("post", "", 0, 1.75);
    contrast("post", "", 3, 2.5);
    contrast("post", "", 1, 1.5);
    contrast("post", "war", 1, 9);
    contrast("times", "", 1, -9);
    silence("times", "war", 1, 4, 2);
    silence("times", "peace", 3, 3, 1);
    silence("times", "peace", 0, 2, 1);
    cr_assert_str_eq(shown(80), "\nWhat sets each source apart from the others on the same events\n"
                                "  post      1939, peace\n"
                                "\nWhat most others mention on an event, and the source does not\n"
                                "  times     1939 (peace), Treaty (war)\n");
}

Test(summary_differences, what_is_missed_on_one_event_stands_together)
{
    silence("times", "war", 1, 4, 1);
    silence("times", "peace", 0, 3, 1);
    silence("times", "war", 3, 3, 1);
    silence("times", "peace", 1, 3, 2);
    cr_assert_str_eq(shown(80), "\nWhat most others mention on an event, and the source does not\n"
                                "  times     Treaty, 1939 (war), peace, Treaty (peace)\n");
}

Test(summary_differences, an_event_that_does_not_fit_is_not_named)
{
    silence("times", "war", 1, 4, 1);
    silence("times", "peace", 0, 3, 1);
    silence("times", "war", 3, 3, 1);
    cr_assert_str_eq(shown(36), "\nWhat most others mention on an event, and the source does not\n"
                                "  times     Treaty, 1939 (war)\n");
}

Test(summary_differences, a_line_ends_where_the_screen_does)
{
    contrast("post", "", 0, 3);
    contrast("post", "", 1, 2);
    cr_assert_str_eq(shown(20), "\nWhat sets each source apart from the others on the same events\n"
                                "  post    peace\n");
}

Test(summary_differences, sources_beyond_the_room_are_counted)
{
    char names[23][8];
    for (size_t i = 0; i < 23; i++) {
        (void)snprintf(names[i], sizeof names[i], "s%02zu", i);
        contrast(names[i], "", 0, 3);
    }
    cr_assert_not_null(strstr(shown(80), "  s19       peace\n  and 3 sources more in contrasts.csv\n"));
}

Test(summary_differences, where_no_contrast_is_strong_it_is_said)
{
    contrast("post", "war", 0, 9);
    cr_assert_not(differences.are_contrasted);
    contrast("post", "", 0, 1.5);
    silence("times", "war", 1, 4, 2);
    cr_assert_str_eq(shown(80), "\nWhat sets each source apart from the others on the same events\n"
                                "  No word is sure enough to be named: the texts are too short or too much alike.\n"
                                "  contrasts.csv ranks what differs.\n"
                                "\nWhat most others mention on an event, and the source does not\n"
                                "  times     Treaty (war)\n");
}

Test(summary_differences, where_there_is_nothing_nothing_is_told)
{
    cr_assert_str_eq(shown(80), "");
}

Test(summary_differences, a_refused_allocation_is_a_memory_failure)
{
    struct failure failure = {0};
    const struct contrast_finding finding = {
        .source = span_of("post"), .has_term = true, .is_more = true, .evidence = 9};
    refuse_allocation(0, false);
    cr_assert_eq(summary_differences_contrast(&differences, &finding, &failure), STATUS_FAILED);
    (void)refuse_nothing();
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
}
