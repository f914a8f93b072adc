/* test_light_persian.c - nouns and their plurals as grammars of Persian give them; words are given as folded. */
#include <criterion/criterion.h>

#include "light_persian.h"

static void check(const char *word, const char *expected)
{
    const struct span stem = light_persian_stem(span_of(word));
    cr_expect(span_equal(stem, span_of(expected)), "%s: %.*s, not %s", word, SPAN_ARGUMENTS(stem), expected);
}

Test(light_persian, takes_the_plural_off)
{
    static const char *const plurals[][2] = {
        {"كتابها", "كتاب"},       {"كتابهاي", "كتاب"},      {"كتابهايي", "كتاب"}, {"سالها", "سال"},
        {"دولتهاي", "دولت"},      {"جنگها", "جنگ"},         {"نيروهاي", "نيرو"},  {"كشورهايي", "كشور"},
        {"قراردادها", "قرارداد"}, {"آرمانهايشان", "آرمان"}, {"شهرهايمان", "شهر"},
    };
    for (size_t i = 0; i < sizeof plurals / sizeof plurals[0]; i++) {
        check(plurals[i][0], plurals[i][1]);
    }
}

Test(light_persian, leaves_words_that_only_end_so)
{
    static const char *const words[] = {"تنها",  "تنهايي",  "انتها", "انتهاي", "اشتها", "منتهاي", "رهايي", "بها",
                                        "نهايت", "مانهايم", "نهايي", "دختر",   "تهران", "آنها",   "جهان",  "ها"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        check(words[i], words[i]);
    }
    check("", "");
}
