/*
 * write_counts.c - write_counts_stage: the counts as Matrix Market on standard output, a row a document or a segment,
 * and the labels of rows and columns in files that the user names. Those are opened before the work, and take their
 * names when everything has been written.
 */
#include <unistd.h>

#include "documents_csv.h"
#include "matrix_market.h"
#include "result_file.h"
#include "stages.h"
#include "vocabulary_csv.h"
#include "writer.h"

struct write_counts {
    const struct settings *settings;
    struct writer matrix;
    struct result_file documents, vocabulary;
};

static enum status open_output(void *state, const struct settings *settings, struct flow *flow)
{
    struct write_counts *const output = state;
    struct failure *const failure = flow_failure(flow);
    output->settings = settings;
    if (settings->documents[0] != NULL &&
        result_file_open(&output->documents, settings->documents[0], failure) != STATUS_OK)
        return STATUS_FAILED;
    if (settings->vocabulary_file != NULL &&
        result_file_open(&output->vocabulary, settings->vocabulary_file, failure) != STATUS_OK)
        return STATUS_FAILED;
    return writer_attach(&output->matrix, STDOUT_FILENO, "standard output", failure);
}

static enum status write_matrix(struct write_counts *output, const struct counts *counts, bool by_segment,
                                struct failure *failure)
{
    const struct matrix_market_comments comments = {
        {by_segment ? "counts, segments x terms" : "counts, documents x terms"}};
    const size_t row_count =
        by_segment ? (size_t)counts->segment_starts[counts->document_count] : counts->document_count;
    return matrix_market_write_counts(&output->matrix, by_segment ? &counts->segments : &counts->rows, row_count,
                                      counts->term_count, &comments, failure);
}

static enum status accept_counts(void *state, const struct record *record, struct flow *flow)
{
    struct write_counts *const output = state;
    const struct counts *const counts = record->as.counts;
    struct failure *const failure = flow_failure(flow);
    const bool by_segment = output->settings->rows == ROWS_SEGMENTS;
    if (by_segment && counts->segment_starts == NULL)
        return flow_fail(flow, FAILURE_INTERNAL, "segments were asked for and not kept; please report this");
    if (write_matrix(output, counts, by_segment, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (output->settings->documents[0] != NULL &&
        documents_csv_write_labels(&output->documents.writer, counts->documents, counts->document_count,
                                   by_segment ? counts->segment_starts : NULL, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (output->settings->vocabulary_file == NULL)
        return STATUS_OK;
    return vocabulary_csv_write(&output->vocabulary.writer, counts, failure);
}

static enum status finish_output(void *state, struct flow *flow)
{
    struct write_counts *const output = state;
    struct failure *const failure = flow_failure(flow);
    if (writer_close(&output->matrix, failure) != STATUS_OK ||
        result_file_commit(&output->documents, failure) != STATUS_OK)
        return STATUS_FAILED;
    return result_file_commit(&output->vocabulary, failure);
}

static void close_output(void *state)
{
    struct write_counts *const output = state;
    writer_discard(&output->matrix);
    result_file_close(&output->vocabulary);
    result_file_close(&output->documents);
}

const struct stage_type write_counts_stage = {
    .name = "write counts",
    .placement = WHOLE,
    .consumes = RECORD_COUNTS,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct write_counts),
    .open = open_output,
    .accept = accept_counts,
    .finish = finish_output,
    .close = close_output,
};
