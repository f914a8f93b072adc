/* test_date_words.c - what a word is in a date. */
#include <criterion/criterion.h>

#include "calendar.h"
#include "date_sample.h"
#include "date_table.h"
#include "refusal.h"

static struct date_word find(const char *language, const char *word)
{
    struct date_token tokens[DATE_SAMPLE_TOKENS];
    cr_assert_eq(date_sample_tokens(language, word, tokens), 1, "%s", word);
    return tokens[0].word;
}

static void expect(const char *language, const char *words, enum date_kind kind, int value)
{
    struct date_token tokens[DATE_SAMPLE_TOKENS];
    const size_t count = date_sample_tokens(language, words, tokens);
    for (size_t i = 0; i < count; i++) {
        cr_expect(tokens[i].word.kind == kind && tokens[i].word.value == value, "word %zu of %s: kind %d, value %d", i,
                  words, (int)tokens[i].word.kind, tokens[i].word.value);
    }
}

/* Levant and Iraq, Egypt and the Gulf, Tunisia and Algeria, Morocco; as people write hamza and alef. */
Test(date_words, arabic_months_have_many_names_and_spellings)
{
    expect("ar", "شباط فبراير فيفري", DATE_WORD_MONTH, 2);
    expect("ar", "آذار أذار اذار مارس", DATE_WORD_MONTH, 3);
    expect("ar", "نيسان أبريل إبريل ابريل أفريل", DATE_WORD_MONTH, 4);
    expect("ar", "أيار آيار ايار مايو ماي", DATE_WORD_MONTH, 5);
    expect("ar", "تموز يوليو جويلية يوليوز", DATE_WORD_MONTH, 7);
    expect("ar", "آب أغسطس اغسطس أوت غشت", DATE_WORD_MONTH, 8);
    expect("ar", "أيلول ايلول سبتمبر شتنبر", DATE_WORD_MONTH, 9);
    expect("ar", "رمضان", DATE_WORD_HIJRI_MONTH, 9);
    expect("ar", "كانون", DATE_WORD_MONTH_STEM, MONTH_STEM_KANUN);
}

Test(date_words, arabic_clitics_and_article_come_off)
{
    expect("ar", "وشباط بشباط لشباط فشباط", DATE_WORD_MONTH, 2);
    expect("ar", "العشرون والعشرين للعشرين عشرين", DATE_WORD_CARDINAL, 20);
    cr_expect(find("ar", "والعشرين").has_and && !find("ar", "العشرين").has_and && !find("ar", "فعشرين").has_and);
    expect("ar", "باب", DATE_WORD_NONE, 0);
    expect("ar", "وآب", DATE_WORD_MONTH, 8);
    expect("ar", "كتاب والد الفضل", DATE_WORD_NONE, 0);
}

Test(date_words, russian_months_and_ordinals_have_cases)
{
    expect("ru", "январь января январе январю январём", DATE_WORD_MONTH, 1);
    expect("ru", "май мая маю маем мае", DATE_WORD_MONTH, 5);
    expect("ru", "двадцатый двадцатого двадцатому двадцатым", DATE_WORD_ORDINAL, 20);
    expect("ru", "третьего третий", DATE_WORD_ORDINAL, 3);
    expect("ru", "девятьсот девятисот", DATE_WORD_CARDINAL, 900);
}

Test(date_words, a_word_has_the_meaning_of_its_language)
{
    expect("fr", "mai", DATE_WORD_MONTH, 5);
    expect("fr", "août aout Août", DATE_WORD_MONTH, 8);
    expect("en", "mai mars août", DATE_WORD_NONE, 0);
    expect("de", "may", DATE_WORD_NONE, 0);
    cr_expect(find("en", "may").needs_capital && find("en", "march").needs_capital &&
              !find("en", "june").needs_capital);
    expect("fa", "مارس", DATE_WORD_MONTH, 3);
    expect("fa", "شباط", DATE_WORD_NONE, 0);
    expect("tr", "Mayıs mayıs", DATE_WORD_MONTH, 5);
}

Test(date_words, digits_of_every_script_are_numbers_of_up_to_four)
{
    expect("ar", "1925 ١٩٢٥ ۱۹۲۵ १९२५ １９２５", DATE_WORD_DIGITS, 1925);
    cr_expect_eq(find("ar", "١٩٢٥").digits, 4);
    expect("en", "19250 12345678901234567890123456789012", DATE_WORD_NONE, 0);
}

Test(date_words, signs_of_chinese_numbers_are_read_and_eras_known)
{
    expect("ja", "昭和", DATE_WORD_ERA_NAME, ERA_SHOWA);
    expect("zh", "民国 民國", DATE_WORD_ERA_NAME, ERA_MINGUO);
    struct date_token tokens[DATE_SAMPLE_TOKENS];
    cr_expect_eq(date_sample_tokens("ja", "十四", tokens), 2);
    cr_expect(tokens[0].word.kind == DATE_WORD_HAN && tokens[0].word.value == 10 && tokens[1].word.value == 4);
    expect("ja", "日本", DATE_WORD_NONE, 0);
}

Test(date_words, words_that_are_more_often_another_are_no_numbers_for_themselves)
{
    cr_expect(find("ar", "ثلاثة").is_number_only && find("en", "fourteen").is_number_only);
    cr_expect(!find("ar", "ألف").is_number_only && !find("ar", "ست").is_number_only);
}

Test(date_words, every_refused_allocation_is_a_failure)
{
    struct failure failure = {0};
    struct date_words *words = NULL;
    enum status status = STATUS_FAILED;
    for (long i = 0; status != STATUS_OK; i++) {
        cr_assert_lt(i, 1000);
        failure = (struct failure){0};
        refuse_allocation(i, false);
        status = date_words_open(&words, &failure);
        refuse_nothing();
        cr_expect(status == STATUS_OK || failure.kind == FAILURE_MEMORY);
    }
    date_words_close(words);
    date_words_close(NULL);
}

Test(date_table, rows_are_well_formed)
{
    for (size_t row = 0; row < date_table_rows; row++) {
        const char *const forms = date_table[row].forms;
        cr_expect(forms[0] != '\0' && forms[0] != '|' && forms[strlen(forms) - 1] != '|', "%s", forms);
        cr_expect(strstr(forms, "||") == NULL);
        cr_expect(date_table[row].language[0] == '\0' || language_find(span_of(date_table[row].language)) != NULL);
    }
}
