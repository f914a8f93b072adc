/* test_light_suffix.c - one ending at a time, without a table and with the built-in one. */
#include <criterion/criterion.h>

#include "light_suffix.h"

static struct light_arabic light;

/* The word after one ending, or itself. */
static const char *take(const char *word, bool is_ta_marbuta, struct light_step *step)
{
    static char buffer[64];
    struct span span = {buffer, strlen(word)};
    memcpy(buffer, word, span.length);
    (void)light_suffix_take(&light, buffer, &span, is_ta_marbuta, step);
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
    size_t index = 0;
    for (; light_suffix_without(index, span_of("سنه"), &rest); index++) {
        cr_assert_eq(rest.length, 0);
    }
    cr_assert_gt(index, 10);
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
