#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "refusal.h"
#include "report_sample.h"
#include "writer.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(writer, .init = make, .fini = sample_folder_remove);

Test(writer, bytes_arrive_in_order_whatever_their_size)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    static char large[200000];
    memset(large, 'x', sizeof large);
    writer_text(&writer, "a");
    writer_bytes(&writer, large, sizeof large);
    writer_integer(&writer, 42);
    writer_byte(&writer, ' ');
    writer_number(&writer, 0.5);
    for (int i = 0; i < 100000; i++)
        writer_byte(&writer, 'y');
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK, "%s", failure.message);
    const char *const content = sample_content("out");
    cr_assert_eq(sample_content_length(), 1 + 200000 + 6 + 100000);
    cr_assert_eq(content[0], 'a');
    cr_assert_arr_eq(content + 200001, "42 0.5yy", 8);
}

Test(writer, a_full_disk_is_told_at_the_check_with_the_name)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const int descriptor = open("/dev/full", O_WRONLY);
    cr_assert_geq(descriptor, 0);
    cr_assert_eq(writer_attach(&writer, descriptor, "standard output", &failure), STATUS_OK);
    writer_text(&writer, "lost");
    cr_assert_eq(writer_close(&writer, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_IO);
    cr_assert_not_null(strstr(failure.message, "standard output"));
    close(descriptor);
}

Test(writer, a_closed_pipe_is_quiet)
{
    signal(SIGPIPE, SIG_IGN);
    int ends[2];
    struct writer writer = {0};
    struct failure failure = {0};
    cr_assert_eq(pipe(ends), 0);
    close(ends[0]);
    cr_assert_eq(writer_attach(&writer, ends[1], "standard output", &failure), STATUS_OK);
    writer_text(&writer, "lost");
    cr_assert_eq(writer_flush(&writer, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_IO);
    cr_assert(failure.quiet);
    writer_discard(&writer);
}

Test(writer, a_file_that_is_there_is_not_overwritten)
{
    struct writer first = {0}, second = {0};
    struct failure failure = {0};
    sample_writer(&first, "out");
    cr_assert_eq(writer_create(&second, sample_path("out"), &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_CANNOT_CREATE);
    cr_assert_null(second.buffer);
    writer_discard(&first);
    writer_discard(&second);
}

Test(writer, a_patch_replaces_what_was_written)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    writer_text(&writer, "size      \nbody");
    cr_assert_eq(writer_patch(&writer, 5, span_of("1234"), &failure), STATUS_OK);
    writer_text(&writer, "!");
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"), "size 1234 \nbody!");
}

Test(writer, closing_a_closed_writer_does_nothing)
{
    struct writer writer = {0};
    struct failure failure = {0};
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    writer_discard(&writer);
}

Test(writer, what_is_gathered_is_the_bytes_that_would_have_been_written)
{
    struct writer writer = {0};
    struct failure failure = {0};
    static char large[200000];
    memset(large, 'x', sizeof large);
    cr_assert_eq(writer_gather(&writer, &failure), STATUS_OK);
    for (int round = 0; round < 2; round++) {
        writer.used = 0;
        writer_text(&writer, "a");
        writer_bytes(&writer, large, sizeof large);
        for (int i = 0; i < 100000; i++)
            writer_byte(&writer, 'y');
        for (int i = 0; i < 50000; i++)
            writer_integer(&writer, 12345678);
        cr_assert_eq(writer_check(&writer, &failure), STATUS_OK);
        cr_assert_eq(writer.used, 1 + 200000 + 100000 + 400000);
        cr_expect_arr_eq(writer.buffer, "axx", 3);
        cr_expect_arr_eq(writer.buffer + 200000, "xyy", 3);
        cr_expect_arr_eq(writer.buffer + 300000, "y12345678", 9);
        cr_expect_arr_eq(writer.buffer + writer.used - 9, "812345678", 9);
    }
    writer_discard(&writer);
}

Test(writer, gathering_without_memory_is_told_at_the_check)
{
    struct writer writer = {0};
    struct failure failure = {0};
    static char large[200000];
    cr_assert_eq(writer_gather(&writer, &failure), STATUS_OK);
    refuse_allocation(0, true);
    writer_bytes(&writer, large, sizeof large);
    for (int i = 0; i < 100000; i++) {
        writer_byte(&writer, 'y');
        writer_number(&writer, 0.123456789);
    }
    cr_expect_eq(writer_check(&writer, &failure), STATUS_FAILED);
    (void)refuse_nothing();
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    writer_discard(&writer);
}
