/*
 * test_sentence_break.c - Unicode's own SentenceBreakTest (package unicode-data), sign by sign: every sentence that
 * ends elsewhere than at a line end or the end of the text is told by a sign, and no sign tells another.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/utf8.h>

#include "sentence_break.h"

enum { LINE_BYTES = 2048, CASE_BYTES = 256 };

static const char file_name[] = "/usr/share/unicode/auxiliary/SentenceBreakTest.txt";

struct sentence_case {
    char text[CASE_BYTES];
    size_t length;
    bool ends[CASE_BYTES + 1]; /* by byte */
};

/* A line of the file: "÷ 0061 × 002E ÷", break signs around code points. */
static void read_case(const char *line, struct sentence_case *made)
{
    *made = (struct sentence_case){0};
    for (const char *place = line; *place != '\0' && *place != '#';) {
        if (strncmp(place, "÷", strlen("÷")) == 0) {
            made->ends[made->length] = true;
            place += strlen("÷");
        } else if (strchr("0123456789ABCDEF", *place) != NULL) {
            char *end = NULL;
            const uint32_t character = (uint32_t)strtoul(place, &end, 16);
            U8_APPEND_UNSAFE((uint8_t *)made->text, made->length, character);
            place = end;
        } else {
            place++;
        }
    }
}

static void check_case(struct character_table *table, const struct sentence_case *made, const char *line)
{
    const unsigned char *const text = (const unsigned char *)made->text;
    bool found[CASE_BYTES + 1] = {false};
    size_t start = 0;
    for (size_t at = 0; at < made->length;) {
        const struct utf8_character character = utf8_character_at(text, made->length, at);
        const struct character_entry entry = character_table_entry(table, character.code_point);
        if (entry.ends_sentence) {
            /* As the tokenizer does, from the start of the line on. */
            const size_t end = sentence_break_at(table, text + start, made->length - start, at - start);
            found[end == SENTENCE_GOES_ON ? 0 : start + end] = true;
        }
        at += character.length;
        const bool is_pair = character.code_point == '\r' && at < made->length && text[at] == '\n';
        if (entry.sentence == SENTENCE_SEPARATOR && !is_pair) {
            start = at;
            found[at] = true;
        }
    }
    for (size_t at = 1; at < made->length; at++) {
        cr_expect_eq(found[at], made->ends[at], "byte %zu of %s", at, line);
    }
}

Test(sentence_break, sentences_end_where_the_standards_own_test_has_it)
{
    FILE *const file = fopen(file_name, "r");
    char line[LINE_BYTES];
    struct failure failure = {0};
    struct character_table *table = NULL;
    struct sentence_case made;
    size_t cases = 0;
    if (file == NULL) {
        cr_skip_test("the Debian package unicode-data is not installed: no %s", file_name);
    }
    cr_assert_eq(character_table_open(&table, &failure), STATUS_OK);
    while (fgets(line, sizeof line, file) != NULL) {
        read_case(line, &made);
        check_case(table, &made, line);
        cases += made.length > 0;
    }
    (void)fclose(file);
    character_table_close(table);
    cr_expect_gt(cases, 500U);
}
