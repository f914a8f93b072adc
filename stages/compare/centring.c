/* centring.c - two sources at a time: their tellings are the rows and the columns of one table. */
#include "centring.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "array.h"

/* Sums over the unrelated partners of a telling. */
struct partners {
    double sum;
    size_t count;
};

struct centring {
    const struct tellings *tellings;
    const struct telling_square *square;
    struct partners *partners;    /* by telling, of the two sources at hand */
    size_t *by_source, *starts;   /* tellings by source, in their order; source_count + 1 */
    const size_t *rows, *columns; /* tellings of the two */
    size_t row_count, column_count;
    struct partners all;
    double *plain, *centred, *lengths; /* of unrelated pairs; plain NULL: they are only counted */
    size_t unrelated;
};

/* Looking through all tellings for each two sources would be the cube of many. */
static void list_by_source(struct centring *centring)
{
    const struct tellings *const tellings = centring->tellings;
    const size_t sources = tellings->source_count;
    for (size_t i = 0; i < tellings->count; i++) {
        centring->starts[tellings->items[i].source + 1]++;
    }
    for (size_t source = 0; source < sources; source++) {
        centring->starts[source + 1] += centring->starts[source];
    }
    for (size_t i = tellings->count; i-- > 0;) {
        centring->by_source[--centring->starts[tellings->items[i].source + 1]] = i;
    }
    for (size_t source = 0; source < sources; source++) { /* each is now the start of the source before */
        centring->starts[source] = centring->starts[source + 1];
    }
    centring->starts[sources] = tellings->count;
}

/* Sets rows or columns; returns how many. */
static size_t list_source(const struct centring *centring, size_t source, const size_t **items)
{
    *items = centring->by_source + centring->starts[source];
    return centring->starts[source + 1] - centring->starts[source];
}

static bool is_unrelated(const struct centring *centring, size_t a, size_t b)
{
    const struct tellings *const tellings = centring->tellings;
    return tellings->items[a].event != tellings->items[b].event && tellings_share_language(tellings, a, b) &&
           !isnan(telling_square_at(centring->square, a, b));
}

static void add(struct partners *partners, double value)
{
    partners->sum += value;
    partners->count++;
}

static void sum_up(struct centring *centring)
{
    centring->all = (struct partners){0};
    for (size_t i = 0; i < centring->row_count; i++) {
        centring->partners[centring->rows[i]] = (struct partners){0};
    }
    for (size_t k = 0; k < centring->column_count; k++) {
        centring->partners[centring->columns[k]] = (struct partners){0};
    }
    for (size_t i = 0; i < centring->row_count; i++) {
        for (size_t k = 0; k < centring->column_count; k++) {
            const size_t a = centring->rows[i], b = centring->columns[k];
            if (is_unrelated(centring, a, b)) {
                const double value = telling_square_at(centring->square, a, b);
                add(&centring->partners[a], value);
                add(&centring->partners[b], value);
                add(&centring->all, value);
            }
        }
    }
}

static double mean_of(const struct partners *partners)
{
    return partners->sum / (double)partners->count;
}

static bool has_partners(const struct centring *centring, size_t telling)
{
    return centring->partners[telling].count + 1 >= CENTRING_EVENTS;
}

static double centred_of(const struct centring *centring, size_t a, size_t b)
{
    return telling_square_at(centring->square, a, b) - mean_of(&centring->partners[a]) -
           mean_of(&centring->partners[b]) + mean_of(&centring->all);
}

/* What is correlated with length: pairs that tell different events. */
static void note_unrelated(struct centring *centring)
{
    const struct telling *const items = centring->tellings->items;
    for (size_t i = 0; i < centring->row_count; i++) {
        for (size_t k = 0; k < centring->column_count; k++) {
            const size_t a = centring->rows[i], b = centring->columns[k];
            if (!is_unrelated(centring, a, b) || !has_partners(centring, a) || !has_partners(centring, b)) {
                continue;
            }
            if (centring->plain != NULL) {
                centring->plain[centring->unrelated] = telling_square_at(centring->square, a, b);
                centring->centred[centring->unrelated] = centred_of(centring, a, b);
                centring->lengths[centring->unrelated] = (double)items[a].tokens * (double)items[b].tokens;
            }
            centring->unrelated++;
        }
    }
}

