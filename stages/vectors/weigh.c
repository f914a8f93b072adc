/*
 * weigh.c - the stage that turns counts into weights, by a scheme of scheme.h.
 *
 * Rows are weighed in parallel, in blocks; a row depends on nothing but itself and the idf, so the result does not
 * depend on the number of workers.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "matrix.h"
#include "scheme.h"
#include "spill.h"
#include "stages.h"
#include "variants.h"
#include "weighing.h"

/* Some milliseconds of work, so that handing out blocks costs nothing beside it. */
enum { BLOCK_ROWS = 1024 };

/* Below this many documents their own document frequencies say little (MEASURES, "Weighting and cosine"). */
enum { FEW_DOCUMENTS = 50 };

/* Up to one word in so many without background is a name or a slip, and no cause for a warning. */
enum { WORDS_PER_STRANGER = 20 };

/* From so many words a query is a text, and compared as texts are; questions have ten, their descriptions some
 * dozens. */
enum { QUERY_TEXT_WORDS = 100 };

enum { IDS_NAMED = 5 };

struct weigh {
    const struct settings *settings;
    struct scheme scheme;
    bool looks_at_queries; /* which scheme it is depends on the queries */
    char formula[SCHEME_FORMULA_BYTES];
    struct weighing rules;
    double *idf, *lengths;
    double *weights;     /* NULL where nobody asks for them */
    struct spill *spill; /* where the weights are taken from */
    size_t word_count;   /* terms of the word channel */
    struct grid_account grid;
    struct weighted weighted;
};

/* A spill_foresight: the weights that all but nearest take, one for each count. */
static struct spill_demand weights_to_come(const void *state, const struct spill_prospect *prospect)
{
    const struct weigh *const weigh = state;
    return (struct spill_demand){
        .spillable = weigh->settings->command == COMMAND_NEAREST ? 0 : prospect->words.entries * sizeof(double)};
}

static enum status weigh_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct weigh *const weigh = state;
    const char *const name = settings->weight != NULL ? settings->weight : "auto";
    weigh->settings = settings;
    spill_foresee(flow_spill(flow), weights_to_come, weigh);
    weigh->looks_at_queries = strcmp(name, SCHEME_OF_QUERIES) == 0;
    if (!weigh->looks_at_queries && !scheme_find(name, &weigh->scheme)) {
        return flow_fail(flow, FAILURE_USAGE, "--weight %s: there is no such scheme; choose %s", name, scheme_names);
    }
    return STATUS_OK;
}

/* Words of a query in the mean, stop words included. */
static double query_words(const struct counts *counts)
{
    double words = 0;
    for (size_t i = 0; i < counts->query_count; i++) {
        words += (double)counts->documents[counts->document_count + i]->tokens;
    }
    return counts->query_count > 0 ? words / (double)counts->query_count : 0;
}

/* True if the queries turn out to be texts. */
static bool settle_scheme(struct weigh *weigh, const struct counts *counts)
{
    const bool are_texts = weigh->looks_at_queries && query_words(counts) >= QUERY_TEXT_WORDS;
    if (weigh->looks_at_queries) {
        (void)scheme_find(are_texts ? "auto" : "bm25", &weigh->scheme);
    }
    scheme_formula(&weigh->scheme, weigh->settings->characters > 0, weigh->formula);
    return are_texts;
}

/* Only the nearest by a measure that scales rows by itself are found without weights. */
static bool wants_weights(const struct weigh *weigh, bool corrects_queries)
{
    const bool is_cosine = weigh->settings->similarity == SIMILARITY_COSINE && !corrects_queries;
    return weigh->settings->command != COMMAND_NEAREST || is_cosine;
}

