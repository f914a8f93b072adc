/*
 * check.c - check_stage: two results folders -> RECORD_CHECK, in what they differ and why; and no_documents_stage, the
 * source of a plan that reads results and no corpus.
 */
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "comparison.h"
#include "gates.h"
#include "stages.h"

const char *const check_kind_names[CHECK_KIND_COUNT] = {
    "gates",      "documents",  "sentences", "sources",  "events", "factors", "matrix",
    "neighbours", "robustness", "contrasts", "silences", "terms",  "topics",
};

const char *const check_cause_names[] = {
    "gate",  "input-changed", "input-added", "input-removed", "input-renamed", "option",  "file",
    "table", "library",       "program",     "formula",       "code",          "several",
};

/* A source works in its finish: this one has nothing to emit. */
static enum status finish_no_documents(void *state, struct flow *flow)
{
    (void)state;
    (void)flow;
    return STATUS_OK;
}

const struct stage_type no_documents_stage = {
    .name = "no documents",
    .placement = IN_ORDER,
    .consumes = RECORD_NONE,
    .produces = RECORD_NONE,
    .state_size = 1,
    .finish = finish_no_documents,
};

struct check {
    const struct settings *settings;
    struct comparison comparison;
    struct gates gates;
    struct check_cause *causes; /* those that changed something, then the idle */
    struct check_change *changes;
    struct check_account account;
};

/* ---- options ------------------------------------------------------------------------------------------------------
 */

static enum status read_kind(struct span name, unsigned *kinds, struct flow *flow)
{
    for (int kind = CHECK_GATES + 1; kind < CHECK_KIND_COUNT; kind++) {
        if (span_equal(name, span_of(check_kind_names[kind]))) {
            *kinds |= 1u << kind;
            return STATUS_OK;
        }
    }
    return flow_fail(flow, FAILURE_USAGE,
                     "--only needs kinds of findings, separated by commas: documents, sentences, sources, events, "
                     "factors, matrix, neighbours, robustness, contrasts, silences, terms, topics; not '%.*s'",
                     SPAN_ARGUMENTS(name));
}

/* "sources,matrix" */
static enum status read_kinds(const char *only, unsigned *kinds, struct flow *flow)
{
    *kinds = only == NULL ? (1u << CHECK_KIND_COUNT) - 1 : 0;
    for (const char *at = only; at != NULL;) {
        const char *const comma = strchr(at, ',');
        const size_t length = comma != NULL ? (size_t)(comma - at) : strlen(at);
        if (read_kind((struct span){at, length}, kinds, flow) != STATUS_OK)
            return STATUS_FAILED;
        at = comma != NULL ? comma + 1 : NULL;
    }
    return STATUS_OK;
}

static enum status open_check(void *state, const struct settings *settings, struct flow *flow)
{
    struct check *const check = state;
    check->settings = settings;
    check->comparison.tolerance = settings->tolerance;
    return read_kinds(settings->only, &check->comparison.kinds, flow);
}

/* ---- the work -----------------------------------------------------------------------------------------------------
 */

