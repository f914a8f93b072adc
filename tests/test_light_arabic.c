/*
 * test_light_arabic.c - the words on which Snowball's Arabic stemmer and light10 are known to fail, and the cases of
 * light10 that hold for any light stemmer.
 */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>

#include "fold.h"
#include "light_arabic.h"

static struct failure failure;
static struct folder *folder;
static struct names *names;
static struct stop_words *stop_words;
static struct light_arabic light;

static void open_stemmer(void)
{
    failure = (struct failure){0};
    cr_assert_eq(folder_open(&folder, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(names_open(&names, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(stop_words_open(&stop_words, true, NULL, NULL, &failure), STATUS_OK, "%s", failure.message);
    light = (struct light_arabic){language_find(span_of("ar")), names, background_builtin("ar"), stop_words};
}

static void close_stemmer(void)
{
    stop_words_close(stop_words);
    names_close(names);
    folder_close(folder);
}

/* The stem, or the name's key, in one of four buffers in turn. */
static const char *stem(const char *word)
{
    static char stems[4][256];
    static unsigned next;
    char buffer[256];
    char *result = stems[next++ % 4];
    struct span folded;
    cr_assert_eq(folder_fold(folder, span_of(word), false, &folded, &failure), STATUS_OK);
    const struct name *name = light_arabic_name(&light, folded);
    const struct span found =
        name != NULL ? span_of(name->key) : light_arabic_stem(&light, span_of(word), folded, buffer, NULL);
    memcpy(result, found.bytes, found.length);
    result[found.length] = '\0';
    return result;
}

TestSuite(light_arabic, .init = open_stemmer, .fini = close_stemmer);

Test(light_arabic, the_forms_of_a_word_end_in_one_stem)
{
    static const char *const classes[][8] = {
        {"بريطانيا", "البريطانية", "وبريطانيا", "لبريطانيا", "والبريطانيون", "البريطانيين", "للبريطاني"},
        {"الاتحاد", "والاتحاد", "بالاتحاد", "للاتحاد", "فالاتحاد", "اتحاد", "وللاتحاد"},
        {"العلاقات", "علاقات", "علاقة", "العلاقة", "بالعلاقات"},
        {"فرنسا", "الفرنسية", "فرنسي", "لفرنسا", "وفرنسا", "الفرنسيين"},
        {"برلين", "ببرلين", "وبرلين", "لبرلين"},
        {"السوفيات", "السوفييتي", "السوفيييتي", "السوفيتي", "السوفيتية", "للسوفييت", "والسوفيتي"},
        {"اليابان", "اليابانية", "ياباني", "واليابانيين", "لليابان", "كاليابان"},
        {"ألمانيا", "الألمان", "ألماني", "الألمانية", "بألمانيا", "وألمانيا"},
        {"روسيا", "الروسية", "الروس", "لروسيا", "وروسيا", "الروسیة"},
        {"الصين", "صينية", "والصين", "للصين", "بالصينية"},
        {"أمريكا", "أميركا", "الأمريكية", "أمريكيين", "وأميركا"},
        {"كانون", "وكانون", "بكانون"},
        {"مدينة", "مدينتها", "المدينة", "بمدينة", "ومدينة"},
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        for (size_t j = 1; j < 8 && classes[i][j] != NULL; j++) {
            const char *expected = stem(classes[i][0]);
            cr_assert_str_eq(stem(classes[i][j]), expected, "%s: %s, expected %s", classes[i][j], stem(classes[i][j]),
                             expected);
        }
    }
}

Test(light_arabic, variants_of_writing_end_in_one_stem)
{
    /* Tanwin before and behind the alef, Egyptian and other seats of hamza, letters for g and p, transcriptions. */
    static const char *const classes[][6] = {
        {"كتاباً", "كتابًا", "كتابا", "الكتاب"},
        {"مسؤول", "مسئول", "المسئولين", "المسؤولون"},
        {"شؤون", "شئون", "الشئون"},
        {"أوروبا", "أوربا", "الأوروبية", "اوربي", "بأوروپا"},
        {"يوغوسلافيا", "يوغسلافيا", "يوجوسلافيا", "اليوجوسلافية"},
        {"غورباتشوف", "جورباتشوف", "كورباتشوف", "گورباچوف"},
        {"تشرشل", "تشيرشل", "جرجل", "چرچل", "لتشرشل"},
        {"تشمبرلين", "تشامبرلين", "چمبرلين", "شمبرلين"},
        {"إنجلترا", "انكلترا", "إنقلترا", "إنگلترا", "والإنجليز"},
        {"هتلر", "هيتلر", "وهتلر", "الهتلرية"},
        {"موسكو", "موسكفا", "بموسكو"},
        {"پولندا", "بولونيا", "بولنده", "البولندية"},
        {"البلاشفة", "بلشفي", "البولشفية"},
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const char *expected = stem(classes[i][0]);
        for (size_t j = 1; j < 6 && classes[i][j] != NULL; j++) {
            cr_expect_str_eq(stem(classes[i][j]), expected, "%s", classes[i][j]);
        }
    }
    cr_expect_str_neq(stem("الإسكندرية"), stem("الإسكندر"));
}

Test(light_arabic, different_words_keep_different_stems)
{
    static const char *const pairs[][2] = {
        {"بروسيا", "روسيا"}, {"السوفيات", "سوف"},   {"كانون", "كان"}, {"الولايات", "ولا"}, {"بالدوين", "دو"},
        {"فرنسا", "رنسا"},   {"وبروسيا", "وروسيا"}, {"برلين", "لين"}, {"لينين", "لين"},    {"بلفور", "فور"},
        {"فكرة", "كرة"},     {"رمضان", "رمضي"},     {"شعبان", "شعب"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        cr_assert_str_neq(stem(pairs[i][0]), stem(pairs[i][1]), "%s %s", pairs[i][0], pairs[i][1]);
    }
}

Test(light_arabic, the_cases_of_light10_hold)
{
    /* From the definition of light10: article and proclitics, then suffixes; the word itself is not touched. */
    static const char *const cases[][2] = {
        {"الحسن", "حسن"},    {"والحسن", "حسن"},  {"بالحسن", "حسن"},  {"كالحسن", "حسن"},  {"فالحسن", "حسن"},
        {"للاخر", "اخر"},    {"وحسن", "حسن"},    {"زوجها", "زوج"},   {"ساهدان", "ساهد"}, {"ساهدات", "ساهد"},
        {"ساهدون", "ساهد"},  {"ساهدين", "ساهد"}, {"ساهدية", "ساهد"}, {"ساهدة", "ساهد"},  {"ساهدي", "ساهد"},
        {"ساهدهات", "ساهد"}, {"الو", "الو"},     {"كبيرة", "كبير"},  {"كتاب", "كتاب"},   {"الكتاب", "كتاب"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_str_eq(stem(cases[i][0]), cases[i][1], "%s gave %s", cases[i][0], stem(cases[i][0]));
    }
}

Test(light_arabic, an_alef_with_hamza_is_no_article)
{
    /* Minds; the same word with the hamza as a mark of its own; the door, with a plain and a joining alef. */
    cr_assert_str_eq(stem("ألباب"), "الباب");
    cr_assert_str_eq(stem("ا\u0654لباب"), "الباب");
    cr_assert_str_eq(stem("الباب"), "باب");
    cr_assert_str_eq(stem("\u0671لباب"), "باب");
}

Test(light_arabic, marks_and_tatweel_do_not_hide_the_hamza)
{
    cr_assert_str_eq(stem("ـأَلْباب"), "الباب");
    cr_assert_str_eq(stem("اَلْباب"), "باب");
}

/* Adults, balloons, a governor: what is left without the two takes the article less often than the whole. */
Test(light_arabic, words_that_begin_like_a_proclitic_and_an_article_stay_whole)
{
    cr_expect_str_eq(stem("بالغين"), stem("بالغة"));
    cr_expect_str_eq(stem("والي"), stem("واليا"));
    cr_expect_str_eq(stem("والعرب"), stem("عرب"));
    cr_expect_str_eq(stem("بالقاهرة"), stem("القاهرة"));
}

/* Describing, fleeing, of Colombo's kind; but so he wrote, and by name, and used. */
Test(light_arabic, a_rare_rest_that_begins_with_a_bare_alef_is_no_word)
{
    cr_expect_str_eq(stem("واصفا"), "واصف");
    cr_expect_str_eq(stem("فاقدي"), "فاقد");
    cr_expect_str_eq(stem("كامبو"), "كامبو");
    cr_expect_str_eq(stem("وابنه"), stem("ابنه"));
    cr_expect_str_eq(stem("باسم"), stem("اسم"));
    cr_expect_str_eq(stem("واستعمل"), stem("استعمل"));
    cr_expect_str_eq(stem("واضاف"), stem("أضاف"), "hamza left out: its rest is common");
}

Test(light_arabic, the_article_of_a_word_that_takes_another_one_is_its_own)
{
    /* Obligation, joining, inflammation, meeting: roots in lam. Words (alfaz) typed without their hamza. */
    static const char *const words[][3] = {{"الالتزام", "والتزام", "التزام"},
                                           {"الالتحاق", "بالتحاق", "التحاق"},
                                           {"الالتهاب", "كالتهاب", "التهاب"},
                                           {"الألفاظ", "الفاظ", "الفاظ"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cr_expect_str_eq(stem(words[i][0]), words[i][2]);
        cr_expect_str_eq(stem(words[i][1]), words[i][2]);
    }
}

Test(light_arabic, no_cut_leaves_a_stop_word)
{
    /* God and "to him", the inner and "inside", psychical and "same", Oran's saint apart: provinces and "and not". */
    static const char *const words[][2] = {{"الله", "الله"},      {"والله", "الله"}, {"داخلية", "داخلي"},
                                           {"الداخلية", "داخلي"}, {"نفسية", "نفسي"}, {"ولاية", "ولاي"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cr_expect_str_eq(stem(words[i][0]), words[i][1], "%s: %s", words[i][0], stem(words[i][0]));
    }
}

Test(light_arabic, letters_that_look_like_proclitics_stay_on_words_that_take_the_article)
{
    /* Idea, one, far, valley, municipality, effective, perfection, navy: without the first letter each is another word.
     */
    static const char *const words[] = {"فكرة", "واحد", "واحدا", "بعيد", "وادي", "بلدية",
                                        "فعال", "كمال", "وصفه",  "وسام", "بارز", "بشير"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cr_expect_eq(memcmp(stem(words[i]), words[i], 2), 0, "%s gave %s", words[i], stem(words[i]));
    }
    cr_expect_str_eq(stem("فكرة"), stem("الفكرة"));
    cr_expect_str_eq(stem("بحرية"), stem("البحرية"));
    /* He continued, he agreed, he wrote (she): the imperfect shows it. */
    cr_expect_str_eq(stem("واصل"), "واصل");
    cr_expect_str_eq(stem("وافق"), "وافق");
    cr_expect_eq(memcmp(stem("كتبت"), "كتب", 6), 0);
}

Test(light_arabic, proclitics_go_from_frozen_expressions_and_before_a_hamza)
{
    static const char *const words[][2] = {{"وأضاف", "أضاف"}, {"وقال", "قال"},         {"وأدى", "أدى"},
                                           {"لأول", "أول"},   {"باستثناء", "استثناء"}, {"بسهولة", "سهولة"},
                                           {"بتهمة", "تهمة"}, {"لحماية", "حماية"},     {"وعودة", "عودة"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cr_expect_str_eq(stem(words[i][0]), stem(words[i][1]), "%s: %s, expected %s", words[i][0], stem(words[i][0]),
                         stem(words[i][1]));
    }
}

Test(light_arabic, an_ending_that_is_of_the_word_stays)
{
    /* Law, human being, parliament, title, million, cooperation, field, festival, sultan; direction, waters. */
    static const char *const words[][2] = {
        {"القانون", "قانون"}, {"قانونية", "قانون"}, {"الإنسانية", "انسان"}, {"برلمانية", "برلمان"}, {"بعنوان", "عنوان"},
        {"مليون", "مليون"},   {"التعاون", "تعاون"}, {"ميدان", "ميدان"},     {"المهرجان", "مهرجان"}, {"أحيانا", "احيان"},
        {"اتجاهات", "اتجاه"}, {"الاتجاه", "اتجاه"}, {"مياه", "مياه"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cr_expect_str_eq(stem(words[i][0]), words[i][1], "%s: %s", words[i][0], stem(words[i][0]));
    }
}

Test(light_arabic, plurals_duals_and_pronouns_go)
{
    static const char *const words[][2] = {
        {"المسلمون", "مسلم"},   {"المواطنين", "مواطن"}, {"مهندسان", "مهندس"}, {"زوجته", "زوجة"}, {"سياسته", "سياسة"},
        {"سياستهم", "سياسة"},   {"مساحتها", "مساحة"},   {"لغتها", "لغة"},     {"لغات", "لغة"},   {"مرتين", "مرة"},
        {"القوات", "قوة"},      {"زملائه", "زملاء"},    {"أعضائها", "أعضاء"}, {"شيئا", "شيء"},   {"إنشاءات", "إنشاء"},
        {"القضائية", "القضاء"}, {"روايات", "رواية"},    {"قضايا", "القضايا"}, {"حاولوا", "حاول"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cr_expect_str_eq(stem(words[i][0]), stem(words[i][1]), "%s: %s, expected %s", words[i][0], stem(words[i][0]),
                         stem(words[i][1]));
    }
    cr_expect_str_neq(stem("بداية"), stem("بدأ"));
    cr_expect_str_neq(stem("مائة"), stem("ماء"));
}

Test(light_arabic, a_first_letter_of_the_word_stays)
{
    /* Minister, boy, girl, country, meeting, night: their first letters could be proclitics. */
    static const char *const words[] = {"وزير", "ولد", "بنت", "بلد", "لقاء", "فريق", "كبير", "وثيق"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct span folded;
        cr_assert_eq(folder_fold(folder, span_of(words[i]), false, &folded, &failure), STATUS_OK);
        const char *found = stem(words[i]);
        cr_assert_eq(memcmp(found, words[i], 2), 0, "%s gave %s", words[i], found);
    }
}

Test(light_arabic, without_a_background_single_proclitics_stay)
{
    light.background = NULL;
    cr_assert_str_eq(stem("وحسن"), "وحسن");
    cr_assert_str_eq(stem("والحسن"), "حسن");
}

Test(light_arabic, a_form_listed_with_the_article_is_a_name_only_with_it)
{
    struct span folded = span_of("ولايات");
    cr_assert_null(light_arabic_name(&light, folded));
    folded = span_of("وللولايات");
    cr_assert_not_null(light_arabic_name(&light, folded));
}

Test(light_arabic, short_words_and_long_words_are_survived)
{
    static const char *const words[] = {"ي", "و", "ال", "وال", "للل", "يييي", "ها", "a", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cr_assert_gt(strlen(stem(words[i])), 0, "%s", words[i]);
    }
    char long_word[1025], buffer[1024];
    for (size_t i = 0; i < 1024; i += 2) {
        memcpy(long_word + i, i % 6 == 0 ? "و" : "ل", 2);
    }
    const struct span folded = {long_word, 1024};
    cr_assert_null(light_arabic_name(&light, folded));
    const struct span found = light_arabic_stem(&light, folded, folded, buffer, NULL);
    cr_assert(found.length > 0 && found.length <= 1024);
}

Test(light_arabic, a_stem_does_not_depend_on_the_words_before)
{
    const char *first = stem("بمدينتهم");
    (void)stem("والسوفييت");
    cr_assert_str_eq(stem("بمدينتهم"), first);
}

/* Only then is counted what decides nothing. */
Test(light_arabic, a_stem_is_the_same_when_its_steps_are_told)
{
    static const char *const beginnings[] = {"", "ال", "وال", "و"}, *const ends[] = {"", "ين", "ون", "ها", "ات", "ه"};
    enum { BEGINNINGS = sizeof beginnings / sizeof *beginnings, ENDS = sizeof ends / sizeof *ends, STEP = 97 };
    struct background_form entry;
    for (size_t i = 0; background_folded_form(light.background, i, &entry); i += STEP) {
        const struct span form = entry.text;
        for (size_t j = 0; j < (size_t)BEGINNINGS * ENDS && form.length < 64; j++) {
            char word[128], buffers[2][128];
            struct light_account account = {.count = 0};
            snprintf(word, sizeof word, "%s%.*s%s", beginnings[j / ENDS], SPAN_ARGUMENTS(form), ends[j % ENDS]);
            const struct span folded = span_of(word);
            const struct span told = light_arabic_stem(&light, folded, folded, buffers[0], &account);
            const struct span stem = light_arabic_stem(&light, folded, folded, buffers[1], NULL);
            cr_assert(span_equal(stem, told), "%s: %.*s, told %.*s", word, SPAN_ARGUMENTS(stem), SPAN_ARGUMENTS(told));
        }
    }
}
