/* test_weigh.c - the stage: counts in, weights out, with its warnings and failures. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "harness.h"
#include "matrix.h"
#include "refusal.h"
#include "stages.h"

enum { TERMS = 3, ROWS = 8, SEEN_BYTES = 4096 };

struct seen {
    char warnings[SEEN_BYTES], formula[1024], scheme[32];
    double idf[TERMS], weights[2 * ROWS], lengths[ROWS], corrected[2 * ROWS];
    bool normalized, corrects_queries, has_weights, exists[ROWS];
    size_t without_background;
};

static void note_weights(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    struct seen *const seen = context;
    const struct weighted *const weighted = record->as.weighted;
    const struct count_rows *const rows = &weighted->counts->rows;
    memcpy(seen->idf, weighted->idf, weighted->counts->term_count * sizeof *seen->idf);
    seen->has_weights = weighted->weights != NULL;
    if (seen->has_weights) {
        memcpy(seen->weights, weighted->weights, rows->starts[rows->row_count] * sizeof *seen->weights);
    }
    memcpy(seen->lengths, weighted->lengths, rows->row_count * sizeof *seen->lengths);
    for (size_t row = 0; row < rows->row_count; row++) {
        const uint64_t start = rows->starts[row];
        const struct term_row counted = {rows->columns + start, rows->counts + start,
                                         (size_t)(rows->starts[row + 1] - start)};
        seen->exists[row] = weighted->correct_row(weighted->rules, weighted->idf, counted, (struct term_row){0},
                                                  seen->corrected + start);
    }
    snprintf(seen->scheme, sizeof seen->scheme, "%s", weighted->scheme);
    snprintf(seen->formula, sizeof seen->formula, "%s", weighted->formula);
    seen->normalized = weighted->normalized;
    seen->corrects_queries = weighted->corrects_queries;
    seen->without_background = weighted->without_background;
}

static void note_warnings(void *context, const struct journal *journal)
{
    struct seen *const seen = context;
    for (size_t i = 0; i < journal->warning_count; i++) {
        strcat(strcat(seen->warnings, journal->warnings[i].text.bytes), "|");
    }
}

static enum status weigh(const struct counts *counts, struct settings settings, struct seen *seen,
                         struct failure *failure)
{
    const struct record record = {.kind = RECORD_COUNTS, .as.counts = counts};
    struct harness harness = {.settings = settings,
                              .stages = {&weigh_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = note_weights,
                              .inspect = note_warnings,
                              .context = seen};
    memset(seen, 0, sizeof *seen);
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

/* Two documents and a query: a has war twice and peace once, b has war once and 1925 once, q has 1925 once. */
static struct document document_a, document_b, document_q;
static struct document *documents[] = {&document_a, &document_b, &document_q};
static struct vocabulary_term terms[TERMS];
static const uint64_t starts[] = {0, 2, 4, 5};
static const uint32_t columns[] = {0, 1, 1, 2, 2}, row_counts[] = {1, 2, 1, 1, 1};

static struct counts two_texts_and_a_query(void)
{
    document_a.id = span_of("a");
    document_b.id = span_of("b");
    document_q.id = span_of("q");
    terms[0] = (struct vocabulary_term){.term = span_of("peace"), .background = 0.25, .document_frequency = 1};
    terms[1] = (struct vocabulary_term){.term = span_of("war"), .background = 0.5, .document_frequency = 2};
    terms[2] = (struct vocabulary_term){
        .term = span_of("year:1925"), .channel = CHANNEL_DATE, .background = NO_BACKGROUND, .document_frequency = 1};
    return (struct counts){.terms = terms,
                           .term_count = TERMS,
                           .documents = documents,
                           .document_count = 2,
                           .query_count = 1,
                           .rows = {3, starts, columns, row_counts}};
}

static struct settings settings_of(const char *weight)
{
    struct settings settings = harness_settings();
    settings.weight = weight;
    return settings;
}

Test(weigh, documents_and_queries_are_weighed_by_the_documents_alone)
{
    static struct seen seen;
    struct failure failure;
    const struct counts counts = two_texts_and_a_query();
    cr_assert_eq(weigh(&counts, settings_of("ntn"), &seen, &failure), STATUS_OK, "%s", failure.message);
    const double log2_3 = 1.584962500721156181, log2_3_2 = 0.584962500721156181; /* N = 2: log2(3 / 1), log2(3 / 2) */
    const double expected[] = {log2_3, 2 * log2_3_2, log2_3_2, log2_3, log2_3};
    for (size_t i = 0; i < 5; i++) {
        cr_expect(fabs(seen.weights[i] - expected[i]) < 1e-15, "weight %zu: %.17g", i, seen.weights[i]);
    }
    cr_expect(fabs(seen.lengths[0] - sqrt(expected[0] * expected[0] + expected[1] * expected[1])) < 1e-15);
    /* A query of one word: two fifths of its square are the floor, so its value is the square root of 5/2. */
    cr_expect(seen.exists[2] && fabs(seen.corrected[4] - sqrt(2.5)) < 1e-15);
    cr_expect_not(seen.normalized);
    cr_expect_str_eq(seen.scheme, "ntn");
    cr_expect(strstr(seen.formula, "log2((N + 1) / df)") != NULL);
    cr_expect_str_empty(seen.warnings);
}

