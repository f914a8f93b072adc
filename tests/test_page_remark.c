/* What the codes mean is in mizan(1); whether a text says the same only a reader can tell. */
#include <criterion/criterion.h>
#include <string.h>

#include "page_remark.h"
#include "page_remark_patterns.h"
#include "page_sample.h"

TestSuite(page_remark, .init = page_sample_open, .fini = page_sample_close);

static const char *remark(enum report_language language, const char *status)
{
    page_remark(language, status, page_sample_writer());
    return page_sample_written();
}

static const char *warning(enum report_language language, const char *text)
{
    page_warning(language, span_of(text), page_sample_writer());
    return page_sample_written();
}

Test(page_remark, reasons_stand_one_behind_the_other_with_their_numbers)
{
    cr_expect_str_eq(remark(REPORT_ENGLISH, "short; no-null: 9 pairs"),
                     "a short text: uncertain; no comparison with chance: <bdi>9</bdi> pairs");
    cr_expect_str_eq(remark(REPORT_ARABIC, "one-event; above all 13 of the null"),
                     "عن حدث واحد فقط؛ أشبه من كل الأزواج غير المترابطة (عددها <bdi>13</bdi>)");
    cr_expect_str_eq(remark(REPORT_RUSSIAN, "3 of 5 events: the others are in different languages"),
                     "событий: <bdi>3</bdi> из <bdi>5</bdi>; остальные на разных языках");
    cr_expect_str_eq(remark(REPORT_FRENCH, "no-null: 1 pair"),
                     "pas de comparaison au hasard\u00a0: <bdi>1</bdi> paire");
    cr_expect_str_eq(remark(REPORT_FRENCH, ""), "");
}

Test(page_remark, what_is_not_known_stays_english_and_is_marked_so)
{
    cr_expect_str_eq(remark(REPORT_ARABIC, "short; something <new>"),
                     "نص قصير: غير مؤكد؛ <span lang=\"en\" dir=\"auto\">something &lt;new&gt;</span>");
    cr_expect_str_eq(remark(REPORT_ENGLISH, "shorter"), "<span lang=\"en\" dir=\"auto\">shorter</span>");
    cr_expect_str_eq(warning(REPORT_RUSSIAN, "a: is new"), "<span lang=\"en\" dir=\"auto\">a: is new</span>");
}

Test(page_remark, a_warning_keeps_its_names_apart_from_the_text_around_them)
{
    cr_expect_str_eq(warning(REPORT_RUSSIAN, "a: b<c>: holds no text"), "<bdi>a: b&lt;c&gt;</bdi>: нет текста");
    cr_expect_str_eq(
        warning(REPORT_FRENCH, "d: 2 malformed parts of UTF-8 replaced by U+FFFD, the first at byte offset 7"),
        "<bdi>d</bdi>\u00a0: <bdi>2</bdi> parties mal formées de <bdi>UTF-8</bdi> remplacées par U+FFFD, "
        "la première à l’octet <bdi>7</bdi>");
    cr_expect_str_eq(warning(REPORT_ENGLISH, "d: holds no text"),
                     "<span lang=\"en\" dir=\"auto\">d: holds no text</span>");
}

static unsigned parts_of(const char *text)
{
    unsigned parts = 0;
    for (const char *at = strchr(text, '%'); at != NULL; at = strchr(at + 1, '%')) {
        if (at[1] >= '1' && at[1] <= '9')
            parts |= 1U << (at[1] - '0');
    }
    return parts;
}

Test(page_remark, every_text_takes_parts_that_the_pattern_has)
{
    for (size_t i = 0; i < page_remark_pattern_count; i++) {
        for (int language = 0; language < REPORT_LANGUAGE_COUNT; language++) {
            const struct page_remark_pattern *const pattern = &page_remark_patterns[i];
            cr_expect_gt(strlen(pattern->texts[language]), 0, "%s", pattern->english);
            cr_expect_eq(parts_of(pattern->texts[language]) & ~parts_of(pattern->english), 0, "%s", pattern->english);
        }
    }
    for (size_t i = 0; i < page_warning_pattern_count; i++) {
        for (int language = REPORT_ENGLISH + 1; language < REPORT_LANGUAGE_COUNT; language++) {
            const struct page_remark_pattern *const pattern = &page_warning_patterns[i];
            cr_expect_gt(strlen(pattern->texts[language]), 0, "%s", pattern->english);
            cr_expect_eq(parts_of(pattern->texts[language]) & ~parts_of(pattern->english), 0, "%s", pattern->english);
        }
    }
}
