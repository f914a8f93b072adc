/* test_attestation.c - counts in a table of our own, added up by hand. */
#include <criterion/criterion.h>

#include "attestation.h"
#include "scratch.h"

/* 60 bytes: with an article it is as long as words are joined, with one letter more it is longer. */
#define LONG "كتبكتبكتبكتبكتبكتبكتبكتبكتبكتب"
/* 63 bytes: with one before it as long as words are joined, with one more behind it longer. */
#define ODD "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk"

static struct background *background;
static struct failure failure;

static void open_table(void)
{
    scratch_open();
    const char *path =
        scratch_write("table.tsv", "#documents\t100\n"
                                   "كتاب\t10\nالكتاب\t20\nوالكتاب\t4\nبالكتاب\t3\nللكتاب\t2\n"
                                   "ألمان\t5\nالمان\t1\nيكتب\t7\nتكتب\t8\nمدينة\t9\nمدينه\t1\nالغرفة\t6\n" LONG
                                   "\t11\nال" LONG "\t13\nوال" LONG "\t12\nz" ODD "\t14\nz" ODD "y\t15\n");
    failure = (struct failure){0};
    cr_assert_eq(background_read(path, &background, &failure), STATUS_OK, "%s", failure.message);
}

static void close_table(void)
{
    background_free(background);
    scratch_close();
}

TestSuite(attestation, .init = open_table, .fini = close_table);

Test(attestation, a_word_counts_bare_and_with_the_article)
{
    cr_assert_eq(attested(background, span_of("كتاب")), 30);
    cr_assert_eq(attested_as_it_stands(background, span_of("كتاب")), 10);
    cr_assert_eq(attested(background, span_of("غير")), 0);
}

Test(attestation, an_alef_with_hamza_makes_no_article)
{
    cr_assert_eq(attested(background, span_of("مان")), 1); /* the one without hamza may be an article */
}

Test(attestation, what_stands_before_a_noun_and_a_verb_is_counted_apart)
{
    cr_assert_eq(attested_as_a_noun(background, span_of("كتاب")), 20 + 4 + 3 + 2);
    cr_assert_eq(attested_as_a_verb(background, span_of("كتب")), 7 + 8);
    cr_assert_eq(attested_as_a_verb(background, span_of("كتاب")), 0);
}

Test(attestation, folded_forms_are_added_and_written_ones_told_apart)
{
    cr_assert_eq(attested_between(background, "", span_of("مدين"), "ه"), 10);
    cr_assert_eq(attested_as_written(background, "", span_of("مدين"), "ة"), 9);
}

Test(attestation, an_ending_counts_bare_and_with_the_article)
{
    cr_assert_eq(attested_ending_in(background, span_of("كتا"), "ب"), 10 + 20);
    cr_assert_eq(attested_ending_in(background, span_of("مدين"), "ه"), 10);
    cr_assert_eq(attested_ending_in(background, span_of("غرف"), "ه"), 6);
    cr_assert_eq(attested_ending_in(background, span_of("مدين"), "ا"), 0);
    cr_assert_eq(attested_ending_in(NULL, span_of("كتا"), "ب"), 0);
}

Test(attestation, nothing_is_attested_without_a_table_or_beyond_any_word)
{
    char bytes[200];
    memset(bytes, 'a', sizeof bytes);
    cr_assert_eq(attested(NULL, span_of("كتاب")), 0);
    cr_assert_eq(attested_as_a_noun(NULL, span_of("كتاب")), 0);
    const struct span word = {bytes, sizeof bytes};
    cr_assert_eq(attested_between(background, "ال", word, ""), 0);
    attested_ask(NULL, word);
    attested_expect(NULL, word);
    attested_ask(background, word);
    cr_assert_eq(attested(background, word), 0);
    cr_assert_eq(attested_as_a_noun(background, word), 0);
    cr_assert_eq(attested_as_a_verb(background, word), 0);
}

Test(attestation, parts_are_joined_up_to_64_bytes)
{
    cr_assert_eq(attested(background, span_of(LONG)), 11 + 13);
    cr_assert_eq(attested_as_a_noun(background, span_of(LONG)), 13, "longer ones are not looked up");
}

/* Behind an odd number of bytes the hash is of the whole, not of its parts: it would be found. */
Test(attestation, parts_are_joined_up_to_64_bytes_behind_an_odd_one_too)
{
    const struct span z = {"z", 1}, odd = span_of(ODD), none = {"", 0}, y = {"y", 1};
    cr_assert_eq(attested_as_it_stands(background, span_of("z" ODD "y")), 15);
    cr_assert_eq(attested_joined(background, z, odd, none), 14);
    cr_assert_eq(attested_joined_as_written(background, z, odd, none), 14);
    cr_assert_eq(attested_joined(background, z, odd, y), 0);
    cr_assert_eq(attested_joined(background, z, span_of(ODD "y"), none), 0);
    cr_assert_eq(attested_joined_as_written(background, z, odd, y), 0);
}

Test(attestation, to_ask_ahead_changes_no_answer)
{
    attested_ask(background, span_of("كتاب"));
    attested_ask(background, span_of("مان"));
    attested_ask(background, span_of(""));
    attested_expect(background, span_of("كتاب"));
    attested_expect(background, span_of(""));
    cr_assert_eq(attested(background, span_of("كتاب")), 30);
    cr_assert_eq(attested(background, span_of("مان")), 1);
}
