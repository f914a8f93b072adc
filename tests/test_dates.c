/* test_dates.c - the stage around the reader: where dates stand, blocks, numbers in words, forms. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "background.h"
#include "date_sample.h"
#include "harness.h"
#include "refusal.h"
#include "stages.h"

static void expect_terms(const char *language, const char *text, const char *expected)
{
    char terms[DATE_SAMPLE_BYTES];
    date_sample_read(language, &text, 1, true, terms);
    cr_expect_str_eq(terms, expected, "%s: %s", text, terms);
}

Test(dates, a_date_stands_behind_its_words_and_they_stay_what_they_were)
{
    expect_terms("en", "signed 20 January 1925 here", "sign 20# januari year:1925 date:--01-20 date:1925-01-20 here~");
}

Test(dates, numbers_in_words_are_numbers)
{
    expect_terms("en", "fourteen ministers", "fourteen# minist");
    expect_terms("ar", "ثلاثة عشر", "ثلاثه# عشر#");
    expect_terms("ru", "двадцать", "двадцать#");
    expect_terms("fr", "quinze", "quinze#");
}

Test(dates, the_signs_of_a_chinese_date_are_no_terms)
{
    expect_terms("zh", "在1942年5月", "在~ year:1942 年# 5# 月# date:1942-05");
}

Test(dates, urdu_dates_are_read_and_the_mark_of_their_year_is_no_term)
{
    expect_terms("ur", "۲۶ مئی ۱۹۴۲ء", "26# مئي year:1942 ء~ date:--05-26 date:1942-05-26");
}

Test(dates, marks_behind_digits_and_hijri_years_are_no_terms)
{
    expect_terms("ar", "1925م", "year:1925 م~");
    expect_terms("ar", "1925 م", "year:1925 م~");
    expect_terms("ar", "1343هـ", "1343# ه~ year:1924 year:1925");
    expect_terms("en", "1930s", "1930# s~ decade:1930");
}

/* The same text, cut anywhere between its lines and words: what stood in one block may not tell. */
Test(dates, reach_over_lines_and_blocks)
{
    static const char *const whole[] = {"في العشرين من\nكانون الثاني من السنة\nالرابعة عشرة من عصر تايشو انتهى\n"};
    static const char *const parts[] = {"في العشرين من\n", "كانون الثاني من السنة\n",
                                        "الرابعة عشرة من عصر تايشو انتهى\n"};
    static const char *const more[] = {"في ",          "العشرين ", "من\n",   "كانون الثاني ", "من السنة\nالرابعة ",
                                       "عشرة من عصر ", "تايشو ",   "انتهى\n"};
    char terms[3][DATE_SAMPLE_BYTES];
    date_sample_read("ar", whole, 1, true, terms[0]);
    date_sample_read("ar", parts, 3, true, terms[1]);
    date_sample_read("ar", more, 8, true, terms[2]);
    cr_expect_str_eq(terms[0], terms[1]);
    cr_expect_str_eq(terms[0], terms[2]);
    cr_expect(strstr(terms[0], " date:--01-20 date:1925-01-20 year:1925 ") != NULL, "%s", terms[0]);
}

/* 24 words wait for what follows; the word before them is not forgotten, wherever the text was cut. */
Test(dates, a_number_or_mark_at_the_start_of_what_waits_is_what_it_is_elsewhere)
{
    char terms[2][DATE_SAMPLE_BYTES], text[DATE_SAMPLE_BYTES], start[DATE_SAMPLE_BYTES];
    const char tail[] = "x y z a b c d e f g h i j k l m n o p q r s t u v w x y z";
    for (int words = 0; words < 30; words++) {
        snprintf(text, sizeof text, "%.*s 7.4.3.1925م %s", 2 * words, tail, tail);
        const char *const whole[] = {text};
        const size_t length = strcspn(text, "7");
        for (int more = 1; more < 60; more++) {
            snprintf(start, sizeof start, "%.*s", (int)length + 13 + 2 * more, text);
            const char *const parts[] = {start, text + strlen(start)};
            date_sample_read("ar", whole, 1, true, terms[0]);
            date_sample_read("ar", parts, 2, true, terms[1]);
            cr_assert_str_eq(terms[0], terms[1]);
            more += 6;
        }
        cr_assert(strstr(terms[0], "7# 4# 3# year:1925 م~") != NULL && strstr(terms[0], "date:") == NULL);
    }
}

