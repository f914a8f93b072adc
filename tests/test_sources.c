/* test_sources.c - what is told of pairs of sources through the stage compare, and why something is not. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "finding.h"
#include "harness.h"
#include "jackknife.h"
#include "refusal.h"
#include "sources.h"
#include "stages.h"
#include "told_corpus.h"

enum { FOUND_MOST = 64, STATUS_BYTES = 256 };

struct found {
    struct source_finding items[FOUND_MOST];
    char statuses[FOUND_MOST][STATUS_BYTES];
    char years[FOUND_MOST][STATUS_BYTES];
    size_t count;
    const struct counts *counts;
};

static void note(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    struct found *const found = context;
    const struct finding *const finding = record->as.finding;
    if (finding->kind == FINDING_SOURCES) {
        char *const years = found->years[found->count];
        size_t length = 0;
        cr_assert_lt(found->count, FOUND_MOST);
        found->items[found->count] = finding->as.sources;
        (void)snprintf(found->statuses[found->count], STATUS_BYTES, "%s", finding->as.sources.status);
        for (size_t i = 0; i < finding->as.sources.year_count; i++) {
            length += (size_t)snprintf(years + length, STATUS_BYTES - length, " %zu", finding->as.sources.years[i]);
        }
        found->count++;
    }
}

static enum status run(struct small_matrix *matrix, struct settings settings, struct found *found,
                       struct failure *failure)
{
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &matrix->weighted};
    struct harness harness = {.settings = settings,
                              .stages = {&compare_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = note,
                              .context = found};
    *found = (struct found){.count = 0};
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

static void find(struct small_matrix *matrix, struct found *found)
{
    struct failure failure;
    cr_assert_eq(run(matrix, harness_settings(), found, &failure), STATUS_OK, "%s", failure.message);
}

/*
 * Columns: war, russia (a state), year:1904, year:1905, sea; w = 1. Two sources on two events, one of which a third
 * tells alone; the last document has no word.
 */
static const uint32_t counts[6 * 5] = {
    3, 2, 1, 0, 0, /* war, post */
    2, 4, 1, 1, 0, /* war, times */
    1, 0, 0, 2, 3, /* peace, post */
    1, 0, 0, 1, 5, /* peace, times */
    7, 0, 0, 0, 0, /* flood, globe */
    0, 0, 0, 0, 0, /* peace, void */
};

static void describe(struct small_matrix *matrix, size_t row, const char *event, const char *source)
{
    matrix->documents[row].event = span_of(event);
    matrix->documents[row].source = span_of(source);
    matrix->documents[row].language = span_of("en");
    matrix->documents[row].tokens = 20;
}

static struct small_matrix *six_documents(void)
{
    struct small_matrix *const matrix = small_matrix_new(6, 0, 5, counts, (struct small_scheme){.normalized = true});
    static const char *const places[][2] = {{"war", "post"},    {"war", "times"},   {"peace", "post"},
                                            {"peace", "times"}, {"flood", "globe"}, {"peace", "void"}};
    static const char *const years[] = {"year:1904", "year:1905"};
    for (size_t i = 0; i < 6; i++) {
        describe(matrix, i, places[i][0], places[i][1]);
    }
    matrix->terms[1].flags = TERM_STATE_NAME;
    for (size_t i = 0; i < 2; i++) {
        free((void *)(uintptr_t)matrix->terms[2 + i].term.bytes);
        char *const name = malloc(strlen(years[i]) + 1);
        cr_assert_not_null(name);
        matrix->terms[2 + i].term = span_of(strcpy(name, years[i]));
        matrix->terms[2 + i].channel = CHANNEL_DATE;
    }
    return matrix;
}

static const struct source_finding *find_row(const struct found *found, const char *event, size_t a, size_t b,
                                             const char **status, const char **years)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct source_finding *const item = &found->items[i];
        if (span_equal(item->event, span_of(event)) && item->a == a && item->b == b) {
            *status = found->statuses[i];
            *years = found->years[i];
            return item;
        }
    }
    cr_assert_fail("no row for %s %zu %zu", event, a, b);
    return NULL;
}

