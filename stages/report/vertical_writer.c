/* vertical_writer.c - the vertical format; read again by words/vertical.c and read/vertical_tag.c. */
#include "vertical_writer.h"

/* What stands for a byte that would be taken for markup; NULL: the byte itself. Control characters occur in attributes
 * alone. */
static const char *escape(char byte, bool in_attribute)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return in_attribute ? "&quot;" : NULL;
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

static void write_escaped(struct writer *writer, struct span text, bool in_attribute)
{
    size_t start = 0;
    for (size_t i = 0; i < text.length; i++) {
        const char *const reference = escape(text.bytes[i], in_attribute);
        if (reference != NULL) {
            writer_bytes(writer, text.bytes + start, i - start);
            writer_text(writer, reference);
            start = i + 1;
        }
    }
    if (start < text.length) {
        writer_bytes(writer, text.bytes + start, text.length - start);
    }
}

static void write_attribute(struct writer *writer, const char *name, struct span value)
{
    writer_byte(writer, ' ');
    writer_text(writer, name);
    writer_text(writer, "=\"");
    write_escaped(writer, value, true);
    writer_byte(writer, '"');
}

static void write_tag(struct writer *writer, const char *opening, const char *name)
{
    writer_text(writer, opening);
    writer_text(writer, name);
    writer_text(writer, ">\n");
}

static void change_field(struct vertical_writer *vertical, enum field field)
{
    if (vertical->field != field && vertical->field != FIELD_BODY) {
        write_tag(&vertical->writer, "</", field_names[vertical->field]);
    }
    if (vertical->field != field && field != FIELD_BODY) {
        write_tag(&vertical->writer, "<", field_names[field]);
    }
    vertical->field = field;
}

static void end_segment(struct vertical_writer *vertical)
{
    change_field(vertical, FIELD_BODY);
    if (vertical->in_segment) {
        write_tag(&vertical->writer, "</", "s");
    }
    vertical->in_segment = false;
}

void vertical_writer_begin_document(struct vertical_writer *vertical, const struct document *document)
{
    struct writer *const writer = &vertical->writer;
    writer_text(writer, "<doc");
    write_attribute(writer, "id", document->id);
    write_attribute(writer, "source", document->source);
    write_attribute(writer, "event", document->event);
    write_attribute(writer, "language", document->language);
    writer_text(writer, ">\n");
    vertical->in_segment = false;
    vertical->field = FIELD_BODY;
}

static void write_places(struct writer *writer, uint64_t first, uint64_t second, bool has_second)
{
    writer_byte(writer, '\t');
    writer_integer(writer, first);
    if (has_second) {
        writer_byte(writer, ',');
        writer_integer(writer, second);
    }
}

void vertical_writer_word(struct vertical_writer *vertical, const struct word *word)
{
    if ((word->flags & WORD_STARTS_SEGMENT) != 0 || !vertical->in_segment) {
        end_segment(vertical);
        write_tag(&vertical->writer, "<", "s");
        vertical->in_segment = true;
    }
    change_field(vertical, word->field);
    write_escaped(&vertical->writer, word->surface, false);
    const bool has_second = word->second_end > word->second_start;
    write_places(&vertical->writer, word->start, word->second_start, has_second);
    write_places(&vertical->writer, word->end, word->second_end, has_second);
}

void vertical_writer_column(struct vertical_writer *vertical, struct span column)
{
    writer_byte(&vertical->writer, '\t');
    write_escaped(&vertical->writer, column.length > 0 ? column : span_of("-"), false);
}

void vertical_writer_end_row(struct vertical_writer *vertical)
{
    writer_byte(&vertical->writer, '\n');
}

void vertical_writer_end_document(struct vertical_writer *vertical)
{
    end_segment(vertical);
    write_tag(&vertical->writer, "</", "doc");
}
