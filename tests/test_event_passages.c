/* test_event_passages.c - sentences by hand: how many words each has, and which passages that makes. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "event_passages.h"
#include "refusal.h"

enum { SENTENCES_MOST = 16, SHOWN_BYTES = 256 };

static struct counts counts;
static struct segment_text texts[SENTENCES_MOST];
static uint64_t starts[] = {0, 0, 0};

/* Two documents: the first of the sentences given, the second without. */
static void make(const uint32_t *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        texts[i] = (struct segment_text){i * 100, i * 100 + 90, words[i]};
    }
    starts[1] = starts[2] = count;
    counts = (struct counts){.document_count = 2, .segment_starts = starts, .segment_texts = texts};
}

static void show(char *shown)
{
    struct event_passages passages;
    struct failure failure = {0};
    size_t used = 0;
    shown[0] = '\0';
    cr_assert_eq(event_passages_cut(&passages, &counts, 10, &failure), STATUS_OK);
    for (size_t i = 0; i < passages.count; i++) {
        const struct event_passage *const passage = &passages.items[i];
        cr_expect_eq(passage->document, 0);
        used += (size_t)snprintf(shown + used, SHOWN_BYTES - used, "%d-%d:%d ", (int)passage->first, (int)passage->end,
                                 (int)passage->words);
    }
    event_passages_free(&passages);
}

Test(event_passages, half_of_each_is_in_the_next_and_the_last_is_as_long)
{
    static const struct {
        uint32_t words[SENTENCES_MOST];
        size_t count;
        const char *shown;
    } cases[] = {
        {{0}, 0, ""},
        {{3}, 1, "0-1:3 "},                                   /* shorter than a passage */
        {{5, 5}, 2, "0-2:10 "},                               /* just one */
        {{5, 5, 5}, 3, "0-2:10 1-3:10 "},                     /* the next begins behind half */
        {{5, 5, 5, 5, 2}, 5, "0-2:10 1-3:10 2-4:10 2-5:12 "}, /* the last reaches back */
        {{30, 30}, 2, "0-1:30 1-2:30 "},                      /* long sentences overlap with nothing */
        {{2, 2, 2, 2, 2, 2, 2}, 7, "0-5:10 2-7:10 "},
        {{10, 1}, 2, "0-1:10 0-2:11 "},
    };
    char shown[SHOWN_BYTES];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        make(cases[i].words, cases[i].count);
        show(shown);
        cr_expect_str_eq(shown, cases[i].shown, "%zu: %s", i, shown);
    }
}

Test(event_passages, those_of_each_document_stand_behind_the_others)
{
    static const uint32_t words[] = {5, 5, 5, 5, 5};
    struct event_passages passages;
    struct failure failure = {0};
    make(words, 5);
    starts[1] = 3;
    cr_assert_eq(event_passages_cut(&passages, &counts, 10, &failure), STATUS_OK);
    static const struct event_passage expected[] = {{.document = 0, .first = 0, .end = 2},
                                                    {.document = 0, .first = 1, .end = 3},
                                                    {.document = 1, .first = 3, .end = 5}};
    cr_assert_eq(passages.count, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct event_passage *const passage = &passages.items[i];
        cr_expect(passage->document == expected[i].document && passage->first == expected[i].first &&
                      passage->end == expected[i].end,
                  "passage %zu", i);
    }
    event_passages_free(&passages);
}

Test(event_passages, its_place_is_from_its_first_to_its_last_byte)
{
    static const uint32_t words[] = {4, 4, 4};
    make(words, 3);
    texts[1].end = 500; /* a number that was moved */
    const struct segment_text place = event_passages_place(&counts, &(struct event_passage){.first = 0, .end = 3});
    cr_assert(place.start == 0 && place.end == 500 && place.words == 12);
}

Test(event_passages, without_sentences_there_are_none)
{
    struct event_passages passages;
    struct failure failure = {0};
    counts = (struct counts){.document_count = 2};
    cr_assert_eq(event_passages_cut(&passages, &counts, 10, &failure), STATUS_OK);
    cr_assert_eq(passages.count, 0);
    event_passages_free(&passages);
}

Test(event_passages, refused_memory_is_a_failure)
{
    static const uint32_t words[] = {4, 4, 4};
    struct event_passages passages;
    struct failure failure = {0};
    make(words, 3);
    refuse_allocation(0, false);
    const enum status status = event_passages_cut(&passages, &counts, 10, &failure);
    cr_assert_eq(refuse_nothing(), 1);
    cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY);
    event_passages_free(&passages);
}
