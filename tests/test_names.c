/* test_names.c - which words are protected, and what a table may hold. Which words name which state is common
 * knowledge. */
#include <criterion/criterion.h>

#include <limits.h>

#include "names.h"
#include "refusal.h"
#include "scratch.h"
#include "stop_words.h"

static struct failure failure;
static struct folder *folder;
static struct names *names;

static void open_names(void)
{
    failure = (struct failure){0};
    cr_assert_eq(folder_open(&folder, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(names_open(&names, &failure), STATUS_OK, "%s", failure.message);
}

static void close_names(void)
{
    names_close(names);
    folder_close(folder);
}

static const struct name *find(const char *language, const char *word)
{
    struct span folded;
    cr_assert_eq(folder_fold(folder, span_of(word), false, &folded, &failure), STATUS_OK);
    return names_find(names, language_find(span_of(language)), folded);
}

TestSuite(names, .init = open_names, .fini = close_names);

Test(names, all_writings_of_the_soviets_are_one_class)
{
    static const char *const forms[] = {"سوفيتي", "سوفييتي", "سوفياتي", "سوفيت", "سوفييت", "سوفيات", "سوفيتية"};
    const struct name *first = find("ar", forms[0]);
    cr_assert_not_null(first);
    cr_assert_eq(first->kind, NAME_STATE);
    for (size_t i = 1; i < sizeof forms / sizeof *forms; i++) {
        cr_assert_eq(find("ar", forms[i]), first, "%s", forms[i]);
    }
}

Test(names, prussia_and_russia_are_two_classes)
{
    cr_assert_not_null(find("ar", "بروسيا"));
    cr_assert_not_null(find("ar", "روسيا"));
    cr_assert_neq(find("ar", "بروسيا"), find("ar", "روسيا"));
}

Test(names, states_months_cities_and_persons_have_their_kinds)
{
    static const struct {
        const char *language, *word;
        enum name_kind kind;
    } cases[] = {
        {"ar", "بريطانيا", NAME_STATE},  {"ar", "ياباني", NAME_STATE},     {"ar", "الولايات", NAME_STATE},
        {"ar", "أميركي", NAME_STATE},    {"ar", "ألمان", NAME_STATE},      {"ar", "كانون", NAME_MONTH},
        {"ar", "آذار", NAME_MONTH},      {"ar", "أذار", NAME_MONTH},       {"ar", "جويلية", NAME_MONTH},
        {"ar", "موسكو", NAME_CITY},      {"ar", "بالدوين", NAME_PERSON},   {"ar", "ستالين", NAME_PERSON},
        {"en", "Soviet", NAME_STATE},    {"en", "British", NAME_STATE},    {"en", "January", NAME_MONTH},
        {"ru", "советский", NAME_STATE}, {"fr", "soviétique", NAME_STATE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct name *name = find(cases[i].language, cases[i].word);
        cr_assert_not_null(name, "%s", cases[i].word);
        cr_assert_eq(name->kind, cases[i].kind, "%s", cases[i].word);
    }
}

Test(names, a_month_has_one_class_in_the_three_arabic_systems)
{
    cr_assert_not_null(find("ar", "شباط"));
    cr_assert_eq(find("ar", "شباط"), find("ar", "فبراير"));
    cr_assert_eq(find("ar", "شباط"), find("ar", "فيفري"));
}

Test(names, ordinary_words_that_look_like_states_are_none)
{
    /* course or Hungarian, right hand or Yemeni, financial or Malian, Roman or Romanian, states, us, Roman */
    static const char *const arabic[] = {"مجرى", "يمنى", "مالي", "روماني", "ولايات", "جزائر", "اب", "ترك"};
    for (size_t i = 0; i < sizeof arabic / sizeof *arabic; i++) {
        cr_assert_null(find("ar", arabic[i]), "%s", arabic[i]);
    }
    cr_assert_null(find("en", "us"));
    cr_assert_null(find("en", "roman"));
    cr_assert_null(find("en", "pole"));
}

Test(names, a_name_belongs_to_its_language)
{
    cr_assert_null(find("fr", "soviets'"));
    cr_assert_null(find("de", "china's"));
    cr_assert_null(find("ru", "Soviet"));
    cr_assert_null(names_find(names, NULL, span_of("soviet")));
}

/* names_find is asked for folded words: a form that folds to another one would never be found. */
Test(names, the_built_in_forms_are_folded)
{
    struct name_form form;
    struct span folded;
    size_t count = 0;
    for (; names_form(names, count, &form); count++) {
        cr_assert_eq(folder_fold(folder, form.folded, form.language->turkic_case, &folded, &failure), STATUS_OK);
        cr_expect(span_equal(folded, form.folded), "%.*s", SPAN_ARGUMENTS(form.folded));
        cr_expect_eq(names_find(names, form.language, form.folded), form.name);
    }
    cr_expect_gt(count, 3000);
}

Test(names, no_name_is_a_stop_word)
{
    struct stop_words *stop_words;
    struct name_form form;
    cr_assert_eq(stop_words_open(&stop_words, true, NULL, folder, &failure), STATUS_OK, "%s", failure.message);
    size_t count = 0;
    for (; names_form(names, count, &form); count++) {
        cr_assert_not(stop_words_contain(stop_words, form.language, form.folded), "%.*s", SPAN_ARGUMENTS(form.folded));
    }
    cr_assert_gt(count, 3000);
    stop_words_close(stop_words);
}

Test(names, a_table_of_the_users_own_adds_to_the_built_in_one)
{
    const char table[] = "# mine\n\nتشيتشيرين_2\tperson\tar\tغامبيتا|غمبتا\r\n";
    cr_assert_eq(names_add(names, span_of(table), "mine.tsv", folder, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_not_null(find("ar", "غمبتا"));
    cr_assert_eq(find("ar", "غمبتا"), find("ar", "غامبيتا"));
    cr_assert_not_null(find("ar", "موسكو"));
}

Test(names, a_malformed_line_is_named_with_its_number)
{
    static const struct {
        const char *table, *place;
    } cases[] = {
        {"a\tstate\ten\n", "mine.tsv, line 1"},
        {"# note\na\tstate\ten\tb\tc\n", "mine.tsv, line 2"},
        {"a\tplanet\ten\tmars\n", "mine.tsv, line 1: the kind planet"},
        {"a\tstate\tqqq\tb\n", "mine.tsv, line 1: the language qqq"},
        {"a\tstate\ten\tb||c\n", "mine.tsv, line 1: a form is empty"},
        {"\tstate\ten\tb\n", "mine.tsv, line 1"},
        {"atlantis\tstate\ten\tsoviet\n", "mine.tsv, line 1: the form soviet stands in the class soviet"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        failure = (struct failure){0};
        cr_assert_eq(names_add(names, span_of(cases[i].table), "mine.tsv", folder, &failure), STATUS_FAILED);
        cr_assert_eq(failure.kind, FAILURE_CONFIGURATION);
        cr_assert_not_null(strstr(failure.message, cases[i].place), "%s", failure.message);
    }
}

/* Reads a file of the user's that holds `text`. */
static enum status read_own(const char *text)
{
    failure = (struct failure){0};
    scratch_open();
    const enum status status = names_read(names, scratch_write("own.txt", text), folder, &failure);
    scratch_close();
    return status;
}

Test(names, a_file_of_the_users_own_holds_in_every_language)
{
    cr_assert_eq(read_own("\xEF\xBB\xBF# mine\r\nتيمور_2\t[person]\tتيمورلنك\tTamerlane\r\n\nSmolensk\n"), STATUS_OK,
                 "%s", failure.message);
    cr_assert_str_eq(find("ar", "تيمورلنك")->key, "تيمور_2");
    cr_assert_eq(find("en", "TAMERLANE"), find("ar", "تيمورلنك"));
    cr_assert_eq(find("en", "TAMERLANE")->kind, NAME_PERSON);
    cr_assert(find("ru", "Smolensk")->is_own);
    cr_assert_eq(find("ru", "Smolensk")->kind, NAME_OTHER);
    cr_assert_eq(names_find(names, NULL, span_of("smolensk")), find("ru", "Smolensk"));
    cr_assert_not(find("ar", "موسكو")->is_own);
}

Test(names, a_form_of_the_users_own_leaves_its_built_in_class)
{
    const struct name *built_in = find("ar", "موسكو");
    cr_assert_eq(read_own("عاصمة\tموسكو\n"), STATUS_OK, "%s", failure.message);
    cr_assert_neq(find("ar", "موسكو"), built_in);
    cr_assert_str_eq(find("ar", "موسكو")->key, "عاصمه");
}

Test(names, a_malformed_line_of_the_users_own_is_named_with_its_number)
{
    static const char *const cases[][2] = {
        {"a\nb\ta\n", "line 2: the form a stands in the class a already"},
        {"a\t\tb\n", "line 1: a form is empty"},
        {"# x\n\tb\n", "line 2: the class has no name"},
        {"[city]\tb\n", "line 1: the class has no name"},
        {"a\t[planet]\n", "line 1: the kind [planet] is not known"},
        {"a\tb c\n", "line 1: 'b c' is more than one word"},
        {"a\n\nb\xff\n", "line 3: not UTF-8 text behind byte 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct names *fresh = names;
        cr_assert_eq(names_open(&names, &failure), STATUS_OK);
        cr_assert_eq(read_own(cases[i][0]), STATUS_FAILED, "case %zu", i);
        cr_assert_eq(failure.kind, FAILURE_CONFIGURATION);
        cr_assert_not_null(strstr(failure.message, cases[i][1]), "%s", failure.message);
        names_close(names);
        names = fresh;
    }
    failure = (struct failure){0};
    cr_assert_eq(names_read(names, "/nowhere/own.txt", folder, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_NO_INPUT);
}

Test(names, every_refused_allocation_of_a_users_file_is_a_failure_without_a_leak)
{
    scratch_open();
    const char *path = scratch_write("own.txt", "a\tb\tc\nd\n");
    for (long refused = 0;; refused++) {
        struct names *fresh;
        failure = (struct failure){0};
        cr_assert_eq(names_open(&fresh, &failure), STATUS_OK);
        refuse_allocation(refused, false);
        const enum status status = names_read(fresh, path, folder, &failure);
        const bool was_refused = refuse_nothing() > refused;
        names_close(fresh);
        if (!was_refused) {
            cr_assert_eq(status, STATUS_OK, "%s", failure.message);
            break;
        }
        if (status != STATUS_OK) { /* fopen words its own */
            cr_assert(failure.kind == FAILURE_MEMORY || failure.kind == FAILURE_NO_INPUT, "%s", failure.message);
        }
    }
    scratch_close();
}

Test(names, every_refused_allocation_is_a_failure_without_a_leak)
{
    refuse_allocation(LONG_MAX, false);
    struct names *counted;
    cr_assert_eq(names_open(&counted, &failure), STATUS_OK);
    const long allocations = refuse_nothing();
    names_close(counted);
    for (long i = 0; i < allocations; i++) {
        struct names *refused;
        failure = (struct failure){0};
        refuse_allocation(i, false);
        const enum status status = names_open(&refused, &failure);
        (void)refuse_nothing();
        cr_assert_eq(status, STATUS_FAILED, "allocation %ld", i);
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
        cr_assert_null(refused);
    }
}

Test(names, closing_nothing_is_allowed)
{
    names_close(NULL);
}
