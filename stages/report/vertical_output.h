/* vertical_output.h - what stages that write the vertical format to standard output share: all but the rows. The state
 * of each is a struct vertical_writer. */
#ifndef MIZAN_VERTICAL_OUTPUT_H
#define MIZAN_VERTICAL_OUTPUT_H

#include "stage.h"

enum status vertical_output_open(void *state, const struct settings *settings, struct flow *flow) MUST_CHECK;
enum status vertical_output_begin_document(void *state, struct flow *flow) MUST_CHECK;
enum status vertical_output_end_document(void *state, struct flow *flow) MUST_CHECK;
enum status vertical_output_finish(void *state, struct flow *flow) MUST_CHECK;
void vertical_output_close(void *state);

#endif
