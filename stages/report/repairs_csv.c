/* repairs_csv.c - the places are bytes of the decoded text, as in the vertical format. */
#include "repairs_csv.h"

#include "csv_writer.h"
#include "document_details.h"

uint64_t repairs_csv_count(const struct document *document)
{
    uint64_t count = 0;
    for (int kind = 0; kind < REPAIR_COUNT; kind++) {
        count += document_details(document)->repairs[kind];
    }
    return count;
}

static enum status write_row(struct csv_writer *csv, struct span document, const struct repair *repair,
                             struct failure *failure)
{
    csv_span(csv, document);
    csv_text(csv, repair_names[repair->kind]);
    csv_integer(csv, repair->start);
    csv_integer(csv, repair->end);
    if (repair->second_end > repair->second_start) {
        csv_integer(csv, repair->second_start);
        csv_integer(csv, repair->second_end);
    } else {
        csv_missing(csv, 2);
    }
    csv_span(csv, repair->written);
    csv_span(csv, repair->mended);
    return csv_end_row(csv, failure);
}

enum status repairs_csv_write(struct writer *writer, struct document *const *documents, size_t count,
                              struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "document,kind,start,end,second_start,second_end,written,mended");
    enum status status = csv_end_row(&csv, failure);
    for (size_t i = 0; i < count; i++) {
        const struct document_details *const details = document_details(documents[i]);
        for (size_t j = 0; j < details->repair_list_count && status == STATUS_OK; j++) {
            status = write_row(&csv, documents[i]->id, &details->repair_list[j], failure);
        }
    }
    return status;
}