/* nearest by another measure scales rows by itself: what it needs to know is which have a weighted term. */
Test(weigh, nearest_has_weights_for_their_cosine_alone_and_lengths_in_any_case)
{
    static struct seen cosine, corrected;
    struct failure failure;
    const struct counts counts = two_texts_and_a_query();
    struct settings settings = settings_of("ntn");
    settings.command = COMMAND_NEAREST;
    settings.similarity = SIMILARITY_COSINE;
    cr_assert_eq(weigh(&counts, settings, &cosine, &failure), STATUS_OK, "%s", failure.message);
    settings.similarity = SIMILARITY_CORRECTED;
    cr_assert_eq(weigh(&counts, settings, &corrected, &failure), STATUS_OK, "%s", failure.message);
    cr_expect(cosine.has_weights);
    cr_expect_not(corrected.has_weights);
    cr_expect_gt(cosine.lengths[0], 0);
    cr_expect_arr_eq(corrected.lengths, cosine.lengths, 3 * sizeof(double));
}

Test(weigh, auto_asks_the_background_and_weighs_years_by_the_corpus)
{
    static struct seen seen;
    struct failure failure;
    const struct counts counts = two_texts_and_a_query();
    cr_assert_eq(weigh(&counts, settings_of("auto"), &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_expect(fabs(seen.idf[0] - log(203.0 / 52)) < 1e-15); /* (2 + 200 + 1) / (1 + 200 / 4 + 1) */
    cr_expect(fabs(seen.idf[1] - log(203.0 / 103)) < 1e-15);
    cr_expect(fabs(seen.idf[2] - log(3.0 / 2)) < 1e-15);
    cr_expect_eq(seen.without_background, 0);
    cr_expect(fabs(seen.weights[0] * seen.weights[0] + seen.weights[1] * seen.weights[1] - 1) < 1e-15);
    cr_expect(seen.normalized);
    cr_expect_str_empty(seen.warnings);
}

Test(weigh, queries_of_a_hundred_words_are_weighed_as_texts_and_shorter_ones_as_questions)
{
    static struct seen seen;
    struct failure failure;
    const struct counts counts = two_texts_and_a_query();
    document_q.tokens = 99;
    cr_assert_eq(weigh(&counts, settings_of("auto-queries"), &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(seen.scheme, "bm25");
    cr_expect_not(seen.corrects_queries);
    document_q.tokens = 100;
    cr_assert_eq(weigh(&counts, settings_of("auto-queries"), &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(seen.scheme, "auto");
    cr_expect(seen.corrects_queries);
}

Test(weigh, words_without_background_in_few_documents_are_warned_of_once)
{
    static struct seen seen;
    struct failure failure;
    const struct counts counts = two_texts_and_a_query();
    terms[0].background = NO_BACKGROUND;
    terms[1].background = NO_BACKGROUND;
    cr_assert_eq(weigh(&counts, settings_of("auto"), &seen, &failure), STATUS_OK);
    cr_expect_eq(seen.without_background, 2);
    cr_expect(strstr(seen.warnings, "no background frequencies for 2 of 2 words, and so few documents (2)") != NULL,
              "%s", seen.warnings);
    struct settings declined = settings_of("auto");
    declined.background_builtin = false;
    cr_assert_eq(weigh(&counts, declined, &seen, &failure), STATUS_OK);
    cr_expect_eq(seen.without_background, 2);
    cr_expect(strstr(seen.warnings, "background") == NULL, "%s", seen.warnings);
    cr_assert_eq(weigh(&counts, settings_of("ltc"), &seen, &failure), STATUS_OK);
    cr_expect_eq(seen.without_background, 0);
    cr_expect_str_empty(seen.warnings);
}

Test(weigh, one_word_in_twenty_without_background_is_no_cause_for_a_warning)
{
    enum { WORDS = 20 };
    static struct seen seen;
    static struct vocabulary_term words[WORDS];
    struct failure failure;
    for (size_t i = 0; i < WORDS; i++)
        words[i] = (struct vocabulary_term){.term = span_of("peace"), .background = 0.25, .document_frequency = 1};
    words[0].background = NO_BACKGROUND;
    struct counts counts = two_texts_and_a_query();
    counts.terms = words;
    counts.term_count = WORDS;
    cr_assert_eq(weigh(&counts, settings_of("auto"), &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(seen.without_background, 1);
    cr_expect_str_empty(seen.warnings);
    counts.term_count = WORDS - 1;
    cr_assert_eq(weigh(&counts, settings_of("auto"), &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_expect(strstr(seen.warnings, "no background frequencies for 1 of 19 words") != NULL, "%s", seen.warnings);
}

Test(weigh, a_background_file_that_the_scheme_does_not_use_is_warned_of)
{
    static struct seen seen;
    struct failure failure;
    const struct counts counts = two_texts_and_a_query();
    struct settings settings = settings_of("ltc");
    settings.background_file = "shares.tsv";
    cr_assert_eq(weigh(&counts, settings, &seen, &failure), STATUS_OK);
    cr_expect(strstr(seen.warnings, "--background shares.tsv is not used") != NULL, "%s", seen.warnings);
}

Test(weigh, rows_without_weight_are_counted_and_up_to_five_are_named)
{
    static struct seen seen;
    struct failure failure;
    static struct document many[ROWS];
    static const char *const ids[ROWS] = {"a", "b", "c", "d", "e", "f", "g", "q"};
    struct document *pointers[ROWS];
    uint64_t row_starts[ROWS + 1];
    uint32_t zero_columns[ROWS] = {0}, ones[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        many[i].id = span_of(ids[i]);
        pointers[i] = &many[i];
        row_starts[i + 1] = i + 1;
        ones[i] = 1;
    }
    row_starts[0] = 0;
    zero_columns[1] = 1; /* b alone has a term that is not in all */
    terms[0] = (struct vocabulary_term){.term = span_of("war"), .document_frequency = 7};
    terms[1] = (struct vocabulary_term){.term = span_of("peace"), .document_frequency = 1};
    const struct counts counts = {.terms = terms,
                                  .term_count = 2,
                                  .documents = pointers,
                                  .document_count = 7,
                                  .query_count = 1,
                                  .rows = {ROWS, row_starts, zero_columns, ones}};
    cr_assert_eq(weigh(&counts, settings_of("nfc"), &seen, &failure), STATUS_OK);
    cr_expect(strstr(seen.warnings, "6 documents have no similarity to any other text") != NULL, "%s", seen.warnings);
    cr_expect(strstr(seen.warnings, ": a, c, d, e, f, ...|") != NULL, "%s", seen.warnings);
    cr_expect(strstr(seen.warnings, "1 query has no similarity to any other text") != NULL, "%s", seen.warnings);
    cr_expect(strstr(seen.warnings, ": q|") != NULL, "%s", seen.warnings);
    cr_expect_eq(seen.lengths[0], 0);
    cr_expect(!seen.exists[0] && seen.corrected[0] == 0);
    cr_expect_eq(seen.weights[0], 0);
    cr_expect_eq(seen.weights[1], 1);
}

Test(weigh, an_unknown_scheme_is_a_usage_failure_that_lists_the_names)
{
    static struct seen seen;
    struct failure failure;
    const struct counts counts = two_texts_and_a_query();
    cr_assert_eq(weigh(&counts, settings_of("bm26"), &seen, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_USAGE);
    cr_assert(strstr(failure.message, "--weight bm26") != NULL && strstr(failure.message, "sklearn-plain") != NULL,
              "%s", failure.message);
}

enum { MANY = 3000 };

static void note_many(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    memcpy(context, record->as.weighted->weights, 2 * MANY * sizeof(double));
}

/* Rows over several blocks, with counts that differ from row to row. */
Test(weigh, the_number_of_workers_changes_no_bit)
{
    static struct document one;
    static struct document *pointers[MANY];
    static uint64_t many_starts[MANY + 1];
    static uint32_t many_columns[2 * MANY], many_counts[2 * MANY];
    static double weights[2 * MANY], first[2 * MANY];
    for (size_t i = 0; i < MANY; i++) {
        pointers[i] = &one;
        many_starts[i + 1] = 2 * (i + 1);
        many_columns[2 * i + 1] = 1;
        many_counts[2 * i] = (uint32_t)(i % 17 + 1);
        many_counts[2 * i + 1] = (uint32_t)(i % 5 + 1);
    }
    struct counts counts = two_texts_and_a_query();
    counts.documents = pointers;
    counts.document_count = MANY;
    counts.query_count = 0;
    counts.rows = (struct count_rows){MANY, many_starts, many_columns, many_counts};
    for (unsigned workers = 1; workers <= 7; workers += 3) {
        const struct record record = {.kind = RECORD_COUNTS, .as.counts = &counts};
        struct harness harness = {.settings = settings_of("Ltc"),
                                  .stages = {&weigh_stage},
                                  .stage_count = 1,
                                  .whole = &record,
                                  .whole_count = 1,
                                  .collect = note_many,
                                  .context = weights};
        harness.settings.workers = workers;
        cr_assert_eq(harness_run(&harness), STATUS_OK);
        if (workers == 1) {
            memcpy(first, weights, sizeof weights);
            cr_assert_gt(weights[2 * MANY - 1], 0);
        }
        cr_assert_arr_eq(weights, first, sizeof weights);
    }
}

Test(weigh, every_refused_allocation_is_a_failure_of_memory)
{
    static struct seen seen;
    struct failure failure;
    const struct counts counts = two_texts_and_a_query();
    for (long i = 0;; i++) {
        refuse_allocation(i, false);
        const enum status status = weigh(&counts, settings_of("auto"), &seen, &failure);
        if (refuse_nothing() <= i) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_gt(i, 4);
            return;
        }
        cr_assert_eq(status, STATUS_FAILED, "allocation %ld", i);
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld: %s", i, failure.message);
    }
}
