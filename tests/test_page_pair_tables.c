/* test_page_pair_tables.c - what a reader without a script sees of a pair. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "page_pair_tables.h"
#include "scratch.h"
#include "small_matrix.h"

TestSuite(page_pair_tables, .init = scratch_open, .fini = scratch_close);

static struct small_matrix *matrix;

static enum status add_pair(struct page_evidence *evidence, size_t sources, const char *first)
{
    struct failure failure = {0};
    const struct evidence_term shared[] = {{.term = 1, .share = 0.6, .counts = {2, 2}}};
    const struct evidence_term apart[] = {{.term = 0, .counts = {0, 3}}};
    struct finding finding = {.kind = FINDING_EVIDENCE};
    finding.as.evidence.sides[0] = (struct evidence_side){
        .number = 0, .is_telling = true, .event = span_of("<war>"), .source = span_of(first), .row = NO_ROW};
    finding.as.evidence.sides[1] = (struct evidence_side){
        .number = 1, .is_telling = true, .event = span_of("<war>"), .source = span_of("t"), .row = NO_ROW};
    finding.as.evidence.similarity = 0.5;
    finding.as.evidence.sources = sources;
    finding.as.evidence.terms[EVIDENCE_SHARED] = shared;
    finding.as.evidence.term_counts[EVIDENCE_SHARED] = 1;
    finding.as.evidence.terms[EVIDENCE_APART_B] = apart;
    finding.as.evidence.term_counts[EVIDENCE_APART_B] = 1;
    return page_evidence_add(evidence, &finding, &failure);
}

static void open_evidence(struct page_evidence *evidence)
{
    struct failure failure = {0};
    const uint32_t counts[] = {1, 2, 3, 4};
    matrix = small_matrix_new(2, 0, 2, counts, (struct small_scheme){.normalized = true});
    small_matrix_set_year(matrix, 1);
    const struct finding finding = {.kind = FINDING_MATRIX, .as.weighted = &matrix->weighted};
    cr_assert_eq(page_evidence_add(evidence, &finding, &failure), STATUS_OK);
}

/* The caller's to free. */
static char *written(const struct page_evidence *evidence)
{
    struct failure failure = {0};
    struct writer writer = {0};
    cr_assert_eq(writer_create(&writer, scratch_path("pairs"), &failure), STATUS_OK);
    page_pair_tables_write(evidence, &writer, 0, false);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    const struct span page = scratch_read("pairs");
    char *const text = calloc(1, page.length + 1);
    cr_assert_not_null(text);
    memcpy(text, page.bytes, page.length);
    return text;
}

Test(page_pair_tables, a_row_names_both_sources_their_score_and_terms_and_a_line_of_each)
{
    struct page_evidence evidence = {0};
    struct failure failure = {0};
    open_evidence(&evidence);
    cr_assert_eq(add_pair(&evidence, 2, "<s>"), STATUS_OK);
    const struct finding line = {
        .kind = FINDING_LINE,
        .as.line = {0, 1, 0, {.left = span_of("a"), .match = span_of("1904"), .right = span_of("<b>")}}};
    cr_assert_eq(page_evidence_add(&evidence, &line, &failure), STATUS_OK);
    cr_expect(page_pair_tables_are_there(&evidence));
    char *const page = written(&evidence);
    cr_expect_not_null(strstr(page, "<summary><bdi>&lt;war&gt;</bdi></summary>"), "%s", page);
    cr_expect_not_null(strstr(page, "<th scope=\"row\"><bdi>&lt;s&gt;</bdi> \u00b7 <bdi>t</bdi></th>"), "%s", page);
    cr_expect_not_null(strstr(page, "<td><bdi>1904</bdi> <small>60%</small></td><td></td><td><bdi>T000</bdi></td>"),
                       "%s", page);
    cr_expect_not_null(strstr(page, "<p dir=\"auto\">a <mark>1904</mark> &lt;b&gt;</p>"), "%s", page);
    free(page);
    page_evidence_close(&evidence);
}

Test(page_pair_tables, pairs_of_documents_are_not_among_them)
{
    struct page_evidence evidence = {0};
    open_evidence(&evidence);
    cr_expect_not(page_pair_tables_are_there(&evidence));
    cr_assert_eq(add_pair(&evidence, 0, "s"), STATUS_OK);
    cr_expect_not(page_pair_tables_are_there(&evidence));
    page_evidence_close(&evidence);
}

Test(page_pair_tables, of_very_many_the_rest_is_counted)
{
    struct page_evidence evidence = {0};
    open_evidence(&evidence);
    for (size_t i = 0; i < PAGE_PAIR_TABLES_MOST + 5; i++) {
        cr_assert_eq(add_pair(&evidence, 2, "s"), STATUS_OK);
    }
    size_t rows = 0;
    char *const page = written(&evidence);
    for (const char *at = strstr(page, "<tr><th"); at != NULL; at = strstr(at + 1, "<tr><th")) {
        rows++;
    }
    cr_expect_eq(rows, PAGE_PAIR_TABLES_MOST + 1, "a row a pair, and the heads");
    cr_expect_not_null(strstr(page, "Pairs that are left out here: 5</p>"), "%s", page + strlen(page) - 300);
    free(page);
    page_evidence_close(&evidence);
}
