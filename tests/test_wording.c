/* Every text is there in every language and takes the same parts. Whether it says the same only a reader can tell. */
#include <criterion/criterion.h>
#include <string.h>

#include "plural.h"
#include "wording.h"

/* A bit for each part that the text takes; a bit above them for a stray percent sign. */
static unsigned parts_of(const char *text)
{
    unsigned parts = 0;
    for (const char *at = strchr(text, '%'); at != NULL; at = strchr(at, '%')) {
        if (at[1] >= '1' && at[1] <= '9')
            parts |= 1U << (at[1] - '0');
        else if (at[1] != '%')
            parts |= 1U << 10;
        at += at[1] != '\0' ? 2 : 1;
    }
    return parts;
}

Test(wording, has_every_text_in_every_language)
{
    for (int wording = 0; wording < WORDING_COUNT; wording++) {
        for (int language = 0; language < REPORT_LANGUAGE_COUNT; language++) {
            const char *const text = wording_text((enum report_language)language, (enum wording)wording);
            cr_assert_not_null(text, "wording %d in language %d", wording, language);
            cr_expect(wording == WORDING_NOTHING || *text != '\0', "wording %d in language %d", wording, language);
        }
    }
}

Test(wording, takes_the_same_parts_in_every_language)
{
    for (int wording = 0; wording < WORDING_COUNT; wording++) {
        const char *const english = wording_text(REPORT_ENGLISH, (enum wording)wording);
        cr_expect_lt(parts_of(english), 1U << 10, "a stray percent sign in '%s'", english);
        for (int language = 1; language < REPORT_LANGUAGE_COUNT; language++) {
            const char *const text = wording_text((enum report_language)language, (enum wording)wording);
            cr_expect_eq(parts_of(text), parts_of(english), "'%s' and '%s'", english, text);
        }
    }
}

/* Each "{N:form|form}" names a part that the text has, and has as many forms as the language. */
static void expect_forms(const char *text, enum report_language language)
{
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at, '{')) {
        const char *const close = strchr(at, '}');
        cr_assert(close != NULL && at[1] >= '1' && at[1] <= '9' && at[2] == ':', "'%s'", text);
        cr_expect((parts_of(text) & 1U << (at[1] - '0')) != 0, "'%s' does not say its count", text);
        size_t forms = 1;
        for (const char *byte = at; byte < close; byte++)
            forms += *byte == '|';
        cr_expect_eq(forms, plural_forms(language), "'%s'", text);
        at = close;
    }
}

Test(wording, has_all_forms_of_what_is_counted)
{
    for (int wording = 0; wording < WORDING_COUNT; wording++) {
        for (int language = 0; language < REPORT_LANGUAGE_COUNT; language++)
            expect_forms(wording_text((enum report_language)language, (enum wording)wording),
                         (enum report_language)language);
    }
}

Test(wording, leaves_a_part_or_a_letter_of_the_language_in_each_sentence)
{
    for (int wording = 0; wording < WORDING_SENTENCE_COUNT; wording++) {
        const char *const arabic = wording_text(REPORT_ARABIC, (enum wording)wording);
        const char *const russian = wording_text(REPORT_RUSSIAN, (enum wording)wording);
        if (parts_of(arabic) != 0 || strlen(arabic) < 4)
            continue;
        cr_expect(strpbrk(arabic, "\xd8\xd9") != NULL, "'%s' is not Arabic", arabic);
        cr_expect(strpbrk(russian, "\xd0\xd1") != NULL, "'%s' is not Russian", russian);
    }
}
