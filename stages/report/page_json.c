/* page_json.c - HTML ends a script at "</script" and begins a comment at "<!--", whatever the JSON: so no < is written.
 */
#include "page_json.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "code_point.h"
#include "number.h"

/* LRE, RLE, PDF, LRO, RLO; LRI, RLI, FSI, PDI */
static bool reorders(int32_t character)
{
    return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

static bool needs_escape(int32_t character)
{
    return character < 0x20 || character == '"' || character == '\\' || character == '<' || character == '>' ||
           character == '&' || character == 0x7F || character == 0x2028 || character == 0x2029;
}

void page_json_string(struct writer *writer, struct span text)
{
    writer_byte(writer, '"');
    for (size_t at = 0; at < text.length;) {
        const size_t before = at;
        const int32_t character = code_point_next(text, &at);
        if (character < 0 || reorders(character)) {
            writer_text(writer, "\ufffd");
        } else if (needs_escape(character)) {
            char escape[sizeof "\\u0000"];
            (void)snprintf(escape, sizeof escape, "\\u%04x", (unsigned)character & 0xFFFFU);
            writer_text(writer, escape);
        } else {
            writer_bytes(writer, text.bytes + before, at - before);
        }
    }
    writer_byte(writer, '"');
}

void page_json_number(struct writer *writer, double value, unsigned decimals)
{
    char text[NUMBER_BYTES];
    if (isnan(value)) {
        writer_text(writer, "null");
        return;
    }
    size_t length = number_write_fixed(value, decimals, text);
    const bool has_point = decimals > 0;
    while (has_point && length > 1 && text[length - 1] == '0') {
        length--;
    }
    length -= has_point && length > 1 && text[length - 1] == '.';
    writer_bytes(writer, text, length);
}
