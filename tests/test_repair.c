/* test_repair.c - documents through tokenize, apparatus and repair: what is mended, what is not, and where it stands.
 */
#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "refusal.h"
#include "repair_sample.h"

static const char *read_as(const char *text)
{
    return repair_sample_words(text);
}

/* Lines whose last and first word are one beyond doubt. */
#define TURNED                                                                                                         \
    "ريطانية كانت الصحف تكتب عن السياسة الب\n"                                         \
    "جية ثم عاد السفير إلى وزارة الخار\n"                                                   \
    "يوعية واتسع في المصانع نفوذ الأحزاب الش\n"

static void expect_halves(const char *surface, uint64_t count)
{
    cr_expect_eq(repair_sample.repairs[REPAIR_HALVES], count);
    bool found = false;
    for (size_t i = 0; i < repair_sample.word_count; i++) {
        found = found || span_equal(repair_sample.words[i].surface, span_of(surface));
    }
    cr_expect(found, "%s", surface);
}

Test(repair, joins_the_last_and_the_first_word_of_a_line_when_they_are_clearly_one)
{
    cr_expect_str_eq(read_as("ريطانية كانت الصحف تكتب عن السياسة الب"), "كانت الصحف تكتب عن السياسة البريطانية");
    expect_halves("البريطانية", 1);
}

Test(repair, keeps_both_places_of_a_joined_word_the_beginning_first)
{
    const char *const text = "ريطانية كانت الصحف تكتب عن السياسة الب";
    read_as(text);
    const struct word *const word = &repair_sample.words[repair_sample.word_count - 1];
    cr_expect_eq(strncmp(text + word->start, "الب", word->end - word->start), 0);
    cr_expect_eq(strncmp(text + word->second_start, "ريطانية", word->second_end - word->second_start), 0);
    cr_expect_eq(word->end - word->start + word->second_end - word->second_start, word->surface.length);
}

Test(repair, hands_on_what_a_joined_head_started)
{
    read_as("ريطانية كانت الصحف تكتب عن السياسة الب");
    cr_expect_eq(repair_sample.words[0].flags & (WORD_STARTS_LINE | WORD_STARTS_SEGMENT),
                 WORD_STARTS_LINE | WORD_STARTS_SEGMENT);
}

/* "m' ... lm" make "mu'allim", teacher, by chance: with and did not. */
Test(repair, leaves_words_that_happen_to_make_another)
{
    const char *const text = "لم يثمر عن أي نتائج وكان الخوف من تعزيز العلاقات مع";
    cr_expect_str_eq(read_as(text), text);
    read_as(TURNED "لم يثمر عن أي نتائج وكان الخوف من تعزيز العلاقات مع\n");
    cr_expect_eq(repair_sample.repairs[REPAIR_HALVES], 3);
}

Test(repair, joins_on_weaker_evidence_where_lines_are_turned)
{
    const char *const line = "قوات اليابان لم تنسحب من البلاد كلها ولم تنسحب ال\n";
    read_as(line);
    cr_expect_eq(repair_sample.repairs[REPAIR_HALVES], 0);
    char text[1024];
    (void)snprintf(text, sizeof text, "%s%s", TURNED, line);
    read_as(text);
    expect_halves("القوات", 4);
}

Test(repair, joins_at_the_ends_of_runs_where_lines_are_turned)
{
    read_as(TURNED "تية عن العملاء وعقد مؤتمر (35)راف بالحكومة التي قررت أن نلغي الاعت\n");
    expect_halves("الاعتراف", 4);
}

Test(repair, counts_a_form_of_the_document_as_attested)
{
    read_as(TURNED "زار بربوشكين المدينة\nوفي المساء تكلم بربوشكين\nشكين إلى الشعب وتقدم بربو\n");
    expect_halves("بربوشكين", 4);
}