static enum status take_memory(struct weigh *weigh, const struct counts *counts, bool corrects_queries,
                               struct failure *failure)
{
    weigh->spill = counts->spill;
    spill_foresee_no_more(weigh->spill, weigh);
    const size_t rows = counts->rows.row_count, entries = (size_t)counts->rows.starts[rows];
    if (array_zeroed((void **)&weigh->idf, counts->term_count + counts->unseen_count, sizeof *weigh->idf, failure) !=
            STATUS_OK ||
        (wants_weights(weigh, corrects_queries) && spill_zeroed(counts->spill, (void **)&weigh->weights, entries,
                                                                sizeof *weigh->weights, failure) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    return array_zeroed((void **)&weigh->lengths, rows, sizeof *weigh->lengths, failure);
}

static void weigh_terms(struct weigh *weigh, const struct counts *counts)
{
    for (size_t i = 0; i < counts->term_count; i++) {
        const struct vocabulary_term *const term = &counts->terms[i];
        weigh->idf[i] = scheme_idf(&weigh->scheme, counts->document_count, term->document_frequency, term->background);
        weigh->word_count += term->channel == CHANNEL_WORD;
        weigh->weighted.without_background +=
            scheme_wants_background(&weigh->scheme) && term->channel == CHANNEL_WORD && term->background < 0;
    }
    /* Of two texts of the corpus each has words that no other has; a reference text's weigh as much as these. */
    for (size_t i = counts->term_count; i < counts->term_count + counts->unseen_count; i++) {
        weigh->idf[i] = scheme_idf(&weigh->scheme, counts->document_count, 1, counts->terms[i].background);
    }
}

static size_t longest_row(const struct count_rows *rows, size_t first, size_t end)
{
    uint64_t longest = 0;
    for (size_t row = first; row < end; row++) {
        const uint64_t length = rows->starts[row + 1] - rows->starts[row];
        longest = length > longest ? length : longest;
    }
    return (size_t)longest;
}

static enum status weigh_block(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    struct weigh *const weigh = context;
    const struct count_rows *const rows = &weigh->weighted.counts->rows;
    const size_t first = index * BLOCK_ROWS;
    const size_t left = rows->row_count - first, end = first + (left < BLOCK_ROWS ? left : BLOCK_ROWS);
    const struct counts *const counts = weigh->weighted.counts;
    const bool is_led = rows->counts == NULL;
    double *passing = NULL; /* for one row after another, of which the length alone is kept */
    uint32_t *unpacked = NULL;
    const size_t longest = longest_row(rows, first, end);
    if (weigh->weights == NULL && array_zeroed((void **)&passing, longest, sizeof *passing, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (is_led && array_zeroed((void **)&unpacked, longest, 3 * sizeof *unpacked, failure) != STATUS_OK) {
        free(passing);
        return STATUS_FAILED;
    }
    for (size_t row = first; row < end; row++) {
        const uint64_t start = rows->starts[row];
        struct term_row lead;
        const struct term_row counted =
            is_led ? counts_led_row(counts, row, unpacked, unpacked + longest, unpacked + 2 * longest, &lead)
                   : (struct term_row){rows->columns + start, rows->counts + start,
                                       (size_t)(rows->starts[row + 1] - start)};
        const bool is_query = row >= weigh->weighted.counts->document_count;
        (is_query ? weighing_query : weighing_row)(&weigh->rules, weigh->idf, counted,
                                                   passing != NULL ? passing : weigh->weights + start,
                                                   &weigh->lengths[row]);
    }
    free(unpacked);
    free(passing);
    return STATUS_OK;
}

/* Words of languages without a background table have the corpus alone to say how rare they are. */
static enum status warn_without_background(const struct weigh *weigh, struct flow *flow)
{
    const struct settings *const settings = weigh->settings;
    const struct weighted *const weighted = &weigh->weighted;
    if (settings->background_file != NULL && !scheme_wants_background(&weigh->scheme)) {
        return flow_warn(flow, "--background %s is not used: the scheme %s weighs by the corpus alone",
                         settings->background_file, weigh->scheme.name);
    }
    const bool declined = !settings->background_builtin && settings->background_file == NULL;
    const bool few_words = weighted->without_background <= weigh->word_count / WORDS_PER_STRANGER;
    if (declined || few_words || weighted->counts->document_count >= FEW_DOCUMENTS) {
        return STATUS_OK;
    }
    return flow_warn(flow,
                     "there are no background frequencies for %zu of %zu words, and so few documents (%zu) cannot tell "
                     "common words from telling ones; give %d documents or more, or --background FILE",
                     weighted->without_background, weigh->word_count, weighted->counts->document_count, FEW_DOCUMENTS);
}

/* One warning for the rows from `first` up to `end` that have no weighted term, but for those of which it is told. */
static enum status warn_empty_rows(const struct weigh *weigh, size_t first, size_t end, const char *one,
                                   const char *several, struct flow *flow)
{
    struct span named[IDS_NAMED] = {{0}};
    size_t count = 0;
    for (size_t row = first; row < end; row++) {
        if (!(weigh->lengths[row] > 0) && !weigh->weighted.counts->documents[row]->told_empty) {
            if (count < IDS_NAMED) {
                named[count] = weigh->weighted.counts->documents[row]->id;
            }
            count++;
        }
    }
    if (count == 0) {
        return STATUS_OK;
    }
    const char *separators[IDS_NAMED] = {""};
    for (size_t i = 1; i < IDS_NAMED; i++) {
        separators[i] = i < count ? ", " : "";
    }
    return flow_warn(flow,
                     "%zu %s no similarity to any other text, for want of a term with weight: "
                     "%.*s%s%.*s%s%.*s%s%.*s%s%.*s%s",
                     count, count == 1 ? one : several, SPAN_ARGUMENTS(named[0]), separators[1],
                     SPAN_ARGUMENTS(named[1]), separators[2], SPAN_ARGUMENTS(named[2]), separators[3],
                     SPAN_ARGUMENTS(named[3]), separators[4], SPAN_ARGUMENTS(named[4]),
                     count > IDS_NAMED ? ", ..." : "");
}

static enum status weigh_accept(void *state, const struct record *record, struct flow *flow)
{
    struct weigh *const weigh = state;
    const struct counts *const counts = record->as.counts;
    const size_t rows = counts->rows.row_count;
    const bool corrects_queries = settle_scheme(weigh, counts);
    if (take_memory(weigh, counts, corrects_queries, flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    weigh->weighted = (struct weighted){.counts = counts,
                                        .corrects_queries = corrects_queries,
                                        .idf = weigh->idf,
                                        .weights = weigh->weights,
                                        .lengths = weigh->lengths,
                                        .normalized = weigh->scheme.normalized,
                                        .characters_share = weigh->scheme.characters_share,
                                        .scheme = weigh->scheme.name,
                                        .formula = weigh->formula,
                                        .grid = &weigh->grid};
    weighing_hand_on(&weigh->rules, &weigh->weighted);
    weigh_terms(weigh, counts);
    weighing_open(&weigh->rules, &weigh->scheme, counts);
    if (flow_parallel(flow, (rows + BLOCK_ROWS - 1) / BLOCK_ROWS, weigh_block, weigh) != STATUS_OK ||
        warn_without_background(weigh, flow) != STATUS_OK ||
        warn_empty_rows(weigh, 0, counts->document_count, "document has", "documents have", flow) != STATUS_OK ||
        warn_empty_rows(weigh, counts->document_count, rows, "query has", "queries have", flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    /* First, because the settings of the grid are asked about the events that are found by it. */
    if (flow_emit(flow, &(struct record){.kind = RECORD_WEIGHTED, .as.weighted = &weigh->weighted}) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return variants_emit(counts, &weigh->grid, flow);
}

static void weigh_close(void *state)
{
    struct weigh *const weigh = state;
    if (weigh == NULL) {
        return;
    }
    free(weigh->lengths);
    spill_free(weigh->spill, weigh->weights);
    free(weigh->idf);
}

const struct stage_type weigh_stage = {
    .name = "weigh",
    .placement = WHOLE,
    .consumes = RECORD_COUNTS,
    .produces = RECORD_WEIGHTED,
    .state_size = sizeof(struct weigh),
    .open = weigh_open,
    .accept = weigh_accept,
    .close = weigh_close,
};
