/*
 * pair_screen.c - dense columns as a blocked matrix product, the rest scattered, all in float.
 *
 * The blocking is that of Goto & van de Geijn 2008 in small: a panel of 16 documents against 4 rows stays in registers
 * while all dense columns go by. The error bound is the usual one for a sum of m products of non-negative numbers
 * (Higham 2002, section 3.1): each value is rounded to float once, each product and each addition once, so the relative
 * error is at most (1 + u)^(m + 3) - 1, u = 2^-24, whatever the order of the additions.
 */
#include "pair_screen.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

static const uint32_t not_dense = UINT32_MAX;

/* Measured: a dense column costs all rows about as much as scattering it for a third of them to a third of the
 * documents. */
enum { DENSE_SHARE_DIVISOR = 5, DENSE_MINIMUM = 16 };

double pair_screen_error(size_t most_terms)
{
    const double unit = 1.0 / (1 << 24);
    return 2 * ((double)most_terms + 4) * unit; /* twice the first-order bound covers the higher orders below 1/2 */
}

/* ---- the index ---- */

static void count_postings(const struct pair_screen *screen, const struct similarity_measure *measure)
{
    const uint64_t end = measure->starts[screen->first + screen->count];
    for (uint64_t entry = measure->starts[screen->first]; entry < end; entry++) {
        screen->starts[measure->columns[entry] + 1] += measure->values[entry] != 0;
    }
}

/* Turns counts into starts and numbers the dense columns. */
static void divide_columns(struct pair_screen *screen, size_t columns)
{
    for (size_t column = 0; column < columns; column++) {
        const uint32_t postings = screen->starts[column + 1];
        const bool dense = postings >= DENSE_MINIMUM && (size_t)postings * DENSE_SHARE_DIVISOR >= screen->count;
        screen->dense_number[column] = dense ? screen->dense_count++ : not_dense;
        screen->starts[column + 1] = screen->starts[column] + (dense ? 0 : postings);
    }
}

static void fill(struct pair_screen *screen, const struct similarity_measure *measure, uint32_t *next)
{
    for (size_t local = 0; local < screen->count; local++) {
        const size_t row = screen->first + local;
        float *const panel = screen->panels + local / SCREEN_LANES * screen->dense_count * SCREEN_LANES;
        for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
            const uint32_t column = measure->columns[entry];
            const uint32_t dense = screen->dense_number[column];
            const float value = (float)measure->values[entry];
            if (dense != not_dense) {
                panel[(size_t)dense * SCREEN_LANES + local % SCREEN_LANES] = value;
            } else if (measure->values[entry] != 0) {
                screen->documents[next[column]] = (uint16_t)local;
                screen->values[next[column]++] = value;
            }
        }
    }
}

