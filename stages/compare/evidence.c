/*
 * evidence.c - which pairs, and what their sides are.
 *
 * A document that is all that its source tells of the event is one side with that telling: its terms and lines are
 * there once.
 */
#include "evidence.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "pair_terms.h"
#include "source_pairs.h"
#include "sources.h"
#include "spill.h"

enum { LISTS = 2 };
/* Entries of each list by enum evidence_part; of the second kind where there are many pairs. */
static const size_t list_lengths[LISTS][EVIDENCE_PARTS] = {{10, 8, 8, 6, 6}, {6, 4, 4, 4, 4}};

/* One side, with what it is worked out from. */
struct side_view {
    struct evidence_side side;
    struct scaled_row row;
    bool exists;
};

struct evidence {
    const struct tellings *tellings;
    const struct similarity_measure *measure;
    struct flow *flow;
    double *values;     /* of tellings->totals, scaled */
    bool *exists;       /* by telling */
    uint32_t *tellers;  /* by column: tellings of the current event that have it */
    size_t *numbers;    /* by telling, then by row of documents: 1 + the side's number, 0 for none yet */
    size_t *telling_of; /* by row: the telling that the document is all of, or tellings->count */
    size_t side_count;
    struct evidence_place *places;      /* of tellings, one after another */
    size_t *place_starts;               /* tellings->count + 1 */
    struct evidence_place documents[2]; /* of the two documents that are compared */
    struct pair_terms terms;
    struct evidence_end end;
};

/* ---- the sides -------------------------------------------------------------------------------------------------- */

static size_t number_of(struct evidence *evidence, size_t key)
{
    if (evidence->numbers[key] == 0) {
        evidence->numbers[key] = ++evidence->side_count;
    }
    return evidence->numbers[key] - 1;
}

static struct side_view telling_view(struct evidence *evidence, size_t telling)
{
    const struct tellings *const tellings = evidence->tellings;
    const struct telling *const item = &tellings->items[telling];
    const size_t first = evidence->place_starts[telling];
    return (struct side_view){
        .side = {.number = number_of(evidence, telling),
                 .row = item->unit_count == 1 && tellings->map == NULL ? tellings->units[item->first_unit].document
                                                                       : NO_ROW,
                 .is_telling = true,
                 .event = tellings->events[item->event],
                 .source = tellings->sources[item->source],
                 .tokens = item->tokens,
                 .places = evidence->places + first,
                 .place_count = evidence->place_starts[telling + 1] - first},
        .row = {tellings_row(tellings, telling), evidence->values + tellings->totals.starts[telling]},
        .exists = evidence->exists[telling]};
}

static struct side_view document_view(struct evidence *evidence, size_t row, struct evidence_place *place)
{
    const struct counts *const counts = evidence->tellings->counts;
    const struct document *const document = counts->documents[row];
    const struct similarity_measure *const measure = evidence->measure;
    const uint64_t start = counts->rows.starts[row], end = counts->rows.starts[row + 1];
    if (evidence->telling_of[row] < evidence->tellings->count) {
        return telling_view(evidence, evidence->telling_of[row]);
    }
    *place = (struct evidence_place){row, 0, UINT64_MAX};
    return (struct side_view){
        .side = {.number = number_of(evidence, evidence->tellings->count + row),
                 .row = row,
                 .event = document->event,
                 .source = document->source,
                 .tokens = document->tokens,
                 .places = place,
                 .place_count = 1},
        .row = {{counts->rows.columns + start, counts->rows.counts + start, (size_t)(end - start)},
                measure->values + measure->starts[row]},
        .exists = similarity_exists(measure, row)};
}

