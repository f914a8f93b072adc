/* test_hit_window.c - contexts, what is left out, and what is kept no longer than needed. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "hit_window.h"

enum { SHOWN_BYTES = 4096 };

static struct failure failure;

/* Words are runs of letters; those in capitals are notes. */
static size_t split(const char *text, uint64_t offset, struct word *words)
{
    size_t count = 0;
    for (const char *at = text; *at != '\0';) {
        const size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (length > 0) {
            const uint64_t start = offset + (uint64_t)(at - text);
            words[count++] = (struct word){.surface = {at, length},
                                           .start = start,
                                           .end = start + length,
                                           .field = *at < 'a' ? FIELD_NOTES : FIELD_BODY};
        }
        at += length > 0 ? length : 1;
    }
    return count;
}

static void take(struct hit_window *window, const char *text, uint64_t offset, const struct hit_place *places,
                 size_t count)
{
    struct word items[64];
    const struct words words = {items, split(text, offset, items), {span_of(text), offset}};
    cr_assert_eq(hit_window_block(window, &words, places, count, &failure), STATUS_OK, "%s", failure.message);
}

/* The hits that are ready, as left|match|right lines. */
static const char *ready(struct hit_window *window, bool is_last)
{
    static char shown[SHOWN_BYTES];
    struct hit hit;
    size_t used = 0;
    shown[0] = '\0';
    while (hit_window_next(window, is_last, &hit)) {
        used += (size_t)snprintf(shown + used, sizeof shown - used, "%.*s|%.*s|%.*s\n", SPAN_ARGUMENTS(hit.left),
                                 SPAN_ARGUMENTS(hit.match), SPAN_ARGUMENTS(hit.right));
    }
    hit_window_trim(window);
    return shown;
}

Test(hit_window, a_hit_waits_for_the_words_behind_it)
{
    struct hit_window window = {.context = 2, .phrase = 1};
    take(&window, "one two, three\n", 0, &(struct hit_place){9, 14}, 1);
    cr_expect_str_eq(ready(&window, false), "");
    take(&window, " (four)\n", 15, NULL, 0);
    cr_expect_str_eq(ready(&window, false), "");
    take(&window, "five six", 23, NULL, 0);
    cr_expect_str_eq(ready(&window, false), "one two,|three|(four) five\n");
    hit_window_free(&window);
}

Test(hit_window, a_context_ends_with_the_document)
{
    struct hit_window window = {.context = 3, .phrase = 1};
    take(&window, "one two", 0, (struct hit_place[]){{0, 3}, {4, 7}}, 2);
    cr_expect_str_eq(ready(&window, false), "");
    cr_expect_str_eq(ready(&window, true), "|one|two\none|two|\n");
    hit_window_clear(&window);
    take(&window, "three", 0, &(struct hit_place){0, 5}, 1);
    cr_expect_str_eq(ready(&window, true), "|three|\n", "nothing of the first document is left");
    hit_window_free(&window);
}

Test(hit_window, a_hit_may_begin_and_end_within_words_and_between_them)
{
    static const struct {
        struct hit_place place;
        const char *expected;
    } cases[] = {
        {{5, 6}, "one t|w|o, three four\n"},       {{2, 5}, "on|e t|wo, three four\n"},
        {{7, 8}, "one two|,|three four\n"},        {{3, 4}, "one||two, three\n"},
        {{7, 10}, "one two|, t|hree four five\n"}, {{0, 24}, "|one two, three four five|\n"},
        {{23, 24}, "three four fiv|e|\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct hit_window window = {.context = 2, .phrase = 1};
        take(&window, "one two, three four five", 0, &cases[i].place, 1);
        cr_expect_str_eq(ready(&window, true), cases[i].expected);
        hit_window_free(&window);
    }
}

Test(hit_window, words_that_are_left_out_stand_as_an_ellipsis)
{
    static const char text[] = "HEAD one [NOTE] two THREE FOUR five";
    static const struct hit_place places[] = {{0, 4}, {9, 15}, {13, 19}, {31, 35}};
    struct hit_window window = {.context = 5, .phrase = 1};
    take(&window, text, 0, &places[3], 1);
    cr_expect_str_eq(ready(&window, true), "one [ … two …|five|\n");
    hit_window_clear(&window);
    take(&window, text, 0, places, 2);
    cr_expect_str_eq(ready(&window, true), "", "a hit on notes alone is none");
    hit_window_clear(&window);
    take(&window, text, 0, &places[2], 1);
    cr_expect_str_eq(ready(&window, true), "one [|… two|… five\n", "a hit on both is one");
    hit_window_clear(&window);
    window.keep_apparatus = true;
    take(&window, text, 0, places, 2);
    cr_expect_str_eq(ready(&window, true), "|HEAD|one [NOTE] two THREE FOUR\nHEAD one|[NOTE]|two THREE FOUR five\n");
    hit_window_free(&window);
}

Test(hit_window, white_space_is_one_space_and_long_runs_of_signs_are_cut)
{
    static char text[2000];
    struct hit_window window = {.context = 1, .phrase = 1};
    memset(text, '-', sizeof text - 1);
    memcpy(text, "a\t\r\n \u3000b", 9);
    memcpy(text + sizeof text - 3, " c", 2);
    take(&window, text, 0, (struct hit_place[]){{8, 9}, {1998, 1999}}, 2);
    struct hit hit;
    cr_assert(hit_window_next(&window, true, &hit));
    cr_expect_eq(span_compare(hit.left, span_of("a")), 0);
    cr_expect_lt(hit.right.length, 300U);
    cr_assert(hit_window_next(&window, true, &hit));
    cr_assert_gt(hit.left.length, 5U);
    cr_expect(span_equal((struct span){hit.left.bytes + hit.left.length - 5, 5}, span_of("- …")));
    hit_window_free(&window);
}

Test(hit_window, what_is_kept_does_not_grow_with_the_document)
{
    struct hit_window window = {.context = 2, .phrase = 1};
    for (uint64_t i = 0; i < 10000; i++) {
        take(&window, "some words of a line and NOTES\n", i * 31, &(struct hit_place){i * 31, i * 31 + 4}, 1);
        (void)ready(&window, false);
    }
    cr_expect_lt(window.read_capacity, 4096U);
    cr_expect_lt(window.word_capacity, 256U);
    cr_expect_lt(window.hit_capacity, 256U);
    hit_window_free(&window);
}

Test(hit_window, a_mended_word_has_two_places)
{
    const struct word word = {.surface = span_of("treaty"), .start = 40, .end = 43, .second_start = 5, .second_end = 8};
    struct hit_window window = {.context = 2, .phrase = 1};
    bool is_kept;
    struct hit hit;
    cr_assert_eq(hit_window_word(&window, &word, &is_kept, &failure), STATUS_OK);
    cr_assert(is_kept);
    cr_assert_eq(hit_window_phrase(&window, &failure), STATUS_OK);
    cr_assert(hit_window_next(&window, true, &hit));
    cr_expect_eq(span_compare(hit.match, span_of("treaty")), 0);
    cr_expect_eq(hit.start, 40U);
    cr_expect_eq(hit.second_end, 8U);
    hit_window_free(&window);
}
