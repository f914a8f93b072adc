#include <criterion/criterion.h>
#include <stdio.h>

#include "report_sample.h"
#include "xml_text.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(xml_text, .init = make, .fini = sample_folder_remove);

Test(xml_text, markup_is_escaped_and_what_xml_cannot_hold_is_replaced)
{
    static const struct {
        struct span text;
        const char *xml;
    } cases[] = {
        {{"<a b='c'>&\"", 11}, "&lt;a b=&apos;c&apos;&gt;&amp;&quot;"},
        {{"a\tb\nc\rd", 7}, "a&#9;b&#10;c&#13;d"},
        {{"\0\x01\x1b", 3}, "\uFFFD\uFFFD\uFFFD"},
        {{"\xEF\xBF\xBE\xEF\xBF\xBF", 6}, "\uFFFD\uFFFD"},
        {{"\xED\xA0\x80", 3}, "\uFFFD\uFFFD\uFFFD"}, /* a lone surrogate: three broken bytes */
        {{"\xff", 1}, "\uFFFD"},
        {{"سلام 𝄞", sizeof "سلام 𝄞" - 1}, "سلام 𝄞"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[16];
        struct writer writer = {0};
        struct failure failure = {0};
        snprintf(name, sizeof name, "x%zu", i);
        sample_writer(&writer, name);
        xml_text(&writer, cases[i].text);
        cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
        cr_expect_str_eq(sample_content(name), cases[i].xml, "case %zu: %s", i, sample_content(name));
    }
}
