#include <criterion/criterion.h>

#include <stdlib.h>
#include <sys/resource.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "refusal.h"
#include "scratch.h"
#include "waiting_words.h"

enum { LITTLE = 1 << 8, MUCH = 1 << 20, WORDS = 12 * WAITING_SLICE_WORDS + 7 };

static struct failure failure;

TestSuite(waiting_words, .init = scratch_open, .fini = scratch_close);

static void use_folder(const char *path)
{
    cr_assert_eq(setenv("TMPDIR", path, 1), 0);
}

/* WORDS words, the letters of which stand where they say. */
static char text[5 * WORDS + 1];
static struct word words[WORDS];
static struct form forms[WORDS];
static const struct form *row[WORDS];

static void make_words(void)
{
    for (size_t i = 0; i < WORDS; i++) {
        (void)snprintf(text + 5 * i, 6, "%04zu ", i);
        words[i] = (struct word){.surface = {text + 5 * i, 4}, .start = 5 * i, .end = 5 * i + 4, .flags = i % 8};
        forms[i].number = (uint32_t)i;
        row[i] = &forms[i];
    }
}

struct seen {
    size_t count, records, stop_behind;
    enum record_kind kind;
};

static enum status look(void *context, const struct record *record)
{
    struct seen *const seen = context;
    const bool has_forms = record->kind == RECORD_TERMS;
    const size_t count = has_forms ? record->as.terms->count : record->as.words->count;
    const struct word *const items = has_forms ? record->as.terms->words : record->as.words->items;
    cr_expect_eq(record->kind, seen->kind);
    for (size_t i = 0; i < count; i++) {
        char expected[5];
        (void)snprintf(expected, sizeof expected, "%04zu", seen->count);
        cr_expect(span_equal(items[i].surface, span_of(expected)), "%s", expected);
        cr_expect(items[i].start == 5 * seen->count && items[i].end == 5 * seen->count + 4, "%s", expected);
        cr_expect_eq(items[i].flags, seen->count % 8);
        cr_expect(!has_forms || record->as.terms->forms[i] == &forms[seen->count], "%s", expected);
        seen->count++;
    }
    seen->records++;
    return seen->stop_behind > 0 && seen->records >= seen->stop_behind ? STATUS_FAILED : STATUS_OK;
}

static enum status add(struct waiting_words *waiting, enum record_kind kind, size_t first, size_t count,
                       size_t limit_bytes)
{
    const struct waiting_place place = {limit_bytes, NULL};
    const struct words some = {.items = words + first, .count = count};
    const struct terms terms = {words + first, row + first, count};
    const struct record record = kind == RECORD_TERMS ? (struct record){.kind = kind, .as.terms = &terms}
                                                      : (struct record){.kind = kind, .as.words = &some};
    return waiting_words_add(waiting, &record, &place, &failure);
}