static enum status compare(struct comparison *comparison, struct flow *flow)
{
    static const struct {
        unsigned kinds;
        enum status (*compare)(struct comparison *comparison, struct failure *failure);
    } steps[] = {
        {1u << CHECK_DOCUMENTS, changed_documents},
        {1u << CHECK_SENTENCES | 1u << CHECK_SOURCES, changed_sources},
        {1u << CHECK_EVENTS, changed_events},
        {1u << CHECK_FACTORS, changed_factors},
        {1u << CHECK_MATRIX, changed_matrix},
        {1u << CHECK_MATRIX, changed_pairs},
        {1u << CHECK_NEIGHBOURS, changed_neighbours},
        {1u << CHECK_ROBUSTNESS, changed_robustness},
        {1u << CHECK_CONTRASTS | 1u << CHECK_SILENCES | 1u << CHECK_TERMS | 1u << CHECK_TOPICS, changed_lists},
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (flow_interrupted(flow))
            return flow_fail_signal(flow);
        if ((comparison->kinds & steps[i].kinds) != 0 && steps[i].compare(comparison, flow_failure(flow)) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

/* Gates come first, then causes by how much they changed, then in their own order. */
struct ranked {
    const struct check_cause *cause;
    size_t number; /* over the gates, then the causes */
};

static int compare_ranked(const void *first, const void *second)
{
    const struct ranked *const a = first, *const b = second;
    const bool gate_a = a->cause->kind == CAUSE_GATE, gate_b = b->cause->kind == CAUSE_GATE;
    if (gate_a != gate_b)
        return gate_a ? -1 : 1;
    if (a->cause->changed_in_all != b->cause->changed_in_all)
        return a->cause->changed_in_all > b->cause->changed_in_all ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* An idle cause is one that differs and changed nothing: neither a gate, nor what is no difference by itself. */
static bool is_idle(const struct check_cause *cause)
{
    return cause->kind != CAUSE_GATE && cause->kind != CAUSE_CODE && cause->kind != CAUSE_SEVERAL;
}

static void lay_causes(struct check *check, struct ranked *ranked, size_t *places)
{
    const struct gates *const gates = &check->gates;
    const struct causes *const causes = &check->comparison.causes;
    const size_t count = gates->count + causes->count;
    for (size_t i = 0; i < count; i++)
        ranked[i] = (struct ranked){i < gates->count ? &gates->causes[i] : &causes->items[i - gates->count], i};
    if (count > 0)
        qsort(ranked, count, sizeof *ranked, compare_ranked);
    size_t laid = 0;
    for (size_t i = 0; i < count; i++) {
        places[ranked[i].number] = laid;
        if (ranked[i].cause->changed_in_all > 0)
            check->causes[laid++] = *ranked[i].cause;
    }
    check->account.cause_count = laid;
    for (size_t i = 0; i < count; i++) {
        if (ranked[i].cause->changed_in_all == 0 && is_idle(ranked[i].cause))
            check->causes[laid++] = *ranked[i].cause;
    }
    check->account.causes = check->causes;
    check->account.idle = check->causes + check->account.cause_count;
    check->account.idle_count = laid - check->account.cause_count;
}

/* By cause; within it they stand as change_list has them. */
static void lay_changes(struct check *check, const size_t *places)
{
    const struct change_list *const list = &check->comparison.changes;
    size_t laid = 0;
    for (size_t cause = 0; cause < check->account.cause_count; cause++) {
        for (size_t i = 0; i < list->sorted_count; i++) {
            const struct check_change *const change = &list->sorted[i];
            const size_t number = change->kind == CHECK_GATES ? change->cause : change->cause + check->gates.count;
            if (places[number] != cause)
                continue;
            check->changes[laid] = *change;
            check->changes[laid++].cause = cause;
        }
    }
    check->account.changes = check->changes;
    check->account.change_count = laid;
}

static enum status lay_out(struct check *check, struct failure *failure)
{
    const size_t count = check->gates.count + check->comparison.causes.count;
    void *ranked = NULL, *places = NULL, *causes = NULL, *changes = NULL;
    enum status status = change_list_settle(&check->comparison.changes, failure);
    if (status == STATUS_OK)
        status = array_zeroed(&causes, count, sizeof *check->causes, failure);
    check->causes = causes;
    if (status == STATUS_OK)
        status = array_zeroed(&changes, check->comparison.changes.sorted_count, sizeof *check->changes, failure);
    check->changes = changes;
    if (status == STATUS_OK)
        status = array_zeroed(&ranked, count, sizeof(struct ranked), failure);
    if (status == STATUS_OK)
        status = array_zeroed(&places, count, sizeof(size_t), failure);
    if (status == STATUS_OK) {
        lay_causes(check, ranked, places);
        lay_changes(check, places);
    }
    free(ranked);
    free(places);
    return status;
}

static void fill_account(struct check *check)
{
    struct check_account *const account = &check->account;
    const struct comparison *const comparison = &check->comparison;
    account->baseline = span_of(comparison->folders[SIDE_BEFORE]);
    account->output = span_of(comparison->folders[SIDE_AFTER]);
    account->tolerance = comparison->tolerance;
    for (int kind = 0; kind < CHECK_KIND_COUNT; kind++) {
        account->compared[kind] = comparison->compared[kind];
        account->changed[kind] = comparison->changed[kind];
        account->changed_in_all += comparison->changed[kind];
    }
    account->notes = comparison->notes;
    account->note_count = comparison->note_count;
}

static enum status finish_check(void *state, struct flow *flow)
{
    struct check *const check = state;
    const struct settings *const settings = check->settings;
    const bool has_baseline = settings->corpus_count == 2;
    struct failure *const failure = flow_failure(flow);
    if (comparison_open(&check->comparison, has_baseline ? settings->corpora[0] : NULL,
                        settings->corpora[settings->corpus_count - 1], failure) != STATUS_OK)
        return STATUS_FAILED;
    if (has_baseline && compare(&check->comparison, flow) != STATUS_OK)
        return STATUS_FAILED;
    if (gates_try(&check->gates, &check->comparison, settings, failure) != STATUS_OK ||
        lay_out(check, failure) != STATUS_OK)
        return STATUS_FAILED;
    fill_account(check);
    return flow_emit(flow, &(struct record){.kind = RECORD_CHECK, .as.check = &check->account});
}

static void close_check(void *state)
{
    struct check *const check = state;
    comparison_close(&check->comparison);
    gates_free(&check->gates);
    free(check->causes);
    free(check->changes);
}

const struct stage_type check_stage = {
    .name = "check",
    .placement = WHOLE,
    .consumes = RECORD_NONE,
    .produces = RECORD_CHECK,
    .state_size = sizeof(struct check),
    .open = open_check,
    .finish = finish_check,
    .close = close_check,
};
