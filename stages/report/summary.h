/*
 * summary.h - what the terminal says when a comparison is done: how alike the sources tell each event, what sets them
 * apart and what each leaves out, first; then the documents, the matrix, if it fits, and what was cut and mended.
 *
 * Findings are passing, so the summary keeps what it will say while they arrive: a fixed number of sentences and
 * groups, and the matrix of a small corpus.
 */
#ifndef MIZAN_SUMMARY_H
#define MIZAN_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "failure.h"
#include "finding.h"
#include "screen.h"
#include "summary_topics.h"
#include "summary_differences.h"
#include "summary_events.h"
#include "summary_factors.h"
#include "summary_notes.h"

enum {
    SUMMARY_SENTENCES = 12,
    SUMMARY_SENTENCES_BESIDE = 4, /* where the sources are told */
    SUMMARY_YEARS = 5,
    SUMMARY_MATRIX_DOCUMENTS = 48, /* more never fit: four columns each on 200 */
    SUMMARY_GROUPS = 12,
    SUMMARY_GROUP_TERMS = 10
};

/* A nearest_finding whose arrays are its own. */
struct summary_nearest {
    struct nearest_finding finding; /* `terms` and `years` are not used */
    size_t terms[NEAREST_SHOWN_TERMS];
    size_t years[SUMMARY_YEARS]; /* the first of finding.year_count */
};

struct summary_group {
    struct span name; /* in the arena */
    size_t terms[SUMMARY_GROUP_TERMS];
    size_t term_count;
};

/* Zero-initialized it is closed. */
struct summary {
    const struct settings *settings;
    const struct weighted *weighted;                   /* NULL until FINDING_MATRIX arrives */
    struct summary_nearest nearest[SUMMARY_SENTENCES]; /* certain ones first, then most similar, then by row */
    size_t nearest_count, nearest_total;               /* kept; sentences there would be (mutual pairs once) */
    double *matrix;                                    /* rows as they arrived, for a small corpus; else NULL */
    size_t matrix_rows;
    bool has_rows; /* the square matrix was written */
    uint64_t pair_count;
    struct summary_group groups[SUMMARY_GROUPS]; /* documents where all fit, else sources */
    size_t group_count, group_total;
    struct summary_topics topics;
    struct summary_notes notes;
    struct summary_differences differences;
    struct event_model event_model; /* how the events were found */
    struct summary_events events;
    struct summary_factors factors;
    struct arena arena;
};

void summary_open(struct summary *summary, const struct settings *settings);
enum status summary_add(struct summary *summary, const struct finding *finding, struct failure *failure) MUST_CHECK;
void summary_close(struct summary *summary);

/* The form in which a term is shown: its commonest surface form, a year without its prefix. */
struct span summary_form(const struct vocabulary_term *term);

/* Says it all (summary_text.c). FINDING_MATRIX has arrived. */
enum status summary_write(const struct summary *summary, const struct journal *journal, struct screen *screen,
                          struct failure *failure) MUST_CHECK;

#endif
