/* silences_csv.c - what is missed, with who mentions it. */
#include "silences_csv.h"

#include "csv_writer.h"
#include "term_kind.h"

/* What stands behind the heading of a row. */
enum { REASON_EMPTY_CELLS = 16 };

enum status silences_csv_begin(struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv, "source,event,language,rank,term,form,kind,expected,found,words,other_count,other_sources,sources,"
                    "other_documents,documents,elsewhere,surprise,p,q,status");
    return csv_end_row(&csv, failure);
}

enum status silences_csv_add(struct writer *writer, const struct counts *counts, const struct silence_finding *silence,
                             struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_span(&csv, silence->source);
    csv_span(&csv, silence->event);
    csv_span(&csv, silence->language);
    if (silence->has_term) {
        const struct vocabulary_term *const term = &counts->terms[silence->term];
        csv_integer(&csv, silence->rank);
        csv_span(&csv, term->term);
        csv_span(&csv, term_shown(term));
        csv_text(&csv, term_kind(term));
        csv_number(&csv, silence->expected);
        csv_integer(&csv, silence->found);
        csv_integer(&csv, silence->words);
        csv_integer(&csv, silence->other_count);
        csv_integer(&csv, silence->other_sources);
        csv_integer(&csv, silence->sources);
        csv_integer(&csv, silence->other_documents);
        csv_integer(&csv, silence->documents);
        csv_integer(&csv, silence->elsewhere);
        csv_number(&csv, silence->surprise);
        csv_number(&csv, silence->p);
        csv_number(&csv, silence->q);
    } else {
        csv_missing(&csv, REASON_EMPTY_CELLS);
    }
    csv_text(&csv, silence->status);
    return csv_end_row(&csv, failure);
}
