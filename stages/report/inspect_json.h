/* inspect_json.h - what mizan inspect found, as JSON: every document, every rejected one, every warning. */
#ifndef MIZAN_INSPECT_JSON_H
#define MIZAN_INSPECT_JSON_H

#include "failure.h"
#include "record.h"
#include "writer.h"

enum status inspect_json_write(struct writer *writer, const struct journal *journal,
                               struct failure *failure) MUST_CHECK;

#endif
