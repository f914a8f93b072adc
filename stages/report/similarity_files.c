/* similarity_files.c - no row is kept: 2,000 documents are 4 million numbers, 20,000 with --full are 400 million. */
#include "similarity_files.h"

#include "csv_writer.h"
#include "npy.h"

enum status similarity_files_begin_pairs(struct similarity_files *files, const struct results_folder *folder,
                                         const struct counts *counts, const struct matrix_market_comments *comments,
                                         struct failure *failure)
{
    if (results_folder_create(folder, "similarity.mtx", &files->pairs_writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    files->pairs.writer = &files->pairs_writer;
    return matrix_market_begin_pairs(&files->pairs, counts->document_count, comments, failure);
}

enum status similarity_files_add_pair(struct similarity_files *files, const struct similarity_pair *pair,
                                      struct failure *failure)
{
    return matrix_market_add_pair(&files->pairs, pair->row, pair->column, pair->similarity, failure);
}

static enum status begin_rows(struct similarity_files *files, const struct results_folder *folder,
                              const struct counts *counts, struct failure *failure)
{
    files->documents = counts->documents;
    files->document_count = counts->document_count;
    if (results_folder_create(folder, "similarity.csv", &files->csv, failure) != STATUS_OK ||
        results_folder_create(folder, "similarity.npy", &files->npy, failure) != STATUS_OK)
        return STATUS_FAILED;
    files->has_rows = true;
    npy_begin(&files->npy, files->document_count, files->document_count);
    struct csv_writer csv = {.writer = &files->csv};
    csv_text(&csv, "document");
    for (size_t i = 0; i < files->document_count; i++)
        csv_span(&csv, files->documents[i]->id);
    return csv_end_row(&csv, failure);
}

enum status similarity_files_add_row(struct similarity_files *files, const struct results_folder *folder,
                                     const struct counts *counts, const struct similarity_row *row,
                                     struct failure *failure)
{
    if (!files->has_rows && begin_rows(files, folder, counts, failure) != STATUS_OK)
        return STATUS_FAILED;
    struct csv_writer csv = {.writer = &files->csv};
    csv_span(&csv, files->documents[row->row]->id);
    for (size_t i = 0; i < row->count; i++)
        csv_number(&csv, row->values[i]);
    if (csv_end_row(&csv, failure) != STATUS_OK)
        return STATUS_FAILED;
    return npy_row(&files->npy, row->values, row->count, failure);
}

enum status similarity_files_end(struct similarity_files *files, struct failure *failure)
{
    if (files->pairs_writer.buffer != NULL && matrix_market_end_pairs(&files->pairs, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (writer_close(&files->pairs_writer, failure) != STATUS_OK || writer_close(&files->csv, failure) != STATUS_OK)
        return STATUS_FAILED;
    return writer_close(&files->npy, failure);
}

void similarity_files_discard(struct similarity_files *files)
{
    writer_discard(&files->pairs_writer);
    writer_discard(&files->csv);
    writer_discard(&files->npy);
}
