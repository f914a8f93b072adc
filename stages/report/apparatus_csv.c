/* apparatus_csv.c - the table by which a reader judges what was left out of the comparison. */
#include "apparatus_csv.h"

#include "csv_writer.h"
#include "document_details.h"

static enum status write_run(struct csv_writer *csv, const struct document *document, const struct apparatus_run *run,
                             struct failure *failure)
{
    csv_span(csv, document->id);
    csv_text(csv, field_names[run->field]);
    csv_integer(csv, run->start);
    csv_integer(csv, run->end);
    csv_integer(csv, run->words);
    csv_span(csv, run->excerpt);
    return csv_end_row(csv, failure);
}

enum status apparatus_csv_write(struct writer *writer, struct document *const *documents, size_t count,
                                struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "document,field,start,end,words,excerpt");
    enum status status = csv_end_row(&csv, failure);
    for (size_t i = 0; i < count; i++) {
        const struct document_details *const details = document_details(documents[i]);
        for (size_t j = 0; j < details->apparatus_count && status == STATUS_OK; j++)
            status = write_run(&csv, documents[i], &details->apparatus[j], failure);
    }
    return status;
}
