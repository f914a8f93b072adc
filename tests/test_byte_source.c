/* test_byte_source.c - gzip as RFC 1952 has it, written by zlib and then damaged. CRC-32 of "123456789" is the check
 * value of the CRC catalogue. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "byte_source.h"
#include "refusal.h"
#include "scratch.h"

TestSuite(byte_source, .init = scratch_open, .fini = scratch_close);

enum { MUCH = 300000 };

/* Everything that a path gives, read in pieces of `step`; the length, or -1 with the failure. */
static long read_all(const char *path, size_t step, char *out, struct failure *failure)
{
    struct byte_source *source;
    long length = 0;
    size_t count = 1;
    if (byte_source_open(&source, path, NULL, failure) != STATUS_OK) {
        cr_assert_null(source);
        return -1;
    }
    while (count > 0) {
        if (byte_source_read(source, out + length, step, &count, failure) != STATUS_OK) {
            length = -1;
            break;
        }
        length += (long)count;
    }
    byte_source_close(source);
    return length;
}

static char much[MUCH];

/* Bytes that hardly compress. */
static struct span much_text(void)
{
    uint32_t random = 1;
    for (size_t i = 0; i < MUCH; i++) {
        random = random * 1664525U + 1013904223U;
        much[i] = (char)(random >> 24);
    }
    much[0] = 'x';
    return (struct span){much, MUCH};
}

static void expect_failure(const char *path, enum failure_kind kind, const char *words)
{
    static char out[MUCH * 2];
    struct failure failure = {0};
    cr_expect_eq(read_all(path, 1000, out, &failure), -1, "%s", path);
    cr_expect_eq(failure.kind, kind, "%s", failure.message);
    cr_expect_not_null(strstr(failure.message, words), "%s", failure.message);
    cr_expect_not_null(strstr(failure.message, path), "%s", failure.message);
}

static struct span joined(struct span first, struct span second)
{
    static char bytes[MUCH * 3];
    memcpy(bytes, first.bytes, first.length);
    memcpy(bytes + first.length, second.bytes, second.length);
    return (struct span){bytes, first.length + second.length};
}

Test(byte_source, plain_and_gzip_give_the_same_bytes_in_any_step)
{
    const struct span text = much_text();
    const char *const paths[] = {scratch_write_bytes("plain.gz", text), scratch_gzip("packed", text)};
    static char out[MUCH + 100000];
    for (size_t i = 0; i < 2; i++) {
        static const size_t steps[] = {1, 777, 100000};
        for (size_t j = 0; j < 3; j++) {
            struct failure failure = {0};
            cr_expect_eq(read_all(paths[i], steps[j], out, &failure), MUCH, "%s", failure.message);
            cr_expect_eq(memcmp(out, much, MUCH), 0);
        }
    }
}

Test(byte_source, an_empty_file_and_an_empty_gzip_hold_nothing)
{
    char out[16];
    struct failure failure = {0};
    cr_assert_eq(read_all(scratch_write("empty", ""), 16, out, &failure), 0);
    cr_assert_eq(read_all(scratch_gzip("empty.gz", (struct span){0}), 16, out, &failure), 0, "%s", failure.message);
}

Test(byte_source, several_members_are_one_text_and_zeros_behind_them_are_padding)
{
    char out[64];
    struct failure failure = {0};
    (void)scratch_gzip("a.gz", span_of("one "));
    (void)scratch_gzip("b.gz", span_of("two"));
    const struct span both = joined(scratch_read("a.gz"), scratch_read("b.gz"));
    cr_assert_eq(read_all(scratch_write_bytes("ab.gz", both), 64, out, &failure), 7, "%s", failure.message);
    cr_assert_arr_eq(out, "one two", 7);
    const struct span padded = joined(scratch_read("ab.gz"), (struct span){"\0\0\0", 3});
    cr_assert_eq(read_all(scratch_write_bytes("padded.gz", padded), 64, out, &failure), 7, "%s", failure.message);
}

