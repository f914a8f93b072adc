/*
 * tables_foreseen.c - the sizes that tables_needed.c works with, estimated.
 *
 * Tellings and pairs of sources may be all there after a tenth of the documents (sources that tell the same events
 * again and again) or grow with each: the power of the documents with which they grew by the last doubling is taken to
 * hold on.
 */
#include "tables_foreseen.h"

#include <math.h>
#include <stdlib.h>

#include "finding.h"
#include "sources.h"
#include "tables_needed.h"
#include "topic_matrix.h"
#include "topics.h"

enum {
    TESTED_NUMERATOR = 4, /* of the entries in the commonest terms, measured */
    TESTED_DENOMINATOR = 5,
    SHARED_NUMERATOR = 2, /* of the terms, those that two passages share at the most */
    SHARED_DENOMINATOR = 3,
    /* Of what workers have learned of a word, what they give back to the system, once malloc has trimmed its heap: 175
     * to 290 bytes in eight runs of four corpora, English and Arabic. */
    RETURNED_OF_WORD = 150,
    MATRIX_OF_ENTRY = 24, /* of topics, by rows and by columns */
    MATRIX_OF_TERM = 24,
    WEIGHTS_OF_ENTRY = 16 /* weights and scaled values */
};

struct told {
    uint64_t tellings, pairs;
};

static int compare_tellings(const void *left, const void *right)
{
    const struct document *const a = *(struct document *const *)left, *const b = *(struct document *const *)right;
    const int by_event = span_compare(a->event, b->event);
    return by_event != 0 ? by_event : span_compare(a->source, b->source);
}

/* What the first `count` documents tell, and in how many pairs of sources. */
static struct told count_told(const struct journal *journal, size_t count)
{
    struct told told = {0};
    const struct document **const sorted = malloc((count + 1) * sizeof *sorted);
    size_t kept = 0;
    for (size_t i = 0; sorted != NULL && i < count; i++) {
        const struct document *const document = journal->documents[i];
        if (document->role == ROLE_DOCUMENT && document->event.length > 0 && document->source.length > 0) {
            sorted[kept++] = document;
        }
    }
    if (kept > 0) {
        qsort(sorted, kept, sizeof *sorted, compare_tellings);
    }
    for (size_t i = 0, of_event = 0; i < kept; i++) {
        const bool is_new_event = i == 0 || !span_equal(sorted[i]->event, sorted[i - 1]->event);
        of_event = is_new_event ? 0 : of_event;
        if (is_new_event || !span_equal(sorted[i]->source, sorted[i - 1]->source)) {
            told.tellings++;
            told.pairs += of_event++;
        }
    }
    free(sorted);
    return told;
}

/* `now` after `times` as many documents, where half as many had `half`; it grows with at most that power of them. */
static uint64_t grown(uint64_t half, uint64_t now, double times, double most_power)
{
    if (now == 0 || half >= now) {
        return now;
    }
    const double power = half > 0 ? log2((double)now / (double)half) : most_power;
    return (uint64_t)((double)now * pow(times, power < most_power ? power : most_power));
}

static bool wants_grid(const struct settings *settings, uint64_t documents)
{
    const bool is_wanted = settings->robustness == ROBUSTNESS_FULL ||
                           (settings->robustness == ROBUSTNESS_AUTO && documents <= ROBUSTNESS_DOCUMENTS);
    return is_wanted && settings->ngrams <= 1 && settings->characters == 0;
}

/* What topics take, and the matrix that they are found in; 0 without them. A short document is one passage. */
static uint64_t topics_to_come(const struct tables_known *known, const struct spill_prospect *prospect)
{
    uint64_t passages = 0;
    for (size_t i = 0; i < known->journal->document_count; i++) {
        const uint64_t of_document = known->journal->documents[i]->tokens / PASSAGE_WORDS;
        passages += of_document > 0 ? of_document : 1;
    }
    const struct topics topics = {
        .wanted = known->settings->topics,
        .matrix.rows = {.row_count = (size_t)((double)passages * prospect->times),
                        .column_count = prospect->words.terms / SHARED_DENOMINATOR * SHARED_NUMERATOR}};
    return topics.wanted == 0 ? 0
                              : topics_bytes(&topics) + prospect->words.entries * (uint64_t)MATRIX_OF_ENTRY +
                                    prospect->words.terms * (uint64_t)MATRIX_OF_TERM;
}

struct spill_demand tables_foresee(const void *context, const struct spill_prospect *prospect)
{
    const struct tables_known *const known = context;
    const struct settings *const settings = known->settings;
    const size_t count = known->journal->document_count;
    const struct told half = count_told(known->journal, count / 2), now = count_told(known->journal, count);
    const uint64_t tellings = grown(half.tellings, now.tellings, prospect->times, 1);
    const uint64_t pairs = grown(half.pairs, now.pairs, prospect->times, 2);
    const struct tables_sizes sizes = {.documents = prospect->documents,
                                       .events = tellings,
                                       .units = prospect->documents,
                                       .terms = prospect->words.terms,
                                       .forms = wants_grid(settings, prospect->documents) ? prospect->words.forms : 0,
                                       .entries = prospect->words.entries,
                                       .totals = prospect->words.entries,
                                       .tested = prospect->words.entries / TESTED_DENOMINATOR * TESTED_NUMERATOR,
                                       .tellings = tellings,
                                       .alike_pairs = pairs,
                                       .pairs = pairs <= SOURCE_PAIRS_MOST ? pairs : 0};
    const struct tables_asked asked = {.workers = known->workers, .topics_bytes = topics_to_come(known, prospect)};
    struct tables_needed needed;
    tables_needed_of(&sizes, &asked, &needed);
    const uint64_t returned = settings->ngrams <= 1 ? prospect->words.learned * (uint64_t)RETURNED_OF_WORD : 0;
    return (struct spill_demand){needed.bytes > returned ? needed.bytes - returned : 0,
                                 needed.spillable + prospect->words.entries * (uint64_t)WEIGHTS_OF_ENTRY};
}
