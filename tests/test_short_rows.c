/* test_short_rows.c - values that are made again are those of the corrected rows, to the bit, and so are the lists. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "all_pairs.h"
#include "refusal.h"
#include "scheme.h"
#include "short_rows.h"
#include "small_matrix.h"
#include "spread_row.h"
#include "weighing.h"
#include "within_flow.h"

enum { DOCUMENTS = 700, COLUMNS = 300 };

/* A matrix by the rules of the scheme "auto", each third term a character n-gram if there are `parts`. */
static struct probe {
    struct small_matrix *matrix;
    struct scheme scheme;
    struct weighing rules;
    struct similarity_measure in_short;
    struct top_lists lists;
    size_t released;
    atomic_size_t forgotten; /* rows */
} probe;

static void release(void *owner)
{
    ((struct probe *)owner)->released++;
}

/* What is given back may hold anything. */
static void forget(void *owner, size_t first, size_t end)
{
    struct probe *const of = owner;
    const struct count_rows *const rows = &of->matrix->counts.rows;
    for (uint64_t entry = rows->starts[first]; entry < rows->starts[end]; entry++) {
        ((uint32_t *)rows->counts)[entry] = 0;
    }
    atomic_fetch_add(&of->forgotten, end - first);
}

static void open_probe(size_t documents, bool parts)
{
    probe = (struct probe){.matrix = small_matrix_random(documents, 0, COLUMNS, 60, 5)};
    cr_assert(scheme_find("auto", &probe.scheme));
    probe.rules = (struct weighing){
        .scheme = &probe.scheme, .first_character = parts ? 200 : 0, .end_character = parts ? COLUMNS : 0};
    struct weighted *const weighted = &probe.matrix->weighted;
    weighing_hand_on(&probe.rules, weighted);
    probe.matrix->counts.owner = &probe;
    probe.matrix->counts.release_counts = release;
    /* All of a text is its lead: each token counts twice. */
    probe.matrix->counts.leads = probe.matrix->counts.rows;
}

/* Of a row of the short measure; both rooms have place for its longest. */
static const double *short_values(size_t row, uint32_t *columns, double *values)
{
    return similarity_values(&probe.in_short, row, similarity_columns(&probe.in_short, row, columns), values);
}

static enum status open_short(void *context, struct flow *flow)
{
    (void)context;
    return similarity_open_short(&probe.in_short, &probe.matrix->weighted, flow);
}

static void close_probe(void)
{
    similarity_close(&probe.in_short);
    top_lists_close(&probe.lists);
    small_matrix_free(probe.matrix);
}

