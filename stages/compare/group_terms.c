/*
 * group_terms.c - which terms weigh most in a group of documents.
 *
 * A group's weight of a term is the sum of its documents' tf * idf before they are brought to length 1: a long document
 * counts for as much as its words do. Sums run in the order of the rows, so they do not depend on anything but the
 * input.
 */
#include "group_terms.h"

#include <stdlib.h>

#include "array.h"
#include "tellings.h"

enum status group_terms_open(struct group_terms *terms, const struct weighted *weighted, struct failure *failure)
{
    const size_t columns = weighted->counts->term_count;
    *terms = (struct group_terms){.weighted = weighted};
    if (array_zeroed((void **)&terms->weights, columns, sizeof *terms->weights, failure) != STATUS_OK ||
        array_zeroed((void **)&terms->counts, columns, sizeof *terms->counts, failure) != STATUS_OK ||
        array_zeroed((void **)&terms->touched, columns, sizeof *terms->touched, failure) != STATUS_OK) {
        group_terms_close(terms);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void group_terms_close(struct group_terms *terms)
{
    if (terms == NULL) {
        return;
    }
    free(terms->touched);
    free(terms->counts);
    free(terms->weights);
    *terms = (struct group_terms){0};
}

static void forget(struct group_terms *terms)
{
    for (size_t i = 0; i < terms->touched_count; i++) {
        terms->weights[terms->touched[i]] = 0;
        terms->counts[terms->touched[i]] = 0;
    }
    terms->touched_count = 0;
}

static void add_row(struct group_terms *terms, size_t row)
{
    const struct weighted *const weighted = terms->weighted;
    const struct count_rows *const rows = &weighted->counts->rows;
    const double length = weighted->normalized ? weighted->lengths[row] : 1;
    for (uint64_t entry = rows->starts[row]; entry < rows->starts[row + 1]; entry++) {
        const uint32_t column = rows->columns[entry];
        if (terms->counts[column] == 0) {
            terms->touched[terms->touched_count++] = column;
        }
        terms->counts[column] += rows->counts[entry];
        terms->weights[column] += weighted->weights[entry] * length;
    }
}

static void choose(const struct group_terms *terms, struct top_list *best)
{
    best->count = 0;
    for (size_t i = 0; i < terms->touched_count; i++) {
        const uint32_t column = terms->touched[i];
        if (terms->weighted->counts->terms[column].channel != CHANNEL_CHARACTER && terms->weights[column] > 0) {
            top_list_offer(best, terms->weights[column], column);
        }
    }
    top_list_sort(best);
}

void group_terms_rank(struct group_terms *terms, const struct group_member *members, size_t member_count,
                      struct top_list *best)
{
    forget(terms);
    for (size_t i = 0; i < member_count; i++) {
        add_row(terms, members[i].row);
    }
    choose(terms, best);
}

static struct span name_of(const struct document *document, enum group_kind kind)
{
    switch (kind) {
    case GROUP_SOURCE:
        return document->source;
    case GROUP_EVENT:
        return document->event;
    case GROUP_DOCUMENT:
    case GROUP_TOPIC: /* topics.c names them */
        break;
    }
    return document->id;
}

static int compare_members(const void *a, const void *b)
{
    const struct group_member *const first = a, *const second = b;
    const int order = span_compare(first->name, second->name);
    return order != 0 ? order : (first->row > second->row) - (first->row < second->row);
}

size_t group_terms_members(const struct counts *counts, enum group_kind kind, struct group_member *members)
{
    size_t count = 0;
    for (size_t row = 0; row < counts->document_count; row++) {
        const struct span name = name_of(counts->documents[row], kind);
        if (kind == GROUP_DOCUMENT || name.length > 0) {
            members[count++] = (struct group_member){name, row};
        }
    }
    if (kind != GROUP_DOCUMENT) {
        qsort(members, count, sizeof *members, compare_members);
    }
    return count;
}

static enum status emit_group(const struct group_terms *terms, enum group_kind kind, struct span name,
                              const struct top_list *best, struct flow *flow)
{
    for (size_t rank = 0; rank < best->count; rank++) {
        const size_t column = best->entries[rank].index;
        const struct vocabulary_term *const term = &terms->weighted->counts->terms[column];
        const struct finding finding = {
            .kind = FINDING_TERM,
            .as.term = {.kind = kind,
                        .name = name,
                        .rank = rank + 1,
                        .term = column,
                        .weight = best->entries[rank].value,
                        .count = terms->counts[column],
                        .document_frequency = term->document_frequency,
                        .form = term->form_count > 0 ? term->forms[0].surface : term->term}};
        const struct record record = {.kind = RECORD_FINDING, .as.finding = &finding};
        if (flow_emit(flow, &record) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* Equal names are one group; of documents each is its own, whatever its id. */
static enum status emit_kind(struct group_terms *terms, enum group_kind kind, struct group_member *members,
                             struct flow *flow)
{
    struct top_entry entries[TERMS_SHOWN];
    struct top_list best = {.entries = entries, .capacity = TERMS_SHOWN};
    const size_t count = group_terms_members(terms->weighted->counts, kind, members);
    for (size_t begin = 0, end = 0; begin < count; begin = end) {
        end = begin + 1;
        while (kind != GROUP_DOCUMENT && end < count && span_equal(members[end].name, members[begin].name)) {
            end++;
        }
        if (flow_interrupted(flow)) {
            return flow_fail_signal(flow);
        }
        group_terms_rank(terms, members + begin, end - begin, &best);
        if (emit_group(terms, kind, members[begin].name, &best, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* The row of a unit weighed as a document is, into `weights`. */
static void add_unit(struct group_terms *terms, const struct telling_unit *unit, double *weights)
{
    const struct weighted *const weighted = terms->weighted;
    double length;
    weighted->weigh_row(weighted->rules, weighted->idf, unit->row, weights, &length);
    for (size_t i = 0; i < unit->row.count; i++) {
        const uint32_t column = unit->row.columns[i];
        if (terms->counts[column] == 0) {
            terms->touched[terms->touched_count++] = column;
        }
        terms->counts[column] += unit->row.counts[i];
        terms->weights[column] += weights[i] * (weighted->normalized ? length : 1);
    }
}

static enum status emit_tellings(struct group_terms *terms, const struct tellings *tellings, struct flow *flow)
{
    struct top_entry entries[TERMS_SHOWN];
    struct top_list best = {.entries = entries, .capacity = TERMS_SHOWN};
    double *weights = NULL;
    enum status status =
        array_zeroed((void **)&weights, tellings->counts->term_count, sizeof *weights, flow_failure(flow));
    for (size_t event = 0, unit = 0; event < tellings->event_count && status == STATUS_OK; event++) {
        forget(terms);
        for (; unit < tellings->unit_count && tellings->units[unit].event == event; unit++) {
            add_unit(terms, &tellings->units[unit], weights);
        }
        choose(terms, &best);
        status = emit_group(terms, GROUP_EVENT, tellings->events[event], &best, flow);
    }
    free(weights);
    return status;
}

enum status group_terms_emit(const struct weighted *weighted, const struct tellings *tellings, struct flow *flow)
{
    const enum group_kind last = tellings != NULL ? GROUP_SOURCE : GROUP_EVENT;
    struct group_terms terms;
    struct group_member *members = NULL;
    if (group_terms_open(&terms, weighted, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    enum status status =
        array_zeroed((void **)&members, weighted->counts->document_count, sizeof *members, flow_failure(flow));
    for (enum group_kind kind = GROUP_DOCUMENT; kind <= last && status == STATUS_OK; kind++) {
        status = emit_kind(&terms, kind, members, flow);
    }
    if (status == STATUS_OK && tellings != NULL) {
        status = emit_tellings(&terms, tellings, flow);
    }
    free(members);
    group_terms_close(&terms);
    return status;
}
