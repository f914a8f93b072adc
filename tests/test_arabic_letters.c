/* test_arabic_letters.c - where a word carries a hamza, read by hand from Unicode's charts. */
#include <criterion/criterion.h>
#include <string.h>

#include "arabic_letters.h"

Test(arabic_letters, a_hamza_is_seen_in_one_character_as_a_mark_and_in_a_presentation_form)
{
    static const struct {
        const char *word;
        int position;
        bool expected;
    } cases[] = {{"\u0623\u0644", 0, true},
                 {"\u0627\u0654\u0644", 0, true},
                 {"\uFE83\u0644", 0, true},
                 {"\u0627\u0644", 0, false},
                 {"\u0671\u0644", 0, false},
                 {"\u0648\u0625\u0644", 1, true},
                 {"\u0648\u0627\u0644", 1, false},
                 {"\u0640\u0623\u0644", 0, true},
                 {"", 0, false},
                 {"\u0623", 1, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(is_written_with_hamza(span_of(cases[i].word), cases[i].position), cases[i].expected, "case %zu",
                     i);
    }
}

Test(arabic_letters, letters_are_counted_as_code_points)
{
    cr_assert_eq(letter_count(span_of("")), 0);
    cr_assert_eq(letter_count(span_of("\u0628a\u0628")), 3);
}

Test(arabic_letters, beginnings_and_ends_are_compared_whole)
{
    cr_assert(starts_with(span_of("\u0648\u0627\u0644"), span_of("\u0648\u0627")));
    cr_assert_not(starts_with(span_of("\u0648"), span_of("\u0648\u0627")));
    cr_assert(ends_with(span_of("\u0648\u0627"), span_of("\u0627")));
    cr_assert_not(ends_with(span_of("\u0627"), span_of("\u0648\u0627")));
    cr_assert(starts_with_one_of(span_of("\u0641"), "\u0648\u0641"));
    cr_assert_not(starts_with_one_of(span_of("\u0643"), "\u0648\u0641"));
    cr_assert_not(starts_with_one_of(span_of(""), "\u0648\u0641"));
}

/* Eight bytes at a time: characters of one to four bytes, at every length. */
Test(arabic_letters, are_counted_in_texts_of_any_length)
{
    static const char *const characters[] = {"ب", "a", "ー", "😀"};
    char text[128] = "";
    for (size_t count = 1; count <= 30; count++) {
        strcat(text, characters[count * count % 7 % 4]);
        cr_assert_eq(letter_count(span_of(text)), count);
    }
}