Test(byte_source, every_truncation_of_a_gzip_is_damage)
{
    (void)scratch_gzip("whole.gz", span_of("a text that is long enough to be cut anywhere"));
    const struct span whole = scratch_read("whole.gz");
    for (size_t length = 2; length < whole.length; length++) {
        const char *const path = scratch_write_bytes("cut.gz", (struct span){whole.bytes, length});
        expect_failure(path, FAILURE_DATA, "truncated");
    }
}

Test(byte_source, a_wrong_checksum_is_damage)
{
    (void)scratch_gzip("whole.gz", span_of("a text"));
    const struct span whole = scratch_read("whole.gz");
    char *const bytes = (char *)(uintptr_t)whole.bytes;
    bytes[whole.length - 8] ^= 1; /* RFC 1952: CRC-32 and length are the last eight bytes */
    expect_failure(scratch_write_bytes("crc.gz", whole), FAILURE_DATA, "incorrect data check");
    bytes[whole.length - 8] ^= 1;
    bytes[whole.length - 1] ^= 1;
    expect_failure(scratch_write_bytes("length.gz", whole), FAILURE_DATA, "incorrect length check");
}

Test(byte_source, garbage_behind_the_last_member_is_damage_and_its_byte_is_named)
{
    (void)scratch_gzip("whole.gz", span_of("a text"));
    const struct span whole = scratch_read("whole.gz");
    char place[32];
    snprintf(place, sizeof place, "at byte %zu ", whole.length + 1);
    const struct span garbage = joined(whole, (struct span){"\0junk", 5});
    expect_failure(scratch_write_bytes("garbage.gz", garbage), FAILURE_DATA, place);
    expect_failure(scratch_write_bytes("half.gz", joined(whole, span_of("\x1F"))), FAILURE_DATA, "follows");
}

Test(byte_source, what_is_not_there_or_a_folder_is_no_input)
{
    expect_failure(scratch_path("nothing"), FAILURE_NO_INPUT, "No such file");
    expect_failure(scratch_path(""), FAILURE_NO_INPUT, "is a folder");
}

Test(byte_source, stored_size_and_checksum_are_of_the_whole_file_even_when_it_is_damaged)
{
    struct byte_source *source;
    struct failure failure = {0};
    uint64_t bytes;
    uint32_t crc;
    cr_assert_eq(byte_source_open(&source, scratch_write("digits", "123456789"), NULL, &failure), STATUS_OK);
    cr_assert_eq(byte_source_stored(source, &bytes, &crc, &failure), STATUS_OK);
    cr_assert_eq(bytes, 9);
    cr_assert_eq(crc, 0xCBF43926);
    byte_source_close(source);

    char out[16];
    size_t count;
    cr_assert_eq(byte_source_open(&source, scratch_write("bad", "\x1F\x8B\x01zzz"), NULL, &failure), STATUS_OK);
    cr_assert(byte_source_is_gzip(source));
    cr_assert_eq(byte_source_read(source, out, sizeof out, &count, &failure), STATUS_FAILED);
    struct failure none = {0};
    cr_assert_eq(byte_source_stored(source, &bytes, &crc, &none), STATUS_OK);
    cr_assert_eq(bytes, 6);
    byte_source_close(source);
}

Test(byte_source, a_checksum_that_is_not_wanted_is_0)
{
    struct byte_source *source;
    struct failure failure = {0};
    uint64_t bytes;
    uint32_t crc;
    cr_assert_eq(byte_source_open(&source, scratch_write("digits", "123456789"), NULL, &failure), STATUS_OK);
    byte_source_skip_crc(source);
    cr_assert_eq(byte_source_stored(source, &bytes, &crc, &failure), STATUS_OK);
    cr_assert_eq(bytes, 9);
    cr_assert_eq(crc, 0);
    byte_source_close(source);
}

static double line_bytes_of(const char *path)
{
    struct byte_source *source = NULL;
    struct failure failure = {0};
    cr_assert_eq(byte_source_open(&source, path, NULL, &failure), STATUS_OK, "%s", failure.message);
    const double bytes = byte_source_line_bytes(source);
    byte_source_close(source);
    return bytes;
}

