/* write_terms.c - write_terms_stage: words with their normalized form and term in the vertical format on standard
 * output. */
#include <unistd.h>

#include "stages.h"
#include "vertical_writer.h"

static enum status open_output(void *state, const struct settings *settings, struct flow *flow)
{
    struct vertical_writer *const vertical = state;
    (void)settings;
    return writer_attach(&vertical->writer, STDOUT_FILENO, "standard output", flow_failure(flow));
}

static enum status begin_document(void *state, struct flow *flow)
{
    struct vertical_writer *const vertical = state;
    vertical_writer_begin_document(vertical, flow_document(flow));
    return writer_check(&vertical->writer, flow_failure(flow));
}

static enum status accept_terms(void *state, const struct record *record, struct flow *flow)
{
    struct vertical_writer *const vertical = state;
    const struct terms *const terms = record->as.terms;
    for (size_t i = 0; i < terms->count; i++) {
        const struct form *const form = terms->forms[i];
        vertical_writer_word(vertical, &terms->words[i]);
        vertical_writer_column(vertical, form->normalized);
        vertical_writer_column(vertical, form->term);
        vertical_writer_end_row(vertical);
    }
    return writer_check(&vertical->writer, flow_failure(flow));
}

static enum status end_document(void *state, struct flow *flow)
{
    struct vertical_writer *const vertical = state;
    vertical_writer_end_document(vertical);
    return writer_check(&vertical->writer, flow_failure(flow));
}

static enum status finish_output(void *state, struct flow *flow)
{
    struct vertical_writer *const vertical = state;
    return writer_close(&vertical->writer, flow_failure(flow));
}

static void close_output(void *state)
{
    struct vertical_writer *const vertical = state;
    writer_discard(&vertical->writer);
}

const struct stage_type write_terms_stage = {
    .name = "write terms",
    .placement = IN_ORDER,
    .consumes = RECORD_TERMS,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct vertical_writer),
    .open = open_output,
    .begin_document = begin_document,
    .accept = accept_terms,
    .end_document = end_document,
    .finish = finish_output,
    .close = close_output,
};
