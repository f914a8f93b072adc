/*
 * line_pattern.c - ICU's regular expressions (User Guide, "Regular Expressions") on the text as it stands, line by
 * line: a line and never a block, so that nothing depends on where blocks end.
 *
 * Expressions with nested repetitions can take time exponential in the line: ICU counts its steps and stops.
 */
#include "line_pattern.h"

#include <inttypes.h>
#include <stdlib.h>

#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "array.h"

/* ICU's unit is about ten thousand steps, roughly a millisecond: two seconds a line. */
enum { TIME_LIMIT = 2000, STACK_BYTES = 1 << 23 };

struct line_pattern {
    URegularExpression *expression;
    UChar *units; /* of the line */
    size_t unit_capacity;
    struct hit_place *places;
    size_t place_count, place_capacity;
};

static const char *reason_of(UErrorCode code)
{
    switch (code) {
    case U_REGEX_MISMATCHED_PAREN:
        return "a parenthesis has no partner";
    case U_REGEX_MISSING_CLOSE_BRACKET:
        return "a set has no closing bracket";
    case U_REGEX_BAD_ESCAPE_SEQUENCE:
        return "no such escape sequence";
    case U_REGEX_RULE_SYNTAX:
        return "a syntax error";
    case U_REGEX_BAD_INTERVAL:
    case U_REGEX_MAX_LT_MIN:
    case U_REGEX_NUMBER_TOO_BIG:
        return "an interval in braces is wrong";
    case U_REGEX_INVALID_RANGE:
        return "a range ends before it starts";
    case U_REGEX_LOOK_BEHIND_LIMIT:
        return "what is looked for behind must have a limited length";
    case U_REGEX_INVALID_CAPTURE_GROUP_NAME:
    case U_REGEX_INVALID_BACK_REF:
        return "there is no such group";
    case U_REGEX_PROPERTY_SYNTAX:
        return "no such property of characters";
    case U_REGEX_UNIMPLEMENTED:
    case U_REGEX_SET_CONTAINS_STRING:
        return "ICU does not support this";
    default:
        return "it cannot be compiled";
    }
}

static enum status bad_expression(const char *expression, UErrorCode code, const UParseError *place,
                                  struct failure *failure)
{
    if (code == U_MEMORY_ALLOCATION_ERROR) {
        return failure_memory(failure, "the regular expression");
    }
    return failure_set(
        failure, FAILURE_USAGE,
        "the regular expression '%s' is wrong at character %d: %s (ICU: %s); --match stem and surface take "
        "words as they are",
        expression, place->offset > 0 ? (int)place->offset : 1, reason_of(code), u_errorName(code));
}

