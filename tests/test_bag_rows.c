/* test_bag_rows.c - the same rows and leads, however wide their counts had to be kept. */
#include <criterion/criterion.h>

#include "bag_rows.h"
#include "matrix.h"
#include "refusal.h"
#include "vocabulary.h"

/* Three documents: the second one's first term, of the count given, is the largest. A term is not in the vocabulary. */
static const uint32_t numbers[3] = {2, VOCABULARY_NONE, 0};
static const uint32_t order[3] = {0, 1, 2};

static enum status add_documents(struct row_store *rows, struct row_store *leads, uint32_t largest,
                                 struct failure *failure)
{
    for (uint32_t d = 0; d < 3; d++) {
        const struct bag_term terms[3] = {
            {.count = d == 1 ? largest : 3, .lead_count = d}, {.count = 9, .lead_count = 9}, {.count = d + 1}};
        const struct bag bag = {.terms = terms, .term_count = d == 2 ? 1 : 3};
        if (bag_rows_add(rows, leads, &bag, numbers, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return row_store_fits(rows) ? STATUS_OK : row_store_unpack(rows, leads, failure);
}

static enum status arrange_documents(struct row_store *rows, struct row_store *leads, struct failure *failure)
{
    return row_store_arrange(rows, order, NULL, failure) == STATUS_OK ? row_store_arrange(leads, order, NULL, failure)
                                                                      : STATUS_FAILED;
}

static void expect_plain(const struct row_store *rows, const struct row_store *leads, uint32_t largest)
{
    const uint32_t columns[] = {0, 2, 0, 2, 2}, counts[] = {1, 3, 2, largest, 3}, lead_counts[] = {1, 2};
    const uint64_t starts[] = {0, 2, 4, 5}, lead_starts[] = {0, 0, 1, 2};
    const struct count_rows view = row_store_view(rows), lead_view = row_store_view(leads);
    cr_assert(view.row_count == 3 && lead_view.row_count == 3);
    cr_assert_arr_eq(view.starts, starts, sizeof starts);
    cr_assert_arr_eq(view.columns, columns, sizeof columns);
    cr_assert_arr_eq(view.counts, counts, sizeof counts);
    cr_assert_arr_eq(lead_view.starts, lead_starts, sizeof lead_starts);
    cr_assert_arr_eq(lead_view.counts, lead_counts, sizeof lead_counts);
}

static void expect_led(const struct row_store *rows, uint32_t largest)
{
    const struct counts counts = {.rows = row_store_view(rows),
                                  .led_counts = {.bytes = rows->bytes, .halves = rows->counts}};
    uint32_t row_columns[2], row_counts[2], lead_counts[2];
    struct term_row lead;
    cr_assert_null(counts.rows.counts);
    const struct term_row row = counts_led_row(&counts, 1, row_columns, row_counts, lead_counts, &lead);
    cr_assert(row.count == 2 && row.columns[0] == 0 && row.columns[1] == 2 && lead.columns == row.columns);
    cr_assert(row.counts[0] == 2 && row.counts[1] == largest);
    cr_assert(lead.count == 2 && lead.counts[0] == 0 && lead.counts[1] == 1);
}

Test(bag_rows, counts_and_leads_stand_together_as_wide_as_they_must)
{
    static const struct {
        uint32_t largest;
        enum row_width width;
    } cases[] = {{15, ROWS_BYTES},   {16, ROWS_BYTES},     {255, ROWS_BYTES},
                 {256, ROWS_HALVES}, {32767, ROWS_HALVES}, {32768, ROWS_PLAIN}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct failure failure = {0};
        struct row_store rows = {.width = ROWS_PACKED}, leads = {0};
        cr_assert_eq(add_documents(&rows, &leads, cases[c].largest, &failure), STATUS_OK);
        cr_assert_eq(arrange_documents(&rows, &leads, &failure), STATUS_OK);
        cr_assert_eq(rows.width, cases[c].width, "%u", cases[c].largest);
        if (rows.width != ROWS_PLAIN) {
            expect_led(&rows, cases[c].largest);
        } else {
            expect_plain(&rows, &leads, cases[c].largest);
        }
        row_store_free(&rows);
        row_store_free(&leads);
    }
}

Test(bag_rows, packed_rows_become_the_plain_ones_and_their_leads)
{
    static const uint32_t largest[] = {4, 300, 70000};
    for (size_t c = 0; c < sizeof largest / sizeof *largest; c++) {
        struct failure failure = {0};
        struct row_store rows = {.width = ROWS_PACKED}, leads = {0};
        cr_assert_eq(add_documents(&rows, &leads, largest[c], &failure), STATUS_OK);
        cr_assert_eq(row_store_unpack(&rows, &leads, &failure), STATUS_OK);
        cr_assert_eq(arrange_documents(&rows, &leads, &failure), STATUS_OK);
        expect_plain(&rows, &leads, largest[c]);
        row_store_free(&rows);
        row_store_free(&leads);
    }
}

Test(bag_rows, plain_rows_have_their_leads_beside_them)
{
    struct failure failure = {0};
    struct row_store rows = {0}, leads = {0};
    cr_assert_eq(add_documents(&rows, &leads, 70000, &failure), STATUS_OK);
    cr_assert_eq(arrange_documents(&rows, &leads, &failure), STATUS_OK);
    expect_plain(&rows, &leads, 70000);
    row_store_free(&rows);
    row_store_free(&leads);
}

Test(bag_rows, every_refused_allocation_is_a_failure_of_memory)
{
    for (uint32_t largest = 300; largest <= 40000; largest += 39700) {
        enum status status = STATUS_FAILED;
        for (long index = 0; status != STATUS_OK; index++) {
            struct failure failure = {0};
            struct row_store rows = {.width = ROWS_PACKED, .column_count = 3}, leads = {0};
            refuse_allocation(index, false);
            status = add_documents(&rows, &leads, largest, &failure);
            status = status == STATUS_OK ? arrange_documents(&rows, &leads, &failure) : status;
            (void)refuse_nothing();
            cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY, "allocation %ld", index);
            row_store_free(&rows);
            row_store_free(&leads);
        }
    }
}
