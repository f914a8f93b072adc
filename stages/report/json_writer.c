/* json_writer.c - RFC 8259: quotes, backslashes and control characters are escaped, all else stands as UTF-8. A number
 * that is whole is written with ".0", so that a reader who tells integers from reals gets back what was put in. */
#include "json_writer.h"

#include <math.h>
#include <string.h>
#include <unicode/utf8.h>

#include "number.h"

/* In a page "</script>" would end the element, and "<!--" would begin what ends elsewhere. */
static bool ends_element(UChar32 character)
{
    return character == '<' || character == '>' || character == '&' || character == 0x2028 || character == 0x2029;
}

/* Embeddings, overrides and isolates: what follows in the page would stand in another order. */
static bool reorders(UChar32 character)
{
    return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

static void write_escape(struct writer *writer, UChar32 character)
{
    static const char hexadecimal[] = "0123456789abcdef";
    writer_text(writer, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        writer_byte(writer, hexadecimal[character >> shift & 0xf]);
}

/* The end of the letters from `start` on that stand in any string as they are: of ASCII and of two bytes, which nothing
 * above concerns. */
static size_t end_of_plain(const uint8_t *bytes, size_t start, size_t length)
{
    size_t i = start;
    for (;;) {
        while (i < length && bytes[i] >= 0x20 && bytes[i] < 0x7f && bytes[i] != '"' && bytes[i] != '\\' &&
               !ends_element(bytes[i])) {
            i++;
        }
        if (length - i < 2 || bytes[i] < 0xc2 || bytes[i] > 0xdf || (bytes[i + 1] & 0xc0) != 0x80) {
            return i;
        }
        i += 2;
    }
}

static void write_character(struct writer *writer, const uint8_t *bytes, int32_t length, UChar32 character,
                            bool is_embedded)
{
    if (character < 0 || (is_embedded && reorders(character))) {
        writer_text(writer, "\ufffd");
    } else if (character == '"' || character == '\\') {
        writer_byte(writer, '\\');
        writer_byte(writer, (char)character);
    } else if (character == '\n') {
        writer_text(writer, "\\n");
    } else if (character < 0x20 || character == 0x7f || (is_embedded && ends_element(character))) {
        write_escape(writer, character);
    } else {
        writer_bytes(writer, bytes, (size_t)length);
    }
}

void json_writer_string(struct writer *writer, struct span value, bool is_embedded)
{
    const uint8_t *const bytes = (const uint8_t *)value.bytes;
    writer_byte(writer, '"');
    for (size_t start = 0; start < value.length;) {
        const size_t plain = end_of_plain(bytes, start, value.length) - start;
        if (plain > 0) {
            writer_bytes(writer, bytes + start, plain);
            start += plain;
            continue;
        }
        const int32_t left = value.length - start < 4 ? (int32_t)(value.length - start) : 4;
        int32_t taken = 0;
        UChar32 character = U_SENTINEL;
        U8_NEXT(bytes + start, taken, left, character);
        write_character(writer, bytes + start, taken, character, is_embedded);
        start += (size_t)taken;
    }
    writer_byte(writer, '"');
}

static void begin_line(struct json_writer *json)
{
    if (json->is_embedded)
        return;
    writer_byte(json->writer, '\n');
    for (unsigned i = 0; i < json->depth; i++)
        writer_text(json->writer, "  ");
}

/* Comma, indentation and key of what is written next. */
static void begin_member(struct json_writer *json, const char *key)
{
    if (json->depth > 0) {
        if (json->has_members[json->depth - 1])
            writer_byte(json->writer, ',');
        json->has_members[json->depth - 1] = true;
        begin_line(json);
    }
    if (key != NULL) {
        json_writer_string(json->writer, span_of(key), json->is_embedded);
        writer_text(json->writer, json->is_embedded ? ":" : ": ");
    }
}

static void open_level(struct json_writer *json, const char *key, char opening, char closing)
{
    begin_member(json, key);
    writer_byte(json->writer, opening);
    json->closing[json->depth] = closing;
    json->has_members[json->depth] = false;
    json->depth++;
}

void json_writer_object(struct json_writer *json, const char *key)
{
    open_level(json, key, '{', '}');
}

void json_writer_array(struct json_writer *json, const char *key)
{
    open_level(json, key, '[', ']');
}

void json_writer_close(struct json_writer *json)
{
    json->depth--;
    if (json->has_members[json->depth])
        begin_line(json);
    writer_byte(json->writer, json->closing[json->depth]);
    if (json->depth == 0)
        writer_byte(json->writer, '\n');
}

void json_writer_span(struct json_writer *json, const char *key, struct span value)
{
    begin_member(json, key);
    json_writer_string(json->writer, value, json->is_embedded);
}

void json_writer_text(struct json_writer *json, const char *key, const char *value)
{
    if (value == NULL)
        json_writer_null(json, key);
    else
        json_writer_span(json, key, span_of(value));
}

void json_writer_integer(struct json_writer *json, const char *key, uint64_t value)
{
    begin_member(json, key);
    writer_integer(json->writer, value);
}

void json_writer_number(struct json_writer *json, const char *key, double value)
{
    if (!isfinite(value)) {
        json_writer_null(json, key);
        return;
    }
    char text[NUMBER_BYTES];
    const size_t length = number_write(value, text);
    begin_member(json, key);
    writer_bytes(json->writer, text, length);
    if (memchr(text, '.', length) == NULL && memchr(text, 'e', length) == NULL)
        writer_text(json->writer, ".0");
}

void json_writer_boolean(struct json_writer *json, const char *key, bool value)
{
    begin_member(json, key);
    writer_text(json->writer, value ? "true" : "false");
}

void json_writer_null(struct json_writer *json, const char *key)
{
    begin_member(json, key);
    writer_text(json->writer, "null");
}
