/* event_inputs.h - the events of --events, emitted like texts, so that their words become terms by the very rules that
 * those of the documents do. */
#ifndef MIZAN_EVENT_INPUTS_H
#define MIZAN_EVENT_INPUTS_H

#include "events_file.h"
#include "stage.h"

/* Reads the table at `path`, as events_file_read does. FAILURE_USAGE for standard input. */
enum status event_inputs_open(struct events_file *events, const char *path, struct arena *arena, struct flow *flow,
                              struct failure *failure) MUST_CHECK;

/*
 * Waits for the documents, then emits a RECORD_INPUT of ROLE_EVENT for each event and each language of the documents:
 * in which language a word is meant, nobody said, so it is read in each. Of these the first alone has the dates. Ids
 * are "EVENT [LANGUAGE]". `arena` is for what is emitted, and cleared by nobody here.
 */
enum status event_inputs_emit(const struct events_file *events, struct arena *arena, struct flow *flow,
                              struct failure *failure) MUST_CHECK;

#endif
