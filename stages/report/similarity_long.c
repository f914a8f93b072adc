/* similarity_long.c - each pair once, the document that comes first in documents.csv as document_a. */
#include "similarity_long.h"

#include "csv_writer.h"

enum status similarity_long_begin(struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "document_a,document_b,source_a,source_b,event_a,event_b,similarity");
    return csv_end_row(&csv, failure);
}

static enum status write_row(struct writer *writer, const struct counts *counts, size_t first, size_t second,
                             double similarity, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    const struct document *const a = counts->documents[first], *const b = counts->documents[second];
    csv_span(&csv, a->id);
    csv_span(&csv, b->id);
    csv_span(&csv, a->source);
    csv_span(&csv, b->source);
    csv_span(&csv, a->event);
    csv_span(&csv, b->event);
    csv_number(&csv, similarity);
    return csv_end_row(&csv, failure);
}

enum status similarity_long_add_row(struct writer *writer, const struct counts *counts,
                                    const struct similarity_row *row, struct failure *failure)
{
    for (size_t column = row->row + 1; column < row->count; column++) {
        if (write_row(writer, counts, row->row, column, row->values[column], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

enum status similarity_long_add_pair(struct writer *writer, const struct counts *counts,
                                     const struct similarity_pair *pair, struct failure *failure)
{
    return write_row(writer, counts, pair->row, pair->column, pair->similarity, failure);
}
