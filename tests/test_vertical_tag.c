/* test_vertical_tag.c - attributes as XML writes them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "refusal.h"
#include "vertical_tag.h"

enum { SHOWN = 512 };

/* name=value; ... or the failure's message. */
static const char *attributes(const char *line)
{
    static char shown[SHOWN];
    struct arena arena = {0};
    struct failure failure = {0};
    struct metadata metadata;
    shown[0] = '\0';
    if (vertical_tag_attributes(span_of(line), 7, &arena, &metadata, &failure) != STATUS_OK) {
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect_not_null(strstr(failure.message, "standard input, line 7:"));
        (void)snprintf(shown, sizeof shown, "failed");
    } else {
        for (size_t i = 0; i < metadata.count; i++) {
            const size_t used = strlen(shown);
            (void)snprintf(shown + used, SHOWN - used, "%.*s=%.*s;", SPAN_ARGUMENTS(metadata.columns[i].name),
                           SPAN_ARGUMENTS(metadata.columns[i].value));
        }
    }
    arena_free(&arena);
    return shown;
}

Test(vertical_tag, reads_attributes_in_both_kinds_of_quotation_marks)
{
    static const char *const cases[][2] = {
        {"<doc>", ""},
        {"<doc >\n", ""},
        {"<doc id=\"a\" source='b c'>\r\n", "id=a;source=b c;"},
        {"<doc id = \"a\"\tevent=\"\">  ", "id=a;event=;"},
        {"<doc id=\"a>b\">", "id=a>b;"},
        {"<doc id=\"&amp;&lt;&gt;&quot;&apos;\">", "id=&<>\"';"},
        {"<doc id=\"&#65;&#x42;&#10;&#x634;\">", "id=AB\nش;"},
        {"<doc id=\"&#0;&#xD800;&nbsp;&\">", "id=&#0;&#xD800;&nbsp;&;"},
        {"<doc id=\"&#x10FFFF;\">", "id=\xF4\x8F\xBF\xBF;"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_str_eq(attributes(cases[i][0]), cases[i][1], "%s gives %s", cases[i][0], attributes(cases[i][0]));
    }
}

Test(vertical_tag, refuses_what_is_malformed)
{
    static const char *const lines[] = {"<doc",       "<doc id=\"a\"",  "<doc id=\"a>", "<doc id=a>",
                                        "<doc id>",   "<doc id=>",      "<doc =\"a\">", "<doc id=\"a\" id=\"b\">",
                                        "<doc> word", "<doc id=\"a\"/>"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        cr_expect_str_eq(attributes(lines[i]), "failed", "%s gives %s", lines[i], attributes(lines[i]));
    }
}

Test(vertical_tag, knows_a_tag_by_its_whole_name)
{
    cr_expect(vertical_tag_is(span_of("<doc>"), "doc"));
    cr_expect(vertical_tag_is(span_of("<doc id=\"a\">"), "doc"));
    cr_expect(vertical_tag_is(span_of("<doc\n"), "doc"));
    cr_expect(vertical_tag_is(span_of("<doc"), "doc"));
    cr_expect(vertical_tag_is(span_of("</doc>"), "/doc"));
    cr_expect_not(vertical_tag_is(span_of("<document>"), "doc"));
    cr_expect_not(vertical_tag_is(span_of("<do"), "doc"));
    cr_expect_not(vertical_tag_is(span_of("doc"), "doc"));
}