struct seen_date {
    struct word word;
    char surface[64];
    double background;
    uint32_t number;
    unsigned count;
};

static void note_dates(void *context, const struct record *record, struct flow *flow)
{
    struct seen_date *const seen = context;
    const struct terms *const terms = record->as.terms;
    (void)flow;
    for (size_t i = 0; i < terms->count; i++) {
        const struct form *const form = terms->forms[i];
        if (form->class == FORM_DATE && seen->count < 8) {
            struct seen_date *const date = &seen[seen->count + 1];
            date->word = terms->words[i];
            snprintf(date->surface, sizeof date->surface, "%.*s", SPAN_ARGUMENTS(form->surface));
            date->background = form->background;
            date->number = form->number;
            seen->count++;
        }
    }
}

static struct text text;
static struct record text_record;
static struct harness_document document;
static struct harness harness;

static void prepare(const char *language, const char *bytes, struct seen_date *seen)
{
    text = (struct text){span_of(bytes), 100};
    text_record = (struct record){.kind = RECORD_TEXT, .as.text = &text};
    document = (struct harness_document){
        .declared = {.id = span_of("d"), .language = span_of(language)}, .records = &text_record, .record_count = 1};
    harness = (struct harness){.settings = harness_settings(),
                               .stages = {&tokenize_stage, &stem_stage, &dates_stage},
                               .stage_count = 3,
                               .documents = &document,
                               .document_count = 1,
                               .collect = seen != NULL ? note_dates : NULL,
                               .context = seen};
}

Test(dates, an_item_has_the_place_of_all_its_words_and_forms_are_made_once)
{
    struct seen_date seen[9] = {{.count = 0}};
    prepare("en", "on 11 May, and (11 May)", seen);
    cr_assert_eq(harness_run(&harness), STATUS_OK);
    cr_assert_eq(seen[0].count, 2);
    cr_expect_eq(seen[1].word.start, 103);
    cr_expect_eq(seen[1].word.end, 109);
    cr_expect_eq(seen[1].word.flags, 0);
    cr_expect_str_eq(seen[1].surface, "11 May");
    cr_expect_eq(seen[1].number, 0);
    cr_expect_eq(seen[2].number, 0);
}

/* To the background a date is a form that was never seen; a day of any year is one of 366. */
Test(dates, have_the_background_of_what_was_never_seen)
{
    struct seen_date seen[9] = {{.count = 0}};
    prepare("ar", "20 مايو 1925", seen);
    cr_assert_eq(harness_run(&harness), STATUS_OK);
    cr_assert_eq(seen[0].count, 2);
    cr_expect_float_eq(seen[1].background, 1.0 / 366, 0);
    cr_expect_float_eq(seen[2].background, 3.0 / background_documents(background_builtin("ar")), 0);
    seen[0].count = 0;
    prepare("fr", "20 mai 1925", seen);
    cr_assert_eq(harness_run(&harness), STATUS_OK);
    cr_expect_float_eq(seen[1].background, NO_BACKGROUND, 0);
}

/* Words wait, forms are made, arrays grow. */
Test(dates, every_refused_allocation_fails_the_run_cleanly)
{
    bool passed = false;
    for (long i = 0; !passed; i++) {
        cr_assert_lt(i, 3000);
        prepare("ar",
                "20 مايو 1925 الموافق ألف وتسعمئة 1343هـ ثلاثة 12 May 1927 昭和十四年 في السنة الثامنة والثلاثين من "
                "عصر ميجي",
                NULL);
        refuse_allocation(i, false);
        const enum status status = harness_run(&harness);
        refuse_nothing();
        passed = status == STATUS_OK;
        cr_assert(passed || harness.failure.kind == FAILURE_MEMORY, "%s", harness.failure.message);
    }
}
