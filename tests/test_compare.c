/* test_compare.c - every finding of a small corpus by hand, in order, and the same for any number of workers. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "finding.h"
#include "harness.h"
#include "refusal.h"
#include "small_matrix.h"
#include "stages.h"

/* Findings as lines of text, doubles as their bits. */
struct lines {
    FILE *stream;
    char *text;
    size_t length;
};

static void write_nearest(FILE *stream, const struct nearest_finding *nearest)
{
    (void)fprintf(stream, "nearest %zu %zu %a margin %a names %a without %a", nearest->a, nearest->b,
                  nearest->similarity, nearest->margin, nearest->names_share, nearest->without_names);
    for (size_t i = 0; i < nearest->term_count; i++) {
        (void)fprintf(stream, " t%zu", nearest->terms[i]);
    }
    for (size_t i = 0; i < nearest->year_count; i++) {
        (void)fprintf(stream, " y%zu", nearest->years[i]);
    }
    (void)fprintf(stream, "%s%s\n", nearest->mutual ? " mutual" : "", nearest->uncertain ? " uncertain" : "");
}

static void write_finding(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    FILE *const stream = ((struct lines *)context)->stream;
    const struct finding *const finding = record->as.finding;
    switch (finding->kind) {
    case FINDING_MATRIX:
        (void)fprintf(stream, "matrix %zu\n", finding->as.weighted->counts->document_count);
        break;
    case FINDING_SIMILARITY:
        (void)fprintf(stream, "row %zu", finding->as.similarity.row);
        for (size_t i = 0; i < finding->as.similarity.count; i++) {
            (void)fprintf(stream, " %a", finding->as.similarity.values[i]);
        }
        (void)fputc('\n', stream);
        break;
    case FINDING_PAIR:
        (void)fprintf(stream, "pair %zu %zu %a\n", finding->as.pair.row, finding->as.pair.column,
                      finding->as.pair.similarity);
        break;
    case FINDING_NEIGHBOUR:
        (void)fprintf(stream, "neighbour %zu %zu %zu %a %a\n", finding->as.neighbour.document,
                      finding->as.neighbour.rank, finding->as.neighbour.neighbour, finding->as.neighbour.similarity,
                      finding->as.neighbour.cosine);
        break;
    case FINDING_FACTOR:
        (void)fprintf(stream, "factor %s %a %a\n", finding->as.factor.name, finding->as.factor.similarity,
                      finding->as.factor.share);
        break;
    case FINDING_CONTRAST:
        (void)fprintf(stream, "contrast %zu %a %a\n", finding->as.contrast.term, finding->as.contrast.evidence,
                      finding->as.contrast.mantel_haenszel);
        break;
    case FINDING_STATEMENT: /* test_statements.c */
    case FINDING_EVIDENCE:  /* test_evidence.c */
    case FINDING_LINE:
    case FINDING_EVIDENCE_END:
    case FINDING_PASSAGE:    /* test_passage_findings.c */
    case FINDING_NEIGHBOURS: /* test_nearest.c */
        break;
    case FINDING_SILENCE:
        (void)fprintf(stream, "silence %zu %a\n", finding->as.silence.term, finding->as.silence.surprise);
        break;
    case FINDING_TERM:
        (void)fprintf(stream, "term %d %.*s %zu %zu %a\n", (int)finding->as.term.kind,
                      SPAN_ARGUMENTS(finding->as.term.name), finding->as.term.rank, finding->as.term.term,
                      finding->as.term.weight);
        break;
    case FINDING_TOPIC:
        (void)fprintf(stream, "topic %zu %a\n", finding->as.topic.number, finding->as.topic.share);
        break;
    case FINDING_NEAREST:
        write_nearest(stream, &finding->as.nearest);
        break;
    case FINDING_SOURCES: /* test_sources.c */
        break;
    }
}

static struct failure run(const struct small_matrix *matrix, struct settings settings, struct lines *lines)
{
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &matrix->weighted};
    struct harness harness = {.settings = settings,
                              .stages = {&compare_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = lines != NULL ? write_finding : NULL,
                              .context = lines};
    if (lines != NULL) {
        lines->stream = open_memstream(&lines->text, &lines->length);
    }
    const enum status status = harness_run(&harness);
    cr_assert_eq(status == STATUS_OK, harness.failure.kind == FAILURE_NONE);
    if (lines != NULL) {
        (void)fclose(lines->stream);
    }
    return harness.failure;
}

