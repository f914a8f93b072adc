/* The sentences were written by hand; findings are made up. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report_sample.h"
#include "summary_events.h"

static struct summary_events events;
static const struct span names[] = {{"globe", 5}, {"post", 4}, {"صحيفة", 10}};
static const size_t years[] = {3};
#define PAPER "\u200eصحيفة\u200e"

static void make(void)
{
    events = (struct summary_events){0};
    sample_folder_make();
}

TestSuite(summary_events, .init = make, .fini = sample_folder_remove);

static struct source_finding pair(const char *event, size_t a, size_t b, double similarity, const char *status)
{
    return (struct source_finding){.event = span_of(event),
                                   .sources = names,
                                   .source_count = 3,
                                   .a = a,
                                   .b = b,
                                   .events = 1,
                                   .similarity = similarity,
                                   .low = NAN,
                                   .high = NAN,
                                   .null_percentile = NAN,
                                   .reference_z = NAN,
                                   .names_share = 0.25,
                                   .without_names = 0.125,
                                   .years = years,
                                   .year_count = 1,
                                   .status = status};
}

static void add(const char *event, size_t a, size_t b, double similarity, const char *status)
{
    const struct source_finding finding = pair(event, a, b, similarity, status);
    summary_events_add(&events, &finding);
}

static const char *shown_in(const struct counts *counts, size_t width)
{
    static int number;
    char name[32];
    struct screen screen = {.width = width};
    struct failure failure = {0};
    (void)snprintf(name, sizeof name, "out-%d", number++);
    sample_writer(&screen.writer, name);
    const struct outlet outlet = {.screen = &screen};
    summary_events_write(&events, counts, &outlet);
    cr_assert_eq(writer_close(&screen.writer, &failure), STATUS_OK);
    return sample_content(name);
}

static const char *shown(const struct counts *counts)
{
    return shown_in(counts, 80);
}

#define HEADING "\nHow alike the sources tell each event (0: not at all; 1 or more: very)\n"

Test(summary_events, the_most_alike_come_first_and_the_least_last)
{
    add("war", 0, 1, 0.3, "");
    add("war", 0, 2, 0.7, "");
    add("war", 1, 2, 0.5, "");
    add("", 0, 1, 0.3, "one-event");
    cr_assert_str_eq(shown(&sample_counts),
                     HEADING "  war: globe and " PAPER " are most alike (0.70), then post and " PAPER " (0.50); least\n"
                             "    of all globe and post (0.30). Names of states and peoples carry 25%;\n"
                             "    compared without them 0.13. Years in both: 1939.\n");
}

Test(summary_events, pairs_in_different_languages_are_counted_and_not_ranked)
{
    add("war", 0, 1, 0.3, "");
    add("war", 0, 2, 0.9, "different-languages; no-null: 3 pairs");
    add("war", 1, 2, 0.9, "different-languages; short; no-interval: too short");
    cr_assert_str_eq(shown(&sample_counts),
                     HEADING "  war: globe and post reach 0.30. Names of states and peoples carry 25%;\n"
                             "    compared without them 0.13. Years in both: 1939.\n"
                             "  What cannot be said: 2 of 3 pairs in different languages (not ranked), 1 with\n"
                             "    a text under 400 words, 1 too short for an interval, 1 without enough others\n"
                             "    to tell chance from likeness. sources.csv has each reason in status.\n");
}

Test(summary_events, what_is_known_of_certainty_is_said)
{
    struct source_finding finding = pair("war", 0, 1, 0.5, "short");
    finding.low = 0.4;
    finding.high = 0.6;
    finding.null_percentile = 0.025;
    finding.names_share = 0;
    finding.year_count = 0;
    summary_events_add(&events, &finding);
    const char *const text = shown_in(&sample_counts, 500);
    cr_expect_not_null(strstr(text, "globe and post reach 0.50 (95% interval 0.40 to 0.60)."), "%s", text);
    cr_expect_not_null(strstr(text, "Names of states play no part in it."), "%s", text);
    cr_expect_not_null(strstr(text, "No year stands in both."), "%s", text);
    cr_expect_not_null(strstr(text, "3% are as near. Uncertain:"), "%s", text);
}

Test(summary_events, how_far_a_pair_is_from_unrelated_texts_is_said)
{
    struct source_finding finding = pair("war", 0, 1, 0.5, "");
    finding.reference_z = 6.97;
    summary_events_add(&events, &finding);
    finding.event = span_of("peace");
    finding.reference_z = -1.25;
    summary_events_add(&events, &finding);
    const char *const text = shown_in(&sample_counts, 500);
    cr_expect_not_null(strstr(text, "That is 7.0 standard deviations nearer than they are to unrelated texts."), "%s",
                       text);
    cr_expect_not_null(strstr(text, "That is 1.3 standard deviations farther than they are from unrelated texts."),
                       "%s", text);
}

Test(summary_events, a_likeness_of_names_and_a_mean_of_one_event_are_not_overrated)
{
    struct source_finding finding = pair("war", 0, 1, 0.5, "");
    finding.names_share = 0.78;
    summary_events_add(&events, &finding);
    add("peace", 0, 2, 0.5, "");
    add("", 0, 1, 0.5, "one-event");
    const char *const text = shown_in(&sample_counts, 500);
    cr_expect_not_null(
        strstr(text, "carry 78%; compared without them 0.13: the same states, and perhaps not the same story."), "%s",
        text);
    cr_expect_null(strstr(text, "Over all events"), "%s", text);
    cr_expect_not_null(strstr(text, "carry 25%; compared without them 0.13. Years"), "%s", text);
}

Test(summary_events, a_mean_of_short_texts_alone_is_uncertain)
{
    add("war", 0, 1, 0.5, "short");
    add("peace", 0, 1, 0.5, "short");
    struct source_finding all = pair("", 0, 1, 0.5, "");
    all.events = 2;
    summary_events_add(&events, &all);
    static const char uncertain[] = "in one language. Uncertain: fewer than 400 words.";
    cr_expect_not_null(strstr(shown_in(&sample_counts, 500), uncertain));
}

Test(summary_events, a_mean_in_which_one_text_is_long_is_not)
{
    add("war", 0, 1, 0.5, "short");
    add("peace", 0, 1, 0.5, "");
    struct source_finding all = pair("", 0, 1, 0.5, "");
    all.events = 2;
    summary_events_add(&events, &all);
    cr_expect_not_null(strstr(shown_in(&sample_counts, 500), "in one language.\n"));
}

Test(summary_events, of_many_events_both_ends_are_told_and_the_rest_counted)
{
    char labels[10][8];
    for (size_t i = 0; i < 10; i++) {
        (void)snprintf(labels[i], sizeof labels[i], "e%zu", i);
        add(labels[i], 0, 1, (double)((i * 3) % 10) / 10, "");
    }
    struct source_finding all = pair("", 0, 1, 0.45, "");
    all.events = 10;
    summary_events_add(&events, &all);
    const char *const text = shown(&sample_counts);
    /* e3 has 0.9, e6 0.8, e9 0.7; e0 0, e7 0.1, e4 0.2 */
    const char *const order[] = {"Over all events: globe and post reach 0.45",
                                 "  e3: ",
                                 "  e6: ",
                                 "  e9: ",
                                 "  Least alike:\n  e0: ",
                                 "  e7: ",
                                 "  e4: ",
                                 "  and 4 events more in sources.csv\n"};
    const char *at = text;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        at = strstr(at, order[i]);
        cr_assert_not_null(at, "no '%s' at its place in %s", order[i], text);
    }
    cr_assert_null(strstr(text, "  e8: "));
}

