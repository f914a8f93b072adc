/* test_silences.c - what is missed, who says it, and how surprising that is. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "finding.h"
#include "harness.h"
#include "refusal.h"
#include "silences.h"
#include "told_matrix.h"

static struct told_matrix told;
static char seen[8192];
static struct silences silences;
static size_t reference = SIDES_ALL;
static double surprises[64], ps[64], qs[64];
static size_t seen_count;

static enum status accept_matrix(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    (void)record;
    struct settings settings = harness_settings();
    settings.contrasts = 3;
    enum status status =
        silences_open(&silences, &told.frames, told.matrix->idf, reference, &settings, flow_failure(flow));
    status = status == STATUS_OK ? silences_emit(&silences, flow) : status;
    silences_close(&silences);
    return status;
}

static const struct stage_type silences_alone = {.name = "silences",
                                                 .placement = WHOLE,
                                                 .consumes = RECORD_WEIGHTED,
                                                 .produces = RECORD_FINDING,
                                                 .accept = accept_matrix};

/* "source/event/language rank term expected:found other sources/sources elsewhere" or the reason, a line each. */
static void note(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    const struct silence_finding *const silence = &record->as.finding->as.silence;
    const size_t used = strlen(seen);
    cr_assert_eq(record->as.finding->kind, FINDING_SILENCE);
    const int written = snprintf(seen + used, sizeof seen - used, "%.*s/%.*s/%.*s ", SPAN_ARGUMENTS(silence->source),
                                 SPAN_ARGUMENTS(silence->event), SPAN_ARGUMENTS(silence->language));
    char *const rest = seen + used + written;
    const size_t room = sizeof seen - used - (size_t)written;
    if (silence->has_term) {
        (void)snprintf(rest, room, "%zu t%zu %g:%llu %zu/%zu %llu\n", silence->rank, silence->term, silence->expected,
                       (unsigned long long)silence->found, silence->other_sources, silence->sources,
                       (unsigned long long)silence->elsewhere);
        surprises[seen_count] = silence->surprise;
        ps[seen_count] = silence->p;
        qs[seen_count++] = silence->q;
    } else {
        (void)snprintf(rest, room, "%s\n", silence->status);
    }
}

static enum status run(struct failure *failure)
{
    const struct record record = {.kind = RECORD_WEIGHTED, .as.weighted = &told.matrix->weighted};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&silences_alone},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = note};
    seen[0] = '\0';
    seen_count = 0;
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

static void take_away(void)
{
    told_matrix_free(&told);
}

TestSuite(silences, .fini = take_away);

/* Terms: 0 all but a say; 1 two of three others; 2 one other; 3 a has a third of the others' rate; 4 a tenth. */
static const struct told_document documents[5] = {{"e", "a", "en", 1000},
                                                  {"e", "b", "en", 1000},
                                                  {"e", "c", "en", 1000},
                                                  {"e", "d", "en", 1000},
                                                  {"f", "a", "en", 1000}};
static const uint32_t counts[5 * 5] = {0, 0, 0, 2, 1, 4, 4, 9, 6, 10, 4, 2, 0, 6, 10, 4, 0, 0, 6, 10, 7, 0, 0, 0, 0};

Test(silences, what_most_others_say_is_missed_and_what_is_known_elsewhere_is_told)
{
    struct failure failure = {0};
    told_matrix_make(&told, documents, 5, 5, 0, counts);
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    const char *const expected = "a/e/en 1 t4 10:1 3/3 0\n"
                                 "a/e/en 2 t0 4:0 3/3 7\n"
                                 "a/e/en 3 t1 2:0 2/3 0\n"
                                 "a/f/en no other source tells this event in this language\n";
    cr_assert_eq(strncmp(seen, expected, strlen(expected)), 0, "%s", seen);
}

/* Even counts: the term's own excess is minus its two degrees of freedom; with what is usual it comes to no spread, so
 * that the binomial is left: surprise of 0 in 1,000 at 4 in 1,000. */
Test(silences, the_surprise_is_that_of_the_beta_binomial)
{
    static const struct told_document four[4] = {
        {"e", "a", "en", 1000}, {"e", "b", "en", 1000}, {"e", "c", "en", 1000}, {"e", "d", "en", 1000}};
    static const uint32_t words[4 * 2] = {0, 5, 4, 5, 4, 5, 4, 5};
    struct failure failure = {0};
    told_matrix_make(&told, four, 4, 2, 0, words);
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    cr_assert_float_eq(surprises[0], -1000 * log2(1 - 0.004), 1e-9);
    cr_assert(isnan(ps[0]) && isnan(qs[0])); /* 4 ways */
}

/* 3 of 9 documents are a's: 84 ways. Term 0 stands in the six others: p 1 / 84. Two terms are tested: 84 >= 40, and q
 * is 2 / 84. */
Test(silences, p_is_the_share_of_relabellings_that_are_as_silent)
{
    struct told_document nine[9];
    uint32_t words[9 * 2];
    struct failure failure = {0};
    for (size_t d = 0; d < 9; d++) {
        nine[d] = (struct told_document){"e", d < 3 ? "a" : d < 6 ? "b" : "c", "en", 500};
        words[2 * d] = d < 3 ? 0 : 2;
        words[2 * d + 1] = 1;
    }
    told_matrix_make(&told, nine, 9, 2, 0, words);
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    cr_assert_float_eq(ps[0], 1.0 / 84, 1e-15);
    cr_assert_float_eq(qs[0], 2.0 / 84, 1e-15);
}

