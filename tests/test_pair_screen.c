/* test_pair_screen.c - the screened product of every pair is never below the exact one, and hardly above it. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>

#include "pair_screen.h"
#include "open_files.h"
#include "refusal.h"
#include "small_matrix.h"
#include "spill.h"

/* Never below, to within the error of floats; and above by at most what rounding up to steps adds. */
static void expect_screened(const struct similarity_measure *measure, size_t row, size_t document, float screened,
                            double error, double most_above)
{
    const double exact = similarity_exists(measure, row) && similarity_exists(measure, document)
                             ? similarity_between(measure, row, document)
                             : 0;
    cr_assert(exact <= (double)screened * (1 + error) + SCREEN_TINY, "%zu with %zu: %a is screened as %a", row,
              document, exact, (double)screened);
    cr_assert((double)screened <= (exact + most_above) * (1 + error) + SCREEN_TINY,
              "%zu with %zu: %a is screened as %a", row, document, exact, (double)screened);
    cr_assert(exact > 0 || screened == 0, "%zu with %zu share no term", row, document);
}

#define POSTING_EXCESS                                                                                                 \
    (1.0 / 4096) /* a scattered value is at most this share of it too high: 11 of 23 bits are not its own */

/* With values v, w and steps s, t: (v + s) (w + t) - v w = v t + w s + s t, of each shared term. */
static double most_above(const struct similarity_measure *measure, size_t row, size_t document, double steps)
{
    double greatest[2] = {0}, sum[2] = {0};
    size_t terms = 0;
    for (size_t side = 0; side < 2; side++) {
        const size_t of_side = side == 0 ? row : document;
        for (uint64_t entry = measure->starts[of_side]; entry < measure->starts[of_side + 1]; entry++) {
            greatest[side] = fmax(greatest[side], measure->values[entry]);
            sum[side] += measure->values[entry];
            terms++;
        }
    }
    const double of_panels = sum[0] * greatest[1] + sum[1] * greatest[0] + (double)terms * greatest[0] * greatest[1];
    const bool both = similarity_exists(measure, row) && similarity_exists(measure, document);
    return of_panels / steps + (both ? similarity_between(measure, row, document) * POSTING_EXCESS : 0);
}

static void probe_kernel(const struct screen_kernel *kernel, bool is_fine, const struct similarity_measure *measure,
                         size_t first, size_t count, size_t from)
{
    struct failure failure = {0};
    struct pair_screen screen;
    struct pair_screen_scratch scratch;
    const size_t documents = measure->weighted->counts->document_count;
    cr_assert_eq(pair_screen_open(&screen, kernel, is_fine, measure, first, count, &failure), STATUS_OK, "%s",
                 failure.message);
    cr_assert_gt(screen.index.dense_count, 0);
    cr_assert_gt(screen.index.starts[measure->weighted->counts->term_count], 0, "no rare column: nothing is scattered");
    cr_assert_eq(pair_screen_scratch_open(&scratch, &screen, measure, &failure), STATUS_OK);
    for (size_t group = 0; group < documents; group += SCREEN_ROWS - 1) {
        size_t rows[SCREEN_ROWS], row_count = 0;
        while (row_count < SCREEN_ROWS - 1 && group + row_count < documents) {
            rows[row_count] = group + row_count;
            row_count++;
        }
        pair_screen_multiply(&screen, measure, rows, row_count, from, &scratch);
        for (size_t r = 0; r < row_count; r++) {
            for (size_t i = from; i < count; i++) {
                expect_screened(measure, rows[r], first + i, scratch.products[r * SCREEN_DOCUMENTS + i],
                                pair_screen_error(60), most_above(measure, rows[r], first + i, is_fine ? 16382 : 126));
            }
        }
    }
    pair_screen_scratch_close(&scratch);
    pair_screen_close(&screen);
}

static void probe_block(size_t documents, size_t columns, size_t first, size_t count, size_t from)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(documents, 0, columns, 60, documents);
    struct similarity_measure measure;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    for (size_t k = 0; k < screen_kernel_count; k++) {
        if (screen_kernels[k].is_supported()) {
            probe_kernel(&screen_kernels[k], false, &measure, first, count, from);
            probe_kernel(&screen_kernels[k], true, &measure, first, count, from);
        }
    }
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(pair_screen, no_product_is_too_low_and_none_is_more_than_the_steps_too_high)
{
    probe_block(64, 300, 0, 64, 0);
    probe_block(101, 300, 0, 101, 0);
    probe_block(150, 800, 37, 113, 0);
}

