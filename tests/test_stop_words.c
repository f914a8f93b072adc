/* test_stop_words.c - closed classes are in the lists; dates, nouns and verbs of content are not. */
#include <criterion/criterion.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "refusal.h"
#include "stop_words.h"

static struct failure failure;
static struct folder *folder;
static struct stop_words *stop_words;

static void open_lists(void)
{
    failure = (struct failure){0};
    cr_assert_eq(folder_open(&folder, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(stop_words_open(&stop_words, true, NULL, folder, &failure), STATUS_OK, "%s", failure.message);
}

static void close_lists(void)
{
    stop_words_close(stop_words);
    folder_close(folder);
}

static bool contains(const struct stop_words *lists, const char *code, const char *word)
{
    const struct language *language = code == NULL ? NULL : language_find(span_of(code));
    struct span folded;
    cr_assert_eq(folder_fold(folder, span_of(word), language != NULL && language->turkic_case, &folded, &failure),
                 STATUS_OK);
    return stop_words_contain(lists, language, folded);
}

/* Writes a file for --stop-words FILE; its path is valid until the next call. */
static const char *write_file(const char *bytes, size_t length)
{
    static char path[64];
    (void)snprintf(path, sizeof path, "/tmp/mizan_stop_words_%ld.txt", (long)getpid());
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    cr_assert_eq(fwrite(bytes, 1, length, file), length);
    cr_assert_eq(fclose(file), 0);
    return path;
}

TestSuite(stop_words, .init = open_lists, .fini = close_lists);

Test(stop_words, closed_classes_are_in_the_lists)
{
    static const char *const cases[][2] = {
        {"ar", "من"},     {"ar", "إلى"},    {"ar", "الى"},    {"ar", "على"},    {"ar", "التي"},    {"ar", "هذَا"},
        {"ar", "إحدى"},   {"ar", "بالرغم"}, {"ar", "و"},      {"ar", "الأخرى"}, {"ar", "وفي"},     {"ar", "كان"},
        {"ar", "منذ"},    {"ar", "هؤلاء"},  {"en", "The"},    {"en", "don't"},  {"en", "which"},   {"ru", "который"},
        {"ru", "ещё"},    {"fr", "être"},   {"de", "für"},    {"de", "daß"},    {"es", "también"}, {"it", "perché"},
        {"pt", "não"},    {"tr", "İÇİN"},   {"nl", "het"},    {"sv", "också"},  {"no", "ikke"},    {"da", "også"},
        {"fi", "että"},   {"hu", "és"},     {"ro", "și"},     {"el", "Και"},    {"hi", "और"},      {"fa", "این"},
        {"id", "yang"},   {"zh", "的"},     {"ckb", "لەگەڵ"}, {"ur", "کیونکہ"}, {"ps", "چې"},      {"fa", "هایی"},
        {"sr", "који"},   {"sr", "koji"},   {"hr", "što"},    {"bs", "nakon"},  {"mk", "бидејќи"}, {"sk", "pretože"},
        {"sl", "vendar"}, {"hy", "նաև"},    {"ta", "மற்றும்"},  {"eu", "eta"},    {"ga", "agus"},    {"lt", "tačiau"},
        {"ne", "तर"},     {"yi", "אויך"},   {"ja", "から"},   {"ko", "그리고"}, {"th", "และ"},     {"uk", "але"},
        {"bg", "който"},  {"pl", "który"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert(contains(stop_words, cases[i][0], cases[i][1]), "%s %s", cases[i][0], cases[i][1]);
    }
}

Test(stop_words, months_are_in_no_list)
{
    static const char *const cases[][2] = {
        {"ar", "كانون"},    {"ar", "شباط"},    {"ar", "مارس"},      {"ar", "آذار"},   {"ar", "نيسان"}, {"ar", "مايو"},
        {"ar", "تموز"},     {"ar", "أوت"},     {"ar", "أيلول"},     {"ar", "تشرين"},  {"en", "may"},   {"en", "march"},
        {"en", "august"},   {"ru", "мая"},     {"ru", "май"},       {"fr", "mars"},   {"fr", "mai"},   {"de", "mai"},
        {"es", "mayo"},     {"it", "maggio"},  {"pt", "maio"},      {"tr", "mart"},   {"tr", "mayıs"}, {"nl", "mei"},
        {"sv", "maj"},      {"da", "maj"},     {"no", "mai"},       {"id", "mei"},    {"hi", "मई"},    {"pl", "maja"},
        {"cs", "května"},   {"uk", "травня"},  {"bg", "май"},       {"hu", "május"},  {"el", "Μαΐου"}, {"ca", "maig"},
        {"fi", "toukokuu"}, {"he", "מאי"},     {"fa", "مه"},        {"ur", "مئی"},    {"zh", "五月"},  {"ckb", "ئایار"},
        {"ps", "می"},       {"sr", "мај"},     {"hr", "svibanj"},   {"sk", "máj"},    {"sl", "maj"},   {"hy", "մայիս"},
        {"ta", "மே"},       {"eu", "maiatza"}, {"ga", "bealtaine"}, {"lt", "gegužė"}, {"ne", "मे"},     {"yi", "מײַ"},
        {"ja", "月"},       {"ko", "월"},      {"th", "พฤษภาคม"},   {"mk", "мај"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_not(contains(stop_words, cases[i][0], cases[i][1]), "%s %s", cases[i][0], cases[i][1]);
    }
}

Test(stop_words, words_of_content_are_in_no_list)
{
    /* "another" and "the other" are also in months (ربيع الآخر), "one" in the name of a battle. */
    static const char *const cases[][2] = {
        {"ar", "الآخر"}, {"ar", "أحد"},     {"ar", "معاهدة"}, {"ar", "الحرب"}, {"ar", "عام"},    {"ar", "قال"},
        {"ar", "أول"},   {"ar", "يوم"},     {"ar", "فهم"},    {"en", "war"},   {"en", "state"},  {"en", "first"},
        {"it", "stati"}, {"es", "estados"}, {"de", "krieg"},  {"ru", "война"}, {"fr", "guerre"}, {"zh", "战争"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_not(contains(stop_words, cases[i][0], cases[i][1]), "%s %s", cases[i][0], cases[i][1]);
    }
}

Test(stop_words, a_list_applies_to_its_own_language)
{
    cr_assert(contains(stop_words, "de", "die"));
    cr_assert_not(contains(stop_words, "en", "die"));
    cr_assert_not(contains(stop_words, NULL, "die"));
}

Test(stop_words, without_the_built_in_lists_nothing_is_a_stop_word)
{
    struct stop_words *none;
    cr_assert_eq(stop_words_open(&none, false, NULL, folder, &failure), STATUS_OK);
    cr_assert_not(contains(none, "en", "the"));
    stop_words_close(none);
}

Test(stop_words, the_words_of_a_file_apply_to_every_language)
{
    const char text[] = "\xEF\xBB\xBF# mine\nTreaty\r\n\n  معاهدة \nlast";
    const char *path = write_file(text, sizeof text - 1);
    struct stop_words *lists;
    cr_assert_eq(stop_words_open(&lists, false, path, folder, &failure), STATUS_OK, "%s", failure.message);
    cr_assert(contains(lists, "en", "treaty"));
    cr_assert(contains(lists, NULL, "TREATY"));
    cr_assert(contains(lists, "ar", "معاهده"));
    cr_assert(contains(lists, "de", "last"));
    cr_assert_not(contains(lists, "en", "mine"));
    cr_assert_not(contains(lists, "en", "the"));
    stop_words_close(lists);
    (void)unlink(path);
}

Test(stop_words, a_file_that_is_no_list_is_refused_with_its_line)
{
    char long_line[5000];
    memset(long_line, 'a', sizeof long_line);
    const struct {
        const char *bytes;
        size_t length;
        const char *place;
    } cases[] = {{"good\ntwo words\n", 15, "line 2"},
                 {"good\n\xFF\xFE\n", 8, "line 2"},
                 {"a\0b\n", 4, "line 1"},
                 {"\xC0\x80\n", 3, "line 1"},
                 {long_line, sizeof long_line, "line 1"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *path = write_file(cases[i].bytes, cases[i].length);
        struct stop_words *lists;
        failure = (struct failure){0};
        cr_assert_eq(stop_words_open(&lists, true, path, folder, &failure), STATUS_FAILED);
        cr_assert_null(lists);
        cr_assert_eq(failure.kind, FAILURE_DATA);
        cr_assert_not_null(strstr(failure.message, path), "%s", failure.message);
        cr_assert_not_null(strstr(failure.message, cases[i].place), "%s", failure.message);
        (void)unlink(path);
    }
}

Test(stop_words, a_file_that_is_not_there_is_named)
{
    struct stop_words *lists;
    cr_assert_eq(stop_words_open(&lists, true, "/nonexistent/list.txt", folder, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_NO_INPUT);
    cr_assert_not_null(strstr(failure.message, "/nonexistent/list.txt"));
}

Test(stop_words, a_folder_in_place_of_a_file_is_a_failure)
{
    struct stop_words *lists;
    cr_assert_eq(stop_words_open(&lists, true, "/tmp", folder, &failure), STATUS_FAILED);
    cr_assert_neq(failure.kind, FAILURE_NONE);
}

Test(stop_words, every_refused_allocation_is_a_failure_without_a_leak)
{
    struct stop_words *counted;
    refuse_allocation(LONG_MAX, false);
    cr_assert_eq(stop_words_open(&counted, true, NULL, folder, &failure), STATUS_OK);
    const long allocations = refuse_nothing();
    stop_words_close(counted);
    for (long i = 0; i < allocations; i++) {
        struct stop_words *refused;
        failure = (struct failure){0};
        refuse_allocation(i, false);
        const enum status status = stop_words_open(&refused, true, NULL, folder, &failure);
        (void)refuse_nothing();
        cr_assert_eq(status, STATUS_FAILED, "allocation %ld", i);
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
        cr_assert_null(refused);
    }
}

Test(stop_words, closing_nothing_is_allowed)
{
    stop_words_close(NULL);
}
