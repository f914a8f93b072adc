/* The page as a whole: what stands in it for findings that are made up, and that nothing hostile gets out of its text.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "document_details.h"
#include "page.h"
#include "report_sample.h"

static struct page page;
static struct summary summary;
static struct settings settings;
static struct journal journal;

static void make(void)
{
    static const char *const corpora[] = {"texts"};
    sample_folder_make();
    settings = (struct settings){.corpora = corpora, .corpus_count = 1, .report = true};
    journal = (struct journal){0};
    summary_open(&summary, &settings);
    page_open(&page, &settings, &summary);
}

static void unmake(void)
{
    page_close(&page);
    summary_close(&summary);
    sample_folder_remove();
}

TestSuite(page, .init = make, .fini = unmake);

static void add(const struct finding *finding)
{
    struct failure failure = {0};
    cr_assert_eq(summary_add(&summary, finding, &failure), STATUS_OK);
    cr_assert_eq(page_add(&page, finding, &failure), STATUS_OK);
}

static void add_matrix(const struct weighted *weighted)
{
    add(&(struct finding){.kind = FINDING_MATRIX, .as.weighted = weighted});
}

static const char *written(void)
{
    static int number;
    char name[32];
    struct writer writer = {0};
    struct failure failure = {0};
    (void)snprintf(name, sizeof name, "page-%d", number++);
    sample_writer(&writer, name);
    cr_assert_eq(page_write(&page, &journal, &writer, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return sample_content(name);
}

static void expect(const char *text, const char *wanted)
{
    cr_expect_not_null(strstr(text, wanted), "no '%s'", wanted);
}

static const struct span sources[] = {{"post", 4}, {"صحيفة", 10}};

static void add_sources(const char *status, double similarity)
{
    static const size_t years[] = {3};
    add(&(struct finding){.kind = FINDING_SOURCES,
                          .as.sources = {.event = span_of("war"),
                                         .sources = sources,
                                         .source_count = 2,
                                         .a = 0,
                                         .b = 1,
                                         .events = 1,
                                         .documents_a = 1,
                                         .documents_b = 1,
                                         .tokens_a = 420,
                                         .tokens_b = 500,
                                         .similarity = similarity,
                                         .low = 0.25,
                                         .high = 0.75,
                                         .null_percentile = NAN,
                                         .reference_z = NAN,
                                         .names_share = 0.5,
                                         .without_names = 0.375,
                                         .years = years,
                                         .year_count = 1,
                                         .status = status}});
}

Test(page, a_cell_holds_its_number_with_and_without_names_its_interval_and_its_words)
{
    add_matrix(&sample_weighted);
    add_sources("", 0.53125);
    const char *const text = written();
    expect(text,
           "<td class=\"h7 n2\" data-a=\"0\" data-b=\"1\"><data class=\"with\" value=\"0.53125\">0.53</data><data "
           "class=\"without\" value=\"0.375\">0.38</data><small class=\"interval\">0.25\u20130.75</small><small "
           "class=\"count\">420 + 500</small></td>");
    expect(text, "<title>How sources tell the same events \u00b7 mizan</title>");
    expect(text, "<strong><bdi>war</bdi>: </strong><bdi>post</bdi> and <bdi>صحيفة</bdi> reach 0.53");
    expect(text, "Observed: 0.53 to 0.53.");
}

Test(page, a_cell_below_the_minimum_size_has_a_pattern_and_its_reason_instead_of_a_colour)
{
    add_matrix(&sample_weighted);
    add_sources("short; no-null", 0.5);
    const char *const text = written();
    expect(text, "<td class=\"u-short\" data-a=\"0\"");
    expect(text, "<span class=\"vh\"> under 400 words: no colour</span>");
    cr_expect_null(strstr(text, "<td class=\"h"));
}

Test(page, cells_in_two_languages_and_without_text_say_so)
{
    add_matrix(&sample_weighted);
    add_sources("different-languages; short", 0.5);
    expect(written(), "<td class=\"u-language\" data-a=\"0\"");
}

Test(page, without_sources_there_is_no_map_and_the_reason_stands_first)
{
    add_matrix(&sample_weighted);
    const char *const text = written();
    cr_expect_null(strstr(text, "id=\"sources\""));
    expect(text, "<title>How near the texts are to one another");
    expect(text, "Sources are not compared");
}

Test(page, speaks_the_language_asked_for_and_arabic_from_the_right)
{
    settings.report_language = REPORT_ARABIC;
    add_matrix(&sample_weighted);
    add_sources("", 0.5);
    const char *const text = written();
    expect(text, "<html lang=\"ar\" dir=\"rtl\">");
    expect(text, "<h2 id=\"answer-title\">الخلاصة</h2>");
    expect(text, "<bdi dir=\"ltr\">tf * idf</bdi>"); /* a formula keeps its direction */
}

