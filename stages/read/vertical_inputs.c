/*
 * vertical_inputs.c - the vertical format on standard input -> one RECORD_INPUT a document.
 *
 * Only what lies between documents is looked at here, and whether the bytes are UTF-8; the lines of a document are
 * parsed by the workers (words/vertical.c). One document is held at a time, a long one beyond --memory in a file.
 */
#include <stdio.h>

#include "line_reader.h"
#include "long_array.h"
#include "stages.h"
#include "vertical_tag.h"

enum { DEFAULT_ID_BYTES = 32, BYTES_A_LOOK = 1 << 20 };

struct vertical_inputs {
    struct line_reader *reader;
    struct arena arena; /* of the document that is being read */
    struct document declared;
    char default_id[DEFAULT_ID_BYTES];
    struct spill *spill;
    char *payload;
    size_t payload_bytes, payload_capacity;
    uint64_t document_count;
    bool in_document, in_comment;
};

static enum status check_bytes(struct span line, struct spill *spill, uint64_t number, struct failure *failure)
{
    size_t broken = 0;
    if (!line_is_utf8(line, spill, &broken)) {
        return failure_set(failure, FAILURE_DATA,
                           "standard input, line %llu: byte %zu is not valid UTF-8; convert the file with iconv first",
                           (unsigned long long)number, broken + 1);
    }
    const char *const nul = line.length > 0 ? memchr(line.bytes, '\0', line.length) : NULL;
    if (nul != NULL) {
        return failure_set(
            failure, FAILURE_DATA,
            "standard input, line %llu: byte %zu is a NUL byte; the vertical format is text, take it out",
            (unsigned long long)number, (size_t)(nul - line.bytes) + 1);
    }
    return STATUS_OK;
}

/* A word is held several times: as it is written, folded, as a term, and while it is looked up (measured: 4.2). */
static enum status expect_giant(const struct vertical_inputs *inputs, size_t bytes, struct failure *failure)
{
    enum { TIMES = 5 };
    return bytes < SPILL_PIECE_BYTES
               ? STATUS_OK
               : spill_expect(inputs->spill, "a line of the vertical format", (uint64_t)bytes * TIMES, 0, failure);
}

