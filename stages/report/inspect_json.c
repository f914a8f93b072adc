/* inspect_json.c - the fields of the table, all rows of it. */
#include "inspect_json.h"

#include "journal_json.h"
#include "json_writer.h"

static void write_document(struct json_writer *json, const struct document *document)
{
    json_writer_object(json, NULL);
    json_writer_span(json, "document", document->id);
    json_writer_span(json, "source", document->source);
    json_writer_span(json, "event", document->event);
    json_writer_span(json, "language", document->language);
    json_writer_boolean(json, "language_detected", document->language_detected);
    json_writer_text(json, "encoding", document->encoding);
    json_writer_integer(json, "bytes", document->bytes);
    json_writer_span(json, "path", document->path);
    json_writer_close(json);
}

enum status inspect_json_write(struct writer *writer, const struct journal *journal, struct failure *failure)
{
    struct json_writer json = {.writer = writer};
    json_writer_object(&json, NULL);
    json_writer_array(&json, "documents");
    for (size_t i = 0; i < journal->document_count; i++) {
        if (journal->documents[i]->role == ROLE_DOCUMENT)
            write_document(&json, journal->documents[i]);
        if (writer_check(writer, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    json_writer_close(&json);
    journal_json_write(&json, journal);
    json_writer_close(&json);
    return writer_check(writer, failure);
}
