/*
 * screen_kernel.h - what a processor's widest instructions do for a screen: products of panels of bytes, and finding
 * what passes a bound. Whole numbers have no rounding, so every kernel gives the same products.
 */
#ifndef MIZAN_SCREEN_KERNEL_H
#define MIZAN_SCREEN_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PANEL_LANES = 16,       /* documents of a panel */
    PANEL_ROWS = 8,         /* rows of a group: multiplied together, so that a value is loaded once for all of them */
    PANEL_TOGETHER = 4,     /* columns that stand together */
    PANEL_FACTOR_MOST = 127 /* value of a row */
};

/*
 * Documents in panels, rows in groups, their columns four by four (what is lacking of the last four is 0), the values
 * of documents at most the kernel's `most`, and every product of a document with a row below 2^31: panels[((i /
 * PANEL_LANES * quad_count + q) * PANEL_LANES + i % PANEL_LANES) * 4 + c] is column 4q + c of document i, factors[((r /
 * PANEL_ROWS * quad_count + q) * PANEL_ROWS + r % PANEL_ROWS) * 4 + c] that of row r. products[r * stride + i] +=
 * (float)product of r and i * (row_scales[r] * document_scales[i]) for documents of the panels first_panel ..
 * panel_count - 1 and the rows of all groups.
 */
struct panel_product {
    const uint8_t *panels;
    const int8_t *factors; /* 0 .. PANEL_FACTOR_MOST */
    const float *document_scales, *row_scales;
    size_t quad_count, first_panel, panel_count, group_count, stride;
    float *products;
};

struct screen_kernel {
    const char *name;
    /* Measured: from this share of the documents on (one in ...) a column is cheaper in panels than scattered. */
    size_t dense_share;
    int most; /* value of a document */
    bool (*is_supported)(void);
    void (*multiply)(const struct panel_product *product);
    /* Writes the i in from .. count - 1 with products[i] > bound or > bounds[i] to `found`, ascending; returns how
     * many. What lies before or behind, up to a multiple of PANEL_LANES, is read. */
    size_t (*find)(const float *products, const float *bounds, float bound, size_t from, size_t count, uint16_t *found);
};

/* Best first; the last is supported everywhere. */
extern const struct screen_kernel screen_kernels[];
extern const size_t screen_kernel_count;

/* The best that this processor supports. */
const struct screen_kernel *screen_kernel_best(void);

#endif
