/* test_word_list.c - what was gathered is found in the table that was written. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include <zlib.h>

#include "refusal.h"
#include "scratch.h"
#include "word_list.h"

TestSuite(word_list, .init = scratch_open, .fini = scratch_close);

enum { BLOCK_BYTES = 1 << 16 };
static _Alignas(16) char block[BLOCK_BYTES];

/* Of the file that is written to. */
static size_t write_list(const struct word_list *list, bool has_checksum)
{
    struct failure failure = {0};
    cr_assert_eq(word_list_write(list, scratch_path("words"), has_checksum, &failure), STATUS_OK, "%s",
                 failure.message);
    FILE *const file = fopen(scratch_path("words"), "rb");
    cr_assert_not_null(file);
    const size_t bytes = fread(block, 1, sizeof block, file);
    fclose(file);
    return bytes;
}

static enum status fill(struct word_list *list, struct failure *failure)
{
    char word[] = "wheat"; /* it is another word when the table is made */
    if (word_list_add(list, 1, span_of(word), 7, failure) != STATUS_OK ||
        word_list_add(list, 1, span_of(word), 8, failure) != STATUS_OK ||
        word_list_add(list, 2, span_of(word), 9, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    word[0] = 'c';
    return word_list_add(list, 1, span_of(word), 10, failure);
}

Test(word_list, a_word_has_the_first_value_that_it_was_given_in_a_context)
{
    struct failure failure = {0};
    struct word_list list = {0};
    uint32_t value = 0;
    cr_assert_eq(fill(&list, &failure), STATUS_OK);
    cr_expect_eq(list.count, 3);
    (void)write_list(&list, false);
    const struct word_table *const table = (const struct word_table *)block;
    cr_expect(word_table_find(table, 1, span_of("wheat"), &value) && value == 7);
    cr_expect(word_table_find(table, 2, span_of("wheat"), &value) && value == 9);
    cr_expect(word_table_find(table, 1, span_of("cheat"), &value) && value == 10);
    cr_expect_not(word_table_find(table, 2, span_of("cheat"), &value));
    word_list_free(&list);
}

/* Keys are listed and not found, and may stand again among the others. */
Test(word_list, what_is_pushed_stands_as_often_as_it_is_pushed)
{
    struct failure failure = {0};
    struct word_list list = {.key_count = 1};
    uint32_t value = 0;
    cr_assert_eq(word_list_push(&list, 0, span_of("rye"), 1, &failure), STATUS_OK);
    cr_assert_eq(word_list_push(&list, 3, span_of("rye"), 2, &failure), STATUS_OK);
    (void)write_list(&list, false);
    const struct word_table *const table = (const struct word_table *)block;
    cr_expect_eq(table->form_count, 2);
    cr_expect_eq(table->key_count, 1);
    cr_expect(word_table_find(table, 3, span_of("rye"), &value) && value == 2);
    cr_expect_not(word_table_find(table, 0, span_of("rye"), &value));
    word_list_free(&list);
}

Test(word_list, a_checksum_of_the_words_stands_behind_the_table)
{
    struct failure failure = {0};
    struct word_list list = {0};
    cr_assert_eq(fill(&list, &failure), STATUS_OK);
    const size_t bytes = write_list(&list, false);
    cr_assert_eq(write_list(&list, true), bytes + sizeof(uint32_t));
    uint32_t checksum;
    memcpy(&checksum, block + bytes, sizeof checksum);
    const uLong expected = crc32(0, (const Bytef *)block, (uInt)word_table_words_bytes((struct word_table *)block));
    cr_expect_eq(checksum, expected);
    word_list_free(&list);
}

Test(word_list, a_file_that_cannot_be_written_is_named)
{
    struct failure failure = {0};
    struct word_list list = {0};
    cr_assert_eq(fill(&list, &failure), STATUS_OK);
    cr_expect_eq(word_list_write(&list, scratch_path("nowhere/words"), true, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect_not_null(strstr(failure.message, "nowhere/words cannot be written: No such file"), "%s", failure.message);
    failure = (struct failure){0};
    cr_expect_eq(word_list_write(&list, "/dev/full", true, &failure), STATUS_FAILED);
    cr_expect_not_null(strstr(failure.message, "No space left"), "%s", failure.message);
    word_list_free(&list);
}

Test(word_list, every_refused_allocation_is_a_failure_of_memory)
{
    enum status status = STATUS_FAILED;
    for (long index = 0; status != STATUS_OK; index++) {
        struct failure failure = {0};
        struct word_list list = {0};
        refuse_allocation(index, false);
        status = fill(&list, &failure);
        (void)refuse_nothing();
        cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY, "allocation %ld", index);
        word_list_free(&list);
    }
}
