/* test_contrasts.c - who is held against whom, in which order, and why there is nothing to say. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "contrasts.h"
#include "finding.h"
#include "harness.h"
#include "refusal.h"
#include "told_matrix.h"

static struct told_matrix told;
static char seen[8192];
static struct contrasts contrasts;
static const char *reference_name;
static enum sort order = SORT_EVIDENCE;

static enum status accept_matrix(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    (void)record;
    size_t reference = 0;
    struct settings settings = harness_settings();
    settings.contrasts = 3;
    settings.sort = order;
    enum status status = contrasts_reference(&told.tellings, reference_name, &reference, flow_failure(flow));
    if (status == STATUS_OK) {
        status = contrasts_open(&contrasts, &told.frames, reference, &settings, flow_failure(flow));
        status = status == STATUS_OK ? contrasts_emit(&contrasts, flow) : status;
        contrasts_close(&contrasts);
    }
    return status;
}

static const struct stage_type contrasts_alone = {.name = "contrasts",
                                                  .placement = WHOLE,
                                                  .consumes = RECORD_WEIGHTED,
                                                  .produces = RECORD_FINDING,
                                                  .accept = accept_matrix};

/* "source/event/language + rank term count:other" or the reason, a line each. */
static void note(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    const struct contrast_finding *const contrast = &record->as.finding->as.contrast;
    const size_t used = strlen(seen);
    cr_assert_eq(record->as.finding->kind, FINDING_CONTRAST);
    int written = snprintf(seen + used, sizeof seen - used, "%.*s/%.*s/%.*s ", SPAN_ARGUMENTS(contrast->source),
                           SPAN_ARGUMENTS(contrast->event), SPAN_ARGUMENTS(contrast->language));
    if (contrast->has_term) {
        (void)snprintf(seen + used + written, sizeof seen - used - (size_t)written, "%c%zu t%zu %llu:%llu\n",
                       contrast->is_more ? '+' : '-', contrast->rank, contrast->term,
                       (unsigned long long)contrast->count, (unsigned long long)contrast->other_count);
    } else {
        (void)snprintf(seen + used + written, sizeof seen - used - (size_t)written, "%s\n", contrast->status);
    }
}

static enum status run(struct failure *failure)
{
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &told.matrix->weighted};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&contrasts_alone},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = note};
    seen[0] = '\0';
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

static void expect(const char *expected)
{
    struct failure failure = {0};
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(seen, expected);
}

static void take_away(void)
{
    told_matrix_free(&told);
}

TestSuite(contrasts, .fini = take_away);

/* Words 0 and 1, date 2. On f only b tells in English, only a in Arabic; the date is in both. */
static const struct told_document documents[4] = {
    {"e", "a", "en", 100}, {"e", "b", "en", 100}, {"f", "a", "ar", 100}, {"f", "b", "en", 100}};
static const uint32_t counts[4 * 3] = {6, 1, 0, 1, 5, 0, 4, 4, 5, 3, 0, 1};

Test(contrasts, words_are_compared_within_a_language_and_dates_across)
{
    told_matrix_make(&told, documents, 4, 3, 1, counts);
    expect("a//ar no other source tells one of its events in this language\n"
           "a//en +1 t0 6:1\n"
           "a//en -1 t1 1:5\n"
           "a//* +1 t2 5:1\n"
           "a/e/en +1 t0 6:1\n"
           "a/e/en -1 t1 1:5\n"
           "a/f/ar no other source tells this event in this language\n"
           "a/f/* +1 t2 5:1\n"
           "b//en +1 t1 5:1\n"
           "b//en -1 t0 1:6\n"
           "b//* -1 t2 1:5\n"
           "b/e/en +1 t1 5:1\n"
           "b/e/en -1 t0 1:6\n"
           "b/f/en no other source tells this event in this language\n"
           "b/f/* -1 t2 1:5\n");
}

/* Term 1 stands once in all: no contrast. Of the four that a has alone three are listed: equal ones by column. */
Test(contrasts, ties_are_listed_by_term_and_no_more_than_asked_for)
{
    static const struct told_document two[2] = {{"e", "a", "en", 100}, {"e", "b", "en", 100}};
    static const uint32_t alone[2 * 5] = {2, 1, 2, 2, 2, 0, 0, 0, 0, 0};
    told_matrix_make(&told, two, 2, 5, 0, alone);
    expect("a//en +1 t0 2:0\na//en +2 t2 2:0\na//en +3 t3 2:0\n"
           "a/e/en +1 t0 2:0\na/e/en +2 t2 2:0\na/e/en +3 t3 2:0\n"
           "b//en -1 t0 0:2\nb//en -2 t2 0:2\nb//en -3 t3 0:2\n"
           "b/e/en -1 t0 0:2\nb/e/en -2 t2 0:2\nb/e/en -3 t3 0:2\n");
}

