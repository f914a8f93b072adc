#include "line_inputs.h"

#include <inttypes.h>
#include <stdio.h>

#include "corpus_path.h"
#include "inputs_state.h"
#include "line_filter.h"
#include "spill.h"
#include "standard_input.h"

enum { EXPECTED_EVERY_LINES = 256 };

static enum status emit_line(struct inputs *inputs, struct flow *flow, const struct document *common, struct span line,
                             char **block, uint64_t number)
{
    const struct span name = corpus_path_name(common->path);
    struct document document = *common;
    void *memory;
    const size_t size = name.length + sizeof ":18446744073709551615";
    if (arena_take(&inputs->line_arena, size, &memory, &inputs->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const int written = snprintf(memory, size, "%.*s:%" PRIu64, SPAN_ARGUMENTS(name), number);
    document.id = (struct span){memory, written > 0 ? (size_t)written : 0};
    document.line = number;
    return inputs_emit(inputs, flow, INPUT_JSON, line, block, &document);
}

/* A giant line goes on with the memory that it was read into. */
static enum status give_line(struct inputs *inputs, struct flow *flow, struct line_reader *reader,
                             const struct document *common, struct span line, uint64_t number)
{
    char *block = NULL;
    if (line_reader_give(reader, &block, &inputs->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const enum status status = emit_line(inputs, flow, common, line, block != NULL ? &block : NULL, number);
    spill_free(flow_spill(flow), block);
    return status;
}

/* The lines to come are taken to be as long as those of the whole file; where these are not known (line_bytes 0), as
 * those so far. Of `lines` so far as many, all but `before`, are documents as of those to come. A giant line counts
 * itself: it may be all that there is. */
static void expect_lines(const struct inputs *inputs, struct flow *flow, const struct line_reader *reader,
                         double line_bytes, uint64_t lines, uint64_t before, bool is_giant)
{
    uint64_t read, size;
    line_reader_position(reader, &read, &size);
    if (read > 0 && size >= read && lines > 0) {
        const double come = (double)(size - read) / (line_bytes > 0 ? line_bytes : (double)read / (double)lines);
        const double wanted = inputs->passed > before ? (double)(inputs->passed - before) / (double)lines : 1;
        inputs_expect(inputs, flow, (uint64_t)(come * wanted) + is_giant, size > read || is_giant);
    }
}

static enum status emit_lines(struct inputs *inputs, struct flow *flow, struct line_reader *reader,
                              const struct document *common, struct line_filter *filter, uint64_t *lines)
{
    const double line_bytes = line_reader_line_bytes(reader);
    const uint64_t before = inputs->passed;
    for (;;) {
        struct span line;
        uint64_t number;
        bool found;
        bool wanted = true;
        if (line_reader_next(reader, &line, &number, &found, &inputs->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (!found) {
            return STATUS_OK;
        }
        line = line_trim(line);
        if (line_is_blank(line)) {
            continue;
        }
        ++*lines;
        arena_clear(&inputs->line_arena);
        if (filter->count > 0 && line_filter_look(filter, line, flow_spill(flow), &inputs->line_arena, &wanted,
                                                  &inputs->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        const bool is_giant = line.length >= LINE_GIVEN_BYTES;
        if (*lines % EXPECTED_EVERY_LINES == 1 || is_giant) {
            expect_lines(inputs, flow, reader, line_bytes, *lines, before, is_giant);
        }
        if (wanted && give_line(inputs, flow, reader, common, line, number) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
}

enum status line_inputs_use(struct inputs *inputs, struct flow *flow, struct line_reader *reader, const char *path,
                            enum role role)
{
    const struct document common = {.path = span_of(path), .role = role};
    struct line_filter filter = {0};
    struct input_file file = {.path = span_of(path)};
    uint64_t lines = 0;
    enum status status = STATUS_OK;
    if (role == ROLE_DOCUMENT) {
        status = line_filter_open(&filter, inputs->asked, &inputs->failure);
    }
    if (status == STATUS_OK) {
        status = emit_lines(inputs, flow, reader, &common, &filter, &lines);
    }
    if (status == STATUS_OK) {
        status = line_filter_check(&filter, path, &inputs->failure);
    }
    if (status == STATUS_OK) {
        status = line_reader_stored(reader, &file.bytes, &file.crc, &inputs->failure);
    }
    if (status == STATUS_OK) {
        status = flow_add_input(flow, &file);
    }
    if (status == STATUS_OK && lines == 0) {
        status =
            inputs_no_texts(inputs, path, "a line {\"id\": \"...\", \"text\": \"...\"} for each text was expected");
    }
    line_filter_close(&filter);
    return status;
}

enum status line_inputs_read(struct inputs *inputs, struct flow *flow, const char *path)
{
    struct line_reader *reader;
    if (line_reader_open(&reader, path, flow, &inputs->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (inputs->settings->command == COMMAND_NEAREST) { /* which has no run.json */
        line_reader_skip_crc(reader);
    }
    if (standard_input_is_to_be_kept(inputs->settings)) {
        line_reader_keep(reader);
    }
    const enum status status = line_inputs_use(inputs, flow, reader, path, inputs->role);
    line_reader_close(reader);
    return status;
}
