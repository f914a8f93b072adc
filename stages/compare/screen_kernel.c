/*
 * screen_kernel.c - one product for AVX-512 with VNNI, one for AVX2, one in plain C.
 *
 * The blocking is that of Goto & van de Geijn 2008 in small: the sums of some panels and the rows of a group stay in
 * registers while all columns go by; two panels stay in the first-level cache while all groups go by.
 */
#include "screen_kernel.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { PANEL_VALUES = PANEL_LANES * PANEL_TOGETHER, GROUP_VALUES = PANEL_ROWS * PANEL_TOGETHER };

static const uint8_t *panel_of(const struct panel_product *product, size_t panel)
{
    return product->panels + panel * product->quad_count * PANEL_VALUES;
}

static const int8_t *group_of(const struct panel_product *product, size_t group)
{
    return product->factors + group * product->quad_count * GROUP_VALUES;
}

/* ---- plain ---- */

static bool always(void)
{
    return true;
}

static void multiply_one_row(const struct panel_product *product, const uint8_t *panel, size_t row, int32_t *sums)
{
    const int8_t *factors = group_of(product, row / PANEL_ROWS) + row % PANEL_ROWS * PANEL_TOGETHER;
    for (size_t quad = 0; quad < product->quad_count; quad++, panel += PANEL_VALUES, factors += GROUP_VALUES) {
        for (size_t c = 0; c < PANEL_TOGETHER; c++) {
            for (size_t lane = 0; factors[c] != 0 && lane < PANEL_LANES; lane++) {
                sums[lane] += panel[lane * PANEL_TOGETHER + c] * factors[c];
            }
        }
    }
}

static void multiply_plain(const struct panel_product *product)
{
    for (size_t panel = product->first_panel; panel < product->panel_count; panel++) {
        const float *const scales = product->document_scales + panel * PANEL_LANES;
        for (size_t row = 0; row < product->group_count * PANEL_ROWS; row++) {
            int32_t sums[PANEL_LANES] = {0};
            float *const products = product->products + row * product->stride + panel * PANEL_LANES;
            multiply_one_row(product, panel_of(product, panel), row, sums);
            for (size_t lane = 0; lane < PANEL_LANES; lane++) {
                products[lane] += (float)sums[lane] * (product->row_scales[row] * scales[lane]);
            }
        }
    }
}

typedef float lanes __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t lane_masks __attribute__((vector_size(16)));

/* Four at a time by hand, since gcc -O2 compares one by one: all pairs come by here. */
static bool any_passes(const float *products, const float *bounds, float bound)
{
    const lanes bound_of_row = {bound, bound, bound, bound};
    lane_masks passed = {0};
    for (size_t i = 0; i < PANEL_LANES; i += 4) {
        const lanes product = *(const lanes *)(products + i);
        passed |= (lane_masks)(product > bound_of_row) | (lane_masks)(product > *(const lanes *)(bounds + i));
    }
    return (passed[0] | passed[1] | passed[2] | passed[3]) != 0;
}

static size_t find_plain(const float *products, const float *bounds, float bound, size_t from, size_t count,
                         uint16_t *found)
{
    size_t found_count = 0;
    for (size_t begin = from - from % PANEL_LANES; begin < count; begin += PANEL_LANES) {
        if (!any_passes(products + begin, bounds + begin, bound)) {
            continue;
        }
        for (size_t i = begin < from ? from : begin; i < begin + PANEL_LANES && i < count; i++) {
            if (products[i] > bound || products[i] > bounds[i]) {
                found[found_count++] = (uint16_t)i;
            }
        }
    }
    return found_count;
}

#if defined(__x86_64__)
/* ---- AVX2: two products of bytes are added up in 16 bits, so both must be below 128 ---- */

static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2");
}

enum { AVX2_ROWS = 4, AVX2_LANES = 8 }; /* eight sums of sixteen registers */

__attribute__((target("avx2"))) static inline void add_avx2(float *products, __m256i sums, float row_scale,
                                                            const float *scales)
{
    const __m256 scale = _mm256_mul_ps(_mm256_set1_ps(row_scale), _mm256_loadu_ps(scales));
    const __m256 added = _mm256_mul_ps(_mm256_cvtepi32_ps(sums), scale);
    _mm256_storeu_ps(products, _mm256_add_ps(_mm256_loadu_ps(products), added));
}

__attribute__((target("avx2"))) static void multiply_half_group(const struct panel_product *product, size_t panel,
                                                                size_t row)
{
    const uint8_t *values = panel_of(product, panel);
    const int8_t *factors = group_of(product, row / PANEL_ROWS) + row % PANEL_ROWS * PANEL_TOGETHER;
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i low[AVX2_ROWS], high[AVX2_ROWS];
    for (size_t r = 0; r < AVX2_ROWS; r++) {
        low[r] = high[r] = _mm256_setzero_si256();
    }
    for (size_t quad = 0; quad < product->quad_count; quad++, values += PANEL_VALUES, factors += GROUP_VALUES) {
        const __m256i low_values = _mm256_loadu_si256((const __m256i *)values);
        const __m256i high_values = _mm256_loadu_si256((const __m256i *)(values + PANEL_VALUES / 2));
#pragma GCC unroll 4
        for (size_t r = 0; r < AVX2_ROWS; r++) {
            int32_t four;
            memcpy(&four, factors + r * PANEL_TOGETHER, sizeof four);
            const __m256i factor = _mm256_set1_epi32(four);
            low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(_mm256_maddubs_epi16(low_values, factor), ones));
            high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(_mm256_maddubs_epi16(high_values, factor), ones));
        }
    }
    const float *const scales = product->document_scales + panel * PANEL_LANES;
    float *products = product->products + row * product->stride + panel * PANEL_LANES;
    for (size_t r = 0; r < AVX2_ROWS; r++, products += product->stride) {
        add_avx2(products, low[r], product->row_scales[row + r], scales);
        add_avx2(products + AVX2_LANES, high[r], product->row_scales[row + r], scales + AVX2_LANES);
    }
}