/* Term 1 stands once: on its event it is an effect (ln 3.5 / 2.5, with its prior, against ln 26 / 22), over all events
 * none. */
Test(contrasts, by_effect_what_stands_once_is_listed_on_its_event)
{
    static const struct told_document two[2] = {{"e", "a", "en", 100}, {"e", "b", "en", 100}};
    static const uint32_t once[2 * 3] = {6, 1, 1, 2, 0, 1};
    told_matrix_make(&told, two, 2, 3, 0, once);
    order = SORT_EFFECT;
    expect("a//en +1 t0 6:2\n"
           "a/e/en +1 t1 1:0\na/e/en +2 t0 6:2\n"
           "b//en -1 t0 2:6\n"
           "b/e/en -1 t1 0:1\nb/e/en -2 t0 2:6\n");
    order = SORT_EVIDENCE;
    expect("a//en +1 t0 6:2\na/e/en +1 t0 6:2\nb//en -1 t0 2:6\nb/e/en -1 t0 2:6\n");
}

/* b is the shorter: what either has once is no contrast of b, which it would have more of; over all events it is one.
 */
Test(contrasts, on_one_event_the_side_that_has_more_has_it_twice)
{
    static const struct told_document two[2] = {{"e", "a", "en", 400}, {"e", "b", "en", 100}};
    static const uint32_t words[2 * 2] = {1, 2, 1, 2};
    told_matrix_make(&told, two, 2, 2, 0, words);
    expect("a//en -1 t1 2:2\na//en -2 t0 1:1\na/e/en -1 t1 2:2\n"
           "b//en +1 t1 2:2\nb//en +2 t0 1:1\nb/e/en +1 t1 2:2\n");
}

/* Of equal counts, the term that comes back on the second event is surer than that of one event. */
Test(contrasts, over_all_events_a_word_to_which_a_source_returns_comes_first)
{
    static const struct told_document four[4] = {
        {"e", "a", "en", 500}, {"e", "b", "en", 500}, {"f", "a", "en", 500}, {"f", "b", "en", 500}};
    static const uint32_t words[4 * 2] = {6, 3, 0, 0, 0, 3, 0, 0};
    told_matrix_make(&told, four, 4, 2, 0, words);
    expect("a//en +1 t1 6:0\na//en +2 t0 6:0\n"
           "a/e/en +1 t0 6:0\na/e/en +2 t1 3:0\n"
           "a/f/en +1 t1 3:0\n"
           "b//en -1 t1 0:6\nb//en -2 t0 0:6\n"
           "b/e/en -1 t0 0:6\nb/e/en -2 t1 0:3\n"
           "b/f/en -1 t1 0:3\n");
}

Test(contrasts, a_reference_is_held_against_all_and_not_against_itself)
{
    static const struct told_document three[3] = {{"e", "a", "en", 100}, {"e", "b", "en", 100}, {"e", "c", "en", 100}};
    static const uint32_t words[3] = {2, 0, 9};
    told_matrix_make(&told, three, 3, 1, 0, words);
    reference_name = "b";
    expect("a//en +1 t0 2:0\na/e/en +1 t0 2:0\nc//en +1 t0 9:0\nc/e/en +1 t0 9:0\n");
}

Test(contrasts, a_reference_that_is_not_there_is_told_with_those_that_are)
{
    struct failure failure = {0};
    told_matrix_make(&told, documents, 4, 3, 1, counts);
    reference_name = "c";
    cr_assert_eq(run(&failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_USAGE);
    cr_assert_str_eq(failure.message, "--reference c: there is no such source; choose one of: a, b");
}

Test(contrasts, one_source_alone_is_told_so_and_no_source_has_no_row)
{
    static const struct told_document one[2] = {{"e", "a", "en", 100}, {"f", "a", "en", 0}};
    static const uint32_t words[2] = {2, 0};
    told_matrix_make(&told, one, 2, 1, 0, words);
    expect("a//en no other source tells one of its events in this language\n"
           "a/e/en no other source tells this event in this language\n"
           "a/f/en no other source tells this event in this language\n");
}

Test(contrasts, every_refused_allocation_is_a_memory_failure)
{
    struct failure none = {0};
    told_matrix_make(&told, documents, 4, 3, 1, counts);
    cr_assert_eq(run(&none), STATUS_OK);
    long refused = 0;
    for (bool was_refused = true; was_refused; refused += 3) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = run(&failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK, "allocation %ld", refused);
        cr_assert_eq(failure.kind, was_refused ? FAILURE_MEMORY : FAILURE_NONE);
    }
    cr_assert_gt(refused, 20);
}
