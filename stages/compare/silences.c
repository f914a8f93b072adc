/*
 * silences.c - a term is missed in a source where more than half of the others on the event mention it, and the source
 * has it not at all, or at less than a fifth of their rate. Of a date half of the others are enough: two that name one
 * day or year mean one fact, where two that share a word may not.
 *
 * How surprising that is, is told by the beta-binomial: the chance to find so few in as many documents of that length,
 * when documents differ as they do among the others on this event. A handful of documents says little of how a term
 * spreads, so its own spread is drawn towards what is usual among all terms of the language.
 *
 * The order is that of the surprise times the term's rarity in the language, both in bits: that a text lacks a common
 * word says less than that it lacks a name, and every text lacks some. Words for which the product is small are left
 * out, unless they are names: on corpora/ these are words of telling (day, one, know, come) far more often than of what
 * is told.
 *
 * p asks less of the model: dealing out the event's documents anew, how often would the source's so seldom hold the
 * term? That is the hypergeometric distribution, exactly; every term in three documents of the event is tested.
 */
#include "silences.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "false_discovery.h"
#include "finding.h"
#include "hypergeometric.h"

enum {
    HARDLY = 5,               /* others have it at least so many times as often */
    LEAST_SOURCES = 2,        /* of the others: what one of them says, most do not */
    LEAST_COUNT = 2,          /* in the others */
    TESTED_DOCUMENTS = 3,     /* in fewer a term is not tested */
    LEAST_RELABELLINGS = 20,  /* with fewer no p can be at or below .05, and none is given */
    RELABELLINGS_A_TERM = 20, /* with fewer for each term tested there is no q */
    USUAL_FREEDOM = 10        /* degrees of freedom that the usual spread counts for */
};

/* As much as a chance of one half of missing what stands in one text of 128. */
#define LEAST_WEIGHT 7.0

static void measure_usual(struct silences *silences, const struct frame *frame, double *usual);

