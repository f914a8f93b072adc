/*
 * factors.c - what is compared are tellings, so that a source counts once on an event however many documents it has.
 *
 * Squared distances are 1 - similarity (0 where it passes 1), for which the root is the distance that belongs to a
 * similarity (Gower & Legendre 1986); so the sums of squares are sums of the similarities in the table above them. A
 * distance is taken for a squared one: the root of Jensen-Shannon's is the metric (Endres & Schindelin 2003), and so
 * are those of a mean of differences and of 1 minus a cosine.
 *
 * A factor that the others determine has no share of its own and is named with what it cannot be told from.
 */
#include "factors.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "array.h"
#include "finding.h"
#include "permanova.h"

enum { EVENT, SOURCE, LANGUAGE, FACTORS, STATUS_BYTES = 256 };
static const char *const factor_names[FACTORS] = {"event", "source", "language"};
static const char *const factor_plurals[FACTORS] = {"events", "sources", "languages"};

/* Beyond it a model takes seconds. */
static const double WORK_MOST = 4e9;

enum relation { SAME_EVENT, SAME_SOURCE, NEITHER, RELATIONS };
static const char *const relation_names[RELATIONS] = {"same event, other source", "other event, same source",
                                                      "other event, other source"};

struct mean {
    double sum;
    size_t count;
};

struct factors {
    const struct source_pairs *pairs;
    const struct telling_square *square;
    size_t *items; /* tellings with a weighted term */
    size_t count;
    size_t *levels[FACTORS]; /* by item */
    size_t level_counts[FACTORS];
    double *squared; /* distances, count x count */
    struct flow *flow;
};

static enum status emit(struct factors *factors, const struct factor_finding *found)
{
    const struct finding finding = {.kind = FINDING_FACTOR, .as.factor = *found};
    return flow_emit(factors->flow, &(struct record){.kind = RECORD_FINDING, .as.finding = &finding});
}

/* ---- means ------------------------------------------------------------------------------------------------------- */

static enum relation relation_of(const struct telling *a, const struct telling *b)
{
    return a->event == b->event ? SAME_EVENT : a->source == b->source ? SAME_SOURCE : NEITHER;
}

