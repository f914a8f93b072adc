/* Findings are made up; which of them are kept follows from the bounds. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "page_sources.h"
#include "report_sample.h"

enum { MANY = 300 };
static char texts[MANY][8];
static struct span names[MANY];
static struct document documents[MANY];
static struct document *rows[MANY];
static struct counts counts;
static struct page_sources sources;
static struct arena arena;

static void make(void)
{
    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(texts[i], sizeof texts[i], "s%03zu", i);
        names[i] = span_of(texts[i]);
        documents[i] = (struct document){.source = names[i], .tokens = i};
        rows[i] = &documents[i];
    }
    counts = (struct counts){.documents = rows, .document_count = MANY};
}

static void unmake(void)
{
    page_sources_close(&sources);
    arena_free(&arena);
}

TestSuite(page_sources, .init = make, .fini = unmake);

static void add(const char *event, size_t count, size_t a, size_t b)
{
    struct failure failure = {0};
    char status[] = "short";
    size_t years[] = {3};
    const struct source_finding finding = {.event = span_of(event),
                                           .sources = names,
                                           .source_count = count,
                                           .a = a,
                                           .b = b,
                                           .similarity = 0.5,
                                           .years = years,
                                           .year_count = 1,
                                           .status = status};
    cr_assert_eq(page_sources_add(&sources, &counts, &finding, &arena, &failure), STATUS_OK);
    years[0] = 0;
    status[0] = 'X';
}

Test(page_sources, pairs_are_kept_by_event_and_last)
{
    add("a", 3, 0, 1);
    add("a", 3, 1, 2);
    add("b", 3, 0, NO_SOURCE);
    add("", 3, 0, 1);
    cr_assert_eq(sources.event_count, 2);
    cr_expect_eq(sources.events[0].count, 2);
    cr_expect_eq(sources.events[1].first, 2);
    cr_expect_eq(sources.all.first, 3);
    cr_expect_eq(sources.all.count, 1);
    cr_expect_eq(sources.pairs[2].b, NO_SOURCE);
    cr_expect_str_eq(sources.pairs[0].finding.status, "short");
    cr_expect_eq(sources.pairs[0].finding.years[0], 3);
}

Test(page_sources, of_too_many_sources_those_with_the_most_words_are_shown_by_name)
{
    add("", MANY, 0, 299); /* s000 has no words */
    add("", MANY, 100, 299);
    cr_expect_eq(sources.count, PAGE_SOURCES);
    cr_expect_eq(sources.total, MANY);
    cr_expect(span_equal(sources.names[0], names[100]));
    cr_assert_eq(sources.pair_count, 1);
    cr_expect_eq(sources.pairs[0].a, 0);
    cr_expect_eq(sources.pairs[0].b, PAGE_SOURCES - 1);
}

Test(page_sources, an_event_without_room_is_left_out_whole_and_counted)
{
    for (size_t i = 0; i < PAGE_EVENT_PAIRS - 1; i++)
        add("a", 3, 0, 1);
    add("b", 3, 0, 1);
    add("b", 3, 1, 2);
    add("c", 3, 0, 1);
    add("", 3, 0, 1);
    cr_expect_eq(sources.event_count, 1);
    cr_expect_eq(sources.left_out, 2);
    cr_expect_eq(sources.pair_count, PAGE_EVENT_PAIRS);
    cr_expect_eq(sources.all.count, 1);
}

Test(page_sources, an_event_of_which_no_pair_is_shown_takes_no_place)
{
    add("x", MANY, 0, 1); /* s000 and s001 have the fewest words */
    add("y", MANY, 100, 299);
    add("z", MANY, 0, 299);
    cr_assert_eq(sources.event_count, 1);
    cr_expect(span_equal(sources.events[0].name, span_of("y")));
    cr_expect_eq(sources.events[0].count, 1);
    cr_expect_eq(sources.left_out, 2);
}
