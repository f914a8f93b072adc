/*
 * page.h - report.html: one self-contained page that answers, shows what the answer rests on, and can be cited.
 *
 * Findings are passing, so the page keeps what it will show while they arrive, each kind up to a bound; what is beyond
 * is counted and the page says so and names the table that has it. Layout, order and colours are worked out here; the
 * page is readable without its script. Nothing in it differs between equal runs.
 */
#ifndef MIZAN_PAGE_H
#define MIZAN_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "failure.h"
#include "finding.h"
#include "page_evidence.h"
#include "page_sources.h"
#include "summary.h"
#include "writer.h"

enum {
    PAGE_DOCUMENTS = 200, /* of the documents' map; more have a list of neighbours */
    PAGE_LISTED_DOCUMENTS = 300,
    PAGE_NEIGHBOURS = 3, /* listed of each document */
    PAGE_CONTRASTS = 15, /* of a source, over all events, of each direction */
    PAGE_CONTRAST_ROWS = 1000,
    PAGE_SILENCES = 5, /* of a source on an event and language */
    PAGE_SILENCE_ROWS = 600,
    PAGE_TERM_ROWS = 1600,
    PAGE_PASSAGES = 250,
    PAGE_FACTORS = 16,
    PAGE_TOPICS = 60,
    PAGE_TOPIC_TERMS = 12
};

struct page_topic {
    size_t number, passages, document;
    double share, coherence;
    size_t terms[PAGE_TOPIC_TERMS];
    size_t term_count;
};

/* What of a text is about an event. */
struct page_passage {
    struct passage_finding finding; /* event and terms last; model is not kept */
    size_t row;                     /* of its document */
};

/* What is beyond a bound. */
struct page_rest {
    size_t contrasts, silences, terms, topics, passages;
};

/* Zero-initialized it is closed. */
struct page {
    const struct settings *settings;
    const struct weighted *weighted; /* NULL until FINDING_MATRIX arrives */
    const struct summary *summary;   /* what the screen says */
    struct page_sources sources;
    double *likeness; /* documents by documents, NaN where nothing arrived; NULL above PAGE_DOCUMENTS */
    bool has_likeness;
    struct neighbour *neighbours;
    size_t neighbour_count, neighbour_capacity;
    struct contrast_finding *contrasts; /* over all events, with terms; status and event_log_odds are not kept */
    size_t contrast_count, contrast_capacity;
    struct silence_finding *silences; /* with terms; status is not kept */
    size_t silence_count, silence_capacity;
    struct term_finding *terms; /* of sources, events and topics; of few documents */
    size_t term_count, term_capacity;
    struct page_topic *topics;
    size_t topic_count, topic_capacity;
    struct factor_finding *factors; /* as they come */
    size_t factor_count, factor_capacity;
    struct event_model event_model; /* of passages; EVENTS_FROM_CORPUS before the first */
    struct page_passage *passages;  /* that are about an event; none where whole texts are */
    size_t passage_count, passage_capacity;
    size_t passage_row; /* of the document that the last one is of */
    struct page_evidence evidence;
    struct page_rest rest;
    struct arena arena;
};

/* Borrows both; `summary` gets the same findings. */
void page_open(struct page *page, const struct settings *settings, const struct summary *summary);
enum status page_add(struct page *page, const struct finding *finding, struct failure *failure) MUST_CHECK;

/* Writes all of it; FINDING_MATRIX has arrived. */
enum status page_write(const struct page *page, const struct journal *journal, struct writer *writer,
                       struct failure *failure) MUST_CHECK;
void page_close(struct page *page);

#endif
