/*
 * plural.c - Unicode CLDR, plural rules of cardinal numbers (UTS #35, part 3), for whole numbers. Of French without its
 * category for whole millions ("un million de mots"), which takes a preposition and no other form.
 */
#include "plural.h"

size_t plural_forms(enum report_language language)
{
    static const size_t forms[REPORT_LANGUAGE_COUNT] = {
        [REPORT_ENGLISH] = 2, [REPORT_ARABIC] = 6, [REPORT_RUSSIAN] = 3, [REPORT_FRENCH] = 2};
    return forms[language];
}

static size_t arabic_form(uint64_t count)
{
    const uint64_t rest = count % 100;
    if (count <= 2) {
        return (size_t)count;
    }
    return rest >= 3 && rest <= 10 ? 3 : rest >= 11 ? 4 : 5;
}

static size_t russian_form(uint64_t count)
{
    const uint64_t last = count % 10, rest = count % 100;
    if (last == 1 && rest != 11) {
        return 0;
    }
    return last >= 2 && last <= 4 && !(rest >= 12 && rest <= 14) ? 1 : 2;
}

size_t plural_form(enum report_language language, uint64_t count)
{
    switch (language) {
    case REPORT_ARABIC:
        return arabic_form(count);
    case REPORT_RUSSIAN:
        return russian_form(count);
    case REPORT_FRENCH:
        return count <= 1 ? 0 : 1;
    case REPORT_ENGLISH:
    case REPORT_LANGUAGE_COUNT:
        break;
    }
    return count == 1 ? 0 : 1;
}
