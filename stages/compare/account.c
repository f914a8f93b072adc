/*
 * account.c - account_stage: RECORD_WEIGHTED -> RECORD_ACCOUNT, a similarity as the sum of what each term carries.
 *
 * The rows of both sides are scaled as for the matrix, so the products of shared terms are the very numbers that were
 * added up for similarity.csv; that they add up again is looked at in each run. A Jensen-Shannon divergence is a sum
 * over the terms of either side, so there those of one side alone have a share too.
 */
#include "account.h"

#include <math.h>
#include <stdlib.h>

#include "account_tellings.h"
#include "array.h"
#include "scaled_row.h"
#include "similarity.h"
#include "stages.h"
#include "suggestion.h"

#define SUM_TOLERANCE 1e-12

struct side_row {
    uint32_t *columns, *counts;
    double *values;
    size_t count;
    bool is_weighted; /* it has a weighted term */
};

struct account_state {
    const struct settings *settings;
    struct account account;
    struct document **documents[ACCOUNT_SIDES];
    struct account_tellings tellings;                          /* only for a source's telling of an event of --events */
    struct side_row rows[ACCOUNT_SIDES], leads[ACCOUNT_SIDES]; /* what of a side stands in the leads of its texts */
    struct account_term *terms;
    size_t term_capacity;
};

/* ---- who is meant ----------------------------------------------------------------------------------------------- */

static bool is_named(const struct settings *settings, const struct document *document, size_t side)
{
    if (settings->documents[0] != NULL) {
        return span_equal(document->id, span_of(settings->documents[side]));
    }
    return span_equal(document->source, span_of(settings->sources[side])) &&
           span_equal(document->event, span_of(settings->event));
}

static struct span name_of(const struct document *document, const char *kind)
{
    return *kind == 'd' ? document->id : *kind == 's' ? document->source : document->event;
}

/* The names that there are: of the documents, or of the tellings. */
struct known_names {
    const struct counts *counts;
    const char *kind;         /* "document", "source", "event" */
    const struct span *spans; /* NULL: the documents' */
    size_t count;
};

static struct known_names names_of(const struct account_state *state, const struct counts *counts, const char *kind)
{
    const struct tellings *const tellings = &state->tellings.tellings;
    if (tellings->counts == NULL || *kind == 'd') {
        return (struct known_names){counts, kind, NULL, counts->document_count};
    }
    return *kind == 's' ? (struct known_names){counts, kind, tellings->sources, tellings->source_count}
                        : (struct known_names){counts, kind, tellings->events, tellings->event_count};
}

static struct span name_at(const struct known_names *names, size_t i)
{
    return names->spans != NULL ? names->spans[i] : name_of(names->counts->documents[i], names->kind);
}

