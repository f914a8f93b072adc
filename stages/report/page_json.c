/* page_json.c - the strings are those of json_writer.h in a page. */
#include "page_json.h"

#include <math.h>
#include <stdbool.h>

#include "json_writer.h"
#include "number.h"

void page_json_string(struct writer *writer, struct span text)
{
    json_writer_string(writer, text, true);
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
