/*
 * contrasts.c - one source against the others, on each event and over all of them.
 *
 * Over all events the counts of both sides are those of the events that both tell. The order is that of the evidence,
 * or of the log-odds (effect), not of a p, which a handful of documents cannot bear.
 *
 * A term that stands but once on both sides together is no evidence: every text has hundreds of them; nor is on one
 * event one that stands once on the side that has more of it, which is the shorter side then, and the other has it,
 * too. But most words by which a telling judges stand once in it. So by effect, which puts first what this source alone
 * says and what is rarest in the language, they are listed on their event; over all events a source should say a thing
 * twice.
 */
#include "contrasts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "finding.h"
#include "mantel_haenszel.h"
#include "term_prior.h"

enum { LEAST_COUNT = 2, STATUS_BYTES = 200, NAMED_SOURCES_BYTES = 1024 };

enum direction { MORE, LESS, DIRECTIONS };

/* "a, b, c", as many as there is room for. */
static void list_sources(const struct tellings *tellings, char *text, size_t room)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < tellings->source_count && used < room; i++) {
        const int written =
            snprintf(text + used, room - used, "%s%.*s", i > 0 ? ", " : "", SPAN_ARGUMENTS(tellings->sources[i]));
        used += written > 0 ? (size_t)written : 0;
    }
    failure_trim(text);
}

enum status contrasts_reference(const struct tellings *tellings, const char *name, size_t *reference,
                                struct failure *failure)
{
    char sources[NAMED_SOURCES_BYTES];
    *reference = SIDES_ALL;
    if (name == NULL) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < tellings->source_count; i++) {
        if (span_equal(tellings->sources[i], span_of(name))) {
            *reference = i;
            return STATUS_OK;
        }
    }
    if (tellings->source_count == 0) {
        return failure_set(failure, FAILURE_USAGE,
                           "--reference %s: no document of this corpus names both a source and an event", name);
    }
    list_sources(tellings, sources, sizeof sources);
    return failure_set(failure, FAILURE_USAGE, "--reference %s: there is no such source; choose one of: %s", name,
                       sources);
}