static void state(const char *event, enum statement_kind kind, size_t const pairs[4], size_t holds)
{
    const struct statement_finding statement = {.kind = kind,
                                                .event = span_of(event),
                                                .a = names[pairs[0]],
                                                .b = names[pairs[1]],
                                                .c = names[pairs[2]],
                                                .d = names[pairs[3]],
                                                .holds = holds,
                                                .settings = 36};
    summary_events_state(&events, &statement);
}

Test(summary_events, an_order_says_in_how_many_settings_it_holds)
{
    static const size_t order[] = {0, 2, 1, 2}, other[] = {1, 2, 0, 1}, behind[] = {0, 2, 0, 1};
    add("war", 0, 1, 0.3, "");
    add("war", 0, 2, 0.7, "");
    add("war", 1, 2, 0.5, "");
    state("peace", STATEMENT_PAIRS, order, 1);
    state("war", STATEMENT_NEAREST_SOURCE, order, 2);
    state("war", STATEMENT_PAIRS, order, 21);
    state("war", STATEMENT_PAIRS, other, 4);
    state("war", STATEMENT_PAIRS, behind, 7); /* the first pair, and not the second */
    const char *const text = shown_in(&sample_counts, 500);
    cr_expect_not_null(strstr(text, "globe and post (0.30). This order holds in 21 of 36 settings. Names"), "%s", text);
}

Test(summary_events, in_a_page_are_paragraphs_without_a_heading)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const struct outlet outlet = {.page = &writer, .language = REPORT_RUSSIAN};
    add("war", 0, 1, 0.3, "");
    sample_writer(&writer, "page");
    summary_events_write(&events, &sample_counts, &outlet);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("page"),
                     "<p><strong><bdi>war</bdi>: </strong><bdi>globe</bdi> и <bdi>post</bdi>: сходство 0.30. "
                     "Названия государств и народов дают 25% сходства; без них 0.13. Общие "
                     "годы: <bdi>1939</bdi>.</p>\n");
}

Test(summary_events, an_event_that_cannot_be_compared_says_why)
{
    add("peace", 0, 1, 0.3, "");
    add("treaty", 0, NO_SOURCE, NAN, "one-source");
    add("war", 0, 1, 0.1, "different-languages");
    add("void", 0, 1, NAN, "no-text");
    const char *const text = shown(&sample_counts);
    cr_expect_not_null(strstr(text, "treaty: told by one source alone.\n"), "%s", text);
    cr_expect_not_null(strstr(text, "war: no two sources share a language"), "%s", text);
    cr_expect_not_null(strstr(text, "void: there is no text to compare.\n"), "%s", text);
}

Test(summary_events, where_no_sources_are_compared_the_reason_is_told)
{
    const struct counts one = {.documents = sample_counts.documents, .document_count = 1};
    const struct counts placeless = {.documents = (struct document *const[]){sample_documents[2], sample_documents[2]},
                                     .document_count = 2};
    cr_expect_str_eq(shown(&one), "There is one document, and none to compare it with.\n");
    cr_expect_not_null(strstr(shown(&placeless), "no document has both a source and an event."));
    cr_expect_not_null(strstr(shown(&sample_counts), "too many pairs"));
    add("war", 0, NO_SOURCE, NAN, "one-source");
    cr_expect_not_null(strstr(shown(&sample_counts), "no event is told by two of them (sources.csv)"));
}