/* The name that was probably meant; names that hold a NUL are no candidates. */
static enum status nobody(const struct known_names *known, const char *wanted, struct failure *failure)
{
    void *memory;
    struct arena arena = {0};
    size_t count = 0;
    if (array_zeroed(&memory, known->count, sizeof(const char *), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const char **const names = memory;
    for (size_t i = 0; i < known->count; i++) {
        struct span copy;
        if (arena_copy(&arena, name_at(known, i), &copy, failure) != STATUS_OK) {
            break;
        }
        names[count++] = copy.bytes;
    }
    const char *const meant = suggestion_find(wanted, names, count, sizeof *names);
    if (meant != NULL) {
        (void)failure_set(failure, FAILURE_USAGE, "there is no %s '%s' in these results; did you mean '%s'?",
                          known->kind, wanted, meant);
    } else {
        (void)failure_set(failure, FAILURE_USAGE,
                          "there is no %s '%s' in these results; %s lists the documents with their sources and events",
                          known->kind, wanted, known->spans != NULL ? "events.csv" : "documents.csv");
    }
    arena_free(&arena);
    free(memory);
    return STATUS_FAILED;
}

static bool is_known(const struct known_names *known, const char *wanted)
{
    for (size_t i = 0; i < known->count; i++) {
        if (span_equal(name_at(known, i), span_of(wanted))) {
            return true;
        }
    }
    return false;
}

static enum status missing(const struct account_state *state, const struct counts *counts, size_t side,
                           struct failure *failure)
{
    const struct settings *const settings = state->settings;
    const struct known_names documents = names_of(state, counts, "document"), events = names_of(state, counts, "event"),
                             sources = names_of(state, counts, "source");
    if (settings->documents[0] != NULL) {
        return nobody(&documents, settings->documents[side], failure);
    }
    if (!is_known(&events, settings->event)) {
        return nobody(&events, settings->event, failure);
    }
    if (!is_known(&sources, settings->sources[side])) {
        return nobody(&sources, settings->sources[side], failure);
    }
    return failure_set(
        failure, FAILURE_USAGE, "the source '%s' says nothing on the event '%s'; %s lists who tells of what",
        settings->sources[side], settings->event, settings->events != NULL ? "events.csv" : "documents.csv");
}

/* ---- the rows --------------------------------------------------------------------------------------------------- */

/* Rows that are not kept, as leads where nothing asks for them, add nothing. */
static void add_row(const struct count_rows *rows, size_t row, uint64_t *sums)
{
    if (row >= rows->row_count) {
        return;
    }
    for (uint64_t i = rows->starts[row]; i < rows->starts[row + 1]; i++) {
        sums[rows->columns[i]] += rows->counts[i];
    }
}

static enum status fill_row(struct side_row *row, const uint64_t *sums, size_t term_count, struct failure *failure)
{
    if (array_zeroed((void **)&row->columns, term_count, sizeof *row->columns, failure) != STATUS_OK ||
        array_zeroed((void **)&row->counts, term_count, sizeof *row->counts, failure) != STATUS_OK ||
        array_zeroed((void **)&row->values, term_count, sizeof *row->values, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t column = 0; column < term_count; column++) {
        if (sums[column] > 0) {
            row->columns[row->count] = (uint32_t)column;
            row->counts[row->count++] = sums[column] < UINT32_MAX ? (uint32_t)sums[column] : UINT32_MAX;
        }
    }
    return STATUS_OK;
}

/* The sums of the side's documents in `rows`; none where the rows are not kept. */
static enum status sum_side(const struct account_state *state, const struct counts *counts,
                            const struct count_rows *rows, size_t side, uint64_t *sums, struct side_row *made,
                            struct failure *failure)
{
    memset(sums, 0, counts->term_count * sizeof *sums);
    for (size_t i = 0; i < counts->document_count; i++) {
        if (rows->row_count > 0 && is_named(state->settings, counts->documents[i], side)) {
            add_row(rows, i, sums);
        }
    }
    return fill_row(made, sums, counts->term_count, failure);
}

/* Whole documents, by their own metadata. */
static enum status gather_documents(struct account_state *state, const struct counts *counts, size_t side,
                                    uint64_t *sums, struct failure *failure)
{
    struct account_side *const made = &state->account.sides[side];
    if (array_zeroed((void **)&state->documents[side], counts->document_count, sizeof *state->documents[side],
                     failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < counts->document_count; i++) {
        if (is_named(state->settings, counts->documents[i], side)) {
            state->documents[side][made->document_count++] = counts->documents[i];
        }
    }
    if (made->document_count == 0) {
        return missing(state, counts, side, failure);
    }
    const bool is_document = state->settings->documents[0] != NULL;
    made->documents = state->documents[side];
    made->name = is_document ? made->documents[0]->id : made->documents[0]->source;
    made->event = is_document ? (struct span){0} : made->documents[0]->event;
    if (sum_side(state, counts, &counts->rows, side, sums, &state->rows[side], failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return sum_side(state, counts, &counts->leads, side, sums, &state->leads[side], failure);
}

/* Passages, which have no lead. */
static enum status gather_telling(struct account_state *state, const struct counts *counts, size_t side, uint64_t *sums,
                                  struct failure *failure)
{
    struct account_side *const made = &state->account.sides[side];
    memset(sums, 0, counts->term_count * sizeof *sums);
    if (account_tellings_fill(&state->tellings, state->settings, side, made, sums, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return made->document_count > 0 ? fill_row(&state->rows[side], sums, counts->term_count, failure)
                                    : missing(state, counts, side, failure);
}

/* Finds the documents of a side and sums them up. */
static enum status gather_side(struct account_state *state, const struct counts *counts, size_t side, uint64_t *sums,
                               struct failure *failure)
{
    return state->tellings.tellings.counts != NULL ? gather_telling(state, counts, side, sums, failure)
                                                   : gather_documents(state, counts, side, sums, failure);
}

/* ---- the terms -------------------------------------------------------------------------------------------------- */

static struct term_row row_of(const struct side_row *row)
{
    return (struct term_row){row->columns, row->counts, row->count};
}

static enum status add_term(struct account_state *state, enum account_part part, uint32_t column, size_t in_a,
                            size_t in_b, struct failure *failure)
{
    const struct vocabulary_term *const term = &state->account.weighted->counts->terms[column];
    const struct side_row *const a = &state->rows[0], *const b = &state->rows[1];
    const bool has_a = part != ACCOUNT_ONLY_B, has_b = part != ACCOUNT_ONLY_A;
    if (array_reserve((void **)&state->terms, &state->term_capacity, state->account.term_count + 1,
                      sizeof *state->terms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct account_term *const made = &state->terms[state->account.term_count++];
    *made = (struct account_term){.part = part,
                                  .rank = column, /* until they are ranked */
                                  .term = term->term,
                                  .form = term->form_count > 0 ? term->forms[0].surface : term->term,
                                  .channel = term->channel,
                                  .flags = term->flags,
                                  .is_counted = true,
                                  .counts = {has_a ? a->counts[in_a] : 0, has_b ? b->counts[in_b] : 0},
                                  .values = {has_a ? a->values[in_a] : 0, has_b ? b->values[in_b] : 0}};
    const struct distance distance = {.kind = state->settings->similarity};
    made->product = similarity_is_distance(distance.kind) ? distance_part(&distance, made->values[0], made->values[1])
                                                          : made->values[0] * made->values[1];
    return STATUS_OK;
}

/* Every term of either side that has weight, by column. */
static enum status add_terms(struct account_state *state, struct failure *failure)
{
    const struct side_row *const a = &state->rows[0], *const b = &state->rows[1];
    for (size_t i = 0, k = 0; i < a->count || k < b->count;) {
        const bool takes_a = i < a->count && (k == b->count || a->columns[i] <= b->columns[k]);
        const bool takes_b = k < b->count && (i == a->count || b->columns[k] <= a->columns[i]);
        const enum account_part part = takes_a && takes_b ? ACCOUNT_SHARED : takes_a ? ACCOUNT_ONLY_A : ACCOUNT_ONLY_B;
        const bool has_weight = (takes_a && a->values[i] != 0) || (takes_b && b->values[k] != 0);
        if (has_weight && add_term(state, part, takes_a ? a->columns[i] : b->columns[k], i, k, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        i += takes_a;
        k += takes_b;
    }
    return STATUS_OK;
}

static int order_of_terms(const void *first, const void *second)
{
    const struct account_term *const a = first;
    const struct account_term *const b = second;
    const double strength_a = a->part == ACCOUNT_SHARED ? a->product : a->values[0] + a->values[1];
    const double strength_b = b->part == ACCOUNT_SHARED ? b->product : b->values[0] + b->values[1];
    if (a->part != b->part) {
        return a->part < b->part ? -1 : 1;
    }
    if (strength_a != strength_b) {
        return strength_a > strength_b ? -1 : 1;
    }
    return (a->rank > b->rank) - (a->rank < b->rank);
}

static void rank_terms(struct account_state *state, double total)
{
    struct account *const account = &state->account;
    if (account->term_count > 0) {
        qsort(state->terms, account->term_count, sizeof *state->terms, order_of_terms);
    }
    for (size_t i = 0; i < account->term_count; i++) {
        struct account_term *const term = &state->terms[i];
        term->rank = i > 0 && term[-1].part == term->part ? term[-1].rank + 1 : 1;
        term->share = total > 0 ? term->product / total : 0;
        account->shared_count += term->part == ACCOUNT_SHARED;
    }
    account->terms = state->terms;
}

/* A day or month, perhaps of any year. */
static bool is_dated(const struct account_term *term)
{
    static const size_t prefix = sizeof TERM_DATE_PREFIX - 1;
    return term->channel == CHANNEL_DATE && term->term.length > prefix &&
           memcmp(term->term.bytes, TERM_DATE_PREFIX, prefix) == 0;
}

/* date:--05-12, the day of any year, stands beside the day itself where the text has the year. */
static bool is_told_with_year(const struct account_term *terms, size_t count, const struct account_term *term)
{
    static const size_t day = sizeof TERM_DATE_PREFIX "-" - 1, year = sizeof TERM_DATE_PREFIX "1927" - 1;
    if (term->term.bytes[day] != '-') {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_dated(&terms[i]) && terms[i].part == term->part && terms[i].term.length == year + sizeof "-05-12" - 1 &&
            memcmp(terms[i].term.bytes + year, term->term.bytes + day, sizeof "-05-12" - 1) == 0) {
            return true;
        }
    }
    return false;
}

static int order_of_dates(const void *first, const void *second)
{
    const struct account_term *const a = first, *const b = second;
    return a->part != b->part ? (a->part > b->part) - (a->part < b->part) : span_compare(a->term, b->term);
}

/* The dates of either side alone that its strongest terms do not show, once more in lists of their own. */
static enum status add_dates(struct account_state *state, struct failure *failure)
{
    struct account *const account = &state->account;
    const size_t count = account->term_count;
    for (size_t i = 0; i < count; i++) {
        struct account_term dated = state->terms[i];
        if ((dated.part != ACCOUNT_ONLY_A && dated.part != ACCOUNT_ONLY_B) || dated.rank <= state->settings->top ||
            !is_dated(&dated) || is_told_with_year(state->terms, count, &dated)) {
            continue;
        }
        dated.part = dated.part == ACCOUNT_ONLY_A ? ACCOUNT_DATED_A : ACCOUNT_DATED_B;
        if (array_reserve((void **)&state->terms, &state->term_capacity, account->term_count + 1, sizeof *state->terms,
                          failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        state->terms[account->term_count++] = dated;
    }
    account->terms = state->terms;
    if (account->term_count > count) {
        qsort(state->terms + count, account->term_count - count, sizeof *state->terms, order_of_dates);
    }
    for (size_t i = count; i < account->term_count; i++) {
        struct account_term *const term = &state->terms[i];
        term->rank = i > count && term[-1].part == term->part ? term[-1].rank + 1 : 1;
    }
    return STATUS_OK;
}

/* The shares are those of the score that is published, or something is wrong with mizan. */
static enum status check_sum(const struct account_state *state, struct failure *failure)
{
    long double sum = 0;
    for (size_t i = 0; i < state->account.term_count; i++) {
        sum += (long double)state->terms[i].product;
    }
    if (isnan(state->account.similarity) || fabsl(sum - (long double)state->account.similarity) <= SUM_TOLERANCE) {
        return STATUS_OK;
    }
    return failure_set(failure, FAILURE_INTERNAL,
                       "the shares of the terms add up to %.17Lg and not to the similarity %.17g: please report this",
                       sum, state->account.similarity);
}

static enum status account_rows(struct account_state *state, const struct weighted *weighted, struct failure *failure)
{
    const struct similarity_measure measure = {.weighted = weighted, .kind = state->settings->similarity};
    for (size_t side = 0; side < ACCOUNT_SIDES; side++) {
        struct side_row *const row = &state->rows[side];
        row->is_weighted = similarity_scale(&measure, row_of(row), row_of(&state->leads[side]), row->values);
    }
    const struct scaled_row a = {row_of(&state->rows[0]), state->rows[0].values};
    const struct scaled_row b = {row_of(&state->rows[1]), state->rows[1].values};
    const bool exists = state->rows[0].is_weighted && state->rows[1].is_weighted;
    const double likeness = similarity_of_rows(&measure, a, b);
    const double total = similarity_is_distance(measure.kind) ? -likeness : scaled_row_product(a, b);
    state->account.similarity = exists ? similarity_shown(&measure, likeness) : (double)NAN;
    if (add_terms(state, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    rank_terms(state, total);
    return check_sum(state, failure) == STATUS_OK ? add_dates(state, failure) : STATUS_FAILED;
}

/* ---- the stage -------------------------------------------------------------------------------------------------- */

static enum status account_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct account_state *const state = memory;
    state->settings = settings;
    if (similarity_is_delta(settings->similarity)) {
        return flow_fail(
            flow, FAILURE_USAGE,
            "explain opens a sum over the terms of two texts, and %s depends on how all the others use the "
            "words; run compare with --similarity corrected, cosine or jensen-shannon",
            similarity_names[settings->similarity]);
    }
    return STATUS_OK;
}

static enum status account_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct account_state *const state = memory;
    struct failure *const failure = flow_failure(flow);
    const struct weighted *const weighted = record->as.weighted;
    void *sums;
    if (array_zeroed(&sums, weighted->counts->term_count, sizeof(uint64_t), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    state->account.weighted = weighted;
    enum status status = STATUS_OK;
    if (state->settings->events != NULL && state->settings->documents[0] == NULL) {
        status = account_tellings_open(&state->tellings, weighted, state->settings, flow);
    }
    for (size_t side = 0; side < ACCOUNT_SIDES && status == STATUS_OK; side++) {
        status = gather_side(state, weighted->counts, side, sums, failure);
    }
    free(sums);
    if (status != STATUS_OK || account_rows(state, weighted, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return flow_emit(flow, &(struct record){.kind = RECORD_ACCOUNT, .as.account = &state->account});
}

static void free_row(struct side_row *row)
{
    free(row->values);
    free(row->counts);
    free(row->columns);
}

static void account_close(void *memory)
{
    struct account_state *const state = memory;
    for (size_t side = 0; side < ACCOUNT_SIDES; side++) {
        free_row(&state->leads[side]);
        free_row(&state->rows[side]);
        free(state->documents[side]);
    }
    free(state->terms);
    account_tellings_close(&state->tellings);
}

const struct stage_type account_stage = {
    .name = "account",
    .placement = WHOLE,
    .consumes = RECORD_WEIGHTED,
    .produces = RECORD_ACCOUNT,
    .state_size = sizeof(struct account_state),
    .open = account_open,
    .accept = account_accept,
    .close = account_close,
};
