/* column_cuts.c - counts, sorts, cuts. */
#include "column_cuts.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"

enum { FIRST_CUT = 4 /* columns before it */ };

/* Wider than what rounding a norm to float takes off. */
#define NORM_SLACK (1 + 5e-7)

struct column_frequency {
    uint32_t frequency, column;
};

static int more_frequent(const void *left, const void *right)
{
    const struct column_frequency *const a = left, *const b = right;
    if (a->frequency != b->frequency) {
        return a->frequency < b->frequency ? 1 : -1;
    }
    return a->column < b->column ? -1 : a->column > b->column;
}

enum status column_cuts_open(struct column_cuts *cuts, const struct similarity_measure *measure, size_t documents,
                             struct failure *failure)
{
    const size_t columns = measure->weighted->counts->term_count;
    struct column_frequency *order = NULL;
    *cuts = (struct column_cuts){0};
    if (array_zeroed((void **)&cuts->cut_of, columns, sizeof *cuts->cut_of, failure) != STATUS_OK ||
        array_zeroed((void **)&order, columns, sizeof *order, failure) != STATUS_OK) {
        column_cuts_close(cuts);
        return STATUS_FAILED;
    }
    for (size_t column = 0; column < columns; column++) {
        order[column].column = (uint32_t)column;
    }
    for (uint64_t entry = 0; entry < measure->starts[documents]; entry++) {
        order[measure->columns[entry]].frequency++;
    }
    qsort(order, columns, sizeof *order, more_frequent);
    size_t cut = 0, end = FIRST_CUT;
    for (size_t rank = 0; rank < columns; rank++) {
        if (rank == end && cut + 2 < COLUMN_CUTS) {
            cut++;
            end += end / 2;
        }
        cuts->cut_of[order[rank].column] = (uint8_t)cut;
    }
    cuts->count = cut + 2;
    free(order);
    return STATUS_OK;
}

void column_cuts_close(struct column_cuts *cuts)
{
    free(cuts->cut_of);
    *cuts = (struct column_cuts){0};
}

void column_cuts_norms(const struct column_cuts *cuts, const struct similarity_measure *measure, size_t row,
                       double norms[COLUMN_CUTS])
{
    double squares[COLUMN_CUTS] = {0};
    for (uint64_t entry = measure->starts[row]; entry < measure->starts[row + 1]; entry++) {
        squares[cuts->cut_of[measure->columns[entry]]] += measure->values[entry] * measure->values[entry];
    }
    double sum = 0;
    norms[0] = 0;
    for (size_t cut = 1; cut < cuts->count; cut++) {
        sum += squares[cut - 1];
        norms[cut] = sqrt(sum) * NORM_SLACK;
    }
}
