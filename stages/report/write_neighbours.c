/* write_neighbours.c - write_neighbours_stage: `query,rank,document,score` on standard output, a row as each finding
 * arrives. */
#include <unistd.h>

#include "csv_writer.h"
#include "finding.h"
#include "json_rows.h"
#include "stages.h"
#include "writer.h"

struct write_neighbours {
    const struct counts *counts; /* NULL until FINDING_MATRIX arrives */
    struct writer writer;
    struct json_rows rows; /* --format json */
    bool is_json;
};

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
    return write_row(&output->writer, output->counts, &finding->as.neighbour, flow_failure(flow));
}

static enum status finish_output(void *state, struct flow *flow)
{
    struct write_neighbours *const output = state;
    if (output->is_json)
        json_rows_end(&output->rows);
    return writer_close(&output->writer, flow_failure(flow));
}

static void close_output(void *state)
{
    struct write_neighbours *const output = state;
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