/*
 * Sources: globe 0, post 1, times 2, void 3. War: product 6 + 8 + 1 = 15, of which 8 are of names;
 * A of (3 2 1): L 6, 6/5 * 8 = 9.6 above 7; of (2 4 1 1): L 8, 8/7 * 14 = 16 above 11.
 * Without names (3 1): 4/3 * 6 = 8; (2 1 1): L 4, 4/3 * 2 below 6/2 = 3; product 7.
 */
Test(sources, an_event_is_as_computed_by_hand)
{
    struct small_matrix *const matrix = six_documents();
    struct found found;
    const char *status, *years;
    find(matrix, &found);
    const struct source_finding *const war = find_row(&found, "war", 1, 2, &status, &years);
    cr_assert_float_eq(war->similarity, 15 / sqrt(9.6 * 16), 1e-12);
    cr_assert_float_eq(war->names_share, 8. / 15, 1e-12);
    cr_assert_float_eq(war->without_names, 7 / sqrt(8. * 3), 1e-12);
    cr_assert(isnan(war->low) && isnan(war->high) && isnan(war->null_percentile) && !war->has_null);
    cr_assert(war->documents_a == 1 && war->documents_b == 1 && war->tokens_a == 20 && war->tokens_b == 20);
    cr_assert_str_eq(years, " 2");
    cr_assert_str_eq(status, "short; no-interval: too short; no-null: too short; no-centring: 1 unrelated pair");
    small_matrix_free(matrix);
}

Test(sources, what_cannot_be_estimated_says_why)
{
    struct small_matrix *const matrix = six_documents();
    struct found found;
    const char *status, *years;
    find(matrix, &found);
    const struct source_finding *row = find_row(&found, "flood", 0, NO_SOURCE, &status, &years);
    cr_assert_str_eq(status, "one-source");
    cr_assert(isnan(row->similarity) && row->documents_a == 1);
    row = find_row(&found, "peace", 1, 3, &status, &years);
    cr_assert_str_eq(status, "no-text");
    cr_assert(isnan(row->similarity) && isnan(row->names_share));
    row = find_row(&found, "", 0, 1, &status, &years);
    cr_assert_str_eq(status, "no-shared-event");
    cr_assert(isnan(row->similarity) && row->events == 0);
    row = find_row(&found, "", 1, 3, &status, &years);
    cr_assert_str_eq(status, "no-text");
    small_matrix_free(matrix);
}

/* Peace: (1 2 3) and (1 1 5): product 18, 6/5 * 8 = 9.6, 7/6 * 20 = 70/3. */
Test(sources, over_all_events_it_is_the_mean_of_the_events)
{
    struct small_matrix *const matrix = six_documents();
    struct found found;
    const char *status, *years;
    find(matrix, &found);
    const struct source_finding *const all = find_row(&found, "", 1, 2, &status, &years);
    cr_assert_float_eq(all->similarity, (15 / sqrt(9.6 * 16) + 18 / sqrt(9.6 * 70 / 3)) / 2, 1e-12);
    cr_assert_float_eq(all->names_share, (8. / 15 + 0) / 2, 1e-12);
    cr_assert(all->events == 2 && all->documents_a == 2 && all->tokens_b == 40);
    cr_assert_str_eq(years, " 2 3");
    cr_assert_str_eq(status, "no-interval: 2 events; null: by event; no-centring");
    small_matrix_free(matrix);
}

Test(sources, rows_come_by_event_and_pair_then_over_all)
{
    static const struct {
        const char *event;
        size_t a, b;
    } expected[] = {{"flood", 0, NO_SOURCE},
                    {"peace", 1, 2},
                    {"peace", 1, 3},
                    {"peace", 2, 3},
                    {"war", 1, 2},
                    {"", 0, 1},
                    {"", 0, 2},
                    {"", 0, 3},
                    {"", 1, 2},
                    {"", 1, 3},
                    {"", 2, 3}};
    struct small_matrix *const matrix = six_documents();
    struct found found;
    find(matrix, &found);
    cr_assert_eq(found.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < found.count; i++) {
        cr_assert(span_equal(found.items[i].event, span_of(expected[i].event)));
        cr_assert(found.items[i].a == expected[i].a && found.items[i].b == expected[i].b, "row %zu", i);
    }
    small_matrix_free(matrix);
}

