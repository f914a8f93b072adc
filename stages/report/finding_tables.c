/* finding_tables.c - rows are written in the order in which the findings arrive, which is the order of the tables. */
#include "finding_tables.h"

#include "csv_writer.h"

enum status neighbours_csv_begin(struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "document,rank,neighbour,similarity,cosine,tokens,neighbour_tokens");
    return csv_end_row(&csv, failure);
}

enum status neighbours_csv_add(struct writer *writer, const struct counts *counts, const struct neighbour *neighbour,
                               struct failure *failure)
{
    const struct document *const document = counts->documents[neighbour->document];
    const struct document *const other = counts->documents[neighbour->neighbour];
    struct csv_writer csv = {.writer = writer};
    csv_span(&csv, document->id);
    csv_integer(&csv, neighbour->rank);
    csv_span(&csv, other->id);
    csv_number(&csv, neighbour->similarity);
    csv_number(&csv, neighbour->cosine);
    csv_integer(&csv, document->tokens);
    csv_integer(&csv, other->tokens);
    return csv_end_row(&csv, failure);
}

enum status terms_csv_begin(struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "kind,name,rank,term,form,weight,count,document_frequency");
    return csv_end_row(&csv, failure);
}

enum status terms_csv_add(struct writer *writer, const struct counts *counts, const struct term_finding *term,
                          struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_text(&csv, group_kind_names[term->kind]);
    csv_span(&csv, term->name);
    csv_integer(&csv, term->rank);
    csv_span(&csv, counts->terms[term->term].term);
    csv_span(&csv, term->form);
    csv_number(&csv, term->weight);
    csv_integer(&csv, term->count);
    csv_integer(&csv, term->document_frequency);
    return csv_end_row(&csv, failure);
}
