/*
 * contrast_test.c - the statistic is the sum of the rates of the source's documents, against its mean over all ways to
 * deal out the documents of each event. A document's rate is its count divided by its words, or by half the mean length
 * on that event where it is shorter than that, so that a note of three words does not decide.
 *
 * Which terms are tested depends on both sides together and never on how they differ: so p and q keep their promise.
 */
#include "contrast_test.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "false_discovery.h"
#include "spill.h"

enum status contrast_test_open(struct contrast_test *test, size_t column_count, struct failure *failure)
{
    *test = (struct contrast_test){.column_count = column_count};
    if (array_zeroed((void **)&test->p, column_count, sizeof *test->p, failure) != STATUS_OK ||
        array_zeroed((void **)&test->q, column_count, sizeof *test->q, failure) != STATUS_OK ||
        array_zeroed((void **)&test->documents, column_count, sizeof *test->documents, failure) != STATUS_OK ||
        array_zeroed((void **)&test->events, column_count, sizeof *test->events, failure) != STATUS_OK ||
        array_zeroed((void **)&test->last_event, column_count, sizeof *test->last_event, failure) != STATUS_OK ||
        array_zeroed((void **)&test->tested, column_count, sizeof *test->tested, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void contrast_test_close(struct contrast_test *test)
{
    free(test->tested);
    free(test->last_event);
    free(test->events);
    free(test->documents);
    free(test->q);
    free(test->p);
    *test = (struct contrast_test){0};
}

/* What is dealt out. */
struct deal {
    struct relabelled_document *documents;
    struct relabelled_event *events;
    const struct frame_unit **units; /* by document */
    double *lengths;                 /* by document: what its counts are divided by */
    size_t document_count, event_count;
    struct spill *spill;
    uint32_t *terms; /* of all documents, one behind the other; from the spill */
    double *rates;   /* likewise */
};

static enum status deal_open(struct deal *deal, const struct comparison *comparison, struct failure *failure)
{
    const size_t units = comparison->frame->unit_count, events = comparison->event_count;
    if (array_zeroed((void **)&deal->documents, units, sizeof *deal->documents, failure) != STATUS_OK ||
        array_zeroed((void **)&deal->units, units, sizeof *deal->units, failure) != STATUS_OK ||
        array_zeroed((void **)&deal->lengths, units, sizeof *deal->lengths, failure) != STATUS_OK ||
        array_zeroed((void **)&deal->events, events, sizeof *deal->events, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

static void deal_close(struct deal *deal)
{
    spill_free(deal->spill, deal->rates);
    spill_free(deal->spill, deal->terms);
    free(deal->events);
    free(deal->lengths);
    free((void *)deal->units);
    free(deal->documents);
}

/* The documents with words of the events that both sides tell. */
static void list_documents(struct deal *deal, const struct comparison *comparison)
{
    const struct frame *const frame = comparison->frame;
    for (size_t event = 0; event < comparison->event_count; event++) {
        if (!comparison_covers(comparison, event)) {
            continue;
        }
        const size_t first = deal->document_count;
        double words = 0;
        for (size_t i = frame->event_starts[event]; i < frame->event_starts[event + 1]; i++) {
            const enum side side = comparison_side(comparison, &frame->units[i]);
            if (side != SIDE_NONE && frame->units[i].words > 0) {
                deal->units[deal->document_count] = &frame->units[i];
                deal->documents[deal->document_count++].is_inside = side == SIDE_SOURCE;
                words += (double)frame->units[i].words;
            }
        }
        const double half_mean = words / (double)(deal->document_count - first) / 2;
        for (size_t d = first; d < deal->document_count; d++) {
            deal->lengths[d] = fmax((double)deal->units[d]->words, half_mean);
        }
        deal->events[deal->event_count++] = (struct relabelled_event){first, deal->document_count};
    }
}

static void count_documents(struct contrast_test *test, const struct deal *deal)
{
    for (size_t c = 0; c < test->column_count; c++) {
        test->documents[c] = 0;
        test->events[c] = 0;
        test->last_event[c] = UINT32_MAX;
    }
    for (size_t d = 0; d < deal->document_count; d++) {
        const struct term_row row = deal->units[d]->row;
        const uint32_t event = (uint32_t)deal->units[d]->event;
        for (size_t i = 0; i < row.count; i++) {
            test->documents[row.columns[i]]++;
            test->events[row.columns[i]] += test->last_event[row.columns[i]] != event;
            test->last_event[row.columns[i]] = event;
        }
    }
}

struct frequent_term {
    uint32_t documents, column;
};

static int compare_frequent(const void *a, const void *b)
{
    const struct frequent_term *const first = a, *const second = b;
    const int order = (first->documents < second->documents) - (first->documents > second->documents);
    return order != 0 ? order : (first->column > second->column) - (first->column < second->column);
}

static int compare_columns(const void *a, const void *b)
{
    const uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static enum status keep_frequent(struct contrast_test *test, struct failure *failure)
{
    struct frequent_term *terms = NULL;
    if (array_zeroed((void **)&terms, test->tested_count, sizeof *terms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < test->tested_count; i++) {
        terms[i] = (struct frequent_term){test->documents[test->tested[i]], test->tested[i]};
    }
    qsort(terms, test->tested_count, sizeof *terms, compare_frequent);
    test->tested_count = CONTRAST_TEST_TERMS;
    for (size_t i = 0; i < test->tested_count; i++) {
        test->tested[i] = terms[i].column;
    }
    qsort(test->tested, test->tested_count, sizeof *test->tested, compare_columns);
    free(terms);
    return STATUS_OK;
}

/* A term in every document, or in one event of several, is no less a term: but one in fewer than three documents can
 * have no small p. */
static enum status choose_terms(struct contrast_test *test, const struct deal *deal, struct failure *failure)
{
    const uint32_t events = deal->event_count < CONTRAST_TEST_EVENTS ? 1 : CONTRAST_TEST_EVENTS;
    count_documents(test, deal);
    test->tested_count = 0;
    for (uint32_t c = 0; c < test->column_count; c++) {
        if (test->documents[c] >= CONTRAST_TEST_DOCUMENTS && test->events[c] >= events) {
            test->tested[test->tested_count++] = c;
        }
    }
    return test->tested_count > CONTRAST_TEST_TERMS ? keep_frequent(test, failure) : STATUS_OK;
}

/* The documents' rates of the tested terms. */
static enum status fill_rates(const struct contrast_test *test, struct deal *deal, struct failure *failure)
{
    uint32_t *place_of = NULL;
    size_t entries = 0, entry = 0;
    for (size_t d = 0; d < deal->document_count; d++) {
        entries += deal->units[d]->row.count;
    }
    if (array_zeroed((void **)&place_of, test->column_count, sizeof *place_of, failure) != STATUS_OK ||
        spill_zeroed(deal->spill, (void **)&deal->terms, entries, sizeof *deal->terms, failure) != STATUS_OK ||
        spill_zeroed(deal->spill, (void **)&deal->rates, entries, sizeof *deal->rates, failure) != STATUS_OK) {
        free(place_of);
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < test->tested_count; i++) {
        place_of[test->tested[i]] = (uint32_t)i + 1;
    }
    for (size_t d = 0; d < deal->document_count; d++) {
        const struct term_row row = deal->units[d]->row;
        deal->documents[d].terms = deal->terms + entry;
        deal->documents[d].rates = deal->rates + entry;
        for (size_t i = 0; i < row.count; i++) {
            if (place_of[row.columns[i]] > 0) {
                deal->terms[entry] = place_of[row.columns[i]] - 1;
                deal->rates[entry++] = row.counts[i] / deal->lengths[d];
                deal->documents[d].count++;
            }
        }
    }
    free(place_of);
    return STATUS_OK;
}

static enum status adjust(struct contrast_test *test, const double *p, struct failure *failure)
{
    double *q = NULL;
    if (array_zeroed((void **)&q, test->tested_count, sizeof *q, failure) != STATUS_OK ||
        false_discovery_adjust(p, q, test->tested_count, failure) != STATUS_OK) {
        free(q);
        return STATUS_FAILED;
    }
    const bool has_q = test->relabellings >= CONTRAST_TEST_RELABELLINGS_A_TERM * (uint64_t)test->tested_count;
    for (size_t i = 0; i < test->tested_count; i++) {
        test->p[test->tested[i]] = p[i];
        test->q[test->tested[i]] = has_q ? q[i] : NAN;
    }
    free(q);
    return STATUS_OK;
}

static enum status relabel(struct contrast_test *test, struct deal *deal, uint64_t seed, struct flow *flow)
{
    struct relabelling relabelling = {
        .documents = deal->documents, .events = deal->events, .event_count = deal->event_count, .seed = seed};
    double *p = NULL;
    test->ways = relabelling_ways(&relabelling);
    if (test->ways < CONTRAST_TEST_LEAST_RELABELLINGS) {
        return STATUS_OK;
    }
    if (choose_terms(test, deal, flow_failure(flow)) != STATUS_OK || test->tested_count == 0) {
        return test->tested_count == 0 ? STATUS_OK : STATUS_FAILED;
    }
    relabelling.term_count = test->tested_count;
    enum status status = fill_rates(test, deal, flow_failure(flow));
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&p, test->tested_count, sizeof *p, flow_failure(flow));
    }
    if (status == STATUS_OK) {
        status = relabelling_test(&relabelling, p, &test->relabellings, flow);
    }
    if (status == STATUS_OK) {
        status = adjust(test, p, flow_failure(flow));
    }
    free(p);
    return status;
}

enum status contrast_test_run(struct contrast_test *test, const struct comparison *comparison, uint64_t seed,
                              struct flow *flow)
{
    struct deal deal = {.spill = flow_spill(flow)};
    for (size_t c = 0; c < test->column_count; c++) {
        test->p[c] = NAN;
        test->q[c] = NAN;
    }
    test->tested_count = 0;
    test->ways = 0;
    test->relabellings = 0;
    enum status status = deal_open(&deal, comparison, flow_failure(flow));
    if (status == STATUS_OK) {
        list_documents(&deal, comparison);
        status = relabel(test, &deal, seed, flow);
    }
    deal_close(&deal);
    return status;
}