static char *findings(const struct small_matrix *matrix, struct settings settings)
{
    struct lines lines = {0};
    const struct failure failure = run(matrix, settings, &lines);
    cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    return lines.text;
}

static size_t count_lines(const char *text, const char *start)
{
    size_t count = 0;
    for (const char *line = text; line != NULL && *line != '\0'; line = strchr(line, '\n') + 1) {
        count += strncmp(line, start, strlen(start)) == 0;
    }
    return count;
}

/*
 * Inner products without norms, so that all is exact. Columns: war, russia (a state), sea, year; w = 1.
 *      d0 = (2, 0, 1, 1)    d1 = (1, 4, 0, 1)    d2 = (0, 4, 0, 0)    d3 = nothing
 * 00: 6, 01: 3, 02: 0, 11: 18, 12: 16, 22: 16. Cosine of d1 with d2: 16 / sqrt(18 * 16).
 * d0 is nearest to d1 (2 + 1), d1 to d2 (16 of Russia), d2 to d1. Without russia d2 has nothing left.
 */
static const uint32_t tiny_counts[4 * 4] = {2, 0, 1, 1, 1, 4, 0, 1, 0, 4, 0, 0, 0, 0, 0, 0};

static struct small_matrix *tiny_matrix(void)
{
    struct small_matrix *matrix = small_matrix_new(4, 0, 4, tiny_counts, (struct small_scheme){.normalized = false});
    matrix->terms[1].flags = TERM_STATE_NAME;
    small_matrix_set_year(matrix, 3);
    matrix->documents[0].source = span_of("s");
    matrix->documents[2].tokens = 20;
    return matrix;
}

static struct settings cosine_settings(void)
{
    struct settings settings = harness_settings();
    settings.similarity = SIMILARITY_COSINE;
    return settings;
}

static void expect_text(const char *text, const char *expected)
{
    cr_assert_str_eq(text, expected, "got:\n%s", text);
}

Test(compare, every_finding_of_a_small_corpus_is_as_computed_by_hand)
{
    struct small_matrix *matrix = tiny_matrix();
    char *text = findings(matrix, cosine_settings());
    char expected[4096];
    const double c01 = 3 / (sqrt(6) * sqrt(18)), c12 = 16 / (sqrt(18) * sqrt(16));
    (void)snprintf(expected, sizeof expected,
                   "matrix 4\n"
                   "row 0 %a %a 0x0p+0 nan\n"
                   "row 1 %a %a %a nan\n"
                   "row 2 0x0p+0 %a %a nan\n"
                   "row 3 nan nan nan nan\n"
                   "neighbour 0 1 1 %a %a\n"
                   "neighbour 0 2 2 0x0p+0 0x0p+0\n"
                   "neighbour 1 1 2 %a %a\n"
                   "neighbour 1 2 0 %a %a\n"
                   "neighbour 2 1 1 %a %a\n"
                   "neighbour 2 2 0 0x0p+0 0x0p+0\n"
                   "term 0 d0000 1 0 %a\nterm 0 d0000 2 2 %a\nterm 0 d0000 3 3 %a\n"
                   "term 0 d0001 1 1 %a\nterm 0 d0001 2 0 %a\nterm 0 d0001 3 3 %a\n"
                   "term 0 d0002 1 1 %a\n"
                   "term 1 s 1 0 %a\nterm 1 s 2 2 %a\nterm 1 s 3 3 %a\n"
                   "nearest 0 1 %a margin %a names 0x0p+0 without %a t0 y3\n"
                   "nearest 1 2 %a margin %a names 0x1p+0 without nan mutual uncertain\n"
                   "nearest 2 1 %a margin %a names 0x1p+0 without nan mutual uncertain\n",
                   6.0, 3.0, 3.0, 18.0, 16.0, 16.0, 16.0, 3.0, c01, 16.0, c12, 3.0, c01, 16.0, c12, 2.0, 1.0, 1.0, 4.0,
                   1.0, 1.0, 4.0, 2.0, 1.0, 1.0, 3.0, 3.0, 3.0, 16.0, 13.0, 16.0, 16.0);
    expect_text(text, expected);
    free(text);
    small_matrix_free(matrix);
}

