/* test_vertical.c - the rows of a document in the vertical format. */
#include <criterion/criterion.h>
#include <string.h>

#include "vertical.h"

Test(vertical, gives_rows_with_their_line_field_and_segment)
{
    struct vertical vertical = {
        .text = span_of("<doc id=\"a\">\n<s>\none\t0\t3\n<notes>\r\ntwo\t4\t7\r\n</notes>\n<b>three\n"
                        "</s>\n\n<!-- a\ncomment -->\n<\t8\t9\nfour\n</doc>\n"),
        .line = 10};
    static const struct {
        const char *word;
        uint64_t line;
        size_t columns;
        enum field field;
        bool starts_segment;
    } expected[] = {{"one", 12, 3, FIELD_BODY, true},
                    {"two", 14, 3, FIELD_NOTES, false},
                    {"<", 21, 3, FIELD_BODY, true},
                    {"four", 22, 1, FIELD_BODY, false}};
    struct vertical_row row;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        cr_assert(vertical_next(&vertical, &row));
        cr_expect(span_equal(row.columns[0], span_of(expected[i].word)), "%.*s", SPAN_ARGUMENTS(row.columns[0]));
        cr_expect_eq(row.line, expected[i].line, "%s: %d", expected[i].word, (int)row.line);
        cr_expect_eq(row.column_count, expected[i].columns);
        cr_expect_eq(row.field, expected[i].field);
        cr_expect_eq(row.starts_segment, expected[i].starts_segment, "%s", expected[i].word);
    }
    cr_expect_not(vertical_next(&vertical, &row));
}

Test(vertical, counts_columns_beyond_those_it_keeps)
{
    char text[200];
    memset(text, '\t', 100);
    text[0] = 'x';
    text[100] = '\0';
    struct vertical vertical = {.text = span_of(text)};
    struct vertical_row row;
    cr_assert(vertical_next(&vertical, &row));
    cr_expect_eq(row.column_count, 100U);
}

Test(vertical, resolves_references_and_leaves_what_is_none)
{
    static const char *const cases[][2] = {{"a", "a"},     {"&amp;lt;", "&lt;"}, {"&lt;&gt;&quot;", "<>\""},
                                           {"R&D", "R&D"}, {"&", "&"},           {"&am", "&am"},
                                           {"", ""}};
    struct arena arena = {0};
    struct failure failure = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span value;
        cr_assert_eq(vertical_unescape(span_of(cases[i][0]), &arena, &value, &failure), STATUS_OK);
        cr_expect(span_equal(value, span_of(cases[i][1])), "%s gives %.*s", cases[i][0], SPAN_ARGUMENTS(value));
    }
    arena_free(&arena);
}

Test(vertical, knows_script_and_numbers_by_the_word)
{
    static const struct {
        const char *word;
        enum script script;
        bool numeric, is_word;
    } cases[] = {{"موسكو", SCRIPT_ARABIC, false, true},
                 {"1,000", SCRIPT_NONE, true, true},
                 {"٣", SCRIPT_NONE, true, true},
                 {"x2", SCRIPT_LATIN, false, true},
                 {"...", SCRIPT_NONE, false, false}};
    const struct vertical_row row = {.field = FIELD_NOTES, .starts_segment = true};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool is_word = false;
        const struct word word = vertical_word(&row, span_of(cases[i].word), &is_word);
        cr_expect_eq(word.script, cases[i].script, "%s", cases[i].word);
        cr_expect_eq((word.flags & WORD_NUMERIC) != 0, cases[i].numeric, "%s", cases[i].word);
        cr_expect_eq(is_word, cases[i].is_word, "%s", cases[i].word);
        cr_expect_eq(word.field, FIELD_NOTES);
        cr_expect((word.flags & WORD_STARTS_SEGMENT) != 0);
    }
}

static enum status place(const char *start, const char *end, struct word *word, struct failure *failure)
{
    const struct vertical_row row = {.line = 7, .columns = {span_of(start), span_of(end)}, .column_count = 2};
    return vertical_place(&row, 0, 1, word, failure);
}

Test(vertical, reads_one_place_or_two)
{
    struct failure failure = {0};
    struct word word = {0};
    cr_assert_eq(place("0", "18446744073709551614", &word, &failure), STATUS_FAILED, "beyond what is read");
    failure = (struct failure){0};
    cr_assert_eq(place("5", "7", &word, &failure), STATUS_OK);
    cr_expect_eq(word.start, 5U);
    cr_expect_eq(word.end, 7U);
    cr_expect_eq(word.second_end, 0U);
    cr_assert_eq(place("20,5", "23,9", &word, &failure), STATUS_OK);
    cr_expect_eq(word.start, 20U);
    cr_expect_eq(word.second_start, 5U);
    cr_expect_eq(word.second_end, 9U);
}

Test(vertical, refuses_what_is_no_place_and_names_the_line)
{
    static const char *const cases[][2] = {{"5", "5"},         {"7", "5"},  {"", "5"},    {"a", "5"},     {"1", "2,3"},
                                           {"1,2,3", "4,5,6"}, {"-1", "5"}, {"1,", "2,"}, {"1,5", "2,4"}, {",1", ",2"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct failure failure = {0};
        struct word word = {0};
        cr_expect_eq(place(cases[i][0], cases[i][1], &word, &failure), STATUS_FAILED, "%s %s", cases[i][0],
                     cases[i][1]);
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect_not_null(strstr(failure.message, "standard input, line 7:"), "%s", failure.message);
    }
}
