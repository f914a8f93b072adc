/*
 * gather_lines.c - gather_lines_stage: RECORD_HIT -> to who had the documents read again.
 *
 * What was read the second time must be what was read the first time: the same document, with the same text.
 */
#include <inttypes.h>

#include "rereading.h"
#include "stages.h"

struct gather_lines {
    struct rereading *rereading;
    size_t place; /* of the current document */
};

static enum status gather_lines_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct gather_lines *const gather = memory;
    (void)flow;
    gather->rereading = settings->rereading;
    return STATUS_OK;
}

static enum status gather_lines_begin(void *memory, struct flow *flow)
{
    struct gather_lines *const gather = memory;
    const struct document *const again = flow_document(flow);
    gather->place = rereading_find(gather->rereading, again->number);
    if (gather->place == gather->rereading->count) {
        return flow_fail(flow, FAILURE_INTERNAL, "a document was read again that nobody wants; please report this");
    }
    const struct document *const first = gather->rereading->documents[gather->place].document;
    if (!span_equal(first->id, again->id) || first->crc != again->crc || first->bytes != again->bytes) {
        return flow_fail(flow, FAILURE_DATA,
                         "%.*s: has changed while it was compared: CRC-32 of its text %08" PRIx32 " (%" PRIu64
                         " bytes) at first, %08" PRIx32 " (%" PRIu64 " bytes) afterwards; run mizan again",
                         SPAN_ARGUMENTS(first->path), first->crc, first->bytes, again->crc, again->bytes);
    }
    gather->rereading->seen++;
    return STATUS_OK;
}

static enum status gather_lines_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct gather_lines *const gather = memory;
    return gather->rereading->take(gather->rereading->take_context, gather->place, record->as.hit, flow_failure(flow));
}

const struct stage_type gather_lines_stage = {
    .name = "gather lines",
    .placement = IN_ORDER,
    .consumes = RECORD_HIT,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct gather_lines),
    .open = gather_lines_open,
    .begin_document = gather_lines_begin,
    .accept = gather_lines_accept,
};
