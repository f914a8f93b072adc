/* keep_text.c - keep_text_stage: RECORD_WORDS -> the same, the text of the documents to be explained kept with them. */
#include <stdlib.h>

#include "array.h"
#include "document_details.h"
#include "explained_document.h"
#include "stages.h"

struct keep_text {
    const struct settings *settings;
    char *bytes;
    size_t length, capacity;
};

static enum status keep_text_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct keep_text *const keep = memory;
    (void)flow;
    keep->settings = settings;
    return STATUS_OK;
}

static enum status keep_text_begin(void *memory, struct flow *flow)
{
    struct keep_text *const keep = memory;
    (void)flow;
    keep->length = 0;
    return STATUS_OK;
}

/* Blocks follow one another; what a stage held back may come with no block. */
static enum status keep_text_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct keep_text *const keep = memory;
    const struct text *const text = &record->as.words->text;
    if (explained_document(keep->settings, flow_document(flow)) && text->utf8.length > 0) {
        const size_t end = (size_t)text->offset + text->utf8.length;
        if (array_reserve((void **)&keep->bytes, &keep->capacity, end, 1, flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (text->offset > keep->length) {
            memset(keep->bytes + keep->length, ' ', (size_t)text->offset - keep->length);
        }
        memcpy(keep->bytes + text->offset, text->utf8.bytes, text->utf8.length);
        keep->length = end > keep->length ? end : keep->length;
    }
    return flow_emit(flow, record);
}

static enum status keep_text_end(void *memory, struct flow *flow)
{
    struct keep_text *const keep = memory;
    struct document_details *details;
    if (keep->length == 0) {
        return STATUS_OK;
    }
    if (document_details_make(flow_document(flow), flow_document_arena(flow), &details, flow_failure(flow)) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    return arena_copy(flow_document_arena(flow), (struct span){keep->bytes, keep->length}, &details->kept_text,
                      flow_failure(flow));
}

static void keep_text_close(void *memory)
{
    struct keep_text *const keep = memory;
    free(keep->bytes);
}

const struct stage_type keep_text_stage = {
    .name = "keep text",
    .placement = PER_WORKER,
    .consumes = RECORD_WORDS,
    .produces = RECORD_WORDS,
    .state_size = sizeof(struct keep_text),
    .open = keep_text_open,
    .begin_document = keep_text_begin,
    .accept = keep_text_accept,
    .end_document = keep_text_end,
    .close = keep_text_close,
};