Test(compare, a_threshold_gives_the_pairs_at_or_above_it_in_place_of_the_square)
{
    struct small_matrix *matrix = tiny_matrix();
    struct settings settings = cosine_settings();
    settings.has_threshold = true;
    settings.threshold = 3;
    settings.top = 1;
    char *text = findings(matrix, settings);
    char expected[256];
    (void)snprintf(expected, sizeof expected, "matrix 4\npair 0 1 %a\npair 1 2 %a\nneighbour 0 1 1", 3.0, 16.0);
    cr_assert_eq(strncmp(text, expected, strlen(expected)), 0, "got:\n%s", text);
    cr_assert_eq(count_lines(text, "neighbour"), 3);
    cr_assert_eq(count_lines(text, "nearest 0 1 0x1.8p+1 margin 0x1.8p+1"), 1, "the margin needs no second neighbour");
    free(text);
    small_matrix_free(matrix);
}

Test(compare, a_document_alone_has_neither_neighbours_nor_a_nearest)
{
    struct small_matrix *matrix = small_matrix_new(1, 0, 4, tiny_counts, (struct small_scheme){.normalized = true});
    char *text = findings(matrix, harness_settings());
    cr_assert_eq(count_lines(text, "row 0"), 1);
    cr_assert_eq(count_lines(text, "neighbour") + count_lines(text, "nearest"), 0);
    cr_assert_eq(count_lines(text, "term"), 3);
    free(text);
    small_matrix_free(matrix);
}

Test(compare, two_documents_have_no_margin)
{
    struct small_matrix *matrix = small_matrix_new(2, 0, 4, tiny_counts, (struct small_scheme){.normalized = true});
    char *text = findings(matrix, harness_settings());
    cr_assert_eq(count_lines(text, "nearest"), 2);
    cr_assert_not_null(strstr(text, "margin nan"));
    free(text);
    small_matrix_free(matrix);
}

Test(compare, the_square_is_left_out_above_its_limit_unless_it_is_asked_for)
{
    struct small_matrix *matrix = small_matrix_random(FULL_MATRIX_DOCUMENTS + 1, 0, 60, 10, 9);
    struct settings settings = harness_settings();
    char *without = findings(matrix, settings);
    settings.full = true;
    char *with = findings(matrix, settings);
    cr_assert_eq(count_lines(without, "row"), 0);
    cr_assert_eq(count_lines(with, "row"), FULL_MATRIX_DOCUMENTS + 1);
    cr_assert_str_eq(strstr(with, "neighbour 0 1 "), strstr(without, "neighbour 0 1 "), "both ways give one result");
    free(without);
    free(with);
    small_matrix_free(matrix);
}

Test(compare, findings_do_not_depend_on_the_number_of_workers)
{
    static const size_t sizes[] = {30, 700};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct small_matrix *matrix = small_matrix_random(sizes[i], 0, 200, 60, 21);
        struct settings settings = harness_settings();
        for (size_t threshold = 0; threshold < 2; threshold++) {
            settings.has_threshold = threshold == 1;
            settings.threshold = 0.3;
            settings.workers = 1;
            char *expected = findings(matrix, settings);
            settings.workers = 2;
            char *two = findings(matrix, settings);
            settings.workers = 7;
            char *seven = findings(matrix, settings);
            cr_assert_str_eq(two, expected);
            cr_assert_str_eq(seven, expected);
            free(expected);
            free(two);
            free(seven);
        }
        small_matrix_free(matrix);
    }
}

Test(compare, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    struct small_matrix *matrix = tiny_matrix();
    long index = 0;
    for (enum failure_kind kind = FAILURE_MEMORY; kind != FAILURE_NONE; index++) {
        refuse_allocation(index, false);
        kind = run(matrix, cosine_settings(), NULL).kind;
        (void)refuse_nothing();
        cr_assert(kind == FAILURE_MEMORY || kind == FAILURE_NONE, "allocation %ld: %d", index, (int)kind);
    }
    cr_assert_gt(index, 12);
    small_matrix_free(matrix);
}
