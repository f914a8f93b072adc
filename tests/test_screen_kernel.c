/* test_screen_kernel.c - every kernel multiplies and finds as a plain loop does. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "keyed_random.h"
#include "screen_kernel.h"

enum { STRIDE = 128 };

static struct keyed_random random_bytes;

static uint64_t draw(uint64_t below)
{
    return keyed_random_below(&random_bytes, below);
}

static int32_t plain_product(const struct panel_product *product, size_t row, size_t document)
{
    int32_t sum = 0;
    for (size_t column = 0; column < product->quad_count * 4; column++) {
        const size_t quad = column / 4, c = column % 4;
        sum += product->panels[((document / 16 * product->quad_count + quad) * 16 + document % 16) * 4 + c] *
               product->factors[((row / 8 * product->quad_count + quad) * 8 + row % 8) * 4 + c];
    }
    return sum;
}

/* Scales are powers of 2, so that nothing is rounded: products below 2^24 are floats. */
static void probe_multiply(const struct screen_kernel *kernel, size_t panels, size_t groups, size_t quads, size_t first)
{
    uint8_t *values = malloc(panels * quads * 64);
    int8_t *factors = malloc(groups * quads * 32);
    float *products = calloc(groups * 8 * STRIDE, sizeof *products);
    float document_scales[STRIDE], row_scales[32];
    for (size_t i = 0; i < panels * quads * 64; i++) {
        values[i] = (uint8_t)(draw(3) == 0 ? (uint64_t)kernel->most : draw((uint64_t)kernel->most + 1));
    }
    for (size_t i = 0; i < groups * quads * 32; i++) {
        factors[i] = (int8_t)(draw(3) == 0 ? 127 : draw(128));
    }
    for (size_t i = 0; i < STRIDE; i++) {
        document_scales[i] = i % 3 == 0 ? 0.5F : 2;
        row_scales[i % 32] = i % 2 == 0 ? 1 : 4;
    }
    for (size_t i = 0; i < groups * 8 * STRIDE; i++) {
        products[i] = 8;
    }
    const struct panel_product product = {.panels = values,
                                          .factors = factors,
                                          .document_scales = document_scales,
                                          .row_scales = row_scales,
                                          .quad_count = quads,
                                          .first_panel = first,
                                          .panel_count = panels,
                                          .group_count = groups,
                                          .stride = STRIDE,
                                          .products = products};
    kernel->multiply(&product);
    for (size_t row = 0; row < groups * 8; row++) {
        for (size_t i = 0; i < STRIDE; i++) {
            const bool inside = i >= first * 16 && i < panels * 16;
            const float expected =
                inside ? 8 + (float)plain_product(&product, row, i) * row_scales[row] * document_scales[i] : 8;
            cr_assert_eq(products[row * STRIDE + i], expected, "%s: row %zu, document %zu: %a, not %a", kernel->name,
                         row, i, (double)products[row * STRIDE + i], (double)expected);
        }
    }
    free(products);
    free(factors);
    free(values);
}

Test(screen_kernel, every_kernel_multiplies_as_a_plain_loop)
{
    random_bytes = keyed_random_start(7, NULL, 0);
    cr_assert(screen_kernels[screen_kernel_count - 1].is_supported());
    for (size_t k = 0; k < screen_kernel_count; k++) {
        if (screen_kernels[k].is_supported()) {
            probe_multiply(&screen_kernels[k], 1, 1, 1, 0);
            probe_multiply(&screen_kernels[k], 5, 4, 37, 0);
            probe_multiply(&screen_kernels[k], 8, 2, 3, 3);
            probe_multiply(&screen_kernels[k], 3, 1, 0, 1);
        }
    }
}

static void probe_find(const struct screen_kernel *kernel, size_t from, size_t count, float bound)
{
    float products[STRIDE], bounds[STRIDE];
    uint16_t found[STRIDE];
    for (size_t i = 0; i < STRIDE; i++) {
        products[i] = (float)draw(20);
        bounds[i] = (float)(draw(3) == 0 ? draw(20) : 19);
    }
    const size_t found_count = kernel->find(products, bounds, bound, from, count, found);
    size_t expected = 0;
    for (size_t i = from; i < count; i++) {
        if (products[i] > bound || products[i] > bounds[i]) {
            cr_assert_lt(expected, found_count, "%s: %zu was not found", kernel->name, i);
            cr_assert_eq(found[expected++], i, "%s", kernel->name);
        }
    }
    cr_assert_eq(found_count, expected, "%s", kernel->name);
}

Test(screen_kernel, every_kernel_finds_what_passes_one_of_two_bounds)
{
    random_bytes = keyed_random_start(8, NULL, 0);
    for (size_t k = 0; k < screen_kernel_count; k++) {
        if (screen_kernels[k].is_supported()) {
            probe_find(&screen_kernels[k], 0, STRIDE, 18);
            probe_find(&screen_kernels[k], 0, STRIDE, 5);
            probe_find(&screen_kernels[k], 21, 99, 15);
            probe_find(&screen_kernels[k], 33, 35, 0);
            probe_find(&screen_kernels[k], 16, 16, 0);
        }
    }
}

Test(screen_kernel, the_best_is_supported)
{
    cr_assert(screen_kernel_best()->is_supported());
}