static void expect_all(struct waiting_words *waiting, enum record_kind kind, size_t count)
{
    struct seen seen = {.kind = kind};
    cr_assert_eq(waiting_words_hand_on(waiting, look, &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(seen.count, count);
}

Test(waiting_words, come_back_in_their_order_from_memory_and_from_a_file)
{
    static const enum record_kind kinds[] = {RECORD_WORDS, RECORD_TERMS};
    use_folder(scratch_path(""));
    make_words();
    for (size_t i = 0; i < 4; i++) {
        struct waiting_words waiting = {0};
        const size_t limit = i < 2 ? MUCH : LITTLE;
        const enum record_kind kind = kinds[i % 2];
        for (size_t first = 0; first < WORDS; first += 100) {
            const size_t count = WORDS - first < 100 ? WORDS - first : 100;
            cr_assert_eq(add(&waiting, kind, first, count, limit), STATUS_OK, "%s", failure.message);
        }
        cr_expect_eq(waiting.has_file, limit == LITTLE);
        cr_expect(!waiting.has_file || waiting.file_bytes > WORDS * sizeof "0000");
        expect_all(&waiting, kind, WORDS);
        waiting_words_clear(&waiting, 0);
    }
}

Test(waiting_words, of_an_empty_record_are_a_record_without_words)
{
    struct waiting_words waiting = {0};
    struct seen seen = {.kind = RECORD_WORDS};
    cr_assert_eq(add(&waiting, RECORD_WORDS, 0, 0, MUCH), STATUS_OK);
    cr_assert_eq(waiting_words_hand_on(&waiting, look, &seen, &failure), STATUS_OK);
    cr_expect(seen.records == 1 && seen.count == 0);
    waiting_words_clear(&waiting, 0);
}

Test(waiting_words, take_little_memory_beyond_their_limit)
{
    struct waiting_words waiting = {0};
    use_folder(scratch_path(""));
    make_words();
    cr_assert_eq(add(&waiting, RECORD_WORDS, 0, WORDS, MUCH), STATUS_OK);
    cr_expect(waiting.length < (4 + 5) * WORDS && !waiting.has_file,
              "four bytes beside the letters, and little for a slice");
    waiting_words_clear(&waiting, 0);
    for (size_t first = 0; first < WORDS; first += 10) {
        cr_assert_eq(add(&waiting, RECORD_WORDS, first, WORDS - first < 10 ? WORDS - first : 10, LITTLE), STATUS_OK);
        cr_expect_leq(waiting.capacity, 4 * LITTLE);
    }
    waiting_words_clear(&waiting, 0);
}

Test(waiting_words, of_a_record_are_handed_on_in_slices_until_one_is_refused)
{
    struct waiting_words waiting = {0};
    struct seen seen = {.kind = RECORD_WORDS, .stop_behind = 2};
    use_folder(scratch_path(""));
    make_words();
    cr_assert_eq(add(&waiting, RECORD_WORDS, 0, WORDS, LITTLE), STATUS_OK);
    cr_expect_eq(waiting_words_hand_on(&waiting, look, &seen, &failure), STATUS_FAILED);
    cr_expect_eq(seen.count, 2 * (size_t)WAITING_SLICE_WORDS);
    waiting_words_clear(&waiting, 0);
}

Test(waiting_words, that_are_cleared_leave_memory_for_others_and_nothing_else)
{
    struct waiting_words waiting = {0};
    use_folder(scratch_path(""));
    make_words();
    cr_assert_eq(add(&waiting, RECORD_WORDS, 0, WORDS, LITTLE), STATUS_OK);
    const int file = waiting.file;
    waiting_words_clear(&waiting, MUCH);
    cr_expect_eq(lseek(file, 0, SEEK_SET), -1, "the file is closed");
    expect_all(&waiting, RECORD_WORDS, 0);
    cr_assert_eq(add(&waiting, RECORD_TERMS, 0, 3, MUCH), STATUS_OK);
    cr_expect_gt(waiting.capacity, 0);
    expect_all(&waiting, RECORD_TERMS, 3);
    waiting_words_clear(&waiting, waiting.capacity - 1);
    cr_expect_null(waiting.bytes);
}

Test(waiting_words, need_a_folder_that_takes_a_file_only_beyond_their_limit)
{
    struct waiting_words waiting = {0};
    use_folder(scratch_path("nowhere"));
    make_words();
    cr_assert_eq(add(&waiting, RECORD_WORDS, 0, WORDS, MUCH), STATUS_OK);
    cr_expect_eq(add(&waiting, RECORD_WORDS, 0, WORDS, LITTLE), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect_not_null(strstr(failure.message, scratch_path("nowhere")), "%s", failure.message);
    cr_expect_not_null(strstr(failure.message, "the words of a long document"), "%s", failure.message);
    cr_expect_null(strstr(failure.message, "--memory"), "more of it does not help: %s", failure.message);
    waiting_words_clear(&waiting, 0);
}

Test(waiting_words, that_the_disk_does_not_take_are_a_failure_that_says_so)
{
    struct waiting_words waiting = {0};
    const struct rlimit small = {100, 100};
    use_folder(scratch_path(""));
    make_words();
    cr_assert_neq(signal(SIGXFSZ, SIG_IGN), SIG_ERR);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    cr_expect_eq(add(&waiting, RECORD_WORDS, 0, WORDS, LITTLE), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect_not_null(strstr(failure.message, "set TMPDIR"), "%s", failure.message);
    waiting_words_clear(&waiting, 0);
}

Test(waiting_words, that_are_lost_on_their_way_are_a_failure_and_no_words)
{
    struct waiting_words waiting = {0};
    struct seen seen = {.kind = RECORD_WORDS};
    use_folder(scratch_path(""));
    make_words();
    cr_assert_eq(add(&waiting, RECORD_WORDS, 0, WORDS, LITTLE), STATUS_OK);
    waiting.length = 0; /* the rest would be written behind what is lost */
    cr_assert_eq(ftruncate(waiting.file, 4), 0);
    cr_expect_eq(waiting_words_hand_on(&waiting, look, &seen, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect_eq(seen.count, 0);
    cr_expect_null(strstr(failure.message, "room"), "more of it does not help: %s", failure.message);
    waiting_words_clear(&waiting, 0);
}

Test(waiting_words, fail_cleanly_when_memory_is_refused)
{
    use_folder(scratch_path(""));
    make_words();
    for (long refused = 0;; refused++) {
        struct waiting_words waiting = {0};
        struct seen seen = {.kind = RECORD_WORDS};
        failure = (struct failure){0};
        refuse_allocation(refused, true);
        const enum status added = add(&waiting, RECORD_WORDS, 0, WORDS, LITTLE);
        const enum status status = added == STATUS_OK ? waiting_words_hand_on(&waiting, look, &seen, &failure) : added;
        (void)refuse_nothing();
        waiting_words_clear(&waiting, 0);
        if (status == STATUS_OK) {
            cr_expect_gt(refused, 2);
            break;
        }
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
    }
}

Test(waiting_words, have_a_share_of_the_limit_within_bounds)
{
    cr_expect_eq(waiting_place_for(8 << 20, 2, NULL).limit_bytes, 2 << 20);
    cr_expect_eq(waiting_place_for(1 << 20, 64, NULL).limit_bytes, 1 << 16);
    cr_expect_eq(waiting_place_for((size_t)1 << 33, 1, "out").limit_bytes, 1 << 24);
    cr_expect_str_eq(waiting_place_for(1 << 20, 1, "out").output, "out");
}
