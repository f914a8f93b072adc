/* journal_json.h - what was left out and what was warned of, as two arrays of a JSON object. */
#ifndef MIZAN_JOURNAL_JSON_H
#define MIZAN_JOURNAL_JSON_H

#include "json_writer.h"
#include "record.h"

/* "rejects" (document, path, line of an NDJSON line, reason) and "warnings" (texts) into the object that is open. */
void journal_json_write(struct json_writer *json, const struct journal *journal);

#endif