Test(repair, moves_a_number_behind_the_word_that_calls_for_it)
{
    cr_expect_str_eq(read_as("1925عمد الحزب بعد توليه السلطة في بريطانيا عام"),
                     "عمد الحزب بعد توليه السلطة في بريطانيا عام 1925");
    cr_expect_str_eq(read_as("١٩٢٥عمد الحزب بعد توليه السلطة في شباط"), "عمد الحزب بعد توليه السلطة في شباط ١٩٢٥");
    cr_expect_str_eq(read_as("1925من هناك في كانون الثاني"), "من هناك في كانون الثاني 1925");
    cr_expect_str_eq(read_as("12وصل السفير يوم"), "وصل السفير يوم 12");
    cr_expect_eq(repair_sample.repairs[REPAIR_NUMBERS], 1);
}

Test(repair, leaves_a_glued_number_that_nothing_calls_for)
{
    cr_expect_str_eq(read_as("1925عمد الحزب بعد توليه السلطة في بريطانيا"),
                     "1925 عمد الحزب بعد توليه السلطة في بريطانيا");
    cr_expect_str_eq(read_as("1925 عمد الحزب في بريطانيا عام"), "1925 عمد الحزب في بريطانيا عام");
    cr_expect_str_eq(read_as("45عمد الحزب في بريطانيا عام"), "45 عمد الحزب في بريطانيا عام");
    cr_expect_str_eq(read_as("وفي السلطة 1925عمد الحزب في بريطانيا عام"), "وفي السلطة 1925 عمد الحزب في بريطانيا عام");
}

Test(repair, moves_a_number_out_of_a_turned_line_with_what_is_before_it_behind_it)
{
    cr_expect_not_null(strstr(read_as(TURNED "وصل السفير إلى المدينة 1925عمد الحزب في بريطانيا عام\n"),
                              " عمد الحزب في بريطانيا عام 1925 وصل السفير إلى المدينة"));
    cr_expect_not_null(strstr(read_as(TURNED "1925الدعاية في بريطانيا من عام بالأدلة على\n"),
                              " الدعاية في بريطانيا من عام 1925 بالأدلة على"));
    cr_expect_not_null(strstr(read_as(TURNED "( من المواضيع كلها 1939-1918كانت مدة البحث )\n"),
                              " كانت مدة البحث 1918 1939 من المواضيع كلها"));
}

Test(repair, moves_a_date_that_runs_from_year_to_day)
{
    cr_expect_str_eq(read_as("1922كانون الأول 30على الرغم من ذلك أعلن الاتحاد في"),
                     "على الرغم من ذلك أعلن الاتحاد في 30 كانون الأول 1922");
}

Test(repair, orders_a_range_between_turned_brackets)
{
    cr_expect_str_eq(read_as("الدور الذي أدته )1922- 1918( في الحرب"), "الدور الذي أدته 1918 1922 في الحرب");
    cr_expect_eq(repair_sample.repairs[REPAIR_RANGES], 1);
    cr_expect_str_eq(read_as("الحكم (1922-1918) في مصر"), "الحكم 1922 1918 في مصر");
    cr_expect_str_eq(read_as("الدور الذي أدته )1918- 1922( في الحرب"), "الدور الذي أدته 1918 1922 في الحرب");
    cr_expect_eq(repair_sample.repairs[REPAIR_RANGES], 0);
}

Test(repair, puts_lam_and_alef_in_order)
{
    cr_expect_str_eq(read_as("الحزب االشتراكي في هذا العالم"), "الحزب الاشتراكي في هذا العالم");
    cr_expect_str_eq(read_as("عن األمن وقال السالم"), "عن الأمن وقال السالم");
    cr_expect_str_eq(read_as("االشتراكي واالتحاد األمن خالل السالم ال قال العالم إال"),
                     "الاشتراكي والاتحاد الأمن خلال السلام لا قال العالم إلا");
    cr_expect_str_eq(read_as("اال"), "اال");
}

