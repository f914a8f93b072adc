/* page_remark.c - a pattern is matched from left to right, each part as short as what follows allows. */
#include "page_remark.h"

#include <string.h>

#include "html.h"
#include "page_remark_patterns.h"
#include "wording.h"

enum { PARTS = 9 };

static bool is_part(const char *at)
{
    return at[0] == '%' && at[1] >= '1' && at[1] <= '9';
}

/* The text up to the next part of the pattern. */
static size_t literal_length(const char *pattern)
{
    size_t length = 0;
    while (pattern[length] != '\0' && !is_part(pattern + length))
        length++;
    return length;
}

/* Where the literal stands in the text for the first time; where it is the pattern's last, at the text's end. */
static bool find_literal(struct span text, const char *literal, size_t length, size_t *at)
{
    if (length > text.length)
        return false;
    if (literal[length] == '\0') {
        *at = text.length - length;
        return memcmp(text.bytes + *at, literal, length) == 0;
    }
    const char *const found = memmem(text.bytes, text.length, literal, length);
    *at = found != NULL ? (size_t)(found - text.bytes) : 0;
    return found != NULL;
}

static bool matches(const char *pattern, struct span text, struct span parts[PARTS])
{
    const size_t head = literal_length(pattern);
    if (head > text.length || memcmp(pattern, text.bytes, head) != 0)
        return false;
    struct span rest = {text.bytes + head, text.length - head};
    const char *at = pattern + head;
    while (*at != '\0') {
        const size_t number = (size_t)(at[1] - '1'), length = literal_length(at + 2);
        size_t place = 0;
        if (!find_literal(rest, at + 2, length, &place))
            return false;
        parts[number] = (struct span){rest.bytes, place};
        rest = (struct span){rest.bytes + place + length, rest.length - place - length};
        at += 2 + length;
    }
    return rest.length == 0;
}

static void write_text(const char *text, const struct span parts[PARTS], struct writer *writer)
{
    while (*text != '\0') {
        const size_t length = literal_length(text);
        html_text(writer, (struct span){text, length});
        text += length;
        if (*text == '\0')
            return;
        html_raw(writer, "<bdi>");
        html_text_within(writer, parts[text[1] - '1'], 2 * HTML_NAME_COLUMNS);
        html_raw(writer, "</bdi>");
        text += 2;
    }
}

/* False where nothing is known that says it. */
static bool say_as(const struct page_remark_pattern *patterns, size_t count, enum report_language language,
                   struct span text, struct writer *writer)
{
    for (size_t i = 0; i < count; i++) {
        struct span parts[PARTS] = {{0}};
        if (patterns[i].texts[language][0] != '\0' && matches(patterns[i].english, text, parts)) {
            write_text(patterns[i].texts[language], parts, writer);
            return true;
        }
    }
    return false;
}

static void write_english(struct span text, size_t columns, struct writer *writer)
{
    html_raw(writer, "<span lang=\"en\" dir=\"auto\">");
    html_text_within(writer, text, columns);
    html_raw(writer, "</span>");
}

void page_remark(enum report_language language, const char *status, struct writer *writer)
{
    static const char joint[] = "; ";
    static const char *const joints[REPORT_LANGUAGE_COUNT] = {"; ", "؛ ", "; ", "\u202f; "};
    while (*status != '\0') {
        const char *const end = strstr(status, joint);
        const struct span part = {status, end != NULL ? (size_t)(end - status) : strlen(status)};
        if (!say_as(page_remark_patterns, page_remark_pattern_count, language, part, writer))
            write_english(part, HTML_NAME_COLUMNS, writer);
        if (end == NULL)
            return;
        html_string(writer, joints[language]);
        status = end + sizeof joint - 1;
    }
}

void page_warning(enum report_language language, struct span warning, struct writer *writer)
{
    if (!say_as(page_warning_patterns, page_warning_pattern_count, language, warning, writer))
        write_english(warning, 4 * HTML_NAME_COLUMNS, writer);
}
