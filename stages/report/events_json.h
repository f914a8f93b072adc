/* events_json.h - the member `events` of run.json: where the events come from, and how passages went to them. */
#ifndef MIZAN_EVENTS_JSON_H
#define MIZAN_EVENTS_JSON_H

#include "finding.h"
#include "json_writer.h"

/* Nothing for NULL. */
void events_json_write(struct json_writer *json, const struct event_model *events);

#endif
