/* passage_findings.c - a passage is counted once more for the terms that speak for its event: what was decided can be
 * read in its row. */
#include "passage_findings.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "finding.h"
#include "top_list.h"

struct findings {
    const struct tellings *tellings;
    struct flow *flow;
    struct event_map *map; /* NULL: the events are the corpus's own */
    size_t number;         /* of the passage in its document */
    const struct event_model *model;
};

static enum status emit(const struct findings *findings, const struct passage_finding *passage)
{
    const struct finding finding = {.kind = FINDING_PASSAGE, .as.passage = *passage};
    return flow_emit(findings->flow, &(struct record){.kind = RECORD_FINDING, .as.finding = &finding});
}

/* ---- events of the corpus -----------------------------------------------------------------------------------------
 */

static const char *document_status(const struct document *document)
{
    if (document->event.length == 0) {
        return document->source.length == 0 ? "whole document; no event; no source" : "whole document; no event";
    }
    return document->source.length == 0 ? "whole document: the corpus names its event; no source"
                                        : "whole document: the corpus names its event";
}

static enum status emit_documents(const struct findings *findings)
{
    const struct counts *const counts = findings->tellings->counts;
    for (size_t row = 0; row < counts->document_count; row++) {
        const struct document *const document = counts->documents[row];
        const struct passage_finding passage = {.event = document->event,
                                                .document = document,
                                                .end = document->bytes,
                                                .words = document->tokens,
                                                .score = NAN,
                                                .status = document_status(document),
                                                .model = findings->model};
        if (emit(findings, &passage) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* ---- passages -----------------------------------------------------------------------------------------------------
 */

/* Most telling first. */
static size_t list_terms(const struct event_map *map, size_t event, size_t *terms)
{
    const struct sought_event *const sought = &map->sought.items[event];
    const int64_t *const counts = map->sought.counts + map->sought.first_terms[event];
    struct top_entry entries[PASSAGE_TERMS_SHOWN];
    struct top_list best = {.entries = entries, .capacity = PASSAGE_TERMS_SHOWN};
    for (size_t i = 0; i < sought->count; i++) {
        if (counts[i] > 0) {
            top_list_offer(&best,
                           event_evidence_of(sought->terms[i].chance, counts[i] < EVENT_EVIDENCE_COUNT_MOST
                                                                          ? (uint32_t)counts[i]
                                                                          : EVENT_EVIDENCE_COUNT_MOST),
                           sought->terms[i].column);
        }
    }
    top_list_sort(&best);
    for (size_t i = 0; i < best.count; i++) {
        terms[i] = best.entries[i].index;
    }
    return best.count;
}

static const char *passage_status(const struct findings *findings, const struct document *document,
                                  const struct event_hit *hit)
{
    static const char *const reasons[] = {
        "",       "no source",         "circular",         "circular; no source",
        "beside", "beside; no source", "circular; beside", "circular; beside; no source"};
    if (hit == NULL) {
        return "no event";
    }
    return reasons[4 * hit->is_beside + 2 * findings->model->circular + (document->source.length == 0)];
}

static enum status emit_passage(struct findings *findings, const struct event_passage *passage,
                                const struct event_hit *hit, double score)
{
    const struct event_map *const map = findings->map;
    const struct counts *const counts = findings->tellings->counts;
    const struct document *const document = counts->documents[passage->document];
    const struct segment_text place = event_passages_place(counts, passage);
    size_t terms[PASSAGE_TERMS_SHOWN];
    const struct passage_finding finding = {.event =
                                                hit != NULL ? map->sought.items[hit->event].name : (struct span){"", 0},
                                            .document = document,
                                            .number = findings->number,
                                            .start = place.start,
                                            .end = place.end,
                                            .words = passage->words,
                                            .score = score,
                                            .terms = terms,
                                            .term_count = hit != NULL ? list_terms(map, hit->event, terms) : 0,
                                            .status = passage_status(findings, document, hit),
                                            .model = findings->model};
    return emit(findings, &finding);
}

static enum status emit_passages(struct findings *findings)
{
    const struct event_map *const map = findings->map;
    const struct event_passages *const passages = &map->passages;
    size_t hit = 0;
    for (size_t i = 0; i < passages->count; i++) {
        const struct event_passage *const passage = &passages->items[i];
        const size_t first = hit;
        if (flow_interrupted(findings->flow)) {
            return flow_fail_signal(findings->flow);
        }
        findings->number = i > 0 && passages->items[i - 1].document == passage->document ? findings->number + 1 : 1;
        if (hit < map->count && map->hits[hit].passage == i) {
            sought_events_score(&findings->map->sought, findings->tellings->counts, passage);
        }
        for (; hit < map->count && map->hits[hit].passage == i; hit++) {
            if (emit_passage(findings, passage, &map->hits[hit], map->hits[hit].score) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
        if (hit == first && emit_passage(findings, passage, NULL, map->best[i]) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status passage_findings_emit(const struct tellings *tellings, struct event_map *map, struct flow *flow)
{
    const struct event_model model = {.kind = EVENTS_FROM_CORPUS, .events = tellings->event_count};
    struct findings findings = {.tellings = tellings, .map = map, .flow = flow, .model = &model};
    if (map == NULL) {
        return emit_documents(&findings);
    }
    findings.model = &map->model;
    return emit_passages(&findings);
}
