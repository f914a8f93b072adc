/* scaled_row.c - all sums run over ascending columns, so that a row of the matrix and a copy of it give the same bits.
 */
#include "scaled_row.h"

bool scaled_row_next_shared(struct term_row a, struct term_row b, size_t *in_a, size_t *in_b)
{
    while (*in_a < a.count && *in_b < b.count) {
        const uint32_t column_a = a.columns[*in_a], column_b = b.columns[*in_b];
        if (column_a == column_b) {
            return true;
        }
        *in_a += column_a < column_b;
        *in_b += column_b < column_a;
    }
    return false;
}

double scaled_row_product(struct scaled_row a, struct scaled_row b)
{
    double sum = 0;
    for (size_t i = 0, k = 0; scaled_row_next_shared(a.row, b.row, &i, &k); i++, k++) {
        sum += a.values[i] * b.values[k];
    }
    return sum;
}

static bool is_name(const struct vocabulary_term *term)
{
    return (term->flags & TERM_STATE_NAME) != 0;
}

double scaled_row_names_share(const struct vocabulary_term *terms, struct scaled_row a, struct scaled_row b)
{
    double names = 0, total = 0;
    for (size_t i = 0, k = 0; scaled_row_next_shared(a.row, b.row, &i, &k); i++, k++) {
        const double part = a.values[i] * b.values[k];
        names += is_name(&terms[a.row.columns[i]]) ? part : 0;
        total += part;
    }
    return total > 0 ? names / total : 0;
}

struct term_row scaled_row_without_names(const struct vocabulary_term *terms, struct term_row row, uint32_t *columns,
                                         uint32_t *counts)
{
    size_t count = 0;
    for (size_t i = 0; i < row.count; i++) {
        if (!is_name(&terms[row.columns[i]])) {
            columns[count] = row.columns[i];
            counts[count++] = row.counts[i];
        }
    }
    return (struct term_row){columns, counts, count};
}
