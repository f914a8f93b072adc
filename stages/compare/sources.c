/*
 * sources.c - pairs of tellings become findings, each with the reasons for what it does not say.
 *
 * Over all events two sources are as alike as they are on average over the events that both tell, each event counting
 * once: pooling all that they wrote would make two sources alike because they write on the same events.
 */
#include "sources.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "centring.h"
#include "factors.h"
#include "finding.h"
#include "jackknife.h"
#include "known_mean.h"
#include "reference_likeness.h"
#include "source_intervals.h"
#include "source_nulls.h"
#include "source_pairs.h"
#include "source_status.h"

/* With fewer of the null above it in the mean, a pair is above all of them in most draws. */
#define HALF_A_PAIR 0.5

enum {
    JACKKNIFE_EVENTS = 8,     /* MEASURES: fewer events give no interval over all of them */
    SILENT_SOURCES_MOST = 200 /* up to so many sources, those that share no event are told too */
};

/* An event that two sources tell, for the rows over all events. */
struct shared_event {
    size_t a, b; /* sources */
    size_t pair; /* in pairs.items */
    bool counts; /* in the mean */
};

struct sources {
    const struct tellings *tellings;
    struct source_pairs pairs;
    struct telling_square square;
    size_t *source_documents;    /* by source: over all its tellings */
    struct shared_event *shared; /* by a, b, then event */
    size_t *years;               /* by column, as they are collected */
    size_t year_count;
    bool *is_year_known; /* by column */
    double *replicates;  /* by event */
    struct flow *flow;
};

/* A distance gets its own sign back. */
static void show(const struct similarity_measure *measure, struct source_finding *found)
{
    const double low = found->low, high = found->high;
    found->similarity = similarity_shown(measure, found->similarity);
    found->without_names = similarity_shown(measure, found->without_names);
    found->centred = similarity_shown(measure, found->centred);
    found->reference_mean = similarity_shown(measure, found->reference_mean);
    found->low = similarity_shown(measure, similarity_is_distance(measure->kind) ? high : low);
    found->high = similarity_shown(measure, similarity_is_distance(measure->kind) ? low : high);
}

static enum status emit(struct sources *sources, struct source_finding *found)
{
    show(sources->pairs.measure, found);
    found->sources = sources->tellings->sources;
    found->source_count = sources->tellings->source_count;
    const struct finding finding = {.kind = FINDING_SOURCES, .as.sources = *found};
    const struct record record = {.kind = RECORD_FINDING, .as.finding = &finding};
    return flow_interrupted(sources->flow) ? flow_fail_signal(sources->flow) : flow_emit(sources->flow, &record);
}

/* Nothing is known yet. */
static struct source_finding new_finding(struct span event, size_t a, size_t b, size_t events)
{
    return (struct source_finding){.event = event,
                                   .a = a,
                                   .b = b,
                                   .events = events,
                                   .similarity = NAN,
                                   .low = NAN,
                                   .high = NAN,
                                   .null_percentile = NAN,
                                   .names_share = NAN,
                                   .without_names = NAN,
                                   .centred = NAN,
                                   .reference_mean = NAN,
                                   .reference_deviation = NAN,
                                   .reference_z = NAN};
}

static bool is_short(const struct telling *telling)
{
    return telling->tokens < SHORT_DOCUMENT_WORDS;
}

static void judge_texts(const struct sources *sources, const struct source_pair *pair, struct source_status *status)
{
    const struct tellings *const tellings = sources->tellings;
    if (isnan(pair->similarity)) {
        source_status_add(status, "no-text");
        return;
    }
    if (!tellings_share_language(tellings, pair->a, pair->b)) {
        source_status_add(status, "different-languages");
    } else if (!tellings_are_monolingual(tellings, pair->a, pair->b)) {
        source_status_add(status, "several-languages");
    }
    if (is_short(&tellings->items[pair->a]) || is_short(&tellings->items[pair->b])) {
        source_status_add(status, "short");
    }
}

static void judge_interval(const struct sources *sources, const struct source_pair *pair, struct source_finding *found,
                           struct source_status *status)
{
    if (similarity_is_distance(sources->pairs.measure->kind)) {
        source_status_add(status, "no-interval: of a distance");
        return;
    }
    if (isnan(pair->variance)) {
        source_status_add(status, "no-interval: too short");
        return;
    }
    const size_t fewer = pair->groups_a < pair->groups_b ? pair->groups_a : pair->groups_b;
    const double reach = jackknife_quantile(fewer - 1) * sqrt(pair->variance);
    found->low = pair->similarity - reach;
    found->high = pair->similarity + reach;
}

