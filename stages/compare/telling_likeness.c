/* telling_likeness.c - each telling is scaled once, and multiplied with the others of its event. */
#include "telling_likeness.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "scaled_row.h"

size_t telling_likeness_count(const struct tellings *tellings)
{
    size_t pairs = 0;
    for (size_t event = 0; event < tellings->event_count; event++) {
        const size_t count = tellings->event_starts[event + 1] - tellings->event_starts[event];
        pairs += count * (count - 1) / 2;
    }
    return pairs;
}

static void multiply(const struct tellings *tellings, const struct similarity_measure *measure, const double *scaled,
                     const bool *exists, double *values)
{
    const uint64_t *const starts = tellings->totals.starts;
    size_t pair = 0;
    for (size_t event = 0; event < tellings->event_count; event++) {
        const size_t end = tellings->event_starts[event + 1];
        for (size_t i = tellings->event_starts[event]; i < end; i++) {
            for (size_t j = i + 1; j < end; j++) {
                const struct scaled_row first = {tellings_row(tellings, i), scaled + starts[i]};
                const struct scaled_row second = {tellings_row(tellings, j), scaled + starts[j]};
                const bool both = exists[i] && exists[j];
                values[pair++] = both ? similarity_of_rows(measure, first, second) : NAN;
            }
        }
    }
}

enum status telling_likeness_fill(const struct tellings *tellings, const struct similarity_measure *measure,
                                  double *values, struct failure *failure)
{
    const size_t count = tellings->count;
    double *scaled = NULL;
    bool *exists = NULL;
    enum status status = STATUS_FAILED;
    if (count == 0) {
        return STATUS_OK;
    }
    if (array_zeroed((void **)&scaled, (size_t)tellings->totals.starts[count], sizeof *scaled, failure) == STATUS_OK &&
        array_zeroed((void **)&exists, count, sizeof *exists, failure) == STATUS_OK) {
        for (size_t i = 0; i < count; i++) {
            exists[i] = similarity_scale(measure, tellings_row(tellings, i), tellings_lead(tellings, i),
                                         scaled + tellings->totals.starts[i]);
        }
        multiply(tellings, measure, scaled, exists, values);
        status = STATUS_OK;
    }
    free(exists);
    free(scaled);
    return status;
}
