/*
 * statements.c - what the main matrix says in order, asked of every setting.
 *
 * Over all events two sources are as like as the mean of the events that both tell, each event counting once.
 */
#include "statements.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "telling_likeness.h"

enum { PAIR_SIDES = 2 };

/* Two sources and how like they are, on one event or over all. */
struct source_pair {
    size_t sources[PAIR_SIDES];
    double main;           /* by the main matrix */
    double *values;        /* by setting */
    size_t events;         /* that went into it */
    bool across_languages; /* on one event at least */
};

/* The pairs of one event, or over all. */
struct source_pairs {
    struct span event; /* empty: over all */
    struct source_pair *items;
    size_t count;
    double *values; /* of the items */
};

struct statements {
    const struct robustness *robustness;
    const struct similarity_measure *measure;
    const struct tellings *tellings;
    double *main;        /* likenesses by the main matrix */
    struct span *failed; /* names of the settings in which a statement fails */
    struct flow *flow;
};

/* Emits a statement that holds where holds(context, setting). */
static enum status emit(struct statements *statements, struct statement_finding *statement,
                        bool (*holds)(const void *context, size_t setting), const void *context)
{
    statement->settings = statements->robustness->count;
    statement->holds = 0;
    statement->failed = statements->failed;
    statement->failed_count = 0;
    for (size_t i = 0; i < statement->settings; i++) {
        if (holds(context, i)) {
            statement->holds++;
        } else {
            statements->failed[statement->failed_count++] = statements->robustness->settings[i].name;
        }
    }
    const struct finding finding = {.kind = FINDING_STATEMENT, .as.statement = *statement};
    return flow_emit(statements->flow, &(struct record){.kind = RECORD_FINDING, .as.finding = &finding});
}

struct nearest_claim {
    const struct robustness *robustness;
    size_t a, b;
};

static bool nearest_holds(const void *context, size_t setting)
{
    const struct nearest_claim *const claim = context;
    return claim->robustness->settings[setting].nearest[claim->a] == claim->b;
}

