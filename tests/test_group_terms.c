/* test_group_terms.c - the topic term report of a matrix by hand. */
#include <criterion/criterion.h>

#include "group_terms.h"
#include "harness.h"
#include "small_matrix.h"

/*
 * Columns: war, russia, sea (words), "war sea" (n-gram), "wa" (characters), year:1904 (date); w = 1, 2, .5, 3, 1, 4.
 * Weights w x, characters aside:      war  russia  sea  war sea  year
 *     d0, source b, event e             2       2    -        -     4
 *     d1, source a                      -       2    2        3     -
 *     d2, source b                      1       -    -        -     4
 *     source b                          3       2    -        -     8
 */
static const uint32_t counts[3 * 6] = {2, 1, 0, 0, 5, 1, 0, 1, 4, 1, 5, 0, 1, 0, 0, 0, 0, 1};
static const double idf[6] = {1, 2, 0.5, 3, 1, 4};

static struct small_matrix *report_matrix(bool normalized)
{
    struct small_matrix *matrix = small_matrix_new(3, 0, 6, counts, (struct small_scheme){NULL, idf, normalized});
    matrix->terms[3].channel = CHANNEL_NGRAM;
    matrix->terms[4].channel = CHANNEL_CHARACTER;
    matrix->terms[5].channel = CHANNEL_DATE;
    matrix->terms[5].form_count = 0;
    matrix->terms[5].document_frequency = 2;
    matrix->documents[0].source = span_of("b");
    matrix->documents[1].source = span_of("a");
    matrix->documents[2].source = span_of("b");
    matrix->documents[0].event = span_of("e");
    return matrix;
}

struct expected_term {
    enum group_kind kind;
    const char *name;
    size_t rank, term;
    double weight;
    uint64_t count;
    const char *form;
};
static const struct expected_term expected[] = {
    {GROUP_DOCUMENT, "d0000", 1, 5, 4, 1, "t005"}, {GROUP_DOCUMENT, "d0000", 2, 0, 2, 2, "T000"},
    {GROUP_DOCUMENT, "d0000", 3, 1, 2, 1, "T001"}, {GROUP_DOCUMENT, "d0001", 1, 3, 3, 1, "T003"},
    {GROUP_DOCUMENT, "d0001", 2, 1, 2, 1, "T001"}, {GROUP_DOCUMENT, "d0001", 3, 2, 2, 4, "T002"},
    {GROUP_DOCUMENT, "d0002", 1, 5, 4, 1, "t005"}, {GROUP_DOCUMENT, "d0002", 2, 0, 1, 1, "T000"},
    {GROUP_SOURCE, "a", 1, 3, 3, 1, "T003"},       {GROUP_SOURCE, "a", 2, 1, 2, 1, "T001"},
    {GROUP_SOURCE, "a", 3, 2, 2, 4, "T002"},       {GROUP_SOURCE, "b", 1, 5, 8, 2, "t005"},
    {GROUP_SOURCE, "b", 2, 0, 3, 3, "T000"},       {GROUP_SOURCE, "b", 3, 1, 2, 1, "T001"},
    {GROUP_EVENT, "e", 1, 5, 4, 1, "t005"},        {GROUP_EVENT, "e", 2, 0, 2, 2, "T000"},
    {GROUP_EVENT, "e", 3, 1, 2, 1, "T001"},
};
enum { EXPECTED_COUNT = sizeof expected / sizeof *expected };

static enum status accept_matrix(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    return group_terms_emit(record->as.weighted, NULL, flow);
}

static const struct stage_type report_stage_alone = {.name = "terms",
                                                     .placement = WHOLE,
                                                     .consumes = RECORD_WEIGHTED,
                                                     .produces = RECORD_FINDING,
                                                     .accept = accept_matrix};

static void check_term(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    size_t *const seen = context;
    const struct finding *const finding = record->as.finding;
    cr_assert_lt(*seen, EXPECTED_COUNT);
    const struct expected_term *const row = &expected[(*seen)++];
    cr_assert_eq(finding->kind, FINDING_TERM);
    cr_assert_eq(finding->as.term.kind, row->kind, "finding %zu", *seen);
    cr_assert(span_equal(finding->as.term.name, span_of(row->name)), "finding %zu", *seen);
    cr_assert_eq(finding->as.term.rank, row->rank, "finding %zu", *seen);
    cr_assert_eq(finding->as.term.term, row->term, "finding %zu has term %zu", *seen, finding->as.term.term);
    cr_assert_float_eq(finding->as.term.weight, row->weight, 1e-14);
    cr_assert_eq(finding->as.term.count, row->count);
    cr_assert_eq(finding->as.term.document_frequency, row->term == 5 ? 2 : 1);
    cr_assert(span_equal(finding->as.term.form, span_of(row->form)), "finding %zu", *seen);
}

static void expect_report(bool normalized)
{
    struct small_matrix *matrix = report_matrix(normalized);
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &matrix->weighted};
    size_t seen = 0;
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&report_stage_alone},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = check_term,
                              .context = &seen};
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_assert_eq(seen, EXPECTED_COUNT);
    small_matrix_free(matrix);
}

Test(group_terms, documents_sources_and_events_show_their_heaviest_terms_without_characters)
{
    expect_report(false);
}

Test(group_terms, normalized_weights_count_as_before_their_norm)
{
    expect_report(true);
}

Test(group_terms, no_more_terms_are_ranked_than_there_is_room_for_and_a_weight_of_zero_is_none)
{
    struct failure failure = {0};
    struct small_matrix *matrix = report_matrix(false);
    struct group_terms terms;
    struct top_entry entries[2];
    struct top_list best = {.entries = entries, .capacity = 2};
    const struct group_member all[3] = {{.row = 0}, {.row = 1}, {.row = 2}};
    cr_assert_eq(group_terms_open(&terms, &matrix->weighted, &failure), STATUS_OK);
    group_terms_rank(&terms, all, 3, &best); /* war 3, russia 4, sea 2, war sea 3, year 8 */
    cr_assert_eq(best.count, 2);
    cr_assert(entries[0].index == 5 && entries[1].index == 1);
    cr_assert_eq(terms.counts[1], 2);
    for (size_t entry = 0; entry < matrix->counts.rows.starts[3]; entry++) {
        matrix->weights[entry] = 0;
    }
    group_terms_rank(&terms, all, 3, &best);
    cr_assert_eq(best.count, 0);
    group_terms_close(&terms);
    group_terms_close(NULL);
    small_matrix_free(matrix);
}

Test(group_terms, members_are_ordered_by_the_bytes_of_their_name_and_the_nameless_are_left_out)
{
    struct small_matrix *matrix = report_matrix(false);
    struct group_member members[3];
    cr_assert_eq(group_terms_members(&matrix->counts, GROUP_SOURCE, members), 3);
    cr_assert(members[0].row == 1 && members[1].row == 0 && members[2].row == 2);
    cr_assert_eq(group_terms_members(&matrix->counts, GROUP_EVENT, members), 1);
    cr_assert_eq(members[0].row, 0);
    cr_assert_eq(group_terms_members(&matrix->counts, GROUP_DOCUMENT, members), 3);
    small_matrix_free(matrix);
}