/* Where the words of a telling stand: whole documents, or their segments on the event, those that touch as one. */
static enum status list_places(struct evidence *evidence, struct failure *failure)
{
    const struct tellings *const tellings = evidence->tellings;
    const struct segment_text *const texts = tellings->counts->segment_texts;
    size_t capacity = 0, count = 0;
    for (size_t telling = 0; telling < tellings->count; telling++) {
        const struct telling *const item = &tellings->items[telling];
        for (size_t unit = item->first_unit; unit < item->first_unit + item->unit_count; unit++) {
            const struct telling_unit *const made = &tellings->units[unit];
            const uint64_t all = tellings->counts->segment_starts != NULL
                                     ? tellings->counts->segment_starts[made->document + 1] -
                                           tellings->counts->segment_starts[made->document]
                                     : 0;
            const bool is_whole = texts == NULL || made->range_count == 0 ||
                                  (made->range_count == 1 && made->ranges[0].end - made->ranges[0].first == all);
            const size_t places = is_whole ? 1 : made->range_count;
            if (array_reserve((void **)&evidence->places, &capacity, count + places, sizeof *evidence->places,
                              failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            for (size_t i = 0; i < places; i++) {
                struct evidence_place place = {made->document, 0, UINT64_MAX};
                if (!is_whole && made->ranges[i].end > made->ranges[i].first) {
                    place.start = texts[made->ranges[i].first].start;
                    place.end = texts[made->ranges[i].end - 1].end;
                }
                evidence->places[count++] = place;
            }
        }
        evidence->place_starts[telling + 1] = count;
    }
    return STATUS_OK;
}

/* ---- which pairs ------------------------------------------------------------------------------------------------ */

static enum status emit_pair(struct evidence *evidence, const struct side_view sides[2], bool words_compare,
                             size_t sources, size_t lists)
{
    struct pair_terms *const terms = &evidence->terms;
    struct finding finding = {.kind = FINDING_EVIDENCE};
    struct evidence_finding *const made = &finding.as.evidence;
    const struct pair_side a = {sides[0].row, sides[0].side.tokens}, b = {sides[1].row, sides[1].side.tokens};
    pair_terms_fill(terms, &a, &b, sources > 0 ? evidence->tellers : NULL, words_compare, list_lengths[lists]);
    for (size_t part = 0; part < EVIDENCE_PARTS; part++) {
        made->terms[part] = terms->items[part];
        made->term_counts[part] = terms->counts[part];
    }
    for (size_t side = 0; side < 2; side++) {
        made->sides[side] = sides[side].side;
    }
    const bool exists = sides[0].exists && sides[1].exists;
    const double likeness = exists ? similarity_of_rows(evidence->measure, a.row, b.row) : (double)NAN;
    made->similarity = similarity_shown(evidence->measure, likeness);
    for (size_t i = 0; similarity_is_distance(evidence->measure->kind) && i < terms->counts[EVIDENCE_SHARED]; i++) {
        terms->items[EVIDENCE_SHARED][i].share = NAN; /* a distance is not made of what is shared */
    }
    made->shared = terms->shared;
    made->sources = sources;
    evidence->end.shown_pairs++;
    return flow_emit(evidence->flow, &(struct record){.kind = RECORD_FINDING, .as.finding = &finding});
}

static void count_tellers(struct evidence *evidence, size_t event, bool forget)
{
    const struct tellings *const tellings = evidence->tellings;
    for (size_t telling = tellings->event_starts[event]; telling < tellings->event_starts[event + 1]; telling++) {
        const struct term_row row = tellings_row(tellings, telling);
        for (size_t i = 0; i < row.count; i++) {
            evidence->tellers[row.columns[i]] = forget ? 0 : evidence->tellers[row.columns[i]] + 1;
        }
    }
}

/* Marks each telling's `nearest` nearest on the event, row by row of its square. */
static enum status mark_nearest(struct evidence *evidence, size_t event, size_t nearest, bool *is_wanted,
                                struct failure *failure)
{
    const struct tellings *const tellings = evidence->tellings;
    const size_t first = tellings->event_starts[event], count = tellings->event_starts[event + 1] - first;
    struct top_lists lists = {0};
    if (top_lists_open(&lists, count, nearest, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t a = 0; a < count; a++) {
        const struct side_view from = telling_view(evidence, first + a);
        for (size_t b = a + 1; b < count; b++) {
            const double likeness =
                similarity_of_rows(evidence->measure, from.row, telling_view(evidence, first + b).row);
            top_list_offer(&lists.items[a], likeness, b);
            top_list_offer(&lists.items[b], likeness, a);
        }
    }
    for (size_t a = 0; a < count; a++) {
        for (size_t i = 0; i < lists.items[a].count; i++) {
            const size_t b = lists.items[a].entries[i].index;
            is_wanted[a < b ? a * count + b : b * count + a] = true;
        }
    }
    top_lists_close(&lists);
    return STATUS_OK;
}

static enum status emit_event_pairs(struct evidence *evidence, size_t event, const bool *is_wanted, size_t lists)
{
    const struct tellings *const tellings = evidence->tellings;
    const size_t first = tellings->event_starts[event], count = tellings->event_starts[event + 1] - first;
    for (size_t a = 0; a < count; a++) {
        for (size_t b = a + 1; b < count; b++) {
            if (is_wanted != NULL && !is_wanted[a * count + b]) {
                continue;
            }
            if (evidence->end.shown_pairs == EVIDENCE_PAIRS_MOST) {
                return STATUS_OK;
            }
            const struct side_view sides[] = {telling_view(evidence, first + a), telling_view(evidence, first + b)};
            const bool words_compare = tellings_share_language(tellings, first + a, first + b);
            if (emit_pair(evidence, sides, words_compare, count, lists) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

static enum status emit_event(struct evidence *evidence, size_t event, size_t wanted)
{
    const struct tellings *const tellings = evidence->tellings;
    const size_t count = tellings->event_starts[event + 1] - tellings->event_starts[event];
    struct failure *const failure = flow_failure(evidence->flow);
    const bool is_bounded = wanted > EVIDENCE_PAIRS_MOST;
    const size_t fitting = EVIDENCE_PAIRS_MOST / tellings->count;
    bool *is_wanted = NULL;
    enum status status = STATUS_OK;
    if (is_bounded) {
        status = array_zeroed((void **)&is_wanted, count * count, sizeof *is_wanted, failure);
        if (status == STATUS_OK) {
            status = mark_nearest(evidence, event, fitting > 0 ? fitting : 1, is_wanted, failure);
        }
    }
    if (status == STATUS_OK) {
        count_tellers(evidence, event, false);
        status = emit_event_pairs(evidence, event, is_wanted, wanted > EVIDENCE_PAIRS_FEW);
        count_tellers(evidence, event, true);
    }
    free(is_wanted);
    return status;
}

static bool share_language(const struct evidence *evidence, size_t a, size_t b)
{
    struct document *const *const documents = evidence->tellings->counts->documents;
    return span_equal(documents[a]->language, documents[b]->language);
}

/* True where the pair of documents is a pair of tellings, too, and has been emitted as that. */
static bool is_told(const struct evidence *evidence, size_t a, size_t b)
{
    const struct tellings *const tellings = evidence->tellings;
    const size_t first = evidence->telling_of[a], second = evidence->telling_of[b];
    return first < tellings->count && second < tellings->count &&
           tellings->items[first].event == tellings->items[second].event;
}

static enum status emit_documents(struct evidence *evidence, const struct top_lists *lists)
{
    for (size_t a = 0; a < lists->count; a++) {
        if (lists->items[a].count == 0) {
            continue;
        }
        const size_t b = lists->items[a].entries[0].index;
        const bool is_second = b < a && lists->items[b].count > 0 && lists->items[b].entries[0].index == a;
        if (is_second || is_told(evidence, a, b)) {
            continue;
        }
        evidence->end.pairs++;
        if (lists->count > EVIDENCE_DOCUMENTS_MOST) {
            continue;
        }
        const struct side_view sides[] = {document_view(evidence, a, &evidence->documents[0]),
                                          document_view(evidence, b, &evidence->documents[1])};
        if (emit_pair(evidence, sides, share_language(evidence, a, b), 0, 0) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* ---- all of it -------------------------------------------------------------------------------------------------- */

static enum status open_evidence(struct evidence *evidence, struct failure *failure)
{
    const struct tellings *const tellings = evidence->tellings;
    const struct counts *const counts = tellings->counts;
    const size_t documents = counts->document_count;
    if (spill_zeroed(counts->spill, (void **)&evidence->values, (size_t)tellings->totals.starts[tellings->count],
                     sizeof *evidence->values, failure) != STATUS_OK ||
        array_zeroed((void **)&evidence->exists, tellings->count, sizeof *evidence->exists, failure) != STATUS_OK ||
        array_zeroed((void **)&evidence->tellers, counts->term_count, sizeof *evidence->tellers, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&evidence->numbers, tellings->count + documents, sizeof *evidence->numbers, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&evidence->telling_of, documents, sizeof *evidence->telling_of, failure) != STATUS_OK ||
        array_zeroed((void **)&evidence->place_starts, tellings->count + 1, sizeof *evidence->place_starts, failure) !=
            STATUS_OK ||
        list_places(evidence, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t row = 0; row < documents; row++) {
        evidence->telling_of[row] = tellings->count;
    }
    for (size_t telling = 0; telling < tellings->count; telling++) {
        const size_t first = evidence->place_starts[telling];
        const bool is_one = evidence->place_starts[telling + 1] == first + 1;
        evidence->exists[telling] =
            similarity_scale(evidence->measure, tellings_row(tellings, telling), tellings_lead(tellings, telling),
                             evidence->values + tellings->totals.starts[telling]);
        if (is_one && evidence->places[first].start == 0 && evidence->places[first].end == UINT64_MAX) {
            evidence->telling_of[evidence->places[first].row] = telling;
        }
    }
    return pair_terms_open(&evidence->terms, counts->terms, failure);
}

static void close_evidence(struct evidence *evidence)
{
    pair_terms_close(&evidence->terms);
    free(evidence->places);
    free(evidence->place_starts);
    free(evidence->telling_of);
    free(evidence->numbers);
    free(evidence->tellers);
    free(evidence->exists);
    spill_free(evidence->tellings->counts->spill, evidence->values);
}

static enum status emit_all(struct evidence *evidence, const struct top_lists *lists)
{
    const struct tellings *const tellings = evidence->tellings;
    const size_t wanted = source_pairs_wanted(tellings);
    evidence->end.pairs = wanted;
    for (size_t event = 0; event < tellings->event_count && wanted <= SOURCE_PAIRS_MOST; event++) {
        if (flow_interrupted(evidence->flow)) {
            return flow_fail_signal(evidence->flow);
        }
        if (emit_event(evidence, event, wanted) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (emit_documents(evidence, lists) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct finding finding = {.kind = FINDING_EVIDENCE_END, .as.evidence_end = evidence->end};
    return flow_emit(evidence->flow, &(struct record){.kind = RECORD_FINDING, .as.finding = &finding});
}

enum status evidence_emit(const struct tellings *tellings, const struct similarity_measure *measure,
                          const struct top_lists *lists, struct flow *flow)
{
    struct evidence evidence = {.tellings = tellings, .measure = measure, .flow = flow};
    enum status status = open_evidence(&evidence, flow_failure(flow));
    if (status == STATUS_OK) {
        status = emit_all(&evidence, lists);
    }
    close_evidence(&evidence);
    return status;
}
