/*
 * write_neighbours.c - write_neighbours_stage: `query,rank,document,score` on standard output.
 *
 * With one worker a row is written as its finding arrives. With several some thousand findings wait, to be made into
 * text by all of them: written by one, a hundred thousand rows were a fortieth of a run in which the others slept.
 */
#include <stdlib.h>
#include <unistd.h>

#include "array.h"
#include "csv_writer.h"
#include "finding.h"
#include "json_rows.h"
#include "stages.h"
#include "writer.h"

enum { BATCH_ROWS = 1 << 14, PART_ROWS = 1 << 10, PARTS = BATCH_ROWS / PART_ROWS };

enum { AHEAD = 16 }; /* rows: their neighbours lie anywhere, and are on their way twice as far ahead as their ids */

/* Findings that wait, and the text of each part of them. */
struct neighbour_batch {
    struct neighbour *items; /* NULL: rows are written as they come */
    size_t count;
    struct writer parts[PARTS];
};

struct write_neighbours {
    const struct counts *counts; /* NULL until FINDING_MATRIX arrives */
    struct writer writer;
    struct json_rows rows; /* --format json */
    bool is_json;
    struct neighbour_batch batch;
};

static enum status open_batch(struct neighbour_batch *batch, struct failure *failure)
{
    if (array_zeroed((void **)&batch->items, BATCH_ROWS, sizeof *batch->items, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < PARTS; i++) {
        if (writer_gather(&batch->parts[i], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static void close_batch(struct neighbour_batch *batch)
{
    for (size_t i = 0; i < PARTS; i++)
        writer_discard(&batch->parts[i]);
    free(batch->items);
}

static enum status open_output(void *state, const struct settings *settings, struct flow *flow)
{
    struct write_neighbours *const output = state;
    if (writer_attach(&output->writer, STDOUT_FILENO, "standard output", flow_failure(flow)) != STATUS_OK)
        return STATUS_FAILED;
    output->is_json = settings->format == FORMAT_JSON;
    if (output->is_json)
        json_rows_open(&output->rows, &output->writer);
    return STATUS_OK;
}

static enum status write_header(struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "query,rank,document,score");
    return csv_end_row(&csv, failure);
}

static enum status write_row(struct writer *writer, const struct counts *counts, const struct neighbour *neighbour,
                             struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_span(&csv, counts->documents[neighbour->document]->id);
    csv_integer(&csv, neighbour->rank);
    csv_span(&csv, counts->documents[neighbour->neighbour]->id);
    csv_number(&csv, neighbour->similarity);
    return csv_end_row(&csv, failure);
}

static void prefetch_neighbour(const struct write_neighbours *output, size_t row)
{
    struct document *const *const documents = output->counts->documents;
    const struct neighbour_batch *const batch = &output->batch;
    if (row + AHEAD < batch->count) {
        __builtin_prefetch(documents[batch->items[row + AHEAD].neighbour]->id.bytes);
    }
    if (row + 2 * AHEAD < batch->count) {
        __builtin_prefetch(&documents[batch->items[row + 2 * AHEAD].neighbour]->id);
    }
}

static enum status write_part(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    struct write_neighbours *const output = context;
    const size_t first = index * PART_ROWS, rest = output->batch.count - first;
    struct writer *const writer = &output->batch.parts[index];
    writer->used = 0;
    for (size_t i = first; i < first + (rest < PART_ROWS ? rest : PART_ROWS); i++) {
        prefetch_neighbour(output, i);
        if (write_row(writer, output->counts, &output->batch.items[i], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status write_batch(struct write_neighbours *output, struct flow *flow)
{
    const size_t parts = (output->batch.count + PART_ROWS - 1) / PART_ROWS;
    if (parts == 0)
        return STATUS_OK;
    if (flow_parallel(flow, parts, write_part, output) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < parts; i++)
        writer_bytes(&output->writer, output->batch.parts[i].buffer, output->batch.parts[i].used);
    output->batch.count = 0;
    return writer_check(&output->writer, flow_failure(flow));
}

static enum status add_row(struct write_neighbours *output, const struct neighbour *neighbour, struct flow *flow)
{
    struct neighbour_batch *const batch = &output->batch;
    if (output->is_json || flow_workers(flow) <= 1)
        return write_row(&output->writer, output->counts, neighbour, flow_failure(flow));
    if (batch->items == NULL && open_batch(batch, flow_failure(flow)) != STATUS_OK)
        return STATUS_FAILED;
    batch->items[batch->count++] = *neighbour;
    return batch->count < BATCH_ROWS ? STATUS_OK : write_batch(output, flow);
}

static enum status accept_finding(void *state, const struct record *record, struct flow *flow)
{
    struct write_neighbours *const output = state;
    const struct finding *const finding = record->as.finding;
    if (finding->kind == FINDING_MATRIX) {
        output->counts = finding->as.weighted->counts;
        return write_header(&output->writer, flow_failure(flow));
    }
    if (finding->kind != FINDING_NEIGHBOUR)
        return STATUS_OK;
    if (output->counts == NULL)
        return flow_fail(flow, FAILURE_INTERNAL, "a neighbour came before the matrix; please report this");
    return add_row(output, &finding->as.neighbour, flow);
}

static enum status finish_output(void *state, struct flow *flow)
{
    struct write_neighbours *const output = state;
    if (write_batch(output, flow) != STATUS_OK)
        return STATUS_FAILED;
    if (output->is_json)
        json_rows_end(&output->rows);
    return writer_close(&output->writer, flow_failure(flow));
}

static void close_output(void *state)
{
    struct write_neighbours *const output = state;
    close_batch(&output->batch);
    writer_discard(&output->writer);
    json_rows_free(&output->rows);
}

const struct stage_type write_neighbours_stage = {
    .name = "write neighbours",
    .placement = WHOLE,
    .consumes = RECORD_FINDING,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct write_neighbours),
    .open = open_output,
    .accept = accept_finding,
    .finish = finish_output,
    .close = close_output,
};