static void explain_no_null(const struct sources *sources, const struct source_pair *pair, struct source_status *status)
{
    const struct tellings *const tellings = sources->tellings;
    const size_t a = tellings->items[pair->a].source, b = tellings->items[pair->b].source;
    if (sources->source_documents[a] == 1 && sources->source_documents[b] == 1) {
        source_status_add(status, "no-null: 1 document a source");
    } else if (tellings->event_count == 1) {
        source_status_add(status, "no-null: 1 event");
    } else if (is_short(&tellings->items[pair->a]) || is_short(&tellings->items[pair->b])) {
        source_status_add(status, "no-null: too short");
    } else if (pair->null_length == 0) {
        source_status_add(status, "no-null: several languages");
    } else {
        source_status_add(status, "no-null: %zu %s", pair->null_pairs, pair->null_pairs == 1 ? "pair" : "pairs");
    }
}

static void judge_null(const struct sources *sources, const struct source_pair *pair, struct source_finding *found,
                       struct source_status *status)
{
    found->has_null = pair->null_length > 0;
    found->null_pairs = pair->null_pairs;
    if (pair->null_used == 0) {
        explain_no_null(sources, pair, status);
    } else if (pair->null_pairs >= NULL_PAIRS_RANKED && pair->null_events >= NULL_EVENTS_RANKED) {
        found->null_percentile = (1 + pair->null_above) / (double)(1 + pair->null_used);
    } else {
        source_status_add(status, "%s %zu of the null", pair->null_above < HALF_A_PAIR ? "above all" : "not above all",
                          pair->null_used);
    }
}

static void count_sides(const struct tellings *tellings, const struct source_pair *pair, struct source_finding *found)
{
    const struct telling *const a = &tellings->items[pair->a], *const b = &tellings->items[pair->b];
    found->documents_a += a->unit_count;
    found->documents_b += b->unit_count;
    found->tokens_a += a->tokens;
    found->tokens_b += b->tokens;
}

static void judge_centring(const struct source_pair *pair, struct source_finding *found, struct source_status *status)
{
    found->centred = pair->centred;
    if (isnan(pair->centred)) {
        source_status_add(status, "no-centring: %zu unrelated %s", pair->unrelated,
                          pair->unrelated == 1 ? "pair" : "pairs");
    }
}

/* Texts that were chosen because they are alike are alike. */
static void judge_events_found(const struct tellings *tellings, struct source_status *status)
{
    if (tellings->map != NULL && tellings->map->model.circular) {
        source_status_add(status, "circular");
    }
}

static enum status emit_pair(struct sources *sources, const struct source_pair *pair)
{
    const struct tellings *const tellings = sources->tellings;
    struct source_status status = {0};
    struct source_finding found = new_finding(tellings->events[tellings->items[pair->a].event],
                                              tellings->items[pair->a].source, tellings->items[pair->b].source, 1);
    found.similarity = pair->similarity;
    found.names_share = pair->names_share;
    found.without_names = pair->without_names;
    found.years = sources->years;
    count_sides(tellings, pair, &found);
    judge_events_found(tellings, &status);
    judge_texts(sources, pair, &status);
    if (!isnan(pair->similarity)) {
        judge_interval(sources, pair, &found, &status);
        judge_null(sources, pair, &found, &status);
        reference_likeness_judge(&sources->pairs, pair, &found, &status);
        judge_centring(pair, &found, &status);
    }
    found.year_count = source_pairs_years(&sources->pairs, pair, sources->years);
    found.status = status.text;
    return emit(sources, &found);
}

/* An event that one source alone tells, or what one source tells where there is no other. */
static enum status emit_alone(struct sources *sources, struct span event, size_t source, size_t documents,
                              uint64_t tokens, size_t events)
{
    struct source_finding found = new_finding(event, source, NO_SOURCE, events);
    found.documents_a = documents;
    found.tokens_a = tokens;
    found.status = "one-source";
    return emit(sources, &found);
}

