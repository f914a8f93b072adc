/* test_residue.c - the rules of residue.c, each on the line that it was made for and on one that it must leave alone.
 */
#include <criterion/criterion.h>

#include "line_sample.h"
#include "residue.h"

static const char *mark_with(struct residue *residue, const char *text, bool after_heading)
{
    struct failure failure = {0};
    struct phrases *phrases = NULL;
    static struct line_sample sample;
    line_sample_make(&sample, text);
    cr_assert_eq(phrases_open(&phrases, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(residue_mark(residue, phrases, &sample.line, &sample.sum, after_heading, &failure), STATUS_OK, "%s",
                 failure.message);
    phrases_close(phrases);
    return line_sample_show(sample.line.words, sample.line.count);
}

static const char *mark(const char *text)
{
    struct residue residue = {.background = background_builtin("ar")};
    return mark_with(&residue, text, false);
}

static const char *mark_after_heading(const char *text)
{
    struct residue residue = {.background = background_builtin("ar")};
    return mark_with(&residue, text, true);
}

Test(residue, takes_an_edit_link_off_the_first_word_after_a_heading)
{
    cr_expect_str_eq(mark_after_heading("عدلمؤتمر يالطا"), "residue:عدل مؤتمر يالطا");
    cr_expect_str_eq(mark_after_heading("عدلمع نهاية الحرب"), "residue:عدل مع نهاية الحرب");
    cr_expect_str_eq(mark("عدلمؤتمر يالطا"), "عدلمؤتمر يالطا", "not without a heading before it");
}

Test(residue, leaves_words_that_only_begin_like_an_edit_link)
{
    static const char *const texts[] = {"عدلت الحكومة", "عدلها البرلمان", "عدلهم معروف",
                                        "عدلية الدولة", "عدل الملوك",     "عدلوا القانون"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cr_expect_str_eq(mark_after_heading(texts[i]), texts[i]);
    }
}

Test(residue, takes_an_edit_link_that_stands_alone_once_the_document_has_shown_one)
{
    struct residue residue = {.background = background_builtin("ar")};
    cr_expect_str_eq(mark_with(&residue, "عدل بدأت الحرب", true), "عدل بدأت الحرب");
    (void)mark_with(&residue, "عدلمؤتمر يالطا", true);
    cr_expect_str_eq(mark_with(&residue, "عدل بدأت الحرب", true), "residue:عدل بدأت الحرب");
}

Test(residue, takes_no_word_apart_without_a_background)
{
    struct residue residue = {0};
    cr_expect_str_eq(mark_with(&residue, "عدلمؤتمر يالطا", true), "عدلمؤتمر يالطا");
}

Test(residue, takes_read_more_off_the_word_glued_to_it)
{
    cr_expect_str_eq(mark("إقرأ المزيدجاء ذلك في بيان"), "residue:إقرأ residue:المزيد جاء ذلك في بيان");
    cr_expect_str_eq(mark("اقرأ المزيد"), "residue:اقرأ residue:المزيد");
    cr_expect_str_eq(mark("أراد المزيد من المال"), "أراد المزيد من المال");
}

Test(residue, marks_edit_links_in_square_brackets)
{
    cr_expect_str_eq(mark("History [edit]"), "History residue:edit");
    cr_expect_str_eq(mark("История [править | править код]"), "История residue:править residue:править residue:код");
    cr_expect_str_eq(mark("they [the British] edit"), "they the British edit");
    cr_expect_str_eq(mark("History (edit)"), "History edit");
}

Test(residue, marks_note_marks_but_neither_years_nor_decimals)
{
    cr_expect_str_eq(mark("الحلفاء السوفيت.[1]"), "الحلفاء السوفيت residue:1");
    cr_expect_str_eq(mark("Baldwin( 1)انخرط"), "Baldwin residue:1 انخرط");
    cr_expect_str_eq(mark("word )1( word"), "word residue:1 word");
    cr_expect_str_eq(mark("word [12] word"), "word residue:12 word");
    cr_expect_str_eq(mark("the war (1941) and (8.1) or (2,4)"), "the war 1941 and 8.1 or 2,4");
    cr_expect_str_eq(mark("in the years (1918-1922)"), "in the years 1918 1922");
}

Test(residue, takes_a_number_in_round_brackets_for_a_mark_only_where_notes_are_counted_through)
{
    cr_expect_str_eq(mark("Cairo (48) and Tunis (216) and Rome (48)"), "Cairo 48 and Tunis 216 and Rome 48");
    cr_expect_str_eq(mark("in Tunis (27) and Sousse (28)"), "in Tunis 27 and Sousse 28");
    cr_expect_str_eq(mark("war (1) and peace (3) and war (2)"), "war residue:1 and peace residue:3 and war residue:2");
    cr_expect_str_eq(mark("a (١) b (٢) c (٤)"), "a residue:١ b residue:٢ c residue:٤");
    cr_expect_str_eq(mark("up (1 %) and (+1) and (1-) or (01)"), "up 1 and 1 and 1 or 01");
    cr_expect_str_eq(mark("1) word"), "residue:1 word", "a bracket may be opened on the line before");
}

Test(residue, takes_a_date_for_a_stamp_at_the_head_alone)
{
    struct residue residue = {.is_past_head = true};
    cr_expect_str_eq(mark_with(&residue, "17/2/2011", false), "17 2 2011");
}

Test(residue, marks_addresses_of_the_web)
{
    cr_expect_str_eq(mark("see http://example.org/a-b?c=1 for more"),
                     "see residue:http residue:example residue:org residue:a residue:b residue:c residue:1 for more");
    cr_expect_str_eq(mark("(www.example.org) عنوان"), "residue:www residue:example residue:org عنوان");
    cr_expect_str_eq(mark("the http protocol: //x"), "the http protocol x");
    cr_expect_str_eq(mark("www is the web"), "www is the web");
    cr_expect_str_eq(mark("WWW.example wwf.example"), "residue:WWW residue:example wwf example");
}

Test(residue, marks_a_wikis_tags_of_references)
{
    cr_expect_str_eq(mark("won.<ref name=\"A\">A book, 2/95</ref> Then<ref name=\"B\" /> peace"),
                     "won notes:ref notes:name notes:A notes:A notes:book notes:2 notes:95 notes:ref Then notes:ref "
                     "notes:name notes:B peace");
    cr_expect_str_eq(mark("a ref name < b"), "a ref name b");
}

Test(residue, marks_page_references_as_notes)
{
    cr_expect_str_eq(mark("الكوريل (Вирт, 1992, p. 24) جزر"), "الكوريل notes:Вирт notes:1992 notes:p notes:24 جزر");
    cr_expect_str_eq(mark("(119، صفحة  1951)السيد زاجي"), "notes:119 notes:صفحة notes:1951 السيد زاجي");
    cr_expect_str_eq(mark("C. P. S, 1939, p. 333) on went"),
                     "notes:C notes:P notes:S notes:1939 notes:p notes:333 on went");
    cr_expect_str_eq(mark("يتألف من 272 صفحة من الورق"), "يتألف من 272 صفحة من الورق");
    cr_expect_str_eq(mark("издан (с 1525 года) дважды"), "издан с 1525 года дважды");
}

Test(residue, marks_stamps_tags_and_captions)
{
    cr_expect_str_eq(mark("المصدر: RT"), "residue:المصدر residue:RT");
    cr_expect_str_eq(mark("المصدر الأول: الحكومة"), "المصدر الأول الحكومة");
    cr_expect_str_eq(mark("كلمات دلالية: جزر الكوريل"), "residue:كلمات residue:دلالية residue:جزر residue:الكوريل");
    cr_expect_str_eq(mark("لندن وموسكو صورة رقم 3"), "لندن وموسكو residue:صورة residue:رقم residue:3");
    cr_expect_str_eq(mark("13/03/2023"), "residue:13 residue:03 residue:2023");
    cr_expect_str_eq(mark("1925 – 1927"), "1925 1927", "years of a title");
}

Test(residue, marks_a_link_to_another_article_within_its_line)
{
    cr_expect_str_eq(mark("Read also: The war ends"),
                     "appended:Read appended:also appended:The appended:war appended:ends");
    cr_expect_str_eq(mark("See also the war"), "See also the war");
}

Test(residue, marks_footnotes_of_a_wiki)
{
    cr_expect_str_eq(mark("- ^ Heinzig, p. 52"), "notes:Heinzig notes:p notes:52");
    cr_expect_str_eq(mark_after_heading("عدل- ^ Cheng"), "residue:عدل notes:Cheng");
}
