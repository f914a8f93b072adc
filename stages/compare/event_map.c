/* event_map.c - document by document: passages first, then the sentences that they hold. */
#include "event_map.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "found_events.h"

/* Of the best score of a passage, of the largest sum of a sentence. */
static const double least_share = 0.5;

/* The passages of one document. */
struct document_scores {
    size_t first, count; /* passages */
    double *scores;      /* passage by passage, by event */
    bool *is_about;      /* likewise */
    size_t scores_capacity, about_capacity;
    double *sums;        /* by event */
    size_t *last_ranges; /* by event: 1 + the range that was added last; 0: none */
};

static bool is_enough(const struct event_map *map, const struct document_scores *document, size_t passage, size_t event,
                      double chance)
{
    const double score = document->scores[passage * map->sought.count + event];
    return score >= (double)-logl((long double)chance) && score >= map->best[document->first + passage] * least_share;
}

static enum status score_document(struct event_map *map, const struct counts *counts, struct document_scores *document,
                                  struct failure *failure)
{
    const size_t events = map->sought.count;
    if (array_reserve((void **)&document->scores, &document->scores_capacity, document->count * events,
                      sizeof *document->scores, failure) != STATUS_OK ||
        array_reserve((void **)&document->is_about, &document->about_capacity, document->count * events,
                      sizeof *document->is_about, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t passage = 0; passage < document->count; passage++) {
        double *const best = &map->best[document->first + passage];
        sought_events_score(&map->sought, counts, &map->passages.items[document->first + passage]);
        for (size_t event = 0; event < events; event++) {
            const double score = map->sought.scores[event];
            document->scores[passage * events + event] = score;
            *best = score > *best ? score : *best;
        }
        for (size_t event = 0; event < events; event++) {
            document->is_about[passage * events + event] = is_enough(map, document, passage, event, EVENT_CHANCE);
        }
    }
    return STATUS_OK;
}

/* What stands behind a passage about the event, then what stands before one. */
static void join_neighbours(const struct event_map *map, struct document_scores *document, size_t event)
{
    const size_t events = map->sought.count;
    for (size_t passage = 1; passage < document->count; passage++) {
        bool *const about = &document->is_about[passage * events + event];
        *about = *about || (document->is_about[(passage - 1) * events + event] &&
                            is_enough(map, document, passage, event, EVENT_CHANCE_BESIDE));
    }
    for (size_t passage = document->count; passage-- > 1;) {
        bool *const about = &document->is_about[(passage - 1) * events + event];
        *about = *about || (document->is_about[passage * events + event] &&
                            is_enough(map, document, passage - 1, event, EVENT_CHANCE_BESIDE));
    }
}

static enum status list_hits(struct event_map *map, const struct document_scores *document, struct failure *failure)
{
    for (size_t i = 0; i < document->count * map->sought.count; i++) {
        const size_t passage = i / map->sought.count, event = i % map->sought.count;
        if (!document->is_about[i]) {
            continue;
        }
        if (array_reserve((void **)&map->hits, &map->capacity, map->count + 1, sizeof *map->hits, failure) !=
            STATUS_OK) {
            return STATUS_FAILED;
        }
        map->hits[map->count++] = (struct event_hit){document->first + passage, event, document->scores[i],
                                                     !is_enough(map, document, passage, event, EVENT_CHANCE)};
    }
    return STATUS_OK;
}

/* Sums up, by event, what the passages that hold the sentence are about; `from` is the first that may. Returns the
 * largest sum. */
static double sum_sentence(const struct event_map *map, const struct document_scores *document, size_t from,
                           uint64_t segment)
{
    const size_t events = map->sought.count;
    double best = 0;
    memset(document->sums, 0, events * sizeof *document->sums);
    for (size_t i = from; i < document->count && map->passages.items[document->first + i].first <= segment; i++) {
        for (size_t event = 0; event < events; event++) {
            document->sums[event] += document->is_about[i * events + event] ? document->scores[i * events + event] : 0;
        }
    }
    for (size_t event = 0; event < events; event++) {
        best = document->sums[event] > best ? document->sums[event] : best;
    }
    return best;
}

static enum status add_sentence(struct event_map *map, struct document_scores *document, size_t event, uint64_t segment,
                                struct failure *failure)
{
    const size_t last = document->last_ranges[event];
    if (last > 0 && map->ranges[last - 1].end == segment) {
        map->ranges[last - 1].end = segment + 1;
        return STATUS_OK;
    }
    if (array_reserve((void **)&map->ranges, &map->range_capacity, map->range_count + 1, sizeof *map->ranges,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    map->ranges[map->range_count++] =
        (struct event_range){map->passages.items[document->first].document, event, segment, segment + 1};
    document->last_ranges[event] = map->range_count;
    return STATUS_OK;
}

static int compare_ranges(const void *a, const void *b)
{
    const struct event_range *const first = a, *const second = b;
    if (first->event != second->event) {
        return first->event > second->event ? 1 : -1;
    }
    return (first->first > second->first) - (first->first < second->first);
}

static enum status list_ranges(struct event_map *map, struct document_scores *document, struct failure *failure)
{
    const struct event_passage *const passages = map->passages.items + document->first;
    const size_t events = map->sought.count, known = map->range_count;
    size_t from = 0;
    memset(document->last_ranges, 0, events * sizeof *document->last_ranges);
    for (uint64_t segment = passages[0].first; segment < passages[document->count - 1].end; segment++) {
        while (passages[from].end <= segment) {
            from++;
        }
        const double best = sum_sentence(map, document, from, segment);
        for (size_t event = 0; event < events; event++) {
            if (document->sums[event] > 0 && document->sums[event] >= best * least_share &&
                add_sentence(map, document, event, segment, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    if (map->range_count > known) {
        qsort(map->ranges + known, map->range_count - known, sizeof *map->ranges, compare_ranges);
    }
    return STATUS_OK;
}

static enum status assign_document(struct event_map *map, const struct counts *counts, struct document_scores *document,
                                   struct failure *failure)
{
    if (score_document(map, counts, document, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t event = 0; event < map->sought.count; event++) {
        join_neighbours(map, document, event);
    }
    return list_hits(map, document, failure) == STATUS_OK ? list_ranges(map, document, failure) : STATUS_FAILED;
}

static enum status assign_documents(struct event_map *map, const struct counts *counts,
                                    struct document_scores *document, struct flow *flow)
{
    static const char label[] = "sorting passages into events";
    const struct event_passages *const passages = &map->passages;
    while (document->first < passages->count) {
        document->count = 1;
        while (document->first + document->count < passages->count &&
               passages->items[document->first + document->count].document ==
                   passages->items[document->first].document) {
            document->count++;
        }
        flow_progress(flow, label, document->first, passages->count);
        if (flow_interrupted(flow)) {
            return flow_fail_signal(flow);
        }
        if (assign_document(map, counts, document, flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
        document->first += document->count;
    }
    flow_progress(flow, label, passages->count, passages->count);
    return STATUS_OK;
}

static enum status assign_all(struct event_map *map, const struct counts *counts, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    struct document_scores document = {0};
    enum status status = array_zeroed((void **)&map->best, map->passages.count, sizeof *map->best, failure);
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&document.sums, map->sought.count, sizeof *document.sums, failure);
    }
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&document.last_ranges, map->sought.count, sizeof *document.last_ranges, failure);
    }
    if (status == STATUS_OK) {
        status = assign_documents(map, counts, &document, flow);
    }
    free(document.last_ranges);
    free(document.sums);
    free(document.is_about);
    free(document.scores);
    return status;
}

/* ---- what is told of it -------------------------------------------------------------------------------------------
 */

static bool is_told(const struct event_map *map, size_t event)
{
    for (size_t i = 0; i < map->count; i++) {
        if (map->hits[i].event == event) {
            return true;
        }
    }
    return false;
}

static void count_model(struct event_map *map)
{
    struct event_model *const model = &map->model;
    model->passages = map->passages.count;
    for (size_t i = 0; i < map->count; i++) {
        const bool goes_on = i > 0 && map->hits[i - 1].passage == map->hits[i].passage;
        model->about_one += !goes_on;
        model->about_several += goes_on && (i < 2 || map->hits[i - 2].passage != map->hits[i].passage);
    }
    model->about_one -= model->about_several;
    bool is_counted = false, was_counted = false; /* the event, by one of its definitions */
    for (size_t event = 0; event < map->sought.count; event++) {
        const bool is_same = event > 0 && span_equal(map->sought.items[event - 1].name, map->sought.items[event].name);
        is_counted = (is_same && is_counted) || is_told(map, event);
        model->events += is_counted && !(is_same && was_counted);
        was_counted = is_counted;
    }
}

static enum status warn_of_untold(const struct event_map *map, const char *path, struct flow *flow)
{
    for (size_t i = 0; i < map->sought.count; i++) {
        const struct sought_event *const event = &map->sought.items[i];
        if (is_told(map, i)) {
            continue;
        }
        const enum status status =
            event->count == 0
                ? flow_warn_alike(flow, "events have no word or date that stands in the texts",
                                  "%s:%" PRIu64 ": none of the words and dates of \"%.*s\" stands in the texts", path,
                                  event->line, SPAN_ARGUMENTS(event->name))
                : flow_warn_alike(flow, "events are what no passage of the texts is about",
                                  "%s:%" PRIu64
                                  ": no passage of the texts is about \"%.*s\": none holds enough of the %zu "
                                  "words and dates by which it is known",
                                  path, event->line, SPAN_ARGUMENTS(event->name), event->count);
        if (status != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status fail_untold(const struct event_map *map, const char *path, struct flow *flow)
{
    size_t known = 0;
    for (size_t i = 0; i < map->sought.count; i++) {
        known += map->sought.items[i].count > 0;
    }
    return flow_fail(flow, FAILURE_DATA,
                     "%s: no passage of the texts is about any of its events (%zu, from line %" PRIu64
                     " on); %s; name words as the texts write them, names above all, and the years",
                     path, map->sought.count, map->sought.items[0].line,
                     known == 0 ? "not one of their words and dates stands in the texts"
                                : "some of their words stand there, but no 150 words hold enough of them");
}

/* Nobody can be compared with nobody. */
static enum status warn_without_sources(const struct counts *counts, struct flow *flow)
{
    for (size_t i = 0; i < counts->document_count; i++) {
        if (counts->documents[i]->source.length > 0) {
            return STATUS_OK;
        }
    }
    return flow_warn(flow, "--events: no document names its source, so there are no tellings to compare; a manifest, "
                           "NDJSON or --source-column names it");
}

static enum status fail_unfound(const struct event_map *map, struct flow *flow)
{
    if (map->sought.vague_count > 0) {
        return flow_fail(flow, FAILURE_DATA,
                         "--events auto: no event was found among the %zu %s of the texts: what passages of two "
                         "sources share are words that any text on such matters has (%.*s), and no %d of names, rare "
                         "words or dates; the texts may tell of different events; name the events in a table",
                         map->passages.count, map->passages.count == 1 ? "passage" : "passages",
                         SPAN_ARGUMENTS(map->sought.vague_name), FOUND_TELLING);
    }
    return flow_fail(flow, FAILURE_DATA,
                     "--events auto: among the %zu %s of the texts, 150 words each, no two sources tell of one "
                     "event in words or dates that others do not have; give more texts, or name the events in a table",
                     map->passages.count, map->passages.count == 1 ? "passage" : "passages");
}

/* Passages by their likeness, clusters by their terms. */
static enum status find_events(struct event_map *map, const struct counts *counts, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    struct passage_likeness likeness = {0};
    struct passage_clusters clusters = {0};
    if (map->passages.count > CLUSTERED_PASSAGES_MOST) {
        return flow_fail(flow, FAILURE_DATA,
                         "--events auto: the texts have %zu passages of 150 words, and events are found among %d at "
                         "most; name the events in a table, or compare fewer texts (--where)",
                         map->passages.count, CLUSTERED_PASSAGES_MOST);
    }
    enum status status = passage_likeness_open(&likeness, counts, &map->passages, failure);
    if (status == STATUS_OK) {
        status = passage_clusters_find(&clusters, &likeness, flow);
    }
    if (status == STATUS_OK) {
        status = found_events_add(&map->sought, counts, &map->passages, &likeness, &clusters, failure);
    }
    passage_clusters_close(&clusters);
    passage_likeness_close(&likeness);
    return status;
}

enum status event_map_open(struct event_map *map, const struct weighted *weighted, const struct settings *settings,
                           struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    const struct counts *const counts = weighted->counts;
    const bool is_file = settings_has_events_file(settings);
    *map = (struct event_map){.model = {.kind = is_file ? EVENTS_FROM_FILE : EVENTS_FOUND, .circular = !is_file}};
    if (event_passages_cut(&map->passages, counts, PASSAGE_WORDS, failure) != STATUS_OK ||
        (is_file ? sought_events_read(&map->sought, counts, failure) : find_events(map, counts, flow)) != STATUS_OK ||
        sought_events_settle(&map->sought, counts, failure) != STATUS_OK ||
        assign_all(map, counts, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    count_model(map);
    if (!is_file) {
        return map->count > 0 ? warn_without_sources(counts, flow) : fail_unfound(map, flow);
    }
    if (map->count == 0) {
        return fail_untold(map, settings->events, flow);
    }
    return warn_of_untold(map, settings->events, flow) == STATUS_OK ? warn_without_sources(counts, flow)
                                                                    : STATUS_FAILED;
}

void event_map_close(struct event_map *map)
{
    free(map->best);
    free(map->ranges);
    free(map->hits);
    event_passages_free(&map->passages);
    sought_events_close(&map->sought);
    *map = (struct event_map){0};
}
