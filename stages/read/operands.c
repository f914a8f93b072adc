/*
 * operands.c - the source of a run on words that stand in the command line: each is a document of NDJSON, so that it
 * goes the way of all others. Its language is that of its script where none is declared: one word is too little to
 * detect it.
 */
#include "stages.h"

#include <jansson.h>
#include <stdlib.h>

#include "language.h"
#include "utf8.h"

struct operands {
    const struct settings *settings;
};

static enum status operands_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct operands *const operands = state;
    operands->settings = settings;
    for (size_t i = 0; i < settings->corpus_count; i++) {
        size_t broken = 0;
        if (!utf8_is_valid(span_of(settings->corpora[i]), &broken)) {
            return flow_fail(flow, FAILURE_USAGE,
                             "word %zu is not UTF-8 behind its byte %zu; is the terminal's locale one", i + 1, broken);
        }
    }
    return STATUS_OK;
}

static enum status emit_word(const struct operands *operands, size_t number, struct flow *flow)
{
    const char *const word = operands->settings->corpora[number];
    const struct language *const language =
        operands->settings->language != NULL ? NULL : language_of_first_letter(span_of(word));
    json_t *const object = language == NULL ? json_pack("{s:s}", "text", word)
                                            : json_pack("{s:s, s:s}", "text", word, "language", language->code);
    char *const line = object == NULL ? NULL : json_dumps(object, JSON_COMPACT);
    json_decref(object);
    if (line == NULL) {
        return failure_memory(flow_failure(flow), "a word of the command line");
    }
    char id[32];
    (void)snprintf(id, sizeof id, "word %zu", number + 1);
    const struct document declared = {.id = span_of(id), .path = span_of("the command line"), .line = number + 1};
    const struct input input = {INPUT_JSON, ROLE_DOCUMENT, span_of(line), NULL, &declared};
    const enum status status = flow_emit(flow, &(struct record){.kind = RECORD_INPUT, .as.input = &input});
    free(line);
    return status;
}

static enum status operands_finish(void *state, struct flow *flow)
{
    const struct operands *const operands = state;
    for (size_t i = 0; i < operands->settings->corpus_count; i++) {
        if (emit_word(operands, i, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

const struct stage_type operands_stage = {
    .name = "operands",
    .placement = IN_ORDER,
    .consumes = RECORD_NONE,
    .produces = RECORD_INPUT,
    .state_size = sizeof(struct operands),
    .open = operands_open,
    .finish = operands_finish,
};
