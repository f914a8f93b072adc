/* ICU, which has CLDR's rules themselves, says the category of each number. */
#include <criterion/criterion.h>

#include <unicode/uenum.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "plural.h"

static const char *const tags[REPORT_LANGUAGE_COUNT] = {"en", "ar", "ru", "fr"};
static const char *const categories[REPORT_LANGUAGE_COUNT][PLURAL_FORMS] = {
    {"one", "other"}, {"zero", "one", "two", "few", "many", "other"}, {"one", "few", "many"}, {"one", "other"}};

static void expect_category(const UPluralRules *rules, enum report_language language, uint64_t count)
{
    UChar category[16];
    char found[16];
    UErrorCode code = U_ZERO_ERROR;
    uplrules_select(rules, (double)count, category, 16, &code);
    cr_assert(U_SUCCESS(code));
    u_UCharsToChars(category, found, u_strlen(category) + 1);
    const size_t form = plural_form(language, count);
    cr_assert_lt(form, plural_forms(language));
    cr_expect_str_eq(categories[language][form], found, "%s, %llu", tags[language], (unsigned long long)count);
}

Test(plural, has_the_category_that_icu_says_in_every_language)
{
    for (int language = 0; language < REPORT_LANGUAGE_COUNT; language++) {
        UErrorCode code = U_ZERO_ERROR;
        UPluralRules *const rules = uplrules_open(tags[language], &code);
        cr_assert(U_SUCCESS(code));
        for (uint64_t count = 0; count < 1200; count++) {
            expect_category(rules, (enum report_language)language, count);
        }
        expect_category(rules, (enum report_language)language, 1000011);
        expect_category(rules, (enum report_language)language, 999999999);
        uplrules_close(rules);
    }
}