enum status silences_open(struct silences *silences, const struct frames *frames, const double *idf, size_t reference,
                          const struct settings *settings, struct failure *failure)
{
    const size_t columns = frames->tellings->counts->term_count;
    *silences = (struct silences){.settings = settings, .frames = frames, .idf = idf, .reference = reference};
    if (sides_open(&silences->sides, columns, failure) != STATUS_OK ||
        said_otherwise_open(&silences->said, frames->tellings, failure) != STATUS_OK ||
        array_zeroed((void **)&silences->mentions, columns, sizeof *silences->mentions, failure) != STATUS_OK ||
        array_zeroed((void **)&silences->source_counts, columns * frames->count, sizeof *silences->source_counts,
                     failure) != STATUS_OK ||
        array_zeroed((void **)&silences->usual, frames->count, sizeof *silences->usual, failure) != STATUS_OK ||
        array_zeroed((void **)&silences->p, columns, sizeof *silences->p, failure) != STATUS_OK ||
        array_zeroed((void **)&silences->q, columns, sizeof *silences->q, failure) != STATUS_OK ||
        array_zeroed((void **)&silences->surprises, columns, sizeof *silences->surprises, failure) != STATUS_OK ||
        array_zeroed((void **)&silences->tested_p, columns, sizeof *silences->tested_p, failure) != STATUS_OK ||
        array_zeroed((void **)&silences->tested_q, columns, sizeof *silences->tested_q, failure) != STATUS_OK ||
        array_zeroed((void **)&silences->own_words, frames->tellings->unit_count, sizeof *silences->own_words,
                     failure) != STATUS_OK ||
        top_lists_open(&silences->best, 1, settings->contrasts < columns ? settings->contrasts : columns, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t f = 0; f < frames->count; f++) {
        measure_usual(silences, &frames->items[f], &silences->usual[f]);
    }
    return STATUS_OK;
}

void silences_close(struct silences *silences)
{
    top_lists_close(&silences->best);
    free(silences->surprises);
    free(silences->own_words);
    free(silences->tested_q);
    free(silences->tested_p);
    free(silences->q);
    free(silences->p);
    free(silences->usual);
    free(silences->source_counts);
    free(silences->mentions);
    said_otherwise_close(&silences->said);
    sides_close(&silences->sides);
    *silences = (struct silences){0};
}

static void add_squares(struct silence_mentions *mentions, const struct frame_unit *unit)
{
    for (size_t i = 0; i < unit->row.count; i++) {
        const double count = unit->row.counts[i];
        mentions[unit->row.columns[i]].squares += count * count / (double)unit->words;
    }
}

/* Over all documents of each event, whose they may be. */
static void measure_usual(struct silences *silences, const struct frame *frame, double *usual)
{
    const size_t events = silences->frames->tellings->event_count;
    struct burst_moments moments = {0};
    for (size_t event = 0; event < events; event++) {
        struct burst_documents documents = {0};
        for (size_t i = frame->event_starts[event]; i < frame->event_starts[event + 1]; i++) {
            if (frame->units[i].words > 0) {
                burst_documents_add(&documents, frame->units[i].words);
                sides_add(&silences->sides, &frame->units[i], false);
                add_squares(silences->mentions, &frame->units[i]);
            }
        }
        for (size_t i = 0; i < silences->sides.touched_count; i++) {
            const uint32_t column = silences->sides.touched[i];
            burst_moments_add(&moments, &documents, (double)silences->sides.counts_b[column],
                              silences->mentions[column].squares);
            silences->mentions[column] = (struct silence_mentions){0};
        }
        sides_forget(&silences->sides);
    }
    *usual = burst_moments_burstiness(&moments);
}

static void mention(struct silences *silences, const struct frame_unit *unit, bool is_source)
{
    for (size_t i = 0; i < unit->row.count; i++) {
        struct silence_mentions *const mentions = &silences->mentions[unit->row.columns[i]];
        if (is_source) {
            mentions->own_documents++;
            continue;
        }
        mentions->other_documents++;
        mentions->other_sources += mentions->last_source != unit->source + 1;
        mentions->last_source = (uint32_t)unit->source + 1;
    }
    if (!is_source) {
        add_squares(silences->mentions, unit);
    }
}

/* Who says what on the event. */
static void gather(struct silences *silences, const struct comparison *comparison)
{
    const struct frame *const frame = comparison->frame;
    size_t last_source = SIDES_ALL;
    for (size_t i = 0; i < silences->sides.touched_count; i++) {
        silences->mentions[silences->sides.touched[i]] = (struct silence_mentions){0};
    }
    silences->event = (struct silence_event){0};
    sides_gather(&silences->sides, comparison);
    for (size_t i = frame->event_starts[comparison->event]; i < frame->event_starts[comparison->event + 1]; i++) {
        const struct frame_unit *const unit = &frame->units[i];
        const enum side side = comparison_side(comparison, unit);
        if (side == SIDE_NONE || unit->words == 0 || silences->sides.events == 0) {
            continue;
        }
        mention(silences, unit, side == SIDE_SOURCE);
        if (side == SIDE_SOURCE) {
            silences->own_words[silences->event.own_documents++] = unit->words;
            continue;
        }
        silences->event.other_documents++;
        silences->event.other_sources += unit->source != last_source;
        last_source = unit->source;
        burst_documents_add(&silences->event.others, unit->words);
    }
}

static double ways_of(const struct silences *silences)
{
    return hypergeometric_ways(silences->event.own_documents + silences->event.other_documents,
                               silences->event.own_documents);
}

/* Which terms are tested does not depend on the side on which they stand. */
static bool is_tested(const struct silences *silences, uint32_t column)
{
    const struct silence_mentions *const mentions = &silences->mentions[column];
    return mentions->own_documents + mentions->other_documents >= TESTED_DOCUMENTS;
}

static enum status test_terms(struct silences *silences, struct failure *failure)
{
    const struct silence_event *const event = &silences->event;
    const double ways = ways_of(silences);
    size_t tested = 0;
    for (size_t i = 0; i < silences->sides.touched_count; i++) {
        const uint32_t column = silences->sides.touched[i];
        const struct silence_mentions *const mentions = &silences->mentions[column];
        silences->p[column] = NAN;
        silences->q[column] = NAN;
        if (ways >= LEAST_RELABELLINGS && is_tested(silences, column)) {
            silences->p[column] = hypergeometric_tail(
                mentions->own_documents, (uint64_t)mentions->own_documents + mentions->other_documents,
                event->own_documents + event->other_documents, event->own_documents);
            silences->tested_p[tested++] = silences->p[column];
        }
    }
    if (tested == 0 || !(ways >= RELABELLINGS_A_TERM * (double)tested)) {
        return STATUS_OK;
    }
    if (false_discovery_adjust(silences->tested_p, silences->tested_q, tested, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    tested = 0;
    for (size_t i = 0; i < silences->sides.touched_count; i++) {
        const uint32_t column = silences->sides.touched[i];
        if (!isnan(silences->p[column])) {
            silences->q[column] = silences->tested_q[tested++];
        }
    }
    return STATUS_OK;
}

static double surprise_of(const struct silences *silences, uint32_t column, double usual)
{
    const struct sides *const sides = &silences->sides;
    const double count = (double)sides->counts_b[column];
    struct burst_moments moments = {0};
    burst_moments_add(&moments, &silences->event.others, count, silences->mentions[column].squares);
    const struct beta_binomial model =
        beta_binomial_of(count / (double)sides->words_b, burst_moments_shrunk(&moments, usual, USUAL_FREEDOM));
    return -(double)log2l(beta_binomial_tail(&model, sides->counts_a[column], silences->own_words,
                                             (size_t)silences->event.own_documents));
}

/* In bits. Where the background knows nothing of a term, as of dates, the corpus has to tell. */
static double rarity_of(const struct silences *silences, uint32_t column)
{
    const double share = silences->frames->tellings->counts->terms[column].background;
    return share > 0 ? -(double)log2l(share) : silences->idf[column] / M_LN2;
}

/* A word of the language at large whose absence is no great surprise. */
static bool is_common(const struct silences *silences, uint32_t column, double weight)
{
    const struct vocabulary_term *const term = &silences->frames->tellings->counts->terms[column];
    return term->background > 0 && (term->flags & (TERM_STATE_NAME | TERM_OTHER_NAME)) == 0 && weight < LEAST_WEIGHT;
}

static bool is_said_by_most(const struct silences *silences, const struct frame *frame, uint32_t column)
{
    const uint64_t sources = silences->mentions[column].other_sources, all = silences->event.other_sources;
    return 2 * sources > all || (frame->is_dates && 2 * sources == all && sources >= LEAST_SOURCES);
}

/* Whether most others mention it and the source not, or hardly. */
static bool is_missed(const struct silences *silences, const struct frame *frame, uint32_t column)
{
    const struct sides *const sides = &silences->sides;
    const uint64_t found = sides->counts_a[column], count = sides->counts_b[column];
    uint64_t by_any_name[2];
    said_otherwise_count(&silences->said, sides, column, by_any_name);
    return is_said_by_most(silences, frame, column) && count >= LEAST_COUNT && count < sides->words_b &&
           found <= BETA_BINOMIAL_MOST &&
           (double)by_any_name[0] * HARDLY * (double)sides->words_b <=
               (double)by_any_name[1] * (double)sides->words_a &&
           (double)found * HARDLY * (double)sides->words_b <= (double)count * (double)sides->words_a;
}

static void choose_terms(struct silences *silences, const struct comparison *comparison, double usual)
{
    struct top_list *const best = &silences->best.items[0];
    best->count = 0;
    for (size_t i = 0; i < silences->sides.touched_count; i++) {
        const uint32_t column = silences->sides.touched[i];
        if (is_missed(silences, comparison->frame, column) &&
            !said_otherwise_is_calendar(&silences->frames->tellings->counts->terms[column]) &&
            !said_otherwise_date(&silences->said, &silences->sides, comparison, column) &&
            !said_otherwise_is_to_come(&silences->said, comparison, column) &&
            !said_otherwise_has_year(&silences->said, &silences->sides, column)) {
            silences->surprises[column] = surprise_of(silences, column, usual);
            const double weight = silences->surprises[column] * rarity_of(silences, column);
            if (!is_common(silences, column, weight)) {
                top_list_offer(best, weight, column);
            }
        }
    }
    top_list_sort(best);
}

static enum status emit(const struct silence_finding *silence, struct flow *flow)
{
    const struct finding finding = {.kind = FINDING_SILENCE, .as.silence = *silence};
    const struct record record = {.kind = RECORD_FINDING, .as.finding = &finding};
    return flow_emit(flow, &record);
}

static struct silence_finding heading_of(const struct silences *silences, const struct comparison *comparison)
{
    const struct tellings *const tellings = silences->frames->tellings;
    return (struct silence_finding){.source = tellings->sources[comparison->source],
                                    .event = tellings->events[comparison->event],
                                    .language = comparison->frame->language,
                                    .status = ""};
}

/* Dates need no row of their own to say that there is nothing: the words' row says it. */
static enum status emit_reason(const struct silences *silences, const struct comparison *comparison, const char *reason,
                               struct flow *flow)
{
    struct silence_finding finding = heading_of(silences, comparison);
    finding.status = reason;
    return comparison->frame->is_dates ? STATUS_OK : emit(&finding, flow);
}

static const char *explain(const struct silences *silences, const struct silence_finding *finding)
{
    if (finding->sources == 1 && isnan(finding->p)) {
        return "one other source alone: no p";
    }
    if (isnan(finding->p)) {
        return ways_of(silences) < LEAST_RELABELLINGS ? "too few relabellings: no p"
                                                      : "in fewer than 3 documents: no p";
    }
    return isnan(finding->q) ? "too few relabellings for so many terms: no q" : "";
}

static uint64_t *source_counts_of(const struct silences *silences, const struct frame *frame)
{
    const size_t number = (size_t)(frame - silences->frames->items);
    return silences->source_counts + number * silences->frames->tellings->counts->term_count;
}

static enum status emit_term(const struct silences *silences, const struct comparison *comparison, size_t rank,
                             struct flow *flow)
{
    const struct sides *const sides = &silences->sides;
    const struct top_entry *const entry = &silences->best.items[0].entries[rank];
    const uint32_t column = (uint32_t)entry->index;
    const struct silence_mentions *const mentions = &silences->mentions[column];
    struct silence_finding finding = heading_of(silences, comparison);
    finding.has_term = true;
    finding.rank = rank + 1;
    finding.term = column;
    finding.expected = (double)sides->counts_b[column] * (double)sides->words_a / (double)sides->words_b;
    finding.found = sides->counts_a[column];
    finding.words = sides->words_a;
    finding.other_count = sides->counts_b[column];
    finding.other_sources = mentions->other_sources;
    finding.sources = (size_t)silences->event.other_sources;
    finding.other_documents = mentions->other_documents;
    finding.documents = silences->event.other_documents;
    finding.elsewhere = source_counts_of(silences, comparison->frame)[column] - sides->counts_a[column];
    finding.surprise = silences->surprises[column];
    finding.p = silences->p[column];
    finding.q = silences->q[column];
    finding.status = explain(silences, &finding);
    return emit(&finding, flow);
}

static bool has_source(const struct comparison *comparison)
{
    const struct frame *const frame = comparison->frame;
    for (size_t i = frame->event_starts[comparison->event]; i < frame->event_starts[comparison->event + 1]; i++) {
        if (frame->units[i].source == comparison->source) {
            return true;
        }
    }
    return false;
}

static enum status emit_event(struct silences *silences, const struct comparison *comparison, struct flow *flow)
{
    if (!has_source(comparison)) {
        return STATUS_OK;
    }
    gather(silences, comparison);
    if (silences->sides.events == 0) {
        return emit_reason(silences, comparison,
                           comparison->other == SIDES_ALL ? "no other source tells this event in this language"
                                                          : "the reference does not tell this event in this language",
                           flow);
    }
    if (test_terms(silences, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (comparison->other == SIDES_ALL && silences->event.other_sources < LEAST_SOURCES) {
        return emit_reason(
            silences, comparison,
            "one other source alone: what it alone says is among the contrasts; --reference lists it here", flow);
    }
    choose_terms(silences, comparison, silences->usual[comparison->frame - silences->frames->items]);
    if (silences->best.items[0].count == 0) {
        return emit_reason(silences, comparison, "of what most others say nothing is missing", flow);
    }
    for (size_t rank = 0; rank < silences->best.items[0].count; rank++) {
        if (emit_term(silences, comparison, rank, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* All that the source says in its documents of the frame. */
static void count_source(struct silences *silences, const struct frame *frame, size_t source)
{
    uint64_t *const counts = source_counts_of(silences, frame);
    memset(counts, 0, silences->frames->tellings->counts->term_count * sizeof *counts);
    for (size_t i = 0; i < frame->unit_count; i++) {
        const struct frame_unit *const unit = &frame->units[i];
        for (size_t k = 0; unit->source == source && k < unit->row.count; k++) {
            counts[unit->row.columns[k]] += unit->row.counts[k];
        }
    }
}

static enum status emit_source(struct silences *silences, size_t source, struct flow *flow)
{
    struct comparison comparison = {
        .event_count = silences->frames->tellings->event_count, .source = source, .other = silences->reference};
    for (size_t f = 0; f < silences->frames->count; f++) {
        count_source(silences, &silences->frames->items[f], source);
    }
    for (comparison.event = 0; comparison.event < comparison.event_count; comparison.event++) {
        if (flow_interrupted(flow)) {
            return flow_fail_signal(flow);
        }
        for (size_t f = 0; f < silences->frames->count; f++) {
            comparison.frame = &silences->frames->items[f];
            if (emit_event(silences, &comparison, flow) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

enum status silences_emit(struct silences *silences, struct flow *flow)
{
    const size_t sources = silences->frames->tellings->source_count;
    for (size_t source = 0; source < sources; source++) {
        flow_progress(flow, "looking for silences", source, sources);
        if (source != silences->reference && emit_source(silences, source, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    flow_progress(flow, "looking for silences", sources, sources);
    return STATUS_OK;
}
