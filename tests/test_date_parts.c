/* test_date_parts.c - day, month, year, old style: what each takes. */
#include <criterion/criterion.h>

#include "date_parts.h"
#include "date_sample.h"

static struct date_token items[DATE_SAMPLE_TOKENS];

static struct date_tokens tokens_of(const char *language, const char *text)
{
    return (struct date_tokens){items, date_sample_tokens(language, text, items), 0};
}

Test(date_parts, a_day_is_a_number_up_to_31_with_its_ending)
{
    static const struct {
        const char *language, *text;
        int day; /* 0: none */
        size_t taken;
    } days[] = {
        {"en", "20 th of", 20, 2},    {"en", "1 st", 1, 2},     {"en", "32", 0, 0},  {"en", "0", 0, 0},
        {"ar", "العشرين", 20, 1},     {"ar", "والعشرين", 0, 0}, {"en", "007", 0, 0}, {"ru", "двадцать пятого", 25, 2},
        {"en", "thirty second", 0, 0}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct date_tokens tokens = tokens_of(days[i].language, days[i].text);
        int day = 0;
        cr_expect_eq(date_take_day(&tokens, &day), days[i].day != 0, "%s", days[i].text);
        cr_expect(tokens.place == days[i].taken && (days[i].day == 0 || day == days[i].day), "%s: %d", days[i].text,
                  day);
    }
}

Test(date_parts, a_month_may_be_two_words_and_have_two_names)
{
    static const struct {
        const char *language, *text;
        int month;
        bool is_hijri;
        size_t taken;
    } months[] = {{"ar", "كانون الأول ديسمبر", 12, false, 3},
                  {"ar", "كانون الثاني", 1, false, 2},
                  {"ar", "تشرين الأول", 10, false, 2},
                  {"ar", "تشرين الثاني", 11, false, 2},
                  {"ar", "ربيع الأول", 3, true, 2},
                  {"ar", "ربيع الآخر", 4, true, 2},
                  {"ar", "جمادى الأولى", 5, true, 2},
                  {"ar", "جمادى الآخرة", 6, true, 2},
                  {"ar", "ذو القعدة", 11, true, 2},
                  {"ar", "ذي الحجة", 12, true, 2},
                  {"en", "Rabi al Thani", 4, true, 3},
                  {"ar", "أيار حزيران", 5, false, 1},
                  {"ar", "كانون الآخر", 0, false, 0},
                  {"ar", "ربيع 1918", 0, false, 0},
                  {"ar", "ذو شباط", 0, false, 0}};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        struct date_tokens tokens = tokens_of(months[i].language, months[i].text);
        struct date_written written = {0};
        cr_expect_eq(date_take_month(&tokens, &written), months[i].month != 0, "%s", months[i].text);
        cr_expect(tokens.place == months[i].taken && written.month == months[i].month &&
                      (written.month == 0 || written.is_hijri == months[i].is_hijri),
                  "%s: %d by %zu", months[i].text, written.month, tokens.place);
    }
}

Test(date_parts, a_year_is_of_our_era_or_marked)
{
    static const struct {
        const char *language, *text;
        bool is_hijri;
        int value; /* 0: none */
        enum date_calendar calendar;
    } years[] = {{"ar", "سنة 1925", false, 1925, DATE_GREGORIAN},
                 {"ar", "من عام 1925 م", false, 1925, DATE_GREGORIAN},
                 {"ar", "1343 هـ", false, 1343, DATE_HIJRI},
                 {"ar", "1343", true, 1343, DATE_HIJRI},
                 {"ar", "2010", true, 0, DATE_HIJRI},
                 {"ar", "925", false, 0, DATE_GREGORIAN},
                 {"ar", "12", true, 0, DATE_HIJRI},
                 {"en", "1930 s", false, 0, DATE_GREGORIAN},
                 {"en", "Showa 14", false, 1939, DATE_GREGORIAN},
                 {"en", "Showa 70", false, 0, DATE_GREGORIAN}};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        struct date_tokens tokens = tokens_of(years[i].language, years[i].text);
        struct date_year year;
        cr_expect_eq(date_take_year(&tokens, years[i].is_hijri, &year), years[i].value != 0, "%s", years[i].text);
        cr_expect(years[i].value == 0 ? tokens.place == 0
                                      : year.value == years[i].value && year.calendar == years[i].calendar,
                  "%s: %d", years[i].text, year.value);
    }
}

Test(date_parts, old_style_has_many_names)
{
    static const char *const tags[] = {"en", "en", "en", "ru", "ru", "ru", "ar", "ar", "fr", "en", "ru", "ar"};
    static const char *const texts[] = {"old style",
                                        "Julian",
                                        "O.S",
                                        "по старому стилю",
                                        "ст ст",
                                        "с ст",
                                        "بالتقويم القديم",
                                        "حسب الروزنامة اليوليانية",
                                        "vieux style",
                                        "style",
                                        "по",
                                        "القديم"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct date_tokens tokens = tokens_of(tags[i], texts[i]);
        const bool is_none = i >= 9 || i == 7; /* "according to" parts it from its date */
        cr_expect_eq(date_take_old_style(&tokens), !is_none, "%s", texts[i]);
    }
}
