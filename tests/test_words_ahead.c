/* test_words_ahead.c - words that are made to be told apart, in numbers known beforehand. */
#include <criterion/criterion.h>

#include <stdio.h>

#include "refusal.h"
#include "words_ahead.h"

static struct failure failure;

/* Documents of a hundred words of four letters, numbered by `first`. */
static void add_words(struct words_ahead *ahead, size_t first)
{
    char text[100 * 5 + 1];
    for (size_t i = 0; i < 100; i++) {
        const size_t word = first + i;
        (void)snprintf(text + 5 * i, 6, "%c%c%c%c ", (int)('a' + word / 17576 % 26), (int)('a' + word / 676 % 26),
                       (int)('a' + word / 26 % 26), (int)('a' + word % 26));
    }
    words_ahead_begin(ahead);
    words_ahead_add(ahead, (struct span){text, 100 * 5});
}

static struct words_ahead *opened(uint64_t done, unsigned workers)
{
    struct words_ahead *ahead;
    cr_assert_eq(words_ahead_open(&ahead, done, workers, &failure), STATUS_OK);
    return ahead;
}

static struct spill_outlook told(struct words_ahead *ahead)
{
    struct spill_outlook outlook = {0};
    cr_assert(words_ahead_tell(ahead, &outlook));
    words_ahead_close(ahead);
    return outlook;
}

Test(words_ahead, are_told_against_those_of_the_first_documents)
{
    struct words_ahead *const ahead = opened(500, 1);
    for (size_t i = 0; i < 2000; i++) {
        add_words(ahead, i * 100);
    }
    cr_expect_eq(words_ahead_bytes(ahead), 2000 * 500);
    const struct spill_outlook outlook = told(ahead);
    cr_expect_eq(outlook.documents, 2000);
    cr_expect_float_eq(outlook.words, 4, 0.04);
    cr_expect_float_eq(outlook.learned, 4, 0.04);
    cr_expect_float_eq(outlook.text, 4, 1e-9);
}

Test(words_ahead, that_come_again_are_not_new)
{
    struct words_ahead *const ahead = opened(10, 1);
    for (size_t i = 0; i < 1000; i++) {
        add_words(ahead, i % 10 * 100);
    }
    const struct spill_outlook outlook = told(ahead);
    cr_expect_float_eq(outlook.words, 1, 1e-9);
    cr_expect_float_eq(outlook.text, 100, 1e-9);
}

/* Of four workers one has the documents 4 and 8: to it the words of the first one are new in the eighth. */
Test(words_ahead, are_learned_by_each_worker_for_itself)
{
    static const size_t words[] = {0, 100, 200, 300, 0, 100, 200, 0};
    struct words_ahead *const ahead = opened(4, 4);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        add_words(ahead, words[i]);
    }
    const struct spill_outlook outlook = told(ahead);
    cr_expect_float_eq(outlook.words, 1, 1e-9);
    cr_expect_float_eq(outlook.learned, 2, 0.01);
}

/* The first document is the other worker's, and has nearly all words. */
Test(words_ahead, are_never_learned_by_more_than_all_workers)
{
    struct words_ahead *const ahead = opened(2, 2);
    words_ahead_begin(ahead);
    for (size_t first = 0; first < 20000; first += 100) {
        char text[600];
        size_t length = 0;
        for (size_t i = first; i < first + 100; i++) {
            length += (size_t)snprintf(text + length, 6, "x%c%c%c ", (int)('a' + i / 676 % 26),
                                       (int)('a' + i / 26 % 26), (int)('a' + i % 26));
        }
        words_ahead_add(ahead, (struct span){text, length});
    }
    words_ahead_begin(ahead);
    words_ahead_add(ahead, span_of("one"));
    for (size_t i = 0; i < 100; i++) {
        add_words(ahead, i * 100);
    }
    const struct spill_outlook outlook = told(ahead);
    cr_expect_float_eq(outlook.learned, 2 * outlook.words, 1e-9);
}

Test(words_ahead, are_runs_of_letters_as_they_are_or_as_json_escapes_them)
{
    struct words_ahead *const ahead = opened(1, 1);
    words_ahead_begin(ahead);
    words_ahead_add(ahead, span_of("wheat dear \xD9\x82\xD9\x85\xD8\xAD n"));
    words_ahead_begin(ahead);
    words_ahead_add(ahead, span_of("{\"n\":12,\"wheat\":\"dear\\n\\u000awheat,\\t\\\"\xD9\x82\xD9\x85\xD8\xAD.\"}"));
    const struct spill_outlook same = told(ahead);
    cr_expect_float_eq(same.words, 1, 1e-4);
    struct words_ahead *const escaped = opened(1, 1);
    words_ahead_begin(escaped);
    words_ahead_add(escaped, span_of("\\u0642\\u0645\\u062d"));
    words_ahead_begin(escaped);
    words_ahead_add(escaped, span_of("\\u0642\\u0645 \\u0642\\u0645\\u062d \\"));
    const struct spill_outlook outlook = told(escaped);
    cr_expect_float_eq(outlook.words, 2, 1e-4, "a word of two escapes is another");
}

Test(words_ahead, of_documents_without_any_tell_nothing)
{
    struct spill_outlook outlook;
    struct words_ahead *const ahead = opened(1, 1);
    cr_expect_not(words_ahead_tell(ahead, &outlook));
    words_ahead_begin(ahead);
    words_ahead_add(ahead, span_of("12, 13"));
    words_ahead_begin(ahead);
    words_ahead_add(ahead, span_of("wheat"));
    cr_expect_not(words_ahead_tell(ahead, &outlook));
    words_ahead_close(ahead);
    words_ahead_close(NULL);
}

Test(words_ahead, of_no_more_documents_are_as_many_as_there_were)
{
    struct words_ahead *const ahead = opened(1, 1);
    add_words(ahead, 0);
    const struct spill_outlook outlook = told(ahead);
    cr_expect(outlook.documents == 1 && outlook.words == 1 && outlook.learned == 1 && outlook.text == 1);
}

Test(words_ahead, need_memory)
{
    struct words_ahead *ahead;
    refuse_allocation(0, true);
    cr_expect_eq(words_ahead_open(&ahead, 1, 1, &failure), STATUS_FAILED);
    (void)refuse_nothing();
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    words_ahead_close(ahead);
}
