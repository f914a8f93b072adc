/*
 * compare.c - from the weighted matrix to every finding, in the order of finding.h.
 *
 * The lists of nearest documents are kept from the product to the last finding: the summary needs the nearest and the
 * second nearest of every document. Where the square matrix is made anyway, the lists are picked from its rows, so that
 * nothing is multiplied twice.
 *
 * The main matrix comes first and is kept; it says which passages are about which events, and what the settings of the
 * grid, which follow, are asked. Findings go out when all have answered.
 */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "all_pairs.h"
#include "array.h"
#include "contrasts.h"
#include "event_map.h"
#include "evidence.h"
#include "finding.h"
#include "group_terms.h"
#include "nearest_account.h"
#include "passage_findings.h"
#include "neighbours.h"
#include "pruned_pairs.h"
#include "robustness.h"
#include "silences.h"
#include "similarity.h"
#include "sources.h"
#include "stages.h"
#include "spill.h"
#include "statements.h"
#include "tables_foreseen.h"
#include "tables_needed.h"
#include "tellings.h"
#include "top_list.h"
#include "topics.h"

/* The nearest, and the second nearest for the margin, whatever --top says. */
enum { LISTED_AT_LEAST = 2 };

struct compare {
    const struct settings *settings;
    struct tables_known known;
    const struct weighted *weighted; /* the main matrix */
    struct similarity_measure measure;
    struct top_lists lists; /* by document, sorted once filled */
    struct nearest_account account;
    struct topics topics; /* only with --topics */
    struct event_map map; /* only with --events */
    struct tellings tellings;
    struct frames frames;
    size_t reference; /* a source, or SIDES_ALL */
    double *shown;    /* a row of distances, as they are shown */
    struct contrasts contrasts;
    struct silences silences;
    struct robustness robustness;
};

static enum status open_compare(void *state, const struct settings *settings, struct flow *flow)
{
    struct compare *const compare = state;
    compare->settings = settings;
    compare->known = (struct tables_known){settings, flow_journal(flow), flow_workers(flow)};
    spill_foresee(flow_spill(flow), tables_foresee, &compare->known);
    return STATUS_OK;
}

static enum status emit(const struct finding *finding, struct flow *flow)
{
    const struct record record = {.kind = RECORD_FINDING, .as.finding = finding};
    return flow_emit(flow, &record);
}

static void list_row(struct top_list *list, size_t row, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i != row && values[i] >= top_list_bound(list)) {
            top_list_offer(list, values[i], i);
        }
    }
    top_list_sort(list);
}

static enum status take_square_row(void *context, size_t row, const double *values, struct flow *flow)
{
    const struct compare *const compare = context;
    const double *shown = values;
    for (size_t i = 0; compare->shown != NULL && i < compare->lists.count; i++) {
        compare->shown[i] = similarity_shown(&compare->measure, values[i]);
        shown = compare->shown;
    }
    const struct finding finding = {.kind = FINDING_SIMILARITY,
                                    .as.similarity = {.row = row, .count = compare->lists.count, .values = shown}};
    list_row(&compare->lists.items[row], row, values, compare->lists.count);
    return emit(&finding, flow);
}

static enum status take_pair(void *context, size_t a, size_t b, double similarity, struct flow *flow)
{
    (void)context;
    const struct finding finding = {.kind = FINDING_PAIR, .as.pair = {.row = a, .column = b, .similarity = similarity}};
    return emit(&finding, flow);
}

