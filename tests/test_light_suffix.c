/* test_light_suffix.c - one ending at a time, without a table and with the built-in one. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "light_suffix.h"
#include "scratch.h"

static struct light_arabic light;

/* The word after one ending, or itself. */
static const char *take(const char *word, bool is_ta_marbuta, struct light_step *step)
{
    static char buffer[64];
    struct span span = {buffer, strlen(word)};
    memcpy(buffer, word, span.length);
    (void)light_suffix_take(&light, buffer, &span, is_ta_marbuta, NULL, true, step);
    buffer[span.length] = '\0';
    return buffer;
}

static void open_light(void)
{
    light = (struct light_arabic){.arabic = language_find(span_of("ar")), .background = background_builtin("ar")};
}

TestSuite(light_suffix, .init = open_light);

Test(light_suffix, without_a_table_every_ending_goes_but_a_ya_behind_alef)
{
    struct light_step step;
    light.background = NULL;
    cr_assert_str_eq(take("قانون", false, &step), "قان");
    cr_assert(step.taken);
    cr_assert_str_eq(step.affix, "ون");
    cr_assert_str_eq(take("روايه", false, &step), "رواي");
    cr_assert_str_eq(take("قضايا", false, &step), "قضاي");
}

Test(light_suffix, each_of_the_endings_is_taken)
{
    static const char *const endings[] = {"هما", "كما", "تان", "تين", "ها", "هم", "هن", "كم", "نا", "ان",
                                          "ين",  "ون",  "وا",  "ات",  "يه", "يا", "ه",  "ي",  "ا"};
    enum { ENDINGS = sizeof endings / sizeof *endings };
    light.background = NULL;
    for (size_t i = 0; i < ENDINGS; i++) {
        char word[64];
        struct light_step step;
        struct span rest;
        snprintf(word, sizeof word, "%s%s", "مدرس", endings[i]);
        cr_expect_str_eq(take(word, false, &step), "مدرس", "%s", endings[i]);
        cr_expect_str_eq(step.affix, endings[i], "%s", endings[i]);
        size_t next = 0;
        cr_expect(light_suffix_next(&next, span_of(word), &rest), "%s", endings[i]);
        cr_expect_eq(rest.length, strlen("مدرس"), "%s", endings[i]);
    }
}

Test(light_suffix, a_word_is_shown_without_each_ending_that_it_has)
{
    size_t next = 0;
    struct span rest;
    const struct span word = span_of("مدرستان");
    cr_assert(light_suffix_next(&next, word, &rest));
    cr_assert(span_equal(rest, span_of("مدرس")));
    cr_assert(light_suffix_next(&next, word, &rest));
    cr_assert(span_equal(rest, span_of("مدرست")));
    cr_assert_not(light_suffix_next(&next, word, &rest)); /* there are no more */
    next = 0;
    cr_assert_not(light_suffix_next(&next, span_of("مدرس"), &rest));
    cr_assert_not(light_suffix_next(&next, span_of(""), &rest));
}

Test(light_suffix, a_refused_ending_is_told_with_its_counts)
{
    struct light_step step;
    cr_assert_str_eq(take("قانون", false, &step), "قانون");
    cr_assert_not(step.taken);
    cr_assert(step.is_counted);
    cr_assert_str_eq(step.affix, "ون");
    cr_assert_lt(step.rest * 8, step.whole);
}

Test(light_suffix, a_known_ta_marbuta_goes_even_where_ha_is_common)
{
    struct light_step step;
    cr_assert_str_eq(take("اتجاه", false, &step), "اتجاه");
    cr_assert_str_eq(take("اتجاه", true, &step), "اتجا");
}

Test(light_suffix, three_letters_stay)
{
    struct light_step step;
    struct span rest;
    cr_assert_str_eq(take("سنه", false, &step), "سنه");
    cr_assert_str_eq(take("بيت", false, &step), "بيت");
    size_t next = 0;
    cr_assert_not(light_suffix_next(&next, span_of("سنه"), &rest));
    cr_assert(light_suffix_next(&next, span_of("قلمه"), &rest));
}

