/* test_spill_part.c - too small a limit is told within a long document. */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#include "resident.h"
#include "scratch.h"
#include "spill.h"

TestSuite(spill_part, .init = scratch_open, .fini = scratch_close);

/* Twice the text, by the first look and this one, brought the square root of two as many words: so will ten times. */
Test(spill_part, within_a_document_what_all_of_it_takes_is_named)
{
    const uint64_t megabyte = 1 << 20, limit = resident_bytes() + 32 * megabyte, words = 100000;
    struct failure failure = {0};
    struct spill_part part = {0};
    struct spill *spill = NULL;
    cr_assert_eq(spill_open(&spill, limit, NULL, &failure), STATUS_OK);
    spill_note_part(NULL, words);
    cr_expect_eq(spill_check_part(NULL, &part, megabyte, 40 * megabyte, &failure), STATUS_OK);
    spill_note_part(spill, words);
    cr_expect_eq(spill_check_part(spill, &part, 2 * megabyte, 40 * megabyte, &failure), STATUS_OK);
    char *const ballast = malloc(64 * megabyte);
    cr_assert_not_null(ballast);
    memset(ballast, 1, 64 * megabyte);
    cr_expect_eq(spill_check_part(spill, &part, 2 * megabyte + 1, 40 * megabyte, &failure), STATUS_OK,
                 "%d: each megabyte", ballast[12345]);
    spill_note_part(spill, 141421);
    cr_expect_eq(spill_check_part(spill, &part, 4 * megabyte, 7 * megabyte, &failure), STATUS_OK, "it is short");
    const uint64_t needed = resident_bytes();
    cr_assert_eq(spill_check_part(spill, &part, 4 * megabyte, 40 * megabyte, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_USAGE);
    cr_expect_not_null(strstr(failure.message, "10% of a document of 40 MB"), "%s", failure.message);
    /* 447,214 words: those to come 270 bytes each, all 130 at the end; a sixteenth is kept free */
    const uint64_t kept = needed + 305793 * 270 + 447214 * 130;
    const char *const place = strstr(failure.message, "give at least --memory ");
    cr_assert_not_null(place, "%s", failure.message);
    const uint64_t named = strtoull(place + strlen("give at least --memory "), NULL, 10) * megabyte;
    cr_expect_geq(named, kept / 15 * 16);
    cr_expect_leq(named, kept / 15 * 16 + needed / 16 + 12 * megabyte);
    free(ballast);
    spill_close(spill);
}

/* What a document takes in its midst may go before its end, where less than the limit is asked for. */
Test(spill_part, within_a_document_the_limit_itself_may_be_filled)
{
    const uint64_t megabyte = 1 << 20, limit = resident_bytes() + 64 * megabyte;
    struct failure failure = {0};
    struct spill_part part = {0};
    struct spill *spill = NULL;
    cr_assert_eq(spill_open(&spill, limit, NULL, &failure), STATUS_OK);
    const size_t room = limit - limit / 32 - resident_bytes();
    char *const ballast = malloc(room);
    cr_assert_not_null(ballast);
    memset(ballast, 1, room);
    cr_expect_gt(resident_bytes(), limit / 16 * 15, "%d", ballast[12345]);
    cr_expect_eq(spill_check_part(spill, &part, 2 * megabyte, 40 * megabyte, &failure), STATUS_OK, "%s",
                 failure.message);
    free(ballast);
    spill_close(spill);
}
