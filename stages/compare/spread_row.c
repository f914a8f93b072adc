/* spread_row.c - the other row's columns ascend, and a zero more changes no bit of a sum. */
#include "spread_row.h"

#include <stdlib.h>

#include "array.h"

enum { LINE_VALUES = 8 }; /* of a line of the cache */

enum status spread_row_open(struct spread_row *spread, const struct similarity_measure *measure,
                            struct failure *failure)
{
    *spread = (struct spread_row){.measure = measure};
    return array_zeroed((void **)&spread->values, measure->weighted->counts->term_count, sizeof *spread->values,
                        failure) == STATUS_OK
               ? short_room_open(&spread->room, &measure->in_short, failure)
               : STATUS_FAILED;
}

void spread_row_close(struct spread_row *spread)
{
    short_room_close(&spread->room);
    free(spread->values);
    *spread = (struct spread_row){0};
}

void spread_row_set(struct spread_row *spread, size_t row)
{
    const struct similarity_measure *const measure = spread->measure;
    const uint32_t *const columns = similarity_columns(measure, row, spread->room.columns);
    const double *const values = similarity_values(measure, row, columns, spread->room.values);
    const uint64_t terms = measure->starts[row + 1] - measure->starts[row];
    for (uint64_t i = 0; i < terms; i++) {
        spread->values[columns[i]] = values[i];
    }
}

void spread_row_clear(struct spread_row *spread, size_t row)
{
    const struct similarity_measure *const measure = spread->measure;
    const uint32_t *const columns = similarity_columns(measure, row, spread->room.columns);
    const uint64_t terms = measure->starts[row + 1] - measure->starts[row];
    for (uint64_t i = 0; i < terms; i++) {
        spread->values[columns[i]] = 0;
    }
}

void spread_row_prefetch(const struct spread_row *spread, size_t other)
{
    const struct similarity_measure *const measure = spread->measure;
    if (measure->values == NULL) {
        short_rows_prefetch(&measure->in_short, measure->weighted, other);
        return;
    }
    for (uint64_t entry = measure->starts[other]; entry < measure->starts[other + 1]; entry += LINE_VALUES) {
        __builtin_prefetch(&measure->columns[entry]);
        __builtin_prefetch(&measure->values[entry]);
    }
}

double spread_row_product(const struct spread_row *spread, size_t other)
{
    const struct similarity_measure *const measure = spread->measure;
    if (measure->values == NULL) {
        return similarity_settle(
            measure, short_rows_product(&measure->in_short, measure->weighted, other, spread->values, &spread->room));
    }
    double sum = 0;
    for (uint64_t entry = measure->starts[other]; entry < measure->starts[other + 1]; entry++) {
        sum += spread->values[measure->columns[entry]] * measure->values[entry];
    }
    return similarity_settle(measure, sum);
}

void spread_row_nearest(struct spread_row *spread, size_t row, size_t documents, struct top_list *list)
{
    list->count = 0;
    spread_row_set(spread, row);
    for (size_t other = 0; other < documents; other++) {
        if (other != row && similarity_exists(spread->measure, other)) {
            top_list_offer(list, spread_row_product(spread, other), other);
        }
    }
    spread_row_clear(spread, row);
    top_list_sort(list);
}
