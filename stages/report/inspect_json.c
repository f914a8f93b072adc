/* inspect_json.c - the fields of the table, all rows of it. */
#include "inspect_json.h"

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

static void write_reject(struct json_writer *json, const struct reject *reject)
{
    json_writer_object(json, NULL);
    json_writer_span(json, "document", reject->id);
    json_writer_span(json, "path", reject->path);
    if (reject->line > 0)
        json_writer_integer(json, "line", reject->line);
    json_writer_span(json, "reason", reject->reason);
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
    json_writer_array(&json, "rejects");
    for (size_t i = 0; i < journal->reject_count; i++)
        write_reject(&json, &journal->rejects[i]);
    json_writer_close(&json);
    json_writer_array(&json, "warnings");
    for (size_t i = 0; i < journal->warning_count; i++)
        json_writer_span(&json, NULL, journal->warnings[i].text);
    json_writer_close(&json);
    json_writer_close(&json);
    return writer_check(writer, failure);
}
