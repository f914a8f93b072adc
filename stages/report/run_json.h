/*
 * run_json.h - run.json: what made these results, so that they can be judged and repeated.
 *
 * Nothing in it differs between equal runs: no clock, host, workers, memory or path of OUT. Members, in this order:
 * `program` ("mizan"), `versions`, `corpus` (the arguments as given), `options` (key: the long option's name without
 * dashes; value: what the command line would say, numbers as numbers, a frequency bound that is a share as a real, one
 * that is a count as an integer, an option that was not given null or false), `weighting`, `measure`, `topics` (how
 * they were found; not there without --topics), `events` (where they come from), `tables` and `files` (CRC-32 of the
 * language tables and of the user's own), `inputs`, `counts`, `rejects`, `warnings`. CRC-32 as 8 hexadecimal digits.
 */
#ifndef MIZAN_RUN_JSON_H
#define MIZAN_RUN_JSON_H

#include "failure.h"
#include "finding.h"
#include "matrix.h"
#include "record.h"
#include "settings.h"
#include "writer.h"

/* topics: NULL, or all 0, without --topics; events: NULL where nothing is known of them */
enum status run_json_write(struct writer *writer, const struct settings *settings, const struct journal *journal,
                           const struct weighted *weighted, const struct topic_model *topics,
                           const struct event_model *events, struct failure *failure) MUST_CHECK;

#endif
