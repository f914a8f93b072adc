/* test_nearest_kernels.c - one checksum over the nearest of all documents from every kernel and number of workers: the
 * plain dot product, GSL's rows or ours, each pair in double, and the screens of every instruction set. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>

#include "all_pairs.h"
#include "pruned_pairs.h"
#include "screened_nearest.h"
#include "small_matrix.h"
#include "within_flow.h"

enum kernel { PLAIN, ROWS, EXACT, SCREENED, ABOVE_THRESHOLD };
enum { TOP = 9 };

static struct probe {
    struct small_matrix *matrix;
    enum similarity kind;
    enum kernel kernel;
    const struct screen_kernel *screen;
    struct top_lists lists;
} probe;

static void take_plain(const struct similarity_measure *measure)
{
    for (size_t a = 0; a < probe.lists.count; a++) {
        for (size_t b = a + 1; b < probe.lists.count; b++) {
            const double value = similarity_between(measure, a, b);
            top_list_offer(&probe.lists.items[a], value, b);
            top_list_offer(&probe.lists.items[b], value, a);
        }
    }
}

static enum status take_row(void *context, size_t row, const double *values, struct flow *flow)
{
    (void)context;
    (void)flow;
    for (size_t other = 0; other < probe.lists.count; other++) {
        if (other != row) {
            top_list_offer(&probe.lists.items[row], values[other], other);
        }
    }
    return STATUS_OK;
}

static enum status take_pair(void *context, size_t row, size_t other, double value, struct flow *flow)
{
    (void)context;
    (void)flow;
    top_list_offer(&probe.lists.items[row], value, other);
    top_list_offer(&probe.lists.items[other], value, row);
    return STATUS_OK;
}

static enum status search(const struct similarity_measure *measure, struct flow *flow)
{
    const struct all_pairs pairs = {.measure = measure, .row_count = probe.lists.count};
    bool found = true;
    enum status status = STATUS_OK;
    switch (probe.kernel) {
    case PLAIN:
        take_plain(measure);
        break;
    case ROWS:
        status = all_pairs_rows(&pairs, "probing", take_row, NULL, flow);
        break;
    case EXACT:
        return all_pairs_nearest_exact(measure, &probe.lists, flow);
    case SCREENED:
        status = screened_nearest(measure, probe.screen, &probe.lists, &found, flow);
        cr_assert(found, "%s could not tell", probe.screen->name);
        return status;
    case ABOVE_THRESHOLD: /* so low that every list has its places */
        status = pruned_pairs(measure, 1e-3, take_pair, NULL, flow);
        break;
    }
    for (size_t i = 0; i < probe.lists.count; i++) {
        top_list_sort(&probe.lists.items[i]);
    }
    return status;
}

static enum status search_matrix(void *unused, struct flow *flow)
{
    (void)unused;
    struct similarity_measure measure;
    enum status status = similarity_open(&measure, &probe.matrix->weighted, probe.kind, flow_failure(flow));
    if (status == STATUS_OK) {
        status = top_lists_open(&probe.lists, probe.matrix->counts.document_count, TOP, flow_failure(flow));
    }
    if (status == STATUS_OK) {
        status = search(&measure, flow);
    }
    similarity_close(&measure);
    return status;
}

/* FNV-1a over the places of all lists: which document, and the bits of its similarity. */
static uint64_t checksum_of(enum kernel kernel, const struct screen_kernel *screen, unsigned workers)
{
    struct failure failure;
    probe.kernel = kernel;
    probe.screen = screen;
    cr_assert_eq(within_flow(search_matrix, NULL, workers, &failure), STATUS_OK, "%s", failure.message);
    uint64_t sum = 14695981039346656037U;
    for (size_t i = 0; i < probe.lists.count; i++) {
        for (size_t k = 0; k < probe.lists.items[i].count; k++) {
            const struct top_entry *const entry = &probe.lists.items[i].entries[k];
            unsigned char bytes[sizeof entry->value + sizeof entry->index];
            memcpy(bytes, &entry->value, sizeof entry->value);
            memcpy(bytes + sizeof entry->value, &entry->index, sizeof entry->index);
            for (size_t byte = 0; byte < sizeof bytes; byte++) {
                sum = (sum ^ bytes[byte]) * 1099511628211U;
            }
        }
    }
    top_lists_close(&probe.lists);
    return sum;
}

static void expect_one_checksum(size_t documents, size_t columns, size_t words, enum similarity kind)
{
    static const unsigned workers[] = {1, 3};
    probe = (struct probe){.matrix = small_matrix_random(documents, 0, columns, words, words), .kind = kind};
    const uint64_t expected = checksum_of(PLAIN, NULL, 1);
    for (size_t w = 0; w < sizeof workers / sizeof *workers; w++) {
        cr_assert_eq(checksum_of(ROWS, NULL, workers[w]), expected, "rows, %u workers", workers[w]);
        cr_assert_eq(checksum_of(EXACT, NULL, workers[w]), expected, "in double, %u workers", workers[w]);
        cr_assert_eq(checksum_of(ABOVE_THRESHOLD, NULL, workers[w]), expected, "pruned, %u workers", workers[w]);
        for (size_t k = 0; k < screen_kernel_count; k++) {
            if (screen_kernels[k].is_supported()) {
                cr_assert_eq(checksum_of(SCREENED, &screen_kernels[k], workers[w]), expected, "%s, %u workers",
                             screen_kernels[k].name, workers[w]);
            }
        }
    }
    small_matrix_free(probe.matrix);
}

Test(nearest_kernels, all_give_one_checksum_where_gsl_makes_the_rows)
{
    expect_one_checksum(500, 2000, 60, SIMILARITY_CORRECTED);
    expect_one_checksum(500, 2000, 60, SIMILARITY_COSINE);
}

Test(nearest_kernels, all_give_one_checksum_over_several_blocks)
{
    expect_one_checksum(2100, 2500, 40, SIMILARITY_CORRECTED);
}
