/*
 * unchanged.c - unchanged_stage: RECORD_COUNTS -> the same, once it is certain that what was read is what the earlier
 * run read: every file of its run.json is there, with the same bytes, and no other.
 */
#include <inttypes.h>

#include "stages.h"

static const struct input_file *find_input(const struct input_file *files, size_t count, struct span path)
{
    for (size_t i = 0; i < count; i++) {
        if (span_equal(files[i].path, path)) {
            return &files[i];
        }
    }
    return NULL;
}

struct unchanged {
    const struct settings *settings;
};

static enum status unchanged_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct unchanged *const unchanged = memory;
    (void)flow;
    unchanged->settings = settings;
    return STATUS_OK;
}

/* Files come in the same order as a rule, so the place in the list is looked at first. */
static enum status check_earlier(const struct settings *settings, const struct journal *journal, size_t i,
                                 struct flow *flow)
{
    const struct input_file *const earlier = &settings->earlier_inputs[i];
    const bool in_place = i < journal->input_count && span_equal(journal->inputs[i].path, earlier->path);
    const struct input_file *const now =
        in_place ? &journal->inputs[i] : find_input(journal->inputs, journal->input_count, earlier->path);
    if (now == NULL) {
        return flow_fail(flow, FAILURE_NO_INPUT,
                         "%.*s: was read for %s and is not read any more; put it back, or run mizan compare again",
                         SPAN_ARGUMENTS(earlier->path), settings->results);
    }
    if (now->bytes != earlier->bytes || now->crc != earlier->crc) {
        return flow_fail(flow, FAILURE_DATA,
                         "%.*s: has changed since %s was made: CRC-32 %08" PRIx32 " (%" PRIu64
                         " bytes) then, %08" PRIx32 " (%" PRIu64 " bytes) now; run mizan compare again",
                         SPAN_ARGUMENTS(earlier->path), settings->results, earlier->crc, earlier->bytes, now->crc,
                         now->bytes);
    }
    return STATUS_OK;
}

static enum status unchanged_accept(void *memory, const struct record *record, struct flow *flow)
{
    const struct settings *const settings = ((const struct unchanged *)memory)->settings;
    const struct journal *const journal = flow_journal(flow);
    for (size_t i = 0; i < settings->earlier_input_count; i++) {
        if (check_earlier(settings, journal, i, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    for (size_t i = 0; i < journal->input_count && journal->input_count != settings->earlier_input_count; i++) {
        const struct span path = journal->inputs[i].path;
        if (find_input(settings->earlier_inputs, settings->earlier_input_count, path) == NULL) {
            return flow_fail(flow, FAILURE_DATA,
                             "%.*s: is new since %s was made; take it away, or run mizan compare again",
                             SPAN_ARGUMENTS(path), settings->results);
        }
    }
    return flow_emit(flow, record);
}

const struct stage_type unchanged_stage = {
    .name = "unchanged",
    .placement = WHOLE,
    .consumes = RECORD_COUNTS,
    .produces = RECORD_COUNTS,
    .state_size = sizeof(struct unchanged),
    .open = unchanged_open,
    .accept = unchanged_accept,
};
