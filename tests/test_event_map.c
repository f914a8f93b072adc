/* test_event_map.c - which passages and sentences of event_corpus.h are about which event. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "event_corpus.h"
#include "event_map.h"
#include "refusal.h"
#include "within_flow.h"

enum { SHOWN_BYTES = 512 };

static struct event_corpus *corpus;
static struct event_map map;

static enum status open_map(void *context, struct flow *flow)
{
    (void)context;
    return event_map_open(&map, &corpus->matrix->weighted, &corpus->settings, flow);
}

static void make(void)
{
    corpus = event_corpus_new();
}

static void drop(void)
{
    event_map_close(&map);
    event_corpus_free(corpus);
}

TestSuite(event_map, .init = make, .fini = drop);

static void run(void)
{
    struct failure failure = {0};
    cr_assert_eq(within_flow(open_map, NULL, 1, &failure), STATUS_OK, "%s", failure.message);
}

/* Passages are pairs of sentences: 0 to 4 of "long", 5 to 9 of "raid", 10 to 14 of "none". */
Test(event_map, a_passage_goes_to_the_events_that_it_holds_enough_of)
{
    char shown[SHOWN_BYTES] = "";
    run();
    for (size_t i = 0; i < map.count; i++) {
        const size_t used = strlen(shown);
        (void)snprintf(shown + used, sizeof shown - used, "%zu:%.*s ", map.hits[i].passage,
                       SPAN_ARGUMENTS(map.sought.items[map.hits[i].event].name));
        cr_expect_geq(map.hits[i].score, log(1 / EVENT_CHANCE));
        cr_expect_not(map.hits[i].is_beside);
    }
    cr_expect_str_eq(shown, "0:raid 1:raid 2:raid 2:vote 3:vote 4:vote 5:raid 6:raid 10:raid 10:vote ");
    cr_expect_eq(map.model.passages, 15);
    cr_expect_eq(map.model.about_one, 6);
    cr_expect_eq(map.model.about_several, 2);
    cr_expect_eq(map.model.events, 2);
    cr_expect_not(map.model.circular);
}

Test(event_map, a_sentence_is_told_of_the_event_that_its_passages_are_about)
{
    char shown[SHOWN_BYTES] = "";
    run();
    for (size_t i = 0; i < map.range_count; i++) {
        const struct event_range *const range = &map.ranges[i];
        const size_t used = strlen(shown);
        (void)snprintf(shown + used, sizeof shown - used, "%zu.%d-%d:%.*s ", range->document, (int)range->first,
                       (int)range->end, SPAN_ARGUMENTS(map.sought.items[range->event].name));
    }
    /* Sentence 2 of "long" is held by passages 1 (raid) and 2 (both), sentence 3 by 2 and 3 (vote). */
    const double raid = map.hits[1].score + map.hits[2].score, vote = map.hits[3].score;
    cr_expect_gt(raid, 2 * vote);
    cr_expect_str_eq(shown, "0.0-3:raid 0.3-6:vote 1.6-9:raid 2.12-14:raid 2.12-14:vote ");
}

/* Puts a common word in the place of each of the first `count` words of a sentence; the next stands there once. */
static void blur(size_t sentence, size_t count)
{
    const struct count_rows *const segments = &corpus->matrix->counts.segments;
    const uint64_t first = segments->starts[sentence];
    for (size_t i = 0; i < count; i++) {
        ((uint32_t *)(uintptr_t)segments->columns)[first + i] = 5;
    }
    ((uint32_t *)(uintptr_t)segments->counts)[first + count] = 1;
}

/* That the passage is about the vote; NULL: it is not. */
static const struct event_hit *vote_of(size_t passage)
{
    for (size_t i = 0; i < map.count; i++) {
        if (map.hits[i].passage == passage && span_equal(map.sought.items[map.hits[i].event].name, span_of("vote"))) {
            return &map.hits[i];
        }
    }
    return NULL;
}

static void expect_beside(const struct event_hit *hit)
{
    cr_assert_not_null(hit);
    cr_expect(hit->is_beside && hit->score >= log(10) && hit->score < log(100), "%g", hit->score);
}