static const struct told_document three[3] = {{"e", "a", "en", 100}, {"e", "b", "en", 100}, {"e", "c", "en", 100}};

Test(silences, what_one_other_source_says_is_missed_by_nobody_unless_it_is_the_reference)
{
    static const uint32_t words[2 * 2] = {0, 0, 3, 4};
    struct failure failure = {0};
    told_matrix_make(&told, three, 2, 2, 0, words);
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(seen,
                     "a/e/en one other source alone: what it alone says is among the contrasts; --reference lists "
                     "it here\n"
                     "b/e/en one other source alone: what it alone says is among the contrasts; --reference lists "
                     "it here\n");
    take_away();
    seen[0] = '\0';
    seen_count = 0;
    told_matrix_make(&told, three, 2, 2, 0, words);
    reference = 1;
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    reference = SIDES_ALL;
    cr_assert_str_eq(seen, "a/e/en 1 t1 4:0 1/1 0\n"
                           "a/e/en 2 t0 3:0 1/1 0\n");
}

Test(silences, a_month_of_another_calendar_is_not_missed)
{
    static const uint32_t words[3 * 2] = {0, 0, 3, 4, 3, 4};
    struct failure failure = {0};
    told_matrix_make(&told, three, 3, 2, 0, words);
    told.matrix->terms[1].flags = TERM_MONTH_NAME;
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(seen, "a/e/en 1 t0 3:0 2/2 0\n"
                           "b/e/en of what most others say nothing is missing\n"
                           "c/e/en of what most others say nothing is missing\n");
}

static void keep_first(void)
{
    const char *const end = strchr(seen, '\n');
    cr_assert_not_null(end);
    seen[end - seen + 1] = '\0';
}

/* Chance .125 of missing three of 300 words: three bits. Times four bits of rarity it is worth a row, times two not,
 * but for a name. */
Test(silences, a_common_word_is_not_missed_and_a_name_is)
{
    static const uint32_t words[3] = {0, 3, 3};
    struct failure failure = {0};
    told_matrix_make(&told, three, 3, 1, 0, words);
    told.matrix->terms[0].background = 1 / 16.0;
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    keep_first();
    cr_assert_str_eq(seen, "a/e/en 1 t0 3:0 2/2 0\n");
    told.matrix->terms[0].background = 1 / 4.0;
    cr_assert_eq(run(&failure), STATUS_OK);
    keep_first();
    cr_assert_str_eq(seen, "a/e/en of what most others say nothing is missing\n");
    told.matrix->terms[0].flags = TERM_OTHER_NAME;
    cr_assert_eq(run(&failure), STATUS_OK);
    keep_first();
    cr_assert_str_eq(seen, "a/e/en 1 t0 3:0 2/2 0\n");
}

/* Of four others two: enough for a date (column 1), too few for a word. */
Test(silences, of_a_date_half_of_the_others_are_enough)
{
    static const struct told_document five[5] = {{"e", "a", "en", 100},
                                                 {"e", "b", "en", 100},
                                                 {"e", "c", "en", 100},
                                                 {"e", "d", "en", 100},
                                                 {"e", "f", "en", 100}};
    static const uint32_t words[5 * 2] = {0, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    struct failure failure = {0};
    told_matrix_make(&told, five, 5, 2, 1, words);
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    const char *const expected = "a/e/en of what most others say nothing is missing\na/e/* 1 t1 0.5:0 2/4 0\n";
    cr_assert_eq(strncmp(seen, expected, strlen(expected)), 0, "%s", seen);
}

/* The others write in 1958, and of 1944; a wrote in 1942. */
Test(silences, what_was_to_come_is_not_missed)
{
    static const uint32_t words[3] = {0, 3, 3};
    struct failure failure = {0};
    told_matrix_make(&told, three, 3, 1, 1, words);
    free((void *)(uintptr_t)told.matrix->terms[0].term.bytes);
    told.matrix->terms[0].term = span_of(strdup("year:1944"));
    told.matrix->documents[1].date = told.matrix->documents[2].date = span_of("1958");
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    cr_assert_not_null(strstr(seen, "a/e/* 1 t0 3:0 2/2 0\n"), "%s", seen);
    told.matrix->documents[0].date = span_of("1942-06-12");
    cr_assert_eq(run(&failure), STATUS_OK);
    cr_assert_null(strstr(seen, "a/e/* 1"), "%s", seen);
}

Test(silences, a_source_that_says_it_all_is_told_so)
{
    static const uint32_t words[3 * 2] = {3, 0, 3, 3, 3, 3};
    struct failure failure = {0};
    told_matrix_make(&told, three, 3, 2, 0, words);
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(seen, "a/e/en 1 t1 3:0 2/2 0\n"
                           "b/e/en of what most others say nothing is missing\n"
                           "c/e/en of what most others say nothing is missing\n");
}

Test(silences, every_refused_allocation_is_a_memory_failure)
{
    struct failure none = {0};
    told_matrix_make(&told, documents, 5, 5, 0, counts);
    cr_assert_eq(run(&none), STATUS_OK);
    long refused = 0;
    for (bool was_refused = true; was_refused; refused += 2) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = run(&failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK, "allocation %ld", refused);
    }
    cr_assert_gt(refused, 10);
}