Test(repair, leaves_single_words_of_a_text_that_has_ligatures_in_order)
{
    cr_expect_str_eq(read_as("االشتراكي واالتحاد األمن السالم ولا الأول الآن خلال السلام"),
                     "الاشتراكي والاتحاد الأمن السالم ولا الأول الآن خلال السلام");
}

Test(repair, writes_presentation_forms_as_letters)
{
    cr_expect_str_eq(read_as("ﺍﻟﻌﺮﺑﻴﺔ ﻟﻐﺔ"), "العربية لغة");
    cr_expect_eq(repair_sample.repairs[REPAIR_FORMS], 2);
    cr_expect_str_eq(read_as("قال ﷺ"), "قال ﷺ");
}

Test(repair, turns_lines_written_backwards)
{
    cr_expect_str_eq(read_as("1925 ﻡﺎﻋ ﻲﻓ ﺔﻴﻧﺎﻄﻳﺮﺒﻟﺍ ﺔﻣﻮﻜﺤﻟﺍ"), "الحكومة البريطانية في عام 1925");
    cr_expect_eq(repair_sample.repairs[REPAIR_REVERSED], 4);
    cr_expect_str_eq(read_as("ةيناطيربلا ةموكحلا تلاق Treaty of London"), "Treaty of London قالت الحكومة البريطانية");
    cr_expect_str_eq(read_as("لا إلا أولا مثلا"), "لا إلا أولا مثلا");
}

Test(repair, joins_letters_spaced_apart)
{
    cr_expect_str_eq(read_as("ا ل ع ر ب ي ة  ل غ ة"), "العربية لغة");
    cr_expect_str_eq(read_as("تاريخ ف ي ا ل ع ا ل م"), "تاريخ في العالم");
    cr_expect_str_eq(read_as("أ ب ج د هـ و"), "أ ب ج د هـ و");
    cr_expect_str_eq(read_as("ص ظ غ ث"), "ص ظ غ ث");
}

Test(repair, keeps_the_place_of_spaced_letters_from_first_to_last)
{
    read_as("تاريخ ا ل ع ر ب");
    cr_expect_eq(repair_sample.words[1].start, strlen("تاريخ "));
    cr_expect_eq(repair_sample.words[1].end, strlen("تاريخ ا ل ع ر ب"));
    cr_expect_eq(repair_sample.words[1].second_end, 0);
}

Test(repair, takes_runs_of_tatweel_out)
{
    cr_expect_str_eq(read_as("الحكومة البريطانيـــــة بــ 5 محمـد"), "الحكومة البريطانية بــ 5 محمـد");
    cr_expect_eq(repair_sample.repairs[REPAIR_TATWEEL], 1);
}

Test(repair, is_left_out_for_other_languages_and_on_request)
{
    const char *const text = "ريطانية كانت الصحف تكتب عن السياسة الب";
    cr_assert_eq(repair_sample_do(text, &(struct repair_sample_run){.language = "fa"}), STATUS_OK);
    cr_expect_eq(repair_sample.word_count, 7);
    cr_assert_eq(repair_sample_do(text, &(struct repair_sample_run){.leaves_damage = true}), STATUS_OK);
    cr_expect_eq(repair_sample.word_count, 7);
    cr_assert_eq(repair_sample_do(text, &(struct repair_sample_run){.language = ""}), STATUS_OK);
    cr_expect_eq(repair_sample.word_count, 6);
}

Test(repair, lists_each_repair_with_its_places)
{
    read_as("ريطانية كانت الصحف تكتب عن السياسة الب\n1925عمد الحزب في بريطانيا عام\n");
    cr_assert_eq(repair_sample.list_count, 2);
    cr_expect(span_equal(repair_sample.list[0].written, span_of("الب ريطانية")));
    cr_expect(span_equal(repair_sample.list[0].mended, span_of("البريطانية")));
    cr_expect_eq(repair_sample.list[0].second_start, 0);
    cr_expect_eq(repair_sample.list[1].kind, REPAIR_NUMBERS);
    cr_expect(span_equal(repair_sample.list[1].written, span_of("1925عمد")));
    cr_expect(span_equal(repair_sample.list[1].mended, span_of("عام 1925")));
}

