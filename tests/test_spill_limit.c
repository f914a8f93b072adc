/* test_spill_limit.c - what cannot leave memory is known, and too small a limit is told with one that works. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "resident.h"
#include "scratch.h"
#include "spill.h"

enum { SMALL_LIMIT = 1 << 20, PAGE_BYTES = 4096 };

TestSuite(spill_limit, .init = scratch_open, .fini = scratch_close);

static struct spill *open_spill(uint64_t limit)
{
    struct failure failure = {0};
    struct spill *spill = NULL;
    cr_assert_eq(spill_open(&spill, limit, NULL, &failure), STATUS_OK);
    return spill;
}

Test(spill_limit, the_room_for_pages_is_known_once_an_array_lies_in_a_file)
{
    struct failure failure = {0};
    const uint64_t needed = resident_bytes(), limit = needed + (256 << 20);
    struct spill *const spill = open_spill(limit);
    unsigned char *items = NULL;
    cr_assert_eq(spill_room(NULL), UINT64_MAX);
    cr_assert_eq(spill_room(spill), UINT64_MAX);
    cr_assert_eq(spill_zeroed(spill, (void **)&items, limit, 1, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_leq(spill_room(spill), 256 << 20);
    cr_assert_geq(spill_room(spill), 200 << 20);
    memset(items, 1, 64 << 20);
    cr_assert_geq(spill_room(spill), 200 << 20, "pages that may leave take no room");
    unsigned char *const ballast = malloc(64 << 20);
    cr_assert_not_null(ballast);
    memset(ballast, 1, 64 << 20);
    cr_assert_leq(spill_room(spill), 192 << 20, "%d", ballast[12345]);
    free(ballast);
    spill_free(spill, items);
    spill_close(spill);
}

static uint64_t named_least(const struct failure *failure)
{
    static const char words[] = "give at least --memory ";
    const char *const place = strstr(failure->message, words);
    cr_assert_not_null(place, "%s", failure->message);
    return strtoull(place + sizeof words - 1, NULL, 10);
}

Test(spill_limit, too_small_a_limit_is_told_with_one_that_works)
{
    struct failure failure = {0};
    struct spill *spill = open_spill(SMALL_LIMIT);
    cr_assert_eq(spill_check(spill, "the words", 10, 10, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_USAGE);
    const uint64_t least = named_least(&failure) << 20;
    spill_close(spill);
    failure = (struct failure){0};
    spill = open_spill(least);
    cr_assert_eq(spill_check(spill, "the words", 10, 10, &failure), STATUS_OK, "%s", failure.message);
    spill_close(spill);
}

/* 64 MB of a tenth of the documents behind the first are 640 MB of all: 576 MB more. */
Test(spill_limit, what_a_tenth_of_the_documents_take_is_told_for_all_of_them)
{
    struct failure all = {0}, tenth = {0};
    struct spill *const spill = open_spill(SMALL_LIMIT);
    unsigned char *const ballast = malloc(64 << 20);
    cr_assert_not_null(ballast);
    cr_assert_eq(spill_check(spill, "the words", 0, 100, &(struct failure){0}), STATUS_FAILED);
    for (size_t i = 0; i < 64 << 20; i += PAGE_BYTES) {
        ballast[i] = 1;
    }
    cr_assert_eq(spill_check(spill, "the words", 65, 0, &all), STATUS_FAILED);
    cr_assert_eq(spill_check(spill, "the words", 70, 700, &tenth), STATUS_FAILED);
    cr_assert_geq(named_least(&tenth), named_least(&all) + 576, "%s", tenth.message);
    free(ballast);
    spill_close(spill);
}

static void touch(unsigned char *ballast, size_t from, size_t to)
{
    for (size_t i = from << 20; i < to << 20; i += PAGE_BYTES) {
        ballast[i] = 1;
    }
}

/* 16 MB of the first 64 documents behind 64, 64 MB of sixteen times as many: the need grows with the square root, and a
 * hundred times as many take ten times as much, 640 MB and not 6,400. */
Test(spill_limit, what_grows_more_slowly_than_the_documents_is_told_so)
{
    struct failure failure = {0};
    struct spill *const spill = open_spill(SMALL_LIMIT);
    unsigned char *const ballast = malloc(64 << 20);
    cr_assert_not_null(ballast);
    cr_assert_eq(spill_check(spill, "the words", 64, 102464, &(struct failure){0}), STATUS_FAILED);
    touch(ballast, 0, 16);
    cr_assert_eq(spill_check(spill, "the words", 128, 102464, &(struct failure){0}), STATUS_FAILED);
    touch(ballast, 16, 32);
    cr_assert_eq(spill_check(spill, "the words", 256, 102464, &(struct failure){0}), STATUS_FAILED);
    touch(ballast, 32, 64);
    cr_assert_eq(spill_check(spill, "the words", 1088, 102464, &failure), STATUS_FAILED);
    cr_expect_geq(named_least(&failure), 640, "%s", failure.message);
    cr_expect_leq(named_least(&failure), 1200, "%s", failure.message);
    free(ballast);
    spill_close(spill);
}

/* What is there and 100 MB more: the least that is named allows for an eighth of it in memory, and for 16 MB of pages.
 */
Test(spill_limit, what_is_still_to_come_is_asked_for_and_a_limit_that_holds_it_is_named)
{
    struct failure failure = {0};
    const uint64_t more = 100 << 20, megabyte = 1 << 20;
    struct spill *spill = open_spill(resident_bytes() + more);
    const uint64_t needed = spill_needed(spill);
    cr_assert_leq(needed, resident_bytes());
    cr_assert_eq(spill_expect(spill, "the tables", 0, 1 << 30, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(spill_expect(spill, "the tables", more, 1 << 30, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_USAGE);
    cr_assert_not_null(strstr(failure.message, "the tables will take up to 101M more"), "%s", failure.message);
    const uint64_t least = named_least(&failure) * megabyte;
    cr_assert_geq(least - least / 8 - 16 * megabyte, needed + more);
    cr_assert_leq(least, (needed + more + 16 * megabyte) * 8 / 7 + 4 * megabyte + needed / 8);
    spill_close(spill);
    failure = (struct failure){0};
    spill = open_spill(least);
    cr_assert_eq(spill_expect(spill, "the tables", more, 1 << 30, &failure), STATUS_OK, "%s", failure.message);
    spill_close(spill);
    spill = open_spill(least * 9 / 10);
    cr_assert_eq(spill_expect(spill, "the tables", more, 1 << 30, &failure), STATUS_FAILED);
    spill_close(spill);
}

/* Little that could be spilled stays in memory, and takes no room for pages: a fifteenth beside it is enough. */
Test(spill_limit, what_needs_no_file_is_granted_with_less_room)
{
    struct failure failure = {0};
    const uint64_t more = 100 << 20, megabyte = 1 << 20;
    struct spill *spill = open_spill(resident_bytes() + more / 2);
    const uint64_t needed = spill_needed(spill);
    cr_assert_eq(spill_expect(spill, "the tables", more, megabyte, &failure), STATUS_FAILED);
    const uint64_t least = named_least(&failure) * megabyte;
    cr_assert_geq(least, (needed + more + megabyte) / 15 * 16);
    cr_assert_leq(least, (needed + more + megabyte) / 15 * 16 + 4 * megabyte + needed / 8);
    spill_close(spill);
    failure = (struct failure){0};
    spill = open_spill(least);
    cr_assert_eq(spill_expect(spill, "the tables", more, megabyte, &failure), STATUS_OK, "%s", failure.message);
    spill_close(spill);
}
