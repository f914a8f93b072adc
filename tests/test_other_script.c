/* test_other_script.c - glosses stay, citations and abstracts go. */
#include <criterion/criterion.h>
#include <string.h>

#include "line_sample.h"
#include "other_script.h"

static const char *mark(const char *text, enum script main, struct other_script *seen)
{
    static struct line_sample sample;
    line_sample_make(&sample, text);
    other_script_mark(seen, &sample.line, &sample.sum, main);
    return line_sample_show(sample.line.words, sample.line.count);
}

static const char *mark_alone(const char *text, enum script main)
{
    struct other_script seen = {0};
    return mark(text, main, &seen);
}

Test(other_script, leaves_glosses_of_up_to_four_words)
{
    cr_expect_str_eq(mark_alone("بالدوين Stanley Baldwin رئيس", SCRIPT_ARABIC), "بالدوين Stanley Baldwin رئيس");
    cr_expect_str_eq(mark_alone("الولايات United States of America هي", SCRIPT_ARABIC),
                     "الولايات United States of America هي");
}

Test(other_script, marks_runs_of_five_words_with_the_numbers_between)
{
    cr_expect_str_eq(mark_alone("كتاب The Pattern of Soviet Treaties 1945 Annals 1951 هنا", SCRIPT_ARABIC),
                     "كتاب other_script:The other_script:Pattern other_script:of other_script:Soviet "
                     "other_script:Treaties other_script:1945 other_script:Annals 1951 هنا");
    cr_expect_str_eq(mark_alone("two words Советско-китайский договор о дружбе here", SCRIPT_LATIN),
                     "two words other_script:Советско other_script:китайский other_script:договор "
                     "other_script:о other_script:дружбе here");
}

Test(other_script, leaves_titles_named_within_a_sentence)
{
    cr_expect_str_eq(
        mark_alone("غنى أهل باريس نشيد Chant de guerre de l'Armée du Rhin في الساحة ثم رددوه", SCRIPT_ARABIC),
        "غنى أهل باريس نشيد Chant de guerre de l'Armée du Rhin في الساحة ثم رددوه");
    cr_expect_not_null(
        strstr(mark_alone("غنى أهل باريس نشيد Chant de guerre pour le Rhin 1792 في الساحة ثم رددوه", SCRIPT_ARABIC),
               "other_script:guerre"),
        "a number makes it a citation");
    cr_expect_not_null(
        strstr(mark_alone("كتب The Pattern of Soviet Treaties هنا", SCRIPT_ARABIC), "other_script:Soviet"),
        "most of the line is in another script");
}

static const char *mark_broken(const char *text, struct other_script *seen)
{
    static struct line_sample sample;
    line_sample_make(&sample, text);
    other_script_mark_broken(seen, &sample.line, SCRIPT_ARABIC);
    return line_sample_show(sample.line.words, sample.line.count);
}

Test(other_script, takes_what_a_line_break_leaves_of_a_reference)
{
    struct other_script seen = {0};
    cr_expect_str_eq(mark_broken("قال (Commission of The", &seen), "قال notes:Commission notes:of notes:The");
    cr_expect(seen.run_is_open);
    seen = (struct other_script){0};
    cr_expect_str_eq(mark_broken("قال Commission of The) في كتابه", &seen),
                     "قال notes:Commission notes:of notes:The في كتابه");
    cr_expect(seen.run_is_open);
    seen = (struct other_script){0};
    cr_expect_str_eq(mark_broken("قال (Stanley Baldwin) في", &seen), "قال Stanley Baldwin في");
    cr_expect_str_eq(mark_broken("قال Stanley Baldwin في", &seen), "قال Stanley Baldwin في");
    cr_expect_str_eq(mark_broken("قال (Baldwin", &seen), "قال Baldwin");
    cr_expect_not(seen.run_is_open);
}

Test(other_script, takes_different_foreign_scripts_as_one_run)
{
    cr_expect_str_eq(mark_alone("Орлов А. И другие p", SCRIPT_ARABIC),
                     "other_script:Орлов other_script:А other_script:И other_script:другие other_script:p");
}

Test(other_script, goes_on_with_a_run_from_the_line_before)
{
    struct other_script seen = {0};
    (void)mark("unwilling to continue working according to", SCRIPT_ARABIC, &seen);
    cr_expect(seen.run_is_open);
    cr_expect_str_eq(mark("1939", SCRIPT_ARABIC, &seen), "1939");
    cr_expect_str_eq(mark("the end 1927", SCRIPT_ARABIC, &seen), "other_script:the other_script:end other_script:1927");
    cr_expect_str_eq(mark("المقدمة", SCRIPT_ARABIC, &seen), "المقدمة");
    cr_expect_not(seen.run_is_open);
    cr_expect_str_eq(mark("the end", SCRIPT_ARABIC, &seen), "the end");
}

Test(other_script, takes_han_and_kana_as_one_writing_system)
{
    cr_expect_null(strstr(mark_alone("すべての人間は生まれながらにして自由", SCRIPT_HAN), "other_script"));
}

Test(other_script, marks_nothing_in_a_document_without_a_script)
{
    cr_expect_str_eq(mark_alone("one two three four five six", SCRIPT_NONE), "one two three four five six");
}

/* A manual: commands stand between the explanations all along. An abstract and a list of references are a run each. */
Test(other_script, marks_nothing_more_where_the_text_is_in_two_scripts)
{
    struct other_script seen = {0};
    static const char command[] = "find all files below the folder", own[] = "这个命令在文件夹里查找所有的文件";
    for (int i = 0; i < 5; i++) {
        cr_expect_not_null(strstr(mark(command, SCRIPT_HAN, &seen), "other_script:find"), "%d", i);
        (void)mark(own, SCRIPT_HAN, &seen);
    }
    cr_expect(strstr(mark(command, SCRIPT_HAN, &seen), "other_script:") == NULL);
    cr_expect(other_script_is_second(&seen));
}

Test(other_script, runs_of_several_lines_count_once_and_rare_ones_make_no_second_script)
{
    struct other_script abstract = {0}, paper = {0};
    for (int i = 0; i < 50; i++) {
        cr_expect_not_null(
            strstr(mark("the treaty was signed in the year", SCRIPT_ARABIC, &abstract), "other_script:"));
        (void)mark("كتاب The Pattern of Soviet Treaties 1945 Annals 1951 هنا", SCRIPT_ARABIC, &paper);
        for (int line = 0; line < 20; line++) {
            (void)mark("جرت المفاوضات بين الحكومتين في موسكو ولندن", SCRIPT_ARABIC, &paper);
        }
    }
    cr_expect_not(other_script_is_second(&abstract));
    cr_expect_not(other_script_is_second(&paper));
}
