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
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "array.h"

/* Measured: a dense column costs all rows about as much as scattering it for a third of them to a third of the
 * documents, and half of that where a register holds a panel (12,288 documents of 231 terms, one core: one in 5 173 us
 * a document, in 10 153, in 20 187, in 40 376). */
enum { DENSE_SHARE = 5, DENSE_SHARE_OF_WIDE = 10 };

static bool has_wide_registers(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512f");
#else
    return false;
#endif
}

double pair_screen_error(size_t most_terms)
{
    const double unit = 1.0 / (1 << 24);
    return 2 * ((double)most_terms + 4) * unit; /* twice the first-order bound covers the higher orders below 1/2 */
}

/* Below this the product of two values may vanish in float. */
#define LEAST_VALUE 1e-15

bool pair_screen_possible(const struct similarity_measure *measure, size_t documents, double *error)
{
    size_t most_terms = 0;
    for (size_t row = 0; row < documents; row++) {
        const size_t terms = (size_t)(measure->starts[row + 1] - measure->starts[row]);
        most_terms = terms > most_terms ? terms : most_terms;
    }
    for (uint64_t entry = measure->starts[0]; entry < measure->starts[documents]; entry++) {
        if (measure->values[entry] != 0 && !(measure->values[entry] >= LEAST_VALUE)) {
            return false;
        }
    }
    *error = pair_screen_error(most_terms);
    return *error < 0.5;
}

/* ---- the index ---- */

static void fill(struct pair_screen *screen, const struct similarity_measure *measure)
{
    uint32_t *const next = screen->index.next;
    for (size_t local = 0; local < screen->index.count; local++) {
        const size_t row = screen->index.first + local;
        float *const panel = screen->panels + local / SCREEN_LANES * screen->index.dense_count * SCREEN_LANES;
        for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
            const uint32_t column = measure->columns[entry];
            const uint32_t dense = screen->index.dense_number[column];
            const float value = (float)measure->values[entry];
            if (dense != NOT_DENSE) {
                panel[(size_t)dense * SCREEN_LANES + local % SCREEN_LANES] = value;
            } else if (measure->values[entry] != 0) {
                screen->index.documents[next[column]] = (uint16_t)local;
                screen->values[next[column]++] = value;
            }
        }
    }
}

