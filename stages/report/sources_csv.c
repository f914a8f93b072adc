/* sources_csv.c - what cannot be estimated is an empty field, and `status` says why. */
#include "sources_csv.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "csv_writer.h"

enum status sources_csv_begin(struct sources_csv *sources, struct results_folder *folder, struct failure *failure)
{
    struct csv_writer csv = {.writer = &sources->rows};
    if (results_folder_create(folder, "sources.csv", &sources->rows, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    csv_names(&csv, "event,source_a,source_b,documents_a,documents_b,tokens_a,tokens_b,similarity,low,high,null_pairs,"
                    "null_percentile,names_share,without_names,shared_years,status,centred,reference_pairs,"
                    "reference_mean,reference_deviation,reference_z");
    return csv_end_row(&csv, failure);
}

static enum status open_matrix(struct sources_csv *sources, const struct source_finding *finding,
                               struct failure *failure)
{
    const size_t count = finding->source_count;
    if (sources->names != NULL || count > SOURCES_MATRIX_MOST) {
        return STATUS_OK;
    }
    if (array_zeroed((void **)&sources->similarities, count * count, sizeof *sources->similarities, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    sources->names = finding->sources;
    sources->count = count;
    for (size_t i = 0; i < count * count; i++) {
        sources->similarities[i] = NAN;
    }
    return STATUS_OK;
}

/* Years without their prefix, separated by spaces; as a field of their own, since it has no quotes to be guarded. */
static enum status add_years(struct csv_writer *csv, const struct counts *counts, const struct source_finding *finding,
                             struct failure *failure)
{
    enum { YEAR_PREFIX = sizeof TERM_YEAR_PREFIX - 1 };
    size_t bytes = 0, length = 0;
    char *text = NULL;
    for (size_t i = 0; i < finding->year_count; i++) {
        bytes += counts->terms[finding->years[i]].term.length + 1;
    }
    if (array_zeroed((void **)&text, bytes, 1, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < finding->year_count; i++) {
        const struct span term = counts->terms[finding->years[i]].term;
        if (i > 0) {
            text[length++] = ' ';
        }
        memcpy(text + length, term.bytes + YEAR_PREFIX, term.length - YEAR_PREFIX);
        length += term.length - YEAR_PREFIX;
    }
    csv_span(csv, (struct span){text, length});
    free(text);
    return STATUS_OK;
}

static void add_sides(struct csv_writer *csv, const struct source_finding *finding)
{
    const bool is_alone = finding->b == NO_SOURCE;
    csv_span(csv, finding->event);
    csv_span(csv, finding->sources[finding->a]);
    csv_span(csv, is_alone ? span_of("") : finding->sources[finding->b]);
    csv_integer(csv, finding->documents_a);
    if (is_alone) {
        csv_missing(csv, 1);
        csv_integer(csv, finding->tokens_a);
        csv_missing(csv, 1);
        return;
    }
    csv_integer(csv, finding->documents_b);
    csv_integer(csv, finding->tokens_a);
    csv_integer(csv, finding->tokens_b);
}

enum status sources_csv_add(struct sources_csv *sources, const struct counts *counts,
                            const struct source_finding *finding, struct failure *failure)
{
    struct csv_writer csv = {.writer = &sources->rows};
    add_sides(&csv, finding);
    csv_number(&csv, finding->similarity);
    csv_number(&csv, finding->low);
    csv_number(&csv, finding->high);
    if (finding->has_null) {
        csv_integer(&csv, finding->null_pairs);
    } else {
        csv_missing(&csv, 1);
    }
    csv_number(&csv, finding->null_percentile);
    csv_number(&csv, finding->names_share);
    csv_number(&csv, finding->without_names);
    if (add_years(&csv, counts, finding, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    csv_text(&csv, finding->status);
    csv_number(&csv, finding->centred);
    if (finding->reference_pairs > 0) {
        csv_integer(&csv, finding->reference_pairs);
    } else {
        csv_missing(&csv, 1);
    }
    csv_number(&csv, finding->reference_mean);
    csv_number(&csv, finding->reference_deviation);
    csv_number(&csv, finding->reference_z);
    if (csv_end_row(&csv, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (finding->event.length > 0) {
        return STATUS_OK;
    }
    if (open_matrix(sources, finding, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (sources->names != NULL && finding->b != NO_SOURCE) {
        sources->similarities[finding->a * sources->count + finding->b] = finding->similarity;
    }
    return STATUS_OK;
}

static enum status write_matrix(const struct sources_csv *sources, struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_text(&csv, "source");
    for (size_t i = 0; i < sources->count; i++) {
        csv_span(&csv, sources->names[i]);
    }
    enum status status = csv_end_row(&csv, failure);
    for (size_t row = 0; row < sources->count && status == STATUS_OK; row++) {
        csv = (struct csv_writer){.writer = writer};
        csv_span(&csv, sources->names[row]);
        for (size_t column = 0; column < sources->count; column++) {
            const size_t a = row < column ? row : column, b = row < column ? column : row;
            csv_number(&csv, sources->similarities[a * sources->count + b]);
        }
        status = csv_end_row(&csv, failure);
    }
    return status;
}

enum status sources_csv_end(struct sources_csv *sources, struct results_folder *folder, struct failure *failure)
{
    struct writer matrix = {0};
    if (writer_close(&sources->rows, failure) != STATUS_OK ||
        results_folder_create(folder, "sources_matrix.csv", &matrix, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (write_matrix(sources, &matrix, failure) != STATUS_OK || writer_close(&matrix, failure) != STATUS_OK) {
        writer_discard(&matrix);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void sources_csv_discard(struct sources_csv *sources)
{
    writer_discard(&sources->rows);
    free(sources->similarities);
    *sources = (struct sources_csv){0};
}
