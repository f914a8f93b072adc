/* test_spill.c - arrays are the same wherever they lie, leave memory when they must, and leave nothing behind. */
#include <criterion/criterion.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "refusal.h"
#include "resident.h"
#include "scratch.h"
#include "spill.h"

enum { SMALL_LIMIT = 1 << 20, ITEMS = 3000000, PAGE_BYTES = 4096 };

TestSuite(spill, .init = scratch_open, .fini = scratch_close);

static size_t files_in(const char *path)
{
    size_t count = 0;
    DIR *const folder = opendir(path);
    cr_assert_not_null(folder);
    while (readdir(folder) != NULL) {
        count++;
    }
    closedir(folder);
    return count - 2; /* . and .. */
}

static struct spill *open_spill(uint64_t limit)
{
    struct failure failure = {0};
    struct spill *spill = NULL;
    cr_assert_eq(spill_open(&spill, limit, NULL, &failure), STATUS_OK);
    return spill;
}

/* Grown one item at a time, in a spill whose limit it passes many times over. */
Test(spill, an_array_that_moved_into_a_file_holds_what_was_written)
{
    setenv("TMPDIR", scratch_path(""), 1);
    struct failure failure = {0};
    struct spill *const spill = open_spill(SMALL_LIMIT);
    uint32_t *items = NULL;
    size_t capacity = 0;
    for (uint32_t i = 0; i < ITEMS; i++) {
        cr_assert_eq(spill_reserve(spill, (void **)&items, &capacity, i + 1, sizeof *items, &failure), STATUS_OK, "%s",
                     failure.message);
        items[i] = i * 7;
    }
    cr_assert_geq(spill_bytes(spill), ITEMS * sizeof *items);
    cr_assert_eq(files_in(scratch_path("")), 0, "the file has a name");
    for (uint32_t i = 0; i < ITEMS; i++) {
        cr_assert_eq(items[i], i * 7);
    }
    spill_free(spill, items);
    spill_close(spill);
}

Test(spill, small_arrays_stay_in_memory)
{
    struct failure failure = {0};
    struct spill *const spill = open_spill(SMALL_LIMIT);
    uint64_t *items = NULL;
    cr_assert_eq(spill_zeroed(spill, (void **)&items, 100, sizeof *items, &failure), STATUS_OK);
    cr_assert_eq(spill_bytes(spill), 0);
    spill_free(spill, items);
    spill_close(spill);
}

/* The limit is near to what the process holds anyhow: nearly all of 256 MB must leave, and come back as they were. */
Test(spill, pages_leave_memory_when_the_process_comes_near_to_its_limit)
{
    struct failure failure = {0};
    const size_t bytes = 256 << 20, slack = 64 << 20;
    const uint64_t limit = resident_bytes() * 4 / 3 + (24 << 20);
    struct spill *const spill = open_spill(limit);
    unsigned char *items = NULL;
    cr_assert_eq(spill_zeroed(spill, (void **)&items, bytes, 1, &failure), STATUS_OK, "%s", failure.message);
    uint64_t most = 0;
    for (size_t i = 0; i < bytes; i += PAGE_BYTES) {
        items[i] = (unsigned char)(i / PAGE_BYTES);
        if (i % (1 << 20) == 0) {
            const uint64_t here = resident_bytes();
            most = here > most ? here : most;
            (void)nanosleep(&(struct timespec){.tv_nsec = 200000}, NULL); /* a stage computes in between */
        }
    }
    cr_assert_lt(most, limit + slack);
    for (size_t i = 0; i < bytes; i += PAGE_BYTES) {
        cr_assert_eq(items[i], (unsigned char)(i / PAGE_BYTES));
    }
    spill_free(spill, items);
    spill_close(spill);
}

Test(spill, without_a_spill_arrays_are_those_of_array_h)
{
    struct failure failure = {0};
    uint32_t *items = NULL;
    size_t capacity = 0;
    cr_assert_eq(spill_reserve(NULL, (void **)&items, &capacity, 5, sizeof *items, &failure), STATUS_OK);
    cr_assert_geq(capacity, 5);
    spill_free(NULL, items);
    cr_assert_eq(spill_zeroed(NULL, (void **)&items, 5, sizeof *items, &failure), STATUS_OK);
    cr_assert_eq(items[4], 0);
    spill_free(NULL, items);
    spill_close(NULL);
}