static enum status emit_means(struct factors *factors)
{
    const struct tellings *const tellings = factors->pairs->tellings;
    const struct similarity_measure *const measure = factors->pairs->measure;
    struct mean means[RELATIONS][2] = {{{0}}};
    for (size_t i = 0; i < factors->count; i++) {
        for (size_t k = i + 1; k < factors->count; k++) {
            const size_t a = factors->items[i], b = factors->items[k];
            const enum relation relation = relation_of(&tellings->items[a], &tellings->items[b]);
            struct mean *const mean = &means[relation][!tellings_share_language(tellings, a, b)];
            mean->sum += telling_square_at(factors->square, a, b);
            mean->count++;
        }
    }
    for (int relation = 0; relation < RELATIONS; relation++) {
        for (int other = 0; other < 2; other++) {
            const struct mean *const mean = &means[relation][other];
            const struct factor_finding found = {
                .kind = FACTOR_PAIRS,
                .name = relation_names[relation],
                .languages = other ? "different" : "same",
                .pairs = mean->count,
                .similarity =
                    mean->count > 0 ? similarity_shown(measure, mean->sum / (double)mean->count) : (double)NAN,
                .share = NAN,
                .by_chance = NAN,
                .correlation = NAN,
                .status = mean->count > 0 ? "" : "no pair"};
            if (emit(factors, &found) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

/* ---- shares ------------------------------------------------------------------------------------------------------ */

/* Texts in several languages are a level of their own: the empty name. */
static struct span language_of(const struct tellings *tellings, size_t telling)
{
    return tellings_are_monolingual(tellings, telling, telling)
               ? tellings->units[tellings->items[telling].first_unit].language
               : (struct span){0};
}

static size_t language_level(const struct factors *factors, size_t item)
{
    const struct tellings *const tellings = factors->pairs->tellings;
    const struct span language = language_of(tellings, factors->items[item]);
    size_t known = 0;
    for (size_t i = 0; i < item; i++) {
        if (span_equal(language_of(tellings, factors->items[i]), language)) {
            return factors->levels[LANGUAGE][i];
        }
        known = factors->levels[LANGUAGE][i] >= known ? factors->levels[LANGUAGE][i] + 1 : known;
    }
    return known;
}

/* Numbers the levels anew, so that each has an item; `numbers` has room for each old one. */
static size_t renumber(size_t *levels, size_t count, size_t *numbers, size_t old_count)
{
    size_t used = 0;
    for (size_t i = 0; i < old_count; i++) {
        numbers[i] = SIZE_MAX;
    }
    for (size_t i = 0; i < count; i++) {
        if (numbers[levels[i]] == SIZE_MAX) {
            numbers[levels[i]] = used++;
        }
        levels[i] = numbers[levels[i]];
    }
    return used;
}

static enum status fill_levels(struct factors *factors, struct failure *failure)
{
    const struct tellings *const tellings = factors->pairs->tellings;
    size_t *numbers = NULL;
    if (array_zeroed((void **)&numbers, tellings->count, sizeof *numbers, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < factors->count; i++) {
        factors->levels[EVENT][i] = tellings->items[factors->items[i]].event;
        factors->levels[SOURCE][i] = tellings->items[factors->items[i]].source;
        factors->levels[LANGUAGE][i] = language_level(factors, i);
    }
    const size_t old_counts[FACTORS] = {tellings->event_count, tellings->source_count, factors->count};
    for (int factor = 0; factor < FACTORS; factor++) {
        factors->level_counts[factor] = renumber(factors->levels[factor], factors->count, numbers, old_counts[factor]);
    }
    free(numbers);
    return STATUS_OK;
}

/* True where who knows the level of `by` knows that of `factor`. */
static bool is_determined(const struct factors *factors, int factor, int by)
{
    for (size_t i = 0; i < factors->count; i++) {
        for (size_t k = i + 1; k < factors->count; k++) {
            if (factors->levels[by][i] == factors->levels[by][k] &&
                factors->levels[factor][i] != factors->levels[factor][k]) {
                return false;
            }
        }
    }
    return true;
}

/* The source that tells fewest events, the first by name, and how many: a telling is one event of its source. */
static size_t fewest_events(const struct factors *factors, struct span *name)
{
    const struct tellings *const tellings = factors->pairs->tellings;
    size_t fewest = SIZE_MAX;
    for (size_t source = 0; source < tellings->source_count; source++) {
        size_t events = 0;
        for (size_t i = 0; i < factors->count; i++) {
            events += tellings->items[factors->items[i]].source == source;
        }
        if (events < fewest && events > 0) {
            fewest = events;
            *name = tellings->sources[source];
        }
    }
    return fewest;
}

static enum status emit_share(struct factors *factors, int factor, const struct permanova *found,
                              const struct permanova_part *part, const char *status)
{
    const double left =
        found != NULL && found->residual_degrees > 0 ? found->residual / (double)found->residual_degrees : (double)NAN;
    return emit(factors, &(struct factor_finding){
                             .kind = FACTOR_SHARE,
                             .name = factor_names[factor],
                             .languages = "",
                             .levels = factors->level_counts[factor],
                             .degrees = part != NULL ? part->degrees : 0,
                             .similarity = NAN,
                             .share = part != NULL ? part->sum / found->total : (double)NAN,
                             .by_chance = part != NULL ? (double)part->degrees * left / found->total : (double)NAN,
                             .correlation = NAN,
                             .status = status});
}

static enum status emit_without_shares(struct factors *factors, const char *status)
{
    for (int factor = 0; factor < FACTORS; factor++) {
        if (emit_share(factors, factor, NULL, NULL, status) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static void fill_distances(const struct factors *factors)
{
    const bool is_distance = similarity_is_distance(factors->pairs->measure->kind);
    for (size_t i = 0; i < factors->count; i++) {
        for (size_t k = 0; k < factors->count; k++) {
            const double likeness = telling_square_at(factors->square, factors->items[i], factors->items[k]);
            const double distance = is_distance ? -likeness : 1 - likeness;
            factors->squared[i * factors->count + k] = i == k || distance < 0 ? 0 : distance;
        }
    }
}

/* Why a factor is left out of the model, or NULL: it is one level, or another one says all of it. Of two that say each
 * other the later is left out. */
static const char *alias_of(const struct factors *factors, int factor, char *room)
{
    if (factors->level_counts[factor] == 1) {
        (void)snprintf(room, STATUS_BYTES, "one %s", factor_names[factor]);
        return room;
    }
    for (int by = 0; by < FACTORS; by++) {
        const bool goes_first = by < factor || !is_determined(factors, by, factor);
        if (by != factor && factors->level_counts[by] > 1 && goes_first && is_determined(factors, factor, by)) {
            (void)snprintf(room, STATUS_BYTES, "%s cannot be told from %s", factor_names[factor], factor_names[by]);
            return room;
        }
    }
    return NULL;
}

/* What is said of a factor in the model: that another one is part of it, or that it is not all told apart. */
static void word_share(const struct factors *factors, int factor, const bool *is_left_out,
                       const struct permanova_part *part, char *status)
{
    status[0] = '\0';
    for (int other = 0; other < FACTORS; other++) {
        if (is_left_out[other] && factors->level_counts[other] > 1 && is_determined(factors, other, factor)) {
            (void)snprintf(status, STATUS_BYTES, "with what goes with %s", factor_names[other]);
        }
    }
    if (part->degrees == 0) {
        (void)snprintf(status, STATUS_BYTES, "%s cannot be told from the others together", factor_names[factor]);
    } else if (part->degrees + 1 < factors->level_counts[factor] && status[0] == '\0') {
        (void)snprintf(status, STATUS_BYTES, "not all %s can be told from the others", factor_plurals[factor]);
    }
}

static enum status emit_model(struct factors *factors, const struct permanova *found, const int *model,
                              size_t model_count, char (*aliases)[STATUS_BYTES])
{
    bool is_left_out[FACTORS] = {true, true, true};
    size_t parts[FACTORS] = {0};
    char status[STATUS_BYTES];
    for (size_t i = 0; i < model_count; i++) {
        is_left_out[model[i]] = false;
        parts[model[i]] = i;
    }
    for (int factor = 0; factor < FACTORS; factor++) {
        const struct permanova_part *part = is_left_out[factor] ? NULL : &found->parts[parts[factor]];
        if (part != NULL) {
            word_share(factors, factor, is_left_out, part, status);
            part = part->degrees > 0 ? part : NULL;
        }
        if (emit_share(factors, factor, found, part, is_left_out[factor] ? aliases[factor] : status) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return emit(factors, &(struct factor_finding){.kind = FACTOR_SHARE,
                                                  .name = "none of these",
                                                  .languages = "",
                                                  .degrees = found->residual_degrees,
                                                  .similarity = NAN,
                                                  .share = found->residual / found->total,
                                                  .by_chance = NAN,
                                                  .correlation = NAN,
                                                  .status = ""});
}

static enum status work_out_shares(struct factors *factors)
{
    char aliases[FACTORS][STATUS_BYTES] = {{0}};
    struct permanova_factor parts[FACTORS];
    struct permanova found;
    int model[FACTORS];
    size_t count = 0;
    for (int factor = 0; factor < FACTORS; factor++) {
        if (alias_of(factors, factor, aliases[factor]) == NULL) {
            parts[count] = (struct permanova_factor){factors->levels[factor], factors->level_counts[factor]};
            model[count++] = factor;
        }
    }
    if (permanova_work(factors->count, parts, count) > WORK_MOST) {
        return emit_without_shares(factors, "no-shares: too many events and sources");
    }
    fill_distances(factors);
    if (permanova_find(&found, factors->squared, factors->count, parts, count, flow_failure(factors->flow)) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    if (!(found.total > 0)) {
        return emit_without_shares(factors, "no-shares: the texts do not differ");
    }
    if (found.residual_degrees == 0) {
        return emit_without_shares(factors, "no-shares: event and source leave no text over to compare");
    }
    return emit_model(factors, &found, model, count, aliases);
}

/* A very long name is cut between two characters. */
static int shown_bytes(struct span name)
{
    size_t length = name.length < STATUS_BYTES / 2 ? name.length : STATUS_BYTES / 2;
    while (length < name.length && length > 0 && ((unsigned char)name.bytes[length] & 0xC0) == 0x80) {
        length--;
    }
    return (int)length;
}

static enum status emit_shares(struct factors *factors)
{
    struct span name = {0};
    char status[STATUS_BYTES];
    const size_t fewest = fewest_events(factors, &name);
    if (factors->pairs->tellings->source_count < 2) {
        return emit_without_shares(factors, "no-shares: one source");
    }
    if (fewest < FACTORS_EVENTS) {
        (void)snprintf(status, sizeof status, "no-shares: %.*s tells %zu %s, and it takes %d of each source",
                       shown_bytes(name), name.bytes, fewest, fewest == 1 ? "event" : "events", FACTORS_EVENTS);
        return emit_without_shares(factors, status);
    }
    return work_out_shares(factors);
}

/* ---- lengths ----------------------------------------------------------------------------------------------------- */

static enum status emit_length(struct factors *factors, const char *name, size_t pairs, double correlation)
{
    const struct similarity_measure *const measure = factors->pairs->measure;
    char status[STATUS_BYTES] = "";
    if (pairs == 0) {
        (void)snprintf(status, sizeof status, "no two sources tell %d events", CENTRING_EVENTS);
    } else if (isnan(correlation)) {
        (void)snprintf(status, sizeof status, "all texts are of one length");
    }
    return emit(factors, &(struct factor_finding){.kind = FACTOR_LENGTH,
                                                  .name = name,
                                                  .languages = "same",
                                                  .pairs = pairs,
                                                  .similarity = NAN,
                                                  .share = NAN,
                                                  .by_chance = NAN,
                                                  .correlation =
                                                      pairs > 0 ? similarity_shown(measure, correlation) : (double)NAN,
                                                  .status = status});
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

static enum status open_factors(struct factors *factors, struct failure *failure)
{
    const struct tellings *const tellings = factors->pairs->tellings;
    if (array_zeroed((void **)&factors->items, tellings->count, sizeof *factors->items, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < tellings->count; i++) {
        if (factors->pairs->exists[i]) {
            factors->items[factors->count++] = i;
        }
    }
    for (int factor = 0; factor < FACTORS; factor++) {
        if (array_zeroed((void **)&factors->levels[factor], factors->count, sizeof(size_t), failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return array_zeroed((void **)&factors->squared, factors->count * factors->count, sizeof *factors->squared, failure);
}

static void close_factors(struct factors *factors)
{
    free(factors->squared);
    for (int factor = 0; factor < FACTORS; factor++) {
        free(factors->levels[factor]);
    }
    free(factors->items);
}

enum status factors_emit(const struct source_pairs *pairs, const struct telling_square *square,
                         const struct length_correlation *correlation, struct flow *flow)
{
    struct factors factors = {.pairs = pairs, .square = square, .flow = flow};
    if (square->count < 2) {
        return STATUS_OK;
    }
    enum status status = open_factors(&factors, flow_failure(flow));
    if (status == STATUS_OK && factors.count > 1) {
        status = fill_levels(&factors, flow_failure(flow)) == STATUS_OK && emit_means(&factors) == STATUS_OK &&
                         emit_shares(&factors) == STATUS_OK &&
                         emit_length(&factors, "similarity", correlation->pairs, correlation->plain) == STATUS_OK &&
                         emit_length(&factors, "centred", correlation->pairs, correlation->centred) == STATUS_OK
                     ? STATUS_OK
                     : STATUS_FAILED;
    }
    close_factors(&factors);
    return status;
}
