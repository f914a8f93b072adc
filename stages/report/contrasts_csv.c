/* contrasts_csv.c - counts stand beside every statistic, so that a reader can judge it. */
#include "contrasts_csv.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "csv_writer.h"
#include "number.h"
#include "term_kind.h"

/* What stands behind the heading of a row. */
enum { REASON_EMPTY_CELLS = 30, PER_WORDS = 1000 };

enum status contrasts_csv_begin(struct writer *writer, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_names(&csv,
              "source,event,language,direction,rank,term,form,kind,count,words,rate,documents,other_count,"
              "other_words,other_rate,other_documents,g2,g2_four_cell,log_ratio,prior,log_odds,z,evidence,events,held,"
              "event_log_odds,mantel_haenszel,low,high,dispersion,relabellings,p,q,status");
    return csv_end_row(&csv, failure);
}

static double rate(uint64_t count, uint64_t words)
{
    return words > 0 ? (double)count * PER_WORDS / (double)words : NAN;
}

/* "-0.5 1.25 -" */
static enum status write_events(struct csv_writer *csv, const struct contrast_finding *contrast,
                                struct failure *failure)
{
    char *text = NULL;
    size_t capacity = 0, length = 0;
    if (array_reserve((void **)&text, &capacity, contrast->event_count * (NUMBER_BYTES + 1) + 1, 1, failure) !=
        STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < contrast->event_count; i++) {
        const double value = contrast->event_log_odds[i];
        if (i > 0)
            text[length++] = ' ';
        if (isnan(value))
            text[length++] = '-';
        else
            length += number_write(value, text + length);
    }
    csv_span(csv, (struct span){text, length});
    free(text);
    return STATUS_OK;
}

static void write_counts(struct csv_writer *csv, const struct contrast_finding *contrast)
{
    csv_integer(csv, contrast->count);
    csv_integer(csv, contrast->words);
    csv_number(csv, rate(contrast->count, contrast->words));
    csv_integer(csv, contrast->documents);
    csv_integer(csv, contrast->other_count);
    csv_integer(csv, contrast->other_words);
    csv_number(csv, rate(contrast->other_count, contrast->other_words));
    csv_integer(csv, contrast->other_documents);
}

static enum status write_statistics(struct csv_writer *csv, const struct contrast_finding *contrast,
                                    struct failure *failure)
{
    const bool has_events = contrast->event_count > 0;
    csv_number(csv, contrast->two_cell);
    csv_number(csv, contrast->four_cell);
    csv_number(csv, contrast->log_ratio);
    csv_number(csv, contrast->prior);
    csv_number(csv, contrast->log_odds);
    csv_number(csv, contrast->z);
    csv_number(csv, contrast->evidence);
    csv_number(csv, has_events ? (double)contrast->events : NAN);
    csv_number(csv, has_events ? (double)contrast->held : NAN);
    if (write_events(csv, contrast, failure) != STATUS_OK)
        return STATUS_FAILED;
    csv_number(csv, contrast->mantel_haenszel);
    csv_number(csv, contrast->low);
    csv_number(csv, contrast->high);
    csv_number(csv, contrast->dispersion);
    csv_number(csv, contrast->relabellings > 0 ? (double)contrast->relabellings : NAN);
    csv_number(csv, contrast->p);
    csv_number(csv, contrast->q);
    return STATUS_OK;
}

enum status contrasts_csv_add(struct writer *writer, const struct counts *counts,
                              const struct contrast_finding *contrast, struct failure *failure)
{
    struct csv_writer csv = {.writer = writer};
    csv_span(&csv, contrast->source);
    csv_span(&csv, contrast->event);
    csv_span(&csv, contrast->language);
    if (contrast->has_term) {
        const struct vocabulary_term *const term = &counts->terms[contrast->term];
        csv_text(&csv, contrast->is_more ? "more" : "less");
        csv_integer(&csv, contrast->rank);
        csv_span(&csv, term->term);
        csv_span(&csv, term_shown(term));
        csv_text(&csv, term_kind(term));
        write_counts(&csv, contrast);
        if (write_statistics(&csv, contrast, failure) != STATUS_OK)
            return STATUS_FAILED;
    } else {
        csv_missing(&csv, REASON_EMPTY_CELLS);
    }
    csv_text(&csv, contrast->status);
    return csv_end_row(&csv, failure);
}