static enum status emit_event(struct sources *sources, size_t event)
{
    const struct tellings *const tellings = sources->tellings;
    const struct source_pairs *const pairs = &sources->pairs;
    if (tellings->event_starts[event + 1] - tellings->event_starts[event] == 1) {
        const struct telling *const only = &tellings->items[tellings->event_starts[event]];
        return emit_alone(sources, tellings->events[event], only->source, only->unit_count, only->tokens, 1);
    }
    for (size_t i = pairs->event_starts[event]; i < pairs->event_starts[event + 1]; i++) {
        if (emit_pair(sources, &pairs->items[i]) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static int compare_shared(const void *a, const void *b)
{
    const struct shared_event *const first = a, *const second = b;
    const size_t keys[][2] = {{first->a, second->a}, {first->b, second->b}, {first->pair, second->pair}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i][0] != keys[i][1]) {
            return keys[i][0] > keys[i][1] ? 1 : -1;
        }
    }
    return 0;
}

static void list_shared(struct sources *sources)
{
    const struct source_pairs *const pairs = &sources->pairs;
    for (size_t i = 0; i < pairs->count; i++) {
        const struct telling *const items = sources->tellings->items;
        sources->shared[i] = (struct shared_event){
            .a = items[pairs->items[i].a].source, .b = items[pairs->items[i].b].source, .pair = i};
    }
    qsort(sources->shared, pairs->count, sizeof *sources->shared, compare_shared);
}

/* Delete-one-event; of a mean it is the mean without each of its events. */
static void judge_events(struct sources *sources, const struct shared_event *shared, size_t count,
                         const struct known_mean *mean, struct source_finding *found, struct source_status *status)
{
    size_t events = 0;
    found->similarity = known_mean_of(mean);
    found->events = mean->count;
    if (mean->count == 0) {
        source_status_add(status, "no-text");
        return;
    }
    if (mean->count == 1) {
        source_status_add(status, "one-event");
    }
    if (mean->count < JACKKNIFE_EVENTS) {
        source_status_add(status, "no-interval: %zu %s", mean->count, mean->count == 1 ? "event" : "events");
    } else {
        for (size_t i = 0; i < count; i++) {
            const double value = sources->pairs.items[shared[i].pair].similarity;
            if (shared[i].counts && !isnan(value)) {
                sources->replicates[events++] = (mean->sum - value) / (double)(mean->count - 1);
            }
        }
        const double reach = jackknife_quantile(events - 1) * sqrt(jackknife_variance(sources->replicates, events));
        found->low = found->similarity - reach;
        found->high = found->similarity + reach;
    }
    source_status_add(status, "null: by event");
}

static int compare_columns(const void *a, const void *b)
{
    const size_t first = *(const size_t *)a, second = *(const size_t *)b;
    return (first > second) - (first < second);
}

/* The years of one event join those that are known; what is behind year_count is room for them. */
static void join_years(struct sources *sources, const struct source_pair *pair)
{
    size_t *const fresh = sources->years + sources->year_count;
    const size_t count = source_pairs_years(&sources->pairs, pair, fresh);
    for (size_t i = 0; i < count; i++) {
        if (!sources->is_year_known[fresh[i]]) {
            sources->is_year_known[fresh[i]] = true;
            sources->years[sources->year_count++] = fresh[i];
        }
    }
}

static void forget_years(struct sources *sources)
{
    for (size_t i = 0; i < sources->year_count; i++) {
        sources->is_year_known[sources->years[i]] = false;
    }
    sources->year_count = 0;
}

/* Texts in different languages share little but years, whatever they tell: the mean is over the events that both tell
 * in one language, or over all where there is none. Returns how many are. */
static size_t keep_one_language(const struct sources *sources, struct shared_event *shared, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct source_pair *const pair = &sources->pairs.items[shared[i].pair];
        shared[i].counts = tellings_share_language(sources->tellings, pair->a, pair->b);
        kept += shared[i].counts;
    }
    for (size_t i = 0; i < count && kept == 0; i++) {
        shared[i].counts = true;
    }
    return kept;
}

static enum status emit_over_all(struct sources *sources, size_t a, size_t b, struct shared_event *shared, size_t count)
{
    struct source_status status = {0};
    struct known_mean similarity = {0}, names_share = {0}, without_names = {0}, centred = {0}, reference_z = {0};
    struct source_finding found = new_finding(span_of(""), a, b, 0);
    const size_t same_language = keep_one_language(sources, shared, count);
    for (size_t i = 0; i < count; i++) {
        const struct source_pair *const pair = &sources->pairs.items[shared[i].pair];
        if (shared[i].counts) {
            known_mean_add(&similarity, pair->similarity);
            known_mean_add(&names_share, pair->names_share);
            known_mean_add(&without_names, pair->without_names);
            known_mean_add(&centred, pair->centred);
            known_mean_add(&reference_z, reference_likeness_z(pair));
        }
        count_sides(sources->tellings, pair, &found);
        join_years(sources, pair);
    }
    qsort(sources->years, sources->year_count, sizeof *sources->years, compare_columns);
    if (count == 0) {
        source_status_add(&status, "no-shared-event");
        found.similarity = NAN;
    } else {
        if (same_language == 0) {
            source_status_add(&status, "different-languages");
        } else if (same_language < count) {
            source_status_add(&status, "%zu of %zu events: the others are in different languages", same_language,
                              count);
        }
        judge_events_found(sources->tellings, &status);
        judge_events(sources, shared, count, &similarity, &found, &status);
    }
    found.names_share = known_mean_of(&names_share);
    found.without_names = known_mean_of(&without_names);
    found.centred = known_mean_of(&centred);
    found.reference_z = known_mean_of(&reference_z);
    if (isnan(found.centred) && !isnan(found.similarity)) {
        source_status_add(&status, "no-centring");
    }
    if (isnan(found.reference_z) && !isnan(found.similarity) && sources->pairs.reference_path != NULL) {
        source_status_add(&status, "no-reference");
    }
    found.years = sources->years;
    found.year_count = sources->year_count;
    found.status = status.text;
    const enum status emitted = emit(sources, &found);
    forget_years(sources);
    return emitted;
}

