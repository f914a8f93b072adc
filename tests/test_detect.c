#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "detect.h"
#include "refusal.h"

static struct detector *detector;
static struct failure failure;

static void open_detector(void)
{
    cr_assert_eq(detector_open(&detector, &failure), STATUS_OK, "%s", failure.message);
}

static void close_detector(void)
{
    detector_close(detector);
}

TestSuite(detect, .init = open_detector, .fini = close_detector);

struct text_case {
    const char *text;
    enum script script;
    const char *code;
};

static void expect_cases(const struct text_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        enum script script = SCRIPT_COUNT;
        const char *code = NULL;
        cr_assert_eq(detector_detect(detector, span_of(cases[i].text), &script, &code, &failure), STATUS_OK, "%s",
                     failure.message);
        cr_expect_eq(script, cases[i].script, "%s: script %d", cases[i].text, (int)script);
        cr_expect_str_eq(code, cases[i].code, "%s: %s", cases[i].text, code);
    }
}
#define EXPECT_CASES(cases) expect_cases(cases, sizeof(cases) / sizeof(cases)[0])

static void need_profiles(void)
{
    if (access("/usr/share/libexttextcat/en.lm", R_OK) != 0) {
        cr_skip_test("the package libexttextcat-data is not installed");
    }
}

Test(detect, scripts_of_one_language_decide_alone)
{
    static const struct text_case cases[] = {
        {"Οι υπουργοί συναντήθηκαν", SCRIPT_GREEK, "el"},
        {"השרים נפגשו שוב", SCRIPT_HEBREW, "he"},
        {"รัฐมนตรีพบกันอีกครั้ง", SCRIPT_THAI, "th"},
        {"장관들이 다시 만났다", SCRIPT_HANGUL, "ko"},
        {"大臣たちは再び会った", SCRIPT_KANA, "ja"},
        {"部长们再次会面", SCRIPT_HAN, "zh"},
        {"Նախարարները հանդիպեցին", SCRIPT_ARMENIAN, "hy"},
        {"அமைச்சர்கள் சந்தித்தனர்", SCRIPT_TAMIL, "ta"},
        {"მინისტრები შეხვდნენ", SCRIPT_OTHER, "ka"},
        {"মন্ত্রীরা দেখা করলেন", SCRIPT_OTHER, "bn"},
        {"ລັດຖະມົນຕີ", SCRIPT_THAI, "lo"},
    };
    EXPECT_CASES(cases);
}

Test(detect, languages_of_the_arabic_script_are_told_by_their_letters)
{
    static const struct text_case cases[] = {
        {"اجتمع وزراء البلدين مرة أخرى في الربيع ولم ينفذوا شيئا من وعودهم", SCRIPT_ARABIC, "ar"},
        {"وزیران دو کشور در بهار دوباره دیدار کردند و از گفتگوها چیزی نگفتند", SCRIPT_ARABIC, "fa"},
        {"دونوں ملکوں کے وزیر بہار میں پھر ملے لیکن ان کے وعدوں سے کچھ نہ نکلا", SCRIPT_ARABIC, "ur"},
        {"وەزیرەکانی هەردوو وڵات لە بەهاردا دووبارە کۆبوونەوە بەڵام هیچیان نەکرد", SCRIPT_ARABIC, "ckb"},
        /* Arabic as some keyboards write it: the Persian ya does not make it Persian */
        {"اجتمع الوزیر فی المدینة مع السفیر السوفیتی وقال إن المعاهدة لیست نهائیة", SCRIPT_ARABIC, "ar"},
        {"اِجْتَمَعَ الْوَزِیرُ فِی الْمَدِینَةِ مَعَ السَّفِیرِ", SCRIPT_ARABIC, "ar"},
    };
    EXPECT_CASES(cases);
}

Test(detect, languages_of_latin_and_cyrillic_are_told_by_their_profiles)
{
    need_profiles();
    static const struct text_case cases[] = {
        {"The ministers met again in the spring, but nothing came of their promises.", SCRIPT_LATIN, "en"},
        {"Los ministros se reunieron de nuevo en la primavera, pero nada salió de sus promesas.", SCRIPT_LATIN, "es"},
        {"Bakanlar ilkbaharda yeniden görüştüler, ama verdikleri sözlerden hiçbir şey çıkmadı.", SCRIPT_LATIN, "tr"},
        {"Министры снова встретились весной, но из их обещаний ничего не вышло.", SCRIPT_CYRILLIC, "ru"},
        {"Міністри знову зустрілися навесні, але з їхніх обіцянок нічого не вийшло.", SCRIPT_CYRILLIC, "uk"},
        {"मंत्री वसंत में फिर मिले लेकिन उनके वादों से कुछ नहीं निकला और वे लौट गए", SCRIPT_DEVANAGARI, "hi"},
    };
    EXPECT_CASES(cases);
}

