#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

#include "failure.h"

Test(failure, the_first_failure_wins)
{
    struct failure failure = {0};
    cr_assert_eq(failure_set(&failure, FAILURE_DATA, "line %d", 7), STATUS_FAILED);
    cr_assert_eq(failure_set(&failure, FAILURE_IO, "later"), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_DATA);
    cr_assert_str_eq(failure.message, "line 7");
}

Test(failure, a_message_that_is_too_long_is_cut_at_a_character)
{
    /* 3-byte characters from an offset of 1: the limit of 2047 bytes falls inside one. */
    char text[3 * 1000 + 2] = "x";
    for (size_t i = 0; i < 1000; i++) {
        strcat(text + 1 + 3 * i, "\xE4\xB8\xAD");
    }
    struct failure failure = {0};
    (void)failure_set(&failure, FAILURE_DATA, "%s", text);
    const size_t length = strlen(failure.message);
    cr_assert_eq(length, 1 + 3 * ((FAILURE_MESSAGE_BYTES - 2) / 3));
    cr_assert_eq(memcmp(failure.message, text, length), 0);
}

Test(failure, a_closed_pipe_is_quiet_and_an_io_failure)
{
    struct failure failure = {0};
    cr_assert_eq(failure_errno(&failure, "write", "standard output", EPIPE), STATUS_FAILED);
    cr_assert(failure.quiet);
    cr_assert_eq(failure.kind, FAILURE_IO);
}

Test(failure, a_full_disk_names_action_path_and_reason)
{
    struct failure failure = {0};
    (void)failure_errno(&failure, "write", "out/terms.csv", ENOSPC);
    cr_assert_str_eq(failure.message,
                     "cannot write out/terms.csv: No space left on device; free some of it, or choose another place");
    cr_assert_not(failure.quiet);
}

Test(failure, memory_refused_by_the_system_is_a_memory_failure)
{
    struct failure failure = {0};
    (void)failure_errno(&failure, "read", "a.txt", ENOMEM);
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
}