/* UTF-16 in the pattern's buffer; *code tells what is not UTF-8. */
static enum status to_units(struct line_pattern *pattern, struct span utf8, int32_t *count, UErrorCode *code,
                            struct failure *failure)
{
    if (utf8.length >= INT32_MAX) {
        return failure_set(failure, FAILURE_INTERNAL, "a line of %zu bytes is too long to be searched", utf8.length);
    }
    if (array_reserve((void **)&pattern->units, &pattern->unit_capacity, utf8.length + 1, sizeof(UChar), failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    *code = U_ZERO_ERROR;
    (void)u_strFromUTF8(pattern->units, (int32_t)utf8.length + 1, count, utf8.bytes, (int32_t)utf8.length, code);
    return STATUS_OK;
}

static enum status compile(struct line_pattern *pattern, const char *expression, struct failure *failure)
{
    UErrorCode code;
    UParseError place = {0};
    int32_t count;
    if (to_units(pattern, span_of(expression), &count, &code, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (U_FAILURE(code)) {
        return failure_set(failure, FAILURE_USAGE, "the regular expression to look for is not UTF-8");
    }
    /* A line of ours can hold other separators of lines: anchors know them. An escape that ICU does not know is an
     * error and not the letter. */
    pattern->expression =
        uregex_open(pattern->units, count, UREGEX_MULTILINE | UREGEX_ERROR_ON_UNKNOWN_ESCAPES, &place, &code);
    if (U_SUCCESS(code)) {
        uregex_setTimeLimit(pattern->expression, TIME_LIMIT, &code);
        uregex_setStackLimit(pattern->expression, STACK_BYTES, &code);
    }
    return U_SUCCESS(code) ? STATUS_OK : bad_expression(expression, code, &place, failure);
}

enum status line_pattern_open(struct line_pattern **pattern, const char *expression, struct failure *failure)
{
    void *memory;
    *pattern = NULL;
    if (array_zeroed(&memory, 1, sizeof **pattern, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (compile(memory, expression, failure) != STATUS_OK) {
        line_pattern_close(memory);
        return STATUS_FAILED;
    }
    *pattern = memory;
    return STATUS_OK;
}

void line_pattern_close(struct line_pattern *pattern)
{
    if (pattern == NULL) {
        return;
    }
    if (pattern->expression != NULL) {
        uregex_close(pattern->expression);
    }
    free(pattern->places);
    free(pattern->units);
    free(pattern);
}

/* A place in the line, in both encodings; it only moves on. */
struct cursor {
    struct span line;
    size_t byte;
    int32_t unit;
};

static size_t byte_of_unit(struct cursor *cursor, int32_t unit)
{
    const uint8_t *const bytes = (const uint8_t *)cursor->line.bytes;
    while (cursor->unit < unit && cursor->byte < cursor->line.length) {
        cursor->unit += bytes[cursor->byte] >= 0xF0 ? 2 : 1; /* four bytes are a surrogate pair */
        U8_FWD_1(bytes, cursor->byte, cursor->line.length);
    }
    return cursor->byte;
}

static enum status search_failed(UErrorCode code, size_t length, uint64_t offset, struct failure *failure)
{
    if (code == U_MEMORY_ALLOCATION_ERROR) {
        return failure_memory(failure, "the regular expression");
    }
    if (code == U_REGEX_TIME_OUT || code == U_REGEX_STACK_OVERFLOW) {
        return failure_set(
            failure, FAILURE_USAGE,
            "the regular expression takes too %s on the line of %zu bytes at byte %" PRIu64
            "; open or nested repetitions, as .* or (a+)+, are what makes it slow: make them possessive, as "
            "(a++)+, or bound them, as .{1,80}",
            code == U_REGEX_TIME_OUT ? "long" : "much memory", length, offset);
    }
    return failure_set(failure, FAILURE_INTERNAL, "ICU cannot search the line at byte %" PRIu64 ": %s", offset,
                       u_errorName(code));
}

static enum status find_in_line(struct line_pattern *pattern, struct span line, uint64_t offset,
                                struct failure *failure)
{
    UErrorCode code;
    int32_t count;
    if (to_units(pattern, line, &count, &code, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct cursor cursor = {.line = line};
    if (U_SUCCESS(code)) {
        uregex_setText(pattern->expression, pattern->units, count, &code);
    }
    while (U_SUCCESS(code) && uregex_findNext(pattern->expression, &code)) {
        const int32_t start = uregex_start(pattern->expression, 0, &code);
        const int32_t end = uregex_end(pattern->expression, 0, &code);
        if (end <= start) {
            continue;
        }
        if (array_reserve((void **)&pattern->places, &pattern->place_capacity, pattern->place_count + 1,
                          sizeof *pattern->places, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        const uint64_t first = offset + byte_of_unit(&cursor, start);
        pattern->places[pattern->place_count++] = (struct hit_place){first, offset + byte_of_unit(&cursor, end)};
    }
    return U_SUCCESS(code) ? STATUS_OK : search_failed(code, line.length, offset, failure);
}

enum status line_pattern_find(struct line_pattern *pattern, const struct text *block, const struct hit_place **places,
                              size_t *count, struct failure *failure)
{
    const struct span text = block->utf8;
    pattern->place_count = 0;
    for (size_t start = 0; start < text.length;) {
        const char *const feed = memchr(text.bytes + start, '\n', text.length - start);
        const size_t next = feed != NULL ? (size_t)(feed - text.bytes) + 1 : text.length;
        size_t end = feed != NULL ? next - 1 : next;
        end -= end > start && text.bytes[end - 1] == '\r' ? 1 : 0;
        const struct span line = {text.bytes + start, end - start};
        if (find_in_line(pattern, line, block->offset + start, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        start = next;
    }
    *places = pattern->places;
    *count = pattern->place_count;
    return STATUS_OK;
}
