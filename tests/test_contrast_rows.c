/* test_contrast_rows.c - what stands beside a term, counted by hand. */
#include <criterion/criterion.h>

#include <math.h>

#include "contrast_rows.h"
#include "refusal.h"
#include "told_matrix.h"

/* Source a has the term in two of three documents, in both events; event g is told by b alone. */
static const struct told_document documents[6] = {{"e", "a", "en", 100}, {"e", "a", "en", 100}, {"e", "b", "en", 200},
                                                  {"f", "a", "en", 100}, {"f", "b", "en", 100}, {"g", "b", "en", 100}};
static const uint32_t counts[6 * 2] = {3, 0, 0, 1, 2, 0, 1, 0, 2, 1, 9, 9};
static struct told_matrix told;
static struct contrast_rows rows;

static void make(void)
{
    struct failure failure = {0};
    told_matrix_make(&told, documents, 6, 2, 0, counts);
    cr_assert_eq(contrast_rows_open(&rows, &told.tellings, &failure), STATUS_OK);
}

static void take_away(void)
{
    contrast_rows_close(&rows);
    told_matrix_free(&told);
}

TestSuite(contrast_rows, .init = make, .fini = take_away);

static struct contrast_finding filled(size_t event, uint32_t column, bool is_more)
{
    const struct comparison comparison = {
        .frame = &told.frames.items[0], .event_count = 3, .event = event, .source = 0, .other = SIDES_ALL};
    struct contrast_finding finding = {.is_more = is_more};
    const uint32_t both[2] = {1 - column, column};
    contrast_rows_gather(&rows, &comparison, both, 2);
    contrast_rows_fill(&rows, &comparison, 1, &finding);
    return finding;
}

/* e: 3 of 200 against 2 of 200; f: 1 of 100 against 2 of 100. MH: (3 * 198 / 400 + 1 * 98 / 200) / (2 * 197 / 400 + 2 *
 * 99 / 200). Dispersion of 3, 0, 1 in three equal documents: (5/12 + 4/12 + 1/12) / 2 / (2/3). */
Test(contrast_rows, over_all_events_each_event_is_told)
{
    const struct contrast_finding finding = filled(SIDES_ALL, 0, true);
    cr_assert(finding.documents == 2 && finding.other_documents == 2);
    cr_assert(finding.event_count == 3 && finding.events == 2 && finding.held == 1);
    cr_assert_float_eq(finding.event_log_odds[0], log(3.5 * 198.5 / (2.5 * 197.5)), 1e-14);
    cr_assert_float_eq(finding.event_log_odds[1], log(1.5 * 98.5 / (2.5 * 99.5)), 1e-14);
    cr_assert(isnan(finding.event_log_odds[2]));
    cr_assert_float_eq(finding.mantel_haenszel, log((1.485 + 0.49) / (0.985 + 0.99)), 1e-14);
    cr_assert(isnan(finding.low) && isnan(finding.high));
    cr_assert_float_eq(finding.dispersion, 0.625, 1e-14);
}

Test(contrast_rows, on_one_event_its_documents_alone_count)
{
    const struct contrast_finding finding = filled(0, 0, true);
    cr_assert(finding.documents == 1 && finding.other_documents == 1 && finding.event_count == 0);
    cr_assert(isnan(finding.mantel_haenszel));
    cr_assert_float_eq(finding.dispersion, 1, 1e-14);
    cr_assert(isnan(filled(1, 0, true).dispersion)); /* one document */
}

/* The others' two documents, of 200 and 100 words, with 0 and 1: |2/3 - 0| and |1/3 - 1|, halved, by 1 - 1/3. */
Test(contrast_rows, of_what_a_source_has_less_the_others_dispersion_is_told)
{
    const struct contrast_finding finding = filled(SIDES_ALL, 1, false);
    cr_assert(finding.documents == 1 && finding.other_documents == 1 && finding.held == 1);
    cr_assert_float_eq(finding.dispersion, 1, 1e-14);
}

Test(contrast_rows, every_refused_allocation_is_a_memory_failure)
{
    for (long refused = 0; refused < 6; refused++) {
        struct failure failure = {0};
        struct contrast_rows other;
        refuse_allocation(refused, false);
        cr_assert_eq(contrast_rows_open(&other, &told.tellings, &failure), STATUS_FAILED);
        (void)refuse_nothing();
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
        contrast_rows_close(&other);
    }
}