static enum status build(struct pair_screen *screen, const struct similarity_measure *measure, size_t columns,
                         struct failure *failure)
{
    count_postings(screen, measure);
    divide_columns(screen, columns);
    const size_t postings = screen->starts[columns];
    const size_t dense_values = screen->panel_count * screen->dense_count * SCREEN_LANES;
    uint32_t *next = NULL;
    if (array_zeroed((void **)&screen->documents, postings, sizeof *screen->documents, failure) != STATUS_OK ||
        array_zeroed((void **)&screen->values, postings, sizeof *screen->values, failure) != STATUS_OK ||
        array_zeroed((void **)&screen->panels, dense_values, sizeof *screen->panels, failure) != STATUS_OK ||
        array_zeroed((void **)&next, columns, sizeof *next, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(next, screen->starts, columns * sizeof *next);
    fill(screen, measure, next);
    free(next);
    return STATUS_OK;
}

enum status pair_screen_open(struct pair_screen *screen, const struct similarity_measure *measure, size_t first,
                             size_t count, struct failure *failure)
{
    const size_t columns = measure->weighted->counts->term_count;
    *screen =
        (struct pair_screen){.first = first, .count = count, .panel_count = (count + SCREEN_LANES - 1) / SCREEN_LANES};
    if (measure->starts[first + count] - measure->starts[first] > UINT32_MAX) {
        return failure_set(failure, FAILURE_DATA,
                           "documents %zu to %zu hold more than %u distinct terms in all, which is more than can be "
                           "compared at once; cut them into smaller documents",
                           first + 1, first + count, UINT32_MAX);
    }
    if (array_zeroed((void **)&screen->starts, columns + 1, sizeof *screen->starts, failure) != STATUS_OK ||
        array_zeroed((void **)&screen->dense_number, columns, sizeof *screen->dense_number, failure) != STATUS_OK ||
        build(screen, measure, columns, failure) != STATUS_OK) {
        pair_screen_close(screen);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void pair_screen_close(struct pair_screen *screen)
{
    if (screen == NULL) {
        return;
    }
    free(screen->values);
    free(screen->documents);
    free(screen->panels);
    free(screen->dense_number);
    free(screen->starts);
    *screen = (struct pair_screen){0};
}

/* ---- the products ---- */

typedef float lanes __attribute__((vector_size(SCREEN_LANES / 2 * sizeof(float)), aligned(4), may_alias));

static inline __attribute__((always_inline)) void store(float *products, const lanes *low, const lanes *high)
{
    *(lanes *)products = *low;
    *(lanes *)(products + SCREEN_LANES / 2) = *high;
}

/* One panel against four rows: eight registers of sums, written out since gcc -O2 keeps an array of them in memory. */
static inline __attribute__((always_inline)) void multiply_panel(const float *panel, const float *factors,
                                                                 uint32_t dense_count, float *products)
{
    lanes low0 = {0}, low1 = {0}, low2 = {0}, low3 = {0};
    lanes high0 = {0}, high1 = {0}, high2 = {0}, high3 = {0};
    for (uint32_t dense = 0; dense < dense_count; dense++, panel += SCREEN_LANES, factors += SCREEN_ROWS) {
        const lanes low = *(const lanes *)panel;
        const lanes high = *(const lanes *)(panel + SCREEN_LANES / 2);
        low0 += factors[0] * low;
        high0 += factors[0] * high;
        low1 += factors[1] * low;
        high1 += factors[1] * high;
        low2 += factors[2] * low;
        high2 += factors[2] * high;
        low3 += factors[3] * low;
        high3 += factors[3] * high;
    }
    store(products, &low0, &high0);
    store(products + SCREEN_DOCUMENTS, &low1, &high1);
    store(products + 2 * SCREEN_DOCUMENTS, &low2, &high2);
    store(products + 3 * SCREEN_DOCUMENTS, &low3, &high3);
}

typedef void multiply_panels(const struct pair_screen *screen, size_t first_panel, const float *factors,
                             float *products);

static void multiply_panels_plain(const struct pair_screen *screen, size_t first_panel, const float *factors,
                                  float *products)
{
    for (size_t panel = first_panel; panel < screen->panel_count; panel++) {
        multiply_panel(screen->panels + panel * screen->dense_count * SCREEN_LANES, factors, screen->dense_count,
                       products + panel * SCREEN_LANES);
    }
}

#if defined(__x86_64__)
/* The same for processors with AVX2. What it computes only screens: its last bits need not be those of the other. */
__attribute__((target("avx2,fma"))) static void
multiply_panels_avx2(const struct pair_screen *screen, size_t first_panel, const float *factors, float *products)
{
    for (size_t panel = first_panel; panel < screen->panel_count; panel++) {
        multiply_panel(screen->panels + panel * screen->dense_count * SCREEN_LANES, factors, screen->dense_count,
                       products + panel * SCREEN_LANES);
    }
}
#endif

static multiply_panels *choose_panels(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        return multiply_panels_avx2;
    }
#endif
    return multiply_panels_plain;
}

static void fill_factors(const struct pair_screen *screen, const struct similarity_measure *measure, size_t first_row,
                         size_t row_count, float *factors)
{
    memset(factors, 0, (size_t)screen->dense_count * SCREEN_ROWS * sizeof *factors);
    for (size_t r = 0; r < row_count; r++) {
        for (uint64_t entry = measure->starts[first_row + r]; entry < measure->starts[first_row + r + 1]; entry++) {
            const uint32_t dense = screen->dense_number[measure->columns[entry]];
            if (dense != not_dense) {
                factors[(size_t)dense * SCREEN_ROWS + r] = (float)measure->values[entry];
            }
        }
    }
}

/* The first posting in begin .. end of a document at or behind `from`. */
static size_t skip_postings(const uint16_t *documents, size_t begin, size_t end, size_t from)
{
    while (begin < end) {
        const size_t middle = begin + (end - begin) / 2;
        if (documents[middle] < from) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}

static void scatter_row(const struct pair_screen *screen, const struct similarity_measure *measure, size_t row,
                        size_t from, float *products)
{
    const uint16_t *const documents = screen->documents;
    const float *const values = screen->values;
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        const uint32_t column = measure->columns[entry];
        const float factor = (float)measure->values[entry];
        const size_t end = screen->starts[column + 1];
        size_t posting = screen->starts[column];
        if (from > 0) {
            posting = skip_postings(documents, posting, end, from);
        }
        for (; posting < end; posting++) {
            products[documents[posting]] += factor * values[posting];
        }
    }
}

void pair_screen_multiply(const struct pair_screen *screen, const struct similarity_measure *measure, size_t first_row,
                          size_t row_count, size_t from, float *products, float *factors)
{
    fill_factors(screen, measure, first_row, row_count, factors);
    choose_panels()(screen, from / SCREEN_LANES, factors, products);
    for (size_t r = 0; r < row_count; r++) {
        scatter_row(screen, measure, first_row + r, from, products + r * SCREEN_DOCUMENTS);
    }
}

/* A row of more terms than this meets most blocks in many places: not worth looking. Of postings, a sixteenth of the
 * block costs about as much one by one as the whole block in lanes. */
enum { SHORT_ROW_TERMS = 64, FEW_POSTINGS = SCREEN_DOCUMENTS / 16 };

static bool meets_few(const struct pair_screen *screen, const struct similarity_measure *measure, size_t row)
{
    if (measure->starts[row + 1] - measure->starts[row] > SHORT_ROW_TERMS) {
        return false;
    }
    size_t postings = 0;
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        const uint32_t column = measure->columns[entry];
        if (screen->dense_number[column] != not_dense) {
            return false;
        }
        postings += screen->starts[column + 1] - screen->starts[column];
    }
    return postings <= FEW_POSTINGS;
}

size_t pair_screen_gather(const struct pair_screen *screen, const struct similarity_measure *measure, size_t row,
                          size_t from, float *products, uint16_t *touched)
{
    if (!meets_few(screen, measure, row)) {
        return SIZE_MAX;
    }
    size_t count = 0;
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        const uint32_t column = measure->columns[entry];
        const float factor = (float)measure->values[entry];
        for (size_t posting = screen->starts[column]; posting < screen->starts[column + 1]; posting++) {
            const uint16_t document = screen->documents[posting];
            const float product = factor * screen->values[posting];
            if (document < from || product == 0) {
                continue;
            }
            if (products[document] == 0) {
                touched[count++] = document;
            }
            products[document] += product;
        }
    }
    return count;
}
