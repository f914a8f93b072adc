/* journal_json.c - in input order, as the journal has them. */
#include "journal_json.h"

void journal_json_write(struct json_writer *json, const struct journal *journal)
{
    json_writer_array(json, "rejects");
    for (size_t i = 0; i < journal->reject_count; i++) {
        const struct reject *const reject = &journal->rejects[i];
        json_writer_object(json, NULL);
        json_writer_span(json, "document", reject->id);
        json_writer_span(json, "path", reject->path);
        if (reject->line > 0)
            json_writer_integer(json, "line", reject->line);
        json_writer_span(json, "reason", reject->reason);
        json_writer_close(json);
    }
    json_writer_close(json);
    json_writer_array(json, "warnings");
    for (size_t i = 0; i < journal->warning_count; i++)
        json_writer_span(json, NULL, journal->warnings[i].text);
    json_writer_close(json);
}
