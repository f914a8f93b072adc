/* test_line_pattern.c - regular expressions on lines: places in bytes, what is wrong with an expression, what costs too
 * much. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "line_pattern.h"
#include "refusal.h"

static struct failure failure;

/* The places as "start-end " in a text that begins at byte 100 of its document. */
static const char *find(const char *expression, const char *text)
{
    static char shown[1024];
    struct line_pattern *pattern;
    const struct hit_place *places;
    size_t count, used = 0;
    const struct text block = {span_of(text), 100};
    cr_assert_eq(line_pattern_open(&pattern, expression, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(line_pattern_find(pattern, &block, &places, &count, &failure), STATUS_OK, "%s", failure.message);
    shown[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        used += (size_t)snprintf(shown + used, sizeof shown - used, "%d-%d ", (int)places[i].start, (int)places[i].end);
    }
    line_pattern_close(pattern);
    return shown;
}

Test(line_pattern, places_are_bytes_of_the_document)
{
    cr_expect_str_eq(find("wa.", "wall war\nwax\n"), "100-103 105-108 109-112 ");
    cr_expect_str_eq(find("б", "абв"), "102-104 ");
    cr_expect_str_eq(find("🕊+", "é🕊🕊x🕊"), "102-110 111-115 ");
    cr_expect_str_eq(find("\\p{Arabic}+", "x حرب y"), "102-108 ");
    cr_expect_str_eq(find("(?i)WAR", "a war"), "102-105 ");
}

Test(line_pattern, a_match_stays_on_its_line)
{
    cr_expect_str_eq(find("^b|a$", "a\nb\r\nba\r\n"), "100-101 102-103 105-106 106-107 ");
    cr_expect_str_eq(find("a\\s*b", "a\nb a b"), "104-107 ");
    cr_expect_str_eq(find(".+", "\n\nab\n"), "102-104 ");
}

Test(line_pattern, matches_of_nothing_are_none)
{
    cr_expect_str_eq(find("x*", "axa"), "101-102 ");
    cr_expect_str_eq(find("^|$|\\b", "one two\n"), "");
    cr_expect_str_eq(find("x", ""), "");
}

Test(line_pattern, a_wrong_expression_is_named_with_its_place)
{
    static const struct {
        const char *expression, *part;
    } cases[] = {
        {"ab(c", "character 4: a parenthesis has no partner (ICU: U_REGEX_MISMATCHED_PAREN)"},
        {"a[b", "a set has no closing bracket"},
        {"*a", "character 1: a syntax error"},
        {"a{5,2}", "an interval in braces is wrong"},
        {"(?<=a*)b", "limited length"},
        {"\\p{Nonsense}", "no such property"},
        {"\\y", "no such escape sequence"},
        {"\\2(a)", "no such group"},
        {"a\xff", "not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct line_pattern *pattern;
        failure = (struct failure){0};
        cr_assert_eq(line_pattern_open(&pattern, cases[i].expression, &failure), STATUS_FAILED, "%s",
                     cases[i].expression);
        cr_expect_eq(failure.kind, FAILURE_USAGE);
        cr_expect_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
    }
}

static void search(const char *expression, struct span text, const char *expected)
{
    struct line_pattern *pattern;
    const struct hit_place *places;
    size_t count;
    const struct text block = {text, 0};
    failure = (struct failure){0};
    cr_assert_eq(line_pattern_open(&pattern, expression, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(line_pattern_find(pattern, &block, &places, &count, &failure), STATUS_FAILED, "%s", expression);
    cr_expect_eq(failure.kind, FAILURE_USAGE);
    cr_expect_not_null(strstr(failure.message, expected), "%s", failure.message);
    line_pattern_close(pattern);
}

Test(line_pattern, an_expression_that_would_never_end_is_stopped, .timeout = 60)
{
    static char line[1000001];
    memset(line, 'a', sizeof line - 1);
    search("(a+)+$", span_of("x\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"),
           "too long on the line of 50 bytes at byte 2");
    search("(?:a|b)*c", (struct span){line, sizeof line - 1}, "too much memory on the line of 1000000 bytes");
}

Test(line_pattern, a_refused_allocation_is_an_orderly_failure)
{
    const struct text block = {span_of("war and war\nwar\n"), 0};
    for (long i = 0;; i++) {
        struct line_pattern *pattern;
        const struct hit_place *places;
        size_t count;
        failure = (struct failure){0};
        refuse_allocation(i, false);
        enum status status = line_pattern_open(&pattern, "war", &failure);
        if (status == STATUS_OK) {
            status = line_pattern_find(pattern, &block, &places, &count, &failure);
            line_pattern_close(pattern);
        }
        if (refuse_nothing() <= i) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_gt(i, 2);
            break;
        }
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "%s", failure.message);
    }
}
