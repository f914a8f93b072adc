/* vertical.c - reads what report/vertical_writer.c writes, and what other tools write in the same format. */
#include "vertical.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "script.h"

static struct span next_line(struct vertical *vertical)
{
    const char *const start = vertical->text.bytes + vertical->place;
    const size_t left = vertical->text.length - vertical->place;
    const char *const feed = memchr(start, '\n', left);
    size_t length = feed != NULL ? (size_t)(feed - start) : left;
    vertical->place += feed != NULL ? length + 1 : length;
    if (length > 0 && start[length - 1] == '\r') {
        length--;
    }
    return (struct span){start, length};
}

static bool is_tag(struct span line, const char *name)
{
    const size_t length = strlen(name);
    if (line.length < length + 2 || memcmp(line.bytes + 1, name, length) != 0) {
        return false;
    }
    const char next = line.bytes[length + 1];
    return next == '>' || next == ' ' || next == '\t' || next == '/';
}

/* A line that starts a tag, a comment or a declaration: takes its meaning in. A sign "<" that is a word is followed by
 * a tab. */
static bool take_tag(struct vertical *vertical, struct span line)
{
    if (vertical->in_comment || (line.length >= 4 && memcmp(line.bytes, "<!--", 4) == 0)) {
        vertical->in_comment = memmem(line.bytes, line.length, "-->", 3) == NULL;
        return true;
    }
    if (line.length < 2 || line.bytes[0] != '<' || line.bytes[1] == '\t' || line.bytes[1] == ' ') {
        return false;
    }
    if (is_tag(line, "s") || is_tag(line, "/s")) {
        vertical->in_segment = false;
    }
    for (size_t field = FIELD_BODY + 1; field < FIELD_COUNT; field++) {
        if (is_tag(line, field_names[field])) {
            vertical->field = (enum field)field;
        } else if (line.bytes[1] == '/' && is_tag((struct span){line.bytes + 1, line.length - 1}, field_names[field])) {
            vertical->field = FIELD_BODY;
        }
    }
    return true;
}

static void split_columns(struct span line, struct vertical_row *row)
{
    row->column_count = 0;
    for (size_t start = 0; start <= line.length;) {
        const char *const tab = memchr(line.bytes + start, '\t', line.length - start);
        const size_t end = tab != NULL ? (size_t)(tab - line.bytes) : line.length;
        if (row->column_count < VERTICAL_COLUMNS_MOST) {
            row->columns[row->column_count] = (struct span){line.bytes + start, end - start};
        }
        row->column_count++;
        start = end + 1;
    }
}

static bool is_blank(struct span line)
{
    for (size_t i = 0; i < line.length; i++) {
        if (line.bytes[i] != ' ' && line.bytes[i] != '\t') {
            return false;
        }
    }
    return true;
}

bool vertical_next(struct vertical *vertical, struct vertical_row *row)
{
    while (vertical->place < vertical->text.length) {
        const uint64_t number = vertical->line++;
        const struct span line = next_line(vertical);
        if (is_blank(line) || take_tag(vertical, line)) {
            continue;
        }
        split_columns(line, row);
        row->line = number;
        row->field = vertical->field;
        row->starts_segment = !vertical->in_segment;
        vertical->in_segment = true;
        return true;
    }
    return false;
}

enum status vertical_unescape(struct span column, struct arena *arena, struct span *value, struct failure *failure)
{
    static const struct {
        const char *name;
        size_t length;
        char byte;
    } references[] = {{"&amp;", 5, '&'}, {"&lt;", 4, '<'}, {"&gt;", 4, '>'}, {"&quot;", 6, '"'}};
    *value = column;
    if (column.length == 0 || memchr(column.bytes, '&', column.length) == NULL) {
        return STATUS_OK;
    }
    void *memory = NULL;
    if (arena_take(arena, column.length, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const target = memory;
    size_t written = 0;
    for (size_t i = 0; i < column.length;) {
        char byte = column.bytes[i];
        size_t used = 1; /* what is no reference stays as it is */
        for (size_t r = 0; byte == '&' && r < sizeof references / sizeof references[0]; r++) {
            if (column.length - i >= references[r].length &&
                memcmp(column.bytes + i, references[r].name, references[r].length) == 0) {
                byte = references[r].byte;
                used = references[r].length;
                break;
            }
        }
        target[written++] = byte;
        i += used;
    }
    *value = (struct span){target, written};
    return STATUS_OK;
}

struct word vertical_word(const struct vertical_row *row, struct span surface, bool *has_letter_or_digit)
{
    enum script script = SCRIPT_NONE;
    bool has_letter = false;
    bool has_digit = false;
    for (size_t i = 0; i < surface.length;) {
        UChar32 character = 0;
        U8_NEXT_OR_FFFD((const uint8_t *)surface.bytes, i, surface.length, character);
        if (u_isdigit(character)) {
            has_digit = true;
        } else if (u_hasBinaryProperty(character, UCHAR_ALPHABETIC)) {
            has_letter = true;
            script = script == SCRIPT_NONE ? script_of(character) : script;
        }
    }
    *has_letter_or_digit = has_letter || has_digit;
    const unsigned numeric = has_digit && !has_letter ? WORD_NUMERIC : 0;
    return (struct word){.surface = surface,
                         .script = script,
                         .field = row->field,
                         .flags = numeric | (row->starts_segment ? WORD_STARTS_SEGMENT : 0U)};
}

/* One or two numbers; *count is how many, 0 if the column is none of both. */
static void read_numbers(struct span column, uint64_t numbers[2], size_t *count)
{
    *count = 0;
    size_t digits = 0;
    uint64_t number = 0;
    for (size_t i = 0; i <= column.length; i++) {
        const bool ends = i == column.length || (column.bytes[i] == ',' && *count == 0);
        if (ends && digits > 0) {
            numbers[(*count)++] = number;
            digits = 0;
            number = 0;
            continue;
        }
        if (ends || column.bytes[i] < '0' || column.bytes[i] > '9' || number > (UINT64_MAX - 9) / 10) {
            *count = 0;
            return;
        }
        number = 10 * number + (uint64_t)(column.bytes[i] - '0');
        digits++;
    }
}

enum status vertical_place(const struct vertical_row *row, size_t start, size_t end, struct word *word,
                           struct failure *failure)
{
    uint64_t starts[2] = {0, 0};
    uint64_t ends[2] = {0, 0};
    size_t start_count = 0;
    size_t end_count = 0;
    read_numbers(row->columns[start], starts, &start_count);
    read_numbers(row->columns[end], ends, &end_count);
    const bool fits =
        start_count > 0 && start_count == end_count && starts[0] < ends[0] && (start_count == 1 || starts[1] < ends[1]);
    if (!fits) {
        return failure_set(
            failure, FAILURE_DATA,
            "standard input, line %llu: \"%.*s\" and \"%.*s\" (columns %zu and %zu) are no start and end of a "
            "word in bytes; expected numbers, the start below the end",
            (unsigned long long)row->line, SPAN_ARGUMENTS(row->columns[start]), SPAN_ARGUMENTS(row->columns[end]),
            start + 1, end + 1);
    }
    word->start = starts[0];
    word->end = ends[0];
    word->second_start = starts[1];
    word->second_end = ends[1];
    return STATUS_OK;
}

enum status vertical_wrong_columns(const struct vertical_row *row, const char *expected, struct failure *failure)
{
    return failure_set(failure, FAILURE_DATA, "standard input, line %llu: %zu column%s, separated by tabs; expected %s",
                       (unsigned long long)row->line, row->column_count, row->column_count == 1 ? "" : "s", expected);
}