static void expect_values(unsigned workers)
{
    struct failure failure = {0};
    struct similarity_measure whole;
    double *room = NULL;
    uint32_t *columns = NULL;
    cr_assert_eq(similarity_open(&whole, &probe.matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(within_flow(open_short, NULL, workers, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_null(probe.in_short.values);
    cr_assert_eq(probe.released, 1);
    room = calloc(probe.in_short.in_short.longest, sizeof *room);
    columns = calloc(probe.in_short.in_short.longest, sizeof *columns);
    double least = INFINITY, greatest = 0;
    for (size_t row = 0; row < probe.matrix->counts.document_count; row++) {
        const uint64_t start = whole.starts[row], terms = whole.starts[row + 1] - start;
        const double *const values = short_values(row, columns, room);
        cr_assert_eq(memcmp(values, whole.values + start, terms * sizeof *values), 0, "row %zu", row);
        for (uint64_t i = 0; i < terms; i++) {
            least = values[i] > 0 && values[i] < least ? values[i] : least;
            greatest = values[i] > greatest ? values[i] : greatest;
        }
    }
    cr_assert_not(probe.in_short.in_short.has_zeros);
    cr_assert_eq(probe.in_short.in_short.least, least);
    cr_assert_eq(probe.in_short.in_short.greatest, greatest);
    free(columns);
    free(room);
    similarity_close(&whole);
}

Test(short_rows, values_are_made_again_to_the_bit)
{
    open_probe(DOCUMENTS, false);
    expect_values(3);
    cr_assert_not_null(probe.in_short.in_short.bytes);
    close_probe();
    open_probe(50, true);
    expect_values(1);
    close_probe();
}

Test(short_rows, counts_are_given_back_row_by_row_once_they_are_read)
{
    for (unsigned workers = 1; workers <= 2; workers++) {
        open_probe(DOCUMENTS, false);
        probe.matrix->counts.forget_counts = forget;
        expect_values(workers);
        cr_assert_eq(atomic_load(&probe.forgotten), DOCUMENTS);
        close_probe();
    }
}

Test(short_rows, a_sum_beyond_a_byte_takes_two_for_each)
{
    for (size_t parts = 0; parts < 2; parts++) {
        open_probe(50, parts == 1);
        ((uint32_t *)probe.matrix->counts.rows.counts)[40] = 128; /* in the lead, too: 256 */
        expect_values(2);
        cr_assert_null(probe.in_short.in_short.bytes);
        cr_assert_not_null(probe.in_short.in_short.halves);
        close_probe();
    }
}

/* The counts of the matrix once more, as they are kept beside their leads, which are half of them. */
static void lead_counts(bool in_bytes, uint16_t **bytes, uint32_t **halves)
{
    struct counts *const counts = &probe.matrix->counts;
    const uint64_t entries = counts->rows.starts[counts->rows.row_count];
    uint32_t *const leads = calloc(entries, sizeof *leads);
    *bytes = calloc(entries, sizeof **bytes);
    *halves = calloc(entries, sizeof **halves);
    for (uint64_t i = 0; i < entries; i++) {
        leads[i] = counts->rows.counts[i] / 2;
        (*bytes)[i] = (uint16_t)(counts->rows.counts[i] | leads[i] << 8);
        (*halves)[i] = counts->rows.counts[i] | leads[i] << 16;
    }
    counts->leads.counts = leads;
    counts->led_counts = (struct led_counts){.bytes = in_bytes ? *bytes : NULL, .halves = in_bytes ? NULL : *halves};
}

Test(short_rows, counts_that_are_kept_beside_their_leads_give_the_same)
{
    for (size_t in_bytes = 0; in_bytes < 2; in_bytes++) {
        struct failure failure = {0};
        struct similarity_measure whole;
        uint16_t *bytes;
        uint32_t *halves;
        open_probe(60, false);
        lead_counts(in_bytes == 1, &bytes, &halves);
        struct counts *const counts = &probe.matrix->counts;
        cr_assert_eq(similarity_open(&whole, &probe.matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
        const struct count_rows plain = counts->rows, leads = counts->leads;
        counts->rows.counts = NULL;
        counts->leads = (struct count_rows){0};
        cr_assert_eq(within_flow(open_short, NULL, 2, &failure), STATUS_OK, "%s", failure.message);
        double *const room = calloc(probe.in_short.in_short.longest, sizeof *room);
        uint32_t *const columns = calloc(probe.in_short.in_short.longest, sizeof *columns);
        for (size_t row = 0; row < 60; row++) {
            const uint64_t start = whole.starts[row], terms = whole.starts[row + 1] - start;
            cr_assert_eq(memcmp(short_values(row, columns, room), whole.values + start, terms * sizeof *room), 0,
                         "row %zu", row);
        }
        counts->rows = plain;
        free((void *)leads.counts);
        free(columns);
        free(room);
        free(halves);
        free(bytes);
        similarity_close(&whole);
        close_probe();
    }
}

/* More entries than one worker looks at in one task. */
Test(short_rows, the_greatest_sum_is_found_wherever_it_stands)
{
    enum { MANY = 4000, TASK_ENTRIES = 1 << 16 };
    for (size_t place = 0; place < 5; place++) {
        struct failure failure = {0};
        uint16_t *bytes;
        uint32_t *halves;
        open_probe(MANY, false);
        struct counts *const counts = &probe.matrix->counts;
        const uint64_t last = counts->rows.starts[MANY] - 1, places[] = {0, TASK_ENTRIES - 1, TASK_ENTRIES, last};
        cr_assert_gt(last, TASK_ENTRIES + 1);
        if (place < 4) {
            ((uint32_t *)counts->rows.counts)[places[place]] = 200; /* half of them in the lead: 300 */
        }
        lead_counts(place % 2 == 0, &bytes, &halves);
        const struct count_rows plain = counts->rows, leads = counts->leads;
        counts->rows.counts = NULL;
        counts->leads = (struct count_rows){0};
        cr_assert_eq(within_flow(open_short, NULL, 2, &failure), STATUS_OK, "%s", failure.message);
        cr_expect_eq(probe.in_short.in_short.halves != NULL, place < 4, "place %zu", place);
        counts->rows = plain;
        free((void *)leads.counts);
        free(halves);
        free(bytes);
        close_probe();
    }
}

Test(short_rows, where_a_count_is_larger_yet_all_values_are_kept)
{
    struct failure failure = {0};
    open_probe(50, false);
    ((uint32_t *)probe.matrix->counts.rows.counts)[40] = 1 << 15;
    cr_assert_eq(within_flow(open_short, NULL, 1, &failure), STATUS_OK);
    cr_assert_not_null(probe.in_short.values);
    cr_assert_eq(probe.released, 0, "the counts may be asked for");
    close_probe();
}

static enum status find_lists(void *context, struct flow *flow)
{
    const size_t *const capacity = context;
    enum status status = open_short(NULL, flow);
    if (status == STATUS_OK) {
        status = top_lists_open(&probe.lists, probe.matrix->counts.document_count, *capacity, flow_failure(flow));
    }
    return status == STATUS_OK ? all_pairs_nearest(&probe.in_short, &probe.lists, flow) : status;
}

static void expect_lists(size_t capacity)
{
    struct failure failure = {0};
    struct similarity_measure whole;
    struct top_entry entries[16];
    cr_assert_eq(within_flow(find_lists, &capacity, 2, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(similarity_open(&whole, &probe.matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    for (size_t row = 0; row < probe.lists.count; row += 5) {
        struct top_list expected = {.entries = entries, .capacity = capacity};
        for (size_t other = 0; other < probe.lists.count; other++) {
            if (other != row) {
                top_list_offer(&expected, similarity_between(&whole, row, other), other);
            }
        }
        top_list_sort(&expected);
        cr_assert_eq(probe.lists.items[row].count, expected.count, "row %zu", row);
        for (size_t i = 0; i < expected.count; i++) {
            cr_assert_eq(probe.lists.items[row].entries[i].index, entries[i].index, "row %zu rank %zu", row, i + 1);
            cr_assert_eq(probe.lists.items[row].entries[i].value, entries[i].value, "row %zu rank %zu", row, i + 1);
        }
    }
    similarity_close(&whole);
}

Test(short_rows, the_nearest_are_those_of_all_values)
{
    open_probe(DOCUMENTS, false);
    expect_lists(10);
    close_probe();
}

Test(short_rows, a_term_without_weight_is_in_no_product)
{
    open_probe(DOCUMENTS, true);
    probe.matrix->idf[3] = probe.matrix->idf[COLUMNS - 1] = 0;
    ((uint32_t *)probe.matrix->counts.rows.counts)[40] = 200;
    expect_lists(5);
    cr_assert(probe.in_short.in_short.has_zeros);
    cr_assert_not_null(probe.in_short.in_short.halves);
    close_probe();
}

/* Below that number nothing is screened; the same way is taken where screening cannot tell. */
Test(short_rows, where_nothing_is_screened_all_values_are_made_once)
{
    open_probe(90, true);
    expect_lists(10);
    close_probe();
}

/* ---- columns in two bytes ---- */

enum { WIDE_COLUMNS = 2 * 65536 + 60, LOW_PARTS = 3 };

/* Two borders of 65,536 columns lie among these. */
static uint32_t wide_column(uint32_t column)
{
    return column + (column < 250 ? 65536 - 150 : 2 * 65536 - 275);
}

/* The matrix with its columns moved there, and the same as low columns. */
struct wide {
    double *idf;
    uint16_t *lows, *bytes;
    uint32_t *ends, *halves;
    struct count_rows plain, leads;
};

static void open_wide(struct wide *wide, size_t documents, bool parts)
{
    open_probe(documents, parts);
    lead_counts(true, &wide->bytes, &wide->halves);
    struct counts *const counts = &probe.matrix->counts;
    const uint64_t entries = counts->rows.starts[documents];
    uint32_t *const columns = (uint32_t *)counts->rows.columns;
    wide->idf = calloc(WIDE_COLUMNS, sizeof *wide->idf);
    wide->lows = calloc(entries, sizeof *wide->lows);
    wide->ends = calloc(documents * (LOW_PARTS - 1), sizeof *wide->ends);
    for (uint32_t column = 0; column < COLUMNS; column++) {
        wide->idf[wide_column(column)] = probe.matrix->idf[column];
    }
    for (uint64_t i = 0; i < entries; i++) {
        columns[i] = wide_column(columns[i]);
        wide->lows[i] = (uint16_t)columns[i];
    }
    for (size_t row = 0; row < documents; row++) {
        for (uint64_t i = counts->rows.starts[row]; i < counts->rows.starts[row + 1]; i++) {
            for (uint32_t part = columns[i] >> 16; part + 1 < LOW_PARTS; part++) {
                wide->ends[row * (LOW_PARTS - 1) + part]++;
            }
        }
    }
    probe.rules.first_character = parts ? wide_column(probe.rules.first_character) : 0;
    probe.rules.end_character = parts ? WIDE_COLUMNS : 0;
    probe.matrix->weighted.idf = wide->idf;
    counts->term_count = WIDE_COLUMNS;
    wide->plain = counts->rows;
    wide->leads = counts->leads;
}

static void use_lows(const struct wide *wide)
{
    struct counts *const counts = &probe.matrix->counts;
    counts->rows.columns = counts->rows.counts = NULL;
    counts->leads = (struct count_rows){0};
    counts->low_columns = (struct low_columns){wide->lows, wide->ends, LOW_PARTS};
}

static void close_wide(struct wide *wide)
{
    probe.matrix->counts.rows = wide->plain;
    probe.matrix->counts.low_columns = (struct low_columns){0};
    probe.matrix->counts.term_count = COLUMNS;
    free((void *)wide->leads.counts);
    free(wide->idf);
    free(wide->lows);
    free(wide->ends);
    free(wide->bytes);
    free(wide->halves);
    close_probe();
}

/* `largest` is a count: more than 127, and a sum takes two bytes. */
static void check_lows(size_t documents, bool parts, uint16_t largest)
{
    enum { NEAREST = 7 };
    const size_t capacity = NEAREST;
    struct failure failure = {0};
    struct wide wide;
    struct top_entry *const expected = calloc(documents * NEAREST, sizeof *expected);
    open_wide(&wide, documents, parts);
    ((uint32_t *)wide.plain.counts)[40] = largest;
    ((uint32_t *)wide.leads.counts)[40] = largest / 2;
    wide.bytes[40] = (uint16_t)(largest | largest / 2 << 8);
    cr_assert_eq(within_flow(find_lists, (void *)&capacity, 2, &failure), STATUS_OK, "%s", failure.message);
    memcpy(expected, probe.lists.entries, documents * NEAREST * sizeof *expected);
    similarity_close(&probe.in_short);
    top_lists_close(&probe.lists);
    use_lows(&wide);
    cr_assert_eq(within_flow(find_lists, (void *)&capacity, 2, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_null(probe.in_short.columns);
    cr_assert_eq(probe.in_short.in_short.halves != NULL, largest > 170);
    cr_assert_arr_eq(probe.lists.entries, expected, documents * NEAREST * sizeof *expected);
    free(expected);
    close_wide(&wide);
}

Test(short_rows, the_nearest_are_the_same_where_columns_take_two_bytes)
{
    check_lows(DOCUMENTS, false, 3);
    check_lows(DOCUMENTS, true, 3);
    check_lows(DOCUMENTS, false, 200);
    check_lows(90, true, 3); /* nothing is screened */
}

Test(short_rows, a_product_where_columns_take_two_bytes_is_that_of_all_values)
{
    enum { ROWS = 40 };
    struct failure failure = {0};
    struct wide wide;
    struct similarity_measure whole;
    struct spread_row spread = {0};
    double expected[ROWS][ROWS];
    open_wide(&wide, ROWS, false);
    cr_assert_eq(similarity_open(&whole, &probe.matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    for (size_t row = 0; row < ROWS; row++) {
        for (size_t other = 0; other < ROWS; other++) {
            expected[row][other] = similarity_between(&whole, row, other);
        }
    }
    similarity_close(&whole);
    use_lows(&wide);
    cr_assert_eq(within_flow(open_short, NULL, 2, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_null(probe.in_short.columns);
    cr_assert_eq(spread_row_open(&spread, &probe.in_short, &failure), STATUS_OK);
    for (size_t row = 0; row < ROWS; row++) {
        spread_row_set(&spread, row);
        for (size_t other = 0; other < ROWS; other++) {
            cr_expect_eq(spread_row_product(&spread, other), expected[row][other], "rows %zu and %zu", row, other);
        }
        spread_row_clear(&spread, row);
    }
    spread_row_close(&spread);
    close_wide(&wide);
}

Test(short_rows, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    enum status status = STATUS_FAILED;
    for (size_t documents = 60; documents <= 600; documents += 540) {
        open_probe(documents, false);
        status = STATUS_FAILED;
        for (long index = 0; status != STATUS_OK; index++) {
            const size_t capacity = 5;
            struct failure failure = {0};
            refuse_allocation(index, false);
            status = within_flow(find_lists, (void *)&capacity, 2, &failure);
            (void)refuse_nothing();
            cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY, "allocation %ld", index);
            similarity_close(&probe.in_short);
            top_lists_close(&probe.lists);
        }
        close_probe();
    }
}

/* A count and the half of it that stands in the lead: 255, 256 and 65,535 in all. */
Test(short_rows, a_sum_that_just_fits_is_kept_as_short_as_it_is)
{
    static const struct {
        uint32_t count;
        bool in_bytes;
    } cases[] = {{170, true}, {171, false}, {43690, false}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct failure failure = {0};
        uint16_t *bytes;
        uint32_t *halves;
        open_probe(50, false);
        struct counts *const counts = &probe.matrix->counts;
        ((uint32_t *)counts->rows.counts)[40] = cases[c].count;
        lead_counts(false, &bytes, &halves);
        const struct count_rows plain = counts->rows, leads = counts->leads;
        counts->rows.counts = NULL;
        counts->leads = (struct count_rows){0};
        cr_assert_eq(within_flow(open_short, NULL, 1, &failure), STATUS_OK, "%s", failure.message);
        const struct short_rows *const made = &probe.in_short.in_short;
        cr_expect_null(probe.in_short.values, "%u: it fits", cases[c].count);
        cr_expect_eq(made->bytes != NULL, cases[c].in_bytes, "%u", cases[c].count);
        cr_expect_eq(made->bytes != NULL ? made->bytes[40] : made->halves[40], cases[c].count + cases[c].count / 2);
        counts->rows = plain;
        free((void *)leads.counts);
        free(halves);
        free(bytes);
        close_probe();
    }
}
