/* write_words.c - write_words_stage: words and their places in the vertical format on standard output, as they arrive.
 */
#include "stages.h"
#include "vertical_output.h"
#include "vertical_writer.h"

static enum status accept_words(void *state, const struct record *record, struct flow *flow)
{
    struct vertical_writer *const vertical = state;
    const struct words *const words = record->as.words;
    for (size_t i = 0; i < words->count; i++) {
        vertical_writer_word(vertical, &words->items[i]);
        vertical_writer_end_row(vertical);
    }
    return writer_check(&vertical->writer, flow_failure(flow));
}

const struct stage_type write_words_stage = {
    .name = "write words",
    .placement = IN_ORDER,
    .consumes = RECORD_WORDS,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct vertical_writer),
    .open = vertical_output_open,
    .begin_document = vertical_output_begin_document,
    .accept = accept_words,
    .end_document = vertical_output_end_document,
    .finish = vertical_output_finish,
    .close = vertical_output_close,
};
