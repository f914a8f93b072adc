/* test_line.c - a line's text, gaps and brackets; cutting a word. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "line_sample.h"

static void expect_span(struct span span, const char *expected)
{
    cr_expect(span_equal(span, span_of(expected)), "\"%.*s\", not \"%s\"", SPAN_ARGUMENTS(span), expected);
}

Test(line, reaches_from_one_line_end_to_the_next)
{
    static const char *const ends[] = {"\n", "\r", "\r\n", "\f", "\v", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "!%s (one two) %snext", ends[i], ends[i]);
        struct line_sample sample;
        line_sample_make(&sample, text);
        cr_expect_eq(sample.line.count, 2U);
        expect_span(sample.line.text, " (one two) ");
        cr_expect_eq(sample.line.offset, 1 + strlen(ends[i]));
    }
}

Test(line, has_gaps_before_between_and_behind_its_words)
{
    struct line_sample sample;
    line_sample_make(&sample, "^ (one, two] .");
    expect_span(line_gap(&sample.line, 0), "^ (");
    expect_span(line_gap(&sample.line, 1), ", ");
    expect_span(line_gap(&sample.line, 2), "] .");
    cr_expect(line_gap_holds(&sample.line, 0, "x^"));
    cr_expect_not(line_gap_holds(&sample.line, 1, "x^"));
    cr_expect_eq(line_last_bracket(&sample.line, 0), '(');
    cr_expect_eq(line_first_bracket(&sample.line, 1), 0);
    cr_expect_eq(line_first_bracket(&sample.line, 2), ']');
}

Test(line, finds_the_first_and_the_last_of_several_brackets)
{
    struct line_sample sample;
    line_sample_make(&sample, "one) [ two");
    cr_expect_eq(line_first_bracket(&sample.line, 1), ')');
    cr_expect_eq(line_last_bracket(&sample.line, 1), '[');
}

Test(line, marks_only_words_of_the_body)
{
    struct line_sample sample;
    line_sample_make(&sample, "one two three");
    line_mark(&sample.line, 1, 2, FIELD_RESIDUE);
    line_mark(&sample.line, 0, 3, FIELD_NOTES);
    cr_expect_str_eq(line_sample_show(sample.words, 3), "notes:one residue:two notes:three");
}

Test(line, cuts_a_word_into_two_with_their_places)
{
    struct line_sample sample;
    line_sample_make(&sample, "! glued word");
    line_cut_word(&sample.line, 0, 3);
    cr_assert_eq(sample.line.count, 3U);
    cr_expect_str_eq(line_sample_show(sample.words, 3), "glu ed word");
    cr_expect_eq(sample.words[0].start, 2U);
    cr_expect_eq(sample.words[0].end, 5U);
    cr_expect_eq(sample.words[1].start, 5U);
    cr_expect_eq(sample.words[1].end, 7U);
    cr_expect_eq(sample.words[0].flags, (unsigned)(WORD_STARTS_LINE | WORD_STARTS_SEGMENT));
    cr_expect_eq(sample.words[1].flags, 0U);
}

Test(line, words_without_a_surface_hand_on_what_they_start)
{
    static struct line_sample sample;
    line_sample_make(&sample, "a b c");
    sample.line.words[0].surface.length = 0;
    sample.line.words[2].surface.length = 0;
    line_take_out_empty(&sample.line);
    cr_assert_eq(sample.line.count, 1);
    cr_expect(span_equal(sample.line.words[0].surface, span_of("b")));
    cr_expect_neq(sample.line.words[0].flags & WORD_STARTS_LINE, 0);
}