Test(page, equal_findings_make_equal_bytes)
{
    static char first[1 << 20];
    add_matrix(&sample_weighted);
    add_sources("", 0.5);
    (void)snprintf(first, sizeof first, "%s", written());
    cr_expect_str_eq(written(), first);
}

/* The tags of our own markup: what a document brings must not add one. */
static size_t count_of(const char *text, const char *wanted)
{
    size_t count = 0;
    for (const char *at = strstr(text, wanted); at != NULL; at = strstr(at + 1, wanted))
        count++;
    return count;
}

Test(page, what_documents_and_warnings_bring_is_text)
{
    static char hostile[] = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>\xff\x1b[31m\u202e";
    struct document document = {.id = span_of(hostile),
                                .source = span_of(hostile),
                                .event = span_of(hostile),
                                .title = span_of(hostile),
                                .date = span_of(hostile),
                                .language = span_of(hostile),
                                .encoding = "UTF-8",
                                .tokens = 3};
    struct apparatus_run run = {.words = 1, .field = FIELD_NOTES, .excerpt = span_of(hostile)};
    struct document_details details = {.cut_tokens = {0, 1}, .apparatus = &run, .apparatus_count = 1};
    struct document *const documents[] = {&document, sample_documents[0]};
    struct counts counts = sample_counts;
    struct weighted weighted = sample_weighted;
    struct warning warning = {.text = span_of(hostile)};
    struct reject reject = {.id = span_of(hostile), .reason = span_of(hostile)};
    struct input_file input = {.path = span_of(hostile)};
    const char *const corpora[] = {hostile};
    document.details = &details;
    counts.documents = documents;
    counts.document_count = 2;
    weighted.counts = &counts;
    settings.corpora = corpora;
    journal = (struct journal){.warnings = &warning,
                               .warning_count = 1,
                               .rejects = &reject,
                               .reject_count = 1,
                               .inputs = &input,
                               .input_count = 1};
    add_matrix(&weighted);
    const char *const text = written();
    cr_expect_eq(count_of(text, "<script"), 3, "the two data blocks and the script");
    cr_expect_eq(count_of(text, "</script"), 3);
    cr_expect_eq(count_of(text, "<img"), 0);
    cr_expect_eq(count_of(text, "\x1b"), 0);
    cr_expect_eq(count_of(text, "\u202e"), 0);
    cr_expect_geq(count_of(text, "&lt;script&gt;alert(1)&lt;/script&gt;"), 8);
}

Test(page, what_is_beyond_a_bound_is_counted)
{
    add_matrix(&sample_weighted);
    for (size_t i = 0; i < PAGE_SILENCE_ROWS + 7; i++)
        add(&(struct finding){.kind = FINDING_SILENCE,
                              .as.silence = {.source = sources[0],
                                             .event = span_of("war"),
                                             .language = span_of("en"),
                                             .has_term = true,
                                             .rank = 1,
                                             .term = 1,
                                             .p = NAN,
                                             .q = NAN,
                                             .status = ""}});
    expect(written(), "7 more are in <bdi>silences.csv</bdi>.");
}
