#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "span.h"
#include "word_filter.h"

enum { WORDS = 20000, WORD_BYTES = 16 };

static uint64_t hash_of(const char *kind, size_t i)
{
    char word[WORD_BYTES];
    const int length = snprintf(word, sizeof word, "%s%zu", kind, i);
    return span_hash((struct span){word, (size_t)length});
}

static uint64_t *fill(size_t *count)
{
    *count = word_filter_count(WORDS);
    uint64_t *const filter = calloc(*count, sizeof *filter);
    cr_assert_not_null(filter);
    for (size_t i = 0; i < WORDS; i++) {
        word_filter_add(filter, *count, hash_of("in", i));
    }
    return filter;
}

Test(word_filter, its_size_is_a_power_of_two_for_eight_words_a_number)
{
    static const struct {
        size_t words, count;
    } cases[] = {{0, 1}, {1, 1}, {8, 1}, {9, 2}, {16, 2}, {17, 4}, {64, 8}, {65, 16}, {1 << 20, 1 << 17}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(word_filter_count(cases[i].words), cases[i].count, "%zu words", cases[i].words);
    }
}

Test(word_filter, what_was_added_passes)
{
    size_t count;
    uint64_t *const filter = fill(&count);
    for (size_t i = 0; i < WORDS; i++) {
        cr_assert(word_filter_may_hold(filter, count, hash_of("in", i)), "word %zu", i);
    }
    free(filter);
}

/* The number of words n of a number is Poisson with mean m; a bit is set with probability 1 - (63/64)^(3n), and three
 * must be (Putze, Sanders and Singler 2009, section 3; three draws may fall on one bit, which adds a little). */
Test(word_filter, of_others_as_many_pass_as_theory_says)
{
    size_t count, passed = 0;
    uint64_t *const filter = fill(&count);
    const double mean = (double)WORDS / (double)count;
    double expected = 0, share = exp(-mean);
    for (int n = 0; n < 100; n++) {
        expected += share * pow(1 - pow(63.0 / 64, 3 * n), 3);
        share *= mean / (n + 1);
    }
    for (size_t i = 0; i < WORDS; i++) {
        passed += word_filter_may_hold(filter, count, hash_of("out", i));
    }
    const double deviation = sqrt(expected * WORDS);
    cr_expect_lt((double)passed, 1.1 * expected * WORDS + 4 * deviation, "%zu passed", passed);
    cr_expect_gt((double)passed, 0.9 * expected * WORDS - 4 * deviation, "%zu passed", passed);
    free(filter);
}

Test(word_filter, zeros_hold_nothing)
{
    static const uint64_t empty[1];
    cr_expect_not(word_filter_may_hold(empty, 1, hash_of("in", 1)));
}
