/* test_tables_needed.c - the sums by hand. */
#include <criterion/criterion.h>

#include "contrast_test.h"
#include "refusal.h"
#include "source_pairs.h"
#include "tables_needed.h"
#include "told_corpus.h"

/* Two events of four tellings: 12 pairs of 2,400 bytes, 8 documents likewise, and 60 columns of 100. */
Test(tables_needed, a_small_corpus_needs_most_for_the_lines_of_its_pairs)
{
    struct failure failure = {0};
    struct told_corpus *const told = told_corpus_new(2, 4, 2, 1);
    struct tables_needed needed;
    cr_assert_eq(tables_needed_count(&told->tellings, &(struct tables_asked){2, 0, 0}, &needed, &failure), STATUS_OK);
    cr_assert_eq(needed.bytes, 12 * 2400 + 8 * 2400 + TOLD_COLUMNS * 100);
    cr_assert_eq(tables_needed_count(&told->tellings, &(struct tables_asked){2, 1 << 20, 0}, &needed, &failure),
                 STATUS_OK);
    cr_assert_eq(needed.bytes, 12 * 2400 + 8 * 2400 + TOLD_COLUMNS * 100 + (1 << 20), "what reading again takes");
    told_corpus_free(told);
}

/* 1,000 tellings, each of an event of its own: no pair, but a square of 8 MB and five halves of it. */
Test(tables_needed, many_tellings_need_most_for_their_square)
{
    struct failure failure = {0};
    struct told_corpus *const told = told_corpus_new(1, 1, 2, 1);
    struct telling items[1000];
    size_t event_starts[1001];
    static const uint64_t no_terms[1001];
    for (size_t i = 0; i < 1000; i++) {
        items[i] = told->tellings.items[0];
        event_starts[i] = i;
    }
    event_starts[1000] = 1000;
    struct tellings many = told->tellings;
    many.items = items;
    many.event_starts = event_starts;
    many.totals.starts = no_terms;
    many.count = many.event_count = 1000;
    struct tables_needed needed;
    cr_assert_eq(tables_needed_count(&many, &(struct tables_asked){2, 0, 0}, &needed, &failure), STATUS_OK);
    cr_assert_eq(needed.bytes, 2400 + 8000000 + 20000000 + 2 * TOLD_COLUMNS * 8);
    told_corpus_free(told);
}

/* Of 6,000 terms 5,000 are tested: those in two documents before those in one, 12 bytes each time, and tables of 200 a
 * term. */
Test(tables_needed, many_terms_need_most_for_the_counts_that_are_tested)
{
    struct failure failure = {0};
    struct told_corpus *const told = told_corpus_new(1, 1, 2, 1);
    static struct vocabulary_term terms[6000];
    for (size_t i = 0; i < 6000; i++) {
        terms[i].document_frequency = i % 6 == 0 ? 1 : 2;
    }
    struct counts counts = *told->tellings.counts;
    struct tellings many = told->tellings;
    counts.terms = terms;
    counts.term_count = 6000;
    many.counts = &counts;
    struct tables_needed needed;
    cr_assert_eq(tables_needed_count(&many, &(struct tables_asked){2, 0, 0}, &needed, &failure), STATUS_OK);
    cr_assert_eq(needed.bytes, 2400 + 5000 * 2 * 12 + 6000 * 200);
    cr_assert_eq(needed.spillable, 600 + many.totals.starts[1] * 8 + 5000 * 2 * 12 + 64 * (32 + 16));
    refuse_allocation(0, false);
    cr_assert_eq(tables_needed_count(&many, &(struct tables_asked){2, 0, 0}, &needed, &failure), STATUS_FAILED);
    (void)refuse_nothing();
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
    told_corpus_free(told);
}

/* What topics take is needed beside the documents, in place of what comes later. */
Test(tables_needed, topics_may_need_most)
{
    struct failure failure = {0};
    struct told_corpus *const told = told_corpus_new(2, 4, 2, 1);
    struct tables_needed needed;
    cr_assert_eq(tables_needed_count(&told->tellings, &(struct tables_asked){2, 0, 1 << 20}, &needed, &failure),
                 STATUS_OK);
    cr_assert_eq(needed.bytes, 8 * 2400 + (1 << 20));
    told_corpus_free(told);
}

/* Half as many entries again as the rows have, 40 bytes each; 1,000 forms; 64 answers on 8 documents and 12 pairs. */
Test(tables_needed, the_grid_of_settings_may_need_most)
{
    struct failure failure = {0};
    struct told_corpus *const told = told_corpus_new(2, 4, 2, 1);
    struct counts counts = *told->tellings.counts;
    struct tellings with_readings = told->tellings;
    counts.readings.document_count = 8;
    counts.readings.form_count = 1000;
    with_readings.counts = &counts;
    struct tables_needed needed;
    cr_assert_eq(tables_needed_count(&with_readings, &(struct tables_asked){2, 0, 0}, &needed, &failure), STATUS_OK);
    cr_assert_eq(needed.bytes, counts.rows.starts[8] / 2 * 3 * 40 + 1000 * 100 + 64 * (8 * 4 + 12 * 8));
    told_corpus_free(told);
}
