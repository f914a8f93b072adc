/* The sentences were written by hand; findings are made up. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report_sample.h"
#include "summary.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(summary, .init = make, .fini = sample_folder_remove);

#define LRM "\u200e"
#define PAPER LRM "حرب/صحيفة" LRM

static void add(struct summary *summary, enum finding_kind kind, struct finding finding)
{
    struct failure failure = {0};
    finding.kind = kind;
    cr_assert_eq(summary_add(summary, &finding, &failure), STATUS_OK, "%s", failure.message);
}

static const size_t shared_terms[] = {1, 2};
static const size_t shared_years[] = {3};

static struct nearest_finding mutual_pair(void)
{
    return (struct nearest_finding){.a = 0,
                                    .b = 1,
                                    .similarity = 0.468,
                                    .margin = 0.051,
                                    .names_share = 0.75,
                                    .without_names = 0.119,
                                    .terms = shared_terms,
                                    .term_count = 2,
                                    .years = shared_years,
                                    .year_count = 1,
                                    .mutual = true};
}

static void add_matrix(struct summary *summary, const struct weighted *weighted)
{
    add(summary, FINDING_MATRIX, (struct finding){.as.weighted = weighted});
}

static const char *text_of(const struct summary *summary, const struct journal *journal, size_t width)
{
    static int number;
    char name[32];
    struct screen screen = {.width = width};
    struct failure failure = {0};
    snprintf(name, sizeof name, "summary-%d", number++);
    sample_writer(&screen.writer, name);
    cr_assert_eq(summary_write(summary, journal, &screen, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(screen_close(&screen, &failure), STATUS_OK);
    return sample_content(name);
}

Test(summary, says_first_what_the_corpus_is_and_who_is_nearest_to_whom)
{
    static const double rows[3][3] = {{1.1, 0.468, NAN}, {0.468, 1.2, NAN}, {NAN, NAN, NAN}};
    const struct settings settings = {.output = "out", .similarity = SIMILARITY_CORRECTED};
    struct warning warning = {.text = span_of("something")};
    struct journal journal = {.warnings = &warning, .warning_count = 1};
    struct summary summary;
    summary_open(&summary, &settings);
    add_matrix(&summary, &sample_weighted);
    for (size_t row = 0; row < 3; row++)
        add(&summary, FINDING_SIMILARITY, (struct finding){.as.similarity = {row, 3, rows[row]}});
    add(&summary, FINDING_TERM,
        (struct finding){.as.term = {.kind = GROUP_DOCUMENT, .name = span_of("war/post"), .rank = 1, .term = 1}});
    add(&summary, FINDING_TERM,
        (struct finding){.as.term = {.kind = GROUP_DOCUMENT, .name = span_of("war/post"), .rank = 2, .term = 3}});
    add(&summary, FINDING_TERM, /* on the screen it would stand there twice */
        (struct finding){.as.term = {.kind = GROUP_DOCUMENT, .name = span_of("war/post"), .rank = 3, .term = 3}});
    add(&summary, FINDING_TERM,
        (struct finding){.as.term = {.kind = GROUP_DOCUMENT, .name = span_of("حرب/صحيفة"), .rank = 1, .term = 2}});
    add(&summary, FINDING_TERM,
        (struct finding){.as.term = {.kind = GROUP_SOURCE, .name = span_of("post"), .rank = 1, .term = 1}});
    struct nearest_finding back = mutual_pair();
    back.a = 1;
    back.b = 0;
    add(&summary, FINDING_NEAREST, (struct finding){.as.nearest = mutual_pair()});
    add(&summary, FINDING_NEAREST, (struct finding){.as.nearest = back});
    cr_expect_str_eq(
        text_of(&summary, &journal, 80),
        "3 documents from 2 sources on 1 event: 920 words in an unknown language (1), Arabic (1) and English (1).\n"
        "Sources are not compared: there are too many pairs; --full works them out.\n"
        "\n"
        "Nearest\n"
        "  war/post and " PAPER " are nearest to each other: 0.47, 0.05 ahead of the\n"
        "    next.\n"
        "    Names of states and peoples carry 75% of it; compared without them the two\n"
        "      reach 0.12. Years in both: 1939.\n"
        "    Shared most: Treaty, " LRM "معاهدة" LRM ".\n"
        "    One is in English, the other in Arabic: dates, figures and borrowed names\n"
        "      alone can match.\n"
        "\n"
        "Similarity\n"
        "             war/post " PAPER "     empty\n"
        "  war/post          .      0.47         -\n"
        "  " PAPER "      0.47         .         -\n"
        "  empty             -         -         .\n"
        "\n"
        "Strongest terms of each document\n"
        "  war/post   Treaty, 1939\n"
        "  " PAPER "  " LRM "معاهدة" LRM "\n"
        "\n"
        "Worth knowing\n"
        "  Mended in 1 document, damage as PDF extraction does: 3 words in halves, 1 turned range; --list-repairs "
        "writes "
        "them down.\n"
        "Left out, as none of the text: 15 words in 2 documents (notes 5, other scripts 7, page residue 2, repeated "
        "lines 1); apparatus.csv lists them, --keep-apparatus counts them.\n"
        "\n"
        "Weights auto: tf * idf; similarity corrected.\n"
        "1 warning, kept in run.json.\n"
        "Results are in out.\n");
    summary_close(&summary);
}

