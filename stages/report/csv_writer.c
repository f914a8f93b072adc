/*
 * csv_writer.c - RFC 4180, section 2: a field with a comma, a quote or a line break is quoted, a quote inside is
 * doubled. A row of one empty field is written as "" because readers skip an empty line.
 */
#include "csv_writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "row_sink.h"

static void begin_field(struct csv_writer *csv, bool is_empty)
{
    if (csv->in_row)
        writer_byte(csv->writer, ',');
    csv->is_blank = is_empty && !csv->in_row;
    csv->in_row = true;
}

static bool has_special(struct span value)
{
    for (size_t i = 0; i < value.length; i++) {
        const char byte = value.bytes[i];
        if (byte == ',' || byte == '"' || byte == '\n' || byte == '\r')
            return true;
    }
    return false;
}

/* All of them lie below '-': eight bytes at once tell that an id has none, the last eight with some a second time.
 * Whether any byte of a word is below another: Anderson, "Bit Twiddling Hacks", hasless. */
static bool needs_quotes(struct span value)
{
    const uint64_t ones = UINT64_MAX / UINT8_MAX, high = ones << 7;
    uint64_t below = 0, eight;
    if (value.length < sizeof eight) {
        return has_special(value);
    }
    for (size_t at = 0; at < value.length; at += sizeof eight) {
        const size_t last = value.length - sizeof eight;
        memcpy(&eight, value.bytes + (at < last ? at : last), sizeof eight);
        below |= (eight - ones * '-') & ~eight & high;
    }
    return below != 0 && has_special(value);
}

static void write_quoted(struct writer *writer, struct span value)
{
    writer_byte(writer, '"');
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] == '"')
            writer_byte(writer, '"');
        writer_byte(writer, value.bytes[i]);
    }
    writer_byte(writer, '"');
}

/* Does the row go there alone? */
static bool replaces(const struct row_sink *sink)
{
    return sink != NULL && sink->replaces;
}

void csv_span(struct csv_writer *csv, struct span value)
{
    struct row_sink *const sink = csv->writer->rows;
    if (sink != NULL)
        sink->text(sink, value);
    if (replaces(sink))
        return;
    begin_field(csv, value.length == 0);
    if (needs_quotes(value))
        write_quoted(csv->writer, value);
    else
        writer_span(csv->writer, value);
}

enum status csv_list(struct csv_writer *csv, const struct span *values, size_t count, char joint,
                     struct failure *failure)
{
    size_t bytes = 0, length = 0;
    char *text = NULL;
    for (size_t i = 0; i < count; i++)
        bytes += values[i].length + 1;
    if (array_zeroed((void **)&text, bytes, 1, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text[length++] = joint;
        if (values[i].length > 0)
            memcpy(text + length, values[i].bytes, values[i].length);
        length += values[i].length;
    }
    csv_span(csv, (struct span){text, length});
    free(text);
    return STATUS_OK;
}

void csv_text(struct csv_writer *csv, const char *value)
{
    csv_span(csv, span_of(value));
}

void csv_integer(struct csv_writer *csv, uint64_t value)
{
    struct row_sink *const sink = csv->writer->rows;
    if (sink != NULL)
        sink->integer(sink, value);
    if (replaces(sink))
        return;
    begin_field(csv, false);
    writer_integer(csv->writer, value);
}

void csv_number(struct csv_writer *csv, double value)
{
    struct row_sink *const sink = csv->writer->rows;
    if (sink != NULL)
        sink->number(sink, value);
    if (replaces(sink))
        return;
    begin_field(csv, isnan(value));
    writer_number(csv->writer, value);
}

void csv_missing(struct csv_writer *csv, size_t count)
{
    for (size_t i = 0; i < count; i++)
        csv_number(csv, NAN);
}

void csv_names(struct csv_writer *csv, const char *names)
{
    const char *at = names;
    for (const char *comma = strchr(at, ','); comma != NULL; comma = strchr(at, ',')) {
        csv_span(csv, (struct span){at, (size_t)(comma - at)});
        at = comma + 1;
    }
    csv_text(csv, at);
}

enum status csv_end_row(struct csv_writer *csv, struct failure *failure)
{
    struct row_sink *const sink = csv->writer->rows;
    if (sink != NULL && sink->end_row(sink, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (replaces(sink))
        return writer_check(csv->writer, failure);
    if (csv->is_blank)
        writer_text(csv->writer, "\"\"");
    writer_text(csv->writer, "\r\n");
    csv->in_row = false;
    csv->is_blank = false;
    return writer_check(csv->writer, failure);
}
