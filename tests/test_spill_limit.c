/* test_spill_limit.c - what cannot leave memory is known, and too small a limit is told with one that works. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "resident.h"
#include "scratch.h"
#include "spill.h"
#include "spill_state.h"

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

Test(spill_limit, far_below_the_limit_some_looks_are_spared_and_what_comes_is_seen_all_the_same)
{
    enum { LOOKS_MOST = 16 };
    struct failure failure = {0};
    const uint64_t needed = resident_bytes(), limit = 5 * needed;
    struct spill *const spill = open_spill(limit);
    cr_assert_eq(spill_check(spill, "the tables", 0, 0, &failure), STATUS_OK, "%s", failure.message);
    unsigned char *const ballast = malloc(limit);
    cr_assert_not_null(ballast);
    memset(ballast, 1, limit);
    size_t looks = 1;
    while (looks <= LOOKS_MOST && spill_check(spill, "the tables", 0, 0, &failure) == STATUS_OK) {
        looks++;
    }
    cr_expect_leq(looks, (size_t)LOOKS_MOST, "%d", ballast[12345]);
    cr_expect_eq(failure.kind, FAILURE_USAGE);
    failure = (struct failure){0};
    for (size_t i = 0; i < LOOKS_MOST; i++) {
        cr_expect_eq(spill_check(spill, "the tables", 0, 0, &failure), STATUS_FAILED,
                     "near the limit each is looked at");
    }
    free(ballast);
    spill_close(spill);
}

Test(spill_limit, while_documents_come_each_look_is_one)
{
    struct failure failure = {0};
    const uint64_t needed = resident_bytes(), limit = 5 * needed;
    struct spill *const spill = open_spill(limit);
    cr_assert_eq(spill_check(spill, "the words", 16, 32, &failure), STATUS_OK, "%s", failure.message);
    unsigned char *const ballast = malloc(limit);
    cr_assert_not_null(ballast);
    memset(ballast, 1, limit);
    cr_expect_eq(spill_check(spill, "the words", 32, 32, &failure), STATUS_FAILED, "%d", ballast[12345]);
    free(ballast);
    spill_close(spill);
}

/* 64 MB are 128 of twice as many documents. */
Test(spill_limit, where_nobody_knows_how_much_comes_twice_as_much_is_named)
{
    struct failure known = {0}, unknown = {0};
    struct spill *const spill = open_spill(SMALL_LIMIT);
    unsigned char *const ballast = malloc(64 << 20);
    cr_assert_not_null(ballast);
    cr_assert_eq(spill_check(spill, "the words", 1, 0, &(struct failure){0}), STATUS_FAILED);
    memset(ballast, 1, 64 << 20);
    cr_assert_eq(spill_check(spill, "the words", 80, 80, &known), STATUS_FAILED);
    cr_assert_eq(spill_check(spill, "the words", 80, 0, &unknown), STATUS_FAILED);
    cr_expect_geq(named_least(&unknown), named_least(&known) + 64, "%d", ballast[12345]);
    cr_expect_not_null(strstr(unknown.message, "how much is still to be read is not known"));
    free(ballast);
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
    cr_assert_eq(spill_check(spill, "the words", 65, 65, &all), STATUS_FAILED);
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

/* The limit that is named with 64 MB more than at the beginning, for 160,000 words of 1,024 documents of 16,384, with
 * `first` of them in the first 256 and `before` in the first 512. */
static uint64_t named_for_words(uint64_t first, uint64_t before)
{
    struct failure failure = {0};
    struct spill *const spill = open_spill(SMALL_LIMIT);
    unsigned char *const ballast = malloc(64 << 20);
    size_t touched = 0;
    const uint64_t documents[] = {256, 512, 1024}, words[] = {first, before, 160000};
    cr_assert_not_null(ballast);
    cr_assert_eq(spill_check(spill, "the words", 64, 16384, &(struct failure){0}), STATUS_FAILED);
    for (size_t i = 0; i < 3; i++) {
        spill_note_words(spill, &(struct spill_words){.terms = words[i]});
        touch(ballast, touched, words[i] * 64 / words[2]);
        touched = words[i] * 64 / words[2];
        failure = (struct failure){0};
        cr_assert_eq(spill_check(spill, "the words", documents[i], 16384, &failure), STATUS_FAILED);
    }
    free(ballast);
    spill_close(spill);
    return named_least(&failure);
}

/* With every document as many new words: sixteen times as much, 1 GB. With the square root of the documents four times
 * as much; where it was a fifth more with the last doubling and a half with the one before, less than that. */
Test(spill_limit, what_grows_with_distinct_words_is_told_by_how_these_come)
{
    const uint64_t own = resident_bytes() >> 20; /* the process's: a sanitizer makes it large */
    const uint64_t in_proportion = named_for_words(40000, 80000), as_roots = named_for_words(80000, 113137),
                   fewer = named_for_words(88889, 133333);
    cr_expect_geq(in_proportion, 1024);
    cr_expect_leq(in_proportion, 1024 * 14 / 10);
    cr_expect_geq(as_roots, 256);
    cr_expect_leq(as_roots, 256 * 16 / 10 + 2 * own);
    cr_expect_lt(fewer, as_roots);
    cr_expect_geq(fewer, 64);
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

static struct spill_demand ask(const void *context, const struct spill_prospect *prospect)
{
    cr_assert_eq(prospect->documents, 160);
    cr_assert_eq(prospect->times, 2);
    cr_assert_eq(prospect->words.entries, 2000);
    cr_assert_eq(prospect->words.terms, 1000, "nothing earlier was noted");
    return *(const struct spill_demand *)context;
}

static struct spill_demand ask_now(const void *context, const struct spill_prospect *prospect)
{
    cr_assert_eq(prospect->times, 1);
    return *(const struct spill_demand *)context;
}

/* Half of the documents are read, with an array of so many bytes. */
static uint64_t named_with_array(struct spill_demand demand, size_t array_bytes)
{
    struct failure failure = {0};
    struct spill *const spill = open_spill(SMALL_LIMIT);
    void *items = NULL;
    if (array_bytes > 0) {
        cr_assert_eq(spill_zeroed(spill, &items, array_bytes, 1, &failure), STATUS_OK, "%s", failure.message);
    }
    spill_foresee(spill, ask, &demand);
    spill_note_words(spill, &(struct spill_words){.learned = 1000, .terms = 500, .entries = 1000});
    cr_assert_eq(spill_check(spill, "the words", 80, 160, &failure), STATUS_FAILED);
    spill_free(spill, items);
    spill_close(spill);
    return named_least(&failure);
}

static uint64_t named_with(struct spill_demand demand)
{
    return named_with_array(demand, 0);
}

/* 64 MB of a limit of which a quarter stays free for pages, or a fifteenth without files. */
Test(spill_limit, what_stages_ask_for_later_is_named_while_documents_come)
{
    const uint64_t megabyte = 1 << 20, alone = named_with((struct spill_demand){0}),
                   later = named_with((struct spill_demand){64 * megabyte, 0}),
                   spilled = named_with((struct spill_demand){64 * megabyte, 1 << 30});
    cr_expect_geq(later, alone + 64);
    cr_expect_leq(later, alone + 64 * 16 / 15 + 2 + alone / 16 + 2);
    cr_expect_gt(spilled, later, "files want room for their pages");
    cr_expect_leq(spilled, (alone + 64) * 8 / 5 + 8);
    spill_foresee(NULL, ask, NULL);
}

/* Of what comes a half and an eighth of that half again are still to come. An array of 8 MB will hold 18 in room for
 * 32, which an eighth of more than 400 MB lets stay; one of 20 MB doubles to 80 for its 45, and will be in a file. */
Test(spill_limit, an_array_that_will_double_beyond_its_share_is_foreseen_in_a_file)
{
    const uint64_t megabyte = 1 << 20;
    const struct spill_demand demand = {400 * megabyte, 0};
    const uint64_t alone = named_with(demand), stays = named_with_array(demand, 8 * megabyte),
                   leaves = named_with_array(demand, 20 * megabyte);
    cr_expect_geq(stays, alone + 18);
    cr_expect_leq(stays, alone + 18 * 16 / 15 + 2 + alone / 64);
    cr_expect_leq(leaves, alone + 2);
}

static bool see(const void *context, uint64_t done, struct spill_outlook *outlook)
{
    const struct spill_outlook *const seen = context;
    cr_expect_eq(done, 80);
    *outlook = *seen;
    return seen->documents > 0;
}

/* 80 documents of as many as are expected, with 100,000 words and an array of 1 MB. */
static uint64_t named_when_seen(uint64_t expected, struct spill_outlook seen, struct failure *failure)
{
    struct spill *const spill = open_spill(SMALL_LIMIT);
    void *items;
    *failure = (struct failure){0};
    cr_assert_eq(spill_zeroed(spill, &items, 1 << 20, 1, failure), STATUS_OK, "%s", failure->message);
    spill_look_ahead_by(spill, see, &seen);
    spill_note_words(spill, &(struct spill_words){.learned = 100000, .terms = 100000, .entries = 100000});
    cr_assert_eq(spill_check(spill, "the words", 80, expected, failure), STATUS_FAILED);
    spill_free(spill, items);
    spill_close(spill);
    return named_least(failure);
}

/* By documents alone 80 of 8,000 would have a hundredth of the words. 270 and 170 bytes of each word, an eighth more,
 * and 16/15 of it: 53 MB for 100,000. */
Test(spill_limit, what_is_seen_of_documents_to_come_is_named_whatever_was_expected)
{
    const struct spill_outlook same = {8000, 1, 1, 1}, twice = {8000, 2, 2, 1}, longer = {8000, 1, 1, 100},
                               nothing = {0};
    struct failure failure;
    const uint64_t of_same = named_when_seen(8000, same, &failure), of_twice = named_when_seen(8000, twice, &failure);
    cr_expect(of_twice >= of_same + 48 && of_twice <= of_same + 58, "%llu, %llu", (unsigned long long)of_same,
              (unsigned long long)of_twice);
    cr_expect_gt(named_when_seen(8000, longer, &failure), of_same + 3, "an array of all the text will be in a file");
    cr_expect_gt(named_when_seen(8000, nothing, &failure), of_same + 1000);
    cr_expect_null(strstr(failure.message, "is not known"), "%s", failure.message);
    (void)named_when_seen(0, nothing, &failure);
    cr_expect_not_null(strstr(failure.message, "is not known"), "%s", failure.message);
    const uint64_t unknown = named_when_seen(0, twice, &failure);
    cr_expect(unknown + 2 >= of_twice && unknown <= of_twice + 2, "%llu", (unsigned long long)unknown);
    cr_expect_not_null(strstr(failure.message, "before the whole corpus is read;"), "%s", failure.message);
    spill_look_ahead_by(NULL, see, NULL);
}

/* Half a gigabyte was foreseen, and is known to be 64 MB. */
Test(spill_limit, what_is_known_at_last_is_not_foreseen_any_more)
{
    struct failure failure = {0};
    const struct spill_demand demand = {512 << 20, 0};
    struct spill *const spill = open_spill(SMALL_LIMIT);
    spill_foresee(spill, ask_now, &demand);
    cr_assert_eq(spill_expect(spill, "the tables", 64 << 20, 0, &failure), STATUS_FAILED);
    cr_expect_geq(named_least(&failure), 512);
    spill_foresee_no_more(spill, &demand);
    failure = (struct failure){0};
    cr_assert_eq(spill_expect(spill, "the tables", 64 << 20, 0, &failure), STATUS_FAILED);
    cr_expect_lt(named_least(&failure), 512);
    spill_close(spill);
}

Test(spill_limit, what_can_be_taken_yet_is_known)
{
    struct spill *const spill = open_spill(resident_bytes() + (64 << 20));
    const uint64_t slack = spill_slack(spill);
    cr_expect_leq(slack, 64 << 20);
    cr_expect_geq(slack, 48 << 20);
    unsigned char *const ballast = malloc(128 << 20);
    cr_assert_not_null(ballast);
    memset(ballast, 1, 128 << 20);
    cr_expect_eq(spill_slack(spill), 0, "%d", ballast[12345]);
    cr_expect_eq(spill_slack(NULL), UINT64_MAX);
    free(ballast);
    spill_close(spill);
}

static int has_small_pages(void)
{
    return prctl(PR_GET_THP_DISABLE, 0UL, 0UL, 0UL, 0UL);
}

/* Three quarters of a small limit, where each document is looked at and no large page comes any more. */
Test(spill_limit, near_to_a_small_limit_is_known_and_pages_are_small_until_it_ends)
{
    struct failure failure = {0};
    const uint64_t needed = resident_bytes(), limit = needed + (60 << 20);
    struct spill *const spill = open_spill(limit);
    cr_assert_eq(spill_check(spill, "the words", 80, 160, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_not(spill_is_near(spill));
    cr_expect_not(spill_is_near(NULL));
    cr_expect_eq(has_small_pages(), 0);
    /* no malloc: a sanitizer keeps what is freed */
    unsigned char *const ballast = mmap(NULL, 47 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    cr_assert_neq((void *)ballast, MAP_FAILED);
    memset(ballast, 1, 47 << 20);
    cr_expect_eq(spill_check(spill, "the words", 96, 160, &failure), STATUS_OK, "%s", failure.message);
    cr_expect(spill_is_near(spill), "%d", ballast[12345]);
    cr_expect_eq(has_small_pages(), limit < 128 << 20);
    cr_assert_eq(munmap(ballast, 47 << 20), 0);
    cr_expect_eq(spill_check(spill, "the words", 112, 160, &(struct failure){0}), STATUS_OK);
    cr_expect_not(spill_is_near(spill));
    spill_close(spill);
    cr_expect_eq(has_small_pages(), 0);
}

Test(spill_limit, a_very_small_limit_has_small_pages_from_the_start)
{
    struct spill *const spill = open_spill((64 << 20) - 1);
    cr_expect_eq(has_small_pages(), 1);
    spill_close(spill);
    cr_expect_eq(has_small_pages(), 0);
    struct spill *const larger = open_spill(64 << 20);
    cr_expect_eq(has_small_pages(), 0);
    spill_close(larger);
}

/* Of an array that must double beyond its share of memory nothing stays there; a smaller one does. */
Test(spill_limit, a_limit_is_named_for_arrays_one_by_one)
{
    struct failure failure = {0};
    struct spill *const spill = open_spill(64 << 20);
    void *small = NULL, *large = NULL;
    cr_assert_eq(spill_zeroed(spill, &small, 2 << 20, 1, &failure), STATUS_OK);
    cr_assert_eq(spill_zeroed(spill, &large, 5 << 20, 1, &failure), STATUS_OK);
    memset(small, 1, 2 << 20);
    memset(large, 1, 5 << 20);
    const uint64_t kept = spill_needed(spill) - (7 << 20);
    cr_assert_eq(spill_expect(spill, "the tables", 400 << 20, 0, &failure), STATUS_FAILED);
    const uint64_t named = named_least(&failure) << 20, all = kept + (407 << 20);
    cr_expect_geq(named, all / 15 * 16, "both fit an eighth of it");
    cr_expect_leq(named, all / 15 * 16 + (4 << 20) + all / 8);
    spill_free(spill, large);
    spill_free(spill, small);
    spill_close(spill);
}

/* Half a gigabyte in a file takes nothing of the eighth of 460 MB that the 32 MB of the smaller array fit: 16 MB for
 * pages of the file are all that it asks for. */
Test(spill_limit, an_array_in_a_file_has_no_part_of_the_memory_that_is_named)
{
    struct failure failure = {0};
    const uint64_t megabyte = 1 << 20;
    struct spill *const spill = open_spill(resident_bytes() + 64 * megabyte);
    void *large = NULL, *small = NULL;
    cr_assert_eq(spill_zeroed(spill, &large, 512 * megabyte, 1, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(spill_zeroed(spill, &small, 32 * megabyte, 1, &failure), STATUS_OK, "%s", failure.message);
    const uint64_t needed = spill_needed(spill), all = needed + (400 + 32 + 16) * megabyte;
    cr_assert_eq(spill_expect(spill, "the tables", 400 * megabyte, 0, &failure), STATUS_FAILED);
    const uint64_t named = named_least(&failure) * megabyte;
    cr_expect_geq(named, all);
    cr_expect_leq(named, all + 4 * megabyte + needed / 8);
    spill_free(spill, small);
    spill_free(spill, large);
    spill_close(spill);
}

/* One worker looks at 9 MB in a millisecond, three at it 27. */
Test(spill_limit, the_next_look_comes_before_what_room_is_left_can_be_filled)
{
    const uint64_t megabyte = 1 << 20;
    struct spill *const spill = open_spill(100 * megabyte);
    const long none = spill_pause_nanoseconds(spill, 101 * megabyte);
    cr_expect_leq(none, 300000);
    cr_expect_eq(spill_pause_nanoseconds(spill, 99 * megabyte), none, "more looks than that would take time");
    for (uint64_t room = 27; room <= 81; room += 27) {
        const long pause = spill_pause_nanoseconds(spill, (100 - room) * megabyte);
        cr_expect_geq(pause, (long)(room / 27 * 900000), "%ld", pause);
        cr_expect_leq(pause, (long)(room / 27 * 1100000), "%ld", pause);
    }
    cr_expect_eq(spill_pause_nanoseconds(spill, 0), 3000000, "far from the limit");
    spill_close(spill);
}

/* Twenty times, as the thread that looks by itself may have come first. */
Test(spill_limit, room_is_made_at_once_where_the_process_is_near_to_the_limit)
{
    enum { ROUNDS = 20, BYTES = 4 << 20, BESIDE = 1 << 19 };
    struct failure failure = {0};
    struct spill *spill = NULL;
    void *items = NULL;
    spill_make_room(NULL);
    cr_assert_eq(spill_open(&spill, 1 << 20, NULL, &failure), STATUS_OK);
    cr_assert_eq(spill_zeroed(spill, &items, BYTES, 1, &failure), STATUS_OK);
    spill_make_room(spill);
    const uint64_t without = resident_bytes();
    for (int round = 0; round < ROUNDS; round++) {
        memset(items, round, BYTES);
        spill_make_room(spill);
        cr_assert_lt(resident_bytes(), without + BESIDE);
    }
    cr_expect_eq(((const char *)items)[BYTES - 1], ROUNDS - 1);
    spill_free(spill, items);
    spill_close(spill);
}