static enum status emit_documents(struct statements *statements, const struct similarity_measure *measure,
                                  const struct top_lists *lists)
{
    struct document *const *const documents = measure->weighted->counts->documents;
    for (size_t row = 0; row < lists->count; row++) {
        const struct top_list *const list = &lists->items[row];
        if (list->count < 2 || !similarity_is_like(measure, list->entries[0].value)) {
            continue;
        }
        const struct nearest_claim claim = {statements->robustness, row, list->entries[0].index};
        struct statement_finding statement = {.kind = STATEMENT_NEAREST_DOCUMENT,
                                              .a = documents[row]->id,
                                              .b = documents[claim.b]->id,
                                              .c = documents[list->entries[1].index]->id};
        if (emit(statements, &statement, nearest_holds, &claim) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static bool has_source(const struct source_pair *pair, size_t source)
{
    return pair->sources[0] == source || pair->sources[1] == source;
}

static size_t other_source(const struct source_pair *pair, size_t source)
{
    return pair->sources[pair->sources[0] == source];
}

/* Pairs `first` is nearer than all others that hold the source, or than `second` alone. */
struct pair_claim {
    const struct source_pairs *pairs;
    size_t first, second, source;
};

static bool order_holds(const void *context, size_t setting)
{
    const struct pair_claim *const claim = context;
    return claim->pairs->items[claim->first].values[setting] > claim->pairs->items[claim->second].values[setting];
}

static bool source_holds(const void *context, size_t setting)
{
    const struct pair_claim *const claim = context;
    const double nearest = claim->pairs->items[claim->first].values[setting];
    bool holds = nearest > 0;
    for (size_t i = 0; i < claim->pairs->count; i++) {
        const struct source_pair *const pair = &claim->pairs->items[i];
        holds = holds && (i == claim->first || !has_source(pair, claim->source) || !(pair->values[setting] > nearest));
    }
    return holds;
}

static int compare_pairs(const void *a, const void *b)
{
    const struct source_pair *const first = a, *const second = b;
    if (first->main != second->main) {
        return first->main > second->main ? -1 : 1;
    }
    const size_t side = first->sources[0] == second->sources[0];
    return (first->sources[side] > second->sources[side]) - (first->sources[side] < second->sources[side]);
}

static enum status emit_source(struct statements *statements, const struct source_pairs *pairs, size_t source)
{
    struct pair_claim claim = {.pairs = pairs, .first = pairs->count, .second = pairs->count, .source = source};
    for (size_t i = pairs->count; i-- > 0;) {
        if (has_source(&pairs->items[i], source)) {
            claim.second = claim.first;
            claim.first = i;
        }
    }
    if (claim.second == pairs->count || !similarity_is_like(statements->measure, pairs->items[claim.first].main)) {
        return STATUS_OK;
    }
    const struct source_pair *const first = &pairs->items[claim.first], *const second = &pairs->items[claim.second];
    const struct span *const names = statements->tellings->sources;
    struct statement_finding statement = {.kind = STATEMENT_NEAREST_SOURCE,
                                          .event = pairs->event,
                                          .a = names[source],
                                          .b = names[other_source(first, source)],
                                          .c = names[other_source(second, source)],
                                          .across_languages = first->across_languages || second->across_languages};
    return emit(statements, &statement, source_holds, &claim);
}

static enum status emit_order(struct statements *statements, const struct source_pairs *pairs, size_t place)
{
    const struct pair_claim claim = {.pairs = pairs, .first = place, .second = place + 1};
    const struct source_pair *const first = &pairs->items[place], *const second = &pairs->items[place + 1];
    const struct span *const names = statements->tellings->sources;
    if (!(first->main > second->main)) {
        return STATUS_OK;
    }
    struct statement_finding statement = {.kind = STATEMENT_PAIRS,
                                          .event = pairs->event,
                                          .a = names[first->sources[0]],
                                          .b = names[first->sources[1]],
                                          .c = names[second->sources[0]],
                                          .d = names[second->sources[1]],
                                          .across_languages = first->across_languages || second->across_languages};
    return emit(statements, &statement, order_holds, &claim);
}

/* The pair `first` is nearer than all others that share a language. */
static bool best_holds(const void *context, size_t setting)
{
    const struct pair_claim *const claim = context;
    const double nearest = claim->pairs->items[claim->first].values[setting];
    bool holds = nearest > 0;
    for (size_t i = 0; i < claim->pairs->count; i++) {
        const struct source_pair *const pair = &claim->pairs->items[i];
        holds = holds && (i == claim->first || pair->across_languages || !(pair->values[setting] >= nearest));
    }
    return holds;
}

static enum status emit_best(struct statements *statements, const struct source_pairs *pairs)
{
    struct pair_claim claim = {.pairs = pairs, .first = pairs->count, .second = pairs->count};
    for (size_t i = pairs->count; i-- > 0;) {
        if (!pairs->items[i].across_languages) {
            claim.second = claim.first;
            claim.first = i;
        }
    }
    if (claim.second == pairs->count || !similarity_is_like(statements->measure, pairs->items[claim.first].main)) {
        return STATUS_OK;
    }
    const struct source_pair *const best = &pairs->items[claim.first];
    const struct span *const names = statements->tellings->sources;
    struct statement_finding statement = {.kind = STATEMENT_MOST_ALIKE,
                                          .event = pairs->event,
                                          .a = names[best->sources[0]],
                                          .b = names[best->sources[1]]};
    return emit(statements, &statement, best_holds, &claim);
}

/* All that can be said of the pairs; those without likeness are left out. */
static enum status emit_pairs(struct statements *statements, struct source_pairs *pairs)
{
    size_t kept = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        if (!isnan(pairs->items[i].main)) {
            pairs->items[kept++] = pairs->items[i];
        }
    }
    pairs->count = kept;
    qsort(pairs->items, pairs->count, sizeof *pairs->items, compare_pairs);
    for (size_t source = 0; source < statements->tellings->source_count; source++) {
        if (emit_source(statements, pairs, source) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    for (size_t i = 0; i + 1 < pairs->count; i++) {
        if (emit_order(statements, pairs, i) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return emit_best(statements, pairs);
}

static enum status open_pairs(struct source_pairs *pairs, size_t count, size_t settings, struct failure *failure)
{
    *pairs = (struct source_pairs){0};
    if (array_zeroed((void **)&pairs->items, count, sizeof *pairs->items, failure) != STATUS_OK ||
        array_zeroed((void **)&pairs->values, count * settings, sizeof *pairs->values, failure) != STATUS_OK) {
        free(pairs->items);
        *pairs = (struct source_pairs){0};
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

static void close_pairs(struct source_pairs *pairs)
{
    free(pairs->values);
    free(pairs->items);
}

/* The pair of tellings i and j, which stands at `place` among all pairs of all events. */
static void fill_pair(const struct statements *statements, struct source_pairs *pairs, size_t i, size_t j, size_t place)
{
    const struct robustness *const robustness = statements->robustness;
    const struct tellings *const tellings = statements->tellings;
    struct source_pair *const pair = &pairs->items[pairs->count];
    *pair = (struct source_pair){.sources = {tellings->items[i].source, tellings->items[j].source},
                                 .main = statements->main[place],
                                 .values = pairs->values + pairs->count * robustness->count,
                                 .across_languages = !tellings_share_language(tellings, i, j)};
    for (size_t setting = 0; setting < robustness->count; setting++) {
        pair->values[setting] = robustness->settings[setting].likenesses[place];
    }
    pairs->count++;
}

static enum status emit_event(struct statements *statements, size_t event, size_t place)
{
    const struct tellings *const tellings = statements->tellings;
    const size_t start = tellings->event_starts[event], end = tellings->event_starts[event + 1];
    const size_t count = end - start;
    struct source_pairs pairs;
    if (open_pairs(&pairs, count * (count - 1) / 2, statements->robustness->count, flow_failure(statements->flow)) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    pairs.event = tellings->events[event];
    for (size_t i = start; i < end; i++) {
        for (size_t j = i + 1; j < end; j++) {
            fill_pair(statements, &pairs, i, j, place++);
        }
    }
    const enum status status = emit_pairs(statements, &pairs);
    close_pairs(&pairs);
    return status;
}

/* Where the pair of two sources, first < second, stands among all pairs of sources. */
static size_t place_of(size_t first, size_t second, size_t sources)
{
    return first * (2 * sources - first - 1) / 2 + (second - first - 1);
}

static struct source_pair *pair_over_all(const struct statements *statements, struct source_pairs *all, size_t i,
                                         size_t j)
{
    const struct tellings *const tellings = statements->tellings;
    return &all->items[place_of(tellings->items[i].source, tellings->items[j].source, tellings->source_count)];
}

/* As in sources.csv: what two sources tell in one language counts, and where there is none of it, all. */
static void find_languages(const struct statements *statements, struct source_pairs *all)
{
    const struct tellings *const tellings = statements->tellings;
    for (size_t event = 0; event < tellings->event_count; event++) {
        for (size_t i = tellings->event_starts[event]; i < tellings->event_starts[event + 1]; i++) {
            for (size_t j = i + 1; j < tellings->event_starts[event + 1]; j++) {
                struct source_pair *const pair = pair_over_all(statements, all, i, j);
                pair->across_languages = pair->across_languages && !tellings_share_language(tellings, i, j);
            }
        }
    }
}

/* Adds the likenesses of one pair of tellings to its sources'; NaN makes the sum NaN, so that no setting is credited
 * with what it cannot say. */
static void add_pair(const struct statements *statements, struct source_pairs *all, size_t i, size_t j, size_t place)
{
    const struct robustness *const robustness = statements->robustness;
    struct source_pair *const pair = pair_over_all(statements, all, i, j);
    const bool counts = pair->across_languages || tellings_share_language(statements->tellings, i, j);
    if (isnan(statements->main[place]) || !counts) {
        return;
    }
    pair->main += statements->main[place];
    for (size_t setting = 0; setting < robustness->count; setting++) {
        pair->values[setting] += robustness->settings[setting].likenesses[place];
    }
    pair->events++;
}

static void mean_pairs(const struct statements *statements, struct source_pairs *all)
{
    for (size_t i = 0; i < all->count; i++) {
        struct source_pair *const pair = &all->items[i];
        const double events = (double)pair->events;
        pair->main = pair->events > 0 ? pair->main / events : NAN;
        for (size_t setting = 0; setting < statements->robustness->count; setting++) {
            pair->values[setting] = pair->events > 0 ? pair->values[setting] / events : NAN;
        }
    }
}

static enum status emit_all_events(struct statements *statements)
{
    const struct tellings *const tellings = statements->tellings;
    const size_t sources = tellings->source_count, count = sources * (sources - 1) / 2;
    struct source_pairs all;
    size_t place = 0;
    if (open_pairs(&all, count, statements->robustness->count, flow_failure(statements->flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t first = 0; first < sources; first++) {
        for (size_t second = first + 1; second < sources; second++) {
            all.items[all.count] =
                (struct source_pair){.sources = {first, second},
                                     .values = all.values + all.count * statements->robustness->count,
                                     .across_languages = true};
            all.count++;
        }
    }
    find_languages(statements, &all);
    for (size_t event = 0; event < tellings->event_count; event++) {
        for (size_t i = tellings->event_starts[event]; i < tellings->event_starts[event + 1]; i++) {
            for (size_t j = i + 1; j < tellings->event_starts[event + 1]; j++) {
                add_pair(statements, &all, i, j, place++);
            }
        }
    }
    mean_pairs(statements, &all);
    const enum status status = emit_pairs(statements, &all);
    close_pairs(&all);
    return status;
}

static enum status emit_sources(struct statements *statements)
{
    const struct tellings *const tellings = statements->tellings;
    size_t place = 0;
    for (size_t event = 0; event < tellings->event_count; event++) {
        const size_t count = tellings->event_starts[event + 1] - tellings->event_starts[event];
        if (flow_interrupted(statements->flow)) {
            return flow_fail_signal(statements->flow);
        }
        if (count > 2 && emit_event(statements, event, place) != STATUS_OK) {
            return STATUS_FAILED;
        }
        place += count * (count - 1) / 2;
    }
    return tellings->event_count > 1 && tellings->source_count > 2 ? emit_all_events(statements) : STATUS_OK;
}

enum status statements_emit(const struct robustness *robustness, const struct similarity_measure *measure,
                            const struct top_lists *lists, const struct tellings *tellings, struct flow *flow)
{
    struct statements statements = {.robustness = robustness, .measure = measure, .tellings = tellings, .flow = flow};
    struct failure *const failure = flow_failure(flow);
    if (robustness->count == 0) {
        return STATUS_OK;
    }
    enum status status =
        array_zeroed((void **)&statements.failed, robustness->count, sizeof *statements.failed, failure);
    if (status == STATUS_OK) {
        status =
            array_zeroed((void **)&statements.main, telling_likeness_count(tellings), sizeof *statements.main, failure);
    }
    if (status == STATUS_OK) {
        status = telling_likeness_fill(tellings, measure, statements.main, failure);
    }
    if (status == STATUS_OK) {
        status = emit_documents(&statements, measure, lists);
    }
    if (status == STATUS_OK) {
        status = emit_sources(&statements);
    }
    free(statements.main);
    free(statements.failed);
    return status;
}