enum status pair_screen_open(struct pair_screen *screen, const struct similarity_measure *measure, size_t first,
                             size_t count, struct failure *failure)
{
    struct pair_index *const index = &screen->index;
    *screen = (struct pair_screen){.panel_count = (count + SCREEN_LANES - 1) / SCREEN_LANES};
    if (pair_index_open(index, measure, first, count, has_wide_registers() ? DENSE_SHARE_OF_WIDE : DENSE_SHARE,
                        failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t postings = index->starts[measure->weighted->counts->term_count];
    const size_t dense_values = screen->panel_count * index->dense_count * SCREEN_LANES;
    if (array_zeroed((void **)&screen->values, postings, sizeof *screen->values, failure) != STATUS_OK ||
        array_zeroed((void **)&screen->panels, dense_values, sizeof *screen->panels, failure) != STATUS_OK) {
        pair_screen_close(screen);
        return STATUS_FAILED;
    }
    fill(screen, measure);
    free(index->next);
    index->next = NULL;
    return STATUS_OK;
}

void pair_screen_close(struct pair_screen *screen)
{
    if (screen == NULL) {
        return;
    }
    free(screen->values);
    free(screen->panels);
    pair_index_close(&screen->index);
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
        multiply_panel(screen->panels + panel * screen->index.dense_count * SCREEN_LANES, factors,
                       screen->index.dense_count, products + panel * SCREEN_LANES);
    }
}

#if defined(__x86_64__)
/* The same for processors with AVX2. What it computes only screens: its last bits need not be those of the other. */
__attribute__((target("avx2,fma"))) static void
multiply_panels_avx2(const struct pair_screen *screen, size_t first_panel, const float *factors, float *products)
{
    for (size_t panel = first_panel; panel < screen->panel_count; panel++) {
        multiply_panel(screen->panels + panel * screen->index.dense_count * SCREEN_LANES, factors,
                       screen->index.dense_count, products + panel * SCREEN_LANES);
    }
}

enum { PANEL_COUNT = 2 }; /* at once: eight sums, as many as the latency of an addition hides */

/* And for those with AVX-512: one register is a whole panel. The last panel of an odd number is multiplied twice. */
__attribute__((target("avx512f"))) static void
multiply_panels_avx512(const struct pair_screen *screen, size_t first_panel, const float *factors, float *products)
{
    const size_t dense_count = screen->index.dense_count;
    for (size_t panel = first_panel; panel < screen->panel_count; panel += PANEL_COUNT) {
        const size_t other = panel + 1 < screen->panel_count ? panel + 1 : panel;
        const float *const left = screen->panels + panel * dense_count * SCREEN_LANES;
        const float *const right = screen->panels + other * dense_count * SCREEN_LANES;
        __m512 left_sums[SCREEN_ROWS], right_sums[SCREEN_ROWS];
        for (size_t r = 0; r < SCREEN_ROWS; r++) {
            left_sums[r] = right_sums[r] = _mm512_setzero_ps();
        }
        for (size_t dense = 0; dense < dense_count; dense++) {
            const __m512 left_values = _mm512_loadu_ps(left + dense * SCREEN_LANES);
            const __m512 right_values = _mm512_loadu_ps(right + dense * SCREEN_LANES);
#pragma GCC unroll 4
            for (size_t r = 0; r < SCREEN_ROWS; r++) {
                const __m512 factor = _mm512_set1_ps(factors[dense * SCREEN_ROWS + r]);
                left_sums[r] = _mm512_fmadd_ps(factor, left_values, left_sums[r]);
                right_sums[r] = _mm512_fmadd_ps(factor, right_values, right_sums[r]);
            }
        }
        for (size_t r = 0; r < SCREEN_ROWS; r++) {
            _mm512_storeu_ps(products + r * SCREEN_DOCUMENTS + panel * SCREEN_LANES, left_sums[r]);
            _mm512_storeu_ps(products + r * SCREEN_DOCUMENTS + other * SCREEN_LANES, right_sums[r]);
        }
    }
}
#endif

static multiply_panels *choose_panels(void)
{
#if defined(__x86_64__)
    if (has_wide_registers()) {
        return multiply_panels_avx512;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        return multiply_panels_avx2;
    }
#endif
    return multiply_panels_plain;
}

static void fill_factors(const struct pair_screen *screen, const struct similarity_measure *measure, size_t first_row,
                         size_t row_count, float *factors)
{
    memset(factors, 0, (size_t)screen->index.dense_count * SCREEN_ROWS * sizeof *factors);
    for (size_t r = 0; r < row_count; r++) {
        for (uint64_t entry = measure->starts[first_row + r]; entry < measure->starts[first_row + r + 1]; entry++) {
            const uint32_t dense = screen->index.dense_number[measure->columns[entry]];
            if (dense != NOT_DENSE) {
                factors[(size_t)dense * SCREEN_ROWS + r] = (float)measure->values[entry];
            }
        }
    }
}

static void scatter_row(const struct pair_screen *screen, const struct similarity_measure *measure, size_t row,
                        size_t from, float *products)
{
    const uint16_t *const documents = screen->index.documents;
    const float *const values = screen->values;
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        const uint32_t column = measure->columns[entry];
        const float factor = (float)measure->values[entry];
        const size_t end = screen->index.starts[column + 1];
        size_t posting = screen->index.starts[column];
        if (from > 0) {
            posting = pair_index_skip(&screen->index, column, from);
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
        if (screen->index.dense_number[column] != NOT_DENSE) {
            return false;
        }
        postings += screen->index.starts[column + 1] - screen->index.starts[column];
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
        for (size_t posting = screen->index.starts[column]; posting < screen->index.starts[column + 1]; posting++) {
            const uint16_t document = screen->index.documents[posting];
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