/* With one word of the vote left in its two sentences, passage 4 holds too little for itself. */
Test(event_map, behind_a_passage_about_the_event_less_is_enough)
{
    blur(4, 2);
    blur(5, 1);
    run();
    expect_beside(vote_of(4));
}

/* Sentence 2 tells of nothing now, and sentence 3 has one word of the vote, so that passage 2 needs the third. */
Test(event_map, before_a_passage_about_the_event_less_is_enough)
{
    blur(2, 2);
    blur(3, 1);
    run();
    expect_beside(vote_of(2));
    cr_expect_not(vote_of(3)->is_beside);
}

/* The word that is left has a chance of (3 + 200 share + 1) / (3 + 201), the other one of 4 / 204: that one of them
 * stands there is expected of 1 - (1 - 14/204) (1 - 4/204) = 0.087 of the passages, or of 0.135 with a share of 0.1. */
Test(event_map, beside_a_passage_about_the_event_one_in_ten_is_the_most_that_chance_may_do)
{
    blur(4, 2);
    blur(5, 1);
    corpus->matrix->terms[3].background = 0.05;
    run();
    expect_beside(vote_of(4));
    cr_expect_lt(fabs(exp(-vote_of(4)->score) - 0.0869), 0.0001, "%g", exp(-vote_of(4)->score));
    event_map_close(&map);
    corpus->matrix->terms[3].background = 0.1;
    run();
    cr_expect_null(vote_of(4));
    cr_expect_not_null(vote_of(3));
}

/* Each text is asked by the terms of the others; of the vote, which one source tells, no event is made. */
Test(event_map, events_are_found_where_two_sources_tell_them)
{
    corpus->settings.events = EVENTS_AUTO;
    run();
    cr_assert(map.model.kind == EVENTS_FOUND && map.model.circular);
    cr_assert_geq(map.model.events, 1);
    size_t told[EVENT_DOCUMENTS] = {0};
    for (size_t i = 0; i < map.count; i++) {
        const size_t document = map.passages.items[map.hits[i].passage].document;
        told[document]++;
        cr_expect_eq(map.sought.items[map.hits[i].event].document, document);
    }
    cr_expect(told[0] > 0 && told[1] > 0);
}

Test(event_map, where_nothing_is_told_twice_no_event_is_found)
{
    struct failure failure = {0};
    corpus->settings.events = EVENTS_AUTO;
    for (size_t i = 0; i < EVENT_DOCUMENTS; i++) {
        corpus->matrix->documents[i].source = span_of("post");
    }
    cr_assert_eq(within_flow(open_map, NULL, 1, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(failure.message, "--events auto: among the 15 passages"), "%s", failure.message);
}

Test(event_map, events_that_no_passage_is_about_are_an_error)
{
    struct failure failure = {0};
    for (size_t row = EVENT_DOCUMENTS; row < EVENT_DOCUMENTS + EVENT_ROWS; row++) {
        ((uint64_t *)(uintptr_t)corpus->matrix->counts.rows.starts)[row + 1] =
            corpus->matrix->counts.rows.starts[EVENT_DOCUMENTS];
    }
    corpus->matrix->documents[EVENT_DOCUMENTS].date = (struct span){0};
    cr_assert_eq(within_flow(open_map, NULL, 1, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(failure.message,
                              "e.csv: no passage of the texts is about any of its events (3, from line "
                              "2 on); not one of their words"),
                       "%s", failure.message);
}

static void refuse_each(void)
{
    for (long index = 0;; index++) {
        struct failure failure = {0};
        event_map_close(&map);
        refuse_allocation(index, false);
        const enum status status = within_flow(open_map, NULL, 1, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_gt(index, 20);
            return;
        }
        cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY, "allocation %ld: %s", index,
                  failure.message);
    }
}

Test(event_map, every_refused_allocation_is_a_failure)
{
    refuse_each();
}

Test(event_map, so_it_is_where_events_are_found)
{
    corpus->settings.events = EVENTS_AUTO;
    refuse_each();
}