static enum status emit_all_over_all(struct sources *sources)
{
    const struct tellings *const tellings = sources->tellings;
    const bool tells_silent = tellings->source_count <= SILENT_SOURCES_MOST;
    size_t next = 0;
    for (size_t a = 0; a < tellings->source_count; a++) {
        for (size_t b = a + 1; b < tellings->source_count; b++) {
            const size_t first = next;
            while (next < sources->pairs.count && sources->shared[next].a == a && sources->shared[next].b == b) {
                next++;
            }
            if ((next > first || tells_silent) &&
                emit_over_all(sources, a, b, sources->shared + first, next - first) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    if (tellings->source_count == 1) {
        uint64_t tokens = 0;
        for (size_t i = 0; i < tellings->count; i++) {
            tokens += tellings->items[i].tokens;
        }
        return emit_alone(sources, span_of(""), 0, sources->source_documents[0], tokens, tellings->event_count);
    }
    return STATUS_OK;
}

static enum status open_sources(struct sources *sources, struct failure *failure)
{
    const struct tellings *const tellings = sources->tellings;
    const size_t terms = tellings->counts->term_count;
    if (array_zeroed((void **)&sources->source_documents, tellings->source_count, sizeof(size_t), failure) !=
            STATUS_OK ||
        array_zeroed((void **)&sources->shared, sources->pairs.count, sizeof *sources->shared, failure) != STATUS_OK ||
        array_zeroed((void **)&sources->years, terms * 2, sizeof *sources->years, failure) != STATUS_OK ||
        array_zeroed((void **)&sources->is_year_known, terms, sizeof *sources->is_year_known, failure) != STATUS_OK ||
        array_zeroed((void **)&sources->replicates, tellings->event_count, sizeof *sources->replicates, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < tellings->count; i++) {
        sources->source_documents[tellings->items[i].source] += tellings->items[i].unit_count;
    }
    list_shared(sources);
    return STATUS_OK;
}

static void close_sources(struct sources *sources)
{
    free(sources->replicates);
    free(sources->is_year_known);
    free(sources->years);
    free(sources->shared);
    free(sources->source_documents);
    telling_square_close(&sources->square);
    source_pairs_close(&sources->pairs);
}

static enum status emit_rows(struct sources *sources)
{
    for (size_t event = 0; event < sources->tellings->event_count; event++) {
        if (emit_event(sources, event) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return emit_all_over_all(sources);
}

static enum status work_out(struct sources *sources, const struct similarity_measure *measure,
                            const struct settings *settings)
{
    struct length_correlation correlation;
    unsigned draws = 0;
    if (sources->tellings->count > TELLING_SQUARE_MOST &&
        flow_warn(sources->flow,
                  "factors.csv and the column centred of sources.csv stay empty: they hold every telling against every "
                  "other, and there are %zu, more than %d; --where COLUMN=VALUE takes fewer documents",
                  sources->tellings->count, TELLING_SQUARE_MOST) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (source_pairs_open(&sources->pairs, sources->tellings, measure, sources->flow) != STATUS_OK ||
        (!similarity_is_distance(measure->kind) &&
         source_intervals_find(&sources->pairs, sources->flow) != STATUS_OK) ||
        source_nulls_find(&sources->pairs, settings->seed, &draws, sources->flow) != STATUS_OK ||
        reference_likeness_fill(&sources->pairs, settings->reference_corpus, sources->flow) != STATUS_OK ||
        telling_square_open(&sources->square, &sources->pairs, sources->flow) != STATUS_OK ||
        centring_fill(&sources->pairs, &sources->square, &correlation, flow_failure(sources->flow)) != STATUS_OK ||
        open_sources(sources, flow_failure(sources->flow)) != STATUS_OK || emit_rows(sources) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return factors_emit(&sources->pairs, &sources->square, &correlation, sources->flow);
}

enum status sources_emit(const struct tellings *tellings, const struct similarity_measure *measure,
                         const struct settings *settings, struct flow *flow)
{
    struct sources sources = {.tellings = tellings, .flow = flow};
    const size_t wanted = source_pairs_wanted(tellings);
    if (wanted > SOURCE_PAIRS_MOST && !settings->full) {
        return flow_warn(flow,
                         "sources.csv stays without rows: %zu pairs of sources tell the same event; --full works them "
                         "out, --where COLUMN=VALUE takes fewer documents",
                         wanted);
    }
    const enum status status = work_out(&sources, measure, settings);
    close_sources(&sources);
    return status;
}
