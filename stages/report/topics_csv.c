/* topics_csv.c - one table and not two: what is said of a topic as a whole is repeated, so that no join is needed. */
#include "topics_csv.h"

#include <stdio.h>

#include "csv_writer.h"

enum { NAME_BYTES = 32 };

enum status topics_csv_begin(struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "topic,share,coherence,passages,rank,document,share_of_document,share_of_topic");
    return csv_end_row(&csv, failure);
}

enum status topics_csv_add(struct writer *writer, const struct counts *counts, const struct topic_finding *topic,
                           struct failure *failure)
{
    char name[NAME_BYTES];
    (void)snprintf(name, sizeof name, TOPIC_NAME_PREFIX "%zu", topic->number);
    for (size_t i = 0; i < topic->document_count; i++) {
        struct csv_writer csv = {.writer = writer};
        csv_text(&csv, name);
        csv_number(&csv, topic->share);
        csv_number(&csv, topic->coherence);
        csv_integer(&csv, topic->passages);
        csv_integer(&csv, i + 1);
        csv_span(&csv, counts->documents[topic->documents[i].row]->id);
        csv_number(&csv, topic->documents[i].share_of_document);
        csv_number(&csv, topic->documents[i].share_of_topic);
        if (csv_end_row(&csv, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}