/* The pairs of the two sources on one event; `first` of source_pairs. */
static void centre_pairs(struct centring *centring, struct source_pairs *pairs)
{
    const struct tellings *const tellings = centring->tellings;
    for (size_t i = 0, k = 0; i < centring->row_count && k < centring->column_count;) {
        const size_t a = centring->rows[i], b = centring->columns[k];
        const size_t event_a = tellings->items[a].event, event_b = tellings->items[b].event;
        if (event_a == event_b) {
            const size_t first = tellings->event_starts[event_a];
            struct source_pair *const pair = &pairs->items[source_pairs_index(pairs, event_a, a - first, b - first)];
            const size_t fewer = centring->partners[a].count < centring->partners[b].count
                                     ? centring->partners[a].count
                                     : centring->partners[b].count;
            pair->unrelated = fewer;
            if (has_partners(centring, a) && has_partners(centring, b) && !isnan(pair->similarity)) {
                pair->centred = centred_of(centring, a, b);
            }
        }
        i += event_a <= event_b;
        k += event_b <= event_a;
    }
}

/* All pairs of sources; with `pairs` NULL what is unrelated is noted, or only counted. */
static void walk_sources(struct centring *centring, struct source_pairs *pairs)
{
    const size_t sources = centring->tellings->source_count;
    for (size_t first = 0; first < sources; first++) {
        centring->row_count = list_source(centring, first, &centring->rows);
        for (size_t second = first + 1; second < sources; second++) {
            centring->column_count = list_source(centring, second, &centring->columns);
            sum_up(centring);
            if (pairs != NULL) {
                centre_pairs(centring, pairs);
            } else {
                note_unrelated(centring);
            }
        }
    }
}

static enum status correlate(struct centring *centring, struct length_correlation *correlation, struct failure *failure)
{
    const size_t pairs = centring->unrelated;
    double *work = NULL;
    enum status status = STATUS_FAILED;
    if (array_zeroed((void **)&work, pairs * 2, sizeof *work, failure) == STATUS_OK &&
        array_zeroed((void **)&centring->plain, pairs, sizeof *centring->plain, failure) == STATUS_OK &&
        array_zeroed((void **)&centring->centred, pairs, sizeof *centring->centred, failure) == STATUS_OK &&
        array_zeroed((void **)&centring->lengths, pairs, sizeof *centring->lengths, failure) == STATUS_OK) {
        centring->unrelated = 0;
        walk_sources(centring, NULL);
        correlation->pairs = pairs;
        correlation->plain = gsl_stats_spearman(centring->plain, 1, centring->lengths, 1, pairs, work);
        correlation->centred = gsl_stats_spearman(centring->centred, 1, centring->lengths, 1, pairs, work);
        status = STATUS_OK;
    }
    free(centring->lengths);
    free(centring->centred);
    free(centring->plain);
    free(work);
    return status;
}

enum status centring_fill(struct source_pairs *pairs, const struct telling_square *square,
                          struct length_correlation *correlation, struct failure *failure)
{
    const size_t count = square->count;
    struct centring centring = {.tellings = pairs->tellings, .square = square};
    enum status status = STATUS_FAILED;
    *correlation = (struct length_correlation){.plain = NAN, .centred = NAN};
    if (count == 0) {
        return STATUS_OK;
    }
    if (array_zeroed((void **)&centring.partners, count, sizeof *centring.partners, failure) == STATUS_OK &&
        array_zeroed((void **)&centring.by_source, count, sizeof *centring.by_source, failure) == STATUS_OK &&
        array_zeroed((void **)&centring.starts, pairs->tellings->source_count + 1, sizeof *centring.starts, failure) ==
            STATUS_OK) {
        list_by_source(&centring);
        walk_sources(&centring, pairs);
        walk_sources(&centring, NULL);
        status = centring.unrelated > 0 ? correlate(&centring, correlation, failure) : STATUS_OK;
    }
    free(centring.starts);
    free(centring.by_source);
    free(centring.partners);
    return status;
}
