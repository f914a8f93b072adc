/* test_vertical_writer.c - words to the bytes that stand in INTERFACE's contract of the vertical format. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "vertical_writer.h"

enum { WRITTEN = 4096 };

static const char *write_all(const struct document *document, const struct word *words, size_t count,
                             const char *column)
{
    static char bytes[WRITTEN];
    FILE *const file = tmpfile();
    cr_assert_not_null(file);
    struct failure failure = {0};
    struct vertical_writer vertical = {0};
    cr_assert_eq(writer_attach(&vertical.writer, fileno(file), "a file", &failure), STATUS_OK);
    vertical_writer_begin_document(&vertical, document);
    for (size_t i = 0; i < count; i++) {
        vertical_writer_word(&vertical, &words[i]);
        if (column != NULL) {
            vertical_writer_column(&vertical, span_of(column));
        }
        vertical_writer_end_row(&vertical);
    }
    vertical_writer_end_document(&vertical);
    cr_assert_eq(writer_close(&vertical.writer, &failure), STATUS_OK);
    rewind(file);
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
    (void)fclose(file);
    return bytes;
}

Test(vertical_writer, writes_segments_and_fields_as_elements)
{
    const struct word words[] = {
        {.surface = {"a", 1}, .start = 0, .end = 1, .flags = WORD_STARTS_SEGMENT},
        {.surface = {"b", 1}, .start = 2, .end = 3, .field = FIELD_RESIDUE},
        {.surface = {"c", 1}, .start = 4, .end = 5, .field = FIELD_RESIDUE},
        {.surface = {"d", 1}, .start = 6, .end = 7, .field = FIELD_NOTES, .flags = WORD_STARTS_SEGMENT},
        {.surface = {"e", 1}, .start = 8, .end = 9, .field = FIELD_OTHER_SCRIPT},
        {.surface = {"f", 1}, .start = 10, .end = 11},
    };
    const struct document document = {.id = {"x", 1}};
    cr_expect_str_eq(
        write_all(&document, words, 6, NULL),
        "<doc id=\"x\" source=\"\" event=\"\" "
        "language=\"\">\n<s>\na\t0\t1\n<residue>\nb\t2\t3\nc\t4\t5\n</residue>\n</s>\n"
        "<s>\n<notes>\nd\t6\t7\n</notes>\n<other_script>\ne\t8\t9\n</other_script>\nf\t10\t11\n</s>\n</doc>\n");
}

Test(vertical_writer, escapes_markup_in_words_and_attributes)
{
    const struct word word = {.surface = {"a&<\">", 5}, .start = 0, .end = 5, .flags = WORD_STARTS_SEGMENT};
    const struct document document = {
        .id = {"\"<&>\n\t\r", 7}, .source = {"s", 1}, .event = {"e", 1}, .language = {"ar", 2}};
    cr_expect_str_eq(write_all(&document, &word, 1, "x<"),
                     "<doc id=\"&quot;&lt;&amp;&gt;&#10;&#9;&#13;\" source=\"s\" event=\"e\" language=\"ar\">\n<s>\n"
                     "a&amp;&lt;\"&gt;\t0\t5\tx&lt;\n</s>\n</doc>\n");
}

Test(vertical_writer, writes_both_places_of_a_mended_word)
{
    const struct word word = {.surface = {"ab", 2}, .start = 20, .end = 21, .second_start = 5, .second_end = 6};
    const struct document document = {0};
    cr_expect_not_null(strstr(write_all(&document, &word, 1, NULL), "<s>\nab\t20,5\t21,6\n</s>\n"));
}

Test(vertical_writer, writes_a_hyphen_for_an_empty_column)
{
    const struct word word = {.surface = {"ab", 2}, .start = 0, .end = 2};
    const struct document document = {0};
    cr_expect_not_null(strstr(write_all(&document, &word, 1, ""), "ab\t0\t2\t-\n"));
}

Test(vertical_writer, writes_an_empty_document_as_two_lines)
{
    const struct document document = {0};
    cr_expect_str_eq(write_all(&document, NULL, 0, NULL),
                     "<doc id=\"\" source=\"\" event=\"\" language=\"\">\n</doc>\n");
}
