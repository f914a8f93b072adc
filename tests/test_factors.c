/* test_factors.c - what the stage compare says of event, source and language; shares against vegan are in
 * tests/end_to_end/test_factors.py. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "factors.h"
#include "finding.h"
#include "harness.h"
#include "stages.h"
#include "told_corpus.h"

enum { FOUND_MOST = 16, STATUS_BYTES = 256 };

struct found {
    struct factor_finding items[FOUND_MOST];
    char statuses[FOUND_MOST][STATUS_BYTES];
    size_t count;
};

static void note(void *context, const struct record *record, struct flow *flow)
{
    (void)flow;
    struct found *const found = context;
    const struct finding *const finding = record->as.finding;
    if (finding->kind == FINDING_FACTOR) {
        cr_assert_lt(found->count, FOUND_MOST);
        found->items[found->count] = finding->as.factor;
        (void)snprintf(found->statuses[found->count++], STATUS_BYTES, "%s", finding->as.factor.status);
    }
}

static struct found find(struct small_matrix *matrix)
{
    struct found found = {.count = 0};
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &matrix->weighted};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&compare_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = note,
                              .context = &found};
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    return found;
}

static const struct factor_finding *item(const struct found *found, const char *name, const char *languages,
                                         const char **status)
{
    for (size_t i = 0; i < found->count; i++) {
        if (strcmp(found->items[i].name, name) == 0 && strcmp(found->items[i].languages, languages) == 0) {
            *status = found->statuses[i];
            return &found->items[i];
        }
    }
    cr_assert_fail("no row %s %s", name, languages);
    return NULL;
}

/* Document e * sources + s, of two sentences. */
static double similarity_of(const struct told_corpus *told, size_t a, size_t b)
{
    uint32_t rows[2][TOLD_COLUMNS];
    for (size_t column = 0; column < TOLD_COLUMNS; column++) {
        const uint32_t *const counts = told->segment_counts + column;
        rows[0][column] = counts[a * 2 * TOLD_COLUMNS] + counts[(a * 2 + 1) * TOLD_COLUMNS];
        rows[1][column] = counts[b * 2 * TOLD_COLUMNS] + counts[(b * 2 + 1) * TOLD_COLUMNS];
    }
    return told_similarity(rows[0], rows[1]);
}

Test(factors, means_are_those_of_the_pairs_in_each_relation)
{
    struct told_corpus *const told = told_corpus_new(3, 2, 2, 1);
    const char *status;
    double same_event = 0, same_source = 0, neither = 0;
    told->matrix->documents[5].language = span_of("ru");
    const struct found found = find(told->matrix);
    for (size_t a = 0; a < 5; a++) {
        for (size_t b = a + 1; b < 5; b++) {
            const double value = similarity_of(told, a, b);
            same_event += a / 2 == b / 2 ? value : 0;
            same_source += a % 2 == b % 2 ? value : 0;
            neither += a / 2 != b / 2 && a % 2 != b % 2 ? value : 0;
        }
    }
    const struct factor_finding *row = item(&found, "same event, other source", "same", &status);
    cr_assert(row->pairs == 2 && fabs(row->similarity - same_event / 2) < 1e-12);
    row = item(&found, "other event, same source", "same", &status);
    cr_assert(row->pairs == 4 && fabs(row->similarity - same_source / 4) < 1e-12);
    row = item(&found, "other event, other source", "same", &status);
    cr_assert(row->pairs == 4 && fabs(row->similarity - neither / 4) < 1e-12);
    row = item(&found, "same event, other source", "different", &status);
    cr_assert(row->pairs == 1 && fabs(row->similarity - similarity_of(told, 4, 5)) < 1e-12);
    row = item(&found, "other event, same source", "different", &status);
    cr_assert(row->pairs == 2 && *status == '\0');
    told_corpus_free(told);
}