Test(spill, an_array_of_another_owner_does_not_grow_and_stays_whole)
{
    struct failure failure = {0};
    struct spill *const spill = open_spill((uint64_t)1 << 30);
    char own[] = "abc", *items = own;
    size_t capacity = sizeof own;
    cr_expect_eq(spill_reserve(spill, (void **)&items, &capacity, 100, 1, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_INTERNAL);
    cr_expect(items == own && capacity == sizeof own && strcmp(own, "abc") == 0);
    spill_close(spill);
}

Test(spill, a_temporary_folder_that_is_not_there_is_named)
{
    setenv("TMPDIR", "/nowhere/at/all", 1);
    struct failure failure = {0};
    struct spill *const spill = open_spill(SMALL_LIMIT);
    unsigned char *items = NULL;
    cr_assert_eq(spill_zeroed(spill, (void **)&items, 1 << 24, 1, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_IO);
    cr_assert_not_null(strstr(failure.message, "/nowhere/at/all"), "%s", failure.message);
    cr_assert_not_null(strstr(failure.message, "TMPDIR"), "%s", failure.message);
    cr_assert_null(items);
    spill_close(spill);
}

/* A file may not grow beyond RLIMIT_FSIZE: as on a full disk, the space cannot be had. */
Test(spill, a_full_disk_is_a_failure_and_not_a_signal)
{
    struct failure failure = {0};
    (void)signal(SIGXFSZ, SIG_IGN);
    const struct rlimit little = {1 << 20, 1 << 20};
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
    struct spill *const spill = open_spill(SMALL_LIMIT);
    unsigned char *items = NULL;
    cr_assert_eq(spill_zeroed(spill, (void **)&items, 1 << 24, 1, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_IO);
    cr_assert_not_null(strstr(failure.message, "16 MB"), "%s", failure.message);
    spill_close(spill);
}

Test(spill, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    enum status status = STATUS_FAILED;
    for (long index = 0; status != STATUS_OK; index++) {
        struct failure failure = {0};
        struct spill *spill = NULL;
        uint32_t *items = NULL;
        unsigned char *zeroed = NULL;
        size_t capacity = 0;
        refuse_allocation(index, false);
        status = spill_open(&spill, SMALL_LIMIT, NULL, &failure);
        if (status == STATUS_OK) {
            status = spill_reserve(spill, (void **)&items, &capacity, 100, sizeof *items, &failure);
        }
        if (status == STATUS_OK) {
            status = spill_zeroed(spill, (void **)&zeroed, 1000, 1, &failure);
        }
        (void)refuse_nothing();
        cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY);
        if (spill != NULL) {
            spill_free(spill, zeroed);
            spill_free(spill, items);
        }
        spill_close(spill);
    }
}

/* There is room for the file as it was made, and none for twice as much. */
Test(spill, a_disk_that_is_full_when_a_file_grows_is_named_with_its_folder_and_the_array_stays_whole)
{
    enum { BYTES = 1 << 20 };
    struct failure failure = {0};
    (void)signal(SIGXFSZ, SIG_IGN);
    const struct rlimit little = {3 * BYTES, 3 * BYTES};
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
    setenv("TMPDIR", scratch_path(""), 1);
    struct spill *const spill = open_spill(SMALL_LIMIT);
    unsigned char *items = NULL;
    size_t capacity = 0;
    cr_assert_eq(spill_reserve(spill, (void **)&items, &capacity, 2 * BYTES, 1, &failure), STATUS_OK);
    cr_assert_eq(spill_bytes(spill), 2 * BYTES);
    items[2 * BYTES - 1] = 7;
    unsigned char *const before = items;
    cr_assert_eq(spill_reserve(spill, (void **)&items, &capacity, 2 * BYTES + 1, 1, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_IO);
    cr_assert_not_null(strstr(failure.message, scratch_path("")), "%s", failure.message);
    cr_assert_not_null(strstr(failure.message, "4 MB"), "%s", failure.message);
    cr_assert_eq(items, before);
    cr_assert_eq(capacity, 2 * BYTES);
    cr_assert_eq(items[2 * BYTES - 1], 7);
    spill_free(spill, items);
    spill_close(spill);
}

/* An eighth of the limit, 128 KiB, is for arrays in memory: what was given back, or moved away, counts no more. */
Test(spill, memory_that_an_array_left_is_there_for_others)
{
    enum { BYTES = 100000 };
    struct failure failure = {0};
    struct spill *const spill = open_spill(SMALL_LIMIT);
    unsigned char *items = NULL, *moved = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < 5; i++) {
        cr_assert_eq(spill_zeroed(spill, (void **)&items, BYTES, 1, &failure), STATUS_OK);
        spill_free(spill, items);
    }
    cr_assert_eq(spill_reserve(spill, (void **)&moved, &capacity, BYTES, 1, &failure), STATUS_OK);
    cr_assert_eq(spill_bytes(spill), 0);
    cr_assert_eq(spill_reserve(spill, (void **)&moved, &capacity, 3 * BYTES, 1, &failure), STATUS_OK);
    const uint64_t in_file = spill_bytes(spill);
    cr_assert_geq(in_file, 3 * BYTES);
    cr_assert_eq(spill_zeroed(spill, (void **)&items, BYTES, 1, &failure), STATUS_OK);
    cr_assert_eq(spill_bytes(spill), in_file);
    spill_free(spill, items);
    spill_free(spill, moved);
    spill_close(spill);
}
