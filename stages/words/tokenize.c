/* tokenize.c - RECORD_TEXT -> RECORD_WORDS, one for one; how words are found stands in tokenizer.c and word_split.c. */
#include "stages.h"
#include "tokenizer.h"

struct tokenize {
    struct tokenizer *tokenizer;
};

static enum status tokenize_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct tokenize *const tokenize = state;
    if (tokenizer_open(&tokenize->tokenizer, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (settings->command == COMMAND_NEAREST && settings->ngrams == 1) {
        tokenizer_skip_sentences(tokenize->tokenizer); /* only n-grams would see them */
    }
    return STATUS_OK;
}

static enum status tokenize_begin_document(void *state, struct flow *flow)
{
    (void)flow;
    struct tokenize *const tokenize = state;
    tokenizer_begin(tokenize->tokenizer);
    return STATUS_OK;
}

static enum status tokenize_accept(void *state, const struct record *record, struct flow *flow)
{
    struct tokenize *const tokenize = state;
    struct words words;
    if (tokenizer_words(tokenize->tokenizer, record->as.text, &words, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return flow_emit(flow, &(struct record){.kind = RECORD_WORDS, .as.words = &words});
}

static void tokenize_close(void *state)
{
    struct tokenize *const tokenize = state;
    tokenizer_close(tokenize->tokenizer);
    tokenize->tokenizer = NULL;
}

const struct stage_type tokenize_stage = {
    .name = "tokenize",
    .placement = PER_WORKER,
    .consumes = RECORD_TEXT,
    .produces = RECORD_WORDS,
    .state_size = sizeof(struct tokenize),
    .open = tokenize_open,
    .begin_document = tokenize_begin_document,
    .accept = tokenize_accept,
    .close = tokenize_close,
};
