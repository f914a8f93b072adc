/* Words of sources and events were added up by hand. */
#include <criterion/criterion.h>
#include <string.h>

#include "page_source_choice.h"
#include "refusal.h"

static struct document told[] = {
    {.source = {"a", 1}, .event = {"war", 3}, .tokens = 10},    {.source = {"b", 1}, .event = {"war", 3}, .tokens = 5},
    {.source = {"c", 1}, .event = {"peace", 5}, .tokens = 100}, {.source = {"d", 1}, .tokens = 50},
    {.source = {"e", 1}, .event = {"sea", 3}, .tokens = 20},    {.source = {"a", 1}, .event = {"sea", 3}, .tokens = 1}};
static struct document *const documents[] = {&told[0], &told[1], &told[2], &told[3], &told[4], &told[5]};
static const struct counts counts = {.documents = documents, .document_count = 6};
static const struct span names[] = {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}};

static const char *chosen(size_t most)
{
    static char text[8];
    bool is_chosen[5] = {false};
    struct failure failure = {0};
    size_t length = 0;
    cr_assert_eq(page_source_choice(&counts, names, 5, most, is_chosen, &failure), STATUS_OK);
    for (size_t i = 0; i < 5; i++) {
        if (is_chosen[i])
            text[length++] = names[i].bytes[0];
    }
    text[length] = '\0';
    return text;
}

Test(page_source_choice, sources_of_the_largest_event_that_two_tell_come_first)
{
    cr_expect_str_eq(chosen(2), "ae", "the sea has 21 words of two sources, peace 100 of one");
    cr_expect_str_eq(chosen(3), "abe", "then the war");
}

Test(page_source_choice, then_events_that_one_tells_and_then_sources_without)
{
    cr_expect_str_eq(chosen(4), "abce");
    cr_expect_str_eq(chosen(5), "abcde");
    cr_expect_str_eq(chosen(9), "abcde");
}

Test(page_source_choice, of_an_event_the_largest_sources_are_taken)
{
    cr_expect_str_eq(chosen(1), "e", "20 words, and a 11");
}

Test(page_source_choice, a_refused_allocation_is_a_failure)
{
    for (long index = 0; index < 4; index++) {
        bool is_chosen[5] = {false};
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = page_source_choice(&counts, names, 5, 2, is_chosen, &failure);
        (void)refuse_nothing();
        cr_expect_eq(status, STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
    }
}
