/* events_csv.c - the evidence stands beside the score, so that a wrong passage shows which word to leave out. */
#include "events_csv.h"

#include "csv_writer.h"
#include "term_kind.h"

enum status events_csv_begin(struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "event,source,document,passage,start,end,words,score,terms,status");
    return csv_end_row(&csv, failure);
}

enum status events_csv_add(struct writer *writer, const struct counts *counts, const struct passage_finding *passage,
                           struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    struct span terms[PASSAGE_TERMS_SHOWN];
    csv_span(&csv, passage->event);
    csv_span(&csv, passage->document->source);
    csv_span(&csv, passage->document->id);
    if (passage->number > 0)
        csv_integer(&csv, passage->number);
    else
        csv_missing(&csv, 1);
    csv_integer(&csv, passage->start);
    csv_integer(&csv, passage->end);
    csv_integer(&csv, passage->words);
    csv_number(&csv, passage->score);
    for (size_t i = 0; i < passage->term_count; i++)
        terms[i] = term_shown(&counts->terms[passage->terms[i]]);
    if (csv_list(&csv, terms, passage->term_count, ' ', failure) != STATUS_OK)
        return STATUS_FAILED;
    csv_text(&csv, passage->status);
    return csv_end_row(&csv, failure);
}