/* Of distances the pairs at or below the threshold. */
static enum status take_near_row(void *context, size_t row, const double *values, struct flow *flow)
{
    const struct compare *const compare = context;
    const double bound = similarity_bound(&compare->measure, compare->settings->threshold);
    for (size_t column = row + 1; column < compare->lists.count; column++) {
        if (values[column] >= bound &&
            take_pair(context, row, column, similarity_shown(&compare->measure, values[column]), flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status multiply(struct compare *compare, struct flow *flow)
{
    const struct settings *const settings = compare->settings;
    const size_t documents = compare->lists.count;
    const bool is_distance = similarity_is_distance(settings->similarity);
    const struct all_pairs pairs = {.measure = &compare->measure, .row_count = documents};
    const struct all_pairs upper = {.measure = &compare->measure, .row_count = documents, .upper = true};
    if (is_distance &&
        array_zeroed((void **)&compare->shown, documents, sizeof *compare->shown, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!settings->has_threshold && (documents <= FULL_MATRIX_DOCUMENTS || settings->full)) {
        return all_pairs_rows(&pairs, "comparing documents", take_square_row, compare, flow);
    }
    if (settings->has_threshold &&
        (is_distance ? all_pairs_rows(&upper, "finding pairs below the threshold", take_near_row, compare, flow)
                     : pruned_pairs(&compare->measure, settings->threshold, take_pair, compare, flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return all_pairs_nearest(&compare->measure, &compare->lists, flow);
}

static bool is_mutual(const struct compare *compare, size_t a, size_t b)
{
    const struct top_list *const back = &compare->lists.items[b];
    return back->count > 0 && back->entries[0].index == a;
}

static enum status emit_nearest(struct compare *compare, size_t row, struct flow *flow)
{
    const struct top_list *const list = &compare->lists.items[row];
    if (list->count == 0) {
        return STATUS_OK;
    }
    const size_t nearest = list->entries[0].index;
    struct finding finding = {.kind = FINDING_NEAREST};
    nearest_account_fill(&compare->account, row, nearest, &finding.as.nearest);
    finding.as.nearest.margin = list->count > 1 ? list->entries[0].value - list->entries[1].value : NAN;
    finding.as.nearest.mutual = is_mutual(compare, row, nearest);
    finding.as.nearest.settings = compare->robustness.count;
    finding.as.nearest.holds = robustness_nearest(&compare->robustness, row, nearest, finding.as.nearest.mutual);
    return emit(&finding, flow);
}

static enum status emit_all_nearest(struct compare *compare, struct flow *flow)
{
    if (nearest_account_open(&compare->account, &compare->measure, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t row = 0; row < compare->lists.count; row++) {
        if (flow_interrupted(flow)) {
            return flow_fail_signal(flow);
        }
        if (emit_nearest(compare, row, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status open_lists(struct compare *compare, size_t documents, struct flow *flow)
{
    const size_t others = documents > 0 ? documents - 1 : 0;
    const size_t wanted = compare->settings->top > LISTED_AT_LEAST ? compare->settings->top : LISTED_AT_LEAST;
    return top_lists_open_in(&compare->lists, flow_spill(flow), documents, wanted < others ? wanted : others,
                             flow_failure(flow));
}

/* Before the long product, so that a corpus that is too small for topics is told at once. */
static enum status prepare_topics(struct compare *compare, const struct weighted *weighted, struct flow *flow)
{
    const size_t wanted = compare->settings->topics;
    return wanted > 0 ? topics_open(&compare->topics, weighted, wanted, flow_failure(flow)) : STATUS_OK;
}

/* What sets each source apart, and what it leaves out. */
static enum status emit_differences(struct compare *compare, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    if (frames_open(&compare->frames, &compare->tellings, failure) != STATUS_OK ||
        contrasts_open(&compare->contrasts, &compare->frames, compare->reference, compare->settings, failure) !=
            STATUS_OK ||
        contrasts_emit(&compare->contrasts, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    contrasts_close(&compare->contrasts);
    return silences_open(&compare->silences, &compare->frames, compare->measure.weighted->idf, compare->reference,
                         compare->settings, failure) == STATUS_OK &&
                   silences_emit(&compare->silences, flow) == STATUS_OK
               ? STATUS_OK
               : STATUS_FAILED;
}

static const struct event_map *map_of(const struct compare *compare)
{
    return compare->settings->events != NULL ? &compare->map : NULL;
}

/* What must be known before the grid, and what can be wrong with the corpus or the command line. */
static enum status prepare(struct compare *compare, const struct weighted *weighted, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    compare->weighted = weighted;
    if (prepare_topics(compare, weighted, flow) != STATUS_OK ||
        similarity_open_in(&compare->measure, weighted, compare->settings->similarity, flow) != STATUS_OK ||
        (map_of(compare) != NULL && event_map_open(&compare->map, weighted, compare->settings, flow) != STATUS_OK) ||
        tellings_open_map(&compare->tellings, weighted->counts, map_of(compare), false, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct tables_asked asked = {.workers = flow_workers(flow),
                                       .reading_bytes = flow_reading_bytes(flow),
                                       .topics_bytes = topics_bytes(&compare->topics)};
    struct tables_needed needed;
    spill_foresee_no_more(flow_spill(flow), &compare->known);
    if (tables_needed_count(&compare->tellings, &asked, &needed, failure) != STATUS_OK ||
        spill_expect(flow_spill(flow), "the tables of the comparison", needed.bytes, needed.spillable, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    return contrasts_reference(&compare->tellings, compare->settings->reference, &compare->reference, failure);
}

static enum status accept_weighted(void *state, const struct record *record, struct flow *flow)
{
    struct compare *const compare = state;
    const struct weighted *const weighted = record->as.weighted;
    return weighted->variant == NULL ? prepare(compare, weighted, flow)
                                     : robustness_take(&compare->robustness, weighted, map_of(compare), flow);
}

static enum status finish_compare(void *state, struct flow *flow)
{
    struct compare *const compare = state;
    const struct weighted *const weighted = compare->weighted;
    if (weighted == NULL) {
        return flow_fail(flow, FAILURE_INTERNAL, "no matrix came to be compared; please report this");
    }
    if (neighbours_emit_matrix(weighted, flow) != STATUS_OK ||
        open_lists(compare, weighted->counts->document_count, flow) != STATUS_OK ||
        multiply(compare, flow) != STATUS_OK ||
        neighbours_emit_all(&compare->measure, &compare->lists, compare->settings->top, flow) != STATUS_OK ||
        group_terms_emit(weighted, map_of(compare) != NULL ? &compare->tellings : NULL, flow) != STATUS_OK ||
        (compare->settings->topics > 0 && topics_emit(&compare->topics, flow) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    if (emit_all_nearest(compare, flow) != STATUS_OK ||
        sources_emit(&compare->tellings, &compare->measure, compare->settings, flow) != STATUS_OK ||
        emit_differences(compare, flow) != STATUS_OK ||
        statements_emit(&compare->robustness, &compare->measure, &compare->lists, &compare->tellings, flow) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    if (evidence_emit(&compare->tellings, &compare->measure, &compare->lists, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return passage_findings_emit(&compare->tellings, compare->settings->events != NULL ? &compare->map : NULL, flow);
}

static void close_compare(void *state)
{
    struct compare *const compare = state;
    robustness_close(&compare->robustness);
    silences_close(&compare->silences);
    contrasts_close(&compare->contrasts);
    frames_close(&compare->frames);
    tellings_close(&compare->tellings);
    event_map_close(&compare->map);
    topics_close(&compare->topics);
    nearest_account_close(&compare->account);
    top_lists_close(&compare->lists);
    similarity_close(&compare->measure);
    free(compare->shown);
}

const struct stage_type compare_stage = {
    .name = "compare",
    .placement = WHOLE,
    .consumes = RECORD_WEIGHTED,
    .produces = RECORD_FINDING,
    .state_size = sizeof(struct compare),
    .open = open_compare,
    .accept = accept_weighted,
    .finish = finish_compare,
    .close = close_compare,
};
