/* test_line_reader.c - lines of every shape, and where a chunk of the reader ends does not matter. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "line_reader.h"
#include "refusal.h"
#include "scratch.h"
#include "spill.h"

TestSuite(line_reader, .init = scratch_open, .fini = scratch_close);

/* The lines of a file, with a bar behind each. */
static enum status join_lines(const char *path, char *shown, size_t size, struct failure *failure)
{
    struct line_reader *reader;
    struct span line;
    uint64_t number, count = 0;
    bool found = true;
    enum status status = line_reader_open(&reader, path, NULL, failure);
    shown[0] = '\0';
    while (status == STATUS_OK && found) {
        status = line_reader_next(reader, &line, &number, &found, failure);
        if (status == STATUS_OK && found) {
            cr_expect_eq(number, ++count);
            const size_t used = strlen(shown);
            snprintf(shown + used, size - used, "%.*s|", SPAN_ARGUMENTS(line));
        }
    }
    line_reader_close(reader);
    return status;
}

Test(line_reader, lines_keep_their_ends_and_the_last_needs_none)
{
    static const struct {
        const char *text, *lines;
    } cases[] = {
        {"", ""},
        {"a", "a|"},
        {"a\n", "a\n|"},
        {"a\r\n\nb", "a\r\n|\n|b|"},
        {"\xEF\xBB\xBF"
         "a\nb\n",
         "a\n|b\n|"},
        {"\xEF\xBB\xBF", ""},
        {"\xEF\xBB", "\xEF\xBB|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char shown[64];
        struct failure failure = {0};
        cr_assert_eq(join_lines(scratch_write("lines", cases[i].text), shown, sizeof shown, &failure), STATUS_OK);
        cr_expect_str_eq(shown, cases[i].lines, "case %zu", i);
    }
}

Test(line_reader, its_place_is_told_in_stored_bytes)
{
    struct line_reader *reader = NULL;
    struct failure failure = {0};
    struct span line;
    uint64_t number, read, size;
    bool found = false;
    cr_assert_eq(line_reader_open(&reader, scratch_write("lines", "a\nbc\n"), NULL, &failure), STATUS_OK);
    cr_assert_eq(line_reader_next(reader, &line, &number, &found, &failure), STATUS_OK);
    line_reader_position(reader, &read, &size);
    cr_expect_eq(read, 5);
    cr_expect_eq(size, 5);
    line_reader_close(reader);
    cr_assert_eq(line_reader_open(&reader, "/dev/null", NULL, &failure), STATUS_OK);
    line_reader_position(reader, &read, &size);
    cr_expect_eq(read, 0);
    cr_expect_eq(size, 0, "a device has no size");
    line_reader_close(reader);
}

Test(line_reader, a_line_longer_than_a_chunk_stays_in_one_piece)
{
    enum { LENGTH = 200000, LINES = 5 };
    static char text[LENGTH * LINES];
    memset(text, 'x', sizeof text);
    for (size_t i = 1; i <= LINES; i++) {
        text[i * LENGTH - 1] = '\n';
    }
    const char *const path = scratch_gzip("long", (struct span){text, sizeof text});
    struct line_reader *reader;
    struct failure failure = {0};
    cr_assert_eq(line_reader_open(&reader, path, NULL, &failure), STATUS_OK);
    for (size_t i = 0; i <= LINES; i++) {
        struct span line;
        uint64_t number;
        bool found;
        cr_assert_eq(line_reader_next(reader, &line, &number, &found, &failure), STATUS_OK);
        cr_expect_eq(found, i < LINES);
        cr_expect_eq(line.length, i < LINES ? (size_t)LENGTH : 0);
    }
    line_reader_close(reader);
}

Test(line_reader, a_damaged_file_fails_behind_its_good_lines)
{
    (void)scratch_gzip("whole", span_of("one\ntwo\n"));
    struct span bytes = scratch_read("whole");
    bytes.length -= 4;
    char shown[64];
    struct failure failure = {0};
    cr_assert_eq(join_lines(scratch_write_bytes("cut", bytes), shown, sizeof shown, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_DATA);
    cr_assert_str_eq(shown, "one\n|two\n|");
}

Test(line_reader, trimming_takes_one_line_end_off)
{
    cr_assert(span_equal(line_trim(span_of("a \r\n")), span_of("a ")));
    cr_assert(span_equal(line_trim(span_of("a\n\n")), span_of("a\n")));
    cr_assert(span_equal(line_trim(span_of("\r")), (struct span){0}));
    cr_assert(line_is_blank(span_of(" \t\r\n")));
    cr_assert(!line_is_blank(span_of(" a")));
}

Test(line_reader, a_giant_line_is_utf8_wherever_a_piece_of_it_ends)
{
    enum { BYTES = 2 * SPILL_PIECE_BYTES + 7 };
    static char bytes[BYTES];
    static const struct {
        const char *sign;
        size_t broken; /* from its start; its length and more: none */
    } cases[] = {{"\U0001D11E", 4}, {"\u0645", 4}, {"\xF0\x9D\x84", 0}, {"\xFF", 0}, {"\u0645\xD9", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t back = 0; back < 8; back++) {
            const size_t at = SPILL_PIECE_BYTES - back;
            size_t broken = 0;
            memset(bytes, 'x', sizeof bytes);
            memcpy(bytes + at, cases[i].sign, strlen(cases[i].sign));
            cr_expect_eq(line_is_utf8((struct span){bytes, BYTES}, NULL, &broken), cases[i].broken == 4);
            cr_expect(cases[i].broken == 4 || broken == at + cases[i].broken, "case %zu, %zu: %zu", i, back, broken);
        }
    }
    size_t broken = 0;
    bytes[BYTES - 1] = '\xD9';
    cr_expect_not(line_is_utf8((struct span){bytes, BYTES}, NULL, &broken));
}

Test(line_reader, refused_memory_is_reported_and_nothing_leaks)
{
    const char *const path = scratch_write("lines", "a\nb\n");
    char shown[64];
    for (long index = 0;; index++) {
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = join_lines(path, shown, sizeof shown, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_expect_eq(failure.kind, FAILURE_MEMORY, "%ld: %s", index, failure.message);
    }
}

/* A line of `bytes` letters, between two short ones. */
static const char *write_three(size_t bytes)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s", scratch_path("three"));
    FILE *const file = fopen(path, "w");
    cr_assert_not_null(file);
    fputs("first\n", file);
    for (size_t i = 0; i < bytes; i++) {
        putc('a' + (int)(i % 26), file);
    }
    fputs("\nlast", file);
    cr_assert_eq(fclose(file), 0);
    return path;
}

Test(line_reader, gives_the_memory_of_a_giant_line_away_and_reads_on_behind_it)
{
    static const size_t sizes[] = {LINE_GIVEN_BYTES - 2, LINE_GIVEN_BYTES - 1, 3 * LINE_GIVEN_BYTES + 77};
    for (size_t i = 0; i < 3; i++) {
        struct failure failure = {0};
        struct line_reader *reader;
        struct span line, last;
        uint64_t number;
        bool found;
        char *block;
        cr_assert_eq(line_reader_open(&reader, write_three(sizes[i]), NULL, &failure), STATUS_OK);
        cr_assert_eq(line_reader_next(reader, &line, &number, &found, &failure), STATUS_OK);
        cr_assert_eq(line_reader_give(reader, &block, &failure), STATUS_OK);
        cr_expect_null(block, "of a short line");
        cr_assert_eq(line_reader_next(reader, &line, &number, &found, &failure), STATUS_OK);
        cr_assert_eq(line_reader_give(reader, &block, &failure), STATUS_OK);
        cr_assert_eq(block != NULL, sizes[i] + 1 >= LINE_GIVEN_BYTES);
        if (block != NULL) {
            cr_assert_eq(line_reader_next(reader, &last, &number, &found, &failure), STATUS_OK);
            cr_expect(found && span_equal(last, span_of("last")), "%.*s", SPAN_ARGUMENTS(last));
            cr_expect_eq(number, 3);
            cr_assert_eq(line_reader_next(reader, &last, &number, &found, &failure), STATUS_OK);
            cr_expect_not(found);
        }
        line_reader_close(reader);
        if (block == NULL) {
            continue;
        }
        cr_expect_eq(line.length, sizes[i] + 1);
        for (size_t at = 0; at < sizes[i]; at++) {
            cr_assert_eq(line.bytes[at], 'a' + (char)(at % 26));
        }
        free(block);
    }
}