Test(summary, columns_are_numbered_where_names_are_too_long_for_the_screen)
{
    static const double rows[3][3] = {{1, 0.4, 0}, {0.4, 1, 0}, {0, 0, 1}};
    const struct settings settings = {.output = "out"};
    const struct journal journal = {0};
    struct summary summary;
    summary_open(&summary, &settings);
    add_matrix(&summary, &sample_weighted);
    for (size_t row = 0; row < 3; row++)
        add(&summary, FINDING_SIMILARITY, (struct finding){.as.similarity = {row, 3, rows[row]}});
    cr_expect_not_null(strstr(text_of(&summary, &journal, 30), "\n                 1    2    3\n"
                                                               "  1 war/post     . 0.40 0.00\n"
                                                               "  2 " LRM "حرب/صحيفة" LRM " 0.40    . 0.00\n"
                                                               "  3 empty     0.00 0.00    .\n"));
    cr_expect_not_null(strstr(text_of(&summary, &journal, 20), "too wide for this screen"));
    summary_close(&summary);
}

Test(summary, what_makes_a_likeness_doubtful_is_said)
{
    const struct settings settings = {.output = "out"};
    const struct journal journal = {0};
    struct nearest_finding finding = mutual_pair();
    struct summary summary;
    finding.mutual = false;
    finding.uncertain = true;
    finding.year_count = 0;
    finding.margin = 0.001;
    finding.without_names = NAN;
    finding.names_share = 1;
    summary_open(&summary, &settings);
    add_matrix(&summary, &sample_weighted);
    add(&summary, FINDING_NEAREST, (struct finding){.as.nearest = finding});
    finding.a = 2;
    finding.similarity = 0;
    add(&summary, FINDING_NEAREST, (struct finding){.as.nearest = finding});
    cr_expect_not_null(strstr(text_of(&summary, &journal, 80),
                              "  war/post is nearest to " PAPER ": 0.47, level with the next.\n"
                              "    Names of states and peoples carry 100% of it; without them nothing is left.\n"
                              "      Years in both: none in figures.\n"
                              "    Shared most: Treaty, " LRM "معاهدة" LRM ".\n"
                              "    One is in English, the other in Arabic: dates, figures and borrowed names\n"
                              "      alone can match.\n"
                              "    Uncertain: at least one of the two has fewer than 400 words.\n"
                              "  empty shares no weighted term with any other document.\n\nSimilarity\n"));
    summary_close(&summary);
}

Test(summary, keeps_the_twelve_strongest_sentences_and_counts_the_rest)
{
    const struct settings settings = {.output = "out"};
    const struct journal journal = {0};
    struct summary summary;
    summary_open(&summary, &settings);
    add_matrix(&summary, &sample_weighted);
    for (unsigned i = 0; i < 30; i++) {
        struct nearest_finding finding = mutual_pair();
        finding.similarity = (double)(i * 7 % 30) / 100; /* 0 to 0.29, each once */
        add(&summary, FINDING_NEAREST, (struct finding){.as.nearest = finding});
    }
    cr_assert_eq(summary.nearest_count, SUMMARY_SENTENCES);
    for (unsigned i = 0; i < SUMMARY_SENTENCES; i++)
        cr_expect_float_eq(summary.nearest[i].finding.similarity, 0.29 - 0.01 * i, 1e-12);
    cr_expect_not_null(strstr(text_of(&summary, &journal, 80), "  and 18 more in neighbours.csv\n"));
    summary_close(&summary);
}

Test(summary, uncertain_sentences_come_behind_certain_ones)
{
    const struct settings settings = {.output = "out"};
    struct summary summary;
    summary_open(&summary, &settings);
    add_matrix(&summary, &sample_weighted);
    struct nearest_finding uncertain = mutual_pair(), certain = mutual_pair();
    uncertain.similarity = 2;
    uncertain.uncertain = true;
    add(&summary, FINDING_NEAREST, (struct finding){.as.nearest = uncertain});
    add(&summary, FINDING_NEAREST, (struct finding){.as.nearest = certain});
    cr_assert_eq(summary.nearest_count, 2);
    cr_expect_not(summary.nearest[0].finding.uncertain);
    cr_expect(summary.nearest[1].finding.uncertain);
    summary_close(&summary);
}

Test(summary, says_where_a_matrix_is_that_is_not_shown)
{
    const struct journal journal = {.reject_count = 2};
    const struct settings settings = {.output = "out"},
                          pairs = {.output = "out", .has_threshold = true, .threshold = 0.5};
    struct summary summary;
    summary_open(&summary, &settings);
    add_matrix(&summary, &sample_weighted);
    cr_expect_not_null(strstr(text_of(&summary, &journal, 80), "left out above 2,000 documents; --full writes it"));
    cr_expect_not_null(strstr(text_of(&summary, &journal, 80), "2 documents were left out; run.json says why.\n"));
    summary_close(&summary);
    summary_open(&summary, &pairs);
    add_matrix(&summary, &sample_weighted);
    add(&summary, FINDING_PAIR, (struct finding){.as.pair = {0, 1, 0.75}});
    cr_expect_not_null(strstr(text_of(&summary, &journal, 80), "1 pair at or above 0.5 in similarity.mtx\n"));
    summary_close(&summary);
}

Test(summary, a_year_is_shown_without_its_prefix_and_a_term_by_its_commonest_form)
{
    cr_expect(span_equal(summary_form(&sample_counts.terms[1]), span_of("Treaty")));
    cr_expect(span_equal(summary_form(&sample_counts.terms[3]), span_of("1939")));
    const struct vocabulary_term formless = {.term = span_of("abc"), .channel = CHANNEL_CHARACTER};
    cr_expect(span_equal(summary_form(&formless), span_of("abc")));
}