__attribute__((target("avx2"))) static void multiply_avx2(const struct panel_product *product)
{
    for (size_t panel = product->first_panel; panel < product->panel_count; panel++) {
        for (size_t row = 0; row < product->group_count * PANEL_ROWS; row += AVX2_ROWS) {
            multiply_half_group(product, panel, row);
        }
    }
}

/* ---- AVX-512 ---- */

static bool has_vnni(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vnni");
}

__attribute__((target("avx512f"))) static inline void add_avx512(float *products, __m512i sums, float row_scale,
                                                                 __m512 scales)
{
    const __m512 scale = _mm512_mul_ps(_mm512_set1_ps(row_scale), scales);
    const __m512 added = _mm512_mul_ps(_mm512_cvtepi32_ps(sums), scale);
    _mm512_storeu_ps(products, _mm512_add_ps(_mm512_loadu_ps(products), added));
}

/* _mm512_dpbusd_epi32. With that, gcc 12 holds each sum in two registers, and copying between them takes as long as the
 * products. */
__attribute__((target("avx512f,avx512vnni"))) static inline __m512i add_products(__m512i sums, __m512i values,
                                                                                 __m512i factors)
{
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sums) : "v"(values), "v"(factors));
    return sums;
}

/* Two panels with a group. Where there is no other, the one is multiplied twice, and added once. */
__attribute__((target("avx512f,avx512vnni"))) static void
multiply_two_panels(const struct panel_product *product, size_t panel, bool has_other, size_t group)
{
    const uint8_t *const left = panel_of(product, panel);
    const uint8_t *const right = has_other ? panel_of(product, panel + 1) : left;
    const int8_t *factors = group_of(product, group);
    const __m512i none = _mm512_setzero_si512();
    __m512i left_sums[PANEL_ROWS] = {none, none, none, none, none, none, none, none};
    __m512i right_sums[PANEL_ROWS] = {none, none, none, none, none, none, none, none};
    for (size_t quad = 0; quad < product->quad_count; quad++, factors += GROUP_VALUES) {
        const __m512i left_values = _mm512_loadu_si512(left + quad * PANEL_VALUES);
        const __m512i right_values = _mm512_loadu_si512(right + quad * PANEL_VALUES);
#pragma GCC unroll 8
        for (size_t r = 0; r < PANEL_ROWS; r++) {
            int32_t four;
            memcpy(&four, factors + r * PANEL_TOGETHER, sizeof four);
            const __m512i factor = _mm512_set1_epi32(four);
            left_sums[r] = add_products(left_sums[r], left_values, factor);
            right_sums[r] = add_products(right_sums[r], right_values, factor);
        }
    }
    const float *const scales = product->document_scales + panel * PANEL_LANES;
    const __m512 left_scales = _mm512_loadu_ps(scales);
    const __m512 right_scales = has_other ? _mm512_loadu_ps(scales + PANEL_LANES) : left_scales;
    float *products = product->products + group * PANEL_ROWS * product->stride + panel * PANEL_LANES;
    for (size_t r = 0; r < PANEL_ROWS; r++, products += product->stride) {
        const float row_scale = product->row_scales[group * PANEL_ROWS + r];
        add_avx512(products, left_sums[r], row_scale, left_scales);
        if (has_other) {
            add_avx512(products + PANEL_LANES, right_sums[r], row_scale, right_scales);
        }
    }
}

static void multiply_avx512(const struct panel_product *product)
{
    for (size_t panel = product->first_panel; panel < product->panel_count; panel += 2) {
        for (size_t group = 0; group < product->group_count; group++) {
            multiply_two_panels(product, panel, panel + 1 < product->panel_count, group);
        }
    }
}

__attribute__((target("avx512f"))) static size_t find_avx512(const float *products, const float *bounds, float bound,
                                                             size_t from, size_t count, uint16_t *found)
{
    const __m512 bound_of_row = _mm512_set1_ps(bound);
    size_t found_count = 0;
    for (size_t begin = from - from % PANEL_LANES; begin < count; begin += PANEL_LANES) {
        const __m512 least = _mm512_min_ps(bound_of_row, _mm512_loadu_ps(bounds + begin));
        unsigned passed = _mm512_cmp_ps_mask(_mm512_loadu_ps(products + begin), least, _CMP_GT_OQ);
        for (; passed != 0; passed &= passed - 1) {
            const size_t i = begin + (size_t)__builtin_ctz(passed);
            if (i >= from && i < count) {
                found[found_count++] = (uint16_t)i;
            }
        }
    }
    return found_count;
}
#endif

const struct screen_kernel screen_kernels[] = {
#if defined(__x86_64__)
    {"AVX-512 VNNI", 20, 255, has_vnni, multiply_avx512, find_avx512},
    {"AVX2", 12, 127, has_avx2, multiply_avx2, find_plain},
#endif
    {"plain", 5, 127, always, multiply_plain, find_plain},
};
const size_t screen_kernel_count = sizeof screen_kernels / sizeof *screen_kernels;

const struct screen_kernel *screen_kernel_best(void)
{
    const struct screen_kernel *kernel = screen_kernels;
    while (!kernel->is_supported()) {
        kernel++;
    }
    return kernel;
}
