/*
 * write_neighbours.c - write_neighbours_stage: `query,rank,document,score` on standard output.
 *
 * Lists of all documents come at once and are made into text part by part, by all workers, of whom one sends what was
 * made before. Row by row through a batch of findings, two workers took longer than one: rows and their text went from
 * one core to the other and back.
 */
#include <stdlib.h>
#include <unistd.h>

#include "csv_writer.h"
#include "finding.h"
#include "json_rows.h"
#include "stages.h"
#include "writer.h"

enum { PART_PLACES = 1 << 10, PARTS = 12 }; /* that are made while as many are sent */

enum { AHEAD = 16 }; /* of a list's neighbours: a longer one is well on its way by then */

struct write_neighbours {
    const struct counts *counts; /* NULL until FINDING_MATRIX arrives */
    struct writer writer;
    struct json_rows rows; /* --format json */
    bool is_json;
};

/* Lists that are being written by several workers. */
struct writing {
    struct write_neighbours *output;
    const struct neighbour_lists *lists;
    struct writer *before, *now; /* the text of parts: that was made, that is */
    size_t made;
    size_t first; /* place of what is made now */
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

/* ---- the lists of all documents ---- */

/* Lists name documents that lie anywhere: their ids are on their way while the lists before are written. */
static void prefetch_neighbours(const struct counts *counts, const struct neighbour_lists *lists, size_t row)
{
    for (size_t k = 0; row + 1 < lists->count && k < lists->lists[row + 1].count && k < AHEAD; k++)
        __builtin_prefetch(counts->documents[lists->lists[row + 1].entries[k].index]->id.bytes);
    for (size_t k = 0; row + 2 < lists->count && k < lists->lists[row + 2].count && k < AHEAD; k++)
        __builtin_prefetch(&counts->documents[lists->lists[row + 2].entries[k].index]->id);
}

/* Places from `begin` up to `end`: entry k of list i has place i * longest + k, and not each has an entry. */
static enum status write_places(struct writer *writer, const struct counts *counts, const struct neighbour_lists *lists,
                                size_t begin, size_t end, struct failure *failure)
{
    size_t row = begin / lists->longest, k = begin % lists->longest;
    for (; row * lists->longest < end; row++, k = 0) {
        const struct top_list *const list = &lists->lists[row];
        prefetch_neighbours(counts, lists, row);
        for (; k < list->count && row * lists->longest + k < end; k++) {
            const double value = list->entries[k].value;
            const struct neighbour neighbour = {.document = row,
                                                .rank = k + 1,
                                                .neighbour = list->entries[k].index,
                                                .similarity = lists->are_distances ? 0 - value : value};
            if (write_row(writer, counts, &neighbour, failure) != STATUS_OK)
                return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static size_t places_end(const struct neighbour_lists *lists, size_t begin)
{
    const size_t places = lists->count * lists->longest;
    return places - begin < PART_PLACES ? places : begin + PART_PLACES;
}

static enum status write_alone(struct write_neighbours *output, const struct neighbour_lists *lists, struct flow *flow)
{
    const size_t places = lists->count * lists->longest;
    for (size_t begin = 0; begin < places; begin = places_end(lists, begin)) {
        if (flow_interrupted(flow))
            return flow_fail_signal(flow);
        if (write_places(&output->writer, output->counts, lists, begin, places_end(lists, begin), flow_failure(flow)) !=
            STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static void send_parts(struct writing *writing)
{
    for (size_t i = 0; i < writing->made; i++)
        writer_bytes(&writing->output->writer, writing->before[i].buffer, writing->before[i].used);
}

/* Task 0 sends what was made before; each other makes a part. */
static enum status send_or_make(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    struct writing *const writing = context;
    if (index == 0) {
        send_parts(writing);
        return STATUS_OK;
    }
    const size_t begin = writing->first + (index - 1) * PART_PLACES;
    struct writer *const part = &writing->now[index - 1];
    if (part->buffer == NULL && writer_gather(part, failure) != STATUS_OK)
        return STATUS_FAILED;
    part->used = 0;
    return write_places(part, writing->output->counts, writing->lists, begin, places_end(writing->lists, begin),
                        failure);
}

static enum status write_together(struct writing *writing, struct flow *flow)
{
    const size_t places = writing->lists->count * writing->lists->longest;
    while (writing->first < places) {
        const size_t left = (places - writing->first - 1) / PART_PLACES + 1, parts = left < PARTS ? left : PARTS;
        if (flow_parallel(flow, 1 + parts, send_or_make, writing) != STATUS_OK)
            return STATUS_FAILED;
        struct writer *const free_parts = writing->before;
        writing->before = writing->now;
        writing->now = free_parts;
        writing->made = parts;
        writing->first += parts * PART_PLACES;
    }
    send_parts(writing);
    return writer_check(&writing->output->writer, flow_failure(flow));
}

static enum status write_lists(struct write_neighbours *output, const struct neighbour_lists *lists, struct flow *flow)
{
    if (lists->longest == 0)
        return STATUS_OK;
    if (output->is_json || flow_workers(flow) <= 1)
        return write_alone(output, lists, flow);
    struct writer parts[2 * PARTS] = {0};
    struct writing writing = {.output = output, .lists = lists, .before = parts, .now = parts + PARTS};
    const enum status status = write_together(&writing, flow);
    for (size_t i = 0; i < 2 * PARTS; i++)
        writer_discard(&parts[i]);
    return status;
}

static enum status accept_finding(void *state, const struct record *record, struct flow *flow)
{
    struct write_neighbours *const output = state;
    const struct finding *const finding = record->as.finding;
    if (finding->kind == FINDING_MATRIX) {
        output->counts = finding->as.weighted->counts;
        return write_header(&output->writer, flow_failure(flow));
    }
    if (finding->kind != FINDING_NEIGHBOUR && finding->kind != FINDING_NEIGHBOURS)
        return STATUS_OK;
    if (output->counts == NULL)
        return flow_fail(flow, FAILURE_INTERNAL, "a neighbour came before the matrix; please report this");
    return finding->kind == FINDING_NEIGHBOURS
               ? write_lists(output, &finding->as.neighbours, flow)
               : write_row(&output->writer, output->counts, &finding->as.neighbour, flow_failure(flow));
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