Test(sources, texts_in_different_languages_are_told_and_left_out_of_the_mean)
{
    struct small_matrix *const matrix = six_documents();
    struct found found;
    const char *status, *years;
    matrix->documents[0].language = span_of("ru");
    find(matrix, &found);
    (void)find_row(&found, "war", 1, 2, &status, &years);
    cr_assert_str_eq(
        status,
        "different-languages; short; no-interval: too short; no-null: too short; no-centring: 0 unrelated pairs");
    const struct source_finding *all = find_row(&found, "", 1, 2, &status, &years);
    cr_assert_float_eq(all->similarity, 18 / sqrt(9.6 * 70 / 3), 1e-12);
    cr_assert_str_eq(status, "1 of 2 events: the others are in different languages; one-event; no-interval: 1 event; "
                             "null: by event; no-centring");
    matrix->documents[2].language = span_of("ru");
    find(matrix, &found);
    all = find_row(&found, "", 1, 2, &status, &years);
    cr_assert_str_eq(status, "different-languages; no-interval: 2 events; null: by event; no-centring");
    small_matrix_free(matrix);
}

Test(sources, one_source_alone_is_told_so)
{
    struct small_matrix *const matrix = six_documents();
    struct found found;
    for (size_t i = 0; i < 6; i++) {
        matrix->documents[i].source = span_of("post");
    }
    find(matrix, &found);
    cr_assert_eq(found.count, 4);
    cr_assert_str_eq(found.statuses[3], "one-source");
    cr_assert(found.items[3].event.length == 0 && found.items[3].documents_a == 6 && found.items[3].tokens_a == 120);
    small_matrix_free(matrix);
}

Test(sources, without_events_or_sources_there_is_nothing_to_tell)
{
    struct small_matrix *const matrix = six_documents();
    struct found found;
    for (size_t i = 0; i < 6; i++) {
        matrix->documents[i].event = span_of("");
    }
    find(matrix, &found);
    cr_assert_eq(found.count, 0);
    small_matrix_free(matrix);
}

Test(sources, nine_events_give_an_interval_over_all_and_long_tellings_one_each)
{
    struct told_corpus *const told = told_corpus_new(9, 2, 22, 2);
    struct found found;
    double mean = 0, squares = 0;
    find(told->matrix, &found);
    cr_assert_eq(found.count, 10);
    for (size_t i = 0; i < 9; i++) {
        const struct source_finding *const item = &found.items[i];
        cr_assert(item->low < item->similarity && item->similarity < item->high);
        cr_assert(item->has_null && item->null_pairs == 72 && item->null_percentile > 0);
        cr_assert_str_eq(found.statuses[i], "no-centring: 8 unrelated pairs");
        mean += item->similarity / 9;
    }
    for (size_t i = 0; i < 9; i++) {
        squares += (found.items[i].similarity - mean) * (found.items[i].similarity - mean);
    }
    const double reach = 2.306004135204166 * sqrt(squares / 8 / 9); /* scipy.stats.t.ppf(.975, 8) */
    cr_assert_float_eq(found.items[9].similarity, mean, 1e-12);
    cr_assert_float_eq(found.items[9].low, mean - reach, 1e-9);
    cr_assert_float_eq(found.items[9].high, mean + reach, 1e-9);
    told_corpus_free(told);
}

Test(sources, every_refused_allocation_is_a_memory_failure)
{
    struct small_matrix *const matrix = six_documents();
    long refused = 0;
    for (bool was_refused = true; was_refused && refused < 1000; refused++) {
        static struct found found;
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = run(matrix, harness_settings(), &found, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
        cr_assert_eq(failure.kind, was_refused ? FAILURE_MEMORY : FAILURE_NONE, "%s", failure.message);
    }
    cr_assert_gt(refused, 50);
    small_matrix_free(matrix);
}