Test(detect, a_text_too_short_takes_the_usual_language_of_its_script)
{
    static const struct text_case cases[] = {
        {"", SCRIPT_NONE, ""},           {"1925 - 1927", SCRIPT_NONE, ""},  {"OK", SCRIPT_LATIN, ""},
        {"معاهدة", SCRIPT_ARABIC, "ar"}, {"Москва", SCRIPT_CYRILLIC, "ru"}, {"शांति", SCRIPT_DEVANAGARI, "hi"},
    };
    EXPECT_CASES(cases);
}

Test(detect, most_letters_decide_about_the_script)
{
    static const struct text_case cases[] = {
        {"(Stafford Cripps) التقى السفير البريطاني ستافورد كريبس بوزير الخارجية في موسكو", SCRIPT_ARABIC, "ar"},
        {"美国国防部的 ARPANET 后来成为 Internet 的基础之一", SCRIPT_HAN, "zh"},
    };
    EXPECT_CASES(cases);
}

/* `articles` words of a hundred have the Arabic article, the others a Persian kaf (U+06A9) or vowel marks. `gap` stands
 * between them: a space, or what is never told many letters at a time. */
static const char *language_with_articles(size_t articles, const char *gap)
{
    static char text[4096];
    text[0] = '\0';
    for (size_t i = 0; i < 100; i++) {
        strcat(text, i < articles ? "الباب" : i % 9 == 0 ? "مُدرس" : i % 7 == 0 ? "مدارس" : "کتاب");
        strcat(text, gap);
    }
    enum script script;
    const char *code = "";
    cr_assert_eq(detector_detect(detector, span_of(text), &script, &code, &failure), STATUS_OK);
    return code;
}

Test(detect, one_word_in_twelve_with_the_article_is_arabic_however_words_are_parted)
{
    cr_expect_str_eq(language_with_articles(7, " "), "fa");
    cr_expect_str_eq(language_with_articles(7, "\u00A0"), "fa");
    cr_expect_str_eq(language_with_articles(9, " "), "ar");
    cr_expect_str_eq(language_with_articles(9, "\u00A0"), "ar");
}

Test(detect, only_the_head_of_a_long_text_is_looked_at)
{
    enum { LENGTH = 100000 };
    char *text = malloc(LENGTH);
    cr_assert_not_null(text);
    memset(text, 'a', LENGTH);
    for (size_t i = 0; i + 2 <= DETECT_SAMPLE_BYTES; i += 2) {
        memcpy(text + i, "\xD8\xA7", 2);
    }
    enum script script = SCRIPT_NONE;
    const char *code = NULL;
    cr_assert_eq(detector_detect(detector, (struct span){text, LENGTH}, &script, &code, &failure), STATUS_OK);
    cr_expect_eq(script, SCRIPT_ARABIC);
    cr_expect_str_eq(code, "ar");
    free(text);
}

Test(detect, every_refused_allocation_is_reported_as_such)
{
    need_profiles();
    for (long i = 0;; i++) {
        struct detector *fresh = NULL;
        enum script script;
        const char *code = NULL;
        failure = (struct failure){0};
        refuse_allocation(i, false);
        enum status status = detector_open(&fresh, &failure);
        if (status == STATUS_OK) {
            status = detector_detect(fresh, span_of("a text of more than twenty letters"), &script, &code, &failure);
        }
        const long asked = refuse_nothing();
        detector_close(fresh);
        if (asked <= i) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_gt(i, 2); /* the two of its own, and room for each profile and for the text */
            break;
        }
        cr_expect_eq(status, STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
    }
}

Test(detect, closing_nothing_is_allowed)
{
    detector_close(NULL);
}

/* More than fifty words each: English is told by its stop words, and Danish has several that look like them (at, for,
 * i, over, so, under). */
Test(detect, stop_words_of_english_tell_english_alone)
{
    static const struct text_case cases[] = {
        {"The ministers met again yesterday to talk about wheat and about the price of bread in the towns. They agreed "
         "that it was a bad year for the country, and that the people of the small towns had too little to eat. During "
         "the meeting they said that the help came too late, but that it would come over the sea this week, and that "
         "nobody should starve.",
         SCRIPT_LATIN, "en"},
        {"Ministrene mødtes igen i går for at tale om hvede og om prisen på brød i byerne. De var enige om at det var "
         "et dårligt år for landet, og at folk i de små byer havde for lidt at spise. Under mødet sagde de at hjælpen "
         "kom for sent, men at den ville komme over havet i denne uge, og at ingen skulle sulte.",
         SCRIPT_LATIN, "da"},
    };
    need_profiles();
    EXPECT_CASES(cases);
}
