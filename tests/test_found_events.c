/* test_found_events.c - clusters of event_corpus.h by hand: what becomes an event, and by which terms it is known. */
#include <criterion/criterion.h>

#include "event_corpus.h"
#include "found_events.h"
#include "refusal.h"

static struct event_corpus *corpus;
static struct event_passages passages;
static struct passage_likeness likeness;
static struct sought_events events;
/* The raid in both texts; the vote, which "long" alone tells; the rest of "raid" and of "none", which names no source.
 */
static size_t labels[] = {0, 0, 1, 1, 1, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2};
static struct passage_clusters clusters = {.labels = labels, .count = 3};

static void make(void)
{
    struct failure failure = {0};
    corpus = event_corpus_new();
    cr_assert_eq(event_passages_cut(&passages, &corpus->matrix->counts, 150, &failure), STATUS_OK);
    cr_assert_eq(passage_likeness_open(&likeness, &corpus->matrix->counts, &passages, &failure), STATUS_OK);
}

static void drop(void)
{
    sought_events_close(&events);
    passage_likeness_close(&likeness);
    event_passages_free(&passages);
    event_corpus_free(corpus);
}

TestSuite(found_events, .init = make, .fini = drop);

static enum status add(struct failure *failure)
{
    return found_events_add(&events, &corpus->matrix->counts, &passages, &likeness, &clusters, failure);
}

static bool has_column(const struct sought_event *event, uint32_t column)
{
    for (size_t i = 0; i < event->count; i++) {
        if (event->terms[i].column == column) {
            return true;
        }
    }
    return false;
}

Test(found_events, what_two_sources_tell_is_an_event_with_a_definition_for_each_text)
{
    struct failure failure = {0};
    cr_assert_eq(add(&failure), STATUS_OK);
    cr_assert_eq(events.count, 2);
    cr_expect_eq(events.items[0].document, 0);
    cr_expect_eq(events.items[1].document, 1);
    cr_expect(span_equal(events.items[0].name, events.items[1].name));
}

/* Columns 8 and 9, the day, stand in "long" alone; 10, the year, and the words 0 and 1 in both. */
Test(found_events, a_text_is_asked_by_what_the_others_hold)
{
    struct failure failure = {0};
    cr_assert_eq(add(&failure), STATUS_OK);
    cr_expect(has_column(&events.items[0], 0) && has_column(&events.items[0], 1) && has_column(&events.items[0], 10));
    cr_expect_not(has_column(&events.items[0], 8) || has_column(&events.items[0], 9));
    cr_expect(has_column(&events.items[1], 0) && has_column(&events.items[1], 9) && has_column(&events.items[1], 10));
    cr_expect_not(has_column(&events.items[0], 2) || has_column(&events.items[1], 2)); /* the vote's */
}

Test(found_events, it_is_named_by_its_terms_and_its_year)
{
    struct failure failure = {0};
    cr_assert_eq(add(&failure), STATUS_OK);
    const struct span name = events.items[0].name;
    cr_expect(strncmp(name.bytes, "T000 T001 ", 10) == 0, "%.*s", SPAN_ARGUMENTS(name));
    cr_expect(span_equal((struct span){name.bytes + name.length - 5, 5}, span_of(" 1927")), "%.*s",
              SPAN_ARGUMENTS(name));
}

Test(found_events, two_of_one_name_are_told_apart_by_a_number)
{
    struct failure failure = {0};
    cr_assert_eq(add(&failure), STATUS_OK);
    cr_assert_eq(add(&failure), STATUS_OK);
    cr_assert_eq(events.count, 4);
    const struct span name = events.items[2].name;
    cr_expect(span_equal((struct span){name.bytes + name.length - 4, 4}, span_of(" (2)")));
}

Test(found_events, where_nobody_names_a_source_two_texts_are_enough)
{
    struct failure failure = {0};
    for (size_t i = 0; i < EVENT_DOCUMENTS; i++) {
        corpus->matrix->documents[i].source = (struct span){"", 0};
    }
    cr_assert_eq(add(&failure), STATUS_OK);
    cr_expect_eq(events.count, 2);
    cr_expect_eq(events.vague_count, 1); /* cluster 2 is looked at, too, of "raid" and "none": nothing speaks for it */
}

/* Both texts share the raid's words 0 and 1 and its year, each rare: three. Where one of them is common, it is none. */
Test(found_events, what_is_known_by_common_words_is_no_event_and_is_named)
{
    struct failure failure = {0};
    corpus->matrix->terms[0].background = 0.2;
    cr_assert_eq(add(&failure), STATUS_OK);
    cr_expect(events.count == 0 && events.vague_count == 1);
    cr_expect(strncmp(events.vague_name.bytes, "T000 T001", 9) == 0, "%.*s", SPAN_ARGUMENTS(events.vague_name));
}

Test(found_events, every_refused_allocation_is_a_failure)
{
    for (long index = 0;; index++) {
        struct failure failure = {0};
        sought_events_close(&events);
        refuse_allocation(index, false);
        const enum status status = add(&failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_gt(index, 8);
            return;
        }
        cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY);
    }
}
