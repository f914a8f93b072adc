/* write_explanations.c - write_explanations_stage: how words came to their terms, for people: a word, then a line for
 * each step with what it left and why. */
#include "screen.h"
#include "stages.h"
#include "text_width.h"

enum { INDENT = 2, WHAT_COLUMNS = 11, WORD_COLUMNS = 16 };

struct write_explanations {
    struct screen screen;
    bool has_words;          /* of the whole run */
    bool has_document_words; /* of the current operand */
};

static enum status open_output(void *state, const struct settings *settings, struct flow *flow)
{
    struct write_explanations *const output = state;
    (void)settings;
    return screen_open(&output->screen, flow_failure(flow));
}

static void show_step(struct screen *screen, const struct explained_step *step)
{
    screen_spaces(screen, INDENT);
    text_show_field(&screen->writer, step->what, WHAT_COLUMNS, TEXT_LEFT);
    text_show(&screen->writer, step->word);
    const size_t width = text_width(step->word);
    screen_spaces(screen, width < WORD_COLUMNS ? WORD_COLUMNS - width : 1);
    text_show(&screen->writer, step->why);
    writer_byte(&screen->writer, '\n');
}

static enum status begin_document(void *state, struct flow *flow)
{
    struct write_explanations *const output = state;
    (void)flow;
    output->has_document_words = false;
    return STATUS_OK;
}

static enum status accept_explanation(void *state, const struct record *record, struct flow *flow)
{
    struct write_explanations *const output = state;
    const struct explanation *const explanation = record->as.explanation;
    struct screen *const screen = &output->screen;
    if (output->has_words) {
        writer_byte(&screen->writer, '\n');
    }
    output->has_words = output->has_document_words = true;
    text_show(&screen->writer, explanation->surface);
    writer_byte(&screen->writer, '\n');
    for (size_t i = 0; i < explanation->count; i++) {
        show_step(screen, &explanation->steps[i]);
    }
    return writer_check(&screen->writer, flow_failure(flow));
}

static enum status end_document(void *state, struct flow *flow)
{
    const struct write_explanations *const output = state;
    return output->has_document_words ? STATUS_OK : flow_warn(flow, "there is no word in it");
}

static enum status finish_output(void *state, struct flow *flow)
{
    struct write_explanations *const output = state;
    return screen_close(&output->screen, flow_failure(flow));
}

static void close_output(void *state)
{
    struct write_explanations *const output = state;
    screen_discard(&output->screen);
}

const struct stage_type write_explanations_stage = {
    .name = "write explanations",
    .placement = IN_ORDER,
    .consumes = RECORD_EXPLANATION,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct write_explanations),
    .open = open_output,
    .begin_document = begin_document,
    .accept = accept_explanation,
    .end_document = end_document,
    .finish = finish_output,
    .close = close_output,
};
