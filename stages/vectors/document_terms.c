/* document_terms.c - a look at a row's columns, and at one byte for each of them; at none where all are counted. */
#include "document_terms.h"

#include <stdlib.h>

#include "array.h"

enum status document_terms_count(const struct counts *counts, struct failure *failure)
{
    const struct count_rows *const rows = &counts->rows;
    bool *is_counted = NULL; /* by column */
    if (array_zeroed((void **)&is_counted, counts->term_count, sizeof *is_counted, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    size_t counted = 0;
    for (size_t column = 0; column < counts->term_count; column++) {
        const enum channel channel = counts->terms[column].channel;
        is_counted[column] = channel == CHANNEL_WORD || channel == CHANNEL_DATE;
        counted += is_counted[column];
    }
    const bool all_are = counted == counts->term_count;
    for (size_t row = 0; row < rows->row_count; row++) {
        const uint64_t start = rows->starts[row], length = rows->starts[row + 1] - start;
        uint64_t terms = all_are ? length : 0;
        for (size_t part = 0; !all_are && part < counts_parts(counts); part++) {
            size_t begin, end;
            low_columns_part(&counts->low_columns, row, (size_t)length, part, &begin, &end);
            for (uint64_t entry = start + begin; entry < start + end; entry++) {
                terms += is_counted[counts_column(counts, entry, part)];
            }
        }
        counts->documents[row]->terms = (uint32_t)terms;
    }
    free(is_counted);
    return STATUS_OK;
}