Test(light_suffix, a_hamza_is_seated_as_at_the_end_of_a_word)
{
    static const char *const cases[][2] = {{"زملائ", "زملاء"}, {"نشوئ", "نشوء"}, {"شيئ", "شيء"},
                                           {"مائ", "مائ"},     {"قارئ", "قارئ"}, {"ئ", "ئ"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char buffer[32];
        strcpy(buffer, cases[i][0]);
        light_suffix_mend_hamza(buffer, (struct span){buffer, strlen(buffer)});
        cr_assert_str_eq(buffer, cases[i][1]);
    }
}

static const char *take_behind(const char *taken, const char *word)
{
    static char buffer[64];
    struct light_step step;
    struct span span = {buffer, strlen(word)};
    memcpy(buffer, word, span.length);
    (void)light_suffix_take(&light, buffer, &span, false, taken, true, &step);
    buffer[span.length] = '\0';
    return buffer;
}

Test(light_suffix, no_pronoun_stands_before_an_ending_and_no_plural_of_a_noun_before_a_pronoun)
{
    cr_expect_str_eq(take_behind("ه", "مداهم"), "مداهم", "a raid");
    cr_expect_str_eq(take_behind("ي", "مقاه"), "مقاه", "cafes");
    cr_expect_str_eq(take_behind("ه", "اريان"), "اريان", "the town of Ariana");
    cr_expect_str_eq(take_behind("ها", "جيران"), "جيران", "her neighbours");
    cr_expect_str_eq(take_behind("ه", "يكتبون"), "يكتب", "they write it");
    cr_expect_str_eq(take_behind("ها", "سياسي"), "سياس", "her policies, with ta marbuta opened");
}

Test(light_suffix, a_ha_before_the_plural_is_the_words_own_where_the_word_is_attested_with_it)
{
    cr_expect_str_eq(take_behind("ات", "فيديوه"), "فيديو");
    cr_expect_str_eq(take_behind("ات", "توجه"), "توجه");
    cr_expect_str_eq(take_behind("ات", "متاه"), "متاه");
}

Test(light_suffix, waw_and_nun_stay_where_no_form_in_ya_and_nun_is_attested)
{
    struct light_step step;
    cr_expect_str_eq(take("زيتون", false, &step), "زيتون");
    cr_expect_str_eq(take("نيلسون", false, &step), "نيلسون");
    cr_expect_str_eq(take("مهندسون", false, &step), "مهندس");
    cr_expect_str_eq(take("يكتبون", false, &step), "يكتب");
}

Test(light_suffix, ya_and_nun_of_a_verbal_noun_stay)
{
    struct light_step step;
    cr_expect_str_eq(take("تامين", false, &step), "تامين", "insurance, not what is complete");
    cr_expect_str_eq(take("تحسين", false, &step), "تحسين");
    cr_expect_str_eq(take("مهندسين", false, &step), "مهندس");
}

/* In a table of our own: of one document, which is more than none; of none. A word that is not attested takes its
 * ending off, however the rest is. */
Test(light_suffix, a_single_document_keeps_an_ending_whose_rest_is_in_none)
{
    struct background *background = NULL;
    struct failure failure = {0};
    scratch_open();
    const char *const path = scratch_write("table.tsv", "#documents\t100\nمدرسان\t1\nكتاب\t10\n");
    cr_assert_eq(background_read(path, &background, &failure), STATUS_OK, "%s", failure.message);
    light.background = background;
    static const char *const words[] = {"مدرسان", "مهندسان"};
    for (size_t i = 0; i < 2; i++) {
        for (int is_told = 0; is_told < 2; is_told++) {
            char buffer[64];
            struct light_step step;
            struct span span = {buffer, strlen(words[i])};
            memcpy(buffer, words[i], span.length);
            cr_expect_eq(light_suffix_take(&light, buffer, &span, false, NULL, is_told == 1, &step), i == 1, "%s, %d",
                         words[i], is_told);
            cr_expect_eq(span.length, strlen(words[i]) - (i == 1 ? 4 : 0), "%s", words[i]);
        }
    }
    background_free(background);
    scratch_close();
}