enum status contrasts_open(struct contrasts *contrasts, const struct frames *frames, size_t reference,
                           const struct settings *settings, struct failure *failure)
{
    const struct counts *const counts = frames->tellings->counts;
    const size_t columns = counts->term_count;
    *contrasts = (struct contrasts){.settings = settings, .frames = frames, .reference = reference};
    if (array_zeroed((void **)&contrasts->priors, frames->count * columns, sizeof *contrasts->priors, failure) !=
            STATUS_OK ||
        sides_open(&contrasts->sides, columns, failure) != STATUS_OK ||
        contrast_evidence_open(&contrasts->evidence, columns, failure) != STATUS_OK ||
        contrast_rows_open(&contrasts->rows, frames->tellings, failure) != STATUS_OK ||
        contrast_test_open(&contrasts->test, columns, failure) != STATUS_OK ||
        top_lists_open(&contrasts->best, DIRECTIONS, settings->contrasts < columns ? settings->contrasts : columns,
                       failure) != STATUS_OK ||
        array_zeroed((void **)&contrasts->columns, CONTRAST_ROWS, sizeof *contrasts->columns, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t f = 0; f < frames->count; f++) {
        term_prior_fill(&frames->items[f], counts, contrasts->priors + f * columns);
    }
    return STATUS_OK;
}

void contrasts_close(struct contrasts *contrasts)
{
    free(contrasts->columns);
    top_lists_close(&contrasts->best);
    contrast_test_close(&contrasts->test);
    contrast_rows_close(&contrasts->rows);
    contrast_evidence_close(&contrasts->evidence);
    sides_close(&contrasts->sides);
    free(contrasts->priors);
    *contrasts = (struct contrasts){0};
}

static enum status emit(const struct contrast_finding *contrast, struct flow *flow)
{
    const struct finding finding = {.kind = FINDING_CONTRAST, .as.contrast = *contrast};
    const struct record record = {.kind = RECORD_FINDING, .as.finding = &finding};
    return flow_emit(flow, &record);
}

/* Source, event and language of a row. */
static struct contrast_finding heading_of(const struct contrasts *contrasts, const struct comparison *comparison)
{
    const struct tellings *const tellings = contrasts->frames->tellings;
    return (struct contrast_finding){.source = tellings->sources[comparison->source],
                                     .event = comparison->event == SIDES_ALL ? (struct span){"", 0}
                                                                             : tellings->events[comparison->event],
                                     .language = comparison->frame->language,
                                     .status = ""};
}

static struct keyness_table table_of(const struct sides *sides, uint32_t column)
{
    return (struct keyness_table){sides->counts_a[column], sides->counts_b[column], sides->words_a, sides->words_b};
}

static const double *priors_of(const struct contrasts *contrasts, const struct frame *frame)
{
    const size_t number = (size_t)(frame - contrasts->frames->items);
    return contrasts->priors + number * contrasts->frames->tellings->counts->term_count;
}

static double evidence_of(const struct contrasts *contrasts, const struct comparison *comparison, uint32_t column)
{
    const struct keyness_table table = table_of(&contrasts->sides, column);
    return comparison->event == SIDES_ALL
               ? contrasts->evidence.values[column]
               : keyness_evidence(&table, priors_of(contrasts, comparison->frame)[column], TERM_PRIOR_WORDS);
}

static bool is_repeated(const struct comparison *comparison, const struct keyness_table *table)
{
    const uint64_t more = keyness_direction(table) > 0 ? table->count_a : table->count_b;
    return (comparison->event == SIDES_ALL ? table->count_a + table->count_b : more) >= LEAST_COUNT;
}

/* By what a term is ranked: positive where the source has more; 0 where it is not to be listed. */
static double strength_of(const struct contrasts *contrasts, const struct comparison *comparison, uint32_t column)
{
    const struct keyness_table table = table_of(&contrasts->sides, column);
    if (contrasts->settings->sort == SORT_EFFECT) {
        const double prior = priors_of(contrasts, comparison->frame)[column];
        const double delta = keyness_log_odds(&table, prior, TERM_PRIOR_WORDS).delta;
        const bool is_listed = comparison->event != SIDES_ALL || is_repeated(comparison, &table);
        return is_listed && delta * keyness_direction(&table) > 0 ? delta : 0;
    }
    return is_repeated(comparison, &table) ? evidence_of(contrasts, comparison, column) : 0;
}

/* Fills the two lists with what differs most. */
static void choose_terms(struct contrasts *contrasts, const struct comparison *comparison)
{
    const struct sides *const sides = &contrasts->sides;
    if (comparison->event == SIDES_ALL) {
        contrast_evidence_gather(&contrasts->evidence, comparison, sides, priors_of(contrasts, comparison->frame),
                                 LEAST_COUNT);
    }
    contrasts->best.items[MORE].count = 0;
    contrasts->best.items[LESS].count = 0;
    for (size_t i = 0; i < sides->touched_count; i++) {
        const uint32_t column = sides->touched[i];
        const double value = strength_of(contrasts, comparison, column);
        if (value > 0) {
            top_list_offer(&contrasts->best.items[MORE], value, column);
        } else if (value < 0) {
            top_list_offer(&contrasts->best.items[LESS], -value, column);
        }
    }
    top_list_sort(&contrasts->best.items[MORE]);
    top_list_sort(&contrasts->best.items[LESS]);
}

/* Adds a reason behind those there are. */
static void add_reason(char *status, const char *reason)
{
    const size_t used = strlen(status);
    (void)snprintf(status + used, STATUS_BYTES - used, "%s%s", used > 0 ? "; " : "", reason);
}

static void explain_interval(const struct contrast_finding *finding, char *status)
{
    if (isnan(finding->mantel_haenszel)) {
        add_reason(status,
                   finding->count == 0 ? "only in the others: no common odds" : "only in this source: no common odds");
    } else if (isnan(finding->low)) {
        add_reason(status, finding->events < MANTEL_HAENSZEL_EVENTS ? "in fewer than 5 events: no interval"
                                                                    : "hangs on one event: no interval");
    }
}

static void explain_p(const struct contrast_test *test, const struct contrast_finding *finding, char *status)
{
    if (test->ways < CONTRAST_TEST_LEAST_RELABELLINGS) {
        add_reason(status, "too few relabellings: no p");
    } else if (isnan(finding->p)) {
        add_reason(status, "not tested: no p");
    } else if (isnan(finding->q)) {
        add_reason(status, "too few relabellings for so many terms: no q");
    }
}

static void fill_statistics(const struct contrasts *contrasts, const struct comparison *comparison,
                            struct contrast_finding *finding)
{
    const struct keyness_table table = table_of(&contrasts->sides, (uint32_t)finding->term);
    finding->count = table.count_a;
    finding->words = table.total_a;
    finding->other_count = table.count_b;
    finding->other_words = table.total_b;
    finding->two_cell = keyness_two_cell(&table);
    finding->four_cell = keyness_four_cell(&table);
    finding->log_ratio = keyness_log_ratio(&table);
    finding->prior = priors_of(contrasts, comparison->frame)[finding->term];
    const struct log_odds odds = keyness_log_odds(&table, finding->prior, TERM_PRIOR_WORDS);
    finding->log_odds = odds.delta;
    finding->z = odds.z;
    finding->evidence = evidence_of(contrasts, comparison, (uint32_t)finding->term);
    finding->p = NAN;
    finding->q = NAN;
}

/* A row of a list; `row` is its place among those that were looked up. */
static enum status emit_row(struct contrasts *contrasts, const struct comparison *comparison,
                            struct contrast_finding *finding, size_t row, struct flow *flow)
{
    char status[STATUS_BYTES] = "";
    fill_statistics(contrasts, comparison, finding);
    contrast_rows_fill(&contrasts->rows, comparison, row, finding);
    if (comparison->event == SIDES_ALL) {
        finding->p = contrasts->test.p[finding->term];
        finding->q = contrasts->test.q[finding->term];
        finding->relabellings = isnan(finding->p) ? 0 : contrasts->test.relabellings;
        explain_interval(finding, status);
        explain_p(&contrasts->test, finding, status);
    }
    finding->status = status;
    return emit(finding, flow);
}

static enum status emit_list(struct contrasts *contrasts, const struct comparison *comparison, enum direction direction,
                             struct flow *flow)
{
    const struct top_list *const list = &contrasts->best.items[direction];
    for (size_t first = 0; first < list->count; first += CONTRAST_ROWS) {
        const size_t count = list->count - first < CONTRAST_ROWS ? list->count - first : CONTRAST_ROWS;
        for (size_t i = 0; i < count; i++) {
            contrasts->columns[i] = (uint32_t)list->entries[first + i].index;
        }
        contrast_rows_gather(&contrasts->rows, comparison, contrasts->columns, count);
        for (size_t i = 0; i < count; i++) {
            struct contrast_finding finding = heading_of(contrasts, comparison);
            finding.has_term = true;
            finding.is_more = direction == MORE;
            finding.rank = first + i + 1;
            finding.term = contrasts->columns[i];
            if (emit_row(contrasts, comparison, &finding, i, flow) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

/* True where the source has a document on the event (or on any) in the frame. */
static bool has_source(const struct comparison *comparison)
{
    const struct frame *const frame = comparison->frame;
    const bool is_all = comparison->event == SIDES_ALL;
    const size_t end = is_all ? frame->unit_count : frame->event_starts[comparison->event + 1];
    for (size_t i = is_all ? 0 : frame->event_starts[comparison->event]; i < end; i++) {
        if (frame->units[i].source == comparison->source) {
            return true;
        }
    }
    return false;
}

/* A row in place of terms. Dates that nobody shares need none: the words' row says it. */
static enum status emit_reason(const struct contrasts *contrasts, const struct comparison *comparison,
                               const char *reason, struct flow *flow)
{
    struct contrast_finding finding = heading_of(contrasts, comparison);
    finding.status = reason;
    return comparison->frame->is_dates ? STATUS_OK : emit(&finding, flow);
}

static const char *lonely_reason(const struct comparison *comparison)
{
    if (comparison->other != SIDES_ALL) {
        return comparison->event == SIDES_ALL ? "the reference tells none of its events in this language"
                                              : "the reference does not tell this event in this language";
    }
    return comparison->event == SIDES_ALL ? "no other source tells one of its events in this language"
                                          : "no other source tells this event in this language";
}

static enum status emit_comparison(struct contrasts *contrasts, const struct comparison *comparison, struct flow *flow)
{
    if (!has_source(comparison)) {
        return STATUS_OK;
    }
    sides_gather(&contrasts->sides, comparison);
    if (contrasts->sides.events == 0) {
        return emit_reason(contrasts, comparison, lonely_reason(comparison), flow);
    }
    if (comparison->event == SIDES_ALL &&
        contrast_test_run(&contrasts->test, comparison, contrasts->settings->seed, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    choose_terms(contrasts, comparison);
    if (contrasts->best.items[MORE].count + contrasts->best.items[LESS].count == 0) {
        return emit_reason(contrasts, comparison, "no term stands there twice", flow);
    }
    return emit_list(contrasts, comparison, MORE, flow) == STATUS_OK &&
                   emit_list(contrasts, comparison, LESS, flow) == STATUS_OK
               ? STATUS_OK
               : STATUS_FAILED;
}

static enum status emit_frames(struct contrasts *contrasts, struct comparison comparison, struct flow *flow)
{
    for (size_t f = 0; f < contrasts->frames->count; f++) {
        comparison.frame = &contrasts->frames->items[f];
        if (emit_comparison(contrasts, &comparison, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status contrasts_emit(struct contrasts *contrasts, struct flow *flow)
{
    const struct tellings *const tellings = contrasts->frames->tellings;
    for (size_t source = 0; source < tellings->source_count; source++) {
        struct comparison comparison = {
            .event_count = tellings->event_count, .event = SIDES_ALL, .source = source, .other = contrasts->reference};
        if (source == contrasts->reference) {
            continue;
        }
        flow_progress(flow, "contrasting sources", source, tellings->source_count);
        if (emit_frames(contrasts, comparison, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        for (comparison.event = 0; comparison.event < tellings->event_count; comparison.event++) {
            if (flow_interrupted(flow)) {
                return flow_fail_signal(flow);
            }
            if (emit_frames(contrasts, comparison, flow) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    flow_progress(flow, "contrasting sources", tellings->source_count, tellings->source_count);
    return STATUS_OK;
}
