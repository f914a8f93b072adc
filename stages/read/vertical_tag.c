/* vertical_tag.c - attributes as XML 1.0 writes them, which is what corpus workbenches expect; XML's other rules are
 * not checked. */
#include "vertical_tag.h"

#include <stdlib.h>

#include "line_reader.h"

enum { ATTRIBUTES_MOST = 64, REFERENCE_BYTES_MOST = 12, HIGHEST_CODE_POINT = 0x10FFFF };

bool vertical_tag_is(struct span line, const char *name)
{
    const size_t length = strlen(name);
    if (line.length < length + 1 || line.bytes[0] != '<' || memcmp(line.bytes + 1, name, length) != 0) {
        return false;
    }
    const char next = line.length == length + 1 ? '>' : line.bytes[length + 1];
    return next == '>' || next == ' ' || next == '\t' || next == '/' || next == '\r' || next == '\n';
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Writes a code point as UTF-8; returns the bytes written, 0 for what is no character. */
static size_t write_utf8(unsigned long code_point, char *target)
{
    if (code_point == 0 || code_point > HIGHEST_CODE_POINT || (code_point >= 0xD800 && code_point < 0xE000)) {
        return 0;
    }
    if (code_point < 0x80) {
        target[0] = (char)code_point;
        return 1;
    }
    const size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = length; i > 1; i--) {
        target[i - 1] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    const unsigned long lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    target[0] = (char)(lead[length] | code_point);
    return length;
}

/* Resolves the reference that starts at `text` ("&...;"): *used bytes become the returned number of bytes at target; 0:
 * no reference. */
static size_t resolve(struct span text, char *target, size_t *used)
{
    static const struct {
        const char *name;
        char byte;
    } named[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        const size_t length = strlen(named[i].name);
        if (text.length >= length && memcmp(text.bytes, named[i].name, length) == 0) {
            *used = length;
            *target = named[i].byte;
            return 1;
        }
    }
    char digits[REFERENCE_BYTES_MOST + 1] = {0};
    const size_t shown = text.length < REFERENCE_BYTES_MOST ? text.length : REFERENCE_BYTES_MOST;
    memcpy(digits, text.bytes, shown);
    if (digits[0] != '&' || digits[1] != '#') {
        return 0;
    }
    const bool hexadecimal = digits[2] == 'x';
    const char *const first = digits + (hexadecimal ? 3 : 2);
    const size_t count = strspn(first, hexadecimal ? "0123456789abcdefABCDEF" : "0123456789");
    if (count == 0 || first[count] != ';') {
        return 0;
    }
    *used = (size_t)(first - digits) + count + 1;
    return write_utf8(strtoul(first, NULL, hexadecimal ? 16 : 10), target);
}

static enum status unescape(struct span raw, struct arena *arena, struct span *value, struct failure *failure)
{
    *value = raw;
    if (raw.length == 0 || memchr(raw.bytes, '&', raw.length) == NULL) {
        return STATUS_OK;
    }
    void *memory = NULL;
    if (arena_take(arena, raw.length, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const target = memory;
    size_t written = 0;
    for (size_t i = 0; i < raw.length;) {
        size_t used = 0;
        const size_t bytes =
            raw.bytes[i] == '&' ? resolve((struct span){raw.bytes + i, raw.length - i}, target + written, &used) : 0;
        if (bytes == 0) {
            target[written++] = raw.bytes[i++]; /* what is no reference stays as it is */
        } else {
            written += bytes;
            i += used;
        }
    }
    *value = (struct span){target, written};
    return STATUS_OK;
}

static enum status malformed(uint64_t number, const char *expected, struct failure *failure)
{
    return failure_set(
        failure, FAILURE_DATA,
        "standard input, line %llu: malformed tag: %s; write <doc id=\"...\" source=\"...\" event=\"...\" "
        "language=\"...\"> on a line of its own",
        (unsigned long long)number, expected);
}

/* One attribute from *place on, which is at its name. */
static enum status read_attribute(struct span line, uint64_t number, size_t *place, struct arena *arena,
                                  struct column *column, struct failure *failure)
{
    size_t end = *place;
    while (end < line.length && !is_space(line.bytes[end]) && strchr("=<>/\"'", line.bytes[end]) == NULL) {
        end++;
    }
    column->name = (struct span){line.bytes + *place, end - *place};
    while (end < line.length && is_space(line.bytes[end])) {
        end++;
    }
    if (column->name.length == 0 || end == line.length || line.bytes[end] != '=') {
        return malformed(number, "an attribute is a name, an equals sign and a value in quotation marks", failure);
    }
    for (end++; end < line.length && is_space(line.bytes[end]);) {
        end++;
    }
    if (end == line.length || (line.bytes[end] != '"' && line.bytes[end] != '\'')) {
        return malformed(number, "an attribute's value stands in quotation marks", failure);
    }
    const char *const start = line.bytes + end + 1;
    const char *const quote = memchr(start, line.bytes[end], line.length - end - 1);
    if (quote == NULL) {
        return malformed(number, "a quotation mark is not closed", failure);
    }
    *place = (size_t)(quote - line.bytes) + 1;
    return unescape((struct span){start, (size_t)(quote - start)}, arena, &column->value, failure);
}

static enum status check_name(const struct metadata *metadata, const struct column *column, uint64_t number,
                              struct failure *failure)
{
    if (metadata->count == ATTRIBUTES_MOST) {
        return malformed(number, "more than 64 attributes", failure);
    }
    return metadata_find(metadata, column->name, NULL) ? malformed(number, "an attribute stands there twice", failure)
                                                       : STATUS_OK;
}

enum status vertical_tag_attributes(struct span line, uint64_t number, struct arena *arena, struct metadata *metadata,
                                    struct failure *failure)
{
    const struct span tag = line_trim(line);
    void *memory = NULL;
    if (arena_take(arena, ATTRIBUTES_MOST * sizeof(struct column), &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *metadata = (struct metadata){.columns = memory};
    size_t place = 1;
    while (place < tag.length && !is_space(tag.bytes[place]) && tag.bytes[place] != '>') {
        place++;
    }
    for (;;) {
        while (place < tag.length && is_space(tag.bytes[place])) {
            place++;
        }
        if (place == tag.length) {
            return malformed(number, "it has no \">\"", failure);
        }
        if (tag.bytes[place] == '>') {
            break;
        }
        struct column column = {0};
        if (read_attribute(tag, number, &place, arena, &column, failure) != STATUS_OK ||
            check_name(metadata, &column, number, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        metadata->columns[metadata->count++] = column;
    }
    for (place++; place < tag.length && is_space(tag.bytes[place]);) {
        place++;
    }
    return place == tag.length ? STATUS_OK : malformed(number, "something stands behind it", failure);
}