/* A megabyte of lines of 8 bytes, then one of lines of 64: 147,456 lines of 14.2 bytes on the mean. */
Test(byte_source, the_length_of_lines_is_that_of_the_whole_file)
{
    enum { HALF = 1 << 20, SHORT = 8, LONG = 64 };
    static char text[2 * HALF];
    memset(text, 'x', sizeof text);
    for (size_t i = SHORT - 1; i < HALF; i += SHORT) {
        text[i] = '\n';
    }
    for (size_t i = HALF + LONG - 1; i < sizeof text; i += LONG) {
        text[i] = '\n';
    }
    const struct span whole = {text, sizeof text};
    cr_expect_float_eq(line_bytes_of(scratch_write_bytes("lines", whole)), 14.2, 0.3);
    cr_expect_eq(line_bytes_of(scratch_write("two", "abc\nd")), 5);
    cr_expect_eq(line_bytes_of(scratch_write("none", "abc")), 0);
    cr_expect_eq(line_bytes_of(scratch_gzip("packed", whole)), 0);
    cr_expect_eq(line_bytes_of("/dev/null"), 0);
}

Test(byte_source, refused_memory_is_reported_and_nothing_leaks)
{
    const char *const path = scratch_gzip("whole.gz", span_of("a text"));
    char out[64];
    for (long index = 0;; index++) {
        struct failure failure = {0};
        refuse_allocation(index, false);
        const long length = read_all(path, sizeof out, out, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(length, 6);
            break;
        }
        cr_expect_eq(failure.kind, FAILURE_MEMORY, "%ld: %s", index, failure.message);
    }
}

/* ---- standard input that is read twice -----------------------------------------------------------------------------
 */

enum { PIPED = 40000 }; /* fits into a pipe */

static void pipe_to_standard_input(struct span bytes)
{
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    cr_assert_eq(write(ends[1], bytes.bytes, bytes.length), (ssize_t)bytes.length);
    close(ends[1]);
    cr_assert_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
}

/* What standard input gives until its end, kept. */
static long read_kept(char *out)
{
    struct byte_source *source;
    struct failure failure = {0};
    long length = 0;
    size_t count = 1;
    cr_assert_eq(byte_source_open(&source, "-", NULL, &failure), STATUS_OK, "%s", failure.message);
    byte_source_keep(source);
    while (count > 0) {
        cr_assert_eq(byte_source_read(source, out + length, 1000, &count, &failure), STATUS_OK, "%s", failure.message);
        length += (long)count;
    }
    byte_source_close(source);
    return length;
}

Test(byte_source, a_pipe_on_standard_input_can_be_read_as_often_as_it_is_kept)
{
    static char out[PIPED + 1000];
    pipe_to_standard_input((struct span){much_text().bytes, PIPED});
    for (int round = 0; round < 3; round++) {
        memset(out, 0, sizeof out);
        cr_assert_eq(read_kept(out), PIPED, "round %d", round);
        cr_expect_arr_eq(out, much, PIPED);
    }
}

Test(byte_source, a_file_on_standard_input_is_given_back_where_it_was_taken_over)
{
    static char out[PIPED + 1000];
    const int file = open(scratch_write_bytes("typed", (struct span){much_text().bytes, PIPED}), O_RDONLY);
    cr_assert_eq(dup2(file, STDIN_FILENO), STDIN_FILENO);
    cr_assert_eq(lseek(STDIN_FILENO, 7, SEEK_SET), 7);
    for (int round = 0; round < 2; round++) {
        cr_assert_eq(read_kept(out), PIPED - 7, "round %d", round);
        cr_expect_arr_eq(out, much + 7, PIPED - 7);
    }
    close(file);
}

Test(byte_source, a_pipe_that_has_no_room_to_be_kept_is_read_once_without_complaint)
{
    static char out[PIPED + 1000];
    const struct rlimit least = {1000, 1000};
    struct stat facts;
    signal(SIGXFSZ, SIG_IGN);
    pipe_to_standard_input((struct span){much_text().bytes, PIPED});
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &least), 0);
    cr_expect_eq(read_kept(out), PIPED);
    cr_expect_arr_eq(out, much, PIPED);
    cr_assert_eq(fstat(STDIN_FILENO, &facts), 0);
    cr_expect(S_ISFIFO(facts.st_mode), "what asks whether it was kept looks at this");
    cr_expect_eq(read_kept(out), 0);
}