Test(pair_screen, neither_are_products_from_a_document_on)
{
    probe_block(150, 300, 0, 150, 17);
    probe_block(150, 300, 20, 130, 129);
}

static void expect_gathered(const struct pair_screen *screen, const struct similarity_measure *measure, size_t row,
                            size_t from, size_t *gathered)
{
    static float products[SCREEN_DOCUMENTS];
    static uint16_t touched[SCREEN_DOCUMENTS];
    const size_t count = pair_screen_gather(screen, measure, row, from, products, touched);
    if (count == SIZE_MAX) {
        return;
    }
    (*gathered)++;
    for (size_t i = from; i < screen->index.count; i++) {
        expect_screened(measure, row, screen->index.first + i, products[i], pair_screen_error(4),
                        similarity_exists(measure, screen->index.first + i)
                            ? similarity_between(measure, row, screen->index.first + i) * POSTING_EXCESS
                            : 0);
    }
    for (size_t i = 0; i < count; i++) {
        cr_assert_geq(touched[i], from);
        cr_assert_gt(products[touched[i]], 0);
        products[touched[i]] = 0;
    }
    for (size_t i = 0; i < screen->index.count; i++) {
        cr_assert_eq(products[i], 0, "document %zu was not listed as touched", i);
    }
}

Test(pair_screen, gathered_products_lie_within_the_error_and_are_all_listed)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(600, 0, 2000, 4, 5);
    struct similarity_measure measure;
    struct pair_screen screen;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(pair_screen_open(&screen, screen_kernel_best(), false, &measure, 0, 600, &failure), STATUS_OK, "%s",
                 failure.message);
    size_t gathered = 0;
    for (size_t row = 0; row < 600; row++) {
        if (similarity_exists(&measure, row)) {
            expect_gathered(&screen, &measure, row, row + 1 < 600 ? row + 1 : 599, &gathered);
            expect_gathered(&screen, &measure, row, 0, &gathered);
        }
    }
    cr_assert_gt(gathered, 100, "only %zu rows were short enough", gathered);
    pair_screen_close(&screen);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

/* Under a limit of one byte all of 64 KB and more lies in a file. */
Test(pair_screen, one_that_lies_in_files_has_the_same_values_and_gives_them_back)
{
    enum { MANY = 1500, WIDE = 2000 };
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(MANY, 0, WIDE, 150, 5);
    struct similarity_measure measure;
    struct pair_screen screen, spilled;
    struct spill *spill = NULL;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(pair_screen_open(&screen, screen_kernel_best(), true, &measure, 0, MANY, &failure), STATUS_OK);
    cr_assert_eq(spill_open(&spill, 1, NULL, &failure), STATUS_OK);
    matrix->counts.spill = spill;
    const size_t open_before = open_files();
    cr_assert_eq(pair_screen_open(&spilled, screen_kernel_best(), true, &measure, 0, MANY, &failure), STATUS_OK, "%s",
                 failure.message);
    const size_t postings = screen.index.starts[WIDE] * sizeof *screen.postings,
                 panels = (size_t)screen.index.dense_count * MANY * screen.plane_count;
    cr_expect_geq(spill_bytes(spill), postings + panels);
    cr_expect_arr_eq(spilled.postings, screen.postings, postings);
    cr_expect_arr_eq(spilled.panels, screen.panels, panels);
    pair_screen_close(&spilled);
    cr_expect_eq(open_files(), open_before, "its files are open yet");
    matrix->counts.spill = NULL;
    spill_close(spill);
    pair_screen_close(&screen);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

/* (n + 4) roundings of 2^-24 each, doubled for the higher orders: 2 * 104 / 16777216. */
Test(pair_screen, the_error_grows_with_the_terms)
{
    cr_assert_float_eq(pair_screen_error(100), 208.0 / 16777216.0, 1e-18);
}

Test(pair_screen, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(64, 0, 300, 60, 1);
    struct similarity_measure measure;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_COSINE, &failure), STATUS_OK);
    enum status status = STATUS_FAILED;
    for (long index = 0; status != STATUS_OK; index++) {
        struct pair_screen screen;
        failure = (struct failure){0};
        refuse_allocation(index, false);
        struct pair_screen_scratch scratch = {0};
        status = pair_screen_open(&screen, screen_kernel_best(), false, &measure, 0, 64, &failure);
        if (status == STATUS_OK) {
            status = pair_screen_scratch_open(&scratch, &screen, &measure, &failure);
        }
        (void)refuse_nothing();
        pair_screen_scratch_close(&scratch);
        cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY);
        pair_screen_close(&screen);
    }
    similarity_close(&measure);
    small_matrix_free(matrix);
}
