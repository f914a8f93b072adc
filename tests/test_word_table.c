#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "word_table.h"

static struct failure failure;

static struct word_table *make(const struct word_table_word *words, size_t count, size_t key_count)
{
    struct word_table *table = NULL;
    size_t length = 0;
    cr_assert_eq(word_table_make(words, count, key_count, &table, &length, &failure), STATUS_OK, "%s", failure.message);
    return table;
}

Test(word_table, a_word_is_found_with_its_own_context_alone)
{
    const struct word_table_word words[] = {{{"may", 3}, 1, 5}, {{"may", 3}, 2, 7}, {{"", 0}, 3, 9}};
    struct word_table *const table = make(words, 3, 0);
    uint32_t value = 0;
    cr_expect(word_table_find(table, 1, span_of("may"), &value) && value == 5);
    cr_expect(word_table_find(table, 2, span_of("may"), &value) && value == 7);
    cr_expect(word_table_find(table, 3, span_of(""), &value) && value == 9);
    cr_expect_not(word_table_find(table, 3, span_of("may"), &value));
    cr_expect_not(word_table_find(table, 1, span_of("ma"), &value));
    cr_expect_not(word_table_find(table, 1, span_of("mayo"), &value));
    free(table);
}

Test(word_table, keys_are_listed_and_not_found)
{
    const struct word_table_word words[] = {{{"key", 3}, 0, 1}, {{"form", 4}, 4, 0}};
    struct word_table *const table = make(words, 2, 1);
    uint32_t value = 0;
    cr_expect_not(word_table_find(table, 0, span_of("key"), &value));
    cr_expect(word_table_find(table, 4, span_of("form"), &value));
    const struct word_table_word key = word_table_word(table, 0), form = word_table_word(table, 1);
    cr_expect_str_eq(key.word.bytes, "key");
    cr_expect_eq(key.value, 1);
    cr_expect_str_eq(form.word.bytes, "form");
    cr_expect_eq(form.context, 4);
    free(table);
}

Test(word_table, zeros_are_an_empty_table)
{
    static const struct word_table empty;
    uint32_t value = 0;
    cr_expect_not(word_table_find(&empty, 0, span_of("word"), &value));
}

Test(word_table, thousands_of_words_are_found_and_as_many_others_not)
{
    enum { COUNT = 5000, WORD_BYTES = 12 };
    static char text[2 * COUNT][WORD_BYTES];
    static struct word_table_word words[COUNT];
    for (size_t i = 0; i < 2 * COUNT; i++) {
        const int length = snprintf(text[i], WORD_BYTES, "w%zu", i * i);
        if (i < COUNT)
            words[i] = (struct word_table_word){{text[i], (size_t)length}, 1, (uint32_t)i};
    }
    struct word_table *const table = make(words, COUNT, 0);
    for (size_t i = 0; i < 2 * COUNT; i++) {
        uint32_t value = UINT32_MAX;
        const bool is_found = word_table_find(table, 1, span_of(text[i]), &value);
        cr_assert_eq(is_found, i < COUNT, "%s", text[i]);
        cr_assert(!is_found || value == i, "%s", text[i]);
    }
    free(table);
}
