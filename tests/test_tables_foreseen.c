/* test_tables_foreseen.c - against tables_needed_of with the sizes that are meant. */
#include <criterion/criterion.h>

#include <stdio.h>

#include "refusal.h"
#include "tables_foreseen.h"
#include "tables_needed.h"

enum { DOCUMENTS = 80 };

static struct document documents[DOCUMENTS], *listed[DOCUMENTS];
static char names[DOCUMENTS][8];
static const struct journal journal = {.documents = listed, .document_count = DOCUMENTS};

/* Document i tells event i / per_event % events for source i % per_event. */
static void tell(size_t per_event, size_t events)
{
    for (size_t i = 0; i < DOCUMENTS; i++) {
        (void)snprintf(names[i], sizeof names[i], "n%zu", i);
    }
    for (size_t i = 0; i < DOCUMENTS; i++) {
        documents[i] = (struct document){.role = ROLE_DOCUMENT,
                                         .source = span_of(names[i % per_event]),
                                         .event = span_of(names[i / per_event % events]),
                                         .tokens = 300};
        listed[i] = &documents[i];
    }
}

static struct tables_needed needed_for(uint64_t tellings, uint64_t pairs, uint64_t topics_bytes)
{
    const struct tables_sizes sizes = {.documents = 800,
                                       .events = tellings,
                                       .units = 800,
                                       .terms = 500,
                                       .entries = 9000,
                                       .totals = 9000,
                                       .tested = 7200,
                                       .tellings = tellings,
                                       .alike_pairs = pairs,
                                       .pairs = pairs};
    struct tables_needed needed;
    tables_needed_of(&sizes, &(struct tables_asked){.workers = 2, .topics_bytes = topics_bytes}, &needed);
    return needed;
}

static struct spill_demand foresee(const struct settings *settings)
{
    const struct tables_known known = {settings, &journal, 2};
    const struct spill_prospect prospect = {.times = 10, .documents = 800, .words = {.terms = 500, .entries = 9000}};
    return tables_foresee(&known, &prospect);
}

/* Four sources on ten events, each told twice: the second half brings no telling, and so will no document to come. */
Test(tables_foreseen, what_sources_tell_again_and_again_is_all_there)
{
    tell(4, 10);
    const struct settings settings = {.robustness = ROBUSTNESS_NONE, .ngrams = 1};
    const struct tables_needed needed = needed_for(40, 10 * 6, 0);
    cr_expect_eq(foresee(&settings).bytes, needed.bytes);
    cr_expect_eq(foresee(&settings).spillable, needed.spillable + 9000 * 16);
}

/* Four sources on twenty events, one after another: with ten times the documents there are ten times as many. */
Test(tables_foreseen, what_grows_with_the_documents_grows_on)
{
    tell(4, 20);
    const struct settings settings = {.robustness = ROBUSTNESS_NONE, .ngrams = 1};
    cr_expect_eq(foresee(&settings).bytes, needed_for(800, 20 * 6 * 10, 0).bytes);
}

/* Each source tells the one event once: 80 are 3,160 pairs, a half of them 780, and five times as many 25 times so
 * many. Of ten times as many there would be more than are compared. */
Test(tables_foreseen, pairs_of_ever_more_sources_grow_with_their_square_to_the_most_that_are_compared)
{
    tell(80, 1);
    const struct settings settings = {.robustness = ROBUSTNESS_NONE, .ngrams = 1};
    const struct tables_known known = {&settings, &journal, 2};
    const struct spill_prospect prospect = {.times = 5, .documents = 800, .words = {.terms = 500, .entries = 9000}};
    cr_expect_eq(tables_foresee(&known, &prospect).bytes, needed_for(400, 3160 * 25, 0).bytes);
    cr_expect_eq(foresee(&settings).bytes, needed_for(800, 0, 0).bytes);
}

Test(tables_foreseen, texts_without_sources_tell_nothing)
{
    tell(4, 20);
    for (size_t i = 0; i < DOCUMENTS; i++) {
        documents[i].source = (struct span){0};
    }
    const struct settings settings = {.robustness = ROBUSTNESS_NONE, .ngrams = 1};
    cr_expect_eq(foresee(&settings).bytes, needed_for(0, 0, 0).bytes);
}

/* 300 words are two passages, ten times 80 times; two thirds of 500 terms are shared. */
Test(tables_foreseen, topics_and_the_grid_are_asked_for_where_they_are_wanted)
{
    tell(4, 10);
    const struct settings topics = {.robustness = ROBUSTNESS_NONE, .ngrams = 1, .topics = 5},
                          grid = {.robustness = ROBUSTNESS_FULL, .ngrams = 1}, none = {.ngrams = 1};
    const uint64_t factors = (1600 + 332) * 5 * 8, plain = foresee(&none).bytes;
    cr_expect_geq(foresee(&topics).bytes, 800 * 2400 + 7 * factors + 9000 * 24);
    cr_expect_eq(foresee(&grid).bytes, plain, "without a word there is nothing to ask again");
    const struct tables_known known = {&grid, &journal, 2};
    const struct spill_prospect many = {
        .times = 10, .documents = 800, .words = {.learned = 60000, .forms = 100000, .terms = 500, .entries = 9000}};
    cr_expect_eq(tables_foresee(&known, &many).bytes,
                 9000 / 2 * 3 * 40 + 100000 * 100 + 64 * (800 * 4 + 60 * 8) - 60000 * 150);
}

Test(tables_foreseen, without_memory_to_count_what_is_told_the_rest_is_told)
{
    tell(4, 20);
    const struct settings settings = {.robustness = ROBUSTNESS_NONE, .ngrams = 1};
    refuse_allocation(0, true);
    const uint64_t bytes = foresee(&settings).bytes;
    cr_expect(refuse_nothing());
    cr_expect_eq(bytes, needed_for(0, 0, 0).bytes);
}