static enum status append(struct vertical_inputs *inputs, struct span line, struct failure *failure)
{
    const size_t wanted = inputs->payload_bytes + line.length + 1;
    if (wanted > inputs->payload_capacity &&
        long_array_grow(inputs->spill, (void **)&inputs->payload, &inputs->payload_capacity, wanted, 1, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    if (inputs->payload_bytes / BYTES_A_LOOK != wanted / BYTES_A_LOOK) {
        spill_make_room(inputs->spill);
    }
    memcpy(inputs->payload + inputs->payload_bytes, line.bytes, line.length);
    inputs->payload_bytes += line.length;
    return STATUS_OK;
}

/* The line is borrowed, and the attributes must outlive it. */
static enum status start_document(struct vertical_inputs *inputs, struct span line, uint64_t number,
                                  struct failure *failure)
{
    arena_clear(&inputs->arena);
    struct span kept;
    struct metadata metadata;
    if (arena_copy(&inputs->arena, line, &kept, failure) != STATUS_OK ||
        vertical_tag_attributes(kept, number, &inputs->arena, &metadata, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    (void)snprintf(inputs->default_id, sizeof inputs->default_id, "-:%llu", (unsigned long long)number);
    inputs->declared = (struct document){.id = span_of(inputs->default_id), .path = span_of("-"), .line = number};
    inputs->payload_bytes = 0;
    inputs->in_document = true;
    return metadata_apply(&metadata, NULL, &inputs->arena, &inputs->declared, failure);
}

/* Of a file, where it is one, those to come are taken to be as long as those so far. */
static void expect_documents(const struct vertical_inputs *inputs, struct flow *flow)
{
    uint64_t read, size;
    line_reader_position(inputs->reader, &read, &size);
    if (read > 0 && size >= read) {
        const double more = (double)(size - read) / (double)read;
        flow_expect(flow, inputs->document_count + (uint64_t)((double)inputs->document_count * more), size > read);
    }
}

/* A long payload is given away: it would be copied into memory. */
static enum status end_document(struct vertical_inputs *inputs, struct flow *flow)
{
    const bool is_long = inputs->payload_capacity >= LONG_ARRAY_BYTES;
    const struct input input = {.kind = INPUT_VERTICAL,
                                .role = ROLE_DOCUMENT,
                                .payload = {inputs->payload, inputs->payload_bytes},
                                .block = is_long ? &inputs->payload : NULL,
                                .declared = &inputs->declared};
    inputs->in_document = false;
    inputs->document_count++;
    expect_documents(inputs, flow);
    const enum status status = flow_emit(flow, &(struct record){.kind = RECORD_INPUT, .as.input = &input});
    if (inputs->payload == NULL) {
        inputs->payload_capacity = 0;
    }
    return status;
}

/* Comments can span lines; the state is kept in *in_comment. Is the line within one? */
static bool is_comment(struct span line, bool *in_comment)
{
    const bool starts = !*in_comment && line.length >= 4 && memcmp(line.bytes, "<!--", 4) == 0;
    if (!starts && !*in_comment) {
        return false;
    }
    *in_comment = memmem(line.bytes, line.length, "-->", 3) == NULL;
    return true;
}

static bool is_other_tag(struct span line)
{
    return line.length > 1 && line.bytes[0] == '<' && line.bytes[1] != '\t' && line.bytes[1] != ' ';
}

static enum status take_line(struct vertical_inputs *inputs, struct span line, uint64_t number, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    const unsigned long long shown = number;
    if (check_bytes(line, inputs->spill, number, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const bool comment = is_comment(line, &inputs->in_comment);
    if (!comment && expect_giant(inputs, line.length, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const bool opens = !comment && vertical_tag_is(line, "doc");
    if (opens && inputs->in_document) {
        return flow_fail(
            flow, FAILURE_DATA,
            "standard input, line %llu: <doc> inside the document that starts on line %llu; close that with "
            "</doc> first",
            shown, (unsigned long long)inputs->declared.line);
    }
    if (opens && start_document(inputs, line, number, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (inputs->in_document) {
        if (append(inputs, line, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        return !comment && vertical_tag_is(line, "/doc") ? end_document(inputs, flow) : STATUS_OK;
    }
    if (!comment && vertical_tag_is(line, "/doc")) {
        return flow_fail(flow, FAILURE_DATA, "standard input, line %llu: </doc> without a <doc> before it", shown);
    }
    if (!comment && !line_is_blank(line) && !is_other_tag(line)) {
        return flow_fail(flow, FAILURE_DATA,
                         "standard input, line %llu: a word outside of <doc ...> and </doc>; expected the vertical "
                         "format, as mizan tokenize writes it",
                         shown);
    }
    return STATUS_OK;
}

static enum status read_all(struct vertical_inputs *inputs, struct flow *flow)
{
    for (;;) {
        struct span line;
        uint64_t number = 0;
        bool found = false;
        if (line_reader_next(inputs->reader, &line, &number, &found, flow_failure(flow)) != STATUS_OK) {
            return flow_interrupted(flow) ? flow_fail_signal(flow) : STATUS_FAILED;
        }
        if (!found) {
            return STATUS_OK;
        }
        if (take_line(inputs, line, number, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
}

static enum status vertical_inputs_finish(void *state, struct flow *flow)
{
    struct vertical_inputs *const inputs = state;
    inputs->spill = flow_spill(flow);
    if (line_reader_open(&inputs->reader, "-", flow, flow_failure(flow)) != STATUS_OK ||
        read_all(inputs, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (inputs->in_document) {
        return flow_fail(
            flow, FAILURE_DATA,
            "standard input, line %llu: the document that starts here is not closed; is the input cut off? "
            "</doc> was expected before the end",
            (unsigned long long)inputs->declared.line);
    }
    if (inputs->document_count == 0) {
        return flow_fail(
            flow, FAILURE_NO_INPUT,
            "standard input: no <doc ...> found; expected the vertical format, as mizan tokenize writes it");
    }
    return STATUS_OK;
}

static void vertical_inputs_close(void *state)
{
    struct vertical_inputs *const inputs = state;
    spill_free(inputs->spill, inputs->payload);
    inputs->payload = NULL;
    arena_free(&inputs->arena);
    line_reader_close(inputs->reader);
    inputs->reader = NULL;
}

const struct stage_type vertical_inputs_stage = {
    .name = "vertical inputs",
    .placement = IN_ORDER,
    .consumes = RECORD_NONE,
    .produces = RECORD_INPUT,
    .state_size = sizeof(struct vertical_inputs),
    .finish = vertical_inputs_finish,
    .close = vertical_inputs_close,
};
