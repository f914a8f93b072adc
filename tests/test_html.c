/* Whatever a text holds, it stays text: the expected bytes were written by hand after the HTML standard. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "html.h"
#include "report_sample.h"

TestSuite(html, .init = (void (*)(void))sample_folder_make, .fini = sample_folder_remove);

static const char *escaped_span(struct span text)
{
    static int number;
    char name[32];
    struct writer writer = {0};
    struct failure failure = {0};
    (void)snprintf(name, sizeof name, "out-%d", number++);
    sample_writer(&writer, name);
    html_text(&writer, text);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return sample_content(name);
}

static const char *escaped(const char *text)
{
    return escaped_span(span_of(text));
}

Test(html, five_characters_become_references_and_all_else_stays)
{
    cr_expect_str_eq(escaped("a<b>&\"'`= حرب\t\n"), "a&lt;b&gt;&amp;&quot;&#39;`= حرب\t\n");
    cr_expect_str_eq(escaped("&amp;"), "&amp;amp;");
    cr_expect_str_eq(escaped(""), "");
    cr_expect_str_eq(escaped_span((struct span){0}), "");
}

Test(html, what_no_page_may_hold_is_replaced)
{
    cr_expect_str_eq(escaped("a\x01\x1b[31m\x7f"), "a\ufffd\ufffd[31m\ufffd");
    cr_expect_str_eq(escaped_span((struct span){"a\0b", 3}), "a\ufffdb");
    cr_expect_str_eq(escaped("\r"), "\ufffd");
    cr_expect_str_eq(escaped("\xc2\x85\ufdd0\uffff\U0001fffe"), "\ufffd\ufffd\ufffd\ufffd");
    cr_expect_str_eq(escaped("\xff\xc3(\xe2\x82"), "\ufffd\ufffd(\ufffd");
    cr_expect_str_eq(escaped("\xed\xa0\x80"), "\ufffd\ufffd\ufffd"); /* half a surrogate pair */
}

Test(html, what_reorders_a_line_is_replaced_and_marks_stay)
{
    cr_expect_str_eq(escaped("a\u202eb\u2066c\u2069"), "a\ufffdb\ufffdc\ufffd");
    cr_expect_str_eq(escaped("\u200e\u200f\u200c\u064b"), "\u200e\u200f\u200c\u064b");
}

/* Strings that have got scripts into pages elsewhere: none leaves a character that markup is made of. */
Test(html, of_hostile_strings_nothing_remains_that_is_markup)
{
    static const char *const hostile[] = {"<script>alert(1)</script>",
                                          "\"><img src=x onerror=alert(1)>",
                                          "' onmouseover='alert(1)",
                                          "</title><svg/onload=alert(1)>",
                                          "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
                                          "]]><script>alert(1)</script>",
                                          "<\x00script>",
                                          "\xc0\xbcscript\xc0\xbe",
                                          "</style><script>",
                                          "<bdo dir=rtl>",
                                          "</script\t\n >",
                                          "<ifr\u200dame src=javascript:alert(1)>",
                                          "\uff1cscript\uff1e<",
                                          "<a href='javascript:1'>",
                                          "<%=system(1)%>",
                                          "{{constructor.constructor('alert(1)')()}}<"};
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        const char *const text = escaped(hostile[i]);
        cr_expect_null(strpbrk(text, "<>\"'"), "%s", text);
        for (const char *at = strchr(text, '&'); at != NULL; at = strchr(at + 1, '&'))
            cr_expect(strncmp(at, "&lt;", 4) == 0 || strncmp(at, "&gt;", 4) == 0 || strncmp(at, "&#39;", 5) == 0 ||
                          strncmp(at, "&quot;", 6) == 0 || strncmp(at, "&amp;", 5) == 0,
                      "%s", text);
    }
}

Test(html, a_name_is_isolated_and_a_long_one_is_cut)
{
    char title[10001];
    struct writer writer = {0};
    struct failure failure = {0};
    memset(title, 'x', sizeof title - 1);
    title[sizeof title - 1] = '\0';
    sample_writer(&writer, "out");
    html_name(&writer, span_of("a<b"));
    html_name(&writer, span_of(title));
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    const char *const text = sample_content("out");
    cr_expect_eq(strncmp(text, "<bdi>a&lt;b</bdi><bdi>xxx", 25), 0);
    cr_expect_str_eq(text + strlen(text) - 11, "xx\u2026</bdi>");
    cr_expect_eq(strlen(text), 17 + 5 + HTML_NAME_COLUMNS + 3 + 6);
}

Test(html, numbers_are_shown_short_and_kept_whole)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    html_number(&writer, 0.8402362556892267, 2);
    html_number(&writer, NAN, 2);
    html_fixed(&writer, -0.125, 1);
    html_count(&writer, 999);
    html_count(&writer, 1234567);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_expect_str_eq(sample_content("out"), "<data value=\"0.8402362556892267\">0.84</data>\u22120.1999"
                                            "<data value=\"1234567\">1\u202f234\u202f567</data>");
}
