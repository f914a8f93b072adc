/*
 * line_inputs.h - lines of NDJSON as inputs. They are cut here, because that is serial by nature, and parsed by the
 * workers; here they are parsed only where a column was asked for (--where and its kin), so that a line which does not
 * match never becomes a document.
 */
#ifndef MIZAN_LINE_INPUTS_H
#define MIZAN_LINE_INPUTS_H

#include "line_reader.h"
#include "record.h"
#include "stage.h"

struct inputs;

/* Emits the lines of the corpus at `path`, in the role of what is read now. */
enum status line_inputs_read(struct inputs *inputs, struct flow *flow, const char *path) MUST_CHECK;

/* Emits the lines of a reader that stands at the start of `path`, in a role of its own. Conditions hold for documents
 * alone. FAILURE_NO_INPUT where there is no line. */
enum status line_inputs_use(struct inputs *inputs, struct flow *flow, struct line_reader *reader, const char *path,
                            enum role role) MUST_CHECK;

#endif