Test(repair, does_not_depend_on_blocks)
{
    static const char text[] = TURNED "قوات اليابان لم تنسحب من البلاد كلها ولم تنسحب ال\n"
                                      "( من المواضيع كلها 1939-1918كانت مدة البحث )\nاالشتراكي\n";
    static struct word words[256];
    cr_assert_eq(repair_sample_do(text, &(struct repair_sample_run){0}), STATUS_OK);
    const size_t count = repair_sample.word_count;
    memcpy(words, repair_sample.words, count * sizeof *words);
    for (size_t block = 1; block < sizeof text; block += 37) {
        cr_assert_eq(repair_sample_do(text, &(struct repair_sample_run){.block_bytes = block}), STATUS_OK);
        cr_assert_eq(repair_sample.word_count, count);
        for (size_t i = 0; i < count; i++) {
            cr_assert_eq(repair_sample.words[i].start, words[i].start);
            cr_assert_eq(repair_sample.words[i].second_end, words[i].second_end);
            cr_assert_eq(repair_sample.words[i].flags, words[i].flags);
        }
    }
}

/* FNV-1a, 64 bits. */
static uint64_t add_bytes(uint64_t sum, const void *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        sum = (sum ^ ((const unsigned char *)bytes)[i]) * 0x100000001B3U;
    }
    return sum;
}

/* Of the words with their places, and of what was counted and listed. */
static uint64_t sum_of_results(void)
{
    uint64_t sum = add_bytes(0xCBF29CE484222325U, repair_sample.repairs, sizeof repair_sample.repairs);
    for (size_t i = 0; i < repair_sample.word_count; i++) {
        const struct word *const word = &repair_sample.words[i];
        const uint64_t places[] = {word->start, word->end, word->second_start, word->second_end};
        sum = add_bytes(add_bytes(sum, places, sizeof places), word->surface.bytes, word->surface.length);
    }
    for (size_t i = 0; i < repair_sample.list_count; i++) {
        const struct span mended = repair_sample.list[i].mended;
        sum = add_bytes(sum, mended.bytes, mended.length);
    }
    return sum;
}

/* A run ends with the failure, or it did without and nothing is missing. */
Test(repair, copes_with_every_refused_allocation)
{
    static const char text[] = TURNED "قوات اليابان لم تنسحب من البلاد كلها ولم تنسحب ال\n"
                                      "( من المواضيع كلها 1939-1918كانت مدة البحث )\nاالشتراكي\n"
                                      "ا ل ع ر ب ي ة  ل غ ة\n1925 ﻡﺎﻋ ﻲﻓ ﺔﻴﻧﺎﻄﻳﺮﺒﻟﺍ ﺔﻣﻮﻜﺤﻟﺍ\nالبريطانيـــــة\n";
    const struct repair_sample_run run = {.block_bytes = 64};
    refuse_allocation(LONG_MAX, false);
    cr_assert_eq(repair_sample_do(text, &run), STATUS_OK);
    const long allocations = refuse_nothing();
    const uint64_t sum = sum_of_results();
    cr_assert_gt(allocations, 20);
    for (long i = 0; i < allocations; i++) {
        refuse_allocation(i, false);
        const enum status status = repair_sample_do(text, &run);
        (void)refuse_nothing();
        if (status == STATUS_OK) {
            cr_assert_eq(sum_of_results(), sum, "%ld: done without, and something is missing", i);
        } else {
            cr_assert_eq(repair_sample.failure.kind, FAILURE_MEMORY, "%ld: %s", i, repair_sample.failure.message);
        }
    }
}
