/* test_summary_passages.c - how the texts were sorted into events, in sentences. */
#include <criterion/criterion.h>

#include "report_sample.h"
#include "summary_passages.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(summary_passages, .init = make, .fini = sample_folder_remove);

static const char *shown(const struct event_model *events)
{
    const struct settings settings = {.events = "e.csv"};
    struct screen screen = {.width = 1000};
    struct failure failure = {0};
    sample_writer(&screen.writer, "out");
    summary_passages_write(events, &settings, &screen);
    cr_assert_eq(writer_close(&screen.writer, &failure), STATUS_OK);
    return sample_content("out");
}

Test(summary_passages, events_of_a_file_are_told_with_what_is_about_none)
{
    const struct event_model events = {
        .kind = EVENTS_FROM_FILE, .events = 1, .passages = 9, .about_one = 4, .about_several = 2};
    cr_assert_str_eq(shown(&events), "Events are those of e.csv: 1 was found. Of 9 passages of 150 words, half "
                                     "overlapping, 4 are about one of them, 2 about several, 3 about none and not "
                                     "compared (events.csv).\n");
}

Test(summary_passages, what_is_circular_is_called_so)
{
    const struct event_model events = {
        .kind = EVENTS_FOUND, .events = 5, .passages = 2, .about_one = 1, .circular = true};
    const char *const said = shown(&events);
    cr_assert_not_null(strstr(said, "Events were looked for in the texts (--events auto), and 5 were found. "));
    cr_assert_not_null(strstr(said, "The comparison is circular"));
}

Test(summary_passages, of_the_corpus_own_events_nothing_is_said)
{
    cr_assert_str_eq(shown(&(struct event_model){.kind = EVENTS_FROM_CORPUS, .events = 5}), "");
}
