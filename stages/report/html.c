/* html.c - after the HTML standard, 13.2.6 and "preprocessing the input stream": which characters may stand in a page.
 */
#include "html.h"

#include <math.h>
#include <stdbool.h>
#include <unicode/utf8.h>

#include "number.h"
#include "text_width.h"

#define REPLACEMENT "\ufffd"
#define ELLIPSIS "\u2026"
#define MINUS "\u2212"
#define THIN_SPACE "\u202f"

static bool is_forbidden(UChar32 character)
{
    if (character < 0x20)
        return character != '\t' && character != '\n';
    if (character >= 0x7f && character <= 0x9f)
        return true;
    if ((character >= 0xfdd0 && character <= 0xfdef) || (character & 0xfffe) == 0xfffe)
        return true;
    return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

static const char *reference_of(UChar32 character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return character < 0 || is_forbidden(character) ? REPLACEMENT : NULL;
    }
}

void html_text(struct writer *writer, struct span text)
{
    const uint8_t *const bytes = (const uint8_t *)text.bytes;
    size_t plain = 0; /* where what needs no reference begins */
    for (size_t offset = 0; offset < text.length;) {
        UChar32 character = U_SENTINEL;
        const int32_t left = text.length - offset < 4 ? (int32_t)(text.length - offset) : 4;
        int32_t taken = 0;
        U8_NEXT(bytes + offset, taken, left, character);
        const char *const reference = reference_of(character);
        if (reference != NULL) {
            writer_bytes(writer, text.bytes + plain, offset - plain);
            writer_text(writer, reference);
            plain = offset + (size_t)taken;
        }
        offset += (size_t)taken;
    }
    if (text.length > plain)
        writer_bytes(writer, text.bytes + plain, text.length - plain);
}

void html_string(struct writer *writer, const char *text)
{
    html_text(writer, span_of(text));
}

void html_text_within(struct writer *writer, struct span text, size_t columns)
{
    const struct span head = text_head(text, columns);
    html_text(writer, head);
    if (head.length < text.length)
        writer_text(writer, ELLIPSIS);
}

void html_name(struct writer *writer, struct span name)
{
    writer_text(writer, "<bdi>");
    html_text_within(writer, name, HTML_NAME_COLUMNS);
    writer_text(writer, "</bdi>");
}

void html_raw(struct writer *writer, const char *markup)
{
    writer_text(writer, markup);
}

void html_fixed(struct writer *writer, double value, unsigned decimals)
{
    char digits[NUMBER_BYTES];
    const size_t length = isnan(value) ? 0 : number_write_fixed(value, decimals, digits);
    const bool is_negative = length > 0 && digits[0] == '-';
    if (is_negative)
        writer_text(writer, MINUS);
    writer_bytes(writer, digits + is_negative, length - is_negative);
}

void html_number(struct writer *writer, double value, unsigned decimals)
{
    if (isnan(value))
        return;
    writer_text(writer, "<data value=\"");
    writer_number(writer, value);
    writer_text(writer, "\">");
    html_fixed(writer, value, decimals);
    writer_text(writer, "</data>");
}

void html_plain(struct writer *writer, double value, unsigned decimals)
{
    char digits[NUMBER_BYTES];
    writer_bytes(writer, digits, isnan(value) ? 0 : number_write_fixed(value, decimals, digits));
}

void html_integer(struct writer *writer, uint64_t value)
{
    writer_integer(writer, value);
}

void html_count(struct writer *writer, uint64_t value)
{
    char digits[NUMBER_BYTES];
    const size_t length = number_write_integer(value, digits);
    if (length <= 3) {
        writer_bytes(writer, digits, length);
        return;
    }
    writer_text(writer, "<data value=\"");
    writer_bytes(writer, digits, length);
    writer_text(writer, "\">");
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            writer_text(writer, THIN_SPACE);
        writer_byte(writer, digits[i]);
    }
    writer_text(writer, "</data>");
}
