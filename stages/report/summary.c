/*
 * summary.c - the strongest likenesses are kept, not the first: in a large corpus the first sentences would be about
 * whatever sorts first. A pair that is mutual is told where it arrives first.
 */
#include "summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "term_kind.h"

void summary_open(struct summary *summary, const struct settings *settings)
{
    *summary = (struct summary){.settings = settings};
    summary->events.measure = settings->similarity;
    summary->factors.is_distance = similarity_is_distance(settings->similarity);
}

static enum status keep_row(struct summary *summary, const struct similarity_row *row, struct failure *failure)
{
    const size_t size = summary->weighted->counts->document_count;
    summary->has_rows = true;
    if (size > SUMMARY_MATRIX_DOCUMENTS || row->count != size || row->row >= size)
        return STATUS_OK;
    if (summary->matrix == NULL &&
        array_zeroed((void **)&summary->matrix, size * size, sizeof *summary->matrix, failure) != STATUS_OK)
        return STATUS_FAILED;
    memcpy(summary->matrix + row->row * size, row->values, size * sizeof *row->values);
    summary->matrix_rows++;
    return STATUS_OK;
}

/* Short documents reach the highest scores by chance, so what is uncertain comes behind what is not. */
static bool is_stronger(bool is_distance, const struct nearest_finding *a, const struct nearest_finding *b)
{
    if (a->uncertain != b->uncertain)
        return b->uncertain;
    const double near_a = is_distance ? -a->similarity : a->similarity;
    const double near_b = is_distance ? -b->similarity : b->similarity;
    return near_a > near_b || (near_a == near_b && a->a < b->a);
}

static void keep_nearest(struct summary *summary, const struct nearest_finding *finding)
{
    if (finding->mutual && finding->b < finding->a)
        return;
    summary->nearest_total++;
    size_t place = summary->nearest_count;
    const bool is_distance = similarity_is_distance(summary->settings->similarity);
    while (place > 0 && is_stronger(is_distance, finding, &summary->nearest[place - 1].finding))
        place--;
    if (place == SUMMARY_SENTENCES)
        return;
    if (summary->nearest_count < SUMMARY_SENTENCES)
        summary->nearest_count++;
    memmove(&summary->nearest[place + 1], &summary->nearest[place],
            (summary->nearest_count - place - 1) * sizeof summary->nearest[0]);
    struct summary_nearest *const kept = &summary->nearest[place];
    *kept = (struct summary_nearest){.finding = *finding};
    for (size_t i = 0; i < finding->term_count && i < NEAREST_SHOWN_TERMS; i++)
        kept->terms[i] = finding->terms[i];
    for (size_t i = 0; i < finding->year_count && i < SUMMARY_YEARS; i++)
        kept->years[i] = finding->years[i];
}

/* A day with its year and of any year are two terms, and may be one word on the screen. */
static bool is_shown(const struct summary *summary, const struct summary_group *group, size_t term)
{
    const struct vocabulary_term *const terms = summary->weighted->counts->terms;
    for (size_t i = 0; i < group->term_count; i++) {
        if (span_equal(summary_form(&terms[group->terms[i]]), summary_form(&terms[term])))
            return true;
    }
    return false;
}

static enum status keep_term(struct summary *summary, const struct term_finding *term, struct failure *failure)
{
    const bool all_fit = summary->weighted->counts->document_count <= SUMMARY_GROUPS;
    if (term->kind != (all_fit ? GROUP_DOCUMENT : GROUP_SOURCE))
        return STATUS_OK;
    if (term->rank == 1) {
        summary->group_total++;
        if (summary->group_count == SUMMARY_GROUPS)
            return STATUS_OK;
        struct summary_group *const group = &summary->groups[summary->group_count];
        *group = (struct summary_group){0};
        if (arena_copy(&summary->arena, term->name, &group->name, failure) != STATUS_OK)
            return STATUS_FAILED;
        summary->group_count++;
    }
    if (summary->group_count == 0)
        return STATUS_OK;
    struct summary_group *const last = &summary->groups[summary->group_count - 1];
    if (last->term_count < SUMMARY_GROUP_TERMS && span_equal(last->name, term->name) &&
        !is_shown(summary, last, term->term))
        last->terms[last->term_count++] = term->term;
    return STATUS_OK;
}

enum status summary_add(struct summary *summary, const struct finding *finding, struct failure *failure)
{
    switch (finding->kind) {
    case FINDING_MATRIX:
        summary->weighted = finding->as.weighted;
        return STATUS_OK;
    case FINDING_SIMILARITY:
        return keep_row(summary, &finding->as.similarity, failure);
    case FINDING_PAIR:
        summary->pair_count++;
        return STATUS_OK;
    case FINDING_NEIGHBOUR:
        summary_notes_add(&summary->notes, &finding->as.neighbour);
        return STATUS_OK;
    case FINDING_TERM:
        return keep_term(summary, &finding->as.term, failure);
    case FINDING_TOPIC:
        summary_topics_add(&summary->topics, &finding->as.topic);
        return STATUS_OK;
    case FINDING_SOURCES:
        summary_events_add(&summary->events, &finding->as.sources);
        return STATUS_OK;
    case FINDING_FACTOR:
        summary_factors_add(&summary->factors, &finding->as.factor);
        return STATUS_OK;
    case FINDING_CONTRAST:
        if (finding->as.contrast.has_term &&
            term_is_calendar(&summary->weighted->counts->terms[finding->as.contrast.term]))
            return STATUS_OK; /* the table has it; a day is told by its date */
        return summary_differences_contrast(&summary->differences, &finding->as.contrast, failure);
    case FINDING_EVIDENCE: /* of the page alone */
    case FINDING_LINE:
    case FINDING_EVIDENCE_END:
    case FINDING_NEIGHBOURS: /* of another command */
        return STATUS_OK;
    case FINDING_STATEMENT: /* the sentences of documents hold theirs already */
        summary_events_state(&summary->events, &finding->as.statement);
        return STATUS_OK;
    case FINDING_PASSAGE:
        summary->event_model = *finding->as.passage.model;
        return STATUS_OK;
    case FINDING_SILENCE:
        return summary_differences_silence(&summary->differences, &finding->as.silence, failure);
    case FINDING_NEAREST:
        keep_nearest(summary, &finding->as.nearest);
        return STATUS_OK;
    }
    return STATUS_OK;
}

void summary_close(struct summary *summary)
{
    summary_differences_close(&summary->differences);
    free(summary->matrix);
    arena_free(&summary->arena);
    *summary = (struct summary){0};
}

struct span summary_form(const struct vocabulary_term *term)
{
    static const size_t prefix = sizeof TERM_YEAR_PREFIX - 1;
    if (term->channel == CHANNEL_DATE && term_is_year(term->term)) {
        return (struct span){term->term.bytes + prefix, term->term.length - prefix};
    }
    return term->form_count > 0 ? term->forms[0].surface : term->term;
}
