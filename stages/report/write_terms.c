/* write_terms.c - write_terms_stage: words with their normalized form and term in the vertical format on standard
 * output. */
#include "stages.h"
#include "vertical_output.h"
#include "vertical_writer.h"

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

const struct stage_type write_terms_stage = {
    .name = "write terms",
    .placement = IN_ORDER,
    .consumes = RECORD_TERMS,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct vertical_writer),
    .open = vertical_output_open,
    .begin_document = vertical_output_begin_document,
    .accept = accept_terms,
    .end_document = vertical_output_end_document,
    .finish = vertical_output_finish,
    .close = vertical_output_close,
};