Test(factors, shares_of_a_complete_design_add_up_to_one)
{
    struct told_corpus *const told = told_corpus_new(4, 3, 2, 1);
    const char *status;
    const struct found found = find(told->matrix);
    const struct factor_finding *const event = item(&found, "event", "", &status);
    const struct factor_finding *const source = item(&found, "source", "", &status);
    const struct factor_finding *const left = item(&found, "none of these", "", &status);
    cr_assert_float_eq(event->share + source->share + left->share, 1, 1e-12);
    cr_assert(event->degrees == 3 && source->degrees == 2 && left->degrees == 6 && event->levels == 4);
    cr_assert_float_eq(event->by_chance, 3 * left->share / 6, 1e-12);
    cr_assert_gt(event->share, 0.5, "half the words are an event's own");
    cr_assert_lt(source->share, 2 * source->by_chance, "sources have none");
    const struct factor_finding *const language = item(&found, "language", "", &status);
    cr_assert(isnan(language->share) && language->levels == 1);
    cr_assert_str_eq(status, "one language");
    told_corpus_free(told);
}

/* Sets the languages of documents e * sources + s of three sources. */
static struct found find_languages(const char *const *languages, size_t events)
{
    struct told_corpus *const told = told_corpus_new(events, 3, 2, 1);
    for (size_t i = 0; i < events * 3; i++) {
        told->matrix->documents[i].language = span_of(languages[i]);
    }
    const struct found found = find(told->matrix);
    told_corpus_free(told);
    return found;
}

Test(factors, a_language_that_goes_with_the_source_is_named_and_not_measured)
{
    static const char *const languages[] = {"ar", "ru", "ru", "ar", "ru", "ru", "ar", "ru", "ru"};
    const char *status;
    const struct found found = find_languages(languages, 3);
    const struct factor_finding *row = item(&found, "language", "", &status);
    cr_assert(isnan(row->share) && row->levels == 2);
    cr_assert_str_eq(status, "language cannot be told from source");
    row = item(&found, "source", "", &status);
    cr_assert(row->share > 0 && row->degrees == 2);
    cr_assert_str_eq(status, "with what goes with language");
}

Test(factors, two_that_say_the_same_are_measured_once)
{
    static const char *const languages[] = {"ar", "ru", "en", "ar", "ru", "en", "ar", "ru", "en"};
    const char *status;
    const struct found found = find_languages(languages, 3);
    cr_assert_gt(item(&found, "source", "", &status)->share, 0);
    (void)item(&found, "language", "", &status);
    cr_assert_str_eq(status, "language cannot be told from source");
}

Test(factors, a_language_that_goes_with_the_event_is_named)
{
    static const char *const languages[] = {"ar", "ar", "ar", "ru", "ru", "ru", "ru", "ru", "ru"};
    const char *status;
    const struct found found = find_languages(languages, 3);
    (void)item(&found, "language", "", &status);
    cr_assert_str_eq(status, "language cannot be told from event");
    (void)item(&found, "event", "", &status);
    cr_assert_str_eq(status, "with what goes with language");
}

Test(factors, a_language_of_one_text_is_told_apart)
{
    static const char *const languages[] = {"ar", "ar", "ar", "ar", "ru", "ar", "ar", "ar", "ar"};
    const char *status;
    const struct found found = find_languages(languages, 3);
    const struct factor_finding *const row = item(&found, "language", "", &status);
    cr_assert(row->degrees == 1 && row->share > 0 && *status == '\0');
}

Test(factors, two_events_of_a_source_give_no_shares)
{
    struct told_corpus *const told = told_corpus_new(3, 2, 2, 1);
    const char *status;
    const struct span event = told->matrix->documents[5].event;
    told->matrix->documents[5].event = span_of("");
    const struct found found = find(told->matrix);
    told->matrix->documents[5].event = event;
    cr_assert(isnan(item(&found, "event", "", &status)->share));
    cr_assert_str_eq(status, "no-shares: s1 tells 2 events, and it takes 3 of each source");
    cr_assert_eq(found.count, 6 + 3 + 2);
    told_corpus_free(told);
}

Test(factors, one_source_gives_none_and_one_telling_no_row)
{
    struct told_corpus *const told = told_corpus_new(4, 1, 2, 1);
    const char *status;
    struct found found = find(told->matrix);
    (void)item(&found, "event", "", &status);
    cr_assert_str_eq(status, "no-shares: one source");
    cr_assert_eq(item(&found, "other event, same source", "same", &status)->pairs, 6);
    (void)item(&found, "same event, other source", "same", &status);
    cr_assert_str_eq(status, "no pair");
    told_corpus_free(told);
    struct told_corpus *const alone = told_corpus_new(1, 1, 2, 1);
    cr_assert_eq(find(alone->matrix).count, 0);
    told_corpus_free(alone);
}
