/* vertical_output.c - errors are looked for once a record, where the writer has kept the first. */
#include "vertical_output.h"

#include <unistd.h>

#include "vertical_writer.h"

enum status vertical_output_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct vertical_writer *const vertical = state;
    (void)settings;
    return writer_attach(&vertical->writer, STDOUT_FILENO, "standard output", flow_failure(flow));
}

enum status vertical_output_begin_document(void *state, struct flow *flow)
{
    struct vertical_writer *const vertical = state;
    vertical_writer_begin_document(vertical, flow_document(flow));
    return writer_check(&vertical->writer, flow_failure(flow));
}

enum status vertical_output_end_document(void *state, struct flow *flow)
{
    struct vertical_writer *const vertical = state;
    vertical_writer_end_document(vertical);
    return writer_check(&vertical->writer, flow_failure(flow));
}

enum status vertical_output_finish(void *state, struct flow *flow)
{
    struct vertical_writer *const vertical = state;
    return writer_close(&vertical->writer, flow_failure(flow));
}

void vertical_output_close(void *state)
{
    struct vertical_writer *const vertical = state;
    writer_discard(&vertical->writer);
}
