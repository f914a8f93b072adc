/* test_phrases.c - headings and labels as pages write them. */
#include <criterion/criterion.h>

#include <ctype.h>

#include "line_sample.h"
#include "phrase_table.h"
#include "phrases.h"
#include "refusal.h"

static bool matches_by(struct phrases *phrases, enum phrase_kind kind, const char *text)
{
    struct failure failure = {0};
    struct line_sample sample;
    bool found = false;
    line_sample_make(&sample, text);
    cr_assert_eq(phrases_match(phrases, kind, &sample.line, 0, sample.line.count, &found, &failure), STATUS_OK);
    return found;
}

static bool matches(enum phrase_kind kind, const char *text)
{
    struct failure failure = {0};
    struct phrases *phrases = NULL;
    cr_assert_eq(phrases_open(&phrases, &failure), STATUS_OK, "%s", failure.message);
    const bool found = matches_by(phrases, kind, text);
    phrases_close(phrases);
    return found;
}

Test(phrases, are_found_whatever_their_case_numbers_and_punctuation)
{
    static const char *const notes[] = {"References",
                                        "REFERENCES:",
                                        "7. References",
                                        "== Notes ==",
                                        "الهوامش",
                                        " المراجع.المصادر و",
                                        "قائمة المصادر:",
                                        "Список литературы",
                                        "参考文献",
                                        "Notes et références",
                                        "المصادر والمراجع",
                                        "Источники:",
                                        "KAYNAKÇA",
                                        "منابع و مآخذ",
                                        "پی‌نوشت‌ها",
                                        "حوالہ جات",
                                        "سەرچاوەکان",
                                        "注释",
                                        "注",
                                        "Literatur",
                                        "Bibliografía",
                                        "각주",
                                        "הערות שוליים",
                                        "Примітки",
                                        "Works cited"};
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        cr_expect(matches(PHRASE_NOTES, notes[i]), "%s", notes[i]);
    }
    static const char *const appended[] = {
        "إقرأ أيضاً:", "اقرأ أيضا", "اقرا ايضا :", "Read also", "См. также", "Читайте также:"};
    for (size_t i = 0; i < sizeof appended / sizeof appended[0]; i++) {
        cr_expect(matches(PHRASE_APPENDED, appended[i]), "%s", appended[i]);
    }
}

Test(phrases, of_the_table_are_all_found_as_they_stand_and_in_capitals)
{
    struct failure failure = {0};
    struct phrases *phrases = NULL;
    cr_assert_eq(phrases_open(&phrases, &failure), STATUS_OK, "%s", failure.message);
    for (size_t i = 0; i < phrase_count; i++) {
        char capitals[256] = "";
        for (size_t at = 0; at + 1 < sizeof capitals && phrase_table[i].text[at] != '\0'; at++) {
            capitals[at] = (char)toupper((unsigned char)phrase_table[i].text[at]);
        }
        cr_expect(matches_by(phrases, phrase_table[i].kind, phrase_table[i].text), "%s", phrase_table[i].text);
        cr_expect(matches_by(phrases, phrase_table[i].kind, capitals), "%s", capitals);
    }
    phrases_close(phrases);
}

Test(phrases, are_found_with_a_mark_behind_its_letter_and_letter_by_letter)
{
    cr_expect(matches(PHRASE_NOTES, "La\u0308hteet"));
    cr_expect(matches(PHRASE_NOTES, "R e f e r e n c e s"));
    cr_expect(matches(PHRASE_NOTES, "Re ferences"));
    cr_expect_not(matches(PHRASE_NOTES, "Rexerences"));
}

Test(phrases, are_not_found_in_longer_lines_or_under_another_kind)
{
    cr_expect_not(matches(PHRASE_NOTES, "References to the war"));
    cr_expect_not(matches(PHRASE_NOTES, "المصادر الروسية"));
    cr_expect_not(matches(PHRASE_APPENDED, "References"));
    cr_expect_not(matches(PHRASE_NOTES, "12"));
    cr_expect_not(matches(PHRASE_NOTES, "one two three four five six seven References"));
}

Test(phrases, of_arabic_letters_are_found_with_vowel_signs_and_told_by_the_first)
{
    cr_expect(matches(PHRASE_PAGE, "الصَّفَحات"));
    cr_expect(matches(PHRASE_PAGE, "صَفحة"));
    cr_expect(matches(PHRASE_PAGE, "صـفحة"));
    cr_expect(matches(PHRASE_PAGE_SIGN, "صَ"));
    cr_expect(matches(PHRASE_EDIT, "عدل المصدر"));
    cr_expect_not(matches(PHRASE_PAGE, "عام"));
    cr_expect_not(matches(PHRASE_PAGE, "صف"));
}

Test(phrases, headings_are_found_as_extraction_from_pdf_leaves_them)
{
    cr_expect(matches(PHRASE_NOTES, "ا ل ه و ا م ش"));
    cr_expect(matches(PHRASE_NOTES, "ا ل م ص ا د ر  و ا ل م ر ا ج ع :"));
    cr_expect(matches(PHRASE_NOTES, "شماوهلا"));
    cr_expect(matches(PHRASE_NOTES, "عجارملاو رداصملا"));
    cr_expect(matches(PHRASE_NOTES, "املراجع"));
    cr_expect(matches(PHRASE_NOTES, "الـمـراجـع"));
    cr_expect_not(matches(PHRASE_NOTES, "امللك"), "the king");
    cr_expect_not(matches(PHRASE_NOTES, "رداصم تلا"));
    cr_expect_not(matches(PHRASE_NOTES, "aلا"), "not a letter of two bytes");
    cr_expect_not(matches(PHRASE_PAGE, "عجارملا"));
}

Test(phrases, leave_out_words_that_are_no_body)
{
    struct failure failure = {0};
    struct phrases *phrases = NULL;
    struct line_sample sample;
    bool found = false;
    line_sample_make(&sample, "References [edit]");
    line_mark(&sample.line, 1, 2, FIELD_RESIDUE);
    cr_assert_eq(phrases_open(&phrases, &failure), STATUS_OK);
    cr_assert_eq(phrases_match(phrases, PHRASE_NOTES, &sample.line, 0, 2, &found, &failure), STATUS_OK);
    cr_expect(found);
    phrases_close(phrases);
}

Test(phrases, survive_every_refused_allocation)
{
    for (long refused = 0; refused < 2000; refused++) {
        struct failure failure = {0};
        struct phrases *phrases = NULL;
        refuse_allocation(refused, false);
        const enum status status = phrases_open(&phrases, &failure);
        const long asked = refuse_nothing();
        phrases_close(phrases);
        if (asked <= refused) {
            cr_expect_eq(status, STATUS_OK);
            return;
        }
        cr_expect_eq(status, STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
    }
    cr_assert_fail("more than 2000 allocations");
}
