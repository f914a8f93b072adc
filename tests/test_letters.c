#include <criterion/criterion.h>

#include "letters.h"
#include "refusal.h"

Test(letters, a_word_is_read_and_written_again)
{
    struct letters letters;
    struct arena arena = {0};
    struct failure failure = {0};
    struct span word;
    cr_assert(letters_read(span_of("aب€😀"), &letters));
    cr_expect_eq(letters.count, 4);
    cr_expect_eq(letters.items[3], 0x1F600);
    cr_assert_eq(letters_write(&letters, &arena, &word, &failure), STATUS_OK);
    cr_expect(span_equal(word, span_of("aب€😀")));
    arena_free(&arena);
}

Test(letters, a_mark_stays_behind_its_letter_when_a_word_is_turned)
{
    struct letters letters;
    struct arena arena = {0};
    struct failure failure = {0};
    struct span word;
    cr_assert(letters_read(span_of("كَتَب"), &letters));
    letters_reverse(&letters);
    cr_assert_eq(letters_write(&letters, &arena, &word, &failure), STATUS_OK);
    cr_expect(span_equal(word, span_of("بتَكَ")));
    arena_free(&arena);
}

Test(letters, marks_and_tatweel_are_not_counted)
{
    cr_expect_eq(letters_count(span_of("كَتَـب")), 3);
    cr_expect_eq(letters_count(span_of("")), 0);
}

Test(letters, a_word_that_is_too_long_is_not_read)
{
    char bytes[LETTERS_MOST + 2];
    struct letters letters;
    memset(bytes, 'a', sizeof bytes);
    cr_expect(letters_read((struct span){bytes, LETTERS_MOST}, &letters));
    cr_expect_not(letters_read((struct span){bytes, LETTERS_MOST + 1}, &letters));
}

Test(letters, a_refused_allocation_is_told)
{
    struct letters letters;
    struct arena arena = {0};
    struct failure failure = {0};
    struct span word;
    cr_assert(letters_read(span_of("ab"), &letters));
    refuse_allocation(0, false);
    cr_expect_eq(letters_write(&letters, &arena, &word, &failure), STATUS_FAILED);
    (void)refuse_nothing();
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
}
